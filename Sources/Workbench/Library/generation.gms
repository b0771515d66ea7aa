# From noise to data: a sampler run over the times of a schedule.
# names: carry, path, sampling_times, generate, diffusion
use samplers
use noise_levels
use predictions
use laws_of_data
use options
use flow_likelihood
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

# One z carried from the noise at `from` to the data at `to` by a sampler. Under vmap, rows.
# S: a schedule
# p: a predictor
# z: one event at the level of the first time
# by: a sampler
# steps: how many steps
# from, to: the first and the last time
# times: the times themselves, falling, in the place of steps, from and to: sampling_times has rules
# example: use generation; use oracles; use noise_schedules;
# example: check carry(linear_snr(), oracle(Normal(0, 0.5)), 1.0, steps=10) ≈ 0.398878016757 tol 1e-11
# -> ok 0.398878 ≈ 0.398878
carry(S, p, z, by=ddim(), steps=100, from=1.0, to=0.0, times=none) = {
  r = prepared("carry", S, p, by, steps, from, to, times)
  events.numeric("carry", "z", z)
  z = floating(z)
  begun_well("carry", r, z)
  s = run_all(r, z)
  if not known_later(s.k) { all_finite("carry", r, s) }
  s.z
}

# The same with all points on the way: a record of the times and the points, a row for each time.
# S: a schedule
# p: a predictor
# z: one event at the level of the first time
# by: a sampler
# steps: how many steps
# from, to: the first and the last time
# times: the times themselves, falling
# .t: the times
# .z: the points, a row for each time
# example: use generation; use oracles; use noise_schedules;
# example: path(rectified(), oracle(Normal(0, 1)), 1.0, steps=2, to=0.5).t
# -> f64[3]
# ->    1.0  0.75  0.5
path(S, p, z, by=ddim(), steps=100, from=1.0, to=0.0, times=none) = {
  r = prepared("path", S, p, by, steps, from, to, times, all_points=true)
  events.numeric("path", "z", z)
  z = floating(z)
  begun_well("path", r, z)
  s = iterate(s -> step_of_run(r, s), at_start(r, z), r.steps, every=1)
  if not known_later(s.k) { all_finite("path", r, final_state(s)) }
  (t = r.t, z = s.z)
}

# n rows of data from noise. What is started from is N(0, I) where α² + σ² = 1, else N(0, σ² I) at the first time.
# S: a schedule
# p: a predictor
# n: how many rows
# by: a sampler
# steps: how many steps
# times: the times themselves, falling, from 1 or less
# d: how many numbers a datum has, or its shape; known where the predictor has it, as noise_net and oracle
# start: another law to start from, such as noised(D, level(S, 1))
# type: "f64" or "f32"; by itself what the network computes in
# example: use generation; use oracles; use noise_schedules; use data;
# example: shape(generate(linear_snr(), oracle(gaussians8()), 5, steps=10))
# -> (5, 2)
generate(S, p, n, by=ddim(), steps=100, times=none, d=none, start=none, type=none) = {
  n = whole_number("generate", "n", "rows", 1, n)
  r = prepared("generate", S, p, by, steps, 1.0, 0.0, times)
  first = start_of("generate", r, d, start)
  begun_well("generate", r, first.draw())
  as = typed_of(r, first.draw(), type)
  if has(r.by, "whole") { return together(r, vmap(k -> as(first.draw()))(1:n)) }
  s = vmap(k -> run_all(r, as(first.draw())))(1:n)
  all_finite("generate", r, s)
  s.z
}

# The model as a distribution: a draw is generated, a log density is that of the probability flow.
# S: a schedule
# p: a predictor
# by: a sampler
# steps: how many steps
# times: the times themselves, falling
# d: how many numbers a datum has, or its shape; known where the predictor has it
# start: another law to start from
# example: use generation; use oracles; use noise_schedules;
# example: M = diffusion(linear_snr(), oracle(Normal([1.0, 2], 0.1)), by=ddim(), steps=20);
# example: shape(sample(M, 3))
# -> (3, 2)
diffusion(S, p, by=ddim(), steps=100, times=none, d=none, start=none) = {
  r = prepared("diffusion", S, p, by, steps, 1.0, 0.0, times)
  first = start_of("diffusion", r, d, start)
  begun_well("diffusion", r, first.draw())
  as = typed_of(r, first.draw(), none)
  (
    family = "diffusion", parameters = (steps = r.steps, sampler = r.by.name, schedule = r.S.name),
    draw = () -> run_all(r, as(first.draw())).z,
    log_density = x -> flow_log_density(r.S, r.p, x),
    domain = events.domain_of("reals", shape(first.draw()))
  )
}

# ## What they share

# What a run needs: the schedule, the predictor, the sampler, the times and their levels.
prepared(name, S, p, by, steps, from, to, times, all_points=false) = {
  (S, p, by) = (schedule_of(S), predictor(p), a_sampler(name, "by", by))
  t = if given(times) { falling(name, times) } else {
    n = spaced_between(name, steps, from, to)
    falling_to(if has(by, "whole") and not all_points { 1 } else { n }, from, to, 1)
  }
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

# A predictor that does not fit, or a level at which it says nothing, is found before the run.
begun_well(name, r, z) = { x_and_noise(r.p, z, level_at(r, 1)); none }

# One step: the point, the memory, and the first step that led to what is not finite, with where it came from.
step_of_run(r, s) = {
  (z, m) = r.by.step(r.by, r.S, r.p, s.z, s.m, level_at(r, s.k), level_at(r, s.k + 1))
  z = events.typed_as(z, s.z)
  lost = s.lost == 0 and not all(isfinite(z))
  (z = z, m = m, k = s.k + 1, lost = where(lost, s.k, s.lost), at = where(lost, s.z, s.at))
}

# The state before the first step.
at_start(r, z) = (z = z, m = r.by.begin(z, r.steps), k = 1, lost = 0, at = z)

# All steps.
run_all(r, z) = iterate(s -> step_of_run(r, s), at_start(r, z), r.steps)

# All steps of rows that share them.
together(r, Z) = {
  s = run_all(put(r, "p", of_rows(r.p)), Z)
  if s.lost > 0 {
    bad = argmax(vmap(z -> sum(i64(not isfinite(z))))(s.z))
    # All rows come equally far; the first one is shown if none is worse.
    all_finite("generate", r, put(s, "m", put(s.m, "z", s.m.z[bad])))
  }
  s.z
}

# The last state of those kept on the way.
final_state(s) = put(put(s, "lost", s.lost[end]), "at", s.at[end])

# Requires finite points at the end.
all_finite(name, r, s) = {
  if all(s.lost == 0) { return none }
  # Of rows, the one that was lost first.
  row = if ndims(s.lost) == 0 { none } else { argmax(where(s.lost > 0, r.steps + 1 - s.lost, 0)) }
  (k, z) = if kind(row) == "none" { (s.lost, s.at) } else { (s.lost[row], s.at[row]) }
  if has(r.by, "whole") {
    (t, z) = if kind(row) == "none" { (s.m.t, s.m.z) } else { (s.m.t[row], s.m.z[row]) }
    error("{name}: the flow is followed to t = {t:.6g}, z = {text(z)}, and no step leads further: what is predicted there is not finite, or {r.by.name} needs more than max_steps", "domain")
  }
  error("{name}: step {k} of {r.steps}, from t = {r.t[k]:.6g} to {r.t[k + 1]:.6g}, leads from z = {text(z)} to what is not finite: see what is predicted there, or take more steps", "domain")
}

# The law that is started from.
start_of(name, r, d, start) = {
  if given(start) { return start_law(name, start) }
  event = if given(d) {
    if kind(d) == "tuple" { d } else { (whole_number(name, "d", "numbers of a datum", 1, d),) }
  } else if has(r.p, "d") { (r.p.d,) } else if has(r.p, "law") { event_shape(r.p.law) } else {
    error("{name}: how many numbers has a datum? Give d=2, or where it is one number start=Normal(0, 1)", "argument")
  }
  σ = if r.S.vp { 1.0 } else { r.levels.σ[1] }
  Normal(zeros(event...), σ)
}

# Requires a distribution to start from.
start_law(name, D) = {
  events.distributed(name, D)
  D
}

# How numbers are typed in a run.
typed_of(r, z, type) = {
  if given(type) { one_of_texts("generate", "type", type, ("f64", "f32")) }
  single = if given(type) { type == "f32" } else { kind(predict(r.p, f64(z), level_at(r, 1), r.p.of)) == "f32" }
  if single { z -> f32(z) } else { z -> f64(z) }
}
