# Steps along a field with a memory: momentum, optimism and Adam. The memory m is one value, F(θ, ψ, m) -> (θ, ψ, m); what it
# is at the start and at rest the step says itself (`started`, `rested`). `linear` is the exact matrix of the whole step.
# names: heavy_ball, alternating_heavy_ball, nesterov_steps, ema_momentum, adam_steps, ogda, past_extragradient
use game_steps
use field_steps
use options

# p⁺ = p + h v(p) + β (p - p₀): heavy ball, of the last point p₀. Polyak 1964. β may be negative.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# β: the momentum
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; heavy_ball(game(wasserstein), 0.5, 0.5)(1.0, 0.0, (2.0, 0.0))
# -> (0.5, 0.5, (1.0, 0.0))
heavy_ball(v, h, β, h_g=h, h_d=h) = {
  two_sizes("heavy_ball", v, h, h_g, h_d)
  number_within("heavy_ball", "β", β, "the momentum")
  step_of("heavy ball", 1, "λ² - (1 + β + z) λ + β = 0, β = {β}", "Polyak 1964", v,
    (J, n) -> {
      E = identity_like(J)
      four_blocks((1 + β)*E + sized(J, n, h_g, h_d) @ J, -β*E, E, 0*E)
    },
    (o, θ, ψ, m) -> {
      (dθ, dψ) = slopes("heavy_ball", v, θ, ψ)
      (θ + h_g*dθ + β*(θ - m[1]), ψ + h_d*dψ + β*(ψ - m[2]), (θ, ψ))
    }, start=(θ, ψ) -> (θ, ψ))
}

# Heavy ball, the generator first: the discriminator sees the new θ. Gidel et al. 2019. On the Dirac-GAN,
# (λ - 1)²(λ - β)² + h²a²λ³ = 0: it contracts where -1 < β < 0 and h a < 2(1 + β).
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# β: the momentum
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; alternating_heavy_ball(game(wasserstein), 0.5, -0.5)(1.0, 0.0, (1.0, 0.0))
# -> (1.0, 0.5, (1.0, 0.0))
alternating_heavy_ball(v, h, β, h_g=h, h_d=h) = {
  two_sizes("alternating_heavy_ball", v, h, h_g, h_d)
  number_within("alternating_heavy_ball", "β", β, "the momentum")
  step_of("alternating heavy ball", 2, "", "Gidel et al. 2019", v,
    (J, n) -> {
      E = identity_like(J)
      (G, D) = (sized(J, n, 1.0, 0.0), sized(J, n, 0.0, 1.0))
      answer = E + D @ (h_d*J + β*E)
      four_blocks(answer @ (E + G @ (h_g*J + β*E)), -β*(answer @ G) - β*D, E, 0*E)
    },
    (o, θ, ψ, m) -> {
      θ₁ = θ + h_g*slopes("alternating_heavy_ball", v, θ, ψ)[1] + β*(θ - m[1])
      ψ₁ = ψ + h_d*v(θ₁, ψ)[2] + β*(ψ - m[2])
      (θ₁, ψ₁, (θ, ψ))
    }, start=(θ, ψ) -> (θ, ψ))
}

# p⁺ = q + h v(q) from the point ahead, q = p + β (p - p₀). Nesterov 1983.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# β: the momentum
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; nesterov_steps(game(wasserstein), 0.5, 0.5)(1.0, 0.0, (2.0, 0.0))
# -> (0.5, 0.25, (1.0, 0.0))
nesterov_steps(v, h, β, h_g=h, h_d=h) = {
  two_sizes("nesterov_steps", v, h, h_g, h_d)
  number_within("nesterov_steps", "β", β, "the momentum")
  step_of("nesterov", 1, "λ² - (1 + β)(1 + z) λ + β (1 + z) = 0, β = {β}", "Nesterov 1983", v,
    (J, n) -> {
      E = identity_like(J)
      A = E + sized(J, n, h_g, h_d) @ J
      four_blocks((1 + β)*A, -β*A, E, 0*E)
    },
    (o, θ, ψ, m) -> {
      (a, b) = (θ + β*(θ - m[1]), ψ + β*(ψ - m[2]))
      (dθ, dψ) = slopes("nesterov_steps", v, a, b)
      (a + h_g*dθ, b + h_d*dψ, (θ, ψ))
    }, start=(θ, ψ) -> (θ, ψ))
}

# m⁺ = β m + (1 - β) v(p), p⁺ = p + h m⁺: momentum as an average of the field, which is heavy ball with the step (1 - β) h.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# β: what is kept of the average
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; ema_momentum(game(wasserstein), 0.5, 0.5)(1.0, 0.0, (1.0, 0.0))
# -> (1.25, 0.25, (0.5, 0.5))
ema_momentum(v, h, β, h_g=h, h_d=h) = {
  two_sizes("ema_momentum", v, h, h_g, h_d)
  number_within("ema_momentum", "β", β, "the momentum")
  step_of("ema momentum", 1, "λ² - (1 + β + (1 - β) z) λ + β = 0, β = {β}", "Kingma and Ba 2015", v,
    (J, n) -> {
      (E, H) = (identity_like(J), sized(J, n, h_g, h_d))
      four_blocks(E + (1 - β)*(H @ J), β*H, (1 - β)*J, β*E)
    },
    (o, θ, ψ, m) -> {
      (dθ, dψ) = slopes("ema_momentum", v, θ, ψ)
      (a, b) = (β*m[1] + (1 - β)*dθ, β*m[2] + (1 - β)*dψ)
      (θ + h_g*a, ψ + h_d*b, (a, b))
    }, start=(θ, ψ) -> (0*θ, 0*ψ))
}

# Adam for both players at once: averages m of the field and s of its square, p⁺ = p + h m̂/(√ŝ + ε) with m̂ = m/(1 - β1ᵗ),
# ŝ = s/(1 - β2ᵗ). The powers are kept in the memory, as b1 and b2, so that the step does not count time and has a
# Jacobian at rest, where both are 0: there it is momentum with the step h/ε. Kingma and Ba 2015, algorithm 1.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# β1, β2: what is kept of the averages of the field and of its square
# ε: keeps the divisor from 0
# corrected: whether the averages, which start at 0, are divided by 1 - βᵗ
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; F = adam_steps(game(wasserstein), 0.1); play(F, (1, 1), 1)
# -> (0.9, 1.1)
adam_steps(v, h, β1=0.9, β2=0.999, ε=1e-8, corrected=true, h_g=h, h_d=h) = {
  two_sizes("adam_steps", v, h, h_g, h_d)
  number_within("adam_steps", "β1", β1, "what is kept of an average", least=0, below=1)
  number_within("adam_steps", "β2", β2, "what is kept of an average", least=0, below=1)
  number_within("adam_steps", "ε", ε, "what keeps the divisor from 0", above=0, remedy=": at rest the step is h/ε")
  if kind(corrected) != "bool" { error("adam_steps: corrected is true or false, not {type(corrected)}", "type") }
  law = "λ² - (1 + β1 + (1 - β1) z/ε) λ + β1 = 0, β1 = {β1}, ε = {ε}; λ = β1, β2"
  # A root with the slope 0 at 0.
  root_of(s) = map_leaves(x -> sqrt(max(x, if kind(x) == "f32" { 1e-37 } else { 1e-300 })), s)
  step_of("adam", 1, law, "Kingma and Ba 2015", v,
    (J, n) -> {
      N = shape(J)[1]
      (E, H) = (identity_like(J), sized(J, n, h_g, h_d)/ε)
      A = four_blocks(E + (1 - β1)*(H @ J), β1*H, (1 - β1)*J, β1*E)
      more = concat((full(β2, N), if corrected { [β1, β2] } else { zeros(0) }))
      diagonal_blocks(A, diag(more))
    },
    (o, θ, ψ, m) -> {
      w = slopes("adam_steps", v, θ, ψ)
      a = β1*m.m + (1 - β1)*w
      s = β2*m.s + (1 - β2)*w*w
      (c1, c2) = if corrected { (1 - β1*m.b1, 1 - β2*m.b2) } else { (1.0, 1.0) }
      d = (1/c1)*a/(root_of((1/c2)*s) + ε)
      memory = if corrected { (m = a, s = s, b1 = β1*m.b1, b2 = β2*m.b2) } else { (m = a, s = s) }
      (θ + h_g*d[1], ψ + h_d*d[2], memory)
    },
    start=(θ, ψ) -> if corrected {
      (m = (0*θ, 0*ψ), s = (0*θ, 0*ψ), b1 = 1.0, b2 = 1.0)
    } else {
      (m = (0*θ, 0*ψ), s = (0*θ, 0*ψ))
    },
    rest=(θ, ψ) -> if corrected {
      (m = (0*θ, 0*ψ), s = (0*θ, 0*ψ), b1 = 0.0, b2 = 0.0)
    } else {
      (m = (0*θ, 0*ψ), s = (0*θ, 0*ψ))
    })
}

# p⁺ = p + 2h v(p) - h v(p₀): optimistic descent, whose memory is the field v(p₀) at the last point. Daskalakis et al. 2018.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; ogda(game(wasserstein), 0.5)(1.0, 0.0, (0.0, 1.0))
# -> (1.0, 0.5, (-0.0, 1.0))
ogda(v, h, h_g=h, h_d=h) = {
  two_sizes("ogda", v, h, h_g, h_d)
  step_of("ogda", 1, "λ² - (1 + 2z) λ + z = 0", "Daskalakis et al. 2018", v,
    (J, n) -> {
      (E, H) = (identity_like(J), sized(J, n, h_g, h_d))
      four_blocks(E + 2*(H @ J), -H, J, 0*E)
    },
    (o, θ, ψ, m) -> {
      (dθ, dψ) = slopes("ogda", v, θ, ψ)
      (θ + h_g*(2*dθ - m[1]), ψ + h_d*(2*dψ - m[2]), (dθ, dψ))
    }, start=(θ, ψ) -> slopes("ogda", v, θ, ψ))
}

# p⁺ = p + h v(q), q = p + h v(q₀): extragradient that looks ahead with the field v(q₀) of the last step, its memory. The
# points q are those of ogda, so that both have the same eigenvalues. Popov 1980; Gidel et al. 2019.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# h_g, h_d: the step sizes of the generator and of the discriminator
# example: use gan; past_extragradient(game(wasserstein), 0.5)(1.0, 0.0, (0.0, 1.0))
# -> (0.75, 0.5, (-0.5, 1.0))
past_extragradient(v, h, h_g=h, h_d=h) = {
  two_sizes("past_extragradient", v, h, h_g, h_d)
  step_of("past extragradient", 1, "λ² - (1 + 2z) λ + z = 0", "Popov 1980", v,
    (J, n) -> {
      (E, H) = (identity_like(J), sized(J, n, h_g, h_d))
      four_blocks(E + H @ J, H @ J @ H, J, J @ H)
    },
    (o, θ, ψ, m) -> {
      (dθ, dψ) = slopes("past_extragradient", v, θ + h_g*m[1], ψ + h_d*m[2])
      (θ + h_g*dθ, ψ + h_d*dψ, (dθ, dψ))
    }, start=(θ, ψ) -> slopes("past_extragradient", v, θ, ψ))
}
