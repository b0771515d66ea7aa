# Update operators, or games, side by side: what each step does near an equilibrium. An operator is a function
# (v, h) -> F that makes a step F of a field v, as simultaneous or (v, h) -> alternating(v, h, n_d=5).
# names: compare, compare_games, comparison, game_comparison
use dynamics
use field_steps
use game_steps
use krylov_input
use options
use spectra

# Prints operators on one field, one a line: ρ at h, the stable h, the evaluations of the field in a step, and the
# verdict. "|λ| = 1 to 4" is a step that the linear part leaves undecided up to h = 4: there the verdict is
# measured. Laws of operators that state them, λ in z = hμ, stand below where they hold: not with two sizes of steps.
# operators: by name, (sim = simultaneous, alt = alternating), or a tuple of them; each (v, h) -> F
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size at which ρ and the verdict are
# at: the fixed point
# h_max: the largest h of the stable set
# start: where the steps begin that the verdict measures
# steps: the most steps it takes
# n: how many sizes the stable set is first looked for on
# verdicts: whether verdicts are made
# example: use gan; two = (v, h) -> repeated(simultaneous(v, h), 2);
# example: compare((simultaneous = simultaneous, two_steps = two), R1(game(logistic), 0.3), h=0.5)
# ->               ρ at 0.5    stable h  cost  verdict at 0.5
# -> simultaneous  0.955249    to 1.2       1  linear, rate 0.955249
# -> two_steps     0.912500    to 1.2       2  linear, rate 0.9125
# -> simultaneous  λ = 1 + z
# -> two_steps     λ^2
compare(operators, v, h=0.1, at=(0, 0), h_max=10, start=none, steps=2^16, n=200, verdicts=true) = {
  shown_rows(comparison(operators, v, h, at, h_max, start, steps, n, verdicts), h, h_max, true)
}

# Prints games with one operator, one a line, as compare prints operators: the Dirac-GAN with and without each
# regulariser.
# games: by name, (GAN = game(logistic), R1 = R1(game(logistic), 0.3)), or a tuple of them; each a field
# by: the operator, (v, h) -> F
# h: the step size at which ρ and the verdict are
# at: the fixed point
# h_max: the largest h of the stable set
# start: where the steps begin that the verdict measures
# steps: the most steps it takes
# n: how many sizes the stable set is first looked for on
# verdicts: whether verdicts are made
# example: use gan; compare_games((GAN = game(logistic), R1 = R1(game(logistic), 0.3)), h=0.5)
# ->           ρ at 0.5    stable h  verdict at 0.5
# -> GAN       1.030776    never     unstable, then stalls within 65535 steps
# -> R1        0.955249    to 1.2    linear, rate 0.955249
compare_games(games, by=simultaneous, h=0.1, at=(0, 0), h_max=10, start=none, steps=2^16, n=200, verdicts=true) = {
  shown_rows(game_comparison(games, by, h, at, h_max, start, steps, n, verdicts), h, h_max, false)
}

# What compare prints, as a record of a row for each operator.
# operators: by name, or a tuple of them; each (v, h) -> F
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size at which ρ and the verdict are
# at: the fixed point
# h_max: the largest h of the stable set
# start: where the steps begin that the verdict measures
# steps: the most steps it takes
# n: how many sizes the stable set is first looked for on
# verdicts: whether verdicts are made
# .ρ: the spectral radius at h; nan where the step has no Jacobian
# .stable: the intervals of h that contract, one (from, to) a row
# .circle: the largest h up to which ρ is 1, where nothing contracts; 0 where there is none
# .evaluations: of the field in a step; none where the operator does not say
# .law: λ in z = hμ; "" where the operator does not say, or has two sizes of steps
# .verdict: what `verdict` gave; none without
# example: use gan; r = comparison((sim = simultaneous, alt = alternating), game(logistic), h=1, n=100);
# example: (r.sim.ρ, r.alt.circle)
# -> (1.11803, 4.0)
comparison(operators, v, h=0.1, at=(0, 0), h_max=10, start=none, steps=2^16, n=200, verdicts=true) = {
  sizes_compared("compare", h, h_max, steps)
  operators = named_ones("compare", "operators", "operator", operators, o -> made_by("compare", o, v, h))
  for name in fields(operators) { made_by("compare", get(operators, name), v, h) }
  compared_rows(operators, (o, h) -> o(v, h), h, at, h_max, start, steps, n, verdicts)
}

# What compare_games prints, as a record of a row for each game.
# games: by name, or a tuple of them; each a field
# by: the operator, (v, h) -> F
# h: the step size at which ρ and the verdict are
# at: the fixed point
# h_max: the largest h of the stable set
# start: where the steps begin that the verdict measures
# steps: the most steps it takes
# n: how many sizes the stable set is first looked for on
# verdicts: whether verdicts are made
# .ρ: the spectral radius at h; nan where the step has no Jacobian
# .stable: the intervals of h that contract, one (from, to) a row
# .circle: the largest h up to which ρ is 1, where nothing contracts; 0 where there is none
# .evaluations: of the field in a step; none where the operator does not say
# .law: λ in z = hμ; "" where the operator does not say, or has two sizes of steps
# .verdict: what `verdict` gave; none without
# example: use gan; g = game(logistic);
# example: r = game_comparison((GAN = g, R1 = R1(g, 0.3)), h=0.5, n=100);
# example: r.R1.stable
# -> f64[1×2]
# ->    0.0  1.2
game_comparison(
  games, by=simultaneous, h=0.1, at=(0, 0), h_max=10, start=none, steps=2^16, n=200, verdicts=true
) = {
  sizes_compared("compare_games", h, h_max, steps)
  games = named_ones("compare_games", "games", "game", games, v -> by(v, h))
  compared_rows(games, (v, h) -> by(v, h), h, at, h_max, start, steps, n, verdicts)
}

# ## What these rest on

# Requires sizes of steps.
sizes_compared(name, h, h_max, steps) = {
  if not (stop(h) > 0 and stop(h) < inf) { error("{name}: h is a step size, positive and finite, not {text(h)}", "domain") }
  if not (h_max > 0 and h_max < inf) { error("{name}: h_max is the largest step size, positive and finite, not {text(h_max)}", "domain") }
  if steps < 16 { error("{name}: a verdict needs some steps, 2^16 say, not {text(steps)}", "domain") }
}

# Things by name: those of a tuple by what their step is called, or by their number.
named_ones(name, what, one, given, step) = {
  if kind(given) == "record" and not has(given, "apply") {
    if len(fields(given)) == 0 { error("{name}: there are no {what}", "argument") }
    return given
  }
  if kind(given) == "none" { error("{name}: there are no {what}", "argument") }
  some = if kind(given) == "tuple" { given } else { (given,) }
  r = none
  for i in 1:len(some) {
    F = step(some[i])
    own = if one == "operator" and kind(F) == "record" and has(F, "step") { F.step } else { "{one} {i}" }
    taken = if kind(r) == "none" { false } else { has(r, own) }
    r = put(r, if taken { "{own}, {i}" } else { own }, some[i])
  }
  r
}

# A row for each: make(x, h) is its step.
compared_rows(named, make, h, at, h_max, start, steps, n, verdicts) = {
  r = none
  for name in fields(named) {
    x = get(named, name)
    r = put(r, name, compared_row(s -> make(x, s), h, at, h_max, start, steps, n, verdicts))
  }
  r
}

# One row: F(h) is the step.
compared_row(F, h, at, h_max, start, steps, n, verdicts) = {
  G = F(h)
  of_operator = kind(G) == "record" and has(G, "step")
  smooth = smooth_at(G, rested(G, at))
  v = if verdicts { verdict(G, at, start, steps) } else { none }
  jumps = if verdicts { has(v, "linearisation") and v.linearisation == "no Jacobian" } else { false }
  radius = if smooth and not jumps { rho(G, at) } else { nan }
  none_stable = not smooth or jumps
  stable = if none_stable { zeros(0, 2) } else { stable_steps(F, at, h_max, n).intervals }
  (
    ρ = radius,
    stable = from_zero(F, at, stable),
    circle = if none_stable or len(stable) > 0 { 0.0 } else { circle_end(F, at, h_max, n) },
    evaluations = if of_operator { G.evaluations } else { none },
    law = if of_operator and law_holds(G, at) { G.law } else { "" },
    verdict = v
  )
}

# Whether the eigenvalues of the step G can be functions of those of the field: each block of its matrix is one of the
# field's Jacobian J, and commutes with it. With a size of its own for each player it is one of diag(h_g, h_d) J.
law_holds(G, at) = {
  if G.law == "" { return false }
  at = floating(at)
  if kind(G.linear) != "function" or kind(G.field) == "none" or kind(at) != "tuple" { return true }
  p = (at[1], at[2])
  N = size(flatten(p))
  if N > 600 { return true }
  J = jacobian_at(G.field, p)
  if not all(isfinite(J)) { return true }
  M = G.linear(J, size(flatten(p[1])))
  holds = true
  for i in 1:quo(shape(M)[1], N) {
    for j in 1:quo(shape(M)[1], N) {
      B = M[N*(i - 1)+1:N*i, N*(j - 1)+1:N*j]
      off = norm(B @ J - J @ B)
      holds = holds and not (off > 1e-9*norm(B)*norm(J))
    }
  }
  holds
}

# A stable set from 0 on, where ρ below its first h differs from 1 by no more than rounding does.
from_zero(F, at, stable) = {
  if len(stable) == 0 { return stable }
  a = stable[1, 1]
  if a > 0 and abs(rho(F(a/2), at) - 1) < 1e-12 and rho(F(1.5*a), at) < 1 { stable[1, 1] = 0.0 }
  stable
}

# The largest h up to which ρ is 1, as far as rounding tells; 0 where ρ leaves 1 at once.
circle_end(F, at, h_max, n) = {
  off = h -> rho(F(h), at) - 1 - 1e-9
  h = h_max*(1:n)/n
  if off(1e-3*h[1]) > 0 or off(h[1]) > 0 { return 0.0 }
  for k in 2:n {
    # ρ leaves 1 as a root does, too steep for `root`.
    if off(h[k]) > 0 { return crossing(s -> off(s) > 0, h[k - 1], h[k]) }
  }
  h_max
}

# The step that an operator makes.
made_by(name, o, v, h) = {
  if kind(o) != "function" {
    error("{name}: an operator makes a step of a field, (v, h) -> F, as simultaneous; and this is {type(o)}", "type")
  }
  o(v, h)
}

# The table of rows; of operators with what each costs and its law, which of games with one operator are the same.
shown_rows(rows, h, h_max, of_operators) = {
  names = fields(rows)
  width = max(8, max([len(name) for name in names]))
  counted = of_operators and any([kind(get(rows, name).evaluations) != "none" for name in names])
  judged = any([kind(get(rows, name).verdict) != "none" for name in names])
  sets = max(8, max([len(stable_text(get(rows, name), h_max)) for name in names]))
  cost = if counted { "  cost" } else { "" }
  last = if judged { "  verdict at {h:.4g}" } else { "" }
  print("{padded("", width)}  {padded("ρ at {h:.4g}", 10)}  {padded("stable h", sets)}{cost}{last}")
  for name in names {
    r = get(rows, name)
    radius = if isnan(r.ρ) { "none" } else if r.ρ < 1e6 { "{r.ρ:.6f}" } else { "{r.ρ:.6g}" }
    n = if not counted { "" } else if kind(r.evaluations) == "none" { "     ?" } else { "{r.evaluations:6}" }
    said = if kind(r.verdict) == "none" { "" } else { "  {verdict_in_short(r.verdict)}" }
    print("{padded(name, width)}  {padded(radius, 10)}  {padded(stable_text(r, h_max), sets)}{n}{said}")
  }
  for name in names {
    if of_operators and get(rows, name).law != "" { print("{padded(name, width)}  {get(rows, name).law}") }
  }
}

# A text with blanks up to a width.
padded(x, width) = {
  for k in len(x)+1:width { x = "{x} " }
  x
}

# The stable set in words; h_max is where it was no longer looked for.
stable_text(r, h_max) = {
  if isnan(r.ρ) { return "no Jacobian" }
  if len(r.stable) == 0 {
    return if r.circle == 0 { "never" } else { "|λ| = 1 to {edge_text(r.circle, h_max)}" }
  }
  parts = ""
  for i in 1:len(r.stable) {
    (a, b) = (r.stable[i, 1], r.stable[i, 2])
    piece = if a == 0 { "to {edge_text(b, h_max)}" } else { "{a:.5g} to {edge_text(b, h_max)}" }
    parts = if parts == "" { piece } else { "{parts}, {piece}" }
  }
  parts
}

# An end of the stable set: beyond h_max nothing is known.
edge_text(h, h_max) = if h == h_max { "{h:.5g}, or more" } else { "{h:.5g}" }

# A verdict in a few words.
verdict_in_short(v) = {
  leaves = has(v, "linearisation") and v.linearisation == "unstable" and v.outcome != "unstable"
  what = if leaves { "unstable, then {v.outcome}" } else { v.outcome }
  if v.outcome == "unstable" { return "unstable, though not from here" }
  if has(v, "rate") { return "{what}, rate {v.rate:.6g}" }
  if has(v, "exponent") { return "{what}, k^{v.exponent:.3g}" }
  if has(v, "amplitude") { return "{what}, r {v.amplitude[1]:.4g} to {v.amplitude[2]:.4g}" }
  if has(v, "steps") { "{what} within {v.steps} steps" } else { what }
}
