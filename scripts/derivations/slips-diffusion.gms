# Slips in diffusion models, score matching and GAN dynamics: links that fail, and what is said of them.
#
# Each block below is a formula as it stands in somebody's notes or code, with one thing wrong. The
# right ones are in forward.gms, posterior.gms, loss.gms, score.gms, langevin.gms and gan.gms.

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
# The diffusion coefficient of a schedule that also shrinks is more than the growth of the variance.
derive (γ in increasing; t in unit; α(t) = sqrt(sigmoid(-γ(t))); v(t) = sigmoid(γ(t))) {
    v(t)*γ'(t)
    = v'(t)
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
    KL(Normal(0, 1) || Normal(m, σ))
    = (m^2 + σ^2 - 1 - log(σ^2))/2
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

# ## Scores
#
# log Z is free of x, but not of θ.
derive (U in functions(); θ in reals; k in integers(1, 4); Z(θ) = sum(j in 1:4, exp(-θ*U(j)))) {
    (θ -> -θ*U(k) - log(Z(θ)))'(θ)
    = -U(k)
}
# Tweedie's formula gives α x.
derive (α, σ, τ in positives; z in reals; V = α^2*τ^2 + σ^2) {
    α*τ^2*z/V
    = z - σ^2*z/V
}
# The best denoising score is that of the noisy data, not of the data: N(0, τ² + σ²), not N(0, τ²).
derive (
    τ, σ in positives; V = τ^2 + σ^2;
    J(a) = E(x ~ Normal(0, τ), ε ~ Normal(0, 1), (-a*(x + σ*ε) + ε/σ)^2/2, method=quad(4))
) {
    J'(1/V)
    = 0
    = J'(1/τ^2)
}
# Explicit and denoising loss are not equal; the constant between them is ½ (1/σ² - I).
derive (τ, σ in positives; a in reals; V = τ^2 + σ^2) {
    E(x ~ Normal(0, τ), ε ~ Normal(0, 1), (-a*(x + σ*ε) + ε/σ)^2/2, method=quad(4))
    = (a - 1/V)^2*V/2
}
# The weights of the Parzen score are a softmax: without its denominator it is no mean.
derive (X in reals(4); h in positives; x in reals; w(c) = exp(-(x - c)^2/(2*h^2))) {
    (x -> log(E(c ~ X, exp(log_density(Normal(c, h), x)))))'(x)
    = (E(c ~ X, w(c)*c) - x)/h^2
}
# Implicit score matching: s'/2 in the place of s', by a factor 1/2 before the bracket.
derive (m, a, b in reals; σ in positives; s(z) = a*z + b) {
    E(z ~ Normal(m, σ), (s(z) + (z - m)/σ^2)^2/2, method=quad(4))
    = E(z ~ Normal(m, σ), s'(z)/2 + s(z)^2/2, method=quad(4)) + 1/(2*σ^2)
}

# ## Langevin
#
# The noise of a step h along the score is sqrt(2 h): sqrt(h) belongs to half the score.
derive (v, V, h in positives) {
    Var(x ~ Normal(0, sqrt(V)), ξ ~ Normal(0, 1), x - h*x/v + sqrt(h)*ξ, method=quad(4))
    = (1 - h/v)^2*V + 2*h
}
# A finite step does not sample v.
derive (v, h in positives; V = v) {
    (1 - h/v)^2*V + 2*h
    = V
}
# The stationary variance is larger than v, where there is one: for h < 2 v.
derive (v, h in positives) {
    v/(1 - h/(2*v))
    >= v
}

# ## GAN dynamics
#
# The generator goes down: its velocity has a minus.
derive (f in functions(); θ, ψ in reals; L(θ, ψ) = f(θ*ψ) + f(0)) {
    -∂(L, 1)(θ, ψ)
    = f'(θ*ψ)*ψ
}
# The product rule gives two terms away from the equilibrium.
derive (f in functions(); θ, ψ in reals; v(θ) = f'(θ*ψ)*θ) {
    v'(θ)
    = f'(θ*ψ)
}
# |1 + i h a| has a root.
derive (a, h in positives) {
    abs(complex(1, h*a))
    = 1 + h^2*a^2
}
# Alternating steps do not keep the circle.
derive (θ, ψ in reals; h in positives; θ1 = θ - h*ψ; ψ1 = ψ + h*θ1) {
    θ1^2 - h*θ1*ψ1 + ψ1^2
    = θ^2 + ψ^2
}
# The trace of an alternating step: a comes in with both players.
derive (a, h in positives) {
    trace([1, 0; h*a, 1] @ [1, -h*a; 0, 1])
    = 2 - h^2*a
}
# They stay on the unit circle only for h a < 2.
derive (a, h in positives) {
    max(abs(eig([1, 0; h*a, 1] @ [1, -h*a; 0, 1])))
    = 1
}
# R1 with γ/2: its derivative has γ, not γ/2 (nor 2 γ).
derive (θ, ψ in reals; γ in positives; L(θ, ψ) = -log(1 + exp(-θ*ψ)) - γ/2*ψ^2) {
    ∂(L, 2)(θ, ψ)
    = sigmoid(-θ*ψ)*θ - γ/2*ψ
}
# The real rates of R1 exist for γ > 2 a only.
derive (a, γ in positives) {
    max(real(eig([0, -a; a, -γ])))
    = -γ/2 + sqrt(γ^2/4 - a^2)
}
# Noise on both the data and the generated point counts twice.
derive (
    a, c in reals; s in positives; f(t) = a*t + c*t^2/2;
    L(ψ) = E(ε ~ Normal(0, 1), f(ψ*s*ε) + f(-ψ*s*ε), method=quad(4))
) {
    L''(0.0)
    = c*s^2
}
# Consensus takes the gradient of |v|²/2; of |v|² it would be twice that.
derive (a, γ in positives; w(θ, ψ) = a^2*(θ^2 + ψ^2)) {
    hessian((θ, ψ) -> γ*w(θ, ψ))(0.0, 0.0)
    = [γ*a^2, 0; 0, γ*a^2]
}
# Heavy ball multiplies the old velocity by β and takes the whole new gradient; as an exponential mean
# the gradient gets 1 - β. Their determinants agree, their traces do not.
derive (β in unit; z in reals) {
    trace([1 + β + z, -β; 1, 0])
    = 1 + β + (1 - β)*z
}
# Extragradient and Runge-Kutta steps are stable up to some step only.
derive (x in positives; z = complex(0, x)) {
    abs(1 + z + z^2)
    <= 1
}
derive (x in positives; z = complex(0, x)) {
    abs(1 + z + z^2/2 + z^3/6 + z^4/24)
    <= 1
}
# Alternating is not always the larger step: with R1 its limit is beyond γ/a² only for γ < 2a/sqrt(3).
derive (a, γ in positives where γ < 2*a) {
    (sqrt(γ^2 + 4*a^2) - γ)/a^2
    >= γ/a^2
}
