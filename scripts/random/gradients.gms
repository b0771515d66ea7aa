#~ file: seed=7
# Derivatives of expectations, by the path and by the score.
#
#   L(θ) = E_q h(z),   h(z) = log p(x, z) - log q(z; θ),   q = Normal(m, s),   θ = [m, λ],   s = e^λ:
#
# the evidence lower bound of a Gaussian, log p(x, z) = c + log N(z; b, t²). With z = m + sε, h is the polynomial
# A + Bε + Cε², so means and variances of all gradient estimators have closed forms.
log_p(z, M) = M.c + Normal(M.b, M.t).log_density(z)
q(θ) = Normal(θ[1], exp(θ[2]))
log_q(z, θ) = q(θ).log_density(z)
coefficients(M, θ) = {
  (m, λ) = θ
  s = exp(λ)
  (
    A = M.c - log(2*π*M.t^2)/2 - (m - M.b)^2/(2*M.t^2) + λ + log(2*π)/2,
    B = -(m - M.b)*s/M.t^2,
    C = 1/2 - s^2/(2*M.t^2)
  )
}
M = (c = -3.0, b = -0.3, t = 1.2);
θ = [0.5, log(0.8)];
k = coefficients(M, θ)
#> (A = -3.62769, B = -0.444444, C = 0.277778)
# h as that polynomial, at some ε; and L = A + C.
h(z, θ) = log_p(z, M) - log_q(z, θ)
check h(0.5 + 0.8*1.7, θ) ≈ k.A + k.B*1.7 + k.C*1.7^2
#> ok -3.58047 ≈ -3.58047
L(θ) = E(z ~ q(θ), h(z, θ), method=quad(4))
check L(θ) ≈ k.A + k.C
#> ok -3.34991 ≈ -3.34991
check L(θ) ≈ -3.349909552553 tol 1e-12
#> ok -3.34991 ≈ -3.34991
# The gradient is (B/s, 2C), exactly by Gauss-Hermite quadrature, as the integrand is a polynomial.
exact(M, θ) = { k = coefficients(M, θ); [k.B/exp(θ[2]), 2*k.C] }
check grad(L)(θ) ≈ exact(M, θ)
#> ok [-0.555556, 0.555556] ≈ [-0.555556, 0.555556]
check exact(M, θ) ≈ [-0.555555555556, 0.555555555556] tol 1e-11
#> ok [-0.555556, 0.555556] ≈ [-0.555556, 0.555556]

# ## One sample, four ways
moved(θ, ε) = θ[1] + exp(θ[2])*ε
# Path: h(m + sε) is differentiated as it stands.
path(M, θ, ε) = grad(θ -> log_p(moved(θ, ε), M) - log_q(moved(θ, ε), θ))(θ)
# Sticking the landing: the law in log q stands still, as E ∂ log q/∂θ = 0.
landing(M, θ, ε) = grad(θ -> log_p(moved(θ, ε), M) - log_q(moved(θ, ε), stop(θ)))(θ)
# Score: the draw stands still, (h - baseline) ∂ log q/∂θ, which is ε/s and ε² - 1.
score(M, θ, ε, baseline) = {
  z = stop(moved(θ, ε))
  (log_p(z, M) - log_q(z, θ) - baseline)*grad(θ -> log_q(z, θ))(θ)
}
# Their variances in closed form: a column for m and one for λ. The best baselines are A + 3C for m and A + 5C for λ.
closed(M, θ) = {
  (A, B, C) = coefficients(M, θ)
  (s, t, d) = (exp(θ[2]), M.t, θ[1] - M.b)
  (
    path = [s^2/t^4, d^2*s^2/t^4 + 2*s^4/t^4],
    landing = [(1/s - s/t^2)^2, d^2*s^2/t^4 + 2*(1 - s^2/t^2)^2],
    score = [(A^2 + 2*B^2 + 15*C^2 + 6*A*C)/s^2, 2*A^2 + 20*A*C + 10*B^2 + 74*C^2],
    mean = [(2*B^2 + 10*C^2)/s^2, 10*B^2 + 56*C^2],
    best = [(2*B^2 + 6*C^2)/s^2, 10*B^2 + 24*C^2]
  )
}
closed(M, θ)
#> path = f64[2]
#>      0.308642  0.592593
#> landing = f64[2]
#>      0.482253  0.814815
#> score = f64[2]
#>      13.5413  13.8516
#> mean = f64[2]
#>      1.82292  6.2963
#> best = f64[2]
#>      1.34066  3.82716
check closed(M, θ).path ≈ [0.308641975309, 0.592592592593] tol 1e-11
#> ok [0.308642, 0.592593] ≈ [0.308642, 0.592593]
check closed(M, θ).landing ≈ [0.482253086420, 0.814814814815] tol 1e-11
#> ok [0.482253, 0.814815] ≈ [0.482253, 0.814815]
check closed(M, θ).score ≈ [13.541310862330, 13.851597416629] tol 1e-11
#> ok [13.5413, 13.8516] ≈ [13.5413, 13.8516]
check closed(M, θ).mean ≈ [1.822916666667, 6.296296296296] tol 1e-11
#> ok [1.82292, 6.2963] ≈ [1.82292, 6.2963]
check closed(M, θ).best ≈ [1.340663580247, 3.827160493827] tol 1e-11
#> ok [1.34066, 3.82716] ≈ [1.34066, 3.82716]
# The variances measured, and the means: all are unbiased. Squares of scores have long tails, so their draws are spread
# over strata. Three settings; in the last one q is p(z | x).
claims(M, θ) = {
  (v, g) = (closed(M, θ), exact(M, θ))
  k = coefficients(M, θ)
  baselines = [k.A + 3*k.C, k.A + 5*k.C]
  check E(ε ~ Normal(0, 1), path(M, θ, ε), n=4000) ≈ g se 5
  check Var(ε ~ Normal(0, 1), path(M, θ, ε), n=10_000, method="stratified") ≈ v.path se 5
  check E(ε ~ Normal(0, 1), landing(M, θ, ε), n=4000) ≈ g abs 1e-9 se 5
  check Var(ε ~ Normal(0, 1), landing(M, θ, ε), n=10_000, method="stratified") ≈ v.landing abs 1e-9 se 5
  check E(ε ~ Normal(0, 1), score(M, θ, ε, 0), n=4000) ≈ g se 5
  check Var(ε ~ Normal(0, 1), score(M, θ, ε, 0), n=10_000, method="stratified") ≈ v.score se 5
  check E(ε ~ Normal(0, 1), score(M, θ, ε, k.A + k.C), n=4000) ≈ g abs 1e-9 se 5
  check Var(ε ~ Normal(0, 1), score(M, θ, ε, k.A + k.C), n=10_000, method="stratified") ≈ v.mean abs 1e-9 se 5
  check E(ε ~ Normal(0, 1), score(M, θ, ε, baselines), n=4000) ≈ g abs 1e-9 se 5
  check Var(ε ~ Normal(0, 1), score(M, θ, ε, baselines), n=10_000, method="stratified") ≈ v.best abs 1e-9 se 5
}
claims(M, θ)
#> ok [-0.54683 ± 0.00886, 0.5727 ± 0.0120] ≈ [-0.555556, 0.555556] (1.4 se)
#> ok [0.308475 ± 0.000758, 0.5871 ± 0.0106] ≈ [0.308642, 0.592593] (0.5 se)
#> ok [-0.5412 ± 0.0111, 0.5452 ± 0.0137] ≈ [-0.555556, 0.555556] (1.3 se)
#> ok [0.48128 ± 0.00137, 0.8059 ± 0.0149] ≈ [0.482253, 0.814815] (0.7 se)
#> ok [-0.5032 ± 0.0578, 0.6027 ± 0.0576] ≈ [-0.555556, 0.555556] (0.9 se)
#> ok [13.5467 ± 0.0150, 13.826 ± 0.125] ≈ [13.5413, 13.8516] (0.4 se)
#> ok [-0.5318 ± 0.0204, 0.5459 ± 0.0376] ≈ [-0.555556, 0.555556] (1.2 se)
#> ok [1.875 ± 0.113, 6.563 ± 0.946] ≈ [1.82292, 6.2963] (0.5 se, heavy tails: k = 0.71)
#> ok [-0.5343 ± 0.0173, 0.5525 ± 0.0258] ≈ [-0.555556, 0.555556] (1.2 se, heavy tails: k = 0.82)
#> ok [1.4400 ± 0.0943, 4.278 ± 0.606] ≈ [1.34066, 3.82716] (1.1 se, heavy tails: k = 0.90)
claims((c = 1.5, b = 0.7, t = 0.6), [-0.2, log(1.1)])
#> ok [2.4902 ± 0.0470, -2.2474 ± 0.0830] ≈ [2.5, -2.36111] (1.4 se)
#> ok [9.3258 ± 0.0227, 29.929 ± 0.441] ≈ [9.33642, 30.1566] (0.5 se)
#> ok [2.4901 ± 0.0335, -2.2503 ± 0.0677] ≈ [2.5, -2.36111] (1.6 se)
#> ok [4.6155 ± 0.0132, 18.721 ± 0.290] ≈ [4.60731, 18.7122] (0.6 se)
#> ok [2.4044 ± 0.0725, -2.132 ± 0.165] ≈ [2.5, -2.36111] (1.4 se)
#> ok [26.28 ± 2.11, 188.8 ± 46.1] ≈ [24.8294, 157.519] (0.7 se)
#> ok [2.4223 ± 0.0847, -2.519 ± 0.251] ≈ [2.5, -2.36111] (0.9 se)
#> ok [23.184 ± 0.976, 136.3 ± 13.3] ≈ [24.0183, 153.673] (1.3 se)
#> ok [2.5783 ± 0.0716, -2.459 ± 0.179] ≈ [2.5, -2.36111] (1.1 se, heavy tails: k = 0.71)
#> ok [19.210 ± 0.850, 103.21 ± 8.64] ≈ [19.411, 109.074] (0.7 se)
# Where q is the posterior, C = B = 0: sticking the landing has no variance at all, and neither has the score with
# the baseline log p(x); the path still has 2 for λ.
claims((c = -3.0, b = 0.4, t = 0.9), [0.4, log(0.9)])
#> ok [0.0173 ± 0.0177, 0.0323 ± 0.0216] ≈ [-0.0, 0.0] (1.5 se)
#> ok [1.23580 ± 0.00357, 2.0283 ± 0.0519] ≈ [1.23457, 2.0] (0.5 se)
#> ok [0 ± 0, 0 ± 0] ≈ [-0.0, 0.0] (0.0 se)
#> ok [0 ± 0, 0 ± 0] ≈ [0.0, 0.0] (0.0 se)
#> ok [0.0395 ± 0.0501, 0.1583 ± 0.0655] ≈ [-0.0, 0.0] (2.4 se)
#> ok [11.1005 ± 0.0341, 18.056 ± 0.455] ≈ [11.1111, 18.0] (0.3 se)
#> ok [-2.1e-19 ± 4.04e-18, -8.10e-18 ± 4.74e-18] ≈ [-0.0, 0.0] (1.7 se)
#> ok [6.611e-32 ± 1.66e-33, 8.528e-32 ± 3.53e-33] ≈ [0.0, 0.0] (39.8 se)
#> ok [-1.01e-18 ± 4.03e-18, -5.32e-18 ± 4.66e-18] ≈ [-0.0, 0.0] (1.1 se)
#> ok [6.345e-32 ± 1.71e-33, 7.730e-32 ± 3.83e-33] ≈ [0.0, 0.0] (37.0 se)

# ## The same by E
# E(z ~ q, h) has the path through its draws; estimator="score" holds the draws and uses ∂ log q. The gradient of an
# estimate is an estimate, whose error is √(variance/n).
n = 40_000;
by_path(θ) = E(z ~ q(θ), h(z, θ), n=n)
by_score(θ, b=0) = E(z ~ q(θ), h(z, θ), n=n, estimator="score", baseline=b)
by_mean(θ) = E(z ~ q(θ), h(z, θ), n=n, estimator="score", baseline="mean")
of(f) = grad(f)(θ)
check of(by_path) ≈ exact(M, θ) se 4
#> ok [-0.55263 ± 0.00276, 0.56274 ± 0.00381] ≈ [-0.555556, 0.555556] (1.9 se)
check of(by_score) ≈ exact(M, θ) se 4
#> ok [-0.5728 ± 0.0250, 0.6017 ± 0.0245] ≈ [-0.555556, 0.555556] (1.9 se)
check of(by_mean) ≈ exact(M, θ) se 4
#> ok [-0.56035 ± 0.00646, 0.54578 ± 0.00956] ≈ [-0.555556, 0.555556] (1.0 se)
check of(θ -> by_score(θ, b=k.A + 3*k.C)) ≈ exact(M, θ) se 4
#> ok [-0.54476 ± 0.00906, 0.5469 ± 0.0102] ≈ [-0.555556, 0.555556] (1.2 se)
# The score estimator differentiates h itself too, whose mean derivative is 0: (h - b) ∂ log q - ∂ log q is the score
# with the baseline b + 1. So its best baselines are A + 3C - 1 and A + 5C - 1, and a baseline b has the excess
# (b - best)² over the smallest variance in m, times 1/s², and 2(b - best)² in λ.
variance(b) = closed(M, θ).best + (b + 1 - [k.A + 3*k.C, k.A + 5*k.C])^2*[1/0.8^2, 2]
check variance(k.A + k.C - 1) ≈ closed(M, θ).mean
#> ok [1.82292, 6.2963] ≈ [1.82292, 6.2963]
check variance(-1) ≈ closed(M, θ).score
#> ok [13.5413, 13.8516] ≈ [13.5413, 13.8516]
check n*se(of(by_path))^2 ≈ closed(M, θ).path tol 0.3
#> ok [0.314178, 0.583329] ≈ [0.308642, 0.592593]
check n*se(of(by_score))^2 ≈ variance(0) tol 0.3
#> ok [24.4893, 23.694] ≈ [23.8362, 24.8068]
check n*se(of(by_mean))^2 ≈ variance(k.A + k.C) tol 0.3
#> ok [1.7466, 3.81976] ≈ [1.64931, 3.85185]
check n*se(of(θ -> by_score(θ, b=2.5)))^2 ≈ variance(2.5) tol 0.3
#> ok [59.2323, 69.656] ≈ [63.2452, 69.6948]
check n*se(of(θ -> by_score(θ, b=k.A + 3*k.C - 1)))^2 ≈ variance(k.A + 3*k.C - 1) tol 0.3
#> ok [1.27674, 4.1811] ≈ [1.34066, 4.44444]
# With stop in log q both terms are as printed in papers.
standing(θ) = { still = stop(θ); E(z ~ q(θ), log_p(z, M) - log_q(z, still), n=n) }
check of(standing) ≈ exact(M, θ) se 4
#> ok [-0.55438 ± 0.00346, 0.55935 ± 0.00441] ≈ [-0.555556, 0.555556] (0.9 se)
check n*se(of(standing))^2 ≈ closed(M, θ).landing tol 0.3
#> ok [0.48709, 0.782508] ≈ [0.482253, 0.814815]

# ## Second derivatives
# H(m) = E(z ~ Normal(m, 1), z⁴) = m⁴ + 6m² + 3 has H'' = 12m² + 12, by both ways.
H_path(m) = E(z ~ Normal(m, 1), z^4)
H_score(m) = E(z ~ Normal(m, 1), z^4, estimator="score", baseline="mean")
check H_path'(0.5) ≈ 4*0.5^3 + 12*0.5 se 4
#> ok 6.237 ± 0.193 ≈ 6.5 (1.4 se)
check H_path''(0.5) ≈ 12*0.5^2 + 12 se 4
#> ok 14.865 ± 0.205 ≈ 15.0 (0.7 se)
check H_score'(0.5) ≈ 4*0.5^3 + 12*0.5 se 4
#> ok 5.825 ± 0.337 ≈ 6.5 (2.0 se, heavy tails: k = 0.77)
check H_score''(0.5) ≈ 12*0.5^2 + 12 se 5
#> ok 14.505 ± 0.948 ≈ 15.0 (0.5 se)
# A step function has no path derivative, but a score: P(z > 0) = Φ(m), and Φ' = φ.
Φ_score(m) = E(z ~ Normal(m, 1), f64(z > 0), estimator="score", baseline=0.5)
check Φ_score'(0.3) ≈ density(Normal(0, 1), 0.3) se 4
#> ok 0.37979 ± 0.00331 ≈ 0.381388 (0.5 se)
(m -> E(z ~ Normal(m, 1), f64(z > 0)))'(0.3)
#> 0.0

# ## Where there is no path
# A coin: E f(z) = (1 - p) f₀ + p f₁ has the derivative f₁ - f₀. One sample of the score estimator has the variance
# (f₁ - b)²/p + (f₀ - b)²/(1 - p) - (f₁ - f₀)², which is 0 for b = (1 - p) f₁ + p f₀.
(f₀, f₁, p) = (2.0, -1.5, 0.3);
value_of(z) = f₀ + (f₁ - f₀)*z
coin(p, b) = E(z ~ Bernoulli(p), value_of(z), n=n, method="samples", estimator="score", baseline=b)
by_coin(b) = grad(coin, wrt="p")(p, b)
coin_variance(b) = (f₁ - b)^2/p + (f₀ - b)^2/(1 - p) - (f₁ - f₀)^2
check by_coin(0) ≈ f₁ - f₀ se 4
#> ok -3.50161 ± 0.00493 ≈ -3.5 (0.3 se)
check by_coin(0.95) ≈ f₁ - f₀ se 4
#> ok -3.4982 ± 0.0161 ≈ -3.5 (0.1 se)
check n*se(by_coin(0))^2 ≈ coin_variance(0) tol 0.3
#> ok 0.919612 ≈ 0.964286
check n*se(by_coin(0.95))^2 ≈ coin_variance(0.95) tol 0.3
#> ok 8.96049 ≈ 9.33333
by_coin((1 - p)*f₁ + p*f₀)
#> -3.5 ± 0
# Over its support E is exact, and so is its derivative.
check (p -> E(z ~ Bernoulli(p), value_of(z)))'(0.3) ≈ f₁ - f₀
#> ok -3.5 ≈ -3.5

# A category: three states, log p(x, z) known, q = softmax of logits. With h = log p(x, z) - log q(z) the gradient in
# the logits is q (h - E h); the score of one sample, (h - b)(e_z - q), has the variance
# Σ_z q_z (h_z - b)² (e_z - q)² - gradient².
joint = [0.5, 0.3, 0.2]*[0.9, 0.2, 0.05];
Q = [0.6, 0.3, 0.1];
l = log(Q);
state(l) = Categorical(logits=l)
bound(l) = E(z ~ state(l), log(joint[z]) - state(l).log_density(z))
check bound(l) ≈ -0.885699126501 tol 1e-11
#> ok -0.885699 ≈ -0.885699
H = log(joint) - log(Q);
check grad(bound)(l) ≈ Q*(H - Q @ H)
#> ok [0.35881, -0.217122, -0.141689] ≈ [0.35881, -0.217122, -0.141689]
check grad(bound)(l) ≈ [0.358810232429, -0.217121635780, -0.141688596649] tol 1e-11
#> ok [0.35881, -0.217122, -0.141689] ≈ [0.35881, -0.217122, -0.141689]
one(z, b) = (H[z] - b)*([f64(z == 1), f64(z == 2), f64(z == 3)] - Q)
# Exactly, over the support:
check Var(z ~ Categorical(Q), one(z, 0)) ≈ [0.349819965, 0.385817059, 0.417645526] tol 1e-8
#> ok [0.34982, 0.385817, 0.417646] ≈ [0.34982, 0.385817, 0.417646]
check Var(z ~ Categorical(Q), one(z, Q @ H)) ≈ [0.034429695192, 0.067236286338, 0.146254314658] tol 1e-11
#> ok [0.0344297, 0.0672363, 0.146254] ≈ [0.0344297, 0.0672363, 0.146254]
# And by samples:
check Var(z ~ Categorical(Q), one(z, 0), method="samples") ≈ [0.349819965, 0.385817059, 0.417645526] se 5
#> ok [0.34885 ± 0.00241, 0.38730 ± 0.00366, 0.4109 ± 0.0112] ≈ [0.34982, 0.385817, 0.417646] (0.6 se)
sampled(l) = E(z ~ state(l), log(joint[z]) - state(l).log_density(z), method="samples", estimator="score",
  baseline="mean")
check grad(sampled)(l) ≈ grad(bound)(l) se 4
#> ok [0.36571 ± 0.00632, -0.22835 ± 0.00656, -0.13736 ± 0.00678] ≈ [0.35881, -0.217122, -0.141689] (1.7 se)
# Draws of a category have no path: without the score the derivative is an error, not a wrong number.
grad(l -> E(z ~ state(l), log(joint[z]), method="samples"))(l)
#!> error[derivative]: a draw from Categorical has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   grad(l -> E(z ~ state(l), log(joint[z]), method="samples"))(l)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# What is to be seen: the variance of the score's estimator is a parabola in the baseline, and the mean of H is a good one.
spread(b) = sum(Var(z ~ Categorical(Q), one(z, b)))
axes(overlay(plot(spread, -3, 1, n=60), vline(Q @ H)), x="baseline", y="variance")
#> variance
#>    |                                   .                               .
#>   3+                                   .                              .'
#>    |                                   .                            .'
#> 2.5+                                   .                          .''
#>    |                                   .                        .'
#>   2+                                   .                      .'
#>    |                                   .                    .'
#> 1.5+.                                  .                 ..'
#>    | '..                               .               .-'
#>   1+   ''.                             .           ..-'
#>    |      ''..                         .        ..''
#> 0.5+         ''-..                     .    ..-'
#>    |              ''-...              ....'''
#>   0+                    ''''''---''''' .
#>    ++-------+--------+-------+--------+-------+--------+-------+-------+
#>     -3     -2.5      -2     -1.5      -1     -0.5      0      0.5      1
#>                                   baseline
