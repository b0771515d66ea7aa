# Optimisers: records of init, which makes the state s of parameters p, and step, which takes a state, a gradient g and p
# to the next parameters and state. Parameters, gradients and states are trees: a number, a vector, a model. A learning
# rate lr is a number, or a function of the steps done so far (the module schedules). One's own is such a record:
#
#   descent(lr) = (init = p -> (t = 0.0), step = (s, g, p) -> (p - lr*g, s))
use schedules
use options

# ## Descent and momentum

# Gradient descent: p - lr·g. With momentum β the step is lr times v = g + βv, and with nesterov=true lr times g + βv.
# lr: the learning rate: a number, or a function of the steps done (?cosine)
# momentum: β, what is kept of the step before, at least 0 and less than 1
# nesterov: whether the gradient counts as seen after the step
# example: opt = sgd(0.1); opt.step(opt.init(1.0), 2.0, 1.0)
# -> (0.8, (t = 1.0))
sgd(lr, momentum=0, nesterov=false) = {
  learning_rate("sgd", lr)
  fraction("sgd", "momentum", momentum)
  if momentum == 0 and not nesterov {
    (init = p -> (t = 0.0), step = (s, g, p) -> (p - rate_at(lr, s.t)*g, (t = s.t + 1)))
  } else {
    (init = p -> (t = 0.0, v = 0*p), step = (s, g, p) -> {
      v = g + momentum*s.v
      d = if nesterov { g + momentum*v } else { v }
      (p - rate_at(lr, s.t)*d, (t = s.t + 1, v = v))
    })
  }
}

# Gradient descent with momentum: v = g + βv, p - lr·v. Polyak 1964.
# lr: the learning rate: a number, or a function of the steps done (?cosine)
# β: what is kept of the step before
# example: opt = momentum(0.1); opt.step(opt.init(1.0), 2.0, 1.0)
# -> (0.8, (t = 1.0, v = 2.0))
momentum(lr, β=0.9) = sgd(lr, momentum=β)

# Nesterov's momentum: v = g + βv, p - lr·(g + βv). Nesterov 1983, in the form of Sutskever et al. 2013.
# lr: the learning rate: a number, or a function of the steps done (?cosine)
# β: what is kept of the step before
# example: opt = nesterov(0.1); opt.step(opt.init(1.0), 2.0, 1.0)
# -> (0.62, (t = 1.0, v = 2.0))
nesterov(lr, β=0.9) = sgd(lr, momentum=β, nesterov=true)

# ## Steps scaled by the size of the gradient

# The gradient over its recent root mean square: v = βv + (1 - β)g², p - lr·g/(√v + ε). Hinton 2012, lecture 6e.
# lr: the learning rate: a number, or a function of the steps done (?cosine)
# β: what is kept of the average of the squares
# ε: keeps the divisor from 0
# example: opt = rmsprop(0.1, β=0.75); opt.step(opt.init(1.0), 2.0, 1.0)
# -> (0.8, (t = 1.0, v = 1.0))
rmsprop(lr=1e-3, β=0.9, ε=1e-8) = {
  learning_rate("rmsprop", lr)
  fraction("rmsprop", "β", β)
  divisor_guard("rmsprop", ε)
  (init = p -> (t = 0.0, v = 0*real_only("rmsprop", p)), step = (s, g, p) -> {
    v = β*s.v + (1 - β)*g^2
    (p - rate_at(lr, s.t)*g/(sqrt(v) + ε), (t = s.t + 1, v = v))
  })
}

# Adam: averages of the gradient, m = β1·m + (1 - β1)g, and of its square, v = β2·v + (1 - β2)g², each over 1 - βᵗ as they
# start at 0; p - lr·m̂/(√v̂ + ε). Kingma and Ba 2015, algorithm 1.
# lr: the learning rate: a number, or a function of the steps done (?cosine)
# β1, β2: what is kept of the averages of the gradient and of its square
# ε: keeps the divisor from 0
# example: opt = adam(0.1); opt.step(opt.init(1.0), 2.0, 1.0)[1]
# -> 0.9
# example: train((w = 3.0), m -> m.w^2, steps=200, opt=adam(0.1)).steps
# -> 200
adam(lr=1e-3, β1=0.9, β2=0.999, ε=1e-8) = {
  learning_rate("adam", lr)
  adam_of("adam", lr, β1, β2, ε, 0)
}

# Adam with weights that decay by themselves, not through the gradient: p - lr·(m̂/(√v̂ + ε) + weight_decay·p). Loshchilov
# and Hutter 2019, algorithm 2.
# lr: the learning rate: a number, or a function of the steps done (?cosine)
# weight_decay: how fast weights decay by themselves
# β1, β2: what is kept of the averages of the gradient and of its square
# ε: keeps the divisor from 0
# example: opt = adamw(0.1, weight_decay=0.5); opt.step(opt.init(1.0), 0.0, 1.0)[1]
# -> 0.95
adamw(lr=1e-3, weight_decay=1e-2, β1=0.9, β2=0.999, ε=1e-8) = {
  learning_rate("adamw", lr)
  if not (weight_decay >= 0) { error("adamw: weight_decay must not be negative, not {weight_decay}", "domain") }
  adam_of("adamw", lr, β1, β2, ε, weight_decay)
}

# Parameters that are real: the square of a complex gradient is no size.
real_only(name, p) = {
  for l in leaves(p) {
    if kind(l) == "c128" { error("{name}: a complex parameter has no g^2 to scale its steps by; sgd trains it", "type") }
  }
  p
}

# Adam and AdamW.
adam_of(name, lr, β1, β2, ε, decay) = {
  fraction(name, "β1", β1)
  fraction(name, "β2", β2)
  divisor_guard(name, ε)
  (init = p -> (t = 0.0, m = 0*p, v = 0*real_only(name, p)), step = (s, g, p) -> {
    t = s.t + 1
    rate = rate_at(lr, s.t)
    m = β1*s.m + (1 - β1)*g
    v = β2*s.v + (1 - β2)*g^2
    # The factors of m and v are numbers, made once for all parameters.
    d = (rate/(1 - β1^t))*m/(sqrt(1/(1 - β2^t)*v) + ε)
    if decay > 0 { d = d + (rate*decay)*p }
    (p - d, (t = t, m = m, v = v))
  })
}

# ## Steps in a metric

# The natural gradient: p - lr·F⁻¹g with the metric F(p), a matrix over the flattened parameters, to which damping adds a multiple
# of I. Where F is too big, inverse=(p, g) -> F⁻¹g, a tree like p, says how it is solved. Amari 1998.
# lr: the learning rate: a number, or a function of the steps done (?cosine)
# metric: F, a function of the parameters
# inverse: a function of parameters and gradient in its place, the solution u of F u = g
# damping: a multiple of I that is added to F
# example: opt = natural_gradient(1.0, metric=p -> [4.0, 0; 0, 1]);
# example: opt.step(opt.init([1.0, 1]), [4.0, 1], [1.0, 1])[1]
# -> f64[2]
# ->    0.0  0.0
natural_gradient(lr, metric=none, inverse=none, damping=0) = {
  learning_rate("natural_gradient", lr)
  if (kind(metric) == "none") == (kind(inverse) == "none") {
    error("natural_gradient: give one of metric= and inverse=", "argument")
  }
  if not (damping >= 0) { error("natural_gradient: damping must not be negative, not {damping}", "domain") }
  direction(p, g) = if kind(inverse) == "none" {
    u = solve(metric(p) + damping*I, flatten(g))
    unflatten(if kind(flatten(p)) == "f32" { f32(u) } else { u }, p)
  } else {
    inverse(p, g)
  }
  begun(p) = {
    if kind(inverse) == "none" and damping == 0 { regular("natural_gradient", metric(p)) }
    (t = 0.0)
  }
  (init = begun, step = (s, g, p) -> (p - rate_at(lr, s.t)*direction(p, g), (t = s.t + 1)))
}

# Requires a metric with an inverse, where the steps begin.
regular(name, F) = if not istraced(F) {
  λ = abs(eigh((F + F')/2))
  rank = sum(i64(λ > 1e-11*max(λ)))
  if rank < len(λ) {
    error("{name}: the metric is singular at the start, of rank {rank} of {len(λ)}: some directions change nothing. damping=1e-3 bounds the steps in them", "singular")
  }
}

# ## What is done to gradients and parameters around an optimiser

# The optimiser with gradients of norm c at most, the norm of all leaves together: g·min(1, c/‖g‖). Pascanu et al. 2013.
# opt: an optimiser
# c: the largest norm
# example: opt = clip_norm(sgd(1.0), 5); opt.step(opt.init([0.0, 0]), [6.0, 8], [0.0, 0])[1]
# -> f64[2]
# ->   -3.0  -4.0
clip_norm(opt, c) = {
  limit("clip_norm", c)
  (init = opt.init, step = (s, g, p) -> opt.step(s, g*(c/max(tree_norm(g), c)), p))
}

# The optimiser with every element of the gradient between -c and c.
# opt: an optimiser
# c: the largest modulus of an element
# example: opt = clip_value(sgd(1.0), 5); opt.step(opt.init([0.0, 0]), [6.0, -2], [0.0, 0])[1]
# -> f64[2]
# ->   -5.0  2.0
clip_value(opt, c) = {
  limit("clip_value", c)
  (init = opt.init, step = (s, g, p) -> opt.step(s, map_leaves(x -> min(max(x, -c), c), g), p))
}

# The Euclidean norm of all leaves of a tree together.
tree_norm(g) = sqrt(sum(l in leaves(g), sum(l^2)))

# The optimiser with an average of the parameters in its state: s.average = d·average + (1 - d)·p after each step, which starts at p.
# opt: an optimiser
# d: what is kept of the average
# example: opt = ema(sgd(0.5), 0.75); (p, s) = opt.step(opt.init(1.0), 1.0, 1.0); (p, s.average)
# -> (0.5, 0.875)
ema(opt, d=0.999) = {
  fraction("ema", "d", d)
  (init = p -> (opt = opt.init(p), average = p), step = (s, g, p) -> {
    (q, o) = opt.step(s.opt, g, p)
    (q, (opt = o, average = averaged(s.average, q, d)))
  })
}

# The exponential moving average after one more value: d·old + (1 - d)·new, leaf by leaf.
# old, new: the average so far and the new value, trees of one structure
# d: what is kept of the old
# example: averaged(1.0, 2.0, 0.75)
# -> 1.25
averaged(old, new, d) = d*old + (1 - d)*new

# An average that started at 0 without the weight that the 0 still has after t values: a/(1 - dᵗ).
# a: the average
# d: what was kept at each value
# t: the number of values
# example: debiased(averaged(0.0, 3.0, 0.9), 0.9, 1)
# -> 3.0
debiased(a, d, t) = a/(1 - d^t)

# ## Checks

# Requires a learning rate: a number that is not negative, or a function.
learning_rate(name, lr) = if kind(lr) != "function" {
  number_within(name, "lr", lr, "the learning rate (or a function of the steps done)", least=0)
}

# Requires a number from 0 to below 1.
fraction(name, what, β) = number_within(name, what, β, "what is kept of an average", least=0, below=1)

# Requires the number that keeps a divisor from 0.
divisor_guard(name, ε) = number_within(name, "ε", ε, "what keeps the divisor from 0", least=0)

# Requires a positive bound.
limit(name, c) = if not (c > 0) { error("{name}: the bound c must be positive, not {text(c)}", "domain") }
