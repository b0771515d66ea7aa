# GAN dynamics: games, the fields they drive, the steps that play them, and their spectra.
# A field is a function v(θ, ψ) = (θ', ψ'); θ is the generator, ψ the discriminator, each a
# number, a vector or a record. A step F(θ, ψ) is the next point.
# Spectra, stable step sizes, flows and verdicts, of these and of any other steps, are in
# `dynamics`, which this module brings along.
# names: logistic, wasserstein, least_squares
# names: loss, nonsaturating_loss, field, game, nonsaturating
# names: simultaneous, alternating, extragradient, heun, rk4, cgd
# names: heavy_ball, alternating_heavy_ball, ogda, repeated, after, lookahead, lazy_R1
# names: penalized, linear, squared_slope, R1, R2, gradient_penalty, ode_gan
# names: spread_loss, noisy_loss, noisy, sampled_noise, consensus, sga, unrolled, clipped, duality_gap
use dynamics

# ## Losses: the f of the Dirac-GAN

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

# f(t) = -(1 - t)²/2, the least-squares loss. Mao et al. 2017.
# t: a number
# example: use gan; least_squares'(0.0)
# -> 1.0
least_squares(t) = -(1 - t)^2/2

# ## Games: losses and fields

# L(θ, ψ) = f(θψ) + f(0): data at 0, a generated point θ, the discriminator D(x) = ψx.
# Mescheder, Geiger and Nowozin 2018.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# example: use gan; loss(wasserstein)(2.0, 3.0)
# -> 6.0
loss(f) = (θ, ψ) -> f(θ*ψ) + f(0)

# -f(-θψ): what the generator descends in the non-saturating game. Goodfellow et al. 2014.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# example: use gan; nonsaturating_loss(wasserstein)(2.0, 3.0)
# -> 6.0
nonsaturating_loss(f) = (θ, ψ) -> -f(-θ*ψ)

# v = (-∂L/∂θ, ∂M/∂ψ): θ descends L and ψ ascends M, in a zero-sum game the same L.
# L: what θ descends, a function of θ and ψ
# M: what ψ ascends
# example: use gan; field((θ, ψ) -> θ*ψ)(2.0, 3.0)
# -> (-3.0, 2.0)
field(L, M=L) = (θ, ψ) -> (-∂(L, 1)(θ, ψ), ∂(M, 2)(θ, ψ))

# The field of the Dirac-GAN with loss f.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# example: use gan; eig(jacobian(game(logistic))(0, 0))
# -> c128[2]
# ->   0.0 + 0.5i
# ->   0.0 - 0.5i
game(f) = field(loss(f))

# The field of the non-saturating Dirac-GAN, NS-GAN.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# example: use gan; nonsaturating(logistic)(0.0, 1.0)
# -> (-0.5, 0.0)
nonsaturating(f) = field(nonsaturating_loss(f), loss(f))

# ## Steps

# θ⁺ = θ + h_g v_θ(θ, ψ), ψ⁺ = ψ + h_d v_ψ(θ, ψ): simultaneous gradient descent.
# Mescheder, Geiger and Nowozin 2018.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; simultaneous(game(wasserstein), 0.1)(1.0, 0.0)
# -> (1.0, 0.1)
# example: use gan; rho(simultaneous(game(wasserstein), 1)) - sqrt(2)
# -> 0.0
simultaneous(v, h, h_g=h, h_d=h) = (θ, ψ) -> {
  (dθ, dψ) = v(θ, ψ)
  (θ + h_g*dθ, ψ + h_d*dψ)
}

# n_g steps of the generator, then n_d of the discriminator, each from the newest point.
# Mescheder, Geiger and Nowozin 2018.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# n_g, n_d: the steps of the generator and of the discriminator
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; alternating(game(wasserstein), 0.5)(1.0, 0.0)
# -> (1.0, 0.5)
alternating(v, h, n_g=1, n_d=1, h_g=h, h_d=h) = (θ, ψ) -> {
  for k in 1:n_g { θ = θ + h_g*v(θ, ψ)[1] }
  for k in 1:n_d { ψ = ψ + h_d*v(θ, ψ)[2] }
  (θ, ψ)
}

# θ⁺, ψ⁺ = p + h v(p + h v(p)): step with the field seen one step ahead. Korpelevich 1976.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# example: use gan; extragradient(game(wasserstein), 0.5)(1.0, 0.0)
# -> (0.75, 0.5)
extragradient(v, h) = (θ, ψ) -> {
  p = (θ, ψ)
  p + h*v((p + h*v(p...))...)
}

# The mean of the slopes at both ends of an Euler step: Runge-Kutta of order 2, both players
# jointly.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# example: use gan; heun(game(wasserstein), 0.5)(1.0, 0.0)
# -> (0.875, 0.5)
heun(v, h) = (θ, ψ) -> {
  p = (θ, ψ)
  k₁ = v(p...)
  k₂ = v((p + h*k₁)...)
  p + h/2*(k₁ + k₂)
}

# Runge-Kutta of order 4, both players jointly. Qin et al. 2020.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# example: use gan; rk4(game(wasserstein), 0.5)(1.0, 0.0)
# -> (0.877604, 0.479167)
rk4(v, h) = (θ, ψ) -> {
  p = (θ, ψ)
  k₁ = v(p...)
  k₂ = v((p + h/2*k₁)...)
  k₃ = v((p + h/2*k₂)...)
  k₄ = v((p + h*k₃)...)
  p + h/6*(k₁ + 2*k₂ + 2*k₃ + k₄)
}

# Competitive gradient descent: the equilibrium of the game that is bilinear at the point,
#   dθ = h (v_θ + B dψ),  dψ = h (v_ψ + C dθ),  B = ∂v_θ/∂ψ,  C = ∂v_ψ/∂θ,
# for players that are numbers or vectors. Schäfer and Anandkumar 2019.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# example: use gan; cgd(game(wasserstein), 1)(1.0, 0.0)
# -> (0.5, 0.5)
cgd(v, h) = (θ, ψ) -> {
  n = size(flatten(θ))
  Dv = jacobian(v)(θ, ψ)
  B = Dv[1:n, n+1:end]
  C = Dv[n+1:end, 1:n]
  (v_θ, v_ψ) = v(θ, ψ)
  dθ = solve(I - h^2*B @ C, h*(flatten(v_θ) + h*B @ flatten(v_ψ)))
  dψ = h*(flatten(v_ψ) + C @ dθ)
  (θ + reshape(dθ, shape(θ)), ψ + reshape(dψ, shape(ψ)))
}

# ## Steps with a memory: functions of the last two points, (θ, ψ, θ₀, ψ₀), the older second

# p⁺ = p + h v(p) + β (p - p₀): heavy ball. Polyak 1964.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# β: the momentum
# example: use gan; heavy_ball(game(wasserstein), 0.5, 0.5)(1.0, 0.0, 2.0, 0.0)
# -> (0.5, 0.5, 1.0, 0.0)
heavy_ball(v, h, β) = (θ, ψ, θ₀, ψ₀) -> {
  (dθ, dψ) = v(θ, ψ)
  (θ + h*dθ + β*(θ - θ₀), ψ + h*dψ + β*(ψ - ψ₀), θ, ψ)
}

# Heavy ball, the generator first: the discriminator sees the new θ. Gidel et al. 2019.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# β: the momentum
# example: use gan; alternating_heavy_ball(game(wasserstein), 0.5, -0.5)(1.0, 0.0, 1.0, 0.0)
# -> (1.0, 0.5, 1.0, 0.0)
alternating_heavy_ball(v, h, β) = (θ, ψ, θ₀, ψ₀) -> {
  θ₁ = θ + h*v(θ, ψ)[1] + β*(θ - θ₀)
  ψ₁ = ψ + h*v(θ₁, ψ)[2] + β*(ψ - ψ₀)
  (θ₁, ψ₁, θ, ψ)
}

# p⁺ = p + 2h v(p) - h v(p₀): optimistic descent, also extrapolation from the past.
# Popov 1980; Daskalakis et al. 2018.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# example: use gan; ogda(game(wasserstein), 0.5)(1.0, 0.0, 1.0, 0.0)
# -> (1.0, 0.5, 1.0, 0.0)
ogda(v, h) = (θ, ψ, θ₀, ψ₀) -> {
  (dθ, dψ) = 2*v(θ, ψ) - v(θ₀, ψ₀)
  (θ + h*dθ, ψ + h*dψ, θ, ψ)
}

# ## Steps made of steps

# F∘F∘...∘F, k times.
# F: a step, F(θ, ψ) -> (θ, ψ)
# k: how many times
# example: use gan; repeated((θ, ψ) -> (2*θ, ψ), 3)(1, 0)
# -> (8, 0)
repeated(F, k) = (θ, ψ) -> {
  p = (θ, ψ)
  for i in 1:k { p = F(p...) }
  p
}

# First F, then G.
# G: the step that comes second
# F: a step, F(θ, ψ) -> (θ, ψ)
# example: use gan; after((θ, ψ) -> (θ + 1, ψ), (θ, ψ) -> (2*θ, ψ))(3, 0)
# -> (7, 0)
after(G, F) = (θ, ψ) -> G(F(θ, ψ)...)

# p⁺ = p + α (F^k(p) - p): k fast steps, one slow step towards where they lead.
# Zhang et al. 2019.
# F: a step, F(θ, ψ) -> (θ, ψ)
# k: how many times
# α: how far towards where the steps lead
# example: use gan; lookahead((θ, ψ) -> (2*θ, ψ), 2, 0.5)(1.0, 0.0)
# -> (2.5, 0.0)
lookahead(F, k, α) = (θ, ψ) -> {
  p = (θ, ψ)
  p + α*(repeated(F, k)(θ, ψ) - p)
}

# The penalty only every k-th step, and there k times as strong: k-1 steps of v, one of R1(v, kγ).
# `step` makes a step of a field, as `v -> simultaneous(v, h)`; ρ per step is rho(...)^(1/k).
# Karras et al. 2020.
# v: a field, v(θ, ψ) = (θ', ψ')
# γ: the strength
# k: after how many steps the penalty comes
# step: makes a step of a field: v -> simultaneous(v, h)
# example: use gan; lazy_R1(game(wasserstein), 1, 4, v -> simultaneous(v, 0.5))(0.0, 1.0)
# -> (-1.5, -0.9375)
lazy_R1(v, γ, k, step) = after(step(R1(v, k*γ)), repeated(step(v), k - 1))

# ## Penalties: games in which the discriminator ascends M - R

# (v_θ, v_ψ - ∂R/∂ψ): the discriminator pays R(θ, ψ).
# v: a field, v(θ, ψ) = (θ', ψ')
# R: what the discriminator pays, a function of θ and ψ
# example: use gan; penalized(game(wasserstein), (θ, ψ) -> ψ^2/2)(0.0, 1.0)
# -> (-1.0, -1.0)
penalized(v, R) = (θ, ψ) -> {
  (dθ, dψ) = v(θ, ψ)
  (dθ, dψ - ∂(R, 2)(θ, ψ))
}

# D(x) = ψx, the discriminator of the Dirac-GAN.
# ψ: the slope
# x: the place
# example: use gan; linear(2, 3)
# -> 6
linear(ψ, x) = ψ*x

# ‖∂D/∂x‖² at x: the squared slope of a discriminator.
# D: the discriminator, a function of ψ and x
# ψ: the parameters of D
# x: the place
# example: use gan; squared_slope(linear, 3.0, 0.0)
# -> 9.0
squared_slope(D, ψ, x) = ‖∂(D, 2)(ψ, x)‖²

# R₁ = γ/2 ‖∂D/∂x‖² on the data, here the point `data`.
# Mescheder, Geiger and Nowozin 2018, section 4.
# v: a field, v(θ, ψ) = (θ', ψ')
# γ: the strength
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; R1(game(logistic), 2)(0.0, 1.0)
# -> (-0.5, -2.0)
R1(v, γ, D=linear, data=0) = penalized(v, (θ, ψ) -> γ/2*squared_slope(D, ψ, data))

# R₂ = γ/2 ‖∂D/∂x‖² on what the generator makes, here the point θ; the generator does not pay.
# Mescheder, Geiger and Nowozin 2018, section 4.
# v: a field, v(θ, ψ) = (θ', ψ')
# γ: the strength
# D: the discriminator, a function of ψ and x
# example: use gan; R2(game(logistic), 2)(0.0, 1.0)
# -> (-0.5, -2.0)
R2(v, γ, D=linear) = penalized(v, (θ, ψ) -> γ/2*squared_slope(D, ψ, θ))

# γ/2 (‖∂D/∂x‖ - g₀)², WGAN-GP; for a linear D the same at every x. For g₀ > 0 the field jumps
# where the slope is 0, so it has no Jacobian there. Gulrajani et al. 2017.
# The square is multiplied out, since ‖∂D/∂x‖² is smooth where the slope is 0 and ‖∂D/∂x‖ is not:
# for g₀ = 0 this is R₂, there too.
# v: a field, v(θ, ψ) = (θ', ψ')
# γ: the strength
# g₀: the slope that is asked for
# D: the discriminator, a function of ψ and x
# example: use gan; gradient_penalty(game(wasserstein), 1)(0.0, 3.0)
# -> (-3.0, -2.0)
gradient_penalty(v, γ, g₀=1, D=linear) = penalized(v, (θ, ψ) -> {
  length = if g₀ == 0 { 0.0 } else { 2*g₀*‖∂(D, 2)(ψ, θ)‖ }
  γ/2*(squared_slope(D, ψ, θ) - length + g₀^2)
})

# λ ‖v_θ‖²: the discriminator pays for the generator's gradient, ODE-GAN. Qin et al. 2020.
# v: a field, v(θ, ψ) = (θ', ψ')
# λ: the strength
# example: use gan; ode_gan(game(wasserstein), 0.5)(0.0, 1.0)
# -> (-1.0, -1.0)
ode_gan(v, λ) = penalized(v, (θ, ψ) -> λ*‖v(θ, ψ)[1]‖²)

# ## Instance noise: the discriminator sees its inputs through noise
# Sønderby et al. 2017; Arjovsky and Bottou 2017. At the equilibrium of the Dirac-GAN it acts as R1 with
# γ = -f''(0)(s_real² + s_fake²): the data at 0 with noise s ξ adds ∂ψ E f(-ψ s ξ) = s² f''(0) ψ + O(ψ³)
# to the field of ψ, and so does the noise on θ.

# L(θ, ψ) = Σ w f(D(ψ, θ + x)) over the points x of `fake`, with weights w, plus
# Σ w f(-D(ψ, data + x)) over those of `real`; D takes many points at once.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# real, fake: points and weights of the noise on each side
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; spread_loss(wasserstein, ([0.0], [1.0]), ([-1.0, 1.0], [0.5, 0.5]))(2.0, 3.0)
# -> 6.0
spread_loss(f, real, fake, D=linear, data=0) = (θ, ψ) ->
  sum(fake[2]*f(D(ψ, θ + fake[1]))) + sum(real[2]*f(-D(ψ, data + real[1])))

# Requires standard deviations; 0 is no noise.
noise_widths(name, s_real, s_fake) = {
  for s in (s_real, s_fake) {
    if not (stop(s) >= 0 and stop(s) < inf) {
      error("{name}: a standard deviation is finite and not negative, not {text(s)}", "domain")
    }
  }
}

# The loss with Gaussian noise of standard deviation s on the inputs of D, E f(D(ψ, θ + s_fake ξ)) +
# E f(-D(ψ, data + s_real ξ)): exact up to the error of Gauss-Hermite quadrature with n points. Of the
# logistic game at s|ψ| = 1, 2, 4, 10 the pull on θ has the relative errors 3e-15, 5e-8, 2e-4, 6e-3 with 40
# points, and 2e-16, 2e-16, 8e-9, 2e-4 with n=160. The noise of one side alone is `s_fake=0`, `s_real=0`.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# s: the standard deviation of the noise
# s_real, s_fake: the standard deviations on data and on what the generator makes
# n: the points of the quadrature rule
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; noisy_loss(wasserstein, 0.5)(2.0, 3.0)
# -> 6.0
noisy_loss(f, s, s_real=s, s_fake=s, n=40, D=linear, data=0) = {
  noise_widths("noisy", s_real, s_fake)
  (x, w) = Normal(0, 1).quadrature(n)
  spread_loss(f, (s_real*x, w), (s_fake*x, w), D, data)
}

# The game with instance noise, by quadrature: the field of noisy_loss.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# s: the standard deviation of the noise
# s_real, s_fake: the standard deviations on data and on what the generator makes
# n: the points of the quadrature rule
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; noisy(least_squares, 1.0)(0.0, 1.0)
# -> (-1.0, -2.0)
noisy(f, s, s_real=s, s_fake=s, n=40, D=linear, data=0) =
  field(noisy_loss(f, s, s_real, s_fake, n, D, data))

# The same game with n draws of the noise on each side in place of its expectation; they are fresh
# wherever the field is evaluated, and the same for both players.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# s: the standard deviation of the noise
# n: how many draws
# s_real, s_fake: the standard deviations on data and on what the generator makes
# D: the discriminator, a function of ψ and x
# data: the data point
# example: use gan; sampled_noise(wasserstein, 0.0, 4)(0.5, 2.0)
# -> (-2.0, 0.5)
sampled_noise(f, s, n, s_real=s, s_fake=s, D=linear, data=0) = (θ, ψ) -> {
  noise_widths("sampled_noise", s_real, s_fake)
  if n < 1 { error("sampled_noise: n is a number of draws, at least 1, not {text(n)}", "domain") }
  weights = full(1/n, n)
  real = s_real*normal_noise(n)
  fake = s_fake*normal_noise(n)
  field(spread_loss(f, (real, weights), (fake, weights), D, data))(θ, ψ)
}

# ## Fields changed as a whole

# v - γ ∇‖v‖²/2: consensus optimisation. Mescheder, Nowozin and Geiger 2017.
# v: a field, v(θ, ψ) = (θ', ψ')
# γ: the strength
# example: use gan; consensus(game(wasserstein), 0.5)(1.0, 0.0)
# -> (-0.5, 1.0)
consensus(v, γ) = (θ, ψ) -> v(θ, ψ) - γ*grad((θ, ψ) -> ‖v(θ, ψ)‖²/2)(θ, ψ)

# v + λ A v, A = (Dv - Dvᵀ)/2: symplectic gradient adjustment. Balduzzi et al. 2018.
# v: a field, v(θ, ψ) = (θ', ψ')
# λ: the strength
# example: use gan; sga(game(wasserstein), 0.5)(1.0, 0.0)
# -> (-0.5, 1.0)
sga(v, λ) = (θ, ψ) -> {
  w = v(θ, ψ)
  forward = jvp(v, (θ, ψ), w)
  backward = grad((θ, ψ) -> sum(v(θ, ψ)*w))(θ, ψ)
  w + λ/2*(forward - backward)
}

# ## Games changed as a whole

# The generator descends L(θ, ψ_K), where ψ_K is ψ after K steps of size η up L, and
# differentiates through them. Metz et al. 2017.
# L: what θ descends, a function of θ and ψ
# K: how many steps ψ looks ahead
# η: their size
# example: use gan; unrolled(loss(wasserstein), 1, 0.5)(1.0, 0.0)
# -> (-1.0, 1.0)
unrolled(L, K, η) = {
  ahead(θ, ψ) = {
    for k in 1:K { ψ = ψ + η*∂(L, 2)(θ, ψ) }
    L(θ, ψ)
  }
  field(ahead, L)
}

# A step, then ψ cut to -κ..κ: weight clipping. Arjovsky, Chintala and Bottou 2017.
# F: a step, F(θ, ψ) -> (θ, ψ)
# κ: the largest |ψ|
# example: use gan; clipped(simultaneous(game(wasserstein), 1), 0.5)(1.0, 0.0)
# -> (1.0, 0.5)
clipped(F, κ) = (θ, ψ) -> {
  (θ, ψ) = F(θ, ψ)
  (θ, max(min(ψ, κ), -κ))
}

# ## Judging a point

# max_ψ L(θ, ψ) - min_θ L(θ, ψ) over the box |θ| ≤ B, |ψ| ≤ κ, for an increasing f: the duality
# gap, 0 at the equilibrium only. Without a box it is infinite wherever ψ ≠ 0.
# f: the loss of the Dirac-GAN: logistic, wasserstein or one's own
# B: the largest |θ|
# κ: the largest |ψ|
# example: use gan; duality_gap(wasserstein, 1, 2)(0.5, 0.0)
# -> 1.0
duality_gap(f, B, κ) = (θ, ψ) -> f(κ*abs(θ)) - f(-B*abs(ψ))
