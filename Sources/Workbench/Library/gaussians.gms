# The algebra of normal distributions with correlated coordinates. A record describes each: `mean`,
# `half_logdet` of the covariance Σ, `lengths` (of rows z: zᵀΣ⁻¹z for each), `solve` (of a matrix B: Σ⁻¹B),
# `precisions` (of no argument: the diagonal of Σ⁻¹), and Σ = diag(`spread`) + `rows`ᵀ `rows`, of
# which one may be absent.
use events
use fisher

# A covariance matrix, or a scale matrix: symmetric, and z'Cz > 0 for every z ≠ 0.
covariance(name, what, μ, C) = {
  if ndims(μ) != 1 {
    also = if name == "Normal" { "; without coordinates Normal(μ, sqrt(cov))" } else { "" }
    error("{name}: {what}= needs a vector μ, not {type(μ)}{also}", "shape")
  }
  d = len(μ)
  if kind(C) == "identity" { C = zeros(d, d) + C }
  square(name, what, C, d)
  symmetric_positive(name, what, C)
}

# Requires a symmetric matrix with z'Cz > 0 for every z ≠ 0; gives it as floats.
symmetric_positive(name, what, C) = {
  finite(name, what, C)
  C = floating(C)
  near = if kind(C) == "f32" { 1e-5 } else { 1e-12 }
  if len(C) > 0 {
    if max(abs(stop(C - C'))) > near*max(abs(stop(C))) {
      error("{name}: {what} is not symmetric: the largest difference from its transpose is {text(max(abs(C - C')))}", "domain")
    }
    least = min(eigh(stop(C)))
    if least <= 0 {
      error("{name}: {what} is not positive definite: its smallest eigenvalue is {text(least)}", "domain")
    }
  }
  C
}

# The factor of a covariance matrix: lower triangular, with a positive diagonal.
triangle(name, what, μ, L) = {
  if ndims(μ) != 1 { error("{name}: {what}= needs a vector μ, not {type(μ)}", "shape") }
  d = len(μ)
  if kind(L) == "identity" { L = zeros(d, d) + L }
  finite(name, what, L)
  square(name, what, L, d)
  below = [[i >= j for j in 1:d] for i in 1:d]
  if any(where(below, 0*L, stop(L)) != 0) { error("{name}: {what} is lower triangular, this has numbers above the diagonal", "domain") }
  if not all(diag(stop(L)) > 0) { error("{name}: the diagonal of {what} must be positive, not {text(diag(L))}", "domain") }
  floating(L)
}

# Requires a matrix d×d.
square(name, what, A, d) = {
  numeric(name, what, A)
  fits = ndims(A) == 2
  if fits { fits = len(A) == d and size(A) == d^2 }
  if not fits { error("{name}: {what} must be {d}×{d} as μ has {d} coordinates, not {type(A)}", "shape") }
}

# The columns that correlate the coordinates of μ: a matrix with a row for each; a vector is one column.
columns(μ, W) = {
  finite("Normal", "factor", W)
  if ndims(μ) != 1 { error("Normal: factor= needs a vector μ, not {type(μ)}", "shape") }
  d = len(μ)
  if ndims(W) == 1 and size(W) == d { W = reshape(W, d, 1) }
  fits = ndims(W) == 2
  if fits { fits = len(W) == d }
  if not fits { error("Normal: factor must have {d} rows as μ has {d} coordinates, not {type(W)}", "shape") }
  floating(W)
}

# Independent coordinates in these terms, flattened.
uncorrelated(m, s, event) = {
  (m, s) = (flatten(m + 0*s), flatten(s + 0*m))
  (
    mean = m,
    half_logdet = sum(log(s)),
    lengths = Z -> sum((Z/s)^2, axis=2),
    solve = B -> B/reshape(s^2, size(s), 1),
    precisions = () -> 1/s^2,
    spread = s^2
  )
}

# KL(q ‖ p) = (tr Σ_p⁻¹Σ_q + (μ_q - μ_p)ᵀΣ_p⁻¹(μ_q - μ_p) - d + log det Σ_p - log det Σ_q)/2.
gaussian_kl(q, p) = {
  d = size(q.mean)
  trace = 0.0
  if has(q, "spread") { trace = trace + sum(q.spread*p.precisions()) }
  if has(q, "rows") { trace = trace + sum(p.lengths(q.rows)) }
  apart = p.lengths(reshape(q.mean - p.mean, 1, d))[1]
  (trace + apart - d)/2 + p.half_logdet - q.half_logdet
}

# E -log p over a distribution with this mean and covariance: inf where it has none, as a Student's t of few degrees.
gaussian_cross(q, p) = {
  m = flatten(q.mean())
  d = size(m)
  C = if has(q, "cov") { q.cov() } else { flatten(q.variance()) }
  known = all(isfinite(stop(m))) and all(isfinite(stop(C)))
  (m, C) = (where(known, m, 0.0), where(known, C, 0.0))
  trace = if has(q, "cov") { sum(diag(p.solve(C))) } else { sum(p.precisions()*C) }
  square = trace + p.lengths(reshape(m - p.mean, 1, d))[1]
  (where(known, square, inf) + d*log(2*π))/2 + p.half_logdet
}

# T = (x, x xᵀ), η = (Σ⁻¹μ, -Σ⁻¹/2), A = -η₁ᵀη₂⁻¹η₁/4 - log det(-2η₂)/2, h = (2π)^(-d/2).
gaussian_family(g, d, made) = (
  symmetric = true,
  natural = (flatten(g.solve(reshape(g.mean, d, 1))), -g.solve(eye(d))/2),
  statistics = x -> (x, outer(x, x)),
  log_base = x -> sum(0*x, axis=-1) - d*log(2*π)/2,
  log_partition = η -> -η[1] @ solve(η[2], η[1])/4 - logdet(-2*η[2])/2,
  expectation = () -> (g.mean, covariance_of(g, d) + outer(g.mean, g.mean)),
  at = η -> {
    symmetric_positive("Normal", "Σ⁻¹, -2 times the second natural parameter,", -2*η[2])
    C = inv(-2*η[2])
    made((C @ η[1], (C + C')/2))
  },
  at_expectation = m -> {
    C = m[2] - outer(m[1], m[1])
    made((m[1], (C + C')/2))
  }
)

# Σ.
covariance_of(g, d) = {
  C = zeros(d, d)
  if has(g, "spread") { C = C + diag(g.spread) }
  if has(g, "rows") { C = C + g.rows' @ g.rows }
  C
}
