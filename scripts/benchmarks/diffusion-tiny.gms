# tiny-diffusion on two moons: sines of both coordinates and of the step, Linear 128, three residual blocks of 128 with gelu (99074
# numbers), 50 steps with β from 1e-4 to 0.02, AdamW 0.001, gradients of norm 1 at most, batches of 32 of 8000 points; samples by the 50
# ancestral steps. As that chain ends far from N(0, I), the time to a bound 0.05 above the entropy is of the same net with γ
# straight from -13.3 to 5 and batches of 256 of 64000 points: the average of its weights (0.995) is looked at every 250 steps.
#~ file: skip
use vdm
use nn
use data
D = two_moons();
X = f32(sample(D, 8000));
block() = residual(dense(128, 128, act=gelu))
begin() = (
  net = chain(dense(384, 128, act=gelu), block(), block(), block(), dense(128, 2)), waves = sinusoidal(128), of = "ε",
  apply = (m, z, l) -> m.net(concat((m.waves(25*z[1]), m.waves(25*z[2]), m.waves(1 + 49*l.t))))
)
opt = clip_norm(adamw(1e-3), 1);
S = discrete_noise(noise_betas("linear", 50));
loss(m, x) = {
  t = floor(50*uniform_noise())/49
  ε ~ Normal(0, I) like x
  squared_error(m, x, ε, level(S, t))
}
ancestral(m) = {
  ε ~ Normal(zeros(2), 1)
  z = f32(ε)
  for k in 49:-1:1 { z ~ model_step(S, m, z, (k - 1)/49, k/49) }
  predict(m, z, level(S, 0.0), "x")
}
samples(m, n) = vmap(i -> ancestral(m))(1:n)
run = train(begin(), loss, X, steps=5, batch=32, opt=opt);
samples(run.model, 10000);
print("case train turns 2000")
:time run = resume(run, 2000);
print("loss {mean(run.loss[end-199:end])}")
print("case sample turns 10000")
:time samples(run.model, 10000);

# How far the bound is above that of the oracle, at points that stay the same.
S1 = linear_snr();
o = oracle(D);
many = f32(sample(D, 64000));
seen = vmap(t -> {
  x ~ D
  ε ~ Normal(0*x, 1)
  l = level(S1, t)
  z = l.α*x + l.σ*ε
  (z = f32(z), t = t, ε = f32(predict(o, z, l, "ε")))
})((0:4095)/4096 + 1/8192);
gap(m) = 18.3/2*mean(vmap((z, t, ε) -> sum((m(z, level(S1, t)) - ε)^2))(seen.z, seen.t, seen.ε))
to(target) = {
  run = train(begin(), noise_loss(S1, weight="simple"), many, steps=250, batch=256, opt=opt, ema=0.995)
  while gap(run.ema) > target and run.steps < 25000 { run = resume(run, 250) }
  run.steps
}
to(inf);
print("case to nll turns 1")
:time n = to(0.05);
print("steps {n}")
