# Regression: a network through noisy points of a curve.
#~ file: seed=1
use nn
f(x) = sin(3*x) + x
σ = 0.1;
x = reshape(linspace(-2, 2, 128), 128, 1);
ε ~ Normal(zeros(128, 1), σ);
y = f(x) + ε;
net = mlp(1, 32, 32, 1, act=tanh);
loss(m, x, y) = sum((m(x) - y)^2)
run = train(net, loss, (x, y), steps=1000, opt=adam(cosine(0.01, 1000)))
#> run of 1000 steps: loss 0.103283 -> 0.00757655 (means of a tenth)
# What remains is the noise, of variance σ², less the share that a flexible curve takes up.
check run.loss[end] < 1.2*σ^2
#> ok 0.00757627 < 0.012
# Between the points it is near the curve: closer than the points are.
t = reshape(linspace(-1.9, 1.9, 101), 101, 1);
check sqrt(mean((vmap(run.model)(t) - f(t))^2)) < σ
#> ok 0.0469369 < 0.1

# What is to be seen: the points, the curve and the network.
axes(overlay(scatter(flatten(x), flatten(y), label="points"), plot(flatten(t), flatten(f(t)), label="curve", style="dashed"),
  plot(flatten(t), flatten(vmap(run.model)(t)), label="network", colour="red")), x="x", y="y")
#> y
#>   |  *  points                               * **                   *
#>   | +++ curve                               ooooooo                **
#>   | ooo network                            oo     ooo*           *oo
#>  1+                                      oo*        oooo        ooo
#>   |                                    +oo             oooooooooo
#>   |                                    o                  ++*
#>  0+                                  +o
#>   |                                 oo
#>   |        * oooo                 *oo
#>   |       ooo** oooo             oo
#> -1+     ooo       *ooo          +o
#>   |    oo           * oo   * *+oo
#>   |   **              * ooooooo*
#>   |                        *
#>   +---+------+-------+-------+-------+-------+-------+-------+------+---
#>       -2    -1.5     -1     -0.5     0      0.5      1      1.5     2
#>                                      x
