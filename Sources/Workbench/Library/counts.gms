# Distributions of counts: Poisson, Binomial, Geometric. Draws are integers, and have no derivative
# in the parameters.
use independent
use special

# The Poisson distribution on 0, 1, 2, ... by its rate λ, which is its mean and its variance:
# x log λ - λ - log x!.
# rate: λ, at least 0
# example: density(Poisson(2), 0) - exp(-2)
# -> 0.0
Poisson(rate) = {
  nonnegative("Poisson", "rate", rate)
  poisson_of(rate)
}

# Independent coordinates.
poisson_of(rate) = {
  λ = floating(rate)
  event = shape(λ)
  independent("Poisson", (rate = rate), (rate,), poisson_of, event, (
    draw = () -> unreparameterised("Poisson", poisson_noise(stop(f64(λ))), λ),
    log_density = x -> on_counts(x, inf, k -> xlogy(k, λ + 0*k) - λ - lgamma(k + 1)),
    mean = () -> λ,
    variance = () -> λ,
    domain = range_of("integers", 0, inf, event),
    canonical = () -> (λ,),
    kl = μ -> rate_gap(λ, μ),
    fisher = () -> ((1/λ,),),
    exponential = () -> (
      # T = x, η = log λ, A = exp η, h = 1/x!.
      natural = (log(λ),),
      statistics = x -> (1.0*x,),
      log_base = x -> -lgamma(x + 1.0),
      log_partition = η -> exp(η),
      expectation = () -> (λ,),
      at = η -> Poisson(exp(η)),
      at_expectation = m -> Poisson(m)
    )
  ))
}

# What f gives for counts from 0 to a limit, -inf elsewhere.
on_counts(x, limit, f) = {
  inside = x >= 0 and x <= limit and floor(x) == x
  where(inside, f(floating(where(inside, x, 0))), where(isnan(x), x, -inf))
}

# The binomial distribution on 0, 1, ..., n, the number of successes in n trials with probability p:
# log(n!/(x!(n - x)!)) + x log p + (n - x) log(1 - p).
# n: the number of trials
# p: the probability of a success
# example: density(Binomial(4, 0.5), 2)
# -> 0.375
Binomial(n, p) = {
  finite("Binomial", "n", n)
  if not all(n >= 0 and floor(n) == n and n < 2^31) { error("Binomial: n is a count, not {text(n)}", "domain") }
  numbers("Binomial", "p", p)
  if not all(stop(p) >= 0 and stop(p) <= 1) { error("Binomial: p must lie in 0..1, not {text(p)}", "domain") }
  event_of("Binomial", n, p)
  binomial_of(i64(n), p)
}

# Independent coordinates.
binomial_of(n, p) = {
  q = floating(p)
  event = event_of("Binomial", n, q)
  trials = 1.0*n
  most = max(n)
  # All counts of every coordinate with their probabilities; those above its n have 0.
  points = () -> {
    k = reshape(0:most, most + 1, ones_of(event)...) + i64(zeros(event...))
    (min(k, n), where(k <= n, exp(log_binomial(min(k, n), trials, q)), 0.0))
  }
  own_entropy = () -> {
    (k, w) = points()
    l = log_binomial(k, trials, q)
    -sum(where(w > 0, w*log_finite(l), 0.0), axis=1)
  }
  D = independent("Binomial", (n = n, p = p), (n, p), (n, p) -> binomial_of(i64(n), p), event, (
    draw = () -> unreparameterised("Binomial", binomial_draw(n, most, q, event), q),
    log_density = x -> on_counts(x, n, k -> log_binomial(k, trials, q)),
    mean = () -> trials*q,
    variance = () -> trials*q*(1 - q),
    entropy = own_entropy,
    points = k -> points(),
    domain = range_of("integers", 0, n, event),
    exponential = () -> (
      # T = x, η = log(p/(1 - p)), A = n log(1 + exp η), h = n!/(x!(n - x)!).
      natural = (log(q) - log1p(-q) + 0*trials,),
      statistics = x -> (1.0*x,),
      log_base = x -> log_binomial(1.0*x, trials, 0.5) + trials*log(2),
      log_partition = η -> trials*softplus(η),
      expectation = () -> (trials*q,),
      at = η -> Binomial(n, sigmoid(η)),
      at_expectation = m -> Binomial(n, m/trials)
    )
  ))
  D.fisher = () -> fisher_of(((trials/(q*(1 - q)),),), (p,), event)
  D.support = () -> D.quadrature(1)
  D
}

# log(n!/(k!(n - k)!)) + k log p + (n - k) log(1 - p), with 0 log 0 = 0.
log_binomial(k, n, p) = {
  k = 1.0*k
  lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + power_log(k, p) + power_log(n - k, 1 - p)
}

# k log p with 0 log 0 = 0, differentiable in p also at 0 where k is 0.
power_log(k, p) = where(k > 0, k*log(where(k > 0, p, 1.0)), 0.0)

# A sum of coins: as many as the largest n, those beyond the n of a coordinate do not count.
binomial_draw(n, most, q, event) = {
  u = typed_as(uniform_noise(most, event...), q)
  counts = reshape(1:most, most, ones_of(event)...) <= n
  sum(i64(u < q and counts), axis=1)
}

# The geometric distribution on 0, 1, 2, ..., the number of failures before the first success of
# probability p: log p + x log(1 - p). The mean is (1 - p)/p. (On 1, 2, ... it is 1 more.)
# p: the probability of a success
# example: mean(Geometric(0.25))
# -> 3.0
Geometric(p) = {
  numbers("Geometric", "p", p)
  if not all(stop(p) > 0 and stop(p) <= 1) { error("Geometric: p must be positive and at most 1, not {text(p)}", "domain") }
  geometric_of(p)
}

# Independent coordinates.
geometric_of(p) = {
  q = floating(p)
  event = shape(q)
  independent("Geometric", (p = p), (p,), geometric_of, event, (
    # P(x ≥ k) = (1 - p)^k, solved for k.
    draw = () -> unreparameterised("Geometric", i64(min(floor(log(typed_as(uniform_noise(event...), q))/log1p(-min(stop(q), 1 - 1e-16))), 9e15)), q),
    log_density = x -> on_counts(x, inf, k -> log(q) + where(k > 0, k*log1p(where(k > 0, -q, 0.0)), 0.0)),
    mean = () -> (1 - q)/q,
    variance = () -> (1 - q)/q^2,
    entropy = () -> -log(q) - where(q < 1, (1 - q)/q*log1p(where(q < 1, -q, 0.0)), 0.0),
    domain = range_of("integers", 0, inf, event),
    canonical = () -> (q,),
    kl = r -> log(q/r) + probability_gap((1 - q)/q, log1p(-q), log1p(-r)),
    fisher = () -> ((1/(q^2*(1 - q)),),),
    exponential = () -> (
      # T = x, η = log(1 - p), A = -log(1 - exp η), h = 1.
      natural = (log1p(-q),),
      statistics = x -> (1.0*x,),
      log_base = x -> 0.0*x,
      log_partition = η -> -log(-expm1(η)),
      expectation = () -> ((1 - q)/q,),
      at = η -> Geometric(-expm1(η)),
      at_expectation = m -> Geometric(1/(1 + m))
    )
  ))
}
