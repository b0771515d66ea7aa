# Exponential families p(x) = h(x) exp(η·T(x) - A(η)): natural parameters η, expectation parameters
# E T = ∇A(η), and Fisher's information, which is ∇²A(η) in η.
use distributions
use fisher

# What a distribution is as an exponential family.
exponential_family(name, D) = {
  distributed(name, D)
  if not has(D, "exponential") { error("{name}: {title(D)} is not an exponential family", "distribution") }
  D.exponential()
}

# The natural parameters η of log p(x) = log h(x) + η·T(x) - A(η): a tensor, or a tuple of tensors,
# as for Normal(μ, σ) the tuple (μ/σ², -1/(2σ²)).
# D: a distribution of an exponential family
# example: natural(Normal(1, 2))
# -> (0.25, -0.125)
natural(D) = exponential_family("natural", D).natural

# The expectation parameters E T(x), with the structure of the natural ones: for Normal(μ, σ) the
# tuple (μ, μ² + σ²).
# D: a distribution of an exponential family
# example: expectation_parameters(Normal(1, 2))
# -> (1.0, 5.0)
expectation_parameters(D) = exponential_family("expectation_parameters", D).expectation()

# The sufficient statistics T(x) of an event, with the structure of the natural parameters.
# D: a distribution of an exponential family
# x: an event
# example: sufficient_statistics(Normal(0, 1), 3)
# -> (3.0, 9.0)
sufficient_statistics(D, x) = exponential_family("sufficient_statistics", D).statistics(x)

# The log partition function A at the natural parameters η, by default those of D.
# D: a distribution of an exponential family
# η: natural parameters
# example: log_partition(Poisson(3))
# -> 3.0
log_partition(D, η=none) = {
  F = exponential_family("log_partition", D)
  F.log_partition(if kind(η) == "none" { F.natural } else { η })
}

# The distribution of the family of D with the natural parameters η.
# D: a distribution of an exponential family
# η: natural parameters
# example: from_natural(Normal(0, 1), (0.25, -0.125))
# -> Normal(μ = 1.0, σ = 2.0)
from_natural(D, η) = {
  F = exponential_family("from_natural", D)
  fitting("from_natural", "η", η, F.natural)
  F.at(η)
}

# The distribution of the family of D with the expectation parameters m: what maximises the likelihood of
# data with mean statistics m.
# D: a distribution of an exponential family
# m: expectation parameters, such as the means of T over data
# example: from_expectation(Normal(0, 1), (1.0, 5.0))
# -> Normal(μ = 1.0, σ = 2.0)
from_expectation(D, m) = {
  F = exponential_family("from_expectation", D)
  fitting("from_expectation", "m", m, F.natural)
  if not has(F, "at_expectation") {
    error("from_expectation: {title(D)} has no closed form for its parameters from E T", "distribution")
  }
  F.at_expectation(m)
}

# Requires parameters with the structure of η.
fitting(name, what, given, η) = {
  count = if kind(η) == "tuple" { len(η) } else { 0 }
  has_count = if kind(given) == "tuple" { len(given) } else { 0 }
  if count != has_count {
    wanted = if count == 0 { "a tensor" } else { "a tuple of {count}" }
    error("{name}: {what} must be {wanted}, not {type(given)}", "type")
  }
}

# Fisher's information matrix E s sᵀ, s = ∂ log p(x)/∂θ: in the parameters θ as they were given,
# flattened one after the other, or with "natural" in the natural parameters, ∇²A(η), or with
# "expectation" in the expectation parameters, (∇²A)⁻¹. Of symmetric and triangular matrices the coordinates
# are the entries on and below the diagonal, row by row.
# D: a distribution of an exponential family
# coordinates: "parameters", "natural" or "expectation"
# example: fisher(Normal(0, 2))
# -> f64[2×2]
# ->    0.25  0.0
# ->    0.0   0.5
# example: fisher(Poisson(4.0))
# -> f64[1×1]
# ->    0.25
fisher(D, coordinates="parameters") = {
  distributed("fisher", D)
  if coordinates == "parameters" {
    if not has(D, "fisher") { error("fisher: {title(D)} has no Fisher matrix in closed form", "distribution") }
    return D.fisher()
  }
  if not (coordinates in ("natural", "expectation")) {
    error("fisher: coordinates is \"parameters\", \"natural\" or \"expectation\", not {text(coordinates)}", "argument")
  }
  F = exponential_family("fisher", D)
  A = v -> F.log_partition(from_coordinates(v, F))
  H = hessian(A)(coordinates_of(F.natural, F))
  if coordinates == "natural" { return H }
  spread = eigh(stop((H + H')/2))
  near = if kind(H) == "f32" { 1e-6 } else { 1e-14 }
  if size(spread) > 0 {
    if not (min(spread) > near*max(abs(spread))) {
      error("fisher: the expectation parameters of {title(D)} depend on each other (those of a Categorical have the sum 1), so that ∇²A(η) has no inverse; it is fisher(D, \"natural\")", "domain")
    }
  }
  if not has(F, "symmetric") { return inv(H) }
  # An entry below the diagonal stands twice in η·T: ∂A by that coordinate of η is 2 E T, so that with W = diag(1 or 2)
  # E T = W⁻¹∇A, and the matrix is W (∇²A)⁻¹ W.
  w = coordinates_of((ones(size(F.natural[1])), doubled(len(F.natural[2]))), F)
  w*inv(H)*reshape(w, size(w), 1)
}

# A matrix with 1 on the diagonal and 2 elsewhere.
doubled(d) = 2*ones(d, d) - eye(d)

# Natural parameters as a vector.
coordinates_of(η, F) = if has(F, "symmetric") { concat((flatten(η[1]), lower(η[2]))) } else { flatten(η) }

# And back.
from_coordinates(v, F) = if has(F, "symmetric") {
  n = size(F.natural[1])
  (reshape(v[1:n], shape(F.natural[1])...), symmetric(v[n+1:end]))
} else { unflatten(v, F.natural) }

# Where a density lives: a record of the set ("reals", "interval" and "integers" from low to high,
# "simplex", "positive definite", "points", "union", "image") and the shape of events.
# D: a distribution
# example: support(Gamma(2, 1)).set
# -> "interval"
support(D) = {
  distributed("support", D)
  if not has(D, "domain") { error("support: {title(D)} does not say where it lives", "distribution") }
  D.domain
}
