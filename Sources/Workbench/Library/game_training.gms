# Training of games: the steps of two players, as those of any update operator, as a run that pauses, goes on and is drawn.
# names: train_game, adam_game, points_of
use network_games
use game_steps
use step_makers
use optim

# Adam for both players, in turn: the discriminator first, n_d times, then the generator, each with the optimiser that it
# has for itself; the usual GAN, which is `optimised` with two Adams. Kingma and Ba 2015.
# v: a field, such as a game of networks
# h: the step size of both
# h_g, h_d: the step sizes of the generator and of the discriminator
# β1, β2: the forgetting of the mean and of the square; with β1 = 0 the players do not swing
# n_d: steps of the discriminator for one of the generator
# example: use gan; F = adam_game((θ, ψ) -> (-ψ, θ), 0.1);
# example: (θ, ψ, m) = F(started(F, (1, 0))...);
# example: (θ, ψ)
# -> (0.9, 0.1)
adam_game(v, h, h_g=h, h_d=h, β1=0.5, β2=0.99, n_d=1) = {
  (a, b) = (adam(h_g, β1=β1, β2=β2), adam(h_d, β1=β1, β2=β2))
  put(optimised(v, a, b, n_d=n_d, order="discriminator first"), "step", "Adam")
}

# Trains the players of a game by the steps of an update operator: a run, as train gives it, which Ctrl-C pauses, and
# resume and plot take. run.loss is the sum of the terms; what they are is in run.terms. The loop costs what one by hand
# does; the losses, of fresh rows, an eighth more with 32 rows and half of that with 8.
# g: a game of networks (?network_game)
# op: the operator, (v, h) -> a step, as simultaneous, or (v, h) -> alternating(v, h, n_d=5)
# h: the step size
# steps: how many steps
# start: the players that it begins with, (θ, ψ); those of g where it is left out
# points: how many points of the way are kept for path_angle and game_report, the first and the last with them
# terms: what is told of every step: "losses", L and M; "all", v_θ and v_ψ too; "none", which is a tenth quicker
# rows: of how many fresh rows the losses are
# .model: what was reached: model.θ, model.ψ, and model.m, the memory, if the step has one
# .terms: L and M, the losses of θ and ψ; v_θ and v_ψ, how far each went in the step, over h, which of
#   simultaneous steps are ‖v_θ‖ and ‖v_ψ‖, and of Adam its own
# .points: a tuple of the points kept, (θ, ψ) each, if they were asked for
# .at: after how many steps each point was kept
# example: use gan; use nn; g = network_game(mlp(1, 4, 1), mlp(1, 4, 1), Normal(3, 1), batch=16);
# example: run = train_game(g, simultaneous, h=0.1, steps=4, points=3); (run.steps, run.at)
# -> (4, (0, 2, 4))
train_game(g, op=adam_game, h=1e-3, steps=2000, start=none, points=none, terms="losses", rows=32) = {
  one_of_texts("train_game", "terms", terms, ("losses", "all", "none"))
  check_game("train_game", g)
  step_number("train_game", "h", h)
  steps = width("train_game", "steps", steps)
  rows = width("train_game", "rows", rows)
  p = if kind(start) == "none" { (g.θ, g.ψ) } else { start }
  if kind(p) != "tuple" or len(p) != 2 { error("train_game: start is the two players, (θ, ψ), not {type(p)}", "type") }
  F = op(g, h)
  told_terms = if terms == "none" { (θ, ψ, θ₁, ψ₁) -> 0.0 } else {
    all = terms == "all"
    (θ, ψ, θ₁, ψ₁) -> game_terms(g, θ, ψ, θ₁, ψ₁, h, all, rows)
  }
  move = if has_memory(F) {
    s -> {
      (θ, ψ, m) = F(s.θ, s.ψ, s.m)
      ((θ = θ, ψ = ψ, m = m), told_terms(s.θ, s.ψ, θ, ψ))
    }
  } else {
    s -> {
      (θ, ψ) = F(s.θ, s.ψ)
      ((θ = θ, ψ = ψ), told_terms(s.θ, s.ψ, θ, ψ))
    }
  }
  state = if has_memory(F) { (θ = p[1], ψ = p[2], m = F.start(p[1], p[2])) } else { (θ = p[1], ψ = p[2]) }
  if kind(points) == "none" { return train(state, step=move, steps=steps) }
  points = width("train_game", "points", points)
  if points < 2 or points > steps + 1 {
    error("train_game: points are at least 2, the first and the last, and at most {steps + 1} here, not {points}", "domain")
  }
  (kept, at, done) = ((p,), (0,), 0)
  run = none
  for k in 1:points-1 {
    next_at = quo(steps*k, points - 1)
    run = if k == 1 { train(state, step=move, steps=next_at) } else { resume(run, next_at - done) }
    done = run.steps
    # A run that was paused ends here.
    if done < next_at { break }
    kept = tuple_of(kept..., (run.model.θ, run.model.ψ))
    at = tuple_of(at..., done)
  }
  run.points = kept
  run.at = at
  run
}

# The losses of both players on few rows, and with `all` how far they went, over h.
game_terms(g, θ, ψ, θ₁, ψ₁, h, all, rows) = {
  (x, z, t) = g.draw(min(rows, g.batch))
  (L, M) = (g.L(θ, ψ, x, z), g.M(θ, ψ, x, z, t))
  if all { (L = L, M = M, v_θ = tree_norm(θ₁ - θ)/h, v_ψ = tree_norm(ψ₁ - ψ)/h) } else { (L = L, M = M) }
}

# The points kept along a run, or points as they are: a tuple of (θ, ψ).
# run: what train_game gave back, or a tuple of points
# example: use gan; points_of(((0.0, 1.0), (1.0, 0.0)))
# -> ((0.0, 1.0), (1.0, 0.0))
points_of(run) = {
  if kind(run) == "tuple" { return run }
  if kind(run) != "run" { error("points_of: a run of train_game or a tuple of points, not {type(run)}", "type") }
  if has(run, "points") { run.points } else { ((run.model.θ, run.model.ψ),) }
}
