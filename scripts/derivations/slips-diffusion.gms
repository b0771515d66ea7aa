# Slips in diffusion models: links that fail, and what is said of them.
#
# Each block below is a formula as it stands in somebody's notes or code, with one thing wrong. The
# right ones are in forward.gms, posterior.gms and loss.gms.

# ## The forward process
#
# A standard deviation where a variance is meant.
derive (α, σ in positives; x in reals) {
    Var(ε ~ Normal(0, 1), α*x + σ*ε, method=quad(4))
    = σ
}
# The noise that a step adds: α_ts² is a square, since it scales a standard deviation.
derive (αs, αt, σs, σt in positives) {
    σt^2*(1 - (αt/σt)^2/(αs/σs)^2)
    = σt^2 - αt/αs*σs^2
}
# The variance of a step by γ: expm1 of γ_s - γ_t, which is negative for s < t.
derive (αs, αt, σs, σt in positives; γs = log(σs^2/αs^2); γt = log(σt^2/αt^2)) {
    σt^2 - (αt/αs)^2*σs^2
    = -σt^2*expm1(γt - γs)
}
# SNR is a ratio of variances. Some libraries call α/σ by this name.
derive (α, σ in positives; γ = log(σ^2/α^2)) {
    exp(-γ)
    = α/σ
}
# The drift f = α'/α is a logarithmic derivative.
derive (
    γ in increasing; t in unit; α(t) = sqrt(sigmoid(-γ(t))); σ(t) = sqrt(sigmoid(γ(t)));
    v(t) = σ(t)^2
) {
    σ(t)^2*γ'(t)
    = v'(t) - 2*α'(t)*v(t)
}
# What the drift does to a variance, it does twice.
derive (γ in increasing; t in unit; α(t) = sqrt(sigmoid(-γ(t))); v(t) = sigmoid(γ(t))) {
    v(t)*γ'(t)
    = v'(t) - α'(t)/α(t)*v(t)
}

# ## Densities
#
# The normaliser in d dimensions has the factor d; for a score it does not matter, for a likelihood
# it does.
derive (d = 2; σ in positives; m, x in reals(d)) {
    log_density(Normal(m, σ*ones(d)), x)
    = -norm(x - m)^2/(2*σ^2) - log(2*π*σ^2)/2
}
# d log(2π) in the place of d/2 log(2π).
derive (d = 2; σ in positives; m, x in reals(d)) {
    log_density(Normal(m, σ*ones(d)), x)
    = -norm(x - m)^2/(2*σ^2) - d*log(2*π) - d*log(σ)
}
# The change of variables without its volume.
derive (α, σ in positives; x, ε in reals) {
    log_density(Normal(α*x, σ), α*x + σ*ε)
    = log_density(Normal(0, 1), ε)
}

# ## The posterior of a step
#
# The standard deviations in the weights of the mean, where variances belong.
derive (αs, αt, σs, σt in positives; x, zt in reals; a = αt/αs; v = σt^2 - a^2*σs^2) {
    1/(1/σs^2 + a^2/v)*(αs*x/σs^2 + a*zt/v)
    = a*σs/σt*zt + αs*v/σt^2*x
}
# The factor α_s of x forgotten.
derive (αs, αt, σs, σt in positives; x, zt in reals; a = αt/αs; v = σt^2 - a^2*σs^2) {
    1/(1/σs^2 + a^2/v)*(αs*x/σs^2 + a*zt/v)
    = a*σs^2/σt^2*zt + v/σt^2*x
}
# x̂ from ε̂ divides by α_t, not by σ_t.
derive (α, σ in positives; x, ε in reals; z = α*x + σ*ε) {
    x
    = (z - σ*ε)/σ
}
# σ_Q² by the variance of t: s and t swapped.
derive (αs, αt, σs, σt in positives; a = αt/αs; v = σt^2 - a^2*σs^2) {
    1/(1/σs^2 + a^2/v)
    = v*σt^2/σs^2
}
# |Δμ|²/(2 σ²) is the KL divergence of Gaussians with one variance only.
derive (m, n in reals; σ, τ in positives) {
    KL(Normal(m, σ) || Normal(n, τ))
    = (m - n)^2/(2*τ^2)
}
# The two arguments of a KL divergence, swapped.
derive (m in reals; σ in positives) {
    (m^2 + σ^2 - 1 - log(σ^2))/2
    = KL(Normal(0, 1) || Normal(m, σ))
}

# ## The loss
#
# The KL divergence has the factor 1/2, so that a mean over steps has T/2.
derive (T in integers(1, 9); f in functions()) {
    sum(i in 1:T, f(i/T)/2)
    = E(i ~ DiscreteUniform(1, T), T*f(i/T))
}
# SNR falls: SNR(s) - SNR(t) is positive, the other way round the loss is negative.
derive (γs, γt in reals; dε in reals(2); dx = exp(γt/2)*dε) {
    expm1(γt - γs)/2*norm(dε)^2
    = (exp(-γt) - exp(-γs))/2*norm(dx)^2
}
# From ε to x̂ the weight gets the factor SNR.
derive (γ in increasing; t in unit; dε in reals(2); dx = exp(γ(t)/2)*dε) {
    γ'(t)/2*norm(dε)^2
    = γ'(t)/2*norm(dx)^2
}
# With score and noise: s = -ε/σ, not -ε/σ².
derive (α, σ in positives; x, ε in reals) {
    (z -> log_density(Normal(α*x, σ), z))'(α*x + σ*ε)
    = -ε/σ^2
}
# v = α ε - σ x gives x back with a minus.
derive (
    γ in reals; x, ε in reals(2); α = sqrt(sigmoid(-γ)); σ = sqrt(sigmoid(γ)); z = α*x + σ*ε;
    v = α*ε - σ*x
) {
    x
    = α*z + σ*v
}
# The invariance is one of infinitely many steps. L_T, for T = 2, knows where γ is between the ends.
derive (
    a, b, c in positives;
    L(m) = (1/a - 1/(a + m))*(a + m)/2 + (1/(a + m) - 1/(a + b + c))*(a + b + c)/2
) {
    L(b)
    = L(c)
}
# More steps are not better for every denoiser: with these errors e₁ and e₂ of the two halves, the
# second must be the larger one.
derive (S0, S1, S2, e1, e2 in positives where S0 > S1 and S1 > S2) {
    (S0 - S1)*e1/2 + (S1 - S2)*e2/2
    <= (S0 - S2)*e2/2
}
# The prior loss has log σ² with the 1/2 in front, or log σ without.
derive (α, σ, x in positives) {
    KL(Normal(α*x, σ) || Normal(0, 1))
    = (α^2*x^2 + σ^2 - 1 - log(σ))/2
}
