# Bounds on the log evidence log p(x) = log ∫ p(x, z) dz, by a law q of the latent z and its weights
# w(z) = p(x, z)/q(z). The mean of w under q is p(x) where q > 0 wherever p(x, z) > 0, so that by Jensen
#   E log w ≤ log p(x),   log p(x) - E log w = KL(q ‖ p(z | x)).
# l is log p(x, z) as a function of z. Means are exact over finite supports and with nodes=, the points of a quadrature
# rule; else estimates from draws. Reports are in nats, and no constant is left out.
# names: elbo, iw_bound, renyi_bound, chi_bound, log_weights, effective_size, pareto_k, smoothed_weights
use divergence

# The evidence lower bound E log p(x, z) - log q(z) over z ~ q: log p(x) - KL(q ‖ p(z | x)). Jordan et al. 1999.
# l: log p(x, z), a function of z
# q: the distribution of z
# n: draws of an estimate
# nodes: points of a quadrature rule of q
# example: use bounds; check elbo(z -> log([0.3, 0.1][z]), Categorical([0.75, 0.25])) ≈ log(0.4)
# -> ok -0.916291 ≈ -0.916291
elbo(l, q, n=none, nodes=none) = {
  distributed("elbo", q)
  mean_under(q, log_weight(l, q), n, nodes)
}

# The bound of K draws, E log (w₁ + ... + w_K)/K, which rises with K to log p(x). Burda, Grosse and
# Salakhutdinov 2016.
# l: log p(x, z), a function of z
# q: the distribution of z
# K: how many draws are under the logarithm
# n: draws of an estimate
# nodes: points of a quadrature rule of q, for each of the K draws
# example: use bounds; l = z -> log([0.3, 0.1][z]); q = Categorical([0.5, 0.5]);
# example: (iw_bound(l, q, 1) < iw_bound(l, q, 2), iw_bound(l, q, 8) < log(0.4))
# -> (true, true)
iw_bound(l, q, K, n=none, nodes=none) = renyi_bound(l, q, 0, n=n, nodes=nodes, K=K)

# Rényi's bound log E w^(1-α)/(1-α): it falls as α rises, from log p(x) at α = 0 through the ELBO at α = 1; below α = 0 it
# is an upper bound. With K it is the mean of the bound of K draws. Li and Turner 2016.
# l: log p(x, z), a function of z
# q: the distribution of z
# α: the order
# n: draws of an estimate
# nodes: points of a quadrature rule of q
# K: how many draws are under the logarithm; all where it is left out
# example: use bounds; l = z -> log([0.3, 0.1][z]); q = Categorical([0.5, 0.5]);
# example: check renyi_bound(l, q, 2) < renyi_bound(l, q, 0.5)
# -> ok -1.20397 < -0.985627
renyi_bound(l, q, α, n=none, nodes=none, K=none) = {
  distributed("renyi_bound", q)
  if not (abs(α) < inf) { error("renyi_bound: the order α must be finite, not {α}", "domain") }
  f = log_weight(l, q)
  if α == 1 { return mean_under(q, f, n, nodes) }
  c = 1 - α
  if kind(K) != "none" { return of_several(q, f, c, draws_wanted(K), n, nodes) }
  rule = if kind(n) == "none" { points_of(q, nodes) } else { none }
  if kind(rule) != "none" { return mixed_logs(rule.w, c*vmap(f)(rule.x))/c }
  # Of draws, the powers are taken of w over a typical one, which keeps them in range.
  typical = stop(mean(vmap(f)(sample(q, 200))))
  typical + log(mean_over(q, z -> exp(c*(f(z) - typical)), n, none, none))/c
}

# The χ upper bound log E wⁿ/n, n > 1, which lies above log p(x) where q is nowhere 0 but p is, and falls to it as n falls
# to 1: with the ELBO it encloses log p(x). Dieng et al. 2017.
# l: log p(x, z), a function of z
# q: the distribution of z
# order: the power n of the weights
# n: draws of an estimate
# nodes: points of a quadrature rule of q
# example: use bounds; check chi_bound(z -> log([0.3, 0.1][z]), Categorical([0.5, 0.5])) > log(0.4)
# -> ok -0.804719 > -0.916291
chi_bound(l, q, order=2, n=none, nodes=none) = {
  if not (order >= 1) { error("chi_bound: order must be at least 1, not {order}; renyi_bound has the lower bounds", "domain") }
  renyi_bound(l, q, 1 - order, n=n, nodes=nodes)
}

# ## Weights

# log w(z) = log p(x, z) - log q(z) of n draws z of q.
# l: log p(x, z), a function of z
# q: the distribution of z
# n: how many draws
# example: use bounds; log_weights(z -> log([0.3, 0.1][z]), Categorical([0.75, 0.25]), 2)
# -> f64[2]
# ->   -0.916291  -0.916291
log_weights(l, q, n) = {
  distributed("log_weights", q)
  vmap(log_weight(l, q))(sample(q, n))
}

# The number of equal weights that say as much: (Σ w)²/Σ w². Kong 1992.
# l: log weights
# example: use bounds; effective_size(log([1, 1, 1, 1]))
# -> 4.0
effective_size(l) = exp(2*logsumexp(l) - logsumexp(2*l))

# Pareto's k̂ of weights, by the largest 3√S of S: up to 0.7 means over them are to be trusted, and their
# evidence; above it q misses a part of the posterior. Vehtari et al. 2024.
# l: log weights, 25 of them at least
# example: use bounds; pareto_k(log(linspace(1, 2, 1000))) < 0.5
# -> true
pareto_k(l) = pareto_tail(weights_of("pareto_k", l)).k

# Weights whose largest are replaced by the quantiles of the Pareto law fitted to them: a record of log weights with the
# sum 1, of k, of log_evidence (the logarithm of the mean of the smoothed weights) and of the effective size. Vehtari et al. 2024.
# l: log weights, 25 of them at least
# example: use bounds; s = smoothed_weights(log(linspace(1, 2, 1000))); (s.effective_size > 900, s.k < 0.7)
# -> (true, true)
smoothed_weights(l) = {
  l = weights_of("smoothed_weights", l)
  tail = pareto_tail(l)
  (top, n, m) = (max(l), size(l), tail.size)
  order = argsort(l)
  if tail.k < inf and tail.size > 0 {
    # Quantiles of the fitted law at (i - 1/2)/m, none of them beyond the largest weight.
    u = ((1:m) - 0.5)/m
    z = if abs(tail.k) < 1e-12 { -tail.σ*log1p(-u) } else { tail.σ*expm1(-tail.k*log1p(-u))/tail.k }
    l[order[n - m + 1:n]] = top + min(log(exp(tail.cut - top) + z), 0.0)
  }
  total = logsumexp(l)
  (log_weights = l - total, k = tail.k, log_evidence = total - log(n), effective_size = effective_size(l))
}

# ## What these rest on

# log w as a function of z.
log_weight(l, q) = z -> l(z) - q.log_density(z)

# E f over q: exact over a finite support or by nodes, else an estimate.
mean_under(q, f, n, nodes) =
  if asked(n, none, nodes) {
    mean_over(q, f, n, none, nodes)
  } else if has(q, "support") {
    sum_over(q, f)
  } else {
    E(z ~ q, f(z))
  }

# The points of the support of q, or of its rule; none where means take draws.
points_of(q, nodes) =
  if kind(nodes) != "none" {
    (x, w) = q.quadrature(nodes)
    (x = x, w = w)
  } else if has(q, "support") {
    (x, w) = q.support()
    (x = x, w = w)
  } else { none }

# log Σ w exp(l), where weights of 0 have no part.
mixed_logs(w, l) = logsumexp(where(w > 0, log(where(w > 0, w, 1.0)) + l, -inf))

# Requires a number of draws.
draws_wanted(K) = {
  if not (K >= 1 and K == floor(K)) { error("iw_bound: K is how many draws are under the logarithm, at least 1, not {K}", "domain") }
  i64(K)
}

# The mean over K draws of log ((w₁ᶜ + ... + w_Kᶜ)/K)/c.
of_several(q, f, c, K, n, nodes) = {
  rule = if kind(n) == "none" { points_of(q, nodes) } else { none }
  if kind(rule) == "none" {
    several = (draw = () -> vmap(k -> q.draw())(1:K), log_density = z -> sum(vmap(q.log_density)(z)))
    n = if kind(n) == "none" { max(100, quo(20000, K)) } else { n }
    return E(z ~ several, (logsumexp(c*vmap(f)(z)) - log(K))/c, n=n)
  }
  l = c*vmap(f)(rule.x)
  if (1.0*size(l))^K > 4e6 {
    error("iw_bound: {K} draws of {size(l)} points are more than 4 million cases; n= takes draws of them", "argument")
  }
  # All tuples of K points: sums of weights, and probabilities.
  (s, w) = (l, rule.w)
  for k in 2:K {
    s = flatten(log_sum(reshape(s, size(s), 1), reshape(l, 1, size(l))))
    w = flatten(outer(w, rule.w))
  }
  sum(where(w > 0, w*where(w > 0, s - log(K), 0.0), 0.0))/c
}

# log(exp a + exp b), also of -inf.
log_sum(a, b) = {
  top = max(a, b)
  low = min(a, b)
  top + where(top > -inf, log1p(exp(where(top > -inf, low - top, 0.0))), 0.0)
}

# Requires log weights.
weights_of(name, l) = {
  if ndims(l) != 1 { error("{name}: the log weights are a vector, not {type(l)}", "shape") }
  if any(isnan(l)) or max(l) == inf { error("{name}: a log weight is nan or inf", "domain") }
  if max(l) == -inf { error("{name}: all weights are 0", "domain") }
  if size(l) < 25 { error("{name}: {size(l)} weights are too few for a tail; 25 at least", "domain") }
  floating(l)
}

# The generalised Pareto law of the largest weights beyond the m-th, over the largest of all: its shape k and scale σ. The
# posterior mean of θ = -k/σ under a prior that knows the scale of the data, and k drawn towards 1/2 as if by ten
# weights more. Zhang and Stephens 2009; Vehtari et al. 2024, appendix.
pareto_tail(l) = {
  n = size(l)
  m = i64(ceil(min(n/5, 3*sqrt(n))))
  s = sort(l)
  top = s[end]
  # The largest weights are 1 and below; what is less than the least float counts as that.
  cut = max(s[n - m] - top, -708.3964185322641)
  x = exp(s[n - m + 1:n] - top) - exp(cut)
  # Weights that differ by rounding alone have no tail.
  if s[end] - s[1] < 1e-9 { return (k = -inf, σ = 0.0, size = 0, cut = top) }
  x = x[x > 0]
  m = size(x)
  if m <= 4 { return (k = inf, σ = 0.0, size = m, cut = cut + top) }
  tries = 30 + i64(floor(sqrt(m)))
  θ = 1/x[end] + (1 - sqrt(tries/((1:tries) - 0.5)))/(3*x[i64(floor(m/4 + 0.5))])
  k = vmap(t -> mean(log1p(-t*x)))(θ)
  likelihood = m*(log(-θ/k) - k - 1)
  weight = softmax(likelihood)
  weight = where(weight >= 10*2.220446049250313e-16, weight, 0.0)
  best = sum(θ*weight)/sum(weight)
  k = mean(log1p(-best*x))
  (k = (m*k + 5)/(m + 10), σ = -k/best, size = m, cut = cut + top)
}
