# What chains of Langevin kernels sample, and what is to be known of it before and after they run: where its score and
# its density are finite, whether a score is a gradient, in which type the points are.
# names: target_of
use score_losses
use score_training
use oracles
use gauss
use options
use noise_levels
use events as events

# What chains sample, of points by rows: a law, an energy or a score.
# s: a distribution, an energy (`score_from`), or a score function of one point
# .score: the scores of rows
# .log_p: log p of rows, of an energy up to a constant; none where only a score is given
# .law: the distribution; none of others
# .bounded: whether log p may be -inf, so that chains have to be watched
# .ratio_cost: how many scores log p(y) - log p(x) costs
# example: use score; target_of(Normal(0, 2)).score([1.0, 2.0])
# -> f64[2]
# ->   -0.25  -0.5
target_of(s) = {
  if kind(s) == "distribution" {
    t = score_of(s)
    set = if has(s, "domain") { s.domain.set } else { "unknown" }
    if set in ("simplex", "positive definite") {
      error("a Langevin kernel: {events.title(s)} lives on a set ({set}) that every step with noise leaves: sample free coordinates of it, whose energy score_from takes", "distribution")
    }
    whole = set == "reals"
    return (score = X -> vmap(t)(X), log_p = X -> s.log_density(X), law = s, bounded = not whole, ratio_cost = 0)
  }
  f = score_function("a Langevin kernel", s)
  energy = kind(s) == "record" and has(s, "energy")
  (
    score = X -> vmap(f)(X),
    log_p = if energy { X -> -vmap(x -> energy_at(s.energy, x))(X) } else { none },
    law = none,
    # The energy of a network has no walls.
    bounded = energy and kind(if energy { s.energy } else { 0 }) == "function",
    ratio_cost = if energy { 0 } else { 8 }
  )
}

# log p(y) - log p(x) of rows.
log_ratio(target, x, y) = if given(target.log_p) { target.log_p(y) - target.log_p(x) } else {
  # ∫ s along the way from x to y, by Gauss's rule of 8 points.
  (a, w) = gauss_legendre(target.ratio_cost)
  total = 0.0
  for k in 1:target.ratio_cost { total = total + w[k]*row_sums((y - x)*target.score(x + (1 + a[k])/2*(y - x))) }
  total
}

# ## Starts

# The starts by rows, as floats.
starts_of(name, s, X0) = {
  events.numeric(name, "X0", X0)
  if ndims(X0) == 0 { error("{name}: X0 has a row for each chain: zeros(1000) starts 1000 chains of numbers", "shape") }
  if len(X0) == 0 { error("{name}: X0 has no rows: {type(X0)}", "shape") }
  events.finite(name, "X0", X0)
  if kind(s) == "distribution" and has(s, "domain") and shape(X0)[2:end] != s.domain.shape {
    error("{name}: X0 is {type(X0)}, and a chain of this law has points of the shape {s.domain.shape}, one in each row", "shape")
  }
  floating(X0)
}

# The points in f32 if they, or the parameters of a network, are and the score answers so; else f64.
typed_for(t, s, x) = {
  if kind(x) == "f64" and not in_f32(s) { return x }
  if kind(t.score(f32(x[1:1]))) == "f32" { f32(x) } else { f64(x) }
}

# Whether a network has parameters in f32.
in_f32(s) = {
  if kind(s) == "f32" { return true }
  found = false
  if kind(s) == "tuple" { for a in s { found = found or in_f32(a) } }
  if kind(s) == "record" { for k in fields(s) { found = found or in_f32(get(s, k)) } }
  found
}

# Requires a finite score at the start, and a finite log p.
starts_finite(name, t, x) = {
  complain_of(name, "the score is not finite at the start", isfinite(row_sums(0.0*t.score(x))), x, "")
  if has(t, "log_p") and given(t.log_p) {
    log_p = t.log_p(x)
    complain_of(name, "log p is -inf at the start", not (log_p == -inf), x, ": begin where the law has a density")
    complain_of(name, "log p is not finite at the start", isfinite(log_p), x, "")
  }
}

# Names the first row that is not good.
complain_of(name, what, good, x, remedy) = {
  if known_later(good) { return none }
  if all(good) { return none }
  k = argmax(i64(not good))
  error("{name}: {what} of {sum(i64(not good))} of {len(x)} chains, such as x = {text(f64(x[k]))}{remedy}", "domain")
}

# Requires of a score alone that it is a gradient, as the ratios of mala are its integrals: that its Jacobian J at some
# of the starts is its own transpose, but for a tenth, which networks miss it by.
gradient_needed(name, K, t, x) = {
  if not K.metropolis or given(t.log_p) or prod(shape(x)[2:end]) > 100 { return none }
  for k in 1:quo(len(x) + 3, 4):len(x) {
    z = f64(x[k:k])
    J = jacobian(x -> t.score(x))(z)
    off = norm(flatten(J - J'))
    if not known_later(off) and off > 0.1*norm(flatten(J)) {
      remedy = "give its energy, score_from(U), or take langevin(h)"
      error("{name}: {K.name} needs a score that is a gradient, whose Jacobian J is symmetric: at x = {text(z[1])} |J - Jᵀ| is {off:.3g} and |J| {norm(flatten(J)):.3g}; {remedy}", "domain")
    }
  }
}

# ## Rows

# The sums over all but the first axis.
row_sums(x) = if ndims(x) == 1 { x } else { sum(reshape(x, len(x), -1), axis=2) }

# One value for each row, as an array that goes with x.
rows_like(a, x) = if ndims(x) == 1 { a } else { reshape(a, concat(([len(x)], i64(ones(ndims(x) - 1))))...) }
