#~ file: seed=7
# From one data set to another: a flow that carries points of y at t = 1 into points of x at t = 0. Diffusion is the
# case in which one of them is noise. (Lipman et al. 2023; Liu et al. 2023; Albergo and Vanden-Eijnden 2023; Tong et
# al. 2024.)
use vdm
use data
use nn
use metrics

# ## A mean velocity
# Draw x and y, and go straight from one to the other: z = (1 - t) x + t y, with the velocity y - x. Many paths cross
# at one z; u(z, t) = E(y - x | z) is their mean, and its flow has at every t the law of z. That is all that is asked
# of it: not that it keep the pairs. For normal laws on a line u is a line in z:
S = rectified();
derive (m, n, z in reals; a, b in positives; t in unit; l = level(S, t); v = (1 - t)^2*a^2 + t^2*b^2) {
    velocity_oracle(Normal(m, a), Normal(n, b))(z, l)
    = n - m + (t*b^2 - (1 - t)*a^2)/v*(z - (1 - t)*m - t*n)
}
#> ok 1 = 2: 200 points, worst 5.5e-17
# and the flow is the map that keeps the order, y = n + b c to x = m + a c, through the points of equal c:
derive (m, n, c in reals; a, b in Uniform(0.3, 3); t in Uniform(0.05, 0.95)) {
    (t -> (1 - t)*m + t*n + c*sqrt((1 - t)^2*a^2 + t^2*b^2))'(t)
    = velocity_oracle(Normal(m, a), Normal(n, b))((1 - t)*m + t*n + c*sqrt((1 - t)^2*a^2 + t^2*b^2), level(S, t))
}
#> ok 1 = 2: 200 points, worst 1.4e-16
p = velocity_oracle(Normal(1, 2), Normal(-1, 0.5));
for c in (-1.0, 0, 2) { check flow_between(p, -1 + 0.5*c, rtol=1e-9, atol=1e-9) ≈ 1 + 2*c }
#> ok -1.0 ≈ -1.0
#> ok 1.0 ≈ 1
#> ok 5.0 ≈ 5
# and back:
check flow_between(p, 5.0, from=0, to=1, rtol=1e-9, atol=1e-9) ≈ 0 abs 1e-8
#> ok -7.36481e-11 ≈ 0
# With covariances:
derive (n = 2; C, B in spd(n); m, k, z in reals(n); t in unit; l = level(S, t); V = (1 - t)^2*C + t^2*B) {
    velocity_oracle(Normal(m, cov=C), Normal(k, cov=B))(z, l)
    = k - m + (t*B - (1 - t)*C) @ solve(V, z - (1 - t)*m - t*k)
}
#> ok 1 = 2: 200 points, worst 4.8e-16
# Where y is noise N(0, 1), u = α' x̂ + σ' ε̂, what a diffusion model of x says:
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
derive (z in reals; t in Uniform(0.01, 0.99); l = level(S, t)) {
    velocity_oracle(M, Normal(0, 1))(z, l)
    = predict(oracle(M), z, l, "velocity")
}
#> ok 1 = 2: 200 points, worst 1.3e-16
# Two mixtures, against brute force: the mean of y - x over x given z, with y = (z - (1 - t) x)/t.
B = Mixture([0.5, 0.5], (Normal(0, 0.4), Normal(3, 0.6)));
(z, t) = (0.8, 0.4);
joint(x) = density(M, x)*density(B, (z - (1 - t)*x)/t)
check velocity_oracle(M, B)(z, level(S, t)) ≈ quad(x -> ((z - (1 - t)*x)/t - x)*joint(x), -8, 9)/quad(joint, -8, 9)
#> ok 0.725063 ≈ 0.725063

# ## No score
# With noise for y the velocity tells x̂, ε̂ and the score, by z = (1 - t) x̂ + t ε̂. With other data the same algebra
# gives something else. For N(1, 2²) and N(-1, 0.5²) at t = ½ the law of z is N(0, (4 + ¼)/4), with the score -z/1.0625;
# what the algebra makes of u is
wrong = convert(p(0.25, level(S, 0.5)), 0.25, level(S, 0.5), "velocity", "score")
#> 1.94118
check score_of(Normal(0, sqrt(1.0625)))(0.25) ≈ -0.25/1.0625
#> ok -0.235294 ≈ -0.235294
# So such a predictor is one of "transport", which says its velocity alone and has the law it comes from:
(p.of, p.from)
#> ("transport", Normal(μ = -1, σ = 0.5))
predict(p, 0.25, level(S, 0.5), "score")
#!> error[argument]: this predictor is of transport: its velocity, p(z, l), goes from data to data that are not N(0, I), and tells no x̂, ε̂ or score. flow_between(p, y) follows it; velocity_net(d, from=Normal(0, 1)) is one of noise
#!> ...
# A sampler would begin it from noise, which it was not made for, and it refuses, too:
generate(S, p, 500)
#!> error[argument]: this predictor is of transport: its velocity, p(z, l), goes from data to data that are not N(0, I), and tells no x̂, ε̂ or score. flow_between(p, y) follows it; velocity_net(d, from=Normal(0, 1)) is one of noise
#!> ...
# Only where y is N(0, I) is it a diffusion model of x:
check predict(velocity_oracle(Normal(1, 2), Normal(0, 1)), 0.25, level(S, 0.5), "score") ≈ -(0.25 - 0.5)/1.25
#> ok 0.2 ≈ 0.2
# The flow, from draws of y, is right: mean and deviation are 1 and 2.
W = vmap(y -> flow_between(p, y, by=heun_ode(), steps=100))(sample(p.from, 4000));
check mean(W) ≈ 1 tol 0.1
#> ok 1.01934 ≈ 1
check sqrt(var(W)) ≈ 2 tol 0.05
#> ok 1.97431 ≈ 2

# ## The loss
# |û(z, t) - (y - x)|² is least at û = u. What is left is the variance of y - x given z, which no network can learn:
# of two normal laws with deviation 1 it is ∫ 2 - (2t - 1)²/(t² + (1 - t)²) dt = π/2.
check quad(t -> 2 - (2*t - 1)^2/(t^2 + (1 - t)^2), 0, 1) ≈ π/2
#> ok 1.5708 ≈ 1.5708
N = Normal(0, 1);
check E(x ~ N, y ~ N, velocity_loss()(velocity_oracle(N, N), x, y), n=20000) ≈ π/2 se 4
#> ok 1.5686 ± 0.0165 ≈ 1.5708 (0.1 se)

# ## Eight modes to two moons
# TorchCFM's example: from eight normal modes on a circle of radius 5 to half moons, 3x - 1, with a network of
# 3-64-64-64-2 SELU units and Adam at batch 256. (Its modes have the deviation 0.1^(1/4).)
eight = gaussians8(radius=5, σ=0.1^(1/4));
two = two_moons(0.2);
moons = (family = "moons", draw = () -> 3*two.draw() - 1, log_density = x -> two.log_density((x + 1)/3) - 2*log(3));
net = velocity_net(2);
parameter_count(net)
#> 8706
run = train(net, velocity_loss(), paired(moons, eight), steps=1500, opt=adam(cosine(0.003, 1500)), batch=256)
#> run of 1500 steps: loss 24.1914 -> 19.8428 (means of a tenth)
# The floor of this loss: both laws are mixtures of normal ones, and the best velocity is a formula. (The moons are
# the points of a fine rule on two arcs.)
(arc, w) = two.quadrature(1);
exact = velocity_oracle(Mixture(w, Normal(3*arc - 1, 0.6*ones(size(w), 2))), eight);
loss_of(p) = E(x ~ moons, y ~ eight, velocity_loss()(p, x, y), n=4000)
(network = loss_of(run.model), floor = loss_of(exact))
#> (network = 19.966 ± 0.314, floor = 18.634 ± 0.316)
# What the network is above it is E|û - u|², which is told with less noise by itself:
excess(p) = E(x ~ moons, y ~ eight, t ~ Uniform(0, 1), {
    l = level(S, t)
    z = (1 - t)*x + t*y
    sum((p(z, l) - exact(z, l))^2)
}, n=4000)
excess(run.model)
#> 1.3934 ± 0.0321
check value(excess(run.model)) < 2
#> ok 1.45991 < 2
# A fresh thousand of modes, carried along; the energy distance from moons before and after, and of moons from moons:
Y = sample(eight, 1000);
X = sample(moons, 1000);
Z = vmap(y -> flow_between(run.model, f32(y), by=heun_ode(), steps=30))(Y);
(before = energy_distance(Y, X), after = energy_distance(Z, X), none = energy_distance(sample(moons, 1000), X))
#> before = 0.7743 ± 0.0289
#> after = -0.00022 ± 0.00509
#> none = -0.00346 ± 0.00523
check value(energy_distance(Z, X)) < 0.03
#> ok -0.000224255 < 0.03

# ## Straighter paths
# Paths of random pairs cross, and the mean velocity bends: straight pairs, curved flows. In each batch the pairs may
# be chosen so that the squared distances have the least sum (Tong et al. 2024; Pooladian et al. 2023); then they
# hardly cross. On a line the best pairs are in order:
(a, b) = coupled(normal_noise(50, 1), 3 + 2*normal_noise(50, 1));
check b[argsort(a[:, 1]), 1] ≈ sort(b[:, 1])
#> ok f64[50] ≈ f64[50]
# For other costs, by SciPy's linear_sum_assignment:
costs = exp(8*sin(reshape(1.3*(1.0*(1:150^2))^1.5, 150, 150)));
c = assignment(costs);
check sum(i in 1:150, costs[i, c[i]]) ≈ 0.0507821504 tol 1e-8
#> ok 0.0507822 ≈ 0.0507822
check sort(c) ≈ 1:150
#> ok i64[150] ≈ i64[150]
# In the plane, 12 batches of 256 pairs, from which the network is trained again.
(A, C) = coupled(sample(moons, 3072), sample(eight, 3072));
(paired_cost, random_cost) = (mean(sum((A - C)^2, axis=2)), mean(sum((A - sample(eight, 3072))^2, axis=2)))
#> (7.0709, 35.6693)
straight = train(velocity_net(2), velocity_loss(), (A, C), steps=1500, opt=adam(cosine(0.003, 1500)), batch=256)
#> run of 1500 steps: loss 0.952648 -> 0.382916 (means of a tenth)
# The loss is far below the other: z tells much more of its pair. How far the flow is from straight, E|z_1 - z_0 - u|²
# along the way, and what one single step of Euler's makes of it:
ways(p) = vmap(y -> flow_between(p, f32(y), by=heun_ode(), at=linspace(1.0, 0, 21)))(Y[1:200])
bend(p) = { W = ways(p); mean(sum((20*(W[:, 1:end-1] - W[:, 2:end]) - (W[:, 1:1] - W[:, end:end]))^2, axis=3)) }
one_step(p) = energy_distance(vmap(y -> flow_between(p, f32(y), by=euler_ode(), steps=1))(Y), X)
(random = bend(run.model), coupled = bend(straight.model))
#> (random = 7.41358, coupled = 0.0292712)
(random = one_step(run.model), coupled = one_step(straight.model))
#> (random = 0.5764 ± 0.0302, coupled = 0.00345 ± 0.00506)
check bend(straight.model) < bend(run.model)/3
#> ok 0.0292712 < 2.47119

# ## What is to be seen
# Modes, the paths of some of their points, and where they end: with random pairs and with coupled ones.
course(p) = {
    W = ways(p)[1:24]
    f = scatter(Z[1:300])
    for k in 1:24 { f = overlay(f, plot(W[k, :, 1], W[k, :, 2])) }
    f
}
layout((title(course(run.model), "random pairs"), title(course(straight.model), "coupled")))
#>              random pairs                           coupled
#>   |              #        $            |              #        $
#>  4+      @       *#     #$            4+      @       *      x$
#>   |      @@@ *    *   x#$$             |      @@@ *   *     #$%
#>  2+    * ** @@** **  x# %$$           2+    * **@@*** **   #$%%
#>   |    *******@@*#** x#%  $$$          |    ******@******x#$$%
#>   |***oooo*** *@**xxxxxxx++++$*  *     |******===* ******#**%*   +**  *
#>  0+oooooo**&===***x**++++xxx**        0+oooo********==**** %xxxxx+*
#>   | * **  ******=@+++* +******         | * ** ++&&&=&*@**** x******
#> -2+   * ++=&===@@@xx*++**** **       -2+   * +&&&& **@@*xx**++** **
#>   |    +&&&& **@ x*o$$*++ ***          |    +&&&  ***@**$o***+ ***
#>   |    &&      @ x$%%%***              |    &&      @@%%$ ****
#> -4+            @ %%   *              -4+            @%%$   *
#>   |            %%$                     |            %%$
#> -6+            %                     -6+            %
#>   +-+-----------+-----------+------    +-+-----------+-----------+------
#>     -5          0           5            -5          0           5
