# Continuous symmetries of players: directions in which numbers of a network move and what it computes does not. Along each a
# game has no force, so that a step has the structural eigenvalue 1 there, which says nothing about convergence.
# names: symmetries, symmetry_defect
use network_games

# The directions along which a game does not change, by name: for each hidden unit between dense layers with relu,
# leaky_relu or no activation the scale that its own row gains and the next layer's column loses; for D under the
# Wasserstein loss the constant of its last layer.
# Each is a tangent of the point (θ, ψ), of length 1; as `project=` of leading they leave the spectrum.
# g: the game
# θ, ψ: the players
# .name: which one, "scale of unit 3 of layer 1 of ψ"
# .tangent: the direction, a tree as (θ, ψ)
# example: use gan; use nn; g = network_game(mlp(1, 2, 1, act=relu), mlp(1, 4, 1), Normal(0, 1));
# example: [s.name for s in symmetries(g, g.θ, g.ψ)]
# -> ("scale of unit 1 of layer 1 of θ", "scale of unit 2 of layer 1 of θ")
symmetries(g, θ=g.θ, ψ=g.ψ) = {
  check_game("symmetries", g)
  (found, none_of_θ, none_of_ψ) = ((), 0*θ, 0*ψ)
  for s in net_scales(θ, "θ") { found = tuple_of(found..., (name = s.name, tangent = of_length_1((s.tangent, none_of_ψ)))) }
  for s in net_scales(ψ, "ψ") { found = tuple_of(found..., (name = s.name, tangent = of_length_1((none_of_θ, s.tangent)))) }
  c = constant_of(ψ)
  if kind(c) != "none" and shift_free(g) {
    found = tuple_of(found..., (name = "constant of ψ", tangent = of_length_1((none_of_θ, c))))
  }
  found
}

# Whether a tangent is a symmetry, measured: the largest rate of change of G and D along it at n points, beside the largest
# that a direction of that length has; for a constant of D the change of the differences of D is what counts.
# g: the game
# s: a symmetry, with its name and tangent
# θ, ψ: the players
# n: at how many points
# example: use gan; use nn; g = network_game(mlp(1, 3, 1, act=relu), mlp(1, 3, 1, act=relu), Normal(0, 1));
# example: max([symmetry_defect(g, s) for s in symmetries(g)]) < 1e-5
# -> true
symmetry_defect(g, s, θ=g.θ, ψ=g.ψ, n=64) = {
  check_game("symmetry_defect", g)
  (x, z, t) = g.draw(n)
  (a, b) = s.tangent
  dG = jvp(m -> vmap(m)(with_type_of(m, z)), θ, a)
  dD = jvp(m -> said_of(m, with_type_of(m, x)), ψ, b)
  if s.name == "constant of ψ" { dD = dD - mean(dD) }
  max(max(abs(dG)), max(abs(dD)))
}

# Whether a constant added to D leaves the game as it is: the loss is t itself, up to constants.
shift_free(g) = {
  (x, z, t) = g.draw(8)
  c = constant_of(g.ψ)
  M = k -> g.M(g.θ, g.ψ + k*c, x, z, t)
  max([abs(M(k) - M(0.0)) for k in [-2.0, 1.0, 3.0]]) < 1e-5
}

# The direction of the constant of the last layer, if it has one and nothing comes after it.
constant_of(m) = {
  if not has(m, "layers") { return none }
  l = m.layers[end]
  if not (has(l, "W") and has(l, "b")) { return none }
  if not keeps_scale(l.act, true) { return none }
  c = 0*m
  last = c.layers[end]
  last = put(last, "b", 1 + 0*l.b)
  put(c, "layers", with_item(c.layers, len(c.layers), last))
}

# The scales of the hidden units of a network, each with its name and its tangent.
net_scales(m, letter) = {
  found = ()
  if not has(m, "layers") { return found }
  n = len(m.layers)
  for i in 1:n-1 {
    (l, r) = (m.layers[i], m.layers[i + 1])
    # Both are dense, and what comes between keeps a factor.
    if fits_scale(l, r) {
      for j in 1:len(l.W) {
        c = 0*m
        (a, b) = (c.layers[i], c.layers[i + 1])
        W = a.W
        W[j, :] = l.W[j, :]
        a = put(a, "W", W)
        if has(l, "b") {
          bias = a.b
          bias[j] = l.b[j]
          a = put(a, "b", bias)
        }
        V = b.W
        V[:, j] = -r.W[:, j]
        b = put(b, "W", V)
        layers = with_item(with_item(c.layers, i, a), i + 1, b)
        found = tuple_of(found..., (name = "scale of unit {j} of layer {i} of {letter}", tangent = put(c, "layers", layers)))
      }
    }
  }
  found
}

# Whether two layers are dense with an activation between them that keeps a factor.
fits_scale(l, r) = if has(l, "W") and has(l, "act") and has(r, "W") { keeps_scale(l.act, false) } else { false }

# Whether act(s t) = s act(t) for s > 0, at some points; `all` for act(t) = t.
keeps_scale(act, all) = {
  ok = true
  for t in (-3.0, -0.7, 0.4, 2.0) {
    y = act(t)
    ok = ok and abs(act(2.5*t) - 2.5*y) <= 1e-12*(1 + abs(y))
    if all { ok = ok and y == t }
  }
  ok
}

# The tuple with x as item k.
with_item(t, k, x) = {
  out = ()
  for i in 1:len(t) { out = tuple_of(out..., if i == k { x } else { t[i] }) }
  out
}

# A tree divided by its length.
of_length_1(t) = {
  l = norm_of(t)
  if l > 0 { t/l } else { t }
}
