#~ file: seed=7
# Guidance: a sampler pushed towards a class. What it adds to the score, when that is Bayes' rule, and what it samples
# when it is pushed harder: not the law that the formula at σ = 0 suggests.
use vdm

# ## With a classifier
# Bayes' rule at a level of noise: log q(z | c) = log q(z) + log q(c | z) + const, so that with w = 1
#   ∇ log q(z | c) = ∇ log q(z) + w ∇ log q(c | z).
# (Dhariwal and Nichol 2021: ε̂ - σ w ∇ log p(c | z).) Of a mixture both sides are known: the responsibilities of the
# noisy components are the classifier, and the score of a class is that of its component.
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
o = oracle(M);
class_log(c) = (z, l) -> o.log_weights(z, l)[c]
derive (c in integers(1, 2); z in reals; α, σ in positives; l = (α = α, σ = σ)) {
    predict(classifier_guided(o, class_log(c)), z, l, "score")
    = predict(oracle(M.parameters.components[c]), z, l, "score")
}
#> ok 1 = 2: 200 points, worst 1e-16
# As ε and as x, and the formula as printed:
derive (z in reals; α, σ in positives; w in reals; l = (α = α, σ = σ)) {
    predict(classifier_guided(o, class_log(1), w), z, l, "ε")
    = predict(o, z, l, "ε") - σ*w*(z -> class_log(1)(z, l))'(z)
}
#> ok 1 = 2: 200 points, worst 5.3e-17
derive (z in reals; α, σ in positives; w in reals; l = (α = α, σ = σ)) {
    predict(classifier_guided(o, class_log(1), w), z, l, "x")
    = predict(o, z, l, "x") + σ^2/α*w*(z -> class_log(1)(z, l))'(z)
}
#> ok 1 = 2: 200 points, worst 4.7e-17
# A classifier of clean data, used at noisy z, is a wrong one:
l = level(linear_snr(), 0.7);
clean(z, l) = class_log(1)(z, (α = 1.0, σ = 0.001))
[predict(classifier_guided(o, clean), 0.5, l, "x"), predict(oracle(Normal(-1, 0.5)), 0.5, l, "x")]
#> f64[2]
#>   -2.89522  -0.526172

# ## Without one
# Ho and Salimans (2022) need no classifier: ∇ log q(c | z) = s_c - s_u, of one network that knows the class and one
# that does not. Pushed 1 + w times as hard as Bayes' rule,
#   s = (1 + w) s_c - w s_u.
# The weights have the sum 1, so that ε, x, v and the velocity are combined in the same way. (Their w; where others
# write a "guidance scale" g = 1 + w, or s_u + g (s_c - s_u), g = 1 is no guidance.)
class = map(oracle, M.parameters.components);
derive (z in reals; w in reals; α, σ in positives; l = (α = α, σ = σ)) {
    predict(guided(class[2], o, w), z, l, "v")
    = (1 + w)*predict(class[2], z, l, "v") - w*predict(o, z, l, "v")
}
#> ok 1 = 2: 200 points, worst 7.2e-17
# Both kinds are one: pushing the class predictor by the classifier w times more.
derive (z in reals; w in reals; α, σ in positives; l = (α = α, σ = σ)) {
    predict(guided(class[2], o, w), z, l, "score")
    = predict(classifier_guided(o, class_log(2), 1 + w), z, l, "score")
}
#> ok 1 = 2: 200 points, worst 1.4e-16

# ## What is not sampled
# At σ = 0 the guided score is that of p_c^(1+w)/p_u^w, the tilted law. For N(0, τ_c²) and N(0, τ_u²) it is normal
# with the precision (1 + w)/τ_c² - w/τ_u². At a level σ > 0 the guided score is that of q_c^(1+w)/q_u^w, of noised
# laws; but the tilted law, noised, has another. Noise and tilting do not commute:
derive (τ_c in Uniform(0.3, 1); τ_u in Uniform(1.1, 2); w in Uniform(0, 3); σ in Uniform(0.1, 3); l = (α = 1, σ = σ)) {
    -grad(z -> predict(guided(oracle(Normal(0, τ_c)), oracle(Normal(0, τ_u)), w), z, l, "score"))(0.3)
    = (1 + w)/(τ_c^2 + σ^2) - w/(τ_u^2 + σ^2)
}
#> ok 1 = 2: 200 points, worst 9.2e-17
check 1/(2/(0.25 + 1) - 1/(1 + 1)) ≈ tilted(noised(Normal(0, 0.5), 1), noised(Normal(0, 1), 1), 1).variance()
#> ok 0.909091 ≈ 0.909091
check tilted(Normal(0, 0.5), Normal(0, 1), 1).variance() ≈ 0.142857142857142857 tol 1e-15
#> ok 0.142857 ≈ 0.142857
noised(tilted(Normal(0, 0.5), Normal(0, 1), 1), 1).variance()
#> 1.14286

# So what does the probability flow sample? Where α = 1 it is dz/dσ = ε̂ = -σ s, here σ ((1 + w)/(τ_c² + σ²) - w/(τ_u² +
# σ²)) z, and its solution is a product of powers:
flow(τ_c, τ_u, w, σ) = sqrt((τ_c^2 + σ^2)^(1 + w)/(τ_u^2 + σ^2)^w)
derive (τ_c in Uniform(0.3, 1); τ_u in Uniform(1.1, 2); w in Uniform(0, 3); σ in Uniform(0.1, 3); l = (α = 1, σ = σ);
        z = flow(τ_c, τ_u, w, σ)) {
    (σ -> flow(τ_c, τ_u, w, σ))'(σ)
    = predict(guided(oracle(Normal(0, τ_c)), oracle(Normal(0, τ_u)), w), z, l, "ε")
}
#> ok 1 = 2: 200 points, worst 1.7e-16
# From N(0, σ_max²) it comes to the variance (σ_max flow(0)/flow(σ_max))², which for σ_max → ∞ is τ_c^(2(1+w))/τ_u^(2w):
# for τ_c = 1/2, τ_u = 1 and w = 1 this is 0.0625, and the tilted law has 1/7. Guidance samples a narrower law.
sampled(τ_c, τ_u, w, top) = (top*flow(τ_c, τ_u, w, 0)/flow(τ_c, τ_u, w, top))^2
derive (τ_c in Uniform(0.3, 1); τ_u in Uniform(1.1, 2); w in Uniform(0, 3)) {
    sampled(τ_c, τ_u, w, 1e8)
    = τ_c^(2*(1 + w))/τ_u^(2*w)
    <= tilted(Normal(0, τ_c), Normal(0, τ_u), w).variance()
}
#> ok 1 = 2: 200 points, worst 2.8e-16
#> ok 2 <= 3: 200 points, worst 0.0
check sampled(0.5, 1, 1, 1e8) ≈ 0.0625 tol 1e-14
#> ok 0.0625 ≈ 0.0625
# The library's samplers agree: the flow is linear, so that one z tells the whole law.
S = ve_geometric(σ_min=1e-3, σ_max=1e3);
for (τ_c, τ_u, w) in ((0.5, 1, 1), (0.5, 1, 3), (0.8, 1.5, 2), (1, 0.7, 0.5)) {
    p = guided(oracle(Normal(0, τ_c)), oracle(Normal(0, τ_u)), w)
    z = carry(S, p, 1e3, by=adaptive_ode(rtol=1e-9, atol=1e-11))
    print("w = {w}, τ_c = {τ_c}, τ_u = {τ_u}: sampled {z^2:.6g}, tilted {1/((1 + w)/τ_c^2 - w/τ_u^2):.6g}")
    check z^2 ≈ τ_c^(2*(1 + w))/τ_u^(2*w) tol 1e-4
}
#> w = 1, τ_c = 0.5, τ_u = 1: sampled 0.0625005, tilted 0.142857
#> ok 0.0625005 ≈ 0.0625
#> w = 3, τ_c = 0.5, τ_u = 1: sampled 0.00390631, tilted 0.0769231
#> ok 0.00390631 ≈ 0.00390625
#> w = 2, τ_c = 0.8, τ_u = 1.5: sampled 0.0517819, tilted 0.263254
#> ok 0.0517819 ≈ 0.0517815
#> w = 0.5, τ_c = 1, τ_u = 0.7: sampled 1.42857, tilted 2.08511
#> ok 1.42857 ≈ 1.42857
# The last has a class wider than all the data. Then guidance widens it, and for more w nothing is left to be sampled:
tilted(Normal(0, 1), Normal(0, 0.7), 2)
#!> error[domain]: tilted: with w = 2 the precision of the Normal law would be -1.082: p_c^(1+w)/p_u^w has no finite integral: take a smaller w, or a wider law for Du
#!> ...

# Not even the sampler is free: noise changes the law, too. The reverse SDE has the variance V with
# dV/dσ² = 2 a V - 1, where -a z is the guided score, and comes, from σ_max → ∞, to
#   V = ∫ exp(-∫_0^v 2a) dv, by parts and for τ_c = 1/2, τ_u = 1, w = 1:
a(v) = 2/(0.25 + v) - 1/(1 + v)
by_noise = quad(v -> 0.25^4/(0.25 + v)^4*(1 + v)^2, 0, inf)
#> 0.109375
p = guided(oracle(Normal(0, 0.5)), oracle(Normal(0, 1)), 1);
X = vmap(k -> carry(S, p, 1e3*normal_noise(), by=ancestral(), steps=200))(1:4000);
check Var(x ~ X, x) ≈ by_noise tol 0.1
#> ok 0.0986273 ≈ 0.109375
(flow = 0.0625, sde = by_noise, tilted = 1/7)
#> (flow = 0.0625, sde = 0.109375, tilted = 0.142857)

# ## Guidance in an interval
# Kynkäänniemi et al. (2024) guide only at middle levels: where the noise is strong guidance picks a mode too early,
# and where it is weak there is nothing to choose. With levels= the strength is 0 outside. For the normal laws above:
interval(lo, hi) = {
    p = guided(oracle(Normal(0, 0.5)), oracle(Normal(0, 1)), 1, levels=(lo, hi))
    carry(S, p, 1e3, steps=2000)^2
}
[interval(-inf, inf), interval(-3, 1), interval(1, 3), interval(20, 30)]
#> f64[4]
#>    0.0621513  0.0888929  0.20611  0.249139
# With none at all the class itself is sampled, 0.25. In between the product of powers is taken over the interval alone:
part(lo, hi) = {
    r(v) = (0.25 + v)/(1 + v)
    0.25*r(exp(lo))/r(exp(hi))
}
check interval(-3, 1) ≈ part(-3, 1) tol 0.01
#> ok 0.0888929 ≈ 0.0894312
check interval(1, 3) ≈ part(1, 3) tol 0.01
#> ok 0.20611 ≈ 0.206934

# ## Two classes
# In the plane with two classes side by side. Guided towards the right class with w = 3: the samples move away from
# the other class, over the middle of their own, and crowd. The tilted law has no name here, its density is known up
# to a factor: p_c^(1+w)/p_u^w.
C = (Normal([-1.0, 0], [0.7, 1.0]), Normal([1.0, 0], [0.7, 1.0]));
all_data = oracle(Mixture([0.5, 0.5], C));
V = linear_snr();
w = 3;
G = generate(V, guided(oracle(C[2]), all_data, w), 2000, by=heun_ode(), steps=60);
X = sample(C[2], 2000);
side = linspace(-4, 6, 201);
unscaled(x) = exp((1 + w)*log_density(C[2], [x, 0]) - w*log_density(Mixture([0.5, 0.5], C), [x, 0]))
mass = [unscaled(x) for x in side];
mean_tilted = sum(side*mass)/sum(mass)
#> 1.22286
var_tilted = sum((side - mean_tilted)^2*mass)/sum(mass)
#> 0.323893
# First coordinate: class, guided, tilted.
(class = (1.0, 0.49), guided = (mean(G[:, 1]), var(G[:, 1])), tilted = (mean_tilted, var_tilted))
#> class = (1.0, 0.49)
#> guided = (1.82962, 0.146738)
#> tilted = (1.22286, 0.323893)
check mean(G[:, 1]) > mean_tilted
#> ok 1.82962 > 1.22286
# The second coordinate is the same in both classes, and guidance leaves it alone:
check Var(x ~ G[:, 2], x) ≈ 1 tol 0.1
#> ok 1.02903 ≈ 1

# ## A network for all classes
# One network learns both scores: it is told the class, a row of a table, and for some of the data it is told nothing
# (Ho and Salimans 2022). of_class(m, c) is the predictor of a class, of_class(m, 0) that of all data.
two_classes(n) = {
    y = i64(uniform_noise(n) < 0.5) + 1
    (normal_noise(n, 2)*[0.7, 1.0] + stack((2.0*y - 3, zeros(n)), axis=2), y)
}
V = linear_snr(γ0=-6);
net = class_net(2, 2, hidden=64, of="v");
loss = class_noise_loss(V, weight="simple", drop=0.2);
run = train(net, loss, two_classes(8000), steps=1200, opt=adam(cosine(0.003, 1200)), batch=256)
#> run of 1200 steps: loss 1.08617 -> 1.03912 (means of a tenth)
l = level(V, 0.8);
m = run.model;
# x̂ of the first coordinate for class 1, class 2 and neither, by the network and exactly:
by_net = [predict(of_class(m, c), [0.3, 0.2], l, "x")[1] for c in (1, 2, 0)]
#> f64[3]
#>   -1.00872  1.02113  -0.0468226
by_law = [predict(p, [0.3, 0.2], l, "x")[1] for p in (oracle(C[1]), oracle(C[2]), all_data)]
#> f64[3]
#>   -0.93481  1.00732  0.107974
check max(abs(by_net - by_law)) < 0.3
#> ok 0.154797 < 0.3
# Guidance multiplies the errors of the network by up to 1 + 2w, too: with w = 1 the mean is right, and the variance
# is much too small.
of_first(p) = { Z = generate(V, p, 1000, by=heun_ode(), steps=30); (mean = mean(Z[:, 1]), variance = var(Z[:, 1])) }
learned = of_first(guided(of_class(m, 2), of_class(m), 1))
#> (mean = 1.35207, variance = 0.216824)
known = of_first(guided(oracle(C[2]), all_data, 1))
#> (mean = 1.40663, variance = 0.262402)
check abs(learned.mean - known.mean) < 0.2
#> ok 0.0545592 < 0.2

# ## What is to be seen
# Left: along the first coordinate, the law of the class, the tilted law and the guided samples. Right: the variance
# that is sampled over w, by the flow and by the tilted law.
h = side[2] - side[1];
tilted_density = plot(side, mass/sum(mass)/h, label="tilted");
left = overlay(hist(G[:, 1]), tilted_density, plot(x -> density(Normal(1, 0.7), x), -4, 6, label="class"));
right = plot((flow = w -> 0.25^(1 + w), tilted = w -> 1/((1 + w)/0.25 - w)), 0, 3);
layout((axes(left, x="x"), axes(right, x="w", y="variance")))
#> density                              variance
#>    |                 .  *** tilted   0.25++                  *** flow
#> 1.2+                 #  +++ class        |++                 +++ tilted
#>    |                 #                   |*++
#>   1+                 #                0.2+ **++
#>    |                 #                   |  * +++
#> 0.8+                 #.              0.15+   *  ++++
#>    |               **##                  |   **    ++++
#> 0.6+              *+*##                  |    ***      +++++
#>    |              + +*#               0.1+      **         ++++++++
#> 0.4+             +* #+#                  |       ***              ++++++
#>    |             +  #+*:             0.05+         ***
#> 0.2+            +*  ##+*                 |           *****
#>    |           ++*  ##++#                |               ********
#>   0+++++++++++++*  :###++++++++++++     0+                      ********
#>    ++-----+-----+-----+-----+-----+      ++----+----+----+----+----+---+
#>     -4    -2    0     2     4     6       0   0.5   1   1.5   2   2.5  3
#>                    x                                    w
