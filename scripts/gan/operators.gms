#~ file: seed=7
# Update operators as values: what each costs, its law, and its exact matrix on a linear field.
#
# An operator makes a step F of a field v. Near an equilibrium v is linear, p' = J p, and so is the whole step, its memory
# included: λ of the step decide, for each eigenvalue μ of J, with z = hμ. Each step says its law.
use gan
g = game(logistic)
for name in fields(operators) {
  F = get(operators, name)(g, 0.1)
  print("{name}: {F.evaluations} evaluations, {F.law}")
}
#> simultaneous: 1 evaluations, λ = 1 + z
#> two_rates: 1 evaluations, λ = 1 + z
#> alternating: 2 evaluations,
#> alternating_5: 6 evaluations,
#> discriminator_first: 3 evaluations,
#> extragradient: 2 evaluations, λ = 1 + z + z²
#> past_extragradient: 1 evaluations, λ² - (1 + 2z) λ + z = 0
#> ogda: 1 evaluations, λ² - (1 + 2z) λ + z = 0
#> heun: 2 evaluations, λ = 1 + z + z²/2
#> rk4: 4 evaluations, λ = 1 + z + z²/2 + z³/6 + z⁴/24
#> heavy_ball: 1 evaluations, λ² - (1 + β + z) λ + β = 0, β = 0.5
#> negative_momentum: 2 evaluations,
#> nesterov: 1 evaluations, λ² - (1 + β)(1 + z) λ + β (1 + z) = 0, β = 0.5
#> ema_momentum: 1 evaluations, λ² - (1 + β + (1 - β) z) λ + β = 0, β = 0.9
#> adam: 1 evaluations, λ² - (1 + β1 + (1 - β1) z/ε) λ + β1 = 0, β1 = 0.5, ε = 0.1; λ = β1, β2
#> cgd: 1 evaluations, λ = 1/(1 - z) where the game is bilinear
#> lookahead: 5 evaluations, 1 - α + α λ^5, α = 0.5
#> lookahead_momentum: 3 evaluations,
#> averaged: 2 evaluations, λ of the step, and β = 0.9
#> repeated: 3 evaluations, λ^3

# ## The matrix of every step, against its Jacobian
# A random game of two vectors, of 3 and 2 numbers, and its zero-sum part: the Jacobian of the whole step at rest, found by
# differentiating through it, is the matrix that it states.
A ~ Normal(zeros(5, 5), 0.7);
linear_field(A) = (θ, ψ) -> { d = A @ concat((θ, ψ)); (d[1:3], d[4:5]) }
rest = (zeros(3), zeros(2));
slip(F, A) = max(abs(jacobian(F)(rested(F, rest)...) - F.linear(A, 3)))/max(abs(F.linear(A, 3)))
for name in fields(operators) {
  make = get(operators, name)
  check slip(make(linear_field(A), 0.3), A) < 1e-12
  check slip(make(linear_field(A - A'), 0.3), A - A') < 1e-12
}
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 8.08812e-17 < 1e-12
#> ok 1.11022e-16 < 1e-12
#> ok 3.23525e-16 < 1e-12
#> ok 2.28875e-16 < 1e-12
#> ok 1.25228e-16 < 1e-12
#> ok 7.71999e-17 < 1e-12
#> ok 1.4894e-16 < 1e-12
#> ok 1.17867e-16 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 5.55112e-17 < 1e-12
#> ok 1.11022e-16 < 1e-12
#> ok 5.39208e-17 < 1e-12
#> ok 3.70074e-17 < 1e-12
#> ok 6.6896e-18 < 1e-12
#> ok 6.93889e-18 < 1e-12
#> ok 7.75486e-17 < 1e-12
#> ok 1.33671e-16 < 1e-12
#> ok 1.7734e-16 < 1e-12
#> ok 5.67236e-17 < 1e-12
#> ok 1.57214e-16 < 1e-12
#> ok 2.11406e-16 < 1e-12
#> ok 1.79279e-16 < 1e-12
#> ok 1.10743e-16 < 1e-12
#> ok 8.08812e-17 < 1e-12
#> ok 1.11022e-16 < 1e-12
#> ok 3.45332e-16 < 1e-12
#> ok 2.66888e-16 < 1e-12

# The Dirac-GAN is linear near its equilibrium only; its spectrum is that of the matrix all the same.
for name in fields(operators) {
  F = get(operators, name)(R1(g, 0.3), 0.7)
  check max(abs(spectrum(F))) ≈ max(abs(eig(F.linear(J(R1(g, 0.3))(0.0, 0.0), 1)))) tol 1e-7
}
#> ok 0.955249 ≈ 0.955249
#> ok 0.908295 ≈ 0.908295
#> ok 0.888819 ≈ 0.888819
#> ok 0.554712 ≈ 0.554712
#> ok 0.888819 ≈ 0.888819
#> ok 0.837187 ≈ 0.837187
#> ok 0.828878 ≈ 0.828878
#> ok 0.828878 ≈ 0.828878
#> ok 0.896069 ≈ 0.896069
#> ok 0.900365 ≈ 0.900365
#> ok 1.14504 ≈ 1.14504
#> ok 0.912996 ≈ 0.912996
#> ok 1.0929 ≈ 1.0929
#> ok 1.06782 ≈ 1.06782
#> ok 2.08005 ≈ 2.08005
#> ok 0.83892 ≈ 0.83892
#> ok 0.568779 ≈ 0.568779
#> ok 0.81138 ≈ 0.81138
#> ok 0.9 ≈ 0.9
#> ok 0.569472 ≈ 0.569472

# ## The laws
# In z, on a field with many eigenvalues: each λ of the step solves the equation of one z.
μ = eig(A);
z = 0.3*μ;
near(λ, roots) = max([min(abs(l - roots)) for l in λ])
quadratic(b, c) = { s = sqrt(b^2/4 - c); concat((b/2 + s, b/2 - s)) }
law(F, roots) = near(eig(F.linear(A, 3)), roots)
v = linear_field(A)
check law(extragradient(v, 0.3), 1 + z + z^2) < 1e-12
#> ok 1.55431e-15 < 1e-12
check law(rk4(v, 0.3), 1 + z + z^2/2 + z^3/6 + z^4/24) < 1e-12
#> ok 2.28878e-16 < 1e-12
check law(ogda(v, 0.3), quadratic(1 + 2*z, z)) < 1e-7
#> ok 2.22045e-15 < 1e-07
check law(past_extragradient(v, 0.3), quadratic(1 + 2*z, z)) < 1e-7
#> ok 1.30451e-15 < 1e-07
check law(heavy_ball(v, 0.3, -0.4), quadratic(0.6 + z, -0.4 + 0*z)) < 1e-7
#> ok 1.77636e-15 < 1e-07
check law(nesterov_steps(v, 0.3, 0.6), quadratic(1.6*(1 + z), 0.6*(1 + z))) < 1e-7
#> ok 1.11576e-15 < 1e-07
check law(ema_momentum(v, 0.3, 0.9), quadratic(1.9 + 0.1*z, 0.9 + 0*z)) < 1e-7
#> ok 2.84572e-15 < 1e-07
adam_law = concat((quadratic(1.5 + 0.5*z/0.1, 0.5 + 0*z), complex([0.999, 0.5], [0.0, 0])));
check law(adam_steps(v, 0.3, β1=0.5, ε=0.1), adam_law) < 1e-7
#> ok 5.32907e-15 < 1e-07

# ## What they do: twenty steps of each from (1, 0), and the steps that leave the circle
distance(p) = sqrt(p[1]^2 + p[2]^2)
for name in fields(operators) {
  F = get(operators, name)(g, 1.0)
  print("{name}: ρ = {rho(F):.4f}, r = {distance(play(F, (1, 0), 20)):.4f}")
}
#> simultaneous: ρ = 1.1180, r = 2.5286
#> two_rates: ρ = 1.2247, r = 3.7302
#> alternating: ρ = 1.0000, r = 1.0901
#> alternating_5: ρ = 1.0000, r = 3.2470
#> discriminator_first: ρ = 1.0000, r = 1.0316
#> extragradient: ρ = 0.9014, r = 0.1322
#> past_extragradient: ρ = 0.7071, r = 0.0138
#> ogda: ρ = 0.7071, r = 0.0259
#> heun: ρ = 1.0078, r = 1.2008
#> rk4: ρ = 0.9999, r = 0.9969
#> heavy_ball: ρ = 1.3660, r = 9.4535
#> negative_momentum: ρ = 0.9625, r = 0.5271
#> nesterov: ρ = 1.3728, r = 6.4865
#> ema_momentum: ρ = 1.1211, r = 6.2652
#> adam: ρ = 3.0041, r = 5.3551
#> cgd: ρ = 0.8944, r = 0.1186
#> lookahead: ρ = 0.6474, r = 0.0002
#> lookahead_momentum: ρ = 0.8770, r = 0.0836
#> averaged: ρ = 1.0000, r = 1.0901
#> repeated: ρ = 0.3536, r = 0.0000

# ## Players that are records, and optimisers of one's own
w(θ, ψ) = ((a = -ψ.b), (b = θ.a))
for name in fields(operators) {
  (θ, ψ) = play(get(operators, name)(w, 0.1), ((a = [1.0]), (b = [0.5])), 3)
  (a, b) = play(get(operators, name)((x, y) -> (-y, x), 0.1), (1.0, 0.5), 3)
  check θ.a[1] ≈ a tol 1e-7
  check ψ.b[1] ≈ b tol 1e-7
}
#> ok 0.8205 ≈ 0.8205
#> ok 0.784 ≈ 0.784
#> ok 0.791 ≈ 0.791
#> ok 1.066 ≈ 1.066
#> ok 0.822095 ≈ 0.822095
#> ok 0.766259 ≈ 0.766259
#> ok 0.712375 ≈ 0.712375
#> ok 1.75744 ≈ 1.75744
#> ok 0.589952 ≈ 0.589952
#> ok 0.76224 ≈ 0.76224
#> ok 0.794084 ≈ 0.794084
#> ok 0.763329 ≈ 0.763329
#> ok 0.7939 ≈ 0.7939
#> ok 0.7632 ≈ 0.7632
#> ok 0.802 ≈ 0.802
#> ok 0.771 ≈ 0.771
#> ok 0.807221 ≈ 0.807221
#> ok 0.77362 ≈ 0.77362
#> ok 0.807577 ≈ 0.807577
#> ok 0.773188 ≈ 0.773188
#> ok 0.748 ≈ 0.748
#> ok 0.904 ≈ 0.904
#> ok 0.868845 ≈ 0.868845
#> ok 0.703909 ≈ 0.703909
#> ok 0.733625 ≈ 0.733625
#> ok 0.89525 ≈ 0.89525
#> ok 0.971471 ≈ 0.971471
#> ok 0.555859 ≈ 0.555859
#> ok 0.739577 ≈ 0.739577
#> ok 0.766415 ≈ 0.766415
#> ok 0.796369 ≈ 0.796369
#> ok 0.760943 ≈ 0.760943
#> ok 0.362432 ≈ 0.362432
#> ok 0.992458 ≈ 0.992458
#> ok 0.699615 ≈ 0.699615
#> ok 0.852483 ≈ 0.852483
#> ok 0.822095 ≈ 0.822095
#> ok 0.766259 ≈ 0.766259
#> ok 0.215484 ≈ 0.215484
#> ok 1.05738 ≈ 1.05738
check distance(play(optimised(game(wasserstein), sgd(0.1)), (1, 0), 7)) ≈ distance(play(alternating(game(wasserstein), 0.1), (1, 0), 7))
#> ok 1.02539 ≈ 1.02539
check play(optimised(g, adam(0.1), order="together"), (1, 0.3), 9)[1] ≈ play(adam_steps(g, 0.1), (1, 0.3), 9)[1]
#> ok 0.0920176 ≈ 0.0920176

# The paths of five of them on the Dirac-GAN, from (1, 0).
way(name, colour) = trajectory(play(get(operators, name)(g, 0.6), (1, 0), 60, every=1), colour=colour, label=name)
axes(overlay(way("simultaneous", "red"), way("alternating", "orange"), way("extragradient", "green"),
  way("cgd", "blue"), way("negative_momentum", "purple")), x="θ", y="ψ", equal=true)
#>         ψ
#>           |                      **        *o* simultaneous
#>          2+                       ***      +o+ alternating
#>           |                         **     xox extragradient
#>           |       *******             \    #o# cgd
#>          1+    *** +@@@@@\@\           *   @o@ negative_momentum
#>           |  */  +@@#@@@@@@@@          *
#>           | *   +@#@@####@@x@@         *
#>          0+ *   v@#vx\## #^ +o         *
#>           | *   +v@@@@@@@#@++         *
#>           | *   +\@@@@@@@@++         /
#>         -1+  *    +\++++++          *
#>           |   \**               ****
#>           |      ***       *****
#>         -2+         *******>
#>           +-----+-----+------+-----+-----
#>                 -1    0      1     2
#>                          θ
