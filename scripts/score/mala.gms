#~ file: seed=7
# MALA: Langevin steps with Metropolis' correction, so that the law is right at any step.
use score

# ## Accept or reject
# A step of size h proposes y ~ q(y | x) = N(x + h s(x), 2h). Taken with the probability min(1, r),
#   r = p(y) q(x | y)/(p(x) q(y | x)),
# as much goes from x to y as comes back, and p stands still exactly (Metropolis et al. 1953; Hastings 1970; for Langevin
# proposals Besag 1994). On N(0, 1) the logarithm of r is (h/4)(x² - y²). Beside it what the library computes from the
# noise ξ of the proposal:
K = mala(0.3);
t = target_of(Normal(0, 1));
derive (x, ξ in reals; y = x - 0.3*x + sqrt(0.6)*ξ) {
    K.move(t, K.begin(t, [x]), ([ξ], [0.5])).accept[1]
    = min(1, exp(0.3/4*(x^2 - y^2)))
}
#> ok 1 = 2: 198 of 200 points, worst 1.5e-16

# ## How often it accepts
# In its stationary law, on N(0, v) with h/v for h: 1 - (2/π) asin(h²/√((h² + 2h)(h² - 2h + 4))).
check [mala_acceptance(h, 1) for h in (0.1, 0.5, 1.0, 1.5)] ≈ [0.99288267111131, 0.92083315167887, 0.78365310406121, 0.63328342667908] tol 1e-13
#> ok [0.992883, 0.920833, 0.783653, 0.633283] ≈ [0.992883, 0.920833, 0.783653, 0.633283]
# It is the probability that h/4 (x² - y²) + log u < 0 fails, a double integral; by Gauss's rule, which the kink of min limits:
check E(x ~ Normal(0, 1), ξ ~ Normal(0, 1), min(1, exp(0.5/4*(x^2 - (0.5*x + ξ)^2))), method=quad(120)) ≈ mala_acceptance(0.5, 1) tol 2e-3
#> ok 0.92076 ≈ 0.920833
# Measured, on several laws:
for (h, v) in ((0.1, 1.0), (0.5, 1.0), (1.0, 1.0), (1.5, 1.0), (0.3, 0.25), (3.0, 1.0), (2.0, 4.0)) {
    r = run_chains(mala(h), Normal(0, sqrt(v)), sqrt(v)*normal_noise(20000), 50)
    check estimate(r.acceptance) ≈ mala_acceptance(h, v) se 4
    check estimate(r.x^2) ≈ v se 4
}
#> ok 0.9928936 ± 0.0000186 ≈ 0.992883 (0.6 se)
#> ok 0.98620 ± 0.00967 ≈ 1.0 (1.4 se)
#> ok 0.920723 ± 0.000113 ≈ 0.920833 (1.0 se)
#> ok 1.0034 ± 0.0102 ≈ 1.0 (0.3 se)
#> ok 0.783609 ± 0.000252 ≈ 0.783653 (0.2 se)
#> ok 1.00157 ± 0.00956 ≈ 1.0 (0.2 se)
#> ok 0.633894 ± 0.000339 ≈ 0.633283 (1.8 se)
#> ok 1.0000 ± 0.0101 ≈ 1.0 (0.0 se)
#> ok 0.723247 ± 0.000285 ≈ 0.723033 (0.8 se)
#> ok 0.24734 ± 0.00257 ≈ 0.25 (1.0 se)
#> ok 0.316905 ± 0.000439 ≈ 0.317343 (1.0 se)
#> ok 1.02506 ± 0.00974 ≈ 1.0 (2.6 se)
#> ok 0.920827 ± 0.000113 ≈ 0.920833 (0.1 se)
#> ok 3.9908 ± 0.0398 ≈ 4.0 (0.2 se)
# The step without correction would have had a variance of 2 at h = 1, and none at h = 3, beyond its limit. MALA has no limit; a
# step too large is refused more and more often. The best is in between: what counts is how fast a chain forgets.
best(h) = { x = run_chain(mala(h), Normal(0, 1), 0, 50000, burn=100).path; (integrated_time(x), integrated_time(x^2)) }
for h in (0.2, 1.0, 2.0, 3.0) { (a, b) = best(h); print("h = {h}: τ of the mean {a:.3g}, of the variance {b:.3g}, acceptance {mala_acceptance(h, 1):.3f}") }
#> h = 0.2: τ of the mean 9.18, of the variance 4.22, acceptance 0.980
#> h = 1.0: τ of the mean 1.32, of the variance 1.46, acceptance 0.784
#> h = 2.0: τ of the mean 1.78, of the variance 4.67, acceptance 0.500
#> h = 3.0: τ of the mean 4.59, of the variance 19.9, acceptance 0.317
# In many dimensions a step accepts the sum of the log r of all, so that h must fall with d^(1/3), at an acceptance of
# about 0.574 (Roberts and Rosenthal 1998).
for d in (1, 8, 64) {
    r = run_chains(mala(1.0), Normal(zeros(d), 1), normal_noise(2000, d), 50)
    print("{d} numbers: acceptance {estimate(r.acceptance)}")
}
#> 1 numbers: acceptance 0.782971 ± 0.000810
#> 8 numbers: acceptance 0.34570 ± 0.00159
#> 64 numbers: acceptance 0.006114 ± 0.000349

# ## With a score alone
# r needs p(y)/p(x), which a law or an energy gives. Of a score alone it is the integral of s along the way from x to y, if s is a
# gradient: by Gauss's rule, eight evaluations for a step. On a mixture both say the same, with the same noise:
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
X = sample(M, 20000);

seed(11); a = run_chains(mala(0.4), M, X[1:500], 20);
seed(11); b = run_chains(mala(0.4), score_of(M), X[1:500], 20);
check max(abs(a.x - b.x)) ≈ 0 abs 1e-9
#> ok 0.0 ≈ 0
# No proposal is judged differently. The probabilities differ by the error of the rule, which long steps across the
# valley show: about 0.002 for the worst chain, 2e-5 on average. A quarter of the step leaves a hundredth of it.
check max(abs(a.acceptance - b.acceptance)) < 0.01
#> ok 0.00208679 < 0.01
check mean(abs(a.acceptance - b.acceptance)) < 2e-4
#> ok 2.53011e-05 < 0.0002
seed(11); c = run_chains(mala(0.1), M, X[1:500], 20);
seed(11); d = run_chains(mala(0.1), score_of(M), X[1:500], 20);
check max(abs(c.acceptance - d.acceptance)) < 1e-4
#> ok 4.00205e-06 < 0.0001
# What the score alone costs:
(a.evaluations, b.evaluations)
#> (21, 181)
# The integral is a ratio of densities only if the score is a gradient: of rotations added to it nothing would be seen.
run_chains(mala(0.4), x -> [-x[1] - x[2], x[1] - x[2]], zeros(5, 2), 10)
#!> error[domain]: run_chains: MALA, h = 0.4 needs a score that is a gradient, whose Jacobian J is symmetric: at x = [0.0, 0.0] |J - Jᵀ| is 2.83 and |J| 2.0; give its energy, score_from(U), or take langevin(h)
#!> ...
# A proposal where log p is -inf is a wall, and refused without a word. Where the score is not finite there is no ratio:
# refused too, but counted, as it tells of a fault.
half = run_chains(mala(0.3), Exponential(2), 0.5*ones(20000), 200);
check estimate(half.x) ≈ 0.5 se 4
#> ok 0.49321 ± 0.00338 ≈ 0.5 (2.0 se)
sum(half.not_finite)
#> 0
sum(run_chains(mala(0.3), x -> where(x > 0, -2.0, nan), 0.5*ones(1000), 200).not_finite) > 1000
#> true
# An energy that is not normalised: p ~ exp(-x⁴/4). Its second moment is 2 Γ(3/4)/Γ(1/4).
quartic = score_from(x -> sum(x^4)/4);
r = run_chains(mala(0.3), quartic, 2*uniform_noise(20000) - 1, 200);
exact = 2*exp(lgamma(0.75) - lgamma(0.25));
check estimate(r.x^2) ≈ exact se 4
#> ok 0.67301 ± 0.00520 ≈ 0.675978 (0.6 se)
# The law is stationary from anywhere, but it may take for ever to come to it: from x = 3 a step of 0.3 goes to 3 - 0.3·27, which is
# refused each time. (Without the correction the chain would run away.)
stuck = run_chains(mala(0.3), quartic, 3*ones(1000), 200);
mean(1.0*(stuck.x == 3))
#> 0.481

# ## What is to be seen
# Left, the mixture by both kernels at the large step h = 0.4: without the correction it is smeared. Right, how often MALA accepts.
U = run_chains(langevin(0.4), M, X, 50);
A = run_chains(mala(0.4), M, X, 50);
z = linspace(-3.5, 5.5, 200);
left = overlay(hist(U.x, bins=36, range=(-3.5, 5.5), label="ULA"), hist(A.x, bins=36, range=(-3.5, 5.5), label="MALA"), plot(z, exp(M.log_density(z)), label="density"));
hs = linspace(0.1, 4, 14);
measured = [mean(run_chains(mala(h), Normal(0, 1), normal_noise(2000), 20).acceptance) for h in hs];
layout((axes(left, x="x"), axes(overlay(plot(h -> mala_acceptance(h, 1), 0.05, 4, label="predicted"), plot(hs, measured, style="points", label="measured")), x="h", y="acceptance")))
#> density                              acceptance
#>    | ### ULA                           1+#.               --- predicted
#>    | === MALA        ./\                | '#.              #  measured
#> 0.3+ --- density     /%%|               |   ''#
#>    |                .'%%|.           0.8+     '\.
#>    |                |%%%%|              |       #.
#>    |       .'.     #/%%%%\              |        '#.
#> 0.2+       /=|     #|%%%%|              |          '\.
#>    |       |='.    |%%%%%%|          0.6+            #.
#>    |      .'==|   #|%%%%%%\             |             '#.
#>    |      |===|  :.'%%%%%%'.            |               '#..
#> 0.1+      |==='.:#/%%%%%%%%\         0.4+                  '#.
#>    |     .'==%%\#.'%%%%%%%%'.           |                    '#-#.
#>    |    ./%%%%%'''%%%%%%%%%%\..         |                        ''#.#
#>   0+..../%%%%%%%%%%%%%%%%%%%%'.....  0.2+                             '#
#>    +-----+------+-----+------+-----     +-------+-------+-------+------+
#>          -2     0     2      4                  1       2       3      4
#>                    x                                    h
