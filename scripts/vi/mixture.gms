#~ file: seed=7 digits=8
# A Bayesian mixture of normal laws by coordinate ascent: how many components do the data ask for? The bound answers,
# if it has all its constants.
use vi

# ## The model
# Weights π ~ Dirichlet(α₀, ..., α₀); each component has a precision matrix Λ ~ Wishart(ν₀, W₀) and a mean
# μ | Λ ~ N(m₀, (κ₀ Λ)⁻¹); a datum picks z ~ π and is x ~ N(μ_z, Λ_z⁻¹). q is a product of the responsibilities r, of
# q(π) and of the q(μ_k, Λ_k).
#
# ## The updates
# The M step. With r held fixed, log p of one component is a sum over its data, r log N(x; μ, Λ⁻¹), plus the prior's.
# As a function of (μ, Λ) that is linear in the statistics Σr, Σ r x and Σ r x xᵀ, whatever the data are: so the
# posterior has the natural parameters of the prior plus these. Here κ = κ₀ + Σr, ν = ν₀ + Σr, κ m = κ₀ m₀ + Σ r x,
# and W⁻¹ + κ m mᵀ = W₀⁻¹ + κ₀ m₀ m₀ᵀ + Σ r x xᵀ.
derive (N = 5; D = 2; x in reals(N, D); r in unit(N); m₀, μ in reals(D); Λ, V₀ in spd(D); κ₀ in positives; ν₀ = 3.5;
        κ = κ₀ + sum(r); ν = ν₀ + sum(r); m = (κ₀*m₀ + r @ x)/κ;
        V = V₀ + κ₀*outer(m₀, m₀) + (x*reshape(r, N, 1))' @ x - κ*outer(m, m); C = inv(Λ)) {
    sum(i in 1:N, r[i]*log_density(Normal(μ, cov=C), x[i])) +
        log_density(Normal(m₀, cov=C/κ₀), μ) + log_density(Wishart(ν₀, inv(V₀)), Λ)
    = log_density(Normal(m, cov=C/κ), μ) + log_density(Wishart(ν, inv(V)), Λ) up to const(μ, Λ)
}
#> ok 1 = 2 up to const(μ, Λ): 160 points, worst 8.1e-17
# The E step needs E log N(x; μ, Λ⁻¹). Given Λ the mean over μ adds D/κ to the squared distance, whatever Λ is; the rest
# is linear in Λ and log |Λ|, which have the means νW and that of `expectation_parameters`. Here C is Λ⁻¹.
derive (D = 2; x, m in reals(D); C in spd(D); κ in positives) {
    E(μ ~ Normal(m, cov=C/κ), log_density(Normal(μ, cov=C), x), method=quad(3))
    = log_density(Normal(m, cov=C), x) - D/(2*κ)
}
#> ok 1 = 2: 200 points, worst 9.1e-16

# ## The data, and what K = 2 does
# Two clouds of twelve points. The start are responsibilities softmax(-|x - c|²/2) of given centres c.
x = [[if n <= 12 { -3 } else { 3 } + .8*sin(1.7*n), if n <= 12 { -1 } else { 1 } + .6*cos(2.3*n)] for n in 1:24];
centres = [-3.0, -1; 3, 1; 0, 0; 0, 1];
mixture(K) = gaussian_mixture(x, K, centres=centres[1:K, :])
A = mixture(2);
# The state holds r and the natural parameters λ; the start is an M step from the first r.
fields(A.start.λ)
#> ("concentration", "strength", "degrees", "sum", "square")
run = ascend(A, 5);
steps(run)
#> sweep  move                    ELBO
#>     0  start      -83.510104878
#>     1  E          -83.508763100
#>     1  M          -83.508757412
#>     2  E          -83.508757363
#>     2  M          -83.508757363
#>     3  E          -83.508757363
#>     3  M          -83.508757363
#>     4  E          -83.508757363
#>     4  M          -83.508757363
#>     5  E          -83.508757363
#>     5  M          -83.508757363
check run.bound[1:2:7] ≈ [-83.510104878126, -83.508757412038, -83.508757363020, -83.508757363017] abs 6e-13
#> ok [-83.510105, -83.508757, -83.508757, -83.508757] ≈ [-83.510105, -83.508757, -83.508757, -83.508757]
components(A, run.state)
#> weight = f64[2]
#>      0.49999932  0.50000068
#> count = f64[2]
#>      11.999983  12.000017
#> mean = f64[2×2]
#>     -2.7094342  -0.95882426
#>      2.7693244   0.92841614
#> cov = f64[2×2×2]
#>     [1, :, :]
#>        1.5562163   0.39633086
#>        0.39633086  0.31355522
#>     [2, :, :]
#>        1.5136287   0.41631088
#>        0.41631088  0.303776
# The M step is prior + statistics, and nothing else: λ is where it has to be.
check max(abs(run.state.λ.square - A.prior.λ.square - [(A.y*run.state.r[:, [k]])' @ A.y for k in 1:2])) < 1e-12
#> ok 0.0 < 1e-12
# The bound is the mean of log p(x, z, π, μ, Λ) - log q over draws of q, with z summed.
mean_bound(A, s) = {
  c = components(A, s)
  (K, D) = shape(c.mean)
  (λ, λ₀) = (s.λ, A.prior.λ)
  one = () -> {
    π ~ Dirichlet(λ.concentration)
    total = log_density(Dirichlet(λ₀.concentration), π) - log_density(Dirichlet(λ.concentration), π)
    for k in 1:K {
      W = inv(c.cov[k]*λ.degrees[k])
      Q = Wishart(λ.degrees[k], (W + W')/2)
      P = Wishart(λ₀.degrees[k], inv(λ₀.square[k]))
      Λ ~ Q
      S = inv(Λ)
      C = (S + S')/2
      μ ~ Normal(c.mean[k], cov=C/λ.strength[k])
      total = total + log_density(P, Λ) + log_density(Normal(A.prior.origin, cov=C/λ₀.strength[k]), μ)
      total = total - log_density(Q, Λ) - log_density(Normal(c.mean[k], cov=C/λ.strength[k]), μ)
      r = s.r[:, k]
      total = total + sum(r*(log(π[k]) + log_density(Normal(μ, cov=C), A.x) - log(r)))
    }
    total
  }
  E(u ~ Uniform(0, 1), one() + 0*u, n=4000)
}
spoiled = put(run.state, "r", 0.9*run.state.r + 0.05);
check mean_bound(A, spoiled) ≈ A.bound(spoiled) se 4
#> ok -92.052250 ± 0.058787 ≈ -92.093567 (0.7 se)
# After an M step it has no error at all: given r, q(π, μ, Λ) is the exact posterior, so that p/q is the same at every
# draw.
check mean_bound(A, run.state) ≈ run.bound[end] se 4
#> ok -83.508757 ± 0 ≈ -83.508757 (without error)

# ## How many components?
# Converged bounds for K = 1 to 4: the largest is that of K = 2. scikit-learn's lower_bound_ leaves out the constants of
# the priors; they depend on K, so that it grows with K, and says 4.
table = [
    1, -84.7986286642, -39.5330891875, -45.2655394767; 2, -83.5087573630, -35.9419981177, -47.5667592453;
    3, -85.1583428038, -34.6235616207, -50.5347811831; 4, -86.1756906001, -32.2885913762, -53.8870992239];
for (K, elbo, sklearn, constant) in table {
  A = mixture(i64(K))
  r = ascend(A, until=1e-13)
  check r.bound[end] ≈ elbo abs 1e-10
  check sklearn_constant(A) ≈ constant abs 1e-10
  check r.bound[end] - sklearn_constant(A) ≈ sklearn abs 1e-10
}
#> ok -84.798629 ≈ -84.798629
#> ok -45.265539 ≈ -45.265539
#> ok -39.533089 ≈ -39.533089
#> ok -83.508757 ≈ -83.508757
#> ok -47.566759 ≈ -47.566759
#> ok -35.941998 ≈ -35.941998
#> ok -85.158343 ≈ -85.158343
#> ok -50.534781 ≈ -50.534781
#> ok -34.623562 ≈ -34.623562
#> ok -86.175691 ≈ -86.175691
#> ok -53.887099 ≈ -53.887099
#> ok -32.288591 ≈ -32.288591
# The constant is -ND/2 log 2π + log C(α₀) + K (log B(W₀, ν₀) + D/2 log κ₀ + D(D - 1)/4 log π): here typed out for K =
# 3.
α₀ = 1/3;
W = inv((x - mean(x, axis=1))' @ (x - mean(x, axis=1))/23);
log_C = lgamma(3*α₀) - 3*lgamma(α₀);
log_B = -2/2*logdet(W) - (2*2/2*log(2) + 2*1/4*log(π) + lgamma(2/2) + lgamma(1/2));
check -24*2/2*log(2*π) + log_C + 3*(log_B + 2*1/4*log(π)) ≈ sklearn_constant(mixture(3))
#> ok -50.534781 ≈ -50.534781

# ## Against the exact evidence
# One component: nothing is hidden but π, μ and Λ, and those have a closed form. The bound reaches it.
one = ascend(mixture(1), 1);
check one.gap[end] ≈ 0 abs 1e-11
#> ok -1.4210855e-14 ≈ 0
check one.evidence[end] ≈ -84.7986286642 abs 1e-10
#> ok -84.798629 ≈ -84.798629
# By Bayes' rule at a point: p(x) = p(x | μ, Λ) p(μ, Λ)/p(μ, Λ | x).
c = components(mixture(1), one.state);
λ = one.state.λ;
(m, C) = (c.mean[1], c.cov[1]);
prior = mixture(1).prior;
of_prior = log_density(Normal(prior.origin, cov=C), m) + log_density(Wishart(2, inv(prior.λ.square[1])), inv(C));
joint = sum(log_density(Normal(m, cov=C), x)) + of_prior;
posterior = log_density(Normal(m, cov=C/25), m) + log_density(Wishart(26, inv(26*C)), inv(C));
check joint - posterior ≈ one.evidence[end]
#> ok -84.798629 ≈ -84.798629
# Several components: the sum over all assignments, K^N terms, so for little data. The bound knows one of the K!
# orders of the components, and the others have as much probability: it lacks log K!, and its own gap. In clouds far
# apart the assignments are certain, and log K! is all that it lacks.
few = concat((x[1:5, :], x[13:17, :]));
apart(d) = {
  side = d*outer(concat((-ones(5), ones(5))), ones(2))
  A = gaussian_mixture(few + side, 2, centres=centres[1:2, :] + d*[-1, -1; 1, 1], scatter=0.5*eye(2), strength=0.01)
  (exact = mixture_evidence(A), bound = ascend(A, until=1e-12).bound[end])
}
for d in [-2, -1, 0, 30] {
  (exact, bound) = (apart(d).exact, apart(d).bound)
  check bound <= exact
  print("moved {d}: log p(x) {exact:.6f}, ELBO {bound:.6f}, missing {exact - bound:.6f}")
}
#> ok -38.047332 <= -34.147132
#> moved -2: log p(x) -34.147132, ELBO -38.047332, missing 3.900201
#> ok -38.131702 <= -37.162299
#> moved -1: log p(x) -37.162299, ELBO -38.131702, missing 0.969403
#> ok -38.454639 <= -37.760857
#> moved 0: log p(x) -37.760857, ELBO -38.454639, missing 0.693782
#> ok -58.836526 <= -58.143379
#> moved 30: log p(x) -58.143379, ELBO -58.836526, missing 0.693147
check apart(30).exact - apart(30).bound ≈ log(2) abs 1e-7
#> ok 0.69314719 ≈ 0.69314718
# So compare models by ELBO + log K!; for these data that does not change the choice.
for K in 1:4 { print("K = {K}: {ascend(mixture(K), until=1e-12).bound[end] + lgamma(K + 1):.4f}") }
#> K = 1: -84.7986
#> K = 2: -82.8156
#> K = 3: -83.3666
#> K = 4: -82.9976

# ## The ancestor: EM without priors
# Maximum likelihood has the same steps, with weights, means and covariances as the parameters θ. After E the bound is
# log p(x).
em = ascend(mixture_em(x, 2, centres=centres[3:4, :]), 20);
steps(em, rows=8)
#> sweep  move                    ELBO           log p(x)              gap
#>     0  start      -76.475133658      -76.390684994     0.0844486642
#>     1  E          -76.390684994      -76.390684994     0.0000000000
#>     1  M          -76.264445931      -76.069246642     0.1951992893
#>     2  E          -76.069246642      -76.069246642    -0.0000000000
#>   ...  33 more
#>    19  E          -49.817228577      -49.817228577     0.0000000000
#>    19  M          -49.817228577      -49.817228577     0.0000000000
#>    20  E          -49.817228577      -49.817228577     0.0000000000
#>    20  M          -49.817228577      -49.817228577     0.0000000000
check max(abs(em.gap[2:2:40])) ≈ 0 abs 1e-9
#> ok 2.8421709e-14 ≈ 0
θ = em.state;
part(k) = log(θ.weights[k]) + log_density(Normal(θ.means[k], cov=θ.covs[k]), x)
check em.evidence[end] ≈ sum(logsumexp([part(k) for k in 1:2], axis=1))
#> ok -49.817229 ≈ -49.817229
# It cannot choose K: more components fit better, and a component that shrinks on a point makes the likelihood infinite.
check ascend(mixture_em(x, 3, centres=[-3.5, -1; -2, -1; 3, 1]), 50).evidence[end] > em.evidence[end]
#> ok -45.627369 > -49.817229

# ## What is to be seen
# The data with the ellipses of two standard deviations, and both criteria for each K.
ellipse(m, C) = { L = cholesky(C); t = linspace(0, 2*π, 60); [m + 2*L @ [cos(t), sin(t)] for t in t] }
two = components(mixture(2), run.state);
(a, b) = (ellipse(two.mean[1], two.cov[1]), ellipse(two.mean[2], two.cov[2]));
ring(e, colour) = plot(e[:, 1], e[:, 2], colour=colour)
clouds = axes(overlay(scatter(x[:, 1], x[:, 2]), ring(a, "red"), ring(b, "blue")), x="x₁", y="x₂");
bounds = [ascend(mixture(K), until=1e-10).bound[end] for K in 1:4];
others = bounds - [sklearn_constant(mixture(K)) for K in 1:4];
choice = overlay(plot(1:4, bounds - bounds[1], label="ELBO", style="both"),
  plot(1:4, others - others[1], label="lower_bound_", style="both"));
layout((clouds, axes(choice, x="K", y="nats above K = 1")))
#> x₂                                   nats above K = 1
#>  2+                          ooooo    | +*+ ELBO                      o#
#>   |                      oooo     o   | o#o lower_bound_            oo
#>   |                    oo* *  *   o  6+                          ooo
#>  1+                  oo   ***    oo   |                        oo
#>   |                 oo   *   *  o     |                    oo#o
#>   |                oo     *  *oo     4+              oooooo
#>  0+        +++++++ oo     oooo        |          o#oo
#>   |     +++      ++ oooooo            |        oo
#>   |  +++ * *     ++                  2+      oo
#>   | ++  *  *     +                    |    oo   ++*++
#> -1++     **    ++                     |  oo+++++     ++++++
#>   |+   ** * *+++                     0+#o+                 ++*++
#>   |+     ++++                         |                         +++++
#> -2+ +++++                             |                              ++*
#>   +---+-----+-----+------+-----+---   ++----+-----+----+-----+----+----+
#>       -4    -2    0      2     4       1   1.5    2   2.5    3   3.5   4
#>                   x₁                                   K
