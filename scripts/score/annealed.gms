#~ file: seed=7
# Annealed Langevin dynamics: through levels of noise, from one hill to many. What it cures is that chains do not cross valleys, and
# that a score does not know what lies beyond them.
use score

# ## Two modes that do not know of each other
# The toy of Song and Ermon (2019): weights 0.8 and 0.2, unit modes at (5, 5) and (-5, -5). Chains of Langevin steps start all over the
# square from -8 to 8.
D = Mixture([0.2, 0.8], (Normal([-5.0, -5], 1.0), Normal([5.0, 5], 1.0)));
starts = 16*uniform_noise(2000, 2) - 8;
plain = run_chains(langevin(0.1), D, starts, 1000).x;
upper(X) = estimate(1.0*(X[:, 1] + X[:, 2] > 0))
upper(plain)
#> 0.5180 ± 0.0115
# Half and half: each chain went to the nearer mode, and stays there. A valley between them costs e^-25; no chain crosses it in the
# 1000 steps. The score is right everywhere, and the weights are wrong: next to a mode, s is that of this mode alone, whatever its
# weight. (scripts/score/blindness.gms measures how little a loss sees of the weights.)
near = [4.0, 5.5];
other = Mixture([0.5, 0.5], (Normal([-5.0, -5], 1.0), Normal([5.0, 5], 1.0)));
check max(abs(score_of(D)(near) - score_of(other)(near))) ≈ 0 abs 1e-15
#> ok 0.0 ≈ 0
# MALA, exact in the long run, is as stuck: its law is D, but it would take for ever.
upper(run_chains(mala(0.5), D, starts, 1000).x)
#> 0.5175 ± 0.0114

# ## The cure
# With noise σ the law is q_σ = D * N(0, σ²). For a large σ it is one hill, which chains cross at will, and its middle knows the weights:
# the more of the mass is in one mode, the nearer is the top. As σ falls, level by level, the hill splits, and the chains are shared out
# as they should be. Between modes 14 apart, σ from 20 to 1, as in the paper's toy, 10 levels of 100 steps; h_i = h σ_i²/σ_L².
σs = geometric_levels(20, 1, 10)
#> f64[10]
#>    20.0      14.3374   10.2781    7.36806   5.28195   3.78648   2.71442
#>     1.94589   1.39495   1.0
r = annealed_chains(oracle(D), starts, σs, steps=100, h=0.1);
upper(r.x)
#> 0.79050 ± 0.00938
check abs(value(upper(r.x)) - 0.8) < 0.06
#> ok 0.0095 < 0.06
# How the shares come about, level by level: the measured weight of the upper half plane beside that of q_σ.
# (x₁ + x₂ is normal in each mode, with the mean ±10 and the variance 2(1 + σ²).)
above(σ) = 0.5 + 0.3*erf(10/(2*sqrt(1 + σ^2)))
for i in (1, 4, 7, 10) { print("σ = {σs[i]:.3g}: {upper(r.path[i + 1])}, of q_σ {above(σs[i]):.4g}") }
#> σ = 20.0: 0.5815 ± 0.0112, of q_σ 0.5828
#> σ = 7.37: 0.7175 ± 0.0101, of q_σ 0.6975
#> σ = 2.71: 0.79000 ± 0.00930, of q_σ 0.7956
#> σ = 1.0: 0.79050 ± 0.00938, of q_σ 0.8
# The last level leaves noise of σ = 1 in x: variance 2 in place of 1. A last step x + σ_L² s, to E(data | x), takes it away on average,
# and more than that: its variance is 1/2.
v(X) = { Y = X[X[:, 1] + X[:, 2] > 0, 1]; mean((Y - mean(Y))^2) }
denoised = annealed_chains(oracle(D), starts, σs, steps=100, h=0.1, denoise=true);
(v(r.x), v(denoised.x))
#> (2.03432, 0.533283)

# ## What is left over, exactly
# On N(0, v) each level is a linear map: V goes to (1 - h_i/w)² V + 2 h_i in each step, w = v + σ_i². annealed_variance runs through all
# of them. The settings of the papers, on N(0, 1/4) from the uniform law on an interval of length 1, whose variance is 1/12. The score
# is exact; all of the error is that of the sampler: at each level it stops too early, and its step is too large.
levels = geometric_levels(1, 0.01, 10);
check annealed_variance(0.25, levels, 1/12, steps=100, h=2e-5) ≈ 0.257908827434 tol 1e-11
#> ok 0.257909 ≈ 0.257909
check annealed_variance(0.25, levels, 1/12, steps=100, h=1e-5) ≈ 0.26540926537565 tol 1e-13
#> ok 0.265409 ≈ 0.265409
check annealed_variance(0.25, geometric_levels(50, 0.01, 232), 1/12, steps=5, h=6.2e-6) ≈ 0.284782886698 tol 1e-11
#> ok 0.284783 ≈ 0.284783
# The aim is 0.2501. By the plain recursion, on other numbers:
plain_recursion(v, σs, start, steps, h) = {
    V = start
    for σ in σs {
        a = h*(σ/σs[len(σs)])^2
        for k in 1:steps { V = (1 - a/(v + σ^2))^2*V + 2*a }
    }
    V
}
for (v, start, steps, h) in ((0.25, 1/12, 100, 2e-5), (1.3, 4.0, 30, 1e-4), (0.01, 0.0, 7, 5e-5)) {
    check annealed_variance(v, levels, start, steps=steps, h=h) ≈ plain_recursion(v, levels, start, steps, h) tol 1e-11
}
#> ok 0.257909 ≈ 0.257909
#> ok 1.33689 ≈ 1.33689
#> ok 0.012339 ≈ 0.012339
# Measured beside it:
X = uniform_noise(20000) - 0.5;
r1 = annealed_chains(oracle(Normal(0, 0.5)), X, levels, h=2e-5);
check estimate(r1.x^2) ≈ annealed_variance(0.25, levels, 1/12, h=2e-5) se 4
#> ok 0.25735 ± 0.00255 ≈ 0.257909 (0.2 se)
# The remedy is patience: more steps with the same h, or a smaller h with many more steps.
for (n, h) in ((100, 2e-5), (1000, 2e-5), (10000, 2e-5), (10000, 2e-6)) {
    print("{n} steps at each level, h = {h:.0e}: {annealed_variance(0.25, levels, 1/12, steps=n, h=h):.6g}")
}
#> 100 steps at each level, h = 2e-05: 0.257909
#> 1000 steps at each level, h = 2e-05: 0.250838
#> 10000 steps at each level, h = 2e-05: 0.250151
#> 10000 steps at each level, h = 2e-06: 0.25077
# Without noise it climbs, and ends in the modes of q_σ, as the kernels did:
up = annealed_chains(oracle(D), starts, σs, steps=100, h=0.1, noise=0);
mean([min(norm(x - [5.0, 5]), norm(x + [5.0, 5])) for x in up.x[1:100]])
#> 5.90355e-14

# ## What is to be seen
# Plain chains, half in each mode; annealed ones on their way, σ = 20, σ = 2.7; at the end, four fifths above.
some = 1:400;
frame(X, title) = axes(scatter(X[some, :]), x=title, xlim=(-12, 12), ylim=(-12, 12))
layout((frame(plain, "plain"), frame(r.path[8], "σ = {σs[7]:.3g}"), frame(r.x, "annealed")))
#>                               10+      **
#>                                5+     ****
#>                                0+  *
#>                               -5+ ****
#>                              -10+  **
#>                                 +-----+----
#>                                       0
#>                                    plain
#>
#>           10+    ********                      10+       **
#>             |    ********                        |      *****
#>             |   *********                        |      *****
#>            0+***********                        0+  ***
#>             | ******                             | *****
#>          -10+ *** * *                         -10+    *
#>             +-+----+----+                        +-+----+----+
#>              -10   0    10                        -10   0    10
#>                σ = 2.71                             annealed
