# The verdict on a step: what it does in the end, measured where the eigenvalues do not decide.
use gan
g = game(logistic)
# Fields typed out are quicker than those derived from a loss: GAN, NS-GAN, WGAN, WGAN-GP.
v(θ, ψ) = (-sigmoid(-θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)
ns(θ, ψ) = (-sigmoid(θ*ψ)*ψ, sigmoid(-θ*ψ)*θ)
w(θ, ψ) = (-ψ, θ)
gp(γ, g₀) = (θ, ψ) -> (-ψ, θ - γ*(abs(ψ) - g₀)*sign(ψ))

# ## Linear: ρ < 1, and nothing has to be measured
verdict(simultaneous(R1(g, 0.3), 0.1))
#> (outcome = "linear", rate = 0.986154, why = "ρ = 0.986154146 < 1")
verdict(alternating(R1(g, 0.3), 1, n_d=2)).rate
#> 0.7
# Critical damping: a Jordan block, whose eigenvalues are exact to the root of rounding only.
verdict(alternating(R1(g, 1), 0.1)).outcome
#> "linear"

# ## Outwards, and then the steps vanish: simultaneous descent of the GAN
r = verdict(simultaneous(v, 0.5), start=(1, 1), steps=2^13);
(r.outcome, r.linearisation, r.steps)
#> ("stalls", "unstable", 8191)
check r.ρ ≈ sqrt(1 + 0.5^2*0.5^2)
#> ok 1.03078 ≈ 1.03078
check ‖v(iterate(simultaneous(v, 0.5), (1.0, 1.0), 2^13)...)‖ < 1e-3
#> ok 0.00016309 < 0.001
# The WGAN has no such resting place.
r = verdict(simultaneous(w, 0.5), steps=2^10);
(r.outcome, r.steps)
#> ("diverges", 124)

# ## On the circle: alternating descent of the WGAN turns on an ellipse for ever
r = verdict(alternating(w, 0.5), start=(1, 0), steps=2^12);
(r.outcome, r.linearisation)
#> ("cycle", "undecided by linearisation")
# Q = θ² - hθψ + ψ² = 1 has its ends at 1/sqrt(1 ± h/2).
check r.amplitude[1] ≈ 1/sqrt(1 + 0.25) tol 1e-3
#> ok 0.894427 ≈ 0.894427
check r.amplitude[2] ≈ 1/sqrt(1 - 0.25) tol 1e-3
#> ok 1.1547 ≈ 1.1547
# At h a = 2 the eigenvalue -1 is a Jordan block: linear growth.
verdict(alternating(w, 2), start=(1, 0), steps=2^12).outcome
#> "drifts"

# With the logistic loss the ellipse drifts, outwards with one step of the discriminator.
r = verdict(alternating(v, 0.5), start=(1, 0), steps=2^15);
(r.outcome, r.linearisation)
#> ("drifts", "undecided by linearisation")
check r.rate > 0
#> ok 6.13446e-06 > 0

# ## NS-GAN: alternating inwards like 1/sqrt(k), simultaneous to a cycle of radius sqrt(2h)
r = verdict(alternating(ns, 1), start=(1, 0), steps=2^14);
(r.outcome, r.linearisation)
#> ("sublinear", "undecided by linearisation")
check r.exponent ≈ -1/2 tol 0.01
#> ok -0.499426 ≈ -0.5
r = verdict(simultaneous(ns, 0.2), start=(0.5, 0), steps=2^14);
(r.outcome, r.linearisation)
#> ("cycle", "unstable")
check mean(r.amplitude) ≈ sqrt(0.4) tol 0.02
#> ok 0.631721 ≈ 0.632456

# ## Weight clipping: the circle r = κ
r = verdict(clipped(alternating(w, 0.05), 1.0), start=(2, 0), steps=2^13);
(r.outcome, r.linearisation)
#> ("cycle", "undecided by linearisation")
check r.amplitude[2] ≈ 1/sqrt(1 - 0.025) tol 1e-3
#> ok 1.01242 ≈ 1.01274

# ## WGAN-GP has no Jacobian at the equilibrium: a cycle for a weak penalty, for a strong one a point
# where the generator is at -γ g₀ and the discriminator sees no slope: the field jumps there.
r = verdict(alternating(gp(0.3, 1), 0.1), start=(0.5, 0), steps=2^14);
(r.outcome, r.linearisation)
#> ("cycle", "no Jacobian")
r = verdict(alternating(gp(3, 1), 0.1), start=(0.3, 0.2), steps=2^12);
(r.outcome, r.linearisation)
#> ("false point", "no Jacobian")

# The distance from the equilibrium, step by step: linear with R1, sublinear of alternating NS-GAN, the cycle of
# simultaneous NS-GAN, and the GAN that stalls far away.
r(F, p) = { (θ, ψ) = iterate(F, p, 1000, every=1); sqrt(θ^2 + ψ^2) }
damped(θ, ψ) = v(θ, ψ) - (0, 0.3*ψ)
distances = (linear = r(simultaneous(damped, 0.1), (1.0, 0.0)), sublinear = r(alternating(ns, 1), (1.0, 0.0)),
  cycle = r(simultaneous(ns, 0.2), (0.5, 0.0)), stalls = r(simultaneous(v, 0.5), (1.0, 1.0)));
axes(plot(0:1000, distances, log="y"), x="step", y="r", ylim=(1e-3, 10))
#> r
#>    10+
#>      |  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
#>      |xx
#>     1++**
#>      |oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo
#>      |  +++++++++++++++
#>      |       ***+++++++++++++++++++++++++++++++++++++++++++++++++++++
#>   0.1+           ****                       ++++++++++++++++++++++++++
#>      |              ***
#>      |                ****
#>  0.01+                   *****                          *** linear
#>      |                       ****                       +++ sublinear
#>      |                          ***                     ooo cycle
#> 0.001+                            ****                  xxx stalls
#>      ++-----------+------------+------------+------------+-----------+
#>       0          200          400          600          800         1000
#>                                     step
