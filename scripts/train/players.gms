# Two players: a generator G(z) = a z + b against a discriminator, each with its own optimiser, in turn.
#~ file: seed=1
use nn
z ~ Normal(zeros(512), 1);
data = 2 + 0.5*z;
G(g, z) = g.a*z + g.b
disc = mlp(1, 16, 1, act=tanh, type="f64");
D(d, x) = vmap(t -> d(reshape(t, 1))[1])(x)
# The discriminator tells data from draws, the generator is taken for data.
V(d, g, x, z) = mean(softplus(-D(d, x)) + softplus(D(d, G(g, z)))) + 0.1*mean((vmap(grad(t -> D(d, reshape(t, 1))[1]))(x))^2)
W(g, d, z) = mean(softplus(-D(d, G(g, z))))
(opt_d, opt_g) = (adam(0.01), adam(0.005));
turn(s, x) = {
    z ~ Normal(0, I) like x
    (l, dV) = value_and_grad(V, wrt="d")(s.d, s.g, x, z)
    (d, od) = opt_d.step(s.od, dV, s.d)
    (g, og) = opt_g.step(s.og, grad(W, wrt="g")(s.g, d, z), s.g)
    ((d = d, g = g, od = od, og = og), (discriminator = l, a = g.a, b = g.b))
}
g = (a = 1.0, b = 0.0);
run = train((d = disc, g = g, od = opt_d.init(disc), og = opt_g.init(g)), data, step=turn, steps=1500, batch=64)
#> run of 1500 steps: loss 2.12671 -> 2.86404 (means of a tenth)
# G and -G make the same draws.
check abs(mean(run.terms.a[end-199:end])) ≈ std(data) tol 0.15
#> ok 0.522922 ≈ 0.527394
check mean(run.terms.b[end-199:end]) ≈ mean(data) tol 0.05
#> ok 2.00287 ≈ 2.00564

# What is to be seen: the generator's scale and shift go where the data are.
axes(plot((a = run.terms.a, b = run.terms.b)), x="step")
#>    2+ *** a                           ++++++++++++++++++++++++++++++++++
#>     | +++ b            ++++++++++++++++
#>     |            +++++++
#>  1.5+          +++
#>     |        +++
#>     |*      ++
#>    1+***** ++
#>     |    +++
#>  0.5+   ++**
#>     |  ++  **
#>     |+++    **
#>    0++       **********************
#>     |                             **
#>     |                              ****
#> -0.5+                                 **********************************
#>     +--------+--------+--------+--------+--------+--------+--------+----
#>             200      400      600      800      1000     1200     1400
#>                                     step
