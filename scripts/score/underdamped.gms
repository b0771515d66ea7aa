#~ file: seed=7
# Underdamped Langevin dynamics: points with a momentum. They roll instead of stumbling, forget faster, and the way in which a step is
# put together decides what it costs.
use score

# ## The equation
#   dq = p dt,  dp = s(q) dt - friction p dt + √(2 friction) dw
# keeps p(q) N(p; 0, I). On N(0, v) it is linear, y' = F y + noise with y = (q, p) and covariance Σ: F Σ + Σ Fᵀ + N = 0.
derive (v, f in positives; F = [0, 1; -1/v, -f]; N = [0, 0; 0, 2*f]; Σ = [v, 0; 0, 1]) {
    F @ Σ + Σ @ F' + N
    = zeros(2, 2)
}
#> ok 1 = 2: 200 points, worst 4.4e-16

# ## Splittings
# Three parts of it can be done exactly: A moves q by p, B moves p by s(q), O shakes p. A step does them one after another,
# symmetrically; BAOAB is half of B, half of A, all of O, half of A, half of B. Each splitting has its own bias, of order h², and
# BAOAB and ABOBA have none in q, on normal laws (Leimkuhler and Matthews 2013). Exactly, for any friction:
for (S, q, p) in (
    ("BAOAB", (v, h) -> v, (v, h) -> 1 - h^2/(4*v)),
    ("ABOBA", (v, h) -> v, (v, h) -> 1/(1 - h^2/(4*v))),
    ("OBABO", (v, h) -> v/(1 - h^2/(4*v)), (v, h) -> 1.0),
    ("OABAO", (v, h) -> v*(1 - h^2/(4*v)), (v, h) -> 1.0)
) {
    check diag(stationary_covariance(underdamped(S, 0.5), 0.25)) ≈ [q(0.25, 0.5), p(0.25, 0.5)] tol 1e-12
    for (v, h, f) in ((0.7, 0.9, 0.3), (2.0, 0.4, 5.0), (1.0, 1.9, 1.0)) {
        check diag(stationary_covariance(underdamped(S, h, friction=f), v)) ≈ [q(v, h), p(v, h)] tol 1e-10
    }
}
#> ok [0.25, 0.75] ≈ [0.25, 0.75]
#> ok [0.7, 0.710714] ≈ [0.7, 0.710714]
#> ok [2.0, 0.98] ≈ [2.0, 0.98]
#> ok [1.0, 0.0975] ≈ [1.0, 0.0975]
#> ok [0.25, 1.33333] ≈ [0.25, 1.33333]
#> ok [0.7, 1.40704] ≈ [0.7, 1.40704]
#> ok [2.0, 1.02041] ≈ [2.0, 1.02041]
#> ok [1.0, 10.2564] ≈ [1.0, 10.2564]
#> ok [0.333333, 1.0] ≈ [0.333333, 1.0]
#> ok [0.984925, 1.0] ≈ [0.984925, 1.0]
#> ok [2.04082, 1.0] ≈ [2.04082, 1.0]
#> ok [10.2564, 1.0] ≈ [10.2564, 1.0]
#> ok [0.1875, 1.0] ≈ [0.1875, 1.0]
#> ok [0.4975, 1.0] ≈ [0.4975, 1.0]
#> ok [1.96, 1.0] ≈ [1.96, 1.0]
#> ok [0.0975, 1.0] ≈ [0.0975, 1.0]
check [stationary_variance(underdamped(S, 0.5), 0.25) for S in ("BAOAB", "ABOBA", "OBABO", "OABAO")] ≈ [0.25, 0.25, 0.3333333333333, 0.1875] tol 1e-12
#> ok [0.25, 0.25, 0.333333, 0.1875] ≈ [0.25, 0.25, 0.333333, 0.1875]
check [stationary_covariance(underdamped(S, 0.5), 0.25)[2, 2] for S in ("BAOAB", "ABOBA", "OBABO", "OABAO")] ≈ [0.75, 1.333333333333, 1, 1] tol 1e-12
#> ok [0.75, 1.33333, 1.0, 1.0] ≈ [0.75, 1.33333, 1.0, 1.0]
# Euler and Maruyama's step does all at once and badly: its bias is of order h, and it is unstable from h = friction v on.
K = underdamped("Euler", 0.1);
check diag(stationary_covariance(K, 1)) ≈ [1.11402741324, 1.16652085156] tol 1e-11
#> ok [1.11403, 1.16652] ≈ [1.11403, 1.16652]
check stability_limit(K, 1) ≈ 1 tol 1e-9
#> ok 1.0 ≈ 1
# The splittings bear any h < 2√v, whatever the friction.
for S in ("BAOAB", "ABOBA", "OBABO", "OABAO") { check stability_limit(underdamped(S, 0.1), 0.25) ≈ 1 tol 1e-9 }
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
#> ok 1.0 ≈ 1
# Predicted beside measured, for all of them, and for one of one's own, "OAB", which is not symmetric:
X = normal_noise(20000);
for S in ("BAOAB", "ABOBA", "OBABO", "OABAO", "Euler", ("O", "A", "B")) {
    K = underdamped(S, 0.5)
    r = run_chains(K, Normal(0, 1), X, 60)
    check estimate(r.x^2) ≈ stationary_variance(K, 1) se 4
    check estimate(r.p^2) ≈ stationary_covariance(K, 1)[2, 2] se 4
}
#> ok 1.00089 ± 0.00993 ≈ 1.0 (0.1 se)
#> ok 0.95381 ± 0.00971 ≈ 0.9375 (1.7 se)
#> ok 0.97870 ± 0.00975 ≈ 1.0 (2.2 se)
#> ok 1.0611 ± 0.0105 ≈ 1.06667 (0.5 se)
#> ok 1.0594 ± 0.0103 ≈ 1.06667 (0.7 se)
#> ok 0.97895 ± 0.00995 ≈ 1.0 (2.1 se)
#> ok 0.93800 ± 0.00928 ≈ 0.9375 (0.1 se)
#> ok 1.0023 ± 0.0101 ≈ 1.0 (0.2 se)
#> ok 2.1821 ± 0.0211 ≈ 2.15385 (1.3 se)
#> ok 2.4420 ± 0.0254 ≈ 2.46154 (0.8 se)
#> ok 1.3847 ± 0.0137 ≈ 1.38996 (0.4 se)
#> ok 1.1256 ± 0.0108 ≈ 1.13464 (0.8 se)
# A temperature multiplies both variances; friction does not, nor does a mean that is not 0.
r = run_chains(underdamped("BAOAB", 0.5, friction=3, temperature=0.09), Normal(2, 1), 2 + X, 60);
check estimate((r.x - 2)^2) ≈ 0.09 se 4
#> ok 0.091429 ± 0.000904 ≈ 0.09 (1.6 se)

# ## How fast it forgets
# With both at the edge where the bias of the unadjusted kernel is 5 %: ULA h = 0.1 takes 1/h steps to forget, and as many scores.
# BAOAB has no bias at h = 1, and one score a step.
x = run_chain(langevin(0.1), Normal(0, 1), 0, 100000, burn=100).path;
y = run_chain(underdamped("BAOAB", 1.0), Normal(0, 1), 0, 100000, burn=100).path;
(ULA = integrated_time(x), BAOAB = integrated_time(y))
#> (ULA = 19.3495, BAOAB = 1.83348)
check chain_mean(y^2) ≈ 1 se 4
#> ok 1.01107 ± 0.00644 ≈ 1 (1.7 se)
# The friction is a choice: too little and points swing to and fro, too much and they stumble as ULA's. With A of
# step_matrices, y ↦ A y + noise, and Σ, the correlations are those of A^k Σ, and τ = 1 + 2 [A (1 - A)⁻¹ Σ]_qq/Σ_qq.
exact_time(K) = { A = step_matrices(K, 1).A; S = stationary_covariance(K, 1); 1 + 2*(A @ solve(eye(2) - A, S))[1, 1]/S[1, 1] }
for f in (0.1, 0.3, 1.0, 2.0, 10.0) {
    K = underdamped("BAOAB", 1.0, friction=f)
    y = run_chain(K, Normal(0, 1), 0, 50000, burn=100).path
    print("friction {f}: τ of the mean {integrated_time(y):.3g}, exactly {exact_time(K):.4g}, of the variance {integrated_time(y^2):.3g}")
    check abs(integrated_time(y)/exact_time(K) - 1) < 0.15
}
#> friction 0.1: τ of the mean 0.197, exactly 0.1998, of the variance 8.94
#> ok 0.0159952 < 0.15
#> friction 0.3: τ of the mean 0.631, exactly 0.5955, of the variance 3.44
#> ok 0.0591755 < 0.15
#> friction 1.0: τ of the mean 1.87, exactly 1.848, of the variance 2.03
#> ok 0.0108059 < 0.15
#> friction 2.0: τ of the mean 2.91, exactly 3.046, of the variance 2.26
#> ok 0.0453896 < 0.15
#> friction 10.0: τ of the mean 4.07, exactly 4.0, of the variance 2.44
#> ok 0.0168291 < 0.15
# Points that swing are on the one side as often as on the other: their mean is known better than that of as many
# independent points (τ < 1), their variance is not. The correlations at first fall below 0, and then rise again: a sum
# that stopped there, as is right for reversible chains (Geyer 1992), would give τ = 2 for the friction 0.1.
check exact_time(underdamped("BAOAB", 1.0, friction=0.1)) ≈ 0.19983349983 tol 1e-10
#> ok 0.199833 ≈ 0.199833
check exact_time(underdamped("BAOAB", 1.0, friction=0.3)) ≈ 0.59554013447 tol 1e-10
#> ok 0.59554 ≈ 0.59554

# ## A law that is not normal
# There BAOAB has a bias too, but one of order h², with a small constant; on a mixture, by the moments:
M = Mixture([0.4, 0.6], (Normal(-1, 0.6), Normal(1.2, 0.8)));
starts = sample(M, 20000);
second = M.variance() + M.mean()^2;
for (K, n) in ((langevin(0.1), 150), (underdamped("BAOAB", 0.45), 60), (underdamped("OBABO", 0.45), 60)) {
    r = run_chains(K, M, starts, n)
    print("{K.name}: second moment {estimate(r.x^2)}, exactly {second:.6g}")
}
#> ULA, h = 0.1: second moment 1.7986 ± 0.0136, exactly 1.792
#> BAOAB, h = 0.45, friction 1.0: second moment 1.7854 ± 0.0133, exactly 1.792
#> OBABO, h = 0.45, friction 1.0: second moment 1.8310 ± 0.0137, exactly 1.792

# ## What is to be seen
# Left, the variance of q on N(0, 1) over h for each splitting, the law's own being 1; right, one chain in the plane of q and p.
curve(S) = plot(h -> stationary_variance(underdamped(S, h), 1), 0.05, 1.6, label=S)
left = overlay(curve("BAOAB"), curve("OBABO"), curve("OABAO"), plot(h -> stationary_variance(underdamped("Euler", h), 1), 0.02, 0.7, label="Euler"));
# (A kernel's own step, by hand: what run_chains repeats.)
way = iterate(q -> underdamped("BAOAB", 0.2, friction=0.3).move(target_of(Normal(0, 1)), q, (normal_noise(1),)), (x = [2.5], p = [0.0], s = [-2.5]), 200, every=1);
layout((axes(left, x="h", y="variance of q", ylim=(0, 3)), axes(plot(way.x[:, 1], way.p[:, 1]), x="q", y="p")))
#> variance of q                        p
#>   3+           x                      2+          ..
#>    |          xx                  +    |     .-..' '.
#> 2.5+          x                  ++    |    .' .'|-.'|.
#>    |         xx                 ++    1+    /  /|\..'/||. .
#>   2+        xx                +++      | . /  ||| ||.|/|||\\.
#>    |       xx                ++        |/'.' |||''||/.||'|''/.
#>    |     xxx              +++         0+|    |||  ||\|'| | .||         .
#> 1.5+   xxx            +++++            ||    \||..||||.|.' |'|         |
#>    |xxxx     ++++++++++                |\     \||' '/|/.'. | /         /
#>   1+xoooooooooooooo****************    |'.    |'|...||  '|\' |         |
#>    | *** BAOAB    ooooooooo          -1+ \     ''|\|' \.' ' |          |
#> 0.5+ +++ OBABO             ooooooo     |  \.     '--.. '    /      ..-'
#>    | ooo OABAO                   oo    |   ''..      ''-...|\ .-''''
#>   0+ xxx Euler                       -2+      '''''''''-''   '
#>    +---------+---------+---------+-    +-----+-------+------+-------+---
#>             0.5        1        1.5          -1      0      1       2
#>                    h                                   q
