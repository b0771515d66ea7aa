# Inverse problems: x is seen as y = A x + n with n ~ N(0, σ²), or some of its coordinates are seen as they are. For
# data that are a normal law or a mixture of them the law of x given y is one again, and its oracle is the exact
# conditional predictor at every level of noise: no approximation is needed, and every approximation can be measured.
# The approximations take any predictor p and turn it into one that has seen y, by a guess of
#   ∇ log q(y | z) for x | z ~ N(x̂(z), C(z)), the law of y | z being N(A x̂, A C Aᵀ + σ² I).
# names: linear_posterior, conditional_law, dps, pigdm, moment_matched
use guidance
use oracles
use densities

# ## The exact answer

# The law of x given y = A x + n, for x from D: by Bayes' rule for every component, whose weights become
# w_k N(y; A m_k, A C_k Aᵀ + σ² I). Its oracle is the exact conditional predictor.
# D: the law of x: Normal, a Mixture of them, KDE, gaussians8() or another set in the plane with noise
# A: a matrix with a row for each number of y; a vector, where y is a number; a number, where x is one
# y: what was seen
# σ: the standard deviation of n, a number or one for each number of y
# example: use vdm; use inverse; linear_posterior(Normal(0, 1), 1, 1, 0.5)
# -> Normal(μ = 0.8, σ = 0.447214)
# example: use vdm; use inverse; D = Normal([0, 0], cov=[1, 0.5; 0.5, 1]);
# example: mean(linear_posterior(D, [1, 0], 1, 0.5))
# -> f64[2]
# ->    0.8  0.4
linear_posterior(D, A, y, σ) = {
  F = parts_of_law("linear_posterior", D)
  (A, y) = checked_measurement("linear_posterior", A, y, σ, F)
  one = (m, C) -> {
    p(x) ~ Normal(m, cov=C)
    p(y | x) ~ Normal(A @ x, σ)
    D = posterior(p, y=y)
    (m = mean(D), C = D.cov(), l = log_evidence(p, y=y))
  }
  r = vmap(one)(F.m, F.C)
  law_by_parts(log_of(F.w) + r.l, r.m, r.C, F.event)
}

# log w, -inf for 0.
log_of(w) = where(w > 0, log(where(w > 0, w, 1.0)), -inf)

# The law of the other coordinates of x, where some are known without noise: inpainting, exactly. Normal laws and
# mixtures stay such laws; the weights become w_k N(values; those coordinates of component k).
# D: the law of x, as for linear_posterior
# known: which coordinates are known, such as [1, 3]
# values: what they are
# example: use vdm; use inverse; conditional_law(Normal([0, 0], cov=[1, 0.6; 0.6, 1]), [1], [2.0])
# -> Normal(μ = [1.2], cov = [0.64])
conditional_law(D, known, values) = {
  F = parts_of_law("conditional_law", D)
  d = shape(F.m)[2]
  (a, b) = known_and_others("conditional_law", known, d)
  values = values_at("conditional_law", values, a)
  one = (m, C) -> {
    W = solve(C[a, a], C[a, b])'
    R = C[b, b] - W @ C[a, b]
    (m = m[b] + W @ (values - m[a]), C = (R + R')/2, l = Normal(m[a], cov=C[a, a]).log_density(values))
  }
  r = vmap(one)(F.m, F.C)
  law_by_parts(log_of(F.w) + r.l, r.m, r.C, (len(b),))
}

# Known coordinates as integers, and the others.
known_and_others(name, known, d) = {
  if not (kind(known) in ("i64", "f64")) or ndims(known) > 1 {
    error("{name}: known are the numbers of coordinates, such as [1, 3], not {type(known)}", "type")
  }
  a = flatten(known)
  if size(a) == 0 or not all(a >= 1 and a <= d and a == floor(a)) {
    error("{name}: known are coordinates from 1 to {d}, not {text(known)}", "domain")
  }
  a = i64(a)
  hits = sum(i64(reshape(1:d, d, 1) == a), axis=2)
  if max(hits) > 1 { error("{name}: known has a coordinate twice: {text(known)}", "argument") }
  if size(a) == d { error("{name}: all {d} coordinates are known, and nothing is left", "domain") }
  (a, (1:d)[hits == 0])
}

# The values of known coordinates as a vector.
values_at(name, values, a) = {
  events.finite(name, "values", values)
  if size(values) != size(a) { error("{name}: {size(a)} coordinates are known, and there are {size(values)} values", "shape") }
  floating(flatten(values))
}

# A law as normal parts: weights w[K], means m[K×d], covariances C[K×d×d].
parts_of_law(name, D) = {
  F = normal_form(name, D)
  if len(F.event) > 1 { error("{name}: x is a number or a vector here, not of the shape {F.event}: flatten it", "shape") }
  if min(F.v) <= 0 {
    remedy = "KDE(x, 0.05) puts a little noise on each point"
    error("{name}: {events.title(D)} has parts without width, whose posterior is no normal law: {remedy}", "distribution")
  }
  (K, d) = shape(F.m)
  v = F.v + zeros(K, 1)
  C = if kind(F.Q) == "none" { reshape(v, K, d, 1)*eye(d) } else {
    Q = F.Q + zeros(K, 1, 1)
    vmap((Q, v) -> rotated(Q, v))(Q, v)
  }
  (w = F.w, m = F.m, C = C, event = F.event)
}

# The mixture by log weights, means and covariances; of one part a normal law.
law_by_parts(l, m, C, event) = {
  part = k -> if len(event) == 0 { Normal(m[k, 1], sqrt(C[k, 1, 1])) } else { Normal(m[k], cov=C[k]) }
  if len(l) == 1 { return part(1) }
  w = exp(l - max(l))
  w = w/sum(w)
  if len(event) == 0 { return Mixture(w, Normal(m[:, 1], sqrt(C[:, 1, 1]))) }
  Mixture(w, tuple_of_rows(part, len(l)))
}

# A as a matrix and y as a vector, checked.
checked_measurement(name, A, y, σ, F) = {
  d = shape(F.m)[2]
  A = matrix_of(name, A, d)
  y = seen_vector(name, y, len(A))
  noise_width(name, σ, len(A))
  (A, y)
}

# A as a matrix of d columns.
matrix_of(name, A, d) = {
  events.finite(name, "A", A)
  if ndims(A) > 2 { error("{name}: A is a matrix with a row for each number of y, not {type(A)}", "shape") }
  M = if ndims(A) == 2 { floating(A) } else { reshape(floating(A), 1, size(A)) }
  if shape(M)[2] != d { error("{name}: x has {d} numbers, and the rows of A have {shape(M)[2]}", "shape") }
  M
}

# What was seen as a vector of m numbers.
seen_vector(name, y, m) = {
  if istraced(y) { events.numeric(name, "y", y) } else { events.finite(name, "y", y) }
  if size(y) != m { error("{name}: A has {m} row{if m == 1 { "" } else { "s" }}, and y has {size(y)} numbers", "shape") }
  floating(flatten(y))
}

# Requires the deviation of the noise in y.
noise_width(name, σ, m) = {
  if kind(σ) in ("i64", "f64", "f32") and not istraced(σ) {
    if not all(σ > 0) {
      error("{name}: σ, the deviation of the noise in y, is positive, not {text(σ)}; coordinates that are known exactly are for conditional_law, or inpaint with any predictor", "domain")
    }
  }
  events.positive(name, "σ", σ)
  if ndims(σ) > 0 and size(σ) != m { error("{name}: σ is one number, or one for each of the {m} numbers of y, not {size(σ)}", "shape") }
}

# ## Approximations for any predictor

# Diffusion posterior sampling: y | z is taken for N(A x̂, σ² I), as if x̂ were x. It trusts y too much at every level
# where x̂ is uncertain, and pulls too hard. For data N(0, I) and |A| = 1 the pull is (α/σ_y)² per unit of z, and steps
# of Δγ in γ are unstable where w Δγ α²σ²/σ_y² > 2 (ancestral) or 4 (ddim): for σ_y = 0.01 that takes 20000 steps, and
# with 100 the samples run away. What helps: pigdm or moment_matched, where Cov(x | z) is in the denominator; a w that
# falls with the noise, w=l -> s^2/(s^2 + l.σ^2) for σ_y = s; more steps; or normalised=true, the gradient of the
# distance itself in units of the noise, s = -(w/σ) ∇|y - A x̂|, never longer than w |A ∂x̂/∂z|/σ. It brings samples to
# y, the sooner the larger w, but knows nothing of σ_y, and they have no law; the step of the paper's algorithm 1 is
# divided by |y - A x̂|, too. Chung et al. 2023, theorem 1.
# p: a predictor
# A: a matrix, as for linear_posterior, or any function of x
# y: what was seen
# σ: the deviation of the noise in y
# w: what multiplies the pull, a number or a function of the level
# normalised: whether the pull is that of the distance, not of its square over σ²
# .of: what it predicts, as p does
# .apply: p(z, l) is the prediction
# example: use vdm; use inverse; l = (α = 0.8, σ = 0.6);
# example: p = dps(oracle(Normal(0, 1)), 1, 1.0, 0.5);
# example: check predict(p, 0.5, l, "score") ≈ -0.5 + 0.8*(1 - 0.8*0.5)/0.25
# -> ok 1.42 ≈ 1.42
# example: use vdm; use inverse; l = (α = 0.8, σ = 0.6);
# example: p = dps(oracle(Normal(0, 1)), 1, 1.0, 0.5, normalised=true);
# example: check predict(p, 0.5, l, "score") ≈ -0.5 + 0.8/0.6
# -> ok 0.833333 ≈ 0.833333
dps(p, A, y, σ, w=1, normalised=false) = {
  if kind(normalised) != "bool" { error("dps: normalised is true or false, not {text(normalised)}", "type") }
  p = predictor(p)
  seen = distance_seen("dps", p, A, y, σ)
  if not normalised { return pushed_by("dps", p, (z, l) -> -sum((seen(z, l)/σ)^2)/2, w, none) }
  # The distance, and at 0, where it has a kink, no pull.
  far(z, l) = { r = sum(seen(z, l)^2); where(r > 0, -sqrt(where(r > 0, r, 1.0)), 0.0)/where(l.σ > 0, l.σ, inf) }
  pushed_by("dps", p, far, w, none)
}

# y - A x̂(z), a function of z and the level.
distance_seen(name, p, A, y, σ) = {
  if kind(A) != "function" { events.finite(name, "A", A) }
  noise_width(name, σ, size(y))
  (z, l) -> {
    x = predict(p, z, l, "x")
    a = if kind(A) == "function" { A(x) } else { matrix_of(name, A, size(x)) @ flatten(x) }
    if not (kind(a) in ("i64", "f64", "f32")) { error("{name}: A is a function of x whose value is a number or a vector, not {type(a)}", "type") }
    v = if kind(A) == "function" { seen_vector(name, y, size(a)) } else { seen_vector(name, y, len(a)) }
    v - flatten(a)
  }
}

# Pseudo-inverse guidance: y | z is taken for N(A x̂, r² A Aᵀ + σ² I), one variance r² for all of x, as if x were
# normal and white, which is right for N(0, I). Song, Vahdat, Mardani and Kautz 2023.
# p: a predictor
# A: a matrix, as for linear_posterior
# y: what was seen
# σ: the deviation of the noise in y
# variance: r² as a function of the level; without it σ²/(α² + σ²), that of x | z for N(0, I)
# .of: what it predicts, as p does
# .apply: p(z, l) is the prediction
# example: use vdm; use inverse; l = (α = 0.8, σ = 0.6);
# example: p = pigdm(oracle(Normal(0, 1)), 1, 1.0, 0.5);
# example: check p(0.3, l) ≈ oracle(linear_posterior(Normal(0, 1), 1, 1.0, 0.5))(0.3, l)
# -> ok 0.688525 ≈ 0.688525
pigdm(p, A, y, σ, variance=none) = {
  r2 = if kind(variance) == "none" { l -> l.σ^2/(l.α^2 + l.σ^2) } else { variance }
  if kind(r2) != "function" { error("pigdm: variance is r² as a function of the level, not {type(variance)}", "type") }
  pulled_towards("pigdm", p, A, y, σ, (p, z, l, A) -> {
    number_at("pigdm", "variance", r2(l), level_of(l), least=0.0)*(A @ A')
  })
}

# Moment matching: y | z is taken for N(A x̂, A C Aᵀ + σ² I) with the covariance that the predictor itself tells by
# Tweedie's second formula, C = σ²/α ∂x̂/∂z. Exact for every normal law; for others x | z is not normal, and C is taken
# not to move with z. It costs a Jacobian of x̂. That of a network need not be symmetric or positive, as a covariance
# is: A C Aᵀ is made symmetric, and its negative eigenvalues 0. Finzi et al. 2023; Boys et al. 2023.
# p: a predictor
# A: a matrix, as for linear_posterior
# y: what was seen
# σ: the deviation of the noise in y
# .of: what it predicts, as p does
# .apply: p(z, l) is the prediction
# example: use vdm; use inverse; D = Normal([1, 0], cov=[1, 0.5; 0.5, 2]); l = (α = 0.8, σ = 0.6);
# example: p = moment_matched(oracle(D), [1, 1], 1.0, 0.5);
# example: check p([0.3, 1], l) ≈ oracle(linear_posterior(D, [1, 1], 1.0, 0.5))([0.3, 1], l)
# -> ok [0.49216, 0.647086] ≈ [0.49216, 0.647086]
moment_matched(p, A, y, σ) = pulled_towards("moment_matched", p, A, y, σ, (p, z, l, A) -> {
  # The rows of A ∂x̂/∂z by as many backward passes as y has numbers.
  rows = jacobian(z -> A @ flatten(predict(p, reshape(z, shape(z)...), l, "x")))(z)
  C = where(l.α == 0, 0.0, l.σ^2/where(l.α == 0, 1.0, l.α))*(reshape(rows, len(A), size(z)) @ A')
  (λ, V) = eigh((C + C')/2, vectors=true)
  (V*max(λ, 0.0)) @ V'
})

# A predictor pulled towards y by (∂x̂/∂z)ᵀ Aᵀ (cov + σ²)⁻¹ (y - A x̂), cov(p, z, l, A) being that of A x given z.
pulled_towards(name, p, A, y, σ, cov) = {
  p = predictor(p)
  events.finite(name, "A", A)
  noise_width(name, σ, size(y))
  with_score(p, (z, l) -> {
    z = floating(z)
    M = matrix_of(name, A, size(z))
    seen = z -> M @ flatten(predict(p, z, l, "x"))
    v = stop(solve(cov(p, z, l, M) + diag(σ^2 + zeros(len(M))), seen_vector(name, y, len(M)) - seen(z)))
    grad(z -> sum(v*seen(z)))(z)
  })
}
