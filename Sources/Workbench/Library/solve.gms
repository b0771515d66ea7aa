# Equations: roots, fixed points, and all zeros of a field in a box.
# A point is a number, a vector, a tuple or a record; a function of a tuple may take its items as
# arguments. Every solver gives the plain value, or an error that says what was seen; with
# report=true it gives a record (x, value, why, iterations, residual) instead, and `why` is
# "converged" or the reason why it stopped.
#
# Derivatives pass through the solutions by the implicit function theorem. Let x*(a) solve
# g(x, a) = 0, and let x₀ be its value at a₀, found by any search and from then on a constant. The
# Newton step N(x, a) = x - J(x, a)⁻¹ g(x, a), J = ∂g/∂x, has N(x, a) - x*(a) = O(‖x - x*(a)‖²). As
# x₀ - x*(a) = O(a - a₀), one step from x₀ differs from x*(a) by O((a - a₀)²), so its first
# derivative in a is that of x*; a second step, from there, differs by O((a - a₀)⁴), so the first
# three derivatives are exact. The searches below therefore run on stopped values, and two steps
# that are not stopped follow. These steps add only their derivatives, since their values are the
# rounding errors of the search: x₀ - (δ - stop(δ)).

use options

# A point as a vector, and what undoes it.
vector(p) = flatten(floating(p))

# f as a function of vectors: from the elements of points like p to the elements of its value.
on_vectors(f, p) = u -> flatten(floating(call(f, unflatten(u, p))))

# What a solver returns: the solution where it converged, the whole report where that is asked.
answer(name, r, report) = {
  if not report and r.why != "converged" { error("{name}: {r.why}", "convergence") }
  if report { r } else { r.x }
}

# The report of a solver, with the solution and its value as the user has them.
report_of(x, value, r) =
  (x = x, value = value, why = r.why, iterations = r.iterations, residual = r.residual)

# A vector in a message: of one number, the number.
shown(u) = if size(u) == 1 { text(u[1]) } else { text(u) }

# The largest modulus among the elements of a vector, 0 of none.
largest(u) = if size(u) == 0 { 0.0 } else { max(abs(u)) }

# ## Roots

# A zero of f: of a function of one number between a and b, where its signs differ, or from the
# start a alone by Newton's method, for numbers, vectors and tuples; for f(x, y) from (x, y).
# report=true gives (x, value, why, iterations, residual).
# f: a function of numbers, vectors or tuples
# a: the start, or one end of the interval
# b: the other end, where f has the other sign
# tol: the relative accuracy
# report: whether the value is a record of what was done
# example: root(x -> x^2 - 2, 0, 2)
# -> 1.41421
root(f, a, b=none, tol=1e-15, report=false) =
  if given(b) { between(f, a, b, tol, report) } else { solved("root", f, a, 1e-15, 100, report) }

# A zero of f between a and b.
between(f, a, b, tol, report) = {
  (a, b) = (floating(a), floating(b))
  if not (isfinite(a) and isfinite(b)) {
    error("root: the bracket {a}..{b} is not finite", "domain")
  }
  r = chandrupatla(x -> stop(floating(f(x))), stop(a), stop(b), tol)
  x = answer("root", r, report)
  if report { return r }
  if istraced(f(x)) { sharpened(f, sharpened(f, x)) } else { x }
}

# One Newton step of a function of one number that adds only its derivative; none where f' is 0,
# as a multiple root has no derivative.
sharpened(f, x) = {
  slope = f'(x)
  δ = if stop(slope) == 0 { 0.0*slope } else { f(x)/slope }
  x + (stop(δ) - δ)
}

# The search for a change of sign: inverse quadratic interpolation through the last three points
# where that is safe, else bisection. Chandrupatla 1997. Always (a, b) brackets, c is the point
# before; the next point is a + t (b - a).
chandrupatla(f, a, b, tol) = {
  (fa, fb) = (f(a), f(b))
  scale = max(abs(fa), abs(fb))
  why = bracket_fault(a, b, fa, fb)
  (c, fc, t) = (a, fa, 0.5)
  (x, fx) = if abs(fa) < abs(fb) { (a, fa) } else { (b, fb) }
  k = 0
  while why == "" {
    k = k + 1
    y = a + t*(b - a)
    fy = f(y)
    if isnan(fy) { why = "f is nan at {y:.9g}" }
    if sign(fy) == sign(fa) { (c, fc) = (a, fa) } else { (c, b, fc, fb) = (b, a, fb, fa) }
    (a, fa) = (y, fy)
    (x, fx) = if abs(fa) < abs(fb) { (a, fa) } else { (b, fb) }
    limit = (2*tol*abs(x) + 1e-300)/abs(b - a)
    if fx == 0 or limit > 0.5 or k == 200 { why = "converged" }
    t = interpolated(a, b, c, fa, fb, fc)
    t = max(limit, min(1 - limit, t))
  }
  if why == "converged" and tol < 1e-6 and abs(fx) > 1e-3*scale {
    (low, high) = (min(fa, fb), max(fa, fb))
    why = "f jumps across 0 at {x:.9g}, from {low:.4g} to {high:.4g}, and has no zero there"
  }
  (x = x, value = fx, why = why, iterations = k, residual = abs(fx))
}

# What is wrong with a bracket, or "".
bracket_fault(a, b, fa, fb) = {
  (x, fx) = if isnan(fa) { (a, fa) } else { (b, fb) }
  if isnan(fx) {
    "f is nan at {x:.9g}"
  } else if fa == 0 or fb == 0 {
    "converged"
  } else if sign(fa) == sign(fb) {
    "f has the same sign at both ends: f({a:.6g}) = {fa:.6g}, f({b:.6g}) = {fb:.6g}"
  } else {
    ""
  }
}

# Where between a (0) and b (1) the next point lies: by inverse quadratic interpolation where the
# three points lie on a monotone curve, else in the middle.
interpolated(a, b, c, fa, fb, fc) = {
  ξ = (a - b)/(c - b)
  φ = (fa - fb)/(fc - fb)
  if φ^2 < ξ and (1 - φ)^2 < 1 - ξ {
    fa/(fb - fa)*fc/(fb - fc) + (c - a)/(b - a)*fa/(fc - fa)*fb/(fc - fb)
  } else { 0.5 }
}

# ## Newton's method

# A zero of F from the start p: p⁺ = p - J⁻¹ F(p), with the step halved until ‖F‖ falls. Where J is
# singular the shortest step of least squares is taken, so that a curve of zeros is met at its
# nearest point. report=true gives (x, value, why, iterations, residual).
# F: a function of a number, a vector or a tuple, with as many values
# p: the start
# tol: the relative accuracy
# steps: the most steps
# report: whether the value is a record of what was done
# example: newton(x -> x^2 - 9, 1.0)
# -> 3.0
# example: newton((x, y) -> (x + y - 3, x - y - 1), (0.0, 0.0))
# -> (2.0, 1.0)
newton(F, p, tol=1e-15, steps=100, report=false) = solved("newton", F, p, tol, steps, report)

# The zero that Newton's method finds, under the name that the user called.
solved(name, F, p, tol, steps, report) = {
  p = floating(p)
  g = on_vectors(F, p)
  u = stop(vector(p))
  count = size(g(u))
  if count != size(u) {
    error("{name}: F has {count} components and the point {size(u)}", "shape")
  }
  r = newton_search(u -> stop(g(u)), u -> stop(jacobian(g)(u)), u, tol, steps)
  answer(name, r, report)
  x = if not report and istraced(g(r.x)) { sharpened_vector(g, sharpened_vector(g, r.x)) } else { r.x }
  x = unflatten(x, p)
  if report { report_of(x, unflatten(r.value, p), r) } else { x }
}

# One Newton step that adds only its derivative.
sharpened_vector(g, u) = {
  δ = solve(jacobian(g)(u), g(u))
  u + (stop(δ) - δ)
}

# The search of Newton's method for g(u) = 0, J its Jacobian. It has converged where g is 0, where
# the last step was tiny beside the start, or where no step makes ‖g‖ smaller and the next one would
# be tiny: rounding allows no more.
newton_search(g, J, u, tol, steps) = {
  gu = g(u)
  why = if all(isfinite(gu)) { "" } else { "F is not finite at the start {shown(u)}" }
  (k, tiny) = (0, tol*largest(u))
  while why == "" {
    A = J(u)
    if largest(gu) == 0 {
      why = "converged"
    } else if k == steps {
      why = "no convergence in {steps} steps: |F| = {largest(gu):.4g} at {shown(u)}"
    } else if not all(isfinite(A)) {
      why = "the Jacobian is not finite at {shown(u)}"
    } else {
      k = k + 1
      δ = shortest_step(A, gu)
      w = halved(g, u, δ, ‖gu‖)
      if w.found { (u, gu) = (w.u, w.gu) }
      why = if not w.found { no_step(A, u, δ, gu) } else if largest(δ) <= tiny { "converged" } else { "" }
    }
  }
  (x = u, value = gu, why = why, iterations = k, residual = largest(gu))
}

# Why no step helps: rounding, or a Jacobian that is singular where F is not 0.
no_step(A, u, δ, gu) = {
  solves = largest(A @ δ - gu) <= 1e-6*largest(gu)
  if solves and largest(δ) <= 1e-7*max(largest(u), 1) {
    "converged"
  } else if rank(A) < size(u) {
    "the Jacobian is singular at {shown(u)}, where |F| = {largest(gu):.4g}"
  } else {
    "no step makes |F| smaller at {shown(u)}, where it is {largest(gu):.4g}"
  }
}

# The shortest δ among those that make ‖A δ - b‖ least: Σ vᵢ (uᵢ·b)/sᵢ over the singular values
# that are not 0.
shortest_step(A, b) = {
  (u, s, vt) = svd(A, vectors=true)
  kept = s > 1e-13*largest(s)
  vt' @ (where(kept, (u' @ b)/where(kept, s, 1.0), 0.0))
}

# u - tδ for the first t among 1, 1/2, 1/4, ... that makes ‖g‖ smaller than `before`.
halved(g, u, δ, before) = {
  (t, found, v, gv) = (1.0, false, u, g(u))
  for i in 1:40 {
    if not found {
      v = u - t*δ
      gv = g(v)
      found = all(isfinite(gv)) and ‖gv‖ < before
      t = t/2
    }
  }
  (u = v, gu = gv, found = found)
}

# ## Fixed points

# A point p = F(p) near the start: Newton's method on p - F(p), which finds those too that repel;
# where that fails, and for more than 100 numbers, iteration with Anderson's acceleration.
# report=true gives (x, value, why, iterations, residual).
# F: a function of a number, a vector or a tuple, with as many values
# p: the start
# report: whether the value is a record of what was done
# example: fixed_point(cos, 1.0)
# -> 0.739085
fixed_point(F, p, report=false) = {
  p = floating(p)
  G = q -> q - floating(call(F, q))
  if size(vector(p)) > 100 { return accelerated(F, G, p, report) }
  r = newton(G, p, report=true)
  if r.why != "converged" {
    accelerated(F, G, p, report)
  } else if report {
    r
  } else {
    newton(G, r.x)
  }
}

# p⁺ = F(p) - θ (F(p) - F(p₀)), p₀ the point before, with θ that makes the residual p - F(p) least
# along the line through both: iteration with Anderson's acceleration of depth 1. Anderson 1965.
accelerated(F, G, p, report) = {
  g = on_vectors(F, p)
  f = u -> stop(g(u))
  u = stop(vector(p))
  (v, r₀, v₀) = (f(u), u, u)
  r = v - u
  if size(v) != size(u) {
    error("fixed_point: F has {size(v)} components and the point {size(u)}", "shape")
  }
  k = 0
  while k == 0 or (all(isfinite(v)) and largest(r) > 1e-14*largest(u) and k < 10000) {
    d = r - r₀
    θ = if k == 0 or ‖d‖ == 0 { 0.0 } else { sum(d*r)/sum(d*d) }
    (u, v₀) = (v - θ*(v - v₀), v)
    v = f(u)
    (r, r₀) = (v - u, r)
    k = k + 1
  }
  why = if not all(isfinite(v)) {
    "F is not finite after {k} steps"
  } else if largest(r) <= 1e-14*largest(u) {
    "converged"
  } else {
    "no convergence in {k} steps: |p - F(p)| = {largest(r):.4g} at {shown(u)}"
  }
  r = (x = u, why = why, iterations = k, residual = largest(r))
  answer("fixed_point", r, report)
  x = unflatten(u, p)
  if report {
    report_of(x, call(F, x), r)
  } else if istraced(g(u)) {
    h = on_vectors(G, p)
    unflatten(sharpened_vector(h, sharpened_vector(h, u)), p)
  } else {
    x
  }
}

# ## All zeros in a box

# All zeros of a field in a box, ((a, b), (c, d)), or (a, b) for a field of one number: Newton's method
# from a grid of starts. The value is a record of columns: `at`, `dimension` and `residual`. Curves and
# surfaces of zeros count once, with their dimension and one of their points; isolated zeros have
# dimension 0. What lies between the grid's points may be missed: `grid` is their number per axis.
# v: a field, v(θ, ψ) = (θ', ψ') or a function of one number
# box: the box that is searched, ((a, b), (c, d)), or (a, b)
# grid: starts along each axis
# example: equilibria(x -> x^3 - x, (-2, 2)).at
# -> f64[3]
# ->   -1.0  0.0  1.0
equilibria(v, box, grid=none) = {
  flat = size(flatten(box[1])) == 1
  like = if flat { 0.0 } else { map(side -> 0.0, box) }
  sides = if flat { (box,) } else { box }
  B = [floating([side[1], side[2]]) for side in sides]
  (low, width) = (B[:, 1], B[:, 2] - B[:, 1])
  if not all(isfinite(B)) or min(width) <= 0 {
    error("equilibria: a side of the box is a pair (a, b) with a < b", "domain")
  }
  n = size(low)
  m = if given(grid) { grid } else { max(4, i64(floor(144^(1/n)))) }
  g = on_vectors(v, like)
  count = size(g(low))
  if count != n {
    error("equilibria: the field has {count} components and the box {n} sides", "shape")
  }
  # In units of the box, so that all sides count alike.
  f = s -> g(low + width*s)
  Z = searched(f, n, m)
  (kinds, labels) = manifolds(f, Z, m)
  if len(Z) == 0 { return (at = [], dimension = [], residual = []) }
  chosen = (1:len(Z))[[labels[i] == i for i in 1:len(Z)]]
  [zero(g, low + width*Z[i, :], width, like, kinds[i]) for i in chosen[argsort(Z[chosen, 1])]]
}

# One zero: its elements that are 0 up to rounding are 0, where the field is no larger there.
zero(g, u, width, like, dimension) = {
  v = where(abs(u) < 1e-12*width, 0.0, u)
  if largest(g(v)) > largest(g(u)) { v = u }
  (at = unflatten(v, like), dimension = dimension, residual = largest(g(v)))
}

# The distinct zeros of f in the unit cube that Newton's method finds from mⁿ starts, as rows.
searched(f, n, m) = {
  J = jacobian(f)
  Z = zeros(m^n, n)
  count = 0
  for k in 0:m^n-1 {
    # The digits of k in base m, off the centres of the cells, where a symmetric field may be singular.
    s = [(mod(quo(k, m^j), m) + 0.5618)/m for j in 0:n-1]
    r = newton_search(f, J, s, 1e-12, 60)
    s = r.x
    inside = r.why == "converged" and min(s) > -1e-9 and max(s) < 1 + 1e-9
    if inside and not known(Z, count, s, 1e-6) {
      count = count + 1
      Z[count, :] = s
    }
  }
  Z[1:count, :]
}

# Whether one of the first rows of Z lies near s.
known(Z, count, s, near) = {
  found = false
  for i in 1:count { found = found or largest(Z[i, :] - s) <= near }
  found
}

# For each zero the dimension of the manifold of zeros that it lies on, and the number of the first
# zero on the same one. Neighbours on a manifold are joined where the point between them leads to a
# zero that lies between them too.
manifolds(f, Z, m) = {
  count = len(Z)
  (kinds, labels) = ([dimension(f, Z[i, :]) for i in 1:count], [i for i in 1:count])
  for i in 1:count {
    for j in i+1:count {
      near = ‖Z[i, :] - Z[j, :]‖
      if kinds[i] > 0 and kinds[j] > 0 and labels[i] != labels[j] and near < 3/m {
        r = newton_search(f, jacobian(f), (Z[i, :] + Z[j, :])/2, 1e-12, 60)
        if r.why == "converged" and max(‖r.x - Z[i, :]‖, ‖r.x - Z[j, :]‖) < 0.8*near {
          (low, high) = (min(labels[i], labels[j]), max(labels[i], labels[j]))
          labels = where(labels == high, low, labels)
        }
      }
    }
  }
  (kinds, labels)
}

# How many directions lead from a zero of f to other zeros: of those in which the Jacobian is 0, the
# ones where Newton's method from a little further on stays there.
dimension(f, s) = {
  A = jacobian(f)(s)
  (u, σ, vt) = svd(A, vectors=true)
  count = 0
  for k in 1:size(s) {
    if σ[k] <= 1e-6*σ[1] or σ[1] < 1e-9 {
      r = newton_search(f, jacobian(f), s + 0.02*vt[k, :], 1e-12, 60)
      if r.why == "converged" and abs(sum(vt[k, :]*(r.x - s))) > 0.01 { count = count + 1 }
    }
  }
  count
}
