# Maximum likelihood of a mixture of normal laws by EM, the ancestor without priors.
# names: mixture_em
use bayes_mixture
use distributions
use events as events

# Maximum likelihood of a mixture of K normal laws by EM (Dempster, Laird and Rubin 1977), as an ascent: the state
# holds weights, means, covs and the responsibilities r, and begins like gaussian_mixture's. The likelihood has no
# maximum: a component that shrinks on a point makes it infinite, which is an error here and none with a prior.
# x: the data, by rows
# K: how many components
# responsibilities: where r begins, a matrix N×K
# centres: K rows, in place of responsibilities
# example: use mixture_em; r = ascend(mixture_em([0.0, 0; 1, 0; 0, 1; 3, 4], 1), 1); r.state.means
# -> f64[1×2]
# ->   1.0  1.25
mixture_em(x, K, responsibilities=none, centres=none) = {
  x = clustered_rows("mixture_em", x, K)
  r = first_shares("mixture_em", x, K, responsibilities, centres)
  D = shape(x)[2]
  # Squares are taken from here, so that no digits are lost.
  origin = mean(x, axis=1)
  size₀ = det_root(sample_scatter("mixture_em", x))
  weighed = s -> vmap((w, m, C) -> log(w) + log_density(Normal(m, cov=C), x))(s.weights, s.means, s.covs)'
  M = s -> {
    t = statistics(s.r, x - origin)
    n = t.concentration
    each = c -> {
      m = c.sum/c.n
      (mean = m, cov = c.square/c.n - outer(m, m))
    }
    c = vmap(each)((n = max(n, 1e-300), sum = t.sum, square = t.square))
    covs = (c.cov + transpose(c.cov, (1, 3, 2)))/2
    if not all(n > 1e-9) {
      error("mixture_em: a component has no data left: take fewer than {K}, or other centres", "domain")
    }
    if not all(vmap(det_root)(covs) > 1e-12*size₀) {
      error("mixture_em: a component shrinks on too few points, where the likelihood is infinite: take fewer than {K}, or gaussian_mixture, whose prior forbids it", "domain")
    }
    put(put(put(s, "weights", n/sum(n)), "means", origin + c.mean), "covs", covs)
  }
  E = s -> put(s, "r", softmax(weighed(s)))
  s = (r = r, weights = full(1/K, K), means = zeros(K, D), covs = vmap(k -> eye(D) + 0*k)(ones(K)))
  (
    start = M(s), moves = (E = E, M = M),
    bound = s -> sum(s.r*weighed(s)) - sum(events.xlogy(s.r, s.r)),
    evidence = s -> sum(logsumexp(weighed(s), axis=2))
  )
}

# det^(1/D), the size of an ellipsoid.
det_root(C) = max(det(C), 0)^(1/len(C))
