# Flows between two data sets: z = α x + σ y goes from a datum x at t = 0 to a y at t = 1, both data, and a network
# learns the mean velocity u(z, t) = E(α' x + σ' y | z), whose flow carries the law of y into that of x. With noise
# for y it is the velocity of a diffusion model. With anything else it is a predictor of "transport", which says
# nothing of x̂, ε̂ and the score, as these belong to noise N(0, I): flow_between follows it. Lipman et al. 2023; Liu et
# al. 2023; Albergo and Vanden-Eijnden 2023; Tong et al. 2024.
# names: velocity_loss, velocity_net, paired, velocity_oracle, flow_between
use predictions
use noise_schedules
use generation
use inverse
use laws_of_data
use ode
use options

# The loss of a pair, for train: |û(z_t, t) - (α' x + σ' y)|² at a time drawn uniformly, for z_t = α x + σ y. Its mean
# is least at the mean velocity; what is left there is what z does not know of its pair, and no network learns it. The
# model is a velocity_net, or predicts the velocity or v: of ε and x the velocity has no finite mean square where α or
# σ is 0. What was trained on pairs whose y is not N(0, I) is for flow_between alone, noise_net(d, of="velocity") too.
# S: a schedule with ∫ α'² + σ'² dt finite; rectified() goes straight, z = (1 - t) x + t y
# example: use vdm; use velocities; f = velocity_loss();
# example: p = velocity_oracle(Normal(0, 1), Normal(3, 1));
# example: check E(x ~ Normal(0, 1), y ~ Normal(3, 1), f(p, x, y), n=20000) ≈ π/2 se 4
# -> ok 1.5574 ± 0.0158 ≈ 1.5708 (0.8 se)
velocity_loss(S=rectified()) = {
  S = schedule_of(S)
  square_integrable("velocity_loss", S)
  (first, last) = (level(S, 0.0), level(S, 1.0))
  (m, x, y) -> {
    if shape(y) != shape(x) { error("velocity_loss: the pair has two data of one shape, not {shape(x)} and {shape(y)}", "shape") }
    says_velocity("velocity_loss", predictor(m), first, last)
    l = level(S, uniform_noise())
    squared(l.dα*x + l.dσ*y - velocity_at(m, l.α*x + l.σ*y, l))
  }
}

# Requires rates whose squares have a finite integral, so that h (α'² + σ'²) falls to 0 with the distance h from an end.
square_integrable(name, S) = {
  for (edge, way) in ((0.0, 1), (1.0, -1)) { square_integrable_at(name, S, edge, way) }
}

# The same at one end.
square_integrable_at(name, S, edge, way) = {
  f(h) = { l = level(S, edge + way*h); h*(l.dα^2 + l.dσ^2) }
  (near, nearer) = (f(1e-5), f(1e-8))
  if not istraced(nearer) and nearer > max(0.3*near, 1e-14) {
    error("{name}: the squares of the rates of {S.name} have no finite integral at t = {text(i64(edge))}, where α' or σ' grows as 1/√h or faster with the distance h, and the loss has no finite mean: between(S, -13.3, 5) begins later and ends before, rectified() and plain_cosine() have finite rates", "domain")
  }
}

# Requires a predictor whose velocity is finite at both ends.
says_velocity(name, p, first, last) = if not has(p, "all") {
  zero(a) = if istraced(a) { false } else { a == 0 }
  at = if p.of in ("ε", "score") and zero(last.α) { "t = 1, where α = 0" } else if p.of == "x" and zero(first.σ) {
    "t = 0, where σ = 0"
  } else { "" }
  if at != "" {
    error("{name}: the velocity of a prediction of {p.of} grows without bound near {at}, and the loss has no finite mean: take velocity_net(d), noise_net(d, of=\"velocity\") or of=\"v\"", "argument")
  }
}

# The velocity that a predictor says, of transport too.
velocity_at(p, z, l) = {
  p = predictor(p)
  if p.of != "transport" { return predict(p, z, l, "velocity") }
  u = p.apply(p, floating(z), level_of(l))
  fits("the velocity", u, z)
  u
}

# A network that predicts the velocity from z and t: a multilayer perceptron of both, as in TorchCFM (Tong et al. 2024).
# noise_net(d, of="velocity") is one that sees γ instead.
# d: how many numbers a datum has
# hidden: the widths of the hidden layers
# act: the activation
# type: "f32" or "f64"
# from: the law of y at t = 1. With Normal(0, 1) the network is a diffusion model; without it, or with another law, its
#   velocity is for flow_between alone
# .of: "transport", or "velocity" of noise
# .d: how many numbers a datum has
# .net: the layers
# .apply: m(z, l) is the velocity at the level l, which has a time t
# example: use nn; use velocities; parameter_count(velocity_net(2))
# -> 8706
# example: use vdm; use velocities; (velocity_net(2).of, velocity_net(2, from=Normal(0, 1)).of)
# -> ("transport", "velocity")
velocity_net(d, hidden=(64, 64, 64), act=selu, type="f32", from=none) = {
  d = width("velocity_net", "d", d)
  widths = map(h -> width("velocity_net", "hidden", h), if kind(hidden) == "tuple" { hidden } else { (hidden, hidden) })
  transport_from("velocity_net", from, (
    of = "velocity", d = d, net = mlp(d + 1, widths..., d, act=act, type=type),
    apply = (m, z, l) -> {
      if size(z) != m.d { error("velocity_net: the network is of {m.d} numbers, and z has {size(z)}; vmap takes rows", "shape") }
      reshape(m.net(concat((reshape(z, size(z)), [seen("t", l)]))), shape(z)...)
    }
  ))
}

# A predictor of velocity as one of transport, unless y is noise N(0, I).
transport_from(name, B, p) = if is_noise(name, B) { p } else { transported(p) }

# Whether a law, or data by rows, is N(0, I), as far as its numbers are known.
is_noise(name, B) = {
  if kind(B) == "none" { return false }
  B = law_of(name, B)
  if not events.is_family(B, "Normal") { return false }
  F = normal_form(name, B)
  if known_later(F.m) or known_later(F.v) { return false }
  all(F.m == 0) and all(F.v == 1)
}

# Fresh pairs (x, y) for train, each side drawn for itself.
# X, Y: distributions, or data by rows
# example: use vdm; use velocities; shape(sample(paired(Normal([0, 0], 1), [1.0, 2; 3, 4]), 5)[2])
# -> (5, 2)
paired(X, Y) = {
  (a, b) = (law_of("paired", X), law_of("paired", Y))
  (s, t) = (event_shape(a), event_shape(b))
  if s != t { error("paired: both sides are of one shape, and a datum of X has {s}, one of Y {t}", "shape") }
  (
    family = "pairs", draw = () -> (a.draw(), b.draw()),
    log_density = p -> a.log_density(p[1]) + b.log_density(p[2])
  )
}

# The exact mean velocity between two laws drawn independently of each other: with components i of x and j of y,
# V = α² C_i + σ² C_j and e = z - α m_i - σ m_j,
#   u = Σ r_ij (α' (m_i + α C_i V⁻¹ e) + σ' (m_j + σ C_j V⁻¹ e)),  r_ij ∝ w_i w_j N(e; 0, V).
# Where B is N(0, I) this is what oracle(D) says; else it is for flow_between, and no score.
# D: the law of x: Normal, Mixture of them, KDE, a finite set, or a set in the plane with noise
# B: the law of y, as D
# .of: "transport", or "velocity" where B is N(0, I)
# .apply: p(z, l) is the velocity
# .law: D
# .from: B
# example: use vdm; use velocities; p = velocity_oracle(Normal(1, 2), Normal(-1, 0.5));
# example: p(0.25, level(rectified(), 0.5))
# -> -2.44118
velocity_oracle(D, B) = {
  (F, G) = (normal_form("velocity_oracle", D), normal_form("velocity_oracle", B))
  if F.event != G.event { error("velocity_oracle: both laws are of one shape, not {F.event} and {G.event}", "shape") }
  plain = kind(F.Q) == "none" and kind(G.Q) == "none"
  transport_from("velocity_oracle", B, (of = "velocity", law = D, from = B, apply = (p, z, l) -> {
    z = event_from("velocity_oracle", F, z)
    l = rated(level_of(l))
    e = flatten(z)
    y = if plain { diagonal_velocity(F, G, e, l) } else { full_velocity(F, G, e, l) }
    reshape(y, F.event...)
  }))
}

# All pairs of rows: those of a, each as often as b has rows, and those of b, again and again.
component_pairs(a, b) = {
  (n, m, d) = (len(a), len(b), shape(a)[2])
  (
    reshape(reshape(a, n, 1, d) + zeros(1, m, 1), n*m, d),
    reshape(zeros(n, 1, 1) + reshape(b, 1, m, d), n*m, d)
  )
}

# The weights of pairs by how far e is from each in units of its width.
pair_weights(F, G, distance) = {
  h = flatten(reshape(log_of(F.w), len(F.w), 1) + log_of(G.w)) - distance
  h = exp(h - stop(max(h)))
  h/sum(h)
}

# The velocity for components without correlations.
diagonal_velocity(F, G, z, l) = {
  (m, n) = component_pairs(F.m, G.m)
  (C, B) = component_pairs(F.v + zeros(len(F.w), 1), G.v + zeros(len(G.w), 1))
  V = max(l.α^2*C + l.σ^2*B, 1e-290)
  e = z - l.α*m - l.σ*n
  r = pair_weights(F, G, sum(e^2/V + log(V), axis=2)/2)
  r @ (l.dα*m + l.dσ*n + (l.dα*l.α*C + l.dσ*l.σ*B)*(e/V))
}

# The velocity for components with covariances.
full_velocity(F, G, z, l) = {
  cov_of(F) = vmap(k -> {
    # Components that share one width have one row of it.
    j = min(k, len(F.v))
    if kind(F.Q) == "none" { F.v[j]*eye(size(z)) } else { rotated(F.Q[j], F.v[j]) }
  })(1:len(F.w))
  d = size(z)
  flat(C) = reshape(C, len(C), d*d)
  (m, n) = component_pairs(F.m, G.m)
  (C, B) = component_pairs(flat(cov_of(F)), flat(cov_of(G)))
  parts = vmap((m, n, C, B) -> {
    (C, B) = (reshape(C, d, d), reshape(B, d, d))
    V = l.α^2*C + l.σ^2*B
    e = z - l.α*m - l.σ*n
    k = solve(V, e)
    (u = l.dα*m + l.dσ*n + (l.dα*l.α*C + l.dσ*l.σ*B) @ k, distance = (sum(e*k) + logdet(V))/2)
  })(m, n, C, B)
  pair_weights(F, G, parts.distance) @ parts.u
}

# One y carried along the velocity, from t = 1 to 0: what x it becomes. Backwards with from=0, to=1. Under vmap, rows.
# p: a predictor, of the velocity or of what says it
# y: one event at the time `from`
# S: the schedule of the training
# from, to: the first and the last time
# rtol, atol: errors that a step may make
# at: times on the way, in order from the first to the last, whose points are rows; without them the last point. With
#   by= they are the times of its steps, the first and the last too
# by: a sampler without noise, such as heun_ode(), in the place of ode's steps: quicker for rows of a network
# steps: how many steps of that sampler, of equal length; 100 where it is left out
# example: use vdm; use velocities; p = velocity_oracle(Normal(1, 2), Normal(-1, 0.5));
# example: check flow_between(p, -0.5) ≈ 3 tol 1e-5
# -> ok 3.0 ≈ 3
# example: use vdm; use velocities; p = velocity_oracle(Normal(1, 2), Normal(-1, 0.5));
# example: vmap(y -> flow_between(p, y, by=heun_ode(), steps=50))([-1.5, -1, -0.5])
# -> f64[3]
# ->   -0.998303  1.0  2.9983
flow_between(p, y, S=rectified(), from=1.0, to=0.0, rtol=1e-6, atol=1e-6, at=none, by=none, steps=none) = {
  (S, p) = (schedule_of(S), predictor(p))
  for (what, t) in (("from", from), ("to", to)) { number_of("flow_between", what, t, "a time from 0 to 1") }
  if not (0 <= min(from, to) and max(from, to) <= 1 and from != to) {
    error("flow_between: from and to are two times from 0 to 1, not {text(from)} and {text(to)}", "domain")
  }
  events.numeric("flow_between", "y", y)
  if given(by) { return flow_by(p, y, S, from, to, at, by, steps) }
  if given(steps) { error("flow_between: steps are those of a sampler: by=heun_ode(); ode chooses its own by rtol and atol", "argument") }
  u = (t, z) -> {
    u = velocity_at(p, z, level(S, min(max(from + t, 0.0), 1.0)))
    # A network of f32 may see points of f64.
    if kind(z) == "f32" { f32(u) } else { f64(u) }
  }
  at = if kind(at) == "none" { none } else { at - from }
  r = ode(u, floating(y), to - from, at=at, rtol=rtol, atol=atol, time=true)
  if not known_later(r.t) and any(abs(r.t - (to - from)) > 1e-9) {
    error("flow_between: the flow was followed to t = {text(from + r.t)} only: {r.why}", "domain")
  }
  r.p
}

# The same by a sampler. To it the velocity is that of noise: what it makes of it, x̂ and ε̂ with α x̂ + σ ε̂ = z, it
# puts together again, and a sampler that draws nothing only follows the flow.
flow_by(p, y, S, from, to, at, by, steps) = {
  by = a_sampler("flow_between", "by", by)
  if by.noise { error("flow_between: {by.name} draws noise, and between two data sets there is no score to go with it: heun_ode(), euler_ode() and ddim() draw none", "argument") }
  if not (from > to) { error("flow_between: by a sampler times fall, not from {text(from)} to {text(to)}: leave by= out", "domain") }
  q = (of = "velocity", apply = (q, z, l) -> velocity_at(p, z, l))
  if given(at) {
    if given(steps) { error("flow_between: with by= the times at= are those of its steps, and take the place of steps", "argument") }
    return path(S, q, y, by=by, times=at).z
  }
  carry(S, q, y, by=by, steps=if given(steps) { steps } else { 100 }, from=from, to=to)
}
