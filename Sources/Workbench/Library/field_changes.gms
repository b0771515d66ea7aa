# Fields changed as a whole, by their own derivative: consensus optimisation and symplectic gradient adjustment.
# names: consensus, sga
use field_steps
use penalties

# v - γ ∇‖v‖²/2 = v - γ Dvᵀv, with the 1/2: consensus optimisation. Mescheder, Nowozin and Geiger 2017.
# On the Dirac-GAN v - γ (θ g² + ψ r² g g', ψ g² + θ r² g g'), g = f'(θψ), g' = f''(θψ), r² = θ² + ψ²; the code
# GAN_stability has a factor 1/2 too many in the second terms. At the equilibrium μ = -γa² ± ia. A field of networks
# takes one batch for both factors.
# v: a field, v(θ, ψ) = (θ', ψ')
# γ: the strength; negative it drives away from where v is 0
# example: use gan; consensus(game(wasserstein), 0.5)(1.0, 0.0)
# -> (-0.5, 1.0)
consensus(v, γ) = {
  strength("consensus", "γ", γ)
  a_field("consensus", v)
  changed_field(v, v -> (θ, ψ) -> {
    w = slopes("consensus", v, θ, ψ)
    w - γ*vjp((θ, ψ) -> v(θ, ψ), (θ, ψ), w)
  })
}

# v + λ A v, A = (Dv - Dvᵀ)/2: symplectic gradient adjustment. Balduzzi et al. 2018.
# At the equilibrium of the Dirac-GAN it is consensus; off it A v may point away, for the logistic loss where
# u σ(u) > 1, u = θψ > 1.27846454276107. With align=true λ takes the sign of ⟨v, b⟩⟨A v, b⟩/d + ε, b = Dvᵀv, d numbers
# in all: their algorithm 1, where -v is ξ and b is ∇H. There it turns λ round where |ψ| > |θ| only, since ⟨v, b⟩ is
# f''f'²(θ⁴ - ψ⁴), and with ε = 1/10 nowhere, as all is smaller. Where the sign changes the field jumps: no Jacobian.
# v: a field, v(θ, ψ) = (θ', ψ')
# λ: the strength
# align: whether λ takes the sign of the alignment
# ε: what is added to the alignment, 1/10 in the paper
# example: use gan; sga(game(wasserstein), 0.5)(1.0, 0.0)
# -> (-0.5, 1.0)
# example: use gan; sga(game(logistic), 1, align=true, ε=0)(1.0, 3.0)
# -> (-0.146456, 0.0348906)
sga(v, λ, align=false, ε=0.1) = {
  strength("sga", "λ", λ)
  strength("sga", "ε", ε)
  a_field("sga", v)
  changed_field(v, v -> (θ, ψ) -> {
    w = slopes("sga", v, θ, ψ)
    F = (θ, ψ) -> v(θ, ψ)
    forward = jvp(F, (θ, ψ), w)
    backward = vjp(F, (θ, ψ), w)
    a = (forward - backward)/2
    if align {
      d = size(flatten(w))
      s = stop(linear(w, backward)*linear(a, backward)/d + ε)
      w + where(s >= 0, λ, -λ)*a
    } else {
      w + λ*a
    }
  })
}
