# The spectrum of the step of a GAN of networks near where its training ended: the eigenvalues of the update operator of the
# frozen game against the unit circle, and what they do not say.
#~ file: seed=6
use gan
use nn
X = Mixture([0.5, 0.5], Normal([-2.0, 2.0], 0.5));
(G, D) = (mlp(1, 8, 1, act=tanh, type="f64"), mlp(1, 8, 1, act=tanh, type="f64"));
g = network_game(G, D, X, R1=0.5);
run = train_game(g, (v, h) -> adam_game(v, h, β1=0), h=3e-3, steps=3000, points=4);
# The same points seen by simultaneous and by alternating steps of one frozen game.
v = frozen_game(g, 2000);
for p in run.points {
  r = game_report(v, simultaneous, h=0.1, at=p)
  print("‖v‖ {r.force:.2g}, {r.outside} eigenvalues outside: {r.outcome}")
}
#> ‖v‖ 0.44, 24 eigenvalues outside: cannot be decided
#> ‖v‖ 0.039, 15 eigenvalues outside: cannot be decided
#> ‖v‖ 0.11, 16 eigenvalues outside: cannot be decided
#> ‖v‖ 0.02, 20 eigenvalues outside: cannot be decided
(first, last) = (game_report(v, simultaneous, h=0.1, at=run.points[1]), game_report(v, simultaneous, h=0.1, at=run.points[4]));
# The field is weaker at the end than at the start.
check last.force < first.force
#> ok 0.0197748 < 0.435967
# A training by batches ends near a fixed point of the frozen game, not in one, and the report says so.
check len(last.doubts) > 0
#> ok 1 > 0

# The eigenvalues of the step are 1 + hμ, with μ those of the field; with the step size they move on rays from 1.
p = run.points[end];
μ = spectrum(v, p);
λ = spectrum(simultaneous(v, 0.1), p);
check max([min(abs(λ - 1 - 0.1*m)) for m in μ]) ≈ 0 abs 1e-8
#> ok 4.658e-15 ≈ 0
# Of alternating steps too the trace of the Jacobian is real: complex eigenvalues come in pairs.
A = spectrum(alternating(v, 0.1), p);
check imag(sum(A)) ≈ 0 abs 1e-9
#> ok 0.0 ≈ 0

# What is to be seen: the eigenvalues of both steps.
axes(scatter(real(λ), imag(λ)), x="Re λ", y="Im λ")
#> Im λ
#>      |                                                            *
#>  0.02+
#>      |
#>      |
#>  0.01+                                                             *
#>      |
#>      |                                                             *
#>     0+   *                                          *              ***
#>      |
#> -0.01+                                                             *
#>      |
#>      |
#> -0.02+
#>      |                                                            *
#>      +------+--------+--------+--------+--------+--------+--------+-----
#>              0.7      0.75     0.8      0.85     0.9     0.95      1
#>                                      Re λ
