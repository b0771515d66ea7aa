#~ file: digits=12
# Instance noise on the Dirac-GAN: the discriminator sees data and generated points through Gaussian
# noise of standard deviation s. Expectations are by Gauss-Hermite quadrature.
use gan
J = jacobian
g = game(logistic)

# The loss is E f(ψ(θ + s ξ)) + E f(-ψ s ξ); here against an integral over the density of the noise.
L = noisy_loss(logistic, 0.8);
E_noise(h) = quad(ξ -> h(ξ)*density(Normal(0, 1), ξ), -inf, inf)
check L(0.7, -1.3) ≈ E_noise(ξ -> logistic(-1.3*(0.7 + 0.8*ξ))) + E_noise(ξ -> logistic(1.3*0.8*ξ))
#> ok -2.16673036924 ≈ -2.16673036924
# Noise on one side only.
check noisy_loss(logistic, 0.8, s_real=0)(0.7, -1.3) ≈ E_noise(ξ -> logistic(-1.3*(0.7 + 0.8*ξ))) + logistic(0)
#> ok -2.04543945003 ≈ -2.04543945003
check noisy_loss(logistic, 0.8, s_fake=0)(0.7, -1.3) ≈ logistic(-1.3*0.7) + E_noise(ξ -> logistic(1.3*0.8*ξ))
#> ok -2.06271173007 ≈ -2.06271173007
# Without noise it is the game.
check noisy(logistic, 0)(0.7, -1.3)[2] ≈ g(0.7, -1.3)[2]
#> ok 0.499100113927 ≈ 0.499100113927
# The quadrature has converged: twice the points, the same field.
check noisy(logistic, 1, n=40)(1, 1)[2] ≈ noisy(logistic, 1, n=80)(1, 1)[2]
#> ok -0.0812990144505 ≈ -0.0812990144505

# ## The spectrum: with c = f''(0), noise s on both sides gives μ = c s² ± sqrt(c² s⁴ - a²), as R1 with
# γ = -2 c s² does: s²/2 for the logistic loss. Rows: γ for s = 0.1, 0.5, 1, 2
γ(s) = -2*logistic''(0)*s^2
[γ(s) for s in [0.1, 0.5, 1, 2]]
#> f64[4]
#>    0.005  0.125  0.5  2.0
for s in [0.1, 0.5, 1, 2] { print(spectrum(noisy(logistic, s))) }
#> c128[2]
#>   -0.0025 + 0.499993749961i
#>   -0.0025 - 0.499993749961i
#> c128[2]
#>   -0.0625 + 0.496078370825i
#>   -0.0625 - 0.496078370825i
#> c128[2]
#>   -0.25 + 0.433012701892i
#>   -0.25 - 0.433012701892i
#> c128[2]
#>   -0.133974596216 + 0.0i
#>    -1.86602540378 + 0.0i

# Columns: the first unstable h, simultaneous and alternating, and ρ of both at h = 0.1.
h_c(F) = stability_edges(F, 0.01, 6, n=20)[1]
[[h_c(h -> simultaneous(noisy(logistic, s), h)), h_c(h -> alternating(noisy(logistic, s), h)),
  rho(simultaneous(noisy(logistic, s), 0.1)), rho(alternating(noisy(logistic, s), 0.1))]
 for s in [0.1, 0.5, 1, 2]]
#> f64[4×4]
#>    0.02           3.98004999969   1.0009995005    0.999749968742
#>    0.5            3.53112887415   0.994987437107  0.993730345718
#>    2.0            2.472135955     0.975961064797  0.974679434481
#>    1.07179676972  0.944271909999  0.986602540378  0.986792958265
# All stable step sizes, for s = 1.
stable_steps(h -> simultaneous(noisy(logistic, 1), h))
#> intervals = f64[1×2]
#>      0.0  2.0
#> touching = f64[0]
stable_steps(h -> alternating(noisy(logistic, 1), h))
#> intervals = f64[1×2]
#>      0.0  2.472135955
#> touching = f64[0]

# ## At the equilibrium noise is R1
check J(noisy(logistic, 0.9))(0, 0) ≈ J(R1(g, 0.9^2/2))(0, 0) tol 1e-12
#> ok [0.0, -0.5; 0.5, -0.405] ≈ [0.0, -0.5; 0.5, -0.405]
# On one side it counts half: γ = s²/4, not s²/2 ...
check J(noisy(logistic, 0.9, s_fake=0))(0, 0) ≈ J(R1(g, 0.9^2/4))(0, 0) tol 1e-12
#> ok [0.0, -0.5; 0.5, -0.2025] ≈ [0.0, -0.5; 0.5, -0.2025]
check J(noisy(logistic, 0.9, s_real=0))(0, 0) ≈ J(R1(g, 0.9^2/4))(0, 0) tol 1e-12
#> ok [0.0, -0.5; 0.5, -0.2025] ≈ [0.0, -0.5; 0.5, -0.2025]
# ... and with both, γ = -c(s_real² + s_fake²).
check J(noisy(logistic, 0, s_real=0.4, s_fake=1.1))(0, 0) ≈ J(R1(g, (0.4^2 + 1.1^2)/4))(0, 0) tol 1e-12
#> ok [0.0, -0.5; 0.5, -0.3425] ≈ [0.0, -0.5; 0.5, -0.3425]
# Another loss, another c: least squares has c = -1 and γ = 2s².
check J(noisy(least_squares, 0.4))(0, 0) ≈ J(R1(game(least_squares), 2*0.4^2))(0, 0) tol 1e-12
#> ok [0.0, -1.0; 1.0, -0.32] ≈ [0.0, -1.0; 1.0, -0.32]
# The Wasserstein loss has c = 0: noise does nothing, anywhere.
check J(noisy(wasserstein, 3))(0, 0) ≈ J(game(wasserstein))(0, 0) tol 1e-12
#> ok [0.0, -1.0; 1.0, 0.0] ≈ [0.0, -1.0; 1.0, 0.0]
check noisy(wasserstein, 3)(0.7, -1.3)[2] ≈ game(wasserstein)(0.7, -1.3)[2] tol 1e-12
#> ok 0.7 ≈ 0.7
# Read the other way: R1 with γ does what noise of standard deviation sqrt(2γ) does.
check J(R1(g, 0.3))(0, 0) ≈ J(noisy(logistic, sqrt(2*0.3)))(0, 0) tol 1e-12
#> ok [0.0, -0.5; 0.5, -0.3] ≈ [0.0, -0.5; 0.5, -0.3]
# It is no variance: with s² for s the Jacobian is another.
check J(noisy(logistic, 0.9^2))(0, 0) ≈ J(R1(g, 0.9^2/2))(0, 0) tol 1e-3
#!> error[check]: [0.0, -0.5; 0.5, -0.32805] ≈ [0.0, -0.5; 0.5, -0.405] does not hold
#!>   check J(noisy(logistic, 0.9^2))(0, 0) ≈ J(R1(g, 0.9^2/2))(0, 0) tol 1e-3
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   largest difference 0.07695, allowed 0.0005

# ## Away from the equilibrium noise is no penalty
noisy(logistic, 1)(1, 1)
#> (-0.303265329856, -0.0812990144505)
R1(g, 0.5)(1, 1)
#> (-0.26894142137, -0.23105857863)
# Close to it both fields differ by terms of third order: a tenth of the distance, a thousandth.
gap(r) = ‖noisy(logistic, 1)(r, r) - R1(g, 0.5)(r, r)‖
[gap(r)/r^3 for r in [0.1, 0.01, 0.001]]
#> f64[3]
#>    0.125621608171  0.12500624966  0.125000058846
# R1 pulls ψ with γψ however large ψ is; the pull of noise stays below 2 E max(s ξ, 0) = s sqrt(2/π), as
# the slope of f lies between 0 and 1.
pull(ψ, n) = -noisy(logistic, 1, n=n)(0, ψ)[2]
[pull(ψ, 40) for ψ in [0.1, 1, 10]]
#> f64[3]
#>    0.0498756206128  0.413241928284  0.791157265558
[-R1(g, 0.5)(0, ψ)[2] for ψ in [0.1, 1, 10]]
#> f64[3]
#>    0.05  0.5  5.0
check pull(10, 40) < sqrt(2/π)
#> ok 0.791157265558 < 0.797884560803
# For large s ψ the slope of f jumps as seen by the rule: it then needs more points.
exact(ψ) = -2*E_noise(ξ -> ξ*logistic'(ψ*ξ))
check pull(2, 40) ≈ exact(2) tol 1e-6
#> ok 0.60570556292 ≈ 0.605705509602
check pull(10, 40) ≈ exact(10) tol 1e-2
#> ok 0.791157265558 ≈ 0.785191202187
check pull(10, 200) ≈ exact(10) tol 1e-4
#> ok 0.785236463472 ≈ 0.785191202187

# ## What the steps do
# Without noise simultaneous steps leave the equilibrium, with noise they reach it.
check rho(simultaneous(g, 0.1)) > 1
#> ok 1.00124921973 > 1
verdict(simultaneous(noisy(logistic, 1), 0.1)).outcome
#> "linear"
check verdict(simultaneous(noisy(logistic, 1), 0.1)).rate ≈ 0.975961064797 tol 1e-11
#> ok 0.975961064797 ≈ 0.975961064797
F = simultaneous(noisy(logistic, 1), 0.1);
(θ, ψ) = iterate(F, (1, 1), 1000);
check ‖[θ, ψ]‖ < 1e-9
#> ok 4.37189733236e-11 < 1e-09
# The distance shrinks by ρ per step on average.
r = [‖p‖ for p in (iterate(F, (1, 1), 400), iterate(F, (1, 1), 900))];
check (r[2]/r[1])^(1/500) ≈ 0.975961064797 tol 1e-3
#> ok 0.97611074721 ≈ 0.975961064797

# ## Sampled noise: n draws in place of the expectation, fresh wherever the field is evaluated
few = sampled_noise(logistic, 1, 4);
few(0.7, -1.3) == few(0.7, -1.3)
#> false
# On average the sampled field is the exact one, and so is its Jacobian.
averaged(f) = estimate(vmap(k -> f())(1:4000))
exactly = noisy(logistic, 1)(0.7, -1.3);
check averaged(() -> few(0.7, -1.3)[1]) ≈ exactly[1] se 4
#> ok 0.86814274322 ± 0.00230700614 ≈ 0.865484537907 (1.2 se)
check averaged(() -> few(0.7, -1.3)[2]) ≈ exactly[2] se 4
#> ok 0.94846151846 ± 0.00761680443 ≈ 0.932204778741 (2.1 se)
check averaged(() -> J(few)(0.0, 0.0)[2, 2]) ≈ -0.5 se 4
#> ok -0.50138516717 ± 0.00405103311 ≈ -0.5 (0.3 se)
check averaged(() -> J(few)(0.7, -1.3)[2, 1]) ≈ J(noisy(logistic, 1))(0.7, -1.3)[2, 1] se 4
#> ok 0.76026522888 ± 0.00289028225 ≈ 0.757841294328 (0.8 se)
# At the equilibrium the noise has a part that does not vanish with ψ, f'(0)(x̄_fake - x̄_real) of
# variance a² 2s²/n: steps do not come to rest there but wander about it.
check averaged(() -> few(0.0, 0.0)[2]) ≈ 0 se 4
#> ok -0.00283465567 ± 0.00555858087 ≈ 0 (0.5 se)
check averaged(() -> few(0.0, 0.0)[2]^2) ≈ 0.25*2/4 se 4
#> ok 0.12625082963 ± 0.00270220674 ≈ 0.125 (0.5 se)
# From afar they go where the exact ones go.
p = iterate(simultaneous(sampled_noise(logistic, 1, 1000), 0.1), (1, 1), 50);
q = iterate(simultaneous(noisy(logistic, 1), 0.1), (1, 1), 50);
check ‖p - q‖ < 0.1
#> ok 0.000840407383526 < 0.1

# ## Losses with kinks
# The hinge loss bends at D = 1. A rule of quadrature across the kink does not see where between two points it is; split
# there, the integral is exact: with m = ψθ and the spread σ = sψ, E f'(D) = P(m + σξ < 1) = Φ((1 - m)/σ).
Φ(x) = (1 + erf(x/sqrt(2)))/2
φ(x) = density(Normal(0, 1), x)
exact(θ, ψ, s) = {
  z = (1 - ψ*θ)/(s*ψ)
  (-ψ*Φ(z), θ*Φ(z) - s*φ(z) - s*φ(1/(s*ψ)))
}
for (θ, ψ, s) in ((0.7, 1.9, 1.0), (-2.1, 0.4, 0.3), (0.05, 3.3, 2.0), (1.1, 0.8, 0.05)) {
  check noisy(hinge, s)(θ, ψ) ≈ exact(θ, ψ, s) tol 1e-9
}
#> ok (-0.819007964736, -0.438573308665) ≈ (-0.819007964736, -0.438573308665)
#> ok (-0.4, -2.1) ≈ (-0.4, -2.1)
#> ok (-1.81611514221, -1.55278611294) ≈ (-1.81611514221, -1.55278611294)
#> ok (-0.798920081575, 1.09829351974) ≈ (-0.798920081575, 1.09829351974)
# The Jacobian is one of a smooth game, though that of the game without noise jumps at the kink.
check J(noisy(hinge, 1))(0.7, 1.9) ≈ J((θ, ψ) -> exact(θ, ψ, 1.0))(0.7, 1.9) tol 1e-9
#> ok [0.746643276412, -0.224230431188; 0.224230431188, -0.107933093038] ≈ [0.746643276412, -0.224230431188; 0.224230431188, -0.107933093038]
# At the equilibrium the kink is far away: the game turns as that of Wasserstein does, noise or not.
check spectrum(noisy(hinge, 0.1)) ≈ [complex(0, 1), complex(0, -1)]
#> ok [0.0 + 1.0i, 0.0 - 1.0i] ≈ [0.0 + 1.0i, 0.0 - 1.0i]
check noisy(hinge, 1)([0.7, 0.2], [1.9, -0.3])[1] ≈ -[1.9, -0.3]*Φ((1 - 1.27)/sqrt(1.9^2 + 0.3^2)) tol 1e-9
#> ok [-0.843952041661, 0.133255585525] ≈ [-0.843952041661, 0.133255585525]
# Of the game -|1 - D| of both, f' = ±1 on both sides of 1.
check noisy(t -> -abs(1 - t), 1)(0.7, 1.9)[1] ≈ -1.9*(2*Φ((1 - 0.7*1.9)/1.9) - 1) tol 1e-9
#> ok 0.261984070527 ≈ 0.261984070527
# A loss of two kinks, at -1/2 and 2, and one whose curvature alone jumps; by integrals that are split by hand.
bent = t -> max(t, 2*t + 0.5) + min(0.0, t - 2);
soft = t -> -max(0.0, 1.5 - t)^2;
pieces(h, a) = {
  x = sort(concat(([-12.0, 12.0], [max(-12.0, min(12.0, b)) for b in a])))
  sum(i in 1:len(x)-1, quad(ξ -> h(ξ)*φ(ξ), x[i], x[i+1]))
}
for (θ, ψ, s) in ((0.7, 1.9, 1.0), (0.9, -1.2, 0.4)) {
  check noisy_loss(bent, s)(θ, ψ) ≈ pieces(ξ -> bent(ψ*(θ + s*ξ)), [(-0.5/ψ - θ)/s, (2/ψ - θ)/s]) + pieces(ξ -> bent(ψ*s*ξ), [-0.5/(ψ*s), 2/(ψ*s)]) tol 1e-9
  check noisy_loss(soft, s)(θ, ψ) ≈ pieces(ξ -> soft(ψ*(θ + s*ξ)), [(1.5/ψ - θ)/s]) + pieces(ξ -> soft(ψ*s*ξ), [1.5/(ψ*s)]) tol 1e-9
}
#> ok 1.08111209002 ≈ 1.08111209002
#> ok -7.51065003906 ≈ -7.51065003906
#> ok -5.59661175245 ≈ -5.59661175245
#> ok -9.36717088691 ≈ -9.36717088691

# The pull of noise on ψ saturates, that of R1 does not; and with few draws the steps wander about the equilibrium,
# which the exact ones reach.
ψ = linspace(0, 4, 21);
pulls = overlay(plot(ψ, [pull(y, 100) for y in ψ], label="noise"), plot(ψ, 0.5*ψ, label="R1"), hline(sqrt(2/π)));
steps(v) = trajectory(iterate(simultaneous(v, 0.1), (1.0, 1.0), 250, every=1))
wandering = overlay(steps(sampled_noise(logistic, 1, 4)), steps(noisy(logistic, 1)));
layout((axes(pulls, x="ψ", y="pull"), axes(wandering, x="θ", y="ψ", equal=true)))
#> pull                                    ψ
#>   2+ *** noise                    +     1+                     * * +o
#>    | +++ R1                    +++       |             * ** /++<+++*
#>    |                         ++          |          *****+++++
#> 1.5+                      +++            |        ** ++++
#>    |                     +               |      **++/+
#>    |                  +++             0.5+     *+++
#>    |                ++                   |    +++
#>   1+             +++                     |  *++
#>    |. . . . . .+. . . . . .*.*.*.*.      |  /+   *
#>    |        ++ ***********               | +*  ****
#> 0.5+     +++***                         0+ +*  *+++
#>    |    +**                              | +*  *+++
#>    | +++                                 |  +++/+*
#>   0++                                    |   \*
#>    ++------+-------+-------+------+      +-------+--------+---------+-
#>     0      1       2       3      4               0      0.5      1
#>                    ψ                                   θ
