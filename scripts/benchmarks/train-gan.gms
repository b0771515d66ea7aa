# A GAN of 2-64-64-2 and 2-64-64-1, a batch of 256: a step of each, with Adam of its own. turns: 500
#~ file: skip
use nn
ε ~ Normal(zeros(256, 2), 1);
x = f32(ε + 2);
opt = adam(1e-3);
g = mlp(2, 64, 64, 2, act=silu);
d = mlp(2, 64, 64, 1, act=silu);
noise() = { z ~ Normal(zeros(256, 2), 1); f32(z) }
d_loss(d, g, z) = mean(softplus(-vmap(d)(x)) + softplus(vmap(d)(vmap(g)(z))))
g_loss(g, d, z) = mean(softplus(-vmap(d)(vmap(g)(z))))
turn(s) = {
    (l, grad_d) = value_and_grad(d_loss, wrt="d")(s.d, s.g, noise())
    (d, od) = opt.step(s.od, grad_d, s.d)
    (g, og) = opt.step(s.og, grad(g_loss, wrt="g")(s.g, d, noise()), s.g)
    ((g = g, d = d, og = og, od = od), l)
}
run = train((g = g, d = d, og = opt.init(g), od = opt.init(d)), step=turn, steps=5);
:time run = resume(run, 500);
print("loss {mean(run.loss[end-49:end])}")
