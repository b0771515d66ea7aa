# What a game of networks does, judged: the angle of the field along a segment, and the spectrum of its steps.
# names: path_angle, plot_path_angle, game_report
use network_games
use game_training
use symmetries
use dynamics

# The cosine of the field v and the segment from p₀ to p₁, at p₀ + α (p₁ - p₀): a change of its sign where α is 1 is
# attraction to p₁, a bump there is rotation around it, both together a spiral. Berard et al. 2020.
# v: a field, such as a frozen game
# p₀, p₁: the points, (θ, ψ), as the start and the end of a training
# n: how many values of α
# range: the least and the largest α
# .α: where along the segment
# .cos: the cosine of v and p₁ - p₀
# .length: ‖v‖
# example: use gan; r = path_angle((x, y) -> (1 - x, 1 - y), (0, 0), (1, 1), n=3, range=(0, 2)); r.cos
# -> f64[3]
# ->    1.0  0.0  -1.0
path_angle(v, p₀, p₁, n=41, range=(-0.25, 1.5)) = {
  if kind(n) != "i64" or n < 2 { error("path_angle: n is how many places, at least 2, not {text(n)}", "domain") }
  if not (range[1] < range[2]) { error("path_angle: range is the least and the largest α, not {text(range)}", "domain") }
  (p₀, p₁) = (floating(p₀), floating(p₁))
  d = p₁ - p₀
  L = norm(flatten(d))
  if not (L > 0 and L < inf) { error("path_angle: the points are {L} apart, so that there is no segment between them", "domain") }
  α = range[1] + (range[2] - range[1])*(0:n-1)/(n - 1)
  (cosines, lengths) = (zeros(n), zeros(n))
  for k in 1:n {
    w = call(v, p₀ + α[k]*d)
    l = norm(flatten(w))
    if not isfinite(l) { error("path_angle: the field is not finite at α = {α[k]:.4g}", "domain") }
    lengths[k] = l
    cosines[k] = if l == 0 { 0.0 } else { inner_of(w, d)/(l*L) }
  }
  (α = α, cos = cosines, length = lengths)
}

# Σ a b over all numbers of two trees.
inner_of(a, b) = sum(flatten(a)*flatten(b))

# The picture of a path angle: the cosine, and ‖v‖ as a share of its largest.
# r: what path_angle gave back
# example: use gan; kind(plot_path_angle(path_angle((x, y) -> (-x, -y), (1, 1), (0, 0))))
# -> "figure"
plot_path_angle(r) = axes(plot(r.α, (cosine = r.cos, length = r.length/max(max(r.length), 1e-300))), x="α", y="cos(v, p₁ - p₀)")

# What the steps of a game do at a point of a training, with what that cannot say. The spectrum is that of the update
# operator of the frozen game, dense, so for networks of few hundred numbers; those of more take `leading`.
# g: the game, frozen or not
# op: the operator, (v, h) -> a step without a memory
# h: the step size
# at: the point, (θ, ψ); the players of g where it is left out
# n: the draws that the game is frozen with
# .L: the loss of θ
# .M: the loss of ψ
# .force: ‖v‖
# .noise: the deviation of one evaluation of the field
# .ρ: the largest |λ| of the step, off the symmetries
# .outside: how many |λ| are above 1 + 1e-6
# .structural: how many symmetries were taken out
# .rotation: the largest |Im λ|/|λ - 1|: 1 is a turn, 0 a pull
# .λ: the eigenvalues, off the symmetries
# .outcome: "contracts", "expands", "undecided" or "not at a fixed point"
# .doubts: what the spectrum does not decide here, a tuple of texts
# example: use gan; use nn; X = Normal(0, 1); D = quadratic_discriminator(1);
# example: g = network_game(affine_generator(1), D, X, batch=64); r = game_report(g, simultaneous, h=0.1);
# example: r.structural
# -> 0
game_report(g, op, h=1e-3, at=none, n=1024) = {
  check_game("game_report", g)
  (θ, ψ) = if kind(at) == "none" { (g.θ, g.ψ) } else { at }
  N = size(flatten((θ, ψ)))
  if N > 800 {
    error("game_report: {N} numbers make a matrix of {N}×{N}; take smaller networks, or leading(op(frozen_game(g), h), (θ, ψ))", "domain")
  }
  (θ, ψ) = (f64(θ), f64(ψ))
  s = if g.frozen { g } else { frozen_game(g, n) }
  F = op(s, h)
  if kind(F) == "record" and has(F, "start") {
    error("game_report: the step has a memory; give one without, such as simultaneous or alternating", "type")
  }
  v = s(θ, ψ)
  force = norm(flatten(v))
  if not isfinite(force) { error("game_report: the field is not finite at the point", "domain") }
  (x, z, t) = s.draw(n)
  noise = field_noise(g, θ, ψ)
  A = jacobian_at(F, (θ, ψ))
  found = symmetries(s, θ, ψ)
  λ = eig(A)
  m = len(found)
  if m > 0 {
    # An orthonormal basis of what is at right angles to the symmetries: A seen there.
    Q = complement([flatten(y.tangent) for y in found])
    λ = eig(Q' @ A @ Q)
  }
  size_λ = abs(λ)
  ρ = max(size_λ)
  away = abs(λ - 1)
  rotation = max(abs(imag(λ))/max(away, 1e-12))
  doubts = ()
  moved = force*h/max(norm(flatten((θ, ψ))), 1e-12)
  fixed = moved < 1e-6
  if not fixed { doubts = tuple_of(doubts..., "‖v‖ = {force:.3g}: no fixed point, so that the spectrum is of the local linear part only") }
  if noise.signal < 1 { doubts = tuple_of(doubts..., "one batch moves the field by more than its mean is long: a step is mostly noise") }
  if kinked(θ) or kinked(ψ) { doubts = tuple_of(doubts..., "relu or the like: the spectrum is of the linear piece at the point") }
  outcome = if not fixed { "not at a fixed point" } else if ρ < 1 - 1e-6 { "contracts" } else if ρ > 1 + 1e-6 { "expands" } else { "undecided" }
  (L = s.L(θ, ψ, x, z), M = s.M(θ, ψ, x, z, t), force = force, noise = noise.deviation, ρ = ρ,
    outside = sum(i64(size_λ > 1 + 1e-6)), structural = m, rotation = rotation, λ = λ, outcome = outcome, doubts = doubts)
}

# An orthonormal basis, by columns, of what is at right angles to the rows of M: the eigenvectors of MᵀM with eigenvalue 0.
complement(M) = {
  (s, V) = eigh(M' @ M, vectors=true)
  V[:, s < 1e-9*max(s)]
}

# Whether a network has an activation with a kink at 0.
kinked(m) = {
  if not has(m, "layers") { return false }
  found = false
  for l in m.layers {
    if has(l, "act") { found = found or abs(l.act(1e-6) + l.act(-1e-6) - 2*l.act(0.0)) > 1e-8 }
  }
  found
}
