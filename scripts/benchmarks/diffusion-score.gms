# Score matching of eight Gaussians, fresh draws, Adam 0.001: denoising at σ = 0.1 of an energy 2-128-128-1 (silu) and of a field
# 2-128-128-2 (softplus), batches of 256; sliced, of the field, batches of 128. Samples are 100 steps of Langevin's.
#~ file: skip
use score
use nn
use data
D = gaussians8();
energy = train(score_from(mlp(2, 128, 128, 1, act=silu)), dsm_loss(0.1), D, steps=5, batch=256);
field = train(mlp(2, 128, 128, 2, act=softplus), dsm_loss(0.1), D, steps=5, batch=256);
sliced = train(mlp(2, 128, 128, 2, act=softplus), ssm_vr_loss(), D, steps=5, batch=128);
h = 0.005;
chain_of(s) = {
  ε ~ Normal(zeros(2), 1)
  x = f32(3*ε)
  for k in 1:100 {
    ξ ~ Normal(0, I) like x
    x = x + h*s(x) + sqrt(2*h)*ξ
  }
  x
}
samples(s, n) = vmap(i -> chain_of(s))(1:n)
samples(field.model, 10000);
print("case dsm energy turns 500")
:time energy = resume(energy, 500);
print("case dsm turns 500")
:time field = resume(field, 500);
print("loss {mean(field.loss[end-49:end])}")
print("case ssm-vr turns 500")
:time sliced = resume(sliced, 500);
print("case sample turns 10000")
:time samples(field.model, 10000);
