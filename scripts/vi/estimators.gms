#~ file: seed=7
# Gradients of a bound by draws. All estimators here have the same mean; what differs is their variance, and which is best depends on
# how near q is to the posterior. Both are measured, and compared with closed forms.
use vi

# ## One draw, in closed form
# log p(x, z) = c + log N(z; b, t²), q = N(m, s²), φ = (m, λ), s = e^λ. With z = m + sε
#   h = log p(x, z) - log q(z) = A + Bε + Cε²,
#   A = c - log(2πt²)/2 - (m - b)²/(2t²) + λ + log(2π)/2,  B = -(m - b)s/t²,  C = 1/2 - s²/(2t²),
# so that the ELBO is A + C, its gradient (B/s, 2C), and the variance of each estimator is a moment of ε.
l_of(z, c, b, t) = c + log_density(Normal(b, t), z)
q(φ) = Normal(φ[1], exp(φ[2]))
polynomial(φ, c, b, t) = {
  ((m, λ), s) = ((φ[1], φ[2]), exp(φ[2]))
  (A = c - log(2*π*t^2)/2 - (m - b)^2/(2*t^2) + λ + log(2*π)/2, B = -(m - b)*s/t^2, C = 1/2 - s^2/(2*t^2), s = s, d = m - b, t = t)
}
derive (ε, m, λ, c, b in reals; t in positives; k = polynomial([m, λ], c, b, t); z = m + exp(λ)*ε) {
    l_of(z, c, b, t) - log_density(q([m, λ]), z)
    = k.A + k.B*ε + k.C*ε^2
}
#> ok 1 = 2: 198 of 200 points, worst 2.1e-16
# The variances in m and in λ. A baseline is subtracted from h in the score estimator; E h is a common one, the best are A + 3C
# for m and A + 5C for λ.
closed(k) = (
  path = [k.s^2/k.t^4, k.d^2*k.s^2/k.t^4 + 2*k.s^4/k.t^4],
  landing = [(1/k.s - k.s/k.t^2)^2, k.d^2*k.s^2/k.t^4 + 2*(1 - k.s^2/k.t^2)^2],
  score = [(k.A^2 + 2*k.B^2 + 15*k.C^2 + 6*k.A*k.C)/k.s^2, 2*k.A^2 + 20*k.A*k.C + 10*k.B^2 + 74*k.C^2],
  baseline = [(2*k.B^2 + 10*k.C^2)/k.s^2, 10*k.B^2 + 56*k.C^2],
  best = [(2*k.B^2 + 6*k.C^2)/k.s^2, 10*k.B^2 + 24*k.C^2]
)
# Where they come from: moments of ε, as means over a quadrature rule that is exact for them.
derive (m, λ, c, b in reals; t in positives; k = polynomial([m, λ], c, b, t); h(ε) = k.A + k.B*ε + k.C*ε^2) {
    Var(ε ~ Normal(0, 1), h(ε)*ε/k.s, method=quad(8))
    = closed(k).score[1]
}
#> ok 1 = 2: 197 of 200 points, worst 1.9e-16; side 2 is infinite at 1 of them
derive (m, λ, c, b in reals; t in positives; k = polynomial([m, λ], c, b, t); h(ε) = k.A + k.B*ε + k.C*ε^2) {
    Var(ε ~ Normal(0, 1), (h(ε) - k.A - 5*k.C)*(ε^2 - 1), method=quad(8))
    = closed(k).best[2]
    <= closed(k).baseline[2]
}
#> ok 1 = 2: 200 points, worst 2.4e-16
#> ok 2 <= 3: 200 points, worst 0.0

# ## Measured
φ = [0.5, log(0.8)];
l(z) = l_of(z, -3.0, -0.3, 1.2)
k = polynomial(φ, -3.0, -0.3, 1.2);
known = closed(k)
#> path = f64[2]
#>      0.308642  0.592593
#> landing = f64[2]
#>      0.482253  0.814815
#> score = f64[2]
#>      13.5413  13.8516
#> baseline = f64[2]
#>      1.82292  6.2963
#> best = f64[2]
#>      1.34066  3.82716
check elbo(l, q(φ), nodes=4) ≈ -3.349909552553 tol 1e-12
#> ok -3.34991 ≈ -3.34991
gradient = [k.B/k.s, 2*k.C];
check gradient ≈ [-0.555555555556, 0.555555555556] tol 1e-11
#> ok [-0.555556, 0.555556] ≈ [-0.555556, 0.555556]
check known.path ≈ [0.308641975309, 0.592592592593] tol 1e-11
#> ok [0.308642, 0.592593] ≈ [0.308642, 0.592593]
check known.landing ≈ [0.482253086420, 0.814814814815] tol 1e-11
#> ok [0.482253, 0.814815] ≈ [0.482253, 0.814815]
check known.score ≈ [13.541310862330, 13.851597416629] tol 1e-11
#> ok [13.5413, 13.8516] ≈ [13.5413, 13.8516]
check known.baseline ≈ [1.822916666667, 6.296296296296] tol 1e-11
#> ok [1.82292, 6.2963] ≈ [1.82292, 6.2963]
check known.best ≈ [1.340663580247, 3.827160493827] tol 1e-11
#> ok [1.34066, 3.82716] ≈ [1.34066, 3.82716]
# gradient_moments draws the gradient of one sample again and again: its mean, and its variance.
path = gradient_moments(l, q, φ)
#> mean = estimate f64[2]
#>     -0.55813 ± 0.00573  0.54850 ± 0.00763
#> variance = estimate f64[2]
#>     0.31213 ± 0.00436  0.5929 ± 0.0207
check path.mean ≈ gradient se 5
#> ok [-0.55813 ± 0.00573, 0.54850 ± 0.00763] ≈ [-0.555556, 0.555556] (0.9 se)
check path.variance ≈ known.path se 5
#> ok [0.31213 ± 0.00436, 0.5929 ± 0.0207] ≈ [0.308642, 0.592593] (0.8 se)
landing = gradient_moments(l, q, φ, "landing");
check landing.mean ≈ gradient se 5
#> ok [-0.55108 ± 0.00686, 0.54205 ± 0.00911] ≈ [-0.555556, 0.555556] (1.5 se)
check landing.variance ≈ known.landing se 5
#> ok [0.47305 ± 0.00692, 0.7976 ± 0.0306] ≈ [0.482253, 0.814815] (1.3 se)
score = gradient_moments(l, q, φ, "score", n=40000);
check score.mean ≈ gradient se 5
#> ok [-0.5568 ± 0.0178, 0.5599 ± 0.0187] ≈ [-0.555556, 0.555556] (0.2 se)
check score.variance ≈ known.score se 5
#> ok [13.5087 ± 0.0754, 13.941 ± 0.223] ≈ [13.5413, 13.8516] (0.4 se)
with_baseline = gradient_moments(l, q, φ, "score", baseline=k.A + k.C, n=40000);
check with_baseline.mean ≈ gradient se 5
#> ok [-0.55771 ± 0.00678, 0.5575 ± 0.0121] ≈ [-0.555556, 0.555556] (0.3 se)
check with_baseline.variance ≈ known.baseline se 5
#> ok [1.8131 ± 0.0689, 5.952 ± 0.456] ≈ [1.82292, 6.2963] (0.8 se)
check gradient_moments(l, q, φ, "score", baseline=k.A + 3*k.C, n=40000).variance[1] ≈ known.best[1] se 5
#> ok 1.2583 ± 0.0453 ≈ 1.34066 (1.8 se)
check gradient_moments(l, q, φ, "score", baseline=k.A + 5*k.C, n=40000).variance[2] ≈ known.best[2] se 5
#> ok 3.370 ± 0.289 ≈ 3.82716 (1.6 se)
# A mean of K draws has a variance K times smaller; where each draw's baseline is the mean of the others, there is nothing to know beforehand.
others = gradient_moments(l, q, φ, "score", K=10, baseline="leave one out");
check others.mean ≈ gradient se 5
#> ok [-0.55431 ± 0.00436, 0.55172 ± 0.00827] ≈ [-0.555556, 0.555556] (0.5 se)
check value(others.variance[1]) ≈ known.baseline[1]/10 tol 0.2
#> ok 0.192195 ≈ 0.182292

# ## Near the posterior, and far
# With q the posterior itself, landing has no variance at all: each draw gives exactly 0. Above, q was far, and it was the noisier one.
exact = [-0.3, log(1.2)];
gradient_moments(l, q, exact, "landing", n=100).variance
#> estimate f64[2]
#>   0 ± 0  0 ± 0
check value(gradient_moments(l, q, exact, "landing", n=100).variance) ≈ [0, 0] abs 1e-20
#> ok [0.0, 0.0] ≈ [0, 0]
gradient_moments(l, q, exact).variance
#> estimate f64[2]
#>   0.6955 ± 0.0100  2.0367 ± 0.0810
check gradient_moments(l, q, exact).variance ≈ closed(polynomial(exact, -3.0, -0.3, 1.2)).path se 5
#> ok [0.6896 ± 0.0100, 2.0340 ± 0.0833] ≈ [0.694444, 2.0] (0.5 se)

# ## The importance-weighted bound
# Its gradient by paths ("iw") and doubly reparameterised ("dreg") have the mean of the bound's own gradient, here by quadrature of
# two draws; dreg has no score left in it, and less noise for many draws.
bound(φ) = iw_bound(l, q(φ), 2, nodes=40)
check bound(φ) ≈ -3.273486124602 tol 1e-11
#> ok -3.27349 ≈ -3.27349
slope = grad(bound)(φ)
#> f64[2]
#>   -0.455365  0.544988
iw = gradient_moments(l, q, φ, "iw", K=2, n=40000);
dreg = gradient_moments(l, q, φ, "dreg", K=2, n=40000);
check iw.mean ≈ slope se 5
#> ok [-0.45399 ± 0.00241, 0.54178 ± 0.00311] ≈ [-0.455365, 0.544988] (1.0 se)
check dreg.mean ≈ slope se 5
#> ok [-0.45714 ± 0.00247, 0.54769 ± 0.00432] ≈ [-0.455365, 0.544988] (0.7 se)
# Signal over noise in m with K draws, from a q whose weights have a finite variance (s² > t²/2): it falls as 1/√K for iw
# (Rainforth et al. 2018) and rises for dreg.
wide = [0.5, log(1.6)];
snr(name, K) = { g = gradient_moments(l, q, wide, name, K=K, n=4000); abs(value(g.mean[1]))/sqrt(value(g.variance[1])) }
[snr("iw", 1), snr("iw", 8), snr("iw", 64)]
#> f64[3]
#>    0.497183  0.118346  0.0246262
[snr("dreg", 1), snr("dreg", 8), snr("dreg", 64)]
#> f64[3]
#>    1.14315  1.70544  5.06871
check snr("iw", 64) < snr("iw", 1)
#> ok 0.0720002 < 0.519097
check snr("dreg", 64) > snr("dreg", 1)
#> ok 4.95172 > 1.15949

# ## Without a path: a category
# Draws of a category do not move with its logits; the score is all there is. One draw, in closed form: the gradient is
# (h_z - b)(e_z - q), so its variance is a sum over three values.
prior_z = [0.5, 0.3, 0.2];
likelihood = [0.9, 0.2, 0.05];
g(z) = log(prior_z[z]*likelihood[z])
state(u) = Categorical(logits=u)
u = log([0.6, 0.3, 0.1]);
plain = gradient_moments(g, state, u, "score", n=40000);
check plain.mean ≈ [0.358810232429, -0.217121635780, -0.141688596649] se 5
#> ok [0.35859 ± 0.00305, -0.21985 ± 0.00320, -0.13875 ± 0.00330] ≈ [0.35881, -0.217122, -0.141689] (0.9 se)
check plain.variance ≈ [0.349819965, 0.385817059, 0.417645526] se 5
#> ok [0.34899 ± 0.00123, 0.38604 ± 0.00185, 0.41294 ± 0.00566] ≈ [0.34982, 0.385817, 0.417646] (0.8 se)
centred = gradient_moments(g, state, u, "score", baseline=-0.885699126501, n=40000);
check centred.mean ≈ [0.358810232429, -0.217121635780, -0.141688596649] se 5
#> ok [0.358842 ± 0.000900, -0.21669 ± 0.00132, -0.14216 ± 0.00189] ≈ [0.35881, -0.217122, -0.141689] (0.3 se)
check centred.variance ≈ [0.034429695192, 0.067236286338, 0.146254314658] se 5
#> ok [0.034505 ± 0.000340, 0.067297 ± 0.000586, 0.14661 ± 0.00186] ≈ [0.0344297, 0.0672363, 0.146254] (0.2 se)
gradient_moments(g, state, u, "path", n=10)
#!> error[derivative]: a draw from Categorical has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   gradient_moments(g, state, u, "path", n=10)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
gradient_moments(g, state, u, "reinforce", n=10)
#!> error[argument]: bound_at: estimator is one of ("path", "landing", "score", "iw", "dreg"), not reinforce
#!>   gradient_moments(g, state, u, "reinforce", n=10)
#!>                                 ^^^^^^^^^^^
gradient_moments(g, state, u, "score", baseline="leave one out", n=10)
#!> error[argument]: bound_at: "leave one out" takes the mean of the other draws, and K = 1 has none: K=2 or more
#!>   gradient_moments(g, state, u, "score", baseline="leave one out", n=10)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## What is to be seen
# The variance in m as q's mean goes past the posterior's, with q's width that of the posterior: landing vanishes there, path does not.
at(m) = closed(polynomial([m, log(1.2)], -3.0, -0.3, 1.2))
ms = linspace(-2, 1.4, 35);
axes(overlay(plot(ms, [at(m).path[1] for m in ms], label="path"), plot(ms, [at(m).landing[1] for m in ms], label="landing"),
  plot(ms, [at(m).best[1] for m in ms], label="score, best baseline", colour="red"), vline(-0.3)), x="m", y="variance in m", ylim=(0, 3))
#> variance in m
#>   3+o                                 .                                o
#>    | o                                .                                o
#> 2.5+  o                               .                              oo
#>    |   oo                             .                            oo
#>   2+     oo                           .                          oo
#>    |       oo                         .                        oo
#> 1.5+         oo                       .                      oo
#>    |           oo                     .                    oo
#>   1+             oo                   .                  oo
#>    |***************oo*****************.****************oo***************
#> 0.5+                 oooo             .            oooo
#>    |                     oooo         .        oooo
#>   0++++++++++++++++++++++++++ooooooooo.oooooooo+++++++++++++++++++++++++
#>    ++---------+---------+---------+---------+---------+---------+-------
#>     -2       -1.5       -1       -0.5       0        0.5        1
#>                                      m
#>              *** path   +++ landing   ooo score, best baseline
