#~ file: seed=7
# Several levels of noise at once: one network that knows the score at each (Song and Ermon 2019, NCSN). Little noise is near to
# the data but says nothing between them; much noise says where the masses lie.
use score
use nn

# ## The data
# Two bumps at ±(5, 5) with the weights .8 and .2, as in the toy example of that paper.
c = [5.0, 5.0];
D = Mixture([0.8, 0.2], Normal(stack((c, -c)), 1));
# Levels in geometric order, each the same share of the one before, so that a score that is right at one level serves to
# get to the next:
σs = geometric_levels(20, 1, 10)
#> f64[10]
#>    20.0      14.3374   10.2781    7.36806   5.28195   3.78648   2.71442
#>     1.94589   1.39495   1.0
check σs[2:10]/σs[1:9] ≈ full((1/20)^(1/9), 9)
#> ok [0.716871, 0.716871, 0.716871, 0.716871, 0.716871, 0.716871, 0.716871, 0.716871, 0.716871] ≈ [0.716871, 0.716871, 0.716871, 0.716871, 0.716871, 0.716871, 0.716871, 0.716871, 0.716871]

# ## Weights of the levels
# The loss at one level is J2(σ), whose floor runs through orders of magnitude. The factor λ(σ) = σ² takes that out:
derive (s in functions(2, 2); x, ε in reals(2); σ in positives) {
    σ^2*dsm_at(s, x, ε, (α = 1, σ = σ))
    = norm(σ*s(x + σ*ε) + ε)^2/2
}
#> ok 1 = 2: 200 points, worst 1.2e-16
for σ in (20, 5, 1, 0.2, 0.05) { print("σ = {σ}: floor {-dsm_constant(D, σ):.4g}, times σ² {-σ^2*dsm_constant(D, σ):.4g}") }
#> σ = 20: floor 9.785e-05, times σ² 0.03914
#> σ = 5: floor 0.00825, times σ² 0.2062
#> σ = 1: floor 0.5, times σ² 0.5
#> σ = 0.2: floor 24.04, times σ² 0.9615
#> σ = 0.05: floor 399.0, times σ² 0.9975
# The whole loss is the mean over the levels, and so is its floor:
check multi_dsm_floor(D, σs) ≈ mean([-σ^2*dsm_constant(D, σ) for σ in σs])
#> ok 0.201308 ≈ 0.201308
# The oracle shows the network's place: it is a function of z and of the level, and has the loss of the floor.
check multi_dsm(oracle(D), D, σs, n=4000) ≈ multi_dsm_floor(D, σs) se 4
#> ok 0.20224 ± 0.00208 ≈ 0.201308 (0.4 se)
# On a line sums are exact, so that the floor can be seen to all digits:
check multi_dsm(oracle(Normal(1, 0.5)), Normal(1, 0.5), [2, 1, 0.5]) ≈ multi_dsm_floor(Normal(1, 0.5), [2, 1, 0.5]) tol 1e-10
#> ok 0.126471 ≈ 0.126471
check multi_dsm((z, σ) -> (1 - z)/(0.25 + σ^2), Normal(1, 0.5), [2, 1, 0.5]) ≈ multi_dsm_floor(Normal(1, 0.5), [2, 1, 0.5]) tol 1e-10
#> ok 0.126471 ≈ 0.126471

# ## What each level knows of the weights
# At z = 0 both bumps are as far, so that the score there is (c/v) (2w - 1) with v = 1 + σ², and tells w at once, at any
# level. But is anybody there? The density at 0, in units of that of the higher bump:
weight(s, σ) = { u = c/norm(c); (1 + (u @ s(0*c))*(1 + σ^2)/norm(c))/2 }
at(σ) = (α = 1, σ = σ)
check weight(score_at(oracle(D), at(1)), 1) ≈ 0.8
#> ok 0.8 ≈ 0.8
check weight(score_at(oracle(D), at(20)), 20) ≈ 0.8
#> ok 0.8 ≈ 0.8
for σ in σs { print("σ = {σ:.3g}: {density(noised(D, at(σ)), 0*c)/density(noised(D, at(σ)), c):.2g}") }
#> σ = 20.0: 0.98
#> σ = 14.3: 0.96
#> σ = 10.3: 0.9
#> σ = 7.37: 0.76
#> σ = 5.28: 0.52
#> σ = 3.79: 0.24
#> σ = 2.71: 0.063
#> σ = 1.95: 0.0067
#> σ = 1.39: 0.00026
#> σ = 1.0: 4.7e-06

# ## One network for all levels
# `noise_net` sees z, scaled by its level, and the level. Each step draws a level for each datum.
run = train(noise_net(2, hidden=64), multi_dsm_loss(σs), sample(D, 4000), steps=3000, opt=adam(cosine(0.005, 3000)), batch=256)
#> run of 3000 steps: loss 0.258986 -> 0.206902 (means of a tenth)
# The same with the lowest level alone:
alone = train(noise_net(2, hidden=64), multi_dsm_loss([1.0]), sample(D, 4000), steps=1000, opt=adam(cosine(0.005, 1000)), batch=256)
#> run of 1000 steps: loss 0.63608 -> 0.505347 (means of a tenth)
# Level by level: σ² J1, what the loss is above its floor, and the weight that the score at 0 says, which is 0.8.
excess(p, σ) = σ^2*value(esm(score_at(p, at(σ)), noised(D, at(σ))))
above = [excess(run.model, σ) for σ in σs]
#> f64[10]
#>    0.000372345  0.000346815  0.00040716   0.000406563  0.000711862  0.00109744
#>    0.00119884   0.00164296   0.00129707   0.00188329
weights = [weight(score_at(run.model, at(σ)), σ) for σ in σs]
#> f64[10]
#>    0.782881  0.788671  0.786724  0.785937  0.795906  0.797221  0.775991
#>    0.742825  0.699045  0.65973
check max(above) < 0.05
#> ok 0.00188329 < 0.05
check max(abs(weights[1:5] - 0.8)) < 0.1
#> ok 0.0171187 < 0.1
# The loss is its floor and these:
check multi_dsm(run.model, D, σs, n=4000) ≈ multi_dsm_floor(D, σs) + mean(above) se 4
#> ok 0.20139 ± 0.00202 ≈ 0.202245 (0.4 se)
# The network of the lowest level is as good there, J1 says, and knows nothing of the weights:
(above = excess(alone.model, 1.0), weight = weight(score_at(alone.model, at(1.0)), 1))
#> (above = 0.00231408, weight = 0.692675)
check excess(alone.model, 1.0) < 0.05
#> ok 0.00231408 < 0.05

# ## What is to be seen
# The score along the line through both bumps, at the lowest and at a high level: what is exact, what the network of all levels
# has learned, and what that of the lowest has.
u = c/norm(c);
along(p, σ) = t -> u @ score_at(p, at(σ))(t*u)
(o, m, a) = (oracle(D), run.model, alone.model);
layout((overlay(plot(along(o, 1.0), -12, 12, label="exact", title="σ = 1"), plot(along(m, 1.0), -12, 12, label="all levels"),
    plot(along(a, 1.0), -12, 12, label="one level")),
  overlay(plot(along(o, 7.4), -12, 12, label="exact", title="σ = 7.4"), plot(along(m, 7.4), -12, 12, label="all levels"))))
#>                 σ = 1                                 σ = 7.4
#>   |                **                     |+             *** exact
#>   |o               *o*                    |++++*         +++ all levels
#>  2+oo              ooooo               0.1+   ++++++++**
#>   | +oo            o   oo*                |          +++++*
#>   |   oo          o+    +oo               |              ++++
#>   |    ooo        o       oo+         0.05+                 +++
#>  0+      oo       o         oo            |                   ++
#>   |        oo    o+          ooo          |                    +++
#>   |         oooooo*            oo        0+                      ++
#> -2+          +++++*             ooo       |                       ++
#>   |            ** *               o  -0.05+                        ++
#>   |              **                       |                          ++
#>   +--+------+------+-----+------+--       |                           ++
#>     -10     -5     0     5      10    -0.1+                            +
#>                   t                       +--+-----+-----+-----+-----+--
#>       *** exact   +++ all levels            -10    -5    0     5     10
#>             ooo one level                                t
