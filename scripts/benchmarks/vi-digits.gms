# The VAE of binarised digits, 64-128-8-128-64, tanh, batches of 100 of 1500 images, Adam 0.001: a step, and the time to a
# bound of -19 nats on the 297 others, seen every 100 steps with 16 draws.
#~ file: skip
use vi
use data
x = f64(digits().x >= 8);
(seen, unseen) = (f32(x[1:1500, :]), f32(x[1501:end, :]));
begin() = train(vae(64, 8, likelihood="Bernoulli"), vae_loss(), seen, steps=100, batch=100)
bound(m) = mean(vmap(x -> { q = encode(m, x); mean(vmap(i -> { z ~ q; decode(m, z).log_density(x) })(1:16)) - KL(q, prior(m)) })(unseen))
to(target) = {
  run = begin()
  while bound(run.model) < target { run = resume(run, 100) }
  run.steps
}
run = begin();
to(-24);
print("case step turns 3000")
:time run = resume(run, 3000);
print("loss {mean(run.loss[end-299:end])}")
print("case bound of -19 turns 1")
:time n = to(-19);
print("steps {n}")
