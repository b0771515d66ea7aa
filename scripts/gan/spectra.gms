#~ file: digits=12
# Eigenvalues of the steps on the Dirac-GAN, against the unit circle.
use gan
g = game(logistic)

# ## Simultaneous descent: |λ| for h = 0.1, 0.5, 1, 3.9, 4.1, never on or inside the circle
H = [0.1, 0.5, 1, 3.9, 4.1];
[rho(simultaneous(g, h)) for h in H]
#> f64[5]
#>    1.00124921973  1.0307764064  1.11803398875  2.19146070008  2.28089894559

# ## Alternating descent: λ, with 1, 2 and 5 steps of the discriminator
# On the circle as long as n_g n_d h_g h_d f'(0)² ≤ 4; beyond, one real λ leaves it.
for h in H { print(spectrum(alternating(g, h))) }
#> c128[2]
#>   0.99875 + 0.0499843725578i
#>   0.99875 - 0.0499843725578i
#> c128[2]
#>   0.96875 + 0.248039185412i
#>   0.96875 - 0.248039185412i
#> c128[2]
#>   0.875 + 0.484122918276i
#>   0.875 - 0.484122918276i
#> c128[2]
#>   -0.90125 + 0.433299477844i
#>   -0.90125 - 0.433299477844i
#> c128[2]
#>     -0.64 + 0.0i
#>   -1.5625 + 0.0i
for h in H { print(spectrum(alternating(g, h, n_d=2))) }
#> c128[2]
#>   0.9975 + 0.0706664701255i
#>   0.9975 - 0.0706664701255i
#> c128[2]
#>   0.9375 + 0.347985272677i
#>   0.9375 - 0.347985272677i
#> c128[2]
#>   0.75 + 0.661437827766i
#>   0.75 - 0.661437827766i
#> c128[2]
#>   -0.184484291491 + 0.0i
#>    -5.42051570851 + 0.0i
#> c128[2]
#>   -0.160131473671 + 0.0i
#>    -6.24486852633 + 0.0i
for h in H { print(spectrum(alternating(g, h, n_d=5))) }
#> c128[2]
#>   0.99375 + 0.111628569372i
#>   0.99375 - 0.111628569372i
#> c128[2]
#>   0.84375 + 0.536736376166i
#>   0.84375 - 0.536736376166i
#> c128[2]
#>   0.375 + 0.927024810887i
#>   0.375 - 0.927024810887i
#> c128[2]
#>   -0.0589848175578 + 0.0i
#>     -16.9535151824 + 0.0i
#> c128[2]
#>   -0.0527432928304 + 0.0i
#>     -18.9597567072 + 0.0i

# ## The Wasserstein GAN: f'(0) = 1, so that h counts twice
w = game(wasserstein)
[rho(simultaneous(w, h)) for h in [1, 3.9, 4.1]]
#> f64[3]
#>    1.41421356237  4.02616442784  4.2201895692
spectrum(alternating(w, 1))
#> c128[2]
#>   0.5 + 0.866025403784i
#>   0.5 - 0.866025403784i
check spectrum(alternating(w, 1, n_d=2)) ≈ [1i, -1i] tol 1e-12
#> ok [-9.71445146547e-17 + 1.0i, -9.71445146547e-17 - 1.0i] ≈ [0.0 + 1.0i, -0.0 - 1.0i]
spectrum(alternating(w, 1, n_d=5))
#> c128[2]
#>   -0.38196601125 + 0.0i
#>   -2.61803398875 + 0.0i
spectrum(alternating(w, 3.9))
#> c128[2]
#>   -0.0761390733145 + 0.0i
#>     -13.1338609267 + 0.0i
spectrum(alternating(w, 4.1))
#> c128[2]
#>   -0.067832631049 + 0.0i
#>     -14.742167369 + 0.0i

# WGAN at h is the logistic GAN at 2h.
check spectrum(alternating(w, 0.35, n_d=3)) ≈ spectrum(alternating(g, 0.7, n_d=3)) tol 1e-13
#> ok [0.81625 + 0.577698829409i, 0.81625 - 0.577698829409i] ≈ [0.81625 + 0.577698829409i, 0.81625 - 0.577698829409i]

# ## The same laws at other parameters
# Flow: μ = ±i a, a = f'(0), for every loss.
for f in (logistic, wasserstein, least_squares) { print(spectrum(game(f))) }
#> c128[2]
#>   0.0 + 0.5i
#>   0.0 - 0.5i
#> c128[2]
#>   0.0 + 1.0i
#>   0.0 - 1.0i
#> c128[2]
#>   0.0 + 1.0i
#>   0.0 - 1.0i

# Simultaneous, two rates: λ = 1 ± i a sqrt(h_g h_d).
λ = spectrum(simultaneous(g, h=1, h_g=0.37, h_d=1.9));
check λ[1] ≈ complex(1, 0.5*sqrt(0.37*1.9)) tol 1e-13
#> ok 1.0 + 0.419225476325i ≈ 1.0 + 0.419225476325i

# Alternating: det 1, trace 2 - A, A = n_g n_d h_g h_d a², so λ = 1 - A/2 ± sqrt((1 - A/2)² - 1).
law(A) = { s = sqrt(complex((1 - A/2)^2 - 1, 0)); [1 - A/2 + s, 1 - A/2 - s] }
check spectrum(alternating(g, 1, n_g=3, n_d=2, h_g=0.21, h_d=0.83)) ≈ law(6*0.21*0.83/4) tol 1e-12
#> ok [0.869275 + 0.494328812002i, 0.869275 - 0.494328812002i] ≈ [0.869275 + 0.494328812002i, 0.869275 - 0.494328812002i]
check spectrum(alternating(g, 1, n_g=2, n_d=7, h_g=0.9, h_d=1.7)) ≈ law(14*0.9*1.7/4) tol 1e-12
#> ok [-0.330649507184 + 0.0i, -3.02435049282 + 0.0i] ≈ [-0.330649507184 + 0.0i, -3.02435049282 + 0.0i]
check det(J(alternating(g, 0.77, n_g=4, n_d=3))(0, 0)) ≈ 1 tol 1e-12
#> ok 1.0 ≈ 1

# The order of the players permutes a product: the eigenvalues do not see it, the orbit does.
G = alternating(g, 0.7, n_g=2, n_d=0);
D = alternating(g, 0.7, n_g=0, n_d=3);
check spectrum(after(D, G)) ≈ spectrum(after(G, D)) tol 1e-12
#> ok [0.6325 + 0.774560359172i, 0.6325 - 0.774560359172i] ≈ [0.6325 + 0.774560359172i, 0.6325 - 0.774560359172i]
after(D, G)(1, 0)
#> (1.0, 0.881140335546)
after(G, D)(1, 0)
#> (0.617640924233, 0.881140335546)

# At A = 4 both eigenvalues are -1, but there is one eigenvector only, a Jordan block: |λ| = 1 and
# yet the distance grows, linearly. The map is linear for the Wasserstein loss, where A = h².
check J(alternating(w, 2))(0, 0) ≈ [1, -2; 2, -3]
#> ok [1.0, -2.0; 2.0, -3.0] ≈ [1, -2; 2, -3]
p = repeated(alternating(w, 2), 10)(1, 0);
‖p‖
#> 27.5862284483

# ## The non-saturating GAN has the same spectra, though not the same orbits
n = nonsaturating(logistic)
check spectrum(simultaneous(n, 0.5)) ≈ spectrum(simultaneous(g, 0.5)) tol 1e-13
#> ok [1.0 + 0.25i, 1.0 - 0.25i] ≈ [1.0 + 0.25i, 1.0 - 0.25i]
check spectrum(alternating(n, 3.9, n_d=2)) ≈ spectrum(alternating(g, 3.9, n_d=2)) tol 1e-12
#> ok [-0.184484291491 + 0.0i, -5.42051570851 + 0.0i] ≈ [-0.184484291491 + 0.0i, -5.42051570851 + 0.0i]
g(0.7, -1.3)
#> (0.926900211578, 0.499100113927)
n(0.7, -1.3)
#> (0.373099788422, 0.499100113927)

# ## The usual convention, D large on the data, is ψ → -ψ: orbits turn round, spectra stay
usual = field((θ, ψ) -> loss(logistic)(θ, -ψ))
check spectrum(usual) ≈ spectrum(g)
#> ok [0.0 + 0.5i, 0.0 - 0.5i] ≈ [0.0 + 0.5i, 0.0 - 0.5i]
check usual(0.7, 1.3)[1] ≈ g(0.7, -1.3)[1]
#> ok 0.926900211578 ≈ 0.926900211578
check usual(0.7, 1.3)[2] ≈ -g(0.7, -1.3)[2]
#> ok -0.499100113927 ≈ -0.499100113927

# ## Backward error: the flow whose time-h map is the step has μ̃ = log(1 + hμ)/h, so the GAN's
# step of 0.1 follows a flow that grows at a rate of about h a²/2 = 0.0125.
h = 0.1;
μ = log(spectrum(simultaneous(g, h)))/h
#> c128[2]
#>   0.0124844009929 + 0.499583957219i
#>   0.0124844009929 - 0.499583957219i
check real(μ[1]) ≈ h*0.5^2/2 tol 2e-3
#> ok 0.0124844009929 ≈ 0.0125

# ## A game with vectors: L(θ, ψ) = f(θᵀAψ); then μ = ± i f'(0) times the singular values of A
A = [2, 1; 0, 1];
v = field((θ, ψ) -> logistic(θ @ A @ ψ))
μ = spectrum(v, at=([0, 0], [0, 0]))
#> c128[4]
#>   0.0 + 1.14412280564i
#>   0.0 + 0.437016024449i
#>   0.0 - 0.437016024449i
#>   0.0 - 1.14412280564i
check sort(imag(μ))[3:4] ≈ 0.5*sort(svd(A)) tol 1e-12
#> ok [0.437016024449, 1.14412280564] ≈ [0.437016024449, 1.14412280564]
rho(simultaneous(v, 0.1), at=([0, 0], [0, 0]))
#> 1.00652380496
check rho(alternating(v, 0.1, n_d=2), at=([0, 0], [0, 0])) ≈ 1 tol 1e-12
#> ok 1.0 ≈ 1

# ## What has no eigenvalues that can be told
# Of many numbers `leading` finds the first eigenvalues, unless they crowd as those of a cyclic shift, the roots of 1: then a
# matrix is made. The shift that loses the first number is nilpotent.
cyclic(x) = concat((x[2:end], x[1:1]))
check rho(cyclic, at=zeros(700)) ≈ 1
#> ok 1.0 ≈ 1
check rho(x -> 0.9*cyclic(x), at=zeros(650)) ≈ 0.9
#> ok 0.9 ≈ 0.9
check rho(x -> concat((x[2:end], [0.0])), at=zeros(700)) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0
check abs(spectrum(x -> 0.7*cyclic(x), at=zeros(640), k=3)) ≈ full(0.7, 4) tol 1e-9
#> ok [0.7, 0.7, 0.7, 0.7] ≈ [0.7, 0.7, 0.7, 0.7]
# At a kink there is no ρ: the table says so, without a verdict too, and a sweep has gaps there.
kinked = wgan_gp(game(wasserstein), 1)
comparison((sim = simultaneous,), kinked, verdicts=false).sim.ρ
#> nan
bifurcation(γ -> simultaneous(wgan_gp(game(wasserstein), γ), 0.1), [0.0, 1.0]).ρ
#> f64[2]
#>    1.00498756211  nan
# A curve is no kink, however bent: 10⁶ tanh(10⁶ x) has the slope 10¹².
check rho((x, y) -> (1e6*tanh(1e6*x), y/2)) ≈ 1e12
#> ok 1e+12 ≈ 1e+12
# Beside the kink, where |ψ| is ψ, the gradient penalty pulls with 2γ: det = 1 - 2γh + h² there.
check rho(simultaneous(wgan_gp(game(wasserstein), 0.5), 0.1), (0.0, 0.5)) ≈ sqrt(0.9 + 0.01)
#> ok 0.953939201417 ≈ 0.953939201417
# At a kink the derivatives can be asked for as they come, as for networks with relu: here between 0.3 and 1.
check abs(rho((θ, ψ) -> (max(θ, 0.3*θ), ψ/5), kinks=true) - 0.65) <= 0.35
#> ok 0.0 <= 0.35

# The eigenvalues as h goes from 0 to 4.1: simultaneous steps leave the circle at once, upwards; alternating ones go around
# it, meet at -1 and leave it there.
H = linspace(0.05, 4.1, 28);
layout((simultaneous = plot(flatten([spectrum(simultaneous(g, h)) for h in H])),
  alternating = plot(flatten([spectrum(alternating(g, h)) for h in H]))))
#>              simultaneous                          alternating
#>         Im λ                         Im λ
#>            2+      .    ^               1+             ..*******.
#>             |      .    ^                |          *.**   .    ***.
#>             |      .    ^                |         *.      .       **
#>            1+  ........ ^             0.5+        ..       .        .*
#>             |...   .  ..^                |       *.        .         .*
#>            0+. . . . . .^                |       .         .          *
#>             |.     .    ^               0+.^. . ... .*. . ... . . . . *
#>             |...   .  ..^                |       *.        .         .*
#>           -1+  ........ ^            -0.5+        ..       .        .*
#>             |      .    ^                |         *.      .       **
#>             |      .    ^                |          *.**   .    ***.
#>           -2+      .    ^              -1+             ..*******.
#>             ++-----+----+                +-------+---------+----------+-
#>              -1    0    1                        -1        0          1
#>                  Re λ                                  Re λ
#>               ^  |λ| > 1                     *  |λ| ≤ 1    ^  |λ| > 1
