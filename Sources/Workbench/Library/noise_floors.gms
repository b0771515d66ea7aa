# What is known of data with noise: entropy, information, the least error of any denoiser, and the floors of losses. All
# exact to about ten digits in one and two dimensions, by sums over grids that converge geometrically; n= takes draws in more.
# names: entropy_at, mutual_information, mmse, fisher_information, diffusion_floor, step_floor, bound_floor, dsm_floor
use oracles
use noise_levels
use vdm_bounds

# The differential entropy of z = α x + σ ε in nats.
# D: a law that has an oracle
# l: the level of noise
# n: draws of an estimate, for more than two numbers
# example: use vdm; check entropy_at(Empirical([-1.0, 1.0]), (α = 10, σ = 1)) ≈ log(2) + log(2*π)/2 + 1/2 tol 1e-9
# -> ok 2.11209 ≈ 2.11209
entropy_at(D, l, n=none) = {
  c = components_of(D)
  if c.K == 1 { return sum(log(2*π*(l.α^2*c.λ + l.σ^2)) + 1)/2 }
  mean_at("entropy_at", D, c, l, n, z -> c.d*log(2*π)/2 - logsumexp(seen_from(c, z, l).logs))
}

# I(x; z) = h(z) - h(z | x): what z = α x + σ ε says of x, in nats.
# D: a law that has an oracle
# l: the level of noise, σ > 0
# n: draws of an estimate
# example: use vdm; check mutual_information(Normal(0, 1), (α = 3, σ = 1)) ≈ log(10)/2
# -> ok 1.15129 ≈ 1.15129
mutual_information(D, l, n=none) = {
  noisy("mutual_information", l)
  c = components_of(D)
  if l.α == 0 { return 0.0 }
  if c.K == 1 { return sum(log1p(snr_of(l)*c.λ))/2 }
  entropy_at(D, l, n=n) - c.d*(log(2*π*l.σ^2) + 1)/2
}

# Requires noise.
noisy(name, l) = if not istraced(l.σ) and not (l.σ > 0) { error("{name}: σ must be positive, not {text(l.σ)}: without noise z says all", "domain") }

# The least mean squared error of any denoiser, E|x - E(x | z)|², summed over the numbers of x. In units of the noise it is the
# floor of the ε loss, (α/σ)² mmse. dI/dSNR = mmse/2. Guo, Shamai and Verdú 2005.
# D: a law that has an oracle
# l: the level of noise
# n: draws of an estimate
# example: use vdm; check mmse(Normal(0, 0.5), (α = 1, σ = 1)) ≈ 0.25/1.25
# -> ok 0.2 ≈ 0.2
mmse(D, l, n=none) = {
  c = components_of(D)
  if c.K == 1 { return sum(c.λ*l.σ^2/(l.α^2*c.λ + l.σ^2)) }
  mean_at("mmse", D, c, l, n, z -> total_spread(c, said_of(c, z, l), l))
}

# Fisher's information of the law of z about its place, E|∇ log q(z)|².
# D: a law that has an oracle
# l: the level of noise
# n: draws of an estimate
# example: use vdm; check fisher_information(KDE([-1, 0, 2], 0.5), (α = 1, σ = 0)) ≈ 2.0652073332634 tol 1e-10
# -> ok 2.06521 ≈ 2.06521
fisher_information(D, l, n=none) = {
  c = components_of(D)
  if c.K == 1 { return sum(1/(l.α^2*c.λ + l.σ^2)) }
  mean_at("fisher_information", D, c, l, n, z -> squared(said_of(c, z, l).score))
}

# ## Floors

# The least L_∞ of any network, I(x; z_0) - I(x; z_1) in nats: what the schedule uncovers.
# D: a law that has an oracle
# S: a schedule
# n: draws of an estimate
# example: use vdm; check diffusion_floor(Normal(0, 0.5), linear_snr()) ≈ 5.9560146336187
# -> ok 5.95601 ≈ 5.95601
diffusion_floor(D, S, n=none) = {
  S = finite_start("diffusion_floor", schedule_of(S))
  mutual_information(D, level(S, 0), n=n) - mutual_information(D, level(S, 1), n=n)
}

# The least L_T of T steps, Σ (SNR_s - SNR_t)/2 mmse(t).
# D: a law that has an oracle
# S: a schedule
# T: the number of steps
# n: draws of an estimate of each mmse
# example: use vdm; check step_floor(Normal(0, 0.5), linear_snr(), 10) ≈ 15.72756446446 tol 1e-11
# -> ok 15.7276 ≈ 15.7276
step_floor(D, S, T, n=none) = {
  S = finite_start("step_floor", schedule_of(S))
  if not (kind(T) == "i64" and T >= 1) { error("step_floor: T is how many steps there are, at least 1, not {text(T)}; diffusion_floor is the limit", "domain") }
  total = 0.0
  for i in 1:T { total = total + step_numbers(S, (i - 1)/T, i/T).x_kl*mmse(D, level(S, i/T), n=n) }
  total
}

# The least bound of any network with the decoder N(z_0/α_0, σ_0²/α_0²), and its gap to the entropy of the data.
# D: a law that has an oracle and a density
# S: a schedule
# T: the number of steps, or inf
# n: draws of an estimate
# .prior: nats; KL(q(z_1 | x) ‖ p(z_1)), on average over the data
# .reconstruction: nats; -E log p(x | z_0) of the decoder
# .diffusion: nats; the floor of L_T or L_∞
# .total: nats; the sum
# .entropy: nats; of the data, below which nothing goes
# .gap: nats; total - entropy: what z_0 does not say of x, what z_1 still does, and what finite T costs
# example: use vdm; check bound_floor(Normal(0, 0.5), linear_snr()).gap ≈ 9.6693265567e-6 tol 1e-6
# -> ok 9.66933e-06 ≈ 9.66933e-06
bound_floor(D, S, T=inf, n=none) = {
  (a, b) = (prior_loss(S, D), reconstruction_loss(S, D))
  c = if T == inf { diffusion_floor(D, S, n=n) } else { step_floor(D, S, T, n=n) }
  h = entropy_at(D, (α = 1.0, σ = 0.0), n=n)
  (prior = a, reconstruction = b, diffusion = c, total = a + b + c, entropy = h, gap = a + b + c - h)
}

# The least denoising score matching loss J2 = 1/2 E|s(z) + ε/σ|² of any score: (d/σ² - I(q))/2, with Fisher's information
# of the law of z. It is not 0, and grows without limit as σ falls to 0.
# D: a law that has an oracle
# l: the level of noise
# n: draws of an estimate
# example: use vdm; check dsm_floor(Normal(0, 1), (α = 1, σ = 0.5)) ≈ 1.6
# -> ok 1.6 ≈ 1.6
dsm_floor(D, l, n=none) = {
  noisy("dsm_floor", l)
  # (d/σ² - I)/2 = α² mmse/(2σ⁴), which does not cancel.
  l.α^2*mmse(D, l, n=n)/(2*l.σ^4)
}

# ## Means over the law of z

# E f(z) by draws, or by a sum over a grid.
mean_at(name, D, c, l, n, f) = {
  if kind(n) != "none" { return E(z ~ noised(D, l), f(z), n=n, method="samples") }
  if c.d > 2 { error("{name}: a grid of {c.d} dimensions is too large; n=10000 takes draws", "argument") }
  s = sqrt(l.α^2*c.λ + l.σ^2)
  if not all(s > 0) { error("{name}: without noise the points of {D.family} have no density; take σ > 0", "domain") }
  (low, high) = (min(s), max(s))
  # Trapezoids of a tenth of the least width converge to rounding, also where the law decides between modes; beyond 10
  # widths nothing is left.
  h = low/10
  wide = max(l.α*c.m + 10*high, axis=1) - min(l.α*c.m - 10*high, axis=1)
  (grid, boxes) = (prod(ceil(wide/h)), c.K*ceil(20*high/h)^c.d)
  if min(grid, boxes) > 2e7/c.K + 1e5 {
    error("{name}: a grid of {min(grid, boxes):.3g} points by {c.K} components is too large; n=10000 takes draws", "argument")
  }
  if grid <= boxes or high > 4*low {
    over_grid(c, l, f, min(l.α*c.m - 10*high, axis=1), wide, h)
  } else { over_boxes(c, l, f, s, h, high) }
}

# The points of a grid of d coordinates from a corner, in rows.
grid_points(corner, wide, h) = {
  d = size(corner)
  x = corner[1] + h*(0:i64(ceil(wide[1]/h)))
  if d == 1 { return reshape(x, size(x), 1) }
  y = corner[2] + h*(0:i64(ceil(wide[2]/h)))
  a = reshape(x, size(x), 1) + zeros(1, size(y))
  b = zeros(size(x), 1) + reshape(y, 1, size(y))
  concat((reshape(a, size(a), 1), reshape(b, size(b), 1)), axis=2)
}

# Σ q(z) f(z) h^d over one grid that holds all components.
over_grid(c, l, f, corner, wide, h) = {
  z = grid_points(corner, wide, h)
  q = z -> exp(logsumexp(seen_from(c, z, l).logs) - c.d*log(2*π)/2)
  in_blocks(c, z, z -> q(z)*f(z))*h^c.d
}

# Σ_k w_k Σ N(z; α m_k, V_k) f(z) h^d over a grid around each component, along its axes.
over_boxes(c, l, f, s, h, high) = {
  box = grid_points(zeros(c.d) - 10*high, zeros(c.d) + 20*high, h)
  total = 0.0
  for k in 1:c.K {
    v = s[k]^2
    turn = if kind(c.U) == "none" { u -> u } else { u -> c.U[k] @ u }
    m = l.α*c.m[k]
    q = u -> exp(-sum(u^2/v + log(2*π*v))/2)
    total = total + exp(c.log_w[k])*in_blocks(c, box, u -> q(u)*f(reshape(m + turn(flatten(u)), c.event...)), raw=true)
  }
  total*h^c.d
}

# Σ f over rows of points, in blocks that fit into memory; raw hands over the rows as they are.
in_blocks(c, z, f, raw=false) = {
  n = shape(z)[1]
  block = max(1, min(n, quo(4000000, c.K*c.d)))
  total = 0.0
  for i in 0:quo(n - 1, block) {
    part = z[i*block + 1:min((i + 1)*block, n), :]
    total = total + sum(vmap(u -> f(if raw { u } else { reshape(u, c.event...) }))(part))
  }
  total
}
