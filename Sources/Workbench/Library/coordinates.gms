# The coordinate systems behind charts: how a distribution is written as a vector and back, which vectors are inside
# the domain, and Fisher's matrix there. A system is a record of `name`, `point`, `of` (of a distribution: its vector),
# `at` (of a vector: the distribution), `limits` (what must lie between which bounds), `fisher` and `fault` (of a
# vector) and, for normal laws, `through`: the system in which Fisher's matrix is best to invert.
use families
use normal
use independent

# The names of the systems of q.
systems(name, q) = {
  F = exponential_family(name, q)
  scaled = ("log σ", "variance")
  matrices = ("covariance", "cholesky")
  filter(k -> if k == "natural" { true }
    else if k == "expectation" { has(F, "at_expectation") and not is_family(q, "Categorical") }
    else if k == "parameters" { not by_probabilities(q) }
    else if k in scaled { is_scaled(q) }
    else if k in matrices { is_correlated(q) }
    else { is_scaled(q) or is_correlated(q) },
    ("natural", "expectation", "parameters", "log σ", "variance", "covariance", "cholesky", "precision"))
}

# Whether the parameters of q are probabilities with the sum 1, which are no free coordinates.
by_probabilities(q) = is_family(q, "Categorical") and has(q.parameters, "p")

# Normal(μ, σ), with independent coordinates.
is_scaled(q) = is_family(q, "Normal") and has(q.parameters, "σ") and not has(q.parameters, "factor")

# Normal(μ, cov=C) and Normal(μ, chol=L).
is_correlated(q) = is_family(q, "Normal") and not has(q.parameters, "σ")

# The system of a name, or that of a record as it is.
chart_of(name, q, coordinates) = {
  distributed(name, q)
  if kind(coordinates) == "record" {
    for field in ("point", "of", "at", "fisher") {
      if not has(coordinates, field) {
        error("{name}: a record of coordinates is what chart gives; this has no {field}", "argument")
      }
    }
    return moved_to(coordinates, coordinates.of(q))
  }
  wanted = spelled(coordinates)
  known = systems(name, q)
  if not (wanted in known) {
    list = ""
    for k in known { list = if list == "" { "\"{k}\"" } else { "{list}, \"{k}\"" } }
    if wanted == "parameters" {
      error("{name}: the parameters of this {title(q)} are probabilities with the sum 1, which are not free: it has {list}", "argument")
    }
    error("{name}: this {title(q)} has no coordinates {quoted(wanted)}: it has {list}", "argument")
  }
  moved_to(system(q, wanted), system(q, wanted).of(q))
}

# A text in quotes, anything else as it is.
quoted(x) = if kind(x) == "text" { "\"{x}\"" } else { text(x) }

# The name with its Greek letters.
spelled(coordinates) = {
  if coordinates in ("log sigma", "logσ", "log-sigma", "log_sigma", "log_σ") { "log σ" } else { coordinates }
}

# The system with its point, and what follows from the limits.
moved_to(C, v) = {
  C.point = v
  if not has(C, "limits") { C.limits = () }
  if not has(C, "name") { C.name = "own" }
  if not has(C, "tree") { C.tree = (v = v) }
  C.fault = w -> {
    why = ""
    for limit in C.limits { if why == "" { why = broken(limit, w) } }
    why
  }
  C
}

# A system of q by its name; its point is still to come.
system(q, name) = {
  F = q.exponential()
  if name == "natural" {
    return through_parameters(q, (
      name = name,
      of = D -> { E = D.exponential(); coordinates_of(E.natural, E) },
      at = v -> F.at(from_coordinates(v, F)),
      limits = natural_limits(q, F),
      tree = statistics_tree(F, "η"),
      fisher = v -> fisher(F.at(from_coordinates(v, F)), "natural")
    ))
  }
  if name == "expectation" {
    return through_parameters(q, (
      name = name,
      of = D -> { E = D.exponential(); coordinates_of(E.expectation(), E) },
      at = v -> F.at_expectation(from_coordinates(v, F)),
      limits = expectation_limits(q, F),
      tree = statistics_tree(F, "m"),
      fisher = v -> fisher(F.at_expectation(from_coordinates(v, F)), "expectation")
    ))
  }
  if name == "parameters" { return of_parameters(q) }
  if is_scaled(q) { of_scale(q, name) } else { of_matrix(q, name) }
}

# The names of natural parameters, and of expectations: a record of what the numbers belong to.
statistics_tree(F, name) = {
  η = F.natural
  if kind(η) != "tuple" { return put(none, name, η) }
  t = put(none, "{name}₁", η[1])
  put(t, "{name}₂", if has(F, "symmetric") { (lower = len(η[2])) } else { η[2] })
}

# A system of a normal law with the one through which its natural gradient goes: that of the parameters, of as many.
through_parameters(q, C) = {
  if not (is_scaled(q) or is_correlated(q)) { return C }
  B = moved_to(of_parameters(q), of_parameters(q).of(q))
  if size(B.point) == size(C.of(q)) { C.through = B }
  C
}

# ## Parameters as given

# The family of q with other parameters.
remade(q, p) = {
  f = q.family
  if f == "Normal" {
    if has(p, "factor") { return Normal(p.μ, p.σ, factor=p.factor) }
    if has(p, "σ") { return Normal(p.μ, p.σ) }
    return if has(p, "cov") { Normal(p.μ, cov=p.cov) } else { Normal(p.μ, chol=p.chol) }
  }
  if f == "Bernoulli" { return if has(p, "p") { Bernoulli(p.p) } else { Bernoulli(logits=p.logits) } }
  if f == "Gamma" { return if has(p, "rate") { Gamma(p.shape, p.rate) } else { Gamma(p.shape, scale=p.scale) } }
  if f == "InverseGamma" {
    return if has(p, "rate") { InverseGamma(p.shape, rate=p.rate) } else { InverseGamma(p.shape, p.scale) }
  }
  if f == "Categorical" { return Categorical(logits=p.logits) }
  if f == "Binomial" { return Binomial(p.n, p.p) }
  if f == "Poisson" { return Poisson(p.rate) }
  if f == "Geometric" { return Geometric(p.p) }
  if f == "Exponential" { return Exponential(p.rate) }
  if f == "Beta" { return Beta(p.a, p.b) }
  if f == "Dirichlet" { return Dirichlet(p.α) }
  if f == "Wishart" { return Wishart(p.ν, p.V) }
  if f == "LogNormal" { return LogNormal(p.μ, p.σ) }
  if f == "HalfNormal" { return HalfNormal(p.σ) }
  error("chart: the parameters of {title(q)} are no coordinates here; \"natural\" are", "distribution")
}

# The names of the parameters that are coordinates: not the number of trials of a Binomial.
free_names(q) = filter(n -> not (n == "n" and is_family(q, "Binomial")), fields(q.parameters))

# What a parameter must be: of "reals", "positive", "unit", "matrix" (positive definite) or "triangle".
set_of(q, name) = {
  if name in ("μ", "logits", "factor") { return "reals" }
  if name == "p" { return "unit" }
  if name in ("cov", "V") { return "matrix" }
  if name == "chol" { "triangle" } else { "positive" }
}

# The parameters of q as a vector, those of another of its family, and back.
of_parameters(q) = {
  names = free_names(q)
  flat = D -> map(n -> {
    x = floating(get(D.parameters, n))
    if set_of(D, n) in ("matrix", "triangle") { lower(full_matrix(x, D)) } else { x }
  }, names)
  tree = flat(q)
  at = v -> {
    parts = unflatten(v, tree)
    p = q.parameters
    k = 0
    for n in names {
      k = k + 1
      x = parts[k]
      s = set_of(q, n)
      p = put(p, n, if s == "matrix" { symmetric(x) } else if s == "triangle" { triangular(x) } else { x })
    }
    remade(q, p)
  }
  pick = n -> (v -> {
    parts = unflatten(v, tree)
    k = 0
    found = v
    for m in names {
      k = k + 1
      if m == n { found = parts[k] }
    }
    found
  })
  limits = map(n -> limit_of(n, set_of(q, n), pick(n)), filter(n -> set_of(q, n) != "reals", names))
  named = none
  for n in names {
    x = get(q.parameters, n)
    named = put(named, n, if set_of(q, n) in ("matrix", "triangle") { (lower = len(full_matrix(x, q))) } else { x })
  }
  (name = "parameters", of = D -> flatten(flat(D)), at = at, limits = limits, tree = named, fisher = v -> fisher(at(v)))
}

# cov=I and the like as matrices.
full_matrix(x, D) = if kind(x) == "identity" { eye(len(D.parameters.μ)) + 0*x } else { x }

# ## Normal laws

# Normal(μ, σ) by μ and a function of σ that is one to one.
of_scale(q, name) = {
  m = floating(q.parameters.μ)
  tree = (m, floating(q.parameters.σ))
  to = σ -> if name == "log σ" { log(σ) } else if name == "variance" { σ^2 } else { 1/σ^2 }
  back = x -> if name == "log σ" { exp(x) } else if name == "variance" { sqrt(x) } else { 1/sqrt(x) }
  parameters = v -> { (μ, x) = unflatten(v, tree); (μ, back(x)) }
  what = if name == "log σ" { name } else if name == "variance" { "σ²" } else { "1/σ²" }
  limits = if name == "log σ" { () } else { (limit_of(what, "positive", v -> unflatten(v, tree)[2]),) }
  through_parameters(q, (
    name = name,
    of = D -> flatten((floating(D.parameters.μ), to(floating(D.parameters.σ)))),
    at = v -> Normal(parameters(v)...),
    limits = limits,
    tree = put((μ = tree[1]), what, tree[2]),
    fisher = v -> pulled(fisher(Normal(parameters(v)...)), w -> flatten(parameters(w)), v)
  ))
}

# A normal law of correlated coordinates by μ and a matrix.
of_matrix(q, name) = {
  d = len(q.mean())
  split = v -> (v[1:d], v[d+1:end])
  at = v -> {
    (μ, x) = split(v)
    if name == "cholesky" { return Normal(μ, chol=triangular(x)) }
    if name == "covariance" { return Normal(μ, cov=symmetric(x)) }
    P = inv(symmetric(x))
    Normal(μ, cov=(P + P')/2)
  }
  of = D -> {
    C = D.cov()
    factor = () -> if has(D.parameters, "chol") { D.parameters.chol + 0*C } else { cholesky(C) }
    x = if name == "cholesky" { factor() } else if name == "covariance" { C } else { inv(C) }
    concat((D.mean(), lower(x)))
  }
  set = if name == "cholesky" { "triangle" } else { "matrix" }
  what = if name == "cholesky" { "L" } else if name == "covariance" { "Σ" } else { "Σ⁻¹" }
  information = v -> if name == "precision" {
    pulled(fisher(at(v)), w -> { (μ, x) = split(w); concat((μ, lower(inv(symmetric(x))))) }, v)
  } else { fisher(at(v)) }
  through_parameters(q, (
    name = name, of = of, at = at, limits = (limit_of(what, set, v -> split(v)[2]),),
    tree = put((μ = zeros(d)), what, (lower = d)), fisher = information
  ))
}

# Fisher's matrix F of coordinates f(v) in the coordinates v: Jᵀ F J with J = ∂f/∂v.
pulled(F, f, v) = {
  J = jacobian(f)(v)
  J' @ F @ J
}

# ## Domains

# What must lie between two bounds: a name, the numbers (of a vector) and the bounds.
limit_of(name, set, of) = if set == "matrix" {
  (name = "the least eigenvalue of {name}", of = v -> min(eigh(symmetric(of(v)))), low = 0, high = inf)
} else if set == "triangle" {
  (name = "the diagonal of {name}", of = v -> diag(triangular(of(v))), low = 0, high = inf)
} else { (name = name, of = of, low = 0, high = if set == "unit" { 1 } else { inf }) }

# The same of bounds.
between(name, of, low, high) = (name = name, of = of, low = low, high = high)

# Whether a vector is inside all limits, and finite.
inside(C, v) = {
  yes = all(isfinite(stop(v)))
  for limit in C.limits {
    x = stop(limit.of(where(isfinite(v), v, 1.0)))
    yes = yes and all(x > limit.low and x < limit.high)
  }
  yes
}

# How a vector breaks a limit, or "".
broken(limit, v) = {
  if not all(isfinite(v)) { return "{text(v)}, which must be finite" }
  x = flatten(limit.of(v))
  bad = not (x > limit.low and x < limit.high)
  if not any(bad) { return "" }
  k = argmax(bad)
  at = if size(x) > 1 { "[{k}]" } else { "" }
  "{limit.name}{at} = {text(x[k])}, which must {demand(limit.low, limit.high)}"
}

# What two bounds demand, in words.
demand(low, high) = {
  if low == 0 and high == inf { return "be positive" }
  if low == -inf and high == 0 { return "be negative" }
  if high == inf { return "be greater than {low}" }
  if low == -inf { return "be less than {high}" }
  "lie between {low} and {high}"
}

# The limits of natural parameters, by families.
natural_limits(q, F) = {
  η = v -> from_coordinates(v, F)
  f = title(q)
  first = v -> η(v)[1]
  second = v -> η(v)[2]
  turned = v -> min(eigh(-2*η(v)[2]))
  if f == "Normal" and has(F, "symmetric") { return (between("the least eigenvalue of Σ⁻¹", turned, 0, inf),) }
  if f in ("Normal", "LogNormal") { return (between("-1/(2σ²)", second, -inf, 0),) }
  if f == "HalfNormal" { return (between("-1/(2σ²)", η, -inf, 0),) }
  if f == "Gamma" { return (between("shape - 1", first, -1, inf), between("-rate", second, -inf, 0)) }
  if f == "InverseGamma" { return (between("-shape - 1", first, -inf, -1), between("-scale", second, -inf, 0)) }
  if f == "Beta" { return (between("a - 1", first, -1, inf), between("b - 1", second, -1, inf)) }
  if f == "Dirichlet" { return (between("α - 1", η, -1, inf),) }
  if f == "Exponential" { return (between("-rate", η, -inf, 0),) }
  if f == "Geometric" { return (between("log(1 - p)", η, -inf, 0),) }
  if f == "Wishart" {
    return (between("(ν - d - 1)/2", first, -1, inf), between("the least eigenvalue of V⁻¹", turned, 0, inf))
  }
  ()
}

# The limits of expectation parameters, by families.
expectation_limits(q, F) = {
  m = v -> from_coordinates(v, F)
  f = title(q)
  if f == "Normal" and has(F, "symmetric") {
    covariance = v -> m(v)[2] - outer(m(v)[1], m(v)[1])
    return (between("the least eigenvalue of E xxᵀ - E x E xᵀ", v -> min(eigh(covariance(v))), 0, inf),)
  }
  if f in ("Normal", "LogNormal") {
    event = q.domain.shape
    spread = v -> {
      (a, b) = m(v)
      (b - gathered(a^2, b, event))/gathered(1.0 + 0*a, b, event)
    }
    what = if f == "Normal" { "the variance E x² - (E x)²" } else { "the variance of log x" }
    return (between(what, spread, 0, inf),)
  }
  if f == "Bernoulli" { return (between("p", m, 0, 1),) }
  if f == "Binomial" { return (between("p = E x/n", v -> m(v)/q.parameters.n, 0, 1),) }
  (between(if f == "HalfNormal" { "E x²" } else { "E x" }, m, 0, inf),)
}
