# The step sizes for which a step contracts: the stable set in h, its edges, and the first of them.
# names: stability_edges, stable_steps, critical_step
use game_steps
use krylov_input
use options
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
  radius = radius_by_size("stability_edges", F, at, h₀, h₁)
  stable(h) = radius(h) < 1
  edges = []
  for k in 1:n {
    (a, b) = h₀ + (h₁ - h₀)*[k - 1, k]/n
    if stable(a) != stable(b) { edges = concat((edges, [crossing(stable, a, b, 60)])) }
  }
  edges
}

# Where a property changes between a and b, by halving; 45 of them are 13 digits.
crossing(holds, a, b, halvings=45) = {
  begun = holds(a)
  for k in 1:halvings {
    m = (a + b)/2
    if holds(m) == begun { a = m } else { b = m }
  }
  (a + b)/2
}

# The step sizes h in (0, h_max] for which the step F(h) contracts at p, ρ < 1: a record of the
# `intervals`, one (from, to) a row, and the h at which ρ only touches 1 within the set. The set
# need not be an interval. ρ is seen on a grid of n sizes; between them its crossings of 1 are found
# as roots, and where the grid shows a dip or a peak that does not cross, its extremum is searched, so
# that thin intervals and touching points are found too.
# Of steps that know their matrix on a linear field (`linear`) the Jacobian of the field is made once.
# F: a step for each size, h -> F, of a function or of a record that an update operator makes
# p: the point, (θ, ψ); a memory is at rest there
# h_max: the largest h
# n: how many sizes
# .intervals: the step sizes that contract, one (from, to) a row
# .touching: the h within them at which ρ touches 1
# example: use dynamics; stable_steps(h -> (x, y) -> (x - h*x, y - h*y/2), h_max=5, n=10).intervals
# -> f64[1×2]
# ->    0.0  2.0
stable_steps(F, p=(0, 0), h_max=10, n=200) = {
  if not (h_max > 0 and h_max < inf) {
    error("stable_steps: h_max is the largest step size, positive and finite, not {text(h_max)}", "domain")
  }
  n = whole_number("stable_steps", "n", "sizes", 3, n)
  radius = radius_by_size("stable_steps", F, p, h_max/3, 0.9*h_max)
  s = h -> radius(h) - 1 + 1e-13
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

# ρ of F(h) as a function of h. Where F(h) has the matrix of the step on a linear field, it is used with the Jacobian
# of the field, provided that it agrees with the Jacobian of the step at two sizes: a field may depend on h itself. At a
# kink there is no ρ.
radius_by_size(name, F, at, h₁, h₂) = {
  for h in (h₁, h₂) { requires_smooth(name, F(h), at) }
  slow = h -> finite_radius(jacobian_at(F(h), rested(F(h), at)))
  first = F(h₁)
  has_matrix = if kind(first) == "record" { has(first, "linear") and has(first, "field") and len(floating(at)) >= 2 } else { false }
  if not has_matrix { return slow }
  if kind(first.linear) == "none" or kind(first.field) == "none" or size(flatten(at)) > 600 { return slow }
  p = floating((at[1], at[2]))
  (A, n) = (jacobian_at(first.field, p), size(flatten(p[1])))
  agrees = h -> {
    (M, N) = (F(h).linear(A, n), jacobian_at(F(h), rested(F(h), at)))
    shape(M) == shape(N) and all(isfinite(N)) and norm(M - N) <= 1e-9*(1 + norm(N))
  }
  if agrees(h₁) and agrees(h₂) { h -> finite_radius(F(h).linear(A, n)) } else { slow }
}

# Requires that F, where it is finite, has a Jacobian at rest at a point.
requires_smooth(name, F, at) = {
  p = rested(F, at)
  u = point_numbers(p)
  finite = all(isfinite(on_numbers(F, p)(u)))
  if finite and not smooth_at(F, p) { no_jacobian(name, p) }
}

# ρ of a matrix, huge of one that is not finite.
finite_radius(A) = if all(isfinite(A)) { max(abs(eig(A))) } else { 1e300 }

# ## The largest step

# The largest step size up to which a step along the field v contracts at the point, and which eigenvalue binds it. Of
# simultaneous steps it is min 2|Re μ|/|μ|² over ALL eigenvalues μ of the field, and the one that binds may lie in the
# middle of the others: -0.01 + i binds like -100. Of another step it is the first edge of the stable set, which need
# not be an interval.
# v: a field, v(θ, ψ) = (θ', ψ')
# by: makes a step of a field and a size, (v, h) -> F; left out, the simultaneous one
# at: the point, (θ, ψ)
# h_max: the largest h that is looked at; left out, 10, and without `by` any
# n: how many sizes, where `by` is given
# .h: the critical step size; 0 where no small step contracts, h_max where all do
# .eigenvalue: the one that binds: μ of the field for simultaneous steps, λ of the step for others
# .interval: whether the stable set is the interval (0, h)
# .why: what binds
# example: use dynamics; critical_step((θ, ψ) -> (-0.2*θ - ψ, θ - 0.2*ψ)).h
# -> 0.384615
critical_step(v, by=none, at=(0, 0), h_max=none, n=200) = {
  if given(h_max) and not (h_max > 0 and h_max < inf) {
    error("critical_step: h_max is the largest step size, positive and finite, not {text(h_max)}", "domain")
  }
  if not given(by) {
    return critical_simultaneous(eig(finite_jacobian("critical_step", v, floating(at))), if given(h_max) { h_max } else { inf })
  }
  h_max = if given(h_max) { h_max } else { 10 }
  F = h -> by(v, h)
  set = stable_steps(F, at, h_max, n).intervals
  count = shape(set)[1]
  starts = if count > 0 { set[1, 1] == 0 } else { false }
  h = if starts { set[1, 2] } else { 0.0 }
  λ = spectrum(F(if h > 0 { h } else { h_max/n }), at)
  λ = λ[argmax(abs(λ))]
  why = if not starts {
    "small steps do not contract: |λ| = {abs(λ):.9g} at h = {h_max/n:.4g}"
  } else if h == h_max {
    "all steps up to h_max = {h_max:.6g} contract"
  } else if count > 1 {
    "λ = {text(λ)} leaves the circle; larger steps contract again, from {set[2, 1]:.6g} to {set[2, 2]:.6g}"
  } else {
    "λ = {text(λ)} leaves the circle"
  }
  (h = h, eigenvalue = λ, interval = starts and count == 1, why = why)
}

# The critical step of simultaneous descent, from the eigenvalues of the field.
critical_simultaneous(μ, h_max) = {
  worst = argmax(real(μ))
  if real(μ[worst]) >= 0 {
    return (h = 0.0, eigenvalue = μ[worst], interval = false, why = "μ = {text(μ[worst])} has no negative real part: no step contracts")
  }
  sizes = -2*real(μ)/abs(μ)^2
  k = argmin(sizes)
  if sizes[k] > h_max {
    return (h = 1.0*h_max, eigenvalue = μ[k], interval = true, why = "all steps up to h_max = {h_max:.6g} contract")
  }
  (h = sizes[k], eigenvalue = μ[k], interval = true, why = "μ = {text(μ[k])} binds, one of {size(μ)}")
}
