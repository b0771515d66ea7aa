# Schedules of one's own, and schedules made of others.
# names: schedule, between, shifted, best_noise, noise_table, discrete_noise, noise_betas, compare_schedules
use noise_schedules
use noise_levels

# ## One's own

# A schedule of your own, by what you write down: γ, snr, β or α alone, whose variance is preserved, α² + σ² = 1; or α and
# σ. The rest follows by differentiation, the inverse by halving. Functions take a tensor of times and give one.
# γ: t -> -log SNR, increasing
# α, σ: t -> what multiplies datum and noise
# snr: t -> α²/σ², decreasing
# β: t -> g² of dz = -β/2 z dt + sqrt(β) dw, not negative
# name: what pictures call it
# example: use vdm; S = schedule(γ = t -> 10*t^2 - 5); (S.γ(0.5), S.dγ(0.5))
# -> (-2.5, 10.0)
# example: use vdm; S = schedule(α = t -> 1 - t^2, σ = t -> t); S.snr(0.5)
# -> 2.25
schedule(γ=none, α=none, σ=none, snr=none, β=none, name="own") = {
  known = [kind(γ) != "none", kind(snr) != "none", kind(β) != "none", kind(α) != "none"]
  if sum(i64(known)) != 1 or (kind(σ) != "none" and kind(α) == "none") {
    error("schedule: give γ, snr, β or α alone (α² + σ² = 1 then), or α with σ (α = t -> 1 where only σ grows)", "argument")
  }
  S = if known[1] { of_gamma(name, γ) } else if known[2] { of_gamma(name, t -> -log(snr(t))) } else if known[3] { of_beta(name, β) } else {
    of_scales(name, α, σ)
  }
  sound(S)
}

# The schedule of γ.
of_gamma(name, γ) = {
  function_of_time("γ", γ)
  preserving(name, γ, γ', halving(γ))
}

# The schedule of β, with B = ∫ β by Gauss's rule on [0, t].
of_beta(name, β) = {
  function_of_time("β", β)
  (z, w) = gauss_legendre(48)
  B = t -> {
    total = 0.0*t
    for k in 1:48 { total = total + w[k]*β(t*((1 + z[k])/2)) }
    total*t
  }
  worst = argmin(β(inside()))
  if β(inside())[worst] < 0 { error("schedule: β must not be negative, but is {β(inside()[worst])} at t = {inside()[worst]:.3g}: noise is added, never taken away", "domain") }
  α = t -> exp(-B(t)/2)
  σ = t -> sqrt(-expm1(-B(t)))
  γ = t -> B(t) + log(-expm1(-B(t)))
  schedule_record(name, true, α, σ, γ, t -> β(t)/-expm1(-B(t)), t -> -β(t)*α(t)/2, t -> β(t)*exp(-B(t))/(2*σ(t)), halving(γ), g2=β)
}

# The schedule of α, with σ² = (1 - α)(1 + α) where it is not given.
of_scales(name, α, σ) = {
  function_of_time("α", α)
  dα = α'
  if kind(σ) == "none" {
    v = t -> (1 - α(t))*(1 + α(t))
    t = inside()
    if any(α(t) > 1 or α(t) < 0) { error("schedule: α alone must stay between 0 and 1, as α² + σ² = 1; give σ too where it does not", "domain") }
    γ = t -> log(v(t)) - 2*log(α(t))
    return schedule_record(
      name, true, t -> 1.0*α(t), t -> sqrt(v(t)), γ, t -> -2*dα(t)/(α(t)*v(t)), dα, t -> -α(t)*dα(t)/sqrt(v(t)), halving(γ)
    )
  }
  function_of_time("σ", σ)
  dσ = σ'
  t = inside()
  if any(α(t) < 0 or σ(t) < 0) { error("schedule: α and σ must not be negative between 0 and 1", "domain") }
  γ = t -> 2*log(σ(t)) - 2*log(α(t))
  schedule_record(name, false, t -> 1.0*α(t), t -> 1.0*σ(t), γ, t -> 2*(dσ(t)/σ(t) - dα(t)/α(t)), dα, dσ, halving(γ))
}

# Times inside (0, 1) at which schedules are looked at.
inside() = (1:999)/1000

# Requires a function that takes a vector of times and gives as many finite numbers.
function_of_time(what, f) = {
  if kind(f) != "function" { error("schedule: {what} is a function of the time, {what} = t -> ..., not {type(f)}", "type") }
  t = inside()
  y = f(t)
  if shape(y) != shape(t) {
    error("schedule: {what} must take a vector of times and give as many numbers; of {shape(t)[1]} times it gives {type(y)}: add 0*t to a constant, map f over t", "shape")
  }
  if not all(isfinite(y)) { error("schedule: {what} must be finite between 0 and 1, but is {y[argmin(i64(isfinite(y)))]} at t = {t[argmin(i64(isfinite(y)))]:.3g}", "domain") }
}

# Requires a γ that rises.
sound(S) = {
  t = inside()
  γ = S.γ(t)
  if not all(isfinite(γ)) {
    k = argmin(i64(isfinite(γ)))
    error("schedule: γ = -log SNR must be finite between 0 and 1, but is {γ[k]} at t = {t[k]:.3g}, where α = {S.α(t[k])} and σ = {S.σ(t[k])}", "domain")
  }
  fall = γ[2:end] - γ[1:end-1]
  k = argmin(fall)
  if fall[k] < 0 {
    error("schedule: γ = -log SNR must rise from t = 0 (data) to t = 1 (noise), but falls by {-fall[k]:.3g} from t = {t[k]:.3g} to {t[k + 1]:.3g}; where the time runs the other way, take 1 - t", "domain")
  }
  S
}

# ## Of others

# A schedule of the shape of another between two levels of noise: S at the times from S.inverse(γ0) to S.inverse(γ1). With
# finite ends the losses of all T are finite.
# S: a schedule
# γ0, γ1: γ at both ends, within those of S
# example: use vdm; between(rectified(), -9, 5).γ([0, 1])
# -> f64[2]
# ->   -9.0  5.0
between(S, γ0, γ1) = {
  S = schedule_of(S)
  rising("between", "γ0", γ0, "γ1", γ1)
  (low, high) = (S.γ(0.0), S.γ(1.0))
  if γ0 < low - 1e-9*abs(low) or γ1 > high + 1e-9*abs(high) {
    error("between: {S.name} has γ from {low} to {high}, which does not hold {γ0} to {γ1}", "domain")
  }
  (a, b) = (S.inverse(γ0), S.inverse(γ1))
  # By the distance from the nearer end, which keeps the digits of times next to 1.
  u = t -> a + (b - a)*t
  c = b - a
  # The ends are said to be where they were asked for, not where rounding of the inverse puts them.
  pin = t -> where(t == 0, 1.0*γ0, where(t == 1, 1.0*γ1, S.γ(u(t))))
  schedule_record(
    "{S.name} between {γ0:.4g} and {γ1:.4g}", S.vp, t -> S.α(u(t)), t -> S.σ(u(t)), pin, t -> c*S.dγ(u(t)), t -> c*S.dα(u(t)),
    t -> c*S.dσ(u(t)), γ -> (S.inverse(γ) - a)/c, g2=t -> c*S.g2(u(t))
  )
}

# The schedule with more noise everywhere, γ + c, variance preserved, as larger images need. Hoogeboom, Heek and Salimans 2023.
# S: a schedule
# c: what is added to γ
# example: use vdm; shifted(linear_snr(), 2).γ(0)
# -> -11.3
shifted(S, c) = {
  S = schedule_of(S)
  events.finite("shifted", "c", c)
  preserving("{S.name} shifted by {c:.4g}", t -> S.γ(t) + c, S.dγ, γ -> S.inverse(γ - c))
}

# The schedule that is best for data N(0, τ²): 1 + τ² SNR falls geometrically in t. With its ends it has the least L_T of all
# schedules for every T, T/2 expm1(2 L_∞/T), and the least variance of the estimator of L_∞, 2 L_∞².
# τ: the standard deviation of the data
# γ0, γ1: γ at both ends
# example: use vdm; check best_noise(0.5).γ([0.1, 0.5, 0.9]) ≈ [-12.1087817279, -7.34140285669, -2.21771603654] tol 1e-10
# -> ok [-12.1088, -7.3414, -2.21772] ≈ [-12.1088, -7.3414, -2.21772]
best_noise(τ, γ0=-13.3, γ1=5) = {
  rising("best_noise", "γ0", γ0, "γ1", γ1)
  events.positive("best_noise", "τ", τ)
  # u = log(1 + τ² SNR) is straight in t; γ = log τ² - log(e^u - 1).
  a = 2*log(τ)
  (u₀, u₁) = (softplus(a - γ0), softplus(a - γ1))
  u = t -> u₀*(1 - t) + u₁*t
  preserving(
    "best for τ = {τ:.4g}", t -> a - u(t) - log(-expm1(-u(t))), t -> (u₀ - u₁)/-expm1(-u(t)), γ -> (u₀ - softplus(a - γ))/(u₀ - u₁)
  )
}

# ## Discrete tables

# The β of the steps of a model with T discrete steps: "linear" from β0 to β1 (Ho et al. 2020), "scaled linear", whose square
# root is straight (Rombach et al. 2022), "sigmoid" (Xu et al. 2022) or "cosine", from the ᾱ of Nichol and Dhariwal 2021, at most 0.999.
# kind_of: the name
# T: how many steps
# β0, β1: both ends, of all but the cosine
# example: use vdm; noise_betas("linear", 3)
# -> f64[3]
# ->   0.0001  0.01005  0.02
noise_betas(kind_of="linear", T=1000, β0=1e-4, β1=0.02) = {
  one_of_texts("noise_betas", "kind_of", kind_of, ("linear", "scaled linear", "sigmoid", "cosine"))
  if not (kind(T) == "i64" and T >= 2) { error("noise_betas: T is how many steps, at least 2, not {text(T)}", "domain") }
  if kind_of == "linear" { return linspace(β0, β1, T) }
  if kind_of == "scaled linear" { return linspace(sqrt(β0), sqrt(β1), T)^2 }
  if kind_of == "sigmoid" { return sigmoid(linspace(-6, 6, T))*(β1 - β0) + β0 }
  s = 0.008
  ᾱ = t -> cos((t + s)/(1 + s)*π/2)^2
  t = (0:T-1)/T
  # 1 - ᾱ(t + 1/T)/ᾱ(t) as sin(a) sin(b)/cos², without cancellation.
  d = π/2/(1 + s)/T
  u = (t + s)/(1 + s)*π/2
  min(sin(d)*sin(2*u + d)/cos(u)^2, 0.999)
}

# The table of a discrete model: ᾱ_i = Π (1 - β) by sums of log1p, with α, σ and γ of each step.
# β: the β of the steps
# example: use vdm; check noise_table(noise_betas("linear", 1000)).ᾱ[1000] ≈ 4.035829765376e-5 tol 1e-11
# -> ok 4.03583e-05 ≈ 4.03583e-05
noise_table(β) = {
  events.finite("noise_table", "β", β)
  if ndims(β) != 1 or size(β) < 2 { error("noise_table: β is a vector, one number a step, at least 2, not {type(β)}", "shape") }
  if any(β <= 0 or β >= 1) { error("noise_table: each β lies between 0 and 1; step {argmax(i64(β <= 0 or β >= 1))} has {β[argmax(i64(β <= 0 or β >= 1))]}", "domain") }
  l = cumsum(log1p(-β))
  (ᾱ = exp(l), α = exp(l/2), σ = sqrt(-expm1(l)), γ = log(-expm1(l)) - l)
}

# The schedule through a discrete table: γ goes in straight lines from step to step, step 1 at t = 0 and step T at t = 1.
# β: the β of the steps
# example: use vdm; S = discrete_noise(noise_betas("linear", 1000)); check S.σ(1)^2 ≈ 1 - 4.035829765376e-5 tol 1e-13
# -> ok 0.99996 ≈ 0.99996
discrete_noise(β) = {
  γ = noise_table(β).γ
  T = size(γ)
  # The step below a time, from 1 to T - 1; of a vector of times one each.
  below = (grid, y) -> reshape(min(max(sum(i64(reshape(y, size(y), 1) >= grid), axis=2), 1), T - 1), shape(y)...)
  steps = 1.0*(0:T-1)/(T - 1)
  at = t -> {
    k = below(steps, t)
    (low, high) = (reshape(γ[flatten_index(k)], shape(t)...), reshape(γ[flatten_index(k + 1)], shape(t)...))
    r = t*(T - 1) - (k - 1)
    low*(1 - r) + high*r
  }
  slope = t -> {
    k = below(steps, t)
    reshape(γ[flatten_index(k + 1)] - γ[flatten_index(k)], shape(t)...)*(T - 1)
  }
  inverse = y -> {
    k = below(γ, 1.0*y)
    (low, high) = (reshape(γ[flatten_index(k)], shape(y)...), reshape(γ[flatten_index(k + 1)], shape(y)...))
    (k - 1 + (y - low)/(high - low))/(T - 1)
  }
  preserving("table of {T} steps", at, slope, inverse)
}

# Indices as a vector.
flatten_index(k) = reshape(k, size(k))

# ## A picture

# Schedules side by side: γ and γ' over t.
# schedules: a tuple of schedules
# n: at how many times
# example: use vdm; kind(compare_schedules((linear_snr(), rectified())))
# -> "figure"
compare_schedules(schedules, n=101) = {
  if kind(schedules) != "tuple" { error("compare_schedules: give schedules in a tuple, (linear_snr(), rectified()), not {type(schedules)}", "type") }
  t = ((1:n) - 0.5)/n
  lines = (f, y) -> axes(overlay(map(S -> plot(t, f(schedule_of(S)), label=schedule_of(S).name), schedules)...), x="t", y=y)
  layout((lines(S -> S.γ(t), "γ = -log SNR"), lines(S -> log(S.dγ(t))/log(10), "log₁₀ γ'")), (
    lines(S -> S.α(t)/sqrt(S.α(t)^2 + S.σ(t)^2), "α/√(α² + σ²)"), lines(S -> S.σ(t)/sqrt(S.α(t)^2 + S.σ(t)^2), "σ/√(α² + σ²)")
  ))
}
