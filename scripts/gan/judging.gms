#~ file: seed=7
# Judging a generator by counting: how many modes, how good the samples, how even the shares.
#
# A loss says little about a GAN. On data whose modes are known the samples can be counted instead: those within three standard
# deviations of a centre are good, each counts for its nearest centre, and the shares are compared with the weights (VEEGAN,
# Srivastava et al. 2017; PacGAN, Lin et al. 2018). A count of samples is itself random, so each number has its standard error,
# and stands beside what samples of the data themselves would show: `fair`.
use gan
use data
ring = gaussians8();

# ## A perfect generator
r = modes_hit(sample(ring, 5000), ring)
#> hit = 8 ± 0
#> modes = 8
#> quality = 0.98820 ± 0.00157
#> counts = i64[8]
#>      628  656  604  584  609  596  652  612
#> shares = estimate f64[8]
#>     0.12780 ± 0.00470  0.13280 ± 0.00488  0.12220 ± 0.00462  0.11740 ± 0.00457
#>     0.12340 ± 0.00480  0.11960 ± 0.00462  0.13280 ± 0.00494  0.12400 ± 0.00478
#> reverse_kl = 0.000208 ± 0.000468
#> total_variation = 0.01840 ± 0.00691
#> fair = (quality = 0.988891, total_variation = 0.0149271, bias = 0.0007)
# In the plane the share within three deviations is 1 - exp(-9/2):
check r.fair.quality ≈ 1 - exp(-9/2)
#> ok 0.988891 ≈ 0.988891
check r.quality ≈ 1 - exp(-9/2) se 4
#> ok 0.98820 ± 0.00157 ≈ 0.988891 (0.4 se)
# The KL of counts is too large by (K - 1)/(2n) on average, even of a perfect generator. It is taken off; over many samples
# the mean is 0,
klᵢ = [value(modes_hit(sample(ring, 500), ring).reverse_kl) for i in 1:200];
check estimate(klᵢ) ≈ 0 abs 1e-12 se 4
#> ok 0.000022 ± 0.000267 ≈ 0 (0.1 se)
# and the error that is stated is that which is seen:
stated = [se(modes_hit(sample(ring, 500), ring).reverse_kl) for i in 1:50];
std(klᵢ)/sqrt(mean(stated^2))
#> 0.866795
# The total variation is not 0 either: with n samples it is Σ √(2w(1 - w)/(πn))/2.
check estimate([value(modes_hit(sample(ring, 500), ring).total_variation) for i in 1:200]) ≈ 0.0471087 se 4
#> ok 0.046505 ± 0.000972 ≈ 0.0471087 (0.6 se)

# ## Collapse
# A generator that makes two of the eight modes.
x = sample(ring, 4000);
at = nearest(x, modes(ring).centres).index;
some = x[at <= 2, :];
collapsed = modes_hit(some, ring)
#> hit = 2 ± 0
#> modes = 8
#> quality = 0.99216 ± 0.00276
#> counts = i64[8]
#>      518  495  0  0  0  0  0  0
#> shares = estimate f64[8]
#>       0.5113 ± 0.0157      0.4887 ± 0.0157    0.000000 ± 0.000978
#>     0.000000 ± 0.000978  0.000000 ± 0.000978  0.000000 ± 0.000978
#>     0.000000 ± 0.000978  0.000000 ± 0.000978
#> reverse_kl = 1.386058 ± 0.000693
#> total_variation = 0.75 ± 0
#> fair = (quality = 0.988891, total_variation = 0.0330329, bias = 0.000489716)
# Reverse KL of uniform shares on 2 of 8 modes is log 4, total variation 3/4.
# Six modes have no sample: each has the error of none of n.
check collapsed.reverse_kl ≈ log(4) se 4
#> ok 1.386058 ± 0.000693 ≈ 1.38629 (0.3 se)
check collapsed.total_variation ≈ 3/4 se 4
#> ok 0.75 ± 0 ≈ 0.75 (0.0 se)
# Shares of other weights, by the delta method: 0.6, 0.3, 0.1 against a third each, many times.
p = [0.6, 0.3, 0.1];
D = Mixture(p, Normal([0.0; 10; 20], 1.0));
many = [value(modes_hit(sample(D, 400), [0.0; 10; 20], σ=1).reverse_kl) for i in 1:200];
check estimate(many) ≈ sum(p*log(3*p)) se 4
#> ok 0.19884 ± 0.00209 ≈ 0.200667 (0.9 se)
once = modes_hit(sample(D, 400), [0.0; 10; 20], σ=1).reverse_kl;
std(many)/se(once)
#> 1.07018

# ## Samples that are off
# Twice as wide as the modes: all are hit, and the quality is P(|z| < 3/2).
wide = modes_hit(sample(Mixture(p, Normal([0.0; 10; 20], 2.0)), 4000), [0.0; 10; 20], σ=1);
check wide.quality ≈ erf(1.5/sqrt(2)) se 4
#> ok 0.86325 ± 0.00533 ≈ 0.866386 (0.6 se)
# On a grid of 25 a mode with few samples may be missed by chance: the error of `hit` says so.
modes_hit(sample(gaussians25(), 60), gaussians25()).hit
#> 23.00 ± 1.50

# ## The report
# The distances of `use metrics` beside the counts, each with its error, and what a second set of data shows.
report = generator_report(n -> 1.1*sample(ring, n), ring)
#> energy = 0.01747 ± 0.00507
#> mmd = 0.001630 ± 0.000625
#> sliced = 0.0527 ± 0.0165
#> frechet = 0.0856 ± 0.0194
#> precision = 0.96400 ± 0.00589
#> recall = 0.99000 ± 0.00315
#> fair = energy = -0.00198 ± 0.00486
#>   mmd = -0.000228 ± 0.000625
#>   sliced = 0.0185 ± 0.0200
#>   frechet = 0.0138 ± 0.0200
#>   precision = 0.98900 ± 0.00330
#>   recall = 0.98900 ± 0.00330
#> modes = hit = 8 ± 0
#>   modes = 8
#>   quality = 0.96500 ± 0.00581
#>   counts = i64[8]
#>        116  114  108  131  136  123  121  116
#>   shares = estimate f64[8]
#>        0.1180 ± 0.0102    0.1180 ± 0.0102   0.11100 ± 0.00994   0.1380 ± 0.0109
#>        0.1400 ± 0.0110    0.1250 ± 0.0105    0.1290 ± 0.0106    0.1210 ± 0.0103
#>   reverse_kl = -0.00064 ± 0.00187
#>   total_variation = 0.0320 ± 0.0148
#>   fair = (quality = 0.988891, total_variation = 0.0333779, bias = 0.0035)
# The counts see nothing wrong with a tenth too large a ring but the quality; the energy distance does.
check value(report.energy) > value(report.fair.energy) + 3*se(report.energy)
#> ok 0.0174688 > 0.0132245

# ## What is to be seen
layout((data = plot(sample(ring, 500)), collapsed = plot(some[1:500, :])))
#>                  data                              collapsed
#>    |             **                        3+   *  * **  *
#>    |           *******                      |     ***** *
#>    |   *****   ******   ****                |  ***********
#>   2+   *******   ****  ****** *            2+* ************
#>    |    ******     *   *****                |   ***********
#>    | *  *                ** *               |  ********    *
#>    | *****                 ** **            |     * ** *  *
#>   0+ *****               *******           1+      *     *
#>    |  *****               *******           |        * ******** *
#>    |  *     *           ** *                |         ***********
#>    |   ******          *****               0+     *  *************
#>  -2+    ****** ** *    ******               |       ************
#>    |    *** *  *******   ***                |        ********* **
#>    |           *******                      |          *
#>    |           * ***                      -1+            *
#>    +------+-------+------+-------+          ++------+------+------
#>           -2      0      2       4           1      2      3
