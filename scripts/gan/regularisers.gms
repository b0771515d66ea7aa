#~ file: seed=7 digits=12
# What regularisers do to the Dirac-GAN, away from its equilibrium too. Their spectra, with the step sizes that contract,
# are in penalties.gms and noise.gms; here are their factors, their limits and where they fail.
use gan
g = game(logistic)
w = game(wasserstein)

# ## Factors: each penalty as its paper prints it
derive (θ in reals; ψ in reals; γ in positives) {
    R1(w, γ)(θ, ψ)[2]
    = θ - γ*ψ
}
#> ok 1 = 2: 200 points, worst 0.0
derive (θ in reals; ψ in reals; λ in positives) {
    ode_gan(w, λ)(θ, ψ)[2]
    = θ - 2*λ*ψ
}
#> ok 1 = 2: 200 points, worst 0.0
derive (θ in reals; ψ in positives; λ in positives) {
    wgan_gp(w, λ)(θ, ψ)[2]
    = θ - 2*λ*(ψ - 1)
}
#> ok 1 = 2: 200 points, worst 3e-16
derive (θ in reals; ψ in positives; λ in positives) {
    dragan(w, λ)(θ, ψ)[2]
    = wgan_gp(w, λ)(θ, ψ)[2]
}
#> ok 1 = 2: 200 points, worst 3.2e-16
derive (θ in reals; ψ in reals; λ in positives) {
    le_cam(w, λ)(θ, ψ)[2]
    = θ - 2*λ*θ^2*ψ
}
#> ok 1 = 2: 200 points, worst 8.9e-17
# R1 without the 1/2, as one published code has it, is R1 of twice the strength; the number that a reader of that code
# types is not the γ of the paper.
check penalized(g, (θ, ψ) -> 10*ψ^2)(0.3, 0.2)[2] ≈ R1(g, 20)(0.3, 0.2)[2]
#> ok -3.85449865049 ≈ -3.85449865049
# LeCam with anchors at 0 changes no eigenvalue: it is of fourth order.
check spectrum(le_cam(g, 5)) ≈ spectrum(g)
#> ok [0.0 + 0.5i, 0.0 - 0.5i] ≈ [0.0 + 0.5i, 0.0 - 0.5i]

# A discriminator with curvature, D = ψ x + x²/2 ψ: R1 sees it at the data, R2 at the fake, the interpolates between.
D(ψ, x) = ψ*(x + x^2/2)
check R1(w, 0.6, D, data=0.5)(2.0, 0.3)[2] ≈ 2 - 0.6*0.3*1.5^2
#> ok 1.595 ≈ 1.595
check R2(w, 0.6, D)(2.0, 0.3)[2] ≈ 2 - 0.6*0.3*3^2
#> ok 0.38 ≈ 0.38
# Between: the mean of (1 + x)² over x uniform on 0..2 is 13/3.
check gradient_penalty(w, 0.6, 0, D, at="between")(2.0, 0.3)[2] ≈ 2 - 0.6*0.3*13/3
#> ok 1.22 ≈ 1.22
check gradient_penalty(w, 0.6, 0, D, at="data")(2.0, 0.3)[2] ≈ 2 - 0.6*0.3
#> ok 1.82 ≈ 1.82

# Vectors: R1 pulls every slope with γ.
check R1(g, 0.6)([0.3, -1.1], [0.7, 0.2])[2] - g([0.3, -1.1], [0.7, 0.2])[2] ≈ -0.6*[0.7, 0.2]
#> ok [-0.42, -0.12] ≈ [-0.42, -0.12]

# ## Unrolling: μ = -Kηa² ± sqrt(K²η²a⁴ - a²), as R1 with γ = 2Kηa²
for K in (1, 5, 10) {
  b = K*0.3/4
  check spectrum(unrolled(loss(logistic), K, 0.3))[1] ≈ -b + sqrt(complex(b^2 - 0.25, 0)) tol 1e-7
}
#> ok -0.075 + 0.494342998332i ≈ -0.075 + 0.494342998332i
#> ok -0.375 + 0.330718913883i ≈ -0.375 + 0.330718913883i
#> ok -0.190983005625 + 0.0i ≈ -0.190983005625 + 0.0i
for K in (1, 5, 10) { check spectrum(unrolled(loss(logistic), K, 0.3)) ≈ spectrum(R1(g, 2*K*0.3/4)) tol 1e-7 }
#> ok [-0.075 + 0.494342998332i, -0.075 - 0.494342998332i] ≈ [-0.075 + 0.494342998332i, -0.075 - 0.494342998332i]
#> ok [-0.375 + 0.330718913883i, -0.375 - 0.330718913883i] ≈ [-0.375 + 0.330718913883i, -0.375 - 0.330718913883i]
#> ok [-0.190983005625 + 0.0i, -1.30901699437 + 0.0i] ≈ [-0.190983005625 + 0.0i, -1.30901699437 + 0.0i]

# ## ODE-GAN is R1 with γ = 2λa² at the equilibrium, and weaker away from it: 2λ f'(u)(f'(u) + u f''(u)) ψ.
f = logistic
derive (θ in reals; ψ in reals; λ in positives) {
    g(θ, ψ)[2] - ode_gan(g, λ)(θ, ψ)[2]
    = 2*λ*f'(θ*ψ)*(f'(θ*ψ) + θ*ψ*f''(θ*ψ))*ψ
}
#> ok 1 = 2: 195 of 200 points, worst 8.8e-17

# ## Consensus, against the formula of the paper with its 1/2, and against a published slip
# ∇‖v‖²/2 = (θ g² + ψ r² g g', ψ g² + θ r² g g'), g = f'(u), r² = θ² + ψ²; one code has half of the second terms.
derive (θ in reals; ψ in reals; γ in positives) {
    consensus(g, γ)(θ, ψ)[1]
    = g(θ, ψ)[1] - γ*(θ*f'(θ*ψ)^2 + ψ*(θ^2 + ψ^2)*f'(θ*ψ)*f''(θ*ψ))
}
#> ok 1 = 2: 200 points, worst 1.4e-16
slip(θ, ψ) = g(θ, ψ) - 0.1*(f'(θ*ψ)^2*(θ, ψ) + (θ^2 + ψ^2)/2*f'(θ*ψ)*f''(θ*ψ)*(ψ, θ))
(e₁, e₂) = slip(0.7, -1.3) - consensus(g, 0.1)(0.7, -1.3)
#> (0.0206742973695, -0.0111323139682)
check abs(e₁) ≈ 2.07e-2 tol 2e-3
#> ok 0.0206742973695 ≈ 0.0207
check abs(e₂) ≈ 1.11e-2 tol 5e-3
#> ok 0.0111323139682 ≈ 0.0111
check e₁*e₂ < 0
#> ok -0.000230152769389 < 0

# It does not only damp: far out, where ‖v‖ shrinks outwards, its gradient leads away.
r(F, p) = ‖iterate(simultaneous(F, 0.1), p, 2000)‖
check r(consensus(g, 1), (1.0, 1.0)) < 1e-6
#> ok 3.2510795628e-21 < 1e-06
check r(consensus(g, 1), (3.0, 3.0)) > 4
#> ok 4.24286228073 > 4
check r(consensus(g, 1), (2.0, 0.5)) > 3
#> ok 8.32570525394 > 3

# ## SGA: consensus at 0, repelling where u σ(u) > 1
check spectrum(sga(g, 0.3)) ≈ spectrum(consensus(g, 0.3))
#> ok [-0.075 + 0.5i, -0.075 - 0.5i] ≈ [-0.075 + 0.5i, -0.075 - 0.5i]
edge = root(u -> u*sigmoid(u) - 1, 1, 2);
check edge ≈ 1.27846454276107 tol 1e-14
#> ok 1.27846454276 ≈ 1.27846454276
# d(r²)/dt/2 of the adjusted field changes its sign there.
radial(v, θ, ψ) = { (a, b) = v(θ, ψ); θ*a + ψ*b }
check radial(sga(g, 0.3), sqrt(edge), sqrt(edge)) ≈ 0 abs 1e-14
#> ok 0.0 ≈ 0
check radial(sga(g, 0.3), 1.1, 1.1) < 0
#> ok -0.00260241815137 < 0
check radial(sga(g, 0.3), 1.2, 1.2) > 0
#> ok 0.00520431037378 > 0
# The sign of the alignment, sign(⟨v, b⟩⟨A v, b⟩/d + ε) with b = Dvᵀv, mends half of it: ⟨v, b⟩ = f''f'²(θ⁴ - ψ⁴)
# decides, so that λ turns round where |ψ| > |θ| and not where |θ| > |ψ|.
derive (θ in reals; ψ in reals) {
    sum(g(θ, ψ)*vjp(g, (θ, ψ), g(θ, ψ)))
    = f''(θ*ψ)*f'(θ*ψ)^2*(θ^4 - ψ^4)
}
#> ok 1 = 2: 197 of 200 points, worst 1e-16
check radial(sga(g, 0.3, align=true, ε=0), 1.0, 3.0) < 0
#> ok -0.0125352424749 < 0
check radial(sga(g, 0.3, align=true, ε=0), 3.0, 1.0) > 0
#> ok 0.0125352424749 > 0
# With the paper's ε = 1/10 the sign is always +, as ⟨v, b⟩⟨A v, b⟩ is smaller than that here.
check radial(sga(g, 0.3, align=true), 1.0, 3.0) > 0
#> ok 0.0125352424749 > 0

# ## WGAN-GP: no Jacobian at the equilibrium, a cycle for γ < 2, false points for γ > 2
p(γ) = gradient_penalty(w, γ)
# The field jumps at ψ = 0 by 2γ g₀: differences on the two sides do not agree, and a verdict says so.
check p(0.3)(0.1, 1e-12)[2] - p(0.3)(0.1, -1e-12)[2] ≈ 0.6 tol 1e-9
#> ok 0.599999999999 ≈ 0.6
verdict(alternating(p(0.3), 0.01), steps=10^5).linearisation
#> "no Jacobian"
# The cycle crosses ψ = 0 at θ = γ g₀ coth(πγ/(4 sqrt(1 - γ²/4))).
crossing(γ, g₀) = γ*g₀/tanh(π*γ/(4*sqrt(1 - γ^2/4)))
check crossing(0.3, 1) ≈ 1.2825759356866 tol 1e-13
#> ok 1.28257593569 ≈ 1.28257593569
check crossing(0.7, 1) ≈ 1.3266052053060 tol 1e-13
#> ok 1.32660520531 ≈ 1.32660520531
check crossing(1, 1) ≈ 1.3895820002462 tol 1e-13
#> ok 1.38958200025 ≈ 1.38958200025
check crossing(1, 0.3) ≈ 0.41687460007385 tol 1e-13
#> ok 0.416874600074 ≈ 0.416874600074
# Small alternating steps from elsewhere settle on it: the largest θ at a crossing.
peak(γ, h) = {
  F = alternating(p(γ), h)
  (θ, ψ) = iterate(F, (0.5, 0.2), i64(60/h))
  P = iterate(F, (θ, ψ), i64(10/h), every=1)
  (x, y) = (P[1], P[2])
  n = size(x)
  max(where(y[1:n-1]*y[2:n] <= 0, abs(x[1:n-1]), 0.0))
}
check peak(0.7, 0.001) ≈ crossing(0.7, 1) tol 3e-3
#> ok 1.32639279035 ≈ 1.32660520531
check peak(1, 0.001) ≈ crossing(1, 1) tol 3e-3
#> ok 1.38930016984 ≈ 1.38958200025
# False points: both kinds of steps converge to θ = ∓γ g₀, where the generator is wrong and the field is not 0 on both sides.
for F in (simultaneous, alternating) {
  q = iterate(F(p(2.5), 0.05), (0.3, 0.2), 20000)
  check abs(q[1]) ≈ 2.5 tol 1e-6
  q = iterate(F(p(3), 0.1), (0.3, 0.2), 20000)
  check abs(q[1]) ≈ 3 tol 1e-6
}
#> ok 2.5 ≈ 2.5
#> ok 3.0 ≈ 3
#> ok 2.5 ≈ 2.5
#> ok 3.0 ≈ 3

# ## A discriminator whose slope crosses 0
# ‖∂D/∂x‖ has a kink where the slope crosses 0: the means over the way between data and fakes and over DRAGAN's noise are
# split there. D = ψ₁x + ψ₂x²/2 has the slope g = ψ₁ + ψ₂x, and ∫|g| dx = g|g|/(2ψ₂).
B(ψ, x) = ψ[1]*x + ψ[2]*x^2/2
still(θ, ψ) = (0*θ, 0*ψ)
slopes(ψ, a, b) = ((ψ[1] + ψ[2]*b)*abs(ψ[1] + ψ[2]*b) - (ψ[1] + ψ[2]*a)*abs(ψ[1] + ψ[2]*a))/(2*ψ[2]*(b - a))
squares(ψ, a, b) = ((ψ[1] + ψ[2]*b)^3 - (ψ[1] + ψ[2]*a)^3)/(3*ψ[2]*(b - a))
paid(θ, ψ) = -0.7*(squares(ψ, 0.5, θ) - 2*slopes(ψ, 0.5, θ) + 1)
own(θ, ψ) = (0*θ, ∂(paid, 2)(θ, ψ))
for (θ, ψ) in ((1.2, [0.9, -1.1]), (-2.0, [0.35, 0.9]), (3.0, [-2.0, 1.3])) {
  check wgan_gp(still, 0.7, D=B, data=0.5)(θ, ψ)[2] ≈ own(θ, ψ)[2]
  # The Jacobian knows that the place of the kink moves with ψ.
  check J(wgan_gp(still, 0.7, D=B, data=0.5))(θ, ψ)[2:3, 2:3] ≈ J(own)(θ, ψ)[2:3, 2:3]
}
#> ok [-0.0782727272727, -0.24662369146] ≈ [-0.0782727272727, -0.24662369146]
#> ok [2.23636363636, 1.78520661157; 1.78520661157, 1.36559328825] ≈ [2.23636363636, 1.78520661157; 1.78520661157, 1.36559328825]
#> ok [0.0505555555556, 0.107808641975] ≈ [0.0505555555556, 0.107808641975]
#> ok [-0.155555555556, 0.566049382716; 0.566049382716, -1.32846364883] ≈ [-0.155555555556, 0.566049382716; 0.566049382716, -1.32846364883]
#> ok [-0.148076923077, -0.357110453649] ≈ [-0.148076923077, -0.357110453649]
#> ok [-0.538461538462, -1.12455621302; -1.12455621302, -2.977522379] ≈ [-0.538461538462, -1.12455621302; -1.12455621302, -2.977522379]
# Under noise of s about the datum x the slope is normal, with mean ψ₁ + ψ₂x and spread s|ψ₂|: E|g| is that of a folded
# normal law.
folded(m, s) = s*sqrt(2/π)*exp(-m^2/(2*s^2)) + m*erf(m/(s*sqrt(2)))
for (ψ, s) in (([0.9, -1.1], 0.7), ([0.2, 0.8], 2.0)) {
  D_paid = ψ -> -0.6*((ψ[1] + 0.5*ψ[2])^2 + s^2*ψ[2]^2 - 2*1.3*folded(ψ[1] + 0.5*ψ[2], s*abs(ψ[2])) + 1.3^2)
  check dragan(still, 0.6, s=s, k=1.3, D=B, data=0.5)(1.2, ψ)[2] ≈ grad(D_paid)(ψ) tol 1e-8
}
#> ok [0.126879397375, -0.0755341435797] ≈ [0.126879397386, -0.0755341435696]
#> ok [-0.263950328032, -1.65159937822] ≈ [-0.263950327981, -1.65159937824]
# D = ψ₁x + ψ₂x² + ψ₃ tanh x, beside integrals of mpmath that are split at the roots of the slope.
C(ψ, x) = ψ[1]*x + ψ[2]*x^2 + ψ[3]*tanh(x)
check wgan_gp(still, 1, D=C, data=0.5)(1.2, [0.3, -0.4, 0.9])[2] ≈ [0.163430505026, -0.165834208231, 0.24037388524] tol 1e-9
#> ok [0.163430505026, -0.165834208231, 0.24037388524] ≈ [0.163430505026, -0.165834208231, 0.24037388524]
check dragan(still, 1, s=0.7, D=C, data=0.5)(1.2, [0.3, -0.4, 0.9])[2] ≈ [-0.0845254466666, 0.120169245466, -0.00956825473447] tol 1e-8
#> ok [-0.0845254466636, 0.120169245471, -0.0095682547334] ≈ [-0.0845254466666, 0.120169245466, -0.00956825473447]
# In the plane, the way passes a place of slope 0 by 0.01: the length bends sharply there.
bowl(ψ, x) = ψ*sum(x^2)/2
check wgan_gp(still, 1, D=bowl, data=[-1.0, 0.01])([1.0, 0.01], 2.0)[2] ≈ -4*(1/3 + 1e-4) + 2*quad(t -> sqrt((2*t - 1)^2 + 1e-4), 0, 1) tol 1e-7
#> ok -0.333153501235 ≈ -0.333153500347

# ## Instance noise, with its standard error
# One call gives the field as an estimate at a point; the exact one lies within a few standard errors.
e = noisy_estimate(logistic, 1)(0.7, -1.3)
#> (0.86975030787 ± 0.00294873463, 0.9531229994 ± 0.0100692790)
exact = noisy(logistic, 1)(0.7, -1.3);
check e[1] ≈ exact[1] se 4
#> ok 0.86975030787 ± 0.00294873463 ≈ 0.865484537907 (1.4 se)
check e[2] ≈ exact[2] se 4
#> ok 0.9531229994 ± 0.0100692790 ≈ 0.932204778741 (2.1 se)
# Vectors have noise in every direction. Along a linear D only the part along ψ counts: the noise s‖ψ‖ξ of one number.
v = noisy(logistic, 0.8, n=20)([0.3, -1.1], [0.6, 0.8]);
u = noisy(logistic, 0.8)(0.3*0.6 - 1.1*0.8, 1.0);
check v[1] ≈ u[1]*[0.6, 0.8] tol 1e-9
#> ok [-0.389450341041, -0.519267121388] ≈ [-0.389450341041, -0.519267121388]
check noisy_estimate(logistic, 0.8)([0.3, -1.1], [0.6, 0.8])[2] ≈ v[2] se 4
#> ok [0.03416586887 ± 0.00647184209, -0.93655742579 ± 0.00798545179] ≈ [0.0333473530274, -0.929162715232] (0.9 se)
# The R1 that it is: γ = -(c_real s_real² + c_fake s_fake²), with the curvatures of the loss at hand.
[noise_as_R1(logistic, s) for s in [0.1, 0.5, 1, 2]]
#> f64[4]
#>    0.005  0.125  0.5  2.0
check noise_as_R1(logistic, 0, s_real=0.4, s_fake=1.1) ≈ (0.4^2 + 1.1^2)/4
#> ok 0.3425 ≈ 0.3425
check noise_as_R1(least_squares, 0.4) ≈ 2*0.4^2
#> ok 0.32 ≈ 0.32
# In the non-saturating game too; there c_fake of the generator adds a pull of its own at third order only.
n = nonsaturating_gan(logistic);
check spectrum(noisy(n, 0.9)) ≈ spectrum(R1(game(n), noise_as_R1(n, 0.9))) tol 1e-9
#> ok [-0.2025 + 0.457158342372i, -0.2025 - 0.457158342372i] ≈ [-0.2025 + 0.457158342372i, -0.2025 - 0.457158342372i]
# And for the Wasserstein loss it does nothing, as for the hinge below its kink.
noise_as_R1(wasserstein, 3)
#> 0.0

# Left, from (2, 0.5) in steps of 0.1: R1 and noise come in, consensus does not, as its gradient leads it away from where
# the field is large. Right: SGA from (2, 2), where u = 4 and the adjustment pushes outwards, until ψ has the point back.
steps(v, p, n) = trajectory(iterate(simultaneous(v, 0.1), p, n, every=1))
inwards = overlay(steps(R1(g, 0.5), (2.0, 0.5), 200), steps(noisy(logistic, 1), (2.0, 0.5), 200),
  steps(consensus(g, 1), (2.0, 0.5), 200));
outwards = overlay(plot(sga(g, 1), (-4, 4), (-4, 4)), steps(sga(g, 1), (2.0, 2.0), 300));
layout((axes(inwards, equal=true), axes(outwards, equal=true)))
#>                                        ψ
#>         |       x                       4+ v   v   /    /   <   .   .
#>         |       x                        |             ..<.
#>        3+       xx                       | v   v   v .''/ ''-.  .   .
#>         |        \x                     2+          .'       ''o
#>         |         xxx                    | \   v   v/   /   \   ^   ^
#>        2+           xxx                  |          |
#>         |             xx                 |          v   .
#>         |              xx               0+ \   \   \ '../   \   \   \
#>         |               ^x               |
#>        1+       +++++<+++x               | v   v   \    /   ^   ^   \
#>         |   ++++*****<**+xx            -2+
#>         | /++*            o              | .   .   \    /   ^   ^   ^
#>        0+++++                            |
#>         |+++                           -4+ .   .   >    /   /   ^   ^
#>         +--+------+-------+              ++------+------+------+-----+
#>            0      1       2               -4     -2     0      2     4
#>                                                        θ
