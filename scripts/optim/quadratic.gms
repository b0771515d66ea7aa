# Optimisers on a quadratic: iterates that can be made by hand, and how fast they converge.
# An optimiser is a record: init makes its state, step takes the state, the gradient and the parameters.
opt = sgd(0.25)
#> (init = <function>, step = <function>)
f(x) = 2*x^2
(p, s) = opt.step(opt.init(1.0), f'(1.0), 1.0)
#> (0.0, (t = 1.0))
# f' = 4x, so each step of 1/4 ends at 0; with 1/8 it halves the distance.
path(opt, x, n) = {
  s = opt.init(x)
  xs = [x]
  for i in 1:n {
    (x, s) = opt.step(s, f'(x), x)
    xs = concat((xs, [x]))
  }
  xs
}
path(sgd(0.125), 1.0, 4)
#> f64[5]
#>    1.0  0.5  0.25  0.125  0.0625
# Momentum: v = g + v/2, x - v/8, from 1: v = 4, x = 1/2; v = 2 + 2, x = 0; v = 0 + 2, x = -1/4.
path(momentum(0.125, β=0.5), 1.0, 3)
#> f64[4]
#>    1.0  0.5  0.0  -0.25
# Nesterov looks ahead: d = g + v/2, from 1: v = 4, d = 6, x = 1/4; v = 1 + 2, d = 1 + 1.5, x = 1/4 - 2.5/8.
path(nesterov(0.125, β=0.5), 1.0, 2)
#> f64[3]
#>    1.0  0.25  -0.0625
# The first step of Adam has the length of the rate, whatever the gradient is.
path(adam(0.25, ε=0), 1.0, 1)
#> f64[2]
#>    1.0  0.75
path(adam(0.25, ε=0), 1e-6, 1)
#> f64[2]
#>    1e-06  -0.249999
# That of RMSprop is 1/√(1 - β) times as long: its average starts at 0 and is not corrected.
path(rmsprop(0.25, β=0.75, ε=0), 1.0, 1)
#> f64[2]
#>    1.0  0.5
# Weights decay by themselves: lr·decay·p, here 0.25·0.5.
path(adamw(0.25, weight_decay=0.5, ε=0), 1.0, 1)
#> f64[2]
#>    1.0  0.625
# The natural gradient in the metric f'' = 4 is Newton's step.
path(natural_gradient(1, metric=x -> reshape(4 + 0*x, 1, 1)), 1.0, 1)
#> f64[2]
#>    1.0  0.0
path(natural_gradient(1, inverse=(x, g) -> g/4), 1.0, 1)
#> f64[2]
#>    1.0  0.0
# A gradient of norm 5 at most 1 long, and with elements of at most 1.
clip_norm(sgd(1), 1).step((t = 0.0), [3.0, -4.0], zeros(2))[1]
#> f64[2]
#>   -0.6  0.8
clip_value(sgd(1), 1).step((t = 0.0), [3.0, -4.0], zeros(2))[1]
#> f64[2]
#>   -1.0  1.0

# Rates that change are functions of the steps done.
table(lr) = [lr(1.0*t) for t in (0, 25, 50, 75, 100, 200)]
table(constant(1))
#> i64[6]
#>    1  1  1  1  1  1
table(linear(1, 0, 100))
#> f64[6]
#>    1.0  0.75  0.5  0.25  0.0  0.0
table(cosine(1, 100))
#> f64[6]
#>    1.0  0.853553  0.5  0.146447  0.0  0.0
table(warmup_cosine(1, 50, 100))
#> f64[6]
#>    0.0  0.5  1.0  0.5  0.0  0.0
table(exponential_decay(1, 0.5, steps=50))
#> f64[6]
#>    1.0  0.707107  0.5  0.353553  0.25  0.0625
table(step_decay(1, 0.5, 50))
#> f64[6]
#>    1.0  1.0  0.5  0.5  0.25  0.0625
check path(sgd(t -> 1/(8*(1 + t))), 1.0, 2) ≈ [1, 1/2, 3/8]
#> ok [1.0, 0.5, 0.375] ≈ [1.0, 0.5, 0.375]

# A narrow valley, curvatures 1 and 100: digits gained after 100 steps, each method at a rate that suits it.
h(p) = (p.x^2 + 100*p.y^2)/2
digits(opt) = {
  (p, s) = ((x = 1.0, y = 1.0), opt.init((x = 1.0, y = 1.0)))
  for i in 1:100 { (p, s) = opt.step(s, grad(h)(p), p) }
  -log(h(p)/50.5)/log(10)
}
# The best fixed rate is 2/(1 + 100), with the contraction 99/101 per step; Polyak's rate and momentum have 9/11.
check digits(sgd(2/101)) ≈ -2*100*log(99/101)/log(10)
#> ok 1.73724 ≈ 1.73724
digits(momentum(4/121, β=(9/11)^2))
#> 12.9103
digits(nesterov(0.01, β=9/11))
#> 9.14796
digits(adam(0.1))
#> 5.06429
digits(adam(cosine(0.3, 100)))
#> 5.64678

# The average of the parameters, beside them in the state.
averaging = ema(sgd(0.125), 0.5)
#> (init = <function>, step = <function>)
(x, s) = averaging.step(averaging.init(1.0), f'(1.0), 1.0)
#> [1] = 0.5
#> [2] = (opt = (t = 1.0), average = 0.75)
averaged(1.0, 0.5, 0.5)
#> 0.75

# The narrow valley: how much is left after each step; and the rates that change.
left(opt) = {
  (p, s, r) = ((x = 1.0, y = 1.0), opt.init((x = 1.0, y = 1.0)), [1.0])
  for i in 1:100 {
    (p, s) = opt.step(s, grad(h)(p), p)
    r = concat((r, [h(p)/50.5]))
  }
  r
}
losses = plot(0:100, (sgd = left(sgd(2/101)), momentum = left(momentum(4/121, β=(9/11)^2)), nesterov = left(nesterov(0.01, β=9/11)),
  adam = left(adam(0.1))), log="y");
rates = plot((linear = linear(1, 0, 100), cosine = cosine(1, 100), warmup_cosine = warmup_cosine(1, 50, 100),
  exponential = exponential_decay(1, 0.5, steps=50), steps = step_decay(1, 0.5, 50)), 0, 200);
layout((axes(losses, x="step", y="h/h(0)"), axes(rates, x="step", y="rate")))
#> h/h(0)                               rate
#>      |+++                              1+########o   *** linear
#>     1+x**+++                            |xx++  o#oo  +++ cosine
#>      |oxx xxx+****************          | xx++ o# o  ooo warmup_cosine
#>      |ooxx   xxxxxx          *****   0.8+  xx+oo# oo xxx exponential
#> 0.001+   xooooxx++xxxxxx xxx            |   xxo #  o ### steps
#>      |   x    xooooxx  xxx xxxxxx    0.6+    xx+#  o
#>      |            ooooo x   xx  xx      |   oo x#  oo
#>  1e-6+               ++oooo xx  xx      |   o   ########
#>      |                 +++ooxoo  x   0.4+  oo    +xxxo #
#>  1e-9+                   +++x ooox      |  o      +*xxxx#
#>      | *** sgd             +++       0.2+ o       ++*o x########
#>      | +++ momentum          +++        |oo        ++oo    xxxx########
#> 1e-12+ ooo nesterov            +++      |o          ++oo         xxxxx#
#>      | xxx adam                  +     0+o            +oooooooooooooooo
#>      ++----+-----+----+-----+----+      ++------+-------+------+------+
#>       0    20    40   60    80  100      0      50     100    150    200
#>                   step                                step
