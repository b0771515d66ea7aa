#~ file: digits=12
# Extragradient, optimism, momentum, competition and Runge-Kutta on the Dirac-GAN.
use gan
g = game(logistic)
H = [0.1, 0.5, 1, 3.9, 4.1];

# Heavy ball and optimism remember the last point or field: their state has four numbers, and their spectrum is that of
# the whole step.

# ## ρ for h = 0.1, 0.5, 1, 3.9, 4.1
check [rho(extragradient(g, h)) for h in H] ≈ [0.998752346681, 0.970260918516, 0.901387818866, 3.41416259865, 3.80243425321] tol 5e-12
#> ok [0.998752346681, 0.970260918516, 0.901387818866, 3.41416259865, 3.80243425321] ≈ [0.998752346681, 0.970260918516, 0.901387818866, 3.41416259865, 3.80243425321]
check [rho(ogda(g, h)) for h in [0.1, 0.5, 3.9, 4.1]] ≈ [0.998746073110, 0.965925826289, 3.86726647152, 4.06892702003] tol 5e-12
#> ok [0.99874607311, 0.965925826289, 3.86726647152, 4.06892702003] ≈ [0.99874607311, 0.965925826289, 3.86726647152, 4.06892702003]
# At h = 1 the two pairs of eigenvalues meet, which rounding moves by its root, 1e-8.
check rho(ogda(g, 1)) ≈ 0.707106781187 tol 1e-7
#> ok 0.707106788265 ≈ 0.707106781187
check [rho(cgd(g, h)) for h in H] ≈ [0.998752338878, 0.970142500145, 0.894427191000, 0.456316647596, 0.438423632021] tol 5e-12
#> ok [0.998752338878, 0.970142500145, 0.894427191, 0.456316647596, 0.438423632021] ≈ [0.998752338878, 0.970142500145, 0.894427191, 0.456316647596, 0.438423632021]
check [rho(rk4(g, h)) for h in H] ≈ [0.999999999892, 0.999998317823, 0.999894878372, 0.774170581723, 0.714614444947] tol 5e-12
#> ok [0.999999999892, 0.999998317823, 0.999894878372, 0.774170581723, 0.714614444947] ≈ [0.999999999892, 0.999998317823, 0.999894878372, 0.774170581723, 0.714614444947]
check [rho(heun(g, h)) for h in H] ≈ [1.00000078125, 1.00048816210, 1.00778221854, 2.14819728203, 2.32706930763] tol 5e-12
#> ok [1.00000078125, 1.0004881621, 1.00778221854, 2.14819728203, 2.32706930763] ≈ [1.00000078125, 1.0004881621, 1.00778221854, 2.14819728203, 2.32706930763]
check [rho(alternating_heavy_ball(g, h, β=-0.5)) for h in H] ≈ [0.999629583939, 0.990712707669, 0.962543703197, 3.08919524500, 3.45537110628] tol 5e-12
#> ok [0.999629583939, 0.990712707669, 0.962543703197, 3.089195245, 3.45537110628] ≈ [0.999629583939, 0.990712707669, 0.962543703197, 3.089195245, 3.45537110628]

# ## The first h that is not stable: extragradient 1/a, optimism 1/(a√3), RK4 2√2/a,
# alternating heavy ball 2(1 + β)/a
h_c(F, h₀=0.01) = stability_edges(F, h₀, 6, n=20)[1]
check h_c(h -> extragradient(g, h)) ≈ 2 tol 5e-12
#> ok 2.0 ≈ 2
check h_c(h -> ogda(g, h)) ≈ 1.15470053838 tol 5e-12
#> ok 1.15470053838 ≈ 1.15470053838
# (Runge-Kutta contracts by (ha)⁶/144 only, lost in rounding for small h.)
check h_c(h -> rk4(g, h), h₀=0.1) ≈ 5.65685424949 tol 5e-12
#> ok 5.65685424949 ≈ 5.65685424949
check h_c(h -> alternating_heavy_ball(g, h, β=-0.5)) ≈ 2 tol 5e-12
#> ok 2.0 ≈ 2

# With R1, γ = 0.1, 0.3, 2:
check [h_c(h -> extragradient(R1(g, γ), h)) for γ in [0.1, 0.3, 2]] ≈ [2.33653343868, 2.75869278238, 0.535898384862] tol 5e-12
#> ok [2.33653343868, 2.75869278238, 0.535898384862] ≈ [2.33653343868, 2.75869278238, 0.535898384862]
check [h_c(h -> ogda(R1(g, γ), h)) for γ in [0.1, 0.3, 2]] ≈ [1.20584586223, 1.26175007356, 0.357265589908] tol 5e-12
#> ok [1.20584586223, 1.26175007356, 0.357265589908] ≈ [1.20584586223, 1.26175007356, 0.357265589908]
# At γ = 1 = 2a there are Jordan blocks, which rounding moves by its root, 1e-8. The first h are 2,
# where 1 is an eigenvalue of extragradient, and 4/3, where -1 is one of optimism.
check h_c(h -> extragradient(R1(g, 1), h)) ≈ 2 tol 1e-7
#> ok 1.99999996913 ≈ 2
check det(J(extragradient(R1(g, 1), 2))(0, 0) - I) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0
check h_c(h -> ogda(R1(g, 1), h)) ≈ 1.33333333333 tol 1e-8
#> ok 1.33333332468 ≈ 1.33333333333
check det(J(ogda(R1(g, 1), 4/3))(rested(ogda(R1(g, 1), 4/3), (0, 0))...) + I) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0

# ## The laws at other parameters
# A step on a linear field is a polynomial or a root in z = hμ: here for R1 with γ = 0.37.
v = R1(g, 0.37)
h = 0.83;
z = h*spectrum(v);
check spectrum(simultaneous(v, h)) ≈ 1 + z tol 1e-12
#> ok [0.84645 + 0.385548177923i, 0.84645 - 0.385548177923i] ≈ [0.84645 + 0.385548177923i, 0.84645 - 0.385548177923i]
check spectrum(extragradient(v, h)) ≈ 1 + z + z^2 tol 1e-12
#> ok [0.721380205 + 0.267146332483i, 0.721380205 - 0.267146332483i] ≈ [0.721380205 + 0.267146332483i, 0.721380205 - 0.267146332483i]
check spectrum(heun(v, h)) ≈ 1 + z + z^2/2 tol 1e-12
#> ok [0.7839151025 + 0.326347255203i, 0.7839151025 - 0.326347255203i] ≈ [0.7839151025 + 0.326347255203i, 0.7839151025 - 0.326347255203i]
check spectrum(rk4(v, h)) ≈ 1 + z + z^2/2 + z^3/6 + z^4/24 tol 1e-12
#> ok [0.794791760325 + 0.32257465838i, 0.794791760325 - 0.32257465838i] ≈ [0.794791760325 + 0.32257465838i, 0.794791760325 - 0.32257465838i]

# Optimism solves λ² - (1 + 2z)λ + z = 0, heavy ball λ² - (1 + β + z)λ + β = 0. Every λ solves
# one of the two equations (z and its conjugate), so the product of both vanishes.
λ = spectrum(ogda(v, h));
check abs(prod(λ[1]^2 - (1 + 2*z)*λ[1] + z)) ≈ 0 abs 1e-12
#> ok 2.40280041474e-16 ≈ 0
check abs(prod(λ[4]^2 - (1 + 2*z)*λ[4] + z)) ≈ 0 abs 1e-12
#> ok 5.23118949139e-16 ≈ 0
λ = spectrum(heavy_ball(v, h, β=0.6));
check abs(prod(λ[1]^2 - (1.6 + z)*λ[1] + 0.6)) ≈ 0 abs 1e-12
#> ok 1.10699543625e-15 ≈ 0
check abs(prod(λ[4]^2 - (1.6 + z)*λ[4] + 0.6)) ≈ 0 abs 1e-12
#> ok 1.19433840091e-16 ≈ 0

# Alternating heavy ball on the plain game: (λ - 1)²(λ - β)² + h²a²λ³ = 0.
λ = spectrum(alternating_heavy_ball(g, h, β=0.6));
check abs((λ - 1)^2*(λ - 0.6)^2 + h^2/4*λ^3) ≈ zeros(4) abs 1e-12
#> ok [6.45578221415e-16, 6.45578221415e-16, 1.23360673742e-16, 1.23360673742e-16] ≈ [0.0, 0.0, 0.0, 0.0]

# Heavy ball never helps the plain game, of whatever sign; alternating, a negative β does.
for β in [-0.9, -0.5, -0.1, 0.1, 0.5, 0.9] { check rho(heavy_ball(g, 0.1, β)) > 1 }
#> ok 1.00001823382 > 1
#> ok 1.00018532818 > 1
#> ok 1.00084543424 > 1
#> ok 1.00188144683 > 1
#> ok 1.0137500366 > 1
#> ok 1.12109840711 > 1
check rho(alternating_heavy_ball(g, 0.1, 0.3)) > 1
#> ok 1.00216709463 > 1
check rho(alternating_heavy_ball(g, 2*2*(1 - 0.3)*0.999, -0.3)) < 1
#> ok 0.997670520981 < 1
check rho(alternating_heavy_ball(g, 2*2*(1 - 0.3)*1.001, -0.3)) > 1
#> ok 1.00233719197 > 1

# Extragradient with R1, γ < 2a: x = ha² is below the real root of x³ - γx² + (γ² - a²)x - γa²;
# γ ≥ 2a: h max|μ| < 1.
x = h_c(h -> extragradient(R1(g, 0.7), h))/4;
check x^3 - 0.7*x^2 + (0.7^2 - 0.25)*x ≈ 0.7/4
#> ok 0.175 ≈ 0.175
check h_c(h -> extragradient(R1(g, 1.7), h)) ≈ 1/max(abs(spectrum(R1(g, 1.7))))
#> ok 0.650454583026 ≈ 0.650454583026
check h_c(h -> ogda(R1(g, 1.7), h)) ≈ 2/3/max(abs(spectrum(R1(g, 1.7))))
#> ok 0.433636388684 ≈ 0.433636388684

# Competitive descent on the plain game is the implicit Euler step, λ = 1/(1 ± iha), always stable.
check spectrum(cgd(g, 7.3)) ≈ 1/complex(1, 7.3*0.5*[-1, 1]) tol 1e-12
#> ok [0.0698202129516 + 0.254843777274i, 0.0698202129516 - 0.254843777274i] ≈ [0.0698202129516 + 0.254843777274i, 0.0698202129516 - 0.254843777274i]
# With R1: trace (2 - hγ)/(1 + h²a²), det (1 - hγ)/(1 + h²a²); stable iff 2hγ < 4 + h²a².
F = J(cgd(R1(g, 0.9), 1.3))(0, 0);
check trace(F) ≈ (2 - 1.3*0.9)/(1 + 1.3^2/4)
#> ok 0.583479789104 ≈ 0.583479789104
check det(F) ≈ (1 - 1.3*0.9)/(1 + 1.3^2/4)
#> ok -0.119507908612 ≈ -0.119507908612
edges = stability_edges(h -> cgd(R1(g, 1.7), h), 0.1, 16, n=20);
check edges ≈ (1.7 + [-1, 1]*sqrt(1.7^2 - 1))/0.25 tol 5e-12
#> ok [1.30090916605, 12.2990908339] ≈ [1.30090916605, 12.2990908339]

# Of a bilinear game CGD is the implicit Euler step exactly, far from 0 too: p = p⁺ - h v(p⁺).
b = game(wasserstein)
p = cgd(b, 0.4)(0.7, -1.3);
back = p - 0.4*b(p...);
check back[1] ≈ 0.7
#> ok 0.7 ≈ 0.7
check back[2] ≈ -1.3
#> ok -1.3 ≈ -1.3

# Lookahead: 1 - α + α λ^k.
check spectrum(lookahead(simultaneous(g, 0.3), k=5, α=0.4)) ≈ 0.6 + 0.4*spectrum(simultaneous(g, 0.3))^5 tol 1e-12
#> ok [0.9110125 + 0.286530375i, 0.9110125 - 0.286530375i] ≈ [0.9110125 + 0.286530375i, 0.9110125 - 0.286530375i]
check spectrum(lookahead(alternating(g, 0.3), k=5, α=0.4)) ≈ 0.6 + 0.4*spectrum(alternating(g, 0.3))^5 tol 1e-12
#> ok [0.89248327705 + 0.272861746396i, 0.89248327705 - 0.272861746396i] ≈ [0.89248327705 + 0.272861746396i, 0.89248327705 - 0.272861746396i]
rho(lookahead(simultaneous(g, 0.3), k=5, α=0.4))
#> 0.955009649665

# ## Runge-Kutta needs both players in one field
# Given to each player alone, with the other held still, its slopes do not turn: a published
# notebook does that, and its linear part is simultaneous descent, unstable for every h.
alone(v, h) = (θ, ψ) -> {
  rk(u, x) = {
    k₁ = u(x)
    k₂ = u(x + h/2*k₁)
    k₃ = u(x + h/2*k₂)
    k₄ = u(x + h*k₃)
    x + h/6*(k₁ + 2*k₂ + 2*k₃ + k₄)
  }
  (rk(x -> v(x, ψ)[1], θ), rk(x -> v(θ, x)[2], ψ))
}
check spectrum(alone(g, 0.7)) ≈ spectrum(simultaneous(g, 0.7)) tol 1e-12
#> ok [1.0 + 0.35i, 1.0 - 0.35i] ≈ [1.0 + 0.35i, 1.0 - 0.35i]
rho(alone(g, 0.7))
#> 1.05948100502
rho(rk4(g, 0.7))
#> 0.999987429663
check rho(alone(g, 0.7)) < 1
#!> error[check]: 1.05948100502 < 1 does not hold
#!>   check rho(alone(g, 0.7)) < 1
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Orders: halving h divides the error of one step by 4, 8, 32
exact(t) = (cos(t), sin(t))
slip(F) = h -> ‖F(h)(1, 0) - exact(h)‖
order(e) = log2(e(0.02)/e(0.01))
log2(x) = log(x)/log(2)
check order(slip(h -> simultaneous(b, h))) ≈ 2 abs 0.01
#> ok 1.99998797752 ≈ 2
check order(slip(h -> heun(b, h))) ≈ 3 abs 0.01
#> ok 2.99999188484 ≈ 3
check order(slip(h -> rk4(b, h))) ≈ 5 abs 0.01
#> ok 4.99999497179 ≈ 5
# Heun's weights 1/2, 1/2 need the slope at the far end: with the one half way the order is lost.
halfway(v, h) = (θ, ψ) -> {
  p = (θ, ψ)
  k₁ = v(p...)
  p + h/2*(k₁ + v((p + h/2*k₁)...))
}
check order(slip(h -> halfway(b, h))) ≈ 2 abs 0.01
#> ok 2.00002404365 ≈ 2

# ρ over h: below the line a method converges. CGD and RK4 reach far, extragradient and optimism stop at the edges above.
curve(F, name) = plot(h -> rho(F(h)), 0.02, 6, n=60, label=name)
rates = overlay(curve(h -> simultaneous(g, h), "simultaneous"), curve(h -> extragradient(g, h), "extragradient"),
  curve(h -> ogda(g, h), "optimism"), curve(h -> cgd(g, h), "competitive"), curve(h -> rk4(g, h), "Runge-Kutta"),
  curve(h -> alternating_heavy_ball(g, h, β=-0.5), "heavy ball, β = -0.5"), hline(1));
axes(rates, x="h", y="ρ", ylim=(0.4, 1.6))
#> ρ
#>    |                  o      ****+@@                                   #
#> 1.5+                 o    ***   +@                                     #
#>    |               oo  ***     +@                                     #
#>    |              o****       @@                                      #
#>    |          ***o           @                                       #
#>    |**********   o        @@@                                       #
#>   1+.@.@.@.@.@.@.@.@.@.#.@.#.#.#.#.#.#.#. . . . . . . . . . . . . .#. .
#>    |        oooxxxxxx+@@                 ######                   #
#>    |          oo     xxxxx                     ####              #
#>    |                      xxxxxxxx                 ###         ##
#>    |                              xxxxxxxxx           ##########
#> 0.5+                                       xxxxxxxxxxxxx
#>    +-----------+----------+----------+-----------+----------+----------+
#>                1          2          3           4          5          6
#>                                      h
#>    *** simultaneous   +++ extragradient   ooo optimism   xxx competitive
#>                  ### Runge-Kutta   @@@ heavy ball, β = -0.5
