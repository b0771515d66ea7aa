# Training: a model, a loss and data make a run.
# A step is a function of a state; the driver `training` compiles it once, with its draws and the
# choice of its batch, and applies it again and again.

use options

# Trains a model: the run of `steps` steps of the optimiser on the loss. A run is a value: run.model, run.loss,
# run.terms; Ctrl-C pauses, and resume(run) goes on with the bits of a run that was not stopped.
# train(state, data, step=(s, x) -> (s, terms)) runs a step of your own, for two players or anything else.
# model: a record, a tuple or a network; its floating numbers are trained
# loss: loss(m, x) of a model and one row of the data, a scalar or a record of scalars (named terms, which are
#   summed); rows of a tuple of columns are spread: loss(m, x, y); loss(m) without data. E(z ~ q, e) in it takes one
#   sample in each step (n=500 for more): steps average over draws where the loss is linear in the mean, elsewhere, as
#   in log E(...), they train towards a bound. A loss may be a record (check = , apply = ): check(loss, model, data)
#   is called before the first step and complains of data that do not fit
# data: a tensor by rows, a tuple or record of columns, a distribution (fresh draws)
# steps: how many steps
# opt: an optimiser; adam(0.001) where it is left out
# batch: rows of a step, without replacement within an epoch; all where it is left out
# over: "example": the loss is of one row, and its mean over the batch is taken; "batch": the loss is of all rows of
#   a batch at once
# ema: d in (0, 1): run.ema is the model averaged as d*old + (1 - d)*new
# step: a step of your own, (s, x) -> (s, terms), in place of loss and opt
# keep: a file, "run.gmw", in which the run so far is kept; load("run.gmw") gives it back, and resume goes on with it
# every: after how many steps it is kept again, 1000 where it is left out; it is also kept where the training ends, is
#   stopped or fails
# example: run = train((w = 1.0), m -> m.w^2, steps=3, opt=sgd(0.25)); run.model.w
# -> 0.125
# example: run = train((a = 0.0), (m, x) -> (m.a - x)^2, [1.0, 3.0], steps=200, opt=sgd(0.1)); run.model.a
# -> 2.0
train(
  model, loss=none, data=none, steps=1000, opt=none, batch=none, over="example", ema=none, step=none,
  keep=none, every=none
) = {
  whole("steps", steps)
  if given(batch) { whole("batch", batch) }
  every = check_every("train", keep, every)
  if given(step) {
    if given(opt) or given(ema) {
      error("train: a step of your own has its own optimisers; leave out opt and ema", "argument")
    }
    rows = if given(data) { data } else { loss }
    return begin(step, none, model, rows, steps, batch, keep, every)
  }
  if len(leaves(model)) == 0 {
    error("train: the model has no parameters: they are its fields that are floating numbers", "training")
  }
  if not given(loss) { error("train: a loss is needed: loss(m, x) of a model and a row", "argument") }
  if kind(loss) != "function" and not has(loss, "apply") { error("train: loss must be a function of a model and a row, not {type(loss)}", "type") }
  if over != "example" and over != "batch" {
    error("train: over is \"example\" or \"batch\", not \"{over}\"", "argument")
  }
  if given(ema) { if not (0 < ema and ema < 1) { error("train: ema must be in (0, 1)", "domain") } }
  if kind(loss) == "record" and has(loss, "check") { loss.check(loss, model, data) }
  o = if given(opt) { optimiser("train", "opt", opt) } else { adam(0.001) }
  s = (model = model, opt = o.init(model))
  if given(ema) { s = (model = model, opt = s.opt, ema = model) }
  fresh = kind(data) == "distribution"
  rows = if fresh { if given(batch) { batch } else { 256 } } else { 0 }
  f = if fresh {
    m -> mean_loss(loss, over, m, sample(data, rows))
  } else {
    if given(data) { (m, x) -> mean_loss(loss, over, m, x) } else { m -> scalars(loss(m)) }
  }
  if fresh {
    begin(one_step(f, o, ema), observed(f, o), s, none, steps, none, keep, every)
  } else {
    begin(one_step(f, o, ema), observed(f, o), s, data, steps, batch, keep, every)
  }
}

# What is counted: at least 1.
whole(name, n) = {
  if kind(n) != "i64" { error("train: {name} is an integer, not {kind(n)}", "type") }
  if n < 1 { error("train: {name} must be at least 1, not {n}", "domain") }
}

# After how many steps a run is kept again, where it is.
check_every(name, keep, every) = {
  if not given(every) { return 1000 }
  whole("every", every)
  if not given(keep) { error("{name}: every says how often the run is kept, and keep does not say where", "argument") }
  every
}

# Requires an optimiser, and gives it.
optimiser(name, what, opt) = {
  if kind(opt) == "function" {
    error("{name}: {what} is an optimiser, and this is a function; with its step size, as in adam(1e-3), it makes one", "argument")
  }
  if kind(opt) != "record" { error("{name}: {what} is an optimiser, such as adam(1e-3), not {kind(opt)}", "argument") }
  for f in ("init", "step") {
    if not has(opt, f) { error("{name}: {what} is an optimiser, such as adam(1e-3), a record of init and step; this one has no {f}", "argument") }
  }
  opt
}

# One step: the loss of a batch with its gradient, the step of the optimiser, the average.
one_step(f, opt, d) = (s, x=none) -> {
  (l, g) = loss_and_gradient(f, s, x)
  (p, o) = opt.step(s.opt, g, s.model)
  if given(d) {
    ((model = p, opt = o, ema = averaged(s.ema, p, d)), l)
  } else {
    ((model = p, opt = o), l)
  }
}
loss_and_gradient(f, s, x) =
  if given(x) { value_and_grad(m -> f(m, x))(s.model) } else { value_and_grad(f)(s.model) }

# What one step would tell beside the loss: the norms of the gradient and of the change.
observed(f, opt) = (s, x=none) -> {
  (l, g) = loss_and_gradient(f, s, x)
  (p, o) = opt.step(s.opt, g, s.model)
  (s, (gradient = norm(flatten(leaves(g))), change = norm(flatten(leaves(p - s.model)))))
}

# The mean of a loss over the rows of a batch, term by term.
mean_loss(loss, over, m, x) =
  if over == "batch" {
    scalars(call(loss, x, m))
  } else {
    map_leaves(mean, vmap(row -> scalars(call(loss, row, m)))(x))
  }

# The terms of a loss, which must be scalars.
scalars(l) = {
  if kind(l) == "bool" or kind(l) == "i64" or kind(l) == "text" {
    error("train: the loss is a real number, and this one is {kind(l)}", "type")
  }
  map_leaves(one, l)
}
one(x) = {
  if ndims(x) != 0 {
    error("train: the loss is not a scalar: it is {kind(x)} of shape {shape(x)}; sum or mean makes one", "shape")
  }
  x
}

# Runs steps from the beginning.
begin(step, norms, s, data, steps, batch, keep, every) =
  training(step, s, data, steps, batch,
    finish=(s, loss, terms, n, key) -> run_of(step, norms, data, steps, batch, s, loss, terms, n, key),
    keep=keep, every=every)

# A run as a record: what was reached, and what is needed to go on.
run_of(step, norms, data, planned, batch, s, loss, terms, n, key) = (
  model = if has(s, "model") { s.model } else { s },
  ema = if has(s, "ema") { s.ema } else { none },
  loss = loss, terms = terms, steps = n, planned = planned,
  state = s, step = step, norms = norms, data = data, batch = batch, key = key)

# Goes on with a run: to the steps that it was planned for, or some more. A run that was paused, or
# resumed any number of times, ends with the bits of one that was not.
# run: what train gave back
# steps: how many steps more; without it the rest of those planned
# keep: a file, "run.gmw", in which the run so far is kept
# every: after how many steps it is kept again; 1000 where it is left out
# example: run = train((w = 1.0), m -> m.w^2, steps=2, opt=sgd(0.25)); resume(run, 1).model.w
# -> 0.125
resume(run, steps=none, keep=none, every=none) = {
  check_run(run, "resume")
  every = check_every("resume", keep, every)
  last = if given(steps) { run.steps + steps } else { run.planned }
  if last < run.steps { error("resume: steps must not be negative", "domain") }
  training(
    run.step, run.state, run.data, last, run.batch, run.steps, run.key,
    finish=(s, loss, terms, n, key) -> run_of(
      run.step, run.norms, run.data, max(last, run.planned), run.batch, s,
      concat((run.loss, loss), axis=1),
      map_leaves((a, b) -> concat((a, b), axis=1), run.terms, terms), n, key),
    keep=keep, every=every, globals=globals_of(run))
}

# Makes n steps of a run and shows the terms of each, with the norms of gradient and change.
# run: what train gave back
# n: how many steps
# example: run = train((w = 1.0), m -> m.w^2, steps=1, opt=sgd(0.25)); step(run).model.w
# -> step 2: loss 0.25  (gradient = 1.0, change = 0.25)
# -> 0.25
step(run, n=1) = {
  check_run(run, "step")
  if n < 1 { error("step: n must be at least 1, not {n}", "domain") }
  for k in 1:n {
    before = run
    run = resume(run, 1)
    shown = if len(run.terms) > 0 { map_leaves(t -> t[end], run.terms) } else { none }
    print("step {run.steps}: loss {run.loss[end]}{told(shown)}{told(norms_at(before, run))}")
  }
  run
}
told(x) = if kind(x) == "none" { "" } else { "  {x}" }

# The norms of gradient and change of the next step; where Ctrl-C comes before it, the run that is kept.
norms_at(run, kept) =
  if kind(run.norms) == "none" {
    none
  } else {
    training(
      run.norms, run.state, run.data, run.steps + 1, run.batch, run.steps, run.key,
      finish=(s, loss, terms, n, key) -> if n == run.steps { kept } else { map_leaves(t -> t[1], terms) },
      globals=globals_of(run))
  }

# What the global variables that a run reads were when it began.
globals_of(run) = if has(run, "globals") { run.globals } else { none }

check_run(run, name) = {
  if kind(run) != "run" { error("{name} needs a run, what train gave back", "type") }
}
