# Optimal transport between samples or laws: how far mass must move, in powers of distances, without a root. Of
# samples these are the costs of the samples themselves: where the laws agree they are small and not 0, and their
# errors, which are those of the first order, say nothing there: compare with two samples of one law.
# names: transport_cost, sliced_wasserstein, frechet
use sample_rows
use divergence

# W_p^p = min E|x - y|^p over all couplings, in one dimension: sorted samples are matched, also where one has more
# rows than the other. Of normal laws, p = 1 and p = 2. The error is that of Kantorovich's potentials. Villani 2003,
# section 2.2.
# x, y: numbers, or distributions of numbers
# p: the power of the distance, at least 1
# example: use metrics; value(transport_cost([0.0, 1], [3.0, 1]))
# -> 2.5
# example: use metrics; transport_cost(Normal(0, 1), Normal(0.5, 1.2))
# -> 0.29
transport_cost(x, y, p=2) = {
  power("transport_cost", p)
  if laws("transport_cost", x, y) { return normal_transport(x, y, p) }
  (x, y) = two_samples("transport_cost", x, y)
  if shape(x)[2] > 1 {
    error("transport_cost: the rows have {shape(x)[2]} numbers, and only numbers can be sorted: sliced_wasserstein, or frechet", "shape")
  }
  t = transport(x[:, 1], y[:, 1], p)
  with_influence(t.cost, t.x, t.y)
}

# The mean of W_p^p over directions θ of the samples x @ θ, y @ θ. In the plane they are at equal angles; in more
# dimensions random, in sets of orthogonal ones, since their sum varies less, and the error is that of the samples and
# that of the directions together. Rabin et al. 2012.
# x, y: samples by rows, or normal laws for p = 2
# p: the power of the distance, at least 1
# slices: how many directions, at least this many and 10
# example: use metrics; sliced_wasserstein(Normal(zeros(2), I), Normal([0.5, 0], 1.2*ones(2)))
# -> 0.165
# example: use metrics; check value(sliced_wasserstein([0.0, 0; 1, 0], [3.0, 0; 4, 0])) ≈ 9/2
# -> ok 4.5 ≈ 4.5
sliced_wasserstein(x, y, p=2, slices=100) = {
  power("sliced_wasserstein", p)
  slices = count_of("sliced_wasserstein", "slices", slices)
  if laws("sliced_wasserstein", x, y) { return normal_slices(x, y, p, slices) }
  (x, y) = two_samples("sliced_wasserstein", x, y)
  (d, n, m) = (shape(x)[2], len(x), len(y))
  if d == 1 { return transport_cost(x, y, p) }
  plane = d == 2
  (k, sets) = if plane { (1, slices) } else { direction_sets(d, slices) }
  (v, w, costs) = (zeros(n), zeros(m), zeros(sets))
  for i in 1:sets {
    angle = π*(i - 0.5)/sets
    θ = if plane { reshape([cos(angle), sin(angle)], 2, 1) } else { qr(normal_noise(d, k)).q }
    (a, b) = (x @ θ, y @ θ)
    for j in 1:k {
      t = transport(a[:, j], b[:, j], p)
      v = v + t.x/(k*sets)
      w = w + t.y/(k*sets)
      costs[i] = costs[i] + t.cost/k
    }
  }
  if plane { with_influence(mean(costs), v, w) } else { with_influence(0.0, v, w) + estimate(costs) }
}

# Fréchet's distance |m - μ|² + tr(C + S - 2 (C^½ S C^½)^½) of means and covariances: W₂² of normal laws, and of others
# their moments' alone. Of samples it is that of their moments, which is too large by about the number of the moments over
# that of the rows: with less than some ten rows for each moment, look at the distance of two samples of one law. Dowson and Landau 1982; Heusel et al. 2017.
# x, y: samples by rows, or distributions with a mean and a covariance
# example: use metrics; frechet(Normal(zeros(2), I), Normal([0.5, 0], 1.2*ones(2)))
# -> 0.33
frechet(x, y) = {
  if laws("frechet", x, y) {
    comparable("frechet", x, y)
    return bures(moments_of("x", x), moments_of("y", y)).cost
  }
  (x, y) = two_samples("frechet", x, y)
  b = bures(sample_moments(x), sample_moments(y))
  # W₂² has the potentials z'(I - T)z + 2 z'(m - μ) of its map z -> μ + T z, here about each mean.
  of_first(z, T, shift) = {
    c = z - mean(z, axis=1)
    sum(c*(c - c @ T), axis=2) + 2*c @ shift
  }
  with_influence(b.cost, of_first(x, b.forward, b.shift), of_first(y, b.back, -b.shift))
}

# ## What these rest on

# Requires a power.
power(name, p) = {
  finite(name, "p", p)
  if ndims(p) > 0 { error("{name}: p is one power, not {type(p)}", "shape") }
  if p < 1 { error("{name}: the power p is at least 1, not {text(p)}", "domain") }
}

# Whether x and y are distributions; one of each is an error.
laws(name, x, y) = {
  (a, b) = (kind(x) == "distribution", kind(y) == "distribution")
  if a != b {
    one = if a { "x" } else { "y" }
    error("{name}: {one} is a distribution and the other is not: sample({one}, 10000) has draws of it", "type")
  }
  a
}

# The optimal coupling of numbers: its cost, and potentials of each x and y, whose means add up to the cost. Along the
# sorted pairs the potential of x may grow by as much as moving x alone would cost, before and after y moves: by the
# middle of both.
transport(x, y, p) = {
  (n, m) = (len(x), len(y))
  (by_x, by_y) = (argsort(x), argsort(y))
  # Where the cumulated masses of either side end, in units of 1/(n m), and which two meet up to there.
  ends = if n == m { n*(1:n) } else { sort(concat((m*(1:n), n*(1:m)))) }
  mass = (ends - concat(([0], ends[1:end-1])))/(1.0*n*m)
  (i, j) = (quo(ends - 1, m) + 1, quo(ends - 1, n) + 1)
  (a, b) = (x[by_x[i]], y[by_y[j]])
  c(a, b) = abs(a - b)^p
  before = c(a[2:end], b[1:end-1]) - c(a[1:end-1], b[1:end-1])
  after = c(a[2:end], b[2:end]) - c(a[1:end-1], b[2:end])
  φ = concat(([0.0], cumsum((before + after)/2)))
  cost = c(a, b)
  if not (sum(abs(φ)) + sum(cost) < inf) {
    error("transport_cost: distances to the power p = {text(p)} overflow: a smaller p, or samples divided by one scale", "domain")
  }
  (v, w) = (zeros(n), zeros(m))
  v[by_x[i]] = φ
  w[by_y[j]] = cost - φ
  (cost = sum(mass*cost), x = v - mean(v), y = w - mean(w))
}

# How many directions a set has, and how many sets: two at least, for the error.
direction_sets(d, slices) = {
  # Ten sets at least, or their spread would not be known.
  k = min(d, max(1, quo(slices, 10)))
  (k, max(10, i64(ceil(slices/k))))
}

# W_p^p of two normal numbers: y - x = Δμ + Δσ ξ under the coupling that keeps the order.
normal_transport(x, y, p) = {
  comparable("transport_cost", x, y)
  if not (is_family(x, "Normal") and is_family(y, "Normal")) {
    error("transport_cost: of laws it knows normal ones, not {title(x)} and {title(y)}: take samples", "distribution")
  }
  if size(x.mean()) != 1 {
    error("transport_cost: it is exact in one dimension: of normal vectors frechet(x, y) is W₂²", "shape")
  }
  (μ, σ) = (sum(y.mean() - x.mean()), abs(sum(sqrt(y.variance()) - sqrt(x.variance()))))
  if p == 2 { return μ^2 + σ^2 }
  if p != 1 {
    error("transport_cost: of normal laws it knows p = 1 and p = 2, not {text(p)}: take samples of both", "argument")
  }
  if σ == 0 { abs(μ) } else { σ*sqrt(2/π)*exp(-(μ/σ)^2/2) + μ*erf(μ/(σ*sqrt(2))) }
}

# The mean over directions of (θ·(m - μ))² + (√(θ'Cθ) - √(θ'Sθ))²: exact where C and S are proportional, by a rule of
# equal angles in the plane, and else over random directions.
normal_slices(x, y, p, slices) = {
  comparable("sliced_wasserstein", x, y)
  if p != 2 or not (is_family(x, "Normal") and is_family(y, "Normal")) {
    error("sliced_wasserstein: of laws it knows normal ones for p = 2, not {title(x)} and {title(y)} for p = {text(p)}: take samples", "distribution")
  }
  (C, S) = (covariance_matrix(x), covariance_matrix(y))
  d = len(C)
  exact = sum((x.mean() - y.mean())^2)/d
  (c, s) = (trace(C)/d, trace(S)/d)
  if max(abs(C/c - S/s)) < 1e-14 { return exact + (sqrt(c) - sqrt(s))^2 }
  both(θ) = sqrt(sum(θ*(C @ θ), axis=1)*sum(θ*(S @ θ), axis=1))
  if d == 2 {
    t = π*(1:2000)/2000
    return exact + c + s - 2*mean(both(stack((cos(t), sin(t)))))
  }
  (k, sets) = direction_sets(d, slices)
  exact + c + s - 2*estimate([mean(both(qr(normal_noise(d, k)).q)) for i in 1:sets])
}

# The mean and a factor A of the covariance C = A A', of a distribution.
moments_of(what, D) = {
  if not (has(D, "mean") and (has(D, "cov") or has(D, "variance"))) {
    error("frechet: {title(D)} has no mean and covariance in closed form: sample({what}, 10000) has draws", "distribution")
  }
  (m, C) = (flatten(D.mean()), covariance_matrix(D))
  if not (all(isfinite(m)) and all(isfinite(C))) {
    error("frechet: {title(D)} has no finite mean and covariance", "distribution")
  }
  moments(m, C)
}

# The same of samples, with the covariance over n.
sample_moments(x) = {
  m = mean(x, axis=1)
  moments(m, (x - m)' @ (x - m)/len(x))
}

# A mean with a factor of the covariance and the factor's pseudo-inverse.
moments(m, C) = {
  e = eigh(C, vectors=true)
  σ = sqrt(max(e.values, 0.0))
  some = σ > 1e-7*max(σ)
  (mean = m, trace = trace(C), A = e.vectors*σ, inverse = (e.vectors*where(some, 1/where(some, σ, 1.0), 0.0))')
}

# Fréchet's distance, with A'B = U diag(s) V' for C = A A' and S = B B': tr (C^½ S C^½)^½ is Σ s; the maps between the
# laws are A⁻ᵀ U diag(s) U' A⁻¹ and the like of B.
bures(p, q) = {
  e = svd(p.A' @ q.A, vectors=true)
  (U, V) = (p.inverse' @ e.u, q.inverse' @ e.vt')
  shift = p.mean - q.mean
  (
    cost = sum(shift^2) + max(p.trace + q.trace - 2*sum(e.s), 0.0), shift = shift,
    forward = (U*e.s) @ U', back = (V*e.s) @ V'
  )
}
