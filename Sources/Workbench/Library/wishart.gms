# Distributions of positive definite matrices: Wishart.
use gaussians
use special

# The Wishart distribution of Σ z zᵀ over ν draws z ~ N(0, V), for any ν > d - 1, with the scale
# matrix V: ((ν - d - 1) log det X - tr V⁻¹X - νd log 2 - ν log det V)/2 - log Γ_d(ν/2), a density in
# the entries on and below the diagonal. The mean is νV.
# ν: the degrees of freedom, more than d - 1
# V: the scale matrix d×d, positive definite
# example: mean(Wishart(3, eye(2)))
# -> f64[2×2]
# ->    3.0  0.0
# ->    0.0  3.0
Wishart(ν, V) = {
  positive("Wishart", "ν", ν)
  if ndims(ν) > 0 { error("Wishart: ν must be a number, not {type(ν)}", "shape") }
  numeric("Wishart", "V", V)
  fits = ndims(V) == 2
  if fits { fits = size(V) == len(V)^2 and len(V) > 0 }
  if not fits { error("Wishart: V must be a square matrix, not {type(V)}", "shape") }
  if stop(ν) <= len(V) - 1 {
    error("Wishart: ν must be greater than d - 1 = {len(V) - 1}, not {text(ν)}", "domain")
  }
  wishart_of(ν, V, symmetric_positive("Wishart", "V", V))
}

# Of checked parameters; V are the numbers as given, S as floats.
wishart_of(ν, V, S) = {
  (n, d) = (floating(ν), len(S))
  L = cholesky(S)
  half_logdet = sum(log(diag(L)))
  event = (d, d)
  a = n/2
  log_norm = n*d/2*log(2) + n*half_logdet + lgamma_of(d, a)
  # E log det X.
  mean_logdet = () -> digamma_of(d, a) + d*log(2) + 2*half_logdet
  spread = diag(S)
  (
    family = "Wishart",
    parameters = (ν = ν, V = V),
    draw = () -> {
      B = L @ bartlett(n, d, S)
      B @ B'
    },
    log_density = x -> {
      batch_of("Wishart", x, event)
      batch = shape(x)[1:end-2]
      each = X -> typed_as(where(
        is_positive_definite(X),
        (n - d - 1)/2*logdet(where(is_positive_definite(X), X, typed_as(eye(d), X))) - sum(diag(solve_with(L, X)))/2 - log_norm,
        -inf), n*X)
      if len(batch) == 0 { each(x) } else { reshape(vmap(each)(reshape(x, quo(size(x), d^2), d, d)), batch...) }
    },
    mean = () -> n*S,
    variance = () -> n*(S^2 + outer(spread, spread)),
    # Cov(X_ij, X_kl) = ν (V_ik V_jl + V_il V_jk).
    cov = () -> {
      K = kron(S, S)
      n*(K + K[flatten(transpose(reshape(1:d^2, d, d))), :])
    },
    entropy = () -> log_norm - (n - d - 1)/2*mean_logdet() + n*d/2,
    domain = domain_of("positive definite", event),
    wishart = (degrees = n, factor = L),
    kl = p -> if is_family(p, "Wishart") {
      q = p.wishart
      # log_norm(q) - log_norm + (ν - ν_q)/2 E log det X + ν/2 (tr V_q⁻¹V - d), whose terms in ν are the divergences that
      # log Γ generates, where ν_q (log det V_q - log det V)/2 is left.
      scales = q.degrees*(sum(log(diag(q.factor))) - half_logdet) + n/2*(sum(solve(q.factor, L)^2) - d)
      sum(gamma_gap(halves_below(d, a), (q.degrees - n)/2)) + scales
    } else { none },
    # In ν and the entries of V on and below the diagonal.
    fisher = () -> {
      P = solve_with(L, typed_as(eye(d), S))
      D = duplication(d)
      blocks(reshape(trigamma_of(d, a)/4, 1, 1), reshape(D' @ flatten(P)/2, 1, size(lower(P))), n/2*D' @ kron(P, P) @ D)
    },
    exponential = () -> (
      # T = (log det X, X), η = ((ν - d - 1)/2, -V⁻¹/2), and with a = η₁ + (d + 1)/2
      # A = log Γ_d(a) - a log det(-η₂), h = 1.
      symmetric = true,
      natural = ((n - d - 1)/2, -solve_with(L, typed_as(eye(d), S))/2),
      statistics = X -> (logdet(X), X),
      log_base = X -> 0*sum(sum(X, axis=-1), axis=-1),
      log_partition = η -> lgamma_of(d, η[1] + (d + 1)/2) - (η[1] + (d + 1)/2)*logdet(-η[2]),
      expectation = () -> (mean_logdet(), n*S),
      at = η -> {
        C = inv(-2*η[2])
        Wishart(2*η[1] + d + 1, (C + C')/2)
      }
    ),
    like = x -> {
      if shape(x) != event { error("Wishart: an event of shape {event} is not like {type(x)}", "shape") }
      wishart_of(ν, V, S)
    }
  )
}

# (L Lᵀ)⁻¹ B.
solve_with(L, B) = solve(L', solve(L, B))

# Whether a matrix is symmetric with positive eigenvalues.
is_positive_definite(X) = {
  Y = stop(floating(X))
  near = if kind(X) == "f32" { 1e-5 } else { 1e-9 }
  all(abs(Y - Y') <= near*max(abs(Y))) and min(eigh((Y + Y')/2)) > 0
}

# The triangular factor of a draw with V = I: standard normal numbers below the diagonal, and on it
# the square roots of chi-squared variables with ν, ν - 1, ... degrees of freedom. Bartlett 1933.
bartlett(n, d, like) = {
  z = normal_noise(d, d)
  below = [[i > j for j in 1:d] for i in 1:d]
  chi = sqrt(2*gamma_noise(f64(n - (0:d-1))/2))
  typed_as(where(below, z, 0.0) + diag(chi), like)
}
