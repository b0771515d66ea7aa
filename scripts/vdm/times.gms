#~ file: seed=7
# How to choose the times of a batch: the loss is a mean over t, and the batch need not choose its B times blindly.
use vdm

# ## Three ways
# Each time is uniform in [0, 1] in all of them, so that the mean of f over them estimates ∫ f without bias.
seed(3)
noise_times(4, "iid")
noise_times(4, "shared")
noise_times(4, "strata")
for how in ("iid", "shared", "strata") {
    check E(t ~ (draw = () -> noise_times(8, how), log_density = t -> 0.0), mean(t^3), n=4000) ≈ 1/4 se 4
}

# ## Their variances
# The integrand of L_∞ for Gaussian data under straight γ: γ'/2 times the error of the best denoiser.
S = linear_snr();
f(t) = loss_weight(S, t)*sigmoid(log(0.25) - level(S, t).γ)
B = (8, 32, 128);
iid = [time_variance(f, b, "iid") for b in B]
check iid ≈ [1.8070185, 0.45175462, 0.11293865] tol 1e-6
shared = [time_variance(f, b, "shared") for b in B]
check shared ≈ [0.108568, 0.0067904485, 4.2439579e-4] tol 1e-5
strata = [time_variance(f, b, "strata") for b in B]
check strata ≈ [0.039954885, 6.4798253e-4, 1.0145373e-5] tol 1e-5
# The shared offset leaves (f(1) - f(0))²/(12 B²) of a loss that does not end as it begins: the comb moves over the jump.
check time_variance(f, 512, "shared") ≈ (f(1.0) - f(0.0))^2/(12*512^2) tol 1e-4
# A jitter in each stratum for itself leaves Σ f'²/(12 B⁴), so O(B⁻³): better for any loss that is not periodic in t.
check time_variance(f, 512, "strata") ≈ mean(vmap(t -> f'(t)^2)(((1:512) - 0.5)/512))/(12*512^3) tol 1e-3
# Measured, by batches that are really drawn:
measured(how, b) = Var(t ~ (draw = () -> noise_times(b, how), log_density = t -> 0.0), mean(vmap(f)(t)), n=20000)
check measured("iid", 8) ≈ iid[1] se 4
check measured("shared", 8) ≈ shared[1] se 4
check measured("strata", 8) ≈ strata[1] se 4
check measured("strata", 32) ≈ strata[2] se 4

# ## In the loss
# x and ε are drawn as well, and their variance stays: strata take away the part that is due to the times, here two thirds
# of it per draw... as the whole variance of one draw is 114.3, of which the times make 14.5 and x and ε the rest.
D = Normal(0, 0.5);
p = oracle(D);
whole = E(x ~ D, ε ~ Normal(0, 1), t ~ Uniform(0, 1), (loss_weight(S, t)*squared_error(p, x, ε, level(S, t)))^2, n=200000) - 5.9560146336187^2
check whole ≈ 114.31666400752 se 4
8*iid[1]
[diffusion_loss(S, p, D, times=how, n=20000) for how in ("iid", "shared", "strata")]

# ## What is to be seen
Bs = [2, 4, 8, 16, 32, 64, 128, 256];
curve(how) = plot(Bs, [time_variance(f, b, how) for b in Bs], label=how, log="xy", style="both")
axes(overlay(curve("iid"), curve("shared"), curve("strata")), x="times in a batch", y="variance")
