# Training steps of a GAN of 2-64-64-2 and 2-64-64-1 on a ring of eight Gaussians, every batch of 256 drawn anew: Adam on each player in
# turn, the same with R1, extragradient, and WGAN-GP with five steps of the critic for one of the generator. D is large on data here.
# turns: 1
#~ file: skip
use nn
use data
ring = gaussians8(radius=2, σ=0.1);
rows() = f32(sample(ring, 256))
noise() = f32(normal_noise(256, 2))
fake(g) = vmap(g)(noise())
slopes(d, X) = vmap(∇(x -> sum(d(x))))(X)
begin(opt) = {
  (g, d) = (mlp(2, 64, 64, 2, act=silu), mlp(2, 64, 64, 1, act=silu))
  (g = g, d = d, og = opt.init(g), od = opt.init(d))
}
d_loss(d, x, y) = mean(softplus(-vmap(d)(x)) + softplus(vmap(d)(y)))
g_loss(g, d) = mean(softplus(-vmap(d)(fake(g))))
r1_loss(d, x, y) = d_loss(d, x, y) + 0.5*mean(sum(slopes(d, x)^2, axis=2))
wgan_loss(d, x, y) = {
  u ~ Uniform(zeros(256, 1), 1)
  u = f32(u)
  length = sqrt(sum(slopes(d, u*x + (1 - u)*y)^2, axis=2))
  mean(vmap(d)(y)) - mean(vmap(d)(x)) + 10*mean((length - 1)^2)
}
wgan_g_loss(g, d) = -mean(vmap(d)(fake(g)))
turn(opt, d_loss, g_loss, n_d=1) = s -> {
  (d, od, l) = (s.d, s.od, 0.0)
  for k in 1:n_d {
    (l, a) = value_and_grad(d_loss, wrt="d")(d, rows(), fake(s.g))
    (d, od) = opt.step(od, a, d)
  }
  (g, og) = opt.step(s.og, grad(g_loss, wrt="g")(s.g, d), s.g)
  ((g = g, d = d, og = og, od = od), l)
}
v(g, d) = {
  (l, a) = value_and_grad(d_loss, wrt="d")(d, rows(), fake(g))
  (-grad(g_loss, wrt="g")(g, d), -a, l)
}
extra(h) = s -> {
  (a, b, l) = v(s.g, s.d)
  (a, b, late) = v(s.g + h*a, s.d + h*b)
  ((g = s.g + h*a, d = s.d + h*b), l)
}
opt = adam(1e-3, β1=0.5);
critic = adam(1e-3, β1=0, β2=0.9);
run = train(begin(opt), step=turn(opt, d_loss, g_loss), steps=5);
print("case adam turns 500")
:time run = resume(run, 500);
print("loss {mean(run.loss[end-49:end])}")
run = train(begin(opt), step=turn(opt, r1_loss, g_loss), steps=5);
print("case adam R1 turns 500")
:time run = resume(run, 500);
b = begin(opt);
run = train((g = b.g, d = b.d), step=extra(0.01), steps=5);
print("case extragradient turns 500")
:time run = resume(run, 500);
run = train(begin(critic), step=turn(critic, wgan_loss, wgan_g_loss, n_d=5), steps=5);
print("case wgan-gp n_d=5 turns 100")
:time run = resume(run, 100);
