# Functions that several distributions share, and divergences between two of one family.
use events

# log B(a, b) = log Γ(a) + log Γ(b) - log Γ(a + b), with b the larger of both.
lbeta(a, b) = {
  (a, b) = (min(a, b), max(a, b))
  lgamma(a) - lgamma_step(b, a)
}

# log Γ(a + h) - log Γ(a) for a, h > 0. Where a is large the difference loses all digits; there
# log Γ(z) = (z - 1/2) log z - z + log(2π)/2 + R(z), in which the large terms cancel by hand. The next
# term of R is less than 1e-17 from 100 on.
lgamma_step(a, h) = {
  z = where(a > 100, a, 100.0)
  far = (z - 0.5)*log1p(h/z) + h*log(z + h) - h + stirling(z + h) - stirling(z)
  near = where(a > 100, 1.0, a)
  where(a > 100, far, lgamma(near + where(a > 100, 1.0, h + 0*a)) - lgamma(near))
}

# ψ(a + h) - ψ(a), the derivative of the same in a.
digamma_step(a, h) = {
  z = where(a > 100, a, 100.0)
  far = log1p(h/z) + h/(2*z*(z + h)) + stirling_slope(z + h) - stirling_slope(z)
  near = where(a > 100, 1.0, a)
  where(a > 100, far, digamma(near + where(a > 100, 1.0, h + 0*a)) - digamma(near))
}

# R'(z) = -1/(12z²) + 1/(120z⁴) - 1/(252z⁶).
stirling_slope(z) = -(1 - (1/10 - 1/(21*z^2))/z^2)/(12*z^2)

# R(z) = 1/(12z) - 1/(360z³) + 1/(1260z⁵).
stirling(z) = (1 - (1/30 - 1/(105*z^2))/z^2)/(12*z)

# The logarithm of the multivariate gamma function, log Γ_d(a) = d(d - 1)/4 log π + Σ log Γ(a - (i - 1)/2).
lgamma_of(d, a) = d*(d - 1)/4*log(π) + sum(lgamma(halves_below(d, a)))

# Its derivatives in a.
digamma_of(d, a) = sum(digamma(halves_below(d, a)))
trigamma_of(d, a) = sum(trigamma(halves_below(d, a)))

# a, a - 1/2, ..., d of them, of the type of a.
halves_below(d, a) = a - typed_as((0:d-1)/2, a)

# KL of Gamma(a, rate b) to Gamma(α, rate β): (a - α)ψ(a) - log Γ(a) + log Γ(α) + α log(b/β) + a(β - b)/b.
gamma_kl(a, b, α, β) = (a - α)*digamma(a) - lgamma(a) + lgamma(α) + α*log(b/β) + a*(β - b)/b

# x log(x/y) - x + y ≥ 0 for rates, with 0 log 0 = 0; inf where y is 0 and x is not.
rate_gap(x, y) = where(y > 0, xlogy(x, where(x > 0, x/where(y > 0, y, 1.0), 1.0)) - x + y, where(x > 0, inf, 0.0))

# Σ p log(p/q) of two probabilities of the same thing, with 0 log 0 = 0; inf where q is 0 and p is not.
probability_gap(p, log_p, log_q) = where(p > 0, where(log_q > -inf, p*(log_finite(log_p) - log_finite(log_q)), inf), 0.0)

# A logarithm, 0 where it is -inf.
log_finite(l) = where(l > -inf, l, 0.0)
