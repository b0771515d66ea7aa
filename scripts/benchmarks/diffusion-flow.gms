# TorchCFM: the velocity of x_t = t y + (1 - t) x + 0.1 ε from eight Gaussians x to two moons y, 3-64-64-64-2 with selu, batches
# of 256 fresh draws, Adam 0.001; samples by Dormand and Prince's steps at a tolerance of 1e-4.
#~ file: skip
use nn
use data
start = gaussians8(radius=5, σ=0.1^0.25);
net = (net = mlp(3, 64, 64, 64, 2, act=selu), apply = (m, t, x) -> m.net(concat((x, [t]))));
loss(m, moon) = {
  x ~ start
  t ~ Uniform(0, 1)
  ε ~ Normal(0, I) like moon
  y = 3*moon - 1
  sum((m(t, t*y + (1 - t)*x + 0.1*ε) - (y - x))^2)
}
run = train(net, loss, two_moons(0.2), steps=5, batch=256);
samples(m, n) = ode((t, X) -> vmap(x -> m(t, x))(X), f32(sample(start, n)), 1.0, rtol=1e-4, atol=1e-4, time=true).p
samples(run.model, 10000);
print("case train turns 2000")
:time run = resume(run, 2000);
print("loss {mean(run.loss[end-199:end])}")
print("case sample turns 10000")
:time samples(run.model, 10000);
