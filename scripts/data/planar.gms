#~ file: digits=10
# Sets in the plane by formula. Each is a distribution: it draws, and it knows its density.
use data
D = two_moons()
#> two_moons(σ = 0.1)
sample(D, 3)
#> f64[3×2]
#>    0.5325383619  -0.2008494315
#>   -1.091734883    0.2541890936
#>   -1.158304808    0.3107728172
log_density(D, [0, 1; 0.5, 0.25; 100, 0])
#> f64[3]
#>   -0.4529739041  -9.191644196  -480215.4905

# ## Two half circles with noise
# On a half circle E cos = 0, E sin = 2/π, E cos² = 1/2.
check mean(D) ≈ [1/2, 1/4]
#> ok [0.5, 0.25] ≈ [0.5, 0.25]
check cov(D) ≈ [3/4 + 0.1^2, 1/8 - 1/π; 1/8 - 1/π, 9/16 - 1/π + 0.1^2]
#> ok [0.76, -0.1933098862; -0.1933098862, 0.2541901138] ≈ [0.76, -0.1933098862; -0.1933098862, 0.2541901138]
# The density at a point is an integral over the curve.
p(t, x) = density(Normal([cos(t), sin(t)], 0.1), x)/(2*π) + density(Normal([1 - cos(t), 1/2 - sin(t)], 0.1), x)/(2*π)
check density(D, [0.7, 0.6]) ≈ quad(t -> p(t, [0.7, 0.6]), 0, π)
#> ok 0.4883158014 ≈ 0.4883158014
check density(D, [-1.5, 0.2]) ≈ quad(t -> p(t, [-1.5, 0.2]), 0, π)
#> ok 9.317269848e-07 ≈ 9.317269848e-07
# The score points to the curve.
check grad(x -> log_density(D, x))([0.3, 1.1])
#> ok [-3.803899284, -13.94763071] ≈ [-3.803899284, -13.94763071] by differences

# ## Entropies, by sums over a grid: next to 1, the whole of the density
whole(D, edge, n) = {
    t = edge*((1:n)/n*2 - (n + 1)/n)
    x = vmap(u -> stack((t, u + 0*t), axis=2))(t)
    l = log_density(D, reshape(x, n*n, 2))
    (2*edge/n)^2*[sum(exp(l)), -sum(where(l > -700, l*exp(l), 0.0))]
}
check whole(two_moons(0.2), 4, 80) ≈ [1, 1.6774761561] tol 1e-6
#> ok [1.0, 1.677475983] ≈ [1.0, 1.677476156]
check whole(gaussians8(), 6, 64) ≈ [1, 2.8315783605]
#> ok [1.0, 2.83157836] ≈ [1.0, 2.831578361]
check whole(gaussians8(radius=2, σ=0.2), 3.6, 80) ≈ [1, 1.6980612031]
#> ok [1.0, 1.698061203] ≈ [1.0, 1.698061203]
check whole(checkerboard(), 4, 8) ≈ [1, log(32)]
#> ok [1.0, 3.465735903] ≈ [1.0, 3.465735903]
check entropy(checkerboard(side=1/0.45)) ≈ log(8/0.2025)
#> ok 3.676456934 ≈ 3.676456934
check whole(rings([1, 2], σ=0.2), 4, 80)[1] ≈ 1
#> ok 1.0 ≈ 1
check whole(spirals(σ=0.3), 6, 64)[1] ≈ 1
#> ok 1.0 ≈ 1
check whole(swiss_roll(σ=0.5), 6, 40)[1] ≈ 1
#> ok 1.0 ≈ 1
check whole(pinwheel(radial=0.2, tangential=0.2), 6, 120)[1] ≈ 1 tol 1e-7
#> ok 1.0 ≈ 1

# ## Draws agree with the density: on average its logarithm is minus the entropy
check E(x ~ two_moons(), -log_density(two_moons(), x), n=2000) ≈ 1.0075848348 se 4
#> ok 0.99654427 ± 0.01596341 ≈ 1.007584835 (0.7 se)
check E(x ~ gaussians8(), -log_density(gaussians8(), x), n=2000) ≈ 2.8315783605 se 4
#> ok 2.85100082 ± 0.02225509 ≈ 2.831578361 (0.9 se)
check mean(spirals()) ≈ [0, 0] abs 1e-12
#> ok [0.0, 0.0] ≈ [0, 0]
check E(x ~ rings(), x[1]^2, n=2000) ≈ var(rings())[1] se 4
#> ok 2.13090635 ± 0.05843462 ≈ 2.115775 (0.3 se)
check E(x ~ checkerboard(), x[1]*x[2], n=2000) ≈ cov(checkerboard())[1, 2] se 4
#> ok 1.1007044 ± 0.1157117 ≈ 1.0 (0.9 se)
check E(x ~ gaussians25(), x^2, n=2000) ≈ var(gaussians25()) se 4
#> ok [8.2477659 ± 0.1522118, 7.7643098 ± 0.1485428] ≈ [8.0025, 8.0025] (1.6 se)
check E(x ~ swiss_roll(dimensions=3), x, n=2000) ≈ mean(swiss_roll(dimensions=3)) se 4
#> ok [0.37400764 ± 0.02971702, 2.07980939 ± 0.02747773, 0.07676210 ± 0.03081107] ≈ [0.4, 2.1, 0.04244131816] (1.1 se)
check E(x ~ pinwheel(), x^2, n=2000) ≈ var(pinwheel()) se 4
#> ok [2.12568894 ± 0.04780808, 2.31958586 ± 0.04969692] ≈ [2.2, 2.2] (2.4 se)

# ## A ring's density is Rice's: the mean over the angle of a normal density
check density(rings([2], σ=0.5), [0.6, 0.8]) ≈ quad(t -> density(Normal([2*cos(t), 2*sin(t)], 0.5), [0.6, 0.8]), 0, 2*π)/(2*π)
#> ok 0.01235766884 ≈ 0.01235766884
grad(x -> log_density(rings(), x))([0.0, 0])
#> f64[2]
#>    0.0  0.0
# ## The roll in space: the height is free of the roll
R = swiss_roll(dimensions=3)
#> swiss_roll(σ = 0.2, dimensions = 3, scale = 0.2)
check density(R, [0.5, 2, 1]) ≈ density(swiss_roll(), [0.5, 1])/4.2
#> ok 0.008068280832 ≈ 0.008068280832
check mean(R)[2] ≈ 2.1
#> ok 2.1 ≈ 2.1
check var(R)[2] ≈ 4.2^2/12 + 0.2^2
#> ok 1.51 ≈ 1.51
# Without noise it draws, and has no density.
sample(swiss_roll(σ=0), 2)
#> f64[2×2]
#>   -1.298667142   1.157126705
#>   -0.2982607583  1.58020526

# Draws of each set.
seed(1)
draws(D) = axes(scatter(sample(D, 400), size=2), hidden=true, equal=true)
layout((two_moons = draws(two_moons()), rings = draws(rings()), spirals = draws(spirals())),
  (pinwheel = draws(pinwheel()), checkerboard = draws(checkerboard()), gaussians8 = draws(gaussians8())))
#>                                *******
#>                               ***** ***  **
#>                              *** ****** ***
#>                                   *******
#>               rings                               spirals
#>               ******                               *******
#>              ********                            * ********
#>              ********                            *********
#>               ******                              *******
#>                                  *****
#>                                 ******
#>                                 *******
#>                                 * ****
#>            checkerboard                          gaussians8
#>                ** ***                              ******
#>              ********                             ***  ***
#>               *******                             **** ***
#>              ******                                ******
