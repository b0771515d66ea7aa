# Functions that several distributions share, and divergences between two of one family.
use events

# log B(a, b) = log Γ(a) + log Γ(b) - log Γ(a + b), with b the larger of both. Where they are equal each keeps its own
# derivatives: the minimum would take half of both.
lbeta(a, b) = {
  first = a < b
  (a, b) = (where(first, a, b), where(first, b, a))
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

# w - log(1 + w) ≥ 0 for w > -1, by its series w²/2 - w³/3 + ... where w is small.
log_excess(w) = {
  small = abs(w) < 0.02
  v = where(small, w, 0.0)
  u = where(small, 1.0, w)
  series = v^2*(1/2 - v*(1/3 - v*(1/4 - v*(1/5 - v*(1/6 - v*(1/7 - v*(1/8 - v*(1/9 - v/10))))))))
  where(small, series, u - log1p(u))
}

# log Γ(a + h) - log Γ(a) - h ψ(a) - ((a + h) log(1 + h/a) - h) for a, a + h > 100, without cancellation. With
# R of `stirling` and t = h/a it is (t - log(1 + t))/2 + R(a + h) - R(a) - h R'(a), in which each term of R has the factor
# t²: 1/s - 1 + t = t²/s and so on for s = 1 + t.
gamma_rest(a, h) = {
  (t, α) = (h/a, a + h)
  tail = 1/12 - ((6 + t*(8 + 3*t))/360 - (15 + t*(40 + t*(45 + t*(24 + 5*t))))/(1260*α^2))/α^2
  log_excess(t)/2 + t^2*tail/α
}

# log Γ(a + h) - log Γ(a) - h ψ(a) ≥ 0, the divergence that log Γ generates. As (a + h) log(1 + h/a) - h =
# (a + h)(w - log(1 + w)) with w = -h/(a + h), no digits are lost where a is large.
gamma_gap(a, h) = {
  large = a > 100 and a + h > 100
  (b, k) = (where(large, a, 200.0), where(large, h, 0.0))
  (c, l) = (where(large, 1.0, a), where(large, 0.0, h))
  where(large, (b + k)*log_excess(-k/(b + k)) + gamma_rest(b, k), lgamma(c + l) - lgamma(c) - l*digamma(c))
}

# KL of Gamma(a, rate b) to Gamma(α, rate β): (a - α)ψ(a) - log Γ(a) + log Γ(α) + α log(b/β) + a(β - b)/b, which is
# α(w - log(1 + w)) with 1 + w = aβ/(bα), the ratio of the means, and what is left of the shapes.
gamma_kl(a, b, α, β) = {
  h = α - a
  w = ((β - b)*a - h*b)/(b*α)
  large = a > 100 and α > 100
  (c, k) = (where(large, a, 200.0), where(large, h, 0.0))
  (d, γ) = (where(large, 1.0, a), where(large, 1.0, α))
  shapes = lgamma(γ) - lgamma(d) - (γ - d)*digamma(d) - γ*log(γ/d) + γ - d
  # Where the means are far apart, 1 + w has lost its digits, and the ratio itself has them.
  far = w < -0.9
  r = where(far, a/α*(β/b), 1.0)
  α*where(far, r - 1 - log(r), log_excess(where(far, 0.0, w))) + where(large, gamma_rest(c, k), shapes)
}

# KL of Beta(a, b) to Beta(α, β): log B(α, β) - log B(a, b) + (a - α)ψ(a) + (b - β)ψ(b) + (α - a + β - b)ψ(a + b). With
# n = a + b and m = α + β the large terms are α log(αn/(am)) + β log(βn/(bm)), where am/(αn) = 1 + w with
# w = (aβ - bα)/(αn), and the other is the same with the letters exchanged; αw and its like have the sum 0, so that both are
# of the form α(w - log(1 + w)).
beta_kl(a, b, α, β) = {
  large = min(a, b) > 100 and min(α, β) > 100
  (p, q) = (where(large, a, 200.0), where(large, b, 200.0))
  (h, k) = (where(large, α - a, 0.0), where(large, β - b, 0.0))
  n = p + q
  apart = (p*k - q*h)/n
  rest = gamma_rest(p, h) + gamma_rest(q, k) - gamma_rest(n, h + k)
  far = (p + h)*log_excess(apart/(p + h)) + (q + k)*log_excess(-apart/(q + k)) + rest
  (c, d) = (where(large, 1.0, a), where(large, 1.0, b))
  (γ, δ) = (where(large, 1.0, α), where(large, 1.0, β))
  near = lbeta(γ, δ) - lbeta(c, d) + (c - γ)*digamma(c) + (d - δ)*digamma(d) + (γ - c + δ - d)*digamma(c + d)
  where(large, far, near)
}

# x log(x/y) - x + y ≥ 0 for rates, with 0 log 0 = 0; inf where y is 0 and x is not.
rate_gap(x, y) = where(y > 0, xlogy(x, where(x > 0, x/where(y > 0, y, 1.0), 1.0)) - x + y, where(x > 0, inf, 0.0))

# Σ p log(p/q) of two probabilities of the same thing, with 0 log 0 = 0; inf where q is 0 and p is not.
probability_gap(p, log_p, log_q) = where(p > 0, where(log_q > -inf, p*(log_finite(log_p) - log_finite(log_q)), inf), 0.0)

# A logarithm, 0 where it is -inf.
log_finite(l) = where(l > -inf, l, 0.0)
