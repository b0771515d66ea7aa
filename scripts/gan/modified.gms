#~ file: digits=8
# The flow that the steps follow. A step of size h is no step of the flow of v, but very nearly one of a modified field
# ṽ = v + h v₁ + h² v₂ + ...: what steps do that the flow does not is in v₁.
use gan
v(θ, ψ) = (-sigmoid(-θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)

# ## Simultaneous steps: v₁ = -Dv v/2
# One step is the flow of v for the time h up to h²; of v + h v₁ up to h³; of v + h v₁ + h² v₂ up to h⁴.
off(order, h, by) = {
  q = flow(modified_flow(v, h, order=order, by=by), (1.0, 0.5), h).p
  ‖q - by(v, h)(1.0, 0.5)‖
}
falls(order, by) = log(off(order, 0.1, by)/off(order, 0.05, by))/log(2)
check [falls(order, simultaneous) for order in 0:2] ≈ [2, 3, 4] tol 0.03
#> ok [1.9880447, 2.9598242, 3.9520968] ≈ [2, 3, 4]
# The formula of the first term, typed out.
Dv(θ, ψ) = J(v)(θ, ψ)
check flatten(modified_flow(v, 0.1, order=1)(1.0, 0.5)) ≈ flatten(v(1.0, 0.5)) - 0.05*Dv(1.0, 0.5) @ flatten(v(1.0, 0.5))
#> ok [-0.18330705, 0.38443122] ≈ [-0.18330705, 0.38443122]
derive (θ in Normal(0, 1); ψ in Normal(0, 1); h in positives) {
    modified_flow((θ, ψ) -> (-ψ, θ), h, order=1)(θ, ψ)[1]
    = -ψ + h*θ/2
}
#> ok 1 = 2: 200 points, worst 0.0

# ## Every other step without a memory: the terms come from derivatives of the step in h
for by in (alternating, (v, h) -> alternating(v, h, n_d=2), extragradient, heun) {
  check [falls(order, by) for order in 0:2] ≥ [1.9, 2.8, 3.7]
}
#> ok [1.9827222, 2.9171586, 3.8891346] ≥ [1.9, 2.8, 3.7]
#> ok [1.9652752, 2.8870785, 3.8062354] ≥ [1.9, 2.8, 3.7]
#> ok [1.9842673, 2.9212993, 3.977511] ≥ [1.9, 2.8, 3.7]
#> ok [2.9760862, 2.9760862, 3.9768069] ≥ [1.9, 2.8, 3.7]
# Alternating steps: the discriminator sees the new θ, which takes half of v₁ away, and the sign of the other half turns:
# ṽ = v + h/2 (-Dv v + 2 (0, ∂v_ψ/∂θ v_θ)). Rosca et al. 2021.
pull(θ, ψ) = (0, ∂((θ, ψ) -> v(θ, ψ)[2], 1)(θ, ψ)*v(θ, ψ)[1])
check flatten(modified_flow(v, 0.1, order=1, by=alternating)(1.0, 0.5)) ≈ flatten(modified_flow(v, 0.1, order=1)(1.0, 0.5) + 0.1*pull(1.0, 0.5))
#> ok [-0.18330705, 0.37952246] ≈ [-0.18330705, 0.37952246]
# With n_d = 2 even the first term is another field, (v_θ, 2 v_ψ): a discriminator of twice the speed.
modified_flow(v, 0.1, order=0, by=(v, h) -> alternating(v, h, n_d=2))(1.0, 0.5)
#> (-0.18877033, 0.75508134)
v(1.0, 0.5)
#> (-0.18877033, 0.37754067)

# ## What it says of the GAN: simultaneous steps leave the circle at the rate h a²/2, alternating ones do not
h = 0.1;
check real(spectrum(modified_flow(v, h, order=1)))[1] ≈ h*0.25/2
#> ok 0.0125 ≈ 0.0125
check real(spectrum(modified_flow(v, h, order=1, by=alternating)))[1] ≈ 0 abs 1e-15
#> ok 0.0 ≈ 0
# To all orders the rates of the linear flow are log(λ)/h = log(1 + hμ)/h; the series comes to it.
μ = modified_rates(simultaneous(v, h), h)
#> c128[2]
#>   0.012484401 + 0.49958396i
#>   0.012484401 - 0.49958396i
check μ ≈ log(1 + h*spectrum(v))/h tol 1e-14
#> ok [0.012484401 + 0.49958396i, 0.012484401 - 0.49958396i] ≈ [0.012484401 + 0.49958396i, 0.012484401 - 0.49958396i]
z = spectrum(modified_flow(v, h, order=2));
check abs(z - μ) < h^3*abs(spectrum(v))^4
#> ok [1.5611478e-05, 1.5611478e-05] < [6.25e-05, 6.25e-05]
check real(μ[1]) ≈ h*0.25/2 tol 2e-3
#> ok 0.012484401 ≈ 0.0125
# With R1, γ = 0.3, the flow of v always comes in; the modified one does not for h > γ/a² = 1.2, as the steps.
r1(θ, ψ) = v(θ, ψ) - (0, 0.3*ψ)
check max(real(modified_rates(simultaneous(r1, 1.19), 1.19))) < 0
#> ok -0.0012518631 < 0
check max(real(modified_rates(simultaneous(r1, 1.21), 1.21))) > 0
#> ok 0.0012481132 > 0

# ## The invariant: r² stays under the flow, grows under steps by what the modified flow says
R(θ, ψ) = θ^2 + ψ^2
check invariant_drift(v, R, (1, 0), 5) ≈ 0 abs 1e-9
#> ok 7.9536377e-12 ≈ 0
drift = invariant_drift(simultaneous(v, h), R, (1, 0), n=50, step=true)
#> 0.11142578
check invariant_drift(modified_flow(v, h), R, (1, 0), 5, n=50) ≈ drift tol 1e-2
#> ok 0.11152656 ≈ 0.11142578
# Alternating steps keep another quadratic form nearly, Q = θ² - h/2 θψ + ψ²; r² itself moves to and fro.
A = alternating(v, h);
check invariant_drift(A, (θ, ψ) -> θ^2 - h/2*θ*ψ + ψ^2, (0.1, 0), n=50, step=true) < 0.1*invariant_drift(A, R, (0.1, 0), n=50, step=true)
#> ok 0.00012515864 < 0.0025641101

# Steps of 0.4 and three flows for as long: the circle of v, and the modified flows of first and of second order.
(start, h, n) = ((1.0, 0.0), 0.4, 40);
path(w) = trajectory(ode(w, start, n*h, at=linspace(0, n*h, 160)).p)
(θ, ψ) = iterate(simultaneous(v, h), start, n, every=1);
axes(overlay(path(v), path(modified_flow(v, h, order=1)), scatter(θ, ψ)), x="θ", y="ψ", equal=true)
#>                 ψ
#>                     |          +^+^+^+            ^
#>                    1+      ^/+^******+^^+^         ^
#>                     |    ^+ */*         *+^^        ^
#>                  0.5+  ++  **             *^+       ^+
#>                     |  ^  *                *^        ^
#>                     | ^   *                 ^        +
#>                    0+ +   *                 ^        ^
#>                     | ^   *                 *       +
#>                 -0.5+ ^v   \*              *       ^+
#>                     |  ^^   ***          **        +
#>                   -1+   +^    **********/        ++
#>                     |     ^+^                 ++^
#>                     |       +^^+^          +^+
#>                 -1.5+           +>^++^++^++
#>                     +-----+--------+--------+---------+
#>                           -1       0        1         2
#>                                      θ
