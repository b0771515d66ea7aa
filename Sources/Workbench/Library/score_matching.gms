# Score matching: what a score function s costs against the score ∇ log p of a law, and the losses that stand in for
# this cost where the law is known by samples only. All have the factor 1/2 of Hyvärinen and Vincent; s is any function
# of one point, which gives a vector like it, or a predictor (`score_at`). With q_σ the law of z = x + σ ε and I
# Fisher's information:
#   explicit   J1  = ½ E |s - ∇ log p|²         the aim, at least 0
#   implicit       = E (tr ∇s + ½ |s|²)         = J1 - I(p)/2
#   sliced         = E (vᵀ ∇s v + ½ (vᵀ s)²)    = J1 - I(p)/2, on average over slices v
#   denoising  J2  = ½ E |s(z) + ε/σ|²          = J1 of q_σ + ½ (d/σ² - I(q_σ))
# names: esm_at, dsm_at, noise_dsm_at, ism_at, ssm_at, ssm_vr_at, ssm_fd_at
# names: esm, dsm, dsm_constant, ism, ssm, ssm_vr, ssm_fd, multi_dsm, multi_dsm_floor, geometric_levels, score_at
use events as events
use oracles
use noise_floors
use score_slices
use options

# ## One point

# ½ |s(x) - ∇ log p(x)|². Hyvärinen 2005, equation 2.
# s: a score function
# t: the true score, a function of a point
# x: the point
# example: use score; esm_at(x -> -0.5*x, x -> -x, [1.0, 2.0])
# -> 0.625
esm_at(s, t, x) = sum((s(x) - t(x))^2)/2

# ½ |s(α x + σ ε) + ε/σ|²: -ε/σ is the score of z given x. Vincent 2011, equation 9.
# s: a score function, of z
# x: the datum
# ε: the noise
# l: the level of noise
# example: use score; dsm_at(z -> -z, 1.0, 2.0, (α = 1, σ = 0.5))
# -> 2.0
dsm_at(s, x, ε, l) = sum((s(l.α*x + l.σ*ε) + ε/l.σ)^2)/2

# The same of a network that predicts the noise, s = -ε̂/σ: |ε - ε̂(z)|²/(2σ²). Ho et al. 2020, who leave out the 1/σ².
# ε̂: what predicts the noise, a function of z
# x: the datum
# ε: the noise
# l: the level of noise
# example: use score; noise_dsm_at(z -> 0.5*z, 1.0, 2.0, (α = 1, σ = 0.5))
# -> 2.0
noise_dsm_at(ε̂, x, ε, l) = sum((ε - ε̂(l.α*x + l.σ*ε))^2)/(2*l.σ^2)

# tr ∇s(x) + ½ |s(x)|². Hyvärinen 2005, theorem 1.
# s: a score function
# x: the point
# example: use score; ism_at(x -> -0.5*x, [1.0, 2.0])
# -> -0.375
ism_at(s, x) = div(s)(x) + sum(s(x)^2)/2

# vᵀ ∇s(x) v + ½ (vᵀ s(x))². Song, Garg, Shi and Ermon 2019, equation 7.
# s: a score function
# x: the point
# v: the slice
# example: use score; ssm_at(x -> -0.5*x, [1.0, 2.0], [1.0, -1.0])
# -> -0.875
ssm_at(s, x, v) = sum(v*jvp(s, x, v)) + sum(v*s(x))^2/2

# vᵀ ∇s(x) v + ½ |s(x)|²: the square in closed form, mostly of less variance. Song et al. 2019, equation 8.
# s: a score function
# x: the point
# v: the slice
# example: use score; ssm_vr_at(x -> -0.5*x, [1.0, 2.0], [1.0, -1.0])
# -> -0.375
ssm_vr_at(s, x, v) = sum(v*jvp(s, x, v)) + sum(s(x)^2)/2

# The sliced loss of s = ∇ log p by differences of log p alone, without a derivative, with l± = log p(x ± r v) and l =
# log p(x): (l+ + l- - 2 l + (l+ - l-)²/8)/r². Pang et al. 2020, equation 12.
# logp: the log density of the model up to a constant
# x: the point
# v: the slice
# r: how far along it
# example: use score; check ssm_fd_at(x -> -x@x/4, [1.0, 2.0], [1.0, -1.0], 0.1) ≈ -0.875
# -> ok -0.875 ≈ -0.875
ssm_fd_at(logp, x, v, r) = {
  (above, below) = (logp(x + r*v), logp(x - r*v))
  (above + below - 2*logp(x) + (above - below)^2/8)/r^2
}

# ## Means over a law
#
# A law is a distribution or data, a tensor by rows. The mean is exact over finite supports, and to about ten digits
# over normal laws, their mixtures and KDEs of at most two numbers, by sums over grids; over other laws it is an
# estimate.

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
# example: use score; check ssm_vr(x -> -0.8*x, Normal(zeros(2), 1), slices="Rademacher", nodes=3) ≈ -1.6 + 0.64
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
  alone = not given(n) and not given(nodes) and event_shape(D) == () and (few_points(D) or summable(D))
  if alone {
    over_law("dsm", s, D, x -> over_noise(ε -> loss(x, ε)), none, none)
  } else if given(nodes) {
    judged("dsm", s, D, E(x ~ D, ε ~ Normal(0, 1) like x, loss(x, ε), method=quad(nodes)))
  } else {
    n = if given(n) { n } else { 10000 }
    judged("dsm", s, D, E(x ~ D, ε ~ Normal(0, 1) like x, loss(x, ε), n=n, method="samples"))
  }
}

# The constant of J1 = J2 + c: c = -½ (d/σ² - I(q_σ)), with J1 of the law of z. It is free of s, so both have one
# minimiser; it is negative and falls without limit as σ falls to 0, which is why a small J2 says nothing and a large
# one little.
# D: the law of x
# σ: the deviation of the noise, or a level (α = , σ = )
# n: draws of an estimate
# example: use score; check dsm_constant(Normal(0, 1), 0.5) ≈ 0.05625 - 1.65625
# -> ok -1.6 ≈ -1.6
dsm_constant(D, σ, n=none) = -dsm_floor(law_of("dsm_constant", D), noise_at("dsm_constant", σ), n=n)

# ## Several levels

# The mean over levels σ_k of σ_k² J2(σ_k) = ½ E |σ_k s(z, σ_k) + ε|². The weights σ² make the terms alike in size.
# Song and Ermon 2019 (NCSN), equation 6.
# s: a function s(z, σ), or a predictor, which is shown the level (α = 1, σ = σ_k)
# D: the law, or data by rows
# σs: the levels, a vector
# n: draws of x and ε at each level
# nodes: points of a quadrature rule of D and of the noise
# example: use score; check multi_dsm((z, σ) -> -z/(1 + σ^2), Normal(0, 1), [0.5, 1]) ≈ (0.25*1.6 + 0.25)/2
# -> ok 0.325 ≈ 0.325
multi_dsm(s, D, σs, n=none, nodes=none) = {
  levels_of("multi_dsm", σs)
  at = σ -> if predicting(s) { s } else { z -> s(z, σ) }
  sum(k in 1:len(σs), σs[k]^2*dsm(at(σs[k]), D, σs[k], n=n, nodes=nodes))/len(σs)
}

# The least multi_dsm of any score.
# D: the law of x
# σs: the levels, a vector
# n: draws of an estimate of each
# example: use score; check multi_dsm_floor(Normal(0, 1), [0.5, 1]) ≈ (0.25*1.6 + 0.25)/2
# -> ok 0.325 ≈ 0.325
multi_dsm_floor(D, σs, n=none) = {
  levels_of("multi_dsm_floor", σs)
  -sum(k in 1:len(σs), σs[k]^2*dsm_constant(D, σs[k], n=n))/len(σs)
}

# L levels from σ₁ to σ_L, each the same multiple of the one before. Song and Ermon 2019.
# σ₁: the first level, the largest
# σ_L: the last level
# L: how many
# example: use score; geometric_levels(1, 0.01, 3)
# -> f64[3]
# ->    1.0  0.1  0.01
geometric_levels(σ₁, σ_L, L) = {
  events.positive("geometric_levels", "σ₁", σ₁)
  events.positive("geometric_levels", "σ_L", σ_L)
  if not (kind(L) == "i64" and L >= 2) {
    error("geometric_levels: L is how many levels there are, at least 2, not {text(L)}", "domain")
  }
  σ₁*(σ_L/σ₁)^((0:L-1)/(L - 1))
}

# ## What these rest on

# A predictor at a level as a score function; any other function as it is.
# p: a predictor, such as an oracle or a network of noise, or a score function
# l: the level of noise, (α = , σ = ) or level(S, t)
# example: use score; score_at(oracle(Normal(0, 1)), (α = 1, σ = 0.5))(1.0)
# -> -0.8
score_at(p, l) = if predicting(p) { z -> predict(p, z, l, "score") } else { p }

# Whether it is a predictor, which says what of z it predicts.
predicting(p) = kind(p) == "record" and has(p, "of") and has(p, "apply")

# A score function whose answers are asked for their shape.
score_function(name, s) = {
  if predicting(s) {
    error("{name}: a predictor has a score at a level of noise: score_at(p, (α = 1, σ = 0.5))", "type")
  }
  if not (kind(s) == "function" or kind(s) == "record" and has(s, "apply")) {
    error("{name}: s is a score function, x -> ∇ log p(x), or a network, not {type(s)}", "type")
  }
  x -> {
    y = s(x)
    if shape(y) != shape(x) {
      error("{name}: the score has the shape {shape(y)} at a point of the shape {shape(x)}: a score is a vector like the point; of a log density or an energy it is the gradient (score_from)", "shape")
    }
    y
  }
}

# A law: data by rows are the finite law of their rows.
law_of(name, D) = {
  if kind(D) == "distribution" { return D }
  if not (kind(D) in ("i64", "f64", "f32")) {
    error("{name}: D is a distribution, or data by rows, not {type(D)}", "type")
  }
  if ndims(D) == 0 { error("{name}: data have rows, a number has none", "shape") }
  if len(D) == 0 { error("{name}: there are no rows of data", "shape") }
  events.finite(name, "the data", D)
  Empirical(floating(D))
}

# The level of noise of its deviation, or as it is.
noise_at(name, σ) = if kind(σ) == "record" {
  l = level_of(σ)
  noisy(name, l)
  l
} else {
  events.positive(name, "σ", σ)
  if ndims(σ) > 0 { error("{name}: σ is one number, not {type(σ)}: multi_dsm takes several levels", "shape") }
  (α = 1.0, σ = 1.0*σ, γ = 2*log(σ))
}

# Requires levels.
levels_of(name, σs) = {
  events.positive(name, "σs", σs)
  if ndims(σs) != 1 or size(σs) == 0 {
    error("{name}: the levels are a vector of deviations, geometric_levels(1, 0.01, 10), not {type(σs)}", "shape")
  }
}

# The true score of a law, in closed form where it has one.
true_score(name, D) = {
  if has(D, "support") {
    error("{name}: the points of {D.family} have no density, so no score to be compared with: noised(D, (α = 1, σ = 0.1)) or KDE(data, h) have one; ism, ssm and dsm ask for none", "distribution")
  }
  if normal_parts(D) { score_of(D) } else { grad(D.log_density) }
}

# The shape of an event.
event_shape(D) = if has(D, "domain") { D.domain.shape } else { shape(D.draw()) }

# Whether a law is normal or made of normal laws.
normal_parts(D) = {
  if D.family in ("Normal", "KDE") { return true }
  if D.family != "Mixture" { return false }
  parts = D.parameters.components
  if kind(parts) == "tuple" { all([normal_parts(c) for c in parts]) } else { parts.family == "Normal" }
}

# Whether means over a law are sums over a grid, or over a support that is short.
summable(D) = normal_parts(D) and prod(event_shape(D)) <= 2 and not istraced(D.variance())
few_points(D) = has(D, "support") and D.family != "KDE" and len(D.support()[1]) <= 1000

# The mean of f, which s makes, over a law.
over_law(name, s, D, f, n, nodes) = judged(name, s, D, if given(nodes) {
  E(x ~ D, f(x), method=quad(nodes))
} else if given(n) {
  E(x ~ D, f(x), n=n, method="samples")
} else if summable(D) {
  mean_over_parts(name, D, f)
} else if normal_parts(D) and istraced(D.variance()) {
  # A grid needs numbers.
  E(x ~ D, f(x), method=quad(60))
} else { E(x ~ D, f(x)) })

# The mean of f over a law of normal parts. A score that decides between parts a distance Δ apart varies over s²/Δ, so
# that one dimension, where points are cheap, has four times as many as the floors of losses need.
mean_over_parts(name, D, f) = {
  (c, clean) = (components_of(D), (α = 1.0, σ = 0.0))
  (low, high) = (sqrt(min(c.λ)), sqrt(max(c.λ)))
  (first, last) = (min(c.m) - 10*high, max(c.m) + 10*high)
  if c.d == 1 and 40*(last - first)/low*c.K < 1e6 {
    over_grid(c, clean, f, [first], [last - first], low/40)
  } else { mean_at(name, D, c, clean, none, f) }
}

# The mean of f over x and slices.
over_slices(name, f, s, D, slices, n, nodes, of="score") = {
  D = law_of(name, D)
  law = slice_law(slices, event_shape(D))
  if of == "score" { s = score_function(name, s) } else {
    given_log = s
    s = x -> {
      y = given_log(x)
      if ndims(y) > 0 { error("{name}: the log density is a number at each point, not {type(y)}", "shape") }
      y
    }
  }
  if shape(law.draw()) != event_shape(D) {
    error("{name}: the slices have the shape {shape(law.draw())}, the points {event_shape(D)}", "shape")
  }
  judged(name, s, D, if given(nodes) { E(x ~ D, v ~ law, f(s, x, v), method=quad(nodes)) } else {
    E(x ~ D, v ~ law, f(s, x, v), n=if given(n) { n } else { 10000 }, method="samples")
  })
}

# E f(ε) over standard normal numbers, by trapezoids, which converge geometrically.
over_noise(f) = {
  ε = 0.1*(-120:120)
  sum(0.1*exp(-ε^2/2)/sqrt(2*π)*vmap(f)(ε))
}

# A loss, which must be a finite number.
judged(name, s, D, r) = {
  if istraced(r) { return r }
  if isfinite(stop(r)) { return r }
  x = if few_points(D) { D.support()[1] } else { sample(D, 1000) }
  bad = vmap(x -> not all(isfinite(flatten(s(x)))))(x)
  if any(bad) { error("{name}: the score is not finite at x = {text(x[argmax(i64(bad))])}, one of {sum(i64(bad))} in {len(x)} points of D: it must be finite wherever D has mass", "domain") }
  error("{name}: the loss is {text(stop(r))}: the score, or its derivative, is not finite far from the middle of D; n=10000 takes draws instead", "domain")
}
