# A network inside the skip and the scales that keep its input and its target at unit variance at every level of noise.
# Karras et al. 2022, table 1 and appendix B.6, for any schedule through σ/α.
# names: preconditioned, precondition
use predictions
use noise_levels

# The predictor x̂ = c_skip z + c_out F(c_in z, c_noise) of a network F, which for data of variance σ_d² and mean 0 is
# always given, and always asked for, numbers of unit variance.
# net: F, a function or a network of a vector and c_noise, called as F(y, c); or layers such as mlp(d + 9, ..., d),
#   which see y followed by noise_features(γ), of which γ/8 = c_noise is the first
# σ_data: the deviation of the data, one number
# .of: "x"
# .net: F
# .apply: p(z, l) is x̂
# example: use preconditioning; p = preconditioned((y, c) -> 0*y, σ_data=0.5);
# example: p([1.0, 2.0], (α = 1, σ = 0.5))
# -> f64[2]
# ->    0.5  1.0
preconditioned(net, σ_data=0.5) = {
  positive_number("preconditioned", "σ_data", σ_data, "the deviation of the data")
  if kind(net) == "record" and has(net, "of") {
    error("preconditioned: the network gives what it likes, and this is a predictor of {net.of} already: a layer, mlp(d + 9, 64, d)", "type")
  }
  if not (kind(net) in ("function", "record")) {
    error("preconditioned: net is a function F(y, c_noise) or layers, not {type(net)}", "type")
  }
  # The number is not to be trained.
  (of = "x", net = net, σ_data = static(1.0*σ_data), apply = (p, z, l) -> {
    c = precondition(l, p.σ_data())
    y = c.inner*z
    F = if kind(p.net) == "record" and has(p.net, "layer") {
      reshape(p.net(concat((reshape(y, size(y)), noise_features(level_of(l).γ)))), shape(z)...)
    } else { p.net(y, c.noise) }
    fits("preconditioned: what F gives", F, z)
    c.skip*z + c.out*F
  })
}

# The numbers of a level, with σ² + α² σ_d² under each fraction, so that α = 0 has them too.
# l: the level
# σ_data: the deviation of the data
# .skip: what multiplies z: α σ_d²/(σ² + α² σ_d²)
# .out: what multiplies F: σ σ_d/√(σ² + α² σ_d²)
# .inner: what multiplies z for F: 1/√(σ² + α² σ_d²)
# .noise: what F is told of the level: log(σ/α)/4 = γ/8, |γ| ≤ 25
# example: use preconditioning; precondition((α = 1, σ = 0.5), 0.5).skip
# -> 0.5
precondition(l, σ_data=0.5) = {
  l = level_of(l)
  v = l.σ^2 + (l.α*σ_data)^2
  (skip = l.α*σ_data^2/v, out = l.σ*σ_data/sqrt(v), inner = 1/sqrt(v), noise = max(min(l.γ, 25.0), -25.0)/8)
}
