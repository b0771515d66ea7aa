# The Dirac-GAN, from its loss to its eigenvalues.
#
# The smallest GAN there is (Mescheder, Geiger and Nowozin, "Which Training Methods for GANs do
# actually Converge?", 2018): the data is one point, 0; the generator makes one point, θ; the
# discriminator is the linear function D(x) = ψx. Everything a GAN can do wrong, it does.

# ## The game
#
# The paper's loss is L(θ, ψ) = f(θψ) + f(0): the generator moves θ to make it small, the
# discriminator moves ψ to make it large. The original GAN takes
f(t) = -log(1 + exp(-t))
L(θ, ψ) = f(θ*ψ) + f(0)

# At θ = ψ = 0 the generator has found the data and the discriminator sees no difference:
L(0, 0)
#> -1.38629

# The slope of f there is the one number that the local analysis needs.
f'(0)
#> 0.5

# ## The field
#
# Each player follows its own gradient of L: θ down, ψ up.
v(θ, ψ) = (-∂(L, 1)(θ, ψ), ∂(L, 2)(θ, ψ))

# By the chain rule that is v = (-f'(θψ)ψ, f'(θψ)θ); at a point, both ways:
check v(0.7, -1.3)[1] ≈ -f'(0.7*(-1.3))*(-1.3)
#> ok 0.9269 ≈ 0.9269
check v(0.7, -1.3)[2] ≈ f'(0.7*(-1.3))*0.7
#> ok 0.4991 ≈ 0.4991

# (0, 0) is the equilibrium: nobody moves.
v(0, 0)
#> (-0.0, 0.0)

# ## The Jacobian
#
# Near the equilibrium the field is linear, v ≈ J (θ, ψ).
J = jacobian(v)(0, 0)
#> f64[2×2]
#>    0.0  -0.5
#>    0.5   0.0

# The eigenvalues of J decide what the flow (θ, ψ)' = v(θ, ψ) does: it comes closer if all their
# real parts are negative. Here they are ±i f'(0): the players circle, for ever.
eig(J)
#> c128[2]
#>   0.0 + 0.5i
#>   0.0 - 0.5i

# The circle is exact, also far from the equilibrium: v stands at right angles to (θ, ψ), so
# r² = θ² + ψ² never changes.
(dθ, dψ) = v(0.7, -1.3);
check 0.7*dθ - 1.3*dψ ≈ 0 abs 1e-15
#> ok 0.0 ≈ 0

# ## Simultaneous gradient descent
#
# A computer takes steps of size h instead. Both players step at once:
h = 0.1;
F(θ, ψ) = (θ, ψ) + h*v(θ, ψ)
F(1, 0)
#> (1.0, 0.05)

# A step is judged by the eigenvalues of its own Jacobian, I + hJ, against the unit circle: it
# comes closer if all |λ| < 1.
λ = eig(jacobian(F)(0, 0))
#> c128[2]
#>   1.0 + 0.05i
#>   1.0 - 0.05i
abs(λ)
#> f64[2]
#>    1.00125  1.00125

# They lie outside: |λ| = sqrt(1 + h²f'(0)²) for every h. Simultaneous descent spirals outwards.
check abs(λ[1]) ≈ sqrt(1 + h^2*f'(0)^2)
#> ok 1.00125 ≈ 1.00125

# ## Alternating gradient descent
#
# Now the generator steps first and the discriminator answers the new θ.
G(θ, ψ) = (θ + h*v(θ, ψ)[1], ψ)
D(θ, ψ) = (θ, ψ + h*v(θ, ψ)[2])
A(θ, ψ) = D(G(θ, ψ)...)
λ = eig(jacobian(A)(0, 0))
#> c128[2]
#>   0.99875 + 0.0499844i
#>   0.99875 - 0.0499844i

# On the unit circle: |λ| = 1, neither closer nor further as far as the linear part can tell.
abs(λ)
#> f64[2]
#>    1.0  1.0

# ## The same with the library
#
# `use gan` holds all of this, and more, in this very language: `:source alternating` shows how.
use gan
g = game(logistic)
eig(J(g)(0, 0))
#> c128[2]
#>   0.0 + 0.5i
#>   0.0 - 0.5i
rho(simultaneous(g, h=0.1))
#> 1.00125
rho(alternating(g, h=0.1))
#> 1.0

# With n_g and n_d steps of each player the eigenvalues stay on the circle up to n_g n_d h² f'(0)² = 4.
rho(alternating(g, h=0.1, n_d=2))
#> 1.0
rho(alternating(g, h=4.1))
#> 1.5625

# ## What helps
#
# The circles come from the discriminator: at the equilibrium it still has no reason to be flat.
# R1 makes it pay γ/2 |D'(x)|² on the data, and the eigenvalues of the field move to the left.
r = R1(g, γ=0.3)
J(r)(0, 0)
#> f64[2×2]
#>    0.0  -0.5
#>    0.5  -0.3
eig(J(r)(0, 0))
#> c128[2]
#>   -0.15 + 0.47697i
#>   -0.15 - 0.47697i
rho(simultaneous(r, h=0.1))
#> 0.986154
rho(alternating(r, h=0.1))
#> 0.984886

# Simultaneous steps are now stable up to h = γ/f'(0)², and no further.
rho(simultaneous(r, h=1.19))
#> 0.998511
rho(simultaneous(r, h=1.21))
#> 1.00151

# ## What the steps do in the end
#
# `verdict` says it: from the eigenvalues where they decide, else by watching the steps. Simultaneous
# steps never converge, whatever h: the eigenvalues lie outside the circle.
stable_steps(h -> simultaneous(g, h), h_max=10).intervals
#> f64[0×2]
# From (1, 1) they come to rest all the same, far from the equilibrium, where the field has died away:
# a test of the gradient alone would call that converged. (The field is typed out to be quick.)
v(θ, ψ) = (-sigmoid(-θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)
verdict(simultaneous(v, 0.5), start=(1, 1), steps=2^12).outcome
#> "stalls"

# Linearised, an alternating step stays on the circle up to h f'(0) = 2:
for h in [1, 3.9, 4, 4.1] { print("h f'(0) =", h/2, " ρ =", rho(alternating(g, h))) }
#> h f'(0) = 0.5  ρ = 1.0
#> h f'(0) = 1.95  ρ = 1.0
#> h f'(0) = 2.0  ρ = 1.0
#> h f'(0) = 2.05  ρ = 1.5625
# The full map drifts. Its quadratic invariant, Q = θ² - hθψ/2 + n_d⁻¹ψ², moves by the terms of higher
# order that the eigenvalues do not see: outwards with one step of the discriminator,
Q(n_d) = (θ, ψ, h) -> θ^2 - h/2*θ*ψ + ψ^2/n_d
drift(n_d, n) = {
  F = alternating(v, 0.5, n_d=n_d)
  mean_Q(p) = mean(Q(n_d)(iterate(F, p, n, every=1)..., 0.5))
  mean_Q(iterate(F, (1.0, 0.0), n)) - mean_Q((1.0, 0.0))
}
check drift(1, 4000) > 0
#> ok 0.0399947 > 0
# inwards with two or more.
check drift(2, 4000) < 0
#> ok -0.15562 < 0
check drift(5, 4000) < 0
#> ok -0.202072 < 0

# ## What each penalty does
#
# To the field: the real part of its eigenvalues; to alternating steps: the set of stable h.
report(name, v) = {
  μ = spectrum(v)[1]
  s = stable_steps(h -> alternating(v, h), h_max=8)
  print(name, " Re μ =", real(μ), " h in", s.intervals)
}
report("none      ", g)
#> none        Re μ = 0.0  h in f64[0×2]
report("R1        ", R1(g, 0.3))
#> R1          Re μ = -0.15  h in [0.0, 2.97612]
report("R2        ", R2(g, 0.3))
#> R2          Re μ = -0.15  h in [0.0, 2.97612]
report("noise 0.5 ", noisy(logistic, 0.5))
#> noise 0.5   Re μ = -0.0625  h in [0.0, 3.53113]
report("consensus ", consensus(g, 0.3))
#> consensus   Re μ = -0.075  h in [0.0, 3.47826]
report("ODE-GAN   ", ode_gan(g, 0.3))
#> ODE-GAN     Re μ = -0.075  h in [0.0, 3.44475]
report("NS-GAN    ", nonsaturating(logistic))
#> NS-GAN      Re μ = 0.0  h in f64[0×2]
# Weight clipping does not change the eigenvalues, and WGAN-GP has none: its field jumps at ψ = 0.
verdict(clipped(alternating(game(wasserstein), 0.1), 1.0), start=(1.5, 0), steps=2^10).outcome
#> "cycle"
verdict(alternating((θ, ψ) -> (-ψ, θ - 0.3*(abs(ψ) - 1)*sign(ψ)), 0.1), start=(0.5, 0), steps=2^12).linearisation
#> "no Jacobian"

# ## What is to be seen
# Sixty steps of 0.3 from (1, 0), in the field: simultaneous ones spiral outwards, alternating ones close,
# and with R1 they come in. Right, why: the largest |λ| for each h.
steps(F) = iterate(F, (1.0, 0.0), 60, every=1)
damped(θ, ψ) = v(θ, ψ) - (0, 0.3*ψ)
phase = overlay(plot(v, (-2, 2), (-2, 2)), trajectory(steps(simultaneous(v, 0.3)), colour="red"),
  trajectory(steps(alternating(v, 0.3)), colour="orange"), trajectory(steps(alternating(damped, 0.3)), colour="green"));
radii = overlay(plot(h -> rho(simultaneous(v, h)), 0.01, 5, n=51, label="simultaneous", colour="red"),
  plot(h -> rho(alternating(v, h)), 0.01, 5, n=51, label="alternating", colour="orange"),
  plot(h -> rho(alternating(damped, h)), 0.01, 5, n=51, label="R1", colour="green"), hline(1));
layout((axes(phase, equal=true), axes(radii, x="h", y="|λ|", ylim=(0.4, 2))))
#>   ψ                                  |λ|
#>    2+ /   /   <    <   <   \   \       2+                   **o    +
#>     |                  **               |                 *** o    +
#>     | /   /   /    <   \ ***   \        |               ***  o    +
#>    1+        **+++++<++\    \        1.5+             **    o     +
#>     | v   / *+++   <xxx<x  \ * ^        |           ***     o     +
#>     |     */+/   xxxx   xx   **         |        ***        o    ++
#>     |     * +   xxxx     xx   *         |    *****          o    +
#>    0+ v   *++ v x\xx   ^ +o^  *^       1+.o.+.+.+.+.+.+.+.+.+.+.+. . . .
#>     |     * +           +^   *          |   oooo          o
#>     | v   \* ++    >  ++   **  ^        |       ooooo     o
#>   -1+       ** \++++++    */            |           oooo  o
#>     | \   \   \*********** /   /     0.5+              oooo
#>     |                                   +------+-----+-----+-----+-----+
#>   -2+ \   \   >    >   >   /   /               1     2     3     4     5
#>     ++------+------+------+-----+                       h
#>      -2     -1     0      1     2     *** simultaneous   +++ alternating
#>                   θ                                  ooo R1
