# Noise levels of a schedule. A schedule says how a datum x fades into noise ε as t goes from 0 to 1:
#   z = α(t) x + σ(t) ε,   SNR = α²/σ²,   γ = -log SNR, which rises with t.
# It is a record of functions of t, elementwise on tensors:
#   name, vp (whether α² + σ² = 1), α, σ, γ, snr, dα, dσ, dγ, f = α'/α and g2 = g² = σ²γ' of the
#   equation dz = f z dt + g dW, β = g² where vp, and inverse, from γ back to t.
# The makers are in noise_schedules, own_schedules, discrete_noise and learned_noise.
# names: schedule_of, level, gamma_rise, shifted, between
use gauss

# The schedule of a record: itself, or what a learned one gives with its present parameters.
# S: a schedule, or a record with a field `schedule`, a function of the record
# example: use noise_schedules; schedule_of(rectified()).name
# -> "rectified"
schedule_of(S) = {
  if has(S, "schedule") { return S.schedule(S) }
  if not (has(S, "α") and has(S, "σ") and has(S, "γ")) {
    what = if kind(S) == "record" { "a record of {fields(S)}" } else { type(S) }
    remedy = if kind(S) == "function" { "; it is made by a call: cosine_noise(), with the brackets" } else {
      "; schedule(γ = t -> ...) makes one of your own"
    }
    error("a schedule is a record of functions of t such as cosine_noise() gives, not {what}{remedy}", "type")
  }
  S
}

# The level at t: (t, α, σ, γ, dα, dσ, dγ), what a predictor is told of the noise.
# At an end where γ is infinite, a rate of a schedule of one's own may be nan, if its limit cannot be known.
# S: a schedule
# t: a time from 0 to 1, or a tensor of times
# example: use noise_schedules; level(rectified(), 0.25)
# -> (t = 0.25, α = 0.75, σ = 0.25, γ = -2.19722, dα = -1.0, dσ = 1.0, dγ = 10.6667)
level(S, t) = {
  S = schedule_of(S)
  t = times("level", t)
  l = (t = t, α = S.α(t), σ = S.σ(t), γ = S.γ(t), dα = S.dα(t), dσ = S.dσ(t), dγ = S.dγ(t))
  for v in (l.α, l.σ, l.γ) {
    if any(isnan(stop(v))) {
      error("level: the schedule {S.name} gives nan at t = {text(stop(t))}: its functions are good inside 0..1 alone; between(S, γ0, γ1) keeps away from the ends", "domain")
    }
  }
  l
}

# γ(t) - γ(s), without the loss of digits of the difference where s and t are close.
# By the integral of γ' where the rise is small, else by the difference; infinite from an end where γ is.
# S: a schedule
# s, t: times from 0 to 1, numbers or tensors
# example: use noise_schedules; check gamma_rise(linear_snr(), 0.5, 0.5 + 2^-40) ≈ 18.3*2^-40 tol 1e-13
# -> ok 1.66438e-11 ≈ 1.66438e-11
gamma_rise(S, s, t) = {
  S = schedule_of(S)
  (s, t) = (times("gamma_rise", s), times("gamma_rise", t))
  rise = if has(S, "rise") { S.rise(s, t) } else { rise_of(S, s, t) }
  where(s == t, 0.0, rise)
}

# The rise by Gauss and Legendre's rule of 16 points where it is at most a fiftieth of γ, where poles of γ' at the
# ends are far from s..t; beyond that rounding in the difference is below 1e-13 of it.
rise_of(S, s, t) = {
  (a, b) = (S.γ(s), S.γ(t))
  (x, w) = gauss_legendre(16)
  total = 0.0*(s + t)
  for k in 1:16 { total = total + w[k]*S.dγ(s + (t - s)*((1 + x[k])/2)) }
  plain = b - a
  small = where(isfinite(plain), abs(plain) <= 0.02*max(max(abs(a), abs(b)), 1.0), false)
  where(small, (t - s)*total, plain)
}

# The schedule with γ + c: the same path with more noise at each time, as larger images need it.
# The SNR is divided by e^c: c = 2 log(n/64) for images n×n pixels with a schedule made for 64×64. A schedule with
# α² + σ² = 1 keeps that, any other one keeps α. Hoogeboom, Heek and Salimans 2023.
# S: a schedule
# c: what is added to γ
# example: use noise_schedules; shifted(rectified(), 2).γ(0.5)
# -> 2.0
shifted(S, c) = {
  S = schedule_of(S)
  number_of("shifted", "c", c, "added to γ, such as 2*log(256/64)")
  (k, h, added) = (exp(1.0*c), exp(0.5*c), expm1(1.0*c))
  n = if S.vp { t -> 1 + added*S.σ(t)^2 } else { t -> 1.0 + 0.0*t }
  # σ grows by h at equal α, and both are divided by √n where that keeps α² + σ² at 1.
  T = (
    name = "{S.name} shifted by {shown(c)}", vp = S.vp,
    α = t -> S.α(t)/sqrt(n(t)), σ = t -> h*S.σ(t)/sqrt(n(t)), γ = t -> S.γ(t) + c, dγ = S.dγ,
    snr = t -> S.snr(t)/k, inverse = inverse_between("shifted", S.γ(0.0) + c, S.γ(1.0) + c, g -> S.inverse(g - c)),
    f = if S.vp { t -> -k/2*S.g2(t)/n(t) } else { S.f }, g2 = t -> k*S.g2(t)/n(t),
    dα = if S.vp { t -> k*S.dα(t)/n(t)^1.5 } else { S.dα },
    dσ = t -> h*S.dσ(t)/n(t)^(if S.vp { 1.5 } else { 1.0 }), rise = (s, t) -> gamma_rise(S, s, t)
  )
  if S.vp { put(T, "β", T.g2) } else { T }
}

# The part of a schedule in which γ goes from γ0 to γ1, run through in t = 0..1.
# The losses of T steps need a finite γ at t = 0, which cosine_noise() or vp_linear() do not have by themselves.
# S: a schedule
# γ0, γ1: where γ begins and ends; infinite where that of S is
# example: use noise_schedules; S = between(cosine_noise(), -10, 5); check S.γ(0) ≈ -10
# -> ok -10.0 ≈ -10
# example: use noise_schedules; between(cosine_noise(), -13.3, inf).γ(1)
# -> inf
between(S, γ0, γ1) = {
  S = schedule_of(S)
  rising_ends("between", γ0, γ1, true)
  (a, b) = (S.inverse(γ0), S.inverse(γ1))
  (w, at) = (b - a, t -> a*(1 - t) + b*t)
  T = (
    name = "{S.name} from {shown(γ0)} to {shown(γ1)}", vp = S.vp,
    α = t -> S.α(at(t)), σ = t -> S.σ(at(t)), γ = t -> S.γ(at(t)), dγ = t -> w*S.dγ(at(t)),
    snr = t -> S.snr(at(t)), inverse = inverse_between("between", γ0, γ1, g -> (S.inverse(g) - a)/w),
    f = t -> w*S.f(at(t)), g2 = t -> w*S.g2(at(t)), dα = t -> w*S.dα(at(t)), dσ = t -> w*S.dσ(at(t))
  )
  kept_ends(S, T.γ(0.0), T.γ(1.0), γ0, γ1)
  T = if S.vp { put(T, "β", T.g2) } else { T }
  if has(S, "rise") { put(T, "rise", (s, t) -> S.rise(at(s), at(t))) } else { T }
}

# Requires the ends that were asked of between: next to 0 or 1 times, or α, may have no digits left to tell γ apart.
kept_ends(S, from, to, γ0, γ1) = {
  kept(g, asked) = where(isfinite(asked), abs(g - asked) <= 1e-6*max(abs(asked), 1.0), g == asked)
  (g0, g1) = (stop(γ0), stop(γ1))
  (first, last) = (kept(stop(from), g0), kept(stop(to), g1))
  if istraced(first) or istraced(last) { return none }
  if first and last { return none }
  (asked, got) = if first { (g1, stop(to)) } else { (g0, stop(from)) }
  # From the middle outwards as far as all is kept.
  g = linspace(max(g0, -750.0), min(g1, 750.0), 401)
  lost = i64(not kept(S.γ(S.inverse(g)), g))
  (below, above) = (sum(lost[1:200]), sum(lost[202:end]))
  low = if below == 0 { g[1] } else { g[203 - argmax(reverse(lost[1:201]))] }
  high = if above == 0 { g[end] } else { g[199 + argmax(lost[201:end])] }
  error("between: at the time where γ of {S.name} comes nearest to {asked:.6g} it is {got:.6g}: next to 0 and 1 numbers lie too far apart. Within 1e-6 this schedule can be had from {low:.3g} to {high:.3g}", "domain")
}

# ## What the makers share

# Requires times from 0 to 1.
times(name, t) = {
  if not (kind(t) in ("i64", "f64", "f32")) { error("{name}: t is a time from 0 to 1, not {type(t)}", "type") }
  if not all(0 <= stop(t)) or not all(stop(t) <= 1) {
    worst = if ndims(t) == 0 { stop(t) } else { outermost(flatten(stop(t))) }
    error("{name}: a time lies between 0, the data, and 1, the noise; {text(worst)} does not", "domain")
  }
  floating(t)
}

# The number that is farthest from 0..1, or nan.
outermost(t) = t[argmax(where(isnan(t), inf, abs(t - 0.5)))]

# A number in a name, which is not known where it is trained.
shown(x) = if istraced(x) { "a trained number" } else { "{x:.3g}" }

# Requires one finite number.
number_of(name, what, x, meaning, infinite=false) = {
  if not (kind(x) in ("i64", "f64", "f32")) or ndims(x) > 0 {
    error("{name}: {what} is a number, {meaning}, not {type(x)}", "type")
  }
  if not (isfinite(stop(x)) or infinite) or isnan(stop(x)) {
    error("{name}: {what} is a finite number, {meaning}, not {text(stop(x))}", "domain")
  }
}

# Requires one positive finite number.
positive_number(name, what, x, meaning) = {
  if kind(x) in ("i64", "f64", "f32") and ndims(x) == 0 {
    if not (stop(x) > 0 and stop(x) < inf) {
      error("{name}: {what} must be positive and finite, not {text(stop(x))}: {meaning}", "domain")
    }
  }
  number_of(name, what, x, meaning)
}

# Requires one integer from `least` to `most`.
count_within(name, what, x, meaning, least=1, most=inf) = {
  if not (kind(x) in ("i64", "f64")) or ndims(x) > 0 { error("{name}: {what} is {meaning}, not {type(x)}", "type") }
  range = if most == inf { "at least {least}" } else { "{least} to {most}" }
  if not (x >= least and x <= most and x == floor(x)) { error("{name}: {what} is {meaning}, {range}, not {text(x)}", "domain") }
}

# Requires ends of γ in the order in which noise grows.
rising_ends(name, γ0, γ1, infinite=false) = {
  number_of(name, "γ0", γ0, "-log SNR at an end", infinite)
  number_of(name, "γ1", γ1, "-log SNR at an end", infinite)
  if not (stop(γ0) < stop(γ1)) {
    error("{name}: γ = -log SNR rises with t, so γ0 < γ1; here {text(γ0)} and {text(γ1)}", "domain")
  }
}

# a/b for a > 0, infinite where b is 0 also if a is.
ratio(a, b) = where(b == 0, inf, a/where(b == 0, 1.0, b))

# The inverse of γ from a function that is good between the ends γ0 and γ1; errors tell of what lies beyond them.
inverse_between(name, γ0, γ1, time_of) = g -> {
  g = floating(g)
  h = stop(g)
  if any(isnan(h)) { error("{name}.inverse: γ is nan", "domain") }
  if any(h < γ0 - 1e-9) or any(h > γ1 + 1e-9) {
    beyond = if any(h < γ0 - 1e-9) { min(h) } else { max(h) }
    error("{name}.inverse: γ goes from {γ0:.6g} to {γ1:.6g} here, and {beyond:.6g} is never reached", "domain")
  }
  t = time_of(where(isfinite(g), g, 0.0))
  where(isfinite(g), min(max(t, 0.0), 1.0), where(g > 0, 1.0, 0.0))
}

# The time at which a rising γ has the value g, elementwise: halvings of the logit of t, so that times next to 0 keep
# their digits, then a step of Newton's inside the last bracket, which also carries the derivative in g and in what γ
# depends on.
time_by_halving(γ, dγ) = g -> {
  target = stop(g)
  (low, high) = (-745.0 + 0*target, 40.0 + 0*target)
  for k in 1:64 {
    middle = (low + high)/2
    below = stop(γ(sigmoid(middle))) < target
    (low, high) = (where(below, middle, low), where(below, high, middle))
  }
  t = sigmoid((low + high)/2)
  (miss, slope) = (γ(t) - g, stop(dγ(t)))
  usable = where(isfinite(stop(miss)), slope > 0, false)
  moved = t - where(usable, where(usable, miss, 0.0)/where(usable, slope, 1.0), 0.0)
  # The value is held, not the derivative.
  inside = min(max(stop(moved), sigmoid(low)*(1 - 1e-15)), sigmoid(high)*(1 + 1e-15))
  t = moved + (inside - stop(moved))
  where(t < 1e-300, 0.0, t)
}
