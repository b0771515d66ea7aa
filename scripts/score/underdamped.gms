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
#> ok 1.00821 ± 0.00982 ≈ 1.0 (0.8 se)
#> ok 0.94949 ± 0.00928 ≈ 0.9375 (1.3 se)
#> ok 1.0020 ± 0.0101 ≈ 1.0 (0.2 se)
#> ok 1.0664 ± 0.0103 ≈ 1.06667 (0.0 se)
#> ok 1.0567 ± 0.0107 ≈ 1.06667 (0.9 se)
#> ok 0.9945 ± 0.0100 ≈ 1.0 (0.5 se)
#> ok 0.94217 ± 0.00909 ≈ 0.9375 (0.5 se)
#> ok 0.9959 ± 0.0100 ≈ 1.0 (0.4 se)
#> ok 2.1278 ± 0.0213 ≈ 2.15385 (1.2 se)
#> ok 2.4332 ± 0.0239 ≈ 2.46154 (1.2 se)
#> ok 1.3773 ± 0.0140 ≈ 1.38996 (0.9 se)
#> ok 1.1066 ± 0.0109 ≈ 1.13464 (2.6 se)
# A temperature multiplies both variances; friction does not, nor does a mean that is not 0.
r = run_chains(underdamped("BAOAB", 0.5, friction=3, temperature=0.09), Normal(2, 1), 2 + X, 60);
check estimate((r.x - 2)^2) ≈ 0.09 se 4
#> ok 0.090256 ± 0.000907 ≈ 0.09 (0.3 se)

# ## How fast it forgets
# With both at the edge where the bias of the unadjusted kernel is 5 %: ULA h = 0.1 takes 1/h steps to forget, and as many scores.
# BAOAB has no bias at h = 1, and one score a step.
x = run_chain(langevin(0.1), Normal(0, 1), 0, 100000, burn=100).path;
y = run_chain(underdamped("BAOAB", 1.0), Normal(0, 1), 0, 100000, burn=100).path;
(ULA = integrated_time(x), BAOAB = integrated_time(y))
#> (ULA = 18.8279, BAOAB = 1.87764)
check chain_mean(y^2) ≈ 1 se 4
#> ok 0.99874 ± 0.00631 ≈ 1 (0.2 se)
# The friction is a choice: too little and points swing to and fro, too much and they stumble as ULA's.
for f in (0.3, 1.0, 2.0, 10.0) {
    y = run_chain(underdamped("BAOAB", 1.0, friction=f), Normal(0, 1), 0, 50000, burn=100).path
    print("friction {f}: τ of the mean {integrated_time(y):.3g}, of the variance {integrated_time(y^2):.3g}")
}
#> friction 0.3: τ of the mean 0.387, of the variance 3.53
#> friction 1.0: τ of the mean 1.92, of the variance 1.96
#> friction 2.0: τ of the mean 3.14, of the variance 2.18
#> friction 10.0: τ of the mean 4.17, of the variance 2.4

# ## A law that is not normal
# There BAOAB has a bias too, but one of order h², with a small constant; on a mixture, by the moments:
M = Mixture([0.4, 0.6], (Normal(-1, 0.6), Normal(1.2, 0.8)));
starts = sample(M, 20000);
second = M.variance() + M.mean()^2;
for (K, n) in ((langevin(0.1), 150), (underdamped("BAOAB", 0.45), 60), (underdamped("OBABO", 0.45), 60)) {
    r = run_chains(K, M, starts, n)
    print("{K.name}: second moment {estimate(r.x^2)}, exactly {second:.6g}")
}
#> ULA, h = 0.1: second moment 1.8294 ± 0.0141, exactly 1.792
#> BAOAB, h = 0.45, friction 1.0: second moment 1.7883 ± 0.0133, exactly 1.792
#> OBABO, h = 0.45, friction 1.0: second moment 1.8107 ± 0.0143, exactly 1.792

# ## What is to be seen
# Left, the variance of q on N(0, 1) over h for each splitting, the law's own being 1; right, one chain in the plane of q and p.
curve(S) = plot(h -> stationary_variance(underdamped(S, h), 1), 0.05, 1.6, label=S)
left = overlay(curve("BAOAB"), curve("OBABO"), curve("OABAO"), plot(h -> stationary_variance(underdamped("Euler", h), 1), 0.02, 0.7, label="Euler"));
# (A kernel's own step, by hand: what run_chains repeats.)
way = iterate(q -> underdamped("BAOAB", 0.2, friction=0.3).move(target_of(Normal(0, 1)), q, (normal_noise(1),)), (x = [2.5], p = [0.0], s = [-2.5]), 200, every=1);
layout((axes(left, x="h", y="variance of q", ylim=(0, 3)), axes(plot(way.x[:, 1], way.p[:, 1]), x="q", y="p")))
#> variance of q                        p
#>   3+           x                       |     .-...
#>    |          xx                  +   2+    .'   '\.
#> 2.5+          x                  ++    |   .'-.  .' '|. ...
#>    |         xx                 ++    1+ ./    '.'-.'||||.\
#>   2+        xx                +++      | |'    .\-/''/'|'/|'./\.
#>    |       xx                ++        |//     \\ |/.' '.'|||\||
#>    |     xxx              +++         0+/|    ||'||'/.  | '|'|/|       .
#> 1.5+   xxx            +++++            ||     '/.|/.\|  |/./.|||       |
#>    |xxxx     ++++++++++                |'\     '|'|./'-.''\'|'\'       /
#>   1+xoooooooooooooo****************  -1+ '...   '.| '.   .|.'.'       /
#>    | *** BAOAB    ooooooooo            |    \  .''-||\...|-' /      .'
#> 0.5+ +++ OBABO             ooooooo     |    '\-'   '|'  ''  /    ..'
#>    | ooo OABAO                   oo  -2+     '-.     '..--./ .-''
#>   0+ xxx Euler                         |       ''-------'''''
#>    +---------+---------+---------+-    +-----+-------+------+-------+---
#>             0.5        1        1.5          -1      0      1       2
#>                    h                                   q
