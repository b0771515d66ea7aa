# Guidance: a prediction pushed towards a class or towards what a classifier says of z, at every level of noise. It does
# not sample the tilted law p(x | c)^(1+w)/p(x)^w that its score at σ = 0 belongs to: noise and tilting do not commute.
# names: guided, classifier_guided, with_score, tilted
use predictions
use noise_levels
use families
use events as events

# Guidance without a classifier, s = (1 + w) s_c - w s_u: of a network told of classes guided(of_class(m, c),
# of_class(m), w), where vmap may take the classes from a vector. The weights have the sum 1, so that x, ε, v and the
# velocity are combined alike. The w of other papers and of diffusers, the guidance scale, is 1 + w here: 1 there, and
# 0 here, is no guidance, and their usual 7.5 is w = 6.5. Kynkäänniemi et al. 2024 guide at the middle levels alone;
# Karras et al. 2024 put a weaker predictor of the class in the place of that of all data. Ho and Salimans 2022.
# pc: the predictor of the class
# pu: the predictor of all data, or a weaker one of the class
# w: how strongly, a number, or a function of the level
# levels: (γ_low, γ_high): guidance only for γ between them; elsewhere the prediction is that of pc
# .of: what it predicts, as pc does
# .event: the shape of a datum, where pc or its law tells it
# .apply: p(z, l) is the prediction
# example: use vdm; use guidance; s(a) = predicts("score", (z, l) -> -a*z, sees="level");
# example: predict(guided(s(4.0), s(1.0), 1), 0.5, (α = 1, σ = 0.3), "score")
# -> -3.5
# example: use vdm; m = class_net(2, 3, hidden=8); p(c) = guided(of_class(m, c), of_class(m), 2);
# example: shape(generate(linear_snr(), p(1), 4, steps=5))
# -> (4, 2)
# example: use vdm; m = class_net(2, 3, hidden=8); p(c) = guided(of_class(m, c), of_class(m), 2);
# example: shape(vmap(c -> carry(linear_snr(), p(c), normal_noise(2), steps=5))([1, 2, 3, 3]))
# -> (4, 2)
guided(pc, pu, w, levels=none) = {
  (pc, pu) = (predictor(pc), predictor(pu))
  same_events("guided", pc, pu)
  strength = strength_of("guided", w, levels)
  if pc.of == "transport" or pu.of == "transport" {
    if pc.of != pu.of { error("guided: one predictor is of transport between two data sets, and one of {if pc.of == "transport" { pu.of } else { pc.of }}: both are of one kind", "argument") }
    return sized_as(pc, transported((of = pc.of, class = pc, all_data = pu, apply = (p, z, l) -> {
      k = strength(level_of(l))
      (1 + k)*p.class.apply(p.class, z, l) - k*p.all_data.apply(p.all_data, z, l)
    })))
  }
  p = sized_as(pc, (
    of = pc.of, class = pc, all_data = pu,
    apply = (p, z, l) -> {
      k = strength(level_of(l))
      (1 + k)*predict(p.class, z, l, p.of) - k*predict(p.all_data, z, l, p.of)
    }
  ))
  if not (has(pc, "all") and has(pu, "all")) { return p }
  # Two oracles: each form by itself, so that none loses digits.
  put(p, "all", (p, z, l) -> {
    k = strength(level_of(l))
    (1 + k)*p.class.all(p.class, z, l) - k*p.all_data.all(p.all_data, z, l)
  })
}

# A predictor of velocity whose y is no noise, p(z, l) being all that it says.
transported(p) = put(put(p, "of", "transport"), "all", (p, z, l) -> error("this predictor is of transport: its velocity, p(z, l), goes from data to data that are not N(0, I), and tells no x̂, ε̂ or score. flow_between(p, y) follows it; velocity_net(d, from=Normal(0, 1)) is one of noise", "argument"))

# The predictor q with the shape of an event that p is known to have: `event`, and `d` where it is a vector.
sized_as(p, q) = {
  if has(p, "event") { q = put(q, "event", p.event) } else if has(p, "law") { q = put(q, "event", p.law.domain.shape) }
  if has(p, "d") { return put(q, "d", p.d) }
  event = if has(q, "event") { q.event } else { () }
  if len(event) == 1 { put(q, "d", event[1]) } else { q }
}

# Requires two predictors of one shape, as far as they tell.
same_events(name, p, q) = {
  (a, b) = (sized_as(p, (of = p.of)), sized_as(q, (of = q.of)))
  n(r) = if has(r, "event") { prod(r.event) } else { r.d }
  (a_known, b_known) = (has(a, "event") or has(a, "d"), has(b, "event") or has(b, "d"))
  if not (a_known and b_known) { return none }
  alike = if has(a, "event") and has(b, "event") { a.event == b.event } else { n(a) == n(b) }
  shown(r) = if has(r, "event") { "{r.event}" } else { "({r.d},)" }
  if not alike { error("{name}: both predictors are of data of one shape, not {shown(a)} and {shown(b)}", "shape") }
}

# The strength of guidance as a function of the level, checked where it is asked.
strength_of(name, w, levels) = {
  if kind(w) != "function" { number_of(name, "w", w, "how strongly to guide, or a function of the level") }
  f = if kind(w) == "function" { l -> number_at(name, "w", w(l), l) } else { l -> 1.0*w }
  if kind(levels) == "none" { return f }
  if not (kind(levels) == "tuple" and len(levels) == 2) {
    error("{name}: levels are two ends of γ = -log SNR, such as (-3, 2), not {text(levels)}", "type")
  }
  (low, high) = levels
  rising_ends(name, low, high, true)
  l -> where(l.γ >= low, where(l.γ <= high, f(l), 0.0), 0.0)
}

# Requires that a function of the level gave one finite number, at least `least`.
number_at(name, what, x, l, least=-inf) = {
  if not (kind(x) in ("i64", "f64", "f32")) { error("{name}: {what} is a function whose value is one number, not {type(x)}", "type") }
  if ndims(x) > 0 { error("{name}: {what} is a function whose value is one number, not {type(x)}", "shape") }
  if not istraced(x) {
    if not isfinite(x) { error("{name}: {what} is {text(x)} at γ = {text(l.γ)}: a finite number", "domain") }
    if x < least { error("{name}: {what} is {text(x)} at γ = {text(l.γ)}: a number of at least {text(least)}", "domain") }
  }
  1.0*x
}

# A predictor whose score has something added: x̂ + σ²/α s, ε̂ - σ s, v̂ - σ(α² + σ²)/α s. At α = 0, where x̂ moves by
# a limit that s does not tell, x̂, v̂ and the velocity stay as they are.
# p: a predictor
# s: s(z, l), what is added to the score
# .of: what it predicts, as p does
# .event: the shape of a datum, where p or its law tells it
# .apply: p(z, l) is the prediction
# example: use vdm; use guidance; p = with_score((z, t) -> 0.5*z, (z, l) -> 1.0);
# example: predict(p, 0.2, (α = 0.8, σ = 0.6, t = 0.5), "ε")
# -> -0.5
with_score(p, s) = {
  p = predictor(p)
  if p.of == "transport" { error("with_score: a velocity between two data sets has no score to which something could be added: a predictor of noise has one", "argument") }
  if kind(s) != "function" { error("with_score: s is a function of z and the level, not {type(s)}", "type") }
  q = sized_as(p, (
    of = p.of, base = p, added = s,
    apply = (q, z, l) -> {
      l = level_of(l)
      shifted_by(q.of, predict(q.base, z, l, q.of), score_added(q, z, l), l)
    }
  ))
  if not has(p, "all") { return q }
  put(q, "all", (q, z, l) -> {
    l = level_of(l)
    (a, s) = (q.base.all(q.base, z, l), score_added(q, z, l))
    (x = shifted_by("x", a.x, s, l), ε = shifted_by("ε", a.ε, s, l), score = a.score + s)
  })
}

# What is added to the score at z, of the shape of z.
score_added(q, z, l) = {
  s = q.added(z, l)
  if shape(s) != shape(z) { error("what is added to a score has its shape, {shape(z)}, not {shape(s)}", "shape") }
  s
}

# A prediction after the score has grown by s.
shifted_by(of, y, s, l) = {
  if of == "score" { return y + s }
  if of == "ε" { return y - l.σ*s }
  x = where(l.α == 0, 0.0, l.σ^2/where(l.α == 0, 1.0, l.α))*s
  noise = where(l.α == 0, 0.0, l.σ)*s
  if of == "x" { y + x } else if of == "v" { y - l.α*noise - l.σ*x } else { y + rated(l).dα*x - l.dσ*noise }
}

# Guidance by a classifier of noisy data: ε̂ - σ w ∇ log p(c | z). With the classifier of the noisy law and w = 1 this
# is Bayes' rule, and exact. Dhariwal and Nichol 2021; Song et al. 2021.
# p: the predictor of all data
# log_prob: log p(c | z) at a level, a function of (z, l)
# w: how strongly, a number, or a function of the level
# levels: (γ_low, γ_high): guidance only for γ between them
# .of: what it predicts, as p does
# .apply: p(z, l) is the prediction
# example: use vdm; use guidance; M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
# example: o = oracle(M); p = classifier_guided(o, (z, l) -> o.log_weights(z, l)[1]);
# example: check p(0.5, (α = 0.8, σ = 0.6)) ≈ oracle(Normal(-1, 0.5))(0.5, (α = 0.8, σ = 0.6))
# -> ok -0.5 ≈ -0.5
classifier_guided(p, log_prob, w=1, levels=none) = {
  if kind(log_prob) != "function" {
    error("classifier_guided: log_prob is a function (z, l) -> log p(c | z), not {type(log_prob)}", "type")
  }
  pushed_by("classifier_guided", p, log_prob, w, levels)
}

# A predictor pushed by the gradient of a log probability, checked where it is asked, in the name of who does it.
pushed_by(name, p, log_prob, w, levels) = {
  strength = strength_of(name, w, levels)
  with_score(p, (z, l) -> strength(l)*grad(y -> {
    v = log_prob(y, l)
    fits = if kind(v) in ("i64", "f64", "f32") { ndims(v) == 0 } else { false }
    if not fits { error("{name}: log_prob(z, l) is one number, log p(c | z), not {type(v)}", "shape") }
    v
  })(floating(z)))
}

# The law in proportion to p_c^(1+w)/p_u^w, to which the guided score at σ = 0 belongs: of two laws of one exponential
# family the member with the natural parameters (1 + w) η_c - w η_u.
# Dc, Du: laws of one family, such as Normal
# w: how strongly
# example: use vdm; use guidance; check tilted(Normal(0, 0.5), Normal(0, 1), 1).variance() ≈ 1/7
# -> ok 0.142857 ≈ 0.142857
# example: use vdm; use guidance; tilted(Exponential(3), Exponential(1), 1)
# -> Exponential(rate = 5.0)
tilted(Dc, Du, w) = {
  for D in (Dc, Du) { events.distributed("tilted", D) }
  number_of("tilted", "w", w, "how strongly the law is tilted")
  if events.title(Dc) != events.title(Du) or not (has(Dc, "exponential") and has(Du, "exponential")) {
    error("tilted: of two laws of one exponential family the tilted law is known, not of {events.title(Dc)} and {events.title(Du)}; its density is in proportion to exp((1 + w)*log_density(Dc, x) - w*log_density(Du, x))", "distribution")
  }
  η = (1 + w)*natural(Dc) - w*natural(Du)
  if not istraced(w) {
    for (what, a) in positive_of(Dc, η) { integrable(events.title(Dc), what, a, w) }
  }
  from_natural(Dc, η)
}

# What of the parameters of a law must be positive, so that its density has a finite integral, in terms of the natural
# ones η: each with its name. Of other families than these nothing, as Poisson, where every η is a law.
positive_of(D, η) = {
  name = events.title(D)
  if name == "Normal" or name == "LogNormal" { return (("precision", least_of(-2*η[2])),) }
  if name == "HalfNormal" { return (("precision", min(-2*η)),) }
  if name == "Exponential" { return (("rate", min(-η)),) }
  if name == "Geometric" { return (("rate -log(1 - p)", min(-η)),) }
  if name == "Gamma" { return (("shape", min(η[1] + 1)), ("rate", min(-η[2]))) }
  if name == "InverseGamma" { return (("shape", min(-η[1] - 1)), ("scale", min(-η[2]))) }
  if name == "Beta" { return (("parameter a", min(η[1] + 1)), ("parameter b", min(η[2] + 1))) }
  if name == "Dirichlet" { return (("least α", min(η + 1)),) }
  if name == "Wishart" { return (("ν - d + 1", 2*η[1] + 2), ("precision V⁻¹", least_of(-2*η[2]))) }
  ()
}

# The least eigenvalue of a matrix, the least number of others.
least_of(P) = if ndims(P) == 2 { min(eigh(P)) } else { min(P) }

# Requires what is positive.
integrable(name, what, a, w) = if not (stop(a) > 0) {
  error("tilted: with w = {w:.4g} the {what} of the {name} law would be {f64(a):.4g}: p_c^(1+w)/p_u^w has no finite integral: take a smaller w, or a wider law for Du", "domain")
}
