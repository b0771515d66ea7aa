# Schedules of one's own, from functions of t. What is not given follows by differentiation, and the inverse by halving.
# names: schedule
use gauss
use noise_levels
use options

# A schedule from functions of a time t, with `if` or without, which are tried at 2000 times in 0..1 before it is made.
# γ must rise, with kinks if need be, but without jumps, as γ' and all losses would miss them.
# Of these, one: γ (α² + σ² = 1); α and σ; α (then σ² = 1 - α²); snr (α² + σ² = 1); β (α² = e^-B, σ² = 1 - e^-B, with B
# its integral from 0 to t by quadrature, or given). They need to be finite inside 0 < t < 1 only. At an end where γ is
# infinite, γ' is too, and rates whose limits cannot be known are nan. Next to t = 0, where α is nearly 1, α alone says
# little of σ: γ or σ keep the digits there.
# γ: -log SNR
# α, σ: the factors of datum and noise in z = α x + σ ε
# snr: α²/σ²
# β, B: the rate of dz = -β/2 z dt + √β dW, and its integral from 0
# name: what it is called in pictures and errors
# example: use noise_schedules; S = schedule(γ = t -> 20*t - 10); (S.γ'(0.3), S.inverse(0))
# -> (20.0, 0.5)
# example: use noise_schedules; schedule(γ = t -> if t < 0.5 { 4*t } else { 20*t - 8 }).γ([0.25, 0.75])
# -> f64[2]
# ->    1.0  7.0
# example: use noise_schedules; S = schedule(α = t -> 1, σ = t -> t); (S.snr(0.5), S.g2(0.5), S.vp)
# -> (4.0, 1.0, false)
schedule(γ=none, α=none, σ=none, snr=none, β=none, B=none, name="own schedule") = {
  has_of = x -> kind(x) != "none"
  forms = (has_of(γ), has_of(snr), has_of(β), has_of(α) or has_of(σ))
  if sum(i in 1:4, if forms[i] { 1 } else { 0 }) != 1 or (has_of(B) and not has_of(β)) {
    error("schedule: say it in one way: γ =, or α = and σ =, or α = alone (σ² = 1 - α²), or snr =, or β = (with B = its integral)", "argument")
  }
  S = if has_of(γ) {
    g = function_of_time("γ", γ)
    schedule_of_gamma(name, g, known_rate(g, g'))
  } else if has_of(snr) {
    r = positive_inside("snr", function_of_time("snr", snr))
    g = t -> -log(r(t))
    put(schedule_of_gamma(name, g, known_rate(g, g')), "snr", r)
  } else if has_of(β) {
    own_rate(name, positive_inside("β", function_of_time("β", β)), B)
  } else if has_of(α) and has_of(σ) {
    a = positive_inside("α", function_of_time("α", α))
    s = positive_inside("σ", function_of_time("σ", σ))
    schedule_of_factors(name, a, s, a', s')
  } else if has_of(α) {
    a = positive_inside("α", function_of_time("α", α))
    unit_circle("α", a)
    s = t -> sqrt((1 - a(t))*(1 + a(t)))
    schedule_of_factors(name, a, s, a', t -> -a(t)*a'(t)/s(t))
  } else {
    error("schedule: σ alone does not say what becomes of the datum: α = t -> 1 keeps it (variance exploding), α = t -> sqrt(1 - σ(t)^2) keeps α² + σ² = 1", "argument")
  }
  S = put(S, "dγ", known_rate(S.γ, S.dγ))
  # A schedule that is being trained cannot be tried.
  if known_later(S.γ(0.5)) { return put(S, "inverse", time_by_halving(S.γ, S.dγ)) }
  rising(S.γ, S.dγ)
  if not has_of(β) or has_of(B) { without_jumps(S.γ, S.dγ) }
  ends = map(g -> if isnan(g) { none } else { g }, (S.γ(0.0), S.γ(1.0)))
  (low, high) = (if has_of(ends[1]) { ends[1] } else { -inf }, if has_of(ends[2]) { ends[2] } else { inf })
  put(S, "inverse", inverse_between(name, low, high, time_by_halving(S.γ, S.dγ)))
}

# γ' that is infinite where γ is, also where it comes as nan from there.
known_rate(γ, dγ) = t -> where(abs(γ(t)) == inf, inf, dγ(t))

# ## Schedules by what is known of them

# α² + σ² = 1 by γ and its rate.
schedule_of_gamma(name, γ, dγ) = {
  (α, σ) = (t -> sqrt(sigmoid(-γ(t))), t -> sqrt(sigmoid(γ(t))))
  β(t) = sigmoid(γ(t))*dγ(t)
  (
    name = name, vp = true, α = α, σ = σ, γ = γ, dγ = dγ, snr = t -> exp(-γ(t)),
    inverse = time_by_halving(γ, dγ), f = t -> -β(t)/2, g2 = β, β = β,
    dα = t -> -α(t)*β(t)/2, dσ = t -> σ(t)*sigmoid(-γ(t))*dγ(t)/2
  )
}

# α² + σ² = 1 by the squares of α and σ, the rate h of σ², and γ.
schedule_of_squares(name, a2, s2, h, γ) = (
  name = name, vp = true, α = t -> sqrt(a2(t)), σ = t -> sqrt(s2(t)), γ = γ,
  dγ = t -> h(t)/a2(t)/s2(t), snr = t -> a2(t)/s2(t), inverse = time_by_halving(γ, t -> h(t)/a2(t)/s2(t)),
  f = t -> -h(t)/a2(t)/2, g2 = t -> h(t)/a2(t), β = t -> h(t)/a2(t),
  dα = t -> -h(t)/sqrt(a2(t))/2, dσ = t -> h(t)/sqrt(s2(t))/2
)

# α² = e^-B, σ² = 1 - e^-B by the rate β and its integral B.
schedule_of_rate(name, β, B) = {
  s2(t) = -expm1(-B(t))
  (γ, dγ) = (t -> B(t) + log(s2(t)), t -> ratio(β(t), s2(t)))
  (
    name = name, vp = true, α = t -> exp(-B(t)/2), σ = t -> sqrt(s2(t)), γ = γ, dγ = dγ,
    snr = t -> exp(-B(t))/s2(t), inverse = time_by_halving(γ, dγ),
    f = t -> -β(t)/2, g2 = β, β = β,
    dα = t -> -β(t)/2*exp(-B(t)/2), dσ = t -> ratio(β(t)*exp(-B(t)), 2*sqrt(s2(t)))
  )
}

# Any α and σ with their rates.
schedule_of_factors(name, α, σ, dα, dσ) = {
  u = linspace(0.01, 0.99, 99)
  apart = max(abs(α(u)^2 + σ(u)^2 - 1))
  vp = if known_later(apart) { false } else { apart < 1e-9 }
  g2(t) = 2*σ(t)*(dσ(t) - σ(t)*dα(t)/α(t))
  dγ(t) = 2*(dσ(t)/σ(t) - dα(t)/α(t))
  γ(t) = 2*(log(σ(t)) - log(α(t)))
  S = (
    name = name, vp = vp, α = α, σ = σ, γ = γ, dγ = dγ, snr = t -> (α(t)/σ(t))^2,
    inverse = time_by_halving(γ, dγ), f = t -> dα(t)/α(t), g2 = g2, dα = dα, dσ = dσ
  )
  if vp { put(S, "β", g2) } else { S }
}

# By β, and B by Gauss and Legendre's rule where it is not given.
own_rate(name, β, B) = {
  if kind(B) != "none" {
    B = positive_inside("B", function_of_time("B", B))
    t = linspace(0.01, 0.99, 99)
    (slope, rate) = (B'(t), β(t))
    worst = argmax(abs(slope - rate))
    if known_later(slope - rate) { return schedule_of_rate(name, β, B) }
    if max(abs(slope - rate)) > 1e-6*max(rate) {
      error("schedule: B is the integral of β, but B' is {slope[worst]:.6g} and β {rate[worst]:.6g} at t = {t[worst]:.2f}", "domain")
    }
    start = B(0.0)
    if abs(start) > 1e-9 { error("schedule: B is the integral of β from 0, so B(0) = 0, not {start:.6g}", "domain") }
    return schedule_of_rate(name, β, B)
  }
  (fine, coarse) = (integral_from_0(β, 100), integral_from_0(β, 60))
  if not known_later(fine(1.0)) and abs(fine(1.0) - coarse(1.0)) > 1e-9*fine(1.0) {
    error("schedule: the integral of β by 60 and by 100 points differs, {coarse(1.0):.10g} and {fine(1.0):.10g}: β is not smooth enough, so give B = too", "convergence")
  }
  schedule_of_rate(name, β, fine)
}

# ∫ f from 0 to t, elementwise, by n points.
integral_from_0(f, n) = {
  (x, w) = gauss_legendre(n)
  t -> {
    total = 0.0*t
    for k in 1:n { total = total + w[k]*f(t*((1 + x[k])/2)) }
    t*total
  }
}

# ## What is tried before a schedule is made

# The times at which functions are tried: even ones, and multiples of the golden ratio, as what has a period could be
# hidden from either.
trial_times() = {
  golden = (1:999)*((sqrt(5) - 1)/2)
  sort(concat(([1e-4], (1:999)/1000, golden - floor(golden), [1 - 1e-4])))
}

# A function of a number, elementwise.
by_element(f) = t -> if ndims(t) == 0 { f(t) } else { reshape(vmap(f)(flatten(t)), shape(t)...) }

# The function, elementwise and floating, constants too; else what is wrong with it. It only ever sees one time, or the
# trace of one, so that `if` and what works on numbers alone may be in it.
function_of_time(what, f) = {
  if kind(f) != "function" and not has(f, "apply") {
    error("schedule: {what} is a function of t, as {what} = t -> ..., not {type(f)}", "type")
  }
  for y in (f(0.3), f(0.6)) {
    if not (kind(y) in ("i64", "f64", "f32")) or ndims(y) > 0 {
      error("schedule: {what}(t) of a number t is a number, not {type(y)}", "shape")
    }
  }
  each = by_element(f)
  g = t -> each(floating(t)) + 0.0*t
  t = trial_times()
  y = g(t)
  if not known_later(y) and not all(isfinite(y)) {
    k = argmin(i64(isfinite(y)))
    error("schedule: {what} is {text(y[k])} at t = {t[k]:.6g}; it must be finite inside 0 < t < 1", "domain")
  }
  g
}

# Requires a function without negative values, and no 0 inside.
positive_inside(what, f) = {
  t = trial_times()
  y = f(t)
  if not known_later(y) and not all(y > 0) {
    k = argmin(y)
    error("schedule: {what} must be positive inside 0 < t < 1, and is {y[k]:.6g} at t = {t[k]:.6g}", "domain")
  }
  f
}

# Requires α below 1, as σ² is what it lacks.
unit_circle(what, f) = {
  t = trial_times()
  y = f(t)
  if not known_later(y) and not all(y < 1) {
    k = argmax(y)
    error("schedule: without σ =, σ² = 1 - α², but {what} is {y[k]:.6g} at t = {t[k]:.6g}; give σ = too", "domain")
  }
}

# Requires γ that rises, and γ' that says so.
rising(γ, dγ) = {
  t = trial_times()
  (y, slope) = (γ(t), dγ(t))
  if any(isnan(slope)) {
    error("schedule: γ' is nan at t = {t[argmax(i64(isnan(slope)))]:.6g}: a function in it has no derivative there", "domain")
  }
  # Where γ' is positive, γ may rise by less than its last digit.
  up = i64(y[2:end] > y[1:end-1] or (y[2:end] == y[1:end-1] and slope[2:end] > 0))
  if all(up > 0) {
    if min(slope) < -1e-9*(y[end] - y[1]) {
      k = argmin(slope)
      error("schedule: γ = -log SNR must rise with t, from data to noise, but γ' is {slope[k]:.6g} at t = {t[k]:.6g}. Smaller or slower swings, or a steeper rise beside them, keep γ' above 0", "domain")
    }
    return none
  }
  # From the first step that does not rise to where γ rises again.
  k = argmin(up)
  again = argmax(concat((up[k:end], [1])))
  m = k + again - 1
  how = if y[m] < y[k] { "falls by {y[k] - y[m]:.3g}, from {y[k]:.4g} at t = {t[k]:.6g} to {y[m]:.4g} at t = {t[m]:.6g}" } else {
    "stands still at {y[k]:.4g} from t = {t[k]:.6g} to {t[m]:.6g}"
  }
  remedy = if y[end] < y[1] { "If your time goes from noise to data, turn it round: t -> f(1 - t)" } else if y[m] < y[k] {
    "Smaller swings, or a steeper rise beside them, keep γ' above 0"
  } else { "No noise is added there: leave that stretch of time out, or give it a slope" }
  error("schedule: γ = -log SNR must rise with t, from data to noise, but it {how}. {remedy}", "domain")
}

# Requires γ that is the integral of γ', by Gauss and Legendre's rule between the trial times.
without_jumps(γ, dγ) = {
  t = trial_times()
  (a, b) = (t[1:end-1], t[2:end])
  (y, total) = (γ(t), 0.0*a)
  (x, w) = gauss_legendre(6)
  for k in 1:6 { total = total + w[k]*dγ(a + (b - a)*((1 + x[k])/2)) }
  rise = y[2:end] - y[1:end-1]
  miss = abs(rise - (b - a)*total)
  miss = where(isfinite(miss), miss, abs(rise))
  whole = y[end] - y[1]
  k = argmax(miss)
  if miss[k] > 1e-4*min(whole, 1.0) {
    # Halved towards the larger rise, which stays at a jump and shrinks at a kink or a slope.
    (low, high) = (a[k], b[k])
    for i in 1:34 {
      middle = (low + high)/2
      (low, high) = if γ(middle) - γ(low) > γ(high) - γ(middle) { (low, middle) } else { (middle, high) }
    }
    (from, to) = (γ(low), γ(high))
    if to - from > miss[k]/2 and to - from > 0.05*rise[k] {
      error("schedule: γ jumps by {to - from:.3g} at t = {low:.6g}, from {from:.4g} to {to:.4g}. γ' knows nothing of a jump, so that losses would miss that part of the noise: go through it in a short time, as {to - from:.3g}*sigmoid((t - {low:.3g})/0.01) does, or leave it out", "domain")
    }
  }
  if sum(miss) > 0.01*whole {
    error("schedule: γ rises by {whole:.4g} from t = {t[1]:.4g} to {t[end]:.4g}, but by the integral of γ' it is {sum((b - a)*total):.4g}; it differs most at t = {a[k]:.6g}. γ is too steep there, or has a part without a derivative, such as stop, floor or a table", "domain")
  }
}
