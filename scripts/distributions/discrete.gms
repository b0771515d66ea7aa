#~ file: digits=10
# Distributions on finitely many points, where expectations are sums.
B = Bernoulli(0.3)
#> Bernoulli(p = 0.3)
density(B, [0, 1, 2])
#> f64[3]
#>    0.7  0.3  0.0
(mean(B), var(B))
#> (0.3, 0.21)
check var(B) ≈ 0.3*0.7
#> ok 0.21 ≈ 0.21
check entropy(B) ≈ -0.3*log(0.3) - 0.7*log(0.7)
#> ok 0.6108643021 ≈ 0.6108643021
# By log-odds; nothing overflows.
log_density(Bernoulli(logits=[-1000, 0, 1000]), [0, 1, 1])
#> -0.6931471806
check log_density(Bernoulli(logits=-1000), 1) ≈ -1000
#> ok -1000.0 ≈ -1000
check density(Bernoulli(logits=2), 1) ≈ sigmoid(2)
#> ok 0.880797078 ≈ 0.880797078
# The derivative in the log-odds is x - p.
check grad(l -> log_density(Bernoulli(logits=l), 1))(2.0) ≈ 1 - sigmoid(2)
#> ok 0.119202922 ≈ 0.119202922
# Where p is 0 or 1: 0 log 0 = 0, and what cannot be has log density -inf.
(entropy(Bernoulli(0)), log_density(Bernoulli(0), 0), log_density(Bernoulli(0), 1))
#> (0.0, -0.0, -inf)

# ## Categories 1, ..., n
K = Categorical([0.2, 0.3, 0.5])
#> Categorical(p = [0.2, 0.3, 0.5])
density(K, 0:4)
#> f64[5]
#>    0.0  0.2  0.3  0.5  0.0
check entropy(K) ≈ -sum([0.2, 0.3, 0.5]*log([0.2, 0.3, 0.5]))
#> ok 1.029653014 ≈ 1.029653014
# Logits are log-probabilities up to a constant.
check density(Categorical(logits=[1, 2, 3]), 1:3) ≈ exp([1, 2, 3])/sum(exp([1, 2, 3]))
#> ok [0.09003057317, 0.2447284711, 0.6652409558] ≈ [0.09003057317, 0.2447284711, 0.6652409558]
check density(Categorical(logits=[1001, 1002, 1003]), 1:3) ≈ density(Categorical(logits=[1, 2, 3]), 1:3)
#> ok [0.09003057317, 0.2447284711, 0.6652409558] ≈ [0.09003057317, 0.2447284711, 0.6652409558]
# The gradient in the logits is 1 at the category, minus the probabilities.
check grad(l -> log_density(Categorical(logits=l), 2))([0.1, 0.2, 0.3]) ≈ [0, 1, 0] - exp([0.1, 0.2, 0.3])/sum(exp([0.1, 0.2, 0.3]))
#> ok [-0.3006096054, 0.6677750065, -0.3671654011] ≈ [-0.3006096054, 0.6677750065, -0.3671654011]
# A die, and the rows of data.
die = DiscreteUniform(1, 6)
#> DiscreteUniform(a = 1, b = 6)
(mean(die), var(die))
#> (3.5, 2.916666667)
check entropy(die) ≈ log(6)
#> ok 1.791759469 ≈ 1.791759469
X = Empirical([1, 2; 3, 4; 1, 2])
#> Empirical(data = [1, 2; 3, 4; 1, 2])
check density(X, [1, 2]) ≈ 2/3
#> ok 0.6666666667 ≈ 0.6666666667
check cov(X) ≈ [8/9, 8/9; 8/9, 8/9]
#> ok [0.8888888889, 0.8888888889; 0.8888888889, 0.8888888889] ≈ [0.8888888889, 0.8888888889; 0.8888888889, 0.8888888889]

# ## Expectations are sums over the support
(x, p) = die.support()
#> [1] = i64[6]
#>      1  2  3  4  5  6
#> [2] = f64[6]
#>      0.1666666667  0.1666666667  0.1666666667  0.1666666667  0.1666666667
#>      0.1666666667
check sum(p*x^2) - sum(p*x)^2 ≈ var(die)
#> ok 2.916666667 ≈ 2.916666667
check E(z ~ die, z^2) ≈ 91/6
#> ok 15.16666667 ≈ 15.16666667
check E(z ~ B, z) ≈ 0.3
#> ok 0.3 ≈ 0.3
check E(z ~ K, 1/z) ≈ 0.2 + 0.15 + 0.5/3
#> ok 0.5166666667 ≈ 0.5166666667
# Two dice: P(a + b = 7) = 1/6.
check P(a ~ die, b ~ die, a + b == 7) ≈ 1/6
#> ok 0.1666666667 ≈ 0.1666666667
# Their derivatives are exact.
check grad(p -> E(z ~ Bernoulli(p), exp(z)))(0.3) ≈ exp(1) - 1
#> ok 1.718281828 ≈ 1.718281828

# ## Draws are integers
z ~ B
#> 1
sample(die, 10)
#> i64[10]
#>    6  2  2  1  2  2  6  2  3  4
sample(K, 5)
#> i64[5]
#>    2  2  1  3  3
check E(z ~ B, z, method="samples") ≈ 0.3 se 4
#> ok 0.303500000 ± 0.004694655 ≈ 0.3 (0.7 se)
check P(z ~ K, z == 2, method="samples") ≈ 0.3 se 4
#> ok 0.294500000 ± 0.004587024 ≈ 0.3 (1.2 se)
check E(z ~ die, z, method="samples") ≈ 3.5 se 4
#> ok 3.52300000 ± 0.01723915 ≈ 3.5 (1.3 se)

# The faces of the die in 1000 throws, with two standard errors: about one in twenty bars may miss the line.
faces = [P(z ~ die, z == k, method="samples", n=1000) for k in 1:6];
axes(overlay(bars(faces), hline(1/6)), x="face", y="frequency")
#> frequency
#>  0.2+       |                                         |
#>     |       |                    |         |          |
#>     |. .#.#.|.#. . . .|. . . . . . . . ......... .:.:.|.:. . . .|. . . .
#>     |   ####|###   ...|....  ####|###   ###|####  ####|###   :::|::::
#> 0.15+   ########   ###|####  ####|###   ###|####  ########   ###|####
#>     |   ########   ###|####  ########   ########  ########   ###|####
#>     |   ########   ########  ########   ########  ########   ########
#>  0.1+   ########   ########  ########   ########  ########   ########
#>     |   ########   ########  ########   ########  ########   ########
#>     |   ########   ########  ########   ########  ########   ########
#> 0.05+   ########   ########  ########   ########  ########   ########
#>     |   ########   ########  ########   ########  ########   ########
#>     |   ########   ########  ########   ########  ########   ########
#>    0+   ########   ########  ########   ########  ########   ########
#>     +-------+---------+----------+---------+----------+---------+-------
#>             1         2          3         4          5         6
#>                                     face
