# GAN dynamics: games, the fields they drive, the steps that play them, their spectra, and the same for networks.
# A field is a function v(θ, ψ) = (θ', ψ'); θ is the generator, ψ the discriminator, each a number, a vector, a record
# or a network. A step F(θ, ψ) is the next point. Spectra, stable step sizes, flows and verdicts, of these and of any
# other steps, are in `dynamics`, which this module brings along.
# names: simultaneous, alternating, extragradient, heun, rk4, cgd, heavy_ball, alternating_heavy_ball, ogda, repeated
# names: after, lookahead, lazy_R1, clipped
# names: step_of, has_memory, started, rested, play
# names: logistic, wasserstein, least_squares, hinge, gan_loss, nonsaturating_gan, hinge_gan, least_squares_gan
# names: losses, linear, loss, generator_loss, nonsaturating_loss, field, game, nonsaturating
# names: f_gan, f_divergence, gan_value
# names: penalized, squared_slope, R1, R2, gradient_penalty, wgan_gp, dragan, le_cam, ode_gan, unrolled
# names: consensus, sga
# names: spread_loss, noisy_loss, noisy, sampled_noise, noisy_estimate, noise_as_R1
# names: compare, compare_games, comparison, game_comparison
# names: portrait, side_by_side, spectrum_plot, stable_plot
# names: bifurcation, crossings
# names: network_game, frozen_game, field_noise, affine_generator, quadratic_discriminator
# names: train_game, adam_game, points_of
# names: symmetries, symmetry_defect
# names: path_angle, plot_path_angle, game_report
# names: modes_hit, generator_report
# names: duality_gap, gap, proximal_gap, network_gap
use dynamics
use game_steps
use gan_losses
use f_gans
use penalties
use field_changes
use input_noise
use comparisons
use portraits
use bifurcations
use network_games
use game_training
use symmetries
use game_reports
use mode_counts
use duality

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

# A step, then ψ cut to -κ..κ: weight clipping. Arjovsky, Chintala and Bottou 2017.
# F: a step, F(θ, ψ) -> (θ, ψ)
# κ: the largest |ψ|
# example: use gan; clipped(simultaneous(game(wasserstein), 1), 0.5)(1.0, 0.0)
# -> (1.0, 0.5)
clipped(F, κ) = (θ, ψ) -> {
  (θ, ψ) = F(θ, ψ)
  (θ, max(min(ψ, κ), -κ))
}
