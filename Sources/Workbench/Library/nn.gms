# Networks: layers, what composes them, embeddings of numbers. A layer is a record of its parameters with a field apply = (m, x)
# -> ..., which says what it does to ONE example x, a vector; vmap(m)(X) does it to the rows of X. Its floating numbers are
# trained; its functions, integers, texts and constants made by static are not. A layer of one's own is such a record:
#
#   scale(n) = (layer = "scale", a = f32(ones(n)), apply = (m, x) -> m.a*x)
#
# and a record or tuple of networks is a model too. The field layer names it where it is shown. Networks are f32, which
# type="f64" changes; f64(m) and f32(m) convert a model.
# names: dense, mlp, chain, residual, layer_norm, rms_norm, dropout, inference
# names: embedding, fourier_features, sinusoidal, parameter_count
use activations
use initialisers

# ## Layers

# A dense layer of n inputs and m outputs: act(W x + b) with W of m rows, made by init(m, n), and b = 0.
# n, m: the numbers of inputs and outputs
# act: the activation, a function of a number (?silu)
# init: how the matrix starts (?initialisers)
# bias: whether there is a b
# type: "f32" or "f64"
# example: use nn; shape(dense(3, 2)([1, 2, 3]))
# -> (2,)
# example: use nn; dense(2, 2, init=ones)([1, 2])
# -> f32[2]
# ->    3.0  3.0
dense(n, m, act=identity, init=lecun_normal, bias=true, type="f32") = {
  (n, m) = (width("dense", "n", n), width("dense", "m", m))
  act = layer_function("dense", "act", act)
  W = numbers_as("dense", type, init(m, n))
  if shape(W) != (m, n) { error("dense: init must give a matrix {m}×{n}, not {kind(W)} of shape {shape(W)}", "shape") }
  if bias {
    b = numbers_as("dense", type, zeros(m))
    (layer = "dense", W = W, b = b, act = act, apply = (m, x) -> { x = in_type_of(m.W, x); m.act(m.W @ x + m.b) })
  } else {
    (layer = "dense", W = W, act = act, apply = (m, x) -> { x = in_type_of(m.W, x); m.act(m.W @ x) })
  }
}

# x in the type of the parameters W: a network of f32 computes in f32 whatever it is given, as a time among
# its inputs is f64.
in_type_of(W, x) = if kind(W) == "f32" and kind(x) == "f64" { f32(x) } else { x }

# The net with a way around it: x + net(x). He et al. 2016.
# net: a network with as many outputs as inputs
# example: use nn; residual(x -> 2*x)(3)
# -> 9
residual(net) = (layer = "residual", net = net, apply = (m, x) -> x + m.net(x))

# Layer normalisation: a (x - mean x)/√(var x + ε) + b over the n numbers of an example, with a = 1 and b = 0 at first. Ba et
# al. 2016.
# n: the numbers of an example
# ε: keeps the divisor from 0
# type: "f32" or "f64"
# example: use nn; layer_norm(2, type="f64")([1.0, 3.0])
# -> f64[2]
# ->   -0.999995  0.999995
layer_norm(n, ε=1e-5, type="f32") = {
  n = width("layer_norm", "n", n)
  (layer = "layer_norm", a = numbers_as("layer_norm", type, ones(n)), b = numbers_as("layer_norm", type, zeros(n)),
   ε = static(ε), apply = (m, x) -> m.a*standardised(x, m.ε()) + m.b)
}

# x with mean 0 and variance 1, up to ε.
standardised(x, ε) = {
  d = x - mean(x)
  d/sqrt(mean(d^2) + ε)
}

# Layer normalisation by the mean square alone: a x/√(mean x² + ε). Zhang and Sennrich 2019.
# n: the numbers of an example
# ε: keeps the divisor from 0
# type: "f32" or "f64"
# example: use nn; rms_norm(2, type="f64")([3.0, 3.0])
# -> f64[2]
# ->    0.999999  0.999999
rms_norm(n, ε=1e-5, type="f32") = {
  n = width("rms_norm", "n", n)
  (layer = "rms_norm", a = numbers_as("rms_norm", type, ones(n)), ε = static(ε),
   apply = (m, x) -> m.a*x/sqrt(mean(x^2) + m.ε()))
}

# Dropout: while it trains each number is 0 with probability rate, and 1/(1 - rate) times itself otherwise, so that the mean
# stays; every call draws anew. inference(m) turns it off. Srivastava et al. 2014.
# rate: the probability of 0
# example: use nn; inference(dropout(0.5))([1.0, 2.0])
# -> f64[2]
# ->    1.0  2.0
dropout(rate=0.5) = {
  if not (0 <= rate and rate < 1) { error("dropout: rate is a probability below 1, not {rate}", "domain") }
  (layer = "dropout", rate = static(rate), training = true,
   apply = (m, x) -> if m.training { dropped(x, m.rate()) } else { x })
}

# x with each number 0 with probability rate, the others scaled so that the mean stays.
dropped(x, rate) = where(uniform_noise(shape(x)...) < rate, 0, x/(1 - rate))

# The model as it is used when it is trained: the field training of every layer is false.
# m: a model
# example: use nn; inference(dropout(0.5)).training
# -> false
inference(m) = {
  if kind(m) == "tuple" { return map(inference, m) }
  if kind(m) != "record" { return m }
  for name in fields(m) { m = put(m, name, inference(get(m, name))) }
  if has(m, "training") { put(m, "training", false) } else { m }
}

# ## Networks of layers

# The layers one after another: the last of ... of the second of the first of x. Functions are layers too.
# layers: networks and functions, the first one first
# example: use nn; chain(x -> x + 1, x -> 2*x)(3)
# -> 8
chain(layers...) = (layer = "chain", layers = layers, apply = through)

# x through the layers of a network in turn.
through(m, x) = {
  for f in m.layers { x = f(x) }
  x
}

# A multilayer perceptron: dense layers of the widths given, from the inputs to the outputs, with act between them and
# final after the last one: mlp(2, 128, 128, 2, act=silu).
# widths: the numbers of inputs, of each hidden layer, and of outputs
# act: the activation, a function of a number (?silu)
# final: the activation after the last layer
# init: how the matrix starts (?initialisers)
# bias: whether there is a b
# type: "f32" or "f64"
# example: use nn; m = mlp(2, 16, 1); (parameter_count(m), shape(m([0.5, 0.5])))
# -> (65, (1,))
mlp(widths..., act=silu, final=identity, init=lecun_normal, bias=true, type="f32") = {
  if len(widths) < 2 { error("mlp needs two widths at least, the inputs and the outputs: mlp(2, 128, 2)", "arity") }
  for n in widths { width("mlp", "a width", n) }
  (act, final) = (layer_function("mlp", "act", act), layer_function("mlp", "final", final))
  (layers, last) = ((), len(widths) - 1)
  for i in 1:last {
    a = if i < last { act } else { final }
    layers = tuple_of(layers..., dense(widths[i], widths[i + 1], act=a, init=init, bias=bias, type=type))
  }
  (layer = "mlp", layers = layers, apply = through)
}

# The arguments as a tuple: tuple_of(t..., x) is t with x at its end.
tuple_of(items...) = items

# ## Embeddings

# A table of n numbers for each of count things: m(k) is row k. The rows are normal with variance 1.
# count: how many things
# n: the numbers of each
# type: "f32" or "f64"
# example: use nn; shape(embedding(10, 4)(3))
# -> (4,)
embedding(count, n, type="f32") = {
  (count, n) = (width("embedding", "count", count), width("embedding", "n", n))
  (layer = "embedding", W = numbers_as("embedding", type, normal_matrix(count, n, 1)), apply = (m, k) -> m.W[k, :])
}

# Random Fourier features of a number or a vector: the cosines and the sines of 2πBx, n in all, where the elements of B are
# normal with deviation `scale` and stay as they are drawn. Rahimi and Recht 2007; Tancik et al. 2020.
# n: how many features, an even number
# scale: the deviation of the frequencies
# inputs: the numbers of an input
# example: use nn; f = fourier_features(8)(0.3); sum(f^2)
# -> 4.0
fourier_features(n, scale=1, inputs=1) = {
  half = even("fourier_features", n)
  if not (scale > 0) { error("fourier_features: scale must be positive, not {scale}", "domain") }
  B = scale*normal_noise(half, width("fourier_features", "inputs", inputs))
  (layer = "fourier_features", B = static(B), apply = (m, x) -> waves(m.B() @ reshape(2*π*x, size(x)), x))
}

# The sinusoidal embedding of a time: the cosines and the sines of t·P^(-2k/n) for k = 0, ..., n/2 - 1, with the longest period
# 2πP, P = max_period. Vaswani et al. 2017; Ho et al. 2020.
# n: how many numbers, even
# max_period: the longest period over 2π
# example: use nn; sinusoidal(4)(0.0)
# -> f64[4]
# ->    1.0  1.0  0.0  0.0
sinusoidal(n, max_period=10000) = {
  half = even("sinusoidal", n)
  if not (max_period > 0) { error("sinusoidal: max_period must be positive, not {max_period}", "domain") }
  (layer = "sinusoidal", ω = static(exp(-log(max_period)*(0:half-1)/half)), apply = (m, t) -> waves(m.ω()*t, t))
}

# The cosines and the sines of angles, of the type of x.
waves(angles, x) = {
  a = typed_like(angles, x)
  concat((cos(a), sin(a)))
}

# f32 where x is f32.
typed_like(a, x) = if kind(x) == "f32" { f32(a) } else { a }

# ## Parameters

# How many numbers of a model are trained: those in its leaves.
# m: a model
# example: use nn; parameter_count(mlp(2, 16, 1))
# -> 65
parameter_count(m) = {
  n = 0
  for l in leaves(m) { n = n + size(l) }
  n
}

# The numbers in the type that a network is to have.
numbers_as(name, type, x) = if type == "f32" { f32(x) } else if type == "f64" { f64(x) } else {
  error("{name}: type is \"f32\" or \"f64\", not {type}", "type")
}

# Requires something that can be called.
layer_function(name, what, f) = {
  if kind(f) != "function" and not has(f, "apply") { error("{name}: {what} must be a function, such as relu, not {type(f)}", "type") }
  f
}

# Requires a number of inputs or outputs.
width(name, what, n) = {
  if not (kind(n) in ("i64", "f64")) or len(shape(n)) > 0 { error("{name}: {what} must be a whole number, not {type(n)}", "type") }
  if not (n >= 1 and floor(n) == n) { error("{name}: {what} must be a whole number, at least 1, not {n}", "domain") }
  i64(n)
}

# Half of a number of features, which must be even.
even(name, n) = {
  n = width(name, "n", n)
  if mod(n, 2) != 0 { error("{name}: n is even, a cosine and a sine for each frequency, not {n}", "domain") }
  quo(n, 2)
}
