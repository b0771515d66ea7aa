#~ file: seed=7 digits=6
# Stochastic variational inference of a mixture, on real data. Coordinate ascent reads all data for each step. In
# natural parameters its M step is λ = prior + statistics, a sum over the data, which a minibatch estimates without
# bias: so a step part of the way, λ ← (1 - ρ)λ + ρ(prior + N/M statistics of M rows), goes right on average.
use vi
use data

# ## Why that is a natural gradient
# Let q(z; λ) be an exponential family with log-partition A, and the model conjugate, with the statistics t in natural
# parameters: ELBO(λ) = (t - λ)·∇A(λ) + A(λ) + const. Its gradient is Fisher's matrix ∇²A times t - λ, so that the
# natural gradient is t - λ itself, and a step of length ρ along it is the update above. Here for a gamma law.
derive (t in positives(2); a, b in positives; λ = [a, -b]; A(λ) = log_partition(Gamma(1, 1), (λ[1], λ[2]));
        elbo(λ) = (t - λ) @ grad(A)(λ) + A(λ)) {
    grad(elbo)(λ)
    = hessian(A)(λ) @ (t - λ)
}
#> ok 1 = 2: 200 points, worst 4.2e-17
# N/M times the statistics of M rows is unbiased: the mean over all batches is the sum over all rows.
derive (N = 5; x in reals(N)) {
    E(i ~ DiscreteUniform(1, N), E(j ~ DiscreteUniform(1, N), N/2*(x[i] + x[j])))
    = sum(x)
}
#> ok 1 = 2: 200 points, worst 1.7e-16
# The noise does not vanish, so ρ must: Σρ = ∞, so that the start is forgotten, and Σρ² < ∞, so that the noise is
# (Robbins and Monro). ρ_t = (t + delay)^-κ does it for ½ < κ ≤ 1. With ρ = 1/t one pass is the plain mean, the
# posterior.

# ## Iris: four measures of 150 flowers
# The centres to begin with are three flowers, of short, middling and long petals.
flowers = iris().x;
A = gaussian_mixture(flowers, 3, centres=flowers[argsort(flowers[:, 3])[[25, 75, 125]], :]);
cavi = ascend(A, until=1e-8);
steps(cavi, rows=6)
#> sweep  move                    ELBO
#>     0  start     -363.523510782
#>     1  E         -353.147459476
#>     1  M         -346.927171192
#>   ...  251 more
#>   127  M         -334.836513544
#>   128  E         -334.836513539
#>   128  M         -334.836513535
# Minibatches of 30 rows: one step reads a fifth of the data. The bound per flower at the start, at the end, and
# at CAVI's optimum.
svi = stochastic_mixture(A, 3000, batch=30, delay=1, forgetting=0.7, every=100);
[svi.bound[1], svi.bound[end], cavi.bound[end]]/150
#> f64[3]
#>   -2.35432  -2.20167  -2.23224
check svi.bound[end] > svi.bound[1] + 10
#> ok -330.25 > -343.147
check svi.bound[end]/150 ≈ cavi.bound[end]/150 abs 0.05
#> ok -2.20167 ≈ -2.23224
# From there sweeps over all data go the rest of the way, to CAVI's optimum or to another one that the noise has found.
polished = ascend(moved_on(A, svi.state), until=1e-8);
check polished.bound[end] >= svi.bound[end]
#> ok -330.022 >= -330.25
polished.bound[end]/150
#> -2.20015
# The noise that is left has the size of ρ and of the batch: the spread of the bound over the last steps.
spread(M) = std(stochastic_mixture(A, 600, batch=M, forgetting=0.6, every=20).bound[22:31]/150)
spreads = [spread(M) for M in [5, 30, 150]]
#> f64[3]
#>    0.00799171  0.00160561  0.000674765
check spreads[1] > spreads[3]
#> ok 0.00799171 > 0.000674765

# ## What the bound says about three kinds
# The clusters against the species: the bound finds setosa, and parts the rest by size. It prefers two clusters at any
# rate: versicolor and virginica are one cloud to a mixture of normal laws with this prior. ELBO + log K! per flower:
confusion(iris().y, argmax(cavi.state.r, axis=2))
#> i64[3×3]
#>    50   0   0
#>     0  26  24
#>     0   0  50
elbo(K) = max([{ seed(s); ascend(gaussian_mixture(flowers, K), 200).bound[end] } for s in 1:3])
choice = [elbo(K) + lgamma(K + 1) for K in 1:3]/150
#> f64[3]
#>   -2.77229  -2.16608  -2.2203
check choice[2] > choice[1]
#> ok -2.16608 > -2.77229
check choice[2] > choice[3]
#> ok -2.16608 > -2.2203

# ## Wine: 178 wines of three cultivars, on three principal axes
wines = standardise(wine().x).x;
(l, U) = eigh(wines' @ wines/178, vectors=true);
z = wines @ reverse(U, axis=2)[:, 1:3];
# CAVI from six starts, of which the bound chooses: it has not seen the cultivars.
best = -inf;
for s in 1:6 {
  seed(s)
  r = ascend(gaussian_mixture(z, 3), until=1e-8)
  if r.bound[end] > best { (best, labels) = (r.bound[end], argmax(r.state.r, axis=2)) }
}
best/178
#> -5.35066
confusion(wine().y, labels)
#> i64[3×3]
#>    57   2   0
#>     2  64   5
#>     0   0  48
# The three clusters are the three cultivars, but for nine wines.
check sum(max(confusion(wine().y, labels), axis=2)) ≈ 169
#> ok 169 ≈ 169
# Stochastic steps of 30 wines from rough centres, and sweeps of CAVI from there.
B = gaussian_mixture(z, 3, centres=[2.0, 1, 0; -2, 1, 0; 0, -1, 0]);
sweeps = ascend(B, 30);
check sweeps.bound[end] ≈ best abs 1e-6
#> ok -952.418 ≈ -952.418
svi = stochastic_mixture(B, 1000, batch=30, forgetting=0.7, every=1);
check svi.bound[end]/178 ≈ best/178 abs 0.005
#> ok -5.35259 ≈ -5.35066
check sum(max(confusion(wine().y, argmax(svi.state.r, axis=2)), axis=2)) >= 165
#> ok 169 >= 165

# ## What is to be seen
# How much of the bound per wine is missing, against how often the data have been read. The stochastic steps are
# ahead in the first pass and then settle slowly, as ρ falls; the sweeps of CAVI converge. Right, the clusters.
early = plot((1:180)*30/178, (best - svi.bound[2:181])/178, label="stochastic");
late = plot(1:30, max((best - sweeps.bound[3:2:61])/178, 1e-9), label="CAVI");
both = overlay(early, late);
curves = axes(both, x="passes over the data", y="nats per wine below the optimum", log="y", ylim=(1e-6, 1));
layout((curves, axes(scatter(z[:, 1], z[:, 2], by=labels), x="axis 1", y="axis 2")))
#> nats per wine below the optimum      axis 2
#>     1+             *** stochastic      |            ^
#>      |*            +++ CAVI            |     ^^                     *
#>   0.1++*                               |    ^  ^^ ^            *   *
#>      | +****                          2+   ^  ^^^          *  ******  *
#>  0.01+  + **********        ****       |   ^^^^ ^^            ******
#>      |   +         ***************     | ^^^ ^^^           #** ****
#>      |   +                            0+  ^  ^^^^  ^     ***#***# *
#> 0.001+    +                            |     ^ ^   # ^#      # *
#>      |     +                           |       ^ ^^# # #### *##
#>  1e-4+      +                          |         #####    ######
#>      |       +                       -2+           # ######## #
#>  1e-5+        +                        |            ####   #       *  1
#>      |         +                       |                  #        #  2
#>  1e-6+          +                    -4+                 #         ^  3
#>      +---------+--------+--------+     +--+------+-----+------+------+--
#>                10       20       30       -4     -2    0      2      4
#>           passes over the data                       axis 1
