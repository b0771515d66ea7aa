#~ file: seed=7
# Two ways to learn a score from data alone, on the same data: by denoising and by slices. Each with its floor beside it, and with
# samples by Langevin's equation at the end.
use score
use data
use metrics
use nn
D = gaussians8();
X = sample(D, 20000);
s(hidden=128) = mlp(2, hidden, hidden, 2, act=silu)

# ## Denoising
# ½ |s(x + σ ε) + ε/σ|² with σ = 0.1 teaches the score of the law with that much noise (Vincent 2011). Its floor is not 0 but
# ½ (d/σ² - I): 92.91 here, for the noise can hardly be told from data that are 0.35 wide. A loss of 93 that jumps from step to
# step is what success looks like. At σ = 0.01, where a loss of 10⁴ has been reported as a failure, that is the floor:
dsm_floor(D, 0.01)
#> 9992.26
σ = 0.1;
check dsm_floor(D, σ) ≈ 92.91066200675 tol 1e-12
#> ok 92.9107 ≈ 92.9107
check dsm_floor(D, 0.5) ≈ 2.29638747783 tol 1e-11
#> ok 2.29639 ≈ 2.29639
denoising = train(s(), dsm_loss(σ), X, steps=2500, batch=256, opt=adam(cosine(0.003, 2500)), ema=0.995)
#> run of 2500 steps: loss 99.621 -> 93.8399 (means of a tenth)
# The jumps: the deviation of the loss of a batch, against what is to be learned.
std(denoising.loss[2001:2500])
#> 6.15847
# The network at the average of its models, with all losses beside their floors. They are losses of the same thing, so each
# excess is the same J1, half the Fisher divergence, but for the errors of the draws.
r = score_report(denoising.ema, D, σ)
#> explicit = (loss = 0.361779, floor = 0.0, excess = 0.361779)
#> denoising = (loss = 93.676 ± 0.939, floor = 92.9107, excess = 0.766 ± 0.939)
#> implicit = (loss = -6.72756, floor = -7.08934, excess = 0.361779)
#> sliced = (loss = -6.754 ± 0.167, floor = -7.08934, excess = 0.335 ± 0.167)
#> sliced_vr = (loss = -6.647 ± 0.163, floor = -7.08934, excess = 0.442 ± 0.163)
check r.denoising.floor ≈ 92.91066200675 tol 1e-12
#> ok 92.9107 ≈ 92.9107

# ## Slices
# E (vᵀ ∇s v + ½ |s|²) with random v needs no noise and no second network: one derivative along v (Song, Garg, Shi and Ermon 2019,
# the form with the square in closed form). It learns the score of the data as they are. Its floor is -½ I.
sliced = train(s(), ssm_vr_loss(slices="Rademacher"), X, steps=2500, batch=256, opt=adam(cosine(0.003, 2500)), ema=0.995)
#> run of 2500 steps: loss -5.03773 -> -7.71601 (means of a tenth)
q = score_report(sliced.ema, D)
#> explicit = (loss = 0.175099, floor = 0.0, excess = 0.175099)
#> implicit = (loss = -7.57079, floor = -7.74589, excess = 0.1751)
#> sliced = (loss = -7.669 ± 0.179, floor = -7.74589, excess = 0.077 ± 0.179)
#> sliced_vr = (loss = -7.283 ± 0.186, floor = -7.74589, excess = 0.463 ± 0.186)
# Which is better at equal steps? Here the slices: the target of denoising, -ε/σ, has the variance 100 in each coordinate at σ = 0.1,
# of which 7 are the score, and each gradient has that noise; in the plane, slices have little of their own.
(denoising = r.explicit.excess, sliced = q.explicit.excess)
#> (denoising = 0.361779, sliced = 0.175099)
check value(r.explicit.excess) < 1
#> ok 0.361779 < 1
check value(q.explicit.excess) < 2
#> ok 0.175099 < 2
# Judged on one law, that of the data, denoising has an error that no training mends: it is the score of the noisy law. Exactly
# that score, as an estimate of the score without noise, has
bias = esm(score_of(noised(D, (α = 1, σ = σ))), D)
#> 0.0447003
# and the network about that and its own error:
esm(denoising.ema, D)
#> 0.441054

# ## Samples
# Langevin's equation walks up the score with noise, x ← x + h s(x) + √(2h) ξ, and its law tends to that of the score (`langevin(h)`). Within a bump
# that takes some hundred steps; from bump to bump, across valleys of no density, it would take very long, and the shares
# of the bumps are those of the start. So it starts all over the plane here, the same in all directions.
start = 3*normal_noise(1000, 2);
walk(s) = run_chains(langevin(0.01), s, start, 500).x
(a, b) = (walk(f64(denoising.ema)), walk(f64(sliced.ema)));
(denoising = mode_coverage(a, D).hit, sliced = mode_coverage(b, D).hit)
#> (denoising = 8, sliced = 8)
(denoising = mode_coverage(a, D).quality, sliced = mode_coverage(b, D).quality)
#> (denoising = 0.97200 ± 0.00522, sliced = 0.98700 ± 0.00358)
check mode_coverage(a, D).hit == 8
#> ok 8 == 8
check mode_coverage(b, D).hit == 8
#> ok 8 == 8
(denoising = energy_distance(a, D), sliced = energy_distance(b, D))
#> (denoising = 0.00178 ± 0.00242, sliced = -0.00050 ± 0.00245)
# The exact score, that of the law itself, from the same start:
exact = energy_distance(walk(D), D)
#> -0.00172 ± 0.00244

# ## What is to be seen
# Data, and the walks by both scores.
layout((title(scatter(X[1:500]), "data"), title(scatter(a[1:500]), "denoising"), title(scatter(b[1:500]), "sliced")))
#>                                    data
#>                               4+ ****** *
#>                               2+ *********
#>                               0+***    ****
#>                              -2+ ********
#>                              -4+  *******
#>                                +-----+-----
#>                                      0
#>
#>              denoising                              sliced
#>            |    **** *                          |  ********
#>            | **********                         | ***********
#>            |****    ****                       0+***     ****
#>           0+ ***     ***                        |****    ****
#>            | **********                         | **********
#>            |  ********                          |    *****
#>            +------+-----                        +------+-----
#>                   0                                    0
