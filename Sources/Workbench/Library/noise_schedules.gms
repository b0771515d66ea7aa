# Schedules: how z = α x + σ ε goes from data at t = 0 to noise at t = 1. A schedule is a record of functions of t, all
# of which take a tensor of times too: α, σ, γ = log(σ²/α²) = -log SNR and dγ = γ', snr, inverse (the t of a γ), dα = α' and
# dσ = σ', f = α'/α and g2 = g² = σ² γ' of the stochastic differential equation dz = f z dt + g dw, and, where the variance is
# preserved (vp), β = g² = -2f. The forms are those in which nothing cancels at either end.
# names: vp_linear, sub_vp, cosine_noise, plain_cosine, clipped_cosine, linear_snr, sigmoid_noise, polynomial_noise
# names: edm, ve_geometric, rectified, inverse_cosine
use options
use events as events

# ## What they have in common

# The record of a schedule. g2 is given where -2f (vp) or 2σ(σ' - σ f) would not do.
schedule_record(name, vp, α, σ, γ, dγ, dα, dσ, inverse, g2=none) = {
  f = t -> dα(t)/α(t)
  g2 = if kind(g2) != "none" { g2 } else if vp { t -> -2*f(t) } else { t -> 2*σ(t)*(dσ(t) - σ(t)*f(t)) }
  S = (
    name = name, vp = vp, α = α, σ = σ, γ = γ, dγ = dγ, snr = t -> (α(t)/σ(t))^2, inverse = inverse, dα = dα, dσ = dσ,
    f = f, g2 = g2
  )
  if vp { put(S, "β", g2) } else { S }
}

# A schedule that preserves the variance, of γ and γ' alone: α² = S(-γ), σ² = S(γ), never 1 - α².
preserving(name, γ, dγ, inverse) = {
  (α, σ) = (t -> sqrt(sigmoid(-γ(t))), t -> sqrt(sigmoid(γ(t))))
  dα = t -> -α(t)*sigmoid(γ(t))*dγ(t)/2
  dσ = t -> σ(t)*sigmoid(-γ(t))*dγ(t)/2
  schedule_record(name, true, α, σ, γ, dγ, dα, dσ, inverse)
}

# Requires numbers in order.
rising(name, a, x, b, y) = {
  events.finite(name, a, x)
  events.finite(name, b, y)
  if not (x < y) { error("{name}: {a} must be below {b}, not {text(x)} and {text(y)}", "domain") }
}

# ## The schedules by name

# The linear β of Ho et al. 2020 and Song et al. 2021: α² = e^-B with B = ∫ β = β0 t + (β1 - β0)t²/2.
# β0, β1: β at both ends
# example: use vdm; check vp_linear().γ(0.5) ≈ 2.455135468822 tol 1e-12
# -> ok 2.45514 ≈ 2.45514
vp_linear(β0=0.1, β1=20) = {
  (β, B) = linear_rate("vp_linear", β0, β1)
  α = t -> exp(-B(t)/2)
  σ = t -> sqrt(-expm1(-B(t)))
  schedule_record(
    "linear β", true, α, σ, t -> B(t) + log(-expm1(-B(t))), t -> β(t)/-expm1(-B(t)), t -> -β(t)*α(t)/2, t -> β(t)*exp(-B(t))/(2*σ(t)),
    γ -> time_of_rate(softplus(1.0*γ), β0, β1), g2=β
  )
}

# The sub-VP schedule of Song et al. 2021: α of vp_linear, and a smaller noise, σ = 1 - e^-B.
# β0, β1: β at both ends
# example: use vdm; check sub_vp().σ(0.5) ≈ 0.9209361875468 tol 1e-12
# -> ok 0.920936 ≈ 0.920936
sub_vp(β0=0.1, β1=20) = {
  (β, B) = linear_rate("sub_vp", β0, β1)
  α = t -> exp(-B(t)/2)
  σ = t -> -expm1(-B(t))
  schedule_record(
    "sub-VP", false, α, σ, t -> 2*log(σ(t)) + B(t), t -> β(t)*(1 + exp(-B(t)))/σ(t), t -> -β(t)*α(t)/2, t -> β(t)*exp(-B(t)),
    γ -> time_of_rate(2*asinh(exp(γ/2)/2), β0, β1), g2=t -> -β(t)*expm1(-2*B(t))
  )
}

# β from β0 to β1 and its integral, as functions of t.
linear_rate(name, β0, β1) = {
  events.finite(name, "β0", β0)
  events.positive(name, "β1", β1)
  if not (β0 >= 0) { error("{name}: β0 must not be negative, not {text(β0)}", "domain") }
  (t -> β0 + (β1 - β0)*t, t -> β0*t + (β1 - β0)*t^2/2)
}

# The time at which ∫ β is B: the root of a quadratic, in the form that does not cancel.
time_of_rate(B, β0, β1) = {
  root = sqrt(β0^2 + 2*(β1 - β0)*B)
  where(B > 0, 2*B/(β0 + where(B > 0, root, 1.0)), 0.0)
}

# The cosine schedule of Nichol and Dhariwal 2021, with their offset s: α = cos u/cos u(0), u = π/2 (t + s)/(1 + s).
# s: the offset, positive; plain_cosine has none
# example: use vdm; check cosine_noise().γ(0.5) ≈ 0.02462688281151 tol 1e-10
# -> ok 0.0246269 ≈ 0.0246269
cosine_noise(s=0.008) = {
  events.positive("cosine_noise", "s", s)
  k = π/(2*(1 + s))
  c = cos(s*k)
  α = t -> sin(k*(1 - t))/c
  σ = t -> sqrt(sin(k*t)*sin(k*(t + 2*s)))/c
  dα = t -> -k*cos(k*(1 - t))/c
  γ = t -> log(sin(k*t)*sin(k*(t + 2*s))) - 2*log(sin(k*(1 - t)))
  dγ = t -> k*(1/tan(k*t) + 1/tan(k*(t + 2*s)) + 2/tan(k*(1 - t)))
  # With sin²u = σ² cos²u₀ + sin²u₀ and cos u = α cos u₀; then sin kt = σ² cos²u₀/sin(u + u₀).
  inverse = γ -> {
    w = sigmoid(1.0*γ)*c^2
    u = atan2(sqrt(w + sin(s*k)^2), sqrt(sigmoid(-1.0*γ))*c)
    near = asin(min(w/sin(min(u, π/2) + s*k), 1.0))/k
    where(γ < 0, near, 1 - asin(min(sqrt(sigmoid(-1.0*γ))*c, 1.0))/k)
  }
  schedule_record("cosine", true, α, σ, γ, dγ, dα, t -> -α(t)*dα(t)/σ(t), inverse)
}

# The cosine without an offset: α = cos(πt/2), σ = sin(πt/2). From σ = 0 to α = 0.
# example: use vdm; plain_cosine().γ(0.5) ~= 0
# -> true
plain_cosine() = {
  α = t -> sin(π/2*(1 - t))
  σ = t -> sin(π/2*t)
  inverse = γ -> where(γ < 0, atan(exp(γ/2))*2/π, 1 - atan(exp(-γ/2))*2/π)
  schedule_record(
    "plain cosine", true, α, σ, t -> 2*log(σ(t)) - 2*log(α(t)), t -> π/(σ(t)*α(t)), t -> -π/2*σ(t), t -> π/2*α(t), inverse
  )
}

# The cosine between two levels of noise: α = cos u, σ = sin u, u straight in t between the ends where γ is γ0 and γ1.
# γ0, γ1: γ at both ends
# example: use vdm; check clipped_cosine().γ(0.5) ≈ -0.1613895825598 tol 1e-11
# -> ok -0.16139 ≈ -0.16139
clipped_cosine(γ0=-13.3, γ1=5) = {
  rising("clipped_cosine", "γ0", γ0, "γ1", γ1)
  (a, b) = (atan(exp(γ0/2)), atan(exp(γ1/2)))
  u = t -> a + (b - a)*t
  # By the distance from π/2, which does not cancel where there is much noise.
  rest = t -> atan(exp(-γ0/2))*(1 - t) + atan(exp(-γ1/2))*t
  (α, σ) = (t -> sin(rest(t)), t -> sin(u(t)))
  schedule_record(
    "clipped cosine", true, α, σ, t -> 2*log(σ(t)) - 2*log(α(t)), t -> 2*(b - a)/(σ(t)*α(t)), t -> -(b - a)*σ(t), t -> (b - a)*α(t),
    γ -> (atan(exp(γ/2)) - a)/(b - a)
  )
}

# γ = -log SNR straight in t, variance preserved: the schedule of Kingma et al. 2021.
# γ0, γ1: γ at both ends
# example: use vdm; linear_snr().γ([0, 0.5, 1])
# -> f64[3]
# ->   -13.3  -4.15  5.0
linear_snr(γ0=-13.3, γ1=5) = {
  rising("linear_snr", "γ0", γ0, "γ1", γ1)
  preserving("linear log-SNR", t -> γ0*(1 - t) + γ1*t, t -> γ1 - γ0 + 0.0*t, γ -> (γ - γ0)/(γ1 - γ0))
}

# α² falls as a sigmoid of (start + (end - start)t)/tau, scaled to go from 1 to 0. Jabri, Fleet and Chen 2023.
# start, stop: where the sigmoid begins and ends
# tau: how soft it is
# example: use vdm; check sigmoid_noise().γ(0.1) ≈ -3.191343556836 tol 1e-11
# -> ok -3.19134 ≈ -3.19134
sigmoid_noise(start=-3, stop=3, tau=1) = {
  rising("sigmoid_noise", "start", start, "stop", stop)
  events.positive("sigmoid_noise", "tau", tau)
  (a, b) = (start/tau, stop/tau)
  w = b - a
  # S(b) - S(y) = sinh((b - y)/2)/(2 cosh(b/2) cosh(y/2)), so that SNR is a quotient of two sinh.
  C = log(cosh(b/2)) - log(cosh(a/2))
  γ = t -> log(sinh(w*t/2)) - log(sinh(w*(1 - t)/2)) + C
  dγ = t -> w/2*(1/tanh(w*t/2) + 1/tanh(w*(1 - t)/2))
  (α, σ) = (t -> sqrt(sigmoid(-γ(t))), t -> sqrt(sigmoid(γ(t))))
  fall = t -> {
    y = a + w*t
    sigmoid(y)*sigmoid(-y)*w/(sigmoid(b) - sigmoid(a))
  }
  inverse = γ -> {
    r = γ - C
    near = atanh(sinh(w/2)/(exp(-min(r, 0.0)) + cosh(w/2)))
    far = atanh(sinh(w/2)/(exp(max(r, 0.0)) + cosh(w/2)))
    where(r < 0, 2/w*near, 1 - 2/w*far)
  }
  schedule_record("sigmoid", true, α, σ, γ, dγ, t -> -fall(t)/(2*α(t)), t -> fall(t)/(2*σ(t)), inverse)
}

# α = (1 - 2e)(1 - t^p) + e, with a precision e that keeps both ends finite. Hoogeboom et al. 2022.
# p: the power
# precision: e
# example: use vdm; check polynomial_noise().γ(0) ≈ -10.81976328432 tol 1e-12
# -> ok -10.8198 ≈ -10.8198
polynomial_noise(p=2, precision=1e-5) = {
  events.positive("polynomial_noise", "p", p)
  if not (precision > 0 and precision < 0.5) { error("polynomial_noise: precision lies between 0 and 1/2, not {text(precision)}", "domain") }
  e = precision
  α = t -> (1 - 2*e)*(1 - t^p) + e
  less = t -> (1 - 2*e)*t^p + e
  v = t -> less(t)*(1 + α(t))
  dα = t -> -(1 - 2*e)*p*t^(p - 1)
  inverse = γ -> {
    rest = sigmoid(1.0*γ)/(1 + sqrt(sigmoid(-1.0*γ)))
    max((rest - e)/(1 - 2*e), 0.0)^(1/p)
  }
  schedule_record(
    "polynomial", true, α, t -> sqrt(v(t)), t -> log(v(t)) - 2*log(α(t)), t -> -2*dα(t)/(α(t)*v(t)), dα, t -> -α(t)*dα(t)/sqrt(v(t)), inverse
  )
}

# The variance-exploding schedule of Karras et al. 2022: α = 1, σ^(1/ρ) straight in t.
# σ_min, σ_max: σ at both ends
# ρ: the power
# example: use vdm; check edm().σ(0.5) ≈ 2.515218976147 tol 1e-12
# -> ok 2.51522 ≈ 2.51522
edm(σ_min=0.002, σ_max=80, ρ=7) = {
  rising("edm", "σ_min", σ_min, "σ_max", σ_max)
  events.positive("edm", "σ_min", σ_min)
  events.positive("edm", "ρ", ρ)
  (a, b) = (σ_min^(1/ρ), σ_max^(1/ρ))
  y = t -> a*(1 - t) + b*t
  exploding("EDM", t -> y(t)^ρ, t -> 2*ρ*log(y(t)), t -> 2*ρ*(b - a)/y(t), γ -> (exp(γ/(2*ρ)) - a)/(b - a))
}

# The variance-exploding schedule of Song et al. 2021: α = 1, σ geometric in t.
# σ_min, σ_max: σ at both ends
# example: use vdm; check ve_geometric().γ(0.5) ≈ -log(2) tol 1e-12
# -> ok -0.693147 ≈ -0.693147
ve_geometric(σ_min=0.01, σ_max=50) = {
  rising("ve_geometric", "σ_min", σ_min, "σ_max", σ_max)
  events.positive("ve_geometric", "σ_min", σ_min)
  (a, b) = (2*log(σ_min), 2*log(σ_max))
  exploding("geometric VE", t -> exp((a*(1 - t) + b*t)/2), t -> a*(1 - t) + b*t, t -> b - a + 0.0*t, γ -> (γ - a)/(b - a))
}

# A schedule with α = 1.
exploding(name, σ, γ, dγ, inverse) = {
  one = t -> 1.0 + 0*t
  schedule_record(name, false, one, σ, γ, dγ, t -> 0.0*t, t -> σ(t)*dγ(t)/2, inverse, g2=t -> σ(t)^2*dγ(t))
}

# The straight line of rectified flow and flow matching: α = 1 - t, σ = t. Liu, Gong and Liu 2023; Lipman et al. 2023.
# example: use vdm; rectified().snr([0.1, 0.5])
# -> f64[2]
# ->   81.0  1.0
rectified() = schedule_record(
  "rectified", false, t -> 1.0 - t, t -> 1.0*t, t -> 2*log(t) - 2*log1p(-t), t -> 2/(t*(1 - t)), t -> -1.0 + 0*t, t -> 1.0 + 0*t,
  γ -> sigmoid(γ/2), g2=t -> 2*t/(1 - t)
)

# The inverse cosine, v = acos(2t - 1) and α² = v/π: most times at the middle levels of noise.
# example: use vdm; check inverse_cosine().γ(0.1) ≈ -1.356358587149 tol 1e-11
# -> ok -1.35636 ≈ -1.35636
inverse_cosine() = {
  (signal, noise) = (t -> 2*asin(sqrt(1 - t))/π, t -> 2*asin(sqrt(t))/π)
  fall = t -> 1/(π*sqrt(t*(1 - t)))
  (α, σ) = (t -> sqrt(signal(t)), t -> sqrt(noise(t)))
  schedule_record(
    "inverse cosine", true, α, σ, t -> log(noise(t)) - log(signal(t)), t -> fall(t)/(signal(t)*noise(t)), t -> -fall(t)/(2*α(t)),
    t -> fall(t)/(2*σ(t)), γ -> sin(π/2*sigmoid(1.0*γ))^2
  )
}
