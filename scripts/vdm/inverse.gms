#~ file: seed=7
# Inverse problems: x is seen as y = A x + n, blurred, cut, or noisy, and a diffusion model of x is to say what x may
# have been. Where the law of x is known so is the answer, and every approximate method can be held against it.
use vdm
use metrics

# ## The exact answer
# For x ~ N(m, C) and n ~ N(0, σ² I) the law of x given y is normal. For N(0, 1) seen as y = 1 with noise 0.5:
P = linear_posterior(Normal(0, 1), 1, 1, 0.5)
#> Normal(μ = 0.8, σ = 0.447214)
check [mean(P), P.variance()] ≈ [0.8, 0.2] tol 1e-14
#> ok [0.8, 0.2] ≈ [0.8, 0.2]
# In matrices (with the gain K = C Aᵀ (A C Aᵀ + σ² I)⁻¹, as in Kalman's filter):
derive (n = 3; C in spd(n); A in reals(2, n); m in reals(n); y in reals(2); σ in Uniform(0.1, 3);
        K = C @ A' @ inv(A @ C @ A' + σ^2*eye(2))) {
    mean(linear_posterior(Normal(m, cov=C), A, y, σ))
    = m + K @ (y - A @ m)
}
#> ok 1 = 2: 199 of 200 points, worst 5.6e-18
derive (n = 3; C in spd(n); A in reals(2, n); m in reals(n); y in reals(2); σ in Uniform(0.1, 3);
        K = C @ A' @ inv(A @ C @ A' + σ^2*eye(2))) {
    linear_posterior(Normal(m, cov=C), A, y, σ).cov()
    = C - K @ A @ C
}
#> ok 1 = 2: 198 of 200 points, worst 5.6e-17
# Of a mixture every component answers so, and has the weight w_k N(y; A m_k, A C_k Aᵀ + σ² I): by brute force,
D = Mixture([0.4, 0.6], (Normal([1.0, 0], cov=[1.2, 0.5; 0.5, 0.8]), Normal([-1.0, 1], cov=[0.7, -0.3; -0.3, 0.9])));
A = [1.0, 0.5];
(y, σ) = (0.8, 0.4);
Q = linear_posterior(D, A, y, σ);
side = linspace(-8, 8, 401);
grid = reshape(stack((reshape(side, 401, 1) + zeros(1, 401), zeros(401, 1) + side), axis=3), 401^2, 2);
mass = exp(log_density(D, grid) - (y - grid @ A)^2/(2*σ^2));
check mean(Q) ≈ mass @ grid/sum(mass)
#> ok [0.427323, 0.52094] ≈ [0.427323, 0.52094]
joint(x) = log_density(D, x) - (y - A @ x)^2/(2*σ^2)
(a, b) = ([0.3, 0.2], [1.0, -1]);
check log_density(Q, a) - log_density(Q, b) ≈ joint(a) - joint(b)
#> ok 0.680454 ≈ 0.680454

# ## At every level of noise
# A sampler needs ∇ log q(z | y) = ∇ log q(z) + ∇ log q(y | z) at every level. The first is the model's. The second is
# an integral over x given z, and all methods are ways of guessing it. Here it is known: the oracle of the posterior
# has it.
l = level(linear_snr(), 0.7);
o = oracle(D);
exact = oracle(Q);
z = [0.3, -0.4];
seen = predict(exact, z, l, "score") - predict(o, z, l, "score")
#> f64[2]
#>    0.849784  0.251022
# By brute force, log ∫ N(y; A x, σ²) p(x | z) dx, its derivative in z by differences:
given_z(z) = {
    h = log_density(D, grid) - sum((z - l.α*grid)^2, axis=2)/(2*l.σ^2)
    r = exp(h - max(h))
    log(sum(r*exp(-(y - grid @ A)^2/(2*σ^2)))/sum(r))
}
h = 1e-4;
check (given_z(z + [h, 0]) - given_z(z - [h, 0]))/(2*h) ≈ seen[1] tol 1e-6
#> ok 0.849784 ≈ 0.849784
check (given_z(z + [0, h]) - given_z(z - [0, h]))/(2*h) ≈ seen[2] tol 1e-6
#> ok 0.251022 ≈ 0.251022

# ## The guesses
# All take x | z for N(x̂(z), C(z)), so that y | z ~ N(A x̂, A C Aᵀ + σ²), and differ in C:
#   DPS       C = 0                   Chung et al. 2023
#   ΠGDM      C = r² I                Song et al. 2023: r² = σ_t²/(α_t² + σ_t²), right for N(0, I)
#   moments   C = σ_t²/α_t ∂x̂/∂z      Finzi et al. 2023, Boys et al. 2023: Cov(x | z) by Tweedie's second formula
# For the data N(0, 1), where x̂ = α z/(α² + σ²), printed out:
derive (
    z, y in reals; α, σ, s in Uniform(0.1, 2); l = (α = α, σ = σ); p = oracle(Normal(0, 1)); v = α^2 + σ^2
) {
    predict(dps(p, 1, y, s), z, l, "score")
    = -z/v + α/v*(y - α*z/v)/s^2
}
#> ok 1 = 2: 200 points, worst 1.2e-16
derive (
    z, y in reals; α, σ, s in Uniform(0.1, 2); l = (α = α, σ = σ); p = oracle(Normal(0, 1)); v = α^2 + σ^2
) {
    predict(pigdm(p, 1, y, s), z, l, "score")
    = -z/v + α/v*(y - α*z/v)/(s^2 + σ^2/v)
    = predict(oracle(linear_posterior(Normal(0, 1), 1, y, s)), z, l, "score")
}
#> ok 1 = 2: 200 points, worst 1.1e-16
#> ok 2 = 3: 200 points, worst 2e-18
# The last link: for N(0, 1) ΠGDM is exact. For any other normal law matched moments are,
derive (n = 2; C in spd(n); z in reals(n); y in reals; s in Uniform(0.2, 2); σ in Uniform(0.1, 2); l = (α = 0.8, σ = σ);
        p = oracle(Normal(zeros(n), cov=C)); a = [1.0, -0.5]) {
    predict(moment_matched(p, a, y, s), z, l, "score")
    = predict(oracle(linear_posterior(Normal(zeros(n), cov=C), a, y, s)), z, l, "score")
}
#> ok 1 = 2: 50 points, worst 8e-19
# and for the mixture all are wrong, moments least. The mean square error of the score, by rows for t = 0.3, 0.5, 0.7,
# 0.9:
p_dps = dps(o, A, y, σ);
p_pi = pigdm(o, A, y, σ);
p_mm = moment_matched(o, A, y, σ);
off(p, l) = E(x ~ Q, ε ~ Normal(zeros(2), 1), {
    z = l.α*x + l.σ*ε
    sum((predict(p, z, l, "score") - predict(exact, z, l, "score"))^2)
}, n=2000)
error_at(t) = { l = level(linear_snr(), t); [value(off(p, l)) for p in (p_dps, p_pi, p_mm)] }
[error_at(t) for t in (0.3, 0.5, 0.7, 0.9)]
#> f64[4×3]
#>     8.11614e-05  9.40947e-12  1.47517e-12
#>     0.108682     1.42522e-05  2.59595e-06
#>    11.835        0.0454093    0.00516782
#>     1.45384      0.00145932   0.000492388

# ## What they sample
# First where all is linear: N(0, 1), y = 1, noise 0.5, with answer N(0.8, 0.2). The score of DPS is a line in z, and
# so the flow of the sampler is one, too: two values of z tell the mean and the variance of what comes out.
V = linear_snr(γ1=16);
p = oracle(Normal(0, 1));
comes_out(p) = {
    f = z -> carry(V, p, z, by=heun_ode(), steps=800)
    (mean = f(0.0), variance = (f(1.0) - f(0.0))^2)
}
right = comes_out(pigdm(p, 1, 1.0, 0.5));
check [right.mean, right.variance] ≈ [0.8, 0.2] tol 1e-3
#> ok [0.799876, 0.200003] ≈ [0.8, 0.2]
wrong = comes_out(dps(p, 1, 1.0, 0.5))
#> (mean = 1.27979, variance = 0.0183179)
# DPS takes x̂ for x and so is sure of itself: 1/s² stands where 1/(s² + Var(x | z)) belongs, a pull at noisy levels
# that is up to five times too strong. The variance ends ten times too small, and the mean beyond y itself, as the
# flow carries on what it was given early. The same by the flow's equation, written out for α² + σ² = 1 with t' = 1 - t,
#   dz/dt' = σ² γ'/2 (z + s(z)),  s(z) = -z + α (y - α z)/s²:
slope(t, z) = { l = level(V, 1 - t); l.σ^2*l.dγ/2*l.α*(1 - l.α*z)/0.25 }
by_ode(z) = ode(slope, z, 1.0, time=true).p
check by_ode(0.0) ≈ wrong.mean tol 1e-3
#> ok 1.2798 ≈ 1.27979
check (by_ode(1.0) - by_ode(0.0))^2 ≈ wrong.variance tol 1e-3
#> ok 0.0183158 ≈ 0.0183179
# With 1/(s² + σ²) in its place this equation gives the answer, as ΠGDM does:
slope(t, z) = { l = level(V, 1 - t); l.σ^2*l.dγ/2*l.α*(1 - l.α*z)/(0.25 + l.σ^2) }
check by_ode(0.0) ≈ 0.8 tol 1e-3
#> ok 0.799879 ≈ 0.8
# A smaller pull, w < 1, moves both errors, and no w mends both:
for w in (0.3, 0.5, 0.7) { print("w = {w}: {comes_out(dps(p, 1, 1.0, 0.5, w=w))}") }
#> w = 0.3: (mean = 0.817598, variance = 0.301196)
#> w = 0.5: (mean = 1.07591, variance = 0.135338)
#> w = 0.7: (mean = 1.20866, variance = 0.0608128)
# A sampler with noise forgets what came early, so that less of it is left (4000 draws; their errors are about 0.01):
Z = vmap(k -> carry(V, dps(p, 1, 1.0, 0.5), normal_noise(), by=ancestral(), steps=200))(1:4000);
(mean = mean(Z), variance = var(Z))
#> (mean = 0.985637, variance = 0.111075)
check abs(mean(Z) - 0.8) < abs(wrong.mean - 0.8)
#> ok 0.185637 < 0.479787

# ## Where DPS runs away
# Its pull grows as 1/s², s being the noise of y, and a step too long for it overshoots, each time farther. For N(0, 1)
# the score falls by α²/s² per unit of z, and an ancestral step of Δγ moves z by σ² Δγ times the score: unstable where
#   Δγ α² σ²/s² > 2,
# first at α² = ½. Of linear_snr() in 100 steps Δγ is 0.183, and the limit s = 0.151. Some way below it too few levels
# are unstable to be seen; then numbers run away, and the sampler says where:
Δγ = 18.3/100;
check sqrt(Δγ/4/2) ≈ 0.151 tol 1e-2
#> ok 0.151245 ≈ 0.151
farthest(p, steps) = max(abs(generate(linear_snr(), p, 200, by=ancestral(), steps=steps, start=Normal(0, 1))))
for s in (0.15, 0.1, 0.09) { print("s = {s}: {farthest(dps(p, 1, 1.0, s), 100):.3g}") }
#> s = 0.15: 1.26
#> s = 0.1: 8.18
#!> error[domain]: generate: step 32 of 100, from t = 0.69 to 0.68, leads from z = 3.49383e+07 to -1.32186e+08, more than a million times as large as the start: the steps are too large for this sampler, take more of them
#!>   farthest(p, steps) = max(abs(generate(linear_snr(), p, 200, by=ancestral(), steps=steps, sta...
#!>                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   in farthest, called by farthest(dps(p, 1, 1.0, s), 100)
# More steps move the limit as 1/√steps; Cov(x | z) in the denominator removes it; so does a pull that falls with the
# noise, which for N(0, 1) and A = 1 is ΠGDM; and the pull of the distance itself, normalised, has a length of α/σ
# at most. That one comes to y for w ≥ 2 and knows nothing of s: no law. The right answer is N(1, 0.03²), nearly.
s = 0.03;
for (name, q) in (
    ("falling w", dps(p, 1, 1.0, s, w=l -> s^2/(s^2 + l.σ^2))), ("ΠGDM", pigdm(p, 1, 1.0, s)),
    ("normalised, w = 1", dps(p, 1, 1.0, s, normalised=true)), ("and w = 2", dps(p, 1, 1.0, s, w=2, normalised=true))
) {
    Z = generate(linear_snr(), q, 2000, by=ancestral(), steps=100, start=Normal(0, 1))
    print("{name}: mean {mean(Z):.4g}, deviation {sqrt(var(Z)):.3g}")
}
#> falling w: mean 0.9982, deviation 0.0289
#> ΠGDM: mean 0.9988, deviation 0.0286
#> normalised, w = 1: mean 0.9245, deviation 0.278
#> and w = 2: mean 1.0, deviation 0.00701
check abs(mean(Z) - 1) < 0.01
#> ok 2.37583e-05 < 0.01
derive (z, y in reals; s in Uniform(0.1, 2); σ in Uniform(0.1, 0.9); l = (α = sqrt(1 - σ^2), σ = σ)) {
    predict(dps(p, 1, y, s, w=l -> s^2/(s^2 + l.σ^2)), z, l, "score")
    = predict(pigdm(p, 1, y, s), z, l, "score")
}
#> ok 1 = 2: 200 points, worst 6.9e-17
# A network's x̂ has no covariance in its Jacobian where it has learned badly: here x̂ = -z, with C = -σ²/α. A negative
# C counts as none, so that the pull is that of DPS and not one away from y.
bad = predicts("x", (z, l) -> -z, sees="level");
check predict(moment_matched(bad, 1, 1.0, 0.75), 0.3, l, "score") ≈ predict(dps(bad, 1, 1.0, 0.75), 0.3, l, "score")
#> ok -3.72267 ≈ -3.72267

# ## In the plane
# The mixture, by 1000 samples each: the mean, and the energy distance from 1000 draws of the exact law, which is 0
# within its error for the exact predictor.
X = sample(Q, 1000);
drawn(p) = generate(linear_snr(), p, 1000, by=ancestral(), steps=100, d=2)
results = map(drawn, (exact, p_dps, p_pi, p_mm));
for (name, Z) in (("exact", results[1]), ("DPS", results[2]), ("ΠGDM", results[3]), ("moments", results[4])) {
    print("{name}: mean {mean(Z, axis=1)}, energy distance {energy_distance(Z, X)}")
}
#> exact: mean [0.439831, 0.485083], energy distance -0.00006 ± 0.00211
#> DPS: mean [0.628197, 0.296532], energy distance 0.0602 ± 0.0161
#> ΠGDM: mean [0.415806, 0.539247], energy distance -0.00152 ± 0.00206
#> moments: mean [0.420778, 0.536654], energy distance -0.00125 ± 0.00206
check value(energy_distance(results[1], X)) < 0.02
#> ok -6.36e-05 < 0.02
check value(energy_distance(results[2], X)) > value(energy_distance(results[4], X))
#> ok 0.0602419 > -0.00124756

# ## What is to be seen
# Along A x: the law of the data, the exact answer, and what DPS samples; right, the two in the plane.
along(Z) = Z @ A
left = overlay(hist(along(results[2]), label="DPS"), hist(along(X), label="exact"));
layout((axes(left, x="A x"), title(scatter(X), "exact"), title(scatter(results[2]), "DPS")))
#> density
#> 1.5+                                  ###..:..                ### DPS
#>   1+                                ####%%%###                === exact
#>    |                             =%%%%%%%%%%%###.
#> 0.5+                      =====%%%%%%%%%%%%%%%%%%%#.
#>   0+                 =======%%%%%%%%%%%%%%%%%%%%%%%%=====
#>    +-------+----------+-----------+-----------+----------+-----------+--
#>           -0.5        0          0.5          1         1.5          2
#>
#>                 exact                                 DPS
#>              |***                                  |**
#>              |*****                                |****
#>              |******                               | ****
#>             0+ ******                             0+ *****
#>              |   *****                             |  ****
#>              |    *** *                            |    **
#>              +---+-----                            +--+---
#>                  0                                    0
