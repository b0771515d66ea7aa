# Steps along a field v(θ, ψ) = (θ', ψ'), with a step size for each player and no memory: simultaneous, alternating,
# extragradient and Runge-Kutta. θ is the generator, ψ the discriminator, each a number, a vector or a tree; v is a function
# or a callable record. `linear` of each is its exact matrix on a linear field, θ and ψ of any size. In a law z = hμ, with
# μ an eigenvalue of the field's Jacobian.
# names: simultaneous, alternating, extragradient, runge_kutta, euler, heun, rk4
use game_steps
use options

# θ⁺ = θ + h_g v_θ(θ, ψ), ψ⁺ = ψ + h_d v_ψ(θ, ψ): simultaneous gradient descent.
# Mescheder, Geiger and Nowozin 2018. With μ = -α + iβ it contracts where h < 2α/|μ|²; on α = 0 never.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; simultaneous(game(wasserstein), 0.1)(1.0, 0.0)
# -> (1.0, 0.1)
# example: use gan; rho(simultaneous(game(wasserstein), 1)) - sqrt(2)
# -> 0.0
simultaneous(v, h, h_g=h, h_d=h) = {
  two_sizes("simultaneous", v, h, h_g, h_d)
  step_of("simultaneous", 1, "λ = 1 + z", "Mescheder, Geiger and Nowozin 2018", v,
    (J, n) -> identity_like(J) + sized(J, n, h_g, h_d) @ J,
    (o, θ, ψ) -> {
      (dθ, dψ) = slopes("simultaneous", v, θ, ψ)
      (θ + h_g*dθ, ψ + h_d*dψ)
    })
}

# n_g steps of the generator, then n_d of the discriminator, each from the newest point. The order does not change the
# eigenvalues, only the orbits. Where the players have no terms of their own, μ = ±ia, and n_g = n_d = 1,
# λ² - (2 - h_g h_d a²) λ + 1 = 0: on the circle for h_g h_d a² ≤ 4. Else λ is no function of z; `linear` has the matrix.
# Mescheder, Geiger and Nowozin 2018.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# n_g, n_d: the steps of the generator and of the discriminator
# h_g, h_d: the step sizes of the generator and of the discriminator
# order: "generator first" or "discriminator first"
# example: use gan; alternating(game(wasserstein), 0.5)(1.0, 0.0)
# -> (1.0, 0.5)
# example: use gan; alternating(game(wasserstein), 0.5, order="discriminator first")(1.0, 0.0)
# -> (0.75, 0.5)
alternating(v, h, n_g=1, n_d=1, h_g=h, h_d=h, order="generator first") = {
  two_sizes("alternating", v, h, h_g, h_d)
  (n_g, n_d) = turns("alternating", n_g, n_d)
  one_of_texts("alternating", "order", order, ("generator first", "discriminator first"))
  first = order == "generator first"
  generator = (θ, ψ) -> {
    for k in 1:n_g { θ = θ + h_g*slopes("alternating", v, θ, ψ)[1] }
    θ
  }
  discriminator = (θ, ψ) -> {
    for k in 1:n_d { ψ = ψ + h_d*slopes("alternating", v, θ, ψ)[2] }
    ψ
  }
  matrix = (J, n) -> {
    G = power_of(identity_like(J) + sized(J, n, h_g, 0.0) @ J, n_g)
    D = power_of(identity_like(J) + sized(J, n, 0.0, h_d) @ J, n_d)
    if first { D @ G } else { G @ D }
  }
  apply = if first {
    (o, θ, ψ) -> {
      θ₁ = generator(θ, ψ)
      (θ₁, discriminator(θ₁, ψ))
    }
  } else {
    (o, θ, ψ) -> {
      ψ₁ = discriminator(θ, ψ)
      (generator(θ, ψ₁), ψ₁)
    }
  }
  step_of("alternating", n_g + n_d, "", "Mescheder, Geiger and Nowozin 2018", v, matrix, apply)
}

# θ⁺, ψ⁺ = p + h v(p + ahead·h v(p)): step with the field seen one step ahead. Korpelevich 1976; a longer step ahead than the
# one taken, ahead > 1, is that of Hsieh et al. 2020. On z = ±iω it contracts for ω < 1.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# h_g, h_d: the step sizes of the generator and of the discriminator
# ahead: how far ahead the field is seen, in steps
# example: use gan; extragradient(game(wasserstein), 0.5)(1.0, 0.0)
# -> (0.75, 0.5)
extragradient(v, h, h_g=h, h_d=h, ahead=1) = {
  two_sizes("extragradient", v, h, h_g, h_d)
  number_within("extragradient", "ahead", ahead, "how far ahead the field is seen, in steps", above=0)
  step_of("extragradient", 2, if ahead == 1 { "λ = 1 + z + z²" } else { "λ = 1 + z + {ahead} z²" }, "Korpelevich 1976", v,
    (J, n) -> {
      Z = sized(J, n, h_g, h_d) @ J
      identity_like(J) + Z @ (identity_like(J) + ahead*Z)
    },
    (o, θ, ψ) -> {
      (dθ, dψ) = slopes("extragradient", v, θ, ψ)
      (dθ, dψ) = v(θ + ahead*h_g*dθ, ψ + ahead*h_d*dψ)
      (θ + h_g*dθ, ψ + h_d*dψ)
    })
}

# ## Runge and Kutta's methods, both players jointly

# p⁺ = p + h Σ bᵢ kᵢ, kᵢ = v(p + h Σ_{j<i} a_ij k_j): an explicit Runge-Kutta method of any tableau. Both players are in one
# field; given to each player alone, with the other held still, the slopes do not turn and it is simultaneous descent.
# Kutta 1901.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# tableau: (A = rows of the coefficients a_ij from the second stage on, b = the weights), as
#   (A = ((1/2,), (0, 3/4)), b = (2/9, 1/3, 4/9))
# name: what the step is called
# law: the equation of λ; left out, the general one
# source: where it is from
# example: use gan; runge_kutta(game(wasserstein), 0.5, (A = ((1/2,),), b = (0, 1)))(1.0, 0.0)
# -> (0.875, 0.5)
runge_kutta(v, h, tableau, name="runge_kutta", law="λ = 1 + z bᵀ(I - zA)⁻¹1", source="Kutta 1901") = {
  one_size(name, v, h)
  (A, b) = stages_of(name, tableau)
  # The slopes of all stages, of any field.
  stages = (p, slope) -> {
    k = (k1 = slope(p))
    for i in 1:len(A) { k = put(k, "k{i + 1}", slope(stage_point(p, h, A[i], k))) }
    k
  }
  step_of(name, len(b), law, source, v,
    (J, n) -> stage_point(identity_like(J), h, b, stages(identity_like(J), P -> J @ P)),
    (o, θ, ψ) -> stage_point((θ, ψ), h, b, stages((θ, ψ), p -> slopes(name, v, p...))))
}

# p + Σ (h cᵢ) kᵢ over the coefficients that are not 0; the slopes are k.k1, k.k2, ...
stage_point(p, h, c, k) = {
  for i in 1:len(c) {
    if c[i] != 0 { p = p + (h*c[i])*get(k, "k{i}") }
  }
  p
}

# Requires a tableau.
stages_of(name, t) = {
  shaped = if kind(t) == "record" { has(t, "A") and has(t, "b") } else { false }
  if not shaped { error("{name}: the tableau is a record (A = rows of coefficients, b = weights), as (A = ((1/2,),), b = (0, 1)) of the midpoint method; not {type(t)}", "type") }
  (A, b) = (t.A, t.b)
  rows = kind(A) == "tuple" or kind(A) == "none"
  if not rows or kind(b) != "tuple" { error("{name}: A of the tableau is a tuple of rows, each a tuple, and b a tuple of numbers", "type") }
  if len(A) + 1 != len(b) { error("{name}: {len(b)} weights belong to {len(b) - 1} rows of A, which begins with the second stage; here are {len(A)}", "shape") }
  for i in 1:len(A) {
    if kind(A[i]) != "tuple" or len(A[i]) != i { error("{name}: row {i} of A belongs to stage {i + 1} and has the coefficients of the {i} before it", "shape") }
    for j in 1:i { number_within(name, "number {j} in row {i} of A", A[i][j], "a coefficient") }
  }
  for i in 1:len(b) { number_within(name, "number {i} of b", b[i], "a weight") }
  total = sum(x in b, x)
  if not (abs(total - 1) < 1e-9) { error("{name}: the weights b sum to 1, not {total}", "domain") }
  (A, b)
}

# p + h v(p), a step of the explicit Euler method for the flow p' = v(p), which is simultaneous descent with one rate.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# example: use gan; euler(game(wasserstein), 0.5)(1.0, 0.0)
# -> (1.0, 0.5)
euler(v, h) = {
  one_size("euler", v, h)
  put(simultaneous(v, h), "step", "euler")
}

# The mean of the slopes at both ends of an Euler step: Runge-Kutta of order 2. Its node is the whole step; half a step ahead
# with the weights 1/2, 1/2 the order would be 1. On z = iω it never contracts. Heun 1900.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# example: use gan; heun(game(wasserstein), 0.5)(1.0, 0.0)
# -> (0.875, 0.5)
heun(v, h) = runge_kutta(v, h, (A = ((1,),), b = (1/2, 1/2)), name="heun", law="λ = 1 + z + z²/2", source="Heun 1900")

# Runge-Kutta of order 4. On z = iω it contracts for ω < 2√2, by ω⁶/144. Kutta 1901; for GANs Qin et al. 2020.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# example: use gan; rk4(game(wasserstein), 0.5)(1.0, 0.0)
# -> (0.877604, 0.479167)
rk4(v, h) = runge_kutta(v, h, (A = ((1/2,), (0, 1/2), (0, 0, 1)), b = (1/6, 1/3, 1/3, 1/6)), name="rk4",
  law="λ = 1 + z + z²/2 + z³/6 + z⁴/24", source="Kutta 1901; Qin et al. 2020")

# ## What steps are made of

# The field at (θ, ψ), required to be a pair like the players.
slopes(name, v, θ, ψ) = {
  w = v(θ, ψ)
  pair = if kind(w) == "tuple" { len(w) == 2 } else { false }
  if not pair { error("{name}: a field returns a pair, v(θ, ψ) = (θ', ψ'), not {type(w)}", "type") }
  like_player(name, "θ'", w[1], "θ", θ)
  like_player(name, "ψ'", w[2], "ψ", ψ)
  w
}

# Requires a slope of the structure and shapes of its player: the names of its fields and their order, too.
like_player(name, what, w, player, p) = if kind(p) != "f64" or kind(w) != "f64" or ndims(w) + ndims(p) > 0 {
  found = unlike(what, w, player, p)
  if found != "" { error("{name}: {what} of the field must have the structure of its player {player}: {found}", "shape") }
}

# Where a slope w differs first from the player p, as text, or "" where it does not.
unlike(what, w, player, p) = {
  if is_tensor(p) {
    return if is_tensor(w) and shape_of(w) == shape_of(p) { "" } else { "{what} is {type(w)} where {player} is {type(p)}" }
  }
  if kind(p) == "tuple" or kind(p) == "record" {
    if kind(w) != kind(p) { return "{what} is {type(w)} where {player} is {type(p)}" }
  }
  if kind(p) == "tuple" {
    if len(w) != len(p) { return "{what} has {len(w)} items where {player} has {len(p)}" }
    for i in 1:len(p) {
      found = unlike("{what}[{i}]", w[i], "{player}[{i}]", p[i])
      if found != "" { return found }
    }
  }
  if kind(p) == "record" {
    (names, others) = (fields(p), fields(w))
    for f in names { if not has(w, f) { return "{what} has no field {f}, which {player} has" } }
    for f in others { if not has(p, f) { return "{what} has a field {f}, which {player} has not" } }
    if names != others { return "the fields of {what} are in the order {others}, those of {player} in {names}" }
    for f in names {
      found = unlike("{what}.{f}", get(w, f), "{player}.{f}", get(p, f))
      if found != "" { return found }
    }
  }
  ""
}

# Whether a value is a number or a tensor.
is_tensor(x) = kind(x) in ("f64", "f32", "i64", "c128")

# The shape of a number or a tensor.
shape_of(x) = if ndims(x) == 0 { () } else { shape(x) }

# Requires a field and a step size.
one_size(name, v, h) = {
  a_field(name, v)
  step_number(name, "h", h)
}

# Requires a field, a step size and those of both players.
two_sizes(name, v, h, h_g, h_d) = {
  one_size(name, v, h)
  step_number(name, "h_g", h_g)
  step_number(name, "h_d", h_d)
}

# Requires a step size.
step_number(name, what, h) = number_within(name, what, h, "a step size", above=0,
  remedy=": the field already points to where θ descends and ψ ascends")

# Requires how many steps the players make in turn, not both 0.
turns(name, n_g, n_d) = {
  n_g = whole_number(name, "n_g", "steps of the generator", 0, n_g)
  n_d = whole_number(name, "n_d", "steps of the discriminator", 0, n_d)
  if n_g + n_d == 0 { error("{name}: n_g and n_d are both 0, and nobody moves", "domain") }
  (n_g, n_d)
}

# The identity of the size of a square matrix.
identity_like(J) = eye(shape(J)[1])

# diag(h_g, ..., h_d, ...) where θ has n of the numbers.
sized(J, n, h_g, h_d) = diag(where(1:shape(J)[1] <= n, 1.0*h_g, 1.0*h_d))

# A @ A @ ... @ A, k times.
power_of(A, k) = {
  B = identity_like(A)
  for i in 1:k { B = B @ A }
  B
}

# [A, B; C, D] of blocks.
four_blocks(A, B, C, D) = concat((concat((A, B), axis=2), concat((C, D), axis=2)))

# A and D with zeros beside them.
diagonal_blocks(A, D) = {
  (a, d) = (shape(A)[1], shape(D)[1])
  four_blocks(A, zeros(a, d), zeros(d, a), D)
}
