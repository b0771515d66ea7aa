# The steps of variational diffusion, forwards and backwards, in closed form. With α_ts = α_t/α_s, s < t and
#   c = -expm1(γ_s - γ_t),  σ_ts² = c σ_t²,  σ_Q² = c σ_s²
# nothing cancels, also where s and t are next to each other. Kingma et al. 2021, section 3 and appendix A.
# names: marginal, transition, step_posterior, model_step, step_numbers, step_kl, loss_weight, loss_weights
use noise_levels
use predictions

# q(z_t | x) = N(α_t x, σ_t²): the datum with the noise of time t.
# S: a schedule
# x: a datum
# t: the time, from 0 (clean) to 1 (noise)
# example: use vdm; marginal(rectified(), 2.0, 0.25)
# -> Normal(μ = 1.5, σ = 0.25)
marginal(S, x, t) = {
  l = level(S, t)
  some_noise("marginal", l.σ, "z is x itself at t = {text(t)}")
  Normal(l.α*x, l.σ)
}

# Requires noise, before a law of no width is made.
some_noise(name, σ, why) = if not istraced(σ) and σ == 0 {
  error("{name}: {why}, as the schedule has no noise there; between(S, -13.3, γ1) begins with some", "domain")
}

# The numbers of the step between s and t > s, a record: α_ts; σ_ts, of q(z_t | z_s); c; σ_Q, of q(z_s | z_t, x), whose mean
# is z_weight z_t + x_weight x; and what multiplies |x - x̂|² and |ε - ε̂|² in the KL divergence of the step, x_kl = (SNR_s -
# SNR_t)/2 and noise_kl = expm1(γ_t - γ_s)/2.
# S: a schedule
# s, t: the times
# example: use vdm; n = step_numbers(linear_snr(), 0.4, 0.5);
# example: check [n.α_ts, n.x_kl, n.noise_kl] ≈ [0.993463548876, 166.0031839286, 2.616943329262] tol 1e-11
# -> ok [0.993464, 166.003, 2.61694] ≈ [0.993464, 166.003, 2.61694]
step_numbers(S, s, t) = {
  (a, b) = ordered("step_numbers", S, s, t)
  rise = gamma_rise(S, s, t)
  c = -expm1(-rise)
  # By σ, as α_t may be 0.
  kept = (a.σ/b.σ)^2
  α_ts = b.α/a.α
  (
    α_ts = α_ts, σ_ts = b.σ*sqrt(c), c = c, σ_Q = a.σ*sqrt(c), z_weight = α_ts*kept, x_weight = a.α*c,
    x_kl = snr_of(a)*c/2, noise_kl = expm1(rise)/2
  )
}

# SNR = α²/σ².
snr_of(l) = (l.α/l.σ)^2

# The levels of two times in order, checked.
ordered(name, S, s, t) = {
  for u in (s, t) { if not (kind(u) in ("i64", "f64", "f32")) or ndims(u) > 0 { error("{name}: a step goes between two times, numbers, not {type(u)}; vmap takes many", "type") } }
  if not istraced(s + t) and not (s < t) {
    error("{name}: a step goes between s and a later t, not s = {text(s)} and t = {text(t)}", "domain")
  }
  (level(S, s), level(S, t))
}

# q(z_t | z_s) = N(α_ts z_s, σ_ts²): more noise, from s to a later t.
# S: a schedule
# z: z_s
# s, t: the times
# example: use vdm; D = transition(linear_snr(), 1.0, 0.4, 0.5);
# example: check D.variance() ≈ 0.01303017705466 tol 1e-11
# -> ok 0.0130302 ≈ 0.0130302
transition(S, z, s, t) = {
  n = step_numbers(S, s, t)
  Normal(n.α_ts*z, n.σ_ts)
}

# q(z_s | z_t, x), Bayes' rule for q(z_t | z_s) q(z_s | x): the mean α_ts σ_s²/σ_t² z_t + α_s c x, the variance σ_Q² = c σ_s².
# S: a schedule
# z: z_t
# x: the datum, or a guess of it
# s, t: the times
# example: use vdm; D = step_posterior(linear_snr(), 0.0, 1.0, 0.4, 0.5);
# example: check [mean(D), D.variance()] ≈ [0.8385268572904, 0.002117812664062] tol 1e-11
# -> ok [0.838527, 0.00211781] ≈ [0.838527, 0.00211781]
step_posterior(S, z, x, s, t) = {
  n = step_numbers(S, s, t)
  some_noise("step_posterior", n.σ_Q, "z_s is x itself at s = {text(s)}")
  Normal(n.z_weight*z + n.x_weight*x, n.σ_Q)
}

# p(z_s | z_t): the posterior of the step with the guess x̂ of a predictor for x. Its mean is (α_s/α_t)(z_t - σ_t c ε̂).
# S: a schedule
# p: a predictor
# z: z_t
# s, t: the times
# example: use vdm; D = model_step(linear_snr(), (z, t) -> 0*z, 0.5, 0.4, 0.5);
# example: mean(D) ~= 0.5/0.993463548876
# -> true
model_step(S, p, z, s, t) = {
  S = schedule_of(S)
  n = step_numbers(S, s, t)
  some_noise("model_step", n.σ_Q, "z_s is the guess of x itself at s = {text(s)}")
  Normal(n.z_weight*z + n.x_weight*predict(p, z, level(S, t), "x"), n.σ_Q)
}

# The KL divergence of q(z_s | z_t, x) from p(z_s | z_t) at z_t = α_t x + σ_t ε:
#   (SNR_s - SNR_t)/2 |x - x̂|² = expm1(γ_t - γ_s)/2 |ε - ε̂|².
# S: a schedule
# p: a predictor
# x: the datum
# ε: the noise in z_t
# s, t: the times
# example: use vdm; S = linear_snr(); p = (z, t) -> 0.3*z; l = level(S, 0.5); z = 1.5*l.α + l.σ;
# example: D = step_posterior(S, z, 1.5, 0.4, 0.5); M = model_step(S, p, z, 0.4, 0.5);
# example: check step_kl(S, p, 1.5, 1.0, 0.4, 0.5) ≈ KL(D, M)
# -> ok 0.697134 ≈ 0.697134
step_kl(S, p, x, ε, s, t) = {
  S = schedule_of(S)
  n = step_numbers(S, s, t)
  l = level(S, t)
  p = predictor(p)
  z = l.α*x + l.σ*ε
  weighed(p, l, () -> n.noise_kl*squared(ε - predict(p, z, l, "ε")), () -> n.x_kl*squared(x - predict(p, z, l, "x")))
}

# What multiplies the squared error of a prediction in L_∞, at one time:
#   γ'/2 |ε - ε̂|² = γ' SNR/2 |x - x̂|² = g²/2 |score error|²,
# so that the diffusion loss is denoising score matching with the weight g² of maximum likelihood. Song, Durkan, Murray and Ermon
# 2021.
# S: a schedule
# t: the time
# of: what is predicted
# example: use vdm; [loss_weight(rectified(), 0.5, q) for q in ("ε", "x", "score", "v", "velocity")]
# -> f64[5]
# ->    4.0  4.0  1.0  4.0  1.0
loss_weight(S, t, of="ε") = weight_at(schedule_of(S), level(S, t), prediction_named("loss_weight", of))

# The weight at a level. At one z all errors are multiples of the one in ε: dx = -(σ/α) dε, dv = (α + σ²/α) dε, du = (σ γ'/2) dε; and
# γ'α²/2 = α²σ'/σ - αα', which is known at an end where γ' is infinite.
weight_at(S, l, of) = if of == "ε" { l.dγ/2 } else if of == "x" { signal_rate(l)/l.σ^2 } else if of == "score" { S.g2(l.t)/2 } else if of == "v" {
  signal_rate(l)/(l.α^2 + l.σ^2)^2
} else { 2/S.g2(l.t) }
signal_rate(l) = l.α^2*(l.dσ/l.σ) - l.α*l.dα

# All weights of a time in a record.
# S: a schedule
# t: the time
# example: use vdm; loss_weights(rectified(), 0.5).x
# -> 4.0
loss_weights(S, t) = {
  (S, l) = (schedule_of(S), level(S, t))
  w = of -> weight_at(S, l, of)
  (x = w("x"), ε = w("ε"), v = w("v"), score = w("score"), velocity = w("velocity"))
}
