# Inpainting by replacement: any predictor, the ancestral steps, and in every step the known coordinates put in their
# place with the noise of the level. The rest sees known coordinates that are right by themselves and do not fit it:
# their noise is drawn anew in each step. The samples are not those of the conditional law, however many steps are made.
# names: inpaint
use inverse
use diffusion_steps
use vdm_bounds

# n samples by rows, whose known coordinates have their values. z_s ~ p(z_s | z_t), then z_s[known] = α_s y + σ_s ξ:
# Song et al. 2021, appendix I.2. With resamples = U > 1 each step is made U times, with the noise of the step added
# in between, so that the rest may settle with what is known: Lugmayr et al. 2022, with jumps of length 1. The last
# step gives x̂.
# S: a schedule
# p: a predictor
# known: which coordinates are known, such as [1, 3]
# values: what they are
# n: how many samples
# d: how many coordinates there are; left out where p is an oracle or knows its d
# steps: how many steps from t = 1 to 0, of equal length
# resamples: how often each is made
# example: use vdm; use replacement; p = oracle(Normal([0, 0], cov=[1, 0.6; 0.6, 1]));
# example: x = inpaint(linear_snr(), p, [1], [2.0], 3, steps=20);
# example: (shape(x), x[:, 1])
# -> [1] = (3, 2)
# -> [2] = f64[3]
# ->      2.0  2.0  2.0
inpaint(S, p, known, values, n, d=none, steps=100, resamples=1) = {
  S = schedule_of(S)
  p = predictor(p)
  d = inpainted_size(p, d)
  n = whole_number("inpaint", "n", "samples", 1, n)
  steps = whole_number("inpaint", "steps", "steps", 2, steps)
  resamples = whole_number("inpaint", "resamples", "passes of each step", 1, resamples)
  (a, b) = known_and_others("inpaint", known, d)
  (y, mask) = (zeros(d), zeros(d))
  y[a] = values_at("inpaint", values, a)
  mask[a] = 1.0
  known_at(l, z) = where(mask > 0, l.α*y + l.σ*normal_noise(d), z)
  top = level(S, 1.0)
  # One pass from t to s, and back with the noise of the step; the state is all z at t = i/steps. The rows are inside,
  # so that the numbers of a step are found once for all.
  down(Z, s, t) = vmap(z -> known_at(level(S, s), model_step(S, p, z, s, t).draw()))(Z)
  up(Z, s, t) = vmap(z -> transition(S, z, s, t).draw())(Z)
  step(c) = {
    (s, t) = ((c.i - 1)/steps, c.i/steps)
    Z = if resamples == 1 { c.Z } else { iterate(Z -> up(down(Z, s, t), s, t), c.Z, resamples - 1) }
    (Z = down(Z, s, t), i = c.i - 1)
  }
  Z = vmap(k -> known_at(top, prior_scale(top)*normal_noise(d)))(1:n)
  Z = iterate(step, (Z = Z, i = steps), steps - 1).Z
  vmap(z -> where(mask > 0, y, predict(p, z, level(S, 1/steps), "x")))(Z)
}

# How many coordinates there are.
inpainted_size(p, d) = {
  event = sized_as(p, (of = p.of))
  shape_known = has(event, "event")
  found = if kind(d) != "none" { d } else if shape_known { prod(event.event) } else if has(p, "d") { p.d } else {
    error("inpaint: d= is how many coordinates there are, which this predictor does not tell", "argument")
  }
  d = whole_number("inpaint", "d", "coordinates", 2, found)
  if shape_known {
    if event.event != (d,) { error("inpaint: x is a vector of {d} numbers here, not of the shape {event.event}", "shape") }
  }
  d
}
