# What stops chains of Langevin kernels: steps above the stability limit, scores that are not finite, the end of the
# support, points that run away. Each is told with its step, its chain and its place.
use langevin
use langevin_laws
use chain_targets
use options

# Requires a step below the stability limit where that is known.
stable(name, K, t) = {
  if not given(t.law) { return none }
  v = least_variance(t.law)
  if not given(v) or istraced(K.h) or istraced(v) { return none }
  limit = stability_limit(K, v)
  if K.h >= limit {
    normal = t.law.family == "Normal"
    whose = if normal { "law's least variance" } else { "least variance of a component" }
    remedy = if normal { "" } else { "; mala(h) has no limit" }
    error("{name}: {K.name} is unstable here: the {whose} is {v:.6g}, and h must be below {limit:.6g}{remedy}", "domain")
  }
}

# How far out a chain has run away: a million times the size of the starts and of what a step moves them.
far_out(K, s, x) = {
  T = K.temperature
  (far, slope) = (max(abs(flatten(f64(x)))), max(abs(flatten(f64(s)))))
  moved = if K.momentum { K.h*(sqrt(T) + (1 + K.h)*slope) } else { sqrt(2*K.h*T) + K.h*slope }
  min(1e6*(far + moved), if kind(x) == "f32" { 1e30 } else { 1e100 })
}

# The same, where a law says how far out its mean is.
far_from(K, t, x) = {
  D = t.law
  known = if given(D) { has(D, "mean") and has(D, "variance") } else { false }
  own = if known { max(abs(flatten([D.mean()]))) + sqrt(max(flatten([D.variance()]))) } else { 0.0 }
  far_out(K, f64(t.score(x)), x) + 1e6*(if isfinite(own) { own } else { 0.0 })
}

# Which rows of a state are finite, not on their way out, and in the support.
good_rows(t, q, bound) = {
  good = row_sums(1.0*(not (abs(q.x) <= bound))) == 0
  for k in ("p", "s") { if has(q, k) { good = good and isfinite(row_sums(0.0*get(q, k))) } }
  if t.bounded { good and t.log_p(q.x) > -inf } else { good }
}

# What iterate carries: the kernel's state; of kernels that reject, how much was accepted, and how often nothing could
# be told; the steps done; and once a step was not good, which chain it was of, with its noise.
begun_chains(K, q, step, lost) = {
  n = if K.metropolis { len(q.x) } else { 1 }
  noise = row_of_noise(K.draw(q.x), 1)
  (q = q, accepted = zeros(n), lost = lost + zeros(n), step = step, stuck = false, chain = 1, noise = noise)
}

# The noise of one chain, as a record.
row_of_noise(ξ, k) = {
  r = (n = len(ξ))
  for i in 1:len(ξ) { r = put(r, "ξ{i}", ξ[i][k]) }
  r
}

# A step of all chains. One that is not good is not taken by any, nor is another one, so that what went wrong can be
# told.
stepped(K, t, bound) = a -> {
  ξ = K.draw(a.q.x)
  q = K.move(t, a.q, ξ)
  rows = good_rows(t, q, bound)
  good = all(rows) and not a.stuck
  k = argmax(i64(not rows))
  (
    q = map_leaves((new, old) -> where(good, new, old), q, a.q),
    accepted = if K.metropolis { a.accepted + q.accept } else { a.accepted },
    lost = if K.metropolis { a.lost + q.lost } else { a.lost },
    step = a.step + i64(good), stuck = not good, chain = where(a.stuck, a.chain, k),
    noise = map_leaves((new, old) -> where(a.stuck, old, new), row_of_noise(ξ, k), a.noise)
  )
}

# f of the leaves of two records of numbers.
map_leaves(f, a, b) = {
  r = a
  for k in fields(a) { r = put(r, k, f(get(a, k), get(b, k))) }
  r
}

# Complains of a step that led nowhere, which is made again by its chain alone: where the score was not finite when it
# was asked for, else where it led to.
chain_settled(name, K, t, x0, a, bound) = {
  if known_later(a.stuck) { return a }
  if not a.stuck { return a }
  k = a.chain
  step = "step {a.step + 1} of chain {k}"
  alone = map_leaves((q, r) -> q[k:k], a.q, a.q)
  ξ = ()
  for i in 1:a.noise.n { ξ = tuple_of(ξ..., { v = get(a.noise, "ξ{i}"); reshape(v, 1, shape(v)...) }) }
  asked = X -> { s = t.score(X); finite_score(name, K.name, "where the {step} asks for it", X, s); s }
  y = K.move(put(t, "score", asked), alone, ξ).x
  (from, to) = (text(f64(a.q.x[k])), text(f64(y[1])))
  if t.bounded and all(abs(flatten(y)) <= bound) {
    p = t.log_p(y)[1]
    remedy = if p == -inf { "outside the support; mala(h) refuses such a step" } else { "which tells of no place" }
    error("{name}: {K.name}: the {step} leads from x = {from} to {to}, where log p is {text(f64(p))}, {remedy}", "domain")
  }
  begun = "which began at x = {text(f64(x0[k]))} {limit_near(K, t, f64(x0[k:k]))}"
  error("{name}: {K.name}: the {step} leads out of all bounds, from x = {from} to {to}; {begun}", "domain")
}

# Requires that the score is finite at the first of the rows that has none.
finite_score(name, what, where, X, s) = {
  good = isfinite(row_sums(0.0*s))
  if all(good) { return none }
  error("{name}: {what}: the score is not finite at x = {text(f64(X[argmax(i64(not good))]))}, {where}", "domain")
}

# What the steepest fall of the score at x suggests.
limit_near(K, t, x) = {
  J = jacobian(x -> t.score(x))(x)
  if not all(isfinite(J)) { return "where the score has no finite derivative" }
  λ = -min(real(eig((J + J')/2)))
  if not (λ > 0) {
    return "where the score points away from the modes: of a law that can be normalised it points back far out"
  }
  limit = stability_limit(K, 1/λ)
  if K.h < limit {
    "where h below {limit:.3g} is stable: the score grows further out; begin nearer, or take a smaller h"
  } else { "where the score falls as that of the variance {1/λ:.3g}, for which h must be below {limit:.3g}" }
}
