# The loss that trains a network of a diffusion model, for `train`: w |ε - ε̂|² at levels that are drawn.
# names: noise_loss
use diffusion_steps
use noise_times
use laws_of_data
use vdm_bounds
use divergence
use options

# The loss of one datum, for train: w |ε - ε̂(z_t)|² at one time and one noise, drawn in each step; its mean is the
# diffusion loss for the weight of the bound. With `simple` all levels count alike, as Ho et al. 2020 train. The
# schedule may be the model's own, (net = , schedule = ). The data should have deviations of about 1, so that at t = 1
# nothing of them is left: standardise(X).x is such data. Of a table give train a batch=256; without it a step takes all rows.
# S: a schedule; none where the model has one, m.schedule with the network m.net
# weight: "bound" for γ'/2, whose mean is finite where γ(0) is, "simple" for 1, or a function of the level that
#   multiplies |ε - ε̂|², such as min_snr()
# levels: a law of γ from which levels are drawn, as Karras et al. 2022 train: Normal(-2.4, 2.4).
#   Without it t is uniform, and γ has the density 1/γ'. With a law of density p the weight is told
#   dγ = 1/p, as a schedule would tell it whose γ has that law, so that the mean for "bound" is the
#   same for every law. A γ that S does not reach counts as that of its end, with dγ = 0
# example: use vdm; S = linear_snr(γ0=-5); D = Normal(0, 0.5); f = noise_loss(S);
# example: check E(x ~ D, f(oracle(D), x), n=20000) ≈ diffusion_loss(S, oracle(D), D, nodes=8) se 4
# -> ok 1.7799 ± 0.0280 ≈ 1.81931 (1.4 se)
# example: use vdm; S = edm(σ_min=0.1); D = Normal(0, 0.5); f = noise_loss(S, levels=Normal(-2, 3));
# example: check E(x ~ D, f(oracle(D), x), n=20000) ≈ diffusion_loss(S, oracle(D), D, nodes=8) se 4
# -> ok 1.6371 ± 0.0248 ≈ 1.62903 (0.3 se)
# example: use vdm; use data; X = standardise(iris().x).x; f = noise_loss(linear_snr());
# example: train(noise_net(4, hidden=16), f, X, steps=2, batch=64).steps
# -> 2
noise_loss(S=none, weight="bound", levels=none) = {
  f = drawn_loss("noise_loss", S, weight, levels)
  (
    check = (o, m, data) -> if kind(data) in ("tuple", "record") { pairs_refused(type(data)) } else { well_scaled("noise_loss", S, m, data) },
    apply = (o, m, x) -> if kind(x) in ("tuple", "record") { pairs_refused(type(x)) } else { f(m, m, x) }
  )
}

# Complains of pairs.
pairs_refused(what) = error("noise_loss: a datum is one tensor, not {what}: train(m, noise_loss(S), X); class_noise_loss(S) learns from (X, y)", "type")

# The loss of a datum under a predictor, f(m, p, x), for a model m that may have the schedule.
drawn_loss(name, S, weight, levels) = {
  w = weight_function(name, weight)
  fixed = if given(S) { schedule_of(S) } else { none }
  if given(levels) { level_law(name, levels) }
  whole = not given(levels) and kind(weight) == "text" and weight == "bound"
  if whole and given(fixed) { finite_mean(name, fixed) }
  (m, p, x) -> {
    own = not given(fixed)
    if own and not owns_schedule(m) {
      error("{name}: without a schedule the model has its own: (net = noise_net(2), schedule = learned_noise())", "argument")
    }
    path = if own { schedule_of(m.schedule) } else { fixed }
    if own and whole { finite_mean(name, path) }
    l = if given(levels) { drawn_level(path, levels) } else { level(path, uniform_noise()) }
    ε = normal_noise(shape(x)...)
    w(l)*squared_error(p, x, ε, l)
  }
}

# Requires a schedule that starts with some noise, as the weight of the bound does.
finite_mean(name, S) = {
  γ = stop(S.γ(0.0))
  if not istraced(γ) and not (γ > -inf) {
    error("{name}: {S.name} starts with σ = 0, where the loss of weight \"bound\" has an infinite mean: begin later, between(S, -13.3, 5), or take weight=\"simple\", another weight, or levels=", "domain")
  }
}

# Tells of data of which much is left at t = 1.
well_scaled(name, S, m, data) = {
  S = if given(S) { S } else if owns_schedule(m) { m.schedule } else { return none }
  known = kind(data) != "distribution" or has(data, "mean") and has(data, "variance")
  if not known { return none }
  loss = prior_loss(S, data)
  if starts_badly(loss, numbers_of(law_of(name, data))) { print("note: {name}: {scale_hint(loss)}") }
}

# Whether what z_1 still tells of x counts: more than a tenth of a nat, and than 0.01 nats for each number.
starts_badly(loss, d) = loss > 0.1 and loss > 0.01*d

# What is to be done there.
scale_hint(loss) = "prior_loss is {loss:.3g} nats, for z_1 is not yet the noise that samples start from: standardise(X).x first, or a schedule with a larger γ1"

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
  if is_discrete(D) { error("{name}: levels is a law of γ with a density, and this one is of points", "distribution") }
  if event_shape(D) != () { error("{name}: levels is a law of one number γ, not of {event_shape(D)}", "shape") }
}

# A level of the schedule whose γ is drawn from a law of density p, with dγ = 1/p; beyond its ends dγ = 0.
drawn_level(S, D) = {
  γ = D.draw()
  inside = min(max(γ, S.γ(0.0)), S.γ(1.0))
  put(level(S, S.inverse(inside)), "dγ", where(inside == γ, exp(-D.log_density(γ)), 0.0))
}
