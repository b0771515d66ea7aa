# The loss that trains a network of a diffusion model, for `train`: w |ε - ε̂|² at levels that are drawn.
# names: noise_loss
use diffusion_steps
use noise_times
use laws_of_data

# The loss of one datum, for train: w |ε - ε̂(z_t)|² at one time and one noise, drawn in each step; its mean is the
# diffusion loss for the weight of the bound. With `simple` all levels count alike, as Ho et al. 2020 train. The
# schedule may be the model's own, (net = , schedule = ).
# S: a schedule; none where the model has one, m.schedule with the network m.net
# weight: "bound" for γ'/2, "simple" for 1, or a function of the level that multiplies |ε - ε̂|², such as min_snr()
# levels: a law of γ from which levels are drawn, as Karras et al. 2022 train: Normal(-2.4, 2.4).
#   Without it t is uniform, and γ has the density 1/γ'. With a law of density p the weight is told
#   dγ = 1/p, as a schedule would tell it whose γ has that law, so that the mean for "bound" is the
#   same for every law. A γ that S does not reach counts as that of its end, with dγ = 0
# example: use vdm; S = linear_snr(γ0=-5); D = Normal(0, 0.5); f = noise_loss(S);
# example: check E(x ~ D, f(oracle(D), x), n=20000) ≈ diffusion_loss(S, oracle(D), D, nodes=8) se 4
# -> ok 1.8753 ± 0.0288 ≈ 1.81931 (1.9 se)
# example: use vdm; S = edm(σ_min=0.1); D = Normal(0, 0.5); f = noise_loss(S, levels=Normal(-2, 3));
# example: check E(x ~ D, f(oracle(D), x), n=20000) ≈ diffusion_loss(S, oracle(D), D, nodes=8) se 4
# -> ok 1.6745 ± 0.0253 ≈ 1.62903 (1.8 se)
noise_loss(S=none, weight="bound", levels=none) = {
  w = weight_function("noise_loss", weight)
  fixed = if kind(S) == "none" { none } else { schedule_of(S) }
  if kind(levels) != "none" { level_law("noise_loss", levels) }
  (m, x) -> {
    own = kind(fixed) == "none"
    if own and not (kind(m) == "record" and has(m, "schedule") and has(m, "net")) {
      error("noise_loss: without a schedule the model has its own: (net = noise_net(2), schedule = learned_noise())", "argument")
    }
    path = if own { schedule_of(m.schedule) } else { fixed }
    l = if kind(levels) == "none" { level(path, uniform_noise()) } else { drawn_level(path, levels) }
    ε = normal_noise(shape(x)...)
    w(l)*squared_error(if own { m.net } else { m }, x, ε, l)
  }
}

# The weight as a function of the level.
weight_function(name, weight) = {
  if kind(weight) == "function" { return weight }
  one_of_texts(name, "weight", weight, ("bound", "simple", "a function of the level"))
  if weight == "simple" { l -> 1.0 } else { l -> l.dγ/2 }
}

# Requires a law of γ.
level_law(name, D) = {
  if kind(D) != "distribution" {
    error("{name}: levels is a law of γ = -log SNR, a distribution such as Normal(-2.4, 2.4), not {type(D)}", "type")
  }
  if has(D, "support") { error("{name}: levels is a law of γ with a density, and this one is of points", "distribution") }
  if event_shape(D) != () { error("{name}: levels is a law of one number γ, not of {event_shape(D)}", "shape") }
}

# A level of the schedule whose γ is drawn from a law of density p, with dγ = 1/p; beyond its ends dγ = 0.
drawn_level(S, D) = {
  γ = D.draw()
  inside = min(max(γ, S.γ(0.0)), S.γ(1.0))
  put(level(S, S.inverse(inside)), "dγ", where(inside == γ, exp(-D.log_density(γ)), 0.0))
}
