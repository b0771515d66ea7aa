#~ file: seed=7
# Discrete models, DDPM and its kin, give β_i for steps i = 1..T: z_i = √(1 - β_i) z_(i-1) + √β_i ξ. After i steps the datum is left
# with √ᾱ_i, ᾱ_i = (1 - β_1) ... (1 - β_i), and has noise of variance 1 - ᾱ_i. So a table of β is a schedule at T times.
use vdm

# ## The tables of the papers
# ᾱ at steps 1, 100, 500, 900, 1000.
at = [1, 100, 500, 900, 1000];
linear_table = noise_table(noise_betas("linear"));
linear_table.ᾱ[at]
#> f64[5]
#>    0.9999  0.897018  0.0785872  0.000275206  4.03583e-05
check linear_table.ᾱ[at]/[0.9999, 0.8970181456750, 0.07858724288178, 2.752059119034e-4, 4.035829765376e-5] ≈ ones(5) tol 1e-12
#> ok [1.0, 1.0, 1.0, 1.0, 1.0] ≈ [1.0, 1.0, 1.0, 1.0, 1.0]
scaled_table = noise_table(noise_betas("scaled linear"));
check scaled_table.ᾱ[at]/[0.99915, 0.8954627734950, 0.2776696504565, 0.01429867688824, 0.004660098513077] ≈ ones(5) tol 1e-12
#> ok [1.0, 1.0, 1.0, 1.0, 1.0] ≈ [1.0, 1.0, 1.0, 1.0, 1.0]
sigmoid_table = noise_table(noise_betas("sigmoid"));
check sigmoid_table.ᾱ[at]/[0.9998507947992, 0.9807492988254, 0.3019310566022, 2.963482687330e-4, 3.968181990533e-5] ≈ ones(5) tol 1e-12
#> ok [1.0, 1.0, 1.0, 1.0, 1.0] ≈ [1.0, 1.0, 1.0, 1.0, 1.0]
cosine_table = noise_table(noise_betas("cosine"));
check cosine_table.ᾱ[at]/[0.9999587157752, 0.9720927371140, 0.4938435904406, 0.02409172414009, 2.428766907034e-9] ≈ ones(5) tol 1e-12
#> ok [1.0, 1.0, 1.0, 1.0, 1.0] ≈ [1.0, 1.0, 1.0, 1.0, 1.0]

# The last β of the cosine would be 1, after which nothing of the datum is left. It is cut to 0.999, and users take that for a bug. It is
# one step in a thousand here, and all other ᾱ are those of the continuous cosine:
sum(i64(cosine_table.β == 0.999))
#> 1
check cosine_table.ᾱ[1:999]/cosine_noise().α((1:999)/1000)^2 ≈ ones(999) tol 1e-10
#> ok f64[999] ≈ f64[999]

# The same numbers of other tables by the product itself.
derive (n = 6; b in unit(n)) {
    noise_table(b).ᾱ
    = cumprod(1 - b)
}
#> ok 1 = 2: 160 points, worst 2.8e-16
derive (n = 6; b in unit(n)) {
    noise_table(b).γ
    = log((1 - cumprod(1 - b))/cumprod(1 - b))
}
#> ok 1 = 2: 160 points, worst 1.5e-16

# ## Why by sums of log(1 - β)
# 1 - ᾱ at the first steps is a small difference of numbers near 1. In float32, where a product of 1 - β is kept, 1 - ᾱ_1 = β_1 = 1e-4 has lost:
product = cumprod(f32(1) - f32(noise_betas("linear")));
check abs((1 - f64(product[1]))/1e-4 - 1) ≈ 1.7e-4 tol 0.05
#> ok 0.000165939 ≈ 0.00017
# by -expm1(Σ log1p(-β)) it is there to all digits.
check linear_table.σ[1]^2 ≈ 1e-4 tol 1e-14
#> ok 0.0001 ≈ 0.0001

# ## The schedule through a table
# Row i of T stands at t = (i - 1)/(T - 1), and γ is straight between rows. It begins with the noise of row 1: from there to the datum is the
# decoder's step, as γ at no noise would be -∞. So T rows have T - 1 steps between them, which S.steps says.
S = discrete_noise(noise_betas("linear"));
(S.name, S.steps, S.γ(0), S.γ(1))
#> ("table of 1000 rows", 999, -9.21024, 10.1177)
time_of(i) = (i - 1)/S.steps
check S.α(time_of(500))^2 ≈ 0.07858724288178 tol 1e-12
#> ok 0.0785872 ≈ 0.0785872
check S.γ(time_of(at)) ≈ linear_table.γ[at] tol 1e-12
#> ok [-9.21024, -2.16452, 2.4617, 8.19772, 10.1177] ≈ [-9.21024, -2.16452, 2.4617, 8.19772, 10.1177]
# Between steps:
check S.γ(time_of(500.25)) ≈ 0.75*linear_table.γ[500] + 0.25*linear_table.γ[501] tol 1e-12
#> ok 2.46444 ≈ 2.46444
# Which step has a given noise? The inverse says it: SNR = 1 is reached at step
1 + S.steps*S.inverse(0)
#> 259.093
derive (t in unit) {
    S.inverse(S.γ(t))
    = t
}
#> ok 1 = 2: 200 points, worst 4e-17
# The loss of its chain is the one of S.steps steps: for Gaussian data of variance v = τ² and the best guess the sum over rows i = 2..T of
# (SNR_(i-1) - SNR_i)/2 v/(1 + v SNR_i).
v = 0.25;
snr = exp(-linear_table.γ);
chain = sum((snr[1:999] - snr[2:1000])/2*v/(1 + v*snr[2:1000]))
#> 4.36852
check diffusion_loss(S, oracle(Normal(0, sqrt(v))), Normal(0, sqrt(v)), T=S.steps) ≈ chain se 4
#> ok 4.732 ± 0.437 ≈ 4.36852 (0.8 se)
# It is a schedule as any other one.
derive (t in unit) {
    S.dγ(t)
    = S.γ'(t)
}
#> ok 1 = 2: 200 points, worst 0.0
derive (t in unit) {
    S.g2(t)
    = S.σ(t)^2*S.dγ(t)
}
#> ok 1 = 2: 200 points, worst 8e-17
check gamma_rise(S, time_of(500), time_of(501)) ≈ linear_table.γ[501] - linear_table.γ[500]
#> ok 0.0109685 ≈ 0.0109685
# DDPM's table is a discrete form of VP linear: β_i = β(i/T)/T. With more steps the difference falls as 1/T.
gap(T) = {
  D = noise_table(linspace(0.1/T, 20/T, T))
  abs(D.γ[quo(T, 2)] - vp_linear().γ(0.5))
}
[gap(T) for T in [100, 1000, 10000]]
#> f64[3]
#>    0.0688023  0.00656325  0.000653355
check gap(1000)/gap(10000) ≈ 10 tol 0.02
#> ok 10.0455 ≈ 10

# ## Too few steps
# A popular toy runs T = 50 steps with β from 1e-4 to 0.02, the numbers made for T = 1000. The chain then ends far from noise, and samples that
# start from N(0, 1) start from the wrong law.
toy = noise_table(noise_betas("linear", T=50));
check toy.ᾱ[50] ≈ 0.60295159732971 tol 1e-13
#> ok 0.602952 ≈ 0.602952
check exp(-toy.γ[50]) ≈ 1.5186 tol 1e-4
#> ok 1.51858 ≈ 1.5186
# How far, in nats per dimension: KL(q(z_1 | x) || N(0, 1)) over data of variance v.
prior(v) = E(x ~ Normal(0, sqrt(v)), KL(Normal(toy.α[50]*x, toy.σ[50]) || Normal(0, 1)), method=quad(4))
check prior(1) ≈ 0.46184854 tol 1e-7
#> ok 0.461849 ≈ 0.461849
check prior(4) ≈ 1.36627594 tol 1e-8
#> ok 1.36628 ≈ 1.36628

# ## What is to be seen
# SNR over the steps: three of them end near 1e-4, the cosine at 1e-9, the scaled linear one of latent diffusion at 1e-2.
i = 1:10:1000;
line(table, name) = plot(i, -table.γ[i], label=name)
axes(overlay(line(linear_table, "linear"), line(scaled_table, "scaled linear"), line(cosine_table, "cosine"), line(sigmoid_table, "sigmoid")), x="step", y="log SNR")
#> log SNR
#>  10+o                                                 *** linear
#>    |x                                                 +++ scaled linear
#>    |x                                                 ooo cosine
#>   5++xx                                               xxx sigmoid
#>    |+++xxxxxxxx
#>    |   +++++ooxxxxxxxxxxx
#>    |        **+++++++ooooxxxxxxxxxooo
#>   0+                 *******++++++xxxxxxxxooooooooooo
#>    |                            *********xxxxxxx+++++ooooooooooo
#>    |                                      *****xxxxxxx   ++++++ooooo
#>  -5+                                              ****xxxxx         ooo+
#>    |                                                      *xxxxxx      o
#>    |                                                            *xxxxx o
#> -10+                                                                  xx
#>    +------+------+------+------+------+------+------+-----+------+------
#>          100    200    300    400    500    600    700   800    900
#>                                     step
