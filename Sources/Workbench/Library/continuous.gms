# Distributions on the reals: Normal, Uniform, Exponential, Laplace. With parameters that are tensors
# the coordinates are independent and the log density is the sum over them.
use events

# The normal distribution: Σ -((x - μ)/σ)²/2 - log(σ √(2π)) over the coordinates. σ is a standard
# deviation, one number or one for each coordinate; I is 1. A covariance matrix goes by its name,
# Normal(μ, cov=C), cov=c*I takes its size from μ; so does its factor, chol=L with C = L Lᵀ.
Normal(μ, σ=none, cov=none, chol=none) = {
  finite("Normal", "μ", μ)
  (by_σ, by_cov, by_chol) = (kind(σ) != "none", kind(cov) != "none", kind(chol) != "none")
  if i64(by_σ) + i64(by_cov) + i64(by_chol) != 1 {
    error("Normal: one of σ, cov= and chol= says how wide it is", "argument")
  }
  if by_σ {
    σ = deviation(μ, σ)
    positive("Normal", "σ", σ)
    normal_of(μ, σ)
  } else if by_cov {
    C = covariance(μ, cov)
    correlated(μ, cholesky(C), (μ = μ, cov = C))
  } else {
    correlated(μ, factor(μ, chol), (μ = μ, chol = chol))
  }
}

# The standard deviation that σ means; matrices are errors, since papers print variances there.
deviation(μ, σ) = {
  if kind(σ) == "identity" {
    c = (zeros(1, 1) + σ)[1, 1]
    if c != 1 {
      error("Normal: σ is a standard deviation: for the covariance {text(σ)} write sqrt({c:.6g}) or cov={text(σ)}", "type")
    }
    return 1
  }
  numbers("Normal", "σ", σ)
  if ndims(σ) >= 2 and ndims(μ) < 2 {
    error("Normal: σ is a standard deviation, no matrix: a covariance goes by cov=, its factor by chol=", "type")
  }
  σ
}

# Independent normal coordinates.
normal_of(μ, σ) = {
  (m, s) = (floating(μ), floating(σ))
  event = event_of("Normal", m, s)
  independent("Normal", (μ = μ, σ = σ), (μ, σ), normal_of, event, (
    draw = () -> m + s*typed_as(normal_noise(event...), m + s),
    log_density = x -> -((x - m)/s)^2/2 - log(s) - log(2*π)/2,
    mean = () -> m + 0*s,
    variance = () -> s^2 + 0*m,
    entropy = () -> log(s) + (1 + log(2*π))/2 + 0*m,
    points = n -> moved(gauss_hermite(n), z -> m + s*z, event)
  ))
}

# A covariance matrix: symmetric, and z'Cz > 0 for every z ≠ 0.
covariance(μ, C) = {
  if ndims(μ) != 1 {
    error("Normal: cov= needs a vector μ, not {type(μ)}; without coordinates Normal(μ, sqrt(cov))", "shape")
  }
  d = len(μ)
  if kind(C) == "identity" { C = zeros(d, d) + C }
  finite("Normal", "cov", C)
  square("cov", C, d)
  C = floating(C)
  near = if kind(C) == "f32" { 1e-5 } else { 1e-12 }
  if d > 0 {
    if max(abs(C - C')) > near*max(abs(C)) {
      error("Normal: cov is not symmetric: the largest difference from its transpose is {text(max(abs(C - C')))}", "domain")
    }
    least = min(eigh(stop(C)))
    if least <= 0 {
      error("Normal: cov is not positive definite: its smallest eigenvalue is {text(least)}", "domain")
    }
  }
  C
}

# The factor of a covariance matrix: lower triangular, with a positive diagonal.
factor(μ, L) = {
  if ndims(μ) != 1 { error("Normal: chol= needs a vector μ, not {type(μ)}", "shape") }
  d = len(μ)
  if kind(L) == "identity" { L = zeros(d, d) + L }
  finite("Normal", "chol", L)
  square("chol", L, d)
  below = [[i >= j for j in 1:d] for i in 1:d]
  if any(where(below, 0*L, L) != 0) { error("Normal: chol is lower triangular, this has numbers above the diagonal", "domain") }
  if not all(diag(L) > 0) { error("Normal: the diagonal of chol must be positive, not {text(diag(L))}", "domain") }
  floating(L)
}

# Requires a matrix d×d.
square(what, A, d) = {
  fits = ndims(A) == 2
  if fits { fits = len(A) == d and size(A) == d^2 }
  if not fits { error("Normal: {what} must be {d}×{d} as μ has {d} coordinates, not {type(A)}", "shape") }
}

# Normal with covariance L Lᵀ: -‖L⁻¹(x - μ)‖²/2 - Σ log L_ii - d log(2π)/2.
correlated(μ, L, parameters) = {
  (d, m) = (len(μ), floating(μ))
  event = (d,)
  logdet = () -> sum(log(diag(L)))
  (
    family = "Normal",
    parameters = parameters,
    draw = () -> m + L @ typed_as(normal_noise(d), L),
    log_density = x -> {
      batch_of("Normal", x, event)
      z = reshape(x - m, quo(size(x), max(d, 1)), d)
      length = sum(solve(L, z')^2, axis=1)
      -reshape(length, shape(x)[1:end-1])/2 - logdet() - d*log(2*π)/2
    },
    mean = () -> m,
    variance = () -> sum(L^2, axis=2),
    cov = () -> L @ L',
    entropy = () -> logdet() + d*(1 + log(2*π))/2,
    quadrature = n -> {
      (z, w) = normal_of(zeros(d), 1.0).quadrature(n)
      (m + z @ L', w)
    },
    like = x -> {
      if shape(x) != event { error("Normal: an event of shape {event} is not like {type(x)}", "shape") }
      correlated(μ, L, parameters)
    }
  )
}

# The uniform distribution on a..b: -log(b - a) between a and b, both included.
Uniform(a, b) = {
  finite("Uniform", "a", a)
  finite("Uniform", "b", b)
  event_of("Uniform", a, b)
  if not all(a < b) { error("Uniform: a must be less than b: a = {text(a)}, b = {text(b)}", "domain") }
  if not all(isfinite(1.0*b - a)) { error("Uniform: b - a overflows: a = {text(a)}, b = {text(b)}", "domain") }
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
    points = n -> moved(gauss_legendre(n), z -> l + (h - l)*(1 + z)/2, event)
  ))
}

# The exponential distribution on x ≥ 0, by its rate λ: log λ - λx. The mean is 1/λ.
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
    points = n -> moved(gauss_laguerre(n), z -> z/λ, event)
  ))
}

# The Laplace distribution: Σ -|x - μ|/b - log(2b) over the coordinates. The variance is 2b².
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
    }
  ))
}
