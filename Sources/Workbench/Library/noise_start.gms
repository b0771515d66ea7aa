# Where generation starts and the likelihood of a flow ends: the law of z at a level where next to nothing is left of the data.
# names: start_law
use noise_levels
use predictions
use oracles
use vdm_bounds
use laws_of_data
use options

# The law of z at the first level of a run: N(0, I) where α² + σ² is 1 to a hundredth, else N(0, σ² I). Where the SNR
# is above 0.01, too much is left of the data for that: then it is the exact law of z, noised(D, l), of an oracle of
# D, and an error for a predictor that knows no law.
# name: who asks, for messages
# p: a predictor
# l: a level
# event: the shape of an event
# keyword: the argument that gives another law, for messages
# example: use noise_start; use noise_schedules; use oracles;
# example: start_law("f", oracle(Normal(3, 1)), level(edm(), 1.0), (), "start")
# -> Normal(μ = 0.0, σ = 80.0)
# example: use noise_start; use noise_schedules; use oracles;
# example: start_law("f", oracle(Normal(3, 1)), level(rectified(), 0.5), (), "start")
# -> Normal(μ = 1.5, σ = 0.707107)
start_law(name, p, l, event, keyword) = {
  p = predictor(p)
  snr = stop(l.α^2/l.σ^2)
  # A little more than 0.01, which schedules may have to the last digit.
  if known_later(snr) or not (snr > 0.0100001) { return Normal(zeros(event...), prior_scale(l)) }
  if knows_law(p) and has(p, "all") { return noised(p.law, l) }
  error("{name}: at t = {text(stop(l.t))} the signal is still {snr:.3g} of the noise (α²/σ²), more than 0.01, so that z is not normal noise: give the law of z there, {keyword}=noised(D, level(S, {text(stop(l.t))})) for data from D, or take a schedule with more noise or a later time", "argument")
}

# Whether a predictor is of a known law.
knows_law(p) = if has(p, "law") { given(p.law) } else { false }

# The shape of an event of a predictor, and whether it is known: () is no sign of that.
predictor_event(p) = if has(p, "event") { (p.event, true) } else if knows_law(p) { (event_shape(p.law), true) } else if has(p, "d") {
  ((p.d,), true)
} else { ((), false) }
