#~ file: seed=7
# Data of two points, x = ±1: the smallest data set whose denoiser is not linear, and of which the bound is known exactly.
use vdm

S = linear_snr();
D = Empirical([-1.0, 1.0]);
p = oracle(D);

# ## The denoiser
# Given z the two points weigh e^(αz/σ²) and e^(-αz/σ²), so that x̂ = tanh(α z/σ²): a soft decision.
derive (z in reals; α, σ in positives; l = (α = α, σ = σ)) {
    predict(p, z, l, "x")
    = tanh(α*z/σ^2)
}
#> ok 1 = 2: 197 of 200 points, worst 2e-16
# What it errs, mmse = 1 - E tanh², is a function of the SNR alone. At SNR 1:
mmse_at(snr) = E(x ~ D, ε ~ Normal(0, 1), (x - predict(p, sqrt(snr)*x + ε, (α = sqrt(snr), σ = 1), "x"))^2, method=quad(200))
check mmse_at(1) ≈ 0.44959950920667 tol 1e-10
#> ok 0.4496 ≈ 0.4496
# I(x; z) grows by half of it for each unit of SNR (Guo, Shamai and Verdú 2005), up to the whole bit, log 2, that x has:
check quad(s -> mmse_at(s)/2, 0, 1) ≈ 0.33683082034683 tol 1e-9
#> ok 0.336831 ≈ 0.336831
check mutual_information(D, (α = 1, σ = 1)) ≈ 0.33683082034683 tol 1e-9
#> ok 0.336831 ≈ 0.336831

# ## The bound
# The decoder of finite data may be their exact posterior, p(x | z_0). With L_∞ and the prior the bound is
# log 2 + KL(q(z_1) ‖ N(0, 1)), whatever the schedule between its ends: only γ_1 enters.
explain bound(S, p, D, decoder=posterior_decoder(p), nodes=200)
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
#>   prior           0.00335767  nats; KL(q(z_1 | x) ‖ p(z_1)), on average over the data
#>   reconstruction  0.0         nats; -E log p(x | z_0) of the decoder
#>   diffusion       0.68979     nats; L_T, the KL divergences of all T steps, or L_∞
#>   total           0.693147    nats; the sum: at least -log p(x), on average
#>   bits_per_dim    1.0         bits for each number of x: total/(d log 2)
b = bound(S, p, D, decoder=posterior_decoder(p), nodes=200);
check b.diffusion ≈ 0.68978950648263 tol 1e-8
#> ok 0.68979 ≈ 0.68979
check b.prior ≈ 0.0033576742445591 tol 1e-11
#> ok 0.00335767 ≈ 0.00335767
check b.total ≈ 0.69314718072719 tol 1e-8
#> ok 0.693147 ≈ 0.693147
check b.bits_per_dim ≈ 1.0000000002413 tol 1e-8
#> ok 1.0 ≈ 1.0
# The part above one bit, from the law of z_1, a mixture of two normals:
z₁ = noised(D, level(S, 1));
check KL(z₁, Normal(0, 1), nodes=40) ≈ 1.6724077678e-10 tol 1e-3
#> ok 1.67241e-10 ≈ 1.67241e-10
# Schedules of other shapes with the same end give the same bound:
check bound(clipped_cosine(), p, D, decoder=posterior_decoder(p), nodes=200).total ≈ 0.69314718072719 tol 1e-8
#> ok 0.693147 ≈ 0.693147
check bound(between(cosine_noise(), -10, 5), p, D, decoder=posterior_decoder(p), nodes=200).total ≈ 0.69314718072719 tol 1e-8
#> ok 0.693147 ≈ 0.693147
# An earlier end pays for what of x is left in z_1:
[bound(linear_snr(γ1=g), p, D, decoder=posterior_decoder(p), nodes=200).total - log(2) for g in (0, 1, 2, 3, 4)]
#> f64[5]
#>    0.00974277  0.000534333  1.7633e-05  4.25119e-07  8.73242e-09

# ## Unequal points
# Three points of unequal weight: the same, with the entropy of x in the place of log 2, and a decoder of the three values.
X = [-1.0, 0.2, 0.2, 1.5];
F = Empirical(X);
H = -(0.25*log(0.25) + 0.5*log(0.5) + 0.25*log(0.25));
c = bound(S, oracle(F), F, decoder=posterior_decoder(oracle(F)), nodes=200);
check c.total ≈ H + KL(noised(F, level(S, 1)), Normal(0, 1), nodes=40) tol 1e-6
#> ok 1.03989 ≈ 1.03989
# A decoder that knows the values, but not how often each occurs, cannot tell that from z_0 either, which says it all:
check bound(S, oracle(F), F, decoder=grid_decoder([-1, 0.2, 1.5]), nodes=200).total ≈ c.total tol 1e-6
#> ok 1.03989 ≈ 1.03989

# ## What is to be seen
# The denoiser at four levels: from a straight line (all is noise) to a hard decision.
at(σ) = plot(z -> predict(p, z, (α = 1, σ = σ), "x"), -2.5, 2.5, label="σ = {σ}")
axes(overlay(at(2), at(1), at(0.5), at(0.2)), x="z", y="x̂")
#> x̂
#>    1+ *** σ = 2                        xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
#>     | +++ σ = 1                        x  ooo       ++++++++++
#>     | ooo σ = 0.5                      x oo     +++++
#>  0.5+ xxx σ = 0.2                     x o    ++++                *******
#>     |                                 xoo  +++          **********
#>     |                                 xo+++    *********
#>     |                                 x++******
#>    0+                         ******++x
#>     |                *********    +++ox
#>     |      **********          +++  oox
#> -0.5+*******                ++++    o x
#>     |                   +++++     oo x
#>     |          ++++++++++       ooo  x
#>   -1+xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
#>     +------+-------------+------------+------------+-------------+------
#>            -2            -1           0            1             2
#>                                       z
