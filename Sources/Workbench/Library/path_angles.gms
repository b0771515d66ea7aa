# The angle of a field along a segment, such as the way of a training: attraction or rotation. Berard et al. 2020.
# names: path_angle, plot_path_angle
use network_games

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
