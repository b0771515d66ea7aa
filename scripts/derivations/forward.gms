# The forward process of a diffusion model: noise is added to a datum, a little at a time.
#
# A datum x becomes the noisy z_t = α_t x + σ_t ε with ε ~ N(0, I). Everything that follows is about
# Gaussians, and every line of it is tried here at 200 points: simple ones, ordinary ones, and such
# where a number is very large or very small. That is evidence, not proof, and it is the kind of
# evidence that finds slips. The notation is that of Kingma, Salimans, Poole and Ho, "Variational
# Diffusion Models" (2021): t runs from 0 (clean) to 1 (noise), and s < t throughout.

# ## One time: q(z_t | x)
#
# The mean of z_t is α_t x, since ε has the mean 0; the variance is that of σ_t ε.
derive (α, σ in positives; x in reals) {
    E(ε ~ Normal(0, 1), α*x + σ*ε, method=quad(4))
    = α*x
}
#> ok 1 = 2: 199 of 200 points, worst 1.8e-16
derive (α, σ in positives; x in reals) {
    Var(ε ~ Normal(0, 1), α*x + σ*ε, method=quad(4))
    = σ^2
}
#> ok 1 = 2: 200 points, worst 3.4e-16

# So q(z_t | x) is N(α_t x, σ_t² I). The same by the change of variables: z = α x + σ ε has the
# density of ε, divided by the volume factor σ^d of the map from ε to z.
derive (d = 3; α, σ in positives; x, ε in reals(d)) {
    log_density(Normal(zeros(d), 1), ε) - d*log(σ)
    = log_density(Normal(α*x, σ*ones(d)), α*x + σ*ε)
    = -norm(ε)^2/2 - d/2*log(2*π*σ^2)
}
#> ok 1 = 2: 200 points, worst 8.9e-17
#> ok 2 = 3: 200 points, worst 8.5e-17
# (The text says d = 3, but d is only a size: it is tried as 1, 2, 3 and 5, so a formula that is
# right by the accident of d = 3 does not pass.)

# The signal-to-noise ratio is SNR = α²/σ², and γ = -log SNR. In the variance-preserving case,
# α² + σ² = 1, γ alone gives both: α² = sigmoid(-γ), σ² = sigmoid(γ).
derive (γ in reals; α2 = sigmoid(-γ); σ2 = sigmoid(γ)) {
    α2 + σ2
    = 1
}
#> ok 1 = 2: 200 points, worst 9.2e-17
derive (γ in reals; α2 = sigmoid(-γ); σ2 = sigmoid(γ)) {
    -log(α2/σ2)
    = γ
}
#> ok 1 = 2: 198 of 200 points, worst 1.7e-16; side 1 is infinite at γ = -7322.52
# Then, whatever the data are, the mean square of a datum of mean square 1 stays 1.
derive (γ in reals; α = sqrt(sigmoid(-γ)); σ = sqrt(sigmoid(γ))) {
    E(x ~ [-1.0, 1.0], ε ~ Normal(0, 1), (α*x + σ*ε)^2, method=quad(4))
    = 1
}
#> ok 1 = 2: 197 of 200 points, worst 2.9e-16

# ## From s to t: q(z_t | z_s)
#
# Noise added to noise is noise. If z_t = α_ts z_s + (noise of variance σ_ts²), then with
# z_s = α_s x + σ_s ε the mean of z_t is α_ts α_s x: it must be α_t x, so α_ts = α_t/α_s. The
# variances of independent noises add: α_ts² σ_s² + σ_ts² must be σ_t², so σ_ts² = σ_t² - α_ts² σ_s².
derive (
    αs, αt, σs, σt in positives; x in reals; αts = αt/αs; σts = sqrt(σt^2 - αts^2*σs^2)
    where αt*σs < αs*σt
) {
    E(e ~ Normal(0, 1), w ~ Normal(0, 1), αts*(αs*x + σs*e) + σts*w, method=quad(4))
    = αt*x
}
#> ok 1 = 2: 200 points, worst 1.7e-16
derive (
    αs, αt, σs, σt in positives; x in reals; αts = αt/αs; σts = sqrt(σt^2 - αts^2*σs^2)
    where αt*σs < αs*σt
) {
    Var(e ~ Normal(0, 1), w ~ Normal(0, 1), αts*(αs*x + σs*e) + σts*w, method=quad(4))
    = σt^2
}
#> ok 1 = 2: 200 points, worst 3.6e-16
# (The condition says that SNR_t < SNR_s: noise that is added takes signal away.)

# The difference σ_t² - α_ts² σ_s² cancels when t is close to s. Written with SNR, and with
# c = 1 - SNR_t/SNR_s = -expm1(γ_s - γ_t), it does not.
derive (
    αs, αt, σs, σt in positives; SNRs = αs^2/σs^2; SNRt = αt^2/σt^2; γs = -log(SNRs);
    γt = -log(SNRt)
) {
    σt^2 - (αt/αs)^2*σs^2
    = σt^2*(1 - SNRt/SNRs)
    = -σt^2*expm1(γs - γt)
}
#> ok 1 = 2: 200 points, worst 1.3e-16
#> ok 2 = 3: 200 points, worst 1.2e-16

# Variance-preserving steps have the variance 1 - α_ts², as in the DDPM paper where it is β_t.
derive (γs, γt in reals; αs = sqrt(sigmoid(-γs)); αt = sqrt(sigmoid(-γt)) where γs < γt) {
    -sigmoid(γt)*expm1(γs - γt)
    = 1 - (αt/αs)^2
}
#> ok 1 = 2: 198 of 200 points, worst 2.7e-16

# Two steps, from r to s to t, are one step: the factors multiply, and the variance of the first
# step is scaled by the second.
derive (αr, αs, αt, σr, σs, σt in positives; v(a, b, u, w) = w^2 - (b/a)^2*u^2) {
    v(αs, αt, σs, σt) + (αt/αs)^2*v(αr, αs, σr, σs)
    = v(αr, αt, σr, σt)
}
#> ok 1 = 2: 197 of 200 points, worst 1.4e-16

# The steps of DDPM: α_i = product of sqrt(1 - β_j), and the noises that were added on the way,
# each scaled by all later steps, add up to 1 - α_n².
derive (n = 3; β in unit(n)) {
    sum(i in 1:n, β[i]*prod(j in i+1:n, 1 - β[j]))
    = 1 - prod(j in 1:n, 1 - β[j])
}
#> ok 1 = 2: 200 points, worst 5.7e-17

# ## In continuous time
#
# Small steps make the stochastic differential equation dz = f z dt + g dw. The mean grows as
# α' = f α, so f = α'/α; the variance obeys (σ²)' = 2 f σ² + g².
derive (α, γ in increasing; t in unit; a(t) = exp(α(t)/4); σ(t) = a(t)*exp(γ(t)/2); v(t) = σ(t)^2) {
    v'(t) - 2*a'(t)/a(t)*v(t)
    = v(t)*γ'(t)
    = 2*v(t)*(σ'(t)/σ(t) - a'(t)/a(t))
}
#> ok 1 = 2: 200 points, worst 7.8e-17
#> ok 2 = 3: 200 points, worst 5.8e-17
# So g² = σ² γ', for any α and σ. The variance-preserving case has f = -β/2 and g² = β with one β.
derive (γ in increasing; t in unit; α(t) = sqrt(sigmoid(-γ(t))); σ(t) = sqrt(sigmoid(γ(t)))) {
    σ(t)^2*γ'(t)
    = -2*α'(t)/α(t)
}
#> ok 1 = 2: 200 points, worst 9.7e-17
# The step from t to t + h, for small h, has the variance g² h: the ratio tends to g².
derive (γ in increasing; t in unit; σ2(u) = sigmoid(γ(u))) {
    -σ2(t + 1/n)*expm1(γ(t) - γ(t + 1/n))*n
    = σ2(t)*γ'(t) limit n in [100, 1000, 10000]
}
#> ok 1 = 2: 20 points, n → ∞ with order 1.0 (0.999 to 1.02)

# Two schedules of papers. VP with linear β: B = ∫β, α² = exp(-B), σ² = -expm1(-B).
derive (b0, b1 in positives; t in unit; B(t) = b0*t + (b1 - b0)*t^2/2; γ(t) = log(expm1(B(t)))) {
    γ'(t)
    = (b0 + (b1 - b0)*t)/(-expm1(-B(t)))
}
#> ok 1 = 2: 186 of 200 points, worst 9.9e-17
# The cosine schedule: α = cos(π t/2), σ = sin(π t/2).
derive (t in unit; γ(t) = 2*log(tan(π*t/2))) {
    γ'(t)
    = 2*π/sin(π*t)
}
#> ok 1 = 2: 200 points, worst 6.7e-17

# ## The product of two Gaussian densities
#
# What the next chapter needs: as functions of z, the product of two Gaussian densities is a
# Gaussian density again, up to a factor. Precisions (inverse variances) add, and the mean is the
# mean of the means, weighted by the precisions.
derive (s, t in positives; a, b, z in reals; v = 1/(1/s^2 + 1/t^2); m = v*(a/s^2 + b/t^2)) {
    log_density(Normal(a, s), z) + log_density(Normal(b, t), z)
    = log_density(Normal(m, sqrt(v)), z) up to const(z)
}
#> ok 1 = 2 up to const(z): 200 points, worst 1.1e-16
# The term that is free of z is the density of a - b under the sum of the variances:
derive (s, t in positives; a, b, z in reals; v = 1/(1/s^2 + 1/t^2); m = v*(a/s^2 + b/t^2)) {
    log_density(Normal(a, s), z) + log_density(Normal(b, t), z)
    = log_density(Normal(m, sqrt(v)), z) + log_density(Normal(b, sqrt(s^2 + t^2)), a)
}
#> ok 1 = 2: 200 points, worst 1e-16
# The same for vectors and full covariances.
derive (
    d = 2; A, B in spd(d); a, b, z in reals(d); V = inv(inv(A) + inv(B));
    m = V @ (inv(A) @ a + inv(B) @ b)
) {
    log_density(Normal(a, cov=A), z) + log_density(Normal(b, cov=B), z)
    = log_density(Normal(m, cov=V), z) + log_density(Normal(b, cov=A + B), a)
}
#> ok 1 = 2: 200 points, worst 1e-16
# Completing the square by hand:
derive (s, t in positives; a, b, z in reals; v = 1/(1/s^2 + 1/t^2); m = v*(a/s^2 + b/t^2)) {
    (z - a)^2/s^2 + (z - b)^2/t^2
    = (z - m)^2/v + (a - b)^2/(s^2 + t^2)
}
#> ok 1 = 2: 200 points, worst 1.6e-16

# ## What is to be seen
# The cosine schedule: what is left of the datum and what is noise, and beside it draws of z from x = 1.
paths = [cos(π/2*t) + sin(π/2*t)*normal_noise(5) for t in linspace(0, 1, 60)];
shares = plot((data = t -> cos(π/2*t)^2, noise = t -> sin(π/2*t)^2), 0, 1);
layout((axes(shares, x="t", y="α², σ²"), axes(plot(linspace(0, 1, 60), paths, style="points", colour="blue") |> legend(_, at="none"), x="t", y="z")))
#> α², σ²                               z
#>   1+****                       ++++    |                            *
#>    |   ****                 ++++       |           ^ *     #         ^
#> 0.8+      ****           ++++         2+            # % %     x   x
#>    |         ***       +++             |     x   x%%  xx*#^  % %x     #
#>    |           **     ++               |   #^%xx^#x^x #x^^^x xx%   #^x
#> 0.6+             ** ++                1+ xxxxx%x%xxxxxx# x#x^ %# % * **
#>    |              +++                  |     *x*x^*##%*#%xx^xx *%# x#x%
#> 0.4+             ++ **                 |        %%  %x^%x^x^##%^%%x x ^
#>    |           ++     **              0+           %  # #  *x^ x^#^x %x
#>    |         +++       ***             |                # % %%^   #%% %
#> 0.2+      ++++           ****        -1+                   %   #xx^ x x
#>    |   ++++                 ****       |                         x ^  *
#>   0+++++                       ****    |                           *
#>    ++-----+-----+-----+-----+-----+  -2+                          % %
#>     0    0.2   0.4   0.6   0.8    1    +-+--------------+-------------+-
#>                    t                     0             0.5            1
#>          *** data   +++ noise                          t
