# Gradients of bounds on the evidence by draws: what is differentiated through a draw and what stands still. All have the gradient
# of their bound as their mean (landing, dreg and score of the law's parameters, too); they differ in variance, and which
# is best depends on how near q is to the posterior, so that `gradient_moments` measures it.
# names: bound_sample, bound_at, gradient_moments
use bounds

# The estimators by name.
bound_estimators = ("path", "landing", "score", "iw", "dreg")

# A sample of a bound on log p(x) whose gradient in φ, and in all that l depends on, is an estimate of the bound's:
#   "path"     log p(x, z) - log q(z; φ), z = z(φ, ε) differentiated too. Kingma and Welling 2014
#   "landing"  as path, but φ stands still in log q, where its mean gradient is 0: no noise at
#              q = p(z | x), which may be more elsewhere. Roeder, Wu and Duvenaud 2017
#   "score"    (h - baseline) ∂ log q with h = log p - log q: no path is needed. Williams 1992
#   "iw"       the bound of K draws, by their paths. Burda, Grosse and Salakhutdinov 2016
#   "dreg"     its doubly reparameterised gradient in φ, Σ w̃² ∂ log w by the path alone. Tucker et
#              al. 2019
# l: log p(x, z), a function of z
# q: the distribution of z, a function of φ
# φ: its parameters
# estimator: one of the names above
# K: how many draws
# baseline: of "score": a number that is subtracted from h, or "leave one out", the mean of h at the other draws. Mnih and Rezende 2016
# example: use estimators; l = z -> log_density(Normal(1, 1), z);
# example: grad(φ -> bound_sample(l, φ -> Normal(φ, 1), φ, "landing"))(1.0)
# -> 0.0
bound_sample(l, q, φ, estimator="path", K=1, baseline=0) = {
  if not (K >= 1 and K == floor(K)) { error("bound_sample: K is how many draws, at least 1, not {K}", "domain") }
  still = estimator == "score"
  bound_at(l, q, φ, sample(q(if still { stop(φ) } else { φ }), K), estimator, baseline)
}

# The same at draws of your own: their rows, as functions of φ where the path is to count.
# l: log p(x, z), a function of z
# q: the distribution of z, a function of φ
# φ: its parameters
# z: draws by rows
# estimator: one of the names that bound_sample lists
# baseline: of "score": a number, or "leave one out"
# example: use estimators; l = z -> log_density(Normal(1, 1), z); ε = [-0.5, 1.2];
# example: check grad(φ -> bound_at(l, φ -> Normal(φ, 1), φ, φ + ε))(0.0) ≈ mean(1 - ε)
# -> ok 0.65 ≈ 0.65
bound_at(l, q, φ, z, estimator="path", baseline=0) = {
  if not (estimator in bound_estimators) { error("bound_at: estimator is one of {bound_estimators}, not {text(estimator)}", "argument") }
  (law, fixed) = (q(φ), q(stop(φ)))
  K = len(z)
  if estimator == "path" { return mean(vmap(z -> l(z) - law.log_density(z))(z)) }
  if estimator == "landing" { return mean(vmap(z -> l(z) - fixed.log_density(z))(z)) }
  if estimator == "iw" { return logsumexp(vmap(z -> l(z) - law.log_density(z))(z)) - log(K) }
  if estimator == "score" {
    z = stop(z)
    h = vmap(z -> l(z) - fixed.log_density(z))(z)
    return with_value(mean(h), mean(h + (stop(h) - baseline_of(stop(h), baseline))*vmap(law.log_density)(z)))
  }
  h = vmap(z -> l(z) - fixed.log_density(z))(z)
  # At draws that stand still h moves with l alone; the rest of its gradient is the path's.
  still = vmap(z -> l(z) - fixed.log_density(z))(stop(z))
  w = stop(softmax(h))
  with_value(logsumexp(h) - log(K), sum(w*still) + sum(w^2*(h - still)))
}

# The mean and the variance of the gradient that one sample of an estimator gives, by n samples: estimates.
# l: log p(x, z), a function of z
# q: the distribution of z, a function of φ
# φ: its parameters, a number, a vector or a tree, whose numbers then stand one after the other
# estimator: one of the names that bound_sample lists
# K: how many draws a sample has
# baseline: of "score": a number, or "leave one out"
# n: samples
# example: use estimators; l = z -> log_density(Normal(0, 1), z);
# example: abs(value(gradient_moments(l, φ -> Normal(φ, 1), 0.5).mean) + 0.5) < 0.05
# -> true
gradient_moments(l, q, φ, estimator="path", K=1, baseline=0, n=10000) = {
  if not (n >= 2 and n == floor(n)) { error("gradient_moments: n is how many samples, at least 2, not {n}", "domain") }
  flat = if kind(φ) in ("record", "tuple") { g -> flatten(leaves(g)) } else { g -> g }
  g = vmap(i -> flat(grad(φ -> bound_sample(l, q, φ, estimator, K, baseline))(φ)))(1:n)
  centre = mean(g, axis=1)
  (mean = estimate(g), variance = estimate((g - centre)^2)*n/(n - 1))
}

# A number with the value v and the gradient of s.
with_value(v, s) = stop(v) + (s - stop(s))

# What is subtracted from each h.
baseline_of(h, baseline) = {
  if kind(baseline) != "text" { return baseline }
  if baseline != "leave one out" { error("bound_at: baseline is a number or \"leave one out\", not {text(baseline)}", "argument") }
  K = len(h)
  if K < 2 { error("bound_at: \"leave one out\" takes the mean of the other draws, and K = 1 has none: K=2 or more", "argument") }
  (sum(h) - h)/(K - 1)
}
