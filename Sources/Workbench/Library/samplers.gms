# Samplers: how noise becomes data with a prediction, one step from the time t to an earlier s. With a level a at t, b at s,
# x = x̂ and ε = ε̂ of z at a, and c = -expm1(γ_s - γ_t), each step is a line or two over any schedule and any
# prediction, in a form that loses no digits. A last step, to a σ_s of 0, ends in α_s x̂; where α_t is 0 the first
# steps are exact too.
# names: samplers, sampler, ancestral, ddim, euler_ode, heun_ode, karras_heun, dpm_solver, adaptive_ode, reverse_sde
# names: predictor_corrector, annealed_langevin
use predictions
use noise_levels
use options
use events as events
use ode
use flow_likelihood

# ## What steps are made of

# Both x̂ and ε̂ of z, by one evaluation.
x_and_noise(p, z, l) = {
  p = predictor(p)
  if has(p, "all") { return p.all(p, z, l) }
  y = predict(p, z, l, p.of)
  (x = convert(y, z, l, p.of, "x"), ε = convert(y, z, l, p.of, "ε"))
}

# A predictor of many z at one level, as rows.
of_rows(p) = (
  of = p.of, rows = true, apply = (o, z, l) -> vmap(z -> predict(p, z, l, p.of))(z),
  all = (o, z, l) -> vmap(z -> x_and_noise(p, z, l))(z)
)

# z at another level if x̂ and ε̂ are right: α x̂ + σ ε̂, ddim's step. At σ = 0 it is α x̂.
kept_noise(q, l) = l.α*q.x + l.σ*q.ε

# A level as a row of numbers that are made once, not with each of many z.
once(l) = {
  v = [l.t, l.α, l.σ, l.γ, l.dα, l.dσ, l.dγ]
  (t = v[1], α = v[2], σ = v[3], γ = v[4], dα = v[5], dσ = v[6], dγ = v[7])
}

# γ_t - γ_s, which a run has found for all its steps beforehand.
rise_between(S, a, b) = if has(b, "rise") { b.rise } else { gamma_rise(S, b.t, a.t) }

# Whether the rates of two levels and what lies between are finite, so that a step in t can be made; else it is one of
# ddim.
rates_known(a, b) = isfinite(a.dα + a.dσ) and b.σ > 0

# A sampler: what a maker says of it, and its step; begin makes the memory of the first step.
# A step is (o, S, p, z, m, a, b) -> (z at b, memory), begin is (z, steps) -> memory. Where a step draws more than once,
# `parts` has the samplers, of one draw each, of which it is made, with how often each is repeated.
sampler_of(name, evaluations, order, noise, source, step, begin=(z, steps) -> 0.0) = (
  name = name, evaluations = evaluations, order = order, noise = noise, source = source, draws = events.noise_like,
  begin = begin, step = step
)

# ## Steps of the denoising chain

# Ancestral sampling, the reverse chain of variational diffusion: z_s ~ p(z_s | z_t), which is ddim with η = 1:
#   z_s = (α_s/α_t)(z_t - σ_t c ε̂) + σ_s √c ξ = α_s x̂ + σ_s e^((γ_s - γ_t)/2) ε̂ + σ_s √c ξ
# Ho, Jain and Abbeel 2020, algorithm 2; Kingma et al. 2021, appendix A.4.
# .name: what it is called
# .evaluations: of the prediction, in one step
# .order: by which power of the step the error falls, of the law where it draws; 0 where part of it stays
# .noise: whether it draws
# .source: where it is from
# .begin: (z, steps) -> the memory of the first step
# .draws: z -> noise like z; put(o, "draws", f) brings one's own
# .step: (o, S, p, z, memory, a, b) -> (z, memory), from the level a to b
# example: use samplers; (ancestral().evaluations, ancestral().noise)
# -> (1, true)
ancestral() = {
  o = ddim(1)
  put(put(put(o, "name", "ancestral"), "source", "Ho et al. 2020; Kingma et al. 2021"), "noise", true)
}

# DDIM: x̂ with part of the noise ε̂ kept, and part of it new:
#   z_s = α_s x̂ + √(σ_s² - s²) ε̂ + s ξ,   s = η σ_s √c.
# η = 0 draws nothing, the exponential Euler step of the probability flow; η = 1 is ancestral.
# Song, Meng and Ermon 2021, equation 12.
# η: how much noise is new, 0 to 1
# example: use samplers; use noise_schedules; (S, o) = (rectified(), ddim());
# example: o.step(o, S, predicts("x", (z, t) -> 0.5*z), 1.0, 0.0, level(S, 0.5), level(S, 0.25))[1]
# -> 0.75
ddim(η=0) = {
  bounded_number("ddim", "η", η, 0, 1, "how much of the noise is new: 0 none, 1 as in ancestral()")
  sampler_of(if η == 0 { "ddim" } else { "ddim η={η}" }, 1, 1, η > 0, "Song, Meng and Ermon 2021",
    (o, S, p, z, m, a, b) -> (renoised(x_and_noise(p, z, a), S, a, b, η, o.draws), m))
}

# α_s x̂ + √(σ_s² - s²) ε̂ + s ξ with s = η σ_s √c, where σ_s² - s² = σ_s² (1 - η² + η² e^(γ_s - γ_t)).
renoised(q, S, a, b, η, draws) = {
  if η == 0 { return kept_noise(q, b) }
  rise = rise_between(S, a, b)
  b.α*q.x + b.σ*(sqrt(1 - η^2 + η^2*exp(-rise))*q.ε + η*sqrt(-expm1(-rise))*draws(q.x))
}

# Requires a number within bounds.
bounded_number(name, what, x, low, high, meaning) = {
  number_of(name, what, x, meaning)
  if not (stop(x) >= low and stop(x) <= high) {
    error("{name}: {what} lies between {low} and {high}, {meaning}; not {text(stop(x))}", "domain")
  }
}

# ## The probability flow

# Euler's method in t for the probability flow dz/dt = f z - g²/2 ∇log q = α' x̂ + σ' ε̂, the velocity:
#   z_s = z + (s - t) u(z, t).
# Song et al. 2021, equation 13. Where a rate is infinite, or σ_s is 0, the step is ddim's.
# example: use samplers; use noise_schedules; (S, o) = (rectified(), euler_ode());
# example: o.step(o, S, predicts("velocity", (z, t) -> 2*z), 1.0, 0.0, level(S, 0.5), level(S, 0.25))[1]
# -> 0.5
euler_ode() = sampler_of("euler", 1, 1, false, "Song et al. 2021", (o, S, p, z, m, a, b) -> {
  q = x_and_noise(p, z, a)
  u = a.dα*q.x + a.dσ*q.ε
  (where(rates_known(a, b), z + (b.t - a.t)*u, kept_noise(q, b)), m)
})

# Heun's method in t for the probability flow, the mean of the velocities at both ends of Euler's step:
#   z' = z + (s - t) u(z, t),   z_s = z + (s - t) (u(z, t) + u(z', s))/2.
# Where a rate is infinite, or σ_s is 0, the step is ddim's, as the last one of Karras et al. 2022.
# example: use samplers; (heun_ode().evaluations, heun_ode().order)
# -> (2, 2)
heun_ode() = sampler_of("heun", 2, 2, false, "Heun 1900", (o, S, p, z, m, a, b) -> {
  q = x_and_noise(p, z, a)
  h = b.t - a.t
  known = rates_known(a, b) and rates_known(b, b)
  u = a.dα*q.x + a.dσ*q.ε
  # No point is asked about that an infinite rate would lead to.
  r = x_and_noise(p, where(known, z + h*u, z), b)
  u₂ = b.dα*r.x + b.dσ*r.ε
  (where(known, z + h*(u + u₂)/2, kept_noise(q, b)), m)
})

# Heun's method of Karras et al. 2022, algorithm 2, with churn: in y = z/α and σ̄ = σ/α the flow of any schedule is
# dy/dσ̄ = ε̂. Each step first raises the noise to σ̂ = σ̄ (1 + g), y += √(σ̂² - σ̄²) S_noise ξ, then goes to σ̄_s:
#   y' = y + (σ̄_s - σ̂) ε̂,   y_s = y + (σ̄_s - σ̂)(ε̂ + ε̂')/2;
# Euler's step y' is ddim's. The last step, to σ̄ = 0, is Euler's, and so is one from α = 0.
# g = min(churn/steps, √2 - 1) for S_min ≤ σ̄ ≤ S_max; σ̂ is at most the largest of the schedule.
# churn: S_churn; 0 draws nothing
# S_min, S_max: between which σ̄ noise is added
# S_noise: the new noise is a little more than 1 in the paper, 1.003 to 1.007, for networks that denoise too much
# example: use samplers; (karras_heun().noise, karras_heun(churn=40).noise)
# -> (false, true)
karras_heun(churn=0, S_min=0, S_max=inf, S_noise=1) = {
  bounded_number("karras_heun", "churn", churn, 0, 1e9, "S_churn of Karras et al. 2022, 0 without new noise, 40 or 80 with")
  bounded_number("karras_heun", "S_noise", S_noise, 0, 100, "by how much the new noise is larger than it should be, as 1.003")
  if not (S_min <= S_max) {
    error("karras_heun: S_min ≤ S_max are the σ/α between which noise is added, not {text(S_min)} and {text(S_max)}", "domain")
  }
  sampler_of("karras heun", 2, 2, churn > 0, "Karras et al. 2022", (o, S, p, z, g, a, b) -> {
    inside = relative(a) >= S_min and relative(a) <= S_max
    (z, a) = if churn == 0 { (z, a) } else { churned(o, S, z, a, where(inside, g, 0.0), S_noise) }
    q = x_and_noise(p, z, a)
    z₁ = kept_noise(q, b)
    ε₂ = x_and_noise(p, z₁, b).ε
    (where(a.α > 0 and b.σ > 0, z₁ + b.α*(relative(b) - relative(a))*(ε₂ - q.ε)/2, z₁), g)
  }, (z, steps) -> min(churn/steps, sqrt(2) - 1))
}

# σ̄ = σ/α.
relative(l) = l.σ/l.α

# The point with its noise raised by the factor 1 + g in σ/α, and its level.
churned(o, S, z, a, g, S_noise) = {
  γ = min(a.γ + 2*log1p(g), S.γ(1.0))
  l = once(level(S, where(g > 0, S.inverse(γ), a.t)))
  raised = where(g > 0 and a.α > 0, sqrt(max(l.σ^2 - (l.α*relative(a))^2, 0.0)), 0.0)
  (where(a.α > 0, l.α/a.α*z, z) + raised*S_noise*o.draws(z), l)
}

# DPM-Solver++(2M), the two-step exponential integrator in λ = -γ/2: with h = (γ_t - γ_s)/2 and the x̂ of the step
# before,
#   D = x̂ + h/(2 h_before) (x̂ - x̂_before),   z_s = (σ_s/σ_t) z - α_s expm1(-h) D;
# D = x̂ in the first step, in the first two from α = 0, and in a last one to σ_s = 0. The order 2 is in λ: with times that
# are even in t the last steps to a σ of 0 stay long in λ, and it falls to 1.8 on rectified() and to 1 on
# cosine_noise(); between(S, -13.3, 5) keeps it. Lu et al. 2022b, algorithm 2.
# example: use samplers; (dpm_solver().evaluations, dpm_solver().order)
# -> (1, 2)
dpm_solver() = sampler_of("dpm-solver++(2M)", 1, 2, false, "Lu et al. 2022b", (o, S, p, z, m, a, b) -> {
  (before, h_before) = m
  x = x_and_noise(p, z, a).x
  h = rise_between(S, a, b)/2
  D = x + where(isfinite(h), h/(2*h_before), 0.0)*(x - before)
  (b.σ/a.σ*z - b.α*expm1(-h)*D, (x, h))
}, (z, steps) -> (0.0*z, inf))

# The probability flow by steps that choose their size, from each level to the next as if there were no others: Dormand and
# Prince's method of order 5 in y = z/√(α² + σ²) and the angle φ, tan φ = σ/α, where nothing is infinite on any
# schedule:
#   dy/dφ = v̂ = cos φ ε̂ - sin φ x̂.
# Song et al. 2021, appendix D; v̂ is Salimans and Ho's 2022. Rows that are generated or carried together share their
# steps, which keep the tolerance of each row; each row of a vmap has its own. The memory is of the evaluations, and of
# the time and place that were reached.
# rtol, atol: the relative and the absolute error that a step may make, of y; below 1e-6 an f32 network and its flow go
#   over to f64
# max_steps: after so many the point is nan
# example: use samplers; adaptive_ode(rtol=1e-6).noise
# -> false
adaptive_ode(rtol=1e-5, atol=1e-5, max_steps=10000) = {
  tolerances("adaptive_ode", rtol, atol)
  max_steps = whole_number("adaptive_ode", "max_steps", "steps", 1, max_steps)
  step = (o, S, p, z, m, a, b) -> {
    z = if single_enough(rtol, atol) { z } else { f64(z) }
    at = φ -> once(level_at_angle((S = S, from = b.t, to = a.t), φ))
    v = (φ, y) -> {
      l = at(φ)
      q = x_and_noise(p, length_of(l)*y, l)
      events.typed_as((l.α*q.ε - l.σ*q.x)/length_of(l), y)
    }
    (from, to) = (angle_of(S, a.t), angle_of(S, b.t))
    # Rows that go together share their steps, which keep the tolerance of each.
    size = size_by(rtol, atol, has(p, "rows"))
    r = dormand_prince(v, z/length_of(a), from, to, size, max_steps)
    last = at(r.φ)
    memory = (
      evaluations = m.evaluations + r.evaluations, t = last.t, stuck = r.stuck, z = events.typed_as(length_of(last)*r.y, m.z)
    )
    (where(r.φ == to, length_of(b)*r.y, nan), memory)
  }
  o = sampler_of("adaptive ode", "adaptive", 5, false, "Song et al. 2021; Dormand and Prince 1980", step,
    (z, steps) -> (evaluations = 0, t = 1.0, stuck = false, z = z))
  put(put(o, "whole", true), "precise", p -> precise_for(p, rtol, atol))
}

# The solution of y' = v(φ, y) from φ to `to` or as far as it goes: the steps of `ode`, without branches, of which a vmap takes
# both ways.
dormand_prince(v, y, φ, to, size, max_steps) = {
  (k, h, n, before, grows) = (v(φ, y), (to - φ)/50, 0, 1e-4, true)
  while φ != to and n < max_steps and abs(h) > 1e-15 {
    last = abs(1.01*h) >= abs(to - φ)
    h = where(last, to - φ, h)
    r = stages(v, φ, y, k, h)
    # Derivatives take the sizes of the steps as they are.
    e = stop(size(r.e, y, r.q))
    e = where(isfinite(e), e, 1e300)
    good = e <= 1
    (y, k, φ) = (where(good, r.q, y), where(good, r.k[6], k), where(good, where(last, to, φ + h), φ))
    (h, before, grows, n) = (next_size(h, e, before, grows), where(good, max(e, 1e-4), before), good, n + 1)
  }
  (y = y, φ = φ, stuck = abs(h) <= 1e-15, evaluations = 1 + 6*n)
}

# ## The reverse equation

# Euler and Maruyama's method in t for the reverse equation with the noise l g:
#   dz = [f z - (1 + l²)/2 g² ∇log q] dt + l g dW, backwards;   f z - g²/2 ∇log q = u, the velocity.
# All l share the marginals: l = 1 is Anderson's, l = 0 the probability flow. Where a rate is infinite, or σ_s is 0, the step
# is that of ddim(η=l). Song et al. 2021, equation 6 and appendix D; Huang et al. 2021 for other l.
# noise: l
# example: use samplers; (reverse_sde().noise, reverse_sde(noise=0).noise)
# -> (true, false)
reverse_sde(noise=1) = {
  bounded_number("reverse_sde", "noise", noise, 0, 1e3, "l of the reverse equation: 1 as Anderson's, 0 for the probability flow")
  sampler_of("reverse sde", 1, 1, noise > 0, "Anderson 1982; Song et al. 2021", (o, S, p, z, m, a, b) -> {
    q = x_and_noise(p, z, a)
    h = a.t - b.t
    # g² ∇log q = -σ γ' ε̂.
    drift = a.dα*q.x + (a.dσ + noise^2/2*a.σ*a.dγ)*q.ε
    moved = z - h*drift
    moved = if noise == 0 { moved } else { moved + noise*a.σ*sqrt(a.dγ*h)*o.draws(z) }
    (where(rates_known(a, b) and isfinite(a.dγ), moved, renoised(q, S, a, b, min(noise, 1.0), o.draws)), m)
  })
}

# A sampler with steps of Langevin's at each level it comes to:
#   z += h ∇log q + √(2h) ξ,   h = 2 (α_t/α_s)² (snr |ξ|/|∇log q|)²,
#   |ξ|²/|∇log q|² = α² scale² + σ²,
# what the norms are on average for normal data of the standard deviation `scale`. score_sde takes their averages over
# the batch, by which its chains interact; those of a chain alone have no bound where its score is 0, and ruin the
# law. With scale 0 the steps are stable for any data if snr < 1. Song et al. 2021, algorithms 4 and 5.
# predictor: the sampler that steps first; reverse_sde() where left out
# corrections: how many steps of Langevin's follow
# snr: how large they are, below 1
# scale: the standard deviation of the finest parts of the data, for longer steps at small σ
# example: use samplers; predictor_corrector(corrections=2).evaluations
# -> 3
predictor_corrector(predictor=none, corrections=1, snr=0.16, scale=0) = {
  first = if given(predictor) { a_sampler("predictor_corrector", "predictor", predictor) } else { reverse_sde() }
  corrections = whole_number("predictor_corrector", "corrections", "steps of Langevin's at each level", 1, corrections)
  positive_number("predictor_corrector", "snr", snr, "the size of the steps, as 0.16")
  if not (stop(snr) < 1) {
    error("predictor_corrector: snr is the size of the steps, as 0.16, below 1, where h = 2σ² and Langevin's steps are no longer stable; not {text(stop(snr))}", "domain")
  }
  bounded_number("predictor_corrector", "scale", scale, 0, 1e6, "the standard deviation of the finest parts of the data")
  if has(first, "whole") {
    error("predictor_corrector: the predictor makes steps from level to level, and {first.name} chooses its own", "argument")
  }
  corrector = sampler_of("corrector", 1, 0, true, "Song et al. 2021", (o, S, p, z, m, a, b) -> {
    h = 2*(a.α/b.α*snr)^2*(b.α^2*scale^2 + b.σ^2)
    # ∇log q = -ε/σ.
    (where(b.σ > 0, z - h/b.σ*x_and_noise(p, z, b).ε + sqrt(2*h)*o.draws(z), z), m)
  })
  o = sampler_of("predictor-corrector", first.evaluations + corrections, 0, true, "Song et al. 2021",
    (o, S, p, z, m, a, b) -> {
      (z, m) = first.step(put(first, "draws", o.draws), S, p, z, m, a, b)
      for k in 1:corrections { (z, m) = corrector.step(put(corrector, "draws", o.draws), S, p, z, m, a, b) }
      (z, m)
    }, first.begin)
  put(o, "parts", ((first, 1), (corrector, corrections)))
}

# Annealed Langevin dynamics: at each level that is come to, so many steps
#   z += h ∇log q + √(2h) ξ,   h = ε σ²,
# and nothing between the levels, so that it suits schedules with α = 1; at σ = 0 it ends in x̂, the denoising step of
# NCSNv2. NCSN's ε_N = 2e-5 of h = ε_N σ_i²/σ_L² with σ_L = 0.01 is ε = 0.2 here (its paper has h as α_i/2, its code
# as α_i). Song and Ermon 2019, algorithm 1; 2020.
# per_level: how many steps at a level
# ε: the size of the steps, h/σ², below 2
# example: use samplers; annealed_langevin(per_level=5).evaluations
# -> 5
annealed_langevin(per_level=100, ε=0.2) = {
  per_level = whole_number("annealed_langevin", "per_level", "steps at a level", 1, per_level)
  positive_number("annealed_langevin", "ε", ε, "the size of the steps over σ², below 2 so that they are stable")
  if not (stop(ε) < 2) {
    error("annealed_langevin: ε is h/σ², the size of the steps, below 2, where Langevin's steps are no longer stable; not {text(stop(ε))}", "domain")
  }
  made = steps -> sampler_of("annealed langevin", steps, 0, true, "Song and Ermon 2019", (o, S, p, z, m, a, b) -> {
    if b.σ == 0 { z = kept_noise(x_and_noise(p, z, a), b) } else {
      for k in 1:steps { z = z - ε*b.σ*x_and_noise(p, z, b).ε + b.σ*sqrt(2*ε)*o.draws(z) }
    }
    (z, m)
  })
  put(made(per_level), "parts", ((made(1), per_level),))
}

# Requires a sampler.
a_sampler(name, what, o) = {
  if kind(o) == "text" { return sampler(o) }
  if kind(o) == "record" { if has(o, "step") and has(o, "begin") and has(o, "evaluations") { return o } }
  remedy = if kind(o) == "function" { "; a sampler is made by a call: ddim(), with the brackets" } else { "" }
  error("{name}: {what} is a sampler such as ddim() or heun_ode(), not {type(o)}{remedy}; `samplers` lists them", "type")
}

# ## The table

# The makers by name.
makers() = (
  ancestral = ancestral, ddim = ddim, euler_ode = euler_ode, heun_ode = heun_ode, karras_heun = karras_heun,
  dpm_solver = dpm_solver, adaptive_ode = adaptive_ode, reverse_sde = reverse_sde,
  predictor_corrector = predictor_corrector, annealed_langevin = annealed_langevin
)

# The samplers by their names, with the cost of a step, its order, and where each is from. sampler("ddim") is one of
# them.
# example: use samplers; samplers.dpm_solver
# -> "1 evaluation a step, order 2: Lu et al. 2022b"
samplers = {
  told(o) = {
    several = if o.evaluations == 1 { "" } else { "s" }
    cost = if has(o, "whole") { "evaluations as needed" } else { "{o.evaluations} evaluation{several} a step" }
    "{cost}, {if o.order == 0 { "no order" } else { "order {o.order}" }}{if o.noise { ", draws" } else { "" }}: {o.source}"
  }
  rows = makers()
  for k in fields(rows) { rows = put(rows, k, told(get(rows, k)())) }
  rows
}

# The sampler of a name, as its maker gives it by itself; `by=` takes the names, too.
# name: one of the names of `samplers`, the name that a sampler has in tables, or as papers write it: "DDIM"
# example: use samplers; [sampler(k).order for k in fields(samplers)][1:4]
# -> i64[4]
# ->    1  1  1  2
# example: use samplers; sampler("DPM-Solver++(2M)").order
# -> 2
sampler(name) = {
  if kind(name) == "text" {
    (rows, also) = (makers(), spellings())
    for k in fields(rows) { if name == k or name in get(also, k) { return get(rows, k)() } }
  }
  error("sampler: the name is one of {fields(makers())}, or as tables print it, \"heun\", or papers, \"DDIM\"; not {text(name)}", "argument")
}

# How else their names are written, first as in tables.
spellings() = (
  ancestral = ("ancestral", "Ancestral", "DDPM", "ddpm"), ddim = ("ddim", "DDIM"), euler_ode = ("euler", "Euler"),
  heun_ode = ("heun", "Heun"), karras_heun = ("karras heun", "Karras Heun", "EDM", "edm"),
  dpm_solver = ("dpm-solver++(2M)", "DPM-Solver++(2M)", "dpm-solver++", "DPM-Solver++", "DPM++ 2M", "dpm++ 2m"),
  adaptive_ode = ("adaptive ode", "Adaptive ODE", "dopri5"), reverse_sde = ("reverse sde", "Reverse SDE"),
  predictor_corrector = ("predictor-corrector", "Predictor-Corrector", "PC", "pc"),
  annealed_langevin = ("annealed langevin", "Annealed Langevin", "NCSN", "ncsn")
)
