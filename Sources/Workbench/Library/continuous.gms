# Distributions on the reals and on intervals: Uniform, Exponential, Laplace. With parameters that are
# tensors the coordinates are independent and the log density is the sum over them.
use independent
use special

# The uniform distribution on a..b: -log(b - a) between a and b, both included.
# a, b: the ends, numbers or tensors
# example: mean(Uniform(0, 4))
# -> 2.0
# example: log_density(Uniform(0, 4), 1.0) + log(4)
# -> 0.0
Uniform(a, b) = {
  finite("Uniform", "a", a)
  finite("Uniform", "b", b)
  event_of("Uniform", a, b)
  if not all(stop(a) < stop(b)) { error("Uniform: a must be less than b: a = {text(a)}, b = {text(b)}", "domain") }
  if not all(isfinite(stop(1.0*b - a))) { error("Uniform: b - a overflows: a = {text(a)}, b = {text(b)}", "domain") }
  uniform_of(a, b)
}

# Independent uniform coordinates.
uniform_of(a, b) = {
  (l, h) = (floating(a), floating(b))
  event = event_of("Uniform", l, h)
  independent("Uniform", (a = a, b = b), (a, b), uniform_of, event, (
    draw = () -> l + (h - l)*typed_as(uniform_noise(event...), h - l),
    log_density = x -> where(x >= l and x <= h, -log(h - l), where(isnan(x), x, -inf)),
    mean = () -> l + (h - l)/2,
    variance = () -> (h - l)^2/12,
    entropy = () -> log(h - l),
    points = n -> moved(gauss_legendre(n), z -> l + (h - l)*(1 + z)/2, event),
    domain = range_of("interval", l, h, event),
    canonical = () -> (l, h),
    # Inside the other log(its width/this one's), else inf.
    kl = (a, b) -> where(l >= a and h <= b, log((b - a)/(h - l)), inf),
    # The density is the same wherever the other distribution lives, if that is inside.
    cross = q -> sum(log(h - l))
  ))
}

# The exponential distribution on x ≥ 0, by its rate λ: log λ - λx. The mean is 1/λ.
# rate: the rate λ, positive
# example: (mean(Exponential(2)), entropy(Exponential(1)))
# -> (0.5, 1.0)
Exponential(rate) = {
  positive("Exponential", "rate", rate)
  exponential_of(rate)
}

# Independent exponential coordinates.
exponential_of(rate) = {
  λ = floating(rate)
  event = shape(λ)
  independent("Exponential", (rate = rate), (rate,), exponential_of, event, (
    draw = () -> -log(typed_as(uniform_noise(event...), λ))/λ,
    log_density = x -> where(x < 0, -inf, log(λ) - λ*x),
    mean = () -> 1/λ,
    variance = () -> 1/λ^2,
    entropy = () -> 1 - log(λ),
    points = n -> moved(gauss_laguerre(n), z -> z/λ, event),
    domain = range_of("interval", 0.0, inf, event),
    # It is Gamma(1, λ).
    kin = "Gamma",
    canonical = () -> (1.0, λ),
    kl = (a, b) -> gamma_kl(1.0, λ, a, b),
    cross = q -> if has(q, "mean") { sum(λ*q.mean() - log(λ)) } else { none },
    fisher = () -> ((1/λ^2,),),
    exponential = () -> (
      # T = x, η = -λ, A = -log(-η), h = 1.
      natural = (-λ,),
      statistics = x -> (x,),
      log_base = x -> 0*x,
      log_partition = η -> -log(-η),
      expectation = () -> (1/λ,),
      at = η -> Exponential(-η),
      at_expectation = m -> Exponential(1/m)
    )
  ))
}

# The Laplace distribution: Σ -|x - μ|/b - log(2b) over the coordinates. The variance is 2b².
# μ: the location
# b: the scale, positive
# example: var(Laplace(0, 3))
# -> 18.0
Laplace(μ, b) = {
  finite("Laplace", "μ", μ)
  positive("Laplace", "b", b)
  laplace_of(μ, b)
}

# Independent Laplace coordinates.
laplace_of(μ, b) = {
  (m, s) = (floating(μ), floating(b))
  event = event_of("Laplace", m, s)
  independent("Laplace", (μ = μ, b = b), (μ, b), laplace_of, event, (
    # The distribution function, e^t/2 below 0 and 1 - e^-t/2 above, solved for t.
    draw = () -> {
      u = typed_as(uniform_noise(event...), m + s)
      m + s*where(u < 0.5, log(2*u), -log(2*(1 - u)))
    },
    log_density = x -> -abs(x - m)/s - log(2*s),
    mean = () -> m + 0*s,
    variance = () -> 2*s^2 + 0*m,
    entropy = () -> 1 + log(2*s) + 0*m,
    # The exponential's rule on both sides.
    points = n -> {
      (z, w) = gauss_laguerre(n)
      moved((concat((-reverse(z), z)), concat((reverse(w), w))/2), t -> m + s*t, event)
    },
    domain = domain_of("reals", event),
    canonical = () -> (m, s),
    # With d = |m - μ|: E |x - μ| = d + b exp(-d/b), b the scale of x.
    kl = (μ, b) -> {
      d = abs(m - μ)
      (d + s*exp(-d/s))/b - log(s/b) - 1
    },
    fisher = () -> ((1/s^2, 0*s), (0*s, 1/s^2))
  ))
}
