#~ file: seed=7
# Weightings: papers train with many losses: of x, of ε, of v, with weights, with times drawn so or so. They are one
# loss with one function w(γ) each. (Kingma and Gao 2023.)
use vdm
use nn
use data
use metrics

# ## One loss
# A loss draws a level, with the density p(γ), and weighs |ε - ε̂|² there by some c(γ). Its mean is
#   E c |ε - ε̂|² = ∫ p(γ) c(γ) E|ε - ε̂|² dγ = ½ ∫ w(γ) E|ε - ε̂|² dγ   with w = 2 p c.
# With t uniform p = 1/γ'. So c = γ'/2, the weight of the bound, is w = 1, whatever the schedule:
for S in (linear_snr(), clipped_cosine(), vp_linear(), edm(), rectified()) { check bound_weight(S)(1.3) ≈ 1 }
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
# What each paper trains with, as w(γ). Ho et al. 2020: |ε - ε̂|² and t uniform, with the cosine schedule of Nichol
# and Dhariwal 2021, has w = sech(γ/2)/π: it weighs the middle.
C = plain_cosine();
sech(x) = 1/cosh(x)
derive (γ in Uniform(-15, 15)) {
    bound_weight(C, "simple")(γ)
    = sech(γ/2)/π
}
#> ok 1 = 2: 200 points, worst 2.4e-16
# Salimans and Ho 2022: |v - v̂|², which at equal z is |ε - ε̂|²/α² where α² + σ² = 1.
derive (γ in Uniform(-15, 15)) {
    bound_weight(C, l -> 1/l.α^2)(γ)
    = 2/π*exp(γ/2)
}
#> ok 1 = 2: 200 points, worst 2.2e-16
# Flow matching (Lipman et al. 2023): |u - û|² with z = (1 - t) x + t ε; an error in u is one in ε times σγ'/2. The
# same up to a factor: v with the cosine and the velocity on straight paths are one loss.
derive (γ in Uniform(-15, 15)) {
    bound_weight(rectified(), l -> (l.σ*l.dγ/2)^2)(γ)
    = exp(γ/2)
}
#> ok 1 = 2: 200 points, worst 3e-16
# Hang et al. 2023: min(SNR, 5) |x - x̂|². As |x - x̂|² = |ε - ε̂|²/SNR it is min(1, 5/SNR) |ε - ε̂|².
derive (γ in Uniform(-15, 15)) {
    bound_weight(C, min_snr(5))(γ)
    = bound_weight(C, l -> min((l.α/l.σ)^2, 5)*(l.σ/l.α)^2)(γ)
    = sech(γ/2)/π*min(1, 5*exp(γ))
}
#> ok 1 = 2: 200 points, worst 6.9e-17
#> ok 2 = 3: 200 points, worst 2.1e-16
# Crowson et al. 2024 without its corner, and Choi et al. 2022, both of |x - x̂|² and of |ε - ε̂|²:
derive (γ in Uniform(-15, 15)) {
    soft_min_snr(4)((α = 1, σ = exp(γ/2)))
    = exp(γ)/(exp(γ) + 1/4)
}
#> ok 1 = 2: 200 points, worst 1.2e-16
derive (γ in Uniform(-15, 15); SNR = exp(-γ)) {
    p2_weight(1, 0.5)((α = 1, σ = exp(γ/2)))
    = 1/(1 + SNR)^0.5
}
#> ok 1 = 2: 200 points, worst 6.6e-17
# Kingma and Gao 2023, Hoogeboom et al. 2024: a sigmoid, written as w itself, so that the schedule does not matter.
derive (γ in Uniform(-12, 8); b in reals) {
    bound_weight(edm(), sigmoid_weight(b))(γ)
    = bound_weight(C, sigmoid_weight(b))(γ)
    = sigmoid(γ + b)
}
#> ok 1 = 2: 200 points, worst 1.5e-16
#> ok 2 = 3: 200 points, worst 1.5e-16
# Karras et al. 2022: (σ² + σ_d²)/(σ σ_d)² |x - x̂|² with α = 1 and log σ ~ N(-1.2, 1.2²), that is γ ~ N(-2.4, 2.4²).
derive (γ in Uniform(-12, 8); σ = exp(γ/2); σ_d = 0.5) {
    bound_weight(edm(), karras_weight(σ_d), karras_levels())(γ)
    = 2*density(Normal(-1.2, 1.2), log(σ))/2*(σ^2 + σ_d^2)/(σ*σ_d)^2*σ^2
    = 2*density(Normal(-2.4, 2.4), γ)*(1 + exp(γ)/σ_d^2)
}
#> ok 1 = 2: 200 points, worst 2e-16
#> ok 2 = 3: 200 points, worst 1.7e-16
# Drawing times differently and weighing them back is the same loss. Here noise_loss with a law of levels, and the
# bound:
D = Normal(0, 0.5);
S = edm(σ_min=0.1);
exact = diffusion_loss(S, oracle(D), D, nodes=12);
for p in (Normal(-2, 3), Uniform(S.γ(0.0), S.γ(1.0)), Normal(0, 4)) {
    check E(x ~ D, noise_loss(S, levels=p)(oracle(D), x), n=20000) ≈ exact se 4
}
#> ok 1.6020 ± 0.0237 ≈ 1.62903 (1.1 se)
#> ok 1.5901 ± 0.0301 ≈ 1.62903 (1.3 se)
#> ok 1.6282 ± 0.0329 ≈ 1.62903 (0.0 se)
# What differs is the noise of the estimate: the deviation of one draw is its error times √n.

# ## One minimiser
# For each level apart the loss is least at ε̂ = E(ε | z), and a positive weight moves nothing. Along any direction
# away from the oracle, here a tanh z, the derivative at a = 0 is 0 under every weight; the second one is positive.
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
o = oracle(M);
off(a) = predicts("ε", (z, l) -> predict(o, z, l, "ε") + a*tanh(z), sees="level")
V = linear_snr(γ0=-8, γ1=5);
weights = (bound = "bound", simple = "simple", min_snr = min_snr(5), soft = soft_min_snr(4), p2 = p2_weight(),
    sigmoid = sigmoid_weight(0), karras = karras_weight(1.5));
slope(w) = E(x ~ M, grad(a -> noise_loss(V, weight=w)(off(a), x))(0.0), n=4000)
for name in fields(weights) { check slope(get(weights, name)) ≈ 0 se 4 }
#> ok -0.012 ± 0.136 ≈ 0 (0.1 se)
#> ok -0.0216 ± 0.0205 ≈ 0 (1.1 se)
#> ok -0.0036 ± 0.0100 ≈ 0 (0.4 se)
#> ok 0.00655 ± 0.00727 ≈ 0 (0.9 se)
#> ok 0.00425 ± 0.00490 ≈ 0 (0.9 se)
#> ok 0.0483 ± 0.0308 ≈ 0 (1.6 se)
#> ok -0.0521 ± 0.0525 ≈ 0 (1.0 se)
# With a network that cannot represent the oracle at all levels, or has not the time, the weight decides where it
# errs; and it decides how noisy the gradients are. The variance of one draw's g over the square of the mean second
# derivative is that of a Newton step for a, from one datum: of these losses some are three times as noisy as others.
noise_of(w) = {
    f = noise_loss(V, weight=w)
    g = E(x ~ M, grad(a -> f(off(a), x))(0.0)^2, n=4000)
    h = E(x ~ M, sum(hessian(a -> f(off(a), x))(0.0)), n=4000)
    value(g)/value(h)^2
}
for name in fields(weights) { print("{name}: {noise_of(get(weights, name)):.3g}") }
#> bound: 1.1
#> simple: 1.17
#> min_snr: 1.17
#> soft: 0.891
#> p2: 0.73
#> sigmoid: 0.701
#> karras: 0.351

# ## Preconditioning
# Karras et al. 2022, table 1: a network inside scales, x̂ = c_skip z + c_out F(c_in z, c_noise). What F has to say
# has unit variance at every level, for data of variance σ_d²:
σ_d = 0.5;
derive (σ in Uniform(0.001, 100); c = precondition((α = 1, σ = σ), σ_d)) {
    [c.skip, c.out, c.inner, c.noise]
    = [σ_d^2/(σ^2 + σ_d^2), σ*σ_d/sqrt(σ^2 + σ_d^2), 1/sqrt(σ^2 + σ_d^2), log(σ)/4]
}
#> ok 1 = 2: 200 points, worst 0.0
# The target of F is (x - c_skip z)/c_out; its variance is 1, and so is that of its input:
derive (α, σ in positives; c = precondition((α = α, σ = σ), σ_d)) {
    E(x ~ Normal(0, σ_d), ε ~ Normal(0, 1), ((x - c.skip*(α*x + σ*ε))/c.out)^2, method=quad(4))
    = E(x ~ Normal(0, σ_d), ε ~ Normal(0, 1), (c.inner*(α*x + σ*ε))^2, method=quad(4))
    = 1
}
#> ok 1 = 2: 200 points, worst 2.1e-16
#> ok 2 = 3: 200 points, worst 5e-16
# and the weight of the paper undoes c_out, so that all levels count alike for F: (σ² + σ_d²)/(σ σ_d)² c_out² = 1.
derive (α, σ in positives; l = (α = α, σ = σ)) {
    karras_weight(σ_d)(l)*(α/σ)^2*precondition(l, σ_d).out^2
    = 1
}
#> ok 1 = 2: 200 points, worst 1.6e-16
# So a network that says nothing has the loss 1 at every level,
silent = preconditioned((y, c) -> 0*y, σ_data=σ_d);
loss_at(p, l) = E(x ~ Normal(0, σ_d), ε ~ Normal(0, 1), karras_weight(σ_d)(l)*squared_error(p, x, ε, l), method=quad(8))
for σ in (0.002, 0.1, 1, 80) { check loss_at(silent, (α = 1, σ = σ)) ≈ 1 }
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
# which for normal data is the best there is: c_skip z is then the oracle.
check loss_at(oracle(Normal(0, σ_d)), (α = 1, σ = 0.1)) ≈ 1
#> ok 1.0 ≈ 1
# For the mixture the floor is lower, and a small network comes near it in 600 steps.
T = edm(σ_max=20);
net = preconditioned(mlp(10, 32, 32, 1), σ_data=sqrt(var(M)));
w = karras_weight(sqrt(var(M)));
levels = karras_levels(mean=-0.4);
X = reshape(sample(M, 4000), 4000, 1);
run = train(net, noise_loss(T, weight=w, levels=levels), X, steps=600, opt=adam(cosine(0.005, 600)), batch=128)
#> run of 600 steps: loss 0.998683 -> 0.919654 (means of a tenth)
floor_w = E(x ~ M, noise_loss(T, weight=w, levels=levels)(o, x), n=40000)
#> 0.92497 ± 0.00657
loss_w = E(x ~ X, noise_loss(T, weight=w, levels=levels)(run.model, x), n=40000)
#> 0.927564
check value(loss_w - floor_w) < 0.05
#> ok 0.00259326 < 0.05
# What it has learned, as x̂ at one level, beside the oracle:
[[predict(run.model, [z], (α = 1, σ = 0.7), "x")[1], o(z, (α = 1, σ = 0.7))] for z in [-2.0, 0, 1, 3]]
#> f64[4×2]
#>   -1.41131    -1.3345
#>    0.0558468  -0.0697905
#>    1.17125     1.34158
#>    2.59582     2.56633

# ## What is learned under each
# The same network, data and steps, each under a weight of its own, and the loss of the bound above its floor.
B = gaussians8();
G = linear_snr();
learn(weight, levels=none) = train(noise_net(2, of="v"), noise_loss(G, weight=weight, levels=levels), B, steps=1200, batch=256,
    opt=adam(cosine(0.01, 1200)), ema=0.99).ema
judge(p) = diffusion_report(G, p, B, n=500, draws=4000)
reports = (bound = judge(learn("bound")), min_snr = judge(learn(min_snr(5))), sigmoid = judge(learn(sigmoid_weight(0))),
    karras = judge(learn(karras_weight(2), karras_levels())));
for k in fields(reports) { r = get(reports, k); print("{k}: {r.excess}, NLL {r.excess_nll}, energy distance {r.energy_distance}") }
#> bound: 0.06620 ± 0.00476, NLL 0.0755 ± 0.0168, energy distance -0.00352 ± 0.00609
#> min_snr: 0.3254 ± 0.0103, NLL 0.0525 ± 0.0148, energy distance 0.0102 ± 0.0117
#> sigmoid: 0.9440 ± 0.0401, NLL 0.0751 ± 0.0162, energy distance -0.00189 ± 0.00599
#> karras: 0.14298 ± 0.00427, NLL 0.0539 ± 0.0140, energy distance 0.0186 ± 0.0152
# What a loss does not weigh, the network does not learn: those that care little for levels with little noise end above the floor of
# the bound by up to ten times as much. It shows in the bound alone. The flow's NLL is hardly worse, and the energy distance, which
# sees what is coarse, calls all samples as good as the data: at levels where σ is far below the widths of the data, an error in
# ε̂ of a fraction of 1 costs nats of the bound, in which σ is the unit, and moves a sample by that fraction of σ.
# Densities are judged by nats, images by the eye: hence two schools of weights.
excess = [value(get(reports, k).excess) for k in fields(reports)];
check min(excess[2:3]) > 3*excess[1]
#> ok 0.325445 > 0.198609
check excess[4] > excess[1]
#> ok 0.142983 > 0.0662029
check max([value(get(reports, k).energy_distance) for k in fields(reports)]) < 0.05
#> ok 0.018609 < 0.05
axes(bars(excess, names=fields(reports)), y="loss - floor")
#> loss - floor
#>    |                                    .............
#>    |                                    #############
#> 0.8+                                    #############
#>    |                                    #############
#>    |                                    #############
#> 0.6+                                    #############
#>    |                                    #############
#>    |                                    #############
#> 0.4+                                    #############
#>    |                                    #############
#>    |                   #############    #############
#> 0.2+                   #############    #############
#>    |                   #############    #############   .............
#>    |   .............   #############    #############   #############
#>   0+   #############   #############    #############   #############
#>    +---------+---------------+----------------+---------------+---------
#>            bound          min_snr          sigmoid          karras

# ## What is to be seen
# w(γ) of each loss, the largest made 1; γ = -log SNR, little noise on the left. The bound counts all levels alike,
# details too; what is made for the eye counts the middle.
top(f) = { y = [f(g) for g in linspace(-12, 8, 201)]; γ -> f(γ)/max(y) }
simple = top(bound_weight(C, "simple"));
snr = top(bound_weight(C, min_snr(5)));
s = top(bound_weight(C, sigmoid_weight(0)));
k = top(bound_weight(edm(), karras_weight(0.5), karras_levels()));
axes(plot((simple = simple, min_snr = snr, sigmoid = s, karras = k), -12, 8), x="γ", y="w")
#> w
#>   1+ *** simple                            ++++       xxxxoooooooooooooo
#>    | +++ min_snr                         +++  ++    xxooo xx
#>    | ooo sigmoid                        ++      +oxx        xx
#> 0.8+ xxx karras                        ++       oxx          xx
#>    |                                  *+       oxx++          xx
#> 0.6+                                 **+      xx   ++          xx
#>    |                               ** +     oxx     ++          xx
#>    |                              **  +    oxx       +++         xx
#> 0.4+                             **  +    xx           ++         xx
#>    |                           **   ++ xxxo             +++         xx
#> 0.2+                        ***    xxxxxoo                +++        xx
#>    |                     ****xxxxxx+ ooo                     ++++      x
#>    |            *****xxxxxxxxx +oooooo                          ++++++++
#>   0+xxxxxxxxxxxxxxxxxxooooooooooo
#>    +------+----------------+----------------+----------------+----------
#>          -10               -5               0                5
#>                                      γ
