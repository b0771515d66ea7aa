# Coordinates of distributions by name, and steps along the natural gradient in them. A law q has many coordinate
# systems; the natural gradient F⁻¹∇L is one arrow in all of them, but a step of finite length along it depends on
# the system: only in the natural coordinates is a unit step exact for conjugate models, and only where the
# coordinates are unbounded can no step leave the domain.
# names: chart, charts, natural_direction, natural_step, pseudo_inverse, rank_of
use coordinates

# The coordinates of q under a name: "natural", "expectation", "parameters", or those of a normal law. For Normal(μ, σ)
# these are "log σ", "variance" (μ, σ²) and "precision" (μ, 1/σ²); with cov= or chol= they are "covariance", "cholesky"
# and "precision", whose matrices count by their entries on and below the diagonal. charts(q) lists what q has. The
# record has `point` (q as a vector), `of` (that vector of another such law), `at` (the law at a vector), `fault` ("" or
# which coordinate of a vector leaves the domain) and `fisher` (the matrix at a vector, in closed form).
# q: a distribution of an exponential family
# coordinates: the name, also in ASCII: "log sigma"
# example: use charts; chart(Normal(0, 2), "variance").fisher([0, 4])
# -> f64[2×2]
# ->    0.25  0.0
# ->    0.0   0.03125
# example: use charts; chart(Normal(0, 2), "variance").fault([0, -1])
# -> "σ² = -1, which must be positive"
chart(q, coordinates) = chart_of("chart", q, coordinates)

# The names of the coordinate systems of q.
# q: a distribution of an exponential family
# example: use charts; charts(Normal(0, 1))
# -> ("natural", "expectation", "parameters", "log σ", "variance", "precision")
charts(q) = {
  distributed("charts", q)
  systems("charts", q)
}

# The natural gradient F⁻¹∇L of a function of a distribution, as a vector in the given coordinates: the steepest ascent
# where steps are measured in divergence. Amari 1998.
# L: a function of a distribution that gives a number, such as a bound
# q: the distribution where
# coordinates: the name of a coordinate system, or a record as chart gives it
# damping: δ ≥ 0, the direction is (F + δI)⁻¹∇L
# singular: "error", or "pseudo-inverse" for the shortest solution where F is singular
# example: use charts; natural_direction(q -> -KL(q, Normal(3, 1)), Normal(0, 1), "parameters")
# -> f64[2]
# ->    3.0  0.0
natural_direction(L, q, coordinates="natural", damping=0, singular="error") = {
  C = chart_of("natural_direction", q, coordinates)
  direction("natural_direction", L, q, C, damping, singular)
}

# The distribution after one step v + ρ F⁻¹∇L of q in the given coordinates. In natural coordinates a unit step is the
# exact update where L is the bound of a conjugate model. A step that leaves the domain is an error, which says how far
# ρ may go, and so is a singular F. Amari 1998; Hoffman, Blei, Wang and Paisley 2013.
# L: a function of a distribution that gives a number, such as a bound
# q: the distribution where
# ρ: the length of the step
# coordinates: the name of a coordinate system, or a record as chart gives it
# damping: δ ≥ 0, the step is along (F + δI)⁻¹∇L
# singular: "error", or "pseudo-inverse" for the shortest solution where F is singular
# example: use charts; natural_step(q -> -KL(q, Normal(3, 2)), Normal(0, 1))
# -> Normal(μ = 3.0, σ = 2.0)
natural_step(L, q, ρ=1, coordinates="natural", damping=0, singular="error") = {
  C = chart_of("natural_step", q, coordinates)
  numbers("natural_step", "ρ", ρ)
  if ndims(ρ) > 0 { error("natural_step: ρ is one number, not {type(ρ)}", "shape") }
  if not isfinite(stop(ρ)) { error("natural_step: ρ must be finite, not {text(ρ)}", "domain") }
  u = direction("natural_step", L, q, C, damping, singular)
  v = C.point + ρ*u
  if not inside(C, v) {
    if istraced(v) {
      error("natural_step: a step leaves the domain of the coordinates \"{C.name}\": take a smaller ρ or other coordinates", "domain")
    }
    left(L, q, C, ρ, u, damping, singular)
  }
  C.at(v)
}

# The error of a step that left the domain.
left(L, q, C, ρ, u, damping, singular) = {
  (low, high) = (0.0, 1.0)
  for k in 1:60 {
    middle = (low + high)/2
    if inside(C, C.point + middle*ρ*u) { low = middle } else { high = middle }
  }
  safe = ""
  for name in systems("natural_step", q) {
    if stays(L, q, name, ρ, damping, singular) { safe = if safe == "" { "\"{name}\"" } else { "{safe}, \"{name}\"" } }
  }
  also = if safe == "" { "" } else { "; ρ = {ρ:.6g} stays inside in the coordinates {safe}" }
  fault = C.fault(C.point + ρ*u)
  error("natural_step: the step ρ = {ρ:.6g} in the coordinates \"{C.name}\" ends at {fault}. It stays inside up to ρ = {low*ρ:.6g}{also}", "domain")
}

# Whether a step in these coordinates stays inside the domain.
stays(L, q, name, ρ, damping, singular) = {
  C = chart_of("natural_step", q, name)
  if damping == 0 and singular == "error" and rank_of(C.fisher(C.point)) < size(C.point) { return false }
  inside(C, C.point + ρ*direction("natural_step", L, q, C, damping, singular))
}

# (F + damping I)⁻¹∇L in the coordinates C.
direction(name, L, q, C, damping, singular) = {
  if kind(L) != "function" { error("{name}: L is a function of a distribution, not {type(L)}", "type") }
  numbers(name, "damping", damping)
  if not all(stop(damping) >= 0 and isfinite(stop(damping))) {
    error("{name}: damping must be finite and not negative, not {text(damping)}", "domain")
  }
  if not (singular in ("error", "pseudo-inverse")) {
    error("{name}: singular is \"error\" or \"pseudo-inverse\", not {text(singular)}", "argument")
  }
  # The arrow is the same in all coordinates: where there is a system in which F is no near-singular matrix, it is
  # computed there, and carried over.
  base = damping == 0 and has(C, "through")
  B = if base { C.through } else { C }
  g = slope(name, L, B)
  if not all(isfinite(stop(g))) {
    error("{name}: the gradient of L is {text(g)}: L must be finite and smooth at q", "domain")
  }
  F = B.fisher(B.point) + damping*eye(size(B.point))
  n = size(B.point)
  rank = rank_of(F)
  if rank < n and singular == "pseudo-inverse" { return pseudo_inverse(F) @ g }
  if rank < n {
    error("{name}: Fisher's matrix has the rank {rank} of {n} in the coordinates \"{C.name}\", so that it has no inverse: singular=\"pseudo-inverse\" takes the shortest solution, damping=1e-3 adds a multiple of I", "domain")
  }
  u = solve(F, g)
  if base { jvp(w -> C.of(B.at(w)), B.point, u) } else { u }
}

# ∇L in the coordinates B.
slope(name, L, B) = {
  value = L(B.at(B.point))
  if not (kind(value) in ("f64", "f32", "i64", "estimate")) or ndims(value) > 0 {
    error("{name}: L(q) must be a number, not {type(value)}", "type")
  }
  if not istraced(value) {
    if not isfinite(value) { error("{name}: L(q) is {text(value)}: L must be finite at q", "domain") }
  }
  grad(w -> L(B.at(w)))(B.point)
}

# The pseudo-inverse of a symmetric matrix: eigenvalues of at most 1e-10 of the largest count as 0. Moore 1920, Penrose
# 1955.
# F: a symmetric matrix
# example: use charts; pseudo_inverse([2.0, 0; 0, 0])
# -> f64[2×2]
# ->    0.5  0.0
# ->    0.0  0.0
pseudo_inverse(F) = {
  symmetric_only("pseudo_inverse", F)
  e = eigh(floating(F), vectors=true)
  (λ, V) = (e.values, e.vectors)
  counts = abs(λ) > cut(F)*max(abs(λ))
  V @ diag(where(counts, 1/where(counts, λ, 1.0), 0.0)) @ V'
}

# The rank of a symmetric matrix that has no negative eigenvalues, such as Fisher's. Its diagonal is first scaled to 1,
# so that the units of coordinates do not count; eigenvalues of at most 1e-13 per row of the matrix are then 0.
# F: a symmetric matrix
# example: use charts; rank_of([1.0, 1; 1, 1])
# -> 1
# example: use charts; rank_of([1e-20, 0; 0, 1e20])
# -> 2
rank_of(F) = {
  symmetric_only("rank_of", F)
  if size(F) == 0 { return 0 }
  F = stop(floating(F))
  d = diag(F)
  s = where(d > 0, 1/sqrt(where(d > 0, d, 1.0)), 0.0)
  near = if kind(F) == "f32" { 1e-6 } else { 1e-13 }
  sum(i64(eigh(s*(F + F')/2*reshape(s, size(s), 1)) > near*size(s)))
}

# What counts as 0 beside the largest eigenvalue.
cut(F) = if kind(F) == "f32" { 1e-5 } else { 1e-10 }

# Requires a symmetric matrix of finite numbers.
symmetric_only(name, F) = {
  finite(name, "F", F)
  fits = ndims(F) == 2
  if fits { fits = size(F) == len(F)^2 }
  if not fits { error("{name}: F must be a square matrix, not {type(F)}", "shape") }
  if size(F) > 0 {
    near = if kind(F) == "f32" { 1e-4 } else { 1e-8 }
    if not (max(abs(stop(F - F'))) <= near*max(abs(stop(F)))) { error("{name}: F must be symmetric", "domain") }
  }
}
