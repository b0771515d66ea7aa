# `explain`: a formula as typed, its value, and the value of each of its terms. They add up to it.
#
# KL between Normals: the closed form term by term.
k = 3; μ = [0.5, -1, 2.0]; σ = 0.7;
kl(μ, σ) = (k*σ^2 + sum(μ^2) - k - 2*k*log(σ)) / 2
explain kl(μ, σ)
#> kl(μ, σ) = (k*σ^2 + sum(μ^2) - k - 2*k*log(σ)) / 2
#>   = 2.93002
#>     k*σ^2/2       0.735
#>   + sum(μ^2)/2    2.625
#>   - k/2           -1.5
#>   - 2*k*log(σ)/2  1.07002

# The evidence lower bound of a linear model: reconstruction and prior with the draws of the bound itself.
p(z) ~ Normal(zeros(2), I)
p(x | z; w) ~ Normal(w @ z, 0.5)
q(z | x) ~ Normal(0.3*x, 0.8)
elbo(w, x) = E(z ~ q(z | x), log p(x, z; w) - log q(z | x))
explain elbo([1, 0.5; 0, 1], [0.4, -0.2])
#> elbo(w, x) = E(z ~ q(z | x), log p(x, z; w) - log q(z | x))
#>   = -3.6245 ± 0.0293
#>     E[log p(x, z; w)]     -6.0067 ± 0.0378
#>       E[log p(z)]         -2.48253 ± 0.00621
#>     + E[log p(x | z; w)]  -3.5241 ± 0.0326
#>   - E[log q(z | x)]       2.38215 ± 0.00963
#>   in nats; a log density is the sum over its numbers, constants included, E is a mean:
#>     log p(z)         2 numbers, Normal: -2/2 log 2π = -1.83788 is in it
#>     log p(x | z; w)  2 numbers, Normal: -2/2 log 2π = -1.83788 is in it
#>     log q(z | x)     2 numbers, Normal: -2/2 log 2π = -1.83788 is in it

# A divergence by axes, under a minus sign.
gain(μ, σ) = 1 - KL(Normal(μ, σ) || Normal(zeros(2), I))
explain gain([0.3, 0.1], [0.5, 2.0])
#> gain(μ, σ) = 1 - KL(Normal(μ, σ) || Normal(zeros(2), I))
#>   = -0.175
#>     1                                        1
#>   - KL(Normal(μ, σ) || Normal(zeros(2), I))  -1.175
#>     - axis 1                                 -0.363147
#>     - axis 2                                 -0.811853

# A loss with named terms, a function with lines, nested parentheses, vectors.
loss(m, x) = (fit = (m - x)^2/2, penalty = m^2 - log(m^2))
explain loss(2.0, 3.0)
#> loss(m, x) = (fit = (m - x)^2/2, penalty = m^2 - log(m^2))
#>   = (fit = 0.5, penalty = 2.61371)
#>     fit = (m - x)^2/2         0.5
#>     penalty = m^2 - log(m^2)  2.61371
#>       m^2                     4.0
#>     - log(m^2)                -1.38629
f(t) = {
  h = tanh(t)
  h^2 - (3*t - 1)/2
}
explain 1 + f(0.5)
#> 1 + f(0.5)
#>   = 0.963552
#>     1              1
#>   + f(0.5)         -0.0364477
#>       h = tanh(t)  0.462117
#>       h^2          0.213552
#>     - 3*t/2        -0.75
#>     + 1/2          0.5
explain -(1 - (2 - (3 + 4)))
#> -(1 - (2 - (3 + 4)))
#>   = -6
#>   - 1             -1
#>   + 2             2
#>   - 3             -3
#>   - 4             -4
explain [1.0, 2.0] - 3*[0.5, 1.0]
#> [1.0, 2.0] - 3*[0.5, 1.0]
#>   = f64[2]
#>       -0.5  -1.0
#>     [1.0, 2.0]    f64[2]  [1.0, 2.0]
#>   - 3*[0.5, 1.0]  f64[2]  [-1.5, -3.0]

# What has no terms is shown with its value alone.
explain 3
#> 3
#>   = 3
