#~ file: seed=7
# The variational bound of a diffusion model, term by term, where everything is known: Gaussian data, and their exact denoiser in
# the place of a network.
use vdm

# ## The bound
# -log p(x) ≤ prior + reconstruction + diffusion, in nats per datum. The schedule is straight in γ = -log SNR, from -13.3 to 5.
S = linear_snr();
D = Normal(0, 0.5);
p = oracle(D);
explain bound(S, p, D, nodes=40)
#> bound(S, p, data, T=inf, decoder=gaussian_decoder(), n=10000, nodes=none, times="strata", batch=64, σ=none) = {
#>   S = schedule_of(S)
#>   D = law_of("bound", data)
#>   (a, b, c) = (
#>     prior_loss(S, D, σ=σ),
#>     reconstruction_loss(S, D, decoder, n=n, nodes=nodes),
#>     diffusion_loss(S, p, D, T=T, n=n, nodes=nodes, times=times, batch=batch)
#>   )
#>   total = a + b + c
#>   (prior = a, reconstruction = b, diffusion = c, total = total, bits_per_dim = total/(numbers_of(D)*log(2)))
#> }
#>   prior           0.000847855  nats; KL(q(z_1 | x) ‖ p(z_1)), on average over the data
#>   reconstruction  -5.23106     nats; -E log p(x | z_0) of the decoder
#>   diffusion       5.95601      nats; L_T, the KL divergences of all T steps, or L_∞
#>   total           0.725801     nats; the sum: at least -log p(x), on average
#>   bits_per_dim    1.04711      bits for each number of x: total/(d log 2)
check prior_loss(S, D) ≈ 8.4785514795e-4 tol 1e-10
#> ok 0.000847855 ≈ 0.000847855
check reconstruction_loss(S, D) ≈ -5.2310614667953 tol 1e-13
#> ok -5.23106 ≈ -5.23106
check bound(S, p, D, nodes=40).total ≈ 0.72580102197128 tol 1e-12
#> ok 0.725801 ≈ 0.725801
check bound(S, p, D, nodes=40).bits_per_dim ≈ 1.0471095350701 tol 1e-12
#> ok 1.04711 ≈ 1.04711
# The bound is above the entropy of the data by what z_0 does not say of x, and what z_1 still does:
v₁ = level(S, 1).α^2*0.25 + level(S, 1).σ^2;
check bound(S, p, D, nodes=40).total - entropy(D) ≈ log1p(exp(-13.3)/0.25)/2 + (v₁ - 1 - log(v₁))/2 tol 1e-7
#> ok 9.66933e-06 ≈ 9.66933e-06
check bound(S, p, D, nodes=40).total - entropy(D) ≈ 9.6693265567e-6 tol 1e-6
#> ok 9.66933e-06 ≈ 9.66933e-06
# Data of the variance of the prior:
E₁ = Normal(0, 1);
check bound(S, oracle(E₁), E₁, nodes=40).total ≈ 1.4189393704506 tol 1e-12
#> ok 1.41894 ≈ 1.41894
check bound(S, oracle(E₁), E₁, nodes=40).total - entropy(E₁) ≈ 8.3724590374e-7 tol 1e-5
#> ok 8.37246e-07 ≈ 8.37246e-07
# By draws each term that is not known in closed form carries its error, as with a network:
bound(S, p, D)
#> prior = 0.000847855
#> reconstruction = -5.23106
#> diffusion = 5.9033 ± 0.0925
#> total = 0.6731 ± 0.0925
#> bits_per_dim = 0.971 ± 0.133
check bound(S, p, D, n=40000).total ≈ 0.72580102197128 se 4
#> ok 0.7389 ± 0.0515 ≈ 0.725801 (0.3 se)

# ## L_∞
# In the limit of many steps the loss is 1/2 E γ'(t) |ε - ε̂|². For Gaussian data its value is half the logarithm of a quotient,
# and only the ends of the schedule enter.
L_inf = log((1 + 0.25*exp(13.3))/(1 + 0.25*exp(-5)))/2;
check L_inf ≈ 5.9560146336187 tol 1e-13
#> ok 5.95601 ≈ 5.95601
check diffusion_loss(S, p, D, nodes=24) ≈ L_inf tol 1e-12
#> ok 5.95601 ≈ 5.95601
check diffusion_loss(S, oracle(E₁), E₁, nodes=24) ≈ 6.6466431630013 tol 1e-12
#> ok 6.64664 ≈ 6.64664
# So all schedules with these ends have the same loss, which the draws confirm, though they look at other times:
check diffusion_loss(clipped_cosine(), p, D, nodes=24) ≈ L_inf tol 1e-12
#> ok 5.95601 ≈ 5.95601
check diffusion_loss(clipped_cosine(), p, D, n=40000) ≈ L_inf se 4
#> ok 5.837 ± 0.225 ≈ 5.95601 (0.5 se)
check diffusion_loss(best_noise(0.5), p, D, n=10000) ≈ L_inf se 4
#> ok 6.0665 ± 0.0869 ≈ 5.95601 (1.3 se)
# What differs is the variance of the draws: 114 for straight γ, 3394 for the cosine, and 2 L∞² = 70.9 for the best schedule.
moments(S) = loss_moments(S, normal_errors(0.5))
check moments(S).variance ≈ 114.31666400752 tol 1e-12
#> ok 114.317 ≈ 114.317
check moments(clipped_cosine()).variance ≈ 3394.0723746118 tol 1e-10
#> ok 3394.07 ≈ 3394.07
check moments(best_noise(0.5)).variance ≈ 70.948220631759 tol 1e-10
#> ok 70.9482 ≈ 70.9482
check moments(best_noise(0.5)).variance ≈ 2*L_inf^2 tol 1e-10
#> ok 70.9482 ≈ 70.9482
# Which draws show as well:
f(S) = Var(x ~ D, ε ~ Normal(0, 1), t ~ Uniform(0, 1), loss_weight(S, t)*squared_error(p, x, ε, level(S, t)), n=200000)
check f(S) ≈ 114.31666400752 se 4
#> ok 114.98 ± 1.16 ≈ 114.317 (0.6 se)
check f(best_noise(0.5)) ≈ 70.948220631759 se 4
#> ok 71.003 ± 0.614 ≈ 70.9482 (0.1 se)

# The same integral by the score: L_∞ is denoising score matching with the weight g² of maximum likelihood, ∫ g² J2 dt, so that a
# diffusion model and a score model trained by it are one object.
use score
by_score(S) = quad(t -> S.g2(t)*dsm(p, D, level(S, t), nodes=4), 0, 1, rtol=1e-9)
check by_score(S) ≈ L_inf tol 1e-8
#> ok 5.95601 ≈ 5.95601
check by_score(clipped_cosine()) ≈ L_inf tol 1e-7
#> ok 5.95601 ≈ 5.95601

# ## L_T
# With T steps the loss is a sum of KL divergences, an upper Riemann sum of that integral for the exact denoiser: more steps
# are better, and it is NOT the same for all schedules.
steps = [1, 2, 4, 10, 100, 1000];
straight = [diffusion_loss(S, p, D, T=T, nodes=12) for T in steps]
#> f64[6]
#>    74523.9  4435.45  99.9746  15.7276  6.48569  6.00624
check straight ≈ [74523.91633226, 4435.445528084, 99.97463262317, 15.72756446446, 6.485690366325, 6.006236782943] tol 1e-12
#> ok [74523.9, 4435.45, 99.9746, 15.7276, 6.48569, 6.00624] ≈ [74523.9, 4435.45, 99.9746, 15.7276, 6.48569, 6.00624]
check [diffusion_loss(clipped_cosine(), p, D, T=T, nodes=12) for T in [10, 100, 1000]] ≈ [6255.179836798, 82.1243677651, 7.636252983375] tol 1e-11
#> ok [6255.18, 82.1244, 7.63625] ≈ [6255.18, 82.1244, 7.63625]
check [diffusion_loss(best_noise(0.5), p, D, T=T, nodes=12) for T in [10, 100, 1000]] ≈ [11.455188522107, 6.3252710242851, 5.9916300206201] tol 1e-9
#> ok [11.4552, 6.32527, 5.99163] ≈ [11.4552, 6.32527, 5.99163]
# The best schedule has the same divergence in each step: L_T = T/2 expm1(2 L∞/T).
check diffusion_loss(best_noise(0.5), p, D, T=7, nodes=12) ≈ 3.5*expm1(2*L_inf/7) tol 1e-9
#> ok 15.6918 ≈ 15.6918
check diffusion_loss(S, p, D, T=10, n=40000) ≈ 15.72756446446 se 4
#> ok 15.657 ± 0.134 ≈ 15.7276 (0.5 se)
# How fast the steps become enough: T (L_T - L∞) tends to a number C.
C = (γ₀, γ₁, v) -> {
    (u₀, u₁) = (log(v) - γ₀, log(v) - γ₁)
    (γ₁ - γ₀)/4*(softplus(u₀) - softplus(u₁) - sigmoid(u₀) + sigmoid(u₁))
}
check [C(-13.3, 5, 0.25), C(-13.3, 5, 1)] ≈ [49.930258107799, 56.272412395235] tol 1e-13
#> ok [49.9303, 56.2724] ≈ [49.9303, 56.2724]
[T*(diffusion_loss(S, p, D, T=T, nodes=12) - L_inf) for T in [10, 100, 1000, 10000]]
#> f64[4]
#>    97.7155  52.9676  50.2221  49.9593
check 10000*(diffusion_loss(S, p, D, T=10000, nodes=12) - L_inf) ≈ C(-13.3, 5, 0.25) tol 1e-3
#> ok 49.9593 ≈ 49.9303

# A denoiser that is not the best one pays more, in every step. Here one that takes the data to be twice as wide:
diffusion_loss(S, oracle(E₁), D, nodes=24) - L_inf
#> 0.318139
check diffusion_loss(S, oracle(E₁), D, nodes=24) > L_inf
#> ok 6.27415 > 5.95601
# What it pays is how far its model of the data is away from them, a KL divergence, but for what happens outside the two ends:
check diffusion_loss(S, oracle(E₁), D, nodes=24) - L_inf ≈ KL(D, E₁) tol 1e-3
#> ok 0.318139 ≈ 0.318147

# ## Other data, other schedules
# Two numbers with a correlation: the loss is half the logarithm of a determinant. Both axes matter.
K = [1.3, 0.6; 0.6, 0.5];
G = Normal([0.2, -0.5], cov=K);
L_G = (logdet(I + exp(13.3)*K) - logdet(I + exp(-5)*K))/2;
check diffusion_loss(S, oracle(G), G, nodes=6) ≈ L_G tol 1e-12
#> ok 12.675 ≈ 12.675
check diffusion_loss(rectified() |> between(_, -9, 4), oracle(G), G, nodes=6) ≈ (logdet(I + exp(9)*K) - logdet(I + exp(-4)*K))/2 tol 1e-10
#> ok 8.36518 ≈ 8.36518
# A variance-exploding schedule: σ from 0.01 to 50, and p(z_1) = N(0, 50²).
V = ve_geometric();
explain bound(V, p, D, nodes=40)
#> bound(S, p, data, T=inf, decoder=gaussian_decoder(), n=10000, nodes=none, times="strata", batch=64, σ=none) = {
#>   S = schedule_of(S)
#>   D = law_of("bound", data)
#>   (a, b, c) = (
#>     prior_loss(S, D, σ=σ),
#>     reconstruction_loss(S, D, decoder, n=n, nodes=nodes),
#>     diffusion_loss(S, p, D, T=T, n=n, nodes=nodes, times=times, batch=batch)
#>   )
#>   total = a + b + c
#>   (prior = a, reconstruction = b, diffusion = c, total = total, bits_per_dim = total/(numbers_of(D)*log(2)))
#> }
#>   prior           5e-05     nats; KL(q(z_1 | x) ‖ p(z_1)), on average over the data
#>   reconstruction  -3.18623  nats; -E log p(x | z_0) of the decoder
#>   diffusion       3.91217   nats; L_T, the KL divergences of all T steps, or L_∞
#>   total           0.725991  nats; the sum: at least -log p(x), on average
#>   bits_per_dim    1.04738   bits for each number of x: total/(d log 2)
check bound(V, p, D, nodes=40).total ≈ entropy(D) tol 0.001
#> ok 0.725991 ≈ 0.725791

# ## What is to be seen
# L_T over T for the three schedules, and their common limit.
Ts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
curve(S, name) = plot(Ts, [diffusion_loss(S, p, D, T=T, nodes=12) for T in Ts], label=name, log="xy", style="both")
axes(overlay(curve(S, "straight γ"), curve(clipped_cosine(), "cosine"), curve(best_noise(0.5), "best"), hline(L_inf)), x="T", y="L_T")
#> L_T
#> 100000+^ooooo#oo                                       +*+ straight γ
#>       | x+      ooo#o                                  o#o cosine
#>       |  x+          ooo                               x^x best
#>  10000+   x++           o#o
#>       |   x  *             oooo
#>       |    x  +                o#oo
#>   1000+     x  +                   ooo#o
#>       |      ^  ++                      ooo
#>       |       xx  +                        o#o
#>    100+         xx *+                         oooo
#>       |           x^x+++                          o#oo
#>       |              xxx+*+++                         ooo#oo
#>     10+                 x^xxxxxx^xx+++*++                   ooo#oo
#>       |. . . . . . . . . . . . . . .x.^.x.x.^.x.x.x.x.x.x.x.x.x.x.x.x.
#>       ++--------+----------+---------+----------+---------+----------+
#>        1        3          10        30        100       300        1000
#>                                       T
