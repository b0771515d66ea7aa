# Pictures of games: the field with what steps and flow do in it, several games beside each other, eigenvalues beside
# the unit circle, and ρ over h with the stable set. θ and ψ are numbers in portraits; spectra and ρ are of any players.
# names: portrait, side_by_side, spectrum_plot, stable_plot
use dynamics
use game_steps
use comparisons

# The arrows of a field, with the orbit of a step in it and the flow of the field from the same point. The orbit has a
# circle at its start and an arrow at its end; the flow runs for as long as the steps do, where h is given.
# v: a field of two numbers, v(θ, ψ) = (θ', ψ')
# F: a step, or several by name; none for the field and the flow alone
# start: where they begin
# steps: how many steps
# h: their size; none leaves the flow out
# box: how far the axes reach from 0; none for as far as the orbits go
# flow: whether the flow is drawn
# n: arrows on each side; in wide terminals more keep them short, as 21
# example: use gan; g = game(wasserstein); kind(portrait(g, simultaneous(g, 0.1), h=0.1))
# -> "figure"
portrait(v, F=none, start=(1.0, 0.0), steps=100, h=none, box=none, flow=true, n=13) = {
  played = if kind(F) == "none" { none } else { named_ones("portrait", "steps", "step", F, F -> F) }
  orbits = none
  if not (size(flatten(floating(start))) == 2) {
    error("portrait: θ and ψ are one number each in a portrait, so that start is two, not {text(start)}", "shape")
  }
  if kind(box) != "none" {
    if not (box > 0 and box < inf) { error("portrait: box is how far the axes reach from 0, positive, not {text(box)}", "domain") }
  }
  begun = max(abs(flatten(floating(start))))
  reach = max(begun, 0.1)
  if kind(played) != "none" {
    for name in fields(played) {
      (θ, ψ) = orbit_of("portrait", get(played, name), start, steps)
      orbits = put(orbits, name, (θ, ψ))
      reach = max(reach, max(abs(θ)), max(abs(ψ)))
    }
  }
  smooth = if flow and kind(h) != "none" { flow_line(v, start, h*steps) } else { none }
  if kind(smooth) != "none" { reach = max(reach, max(abs(smooth[1])), max(abs(smooth[2]))) }
  b = if kind(box) == "none" { min(1.1*reach, 10*max(begun, 0.1)) } else { f64(box) }
  f = arrows_of(v, (-b, b), n)
  alone = if kind(orbits) == "none" { true } else { len(fields(orbits)) == 1 }
  if kind(smooth) != "none" {
    f = overlay(f, plot(smooth[1], smooth[2], colour="#999999", label=if alone { none } else { "flow" }))
  }
  if kind(orbits) != "none" {
    colours = ("red", "blue", "green", "orange", "purple", "brown")
    names = fields(orbits)
    for i in 1:len(names) {
      (θ, ψ) = get(orbits, names[i])
      f = overlay(f, trajectory(θ, ψ, colour=colours[1 + mod(i - 1, 6)], label=if alone { none } else { names[i] }))
    }
  }
  axes(f, x="θ", y="ψ", xlim=(-b, b), ylim=(-b, b), equal=true)
}

# Portraits of games beside each other, each under its name: as the figure of Mescheder, Geiger and Nowozin 2018, which
# has the Dirac-GAN with each regulariser.
# games: by name: fields; or (v, F), a field and the step that is drawn in it, as clipped(simultaneous(v, h), 1); or
#   such a step alone, which knows its field
# by: the operator, (v, h) -> F
# h: the step size
# start: where the orbits begin
# steps: how many steps
# box: how far the axes reach from 0
# columns: how many portraits stand beside each other
# flow: whether the flow is drawn too
# n: arrows on each side; left out, 9, or 13 where none stand beside each other
# example: use gan; kind(side_by_side((GAN = game(logistic), R1 = R1(game(logistic), 1)), steps=50))
# -> "figure"
side_by_side(games, by=simultaneous, h=0.1, start=(1.0, 1.0), steps=500, box=2, columns=4, flow=false, n=none) = {
  games = named_ones("side_by_side", "games", "game", games, v -> v)
  names = fields(games)
  n = if given(n) { n } else if len(names) == 1 or columns == 1 { 13 } else { 9 }
  if columns < 1 { error("side_by_side: columns is how many portraits stand beside each other, at least 1, not {text(columns)}", "domain") }
  rows = ()
  one = none
  for i in 1:len(names) {
    x = get(games, names[i])
    step = kind(x) == "record" and has(x, "step")
    (v, F) = if kind(x) == "tuple" { x } else if step { (x.field, x) } else { (x, by(x, h)) }
    one = put(one, names[i], portrait(v, F, start, steps, h, box, flow, n))
    if mod(i, columns) == 0 or i == len(names) {
      rows = items_of(rows..., one)
      one = none
    }
  }
  layout(rows...)
}

# The eigenvalues of a step, or of several by name, beside the unit circle.
# F: a step, or steps by name
# at: the fixed point
# example: use gan; g = game(logistic);
# example: kind(spectrum_plot((sim = simultaneous(g, 1), alt = alternating(g, 1))))
# -> "figure"
spectrum_plot(F, at=(0, 0)) = {
  steps = named_ones("spectrum_plot", "steps", "step", F, F -> F)
  f = none
  for name in fields(steps) {
    λ = spectrum(get(steps, name), at)
    alone = len(fields(steps)) == 1
    g = plot(λ, label=if alone { none } else { name })
    f = if kind(f) == "none" { g } else { overlay(f, g) }
  }
  axes(f, x="Re λ", y="Im λ", equal=true)
}

# ρ over h of operators, with the stable set of each: the h where its line is below 1 are marked on the line ρ = 0.
# operators: (v, h) -> F, or several by name
# v: a field
# h_max: the largest h
# at: the fixed point
# n: at how many h ρ is taken
# top: the largest ρ that is shown
# example: use gan; v = R1(game(logistic), 0.3);
# example: kind(stable_plot((sim = simultaneous, alt = alternating), v, h_max=4))
# -> "figure"
stable_plot(operators, v, h_max=5, at=(0, 0), n=100, top=2) = {
  operators = named_ones("stable_plot", "operators", "operator", operators, o -> o(v, h_max/2))
  colours = ("blue", "orange", "green", "red", "purple", "brown")
  names = fields(operators)
  h = h_max*(1:n)/n
  f = none
  for i in 1:len(names) {
    o = get(operators, names[i])
    c = colours[1 + mod(i - 1, 6)]
    g = plot(h, min([rho(o(v, s), at) for s in h], top), label=names[i], colour=c)
    f = if kind(f) == "none" { g } else { overlay(f, g) }
    stable = stable_steps(h -> o(v, h), at, h_max, n).intervals
    low = -0.06*i
    for k in 1:len(stable) { f = overlay(f, plot(stable[k], [low, low], colour=c)) }
  }
  axes(overlay(f, hline(1)), x="h", y="ρ", xlim=(0, h_max), ylim=(-0.06*len(names) - 0.04, top))
}

# ## What these rest on

# The arrows of a field, all of one length.
arrows_of(v, span, n) = field((θ, ψ) -> v(θ, ψ), span, span, n=n, unit=true, colour="#888888")

# A tuple of its arguments.
items_of(x...) = x

# The points of an orbit as two columns of numbers, up to where it leaves all bounds.
orbit_of(name, F, start, steps) = {
  if steps < 1 { error("{name}: steps is how many are made, at least 1, not {text(steps)}", "domain") }
  r = play(F, start, steps, every=1)
  (θ, ψ) = (r[1], r[2])
  good = cumsum(f64(not (abs(θ) + abs(ψ) < 1e6))) == 0
  (θ[good], ψ[good])
}

# The flow from a point as two columns; where the field jumps it may stop early, or be none.
flow_line(v, start, T) = {
  r = ode(v, floating(start), T, at=T*(0:200)/200, rtol=1e-6, atol=1e-8)
  (r.p[1], r.p[2])
}
