# Stochastic variational inference of the Bayesian mixture: natural gradients from minibatches, with the steps of
# Robbins and Monro. Beside it maximum likelihood by EM, the ancestor without priors.
# names: stochastic_mixture, mixture_em
use "bayes_mixture.gms"
use distributions
use data as data
use events as events

# Steps λ ← (1 - ρ)λ + ρ(prior + N/M statistics of M random rows), ρ_t = (t + delay)^-forgetting: each is a step of
# length ρ along the natural gradient, which an unbiased estimate of the CAVI update gives. Hoffman et al. 2013; the
# steps shrink as Robbins and Monro 1951 ask, Σρ = ∞ and Σρ² < ∞, for forgetting in (½, 1]. A record of columns `step`,
# `rate` ρ and `bound` (that of all rows with the best responsibilities) at every `every` steps, and `state` (λ and r).
# A: a mixture, what gaussian_mixture gave
# steps: how many
# batch: rows of a minibatch, drawn with replacement
# delay: what slows the first steps
# forgetting: the exponent, more than ½ and at most 1
# every: after how many steps the bound is seen
# λ: where it begins, natural parameters; by default those of the start of A
# example: use mixture_svi; stochastic_mixture(gaussian_mixture([0.0; 1; 7; 8], 2), 10, batch=4, every=5).step
# -> i64[3]
# ->    0   5  10
stochastic_mixture(A, steps, batch=32, delay=1, forgetting=0.7, every=10, λ=none) = {
  mixture_wanted("stochastic_mixture", A)
  N = len(A.y)
  counts = ((what = "steps", value = steps), (what = "batch", value = batch), (what = "every", value = every))
  for part in counts {
    if kind(part.value) != "i64" or part.value < 1 {
      error("stochastic_mixture: {part.what} is a number, at least 1, not {text(part.value)}", "domain")
    }
  }
  events.nonnegative("stochastic_mixture", "delay", delay)
  if not (forgetting > 0.5 and forgetting <= 1) {
    error("stochastic_mixture: forgetting must be more than 1/2 and at most 1, or the steps do not converge (Σρ = ∞, Σρ² < ∞), not {text(forgetting)}", "domain")
  }
  rate = t -> (t + delay)^(-forgetting)
  start = if kind(λ) == "none" { A.start.λ } else { λ }
  path = iterate((t, λ) -> {
    y = A.y[i64(floor(uniform_noise(batch)*N)) + 1, :]
    target = A.prior.λ + N/batch*statistics(softmax(log_weights(λ, y)), y)
    ρ = rate(t + 1.0)
    (t + 1, (1 - ρ)*λ + ρ*target)
  }, (0, start), steps, every=every)
  (t, kept) = path
  λ = kept[len(t)]
  (
    step = t, rate = concat(([nan], [rate(1.0*k) for k in t[2:end]])),
    bound = vmap(λ -> mixture_bound(A, λ))(kept),
    state = (λ = λ, r = responsibilities_of(A, (λ = λ)))
  )
}

# Maximum likelihood of a mixture of K normal laws by EM (Dempster, Laird and Rubin 1977), as an ascent: the state
# holds weights, means, covs and the responsibilities r, and begins like gaussian_mixture's. The likelihood has no
# maximum: a component that shrinks on a point makes it infinite, which is an error here and none with a prior.
# x: the data, by rows
# K: how many components
# responsibilities: where r begins, a matrix N×K
# centres: K rows, in place of responsibilities
# example: use mixture_svi; r = ascend(mixture_em([0.0, 0; 1, 0; 0, 1; 3, 4], 1), 1); r.state.means
# -> f64[1×2]
# ->   1.0  1.25
mixture_em(x, K, responsibilities=none, centres=none) = {
  x = mixture_data(x, K)
  sample_scatter(x)
  r = start_of(x, K, responsibilities, centres)
  D = shape(x)[2]
  size₀ = det_root(sample_scatter(x))
  weighed = s -> vmap((w, m, C) -> log(w) + log_density(Normal(m, cov=C), x))(s.weights, s.means, s.covs)'
  M = s -> {
    t = statistics(s.r, x)
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
    put(put(put(s, "weights", n/sum(n)), "means", c.mean), "covs", covs)
  }
  E = s -> put(s, "r", softmax(weighed(s)))
  s = (r = r, weights = full(1/K, K), means = zeros(K, D), covs = vmap(k -> eye(D) + 0*k)(ones(K)))
  (
    start = M(s), moves = (E = E, M = M),
    bound = s -> sum(s.r*weighed(s)) - sum(xlogx(s.r)),
    evidence = s -> sum(logsumexp(weighed(s), axis=2))
  )
}

# det^(1/D), the size of an ellipsoid.
det_root(C) = max(det(C), 0)^(1/len(C))
