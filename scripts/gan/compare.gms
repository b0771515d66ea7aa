# Operators side by side, and games side by side: two lines that answer most questions about a step.
#
# A GAN trains by an update operator: a way to make a step of a field. Near an equilibrium every operator is linear, and its
# spectral radius ρ says whether it contracts. `compare` prints that with the step sizes that are stable, what a step costs in
# evaluations of the field (where the operator says it), and the verdict on the step itself.
use gan
g = game(logistic);

# ## One game, many operators
# On the Dirac-GAN the eigenvalues of the field are ±i/2: nothing pulls inwards. An operator has to do it by itself.
operators = (
  simultaneous = simultaneous,
  alternating = alternating,
  five_critic_steps = (v, h) -> alternating(v, h, n_d=5),
  extragradient = extragradient,
  CGD = cgd,
  Heun = heun,
  RK4 = rk4
);
compare(operators, g, h=0.5)
#>                    ρ at 0.5    stable h           cost  verdict at 0.5
#> simultaneous       1.030776    never                 1  unstable, then stalls within 65535 steps
#> alternating        1.000000    |λ| = 1 to 4.0        2  drifts, rate 5.11513e-09
#> five_critic_steps  1.000000    |λ| = 1 to 1.7889     6  drifts, rate -1.43166e-06
#> extragradient      0.970261    to 2.0                2  linear, rate 0.970261
#> CGD                0.970143    to 10.0, or more      1  linear, rate 0.970143
#> Heun               1.000488    never                 2  unstable, then undecided within 65535 steps
#> RK4                0.999998    to 5.6569             4  linear, rate 0.999998
#> simultaneous       λ = 1 + z
#> extragradient      λ = 1 + z + z²
#> CGD                λ = 1/(1 - z) where the game is bilinear
#> Heun               λ = 1 + z + z²/2
#> RK4                λ = 1 + z + z²/2 + z³/6 + z⁴/24
# Simultaneous steps leave, and come to rest far out where the field has died. Alternating ones stand on the unit circle, where
# the linear part cannot decide: the verdict is measured. RK4 contracts, but only by h⁶/144 of the eigenvalue: it is the flow,
# and the flow circles. Extragradient and CGD contract as implicit steps do.

# A law in z = hμ is that of one step size: with a size for each player μ would be that of diag(h_g, h_d) v, and no law is
# printed. ρ is that of the matrix: with h_d = 2h of the plain GAN sqrt(1 + 2h²a²), a = 1/2.
two = (sim = (v, h) -> simultaneous(v, h, h_d=2*h), ball = (v, h) -> heavy_ball(v, h, 0.3, h_d=2*h), same = ogda)
#> (sim = <function>, ball = <function>, same = <function>)
rows = comparison(two, g, h=0.5, verdicts=false);
(rows.sim.law, rows.ball.law, rows.same.law)
#> ("", "", "λ² - (1 + 2z) λ + z = 0")
check rows.sim.ρ ≈ sqrt(1 + 2*0.25/4)
#> ok 1.06066 ≈ 1.06066
check comparison(two, R1(g, 0.3), h=0.4, verdicts=false).sim.ρ ≈ sqrt(1 - 0.8*0.3 + 2*0.16/4)
#> ok 0.916515 ≈ 0.916515
compare((sim = simultaneous,), g, h=1e300, verdicts=false)
#>           ρ at 1e+300  stable h  cost
#> sim       5e+299      never        1
#> sim       λ = 1 + z

# The numbers are values too:
r = comparison(operators, g, h=0.5);
check r.extragradient.ρ ≈ 0.970260918516 tol 1e-11
#> ok 0.970261 ≈ 0.970261
check r.CGD.ρ ≈ 0.970142500145 tol 1e-11
#> ok 0.970143 ≈ 0.970143
check r.RK4.ρ ≈ 0.999998317823 tol 1e-11
#> ok 0.999998 ≈ 0.999998
check r.Heun.ρ ≈ 1.00048816210 tol 1e-11
#> ok 1.00049 ≈ 1.00049
check r.simultaneous.ρ ≈ 1.03077640640 tol 1e-11
#> ok 1.03078 ≈ 1.03078
check r.extragradient.stable[1, 2] ≈ 2
#> ok 2.0 ≈ 2
check r.RK4.stable[1, 2] ≈ 2*2*sqrt(2)
#> ok 5.65685 ≈ 5.65685
# An alternating step is on the circle while n_d h² a² ≤ 4.
check r.alternating.circle ≈ 4
#> ok 4.0 ≈ 4
check r.five_critic_steps.circle ≈ 4/sqrt(5)
#> ok 1.78885 ≈ 1.78885

# ## One operator, many games
# The same with and without each regulariser: what the issue threads ask for first.
w = game(wasserstein);
compare_games((
  GAN = g, NS_GAN = nonsaturating(logistic), WGAN = w, WGAN_GP = gradient_penalty(w, 0.3),
  R1 = R1(g, 0.3), R2 = R2(g, 0.3), noise = noisy(logistic, 0.5), consensus = consensus(g, 0.3)
), by=alternating, h=0.1, start=(1, 0))
#>            ρ at 0.1    stable h        verdict at 0.1
#> GAN        1.000000    |λ| = 1 to 4.0  drifts, rate 3.10943e-09
#> NS_GAN     1.000000    |λ| = 1 to 4.0  sublinear, k^-0.499
#> WGAN       1.000000    |λ| = 1 to 2.0  cycle, r 0.9759 to 1.026
#> WGAN_GP    none        no Jacobian     cycle, r 1.208 to 1.341
#> R1         0.984886    to 2.9761       linear, rate 0.984886
#> R2         0.984886    to 2.9761       linear, rate 0.984886
#> noise      0.993730    to 3.5311       linear, rate 0.99373
#> consensus  0.992500    to 3.4783       linear, rate 0.9925
# The first three stand on the circle, and what they do is of higher order: NS-GAN converges as 1/√k, the GAN drifts outwards.
# WGAN-GP has no Jacobian at the equilibrium, since its field jumps at ψ = 0, and ends on a cycle.
s = game_comparison((R1 = R1(g, 0.3), noise = noisy(logistic, 0.5), consensus = consensus(g, 0.3)), by=alternating);
check s.R1.ρ ≈ 0.984885780180 tol 1e-11
#> ok 0.984886 ≈ 0.984886
check s.noise.ρ ≈ 0.993730345718 tol 1e-11
#> ok 0.99373 ≈ 0.99373
check s.consensus.ρ ≈ 0.992500000000 tol 1e-11
#> ok 0.9925 ≈ 0.9925
check s.R1.stable[1, 2] ≈ 2.97612260356 tol 1e-11
#> ok 2.97612 ≈ 2.97612
check s.noise.stable[1, 2] ≈ 3.53112887415 tol 1e-11
#> ok 3.53113 ≈ 3.53113
check s.consensus.stable[1, 2] ≈ 3.47826086957 tol 1e-11
#> ok 3.47826 ≈ 3.47826

# ## With simultaneous steps
compare_games((R1 = R1(g, 0.3), strong_R1 = R1(g, 2), noise = noisy(logistic, 0.5), consensus = consensus(g, 0.3)))
#>            ρ at 0.1    stable h                verdict at 0.1
#> R1         0.986154    to 1.2                  linear, rate 0.986154
#> strong_R1  0.986603    to 1.0718               linear, rate 0.986603
#> noise      0.994987    to 0.5                  linear, rate 0.994987
#> consensus  0.993759    to 0.5868               linear, rate 0.993759

# The stable set need not be an interval: two critic steps with R1 are stable again beyond h = 5.4.
compare((one = alternating, two = (v, h) -> alternating(v, h, n_d=2)), R1(g, 0.3), h=6)
#>           ρ at 6      stable h                     cost  verdict at 6
#> one       8.889989    to 2.9761                       2  unstable, then diverges within 10 steps
#> two       0.800000    to 2.6262, 5.4007 to 6.6667     3  linear, rate 0.8

# ## What is to be seen
# ρ over h; below the axis, the stable set of each.
stable_plot((simultaneous = simultaneous, alternating = alternating, two = (v, h) -> alternating(v, h, n_d=2)),
  R1(g, 0.3), h_max=8)
#> ρ
#>   2+ *** simultaneous            ooooooooooooo+++++++++++++++ooooooooooo
#>    | +++ alternating           oo***          o              o
#>    | ooo two                 *oo*             oo             o
#> 1.5+                     ****o +                o            o
#>    |                 ***** oo +                 o            o
#>    |            ******     o +                   o          o
#>   1+.o.+.+.*.*.*. . . . .o. .+. . . . . . . . . . . . . .o.o. . . . . .
#>    |   ooooo+++++        o  +                     o  ooooo
#>    |        oooo ++++++ o   +                     ooo
#> 0.5+            ooooo  o++++
#>    |                 ooo   +
#>    |
#>   0+***********
#>    |ooooooooooooooooooooooo+++                   oooooooooooo
#>    ++-------+--------+-------+--------+-------+--------+-------+-------+
#>     0       1        2       3        4       5        6       7       8
#>                                      h
