# Exact denoisers. Where the data have a known law, Bayes' rule says what z = α x + σ ε tells of x, and no network can
# do better. For a mixture of normal laws N(m_k, C_k) with weights w_k, and V_k = α² C_k + σ² I,
#   r_k ∝ w_k N(z; α m_k, V_k),  x̂(z) = Σ r_k (m_k + α C_k V_k⁻¹(z - α m_k)),
#   score(z) = -Σ r_k V_k⁻¹(z - α m_k).
# A finite set of points is the case C_k = 0, a kernel density estimate C_k = h² I.
# names: oracle, noised, score_of, parzen
use predictions
use nn
use events
use divergence
use mixtures
use normal
use kde

# The exact predictor of data from D at any level of noise: x̂ = E(x | z) of one z. D is a Normal, a Mixture of them, a
# finite set (Empirical, or any law with a finite support), a KDE, gaussians8() or another set in the plane that is made
# of curves and normal noise.
# D: the distribution of the data
# .apply: o(z, l) is x̂
# .all: o.all(o, z, l) is (x, ε, score), each in a form that loses no digits
# .weights: o.weights(z, l) are the r_k: how likely z came from each component, or each point
# .log_weights: their logarithms
# .variance: o.variance(z, l) is Var(x | z) of each coordinate
# .cov: o.cov(z, l) is the matrix Cov(x | z)
# .log_density: o.log_density(z, l) is log q(z)
# example: use oracles; o = oracle(Normal(0, 1)); o(0.5, (α = 0.8, σ = 0.6))
# -> 0.4
# example: use oracles; o = oracle(Empirical([-1.0, 1.0]));
# example: check o(0.5, (α = 0.8, σ = 0.6)) ≈ tanh(0.8*0.5/0.36)
# -> ok 0.804455 ≈ 0.804455
oracle(D) = {
  F = normal_form("oracle", D)
  shaped(x) = reshape(x, F.event...)
  (
    of = "x",
    law = D,
    apply = (o, z, l) -> shaped(bayes(F, z, l).x),
    all = (o, z, l) -> {
      p = bayes(F, z, l)
      (x = shaped(p.x), ε = shaped(p.ε), score = shaped(p.score))
    },
    weights = (z, l) -> bayes(F, z, l).r,
    log_weights = (z, l) -> bayes(F, z, l).log_r,
    variance = (z, l) -> shaped(posterior_variance(F, z, l)),
    cov = (z, l) -> posterior_cov(F, z, l),
    log_density = (z, l) -> bayes(F, z, l).log_density
  )
}

# The law of z = α x + σ ε for x from D: a Normal, a Mixture or a KDE again.
# D: the distribution of the data
# l: the level of noise
# example: use oracles; noised(Normal(1, 1), (α = 0.8, σ = 0.6))
# -> Normal(μ = 0.8, σ = 1.0)
noised(D, l) = {
  l = level_of(l)
  law_needed("noised", D)
  if is_family(D, "Normal") { return noised_normal(D, l) }
  if is_family(D, "KDE") { return KDE(l.α*D.parameters.data, sqrt((l.α*D.parameters.h)^2 + l.σ^2)) }
  F = normal_form("noised", D)
  V = l.α^2*F.v + l.σ^2
  if not istraced(V) and any(V == 0) {
    if l.α == 1 { return D }
    if is_family(D, "Empirical") { return Empirical(l.α*D.parameters.data) }
    error("noised: {title(D)} without noise, at σ = 0, is a set of points with no density: give a σ > 0", "domain")
  }
  if is_family(D, "Empirical") { return KDE(l.α*floating(D.parameters.data), l.σ) }
  if kind(F.Q) == "none" {
    rows = x -> reshape(x, len(x), F.event...)
    return Mixture(F.w, Normal(rows(l.α*F.m), rows(sqrt(V + 0*F.m))))
  }
  Mixture(F.w, tuple_of_rows(k -> Normal(l.α*F.m[k], cov=rotated(F.Q[k], V[k])), len(F.w)))
}

# The score of D itself, x -> ∇ log p(x), a function of one point.
# D: a distribution with a density
# example: use oracles; score_of(Normal(0, 2))(1.0)
# -> -0.25
score_of(D) = {
  law_needed("score_of", D)
  if is_discrete(D) {
    remedy = "score_of(noised(D, (α = 1, σ = 0.1)))"
    error("score_of: {title(D)} is a set of points, without a density and a score; with noise it has: {remedy}", "distribution")
  }
  if not has_normal_form(D) { return grad(x -> D.log_density(x)) }
  F = normal_form("score_of", D)
  x -> reshape(bayes(F, event_from("score_of", F, x), (α = 1.0, σ = 0.0, γ = -inf)).score, F.event...)
}

# The Parzen score of data, that of a normal kernel of width h on each row: (Σ r_i x_i - x)/h² with weights
# r = softmax(-|x - x_i|²/2h²). Parzen 1962; Vincent 2011.
# data: points by rows
# h: the width of the kernels
# example: use oracles; parzen([-1.0, 1.0], 1.0)(0.5) ~= tanh(0.5) - 0.5
# -> true
parzen(data, h) = score_of(KDE(data, h))

# ## Normal form

# The laws of curves and points in the plane that are mixtures of equal normal laws, with points by their own rules.
dotted = ("gaussians8", "gaussians25", "two_moons", "swiss_roll", "spirals")

# Whether a law is a mixture of normal laws, or of points.
has_normal_form(D) = is_family(D, "Normal") or is_family(D, "KDE") or has(D, "support") or is_mixture(D) or is_dotted(D)

# Whether it is one of those.
is_dotted(D) = if has(D, "family") { D.family in dotted and has(D, "quadrature") } else { false }

# Whether it is a mixture of such laws.
is_mixture(D) = if not is_family(D, "Mixture") { false } else {
  parts = D.parameters.components
  if kind(parts) == "tuple" { all(concat(map(C -> [has_normal_form(C)], parts))) } else { is_family(parts, "Normal") }
}

# Requires a distribution.
law_needed(name, D) = {
  if kind(D) in ("f64", "f32", "i64") {
    error("{name}: the law of the data is a distribution, not {type(D)}: Empirical(x) is that of rows x", "type")
  }
  events.distributed(name, D)
}

# A law as Σ w_k N(m_k, C_k): weights w[K], means m[K×d], C_k = Q_k diag(v_k) Q_kᵀ with v[K×d] and Q[K×d×d], both with
# one row where all components share it; Q is none where all C_k are diagonal, else turned[K×d] has Q_kᵀ m_k.
# Eigenvectors are found here once, so that no level of noise costs a solution.
normal_form(name, D) = {
  law_needed(name, D)
  if is_family(D, "Normal") { return of_normal(D, shape(D.mean()), 1) }
  if is_family(D, "KDE") {
    h = floating(D.parameters.h)
    return form(floating(D.parameters.data), h^2)
  }
  if is_mixture(D) {
    (w, parts) = (floating(D.parameters.weights), D.parameters.components)
    if kind(parts) == "tuple" { return joined(w, map(C -> normal_form(name, C), parts)) }
    return put(of_normal(parts, shape(D.mean()), len(w)), "w", w)
  }
  if is_dotted(D) {
    (c, w) = D.quadrature(1)
    return put(form(c, D.parameters.σ^2), "w", w)
  }
  if has(D, "support") {
    (x, w) = D.support()
    if not (kind(x) in ("f64", "f32", "i64", "bool")) {
      error("{name}: {title(D)} is of records; an oracle takes numbers or tensors, such as one of its columns", "distribution")
    }
    return put(form(floating(x), 0.0), "w", w)
  }
  known = "Normal, Mixture of Normal, KDE and finite sets have one; KDE(sample(D, 1000), 0.1) comes near the law, and has one"
  error("{name}: the posterior of {without_form(D)} has no closed form: {known}", "distribution")
}

# What a law without a normal form is called, of a mixture its component.
without_form(D) = {
  if is_family(D, "Mixture") {
    parts = D.parameters.components
    if kind(parts) != "tuple" { return "the component {title(parts)} of a Mixture" }
    for C in parts { if not has_normal_form(C) { return "the component {title(C)} of a Mixture" } }
  }
  title(D)
}

# Equal weights and one variance, a number or one for each coordinate, around rows x.
form(x, v) = {
  (n, event) = (len(x), shape(x)[2:end])
  d = quo(size(x), n)
  (w = full(1/n, n), m = reshape(x, n, d), v = reshape(v + zeros(event...), 1, d), Q = none, event = event)
}

# K normal laws: one, or the rows of one.
of_normal(D, event, K) = {
  d = prod(event)
  m = reshape(D.mean(), K, d)
  if has(D.parameters, "σ") and not has(D.parameters, "factor") {
    σ = floating(D.parameters.σ)
    v = reshape(D.variance(), K, d)
    # A σ that has no rows is the same for all components.
    return (w = full(1/K, K), m = m, v = if ndims(σ) <= len(event) { v[1:1] } else { v }, Q = none, event = event)
  }
  e = eigh(D.cov(), vectors=true)
  with_axes((w = ones(1), m = m, v = reshape(max(e.values, 0.0), 1, d), Q = reshape(e.vectors, 1, d, d), event = event))
}

# The mixture of laws in normal form, by weights.
joined(w, parts) = {
  correlated = any(concat(map(F -> [kind(F.Q) != "none"], parts)))
  d = shape(parts[1].m)[2]
  rows = F -> zeros(len(F.w), 1)
  k = 0
  weights = ()
  for F in parts {
    k = k + 1
    weights = tuple_of(weights..., w[k]*F.w)
  }
  Q = F -> (if kind(F.Q) == "none" { reshape(eye(d), 1, d, d) } else { F.Q }) + zeros(len(F.w), 1, 1)
  with_axes((
    w = concat(weights),
    m = concat(map(F -> F.m, parts)),
    v = concat(map(F -> F.v + rows(F), parts)),
    Q = if correlated { concat(map(Q, parts)) } else { none },
    event = parts[1].event
  ))
}

# A law in normal form with Q_kᵀ m_k.
with_axes(F) = if kind(F.Q) == "none" { F } else {
  put(F, "turned", sum(F.Q*reshape(F.m, shape(F.m)..., 1), axis=2))
}

# f(1), ..., f(n) as a tuple.
tuple_of_rows(f, n) = {
  t = ()
  for k in 1:n { t = tuple_of(t..., f(k)) }
  t
}

# Q diag(v) Qᵀ.
rotated(Q, v) = {
  C = (Q*v) @ Q'
  (C + C')/2
}

# The law of z of one normal law, with as few numbers as it has.
noised_normal(D, l) = {
  μ = l.α*D.mean()
  if has(D.parameters, "σ") and not has(D.parameters, "factor") {
    return Normal(μ, sqrt((l.α*D.parameters.σ)^2 + l.σ^2))
  }
  Normal(μ, cov=l.α^2*D.cov() + l.σ^2*eye(len(μ)))
}

# ## Bayes' rule

# What z says, of a law in normal form: a record of r and log_r, of log_density, and, flattened, of x, ε and score. The
# level is scaled to the larger of α and σ, so that the largest noise is no harder than the least.
bayes(F, z, l) = {
  (l, scale) = scaled(level_of(l))
  z = as_vector(F, z)/scale
  (α, σ, d) = (l.α, l.σ, size(z))
  V = noisy_variance(F, l)
  # Squared distances in units of the least variance, the nearest one subtracted, stay finite at any level; the weights
  # stand outside the exponentials, so that one may be 0.
  least = stop(min(V))
  q = 0.0
  for j in 1:d { q = q + distance(F, z, α, j)^2*(least/V[:, j]) }
  nearest = stop(min(where(F.w > 0, q, inf)))
  e = -(q - nearest)/(2*least) - sum(log(V), axis=2)/2
  top = stop(max(where(F.w > 0, e, -inf)))
  p = F.w*exp(max(min(e - top, 700.0), -746.0))
  total = sum(p)
  r = p/total
  (x, score) = averaged(F, r, z, α, V)
  (
    r = r,
    log_r = where(F.w > 0, log(where(F.w > 0, F.w, 1.0)), -inf) + (e - top) - log(total),
    log_density = log(total) + top - nearest/(2*least) - d*(log(2*π)/2 + log(scale)),
    x = x, ε = -σ*score, score = score/scale
  )
}

# A level with the larger of α and σ as 1, and what it was.
scaled(l) = {
  c = max(l.α, l.σ)
  ((α = l.α/c, σ = l.σ/c), c)
}

# z as an event, after it is asked whether it is one.
event_from(name, F, z) = {
  if istraced(z) { events.numeric(name, "z", z) } else { events.finite(name, "z", z) }
  if shape(z) != F.event {
    also = if ndims(z) == 1 + len(F.event) { "; vmap(z -> o(z, l))(Z) takes rows" } else { "" }
    error("{name}: z is {type(z)}, and one event has the shape {F.event}{also}", "shape")
  }
  floating(z)
}

# One event as a vector.
as_vector(F, z) = reshape(event_from("oracle", F, z), shape(F.m)[2])

# α² v + σ² by rows; that of a point without noise counts as 1e-290.
noisy_variance(F, l) = max(l.α^2*F.v + l.σ^2, 1e-290)

# How far z is from each component along the axis j of its Q_k.
distance(F, z, α, j) = if kind(F.Q) == "none" { z[j] - α*F.m[:, j] } else { F.Q[:, :, j] @ z - α*F.turned[:, j] }

# x̂ and the score: means over the components by r.
averaged(F, r, z, α, V) = {
  d = size(z)
  if kind(F.Q) == "none" and len(V) == 1 {
    m = r @ F.m
    u = (z - α*m)/V[1]
    return (m + α*F.v[1]*u, -u)
  }
  u = j -> r*distance(F, z, α, j)/V[:, j]
  if kind(F.Q) == "none" {
    return (r @ F.m + α*[sum(F.v[:, j]*u(j)) for j in 1:d], -[sum(u(j)) for j in 1:d])
  }
  (x, s) = (r @ F.m, 0.0*z)
  for j in 1:d {
    x = x + (α*F.v[:, j]*u(j)) @ (F.Q[:, :, j] + zeros(len(r), 1))
    s = s - u(j) @ (F.Q[:, :, j] + zeros(len(r), 1))
  }
  (x, s)
}

# ## What stays unknown

# Each component's own x_k = m_k + α C_k V_k⁻¹(z - α m_k) and ε_k = σ V_k⁻¹(z - α m_k), by rows, and the variances of
# x and ε about them along the axes of Q_k.
by_component(F, z, l) = {
  (l, scale) = scaled(level_of(l))
  z = as_vector(F, z)/scale
  V = noisy_variance(F, l)
  K = len(F.w)
  u = [distance(F, z, l.α, j) for j in 1:size(z)]'/V
  back = if kind(F.Q) == "none" { u -> u } else { u -> sum(F.Q*reshape(u, K, 1, size(z)), axis=3) }
  (
    x = F.m + back(l.α*F.v*u), x_var = F.v*(l.σ^2/V) + zeros(K, 1),
    ε = back(l.σ*u), ε_var = l.α^2*F.v/V + zeros(K, 1)
  )
}

# Var(x | z) of each coordinate: Σ r_k (diagonal of Cov_k + (x_k - x̂)²).
posterior_variance(F, z, l) = {
  (p, c) = (bayes(F, z, l), by_component(F, z, l))
  own = if kind(F.Q) == "none" { c.x_var } else { sum(F.Q^2*reshape(c.x_var, len(F.w), 1, shape(c.x_var)[2]), axis=3) }
  p.r @ (own + (c.x - p.x)^2)
}

# Cov(x | z) = Σ r_k (Cov_k + (x_k - x̂)(x_k - x̂)ᵀ).
posterior_cov(F, z, l) = {
  (p, c) = (bayes(F, z, l), by_component(F, z, l))
  (K, d) = shape(c.x)
  y = c.x - p.x
  apart = (y*reshape(p.r, K, 1))' @ y
  S = reshape(p.r, K, 1)*c.x_var
  if kind(F.Q) == "none" { return diag(sum(S, axis=1)) + apart }
  # Σ r_k Q_k diag(v_k) Q_kᵀ as one product: the columns of all Q_k side by side.
  C = reshape(swapped(F.Q*reshape(S, K, 1, d)), d, K*d) @ reshape(swapped(F.Q + zeros(K, 1, 1)), d, K*d)'
  (C + C')/2 + apart
}

# The first two axes exchanged.
swapped(Q) = [Q[:, i, :] for i in 1:shape(Q)[2]]
