#~ file: digits=10
# Distributions on the reals: what a distribution gives, and formulas checked against integrals.
# A distribution is a value; σ is a standard deviation.
D = Normal(1, 2)
#> Normal(μ = 1, σ = 2)
log_density(D, 0)
#> -1.737085714
check log_density(D, 0) ≈ -((0 - 1)/2)^2/2 - log(2*sqrt(2*π))
#> ok -1.737085714 ≈ -1.737085714
check density(D, 0) ≈ exp(-1/8)/(2*sqrt(2*π))
#> ok 0.1760326634 ≈ 0.1760326634
(mean(D), var(D), std(D))
#> (1.0, 4.0, 2.0)
# Points in a batch, one number each.
log_density(D, [0, 1, 2])
#> f64[3]
#>   -1.737085714  -1.612085714  -1.737085714

# ## Moments and entropy are integrals
E_of(D, f, a, b) = quad(x -> density(D, x)*f(x), a, b)
check E_of(D, x -> 1, -inf, inf) ≈ 1
#> ok 1.0 ≈ 1
check E_of(D, x -> x, -inf, inf) ≈ mean(D)
#> ok 1.0 ≈ 1.0
check E_of(D, x -> (x - 1)^2, -inf, inf) ≈ var(D)
#> ok 4.0 ≈ 4.0
check E_of(D, x -> -log_density(D, x), -20, 22) ≈ entropy(D)
#> ok 2.112085714 ≈ 2.112085714
check entropy(D) ≈ log(2*sqrt(2*π*exp(1)))
#> ok 2.112085714 ≈ 2.112085714
# Uniform on a..b: log(b - a), the mean is the middle, the variance (b - a)²/12.
U = Uniform(2, 5)
#> Uniform(a = 2, b = 5)
(mean(U), var(U), entropy(U))
#> (3.5, 0.75, 1.098612289)
check E_of(U, x -> (x - 3.5)^2, 2, 5) ≈ var(U)
#> ok 0.75 ≈ 0.75
log_density(U, [1, 2, 3, 5, 6])
#> f64[5]
#>   -inf  -1.098612289  -1.098612289  -1.098612289  -inf
# Exponential by its rate: the mean is 1/rate.
X = Exponential(4)
#> Exponential(rate = 4)
(mean(X), var(X), entropy(X))
#> (0.25, 0.0625, -0.3862943611)
check E_of(X, x -> (x - 0.25)^2, 0, inf) ≈ var(X)
#> ok 0.0625 ≈ 0.0625
check E_of(X, x -> -log_density(X, x), 0, 20) ≈ 1 - log(4)
#> ok -0.3862943611 ≈ -0.3862943611
# Laplace: the variance is 2b².
L = Laplace(1, 0.5)
#> Laplace(μ = 1, b = 0.5)
(mean(L), var(L), entropy(L))
#> (1.0, 0.5, 1.0)
check E_of(L, x -> (x - 1)^2, -inf, 1) + E_of(L, x -> (x - 1)^2, 1, inf) ≈ var(L)
#> ok 0.5 ≈ 0.5

# ## Several coordinates: the log density is a sum
N = Normal([0, 1], [1, 2])
#> Normal(μ = [0, 1], σ = [1, 2])
check log_density(N, [0.5, 0.5]) ≈ log_density(Normal(0, 1), 0.5) + log_density(Normal(1, 2), 0.5)
#> ok -2.687274247 ≈ -2.687274247
# The standard normal in two dimensions; I is the unit standard deviation.
check log_density(Normal(zeros(2), I), [3, 4]) ≈ -25/2 - log(2*π)
#> ok -14.33787707 ≈ -14.33787707
# With a covariance matrix C it is -(x - μ)ᵀC⁻¹(x - μ)/2 - log det(2πC)/2.
C = [2, 0.5; 0.5, 1];
M = Normal([1, -1], cov=C)
#> Normal(μ = [1, -1], cov = [2.0, 0.5; 0.5, 1.0])
d = [0.3, 0.2] - [1, -1];
check log_density(M, [0.3, 0.2]) ≈ -d @ solve(C, d)/2 - logdet(2*π*C)/2
#> ok -3.320542103 ≈ -3.320542103
check entropy(M) ≈ logdet(2*π*exp(1)*C)/2
#> ok 3.11768496 ≈ 3.11768496
# The same by the factor, C = L Lᵀ.
check log_density(Normal([1, -1], chol=cholesky(C)), [0.3, 0.2]) ≈ log_density(M, [0.3, 0.2])
#> ok -3.320542103 ≈ -3.320542103
cov(M)
#> f64[2×2]
#>    2.0  0.5
#>    0.5  1.0
# cov=c*I has the size of μ; its standard deviation is sqrt(c).
check log_density(Normal([1, -1], cov=4*I), [0, 0]) ≈ log_density(Normal([1, -1], 2), [0, 0])
#> ok -3.474171428 ≈ -3.474171428

# ## Expectations by rules: Σ w f(x), exact for polynomials of degree below 2n
(x, w) = D.quadrature(3)
#> [1] = f64[3]
#>     -2.464101615  1.0  4.464101615
#> [2] = f64[3]
#>      0.1666666667  0.6666666667  0.1666666667
check sum(w*x^5) ≈ 1 + 10*4 + 5*3*16
#> ok 281.0 ≈ 281
(x, w) = M.quadrature(4);
check (w*x[:, 1]) @ x[:, 2] ≈ 1*(-1) + 0.5
#> ok -0.5 ≈ -0.5
# Beyond polynomials they converge: E cos z = exp(-1/2) for a standard normal z.
for n in [4, 8, 16] { (x, w) = Normal(0, 1).quadrature(n); print(sum(w*cos(x)) - exp(-1/2)) }
#> -0.0004717224262
#> -1.518201898e-09
#> -5.551115123e-16
# E does this as a method.
check E(z ~ Normal(0, 1), cos(z), method=quad(16)) ≈ exp(-1/2)
#> ok 0.6065306597 ≈ 0.6065306597

# ## Scores are derivatives
score(μ, σ) = grad((μ, σ) -> log_density(Normal(μ, σ), 0.5))(μ, σ)
check score(1, 2)[1] ≈ (0.5 - 1)/2^2
#> ok -0.125 ≈ -0.125
check score(1, 2)[2] ≈ (0.5 - 1)^2/2^3 - 1/2
#> ok -0.46875 ≈ -0.46875
# Fisher's information: the mean square of the score, 1/σ² for μ.
check E_of(D, x -> grad(μ -> log_density(Normal(μ, 2), x))(1.0)^2, -30, 32) ≈ 1/4
#> ok 0.25 ≈ 0.25
# Of the covariance: -C⁻¹/2 + C⁻¹ d dᵀ C⁻¹/2.
G = grad(C -> log_density(Normal([1, -1], cov=C), [0.3, 0.2]))(C);
check G ≈ -inv(C)/2 + outer(solve(C, d), solve(C, d))/2
#> ok [-0.009795918367, -0.4408163265; -0.4408163265, 0.6632653061] ≈ [-0.009795918367, -0.4408163265; -0.4408163265, 0.6632653061]

# ## Draws
z ~ Normal(0, 1)
#> -0.3224242585
z ~ Normal(0, I) like zeros(2, 2)
#> f64[2×2]
#>   -1.209926694    -1.541480178
#>    0.01229983761  -0.433824831
sample(M, 3)
#> f64[3×2]
#>   -1.612070256   -1.27363538
#>   -0.7565755477  -2.186996302
#>    1.390620556   -0.9811342802
# They move with the parameters: z = μ + σε.
grad((μ, σ) -> { z ~ Normal(μ, σ); z })(1.0, 2.0)
#> (1.0, -0.1061434242)
check E(z ~ D, z) ≈ mean(D) se 4
#> ok 1.00453805 ± 0.01962037 ≈ 1.0 (0.2 se)
check Var(z ~ X, z) ≈ var(X) se 4
#> ok 0.063387055 ± 0.001837909 ≈ 0.0625 (0.5 se)
check E(z ~ L, abs(z - 1)) ≈ 0.5 se 4
#> ok 0.504646380 ± 0.005196412 ≈ 0.5 (0.9 se)
check P(z ~ U, z < 3) ≈ 1/3 se 4
#> ok 0.336900000 ± 0.004528675 ≈ 0.3333333333 (0.8 se)
check Cov(z ~ M, z, z) ≈ C se 4
#> ok [1.98975060 ± 0.02650521, 0.48637666 ± 0.01489116; 0.48637666 ± 0.01489116, 0.98122798 ± 0.01391988] ≈ [2.0, 0.5; 0.5, 1.0] (1.3 se)
check grad(r -> E(z ~ Exponential(r), z))(4.0) ≈ -1/16 se 4
#> ok -0.0622342606 ± 0.0006001899 ≈ -0.0625 (0.4 se)

# Densities beside histograms of their draws.
draws(D) = overlay(hist(sample(D, 1000)), plot(D))
layout((Normal = draws(D), Laplace = draws(L)), (Exponential = draws(X), Uniform = draws(U)))
#>                 Normal                               Laplace
#> density                              density
#> 0.2+             ..-..                 1+              /|
#>    |           .''###''.                |             .'\.
#> 0.1+         ./'#######'\.           0.5+            .'##'.
#>   0+........''###########''........    0+ . ........''####''........  .
#>    +---+---------+---------+-------     +---+------+-------+-------+----
#>        -5        0         5                -2     0       2       4
#>
#>               Exponential                            Uniform
#> density                              density
#>   4+\                                   |-------------------------------
#>   3+'.                               0.3+############:::################
#>   2+#'\.                             0.2+###############################
#>   1+###'..                           0.1+###############################
#>   0+#####'''-...........  ..   . .     0+###############################
#>    ++------+------+-------+------+-     ++----+----+----+----+----+----+
#>     0     0.5     1      1.5     2       2   2.5   3   3.5   4   4.5   5
