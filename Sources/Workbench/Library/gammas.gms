# Distributions on positive numbers, made of the gamma function: Gamma, InverseGamma.
use independent
use special

# The gamma distribution on x ≥ 0 by its shape α and its rate β, or scale=1/β:
# α log β + (α - 1) log x - βx - log Γ(α). The mean is α/β, the variance α/β².
# shape: α, positive
# rate: β, positive
# scale: 1/β, in place of the rate
# example: (mean(Gamma(3, 2)), var(Gamma(3, 2)))
# -> (1.5, 0.75)
Gamma(shape, rate=none, scale=none) = {
  positive("Gamma", "shape", shape)
  one_of("Gamma", "rate", rate, "scale", scale)
  if kind(scale) == "none" {
    positive("Gamma", "rate", rate)
    gamma_of(shape, rate)
  } else {
    positive("Gamma", "scale", scale)
    gamma_by_scale(shape, scale)
  }
}

gamma_of(shape, rate) = {
  (α, β) = (floating(shape), floating(rate))
  gammas((shape = shape, rate = rate), (shape, rate), gamma_of, α, β, () -> -1/β, () -> α/β^2)
}

gamma_by_scale(shape, scale) = {
  (α, s) = (floating(shape), floating(scale))
  gammas((shape = shape, scale = scale), (shape, scale), gamma_by_scale, α, 1/s, () -> 1/s, () -> α/s^2)
}

# Independent gamma coordinates; `mixed` and `own` are the information of the second parameter with
# the shape and with itself.
gammas(parameters, values, again, α, β, mixed, own) = {
  event = event_of("Gamma", α, β)
  independent("Gamma", parameters, values, again, event, (
    draw = () -> standard_gamma(α, event)/β,
    log_density = x -> where(
      x < 0, -inf, α*log(β) + xlogy(α - 1, max(x, 0)) - β*x - lgamma(α)),
    mean = () -> α/β,
    variance = () -> α/β^2,
    entropy = () -> α - log(β) + lgamma(α) + (1 - α)*digamma(α),
    # x = t/β, where t has the density t^(α - 1) exp(-t)/Γ(α).
    points = n -> {
      (t, w) = own_rules((a, b) -> gauss_laguerre(n, a), α, 0*β, event)
      (t/β, w)
    },
    domain = range_of("interval", 0.0, inf, event),
    kin = "Exponential",
    canonical = () -> (α, β),
    kl = (a, b) -> gamma_kl(α, β, a, b),
    fisher = () -> ((trigamma(α), mixed()), (mixed(), own())),
    exponential = () -> (
      # T = (log x, x), η = (α - 1, -β), A = log Γ(η₁ + 1) - (η₁ + 1) log(-η₂), h = 1.
      natural = (α - 1, -β),
      statistics = x -> (log(x), x),
      log_base = x -> 0*x,
      log_partition = (a, b) -> lgamma(a + 1) - (a + 1)*log(-b),
      expectation = () -> (digamma(α) - log(β), α/β),
      at = (a, b) -> Gamma(a + 1, -b)
    )
  ))
}

# Draws of Gamma(α, 1), of the type of α.
standard_gamma(α, event) = typed_as(gamma_noise(f64(α) + zeros(event...)), α)

# The inverse gamma distribution on x > 0, that of 1/z for z ~ Gamma(α, rate β), by its shape α and
# its scale β, or rate=1/β: α log β - (α + 1) log x - β/x - log Γ(α). The mean is β/(α - 1) for α > 1, the
# variance β²/((α - 1)²(α - 2)) for α > 2, else inf.
# shape: α, positive
# scale: β, positive
# rate: 1/β, in place of the scale
# example: mean(InverseGamma(3, 4))
# -> 2.0
InverseGamma(shape, scale=none, rate=none) = {
  positive("InverseGamma", "shape", shape)
  one_of("InverseGamma", "scale", scale, "rate", rate)
  if kind(rate) == "none" {
    positive("InverseGamma", "scale", scale)
    inverse_gamma_of(shape, scale)
  } else {
    positive("InverseGamma", "rate", rate)
    inverse_gamma_by_rate(shape, rate)
  }
}

inverse_gamma_of(shape, scale) = {
  (α, β) = (floating(shape), floating(scale))
  inverse_gammas((shape = shape, scale = scale), (shape, scale), inverse_gamma_of, α, β, () -> -1/β, () -> α/β^2)
}

inverse_gamma_by_rate(shape, rate) = {
  (α, r) = (floating(shape), floating(rate))
  inverse_gammas((shape = shape, rate = rate), (shape, rate), inverse_gamma_by_rate, α, 1/r, () -> 1/r, () -> α/r^2)
}

# Independent coordinates.
inverse_gammas(parameters, values, again, α, β, mixed, own) = {
  event = event_of("InverseGamma", α, β)
  independent("InverseGamma", parameters, values, again, event, (
    draw = () -> β/standard_gamma(α, event),
    log_density = x -> {
      y = where(x > 0, x, 1.0)
      where(x > 0, α*log(β) - (α + 1)*log(y) - β/y - lgamma(α), where(isnan(x), x, -inf))
    },
    mean = () -> where(α > 1, β/where(α > 1, α - 1, 1.0), inf),
    variance = () -> where(α > 2, β^2/where(α > 2, (α - 1)^2*(α - 2), 1.0), inf),
    entropy = () -> α + log(β) + lgamma(α) - (1 + α)*digamma(α),
    domain = range_of("interval", 0.0, inf, event),
    canonical = () -> (α, β),
    # 1/x has the same divergence.
    kl = (a, b) -> gamma_kl(α, β, a, b),
    fisher = () -> ((trigamma(α), mixed()), (mixed(), own())),
    exponential = () -> (
      # T = (log x, 1/x), η = (-α - 1, -β), A = log Γ(-η₁ - 1) + (η₁ + 1) log(-η₂), h = 1.
      natural = (-α - 1, -β),
      statistics = x -> (log(x), 1/x),
      log_base = x -> 0*x,
      log_partition = (a, b) -> lgamma(-a - 1) + (a + 1)*log(-b),
      expectation = () -> (log(β) - digamma(α), α/β),
      at = (a, b) -> InverseGamma(-a - 1, -b)
    )
  ))
}
