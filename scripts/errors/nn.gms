# What networks and optimisers say to wrong arguments, at the line that gave them.
use nn
mlp(2)
#!> error[arity]: mlp needs two widths at least, the inputs and the outputs: mlp(2, 128, 2)
#!>   mlp(2)
#!>   ^^^^^^
mlp(2, -1)
#!> error[domain]: mlp: a width must be a whole number, at least 1, not -1
#!>   mlp(2, -1)
#!>   ^^^^^^^^^^
mlp(2, 2.5, 1)
#!> error[domain]: mlp: a width must be a whole number, at least 1, not 2.5
#!>   mlp(2, 2.5, 1)
#!>   ^^^^^^^^^^^^^^
mlp(2, "3")
#!> error[type]: mlp: a width must be a whole number, not a text
#!>   mlp(2, "3")
#!>   ^^^^^^^^^^^
mlp(2, 3, acts=relu)
#!> error[argument]: mlp has no argument acts
#!>   mlp(2, 3, acts=relu)
#!>             ^^^^
#!>   hint: did you mean act=?
dense(2)
#!> error[arity]: dense needs its argument m
#!>   dense(2)
#!>   ^^^^^^^^
#!>   hint: dense(n, m, act=identity, init=lecun_normal, bias=true, type="f32")
dense(2, 3, init=he_norml)
#!> error[name]: he_norml is not defined
#!>   dense(2, 3, init=he_norml)
#!>                    ^^^^^^^^
#!>   hint: did you mean he_normal?
dense(2, 3, init=eye)
#!> error[arity]: eye takes at most 1 argument, not 2
#!>   dense(2, 3, init=eye)
#!>         ^
#!>   hint: eye(n)
dense(2, 3, init=(m, n) -> zeros(n, m))
#!> error[shape]: dense: init must give a matrix 3×2, not f32 of shape (2, 3)
#!>   dense(2, 3, init=(m, n) -> zeros(n, m))
#!>                    ^^^^^^^^^^^^^^^^^^^^^
dense(2, 3, type="f16")
#!> error[type]: dense: type is "f32" or "f64", not f16
#!>   dense(2, 3, type="f16")
#!>                    ^^^^^
dense(2, 3, act=reul)
#!> error[name]: reul is not defined
#!>   dense(2, 3, act=reul)
#!>                   ^^^^
#!>   hint: did you mean real, relu?
# A vector of the wrong size shows at the line that gave it, also inside a loss.
net = mlp(2, 4, 3);
net([1, 2, 3])
#!> error[shape]: m.W @ x: inner sizes differ (2 vs 3)
#!>   net([1, 2, 3])
#!>   ^^^^^^^^^^^^^^
#!>   m.W : f32[4×2]
#!>   x   : i64[3]
loss(m, x) = sum(m(x)^2)
grad(m -> mean(vmap(x -> loss(m, x))(ones(5, 3))))(net)
#!> error[shape]: m.W @ x: inner sizes differ (2 vs 3)
#!>   loss(m, x) = sum(m(x)^2)
#!>                    ^^^^
#!>   m.W : f32[4×2]
#!>   x   : f32[3]
#!>   in loss, called by loss(m, x)
#!>   in the function, called by vmap(x -> loss(m, x))(ones(5, 3))
wrong(m, x) = sum((m(x) - x)^2)
grad(m -> wrong(m, [1.0, 2.0]))(net)
#!> error[shape]: m(x) - x: the shapes differ in the last axis (3 vs 2)
#!>   wrong(m, x) = sum((m(x) - x)^2)
#!>                      ~~~~ ^ ~
#!>   m(x) : f32[3]
#!>   x    : f64[2]
#!>   in wrong, called by wrong(m, [1.0, 2.0])
#!>   in the function, called by grad(m -> wrong(m, [1.0, 2.0]))(net)
chain(dense(2, 3), dense(4, 1))([1, 2])
#!> error[shape]: m.W @ x: inner sizes differ (4 vs 3)
#!>   chain(dense(2, 3), dense(4, 1))([1, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   m.W : f32[1×4]
#!>   x   : f32[3]
chain(dense(2, 3), 5)([1, 2])
#!> error[type]: i64 cannot be called
#!>   chain(dense(2, 3), 5)([1, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: an index stands in brackets: x[i]; a product needs its sign: x*(y)
layer_norm(3)([1, 2])
#!> error[shape]: m.a*standardised(x, m.ε()): the shapes differ in the last axis (3 vs 2)
#!>   layer_norm(3)([1, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^
#!>   m.a                    : f32[3]
#!>   standardised(x, m.ε()) : f64[2]
dropout(1)
#!> error[domain]: dropout: rate is a probability below 1, not 1
#!>   dropout(1)
#!>           ^
dropout(-0.1)
#!> error[domain]: dropout: rate is a probability below 1, not -0.1
#!>   dropout(-0.1)
#!>           ^^^^
fourier_features(3)
#!> error[domain]: fourier_features: n is even, a cosine and a sine for each frequency, not 3
#!>   fourier_features(3)
#!>                    ^
sinusoidal(4, max_period=0)
#!> error[domain]: sinusoidal: max_period must be positive, not 0
#!>   sinusoidal(4, max_period=0)
#!>                            ^
embedding(3, 2)(4)
#!> error[index]: index 4 is out of range: axis 1 has length 3
#!>   embedding(3, 2)(4)
#!>   ^^^^^^^^^^^^^^^^^^
#!>   m.W : f32[3×2]
static(sin)
#!> error[type]: static: x must consist of numbers, not of a function
#!>   static(sin)
#!>          ^^^
static(1)(2)
#!> error[arity]: a constant made by static takes no argument
#!>   static(1)(2)
#!>   ^^^^^^^^^^^^
summary(3)
#!> error[type]: summary: m must be a model, not i64
#!>   summary(3)
#!>           ^
softmax(1.0)
#!> error[axis]: a scalar has no axes
#!>   softmax(1.0)
#!>   ^^^^^^^^^^^^
# Trees of different structure.
net - mlp(2, 4, 3, act=relu)
#!> error[structure]: a function in a tree is no leaf, so both sides must have the same: silu and relu differ
#!>   net - mlp(2, 4, 3, act=relu)
#!>       ^
# Optimisers.
adam(-1)
#!> error[domain]: adam: lr is the learning rate (or a function of the steps done), a finite number of at least 0, not -1
#!>   adam(-1)
#!>        ^^
adam(nan)
#!> error[domain]: adam: lr is the learning rate (or a function of the steps done), a finite number of at least 0, not nan
#!>   adam(nan)
#!>        ^^^
adam("1e-3")
#!> error[type]: adam: lr is the learning rate (or a function of the steps done), a finite number of at least 0, not a text
#!>   adam("1e-3")
#!>        ^^^^^^
adam(1e-3, β1=1)
#!> error[domain]: adam: β1 is what is kept of an average, a number from 0 to below 1, not 1
#!>   adam(1e-3, β1=1)
#!>                 ^
adam(1e-3, momentum=0.9)
#!> error[argument]: adam has no argument momentum
#!>   adam(1e-3, momentum=0.9)
#!>              ^^^^^^^^
#!>   hint: adam(lr=1e-3, β1=0.9, β2=0.999, ε=1e-8)
adan(1e-3)
#!> error[name]: adan is not defined
#!>   adan(1e-3)
#!>   ^^^^
#!>   hint: did you mean adam, atan?
sgd(0.1, momentum=-0.5)
#!> error[domain]: sgd: momentum is what is kept of an average, a number from 0 to below 1, not -0.5
#!>   sgd(0.1, momentum=-0.5)
#!>                     ^^^^
adamw(1e-3, weight_decay=-1)
#!> error[domain]: adamw: weight_decay must not be negative, not -1
#!>   adamw(1e-3, weight_decay=-1)
#!>                            ^^
cosine(0.1, 0)
#!> error[domain]: cosine: steps must be positive, not 0
#!>   cosine(0.1, 0)
#!>               ^
warmup_cosine(0.1, 100, 50)
#!> error[domain]: warmup_cosine: warmup must lie between 0 and the steps, 50, not be 100
#!>   warmup_cosine(0.1, 100, 50)
#!>                      ^^^
clip_norm(adam(), 0)
#!> error[domain]: clip_norm: the bound c must be positive, not 0
#!>   clip_norm(adam(), 0)
#!>   ^^^^^^^^^^^^^^^^^^^^
clip_value(adam(), nan)
#!> error[domain]: clip_value: the bound c must be positive, not nan
#!>   clip_value(adam(), nan)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
ema(adam(), 1)
#!> error[domain]: ema: d is what is kept of an average, a number from 0 to below 1, not 1
#!>   ema(adam(), 1)
#!>               ^
natural_gradient(0.1)
#!> error[argument]: natural_gradient: give one of metric= and inverse=
#!>   natural_gradient(0.1)
#!>   ^^^^^^^^^^^^^^^^^^^^^
natural_gradient(0.1, metric=p -> eye(3)).step((t = 0.0), [1.0, 2.0], [0.0, 0.0])
#!> error[shape]: solve needs 3 rows on the right side, not 2×1
#!>   natural_gradient(0.1, metric=p -> eye(3)).step((t = 0.0), [1.0, 2.0], [0.0, 0.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   metric(p) + damping*I : f64[3×3]
#!>   flatten(g)            : f64[2]
adam().step((t = 0.0), [1.0, 2.0], [0.0, 0.0])
#!> error[field]: the record has no field m
#!>   adam().step((t = 0.0), [1.0, 2.0], [0.0, 0.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: it has t
# Parameters of functions.
f(rest..., n=1) = len(rest)
f(1, 2, m=3)
#!> error[argument]: f has no argument m
#!>   f(1, 2, m=3)
#!>           ^
#!>   hint: f(rest..., n=1)
f(1, rest=2)
#!> error[argument]: f has no argument rest
#!>   f(1, rest=2)
#!>        ^^^^
#!>   hint: f(rest..., n=1)
g(x, rest...) = x
g()
#!> error[arity]: g needs its argument x
#!>   g()
#!>   ^^^
#!>   hint: g(x, rest...)
