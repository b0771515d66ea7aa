# log ∫ p(x, z) dz, the log evidence of what was observed, for densities by their factors: exact over finite
# supports (a sum) and in linear-Gaussian models (algebra), else by quadrature over at most
# two dimensions, to 1e-8. Parts and s are those of `densities`; what s lacks is unknown.
# log_evidence(p, x=1.5) calls what stands here.
use densities
use continuous
use discrete
use mixtures
use places

# log p(x) of the values s, by parts in their order.
log_evidence_of(parts, s) = evidence(parts, s)

# The log evidence: rows of which each has unknowns of its own one by one, then what is exact.
evidence(parts, s) = {
  open = whole(unknown(parts, s), s)
  if len(open) == 0 { return one_log(parts, s) }
  if splits(parts, s) { return by_rows(parts, s) }
  g = gaussian(parts, s)
  if kind(g) != "none" { return g.evidence }
  finite = filter(part -> is_finite(part, s), open)
  if len(finite) > 0 { return by_sum(parts, finite[1], s) }
  counts = filter(part -> is_count(part, s), open)
  if len(counts) > 0 { return by_counting(parts, counts[1], s) }
  if len(open) == 1 { if has_rule(open[1], s) { return by_rule(parts, open[1], s) } }
  by_quadrature(parts, s)
}

# log p of values that are all known, which must be one number: a factor of one number at several values has
# as many.
one_log(parts, s) = {
  for part in parts {
    l = law(part, s).log_density(values_of(s, part.variables))
    if size(l) != 1 { error(rows_wanted(part, size(l)), "shape") }
  }
  log_joint(parts, s)
}

rows_wanted(part, n) = "{part.title} has {n} log densities at {n} values of {part.variables[1]}: several observations are the rows of a repeated factor, {part.variables[1]}[i]"

# Whether s has all these names.
known(s, names) = {
  yes = true
  for name in names { yes = yes and has(s, name) }
  yes
}

# The parts whose variables are unknown.
unknown(parts, s) = filter(part -> not known(s, part.variables), parts)

# Requires that no part has some of its variables known and others not.
whole(parts, s) = {
  for part in parts {
    for name in part.variables {
      if has(s, name) { error("of {part.title} only {name} is known, and the law of some of the variables of one factor is not", "density") }
    }
  }
  parts
}

# The parts that the unknown touches.
touched(parts, s) = filter(part -> not (known(s, part.variables) and known(s, part.arguments)), parts)

# The parts that are the same for all values of the unknown.
untouched(parts, s) = filter(part -> known(s, part.variables) and known(s, part.arguments), parts)

# ---- Rows

# Whether every touched part is repeated, and sees the unknown row by row: the evidence is then a product
# over the rows.
splits(parts, s) = {
  yes = true
  some = touched(parts, s)
  for part in some {
    yes = yes and part.repeated
    for k in 1:len(part.arguments) {
      if not part.indexed[k] { yes = yes and has(s, part.arguments[k]) and not in_rows(some, part.arguments[k]) }
    }
  }
  yes
}

# Whether a name stands with the index in one of the parts.
in_rows(parts, name) = {
  yes = false
  for part in parts {
    for variable in part.variables { yes = yes or variable == name }
    for k in 1:len(part.arguments) { yes = yes or (part.indexed[k] and part.arguments[k] == name) }
  }
  yes
}

# The known names that stand with the index, as a record of their values.
row_values(parts, s) = {
  rows = none
  for part in parts {
    for name in part.variables { if has(s, name) { rows = put(rows, name, get(s, name)) } }
    for k in 1:len(part.arguments) {
      name = part.arguments[k]
      if part.indexed[k] and has(s, name) { rows = put(rows, name, get(s, name)) }
    }
  }
  rows
}

# How many rows repeated parts have, by the values that are known or what the index runs over.
rows_of_parts(parts, s) = {
  n = 0
  for part in parts {
    if kind(part.rows) == "function" and known(s, part.arguments) {
      n = rows_count(part, s, map(name -> get(s, name), part.arguments))
    }
    for name in part.variables { if has(s, name) { n = row_count(get(s, name)) } }
    for k in 1:len(part.arguments) {
      if part.indexed[k] and has(s, part.arguments[k]) { n = row_count(get(s, part.arguments[k])) }
    }
  }
  n
}

# The part at one index.
at_row(part, i) = {
  part.repeated = false
  part.at = i
  part
}

# s with the rows that stand in a record, for these parts.
with_rows(parts, s, row) = {
  for part in parts {
    for name in part.variables { if has(row, name) { s = put(s, name, get(row, name)) } }
    for name in part.arguments { if has(row, name) { s = put(s, name, get(row, name)) } }
  }
  s
}

# f of the parts and values of each row, stacked.
each_row(f, parts, s) = {
  some = touched(parts, s)
  one = (i, row) -> f(map(part -> at_row(part, i), some), with_rows(some, s, row))
  vmap(one)(1:rows_of_parts(some, s), row_values(some, s))
}

by_rows(parts, s) = log_joint(untouched(parts, s), s) + sum(each_row(evidence, parts, s))

# ---- Finite supports

# Whether a part whose givens are known has a finite support.
is_finite(part, s) = if part.repeated or not known(s, part.arguments) { false } else { has(law(part, s), "support") }

# The points and weights of a part, and the log evidence of the others at each point.
weighed(parts, part, s) = {
  (x, w) = law(part, s).support()
  others = filter(other -> other.title != part.title, parts)
  (x = x, w = w, l = vmap(x -> evidence(others, bound_values(s, part.variables, x)))(x))
}

# log Σ_z p(z) p(x | z).
by_sum(parts, part, s) = {
  r = weighed(parts, part, s)
  mixed(r.w, r.l)
}

# ---- Counts

# Whether a part whose givens are known is a number on the integers, with no end.
is_count(part, s) = {
  if part.repeated or len(part.variables) > 1 or not known(s, part.arguments) { return false }
  D = law(part, s)
  if not has(D, "domain") or has(D, "support") { return false }
  D.domain.set == "integers" and len(D.domain.shape) == 0
}

# log Σ_k p(k) p(x | k) over the integers around the mean, as many as change nothing when they are doubled.
by_counting(parts, part, s) = {
  D = law(part, s)
  others = filter(other -> other.title != part.title, parts)
  (m, σ) = (stop(floating(D.mean())), stop(sqrt(floating(D.variance()))))
  if istraced(m) { error("the evidence sums over {part.title} for given parameters, not at every point of another integral", "density") }
  (centre, low, high) = (i64(round(m)), stop(D.domain.low), stop(D.domain.high))
  level = w -> {
    k = i64(max(low, 1.0*(centre - w))):i64(min(high, 1.0*(centre + w)))
    mixed(full(1.0, len(k)), vmap(k -> D.log_density(k) + evidence(others, bound_values(s, part.variables, k)))(k))
  }
  w = 20 + i64(ceil(10*σ))
  (old, new) = (level(w), level(2*w))
  while stop(new == -inf or abs(new - old) > 1e-11*max(1, abs(new))) and w < 2^18 {
    w = 2*w
    old = new
    new = level(2*w)
  }
  if stop(new == -inf) { new } else { settled_to(new, stop(abs(new - old))) }
}

# ---- Linear-Gaussian models

# The unknowns as one normal vector z, and the touched observations as y = H z + c + noise, where each law is Normal
# with a mean that is affine in the unknown and a covariance that is free of it, both as the recorded graph shows;
# none elsewhere. With z ~ N(m, P) and noise of covariance R: y ~ N(H m + c, S), S = H P Hᵀ + R; given y,
# z has the mean m + P Hᵀ S⁻¹ (y - H m - c) and the covariance P - P Hᵀ S⁻¹ H P. Bishop 2006, section 2.3.3.
gaussian(parts, s) = {
  z = latent_vector(unknown(parts, s), s)
  if kind(z) == "none" { return none }
  seen = filter(part -> known(s, part.variables), touched(parts, s))
  y = observations(seen, s, z)
  if kind(y) == "none" { return none }
  outside = log_joint(untouched(parts, s), s)
  if len(seen) == 0 { return (evidence = outside, mean = z.mean, cov = z.cov, z = z) }
  r = y.value - y.mean
  PH = z.cov @ y.H'
  S = y.H @ PH + y.noise
  L = cholesky((S + S')/2)
  e = solve(L, r)
  U = solve(L, PH')
  (
    evidence = outside - sum(e^2)/2 - sum(log(diag(L))) - len(r)*log(2*π)/2,
    mean = z.mean + U' @ e,
    cov = z.cov - U' @ U,
    z = z
  )
}

# The unknowns of parts, in order, as one vector: its mean and covariance, and where each stands in it.
latent_vector(parts, s) = {
  z = (names = map(part -> part.variables[1], parts), places = none, size = 0, mean = none, cov = none)
  for part in parts {
    f = affine(part, s, z)
    if kind(f) == "none" { return none }
    place = (at = z.size, size = len(f.mean), shape = f.shape)
    if z.size == 0 {
      z.mean = f.mean
      z.cov = f.cov
    } else {
      AP = f.A @ z.cov
      z.cov = concat((concat((z.cov, AP'), axis=2), concat((AP, AP @ f.A' + f.cov), axis=2)), axis=1)
      z.mean = concat((z.mean, f.mean))
    }
    z.size = z.size + place.size
    z.places = put(z.places, part.variables[1], place)
  }
  z
}

# The touched observations as one vector: its value, its mean, its matrix H and the covariance of its noise.
observations(parts, s, z) = {
  y = (value = none, mean = none, H = none, noise = none)
  for part in parts {
    f = affine(part, s, z)
    if kind(f) == "none" { return none }
    value = flatten(floating(get(s, part.variables[1])))
    if len(value) > len(f.mean) { error(rows_wanted(part, len(value)), "shape") }
    if len(value) != len(f.mean) { return none }
    if kind(y.value) == "none" {
      y = (value = value, mean = f.mean, H = f.A, noise = f.cov)
    } else {
      y = (
        value = concat((y.value, value)),
        mean = concat((y.mean, f.mean)),
        H = concat((y.H, f.A), axis=1),
        noise = beside(y.noise, f.cov)
      )
    }
  }
  y
}

# Two matrices on a diagonal.
beside(A, B) = {
  (m, n) = (len(A), len(B))
  concat((concat((A, zeros(m, n)), axis=2), concat((zeros(n, m), B), axis=2)), axis=1)
}

# s with the unknowns that stand in a vector.
unpacked(s, z, v) = {
  for name in z.names {
    if has(z.places, name) {
      place = get(z.places, name)
      part = v[place.at + 1:place.at + place.size]
      s = put(s, name, if len(place.shape) == 0 { part[1] } else { reshape(part, place.shape...) })
    }
  }
  s
}

# The law of a part as mean A v + b and covariance, at the mean of the unknown so far; none where it is not that.
affine(part, s, z) = {
  if len(part.variables) != 1 { return none }
  n = if part.repeated { rows_of_parts((part,), s) } else { 0 }
  if part.repeated and n == 0 { return none }
  if z.size == 0 { return normal_form(part, s, n) }
  form = v -> normal_form(part, unpacked(s, z, v), n)
  v = z.mean
  f = form(v)
  if kind(f) == "none" { return none }
  if degree(v -> form(v).mean, v) > 1 or degree(v -> form(v).spread, v) > 0 { return none }
  f.A = jacobian(v -> form(v).mean)(v)
  f
}

# The mean, covariance and spread of a law that is Normal, flattened; none for another.
normal_form(part, s, n) = {
  D = law(part, s)
  if not part.repeated { return form_of(D) }
  one = D.one
  first = form_of(one(1, map(k -> if part.indexed[k] { D.rows[k][1] } else { none }, part.places)))
  if kind(first) == "none" { return none }
  rows = vmap((i, row) -> {
    f = form_of(one(i, row))
    (mean = f.mean, spread = f.spread, cov = f.cov)
  })(1:n, D.rows)
  e = len(first.mean)
  cov = zeros(n*e, n*e)
  for i in 1:n { cov[(i - 1)*e + 1:i*e, (i - 1)*e + 1:i*e] = rows.cov[i] }
  (mean = flatten(rows.mean), spread = flatten(rows.spread), cov = cov, shape = shape(zeros(n, first.shape...)))
}

form_of(D) = {
  if not has(D, "family") or not has(D, "parameters") { return none }
  if D.family != "Normal" { return none }
  mean = D.mean()
  spread = if has(D.parameters, "σ") { floating(D.parameters.σ) } else if has(D, "cov") { D.cov() } else { none }
  if kind(spread) == "none" { return none }
  (mean = flatten(mean), spread = flatten(spread), cov = covariance_matrix(D), shape = shape(mean))
}

# ---- Quadrature

# Whether a part has a rule of its own for its support, such as that of Gauss and Legendre for a bounded one. For the
# whole line the rule below is better, as it has more points than the normal law needs.
has_rule(part, s) = {
  if part.repeated { return false }
  D = law(part, s)
  if not has(D, "quadrature") or not has(D, "family") or not has(D, "mean") { return false }
  D.family != "Normal" and size(D.mean()) <= 2
}

# log Σ w p(x | z) with the rule of the part's own law, settled where twice the points change nothing.
by_rule(parts, part, s) = {
  D = law(part, s)
  others = filter(other -> other.title != part.title, parts)
  level = n -> {
    (x, w) = D.quadrature(n)
    mixed(w, vmap(x -> evidence(others, bound_values(s, part.variables, x)))(x))
  }
  (old, new) = (level(60), level(120))
  gap = stop(abs(new - old))
  if istraced(gap) { return settled_to(new, gap) }
  if gap <= 1e-9*max(1, abs(new)) { new } else { by_quadrature(parts, s) }
}

# log ∫ over at most two dimensions. With each unknown in turn made of a number u of the real line, as `places` says, and
# u = sinh(t), by the rule of the middle points in t, whose step is halved until the value stays to 1e-8: of a function
# that is smooth and decays on both sides its error falls exponentially with the number of points. Takahasi and Mori 1974.
by_quadrature(parts, s) = {
  start = located(unknown(parts, s), s, none)
  if start.size > 2 or start.size == 0 {
    error("the evidence is an integral over {start.size} dimensions, neither finite nor linear-Gaussian: log_evidence takes at most 2. With draws z of some q(z) near the posterior, E exp(log p(x, z) - log q(z)) estimates its exponential", "density")
  }
  l = u -> {
    at = located(unknown(parts, s), s, u)
    evidence(parts, at.s) + at.slope
  }
  over_line(l, start.size)
}
