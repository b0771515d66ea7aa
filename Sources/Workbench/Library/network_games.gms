# Games of networks: a generator G(z), a discriminator D(x), data and a loss make a field v(θ, ψ), whose players are
# networks, and which every update operator takes as it takes the field of the Dirac-GAN.
# D is large on fakes, as in Mescheder, Geiger and Nowozin 2018: L = E f(D(G(z))) + E f(-D(x)) with an increasing f; the
# logit that papers call D is -D here.
# names: network_game, generated, frozen_game, decayed_game, field_noise, affine_generator, quadratic_discriminator
use nn
use penalties

# The game of two networks: a field v(θ, ψ) = (-∂L/∂θ, ∂M/∂ψ), with fresh noise z and fresh rows x of the data wherever
# it is evaluated. θ is G, ψ is D, L = E f(D(G(z))) + E f(-D(x)), and M is L less the penalties, which D alone pays
# (?R1, R2, gradient_penalty, which take a game as well; these are they):
#   R1 = γ pays γ/2 E‖∇D(x)‖² on data: Mescheder et al. 2018; their code has no 1/2
#   R2 = γ pays γ/2 E‖∇D(G(z))‖² on fakes: Mescheder et al. 2018
#   GP = λ pays λ E(‖∇D(t x + (1 - t) G(z))‖ - slope)², t uniform: Gulrajani et al. 2017, no 1/2
# G: the generator, a network of the noise: its numbers are θ
# D: the discriminator, a network of a datum, with one output, large on fakes
# X: the data, a tensor by rows, or a distribution
# f: the loss, an increasing function (?logistic, wasserstein), or a record (fake = , real = , generator = )
# latent: how many numbers z has; those that the first layer of G takes, where it is left out
# batch: the draws of the noise, and the rows of the data, in an evaluation; all rows where there are no more
# noise: the law of z: "normal", "uniform" (on -1..1), or a distribution of one number or of all
# R1, R2, GP: the strengths of the penalties, γ, γ and λ
# slope: the slope of D that GP asks for
# .θ: the generator as given
# .ψ: the discriminator as given
# .L: what θ descends, L(θ, ψ, x, z) on the rows x and the noise z
# .M: what ψ ascends, M(θ, ψ, x, z, t), t being the places of the interpolates of GP, one a row
# .draw: () -> (x, z, t), what an evaluation draws; draw(n) for n rows
# .X: () -> the data
# .latent: how many numbers z has
# .batch: the rows of an evaluation
# .penalties: () -> (R1 = γ, R2 = γ, GP = λ)
# .zero_sum: whether both players play for the same L, apart from penalties
# .name: what the game is
# .frozen: whether noise and rows are always the same
# .apply: v(θ, ψ)
# example: use gan; use nn; g = network_game(mlp(2, 8, 1), mlp(1, 8, 1), Normal(3, 1)); g.latent
# -> 2
# example: use gan; use nn; g = network_game(mlp(1, 8, 2), mlp(2, 8, 1), zeros(9, 2), R1=0.1);
# example: (θ, ψ) = simultaneous(g, 0.1)(g.θ, g.ψ); parameter_count((θ, ψ))
# -> 67
network_game(
  G, D, X, f=logistic, latent=none, batch=256, noise="normal", R1=0, R2=0, GP=0, slope=1
) = {
  name = "network_game"
  player_of(name, "G", "generator", G)
  player_of(name, "D", "discriminator", D)
  f = loss_parts(name, f)
  strengths = (R1 = R1, R2 = R2, GP = GP)
  for s in fields(strengths) {
    γ = get(strengths, s)
    number_within(name, s, γ, "the strength of a penalty", least=0)
  }
  number_within(name, "slope", slope, "the slope of D that GP asks for", least=0)
  batch = width(name, "batch", batch)
  k = latent_of(name, G, latent)
  rows = data_rows(name, X)
  z = noise_rows(name, noise, k)
  d = shape(rows(1))[2]
  fitting_networks(name, G, D, k, d, z(1))
  draw(n=batch) = (rows(n), z(n), uniform_noise(n))
  fakes(θ, z) = vmap(θ)(with_type_of(θ, z))
  # The terms of the loss on outputs of D: those of fakes, those of data.
  both(f, ψ, y, x) = mean(f.fake(said_of(ψ, y))) + mean(f.real(said_of(ψ, with_type_of(ψ, x))))
  L = if f.zero_sum {
    (θ, ψ, x, z) -> both(f, ψ, fakes(θ, z), x)
  } else {
    (θ, ψ, x, z) -> mean(f.generator(said_of(ψ, fakes(θ, z))))
  }
  M(θ, ψ, x, z, t=0.5) = both(f, ψ, fakes(θ, z), x)
  paying((
    game = "network_game", name = f.name, θ = G, ψ = D, X = () -> X, latent = k, batch = batch, zero_sum = f.zero_sum,
    penalties = () -> strengths, frozen = false, L = L, M = M, draw = draw,
    apply = (g, θ, ψ) -> game_field(g, θ, ψ, g.draw())
  ), strengths, slope)
}

# What the generator of a game of networks makes, by rows, as f64: for plots, modes_hit and generator_report.
# g: a game of networks (?network_game), whose law of z is drawn from
# of: a generator, the players (θ, ψ), or a run of train_game; the generator of g where it is left out
# n: how many rows
# example: use gan; use nn; (G, D) = (affine_generator(1), quadratic_discriminator(1));
# example: shape(generated(network_game(G, D, Normal(0, 1), batch=16), n=5))
# -> (5, 1)
generated(g, of=none, n=1000) = {
  check_game("generated", g)
  n = width("generated", "n", n)
  of = if kind(of) == "none" { g.θ } else { of }
  θ = if kind(of) == "run" { of.model.θ } else if kind(of) == "tuple" { of[1] } else { of }
  f64(vmap(θ)(with_type_of(θ, g.draw(n)[2])))
}

# The game whose discriminator pays the penalties that are not 0.
paying(g, strengths, slope) = {
  if strengths.R1 > 0 { g = R1(g, strengths.R1) }
  if strengths.R2 > 0 { g = R2(g, strengths.R2) }
  if strengths.GP > 0 { g = gradient_penalty(g, 2*strengths.GP, slope, at="between") }
  g
}

# (-∂L/∂θ, ∂M/∂ψ) on what was drawn.
game_field(g, θ, ψ, drawn) = {
  (x, z, t) = drawn
  (-grad(θ -> g.L(θ, ψ, x, z))(θ), grad(ψ -> g.M(θ, ψ, x, z, t))(ψ))
}

# The same game with the noise and the rows of the data drawn once: a field that is a function of the players alone, which
# has a Jacobian, fixed points and spectra. With more draws it is nearer to the mean of the game's field (?field_noise).
# g: the game
# n: how many draws of the noise; of the data all rows, where there are no more than n, else n of them
# x: the rows of the data, if they are to be given ones
# z: the noise, if it is to be a given one, by rows
# example: use gan; use nn; g = frozen_game(network_game(mlp(1, 4, 1), mlp(1, 4, 1), Normal(0, 1)), 64);
# example: norm(flatten(g(g.θ, g.ψ) - g(g.θ, g.ψ)))
# -> 0.0
frozen_game(g, n=1024, x=none, z=none) = {
  check_game("frozen_game", g)
  n = width("frozen_game", "n", n)
  (drawn_x, drawn_z, t) = g.draw(n)
  d = shape(drawn_x)[2]
  x = if kind(x) == "none" { drawn_x } else { given_rows("frozen_game", "x", x, d) }
  z = if kind(z) == "none" { drawn_z } else { given_rows("frozen_game", "z", z, g.latent) }
  t = if len(t) < len(x) { uniform_noise(len(x)) } else { t[1:len(x)] }
  drawn = (x, z, t)
  h = put(g, "frozen", true)
  h = put(h, "batch", len(x))
  h = put(h, "draw", (n=none) -> drawn)
  put(h, "X", () -> x)
}

# The same game where both players pay for the length of their numbers, w/2 ‖θ‖² and w/2 ‖ψ‖²: decay of weights. It moves
# the directions that change neither network, so that rest points stand alone. Krogh and Hertz 1992.
# g: the game, frozen or not
# w: the weight of the decay
# example: use gan; use nn; g = frozen_game(network_game(mlp(1, 4, 1), mlp(1, 4, 1), Normal(0, 1)), 8);
# example: d = decayed_game(g, 0.5)(g.θ, g.ψ) - g(g.θ, g.ψ); norm(flatten(d + 0.5*(g.θ, g.ψ))) < 1e-6
# -> true
decayed_game(g, w) = {
  check_game("decayed_game", g)
  if not (kind(w) in ("f64", "i64") and w >= 0 and w < inf) {
    error("decayed_game: w is the weight of the decay, finite and not negative, not {text(w)}", "domain")
  }
  (L, M) = (g.L, g.M)
  g = put(g, "L", (θ, ψ, x, z) -> L(θ, ψ, x, z) + w/2*sum(flatten(θ)^2))
  put(g, "M", (θ, ψ, x, z, t=0.5) -> M(θ, ψ, x, z, t) - w/2*sum(flatten(ψ)^2))
}

# How far one evaluation of a game is from the mean, in numbers: the mean of m evaluations of the field, its length for each
# player, and the deviation of one evaluation from it. Where the deviation is the larger the step is mostly noise.
# g: the game
# θ, ψ: the players
# m: how many evaluations
# .v: the mean field
# .length: ‖v_θ‖ and ‖v_ψ‖ of the mean
# .deviation: √E‖v_θ - mean‖² and the same for ψ
# .signal: length/deviation, the smaller of both; inf for a frozen game
# example: use gan; use nn; g = frozen_game(network_game(mlp(1, 4, 1), mlp(1, 4, 1), Normal(0, 1)), 64);
# example: field_noise(g, g.θ, g.ψ).deviation
# -> (0.0, 0.0)
field_noise(g, θ, ψ, m=16) = {
  check_game("field_noise", g)
  if g.frozen {
    v = g(θ, ψ)
    return (v = v, length = (norm_of(v[1]), norm_of(v[2])), deviation = (0.0, 0.0), signal = inf)
  }
  m = width("field_noise", "m", m)
  if m < 2 { error("field_noise: a deviation needs two evaluations at least; m is {m}", "domain") }
  (total, squares) = (0*g(θ, ψ), (0.0, 0.0))
  for k in 1:m {
    v = g(θ, ψ)
    total = total + v
    squares = squares + (norm_of(v[1])^2, norm_of(v[2])^2)
  }
  v = total/m
  length = (norm_of(v[1]), norm_of(v[2]))
  spread = (s, l) -> sqrt(max(s/m - l^2, 0)*m/(m - 1))
  deviation = (spread(squares[1], length[1]), spread(squares[2], length[2]))
  signal = min(length[1]/max(deviation[1], 1e-300), length[2]/max(deviation[2], 1e-300))
  (v = v, length = length, deviation = deviation, signal = signal)
}

# ## Players by formula, of games whose equilibrium and spectrum are known

# The generator G(z) = a z + b, coordinate by coordinate: it makes normal data with deviations a and means b.
# d: how many numbers
# a, b: where they start
# .a: the deviations
# .b: the means
# example: use gan; affine_generator(2, a=3.0)([1.0, 0.0])
# -> f64[2]
# ->    3.0  0.0
affine_generator(d, a=1.0, b=0.0) = {
  d = width("affine_generator", "d", d)
  (layer = "affine", a = a*ones(d), b = b + zeros(d), latent = static(d), apply = (m, z) -> m.a*z + m.b)
}

# The discriminator D(x) = w·x + u·x², coordinate by coordinate: what tells normal laws apart. Without squares it is that
# of the linear WGAN.
# d: how many numbers
# squares: whether it has the squares
# .w: the numbers of x
# .u: the numbers of x²
# example: use gan; D = quadratic_discriminator(1); D.w = [2.0]; D([3.0])
# -> 6.0
quadratic_discriminator(d, squares=true) = {
  d = width("quadratic_discriminator", "d", d)
  if squares {
    (layer = "quadratic", w = zeros(d), u = zeros(d), apply = (m, x) -> sum(m.w*x) + sum(m.u*x^2))
  } else {
    (layer = "linear", w = zeros(d), apply = (m, x) -> sum(m.w*x))
  }
}

# ## What a game is made of

# What D says of each row of x, as a vector.
said_of(ψ, x) = reshape(vmap(ψ)(x), len(x))

# The loss as functions of the outputs D of the discriminator, (fake, real, generator), all checked: they are finite, they
# depend on D, and D is to be large on fakes.
loss_parts(name, f) = {
  if kind(f) == "function" {
    grows_with(name, "f", f)
    return (name = "game", fake = f, real = t -> f(-t), generator = f, zero_sum = true)
  }
  if kind(f) != "record" { error("{name}: f is a function, such as logistic, or a record (fake = , real = , generator = ), not {type(f)}", "type") }
  for part in ("fake", "real", "generator") {
    if not has(f, part) { error("{name}: a loss has the parts fake, real and generator, and this one has no {part}", "argument") }
    grows_with(name, part, get(f, part))
  }
  real = f.real
  title = if has(f, "name") { f.name } else { "game" }
  zero_sum = if has(f, "zero_sum") { f.zero_sum } else { false }
  (name = title, fake = f.fake, real = t -> real(-t), generator = f.generator, zero_sum = zero_sum)
}

# Requires a part of a loss that grows with t.
grows_with(name, what, f) = {
  (low, high, flat) = probed_loss(name, what, f)
  if flat {
    player = if what == "generator" { "the generator" } else { "the discriminator" }
    error("{name}: {what} is {low:.6g} whatever D says, so that {player} has nothing to play for", "domain")
  }
  if not (high >= low) {
    error("{name}: {what} falls from {low:.6g} at -1/2 to {high:.6g} at 1/2; D is large on fakes here, so a loss increases: t -> f(-t)", "domain")
  }
}

# Requires a network with numbers.
player_of(name, letter, what, m) = {
  if kind(m) != "record" or not has(m, "apply") {
    error("{name}: {letter}, the {what}, is a network such as mlp(2, 64, 1), a record with apply, not {type(m)}", "type")
  }
  if len(leaves(m)) == 0 { error("{name}: {letter}, the {what}, has no numbers, so that it does not play", "training") }
}

# How many numbers a network takes, where its first layer says so; else none.
inputs_of(m) = {
  if kind(m) != "record" { return none }
  if has(m, "latent") { return m.latent() }
  if has(m, "W") and has(m, "layer") { return if m.layer == "dense" { shape(m.W)[2] } else { none } }
  if has(m, "layers") and len(m.layers) > 0 { return inputs_of(m.layers[1]) }
  none
}

# How many numbers z has.
latent_of(name, G, latent) = {
  k = inputs_of(G)
  if kind(latent) == "none" {
    if kind(k) == "none" { error("{name}: how many numbers the noise has cannot be seen from G; say latent=2 or so", "argument") }
    return k
  }
  latent = width(name, "latent", latent)
  if kind(k) != "none" and k != latent { error("{name}: G takes {k} numbers, and latent is {latent}", "shape") }
  latent
}

# n -> rows of the data: of a tensor n of them at random, all if there are no more; of a distribution n draws.
data_rows(name, X) = {
  if kind(X) == "distribution" {
    x = sample(X, 2)
    d = quo(size(x), 2)
    return n -> reshape(sample(X, n), n, d)
  }
  X = given_rows(name, "X", X, none)
  N = len(X)
  n -> if N <= n { X } else { X[1 + min(i64(floor(N*uniform_noise(n))), N - 1), :] }
}

# Rows that are given, as a matrix of finite numbers.
given_rows(name, what, X, d) = {
  if not (kind(X) in ("f64", "f32", "i64")) or ndims(X) < 1 or ndims(X) > 2 {
    error("{name}: {what} is a tensor by rows, or a distribution, not {type(X)}", "type")
  }
  if size(X) == 0 { error("{name}: {what} is empty, of shape {shape(X)}", "shape") }
  X = reshape(1.0*X, len(X), quo(size(X), len(X)))
  if not istraced(X) and not all(isfinite(X)) {
    k = argmax(i64(not isfinite(sum(X, axis=2))))
    error("{name}: row {k} of {what} is not finite; leave it out: X[isfinite(sum(X, axis=2)), :]", "domain")
  }
  if kind(d) != "none" and shape(X)[2] != d { error("{name}: {what} has {shape(X)[2]} columns, and {d} are needed", "shape") }
  X
}

# n -> n draws of the noise, by rows of k numbers.
noise_rows(name, noise, k) = {
  if kind(noise) == "distribution" {
    e = size(sample(noise, 1))
    if e != 1 and e != k { error("{name}: a draw of the noise has {e} numbers, and G takes {k}", "shape") }
    return if e == 1 { n -> reshape(sample(noise, n*k), n, k) } else { n -> reshape(sample(noise, n), n, k) }
  }
  if noise == "normal" { return n -> normal_noise(n, k) }
  if noise == "uniform" { return n -> 2*uniform_noise(n, k) - 1 }
  error("{name}: noise is \"normal\", \"uniform\" or a distribution, not {text(noise)}", "argument")
}

# Requires networks that fit the noise, the data and each other.
fitting_networks(name, G, D, k, d, z) = {
  y = G(with_type_of(G, z[1, :]))
  if shape(y) != (d,) {
    error("{name}: G makes {kind(y)} of shape {shape(y)}, and a datum has {d} numbers; the last layer of G has {d} outputs", "shape")
  }
  n = inputs_of(D)
  if kind(n) != "none" and n != d { error("{name}: D takes {n} numbers, and a datum has {d}, as a fake has", "shape") }
  r = D(with_type_of(D, zeros(d)))
  if size(r) != 1 { error("{name}: D gives {size(r)} numbers, and it must give one, large on fakes: mlp({d}, 64, 1)", "shape") }
}

# ‖t‖ over all numbers of a tree.
norm_of(t) = norm(flatten(t))

# Requires a game of networks.
check_game(name, g) = {
  ok = if kind(g) == "record" { has(g, "game") } else { false }
  if not ok { error("{name}: g is a game of networks, network_game(G, D, X), not {type(g)}", "type") }
}
