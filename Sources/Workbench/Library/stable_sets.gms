# The step sizes for which a step contracts: the stable set in h, its edges, and the first of them.
# names: stability_edges, stable_steps
use spectra

# Where ρ crosses 1 as h runs from h₀ to h₁: the ends of the stable set in h. F(h) is a step. Each
# of n cells is taken to hold one crossing at most, which is bisected to the last bits.
# F: a step for each size, h -> F
# h₀, h₁: where h starts and ends
# n: how many cells
# at: the point
# example: use dynamics; stability_edges(h -> (x, y) -> (x - h*x, y - h*y/2), 0.5, 3, n=5)
# -> f64[1]
# ->    2.0
stability_edges(F, h₀, h₁, n=100, at=(0, 0)) = {
  stable(h) = rho(F(h), at) < 1
  edges = []
  for k in 1:n {
    (a, b) = h₀ + (h₁ - h₀)*[k - 1, k]/n
    if stable(a) != stable(b) {
      for i in 1:60 {
        m = (a + b)/2
        if stable(m) == stable(a) { a = m } else { b = m }
      }
      edges = concat((edges, [(a + b)/2]))
    }
  }
  edges
}

# The step sizes h in (0, h_max] for which the step F(h) contracts at p, ρ < 1: a record of the
# `intervals`, one (from, to) a row, and the h at which ρ only touches 1 within the set. The set
# need not be an interval. ρ is seen on a grid of n sizes; between them its crossings of 1 are found
# as roots, and where the grid shows a dip or a peak that does not cross, its extremum is searched, so
# that thin intervals and touching points are found too.
# F: a step for each size, h -> F
# p: the point
# h_max: the largest h
# n: how many sizes
# example: use dynamics; stable_steps(h -> (x, y) -> (x - h*x, y - h*y/2), h_max=5, n=10).intervals
# -> f64[1×2]
# ->    0.0  2.0
stable_steps(F, p=(0, 0), h_max=10, n=200) = {
  s = h -> rho(F(h), p) - 1 + 1e-13
  h = concat(([1e-6*h_max], h_max*(1:n)/n))
  h = with_extrema(s, h, [s(x) for x in h])
  values = [s(x) for x in h]
  (edges, touching) = (zeros(0), zeros(0))
  for k in 1:size(h)-1 {
    (a, b, c) = (values[max(k - 1, 1)], values[k], values[k + 1])
    if (b < 0) != (c < 0) { edges = concat((edges, [root(s, h[k], h[k + 1])])) }
    peak = k > 1 and b < 0 and a < b and c < b
    if peak and b > -1e-11 { touching = concat((touching, [h[k]])) }
  }
  if values[1] < 0 { edges = concat(([0.0], edges)) }
  if values[size(h)] < 0 { edges = concat((edges, [h_max])) }
  (intervals = reshape(edges, quo(size(edges), 2), 2), touching = touching)
}

# The grid h with one point more in every dip above 0 and on every peak below 0 of its values.
with_extrema(s, h, values) = {
  more = zeros(0)
  for k in 2:size(h)-1 {
    (a, b, c) = (values[k - 1], values[k], values[k + 1])
    dip = b <= a and b <= c and b >= 0
    peak = b >= a and b >= c and b < 0
    sign = if dip { 1 } else { -1 }
    if (dip or peak) and a != c {
      more = concat((more, [extremum(s, h[k - 1], h[k + 1], sign)]))
    }
  }
  sort(concat((h, more)))
}

# Where sign·s is least between a and b, by golden sections. Kiefer 1953.
extremum(s, a, b, sign) = {
  g = (sqrt(5) - 1)/2
  (x, y) = (b - g*(b - a), a + g*(b - a))
  (fx, fy) = (sign*s(x), sign*s(y))
  for k in 1:60 {
    if fx < fy {
      (b, y, fy) = (y, x, fx)
      x = b - g*(b - a)
      fx = sign*s(x)
    } else {
      (a, x, fx) = (x, y, fy)
      y = a + g*(b - a)
      fy = sign*s(y)
    }
  }
  if fx < fy { x } else { y }
}
