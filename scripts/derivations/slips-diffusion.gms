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
#!> error[derive]: 1 = 2 fails at 196 of 200 points; α = 0.5, σ = 3.0, x = 1.0: 1 is 9.0, 2 is 3.0
#!>       = σ
#!>         ^
#!>   `σ^2` for `σ` would mend 2: holds at all 200 points (evidence, not proof)
# The noise that a step adds: α_ts² is a square, since it scales a standard deviation.
derive (αs, αt, σs, σt in positives) {
    σt^2*(1 - (αt/σt)^2/(αs/σs)^2)
    = σt^2 - αt/αs*σs^2
}
#!> error[derive]: 1 = 2 fails at 196 of 200 points; αs = 2.0, αt = 1.0, σs = 3.0, σt = 0.5: 1 is -2.0, 2 is -4.25
#!>       = σt^2 - αt/αs*σs^2
#!>                ^^^^^
#!>   `(αt/αs)^2` for `αt/αs` would mend 2: holds at all 200 points (evidence, not proof)
# The variance of a step by γ: expm1 of γ_s - γ_t, which is negative for s < t.
derive (αs, αt, σs, σt in positives; γs = log(σs^2/αs^2); γt = log(σt^2/αt^2)) {
    σt^2 - (αt/αs)^2*σs^2
    = -σt^2*expm1(γt - γs)
}
#!> error[derive]: 1 = 2 fails at 199 of 200 points; αs = 4.0, αt = 2.0, σs = 2.0, σt = 0.25: 1 is -0.9375, 2 is 0.0585938
#!>       = -σt^2*expm1(γt - γs)
#!>                     ^^^^^^^
#!>   sign of `γt - γs` would mend 2: holds at all 200 points (evidence, not proof)
# SNR is a ratio of variances. Some libraries call α/σ by this name.
derive (α, σ in positives; γ = log(σ^2/α^2)) {
    exp(-γ)
    = α/σ
}
#!> error[derive]: 1 = 2 fails at 197 of 200 points; α = 1.0, σ = 3.0: 1 is 0.111111, 2 is 0.333333
#!>       = α/σ
#!>         ^^^
#!>   `(α/σ)^2` for `α/σ` would mend 2: holds at all 200 points (evidence, not proof)
# The drift f = α'/α is a logarithmic derivative.
derive (
    γ in increasing; t in unit; α(t) = sqrt(sigmoid(-γ(t))); σ(t) = sqrt(sigmoid(γ(t)));
    v(t) = σ(t)^2
) {
    σ(t)^2*γ'(t)
    = v'(t) - 2*α'(t)*v(t)
}
#!> error[derive]: 1 = 2 fails at 200 of 200 points; γ a random function, t = 0.25: 1 is 1.28506, 2 is 0.677037
#!>       = v'(t) - 2*α'(t)*v(t)
#!>                 ^^^^^^^^^^^^
#!>   divisor `α(t)` would mend 2: holds at all 200 points (evidence, not proof)
#!>   or: divisor `sqrt(1 - v(t))` of `2*α'(t)*v(t)`
# What the drift does to a variance, it does twice.
derive (γ in increasing; t in unit; α(t) = sqrt(sigmoid(-γ(t))); v(t) = sigmoid(γ(t))) {
    v(t)*γ'(t)
    = v'(t) - α'(t)/α(t)*v(t)
}
#!> error[derive]: 1 = 2 fails at 200 of 200 points; γ a random function, t = 0.25: 1 is 1.32728, 2 is 0.866853
#!>       = v'(t) - α'(t)/α(t)*v(t)
#!>                 ^^^^^^^^^^^^^^^
#!>   factor `2` would mend 2: holds at all 200 points (evidence, not proof)

# ## Densities
#
# The normaliser in d dimensions has the factor d; for a score it does not matter, for a likelihood
# it does.
derive (d = 2; σ in positives; m, x in reals(d)) {
    log_density(Normal(m, σ*ones(d)), x)
    = -norm(x - m)^2/(2*σ^2) - log(2*π*σ^2)/2
}
#!> error[derive]: 1 = 2 fails at 150 of 200 points; d = 2, σ = 0.5, m = [0.0, 0.5], x = [2.0, -1.0]: 1 is -12.9516, 2 is -12.7258
#!>       = -norm(x - m)^2/(2*σ^2) - log(2*π*σ^2)/2
#!>                                  ^^^^^^^^^^^^^^
#!>   factor `d` would mend 2: holds at all 200 points (evidence, not proof)
# d log(2π) in the place of d/2 log(2π).
derive (d = 2; σ in positives; m, x in reals(d)) {
    log_density(Normal(m, σ*ones(d)), x)
    = -norm(x - m)^2/(2*σ^2) - d*log(2*π) - d*log(σ)
}
#!> error[derive]: 1 = 2 fails at 200 of 200 points; d = 1, σ = 2.0, m = [-1.0], x = [4.0]: 1 is -4.73709, 2 is -5.65602
#!>       = -norm(x - m)^2/(2*σ^2) - d*log(2*π) - d*log(σ)
#!>                                  ^^^^^^^^^^
#!>   factor `1/2` would mend 2: holds at all 200 points (evidence, not proof)
# The change of variables without its volume.
derive (α, σ in positives; x, ε in reals) {
    log_density(Normal(α*x, σ), α*x + σ*ε)
    = log_density(Normal(0, 1), ε)
}
#!> error[derive]: 1 = 2 fails at 195 of 200 points; α = 0.25, σ = 0.5, x = 3.0, ε = 0.5: 1 is -0.350791, 2 is -1.04394
#!>       = log_density(Normal(0, 1), ε)
#!>         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   a missing term `-log(σ)` would mend 2: holds at all 200 points (evidence, not proof)

# ## The posterior of a step
#
# The standard deviations in the weights of the mean, where variances belong.
derive (αs, αt, σs, σt in positives; x, zt in reals; a = αt/αs; v = σt^2 - a^2*σs^2) {
    1/(1/σs^2 + a^2/v)*(αs*x/σs^2 + a*zt/v)
    = a*σs/σt*zt + αs*v/σt^2*x
}
#!> error[derive]: 1 = 2 fails at 190 of 200 points; αs = 0.5, αt = 4.0, σs = 3.0, σt = 0.25, x = 1.0, zt = 4.0: 1 is 0.5, 2 is -4223.5
#!>       = a*σs/σt*zt + αs*v/σt^2*x
#!>         ^^^^^^^^^^
#!>   factor `σs/σt` would mend 2: holds at all 200 points (evidence, not proof)
# The factor α_s of x forgotten.
derive (αs, αt, σs, σt in positives; x, zt in reals; a = αt/αs; v = σt^2 - a^2*σs^2) {
    1/(1/σs^2 + a^2/v)*(αs*x/σs^2 + a*zt/v)
    = a*σs^2/σt^2*zt + v/σt^2*x
}
#!> error[derive]: 1 = 2 fails at 193 of 200 points; αs = 4.0, αt = 1.0, σs = 2.0, σt = 0.25, x = -2.0, zt = 0.0: 1 is 24.0, 2 is 6.0
#!>       = a*σs^2/σt^2*zt + v/σt^2*x
#!>                          ^^^^^^^^
#!>   factor `αs` would mend 2: holds at all 200 points (evidence, not proof)
#!>   or: factor `a/αt` of `σt^2`
# x̂ from ε̂ divides by α_t, not by σ_t.
derive (α, σ in positives; x, ε in reals; z = α*x + σ*ε) {
    x
    = (z - σ*ε)/σ
}
#!> error[derive]: 1 = 2 fails at 197 of 200 points; α = 3.0, σ = 0.25, x = 3.0, ε = -1.0: 1 is 3.0, 2 is 36.0
#!>       = (z - σ*ε)/σ
#!>                   ^
#!>   `α` for `σ` would mend 2: holds at all 200 points (evidence, not proof)
# σ_Q² by the variance of t: s and t swapped.
derive (αs, αt, σs, σt in positives; a = αt/αs; v = σt^2 - a^2*σs^2) {
    1/(1/σs^2 + a^2/v)
    = v*σt^2/σs^2
}
#!> error[derive]: 1 = 2 fails at 192 of 200 points; αs = 2.0, αt = 3.0, σs = 4.0, σt = 2.0: 1 is -128.0, 2 is -8.0
#!>       = v*σt^2/σs^2
#!>           ^^
#!>   `σs^2/σt` for `σt` would mend 2: holds at all 200 points (evidence, not proof)
# |Δμ|²/(2 σ²) is the KL divergence of Gaussians with one variance only.
derive (m, n in reals; σ, τ in positives) {
    KL(Normal(m, σ) || Normal(n, τ))
    = (m - n)^2/(2*τ^2)
}
#!> error[derive]: 1 = 2 fails at 197 of 200 points; m = -1.0, n = -1.0, σ = 0.5, τ = 1.0: 1 is 0.318147, 2 is 0.0
#!>       = (m - n)^2/(2*τ^2)
#!>         ^^^^^^^^^^^^^^^^^
#!>   a missing term `KL(Normal(n, σ) || Normal(n, τ))` is one way to mend 2: holds at all 200 points (evidence, not proof)
# The two arguments of a KL divergence, swapped.
derive (m in reals; σ in positives) {
    (m^2 + σ^2 - 1 - log(σ^2))/2
    = KL(Normal(0, 1) || Normal(m, σ))
}
#!> error[derive]: 1 = 2 fails at 197 of 200 points; m = -2.0, σ = 3.0: 1 is 4.90139, 2 is 0.87639
#!>       = KL(Normal(0, 1) || Normal(m, σ))
#!>         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   arguments of KL swapped would mend 2: holds at all 200 points (evidence, not proof)

# ## The loss
#
# The KL divergence has the factor 1/2, so that a mean over steps has T/2.
derive (T in integers(1, 9); f in functions()) {
    sum(i in 1:T, f(i/T)/2)
    = E(i ~ DiscreteUniform(1, T), T*f(i/T))
}
#!> error[derive]: 1 = 2 fails at 200 of 200 points; T = 1, f a random function: 1 is 1.9232, 2 is 3.8464
#!>       = E(i ~ DiscreteUniform(1, T), T*f(i/T))
#!>         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   factor `1/2` would mend 2: holds at all 200 points (evidence, not proof)
# SNR falls: SNR(s) - SNR(t) is positive, the other way round the loss is negative.
derive (γs, γt in reals; dε in reals(2); dx = exp(γt/2)*dε) {
    expm1(γt - γs)/2*norm(dε)^2
    = (exp(-γt) - exp(-γs))/2*norm(dx)^2
}
#!> error[derive]: 1 = 2 fails at 190 of 200 points; γs = 0.25, γt = 4.0, dε = [2.0, 1.0]: 1 is 103.803, 2 is -103.803
#!>       = (exp(-γt) - exp(-γs))/2*norm(dx)^2
#!>         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   sign of `(exp(-γt) - exp(-γs))/2*norm(dx)^2` would mend 2: holds at all 200 points (evidence, not proof)
# From ε to x̂ the weight gets the factor SNR.
derive (γ in increasing; t in unit; dε in reals(2); dx = exp(γ(t)/2)*dε) {
    γ'(t)/2*norm(dε)^2
    = γ'(t)/2*norm(dx)^2
}
#!> error[derive]: 1 = 2 fails at 199 of 200 points; γ a random function, t = 0.75, dε = [0.25, 2.0]: 1 is 5.46942, 2 is 10.4151
#!>       = γ'(t)/2*norm(dx)^2
#!>                      ^^
#!>   `dε` for `dx` would mend 2: holds at all 200 points (evidence, not proof)
# With score and noise: s = -ε/σ, not -ε/σ².
derive (α, σ in positives; x, ε in reals) {
    (z -> log_density(Normal(α*x, σ), z))'(α*x + σ*ε)
    = -ε/σ^2
}
#!> error[derive]: 1 = 2 fails at 198 of 200 points; α = 3.0, σ = 0.25, x = 3.0, ε = 4.0: 1 is -16.0, 2 is -64.0
#!>       = -ε/σ^2
#!>              ^
#!>   `1` for `2` would mend 2: holds at all 200 points (evidence, not proof)
# v = α ε - σ x gives x back with a minus.
derive (
    γ in reals; x, ε in reals(2); α = sqrt(sigmoid(-γ)); σ = sqrt(sigmoid(γ)); z = α*x + σ*ε;
    v = α*ε - σ*x
) {
    x
    = α*z + σ*v
}
#!> error[derive]: 1 = 2 fails at 199 of 200 points; γ = 4.0, x = [0.0, 0.0], ε = [2.0, 3.0]: 1 is [0.0, 0.0], 2 is [0.531604, 0.797407]
#!>       = α*z + σ*v
#!>         ^^^^^^^^^
#!>   sign of `σ*v` would mend 2: holds at all 200 points (evidence, not proof)
# The invariance is one of infinitely many steps. L_T, for T = 2, knows where γ is between the ends.
derive (
    a, b, c in positives;
    L(m) = (1/a - 1/(a + m))*(a + m)/2 + (1/(a + m) - 1/(a + b + c))*(a + b + c)/2
) {
    L(b)
    = L(c)
}
#!> error[derive]: 1 = 2 fails at 190 of 200 points; a = 2.0, b = 0.5, c = 2.0: 1 is 0.525, 2 is 0.5625
#!>       = L(c)
#!>           ^
#!>   `b` for `c` would mend 2: holds at all 200 points (evidence, not proof)
# More steps are not better for every denoiser: with these errors e₁ and e₂ of the two halves, the
# second must be the larger one.
derive (S0, S1, S2, e1, e2 in positives where S0 > S1 and S1 > S2) {
    (S0 - S1)*e1/2 + (S1 - S2)*e2/2
    <= (S0 - S2)*e2/2
}
#!> error[derive]: 1 <= 2 holds for e1 < e2 only (it does not at 93 of 200 points)
#!>       <= (S0 - S2)*e2/2
#!>          ^^^^^^^^^^^^^^
#!>   1 <= 2 fails at 93 of 200 points; S0 = 4.0, S1 = 3.0, S2 = 1.0, e1 = 3.0, e2 = 0.25: 1 is 1.75, 2 is 0.375
#!>   hint: where e1 < e2
# The prior loss has log σ² with the 1/2 in front, or log σ without.
derive (α, σ, x in positives) {
    KL(Normal(α*x, σ) || Normal(0, 1))
    = (α^2*x^2 + σ^2 - 1 - log(σ))/2
}
#!> error[derive]: 1 = 2 fails at 191 of 200 points; α = 2.0, σ = 0.5, x = 1.0: 1 is 2.31815, 2 is 1.97157
#!>       = (α^2*x^2 + σ^2 - 1 - log(σ))/2
#!>                              ^^^^^^
#!>   factor `2` would mend 2: holds at all 200 points (evidence, not proof)
