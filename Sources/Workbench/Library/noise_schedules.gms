# The noise schedules of diffusion and score models: how α, σ and γ = -log(α²/σ²) go from data, t = 0, to noise, t = 1.
# noise_levels says what a schedule has. All is in forms that lose no digits next to the ends, where γ may be infinite,
# and of the limits at t = 0 and t = 1 each is what it is: 0, 1 or infinite.
# names: vp_linear, sub_vp, cosine_noise, plain_cosine, clipped_cosine, linear_snr, sigmoid_noise, polynomial_noise
# names: edm, ve_geometric, rectified, inverse_cosine, schedule
# names: schedule_of, level, gamma_rise, shifted, between
use noise_levels
use own_schedules

# ## Variance preserving: α² + σ² = 1

# VP with a straight β(t) = β0 + (β1 - β0)t: α² = e^-B, σ² = 1 - e^-B, B the integral of β from 0 to t.
# Ho, Jain and Abbeel 2020, in the continuous time of Song et al. 2021.
# β0, β1: β at both ends
# example: use noise_schedules; S = vp_linear(); (S.α(0.5), S.γ(0.5))
# -> (0.281183, 2.45514)
vp_linear(β0=0.1, β1=20) = {
  (β, B, time) = straight_rate("vp_linear", β0, β1)
  S = schedule_of_rate("VP linear", β, B)
  # B = softplus(γ).
  put(S, "inverse", inverse_between(S.name, -inf, S.γ(1.0), g -> time(softplus(g))))
}

# The cosine schedule of iDDPM: α = cos((t + s)k)/cos(sk), k = π/(2(1 + s)). Nichol and Dhariwal 2021.
# s: the offset that makes the first steps less small; 0 is plain_cosine()
# example: use noise_schedules; S = cosine_noise(); (S.α(0.5), S.γ(0.5))
# -> (0.70274, 0.0246269)
cosine_noise(s=0.008) = {
  positive_number("cosine_noise", "s", s, "the offset, as 0.008; plain_cosine() is the limit s = 0")
  k = π/(2*(1 + s))
  # sin of k(1 - t), kt and k(t + 2s), the last one as sin(k(2 - t)) at the noisy end.
  (r, p, c) = (t -> sin(k*(1 - t)), t -> sin(k*t), t -> cos(k*(1 - t)))
  q(t) = where(t < 0.5, sin(k*(t + 2*s)), sin(k*(2 - t)))
  top = sin(k)
  (α, σ, dα) = (t -> r(t)/top, t -> sqrt(p(t)*q(t))/top, t -> -k*c(t)/top)
  β(t) = 2*k*c(t)/r(t)
  (
    name = "cosine", vp = true, α = α, σ = σ, γ = t -> log(p(t)*q(t)) - 2*log(r(t)),
    dγ = t -> k*(cos(k*t)/p(t) + cos(k*(t + 2*s))/q(t) + 2*c(t)/r(t)), snr = t -> r(t)^2/(p(t)*q(t)),
    inverse = inverse_between("cosine", -inf, inf, g -> {
      # The angle u = (t + s)k by cos u = α cos u0; next to u0, sin(u - u0) sin(u + u0) = sin² u - sin² u0 = σ² cos² u0.
      u = atan2(sqrt(sigmoid(g) + sigmoid(-g)*sin(k*s)^2), cos(k*s)*sqrt(sigmoid(-g)))
      x = sigmoid(g)*cos(k*s)^2/sin(u + k*s)
      where(x < 0.5, asin(min(x, 0.5)), u - k*s)/k
    }),
    f = t -> -β(t)/2, g2 = β, β = β, dα = dα, dσ = t -> -α(t)*dα(t)/σ(t)
  )
}

# α = cos(πt/2), σ = sin(πt/2): a quarter of a circle at even speed.
# example: use noise_schedules; plain_cosine().γ'(0.5) - 2*π
# -> 0.0
plain_cosine() = along_circle("plain cosine", (0.0, π/2), (π/2, 0.0), -inf, inf)

# The part of the quarter circle on which γ goes from γ0 to γ1. Kingma, Salimans, Poole and Ho 2021 compare with it.
# γ0, γ1: γ at both ends
# example: use noise_schedules; S = clipped_cosine(-10, 10); (S.γ(0), S.γ(1))
# -> (-10.0, 10.0)
clipped_cosine(γ0=-13.3, γ1=5) = {
  rising_ends("clipped_cosine", γ0, γ1)
  angles(g) = (atan(exp(g/2)), atan(exp(-g/2)))
  along_circle("clipped cosine", angles(γ0), angles(γ1), γ0, γ1)
}

# From the angles (u, π/2 - u) to others along the circle α = cos u, σ = sin u.
along_circle(name, from, to, γ0, γ1) = {
  # The complement of u is carried along, which keeps the digits of α where it is small.
  (u, v) = (t -> from[1]*(1 - t) + to[1]*t, t -> from[2]*(1 - t) + to[2]*t)
  w = to[1] - from[1]
  (α, σ) = (t -> sin(v(t)), t -> sin(u(t)))
  β(t) = 2*w*σ(t)/α(t)
  (
    name = name, vp = true, α = α, σ = σ, γ = t -> 2*log(σ(t)/α(t)), dγ = t -> 2*w/(σ(t)*α(t)),
    snr = t -> (α(t)/σ(t))^2, inverse = inverse_between(name, γ0, γ1, g -> (atan(exp(g/2)) - from[1])/w),
    f = t -> 0.0 - β(t)/2, g2 = β, β = β, dα = t -> 0.0 - w*σ(t), dσ = t -> w*α(t)
  )
}

# γ = γ0 + (γ1 - γ0)t, the schedule that variational diffusion models begin with. Kingma, Salimans, Poole and Ho 2021.
# γ0, γ1: γ at both ends
# example: use noise_schedules; linear_snr().γ(0.5)
# -> -4.15
linear_snr(γ0=-13.3, γ1=5) = {
  rising_ends("linear_snr", γ0, γ1)
  w = γ1 - γ0
  S = schedule_of_gamma("linear log-SNR", t -> γ0*(1 - t) + γ1*t, t -> w + 0.0*t)
  S = put(S, "inverse", inverse_between(S.name, γ0, γ1, g -> (g - γ0)/w))
  put(S, "rise", (s, t) -> w*(t - s))
}

# α² falls as a sigmoid of t, stretched so that it goes from 1 to 0. Jabri, Fleet and Chen 2023; Chen 2023.
# start, stop: the part of the sigmoid that is taken
# tau: how wide the sigmoid is: only start/tau and stop/tau count
# example: use noise_schedules; sigmoid_noise(start=-3, stop=3).snr(0.5)
# -> 1.0
sigmoid_noise(start=-3, stop=3, tau=1) = {
  number_of("sigmoid_noise", "start", start, "where the sigmoid begins, as -3")
  number_of("sigmoid_noise", "stop", stop, "where the sigmoid ends, as 3")
  positive_number("sigmoid_noise", "tau", tau, "the width of the sigmoid")
  (x0, x1) = (start/tau, stop/tau)
  if not (abs(x0) <= 200 and abs(x1) <= 200 and x0 < x1) {
    error("sigmoid_noise: start/tau < stop/tau, both at most 200 in size, not {text(x0)} and {text(x1)}", "domain")
  }
  # With w = x1 - x0 and x = x0 + wt:  sigmoid(-x) - sigmoid(-x1) = sinh((x1 - x)/2)/(2 cosh(x/2) cosh(x1/2)).
  w = x1 - x0
  (c0, c1, whole) = (cosh(x0/2), cosh(x1/2), sinh(w/2))
  (a, b, m) = (t -> sinh(w*t/2), t -> sinh(w*(1 - t)/2), t -> cosh((x0*(1 - t) + x1*t)/2))
  log_share = log(c1/c0)
  S = schedule_of_squares("sigmoid", t -> c0*b(t)/(whole*m(t)), t -> c1*a(t)/(whole*m(t)),
    t -> w/2*(c0/whole)*(c1/m(t))/m(t), t -> log(a(t)/b(t)) + log_share)
  S = put(S, "dγ", t -> w/2*(whole/a(t))/b(t))
  put(S, "inverse", inverse_between(S.name, -inf, inf,
    g -> (softplus(g - log_share + w/2) - softplus(g - log_share - w/2))/w))
}

# α = (1 - 2e)(1 - t^p) + e, with a precision e that keeps α and σ from 0. Hoogeboom et al. 2022 with p = 2.
# p: the power
# precision: e
# example: use noise_schedules; S = polynomial_noise(); (S.α(0.5), S.γ(1))
# -> (0.749995, 23.0259)
polynomial_noise(p=2, precision=1e-5) = {
  positive_number("polynomial_noise", "p", p, "the power of t")
  number_of("polynomial_noise", "precision", precision, "the least α, as 1e-5")
  e = precision
  if not (0 < e and e < 0.5) { error("polynomial_noise: precision lies between 0 and 0.5, as 1e-5, not {text(e)}", "domain") }
  k = 1 - 2*e
  (fall, α) = (t -> k*t^p + e, t -> e - k*expm1(p*log(t)))
  σ(t) = sqrt(fall(t)*(1 + α(t)))
  slope(t) = k*p*t^(p - 1)
  γ(t) = log(fall(t)*(1 + α(t))) - 2*log(α(t))
  (
    name = "polynomial", vp = true, α = α, σ = σ, γ = γ,
    dγ = t -> 2*slope(t)/(α(t)*σ(t)^2), snr = t -> (α(t)/σ(t))^2,
    inverse = inverse_between("polynomial", γ(0.0), γ(1.0), g -> {
      # 1 - α = σ²/(1 + α).
      (max(sigmoid(g)/(1 + sqrt(sigmoid(-g))) - e, 0.0)/k)^(1/p)
    }),
    f = t -> 0.0 - slope(t)/α(t), g2 = t -> 2*slope(t)/α(t), β = t -> 2*slope(t)/α(t),
    dα = t -> 0.0 - slope(t), dσ = t -> α(t)*slope(t)/σ(t),
    rise = (s, t) -> {
      # By how much α falls; t is not 0, or there is no rise.
      d = -k*t^p*expm1(p*log1p((s - t)/where(t > 0, t, 1.0)))
      log1p(d/fall(s)) + log1p(-d/(1 + α(s))) - 2*log1p(-d/α(s))
    }
  )
}

# α² = acos(2t - 1)/π, as a function of t the inverse of α² = cos²(πt/2) of plain_cosine().
# γ rises slowly near 0, so that most times go to middle levels, and few to nearly clean or nearly lost data.
# example: use noise_schedules; S = inverse_cosine(); (S.α(0.1), S.γ(0.5))
# -> (0.891722, 0.0)
inverse_cosine() = {
  # acos(2t - 1) = 2 atan(√(1 - t)/√t).
  (a2, s2) = (t -> 2/π*atan2(sqrt(1 - t), sqrt(t)), t -> 2/π*atan2(sqrt(t), sqrt(1 - t)))
  S = schedule_of_squares("inverse cosine", a2, s2, t -> 1/(π*sqrt(t*(1 - t))), t -> log(s2(t)/a2(t)))
  put(S, "inverse", inverse_between(S.name, -inf, inf, g -> sin(π/2*sigmoid(g))^2))
}

# ## Others

# The sub-VP process, with α of vp_linear and the smaller σ = 1 - e^-B. Song et al. 2021.
# β0, β1: β at both ends
# example: use noise_schedules; S = sub_vp(); check S.σ(0.5) ≈ 1 - S.α(0.5)^2
# -> ok 0.920936 ≈ 0.920936
sub_vp(β0=0.1, β1=20) = {
  (β, B, time) = straight_rate("sub_vp", β0, β1)
  γ(t) = 2*log(-expm1(-B(t))) + B(t)
  (
    name = "sub-VP", vp = false, α = t -> exp(-B(t)/2), σ = t -> -expm1(-B(t)), γ = γ,
    dγ = t -> β(t)/tanh(B(t)/2), snr = t -> (exp(-B(t)/2)/expm1(-B(t)))^2,
    # γ = 2 log(2 sinh(B/2)).
    inverse = inverse_between("sub-VP", -inf, γ(1.0), g -> time(2*asinh(exp(g/2)/2))),
    f = t -> -β(t)/2, g2 = t -> -β(t)*expm1(-2*B(t)),
    dα = t -> -β(t)/2*exp(-B(t)/2), dσ = t -> β(t)*exp(-B(t))
  )
}

# Variance exploding as Karras et al. 2022 take their steps: α = 1, σ^(1/ρ) goes straight from σ_min to σ_max.
# σ_min, σ_max: σ at both ends
# ρ: how much more steps there are at small σ
# example: use noise_schedules; S = edm(); (S.α(0.5), S.σ(0.5))
# -> (1.0, 2.51522)
edm(σ_min=0.002, σ_max=80, ρ=7) = {
  growing("edm", σ_min, σ_max)
  positive_number("edm", "ρ", ρ, "the power of σ")
  (a, c) = (σ_min^(1/ρ), σ_max^(1/ρ))
  y(t) = a*(1 - t) + c*t
  exploding("EDM", t -> y(t)^ρ, t -> 2*ρ*log(y(t)), t -> 2*ρ*(c - a)/y(t), g -> (exp(g/(2*ρ)) - a)/(c - a))
}

# Variance exploding with σ geometric in t: γ is a straight line. Song and Ermon 2019; Song et al. 2021.
# σ_min, σ_max: σ at both ends
# example: use noise_schedules; ve_geometric().σ(0.5)
# -> 0.707107
ve_geometric(σ_min=0.01, σ_max=50) = {
  growing("ve_geometric", σ_min, σ_max)
  (a, c) = (log(1.0*σ_min), log(1.0*σ_max))
  S = exploding("VE geometric", t -> exp(a*(1 - t) + c*t), t -> 2*(a*(1 - t) + c*t), t -> 2*(c - a) + 0.0*t,
    g -> (g/2 - a)/(c - a))
  put(S, "rise", (s, t) -> 2*(c - a)*(t - s))
}

# α = 1 by σ, γ, γ' and the inverse.
exploding(name, σ, γ, dγ, time_of) = (
  name = name, vp = false, α = t -> 1.0 + 0.0*t, σ = σ, γ = γ, dγ = dγ, snr = t -> 1/σ(t)^2,
  inverse = inverse_between(name, γ(0.0), γ(1.0), time_of),
  f = t -> 0.0*t, g2 = t -> σ(t)^2*dγ(t), dα = t -> 0.0*t, dσ = t -> σ(t)*dγ(t)/2
)

# The straight path α = 1 - t, σ = t of rectified flows and flow matching. Liu, Gong and Liu 2023; Lipman et al. 2023.
# example: use noise_schedules; rectified().snr(0.1)
# -> 81.0
rectified() = (
  name = "rectified", vp = false, α = t -> 1.0 - t, σ = t -> 1.0*t, γ = t -> 2*(log(1.0*t) - log(1.0 - t)),
  dγ = t -> 2/(t*(1.0 - t)), snr = t -> ((1 - t)/(1.0*t))^2,
  inverse = inverse_between("rectified", -inf, inf, g -> sigmoid(g/2)),
  f = t -> -1/(1.0 - t), g2 = t -> 2*t/(1.0 - t), dα = t -> -1.0 + 0.0*t, dσ = t -> 1.0 + 0.0*t
)

# ## What they share

# β from β0 to β1, its integral B and the time at which B has a value.
straight_rate(name, β0, β1) = {
  positive_number(name, "β0", β0, "the rate at t = 0, as 0.1")
  positive_number(name, "β1", β1, "the rate at t = 1, as 20")
  w = β1 - β0
  (t -> β0 + w*t, t -> t*(β0 + w*t/2), b -> 2*b/(β0 + sqrt(max(β0^2 + 2*w*b, 0.0))))
}

# Requires σ at both ends, in the order in which noise grows.
growing(name, σ_min, σ_max) = {
  positive_number(name, "σ_min", σ_min, "σ at t = 0")
  positive_number(name, "σ_max", σ_max, "σ at t = 1")
  if not (stop(σ_min) < stop(σ_max)) { error("{name}: σ grows with t, so σ_min < σ_max; here {text(σ_min)} and {text(σ_max)}", "domain") }
}
