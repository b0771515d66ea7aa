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
use noise_training
use divergence
use options

# A model beside the law of its data. What the law does not tell is left out: of rows alone there is no floor and no
# entropy, and nll and energy_distance are of those rows, which should be rows that were not trained on.
# The loss is that of the bound, in nats. Where D has an oracle, what it is above its floor is E γ'/2 |ε̂ - ε*|², the distance
# from the oracle's ε*, whose draws scatter less than those of the loss. The bound above the entropy is at least
# KL(data ‖ samples of the reverse SDE): the excess, and what the prior and the decoder lose. nll is that of the probability
# flow, of the same network, which is another law: it may lose more or less. Flow and samples start from the p(z_1) of the
# bound, N(0, I), also where an oracle would know better.
# Data should have deviations of about 1: of a table in units of its own standardise(X).x is judged, as it was trained
# on, and each nat is one of those units. Laws of points, counts or grey levels have no density, and bound, nll and
# entropy are left out; bound(S, p, X, decoder=grid_decoder(values)) bounds their probabilities. Rows with few
# distinct values are such data too: their nll says nothing.
# S: a schedule; of a model (net = , schedule = ) its m.schedule
# p: a predictor, as run.model or run.ema; in f32 the flow is followed in f32
# D: the law of the data, or data by rows
# n: how many data are drawn for nll (of rows without replacement), and how many samples are made
# draws: draws of the losses
# by: the sampler
# steps: how many steps it takes
# rtol, atol: the errors of the steps of the probability flow
# .loss: nats; L_∞
# .floor: nats; the least L_∞ of any predictor, where D has an oracle
# .excess: nats; loss - floor
# .prior: nats; KL(q(z_1 | x) ‖ N(0, I)) on average, what z_1 still tells of x
# .reconstruction: nats; -E log p(x | z_0) of the decoder N(z_0/α_0, σ_0²/α_0²)
# .bound: nats; prior + reconstruction + loss, at least E -log p(x)
# .nll: nats; E -log p(x) of the probability flow
# .entropy: nats; of D
# .excess_bound: nats; bound - entropy, at least KL(data ‖ samples of the reverse SDE)
# .excess_nll: nats; nll - entropy, by the mean of log D(x) - log p(x)
# .bits_per_dim: bits for each number of x, of nll
# .energy_distance: length; between samples of the model and the data, 0 where the laws agree
# .hint: what is wrong with the schedule or the data, where something is
# example: use vdm; D = Normal(zeros(2), 0.5); r = diffusion_report(linear_snr(), oracle(D), D, n=200);
# example: (value(r.excess), abs(value(r.excess_nll)) < 1e-3)
# -> (0.0, true)
diffusion_report(S, p, D, n=1000, draws=10000, by=ddim(), steps=100, rtol=1e-4, atol=1e-4) = {
  S = finite_start("diffusion_report", schedule_of(S))
  p = model_judged(p)
  data = kind(D) != "distribution"
  law = law_of("diffusion_report", D)
  n = whole_number("diffusion_report", "n", "data", 16, n)
  d = i64(numbers_of(law))
  if has(p, "d") and p.d != d {
    error("diffusion_report: the network is of {p.d} numbers, and the data have {d}", "shape")
  }
  X = if data { drawn_rows(f64(floating(D)), n) } else { f64(sample(law, n)) }
  known = if data { false } else { has_normal_form(law) }
  points = not data and is_discrete(law)
  r = losses_of(S, p, law, known, draws)
  r.prior = prior_loss(S, law)
  # One model is judged, which starts from p(z_1) of the bound, also where an oracle knows better.
  first = Normal(zeros(event_shape(law)...), prior_scale(level(S, 1.0)))
  if not points {
    r.reconstruction = reconstruction_loss(S, law)
    r.bound = r.prior + r.reconstruction + r.loss
    log_p = flow_log_density(S, p, X, rtol=rtol, atol=atol, prior=first)
    r = with_likelihood(r, log_p, X, if data { none } else { law }, known)
    r.bits_per_dim = r.nll/(d*log(2))
  }
  Z = f64(generate(S, p, n, by=by, steps=steps, start=first))
  # Against a law by draws: exact means over a law of many parts take longer than all the rest.
  r.energy_distance = energy_distance(as_rows(Z), as_rows(if data { X } else { f64(sample(law, 4*n)) }))
  with_hint(r, points, data, X)
}

# Requires a predictor, and tells a run from one.
model_judged(p) = {
  if kind(p) == "run" { error("diffusion_report: p is a predictor, and this is its run: run.model, or run.ema", "type") }
  if kind(p) == "none" { error("diffusion_report: there is no predictor; run.ema is none where train had no ema=0.99", "type") }
  predictor(p)
}

# At most n rows, drawn without replacement.
drawn_rows(X, n) = if n >= len(X) { X } else { X[argsort(uniform_noise(len(X)))[1:n]] }

# Events as vectors; numbers stay numbers.
as_rows(X) = if ndims(X) <= 2 { X } else { reshape(X, len(X), quo(size(X), len(X))) }

# The loss, with its floor where there is an oracle.
losses_of(S, p, law, known, draws) = {
  if not known { return (loss = diffusion_loss(S, p, law, n=draws)) }
  (floor, excess) = (diffusion_floor(law, S), excess_loss(S, p, law, draws))
  (loss = floor + excess, floor = floor, excess = excess)
}

# The report with the likelihood of rows, beside their law where there is one.
with_likelihood(r, log_p, X, law, known) = {
  if kind(law) == "none" { return put(r, "nll", estimate(-log_p)) }
  (own, h) = (law.log_density(X), entropy_of(law, known))
  excess = estimate(own - log_p)
  # Less scatter by the entropy, where it is known exactly.
  r.nll = if kind(h) == "none" { estimate(-log_p) } else { h + excess }
  r.entropy = if kind(h) == "none" { estimate(-own) } else { h }
  r.excess_bound = r.bound - r.entropy
  r.excess_nll = excess
  r
}

# The report with what is wrong, where something is.
with_hint(r, points, data, X) = {
  few = data and distinct(flatten(X)) < quo(size(X), 4)
  said = (
    if starts_badly(value(r.prior), quo(size(X), len(X))) { scale_hint(value(r.prior)) } else { "" },
    if points { grid_hint("D is a law of points") } else if few { grid_hint("the rows have few distinct values") } else { "" }
  )
  hint = if said[1] != "" and said[2] != "" { "{said[1]}; {said[2]}" } else { "{said[1]}{said[2]}" }
  if hint == "" { r } else { put(r, "hint", hint) }
}

# What is to be done with data that have no density.
grid_hint(why) = "{why}, of which a density and its nll say nothing: bound(S, p, X, decoder=grid_decoder(values))"

# How many distinct numbers there are.
distinct(x) = {
  x = sort(x)
  1 + sum(i64(x[2:end] != x[1:end-1]))
}

# E γ'/2 |ε̂ - ε*|² by draws, with the times of each batch of 64 in strata.
excess_loss(S, p, D, draws) = {
  draws = whole_number("diffusion_report", "draws", "draws", 32, draws)
  (o, batch) = (oracle(D), min(64, quo(draws, 16)))
  apart = (x, ε, t) -> {
    l = level(S, t)
    z = l.α*x + l.σ*ε
    weighed(p, l, () -> l.dγ/2*squared(predict(p, z, l, "ε") - predict(o, z, l, "ε")),
      () -> l.dγ/2*(l.α/l.σ)^2*squared(predict(p, z, l, "x") - predict(o, z, l, "x")))
  }
  of_batch = k -> {
    x = vmap(k -> D.draw())(1:batch)
    mean(vmap(apart)(x, normal_noise(shape(x)...), noise_times(batch)))
  }
  # As many batches at once as fit into memory.
  parts = ()
  n = quo(draws, batch)
  for k in 0:quo(n - 1, 500) { parts = tuple_of(parts..., vmap(of_batch)(500*k + 1:min(500*(k + 1), n))) }
  estimate(concat(parts))
}

# The entropy of a law, none where it has neither a form nor a grid.
entropy_of(D, known) = if has(D, "entropy") { D.entropy() } else if known and numbers_of(D) <= 2 {
  noised_entropy(D, (α = 1.0, σ = 0.0))
} else { none }
