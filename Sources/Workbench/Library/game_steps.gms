# Steps of two players as values. A step F is a function (θ, ψ) -> (θ, ψ), or a record that an update operator makes: it
# is called as such a function, and says what it is. One with a memory m, as momentum, is a function
# (θ, ψ, m) -> (θ, ψ, m), with m of any structure.
# names: step_of, has_memory, started, rested, play
use options

# An update operator's step: what it is called, what one costs, its law, and what it does.
# name: what it is called
# evaluations: of the field, in one step
# law: the equation of an eigenvalue λ of the step for an eigenvalue μ of the field, z = hμ; "" where there is none
# source: where it is from
# field: the field that it follows
# linear: (J, n) -> the matrix of the step on the linear field J, where θ has n numbers; none where there is none
# apply: (o, θ, ψ) -> (θ, ψ), or (o, θ, ψ, m) -> (θ, ψ, m)
# start: (θ, ψ) -> the memory before the first step; none for a step without one
# rest: (θ, ψ) -> the memory at a fixed point
# .step: what it is called
# .evaluations: of the field, in one step
# .law: the equation of λ in z = hμ
# .source: where it is from
# .field: the field that it follows
# .linear: (J, n) -> the matrix of the step on a linear field
# .start: (θ, ψ) -> the memory before the first step
# .rest: (θ, ψ) -> the memory at a fixed point
# .apply: what the step does
# example: use game_steps; F = step_of("half", 0, "λ = 1/2", "", none, none, (o, θ, ψ) -> (θ/2, ψ/2));
# example: F(4.0, 2.0)
# -> (2.0, 1.0)
step_of(name, evaluations, law, source, field, linear, apply, start=none, rest=start) =
  if kind(start) == "none" {
    (step = name, law = law, evaluations = evaluations, source = source, field = field, linear = linear, apply = apply)
  } else {
    (step = name, law = law, evaluations = evaluations, source = source, field = field, linear = linear,
      start = start, rest = rest, apply = apply)
  }

# Whether a step carries a memory from one to the next.
# F: a step
# example: use game_steps; has_memory((θ, ψ) -> (ψ, θ))
# -> false
has_memory(F) = kind(F) == "record" and has(F, "start")

# The point p with the memory that F begins with: where the first step is made from.
# F: a step
# p: the point, (θ, ψ); one that has a memory already is kept
# example: use game_steps; started((θ, ψ) -> (ψ, θ), (1, 0))
# -> (1.0, 0.0)
started(F, p) = {
  p = floating(p)
  if has_memory(F) and len(p) == 2 { (p[1], p[2], F.start(p[1], p[2])) } else { p }
}

# The point p with the memory that F has when it has stood there for ever: the fixed point of the whole step.
# F: a step
# p: the point, (θ, ψ); one that has a memory already is kept
# example: use game_steps; rested((θ, ψ) -> (ψ, θ), (0, 0))
# -> (0.0, 0.0)
rested(F, p) = {
  p = floating(p)
  if has_memory(F) and len(p) == 2 { (p[1], p[2], F.rest(p[1], p[2])) } else { p }
}

# n steps of F from the point p, compiled: where they lead, (θ, ψ), without the memory.
# F: a step
# p: the point, (θ, ψ)
# n: how many steps
# every: after how many steps a point is kept; all of them come back then, as columns, the first one included
# example: use game_steps; play((θ, ψ) -> (θ/2, ψ/2), (1, 1), 3)
# -> (0.125, 0.125)
play(F, p, n, every=none) = {
  s = if kind(every) == "none" { iterate(F, started(F, p), n) } else { iterate(F, started(F, p), n, every=every) }
  players(F, s)
}

# The players of a state: without the memory of the step.
players(F, p) = if has_memory(F) { (p[1], p[2]) } else { p }

# Requires a field.
a_field(name, v) = if not is_callable(v) {
  error("{name}: v is a field, a function v(θ, ψ) = (θ', ψ') such as game(logistic), not {type(v)}", "type")
}

# Requires a step.
a_step(name, what, F) = if not is_callable(F) {
  error("{name}: {what} is a step, a function F(θ, ψ) -> (θ, ψ) such as simultaneous(v, h), not {type(F)}", "type")
}

# A point 0.5 from p, in a direction that no symmetry has: the numbers are moved by different lengths, since one that is
# the same in all of them is often an eigenvector.
aside_of(p) = {
  u = flatten(floating(p))
  x = 0.618033988749895*(1:size(u))
  w = 0.5 + x - floor(x)
  unflatten(u + 0.5*w/norm(w), floating(p))
}
