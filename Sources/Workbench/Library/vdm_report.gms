# What a trained diffusion model has learned, and what it lacks: its losses beside the least that any model reaches, its
# likelihood beside the entropy of the data, its samples beside the data.
# names: diffusion_report
use noise_floors
use vdm_bounds
use flow_likelihood
use generation
use likelihoods
use discrepancies
use laws_of_data
use options

# A model beside the law of its data. What the law does not tell is left out: of rows alone there is no floor and no
# entropy, and nll and energy_distance are of those rows, which should be rows that were not trained on.
# The loss is that of the bound, in nats. Where D has an oracle, what it is above its floor is E γ'/2 |ε̂ - ε*|², the distance
# from the oracle's ε*, whose draws scatter less than those of the loss; as many nats, at most, are lost in KL(data ‖ samples of
# the reverse SDE). nll is that of the probability flow, of the same network, which is another law: it may lose more or less.
# S: a schedule
# p: a predictor, as run.model or run.ema; in f32 the flow is followed in f32
# D: the law of the data, or data by rows
# n: how many data are drawn for nll (of rows the first n are taken), and how many samples are made
# draws: draws of the losses
# by: the sampler
# steps: how many steps it takes
# rtol, atol: the errors of the steps of the probability flow
# .loss: nats; L_∞
# .floor: nats; the least L_∞ of any predictor, where D has an oracle
# .excess: nats; loss - floor
# .bound: nats; prior + reconstruction + loss, at least E -log p(x)
# .nll: nats; E -log p(x) of the probability flow
# .entropy: nats; of D
# .excess_nll: nats; nll - entropy, by the mean of log D(x) - log p(x)
# .bits_per_dim: bits for each number of x, of nll
# .energy_distance: length; between samples of the model and the data, 0 where the laws agree
# example: use vdm; D = Normal(zeros(2), 0.5); r = diffusion_report(linear_snr(), oracle(D), D, n=200);
# example: (value(r.excess), abs(value(r.excess_nll)) < 1e-3)
# -> (0.0, true)
diffusion_report(S, p, D, n=1000, draws=10000, by=ddim(), steps=100, rtol=1e-4, atol=1e-4) = {
  S = finite_start("diffusion_report", schedule_of(S))
  if kind(p) == "run" { error("diffusion_report: p is a predictor, and this is its run: run.model, or run.ema", "type") }
  if kind(p) == "none" { error("diffusion_report: there is no predictor; run.ema is none where train had no ema=0.99", "type") }
  p = predictor(p)
  data = kind(D) != "distribution"
  law = law_of("diffusion_report", D)
  n = whole_number("diffusion_report", "n", "data", 16, n)
  d = i64(numbers_of(law))
  if has(p, "d") and p.d != d {
    error("diffusion_report: the network is of {p.d} numbers, and the data have {d}", "shape")
  }
  X = if data { f64(floating(D))[1:min(n, len(D))] } else { sample(law, n) }
  known = if data { false } else { has_normal_form(law) }
  r = if known {
    (floor, excess) = (diffusion_floor(law, S), excess_loss(S, p, law, draws))
    (loss = floor + excess, floor = floor, excess = excess)
  } else {
    (loss = diffusion_loss(S, p, law, n=draws))
  }
  r.bound = prior_loss(S, law) + reconstruction_loss(S, law) + r.loss
  log_p = flow_log_density(S, p, X, rtol=rtol, atol=atol)
  if data { r.nll = estimate(-log_p) } else {
    (own, h) = (law.log_density(X), entropy_of(law, known))
    excess = estimate(own - log_p)
    # Less scatter by the entropy, where it is known exactly.
    r.nll = if kind(h) == "none" { estimate(-log_p) } else { h + excess }
    r.entropy = if kind(h) == "none" { estimate(-own) } else { h }
    r.excess_nll = excess
  }
  r.bits_per_dim = r.nll/(d*log(2))
  Z = f64(generate(S, p, n, by=by, steps=steps, d=event_shape(law)))
  r.energy_distance = energy_distance(Z, if known and not data { law } else { X })
  r
}

# E γ'/2 |ε̂ - ε*|² by draws, with the times of each batch of 64 in strata.
excess_loss(S, p, D, draws) = {
  draws = whole_number("diffusion_report", "draws", "draws", 32, draws)
  (o, batch) = (oracle(D), min(64, quo(draws, 16)))
  drawn = (
    draw = () -> {
      x = vmap(k -> D.draw())(1:batch)
      (x = x, ε = normal_noise(shape(x)...), t = noise_times(batch))
    },
    log_density = b -> 0.0
  )
  apart = (x, ε, t) -> {
    l = level(S, t)
    z = l.α*x + l.σ*ε
    weighed(p, l, () -> l.dγ/2*squared(predict(p, z, l, "ε") - predict(o, z, l, "ε")),
      () -> l.dγ/2*(l.α/l.σ)^2*squared(predict(p, z, l, "x") - predict(o, z, l, "x")))
  }
  E(b ~ drawn, mean(vmap(apart)(b.x, b.ε, b.t)), n=quo(draws, batch))
}

# The entropy of a law, none where it has neither a form nor a grid.
entropy_of(D, known) = if has(D, "entropy") { D.entropy() } else if known and numbers_of(D) <= 2 {
  noised_entropy(D, (α = 1.0, σ = 0.0))
} else { none }
