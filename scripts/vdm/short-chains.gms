#~ file: seed=7
# Chains that are too short. A well known teaching model takes T = 50 steps with β from 1e-4 to 0.02, the ends that Ho, Jain and
# Abbeel (2020) chose for T = 1000. Its samples improve with T, and its text says no more. One line of the bound, the prior
# loss, says why.
use vdm
use data
use metrics

# ## What is left of the datum
# ᾱ_T = (1 - β_1) ... (1 - β_T) is the share of the variance of x in z_T, and SNR = ᾱ/(1 - ᾱ).
left(T) = prod(1 - noise_betas("linear", T))
check left(50) ≈ 0.60295159732971 tol 1e-13
#> ok 0.602952 ≈ 0.602952
check left(50)/(1 - left(50)) ≈ 1.5186 tol 1e-4
#> ok 1.51858 ≈ 1.5186
[left(T) for T in (50, 200, 1000)]
#> f64[3]
#>    0.602952  0.132183  4.03583e-05
# After 50 steps 60 % of the variance are still that of the data. With a sum in place of the product: ᾱ ≈ exp(-Σ β), and Σ β is
# T times the mean of β, 0.01; it takes 1000 steps to reach e^-10.
check -log(left(1000)) ≈ 1000*0.01005 tol 0.02
#> ok 10.1177 ≈ 10.05

# ## What that costs
# The sampler starts from N(0, 1), while z_T is √ᾱ x + √(1 - ᾱ) ε. The term of the bound that says so is the prior loss,
#   KL(q(z_T | x) ‖ N(0, 1)) = (ᾱ x² - ᾱ - log(1 - ᾱ))/2 for each number of x,
# and on average over data of variance v it is (ᾱ (v - 1) - log(1 - ᾱ))/2:
derive (v in positives; a in unit; S = discrete_noise([0.5*(1 - a), 1 - a/(1 - 0.5*(1 - a))])) {
    prior_loss(S, Normal(0, sqrt(v)))
    = (a*(v - 1) - log(1 - a))/2
    = E(x ~ Normal(0, sqrt(v)), KL(Normal(sqrt(a)*x, sqrt(1 - a)) || Normal(0, 1)), method=quad(8))
}
#> ok 1 = 2: 199 of 200 points, worst 1.4e-16
#> ok 2 = 3: 198 of 200 points, worst 1.7e-16
short = discrete_noise(noise_betas("linear", 50));
check prior_loss(short, Normal(0, 1)) ≈ 0.46184854 tol 1e-8
#> ok 0.461849 ≈ 0.461849
check prior_loss(short, Normal(0, 2)) ≈ 1.36627594 tol 1e-8
#> ok 1.36628 ≈ 1.36628
# in nats for each number, whatever the network does. With data in the plane it is twice that, and no training lowers it:
for D in (two_moons(), gaussians8(), swiss_roll()) { print("{D.family}: {prior_loss(short, D):.4g} nats") }
#> two_moons: 0.7207 nats
#> gaussians8: 2.808 nats
#> swiss_roll: 1.505 nats
# A chain of 1000 steps with these β, or one of 50 with larger ones, has no such loss:
long = discrete_noise(noise_betas("linear", 1000));
[prior_loss(long, Normal(0, 1)), prior_loss(discrete_noise(noise_betas("cosine", 50)), Normal(0, 1))]
#> f64[2]
#>    2.01796e-05  4.85597e-07
check prior_loss(long, Normal(0, 2)) < 1e-3
#> ok 8.0717e-05 < 0.001

# ## Not the network's fault
# With the exact denoiser of eight bumps in the place of a network, everything that is wrong is the start. Of the same oracle the
# long chain makes the eight bumps again, and the short one pulls them in: the first points come from N(0, 1), where the
# noisy law has the deviation √(0.6·4.1 + 0.4) = 1.7.
D = gaussians8();
noisy = noised(D, level(short, 1));
sqrt(var(noisy)[1])
#> 1.6983
(a, b) = (generate(short, oracle(D), 1000, start=Normal(zeros(2), 1)), generate(long, oracle(D), 1000));
(short = energy_distance(a, D), long = energy_distance(b, D))
#> (short = 0.09605 ± 0.00379, long = 0.00220 ± 0.00362)
check value(energy_distance(a, D)) > 0.05
#> ok 0.0960483 > 0.05
check abs(value(energy_distance(b, D))) < 0.05
#> ok 0.00220385 < 0.05
# The start mended, from the noisy law itself, which `generate` takes by itself with an oracle, the short chain is as good as the long one:
check abs(value(energy_distance(generate(short, oracle(D), 1000, start=noisy), D))) < 0.05
#> ok 0.00444578 < 0.05

# ## What is to be seen
# Left the data, in the middle the short chain from N(0, 1), right the long one.
shown(x, name) = title(axes(scatter(x[1:300]), xlim=(-4, 4), ylim=(-4, 4)), name)
layout((shown(sample(D, 300), "data"), shown(a, "T = 50"), shown(b, "T = 1000")))
#>                                    data
#>                               4+  *******
#>                               2+ ********
#>                               0+***    ***
#>                              -2+ ***  ***
#>                              -4+  * ** **
#>                                +-----+----
#>                                      0
#>
#>                T = 50                              T = 1000
#>            |     *                              |   * **  *
#>            |  ********                          |  ** *****
#>            | *** *  ***                         |***      ***
#>           0+ ****   ***                        0+****    ****
#>            |  ********                          | *********
#>            |     **                             |    ***
#>            +------+-----                        +------+-----
#>                   0                                    0
