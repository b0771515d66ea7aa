# The losses of score matching at one point, as the papers print them, all with the factor 1/2 of Hyvärinen and Vincent.
# Their means over laws are in score_matching. s is a score function: of one point, with a value like it.
# names: esm_at, dsm_at, noise_dsm_at, ism_at, ssm_at, ssm_vr_at, ssm_fd_at, score_at
use predictions

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

# vᵀ ∇s(x) v + ½ |s(x)|²: the square in closed form; with Gaussian slices of less variance from three numbers on. Song et al. 2019, equation 8.
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

# ## Score functions

# A predictor at a level as a score function; any other function as it is.
# p: a predictor, such as an oracle or a network of noise, or a score function
# l: the level of noise, (α = , σ = ) or level(S, t)
# example: use score; score_at(oracle(Normal(0, 1)), (α = 1, σ = 0.5))(1.0)
# -> -0.8
score_at(p, l) = if predicting(p) {
  l = level_of(l)
  z -> predict(p, z, l, "score")
} else { p }

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
    if ndims(x) == 0 and kind(s) == "record" and has(s, "layer") {
      error("{name}: the network takes vectors and the points are numbers: give rows of one number, reshape(x, len(x), 1), or the law Normal([0.0], 1)", "shape")
    }
    y = s(x)
    if kind(y) == "text" or kind(y) == "tuple" { error("{name}: the score is a vector like the point, not {type(y)}", "type") }
    if shape(y) != shape(x) {
      error("{name}: the score has the shape {shape(y)} at a point of the shape {shape(x)}: a score is a vector like the point; of a log density or an energy it is the gradient (score_from)", "shape")
    }
    y
  }
}
