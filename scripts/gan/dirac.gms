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
