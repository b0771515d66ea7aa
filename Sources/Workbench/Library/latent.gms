# Linear-Gaussian latent variables: x = W z + b + noise, z ~ N(0, I), b the mean of the data. Probabilistic
# principal components (one noise variance σ² for all features), also called the linear VAE, and factor
# analysis (one for each), as coordinate ascents with E and M steps; and their optima in closed form, with the
# full or diagonal posterior of z and with one width s for all its coordinates.
# names: ppca, factor_analysis, ppca_optimum, isotropic_optimum, isotropic_price, spectrum_of, active_dimensions
use ascent
use events as events

# ## Ascents

# Probabilistic principal components by variational EM (Tipping and Bishop 1999): an ascent for `ascend`.
# The state holds W, variance σ², and q(z_n) = N(mean_n, cov), the covariance being shared by all rows.
# E: mean = M⁻¹Wᵀ(x - b) with M = WᵀW + σ²I, and cov = σ²M⁻¹ (full), σ²/M_jj (diagonal) or k σ²/tr M (isotropic).
# M: W = (Σ (x - b) E zᵀ)(Σ E zzᵀ)⁻¹, and σ² is the mean square of what is left.
# x: the data, by rows
# k: how many latent coordinates, from 1 to one less than the features
# posterior: the family of q(z): "full", "diagonal" or "isotropic", one variance for all coordinates
# start: where W begins, a matrix of k columns; by default the leading principal axes with half their variance
# variance: where σ² begins, or with fixed=true the σ² that stays; by default 1
# fixed: whether σ² stays at `variance`
# example: use latent; r = ascend(ppca([1.0, 0; 0, 1; 1, 1; 3, 2], 1), 200); abs(r.gap[end]) < 1e-9
# -> true
ppca(x, k, posterior="full", start=none, variance=1.0, fixed=false) = {
  x = observed_rows("ppca", x, k)
  events.positive("ppca", "variance", variance)
  if not (posterior in ("full", "diagonal", "isotropic")) {
    error("ppca: posterior is \"full\", \"diagonal\" or \"isotropic\", not {text(posterior)}", "argument")
  }
  if not fixed { noise_variance("ppca", descending(x - mean(x, axis=1))[1], k, none) }
  noise = if fixed { (left, N) -> 1.0*variance } else { (left, N) -> sum(left)/(N*len(left)) }
  linear_gaussian("ppca", x, k, posterior, start, 1.0*variance, noise)
}

# Factor analysis by EM: as ppca, with a noise variance for each feature. Rubin and Thayer 1982.
# x: the data, by rows
# k: how many latent coordinates, from 1 to one less than the features
# posterior: the family of q(z): "full", "diagonal" or "isotropic"
# start: where W begins, a matrix of k columns
# variance: where the noise variances begin, a number or one for each feature
# example: use latent; x = [1.0, 0, 2; 0, 1, 1; 1, 1, 0; 3, 2, 1];
# example: shape(factor_analysis(x, 1).start.variance)
# -> (3,)
factor_analysis(x, k, posterior="full", start=none, variance=1.0) = {
  x = observed_rows("factor_analysis", x, k)
  events.positive("factor_analysis", "variance", variance)
  if not (posterior in ("full", "diagonal", "isotropic")) {
    error("factor_analysis: posterior is \"full\", \"diagonal\" or \"isotropic\", not {text(posterior)}", "argument")
  }
  D = shape(x)[2]
  varies = max(x, axis=1) > min(x, axis=1)
  if not all(varies) {
    error("factor_analysis: column {argmin(varies)} is constant, its noise variance would be 0; leave it out", "domain")
  }
  total = sum((x - mean(x, axis=1))^2, axis=1)
  noise = (left, N) -> {
    if not all(left > 1e-13*total) {
      error("factor_analysis: the noise of a feature went to 0, which the latent coordinates fit alone (a Heywood case): take k smaller than {k}", "domain")
    }
    left/N
  }
  linear_gaussian("factor_analysis", x, k, posterior, start, variance + zeros(D), noise)
}

# The ascent that both are: `noise` makes the variances of the squares that are left of each feature.
linear_gaussian(name, x, k, posterior, start, variance, noise) = {
  (N, D) = shape(x)
  b = mean(x, axis=1)
  r = x - b
  W = if kind(start) == "none" { leading_axes(r, k) } else { start_matrix(name, start, D, k) }
  E = s -> {
    ψ = s.variance + zeros(D)
    V = s.W/reshape(ψ, D, 1)
    P = eye(k) + s.W' @ V
    s.mean = r @ solve(P, V')'
    s.cov = shaped(posterior, P)
    s
  }
  M = s -> {
    cross = r' @ s.mean
    square = N*s.cov + s.mean' @ s.mean
    W = solve(square, cross')'
    left = sum(r^2, axis=1) - 2*sum(W*cross, axis=2) + sum((W @ square)*W, axis=2)
    s.W = W
    s.variance = noise(left, N)
    s
  }
  bound = s -> {
    # q(z_n) differs from row to row in its mean alone: N times the divergence of one, and the means' part.
    kl = N*KL(Normal(zeros(k), cov=s.cov), Normal(zeros(k), 1)) + sum(s.mean^2)/2
    spread = sum((s.W @ s.cov)*s.W, axis=2)
    fit = sum(log_density(Normal(b, sqrt(s.variance + zeros(D))), x - s.mean @ s.W'))
    fit - N*sum(spread/(s.variance + zeros(D)))/2 - kl
  }
  evidence = s -> sum(log_density(Normal(b, sqrt(s.variance + zeros(D)), factor=s.W), x))
  (
    start = (W = W, variance = variance, mean = zeros(N, k), cov = eye(k)),
    moves = (E = E, M = M), bound = bound, evidence = evidence
  )
}

# The best covariance of each family for the precision P: P⁻¹, 1/P_jj, and k/tr P, by KL(q ‖ N(m, P⁻¹)).
shaped(posterior, P) = if posterior == "full" {
  C = inv(P)
  (C + C')/2
} else if posterior == "diagonal" { diag(1/diag(P)) } else { len(P)/trace(P)*eye(len(P)) }

# Where W begins by default: the leading eigenvectors times the roots of half their eigenvalues.
leading_axes(r, k) = {
  (l, U) = descending(r)
  U[:, 1:k]*sqrt(max(l[1:k], 1e-12*l[1])/2)
}

# ## Optima in closed form

# The eigenvalues of the covariance of x, over N, from the largest.
# x: the data, by rows
# example: use latent; spectrum_of([1.0, 0; -1, 0; 0, 0.5; 0, -0.5])
# -> f64[2]
# ->   0.5  0.125
spectrum_of(x) = {
  x = observed_rows("spectrum_of", x, none)
  descending(x - mean(x, axis=1))[1]
}

# The eigenvalues above σ²: the dimensions that do not collapse with this noise.
# x: the data, by rows
# variance: the noise variance σ²
# example: use latent; active_dimensions([1.0, 0; -1, 0; 0, 0.5; 0, -0.5], 0.2)
# -> 1
active_dimensions(x, variance) = {
  events.positive("active_dimensions", "variance", variance)
  sum(i64(spectrum_of(x) > variance))
}

# The maximum of the likelihood in closed form (Tipping and Bishop 1999): W = U (L - σ²I)^½ with the k leading
# eigenvectors U and eigenvalues L, and σ² the mean of the others, or `variance`: then only eigenvalues above it have
# a column of W that is not 0. A record of W, variance, eigenvalues, log_likelihood (a sum over the rows), `active`
# dimensions, the `posterior` variances σ²/max(l, σ²) of z and the `kl` of each coordinate, summed over the rows.
# A full or a diagonal q(z) reaches it: the gap is 0.
# x: the data, by rows
# k: how many latent coordinates
# variance: the noise variance, where it is fixed
# example: use latent; ppca_optimum([1.0, 0; -1, 0; 0, 0.5; 0, -0.5], 1).variance
# -> 0.125
ppca_optimum(x, k, variance=none) = {
  x = observed_rows("ppca_optimum", x, k)
  (N, D) = shape(x)
  (l, U) = descending(x - mean(x, axis=1))
  v = noise_variance("ppca_optimum", l, k, variance)
  M = max(l[1:k], v)
  s = (W = U[:, 1:k]*sqrt(M - v), variance = v, eigenvalues = l, active = sum(i64(l[1:k] > v)))
  s.log_likelihood = likelihood_of(x, s)
  s.posterior = v/M
  # E m² + s² = 1 at the optimum where the dimension is active, so that log is what is left of the divergence.
  s.kl = N*log(M/v)/2
  s
}

# The optimum of the bound with q(z) = N(m(x), s²I), one width for all latent coordinates: the Gaussian VAE with a
# linear decoder. With M_i = w_i² + σ² of the singular values w_i of W the bound of a datum is
#   -½(D log 2π + Σ_i≤k l_i/M_i + k log G + (D - k) log σ² + Σ_i>k l_i/σ²),  G = mean(M),
# so that M_i = √(l_i G), √G = g = mean of √l_i, σ² as in PPCA and s² = σ²/G, valid if g √l_k ≥ σ². As l_k ≥ σ² and
# g ≥ √l_k this always holds where σ² is learned. With a fixed `variance` the weakest coordinates may collapse to
# M_i = σ²: with j active ones k G = √G Σ_i≤j √l_i + (k - j) σ². Collapsed coordinates have a share in s² all the same.
# A record of W, variance, eigenvalues, active, s² as `width`, `bound`, `log_likelihood`, their `gap`, and
# `deficit`, what the bound lacks of the maximum of PPCA (all sums over the rows).
# x: the data, by rows
# k: how many latent coordinates
# variance: the noise variance, where it is fixed
# example: use latent; x = [2.0, 0, 0; -2, 0, 0; 0, 1, 0; 0, -1, 0; 0, 0, 0.1; 0, 0, -0.1];
# example: isotropic_optimum(x, 2).deficit
# -> 0.706698
isotropic_optimum(x, k, variance=none) = {
  x = observed_rows("isotropic_optimum", x, k)
  (N, D) = shape(x)
  (l, U) = descending(x - mean(x, axis=1))
  v = noise_variance("isotropic_optimum", l, k, variance)
  (j, G) = (k, mean(sqrt(l[1:k]))^2)
  while j > 0 and sqrt(G*l[max(j, 1)]) < v {
    j = j - 1
    S = sum(sqrt(l[1:j]))
    G = ((S + sqrt(S^2 + 4*k*(k - j)*v))/(2*k))^2
  }
  M = [if i <= j { sqrt(G*l[i]) } else { v } for i in 1:k]
  s = (W = U[:, 1:k]*sqrt(M - v), variance = v, eigenvalues = l, active = j, width = v/G)
  s.log_likelihood = likelihood_of(x, s)
  s.gap = N*k/2*(log(G) - mean(log(M)))
  s.bound = s.log_likelihood - s.gap
  s.deficit = ppca_optimum(x, k, variance).log_likelihood - s.bound
  s
}

# What one width costs where no coordinate collapses: N k log(AM/GM) of the roots of the k largest eigenvalues,
# nats over all rows. One half of it is KL(q ‖ posterior), the other half is lost likelihood.
# x: the data, by rows
# k: how many latent coordinates
# example: use latent; isotropic_price([1.0, 0; -1, 0; 0, 1; 0, -1], 1)
# -> 0.0
isotropic_price(x, k) = {
  a = sqrt(spectrum_of(x)[1:k])
  len(x)*k*(log(mean(a)) - mean(log(a)))
}

# log p(x) of the data with the W and variance of a state.
likelihood_of(x, s) = {
  D = shape(x)[2]
  sum(log_density(Normal(mean(x, axis=1), sqrt(s.variance)*ones(D), factor=s.W), x))
}

# Eigenvalues and eigenvectors of the covariance of centred rows, from the largest.
descending(r) = {
  (l, U) = eigh(r' @ r/len(r), vectors=true)
  # Rounding leaves small negative ones.
  (max(reverse(l), 0), reverse(U, axis=2))
}

# The noise variance: as given, else the mean of the eigenvalues after the first k, which must not vanish.
noise_variance(name, l, k, variance) = {
  if kind(variance) != "none" {
    events.positive(name, "variance", variance)
    return 1.0*variance
  }
  v = mean(l[k+1:end])
  if not (v > 1e-14*l[1]) {
    seen = sum(i64(l > 1e-14*l[1]))
    error("{name}: the data vary in {seen} directions only: with k = {k} no noise is left and the likelihood has no maximum; take k smaller, or fix variance=", "domain")
  }
  v
}

# ## Checks

# Requires rows of numbers, and k latent coordinates, fewer than columns; gives floats.
observed_rows(name, x, k) = {
  events.finite(name, "x", x)
  if ndims(x) != 2 { error("{name}: x has a row for each datum, a matrix N×D, not {type(x)}", "shape") }
  (N, D) = shape(x)
  if N < 2 { error("{name}: {N} row is too few, a covariance needs at least 2", "domain") }
  if kind(k) != "none" {
    if kind(k) != "i64" or k < 1 or k >= D {
      error("{name}: k is a number of latent coordinates from 1 to {D - 1}, one less than the features, not {text(k)}", "domain")
    }
  }
  x = floating(x)
  if all(max(x, axis=1) == min(x, axis=1)) { error("{name}: all rows of x are the same: nothing varies", "domain") }
  x
}

# Requires a start W of D rows and k columns.
start_matrix(name, W, D, k) = {
  events.finite(name, "start", W)
  if ndims(W) != 2 or shape(1.0*W) != (D, k) { error("{name}: start is W, a matrix {D}×{k}, not {type(W)}", "shape") }
  1.0*W
}
