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
#> ok 1.0640 ± 0.0104 ≈ 1.05263 (1.1 se)
#> ok 1.3173 ± 0.0136 ≈ 1.33333 (1.2 se)
#> ok 2.0089 ± 0.0204 ≈ 2.0 (0.4 se)
#> ok 3.9822 ± 0.0383 ≈ 4.0 (0.5 se)
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
#> ok 0.13256 ± 0.00135 ≈ 0.133333 (0.6 se)
#> ok 1.4311 ± 0.0145 ≈ 1.42545 (0.4 se)
check stability_limit(langevin(0.05), λ[1]) ≈ 0.2 tol 1e-9
#> ok 0.2 ≈ 0.2
# The laws go in as they are: the covariance has the axes of C, and λ/(1 - h/(2λ)) along them.
check stationary_covariance(langevin(0.05), G) ≈ C @ inv(I - 0.025*inv(C)) tol 1e-12
#> ok [1.02788, 0.596364; 0.596364, 0.530909] ≈ [1.02788, 0.596364; 0.596364, 0.530909]
Y = r.x - mean(r.x, axis=1);
check estimate(Y[:, 1]*Y[:, 2]) ≈ stationary_covariance(langevin(0.05), G)[1, 2] se 4
#> ok 0.59972 ± 0.00683 ≈ 0.596364 (0.5 se)
check stability_limit(langevin(0.05), G) ≈ 0.2 tol 1e-9
#> ok 0.2 ≈ 0.2
run_chains(langevin(0.25), G, sample(G, 10), 100)
#!> error[domain]: run_chains: ULA, h = 0.25 is unstable here: the law's least variance is 0.1, and h must be below 0.2
#!> ...
# Where the law is not normal the limit is not known beforehand; a chain that runs away says where it began, and what its score
# suggests. For p ~ exp(-x⁴/4) the score is -x³:
run_chains(langevin(0.1), x -> -x^3, [0.5, 8.0], 100)
#!> error[domain]: run_chains: ULA, h = 0.1: the step 3 of chain 2 leads out of all bounds, from x = 7711.82 to -4.58638e+10; which began at x = 8.0 where the score falls as that of the variance 0.00521, for which h must be below 0.0104
#!> ...

# ## Laws that end
# The score knows of no wall: on [0, 1] the law Beta(2, 2) has one, where log p is -inf, and a step of langevin does not see it.
# Chains that leave the support stop; mala refuses such steps, and its law is right.
run_chains(langevin(0.01), Beta(2, 2), 0.5*ones(1000), 1000)
#!> error[domain]: run_chains: ULA, h = 0.01: the step 2 of chain 38 leads from x = 0.154076 to -0.141777, where log p is -inf, outside the support; mala(h) refuses such a step
#!> ...
walled = run_chains(mala(0.05), Beta(2, 2), 0.5*ones(20000), 200).x;
check estimate(walled) ≈ 0.5 se 4
#> ok 0.49862 ± 0.00154 ≈ 0.5 (0.9 se)
check estimate((walled - 0.5)^2) ≈ 0.05 se 4
#> ok 0.049488 ± 0.000370 ≈ 0.05 (1.4 se)

# ## How many digits
# Chains are as exact as their starts: f64, unless these or a network are f32. Far from 0 that is felt: at 1e5 neighbours in f32 are
# 0.0078 apart, and this law has the deviation 0.01.
far = run_chains(langevin(5e-5), score_from(x -> (x - 1e5)^2/2/1e-4), 1e5*ones(20000), 200).x;
check estimate((far - 1e5)^2) ≈ stationary_variance(langevin(5e-5), 1e-4) se 4
#> ok 0.00013274 ± 0.00000134 ≈ 0.000133333 (0.4 se)

# ## How long to wait
# A chain's points are alike: on N(0, v) the correlation shrinks by a = 1 - h/v in each step, so that τ = (1 + a)/(1 - a) points
# count as one. A small step has little bias and a large τ.
# A step beyond v leaps over the mean: neighbours are on opposite sides, a < 0, τ < 1, and a mean is known better than from as many
# independent points.
# (τ itself is known to 4 √(2(2W + 1)/n) of it, W the window, five times (1 + |a|)/(1 - |a|): Madras and Sokal 1988.)
for h in (0.05, 0.1, 0.5, 1.6, 1.9) {
    (n, W) = (40000, 5*(1 + abs(1 - h))/(1 - abs(1 - h)))
    x = run_chain(langevin(h), D, 0, n, burn=100).path
    τ = integrated_time(x)
    print("h = {h}: τ is {τ:.3g}, and {2/h - 1:.3g} by the formula; {n/τ:.0f} of {n} points count")
    check abs(τ*h/(2 - h) - 1) < 4*sqrt(2*(2*W + 1)/n)
    # The error of a mean must count that, too.
    check chain_mean(x) ≈ 0 se 4
    check chain_mean(x^2) ≈ stationary_variance(langevin(h), 1) se 4
}
#> h = 0.05: τ is 53.2, and 39.0 by the formula; 752 of 40000 points count
#> ok 0.363015 < 0.559285
#> ok 0.0122 ± 0.0384 ≈ 0 (0.3 se)
#> ok 1.1088 ± 0.0379 ≈ 1.02564 (2.2 se)
#> h = 0.1: τ is 18.8, and 19.0 by the formula; 2130 of 40000 points count
#> ok 0.0116529 < 0.390896
#> ok -0.0170 ± 0.0221 ≈ 0 (0.8 se)
#> ok 1.0371 ± 0.0206 ≈ 1.05263 (0.8 se)
#> h = 0.5: τ is 2.96, and 3.0 by the formula; 13534 of 40000 points count
#> ok 0.0148548 < 0.15748
#> ok -0.01054 ± 0.00984 ≈ 0 (1.1 se)
#> ok 1.3114 ± 0.0121 ≈ 1.33333 (1.8 se)
#> h = 1.6: τ is 0.254, and 0.25 by the formula; 157660 of 40000 points count
#> ok 0.0148439 < 0.181108
#> ok -0.00698 ± 0.00560 ≈ 0 (1.2 se)
#> ok 4.9404 ± 0.0505 ≈ 5.0 (1.2 se)
#> h = 1.9: τ is 0.0522, and 0.0526 by the formula; 766668 of 40000 points count
#> ok 0.00869761 < 0.390896
#> ok 0.00420 ± 0.00504 ≈ 0 (0.8 se)
#> ok 19.500 ± 0.448 ≈ 20.0 (1.1 se)

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
#> ok 9.74834e-09 ≈ 0
check [score_of(M)(left), score_of(M)(right)] ≈ zeros(2) abs 1e-6
#> ok [4.91236e-09, -1.65536e-15] ≈ [0.0, 0.0]
# and the share in each says how the starts lay, not how much mass the modes have:
mean(up > 0)
#> 0.426
# The score tells where log p rises. That there is more mass in a broad mode than in a narrow one, a climber cannot know. It is
# the noise that lets x wander off as often as the mass there asks for.
run = run_chains(langevin(0.05), M, starts, 2000);
with_noise = run.x;
share = estimate(1.0*(with_noise > 0.7))
#> 0.17980 ± 0.00543
mass = quad(x -> exp(M.log_density(x)), 0.7, 8)
#> 0.202658
check abs(value(share) - mass) < 0.05
#> ok 0.0228582 < 0.05

# ## Temperature
# Noise that is multiplied by c samples p^(1/c²): on N(0, v) all variances are c² times as large. With "noise 0.3", as some
# programs have it by default, the samples are those of the temperature 0.09: sharp, pretty, and not the data.
cold = run_chains(langevin(0.1, noise=0.3), D, zeros(20000), 100).x;
check estimate(cold^2) ≈ 0.09*stationary_variance(langevin(0.1), 1) se 4
#> ok 0.094083 ± 0.000945 ≈ 0.0947368 (0.7 se)

# ## What is to be seen
# Left, chains with noise: a histogram beside the density. Right, the same starts without noise: two spikes.
z = linspace(-6, 4.5, 200);
density = plot(z, exp(M.log_density(z)), label="density");
layout((axes(overlay(hist(with_noise, bins=40, range=(-6, 4.5), label="with noise"), density), x="x"),
  axes(overlay(hist(up, bins=40, range=(-6, 4.5), label="without"), density), x="x")))
#> density                              density
#>    |           :    ### with noise      |                   ### without
#>    |           ..   --- density        2+                   --- density
#> 0.3+          /#'.                      |
#>    |         .'##\                      |
#>    |         |###'.                  1.5+                       #
#>    |         |####|                     |                       #
#> 0.2+        .'####|        /.           |                       #
#>    |        /######|      .'|          1+                       #
#>    |       .'######\      |#|           |                       #
#>    |       /#######'.     |#|           |                       #
#> 0.1+      .|########\     |##|       0.5+                       #
#>    |      /#########'.   |###\          |                       #
#>    |     /'##########'.  /###|          |        ..''''..      ...
#>   0+....''############'--'####\....    0+.......''      ''.....'#'......
#>    ++----+-----+-----+-----+-----+-     ++----+-----+-----+-----+-----+-
#>      -6   -4    -2    0    2     4       -6   -4    -2    0     2     4
#>                    x                                    x
