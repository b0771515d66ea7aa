# Score matching: what a score function s costs against the score ∇ log p of a law, and the losses that stand in for
# this cost where the law is known by samples only. All have the factor 1/2 of Hyvärinen and Vincent; s is any function
# of one point, which gives a vector like it, or a predictor (`score_at`). With q_σ the law of z = x + σ ε and I
# Fisher's information:
#   explicit   J1  = ½ E |s - ∇ log p|²         the aim, at least 0
#   implicit       = E (tr ∇s + ½ |s|²)         = J1 - I(p)/2
#   sliced         = E (vᵀ ∇s v + ½ (vᵀ s)²)    = J1 - I(p)/2, on average over slices v
#   denoising  J2  = ½ E |s(z) + ε/σ|²          = J1 of q_σ + ½ (d/σ² - I(q_σ))
# names: esm, dsm, dsm_constant, ism, ssm, ssm_vr, ssm_fd
use score_losses
use score_laws
use score_slices

# A law is a distribution or data, a tensor by rows. The mean is exact over finite supports, and to about ten digits
# over normal laws, their mixtures and KDEs of at most two numbers, by sums over grids, where the score is
# smooth on their scale: two grids must agree. Elsewhere, and over other laws, it is an estimate.

# J1 = ½ E |s - ∇ log p|², explicit score matching: half the Fisher divergence if s is the score of a law.
# s: a score function
# D: the law, which has a density
# n: draws of an estimate
# nodes: points of a quadrature rule of D
# example: use score; check esm(x -> -0.5*x, Normal(0, sqrt(1.25))) ≈ 0.05625
# -> ok 0.05625 ≈ 0.05625
esm(s, D, n=none, nodes=none) = {
  D = law_of("esm", D)
  (s, t) = (score_function("esm", s), true_score("esm", D))
  over_law("esm", s, D, x -> esm_at(s, t, x), n, nodes)
}

# Hyvärinen's implicit loss E (tr ∇s + ½ |s|²) = J1 - I/2, which asks for no density: by parts, E s ∇ log p = -E tr ∇s,
# as long as p s is 0 at the ends of the support. The trace takes d derivatives.
# s: a score function
# D: the law, or data by rows
# n: draws of an estimate
# nodes: points of a quadrature rule of D
# example: use score; check ism(x -> -0.5*x, Normal(0, sqrt(1.25))) ≈ -0.34375
# -> ok -0.34375 ≈ -0.34375
ism(s, D, n=none, nodes=none) = {
  D = law_of("ism", D)
  s = score_function("ism", s)
  over_law("ism", s, D, x -> ism_at(s, x), n, nodes)
}

# The sliced loss E (vᵀ ∇s v + ½ (vᵀ s)²) = J1 - I/2, an estimate over x and slices v: one derivative, not d.
# s: a score function
# D: the law, or data by rows
# slices: "Gaussian", "Rademacher", "sphere" (of radius √d), or a distribution
# n: draws of x and v
# nodes: points of a quadrature rule of D and v
# example: use score; check ssm(x -> -0.8*x, Normal(zeros(2), 1), nodes=3) ≈ -1.6 + 0.64
# -> ok -0.96 ≈ -0.96
ssm(s, D, slices="Gaussian", n=none, nodes=none) = over_slices("ssm", ssm_at, s, D, slices, n, nodes)

# The same with the square in closed form, E (vᵀ ∇s v + ½ |s|²).
# s: a score function
# D: the law, or data by rows
# slices: "Gaussian", "Rademacher", "sphere" (of radius √d), or a distribution
# n: draws of x and v
# nodes: points of a quadrature rule of D and v
# example: use score;
# example: check ssm_vr(x -> -0.8*x, Normal(zeros(2), 1), slices="Rademacher", nodes=3) ≈ -1.6 + 0.64
# -> ok -0.96 ≈ -0.96
ssm_vr(s, D, slices="Gaussian", n=none, nodes=none) = over_slices("ssm_vr", ssm_vr_at, s, D, slices, n, nodes)

# The sliced loss of the score ∇ log p by differences of log p along slices of the length r: as r falls it nears ssm as
# r².
# logp: the log density of the model up to a constant, a function of a point
# D: the law, or data by rows
# slices: "Gaussian", "Rademacher", "sphere" (of radius √d), or a distribution
# r: how far along a slice the differences reach
# n: draws of x and v
# nodes: points of a quadrature rule of D and v
# example: use score; check ssm_fd(x -> -0.4*x@x, Normal(zeros(2), 1), nodes=3) ≈ -1.6 + 0.64 tol 1e-6
# -> ok -0.96 ≈ -0.96
ssm_fd(logp, D, slices="Gaussian", r=0.01, n=none, nodes=none) = {
  events.positive("ssm_fd", "r", r)
  if ndims(r) > 0 or r < 1e-7 { error("ssm_fd: r is one length, at least 1e-7, below which the second differences are rounding alone; not {text(r)}", "domain") }
  logp = if kind(logp) == "distribution" { logp.log_density } else if kind(logp) == "record" and has(logp, "energy") { x -> -logp.energy(x) } else { logp }
  over_slices("ssm_fd", (logp, x, v) -> ssm_fd_at(logp, x, v, r), logp, D, slices, n, nodes, of="log density")
}

# J2 = ½ E |s(α x + σ ε) + ε/σ|², denoising score matching: exact where the events of a known law are numbers, else an
# estimate. Its least value is not 0 (dsm_floor), and it is reached by the score of the noisy law.
# s: a score function of z, or a predictor
# D: the law of x, or data by rows
# σ: the deviation of the noise, or a level (α = , σ = )
# n: draws of x and ε
# nodes: points of a quadrature rule of D and of the noise
# example: use score; check dsm(x -> -0.5*x, Normal(0, 1), 0.5) ≈ 1.65625
# -> ok 1.65625 ≈ 1.65625
dsm(s, D, σ, n=none, nodes=none) = {
  (D, l) = (law_of("dsm", D), noise_at("dsm", σ))
  s = score_function("dsm", score_at(s, l))
  loss = (x, ε) -> dsm_at(s, x, ε, l)
  event = event_shape(D)
  alone = not given(n) and not given(nodes) and prod(event) == 1 and (few_points(D) or summable(D))
  drawn = () -> E(x ~ D, ε ~ Normal(0, 1) like x, loss(x, ε), n=if given(n) { whole_number("dsm", "n", "draws", 2, n) } else { 10000 }, method="samples")
  if alone {
    # Over x the rule is that of over_law; over ε the trapezoids must agree with finer ones.
    on = h -> over_law("dsm", s, D, x -> over_noise(ε -> loss(x, reshape(ε, event...)), h), none, none)
    agreed(on, (0.1, 0.07), drawn)
  } else if given(nodes) {
    judged("dsm", s, D, E(x ~ D, ε ~ Normal(0, 1) like x, loss(x, ε), method=quad(one_way("dsm", n, nodes))))
  } else { judged("dsm", s, D, drawn()) }
}

# The constant of J1 = J2 + c: c = -½ (d/σ² - I(q_σ)), with J1 of the law of z. It is free of s, so both have one
# minimiser; it is negative and falls without limit as σ falls to 0, so that J2 by itself says
# nothing of how good s is: J2 + c does.
# D: the law of x
# σ: the deviation of the noise, or a level (α = , σ = )
# n: draws of an estimate
# example: use score; check dsm_constant(Normal(0, 1), 0.5) ≈ 0.05625 - 1.65625
# -> ok -1.6 ≈ -1.6
dsm_constant(D, σ, n=none) = -dsm_floor(law_of("dsm_constant", D), noise_at("dsm_constant", σ), n=n)
