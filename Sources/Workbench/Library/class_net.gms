# Networks of a diffusion model that are told the class of the datum, and may be told nothing: one network then knows
# the scores of all classes and the score of all data, which is what guidance without a classifier combines. Ho and
# Salimans 2022.
# names: class_net, of_class, class_noise_loss
use predictions
use noise_training

# A network that predicts from z, γ and a class: that of noise_net, also told a row of a table, one row for each
# class and one for none. As a predictor by itself it is the one without a class; of_class tells it one.
# d: how many numbers a datum has
# classes: how many classes there are, counted from 1
# hidden: a tuple of the widths of the hidden layers, or the width of two
# of: what it predicts
# features: the numbers in a row of the table
# waves: how many octaves of waves, as in noise_net
# act: the activation
# type: "f32" or "f64"
# .of: what it predicts
# .d: the numbers of a datum
# .waves: how many octaves, as static
# .classes: how many classes it knows
# .table: the rows of the classes, and after them that of none
# .net: the layers
# .apply: m(z, l) is the prediction without a class
# example: use vdm; use class_net; m = class_net(2, 3, hidden=16, features=4);
# example: (shape(m.table.W), shape(predict(of_class(m, 3), [0.5, 1], (α = 0.8, σ = 0.6), "x")))
# -> ((4, 4), (2,))
class_net(d, classes, hidden=(64, 64, 64), of="ε", features=16, waves=none, act=silu, type="f32") = {
  classes = width("class_net", "classes", classes)
  features = width("class_net", "features", features)
  body = level_net("class_net", d, features, hidden, of, waves, act, type)
  (
    of = body.of, d = body.d, waves = body.waves, classes = classes,
    table = embedding(classes + 1, features, type=type), net = body.net,
    apply = (m, z, l) -> level_answer("class_net", m, z, l, m.table(m.classes + 1))
  )
}

# The predictor for one class. The class may be traced, so that vmap takes many at once.
# m: what class_net made, or a run's model; of one with a schedule of its own the network
# c: the class, 1, 2, ...; 0 or none for the predictor of all data
# .d: how many numbers a datum has
# .model: m
# .row: which row of the table it sees
# .apply: p(z, l) is the prediction for z of this class
# example: use vdm; use class_net; m = class_net(1, 2, hidden=8); l = (α = 0.8, σ = 0.6);
# example: shape(vmap(c -> predict(of_class(m, c), [0.5], l, "ε"))([0, 1, 2, 1]))
# -> (4, 1)
of_class(m, c=none) = {
  m = class_model("of_class", m)
  row = if kind(c) == "none" { m.classes + 1 } else { class_row(m, c) }
  (
    of = m.of, d = m.d, model = m, row = row,
    apply = (p, z, l) -> level_answer("class_net", p.model, z, l, p.model.table(p.row))
  )
}

# The row of a class, 0 for none.
class_row(m, c) = {
  if not (kind(c) in ("i64", "f64", "f32")) or ndims(c) > 0 {
    error("of_class: a class is a whole number, 1 to {m.classes}, or 0 for none, not {type(c)}; vmap takes many", "type")
  }
  if not istraced(c) and not (c >= 0 and c <= m.classes and c == floor(c)) {
    error("of_class: the network knows the classes 1 to {m.classes}, and 0 for none, not {text(c)}", "domain")
  }
  where(c == 0, m.classes + 1, c)
}

# Requires what class_net made, alone or with a schedule of its own.
class_model(name, m) = {
  if kind(m) == "run" { error("{name}: m is the network, and this is its run: m.model, or m.ema", "type") }
  if owns_schedule(m) { m = m.net }
  fits = if kind(m) == "record" { has(m, "classes") and has(m, "table") and has(m, "net") } else { false }
  if not fits { error("{name}: m is a network told of classes, such as class_net(2, 8) makes, not {type(m)}", "type") }
  m
}

# The loss of one datum and its class, for train with rows (x, y): that of noise_loss for the predictor of class y,
# which with the probability `drop` is that of no class, so that both are learned. Ho and Salimans 2022, algorithm 1.
# S: a schedule; none where the model has one, m.schedule with the network m.net
# drop: how often the class is left out, from 0 to 1
# weight: "bound", "simple" or a function of the level, as in noise_loss
# levels: the law of γ in training, as in noise_loss
# example: use vdm; use class_net; use data; D = gaussians8(); X = sample(D, 64);
# example: y = i64(X[:, 1] > 0) + 1;
# example: f = class_noise_loss(linear_snr(), weight="simple");
# example: train(class_net(2, 2, hidden=8), f, (X, y), steps=2).steps
# -> 2
class_noise_loss(S=none, drop=0.1, weight="bound", levels=none) = {
  number_of("class_noise_loss", "drop", drop, "how often the class is left out")
  if not (drop >= 0 and drop <= 1) {
    error("class_noise_loss: drop is a share of the data, from 0 to 1, not {text(drop)}", "domain")
  }
  f = drawn_loss("class_noise_loss", S, weight, levels)
  (
    check = (o, m, data) -> labelled_rows(class_model("class_noise_loss", m), data),
    apply = (o, m, x, y) -> {
      net = class_model("class_noise_loss", m)
      labelled(net, y)
      # Looked up among the classes alone, so that one that there is not is an error, not the row of none.
      W = net.table.W
      told = where(uniform_noise() < drop, W[net.classes + 1, :], W[1:net.classes, :][i64(y), :])
      p = (of = net.of, model = net, told = told, apply = (p, z, l) -> level_answer("class_net", p.model, z, l, p.told))
      f(m, p, x)
    }
  )
}

# Requires a class as a number.
labelled(m, y) = {
  if not (kind(y) in ("i64", "f64", "f32")) or ndims(y) > 0 {
    error("class_noise_loss: y is the class of one datum, a whole number from 1 to {m.classes}, not {type(y)}; the data are (X, y)", "type")
  }
  if istraced(y) and kind(y) != "i64" {
    error("class_noise_loss: y is {kind(y)}, and a class is counted: (X, i64(y))", "type")
  }
  if not istraced(y) and not (y >= 1 and y <= m.classes and y == floor(y)) {
    error("class_noise_loss: the network knows the classes 1 to {m.classes}, not {text(y)}; count them from 1", "domain")
  }
}

# Requires the classes of all rows, before a training.
labelled_rows(m, data) = {
  if kind(data) != "tuple" or len(data) != 2 {
    error("class_noise_loss: the data of train are (X, y), a class for each row of X, not {type(data)}", "argument")
  }
  y = data[2]
  if not (kind(y) in ("i64", "f64", "f32")) or ndims(y) != 1 {
    error("class_noise_loss: y has the class of each row, whole numbers from 1 to {m.classes}, not {type(y)}", "type")
  }
  bad = not (y >= 1 and y <= m.classes and y == floor(y))
  if any(bad) {
    k = argmax(i64(bad))
    also = if min(y) == 0 { "; (X, y + 1) counts from 1" } else { "" }
    error("class_noise_loss: the network knows the classes 1 to {m.classes}, and row {k} has {text(y[k])}{also}", "domain")
  }
  if kind(y) != "i64" { error("class_noise_loss: y is {kind(y)}, and a class is counted: (X, i64(y))", "type") }
}
