# The likelihood of a diffusion model by its probability flow, the ODE without noise whose points have the same laws
# as those of the noisy process. Along dz/dt = u(z, t) the density changes by the divergence of u alone (Chen et al.
# 2018; Song et al. 2021, section 4.3):
#   log p_0(z_0) = log p_1(z_1) + ∫_0^1 div u(z_t, t) dt,  u = α' x̂ + σ' ε̂.
# The flow is followed by the angle φ, tan φ = σ/α, in place of t: w = z/√(α² + σ²) moves by
#   dw/dφ = cos φ ε̂ - sin φ x̂ = v̂/√(α² + σ²),
# which is finite at both ends of every schedule, and in which all schedules with the same ends are one flow.
# names: flow_log_density, flow_report
use noise_levels
use predictions
use noise_start
use laws_of_data
use score_slices
use divergence
use ode
use options
use events as events

# log p of data under the model that a predictor makes of noise by the probability flow: nats, one number for each
# row. It is the density of z at the level where the flow ends: at t = 0, where α is 1 and σ small, or at `from`; of
# a schedule with σ(0) = 0, without a flow there, that of z/α at γ = -13.3.
# S: a schedule
# p: a predictor: an oracle, a network, a function (z, t) -> ε
# X: one event, or events by rows
# rtol, atol: the relative and the absolute error that a step of the ODE may make, of each row
# trace: "exact" takes d derivatives; "Rademacher" and "Gaussian" take one for each probe v, as E vᵀ J v = tr J, with
#   the same v all along the flow. Hutchinson 1990; Grathwohl et al. 2019
# probes: how many probes a row has; the estimates are averaged
# from: the time where the flow ends; left out 0, or that of γ = -13.3 where the schedule has σ(0) = 0
# to: the time where it begins; left out 1, or γ = 13.3 where α(1) = 0 and the predictor, of ε or the score, tells
#   no v there
# prior: the law of z at `to`; left out N(0, 1) where α² + σ² is 1 to a hundredth, else N(0, σ²); where the SNR at `to`
#   is above 0.01, the noisy law noised(D, level(S, to)) of an oracle of D, and an error without one
# example: use vdm; S = linear_snr(); l = flow_log_density(S, oracle(Normal(0, 0.5)), 0.3);
# example: check l ≈ -0.40740556926579 tol 1e-6
# -> ok -0.407406 ≈ -0.407406
flow_log_density(
  S, p, X, rtol=1e-5, atol=1e-5, trace="exact", probes=1, from=none, to=none, prior=none
) = {
  (o, rows) = flow_arguments("flow_log_density", S, p, X, rtol, atol, trace, probes, from, to, prior)
  r = flow_of_rows("flow_log_density", o, rows)
  if o.one { r.log_p[1] } else { r.log_p }
}

# The same with what is known of it. The flow runs a second time, with a tenth of the tolerance: the report is of
# that run, and its difference from the first says how large errors of the steps are.
# S: a schedule
# p: a predictor
# X: one event, or events by rows
# rtol, atol: the relative and the absolute error that a step of the first run may make
# trace: "exact", "Rademacher" or "Gaussian"
# probes: how many probes a row has
# from: the time where the flow ends
# to: the time where it begins
# prior: the law of z at `to`; left out as in flow_log_density
# .log_p: nats; log p of each row
# .latent: the z at `to` from which the flow comes to the row
# .log_prior: nats; log of the density of the latent
# .log_volume: nats; ∫ div u dt, so that log_p = log_prior + log_volume
# .error: nats; how much log_p of the first run differs: an upper guess of the error of the steps
# .trace_error: nats; the standard error of log_p by the probes; 0 for the exact trace, nan for a single probe
# .evaluations: how often the predictor was evaluated in both runs, all rows together counting once
# .from, .to: the times where the flow ends and begins
# example: use vdm; r = flow_report(linear_snr(), oracle(Normal(0, 0.5)), [0.3, 1.0]);
# example: (max(abs(r.error)) < 1e-5, r.evaluations < 200)
# -> (true, true)
flow_report(S, p, X, rtol=1e-5, atol=1e-5, trace="exact", probes=1, from=none, to=none, prior=none) = {
  (o, rows) = flow_arguments("flow_report", S, p, X, rtol, atol, trace, probes, from, to, prior)
  a = flow_of_rows("flow_report", o, rows)
  b = flow_of_rows("flow_report", put(put(o, "rtol", rtol/10), "atol", atol/10), rows)
  of_rows = x -> if o.one { x[1] } else { x }
  (
    log_p = of_rows(b.log_p), latent = of_rows(b.latent), log_prior = of_rows(b.log_prior),
    log_volume = of_rows(b.log_volume), error = of_rows(abs(b.log_p - a.log_p)), trace_error = of_rows(b.trace_error),
    evaluations = a.evaluations + b.evaluations, from = o.from, to = o.to
  )
}

# ## Arguments

# The arguments checked, as a record, and the events by rows.
flow_arguments(name, S, p, X, rtol, atol, trace, probes, from, to, prior) = {
  S = schedule_of(S)
  p = predictor(p)
  (one, rows) = events_by_rows(name, p, X)
  one_of_texts(name, "trace", trace, ("exact", "Rademacher", "Gaussian"))
  probes = whole_number(name, "probes", "probes", 1, probes)
  tolerances(name, rtol, atol)
  (t0, t1, moved) = flow_ends(name, S, p, from, to)
  if given(prior) { events.distributed(name, prior) }
  prior = if given(prior) { prior } else { start_law(name, p, level(S, t1), shape(rows)[2:end], "prior") }
  # The law is not needed on the way, and a function that captures much is slow to call.
  p = if has(p, "law") { put(p, "law", none) } else { p }
  K = if trace == "exact" { 1 } else { probes }
  V = if trace == "exact" { zeros(len(rows), 1) } else { probes_of(trace, len(rows), K, shape(rows)[2:end]) }
  ((
    S = S, p = p, one = one, scale = if moved { S.α(t0) } else { 1.0 }, rtol = rtol, atol = atol,
    trace = trace, probes = K, V = V, from = t0, to = t1, prior = prior
  ), rows)
}

# Requires tolerances of steps.
tolerances(name, rtol, atol) = {
  for (what, x) in (("rtol", rtol), ("atol", atol)) { positive_number(name, what, x, "the error of a step") }
}

# Whether numbers in f32 have digits enough for a tolerance.
single_enough(rtol, atol) = min(rtol, atol) >= 1e-6

# A predictor whose parameters are precise enough for it: those of a network in f32 go over to f64.
precise_for(p, rtol, atol) = if single_enough(rtol, atol) { p } else { f64(p) }

# Whether X is one event of a predictor, and X by rows.
events_by_rows(name, p, X) = {
  events.numeric(name, "X", X)
  X = floating(X)
  if size(X) == 0 { error("{name}: X has no rows: {type(X)}", "shape") }
  (event, known) = predictor_event(p)
  d = prod(event)
  rest = shape(X)[2:end]
  # A vector of numbers of which each is an event has rows; of anything else a vector is one event.
  one = if ndims(X) == 0 { true } else if ndims(X) == 1 { not known or d > 1 } else {
    known and prod(rest) != d and size(X) == d
  }
  rows = if one { reshape(X, 1, shape(X)...) } else { X }
  if known and quo(size(rows), len(rows)) != d {
    also = if ndims(X) == 1 and d > 1 { "a vector is one event" } else { "X has one event in each row" }
    error("{name}: X is {type(X)}, and the model is of events of the shape {event}: {also}", "shape")
  }
  if not known_later(rows) {
    finite = vmap(x -> all(isfinite(flatten([x]))))(rows)
    if not all(finite) {
      k = argmax(i64(not finite))
      error("{name}: {sum(i64(not finite))} of {len(rows)} rows are nan or inf, the first one row {k}: such data have no density; leave them out, and count them", "domain")
    }
  }
  if not known_later(rows) and max(abs(f64(rows))) > 1e100 {
    error("{name}: X has numbers up to {f64(max(abs(rows))):.3g}, whose squares overflow on the way: such data lie beyond every model", "domain")
  }
  # Numbers of a law on the line have no axis.
  if known and event == () and ndims(rows) > 1 { rows = reshape(rows, len(rows)) }
  (one, rows)
}

# The times between which the flow runs.
flow_ends(name, S, p, from, to) = {
  if knows_law(p) and not given(from) {
    if is_discrete(p.law) {
      error("{name}: {p.law.family} is a set of points, in which the flow ends: their density is infinite there and 0 elsewhere; from=0.3 asks for the density of z at t = 0.3, noise_net and KDE(data, h) have one", "density")
    }
  }
  moved = not given(from) and not isfinite(stop(S.γ(0.0)))
  t0 = if given(from) { from } else if moved { S.inverse(-13.3) } else { 0.0 }
  known_v = has(p, "all") or p.of in ("x", "v", "velocity")
  t1 = if given(to) { to } else if known_v or isfinite(stop(S.γ(1.0))) { 1.0 } else { S.inverse(13.3) }
  for t in (t0, t1) { if ndims(times(name, t)) > 0 { error("{name}: from and to are times, one number each, not {type(t)}", "shape") } }
  if not known_v and not istraced(t1) and S.γ(t1) == inf {
    error("{name}: a prediction of {p.of} says nothing of v where α = 0, at to = {text(t1)}: left out, the flow begins at γ = 13.3", "domain")
  }
  if not istraced(t0 + t1) and not (t0 < t1) {
    error("{name}: the flow goes from the data at from = {text(t0)} to a later time, not to = {text(t1)}", "domain")
  }
  (t0, t1, moved)
}

# ## The flow

# The flow of the rows, of so many at once that the derivatives in all directions fit into memory.
flow_of_rows(name, o, rows) = {
  d = quo(size(rows), len(rows))
  step = max(1, quo(200000, if o.trace == "exact" { d } else { o.probes }))
  if len(rows) <= step { return followed(name, o, rows, o.V) }
  parts = ()
  for k in 1:step:len(rows) {
    j = min(k + step - 1, len(rows))
    parts = tuple_of(parts..., followed(name, o, rows[k:j], o.V[k:j]))
  }
  joined_rows = f -> concat(map(f, parts))
  (
    log_p = joined_rows(r -> r.log_p), latent = joined_rows(r -> r.latent), log_prior = joined_rows(r -> r.log_prior),
    log_volume = joined_rows(r -> r.log_volume), trace_error = joined_rows(r -> r.trace_error),
    evaluations = sum(concat(map(r -> [r.evaluations], parts)))
  )
}

# The angle φ = atan(σ/α) of a time.
angle_of(S, t) = {
  γ = S.γ(t)
  where(γ == -inf, 0.0, where(γ == inf, π/2, atan(exp(max(min(γ, 700.0), -700.0)/2))))
}

# The level at an angle.
level_at_angle(o, φ) = {
  S = o.S
  (g0, g1) = (S.γ(o.from), S.γ(o.to))
  γ = max(min(2*log(max(tan(φ), 0.0)), g1), g0)
  level(S, max(min(S.inverse(γ), o.to), o.from))
}

# v̂ and what of its Jacobian J the density needs: tr J, or vᵀ J v of the probes V by rows.
with_trace(o, l, z, V) = {
  v = z -> predict(o.p, z, l, "v")
  (v(z), if o.trace == "exact" { [divergence_of(v, z)] } else { vmap(u -> sum(u*jvp(v, z, u)))(V) })
}

# div, of numbers the derivative.
divergence_of(v, z) = if ndims(z) == 0 { jvp(v, z, 1.0) } else { div(v)(z) }

# The flow from rows at `from` to `to`, and the integral of the divergence.
followed(name, o, rows, V) = {
  o = put(o, "p", precise_for(o.p, o.rtol, o.atol))
  (S, n) = (o.S, len(rows))
  (l0, l1) = (level(S, o.from), level(S, o.to))
  (r0, r1) = (length_of(l0), length_of(l1))
  event = shape(rows)[2:end]
  d = prod(event)
  rows = o.scale*state_of(o, rows, l0)
  V = events.typed_as(V, rows)
  field = (φ, w, ℓ) -> {
    l = level_at_angle(o, φ)
    r = length_of(l)
    (v, trace) = vmap((z, u) -> with_trace(o, l, z, u))(r*w, V)
    (v/r, f64(trace))
  }
  (a, b) = (angle_of(S, o.from), angle_of(S, o.to))
  w = rows/r0
  start = field(a, w, zeros(n, o.probes))
  not_finite_at(name, o, rows, start[1], start[2], o.from)
  r = ode((s, w, ℓ) -> field(a + s, w, ℓ), (w, zeros(n, o.probes)), b - a, rtol=o.rtol, atol=o.atol, time=true, rows=true)
  ended_early(name, o, r, field, a, b)
  (w, ℓ) = r.p
  z = r1*w
  log_prior = o.prior.log_density(f64(z))
  if shape(log_prior) != (n,) { error("{name}: the prior gives {type(log_prior)} for {n} events of the shape {event}: it must be a law of such events", "shape") }
  # Where it is not known yet whether the flow came to its end, nan says that it did not.
  log_prior = where(r.t == b - a, log_prior, nan)
  volume = sum(ℓ, axis=2)/o.probes + d*log(o.scale*r1/r0)
  spread = if o.trace == "exact" { zeros(n) } else if o.probes == 1 { full(nan, n) } else {
    sqrt(sum((ℓ - sum(ℓ, axis=2, keep=true)/o.probes)^2, axis=2)/(o.probes*(o.probes - 1)))
  }
  (
    log_p = log_prior + volume, latent = z, log_prior = log_prior, log_volume = volume, trace_error = spread,
    evaluations = 1 + r.evaluations
  )
}

# The rows in f32 if they or a network are, and the predictor answers so, and the tolerance is not below what f32 has.
state_of(o, rows, l) = {
  if not single_enough(o.rtol, o.atol) or kind(rows) == "f64" and has(o.p, "f") { return f64(rows) }
  answer = predict(o.p, f32(rows[1]), l, "v")
  if kind(answer) == "f32" { f32(rows) } else { f64(rows) }
}

# The probes of each row, which stay the same all along the flow.
probes_of(trace, n, K, event) = reshape(sample(slice_law(trace, event), n*K), n, K, event...)

# Complains where the flow is not finite at one of the points z, with the trace of its Jacobian.
not_finite_at(name, o, z, v, trace, t) = {
  good = vmap((v, u) -> all(isfinite(flatten([v]))) and all(isfinite(u)))(v, trace)
  if known_later(good) { return none }
  if all(good) { return none }
  k = argmax(i64(not good))
  told_finite(name, o.p, z[k], level(o.S, t))
  error("{name}: the prediction, or its derivative, is not finite at t = {text(f64(stop(t)))}, z = {text(f64(stop(z[k])))}, on the way of row {k} ({sum(i64(not good))} of {len(good)} rows)", "domain")
}

# Complains where the flow did not reach its end, with the time and the point of the row that moves fastest.
ended_early(name, o, r, field, a, b) = {
  if known_later(r.t) or istraced(r.t) { return none }
  if r.t == stop(b - a) { return none }
  φ = a + r.t
  # What stops the steps lies a little further on.
  w = r.p[1]
  for δ in (0.0, 1e-9, 1e-6) { predicted_on(name, o, w + min(δ, b - φ)*field(φ, r.p...)[1], min(φ + δ, b)) }
  l = level_at_angle(o, φ)
  z = length_of(l)*r.p[1]
  (v, trace) = field(φ, r.p...)
  not_finite_at(name, o, z, v, trace, l.t)
  speed = vmap((v, u) -> sum(f64(flatten([v]))^2) + sum(u^2))(v, trace)
  k = argmax(speed)
  error("{name}: the flow cannot be followed beyond t = {text(f64(stop(l.t)))}, where row {k} is at z = {text(f64(stop(z[k])))} and moves fastest: the prediction jumps or grows without bound there", "domain")
}

# Complains where a prediction for one of the w at an angle is not finite.
predicted_on(name, o, w, φ) = {
  l = level_at_angle(o, φ)
  z = length_of(l)*w
  v = vmap(z -> predict(o.p, z, l, "v"))(z)
  not_finite_at(name, o, z, v, zeros(len(z), 1), l.t)
}

# What a predictor says, finite or not.
as_predicted(p, z, l) = if has(p, "all") { p.all(p, z, l).x } else { p.apply(p, z, l) }

# Requires a finite prediction for z, where both are known.
told_finite(name, p, z, l) = {
  if not known_later(z) and not known_later(l.t) {
    y = as_predicted(p, z, l)
    if all(isfinite(stop(z))) and not known_later(y) and not all(isfinite(stop(y))) {
      what = if any(isnan(stop(y))) { "nan" } else { "infinite" }
      error("{name}: the prediction of {p.of} is {what} at t = {text(f64(stop(l.t)))}, z = {text(f64(stop(z)))}", "domain")
    }
  }
}
