#~ file: seed=7
# Means, variances, covariances and probabilities: exact where a sum or a rule makes them so, else estimates.

# ## Exact over finite supports and data
# Over a support E is a sum, and a plain number.
die = DiscreteUniform(1, 6);
check E(x ~ die, x) ≈ 7/2
check Var(x ~ die, x) ≈ 35/12
check P(x ~ die, x >= 5) ≈ 1/3
check E(x ~ Bernoulli(0.3), x) ≈ 0.3
check Var(x ~ Bernoulli(0.3), x) ≈ 0.21
check E(x ~ Categorical([0.2, 0.3, 0.5]), x^2) ≈ 0.2 + 0.3*4 + 0.5*9
# Several draws are a sum over pairs; a later law may depend on an earlier draw.
check E(x ~ die, y ~ die, max(x, y)) ≈ 161/36
check P(x ~ die, y ~ die, x + y == 7) ≈ 1/6
check E(x ~ die, y ~ Bernoulli(x/6), y) ≈ 7/12
check Cov(x ~ die, y ~ Bernoulli(x/6), x, y) ≈ 35/72
check Cov(x ~ die, y ~ die, x, x + y) ≈ 35/12
# Data: the rows of a tensor, each as likely as the others.
data = [1.0, 2, 4, 9];
check E(x ~ data, x) ≈ 4
check Var(x ~ data, x) ≈ mean(data^2) - 16
points = [1.0, 0; 0, 2; -1, 1];
E(x ~ points, x)
check Cov(x ~ points, x, x) ≈ points'@points/3 - outer([0, 1], [0, 1])
# A record of columns.
table = (x = [1.0, 2, 3], y = [2.0, 4, 7]);
check Cov(r ~ table, r.x, r.y)/Var(r ~ table, r.x) ≈ 2.5
# The same by samples, if told so.
check E(x ~ die, x, method="samples") ≈ 7/2 se 4
check E(x ~ data, x, method="samples") ≈ 4 se 4
check E(x ~ die, x, method="exact") ≈ 7/2

# ## Quadrature
# n nodes integrate polynomials up to the degree 2n - 1 exactly.
check E(z ~ Normal(0, 1), z^6, method=quad(4)) ≈ 15
check E(z ~ Normal(1, 2), z^4, method=quad(3)) ≈ 1 + 6*4 + 3*16
check E(u ~ Uniform(0, 1), u^5, method=quad(3)) ≈ 1/6
check E(x ~ Exponential(2), x^3, method=quad(2)) ≈ 6/8
check E(z ~ Normal(0, 1), cos(z), method=quad(20)) ≈ exp(-1/2)
check Var(z ~ Normal(0, 1), z^2, method=quad(4)) ≈ 2
# Over several draws a product rule, over a correlated pair too.
check E(x ~ Normal(0, 1), y ~ Normal(x, 2), (x*y)^2, method=quad(4)) ≈ 3 + 4
C = [2, 0.6; 0.6, 1];
check Cov(z ~ Normal([1, -1], cov=C), z, z, method=quad(3)) ≈ C
check E(z ~ Normal(zeros(2), cov=C), z[1]^2*z[2]^2, method=quad(3)) ≈ 2*1 + 2*0.6^2
# Supports and rules together: data by a sum, the noise by a rule.
check E(x ~ data, z ~ Normal(x, 0.5), z^2, method=quad(2)) ≈ mean(data^2) + 0.25

# ## Estimates
check E(z ~ Normal(0, 1), z^2) ≈ 1 se 4
check Var(z ~ Normal(0, 3), z) ≈ 9 se 4
check Cov(z ~ Normal([1, -1], cov=C), z, z) ≈ C se 5
check Cov(z ~ Normal([1, -1], cov=C), z[1], z) ≈ C[1, :] se 5
check P(z ~ Normal(0, 1), abs(z) < 1) ≈ erf(1/sqrt(2)) se 4
check E(z ~ Normal(0, 1), where(z > 0, z, 0)) ≈ 1/sqrt(2*π) se 4
# One draw from data, noise on it: the mean over data is a sum, so only the noise has an error.
check E(x ~ data, z ~ Normal(x, 0.5), z, n=4000) ≈ 4 se 4
check E(x ~ data, z ~ Normal(x, 0.5), x, n=10) ≈ 4 abs 1e-12 se 1
# The variance of n samples is divided by n - 1: without bias for few samples, too.
check estimate([value(Var(z ~ Normal(0, 1), z, n=4)) for i in 1:500]) ≈ 1 se 5
# Errors come from blocks of draws: Var f/n for any n.
check 5000*se(E(z ~ Normal(0, 2), z, n=5000))^2 ≈ 4 tol 0.3

# ## Values of any form
r = E(z ~ Normal(2, 1), (first = z, second = z^2, third = [z, 3*z]))
check r.first ≈ 2 se 4
check r.second ≈ 5 se 4
check r.third ≈ [2, 6] se 4
# Both from the same draws: Var z = E z² - (E z)², with an error that knows it.
check r.second - r.first^2 ≈ 1 se 4
(m, v) = E(x ~ die, (x, x^2))
check v - m^2 ≈ 35/12
E(z ~ Normal(zeros(2, 2), 1), z + 1, n=100_000)
# Complex values: E e^(iz) = e^(-1/2).
check E(z ~ Normal(0, 1), exp(1i*z)) ≈ exp(-1/2) se 4

# ## Draws that depend on each other
# x ~ N(1, 2²), y | x ~ N(3x, 1): the law of total variance, Var y = E Var(y | x) + Var E(y | x) = 1 + 9·4.
check E(x ~ Normal(1, 2), y ~ Normal(3*x, 1), y) ≈ 3 se 4
check Var(x ~ Normal(1, 2), y ~ Normal(3*x, 1), y) ≈ 1 + 9*4 se 4
check Cov(x ~ Normal(1, 2), y ~ Normal(3*x, 1), x, y) ≈ 3*4 se 5
# A scale that is drawn: x ~ N(0, s²) with s² exponential is Laplace: variance E s² = 1, kurtosis 6.
check Var(v ~ Exponential(1), x ~ Normal(0, sqrt(v)), x) ≈ 1 se 5
check E(v ~ Exponential(1), x ~ Normal(0, sqrt(v)), x^4) ≈ 6 se 5
# A mean of means, nested: E(x, E(y | x)) with the inner mean exact.
check E(x ~ Normal(1, 2), E(y ~ Normal(3*x, 1), y^2, method=quad(2))) ≈ 9*5 + 1 se 4
check E(x ~ die, E(y ~ Bernoulli(x/6), y)^2) ≈ (35/12 + 49/4)/36

# ## Conditions
# E(f | A) is the mean of f over draws where A holds. A normal number beyond a: φ(a)/Φ(-a), and its variance.
φ(a) = density(Normal(0, 1), a)
Φ(a) = (1 + erf(a/sqrt(2)))/2
truncated(a) = φ(a)/Φ(-a)
for a in [-1.0, 0, 1] { check E(z ~ Normal(0, 1), z | z > a, n=20_000) ≈ truncated(a) se 4 }
check Var(z ~ Normal(0, 1), z | z > 1, n=20_000) ≈ 1 + truncated(1) - truncated(1)^2 se 4
check E(z ~ Normal(0, 1), z | -1 < z < 2, n=20_000) ≈ (φ(-1) - φ(2))/(Φ(2) - Φ(-1)) se 4
# Its error is that of the draws that count: Var(z | A)/(n P(A)).
e = E(z ~ Normal(0, 1), z | z > 1, n=20_000);
check 20_000*se(e)^2 ≈ (1 + truncated(1) - truncated(1)^2)/Φ(-1) tol 0.2
check E(x ~ die, x | x > 3) ≈ 5
check P(x ~ die, x == 6 | x > 3) ≈ 1/3
check P(x ~ die, y ~ die, x == 6 | x + y >= 10) ≈ 1/2
check Var(x ~ die, x | x > 3) ≈ 2/3
# Bayes: one of two coins, with chances 0.2 and 0.8, showed 1 twice.
posterior = E(c ~ Bernoulli(0.5), x ~ Bernoulli(0.2 + 0.6*c), y ~ Bernoulli(0.2 + 0.6*c), c | x == 1 and y == 1)
check posterior ≈ 0.8^2/(0.8^2 + 0.2^2)

# ## Derivatives
# In a parameter of the law, and in one of the integrand: d/dm E (z - m)² = 0, d/dm E z² = 2m.
S(m, s) = E(z ~ Normal(m, s), z^2)
check partial(S, 1)(0.7, 1.3) ≈ 1.4 se 4
check partial(S, 2)(0.7, 1.3) ≈ 2.6 se 4
check (m -> E(z ~ Normal(m, 1), z^3))''(0.7) ≈ 6*0.7 se 4
check (m -> E(z ~ Normal(m, 1), z^3, estimator="score", baseline="mean"))'(0.7) ≈ 3*0.7^2 + 3 se 4
check (a -> E(z ~ Normal(0, 1), cos(a*z)))'(0.8) ≈ -0.8*exp(-0.32) se 4
# Exactly, where the mean is exact.
check (m -> E(z ~ Normal(m, 1), z^4, method=quad(3)))'(0.5) ≈ 4*0.5^3 + 12*0.5
check (m -> E(z ~ Normal(m, 1), z^4, method=quad(3)))''(0.5) ≈ 12*0.5^2 + 12
check (p -> E(x ~ Bernoulli(p), 5*x + 1))'(0.3) ≈ 5
check grad(p -> E(x ~ Categorical(p/sum(p)), x^2))([0.2, 0.3, 0.5]) ≈ [1, 4, 9] - 5.9
# Of a variance, a conditional mean: d/ds Var = 2s, d/da E(z | z < a) is a jump of the condition and has no path.
check (s -> Var(z ~ Normal(0, s), z))'(1.5) ≈ 3 se 4
check (m -> E(z ~ Normal(0, 1), z + m | z > 1))'(0.3) ≈ 1 abs 1e-9 se 4
# A mean inside a gradient inside a mean: E over x of d/dx E(z ~ N(x, 1), z²) = 2 E x.
check E(x ~ Normal(3, 1), grad(x -> E(z ~ Normal(x, 1), z^2, method=quad(2)))(x)) ≈ 6 se 4
check E(x ~ Normal(3, 1), grad(x -> E(z ~ Normal(x, 1), z^2, n=20))(x), n=2000) ≈ 6 se 5

# ## Laws of one's own
# A record with draw and log_density is a distribution.
Logistic(μ, s) = (
  draw = () -> { u = uniform_noise(); μ + s*log(u/(1 - u)) },
  log_density = x -> -(x - μ)/s - log(s) - 2*log1p(exp(-(x - μ)/s))
)
check E(x ~ Logistic(1, 2), x) ≈ 1 se 4
check Var(x ~ Logistic(1, 2), x) ≈ 4*π^2/3 se 5
check P(x ~ Logistic(1, 2), x < 2) ≈ 1/(1 + exp(-1/2)) se 4
# Its density is that of its draws: E 1/p over a range is the length of the range.
check E(x ~ Logistic(0, 1), where(0 < x < 2, exp(-Logistic(0, 1).log_density(x)), 0)) ≈ 2 se 4
# Path and score agree on d/dμ E x² = 2μ and d/ds = 2s π²/3.
logistic_square(μ, s) = E(x ~ Logistic(μ, s), x^2, n=20_000)
logistic_score(μ, s) = E(x ~ Logistic(μ, s), x^2, n=20_000, estimator="score", baseline="mean")
check partial(logistic_square, 1)(0.5, 1.2) ≈ 1 se 4
check partial(logistic_square, 2)(0.5, 1.2) ≈ 2.4*π^2/3 se 5
check partial(logistic_score, 1)(0.5, 1.2) ≈ 1 se 4
check partial(logistic_score, 2)(0.5, 1.2) ≈ 2.4*π^2/3 se 5
Cauchy(μ, s) = (
  draw = () -> μ + s*tan(π*(uniform_noise() - 0.5)),
  log_density = x -> -log(π*s) - log1p(((x - μ)/s)^2)
)
check P(x ~ Cauchy(1, 2), x > 3) ≈ 1/4 se 4
check E(x ~ Cauchy(0, 1), cos(x)) ≈ exp(-1) se 4
check (m -> E(x ~ Cauchy(m, 1), cos(x)))'(0.4) ≈ -sin(0.4)*exp(-1) se 4
# Laws in laws: a location that is drawn.
check E(c ~ Bernoulli(0.3), x ~ Logistic(4*c, 1), x) ≈ 1.2 se 4

# ## The same draws again
seed(7)
e = E(z ~ Normal(0, 1), z^2)
frozen(1, E(z ~ Normal(0, 1), z^2)) - e
