# What distributions are made of: checks of their parameters, and the events that they are of. An
# event is a number or a tensor; the axes of x before those of an event are a batch.
# A distribution is a record with the fields `family`, `parameters`, `draw` (of no argument, one
# event), `log_density` (of x, one number for each event of a batch) and, where they exist in closed form, `mean`,
# `variance`, `cov`, `entropy` (of no argument), `support` (of no argument: points and weights),
# `quadrature` (of n: points and weights for which E f ≈ Σ w f(x)), `like` (of x: the same
# distribution of events with the shape of x), `row` (of k: that of row k of the parameters),
# `domain` (the set that it lives on, made by `domain_of`), `kl` (of p: KL to p, or none where there
# is no closed form), `cross` (of q: -E log p over q, or none), `fisher` (of no argument: Fisher's
# matrix in the parameters) and `exponential` (of no argument: what it is as an exponential family,
# a record that the module independent describes).
use gauss

# Requires real numbers.
numeric(name, what, x) = if not (kind(x) in ("i64", "f64", "f32", "bool")) {
  error("{name}: {what} must be a number or a tensor of numbers, not {type(x)}", "type")
}

# Requires real numbers, none of them nan. Estimates are judged by their means, here and below.
numbers(name, what, x) = {
  numeric(name, what, x)
  if any(isnan(stop(x))) { error("{name}: {what} is nan", "domain") }
}

# Requires finite numbers.
finite(name, what, x) = {
  numbers(name, what, x)
  if not all(isfinite(stop(x))) { error("{name}: {what} must be finite, not {text(x)}", "domain") }
}

# Requires positive finite numbers.
positive(name, what, x) = {
  numbers(name, what, x)
  x = stop(x)
  if not all(x > 0 and isfinite(x)) {
    error("{name}: {what} must be positive and finite, not {text(x)}", "domain")
  }
}

# The numbers with the type that a sum with y has: random numbers are f64 until they meet f32.
typed_as(x, y) = if kind(y) == "f32" { f32(x) } else { x }

# Zeros of the shape and type of x.
zeros_like(x) = typed_as(zeros(shape(x)...), x)

# Standard normal noise of the shape and type of x.
noise_like(x) = typed_as(normal_noise(shape(x)...), x)

# Whether a tensor of the first shape can be repeated into the second.
broadcasts(s, t) = {
  fits = len(s) <= len(t)
  if fits {
    for k in 1:len(s) {
      n = s[len(s) + 1 - k]
      fits = fits and (n == 1 or n == t[len(t) + 1 - k])
    }
  }
  fits
}

# The shape of an event that has a coordinate for each element of the parameters together.
event_of(name, a, b) = {
  (s, t) = (shape(a), shape(b))
  fits = true
  for k in 1:min(len(s), len(t)) {
    (m, n) = (s[len(s) + 1 - k], t[len(t) + 1 - k])
    fits = fits and (m == n or m == 1 or n == 1)
  }
  if not fits { error("{name}: the shapes of {type(a)} and {type(b)} do not fit", "shape") }
  shape(a + b)
}

# Requires that the last axes of x are those of an event.
batch_of(name, x, event) = {
  numeric(name, "x", x)
  s = shape(x)
  extra = len(s) - len(event)
  fits = extra >= 0
  if fits { for k in 1:len(event) { fits = fits and s[extra + k] == event[k] } }
  if not fits { error("{name}: x is {type(x)}, and an event has the shape {event}", "shape") }
}

# The sums of y over the coordinates of each event.
over_event(y, event) = {
  for k in 1:len(event) { y = sum(y, axis=-1) }
  y
}

# log y, -inf where y is 0, whose derivative is not asked for where y does not count.
log_where(counts, y) = log(where(counts, y, 1.0))

# As many ones as an event has axes.
ones_of(event) = map(n -> 1, event)

# The set where a density lives: of "reals", "interval", "integers" (both from low to high),
# "simplex" (positive numbers with the sum 1), "positive definite" (symmetric matrices), "points",
# "union"; of events of a shape.
domain_of(set, shape) = (set = set, shape = shape)

# Numbers, or integers, from low to high.
range_of(set, low, high, shape) = (set = set, low = low, high = high, shape = shape)

# Whether p is a distribution of this family.
is_family(p, family) = if has(p, "family") { p.family == family } else { false }

# a log x for x ≥ 0, with 0 log 0 = 0. At x = 0 a derivative in x or a is not asked for.
xlogy(a, x) = {
  edge = typed_as(where(a > 0, -inf, where(a < 0, inf, 0.0)), a*x)
  where(x > 0, a*log_where(x > 0, x), edge)
}

# Requires numbers that are not negative, and finite.
nonnegative(name, what, x) = {
  finite(name, what, x)
  if any(stop(x) < 0) { error("{name}: {what} must not be negative: {text(x)}", "domain") }
}

# Requires exactly one of two ways to give a parameter.
one_of(name, a, x, b, y) = if (kind(x) == "none") == (kind(y) == "none") {
  error("{name}: give one of {a}= and {b}=", "argument")
}

# Requires a distribution.
distributed(name, D) = if kind(D) != "distribution" {
  error("{name}: {type(D)} is no distribution: a record with draw and log_density is one", "type")
}

# What messages call a distribution.
title(D) = if has(D, "family") { D.family } else { "this distribution" }

# The matrix of covariances between the coordinates of the event, as a vector.
covariance_matrix(D) = {
  if has(D, "cov") { return D.cov() }
  if not has(D, "variance") { error("cov: {title(D)} has no variance in closed form", "distribution") }
  diag(flatten(D.variance()))
}
