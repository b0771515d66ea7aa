# The duality gap: how much the players could still gain, which no loss curve shows.
#
# At an equilibrium neither player can gain by moving alone. The duality gap max_ψ' L(θ, ψ') - min_θ' L(θ', ψ) is what both could
# gain together: never negative, and 0 at equilibria only. A box, or a weight, is part of the question: the Dirac-GAN with
# ψ ≠ 0 lets the generator run away for ever, so that without either the gap is infinite.
use gan

# ## The closed form
# On |θ| ≤ B, |ψ| ≤ κ and for increasing f the best answers stand at the ends: the gap is f(κ|θ|) - f(-B|ψ|).
d = duality_gap(logistic, 2, 1);
d(0.0, 0.0)
#> 0.0
d(0.5, -0.7)
#> 1.14634
# WGAN: κ|θ| + B|ψ|.
check duality_gap(wasserstein, 2, 1)(0.5, -0.7) ≈ 0.5 + 2*0.7
#> ok 1.9 ≈ 1.9

# ## By search, for any game
# `gap` searches the best answers by projected ascents from many starts: what is found is a lower bound, and here it is all.
s = gap(loss(logistic), 0.5, -0.7, θ_box=2, ψ_box=1)
#> gap = 1.14634
#> generator = 0.737035
#> discriminator = 0.409305
#> θ = 2.0
#> ψ = 1.0
check s.gap ≈ d(0.5, -0.7)
#> ok 1.14634 ≈ 1.14634
off(x, y) = abs(gap(loss(logistic), x, y, θ_box=2, ψ_box=1).gap - d(x, y))
worst = max([max([off(x, y) for x in [-1.7, -0.2, 0.4, 1.1]]) for y in [-0.9, 0.3]]);
check worst < 1e-12
#> ok 2.22045e-16 < 1e-12
# Vectors: of θ·ψ - ‖ψ‖²/2 the best ψ is θ, and the best θ stands in a corner.
(θ, ψ) = ([0.6, 0.2], [0.8, 1.0]);
s = gap((θ, ψ) -> sum(θ*ψ) - sum(ψ^2)/2, θ, ψ, θ_box=1, ψ_box=2);
check s.generator ≈ sum(θ*ψ) + sum(abs(ψ))
#> ok 2.48 ≈ 2.48
check s.discriminator ≈ sum(θ^2)/2 - sum(θ*ψ) + sum(ψ^2)/2
#> ok 0.34 ≈ 0.34
# Many maxima: the best of them, among ascents from all over the box.
bumpy = gap((θ, ψ) -> sin(5*ψ) + ψ*θ, 0.6, 0.8, θ_box=3, ψ_box=3);
y = linspace(-3, 3, 200001);
check bumpy.discriminator ≈ max(sin(5*y) + 0.6*y) - sin(4.0) - 0.48 tol 1e-7
#> ok 2.98047 ≈ 2.98047

# ## With a weight
# Near where they are: each player pays λ‖step‖². Of the bilinear game that is (θ² + ψ²)/(4λ), without any box.
for λ in [0.25, 0.5, 2] { print(gap(loss(wasserstein), 0.6, 0.8, λ=λ).gap, " = ", (0.36 + 0.64)/(4*λ)) }
#> 1.0  =  1.0
#> 0.5  =  0.5
#> 0.125  =  0.125
check gap(loss(wasserstein), 0.6, 0.8, λ=0.5).gap ≈ 0.5
#> ok 0.5 ≈ 0.5

# The proximal gap lets the discriminator answer nearby only (Farnia and Ozdaglar 2020; Sidheekh et al. 2021). Of WGAN within
# the boxes it is κ|θ| + λψ²: smaller than the gap, and finite without a box for θ.
check proximal_gap(loss(wasserstein), 0.5, 0.25, 2, ψ_box=1).gap ≈ 0.5 + 2*0.25^2 tol 1e-6
#> ok 0.625 ≈ 0.625
# So it is however little the weight is: with L = θψ - ψ² the bottom is -λψ², at θ' = 2ψ' = 0, and the top θ²/4; in more
# numbers with curvatures of their own, too. A loss that bends upwards has its inner maxima at the ends of the box: with
# θψ + ψ² they are alike at θ' = -λψ = -1/40, where they are 1 - λ(1 + ψ²).
for λ in [0.1, 0.3, 0.5, 2] {
  check proximal_gap((θ, ψ) -> θ*ψ - ψ^2, 0.5, 0.25, λ, θ_box=10, ψ_box=4).gap ≈ 0.5^2/4 + λ*0.25^2 tol 1e-6
}
#> ok 0.06875 ≈ 0.06875
#> ok 0.08125 ≈ 0.08125
#> ok 0.09375 ≈ 0.09375
#> ok 0.1875 ≈ 0.1875
r = proximal_gap((θ, ψ) -> sum(θ*ψ) - sum([1, 30]*ψ^2), [0.5, 1], [0.25, -0.1], 0.1, θ_box=10, ψ_box=4);
check r.gap ≈ 1/16 + 1/120 + 0.1*(1/16 + 1/100) tol 1e-6
#> ok 0.0780833 ≈ 0.0780833
r = proximal_gap((θ, ψ) -> θ*ψ + ψ^2, 0.5, 0.25, 0.1, θ_box=2, ψ_box=1);
check r.gap ≈ 1.5 - (1 - 0.1*(1 + 1/16)) tol 1e-6
#> ok 0.60625 ≈ 0.60625

# ## Does training close it?
# Along simultaneous steps the gap grows, along alternating ones it goes round, with R1 it falls to 0.
gaps(F) = {
  r = play(F, (1.0, 0.0), 120, every=1)
  [duality_gap(wasserstein, 3, 3)(r[1][k], r[2][k]) for k in 1:len(r[1])]
}
(v, h) = (game(wasserstein), 0.1);
check gaps(simultaneous(v, h))[121] > gaps(simultaneous(v, h))[1]
#> ok 7.58408 > 3.0
check gaps(simultaneous(R1(v, 0.5), h))[121] < gaps(simultaneous(v, h))[1]/5
#> ok 0.327543 < 0.6

# ## What is to be seen
# The gap says at a glance what three loss curves do not.
lines = (simultaneous = gaps(simultaneous(v, h)), alternating = gaps(alternating(v, h)),
  R1 = gaps(alternating(R1(v, 0.5), h)));
axes(plot(lines), x="step", y="gap")
#> gap
#> 8+ *** simultaneous                                                  **
#>  | +++ alternating                                          ***     *
#>  | ooo R1                                         ****    **  **  **
#> 6+                                       ****    **   *  **     * *
#>  |                      **     *****   **    ** *      * *       *
#>  |            ****    **  **  **    ****      ***       *
#> 4+  oooo+*  **++++****++++++***+++++ ** ++++++    ++++    +++++     +++
#>  | o    oo+*++    ++++     ++*++   +++++     ++ ++    ++ +     ++ ++
#>  |o       o+       ++        +       ++       +++       +        +
#>  |         oo
#> 2+          oooooooo ooooooo
#>  |                 oo      oooo
#>  |                            oooooooooooooooooooooooo
#> 0+                                               oo  oooooooooooooooooo
#>  +----------+-----------+----------+-----------+----------+-----------+
#>             20          40         60          80        100         120
#>                                   step

# ## A loss that turns, players of several numbers, a weak weight
# Least squares falls again beyond t = 1: the best answer is inside the box.
check duality_gap(least_squares, 1, 3)(0.5, 2.0) ≈ gap(loss(least_squares), 0.5, 2.0, θ_box=1, ψ_box=3).gap tol 1e-8
#> ok 4.5 ≈ 4.5
check duality_gap(t -> -t, 1, 2)(0.5, 0.3) ≈ 1.3 tol 1e-12
#> ok 1.3 ≈ 1.3
check duality_gap(wasserstein, 1, 2)([0.5, 0.3], [0.1, 0.2]) ≈ 1.9 tol 1e-12
#> ok 1.9 ≈ 1.9
# max over ψ' of θ'ψ' - ψ'² - λ(ψ' - 1/4)² is (θ' + λ/2)²/(4(1 + λ)) - λ/16, least at θ' = -λ/2, and the top is θ²/4.
for λ in (0.1, 0.3, 0.7) {
  check proximal_gap((θ, ψ) -> θ*ψ - ψ^2, 0.5, 0.25, λ, θ_box=10, ψ_box=4).gap ≈ 1/16 + λ/16 tol 1e-6
}
#> ok 0.06875 ≈ 0.06875
#> ok 0.08125 ≈ 0.08125
#> ok 0.10625 ≈ 0.10625
