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
noise_at(name, σ) = {
  if kind(σ) != "record" {
    events.positive(name, "σ", σ)
    if ndims(σ) > 0 { error("{name}: σ is one number, not {type(σ)}: multi_dsm takes several levels", "shape") }
  }
  l = level_of(σ)
  if not istraced(l.σ) and not (l.σ > 0) { error("{name}: σ must be positive, not {text(l.σ)}: without noise there is none to be found", "domain") }
  l
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
  E(x ~ D, f(x), method=quad(one_way(name, n, nodes)))
} else if given(n) {
  E(x ~ D, f(x), n=whole_number(name, "n", "draws", 2, n), method="samples")
} else if summable(D) {
  mean_over_parts(name, D, f)
} else if normal_parts(D) and moving(D) {
  # A grid needs numbers.
  E(x ~ D, f(x), method=quad(60))
} else { E(x ~ D, f(x)) })

# Requires draws or nodes, not both.
one_way(name, n, nodes) = {
  if given(n) { error("{name}: n= is for draws and nodes= for a rule; give one of them", "argument") }
  whole_number(name, "nodes", "points", 1, nodes)
}

# The mean of f over a law of normal parts. A score that decides between parts a distance Δ apart varies over s²/Δ, so
# that one dimension, where points are cheap, has four times as many as the floors of losses need.
mean_over_parts(name, D, f) = {
  F = normal_form(name, D)
  on(usual) = mean_of(name, D, F, level_of(0), none, none, (x, p) -> f(x), usual=usual)
  agreed(on, if dimensions(F) == 1 { (40, 57) } else { (10, 14) }, () -> E(x ~ D, f(x), n=20000, method="samples"))
}

# A sum over a grid where a finer one agrees; else draws, which know their error: the score is rougher than the law.
agreed(on, grids, drawn) = {
  a = on(grids[1])
  if known_later(a) or se(a) > 0 { return a }
  b = on(grids[2])
  if abs(a - b) <= 1e-5*max(abs(b), 1.0) { b } else { drawn() }
}

# The mean of f over x and slices.
over_slices(name, f, s, D, slices, n, nodes, of="score") = {
  D = law_of(name, D)
  law = slice_law(slices, event_shape(D))
  if of == "score" { s = score_function(name, s) } else {
    given_log = s
    s = x -> {
      y = given_log(x)
      y = if ndims(y) > 0 and size(y) == 1 { sum(y) } else { y }
      if ndims(y) > 0 { error("{name}: the log density is a number at each point, not {type(y)}", "shape") }
      y
    }
  }
  if shape(law.draw()) != event_shape(D) {
    error("{name}: the slices have the shape {shape(law.draw())}, the points {event_shape(D)}", "shape")
  }
  judged(name, s, D, if given(nodes) { E(x ~ D, v ~ law, f(s, x, v), method=quad(one_way(name, n, nodes))) } else {
    E(x ~ D, v ~ law, f(s, x, v), n=if given(n) { whole_number(name, "n", "draws", 2, n) } else { 10000 }, method="samples")
  })
}

# E f(ε) over standard normal numbers by trapezoids of the width h, which converge geometrically for an f that is smooth
# over h.
over_noise(f, h) = {
  k = i64(ceil(12/h))
  ε = h*(-k:k)
  sum(h*exp(-ε^2/2)/sqrt(2*π)*vmap(f)(ε))
}

# A loss, which must be a finite number.
judged(name, s, D, r) = {
  # An estimate without its influences is a number, a traced value is not.
  if known_later(r) { return r }
  if isfinite(stop(r)) { return r }
  x = if few_points(D) { D.support()[1] } else { sample(D, 1000) }
  bad = vmap(x -> not all(isfinite(flatten(s(x)))))(x)
  if any(bad) {
    error("{name}: the score is not finite at {sum(i64(bad))} of {len(x)} points of D, such as {text(x[argmax(i64(bad))])}: it must be finite wherever D has mass", "domain")
  }
  error("{name}: the loss is {text(stop(r))}: the score, or its derivative, is not finite far from the middle of D; n=10000 takes draws instead", "domain")
}
