# Steps made of steps: repeated, one after the other, looking ahead, cut, averaged, and by optimisers. The parts may have
# memories, which the whole then keeps.
# names: repeated, after, lookahead, clipped, averaged_steps, optimised, lazy_R1
use game_steps
use field_steps
use penalties
use train
use options

# F∘F∘...∘F, k times. Its eigenvalues are λ^k.
# F: a step, F(θ, ψ) -> (θ, ψ)
# k: how many times
# example: use gan; repeated((θ, ψ) -> (2*θ, ψ), 3)(1, 0)
# -> (8, 0)
repeated(F, k) = {
  a_step("repeated", "F", F)
  k = whole_number("repeated", "k", "steps", 0, k)
  made_of("{k} times {named(F)}", (F,), k*cost_of(F), "λ^{k}",
    s -> { for i in 1:k { s = call(F, s) }; s },
    (J, n) -> power_of(F.linear(J, n), k))
}

# First F, then G. Where both have a memory they are steps of one kind, and share it.
# G: the step that comes second
# F: a step, F(θ, ψ) -> (θ, ψ)
# example: use gan; after((θ, ψ) -> (θ + 1, ψ), (θ, ψ) -> (2*θ, ψ))(3, 0)
# -> (7, 0)
after(G, F) = {
  a_step("after", "G", G)
  a_step("after", "F", F)
  if has_memory(F) != has_memory(G) {
    error("after: one of the steps has a memory and the other has none, so that it has no place", "argument")
  }
  if has_memory(F) and named(F) != named(G) {
    error("after: {named(F)} and {named(G)} remember different things; steps with memories follow each other where they are of one kind", "argument")
  }
  made_of("{named(F)}, then {named(G)}", (F, G), cost_of(F) + cost_of(G), "", s -> call(G, call(F, s)),
    (J, n) -> G.linear(J, n) @ F.linear(J, n))
}

# p⁺ = p + α (F^k(p) - p): k fast steps, one slow step towards where they lead; a memory is that of the fast steps.
# Zhang et al. 2019. Its eigenvalues are 1 - α + α λ^k for a step without a memory.
# F: a step, F(θ, ψ) -> (θ, ψ)
# k: how many times
# α: how far towards where the steps lead
# example: use gan; lookahead((θ, ψ) -> (2*θ, ψ), 2, 0.5)(1.0, 0.0)
# -> (2.5, 0.0)
lookahead(F, k, α) = {
  a_step("lookahead", "F", F)
  k = whole_number("lookahead", "k", "fast steps", 1, k)
  number_within("lookahead", "α", α, "how far towards where the fast steps lead")
  law = if has_memory(F) { "" } else { "1 - α + α λ^{k}, α = {α}" }
  made_of("lookahead {k} {named(F)}", (F,), k*cost_of(F), law,
    s -> {
      t = s
      for i in 1:k { t = call(F, t) }
      slow = ((1 - α)*s[1] + α*t[1], (1 - α)*s[2] + α*t[2])
      if has_memory(F) { (slow[1], slow[2], t[3]) } else { slow }
    },
    (J, n) -> {
      P = power_of(F.linear(J, n), k)
      first = 1:shape(P)[1] <= shape(J)[1]
      where(reshape(first, shape(P)[1], 1), (1 - α)*identity_like(P) + α*P, P)
    })
}

# A step, then every number of ψ cut to -κ..κ: weight clipping. Arjovsky, Chintala and Bottou 2017. Inside the box the
# linear part is that of F; on its faces there is no Jacobian.
# F: a step, F(θ, ψ) -> (θ, ψ)
# κ: the largest |ψ|
# example: use gan; clipped(simultaneous(game(wasserstein), 1), 0.5)(1.0, 0.0)
# -> (1.0, 0.5)
clipped(F, κ) = {
  a_step("clipped", "F", F)
  number_within("clipped", "κ", κ, "the largest |ψ|", above=0)
  made_of("{named(F)}, clipped", (F,), cost_of(F), if kind(F) == "record" { F.law } else { "" },
    s -> {
      t = call(F, s)
      ψ = if kind(t[2]) == "f64" or kind(t[2]) == "i64" { max(min(t[2], κ), -κ) } else { map_leaves(x -> max(min(x, κ), -κ), t[2]) }
      if has_memory(F) { (t[1], ψ, t[3]) } else { (t[1], ψ) }
    },
    (J, n) -> F.linear(J, n))
}

# F with an average of its points in the memory, a⁺ = β a + (1 - β) p⁺, which starts at p: m.average. Without β it is the mean
# of all points, a⁺ = a + (p⁺ - a)/t; `rest` takes t as infinite, where the mean stands still. The eigenvalues are those of F
# and β, one for each number, or 1 for each number of the mean and for 1/t.
# Yazici et al. 2019; Gidel et al. 2019.
# F: a step, F(θ, ψ) -> (θ, ψ)
# β: what is kept of the average; none for the mean of all points
# example: use gan; F = averaged_steps((θ, ψ) -> (θ/2, ψ), 0.5); F(1.0, 0.0, F.start(1.0, 0.0))[3].average
# -> (0.75, 0.0)
averaged_steps(F, β=none) = {
  a_step("averaged_steps", "F", F)
  uniform = kind(β) == "none"
  if not uniform { number_within("averaged_steps", "β", β, "what is kept of the average", least=0, below=1) }
  inner(m, θ, ψ) = if has_memory(F) { (θ, ψ, m.inner) } else { (θ, ψ) }
  # The weight of the newest point among those so far, w⁺ = w/(1 + w), so that no step counts.
  memory(θ, ψ, w, m) = {
    r = if has_memory(F) { (average = (θ, ψ), inner = m) } else { (average = (θ, ψ)) }
    if uniform { put(r, "weight", w) } else { r }
  }
  step_of("{named(F)}, averaged", cost_of(F), if uniform { "λ of the step, and 1 of the mean" } else { "λ of the step, and β = {β}" },
    "Yazici et al. 2019", if kind(F) == "record" { F.field } else { none },
    if not has_matrix(F) { none } else {
      (J, n) -> averaged_matrix(F.linear(J, n), shape(J)[1], if uniform { 1.0 } else { β }, uniform)
    },
    (o, θ, ψ, m) -> {
      s = call(F, inner(m, θ, ψ))
      (w, kept) = if uniform { (m.weight/(1 + m.weight), 1/(1 + m.weight)) } else { (1 - β, β) }
      (a, b) = (kept*m.average[1] + w*s[1], kept*m.average[2] + w*s[2])
      (s[1], s[2], memory(a, b, w, if has_memory(F) { s[3] } else { none }))
    },
    start=(θ, ψ) -> memory(θ, ψ, 1.0, if has_memory(F) { F.start(θ, ψ) } else { none }),
    rest=(θ, ψ) -> memory(θ, ψ, 0.0, if has_memory(F) { F.rest(θ, ψ) } else { none }))
}

# Any optimisers for the players, the usual way to train a GAN: n_g steps of the generator by opt_g, then n_d of the
# discriminator by opt_d, each from the newest point. The memory holds their states. They count their steps, so that there is
# no fixed point of the whole and no matrix; adam_steps is autonomous.
# v: a field, v(θ, ψ) = (θ', ψ')
# opt_g, opt_d: the optimisers, as adam(1e-3)
# n_g, n_d: the steps of the generator and of the discriminator
# order: "generator first", "discriminator first" or "together"
# example: use gan; play(optimised(game(wasserstein), sgd(0.5)), (1.0, 0.0), 1)
# -> (1.0, 0.5)
optimised(v, opt_g, opt_d=opt_g, n_g=1, n_d=1, order="generator first") = {
  a_field("optimised", v)
  opt_g = optimiser("optimised", "opt_g", opt_g)
  opt_d = optimiser("optimised", "opt_d", opt_d)
  (n_g, n_d) = turns("optimised", n_g, n_d)
  one_of_texts("optimised", "order", order, ("generator first", "discriminator first", "together"))
  if order == "together" and (n_g, n_d) != (1, 1) { error("optimised: together both players make one step each", "argument") }
  # Optimisers descend.
  generator(θ, ψ, s) = {
    for k in 1:n_g { (θ, s) = opt_g.step(s, -slopes("optimised", v, θ, ψ)[1], θ) }
    (θ, s)
  }
  discriminator(θ, ψ, s) = {
    for k in 1:n_d { (ψ, s) = opt_d.step(s, -slopes("optimised", v, θ, ψ)[2], ψ) }
    (ψ, s)
  }
  step_of("optimised", n_g + n_d, "", "Goodfellow et al. 2014", v, none,
    (o, θ, ψ, m) -> if order == "generator first" {
      (a, s) = generator(θ, ψ, m[1])
      (b, t) = discriminator(a, ψ, m[2])
      (a, b, (s, t))
    } else if order == "discriminator first" {
      (b, t) = discriminator(θ, ψ, m[2])
      (a, s) = generator(θ, b, m[1])
      (a, b, (s, t))
    } else {
      w = slopes("optimised", v, θ, ψ)
      (a, s) = opt_g.step(m[1], -w[1], θ)
      (b, t) = opt_d.step(m[2], -w[2], ψ)
      (a, b, (s, t))
    }, start=(θ, ψ) -> (opt_g.init(θ), opt_d.init(ψ)))
}

# The penalty only every k-th step, and there k times as strong: k-1 steps of v, one of R1(v, kγ). The whole is one step,
# with the matrix of all k, in which the penalty is that of a linear D, -kγψ; a game of networks has another, and none is
# stated. `step` makes a step of a field, as `v -> simultaneous(v, h)`; ρ per step is rho(...)^(1/k). Karras et al. 2020.
# v: a field, v(θ, ψ) = (θ', ψ')
# γ: the strength
# k: after how many steps the penalty comes
# step: makes a step of a field: v -> simultaneous(v, h)
# example: use gan; lazy_R1(game(wasserstein), 1, 4, v -> simultaneous(v, 0.5))(0.0, 1.0)
# -> (-1.5, -0.9375)
lazy_R1(v, γ, k, step) = {
  a_field("lazy_R1", v)
  number_within("lazy_R1", "γ", γ, "how strong the penalty is")
  k = whole_number("lazy_R1", "k", "steps", 1, k)
  if kind(step) != "function" { error("lazy_R1: step makes a step of a field, v -> simultaneous(v, h), and is not {type(step)}", "type") }
  (plain, paying) = (step(v), step(R1(v, k*γ)))
  for F in (plain, paying) { a_step("lazy_R1", "what step makes of a field", F) }
  made_of("lazy R1, {named(plain)}", (plain, paying), (k - 1)*cost_of(plain) + cost_of(paying), "",
    s -> { for i in 1:k-1 { s = call(plain, s) }; call(paying, s) },
    if is_network_game(v) { none } else {
      (J, n) -> paying.linear(J - k*γ*sized(J, n, 0.0, 1.0), n) @ power_of(plain.linear(J, n), k - 1)
    })
}

# ## What made steps say of themselves

# A step of parts, with the memory of the first one where that has any; s -> s says what it does with point and memory.
made_of(name, parts, cost, law, act, linear) = {
  F = parts[1]
  known = kind(linear) != "none"
  for P in parts { known = known and has_matrix(P) }
  matrix = if known { linear } else { none }
  v = if kind(F) == "record" { F.field } else { none }
  if has_memory(F) {
    step_of(name, cost, if known { law } else { "" }, "", v, matrix, (o, θ, ψ, m) -> act((θ, ψ, m)), start=F.start, rest=F.rest)
  } else {
    step_of(name, cost, law, "", v, matrix, (o, θ, ψ) -> act((θ, ψ)))
  }
}

# Whether a step states its matrix.
has_matrix(F) = if kind(F) == "record" and has(F, "linear") { kind(F.linear) == "function" } else { false }

# The matrix of a step with an average, from the matrix A of the step, whose point has N numbers, in the order of point,
# average, memory of the step, and 1/t where the mean is over all points.
averaged_matrix(A, N, β, uniform) = {
  k = shape(A)[1]
  apart(R) = concat((R[:, 1:N], zeros(shape(R)[1], N), R[:, N+1:end]), axis=2)
  P = apart(A[1:N, :])
  a = (1 - β)*P + β*concat((zeros(N, N), eye(N), zeros(N, k - N)), axis=2)
  M = concat((P, a, apart(A[N+1:end, :])))
  if uniform { diagonal_blocks(M, eye(1)) } else { M }
}

# What a step is called.
named(F) = if kind(F) == "record" { F.step } else { "a step" }

# The evaluations of the field in a step; of a function none are known, and it counts as one.
cost_of(F) = if kind(F) == "record" { F.evaluations } else { 1 }
