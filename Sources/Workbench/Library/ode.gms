# Flows: the solutions of p' = v(p).
# A point is a number, a tensor, a tuple or a record; v of a tuple may take its items as arguments,
# as a field v(θ, ψ) does.
# names: ode

use options

# The flow of p' = v(p) from p over the time T, a record (p, t, steps, rejected, evaluations, why): `why` is
# "reached T" or says what stopped it at the time t. Derivatives go through the steps, whose sizes count as
# constants. Dormand and Prince 1980; Hairer, Nørsett and Wanner 1993, sections II.4 to II.6.
# v: a field, v(p), or v(θ, ψ) of the items of a tuple
# p: the start, a number, a tensor, a tuple or a record
# T: the time; where it is negative, backwards
# at: times in order, at which p is given in columns, from the dense output
# rtol, atol: the relative and the absolute error that a step of dopri5 may make
# method: "dopri5" chooses its steps; of fixed size h are "euler", "heun", "rk4", and for fields
#   (q' = a(p), p' = b(q)) "symplectic_euler" and "symplectic"
# h: the size of fixed steps
# max_steps: the most steps
# time: whether v takes the time first: v(t, p), v(t, θ, ψ)
# rows: whether the first axes of p are rows, of which each keeps the tolerance by itself; else all numbers together do
# example: ode(x -> -x, 1.0, log(2)).p
# -> 0.5
# example: ode((x, y) -> (-y, x), (1.0, 0.0), π, method="rk4", h=0.01).p[1]
# -> -1.0
ode(
  v, p, T, at=none, rtol=1e-8, atol=1e-10, method="dopri5", h=none, max_steps=100000, time=false, rows=false
) = {
  T = floating(T)
  p = floating(p)
  times = if given(at) { floating(flatten(at)) } else { zeros(0) }
  check_arguments(T, times, rtol, atol, method, h, max_steps)
  field = if time { (t, p) -> floating(call(v, p, t)) } else { (t, p) -> floating(call(v, p)) }
  k = field(0.0, p)
  check_start(p, k)
  r = if method == "dopri5" {
    adaptive(field, p, k, stop(T), times, size_by(rtol, atol, rows), max_steps)
  } else {
    fixed(step_of(method), field, p, k, stop(T), times, h, max_steps)
  }
  rows = r.rows
  reached = sum(i64((times - r.t)*sign(T) <= 0))
  q = if given(at) { [unflatten(rows[i, :], p) for i in 1:reached] } else { ended(field, r, T) }
  (p = q, t = r.t, steps = r.steps, rejected = r.rejected, evaluations = r.evaluations, why = r.why)
}

# The last point as a function of T: a step of order 4 and size T - stop(T), which is 0, has the
# first four derivatives in T of the flow.
ended(field, r, T) =
  if istraced(T) {
    rk4_step(field, r.t, r.p, field(r.t, r.p), T - stop(T))[1]
  } else {
    r.p
  }

# Complains of arguments that no flow can have.
check_arguments(T, times, rtol, atol, method, h, max_steps) = {
  if not isfinite(T) { error("ode: T is not finite: {T}", "domain") }
  check_method(method, h)
  if not (rtol >= 0 and atol >= 0 and rtol + atol > 0) {
    error("ode: rtol and atol must not be negative, and not both 0", "domain")
  }
  if max_steps < 1 { error("ode: max_steps must be positive, not {max_steps}", "domain") }
  n = size(times)
  inside = all(isfinite(times)) and all(times*sign(T) >= 0) and all(abs(times) <= abs(T))
  if not (inside and all((times[2:n] - times[1:max(n - 1, 0)])*sign(T) >= 0)) {
    error("ode: the times `at` lie in order between 0 and T = {T}", "domain")
  }
}

# Complains of a method that there is not, and of a step size that is missing or out of place.
check_method(method, h) = {
  methods = ("dopri5", "euler", "heun", "rk4", "symplectic_euler", "symplectic")
  if not (method in methods) {
    error("ode: there is no method {method}; the methods are {methods}", "argument")
  }
  if method == "dopri5" and given(h) {
    error("ode: dopri5 chooses its steps itself; h is for methods of fixed steps", "argument")
  }
  if method != "dopri5" and not given(h) {
    error("ode: {method} needs a step size: h=0.01", "argument")
  }
  if given(h) {
    if not (h > 0 and isfinite(h)) {
      error("ode: h must be positive and finite, not {h}", "domain")
    }
  }
}

# Complains of a field that does not fit its point.
check_start(p, k) = {
  (n, m) = (size(flatten(p)), size(flatten(k)))
  if type(k) != type(p) or m != n {
    error("ode: v gives {type(k)} ({m} in all) at a point that is {type(p)} ({n} in all)", "shape")
  }
  if not all(isfinite(flatten(p))) { error("ode: the start is not finite", "domain") }
  if not all(isfinite(flatten(k))) {
    error("ode: the field is not finite at the start", "domain")
  }
}

# ## Steps of a chosen size

# Each of these maps (v, t, p, k, h), with k = v(t, p), to the point at t + h and the number of
# evaluations of v it took.

# p + h v(p). Euler 1768.
euler_step(v, t, p, k, h) = (p + h*k, 0)

# The mean of the slopes at both ends of an Euler step: order 2. Heun 1900.
heun_step(v, t, p, k, h) = (p + h/2*(k + v(t + h, p + h*k)), 1)

# The method of Runge and Kutta: order 4. Kutta 1901.
rk4_step(v, t, p, k, h) = {
  k₂ = v(t + h/2, p + h/2*k)
  k₃ = v(t + h/2, p + h/2*k₂)
  k₄ = v(t + h, p + h*k₃)
  (p + h/6*(k + 2*k₂ + 2*k₃ + k₄), 3)
}

# For points (q, p): p⁺ = p + h b(q), q⁺ = q + h a(p⁺). It keeps areas. de Vogelaere 1956.
symplectic_euler_step(v, t, p, k, h) = {
  w = p[2] + h*k[2]
  ((p[1] + h*v(t, (p[1], w))[1], w), 1)
}

# For points (q, p): half a step of p, a step of q, half a step of p; order 2, keeps areas, and its own
# reverse. Verlet 1967.
symplectic_step(v, t, p, k, h) = {
  w = p[2] + h/2*k[2]
  q = p[1] + h*v(t + h/2, (p[1], w))[1]
  ((q, w + h/2*v(t + h, (q, w))[2]), 2)
}

# The step of a method.
step_of(method) =
  if method == "euler" {
    euler_step
  } else if method == "heun" {
    heun_step
  } else if method == "rk4" {
    rk4_step
  } else if method == "symplectic" {
    symplectic_step
  } else {
    symplectic_euler_step
  }

# n = ⌈|T|/h⌉ equal steps; between their ends the cubic with the values and slopes of both.
fixed(step, v, p, k, T, times, h, max_steps) = {
  n = i64(min(ceil(abs(T)/h - 1e-9), 1e15))
  h = if n == 0 { 0.0 } else { T/n }
  rows = begun(p, times)
  (t, i, evaluations, finite) = (0.0, 0, 1, true)
  while finite and i < min(n, max_steps) {
    (q, more) = step(v, t, p, k, h)
    s = if i + 1 == n { T } else { (i + 1)*h }
    m = v(s, q)
    finite = all(isfinite(flatten(stop(q)))) and all(isfinite(flatten(stop(m))))
    if finite {
      passed = within(times, t, s, T)
      if any(passed) { rows = where(passed, hermite(column(times, t, h), h, p, q, k, m), rows) }
      (p, k, t, i) = (q, m, s, i + 1)
    }
    evaluations = evaluations + 1 + more
  }
  why = fixed_reason(finite, t, i, n)
  (p = p, t = t, steps = i, rejected = 0, evaluations = evaluations, why = why, rows = rows)
}

# Why fixed steps ended.
fixed_reason(finite, t, i, n) =
  if not finite {
    "not finite after t = {t:.9g}"
  } else if i < n {
    "max_steps: {i} of {n} steps taken"
  } else {
    "reached T"
  }

# The cubic through p and q with the slopes k and m, at the column s of places in 0..1 of a step h:
# one row for each. Hermite 1878.
hermite(s, h, p, q, k, m) = {
  (p, q, k, m) = (flatten(p)', flatten(q)', flatten(k)', flatten(m)')
  (1 - s)*p + s*q + s*(s - 1)*((1 - 2*s)*(q - p) + (s - 1)*h*k + s*h*m)
}

# Rows for the points at the times asked for, holding the start.
begun(p, times) = zeros(size(times), 1) + flatten(p)'

# Which of the times lie in a step from t to s on the way to T, as a column.
within(times, t, s, T) =
  reshape((times - t)*sign(T) > 0, size(times), 1) and reshape((times - s)*sign(T) <= 0, size(times), 1)

# Where in a step h from t the times lie, as a column.
column(times, t, h) = reshape((times - t)/h, size(times), 1)

# ## Steps that choose their size

# The stages of Dormand and Prince's method of order 5, whose last one is the first of the next
# step, the point at t + h, the difference to order 4, and the argument of the last stage but one.
# Dormand and Prince 1980, table 2.
stages(v, t, p, k₁, h) = {
  k₂ = v(t + h/5, p + h*(1/5*k₁))
  k₃ = v(t + 3/10*h, p + h*(3/40*k₁ + 9/40*k₂))
  k₄ = v(t + 4/5*h, p + h*(44/45*k₁ - 56/15*k₂ + 32/9*k₃))
  k₅ = v(t + 8/9*h, p + h*(19372/6561*k₁ - 25360/2187*k₂ + 64448/6561*k₃ - 212/729*k₄))
  p₆ = p + h*(9017/3168*k₁ - 355/33*k₂ + 46732/5247*k₃ + 49/176*k₄ - 5103/18656*k₅)
  k₆ = v(t + h, p₆)
  q = p + h*(35/384*k₁ + 500/1113*k₃ + 125/192*k₄ - 2187/6784*k₅ + 11/84*k₆)
  k₇ = v(t + h, q)
  e = h*(71/57600*k₁ - 71/16695*k₃ + 71/1920*k₄ - 17253/339200*k₅ + 22/525*k₆ - 1/40*k₇)
  (q = q, e = e, p₆ = p₆, k = (k₁, k₃, k₄, k₅, k₆, k₇))
}

# The points at the column s of places in 0..1 of a step, of order 4, one row for each.
# Hairer, Nørsett and Wanner 1993, section II.6.
dense(s, h, p, q, k) = {
  (p, Δ) = (flatten(p)', flatten(q - p)')
  b = h*flatten(k[1])' - Δ
  c = Δ - h*flatten(k[6])' - b
  d = h*flatten(-12715105075/11282082432*k[1] + 87487479700/32700410799*k[2]
    - 10690763975/1880347072*k[3] + 701980252875/199316789632*k[4]
    - 1453857185/822651844*k[5] + 69997945/29380423*k[6])'
  p + s*(Δ + (1 - s)*(b + s*(c + (1 - s)*d)))
}

# The root of the mean square of e beside its tolerance atol + rtol max(|p|, |q|).
error_size(e, p, q, rtol, atol) = {
  scale = max(atol + rtol*max(abs(flatten(p)), abs(flatten(q))), 1e-300)
  if size(scale) == 0 { 0.0 } else { sqrt(mean((flatten(e)/scale)^2)) }
}

# The size of an error e of a step from p to q beside the tolerance: of all numbers, or the largest of one row.
size_by(rtol, atol, rows) = {
  of_one = (e, p, q) -> error_size(e, p, q, rtol, atol)
  if rows { (e, p, q) -> max(vmap(of_one)(e, p, q)) } else { of_one }
}

# The first step: a hundredth of |p|/|v|, or what the change of v over such a step allows at order 5.
# Hairer, Nørsett and Wanner 1993, section II.4.
first_step(v, p, k, T, size) = {
  size₀ = size(p, p, p)
  size₁ = size(k, p, p)
  h = if size₀ < 1e-5 or size₁ < 1e-5 or size₁ == inf { 1e-6 } else { 0.01*size₀/size₁ }
  h = min(h, abs(T))*sign(T)
  bend = size(stop(v(h, p + h*k)) - k, p, p)/max(abs(h), 1e-300)
  most = max(size₁, bend)
  chosen = if most <= 1e-15 { max(1e-6, 1e-3*abs(h)) } else { (0.01/most)^0.2 }
  chosen = if isfinite(chosen) and chosen > 0 { chosen } else { abs(h) }
  min(100*abs(h), chosen, abs(T))*sign(T)
}

# The size of the step after one of size h with the error e:
# h⁺ = 0.9 h e^(-0.17) e₀^0.04, e₀ the error of the step before, within 1/5 and 10 times h, and no more than h where the last
# step was too large. Gustafsson 1991.
next_size(h, e, before, grows) = {
  accepted = max(where(grows, 0.1, 1.0), min(5.0, e^0.17/before^0.04/0.9))
  # An error of 1e300 stands for a point that is not finite, which says nothing of the size that would do.
  h/where(e <= 1, accepted, where(e == 1e300, 10.0, max(1.0, min(5.0, e^0.17/0.9))))
}

# Steps whose error, the difference between orders 5 and 4, stays below the tolerance.
# Where ‖k₇ - k₆‖/‖q - p₆‖ says for 15 steps in a row that h times the largest eigenvalue leaves 3.25,
# the edge of the method's stability region, it is stability that holds the steps down: the problem is
# stiff. Hairer and Wanner 1996, section IV.2.
adaptive(v, p, k, T, times, size, max_steps) = {
  h = first_step(v, stop(p), stop(k), T, size)
  rows = begun(p, times)
  (t, before, grows, stiff_from) = (0.0, 1e-4, true, nan)
  (steps, rejected, stiff, mild) = (0, 0, 0, 0)
  while t != T and not stuck(t, h) and steps + rejected < max_steps {
    last = abs(t + 1.01*h) >= abs(T)
    h = if last { T - t } else { h }
    r = stages(v, t, p, k, h)
    e = size(stop(r.e), stop(p), stop(r.q))
    e = where(isfinite(e), e, 1e300)
    if e <= 1 {
      s = if last { T } else { t + h }
      passed = within(times, t, s, T)
      if any(passed) { rows = where(passed, dense(column(times, t, h), h, p, r.q, r.k), rows) }
      hard = hardness(stop(r), stop(h)) > 3.25
      stiff = if hard { stiff + 1 } else if mild >= 5 { 0 } else { stiff }
      mild = if hard { 0 } else { mild + 1 }
      stiff_from = if stiff == 15 and isnan(stiff_from) { s } else { stiff_from }
      (p, k, t, steps) = (r.q, r.k[6], s, steps + 1)
      (h, before, grows) = (next_size(h, e, before, grows), max(e, 1e-4), true)
    } else {
      (h, rejected, grows) = (next_size(h, e, before, grows), rejected + 1, false)
    }
  }
  why = adaptive_reason(t, T, h, steps, stiff_from)
  work = 2 + 6*(steps + rejected)
  (p = p, t = t, steps = steps, rejected = rejected, evaluations = work, why = why, rows = rows)
}

# |h| times the largest eigenvalue that the last two stages show.
hardness(r, h) = {
  moved = ‖r.q - r.p₆‖
  if moved == 0 { 0.0 } else { abs(h)*‖r.k[6] - r.k[5]‖/moved }
}

# Whether steps have become too short to lead on.
stuck(t, h) = abs(h) <= 1e-15*abs(t) or abs(h) < 1e-290

# Why the steps ended.
adaptive_reason(t, T, h, steps, stiff_from) = {
  why = if t == T {
    "reached T"
  } else if stuck(t, h) {
    "step underflow: the solution ends near t = {t:.9g}"
  } else {
    "max_steps: {steps} steps to t = {t:.9g}"
  }
  if isnan(stiff_from) { why } else { "{why}; stiff from t = {stiff_from:.4g}" }
}
