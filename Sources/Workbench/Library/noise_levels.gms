# What is asked of any schedule: its level of noise at a time, the rise of γ between two times, its inverse.
# names: level, schedule_of, gamma_rise
use events as events
use gauss

# The level of noise at time t, a record of t, α, σ, γ = -log SNR and their rates dα, dσ, dγ.
# S: a schedule, fixed or learned
# t: the time, from 0 (clean) to 1 (noise)
# example: use vdm; l = level(rectified(), 0.25); (l.α, l.σ)
# -> (0.75, 0.25)
level(S, t) = {
  S = schedule_of(S)
  timely("level", t)
  t = 1.0*t
  (t = t, α = S.α(t), σ = S.σ(t), γ = S.γ(t), dα = S.dα(t), dσ = S.dσ(t), dγ = S.dγ(t))
}

# Requires times in [0, 1].
timely(name, t) = {
  events.numeric(name, "t", t)
  if not istraced(t) and not all(t >= 0 and t <= 1) {
    error("{name}: times go from 0, where data are clean, to 1, where they are noise: not {text(t)}", "domain")
  }
}

# The schedule that a learned one is now; any other schedule as it is.
# m: a schedule, or what learned_noise makes
# example: use vdm; schedule_of(rectified()).name
# -> "rectified"
schedule_of(m) = if kind(m) == "record" and has(m, "schedule") { m.schedule(m) } else if kind(m) == "record" and has(m, "γ") and has(m, "dγ") {
  m
} else { error("a schedule is a record such as linear_snr() or schedule(γ = t -> ...) makes, not {type(m)}", "type") }

# γ(t) - γ(s), to all digits also where s and t are next to each other: a short rise is the integral of γ'.
# S: a schedule
# s, t: the times
# example: use vdm; s = 0.3; t = 0.3 + 1e-10; check gamma_rise(linear_snr(), s, t) ≈ 18.3*(t - s) tol 1e-14
# -> ok 1.83e-09 ≈ 1.83e-09
gamma_rise(S, s, t) = {
  S = schedule_of(S)
  timely("gamma_rise", s)
  timely("gamma_rise", t)
  (s, t) = (1.0*s, 1.0*t)
  far = S.γ(t) - S.γ(s)
  (z, w) = gauss_legendre(8)
  near = 0.0*far
  for k in 1:8 { near = near + w[k]*S.dγ(s + (t - s)*((1 + z[k])/2)) }
  # Gauss's rule is exact to rounding while γ rises little; a difference is, while it rises much.
  where(abs(far) < 0.05, near*(t - s), far)
}

# The t in [0, 1] where an increasing function is γ, by halving: for schedules without an inverse of their own.
halving(f) = γ -> {
  γ = 1.0*γ
  (low, high) = (zeros_like(γ), zeros_like(γ) + 1)
  for k in 1:62 {
    t = (low + high)/2
    below = f(t) < γ
    (low, high) = (where(below, t, low), where(below, high, t))
  }
  (low + high)/2
}
