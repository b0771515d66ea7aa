# Distributions: Uniform, Exponential, Laplace (continuous), Normal (normal), Gamma, InverseGamma
# (gammas), Beta, Dirichlet (simplex), StudentT (student), LogNormal, HalfNormal, Transformed (transformed),
# Wishart (wishart), KDE (kde); Bernoulli, Categorical, DiscreteUniform, Empirical (discrete),
# Poisson, Binomial, Geometric (counts); Mixture (mixtures). Nothing here needs a `use`.
# log_density(D, x), density(D, x), entropy(D), sample(D, n), mean(D), var(D), std(D), cov(D) and
# support(D) hold for all; KL(q, p) and cross_entropy(q, p) compare two; natural(D), fisher(D) and their
# relatives are in families. A record with functions `draw` and `log_density` is a distribution too.
use events
use densities

# log p(x), one number for each event of a batch: Σ over the coordinates of an event, -inf outside the
# support. Leading axes of x beyond those of an event are the batch.
# D: a distribution
# x: an event, or a batch of them
# example: log_density(Normal(0, 1), [0, 1]) + log(2*π)/2
# -> f64[2]
# ->    0.0  -0.5
log_density(D, x) = {
  distributed("log_density", D)
  D.log_density(x)
}

# p(x), the density at x, or the probability of x for a discrete distribution.
# D: a distribution
# x: an event, or a batch of them
# example: density(Exponential(1), 0)
# -> 1.0
density(D, x) = {
  distributed("density", D)
  exp(D.log_density(x))
}

# E -log p(x), in closed form.
# D: a distribution
# example: entropy(Normal(0, 1)) - log(2*π*exp(1))/2
# -> 0.0
# example: entropy(Bernoulli(0.5)) - log(2)
# -> 0.0
entropy(D) = {
  distributed("entropy", D)
  if not has(D, "entropy") {
    error("entropy: {title(D)} has no entropy in closed form; -log_density(D, z) averages to it over draws z", "distribution")
  }
  D.entropy()
}

# The covariances between the coordinates of an event, a matrix; the variance of a number.
# D: a distribution
# example: cov(Normal(zeros(2), [1, 2]))
# -> f64[2×2]
# ->    1.0  0.0
# ->    0.0  4.0
cov(D) = {
  distributed("cov", D)
  C = covariance_matrix(D)
  if has(D, "mean") and size(C) == 1 {
    if ndims(D.mean()) == 0 { return C[1, 1] }
  }
  C
}

# n independent draws as rows; of a density, whose factors say how its variables are drawn one after the
# other, a record of columns; of one with parameters, sample(p(x, z; m), n), a tuple of columns.
# D: a distribution, or a density by its factors
# n: how many draws
# example: shape(sample(Normal(zeros(2), 1), 100))
# -> (100, 2)
# example: sample(DiscreteUniform(7, 7), 3)
# -> i64[3]
# ->    7  7  7
sample(D, n) = {
  if kind(D) != "density" { distributed("sample", D) }
  numeric("sample", "n", n)
  if ndims(n) > 0 or n < 0 or floor(n) != n {
    error("sample: n is a number of draws, not {text(n)}", "domain")
  }
  if kind(D) == "density" { return sample_model(D, n) }
  vmap(k -> D.draw())(1:n)
}
