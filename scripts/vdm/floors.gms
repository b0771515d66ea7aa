#~ file: seed=7
# Floors: how low a loss can go. A loss of 13.3 nats says nothing by itself; 0.02 above the least that any network can
# reach says that there is nothing left to learn. With an oracle that least value is known, and it is information.
use vdm
use data

# ## What z tells of x
# I(x; z) is the expected KL divergence of q(z | x) from q(z): how much a look at z teaches. For z = α x + σ ε it
# depends on SNR = α²/σ² alone, since z/σ tells as much as z. For x from N(m, τ²) it is log(1 + τ² SNR)/2:
derive (m in reals; τ, α, σ in positives) {
    mutual_information(Normal(m, τ), (α = α, σ = σ))
    = log(1 + τ^2*(α/σ)^2)/2
    = entropy(noised(Normal(m, τ), (α = α, σ = σ))) - entropy(Normal(0, σ))
}
#> ok 1 = 2: 200 points, worst 2.6e-16
#> ok 2 = 3: 198 of 200 points, worst 1.6e-16
# The least mean square error of any denoiser is E Var(x | z), and of the noise SNR times that: with γ = -log SNR the
# share of the noise that stays unknown is sigmoid(log τ² - γ).
derive (τ in positives; α, σ in positives; γ = 2*log(σ/α)) {
    eps_mse(Normal(0, τ), (α = α, σ = σ))
    = sigmoid(log(τ^2) - γ)
    = (α/σ)^2*mmse(Normal(0, τ), (α = α, σ = σ))
}
#> ok 1 = 2: 200 points, worst 1.4e-16
#> ok 2 = 3: 200 points, worst 1.7e-16
# Guo, Shamai and Verdú (2005): one more unit of SNR adds half the error that is left, dI/dSNR = mmse/2, whatever
# the law of x. Normal, a mixture, and two points:
at(snr) = (α = sqrt(snr), σ = 1.0)
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
two = Empirical([-1.0, 1]);
for D in (Normal(0, 0.5), M, two) {
    check (snr -> mutual_information(D, at(snr)))'(1.3) ≈ mmse(D, at(1.3))/2
}
#> ok 0.0943396 ≈ 0.0943396
#> ok 0.253454 ≈ 0.253454
#> ok 0.182765 ≈ 0.182765
# and in the plane, with correlated parts. The grid is of trapezoids, which converge on such functions faster than any
# power of the spacing.
A = [1.2, 0.5; 0.5, 0.8];
P = Mixture([0.4, 0.6], (Normal([1.0, 0], cov=A), Normal([-1.0, 1], cov=[0.7, -0.3; -0.3, 0.9])));
check (mutual_information(P, at(1.3 + 1e-4)) - mutual_information(P, at(1.3 - 1e-4)))/2e-4 ≈ mmse(P, at(1.3))/2 tol 1e-7
#> ok 0.464263 ≈ 0.464263
# Numbers of the mixture and of two points:
check mmse(M, at(1)) ≈ 0.6284987955702 tol 1e-12
#> ok 0.628499 ≈ 0.628499
check mmse(two, at(1)) ≈ 0.44959950920667 tol 1e-12
#> ok 0.4496 ≈ 0.4496
check mutual_information(two, at(1)) ≈ 0.33683082034683 tol 1e-12
#> ok 0.336831 ≈ 0.336831
check quad(snr -> mmse(two, at(snr)), 0, 1)/2 ≈ 0.33683082034683
#> ok 0.336831 ≈ 0.336831
# Two points are known after one bit, log 2 nats; a law with a density is never known to the last digit.
mutual_information(two, (α = 1, σ = 0))
#> 0.693147
mutual_information(M, (α = 1, σ = 0))
#> inf

# ## The diffusion loss
# L_∞ = 1/2 ∫ γ' E|ε - ε̂|² dt. Of the best denoiser it is 1/2 ∫ mmse d(-SNR): the information gathered between both
# ends,
#   L_∞ ≥ I(x; z_0) - I(x; z_1).
# No network goes lower, and no schedule matters: only where it begins and ends.
S = linear_snr();
check diffusion_floor(Normal(0, 1), S) ≈ 6.6466431630013 tol 1e-13
#> ok 6.64664 ≈ 6.64664
check diffusion_floor(Normal(0, 0.5), S) ≈ 5.9560146336187 tol 1e-13
#> ok 5.95601 ≈ 5.95601
check diffusion_floor(Normal(0, 0.5), clipped_cosine()) ≈ 5.9560146336187 tol 1e-12
#> ok 5.95601 ≈ 5.95601
derive (τ in positives; a, b in reals; l0 = (α = exp(-a/2), σ = 1); l1 = (α = exp(-b/2), σ = 1) where a < b) {
    diffusion_floor(Normal(0, τ), (l0, l1))
    = log((1 + τ^2*exp(-a))/(1 + τ^2*exp(-b)))/2
}
#> ok 1 = 2: 199 of 200 points, worst 2.4e-16
# Correlated data: half the log ratio of determinants.
snr(t) = S.snr(t)
check diffusion_floor(Normal([1.0, 2], cov=A), S) ≈ (logdet(eye(2) + snr(0)*A) - logdet(eye(2) + snr(1)*A))/2
#> ok 13.122 ≈ 13.122
# The mixture, and the integral itself:
check mutual_information(M, level(S, 0)) ≈ 6.8679659283565 tol 1e-13
#> ok 6.86797 ≈ 6.86797
check mutual_information(M, level(S, 1)) ≈ 0.0080638962171 tol 1e-10
#> ok 0.0080639 ≈ 0.0080639
check diffusion_floor(M, S) ≈ 6.8599020321394 tol 1e-13
#> ok 6.8599 ≈ 6.8599
check quad(t -> S.dγ(t)/2*eps_mse(M, level(S, t)), 0, 1) ≈ 6.8599020321394
#> ok 6.8599 ≈ 6.8599
check diffusion_loss(S, oracle(M), M, nodes=60) ≈ diffusion_floor(M, S) tol 1e-6
#> ok 6.85991 ≈ 6.8599
check diffusion_loss(S, oracle(M), M) ≈ diffusion_floor(M, S) se 4
#> ok 7.023 ± 0.110 ≈ 6.8599 (1.5 se)

# ## A finite number of steps
# L_T is the same integral as a sum of T terms, each by the error at the noisier end of its step: above L_∞ by a part
# that falls as 1/T, and not the same for all schedules.
for (T, L) in ((1, 74523.91633226), (2, 4435.445528084), (4, 99.97463262317), (10, 15.72756446446)) {
    check step_floor(Normal(0, 0.5), S, T) ≈ L tol 1e-12
}
#> ok 74523.9 ≈ 74523.9
#> ok 4435.45 ≈ 4435.45
#> ok 99.9746 ≈ 99.9746
#> ok 15.7276 ≈ 15.7276
for (T, L) in ((100, 6.485690366325), (1000, 6.006236782943)) { check step_floor(Normal(0, 0.5), S, T) ≈ L tol 1e-12 }
#> ok 6.48569 ≈ 6.48569
#> ok 6.00624 ≈ 6.00624
for (T, L) in ((10, 6255.179836798), (100, 82.1243677651), (1000, 7.636252983375)) {
    check step_floor(Normal(0, 0.5), clipped_cosine(), T) ≈ L tol 1e-12
}
#> ok 6255.18 ≈ 6255.18
#> ok 82.1244 ≈ 82.1244
#> ok 7.63625 ≈ 7.63625
for (T, L) in ((10, 18.323361973411), (100, 7.4782650697224)) { check step_floor(M, S, T) ≈ L tol 1e-12 }
#> ok 18.3234 ≈ 18.3234
#> ok 7.47827 ≈ 7.47827
# T (L_T - L_∞) → ((γ_1 - γ_0)/4) [SP(u_0) - SP(u_1) - S(u_0) + S(u_1)] with u = log τ² - γ at both ends.
slope(τ2) = {
    (a, b) = (log(τ2) + 13.3, log(τ2) - 5)
    18.3/4*(softplus(a) - softplus(b) - sigmoid(a) + sigmoid(b))
}
check slope(0.25) ≈ 49.930258107799 tol 1e-13
#> ok 49.9303 ≈ 49.9303
check slope(1) ≈ 56.272412395235 tol 1e-13
#> ok 56.2724 ≈ 56.2724
for τ in (0.5, 1.0) {
    check 1e5*(step_floor(Normal(0, τ), S, 100000) - diffusion_floor(Normal(0, τ), S)) ≈ slope(τ^2) tol 1e-3
}
#> ok 49.9332 ≈ 49.9303
#> ok 56.2757 ≈ 56.2724

# ## The whole bound
# Prior and reconstruction added, the floor of the bound lies a little above the entropy of the data. The gap has two
# parts: z_0 still has a little noise, and z_1 is not quite normal.
b = vlb_floor(Normal(0, 0.5), S)
#> prior = 0.000847855
#> reconstruction = -5.23106
#> diffusion = 5.95601
#> total = 0.725801
#> bits_per_dim = 1.04711
#> entropy = 0.725791
#> gap = 9.66933e-06
check b.prior ≈ 8.4785514795e-4 tol 1e-10
#> ok 0.000847855 ≈ 0.000847855
check b.reconstruction ≈ -5.2310614667953 tol 1e-13
#> ok -5.23106 ≈ -5.23106
check b.total ≈ 0.72580102197128 tol 1e-13
#> ok 0.725801 ≈ 0.725801
check b.entropy ≈ 0.72579135264473 tol 1e-13
#> ok 0.725791 ≈ 0.725791
check b.gap ≈ 9.6693265567e-6 tol 1e-10
#> ok 9.66933e-06 ≈ 9.66933e-06
check b.bits_per_dim ≈ 1.0471095350701 tol 1e-12
#> ok 1.04711 ≈ 1.04711
b = vlb_floor(Normal(0, 1), S);
check b.total ≈ 1.4189393704506 tol 1e-13
#> ok 1.41894 ≈ 1.41894
check b.gap ≈ 8.3724590374e-7 tol 1e-9
#> ok 8.37246e-07 ≈ 8.37246e-07
derive (
    τ in Uniform(0.5, 2); a in Uniform(-14, -4); b in Uniform(2, 6);
    S = linear_snr(γ0=a, γ1=b); v = sigmoid(-b)*τ^2 + sigmoid(b)
) {
    vlb_floor(Normal(0, τ), S).gap
    = log1p(exp(a)/τ^2)/2 + (v - 1 - log(v))/2
}
#> ok 1 = 2: 200 points, worst 4.4e-17
b = vlb_floor(M, S);
check b.entropy ≈ 1.6369028794724 tol 1e-13
#> ok 1.6369 ≈ 1.6369
check b.total ≈ 1.6409759135758 tol 1e-13
#> ok 1.64098 ≈ 1.64098
check bound(S, oracle(M), M).total ≈ b.total se 4
#> ok 1.777 ± 0.109 ≈ 1.64098 (1.2 se)
# Two points, with the posterior as decoder: one bit, and the divergence of z_1 from the prior; nothing else of the
# schedule.
b = vlb_floor(two, S);
check b.total ≈ 0.69314718072719 tol 1e-13
#> ok 0.693147 ≈ 0.693147
check b.bits_per_dim ≈ 1.0000000002413 tol 1e-13
#> ok 1.0 ≈ 1.0
check b.diffusion ≈ 0.68978950648263 tol 1e-13
#> ok 0.68979 ≈ 0.68979
check b.prior ≈ 0.0033576742445591 tol 1e-12
#> ok 0.00335767 ≈ 0.00335767
check b.gap ≈ 1.6724077678e-10 abs 1e-15
#> ok 1.67241e-10 ≈ 1.67241e-10
check vlb_floor(two, between(cosine_noise(), -20, 5)).total ≈ b.total tol 1e-13
#> ok 0.693147 ≈ 0.693147

# ## The score's floor
# Denoising score matching, E|s(z) + ε/σ|²/2, is least at the score of the noisy law, and that least value is (d/σ² -
# I)/2 with Fisher's information I = E|∇ log q|²: what of the noise cannot be known. It grows without bound as σ
# falls, so that a loss of 10⁴ at a small σ is no sign of failure.
derive (τ, σ in positives; l = (α = 1, σ = σ)) {
    dsm_floor(Normal(0, τ), l)
    = (1/σ^2 - fisher_information(Normal(0, τ), l))/2
    = τ^2/(2*σ^2*(τ^2 + σ^2))
}
#> ok 1 = 2: 197 of 200 points, worst 2e-16
#> ok 2 = 3: 197 of 200 points, worst 2.2e-16
check dsm_floor(Normal(0, 1), (α = 1, σ = 0.5)) ≈ 1.6
#> ok 1.6 ≈ 1.6
# By the posterior variance: E tr Cov(x | z)/(2σ⁴), here for three points with kernels of width 1/2 around them.
X = Empirical([-1.0, 0, 2]);
check fisher_information(X, (α = 1, σ = 0.5)) ≈ 2.0652073332634 tol 1e-13
#> ok 2.06521 ≈ 2.06521
check fisher_information(KDE([-1.0, 0, 2], 0.5), (α = 1, σ = 0)) ≈ 2.0652073332634 tol 1e-13
#> ok 2.06521 ≈ 2.06521
check dsm_floor(X, (α = 1, σ = 0.5)) ≈ 0.9673963333683 tol 1e-12
#> ok 0.967396 ≈ 0.967396
check dsm_floor(X, (α = 1, σ = 0.5)) ≈ mmse(X, (α = 1, σ = 0.5))/(2*0.5^4)
#> ok 0.967396 ≈ 0.967396
# De Bruijn: noise of variance v raises the entropy at the rate I/2.
check (v -> noised_entropy(M, (α = 1.0, σ = sqrt(v))))'(0.4) ≈ fisher_information(M, (α = 1, σ = sqrt(0.4)))/2
#> ok 0.346577 ≈ 0.346577

# ## Data in the plane
# The floors of sets on which models are tried. What a training reports, less these numbers, is what it has not learned.
eight = gaussians8();
check noised_entropy(eight, (α = 1, σ = 0)) ≈ 2.8315783605 tol 1e-11
#> ok 2.83158 ≈ 2.83158
check diffusion_floor(eight, S) ≈ 13.2662995353 tol 1e-11
#> ok 13.2663 ≈ 13.2663
check 2*diffusion_floor(eight, S)/18.3 ≈ 1.4498688017 tol 1e-10
#> ok 1.44987 ≈ 1.44987
b = vlb_floor(eight, S);
check b.total ≈ 2.8318071094 tol 2e-11
#> ok 2.83181 ≈ 2.83181
check dsm_floor(eight, (α = 1, σ = 0.1)) ≈ 92.91066200675 tol 1e-12
#> ok 92.9107 ≈ 92.9107
check dsm_floor(eight, (α = 1, σ = 0.5)) ≈ 2.29638747783 tol 1e-11
#> ok 2.29639 ≈ 2.29639
# Standardised, divided by the deviation of each coordinate:
scale = sqrt(var(eight)[1]);
check scale ≈ 2.0310096012 tol 1e-10
#> ok 2.03101 ≈ 2.03101
unit = gaussians8(radius=2*sqrt(2)/scale, σ=sqrt(2)/4/scale);
check 2*diffusion_floor(unit, S)/18.3 ≈ 1.2972648555 tol 1e-10
#> ok 1.29726 ≈ 1.29726
b = vlb_floor(unit, S);
check [b.total, b.bits_per_dim] ≈ [1.4145658424, 1.0203935629] tol 1e-10
#> ok [1.41457, 1.02039] ≈ [1.41457, 1.02039]
# Another library's eight modes, whose deviation 0.1 is a root too much, 0.1^(1/4); and radius 2 with deviation 0.2:
check noised_entropy(gaussians8(radius=5, σ=0.1^(1/4)), (α = 1, σ = 0)) ≈ 3.7640903051 tol 1e-10
#> ok 3.76409 ≈ 3.76409
check noised_entropy(gaussians8(radius=2, σ=0.2), (α = 1, σ = 0)) ≈ 1.6980612031 tol 1e-10
#> ok 1.69806 ≈ 1.69806
# Half moons with normal noise are a law too, a mixture along two curves:
for (σ, h) in ((0.05, 0.2892337376), (0.1, 1.0075848348), (0.2, 1.6774761561)) {
    check noised_entropy(two_moons(σ), (α = 1, σ = 0)) ≈ h tol 1e-9
}
#> ok 0.289234 ≈ 0.289234
#> ok 1.00758 ≈ 1.00758
#> ok 1.67748 ≈ 1.67748
# A board of squares is uniform:
check entropy(checkerboard(side=2.0)) ≈ log(32)
#> ok 3.46574 ≈ 3.46574
check entropy(checkerboard(side=1.0)) ≈ log(8)
#> ok 2.07944 ≈ 2.07944

# ## More numbers than two
# Beyond the plane there is no grid, and the floors are estimates by draws.
D = Mixture([0.4, 0.6], (Normal([1.0, 0, 2], 0.5), Normal([-1.0, 0, 0.5], [0.3, 1, 0.5])));
l = (α = 0.8, σ = 0.6);
mmse(D, l)
#> 0.75926 ± 0.00263
diffusion_floor(D, S)
#> 18.6113 ± 0.0175
# Of a mixture in the plane both ways agree:
check mmse(P, l, n=20000) ≈ mmse(P, l) se 4
#> ok 0.748793 ± 0.000644 ≈ 0.748758 (0.1 se)
check mutual_information(P, l, n=20000) ≈ mutual_information(P, l) se 4
#> ok 1.22365 ± 0.00784 ≈ 1.21145 (1.6 se)
check dsm_floor(eight, l, n=20000) ≈ dsm_floor(eight, l) se 4
#> ok 1.64431 ± 0.00538 ≈ 1.63868 (1.0 se)
# and so they do where a coordinate of its own adds what it has:
apart = Mixture([0.3, 0.7], (Normal([-1.0, 0, 0], [0.5, 1, 2]), Normal([2.0, 0, 0], [0.8, 1, 2])));
check mutual_information(apart, l) ≈ mutual_information(M, l) + mutual_information(Normal(zeros(2), [1, 2]), l) se 4
#> ok 2.3321 ± 0.0145 ≈ 2.33546 (0.2 se)
check mmse(apart, l) ≈ mmse(M, l) + mmse(Normal(zeros(2), [1, 2]), l) se 4
#> ok 1.24199 ± 0.00191 ≈ 1.24145 (0.3 se)

# ## What is to be seen
# Left, the share of the noise that stays unknown, over γ: the area under it is twice the information between both ends.
# Two points are decided at once; a normal law gives way slowly; a mixture does both, its mode first. Right, L_T over T
# and its limit.
of_γ(D) = γ -> eps_mse(D, (α = sqrt(sigmoid(-γ)), σ = sqrt(sigmoid(γ))))
left = plot((normal = of_γ(Normal(0, 1)), mixture = of_γ(M), points = of_γ(two)), -6, 6);
Ts = [10, 20, 40, 80, 160, 320, 640];
right = overlay(plot(log(Ts)/log(10), [step_floor(M, S, T) for T in Ts], style="points"), hline(diffusion_floor(M, S)));
layout((axes(left, x="γ", y="E|ε - ε̂|²"), axes(right, x="log10 T", y="L_T")))
#> E|ε - ε̂|²                            L_T
#>   1++++++**            *** normal    18+ *
#>    |     ++++**        +++ mixture     |
#>    |        +++*       ooo points      |
#> 0.8+           ++                    16+
#>    |            +++                    |
#> 0.6+             **++                14+
#>    |              **++                 |
#>    |             ooo*++              12+
#> 0.4+            oo  oo++               |      *
#>    |           oo    o*++            10+
#> 0.2+           o      oo++             |
#>    |          oo       oo+++           |           *
#>    |         oo          oooo++       8+                *   *
#>   0+oooooooooo              ooooooo    |. . . . . . . . . . . . .*. . .
#>    ++----+----+----+----+----+----+    +-+-------+-------+-------+------
#>     -6   -4   -2   0    2    4    6      1      1.5      2      2.5
#>                    γ                                log10 T
