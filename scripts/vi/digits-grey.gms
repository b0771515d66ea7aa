#~ file: seed=2
# A VAE of grey digits: a Normal likelihood whose noise is learned with the networks, in densities per pixel, so that the numbers are
# no probabilities and may be positive. Then the same with the digit told: a conditional VAE; and a map of two latent numbers.
use vi
use data

# ## The recipe
# Pixels are x/16. A Bernoulli likelihood has no place for grey:
x = digits().x/16;
(seen, unseen) = (x[1:1500, :], x[1501:end, :]);
check_data(vae(64, 8, likelihood="Bernoulli"), seen)
# With σ learned the bound keeps its constant, -D/2 log(2πσ²): without it σ would mean nothing. Its gradient in log σ is
# |r|²/σ² - D, so σ settles at the root mean square of what is left.
m = vae(64, 8);
run = train(m, vae_loss(), seen, steps=3000, batch=100)
σ = exp(run.model.log_σ)
check σ ≈ 0.131 tol 0.03
left(m, x) = E(i ~ 1:len(x), z ~ encode(m, x[i, :]), mean((x[i, :] - decode(m, z).mean())^2), n=20)
check value(left(run.model, seen)) ≈ f64(σ)^2 tol 0.05
# Nats per image, with another program's means of several runs: 28.5 ± 0.4 on the digits that it saw, 21.4 ± 0.4 on others.
on_seen = elbo_terms(run.model, seen)
on_unseen = elbo_terms(run.model, unseen)
check value(on_seen.elbo) ≈ 28.5 abs 1.2
check value(on_unseen.elbo) ≈ 21.4 abs 1.2

# ## Amortised and refined
# Seven nats between digits seen and unseen; not all of it is the decoder's. A q for each unseen digit by itself recovers about half.
gaps = inference_gaps(run.model, unseen)
check value(gaps.refined) ≈ 24.6 abs 1.2
check gaps.amortisation > 2 se 4
(amortised = gaps.elbo, refined = gaps.refined, evidence = gaps.evidence)

# ## The linear oracle
# What the best linear decoder of eight numbers can do on all data is known exactly: 14.21 nats per image. The networks gain on it.
linear = ppca_optimum(x, 8).log_likelihood/len(x)
check linear ≈ 14.2097883166 tol 1e-9
check on_unseen.elbo > linear se 4

# ## The digit told
# p(x | z, y) and q(z | x, y): z is left with the hand, not the digit. Data are the tuple of images and classes, from 1.
y = digits().y + 1;
conditional = train(vae(64, 8, classes=10), vae_loss(), (seen, y[1:1500]), steps=3000, batch=100)
told = elbo_terms(conditional.model, unseen, y[1501:end])
check told.kl < on_unseen.kl
# A class that is not there:
elbo_terms(conditional.model, unseen)
elbo_terms(conditional.model, unseen, y[1501:end] + 1)

# ## β
# β is a weight that the terms of the run name. Below 1 the divergence is cheap: the bound itself, which is always told with β = 1,
# gets worse on both sides of 1.
bound_with(β) = {
  r = train(vae(64, 8), vae_loss(β=β), seen, steps=1500, batch=100)
  t = elbo_terms(r.model, unseen)
  [value(t.elbo), value(t.reconstruction), t.kl]
}
weights = [0.1, 1, 10];
bounds_at = [bound_with(β) for β in weights]
check bounds_at[1, 1] < bounds_at[2, 1]
check bounds_at[3, 1] < bounds_at[2, 1]
check bounds_at[1, 3] > bounds_at[3, 3]

# ## Two latent numbers: a map
flat = train(vae(64, 2, hidden=(128, 64)), vae_loss(), seen, steps=3000, batch=100);
latent_report(flat.model, seen).verdict
plane = vmap(x -> encode(flat.model, x).mean())(unseen);
some(k) = { rows = digits().y[1501:end] == k; scatter(plane[rows, 1], plane[rows, 2], label="{k}") }
axes(overlay(some(0), some(1), some(4), some(6)), x="z₁", y="z₂")
# Digits made to order, by the conditional model: one hand, from 0 to 9.
hand = sample(prior(conditional.model), 1)[1, :];
images([decode(conditional.model, hand, k).mean() for k in 1:10], columns=5)
