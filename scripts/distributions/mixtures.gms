#~ file: digits=10
# Mixtures: p(x) = Σ w_k p_k(x).
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 1)))
check density(M, 0.4) ≈ 0.3*density(Normal(-1, 0.5), 0.4) + 0.7*density(Normal(2, 1), 0.4)
check mean(M) ≈ 0.3*(-1) + 0.7*2
# The variance is the mean variance plus the variance of the means.
check var(M) ≈ 0.3*0.25 + 0.7*1 + 0.3*0.7*3^2
check quad(x -> density(M, x)*(x - mean(M))^2, -10, 12) ≈ var(M)
# Far out one component counts; nothing underflows.
check log_density(M, 1000) ≈ log(0.7) + log_density(Normal(2, 1), 1000)
# There is no entropy in closed form.
entropy(M)
quad(x -> -density(M, x)*log_density(M, x), -8, 12)
check entropy(Mixture([1.0], (Normal(-1, 0.5),))) ≈ entropy(Normal(-1, 0.5))

# ## Components as rows of parameters: 8 Gaussians on a circle
t = 2*π*(0:7)/8;
ring = Mixture(full(1/8, 8), Normal(2*[cos(t)'; sin(t)']', 0.1))
check mean(ring) ≈ [0, 0] abs 1e-12
check cov(ring) ≈ (2^2/2 + 0.1^2)*eye(2) abs 1e-12
log_density(ring, [2, 0; 0, 2; 0, 0])
# The score -(x - μ_k)/σ², weighted by which component x is of.
check grad(x -> log_density(ring, x))([2.05, 0.0]) ≈ [-5.0, 0] abs 1e-9

# ## Derivatives in weights and parameters
# ∂ log p/∂w_k = p_k/p, also where w_k is 0.
check grad(w -> log_density(Mixture([w, 1 - w], (Normal(-1, 1), Normal(1, 1))), 0.3))(0.0) ≈ density(Normal(-1, 1), 0.3)/density(Normal(1, 1), 0.3) - 1

# ## Expectations
(x, w) = M.quadrature(8);
check sum(w*x^3) ≈ 0.3*((-1)^3 + 3*(-1)*0.25) + 0.7*(8 + 3*2)
check E(z ~ M, z^2, method=quad(8)) ≈ var(M) + mean(M)^2
# Finite components make a finite mixture.
check E(z ~ Mixture([0.5, 0.5], (Bernoulli(0.5), DiscreteUniform(0, 3))), z) ≈ 1
check E(z ~ M, z) ≈ mean(M) se 4
check P(z ~ M, z < 0) ≈ 0.3*(1 + erf(1/(0.5*sqrt(2))))/2 + 0.7*(1 - erf(2/sqrt(2)))/2 se 4
check Cov(z ~ ring, z, z) ≈ cov(ring) se 4
# A draw moves with its component, not with the weights.
grad(m -> { z ~ Mixture([0.5, 0.5], Normal([m, m + 10], 1)); z })(0.5)
