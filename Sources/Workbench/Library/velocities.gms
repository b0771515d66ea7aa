# Flows between two data sets: z = α x + σ y goes from a datum x at t = 0 to a y at t = 1, both data, and a network
# learns the mean velocity u(z, t) = E(α' x + σ' y | z), whose flow carries the law of y into that of x. With noise
# for y it is the velocity of a diffusion model. Lipman et al. 2023; Liu et al. 2023; Albergo and Vanden-Eijnden 2023;
# Tong et al. 2024.
# names: velocity_loss, velocity_net, paired, velocity_oracle, flow_between
use predictions
use noise_schedules
use inverse
use laws_of_data
use ode

# The loss of a pair, for train: |û(z_t, t) - (α' x + σ' y)|² at a time drawn uniformly, for z_t = α x + σ y. Its mean
# is least at the mean velocity; what is left there is what z does not know of its pair, and no network learns it.
# S: a schedule with finite rates between its ends; rectified() goes straight, z = (1 - t) x + t y
# example: use vdm; use velocities; f = velocity_loss();
# example: p = velocity_oracle(Normal(0, 1), Normal(3, 1));
# example: check E(x ~ Normal(0, 1), y ~ Normal(3, 1), f(p, x, y), n=20000) ≈ π/2 se 4
# -> ok 1.5574 ± 0.0158 ≈ 1.5708 (0.8 se)
velocity_loss(S=rectified()) = {
  S = schedule_of(S)
  (m, x, y) -> {
    if shape(y) != shape(x) { error("velocity_loss: the pair has two data of one shape, not {shape(x)} and {shape(y)}", "shape") }
    l = level(S, uniform_noise())
    squared(l.dα*x + l.dσ*y - predict(m, l.α*x + l.σ*y, l, "velocity"))
  }
}

# A network that predicts the velocity from z and t: a multilayer perceptron of both, as in TorchCFM (Tong et al. 2024).
# noise_net(d, of="velocity") is one that sees γ instead.
# d: how many numbers a datum has
# hidden: the widths of the hidden layers
# act: the activation
# type: "f32" or "f64"
# .of: "velocity"
# .d: how many numbers a datum has
# .net: the layers
# .apply: m(z, l) is the velocity at the level l, which has a time t
# example: use nn; use velocities; parameter_count(velocity_net(2))
# -> 8706
velocity_net(d, hidden=(64, 64, 64), act=selu, type="f32") = {
  d = width("velocity_net", "d", d)
  widths = map(h -> width("velocity_net", "hidden", h), if kind(hidden) == "tuple" { hidden } else { (hidden, hidden) })
  (
    of = "velocity", d = d, net = mlp(d + 1, widths..., d, act=act, type=type),
    apply = (m, z, l) -> {
      if size(z) != m.d { error("velocity_net: the network is of {m.d} numbers, and z has {size(z)}; vmap takes rows", "shape") }
      reshape(m.net(concat((reshape(z, size(z)), [seen("t", l)]))), shape(z)...)
    }
  )
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
# D: the law of x: Normal, Mixture of them, KDE, a finite set, or a set in the plane with noise
# B: the law of y, as D
# .of: "velocity"
# .apply: p(z, l) is the velocity
# .law: D
# example: use vdm; use velocities; p = velocity_oracle(Normal(1, 2), Normal(-1, 0.5));
# example: p(0.25, level(rectified(), 0.5))
# -> -2.44118
velocity_oracle(D, B) = {
  (F, G) = (normal_form("velocity_oracle", D), normal_form("velocity_oracle", B))
  if F.event != G.event { error("velocity_oracle: both laws are of one shape, not {F.event} and {G.event}", "shape") }
  plain = kind(F.Q) == "none" and kind(G.Q) == "none"
  (of = "velocity", law = D, apply = (p, z, l) -> {
    z = event_from("velocity_oracle", F, z)
    l = rated(level_of(l))
    e = flatten(z)
    y = if plain { diagonal_velocity(F, G, e, l) } else { full_velocity(F, G, e, l) }
    reshape(y, F.event...)
  })
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
# at: times on the way, in order from the first to the last, whose points are rows; without them the last point
# example: use vdm; use velocities; p = velocity_oracle(Normal(1, 2), Normal(-1, 0.5));
# example: check flow_between(p, -0.5) ≈ 3 tol 1e-5
# -> ok 3.0 ≈ 3
flow_between(p, y, S=rectified(), from=1.0, to=0.0, rtol=1e-6, atol=1e-6, at=none) = {
  (S, p) = (schedule_of(S), predictor(p))
  for (what, t) in (("from", from), ("to", to)) { number_of("flow_between", what, t, "a time from 0 to 1") }
  if not (0 <= min(from, to) and max(from, to) <= 1 and from != to) {
    error("flow_between: from and to are two times from 0 to 1, not {text(from)} and {text(to)}", "domain")
  }
  events.numeric("flow_between", "y", y)
  u = (t, z) -> predict(p, z, level(S, min(max(from + t, 0.0), 1.0)), "velocity")
  at = if kind(at) == "none" { none } else { at - from }
  r = ode(u, floating(y), to - from, at=at, rtol=rtol, atol=atol, time=true)
  if not known_later(r.t) and any(abs(r.t - (to - from)) > 1e-9) {
    error("flow_between: the flow was followed to t = {text(from + r.t)} only: {r.why}", "domain")
  }
  r.p
}
