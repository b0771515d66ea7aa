# Conjugate models by coordinate ascent, beside their exact posteriors and evidences: a normal law with unknown
# mean and precision, and linear regression. What the factorised q loses is seen exactly.
# names: normal_gamma, normal_gamma_fixed_point, normal_gamma_posterior, linear_regression, regression_posterior
use ascent
use distributions
use families
use divergence
use densities
use events as events

# ## A normal law: μ | τ ~ N(m₀, 1/(κ₀ τ)), τ ~ Gamma(a₀, rate b₀), x_i ~ N(μ, 1/τ)

# Mean field q(μ) q(τ) of the Normal-Gamma model: an ascent for `ascend`, its evidence exact. The state holds
# q(μ) = N(mean, variance) and q(τ) = Gamma(shape, rate):
#   μ: mean = (κ₀m₀ + Σx)/(κ₀ + N), variance = 1/((κ₀ + N) E τ)
#   τ: shape = a₀ + (N + 1)/2, rate = b₀ + (Σ E (x - μ)² + κ₀ E (μ - m₀)²)/2. Bishop 2006, 10.1.3.
# x: the data, a vector
# mean: m₀
# strength: κ₀, how many data the prior mean is worth
# shape: a₀
# rate: b₀
# precision: where E τ begins
# example: use conjugate; ascend(normal_gamma([1.0, 2, 4]), until=1e-12).gap[end]
# -> 0.0966457
normal_gamma(x, mean=0, strength=1, shape=1, rate=1, precision=1) = {
  x = sample_of("normal_gamma", x, mean, strength, shape, rate)
  events.positive("normal_gamma", "precision", precision)
  (N, m₀, κ₀, a) = (len(x), 1.0*mean, 1.0*strength, shape + (len(x) + 1)/2)
  # E (x - μ)² summed, and that of the prior's mean, as so many more data.
  squares = s -> sum((x - s.mean)^2) + N*s.variance + κ₀*((s.mean - m₀)^2 + s.variance)
  q_τ = s -> Gamma(s.shape, s.rate)
  move_μ = s -> {
    s.mean = (κ₀*m₀ + sum(x))/(κ₀ + N)
    s.variance = s.rate/(s.shape*(κ₀ + N))
    s
  }
  move_τ = s -> {
    s.shape = a
    s.rate = rate + squares(s)/2
    s
  }
  bound = s -> {
    (mean_log, mean_τ) = expectation_parameters(q_τ(s))
    given = ((N + 1)*(mean_log - log(2*π)) + log(κ₀) - mean_τ*squares(s))/2
    given + entropy(Normal(s.mean, sqrt(s.variance))) - KL(q_τ(s), Gamma(shape, rate))
  }
  (
    start = (mean = m₀, variance = 1/(κ₀*precision), shape = a, rate = a/precision),
    moves = (μ = move_μ, τ = move_τ), bound = bound,
    evidence = normal_gamma_posterior(x, mean, strength, shape, rate).log_evidence
  )
}

# Where the ascent ends, in closed form: shape a = a₀ + (N + 1)/2 and rate = c/(1 - 1/(2a)), c the exact rate.
# So E τ = (a - ½)/c is exact, and the variance of μ too small. A state, with `precision` E τ.
# x: the data, a vector
# mean: m₀
# strength: κ₀
# shape: a₀
# rate: b₀
# example: use conjugate; s = normal_gamma_fixed_point([1.0, 2, 4]); (s.shape, s.precision)
# -> (3.0, 0.465116)
normal_gamma_fixed_point(x, mean=0, strength=1, shape=1, rate=1) = {
  exact = normal_gamma_posterior(x, mean, strength, shape, rate)
  a = exact.shape + 1/2
  b = exact.rate/(1 - 1/(2*a))
  (mean = exact.mean, variance = b/(a*exact.strength), shape = a, rate = b, precision = a/b)
}

# The exact posterior μ | τ ~ N(mean, 1/(strength τ)), τ ~ Gamma(shape, rate), with the variance of μ
# (inf where shape ≤ 1) and log p(x) as `log_evidence`, by Bayes' rule at the posterior's means.
# x: the data, a vector
# mean: m₀
# strength: κ₀
# shape: a₀
# rate: b₀
# example: use conjugate; p = normal_gamma_posterior([1.0, 2, 4]); (p.shape, p.rate)
# -> (2.5, 5.375)
normal_gamma_posterior(x, mean=0, strength=1, shape=1, rate=1) = {
  x = sample_of("normal_gamma_posterior", x, mean, strength, shape, rate)
  (N, m₀) = (len(x), 1.0*mean)
  (κ, a) = (1.0*strength + N, shape + N/2)
  m = (strength*m₀ + sum(x))/κ
  b = rate + (sum((x - m)^2) + strength*(m - m₀)^2)/2
  # At μ = m and τ = a/b.
  σ = sqrt(b/a)
  prior = log_density(Normal(m₀, σ/sqrt(strength)), m) + log_density(Gamma(shape, rate), a/b)
  joint = sum(log_density(Normal(m, σ), x)) + prior
  posterior = log_density(Normal(m, σ/sqrt(κ)), m) + log_density(Gamma(a, b), a/b)
  (
    mean = m, strength = κ, shape = a, rate = b,
    variance = if a > 1 { b/((a - 1)*κ) } else { inf }, log_evidence = joint - posterior
  )
}

# Requires a vector of data and the parameters of the prior; gives floats.
sample_of(name, x, mean, strength, shape, rate) = {
  events.finite(name, "x", x)
  if ndims(x) != 1 { error("{name}: x is a vector of numbers, not {type(x)}", "shape") }
  if len(x) == 0 { error("{name}: there is no data: x is empty", "domain") }
  events.finite(name, "mean", mean)
  all_positive(name, (strength = strength, shape = shape, rate = rate))
  floating(x)
}

# Requires positive numbers, by their names.
all_positive(name, values) = {
  for what in fields(values) { events.positive(name, what, get(values, what)) }
}

# ## Linear regression: y ~ N(X w, 1/β)

# Mean field q(w) q(α) with the noise precision β known, w ~ N(0, I/α) and α ~ Gamma(a₀, rate b₀): an ascent
# for `ascend`. The state holds q(w) = N(mean, cov) and q(α) = Gamma(shape, rate):
#   w: cov = (E α I + β XᵀX)⁻¹, mean = β cov Xᵀy
#   α: shape = a₀ + p/2, rate = b₀ + (‖mean‖² + tr cov)/2. Bishop 2006, 10.3.
# The evidence is an integral over α, by quadrature.
# X: the features, a row for each y
# y: the values, a vector
# precision: β, that of the noise
# shape: a₀
# rate: b₀
# start: where E α begins
# example: use conjugate; A = linear_regression([1.0, 0; 1, 1; 1, 2], [1.0, 3, 5], 4);
# example: ascend(A, 50).state.mean
# -> f64[2]
# ->   1.01698  1.93506
linear_regression(X, y, precision, shape=1, rate=1, start=1) = {
  (X, y) = regression_data("linear_regression", X, y)
  all_positive("linear_regression", (precision = precision, shape = shape, rate = rate, start = start))
  (N, k) = shape_of_rows(X)
  (β, a) = (1.0*precision, shape + k/2)
  q_α = s -> Gamma(s.shape, s.rate)
  length = s -> sum(s.mean^2) + trace(s.cov)
  move_w = s -> {
    P = s.shape/s.rate*eye(k) + β*X' @ X
    C = inv(P)
    s.cov = (C + C')/2
    s.mean = solve(P, β*X' @ y)
    s
  }
  move_α = s -> {
    s.shape = a
    s.rate = rate + length(s)/2
    s
  }
  bound = s -> {
    (mean_log, mean_α) = expectation_parameters(q_α(s))
    fit = sum(log_density(Normal(X @ s.mean, 1/sqrt(β)), y)) - β*sum((X @ s.cov)*X)/2
    prior = (k*(mean_log - log(2*π)) - mean_α*length(s))/2
    fit + prior + entropy(Normal(s.mean, cov=s.cov)) - KL(q_α(s), Gamma(shape, rate))
  }
  (
    start = (mean = zeros(k), cov = eye(k)/start, shape = a, rate = a/start),
    moves = (w = move_w, α = move_α), bound = bound, evidence = regression_evidence(X, y, β, shape, rate)
  )
}

# log p(y) with w and α integrated out: w in closed form, α by quadrature.
regression_evidence(X, values, β, shape, rate) = {
  p(α) ~ Gamma(shape, rate)
  p(y | α) ~ Normal(zeros(len(values)), 1/sqrt(β), factor=X/sqrt(α))
  log_evidence(p, y=values)
}

# The exact posterior where the noise precision is unknown too, w | β ~ N(0, I/(κ₀ β)) and β ~ Gamma(a₀, rate b₀):
# w | β ~ N(mean, scale/β), β ~ Gamma(shape, rate), with log p(y) as `log_evidence`, by Bayes' rule at the means.
# X: the features, a row for each y
# y: the values, a vector
# strength: κ₀, the precision of w in units of β
# shape: a₀
# rate: b₀
# example: use conjugate; p = regression_posterior([1.0, 0; 1, 1; 1, 2], [1.0, 3, 5]); (p.shape, p.rate)
# -> (2.5, 3.16667)
regression_posterior(X, y, strength=1, shape=1, rate=1) = {
  (X, y) = regression_data("regression_posterior", X, y)
  all_positive("regression_posterior", (strength = strength, shape = shape, rate = rate))
  (N, k) = shape_of_rows(X)
  P = strength*eye(k) + X' @ X
  C = inv(P)
  C = (C + C')/2
  m = solve(P, X' @ y)
  a = shape + N/2
  b = rate + (sum((y - X @ m)^2) + strength*sum(m^2))/2
  # At w = m and β = a/b.
  σ = sqrt(b/a)
  prior = log_density(Normal(zeros(k), σ/sqrt(strength)), m) + log_density(Gamma(shape, rate), a/b)
  joint = sum(log_density(Normal(X @ m, σ), y)) + prior
  posterior = log_density(Normal(m, cov=σ^2*C), m) + log_density(Gamma(a, b), a/b)
  (mean = m, scale = C, shape = a, rate = b, log_evidence = joint - posterior)
}

# The rows and columns of a matrix, where a parameter named shape hides the function.
shape_of_rows(X) = shape(X)

# Requires a matrix of features and a vector with as many values as it has rows; gives floats.
regression_data(name, X, y) = {
  events.finite(name, "X", X)
  events.finite(name, "y", y)
  if ndims(X) != 2 { error("{name}: X is a matrix with a row of features for each value, not {type(X)}", "shape") }
  if ndims(y) != 1 { error("{name}: y is a vector, not {type(y)}", "shape") }
  if len(y) == 0 { error("{name}: there is no data: y is empty", "domain") }
  if len(X) != len(y) { error("{name}: X has {len(X)} rows and y {len(y)} values", "shape") }
  (floating(X), floating(y))
}
