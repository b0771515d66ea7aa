# f-GANs: losses whose best discriminator makes the bound meet an f-divergence of data p and fakes q,
# D_f(p, q) = E_q f(p/q) = max_T E_p T - E_q f*(T). Nowozin, Cseke and Tomioka 2016. T = g(V), V the output of
# a network; D is large on fakes here, so V = -D.
# names: f_gan, f_divergence, gan_value
use mode_counts
use gan_losses
use divergence

# The f-GAN of a divergence: a loss of two players with real(-D) = g(V), fake(D) = -f*(g(V)), V = -D.
# The divergences are "kl", "reverse_kl", "pearson", "neyman", "hellinger" (squared, without 1/2), "js" (twice the
# Jensen-Shannon divergence) and "gan" (that less log 4), with f(1) = 0 but for "gan". Nowozin, Cseke and Tomioka 2016,
# tables 1, 2 and 6; the fake parts are simplified, so that no large number is lost.
# divergence: its name
# nonsaturating: whether the generator descends -real(-D), Nowozin's section 3.2, in place of the fake part
# .fake: the loss of the discriminator on fakes, of D
# .real: its loss on data, of -D
# .generator: what the generator descends, of D
# .zero_sum: whether both play for the same number
# .name: which divergence
# .f: its generator, a convex function of the ratio p/q
# .conjugate: f*(t) = max_u t u - f(u)
# .activation: g, which maps the reals to where f* is finite
# .best: the best D as a function of log p/q
# example: use gan; f_gan("kl").best(0.0)
# -> -1.0
f_gan(divergence, nonsaturating=false) = {
  names = ("kl", "reverse_kl", "pearson", "neyman", "hellinger", "js", "gan")
  if not (divergence in names) { error("f_gan: the divergences are {names}, not {text(divergence)}", "argument") }
  t = divergence_table(divergence)
  real = t.activation
  ℓ = if nonsaturating { gan_loss(t.fake, real, generator=D -> -real(-D)) } else { gan_loss(t.fake, real) }
  (fake = t.fake, real = real, generator = ℓ.generator, zero_sum = ℓ.zero_sum, name = divergence,
    f = t.f, conjugate = t.conjugate, activation = t.activation, best = t.best)
}

# The rows of the paper's tables.
divergence_table(name) = if name == "kl" {
  (f = u -> u*log(u), conjugate = t -> exp(t - 1), activation = v -> v, fake = D -> -exp(-D - 1), best = r -> -1 - r)
} else if name == "reverse_kl" {
  (f = u -> -log(u), conjugate = t -> -1 - log(-t), activation = v -> -exp(-v), fake = D -> 1 + D, best = r -> -r)
} else if name == "pearson" {
  (f = u -> (u - 1)^2, conjugate = t -> t^2/4 + t, activation = v -> v, fake = D -> D - D^2/4, best = r -> -2*expm1(r))
} else if name == "neyman" {
  (f = u -> (1 - u)^2/u, conjugate = t -> 2 - 2*sqrt(1 - t), activation = v -> -expm1(-v),
    fake = D -> 2*expm1(D/2), best = r -> -2*r)
} else if name == "hellinger" {
  (f = u -> (sqrt(u) - 1)^2, conjugate = t -> t/(1 - t), activation = v -> -expm1(-v),
    fake = D -> -expm1(-D), best = r -> -r/2)
} else if name == "js" {
  (f = u -> u*log(u) - (u + 1)*log((u + 1)/2), conjugate = t -> -log(2 - exp(t)),
    activation = v -> log(2) - softplus(-v), fake = D -> log(2) - softplus(-D), best = r -> -r)
} else {
  (f = u -> u*log(u) - (u + 1)*log(u + 1), conjugate = t -> -log(1 - exp(t)),
    activation = v -> -softplus(-v), fake = D -> -softplus(-D), best = r -> -r)
}

# D_f(p, q) = E_q f(p/q) of two distributions of one number, by integrals over the scales of both, to 26
# standard deviations. One that is infinite, or of laws too far apart for numbers, is an error.
# ℓ: an f-GAN, f_gan(...)
# p: the data
# q: the fakes
# example: use gan; f_divergence(f_gan("kl"), Normal(1, 1), Normal(0, 1))
# -> 0.5
f_divergence(ℓ, p, q) = {
  f_gan_of("f_divergence", ℓ)
  one_number_laws("f_divergence", p, q)
  f = ℓ.f
  # f(u)/u for large u and f(u) for small u: where they grow, so does the integral over where one law has no mass.
  high = if f(exp(300.0))/exp(300.0) > 100 { most_ratio(p, q) } else { 0.0 }
  low = if f(exp(-300.0)) > 100 { most_ratio(q, p) } else { 0.0 }
  if not (high < 300 and low < 300) {
    error("f_divergence: log p/q is {if high < 300 { -low } else { high }:.4g} where one of the two lives, so {ℓ.name} is infinite or too large for the integral", "domain")
  }
  integral_over("f_divergence", p, q, x -> {
    (a, b) = (p.log_density(x), q.log_density(x))
    r = where(max(a, b) > -inf, a - b, 0.0)
    # q f(u) where q is the larger one, else p f(u)/u: a product of what is bounded where one of the two is 0.
    u = exp(max(-300.0, min(300.0, r)))
    where(r <= 0, exp(b)*f(u), exp(a)*f(u)/u)
  })
}

# The largest log p/q where p has mass, within five standard deviations of its means.
most_ratio(p, q) = max([
  if p.log_density(x) > -inf { p.log_density(x) - q.log_density(x) } else { -inf } for x in scales_of(p, -5.0:5.0)
])

# What ψ ascends for a discriminator D on whole distributions, E_p real(-D(x)) + E_q fake(D(x)); of an f-GAN at most its
# divergence, which D = -V* reaches (?f_gan: .best).
# ℓ: the loss: logistic, or one of two players
# D: the discriminator, a function of x
# p: the data
# q: the fakes
# example: use gan; gan_value(f_gan("kl"), x -> -2.0, Normal(1, 1), Normal(0, 1))
# -> -0.718282
gan_value(ℓ, D, p, q) = {
  ℓ = gan_loss(ℓ)
  if not is_callable(D) { error("gan_value: D is the discriminator, a function of x, not {type(D)}", "type") }
  one_number_laws("gan_value", p, q)
  (fake, real) = (ℓ.fake, ℓ.real)
  integral_over("gan_value", p, q, x -> exp(p.log_density(x))*real(-D(x)) + exp(q.log_density(x))*fake(D(x)))
}

# Requires a loss of f_gan.
f_gan_of(name, ℓ) = {
  ok = if kind(ℓ) == "record" { has(ℓ, "f") } else { false }
  if not ok { error("{name}: a divergence belongs to an f-GAN, f_gan(\"kl\"), not to {type(ℓ)}", "type") }
}

# Requires two distributions of one number, with a mean and a variance.
one_number_laws(name, p, q) = {
  for D in (p, q) {
    ok = kind(D) == "distribution"
    ok = if ok { has(D, "mean") and has(D, "variance") and not is_discrete(D) } else { false }
    if ok { ok = size(D.mean()) == 1 }
    if ok { ok = isfinite(D.mean() + D.variance()) }
    if not ok {
      error("{name}: data and fakes are continuous distributions of one number with a mean and a variance, Normal(0, 1), not {text(D)}", "distribution")
    }
  }
}

# Points of a law on its own scales: its mean, and the means of what it is mixed of, and k standard deviations from them.
scales_of(D, k) = {
  parts = if has_modes(D) {
    m = modes(D)
    (concat((reshape(m.centres, len(m.σ)), [D.mean()])), concat((m.σ, [sqrt(D.variance())])))
  } else {
    ([D.mean()], [sqrt(D.variance())])
  }
  flatten([parts[1][j] + k*parts[2][j] for j in 1:len(parts[1])])
}

# The integral of h over where two distributions of one number have their mass, each on its own scales.
integral_over(name, p, q, h) = {
  (a, b) = (min(p.mean(), q.mean()), max(p.mean(), q.mean()))
  s = max(sqrt(p.variance()), sqrt(q.variance()))
  tail(k) = max(abs(h(a - k*s)), abs(h(b + k*s)))
  if not (tail(9) <= max(tail(4), 1e-12)) {
    error("{name}: the integral is infinite, or too large for numbers: its integrand grows, to {tail(9):.3g} at 9 standard deviations", "domain")
  }
  # With √3: the ends of a uniform law; with 1: that of an exponential one.
  k = [-26, -9, -4, -sqrt(3), -1, 0, 1, sqrt(3), 4, 9, 26]
  x = sort(concat((scales_of(p, k), scales_of(q, k))))
  total = 0.0
  for j in 1:len(x)-1 {
    if x[j+1] > x[j] { total = total + quad(h, x[j], x[j+1]) }
  }
  total
}
