# Mixtures of distributions.
use discrete

# Σ w_k p_k(x), by weights that sum to 1 and components: a tuple of distributions, or one
# distribution with a row of parameters for each component, such as Normal(μ, σ) with a matrix μ.
# weights: probabilities of the components
# components: a tuple of distributions, or one with a row of parameters for each
# example: mean(Mixture([0.25, 0.75], Normal([0, 4], 1)))
# -> 3.0
# example: density(Mixture([0.5, 0.5], (Uniform(0, 1), Uniform(0, 2))), 0.5)
# -> 0.75
Mixture(weights, components) = {
  numbers("Mixture", "weights", weights)
  if ndims(weights) != 1 { error("Mixture: weights is a vector, not {type(weights)}", "shape") }
  if len(weights) == 0 { error("Mixture: there are no components", "domain") }
  probabilities("Mixture", "weights", weights)
  parts = if kind(components) == "tuple" {
    several(components)
  } else if kind(components) == "distribution" {
    rows_of(components)
  } else {
    error("Mixture: the components are a tuple of distributions, or one with rows, not {type(components)}", "type")
  }
  if parts.count != len(weights) {
    error("Mixture: {len(weights)} weights for {parts.count} components", "shape")
  }
  mixture_of(floating(weights), parts, (weights = weights, components = components))
}

# The components of a tuple: their number, f of each as rows, the draw of component k, whether all
# have a field, and the rules that f makes of each as one, with their weights times w.
several(components) = {
  for D in components {
    if kind(D) != "distribution" { error("Mixture: a component is {type(D)}, no distribution", "type") }
    if has(D, "mean") and has(components[1], "mean") {
      (m, n) = (components[1].mean(), D.mean())
      if shape(m) != shape(n) {
        error("Mixture: the events of the components differ: {type(m)} and {type(n)}", "shape")
      }
    }
  }
  (
    count = len(components),
    each = f -> [f(D) for D in components],
    # All draw, so that a draw does not depend on which components were chosen before.
    draw = k -> [D.draw() for D in components][k],
    have = name -> all([has(D, name) for D in components]),
    domains = () -> map(D -> D.domain, components),
    rule = (w, f) -> {
      (x, v) = f(components[1])
      v = w[1]*v
      for k in 2:len(components) {
        (y, u) = f(components[k])
        (x, v) = (concat((x, y)), concat((v, w[k]*u)))
      }
      (x, v)
    }
  )
}

# The same of the components that are the rows of one distribution.
rows_of(D) = {
  if not has(D, "row") {
    error("Mixture: {text(D)} has no rows that could be components; they can also be a tuple", "shape")
  }
  n = len(D.mean())
  (
    count = n,
    each = f -> vmap(k -> f(D.row(k)))(1:n),
    draw = k -> D.row(k).draw(),
    have = name -> has(D, name),
    domains = () -> (D.row(1).domain,),
    rule = (w, f) -> {
      (x, v) = vmap(k -> f(D.row(k)))(1:n)
      (reshape(x, size(v), shape(x)[3:end]...), flatten(reshape(w, n, 1)*v))
    }
  )
}

# The set where a mixture lives, of the sets of its components: theirs if it is the same unbounded one, else their
# union, of integers where all are such, from the lowest to the highest number of those with weight; none if one is not
# known. `domains` holds them.
one_domain(w, parts, domains) = {
  first = domains[1]
  (same, whole, bounded) = (true, true, true)
  for D in domains {
    same = same and D.set == first.set
    whole = whole and D.set in ("integers", "points")
    bounded = bounded and (has(D, "low") or D.set == "reals")
  }
  if same and not has(first, "low") { return first }
  if not bounded { return domain_of(if whole { "points" } else { "union" }, first.shape) }
  weight = reshape(w, parts.count, ones_of(first.shape)...)
  (low, high) = ends_of(parts, first.shape)
  (low, high) = (min(where(weight > 0, low, inf), axis=1), max(where(weight > 0, high, -inf), axis=1))
  range_of(if whole { "integers" } else { "union" }, low, high, first.shape)
}

# The lowest and the highest numbers of each component, as rows.
ends_of(parts, event) = {
  limit = (D, name, otherwise) -> zeros(event...) + (if has(D.domain, name) { get(D.domain, name) } else { otherwise })
  (parts.each(D -> limit(D, "low", -inf)), parts.each(D -> limit(D, "high", inf)))
}

# The mixture of checked components; w are its weights as floats.
mixture_of(w, parts, parameters) = {
  average(y) = sum(reshape(w, parts.count, ones_of(shape(y)[2:end])...)*y, axis=1)
  mean = () -> average(parts.each(D -> D.mean()))
  M = (
    family = "Mixture",
    parameters = parameters,
    # A draw moves with the parameters of its component, but not with the weights.
    draw = () -> unreparameterised("Mixture", parts.draw(picked(w, ())), w),
    log_density = x -> mixed(w, parts.each(D -> D.log_density(x))),
    mean = mean,
    variance = () -> {
      m = mean()
      average(parts.each(D -> D.variance() + (D.mean() - m)^2))
    },
    cov = () -> {
      m = flatten(mean())
      average(parts.each(D -> covariance_matrix(D) + outer(flatten(D.mean()) - m, flatten(D.mean()) - m)))
    }
  )
  if parts.have("domain") { M.domain = one_domain(w, parts, parts.domains()) }
  if parts.count == 1 and parts.have("entropy") { M.entropy = () -> parts.each(D -> D.entropy())[1] }
  if parts.have("support") { M.support = () -> parts.rule(w, D -> D.support()) }
  if parts.have("quadrature") { M.quadrature = n -> parts.rule(w, D -> D.quadrature(n)) }
  M
}

# log Σ w_k exp(l_k) over the first axis of l: with s the largest l_k of positive weight it is
# s + log Σ w_k exp(l_k - s). Weights stand outside the logarithm, so that one may be 0 and still
# have a derivative.
mixed(w, l) = {
  W = reshape(w, len(l), ones_of(shape(l)[2:end])...)
  s = stop(max(where(W > 0, l, -inf), axis=1))
  s = where(abs(s) < inf, s, 0.0)
  total = sum(W*exp(min(l - s, 700.0)), axis=1)
  where(total == 0, -inf, s + log(where(total == 0, 1.0, total)))
}
