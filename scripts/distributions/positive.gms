#~ file: digits=10
# Distributions on positive numbers: Gamma, InverseGamma, LogNormal, HalfNormal.
# Gamma by shape and rate, or by scale, since papers print both.
G = Gamma(2.5, 1.5)
#> Gamma(shape = 2.5, rate = 1.5)
(mean(G), var(G), entropy(G))
#> (1.666666667, 1.111111111, 1.324482801)
check log_density(G, 0.7) ≈ log_density(Gamma(2.5, scale=1/1.5), 0.7)
#> ok -0.8560325161 ≈ -0.8560325161
check log_density(G, 0.7) ≈ 2.5*log(1.5) + 1.5*log(0.7) - 1.5*0.7 - lgamma(2.5)
#> ok -0.8560325161 ≈ -0.8560325161
check quad(x -> density(G, x), 0, inf) ≈ 1
#> ok 1.0 ≈ 1
check quad(x -> x*density(G, x), 0, inf) ≈ mean(G)
#> ok 1.666666667 ≈ 1.666666667
# The distribution function is gammainc(α, βx).
check quad(x -> density(G, x), 0, 2) ≈ gammainc(2.5, 1.5*2)
#> ok 0.6937810816 ≈ 0.6937810816
log_density(G, [-1, 0, 1])
#> f64[3]
#>   -inf  -inf  -0.7710201002
[log_density(Gamma(a, 1), 0) for a in [0.5, 1, 2]]
#> f64[3]
#>    inf  0.0  -inf
support(G)
#> (set = "interval", low = 0.0, high = inf, shape = ())
# Which of rate and scale is meant has to be said.
Gamma(2.5)
#!> error[argument]: Gamma: give one of rate= and scale=
#!>   Gamma(2.5)
#!>   ^^^^^^^^^^

# ## Draws move with the shape as well
z ~ G
#> 2.300537161
check E(z ~ G, z) ≈ mean(G) se 4
#> ok 1.67206202 ± 0.01041952 ≈ 1.666666667 (0.5 se)
check Var(z ~ G, z) ≈ var(G) se 4
#> ok 1.12668242 ± 0.02561712 ≈ 1.111111111 (0.6 se)
# d/dα E log z = ψ'(α), by paths.
check grad(a -> E(z ~ Gamma(a, 1.5), log(z)))(2.5) ≈ trigamma(2.5) se 4
#> ok 0.491434722 ± 0.001630476 ≈ 0.4903577561 (0.7 se)
# Gauss's rule for this very density: exact for polynomials.
check E(z ~ G, z^5, method=quad(3)) ≈ prod(k in 0:4, 2.5 + k)/1.5^5
#> ok 185.3703704 ≈ 185.3703704

# ## 1/z has the inverse gamma distribution
V = InverseGamma(2.5, 1.5)
#> InverseGamma(shape = 2.5, scale = 1.5)
check density(V, 0.7) ≈ density(Gamma(2.5, rate=1.5), 1/0.7)/0.7^2
#> ok 0.8474572027 ≈ 0.8474572027
check mean(V) ≈ 1.5/1.5
#> ok 1.0 ≈ 1.0
check E(z ~ G, 1/z) ≈ mean(V) se 4
#> ok 0.99865100 ± 0.01150082 ≈ 1.0 (0.1 se)
# Moments that are infinite.
(mean(InverseGamma(1, 1)), var(InverseGamma(2, 1)))
#> (inf, inf)

# ## exp z and |z| for normal z
L = LogNormal(0.3, 0.5)
#> LogNormal(μ = 0.3, σ = 0.5)
check density(L, 2) ≈ density(Normal(0.3, 0.5), log(2))/2
#> ok 0.2928578491 ≈ 0.2928578491
check mean(L) ≈ exp(0.3 + 0.125)
#> ok 1.52959042 ≈ 1.52959042
check E(z ~ Normal(0.3, 0.5), exp(2*z), method=quad(40)) ≈ var(L) + mean(L)^2
#> ok 3.004166024 ≈ 3.004166024
H = HalfNormal(2)
#> HalfNormal(σ = 2)
check density(H, 0.7) ≈ 2*density(Normal(0, 2), 0.7)
#> ok 0.3752403469 ≈ 0.3752403469
check mean(H) ≈ 2*sqrt(2/π)
#> ok 1.595769122 ≈ 1.595769122
check E(z ~ Normal(0, 2), abs(z)) ≈ mean(H) se 4
#> ok 1.60088325 ± 0.01178928 ≈ 1.595769122 (0.4 se)

# ## Several coordinates
M = Gamma([1, 2], [1, 0.5])
#> Gamma(shape = [1, 2], rate = [1.0, 0.5])
check log_density(M, [0.3, 4]) ≈ log_density(Exponential(1), 0.3) + log_density(Gamma(2, 0.5), 4)
#> ok -2.3 ≈ -2.3
sample(M, 3)
#> f64[3×2]
#>    0.7351879897  4.955205438
#>    4.319903369   2.713883495
#>    1.693926624   3.564831845

# The four densities.
axes(overlay(plot(G, 0, 6, label="Gamma(2.5, 1.5)"), plot(V, 0, 6, label="InverseGamma(2.5, 1.5)"), plot(L, 0, 6, label="LogNormal(0.3, 0.5)"),
  plot(H, 0, 6, label="HalfNormal(2)")), x="x")
#> density
#> 1.2+    ++                                   *** Gamma(2.5, 1.5)
#>    |   ++++                                  +++ InverseGamma(2.5, 1.5)
#>   1+   +  +                                  ooo LogNormal(0.3, 0.5)
#>    |   +   +                                 xxx HalfNormal(2)
#> 0.8+   +   ++
#>    |   +    +
#>    |  +      oooooo
#> 0.6+  +     oo+   oooo
#>    |  +    oo*++**** ooo
#> 0.4+xxxxxxxxxxxxxxx ***ooo
#>    |  +**oo      +xxxxxxxxxxx**
#> 0.2+  +*oo         +++++    xxxxxxxxxx
#>    |*+*oo              ++++++++++oooooxxxxxxxxxxxxxxxx
#>   0+oooo                           +++++++++ooooooooooxxxxxxxxxxxxxxxxxx
#>    ++----------+----------+-----------+----------+----------+----------+
#>     0          1          2           3          4          5          6
#>                                      x
