#~ file: seed=7
# The same mean with a smaller error: mirrored draws, strata, common draws, control variates. Each gain is measured
# against its closed form.
#
# A mean of n samples has the error √(Var f/n); n se² is the variance that one sample seems to have.
n = 20_000;
per_sample(e) = n*se(e)^2
plain(f) = E(z ~ Normal(0, 1), f(z), n=n)
mirrored(f) = E(z ~ Normal(0, 1), f(z), n=n, method="antithetic")
stratified(f) = E(z ~ Normal(0, 1), f(z), n=n, method="stratified")

# ## Mirrored draws
# ε and -ε in pairs: the variance per sample is Var f + Cov(f(ε), f(-ε)).
# An odd function plus a constant: the covariance is -Var f, and each pair has the mean of all.
check value(mirrored(z -> 3 + z)) ≈ 3 tol 1e-12
#> ok 3.0 ≈ 3
check se(mirrored(z -> 3 + z)) < 1e-15
#> ok 0.0 < 1e-15
check value(mirrored(z -> z^3 - 2*z)) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0
check per_sample(plain(z -> z^3 - 2*z)) ≈ 15 - 12 + 4 tol 0.2
#> ok 7.61874 ≈ 7
# An even function: the covariance is +Var f, so half the samples are wasted: 2 Var z² = 4.
check mirrored(z -> z^2) ≈ 1 se 4
#> ok 0.9953 ± 0.0138 ≈ 1 (0.3 se)
check per_sample(plain(z -> z^2)) ≈ 2 tol 0.15
#> ok 2.18683 ≈ 2
check per_sample(mirrored(z -> z^2)) ≈ 4 tol 0.15
#> ok 4.29828 ≈ 4
# A mixture of both: e^(az) has the mean e^(a²/2), Var = e^(2a²) - e^(a²), and the covariance 1 - e^(a²) < 0.
a = 0.5;
check mirrored(z -> exp(a*z)) ≈ exp(a^2/2) se 4
#> ok 1.13382 ± 0.00210 ≈ 1.13315 (0.3 se)
check per_sample(plain(z -> exp(a*z))) ≈ exp(2*a^2) - exp(a^2) tol 0.15
#> ok 0.349597 ≈ 0.364696
check per_sample(mirrored(z -> exp(a*z))) ≈ exp(2*a^2) - 2*exp(a^2) + 1 tol 0.2
#> ok 0.0805686 ≈ 0.0806704
# It is Var (f(ε) + f(-ε))/√2, which E by hand says, too: a pair is worth two samples.
check Var(z ~ Normal(0, 1), (exp(a*z) + exp(-a*z))/sqrt(2), n=n) ≈ exp(2*a^2) - 2*exp(a^2) + 1 se 4
#> ok 0.07871 ± 0.00251 ≈ 0.0806704 (0.8 se)
# Uniform numbers are mirrored by u and 1 - u: E e^u = e - 1, and the variance falls from 0.242 to 0.0078.
exact_plain = (exp(2) - 1)/2 - (exp(1) - 1)^2
#> 0.242036
exact_mirrored = exact_plain + exp(1) - (exp(1) - 1)^2
#> 0.00782499
u_plain = E(u ~ Uniform(0, 1), exp(u), n=n);
u_mirrored = E(u ~ Uniform(0, 1), exp(u), n=n, method="antithetic");
check u_mirrored ≈ exp(1) - 1 se 4
#> ok 1.718216 ± 0.000617 ≈ 1.71828 (0.1 se)
check per_sample(u_plain) ≈ exact_plain tol 0.15
#> ok 0.24125 ≈ 0.242036
check per_sample(u_mirrored) ≈ exact_mirrored tol 0.15
#> ok 0.00761455 ≈ 0.00782499
exact_plain/exact_mirrored
#> 30.9311
# Exponential numbers, -log u: the covariance of -log u and -log(1 - u) is 1 - π²/6.
check n*se(E(x ~ Exponential(1), x, n=n, method="antithetic"))^2 ≈ 1 + 1 - π^2/6 tol 0.15
#> ok 0.343479 ≈ 0.355066

# ## Strata
# In a block of s samples each of s equal parts of (0, 1) is drawn from once. In one dimension the mean of a block then
# has the variance E f'²/(12 s³): the error falls as s^(-3/2). For f(u) = u it is exactly √(1/(12 s³)).
u_stratified(f, n) = E(u ~ Uniform(0, 1), f(u), n=n, method="stratified")
check u_stratified(u -> u, n) ≈ 1/2 se 4
#> ok 0.4999972 ± 0.0000132 ≈ 0.5 (0.2 se)
check u_stratified(exp, n) ≈ exp(1) - 1 se 4
#> ok 1.7182496 ± 0.0000256 ≈ 1.71828 (1.3 se)
check u_stratified(u -> u^2, n) ≈ 1/3 se 4
#> ok 0.3333495 ± 0.0000171 ≈ 0.333333 (0.9 se)
# n samples are √n blocks of √n: the error of all is that of a block over √(√n), 1/(√12 n). So it is 1/n here.
block(n) = { blocks = max(20, floor(sqrt(n))); (blocks, ceil(n/blocks)) }
for n in [2500, 10_000, 40_000] {
  (blocks, s) = block(n)
  check se(u_stratified(u -> u, n)) ≈ sqrt(1/(12*s^3*blocks)) tol 0.3
  check se(u_stratified(exp, n)) ≈ sqrt((exp(2) - 1)/2/(12*s^3*blocks)) tol 0.3
}
#> ok 0.000108751 ≈ 0.00011547
#> ok 0.000216456 ≈ 0.000206382
#> ok 2.95695e-05 ≈ 2.88675e-05
#> ok 4.51495e-05 ≈ 5.15956e-05
#> ok 7.46531e-06 ≈ 7.21688e-06
#> ok 1.33487e-05 ≈ 1.28989e-05
# From a hundred times the samples a hundredth of the error, not a tenth.
se(u_stratified(u -> u, 1000))/se(u_stratified(u -> u, 100_000))
#> 119.358
se(E(u ~ Uniform(0, 1), u, n=1000))/se(E(u ~ Uniform(0, 1), u, n=100_000))
#> 9.66426
# Normal numbers by their quantile; even and odd functions both gain.
check stratified(z -> z) ≈ 0 se 4
#> ok -0.000202 ± 0.000158 ≈ 0 (1.3 se)
check stratified(z -> z^2) ≈ 1 se 4
#> ok 1.001014 ± 0.000988 ≈ 1 (1.0 se)
check per_sample(stratified(z -> z)) < 0.05
#> ok 0.00113405 < 0.05
check per_sample(stratified(z -> z^2)) < 0.2
#> ok 0.0280745 < 0.2
# A step gains less: only the part with the edge varies. P(u < 0.3): at most 1/4 in a block, not s·0.21.
check per_sample(u_stratified(u -> f64(u < 0.305), n)) < 0.05
#> ok 0.0 < 0.05
# In several dimensions each coordinate has its strata (Latin hypercubes): sums of functions of one coordinate gain,
# what is left over does not (Stein 1987). E xy: Var xy = 7/144, of which the sum x/2 + y/2 - 1/4 has 1/24 = 6/144.
xy(method) = E(u ~ Uniform(zeros(2), 1), u[1]*u[2], n=n, method=method)
check xy("stratified") ≈ 1/4 se 5
#> ok 0.249462 ± 0.000402 ≈ 0.25 (1.3 se)
check per_sample(xy("samples")) ≈ 7/144 tol 0.15
#> ok 0.0498846 ≈ 0.0486111
144*per_sample(xy("stratified"))
#> 1.01597
check per_sample(xy("stratified")) < 7/144/2
#> ok 0.00620737 < 0.0243056
check per_sample(E(u ~ Uniform(zeros(5), 1), sum(u), n=n, method="stratified")) < 0.001*5/12
#> ok 1.31049e-05 < 0.000416667

# ## Common draws
# d/dσ by two points, or any comparison of two systems: with independent draws both variances add, with the same draws
# Var (f - g). Statement k since seed draws with its own key; frozen(k, e) evaluates e with that key.
seed(3)
left = E(z ~ Normal(0, 1), exp(0.50*z), n=n);
apart = E(z ~ Normal(0, 1), exp(0.51*z), n=n) - left
#> 0.00421 ± 0.00442
common = frozen(1, E(z ~ Normal(0, 1), exp(0.51*z), n=n)) - left
#> 0.0056866 ± 0.0000894
truth = exp(0.51^2/2) - exp(0.5^2/2)
#> 0.00573687
check apart ≈ truth se 4
#> ok 0.00421 ± 0.00442 ≈ 0.00573687 (0.3 se)
check common ≈ truth se 4
#> ok 0.0056866 ± 0.0000894 ≈ 0.00573687 (0.6 se)
# E e^(az) e^(bz) = e^((a + b)²/2).
V(a) = exp(2*a^2) - exp(a^2)
common_variance = exp(2*0.51^2) + exp(2*0.5^2) - 2*exp(1.01^2/2) - truth^2
#> 0.000303525
check n*se(apart)^2 ≈ V(0.51) + V(0.5) tol 0.2
#> ok 0.782925 ≈ 0.75
check n*se(common)^2 ≈ common_variance tol 0.2
#> ok 0.000319497 ≈ 0.000303525
# How many times the samples independent draws would need:
(V(0.51) + V(0.5))/common_variance
#> 2470.97
# In one expression they are the same draws anyway: a tuple, or the difference itself.
both = E(z ~ Normal(0, 1), (exp(0.5*z), exp(0.51*z)), n=n);
check both[2] - both[1] ≈ truth se 4
#> ok 0.0057106 ± 0.0000901 ≈ 0.00573687 (0.3 se)
check n*se(both[2] - both[1])^2 ≈ common_variance tol 0.2
#> ok 0.000324466 ≈ 0.000303525
# An estimate minus itself is nothing, with no error; frozen gives just that.
left - frozen(1, E(z ~ Normal(0, 1), exp(0.5*z), n=n))
#> 0 ± 0
seed(7)

# ## Control variates
# f - β (g - E g) has the mean of f for every β, and the smallest variance (1 - r²) Var f for β = Cov(f, g)/Var g, where r
# is the correlation. For f = e^(az), g = z: Cov = a e^(a²/2), so r² = a² e^(a²)/(e^(2a²) - e^(a²)) = a²/(e^(a²) - 1).
β = a*exp(a^2/2)
#> 0.566574
controlled = plain(z -> exp(a*z) - β*z)
#> 1.13136 ± 0.00106
check controlled ≈ exp(a^2/2) se 4
#> ok 1.13136 ± 0.00106 ≈ 1.13315 (1.7 se)
check per_sample(controlled) ≈ (1 - a^2/(exp(a^2) - 1))*V(a) tol 0.2
#> ok 0.0447341 ≈ 0.0436895
# β from the same draws, by hand: it costs a bias of order 1/n.
C = Cov(z ~ Normal(0, 1), [exp(a*z), z], n=n)
#> estimate f64[2×2]
#>   0.36533 ± 0.00487  0.57001 ± 0.00507
#>   0.57001 ± 0.00507  1.00722 ± 0.00702
check C ≈ [V(a), β; β, 1] se 5
#> ok [0.36533 ± 0.00487, 0.57001 ± 0.00507; 0.57001 ± 0.00507, 1.00722 ± 0.00702] ≈ [0.364696, 0.566574; 0.566574, 1.0] (1.0 se)
m = E(z ~ Normal(0, 1), [exp(a*z), z], n=n)
#> estimate f64[2]
#>   1.13030 ± 0.00319  -0.00382 ± 0.00529
check m[1] - value(C[1, 2]/C[2, 2])*m[2] ≈ exp(a^2/2) se 4
#> ok 1.132457 ± 0.000992 ≈ 1.13315 (0.7 se)
check per_sample(m[1] - value(C[1, 2]/C[2, 2])*m[2]) ≈ (1 - a^2/(exp(a^2) - 1))*V(a) tol 0.2
#> ok 0.0394007 ≈ 0.0436895
# Two controls, z and z² - 1: Cov with the second is a² e^(a²/2), its variance 2; they are uncorrelated.
β₂ = a^2*exp(a^2/2)/2
#> 0.141644
check plain(z -> exp(a*z) - β*z - β₂*(z^2 - 1)) ≈ exp(a^2/2) se 4
#> ok 1.134147 ± 0.000308 ≈ 1.13315 (3.2 se)
check per_sample(plain(z -> exp(a*z) - β*z - β₂*(z^2 - 1))) ≈ V(a) - β^2 - 2*β₂^2 tol 0.25
#> ok 0.00370662 ≈ 0.00356371
# The wrong sign makes it worse: Var f + 2β Cov + β² Var g.
check per_sample(plain(z -> exp(a*z) + β*z)) ≈ V(a) + 3*β^2 tol 0.2
#> ok 1.30223 ≈ 1.32771

# ## Conditioning
# The mean over one of two draws in closed form, E f(x, y) = E E(f | x), never has the larger variance (Rao-Blackwell). For
# x + y with y ~ Normal(0, 2), x ~ Normal(1, 1): Var 5 against 1.
check per_sample(E(x ~ Normal(1, 1), y ~ Normal(0, 2), x + y, n=n)) ≈ 5 tol 0.15
#> ok 5.07859 ≈ 5
check per_sample(E(x ~ Normal(1, 1), x, n=n)) ≈ 1 tol 0.15
#> ok 1.0088 ≈ 1

# What is to be seen: the variance of one sample of e^(az), as it is drawn, with one control and with two.
axes(bars((plain = V(a), one = V(a) - β^2, two = V(a) - β^2 - 2*β₂^2)), y="variance")
#> variance
#>    |   .................
#>    |   #################
#>    |   #################
#> 0.3+   #################
#>    |   #################
#>    |   #################
#>    |   #################
#> 0.2+   #################
#>    |   #################
#>    |   #################
#>    |   #################
#> 0.1+   #################
#>    |   #################
#>    |   #################      #################
#>   0+   #################      #################     .................
#>    +-----------+----------------------+---------------------+-----------
#>              plain                   one                   two
