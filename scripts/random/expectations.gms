#~ file: seed=7
# Means, variances, covariances and probabilities: exact where a sum or a rule makes them so, else estimates.

# ## Exact over finite supports and data
# Over a support E is a sum, and a plain number.
die = DiscreteUniform(1, 6);
check E(x ~ die, x) ≈ 7/2
#> ok 3.5 ≈ 3.5
check Var(x ~ die, x) ≈ 35/12
#> ok 2.91667 ≈ 2.91667
check P(x ~ die, x >= 5) ≈ 1/3
#> ok 0.333333 ≈ 0.333333
check E(x ~ Bernoulli(0.3), x) ≈ 0.3
#> ok 0.3 ≈ 0.3
check Var(x ~ Bernoulli(0.3), x) ≈ 0.21
#> ok 0.21 ≈ 0.21
check E(x ~ Categorical([0.2, 0.3, 0.5]), x^2) ≈ 0.2 + 0.3*4 + 0.5*9
#> ok 5.9 ≈ 5.9
# Several draws are a sum over pairs; a later law may depend on an earlier draw.
check E(x ~ die, y ~ die, max(x, y)) ≈ 161/36
#> ok 4.47222 ≈ 4.47222
check P(x ~ die, y ~ die, x + y == 7) ≈ 1/6
#> ok 0.166667 ≈ 0.166667
check E(x ~ die, y ~ Bernoulli(x/6), y) ≈ 7/12
#> ok 0.583333 ≈ 0.583333
check Cov(x ~ die, y ~ Bernoulli(x/6), x, y) ≈ 35/72
#> ok 0.486111 ≈ 0.486111
check Cov(x ~ die, y ~ die, x, x + y) ≈ 35/12
#> ok 2.91667 ≈ 2.91667
# Data: the rows of a tensor, each as likely as the others.
data = [1.0, 2, 4, 9];
check E(x ~ data, x) ≈ 4
#> ok 4.0 ≈ 4
check Var(x ~ data, x) ≈ mean(data^2) - 16
#> ok 9.5 ≈ 9.5
points = [1.0, 0; 0, 2; -1, 1];
E(x ~ points, x)
#> f64[2]
#>    0.0  1.0
check Cov(x ~ points, x, x) ≈ points'@points/3 - outer([0, 1], [0, 1])
#> ok [0.666667, -0.333333; -0.333333, 0.666667] ≈ [0.666667, -0.333333; -0.333333, 0.666667]
# A record of columns.
table = (x = [1.0, 2, 3], y = [2.0, 4, 7]);
check Cov(r ~ table, r.x, r.y)/Var(r ~ table, r.x) ≈ 2.5
#> ok 2.5 ≈ 2.5
# The same by samples, if told so.
check E(x ~ die, x, method="samples") ≈ 7/2 se 4
#> ok 3.4777 ± 0.0172 ≈ 3.5 (1.3 se)
check E(x ~ data, x, method="samples") ≈ 4 se 4
#> ok 3.9797 ± 0.0308 ≈ 4 (0.7 se)
check E(x ~ die, x, method="exact") ≈ 7/2
#> ok 3.5 ≈ 3.5

# ## Quadrature
# n nodes integrate polynomials up to the degree 2n - 1 exactly.
check E(z ~ Normal(0, 1), z^6, method=quad(4)) ≈ 15
#> ok 15.0 ≈ 15
check E(z ~ Normal(1, 2), z^4, method=quad(3)) ≈ 1 + 6*4 + 3*16
#> ok 73.0 ≈ 73
check E(u ~ Uniform(0, 1), u^5, method=quad(3)) ≈ 1/6
#> ok 0.166667 ≈ 0.166667
check E(x ~ Exponential(2), x^3, method=quad(2)) ≈ 6/8
#> ok 0.75 ≈ 0.75
check E(z ~ Normal(0, 1), cos(z), method=quad(20)) ≈ exp(-1/2)
#> ok 0.606531 ≈ 0.606531
check Var(z ~ Normal(0, 1), z^2, method=quad(4)) ≈ 2
#> ok 2.0 ≈ 2
# Over several draws a product rule, over a correlated pair too.
check E(x ~ Normal(0, 1), y ~ Normal(x, 2), (x*y)^2, method=quad(4)) ≈ 3 + 4
#> ok 7.0 ≈ 7
C = [2, 0.6; 0.6, 1];
check Cov(z ~ Normal([1, -1], cov=C), z, z, method=quad(3)) ≈ C
#> ok [2.0, 0.6; 0.6, 1.0] ≈ [2.0, 0.6; 0.6, 1.0]
check E(z ~ Normal(zeros(2), cov=C), z[1]^2*z[2]^2, method=quad(3)) ≈ 2*1 + 2*0.6^2
#> ok 2.72 ≈ 2.72
# Supports and rules together: data by a sum, the noise by a rule.
check E(x ~ data, z ~ Normal(x, 0.5), z^2, method=quad(2)) ≈ mean(data^2) + 0.25
#> ok 25.75 ≈ 25.75

# ## Estimates
check E(z ~ Normal(0, 1), z^2) ≈ 1 se 4
#> ok 0.9883 ± 0.0135 ≈ 1 (0.9 se)
check Var(z ~ Normal(0, 3), z) ≈ 9 se 4
#> ok 9.232 ± 0.123 ≈ 9 (1.9 se)
check Cov(z ~ Normal([1, -1], cov=C), z, z) ≈ C se 5
#> ok [2.0374 ± 0.0298, 0.6208 ± 0.0152; 0.6208 ± 0.0152, 1.0182 ± 0.0141] ≈ [2.0, 0.6; 0.6, 1.0] (1.4 se)
check Cov(z ~ Normal([1, -1], cov=C), z[1], z) ≈ C[1, :] se 5
#> ok [1.9696 ± 0.0276, 0.5708 ± 0.0156] ≈ [2.0, 0.6] (1.9 se)
check P(z ~ Normal(0, 1), abs(z) < 1) ≈ erf(1/sqrt(2)) se 4
#> ok 0.67900 ± 0.00485 ≈ 0.682689 (0.8 se)
check E(z ~ Normal(0, 1), where(z > 0, z, 0)) ≈ 1/sqrt(2*π) se 4
#> ok 0.39879 ± 0.00575 ≈ 0.398942 (0.0 se)
# One draw from data, noise on it: the mean over data is a sum, so only the noise has an error.
check E(x ~ data, z ~ Normal(x, 0.5), z, n=4000) ≈ 4 se 4
#> ok 4.00260 ± 0.00404 ≈ 4 (0.6 se)
check E(x ~ data, z ~ Normal(x, 0.5), x, n=10) ≈ 4 abs 1e-12 se 1
#> ok 4 ± 0 ≈ 4 (0.0 se)
# The variance of n samples is divided by n - 1: without bias for few samples, too.
check estimate([value(Var(z ~ Normal(0, 1), z, n=4)) for i in 1:500]) ≈ 1 se 5
#> ok 1.0417 ± 0.0377 ≈ 1 (1.1 se)
# Errors come from blocks of draws: Var f/n for any n.
check 5000*se(E(z ~ Normal(0, 2), z, n=5000))^2 ≈ 4 tol 0.3
#> ok 4.42903 ≈ 4

# ## Values of any form
r = E(z ~ Normal(2, 1), (first = z, second = z^2, third = [z, 3*z]))
#> first = 2.0031 ± 0.0100
#> second = 5.0262 ± 0.0425
#> third = estimate f64[2]
#>     2.0031 ± 0.0100  6.0094 ± 0.0301
check r.first ≈ 2 se 4
#> ok 2.0031 ± 0.0100 ≈ 2 (0.3 se)
check r.second ≈ 5 se 4
#> ok 5.0262 ± 0.0425 ≈ 5 (0.6 se)
check r.third ≈ [2, 6] se 4
#> ok [2.0031 ± 0.0100, 6.0094 ± 0.0301] ≈ [2, 6] (0.3 se)
# Both from the same draws: Var z = E z² - (E z)², with an error that knows it.
check r.second - r.first^2 ≈ 1 se 4
#> ok 1.0137 ± 0.0140 ≈ 1 (1.0 se)
(m, v) = E(x ~ die, (x, x^2))
#> (3.5, 15.1667)
check v - m^2 ≈ 35/12
#> ok 2.91667 ≈ 2.91667
E(z ~ Normal(zeros(2, 2), 1), z + 1, n=100_000)
#> estimate f64[2×2]
#>   0.99785 ± 0.00310  1.00152 ± 0.00324
#>   1.00188 ± 0.00320  0.99928 ± 0.00320
# Complex values: E e^(iz) = e^(-1/2).
check E(z ~ Normal(0, 1), exp(1i*z)) ≈ exp(-1/2) se 4
#> ok 0.60679 - 0.01225i ± 0.00809 ≈ 0.606531 (1.5 se)

# ## Draws that depend on each other
# x ~ N(1, 2²), y | x ~ N(3x, 1): the law of total variance, Var y = E Var(y | x) + Var E(y | x) = 1 + 9·4.
check E(x ~ Normal(1, 2), y ~ Normal(3*x, 1), y) ≈ 3 se 4
#> ok 2.9349 ± 0.0617 ≈ 3 (1.1 se)
check Var(x ~ Normal(1, 2), y ~ Normal(3*x, 1), y) ≈ 1 + 9*4 se 4
#> ok 36.633 ± 0.507 ≈ 37 (0.7 se)
check Cov(x ~ Normal(1, 2), y ~ Normal(3*x, 1), x, y) ≈ 3*4 se 5
#> ok 12.069 ± 0.175 ≈ 12 (0.4 se)
# A scale that is drawn: x ~ N(0, s²) with s² exponential is Laplace: variance E s² = 1, kurtosis 6.
check Var(v ~ Exponential(1), x ~ Normal(0, sqrt(v)), x) ≈ 1 se 5
#> ok 0.9903 ± 0.0214 ≈ 1 (0.5 se)
check E(v ~ Exponential(1), x ~ Normal(0, sqrt(v)), x^4) ≈ 6 se 5
#> ok 6.696 ± 0.671 ≈ 6 (1.0 se)
# A mean of means, nested: E(x, E(y | x)) with the inner mean exact.
check E(x ~ Normal(1, 2), E(y ~ Normal(3*x, 1), y^2, method=quad(2))) ≈ 9*5 + 1 se 4
#> ok 45.840 ± 0.644 ≈ 46 (0.2 se)
check E(x ~ die, E(y ~ Bernoulli(x/6), y)^2) ≈ (35/12 + 49/4)/36
#> ok 0.421296 ≈ 0.421296

# ## Conditions
# E(f | A) is the mean of f over draws where A holds. A normal number beyond a: φ(a)/Φ(-a), and its variance.
φ(a) = density(Normal(0, 1), a)
Φ(a) = (1 + erf(a/sqrt(2)))/2
truncated(a) = φ(a)/Φ(-a)
for a in [-1.0, 0, 1] { check E(z ~ Normal(0, 1), z | z > a, n=20_000) ≈ truncated(a) se 4 }
#> ok 0.29072 ± 0.00626 ≈ 0.2876 (0.5 se)
#> ok 0.78748 ± 0.00584 ≈ 0.797885 (1.8 se)
#> ok 1.53998 ± 0.00803 ≈ 1.52514 (1.8 se)
check Var(z ~ Normal(0, 1), z | z > 1, n=20_000) ≈ 1 + truncated(1) - truncated(1)^2 se 4
#> ok 0.19992 ± 0.00750 ≈ 0.199098 (0.1 se)
check E(z ~ Normal(0, 1), z | -1 < z < 2, n=20_000) ≈ (φ(-1) - φ(2))/(Φ(2) - Φ(-1)) se 4
#> ok 0.23049 ± 0.00574 ≈ 0.229637 (0.1 se)
# Its error is that of the draws that count: Var(z | A)/(n P(A)).
e = E(z ~ Normal(0, 1), z | z > 1, n=20_000);
check 20_000*se(e)^2 ≈ (1 + truncated(1) - truncated(1)^2)/Φ(-1) tol 0.2
#> ok 1.24842 ≈ 1.25491
check E(x ~ die, x | x > 3) ≈ 5
#> ok 5.0 ≈ 5
check P(x ~ die, x == 6 | x > 3) ≈ 1/3
#> ok 0.333333 ≈ 0.333333
check P(x ~ die, y ~ die, x == 6 | x + y >= 10) ≈ 1/2
#> ok 0.5 ≈ 0.5
check Var(x ~ die, x | x > 3) ≈ 2/3
#> ok 0.666667 ≈ 0.666667
# Bayes: one of two coins, with chances 0.2 and 0.8, showed 1 twice.
posterior = E(c ~ Bernoulli(0.5), x ~ Bernoulli(0.2 + 0.6*c), y ~ Bernoulli(0.2 + 0.6*c), c | x == 1 and y == 1)
#> 0.941176
check posterior ≈ 0.8^2/(0.8^2 + 0.2^2)
#> ok 0.941176 ≈ 0.941176

# ## Derivatives
# In a parameter of the law, and in one of the integrand: d/dm E (z - m)² = 0, d/dm E z² = 2m.
S(m, s) = E(z ~ Normal(m, s), z^2)
check partial(S, 1)(0.7, 1.3) ≈ 1.4 se 4
#> ok 1.4302 ± 0.0252 ≈ 1.4 (1.2 se)
check partial(S, 2)(0.7, 1.3) ≈ 2.6 se 4
#> ok 2.6599 ± 0.0395 ≈ 2.6 (1.5 se)
check (m -> E(z ~ Normal(m, 1), z^3))''(0.7) ≈ 6*0.7 se 4
#> ok 4.1549 ± 0.0587 ≈ 4.2 (0.8 se)
check (m -> E(z ~ Normal(m, 1), z^3, estimator="score", baseline="mean"))'(0.7) ≈ 3*0.7^2 + 3 se 4
#> ok 4.431 ± 0.130 ≈ 4.47 (0.3 se)
check (a -> E(z ~ Normal(0, 1), cos(a*z)))'(0.8) ≈ -0.8*exp(-0.32) se 4
#> ok -0.58936 ± 0.00618 ≈ -0.580919 (1.4 se)
# Exactly, where the mean is exact.
check (m -> E(z ~ Normal(m, 1), z^4, method=quad(3)))'(0.5) ≈ 4*0.5^3 + 12*0.5
#> ok 6.5 ≈ 6.5
check (m -> E(z ~ Normal(m, 1), z^4, method=quad(3)))''(0.5) ≈ 12*0.5^2 + 12
#> ok 15.0 ≈ 15.0
check (p -> E(x ~ Bernoulli(p), 5*x + 1))'(0.3) ≈ 5
#> ok 5.0 ≈ 5
check grad(p -> E(x ~ Categorical(p/sum(p)), x^2))([0.2, 0.3, 0.5]) ≈ [1, 4, 9] - 5.9
#> ok [-4.9, -1.9, 3.1] ≈ [-4.9, -1.9, 3.1]
# Of a variance, a conditional mean: d/ds Var = 2s, d/da E(z | z < a) is a jump of the condition and has no path.
check (s -> Var(z ~ Normal(0, s), z))'(1.5) ≈ 3 se 4
#> ok 3.0108 ± 0.0420 ≈ 3 (0.3 se)
check (m -> E(z ~ Normal(0, 1), z + m | z > 1))'(0.3) ≈ 1 abs 1e-9 se 4
#> ok 1 ± 0 ≈ 1 (0.0 se)
# A mean inside a gradient inside a mean: E over x of d/dx E(z ~ N(x, 1), z²) = 2 E x.
check E(x ~ Normal(3, 1), grad(x -> E(z ~ Normal(x, 1), z^2, method=quad(2)))(x)) ≈ 6 se 4
#> ok 5.9654 ± 0.0203 ≈ 6 (1.7 se)
check E(x ~ Normal(3, 1), grad(x -> E(z ~ Normal(x, 1), z^2, n=20))(x), n=2000) ≈ 6 se 5
#> ok 6.0245 ± 0.0467 ≈ 6 (0.5 se)

# ## Laws of one's own
# A record with draw and log_density is a distribution.
Logistic(μ, s) = (
  draw = () -> { u = uniform_noise(); μ + s*log(u/(1 - u)) },
  log_density = x -> -(x - μ)/s - log(s) - 2*log1p(exp(-(x - μ)/s))
)
check E(x ~ Logistic(1, 2), x) ≈ 1 se 4
#> ok 0.9765 ± 0.0373 ≈ 1 (0.6 se)
check Var(x ~ Logistic(1, 2), x) ≈ 4*π^2/3 se 5
#> ok 13.171 ± 0.248 ≈ 13.1595 (0.0 se)
check P(x ~ Logistic(1, 2), x < 2) ≈ 1/(1 + exp(-1/2)) se 4
#> ok 0.62040 ± 0.00481 ≈ 0.622459 (0.4 se)
# Its density is that of its draws: E 1/p over a range is the length of the range.
check E(x ~ Logistic(0, 1), where(0 < x < 2, exp(-Logistic(0, 1).log_density(x)), 0)) ≈ 2 se 4
#> ok 1.9761 ± 0.0259 ≈ 2 (0.9 se)
# Path and score agree on d/dμ E x² = 2μ and d/ds = 2s π²/3.
logistic_square(μ, s) = E(x ~ Logistic(μ, s), x^2, n=20_000)
logistic_score(μ, s) = E(x ~ Logistic(μ, s), x^2, n=20_000, estimator="score", baseline="mean")
check partial(logistic_square, 1)(0.5, 1.2) ≈ 1 se 4
#> ok 0.9760 ± 0.0306 ≈ 1 (0.8 se)
check partial(logistic_square, 2)(0.5, 1.2) ≈ 2.4*π^2/3 se 5
#> ok 7.9665 ± 0.0991 ≈ 7.89568 (0.7 se)
check partial(logistic_score, 1)(0.5, 1.2) ≈ 1 se 4
#> ok 1.0053 ± 0.0492 ≈ 1 (0.1 se)
check partial(logistic_score, 2)(0.5, 1.2) ≈ 2.4*π^2/3 se 5
#> ok 7.595 ± 0.218 ≈ 7.89568 (1.4 se)
Cauchy(μ, s) = (
  draw = () -> μ + s*tan(π*(uniform_noise() - 0.5)),
  log_density = x -> -log(π*s) - log1p(((x - μ)/s)^2)
)
check P(x ~ Cauchy(1, 2), x > 3) ≈ 1/4 se 4
#> ok 0.24800 ± 0.00444 ≈ 0.25 (0.5 se)
check E(x ~ Cauchy(0, 1), cos(x)) ≈ exp(-1) se 4
#> ok 0.36138 ± 0.00658 ≈ 0.367879 (1.0 se)
check (m -> E(x ~ Cauchy(m, 1), cos(x)))'(0.4) ≈ -sin(0.4)*exp(-1) se 4
#> ok -0.14384 ± 0.00684 ≈ -0.143259 (0.1 se)
# Laws in laws: a location that is drawn.
check E(c ~ Bernoulli(0.3), x ~ Logistic(4*c, 1), x) ≈ 1.2 se 4
#> ok 1.1883 ± 0.0138 ≈ 1.2 (0.8 se)

# ## The same draws again
seed(7)
e = E(z ~ Normal(0, 1), z^2)
#> 0.9935 ± 0.0142
frozen(1, E(z ~ Normal(0, 1), z^2)) - e
#> 0 ± 0

# ## Derivatives of events
# Where the law moves, d/dm P(z > 0) = φ(m) and d/dm E(z | z > 0) = 1 - λ (λ + m), λ = φ(m)/Φ(m), by the
# score; the paths of the draws say nothing of it, and asking them is an error.
φ(m) = exp(-m^2/2)/sqrt(2*π)
Φ(m) = erfc(-m/sqrt(2))/2
λ(m) = φ(m)/Φ(m)
check (m -> P(z ~ Normal(m, 1), z > 0, estimator="score"))'(0.5) ≈ φ(0.5) se 4
#> ok 0.36300 ± 0.00621 ≈ 0.352065 (1.8 se)
check (m -> E(z ~ Normal(m, 1), z | z > 0, estimator="score"))'(0.5) ≈ 1 - λ(0.5)*(λ(0.5) + 0.5) se 4
#> ok 0.48755 ± 0.00844 ≈ 0.486175 (0.2 se)

# What is to be seen: E(z | z > 0) of N(m, 1), from 400 draws and exactly. Far left few draws are kept.
sampled = plot(m -> E(z ~ Normal(m, 1), z | z > 0, n=400), -1.5, 2, n=15, label="400 draws");
axes(overlay(sampled, plot(m -> m + λ(m), -1.5, 2, label="exact")), x="m", y="E(z | z > 0)")
#> E(z | z > 0)
#>    | *** 400 draws
#>   2+ +++ exact                                                      ++++
#>    |                                                             ++++:
#>    |                                                         +++++:
#> 1.5+                                                     :++++**
#>    |                                                 +++++**
#>    |                                            ++++++*
#>    |                                     **++++++*
#>   1+                                ++++++++
#>    |                      ***++++++++**
#>    |   ****:::::**+++++++++++
#> 0.5+++++++++++++++
#>    |*::
#>    |
#>    ++--------+---------+---------+--------+---------+---------+--------+
#>    -1.5      -1       -0.5       0       0.5        1        1.5       2
#>                                      m
