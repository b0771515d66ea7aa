# Distributions on integers and on given points: Bernoulli, Categorical, DiscreteUniform, Empirical.
# Draws are integers, and have no derivative in the parameters.
use independent
use special

# x log y with 0 log 0 = 0.
xlog(x, y) = where(x > 0, x*log_where(x > 0, y), 0*x)

# The Bernoulli distribution on 0 and 1: log p at 1, log(1 - p) at 0. Bernoulli(logits=l) has
# p = 1/(1 + e^-l) and does not overflow.
# p: the probability of 1
# logits: log(p/(1 - p)), in place of p
# example: log_density(Bernoulli(0.25), 1) + log(4)
# -> 0.0
Bernoulli(p=none, logits=none) = {
  either("Bernoulli", p, logits)
  if kind(p) == "none" {
    numbers("Bernoulli", "logits", logits)
    return bernoulli_by_logits(logits)
  }
  numbers("Bernoulli", "p", p)
  if not all(stop(p) >= 0 and stop(p) <= 1) {
    error("Bernoulli: p must lie in 0..1, not {text(p)}; log-odds are logits=", "domain")
  }
  bernoulli_of(p)
}

# Requires one of two ways to give probabilities.
either(name, p, logits) = {
  if (kind(p) == "none") == (kind(logits) == "none") {
    error("{name}: one of p and logits= gives the probabilities", "argument")
  }
}

# Independent coordinates that are 1 with probability p.
bernoulli_of(p) = {
  q = floating(p)
  coins("Bernoulli", (p = p), p, bernoulli_of, q, (
    at_1 = x -> log_where(x == 1, q),
    at_0 = x -> log1p(where(x == 0, -q, 0.0)),
    entropy = () -> -xlog(q, q) - where(q < 1, (1 - q)*log1p(where(q < 1, -q, 0.0)), 0.0),
    natural = () -> log(q) - log1p(-q),
    information = () -> 1/(q*(1 - q))
  ))
}

# Independent coordinates that are 1 with log-odds l: -softplus(-l) at 1, -softplus(l) at 0.
bernoulli_by_logits(l) = {
  z = floating(l)
  (p, q) = (sigmoid(z), sigmoid(-z))
  coins("Bernoulli", (logits = l), l, bernoulli_by_logits, p, (
    at_1 = x -> -softplus(where(x == 1, -z, 0.0)),
    at_0 = x -> -softplus(where(x == 0, z, 0.0)),
    entropy = () -> where(p > 0, p*softplus(where(p > 0, -z, 0.0)), 0.0)
      + where(q > 0, q*softplus(where(q > 0, z, 0.0)), 0.0),
    natural = () -> z,
    information = () -> p*q
  ))
}

# What both forms share; p is the probability of 1.
coins(family, parameters, value, again, p, logs) = {
  event = shape(p)
  points = () -> moved(([0, 1], [0.0, 1.0]), z -> z + i64(zeros(event...)), event)
  weighted = () -> {
    (z, w) = points()
    (z, where(z == 1, p, 1 - p))
  }
  D = independent(family, parameters, (value,), again, event, (
    draw = () -> unreparameterised("Bernoulli", i64(typed_as(uniform_noise(event...), p) < p), p),
    log_density = x -> where(x == 1, logs.at_1(x), where(x == 0, logs.at_0(x), where(isnan(x), x, -inf))),
    mean = () -> p,
    variance = () -> p*(1 - p),
    entropy = logs.entropy,
    points = n -> weighted(),
    domain = range_of("integers", 0, 1, event),
    canonical = () -> (logs.at_1(1), logs.at_0(0)),
    kl = (l1, l0) -> probability_gap(p, logs.at_1(1), l1) + probability_gap(1 - p, logs.at_0(0), l0),
    fisher = () -> ((logs.information(),),),
    exponential = () -> (
      # T = x, η = log(p/(1 - p)), A = log(1 + exp η), h = 1.
      natural = (logs.natural(),),
      statistics = x -> (1.0*x,),
      log_base = x -> 0.0*x,
      log_partition = η -> softplus(η),
      expectation = () -> (p,),
      at = η -> Bernoulli(logits=η),
      at_expectation = m -> Bernoulli(m)
    )
  ))
  D.support = () -> D.quadrature(1)
  D
}

# The distribution on 1..n with probabilities p: log p_x. Categorical(logits=l) has the
# probabilities e^l/Σ e^l. A matrix of probabilities has an independent event for each row.
# p: probabilities, a vector or rows
# logits: scores whose softmax they are, in place of p
# example: density(Categorical([0.5, 0.3, 0.2]), 2)
# -> 0.3
# example: entropy(Categorical(logits=zeros(4))) - log(4)
# -> 0.0
Categorical(p=none, logits=none) = {
  either("Categorical", p, logits)
  if kind(p) == "none" { categorical_by_logits(logits) } else { categorical_of(p) }
}

categorical_by_logits(l) = {
  numbers("Categorical", "logits", l)
  listed("logits", l)
  most = stop(max(l, axis=-1))
  if not all(most < inf and most > -inf) {
    error("Categorical: logits are below inf, and not all -inf: {text(l)}", "domain")
  }
  z = floating(l) - logsumexp(floating(l), axis=-1, keep=true)
  categories((logits = l), exp(z), picked -> sum(where(picked, z, 0.0), axis=-1), () -> z, logit_information)
}

categorical_of(p) = {
  numbers("Categorical", "p", p)
  listed("p", p)
  probabilities("Categorical", "p", p)
  q = floating(p)
  categories((p = p), q, picked -> sum(log_where(picked, q), axis=-1), () -> log(q), q -> diag(flatten(1/q)))
}

# Requires a vector, or rows, of at least one element.
listed(what, p) = {
  if ndims(p) == 0 { error("Categorical: {what} is a vector, not {type(p)}", "shape") }
  if size(p) == 0 { error("Categorical: {what} is empty", "domain") }
}

# Requires numbers that are not negative and sum to 1, in each row.
probabilities(name, what, p) = {
  p = stop(p)
  if any(p < 0) { error("{name}: {what} must not be negative: {text(p)}", "domain") }
  total = sum(p, axis=-1)
  near = if kind(p) == "f32" { 1e-5 } else { 1e-9 }
  if not all(abs(total - 1) <= near) {
    also = if name == "Categorical" { ", or logits= takes their logarithms up to a constant" } else { "" }
    error("{name}: the sum of {what} is {text(total)}, not 1: {what}/sum({what}) has that sum{also}", "domain")
  }
}

# Fisher's matrix in the logits: within a row diag(p) - p pᵀ.
logit_information(p) = jacobian(l -> flatten(exp(l - logsumexp(l, axis=-1, keep=true))))(log(p))

# What both forms share: p are the probabilities, at_log the log-probability where a mask picks one,
# `logs` the logarithms of all, and `information` gives Fisher's matrix of p.
categories(parameters, p, at_log, logs, information) = {
  n = shape(p)[end]
  event = shape(p)[1:end-1]
  numbered = 1:n
  moment = f -> sum(p*f, axis=-1)
  mean = () -> moment(1.0*numbered)
  weighted = () -> moved((numbered, 1.0*numbered), z -> z + i64(zeros(event...)), event)
  support = () -> {
    (z, w) = weighted()
    # The probabilities with their axis first, as the points have it.
    product_rule("Categorical", z, first_axis(p, n, event), event)
  }
  (
    family = "Categorical",
    parameters = parameters,
    draw = () -> unreparameterised("Categorical", picked(p, event), p),
    log_density = x -> {
      batch_of("Categorical", x, event)
      picked = reshape(x, shape(x)..., 1) == numbered
      inside = any(picked, axis=-1)
      over_event(where(inside, at_log(picked), where(isnan(x), x, -inf)), event)
    },
    mean = mean,
    variance = () -> sum(p*(numbered - reshape(mean(), event..., 1))^2, axis=-1),
    entropy = () -> -sum(xlog(p, p)),
    support = support,
    quadrature = n -> support(),
    domain = range_of("integers", 1, n, event),
    probabilities = (p = p, logs = logs),
    kl = q -> if not is_family(q, "Categorical") { none } else if shape(q.probabilities.p) != shape(p) { none } else {
      sum(probability_gap(p, logs(), q.probabilities.logs()))
    },
    fisher = () -> information(p),
    exponential = () -> (
      # T_i = 1 where x is i, η = log p up to a constant, A = Σ log Σ_i exp η_i over the events, h = 1.
      natural = logs(),
      statistics = x -> {
        batch_of("Categorical", x, event)
        floating(i64(reshape(x, event..., 1) == numbered))
      },
      log_base = x -> over_event(0.0*x, event),
      log_partition = η -> sum(logsumexp(η, axis=-1)),
      expectation = () -> p,
      at = η -> Categorical(logits=η),
      at_expectation = m -> Categorical(m)
    )
  )
}

# A category drawn by the probabilities p: one more than the number of partial sums that u reaches,
# which leaves out categories of probability 0.
picked(p, event) = {
  n = shape(p)[end]
  u = reshape(typed_as(uniform_noise(event...), p), event..., 1)*sum(p, axis=-1, keep=true)
  1 + sum(i64(u >= cumsum(p, axis=-1) and 1:n < n), axis=-1)
}

# The last axis of p put first.
first_axis(p, n, event) = reshape(reshape(p, quo(size(p), n), n)', n, event...)

# The uniform distribution on the integers a, a+1, ..., b: -log(b - a + 1).
# a, b: the lowest and the highest integer
# example: mean(DiscreteUniform(1, 6))
# -> 3.5
DiscreteUniform(a, b) = {
  finite("DiscreteUniform", "a", a)
  finite("DiscreteUniform", "b", b)
  event_of("DiscreteUniform", a, b)
  if not all(floor(a) == a and floor(b) == b) {
    error("DiscreteUniform: a and b are integers: a = {text(a)}, b = {text(b)}", "domain")
  }
  if not all(a <= b and b - a < 2^52) {
    error("DiscreteUniform: a must not be greater than b: a = {text(a)}, b = {text(b)}", "domain")
  }
  integers_of(i64(a), i64(b))
}

# Independent coordinates, uniform on integers.
integers_of(a, b) = {
  event = event_of("DiscreteUniform", a, b)
  count = b - a + 1
  D = independent("DiscreteUniform", (a = a, b = b), (a, b), (a, b) -> integers_of(i64(a), i64(b)), event, (
    # Below the count, also where the product is rounded up.
    draw = () -> a + min(i64(floor(uniform_noise(event...)*count)), count - 1),
    log_density = x -> where(x >= a and x <= b and floor(x) == x, -log(count), where(isnan(x), x, -inf)),
    mean = () -> (a + b)/2,
    variance = () -> (1.0*count^2 - 1)/12,
    entropy = () -> log(count),
    points = n -> spread_integers(a, b, event),
    domain = range_of("integers", a, b, event),
    canonical = () -> (a, b),
    kl = (l, h) -> where(a >= l and b <= h, log((h - l + 1)/count), inf),
    cross = q -> sum(log(1.0*count))
  ))
  D.support = () -> D.quadrature(1)
  D
}

# All integers of every coordinate with their weights; those of a shorter range repeat with weight 0.
spread_integers(a, b, event) = {
  count = b - a + 1
  steps = reshape(0:max(count) - 1, max(count), ones_of(event)...)
  (a + min(steps, count - 1), where(steps < count, 1/count, 0.0))
}

# The uniform distribution over the rows of a tensor, or of a record of columns:
# log(number of rows equal to x) - log n.
# data: a tensor by rows, or a record of columns
# example: mean(Empirical([1.0, 2.0, 6.0]))
# -> 3.0
Empirical(data) = {
  if kind(data) == "record" { return empirical_records(data) }
  numbers("Empirical", "data", data)
  if ndims(data) == 0 { error("Empirical: data has rows, a number has none", "shape") }
  if len(data) == 0 { error("Empirical: there is no data", "domain") }
  n = len(data)
  event = shape(data)[2:end]
  log_density = x -> {
    batch_of("Empirical", x, event)
    same = reshape(x, batch_shape(x, event)..., 1, event...) == data
    for k in 1:len(event) { same = all(same, axis=-1) }
    k = sum(i64(same), axis=-1)
    where(k > 0, log_where(k > 0, 1.0*k), -inf) - log(n)
  }
  rows = reshape(floating(data), n, quo(size(data), n))
  (
    family = "Empirical",
    parameters = (data = data),
    draw = () -> data[1 + min(i64(floor(uniform_noise()*n)), n - 1)],
    log_density = log_density,
    mean = () -> mean(data, axis=1),
    variance = () -> var(data, axis=1),
    cov = () -> {
      z = rows - mean(rows, axis=1)
      z' @ z/n
    },
    # Each row has the mass of its equals, so that repeated rows count together.
    entropy = () -> -sum(i in 1:n, log_density(data[i]))/n,
    support = () -> (data, full(1/n, n)),
    quadrature = k -> (data, full(1/n, n)),
    domain = domain_of("points", event)
  )
}

# The uniform distribution over the rows of a record of columns; x is one row.
empirical_records(data) = {
  n = rows_in(data)
  if n == 0 { error("Empirical: there is no data", "domain") }
  rows = [flatten(floating(data[i])) for i in 1:n]
  (
    family = "Empirical",
    parameters = (data = data),
    draw = () -> data[1 + min(i64(floor(uniform_noise()*n)), n - 1)],
    log_density = x -> log(sum(i64(all(rows == flatten(floating(x)), axis=2)))/n),
    support = () -> (data, full(1/n, n)),
    quadrature = k -> (data, full(1/n, n))
  )
}

# The number of rows of a record of columns.
rows_in(data) = sum(row in data, 1)

# The axes of x before those of an event.
batch_shape(x, event) = shape(x)[1:end-len(event)]
