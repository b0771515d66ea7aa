# How far a diffusion model can be trained: what z = α x + σ ε tells of x, the least error of any denoiser, and the
# least value of each loss. All is exact where the oracle is: in closed form for normal laws; for mixtures of one or two
# numbers by a grid of trapezoids, which converges as fast as Gauss's rules on such smooth integrands; else an estimate
# by draws. All is in nats and summed over the numbers of a datum.
# names: mutual_information, noised_entropy, mmse, eps_mse, fisher_information
# names: diffusion_floor, step_floor, vlb_floor, dsm_floor
use oracles
use noise_levels
use diffusion_steps
use vdm_bounds
use options
use events as events

# The least mean square error E tr Cov(x | z), that of x̂ = E(x | z).
# D: the distribution of the data
# l: the level of noise: a level, or σ where α = 1
# n: draws of an estimate
# resolution: points of the grid for each standard deviation of the narrowest component; left out 8, or draws where these
#   are too many
# example: use vdm; check mmse(Normal(0, 1), (α = 0.8, σ = 0.6)) ≈ 0.36
# -> ok 0.36 ≈ 0.36
mmse(D, l, n=none, resolution=none) = {
  F = normal_form("mmse", D)
  l = level_of(l)
  if not istraced(l.σ) and l.σ == 0 { return 0.0 }
  if only_one(F, n) { return sum(F.v*(l.σ^2/noisy_variance(F, l))) }
  mean_of("mmse", D, F, l, n, resolution, (z, p) -> left_of_x(F, z, l, p))
}

# The least mean square error of the noise, E|ε - ε̂|² = SNR mmse: the floor of the loss of Ho et al. 2020.
# D: the distribution of the data
# l: the level of noise: a level, or σ where α = 1
# n: draws of an estimate
# resolution: points of the grid for each standard deviation of the narrowest component; left out 8, or draws where these
#   are too many
# example: use vdm; check eps_mse(Normal(0, 1), (α = 0.8, σ = 0.6)) ≈ 0.64
# -> ok 0.64 ≈ 0.64
eps_mse(D, l, n=none, resolution=none) = {
  F = normal_form("eps_mse", D)
  l = level_of(l)
  least_error("eps_mse", D, F, l, n, resolution, (l.α/l.σ)^2, 1)
}

# Fisher's information of the noisy law in the place of z, E|∇ log q(z)|² = (d - eps_mse)/σ².
# D: the distribution of the data
# l: the level of noise: a level, or σ where α = 1
# n: draws of an estimate
# resolution: points of the grid for each standard deviation of the narrowest component; left out 8, or draws where these
#   are too many
# example: use vdm;
# example: check fisher_information(KDE([-1.0, 0, 2], 0.5), (α = 1, σ = 0)) ≈ 2.0652073332634 tol 1e-11
# -> ok 2.06521 ≈ 2.06521
fisher_information(D, l=0, n=none, resolution=none) = {
  F = normal_form("fisher_information", D)
  l = level_of(l)
  if without_noise(F, l) { return inf }
  if only_one(F, n) { return sum(1/noisy_variance(F, l)) }
  mean_of("fisher_information", D, F, l, n, resolution, (z, p) -> sum(p.score^2))
}

# The differential entropy h(z) = -E log q(z) of the noisy law; at (α = 1, σ = 0) that of the data.
# D: the distribution of the data
# l: the level of noise: a level, or σ where α = 1
# n: draws of an estimate
# resolution: points of the grid for each standard deviation of the narrowest component; left out 8, or draws where these
#   are too many
# example: use vdm; use data; check noised_entropy(two_moons(0.1), (α = 1, σ = 0)) ≈ 1.0075848348 tol 1e-9
# -> ok 1.00758 ≈ 1.00758
noised_entropy(D, l=0, n=none, resolution=none) = {
  F = normal_form("noised_entropy", D)
  l = level_of(l)
  if without_noise(F, l) {
    also = "give a σ > 0; mutual_information has its entropy in nats"
    error("noised_entropy: {title(D)} without noise is a set of points, whose density is infinite: {also}", "domain")
  }
  if only_one(F, n) { return sum(log(noisy_variance(F, l)))/2 + dimensions(F)*(1 + log(2*π))/2 }
  mean_of("noised_entropy", D, F, l, n, resolution, (z, p) -> -p.log_density)
}

# What z tells of x: I(x; z) = h(z) - d log(2πe σ²)/2. Its derivative in SNR is mmse/2 (Guo, Shamai and Verdú 2005).
# D: the distribution of the data
# l: the level of noise: a level, or σ where α = 1
# n: draws of an estimate
# resolution: points of the grid for each standard deviation of the narrowest component; left out 8, or draws where these
#   are too many
# example: use vdm;
# example: check mutual_information(Empirical([-1.0, 1]), (α = 1, σ = 1)) ≈ 0.33683082034683 tol 1e-11
# -> ok 0.336831 ≈ 0.336831
mutual_information(D, l, n=none, resolution=none) = {
  F = normal_form("mutual_information", D)
  l = level_of(l)
  if not istraced(l.σ) and l.σ == 0 { return if all(F.v == 0) { points_entropy(F) } else { inf } }
  if only_one(F, n) { return sum(log1p(F.v*(l.α/l.σ)^2))/2 }
  # H(x) - H(x | z) is exact where z tells all.
  if only_points(F) { return points_entropy(F) - points_unknown(D, F, l, n, resolution) }
  if by_draws(F, n) {
    # log q(z | x)/q(z) of the same noise varies less than log q(z) alone.
    f = (ε, z) -> -sum(ε^2)/2 - dimensions(F)*log(2*π*l.σ^2)/2 - bayes(F, z, l).log_density
    return mean_of_draws("mutual_information", D, l, n, f)
  }
  mean_of("mutual_information", D, F, l, n, resolution, (z, p) -> -p.log_density) - dimensions(F)*(1 + log(2*π*l.σ^2))/2
}

# ## Floors of losses

# The least L_∞ of any denoiser: I(x; z_0) - I(x; z_1), whatever lies between.
# D: the distribution of the data
# S: a schedule, or the two levels (l0, l1)
# n: draws of an estimate
# resolution: points of the grid for each standard deviation of the narrowest component; left out 8, or draws where these
#   are too many
# example: use vdm; check diffusion_floor(Normal(0, 0.5), linear_snr()) ≈ 5.9560146336187 tol 1e-12
# -> ok 5.95601 ≈ 5.95601
diffusion_floor(D, S, n=none, resolution=none) = {
  (a, b) = ends_of("diffusion_floor", S)
  F = normal_form("diffusion_floor", D)
  if only_one(F, n) and (istraced(a.σ) or a.σ > 0) { return sum(log1p(F.v*(a.α/a.σ)^2) - log1p(F.v*(b.α/b.σ)^2))/2 }
  mutual_information(D, a, n=n, resolution=resolution) - mutual_information(D, b, n=n, resolution=resolution)
}

# The least L_T of any denoiser, Σ expm1(γ_t - γ_s)/2 eps_mse(t) over the steps from s = (i - 1)/T to t = i/T: above
# L_∞, by a part that falls as 1/T, and infinite where σ_0 = 0.
# D: the distribution of the data
# S: a schedule
# T: the number of steps
# n: draws of an estimate, for each step
# resolution: points of the grid for each standard deviation of the narrowest component; left out 8, or draws where these
#   are too many
# example: use vdm; check step_floor(Normal(0, 0.5), linear_snr(), 10) ≈ 15.72756446446 tol 1e-12
# -> ok 15.7276 ≈ 15.7276
step_floor(D, S, T, n=none, resolution=none) = {
  S = schedule_of(S)
  F = normal_form("step_floor", D)
  T = whole_number("step_floor", "T", "steps", 1, T)
  term(i) = {
    steps = step_numbers(S, (i - 1)/T, i/T)
    least_error("step_floor", D, F, level(S, i/T), n, resolution, steps.x_kl, steps.noise_kl)
  }
  # The points of the grid around all components, each of which looks at all of them.
  work = if only_one(F, n) { 1.0 } else { (18.0*(if given(resolution) { resolution } else { 8 })*narrowness(F, F.v) + 3)*len(F.w)^2 }
  if only_one(F, n) or (not by_draws(F, n) and dimensions(F) == 1 and work < 100000) {
    # All levels at once, in blocks that fit into memory.
    return summed(term, T, 1e6/work)
  }
  # One level after the other, as each has a grid of its own, or draws of its own.
  if not by_draws(F, n) {
    points = grid_for(F, level(S, 1/T), if given(resolution) { resolution } else { 8 }).size
    if points*len(F.w)*T > 4e8 {
      if given(resolution) { error("step_floor: {T} levels with {points:.3g} points each, by {len(F.w)} components, take too long; fewer resolution=, n=10000 for draws, or diffusion_floor, which is the limit", "argument") }
      return step_floor(D, S, T, n=10000)
    }
  }
  total = 0.0
  for i in 1:T { total = total + term(1.0*i) }
  total
}

# The least variational bound of any denoiser, and its terms: with the decoder N(z_0/α_0, σ_0²/α_0²) of data that have
# a density, with the exact posterior p(x | z_0) of a finite set (for `bound` that is posterior_decoder). It lies above the entropy of the data, by `gap`, for
# z_1 is not quite normal and z_0 not quite x.
# D: the distribution of the data
# S: a schedule, whose γ(0) is finite
# T: the number of steps; inf for the continuous limit
# n: draws of an estimate
# resolution: points of the grid for each standard deviation of the narrowest component; left out 8, or draws where these
#   are too many
# .prior: nats; KL(q(z_1 | x) ‖ p(z_1)), on average over the data
# .reconstruction: nats; of the decoder
# .diffusion: nats; the floor of L_T
# .total: nats; the sum
# .bits_per_dim: bits for each number of x
# .entropy: nats; of the data
# .gap: nats; total - entropy
# example: use vdm; b = vlb_floor(Normal(0, 0.5), linear_snr()); check b.total ≈ 0.72580102197128 tol 1e-12
# -> ok 0.725801 ≈ 0.725801
vlb_floor(D, S, T=inf, n=none, resolution=none) = {
  S = finite_start("vlb_floor", schedule_of(S))
  F = normal_form("vlb_floor", D)
  (a, b, d) = (level(S, 0.0), level(S, 1.0), dimensions(F))
  points = only_points(F)
  prior = prior_loss(S, D)
  T = if kind(T) == "f64" and T == inf { T } else { whole_number("vlb_floor", "T", "steps", 1, T) }
  diffusion = if T == inf { diffusion_floor(D, S, n=n, resolution=resolution) } else { step_floor(D, S, T, n=n, resolution=resolution) }
  entropy = if points { points_entropy(F) } else { noised_entropy(D, (α = 1.0, σ = 0.0), n=n, resolution=resolution) }
  reconstruction = if points { points_unknown(D, F, a, n, resolution) } else { gaussian_decoder().mean(d, a) }
  total = prior + reconstruction + diffusion
  gap = if only_one(F, n) and T == inf and not points {
    sum(log1p(exp(a.γ)/F.v))/2 + KL(noised(D, b), Normal(zeros(F.event...), prior_scale(b)))
  } else { total - entropy }
  (
    prior = prior, reconstruction = reconstruction, diffusion = diffusion, total = total,
    bits_per_dim = total/(d*log(2)), entropy = entropy, gap = gap
  )
}

# The least denoising score matching loss E|s(z) + ε/σ|²/2, that of the exact score of the noisy law: (d/σ² - I)/2 with
# Fisher's information I, or eps_mse/(2σ²). It is positive, and grows as σ falls. Vincent 2011.
# D: the distribution of the data
# l: the level of noise: a level, or σ where α = 1
# n: draws of an estimate
# resolution: points of the grid for each standard deviation of the narrowest component; left out 8, or draws where these
#   are too many
# example: use vdm; check dsm_floor(Normal(0, 1), (α = 1, σ = 0.5)) ≈ 1.6
# -> ok 1.6 ≈ 1.6
dsm_floor(D, l, n=none, resolution=none) = {
  l = level_of(l)
  # Points that are told apart leave nothing to guess.
  if not istraced(l.σ) and l.σ == 0 { return if only_points(normal_form("dsm_floor", D)) { 0.0 } else { inf } }
  eps_mse(D, l, n=n, resolution=resolution)/(2*l.σ^2)
}

# ## What these rest on

# How many numbers an event has.
dimensions(F) = shape(F.m)[2]

# Whether a closed form does, and whether draws are needed.
only_one(F, n) = len(F.w) == 1 and kind(n) == "none"
by_draws(F, n) = kind(n) != "none" or dimensions(F) > 2

# Whether the law is a finite set of points.
only_points(F) = if istraced(F.v) { false } else { all(F.v == 0) }

# Whether z can only be at points.
without_noise(F, l) = if istraced(F.v) or istraced(l.σ) { false } else { l.σ == 0 and any(F.v == 0) }

# The entropy of a finite set: equal points count together.
points_entropy(F) = {
  mass(x) = sum(where(all(F.m == x, axis=2), F.w, 0.0))
  -sum(where(F.w > 0, F.w*log(where(F.w > 0, vmap(mass)(F.m), 1.0)), 0.0))
}

# The entropy of x given z, of a finite set: that of the weights r less what equal points have among themselves.
points_unknown(D, F, l, n, resolution) = {
  own = r -> -sum(where(r > 0, r*log(where(r > 0, r, 1.0)), 0.0))
  mean_of("mutual_information", D, F, l, n, resolution, (z, p) -> own(p.r)) - (own(F.w) - points_entropy(F))
}

# The levels at both ends.
ends_of(name, S) = if kind(S) == "tuple" {
  if len(S) != 2 {
    error("{name}: two levels are wanted, the clean one first, or a schedule; not {len(S)}", "argument")
  }
  (level_of(S[1]), level_of(S[2]))
} else {
  (level(S, 0.0), level(S, 1.0))
}

# tr Cov(x | z) and tr Cov(ε | z): sums of squares, so that nothing cancels.
left_of_x(F, z, l, p) = left_over(p, by_component(F, z, l)).x
left_over(p, c) = (
  x = sum(p.r*(sum(c.x_var, axis=2) + sum((c.x - p.x)^2, axis=2))),
  ε = sum(p.r*(sum(c.ε_var, axis=2) + sum((c.ε - p.ε)^2, axis=2)))
)

# E tr Cov(x | z) by_x, or E tr Cov(ε | z) by_noise, whichever loses no digits: the factors have the ratio SNR, so that
# both are the same.
least_error(name, D, F, l, n, resolution, by_x, by_noise) = {
  if only_one(F, n) {
    V = noisy_variance(F, l)
    return where(l.α < l.σ, by_x*sum(F.v*(l.σ^2/V)), by_noise*sum(l.α^2*F.v/V))
  }
  mean_of(name, D, F, l, n, resolution, (z, p) -> {
    rest = left_over(p, by_component(F, z, l))
    where(l.α < l.σ, by_x*rest.x, by_noise*rest.ε)
  })
}

# E f(z, what Bayes' rule says at z) over the noisy law, by a grid of `usual` points for a standard deviation, or by 10000
# draws where there are more than two numbers or the grid would be too large.
mean_of(name, D, F, l, n, resolution, f, usual=8) = {
  drawn = () -> mean_of_draws(name, D, l, n, (ε, z) -> f(z, bayes(F, z, l)))
  if by_draws(F, n) { return drawn() }
  if given(resolution) and not (kind(resolution) in ("i64", "f64") and ndims(resolution) == 0 and all(resolution >= 1 and resolution <= 1000)) {
    error("{name}: resolution is how many points the grid has for a standard deviation, from 1 to 1000, not {text(resolution)}", "domain")
  }
  grid = grid_for(F, l, if given(resolution) { resolution } else { usual })
  if grid.size*len(F.w) <= (if given(resolution) { 1e9 } else { 2e8 }) { return mean_on(put(grid, "size", i64(grid.size)), F, l, f) }
  if given(resolution) {
    error("{name}: a grid for components this narrow has {grid.size:.3g} points, each for {len(F.w)} of them: a smaller resolution= has fewer, n=10000 takes draws instead", "argument")
  }
  drawn()
}

# The mean of f(ε, z) over draws.
mean_of_draws(name, D, l, n, f) = {
  n = if kind(n) == "none" { 10000 } else { whole_number(name, "n", "draws", 2, n) }
  E(x ~ D, ε ~ Normal(0.0*x, 1), f(ε, l.α*x + l.σ*ε), n=n, method="samples")
}

# The mean over a grid: a sum over its points in blocks that fit into memory.
mean_on(grid, F, l, f) = {
  at(i) = {
    (z, w) = grid.at(i - 1)
    z = reshape(z, F.event...)
    p = bayes(F, z, l)
    (if grid.weighted { w } else { w*exp(p.log_density) })*f(z, p)
  }
  # What is differentiated keeps more beside each number.
  room = if istraced(l.α + l.σ) { 30000 } else { 400000 }
  summed(at, grid.size, room/(len(F.w)*dimensions(F)))
}

# A grid for a mixture at a level of noise: around each component, out to nine of its standard deviations, or over all
# of them, whichever has fewer points; with `nodes` points for each standard deviation s of the narrowest. The log of a
# density of two components, 2a apart, has its nearest singularity π s²/(2a) off the real line, where the density is
# smaller the nearer that is: with 8 points the sum is right to 1e-11 for any a.
grid_for(F, l, nodes) = {
  V = l.α^2*F.v + l.σ^2
  # Noise makes the widths more equal: without a known level they are as they are in the data.
  ratio = narrowness(F, if istraced(V) { F.v } else { V })
  around = around_components(F, l, V, i64(ceil(9*nodes*min(ratio, 1e9))))
  if istraced(V) or istraced(F.m) { return around }
  whole = over_all(F, l, V, nodes)
  if whole.size < around.size { whole } else { around }
}

# How many times wider than the narrowest component any is, along the same axis; of widths that are being
# differentiated it is not known, and taken as 4.
narrowness(F, V) = {
  if len(V) == 1 { return 1.0 }
  if istraced(V) { return 4.0 }
  if not all(V > 0) { return if all(V == 0) { 1.0 } else { inf } }
  r = if kind(F.Q) == "none" { max(V, axis=1)/min(V, axis=1) } else { max(V)/min(V) }
  sqrt(max(r))
}

# A grid of 2c + 1 points along each axis of each component.
around_components(F, l, V, c) = {
  (d, side) = (dimensions(F), 2*c + 1)
  (K, points) = (len(F.w), 1.0*side^d)
  h = 9.0/c
  s = sqrt(V) + zeros(K, 1)
  (
    size = K*points,
    weighted = true,
    at = i -> {
      k = 1 + i64(floor(min(i/points, K - 1.0)))
      y = h*(digits(i - (k - 1)*points, side, d) - c)
      v = s[k]*y
      v = if kind(F.Q) == "none" { v } else { F.Q[if len(F.Q) == 1 { 1 } else { k }] @ v }
      (l.α*F.m[k] + v, F.w[k]*exp(-sum(y^2)/2)*(h/sqrt(2*π))^d)
    }
  )
}

# A grid over all components.
over_all(F, l, V, nodes) = {
  (d, K) = (dimensions(F), len(F.w))
  s = sqrt(V) + zeros(K, 1)
  across = if kind(F.Q) == "none" { s } else { sqrt(sum(F.Q^2*reshape(s^2, K, 1, d), axis=3)) }
  (low, high) = (min(l.α*F.m - 9*across, axis=1), max(l.α*F.m + 9*across, axis=1))
  h = (if kind(F.Q) == "none" { min(s, axis=1) } else { full(min(s), d) })/nodes
  sides = ceil((high - low)/h) + 1
  (
    size = prod(sides),
    weighted = false,
    at = i -> {
      # In the plane the first coordinate moves fastest.
      y = if d == 1 { [i] } else { [mod(i, sides[1]), floor(i/sides[1])] }
      (low + h*y, prod(h))
    }
  )
}

# The d digits of i in base `side`.
digits(i, side, d) = if d == 1 { [i] } else { [mod(i, 1.0*side), floor(i/side)] }
