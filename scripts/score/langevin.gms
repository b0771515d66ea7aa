#~ file: seed=7
# Langevin dynamics: from a score to samples. x moves along s = ∇ log p, towards more density, and is shaken by noise; the two
# balance where p is. Here the steps are run, and what they do is predicted to all digits before it is measured.
# (scripts/derivations/langevin.gms derives that p stands still.)
use score

# ## One step
#   x ↦ x + h s(x) + √(2h) ξ,  ξ ~ N(0, I)
# On N(0, v) the score is s(x) = -x/v, and the step a linear map with noise: from the variance V to (1 - h/v)² V + 2h.
derive (v, V, h in positives; m in reals; s = score_of(Normal(0, sqrt(v)))) {
    Var(x ~ Normal(m, sqrt(V)), ξ ~ Normal(0, 1), x + h*s(x) + sqrt(2*h)*ξ, method=quad(4))
    = (1 - h/v)^2*V + 2*h
}
#> ok 1 = 2: 200 points, worst 3.1e-16
# Many papers write ε/2 for h, and add √ε ξ: their step 0.2 is h = 0.1 here. One step of the library, and one without noise:
langevin_step(score_of(Normal(0, 1)), 2.0, 0.1)
#> 2.0377
langevin_step(score_of(Normal(0, 1)), 2.0, 0.1, noise=0)
#> 1.8

# ## The price of a finite step
# V stands still where V = (1 - h/v)² V + 2h, at v/(1 - h/(2v)): above v by about h/2. The library finds it without that formula,
# from the derivatives of the step itself: y = A y + B ξ has the covariance Σ = A Σ Aᵀ + B Bᵀ.
step_matrices(langevin(0.1), 0.25)
#> A = f64[1×1]
#>      0.6
#> B = f64[1×1]
#>      0.447214
for h in (0.1, 0.5, 1.0) { check stationary_variance(langevin(h), 1) ≈ 1/(1 - h/2) tol 1e-13 }
#> ok 1.05263 ≈ 1.05263
#> ok 1.33333 ≈ 1.33333
#> ok 2.0 ≈ 2.0
check [stationary_variance(langevin(h), 1) for h in (0.1, 0.5, 1.0)] ≈ [1.0526315789474, 1.3333333333333, 2] tol 1e-13
#> ok [1.05263, 1.33333, 2.0] ≈ [1.05263, 1.33333, 2.0]
check stationary_variance(langevin(0.1), 0.25) ≈ 0.3125 tol 1e-13
#> ok 0.3125 ≈ 0.3125
derive (v in Uniform(0.2, 3); h in Uniform(0.01, 0.35)) {
    stationary_variance(langevin(h), v)
    = v/(1 - h/(2*v))
}
#> ok 1 = 2: 200 points, worst 1.3e-16
# Predicted beside measured: 20000 chains that start in the law itself, until they have forgotten it.
D = Normal(0, 1);
X = sample(D, 20000);
for h in (0.1, 0.5, 1.0, 1.5) {
    r = run_chains(langevin(h), D, X, i64(ceil(5/h)))
    check estimate(r.x^2) ≈ stationary_variance(langevin(h), 1) se 4
}
#> ok 1.0534 ± 0.0108 ≈ 1.05263 (0.1 se)
#> ok 1.3251 ± 0.0134 ≈ 1.33333 (0.6 se)
#> ok 2.0363 ± 0.0203 ≈ 2.0 (1.8 se)
#> ok 4.0073 ± 0.0398 ≈ 4.0 (0.2 se)
# In the plane each axis of a correlated law has its own v, and the sharpest one sets the pace: h must be below 2 v_min.
C = [1.0, 0.6; 0.6, 0.5];
G = Normal([1.0, -1], cov=C);
(λ, Q) = eigh(C, vectors=true);
λ
#> f64[2]
#>    0.1  1.4
r = run_chains(langevin(0.05), G, sample(G, 20000), 100);
y = (r.x - [1.0, -1]) @ Q;
for i in 1:2 { check estimate(y[:, i]^2) ≈ stationary_variance(langevin(0.05), λ[i]) se 4 }
#> ok 0.13509 ± 0.00140 ≈ 0.133333 (1.3 se)
#> ok 1.4124 ± 0.0137 ≈ 1.42545 (1.0 se)
check stability_limit(langevin(0.05), λ[1]) ≈ 0.2 tol 1e-9
#> ok 0.2 ≈ 0.2
run_chains(langevin(0.25), G, sample(G, 10), 100)
#!> error[domain]: run_chains: ULA, h = 0.25 is unstable here: the law's least variance is 0.1, and h must be below 0.2
#!> ...
# Where the law is not normal the limit is not known beforehand; a chain that runs away says where it began, and what its score
# suggests. For p ~ exp(-x⁴/4) the score is -x³:
run_chains(langevin(0.1), x -> -x^3, [0.5, 8.0], 100)
#!> error[domain]: run_chains: ULA, h = 0.1: the step 6 of chain 2 leads out of all bounds, from x = -1.14147e+93; which began at x = 8.0 where the score falls as that of the variance 0.00521, for which h must be below 0.0104
#!> ...

# ## How long to wait
# A chain's points are alike: on N(0, v) the correlation shrinks by a = 1 - h/v in each step, so that τ = (1 + a)/(1 - a) points
# count as one. A small step has little bias and a large τ.
for h in (0.1, 0.5) {
    x = run_chain(langevin(h), D, 0, 200000, burn=100).path
    print("h = {h}: τ is {integrated_time(x):.3g}, and {2/h - 1:.3g} by the formula; {effective_size(x):.0f} of {len(x)} points count")
    check abs(integrated_time(x)*h/(2 - h) - 1) < 0.15
    # The error of a mean must count that, too.
    check chain_mean(x^2) ≈ stationary_variance(langevin(h), 1) se 4
}
#> h = 0.1: τ is 19.7, and 19.0 by the formula; 10141 of 200001 points count
#> ok 0.0379976 < 0.15
#> ok 1.0477 ± 0.0101 ≈ 1.05263 (0.5 se)
#> h = 0.5: τ is 2.92, and 3.0 by the formula; 68415 of 200001 points count
#> ok 0.0255568 < 0.15
#> ok 1.33192 ± 0.00540 ≈ 1.33333 (0.3 se)

# ## Without noise
# Then x ↦ x + h s(x) climbs log p, to the next mode, and stays there. On N(0, v) k steps leave (1 - h/v)^k of the distance.
check run_chains(langevin(0.1, noise=0), D, [2.0, -1], 7).x ≈ 0.9^7*[2.0, -1]
#> ok [0.956594, -0.478297] ≈ [0.956594, -0.478297]
# A mixture with a broad and a narrow mode, weights 0.8 and 0.2:
M = Mixture([0.8, 0.2], (Normal(-2, 1), Normal(2, 0.4)));
starts = 12*uniform_noise(5000) - 6;
up = run_chains(langevin(0.05, noise=0), M, starts, 400).x;
# All chains end in one of two points, where the score is 0:
right = max(up); left = min(up);
(left, right)
#> (-2.0, 1.99966)
check max(min(abs(up - left), abs(up - right))) ≈ 0 abs 1e-6
#> ok 1.01247e-08 ≈ 0
check [score_of(M)(left), score_of(M)(right)] ≈ zeros(2) abs 1e-6
#> ok [4.91366e-09, -1.65536e-15] ≈ [0.0, 0.0]
# and the share in each says how the starts lay, not how much mass the modes have:
mean(up > 0)
#> 0.4286
# The score tells where log p rises. That there is more mass in a broad mode than in a narrow one, a climber cannot know. It is
# the noise that lets x wander off as often as the mass there asks for.
run = run_chains(langevin(0.05), M, starts, 2000);
with_noise = run.x;
share = estimate(1.0*(with_noise > 0.7))
#> 0.17920 ± 0.00548
mass = quad(x -> exp(M.log_density(x)), 0.7, 8)
#> 0.202658
check abs(value(share) - mass) < 0.05
#> ok 0.0234582 < 0.05

# ## Temperature
# Noise that is multiplied by c samples p^(1/c²): on N(0, v) all variances are c² times as large. With "noise 0.3", as some
# programs have it by default, the samples are those of the temperature 0.09: sharp, pretty, and not the data.
cold = run_chains(langevin(0.1, noise=0.3), D, zeros(20000), 100).x;
check estimate(cold^2) ≈ 0.09*stationary_variance(langevin(0.1), 1) se 4
#> ok 0.094053 ± 0.000919 ≈ 0.0947368 (0.7 se)

# ## What is to be seen
# Left, chains with noise: a histogram beside the density. Right, the same starts without noise: two spikes.
z = linspace(-6, 4.5, 200);
density = plot(z, exp(M.log_density(z)), label="density");
layout((axes(overlay(hist(with_noise, bins=40, range=(-6, 4.5), label="with noise"), density), x="x"),
  axes(overlay(hist(up, bins=40, range=(-6, 4.5), label="without"), density), x="x")))
#> density                              density
#>     |          . .  ### with noise      |                   ### without
#>  0.3+          /'.  --- density        2+                   --- density
#>     |         .'#|                      |
#> 0.25+         /###|                     |                       .
#>     |         |###|                  1.5+                       #
#>  0.2+        |####'.       .            |                       #
#>     |        /#####\       /\           |                       #
#> 0.15+       .'#####|       ||          1+                       #
#>     |       |#######|     .'|           |                       #
#>  0.1+       |#######\     |##|          |                       #
#>     |      |########'.    /##|       0.5+                       #
#> 0.05+      |#########\   .'##|          |                       #
#>     |    ./###########\  |###'.         |        ..''''..      ...
#>    0+....'############''-'####\....    0+.......''      ''.....'#'......
#>     ++----+-----+-----+----+-----+-     ++----+-----+-----+-----+-----+-
#>      -6   -4    -2    0    2     4       -6   -4    -2    0     2     4
#>                    x                                    x
