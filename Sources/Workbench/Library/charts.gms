# Coordinates of distributions by name: the same law as a vector of numbers, what they may be, and Fisher's matrix in them. A
# chart of q is a record of
#   coordinates  its name
#   point        where q is, a vector
#   at           vector -> distribution
#   outside      vector -> what is wrong with it as such coordinates, "" where nothing is
#   fisher       vector -> Fisher's matrix there, in closed form
# names: chart, chart_names, fisher_table, sampled_fisher, differentiated_fisher, empirical_fisher, encoder_fisher
use families
use divergence

# The names of the coordinates that a distribution has: "natural", "expectation" and "parameters" for the exponential
# families; Normal laws also have "log σ", "variance" and "precision", those with a full covariance "covariance",
# "cholesky" and "precision".
# q: a distribution of an exponential family
# example: use charts; chart_names(Normal(0, 1))
# -> ("natural", "expectation", "parameters", "log σ", "variance", "precision")
chart_names(q) = {
  exponential_family("chart_names", q)
  if q.family != "Normal" {
    if kind(constructor(q)) == "none" { ("natural", "expectation") } else { ("natural", "expectation", "parameters") }
  } else if is_full(q) {
    ("natural", "expectation", "covariance", "cholesky", "precision")
  } else {
    ("natural", "expectation", "parameters", "log σ", "variance", "precision")
  }
}

# The chart of q with this name; a law of k coordinates that share one σ has k + 1 numbers.
# q: a distribution of an exponential family
# coordinates: one of chart_names(q)
# example: use charts; c = chart(Normal(1, 2), "log σ"); (c.point, c.fisher(c.point))
# -> ([1.0, 0.693147], [0.25, 0.0; 0.0, 2.0])
chart(q, coordinates) = {
  name = if coordinates in ("log sigma", "log_sigma", "log_σ") { "log σ" } else { coordinates }
  if not (name in chart_names(q)) {
    error("chart: coordinates of {title(q)} are {chart_names(q)}, not {text(coordinates)}", "argument")
  }
  if q.family == "Normal" {
    if is_full(q) { full_chart(q, name) } else { normal_chart(q, name) }
  } else {
    family_chart(q, name)
  }
}

# ## Fisher's matrix three ways

# Fisher's matrix of a law in one of its charts in closed form, by differentiation (the Hessian of KL(q ‖ q_v) at v = q's own
# point) and by sampling (the mean of s sᵀ, s = ∂ log q/∂v, over n draws): a record of the three, the last an estimate.
# q: a distribution of an exponential family
# coordinates: one of chart_names(q)
# n: draws
# example: use charts; t = fisher_table(Normal(0, 2)); check t.closed ≈ t.differentiated
# -> ok [0.25, 0.0; 0.0, 0.5] ≈ [0.25, 0.0; 0.0, 0.5]
fisher_table(q, coordinates=none, n=20000) = {
  c = chart(q, if kind(coordinates) != "none" { coordinates } else if is_full(q) { "covariance" } else { last_of_parameters(q) })
  (
    coordinates = c.coordinates, closed = c.fisher(c.point),
    differentiated = differentiated_fisher(c.at, c.point), sampled = sampled_fisher(c.at, c.point, n)
  )
}

# E s sᵀ with s = ∂ log p(x; θ)/∂θ over draws x of the model itself, not of data: an estimate. Of a joint p(x, z; θ) it is the
# information of complete data.
# law: θ -> a distribution
# θ: parameters, a number, a vector or a tree
# n: draws
# example: use charts; check sampled_fisher(μ -> Normal(μ, 2), 1.0) ≈ [0.25] se 5
# -> ok [0.25042 ± 0.00348] ≈ [0.25] (0.1 se)
sampled_fisher(law, θ, n=20000) = {
  v = flatten(floating(θ))
  at = v -> law(unflatten(v, floating(θ)))
  D = at(stop(v))
  E(x ~ D, { s = grad(v -> at(v).log_density(x))(v); outer(s, s) }, n=n, method="samples")
}

# The Hessian of KL(p(x; θ) ‖ p(x; θ')) in θ' at θ' = θ, for laws whose divergence is known in closed form.
# law: θ -> a distribution
# θ: parameters, a number, a vector or a tree
# example: use charts; differentiated_fisher(μ -> Normal(μ, 2), 1.0)
# -> f64[1×1]
# ->    0.25
differentiated_fisher(law, θ) = {
  v = flatten(floating(θ))
  D = law(θ)
  hessian(w -> KL(D, law(unflatten(w, floating(θ)))))(v)
}

# The mean of s sᵀ over data, s = ∂ log p(x; θ)/∂θ. It is no Fisher matrix: where the model is wrong, or away from the best θ,
# it differs. Kunstner, Hennig and Balles 2019.
# log_p: (θ, x) -> log p(x; θ)
# θ: parameters, a number, a vector or a tree
# x: data by rows
# example: use charts; empirical_fisher((μ, x) -> log_density(Normal(μ, 1), x), 0.0, [1.0, 3.0])
# -> f64[1×1]
# ->    5.0
empirical_fisher(log_p, θ, x) = {
  v = flatten(floating(θ))
  s = vmap(x -> grad(w -> log_p(unflatten(w, floating(θ)), x))(v))(x)
  s' @ s/len(s)
}

# The information that an encoder's parameters φ have: the mean over data of Jᵀ I J, J the Jacobian of the parameters of
# q(z | x; φ) in φ and I its Fisher matrix. Its rank is at most the number of data times the parameters of q, so that it has no
# inverse without damping.
# encoder: (φ, x) -> a distribution of an exponential family
# φ: parameters, a vector or a tree
# x: data by rows
# example: use charts; encoder_fisher((φ, x) -> Normal(φ[1]*x, exp(φ[2])), [1.0, 0.0], [1.0, 2.0])
# -> f64[2×2]
# ->    2.5  0.0
# ->    0.0  2.0
encoder_fisher(encoder, φ, x) = {
  v = flatten(floating(φ))
  law = (v, x) -> encoder(unflatten(v, floating(φ)), x)
  mean(vmap(x -> {
    J = jacobian(v -> flatten(leaves(floating(law(v, x).parameters))))(v)
    J' @ fisher(law(v, x)) @ J
  })(x), axis=1)
}

# ## Charts of the families

# Whether a Normal law is given by a matrix.
is_full(q) = has(q, "cov") and q.family == "Normal"

# The coordinates that a law was given in, where they are a chart.
last_of_parameters(q) = if "parameters" in chart_names(q) { "parameters" } else { "natural" }

# A chart by the parameters it is made of: `base` (vector -> parameters), `at` of them, their Fisher matrix, and what
# must be positive: (its name, parameters of the vector -> numbers).
through(name, point, base, made, positive) = (
  coordinates = name, point = point,
  at = v -> made(base(v)),
  outside = v -> fault_of(positive[1], positive[2](v)),
  fisher = v -> {
    J = jacobian(v -> flatten(base(v)))(v)
    J' @ fisher(made(base(v))) @ J
  }
)

# What is said of numbers that must be positive.
fault_of(name, x) = {
  if not all(isfinite(x)) { return "{name} = {text(x)}, which must be finite" }
  if all(x > 0) { "" } else if size(x) == 1 { "{name} = {text(min(x))}, which must be positive" } else {
    "{name} has {text(min(x))}, which must be positive"
  }
}

# Normal laws with independent coordinates, by (μ, σ) with σ as it was given, one number or one for each coordinate.
normal_chart(q, name) = {
  (μ, σ) = (floating(q.parameters.μ), floating(q.parameters.σ))
  F = exponential_family("chart", q)
  d = size(μ)
  parts = v -> (reshape(v[1:d], shape(μ)...), reshape(v[d+1:end], shape(σ)...))
  made = p -> Normal(p[1], p[2])
  # Of a σ that coordinates share, E Σ x² has the sum of their squares.
  (count, squares) = if ndims(σ) == 0 { (d, m -> sum(m^2)) } else { (1, m -> m^2) }
  if name == "parameters" {
    through(name, flatten((μ, σ)), parts, made, ("σ", v -> parts(v)[2]))
  } else if name == "log σ" {
    through(name, flatten((μ, log(σ))), v -> { (m, l) = parts(v); (m, exp(l)) }, made, ("σ", v -> exp(parts(v)[2])))
  } else if name == "variance" {
    through(name, flatten((μ, σ^2)), v -> { (m, s) = parts(v); (m, sqrt(s)) }, made, ("σ²", v -> parts(v)[2]))
  } else if name == "precision" {
    through(name, flatten((μ, 1/σ^2)), v -> { (m, p) = parts(v); (m, 1/sqrt(p)) }, made, ("1/σ²", v -> parts(v)[2]))
  } else if name == "natural" {
    through(name, flatten((μ/σ^2, -1/(2*σ^2))), v -> { (a, b) = parts(v); (-a/(2*b), sqrt(-1/(2*b))) }, made,
      ("1/σ²", v -> -2*parts(v)[2]))
  } else {
    variance = v -> { (m, s) = parts(v); (s - squares(m))/count }
    through(name, flatten((μ, squares(μ) + count*σ^2)), v -> (parts(v)[1], sqrt(variance(v))), made, ("σ²", variance))
  }
}

# Normal laws with a covariance matrix C; of matrices the coordinates are the entries on and below the diagonal, row by row.
full_chart(q, name) = {
  (μ, C) = (q.mean(), q.cov())
  d = len(μ)
  mean_of = v -> v[1:d]
  matrix = v -> symmetric(v[d+1:end])
  made = p -> Normal(p[1], cov=(p[2] + p[2]')/2)
  chosen = if name == "covariance" {
    (point = lower(C), cov = matrix, mean = mean_of, what = "the least eigenvalue of the covariance", of = matrix)
  } else if name == "precision" {
    (point = lower(inv(C)), cov = v -> inv(matrix(v)), mean = mean_of, what = "the least eigenvalue of the precision matrix", of = matrix)
  } else if name == "cholesky" {
    (point = lower(cholesky(C)), cov = v -> squared_triangle(v[d+1:end]), mean = mean_of, what = "the least diagonal element of the factor",
     of = v -> diag(diag(reshape(lower_entries(d)' @ v[d+1:end], d, d))))
  } else if name == "natural" {
    (point = lower(-inv(C)/2), cov = v -> inv(-2*matrix(v)), mean = v -> solve(-2*matrix(v), v[1:d]),
     what = "the least eigenvalue of the precision matrix", of = v -> -2*matrix(v))
  } else {
    (point = lower(C + outer(μ, μ)), cov = v -> matrix(v) - outer(v[1:d], v[1:d]), mean = mean_of,
     what = "the least eigenvalue of the covariance", of = v -> matrix(v) - outer(v[1:d], v[1:d]))
  }
  first = if name == "natural" { solve(C, μ) } else { μ }
  (
    coordinates = name, point = concat((first, chosen.point)),
    at = v -> made((chosen.mean(v), chosen.cov(v))),
    outside = v -> {
      A = chosen.of(v)
      if all(isfinite(A)) { fault_of(chosen.what, min(eigh((A + A')/2))) } else { fault_of(chosen.what, A) }
    },
    fisher = v -> {
      J = jacobian(v -> concat((chosen.mean(v), lower(chosen.cov(v)))))(v)
      J' @ fisher(made((chosen.mean(v), chosen.cov(v)))) @ J
    }
  )
}

# The charts of the other families.
family_chart(q, name) = {
  F = exponential_family("chart", q)
  if name == "parameters" {
    values = floating(q.parameters)
    v = flatten(leaves(values))
    made = constructor(q)
    at = v -> made(unflatten(v, values))
    return (coordinates = name, point = v, at = at, outside = v -> fault_of("a parameter of {q.family}", v), fisher = v -> fisher(at(v)))
  }
  if name == "natural" {
    return (
      coordinates = name, point = coordinates_of(F.natural, F), at = v -> F.at(from_coordinates(v, F)),
      outside = v -> natural_fault(q, v, from_coordinates(v, F)),
      fisher = v -> hessian(v -> F.log_partition(from_coordinates(v, F)))(v)
    )
  }
  at = v -> from_expectation(q, from_coordinates(v, F))
  (
    coordinates = name, point = coordinates_of(F.expectation(), F), at = at,
    outside = v -> expectation_fault(q, v),
    fisher = v -> fisher(at(v), "expectation")
  )
}

# What makes a law of the family of q of its parameters; none for those whose parameters are no chart.
constructor(q) = {
  if q.family == "Bernoulli" and has(q.parameters, "p") { return p -> Bernoulli(p.p) }
  if q.family == "Poisson" { return p -> Poisson(leaves(p)...) }
  if q.family == "Exponential" { return p -> Exponential(leaves(p)...) }
  if q.family == "Gamma" { return p -> Gamma(leaves(p)...) }
  if q.family == "Beta" { return p -> Beta(leaves(p)...) }
  if q.family == "Dirichlet" { return p -> Dirichlet(leaves(p)...) }
  none
}

# What is wrong with natural parameters η (v as a vector).
natural_fault(q, v, η) = {
  if not all(isfinite(v)) { return "a natural parameter is {text(v)}, which must be finite" }
  if q.family in ("Gamma", "InverseGamma") {
    first = fault_of("the shape", if q.family == "Gamma" { η[1] + 1 } else { -η[1] - 1 })
    if first == "" { fault_of("the rate", -η[2]) } else { first }
  } else if q.family in ("Beta", "Dirichlet") {
    fault_of("a parameter", v + 1)
  } else if q.family == "LogNormal" {
    fault_of("1/σ²", -2*η[2])
  } else if q.family in ("Exponential", "HalfNormal", "Geometric") {
    fault_of("minus the natural parameter", -v)
  } else { "" }
}

# What is wrong with expectation parameters.
expectation_fault(q, v) = {
  if not all(isfinite(v)) { return "an expectation parameter is {text(v)}, which must be finite" }
  if q.family == "Bernoulli" {
    first = fault_of("the probability of 1", v)
    if first == "" { fault_of("the probability of 0", 1 - v) } else { first }
  } else if q.family in ("Poisson", "Exponential", "Categorical") { fault_of("an expectation parameter", v) } else { "" }
}
