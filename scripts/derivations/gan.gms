# The Dirac-GAN by hand: every formula from its loss to the eigenvalues of its steps.
#
# The data is one point, 0; the generator makes one point, θ; the discriminator is D(x) = ψ x
# (Mescheder, Geiger and Nowozin, 2018). scripts/gan/dirac.gms runs it; here its formulas are derived,
# for any smooth function f in the loss, so for the original GAN, the Wasserstein GAN and the
# least-squares GAN at once.

# ## The field
#
# The loss is L(θ, ψ) = f(θψ) + f(0). The generator takes θ down, the discriminator takes ψ up. By the
# chain rule, with ' for the derivative of f at u = θψ:
derive (f in functions(); θ, ψ in reals; L(θ, ψ) = f(θ*ψ) + f(0)) {
    -∂(L, 1)(θ, ψ)
    = -f'(θ*ψ)*ψ
}
#> ok 1 = 2: 200 points, worst 1.7e-16
derive (f in functions(); θ, ψ in reals; L(θ, ψ) = f(θ*ψ) + f(0)) {
    ∂(L, 2)(θ, ψ)
    = f'(θ*ψ)*θ
}
#> ok 1 = 2: 200 points, worst 1.1e-16
# The original GAN has f(t) = -log(1 + e^-t), whose derivatives are
derive (t in reals; f(t) = -log(1 + exp(-t))) {
    f'(t)
    = sigmoid(-t)
    = 1/(1 + exp(t))
}
#> ok 1 = 2: 199 of 200 points, worst 6.6e-17
#> ok 2 = 3: 197 of 200 points, worst 8.7e-17
derive (t in reals; f(t) = -log(1 + exp(-t))) {
    f''(t)
    = -sigmoid(t)*sigmoid(-t)
}
#> ok 1 = 2: 195 of 200 points, worst 1.3e-16

# ## One equilibrium
#
# How fast the players move is f'(u) times how far they are from (0, 0). If f rises everywhere, f' is
# not 0, so nobody moves at (0, 0) and only there.
derive (f in increasing; θ, ψ in reals; v(θ, ψ) = [-f'(θ*ψ)*ψ, f'(θ*ψ)*θ]) {
    norm(v(θ, ψ))^2
    = f'(θ*ψ)^2*(θ^2 + ψ^2)
    >= 0
}
#> ok 1 = 2: 200 points, worst 1e-16
#> ok 2 >= 3: 200 points, worst 0.0

# ## The invariant
#
# The field stands at right angles to (θ, ψ): r² = θ² + ψ² does not change along the flow.
derive (f in functions(); θ, ψ in reals) {
    2*θ*-f'(θ*ψ)*ψ + 2*ψ*f'(θ*ψ)*θ
    = 0
}
#> ok 1 = 2: 200 points, worst 2.2e-16
# A step of size h is not the flow. Simultaneous descent gains radius in every step:
derive (f in functions(); θ, ψ in reals; h in positives) {
    (θ - h*f'(θ*ψ)*ψ)^2 + (ψ + h*f'(θ*ψ)*θ)^2
    = (θ^2 + ψ^2)*(1 + h^2*f'(θ*ψ)^2)
}
#> ok 1 = 2: 200 points, worst 6e-17

# ## The Jacobian
#
# Differentiate the field once more, with u = θψ. Off the diagonal the product rule gives two terms.
derive (f in functions(); θ, ψ in reals; v(θ, ψ) = [-f'(θ*ψ)*ψ, f'(θ*ψ)*θ]; u = θ*ψ) {
    jacobian(v)(θ, ψ)
    = [-f''(u)*ψ^2, -f'(u) - f''(u)*u; f'(u) + f''(u)*u, f''(u)*θ^2]
}
#> ok 1 = 2: 200 points, worst 1.1e-16
# At the equilibrium all but a = f'(0) vanishes:
derive (f in functions(); v(θ, ψ) = [-f'(θ*ψ)*ψ, f'(θ*ψ)*θ]; a = f'(0)) {
    jacobian(v)(0.0, 0.0)
    = [0, -a; a, 0]
}
#> ok 1 = 2: 200 points, worst 0.0
# with the eigenvalues ± i a. The flow turns and does not approach.
derive (a in positives) {
    eig([0, -a; a, 0])
    = [complex(0, a), complex(0, -a)]
}
#> ok 1 = 2: 200 points, worst 1e-16

# ## Simultaneous steps
#
# The step is x + h v(x), its Jacobian F = I + h J, with the eigenvalues 1 ± i h a. They lie outside
# the unit circle for every h.
derive (a, h in positives) {
    abs(eig([1, -h*a; h*a, 1]))
    = sqrt(1 + h^2*a^2)*ones(2)
}
#> ok 1 = 2: 200 points, worst 9.9e-17

# ## Alternating steps
#
# The generator steps first, and the discriminator answers the new θ: the Jacobian is a product. Its
# determinant is 1 and its trace 2 - h² a², for different steps h and k of the players 2 - h k a².
derive (a, h, k in positives) {
    [1, 0; k*a, 1] @ [1, -h*a; 0, 1]
    = [1, -h*a; k*a, 1 - h*k*a^2]
}
#> ok 1 = 2: 200 points, worst 1.3e-16
derive (a, h, k in positives; F = [1, 0; k*a, 1] @ [1, -h*a; 0, 1]) {
    det(F)
    = 1
}
#> ok 1 = 2: 196 of 200 points, worst 5.2e-17
# So the eigenvalues are on the unit circle as long as the trace is between -2 and 2, and real and
# apart beyond: λ + 1/λ = 2 - h² a².
derive (a, h in positives; F = [1, 0; h*a, 1] @ [1, -h*a; 0, 1] where h*a < 2) {
    abs(eig(F))
    = ones(2)
}
#> ok 1 = 2: 200 points, worst 1.8e-16
derive (a, h in positives; A = h^2*a^2; F = [1, 0; h*a, 1] @ [1, -h*a; 0, 1] where h*a > 2) {
    max(abs(eig(F)))
    = (A - 2 + sqrt(A*(A - 4)))/2
}
#> ok 1 = 2: 200 points, worst 9.9e-17
# n steps of the generator, m of the discriminator: the step sizes add up.
derive (a, h in positives; n, m in integers(1, 4); G = [1, -h*a; 0, 1]; D = [1, 0; h*a, 1]) {
    trace(iterate(M -> D @ M, eye(2), m) @ iterate(M -> G @ M, eye(2), n))
    = 2 - n*m*h^2*a^2
}
#> ok 1 = 2: 208 points, worst 1.1e-16
# In the linear game (the Wasserstein GAN, f(t) = t) alternating steps keep an ellipse instead of the
# circle: θ² - h θ ψ + ψ² does not change.
derive (θ, ψ in reals; h in positives; θ1 = θ - h*ψ; ψ1 = ψ + h*θ1; Q(θ, ψ) = θ^2 - h*θ*ψ + ψ^2) {
    Q(θ1, ψ1)
    = Q(θ, ψ)
}
#> ok 1 = 2: 194 of 200 points, worst 1.2e-16

# ## What helps: a penalty on the discriminator
#
# R1 takes γ/2 |D'(x)|² = γ ψ²/2 from the discriminator's loss, so -γ ψ from its velocity.
derive (f in functions(); θ, ψ in reals; γ in positives; L(θ, ψ) = f(θ*ψ) + f(0) - γ/2*ψ^2) {
    ∂(L, 2)(θ, ψ)
    = f'(θ*ψ)*θ - γ*ψ
}
#> ok 1 = 2: 200 points, worst 1.4e-16
# The eigenvalues of [0, -a; a, -γ] are -γ/2 ± sqrt(γ²/4 - a²): for γ < 2a a spiral inwards,
derive (a, γ in positives where γ < 2*a) {
    eig([0, -a; a, -γ])
    = [complex(-γ/2, sqrt(a^2 - γ^2/4)), complex(-γ/2, -sqrt(a^2 - γ^2/4))]
}
#> ok 1 = 2: 199 of 200 points, worst 1.3e-16
# for γ > 2a two real rates, the slower of which is slower the larger γ is.
derive (a, γ in positives where γ > 2*a) {
    max(real(eig([0, -a; a, -γ])))
    = -γ/2 + sqrt(γ^2/4 - a^2)
    = -a^2/(γ/2 + sqrt(γ^2/4 - a^2))
}
#> ok 1 = 2: 190 of 200 points, worst 1.9e-16
#> ok 2 = 3: 184 of 200 points, worst 1.8e-16
# With steps of size h, while the eigenvalues are complex, |λ|² is the determinant of I + h J:
derive (a, γ, h in positives where γ < 2*a) {
    abs(eig([1, -h*a; h*a, 1 - h*γ]))^2
    = (1 - h*γ + h^2*a^2)*ones(2)
}
#> ok 1 = 2: 200 points, worst 2.6e-16
# which is below 1 for h < γ/a², and then only: at h = γ/a² it is 1.
derive (a, γ in positives; h = γ/a^2) {
    det([1, -h*a; h*a, 1 - h*γ])
    = 1
}
#> ok 1 = 2: 181 of 200 points, worst 1.8e-16

# ## What helps: noise on the instances
#
# Gaussian noise of the standard deviation s on both the data and the generated point: the loss becomes
# E f(ψ (θ + s ε)) + E f(-ψ s ε). At θ = ψ = 0 the field was a rotation only; now, with c = f''(0), the
# discriminator's loss is curved in ψ: once c s² from the generated point, once from the data. (f is a
# cubic here, so that the rule for the mean over the noise is exact; second derivatives at 0 do not see
# more of f.)
derive (
    a, b, c in reals; s in positives; f(t) = a*t + c*t^2/2 + b*t^3;
    L(ψ) = E(ε ~ Normal(0, 1), f(ψ*s*ε) + f(-ψ*s*ε), method=quad(4))
) {
    L''(0.0)
    = 2*c*s^2
}
#> ok 1 = 2: 200 points, worst 2.8e-16
# The rest of the Jacobian stays: the mixed derivative is a, and L does not curve in θ.
derive (
    a, b, c, θ in reals; s in positives; f(t) = a*t + c*t^2/2 + b*t^3;
    L(ψ) = E(ε ~ Normal(0, 1), f(ψ*(θ + s*ε)) + f(-ψ*s*ε), method=quad(4))
) {
    L'(0.0)
    = a*θ
}
#> ok 1 = 2: 199 of 200 points, worst 1.2e-16
# That is R1 with γ = -2 c s², and for the original GAN, c = -1/4, γ = s²/2. Its eigenvalues:
derive (a, s in positives; c = -1/4; d = c^2*s^4 - a^2 where s^2 < 4*a) {
    eig([0, -a; a, 2*c*s^2])
    = [complex(c*s^2, sqrt(-d)), complex(c*s^2, -sqrt(-d))]
}
#> ok 1 = 2: 194 of 200 points, worst 1.4e-16

# ## Other updates, from z = h μ
#
# With μ an eigenvalue of J, a method multiplies that component by a function of z = h μ. Here
# μ = i a, and A = (h a)². Extragradient, 1 + z + z²:
derive (a, h in positives; z = complex(0, h*a); A = (h*a)^2) {
    abs(1 + z + z^2)^2
    = 1 - A + A^2
}
#> ok 1 = 2: 200 points, worst 7.7e-17
# below 1 for h a < 1. Implicit Euler, 1/(1 - z): always below 1.
derive (a, h in positives; z = complex(0, h*a)) {
    abs(1/(1 - z))^2
    = 1/(1 + (h*a)^2)
    <= 1
}
#> ok 1 = 2: 200 points, worst 1.2e-16
#> ok 2 <= 3: 200 points, worst 0.0
# The classical Runge-Kutta step, 1 + z + z²/2 + z³/6 + z⁴/24: below 1 for h a < 2 sqrt(2).
derive (a, h in positives; z = complex(0, h*a); A = (h*a)^2) {
    abs(1 + z + z^2/2 + z^3/6 + z^4/24)^2
    = 1 - A^3/72 + A^4/576
}
#> ok 1 = 2: 200 points, worst 8.1e-17
# Consensus optimisation adds -γ times the gradient of |v|²/2 = f'(u)² r²/2:
derive (f in functions(); θ, ψ in reals; w(θ) = f'(θ*ψ)^2*(θ^2 + ψ^2)/2) {
    w'(θ)
    = θ*f'(θ*ψ)^2 + ψ*(θ^2 + ψ^2)*f'(θ*ψ)*f''(θ*ψ)
}
#> ok 1 = 2: 200 points, worst 6.3e-17
# At the equilibrium only the first term has a slope, a²: the Jacobian is [-γ a², -a; a, -γ a²].
derive (a, γ in positives) {
    eig([-γ*a^2, -a; a, -γ*a^2])
    = [complex(-γ*a^2, a), complex(-γ*a^2, -a)]
}
#> ok 1 = 2: 200 points, worst 8.7e-17
# Players with different losses need not turn in circles: for the non-saturating GAN, where the generator has -f(-u),
# r² falls.
derive (θ, ψ in reals; f(t) = -log(1 + exp(-t)); u = θ*ψ) {
    2*θ*-f'(-u)*ψ + 2*ψ*f'(u)*θ
    = -2*u*tanh(u/2)
    <= 0
}
#> ok 1 = 2: 191 of 200 points, worst 2.3e-16
#> ok 2 <= 3: 200 points, worst 0.0

# ## What is to be seen
# The largest |λ| of a step of size h with a = 1/2: simultaneous descent is outside at every h, alternating descent on
# the circle up to h = 4.
simultaneous_radius(h) = sqrt(1 + h^2/4)
alternating_radius(h) = { t = abs(1 - h^2/8); if t <= 1 { 1.0 } else { t + sqrt(t^2 - 1) } }
axes(plot((simultaneous = simultaneous_radius, alternating = alternating_radius), 0, 5), x="h", y="|λ|")
#> |λ|
#>   4+ *** simultaneous                                                  +
#>    | +++ alternating                                                  ++
#> 3.5+                                                                 ++
#>    |                                                               ++
#>   3+                                                              ++
#>    |                                                             ++
#>    |                                                            ++******
#> 2.5+                                                       ****++**
#>    |                                                ********  +
#>   2+                                        ********        ++
#>    |                                *********              ++
#> 1.5+                       **********                      +
#>    |           *************                              +
#>   1++++++++++++++++++++++++++++++++++++++++++++++++++++++++
#>    ++------------+-------------+------------+-------------+------------+
#>     0            1             2            3             4            5
#>                                      h
