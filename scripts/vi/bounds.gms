#~ file: seed=7
# Bounds on the evidence: what a law q(z) of a latent z says of log p(x) = log ∫ p(x, z) dz.
use vi

# ## A latent with three values
# All integrals are sums here, so that every bound can be compared with log p(x) itself.
prior_z = [0.5, 0.3, 0.2];
likelihood = [0.9, 0.2, 0.05];
l(z) = log(prior_z[z]*likelihood[z])
q = Categorical([0.6, 0.3, 0.1]);
evidence = log(sum(prior_z*likelihood))
#> -0.653926
check evidence ≈ -0.653926467407 tol 1e-11
#> ok -0.653926 ≈ -0.653926
# Bayes' rule, and what q lacks of it: log p(x) = ELBO + KL(q || p(z | x)), for every q.
truth = Categorical(prior_z*likelihood/exp(evidence));
check elbo(l, q) ≈ -0.885699126501 tol 1e-11
#> ok -0.885699 ≈ -0.885699
check KL(q, truth) ≈ 0.231772659094 tol 1e-11
#> ok 0.231773 ≈ 0.231773
check elbo(l, q) + KL(q, truth) ≈ evidence
#> ok -0.653926 ≈ -0.653926
# The same bound as fit less divergence from the prior.
fit = E(z ~ q, log(likelihood[z]));
check fit ≈ -0.845620910480 tol 1e-11
#> ok -0.845621 ≈ -0.845621
check KL(q, Categorical(prior_z)) ≈ 0.040078216020 tol 1e-10
#> ok 0.0400782 ≈ 0.0400782
check elbo(l, q) ≈ fit - KL(q, Categorical(prior_z))
#> ok -0.885699 ≈ -0.885699
# The divergence is not symmetric: the other way round it is what expectation propagation looks at.
check KL(truth, q) ≈ 0.174985970716 tol 1e-11
#> ok 0.174986 ≈ 0.174986

# Term by term. The bound is in nats, its logarithms are natural, and no constant is left out.
explain E(z ~ q, log(prior_z[z]) + log(likelihood[z]) - log_density(q, z))
#> E(z ~ q, log(prior_z[z]) + log(likelihood[z]) - log_density(q, z))
#>   = -0.885699
#>     E[log(prior_z[z])]     -0.938024
#>   + E[log(likelihood[z])]  -0.845621
#>   - E[log_density(q, z)]   0.897946

# For any prior, likelihood and q with no zeros:
derive (n = 4; a, r in simplex(n); f in positives(n); post = a*f/sum(a*f)) {
    log(sum(a*f))
    = elbo(z -> log(a[z]*f[z]), Categorical(r)) + sum(r*log(r/post))
    >= elbo(z -> log(a[z]*f[z]), Categorical(r))
    = sum(r*log(f)) - sum(r*log(r/a))
}
#> ok 1 = 2: 200 points, worst 2e-16
#> ok 2 >= 3: 200 points, worst 0.0
#> ok 3 = 4: 200 points, worst 1.5e-16

# ## Tighter bounds
# K draws under the logarithm: E log (w₁ + ... + w_K)/K, with w = p(x, z)/q(z). K = 1 is the ELBO, and each further draw helps.
weighted = [iw_bound(l, q, K) for K in 1:4]
#> f64[4]
#>   -0.885699  -0.755947  -0.715738  -0.697711
check weighted ≈ [-0.885699126501, -0.755946512413, -0.715737778675, -0.697710572878] tol 1e-11
#> ok [-0.885699, -0.755947, -0.715738, -0.697711] ≈ [-0.885699, -0.755947, -0.715738, -0.697711]
check iw_bound(l, q, 10) < evidence
#> ok -0.669705 < -0.653926
# By draws, where the sum over all cases is too long:
check iw_bound(l, q, 4, n=20000) ≈ iw_bound(l, q, 4) se 4
#> ok -0.69487 ± 0.00217 ≈ -0.697711 (1.3 se)
# Rényi's family, log E w^(1-α)/(1-α), goes through all of them: α → 1 is the ELBO, α = 0 the evidence.
check renyi_bound(l, q, 0.5) ≈ -0.755499218514 tol 1e-11
#> ok -0.755499 ≈ -0.755499
check renyi_bound(l, q, 2) ≈ -1.193922468472 tol 1e-11
#> ok -1.19392 ≈ -1.19392
check renyi_bound(l, q, 0) ≈ evidence
#> ok -0.653926 ≈ -0.653926
check renyi_bound(l, q, 1.0001) ≈ elbo(l, q) tol 1e-4
#> ok -0.885728 ≈ -0.885699
check renyi_bound(l, q, 1) ≈ elbo(l, q)
#> ok -0.885699 ≈ -0.885699
# From above: the χ bound, log E wⁿ/n with n > 1. ELBO and χ bound enclose the evidence.
check chi_bound(l, q) ≈ -0.524197286254 tol 1e-11
#> ok -0.524197 ≈ -0.524197
check evidence < chi_bound(l, q)
#> ok -0.653926 < -0.524197
check chi_bound(l, q, order=1.5) < chi_bound(l, q)
#> ok -0.5788 < -0.524197
derive (n = 3; a, r in simplex(n); f in positives(n); g(z) = log(a[z]*f[z]); Q = Categorical(r)) {
    elbo(g, Q)
    <= iw_bound(g, Q, 2)
    <= iw_bound(g, Q, 3)
    <= log(sum(a*f))
    <= chi_bound(g, Q)
}
#> ok 1 <= 2: 200 points, worst 5.7e-17
#> ok 2 <= 3: 200 points, worst 1.7e-17
#> ok 3 <= 4: 200 points, worst 1.1e-16
#> ok 4 <= 5: 200 points, worst 0.0
derive (n = 3; a, r in simplex(n); f in positives(n); g(z) = log(a[z]*f[z]); Q = Categorical(r)) {
    renyi_bound(g, Q, 2)
    <= elbo(g, Q)
    <= renyi_bound(g, Q, 0.5)
    <= renyi_bound(g, Q, 0)
    = log(sum(a*f))
}
#> ok 1 <= 2: 200 points, worst 0.0
#> ok 2 <= 3: 200 points, worst 0.0
#> ok 3 <= 4: 200 points, worst 0.0
#> ok 4 = 5: 200 points, worst 9e-17

# ## Where Jensen's inequality needs care
# If q is 0 where p(x, z) is not, the bound holds, but the mean of w is no longer p(x): that part of the sum is never seen.
narrow = Categorical([0.5, 0.5, 0.0]);
check elbo(l, narrow) < evidence
#> ok -1.11281 < -0.653926
check E(z ~ narrow, exp(l(z) - narrow.log_density(z))) ≈ exp(evidence) - 0.2*0.05
#> ok 0.51 ≈ 0.51
# If p(x, z) is 0 where q is not, the bound is -∞: q says that something may be which cannot be.
elbo(z -> log([0.5, 0.5, 0.0][z]), q)
#> -inf

# ## A Gaussian latent
# log p(x, z) = c + log N(z; b, t²): the evidence is c. Means by Gauss-Hermite quadrature, exact for the ELBO, whose
# integrand is a quadratic polynomial.
g(z) = -3.0 + log_density(Normal(-0.3, 1.2), z)
Q = Normal(0.5, 0.8);
check elbo(g, Q, nodes=4) ≈ -3.349909552553 tol 1e-12
#> ok -3.34991 ≈ -3.34991
check iw_bound(g, Q, 2, nodes=60) ≈ -3.273486124602 tol 1e-11
#> ok -3.27349 ≈ -3.27349
check iw_bound(g, Q, 3, nodes=60) ≈ -3.2331365549 tol 1e-10
#> ok -3.23314 ≈ -3.23314
check elbo(g, Q) ≈ elbo(g, Q, nodes=4) se 4
#> ok -3.34801 ± 0.00598 ≈ -3.34991 (0.3 se)
check iw_bound(g, Q, 30) <= -3 se 4
#> ok -3.0807 ± 0.0119 <= -3 (6.8 se)
# Renyi's bound of two normal laws: with v = α t² + (1 - α) v,
# log ∫ p^(1-α) q^α = (α log t... )/... is one Gaussian integral; here by quadrature and by draws.
check renyi_bound(g, Q, 0.5) ≈ renyi_bound(g, Q, 0.5, nodes=40) se 4
#> ok -3.2324 ± 0.0110 ≈ -3.23389 (0.1 se)
# So are their gradients, which Rényi's inference climbs.
check grad(m -> renyi_bound(g, Normal(m, 0.8), 0.5))(0.5) ≈ grad(m -> renyi_bound(g, Normal(m, 0.8), 0.5, nodes=40))(0.5) se 5
#> ok -0.38822 ± 0.00972 ≈ -0.384615 (0.4 se)

# ## Which q is best
# Under KL(q || p) the best diagonal law for a Gaussian has the inverse diagonal of the precision matrix as variances; the best
# isotropic one their harmonic mean. Both are too narrow, and the price is a logarithm.
S = [1.2, 0.5; 0.5, 0.8];
P = Normal([0.3, -0.2], cov=S);
variances = 1/diag(inv(S))
#> f64[2]
#>    0.8875  0.591667
check variances ≈ [0.8875, 0.591666666667] tol 1e-11
#> ok [0.8875, 0.591667] ≈ [0.8875, 0.591667]
diagonal = Normal([0.3, -0.2], sqrt(variances));
check KL(diagonal, P) ≈ 0.150834157213 tol 1e-11
#> ok 0.150834 ≈ 0.150834
check KL(diagonal, P) ≈ -log(1 - 0.5^2/(1.2*0.8))/2
#> ok 0.150834 ≈ 0.150834
v = 2/trace(inv(S))
#> 0.71
check v ≈ 0.71
#> ok 0.71 ≈ 0.71
isotropic = Normal([0.3, -0.2], sqrt(v));
check KL(isotropic, P) ≈ 0.171245154473 tol 1e-11
#> ok 0.171245 ≈ 0.171245
λ = eigh(S);
check KL(isotropic, P) ≈ log(sqrt(prod(λ))/v)
#> ok 0.171245 ≈ 0.171245
check v ≈ 2/sum(1/λ)
#> ok 0.71 ≈ 0.71
# For any covariance: nothing does better among the diagonal ones, and among the isotropic ones.
derive (n = 3; C in spd(n); s in positives(n); r in positives) {
    KL(Normal(zeros(n), s) || Normal(zeros(n), cov=C))
    >= KL(Normal(zeros(n), 1/sqrt(diag(inv(C)))) || Normal(zeros(n), cov=C))
    = (logdet(C) + sum(log(diag(inv(C)))))/2
    >= 0
}
#> ok 1 >= 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 2.1e-16
#> ok 3 >= 4: 200 points, worst 6e-17
derive (n = 3; C in spd(n); r in positives; λ = eigh(C)) {
    KL(Normal(zeros(n), r*ones(n)) || Normal(zeros(n), cov=C))
    >= KL(Normal(zeros(n), sqrt(n/trace(inv(C)))*ones(n)) || Normal(zeros(n), cov=C))
    = n/2*(mean(log(λ)) + log(mean(1/λ)))
}
#> ok 1 >= 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 2.1e-16
# More divergences with known numbers: one width, a width for each coordinate, both full.
check KL(Normal([0.5, -1, 0.25], 0.7), Normal(zeros(3), 1)) ≈ 0.961274831816 tol 1e-11
#> ok 0.961275 ≈ 0.961275
check KL(Normal([0.5, -1, 0.25], [0.5, 1, 2]), Normal(zeros(3), 1)) ≈ 1.78125
#> ok 1.78125 ≈ 1.78125
T = Normal([-1, 0.4], cov=[2, -0.3; -0.3, 1]);
check KL(P, T) ≈ 0.814692063461 tol 1e-11
#> ok 0.814692 ≈ 0.814692
check KL(T, P) ≈ 2.493935618864 tol 1e-11
#> ok 2.49394 ≈ 2.49394
check entropy(P) ≈ 2.666631911936 tol 1e-11
#> ok 2.66663 ≈ 2.66663

# ## Can the draws be trusted?
# Draws of q = N(0, v) for p = N(0, t²), s < t: the weights have a Pareto tail with the index k = 1 - v/t², and a finite
# variance only for k < 1/2. k̂ measures it from the weights alone: at 0.7 and above, means over them are not to be trusted.
# Here s/t is given, and the draws are the quantiles of q, so that the numbers hold for any seed.
quantiles(n) = sqrt(2)*erfinv(2*((1:n) - 0.5)/n - 1)
weights_at(s, n=4000) = vmap(z -> log_density(Normal(0, 1), z) - log_density(Normal(0, s), z))(s*quantiles(n))
measured = [pareto_k(weights_at(s)) for s in [0.9, 0.8, sqrt(0.5), sqrt(0.3), 0.4, 1.2]]
#> f64[6]
#>    0.204494  0.345389  0.461015  0.625662  0.740599  -1.69399
check measured ≈ [0.20449368, 0.34538865, 0.46101523, 0.62566177, 0.74059938, -1.69399281] tol 1e-8
#> ok [0.204494, 0.345389, 0.461015, 0.625662, 0.740599, -1.69399] ≈ [0.204494, 0.345389, 0.461015, 0.625662, 0.740599, -1.69399]
# k̂ comes to the true index slowly, from below.
[1 - s^2 for s in [0.9, 0.8, sqrt(0.5), sqrt(0.3), 0.4]]
#> f64[5]
#>    0.19  0.36  0.5  0.7  0.84
# E w²/(E w)² = v/(t √(2v - t²)): how many draws are worth one draw of p; the effective size of n draws is n over it.
cost(s) = s^2/sqrt(2*s^2 - 1)
check [cost(s) for s in [0.9, 0.8, 0.75, 0.71]] ≈ [1.028701028702, 1.209486313630, 1.590990257670, 5.566853229433] tol 1e-11
#> ok [1.0287, 1.20949, 1.59099, 5.56685] ≈ [1.0287, 1.20949, 1.59099, 5.56685]
check effective_size(weights_at(0.9))/4000 ≈ 1/cost(0.9) tol 0.01
#> ok 0.97296 ≈ 0.9721
# smoothed_weights puts the quantiles of the fitted Pareto law in the place of the largest weights, none above the largest seen.
s = smoothed_weights(weights_at(0.9));
check s.log_evidence ≈ 0 abs 1e-3
#> ok -3.36725e-05 ≈ 0
check sum(exp(s.log_weights)) ≈ 1
#> ok 1.0 ≈ 1

# ## How high a bound can rise
# No model's log-likelihood of new data is, on average, above that of the law they are drawn from: E log p* bounds every expected test
# bound. For a ring of eight normal laws (radius 2, deviation 0.2), by the rule of middle points, which is exact here to all digits:
angles = 2*π*(0:7)/8;
ring(x) = logsumexp(-((x[1] - 2*cos(angles))^2 + (x[2] - 2*sin(angles))^2)/(2*0.04)) - log(8) - log(2*π*0.04)
side = linspace(-4, 4, 201);
grid = [[side[mod(i - 1, 201) + 1], side[quo(i - 1, 201) + 1]] for i in 1:201^2];
log_ring = vmap(ring)(grid);
check sum(exp(log_ring))*0.04^2 ≈ 1
#> ok 1.0 ≈ 1
check sum(exp(log_ring)*log_ring)*0.04^2 ≈ -1.6980612031 tol 1e-10
#> ok -1.69806 ≈ -1.69806

# ## What is to be seen
# Left, the bounds over α with the evidence; right, the bound of K draws rising to it.
αs = linspace(-2, 3, 41);
family = overlay(plot(αs, [renyi_bound(l, q, α) for α in αs]), hline(evidence), scatter([1.0], [elbo(l, q)]), scatter([-1.0], [chi_bound(l, q)]));
draws = overlay(plot(1:8, [iw_bound(l, q, K) for K in 1:8], style="points"), hline(evidence));
layout((axes(family, x="α", y="nats"), axes(draws, x="K", y="nats")))
#> nats                                 nats
#>     |...                             -0.65+. . . . . . . . . . . . . . .
#>     |  '''-^.                             |                       *   *
#> -0.6+        ''-.                         |                *   *
#>     |. . . . . .'... . . . . . . .    -0.7+            *
#>     |              '.                     |        *
#> -0.8+                '.              -0.75+
#>     |                  #.                 |     *
#>   -1+                   '.                |
#>     |                     '.          -0.8+
#>     |                      '..            |
#> -1.2+                        '.           |
#>     |                          \.    -0.85+
#> -1.4+                           '-.       |
#>     |                             '       | *
#>     ++-----+-----+-----+-----+----+       +-----+------+-------+------+-
#>      -2    -1    0     1     2    3             2      4       6      8
#>                    α                                     K
