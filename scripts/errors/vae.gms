#~ file: seed=7
# What variational autoencoders and bounds refuse, and what they say of learning that went wrong.
use vi
vae(3, 2, posterior="round")
vae(3, 2, likelihood="Poisson")
vae(3, 2, noise=0)
vae(3, 2, noise="much")
vae(0, 2)
vae(3, 2.5)
vae_loss(β=-1)
vae_loss(free_bits=inf)

# Data outside the support of the likelihood, or of another size.
m = vae(2, 1, likelihood="Bernoulli");
check_data(m, [0, 0.5; 1, 0.25])
check_data(m, [0, nan; 1, 0])
check_data(m, [0, 1, 1; 1, 0, 0])
check_data(m, [0.0, 1])
elbo_terms(m, [0.2, 1; 1, 0])
iw_evidence(m, [0.2, 1; 1, 0])
refine(m, [0.2, 1; 1, 0])
# In a training the loss is infinite where the likelihood has no mass:
train(m, vae_loss(), [0.2, 1.0; 1, 0], steps=3)

# Classes of a conditional model.
c = vae(2, 1, likelihood="Bernoulli", classes=3);
elbo_terms(c, [0.0, 1; 1, 0])
elbo_terms(c, [0.0, 1; 1, 0], [1, 4])
elbo_terms(c, [0.0, 1; 1, 0], [1, 2, 3])
generate(c, 2)
generate(c, 2, 7)
encode(c, [0.0, 1])

# Latent numbers that collapsed, or exploded: said by the report.
x = [0.0, 1; 1, 0; 1, 1; 0, 0];
flat = put(m, "enc", v -> [0.0, 0.0]);
latent_report(flat, x).verdict
far = put(m, "enc", v -> [1e4*v[1], 0.0]);
latent_report(far, x).verdict
broad = put(m, "enc", v -> [v[1], 9.0]);
latent_report(broad, x).verdict
latent_report(m, x, n=1)

# Bounds.
q = Categorical([0.5, 0.5]);
l(z) = log([0.3, 0.1][z])
iw_bound(l, q, 0)
iw_bound(l, q, 1.5)
iw_bound(l, q, 40)
renyi_bound(l, q, nan)
chi_bound(l, q, order=0.5)
elbo(l, 3)
log_weights(l, "q", 3)
pareto_k([1.0, 2.0])
pareto_k(eye(3))
pareto_k([nan for i in 1:30])
bound_sample(l, u -> Categorical(logits=u), [0.0, 0.0], "score", K=0)
