# Schedules that are learned, and the one that is best for Gaussian data. The mean of the loss of infinitely many steps,
#   L = E f(t),  f(t) = γ'(t)/2 ‖ε - ε̂(z, γ)‖²,  t uniform on 0..1,
# depends on the ends of γ alone, but the variance of f does not: a schedule is learned by the mean of f², with its ends held
# where they are, or L falls by moving them. Kingma, Salimans, Poole and Ho 2021.
# names: learned_noise, schedule_loss, learned_noise_loss, loss_moments, normal_errors, best_noise
use gauss
use events as events
use noise_levels
use own_schedules
use predictions
use noise_training

# A schedule that can be trained, rising by its form and fixed at both ends: with v, a > 0 and S the logistic function,
#   G(t) = t + Σ v_k S(a_k t + c_k),  γ = γ0 + (γ1 - γ0)(G(t) - G(0))/(G(1) - G(0)),  α² + σ² = 1.
# Its numbers are log v, log a and c. m(t) is γ, and schedule_of(m) the schedule by the present numbers: schedule_of(m).α
# is α, while m itself has no fields α or γ, which would stay as they were when m is trained.
# units: how many terms the sum has: at first soft steps over 0..1, nearly a straight line, and steeper ones at the ends
# γ0, γ1: γ at both ends, which are not trained
# v, a, c: numbers to begin with, vectors of one length
# example: use learned_noise; m = learned_noise(units=4); (m(0), m(1), len(leaves(m)))
# -> (-13.3, 5.0, 3)
# example: use learned_noise; schedule_of(learned_noise(γ0=-10, γ1=10)).γ([0, 1])
# -> f64[2]
# ->   -10.0  10.0
learned_noise(units=16, γ0=-13.3, γ1=5, v=none, a=none, c=none) = {
  rising_ends("learned_noise", γ0, γ1)
  if istraced(γ0) or istraced(γ1) {
    error("learned_noise: γ0 and γ1 are fixed, and nothing is differentiated or mapped over them. shifted(m, c) moves both by a c that may be, and linear_snr(γ0, γ1) or best_noise(τ, γ0, γ1) take any ends", "argument")
  }
  if kind(v) == "none" and kind(a) == "none" and kind(c) == "none" {
    count_within("learned_noise", "units", units, "how many terms")
    (v, a, c) = first_terms(i64(units))
  }
  for (what, x) in (("v", v), ("a", a), ("c", c)) {
    if kind(x) == "none" { error("learned_noise: {what} is missing; v, a and c come together, or none of them", "argument") }
    if not (kind(x) in ("i64", "f64", "f32")) or ndims(x) != 1 { error("learned_noise: {what} is a vector, not {type(x)}", "shape") }
    if not all(isfinite(x)) { error("learned_noise: {what} must be finite", "domain") }
    if what != "c" and not all(x > 0) { error("learned_noise: {what} must be positive, or γ falls; its least number is {text(min(x))}", "domain") }
  }
  if size(v) != size(a) or size(v) != size(c) {
    error("learned_noise: v, a and c have one length, not {size(v)}, {size(a)} and {size(c)}", "shape")
  }
  (
    log_v = log(1.0*v), log_a = log(1.0*a), c = 1.0*c, ends = static((1.0*γ0, 1.0*γ1)),
    schedule = learned_schedule, apply = (m, t) -> learned_schedule(m).γ(1.0*t)
  )
}

# v, a and c of a curve to begin with: half of the terms or more evenly over 0..1, up to four at each end with slopes that
# double, since the best γ is often steep there.
first_terms(units) = {
  ends = i64(min(quo(units, 4), 4))
  k = units - 2*ends
  even = (v = full(1.0/k, k), a = full(4.0*k, k), at = ((1:k) - 0.5)/k)
  if ends == 0 { return (even.v, even.a, -even.a*even.at) }
  steep = 2.0*k*2.0^(1:ends)
  (a, at) = (concat((even.a, steep, steep)), concat((even.at, zeros(ends), ones(ends))))
  (concat((even.v, full(0.05, 2*ends))), a, -a*at)
}

# The schedule of a learned one's present numbers.
learned_schedule(m) = {
  (v, a, c) = (exp(m.log_v), exp(m.log_a), m.c)
  (γ0, γ1) = m.ends()
  # G(t) - G(s) with S(x) - S(y) = (1 - e^(y - x)) S(x) S(-y), which is as exact as t - s.
  climb(s, t) = t - s - sum(v*expm1(-a*(t - s))*sigmoid(a*t + c)*sigmoid(-a*s - c))
  w = (γ1 - γ0)/climb(0.0, 1.0)
  γ = by_element(t -> γ0 + w*climb(0.0, t))
  dγ = by_element(t -> w*(1 + sum(v*a*sigmoid(a*t + c)*sigmoid(-a*t - c))))
  S = schedule_of_gamma("learned", γ, dγ)
  S = put(S, "inverse", inverse_between("learned_noise", γ0, γ1, time_by_halving(γ, dγ)))
  put(S, "rise", (s, t) -> {
    both = stack((s + 0.0*t, t + 0.0*s), axis=1)
    pairs = reshape(both, 2, quo(size(both), 2))
    rise = vmap((s, t) -> w*climb(s, t))(pairs[1, :], pairs[2, :])
    reshape(rise, shape(s + t)...)
  })
}

# The loss whose descent makes the variance of the diffusion loss least: f² by one draw of t and ε, for train.
# It is a function of a learned schedule and a datum. Its mean is the variance and L², which the ends fix. p stays as it is.
# p: a predictor: an oracle, a network, or a function (z, t) -> ε
# example: use learned_noise; p = predicts("ε", (z, γ) -> z*sigmoid(γ/2), sees="γ");
# example: schedule_loss(p)(learned_noise(), [0.5, 1]) >= 0
# -> true
schedule_loss(p) = {
  p = predictor(p)
  (m, x) -> {
    events.numeric("schedule_loss", "a datum", x)
    x = floating(x)
    t ~ Uniform(0, 1)
    ε ~ Normal(0, I) like x
    l = level(m, t)
    (l.dγ*squared_error(p, x, ε, l)/2)^2
  }
}

# The loss of a network and its schedule together, for train: that of noise_loss for the network, with the schedule held,
# and schedule_loss for the schedule, with the network held. So each descends its own, and the model is
# (net = noise_net(2), schedule = learned_noise()). Kingma et al. 2021, appendix I.
# weight: that of the network's loss, as in noise_loss
# rate: the factor of schedule_loss. Under Adam, which divides it out, it says only how much of run.loss it makes
# .loss: a term of the run: noise_loss of one draw
# .square: a term of the run: rate times schedule_loss
# example: use vdm; m = (net = noise_net(1, hidden=8), schedule = learned_noise(units=4));
# example: run = train(m, learned_noise_loss(), Normal([0.0], 1), steps=2); fields(run.terms)
# -> ("loss", "square")
learned_noise_loss(weight="bound", rate=0.01) = {
  f = noise_loss(weight=weight)
  positive_number("learned_noise_loss", "rate", rate, "the factor of schedule_loss")
  (
    check = (o, m, data) -> {
      learned("learned_noise_loss", m)
      f.check(f, m, data)
    },
    apply = (o, m, x) -> {
      learned("learned_noise_loss", m)
      loss = f((net = m.net, schedule = stop(m.schedule)), x)
      (loss = loss, square = rate*schedule_loss(stop(m.net))(m.schedule, x))
    }
  )
}

# Requires a network with a schedule that is learned.
learned(name, m) = {
  fits = if owns_schedule(m) { kind(m.schedule) == "record" and len(leaves(m.schedule)) > 0 } else { false }
  if not fits { error("{name}: the model is a network with a schedule that is learned, (net = noise_net(2), schedule = learned_noise()), not {type(m)}", "type") }
}

# The moments over t of f, from those of the error at each γ: (mean, square, variance); the mean is L.
# Without draws, by Gauss and Legendre's rule on intervals that shorten towards both ends, or between the rows of a table;
# for schedules with finite ends.
# A γ too steep for the rule is an error, where the mean is off by more than 1e-3; inside a training it is not looked at,
# so ask once more after it.
# S: a schedule, fixed or learned: grad and train go through
# errors: (mean, square), functions of γ: E‖ε - ε̂‖² and E‖ε - ε̂‖⁴, as normal_errors gives them
# n: the points of each of 40 intervals
# example: use learned_noise;
# example: check loss_moments(best_noise(1), normal_errors(1)).mean ≈ 6.6466431630013 tol 1e-13
# -> ok 6.64664 ≈ 6.64664
loss_moments(S, errors, n=16) = {
  S = schedule_of(S)
  if not (has(errors, "mean") and has(errors, "square")) {
    error("loss_moments: errors is a record (mean = , square = ) of functions of γ, E‖ε - ε̂‖² and E‖ε - ε̂‖⁴, as normal_errors(τ) gives it", "type")
  }
  count_within("loss_moments", "n", n, "the points of each interval", 1, 200)
  ends = (stop(S.γ(0.0)), stop(S.γ(1.0)))
  if not (isfinite(ends[1]) and isfinite(ends[2])) {
    error("loss_moments: γ of {S.name} goes from {text(ends[1])} to {text(ends[2])}, where the loss has no finite moments; between(S, γ0, γ1) has finite ends", "domain")
  }
  (t, w) = if has(S, "table") { panel_rule((0:S.steps)/S.steps, n) } else { graded_rule(n) }
  (γ, dγ) = (S.γ(t), S.dγ(t))
  (first, second) = (sum(w*dγ*errors.mean(γ))/2, sum(w*dγ^2*errors.square(γ))/4)
  # The mean once more, by the integral over γ, which knows of the ends alone.
  (g, v) = panel_rule((0:40)/40, 16)
  rise = ends[2] - ends[1]
  known = stop(rise*sum(v*errors.mean(ends[1] + rise*g))/2)
  found = stop(first)
  if not istraced(found) and not istraced(known) {
    if not (abs(found - known) <= 1e-3*abs(known)) {
      remedy = if n < 200 { "n = {text(min(4*n, 200))} takes more points" } else { "a smoother γ needs fewer points" }
      error("loss_moments: the mean is {known:.6g} by the integral over γ, but {found:.6g} by {size(t)} points over t: γ of {S.name} is too steep or has too many kinks for the rule; {remedy}", "convergence")
    }
  }
  (mean = first, square = second, variance = second - first^2)
}

# Points and weights on 0..1: n on each of 40 intervals, which halve towards both ends from 1/16 on.
graded_rule(n) = {
  (t, v) = panel_rule(concat(([0.0], 2.0^((-17):(-5)), (1:8)/16)), n)
  (concat((t, reverse(1 - t))), concat((v, reverse(v))))
}

# Points and weights, n on each of the intervals between the given ends.
panel_rule(ends, n) = {
  (x, w) = gauss_legendre(n)
  (from, width) = (ends[1:end-1], ends[2:end] - ends[1:end-1])
  (flatten(outer(from, ones(n)) + outer(width, (1 + x)/2)), flatten(outer(width, w)))
}

# The moments of the error of the best guess for x ~ N(m, τ² I) in d dimensions, whatever m is.
# With q = sigmoid(log τ² - γ), the part of ε that z does not tell: E‖ε - ε̂‖² = d q, E‖ε - ε̂‖⁴ = d(d + 2) q².
# τ: the standard deviation of the data
# d: the number of dimensions
# example: use learned_noise; normal_errors(1, d=2).mean(0)
# -> 1.0
normal_errors(τ, d=1) = {
  positive_number("normal_errors", "τ", τ, "the standard deviation of the data")
  count_within("normal_errors", "d", d, "the number of dimensions")
  q(γ) = sigmoid(2*log(τ) - γ)
  (mean = γ -> d*q(γ), square = γ -> d*(d + 2)*q(γ)^2)
}

# The best schedule for Gaussian data N(m, τ² I): 1 + τ² SNR is geometric in t, α² + σ² = 1.
# Of all with its ends it has the least variance of f, 2L²/d, as γ' q is constant, and the least loss of T steps for every
# T, d (T/2)(e^(2L/(dT)) - 1).
# τ: the standard deviation of the data
# γ0, γ1: γ at both ends
# example: use learned_noise; best_noise(0.5).γ(0.5)
# -> -7.3414
best_noise(τ, γ0=-13.3, γ1=5) = {
  rising_ends("best_noise", γ0, γ1)
  positive_number("best_noise", "τ", τ, "the standard deviation of the data")
  # y = log(1 + τ² SNR) falls straight from y0 to y1.
  (s, r) = (2*log(1.0*τ), g -> softplus(2*log(1.0*τ) - g))
  (y0, y1) = (r(γ0), r(γ1))
  y(t) = y0*(1 - t) + y1*t
  S = schedule_of_gamma("best for τ = {τ:.3g}", t -> s - y(t) - log(-expm1(-y(t))), t -> (y0 - y1)/-expm1(-y(t)))
  put(S, "inverse", inverse_between("best_noise", γ0, γ1, g -> (y0 - r(g))/(y0 - y1)))
}
