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
# What it errs, mmse = 1 - E tanh², is a function of the SNR alone. At SNR 1:
mmse_at(snr) = E(x ~ D, ε ~ Normal(0, 1), (x - predict(p, sqrt(snr)*x + ε, (α = sqrt(snr), σ = 1), "x"))^2, method=quad(200))
check mmse_at(1) ≈ 0.44959950920667 tol 1e-10
# I(x; z) grows by half of it for each unit of SNR (Guo, Shamai and Verdú 2005), up to the whole bit, log 2, that x has:
check quad(s -> mmse_at(s)/2, 0, 1) ≈ 0.33683082034683 tol 1e-9
check mutual_information(D, (α = 1, σ = 1)) ≈ 0.33683082034683 tol 1e-9

# ## The bound
# The decoder of finite data may be their exact posterior, p(x | z_0). With L_∞ and the prior the bound is
# log 2 + KL(q(z_1) ‖ N(0, 1)), whatever the schedule between its ends: only γ_1 enters.
explain bound(S, p, D, decoder=posterior_decoder(p), nodes=200)
b = bound(S, p, D, decoder=posterior_decoder(p), nodes=200);
check b.diffusion ≈ 0.68978950648263 tol 1e-8
check b.prior ≈ 0.0033576742445591 tol 1e-11
check b.total ≈ 0.69314718072719 tol 1e-8
check b.bits_per_dim ≈ 1.0000000002413 tol 1e-8
# The part above one bit, from the law of z_1, a mixture of two normals:
z₁ = noised(D, level(S, 1));
check KL(z₁, Normal(0, 1), nodes=40) ≈ 1.6724077678e-10 tol 1e-3
# Schedules of other shapes with the same end give the same bound:
check bound(clipped_cosine(), p, D, decoder=posterior_decoder(p), nodes=200).total ≈ 0.69314718072719 tol 1e-8
check bound(between(cosine_noise(), -10, 5), p, D, decoder=posterior_decoder(p), nodes=200).total ≈ 0.69314718072719 tol 1e-8
# An earlier end pays for what of x is left in z_1:
[bound(linear_snr(γ1=g), p, D, decoder=posterior_decoder(p), nodes=200).total - log(2) for g in (0, 1, 2, 3, 4)]

# ## Unequal points
# Three points of unequal weight: the same, with the entropy of x in the place of log 2, and a decoder of the three values.
X = [-1.0, 0.2, 0.2, 1.5];
F = Empirical(X);
H = -(0.25*log(0.25) + 0.5*log(0.5) + 0.25*log(0.25));
c = bound(S, oracle(F), F, decoder=posterior_decoder(oracle(F)), nodes=200);
check c.total ≈ H + KL(noised(F, level(S, 1)), Normal(0, 1), nodes=40) tol 1e-6
# A decoder that knows the values, but not how often each occurs, cannot tell that from z_0 either, which says it all:
check bound(S, oracle(F), F, decoder=grid_decoder([-1, 0.2, 1.5]), nodes=200).total ≈ c.total tol 1e-6

# ## What is to be seen
# The denoiser at four levels: from a straight line (all is noise) to a hard decision.
at(σ) = plot(z -> predict(p, z, (α = 1, σ = σ), "x"), -2.5, 2.5, label="σ = {σ}")
axes(overlay(at(2), at(1), at(0.5), at(0.2)), x="z", y="x̂")
