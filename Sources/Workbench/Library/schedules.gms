# Learning rates that change: functions of the number t of steps done so far, 0 at the first one. Wherever an optimiser takes a
# rate it takes a function t -> rate too.

# The rate of a step: a number, or a function of the steps done.
rate_at(lr, t) = if kind(lr) == "function" { lr(t) } else { lr }

# The same rate always, as a function.
constant(lr) = t -> lr

# From one rate to another in a straight line over `steps` steps, the second one from then on.
linear(from, to, steps) = {
  several("linear", steps)
  t -> from + (to - from)*progress(t, steps)
}

# Half a wave of the cosine from lr down to final: final + (lr - final)(1 + cos(πt/steps))/2. Loshchilov and Hutter 2017.
cosine(lr, steps, final=0) = {
  several("cosine", steps)
  t -> final + (lr - final)*(1 + cos(π*progress(t, steps)))/2
}

# A straight line from `start` to lr over the `warmup` steps, then the cosine down to final, `steps` steps in all.
warmup_cosine(lr, warmup, steps, start=0, final=0) = {
  if not (0 < warmup and warmup < steps) {
    error("warmup_cosine: warmup must lie between 0 and the steps, {steps}, not be {warmup}", "domain")
  }
  (up, down) = (linear(start, lr, warmup), cosine(lr, steps - warmup, final=final))
  t -> where(t < warmup, up(t), down(t - warmup))
}

# The rate falls by a factor in every `steps` steps, a little in each: lr·factor^(t/steps).
exponential_decay(lr, factor, steps=1) = {
  several("exponential_decay", steps)
  t -> lr*factor^(t/steps)
}

# The rate falls by a factor after each `every` steps: lr·factor^⌊t/every⌋.
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
