# Stochastic variational inference of the Bayesian mixture: natural gradients from minibatches, with the steps of
# Robbins and Monro.
# names: stochastic_mixture
use bayes_mixture
use svi
use events as events

# Steps λ ← (1 - ρ)λ + ρ(prior + N/M statistics of M random rows), ρ_t = (t + delay)^-forgetting: each is a step of
# length ρ along the natural gradient, which an unbiased estimate of the CAVI update gives. Hoffman et al. 2013; the
# steps shrink as Robbins and Monro 1951 ask, Σρ = ∞ and Σρ² < ∞, for forgetting in (½, 1]. A record of columns `step`,
# `rate` ρ and `bound` (that of all rows with the best responsibilities) at every `every` steps, and `state` (λ and r).
# A: a mixture, what gaussian_mixture gave
# steps: how many
# batch: rows of a minibatch, drawn with replacement
# delay: what slows the first steps
# forgetting: the exponent, more than ½ and at most 1
# every: after how many steps the bound is seen
# λ: where it begins, natural parameters; by default those of the start of A
# example: use mixture_svi; A = gaussian_mixture([0.0; 1; 7; 8], 2);
# example: stochastic_mixture(A, 10, batch=4, every=5).step
# -> i64[3]
# ->    0   5  10
stochastic_mixture(A, steps, batch=32, delay=1, forgetting=0.7, every=10, λ=none) = {
  mixture_wanted("stochastic_mixture", A)
  N = len(A.y)
  counts = ((what = "steps", value = steps), (what = "batch", value = batch), (what = "every", value = every))
  for part in counts {
    if kind(part.value) != "i64" or part.value < 1 {
      error("stochastic_mixture: {part.what} is a number, at least 1, not {text(part.value)}", "domain")
    }
  }
  events.nonnegative("stochastic_mixture", "delay", delay)
  if not (forgetting > 0.5 and forgetting <= 1) {
    error("stochastic_mixture: forgetting must be more than 1/2 and at most 1, or the steps do not converge (Σρ = ∞, Σρ² < ∞), not {text(forgetting)}", "domain")
  }
  rate = robbins_monro(forgetting, delay)
  start = if kind(λ) == "none" { A.start.λ } else { λ }
  step = (t, λ) -> {
    y = A.y[i64(floor(uniform_noise(batch)*N)) + 1, :]
    (t + 1, svi_step(λ, A.prior.λ, statistics(softmax(log_shares(λ, y)), y), rate(t + 1.0), scale=N/batch))
  }
  (t, kept) = iterate(step, (0, start), steps, every=every)
  # What is left after the last point that is kept.
  (λ, left) = (kept[len(t)], steps - t[end])
  if left > 0 { λ = iterate(step, (t[end], λ), left)[2] }
  (
    step = t, rate = concat(([nan], [rate(1.0*k) for k in t[2:end]])),
    bound = vmap(λ -> mixture_bound(A, λ))(kept),
    state = (λ = λ, r = responsibilities(A, (λ = λ)))
  )
}
