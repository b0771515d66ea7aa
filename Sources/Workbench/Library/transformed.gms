# Distributions of functions of a random variable: LogNormal, HalfNormal, and Transformed for any
# invertible function.
use normal

# The distribution of exp z for z ~ N(μ, σ²), on x > 0: log N(log x; μ, σ²) - log x.
# μ, σ: mean and standard deviation of the logarithm
# example: mean(LogNormal(0, 1)) - exp(0.5)
# -> 0.0
LogNormal(μ, σ) = {
  finite("LogNormal", "μ", μ)
  positive("LogNormal", "σ", σ)
  log_normal_of(μ, σ)
}

# Independent coordinates.
log_normal_of(μ, σ) = {
  (m, s) = (floating(μ), floating(σ))
  event = event_of("LogNormal", m, s)
  independent("LogNormal", (μ = μ, σ = σ), (μ, σ), log_normal_of, event, (
    draw = () -> exp(m + s*typed_as(normal_noise(event...), m + s)),
    log_density = x -> {
      y = log(where(x > 0, x, 1.0))
      where(x > 0, -((y - m)/s)^2/2 - log(s) - log(2*π)/2 - y, where(isnan(x), x, -inf))
    },
    mean = () -> exp(m + s^2/2),
    variance = () -> expm1(s^2)*exp(2*m + s^2),
    entropy = () -> m + log(s) + (1 + log(2*π))/2,
    points = n -> moved(gauss_hermite(n), z -> exp(m + s*z), event),
    domain = range_of("interval", 0.0, inf, event),
    canonical = () -> (m, s),
    kl = (a, b) -> normal_kl(m, s, a, b),
    fisher = () -> ((1/s^2, 0*s), (0*s, 2/s^2)),
    exponential = () -> {
      # That of log x, with h = 1/(x √(2π)).
      N = normal_family(m, s, event)
      N.statistics = x -> (log(x), log(x)^2)
      N.log_base = x -> -log(x) - log(2*π)/2
      N.at = (a, b) -> LogNormal(-a/(2*b), sqrt(-1/(2*b)))
      N.at_expectation = (a, b) -> {
        D = normal_family(m, s, event).at_expectation(a, b)
        LogNormal(D.parameters.μ, D.parameters.σ)
      }
      N
    }
  ))
}

# The distribution of |z| for z ~ N(0, σ²): log 2 + log N(x; 0, σ²) on x ≥ 0. The mean is σ √(2/π).
# σ: the standard deviation of the number whose modulus it is
# example: mean(HalfNormal(1))^2*π
# -> 2.0
HalfNormal(σ) = {
  positive("HalfNormal", "σ", σ)
  half_normal_of(σ)
}

# Independent coordinates.
half_normal_of(σ) = {
  s = floating(σ)
  event = shape(s)
  independent("HalfNormal", (σ = σ), (σ,), half_normal_of, event, (
    draw = () -> s*abs(typed_as(normal_noise(event...), s)),
    log_density = x -> where(x < 0, -inf, log(2/π)/2 - log(s) - (x/s)^2/2),
    mean = () -> s*sqrt(2/π),
    variance = () -> s^2*(1 - 2/π),
    entropy = () -> log(s) + (1 + log(π/2))/2,
    domain = range_of("interval", 0.0, inf, event),
    canonical = () -> (s,),
    kl = b -> normal_kl(0.0, s, 0.0, b),
    cross = q -> if has(q, "mean") and has(q, "variance") {
      sum((q.variance() + q.mean()^2)/s^2/2 + log(s) - log(2/π)/2)
    } else { none },
    fisher = () -> ((2/s^2,),),
    exponential = () -> (
      # T = x², η = -1/(2σ²), A = -log(-2η)/2, h = √(2/π).
      natural = (-1/(2*s^2),),
      statistics = x -> (x^2,),
      log_base = x -> 0*x + log(2/π)/2,
      log_partition = η -> -log(-2*η)/2,
      expectation = () -> (s^2,),
      at = η -> HalfNormal(sqrt(-1/(2*η))),
      at_expectation = m -> HalfNormal(sqrt(m))
    )
  ))
}

# The distribution of y = f(x) for x ~ D and an invertible f: log p(x) - log |det f'(x)| at
# x = inverse(y). f keeps the number of coordinates. Without inverse= a monotone f of a number is inverted
# numerically, and so is one that acts on each coordinate alone: elementwise=true says so, and the
# determinant is then a product. Else the determinant is that of the jacobian, unless log_det= gives
# log |det f'(x)|.
# D: the distribution of x
# f: an invertible function
# inverse: its inverse
# elementwise: whether f acts on each coordinate alone
# log_det: x -> log |det f'(x)|
# example: density(Transformed(Normal(0, 1), exp), 1.0)*sqrt(2*π)
# -> 1.0
Transformed(D, f, inverse=none, elementwise=false, log_det=none) = {
  distributed("Transformed", D)
  if kind(f) != "function" { error("Transformed: f must be a function, not {type(f)}", "type") }
  event = if has(D, "domain") { D.domain.shape } else if has(D, "mean") { shape(D.mean()) } else {
    error("Transformed: {title(D)} does not say the shape of its events: it has neither domain nor mean", "distribution")
  }
  by_coordinates = elementwise or len(event) == 0
  if kind(inverse) == "none" {
    if not by_coordinates {
      error("Transformed: inverse= is needed for events of shape {event}, unless elementwise=true", "argument")
    }
    ends = if has(D, "domain") { D.domain } else { domain_of("reals", event) }
    place = placing(ends)
    monotone(f, place)
    inverse = y -> inverted(f, place, y)
  }
  slope = if kind(log_det) != "none" { log_det } else if by_coordinates {
    x -> sum(log(abs(f'(x))))
  } else { x -> logdet_of(jacobian(f)(x)) }
  transformed_of(D, f, inverse, slope, event, by_coordinates)
}

# log |det J|, by the determinant of J Jᵀ: logdet needs it positive.
logdet_of(J) = logdet(J @ J')/2

transformed_of(D, f, inverse, slope, event, by_coordinates) = {
  each = y -> {
    x = inverse(y)
    l = D.log_density(x) - slope(x)
    # Outside the image of f; at a point x the density may be infinite.
    outside = isnan(l) or (l == inf and not all(isfinite(stop(x))))
    typed_as(where(outside, where(any(isnan(y)), sum(y), -inf), l), y)
  }
  shape_of_y = if by_coordinates { event } else { shape(f(floating(stop(sample_point(D))))) }
  T = (
    family = "Transformed",
    parameters = (of = D, f = f),
    draw = () -> f(D.draw()),
    log_density = y -> {
      batch_of("Transformed", y, shape_of_y)
      extra = ndims(y) - len(shape_of_y)
      if extra == 0 { each(floating(y)) } else {
        batch = shape(y)[1:extra]
        count = prod(batch)
        reshape(vmap(each)(reshape(floating(y), count, shape_of_y...)), batch...)
      }
    },
    domain = domain_of("image", shape_of_y)
  )
  if has(D, "quadrature") {
    T.quadrature = n -> {
      (x, w) = D.quadrature(n)
      (vmap(f)(floating(x)), w)
    }
  }
  T
}

# A point where D lives.
sample_point(D) = if has(D, "mean") { D.mean() } else { D.draw() }

# An increasing function of a number t from -700 to 700 onto the set where coordinates live.
placing(ends) = if not has(ends, "low") {
  t -> sinh(t)
} else {
  (low, high) = (stop(1.0*ends.low), stop(1.0*ends.high))
  if all(high == inf) { t -> low + exp(t) } else { t -> low + (high - low)*sigmoid(t) }
}

# Requires that f is monotone at 201 places.
monotone(f, place) = {
  t = [f(place(0.1*k)) for k in -100:100]
  steps = stop(t[2:end] - t[1:end-1])
  if any(steps > 0) and any(steps < 0) {
    error("Transformed: f is not monotone, so that it has no inverse; inverse= gives one of a part", "domain")
  }
}

# The x with f(x) = y of a monotone f, for each coordinate: bisection of t, where x = place(t), and
# two steps of Newton's method that carry the derivatives. nan where y is not a value of f.
inverted(f, place, y) = {
  target = f64(stop(y))
  (low, high) = (-700.0 + 0*target, 700.0 + 0*target)
  rises = stop(f(place(high/700)) - f(place(low/700))) >= 0
  for k in 1:64 {
    t = (low + high)/2
    v = stop(f(place(t)))
    # Where f is not a number t is too far out.
    above = where(isnan(v), t > 0, (v > target) == rises)
    high = where(above, t, high)
    low = where(above, low, t)
  }
  x = typed_as(stop(place((low + high)/2)), y)
  for k in 1:2 {
    δ = (f(x) - y)/f'(x)
    x = x + (stop(δ) - δ)
  }
  gap = abs(stop(f(x)) - stop(y))
  where(gap <= 1e-5*(1 + abs(stop(y))), x, nan)
}
