#~ file: seed=7
# Forwards and backwards: the steps of a diffusion model as the library has them, each beside the formula as printed in Kingma et
# al. 2021. (scripts/derivations/forward.gms and posterior.gms derive the formulas themselves.)
use vdm

# ## A level of noise
# A datum x with noise, z = α x + σ ε. How much noise there is, is one number: SNR = α²/σ², or γ = -log SNR.
S = linear_snr();
level(S, 0.5)
#> t = 0.5
#> α = 0.99221
#> σ = 0.124578
#> γ = -4.15
#> dα = -0.1409
#> dσ = 1.1222
#> dγ = 18.3

# q(z_t | x) = N(α_t x, σ_t²):
marginal(S, 2.0, 0.5)
#> Normal(μ = 1.98442, σ = 0.124578)
# What may be asked of a vector, too:
marginal(S, [2.0, -1.0], 0.9)
#> Normal(μ = [0.401549, -0.200775], σ = 0.979637)

# ## One step forwards
# q(z_t | z_s) = N(α_ts z_s, σ_ts²) with α_ts = α_t/α_s, σ_ts² = σ_t² - α_ts² σ_s². The library has σ_ts² = c σ_t² with
# c = -expm1(γ_s - γ_t), in which nothing cancels.
derive (s, t in unit; z in reals; a(t) = level(S, t).α; v(t) = level(S, t).σ^2; α_ts = a(t)/a(s) where s < t) {
    mean(transition(S, z, s, t))
    = α_ts*z
}
#> ok 1 = 2: 200 points, worst 0.0
derive (s, t in unit; z in reals; a(t) = level(S, t).α; v(t) = level(S, t).σ^2; α_ts = a(t)/a(s) where s + 0.05 < t) {
    transition(S, z, s, t).variance()
    = v(t) - α_ts^2*v(s)
}
#> ok 1 = 2: 200 points, worst 7.1e-17
# Two steps are one: the law of z_t given z_r by way of z_s is the law of z_t given z_r.
derive (r, s, t in unit; z in reals; first = transition(S, z, r, s); second = transition(S, mean(first), s, t);
        α_ts = level(S, t).α/level(S, s).α where r < s and s < t) {
    [mean(second), second.variance() + α_ts^2*first.variance()]
    = [mean(transition(S, z, r, t)), transition(S, z, r, t).variance()]
}
#> ok 1 = 2: 200 points, worst 1.4e-16

# ## One step backwards
# q(z_s | z_t, x) is Bayes' rule: as a function of z_s, log q(z_t | z_s) + log q(z_s | x) - log q(z_t | x).
derive (s, t in unit; x, y, z in reals where s + 0.01 < t) {
    log_density(transition(S, y, s, t), z) + log_density(marginal(S, x, s), y) - log_density(marginal(S, x, t), z)
    = log_density(step_posterior(S, z, x, s, t), y)
}
#> ok 1 = 2: 200 points, worst 2.8e-16
# Its mean in three forms: by z and x, by z and ε, by x and ε.
derive (s, t in unit; x, ε in reals; a(t) = level(S, t).α; v(t) = level(S, t).σ; z = a(t)*x + v(t)*ε;
        c = step_numbers(S, s, t).c; γ(t) = level(S, t).γ where s < t) {
    mean(step_posterior(S, z, x, s, t))
    = a(t)/a(s)*v(s)^2/v(t)^2*z + a(s)*c*x
    = a(s)/a(t)*(z - v(t)*c*ε)
    = a(s)*x + v(s)*exp((γ(s) - γ(t))/2)*ε
}
#> ok 1 = 2: 200 points, worst 3.9e-18
#> ok 2 = 3: 200 points, worst 1.7e-16
#> ok 3 = 4: 200 points, worst 1.4e-16
# The model steps with a guess of x in the place of x; any prediction makes one. A wrong guess costs
# (SNR_s - SNR_t)/2 |x - x̂|² = expm1(γ_t - γ_s)/2 |ε - ε̂|² nats:
guess(z, t) = 0.3*z
derive (s, t in unit; x, ε in reals; l = level(S, t); z = l.α*x + l.σ*ε; x̂ = (z - l.σ*guess(z, t))/l.α;
        SNR(t) = (level(S, t).α/level(S, t).σ)^2; γ(t) = level(S, t).γ where s + 0.05 < t) {
    KL(step_posterior(S, z, x, s, t) || model_step(S, guess, z, s, t))
    = step_kl(S, guess, x, ε, s, t)
    = (SNR(s) - SNR(t))/2*(x - x̂)^2
    = expm1(γ(t) - γ(s))/2*(ε - guess(z, t))^2
}
#> ok 1 = 2: 200 points, worst 2.2e-15
#> ok 2 = 3: 200 points, worst 5.1e-16
#> ok 3 = 4: 200 points, worst 4.6e-16

# In numbers, between t = 0.5 and s = 0.4, for straight γ and for the cosine:
n = step_numbers(S, 0.4, 0.5)
#> α_ts = 0.993464
#> σ_ts = 0.11415
#> c = 0.839586
#> σ_Q = 0.0460197
#> z_weight = 0.161469
#> x_weight = 0.838527
#> x_kl = 166.003
#> noise_kl = 2.61694
check [n.α_ts, n.σ_ts^2, n.σ_Q^2] ≈ [0.993463548876, 0.01303017705466, 0.002117812664062] tol 1e-11
#> ok [0.993464, 0.0130302, 0.00211781] ≈ [0.993464, 0.0130302, 0.00211781]
check [n.z_weight, n.x_weight, n.x_kl, n.noise_kl] ≈ [0.1614690020149, 0.8385268572904, 166.0031839286, 2.616943329262] tol 1e-11
#> ok [0.161469, 0.838527, 166.003, 2.61694] ≈ [0.161469, 0.838527, 166.003, 2.61694]
m = step_numbers(cosine_noise(), 0.4, 0.5)
#> α_ts = 0.873338
#> σ_ts = 0.487116
#> c = 0.468791
#> σ_Q = 0.406521
#> z_weight = 0.608252
#> x_weight = 0.377217
#> x_kl = 0.430515
#> noise_kl = 0.441249
check [m.α_ts, m.σ_ts^2, m.σ_Q^2] ≈ [0.8733375463184, 0.2372815301905, 0.1652590146146] tol 1e-11
#> ok [0.873338, 0.237282, 0.165259] ≈ [0.873338, 0.237282, 0.165259]
check [m.z_weight, m.x_weight, m.x_kl, m.noise_kl] ≈ [0.6082517346152, 0.3772174480883, 0.4305151022292, 0.4412489756342] tol 1e-11
#> ok [0.608252, 0.377217, 0.430515, 0.441249] ≈ [0.608252, 0.377217, 0.430515, 0.441249]

# ## Steps that are very short
# s and t may be next to each other. σ_ts² as printed, σ_t² - α_ts² σ_s², then loses its digits one by one; SNR_s - SNR_t too. From
# γ' the step of 1e-10 has them all: with a constant γ' = 18.3 the KL divergence is expm1(γ' (t - s))/2 per |ε - ε̂|².
s = 0.5; t = 0.5 + 1e-10;
check step_numbers(S, s, t).noise_kl ≈ expm1(18.3*(t - s))/2 tol 1e-13
#> ok 9.15e-10 ≈ 9.15e-10
v(t) = level(S, t).σ^2
a(t) = level(S, t).α
for gap in (2^-10, 2^-20, 2^-30, 2^-40, 2^-50) {
    (exact, as_printed) = (v(s + gap)*-expm1(-18.3*gap), v(s + gap) - (a(s + gap)/a(s))^2*v(s))
    print("t - s = {gap:.1e}: relative error as printed {abs(as_printed/exact - 1):.1e}, by expm1 {abs(step_numbers(S, s, s + gap).σ_ts^2/exact - 1):.1e}")
}
#> t - s = 9.8e-04: relative error as printed 3.4e-14, by expm1 0.0e+00
#> t - s = 9.5e-07: relative error as printed 4.0e-12, by expm1 2.2e-16
#> t - s = 9.3e-10: relative error as printed 2.9e-08, by expm1 2.2e-16
#> t - s = 9.1e-13: relative error as printed 1.2e-05, by expm1 0.0e+00
#> t - s = 8.9e-16: relative error as printed 2.3e-02, by expm1 0.0e+00
# And of any schedule the divergence of a step over its length tends to the integrand of L_∞, γ'/2 |ε - ε̂|²:
for S in (cosine_noise(), rectified(), sub_vp(), edm(), ve_geometric()) {
    check step_kl(S, guess, 0.7, -1.2, s, t)/(t - s) ≈ loss_weight(S, t)*squared_error(guess, 0.7, -1.2, level(S, t)) tol 1e-8
}
#> ok 3.71364 ≈ 3.71364
#> ok 5.0625 ≈ 5.0625
#> ok 5.06515 ≈ 5.06515
#> ok 2.27802 ≈ 2.27802
#> ok 11.3708 ≈ 11.3708

# ## One error in five forms
# x̂, ε̂, v̂, the score and the velocity say the same of z, so L_∞ is one integral with five weights:
#   γ'/2 |ε - ε̂|² = γ' SNR/2 |x - x̂|² = g²/2 |score error|² = ...
# The third is denoising score matching with the weight g² of maximum likelihood: diffusion and score matching are one object.
z = 0.5;
l = (α = 0.8, σ = 0.6);
check [convert(-0.2, z, l, "ε", q) for q in ("x", "v", "score")] ≈ [0.775, -0.625, 1/3]
#> ok [0.775, -0.625, 0.333333] ≈ [0.775, -0.625, 0.333333]
derive (t in unit; x, ε, e in reals; S = cosine_noise(); l = level(S, t); z = l.α*x + l.σ*ε; w = loss_weights(S, t);
        error(q) = convert(ε, z, l, "ε", q) - convert(ε + e, z, l, "ε", q) where 0.02 < t and t < 0.98) {
    w.ε*e^2
    = w.x*error("x")^2
    = w.score*error("score")^2
    = w.v*error("v")^2
    = w.velocity*error("velocity")^2
}
#> ok 1 = 2: 200 points, worst 2.2e-16
#> ok 2 = 3: 200 points, worst 1.6e-16
#> ok 3 = 4: 200 points, worst 1.6e-16
#> ok 4 = 5: 200 points, worst 1.1e-16
# Conversions go both ways, for schedules that keep the variance and for those that do not.
forms = ("x", "ε", "v", "score", "velocity");
there_and_back(S) = {
    l = level(S, 0.3)
    max([max([abs(convert(convert(1.3, z, l, from, to), z, l, to, from)/1.3 - 1) for to in forms]) for from in forms])
}
check max([there_and_back(S) for S in (linear_snr(), cosine_noise(), sub_vp(), edm(), rectified())]) < 1e-8
#> ok 5.83977e-14 < 1e-08

# ## What is to be seen
# Where the likelihood looks: the weight of each form of the error along the cosine schedule, on a logarithmic axis.
C = between(cosine_noise(), -10, 10);
t = linspace(0.01, 0.99, 99);
line(q) = plot(t, [loss_weight(C, u, q) for u in t], label=q, log="y")
axes(overlay(line("x"), line("ε"), line("score"), line("v")), x="t", y="weight")
#> weight
#>      |*                                                       *** x
#>      |*                                                       +++ ε
#> 10000+ *                                                      ooo score
#>      |  *                                                     xxx v
#>      |   **
#>      |     ***
#>   100+x       ****                                                     o
#>      |xxx         ******                                             ooo
#>      |  xxxxxxxxx+      *********                          ++oooooooo
#>      |           xxxxxxxxxxxxxxxxxxxx++++oooooooooooooooooooo
#>     1+             oooooooooooooooooxxxxxxxxxxxxxxxxxxxxxxx*
#>      |    ooooooooo                                        xxxxxxxxx
#>      |oooo                                                          xxxx
#>      |o                                                                x
#>      +------+-----+------+------+------+-----+------+------+-----+------
#>            0.1   0.2    0.3    0.4    0.5   0.6    0.7    0.8   0.9
#>                                       t
