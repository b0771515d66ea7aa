#~ file: digits=10
# Distributions on the reals: what a distribution gives, and formulas checked against integrals.
# A distribution is a value; σ is a standard deviation.
D = Normal(1, 2)
log_density(D, 0)
check log_density(D, 0) ≈ -((0 - 1)/2)^2/2 - log(2*sqrt(2*π))
check density(D, 0) ≈ exp(-1/8)/(2*sqrt(2*π))
(mean(D), var(D), std(D))
# Points in a batch, one number each.
log_density(D, [0, 1, 2])

# ## Moments and entropy are integrals
E_of(D, f, a, b) = quad(x -> density(D, x)*f(x), a, b)
check E_of(D, x -> 1, -inf, inf) ≈ 1
check E_of(D, x -> x, -inf, inf) ≈ mean(D)
check E_of(D, x -> (x - 1)^2, -inf, inf) ≈ var(D)
check E_of(D, x -> -log_density(D, x), -20, 22) ≈ entropy(D)
check entropy(D) ≈ log(2*sqrt(2*π*exp(1)))
# Uniform on a..b: log(b - a), the mean is the middle, the variance (b - a)²/12.
U = Uniform(2, 5)
(mean(U), var(U), entropy(U))
check E_of(U, x -> (x - 3.5)^2, 2, 5) ≈ var(U)
log_density(U, [1, 2, 3, 5, 6])
# Exponential by its rate: the mean is 1/rate.
X = Exponential(4)
(mean(X), var(X), entropy(X))
check E_of(X, x -> (x - 0.25)^2, 0, inf) ≈ var(X)
check E_of(X, x -> -log_density(X, x), 0, 20) ≈ 1 - log(4)
# Laplace: the variance is 2b².
L = Laplace(1, 0.5)
(mean(L), var(L), entropy(L))
check E_of(L, x -> (x - 1)^2, -inf, 1) + E_of(L, x -> (x - 1)^2, 1, inf) ≈ var(L)

# ## Several coordinates: the log density is a sum
N = Normal([0, 1], [1, 2])
check log_density(N, [0.5, 0.5]) ≈ log_density(Normal(0, 1), 0.5) + log_density(Normal(1, 2), 0.5)
# The standard normal in two dimensions; I is the unit standard deviation.
check log_density(Normal(zeros(2), I), [3, 4]) ≈ -25/2 - log(2*π)
# With a covariance matrix C it is -(x - μ)ᵀC⁻¹(x - μ)/2 - log det(2πC)/2.
C = [2, 0.5; 0.5, 1];
M = Normal([1, -1], cov=C)
d = [0.3, 0.2] - [1, -1];
check log_density(M, [0.3, 0.2]) ≈ -d @ solve(C, d)/2 - logdet(2*π*C)/2
check entropy(M) ≈ logdet(2*π*exp(1)*C)/2
# The same by the factor, C = L Lᵀ.
check log_density(Normal([1, -1], chol=cholesky(C)), [0.3, 0.2]) ≈ log_density(M, [0.3, 0.2])
cov(M)
# cov=c*I has the size of μ; its standard deviation is sqrt(c).
check log_density(Normal([1, -1], cov=4*I), [0, 0]) ≈ log_density(Normal([1, -1], 2), [0, 0])

# ## Expectations by rules: Σ w f(x), exact for polynomials of degree below 2n
(x, w) = D.quadrature(3)
check sum(w*x^5) ≈ 1 + 10*4 + 5*3*16
(x, w) = M.quadrature(4);
check (w*x[:, 1]) @ x[:, 2] ≈ 1*(-1) + 0.5
# Beyond polynomials they converge: E cos z = exp(-1/2) for a standard normal z.
for n in [4, 8, 16] { (x, w) = Normal(0, 1).quadrature(n); print(sum(w*cos(x)) - exp(-1/2)) }
# E does this as a method.
check E(z ~ Normal(0, 1), cos(z), method=quad(16)) ≈ exp(-1/2)

# ## Scores are derivatives
score(μ, σ) = grad((μ, σ) -> log_density(Normal(μ, σ), 0.5))(μ, σ)
check score(1, 2)[1] ≈ (0.5 - 1)/2^2
check score(1, 2)[2] ≈ (0.5 - 1)^2/2^3 - 1/2
# Fisher's information: the mean square of the score, 1/σ² for μ.
check E_of(D, x -> grad(μ -> log_density(Normal(μ, 2), x))(1.0)^2, -30, 32) ≈ 1/4
# Of the covariance: -C⁻¹/2 + C⁻¹ d dᵀ C⁻¹/2.
G = grad(C -> log_density(Normal([1, -1], cov=C), [0.3, 0.2]))(C);
check G ≈ -inv(C)/2 + outer(solve(C, d), solve(C, d))/2

# ## Draws
z ~ Normal(0, 1)
z ~ Normal(0, I) like zeros(2, 2)
sample(M, 3)
# They move with the parameters: z = μ + σε.
grad((μ, σ) -> { z ~ Normal(μ, σ); z })(1.0, 2.0)
check E(z ~ D, z) ≈ mean(D) se 4
check Var(z ~ X, z) ≈ var(X) se 4
check E(z ~ L, abs(z - 1)) ≈ 0.5 se 4
check P(z ~ U, z < 3) ≈ 1/3 se 4
check Cov(z ~ M, z, z) ≈ C se 4
check grad(r -> E(z ~ Exponential(r), z))(4.0) ≈ -1/16 se 4
