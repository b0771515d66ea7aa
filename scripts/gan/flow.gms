#~ file: digits=12
# The flow of the Dirac-GAN: circles, their periods, and what penalties make of them.
use gan
g = game(logistic)
R(θ, ψ) = θ^2 + ψ^2
# The field typed out, to be quick: f'(u) = sigmoid(-u).
v(θ, ψ) = (-sigmoid(-θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)
check ‖g(0.7, -1.3) - v(0.7, -1.3)‖ ≈ 0 abs 1e-15
#> ok 0.0 ≈ 0

# ## r² is an invariant: what it moves is what the integration errs
flow(v, (1, 0), 5)
#> p = (-0.652885376919, 0.757456721273)
#> t = 5.0
#> steps = 107
#> rejected = 1
#> evaluations = 650
#> why = "reached T"
check invariant_drift(v, R, (1, 1), 20) ≈ 0 abs 1e-9
#> ok 9.02613539466e-11 ≈ 0
check invariant_drift(g, R, (0.7, -1.3), 1, n=10) ≈ 0 abs 1e-10
#> ok 6.29873319659e-12 ≈ 0
# Euler's method, which is simultaneous descent, has none.
q = ode(v, (1, 0), 5, method="euler", h=0.1).p;
check R(q...) > 1.05
#> ok 1.11142578086 > 1.05
check ‖q - iterate(simultaneous(v, 0.1), (1.0, 0.0), 50)‖ ≈ 0 abs 1e-14
#> ok 0.0 ≈ 0
# Nor has the symplectic Euler method, which is alternating descent, but its error stays bounded.
q = ode((ψ, θ) -> (θ, -ψ), (0, 1), 100, method="symplectic_euler", h=0.1).p;
check abs(R(q...) - 1) < 0.1
#> ok 0.0404279652186 < 0.1

# ## The period, measured where the orbit crosses its start, is 2π (1 + I₀(r²/2))
T(r) = 2*π*(1 + besseli0(r^2/2))
for r in [0.5, 1.0, sqrt(2), 2.0, 3.0] { check period(v, (r, 0)) ≈ T(r) tol 1e-11 }
#> ok 12.5909382858 ≈ 12.5909382858
#> ok 12.9652483967 ≈ 12.9652483967
#> ok 14.2381118282 ≈ 14.2381118282
#> ok 20.6062421853 ≈ 20.6062421853
#> ok 116.120627463 ≈ 116.120627463
# From any point of the circle, and after one turn the flow is back.
check period(v, (0.6, -0.8)) ≈ T(1) tol 1e-11
#> ok 12.9652483967 ≈ 12.9652483967
check ‖flow(v, (0.6, -0.8), T(1)).p - (0.6, -0.8)‖ ≈ 0 abs 1e-9
#> ok 6.73852147979e-12 ≈ 0
# The WGAN turns at the speed 1 everywhere.
check period((θ, ψ) -> (-ψ, θ), (0.3, 0.4)) ≈ 2*π tol 1e-12
#> ok 6.28318530718 ≈ 6.28318530718

# ## With R1 the flow comes in, at the rate of the eigenvalues, Re μ = -γ/2
p(t) = ‖flow((θ, ψ) -> v(θ, ψ) - (0, 0.3*ψ), (1e-3, 0), t).p‖
# Over whole turns of the angle, 2π/Im μ:
turn = 2*π/imag(spectrum(R1(g, 0.3))[1]);
check log(p(turn)/1e-3)/turn ≈ -0.15 tol 1e-6
#> ok -0.150000006741 ≈ -0.15

# ## NS-GAN: r never grows, and d(1/r²)/dt tends to 1/8
n(θ, ψ) = (-sigmoid(θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)
s(t) = 1/R(flow(n, (0.1, 0), t).p...)
check (s(4*π*20) - s(4*π*10))/(4*π*10) ≈ 1/8 tol 2e-3
#> ok 0.125000016194 ≈ 0.125

# ## WGAN-GP: the cycle crosses ψ = 0 at θ = γ g₀ coth(πγ/(4 sqrt(1 - γ²/4)))
# Between two crossings the field is linear, so the crossing is sought in the half plane ψ > 0: from
# (θ, 0) the orbit comes to ψ = 0 again at -θ on the cycle.
half(θ₀, γ, g₀) = {
  w = (θ, ψ) -> (-ψ, θ - γ*(ψ - g₀))
  t = root(t -> ode(w, (θ₀, 0), t, rtol=1e-12, atol=1e-13).p[2], 1, 2*π)
  ode(w, (θ₀, 0), t, rtol=1e-12, atol=1e-13).p[1]
}
crossing(γ, g₀) = γ*g₀/tanh(π*γ/(4*sqrt(1 - γ^2/4)))
check crossing(0.3, 1) ≈ 1.2825759356866 tol 1e-12
#> ok 1.28257593569 ≈ 1.28257593569
check crossing(1, 0.3) ≈ 0.41687460007385 tol 1e-12
#> ok 0.416874600074 ≈ 0.416874600074
for (γ, g₀) in ((0.3, 1), (0.7, 1), (1, 0.3)) {
  θ = crossing(γ, g₀)
  check half(θ, γ, g₀) ≈ -θ tol 1e-9
}
#> ok -1.28257593569 ≈ -1.28257593569
#> ok -1.32660520531 ≈ -1.32660520531
#> ok -0.416874600074 ≈ -0.416874600074

# Orbits of the flow, alone and with R1, and the period of the circles: the formula, and the returns to the start.
path(v, r, T) = trajectory(ode(v, (r, 0), T, at=linspace(0, T, 120)).p)
orbits = overlay(path(v, 1, T(1)), path(v, 2, T(2)), path((θ, ψ) -> v(θ, ψ) - (0, 0.3*ψ), 2, 60));
radii = [1.0, 2.0];
periods = overlay(plot(T, 0, 2.5), scatter(radii, [period(v, (r, 0)) for r in radii]));
layout((axes(orbits, x="θ", y="ψ", equal=true), axes(periods, x="r", y="period")))
#>   ψ                                  period
#>    2+          ++++<+++              40+                              .
#>     |       +++        ++++            |                              |
#>     |    +++              +++          |                              |
#>    1+   /       ******       \+      35+                             |
#>     |  +      ***  xxxxxxxx<xxx        |                            .'
#>     | +     **  xxx     *      x     30+                            /
#>    0+ +     v  xx xxx    o     o       |                           .'
#>     | +     *  x\xxxx    *     +     25+                          .'
#>     | +     ***  x      *      +       |                         .'
#>     | ++      ***    */*      ++     20+                        #'
#>   -1+  +\+       ****        /         |                      ./'
#>     |    ++                ++          |                    .-'
#>     |      ++++       +++++          15+              ....''
#>   -2+         ++++>+++                 |--------''''#''
#>     +-+-----+-----+------+-----+-      ++-----+-----+-----+-----+-----+
#>       -2    -1    0      1     2        0    0.5    1    1.5    2    2.5
#>                   θ                                     r
