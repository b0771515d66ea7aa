# How the losses of the literature weigh the levels of noise, as functions of the level for noise_loss(S, weight=). Each
# multiplies |ε - ε̂|² at levels drawn as the paper draws them. All are one loss,
#   L = ½ ∫ w(γ) E|ε - ε̂|² dγ,
# with a w of their own: twice the weight times the density of γ in training. Kingma and Gao 2023.
# names: min_snr, soft_min_snr, p2_weight, sigmoid_weight, karras_weight, karras_levels, bound_weight
use noise_training

# min(SNR, k) |x - x̂|² = min(1, k/SNR) |ε - ε̂|²: no level with little noise counts more than the SNR k does. Times are
# those of the schedule. Hang et al. 2023.
# k: the SNR up to which x is weighed in full
# example: use noise_weights; map(s -> min_snr(5)((α = sqrt(s), σ = 1.0)), (1.0, 5.0, 50.0))
# -> (1.0, 1.0, 0.1)
min_snr(k=5) = {
  positive_number("min_snr", "k", k, "the SNR up to which x is weighed in full")
  l -> min(1.0, k*noise_ratio(l))
}

# 1/(1/SNR + 1/k) |x - x̂|² = k/(SNR + k) |ε - ε̂|²: min_snr without the corner. Crowson et al. 2024.
# k: the SNR at which it is half of what the smaller of SNR and k would be
# example: use noise_weights; soft_min_snr(4)((α = 2, σ = 1.0))
# -> 0.5
soft_min_snr(k=4) = {
  positive_number("soft_min_snr", "k", k, "where the weight bends")
  l -> 1/(1 + 1/(k*noise_ratio(l)))
}

# |ε - ε̂|²/(k + SNR)^power: less for the levels at which only details are left. Choi et al. 2022.
# k: what keeps the weight finite
# power: how steep it is
# example: use noise_weights; p2_weight()((α = 2, σ = 1.0))
# -> 0.2
p2_weight(k=1, power=1) = {
  positive_number("p2_weight", "k", k, "what keeps the weight finite where SNR is 0")
  number_of("p2_weight", "power", power, "how steep the weight is")
  l -> (k + 1/noise_ratio(l))^-power
}

# w(γ) = sigmoid(γ + b), which is γ'/2 sigmoid(γ + b) |ε - ε̂|²: that of the bound where the noise is strong, fading
# where it is weak; b moves the middle to γ = -b. Kingma and Gao 2023; Hoogeboom et al. 2024.
# b: where the middle is; log SNR there
# example: use noise_weights; sigmoid_weight(0)((α = 1, σ = 1.0, γ = 0.0, dγ = 4.0))
# -> 1.0
sigmoid_weight(b=0) = {
  number_of("sigmoid_weight", "b", b, "log SNR where the weight is a half")
  l -> rate_of("sigmoid_weight", l)/2*sigmoid(l.γ + b)
}

# (σ² + σ_d²)/(σ σ_d)² |x - x̂|² = (1 + SNR⁻¹/σ_d²) |ε - ε̂|², σ the noise of z/α: with it a preconditioned network
# that says nothing has the loss 1 per number at every level. It goes with levels=karras_levels(). Karras et al. 2022,
# table 1.
# σ_data: the deviation of the data
# example: use noise_weights; karras_weight(0.5)((α = 1, σ = 0.5))
# -> 2.0
karras_weight(σ_data=0.5) = {
  positive_number("karras_weight", "σ_data", σ_data, "the deviation of the data")
  l -> 1 + noise_ratio(l)/σ_data^2
}

# The law of γ = 2 log σ in training with karras_weight: log σ has the mean -1.2 and the deviation 1.2. Karras et al.
# 2022, table 1.
# mean, deviation: those of log(σ/α)
# example: use noise_weights; karras_levels()
# -> Normal(μ = -2.4, σ = 2.4)
karras_levels(mean=-1.2, deviation=1.2) = {
  number_of("karras_levels", "mean", mean, "the mean of log σ")
  positive_number("karras_levels", "deviation", deviation, "the deviation of log σ")
  Normal(2.0*mean, 2.0*deviation)
}

# w(γ) of a loss in L = ½ ∫ w(γ) E|ε - ε̂|² dγ, a function of γ: what tells losses apart, whatever schedule and times
# they were written for. For weight="bound" it is 1. Kingma and Gao 2023.
# S: a schedule
# weight, levels: those of noise_loss
# example: use vdm; use noise_weights; w = bound_weight(cosine_noise(), "simple");
# example: check w(0) ≈ 2/cosine_noise().dγ(cosine_noise().inverse(0))
# -> ok 0.320807 ≈ 0.320807
bound_weight(S, weight="bound", levels=none) = {
  f = weight_function("bound_weight", weight)
  S = schedule_of(S)
  if kind(levels) != "none" { level_law("bound_weight", levels) }
  γ -> {
    l = level(S, S.inverse(γ))
    if kind(levels) == "none" { return 2/l.dγ*f(l) }
    p = exp(levels.log_density(floating(γ)))
    2*p*f(put(l, "dγ", 1/p))
  }
}

# σ²/α² = 1/SNR.
noise_ratio(l) = if has(l, "γ") { exp(l.γ) } else { (l.σ/l.α)^2 }

# The rate of γ in training, which some weights need.
rate_of(name, l) = {
  if not (has(l, "dγ") and has(l, "γ")) { error("{name}: the weight needs the rate dγ of the level: level(S, t) has it", "name") }
  l.dγ
}
