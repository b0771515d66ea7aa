# What a field v or a step F does near a point: spectra, the step sizes that contract, flows with
# their invariants and periods, and the verdict on a step.
# names: J, spectrum, rho, stability_edges, stable_steps, flow, invariant_drift, period, verdict

# ## Spectra

# The Jacobian of a field or a step, a function of the point.
# v: a field, a function of a point
# example: use dynamics; J((θ, ψ) -> (-ψ, θ))(0, 0)
# -> f64[2×2]
# ->    0.0  -1.0
# ->    1.0   0.0
J(v) = jacobian(v)

# The eigenvalues of the Jacobian of a field or a step at a point.
# F: a step, a function of a point
# at: the point
# example: use dynamics; spectrum((θ, ψ) -> (-ψ, θ))
# -> c128[2]
# ->   0.0 + 1.0i
# ->   0.0 - 1.0i
spectrum(F, at=(0, 0)) = eig(jacobian_at(F, at))

# ρ = max |λ|, the spectral radius of a step: near `at` it contracts if ρ < 1.
# F: a step, a function of a point
# at: the point
# example: use dynamics; rho((θ, ψ) -> (θ/2, ψ/3))
# -> 0.5
rho(F, at=(0, 0)) = max(abs(spectrum(F, at)))

# The Jacobian of F at a point of any structure.
jacobian_at(F, p) = jacobian(u -> flatten(floating(call(F, unflatten(u, p)))))(flatten(floating(p)))

# ## Step sizes

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

# ## Flows

# The flow p' = v(p) over the time T, to about 10 digits: a record as `ode` returns it.
# v: a field, a function of a point
# p: the point
# T: the time
# at: times at which the point is given, too
# example: use dynamics; flow((x, y) -> (-y, x), (1.0, 0.0), π).p[1]
# -> -1.0
flow(v, p, T, at=none) = ode(v, p, T, at=at, rtol=1e-11, atol=1e-13)

# How far Q moves along the flow from p over the time T: max |Q(p(t)) - Q(p)|/|Q(p)| at n times. Of an
# invariant it is what the integration errs.
# v: a field, a function of a point
# Q: a function of a point that stays
# p: the point
# T: the time
# n: how many times it is looked at
# example: use dynamics; invariant_drift((x, y) -> (-y, x), (x, y) -> x^2 + y^2, (1.0, 0.0), 1, n=4) < 1e-9
# -> true
invariant_drift(v, Q, p, T, n=200) = {
  r = flow(v, p, T, at=T*(1:n)/n)
  q = floating(call(Q, p))
  max([abs(call(Q, row(r.p, i)) - q) for i in 1:n])/abs(q)
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
  p = floating(p)
  direction = flatten(call(v, p))
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
  τ + root(still, 0, span/32)
}

# ## The verdict on a step

# What the step F does near its fixed point p, a record whose `outcome` is
#   linear       ρ < 1 - δ: it converges, by the factor `rate` for each step
#   unstable     ρ > 1 + δ
#   undecided    ρ is 1 as far as the linear part can tell, or F has no Jacobian at p
# and in the last two cases then what up to `steps` steps from `start` do, seen through r, the distance
# to p, in the windows of steps [2^j, 2^(j+1)), of which the last four are judged:
#   diverges     r grew beyond 10⁶ times its start, or is not finite
#   stalls       the steps vanish and the distance does not
#   linear       log r is straight in k: `rate`
#   sublinear    log r is straight in log k: r ~ k^exponent
#   cycle        the smallest and the largest r stay: `amplitude`
#   drifts       they move, and more in every window: `rate`, of log r for each step
#   false point  the steps vanish where F does not stand still
# δ = max(1e-9, min(1e-14 κ, (1e-15 ‖F'‖)^(1/m))): κ is the condition of the largest eigenvalue, m how
# many lie within 1e-3 of it; an eigenvalue of a Jordan block of size m moves by the m-th root of
# rounding errors. Straight is what a line meets within 2 % of its rise.
# F: a step, a function of a point
# p: the fixed point
# start: where the steps begin that are measured
# steps: the most steps
# example: use dynamics; verdict((x, y) -> (x/2, y/3)).outcome
# -> "linear"
verdict(F, p=(0, 0), start=none, steps=10^7) = {
  p = floating(p)
  if ‖flatten(call(F, p)) - flatten(p)‖ > 1e-9*(1 + ‖flatten(p)‖) {
    error("verdict: F moves the point {text(p)} to {text(call(F, p))}: it is no fixed point", "domain")
  }
  l = linearised(F, p)
  if l.outcome == "linear" { return (outcome = "linear", rate = l.ρ, why = l.why) }
  aside = unflatten(flatten(p) + 0.5/sqrt(size(flatten(p))), p)
  from = if type(start) == type(none) { aside } else { floating(start) }
  m = measured(F, p, from, i64(steps))
  judged(F, p, from, l, m)
}

# The verdict of the linear part.
linearised(F, p) = {
  A = jacobian_at(F, p)
  if not all(isfinite(A)) or not has_jacobian(F, p, A) {
    return (outcome = "no Jacobian", ρ = nan, why = "F has no Jacobian at the point")
  }
  (λ, V) = eig(A, vectors=true)
  k = argmax(abs(λ))
  m = sum(i64(abs(λ - λ[k]) < 1e-3))
  δ = max(1e-9, min(1e-14*condition(A, λ[k], V[:, k]), (1e-15*‖A‖)^(1/m)))
  ρ = abs(λ[k])
  if ρ < 1 - δ {
    (outcome = "linear", ρ = ρ, why = "ρ = {ρ:.9g} < 1")
  } else if ρ > 1 + δ {
    (outcome = "unstable", ρ = ρ, why = "ρ = {ρ:.9g} > 1")
  } else {
    (outcome = "undecided by linearisation", ρ = ρ, why = "ρ = 1 within {δ:.2g}")
  }
}

# ‖w‖ ‖v‖/|wᵀv|, the condition of the eigenvalue λ with the right vector v and the left one w.
condition(A, λ, v) = {
  (μ, W) = eig(A', vectors=true)
  w = W[:, argmin(abs(μ - λ))]
  sqrt(sum(abs(w)^2)*sum(abs(v)^2))/abs(sum(w*v))
}

# Whether differences on both sides of p agree with the Jacobian A, along every axis.
has_jacobian(F, p, A) = {
  u = flatten(p)
  f = u -> flatten(floating(call(F, unflatten(u, p))))
  ε = 1e-6*(1 + max(abs(u)))
  worst = 0.0
  for k in 1:size(u) {
    e = zeros(size(u))
    e[k] = ε
    worst = max(worst, max(abs(f(u + e) - f(u) - A @ e)), max(abs(f(u) - f(u - e) - A @ e)))
  }
  worst <= 1e-3*ε*(1 + max(abs(A)))
}

# ‖p - q‖ of two points, item by item: numbers stay numbers, which run quicker than vectors.
distance(p, q) = sqrt(square(p - q))

# Σ x² over all numbers of a point.
square(p) =
  if type(p) == "f64" {
    p*p
  } else if type(p) == "a tuple of {len(p)}" {
    total = 0.0
    for x in p { total = total + square(x) }
    total
  } else {
    sum(flatten(p)^2)
  }

# Windows of steps from a start: a record with the columns `mean` of log r, `low` and `high` of r, `move`
# of the longest step, one item for each whole window, and how many steps were taken. It ends where r
# leaves 1e-13 .. 10⁶ times the first r.
measured(F, p, from, steps) = {
  r₀ = distance(from, p)
  watched = (q, k, low, high, total, move) -> {
    w = call(F, q)
    r = distance(w, p)
    (w, k + 1, min(low, r), max(high, r), total + log(r), max(move, distance(w, q)))
  }
  over = (q, k, low, high, total, move) -> not (high <= 1e6*r₀ and low >= 1e-13*r₀)
  (mean, low, high, move) = (zeros(64), zeros(64), zeros(64), zeros(64))
  (q, taken, windows, why) = (from, 0, 0, "")
  while why == "" and 2^(windows + 1) - 1 <= steps {
    n = 2^windows
    # In parts of few different lengths, for each of which the loop is compiled once.
    part = 32^quo(windows, 5)
    s = (q, 0.0, inf, 0.0, 0.0, 0.0)
    for i in 1:quo(n, part) { s = iterate(watched, s, part, until=over) }
    q = s[1]
    taken = taken + i64(s[2])
    if not (s[4] <= 1e6*r₀) {
      why = "diverges"
    } else if s[3] < 1e-13*r₀ {
      why = "converged"
    }
    if s[2] == n {
      windows = windows + 1
      mean[windows] = s[5]/n
      low[windows] = s[3]
      high[windows] = s[4]
      move[windows] = s[6]
    }
  }
  k = windows
  (point = q, steps = taken, why = why, windows = k,
    mean = mean[1:k], low = low[1:k], high = high[1:k], move = move[1:k])
}

# The line through points: its slope, and the largest distance of a y from it beside the rise.
line(x, y) = {
  slope = sum((x - mean(x))*(y - mean(y)))/sum((x - mean(x))^2)
  worst = max(abs(y - mean(y) - slope*(x - mean(x))))
  (slope = slope, bend = worst/max(abs(y[size(y)] - y[1]), 1e-300))
}

# The outcome of the windows.
judged(F, p, from, l, m) = {
  n = m.windows
  r = ‖flatten(m.point) - flatten(p)‖
  stated = (outcome, why) -> (
    outcome = outcome, why = why, linearisation = l.outcome, ρ = l.ρ, start = from, steps = m.steps
  )
  if m.why == "diverges" { return stated("diverges", "r = {r:.4g} after {m.steps} steps") }
  if n < 4 { return stated(if r == 0 { "linear" } else { "undecided" }, "r = {r:.4g} after {n} windows") }
  halt = halted(F, p, m)
  if halt != "" {
    return stated(halt, "the last steps are {m.move[n]:.2g} long, at {m.point}")
  }
  straight = in_k(m)
  if straight.holds {
    return with_number(stated("linear", "log r is straight in k"), "rate", exp(straight.slope))
  }
  power = in_log_k(m)
  if power.holds {
    return with_number(
      stated("sublinear", "log r is straight in log k: r ~ k^{power.slope:.4g}"), "exponent", power.slope)
  }
  moving(m, stated)
}

# The outcome of windows whose r neither falls nor stands still.
moving(m, stated) = {
  n = m.windows
  c = changes(m)
  (low, high) = (m.low[n], m.high[n])
  if c.stays {
    return with_number(
      stated("cycle", "r stays between {low:.6g} and {high:.6g}"), "amplitude", (low, high))
  }
  if c.grows {
    why = "r moves, and more in every window: {low:.6g} .. {high:.6g} in the last"
    return with_number(stated("drifts", why), "rate", (m.mean[n] - m.mean[n - 1])/(0.75*2^n))
  }
  (lows, highs, means) = (m.low[n-3:n], m.high[n-3:n], m.mean[n-3:n])
  stated("undecided", "the last windows have r in {lows} .. {highs} and log r = {means} in the mean")
}

# A verdict with its number.
with_number(r, name, x) = {
  if name == "rate" {
    r.rate = x
  } else if name == "exponent" {
    r.exponent = x
  } else {
    r.amplitude = x
  }
  r
}

# The step numbers in the middle of the last n windows: the mean of k in [2^j, 2^(j+1)).
middles(m, n) = 1.5*2.0^((m.windows - n):(m.windows - 1)) - 0.5

# Whether log r falls straight in k over the last four windows.
in_k(m) = {
  y = m.mean[m.windows-3:m.windows]
  l = line(middles(m, 4), y)
  (holds = all(isfinite(y)) and l.bend <= 0.02 and l.slope < 0 and y[1] - y[4] > 0.01, slope = l.slope)
}

# Whether log r falls straight in log k over the last two decades, 7 windows, with a slope that changes
# by at most 5 % from one doubling to the next.
in_log_k(m) = {
  n = m.windows
  if n < 8 { return (holds = false, slope = nan) }
  y = m.mean[n-6:n]
  l = line(log(2)*(0.0:6.0), y)
  (last, before) = (y[7] - y[6], y[6] - y[5])
  steady = abs(last - before) <= 0.05*abs(last)
  (holds = all(isfinite(y)) and l.bend <= 0.02 and steady and last < -0.005, slope = last/log(2))
}

# Whether the smallest and largest r of the last four windows agree to 1e-4 and their change does not
# grow, or whether it grows.
changes(m) = {
  n = m.windows
  (low, high) = (m.low[n-3:n], m.high[n-3:n])
  d = max(abs(low[2:4] - low[1:3]), abs(high[2:4] - high[1:3]))
  mean = abs(m.mean[n-2:n] - m.mean[n-3:n-1])
  steady = max(d[2:3]) <= 1e-4*high[4]
  slowly = mean[3] > 1.5*mean[2] and mean[2] > 1.5*mean[1] and mean[3] > 1e-12
  grows = slowly or (d[3] > 1.2*d[2] and d[2] > 1.2*d[1] and d[3] > 1e-4*high[4])
  (stays = steady and not grows, grows = grows)
}

# "stalls" or "false point" where the steps beside r have shrunk to a thousandth of the longest ones and
# r does not fall, else "". A false point is one that the steps converge to but F does not keep: F jumps
# there.
halted(F, p, m) = {
  n = m.windows
  s = m.move/m.high
  falls = m.mean[n] < m.mean[n - 1] - 0.01
  if s[n] > 1e-3*max(s) or falls { return "" }
  x = flatten(m.point)
  q = unflatten(where(abs(x) <= 1e-9*max(abs(x)), 0.0, x), m.point)
  converged = m.move[n] <= 1e-9*m.high[n]
  if converged and ‖flatten(call(F, q)) - flatten(q)‖ > 1e-6*m.high[n] { "false point" } else { "stalls" }
}
