# How quadrature lays the unknowns of a density over the real line, and the rules that it uses there: a coordinate z is
# mean + std·u where it lives on all reals, exp(c + w u) above the end of a half-line, and the logistic function
# of c + w u within an interval, so that u = 0 is near the mean and u = ±1 about a standard deviation away.
use densities
use mixtures

# s with each unknown that has no finite support at its place for the vector u over all of them (its zero for none),
# how many numbers that takes, and log |dz/du|.
located(parts, s, u) = {
  r = (s = s, size = 0, slope = 0.0)
  for part in parts {
    if part.repeated {
      error("the evidence is an integral over all rows of {part.title} at once, which is neither finite nor linear-Gaussian", "density")
    }
    has_givens = true
    for name in part.arguments { has_givens = has_givens and has(r.s, name) }
    if has_givens {
      D = law(part, r.s)
      if not has(D, "support") { r = placed(part, D, r, u) }
    }
  }
  r
}

# One unknown at its place.
placed(part, D, r, u) = {
  if not has(D, "mean") or not has(D, "variance") or len(part.variables) > 1 {
    error("quadrature needs the mean and the variance of {part.title}, which are not known", "density")
  }
  (low, high) = ends_of_line(part, D)
  (m, σ) = (floating(D.mean()), sqrt(floating(D.variance())))
  n = size(m)
  v = if kind(u) == "none" { 0*m } else { reshape(u[r.size + 1:r.size + n], shape(m)...) }
  at = if all(low == -inf and high == inf) {
    on_line(m, σ, v)
  } else if all(isfinite(low) and high == inf) {
    above(low, m, σ, v)
  } else if all(isfinite(low) and isfinite(high)) {
    between(low, high, m, σ, v)
  } else {
    error("quadrature needs the coordinates of {part.title} on sets of one kind: all reals, half-lines or intervals", "density")
  }
  (s = put(r.s, part.variables[1], at.z), size = r.size + n, slope = r.slope + sum(at.slope))
}

# The lowest and the highest number of each coordinate, which quadrature needs to be real.
ends_of_line(part, D) = {
  if not has(D, "domain") { return (-inf, inf) }
  if not (D.domain.set in ("reals", "interval", "union", "image")) {
    place = if D.domain.set == "integers" { "integers" } else { "a set that is {D.domain.set}" }
    error("the evidence is an integral over real numbers, and {part.title} lives on {place}", "density")
  }
  if has(D.domain, "low") { (stop(1.0*D.domain.low), stop(1.0*D.domain.high)) } else { (-inf, inf) }
}

# Where a law has no mean or no variance, 0 and 1 stand for them.
on_line(m, σ, u) = {
  (c, w) = (where(isfinite(m), m, 0.0), where(isfinite(σ) and isfinite(m), σ, 1.0))
  (z = c + w*u, slope = log(w) + 0*u)
}

# z = low + exp(c + w u) with the c and w of the log-normal law of this mean and variance. What does not fit the range of
# numbers has no weight.
above(low, m, σ, u) = {
  r = m - low
  known = isfinite(r) and isfinite(σ) and r > 0
  mean = where(known, r, 1.0)
  (c, w) = (log(mean), where(known, sqrt(log1p((where(known, σ, 1.0)/mean)^2)), 1.0))
  y = c + w*u
  inside = y > -700 and y < 350 and low + exp(min(y, 350)) > low
  z = low + exp(where(inside, y, c))
  (z = z, slope = where(inside, log(w) + y, -inf))
}

# z = low + (high - low)/(1 + exp(-y)) with y = c + w u, where dz/dy at the mean times w is the standard deviation.
between(low, high, m, σ, u) = {
  p = (m - low)/(high - low)
  (c, w) = (log(p) - log1p(-p), σ/((high - low)*p*(1 - p)))
  y = c + w*u
  guess = low + (high - low)*sigmoid(y)
  inside = abs(y) < 700 and guess > low and guess < high
  v = where(inside, y, c)
  (z = low + (high - low)*sigmoid(v), slope = where(inside, log(w*(high - low)) - softplus(v) - softplus(-v), -inf))
}

# ---- Rules

# log ∫ exp l(u) du over the vectors u of d numbers, 1 or 2, with l(0) where most of it is.
over_line(l, d) = {
  (least, most) = if d == 1 { (7, 12) } else { (6, 9) }
  level = k -> middles(l, d, 2^k)
  (old, new) = (level(least), 0.0)
  if istraced(old) {
    old = level(most - 1)
    new = level(most)
    return settled_to(new, stop(abs(new - old)))
  }
  r = doubled(level, least, most)
  if d == 1 and not (r.gap <= 1e-8*max(1, stop(abs(r.value)))) {
    if kind(r.value) == "f64" { return between_jumps(l, r) }
  }
  settled_to(r.value, r.gap)
}

# The values of levels from the least on, until one stays to 1e-9, and by how much it moved.
doubled(level, least, most) = {
  k = least + 1
  (old, new) = (level(least), level(k))
  while stop(not (abs(new - old) <= 1e-9*max(1, abs(new)))) and k < most {
    k = k + 1
    old = new
    new = level(k)
  }
  (value = new, gap = stop(abs(new - old)))
}

# A value that moved by little as the points were doubled.
settled_to(value, gap) = {
  if not (gap <= 1e-8*max(1, stop(abs(value)))) {
    error("quadrature of the evidence does not settle: {text(stop(value))} moves by {text(gap)} as its points are doubled", "convergence")
  }
  value
}

# log ∫ exp l(u) du by n points in each dimension.
middles(l, d, n) = {
  h = if d == 1 { 20/n } else { 16/n }
  t = h*((1:n) - (n + 1)/2)
  (u, w) = (sinh(t), h*cosh(t))
  if d == 1 { return mixed(w, vmap(x -> l([x]))(u)) }
  first = 1 + quo(0:n^2 - 1, n)
  second = 1 + mod(0:n^2 - 1, n)
  mixed(w[first]*w[second], vmap((x, y) -> l([x, y]))(u[first], u[second]))
}

# The same for a density that is 0 outside an interval of u, at whose ends it jumps, as one whose likelihood has a support
# that depends on the unknown; `r` is what the rule without jumps made of it. The ends are found by bisection in t, and
# within them t = middle + half·tanh(π/2 sinh s), which hides the ends. Takahasi and Mori 1974.
between_jumps(l, r) = {
  at = t -> l([sinh(t)])
  t = (20/2^12)*((1:2^12) - (2^12 + 1)/2)
  inside = vmap(at)(t) > -inf
  count = sum(i64(inside))
  first = argmax(i64(inside))
  if count == 0 or count == len(t) or not all(inside[first:first + count - 1]) { return settled_to(r.value, r.gap) }
  last = first + count - 1
  low = if first > 1 { jump(at, t[first - 1], t[first]) } else { t[first] }
  high = if last < len(t) { jump(at, t[last + 1], t[last]) } else { t[last] }
  level = k -> {
    n = 2^k
    h = 7.0/n
    s = h*((1:n) - (n + 1)/2)
    x = tanh(π/2*sinh(s))
    points = (low + high)/2 + (high - low)/2*x
    mixed(h*π/2*cosh(s)*(1 - x^2)*(high - low)/2*cosh(points), vmap(at)(points))
  }
  better = doubled(level, 6, 11)
  settled_to(better.value, better.gap)
}

# Where l becomes -inf between `out`, where it is that, and `in_`, where it is not.
jump(l, out, in_) = {
  for k in 1:60 {
    middle = (out + in_)/2
    if l(middle) > -inf { in_ = middle } else { out = middle }
  }
  in_
}
