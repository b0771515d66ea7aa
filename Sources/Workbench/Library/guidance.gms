# Guidance: a prediction pushed towards a class or towards what a classifier says of z, at every level of noise. It does
# not sample the tilted law p(x | c)^(1+w)/p(x)^w that its score at σ = 0 belongs to: noise and tilting do not commute.
# names: guided, classifier_guided, with_score, tilted
use predictions
use noise_levels
use families
use events as events

# Guidance without a classifier, s = (1 + w) s_c - w s_u. The weights have the sum 1, so that x, ε, v and the velocity
# are combined alike. Ho and Salimans 2022, whose w this is; the guidance scale of other papers and of diffusers is 1
# + w, so that 1 there, and 0 here, is no guidance. Kynkäänniemi et al. 2024 guide at the middle levels alone.
# pc: the predictor of the class
# pu: the predictor of all data; or, as Karras et al. 2024 have it, a weaker predictor of the class
# w: how strongly, a number, or a function of the level
# levels: (γ_low, γ_high): guidance only for γ between them; elsewhere the prediction is that of pc
# .of: what it predicts, as pc does
# .apply: p(z, l) is the prediction
# example: use vdm; use guidance; s(a) = predicts("score", (z, l) -> -a*z, sees="level");
# example: predict(guided(s(4.0), s(1.0), 1), 0.5, (α = 1, σ = 0.3), "score")
# -> -3.5
guided(pc, pu, w, levels=none) = {
  (pc, pu) = (predictor(pc), predictor(pu))
  strength = strength_of("guided", w, levels)
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

# The predictor q with the number d of coordinates that p is known to have.
sized_as(p, q) = {
  if has(p, "d") { return put(q, "d", p.d) }
  event = if has(p, "law") { p.law.domain.shape } else { () }
  if len(event) == 1 { put(q, "d", event[1]) } else { q }
}

# The strength of guidance as a function of the level.
strength_of(name, w, levels) = {
  if kind(w) != "function" { number_of(name, "w", w, "how strongly to guide, or a function of the level") }
  f = if kind(w) == "function" { w } else { l -> 1.0*w }
  if kind(levels) == "none" { return f }
  if not (kind(levels) == "tuple" and len(levels) == 2) {
    error("{name}: levels are two ends of γ = -log SNR, such as (-3, 2), not {text(levels)}", "type")
  }
  (low, high) = levels
  rising_ends(name, low, high, true)
  l -> where(l.γ >= low, where(l.γ <= high, f(l), 0.0), 0.0)
}

# A predictor whose score has something added: x̂ + σ²/α s, ε̂ - σ s, v̂ - σ(α² + σ²)/α s. At α = 0, where x̂ moves by
# a limit that s does not tell, x̂, v̂ and the velocity stay as they are.
# p: a predictor
# s: s(z, l), what is added to the score
# .of: what it predicts, as p does
# .apply: p(z, l) is the prediction
# example: use vdm; use guidance; p = with_score((z, t) -> 0.5*z, (z, l) -> 1.0);
# example: predict(p, 0.2, (α = 0.8, σ = 0.6, t = 0.5), "ε")
# -> -0.5
with_score(p, s) = {
  p = predictor(p)
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
  strength = strength_of("classifier_guided", w, levels)
  with_score(p, (z, l) -> strength(l)*grad(y -> log_prob(y, l))(floating(z)))
}

# The law in proportion to p_c^(1+w)/p_u^w, to which the guided score at σ = 0 belongs: of two laws of one exponential
# family the member with the natural parameters (1 + w) η_c - w η_u.
# Dc, Du: laws of one family, such as Normal
# w: how strongly
# example: use vdm; use guidance; check tilted(Normal(0, 0.5), Normal(0, 1), 1).variance() ≈ 1/7
# -> ok 0.142857 ≈ 0.142857
tilted(Dc, Du, w) = {
  for D in (Dc, Du) { events.distributed("tilted", D) }
  number_of("tilted", "w", w, "how strongly the law is tilted")
  if events.title(Dc) != events.title(Du) or events.is_family(Dc, "Mixture") {
    error("tilted: of two laws of one exponential family the tilted law is known, not of {events.title(Dc)} and {events.title(Du)}; its density is in proportion to exp((1 + w)*log_density(Dc, x) - w*log_density(Du, x))", "distribution")
  }
  η = (1 + w)*natural(Dc) - w*natural(Du)
  if events.is_family(Dc, "Normal") and not istraced(w) { integrable(η, w) }
  from_natural(Dc, η)
}

# Requires a normal law by its natural parameters: a positive precision.
integrable(η, w) = {
  precision = -2*η[2]
  least = if ndims(precision) == 2 { min(eigh(precision)) } else { min(precision) }
  if not (least > 0) {
    error("tilted: with w = {w:.4g} the precision (1 + w)/τ_c² - w/τ_u² is {f64(least):.4g}, and p_c^(1+w)/p_u^w has no finite integral: guide towards the narrower law, or less", "domain")
  }
}
