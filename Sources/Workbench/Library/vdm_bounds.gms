# The variational bound of a diffusion model, -log p(x) ≤ prior + reconstruction + diffusion, in nats per datum, all its
# numbers summed and every constant in it. Kingma et al. 2021:
#   prior           KL(q(z_1 | x) ‖ p(z_1)): what of x is left in z_1
#   reconstruction  -E log p(x | z_0): what the decoder does not know of x
#   diffusion       L_T = T/2 E expm1(γ_t - γ_s) |ε - ε̂(z_t, t)|², i uniform in 1..T,
#                   s = (i - 1)/T, t = i/T;  L_∞ = 1/2 E γ'(t) |ε - ε̂(z_t, t)|², t uniform in 0..1
# names: bound, diffusion_loss, prior_loss, reconstruction_loss
# names: gaussian_decoder, grid_decoder, posterior_decoder, pixel_values, on_grid
use diffusion_steps
use noise_times
use laws_of_data
use options
use divergence

# The bound and its terms, a record: plain numbers where they are exact, by nodes= or in closed form, else estimates.
# S: a schedule, whose γ(0) is finite
# p: a predictor: an oracle, a network, a function (z, t) -> ε
# data: a distribution, or data by rows
# T: the number of steps; inf for the continuous limit
# decoder: what p(x | z_0) is: gaussian_decoder(), whose bound is of a density, or, for finite data, grid_decoder(values) or
#   posterior_decoder(oracle), whose bounds are of probabilities
# n: draws of an estimate
# nodes: points of a rule for each number of x and of ε, in place of draws
# times: how draws choose their times: "strata", "shared" or "iid", in batches
# batch: how many times a batch has
# σ: the standard deviation of p(z_1); left out it is 1 where α_1² + σ_1² is 1 to a hundredth, else σ_1 (variance exploding)
# .prior: nats; KL(q(z_1 | x) ‖ p(z_1)), on average over the data
# .reconstruction: nats; -E log p(x | z_0) of the decoder
# .diffusion: nats; L_T, the KL divergences of all T steps, or L_∞
# .total: nats; the sum: at least -log p(x), on average
# .bits_per_dim: bits for each number of x: total/(d log 2)
# example: use vdm; S = linear_snr(); D = Normal(0, 0.5); b = bound(S, oracle(D), D, nodes=40);
# example: check [b.total, b.bits_per_dim] ≈ [0.72580102197128, 1.0471095350701] tol 1e-9
# -> ok [0.725801, 1.04711] ≈ [0.725801, 1.04711]
bound(S, p, data, T=inf, decoder=gaussian_decoder(), n=10000, nodes=none, times="strata", batch=64, σ=none) = {
  S = schedule_of(S)
  D = law_of("bound", data)
  (a, b, c) = (
    prior_loss(S, D, σ=σ),
    reconstruction_loss(S, D, decoder, n=n, nodes=nodes),
    diffusion_loss(S, p, D, T=T, n=n, nodes=nodes, times=times, batch=batch)
  )
  total = a + b + c
  (prior = a, reconstruction = b, diffusion = c, total = total, bits_per_dim = total/(numbers_of(D)*log(2)))
}

# ## The diffusion loss

# L_T, or L_∞ for T = inf: an estimate by draws of a datum, of noise and of a time each; with nodes= a number, by Gauss's rules
# for x and ε, all T steps, and for T = inf the integral over γ, whatever the schedule.
# S: a schedule, whose γ(0) is finite
# p: a predictor
# data: a distribution, or data by rows
# T: the number of steps, or inf
# n: draws
# nodes: points of a rule for each number of x and of ε
# times: how draws choose their times: "strata", "shared" or "iid"
# batch: how many times a batch has
# example: use vdm; D = Normal(0, 0.5);
# example: check diffusion_loss(linear_snr(), oracle(D), D, T=10, nodes=24) ≈ 15.72756446446 tol 1e-11
# -> ok 15.7276 ≈ 15.7276
diffusion_loss(S, p, data, T=inf, n=10000, nodes=none, times="strata", batch=64) = {
  S = finite_start("diffusion_loss", schedule_of(S))
  (p, D) = (predictor(p), law_of("diffusion_loss", data))
  one_of_texts("diffusion_loss", "times", times, time_samplings)
  limit = kind(T) == "f64" and ndims(T) == 0 and all(T == inf)
  if not limit { T = whole_number("diffusion_loss", "T", "steps (inf is their limit)", 1, T) }
  some_signal(S, p)
  if kind(nodes) != "none" {
    nodes = whole_number("diffusion_loss", "nodes", "points", 1, nodes)
    return if limit { limit_by_nodes(S, p, D, nodes) } else { steps_by_nodes(S, p, D, T, nodes) }
  }
  n = whole_number("diffusion_loss", "n", "draws", 32, n)
  # Of fewer batches the error would not be known.
  batch = min(whole_number("diffusion_loss", "batch", "times of a batch", 1, batch), quo(n, 16))
  loss = if limit {
    (x, ε, t) -> {
      l = level(S, t)
      l.dγ/2*squared_error(p, x, ε, l)
    }
  } else {
    (x, ε, t) -> {
      i = max(ceil(t*T), 1.0)
      T*step_kl(S, p, x, ε, (i - 1)/T, i/T)
    }
  }
  drawn = (
    draw = () -> {
      x = vmap(k -> D.draw())(1:batch)
      (x = x, ε = normal_noise(shape(x)...), t = noise_times(batch, times))
    },
    log_density = b -> 0.0
  )
  E(b ~ drawn, mean(vmap(loss)(b.x, b.ε, b.t)), n=quo(n, batch))
}

# At α = 0 a prediction of ε says nothing of x: the last step, and the limit, are then infinite.
some_signal(S, p) = {
  α = S.α(1.0)
  if not istraced(α) and α == 0 and not has(p, "all") and prediction_named("diffusion_loss", p.of) in ("ε", "score") {
    error("diffusion_loss: {S.name} ends with α = 0, where a prediction of {p.of} says nothing of x and the loss is infinite: let the network predict v or x, or end the schedule before, between(S, S.γ(0), 10)", "domain")
  }
}

# Requires a schedule that starts with some noise.
finite_start(name, S) = {
  γ = S.γ(0.0)
  if not istraced(γ) and not (γ > -inf) {
    error("{name}: the schedule {S.name} starts with σ = 0, an infinite SNR(0), where this loss is infinite: between(S, -13.3, 5) has the ends of your choice", "domain")
  }
  S
}

# L_T by nodes: the mean KL divergence of each step, added up in blocks that fit into memory.
steps_by_nodes(S, p, D, T, nodes) = {
  r = pairs_rule(D, nodes)
  at = i -> sum(r.w*vmap((x, ε) -> step_kl(S, p, x, ε, (i - 1)/T, i/T))(r.x, r.ε))
  over_levels(at, T, r)
}

# The sum over so many levels of what sums over pairs, unless that takes too long.
over_levels(f, n, r) = {
  if 1.0*n*size(r.w) > 3e7 {
    error("diffusion_loss: {n} levels with {size(r.w)} points each take too long; fewer nodes, or n= for draws", "argument")
  }
  summed(f, n, 400000/size(r.w))
}

# L_∞ by nodes: ∫ 1/2 E|ε - ε̂|² dγ from γ(0) to γ(1), in parts of length 1 at most, where the mean is a smooth function of γ.
limit_by_nodes(S, p, D, nodes) = {
  (γ₀, γ₁) = (S.γ(0.0), S.γ(1.0))
  # An infinite end has no information left: there the integrand falls as SNR, e^-γ.
  γ₁ = min(γ₁, max(γ₀, 0) + 45)
  r = pairs_rule(D, nodes)
  (z, w) = gauss_legendre(12)
  k = i64(ceil(γ₁ - γ₀))
  width = (γ₁ - γ₀)/k
  γ = flatten(γ₀ + width*(reshape(0:k-1, k, 1) + (1 + z)/2))
  v = flatten(zeros(k, 1) + w*width)
  at = γ -> {
    l = level(S, S.inverse(γ))
    sum(r.w*vmap((x, ε) -> squared_error(p, x, ε, l))(r.x, r.ε))/2
  }
  over_levels(i -> v[i64(i)]*at(γ[i64(i)]), size(γ), r)
}

# Points (x, ε) with weights: a rule of D with a rule of standard normal noise.
pairs_rule(D, nodes) = {
  rule = if has(D, "support") { D.support } else if has(D, "quadrature") { () -> D.quadrature(nodes) } else {
    error("nodes=: {text(D)} has no quadrature rule; leave nodes out for draws", "distribution")
  }
  (x, w) = rule()
  event = shape(x)[2:end]
  (e, v) = noise_rule(event, nodes)
  (n, m) = (len(x), len(e))
  if 1.0*n*m > 4e6 { error("nodes={nodes}: {n} points of x by {m} of ε are more than 4 million; n= takes draws of them", "argument") }
  (
    x = reshape(reshape(x, n, 1, event...) + zeros(1, m, event...), n*m, event...),
    ε = reshape(zeros(n, 1, event...) + reshape(e, 1, m, event...), n*m, event...),
    w = flatten(outer(w, v))
  )
}

# Points and weights for standard normal noise: up to 40 by Gauss and Hermite, exact for polynomials; more are trapezoids
# between -9 and 9, which converge faster where a denoiser decides sharply between modes.
noise_rule(event, nodes) = {
  if nodes <= 40 { return Normal(zeros(event...), 1).quadrature(nodes) }
  h = 18/(nodes - 1)
  e = -9 + h*(0:nodes-1)
  v = exp(-e^2/2)
  (x, w) = (reshape(e, nodes, 1), v/sum(v))
  for k in 2:prod(event) {
    n = size(w)
    x = concat((reshape(reshape(x, n, 1, k - 1) + zeros(1, nodes, 1), n*nodes, k - 1), reshape(zeros(n, 1) + reshape(e, 1, nodes), n*nodes, 1)), axis=2)
    w = flatten(outer(w, v/sum(v)))
  }
  (reshape(x, size(w), event...), w)
}

# ## The two other terms

# KL(N(α_1 x, σ_1²) ‖ N(0, σ²)) on average over the data: (α_1² E|x|²/σ² + d (σ_1²/σ² - 1 - log(σ_1²/σ²)))/2.
# S: a schedule
# data: a distribution, or data by rows
# σ: the standard deviation of p(z_1); left out it is 1 where α_1² + σ_1² is 1 to a hundredth, else σ_1 (variance exploding)
# example: use vdm; check prior_loss(linear_snr(), Normal(0, 0.5)) ≈ 8.4785514795e-4 tol 1e-10
# -> ok 0.000847855 ≈ 0.000847855
prior_loss(S, data, σ=none) = {
  (l, D) = (level(schedule_of(S), 1.0), law_of("prior_loss", data))
  s = if kind(σ) == "none" { prior_scale(l) } else { σ }
  events.positive("prior_loss", "σ", s)
  r = (l.σ/s)^2
  (l.α^2*second_moment(D)/s^2 + numbers_of(D)*(r - 1 - log(r)))/2
}

# The standard deviation of p(z_1): 1 where α_1² + σ_1² is about 1, as in all schedules that keep the variance, else σ_1.
prior_scale(l) = where(abs(l.α^2 + l.σ^2 - 1) < 0.01, 1.0, l.σ)

# E|x|².
second_moment(D) = {
  m = if has(D, "mean") and has(D, "variance") { sum(D.mean()^2 + D.variance()) } else { E(x ~ D, squared(x)) }
  if not known_later(m) and not isfinite(stop(m)) { error("prior_loss: the data have no finite second moment, so that the bound is infinite", "domain") }
  m
}

# -E log p(x | z_0).
# S: a schedule
# data: a distribution, or data by rows
# decoder: gaussian_decoder(), grid_decoder(values), posterior_decoder(oracle), or a function (x, z_0, level) -> log p
# n: draws of an estimate
# nodes: points of a rule for each number of x and of ε
# example: use vdm; check reconstruction_loss(linear_snr(), Normal(0, 0.5)) ≈ -5.2310614667953
# -> ok -5.23106 ≈ -5.23106
reconstruction_loss(S, data, decoder=gaussian_decoder(), n=10000, nodes=none) = {
  S = finite_start("reconstruction_loss", schedule_of(S))
  (l, D) = (level(S, 0.0), law_of("reconstruction_loss", data))
  if not (kind(decoder) == "function" or kind(decoder) == "record" and has(decoder, "apply")) {
    error("reconstruction_loss: the decoder is gaussian_decoder(), grid_decoder(values), posterior_decoder(oracle) or a function (x, z_0, level) -> log p, not {type(decoder)}", "type")
  }
  if kind(decoder) == "record" and has(decoder, "mean") { return decoder.mean(numbers_of(D), l) }
  if kind(decoder) == "record" and has(decoder, "check") { decoder.check(D) }
  f = (x, ε) -> -decoder(x, l.α*x + l.σ*ε, l)
  if kind(nodes) != "none" {
    r = pairs_rule(D, nodes)
    # A sum of -0.0 is -0.0.
    return sum(r.w*vmap(f)(r.x, r.ε)) + 0.0
  }
  E(x ~ D, ε ~ Normal(0*x, 1), f(x, ε), n=n, method="samples")
}

# The decoder N(z_0/α_0, σ_0²/α_0²), whose loss is d (log 2πe + γ_0)/2 for whatever data.
# example: use vdm; gaussian_decoder()(0.0, 0.0, (α = 1, σ = 1, γ = 0.0)) ~= -log(2*π)/2
# -> true
gaussian_decoder() = (
  decoder = "Gaussian",
  mean = (d, l) -> d*(log(2*π) + 1 + l.γ)/2,
  apply = (m, x, z, l) -> log_density(Normal(z/l.α, exp(l.γ/2)), x)
)

# The decoder of data whose numbers take a few values only, such as the 256 of a pixel: p(x | z_0) of each number is
# proportional to N(z_0/α_0; x, σ_0²/α_0²) over the values, so that the bound is one on the probability of x. Kingma et al.
# 2021, appendix E.
# values: the values that a number of the data can take
# example: use vdm; grid_decoder([-1, 1])(1.0, 0.1, (α = 1.0, σ = 1.0, γ = 0.0)) ~= log_sigmoid(0.2)
# -> true
grid_decoder(values) = {
  events.finite("grid_decoder", "values", values)
  v = sort(1.0*flatten(values))
  if size(v) < 2 or any(v[2:end] == v[1:end-1]) { error("grid_decoder: values are at least two different numbers, not {text(values)}", "domain") }
  (
    decoder = "grid of {size(v)} values",
    check = D -> {
      if not has(D, "support") { error("grid_decoder: the data must be finite, rows of values of the grid; {text(D)} has a density: gaussian_decoder() is for it", "distribution") }
      (x, w) = D.support()
      off = flatten(1.0*x) - v[nearest_index(v, flatten(1.0*x))]
      if max(abs(off)) > 1e-6*(v[end] - v[1]) {
        error("grid_decoder: the data has the number {text(flatten(1.0*x)[argmax(abs(off))])}, which is no value of the grid; on_grid(x, values) puts data there", "domain")
      }
    },
    apply = (m, x, z, l) -> {
      k = nearest_index(v, flatten(x))
      s = -(reshape(z/l.α, size(z), 1) - v)^2/2*exp(-l.γ)
      picked = sum(where(reshape(k, size(k), 1) == (1:size(v)), s, 0.0))
      picked - sum(logsumexp(s, axis=2))
    }
  )
}

# The index of the nearest of sorted values.
nearest_index(v, x) = {
  middle = (v[1:end-1] + v[2:end])/2
  1 + sum(i64(reshape(x, size(x), 1) > middle), axis=2)
}

# The decoder p(x | z_0) of a finite set of data: the exact posterior, as an oracle of them knows it.
# o: an oracle of a finite set, oracle(Empirical(data))
# example: use vdm; d = posterior_decoder(oracle(Empirical([-1.0, 1.0])));
# example: d(1.0, 0.1, (α = 1.0, σ = 1.0, γ = 0.0)) ~= log_sigmoid(0.2)
# -> true
posterior_decoder(o) = {
  if not (kind(o) == "record" and has(o, "law") and has(o, "log_weights") and has(o.law, "support")) {
    error("posterior_decoder: an oracle of a finite set, oracle(Empirical(data)), has a posterior over its points; this is {if kind(o) == "record" and has(o, "law") { text(o.law) } else { type(o) }}", "distribution")
  }
  points = o.law.support()[1]
  (
    decoder = "posterior",
    check = D -> {
      if not has(D, "support") { error("posterior_decoder: the data must be of the oracle's finite set; {text(D)} has a density: gaussian_decoder() is for it", "distribution") }
      x = D.support()[1]
      known = vmap(x -> any(distance_from(points, x) == 0))(x)
      if not all(known) { error("posterior_decoder: the data have {text(x[argmin(i64(known))])}, which is none of the points of the oracle", "domain") }
    },
    apply = (m, x, z, l) -> {
      same = distance_from(points, x) == 0
      logsumexp(where(same, o.log_weights(z, l), -inf))
    }
  )
}

# The squared distance of each row of points from x.
distance_from(points, x) = sum(reshape((points - x)^2, len(points), quo(size(points), len(points))), axis=2)

# The values of the pixels of an image of whole numbers from 0 to levels - 1, as they stand in the data: the middles of as
# many equal parts of [-1, 1].
# levels: how many
# example: use vdm; pixel_values(4)
# -> f64[4]
# ->   -0.75  -0.25  0.25  0.75
pixel_values(levels=256) = {
  if not (kind(levels) == "i64" and levels >= 2) { error("pixel_values: levels is a whole number, at least 2, not {text(levels)}", "domain") }
  (2*(0:levels-1) + 1.0)/levels - 1
}

# Each number of x as the nearest of the values.
# x: data
# values: the values
# example: use vdm; on_grid([0.1, 0.9], [0.0, 1.0])
# -> f64[2]
# ->    0.0  1.0
on_grid(x, values) = {
  events.finite("on_grid", "values", values)
  events.finite("on_grid", "x", x)
  v = sort(1.0*flatten(values))
  reshape(v[nearest_index(v, flatten(1.0*x))], shape(x)...)
}
