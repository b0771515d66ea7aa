# The Bayesian mixture of normal laws by coordinate ascent: weights π ~ Dirichlet(α₀, ..., α₀), for each component a
# precision matrix Λ ~ Wishart(ν₀, W₀) and a mean μ | Λ ~ N(m₀, (κ₀ Λ)⁻¹), and x ~ N(μ_z, Λ_z⁻¹) with z ~ π.
# The factor q(π) Π q(μ_k, Λ_k) is kept in natural parameters λ, which are linear in the statistics of the data:
#   concentration α + n,  strength κ + n,  degrees ν + n,
#   sum κm + Σ r x,  square W⁻¹ + κ m mᵀ + Σ r x xᵀ
# for responsibilities r with n = Σ r. So the M step is λ = prior + statistics, and stochastic variational inference
# steps λ ← (1 - ρ)λ + ρ(prior + N/M statistics of M rows). Here x is measured from m₀. Bishop 2006, 10.2;
# Hoffman et al. 2013.
# names: gaussian_mixture, components, responsibilities, mixture_bound, mixture_evidence, sklearn_constant
use ascent
use clusters
use distributions
use families
use divergence
use events as events

# ## The ascent

# The mixture of K components as an ascent for `ascend`; its state is λ, the natural parameters of q, and r, the
# responsibilities, which begin as given, or as softmax(-‖x - c‖²/2) of given centres c, or as the nearest of K
# centres that are drawn far apart (spread_centres). E: r ∝ exp(E log π_k + E log N(x; μ_k, Λ_k⁻¹)). M: λ = prior +
# statistics. log p(x) is known for K = 1 alone, where the bound reaches it; for little data there is mixture_evidence.
# The priors are scikit-learn's: α₀ = 1/K, κ₀ = 1, ν₀ = D, m₀ the mean and W₀⁻¹ the covariance (over N - 1) of the data.
# x: the data, by rows
# K: how many components
# responsibilities: where r begins, a matrix N×K whose rows have the sum 1
# centres: K rows, in place of responsibilities
# concentration: α₀
# strength: κ₀
# degrees: ν₀, more than D - 1
# mean: m₀
# scatter: W₀⁻¹, a matrix D×D
# example: use bayes_mixture; ascend(gaussian_mixture([0.0, 0; 1, 0; 0, 1; 3, 4], 1), 1).bound
# -> f64[3]
# ->   -15.1879  -15.1879  -15.1879
gaussian_mixture(
    x, K, responsibilities=none, centres=none, concentration=none, strength=1, degrees=none, mean=none, scatter=none
  ) = {
  x = clustered_rows("gaussian_mixture", x, K)
  (N, D) = shape(x)
  prior = prior_of(x, K, concentration, strength, degrees, mean, scatter)
  y = x - prior.origin
  r = first_shares("gaussian_mixture", x, K, responsibilities, centres)
  A = (
    x = x, y = y, prior = prior,
    start = (λ = prior.λ + statistics(r, y), r = r),
    moves = (
      E = s -> put(s, "r", softmax(log_shares(s.λ, y))),
      M = s -> put(s, "λ", prior.λ + statistics(s.r, y))
    ),
    bound = s -> sum(s.r*log_shares(s.λ, y)) - sum(events.xlogy(s.r, s.r)) - parameter_kl(s.λ, prior.λ)
  )
  A.evidence = if K == 1 { assigned(A, ones(N, 1)) } else { none }
  A
}

# n, Σ r x and Σ r x xᵀ of each component, with the structure of λ.
statistics(r, y) = {
  n = sum(r, axis=1)
  (N, D) = shape(y)
  (
    concentration = n, strength = n, degrees = n, sum = r' @ y,
    square = vmap(w -> (y*reshape(w, N, 1))' @ y)(r')
  )
}

# A component's mean, measured from m₀, and W⁻¹, of its natural parameters.
standard(c) = {
  m = c.sum/c.strength
  V = c.square - c.strength*outer(m, m)
  (mean = m, scatter = (V + V')/2)
}

# The Wishart law of a component's Λ.
precision_law(c, V) = {
  W = inv(V)
  Wishart(c.degrees, (W + W')/2)
}

# The components of λ as rows of columns, without the weights.
columns(λ) = (strength = λ.strength, degrees = λ.degrees, sum = λ.sum, square = λ.square)

# E log π_k + E log N(x; μ_k, Λ_k⁻¹), a row for each x: E Λ = ν W, and E (x - μ)ᵀΛ(x - μ) = (x - m)ᵀνW(x - m) + D/κ.
log_shares(λ, y) = {
  D = shape(y)[2]
  each = c -> {
    s = standard(c)
    mean_logdet = expectation_parameters(precision_law(c, s.scatter))[1]
    C = s.scatter/c.degrees
    log_density(Normal(s.mean, cov=C), y) + (mean_logdet + logdet(C) - D/c.strength)/2
  }
  vmap(each)(columns(λ))' + expectation_parameters(Dirichlet(λ.concentration))
}

# KL(q(π, μ, Λ) ‖ prior). That of μ given Λ is linear in Λ, so that E Λ = νW stands for it.
parameter_kl(λ, prior) = {
  each = (c, c₀) -> {
    (s, s₀) = (standard(c), standard(c₀))
    C = s.scatter/c.degrees
    means = KL(Normal(s.mean, cov=C/c.strength), Normal(s₀.mean, cov=C/c₀.strength))
    means + KL(precision_law(c, s.scatter), precision_law(c₀, s₀.scatter))
  }
  KL(Dirichlet(λ.concentration), Dirichlet(prior.concentration)) + sum(vmap(each)(columns(λ), columns(prior)))
}

# ## What a state says

# The components of a state in words: record of columns `weight`, `count` (expected data), `mean` and `cov`, the
# covariance W⁻¹/ν that belongs to E Λ, in the order of λ.
# A: a mixture, what gaussian_mixture gave
# s: a state, such as ascend(A, 50).state
# example: use bayes_mixture; A = gaussian_mixture([0.0, 0; 1, 0; 0, 1; 3, 4], 1);
# example: components(A, A.start).count
# -> f64[1]
# ->   4.0
components(A, s) = {
  mixture_wanted("components", A)
  c = vmap(c -> {
    t = standard(c)
    (mean = A.prior.origin + t.mean, cov = t.scatter/c.degrees)
  })(columns(s.λ))
  weights = Dirichlet(s.λ.concentration).mean()
  (weight = weights, count = s.λ.strength - A.prior.λ.strength, mean = c.mean, cov = c.cov)
}

# The responsibilities of the components for rows of x under q of a state; argmax(..., axis=2) are the labels.
# A: a mixture, what gaussian_mixture gave
# s: a state
# x: rows, by default those of the mixture
# example: use bayes_mixture; A = gaussian_mixture([0.0; 8], 2, centres=[0; 8]);
# example: shape(responsibilities(A, A.start))
# -> (2, 2)
responsibilities(A, s, x=none) = {
  mixture_wanted("responsibilities", A)
  if kind(x) == "none" { return softmax(log_shares(s.λ, A.y)) }
  events.finite("responsibilities", "x", x)
  D = shape(A.y)[2]
  fits = ndims(x) == 2
  if fits { fits = shape(1.0*x)[2] == D }
  if not fits { error("responsibilities: x has rows of {D} numbers, as the mixture has, not {type(x)}", "shape") }
  softmax(log_shares(s.λ, x - A.prior.origin))
}

# The bound at λ with the best responsibilities: Σ log Σ_k exp(log weights) - KL(q ‖ prior).
# A: a mixture, what gaussian_mixture gave
# λ: natural parameters of q
# example: use bayes_mixture; A = gaussian_mixture([0.0; 1; 7; 8], 2, centres=[0; 8]);
# example: mixture_bound(A, A.start.λ)
# -> -14.8538
mixture_bound(A, λ) = {
  mixture_wanted("mixture_bound", A)
  sum(logsumexp(log_shares(λ, A.y), axis=2)) - parameter_kl(λ, A.prior.λ)
}

# ## Exact evidence, and scikit-learn's bound

# The logarithm of the normaliser of the law of π, μ and Λ with natural parameters λ, without (2π)^(KD/2).
log_norm(λ) = {
  D = shape(λ.sum)[2]
  each = c -> log_partition(precision_law(c, standard(c).scatter)) - D/2*log(c.strength)
  log_partition(Dirichlet(λ.concentration)) + sum(vmap(each)(columns(λ)))
}

# log p(x, z) with π, μ and Λ integrated out, for assignments z as rows of 0 and 1.
assigned(A, r) = {
  (N, D) = shape(A.y)
  log_norm(A.prior.λ + statistics(r, A.y)) - log_norm(A.prior.λ) - N*D/2*log(2*π)
}

# The exact log p(x) of a mixture of little data: the sum over all K^N assignments, at most 10⁶. A bound that knows one
# of the K! orders of the components lacks log K! of it, beside its own gap.
# A: a mixture, what gaussian_mixture gave
# example: use bayes_mixture; A = gaussian_mixture([0.0, 0; 1, 0; 0, 1; 3, 4], 1);
# example: mixture_evidence(A) - A.evidence
# -> 0.0
mixture_evidence(A) = {
  mixture_wanted("mixture_evidence", A)
  (N, K) = (len(A.y), len(A.prior.λ.strength))
  if N*log(K) > log(1e6) + 1e-9 {
    error("mixture_evidence: {K}^{N} assignments are too many, the limit is 10^6; take fewer rows, or the bound", "memory")
  }
  # The digits of j in base K are the assignments.
  place = [K^(N - i) for i in 1:N]
  logsumexp(vmap(j -> assigned(A, f64(reshape(mod(quo(j, place), K) + 1, N, 1) == 1:K)))(0:K^N - 1))
}

# What scikit-learn's BayesianGaussianMixture leaves out of its lower_bound_: ELBO = lower_bound_ + this number,
#   -ND/2 log 2π + log C(α₀) + K (log B(W₀, ν₀) + D/2 log κ₀ + D(D - 1)/4 log π),
# with C and B the normalisers of Dirichlet and Wishart. It depends on K, so lower_bound_ cannot choose K.
# A: a mixture, what gaussian_mixture gave
# example: use bayes_mixture; A = gaussian_mixture([0.0, 0; 1, 0; 0, 1; 3, 4], 1); sklearn_constant(A)
# -> -8.76655
sklearn_constant(A) = {
  mixture_wanted("sklearn_constant", A)
  ((N, D), K) = (shape(A.y), len(A.prior.λ.strength))
  K*D*(D - 1)/4*log(π) - N*D/2*log(2*π) - log_norm(A.prior.λ)
}

# ## Checks

# The prior in natural parameters, with m₀ as `origin`.
prior_of(x, K, concentration, strength, degrees, mean, scatter) = {
  (N, D) = shape(x)
  α = if kind(concentration) == "none" { 1/K } else { concentration }
  ν = if kind(degrees) == "none" { 1.0*D } else { 1.0*degrees }
  events.positive("gaussian_mixture", "concentration", α)
  events.positive("gaussian_mixture", "strength", strength)
  if not (ν > D - 1 and ν < inf) {
    error("gaussian_mixture: degrees must be more than D - 1 = {D - 1}, not {text(degrees)}", "domain")
  }
  origin = sum(x, axis=1)/N
  if kind(mean) != "none" {
    events.finite("gaussian_mixture", "mean", mean)
    if size(1.0*mean) != D or ndims(mean) != 1 { error("gaussian_mixture: mean has {D} numbers, not {type(mean)}", "shape") }
    origin = floating(mean)
  }
  V = if kind(scatter) == "none" {
    sample_scatter("gaussian_mixture", x, also=", or give the prior's scatter=, a matrix {D}×{D}")
  } else { scatter_given(scatter, D) }
  (origin = origin, λ = (
    concentration = full(1.0*α, K), strength = full(1.0*strength, K), degrees = full(ν, K), sum = zeros(K, D),
    square = vmap(k -> V + 0*k)(ones(K))
  ))
}

# Requires a positive definite matrix.
scatter_given(V, D) = {
  events.finite("gaussian_mixture", "scatter", V)
  if ndims(V) != 2 or shape(1.0*V) != (D, D) {
    error("gaussian_mixture: scatter is a matrix {D}×{D}, not {type(V)}", "shape")
  }
  V = floating(V)
  if max(abs(V - V')) > 1e-9*max(abs(V)) or eigh((V + V')/2)[1] <= 0 {
    error("gaussian_mixture: scatter must be symmetric and positive definite", "domain")
  }
  V
}

# Requires a mixture.
mixture_wanted(name, A) = {
  fits = kind(A) == "record"
  if fits { fits = has(A, "prior") and has(A, "y") }
  if not fits { error("{name}: needs a mixture, what gaussian_mixture gave, not {type(A)}", "type") }
}
