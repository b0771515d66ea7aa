# What a Langevin kernel does to a normal law, exactly. There a score is linear, and a step is a linear map of the
# state with noise, y = A y + B ξ, whose stationary covariance Σ = A Σ Aᵀ + B Bᵀ is Lyapunov's equation. A and B are
# the derivatives of the kernel's own step, so that what is predicted is what is run.
# names: stationary_variance, stationary_covariance, stability_limit, step_matrices, mala_acceptance, annealed_variance
use langevin
use score_scales
use oracles
use noise_levels
use divergence
use options
use events as events

# The matrices of a kernel's step on N(0, v), y ↦ A y + B ξ, with y = x, or (x, p) of kernels with a momentum.
# K: a kernel without rejection
# v: the variance
# .A: the map of the state
# .B: that of the noise
# example: use score; step_matrices(langevin(0.1), 0.5).A
# -> f64[1×1]
# ->    0.8
step_matrices(K, v) = {
  kernel_needed("step_matrices", K)
  positive_number("step_matrices", "v", v, "the variance of the normal law")
  if K.metropolis { error("step_matrices: {K.name} rejects, which is not linear: its stationary law is the target, and mala_acceptance says what it costs", "argument") }
  t = (score = x -> -x/v, log_p = none, law = none)
  n = K.draw([0.0])
  silent = map(ξ -> 0.0*ξ, n)
  # A score that a state carries along is a function of x.
  state = (x, p) -> if K.momentum { put(put(K.begin(t, [0.0]), "x", x), "p", p) } else { (x = x) }
  filled = (x, p) -> { q = state(x, p); if has(q, "s") { put(q, "s", t.score(x)) } else { q } }
  after = (x, p, ξ) -> { q = K.move(t, filled(x, p), ξ); if K.momentum { concat((q.x, q.p)) } else { q.x } }
  (zero, one) = ([0.0], [1.0])
  column(x, p) = after(x, p, silent)
  A = if K.momentum { [column(one, zero); column(zero, one)]' } else { reshape(column(one, zero), 1, 1) }
  B = jacobian(ξ -> after(zero, zero, ξ))(n)
  (A = A, B = B)
}

# The covariance at which a kernel stands still on N(0, v): of x, or of (x, p). On a normal law of d numbers it has d
# rows for x, and then d for p.
# K: a kernel
# v: the variance, or a normal law
# example: use score; diag(stationary_covariance(underdamped("OBABO", 0.5), 0.25))
# -> f64[2]
# ->    0.333333  1.0
# example: use score; stationary_covariance(langevin(0.1), Normal(zeros(2), cov=[1, 0.5; 0.5, 1]))
# -> f64[2×2]
# ->    1.05364   0.498084
# ->    0.498084  1.05364
stationary_covariance(K, v) = {
  kernel_needed("stationary_covariance", K)
  if kind(v) == "distribution" { return covariance_on(K, v) }
  positive_number("stationary_covariance", "v", v, "the variance of the normal law")
  if K.metropolis { return reshape([v*K.temperature], 1, 1) }
  (A, B) = step_matrices(K, v)
  (ρ, d) = (max(abs(eig(A))), len(A))
  if ρ >= 1 {
    error("stationary_covariance: {K.name} is unstable on N(0, {v:.6g}): h must be below {stability_limit(K, v):.6g}", "domain")
  }
  Σ = reshape(solve(eye(d^2) - kron(A, A), flatten(B @ B')), d, d)
  (Σ + Σ')/2
}

# The same on a normal law: along each axis it is that of a number.
covariance_on(K, D) = {
  if not events.is_family(D, "Normal") {
    error("stationary_covariance: v is a variance or a normal law, not {events.title(D)}: on other laws a step is not linear", "distribution")
  }
  (λ, Q) = eigh(events.covariance_matrix(D), vectors=true)
  each = [stationary_covariance(K, v) for v in λ]
  n = shape(each)[2]
  block(i, j) = (Q*each[:, i, j]) @ Q'
  if n == 1 { return block(1, 1) }
  row(i) = concat((block(i, 1), block(i, 2)), axis=2)
  concat((row(1), row(2)))
}

# The variance of x at which a kernel stands still on N(0, v); on a normal law, of each number of x. For ULA
# v/(1 - h/(2v)); MALA has v itself, BAOAB and ABOBA too; OBABO has v/(1 - h²/(4v)), OABAO v (1 - h²/(4v)).
# K: a kernel
# v: the variance, or a normal law
# example: use score; [stationary_variance(langevin(h), 1) for h in [0.1, 0.5, 1]]
# -> f64[3]
# ->    1.05263  1.33333  2.0
# example: use score; stationary_variance(langevin(0.1), Normal([3, 0], [1, 0.5]))
# -> f64[2]
# ->    1.05263  0.3125
stationary_variance(K, v) = {
  Σ = stationary_covariance(K, v)
  if kind(v) != "distribution" { return Σ[1, 1] }
  event = shape(v.mean())
  reshape(diag(Σ)[1:prod(event)], event...)
}

# The step h from which on a kernel is unstable on N(0, v): 2v for ULA; √(4v) for splittings of the underdamped
# dynamics; none, inf, for MALA. On other laws v is that of the sharpest part, 1/λ for the largest eigenvalue λ of
# -∇s; of a mixture of normal laws the least variance of a component is taken.
# K: a kernel, whose own h does not matter
# v: the variance, or a normal law or a mixture of them
# example: use score; [stability_limit(K, 0.25) for K in (langevin(0.1), underdamped("BAOAB", 0.1))]
# -> f64[2]
# ->    0.5  1.0
# example: use score; stability_limit(langevin(0.1), Normal(zeros(2), [1, 0.5]))
# -> 0.5
stability_limit(K, v) = {
  kernel_needed("stability_limit", K)
  if kind(v) == "distribution" {
    (D, v) = (v, least_variance(v))
    if not given(v) {
      error("stability_limit: v is a variance, a normal law or a mixture of them, not {events.title(D)}, whose sharpest part is not known", "distribution")
    }
  }
  positive_number("stability_limit", "v", v, "the variance of the normal law")
  if K.metropolis { return inf }
  # h enters by h/v, or by h/√v where h is a time.
  unit = if K.momentum { sqrt(v) } else { 1.0*v }
  ρ(h) = max(abs(eig(step_matrices(K.with_step(h), v).A))) - 1
  # The first grid point that is unstable, then halvings.
  high = 0.0
  for i in 1:80 { if high == 0 and ρ(0.05*i*unit) >= 0 { high = 0.05*i*unit } }
  if high == 0 { return inf }
  low = high - 0.05*unit
  for i in 1:50 {
    m = (low + high)/2
    (low, high) = if ρ(m) < 0 { (m, high) } else { (low, m) }
  }
  high
}

# The mean probability with which MALA accepts on N(0, v), once it has its stationary law: there log r = (h/4v)(x² -
# y²) for v = 1, and the mean is 1 - (2/π) asin(h²/√((h² + 2h)(h² - 2h + 4))), with h/v for h.
# h: the step
# v: the variance
# example: use score; [mala_acceptance(h, 1) for h in [0.1, 0.5, 1, 1.5]]
# -> f64[4]
# ->    0.992883  0.920833  0.783653  0.633283
mala_acceptance(h, v) = {
  positive_number("mala_acceptance", "h", h, "the step")
  positive_number("mala_acceptance", "v", v, "the variance of the normal law")
  r = h/v
  1 - 2/π*asin(r^2/sqrt((r^2 + 2*r)*(r^2 - 2*r + 4)))
}

# The variance that annealed_chains end with on data from N(m, v), for starts of the variance `start`: V ↦ (1 -
# h_i/w)² V + 2h_i in each step, w = v + σ_i². A start of another mean adds the square of what is left of the
# distance.
# v: the variance of the data
# σs: the levels, from the largest to the least
# start: the variance of the starts
# steps: how many steps at each level
# h: the step at the last level
# noise: what multiplies the noise
# example: use score; V = annealed_variance(0.25, geometric_levels(1, 0.01, 10), 1/12);
# example: check V ≈ 0.257908827434 tol 1e-11
# -> ok 0.257909 ≈ 0.257909
annealed_variance(v, σs, start, steps=100, h=2e-5, noise=1) = {
  falling_levels("annealed_variance", σs)
  positive_number("annealed_variance", "v", v, "the variance of the data")
  positive_number("annealed_variance", "h", h, "the step at the last level")
  not_negative("annealed_variance", "start", start, "the variance of the starts")
  steps = whole_number("annealed_variance", "steps", "steps", 1, steps)
  V = 1.0*start
  hs = annealed_steps(σs, h)
  for i in 1:len(σs) {
    # All steps of a level at once: the distance to where V stands still shrinks by a² in each.
    (σ, step) = (σs[i], hs[i])
    limit = 2*(v + σ^2)
    if stop(step) >= stop(limit) {
      error("annealed_variance: h = {h:.3g} is too large: at the level σ = {σ:.4g} the step h_i = {step:.4g} must be below 2(v + σ_i²) = {limit:.4g}", "domain")
    }
    a = 1 - step/(v + σ^2)
    still = noise^2*2*(v + σ^2)/(1 + a)
    V = still + a^(2*steps)*(V - still)
  }
  V
}

# The least variance of a normal law, in any direction, or of a component of a mixture of them; none for others. Kernels
# of a KDE lie one over another and are not as sharp as each is.
least_variance(D) = {
  if events.is_family(D, "Normal") { return if has(D, "cov") { min(real(eig(D.cov()))) } else { min(D.variance()) } }
  if not (is_mixture(D) or is_dotted(D)) { return none }
  F = normal_form("a Langevin kernel", D)
  # Components without weight, and points, do not count.
  v = F.v + 0*reshape(F.w, len(F.w), 1)
  v = min(where(reshape(F.w, len(F.w), 1) > 0, v, inf))
  if v > 0 { v } else { none }
}

# The steps of the levels.
annealed_steps(σs, h) = h*(σs/σs[len(σs)])^2
