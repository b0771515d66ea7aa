# GAN dynamics: games, the fields they drive, the steps that play them, and their spectra.
# A field is a function v(θ, ψ) = (θ', ψ'); θ is the generator, ψ the discriminator, each a
# number, a vector or a record. A step F(θ, ψ) is the next point.

# ## Losses: the f of the Dirac-GAN

# f(t) = -log(1 + e^-t), the GAN loss. Goodfellow et al. 2014.
logistic(t) = -softplus(-t)

# f(t) = t, the Wasserstein loss. Arjovsky, Chintala and Bottou 2017.
wasserstein(t) = t

# f(t) = -(1 - t)²/2, the least-squares loss. Mao et al. 2017.
least_squares(t) = -(1 - t)^2/2

# ## Games: losses and fields

# L(θ, ψ) = f(θψ) + f(0): data at 0, a generated point θ, the discriminator D(x) = ψx.
# Mescheder, Geiger and Nowozin 2018.
loss(f) = (θ, ψ) -> f(θ*ψ) + f(0)

# -f(-θψ): what the generator descends in the non-saturating game. Goodfellow et al. 2014.
nonsaturating_loss(f) = (θ, ψ) -> -f(-θ*ψ)

# v = (-∂L/∂θ, ∂M/∂ψ): θ descends L and ψ ascends M, in a zero-sum game the same L.
field(L, M=L) = (θ, ψ) -> (-∂(L, 1)(θ, ψ), ∂(M, 2)(θ, ψ))

# The field of the Dirac-GAN with loss f.
game(f) = field(loss(f))

# The field of the non-saturating Dirac-GAN, NS-GAN.
nonsaturating(f) = field(nonsaturating_loss(f), loss(f))

# ## Spectra

# The Jacobian of a field or a step, a function of the point.
J(v) = jacobian(v)

# The eigenvalues of the Jacobian of a field or a step at a point.
spectrum(F, at=(0, 0)) = eig(jacobian(F)(at...))

# ρ = max |λ|, the spectral radius of a step: near `at` it contracts if ρ < 1.
rho(F, at=(0, 0)) = max(abs(spectrum(F, at)))

# ## Steps

# θ⁺ = θ + h_g v_θ(θ, ψ), ψ⁺ = ψ + h_d v_ψ(θ, ψ): simultaneous gradient descent.
# Mescheder, Geiger and Nowozin 2018.
simultaneous(v, h, h_g=h, h_d=h) = (θ, ψ) -> {
  (dθ, dψ) = v(θ, ψ)
  (θ + h_g*dθ, ψ + h_d*dψ)
}

# n_g steps of the generator, then n_d of the discriminator, each from the newest point.
# Mescheder, Geiger and Nowozin 2018.
alternating(v, h, n_g=1, n_d=1, h_g=h, h_d=h) = (θ, ψ) -> {
  for k in 1:n_g { θ = θ + h_g*v(θ, ψ)[1] }
  for k in 1:n_d { ψ = ψ + h_d*v(θ, ψ)[2] }
  (θ, ψ)
}
