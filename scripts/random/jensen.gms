#~ file: seed=7
# Jensen's inequality: log E w ≥ E log w for w > 0, with the gap measured; and how it closes.

# ## The gap of a log-normal weight
# For w = e^(μ + σz), z ~ Normal(0, 1): E log w = μ and log E w = μ + σ²/2, so the gap is σ²/2.
w(z, μ, σ) = exp(μ + σ*z)
(μ, σ) = (0.3, 0.8);
average = E(z ~ Normal(0, 1), w(z, μ, σ), n=40_000)
#> 1.86521 ± 0.00887
# The logarithm of an estimate is an estimate: log m ± error/m.
check log(average) ≈ μ + σ^2/2 se 4
#> ok 0.62337 ± 0.00476 ≈ 0.62 (0.7 se)
check E(z ~ Normal(0, 1), log(w(z, μ, σ))) ≈ μ se 4
#> ok 0.29801 ± 0.00815 ≈ 0.3 (0.2 se)
check E(z ~ Normal(0, 1), log(w(z, μ, σ))) < log(average) se 10
#> ok 0.28347 ± 0.00806 < 0.62337 ± 0.00476 (36.3 se)
# The gap from one set of draws, so that the errors of both sides are correlated; four widths.
for σ in [0.1, 0.3, 0.8, 1.2] {
  m = E(z ~ Normal(0, 1), [w(z, 0, σ), log(w(z, 0, σ))], n=40_000)
  check log(m[1]) - m[2] ≈ σ^2/2 se 5
}
#> ok 0.0049735 ± 0.0000340 ≈ 0.005 (0.8 se)
#> ok 0.044849 ± 0.000328 ≈ 0.045 (0.5 se)
#> ok 0.31947 ± 0.00255 ≈ 0.32 (0.2 se)
#> ok 0.71588 ± 0.00604 ≈ 0.72 (0.7 se)
# Without chance: Gauss-Hermite quadrature.
check log(E(z ~ Normal(0, 1), w(z, μ, σ), method=quad(30))) ≈ μ + σ^2/2
#> ok 1.02 ≈ 1.02
# A constant has no gap; and a convex function turns the inequality round: E e^z ≥ e^(E z).
check log(E(z ~ Normal(0, 1), 3 + 0*z, method=quad(3))) ≈ log(3)
#> ok 1.09861 ≈ 1.09861
check E(z ~ Normal(0, 1), exp(z)) > 1 se 10
#> ok 1.6246 ± 0.0201 > 1 (31.1 se)

# ## The evidence and its bounds
# log p(x) = log E_q w with w = p(x, z)/q(z); the evidence lower bound is E_q log w. Three states:
prior = [0.5, 0.3, 0.2];
likelihood = [0.9, 0.2, 0.05];
q = [0.6, 0.3, 0.1];
weights = prior*likelihood/q
#> f64[3]
#>    0.75  0.2  0.1
evidence = log(E(z ~ Categorical(q), weights[z]))
#> -0.653926
check evidence ≈ log(prior @ likelihood)
#> ok -0.653926 ≈ -0.653926
elbo = E(z ~ Categorical(q), log(weights[z]))
#> -0.885699
check elbo ≈ -0.885699126501 tol 1e-11
#> ok -0.885699 ≈ -0.885699
# What is missing is the divergence from the posterior, KL(q || p(z | x)).
posterior = prior*likelihood/(prior @ likelihood)
#> f64[3]
#>    0.865385  0.115385  0.0192308
check evidence - elbo ≈ E(z ~ Categorical(q), log(q[z]/posterior[z]))
#> ok 0.231773 ≈ 0.231773
check evidence - elbo ≈ 0.231772659094 tol 1e-11
#> ok 0.231773 ≈ 0.231773
# With q = posterior all weights are equal, and there is no gap.
check E(z ~ Categorical(posterior), log(prior[z]*likelihood[z]/posterior[z])) ≈ evidence
#> ok -0.653926 ≈ -0.653926

# The logarithm of a mean of K weights lies between: L_K = E log (w₁ + ... + w_K)/K rises to log p(x) (Burda, Grosse and
# Salakhutdinov, "Importance Weighted Autoencoders", 2016). Exact, over 3, 9, 27 and 81 states:
Q = Categorical(q);
L = [
  E(a ~ Q, log(weights[a])),
  E(a ~ Q, b ~ Q, log((weights[a] + weights[b])/2)),
  E(a ~ Q, b ~ Q, c ~ Q, log((weights[a] + weights[b] + weights[c])/3)),
  E(a ~ Q, b ~ Q, c ~ Q, d ~ Q, log((weights[a] + weights[b] + weights[c] + weights[d])/4))
]
#> f64[4]
#>   -0.885699  -0.755947  -0.715738  -0.697711
check L ≈ [-0.885699126501, -0.755946512413, -0.715737778675, -0.697710572878] tol 1e-11
#> ok [-0.885699, -0.755947, -0.715738, -0.697711] ≈ [-0.885699, -0.755947, -0.715738, -0.697711]
check L[1] < L[2]
#> ok -0.885699 < -0.755947
check L[2] < L[3]
#> ok -0.755947 < -0.715738
check L[3] < L[4]
#> ok -0.715738 < -0.697711
check L[4] < evidence
#> ok -0.697711 < -0.653926
# By samples, for any K: K states at once, by where uniform numbers fall.
chosen(u) = where(u < q[1], weights[1], where(u < q[1] + q[2], weights[2], weights[3]))
many(K, n) = E(u ~ Uniform(zeros(K), 1), log(mean(chosen(u))), n=n)
check many(4, 10_000) ≈ L[4] se 4
#> ok -0.69642 ± 0.00308 ≈ -0.697711 (0.4 se)
check many(16, 10_000) > L[4] se 4
#> ok -0.66394 ± 0.00140 > -0.697711 (24.1 se)
check many(64, 10_000) > L[4] se 4
#> ok -0.655205 ± 0.000693 > -0.697711 (61.4 se)
check many(64, 10_000) < evidence se 1
#> ok -0.654974 ± 0.000679 < -0.653926 (1.5 se)

# A Gaussian: log p(x, z) = c + log N(z; b, t²) has log p(x) = c.
(c, b, t) = (-3.0, -0.3, 1.2);
log_weight(z) = c + Normal(b, t).log_density(z) - Normal(0.5, 0.8).log_density(z)
q₀ = Normal(0.5, 0.8);
check E(z ~ q₀, log_weight(z), method=quad(4)) ≈ -3.349909552553 tol 1e-11
#> ok -3.34991 ≈ -3.34991
two = E(y ~ q₀, z ~ q₀, log((exp(log_weight(y)) + exp(log_weight(z)))/2), method=quad(60))
#> -3.27349
check two ≈ -3.273486124602 tol 1e-7
#> ok -3.27349 ≈ -3.27349
log_weights(z) = c + log(0.8/t) - ((z - b)/t)^2/2 + ((z - 0.5)/0.8)^2/2
iwae(K, n) = E(z ~ Normal(0.5*ones(K), 0.8), log(mean(exp(log_weights(z)))), n=n)
check iwae(1, 10_000) ≈ -3.349909552553 se 4
#> ok -3.35727 ± 0.00586 ≈ -3.34991 (1.3 se)
check iwae(2, 10_000) ≈ -3.273486124602 se 4
#> ok -3.26899 ± 0.00552 ≈ -3.27349 (0.8 se)
check iwae(3, 10_000) ≈ -3.2331365549 se 4
#> ok -3.22844 ± 0.00506 ≈ -3.23314 (0.9 se)
check iwae(2, 10_000) > iwae(1, 10_000) se 3
#> ok -3.27113 ± 0.00570 > -3.34917 ± 0.00612 (9.3 se)
# Here the weights have an infinite variance, s² = 0.64 < t²/2 = 0.72, and the bound rises slowly.
[iwae(K, 2000) for K in [10, 100]]
#> estimate f64[2]
#>   -3.13686 ± 0.00910  -3.04194 ± 0.00597

# ## How fast: the bias of log
# By Taylor's formula E log m̄ = log E w - Var(w)/(2n (E w)²) + O(1/n²) for the mean m̄ of n weights. For exponential
# weights m̄ is a Gamma variable, and exactly E log m̄ = ψ(n) - log n, where ψ(n) = 1 + 1/2 + ... + 1/(n - 1) - γ.
γ = 0.57721566490153286;
bias(n) = sum(k in 1:n-1, 1/k) - γ - log(n)
log_mean(n) = E(x ~ Exponential(ones(n)), log(mean(x)), n=10_000)
for n in [1, 2, 5, 20, 100] { check log_mean(n) ≈ bias(n) se 4 }
#> ok -0.5799 ± 0.0131 ≈ -0.577216 (0.2 se)
#> ok -0.27648 ± 0.00762 ≈ -0.270363 (0.8 se)
#> ok -0.09727 ± 0.00463 ≈ -0.10332 (1.3 se)
#> ok -0.02362 ± 0.00223 ≈ -0.0252083 (0.7 se)
#> ok -0.00625 ± 0.00102 ≈ -0.00500833 (1.2 se)
# Columns: n, the bias, the first term -1/(2n), and what is left, times n².
[[n, bias(n), -1/(2*n), n^2*(bias(n) + 1/(2*n))] for n in [1, 2, 5, 20, 100]]
#> f64[5×4]
#>      1.0  -0.577216    -0.5    -0.0772157
#>      2.0  -0.270363    -0.25   -0.0814514
#>      5.0  -0.10332     -0.1    -0.0830061
#>     20.0  -0.0252083   -0.025  -0.0833125
#>    100.0  -0.00500833  -0.005  -0.0833325
check 100^2*(bias(100) + 1/200) ≈ -1/12 tol 1e-4
#> ok -0.0833325 ≈ -0.0833333
# For log-normal weights, Var w/(E w)² = e^(σ²) - 1.
log_mean_of(n, σ) = E(z ~ Normal(zeros(n), σ), log(mean(exp(z - σ^2/2))), n=10_000)
check log_mean_of(1, 0.5) ≈ -0.5^2/2 se 4
#> ok -0.12641 ± 0.00489 ≈ -0.125 (0.3 se)
check log_mean_of(50, 0.5) ≈ -(exp(0.5^2) - 1)/100 se 4
#> ok -0.001476 ± 0.000746 ≈ -0.00284025 (1.8 se)
# It is small beside the error of one mean, √(Var w/n)/E w, but does not average out over repetitions. Half the samples
# twice as much bias: twice the whole minus the mean of the halves has none in 1/n (the jackknife of Quenouille).
halves(n) = E(x ~ Exponential(ones(n)), {
    h = n/2
    2*log(mean(x)) - (log(mean(x[1:h])) + log(mean(x[h+1:n])))/2
  }, n=40_000)
check halves(10) ≈ 2*bias(10) - bias(5) se 4
#> ok 0.00360 ± 0.00165 ≈ 0.00165524 (1.2 se)
2*bias(10) - bias(5)
#> 0.00165524

# ## Other functions of means
# 1/m̄ of n exponential numbers has the mean n/(n - 1): 1/E w plus Var w/(n (E w)³) + ...
check E(x ~ Exponential(ones(10)), 1/mean(x), n=20_000) ≈ 10/9 se 4
#> ok 1.11664 ± 0.00270 ≈ 1.11111 (2.0 se)
# A square: E m̄² = (E w)² + Var w/n, exactly.
check E(x ~ Exponential(ones(10)), mean(x)^2, n=20_000) ≈ 1 + 1/10 se 4
#> ok 1.10180 ± 0.00493 ≈ 1.1 (0.4 se)
# The root of an unbiased variance is too small; of n = 2 normal numbers it is √(2/π) in the mean.
check E(z ~ Normal(zeros(2), 1), sqrt((z[1] - z[2])^2/2)) ≈ sqrt(2/π) se 4
#> ok 0.78929 ± 0.00589 ≈ 0.797885 (1.5 se)

# What is to be seen: the bias of log of a mean of n, and its first term, fall as 1/n.
counts = [1, 2, 5, 10, 20, 50, 100];
axes(plot(counts, (bias = [-bias(n) for n in counts], first = [1/(2*n) for n in counts]), log="xy"), x="n", y="- bias")
#> - bias
#>     |***                                                     *** bias
#>     |+++++**                                                 +++ first
#>  0.3+     +++++++
#>     |            ++++
#>     |                +++++
#>  0.1+                     +++++
#>     |                          +++++
#>     |                               +++++
#> 0.03+                                    ++++
#>     |                                        ++++++
#>     |                                              +++++++
#> 0.01+                                                     ++++++
#>     |                                                           ++++
#>     |                                                               +++
#>     ++--------+-------------+---------+--------+-------------+--------+
#>      1        2             5         10       20            50      100
#>                                      n
