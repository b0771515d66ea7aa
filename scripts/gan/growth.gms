#~ file: digits=6
# What eigenvalues do not say. Of a matrix that is not normal the powers may grow long before they decay, and a small change moves
# the eigenvalues far. The Jacobians of games are not normal: a pair of players is a rotation with unequal arms.
use gan

# ## Growth before decay
# Both eigenvalues are 0.9, and yet a start can come to lie ten times as far away first.
F(x, y) = (0.9*x + 5*y, 0.9*y)
r = transient_growth(F);
(r.peak, r.when)
#> (19.3788, 9)
# ‖A^k‖ of [λ, c; 0, λ] is about c k λ^(k-1), which is largest at k = -1/log λ.
check 1.0*r.when ≈ -1/log(0.9) tol 0.06
#> ok 9.0 ≈ 9.49122
check r.norms[10] ≈ svd([0.9^9, 5*9*0.9^8; 0, 0.9^9])[1]
#> ok 19.3788 ≈ 19.3788
# A normal step with the same eigenvalues only shrinks.
transient_growth((x, y) -> (0.9*x, 0.9*y)).peak
#> 1.0
# Kreiss: sup (|z| - 1) ‖(z - A)⁻¹‖ bounds it from below, and e n times it from above.
K = kreiss(F)
#> 12.52
check K <= r.peak
#> ok 12.52 <= 19.3788
check r.peak <= exp(1)*2*K
#> ok 19.3788 <= 68.0658

# ## The rate at which it begins: the numerical abscissa
v(x, y) = (-x + 20*y, -y)
numerical_abscissa(v)
#> 9.0
check numerical_abscissa(v) ≈ -1 + 20/2
#> ok 9.0 ≈ 9.0
check max(real(spectrum(v))) ≈ -1
#> ok -1.0 ≈ -1
t = 1e-4;
check log(svd(expm(t*J(v)(0, 0)))[1])/t ≈ numerical_abscissa(v) tol 1e-2
#> ok 9.0 ≈ 9.0

# ## How far from normal, and how far the eigenvalues move
departure(F)
#> 5.0
s = spectrum_report((x, y) -> (x/2 + 10*y, y/3));
s.conditions
#> f64[2]
#>    60.0083  60.0083
# An error of 1e-6 in A moves the eigenvalue by as much as 1e-6 times the condition.
λ = spectrum((x, y) -> (x/2 + 10*y, y/3 + 1e-6*x));
check abs(λ[1] - 0.5) ≈ 1e-6*s.conditions[1] tol 0.01
#> ok 5.99784e-05 ≈ 6.00083e-05
# Where ‖(z - A)⁻¹‖ is 1/ε an error of ε can bring an eigenvalue to z. Here that is far outside of the circle.
check resolvent((x, y) -> (x/2, y/3), 1) ≈ 2
#> ok 2.0 ≈ 2
resolvent(F, [1.0, 1.1, 1.5])
#> f64[3]
#>    500.2  125.2  14.0861

# ## Two networks' worth of it: R1 near critical damping is a Jordan block
g = game(logistic)
s = spectrum_report(simultaneous(R1(g, 1), 0.1));
check s.conditions[1] > 1e6
#> ok 2.12217e+07 > 1e+06
check s.values ≈ [0.95, 0.95] tol 1e-7
#> ok [0.95 + 2.35608e-09i, 0.95 - 2.35608e-09i] ≈ [0.95, 0.95]
transient_growth(alternating(R1(g, 1), 0.1)).peak
#> 1.0038

# ## Functions of Lyapunov
# With R1 the distance itself never grows under the flow, and pᵀPp falls by |p|².
r1 = R1(g, 0.3)
P = lyapunov_matrix(r1)
#> f64[2×2]
#>    3.93333  -1.0
#>   -1.0       3.33333
A = J(r1)(0, 0);
check A' @ P + P @ A ≈ -eye(2) tol 1e-12
#> ok [-1.0, 0.0; 0.0, -1.0] ≈ [-1.0, -0.0; -0.0, -1.0]
check min(eigh(P)) > 0
#> ok 2.5893 > 0
# Of steps AᵀPA - P = -1.
S = simultaneous(r1, 0.1);
B = J(S)(0, 0);
P = lyapunov_matrix(S, step=true)
#> f64[2×2]
#>    42.6365  -10.916
#>   -10.916    36.6403
check B' @ P @ B - P ≈ -eye(2) tol 1e-10
#> ok [-1.0, 0.0; 0.0, -1.0] ≈ [-1.0, -0.0; -0.0, -1.0]
# The full step, not only its linear part: V falls everywhere within 0.5, but not within 4.
V(θ, ψ) = [θ, ψ] @ P @ [θ, ψ]
lyapunov_change(S, V, radius=0.5, step=true).decreasing
#> true
far = lyapunov_change(S, V, radius=4, step=true);
(far.decreasing, far.largest)
#> (false, 4.45589)
# r² of the GAN stands still under the flow.
check lyapunov_change((θ, ψ) -> g(θ, ψ), (θ, ψ) -> θ^2 + ψ^2, n=100).largest ≈ 0 abs 1e-14
#> ok 1.11022e-16 ≈ 0

# ## Exponents of Lyapunov: the mean growth along an orbit
# Near a fixed point they are log |λ|.
check mean(lyapunov_exponents(S, (0.1, 0), n=4000)) ≈ mean(log(abs(spectrum(S)))) tol 1e-3
#> ok -0.0139429 ≈ -0.0139426
# Of a map of the plane that is known to be chaotic, Hénon's: 0.419, and the sum is log 0.3 exactly.
e = lyapunov_exponents((x, y) -> (1 - 1.4*x^2 + y, 0.3*x), (0, 0), n=20000, skip=100);
check e[1] ≈ 0.419 tol 0.02
#> ok 0.422914 ≈ 0.419
check sum(e) ≈ log(0.3) tol 1e-10
#> ok -1.20397 ≈ -1.20397

# The norms of the powers: up to nineteen times, then down at the rate of the eigenvalues.
axes(plot(0:60, (powers = transient_growth(F, n=60).norms, eigenvalues = 0.9^(0:60)), log="y"), x="k", y="‖A^k‖")
#> ‖A^k‖
#>     |     ***************                              *** powers
#>   10+  ***               ************                  +++ eigenvalues
#>     | *                              ***********
#>     | *                                         **********
#>    1++++                                                  *********
#>     |   +++++++                                                    ****
#>     |          +++++++
#>  0.1+                 ++++++++
#>     |                         +++++++
#>     |                                ++++++++
#>     |                                        ++++++++
#> 0.01+                                                ++++++++
#>     |                                                        +++++++
#>     |                                                               +++
#>     ++----------+----------+----------+----------+----------+---------+
#>      0          10         20         30         40         50        60
#>                                      k

# ## Peaks that stand far out, and close to the circle
# A Jordan block of λ has sup (|z| - 1)/|z - λ|² = 1/(4(1 - λ)), up to a factor of |z|, at |z| = 2 - λ: near the circle
# that is a narrow peak at the angle of λ. Its powers grow to about 1/(e (1 - λ)), after 1/(1 - λ) steps.
block(λ) = (x, y) -> (λ*x + y, λ*y)
for λ in (0.9, 0.999, 0.99999) { check kreiss(block(λ)) ≈ 1/(4*(1 - λ)) tol 0.15 }
#> ok 2.6 ≈ 2.5
#> ok 250.001 ≈ 250.0
#> ok 25000.0 ≈ 25000.0
turned(λ, φ) = {
  (c, s) = (λ*cos(φ), λ*sin(φ))
  (x, y) -> ([c*x[1] - s*x[2] + y[1], s*x[1] + c*x[2] + y[2]], [c*y[1] - s*y[2], s*y[1] + c*y[2]])
}
check kreiss(turned(0.9999, 0.0491), (zeros(2), zeros(2))) ≈ 2500 tol 1e-3
#> ok 2500.0 ≈ 2500
check kreiss(block(1.0)) == inf
#> ok inf == inf
r = transient_growth(block(0.9999));
check r.peak ≈ 9999*0.9999^9998 tol 1e-3
#> ok 3678.98 ≈ 3678.98
check r.when == 9999
#> ok 9999 == 9999

# At an eigenvalue the resolvent has no bound; a direction that a step forgets at once has the exponent -∞; and the
# departure of large numbers is one of their size.
check resolvent((x, y) -> (x/2, y/3), 0.5) == inf
#> ok inf == inf
check lyapunov_exponents((x, y) -> (0*x, y/2), (1.0, 1.0), n=10)[2] == -inf
#> ok -inf == -inf
check departure((x, y) -> (1e200*x + 3e200*y, 2e200*y)) ≈ 3e200
#> ok 3e+200 ≈ 3e+200
check departure(x -> 1e200*x, at=[0.0, 0]) == 0
#> ok 0.0 == 0
# A step with a memory has a Jacobian of (θ, ψ, m), with the memory at rest: its eigenvalues are those of the step.
F = heavy_ball(game(logistic), 0.1, 0.5);
check eig(J(F)(0, 0)) ≈ spectrum(F)
#> ok [1.00906 + 0.0973764i, 1.00906 - 0.0973764i, 0.490938 + 0.0473764i, 0.490938 - 0.0473764i] ≈ [1.00906 + 0.0973764i, 1.00906 - 0.0973764i, 0.490938 + 0.0473764i, 0.490938 - 0.0473764i]
check rho(F) ≈ max(abs(eig(J(F)(0, 0))))
#> ok 1.01375 ≈ 1.01375
