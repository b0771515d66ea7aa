# Losses of score matching for train: each gives a function of a model and a datum. A model is a network m(x) of one
# point, a predictor at a level of noise, or an energy (`score_from`); the means of the losses, and their floors, are in
# score_matching.
# names: score_from, esm_loss, dsm_loss, ism_loss, ssm_loss, ssm_vr_loss, multi_dsm_loss, score_report
use score_matching
use score_scales

# The score of an energy, s = -∇U: of p = exp(-U)/Z the gradient in x drops Z. The record is trained as the network U
# is, and the fields s.energy and s(x) are U and s.
# U: an energy, a function of a point or a network with one output
# example: use score; score_from(x -> sum(x^2)/2)([1.0, 2.0])
# -> f64[2]
# ->   -1.0  -2.0
score_from(U) = {
  if not (kind(U) == "function" or kind(U) == "record" and has(U, "apply")) {
    error("score_from: U is a function of a point, or a network of one output, not {type(U)}", "type")
  }
  (energy = U, apply = (m, x) -> -grad(x -> energy_at(m.energy, x))(x))
}

# The number that an energy gives.
energy_at(U, x) = {
  y = U(x)
  if size(y) != 1 { error("score_from: an energy is one number at each point, not {type(y)}", "shape") }
  sum(y)
}

# Explicit score matching, ½ |m(x) - ∇ log p(x)|², where the law of the data is known: what the other losses are
# compared with.
# D: the law
# example: use score; esm_loss(Normal(0, 1))(x -> -0.5*x, 2.0)
# -> 0.5
esm_loss(D) = {
  t = true_score("esm_loss", law_of("esm_loss", D))
  (m, x) -> esm_at(score_function("esm_loss", m), t, x)
}

# Denoising score matching, ½ |m(x + σ ε) + ε/σ|², with new noise in each step. Vincent 2011.
# σ: the deviation of the noise, or a level (α = , σ = )
# example: use score; m = (a = 0.0, apply = (m, z) -> -m.a*z);
# example: run = train(m, dsm_loss(0.5), Normal(0, 1), steps=500, batch=512, opt=adam(0.02));
# example: abs(run.model.a - 0.8) < 0.05
# -> true
dsm_loss(σ) = {
  l = noise_at("dsm_loss", σ)
  (m, x) -> {
    ε ~ Normal(0, 1) like x
    dsm_at(score_function("dsm_loss", score_at(m, l)), x, ε, l)
  }
}

# Implicit score matching, tr ∇m(x) + ½ |m(x)|², by as many derivatives as x has numbers. Hyvärinen 2005.
# example: use score; ism_loss()(x -> -0.5*x, [1.0, 2.0])
# -> -0.375
ism_loss() = (m, x) -> ism_at(score_function("ism_loss", m), x)

# Sliced score matching, vᵀ ∇m(x) v + ½ (vᵀ m(x))², with `count` new slices in each step. Song et al. 2019.
# slices: "Gaussian", "Rademacher", "sphere" or a distribution
# count: how many slices, whose mean is taken
# example: use score; ssm_loss(slices="Rademacher")(x -> -0.5*x, 2.0)
# -> 0.0
ssm_loss(slices="Gaussian", count=1) = sliced_loss("ssm_loss", ssm_at, slices, count)

# The same with the square in closed form, vᵀ ∇m(x) v + ½ |m(x)|².
# slices: "Gaussian", "Rademacher", "sphere" or a distribution
# count: how many slices, whose mean is taken
# example: use score; ssm_vr_loss(slices="Rademacher")(x -> -0.5*x, 2.0)
# -> 0.0
ssm_vr_loss(slices="Gaussian", count=1) = sliced_loss("ssm_vr_loss", ssm_vr_at, slices, count)

sliced_loss(name, f, slices, count) = {
  if not (kind(count) == "i64" and count >= 1) {
    error("{name}: count is how many slices a step takes, at least 1, not {text(count)}", "domain")
  }
  slice_law(slices, 1)
  (m, x) -> {
    s = score_function(name, m)
    law = slice_law(slices, shape(x))
    total = 0.0
    for k in 1:count {
      v ~ law
      total = total + f(s, x, typed_as(v, x))
    }
    total/count
  }
}

# Denoising at several levels, ½ |σ m(x + σ ε, σ) + ε|² at one of them drawn anew in each step. Song and Ermon 2019.
# σs: the levels, a vector
# example: use score; shape(multi_dsm_loss([0.1, 1])((z, σ) -> -z/(1 + σ^2), [1.0, 2.0]))
# -> ()
multi_dsm_loss(σs) = {
  levels_of("multi_dsm_loss", σs)
  (m, x) -> {
    σ = σs[1 + min(i64(floor(len(σs)*uniform_noise())), len(σs) - 1)]
    ε ~ Normal(0, 1) like x
    l = (α = 1.0, σ = σ, γ = 2*log(σ))
    s = if predicting(m) { score_at(m, l) } else { z -> m(z, σ) }
    σ^2*dsm_at(score_function("multi_dsm_loss", s), x, ε, l)
  }
}

# ## Losses beside their floors

# The losses of a score at one level of noise, each with the least value that any score has and what it is above it. All
# losses are of the same law q, that of z = α x + σ ε, so that all excesses are one number, J1.
# s: a score function of z, or a predictor
# D: the law of x, which has an oracle
# σ: the deviation of the noise, a level (α = , σ = ), or none for D itself, if it has a density
# slices: those of the sliced losses
# n: draws of the losses that are estimates
# .explicit: 1/length²; J1 = ½ E |s - ∇ log q|², with the floor 0
# .denoising: 1/length²; J2 = ½ E |s + ε/σ|², with the floor ½ (d/σ² - I), left out without noise
# .implicit: 1/length²; E (tr ∇s + ½ |s|²), with the floor -I/2
# .sliced: 1/length²; E (vᵀ ∇s v + ½ (vᵀ s)²), with the floor -I/2
# .sliced_vr: 1/length²; E (vᵀ ∇s v + ½ |s|²), with the floor -I/2
# example: use score; r = score_report(z -> -0.5*z, Normal(0, 1), 0.5); r.denoising
# -> (loss = 1.65625, floor = 1.6, excess = 0.05625)
score_report(s, D, σ=none, slices="Gaussian", n=10000) = {
  D = law_of("score_report", D)
  l = if given(σ) { noise_at("score_report", σ) } else { (α = 1.0, σ = 0.0, γ = -inf) }
  q = noised(D, l)
  true_score("score_report", q)
  (f, half) = (score_at(s, l), fisher_information(D, l)/2)
  beside = (loss, floor) -> (loss = loss, floor = floor, excess = loss - floor)
  r = (explicit = beside(esm(f, q), 0.0))
  if given(σ) { r.denoising = beside(dsm(s, D, l), -dsm_constant(D, l)) }
  r.implicit = beside(ism(f, q), -half)
  r.sliced = beside(ssm(f, q, slices=slices, n=n), -half)
  r.sliced_vr = beside(ssm_vr(f, q, slices=slices, n=n), -half)
  r
}
