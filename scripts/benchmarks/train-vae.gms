# A VAE 64-256-8-256-64, batches of 100 of 1797 images, Adam. turns: 500
#~ file: skip
use nn
x = sin(0.1*outer(1:1797, 1:64))^2;
vae = (enc = mlp(64, 256, 16, act=silu), dec = mlp(8, 256, 64, act=silu));
loss(m, x) = {
    h = m.enc(x)
    (μ, s) = (h[1:8], h[9:16])
    ε ~ Normal(0, I) like μ
    50*sum((m.dec(μ + exp(s)*ε) - x)^2) + sum(μ^2 + exp(2*s) - 1 - 2*s)/2
}
run = train(vae, loss, x, steps=5, batch=100);
:time run = resume(run, 500);
print("loss {mean(run.loss[end-49:end])}")
