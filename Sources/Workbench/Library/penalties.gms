# Penalties that the discriminator pays, and games in which a player looks ahead. The factors 1/2 are those of the
# papers, and each function says which: R1 and R2 have γ/2, WGAN-GP, DRAGAN, LeCam and ODE-GAN have none.
# A strength may be negative, which rewards what it names; it must be finite.
# names: penalized, squared_slope, R1, R2, gradient_penalty, wgan_gp, dragan, le_cam, ode_gan, unrolled
use gan_losses
use game_steps

# (v_θ, v_ψ - ∂R/∂ψ): the discriminator pays R(θ, ψ).
# v: a field, v(θ, ψ) = (θ', ψ')
# R: what the discriminator pays, a function of θ and ψ
# example: use gan; penalized(game(wasserstein), (θ, ψ) -> ψ^2/2)(0.0, 1.0)
# -> (-1.0, -1.0)
penalized(v, R) = {
  a_field("penalized", v)
  if not is_callable(R) { error("penalized: R is what the discriminator pays, a function of θ and ψ, not {type(R)}", "type") }
  R = one_number("penalized: what ψ pays", R)
  changed_field(v, v -> (θ, ψ) -> {
    (dθ, dψ) = v(θ, ψ)
    (dθ, dψ - slope_in(R, 2, θ, ψ))
  })
}

# ‖∂D/∂x‖² at x: the squared slope of a discriminator.
# D: the discriminator, a function of ψ and x
# ψ: the parameters of D
# x: the place
# example: use gan; squared_slope(linear, 3.0, 0.0)
# -> 9.0
# example: use gan; squared_slope(linear, [3.0, 4.0], [0.0, 0.0])
# -> 25.0
squared_slope(D, ψ, x) = {
  s = slope_in(D, 2, ψ, x)
  linear(s, s)
}

# R₁ = γ/2 ‖∂D/∂x‖² on the data, here the point `data`. Mescheder, Geiger and Nowozin 2018, section 4.
# StyleGAN2 has γ/2 too; the code GAN_stability leaves out the 1/2: its reg_param 10 is γ = 20.
# At the equilibrium of the Dirac-GAN the field is -γψ more, and μ = -γ/2 ± sqrt(γ²/4 - a²).
# v: a field, v(θ, ψ) = (θ', ψ'), or a game of networks, where the data are those of the game
# γ: the strength
# D: the discriminator, a function of ψ and x
# data: the data point; 0 where it is left out
# example: use gan; R1(game(logistic), 2)(0.0, 1.0)
# -> (-0.5, -2.0)
# example: use gan; R1(nonsaturating(logistic), 2)([0.0, 0.0], [1.0, 2.0])[2]
# -> f64[2]
# ->   -2.0  -4.0
R1(v, γ, D=linear, data=none) = {
  strength("R1", "γ", γ)
  if is_network_game(v) { return penalized_network(v, (ψ, x, y, t) -> γ/2*mean(row_slopes(ψ, x))) }
  penalized(v, (θ, ψ) -> γ/2*squared_slope(D, ψ, data_point(data, θ)))
}

# R₂ = γ/2 ‖∂D/∂x‖² on what the generator makes, here the point θ; the generator does not pay.
# Mescheder, Geiger and Nowozin 2018, section 4. With a linear D it is R₁; R1(R2(v, γ), γ) has both.
# v: a field, v(θ, ψ) = (θ', ψ'), or a game of networks
# γ: the strength
# D: the discriminator, a function of ψ and x
# example: use gan; R2(game(logistic), 2)(0.0, 1.0)
# -> (-0.5, -2.0)
R2(v, γ, D=linear) = {
  strength("R2", "γ", γ)
  if is_network_game(v) { return penalized_network(v, (ψ, x, y, t) -> γ/2*mean(row_slopes(ψ, y))) }
  penalized(v, (θ, ψ) -> γ/2*squared_slope(D, ψ, θ))
}

# γ/2 (‖∂D/∂x‖ - g₀)²: the slope of D is held at g₀. Half of the paper's λ: γ = 2λ (?wgan_gp).
# For g₀ > 0 the field jumps where the slope is 0, in the Dirac-GAN at ψ = 0 and so at the equilibrium: there is no
# Jacobian there. The square is multiplied out, since ‖∂D/∂x‖² is smooth where the slope is 0 and ‖∂D/∂x‖ is not: for
# g₀ = 0 this is R₂, there too.
# v: a field, v(θ, ψ) = (θ', ψ'), or a game of networks
# γ: the strength
# g₀: the slope that is asked for
# D: the discriminator, a function of ψ and x
# at: where: "fakes", "data", or "between", which is the mean over t x + (1 - t) θ, t uniform, by 8 points of Gauss; of
#   a D that is not linear, for g₀ > 0, in 17 pieces, each split where the slope is least
# data: the data point; 0 where it is left out
# example: use gan; gradient_penalty(game(wasserstein), 1)(0.0, 3.0)
# -> (-3.0, -2.0)
# example: use gan; gradient_penalty(game(wasserstein), 1, 0, at="between")(3.0, 1.0)
# -> (-1.0, 2.0)
gradient_penalty(v, γ, g₀=1, D=linear, at="fakes", data=none) = {
  strength("gradient_penalty", "γ", γ)
  number_within("gradient_penalty", "g₀", g₀, "the slope that is asked for", least=0)
  one_of_texts("gradient_penalty", "at", at, ("fakes", "data", "between"))
  if is_network_game(v) {
    return penalized_network(v, (ψ, x, y, t) -> {
      n = min(len(x), len(y))
      places = if at == "fakes" { y } else if at == "data" { x } else {
        t = with_type_of(ψ, reshape(t*ones(n), n, 1))
        t*x[1:n, :] + (1 - t)*y[1:n, :]
      }
      γ/2*mean(missed(row_slopes(ψ, places), g₀))
    })
  }
  (t, w) = Uniform(0, 1).quadrature(8)
  penalized(v, (θ, ψ) -> {
    R = x -> γ/2*missed(squared_slope(D, ψ, x), g₀)
    if at == "fakes" { R(θ) } else if at == "data" { R(data_point(data, θ)) } else {
      x = data_point(data, θ)
      if kinked_slope(D, g₀) {
        γ/2*missed_over(D, ψ, (θ, x), (ends, t) -> t*ends[2] + (1 - t)*ends[1], g₀, t -> 1.0, (0.0, 1.0), 17)
      } else {
        sum(i in 1:8, w[i]*R(t[i]*x + (1 - t[i])*θ))
      }
    }
  })
}

# Whether (‖∂D/∂x‖ - g₀)² may have kinks along a line.
kinked_slope(D, g₀) = if D == linear { false } else if istraced(g₀) { true } else { g₀ != 0 }

# The integral of weight(t) (‖∂D/∂x‖ - g₀)² over t in a range, at x = place(ends, t), in n pieces. Each is split where
# the slope is least, with points that crowd there: the length of a slope that crosses 0 has a kink.
missed_over(D, ψ, ends, place, g₀, weight, range, n) = {
  q = (ψ, ends, t) -> squared_slope(D, ψ, place(ends, t))
  (a, width) = (range[1], (range[2] - range[1])/n)
  (still, fixed) = (stop(ψ), stop(ends))
  slope = t -> ∂(q, 3)(still, fixed, t)
  bend = slope'
  curved(t) = { c = bend(t); where(c > 0, c, 1.0) }
  (u, w) = Uniform(0, 1).quadrature(8)
  piece = k -> {
    (left, right) = (a + width*(k - 1), a + width*k)
    (down, up) = (slope(left), slope(right))
    turns = down < 0 and up > 0
    c = where(turns, left + width*down/where(turns, down - up, 1.0), (left + right)/2)
    for i in 1:4 { c = where(turns, max(left, min(right, c - slope(c)/curved(c))), c) }
    c = stop(c)
    # Where it is least moves with ψ.
    c = where(turns, c - ∂(q, 3)(ψ, ends, c)/stop(curved(c)), c)
    at(t) = weight(t)*missed(q(ψ, ends, t), g₀)
    sum(i in 1:8, 2*w[i]*u[i]*((c - left)*at(c - (c - left)*u[i]^2) + (right - c)*at(c + (right - c)*u[i]^2)))
  }
  sum(k in 1:n, piece(k))
}

# (√q - g₀)² of squared slopes q, multiplied out; smooth at q = 0 for g₀ = 0, and with the slope 0 there for others.
missed(q, g₀) = {
  asked = if istraced(g₀) { true } else { g₀ != 0 }
  length = if asked { 2*g₀*where(q == 0, 0.0, sqrt(where(q == 0, 1.0, q))) } else { 0.0 }
  q - length + g₀^2
}

# WGAN-GP as its paper prints it, λ (‖∂D/∂x‖ - 1)² without a 1/2, between data and fakes. Gulrajani et al. 2017.
# It is gradient_penalty(v, 2λ, at="between"), and jumps where the slope of D is 0: no Jacobian at ψ = 0.
# v: a field, v(θ, ψ) = (θ', ψ'), or a game of networks
# λ: the strength
# D: the discriminator, a function of ψ and x
# data: the data point; 0 where it is left out
# example: use gan; wgan_gp(game(wasserstein), 0.5)(0.0, 3.0)
# -> (-3.0, -2.0)
wgan_gp(v, λ, D=linear, data=none) = {
  strength("wgan_gp", "λ", λ)
  gradient_penalty(v, 2*λ, 1, D, "between", data)
}

# λ E(‖∂D/∂x‖ - k)² at the data with Gaussian noise, DRAGAN, without a 1/2. Kodali et al. 2017.
# For a linear D it is WGAN-GP at every noise, with the jump where the slope is 0. Of another the mean is an integral
# within 9 standard deviations, split where the slope of D is least, as it may cross 0.
# v: a field of numbers, v(θ, ψ) = (θ', ψ')
# λ: the strength
# s: the standard deviation of the noise
# k: the slope that is asked for
# D: the discriminator, a function of ψ and x
# data: the data point
# n: the points of Gauss-Hermite's rule, which is used where k = 0
# example: use gan; dragan(game(wasserstein), 0.5)(0.0, 3.0)
# -> (-3.0, -2.0)
dragan(v, λ, s=1, k=1, D=linear, data=0, n=20) = {
  strength("dragan", "λ", λ)
  n = whole_number("dragan", "n", "points", 1, n)
  number_within("dragan", "s", s, "a standard deviation", least=0)
  (x, w) = Normal(0, 1).quadrature(n)
  if kinked_slope(D, k) {
    noised = (ends, ξ) -> ends[1] + ends[2]*ξ
    return penalized(v, (θ, ψ) ->
      λ*missed_over(D, ψ, (data_point(data, θ), 1.0*s), noised, k, normal_bell, (-9.0, 9.0), 25))
  }
  penalized(v, (θ, ψ) -> λ*sum(i in 1:n, w[i]*missed(squared_slope(D, ψ, data_point(data, θ) + s*x[i]), k)))
}

# The density of N(0, 1).
normal_bell(ξ) = exp(-ξ^2/2)/sqrt(2*π)

# λ ((D(x) - α_fake)² + (D(θ) - α_real)²), LeCam, without a 1/2: D on data is held to what it says of fakes, and
# the other way round. Tseng et al. 2021, where α are running means; here they are given, 0 at the equilibrium.
# At the equilibrium of the Dirac-GAN it is of fourth order: it changes no eigenvalue.
# v: a field, v(θ, ψ) = (θ', ψ')
# λ: the strength
# α_real, α_fake: the running means of D on data and on fakes
# D: the discriminator, a function of ψ and x
# data: the data point; 0 where it is left out
# example: use gan; le_cam(game(wasserstein), 0.5)(2.0, 1.0)
# -> (-1.0, -2.0)
le_cam(v, λ, α_real=0, α_fake=0, D=linear, data=none) = {
  strength("le_cam", "λ", λ)
  penalized(v, (θ, ψ) -> λ*((D(ψ, data_point(data, θ)) - α_fake)^2 + (D(ψ, θ) - α_real)^2))
}

# λ ‖v_θ‖²: the discriminator pays for the generator's gradient, ODE-GAN, without a 1/2. Qin et al. 2020.
# Near the equilibrium of the Dirac-GAN it is R₁ with γ = 2λa².
# v: a field, v(θ, ψ) = (θ', ψ')
# λ: the strength
# example: use gan; ode_gan(game(wasserstein), 0.5)(0.0, 1.0)
# -> (-1.0, -1.0)
ode_gan(v, λ) = {
  strength("ode_gan", "λ", λ)
  a_field("ode_gan", v)
  changed_field(v, v -> (θ, ψ) -> {
    (dθ, dψ) = v(θ, ψ)
    # λ ∂‖v_θ‖²/∂ψ = 2λ (∂v_θ/∂ψ)ᵀ v_θ.
    (dθ, dψ - 2*λ*vjp(y -> v(θ, y)[1], ψ, dθ))
  })
}

# The generator descends L(θ, ψ_K), where ψ_K is ψ after K steps of size η up L, and differentiates through them.
# Metz et al. 2017. Near the equilibrium of the Dirac-GAN it damps θ as R₁ with γ = 2Kηa² damps ψ:
# μ = -Kηa² ± sqrt(K²η²a⁴ - a²).
# L: what θ descends, a function of θ and ψ
# K: how many steps ψ looks ahead
# η: their size
# example: use gan; unrolled(loss(wasserstein), 1, 0.5)(1.0, 0.0)
# -> (-1.0, 1.0)
unrolled(L, K, η) = {
  K = whole_number("unrolled", "K", "steps of ψ", 1, K)
  number_within("unrolled", "η", η, "the size of a step of ψ")
  if not is_callable(L) { error("unrolled: L is a loss, a function of θ and ψ such as loss(logistic), not {type(L)}", "type") }
  ahead(θ, ψ) = {
    for k in 1:K { ψ = ψ + η*slope_in(L, 2, θ, ψ) }
    L(θ, ψ)
  }
  field(ahead, L)
}

# ## What penalties are made of

# Requires a finite number; a negative strength is allowed.
strength(name, what, γ) = number_within(name, what, γ, "how strong it is")

# The field that `change` makes of v. A callable record stays one, with all else that it holds, and what it draws it
# draws once for each evaluation of the new field, as one batch has it.
changed_field(v, change) = if kind(v) == "function" { change(v) } else {
  own = v.apply
  put(v, "apply", (o, θ, ψ) -> change(one_batch(put(o, "apply", own)))(θ, ψ))
}

# A field that draws no more: its next batch, if it has any, for ever.
one_batch(v) = if has(v, "draw") {
  drawn = v.draw()
  put(v, "draw", (n=none) -> drawn)
} else { v }

# The data point, of the structure of what the generator makes.
data_point(data, θ) = if given(data) { data } else { 0.0*θ }

# Whether v is a game of networks.
is_network_game(v) = if kind(v) == "record" { has(v, "game") and has(v, "M") } else { false }

# The game of networks whose discriminator pays R(ψ, x, y, t) more: x rows of data, y of fakes, t of mixing shares.
penalized_network(g, R) = {
  M = g.M
  put(g, "M", (θ, ψ, x, z, t=0.5) ->
    M(θ, ψ, x, z, t) - R(ψ, with_type_of(ψ, x), stop(vmap(θ)(with_type_of(θ, z))), t))
}

# x in the type of the numbers of a network.
with_type_of(m, x) = if kind(leaves(m)[1]) == "f32" { f32(x) } else { x }

# ‖∂D/∂x‖² at each row of x.
row_slopes(ψ, x) = sum(vmap(grad(x -> sum(ψ(x))))(x)^2, axis=2)
