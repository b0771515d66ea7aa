# Learning rates that change: functions of the number t of steps done so far, 0 at the first one. Wherever an optimiser takes a
# rate it takes a function t -> rate too.

# The rate of a step: a number, or a function of the steps done.
rate_at(lr, t) = if kind(lr) == "function" { lr(t) } else { lr }

# The same rate always, as a function.
# lr: the rate
# example: constant(0.1)(500)
# -> 0.1
constant(lr) = t -> lr

# From one rate to another in a straight line over `steps` steps, the second one from then on.
# from, to: the rates at the first step and at the end
# steps: how many steps it takes
# example: linear(1.0, 0.0, 10)(5)
# -> 0.5
linear(from, to, steps) = {
  several("linear", steps)
  t -> from + (to - from)*progress(t, steps)
}

# Half a wave of the cosine from lr down to final: final + (lr - final)(1 + cos(πt/steps))/2. Loshchilov and Hutter 2017.
# lr: the rate at the first step
# steps: how many steps it takes
# final: the rate at the end
# example: map(cosine(0.1, 100), [0, 50, 100])
# -> f64[3]
# ->    0.1  0.05  0.0
cosine(lr, steps, final=0) = {
  several("cosine", steps)
  t -> final + (lr - final)*(1 + cos(π*progress(t, steps)))/2
}

# A straight line from `start` to lr over the `warmup` steps, then the cosine down to final, `steps` steps in all.
# lr: the highest rate
# warmup: how many steps it rises
# steps: all steps together
# start, final: the rates at the first step and at the end
# example: map(warmup_cosine(1.0, 10, 110), [0, 5, 10, 60, 110])
# -> f64[5]
# ->    0.0  0.5  1.0  0.5  0.0
warmup_cosine(lr, warmup, steps, start=0, final=0) = {
  if not (0 < warmup and warmup < steps) {
    error("warmup_cosine: warmup must lie between 0 and the steps, {steps}, not be {warmup}", "domain")
  }
  (up, down) = (linear(start, lr, warmup), cosine(lr, steps - warmup, final=final))
  t -> where(t < warmup, up(t), down(t - warmup))
}

# The rate falls by a factor in every `steps` steps, a little in each: lr·factor^(t/steps).
# lr: the rate at the first step
# factor: what the rate is multiplied by
# steps: in how many steps
# example: exponential_decay(1.0, 0.5, steps=10)(20)
# -> 0.25
exponential_decay(lr, factor, steps=1) = {
  several("exponential_decay", steps)
  t -> lr*factor^(t/steps)
}

# The rate falls by a factor after each `every` steps: lr·factor^⌊t/every⌋.
# lr: the rate at the first step
# factor: what the rate is multiplied by
# every: after how many steps
# example: map(step_decay(1.0, 0.1, 100), [99, 100, 200])
# -> f64[3]
# ->    1.0  0.1  0.01
step_decay(lr, factor, every) = {
  several("step_decay", every)
  t -> lr*factor^floor(t/every)
}

# How much of the steps is done, between 0 and 1.
progress(t, steps) = {
  s = t/steps
  where(s < 1, s, 1.0)
}

# Requires a number of steps.
several(name, steps) = if not (steps > 0) { error("{name}: steps must be positive, not {steps}", "domain") }
