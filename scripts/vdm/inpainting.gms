#~ file: seed=7
# Inpainting: some coordinates of x are known, a model of x is to say the rest. What is right is the conditional law;
# what is often done is to put the known ones, with noise, in their place in every step. Here is how far apart they
# are, and why.
use vdm
use metrics

# ## The conditional law
# Of a normal law with the blocks m_a, m_b, C_aa, C_ab, C_bb: x_b | x_a ~ N(m_b + C_ba C_aa⁻¹ (x_a - m_a), C_bb - C_ba
# C_aa⁻¹ C_ab).
ρ = 0.6;
D = Normal([0, 0], cov=[1, ρ; ρ, 1]);
Q = conditional_law(D, [1], [2.0])
#> Normal(μ = [1.2], cov = [0.64])
check [mean(Q)[1], Q.cov()[1, 1]] ≈ [2*ρ, 1 - ρ^2] tol 1e-14
#> ok [1.2, 0.64] ≈ [1.2, 0.64]
# Bayes' rule: p(x_a, x_b) = p(x_a) p(x_b | x_a), in three numbers, one known.
derive (C in spd(3); m, x in reals(3)) {
    log_density(Normal(m, cov=C), x)
    = log_density(Normal(m[2], sqrt(C[2, 2])), x[2]) +
        log_density(conditional_law(Normal(m, cov=C), [2], x[2:2]), [x[1], x[3]])
}
#> ok 1 = 2: 200 points, worst 2.2e-16
# A mixture: the known ones also say which component it was.
M = Mixture([0.4, 0.6], (Normal([-1.5, -1], cov=[0.3, 0.2; 0.2, 0.4]), Normal([1, 1.2], cov=[0.6, -0.3; -0.3, 0.5])));
P = conditional_law(M, [1], [-0.2])
#> Mixture(weights = [0.157685, 0.842315], components = (Normal(μ = [-0.133333], cov = [0.266667]), Normal(μ = [1.8], cov = [0.35])))
conditional(y) = density(M, [-0.2, y])/quad(y -> density(M, [-0.2, y]), -10, 10)
check density(P, [0.4]) ≈ conditional(0.4)
#> ok 0.106005 ≈ 0.106005
# It is the limit of a measurement with less and less noise:
check mean(linear_posterior(M, [1, 0], -0.2, 1e-5))[2] ≈ mean(P)[1] tol 1e-6
#> ok 1.49514 ≈ 1.49514

# ## Replacement
# Song et al. 2021: make an ancestral step for all coordinates, then set the known ones to α_s y + σ_s ξ. By 2000
# draws, mean and variance with their errors:
S = linear_snr(γ1=12);
o = oracle(D);
moments(Z) = (mean = estimate(Z[:, 2]), variance = estimate((Z[:, 2] - mean(Z[:, 2]))^2))
once = moments(inpaint(S, o, [1], [2.0], 2000, steps=100))
#> (mean = 0.6364 ± 0.0193, variance = 0.7027 ± 0.0215)
# The mean should be 1.2 and the variance 0.64. Nothing is wrong with the samples: for normal data mean and covariance
# of (z_1, z_2) go from step to step by matrices, and the answer of the algorithm is known.
C = [1, ρ; ρ, 1];
x̂_matrix(t) = { l = level(S, t); l.α*C @ inv(l.α^2*C + l.σ^2*I) }
# After the known coordinate is put in its place: its mean α y, its variance σ², no correlation with the other.
put_known(m, V, t, y) = { l = level(S, t); ([l.α*y, m[2]], [l.σ^2, 0; 0, V[2, 2]]) }
down(m, V, s, t, y) = {
    n = step_numbers(S, s, t)
    B = n.z_weight*I + n.x_weight*x̂_matrix(t)
    put_known(B @ m, B @ V @ B' + n.σ_Q^2*I, s, y)
}
up(m, V, s, t) = { n = step_numbers(S, s, t); (n.α_ts*m, n.α_ts^2*V + n.σ_ts^2*eye(2)) }
# All steps, by `iterate`, which compiles one:
predicted(steps, resamples, y) = {
    one(c) = {
        (m, V, s, t) = (c.m, c.V, (c.i - 1)/steps, c.i/steps)
        for j in 2:resamples {
            (m, V) = down(m, V, s, t, y)
            (m, V) = up(m, V, s, t)
        }
        (m, V) = down(m, V, s, t, y)
        (m = m, V = V, i = c.i - 1)
    }
    (m, V) = put_known(zeros(2), eye(2), 1.0, y)
    c = iterate(one, (m = m, V = V, i = 1.0*steps), steps - 1)
    B = x̂_matrix(1/steps)
    [(B @ c.m)[2], (B @ c.V @ B')[2, 2]]
}
exactly = predicted(100, 1, 2.0)
#> f64[2]
#>    0.640384  0.662512
check once.mean ≈ exactly[1] se 4
#> ok 0.6364 ± 0.0193 ≈ 0.640384 (0.2 se)
check once.variance ≈ exactly[2] se 4
#> ok 0.7027 ± 0.0215 ≈ 0.662512 (1.9 se)
# More steps do not help: the limit is another law.
[predicted(T, 1, 2.0) for T in [20, 100, 400]]
#> f64[3×2]
#>    0.53639   0.453606
#>    0.640384  0.662512
#>    0.660113  0.718922
# Why: the score of z_2 is right given the z_1 that stands there. But z_1 is drawn anew in each step, and what z_2
# feels is the mean over all of these draws: -(z_2 - ρ α² z_1)/(1 - ρ² α⁴) with z_1 = α y, a pull towards ρ α³ y,
# where x_1 = y calls for one towards ρ α y, and with more strength.
derive (y, z in reals; t in Uniform(0.05, 0.95); l = level(S, t)) {
    E(ξ ~ Normal(0, 1), predict(o, [l.α*y + l.σ*ξ, z], l, "score")[2], method=quad(4))
    = -(z - ρ*l.α^3*y)/(1 - ρ^2*l.α^4)
}
#> ok 1 = 2: 200 points, worst 1.4e-16
derive (y, z in reals; t in Uniform(0.05, 0.95); l = level(S, t)) {
    predict(oracle(conditional_law(D, [1], y*ones(1))), [z], l, "score")[1]
    = -(z - ρ*l.α*y)/(1 - ρ^2*l.α^2)
}
#> ok 1 = 2: 200 points, worst 1.8e-16
# The two are the same where α is 1 and no noise is left to forget: too late to move.

# ## RePaint
# Lugmayr et al. 2022 make each step U times, going back up in between with the noise of the step: z_2 then meets many
# z_1 at one level, and z_1 has been z_2's company for a step. The known half and the rest agree better.
five = moments(inpaint(S, o, [1], [2.0], 2000, steps=50, resamples=5))
#> (mean = 1.0443 ± 0.0159, variance = 0.5366 ± 0.0167)
check five.mean ≈ predicted(50, 5, 2.0)[1] se 4
#> ok 1.0443 ± 0.0159 ≈ 1.01755 (1.7 se)
check five.variance ≈ predicted(50, 5, 2.0)[2] se 4
#> ok 0.5366 ± 0.0167 ≈ 0.533913 (0.2 se)
# Exactly, for U = 1, 2, 5, 10 passes of 50 steps, by rows the mean and the variance. The right ones are 1.2 and 0.64.
table = [predicted(50, U, 2.0) for U in [1, 2, 5, 10]]
#> f64[4×2]
#>    0.614032  0.597364
#>    0.818341  0.562116
#>    1.01755   0.533913
#>    1.10376   0.523463
check abs(table[4, 1] - 1.2) < abs(table[1, 1] - 1.2)
#> ok 0.0962409 < 0.585968
# The mean comes to 1.2 as the passes grow. The variance comes near what so few ancestral steps make of a variance of
# 0.64 where nothing is known (the same steps, for a single number):
check predicted(50, 200, 2.0)[1] ≈ 1.2 tol 0.01
#> ok 1.195 ≈ 1.2
ancestral_variance(steps, τ2) = {
    V = 1.0
    for i in steps:-1:2 {
        n = step_numbers(S, (i - 1)/steps, i/steps)
        l = level(S, i/steps)
        V = (n.z_weight + n.x_weight*l.α*τ2/(l.α^2*τ2 + l.σ^2))^2*V + n.σ_Q^2
    }
    V
}
[predicted(50, 200, 2.0)[2], ancestral_variance(50, 0.64)]
#> f64[2]
#>    0.513448  0.502259

# ## The score of the conditional law
# An exact conditional predictor needs no replacement. For known coordinates it is the oracle of a measurement with
# little noise, and any sampler takes it; moment matching, which only asks a predictor of x, is as good for a normal
# law.
R = linear_posterior(D, [1, 0], 2.0, 0.02);
right = moments(generate(S, oracle(R), 2000, by=heun_ode(), steps=80))
#> (mean = 1.1896 ± 0.0177, variance = 0.6033 ± 0.0187)
check right.mean ≈ 1.2 se 4
#> ok 1.1896 ± 0.0177 ≈ 1.2 (0.6 se)
check right.variance ≈ 0.64 se 4
#> ok 0.6033 ± 0.0187 ≈ 0.64 (2.0 se)
matched = moments(generate(S, moment_matched(o, [1, 0], 2.0, 0.02), 2000, by=heun_ode(), steps=80))
#> (mean = 1.1883 ± 0.0179, variance = 0.6442 ± 0.0198)
check matched.mean ≈ 1.2 se 4
#> ok 1.1883 ± 0.0179 ≈ 1.2 (0.7 se)
check matched.variance ≈ 0.64 se 4
#> ok 0.6442 ± 0.0198 ≈ 0.64 (0.2 se)

# ## Two bumps
# The mixture, of which x_1 = -0.2 is known, between both bumps.
p = oracle(M);
X = sample(P, 2000);
by_replacement = inpaint(S, p, [1], [-0.2], 2000, steps=100);
by_repaint = inpaint(S, p, [1], [-0.2], 1000, steps=50, resamples=8);
by_matching = generate(S, moment_matched(p, [1, 0], -0.2, 0.05), 2000, by=ancestral(), steps=100);
by_oracle = generate(S, oracle(linear_posterior(M, [1, 0], -0.2, 0.05)), 2000, by=ancestral(), steps=100);
# Energy distances from draws of the conditional law, and the share of the lower bump, 0.12 by the weights above:
share(Z) = mean(f64(Z[:, end] < 0.2))
for (name, Z) in (("draws", sample(P, 2000)), ("oracle", by_oracle), ("replacement", by_replacement),
    ("RePaint", by_repaint), ("moments", by_matching)) {
    print("{name}: energy distance {energy_distance(Z[:, end], X[:, 1])}, below 0.2: {share(Z):.3g}")
}
#> draws: energy distance 0.000344 ± 0.000968, below 0.2: 0.115
#> oracle: energy distance 0.000250 ± 0.000742, below 0.2: 0.106
#> replacement: energy distance 0.6120 ± 0.0371, below 0.2: 0.44
#> RePaint: energy distance 0.1262 ± 0.0218, below 0.2: 0.263
#> moments: energy distance 0.3204 ± 0.0267, below 0.2: 0.321
check value(energy_distance(by_oracle[:, 2], X[:, 1])) < 0.02
#> ok 0.000250355 < 0.02

# ## What is to be seen
# The density of x_2, exact, and what was drawn.
exact = y -> density(P, [y]);
picture(Z) = overlay(hist(Z[:, 2], range=(-3, 3), bins=30), plot(exact, -3, 3))
layout((title(picture(by_replacement), "replacement"), title(picture(by_repaint), "RePaint, U = 8")))
#>               replacement                        RePaint, U = 8
#>    | ### density            ..          | ### density            ..
#>    | --- exact(y)          /''.         | --- exact(y)          /''.
#> 0.5+                      .'  \      0.5+                      .'##\
#>    |                      /   '.        |                      / ##'.
#> 0.4+                      |    |     0.4+                      | ## |
#>    |              .      .'    |        |                     .'### |
#> 0.3+           #:.#      /#:#  '.    0.3+             #       /#####'.
#>    |           ####..   .'###   \       |             #      .'######\
#>    |          #######. :/####:  |       |            .#:..   /:######|
#> 0.2+         .#########.'#####:  |   0.2+            #####. .'########|
#>    |         #########./#######. |.     |           #######./#########|.
#> 0.1+        .###./'''-'#########  \  0.1+           #./'''-'########## \
#>    |       .###.'###############::'     |         .#.'#################'
#>   0+..........'###################:    0+..........'####################
#>    ++----+----+----+----+----+----+     ++----+----+----+----+----+----+
#>     -3   -2   -1   0    1    2    3      -3   -2   -1   0    1    2    3
#>                    y                                    y
