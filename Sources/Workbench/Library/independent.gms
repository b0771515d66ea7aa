# Distributions with independent coordinates, made of what each coordinate has.
use events
use fisher

# The distribution with independent coordinates. `values` are the parameters that `again` makes it
# of, of which each coordinate has its own; `one` holds what the coordinates have: draw, log_density
# (of x, by coordinates), mean, variance, `domain` and, where they exist, entropy, `points` of n
# (points and weights), `canonical` (of no argument: the numbers that its own kl takes of another), `kl` (of the
# canonical numbers of another of the family, or of the family `kin`, by coordinates), `cross` (of another distribution q),
# `fisher` (of no argument: a tuple of rows, one for each parameter, by coordinates), `exponential`.
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
    domain = one.domain,
    like = x -> {
      if not broadcasts(event, shape(x)) {
        error("{family}: an event of shape {event} is not like {type(x)}", "shape")
      }
      again(map(p -> p + zeros_like(x), values)...)
    }
  )
  if has(one, "entropy") { D.entropy = () -> sum(one.entropy()) }
  if has(one, "points") {
    D.quadrature = n -> {
      (z, w) = one.points(n)
      product_rule(family, z, w, event)
    }
  }
  if len(event) > 0 { D.row = k -> again(map(p -> row_of(p, k, len(event)), values)...) }
  if has(one, "kl") {
    D.canonical = one.canonical
    kin = if has(one, "kin") { one.kin } else { family }
    D.kl = p -> if is_family(p, family) or is_family(p, kin) {
      sum(one.kl(p.canonical()...))
    } else { none }
  }
  if has(one, "cross") { D.cross = one.cross }
  if has(one, "fisher") { D.fisher = () -> fisher_of(one.fisher(), values, event) }
  if has(one, "exponential") { D.exponential = () -> joint(one.exponential(), event) }
  D
}

# Row k of a parameter of an event with as many axes; what has fewer is the same for all rows.
row_of(x, k, axes) = if ndims(x) < axes { x } else if len(x) == 1 { x[1] } else { x[k] }

# The points of a standard rule, moved by `at`, and its weights, for each coordinate.
moved(rule, at, event) = {
  (z, w) = rule
  column = reshape(z, size(z), ones_of(event)...)
  z = at(column)
  (z, reshape(w, size(w), ones_of(event)...) + 0*z)
}

# The points and weights of a rule that the coordinates have each for their own, of their numbers a, b.
own_rules(rule, a, b, event) = {
  if len(event) == 0 { return rule(a, b) }
  fill = zeros(event...)
  (z, w) = vmap(rule)(flatten(a + fill), flatten(b + fill))
  n = quo(size(z), max(size(fill), 1))
  (reshape(z', n, event...), reshape(w', n, event...))
}

# ## Exponential families: p(x) = h(x) exp(η·T(x) - A(η))
# The record `exponential` of a distribution has the fields `natural` (its η: a tensor, or a tuple of
# tensors), `statistics` (of an event: T, of the structure of η), `log_base` (log h), `log_partition`
# (A, of η), `expectation` (of no argument: E T), `at` (of η: the distribution) and, where it is a
# closed form, `at_expectation` (of E T: the distribution). A record with `symmetric` has
# η = (vector or number, symmetric matrix), whose coordinates are those on and below the diagonal.

# The exponential family of independent coordinates, of what one coordinate has under the same
# names. A natural parameter that several coordinates share belongs to the sum of their statistics.
joint(one, event) = {
  η = one.natural
  shared = t -> matched((y, n) -> gathered(y, n, event), t, η)
  E = (
    natural = alone(η),
    statistics = x -> {
      if shape(x) != event {
        error("sufficient_statistics: x is {type(x)}, and an event has the shape {event}", "shape")
      }
      alone(shared(one.statistics(x)))
    },
    log_base = x -> over_event(one.log_base(x), event),
    log_partition = η -> sum(one.log_partition(listed_as(η)...) + zeros_like_event(η, event)),
    expectation = () -> alone(shared(one.expectation())),
    at = η -> one.at(listed_as(η)...)
  )
  if has(one, "at_expectation") { E.at_expectation = m -> one.at_expectation(listed_as(m)...) }
  E
}

# f of the items of two tuples of equal length, of at most three.
matched(f, s, t) = map(k -> f(s[k], t[k]), if len(s) == 1 { (1,) } else if len(s) == 2 { (1, 2) } else { (1, 2, 3) })

# The sums of y over those coordinates of an event that share an element of a parameter n.
gathered(y, n, event) = {
  y = y + typed_as(zeros(event...), y)
  if shape(n) == event { return y }
  vjp(p -> p + typed_as(zeros(event...), y), zeros_like(n), y)
}

# Zeros of the shape of an event and the type of natural parameters.
zeros_like_event(η, event) = typed_as(zeros(event...), listed_as(η)[1])

# A tuple of one as its item, and back.
alone(t) = if len(t) == 1 { t[1] } else { t }
listed_as(t) = if kind(t) == "tuple" { t } else { (t,) }
