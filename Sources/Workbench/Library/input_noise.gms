# Instance noise: the discriminator sees its inputs through noise. Sønderby et al. 2017; Arjovsky and Bottou 2017.
# At the equilibrium of the Dirac-GAN it acts as R1 with γ = -(c_real s_real² + c_fake s_fake²), c = f''(0): the data
# at 0 with noise s ξ adds ∂ψ E f(-ψ s ξ) = s² f''(0) ψ + O(ψ³) to the field of ψ, and so does the noise on θ.
# Players are numbers or vectors; the noise is Gaussian, one number for each of a vector's.
# names: spread_loss, noisy_loss, noisy, sampled_noise, noisy_estimate, noise_as_R1
use gan_losses

# L(θ, ψ) = Σ w f(D(ψ, θ + x)) over the points x of `fake`, with weights w, plus the same of f(-D(ψ, data + x)) over
# those of `real`.
# f: the loss: logistic, wasserstein or one's own, or one of two players
# real, fake: points and weights of the noise on each side, (x, w); points of vectors are rows
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; spread_loss(wasserstein, ([0.0], [1.0]), ([-1.0, 1.0], [0.5, 0.5]))(2.0, 3.0)
# -> 6.0
spread_loss(f, real, fake, D=linear, data=0) = {
  for (side, points) in (("real", real), ("fake", fake)) {
    ok = if kind(points) == "tuple" { len(points) == 2 } else { false }
    if not ok { error("spread_loss: {side} is a pair of points and weights, ([-1.0, 1.0], [0.5, 0.5]), not {type(points)}", "type") }
    if len(points[1]) != len(points[2]) {
      error("spread_loss: {side} has {len(points[1])} points and {len(points[2])} weights", "shape")
    }
  }
  spread_over(gan_loss(f), real, fake, D, data, size(real[2]) <= 128 and size(fake[2]) <= 128)
}

# The same of a loss of two players. To `walk` the points is to take them one by one, as numbers, which is quicker in a
# compiled loop as long as they are few and known; else all are taken at once.
spread_over(ℓ, real, fake, D, data, walk) = {
  (on_fake, on_real) = (ℓ.fake, ℓ.real)
  ((x, w), (y, u)) = (fake, real)
  if walk and size(w) == size(u) {
    (θ, ψ) -> sum(i in 1:size(w), w[i]*on_fake(D(ψ, θ + x[i])) + u[i]*on_real(-D(ψ, data + y[i])))
  } else {
    (θ, ψ) -> weighted(fake, x -> on_fake(D(ψ, θ + x)), walk) + weighted(real, x -> on_real(-D(ψ, data + x)), walk)
  }
}

# Σ w h(x).
weighted(points, h, walk) = {
  (x, w) = points
  if size(w) == 1 { w[1]*h(x[1]) } else if walk {
    sum(i in 1:size(w), w[i]*h(x[i]))
  } else {
    sum(w*vmap(h)(x))
  }
}

# Requires standard deviations; 0 is no noise.
noise_widths(name, s_real, s_fake) = {
  for s in (s_real, s_fake) {
    if not (kind(s) in ("f64", "i64", "f32")) or ndims(s) > 0 { error("{name}: a standard deviation is one number, not {type(s)}", "type") }
    if not istraced(s) {
      if not (s >= 0 and s < inf) { error("{name}: a standard deviation is finite and not negative, not {text(s)}", "domain") }
    }
  }
}

# Requires a generated point that noise can be added to.
noisy_player(name, θ) = {
  if not (kind(θ) in ("f64", "i64", "f32")) {
    error("{name}: noise is added to a generated point that is a number or a vector, not {type(θ)}; of a tuple make a vector, [a, b]", "type")
  }
  if ndims(θ) > 1 { error("{name}: noise is added to a number or a vector, not {type(θ)}; flatten(θ) is a vector", "shape") }
}

# Points and weights of the noise of both sides for a player like θ.
noise_sides(s_real, s_fake, n, θ) = {
  (x, w) = if ndims(θ) == 0 { Normal(0, 1).quadrature(n) } else {
    d = size(θ)
    if (1.0*n)^d > 1e6 {
      error("noisy: {n} points in each of {d} directions are {(1.0*n)^d:.3g}; take fewer, n=3, or draws: sampled_noise(f, s, 1000)", "memory")
    }
    Normal(zeros(d), ones(d)).quadrature(n)
  }
  nothing = (x[1:1] - x[1:1], [1.0])
  side(s) = if istraced(s) { (s*x, w) } else if s == 0 { nothing } else { (s*x, w) }
  (side(s_real), side(s_fake))
}

# What ψ ascends under Gaussian noise of standard deviation s on the inputs of D, E f(D(ψ, θ + s_fake ξ)) +
# E f(-D(ψ, data + s_real ξ)): exact up to the error of Gauss-Hermite quadrature with n points. Of the
# logistic game at s|ψ| = 1, 2, 4, 10 the pull on θ has the relative errors 3e-15, 5e-8, 2e-4, 6e-3 with 40
# points, and 2e-16, 2e-16, 8e-9, 2e-4 with n=160. A loss with a kink, as hinge, is no polynomial anywhere near: the rule is
# off by some tenths of the slope with 40 points and by half of that with 160, where noisy_estimate has an error that it
# knows. The noise of one side alone is `s_fake=0`, `s_real=0`.
# f: the loss: logistic, wasserstein or one's own, or one of two players
# s: the standard deviation of the noise
# s_real, s_fake: the standard deviations on data and on what the generator makes
# n: the points of the quadrature rule, for each number of θ
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; noisy_loss(wasserstein, 0.5)(2.0, 3.0)
# -> 6.0
noisy_loss(f, s, s_real=s, s_fake=s, n=40, D=linear, data=0) = {
  noise_widths("noisy", s_real, s_fake)
  n = whole_number("noisy", "n", "points", 1, n)
  f = gan_loss(f)
  of_number = noise_sides(s_real, s_fake, n, 0.0)
  (θ, ψ) -> {
    noisy_player("noisy", θ)
    (real, fake) = if ndims(θ) == 0 { of_number } else { noise_sides(s_real, s_fake, n, θ) }
    spread_over(f, real, fake, D, data, size(real[2]) <= 128 and size(fake[2]) <= 128)(θ, ψ)
  }
}

# What θ descends under the noise.
noisy_generator(f, s_fake, n, D) = {
  generator = gan_loss(f).generator
  of_number = noise_sides(0, s_fake, n, 0.0)
  (θ, ψ) -> {
    noisy_player("noisy", θ)
    (real, fake) = if ndims(θ) == 0 { of_number } else { noise_sides(0, s_fake, n, θ) }
    weighted(fake, x -> generator(D(ψ, θ + x)), size(fake[2]) <= 128)
  }
}

# The game with instance noise, by quadrature: the field of noisy_loss, exact for smooth losses (?noisy_loss says how far,
# and what to take for a loss with a kink).
# f: the loss: logistic, wasserstein or one's own, or one of two players
# s: the standard deviation of the noise
# s_real, s_fake: the standard deviations on data and on what the generator makes
# n: the points of the quadrature rule, for each number of θ
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; noisy(least_squares, 1.0)(0.0, 1.0)
# -> (-1.0, -2.0)
noisy(f, s, s_real=s, s_fake=s, n=40, D=linear, data=0) = {
  f = gan_loss(f)
  L = noisy_loss(f, s, s_real, s_fake, n, D, data)
  if f.zero_sum { field(L) } else { field(noisy_generator(f, s_fake, n, D), L) }
}

# γ = -(c_real s_real² + c_fake s_fake²): the R1 that instance noise is at the equilibrium. c are the curvatures at 0.
# f: the loss: logistic, wasserstein or one's own, or one of two players
# s: the standard deviation of the noise
# s_real, s_fake: the standard deviations on data and on what the generator makes
# example: use gan; noise_as_R1(logistic, 1)
# -> 0.5
noise_as_R1(f, s, s_real=s, s_fake=s) = {
  noise_widths("noise_as_R1", s_real, s_fake)
  ℓ = gan_loss(f)
  0 - (derivative_at_0(ℓ.real, 2)*s_real^2 + derivative_at_0(ℓ.fake, 2)*s_fake^2)
}

# The same game with n draws of the noise on each side in place of its expectation; they are fresh
# wherever the field is evaluated, and the same for both players.
# f: the loss: logistic, wasserstein or one's own, or one of two players
# s: the standard deviation of the noise
# n: how many draws
# s_real, s_fake: the standard deviations on data and on what the generator makes
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; sampled_noise(wasserstein, 0.0, 4)(0.5, 2.0)
# -> (-2.0, 0.5)
sampled_noise(f, s, n, s_real=s, s_fake=s, D=linear, data=0) = {
  noise_widths("sampled_noise", s_real, s_fake)
  n = whole_number("sampled_noise", "n", "draws", 1, n)
  f = gan_loss(f)
  weights = full(1/n, n)
  (θ, ψ) -> {
    noisy_player("sampled_noise", θ)
    ξ = () -> if ndims(θ) == 0 { normal_noise(n) } else { normal_noise(n, size(θ)) }
    drawn_field(f, (s_real*ξ(), weights), (s_fake*ξ(), weights), D, data)(θ, ψ)
  }
}

# The field on given points of the noise.
drawn_field(f, real, fake, D, data) = {
  L = spread_over(f, real, fake, D, data, false)
  generator = f.generator
  if f.zero_sum { field(L) } else { field((θ, ψ) -> weighted(fake, x -> generator(D(ψ, θ + x)), false), L) }
}

# The field with instance noise as estimates, each with its standard error: from n pairs of draws at a point.
# f: the loss: logistic, wasserstein or one's own, or one of two players
# s: the standard deviation of the noise
# n: how many pairs of draws
# s_real, s_fake: the standard deviations on data and on what the generator makes
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; noisy_estimate(wasserstein, 0.0)(0.5, 2.0)
# -> (-2 ± 0, 0.5 ± 0)
noisy_estimate(f, s, n=10000, s_real=s, s_fake=s, D=linear, data=0) = {
  noise_widths("noisy_estimate", s_real, s_fake)
  n = whole_number("noisy_estimate", "n", "pairs of draws", 2, n)
  f = gan_loss(f)
  (θ, ψ) -> {
    noisy_player("noisy_estimate", θ)
    ξ = () -> if ndims(θ) == 0 { normal_noise(n) } else { normal_noise(n, size(θ)) }
    one(a, b) = drawn_field(f, (stack((s_real*a,)), [1.0]), (stack((s_fake*b,)), [1.0]), D, data)(θ, ψ)
    (dθ, dψ) = vmap(one)(ξ(), ξ())
    (estimate(dθ), estimate(dψ))
  }
}
