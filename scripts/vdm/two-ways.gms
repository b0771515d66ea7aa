#~ file: seed=7
# Two ways back from noise to data: along a curve, the probability flow, or by a random walk, the reverse equation. At each time both
# have the law that the noise had; they differ in where a single point goes.
use vdm
use metrics
use data

# ## On the line
# Half the data near -1, half near 1, and the exact denoiser in the place of a network; VE noise with σ = t, as in the figures of
# Karras et al. 2022.
D = Mixture([0.5, 0.5], (Normal(-1, 0.1), Normal(1, 0.1)));
p = oracle(D);
S = schedule(α=t -> 1, σ=t -> 3*t);
# The law of z at time t, which both follow:
q(t) = noised(D, level(S, t))
# The ideal denoiser goes over from the nearest mode, where there is little noise, to the mean of all data where there is much.
x̂(z, σ) = p(z, (α = 1, σ = σ))
[x̂(0.3, σ) for σ in (0.01, 0.3, 1.0, 3.0, 100.0)]
#> f64[5]
#>    0.306931  0.925549  0.288705  0.0335801  3.02999e-05
z = linspace(-2.5, 2.5, 101);
axes(overlay(map(σ -> plot(z, [x̂(u, σ) for u in z], label="σ = {σ}"), (0.1, 0.5, 1.0, 3.0))...), x="z", y="x̂")
#> x̂
#>   | *** σ = 0.1                                                      ***
#>   | +++ σ = 0.5                                               ********
#>   | ooo σ = 1.0                                       ********
#>  1+ xxx σ = 3.0                           ++++++++++++oooooooooooooooooo
#>   |                                    *++****oooooooo
#>   |                                   ++ ooooo
#>   |                                   xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
#>  0+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
#>   |                          ooooo ++
#>   |                  oooooooo****++*
#> -1+oooooooooooooooooo++++++++++++
#>   |           *******
#>   |   ********
#>   |***
#>   +------+-------------+-------------+-------------+-------------+------
#>          -2            -1            0             1             2
#>                                      z
# Where the flow leads: starting points by rows. It keeps their order, because curves of one equation do not cross, so that it is the map of
# quantiles: the share of z_1 below a point is that of the data below its end.
starts = linspace(-4.5, 4.5, 15);
flow = vmap(z -> path(S, p, z, by=heun_ode(), times=sampling_times(S, 60, rule="karras", σ_min=0.01)).z)(starts);
ends = flow[:, end]
#> f64[15]
#>   -1.10109   -1.07586   -1.04934   -1.02088   -0.989325  -0.952084  -0.90134
#>    0.0        0.90134    0.952084   0.989325   1.02088    1.04934    1.07586
#>    1.10109
check min(ends[2:end] - ends[1:end-1]) > 0
#> ok 0.025235 > 0
Φ(x) = (1 + erf(x/sqrt(2)))/2
below(t, x) = mean(Φ((x - [-1, 1])/sqrt(0.01 + level(S, t).σ^2)))
check [below(0.0, x) for x in ends] ≈ [below(1.0, x) for x in starts] abs 0.005
#> ok [0.0780109, 0.112024, 0.155441, 0.208645, 0.271254, 0.342044, 0.41904, 0.5, 0.58096, 0.657956, 0.728746, 0.791355, 0.844559, 0.887976, 0.921989] ≈ [0.0776278, 0.111701, 0.155257, 0.208683, 0.271573, 0.342634, 0.419718, 0.5, 0.580282, 0.657366, 0.728427, 0.791317, 0.844743, 0.888299, 0.922372]
# The walk does not: from one and the same point it comes to either mode, as often as the posterior of that point says. From z = 0.6 at
# σ = 1 the right one has the weight
t₀ = S.inverse(0.0);
w = p.weights(0.6, level(S, t₀))
#> f64[2]
#>    0.233596  0.766404
walks = vmap(k -> carry(S, p, 0.6, by=reverse_sde(), times=sampling_times(S, 100, from=t₀)))(1:2000);
check estimate(f64(walks > 0)) ≈ w[2] se 4
#> ok 0.76100 ± 0.00946 ≈ 0.766404 (0.6 se)
flow_end = carry(S, p, 0.6, by=adaptive_ode(), from=t₀)
#> 0.944624

# EDM's picture in one dimension: the curves of the flow over σ, from the data on the left to noise on the right, ...
σ = [level(S, t).σ for t in path(S, p, 0.0, by=heun_ode(), times=sampling_times(S, 60, rule="karras", σ_min=0.01)).t];
axes(overlay(map(k -> plot(σ, flow[k]), (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15))...), x="σ", y="z")
#> z
#>   |                                                                   ##
#>  4+                                                   ################xx
#>   |                                       ############xxxxxxxxxxxxoooooo
#>   |                         ##############xxxxxxxxxooooooooooo++++++++++
#>  2+         ################xxxxxxoooooooooo++++++++++++++**************
#>   |#########xxxoooooooo+++++++++++*****************$$$$$$$$$$$$$$$$$$$$$
#>   |      &&&&&&&&$$$$$$$$$$$$$$$$$&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&
#>  0+=====================================================================
#>   |%%%%%%%@@@@@@@#################@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
#> -2+         ***++++++++oooooooooooxxxxxxxxxxxxxxxxx#####################
#>   |                         ******++++++++++ooooooooooooooxxxxxxxxxxxxxx
#>   |                                       *********+++++++++++oooooooooo
#> -4+                                                   ************++++++
#>   |                                                                   **
#>   ++----------+-----------+----------+-----------+----------+----------+
#>    0         0.5          1         1.5          2         2.5         3
#>                                      σ
# ... and walks from the same points:
walk = vmap(z -> path(S, p, z, by=reverse_sde(), steps=100).z)(starts);
times = path(S, p, 0.0, by=reverse_sde(), steps=100).t;
axes(overlay(map(k -> plot(3*times, walk[k]), (1, 4, 8, 12, 15))...), x="σ", y="z")
#> z
#>  6+                                                       ##
#>   |                                                      ## ###### #   #
#>  4+                                                 # ###        ## ####
#>   |                                                # #            xx xx
#>  2+                                         #    ##            x x  x  x
#>   |   +++ooo  +++***     +     x      # #### #####       xxxxxx x
#>   |#######+oooooooooxxxxxxxxxxxxxx#######xxxxxxxxxxxxxxxxoo  +++  oo
#>  0+       #####x# xx####o###+######oooo+o++++++++oooo   o+ooo  ooo ooooo
#>   |xxxxxxxxxx ######   ### ##  o  +    ooooooooooo+    +    oooo+++++ +
#> -2+               #                            *** ++++              + +
#>   |                                               ** *      *          +
#>   |                                                   ***  ***     *
#> -4+                                                     ***   **********
#>   |                                                                  * *
#>   ++----------+-----------+----------+-----------+----------+----------+
#>    0         0.5          1         1.5          2         2.5         3
#>                                      σ
# Both ways have the law of z at each time. In the middle and at the end, by 4000 points:
Z = sample(q(1.0), 4000);
for t in (0.3, 0.1, 0.0) {
    by_flow = vmap(z -> carry(S, p, z, by=dpm_solver(), steps=50, to=t))(Z)
    by_walk = vmap(z -> carry(S, p, z, by=reverse_sde(), steps=200, to=t))(Z)
    check std(by_flow) ≈ sqrt(1.01 + level(S, t).σ^2) tol 0.04
    check std(by_walk) ≈ sqrt(1.01 + level(S, t).σ^2) tol 0.04
    print("t = {t}: energy distance to the law {energy_distance(by_flow, q(t))} by the flow, {energy_distance(by_walk, q(t))} by the walk")
}
#> ok 1.34277 ≈ 1.34907
#> ok 1.3481 ≈ 1.34907
#> t = 0.3: energy distance to the law -0.000104 ± 0.000307 by the flow, 0.000204 ± 0.000591 by the walk
#> ok 1.04537 ≈ 1.04881
#> ok 1.04428 ≈ 1.04881
#> t = 0.1: energy distance to the law -0.000073 ± 0.000296 by the flow, -0.000052 ± 0.000305 by the walk
#> ok 1.00273 ≈ 1.00499
#> ok 1.00229 ≈ 1.00499
#> t = 0.0: energy distance to the law 0.000227 ± 0.000329 by the flow, 0.000138 ± 0.000470 by the walk

# ## In the plane
# Eight normal laws on a circle, from N(0, I), by five samplers of 40 evaluations each.
G = gaussians8();
o = oracle(G);
R = between(cosine_noise(), -10, 8);
X = sample(G, 1500);
for by in (ddim(), dpm_solver(), ancestral(), reverse_sde()) {
    Y = generate(R, o, 1500, by=by, steps=40)
    print("{by.name:20} {energy_distance(Y, X)}")
}
#> ddim                 0.00023 ± 0.00332
#> dpm-solver++(2M)     -0.00203 ± 0.00323
#> ancestral            -0.00236 ± 0.00324
#> reverse sde          -0.00325 ± 0.00322
Y = generate(R, o, 1500, by=heun_ode(), steps=20);
print("heun                 {energy_distance(Y, X)}")
#> heun                 -0.00318 ± 0.00329
# As a distribution, which has draws and, by its flow, densities:
M = diffusion(R, o, by=dpm_solver(), steps=40)
#> diffusion(steps = 40, sampler = "dpm-solver++(2M)", schedule = "cosine from -10 to 8")
Y = sample(M, 1500);
abs(value(energy_distance(Y, X))) < 0.02
#> true
check value(nll(M, X[1:100])) ≈ value(nll(G, X[1:100])) tol 0.02
#> ok 2.76476 ≈ 2.7648

# ## What is to be seen
# Data, samples by the flow, and samples by the walk.
layout((axes(scatter(X[1:400]), x="data"), axes(scatter(Y[1:400]), x="by the flow"), axes(scatter(generate(R, o, 400, by=reverse_sde(), steps=100)), x="by the walk")))
#>                               4+ ***** **
#>                               2+ ********
#>                               0+***    ***
#>                              -2+ ********
#>                              -4+  **** **
#>                                +----+-----
#>                                     0
#>                                    data
#>
#>             |  * *** *                          |    ****  *
#>             | *********                         |  *********
#>             | ***    ***                        | ****    ****
#>            0+****    ***                       0+****     ***
#>             | **********                        |  ***** ***
#>             |  *****                            |  ** *****
#>             +-----+-----                        +------+------
#>                   0                                    0
#>              by the flow                          by the walk
