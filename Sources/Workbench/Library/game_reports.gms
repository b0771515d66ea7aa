# The verdict on a game of networks: at one point, and along a training. What the update operator's eigenvalues say of the
# point, and where they say nothing, why.
# names: game_report, training_report, show_report, plot_report
use network_games
use game_training
use symmetries
use dynamics
use options

# What the steps of a game do near a point of a training: the leading eigenvalues of the update operator of the frozen
# game, its memory at rest, off the symmetries, by Arnoldi's method or for few numbers all of them by a matrix.
# A game with fresh noise is frozen twice: what the two sets of draws disagree in is an error of |λ|.
# The outcome is "cannot be decided" where the residuals are not reached, the point is no rest point, or |λ| is 1
# within its error. A point is one of rest where the next, by the linear part, is at most `rest` of its length away;
# of more numbers than `dense` that way is found by minimal residuals.
# g: the game, frozen or not
# op: the operator, (v, h) -> a step, with or without a memory
# h: the step size
# at: the point, (θ, ψ); the players of g where it is left out
# n: the draws that the game is frozen with
# k: how many eigenvalues, of more numbers than `dense`
# tol: the residual asked for, relative to the largest |λ|
# restarts: the most restarts of Arnoldi's method
# dense: up to how many numbers, those of the memory with them, a matrix is made
# rest: how far the rest point may be, as a share of the length of the point
# .outcome: "converges", "circles", "diverges" or "cannot be decided"
# .why: what decided it, or why nothing did
# .doubts: what the spectrum does not tell here, a tuple of texts
# .L: the loss of θ
# .M: the loss of ψ
# .force: ‖v‖ of the frozen game
# .noise: the deviation of v from the mean field, of as many draws as it was frozen with; 0 of a frozen game
# .signal: the shorter of both players' mean fields over the deviation of one batch's
# .ρ: the largest |λ| of the step, off the symmetries
# .error: how well ρ is known
# .leading: the λ with the largest |λ|
# .period: 2π/|arg λ| of it, in steps; inf where it does not turn
# .rotation: the largest |Im λ|/|λ - 1| of those found: 1 is a turn, 0 a pull
# .outside: how many of the λ found have |λ| > 1 by more than the error
# .neutral: how many of them have |λ| = 1 within the error
# .structural: how many symmetries were taken out
# .away: how far the rest point is by the linear part, as a share of the length of the point
# .rest: whether it is a rest point
# .λ: the eigenvalues found, by |λ|
# .residuals: ‖Av - λv‖ of each
# .dense: whether they are all
# example: use gan; use nn; D = quadratic_discriminator(1); x = linspace(-1, 1, 9);
# example: g = frozen_game(network_game(affine_generator(1), D, x), x=x, z=x);
# example: r = game_report(g, simultaneous, h=0.1); (r.outcome, r.rest, r.dense)
# -> ("converges", true, true)
game_report(g, op, h=1e-3, at=none, n=1024, k=6, tol=1e-7, restarts=40, dense=150, rest=1e-2) = {
  check_game("game_report", g)
  judging_sizes("game_report", h, n, tol, rest)
  p = judged_players("game_report", g, at)
  judged_point("game_report", g, frozen_twice(g, n), op, h, p, k, tol, restarts, dense, rest)
}

# The verdict along a training: game_report at each of the points kept, all on the same draws. show_report prints it,
# plot_report draws it. The operator need not be the one that trained: the same points judged for another.
# g: the game, frozen or not
# op: the operator, (v, h) -> a step, with or without a memory
# run: a run of train_game(..., points=), or a tuple of points
# h: the step size
# n: the draws that the game is frozen with
# k: how many eigenvalues, of more numbers than `dense`
# tol: the residual asked for, relative to the largest |λ|
# restarts: the most restarts of Arnoldi's method
# dense: up to how many numbers a matrix is made
# rest: how far the rest point may be, as a share of the length of the point
# .steps: after how many steps each point was kept
# .force: ‖v‖ at each
# .noise: its noise
# .ρ: the largest |λ|
# .error: how well ρ is known
# .period: of the leading λ, in steps
# .L: the loss of θ
# .outcomes: the verdicts
# .reports: all that game_report gives
# .h: the step size
# .outcome: the last verdict
# .summary: what became of ‖v‖, in words
# example: use gan; use nn; x = linspace(-1, 1, 9);
# example: g = frozen_game(network_game(affine_generator(1), quadratic_discriminator(1), x), x=x, z=x);
# example: r = training_report(g, simultaneous, ((g.θ, g.ψ), (g.θ, g.ψ + 0.3)), h=0.1); r.outcomes
# -> ("converges", "cannot be decided")
training_report(g, op, run, h=1e-3, n=1024, k=6, tol=1e-7, restarts=40, dense=150, rest=1e-2) = {
  name = "training_report"
  check_game(name, g)
  judging_sizes(name, h, n, tol, rest)
  if not (kind(run) in ("run", "tuple")) {
    error("{name}: a run of train_game(..., points=9) or a tuple of points (θ, ψ), not {type(run)}", "type")
  }
  points = points_of(run)
  if len(points) == 0 { error("{name}: there are no points", "argument") }
  steps = if kind(run) == "run" { if has(run, "at") { run.at } else { (run.steps,) } } else { 0:len(points)-1 }
  both = frozen_twice(g, n)
  reports = ()
  for p in points {
    p = judged_players(name, g, p)
    reports = tuple_of(reports..., judged_point(name, g, both, op, h, p, k, tol, restarts, dense, rest))
  }
  outcomes = ()
  for r in reports { outcomes = tuple_of(outcomes..., r.outcome) }
  force = [r.force for r in reports]
  noise = [r.noise for r in reports]
  (steps = [1.0*s for s in steps], force = force, noise = noise, ρ = [r.ρ for r in reports],
    error = [r.error for r in reports], period = [r.period for r in reports], L = [r.L for r in reports], outcomes = outcomes, reports = reports, h = h,
    outcome = outcomes[end], summary = fall_of(force, noise))
}

# Prints the verdict along a training: a line for each point, and below it why those that were not decided were not.
# r: what training_report gave back
# example: use gan; use nn; x = linspace(-1, 1, 9);
# example: g = frozen_game(network_game(affine_generator(1), quadratic_discriminator(1), x), x=x, z=x);
# example: show_report(training_report(g, simultaneous, ((g.θ, g.ψ),), h=0.1))
# ->    steps        ‖v‖      noise        |λ|    period          L  verdict
# ->        0   0.00e+00    0.0e+00   0.993162     152.3   -1.38629  converges
# ->        0 |λ| = 0.9931624 < 1, to 1e-09, one turn in 152.3 steps
# -> ‖v‖ went from 0.0 to 0.0, without noise
# ->
show_report(r) = {
  judged_run("show_report", r)
  print("   steps        ‖v‖      noise        |λ|    period          L  verdict")
  for i in 1:len(r.reports) {
    s = r.reports[i]
    print("{r.steps[i]:8.0f} {s.force:10.2e} {s.noise:10.1e} {s.ρ:10.6f} {s.period:9.4g} {s.L:10.5f}  {s.outcome}")
  }
  for i in 1:len(r.reports) { print("{r.steps[i]:8.0f} {r.reports[i].why}") }
  print(r.summary)
}

# The picture of the verdict along a training: ‖v‖, in powers of ten, and the largest |λ| against the steps.
# r: what training_report gave back
# example: use gan; use nn; x = linspace(-1, 1, 9);
# example: g = frozen_game(network_game(affine_generator(1), quadratic_discriminator(1), x), x=x, z=x);
# example: kind(plot_report(training_report(g, simultaneous, ((g.θ, g.ψ), (g.θ, g.ψ + 0.3)), h=0.1)))
# -> "figure"
plot_report(r) = {
  judged_run("plot_report", r)
  if len(r.reports) < 2 { error("plot_report: a picture needs two points at least; train_game(..., points=9) keeps some", "domain") }
  shown = max(r.force, 1e-16)
  layout((title(axes(plot(r.steps, log(shown)/log(10.0)), x="steps"), "log₁₀ ‖v‖"),
    title(axes(plot(r.steps, r.ρ), x="steps"), "largest |λ|")))
}

# ## What a verdict is made of

# Requires sizes that a report can do with.
judging_sizes(name, h, n, tol, rest) = {
  if not (kind(h) in ("f64", "i64") and h > 0 and h < inf) {
    error("{name}: h is a step size, positive and finite, not {text(h)}", "domain")
  }
  whole_number(name, "n", "draws", 2, n)
  if not (tol > 0 and tol < 1) { error("{name}: tol is a relative residual between 0 and 1, as 1e-7, not {text(tol)}", "domain") }
  if not (rest > 0 and rest < 1) {
    error("{name}: rest is a share of the length of the point, between 0 and 1, as 0.01, not {text(rest)}", "domain")
  }
}

# The players at a point, as f64.
judged_players(name, g, at) = {
  p = if kind(at) == "none" { (g.θ, g.ψ) } else { at }
  if kind(p) != "tuple" or len(p) != 2 { error("{name}: a point is the two players, (θ, ψ), not {type(p)}", "type") }
  (size_p, size_g) = (size(flatten(p)), size(flatten((g.θ, g.ψ))))
  if size_p != size_g { error("{name}: the players at the point have {size_p} numbers, those of the game {size_g}", "shape") }
  f64(p)
}

# Requires what training_report gives back.
judged_run(name, r) = {
  ok = if kind(r) == "record" { has(r, "reports") } else { false }
  if not ok { error("{name}: r is what training_report gives back, not {type(r)}", "type") }
}

# A game frozen with n draws, and once more; a frozen one as it is.
frozen_twice(g, n) = if g.frozen { (g,) } else { (frozen_game(g, n), frozen_game(g, n)) }

# The leading eigenvalues of a step at a point, off its symmetries; a matrix of few numbers gives all.
leading_of(F, p, T, k, tol, restarts, dense) = {
  N = size(flatten(rested(F, p)))
  project = if len(T) == 0 { none } else { T }
  all = N - symmetry_count(symmetry_basis(project, F, p, rested(F, p), N))
  if N <= dense { leading(F, p, k=all, tol=tol, project=project, kinks=true) } else {
    leading(F, p, k=min(k, all), tol=tol, restarts=restarts, project=project, kinks=true)
  }
}

# Where a step of F leads, and whether its linear part is finite along one direction.
finite_step(F, q) = {
  f = on_numbers(F, q)
  x = point_numbers(q)
  y = f(x)
  (step = y - x, finite = all(isfinite(y)) and all(isfinite(jvp(f, x, scattered(size(x), 7)))))
}

# How far the next rest point is by the linear part: ‖(I - A)⁻¹ (F(q) - q)‖, off the symmetries. Without a matrix by minimal
# residuals in one basis, with what is left over taken to lie along the found λ that is nearest to 1.
way_to_rest(A, F, p, q, found, step, l) = {
  nearest = min(abs(l.values - 1))
  if norm(step) == 0 { return 0.0 }
  if nearest < 1e-12 { return inf }
  n = size(step)
  T = if len(found) == 0 { none } else { symmetry_basis(found, F, p, q, n) }
  step = off(T, step)
  if given(A) { return norm(solve(if given(T) { eye(n) - A + T @ T' } else { eye(n) - A }, step)) }
  (f, u) = (on_numbers(F, q), point_numbers(q))
  B = restricted(w -> w - jvp(f, u, w), T, n)
  m = min(100, n - symmetry_count(T) - 1)
  (Q, H) = (zeros(m + 1, n), zeros(m, m + 1))
  Q[1, :] = step/norm(step)
  (Q, H, turns) = iterate(grown(B, T), (Q, H, 1), m)
  e = zeros(m + 1)
  e[1] = norm(step)
  way = lstsq(H', e) @ Q[1:m, :]
  norm(way) + norm(step - B(way))/nearest
}

# The report at one point.
judged_point(name, g, both, op, h, p, k, tol, restarts, dense, rest) = {
  s = both[1]
  F = op(s, h)
  v = s(p[1], p[2])
  force = norm(flatten(v))
  if not isfinite(force) { error("{name}: the field is not finite at the point", "domain") }
  (x, z, t) = s.draw()
  one = field_noise(g, p[1], p[2])
  noise = norm([one.deviation[1], one.deviation[2]])*sqrt(g.batch/s.batch)
  found = symmetries(s, p[1], p[2])
  q = rested(F, p)
  step = finite_step(F, q)
  base = (L = s.L(p[1], p[2], x, z), M = s.M(p[1], p[2], x, z, t), force = force, noise = noise, signal = one.signal,
    structural = len(found))
  if not step.finite {
    why = "the step has no finite linear part here, as Adam's, which divides by the root of its memory, 0 at rest: judge simultaneous or alternating steps at the same point"
    return with_fields((outcome = "cannot be decided", why = why, doubts = (why,), ρ = nan, error = inf, leading = complex(nan, nan),
      period = nan, rotation = nan, outside = 0, neutral = 0, away = inf, rest = false, λ = [], residuals = [], dense = false), base)
  }
  l = leading_of(F, p, found, k, tol, restarts, dense)
  size_λ = abs(l.values)
  ρ = size_λ[1]
  A = if size(flatten(q)) <= dense { jacobian_at(F, q) } else { none }
  # Of a fresh game the other draws say how well ρ is known, as far as two can.
  other = if len(both) == 1 { ρ } else { abs(leading_of(op(both[2], h), p, found, k, tol, restarts, dense).values[1]) }
  δ = if given(A) { known_to(A, l.values, l.vectors, 1) } else { 1e-9 }
  error_ρ = max(δ, 10*l.residuals[1], 2*abs(other - ρ))
  away = way_to_rest(A, F, p, q, found, step.step, l)/max(norm(flatten(p)), 1e-12)
  at_rest = away <= rest
  # Of those of equal |λ| the one that turns.
  top = l.values[argmax(abs(imag(l.values))*(size_λ >= ρ - error_ρ))]
  turns = abs(imag(top)) > 1e-9
  period = if turns { 2*π/abs(atan2(imag(top), real(top))) } else { inf }
  (outcome, why) = outcome_of(ρ, error_ρ, all(l.converged), at_rest, turns, period, force, noise, away,
    max(l.residuals), len(found), not given(A))
  doubts = if outcome == "cannot be decided" { (why,) } else { () }
  if one.signal < 1 { doubts = tuple_of(doubts..., "one batch moves the field by more than its mean is long: a step is mostly noise") }
  if kinked(p[1]) or kinked(p[2]) { doubts = tuple_of(doubts..., "relu or the like: the spectrum is of the linear piece at the point") }
  with_fields((outcome = outcome, why = why, doubts = doubts, ρ = ρ, error = error_ρ, leading = top, period = period,
    rotation = max(abs(imag(l.values))/max(abs(l.values - 1), 1e-12)), outside = sum(i64(size_λ > 1 + error_ρ)),
    neutral = sum(i64(abs(size_λ - 1) <= error_ρ)), away = away, rest = at_rest, λ = l.values, residuals = l.residuals,
    dense = len(l.values) + len(found) == size(flatten(q))), base)
}

# A record with the fields of another after its own.
with_fields(r, other) = {
  for name in fields(other) { r = put(r, name, get(other, name)) }
  r
}

# The outcome and why.
outcome_of(ρ, δ, reached, at_rest, turns, period, force, noise, away, residual, structural, bounded) = {
  off = if structural > 0 { ", off {structural} structural eigenvalues 1" } else { "" }
  turn = if turns { ", one turn in {period:.4g} steps" } else { "" }
  if not at_rest {
    beside = if noise > 0 { ", noise {noise:.1g}" } else { "" }
    about = if bounded { "about " } else { "" }
    where_to = if away < inf { "the next one is {about}{away:.2g} of its length away" } else { "the linear part has an eigenvalue 1 and does not say where the next one is" }
    if force <= 2*noise {
      return ("cannot be decided", "‖v‖ = {force:.2g} is within its noise, {noise:.1g}, so that this may be a rest point or not: more draws, n=")
    }
    ("cannot be decided", "no rest point: ‖v‖ = {force:.2g}{beside}; {where_to}")
  } else if ρ > 1 + δ {
    ("diverges", "|λ| = {ρ:.7g} > 1, to {δ:.1g}{turn}{off}")
  } else if not reached {
    ("cannot be decided", "the residuals are at {residual:.2g}: more restarts=, or a larger k=")
  } else if ρ < 1 - δ {
    ("converges", "|λ| = {ρ:.7g} < 1, to {δ:.1g}{turn}{off}")
  } else if δ > 1e-4 {
    ("cannot be decided", "|λ| = {ρ:.5g} is known to {δ:.1g} only, as two sets of draws or the residuals tell: more draws, n=, or restarts=")
  } else if turns {
    ("circles", "|λ| = 1 within {δ:.1g}{turn}{off}: the linear part turns, and does not say whether outwards or inwards")
  } else {
    ("cannot be decided", "λ = 1 within {δ:.1g}{off}: a direction that the linear part leaves as it is")
  }
}

# What became of ‖v‖ along a training.
fall_of(force, noise) = {
  (first, last, least) = (force[1], force[end], min(force))
  level = if noise[end] > 0 { "{last/noise[end]:.2g} times its noise" } else { "without noise" }
  kept = if last > 3*least { "; on the way it was at {least:.2g} already, and grew again: the players do not settle" } else { "" }
  "‖v‖ went from {first:.2g} to {last:.2g}, {level}{kept}"
}

# Whether a network has an activation with a kink at 0.
kinked(m) = {
  if not has(m, "layers") { return false }
  found = false
  for l in m.layers {
    if has(l, "act") { found = found or abs(l.act(1e-6) + l.act(-1e-6) - 2*l.act(0.0)) > 1e-8 }
  }
  found
}
