# What a network of a diffusion model predicts, and how one prediction becomes another. z = α x + σ ε is a datum x with
# noise; a network that sees z and the level of noise may answer with x, with ε, with v = α ε - σ x, with the score
# ∇ log q(z), which is -ε/σ on average, or with the velocity u = α' x + σ' ε. Given z each says what all the others say.
# names: predicts, predict, convert, squared_error, noise_net, film_mlp, noise_features, level_of
use nn
use events as events
use options

# ## Levels of noise

# A level of noise, a record with α and σ, completed by γ = log(σ²/α²) = -log SNR where it has none.
# l: a record with the fields α and σ, as `level(S, t)` gives it, or written by hand; a number is σ, and α = 1
# example: use predictions; level_of((α = 1, σ = 0.5)).γ ~= -log(4)
# -> true
level_of(l) = {
  if kind(l) in ("f64", "i64", "f32") { return level_of((α = 1.0, σ = 1.0*l)) }
  if kind(l) != "record" { error("a level of noise is a record (α = 0.8, σ = 0.6), level(S, t) of a schedule S, or σ as a number, not {type(l)}", "type") }
  if not (has(l, "α") and has(l, "σ")) { error("a level of noise has the fields α and σ: (α = 0.8, σ = 0.6); this one has {fields(l)}", "name") }
  for (what, x) in (("α", l.α), ("σ", l.σ)) {
    events.numeric("a level of noise", what, x)
    if ndims(x) > 0 { error("a level of noise is one level, so that {what} is a number, not {type(x)}; vmap takes many", "shape") }
  }
  if not istraced(l.α + l.σ) {
    if not (l.α >= 0 and l.σ >= 0 and l.α + l.σ > 0 and l.α + l.σ < inf) {
      error("a level of noise has finite α ≥ 0 and σ ≥ 0, not both 0, not α = {text(l.α)} and σ = {text(l.σ)}", "domain")
    }
  }
  if has(l, "γ") { l } else { put(l, "γ", 2*log(l.σ) - 2*log(l.α)) }
}

# √(α² + σ²) of a level: how large z is for data of unit variance.
length_of(l) = sqrt(l.α^2 + l.σ^2)

# ## Conversions, as in z = α x + σ ε

# What was predicted for z in another form: all follow from x or ε by z = α x + σ ε.
# y: the prediction
# z: what was seen
# l: the level of noise, for velocities with its rates dα and dσ, as `level(S, t)` has them
# from, to: "x", "ε", "v", "score" or "velocity"
# example: use predictions; convert(-0.2, 0.5, (α = 0.8, σ = 0.6), "ε", "v")
# -> -0.625
# example: use predictions; convert(-0.2, 0.5, (α = 0.8, σ = 0.6), "ε", "score") ~= 1/3
# -> true
convert(y, z, l, from, to) = {
  (from, to) = (prediction_named("convert", from), prediction_named("convert", to))
  if from == to { return y }
  l = level_of(l)
  events.numeric("convert", "z", z)
  fits("convert: the prediction", y, z)
  convertible(l, from, to)
  if to == "x" { x_from(from, y, z, l) } else if to == "ε" { noise_from(from, y, z, l) } else if to == "v" {
    v_of(x_from(from, y, z, l), noise_from(from, y, z, l), l)
  } else if to == "score" {
    if from == "x" { score_from_x(z, l, y) } else { score_from_noise(l, noise_from(from, y, z, l)) }
  } else {
    velocity_of(x_from(from, y, z, l), noise_from(from, y, z, l), rated(l))
  }
}

# Requires a level at which one prediction says another: without signal ε says nothing of x, without noise x nothing of ε.
convertible(l, from, to) = if not istraced(l.α + l.σ) {
  by_noise = from in ("ε", "score")
  if l.α == 0 and by_noise and to in ("x", "v", "velocity") {
    error("a prediction of {from} says nothing of {to} where α = 0 and all is noise: let the network predict v or x, or end the schedule before, between(S, γ0, 10)", "domain")
  }
  if l.σ == 0 and (to == "score" or from == "x" and to != "x") {
    error("a prediction of {from} says nothing of the {to} where σ = 0 and there is no noise: begin the schedule later, between(S, -13.3, γ1)", "domain")
  }
  if from == "velocity" or to == "velocity" {
    (a, b) = (rated(l).dα, l.dσ)
    if not (abs(a) < inf and abs(b) < inf) {
      error("the velocity is not known at this end of the schedule, where a rate is infinite: dα = {text(a)}, dσ = {text(b)}; begin or end it before, between(S, γ0, γ1)", "domain")
    }
  }
}

# x of any prediction.
x_from(of, y, z, l) = if of == "x" { y } else if of == "ε" { x_from_noise(z, l, y) } else if of == "v" {
  x_from_v(z, l, y)
} else if of == "score" { x_from_score(z, l, y) } else { x_from_velocity(z, rated(l), y) }

# ε of any prediction.
noise_from(of, y, z, l) = if of == "x" { noise_from_x(z, l, y) } else if of == "ε" { y } else if of == "v" {
  noise_from_v(z, l, y)
} else if of == "score" { noise_from_score(l, y) } else { noise_from_velocity(z, rated(l), y) }

# x = (z - σ ε)/α.
x_from_noise(z, l, ε) = (z - l.σ*ε)/l.α

# ε = (z - α x)/σ.
noise_from_x(z, l, x) = (z - l.α*x)/l.σ

# v = α ε - σ x. Salimans and Ho 2022.
v_of(x, ε, l) = l.α*ε - l.σ*x

# x = (α z - σ v)/(α² + σ²), for any α and σ.
x_from_v(z, l, v) = (l.α*z - l.σ*v)/(l.α^2 + l.σ^2)

# ε = (σ z + α v)/(α² + σ²).
noise_from_v(z, l, v) = (l.σ*z + l.α*v)/(l.α^2 + l.σ^2)

# score = -ε/σ. Vincent 2011; Ho et al. 2020.
score_from_noise(l, ε) = -ε/l.σ

# ε = -σ score.
noise_from_score(l, s) = -l.σ*s

# score = (α x - z)/σ².
score_from_x(z, l, x) = (l.α*x - z)/l.σ^2

# x = (z + σ² score)/α: Tweedie's formula. Robbins 1956; Efron 2011.
x_from_score(z, l, s) = (z + l.σ^2*s)/l.α

# u = α' x + σ' ε, the velocity of z at fixed x and ε.
velocity_of(x, ε, l) = l.dα*x + l.dσ*ε

# x = (σ' z - σ u)/D with D = α σ' - α' σ = α σ γ'/2.
x_from_velocity(z, l, u) = (l.dσ*z - l.σ*u)/(l.α*l.dσ - l.dα*l.σ)

# ε = (α u - α' z)/D.
noise_from_velocity(z, l, u) = (l.α*u - l.dα*z)/(l.α*l.dσ - l.dα*l.σ)

# Requires the rates of a level.
rated(l) = {
  if not (has(l, "dα") and has(l, "dσ")) { error("a velocity needs the rates dα and dσ of the level: level(S, t) of a schedule S has them", "name") }
  l
}

# ## Predictors

# The quantities by name.
quantities = ("x", "ε", "v", "score", "velocity")

# The name of a quantity as it is kept: eps and epsilon are ε, u is the velocity.
prediction_named(name, of) = {
  of = if kind(of) == "text" and of in ("eps", "epsilon", "noise") { "ε" } else if kind(of) == "text" and of == "u" { "velocity" } else { of }
  if kind(of) != "text" or not (of in quantities) {
    error("{name}: a prediction is of \"x\", \"ε\" (or \"eps\"), \"v\", \"score\" or \"velocity\", not {text(of)}", "argument")
  }
  of
}

# A predictor made of a function f(z, t) or a network called so: what it gives is taken as the quantity named.
# of: "x", "ε", "v", "score" or "velocity"
# f: a function of z and of the time t, or of what `sees` says
# sees: "t", "γ" or "level", the whole record
# example: use predictions; p = predicts("score", (z, l) -> -z/(l.α^2 + l.σ^2), sees="level");
# example: predict(p, 0.5, (α = 0.8, σ = 0.6), "x")
# -> 0.4
predicts(of, f, sees="t") = {
  of = prediction_named("predicts", of)
  if not (kind(f) in ("function", "record")) { error("predicts: f is a function of z and t, or a network, not {type(f)}", "type") }
  not_a_layer("predicts", f)
  one_of_texts("predicts", "sees", sees, ("t", "γ", "level"))
  (of = of, f = f, sees = sees, apply = (p, z, l) -> p.f(z, seen(p.sees, l)))
}

# Layers and their chains see one vector, not z and t.
not_a_layer(name, f) = if kind(f) == "record" and has(f, "layer") {
  error("{name}: this network takes one vector, not z and t: predicts(\"ε\", (z, t) -> m(concat((z, [t])))) hands it both, noise_net(d) makes one that knows γ", "type")
}

# What a function is told of a level.
seen(sees, l) = if sees == "level" { level_of(l) } else if sees == "γ" { level_of(l).γ } else {
  if not has(l, "t") { error("this predictor sees the time t, which this level does not have: use level(S, t), or sees=\"γ\"", "name") }
  l.t
}

# A predictor as it is, that of a model with a schedule of its own, or what a bare function (z, t) -> ε makes.
predictor(p) = if kind(p) == "record" and has(p, "of") and has(p, "apply") { p } else if owns_schedule(p) {
  predictor(p.net)
} else if kind(p) in ("function", "record") {
  not_a_layer("a predictor", p)
  predicts("ε", p)
} else { error("a predictor is an oracle, a network or a function of z and t, not {type(p)}", "type") }

# Whether a model is a network with a schedule of its own, (net = , schedule = ).
owns_schedule(p) = if kind(p) == "record" { has(p, "net") and has(p, "schedule") and not has(p, "apply") } else { false }

# What a predictor says of z: x̂, ε̂, v̂, the score or the velocity, converted where it answers another.
# p: an oracle, a network, what `predicts` makes, a function (z, t) -> ε, or a model (net = , schedule = )
# z: what is seen: one event; vmap takes rows
# l: the level of noise, `level(S, t)` or (α = , σ = )
# what: "x", "ε", "v", "score" or "velocity"
# example: use predictions; p = predicts("x", (z, γ) -> z*sigmoid(-γ), sees="γ");
# example: predict(p, 1.0, (α = 0.6, σ = 0.8), "ε") ~= (1 - 0.6*0.36)/0.8
# -> true
predict(p, z, l, what) = {
  (p, l, what) = (predictor(p), level_of(l), prediction_named("predict", what))
  z = floating(z)
  if has(p, "all") {
    a = p.all(p, z, l)
    if what == "velocity" { convertible(l, "x", what) }
    if what == "score" and not istraced(a.score) and max(abs(flatten(a.score))) > 1e200 {
      error("predict: without noise the law of z is a set of points, which has no score; take a level with σ > 0", "domain")
    }
    return if what == "v" { v_of(a.x, a.ε, l) } else if what == "velocity" { velocity_of(a.x, a.ε, rated(l)) } else { get(a, what) }
  }
  y = p.apply(p, z, l)
  fits("the prediction of {prediction_named("predict", p.of)}", y, z)
  convert(y, z, l, p.of, what)
}

# Requires a prediction of the shape of what was seen.
fits(name, y, z) = {
  events.numeric("predict", name, y)
  if not istraced(y) and any(isnan(y)) and not any(isnan(z)) { error("{name} is nan at z = {text(z)}", "domain") }
  if shape(y) != shape(z) { error("{name} has the shape {shape(y)} where what was seen has {shape(z)}: a predictor takes one event and answers with one like it", "shape") }
}

# |ε - ε̂|² of a predictor that sees z = α x + σ ε: as ε - ε̂ = (α/σ)(x̂ - x), by x̂ where there is more noise than signal and the
# predictor says so (an oracle, v, a velocity, x), so that neither side cancels.
# p: a predictor
# x: the datum
# ε: the noise
# l: the level of noise
# example: use vdm; check squared_error((z, t) -> 0*z, 0.7, 2.0, level(rectified(), 0.5)) ≈ 4
# -> ok 4.0 ≈ 4
squared_error(p, x, ε, l) = {
  (p, l) = (predictor(p), level_of(l))
  z = l.α*x + l.σ*ε
  weighed(p, l, () -> squared(ε - predict(p, z, l, "ε")), () -> (l.α/l.σ)^2*squared(x - predict(p, z, l, "x")))
}

# The form of a loss that loses no digits: by ε where there is more signal than noise, by x where there is less; of a
# predictor that knows only one of them, by that one.
weighed(p, l, by_noise, by_x) = if has(p, "all") or p.of in ("v", "velocity") {
  where(l.γ < 0, by_noise(), by_x())
} else if p.of == "x" { by_x() } else { by_noise() }

# The sum of the squares of all numbers.
squared(x) = sum(x^2)

# ## A network

# A network that predicts from z and γ: a `film_mlp` of z, scaled to unit variance for data of unit variance, with waves of it,
# that is told of γ by `noise_features`, so that it is a function of the level alone and a change of schedule changes
# nothing it was taught. The waves, cos and sin of z, 2z, 4z, ..., let it draw what is narrow: without them a score with a width
# of 0.1 takes ten times the steps. Data in units of their own, such as 100 ± 20, are no such data: train it on standardise(X).x.
# d: how many numbers a datum has
# hidden: a tuple of the widths of the hidden layers, or the width of two
# of: what it predicts
# waves: how many octaves of waves; 3 where it is left out and d is at most 3, else 0
# act: the activation
# type: "f32" or "f64"
# .of: what it predicts
# .d: the numbers of a datum
# .waves: how many octaves, as static
# .net: the layers
# .apply: m(z, l) is the prediction at the level l
# example: use predictions; p = noise_net(2, hidden=(16, 16));
# example: (p.of, shape(predict(p, [0.5, 1.0], (α = 0.8, σ = 0.6), "score")))
# -> ("ε", (2,))
noise_net(d, hidden=(64, 64, 64), of="ε", waves=none, act=silu, type="f32") =
  put(level_net("noise_net", d, 0, hidden, of, waves, act, type), "apply", (m, z, l) -> level_answer("noise_net", m, z, l))

# The body of a network that sees z and its waves, and is told of γ and of so many numbers more.
level_net(name, d, told, hidden, of, waves, act, type) = {
  d = width(name, "d", d)
  hidden = if kind(hidden) == "tuple" { hidden } else { (hidden, hidden) }
  widths = map(h -> width(name, "hidden", h), hidden)
  waves = if given(waves) { whole_number(name, "waves", "octaves", 0, waves) } else if d <= 3 { 3 } else { 0 }
  net = film_mlp(d*(1 + 2*waves), 9 + told, widths, d, act=act, type=type)
  (of = prediction_named(name, of), d = d, waves = static(waves), net = net)
}

# What that network says of z at a level, told of what else there is.
level_answer(name, m, z, l, more...) = {
  if size(z) != m.d { error("{name}: the network is of {m.d} numbers, and z has {size(z)}; vmap takes rows", "shape") }
  seen = with_waves(reshape(z/length_of(l), size(z)), m.waves())
  told = noise_features(level_of(l).γ)
  reshape(m.net(seen, if len(more) == 0 { told } else { concat((told, more[1])) }), shape(z)...)
}

# A vector with the cosines and sines of 1, 2, 4, ... times it.
with_waves(x, octaves) = if octaves == 0 { x } else {
  a = flatten(reshape(2.0^(0:octaves-1), octaves, 1)*x)
  concat((x, cos(a), sin(a)))
}

# A multilayer perceptron of x that is told of c, such as a level of noise or a class: in each hidden layer what comes of x is
# scaled and shifted by what comes of c, act((1 + A c + a)(W x + b) + B c + e). Perez et al. 2018.
# inputs: the numbers of x
# told: the numbers of c
# widths: a tuple of the widths of the hidden layers
# outputs: how many numbers it gives
# act: the activation
# type: "f32" or "f64"
# .layers: of each hidden layer the part `seen` of x and the part `told` of c
# .last: the last layer
# .apply: m(x, c) is what it gives
# example: use predictions; m = film_mlp(2, 3, (16, 16), 1); shape(m([0.5, 1], [0.0, 1, 0]))
# -> (1,)
film_mlp(inputs, told, widths, outputs, act=silu, type="f32") = {
  (inputs, told) = (width("film_mlp", "inputs", inputs), width("film_mlp", "told", told))
  if kind(widths) != "tuple" { error("film_mlp: widths is a tuple with the width of each hidden layer, (64, 64), not {kind(widths)}", "type") }
  (layers, n) = ((), inputs)
  for w in widths {
    layers = tuple_of(layers..., (seen = dense(n, w, type=type), told = dense(told, 2*w, type=type)))
    n = w
  }
  (
    layers = layers,
    last = dense(n, outputs, type=type),
    act = layer_function("film_mlp", "act", act),
    apply = (m, x, c) -> {
      for f in m.layers {
        (y, c2) = (f.seen(x), f.told(c))
        n = size(y)
        x = m.act((1 + c2[1:n])*y + c2[n + 1:2*n])
      }
      m.last(x)
    }
  )
}

# Nine numbers that tell a network of γ: γ/8, and the cosines and sines of γ, γ/2, γ/4 and γ/8, whose longest wave spans the
# levels in use. Beyond |γ| = 25, where nothing changes any more, γ stands still.
# γ: -log SNR
# example: use predictions; noise_features(0)[1:3]
# -> f64[3]
# ->    0.0  1.0  1.0
noise_features(γ) = {
  γ = 1.0*max(min(γ, 25), -25)
  a = γ*[1, 1/2, 1/4, 1/8]
  concat(([γ/8], cos(a), sin(a)))
}
