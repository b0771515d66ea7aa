#~ file: seed=7
# What a score does not see: the normaliser, and how much weight lies in modes far apart. And how noise brings the weights
# back.
use score

# ## Why Z vanishes
# An energy model is p(x) = exp(-U(x))/Z(θ), where Z = ∫ exp(-U), an integral nobody can do. It has no x in it, so the score,
# a gradient in x, has no Z:
derive (U in functions(3); x in reals(3); Z in positives) {
    grad(x -> -U(x) - log(Z))(x)
    = score_from(U)(x)
}
#> ok 1 = 2: 200 points, worst 0.0
# A gradient in θ would have: the likelihood asks for ∂ log Z/∂θ = -E_p ∂U/∂θ, a mean over the model's own samples. Here
# U = θ x⁴/4, where Z = θ^(-1/4) times a number:
Z(θ) = quad(x -> exp(-θ*x^4/4), -inf, inf)
check (log(Z(2.0 + 1e-4)) - log(Z(2.0 - 1e-4)))/2e-4 ≈ -1/(4*2.0) tol 1e-6
#> ok -0.125 ≈ -0.125
check -quad(x -> exp(-2*x^4/4)/Z(2.0)*x^4/4, -inf, inf) ≈ -1/(4*2.0) tol 1e-9
#> ok -0.125 ≈ -0.125
# Two ways to θ from data. Likelihood: the mean of -θ x⁴/4 - log Z(θ), best at θ = 1/mean(x⁴), and one has to know Z. Score
# matching: -3 θ x² + θ² x⁶/2, best at θ = 3 mean(x²)/mean(x⁶), and no Z. On the law with θ = 2 both find it:
moment(k) = quad(x -> exp(-2*x^4/4)*x^k, -inf, inf)/Z(2.0)
check 1/moment(4) ≈ 2 tol 1e-9
#> ok 2.0 ≈ 2
check 3*moment(2)/moment(6) ≈ 2 tol 1e-9
#> ok 2.0 ≈ 2
X = sample(Normal(0, 0.7), 1000);
check argmin(θ -> ism(score_from(x -> θ*x^4/4), X), 1.0) ≈ 3*mean(X^2)/mean(X^6) tol 1e-9
#> ok 1.04527 ≈ 1.04527

# The other side of it: a wrong normaliser is not seen. A density of d numbers that is normalised for one, with
# log √(2πσ²) in place of d log √(2πσ²), has a perfect score, and a likelihood that is off, the more the more numbers:
σ = 0.1;
d = 64;
right = x -> log_density(Normal(zeros(d), σ), x);
wrong = x -> -x@x/(2*σ^2) - log(2*π*σ^2)/2;
x = sample(Normal(zeros(d), σ), 1)[1];
check grad(wrong)(x) ≈ grad(right)(x)
#> ok f64[64] ≈ f64[64]
wrong(x) - right(x)
#> -87.1697
check wrong(x) - right(x) ≈ (d - 1)/2*log(2*π*σ^2)
#> ok -87.1697 ≈ -87.1697
# In a mixture of bumps of one width the same factor is missing everywhere, and nothing is noticed. With two widths it is not
# the same for both, the weights are off, and now the score is wrong too:
bumps(a, b, c) = x -> logsumexp([log(0.5) - sum((x - 1)^2)/(2*a^2) - c*log(a), log(0.5) - sum((x + 1)^2)/(2*b^2) - c*log(b)])
check grad(bumps(0.5, 0.5, 1))([0.2, 0.1]) ≈ grad(bumps(0.5, 0.5, 2))([0.2, 0.1])
#> ok [2.53462, 2.93462] ≈ [2.53462, 2.93462]
check grad(bumps(0.5, 1.0, 2))([0.2, 0.1]) ≈ score_of(Mixture([0.5, 0.5], (Normal([1.0, 1], 0.5), Normal([-1.0, -1], 1))))([0.2, 0.1])
#> ok [0.793038, 1.02893] ≈ [0.793038, 1.02893]
grad(bumps(0.5, 1.0, 1))([0.2, 0.1]) - grad(bumps(0.5, 1.0, 2))([0.2, 0.1])
#> f64[2]
#>   -0.704744  -0.752795

# ## Weights
# Two normal bumps at -m and m with the weights w and 1 - w. In each bump the score is that of the bump, whatever its weight;
# w decides only between them, where there are no data. The scores differ by what the odds change in a tanh:
two(w, m) = Mixture([w, 1 - w], Normal([-m, m], 1.0))
derive (m in Uniform(0.5, 3); w in Uniform(0.05, 0.95); x in reals) {
    score_of(two(w, m))(x)
    = m*tanh(m*x - log(w/(1 - w))/2) - x
}
#> ok 1 = 2: 200 points, worst 1.3e-16
# Weights .8 and .2 against .5 and .5. KL sees it at any distance; J1, half the Fisher divergence, does not:
# (A sum over a fine grid: for functions as smooth as these its error is that of rounding.)
x = 0.05*(-400:400);
kl(p, q) = 0.05*sum(density(p, x)*(log_density(p, x) - log_density(q, x)))
check kl(two(0.8, 5), two(0.5, 5)) ≈ 0.19274457871323 tol 1e-12
#> ok 0.192745 ≈ 0.192745
check esm(score_of(two(0.5, 5)), two(0.8, 5)) ≈ 2.3103360131e-6 tol 1e-10
#> ok 2.31034e-06 ≈ 2.31034e-06
check kl(two(0.8, 2), two(0.5, 2)) ≈ 0.17911625338974 tol 1e-12
#> ok 0.179116 ≈ 0.179116
check esm(score_of(two(0.5, 2)), two(0.8, 2)) ≈ 0.031853831264902 tol 1e-12
#> ok 0.0318538 ≈ 0.0318538
# Far apart the KL is that of the weights alone, and J1 falls like exp(-m²/2): each unit further takes it down by e^-(m + ½).
check kl(two(0.8, 6), two(0.5, 6)) ≈ KL(Bernoulli(0.8), Bernoulli(0.5)) tol 1e-6
#> ok 0.192745 ≈ 0.192745
J(m) = esm(score_of(two(0.5, m)), two(0.8, m))
for m in 1:8 { print("m = {m}: KL {kl(two(0.8, m), two(0.5, m)):.6g}, J1 {J(m):.6g}, J1 exp(m²/2)/m {J(m)*exp(m^2/2)/m:.4g}") }
#> m = 1: KL 0.104228, J1 0.0616252, J1 exp(m²/2)/m 0.1016
#> m = 2: KL 0.179116, J1 0.0318538, J1 exp(m²/2)/m 0.1177
#> m = 3: KL 0.191917, J1 0.00405672, J1 exp(m²/2)/m 0.1217
#> m = 4: KL 0.192725, J1 0.000165393, J1 exp(m²/2)/m 0.1233
#> m = 5: KL 0.192745, J1 2.31034e-06, J1 exp(m²/2)/m 0.124
#> m = 6: KL 0.192745, J1 1.13671e-08, J1 exp(m²/2)/m 0.1244
#> m = 7: KL 0.192745, J1 1.99776e-11, J1 exp(m²/2)/m 0.1246
#> m = 8: KL 0.192745, J1 1.2644e-14, J1 exp(m²/2)/m 0.1248

# With samples this is hopeless. The loss of the score with weight w on 1000 data with .8 and .2: what it gains from w = 0.5 to
# the true 0.8 is far below the error of a mean over the data, while the likelihood gains 0.19 in each datum.
Y = sample(two(0.8, 5), 1000);
gain = ism(score_of(two(0.5, 5)), Y) - ism(score_of(two(0.8, 5)), Y)
#> 4.20503e-10
spread = sqrt(var([ism_at(score_of(two(0.8, 5)), x) for x in Y])/1000)
#> 0.0231687
check abs(gain) < 1e-3*spread
#> ok 4.20503e-10 < 2.31687e-05
gain_in_likelihood = mean(log_density(two(0.8, 5), Y) - log_density(two(0.5, 5), Y))
#> 0.202449
check gain_in_likelihood > 0.15
#> ok 0.202449 > 0.15

# ## Noise
# Noise fills the gap. At z = x + σ ε the bumps have the variance 1 + σ², and from σ ≈ m/2 on they meet:
noisy_J(σ, m) = { l = (α = 1, σ = σ); esm(score_of(noised(two(0.5, m), l)), noised(two(0.8, m), l)) }
for σ in (0, 1, 2, 3, 5, 8, 20) { print("σ = {σ}: J1 {noisy_J(σ, 5):.4g}, in units of the noise {σ^2*noisy_J(σ, 5):.4g}") }
#> σ = 0: J1 2.31e-06, in units of the noise 0.0
#> σ = 1: J1 0.0004187, in units of the noise 0.0004187
#> σ = 2: J1 0.004372, in units of the noise 0.01749
#> σ = 3: J1 0.005155, in units of the noise 0.04639
#> σ = 5: J1 0.002354, in units of the noise 0.05884
#> σ = 8: J1 0.0006476, in units of the noise 0.04145
#> σ = 20: J1 2.54e-05, in units of the noise 0.01016
check noisy_J(3, 5) > 1000*noisy_J(0, 5)
#> ok 0.00515491 > 0.00231034
# And no more than that is needed: KL is what J1 adds up to over all levels in v = σ² (de Bruijn's identity, -dKL/dv = J1),
# or 2 σ² J1 over log σ. What one level does not see, others do; a model right at all of them has the right weights. (A sum
# of step 1/4, from where σ is nothing to where nothing but noise is left.)
over_levels(m) = sum(k in -40:44, 2*exp(k/4)^2*noisy_J(exp(k/4), m))/4
check over_levels(5) ≈ kl(two(0.8, 5), two(0.5, 5)) tol 1e-7
#> ok 0.192745 ≈ 0.192745
check over_levels(2) ≈ kl(two(0.8, 2), two(0.5, 2)) tol 1e-7
#> ok 0.179116 ≈ 0.179116
# The same with the signal shrunk: z = α x + σ ε with α² + σ² = 1, where J1 in units of the noise is largest on the way.
vp(α) = { l = (α = α, σ = sqrt(1 - α^2)); l.σ^2*esm(score_of(noised(two(0.5, 5), l)), noised(two(0.8, 5), l)) }
for α in (0.99, 0.9, 0.7, 0.5, 0.3, 0.1, 0.01) { print("α = {α}: {vp(α):.4g}") }
#> α = 0.99: 5.836e-08
#> α = 0.9: 4.237e-06
#> α = 0.7: 0.0004789
#> α = 0.5: 0.009906
#> α = 0.3: 0.04995
#> α = 0.1: 0.03156
#> α = 0.01: 0.0004481

# ## What is to be seen
# KL and J1 along the distance of the bumps (both on a logarithmic axis): they part where the bumps do.
axes(overlay(plot(m -> kl(two(0.8, m), two(0.5, m)), 0.25, 7, label="KL", n=30), plot(J, 0.25, 7, label="J1", n=30)), x="m", log="y")
#> J(m)
#>      |       ***********************************************************
#>      | ++++++++++++++++++++
#>  0.01++                    +++++++
#>      |                            ++++++
#>  1e-4+                                  +++++
#>      |                                       +++
#>      |                                          ++++
#>  1e-6+                                              +++++
#>      |                                                   ++
#>  1e-8+                                                     ++
#>      |                                                       +++++
#>      |                                                            ++
#> 1e-10+ *** KL                                                       ++
#>      | +++ J1                                                         ++
#>      +-------+---------+--------+---------+---------+---------+--------+
#>              1         2        3         4         5         6        7
#>                                       m
# J1 times σ² along the noise, for bumps at ±2 and ±5: twice the area below is the KL divergence.
axes(overlay(plot(s -> exp(2*s)*noisy_J(exp(s), 2), -2, 4, label="m = 2", n=30), plot(s -> exp(2*s)*noisy_J(exp(s), 5), -2, 4, label="m = 5", n=30)),
  x="log σ", y="J1 σ²")
#> J1 σ²
#> 0.06+                                     ++++                *** m = 2
#>     |                                    ++  +++              +++ m = 5
#> 0.05+                                   +      ++
#>     |                           ****** +        +
#> 0.04+                         **     *+*         ++
#>     |                        *        +**          +
#> 0.03+                       *        +   *          +
#>     |                     **         +    **         ++
#>     |                    *          +       **         +
#> 0.02+                  **          +          *         ++
#>     |                **          ++            ***        ++
#> 0.01+             ****          ++                ***       ++++
#>     |      *******           ++++                    ********  ++++++++
#>    0++++++++++++++++++++++++++                               **********+
#>     ++----------+----------+----------+----------+----------+----------+
#>      -2         -1         0          1          2          3          4
#>                                     log σ
