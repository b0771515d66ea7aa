# Losses of GANs and the games of the Dirac-GAN: data at 0, a generated point θ, the discriminator D(x) = ψ·x.
# D is large on fakes, as in Mescheder, Geiger and Nowozin 2018: L = E f(D(G(z))) + E f(-D(x)) with an increasing f, θ
# descends and ψ ascends. The logit that papers call D is -D here; with it orbits turn the other way, spectra stay.
# names: logistic, wasserstein, least_squares, hinge, gan_loss, nonsaturating_gan, hinge_gan, least_squares_gan, losses
# names: linear, loss, generator_loss, nonsaturating_loss, field, game, nonsaturating
use options

# ## Losses: the f of L = E f(D(G(z))) + E f(-D(x))

# f(t) = -log(1 + e^-t), the GAN loss. Goodfellow et al. 2014.
# t: a number
# example: use gan; logistic'(0)
# -> 0.5
logistic(t) = -softplus(-t)

# f(t) = t, the Wasserstein loss. Arjovsky, Chintala and Bottou 2017.
# t: a number
# example: use gan; wasserstein(3)
# -> 3
wasserstein(t) = t

# f(t) = -(1 - t)²/2, the least-squares loss with the labels 1 for fakes and -1 for data. Mao et al. 2017.
# It increases up to the label, t < 1.
# t: a number
# example: use gan; least_squares'(0.0)
# -> 1.0
least_squares(t) = -(1 - t)^2/2

# f(t) = min(0, t - 1), the hinge loss of the discriminator. Lim and Ye 2017; Miyato et al. 2018.
# It has a kink at t = 1, so a step has no Jacobian where |D| = 1; beyond, D feels nothing.
# t: a number
# example: use gan; (hinge(0.5), hinge(3.0), hinge'(0.5))
# -> (-0.5, 0.0, 1.0)
hinge(t) = min(0.0, t - 1)

# A loss of two players: ψ ascends E fake(D(G(z))) + E real(-D(x)), θ descends E generator(D(G(z))).
# All three functions increase. Wherever a loss is asked for, f alone says gan_loss(f), the game of one f.
# f: the loss of the discriminator on fakes; a loss of two players comes back as it is
# real: its loss on data, a function of -D
# generator: what the generator descends, a function of D; f where it is left out, and then the game has zero sum
# name: what it is called
# .fake: the loss of the discriminator on fakes, of D
# .real: its loss on data, of -D
# .generator: what the generator descends, of D
# .zero_sum: whether both players play for the same number
# .name: what it is called
# example: use gan; gan_loss(logistic, generator=wasserstein).zero_sum
# -> false
gan_loss(f, real=f, generator=none, name="GAN") = {
  if kind(f) == "record" {
    for part in ("fake", "real", "generator") {
      if not has(f, part) {
        error("gan_loss: a loss has the parts fake, real and generator, and this one has no {part}: gan_loss(f, real=, generator=) makes all three", "argument")
      }
      increasing_loss(part, get(f, part))
    }
    f = if has(f, "name") { f } else { put(f, "name", name) }
    return if has(f, "zero_sum") { f } else { put(f, "zero_sum", false) }
  }
  increasing_loss("f", f)
  if kind(real) != "function" or given(generator) { increasing_loss("real", real) }
  if given(generator) { increasing_loss("generator", generator) }
  (fake = f, real = real, generator = if given(generator) { generator } else { f },
    zero_sum = not given(generator), name = name)
}

# The game of f in which the generator descends -f(-D): its slope is large where D knows a fake, D = 5.
# Goodfellow et al. 2014.
# f: the loss, as logistic; of one of two players its part for data
# name: what it is called
# example: use gan; (logistic'(5.0), nonsaturating_gan(logistic).generator'(5.0))
# -> (0.00669285, 0.993307)
nonsaturating_gan(f, name="NS-GAN") = {
  ℓ = gan_loss(f)
  real = ℓ.real
  put(put(put(ℓ, "generator", t -> -real(-t)), "zero_sum", false), "name", name)
}

# The hinge GAN: the discriminator has hinge losses, the generator descends D. Lim and Ye 2017; Miyato et al. 2018.
# Below |D| = 1 it is the Wasserstein GAN; beyond, the discriminator stands still, and at |D| = 1 there is no Jacobian.
# example: use gan; game(hinge_gan())(0.5, 1.0)
# -> (-1.0, 0.5)
hinge_gan() = gan_loss(hinge, generator=wasserstein, name="hinge")

# The least-squares GAN with the label of data, -1, for the generator: it descends (1 + D)²/2. Mao et al. 2017.
# example: use gan; game(least_squares_gan())(0.5, 1.0)
# -> (-1.5, 0.25)
least_squares_gan() = nonsaturating_gan(least_squares, name="LSGAN")

# The slopes and curvatures of losses at D = 0, which are all that a step of the Dirac-GAN near its equilibrium sees.
# They are derivatives of the losses as they stand, computed. The flow there has μ = ±i sqrt(a_g a_d), and instance
# noise acts as R1 with γ = -(c_real s_real² + c_fake s_fake²).
# ℓ: losses of one or two players, in a record by their names; those of this module where it is left out
# .loss: their names
# .a_d: the slope of the discriminator's loss on fakes
# .a_g: the slope of the generator's
# .c_fake: the curvature of the discriminator's loss on fakes
# .c_real: and on data
# .frequency: sqrt(a_g a_d)
# example: use gan; losses().a_d
# -> f64[7]
# ->    0.5  1.0  1.0  1.0  0.5  1.0  1.0
losses(ℓ=none) = {
  table = if given(ℓ) { ℓ } else {
    (logistic = logistic, wasserstein = wasserstein, least_squares = least_squares, hinge = hinge,
      nonsaturating = nonsaturating_gan(logistic), hinge_gan = hinge_gan(), least_squares_gan = least_squares_gan())
  }
  if kind(table) != "record" { error("losses: losses stand in a record by their names, (mine = f), not {type(table)}", "type") }
  table = if has(table, "fake") { (loss = table) } else { table }
  names = fields(table)
  parts = map(name -> gan_loss(get(table, name)), names)
  at_0(part, order) = [derivative_at_0(get(p, part), order) for p in parts]
  (a_d, a_g) = (at_0("fake", 1), at_0("generator", 1))
  (loss = names, a_d = a_d, a_g = a_g, c_fake = at_0("fake", 2), c_real = at_0("real", 2), frequency = sqrt(a_g*a_d))
}

# f' or f'' at 0.
derivative_at_0(f, order) = if order == 1 { f'(0.0) } else { f''(0.0) }

# Requires a part of a loss: a function that gives a finite number for a number, and grows.
increasing_loss(what, f) = {
  if kind(f) == "text" { error("gan_loss: a loss is a function, such as logistic; of a divergence it is f_gan(\"{f}\")", "type") }
  if kind(f) != "function" {
    error("gan_loss: {what} is a function of one number, such as logistic, or a loss made by gan_loss, not {type(f)}", "type")
  }
  (low, high, flat) = probed_loss("gan_loss", what, f)
  if istraced(low) { return none }
  if not all(isfinite([1.0*low, 1.0*high])) {
    error("gan_loss: {what} is {low:.6g} at -1/2 and {high:.6g} at 1/2, and a loss is finite near D = 0", "domain")
  }
  if flat {
    player = if what == "generator" { "generator" } else { "discriminator" }
    error("gan_loss: {what} is {low:.6g} whatever D says, so the {player} has nothing to play for", "domain")
  }
  if high < low {
    error("gan_loss: {what} falls, from {low:.6g} at -1/2 to {high:.6g} at 1/2; D is large on fakes here, so take t -> f(-t)", "domain")
  }
}

# A part of a loss at -1/2 and 1/2, numbers, and whether it is the same wherever it was looked at.
probed_loss(name, what, f) = {
  (low, high) = (f(-0.5), f(0.5))
  for y in (low, high) {
    if not (kind(y) in ("i64", "f64", "f32")) or ndims(y) > 0 {
      error("{name}: {what} gives a number for a number, not {type(y)}", "type")
    }
  }
  if istraced(low) { return (low, high, false) }
  (low, high, low == high and f(-3.0) == low and f(1.3) == low)
}

# ## The Dirac-GAN

# D(x) = ψ·x, the discriminator of the Dirac-GAN: the sum of products over all numbers of ψ and x.
# ψ: the slopes
# x: the place, of the structure of ψ, or one number for all
# example: use gan; linear(2, 3)
# -> 6
# example: use gan; linear([1.0, 2.0], [3.0, 4.0])
# -> 11.0
linear(ψ, x) = total_of(ψ*x)

# The sum of all numbers of a tree. Numbers stay numbers, which run much quicker than tensors.
total_of(p) = if kind(p) in ("tuple", "record") {
  s = 0.0
  for l in leaves(p) { s = s + if ndims(l) == 0 { l } else { sum(l) } }
  s
} else if ndims(p) == 0 { p } else { sum(p) }

# L(θ, ψ) = f(θ·ψ) + f(0), what ψ ascends: data at 0, a generated point θ, the discriminator D(x) = ψ·x.
# Of a loss of two players fake(θ·ψ) + real(0). Mescheder, Geiger and Nowozin 2018.
# f: the loss: logistic, wasserstein or one's own, or one of two players
# example: use gan; loss(wasserstein)(2.0, 3.0)
# -> 6.0
loss(f) = {
  ℓ = gan_loss(f)
  (fake, real) = (ℓ.fake, ℓ.real)
  (θ, ψ) -> fake(linear(ψ, θ)) + real(0)
}

# What θ descends in the Dirac-GAN, generator(θ·ψ): the part of the loss that θ sees.
# f: the loss, as logistic, or one of two players
# example: use gan; generator_loss(hinge_gan())(2.0, 3.0)
# -> 6.0
generator_loss(f) = {
  generator = gan_loss(f).generator
  (θ, ψ) -> generator(linear(ψ, θ))
}

# -f(-θ·ψ): what the generator descends in the non-saturating game. Goodfellow et al. 2014.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# example: use gan; nonsaturating_loss(wasserstein)(2.0, 3.0)
# -> 6.0
nonsaturating_loss(f) = generator_loss(nonsaturating_gan(f))

# v = (-∂L/∂θ, ∂M/∂ψ): θ descends L and ψ ascends M, in a zero-sum game the same L.
# A player is a number, a vector or a tree. A number that its loss does not contain is no player, which is an error.
# L: what θ descends, a function of θ and ψ
# M: what ψ ascends
# example: use gan; field((θ, ψ) -> θ*ψ)(2.0, 3.0)
# -> (-3.0, 2.0)
field(L, M=L) = {
  for F in (L, M) { if not is_callable(F) { error("field: a loss is a function of θ and ψ, such as loss(logistic), not {type(F)}", "type") } }
  (A, B) = (one_number("field: what θ descends", L), one_number("field: what ψ ascends", M))
  (θ, ψ) -> {
    (a, b) = (slope_in(A, 1, θ, ψ), slope_in(B, 2, θ, ψ))
    if is_still(a) { no_player("first player: what θ descends does not contain θ", A, 1, θ, ψ) }
    if is_still(b) { no_player("second player: what ψ ascends does not contain ψ", B, 2, θ, ψ) }
    (-a, b)
  }
}

# Whether a slope is a number that is 0, known now.
is_still(a) = if kind(a) == "f64" and ndims(a) == 0 and not known_later(a) { a == 0 } else { false }

# Whether a value is one number.
is_number(x) = kind(x) in ("f64", "i64") and ndims(x) == 0

# Complains of a loss whose slope in a player that is a number is 0 near and far on both sides, not only here.
no_player(what, L, i, θ, ψ) = if is_number(θ) and is_number(ψ) {
  still = true
  for (x, y) in ((0.37, 0.53), (-0.41, -0.59), (0.43, -0.31), (5.3, 6.1), (-6.7, -5.9), (53.0, -61.0), (-57.0, 67.0)) {
    still = still and ∂(L, i)(x, y) == 0
  }
  if still { error("field: the game has no {what}; both players are arguments of the loss, as in θ*ψ", "domain") }
}

# The gradient of L in one player; of a tuple of numbers by the transpose, which keeps them numbers.
slope_in(L, i, θ, ψ) = if kind((θ, ψ)[i]) != "tuple" { ∂(L, i)(θ, ψ) } else if i == 1 {
  vjp(x -> L(x, ψ), θ, 1.0)
} else {
  vjp(x -> L(θ, x), ψ, 1.0)
}

# L, once it is seen to give a number.
one_number(what, L) = (θ, ψ) -> {
  r = L(θ, ψ)
  if not (kind(r) in ("f64", "i64", "f32")) or ndims(r) > 0 {
    error("{what} is {type(r)}, and a loss is one number: its sum or its mean", "type")
  }
  r
}

# The field of the Dirac-GAN with loss f: near the equilibrium it turns with μ = ±i sqrt(a_g a_d) (?losses).
# f: the loss: logistic, wasserstein or one's own, or one of two players, as hinge_gan()
# example: use gan; eig(jacobian(game(logistic))(0, 0))
# -> c128[2]
# ->   0.0 + 0.5i
# ->   0.0 - 0.5i
game(f) = {
  ℓ = gan_loss(f)
  if ℓ.zero_sum { field(loss(ℓ)) } else { field(generator_loss(ℓ), loss(ℓ)) }
}

# The field of the non-saturating Dirac-GAN, NS-GAN.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# example: use gan; nonsaturating(logistic)(0.0, 1.0)
# -> (-0.5, 0.0)
nonsaturating(f) = game(nonsaturating_gan(f))
