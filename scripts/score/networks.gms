#~ file: seed=7
# Networks that learn a score: by each loss of the chapter, on the same data, each judged by what it is above its floor.
use score
use nn

# ## On a line
# 2000 data of a law with two modes, as rows of one number. A network of 32 + 32 tanh units learns the score of the law with
# noise σ = 0.3 by denoising; a network with one output, an energy U, does so with s = -U'. (The loss does not depend on the
# last bias of U, which only moves U: the normaliser, once more.)
D = Mixture([0.4, 0.6], Normal([-1.5; 1.0], 0.5));
X = sample(D, 2000);
σ = 0.3;
l = (α = 1, σ = σ);
fit(m, loss, data) = train(m, loss, data, steps=1000, opt=adam(cosine(0.01, 1000)), batch=min(256, len(data)))
net = fit(mlp(1, 32, 32, 1, act=tanh), dsm_loss(σ), X)
#> run of 1000 steps: loss 4.56144 -> 4.45195 (means of a tenth)
energy = fit(score_from(mlp(1, 32, 32, 1, act=tanh)), dsm_loss(σ), X)
#> run of 1000 steps: loss 4.95702 -> 4.42608 (means of a tenth)
#!> note: train: the loss does not depend on energy.layers[3].b
# A loss of 4.4 looks bad, and the best of all has 4.405. Each loss beside its floor: what is left is J1, 0.01.
score_report(net.model, D, σ)
#> explicit = (loss = 0.0119963, floor = 0.0, excess = 0.0119963)
#> denoising = (loss = 4.41727, floor = 4.40528, excess = 0.0119963)
#> implicit = (loss = -1.13828, floor = -1.15028, excess = 0.0119963)
#> sliced = (loss = -1.0837 ± 0.0470, floor = -1.15028, excess = 0.0666 ± 0.0470)
#> sliced_vr = (loss = -1.1452 ± 0.0491, floor = -1.15028, excess = 0.0051 ± 0.0491)
score_report(energy.model, D, σ)
#> explicit = (loss = 0.010815, floor = 0.0, excess = 0.010815)
#> denoising = (loss = 4.41609, floor = 4.40528, excess = 0.010815)
#> implicit = (loss = -1.13947, floor = -1.15028, excess = 0.010815)
#> sliced = (loss = -1.1285 ± 0.0549, floor = -1.15028, excess = 0.0218 ± 0.0549)
#> sliced_vr = (loss = -1.0454 ± 0.0509, floor = -1.15028, excess = 0.1049 ± 0.0509)
J1(s) = esm(s, noised(D, l))
check max(J1(net.model), J1(energy.model)) < 0.05
#> ok 0.0119963 < 0.05
# An exact minimiser on the same data would be Parzen's score. Of 2000 data it is as good; of 30 it is the sample learned by
# heart, and the network, which is smoother, less so:
J1(score_of(KDE(X, σ)))
#> 0.00705738
few = fit(mlp(1, 32, 32, 1, act=tanh), dsm_loss(σ), X[1:30]);
(network = J1(few.model), parzen = J1(score_of(KDE(X[1:30], σ))))
#> (network = 0.224174, parzen = 0.717616)

# ## In the plane
# Three bumps, one of them tilted; 4000 data. First the score of the law itself, without noise: by the implicit loss, by both
# sliced losses with one slice of signs, and, as a yardstick, by the explicit loss, for which one must know the score.
P = Mixture([0.3, 0.3, 0.4],
    (Normal([-1.5, 0], 0.5), Normal([1.0, 1.2], [0.7, 0.4]), Normal([1.0, -1.2], cov=[0.5, 0.2; 0.2, 0.4])));
Y = sample(P, 4000);
plane() = mlp(2, 32, 32, 2, act=tanh)
explicit = fit(plane(), esm_loss(P), Y)
#> run of 1000 steps: loss 1.33078 -> 0.00581285 (means of a tenth)
implicit = fit(plane(), ism_loss(), Y)
#> run of 1000 steps: loss -2.11389 -> -3.31194 (means of a tenth)
sliced = fit(plane(), ssm_loss(slices="Rademacher"), Y)
#> run of 1000 steps: loss -1.87762 -> -3.27687 (means of a tenth)
closed = fit(plane(), ssm_vr_loss(slices="Rademacher"), Y)
#> run of 1000 steps: loss -2.06865 -> -3.26554 (means of a tenth)
# The floor of the last three is -½ I. The losses on the data are below it: it is that of the law, and 4000 data have one of
# their own, lower. J1, over the law, tells.
least = -fisher_information(P, (α = 1, σ = 0))/2
#> -3.1271
costs = [value(esm(run.model, P)) for run in (explicit, implicit, sliced, closed)]
#> f64[4]
#>    0.00653914  0.114201  0.136137  0.124045
on_the_data = [ism(run.model, Y) for run in (explicit, implicit, sliced, closed)]
#> f64[4]
#>   -3.13459  -3.31065  -3.31962  -3.3086
on_the_law = costs + least
#> f64[4]
#>   -3.12056  -3.0129  -2.99097  -3.00306
check value(ism(implicit.model, P)) ≈ on_the_law[2] tol 1e-4
#> ok -3.0129 ≈ -3.0129
check costs[1] < 0.02
#> ok 0.00653914 < 0.02
check max(costs) < 0.4
#> ok 0.136137 < 0.4
check max(on_the_data[2:4]) < least
#> ok -3.3086 < -3.1271
# With 100 data the implicit loss shows what it is: no floor, and steep falls at the data.
starved = fit(plane(), ism_loss(), Y[1:100]);
cost = value(esm(starved.model, P))
#> 428.444
check ism(starved.model, Y[1:100]) < least
#> ok -849.644 < -3.1271
check cost > 5*costs[2]
#> ok 428.444 > 0.571006
# Noise helps: denoising the same 100 data, judged on the noisy law.
steady = fit(plane(), dsm_loss(σ), Y[1:100]);
check value(esm(steady.model, noised(P, l))) < cost
#> ok 0.580945 < 428.444

# Then the score of the noisy law, by denoising: two numbers at once, and an energy.
denoising = fit(plane(), dsm_loss(σ), Y)
#> run of 1000 steps: loss 10.0347 -> 9.03136 (means of a tenth)
potential = fit(score_from(mlp(2, 32, 32, 1, act=tanh)), dsm_loss(σ), Y)
#> run of 1000 steps: loss 10.0796 -> 9.1037 (means of a tenth)
#!> note: train: the loss does not depend on energy.layers[3].b
(a, b) = (esm(denoising.model, noised(P, l)), esm(potential.model, noised(P, l)))
#> (0.0381397, 0.0319621)
check dsm(denoising.model, P, σ, n=20000) ≈ a - dsm_constant(P, σ) se 4
#> ok 9.0801 ± 0.0666 ≈ 9.10959 (0.4 se)
check dsm(potential.model, P, σ, n=20000) ≈ b - dsm_constant(P, σ) se 4
#> ok 9.0744 ± 0.0647 ≈ 9.10341 (0.4 se)
check max(a, b) < 0.1
#> ok 0.0381397 < 0.1
# Only the second is a gradient: its Jacobian is symmetric, a network of two numbers has a little curl.
curl(m, x) = { J = jacobian(m)(x); J[1, 2] - J[2, 1] }
check curl(f64(potential.model), [0.3, -0.4]) ≈ 0 abs 1e-12
#> ok 1.11022e-15 ≈ 0
curl(f64(denoising.model), [0.3, -0.4])
#> -0.391698

# The network may predict the noise instead, s = -ε̂/σ, as diffusion models do: then the loss is of the size of 1.
ε̂ = fit((of = "ε", net = plane(), apply = (m, z, l) -> m.net(z)), (m, x) -> {
    ε ~ Normal(0, 1) like x
    sum((ε - m.net(x + σ*ε))^2)/2
}, Y)
#> run of 1000 steps: loss 0.87838 -> 0.816352 (means of a tenth)
c = esm(score_at(ε̂.model, l), noised(P, l))
#> 0.0506633
check σ^2*dsm(ε̂.model, P, σ, n=20000) ≈ σ^2*(c - dsm_constant(P, σ)) se 4
#> ok 0.81118 ± 0.00610 ≈ 0.82099 (1.6 se)
check c < 0.1
#> ok 0.0506633 < 0.1

# ## What is to be seen
# The score on the line, and what the network and the energy have learned of it: good where data are.
axes(overlay(plot(x -> score_of(noised(D, l))([x])[1], -4, 4, label="exact"), plot(x -> net.model([x])[1], -4, 4, label="network"),
  plot(x -> energy.model([x])[1], -4, 4, label="energy")), x="z")
#> net.model([x])[1]
#>   |**                                                       *** exact
#>   | ****                                                    +++ network
#>  5+++++ *oooo                                               ooo energy
#>   |   oooo++oooo
#>   | ooo        +ooo+                *oooo
#>   |o               ooooo           ooo  +oooo
#>  0+                    ooooo      oo        ooooo
#>   |                       *oooooooo             oooo                oooo
#>   |                                                ooooo+        ooo
#>   |                                                    oooooooooo
#> -5+                                                        *****++++++++
#>   |                                                            ****
#>   |                                                                ****
#>   |                                                                   **
#>   ++-------+--------+-------+--------+--------+-------+--------+-------+
#>    -4      -3       -2      -1       0        1       2        3       4
#>                                      z
# In the plane: the arrows of the exact score and of the denoising network.
layout((plot(score_of(noised(P, l)), (-3, 3), (-3, 3), title="exact"), plot(denoising.model, (-3, 3), (-3, 3), title="network")))
#>                 exact                               network
#>   3+                                   3+ v
#>    | \    v   \   v   v   v   v  /      |      \   \   \   v   v   v  /
#>   2+ \    v   \   \   v   v   /  /     2+ \    v   \   \   v   v   /  /
#>    |                                    |
#>    |                                    |
#>   1+ \    v   v   >   /   \   <  <     1+ \    v   v   >   /   \   <  <
#>    |                                    |
#>   0+ >    \   <   \   /   \   <  <     0+ >    \   <   \   /   \   <  <
#>    |                                    |
#>    | /    /   \   v   \   v   <  <      | /    /   \   v   \   v   <  <
#>  -1+                                  -1+
#>    | /    ^   ^   >   >   \   \  \      | /    ^   ^   >   >   \   \  <
#>  -2+                                  -2+
#>    | /    /   >   /   ^   \   \  \      | /    /   /   /   ^   \   \  \
#>  -3+ >    >   /   ^   ^   \   \  \    -3+ /    /   /   /   ^   \   \  \
#>    ++----+----+----+----+----+---+      ++----+----+----+----+----+---+
#>     -3   -2   -1   0    1    2   3       -3   -2   -1   0    1    2   3
