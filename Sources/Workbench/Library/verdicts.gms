# The verdict on a step: what it does near its fixed point, from its eigenvalues where they decide and measured where
# not.
# names: verdict
use game_steps
use krylov
use krylov_input
use spectra

# What the step F does near its fixed point p, a record whose `outcome` is
#   linear       ρ < 1 - δ: it converges, by the factor `rate` for each step
#   unstable     ρ > 1 + δ
#   undecided    ρ is 1 as far as the linear part can tell, or F has no Jacobian at p
# and in the last two cases then what up to `steps` steps from `start` do, seen through r, the distance
# to p, in the windows of steps [2^j, 2^(j+1)), of which the last four are judged:
#   diverges     r grew beyond 10⁶ times its start, or is not finite
#   stalls       the steps vanish, r does not: the last window goes less than 0.3 r
#   linear       log r is straight in k: `rate`
#   sublinear    log r is straight in log k: r ~ k^exponent
#   cycle        the smallest and the largest r stay: `amplitude`
#   drifts       they move, and more in every window: `rate`, of log r for each step
#   false point  the steps vanish where F does not stand still
#   unstable     ρ > 1 + δ and they end at p all the same: the start has no part that grows
#   undecided    nothing of this, or r grew beyond 10⁶ where ρ is below 1 by less than δ
# δ = max(1e-9, min(1e-14 κ, (1e-15 ‖F'‖)^(1/m))): κ is the condition of the largest eigenvalue, m how
# many lie within 1e-3 of it; an eigenvalue of a Jordan block of size m moves by the m-th root of
# rounding errors. If ρ is 1 within δ, the diagonal blocks of F' are judged, as far as its zeros make it block
# triangular. Straight is what a line meets within 2 % of its rise.
# F: a step, a function of a point or a record that an update operator makes; r is of the players, without the memory
# p: the fixed point, (θ, ψ), of any structure; of more than 600 numbers ρ is found by `leading`
# start: where the steps begin that are measured; left out, 0.5 from p in a direction that no symmetry has
# steps: the most steps
# example: use dynamics; verdict((x, y) -> (x/2, y/3)).outcome
# -> "linear"
verdict(F, p=(0, 0), start=none, steps=10^7) = {
  p = rested(F, p)
  if not (steps >= 1) {
    error("verdict: steps is how many steps are measured at most, 10^6 say, not {text(steps)}", "domain")
  }
  q = call(F, p)
  if size(flatten(q)) != size(flatten(p)) {
    error("verdict: F gives {size(flatten(q))} numbers at a point of {size(flatten(p))}; a step gives as many as it takes", "shape")
  }
  if not all(isfinite(flatten(q))) {
    i = first_bad(flatten(q))
    error("verdict: F is not finite at the point: number {i} of {size(flatten(q))} is {flatten(q)[i]}", "domain")
  }
  moved_by = ‖flatten(q) - flatten(p)‖
  if moved_by > 1e-9*(1 + ‖flatten(p)‖) {
    there = if size(flatten(p)) > 8 { "by {moved_by:.3g}" } else { "{text(p)} to {text(q)}, by {moved_by:.3g}" }
    error("verdict: F moves the point {there}: it is no fixed point", "domain")
  }
  l = linearised(F, p)
  if l.outcome == "linear" { return (outcome = "linear", rate = l.ρ, why = l.why) }
  at = players(F, p)
  from = if type(start) == type(none) { aside_of(at) } else { floating(start) }
  m = measured(F, at, from, i64(steps))
  judged(F, at, from, l, m)
}

# The verdict of the linear part.
linearised(F, p) = {
  none_there = (outcome = "no Jacobian", ρ = nan, why = "F has no Jacobian at the point")
  n = size(flatten(p))
  if n > 600 {
    if not smooth_at(F, p) { return none_there }
    r = leading(F, p, k=4)
    if all(r.converged) { return decided(max(abs(r.values)), max(1e-9, 10*max(r.residuals))) }
    if n > 2500 { return (outcome = "undecided by linearisation", ρ = nan, why = "the eigenvalues do not converge: {r.why}") }
  }
  A = jacobian_at(F, p)
  if not all(isfinite(A)) or not has_jacobian(F, p, w -> A @ w) { return none_there }
  l = of_matrix(A)
  if l.outcome == "undecided by linearisation" { of_blocks(A, l) } else { l }
}

# The verdict of a matrix.
of_matrix(A) = {
  (λ, V) = eig(A, vectors=true)
  k = argmax(abs(λ))
  l = decided(abs(λ[k]), known_to(A, λ, V, k))
  # Of the eigenvalues that a Jordan block becomes the mean is right to rounding errors.
  put(l, "centre", abs(sum(where(abs(λ - λ[k]) < 1e-3, λ, 0*λ))/sum(f64(abs(λ - λ[k]) < 1e-3))))
}

# The verdict of the diagonal blocks of A, which is block triangular if rows and columns are put in another order: rounding
# errors in the blocks move their own eigenvalues only. That of the whole, l, where A is one block or some are undecided.
of_blocks(A, l) = {
  n = shape(A)[1]
  # Which numbers reach each other, in as many steps as there are.
  R = f64(A != 0 or eye(n) == 1)
  for i in 1:max(1, i64(ceil(log(n)/log(2)))) { R = f64(R @ R > 0) }
  both = R*R'
  first = [argmax(both[i, :]) for i in 1:n]
  if all(first == 1) { return l }
  (top, undecided) = ((outcome = "linear", ρ = -1.0, why = ""), false)
  for i in 1:n {
    if first[i] == i {
      block = i64(filter_positions(first, i))
      b = if size(block) == 1 { decided(abs(A[i, i]), 1e-9) } else { of_matrix(A[block, :][:, block]) }
      undecided = undecided or b.outcome == "undecided by linearisation"
      if b.ρ > top.ρ { top = b }
    }
  }
  if top.outcome == "unstable" or not undecided { top } else { l }
}

# Where the numbers of x are i.
filter_positions(x, i) = (1:size(x))[x == i]

# How well eigenvalue k of A is known: δ of the verdict.
known_to(A, λ, V, k) = {
  m = sum(i64(abs(λ - λ[k]) < 1e-3))
  max(1e-9, min(1e-14*condition(A, λ[k], V[:, k]), (1e-15*‖A‖)^(1/m)))
}

# What an eigenvalue of modulus ρ says that is known to δ.
decided(ρ, δ) =
  if ρ < 1 - δ {
    (outcome = "linear", ρ = ρ, why = "ρ = {ρ:.9g} < 1")
  } else if ρ > 1 + δ {
    (outcome = "unstable", ρ = ρ, why = "ρ = {ρ:.9g} > 1")
  } else {
    (outcome = "undecided by linearisation", ρ = ρ, why = "ρ = 1 within {δ:.2g}", δ = δ, centre = ρ)
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
  r₀ = distance(players(F, from), p)
  watched = (q, k, low, high, total, move) -> {
    w = call(F, q)
    r = distance(players(F, w), p)
    (w, k + 1, min(low, r), max(high, r), total + log(r), max(move, distance(players(F, w), players(F, q))))
  }
  over = (q, k, low, high, total, move) -> not (high <= 1e6*r₀ and low >= 1e-13*r₀)
  (mean, low, high, move) = (zeros(64), zeros(64), zeros(64), zeros(64))
  (q, taken, windows, why) = (started(F, from), 0, 0, "")
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
  (point = players(F, q), state = q, steps = taken, why = why, windows = k,
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
  if m.why == "diverges" {
    # Before it decays a Jordan block grows like a power of k, as far as its size and 1 - ρ let it.
    if l.outcome == "undecided by linearisation" and l.centre < 1 - 1e-9 and isfinite(r) {
      return stated("undecided", "r grew to {r:.4g} in {m.steps} steps, and |λ| = {l.centre:.9g} in the mean of its block is less than 1, by no more than each is known to, {l.δ:.2g}: it diverges, or grows before it decays")
    }
    return stated("diverges", "r = {r:.4g} after {m.steps} steps")
  }
  if n < 4 {
    ended = if r != 0 { "undecided" } else if l.outcome == "unstable" { "unstable" } else { "linear" }
    return stated(ended, if ended == "unstable" { "{l.why}, and yet the steps from the start end at the point, after {m.steps}: take another start" } else { "r = {r:.4g} after {n} windows" })
  }
  halt = halted(F, p, m)
  if halt != "" {
    return stated(halt, "the last steps are {m.move[n]:.2g} long, at {m.point}")
  }
  straight = in_k(m)
  if straight.holds and l.outcome == "unstable" {
    return stated("unstable", "{l.why}; the start has no part that grows, and r falls by {exp(straight.slope):.6g} for each step: take another start")
  }
  if straight.holds {
    return with_number(stated("linear", "log r is straight in k"), "rate", exp(straight.slope))
  }
  power = in_log_k(m)
  if power.holds and l.outcome == "unstable" {
    return stated("unstable", "{l.why}; the start has no part that grows, and r ~ k^{power.slope:.4g}: take another start")
  }
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
  slow = m.move[n]/high <= 1e-3*max(m.move/m.high)
  if slow and not c.grows {
    return stated("undecided", "the steps have become as short as {m.move[n]:.2g}, and yet lead on: r is {low:.6g} .. {high:.6g} in the last window; more steps= tell more")
  }
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

# "stalls" or "false point" where the steps beside r have shrunk to a thousandth of the longest ones, those of the last
# window lead no further than 0.3 r, and r does not fall, else "". Short steps alone may be an orbit that turns
# on slowly, once round in as many steps as it takes. A false point is one that the steps converge to but F does not keep: F jumps
# there.
halted(F, p, m) = {
  n = m.windows
  s = m.move/m.high
  falls = m.mean[n] < m.mean[n - 1] - 0.01
  if s[n] > 1e-3*max(s) or 2.0^(n - 1)*s[n] > 0.3 or falls { return "" }
  x = flatten(m.state)
  q = unflatten(where(abs(x) <= 1e-9*max(abs(x)), 0.0, x), m.state)
  converged = m.move[n] <= 1e-9*m.high[n]
  if converged and ‖flatten(call(F, q)) - flatten(q)‖ > 1e-6*m.high[n] { "false point" } else { "stalls" }
}
