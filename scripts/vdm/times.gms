#~ file: seed=7
# How to choose the times of a batch: the loss is a mean over t, and the batch need not choose its B times blindly.
use vdm

# ## Three ways
# Each time is uniform in [0, 1] in all of them, so that the mean of f over them estimates ∫ f without bias.
seed(3)
noise_times(4, "iid")
#> f64[4]
#>    0.359019  0.637  0.292457  0.421028
noise_times(4, "shared")
#> f64[4]
#>    0.307074  0.557074  0.807074  0.0570737
noise_times(4, "strata")
#> f64[4]
#>    2.08744e-05  0.438757  0.613646  0.927373
for how in ("iid", "shared", "strata") {
    check E(t ~ (draw = () -> noise_times(8, how), log_density = t -> 0.0), mean(t^3), n=4000) ≈ 1/4 se 4
}
#> ok 0.25050 ± 0.00161 ≈ 0.25 (0.3 se)
#> ok 0.249507 ± 0.000558 ≈ 0.25 (0.9 se)
#> ok 0.249683 ± 0.000273 ≈ 0.25 (1.2 se)

# ## Their variances
# The integrand of L_∞ for Gaussian data under straight γ: γ'/2 times the error of the best denoiser.
S = linear_snr();
f(t) = loss_weight(S, t)*sigmoid(log(0.25) - level(S, t).γ)
B = (8, 32, 128);
iid = [time_variance(f, b, "iid") for b in B]
#> f64[3]
#>    1.80702  0.451755  0.112939
check iid ≈ [1.8070185, 0.45175462, 0.11293865] tol 1e-7
#> ok [1.80702, 0.451755, 0.112939] ≈ [1.80702, 0.451755, 0.112939]
shared = [time_variance(f, b, "shared") for b in B]
#> f64[3]
#>    0.108569  0.00679049  0.000424398
check shared ≈ [0.108568, 0.0067904485, 4.2439579e-4] tol 1e-5
#> ok [0.108569, 0.00679049, 0.000424398] ≈ [0.108568, 0.00679045, 0.000424396]
strata = [time_variance(f, b, "strata") for b in B]
#> f64[3]
#>    0.0399549  0.000647983  1.01454e-05
check strata ≈ [0.039954885, 6.4798253e-4, 1.0145373e-5] tol 1e-5
#> ok [0.0399549, 0.000647983, 1.01454e-05] ≈ [0.0399549, 0.000647983, 1.01454e-05]
# The shared offset leaves (f(1) - f(0))²/(12 B²) of a loss that does not end as it begins: the comb moves over the jump.
check time_variance(f, 512, "shared") ≈ (f(1.0) - f(0.0))^2/(12*512^2) tol 1e-4
#> ok 2.65249e-05 ≈ 2.65249e-05
# A jitter in each stratum for itself leaves Σ f'²/(12 B⁴), so O(B⁻³): better for any loss that is not periodic in t.
check time_variance(f, 512, "strata") ≈ mean(vmap(t -> f'(t)^2)(((1:512) - 0.5)/512))/(12*512^3) tol 1e-3
#> ok 1.58542e-07 ≈ 1.58543e-07
# Measured, by batches that are really drawn:
measured(how, b) = Var(t ~ (draw = () -> noise_times(b, how), log_density = t -> 0.0), mean(vmap(f)(t)), n=20000)
check measured("iid", 8) ≈ iid[1] se 4
#> ok 1.8277 ± 0.0170 ≈ 1.80702 (1.2 se)
check measured("shared", 8) ≈ shared[1] se 4
#> ok 0.108111 ± 0.000671 ≈ 0.108569 (0.7 se)
check measured("strata", 8) ≈ strata[1] se 4
#> ok 0.040360 ± 0.000338 ≈ 0.0399549 (1.2 se)
check measured("strata", 32) ≈ strata[2] se 4
#> ok 0.00065480 ± 0.00000636 ≈ 0.000647983 (1.1 se)

# ## In the loss
# x and ε are drawn as well: of the variance 114.3 of one draw, the times make 14.5, which strata take away, and x and ε the
# rest, which only more draws or a network that knows better do.
D = Normal(0, 0.5);
p = oracle(D);
whole = E(x ~ D, ε ~ Normal(0, 1), t ~ Uniform(0, 1), (loss_weight(S, t)*squared_error(p, x, ε, level(S, t)))^2, n=200000) - 5.9560146336187^2
#> 114.29 ± 1.39
check whole ≈ 114.31666400752 se 4
#> ok 114.29 ± 1.39 ≈ 114.317 (0.0 se)
8*iid[1]
#> 14.4561
[diffusion_loss(S, p, D, times=how, n=20000) for how in ("iid", "shared", "strata")]
#> estimate f64[3]
#>   6.1181 ± 0.0737  5.9068 ± 0.0691  5.8847 ± 0.0659

# ## What is to be seen
Bs = [2, 4, 8, 16, 32, 64, 128, 256];
curve(how) = plot(Bs, [time_variance(f, b, how) for b in Bs], label=how, log="xy", style="both")
axes(overlay(curve("iid"), curve("shared"), curve("strata")), x="times in a batch", y="variance")
#> variance
#>     |*++++                                                   +*+ iid
#>     |^xxoo++++*+++++++++*++++                                o#o shared
#>    1+   xxxxoo#oo            ++++*+++++++++*++++             x^x strata
#>     |       xx^xxxxooo                          ++++*++++
#>     |              xxxxx^xxoo                            +++++*++++++++*
#>     |                      xxxxoo#oooo
#> 0.01+                          xx^xx  ooooo#oooo
#>     |                               xxxxx       oooo#oooo
#>     |                                    xx^xxxx         ooooo#oooo
#> 1e-4+                                           xxxx^xx            oooo#
#>     |                                                  xxxxx
#>     |                                                       xx^xx
#>     |                                                            xxxx
#> 1e-6+                                                                xx^
#>     ++-----------+---------+--------+------------+---------+--------+---
#>      2           5         10       20           50       100      200
#>                               times in a batch
