# Coordinate ascent on the evidence lower bound, with every move visible: variational EM and mean field.
# An ascent is a record of
#   start      where it begins: a state, any tree of numbers
#   moves      functions state -> state by name, in their order: (E = ..., M = ...)
#   bound      state -> the evidence lower bound, with all constants
#   evidence   state -> log p(x) at the parameters of the state, or the number that it is, or none
# Each move maximises the bound over its own part of the state, so the bound never falls; log p(x) may:
# what the moves raise is the bound. Neal and Hinton 1998; Bishop 2006, 9.4 and 10.1.
# names: ascend, steps, moved_on
use data as data

# Sweeps of all moves, with the bound and log p(x) after each move: a record of columns `move`, `sweep`,
# `bound`, `evidence`, `gap` = evidence - bound (the last two none where log p(x) is not known), with the
# `state` at the end, the number of `sweeps` and `why` it ended. Row 1 is the start. A bound that falls,
# or is no number, is an error that names the move. steps(run) prints the rows, plot(run) draws them.
# A: an ascent: (start = ..., moves = (E = ..., M = ...), bound = ..., evidence = ...)
# n: how many sweeps, at most if `until` is given
# until: stop after the sweep that raises the bound by less
# slack: how much of the bound, relative to its size, rounding may lose
# evidence: whether log p(x) is evaluated after each move
# example: use ascent; A = (start = 4.0, moves = (half = s -> s/2), bound = s -> -s^2); ascend(A, 2).bound
# -> f64[3]
# ->   -16.0  -4.0  -1.0
ascend(A, n=none, until=none, slack=1e-9, evidence=true) = {
  checked_ascent(A)
  n = sweeps_wanted(n, until)
  names = fields(A.moves)
  m = len(names)
  known = evidence and has(A, "evidence")
  if known { known = kind(A.evidence) != "none" }
  log_p = if not known { s -> nan } else if kind(A.evidence) == "function" { A.evidence } else { s -> A.evidence }
  start = floating(A.start)
  first = 1.0*A.bound(start)
  number_wanted(first, "at the start")
  gain = if kind(until) == "none" { -inf } else { until }
  t = (state = start, sweep = 0, last = first, gain = inf, fell = false)
  (bounds, values) = (zeros(0, m), zeros(0, m))
  # In pieces, so that no long column is copied at each step.
  while t.sweep < n and not t.fell and not t.gain < gain {
    size = min(n - t.sweep, 200)
    piece = put(put(put(t, "row", 0), "bounds", zeros(size, m)), "values", zeros(size, m))
    piece = iterate(t -> swept(A, log_p, slack, t), piece, size, until=t -> t.fell or t.gain < gain)
    bounds = concat((bounds, piece.bounds[1:piece.row, :]))
    values = concat((values, piece.values[1:piece.row, :]))
    t = (state = piece.state, sweep = piece.sweep, last = piece.last, gain = piece.gain, fell = piece.fell)
  }
  bound = concat(([first], flatten(bounds)))
  if t.fell { told_fall(names, bound, slack) }
  seen = if known { concat(([1.0*log_p(start)], flatten(values))) } else { none }
  moves = [if k == 0 { "start" } else { names[mod(k - 1, m) + 1] } for k in 0:m*t.sweep]
  run = (
    move = moves, sweep = concat(([0], [quo(k - 1, m) + 1 for k in 1:m*t.sweep])),
    bound = bound, evidence = seen, gap = if known { seen - bound } else { none },
    state = t.state, sweeps = t.sweep,
    why = if t.gain < gain { "the last sweep raised the bound by {t.gain:.3g}" } else { "{t.sweep} sweeps" }
  )
  run.plot = () -> pictured(run)
  run
}

# One sweep: all moves in turn, each with the bound and log p(x) after it.
swept(A, log_p, slack, t) = {
  (s, k, before) = (t.state, t.row + 1, t.last)
  moves = data.fields_of(A.moves)
  for j in 1:len(moves) {
    s = moves[j](s)
    b = 1.0*A.bound(s)
    # Not b >= ..., so that nan counts as a fall.
    t.fell = t.fell or not (b >= t.last - slack*(1 + abs(t.last)))
    t.last = b
    t.bounds[k, j] = b
    t.values[k, j] = log_p(s)
  }
  t.state = s
  t.row = k
  t.sweep = t.sweep + 1
  t.gain = t.last - before
  t
}

# The run as a picture: the bound and log p(x) over the sweeps.
pictured(run) = {
  m = if run.sweeps > 0 { quo(len(run.bound) - 1, run.sweeps) } else { 1 }
  t = (0:len(run.bound) - 1)/m
  lower = plot(t, run.bound, label="ELBO", style="both")
  if kind(run.evidence) == "none" { return axes(lower, x="sweep", y="ELBO") }
  axes(overlay(plot(t, run.evidence, label="log p(x)"), lower), x="sweep", y="nats")
}

# Prints the rows of a run, in the middle of a long one only a word: sweep, move, ELBO, log p(x), gap.
# run: what ascend gave back
# rows: how many rows at most, half of them from each end
# example: use ascent; A = (start = 4.0, moves = (half = s -> s/2), bound = s -> -s^2, evidence = 0);
# example: steps(ascend(A, 1))
# -> sweep  move                    ELBO           log p(x)              gap
# ->     0  start      -16.000000000        0.000000000    16.0000000000
# ->     1  half        -4.000000000        0.000000000     4.0000000000
steps(run, rows=24) = {
  if not (kind(run) == "record" and has(run, "bound") and has(run, "move")) {
    error("steps: needs a run, what ascend gave back, not {type(run)}", "type")
  }
  known = kind(run.evidence) != "none"
  print("sweep  {"move":10}{"              ELBO"}{if known { "           log p(x)              gap" } else { "" }}")
  (n, half) = (len(run.bound), max(1, quo(rows, 2)))
  for i in 1:n {
    if n <= rows or i <= half or i > n - half {
      line = "{run.sweep[i]:5}  {run.move[i]:8}{run.bound[i]:16.9f}"
      print(if known { "{line}{run.evidence[i]:19.9f}{run.gap[i]:17.10f}" } else { line })
    } else if i == half + 1 {
      print("  ...  {n - 2*half} more")
    }
  }
}

# The ascent with another start, such as the state at the end of a run.
# A: an ascent
# s: the state
# example: use ascent; moved_on((start = 4.0, moves = (half = s -> s/2), bound = s -> -s^2), 1.0).start
# -> 1.0
moved_on(A, s) = {
  checked_ascent(A)
  put(A, "start", s)
}

# Requires the parts of an ascent.
checked_ascent(A) = {
  form = "(start = state, moves = (E = s -> ..., M = s -> ...), bound = s -> number)"
  if kind(A) != "record" { error("ascend: an ascent is a record {form}, not {type(A)}", "type") }
  for name in ("start", "moves", "bound") {
    if not has(A, name) { error("ascend: the ascent has no field {name}; it is {form}", "argument") }
  }
  if kind(A.moves) != "record" {
    error("ascend: moves is a record of functions, (E = s -> ..., M = s -> ...), not {type(A.moves)}", "type")
  }
  if kind(A.bound) != "function" { error("ascend: bound is a function of the state, not {type(A.bound)}", "type") }
  for name in fields(A.moves) {
    if kind(get(A.moves, name)) != "function" {
      error("ascend: the move {name} is a function of the state, not {type(get(A.moves, name))}", "type")
    }
  }
}

# The number of sweeps: as asked, else many where `until` stops them.
sweeps_wanted(n, until) = {
  if kind(until) != "none" {
    if not (until >= 0) {
      error("ascend: until is the gain of a sweep at which to stop, not negative: {text(until)}", "domain")
    }
  }
  if kind(n) == "none" {
    if kind(until) == "none" { error("ascend: how many sweeps? ascend(A, 20), or ascend(A, until=1e-10)", "argument") }
    return 10_000
  }
  if floor(n) != n or n < 0 { error("ascend: n is a number of sweeps, not {text(n)}", "domain") }
  i64(n)
}

# Requires a bound that is a number.
number_wanted(b, where) = {
  if ndims(b) > 0 { error("ascend: the bound is one number, not {type(b)}", "shape") }
  if not isfinite(b) { error("ascend: the bound is {text(b)} {where}", "domain") }
}

# The error of a bound that fell, by its first move.
told_fall(names, bound, slack) = {
  for i in 2:len(bound) {
    (a, b) = (bound[i - 1], bound[i])
    if not (b >= a - slack*(1 + abs(a))) {
      move = names[mod(i - 2, len(names)) + 1]
      sweep = quo(i - 2, len(names)) + 1
      why = if isnan(b) { "is no number" } else { "fell from {a:.12g} to {b:.12g}" }
      error("ascend: the bound {why} in the {move} step of sweep {sweep}: the move does not maximise this bound", "domain")
    }
  }
}
