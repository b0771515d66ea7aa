# What score matching asks of a law: its true score, its level of noise, and means over it and over noise. Means are
# sums over grids where a law is made of normal ones and has at most two numbers, exact over few points, and estimates
# elsewhere.
use events as events
use laws_of_data
use oracles
use noise_floors
use score_losses
use score_slices
use options

# The level of noise of its deviation, or as it is.
noise_at(name, σ) = if kind(σ) == "record" {
  l = level_of(σ)
  if not istraced(l.σ) and not (l.σ > 0) { error("{name}: σ must be positive, not {text(l.σ)}: without noise there is none to be found", "domain") }
  l
} else {
  events.positive(name, "σ", σ)
  if ndims(σ) > 0 { error("{name}: σ is one number, not {type(σ)}: multi_dsm takes several levels", "shape") }
  (α = 1.0, σ = 1.0*σ, γ = 2*log(σ))
}

# The true score of a law, in closed form where it has one.
true_score(name, D) = {
  if has(D, "support") {
    error("{name}: the points of {D.family} have no density, so no score to be compared with: noised(D, (α = 1, σ = 0.1)) or KDE(data, h) have one; ism, ssm and dsm ask for none", "distribution")
  }
  score_of(D)
}

# Whether a law is made of normal laws, and whether their widths and places are being differentiated.
normal_parts(D) = has_normal_form(D) and not is_discrete(D)
moving(D) = {
  F = normal_form("score", D)
  istraced(F.v) or istraced(F.m)
}

# Whether means over a law are sums over a grid, or over a support that is short.
summable(D) = normal_parts(D) and prod(event_shape(D)) <= 2 and not moving(D)
few_points(D) = has(D, "support") and D.family != "KDE" and len(D.support()[1]) <= 1000

# The mean of f, which s makes, over a law.
over_law(name, s, D, f, n, nodes) = judged(name, s, D, if given(nodes) {
  E(x ~ D, f(x), method=quad(nodes))
} else if given(n) {
  E(x ~ D, f(x), n=n, method="samples")
} else if summable(D) {
  mean_over_parts(name, D, f)
} else if normal_parts(D) and moving(D) {
  # A grid needs numbers.
  E(x ~ D, f(x), method=quad(60))
} else { E(x ~ D, f(x)) })

# The mean of f over a law of normal parts. A score that decides between parts a distance Δ apart varies over s²/Δ, so
# that one dimension, where points are cheap, has four times as many as the floors of losses need.
mean_over_parts(name, D, f) = {
  F = normal_form(name, D)
  mean_of(name, D, F, level_of((α = 1.0, σ = 0.0)), none, if dimensions(F) == 1 { 40 } else { 10 }, (x, p) -> f(x))
}

# The mean of f over x and slices.
over_slices(name, f, s, D, slices, n, nodes, of="score") = {
  D = law_of(name, D)
  law = slice_law(slices, event_shape(D))
  if of == "score" { s = score_function(name, s) } else {
    given_log = s
    s = x -> {
      y = given_log(x)
      if ndims(y) > 0 { error("{name}: the log density is a number at each point, not {type(y)}", "shape") }
      y
    }
  }
  if shape(law.draw()) != event_shape(D) {
    error("{name}: the slices have the shape {shape(law.draw())}, the points {event_shape(D)}", "shape")
  }
  judged(name, s, D, if given(nodes) { E(x ~ D, v ~ law, f(s, x, v), method=quad(nodes)) } else {
    E(x ~ D, v ~ law, f(s, x, v), n=if given(n) { n } else { 10000 }, method="samples")
  })
}

# E f(ε) over standard normal numbers, by trapezoids, which converge geometrically.
over_noise(f) = {
  ε = 0.1*(-120:120)
  sum(0.1*exp(-ε^2/2)/sqrt(2*π)*vmap(f)(ε))
}

# A loss, which must be a finite number.
judged(name, s, D, r) = {
  # An estimate without its influences is a number, a traced value is not.
  if istraced(stop(r)) { return r }
  if isfinite(stop(r)) { return r }
  x = if few_points(D) { D.support()[1] } else { sample(D, 1000) }
  bad = vmap(x -> not all(isfinite(flatten(s(x)))))(x)
  if any(bad) {
    error("{name}: the score is not finite at {sum(i64(bad))} of {len(x)} points of D, such as {text(x[argmax(i64(bad))])}: it must be finite wherever D has mass", "domain")
  }
  error("{name}: the loss is {text(stop(r))}: the score, or its derivative, is not finite far from the middle of D; n=10000 takes draws instead", "domain")
}
