# Oracles: the exact denoiser, score and posterior of data whose law is known, at any level of noise, in the place of a
# network. All laws here are mixtures of normal ones, w_k N(m_k, C_k), where a point is a normal law of no width. z = α x + σ ε
# then is a mixture too, of N(α m_k, V_k) with V_k = α² C_k + σ², and given z and k, x is normal with the mean
#   m_k + α C_k V_k⁻¹ (z - α m_k)  and the covariance  σ² C_k V_k⁻¹.
# names: oracle, noised, score_of
use distributions
use mixtures
use kde
use predictions

# The exact denoiser of a law, which takes the place of a network everywhere: o(z, l) is E(x | z) at the level l. Its fields
# are functions of z and l: log_density, of z; weights, how likely each component is given z, and log_weights; variance
# and cov, of x given z. `predict` gives its ε, v, score and velocity.
# D: Normal, Mixture of normal laws, KDE, Empirical or another law of finitely many points
# example: use vdm; o = oracle(Normal(0, 0.5)); check o(1.0, (α = 0.8, σ = 0.6)) ≈ 0.8*0.25/(0.64*0.25 + 0.36)
# -> ok 0.384615 ≈ 0.384615
oracle(D) = {
  c = components_of(D)
  (
    of = "x",
    law = D,
    apply = (o, z, l) -> said_of(c, z, l).x,
    all = (o, z, l) -> {
      a = said_of(c, z, l)
      (x = a.x, ε = a.ε, score = a.score)
    },
    log_density = (z, l) -> logsumexp(seen_from(c, z, l).logs) - c.d*log(2*π)/2,
    weights = (z, l) -> softmax(seen_from(c, z, l).logs),
    log_weights = (z, l) -> log_softmax(seen_from(c, z, l).logs),
    variance = (z, l) -> {
      a = said_of(c, z, l)
      reshape(diagonal(spread_of(c, a, l)), c.event...)
    },
    cov = (z, l) -> spread_of(c, said_of(c, z, l), l)
  )
}

# The numbers on the diagonal of a square matrix.
diagonal(C) = sum(C*eye(shape(C)[1]), axis=2)

# ## Components

# The components of a law: log weights, means [K, d], variances [K, d] along axes, and the axes [K, d, d] by columns, none
# where they are those of the coordinates. `smooth` is how many of them have a width.
components_of(D) = {
  if kind(D) != "distribution" { error("oracle: an oracle is of a distribution, such as Mixture(w, Normal(μ, σ)) or Empirical(data), not {type(D)}", "type") }
  if D.family == "Normal" {
    p = D.parameters
    if has(p, "cov") or has(p, "chol") or has(p, "factor") {
      (λ, U) = eigh(D.cov(), vectors=true)
      return component_record([0.0], reshape(D.mean(), 1, size(λ)), reshape(λ, 1, size(λ)), reshape(U, 1, size(λ), size(λ)), shape(D.mean()))
    }
    return component_record([0.0], one_row(D.mean()), one_row(D.variance()), none, shape(D.mean()))
  }
  if D.family == "KDE" {
    x = floating(D.parameters.data)
    (n, event) = (len(x), shape(x)[2:end])
    d = quo(size(x), n)
    h = reshape(floating(D.parameters.h) + zeros(event...), 1, d)
    return component_record(full(-log(n), n), reshape(x, n, d), zeros(n, d) + h^2, none, event)
  }
  if D.family == "Mixture" { return components_of_mixture(D) }
  if has(D, "support") {
    (x, w) = D.support()
    (n, event) = (len(x), shape(x)[2:end])
    x = reshape(floating(x), n, quo(size(x), n))
    return component_record(log(w), x, 0*x, none, event)
  }
  error("oracle: {D.family} has no oracle: Normal, Mixture of normal laws, KDE, Empirical and laws of finitely many points have; fit one of these, or train a network", "distribution")
}

# A row of the numbers of an event.
one_row(x) = reshape(floating(x), 1, size(x))

component_record(logs, m, λ, U, event) = {
  # Rounding may leave an eigenvalue of a singular matrix below 0.
  (log_w = floating(logs), m = m, λ = max(λ, 0.0), U = U, event = event, d = shape(m)[2], K = shape(m)[1])
}

# The components of the components of a mixture, in one list.
components_of_mixture(D) = {
  (w, parts) = (floating(D.parameters.weights), D.parameters.components)
  if kind(parts) == "distribution" {
    # One distribution with rows of parameters, which are of independent coordinates.
    if parts.family != "Normal" { error("oracle: the components of the mixture are normal laws or points, not {parts.family}", "distribution") }
    (m, n) = (floating(parts.mean()), len(w))
    v = floating(parts.variance()) + zeros(shape(m)...)
    d = quo(size(m), n)
    return component_record(log(w), reshape(m, n, d), reshape(v, n, d), none, shape(m)[2:end])
  }
  each = map(components_of, parts)
  (first, turned) = (each[1], false)
  for c in each { turned = turned or kind(c.U) != "none" }
  (logs, m, λ) = (first.log_w + log(w[1]), first.m, first.λ)
  U = if turned { axes_of(first) } else { none }
  for k in 2:len(each) {
    c = each[k]
    (logs, m, λ) = (concat((logs, c.log_w + log(w[k]))), concat((m, c.m)), concat((λ, c.λ)))
    if turned { U = concat((U, axes_of(c))) }
  }
  component_record(logs, m, λ, U, first.event)
}

# The axes of components, those of the coordinates where they have none of their own.
axes_of(c) = if kind(c.U) == "none" { zeros(c.K, c.d, c.d) + reshape(eye(c.d), 1, c.d, c.d) } else { c.U }

# Rows r of each component in its axes, Uᵀ r, and back.
turned(c, r) = if kind(c.U) == "none" { r } else { sum(c.U*reshape(r, c.K, c.d, 1), axis=2) }
turned_back(c, r) = if kind(c.U) == "none" { r } else { sum(c.U*reshape(r, c.K, 1, c.d), axis=3) }

# ## What z says

# Seen from each component: z - α m_k in its axes, the variances of z there, and log w_k + log N(z; α m_k, V_k) without its
# constant. A point has no variance where there is no noise; there the least float stands for it, and the nearest point wins.
seen_from(c, z, l) = {
  fit_event("oracle", z, c.event)
  r = turned(c, reshape(floating(z), 1, c.d) - l.α*c.m)
  V = l.α^2*c.λ + l.σ^2
  V = where(V > 1e-290, V, 1e-290)
  (r = r, V = V, logs = c.log_w - sum(r^2/V + log(V), axis=2)/2)
}

# Requires an event of a shape.
fit_event(name, z, event) = if shape(z) != event {
  error("{name}: the data have the shape {event} and z has {shape(z)}: one event at a time, vmap takes rows", "shape")
}

# x̂, ε̂ and the score, with the responsibilities p of the components and their means given z.
said_of(c, z, l) = {
  s = seen_from(c, z, l)
  p = softmax(s.logs)
  g = s.r/s.V
  means = c.m + l.α*turned_back(c, c.λ*g)
  score = -(p @ turned_back(c, g))
  x = p @ means
  (x = reshape(x, c.event...), ε = reshape(-l.σ*score, c.event...), score = reshape(score, c.event...), p = p, means = means, V = s.V, at = x)
}

# The covariance of x given z: Σ p_k (σ² C_k V_k⁻¹ + (x_k - x̂)(x_k - x̂)ᵀ), sums of squares all.
spread_of(c, a, l) = {
  off = a.means - a.at
  own = l.σ^2*c.λ/a.V
  within = if kind(c.U) == "none" { diag(a.p @ own) } else {
    A = c.U*reshape(own, c.K, 1, c.d)
    sum(reshape(a.p, c.K, 1, 1)*vmap((A, U) -> A @ U')(A, c.U), axis=1)
  }
  within + off' @ (reshape(a.p, c.K, 1)*off)
}

# The trace of that covariance.
total_spread(c, a, l) = sum(a.p @ (l.σ^2*c.λ/a.V + (a.means - a.at)^2))

# ## Laws

# The law of z = α x + σ ε: a distribution of the same family where there is one.
# D: a law that has an oracle
# l: the level of noise
# example: use vdm; noised(Normal(1, 0.5), (α = 0.8, σ = 0.3))
# -> Normal(μ = 0.8, σ = 0.5)
noised(D, l) = {
  c = components_of(D)
  V = l.α^2*c.λ + l.σ^2
  if not istraced(V) and not all(V > 0) {
    if l.σ == 0 and l.α == 1 { return D }
    error("noised: without noise, σ = 0, the points of {D.family} have no density; take σ > 0", "domain")
  }
  law = (k, m) -> if kind(c.U) == "none" { Normal(reshape(m, c.event...), reshape(sqrt(V[k]), c.event...)) } else {
    Normal(m, cov=symmetrised((c.U[k]*V[k]) @ c.U[k]'))
  }
  if c.K == 1 { return law(1, l.α*c.m[1]) }
  w = exp(c.log_w)
  if kind(c.U) == "none" { return Mixture(w/sum(w), Normal(reshape(l.α*c.m, c.K, c.event...), reshape(sqrt(V), c.K, c.event...))) }
  parts = ()
  for k in 1:c.K { parts = tuple_of(parts..., law(k, l.α*c.m[k])) }
  Mixture(w/sum(w), parts)
}

# (A + Aᵀ)/2.
symmetrised(A) = (A + A')/2

# The score ∇ log p of a law, a function of x, in closed form: of a KDE it is Parzen's, Σ p_k (x_k - x)/h².
# D: a law that has an oracle and a density
# example: use vdm; score_of(Normal(1, 0.5))(2.0)
# -> -4.0
score_of(D) = {
  c = components_of(D)
  if not all(c.λ > 0) { error("score_of: the points of {D.family} have no density, so no score; KDE(data, h) has one, Parzen's", "distribution") }
  x -> said_of(c, x, (α = 1.0, σ = 0.0)).score
}
