# Chains of Langevin kernels, run side by side, through levels of noise, and judged: how many independent points a
# chain is worth, and how well its mean is known.
# names: run_chains, run_chain, annealed_chains, integrated_time, effective_size, chain_mean
use langevin
use langevin_laws
use score_scales
use score_losses
use predictions
use options
use events as events

# Runs one chain from each row of X0, all at once. A step above the stability limit of a normal law is an error that
# says the limit; of other targets a chain that leaves all bounds is, with the step and the place.
# K: a kernel: langevin(h), mala(h), underdamped("BAOAB", h)
# s: what is sampled: a distribution, an energy (`score_from`), or a score function of one point
# X0: the starts, by rows
# steps: how many steps
# burn: how many steps before them that count for nothing
# keep: keep every so manieth step in path; none keeps the end only
# .x: the points at the end, by rows
# .path: with keep, the points on the way, one array like X0 for the start and each step kept; else none
# .p: the momenta at the end, of kernels that have them; else none
# .acceptance: the mean probability of acceptance of each chain, of kernels that reject; else 1
# .evaluations: how often the score of a chain was evaluated
# example: use score; r = run_chains(mala(0.5), Normal(0, 1), zeros(1000), 100);
# example: check mean(estimate(r.acceptance)) ≈ mala_acceptance(0.5, 1) se 4
# -> ok 0.920070 ± 0.000362 ≈ 0.920833 (2.1 se)
run_chains(K, s, X0, steps, burn=0, keep=none) = {
  kernel_needed("run_chains", K)
  t = target_of(s)
  x = starts_of("run_chains", s, X0)
  steps = whole_number("run_chains", "steps", "steps", 0, steps)
  burn = whole_number("run_chains", "burn", "steps", 0, burn)
  every = none
  if given(keep) { every = whole_number("run_chains", "keep", "steps from one point to the next", 1, keep) }
  stable("run_chains", K, t)
  finite_start("run_chains", t, x)
  x = typed_for(t, s, x)
  q = K.begin(t, x)
  if burn > 0 { q = settled("run_chains", K, t, x, iterate(stepped(K, t), begun_chains(K, q), burn)).q }
  a = begun_chains(K, q)
  path = none
  if given(every) {
    a = iterate(stepped(K, t), a, steps, every=every)
    (path, a) = (a.q.x, a[len(a.step)])
  } else { a = iterate(stepped(K, t), a, steps) }
  a = settled("run_chains", K, t, x, a)
  (
    x = a.q.x, path = path, p = if K.momentum { a.q.p } else { none },
    acceptance = if K.metropolis and steps > 0 { a.accepted/steps } else { ones(len(x)) },
    evaluations = (steps + burn)*K.evaluations
  )
}

# One chain from x0: `path` holds its points by rows.
# K: a kernel
# s: a distribution, an energy (`score_from`), or a score function of one point
# x0: the start, a number or a vector
# steps: how many steps
# burn: how many steps before them that count for nothing
# keep: keep every so manieth step
# .path: the points, the start and each step kept, by rows
# .x: the point at the end
# .acceptance: the mean probability of acceptance; 1 of kernels that do not reject
# .evaluations: how often the score was evaluated
# example: use score; shape(run_chain(langevin(0.1), Normal(zeros(2), 1), [0.0, 0.0], 100).path)
# -> (101, 2)
run_chain(K, s, x0, steps, burn=0, keep=1) = {
  events.numeric("run_chain", "x0", x0)
  x0 = floating(x0)
  r = run_chains(K, s, reshape(x0, 1, shape(x0)...), steps, burn=burn, keep=keep)
  path = reshape(r.path, len(r.path), shape(x0)...)
  (path = path, x = r.x[1], acceptance = r.acceptance[1], evaluations = r.evaluations)
}

# Annealed Langevin dynamics: chains that go through levels of noise, from a law so smooth that its modes are one to
# the data. At the level σ_i the step is h_i = h σ_i²/σ_L², so that signal and noise of a step keep their
# proportion. Song and Ermon 2019 (NCSN), algorithm 1, whose α_i is 2 h_i in the paper and h_i in its code; Song and
# Ermon 2020 (NCSNv2).
# p: a predictor, which sees (α = 1, σ = σ_i), such as an oracle, or a function s(z, σ)
# X0: the starts, by rows
# σs: the levels, from the largest to the least, geometric_levels(1, 0.01, 10)
# steps: how many steps at each level
# h: the step at the last level
# noise: what multiplies the noise
# denoise: whether a last step x + σ_L² s takes away the noise of the last level
# .x: the points at the end, by rows
# .path: the start, and the points at the end of each level
# .steps: the h_i
# example: use score; D = Normal(0, 0.5); σs = geometric_levels(1, 0.01, 10);
# example: r = annealed_chains(oracle(D), uniform_noise(20000) - 0.5, σs);
# example: check estimate(r.x^2) ≈ annealed_variance(0.25, σs, 1/12) se 4
# -> ok 0.26096 ± 0.00254 ≈ 0.257909 (1.2 se)
annealed_chains(p, X0, σs, steps=100, h=2e-5, noise=1, denoise=false) = {
  levels_of("annealed_chains", σs)
  positive_number("annealed_chains", "h", h, "the step at the last level")
  not_negative("annealed_chains", "noise", noise, "what multiplies the noise; 0 turns it off")
  steps = whole_number("annealed_chains", "steps", "steps", 1, steps)
  x = starts_of("annealed_chains", p, X0)
  L = len(σs)
  hs = annealed_steps(σs, h)
  s(x, σ) = vmap(if predicting(p) { score_at(p, (α = 1.0, σ = σ, γ = 2*log(σ))) } else { z -> p(z, σ) })(x)
  first = (score = x -> s(x, σs[1]))
  finite_start("annealed_chains", first, x)
  x = typed_for(first, p, x)
  F(a) = {
    i = quo(a.step, steps) + 1
    y = drifted(a.x, s(a.x, σs[i]), hs[i]) + noise*sqrt(2*hs[i])*noise_like(a.x)
    good = in_bounds(y)
    # What went wrong first stays as it was.
    (x = where(good, y, a.x), step = a.step + i64(good), stuck = not good)
  }
  a = iterate(F, (x = x, step = 0, stuck = false), L*steps, every=steps)
  b = a[len(a.step)]
  if not known_later(b.stuck) and b.stuck {
    i = quo(b.step, steps) + 1
    k = argmax(row_sums(f64(b.x)^2))
    hint = limit_near(langevin(hs[i]), (score = x -> s(x, σs[i])), f64(x[k:k]))
    error("annealed_chains: h = {h:.3g} is too large: at the level σ = {σs[i]:.4g}, with the step h_i = {hs[i]:.4g}, chain {k} leaves all bounds, from x = {text(f64(b.x[k]))}; it began at x = {text(f64(x[k]))} {hint}", "domain")
  }
  x = if denoise { b.x + σs[L]^2*s(b.x, σs[L]) } else { b.x }
  (x = x, path = a.x, steps = hs)
}

# The steps of the levels.
annealed_steps(σs, h) = h*(σs/σs[len(σs)])^2

# ## How good a chain is

# The integrated autocorrelation time τ = 1 + 2 Σ ρ_k of a chain of numbers, in steps: n points of it are worth n/τ
# independent ones. The sum goes to the first k that is at least 5 τ, beyond which there is more noise than
# correlation. Sokal 1997; Madras and Sokal 1988.
# x: the numbers of a chain in order
# example: use score; x = run_chain(langevin(0.5), Normal(0, 1), 0, 100000).path;
# example: abs(integrated_time(x) - 3) < 0.2
# -> true
integrated_time(x) = {
  x = chain_of("integrated_time", x)
  n = len(x)
  y = x - mean(x)
  c0 = y @ y
  if c0 == 0 { error("integrated_time: all numbers of the chain are {text(x[1])}: it does not move", "domain") }
  (τ, k, going) = (1.0, 1, true)
  while going and k < n {
    τ = τ + 2*(y[1:n-k] @ y[k+1:n])/c0
    going = k < 5*τ
    k = k + 1
  }
  max(τ, 1.0/n)
}

# How many independent points a chain is worth: n/τ.
# x: the numbers of a chain in order
# example: use score; effective_size([1.0, -1, 1, 1, -1, 1, -1, -1]) > 8
# -> true
effective_size(x) = {
  x = chain_of("effective_size", x)
  len(x)/integrated_time(x)
}

# The mean of a chain as an estimate, whose standard error √(var τ/n) counts that neighbours are alike.
# x: the numbers of a chain in order, such as f of its points
# example: use score; x = run_chain(langevin(0.1), Normal(0, 1), 0, 20000).path;
# example: check chain_mean(x^2) ≈ stationary_variance(langevin(0.1), 1) se 4
# -> ok 1.0096 ± 0.0267 ≈ 1.05263 (1.6 se)
chain_mean(x) = {
  x = chain_of("chain_mean", x)
  error_of_mean = sqrt(mean((x - mean(x))^2)*integrated_time(x)/len(x))
  mean(x) + estimate([error_of_mean, -error_of_mean])
}

# The numbers of a chain.
chain_of(name, x) = {
  events.numeric(name, "x", x)
  if ndims(x) == 2 and shape(x)[end] == 1 { x = reshape(x, len(x)) }
  if ndims(x) != 1 { error("{name}: x has the numbers of one chain in order, a vector, not {type(x)}: x[:, 1] is a coordinate", "shape") }
  if len(x) < 2 { error("{name}: a chain has two numbers at least, this one {len(x)}", "shape") }
  events.finite(name, "x", x)
  f64(x)
}

# ## Running

# The starts by rows, as floats.
starts_of(name, s, X0) = {
  events.numeric(name, "X0", X0)
  if ndims(X0) == 0 { error("{name}: X0 has a row for each chain: zeros(1000) starts 1000 chains of numbers", "shape") }
  if len(X0) == 0 { error("{name}: X0 has no rows: {type(X0)}", "shape") }
  events.finite(name, "X0", X0)
  if kind(s) == "distribution" and has(s, "domain") and shape(X0)[2:end] != s.domain.shape {
    error("{name}: X0 is {type(X0)}, and a chain of this law has points of the shape {s.domain.shape}, one in each row", "shape")
  }
  floating(X0)
}

# The points in f32 if they or a network are and the score answers so, else f64.
typed_for(t, s, x) = {
  if kind(x) == "f64" and kind(s) != "record" { return x }
  if kind(t.score(f32(x))) == "f32" { f32(x) } else { f64(x) }
}

# What iterate carries: the kernel's state, how much was accepted, and until when all was finite.
begun_chains(K, q) = (q = q, accepted = zeros(if K.metropolis { len(q.x) } else { 1 }), step = 0, stuck = false)

# A step of all chains. One that is not finite is not taken, so that what went wrong can be told.
stepped(K, t) = a -> {
  q = K.move(t, a.q, K.draw(a.q.x))
  good = in_bounds(q.x)
  (
    q = map_leaves((new, old) -> where(good, new, old), q, a.q),
    accepted = if K.metropolis { a.accepted + q.accept } else { a.accepted },
    step = a.step + i64(good), stuck = not good
  )
}

# Whether all points are finite, and not on their way out.
in_bounds(x) = all(abs(flatten(x)) < 1e100)

# f of the leaves of two records of numbers.
map_leaves(f, a, b) = {
  r = a
  for k in fields(a) { r = put(r, k, f(get(a, k), get(b, k))) }
  r
}

# Requires a step below the stability limit of a normal law.
stable(name, K, t) = {
  if not given(t.law) { return none }
  v = least_variance(t.law)
  if not given(v) or istraced(K.h) { return none }
  limit = stability_limit(K, v)
  if K.h >= limit {
    error("{name}: {K.name} is unstable here: the law's least variance is {v:.6g}, and h must be below {limit:.6g}", "domain")
  }
}

# Requires a finite score at the start.
finite_start(name, t, x) = {
  s = t.score(x)
  good = isfinite(row_sums(0.0*s))
  if known_later(good) { return none }
  if all(good) { return none }
  k = argmax(i64(not good))
  error("{name}: the score is not finite at the start of {sum(i64(not good))} of {len(x)} chains, such as x = {text(f64(x[k]))}", "domain")
}

# Complains of a step that led nowhere: at which step and where, with the limit that the score's Jacobian at the
# start suggests.
settled(name, K, t, x0, a) = {
  if known_later(a.stuck) { return a }
  if not a.stuck { return a }
  x = f64(a.q.x)
  lost = not isfinite(row_sums(0.0*f64(t.score(a.q.x))))
  if any(lost) {
    k = argmax(i64(lost))
    error("{name}: {K.name}: the score is not finite at x = {text(x[k])}, where the chain {k} came in {a.step} steps", "domain")
  }
  k = argmax(row_sums(x^2))
  begun = "which began at x = {text(f64(x0[k]))} {limit_near(K, t, f64(x0[k:k]))}"
  error("{name}: {K.name}: the step {a.step + 1} of chain {k} leads out of all bounds, from x = {text(x[k])}; {begun}", "domain")
}

# What the steepest fall of the score at x suggests.
limit_near(K, t, x) = {
  J = jacobian(x -> t.score(x))(x)
  if not all(isfinite(J)) { return "where the score has no finite derivative" }
  λ = -min(real(eig((J + J')/2)))
  if not (λ > 0) {
    return "where the score points away from the modes: of a law that can be normalised it points back far out"
  }
  limit = stability_limit(K, 1/λ)
  if K.h < limit {
    "where h below {limit:.3g} is stable: the score grows further out; begin nearer, or take a smaller h"
  } else { "where the score falls as that of the variance {1/λ:.3g}, for which h must be below {limit:.3g}" }
}
