# The Kullback-Leibler divergence and the cross-entropy, in closed form where there is one.
use distributions

# KL(q ‖ p) = E log q(x)/p(x) over x ~ q: in closed form for distributions of one family and where
# E log p over q is known, a sum over a finite support, else an estimate from n draws (as many as E takes). n= or
# method= ask for the estimate, with method "samples", "antithetic" or "stratified"; nodes= for the
# quadrature rule of q.
# q: the distribution that draws
# p: the distribution that it is compared with
# n: draws of an estimate
# method: of the estimate: "samples", "antithetic" or "stratified"
# nodes: points of a quadrature rule of q
# example: KL(Normal(1, 1), Normal(0, 1))
# -> 0.5
# example: KL(Bernoulli(0.5), Bernoulli(0.25)) - log(4/3)/2
# -> 0.0
KL(q, p, n=none, method=none, nodes=none) = {
  comparable("KL", q, p)
  if not asked(n, method, nodes) {
    if not may_be_inside(q, p) { return inf }
    closed = closed_divergence(q, p)
    if kind(closed) != "none" { return closed }
    if is_outside(q, p) { return inf }
    if has(q, "support") { return sum_over(q, x -> q.log_density(x) - p.log_density(x)) }
  }
  mean_over(q, x -> q.log_density(x) - p.log_density(x), n, method, nodes)
}

# The cross-entropy E -log p(x) over x ~ q, which is KL(q ‖ p) + entropy(q): in closed form where there
# is one, a sum over a finite support, else an estimate as for KL.
# q: the distribution that draws
# p: the distribution that it is compared with
# n: draws of an estimate
# method: of the estimate: "samples", "antithetic" or "stratified"
# nodes: points of a quadrature rule of q
# example: cross_entropy(Normal(0, 1), Normal(1, 1)) - entropy(Normal(0, 1))
# -> 0.5
cross_entropy(q, p, n=none, method=none, nodes=none) = {
  comparable("cross_entropy", q, p)
  if not asked(n, method, nodes) {
    if not may_be_inside(q, p) and not (is_discrete(q) and not is_discrete(p)) { return inf }
    closed = closed_cross(q, p)
    if kind(closed) != "none" { return closed }
    if is_outside(q, p) { return inf }
    if has(q, "support") { return sum_over(q, x -> -p.log_density(x)) }
  }
  mean_over(q, x -> -p.log_density(x), n, method, nodes)
}

# Requires two distributions of events of one shape.
comparable(name, q, p) = {
  distributed(name, q)
  distributed(name, p)
  if has(q, "domain") and has(p, "domain") {
    if q.domain.shape != p.domain.shape {
      error("{name}: the events of {title(q)} have the shape {q.domain.shape}, those of {title(p)} {p.domain.shape}", "shape")
    }
  }
}

# Whether an estimate was asked for.
asked(n, method, nodes) = kind(n) != "none" or kind(method) != "none" or kind(nodes) != "none"

# The divergence where there is a closed form, else none.
closed_divergence(q, p) = {
  own = if has(q, "kl") { q.kl(p) } else { none }
  if kind(own) != "none" { return own }
  if not (has(q, "entropy") and has(p, "cross")) { return none }
  cross = known_cross(q, p)
  if kind(cross) == "none" { none } else { cross - q.entropy() }
}

# The cross-entropy where there is a closed form, else none.
closed_cross(q, p) = {
  cross = known_cross(q, p)
  if kind(cross) != "none" { return cross }
  if not (has(q, "kl") and has(q, "entropy")) { return none }
  own = q.kl(p)
  if kind(own) == "none" { none } else { own + q.entropy() }
}

# E -log p over q where p knows it from the moments of q, none where it does not: inf where q has mass outside p.
known_cross(q, p) = {
  if not has(p, "cross") { return none }
  cross = p.cross(q)
  if kind(cross) == "none" { return none }
  where(is_inside(q, p) and holds_points(q, p), cross, inf)
}

# Whether p has mass, or a density, at all points of q: of one that is no set of points the answer is yes.
holds_points(q, p) = {
  if not (has(q, "support") and is_discrete(q)) { return true }
  (x, w) = q.support()
  all(stop(w <= 0 or vmap(p.log_density)(x) > -inf))
}

# Σ w f(x) over the points of a finite support that count.
sum_over(q, f) = {
  (x, w) = q.support()
  y = vmap(f)(x)
  sum(where(w > 0, w*where(w > 0, y, 0.0), 0.0))
}

# The mean of f over draws of q.
mean_over(q, f, n, method, nodes) = {
  if kind(nodes) != "none" {
    E(x ~ q, f(x), method=quad(nodes))
  } else if kind(method) != "none" {
    E(x ~ q, f(x), n=n, method=method)
  } else {
    # Also over a finite support, which E would sum.
    E(x ~ q, f(x), n=n, method="samples")
  }
}

# ## Supports

# Whether the probability of q is on points.
is_discrete(q) = if has(q, "domain") { q.domain.set in ("integers", "points") } else { has(q, "support") }

# Whether the set where q lives can be inside that of p, as far as their kinds say: points have no
# density, and half-lines do not hold all reals.
may_be_inside(q, p) = {
  if not (has(q, "domain") and has(p, "domain")) { return true }
  (s, t) = (q.domain.set, p.domain.set)
  if "union" in (s, t) or "image" in (s, t) { return true }
  if is_discrete(q) != is_discrete(p) { return false }
  t in ("reals", "points") or s == t or s == "points"
}

# Whether it is, where the ends of both are known.
is_inside(q, p) = {
  if not (has(q, "domain") and has(p, "domain")) { return true }
  (a, b) = (q.domain, p.domain)
  if not (has(a, "low") and has(b, "low")) { return true }
  all(stop(a.low) >= stop(b.low)) and all(stop(a.high) <= stop(b.high))
}

# Whether it is known not to be: not where the ends are being differentiated or mapped over.
is_outside(q, p) = {
  inside = is_inside(q, p)
  if istraced(inside) { false } else { not inside }
}
