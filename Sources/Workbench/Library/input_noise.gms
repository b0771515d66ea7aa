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
# points, and 2e-16, 2e-16, 8e-9, 2e-4 with n=160. The noise of one side alone is `s_fake=0`, `s_real=0`.
# Where f has kinks, as hinge at 1, the integral is split there, which asks for the linear D. Kinks are looked for up to
# |D| = 50; those of D itself, as of a network with relu, are not seen, and cost digits.
# f: the loss: logistic, wasserstein or one's own, or one of two players
# s: the standard deviation of the noise
# s_real, s_fake: the standard deviations on data and on what the generator makes
# n: the points of the quadrature rule, for each number of θ; of a loss with kinks in each piece, and at least 40
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; noisy_loss(wasserstein, 0.5)(2.0, 3.0)
# -> 6.0
# example: use gan; noisy_loss(hinge, 1)(1.0, 1.0) + 1/sqrt(2*π)
# -> -1.08332
noisy_loss(f, s, s_real=s, s_fake=s, n=40, D=linear, data=0) = {
  noise_widths("noisy", s_real, s_fake)
  n = whole_number("noisy", "n", "points", 1, n)
  f = gan_loss(f)
  (bent_fake, bent_real) = (kinks_for("noisy", f.fake, s_fake, D), kinks_for("noisy", f.real, s_real, D))
  if len(bent_fake) + len(bent_real) > 0 {
    return (θ, ψ) -> {
      noisy_player("noisy", θ)
      split_mean(f.fake, bent_fake, linear(ψ, θ), s_fake*line_width(ψ, θ), n) +
        split_mean(f.real, bent_real, -linear(ψ, data + 0*θ), s_real*line_width(ψ, θ), n)
    }
  }
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
  bent = kinks_for("noisy", generator, s_fake, D)
  if len(bent) > 0 {
    return (θ, ψ) -> {
      noisy_player("noisy", θ)
      split_mean(generator, bent, linear(ψ, θ), s_fake*line_width(ψ, θ), n)
    }
  }
  of_number = noise_sides(0, s_fake, n, 0.0)
  (θ, ψ) -> {
    noisy_player("noisy", θ)
    (real, fake) = if ndims(θ) == 0 { of_number } else { noise_sides(0, s_fake, n, θ) }
    weighted(fake, x -> generator(D(ψ, θ + x)), size(fake[2]) <= 128)
  }
}

# The game with instance noise, by quadrature: the field of noisy_loss. Noise takes kinks away: there is a Jacobian.
# f: the loss: logistic, wasserstein or one's own, or one of two players
# s: the standard deviation of the noise
# s_real, s_fake: the standard deviations on data and on what the generator makes
# n: the points of the quadrature rule, for each number of θ; of a loss with kinks in each piece, and at least 40
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

# ## Kinks

# Where f, its slope or its curvature jump, for |t| ≤ 50: in cells of 0.05 that stand out beside both or one of their
# neighbours, by halving. Two in one cell are one.
kinks_of(f) = {
  if f == logistic or f == wasserstein or f == least_squares or istraced(f(0.5)) { return zeros(0) }
  if f == hinge { return [1.0] }
  # No point of the grid is one that people write.
  t = -50.0123456 + 0.0500007*(0:2000)
  found = zeros(0)
  for g in (f, f', f'') {
    y = [1.0*g(x) for x in t]
    bad = 1e-8*(1e-300 + max(where(abs(t) <= 3, abs(y), 0.0)))
    Δ = abs(y[2:end] - y[1:end-1])
    beside = concat(([inf], min(Δ[1:end-2], Δ[3:end]), [inf]))
    for k in 2:1999 {
      if Δ[k] > 4*beside[k] + bad {
        (a, b, at_a, at_b) = (t[k], t[k+1], y[k], y[k+1])
        for i in 1:60 {
          m = (a + b)/2
          at_m = 1.0*g(m)
          if abs(at_m - at_a) >= abs(at_b - at_m) { (b, at_b) = (m, at_m) } else { (a, at_a) = (m, at_m) }
        }
        new = if len(found) == 0 { true } else { min(abs(found - a)) > 1e-6 }
        if abs(at_b - at_a) > 1e-3*Δ[k] and new { found = concat((found, [b])) }
      }
    }
  }
  sort(found)
}

# The kinks of a loss under noise of standard deviation s; with any, D is linear.
kinks_for(name, f, s, D) = {
  none_asked = if istraced(s) { false } else { s == 0 }
  if none_asked { return zeros(0) }
  kinks = kinks_of(f)
  if len(kinks) > 0 and not (D == linear) {
    error("{name}: the loss has a kink at D = {kinks[1]:.6g}, where the integral over the noise is split, and that takes the linear D; of another D take draws, sampled_noise(f, s, 1000, D=D) or noisy_estimate", "domain")
  }
  kinks
}

# The standard deviation of D = ψ·x where every number of x, like θ, has noise of 1; with its sign, of one number. That
# of several numbers is smooth at 0 by 1e-6.
line_width(ψ, θ) = {
  c = if ndims(θ) == 0 { total_of(ψ) } else { ψ*(1 + 0*θ) }
  if ndims(c) == 0 { c } else { sqrt(sum(c^2) + 1e-12) }
}

# E f(m + σ ξ), ξ normal, within 9 standard deviations, by Gauss's rule of at least 40 points between the kinks of f.
split_mean(f, kinks, m, σ, n) = {
  (x, w) = Uniform(0, 1).quadrature(max(n, 40))
  k = len(kinks)
  # At σ = 0 all pieces but one are empty.
  width = where(abs(σ) < 1e-12, 1e-12, σ)
  edge(j) = if j == 0 { -9.0 } else if j > k { 9.0 } else {
    max(-9.0, min(9.0, (where(width > 0, kinks[j], kinks[k + 1 - j]) - m)/width))
  }
  piece(a, b) = (b - a)/sqrt(2*π)*sum(i in 1:len(x), {
    ξ = a + (b - a)*x[i]
    w[i]*exp(-ξ^2/2)*f(m + σ*ξ)
  })
  total = 0.0
  for j in 0:k { total = total + piece(edge(j), edge(j + 1)) }
  total
}
