#~ file: digits=10
# KL(q, p) = E log q(x)/p(x) over x ~ q: a closed form where there is one.
# The term of a Gaussian VAE with an isotropic posterior, k = 3.
(μ, σ) = ([0.5, -1, 0.25], 0.7);
check KL(Normal(μ, σ), Normal(zeros(3), I)) ≈ (3*σ^2 + sum(μ^2) - 3 - 2*3*log(σ))/2
#> ok 0.9612748318 ≈ 0.9612748318
check KL(Normal(μ, [0.5, 1, 2]), Normal(zeros(3), I)) ≈ 1.78125
#> ok 1.78125 ≈ 1.78125
# Full covariances, in both directions.
(P, Q) = (Normal([0.3, -0.2], cov=[1.2, 0.5; 0.5, 0.8]), Normal([-1, 0.4], cov=[2, -0.3; -0.3, 1]));
(KL(P, Q), KL(Q, P))
#> (0.8146920635, 2.493935619)
# The best diagonal approximation has the variances 1/diag(Σ⁻¹), and misses -log(1 - ρ²)/2.
s = sqrt(1/diag(inv(cov(P))));
check KL(Normal(mean(P), s), P) ≈ -log(1 - 0.5^2/(1.2*0.8))/2
#> ok 0.1508341572 ≈ 0.1508341572
check grad(s -> KL(Normal(mean(P), s), P))(s) ≈ [0, 0] abs 1e-12
#> ok [-2.220446049e-16, -2.220446049e-16] ≈ [0, 0]

# ## Other families
KL(Gamma(2.5, 1.5), Gamma(2, 1))
#> 0.04449233273
check KL(Gamma(2.5, 1.5), Gamma(2, 1)) ≈ quad(x -> density(Gamma(2.5, 1.5), x)*(log_density(Gamma(2.5, 1.5), x) - log_density(Gamma(2, 1), x)), 0, inf)
#> ok 0.04449233273 ≈ 0.04449233273
KL(Beta(2, 3), Uniform(0, 1))
#> 0.2349066498
KL(Dirichlet([1.5, 2, 0.5]), Dirichlet([1, 1, 1]))
#> 0.81369625
KL(Wishart(5, [2, 0.5; 0.5, 1]), Wishart(4, eye(2)))
#> 1.538273804
check KL(Poisson(2), Poisson(3)) ≈ 2*log(2/3) - 2 + 3
#> ok 0.1890697838 ≈ 0.1890697838
check KL(Laplace(0, 1), Laplace(1, 2)) ≈ log(2) + (1 + exp(-1))/2 - 1
#> ok 0.3770869011 ≈ 0.3770869011
# E log p needs no more than the moments of q where p is normal.
check KL(Uniform(0, 1), Normal(0, 1)) ≈ log(2*π)/2 + 1/6
#> ok 1.0856052 ≈ 1.0856052

# ## Finite supports are sums
q = Categorical([0.6, 0.3, 0.1]);
check KL(q, Categorical([0.5, 0.3, 0.2])) ≈ 0.6*log(0.6/0.5) + 0.1*log(0.1/0.2)
#> ok 0.04007821602 ≈ 0.04007821602
check KL(Empirical([1, 2, 2]), q) ≈ log((1/3)/0.6)/3 + 2*log((2/3)/0.3)/3
#> ok 0.3364095758 ≈ 0.3364095758
KL(q, Categorical([0.5, 0.5]))
#> inf

# ## Outside the support of p it is infinite
KL(Uniform(0, 1), Uniform(-1, 2))
#> 1.098612289
KL(Uniform(-1, 2), Uniform(0, 1))
#> inf
KL(Normal(0, 1), Exponential(1))
#> inf
# Points have no density.
KL(Bernoulli(0.5), Normal(0, 1))
#> inf
# Events of different shapes cannot be compared.
KL(Normal([0, 1], 1), Normal(0, 1))
#!> error[shape]: KL: the events of Normal have the shape (2,), those of Normal ()
#!>   KL(Normal([0, 1], 1), Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Without a closed form: an estimate with its error
M = Mixture([0.5, 0.5], Normal([-1, 1], 0.5));
KL(M, Normal(0, 1.2))
#> 0.172279581 ± 0.004769760
check KL(M, Normal(0, 1.2)) ≈ quad(x -> density(M, x)*(log_density(M, x) - log_density(Normal(0, 1.2), x)), -10, 10) se 4
#> ok 0.174262123 ± 0.004969265 ≈ 0.1767763214 (0.5 se)
KL(M, Normal(0, 1.2), n=1000, method="stratified")
#> 0.18694934 ± 0.01085456
KL(M, Normal(0, 1.2), nodes=64)
#> 0.1767764349
# The other way round it sees the gap between the modes.
KL(Normal(0, 1.2), M)
#> 0.30246565 ± 0.01196002
# Asked for, also where there is a closed form.
check KL(P, Q, n=10000) ≈ KL(P, Q) se 4
#> ok 0.822703550 ± 0.007824240 ≈ 0.8146920635 (1.0 se)

# ## Cross-entropy: KL(q, p) + entropy(q)
check cross_entropy(P, Q) ≈ KL(P, Q) + entropy(P)
#> ok 3.481323975 ≈ 3.481323975
# Of data under a model it is what training minimises.
data = [1.0, 2, 2.5, 4];
check cross_entropy(Empirical(data), Normal(2, 1)) ≈ -sum(log_density(Normal(2, 1), data))/4
#> ok 1.575188533 ≈ 1.575188533
check grad(m -> cross_entropy(Empirical(data), Normal(m, 1)))(mean(data)) ≈ 0 abs 1e-15
#> ok 0.0 ≈ 0

# Where q has mass outside p the divergence is infinite: points, mixtures, and moments that do not exist.
KL(Empirical([1, 2, 9]), DiscreteUniform(1, 3))
#> inf
KL(Mixture([.5, .5], (Uniform(-1, 1), Uniform(0, 2))), Exponential(1))
#> inf
KL(Mixture([.5, .5], (Poisson(1), Poisson(3))), Normal(0, 1))
#> inf
cross_entropy(Empirical([-1.0, 2.0]), Exponential(1))
#> inf
cross_entropy(Empirical([1.0, 2.0]), Exponential(1))
#> 1.5
KL(StudentT(1), Normal(0, 1))
#> inf
# Large shapes keep their digits.
check KL(Gamma(1e8, 1), Gamma(1e8 + 1, 1)) ≈ 5e-9 abs 1e-15
#> ok 5.000000008e-09 ≈ 5e-09
check KL(Beta(1e8, 1e8), Beta(1e8 + 1, 1e8)) ≈ 2.5e-9 abs 1e-15
#> ok 2.500000006e-09 ≈ 2.5e-09
check KL(Beta(200, 300), Beta(400, 500)) ≈ 3.789149106 abs 1e-8
#> ok 3.789149106 ≈ 3.789149106
check KL(Wishart(500, [2.0, 1; 1, 3]), Wishart(550, [2.0, 1; 1, 2])) ≈ 28.6172735037 abs 1e-8
#> ok 28.6172735 ≈ 28.6172735
# A beta distribution with equal parameters is a Dirichlet of two.
fisher(Beta(2, 2), "natural")
#> f64[2×2]
#>    0.3611111111  -0.2838229557
#>   -0.2838229557   0.3611111111

# The mixture and the normal distribution, and what the divergences integrate: KL(M, N) looks at the modes, KL(N, M) at the
# gap between them.
N = Normal(0, 1.2);
laws = overlay(plot(M, -4, 4, label="M"), plot(N, -4, 4, label="N"));
integrand(q, p) = x -> density(q, x)*(log_density(q, x) - log_density(p, x))
terms = plot((integrand(M, N), integrand(N, M)), -4, 4);
layout((laws, axes(legend(terms, ("KL(M, N)", "KL(N, M)")), x="x", y="integrand")))
#> density                              integrand
#> 0.4+           **     **     *** M       |              ++ *** KL(M, N)
#>    |          ***     ***    +++ N       |              ++ +++ KL(N, M)
#>    |          * * +++ * *             0.3+              ++
#> 0.3+          * *++ ++* *                |              ++
#>    |         ** ++   ++ **               |          ** +  + **
#>    |         * ++*   *++ *            0.2+         *** +  + ***
#> 0.2+         *++ *   * ++*               |         * * +  + * *
#>    |         *+   * *   +*            0.1+         *  *+  +** *
#>    |        *+    * *    +*              |  ++++++**  *+  +*   *++++++
#>    |        ++    ***    ++              |+++    ++   +    +   ++    +++
#> 0.1+       ++             ++            0+********+   +    +   +********
#>    |      ++*             *++            |        ++  +*  *+  ++
#>    |   ++++*               *++++     -0.1+         ++++*  * +++
#>   0+++++***                 ***++++      |          ++ **** ++
#>    ++------+-------+-------+------+      ++------+-------+------+------+
#>     -4     -2      0       2      4       -4     -2      0      2      4
#>                    x                                    x
