# Stochastic variational inference in natural parameters. For a conjugate model the coordinate update is λ̂ = prior + Σ
# T(x), and the natural gradient of the bound is λ̂ - λ: it needs the data only as a sum, which N/M times the sum over a
# batch of M estimates without bias. Steps part of the way, whose lengths shrink as Robbins and Monro ask, converge.
# Hoffman, Blei, Wang and Paisley 2013. Natural parameters are trees: numbers, vectors, tuples, records.
# names: robbins_monro, svi_step, stochastic_vi
use events
use data as sets

# The step lengths ρ_t = (t + τ)^-κ, t = 1, 2, ...: a function of t. Σρ = ∞, so that the start is forgotten, needs κ ≤
# 1, and Σρ² < ∞, so that the noise dies out, κ > 1/2. Robbins and Monro 1951. With κ = 1, τ = 0 steps average.
# κ: how fast the steps shrink, more than 1/2 and at most 1
# τ: a delay that shortens the first steps, at least 0
# example: use svi; map(robbins_monro(1, 0), [1, 2, 4])
# -> f64[3]
# ->    1.0  0.5  0.25
robbins_monro(κ=0.7, τ=1) = {
  for part in ((name = "κ", value = κ), (name = "τ", value = τ)) {
    finite("robbins_monro", part.name, part.value)
    if ndims(part.value) > 0 { error("robbins_monro: {part.name} is one number, not {type(part.value)}", "shape") }
  }
  if not (stop(κ) > 0.5) {
    error("robbins_monro: κ must be more than 1/2, not {text(κ)}: else Σρ² = ∞, and the noise of the batches never dies out", "domain")
  }
  if not (stop(κ) <= 1) {
    error("robbins_monro: κ must be at most 1, not {text(κ)}: else Σρ < ∞, and the steps end before they arrive", "domain")
  }
  if not (stop(τ) >= 0) {
    error("robbins_monro: τ must not be negative, not {text(τ)}: the first step would be longer than 1", "domain")
  }
  t -> (t + τ)^(-1.0*κ)
}

# One step: (1 - ρ)λ + ρ(prior + scale·statistics), a natural gradient step of length ρ. For the M data of a batch of N
# the scale is N/M: without it the data count M/N times, and the posterior is too wide.
# λ: natural parameters, a tree
# prior: those of the prior, of the same structure
# statistics: ΣT(x) over the batch, of the same structure
# ρ: the length of the step, at most 1
# scale: N/M
# example: use svi; svi_step((0.0, -0.5), (0.0, -0.5), (3.0, -0.5), 0.5, scale=2)
# -> (3.0, -1.0)
svi_step(λ, prior, statistics, ρ, scale=1) = {
  if not all(stop(ρ) >= 0 and stop(ρ) <= 1) { error("svi_step: ρ must lie between 0 and 1, not {text(ρ)}", "domain") }
  if not all(stop(scale) > 0) { error("svi_step: scale is N/M, which is positive, not {text(scale)}", "domain") }
  alike("svi_step", "statistics", statistics, λ)
  alike("svi_step", "prior", prior, λ)
  (1 - ρ)*λ + ρ*(prior + scale*statistics)
}

# Stochastic variational inference: `steps` steps λ ← (1 - ρ_t)λ + ρ_t(prior + N/M Σ T) over batches of M rows. A record
# of `λ` (at the end) and `path` (columns t, ρ and λ at the start and after every `every` steps).
# statistics: of λ and the rows of a batch: ΣT over them, a tree like λ. It may depend on λ, as where responsibilities
#   do
# data: by rows: a tensor, or a tuple or record of columns
# prior: natural parameters of the prior, a tree
# steps: how many steps
# batch: M, the rows of a step
# ρ: the lengths of the steps, a function of t = 1, 2, ...: see robbins_monro
# λ: where to start, the prior by default
# order: "cyclic", in order and again, or "shuffled", each pass in a new random order
# every: how often the path is kept
# example: use svi; T(λ, x) = (sum(x), -0.5*len(x));
# example: stochastic_vi(T, [1.0, 2, 3, 6], (0.0, -0.5), 4, ρ=robbins_monro(1, 0)).λ
# -> (12.0, -2.5)
stochastic_vi(statistics, data, prior, steps, batch=1, ρ=robbins_monro(), λ=none, order="cyclic", every=1) = {
  counts = ((name = "steps", value = steps), (name = "batch", value = batch), (name = "every", value = every))
  for part in counts {
    if not (kind(part.value) == "i64" and ndims(part.value) == 0) {
      error("stochastic_vi: {part.name} is a count, not {text(part.value)}", "type")
    }
    if part.value < 1 { error("stochastic_vi: {part.name} must be at least 1, not {part.value}", "domain") }
  }
  if kind(statistics) != "function" {
    error("stochastic_vi: statistics(λ, x) is a function, not {type(statistics)}", "type")
  }
  if kind(ρ) != "function" {
    error("stochastic_vi: ρ is a function of t, such as robbins_monro(0.7), not {type(ρ)}", "type")
  }
  if not (order in ("cyclic", "shuffled")) {
    error("stochastic_vi: order is \"cyclic\" or \"shuffled\", not {text(order)}", "argument")
  }
  columns = columns_of(data)
  N = if len(columns) == 0 { 0 } else if ndims(columns[1]) == 0 { 0 } else { len(columns[1]) }
  for column in columns {
    if ndims(column) == 0 { error("stochastic_vi: the data are by rows, not {type(data)}", "shape") }
    if len(column) != N { error("stochastic_vi: the columns of the data have {N} and {len(column)} rows", "shape") }
  }
  if batch > N { error("stochastic_vi: a batch of {batch} of {N} rows: M is at most N", "domain") }
  prior = floating(prior)
  start = if kind(λ) == "none" { prior } else { floating(λ) }
  alike("stochastic_vi", "λ", start, prior)
  places = 0:batch - 1
  # The rows of all passes, one pass after the other.
  passes = quo(steps*batch - 1, N) + 1
  turn = if order == "cyclic" { none } else { flatten(vmap(k -> argsort(uniform_noise(N)))(1:passes)) }
  rows = t -> {
    at = (t - 1)*batch + places
    if order == "cyclic" { mod(at, N) + 1 } else { turn[at + 1] }
  }
  step(t, λ) = {
    t = t + 1
    chosen = rows(t)
    (t, svi_step(λ, prior, statistics(λ, sets.picked_rows(data, chosen)), ρ(1.0*t), scale=N/batch))
  }
  (times, points) = iterate(step, (0, start), steps, every=every)
  # What is left after the last point that is kept.
  (last, left) = (map_leaves(c -> c[len(times)], points), steps - times[end])
  if left > 0 { last = iterate(step, (times[end], last), left)[2] }
  (
    λ = last,
    path = (t = times, ρ = where(times > 0, map(ρ, max(times, 1)), nan), λ = points)
  )
}

# The columns of data.
columns_of(data) = {
  listed = kind(data) == "record"
  columns = if listed { map(n -> get(data, n), fields(data)) } else if kind(data) == "tuple" { data } else { (data,) }
  for c in columns { numeric("stochastic_vi", "data", c) }
  columns
}

# Requires a tree of the structure of λ.
alike(name, what, x, λ) = {
  fits = kind(x) == kind(λ) or (kind(x) == "i64" and kind(λ) == "f64")
  if fits and kind(λ) in ("tuple", "record") { fits = len(leaves(floating(x))) == len(leaves(floating(λ))) }
  if fits { fits = size(flatten(floating(x))) == size(flatten(floating(λ))) }
  if not fits {
    error("{name}: {what} must have the structure of the natural parameters: {type(λ)}, not {type(x)}", "type")
  }
}
