# What samplers make of normal data, exactly: every step is z_s = A z + b + C ξ there, so that means and variances follow
# without a draw, and their distance from those of the data is the error of the sampler alone.
# names: sampler_moments
use samplers
use generation
use oracles
use options
use events as events

# The mean and the variance of what a sampler gives for normal data with their exact denoiser: z_s = A z + b + C ξ takes
# them to A m + b and A² v + C². For adaptive_ode they are right to its tolerance.
# S: a schedule
# D: the data, Normal(μ, σ) of numbers that are independent; of correlated ones each principal axis is a law of its own
# by: a sampler, or its name
# steps: how many steps; 100 where left out
# times: the times themselves, falling, in the place of steps
# start: another Normal to start from, such as noised(D, level(S, 1)); left out as in generate
# .mean: of each number
# .variance: of each number
# example: use vdm; m = sampler_moments(linear_snr(), Normal(0, 0.5), "ancestral", steps=10);
# example: check m.variance ≈ .1145991938815 tol 1e-12
# -> ok 0.114599 ≈ 0.114599
sampler_moments(S, D, by=ddim(), steps=none, times=none, start=none) = {
  independent_normal("D", D)
  r = prepared("sampler_moments", S, oracle(D), by, steps, none, none, times)
  first = start_of("sampler_moments", r, none, start)
  independent_normal("start", first)
  r = begun_well(r, first.draw())
  moments = if r.by.noise { moments_by_draws(r, first) } else { moments_by_points(r, first) }
  if not all(isfinite(moments.mean + moments.variance)) {
    error("sampler_moments: the variance grows without bound: the steps are too large for {r.by.name}, take more of them", "domain")
  }
  moments
}

# Requires a normal law of independent numbers.
independent_normal(what, D) = {
  events.distributed("sampler_moments", D)
  if not events.is_family(D, "Normal") { error("sampler_moments: {what} is a Normal, whose steps are linear, not {events.title(D)}", "distribution") }
  if not has(D.parameters, "σ") {
    error("sampler_moments: {what} has independent numbers, Normal(μ, σ); of a covariance C each axis moves by itself, with the standard deviation sqrt(eigh(C))", "distribution")
  }
}

# Without draws the mean goes where a point goes, and a standard deviation where the point beside it does.
moments_by_points(r, first) = {
  (m, s) = (first.mean(), sqrt(first.variance()))
  z = run_all(r, m).z
  (mean = z, variance = (run_all(r, m + s).z - z)^2)
}

# With draws, by the A, b and C of each step, which draws of 0 and of 1 tell; a part of a step that draws several times
# is repeated.
moments_by_draws(r, first) = {
  parts = if has(r.by, "parts") { r.by.parts } else { ((r.by, 1),) }
  (m, v) = (first.mean(), first.variance())
  lines = map(part -> vmap(k -> line_of_step(r, part[1], k, m))(1:r.steps), parts)
  step = s -> {
    (m, v, k) = s
    for j in 1:len(parts) {
      (l, n) = (lines[j], parts[j][2])
      for i in 1:n {
        # The last step, to σ = 0, is made once.
        again = i == 1 or r.levels.σ[k + 1] > 0
        (m, v) = (where(again, l.A[k]*m + l.b[k], m), where(again, l.A[k]^2*v + l.C[k]^2, v))
      }
    }
    (m, v, k + 1)
  }
  (m, v, k) = iterate(step, (m, v, 1), r.steps)
  (mean = m, variance = v)
}

# A, b and C of a step, for each number.
line_of_step(r, by, k, like) = {
  zero = events.zeros_like(like)
  memory = by.begin(zero, r.steps)
  if kind(memory) == "tuple" {
    error("sampler_moments: {by.name} remembers the step before, and its draws are not independent of it", "argument")
  }
  at = (z, ξ) -> by.step(put(by, "draws", z -> ξ + zero), r.S, r.p, z + zero, memory, level_at(r, k), level_at(r, k + 1))[1]
  b = at(0.0, 0.0)
  (A = at(1.0, 0.0) - b, b = b, C = at(0.0, 1.0) - b)
}
