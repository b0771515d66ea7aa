#~ file: digits=12
# The stable set of step sizes: for which h a step contracts. It need not be an interval, and what binds it need not be the
# eigenvalue of largest modulus.
use gan
g = game(logistic)
a = 0.5;

# ## R1 with simultaneous steps: h < γ/a² below critical damping, the smaller root above
limit(γ) = if γ < 2*a { γ/a^2 } else { (γ - sqrt(γ^2 - 4*a^2))/a^2 }
for γ in [0.1, 0.3, 1.0, 2.0] {
  s = stable_steps(h -> simultaneous(R1(g, γ), h), h_max=10).intervals
  check s[1, :] ≈ [0, limit(γ)] tol 1e-6
  check critical_step(R1(g, γ)).h ≈ limit(γ) tol 1e-7
}
#> ok [0.0, 0.399999999998] ≈ [0.0, 0.4]
#> ok 0.4 ≈ 0.4
#> ok [0.0, 1.2] ≈ [0.0, 1.2]
#> ok 1.2 ≈ 1.2
#> ok [0.0, 3.99999996575] ≈ [0.0, 4.0]
#> ok 4.0 ≈ 4.0
#> ok [0.0, 1.07179676972] ≈ [0.0, 1.07179676972]
#> ok 1.07179676972 ≈ 1.07179676972

# ## Alternating steps: the table, for 1, 2 and 5 steps of the discriminator
table = [3.61995024845, 2.66422397560, 1.77029595366; 2.97612260356, 2.62619748334, 2.40792906217;
  1.65685424949, 2.00000000000, 1.90733983656; 0.944271909999, 1.00000000000, 0.987788514289];
gammas = [0.1, 0.3, 1.0, 2.0];
counts = [1, 2, 5];
for i in 1:4 {
  for j in 1:3 {
    s = critical_step(R1(g, gammas[i]), by=(v, h) -> alternating(v, h, n_d=counts[j]))
    check s.h ≈ table[i, j] tol 1e-9
  }
}
#> ok 3.61995024845 ≈ 3.61995024845
#> ok 2.6642239756 ≈ 2.6642239756
#> ok 1.77029595366 ≈ 1.77029595366
#> ok 2.97612260356 ≈ 2.97612260356
#> ok 2.62619748334 ≈ 2.62619748334
#> ok 2.40792906217 ≈ 2.40792906217
#> ok 1.65685424949 ≈ 1.65685424949
#> ok 2.0 ≈ 2.0
#> ok 1.90733983656 ≈ 1.90733983656
#> ok 0.944271909999 ≈ 0.944271909999
#> ok 1.0 ≈ 1.0
#> ok 0.987788514289 ≈ 0.987788514289
# Alternating is not always the better one: its limit is beyond the simultaneous one for γ < 2a/sqrt 3 only.
better(γ) = critical_step(R1(g, γ), by=alternating).h - critical_step(R1(g, γ)).h
check root(better, 0.4, 0.9) ≈ 2*a/sqrt(3) tol 1e-8
#> ok 0.57735026919 ≈ 0.57735026919

# ## A set that is no interval: γ = 0.3, n_d = 2
s = stable_steps(h -> alternating(R1(g, 0.3), h, n_d=2), h_max=10);
s.intervals
#> f64[2×2]
#>    0.0            2.62619748334
#>    5.40073465455  6.66666666667
check s.intervals[1, 2] ≈ 2.62619748334 tol 1e-11
#> ok 2.62619748334 ≈ 2.62619748334
check s.intervals[2, :] ≈ [5.40073465455, 20/3] tol 1e-9
#> ok [5.40073465455, 6.66666666667] ≈ [5.40073465455, 6.66666666667]
# The edges are roots of 0.075 h³ - 0.32 h² - 1.2 h + 4, where λ = -1, and h γ = 2.
check 0.075*s.intervals[2, 1]^3 - 0.32*s.intervals[2, 1]^2 - 1.2*s.intervals[2, 1] + 4 ≈ 0 abs 1e-9
#> ok 6.12843109593e-14 ≈ 0
check s.intervals[2, 2] ≈ 2/0.3 tol 1e-9
#> ok 6.66666666667 ≈ 6.66666666667
# Bisection from 0 would say 2.626, and from 6 it would say 6.667. The first edge, and that it is not the whole:
c = critical_step(R1(g, 0.3), by=(v, h) -> alternating(v, h, n_d=2));
(c.interval, c.why)
#> [1] = false
#> [2] = "λ = -1.0 + 0.0i leaves the circle; larger steps contract again, from 5.40073 to 6.66667"

# ## Which eigenvalue binds: min 2|Re μ|/|μ|² over all of them
# Of μ = -0.01 ± i the limit is 0.02, of -100 too; what lies further left or higher up need not bind.
far = [-0.011, -1, 0, 0; 1, -0.011, 0, 0; 0, 0, -50, 0; 0, 0, 0, -3];
field4 = (θ, ψ) -> { y = far @ concat((θ, ψ)); (y[1:2], y[3:4]) };
zero2 = (zeros(2), zeros(2));
c = critical_step(field4, at=zero2);
check c.h ≈ 0.022/(1 + 0.011^2)
#> ok 0.0219973383221 ≈ 0.0219973383221
c.why
#> "μ = -0.011 + 1.0i binds, one of 4"
# The eigenvalue of largest modulus would have said 2/50, those of largest real part are the ones that bind here.
check c.h < 2/50
#> ok 0.0219973383221 < 0.04
# It is what the stable set of the steps says.
check stable_steps(h -> simultaneous(field4, h), zero2, h_max=0.1).intervals[1, 2] ≈ c.h tol 1e-8
#> ok 0.021997338313 ≈ 0.0219973383221
# -0.01 ± i binds before -100 does, by one part in ten thousand: h = 0.02/(1 + 0.01²) against 2/100.
both = [-0.01, -1, 0, 0; 1, -0.01, 0, 0; 0, 0, -100, 0; 0, 0, 0, -3];
field_both = (θ, ψ) -> { y = both @ concat((θ, ψ)); (y[1:2], y[3:4]) };
c = critical_step(field_both, at=zero2);
(c.h, c.eigenvalue)
#> (0.0199980002, -0.01 + 1.0i)
check c.h ≈ 0.0199980002 tol 1e-9
#> ok 0.0199980002 ≈ 0.0199980002
check critical_step((θ, ψ) -> (-100*θ, -3*ψ), at=zero2).h ≈ 0.02 tol 1e-14
#> ok 0.02 ≈ 0.02
check 2*0.01/abs(complex(-0.01, 1))^2 ≈ 0.0199980002 tol 1e-9
#> ok 0.0199980002 ≈ 0.0199980002
# Simultaneous steps just below and just above it, and those that the stable set says.
check rho(simultaneous(field_both, 0.019998), zero2) < 1
#> ok 0.999999999998 < 1
check rho(simultaneous(field_both, 0.019999), zero2) > 1
#> ok 1.00000001 > 1
check stable_steps(h -> simultaneous(field_both, h), zero2, h_max=0.1).intervals[1, 2] ≈ 0.0199980002 tol 1e-8
#> ok 0.01999800019 ≈ 0.0199980002

# ## Where ρ only touches 1, and where nothing is stable
stable_steps(h -> simultaneous(g, h)).intervals
#> f64[0×2]
critical_step(g).why
#> "μ = 0.0 + 0.5i has no negative real part: no step contracts"
# A step that never leaves: implicit ones.
critical_step(R1(g, 0.3), by=cgd).why
#> "all steps up to h_max = 10 contract"

# ## Momentum: of the alternating heavy ball the GAN is stable iff -1 < β < 0 and h a < 2 (1 + β)
# A step with a memory is the map of (θ, ψ, m); at rest the memory is where the players are.
use game_steps
ball(v, h, β) = step_of("alternating ball", 2, "", "", v, none, (o, θ, ψ, m) -> {
  θ₁ = θ + h*v(θ, ψ)[1] + β*(θ - m[1])
  (θ₁, ψ + h*v(θ₁, ψ)[2] + β*(ψ - m[2]), (θ, ψ))
}, start=(θ, ψ) -> (θ, ψ))
size(spectrum(ball(g, 0.1, -0.5)))
#> 4
for β in [-0.8, -0.5, -0.2] {
  check critical_step(g, by=(v, h) -> ball(v, h, β)).h ≈ 2*(1 + β)/a tol 1e-7
}
#> ok 0.8 ≈ 0.8
#> ok 2.0 ≈ 2.0
#> ok 3.2 ≈ 3.2
check [rho(ball(g, h, -0.5)) for h in [0.1, 0.5, 1, 3.9, 4.1]] ≈ [0.999629583939, 0.990712707669, 0.962543703197, 3.08919524500, 3.45537110628] tol 1e-11
#> ok [0.999629583939, 0.990712707669, 0.962543703197, 3.089195245, 3.45537110628] ≈ [0.999629583939, 0.990712707669, 0.962543703197, 3.089195245, 3.45537110628]
critical_step(g, by=(v, h) -> ball(v, h, 0.3)).h
#> 0.0

# ρ against h: below 1 twice, for two steps of the discriminator.
axes(overlay(plot(h -> rho(alternating(R1(g, 0.3), h, n_d=2)), 0.01, 7, n=141, label="n_d = 2"),
  plot(h -> rho(simultaneous(R1(g, 0.3), h)), 0.01, 7, n=141, label="simultaneous"), hline(1)), x="h", y="ρ", ylim=(0, 2.5))
#> ρ
#> 2.5+ *** n_d = 2                                   ++++               *
#>    | +++ simultaneous                      ****++++                   *
#>   2+                                  *****++++****                   *
#>    |                                ***++++       **                  *
#>    |                              *++++             **               *
#> 1.5+                          +++++                  **              *
#>    |                     ++++++**                      *             *
#>    |               +++++++    **                       *            *
#>   1+.+.+.+.+.+.+.+.+. . . . .*. . . . . . . . . . . . . . . . . .*.*. .
#>    |   ******              **                           ** *******
#>    |         ******       **                             ***
#> 0.5+               ****** *
#>    |                    ***
#>   0+
#>    +---------+---------+---------+--------+---------+---------+--------+
#>              1         2         3        4         5         6        7
#>                                      h
