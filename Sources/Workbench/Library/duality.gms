# Duality gaps: how much the players could still gain at a point (θ, ψ) of a game, 0 at an equilibrium only. In closed
# form for the Dirac-GAN, by search over a box for other games, and by training copies of both players for networks.
# names: duality_gap, gap, proximal_gap, network_gap
use options

# max_ψ L(θ, ψ) - min_θ L(θ, ψ) of the Dirac-GAN L = f(θ·ψ) over the box |θᵢ| ≤ B, |ψᵢ| ≤ κ: the duality gap, 0 at the
# equilibrium only. θ·ψ reaches ±κ Σ|θᵢ| and ±B Σ|ψᵢ|, where an increasing f has its extremes; of another, such as least
# squares, they are searched between. Without a box it is infinite wherever ψ ≠ 0.
# f: the loss of the Dirac-GAN, a function of one number: logistic, wasserstein, least_squares or one's own
# B: the largest |θᵢ|
# κ: the largest |ψᵢ|
# example: use gan; duality_gap(wasserstein, 1, 2)(0.5, 0.0)
# -> 1.0
# example: use gan; duality_gap(least_squares, 1, 3)(0.5, 2.0)
# -> 4.5
duality_gap(f, B, κ) = {
  if kind(f) != "function" { error("duality_gap: f is a function of one number, as logistic; gap takes any two losses", "type") }
  number_within("duality_gap", "B", B, "the largest |θ|", above=0)
  number_within("duality_gap", "κ", κ, "the largest |ψ|", above=0)
  (θ, ψ) -> {
    (x, y) = (numbers_of_player("duality_gap", "θ", θ), numbers_of_player("duality_gap", "ψ", ψ))
    if max(abs(x)) > B or max(abs(y)) > κ { error("duality_gap: the point is outside the box |θ| ≤ {B}, |ψ| ≤ {κ}", "domain") }
    largest_on(f, κ*sum(abs(x))) + largest_on(t -> -f(t), B*sum(abs(y)))
  }
}

# The largest f(t) for |t| ≤ a: of a grid and its ends, and between the neighbours of the best by thirds.
largest_on(f, a) = {
  if a == 0 { return f(0.0) }
  t = a*(-200:200)/200
  values = [f(x) for x in t]
  k = argmax(values)
  (low, high) = (t[max(k - 1, 1)], t[min(k + 1, 401)])
  for i in 1:80 {
    (m, n) = (low + (high - low)/3, high - (high - low)/3)
    if f(m) < f(n) { low = m } else { high = n }
  }
  max(max(values), f((low + high)/2))
}

# How much each player could gain at (θ, ψ) while the other stays: the generator down L, the discriminator up M. Their
# sum is the duality gap, of a zero-sum game max_ψ L(θ, ψ) - min_θ L(θ, ψ). The players are kept in boxes, or near
# where they are by a weight λ: each then gains L - λ‖step‖², the regularised gap of Nikaido and Isoda (von Heusinger
# and Kanzow 2009), 0 at the same points. Without either the gap is infinite wherever there is a slope. Each best
# answer is searched by projected ascents from many starts, so that the gap is at least what is found.
# L: what θ descends, a function of θ and ψ
# θ, ψ: the point: numbers, vectors or trees
# M: what ψ ascends; L where it is left out
# θ_box, ψ_box: how far each number of the player may be from 0, or (from, to); numbers or of the player's own numbers
# λ: the weight of the squared length of a step
# starts: how many ascents
# steps: how many steps each takes
# .gap: the sum of both gains
# .generator: what the generator gains
# .discriminator: what the discriminator gains
# .θ: the best answer to ψ that was found
# .ψ: the best answer to θ that was found
# example: use gan; r = gap(loss(logistic), 0.5, -0.7, θ_box=1, ψ_box=2);
# example: r.gap - duality_gap(logistic, 1, 2)(0.5, -0.7)
# -> 0.0
# example: use gan; gap(loss(wasserstein), 0.6, 0.8, λ=0.5).gap
# -> 0.5
gap(L, θ, ψ, M=L, θ_box=none, ψ_box=none, λ=none, starts=32, steps=400) = {
  searches_given("gap", λ, starts, steps)
  (u, w) = (numbers_of_player("gap", "θ", θ), numbers_of_player("gap", "ψ", ψ))
  (θ, ψ) = (floating(θ), floating(ψ))
  near = if kind(λ) == "none" { 0.0 } else { f64(λ) }
  (B, K) = (bounds_of("gap", "θ", θ_box, u, λ), bounds_of("gap", "ψ", ψ_box, w, λ))
  of_θ = x -> -L(unflatten(x, θ), ψ) - near*sum((x - u)^2)
  of_ψ = x -> M(θ, unflatten(x, ψ)) - near*sum((x - w)^2)
  g = best_answer("gap", "θ", of_θ, u, B, starts, steps)
  d = best_answer("gap", "ψ", of_ψ, w, K, starts, steps)
  (
    gap = g.gain + d.gain, generator = g.gain, discriminator = d.gain,
    θ = unflatten(g.x, θ), ψ = unflatten(d.x, ψ)
  )
}

# The proximal duality gap max_ψ' L(θ, ψ') - min_θ' max_ψ' [L(θ', ψ') - λ‖ψ' - ψ‖²]: the discriminator may answer the
# other generator, but not from afar. 0 at proximal equilibria, which exist where no Nash equilibrium does: a gap of
# zero asks less for small λ, the least of them being max_ψ L(θ, ψ) - min_θ max_ψ L(θ, ψ), and as much as ?gap for
# large λ. Farnia and Ozdaglar 2020; Sidheekh et al. 2021.
# L: what θ descends and ψ ascends, a function of θ and ψ
# θ, ψ: the point: numbers, vectors or trees
# λ: the weight; where it is less than half the largest curvature of L in ψ, the inner maximum is the best of several
# θ_box, ψ_box: how far each number of the player may be from 0, or (from, to); θ needs no box where the bottom is finite
# starts: how many searches
# steps: how many steps each takes
# .gap: the gap
# .top: max_ψ' L(θ, ψ')
# .bottom: min_θ' max_ψ' [L(θ', ψ') - λ‖ψ' - ψ‖²]
# example: use gan; proximal_gap(loss(wasserstein), 0.5, 0.25, 2, θ_box=2, ψ_box=1).gap
# -> 0.625
proximal_gap(L, θ, ψ, λ, θ_box=none, ψ_box=none, starts=32, steps=400) = {
  searches_given("proximal_gap", λ, starts, steps)
  if kind(ψ_box) == "none" {
    error("proximal_gap: the best discriminator of all is infinite without a box: give ψ_box=; gap(..., λ=) needs none", "argument")
  }
  (u, w) = (numbers_of_player("proximal_gap", "θ", θ), numbers_of_player("proximal_gap", "ψ", ψ))
  (θ, ψ) = (floating(θ), floating(ψ))
  (B, K) = (bounds_of("proximal_gap", "θ", θ_box, u, λ), bounds_of("proximal_gap", "ψ", ψ_box, w, λ))
  value = (x, y) -> L(unflatten(x, θ), unflatten(y, ψ))
  near = x -> {
    f = y -> value(x, y) - λ*sum((y - w)^2)
    # At the maximum its place has no slope.
    f(stop(near_answer(y -> value(stop(x), y) - λ*sum((y - w)^2), w, K)))
  }
  top = best_answer("proximal_gap", "ψ", y -> value(u, y), w, K, starts, steps).value
  bottom = -best_answer("proximal_gap", "θ", x -> -near(x), u, B, starts, steps).value
  (gap = top - bottom, top = top, bottom = bottom)
}

# The duality gap of a game of networks as training sees it: a copy of each player trains on against the other, which
# stays, and what it gains is measured on other draws. It is at least 0 up to its error, and grows with `steps`: name
# them with the gap. The penalties that the discriminator pays count. Grnarova et al. 2019.
# g: the game, as network_game makes it
# θ, ψ: the players
# steps: how many steps each copy takes
# opt: their optimiser
# draws: how many batches the gains are measured on
# .gap: the sum of both gains, with its standard error
# .generator: what the generator gains
# .discriminator: what the discriminator gains
# .θ, .ψ: the trained copies
# example: use gan; use nn; g = network_game(mlp(1, 4, 1), mlp(1, 4, 1), Normal(2, 1), batch=32);
# example: r = network_gap(g, g.θ, g.ψ, steps=100); value(r.gap) > 0
# -> true
network_gap(g, θ, ψ, steps=200, opt=adam(1e-3), draws=32) = {
  if kind(g) != "record" or not (has(g, "L") and has(g, "M") and has(g, "draw")) {
    error("network_gap: g is a game of networks, as network_game(G, D, X) makes it; of a loss L(θ, ψ) take gap", "type")
  }
  steps = whole_number("network_gap", "steps", "the copies", 1, steps)
  draws = whole_number("network_gap", "draws", "batches", 4, draws)
  better_ψ = descended_by(p -> -discriminator_value(g, θ, p, g.draw()), ψ, steps, opt)
  better_θ = descended_by(p -> generator_value(g, p, ψ, g.draw()), θ, steps, opt)
  (of_θ, of_ψ) = (zeros(draws), zeros(draws))
  for i in 1:draws {
    drawn = g.draw()
    of_ψ[i] = f64(discriminator_value(g, θ, better_ψ, drawn) - discriminator_value(g, θ, ψ, drawn))
    of_θ[i] = f64(generator_value(g, θ, ψ, drawn) - generator_value(g, better_θ, ψ, drawn))
  }
  (
    gap = estimate(of_θ + of_ψ), generator = estimate(of_θ), discriminator = estimate(of_ψ),
    θ = better_θ, ψ = better_ψ
  )
}

# ## What these rest on

# What each player plays for, on given draws.
generator_value(g, θ, ψ, drawn) = g.L(θ, ψ, drawn[1], drawn[2])
discriminator_value(g, θ, ψ, drawn) = g.M(θ, ψ, drawn[1], drawn[2], drawn[3])

# A player after steps of an optimiser down a loss with fresh draws.
descended_by(loss, p, steps, opt) =
  iterate((p, s) -> opt.step(s, grad(loss)(p), p), (p, opt.init(p)), steps)[1]

# Requires numbers of searches, and a weight.
searches_given(name, λ, starts, steps) = {
  if kind(λ) != "none" {
    if not (λ > 0 and λ < inf) { error("{name}: λ is a weight, positive and finite, not {text(λ)}", "domain") }
  }
  if starts < 1 or steps < 1 { error("{name}: starts and steps are at least 1, not {text(starts)} and {text(steps)}", "domain") }
}

# The numbers of a player.
numbers_of_player(name, what, p) = {
  u = f64(flatten(floating(p)))
  if not all(isfinite(u)) { error("{name}: {what} is not finite", "domain") }
  u
}

# The box of a player: low, high, the scale of its numbers, and whether it is one.
bounds_of(name, what, box, u, λ) = {
  if kind(box) == "none" {
    if kind(λ) == "none" {
      error("{name}: without a box the gap is infinite wherever there is a slope: give {what}_box=, or a weight λ=", "argument")
    }
    far = 1e6*(1 + max(abs(u)))
    return (low = u - far, high = u + far, scale = 1 + abs(u), bounded = false)
  }
  pair = kind(box) == "tuple"
  (low, high) = if pair { box } else { (-box, box) }
  low = flatten(floating(low)) + zeros(size(u))
  high = flatten(floating(high)) + zeros(size(u))
  if not all(high > low) { error("{name}: {what}_box runs from below to above, and has {text(low)} to {text(high)}", "domain") }
  if any(u < low) or any(u > high) { error("{name}: {what} = {text(u)} lies outside its box", "domain") }
  (low = low, high = high, scale = high - low, bounded = true)
}

# Where f is largest in a box, near w: ascents along the slope from w, from both ends and between them, each of which
# doubles its step where f grows and halves it where not; then with steps as long as the last change of the slope tells,
# which narrow valleys do not hold up (Barzilai and Borwein 1988), of which the best point is kept.
near_answer(f, w, K) = {
  d = K.high - K.low
  Y = [w; K.low; K.high; K.low + 0.3*d; K.low + 0.7*d]
  Y = reshape(Y, 5, size(w))
  many = vmap(f)
  slope = vmap(grad(f))
  climb = (Y, y, s) -> {
    Z = max(min(Y + reshape(s, len(s), 1)*slope(Y), K.high), K.low)
    z = many(Z)
    up = z > y
    (where(reshape(up, len(up), 1), Z, Y), where(up, z, y), where(up, 2*s, s/2))
  }
  (Y, y, s) = iterate(climb, (Y, many(Y), full(1.0, 5)), 60)
  stride = (Y, G, s, best, y) -> {
    Z = max(min(Y + reshape(s, 5, 1)*G, K.high), K.low)
    (D, H) = (Z - Y, slope(Z))
    (a, b) = (sum(D^2, axis=2), abs(sum(D*(H - G), axis=2)))
    z = many(Z)
    up = z > y
    (Z, H, where(a > 0 and b > 0, a/where(b > 0, b, 1.0), s), where(reshape(up, 5, 1), Z, best), where(up, z, y))
  }
  (Y, G, s, best, y) = iterate(stride, (Y, slope(Y), s, Y, y), 60)
  best[argmax(where(isfinite(y), y, -inf))]
}

# The largest f in a box, by ascents from u, from both ends and from points that fill the box evenly (Roberts 2018);
# each doubles its step where f grows and halves it where not.
best_answer(name, what, f, u, box, starts, steps) = {
  n = size(u)
  # The root of g^(n + 1) = g + 1.
  g = 1.5
  for i in 1:60 { g = (1 + g)^(1/(n + 1)) }
  t = reshape(1.0:f64(starts), starts, 1)*g^(-reshape(1.0:f64(n), 1, n))
  t = t - floor(t)
  X = if box.bounded { box.low + (box.high - box.low)*t } else { u + 2*box.scale*(2*t - 1) }
  ends = if box.bounded { [u; box.low; box.high] } else { [u; u - box.scale; u + box.scale] }
  X = concat((reshape(ends, 3, n), X))
  many = vmap(f)
  slope = vmap(grad(f))
  climb = (X, y, s) -> {
    d = slope(X)*box.scale
    # What pushes against a wall does not count.
    d = where((X >= box.high and d > 0) or (X <= box.low and d < 0), 0.0, d)
    length = sqrt(sum(d^2, axis=2))
    d = d/reshape(where(length == 0, 1.0, length), len(length), 1)
    Z = max(min(X + reshape(s, len(s), 1)*box.scale*d, box.high), box.low)
    z = many(Z)
    up = z > y
    (where(reshape(up, len(up), 1), Z, X), where(up, z, y), where(up, 2*s, s/2))
  }
  (X, y, s) = iterate(climb, (X, many(X), full(0.1, len(X))), steps)
  if not any(isfinite(y)) { error("{name}: the value is not finite anywhere where {what} was looked for", "domain") }
  y = where(isfinite(y), y, -inf)
  k = argmax(y)
  if not box.bounded and max(abs(X[k] - u)) > 1e3*max(box.scale) {
    error("{name}: the best {what} runs away: λ is less than the loss bends upwards: take a larger λ, or a box", "domain")
  }
  (x = X[k], value = y[k], gain = y[k] - f(u))
}
