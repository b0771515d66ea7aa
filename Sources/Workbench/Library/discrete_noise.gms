# Discrete tables of noise: β_i of steps 1 to T, ᾱ_i = (1 - β_1) ... (1 - β_i), and the schedule through them.
# names: noise_betas, noise_table, discrete_noise
use noise_levels
use own_schedules

# The β of the T steps of a discrete model, by its name in the papers.
# "linear": straight from 1e-4 to 0.02 (Ho, Jain and Abbeel 2020). "scaled linear": √β straight, from 0.00085 to 0.012
# (Rombach et al. 2022). "sigmoid": along a sigmoid from -6 to 6, a form in the code of DDIM (Song, Meng and Ermon 2021),
# here from 1e-4 to 0.02 too; Xu et al. 2022 take it with β0=1e-7, β1=2e-3, T=5000. "cosine": from the ᾱ of cosine_noise,
# at most `largest`, as the last β would be 1 and leave nothing of the datum (Nichol and Dhariwal 2021).
# name: "linear", "scaled linear", "sigmoid" or "cosine"
# T: how many steps
# β0, β1: β of the first and of the last step, of all but "cosine"
# s: the offset of "cosine"
# largest: the largest β of "cosine"
# example: use discrete_noise; noise_betas("linear", 3)
# -> f64[3]
# ->    0.0001  0.01005  0.02
noise_betas(name="linear", T=1000, β0=none, β1=none, s=0.008, largest=0.999) = {
  if not (name in ("linear", "scaled linear", "sigmoid", "cosine")) {
    error("noise_betas: the first argument is \"linear\", \"scaled linear\", \"sigmoid\" or \"cosine\", not {text(name)}", "argument")
  }
  count_within("noise_betas", "T", T, "how many steps", 2)
  if name == "cosine" {
    if kind(β0) != "none" or kind(β1) != "none" { error("noise_betas: \"cosine\" has no β0 and β1, but s = and largest =", "argument") }
    number_of("noise_betas", "s", s, "the offset of \"cosine\", as 0.008")
    number_of("noise_betas", "largest", largest, "the largest β of \"cosine\", as 0.999")
    if not (0 < s and s < inf and 0 < largest and largest < 1) {
      error("noise_betas: \"cosine\" has s > 0 and largest between 0 and 1, not {text(s)} and {text(largest)}", "domain")
    }
    # 1 - cos²(u + d)/cos² u without the difference.
    (d, u) = (π/(2*(1 + s)*T), π/2*((0:T-1)/T + s)/(1 + s))
    return min(sin(d)*sin(2*u + d)/cos(u)^2, largest)
  }
  usual = if name == "scaled linear" { (0.00085, 0.012) } else { (1e-4, 0.02) }
  (from, to) = (if kind(β0) == "none" { usual[1] } else { β0 }, if kind(β1) == "none" { usual[2] } else { β1 })
  number_of("noise_betas", "β0", from, "β of the first step, as {usual[1]}")
  number_of("noise_betas", "β1", to, "β of the last step, as {usual[2]}")
  if not (0 < from and from < 1 and 0 < to and to < 1) {
    error("noise_betas: β0 and β1 lie between 0 and 1, not {text(from)} and {text(to)}", "domain")
  }
  # By arithmetic, exact at both ends.
  u = (0:T-1)/(T - 1)
  if name == "scaled linear" { (sqrt(from)*(1 - u) + sqrt(to)*u)^2 } else if name == "sigmoid" {
    from + (to - from)*sigmoid(12*u - 6)
  } else { from*(1 - u) + to*u }
}

# The table of a discrete model by steps: (T, β, ᾱ, α, σ, γ), from sums of log(1 - β), so that 1 - ᾱ keeps its digits.
# β: the β of the steps
# example: use discrete_noise; noise_table([0.5, 0.5]).ᾱ
# -> f64[2]
# ->    0.5  0.25
noise_table(β) = {
  if not (kind(β) in ("f64", "f32", "i64")) or ndims(β) != 1 or size(β) < 2 {
    error("noise_table: β is a vector with a number for each step, two at least, not {type(β)}", "shape")
  }
  wrong = i64(where(β > 0, β >= 1, true))
  if sum(wrong) > 0 {
    k = argmax(wrong)
    error("noise_table: every β lies between 0 and 1, but that of step {k} is {text(β[k])}; 1 would leave nothing of the datum, and min(β, 0.999) is what iDDPM takes", "domain")
  }
  L = -cumsum(log1p(-β))
  (T = size(β), β = β, ᾱ = exp(-L), α = exp(-L/2), σ = sqrt(-expm1(-L)), γ = L + log(-expm1(-L)))
}

# The schedule through a discrete table: row i of T at t = (i - 1)/(T - 1), γ straight between the rows.
# It begins with the noise of row 1, not with none: the step from there to the datum is the decoder's, so that T - 1 steps
# are left between the rows. Besides it has table = noise_table(β), and steps = T - 1: diffusion_loss(S, p, D, T=S.steps)
# is the loss of the chain of the table.
# β: the β of the steps
# example: use discrete_noise; S = discrete_noise(noise_betas("linear", 1000)); check S.snr(0) ≈ 9999
# -> ok 9999.0 ≈ 9999
# example: use discrete_noise; discrete_noise(noise_betas("linear", 1000)).steps
# -> 999
discrete_noise(β) = {
  table = noise_table(β)
  (γ, T) = (table.γ, table.T)
  slope = (γ[2:end] - γ[1:end-1])*(T - 1)
  # The row at or before a time, from 1 to T - 1.
  before(t) = i64(min(max(floor(1 + stop(t)*(T - 1)), 1.0), T - 1.0))
  at(t) = { k = before(t); picked(γ, k) + (t - (k - 1)/(T - 1))*picked(slope, k) }
  rate(t) = picked(slope, before(t)) + 0.0*t
  S = schedule_of_gamma("table of {T} rows", at, rate)
  S = put(S, "inverse", inverse_between("discrete_noise", γ[1], γ[end], g -> {
    k = i64(min(max(how_many_below(γ, stop(g)), 1), T - 1))
    (k - 1)/(T - 1) + (g - picked(γ, k))/picked(slope, k)
  }))
  S = put(S, "rise", (s, t) -> {
    (i, k) = (before(s), before(t))
    (a, b) = (picked(slope, i), picked(slope, k))
    # Within a step or two next to each other by slopes, which is exact where s and t are close.
    near = a*(t - s) + (b - a)*(t - (max(i, k) - 1)/(T - 1))
    where(abs(i - k) <= 1, near, at(t) - at(s))
  })
  put(put(S, "steps", T - 1), "table", table)
}

# x[k] for indices k of any shape.
picked(x, k) = if ndims(k) <= 1 { x[k] } else { reshape(x[flatten(k)], shape(k)...) }

# How many of the rising numbers x are at most g, for each g.
how_many_below(x, g) = if ndims(g) == 0 { sum(i64(x <= g)) } else {
  reshape(sum(i64(reshape(x, 1, size(x)) <= reshape(g, size(g), 1)), axis=2), shape(g)...)
}
