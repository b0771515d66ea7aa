# The variational diffusion model of the plane on eight Gaussians: z/8, γ/32 and their sines and cosines of the frequencies 2^0..2^7
# (51 inputs), 512-512 with silu (290306 numbers), γ straight between two ends that are learned from -13.3 and 5, the whole bound as
# the loss, AdamW 0.003, batches of 256 fresh draws; samples by 200 ancestral steps. The time to a bound 0.05 above the entropy is
# with AdamW 0.001, and of the average of the weights (0.998), looked at every 250 steps.
#~ file: skip
use vdm
use nn
use data
D = gaussians8();
begin() = (
  net = (
    net = mlp(51, 512, 512, 2, act=silu), of = "ε",
    apply = (m, z, l) -> {
      h = concat((z/8, [l.γ/32]))
      a = flatten(2*π*outer(2.0^(0:7), h))
      m.net(concat((h, sin(a), cos(a))))
    }
  ),
  ends = (γ0 = -13.3, γ1 = 5.0), schedule = m -> linear_snr(m.ends.γ0, m.ends.γ1)
)
loss(m, x) = {
  S = m.schedule(m)
  prior = KL(marginal(S, x, 1.0) || Normal(zeros(2), 1))
  prior + gaussian_decoder().mean(2, level(S, 0.0)) + noise_loss(S)(m.net, x)
}
ancestral(m, T=200) = {
  S = m.schedule(m)
  ε ~ Normal(zeros(2), 1)
  z = f32(ε)
  for k in T:-1:1 { z ~ model_step(S, m.net, z, (k - 1)/T, k/T) }
  z/S.α(0.0)
}
samples(m, n) = vmap(i -> ancestral(m))(1:n)
run = train(begin(), loss, D, steps=5, batch=256, opt=adamw(3e-3));
samples(run.model, 1000);
print("case train turns 200")
:time run = resume(run, 200);
print("loss {mean(run.loss[end-19:end])}")
print("case sample turns 1000")
:time samples(run.model, 1000);

# How far the bound is above that of the oracle with the same schedule, at points that stay the same.
o = oracle(D);
seen = vmap(t -> {
  x ~ D
  ε ~ Normal(0*x, 1)
  (x = x, ε = ε, t = t)
})((0:4095)/4096 + 1/8192);
gap(m) = {
  S = m.schedule(m)
  miss(x, ε, t) = {
    l = level(S, t)
    z = l.α*x + l.σ*ε
    sum((m.net(f32(z), l) - predict(o, z, l, "ε"))^2)
  }
  (m.ends.γ1 - m.ends.γ0)/2*mean(vmap(miss)(seen.x, seen.ε, seen.t))
}
to(target) = {
  run = train(begin(), loss, D, steps=250, batch=256, opt=adamw(1e-3), ema=0.998)
  while gap(run.ema) > target and run.steps < 25000 { run = resume(run, 250) }
  run.steps
}
to(inf);
print("case to nll turns 1")
:time n = to(0.05);
print("steps {n}")
