# Distributions of probabilities: Beta on 0..1, Dirichlet on the simplex.
use independent
use special

# The beta distribution on 0..1: (a - 1) log x + (b - 1) log(1 - x) - log B(a, b). The mean is
# a/(a + b), the variance ab/((a + b)²(a + b + 1)).
# a, b: positive; Beta(1, 1) is uniform
# example: (mean(Beta(2, 3)), density(Beta(1, 1), 0.3))
# -> (0.4, 1.0)
Beta(a, b) = {
  positive("Beta", "a", a)
  positive("Beta", "b", b)
  beta_of(a, b)
}

# Independent coordinates.
beta_of(a, b) = {
  (α, β) = (floating(a), floating(b))
  event = event_of("Beta", α, β)
  independent("Beta", (a = a, b = b), (a, b), beta_of, event, (
    # x = X/(X + Y) for gamma variables X and Y, by their logarithms, which do not underflow.
    draw = () -> typed_as(sigmoid(log_standard_gamma(α, event) - log_standard_gamma(β, event)), α + β),
    log_density = x -> {
      y = where(x >= 0 and x <= 1, x, 0.5)
      where(x >= 0 and x <= 1, xlogy(α - 1, y) + xlogy(β - 1, 1 - y) - lbeta(α, β), where(isnan(x), x, -inf))
    },
    mean = () -> α/(α + β),
    variance = () -> α*β/((α + β)^2*(α + β + 1)),
    entropy = () -> lbeta(α, β) - (α - 1)*digamma(α) - (β - 1)*digamma(β) + (α + β - 2)*digamma(α + β),
    points = n -> own_rules((a, b) -> gauss_jacobi(n, a, b), α, β, event),
    domain = range_of("interval", 0.0, 1.0, event),
    canonical = () -> (α, β),
    kl = (a, b) -> beta_kl(α, β, a, b),
    fisher = () -> {
      shared = -trigamma(α + β)
      ((trigamma(α) + shared, shared), (shared, trigamma(β) + shared))
    },
    exponential = () -> (
      # T = (log x, log(1 - x)), η = (a - 1, b - 1), A = log B(η₁ + 1, η₂ + 1), h = 1.
      natural = (α - 1, β - 1),
      statistics = x -> (log(x), log1p(-x)),
      log_base = x -> 0*x,
      log_partition = (a, b) -> lbeta(a + 1, b + 1),
      expectation = () -> (digamma(α) - digamma(α + β), digamma(β) - digamma(α + β)),
      at = (a, b) -> Beta(a + 1, b + 1)
    )
  ))
}

# The logarithms of draws of Gamma(α, 1), of the type of α.
log_standard_gamma(α, event) = typed_as(log_gamma_noise(f64(α) + zeros(event...)), α)

# The Dirichlet distribution on the simplex of x_i ≥ 0 with Σ x_i = 1: Σ (α_i - 1) log x_i +
# log Γ(Σ α_i) - Σ log Γ(α_i), a density in all coordinates but one. A matrix α has an independent
# event for each row.
# α: a vector of positive numbers, or rows of such
# example: mean(Dirichlet([1, 2, 5]))
# -> f64[3]
# ->    0.125  0.25  0.625
Dirichlet(α) = {
  positive("Dirichlet", "α", α)
  if ndims(α) == 0 { error("Dirichlet: α is a vector, not {type(α)}", "shape") }
  if shape(α)[end] == 0 { error("Dirichlet: α is empty", "domain") }
  dirichlet_of(α)
}

dirichlet_of(α) = {
  a = floating(α)
  (event, rows) = (shape(a), shape(a)[1:end-1])
  total = sum(a, axis=-1, keep=true)
  # log B(α), summed over the rows.
  log_norm = a -> sum(lgamma(a)) - sum(lgamma(sum(a, axis=-1)))
  mean_log = () -> digamma(a) - digamma(total)
  D = (
    family = "Dirichlet",
    parameters = (α = α),
    draw = () -> {
      l = log_standard_gamma(a, event)
      exp(l - logsumexp(l, axis=-1, keep=true))
    },
    log_density = x -> {
      batch_of("Dirichlet", x, event)
      near = if kind(x) == "f32" or kind(a) == "f32" { 1e-5 } else { 1e-9 }
      y = max(x, 0)
      inside = all(x >= 0, axis=-1) and abs(sum(stop(x), axis=-1) - 1) <= near
      each = sum(xlogy(a - 1, y), axis=-1)
      l = where(inside, each, where(isnan(sum(x, axis=-1)), sum(x, axis=-1), -inf))
      typed_as(over_event(l, rows) - log_norm(a), a + x)
    },
    mean = () -> a/total,
    variance = () -> a*(total - a)/(total^2*(total + 1)),
    entropy = () -> log_norm(a) - sum((a - 1)*mean_log()),
    domain = domain_of("simplex", event),
    concentration = a,
    kl = p -> if is_family(p, "Dirichlet") {
      log_norm(p.concentration) - log_norm(a) + sum((a - p.concentration)*mean_log())
    } else { none },
    like = x -> {
      if not broadcasts(event, shape(x)) { error("Dirichlet: an event of shape {event} is not like {type(x)}", "shape") }
      dirichlet_of(α + zeros_like(x))
    },
    # ψ'(α_i) δ_ij - ψ'(Σ α) within a row.
    fisher = () -> jacobian(b -> flatten(digamma(b) - digamma(sum(b, axis=-1, keep=true))))(a),
    exponential = () -> (
      # T = log x, η = α - 1, A = Σ log Γ(η_i + 1) - log Γ(Σ (η_i + 1)), h = 1.
      natural = a - 1,
      statistics = x -> log(x),
      log_base = x -> over_event(0*x, event),
      log_partition = η -> log_norm(η + 1),
      expectation = mean_log,
      at = η -> Dirichlet(η + 1)
    )
  )
  if len(rows) == 0 {
    D.cov = () -> {
      m = a/total
      (diag(m) - outer(m, m))/(total[1] + 1)
    }
  } else {
    D.row = k -> dirichlet_of(α[k])
    D.cov = () -> {
      m = reshape(a/total, quo(size(a), event[end]), event[end])
      scatter = vmap((m, t) -> (diag(m) - outer(m, m))/(t + 1))(m, flatten(total))
      placed(scatter)
    }
  }
  D
}

# The matrix with these blocks on its diagonal.
placed(B) = {
  r = len(B)
  sum(k in 1:r, kron(outer(eye(r)[k, :], eye(r)[k, :]), B[k]))
}
