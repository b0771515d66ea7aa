# Backwards: the posterior q(z_s | z_t, x), and the KL divergence of one denoising step.
#
# A diffusion model walks from t back to s < t. If x were known, Bayes' rule would give the exact
# distribution of z_s; the model does the same with its guess x̂ in the place of x, and the price of
# the guess is a KL divergence. Notation as in forward.gms: z_t = α_t x + σ_t ε, α_ts = α_t/α_s,
# σ_ts² = σ_t² - α_ts² σ_s², SNR = α²/σ², γ = -log SNR.

# ## Bayes' rule
#
# q(z_s | z_t, x) = q(z_t | z_s) q(z_s | x)/q(z_t | x). With a for α_ts and v for σ_ts², declared as
# printed, the behaviour of the noise is
q(zs | x; αs, σs) ~ Normal(αs*x, σs)
q(zt | zs; a, v) ~ Normal(a*zs, sqrt(v))

# As a function of z_s the product is one of two Gaussian densities: precisions add. The second factor
# is about z_t = a z_s + noise, so it is a Gaussian in z_s with mean z_t/a and precision a²/v.
derive (
    αs, αt, σs, σt in positives; x, zs, zt in reals; a = αt/αs; v = σt^2 - a^2*σs^2;
    Q = 1/(1/σs^2 + a^2/v); m = Q*(αs*x/σs^2 + a*zt/v) where αt*σs < αs*σt
) {
    log q(zs, zt | x; αs, σs, a, v)
    = log_density(Normal(m, sqrt(Q)), zs) up to const(zs)
}
#> ok 1 = 2 up to const(zs): 200 points, worst 1e-16
# What is left over is log q(z_t | x), so that the equation is exact:
derive (
    αs, αt, σs, σt in positives; x, zs, zt in reals; a = αt/αs; v = σt^2 - a^2*σs^2;
    Q = σs^2*v/σt^2; m = a*σs^2/σt^2*zt + αs*v/σt^2*x where αt*σs < αs*σt
) {
    log q(zt | zs; a, v) + log q(zs | x; αs, σs) - log_density(Normal(αt*x, σt), zt)
    = log_density(Normal(m, sqrt(Q)), zs)
}
#> ok 1 = 2: 200 points, worst 3.4e-16

# ## Its variance
#
# σ_Q² has many faces. 1 = the sum of the precisions, 2 = the form of the VDM paper, 3 = the form
# without cancellation, 4 = by SNR, 5 = as the conditional variance of a Gaussian pair: the variance
# of z_s given x, less what z_t explains of it.
derive (
    αs, αt, σs, σt in positives; a = αt/αs; v = σt^2 - a^2*σs^2; γ(α, σ) = log(σ^2/α^2)
    where αt*σs < αs*σt
) {
    1/(1/σs^2 + a^2/v)
    = v*σs^2/σt^2
    = -σs^2*expm1(γ(αs, σs) - γ(αt, σt))
    = σs^2*(1 - (αt/σt)^2/(αs/σs)^2)
    = σs^2 - (a*σs^2)^2/σt^2
}
#> ok 1 = 2: 200 points, worst 6.3e-17
#> ok 2 = 3: 200 points, worst 7.7e-17
#> ok 3 = 4: 200 points, worst 1.3e-16
#> ok 4 = 5: 200 points, worst 1.7e-16
# It is smaller than the variance of z_s alone, and smaller than that of the step:
derive (αs, αt, σs, σt in positives; a = αt/αs; v = σt^2 - a^2*σs^2 where αt*σs < αs*σt) {
    v*σs^2/σt^2
    <= σs^2
}
#> ok 1 <= 2: 200 points, worst 0.0
# DDPM calls it β̃: with 1 - ᾱ for σ², and β for the variance of one variance-preserving step.
derive (ā, β in unit) {
    β*(1 - ā)/(1 - (1 - β)*ā)
    = 1/(1/(1 - ā) + (1 - β)/β)
}
#> ok 1 = 2: 200 points, worst 9.6e-17

# ## Its mean
#
# With c = -expm1(γ_s - γ_t), and z_t = α_t x + σ_t ε. 1 = from the precisions, 2 = as the VDM paper
# writes it, 3 = by c, 4 = by the noise ε in z_t, 5 = a step from x, with the part of ε that is kept,
# 6 = the regression of z_s on z_t.
derive (
    αs, αt, σs, σt in positives; x, ε in reals(3); a = αt/αs; v = σt^2 - a^2*σs^2;
    γs = log(σs^2/αs^2); γt = log(σt^2/αt^2); c = -expm1(γs - γt); zt = αt*x + σt*ε
    where αt*σs < αs*σt
) {
    1/(1/σs^2 + a^2/v)*(αs*x/σs^2 + a*zt/v)
    = a*σs^2/σt^2*zt + αs*v/σt^2*x
    = a*σs^2/σt^2*zt + αs*c*x
    = αs/αt*(zt - σt*c*ε)
    = αs*x + σs*exp((γs - γt)/2)*ε
    = αs*x + a*σs^2/σt^2*(zt - αt*x)
}
#> ok 1 = 2: 200 points, worst 9e-17
#> ok 2 = 3: 200 points, worst 1.1e-16
#> ok 3 = 4: 200 points, worst 2.4e-16
#> ok 4 = 5: 200 points, worst 2.3e-16
#> ok 5 = 6: 200 points, worst 1.2e-16
# The mean is where the density is highest: there the gradient of Bayes' rule vanishes.
derive (
    αs, αt, σs, σt in positives; x, zs, zt in reals(2); a = αt/αs; v = σt^2 - a^2*σs^2;
    m = a*σs^2/σt^2*zt + αs*v/σt^2*x where αt*σs < αs*σt
) {
    ∇[zs] (-norm(zt - a*zs)^2/(2*v) - norm(zs - αs*x)^2/(2*σs^2))
    = (m - zs)*σt^2/(v*σs^2)
}
#> ok 1 = 2: 200 points, worst 1.6e-16
# If one draws x's noise first and z_s from the posterior then, z_s has its distribution q(z_s | x)
# back: the mean of the posterior's mean is α_s x, its variance and σ_Q² add up to σ_s².
derive (
    αs, αt, σs, σt in positives; x in reals; a = αt/αs; v = σt^2 - a^2*σs^2
    where αt*σs < αs*σt
) {
    Var(ε ~ Normal(0, 1), w ~ Normal(0, 1), a*σs^2/σt^2*(αt*x + σt*ε) + αs*v/σt^2*x + sqrt(v)*σs/σt*w, method=quad(4))
    = σs^2
}
#> ok 1 = 2: 200 points, worst 4.3e-16

# ## DDIM
#
# DDIM's step with the noise level η keeps less of the old noise and adds new noise of the standard
# deviation η σ_s sqrt(c). For any η the variance is still σ_s²:
derive (
    αs, αt, σs, σt in positives; x in reals; η in unit; c = 1 - (αt*σs/(αs*σt))^2;
    n = η*σs*sqrt(c) where αt*σs < αs*σt
) {
    Var(ε ~ Normal(0, 1), w ~ Normal(0, 1), αs*x + sqrt(σs^2 - n^2)*ε + n*w, method=quad(4))
    = σs^2
}
#> ok 1 = 2: 200 points, worst 3.8e-16
# And η = 1 is the posterior itself:
derive (
    αs, αt, σs, σt in positives; x, ε in reals; a = αt/αs; v = σt^2 - a^2*σs^2;
    c = 1 - (αt*σs/(αs*σt))^2 where αt*σs < αs*σt
) {
    αs*x + sqrt(σs^2 - c*σs^2)*ε
    = a*σs^2/σt^2*(αt*x + σt*ε) + αs*v/σt^2*x
}
#> ok 1 = 2: 198 of 200 points, worst 1e-16

# ## The KL divergence of a step
#
# The model p(z_s | z_t) is the posterior with a guess x̂ for x: the same variance, another mean. The
# KL divergence of two Gaussians with one variance is |difference of means|²/(2 variance).
derive (σ in positives; a, b in reals) {
    KL(Normal(a, σ) || Normal(b, σ))
    = E(z ~ Normal(a, σ), log_density(Normal(a, σ), z) - log_density(Normal(b, σ), z), method=quad(4))
    = (a - b)^2/(2*σ^2)
}
#> ok 1 = 2: 198 of 200 points, worst 2.8e-16
#> ok 2 = 3: 198 of 200 points, worst 4.1e-16
# Put in the mean and the variance of the posterior: all that remains is how far x̂ is from x, and how
# much signal the step uncovers. With x̂ = (z_t - σ_t ε̂)/α_t it is the distance of the noises.
derive (
    αs, αt, σs, σt in positives; x, y, zt in reals(3); a = αt/αs; v = σt^2 - a^2*σs^2;
    m(u) = a*σs^2/σt^2*zt + αs*v/σt^2*u; Q = v*σs^2/σt^2; γs = log(σs^2/αs^2);
    γt = log(σt^2/αt^2); ε(u) = (zt - αt*u)/σt where αt*σs < αs*σt
) {
    KL(Normal(m(x), sqrt(Q)*ones(3)) || Normal(m(y), sqrt(Q)*ones(3)))
    = norm(m(x) - m(y))^2/(2*Q)
    = (αs^2/σs^2 - αt^2/σt^2)/2*norm(x - y)^2
    = expm1(γt - γs)/2*norm(ε(x) - ε(y))^2
}
#> ok 1 = 2: 200 points, worst 1e-16
#> ok 2 = 3: 200 points, worst 1.8e-16
#> ok 3 = 4: 200 points, worst 2.7e-16

# The step in numbers: linear γ from -13.3 to 5, from t = 0.5 to s = 0.4.
γ(t) = -13.3 + 18.3*t
(s, t) = (0.4, 0.5);
check exp(-γ(s)) - exp(-γ(t)) ≈ 2*166.0031839286
#> ok 332.006 ≈ 332.006
check expm1(γ(t) - γ(s)) ≈ 2*2.616943329262
#> ok 5.23389 ≈ 5.23389
check sigmoid(γ(t))*-expm1(γ(s) - γ(t)) ≈ 0.01303017705466
#> ok 0.0130302 ≈ 0.0130302
check sigmoid(γ(s))*-expm1(γ(s) - γ(t)) ≈ 0.002117812664062
#> ok 0.00211781 ≈ 0.00211781

# ## What is to be seen
# x = 1, α = 0.9 at s and 0.6 at t, and z_t = 0.2 was seen: what z_s is known to be by x, by z_t, and by both. The
# last is narrower than either.
(as, at) = (0.9, 0.6);
(vs, vt) = (1 - as^2, 1 - at^2);
r = at/as;
v = vt - r^2*vs;
by_both = Normal((r*0.2/v + as/vs)/(r^2/v + 1/vs), sqrt(1/(r^2/v + 1/vs)));
laws = (by_x = Normal(as, sqrt(vs)), by_zt = Normal(0.2/r, sqrt(v)/r), by_both = by_both);
axes(overlay(plot(laws.by_x, -2, 3, label="by x"), plot(laws.by_zt, -2, 3, label="by z_t"),
  plot(laws.by_both, -2, 3, label="by both")), x="z_s")
#> density
#>   1+                                     ooo                *** by x
#>    |                                   oo**oo*              +++ by z_t
#> 0.8+                                  oo**   o*             ooo by both
#>    |                                  o**    oo*
#>    |                                 oo*      oo*
#> 0.6+                                oo*        oo*
#>    |                               oo*          o*
#>    |                               o*           oo*
#> 0.4+                          ++++o++++++        oo*
#>    |                   ++++++++  oo     ++++++++  oo*
#> 0.2+             +++++++        oo             ++++oo*
#>    |       +++++++            ooo                   oo+++++
#>    |++++++++               oooo*                      oooo*+++++++++++
#>   0+oooooooooooooooooooooooo                             ooooooooooooooo
#>    ++------------+-------------+------------+-------------+------------+
#>     -2           -1            0            1             2            3
#>                                     z_s
