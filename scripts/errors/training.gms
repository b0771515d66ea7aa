# What train, resume and step complain of; nothing that was trained is lost.
f(m, x) = (m.w*x - 1)^2
train((w = 1.0,))
#!> error[argument]: train: a loss is needed: loss(m, x) of a model and a row
#!>   train((w = 1.0,))
#!>   ^^^^^^^^^^^^^^^^^
train((w = 1.0,), f, [1.0, 2.0], steps=0)
#!> error[domain]: train: steps must be at least 1, not 0
#!>   train((w = 1.0,), f, [1.0, 2.0], steps=0)
#!>                                          ^
train((w = 1.0,), f, [1.0, 2.0], over="rows")
#!> error[argument]: train: over is "example" or "batch", not "rows"
#!>   train((w = 1.0,), f, [1.0, 2.0], over="rows")
#!>                                         ^^^^^^
train((w = 1.0,), f, [1.0, 2.0], ema=1)
#!> error[domain]: train: ema must be in (0, 1)
#!>   train((w = 1.0,), f, [1.0, 2.0], ema=1)
#!>                                        ^
train((w = 1.0,), f, [1.0, 2.0], batch=3)
#!> error[training]: train: a batch of 3 is larger than the data of 2 rows
#!>   train((w = 1.0,), f, [1.0, 2.0], batch=3)
#!>                                          ^
#!>   hint: batch=2, or leave it out for all rows
train((w = 1.0,), f, [1.0, 2.0], batch=0)
#!> error[domain]: train: batch must be at least 1, not 0
#!>   train((w = 1.0,), f, [1.0, 2.0], batch=0)
#!>                                          ^
train((w = 1.0,), f, zeros(0))
#!> error[training]: train: the data are empty
#!>   train((w = 1.0,), f, zeros(0))
#!>                        ^^^^^^^^
train((w = 1.0,), f, 3.0)
#!> error[training]: train: data are columns of rows, and f64 is none
#!>   train((w = 1.0,), f, 3.0)
#!>                        ^^^
#!>   hint: a tensor by rows, or a tuple or record of such
train((w = 1.0,), f, "data.csv")
#!> error[training]: train: data are columns of rows, and a text is none
#!>   train((w = 1.0,), f, "data.csv")
#!>                        ^^^^^^^^^^
#!>   hint: a tensor by rows, or a tuple or record of such
train((w = 1.0,), f, [1.0, nan, 2.0])
#!> error[training]: train: the data have a nan in row 2
#!>   train((w = 1.0,), f, [1.0, nan, 2.0])
#!>                        ^^^^^^^^^^^^^^^
#!>   hint: drop or fill it first
train((w = 1.0,), (m, x, y) -> m.w*x*y, ([1.0, 2.0], [1.0, 2.0, 3.0]))
#!> error[training]: train: the columns of the data differ in length (2 and 3)
#!>   train((w = 1.0,), (m, x, y) -> m.w*x*y, ([1.0, 2.0], [1.0, 2.0, 3.0]))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train((n = 3, name = "empty"), f, [1.0, 2.0])
#!> error[training]: train: the model has no parameters: they are its fields that are floating numbers
#!>   train((n = 3, name = "empty"), f, [1.0, 2.0])
#!>         ^^^^^^^^^^^^^^^^^^^^^^^
train((w = nan,), f, [1.0, 2.0])
#!> error[training]: train: the state has a nan
#!>   train((w = nan,), f, [1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train((w = 1.0,), (m, x) -> m.w*[x, x], [1.0, 2.0])
#!> error[shape]: train: the loss is not a scalar: it is f64 of shape (2,); sum or mean makes one
#!>   train((w = 1.0,), (m, x) -> m.w*[x, x], [1.0, 2.0])
#!>                     ^^^^^^^^^^^^^^^^^^^^
train((w = 1.0,), (m, x) -> (a = m.w, b = m.w*[x, x]), [1.0, 2.0])
#!> error[shape]: train: the loss is not a scalar: it is f64 of shape (2,); sum or mean makes one
#!>   train((w = 1.0,), (m, x) -> (a = m.w, b = m.w*[x, x]), [1.0, 2.0])
#!>                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train((w = 1.0,), (m, x) -> { m.w*x; print("here") }, [1.0, 2.0])
#> here
#> here
#!> error[value]: this has no value
#!>   train((w = 1.0,), (m, x) -> { m.w*x; print("here") }, [1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train((w = 1.0,), (m, x) -> { print("here"); m.w*x }, [1.0, 2.0])
#> here
#!> error[training]: a step of training prints, or takes keys of its own: it is recorded once
#!>   train((w = 1.0,), (m, x) -> { print("here"); m.w*x }, [1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train((w = 1.0,), (m, x) -> m.w > x, [1.0, 2.0])
#!> error[type]: train: the loss is a real number, and this one is bool
#!>   train((w = 1.0,), (m, x) -> m.w > x, [1.0, 2.0])
#!>                     ^^^^^^^^^^^^^^^^^
# A shape that does not fit stands where it was written.
train((W = ones(2, 3),), (m, x) -> sum(m.W @ x), ones(4, 2))
#!> error[shape]: m.W @ x: inner sizes differ (3 vs 2)
#!>   train((W = ones(2, 3),), (m, x) -> sum(m.W @ x), ones(4, 2))
#!>                                          ~~~ ^ ~
#!>   m.W : f64[2×3]
#!>   x   : f64[2]
#!>   hint: m.W' @ x has length 3
# Weights that a function holds would never train.
net() = { W = ones(2, 2); (b = zeros(2), apply = (m, x) -> W @ x + m.b) }
train(net(), (m, x) -> sum(m(x)^2), ones(4, 2))
#!> error[training]: train: a function of the model captures f64[2×2], which would never train
#!>   train(net(), (m, x) -> sum(m(x)^2), ones(4, 2))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: make it a field of the model: (W = ..., apply = (m, x) -> m.W @ x)
# Parameters without influence: all, and some.
w = 1.0;
train((w = 1.0,), (m, x) -> (w*x - 1)^2, [1.0, 2.0])
#!> error[training]: train: no parameter of the model influences the loss
#!>   train((w = 1.0,), (m, x) -> (w*x - 1)^2, [1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: the loss uses its argument m, not a variable outside; stop(m) has no derivative
train((w = 1.0, c = (1.0, [2.0, 3.0])), (m, x) -> (m.w*x - 1 + m.c[1])^2, [1.0, 2.0], steps=2, opt=sgd(0.1));
#!> note: train: the loss does not depend on c[2]
train((w = 1.0, v = 1.0), (m, x) -> (m.w*x - stop(m.v))^2, [1.0, 2.0], steps=2, opt=sgd(0.1));
#!> note: train: the loss does not depend on v
# The operation that makes a nan, in the loss or in its gradient; ans is the run of the steps before.
train((w = -0.02,), (m, x) -> sqrt(m.w + x), [0.1, 2.0], opt=sgd(0.1))
#!> error[nan]: step 2 of the training makes a nan in sqrt
#!>   train((w = -0.02,), (m, x) -> sqrt(m.w + x), [0.1, 2.0], opt=sgd(0.1))
#!>                                 ^^^^^^^^^^^^^
#!>   ans is the run of the 1 step before
#!>   where steps diverge: a smaller learning rate, or clip_norm(opt, 1)
ans
#> run of 1 of 1000 steps: loss 0.844984
train((w = 0.5,), (m, x) -> sqrt(m.w*x), [0.0, 2.0], opt=sgd(0.1))
#!> error[nan]: step 1 of the training makes a nan in the gradient: sqrt has no finite derivative here
#!>   train((w = 0.5,), (m, x) -> sqrt(m.w*x), [0.0, 2.0], opt=sgd(0.1))
#!>                               ^^^^^^^^^^^
#!>   ans is the run of the 0 steps before
train((w = 0.5,), (m, x) -> m.w/0*0*x, [0.0, 2.0], opt=sgd(0.1))
#!> error[nan]: step 1 of the training makes a nan in multiply
#!>   train((w = 0.5,), (m, x) -> m.w/0*0*x, [0.0, 2.0], opt=sgd(0.1))
#!>                                    ^
#!>   ans is the run of the 0 steps before
# Steps of one's own.
train(1.0, none, step=s -> s)
#!> error[training]: a step gives back (state, terms), not f64
#!>   train(1.0, none, step=s -> s)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: end it with (s, loss), or (s, (a = ..., b = ...))
train(1.0, none, step=s -> ([s, s], s))
#!> error[structure]: train: the state was f64 and became f64[2]
#!>   train(1.0, none, step=s -> ([s, s], s))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: a step keeps the structure, types and shapes of the state
train((x = 1.0, n = 1), none, step=s -> ((x = s.x/2, n = s.n + 1), s.x))
#!> error[structure]: train: the integer 1 of the state became 2; a number that steps change is a float
#!>   train((x = 1.0, n = 1), none, step=s -> ((x = s.x/2, n = s.n + 1), s.x))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: a step keeps the structure, types and shapes of the state
train(1.0, none, step=s -> (s/2, "low"))
#!> error[shape]: the term of the loss is a text, not a real number
#!>   train(1.0, none, step=s -> (s/2, "low"))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train(1.0, none, step=s -> (s/2, s), opt=sgd(0.1))
#!> error[argument]: train: a step of your own has its own optimisers; leave out opt and ema
#!>   train(1.0, none, step=s -> (s/2, s), opt=sgd(0.1))
#!>                         ^^^^^^^^^^^^^
grad(a -> train((w = a,), f, [1.0, 2.0], steps=3).model.w)(1.0)
#!> error[training]: a training runs step by step; it is not part of a derivative or of a graph
#!>   grad(a -> train((w = a,), f, [1.0, 2.0], steps=3).model.w)(1.0)
#!>             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: iterate(F, p, n) goes through derivatives
resume(3)
#!> error[type]: resume needs a run, what train gave back
#!>   resume(3)
#!>   ^^^^^^^^^
resume(train((w = 1.0,), f, [1.0, 2.0], steps=3), -1)
#!> error[domain]: resume: steps must not be negative
#!>   resume(train((w = 1.0,), f, [1.0, 2.0], steps=3), -1)
#!>                                                     ^^
step((a = 1,))
#!> error[type]: step needs a run, what train gave back
#!>   step((a = 1,))
#!>   ^^^^^^^^^^^^^^
train((w = 1.0,), f, [1.0, 2.0], opt=adam)
#!> error[argument]: train: opt is an optimiser, and this is a function; with its step size, as in adam(1e-3), it makes one
#!>   train((w = 1.0,), f, [1.0, 2.0], opt=adam)
#!>                                        ^^^^
train((w = 1.0,), f, [1.0, 2.0], opt=0.01)
#!> error[argument]: train: opt is an optimiser, such as adam(1e-3), not f64
#!>   train((w = 1.0,), f, [1.0, 2.0], opt=0.01)
#!>                                        ^^^^
train((w = 1.0,), (m, x, y) -> m.w*x*y, [1.0, 2.0])
#!> error[arity]: the function needs its argument y
#!>   train((w = 1.0,), (m, x, y) -> m.w*x*y, [1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train((w = 1.0,), f, [1.0, 2.0], steps=2.5)
#!> error[type]: train: steps is an integer, not f64
#!>   train((w = 1.0,), f, [1.0, 2.0], steps=2.5)
#!>                                          ^^^
train((w = 1.0,), f, Normal(0, 1), batch=0)
#!> error[domain]: train: batch must be at least 1, not 0
#!>   train((w = 1.0,), f, Normal(0, 1), batch=0)
#!>                                            ^
train((w = 1.0 + 2i,), (m, x) -> abs(m.w)^2*x, [1.0, 2.0])
#!> error[type]: adam: a complex parameter has no g^2 to scale its steps by; sgd trains it
#!>   train((w = 1.0 + 2i,), (m, x) -> abs(m.w)^2*x, [1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train((w = 1.0 + 2i,), (m, x) -> abs(m.w)^2*x, [1.0, 2.0], steps=5, opt=rmsprop())
#!> error[type]: rmsprop: a complex parameter has no g^2 to scale its steps by; sgd trains it
#!>   train((w = 1.0 + 2i,), (m, x) -> abs(m.w)^2*x, [1.0, 2.0], steps=5, opt=rmsprop())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# What a run is kept in, and how often.
train((w = 1.0,), f, [1.0, 2.0], every=5)
#!> error[argument]: train: every says how often the run is kept, and keep does not say where
#!>   train((w = 1.0,), f, [1.0, 2.0], every=5)
#!>                                          ^
resume(train((w = 1.0,), f, [1.0, 2.0], steps=1), 1, every=5)
#!> error[argument]: resume: every says how often the run is kept, and keep does not say where
#!>   resume(train((w = 1.0,), f, [1.0, 2.0], steps=1), 1, every=5)
#!>                                                              ^
train((w = 1.0,), f, [1.0, 2.0], keep=3)
#!> error[type]: train: keep is the name of a file, not i64
#!>   train((w = 1.0,), f, [1.0, 2.0], keep=3)
#!>                                         ^
#!>   hint: keep="run.gmw"
save([2.0], scratch("two.npy"))
train((w = 1.0), m -> (m.w - sum(load(scratch("two.npy"))))^2, steps=2)
#!> error[training]: train: a step is recorded once, and load in it would be done only then
#!>   train((w = 1.0), m -> (m.w - sum(load(scratch("two.npy"))))^2, steps=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: load before: x = load(path)
