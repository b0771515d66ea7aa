# The normal distribution: Normal(μ, σ) with independent coordinates, Normal(μ, cov=C),
# Normal(μ, chol=L) and Normal(μ, σ, factor=W) with correlated ones.
use independent
use gaussians

# The normal distribution: Σ -((x - μ)/σ)²/2 - log(σ √(2π)) over the coordinates. σ is a standard
# deviation, one number or one for each coordinate; I is 1. A covariance matrix goes by its name,
# Normal(μ, cov=C), cov=c*I takes its size from μ; so does its factor, chol=L with C = L Lᵀ. With
# factor=W the covariance is W Wᵀ + diag(σ²), which costs O(d k²) for W of d rows and k columns.
# μ: the mean, a number or a tensor
# σ: the standard deviation, as many or one for all
# cov: the covariance matrix, in place of σ
# chol: its triangular factor L, in place of σ
# factor: W, which adds W Wᵀ to the covariance
# example: log_density(Normal(0, 1), 0) + log(2*π)/2
# -> 0.0
# example: cov(Normal(zeros(2), cov=[2, 1; 1, 2]))
# -> f64[2×2]
# ->    2.0  1.0
# ->    1.0  2.0
# example: z ~ Normal(zeros(3), I); shape(z)
# -> (3,)
Normal(μ, σ=none, cov=none, chol=none, factor=none) = {
  finite("Normal", "μ", μ)
  (by_σ, by_cov, by_chol) = (kind(σ) != "none", kind(cov) != "none", kind(chol) != "none")
  if i64(by_σ) + i64(by_cov) + i64(by_chol) != 1 {
    error("Normal: one of σ, cov= and chol= says how wide it is", "argument")
  }
  if kind(factor) != "none" {
    if not by_σ { error("Normal: factor= goes with σ, the covariance is W W' + diag(σ^2)", "argument") }
    σ = deviation(μ, σ)
    positive("Normal", "σ", σ)
    low_rank(μ, σ, columns(μ, factor))
  } else if by_σ {
    σ = deviation(μ, σ)
    positive("Normal", "σ", σ)
    normal_of(μ, σ)
  } else if by_cov {
    C = covariance("Normal", "cov", μ, cov)
    correlated(μ, cholesky(C), (μ = μ, cov = C), symmetric, () -> lower(C))
  } else {
    L = triangle("Normal", "chol", μ, chol)
    correlated(μ, L, (μ = μ, chol = chol), squared_triangle, () -> lower(L))
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
  D = independent("Normal", (μ = μ, σ = σ), (μ, σ), normal_of, event, (
    draw = () -> m + s*typed_as(normal_noise(event...), m + s),
    log_density = x -> -((x - m)/s)^2/2 - log(s) - log(2*π)/2,
    mean = () -> m + 0*s,
    variance = () -> s^2 + 0*m,
    entropy = () -> log(s) + (1 + log(2*π))/2 + 0*m,
    points = n -> moved(gauss_hermite(n), z -> m + s*z, event),
    domain = domain_of("reals", event),
    fisher = () -> ((1/s^2, 0*s), (0*s, 2/s^2)),
    exponential = () -> normal_family(m, s, event)
  ))
  D.canonical = () -> (m, s)
  D.gaussian = () -> uncorrelated(m, s, event)
  D.kl = p -> if not is_family(p, "Normal") { none } else if has(p, "canonical") {
    sum(normal_kl(m, s, p.canonical()...))
  } else {
    gaussian_kl(D.gaussian(), p.gaussian())
  }
  # E -log p over q has E (x - μ)² = (E x - μ)² + Var x.
  D.cross = q -> if has(q, "mean") and has(q, "variance") {
    # Without a mean or a variance, as a Student's t of few degrees has none, E (x - μ)² is infinite.
    square = (q.mean() - m)^2 + q.variance()
    sum(where(isnan(square), inf, square)/s^2/2 + log(s) + log(2*π)/2)
  } else { none }
  D
}

# KL of one coordinate N(m, s²) to N(μ, σ²): ((m - μ)²/σ² + r - log(1 + r))/2 with r = s²/σ² - 1,
# where log(1 + r) is exact also near r = 0.
normal_kl(m, s, μ, σ) = {
  r = (s - σ)*(s + σ)/σ^2
  (((m - μ)/σ)^2 + r)/2 - log(s/σ)
}

# T = (x, x²), η = (μ/σ², -1/(2σ²)), A = -η₁²/(4η₂) - log(-2η₂)/2, h = 1/√(2π).
normal_family(m, s, event) = (
  natural = (m/s^2, -1/(2*s^2)),
  statistics = x -> (x, x^2),
  log_base = x -> 0*x - log(2*π)/2,
  log_partition = (a, b) -> -a^2/(4*b) - log(-2*b)/2,
  expectation = () -> (m + 0*s, m^2 + s^2),
  at = (a, b) -> {
    if not all(stop(b) < 0) { error("Normal: the second natural parameter, -1/(2σ²), is negative, not {text(b)}", "domain") }
    Normal(-a/(2*b), sqrt(-1/(2*b)))
  },
  # A σ that coordinates share has the mean of their squares.
  at_expectation = (a, b) -> {
    count = gathered(1.0 + 0*a, b, event)
    Normal(a, sqrt((b - gathered(a^2, b, event))/count))
  }
)

# Normal with covariance L Lᵀ: -‖L⁻¹(x - μ)‖²/2 - Σ log L_ii - d log(2π)/2. The covariance is
# `matrix` of the coordinates θ().
correlated(μ, L, parameters, matrix, θ) = {
  (d, m) = (len(μ), floating(μ))
  logdet = () -> sum(log(diag(L)))
  D = (
    family = "Normal",
    parameters = parameters,
    draw = () -> m + L @ typed_as(normal_noise(d), L),
    log_density = x -> {
      batch_of("Normal", x, (d,))
      z = reshape(x - m, quo(size(x), max(d, 1)), d)
      length = sum(solve(L, z')^2, axis=1)
      typed_as(-reshape(length, shape(x)[1:end-1])/2 - logdet() - d*log(2*π)/2, z)
    },
    variance = () -> sum(L^2, axis=2),
    cov = () -> L @ L',
    gaussian = () -> (
      mean = m,
      half_logdet = logdet(),
      lengths = Z -> sum(solve(L, Z')^2, axis=1),
      solve = B -> solve(L', solve(L, B)),
      precisions = () -> sum(inv(L)^2, axis=1),
      rows = L'
    )
  )
  completed(D, m, logdet, () -> L, matrix, θ, () -> correlated(μ, L, parameters, matrix, θ))
}

# What all normal distributions of vectors share: the fields that follow from the mean m, half the
# log-determinant of the covariance and its triangular factor. The covariance is `matrix` of the
# coordinates θ(); `again` makes the same distribution.
completed(D, m, logdet, factor, matrix, θ, again) = {
  d = len(m)
  D.mean = () -> m
  D.entropy = () -> logdet() + d*(1 + log(2*π))/2
  D.quadrature = n -> {
    (z, w) = normal_of(zeros(d), 1.0).quadrature(n)
    (m + z @ factor()', w)
  }
  D.domain = domain_of("reals", (d,))
  D.kl = p -> if is_family(p, "Normal") { gaussian_kl(D.gaussian(), p.gaussian()) } else { none }
  D.cross = q -> if has(q, "mean") and has(q, "variance") { gaussian_cross(q, D.gaussian()) } else { none }
  D.fisher = () -> {
    P = D.gaussian().solve(eye(d))
    F = covariance_fisher(matrix, θ())
    blocks(P, zeros(d, len(F)), F)
  }
  D.like = x -> {
    if shape(x) != (d,) { error("Normal: an event of shape {(d,)} is not like {type(x)}", "shape") }
    again()
  }
  D.exponential = () -> gaussian_family(D.gaussian(), d, C -> Normal(C[1], cov=C[2]))
  D
}

# Normal with covariance W Wᵀ + diag(σ²). With U = W/σ by rows and M = I + UᵀU, of the size of the
# number k of columns, (W Wᵀ + diag(σ²))⁻¹ = diag(1/σ)(I - U M⁻¹ Uᵀ)diag(1/σ) (Woodbury 1950), and its
# determinant is det M Π σ².
low_rank(μ, σ, W) = {
  (d, m) = (len(μ), floating(μ))
  s = floating(σ) + typed_as(typed_as(zeros(d), m), W)
  if shape(s) != (d,) { error("Normal: the shapes of {type(μ)} and {type(σ)} do not fit", "shape") }
  U = W/reshape(s, d, 1)
  C = cholesky(eye_like(U) + U' @ U)
  logdet = () -> sum(log(s)) + sum(log(diag(C)))
  # zᵀ(I - U M⁻¹ Uᵀ)z = ‖z - U w‖² + ‖w‖² with w = M⁻¹ Uᵀ z: a sum of squares, where the difference loses all
  # digits for z near the columns of U.
  lengths = Z -> {
    z = (Z/s)'
    w = solve(C', solve(C, U' @ z))
    sum((z - U @ w)^2, axis=1) + sum(w^2, axis=1)
  }
  D = (
    family = "Normal",
    parameters = (μ = μ, σ = σ, factor = W),
    draw = () -> m + W @ typed_as(normal_noise(shape(W)[2]), W) + s*typed_as(normal_noise(d), s),
    log_density = x -> {
      batch_of("Normal", x, (d,))
      z = reshape(x - m, quo(size(x), max(d, 1)), d)
      typed_as(-reshape(lengths(z), shape(x)[1:end-1])/2 - logdet() - d*log(2*π)/2, z)
    },
    variance = () -> sum(W^2, axis=2) + s^2,
    cov = () -> W @ W' + diag(s^2),
    gaussian = () -> (
      mean = m,
      half_logdet = logdet(),
      lengths = lengths,
      solve = B -> {
        R = B/reshape(s, d, 1)
        (R - U @ solve(C', solve(C, U' @ R)))/reshape(s, d, 1)
      },
      precisions = () -> (1 - sum(solve(C, U')^2, axis=1))/s^2,
      spread = s^2,
      rows = W'
    )
  )
  shared = size(floating(σ))
  # θ holds σ as given, and then W.
  matrix = t -> {
    V = reshape(t[shared+1:end], shape(W)...)
    V @ V' + diag(t[1:shared]^2 + zeros(d))
  }
  θ = () -> concat((flatten(floating(σ)), flatten(W)))
  completed(D, m, logdet, () -> cholesky(D.cov()), matrix, θ, () -> low_rank(μ, σ, W))
}

# The unit matrix of the columns of U.
eye_like(U) = typed_as(eye(shape(U)[2]), U)
