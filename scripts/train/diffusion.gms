# A diffusion model in the plane (Ho et al. 2020): noise is added, a network predicts it, and the prediction
# taken away step by step makes new points.
#~ file: seed=1
use nn
use data
D = gaussians8(radius=2, σ=0.2);
T = 50;
# The cosine schedule: the share of the data that is left at t.
α(t) = cos(π/2*t)
s(t) = sin(π/2*t)
net = (body = mlp(2 + 16, 64, 64, 2, act=silu), time = sinusoidal(16, max_period=100),
    apply = (m, x, t) -> m.body(concat((x, m.time(100*t)))));
loss(m, x) = {
    t ~ Uniform(0, 1)
    ε ~ Normal(0, I) like x
    sum((m(α(t)*x + s(t)*ε, t) - ε)^2)
}
run = train(net, loss, D, steps=1000, opt=adam(cosine(0.005, 1000)), batch=128)
#> run of 1000 steps: loss 1.23285 -> 0.960431 (means of a tenth)
# One step back, from t to u: the noise that is predicted gives x at 0, and the posterior of x at u its law.
back(m, z, t, u) = {
    ε = m(z, t)
    x = min(max((z - s(t)*ε)/α(t), -3), 3)
    r = s(u)^2/s(t)^2
    c = α(t)/α(u)
    v = s(t)^2 - c^2*s(u)^2
    ξ ~ Normal(0, I) like z
    c*r*z + α(u)*v/s(t)^2*x + sqrt(v*r)*ξ
}
draw(m) = {
    z ~ Normal(zeros(2), 1)
    for k in T:-1:1 { z = back(m, z, (k - 0.5)/T, max(k - 1.5, 0)/T) }
    z
}
z = vmap(k -> draw(run.model))(1:1000);
# The points lie near the data, a little wider after so short a training: the mean distance from the
# nearest mode, which is σ√(π/2) for the data.
distance(z) = {
    modes = 2*stack((cos(π/4*(1:8)), sin(π/4*(1:8))), axis=2)
    mean(min(sqrt(sum((reshape(z, len(z), 1, 2) - reshape(modes, 1, 8, 2))^2, axis=3)), axis=2))
}
(distance(sample(D, 1000)), distance(z))
#> (0.249166, 0.444864)
check distance(z) < 0.5
#> ok 0.444864 < 0.5
# Each of the eight modes has its share.
angle = mod(round(atan2(z[:, 2], z[:, 1])/(π/4)), 8);
share = mean(one_hot(i64(angle) + 1, 8), axis=1)
#> f64[8]
#>    0.115  0.12  0.128  0.113  0.136  0.139  0.118  0.131
check min(share) > 0.08
#> ok 0.113 > 0.08

# What is to be seen: the data, what came out, and how the loss went.
layout((title(scatter(sample(D, 400)), "data"), title(scatter(z[1:400, :]), "draws")), title(plot(run), "loss"))
#>                  data                                draws
#>             2+ ** ** **                          2+ *******
#>              | **** ***                           |**** ****
#>             0+**     ***                         0+****  ****
#>              | ***   **                           |***  *****
#>            -2+ ** ** **                         -2+ *******
#>              +-----+----                          +----+-----
#>                    0                                   0
#>
#>                                    loss
#> loss
#>    ||                                                . . each step
#>   2+|                                                --- running mean
#> 1.5+'....... . . ...    .          . . .
#>   1+.'''''-'----.......-..............................................
#>    |     .    ......... ....................'..'''..'.'....''.''..'..'
#>    +-------------+------------+------------+------------+------------+
#>                 200          400          600          800          1000
