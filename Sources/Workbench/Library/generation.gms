# From noise to data: a sampler run over the times of a schedule.
# names: carry, path, sampling_times, generate, diffusion
use samplers
use noise_levels
use predictions
use laws_of_data
use options
use flow_likelihood
use noise_start
use ode
use events as events

# The times of a sampler, steps + 1 of them, falling:
#   "t"          evenly spaced
#   "quadratic"  to + (from - to) u², u evenly spaced. Song, Meng and Ermon 2021
#   "γ"          evenly spaced in γ = -log SNR, as DPM-Solver is run. Lu et al. 2022
#   "karras"     evenly spaced in (σ/α)^(1/ρ). Karras et al. 2022
# S: a schedule
# steps: how many steps
# rule: one of the names
# from, to: where the times begin and end
# ρ: of "karras"
# σ_min, σ_max: the σ/α between which "karras" steps; a last step goes to the end where that is smaller
# example: use generation; use noise_schedules; sampling_times(rectified(), 4)
# -> f64[5]
# ->    1.0  0.75  0.5  0.25  0.0
sampling_times(S, steps, rule="t", from=1.0, to=0.0, ρ=7, σ_min=0.002, σ_max=80) = {
  (S, steps) = (schedule_of(S), spaced_between("sampling_times", steps, from, to))
  one_of_texts("sampling_times", "rule", rule, ("t", "quadratic", "γ", "gamma", "karras"))
  if rule == "karras" { return karras_times(S, steps, from, to, ρ, σ_min, σ_max) }
  if rule in ("t", "quadratic") { return falling_to(steps, from, to, if rule == "t" { 1 } else { 2 }) }
  (first, last) = (S.γ(1.0*from), S.γ(1.0*to))
  if not (isfinite(first) and isfinite(last)) {
    error("sampling_times: by γ the ends need a finite γ, and that of {S.name} goes from {first:.3g} to {last:.3g}: use between(S, -13.3, 5), or from= and to= inside 0..1", "domain")
  }
  # The ends themselves are kept.
  t = S.inverse(falling_to(steps, first, last, 1))
  concat(([1.0*from], t[2:end-1], [1.0*to]))
}

# to + (from - to) u^power, u from 1 to 0.
falling_to(steps, from, to, power) = {
  u = linspace(1.0, 0.0, steps + 1)^power
  u*from + (1 - u)*to
}

# Requires a number of steps and the times between which they lie.
spaced_between(name, steps, from, to) = {
  steps = whole_number(name, "steps", "steps", 1, steps)
  for (what, t) in (("from", from), ("to", to)) { number_of(name, what, t, "a time from 0 to 1") }
  if not (0 <= to and to < from and from <= 1) {
    error("{name}: times fall from 1, noise, to 0, data: 0 ≤ to < from ≤ 1, not from = {text(from)} and to = {text(to)}", "domain")
  }
  steps
}

# The times of the levels of Karras et al.: evenly spaced in (σ/α)^(1/ρ), and a last step to the end where there is
# less noise.
karras_times(S, steps, from, to, ρ, σ_min, σ_max) = {
  for (what, x) in (("ρ", ρ), ("σ_min", σ_min), ("σ_max", σ_max)) {
    positive_number("sampling_times", what, x, "of the levels σ/α")
  }
  (least, most) = (exp(S.γ(1.0*to)/2), exp(S.γ(1.0*from)/2))
  (low, high) = (max(least, σ_min), min(most, σ_max))
  if not (low < high) {
    error("sampling_times: σ/α falls from the lesser of σ_max and {most:.4g}, what {S.name} has, to the greater of σ_min and {least:.4g}; with σ_max = {text(σ_max)} and σ_min = {text(σ_min)} it does not", "domain")
  }
  further = least < low
  n = if further { steps - 1 } else { steps }
  t = if n == 0 { [S.inverse(2*log(high))] } else { S.inverse(2*ρ*log(falling_to(n, high^(1/ρ), low^(1/ρ), 1))) }
  t = if further { concat((t, [1.0*to])) } else { concat((t[1:end-1], [1.0*to])) }
  if high == most { concat(([1.0*from], t[2:end])) } else { t }
}

# One z carried from the noise at `from` to the data at `to` by a sampler; or events by rows, where the predictor
# knows what an event is, as an oracle and noise_net do. vmap carries rows of any predictor; by adaptive_ode each then
# has its own steps, one row after the other, some thirty times slower than rows that are handed over together.
# S: a schedule
# p: a predictor
# z: one event at the level of the first time, or events by rows
# by: a sampler, or its name
# steps: how many steps; 100 where left out
# from, to: the first and the last time; 1 and 0 where left out
# times: the times themselves, falling, in the place of steps, from and to: sampling_times has rules
# example: use generation; use oracles; use noise_schedules;
# example: check carry(linear_snr(), oracle(Normal(0, 0.5)), 1.0, steps=10) ≈ 0.398878016757 tol 1e-11
# -> ok 0.398878 ≈ 0.398878
carry(S, p, z, by=ddim(), steps=none, from=none, to=none, times=none) = {
  r = prepared("carry", S, p, by, steps, from, to, times)
  events.numeric("carry", "z", z)
  z = floating(z)
  if are_rows(r.p, z) { return carried_rows("carry", begun_well(r, z[1]), z) }
  r = begun_well(r, z)
  s = run_all(r, z)
  if not known_later(s.k) { all_finite("carry", r, s) }
  s.z
}

# The same with all points on the way: a record of the times and the points, a row for each time.
# S: a schedule
# p: a predictor
# z: one event at the level of the first time
# by: a sampler, or its name
# steps: how many steps; 100 where left out
# from, to: the first and the last time; 1 and 0 where left out
# times: the times themselves, falling, in the place of steps, from and to
# .t: the times
# .z: the points, a row for each time
# example: use generation; use oracles; use noise_schedules;
# example: path(rectified(), oracle(Normal(0, 1)), 1.0, steps=2, to=0.5).t
# -> f64[3]
# ->    1.0  0.75  0.5
path(S, p, z, by=ddim(), steps=none, from=none, to=none, times=none) = {
  r = prepared("path", S, p, by, steps, from, to, times, all_points=true)
  events.numeric("path", "z", z)
  z = floating(z)
  r = begun_well(r, z)
  s = iterate(s -> step_of_run(r, s), at_start(r, z), r.steps, every=1)
  if not known_later(s.k) { all_finite("path", r, final_state(s)) }
  (t = r.t, z = s.z)
}

# n rows of data from noise. What is started from is N(0, I) where α² + σ² is 1 to a hundredth, else N(0, σ² I), both at
# the first time; where the SNR there is above 0.01, the noisy law that an oracle knows, and an error without one.
# seed(7) before each of two statements, or frozen(1, ...), gives both the same noise, by which samplers compare.
# S: a schedule
# p: a predictor
# n: how many rows
# by: a sampler, or its name
# steps: how many steps; 100 where left out
# times: the times themselves, falling, from 1 or less, in the place of steps
# d: how many numbers a datum has, or its shape; known where the predictor has it, as noise_net and oracle; where a
#   datum is one number, start=Normal(0, 1) says so
# start: another law to start from, such as noised(D, level(S, 1))
# type: "f64" or "f32"; by itself what the network computes in
# example: use generation; use oracles; use noise_schedules; use data;
# example: shape(generate(linear_snr(), oracle(gaussians8()), 5, steps=10))
# -> (5, 2)
generate(S, p, n, by=ddim(), steps=none, times=none, d=none, start=none, type=none) = {
  n = whole_number("generate", "n", "rows", 1, n)
  r = prepared("generate", S, p, by, steps, none, none, times)
  first = start_of("generate", r, d, start)
  r = begun_well(r, first.draw())
  as = typed_of(r, first.draw(), type)
  if has(r.by, "whole") { return carried_rows("generate", r, vmap(k -> as(first.draw()))(1:n)) }
  s = vmap(k -> run_all(r, as(first.draw())))(1:n)
  all_finite("generate", r, s)
  s.z
}

# The model as a distribution: a draw is generated, a log density is that of the probability flow from the same start,
# between the same times.
# S: a schedule
# p: a predictor
# by: a sampler, or its name
# steps: how many steps; 100 where left out
# times: the times themselves, falling, in the place of steps
# d: how many numbers a datum has, or its shape; known where the predictor has it
# start: another law to start from
# example: use generation; use oracles; use noise_schedules;
# example: M = diffusion(linear_snr(), oracle(Normal([1.0, 2], 0.1)), by=ddim(), steps=20);
# example: shape(sample(M, 3))
# -> (3, 2)
diffusion(S, p, by=ddim(), steps=none, times=none, d=none, start=none) = {
  r = prepared("diffusion", S, p, by, steps, none, none, times)
  first = start_of("diffusion", r, d, start)
  r = begun_well(r, first.draw())
  # At the ends of the schedule the flow's own ends, which may be next to them, are meant.
  (to, from) = (if r.t[1] == 1 { none } else { r.t[1] }, if r.t[end] == 0 { none } else { r.t[end] })
  as = typed_of(r, first.draw(), none)
  (
    family = "diffusion", parameters = (steps = r.steps, sampler = r.by.name, schedule = r.S.name),
    draw = () -> run_all(r, as(first.draw())).z,
    log_density = x -> flow_log_density(r.S, r.p, x, prior=first, from=from, to=to),
    domain = events.domain_of("reals", shape(first.draw()))
  )
}

# ## What they share

# What a run needs: the schedule, the predictor, the sampler, the times and their levels.
prepared(name, S, p, by, steps, from, to, times, all_points=false) = {
  (S, p, by) = (schedule_of(S), predictor(p), a_sampler(name, "by", by))
  t = if given(times) {
    for (what, x) in (("steps", steps), ("from", from), ("to", to)) {
      if given(x) { error("{name}: give times or {what}, not both: times says where all steps lie", "argument") }
    }
    falling(name, times)
  } else {
    (from, to) = (if given(from) { from } else { 1.0 }, if given(to) { to } else { 0.0 })
    n = spaced_between(name, if given(steps) { steps } else { 100 }, from, to)
    falling_to(if has(by, "whole") and not all_points { 1 } else { n }, from, to, 1)
  }
  p = if has(by, "precise") { by.precise(p) } else { p }
  levels = put(level(S, t), "rise", concat(([inf], gamma_rise(S, t[2:end], t[1:end-1]))))
  (S = S, p = p, by = by, t = t, levels = levels, steps = len(t) - 1)
}

# Requires falling times.
falling(name, t) = {
  if not (kind(t) in ("f64", "f32", "i64")) or ndims(t) != 1 {
    error("{name}: times is a vector of times, such as sampling_times(S, 100) gives, not {type(t)}", "type")
  }
  if len(t) < 2 { error("{name}: times has the first and the last time at least, not {len(t)} of them", "domain") }
  if not all(0 <= t) or not all(t <= 1) {
    error("{name}: times lie between 0, the data, and 1, the noise; {text(outermost(t))} does not", "domain")
  }
  for k in 2:len(t) {
    if not (t[k] < t[k - 1]) {
      error("{name}: times fall, from noise at 1 to data at 0; time {k} is {text(t[k])} after {text(t[k - 1])}", "domain")
    }
  }
  floating(t)
}

# Level k of the run, with the rise of γ since the one before.
level_at(r, k) = {
  l = r.levels
  (t = l.t[k], α = l.α[k], σ = l.σ[k], γ = l.γ[k], dα = l.dα[k], dσ = l.dσ[k], dγ = l.dγ[k], rise = l.rise[k])
}

# The run with the size that data have, as the prediction at its start tells. A predictor that does not fit, or a level
# at which it says nothing, is found before the run.
begun_well(r, z) = put(r, "size", reach_of(x_and_noise(r.p, z, level_at(r, 1)).x))

# The largest |x|, where it is finite and above 1, else 1.
reach_of(x) = {
  most = max(f64(abs(stop(flatten([x])))))
  max(where(isfinite(most), most, 1.0), 1.0)
}

# One step: the point, the memory, and the first step that led to what is not finite or a million times as large as the
# start and the data are, with where it came from and led to. Such a point becomes nan.
step_of_run(r, s) = {
  (z, m) = r.by.step(r.by, r.S, r.p, s.z, s.m, level_at(r, s.k), level_at(r, s.k + 1))
  z = events.typed_as(z, s.z)
  bad = not all(abs(stop(z)) < s.bound)
  first = bad and s.lost == 0
  (z = where(bad, events.typed_as(nan, z), z), m = m, k = s.k + 1, bound = s.bound, lost = where(first, s.k, s.lost),
    at = where(first, s.z, s.at), to = where(first, z, s.to))
}

# The state before the first step.
at_start(r, z) = {
  bound = 1e6*max(reach_of(z), r.size)
  (z = z, m = r.by.begin(z, r.steps), k = 1, bound = bound, lost = 0, at = z, to = z)
}

# All steps.
run_all(r, z) = {
  r = if has(r.by, "whole") and not has(r.p, "rows") { put(r, "p", unchecked(r.p)) } else { r }
  iterate(s -> step_of_run(r, s), at_start(r, z), r.steps)
}

# Whether z holds events by rows.
are_rows(p, z) = {
  (event, known) = predictor_event(p)
  known and ndims(z) == len(event) + 1 and shape(z)[2:end] == event
}

# All steps of rows, which share those of a sampler that chooses them.
carried_rows(name, r, Z) = {
  shared = has(r.by, "whole")
  s = if shared { run_all(put(r, "p", of_rows(r.p)), Z) } else { vmap(z -> run_all(r, z))(Z) }
  if known_later(s.lost) { return s.z }
  # Rows that share their steps all come equally far.
  if shared and s.lost > 0 { went_on(name, r, s.m, s.m.z) } else { all_finite(name, r, s) }
  s.z
}

# The last state of those kept on the way.
final_state(s) = {
  k = s.lost[end] + 1
  m = if kind(s.m) == "record" and has(s.m, "stuck") { (t = s.m.t[k], z = s.m.z[k], stuck = s.m.stuck[k]) } else { none }
  (lost = s.lost[end], at = s.at[end], to = s.to[end], m = m)
}

# Requires finite points at the end.
all_finite(name, r, s) = {
  if all(s.lost == 0) { return none }
  if has(r.by, "whole") { return went_on(name, r, s.m, reshape(s.m.z, 1, shape(s.m.z)...)) }
  # Of rows, the one that was lost first.
  row = if ndims(s.lost) == 0 { none } else { argmax(where(s.lost > 0, r.steps + 1 - s.lost, 0)) }
  (k, z, to) = if kind(row) == "none" { (s.lost, s.at, s.to) } else { (s.lost[row], s.at[row], s.to[row]) }
  (a, b) = (level_at(r, k), level_at(r, k + 1))
  for l in (a, b) { told_finite(name, r.p, z, l) }
  # The step again, now that every prediction can be looked at; where it draws, three times.
  p = looked_at(name, r.p)
  for again in (1, 2, 3) { r.by.step(r.by, r.S, p, z, r.by.begin(z, r.steps), a, b) }
  step = "{name}: step {k} of {r.steps}, from t = {a.t:.6g} to {b.t:.6g}, leads from z = {text(z)}"
  if all(isfinite(to)) {
    error("{step} to {text(to)}, more than a million times as large as the start: the steps are too large for this sampler, take more of them", "domain")
  }
  error("{step} to what is not finite: the numbers overflow; if more steps do not help, see what is predicted there", "domain")
}

# Complains of a flow whose steps ended early, at the time m.t and these rows.
went_on(name, r, m, rows) = {
  (o, φ) = ((S = r.S, from = r.t[end], to = r.t[1]), angle_of(r.S, m.t))
  l = level_at_angle(o, φ)
  all_predicted(name, r.p, rows, l)
  # What stops the steps lies a little further on.
  v = vmap(z -> predict(r.p, z, l, "v"))(rows)/length_of(l)
  for δ in (1e-9, 1e-6) { all_predicted(name, r.p, rows - δ*v, level_at_angle(o, max(φ - δ, 0.0))) }
  why = if m.stuck { "no step leads further: the prediction jumps or grows without bound there" } else {
    "that took as many steps as max_steps of adaptive_ode allows"
  }
  error("{name}: the flow is followed to t = {m.t:.6g}, z = {text(rows[1])}, and {why}", "domain")
}

# Requires finite predictions for all rows.
all_predicted(name, p, rows, l) = {
  bad = vmap(z -> i64(not all(isfinite(flatten([as_predicted(p, z, l)])))))(rows)
  told_finite(name, p, rows[argmax(bad)], l)
}

# A predictor that complains of what is not finite, which a run cannot while it is compiled.
looked_at(name, p) = (
  of = p.of, apply = p.apply, all = (o, z, l) -> {
    told_finite(name, p, z, l)
    both_unchecked(p, z, l)
  }
)

# A predictor whose answers pass as they are: a step that chooses its size is made again where they are nan.
unchecked(p) = (of = p.of, apply = p.apply, all = (o, z, l) -> both_unchecked(p, z, l))

# x̂ and ε̂, finite or not.
both_unchecked(p, z, l) = {
  if has(p, "all") { return p.all(p, z, l) }
  y = p.apply(p, z, l)
  (x = x_from(p.of, y, z, l), ε = noise_from(p.of, y, z, l))
}

# The law that is started from.
start_of(name, r, d, start) = {
  if given(start) {
    events.distributed(name, start)
    return start
  }
  (own, known) = predictor_event(r.p)
  event = if given(d) {
    if kind(d) == "tuple" { d } else { (whole_number(name, "d", "numbers of a datum", 1, d),) }
  } else if known { own } else {
    error("{name}: how many numbers has a datum? Give d=2, or where it is one number start=Normal(0, 1)", "argument")
  }
  # Of an oracle a wrong d is found where its own law is drawn from.
  if given(d) and knows_law(r.p) { begun_well(r, zeros(event...)) }
  start_law(name, r.p, level_at(r, 1), event, "start")
}

# How numbers are typed in a run.
typed_of(r, z, type) = {
  if given(type) { one_of_texts("generate", "type", type, ("f64", "f32")) }
  single = if given(type) { type == "f32" } else { kind(predict(r.p, f64(z), level_at(r, 1), r.p.of)) == "f32" }
  if single { z -> f32(z) } else { z -> f64(z) }
}
