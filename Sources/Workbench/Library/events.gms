# What distributions are made of: checks of their parameters, and the events that they are of. An
# event is a number or a tensor; the axes of x before those of an event are a batch.
# A distribution is a record with the fields `family`, `parameters`, `draw` (of no argument, one
# event), `log_density` (of x, one number for each event of a batch) and, where they exist in closed form, `mean`,
# `variance`, `cov`, `entropy` (of no argument), `support` (of no argument: points and weights),
# `quadrature` (of n: points and weights for which E f ≈ Σ w f(x)), `like` (of x: the same
# distribution of events with the shape of x) and `row` (of k: that of row k of the parameters).
use gauss

# Requires real numbers.
numeric(name, what, x) = if not (kind(x) in ("i64", "f64", "f32", "bool")) {
  error("{name}: {what} must be a number or a tensor of numbers, not {type(x)}", "type")
}

# Requires real numbers, none of them nan.
numbers(name, what, x) = {
  numeric(name, what, x)
  if any(isnan(x)) { error("{name}: {what} is nan", "domain") }
}

# Requires finite numbers.
finite(name, what, x) = {
  numbers(name, what, x)
  if not all(isfinite(x)) { error("{name}: {what} must be finite, not {text(x)}", "domain") }
}

# Requires positive finite numbers.
positive(name, what, x) = {
  numbers(name, what, x)
  if not all(x > 0 and isfinite(x)) {
    error("{name}: {what} must be positive and finite, not {text(x)}", "domain")
  }
}

# The numbers with the type that a sum with y has: random numbers are f64 until they meet f32.
typed_as(x, y) = if kind(y) == "f32" { f32(x) } else { x }

# Zeros of the shape and type of x.
zeros_like(x) = typed_as(zeros(shape(x)...), x)

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

# Row k of a parameter of an event with as many axes; what has fewer is the same for all rows.
row_of(x, k, axes) = if ndims(x) < axes { x } else if len(x) == 1 { x[1] } else { x[k] }

# The distribution with independent coordinates. `values` are the parameters that `again` makes it
# of, of which each coordinate has its own; `one` holds what the coordinates have: draw, log_density
# (of x, by coordinates), mean, variance, entropy, and `points` of n, their points and weights.
independent(family, parameters, values, again, event, one) = {
  D = (
    family = family,
    parameters = parameters,
    draw = one.draw,
    log_density = x -> {
      batch_of(family, x, event)
      over_event(one.log_density(x), event)
    },
    mean = one.mean,
    variance = one.variance,
    entropy = () -> sum(one.entropy()),
    quadrature = n -> {
      (z, w) = one.points(n)
      product_rule(family, z, w, event)
    },
    like = x -> {
      if not broadcasts(event, shape(x)) {
        error("{family}: an event of shape {event} is not like {type(x)}", "shape")
      }
      again(map(p -> p + zeros_like(x), values)...)
    }
  )
  if len(event) > 0 { D.row = k -> again(map(p -> row_of(p, k, len(event)), values)...) }
  D
}

# The points of a standard rule, moved by `at`, and its weights, for each coordinate.
moved(rule, at, event) = {
  (z, w) = rule
  column = reshape(z, size(z), ones_of(event)...)
  z = at(column)
  (z, reshape(w, size(w), ones_of(event)...) + 0*z)
}

# As many ones as an event has axes.
ones_of(event) = map(n -> 1, event)

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
