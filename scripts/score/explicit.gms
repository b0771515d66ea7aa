#~ file: seed=7
# Score matching, explicit and implicit: how far a function s is from the score ∇ log p, and how to measure it with samples
# of p alone (Hyvärinen 2005).
use score

# ## The aim
# The score of a law is the gradient of its log density in x: the direction in which points get more likely. One compares
# scores by their mean squared distance, with a half that goes well with derivatives:
#   J1(s) = ½ E_p |s(x) - ∇ log p(x)|².
# It is 0 for the score of p alone. For p = N(0, τ²), whose score is -x/τ², and the straight lines s = -a x:
derive (a in reals; τ in Uniform(0.5, 2)) {
    esm(x -> -a*x, Normal(0, τ))
    = (a - 1/τ^2)^2*τ^2/2
}
#> ok 1 = 2: 200 points, worst 4e-16
# Data N(0, 1) with noise of the deviation ½ are N(0, 1.25). The best line has a = 1/1.25 = 0.8:
q = noised(Normal(0, 1), (α = 1, σ = 0.5))
#> Normal(μ = 0.0, σ = 1.11803)
check esm(x -> -0.5*x, q) ≈ 0.05625 tol 1e-14
#> ok 0.05625 ≈ 0.05625
check esm(x -> -0.8*x, q) ≈ 0 abs 1e-30
#> ok 2.08159e-32 ≈ 0
# A law with a score that is no line: three normal bumps, the KDE of -1, 0, 2. Its score at 0.7, from the closed form and as
# the derivative of the log density:
K = KDE([-1, 0, 2], 0.5);
check log_density(K, 0.7) ≈ -2.2100505554328 tol 1e-13
#> ok -2.21005 ≈ -2.21005
check score_of(K)(0.7) ≈ -2.169556314731 tol 1e-12
#> ok -2.16956 ≈ -2.16956
check score_of(K)(0.7) ≈ grad(x -> log_density(K, x))(0.7) tol 1e-13
#> ok -2.16956 ≈ -2.16956
check esm(x -> -x, K) ≈ 0.99093699996504 tol 1e-13
#> ok 0.990937 ≈ 0.990937

# ## By parts
# J1 asks for ∇ log p, which is what one does not know. But E s·∇ log p = ∫ s·∇p = -∫ p div s, as long as p s is 0 at both
# ends. So J1(s) = E (div s + ½ |s|²) + ½ I with Fisher's information I = E |∇ log p|², and no s is in the last term. What is
# left, the implicit loss, is a mean over samples. At one point it is:
derive (s in functions(2, 2); x in reals(2); J = jacobian(s)(x)) {
    ism_at(s, x)
    = J[1, 1] + J[2, 2] + norm(s(x))^2/2
}
#> ok 1 = 2: 200 points, worst 7.7e-17
derive (a, b, c in reals; m in reals; τ in Uniform(0.5, 2); s(x) = a*x + b*sin(x + c)) {
    esm(s, Normal(m, τ))
    = ism(s, Normal(m, τ)) + 1/(2*τ^2)
}
#> ok 1 = 2: 200 points, worst 3.4e-16
# In numbers: J1 - ISM is ½ I = 0.4 for every line,
check ism(x -> -0.5*x, q) ≈ -0.34375 tol 1e-14
#> ok -0.34375 ≈ -0.34375
check ism(x -> -0.8*x, q) ≈ -0.4 tol 1e-14
#> ok -0.4 ≈ -0.4
check esm(x -> -0.5*x, q) - ism(x -> -0.5*x, q) ≈ 0.4 tol 1e-14
#> ok 0.4 ≈ 0.4
# for the bumps, I = 2.065...,
I₁ = fisher_information(K, (α = 1, σ = 0));
check I₁ ≈ 2.0652073332634 tol 1e-13
#> ok 2.06521 ≈ 2.06521
check ism(x -> -x, K) ≈ -0.04166666666667 tol 1e-12
#> ok -0.0416667 ≈ -0.0416667
check esm(x -> -x, K) - ism(x -> -x, K) ≈ I₁/2 tol 1e-13
#> ok 1.0326 ≈ 1.0326
# and in the plane, for any curved s, where I is the trace of the inverse covariance:
C = [1, 0.6; 0.6, 2.0];
s(x) = stack((sin(x[1]) - x[2], x[1]*x[2]/3 - 1))
check esm(s, Normal([0.3, -1], cov=C)) - ism(s, Normal([0.3, -1], cov=C)) ≈ trace(inv(C))/2 tol 1e-10
#> ok 0.914634 ≈ 0.914634
# Beyond two numbers the means are estimates, with their error:
check esm(x -> -0.7*x, Normal(zeros(5), 1)) ≈ 5*(0.7 - 1)^2/2 se 4
#> ok 0.22721 ± 0.00140 ≈ 0.225 (1.6 se)
check ism(x -> -0.7*x, Normal(zeros(5), 1)) ≈ 5*((0.7 - 1)^2 - 1)/2 se 4
#> ok -2.27154 ± 0.00781 ≈ -2.275 (0.4 se)

# Where p stops at an edge with a jump, the edge has its share. On the half line of Exponential(1), whose score is -1,
# E s·∇ log p = [p s] - E s' = -s(0) - E s', so that J1 = ISM + ½ I + p(0) s(0):
T = Exponential(1);
sE(x) = cos(x) + 0.5
J1 = quad(x -> exp(-x)*esm_at(sE, x -> -1.0, x), 0, inf);
ISM = quad(x -> exp(-x)*ism_at(sE, x), 0, inf);
check J1 ≈ ISM + 1/2 + sE(0) tol 1e-9
#> ok 2.175 ≈ 2.175
check ism(sE, T) ≈ ISM se 4
#> ok 0.17787 ± 0.00678 ≈ 0.175 (0.4 se)
# Without the last term the loss, J1 - I/2 - p(0) s(0), would reward a large s(0), whatever the data say: such data are first mapped to a line.

# ## Learning from samples
# Now a mean over data does. A line: the least loss is at a = 1/mean(x²), the inverse of the variance as maximum likelihood
# has it.
X = sample(Normal(0, 2), 500);
check argmin(a -> ism(x -> -a*x, X), 1.0) ≈ 1/mean(X^2) tol 1e-10
#> ok 0.293881 ≈ 0.293881
# A model of which nobody knows Z: p(x) = exp(-U(x))/Z with U = a x²/2 + b x⁴/4. Its score -a x - b x³ has no Z, and the loss
# is quadratic in a and b: two linear equations. Data come from two modes:
D = Mixture([0.5, 0.5], Normal([-1.2, 1.2], 0.5));
(a, b) = argmin(ab -> ism(x -> -ab[1]*x - ab[2]*x^3, D), (0.0, 0.0))
#> (-1.25269, 0.70504)
well(x) = -a*x - b*x^3
# Its equations are E (∂s) s + E ∂s' = 0 for both parameters:
(M₂, M₄, M₆) = (E(x ~ D, x^2, method=quad(8)), E(x ~ D, x^4, method=quad(8)), E(x ~ D, x^6, method=quad(8)));
check [a, b] ≈ solve([M₂, M₄; M₄, M₆], [1, 3*M₂]) tol 1e-8
#> ok [-1.25269, 0.70504] ≈ [-1.25269, 0.70504]
# and this is what the loss cannot tell, but its floor, -½ I, does: how far the best quartic is from the truth.
check esm(well, D) ≈ ism(well, D) + fisher_information(D, (α = 1, σ = 0))/2 tol 1e-10
#> ok 0.55142 ≈ 0.55142
esm(well, D)
#> 0.55142
# On a finite sample the loss has no floor at all. A function that falls steeply at each datum makes div s as negative as one
# likes: the scores of narrow kernels around 20 data do, and over their law they are ever worse.
Y = sample(D, 20);
for h in (0.5, 0.2, 0.1, 0.05) { print("h = {h}: ISM on the data {ism(score_of(KDE(Y, h)), Y):.4g}, J1 {esm(score_of(KDE(Y, h)), D):.4g}") }
#> h = 0.5: ISM on the data -1.846, J1 1.202
#> h = 0.2: ISM on the data -8.507, J1 19.06
#> h = 0.1: ISM on the data -41.08, J1 315.02 ± 3.95
#> h = 0.05: ISM on the data -265.9, J1 5237.7 ± 65.8
check ism(score_of(KDE(Y, 0.05)), Y) < ism(score_of(KDE(Y, 0.5)), Y)
#> ok -265.853 < -1.8461
check esm(score_of(KDE(Y, 0.05)), D) > esm(score_of(KDE(Y, 0.5)), D) se 4
#> ok 5181.1 ± 68.1 > 1.20241 (76.0 se)
# Samples in place of the law bring an error that the estimate shows:
check ism(well, D, n=20000) ≈ ism(well, D) se 4
#> ok -1.1457 ± 0.0274 ≈ -1.16093 (0.6 se)

# ## What is to be seen
# J1 and the implicit loss of the lines -a x on the bumps: one curve, moved by ½ I. Both are least at the same a.
best = argmin(a -> ism(x -> -a*x, K), 1.0)
#> 0.521739
check best ≈ 1/E(x ~ K, x^2, method=quad(4)) tol 1e-10
#> ok 0.521739 ≈ 0.521739
axes(overlay(plot(a -> esm(x -> -a*x, K), 0, 1.2, label="explicit"), plot(a -> ism(x -> -a*x, K), 0, 1.2, label="implicit"),
  hline(0)), x="a", y="loss")
#> loss
#>    | *** explicit                                                    **
#>    | +++ implicit                                              ******
#>   1+******                                              ********
#>    |      ***********                         ***********
#>    |                **************************
#>    |
#> 0.5+
#>    |
#>    |
#>    |                                                                +++
#>    |                                                           ++++++
#>   0+.+.+.+. . . . . . . . . . . . . . . . . . . . . . .+.+.+.+. . . . .
#>    |      ++++++++++++                      ++++++++++++
#>    |                 ++++++++++++++++++++++++
#>    ++----------+----------+----------+----------+----------+----------+
#>     0         0.2        0.4        0.6        0.8         1         1.2
#>                                      a
# The score of the bumps, and the best line.
axes(overlay(plot(score_of(K), -3, 4, label="score"), plot(x -> -best*x, -3, 4, label="best line")), x="x")
#> -best*x
#>   |**                                                     *** score
#>   | ****                                                  +++ best line
#>   |    ****
#>  5+       ****
#>   |          ****
#>   |++++++       ****                       ******
#>   |     +++++++++++++++++++++++++         **     ***
#>  0+                        *****+++++++++++++++++++++++++
#>   |                                *******             *++++++++++++++++
#>   |                                                       ****
#> -5+                                                          ****
#>   |                                                             ****
#>   |                                                                ****
#>   |                                                                   **
#>   ++--------+---------+---------+---------+---------+---------+--------+
#>    -3       -2        -1        0         1         2         3        4
#>                                      x
