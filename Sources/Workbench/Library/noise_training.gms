# The loss that trains a network of a diffusion model, for `train`.
# names: noise_loss
use diffusion_steps
use noise_times

# The loss of one datum, for train: w |ε - ε̂(z_t)|² at one time and one noise, drawn in each step; its mean is the diffusion loss
# for the weight of the bound. With `simple` all levels count alike, as Ho et al. 2020 train. The schedule may be the
# model's own, (net = , schedule = ).
# S: a schedule; none where the model has one, m.schedule with the network m.net
# weight: "bound" for γ'/2, "simple" for 1, or a function of the level that multiplies |ε - ε̂|²
# example: use vdm; S = linear_snr(γ0=-5); D = Normal(0, 0.5); f = noise_loss(S);
# example: check E(x ~ D, f(oracle(D), x), n=20000) ≈ diffusion_loss(S, oracle(D), D, nodes=8) se 4
# -> ok 1.8753 ± 0.0288 ≈ 1.81931 (1.9 se)
noise_loss(S=none, weight="bound") = {
  if kind(weight) != "function" { one_of_texts("noise_loss", "weight", weight, ("bound", "simple", "a function of the level")) }
  w = if kind(weight) == "function" { weight } else if weight == "simple" { l -> 1.0 } else { l -> l.dγ/2 }
  fixed = if kind(S) == "none" { none } else { schedule_of(S) }
  (m, x) -> {
    own = kind(fixed) == "none"
    if own and not (kind(m) == "record" and has(m, "schedule") and has(m, "net")) {
      error("noise_loss: without a schedule the model has its own: (net = noise_net(2), schedule = learned_noise())", "argument")
    }
    l = level(if own { m.schedule } else { fixed }, uniform_noise())
    ε = normal_noise(shape(x)...)
    w(l)*squared_error(if own { m.net } else { m }, x, ε, l)
  }
}
