# Denoising score matching at several levels of noise: noise-conditional score networks. Song and Ermon 2019.
# names: multi_dsm, multi_dsm_floor, geometric_levels
use score_matching

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

# Requires levels.
levels_of(name, σs) = {
  events.positive(name, "σs", σs)
  if ndims(σs) != 1 or size(σs) == 0 {
    error("{name}: the levels are a vector of deviations, geometric_levels(1, 0.01, 10), not {type(σs)}", "shape")
  }
}

# Requires levels that fall.
falling_levels(name, σs) = {
  levels_of(name, σs)
  for k in 2:len(σs) {
    if not (σs[k] < σs[k - 1]) {
      remedy = if σs[1] < σs[len(σs)] { "; turn them round, σs[end:-1:1]" } else { "" }
      error("{name}: the levels fall from the largest to the least, and {σs[k - 1]:.6g} is followed by {σs[k]:.6g}{remedy}", "domain")
    }
  }
}
