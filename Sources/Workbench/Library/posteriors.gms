# The posterior p(z | x) of what was not observed, for densities by their factors, where it is known: for one
# unknown with a finite support, the rows of such, and in linear-Gaussian models. Parts and s are those of
# `densities`; posterior(p, x=1.5) calls what stands here.
use evidence

# p(z | x) for one unknown with a finite support, the rows of such, and linear-Gaussian models.
posterior_of(parts, s) = {
  open = whole(unknown(parts, s), s)
  if splits(parts, s) and len(open) == 1 {
    if is_finite(at_row(open[1], 1), first_row(open[1], s)) {
      return Categorical(logits=each_row(log_weights, parts, s))
    }
  }
  g = gaussian(parts, s)
  if kind(g) != "none" { return normal_posterior(g) }
  if len(open) == 1 and is_finite(open[1], s) { return finite_posterior(law(open[1], s), log_weights(parts, s)) }
  error("the posterior is known for one unknown with a finite support and in linear-Gaussian models", "density")
}

# s with the first row of what stands with the index of a part.
first_row(part, s) = {
  for k in 1:len(part.arguments) {
    if part.indexed[k] { s = put(s, part.arguments[k], get(s, part.arguments[k])[1]) }
  }
  s
}

# log p(z, x) at each point z of the one unknown.
log_weights(parts, s) = {
  r = weighed(parts, unknown(parts, s)[1], s)
  log(r.w) + r.l
}

# The distribution on the support of D with these log weights.
finite_posterior(D, l) = {
  name = if has(D, "family") { D.family } else { "" }
  if name == "Categorical" and ndims(D.mean()) == 0 { return Categorical(logits=l) }
  if name == "Bernoulli" and ndims(D.mean()) == 0 { return Bernoulli(logits=l[2] - l[1]) }
  error("the posterior of a {name} unknown is not among those that are known: Categorical and Bernoulli numbers are", "density")
}

# The normal posterior as a distribution of its unknown, or of the tuple of them.
normal_posterior(g) = {
  cov = (g.cov + g.cov')/2
  names = g.z.names
  if len(names) == 1 {
    shape = get(g.z.places, names[1]).shape
    if len(shape) == 0 { return Normal(g.mean[1], sqrt(cov[1, 1])) }
    if len(shape) == 1 { return Normal(g.mean, cov=cov) }
  }
  D = Normal(g.mean, cov=cov)
  title = "the posterior of {names[1]}"
  for k in 2:len(names) { title = "{title}, {names[k]}" }
  (
    family = title,
    draw = () -> values_of(unpacked(none, g.z, D.draw()), names),
    log_density = x -> D.log_density(packed(g.z, names, x))
  )
}

# The values of unknowns as one vector.
packed(z, names, x) = {
  s = bound_values(none, names, x)
  v = zeros(z.size)
  for name in names {
    place = get(z.places, name)
    v[place.at + 1:place.at + place.size] = flatten(floating(get(s, name)))
  }
  v
}
