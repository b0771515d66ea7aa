#~ file: digits=10
# Counts: Poisson, Binomial, Geometric.
P = Poisson(2.5)
#> Poisson(rate = 2.5)
(mean(P), var(P))
#> (2.5, 2.5)
density(P, [0, 1, 2, -1, 0.5])
#> f64[5]
#>    0.08208499862  0.2052124966  0.2565156207  0.0  0.0
check density(P, 3) ≈ exp(-2.5)*2.5^3/6
#> ok 0.2137630172 ≈ 0.2137630172
check sum(k in 0:60, density(P, k)) ≈ 1
#> ok 1.0 ≈ 1
sample(P, 6)
#> i64[6]
#>    2  5  0  5  2  0
sample(Poisson(1e6), 3)
#> i64[3]
#>    1000255  998745  999351
check E(k ~ P, k^2) ≈ 2.5 + 2.5^2 se 4
#> ok 8.74300000 ± 0.09617412 ≈ 8.75 (0.1 se)
# The rate may be 0.
log_density(Poisson(0), [0, 1])
#> f64[2]
#>    0.0  -inf
# Counts do not move with the rate: derivatives of expectations go by the score.
grad(r -> E(k ~ Poisson(r), k))(2.5)
#!> error[derivative]: a draw from Poisson has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   grad(r -> E(k ~ Poisson(r), k))(2.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
check grad(r -> E(k ~ Poisson(r), k, estimator="score"))(2.5) ≈ 1 se 4
#> ok 0.96010000 ± 0.02612457 ≈ 1 (1.5 se)

# ## Binomial: finite, so that expectations are sums
B = Binomial(5, 0.3)
#> Binomial(n = 5, p = 0.3)
(mean(B), var(B))
#> (1.5, 1.05)
density(B, 0:5)
#> f64[6]
#>    0.16807  0.36015  0.3087  0.1323  0.02835  0.00243
check E(k ~ B, k^2) ≈ var(B) + mean(B)^2
#> ok 3.3 ≈ 3.3
check entropy(B) ≈ -sum(k in 0:5, density(B, k)*log_density(B, k))
#> ok 1.413614855 ≈ 1.413614855
check KL(B, Poisson(1.5)) ≈ sum(k in 0:5, density(B, k)*(log_density(B, k) - log_density(Poisson(1.5), k)))
#> ok 0.030943226 ≈ 0.030943226

# ## Geometric: failures before the first success
G = Geometric(0.25)
#> Geometric(p = 0.25)
(mean(G), var(G), entropy(G))
#> (3.0, 12.0, 2.249340578)
density(G, 0:3)
#> f64[4]
#>    0.25  0.1875  0.140625  0.10546875
check E(k ~ G, k) ≈ 3 se 4
#> ok 2.99000000 ± 0.03261416 ≈ 3 (0.3 se)

# Probabilities as bars, with the frequencies in 1000 draws.
frequencies(D, n) = { k = sample(D, 1000); [mean(f64(k == i)) for i in 0:n] }
counts(D, n) = overlay(plot(D, -0.5, n + 0.5), scatter(0:n, frequencies(D, n), colour="orange"))
layout((Poisson = counts(P, 9), Binomial = counts(B, 5), Geometric = counts(G, 16)))
#>                                   Poisson
#> probability
#>    |         ..#..  ##### ..#..
#> 0.2+         #####  ##### #####
#> 0.1+   ..#.. #####  ##### ##### #####    #
#>   0+   ##### #####  ##### ##### #####  ##### ::#:: ..#..  ..#.. ..#..
#>    +-----+------------+-----------+------------+------------+-----------
#>          0            2           4            6            8
#>
#>                Binomial                             Geometric
#> probability                          probability
#>    |       ###  .#.                     |  #
#> 0.3+       ###  ###                  0.2+  ##
#> 0.2+  ...  ###  ###  #                  |  ## #
#> 0.1+  ###  ###  ### ###              0.1+  ## # ## . #
#>   0+  ###  ###  ### ###  :#:  .#.      0+  ## # ## # ## # ## # ## # ##
#>    +---+----+----+---+----+----+---     +--+-------+-------+--------+---
#>        0    1    2   3    4    5           0       5       10       15
