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
#> ok 0.9929110 ± 0.0000179 ≈ 0.992883 (1.6 se)
#> ok 0.98624 ± 0.00994 ≈ 1.0 (1.4 se)
#> ok 0.920785 ± 0.000119 ≈ 0.920833 (0.4 se)
#> ok 1.0034 ± 0.0102 ≈ 1.0 (0.3 se)
#> ok 0.783710 ± 0.000242 ≈ 0.783653 (0.2 se)
#> ok 1.0126 ± 0.0101 ≈ 1.0 (1.2 se)
#> ok 0.633642 ± 0.000348 ≈ 0.633283 (1.0 se)
#> ok 1.0129 ± 0.0102 ≈ 1.0 (1.3 se)
#> ok 0.723116 ± 0.000289 ≈ 0.723033 (0.3 se)
#> ok 0.24806 ± 0.00245 ≈ 0.25 (0.8 se)
#> ok 0.317849 ± 0.000447 ≈ 0.317343 (1.1 se)
#> ok 0.9930 ± 0.0100 ≈ 1.0 (0.7 se)
#> ok 0.920864 ± 0.000114 ≈ 0.920833 (0.3 se)
#> ok 4.0563 ± 0.0415 ≈ 4.0 (1.4 se)
# The step without correction would have had a variance of 2 at h = 1, and none at h = 3, beyond its limit. MALA has no limit; a
# step too large is refused more and more often. The best is in between: what counts is how fast a chain forgets.
best(h) = { x = run_chain(mala(h), Normal(0, 1), 0, 50000, burn=100).path; (integrated_time(x), integrated_time(x^2)) }
for h in (0.2, 1.0, 2.0, 3.0) { (a, b) = best(h); print("h = {h}: τ of the mean {a:.3g}, of the variance {b:.3g}, acceptance {mala_acceptance(h, 1):.3f}") }
#> h = 0.2: τ of the mean 8.17, of the variance 4.51, acceptance 0.980
#> h = 1.0: τ of the mean 1.31, of the variance 1.56, acceptance 0.784
#> h = 2.0: τ of the mean 1.81, of the variance 4.73, acceptance 0.500
#> h = 3.0: τ of the mean 4.65, of the variance 12.8, acceptance 0.317
# In many dimensions a step accepts the sum of the log r of all, so that h must fall with d^(1/3), at an acceptance of
# about 0.574 (Roberts and Rosenthal 1998).
for d in (1, 8, 64) {
    r = run_chains(mala(1.0), Normal(zeros(d), 1), normal_noise(2000, d), 50)
    print("{d} numbers: acceptance {estimate(r.acceptance)}")
}
#> 1 numbers: acceptance 0.783104 ± 0.000758
#> 8 numbers: acceptance 0.34613 ± 0.00159
#> 64 numbers: acceptance 0.005722 ± 0.000351

# ## With a score alone
# r needs p(y)/p(x), which a law or an energy gives. Of a score alone it is the integral of s along the way from x to y, if s is a
# gradient: by Gauss's rule, eight evaluations for a step. On a mixture both say the same, with the same noise:
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
X = sample(M, 20000);

seed(11); a = run_chains(mala(0.4), M, X[1:500], 20);
seed(11); b = run_chains(mala(0.4), score_of(M), X[1:500], 20);
check max(abs(a.x - b.x)) ≈ 0 abs 1e-9
#> ok 0.0 ≈ 0
check a.acceptance ≈ b.acceptance tol 0.02
#> ok f64[500] ≈ f64[500]
# An energy that is not normalised: p ~ exp(-x⁴/4). Its second moment is 2 Γ(3/4)/Γ(1/4).
quartic = score_from(x -> sum(x^4)/4);
r = run_chains(mala(0.3), quartic, 2*uniform_noise(20000) - 1, 200);
exact = 2*exp(lgamma(0.75) - lgamma(0.25));
check estimate(r.x^2) ≈ exact se 4
#> ok 0.69019 ± 0.00545 ≈ 0.675978 (2.6 se)
# The law is stationary from anywhere, but it may take for ever to come to it: from x = 3 a step of 0.3 goes to 3 - 0.3·27, which is
# refused each time. (Without the correction the chain would run away.)
stuck = run_chains(mala(0.3), quartic, 3*ones(1000), 200);
mean(1.0*(stuck.x == 3))
#> 0.475

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
#>    | === MALA        .'\                | '#.              #  measured
#> 0.3+ --- density     /%%|               |   ''#
#>    |                .'%%|:           0.8+     '\.
#>    |                |%%%%|              |       #.
#>    |       .'.     :/%%%%\              |        '#.
#> 0.2+       /=|     .'%%%%|              |          '..
#>    |       |='.    |%%%%%%|          0.6+            #.
#>    |      .'==|   #|%%%%%%\             |             '#.
#>    |      |===|  :.'%%%%%%'.            |               '#.
#> 0.1+      |==='.:#/%%%%%%%%\.        0.4+                  '#.
#>    |     .'==%%\#.'%%%%%%%%'.           |                    '#-#.
#>    |    ./%%%%%'''%%%%%%%%%%\..         |                        ''#.#
#>   0+..../%%%%%%%%%%%%%%%%%%%%'.....  0.2+                            ''#
#>    +-----+------+-----+------+-----     +-------+-------+-------+------+
#>          -2     0     2      4                  1       2       3      4
#>                    x                                    h
