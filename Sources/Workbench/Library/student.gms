# Student's t distribution, of numbers, of independent coordinates and, with scale=, of vectors.
use independent
use gaussians
use special
use gammas

# Student's t with ν degrees of freedom, location μ and scale σ (not the standard deviation, which is
# σ √(ν/(ν - 2))): log Γ((ν + 1)/2) - log Γ(ν/2) - log(νπ)/2 - log σ - (ν + 1)/2 log(1 + ((x - μ)/σ)²/ν).
# With scale=S, a matrix, the coordinates of x = μ + z/√g, z ~ N(0, S) and g ~ Gamma(ν/2, ν/2), share g.
# ν: the degrees of freedom, positive
# μ: the location
# σ: the scale of each coordinate
# scale: the scale matrix, in place of σ
# example: var(StudentT(4))
# -> 2.0
# example: density(StudentT(1), 0)*π
# -> 1.0
StudentT(ν, μ=0, σ=none, scale=none) = {
  positive("StudentT", "ν", ν)
  finite("StudentT", "μ", μ)
  if kind(scale) == "none" {
    if kind(σ) == "none" { σ = 1 }
    positive("StudentT", "σ", σ)
    return student_of(ν, μ, σ)
  }
  one_of("StudentT", "σ", σ, "scale", scale)
  if ndims(ν) > 0 { error("StudentT: ν must be a number, not {type(ν)}", "shape") }
  S = covariance("StudentT", "scale", μ, scale)
  joint_student(ν, μ, scale, cholesky(S))
}

# Independent coordinates.
student_of(ν, μ, σ) = {
  (n, m, s) = (floating(ν), floating(μ), floating(σ))
  event_of("StudentT", n, m)
  event_of("StudentT", m, s)
  event = event_of("StudentT", n + 0*m, s)
  independent("StudentT", (ν = ν, μ = μ, σ = σ), (ν, μ, σ), student_of, event, (
    draw = () -> m + s*typed_as(normal_noise(event...), n + m + s)*sqrt(n/2/standard_gamma(n/2, event)),
    log_density = x -> log_t(n, 1) - log(s) - (n + 1)/2*log1p(((x - m)/s)^2/n),
    mean = () -> where(n > 1, m + 0*n, nan) + 0*s,
    variance = () -> where(n > 2, s^2*n/where(n > 2, n - 2, 1.0), typed_as(where(n > 1, inf, nan), n)) + 0*m,
    entropy = () -> student_entropy(n, 1) + log(s) + 0*m,
    domain = domain_of("reals", event),
    fisher = () -> {
      # Lange, Little and Taylor 1989: the location is independent of the others.
      both = -2/((n + 1)*(n + 3)*s)
      of_ν = (trigamma(n/2) - trigamma((n + 1)/2))/4 - (n + 5)/(2*n*(n + 1)*(n + 3))
      ((of_ν, 0*s, both), (0*s, (n + 1)/((n + 3)*s^2), 0*s), (both, 0*s, 2*n/((n + 3)*s^2)))
    }
  ))
}

# log Γ((ν + d)/2) - log Γ(ν/2) - d log(νπ)/2.
log_t(n, d) = lgamma_step(n/2, d/2) - d/2*log(n*π)

# The entropy with unit scale: with ψ the digamma function (ν + d)/2 (ψ((ν + d)/2) - ψ(ν/2)) - log_t.
student_entropy(n, d) = (n + d)/2*digamma_step(n/2, d/2) - log_t(n, d)

# Of vectors, L the triangular factor of the scale matrix.
joint_student(ν, μ, scale, L) = {
  (n, m, d) = (floating(ν), floating(μ), len(μ))
  logdet = () -> sum(log(diag(L)))
  # The covariance is the scale matrix times this.
  wider = () -> where(n > 2, n/where(n > 2, n - 2, 1.0), where(n > 1, inf, nan))
  (
    family = "StudentT",
    parameters = (ν = ν, μ = μ, scale = scale),
    draw = () -> m + L @ typed_as(normal_noise(d), L)*sqrt(n/2/standard_gamma(n/2, ())),
    log_density = x -> {
      batch_of("StudentT", x, (d,))
      z = reshape(x - m, quo(size(x), max(d, 1)), d)
      length = sum(solve(L, z')^2, axis=1)
      typed_as(log_t(n, d) - logdet() - (n + d)/2*log1p(reshape(length, shape(x)[1:end-1])/n), z)
    },
    mean = () -> where(n > 1, m, nan),
    variance = () -> wider()*sum(L^2, axis=2),
    cov = () -> wider()*(L @ L'),
    entropy = () -> student_entropy(n, d) + logdet(),
    domain = domain_of("reals", (d,)),
    like = x -> {
      if shape(x) != (d,) { error("StudentT: an event of shape {(d,)} is not like {type(x)}", "shape") }
      joint_student(ν, μ, scale, L)
    }
  )
}
