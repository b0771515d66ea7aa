# Flows p' = v(p): their orbits, invariants and periods.
# names: flow, invariant_drift, period
use game_steps
use options

# The flow p' = v(p) over the time T, to about 10 digits: a record as `ode` returns it.
# v: a field, a function of a point
# p: the point
# T: the time
# at: times at which the point is given, too
# example: use dynamics; flow((x, y) -> (-y, x), (1.0, 0.0), π).p[1]
# -> -1.0
flow(v, p, T, at=none) = ode(v, p, T, at=at, rtol=1e-11, atol=1e-13)

# How far Q moves from p: max |Q(p(t)) - Q(p)|/|Q(p)| at n times along the flow over the time T, or at every one of n
# steps. Of an invariant of the flow it is what the integration errs, or what the steps do to it.
# v: a field, or with step=true a step, a function of a point or a record that an update operator makes
# Q: a function of the players that stays
# p: the point, (θ, ψ)
# T: the time; of a step, left out
# n: how many times it is looked at, or how many steps are made
# step: whether v is a step
# example: use dynamics; invariant_drift((x, y) -> (-y, x), (x, y) -> x^2 + y^2, (1.0, 0.0), 1, n=4) < 1e-9
# -> true
# example: use dynamics; F = (x, y) -> (x - 0.1*y, y + 0.1*x);
# example: invariant_drift(F, (x, y) -> x^2 + y^2, (1, 0), n=2, step=true)
# -> 0.0201
invariant_drift(v, Q, p, T=none, n=200, step=false) = {
  n = whole_number("invariant_drift", "n", "times", 1, n)
  if step and given(T) { error("invariant_drift: steps have no time T; n= is how many are made", "argument") }
  if not step and not given(T) {
    error("invariant_drift: a flow needs the time T; of a step say step=true", "argument")
  }
  points = if step { play(v, p, n, every=1) } else { flow(v, p, T, at=T*(1:n)/n).p }
  q = floating(call(Q, floating(p)))
  if q == 0 {
    error("invariant_drift: Q is 0 at the point, and its drift is told relative to it; add a constant to Q", "domain")
  }
  # The first point of the steps is the start.
  max([abs(call(Q, row(points, i)) - q) for i in 1:(if step { n + 1 } else { n })])/abs(q)
}

# Row i of columns, in a tuple of each of its items.
row(columns, i) =
  if type(columns) == "a tuple of {len(columns)}" {
    map(column -> row(column, i), columns)
  } else {
    columns[i]
  }

# The time after which the orbit of p' = v(p) through p comes back, measured: when it crosses the
# plane through p at right angles to v(p) in the direction of v(p) again. The flow is watched over
# stretches of time that grow with the time that has passed, and the crossing is then a root.
# v: a field, a function of a point
# p: the point
# T_max: the longest time
# example: use dynamics; period((x, y) -> (-y, x), (1.0, 0.0))/π
# -> 2.0
period(v, p, T_max=1e6) = {
  if not (T_max > 0 and T_max < inf) { error("period: T_max is the longest time, positive, not {text(T_max)}", "domain") }
  p = floating(p)
  direction = flatten(call(v, p))
  if not all(isfinite(direction)) { error("period: the field is not finite at the start", "domain") }
  if norm(direction) == 0 { error("period: the start is a rest point, from which no orbit begins", "domain") }
  ahead = q -> sum((flatten(q) - flatten(p))*direction)
  (t, q, span, behind, found) = (0.0, p, 0.1*‖flatten(p)‖/‖direction‖, false, false)
  (start, τ) = (p, 0.0)
  while not found {
    if t > T_max { error("period: the orbit has not come back by t = {t:.6g}", "convergence") }
    r = ode(v, q, span, at=span*(1:32)/32, rtol=1e-13, atol=1e-14)
    if abs(r.t - span) > 1e-9*span { error("period: {r.why}", "convergence") }
    for i in 1:32 {
      now = ahead(row(r.p, i))
      if behind and now >= 0 and not found {
        found = true
        start = if i == 1 { q } else { row(r.p, i - 1) }
        τ = t + span*(i - 1)/32
      }
      behind = behind or now < 0
    }
    (q, t) = (row(r.p, 32), t + span)
    if not found { span = max(span, t/4) }
  }
  still = s -> ahead(ode(v, start, s, rtol=1e-13, atol=1e-14).p)
  if not (still(0.0) <= 0 and still(span/32) >= 0) {
    error("period: no crossing is found on the way back: the orbit spirals in, or turns too fast to be followed", "convergence")
  }
  T = τ + root(still, 0, span/32)
  far = ‖flatten(ode(v, p, T, rtol=1e-13, atol=1e-14).p) - flatten(p)‖
  if far > 1e-6*max(‖flatten(p)‖, 1e-6) {
    error("period: after t = {T:.6g} the orbit passes {far:.3g} from where it began: it is no closed one", "convergence")
  }
  T
}
