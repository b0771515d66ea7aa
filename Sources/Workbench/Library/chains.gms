# Chains of Langevin kernels, run side by side and through levels of noise. autocorrelation says what they are worth.
# names: run_chains, run_chain, annealed_chains
use langevin
use chain_targets
use chain_checks
use score_scales
use score_losses
use predictions
use options
use events as events

# Runs one chain from each row of X0, all at once. A step above the stability limit of a law of normal parts is an error
# that says the limit. Else a chain that runs away, comes where the score is not finite, or leaves the support of a law
# or an energy, stops all, with the step, the chain and the place; mala refuses to leave the support.
# Two calls draw different noise, as any two statements do. To compare kernels or laws by common random numbers give
# each call that of one statement: frozen(1, run_chains(...)).
# K: a kernel: langevin(h), mala(h), underdamped("BAOAB", h)
# s: what is sampled: a distribution, an energy (`score_from`), or a score function of one point
# X0: the starts, by rows; the chains are f32 where these or a network are, and the score answers so
# steps: how many steps
# burn: how many steps before them that count for nothing
# keep: keep every so manieth step in path; none keeps the end only
# .x: the points at the end, by rows
# .path: with keep, the points on the way, one array like X0 for the start and each step kept; else none
# .p: the momenta at the end, of kernels that have them; else none
# .acceptance: the mean probability of acceptance of each chain, of kernels that reject; else 1
# .not_finite: how many proposals of each chain were refused because a score or log p was not finite there
# .evaluations: how often the score of a chain was evaluated
# example: use score; r = run_chains(mala(0.5), Normal(0, 1), zeros(1000), 100);
# example: check mean(estimate(r.acceptance)) ≈ mala_acceptance(0.5, 1) se 4
# -> ok 0.920541 ± 0.000354 ≈ 0.920833 (0.8 se)
run_chains(K, s, X0, steps, burn=0, keep=none) = {
  kernel_needed("run_chains", K)
  t = target_of(s)
  x = starts_of("run_chains", s, X0)
  steps = whole_number("run_chains", "steps", "steps", 0, steps)
  burn = whole_number("run_chains", "burn", "steps", 0, burn)
  every = none
  if given(keep) { every = whole_number("run_chains", "keep", "steps from one point to the next", 1, keep) }
  stable("run_chains", K, t)
  starts_finite("run_chains", t, x)
  gradient_needed("run_chains", K, t, x)
  x = typed_for(t, s, x)
  bound = far_from(K, t, x)
  (F, done) = (stepped(K, t, bound), a -> chain_settled("run_chains", K, t, x, a, bound))
  a = begun_chains(K, K.begin(t, x), 0, 0.0)
  if burn > 0 {
    a = done(iterate(F, a, burn))
    a = begun_chains(K, a.q, burn, a.lost)
  }
  path = none
  if given(every) {
    a = iterate(F, a, steps, every=every)
    (path, a) = (a.q.x, a[len(a.step)])
  } else { a = iterate(F, a, steps) }
  a = done(a)
  (
    x = a.q.x, path = path, p = if K.momentum { a.q.p } else { none },
    acceptance = if K.metropolis and steps > 0 { a.accepted/steps } else { ones(len(x)) },
    not_finite = i64(a.lost + zeros(len(x))),
    evaluations = K.begins + (steps + burn)*(K.evaluations + (if K.metropolis { t.ratio_cost } else { 0 }))
  )
}

# One chain from x0: `path` holds its points by rows.
# K: a kernel
# s: a distribution, an energy (`score_from`), or a score function of one point
# x0: the start, a number or a vector
# steps: how many steps
# burn: how many steps before them that count for nothing
# keep: keep every so manieth step; none keeps the end only
# .path: the points, the start and each step kept, by rows; none without keep
# .x: the point at the end
# .acceptance: the mean probability of acceptance; 1 of kernels that do not reject
# .not_finite: how many proposals were refused because a score or log p was not finite there
# .evaluations: how often the score was evaluated
# example: use score; shape(run_chain(langevin(0.1), Normal(zeros(2), 1), [0.0, 0.0], 100).path)
# -> (101, 2)
run_chain(K, s, x0, steps, burn=0, keep=1) = {
  events.numeric("run_chain", "x0", x0)
  x0 = floating(x0)
  r = run_chains(K, s, reshape(x0, 1, shape(x0)...), steps, burn=burn, keep=keep)
  path = if given(keep) { reshape(r.path, len(r.path), shape(x0)...) } else { none }
  (path = path, x = r.x[1], acceptance = r.acceptance[1], not_finite = r.not_finite[1], evaluations = r.evaluations)
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
# -> ok 0.25949 ± 0.00256 ≈ 0.257909 (0.6 se)
annealed_chains(p, X0, σs, steps=100, h=2e-5, noise=1, denoise=false) = {
  falling_levels("annealed_chains", σs)
  if kind(p) == "distribution" {
    error("annealed_chains: p is a predictor or a function s(z, σ), not a distribution, whose predictor is oracle(D)", "type")
  }
  positive_number("annealed_chains", "h", h, "the step at the last level")
  not_negative("annealed_chains", "noise", noise, "what multiplies the noise; 0 turns it off")
  steps = whole_number("annealed_chains", "steps", "steps", 1, steps)
  x = starts_of("annealed_chains", p, X0)
  L = len(σs)
  hs = annealed_steps(σs, h)
  s(x, σ) = vmap(if predicting(p) { score_at(p, (α = 1.0, σ = σ, γ = 2*log(σ))) } else { z -> p(z, σ) })(x)
  first = (score = x -> s(x, σs[1]))
  starts_finite("annealed_chains", first, x)
  x = typed_for(first, p, x)
  bound = far_out(langevin(hs[1], noise=noise), f64(first.score(x)), x)
  F(a) = {
    i = quo(a.step, steps) + 1
    y = drifted(a.x, s(a.x, σs[i]), hs[i]) + noise*sqrt(2*hs[i])*events.noise_like(a.x)
    good = all(abs(flatten(y)) <= bound) and not a.stuck
    # What went wrong first stays as it was.
    (x = where(good, y, a.x), step = a.step + i64(good), stuck = not good)
  }
  a = iterate(F, (x = x, step = 0, stuck = false), L*steps, every=steps)
  b = a[len(a.step)]
  if not known_later(b.stuck) and b.stuck {
    i = quo(b.step, steps) + 1
    place = "at the step {b.step + 1 - (i - 1)*steps} of this level"
    finite_score("annealed_chains", "σ = {σs[i]:.4g}", place, b.x, s(b.x, σs[i]))
    k = argmax(row_sums(f64(b.x)^2))
    hint = limit_near(langevin(hs[i]), (score = x -> s(x, σs[i])), f64(x[k:k]))
    error("annealed_chains: h = {h:.3g} is too large: at the level σ = {σs[i]:.4g}, with the step h_i = {hs[i]:.4g}, chain {k} leaves all bounds, from x = {text(f64(b.x[k]))}; it began at x = {text(f64(x[k]))} {hint}", "domain")
  }
  y = b.x
  if denoise {
    e = s(b.x, σs[L])
    place = "at the last step, that denoises"
    if not known_later(e) { finite_score("annealed_chains", "σ = {σs[L]:.4g}", place, b.x, e) }
    y = b.x + σs[L]^2*e
  }
  (x = y, path = a.x, steps = hs)
}
