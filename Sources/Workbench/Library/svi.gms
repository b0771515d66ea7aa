# Natural gradients of a bound in coordinates chosen by name, and stochastic variational inference.
# names: natural_direction, natural_step, robbins_monro, svi_step, svi
use charts

# The direction F⁻¹ ∂L/∂v of steepest ascent of L where lengths are measured in divergence, in coordinates v of q: a vector.
# In natural coordinates it is the gradient in the expectation parameters. Amari 1998.
# L: what is to rise, a function of the distribution
# q: a distribution of an exponential family
# coordinates: one of chart_names(q)
# damping: a multiple of I that is added to F, none unless it is asked for
# inverse: "exact", where a singular F is an error, or "pseudo", which leaves its null directions alone
# example: use svi; natural_direction(q -> -KL(q, Normal(3, 1)), Normal(0, 1))
# -> f64[2]
# ->    3.0  0.0
natural_direction(L, q, coordinates="natural", damping=0, inverse="exact") = {
  c = chart(q, coordinates)
  g = grad(v -> L(c.at(v)))(c.point)
  direction_of(c.fisher(c.point), g, damping, inverse)
}

# One step v + ρ F⁻¹ ∂L/∂v of the natural gradient: the new distribution. In natural coordinates ρ = 1 is the update of coordinate
# ascent for a conjugate model, the exact posterior; in others it is another step, which may leave the domain: an error that says
# by what, and how far the step may go. Hoffman et al. 2013.
# L: what is to rise, a function of the distribution
# q: a distribution of an exponential family
# ρ: the length of the step
# coordinates: one of chart_names(q)
# damping: a multiple of I that is added to F, none unless it is asked for
# inverse: "exact", where a singular F is an error, or "pseudo", which leaves its null directions alone
# example: use svi; natural_step(q -> -KL(q, Normal(3, 2)), Normal(0, 1))
# -> Normal(μ = 3.0, σ = 2.0)
natural_step(L, q, ρ=1, coordinates="natural", damping=0, inverse="exact") = {
  if not (abs(ρ) < inf) { error("natural_step: the length ρ must be finite, not {ρ}", "domain") }
  c = chart(q, coordinates)
  (value, g) = value_and_grad(v -> L(c.at(v)))(c.point)
  if not all(isfinite(g)) { error("natural_step: the gradient of L at q is not finite: L is {text(value)}", "domain") }
  d = direction_of(c.fisher(c.point), g, damping, inverse)
  v = c.point + ρ*d
  wrong = c.outside(v)
  if wrong != "" { error(left_domain(c, q, d, ρ, wrong), "domain") }
  c.at(v)
}

# What is said of a step that leaves the domain.
left_domain(c, q, d, ρ, wrong) = {
  (inside, out) = (0.0, 1.0)
  for k in 1:60 {
    half = (inside + out)/2
    if c.outside(c.point + half*ρ*d) == "" { inside = half } else { out = half }
  }
  also = if c.coordinates == "natural" { "" } else { ", or coordinates=\"natural\", in which the step of a conjugate model is exact" }
  "natural_step: in the coordinates \"{c.coordinates}\" a step of length {ρ} gives {wrong}; a length below {inside*ρ:.3g} stays inside{also}"
}

# F⁻¹ g, or what stands in its place.
direction_of(F, g, damping, inverse) = {
  if not (damping >= 0 and damping < inf) { error("natural_step: damping is added to F, finite and not negative, not {damping}", "domain") }
  if not (inverse in ("exact", "pseudo")) { error("natural_step: inverse is \"exact\" or \"pseudo\", not {text(inverse)}", "argument") }
  F = (F + F')/2 + damping*eye(len(g))
  (λ, U) = eigh(F, vectors=true)
  whole = λ > 1e-11*max(abs(λ))
  if inverse == "exact" and not all(whole) {
    error("natural_step: Fisher's matrix is singular, of rank {sum(i64(whole))} of {len(g)}: some directions change nothing. inverse=\"pseudo\" leaves them alone, damping=1e-3 bounds the step in them", "singular")
  }
  U @ (where(whole, 1/where(whole, λ, 1.0), 0.0)*(U' @ g))
}

# ## Stochastic steps

# The rate ρ_t = (t + delay)^-κ of step t = 1, 2, ... that stochastic approximation needs: Σ ρ = ∞, so that the start is
# forgotten, and Σ ρ² < ∞, so that the noise is. κ = 1 without delay is the plain mean. Robbins and Monro 1951.
# κ: how fast it falls, more than 1/2 and at most 1
# delay: what slows the first steps
# example: use svi; ρ = robbins_monro(1); (ρ(1), ρ(4))
# -> (1.0, 0.25)
robbins_monro(κ=0.7, delay=0) = {
  if not (κ > 0.5 and κ <= 1) {
    why = if κ <= 0.5 { "Σ ρ² is infinite, and the noise stays" } else { "Σ ρ is finite, and the start is never forgotten" }
    error("robbins_monro: κ must be more than 1/2 and at most 1; with {κ} {why}", "domain")
  }
  if not (delay >= 0 and delay < inf) { error("robbins_monro: delay must be finite and not negative, not {delay}", "domain") }
  t -> (t + delay)^(-κ)
}

# The step λ ← (1 - ρ) λ + ρ (prior + statistics) in natural parameters, a tree: of length ρ along the natural gradient.
# λ: natural parameters of q
# prior: those of the prior
# statistics: the sum of what all data add, or an estimate of it: N/M times the sum over M of N
# ρ: the length of the step
# example: use svi; svi_step((0.0, -0.5), (0.0, -0.5), (4.0, -1.0), 0.5)
# -> (2.0, -1.0)
svi_step(λ, prior, statistics, ρ) = (1 - ρ)*λ + ρ*(prior + statistics)

# Stochastic variational inference of a conjugate model: steps of svi_step, each with the statistics of a minibatch of M of
# the N rows times N/M. A record of the natural parameters λ at the end, and of `path`, those at every `every` steps.
# prior: natural parameters of the prior, a tree
# statistics: row -> what it adds to them, a tree
# x: data by rows
# steps: how many
# batch: M, the rows of a step
# ρ: the rate, a function of t = 1, 2, ..., such as robbins_monro(0.7)
# order: "cyclic", row after row, or "random", drawn without repetition within a step
# start: natural parameters to begin with; those of the prior where they are left out
# every: after how many steps λ is kept in path
# example: use svi; svi((0.0, -0.5), x -> (x, -0.5), [1.0, 2.0, 3.0], 3, ρ=robbins_monro(1)).λ
# -> (6.0, -2.0)
svi(prior, statistics, x, steps, batch=1, ρ=none, order="cyclic", start=none, every=1) = {
  N = row_count(x)
  for part in (("steps", steps), ("batch", batch), ("every", every)) {
    if not (part[2] >= 1 and part[2] == floor(part[2])) { error("svi: {part[1]} is a whole number, at least 1, not {part[2]}", "domain") }
  }
  if batch > N { error("svi: a batch of {batch} is more than the {N} rows", "domain") }
  if not (order in ("cyclic", "random")) { error("svi: order is \"cyclic\" or \"random\", not {text(order)}", "argument") }
  (prior, rate) = (floating(prior), if kind(ρ) == "none" { robbins_monro() } else { ρ })
  rows = if order == "cyclic" {
    t -> mod((t - 1)*batch + (0:batch - 1), N) + 1
  } else {
    t -> argsort(uniform_noise(N))[1:batch]
  }
  of_batch = b -> map_leaves(s -> N/batch*sum(s, axis=1), vmap(row -> floating(call(statistics, row)))(b))
  path = iterate((t, λ) -> {
    (t + 1, svi_step(λ, prior, of_batch(map_rows(x, rows(t + 1))), rate(t + 1.0)))
  }, (0, if kind(start) == "none" { prior } else { floating(start) }), i64(steps), every=i64(every))
  (λ = map_leaves(l -> l[end], path[2]), step = path[1], path = path[2])
}

# The number of rows of a tensor or of a record or tuple of columns.
row_count(x) = len(if kind(x) in ("record", "tuple") { leaves(x)[1] } else { x })

# Some rows of a tensor or of a tree of columns.
map_rows(x, i) = if kind(x) in ("record", "tuple") { map_leaves(l -> l[i], x) } else { x[i] }
