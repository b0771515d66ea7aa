# The verdict of a game of networks ALONG its training: does it converge, circle, diverge, or can nothing be said? The
# eigenvalues of the update operator decide near a rest point only, so that the report says first whether it is at one.
#~ file: seed=3
use gan
use nn

# ## The game: two bumps on the line, 48 data and 48 draws of the noise, always the same
X = Mixture([0.5, 0.5], Normal([-2.0, 2.0], 0.5));
x = reshape(sample(X, 48), 48, 1);
z = normal_noise(48, 1);
(G, D) = (mlp(1, 2, 1, act=tanh, type="f64"), mlp(1, 3, 1, act=tanh, type="f64"));
# Both pay a little for long weights: without that whole surfaces of networks rest, and no point of them attracts.
made(γ, w=0.05) = decayed_game(frozen_game(network_game(G, D, X, R1=γ), x=x, z=z), w)

# ## With R1
with_R1 = made(0.5);
run = train_game(with_R1, alternating, h=0.2, steps=4000, points=6, terms="none");
r = training_report(with_R1, alternating, run, h=0.2);
show_report(r)
#>    steps        ‖v‖      noise        |λ|    period          L  verdict
#>        0   5.31e-01    0.0e+00   1.088764       inf   -1.37422  cannot be decided
#>      800   1.90e-03    0.0e+00   0.998645       inf   -0.93213  cannot be decided
#>     1600   3.71e-04    0.0e+00   0.998760       inf   -0.93191  cannot be decided
#>     2400   1.56e-04    0.0e+00   0.999139       inf   -0.93197  cannot be decided
#>     3200   7.82e-05    0.0e+00   0.999262       inf   -0.93198  converges
#>     4000   4.29e-05    0.0e+00   0.999302       inf   -0.93199  converges
#>        0 no rest point: ‖v‖ = 0.53; the next one is 0.96 of its length away
#>      800 no rest point: ‖v‖ = 0.0019; the next one is 0.047 of its length away
#>     1600 no rest point: ‖v‖ = 0.00037; the next one is 0.021 of its length away
#>     2400 no rest point: ‖v‖ = 0.00016; the next one is 0.012 of its length away
#>     3200 |λ| = 0.9992615 < 1, to 1e-09
#>     4000 |λ| = 0.9993018 < 1, to 1e-09
#> ‖v‖ went from 0.53 to 4.3e-05, without noise
# Newton's method goes the rest of the way, to the rest point itself.
rest_of(v, p) = newton((θ, ψ) -> v(θ, ψ), p, tol=1e-13, report=true).x
p = rest_of(with_R1, run.points[end]);
with_rest = game_report(with_R1, alternating, h=0.2, at=p);
(with_rest.outcome, with_rest.why)
#> ("converges", "|λ| = 0.9993221 < 1, to 1e-09")
check with_rest.force < 1e-12
#> ok 2.4702e-16 < 1e-12
# The end of the training had said it already.
check r.ρ[end] ≈ with_rest.ρ tol 1e-4
#> ok 0.999302 ≈ 0.999322
# What it says is what happens: the distance to the rest point shrinks by |λ| in each step.
far(q, p) = norm(flatten(q - p))
close = train_game(with_R1, alternating, h=0.2, steps=1000, start=run.points[end], points=2, terms="none").points[2];
check (far(close, p)/far(run.points[end], p))^(1/1000) ≈ with_rest.ρ tol 1e-5
#> ok 0.999315 ≈ 0.999322

# ## Without R1
without = made(0.0);
# Its rest point, next to that with R1.
q = rest_of(without, p);
check norm(flatten(without(q...))) < 1e-12
#> ok 3.24488e-16 < 1e-12
at_rest = game_report(without, simultaneous, h=0.2, at=q);
(at_rest.outcome, at_rest.why)
#> ("diverges", "|λ| = 1.00145 > 1, to 1e-09, one turn in 116.5 steps")
# The players turn around it, outwards: a training that begins next to it leaves it.
left = train_game(without, simultaneous, h=0.2, steps=4000, start=q + 1e-4*(G, D), points=6, terms="none");
s = training_report(without, simultaneous, left, h=0.2);
show_report(s)
#>    steps        ‖v‖      noise        |λ|    period          L  verdict
#>        0   1.04e-04    0.0e+00   1.001449     116.5   -0.93660  diverges
#>      800   1.43e-04    0.0e+00   1.001455     116.5   -0.93659  diverges
#>     1600   4.02e-04    0.0e+00   1.001495     116.5   -0.93659  diverges
#>     2400   1.58e-03    0.0e+00   1.001594     116.6   -0.93684  diverges
#>     3200   5.25e-03    0.0e+00   1.001594     116.7   -0.93781  diverges
#>     4000   1.34e-02    0.0e+00   1.000638     117.0   -0.93896  cannot be decided
#>        0 |λ| = 1.001449 > 1, to 1e-09, one turn in 116.5 steps
#>      800 |λ| = 1.001455 > 1, to 1e-09, one turn in 116.5 steps
#>     1600 |λ| = 1.001495 > 1, to 1e-09, one turn in 116.5 steps
#>     2400 |λ| = 1.001594 > 1, to 1e-09, one turn in 116.6 steps
#>     3200 |λ| = 1.001594 > 1, to 1e-09, one turn in 116.7 steps
#>     4000 no rest point: ‖v‖ = 0.013; the next one is 0.022 of its length away
#> ‖v‖ went from 0.0001 to 0.013, without noise; on the way it was at 0.0001 already, and grew again: the players do not settle
check s.force[end] > 10*s.force[1]
#> ok 0.0134435 > 0.00104496
# Why: the eigenvalues μ of the field turn and hardly damp, and a simultaneous step adds h²|μ|²/2 to the growth. It would
# have to be smaller than the least 2|Re μ|/|μ|² of all μ.
μ = spectrum(without, q);
check max(real(μ)) < 0
#> ok -2.44302e-05 < 0
h_c = min(-2*real(μ)/abs(μ)^2);
h_c
#> 0.000671023
for h in (0.5*h_c, 2*h_c, 0.2) {
  (sim, alt) = (game_report(without, simultaneous, h=h, at=q), game_report(without, alternating, h=h, at=q))
  print("h = {h:.4f}: simultaneous", sim.outcome, " alternating", alt.outcome)
}
#> h = 0.0003: simultaneous converges  alternating converges
#> h = 0.0013: simultaneous diverges  alternating converges
#> h = 0.2000: simultaneous diverges  alternating converges
# Steps in turn do not have that growth, and R1 damps the turn for both.

# How much of this is the decay? The weight 0.05 was picked, of those tried, for the contrast, which is there at 0.02 and 0.05
# only. At 0.1 the game without R1 converges as well: decay damps, too. At 0.01 no rest point with R1 is found from here, and
# that without converges. "R1 converges, none diverges" is no law of networks: each game at each rest point has its verdict.
for w in (0.01, 0.02, 0.05, 0.1) {
  (a, b) = (made(0.5, w), made(0.0, w))
  last = train_game(a, alternating, h=0.2, steps=4000, terms="none").model
  near = rest_of(a, (last.θ, last.ψ))
  (c, d) = (game_report(a, simultaneous, h=0.2, at=near), game_report(b, simultaneous, h=0.2, at=rest_of(b, near)))
  print("decay {w}: with R1 {c.outcome}, {c.ρ:.6f}; without {d.outcome}, {d.ρ:.6f}")
}
#> decay 0.01: with R1 cannot be decided, 1.000000; without converges, 0.999601
#> decay 0.02: with R1 converges, 0.999893; without diverges, 1.000280
#> decay 0.05: with R1 converges, 0.999322; without diverges, 1.001450
#> decay 0.1: with R1 converges, 0.994410; without converges, 0.999188

# ## A matrix and Arnoldi's method say the same, of steps with a memory too
for o in (simultaneous, alternating, (v, h) -> heavy_ball(v, h, 0.5)) {
  few = game_report(without, o, h=0.2, at=q, dense=1, k=4)
  all_of = game_report(without, o, h=0.2, at=q)
  print(few.outcome, "by", len(few.λ), "of", len(all_of.λ))
  check few.ρ ≈ all_of.ρ tol 1e-9
}
#> diverges by 4 of 17
#> ok 1.00145 ≈ 1.00145
#> converges by 4 of 17
#> ok 0.999853 ≈ 0.999853
#> diverges by 4 of 34
#> ok 1.01581 ≈ 1.01581

# ## Networks of more than a thousand numbers: no matrix is made
wide = decayed_game(frozen_game(network_game(mlp(1, 24, 24, 1, act=tanh, type="f64"), mlp(1, 24, 24, 1, act=tanh, type="f64"), X,
  R1=0.5), x=x, z=z), 0.1);
wide_run = train_game(wide, alternating, h=0.3, steps=8000, points=3, terms="none");
w = training_report(wide, alternating, wide_run, h=0.3, k=4, restarts=20);
parameter_count((wide.θ, wide.ψ))
#> 1346
show_report(w)
#>    steps        ‖v‖      noise        |λ|    period          L  verdict
#>        0   1.21e+00    0.0e+00   1.309525       inf    0.62192  cannot be decided
#>     4000   1.22e-04    0.0e+00   0.999229       inf   -0.91524  cannot be decided
#>     8000   3.51e-06    0.0e+00   0.999094       inf   -0.91519  converges
#>        0 no rest point: ‖v‖ = 1.2; the next one is about 1.0 of its length away
#>     4000 no rest point: ‖v‖ = 0.00012; the next one is about 0.017 of its length away
#>     8000 |λ| = 0.9990942 < 1, to 1e-09
#> ‖v‖ went from 1.2 to 3.5e-06, without noise
# With fresh noise and fresh data the game is frozen twice; the difference between the two tells how well |λ| is known. At the
# end of a usual training ‖v‖ is not told from its noise, and that is what the report says.
fresh = network_game(mlp(2, 24, 24, 1, act=tanh), mlp(1, 24, 24, 1, act=tanh), X, R1=0.5);
usual = train_game(fresh, (v, h) -> adam_game(v, h, β1=0), h=1e-3, steps=2000, points=3, terms="none");
show_report(training_report(fresh, alternating, usual, h=0.05, n=512, k=2, tol=1e-5, restarts=10))
#>    steps        ‖v‖      noise        |λ|    period          L  verdict
#>        0   7.99e-01    1.1e-01   1.055554       inf   -1.42928  cannot be decided
#>     1000   1.15e-01    1.0e-01   1.024325       inf   -1.38178  cannot be decided
#>     2000   1.26e-01    1.2e-01   1.011883       inf   -1.38367  cannot be decided
#>        0 no rest point: ‖v‖ = 0.8, noise 0.1; the next one is about 0.11 of its length away
#>     1000 ‖v‖ = 0.12 is within its noise, 0.1, so that this may be a rest point or not: more draws, n=
#>     2000 ‖v‖ = 0.13 is within its noise, 0.1, so that this may be a rest point or not: more draws, n=
#> ‖v‖ went from 0.8 to 0.13, 1.1 times its noise

# What is to be seen: ‖v‖ and |λ| along both trainings.
plot_report(r)
#>              log₁₀ ‖v‖                            largest |λ|
#>   |.                                     |.
#>   |'.                                1.08+|
#> -1+ '.                                   |'.
#>   |  \                                   | \
#>   |   \                              1.06+ '.
#>   |   '.                                 |  \
#> -2+    '.                                |  |
#>   |     \                            1.04+   |
#>   |      '..                             |   \
#> -3+        '-.                           |   '.
#>   |           '-..                   1.02+    \
#>   |               ''--..                 |    '.
#> -4+                     ''--..           |     |
#>   |                           ''-       1+     '--------''''''''''''''
#>   ++------+-------+------+------+        ++------+------+------+-----+
#>    0     1000    2000   3000   4000       0     1000   2000   3000  4000
#>                steps                                 steps
plot_report(s)
#>               log₁₀ ‖v‖                            largest |λ|
#>     |                          ..    1.0016+             ..-----.
#>   -2+                        ..'           |         ..-''       |
#>     |                      ..'             |------'''            \
#>     |                    ..'         1.0014+                     '.
#> -2.5+                   .'                 |                      |
#>     |                 .'             1.0012+                      |
#>     |               .'                     |                      '.
#>   -3+              .'                      |                       \
#>     |            .'                   1.001+                       |
#>     |           .'                         |                        |
#> -3.5+         .'                           |                        \
#>     |       .'                       1.0008+                        '.
#>     |   ..-'                               |                         |
#>   -4+-''                             1.0006+                         '
#>     ++------+------+------+-----+          ++------------+-----------+
#>      0     1000   2000   3000  4000         0           2000        4000
#>                 steps                                 steps
