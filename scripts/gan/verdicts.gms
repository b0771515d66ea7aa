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

# ## What a start or a rounding error would hide
# Eigenvalues 2 and 1/2: on the diagonal every step halves the distance, and next to it the steps run away. Without a start
# they begin in a direction that no symmetry has.
saddle(x, y) = (1.25*x - 0.75*y, -0.75*x + 1.25*y)
verdict(saddle).outcome
#> "diverges"
verdict(saddle, start=(1.0, 1.0)).outcome
#> "unstable"
# Eigenvalues 1 and 1/2: half of the way is left to go for ever.
r = verdict((x, y) -> (0.75*x - 0.25*y, -0.25*x + 0.75*y));
r.outcome
#> "stalls"
verdict((x, y) -> (0.3*x + 0.7*y, 0.7*x + 0.3*y)).outcome
#> "stalls"
# A Jordan block at -1 grows, from any start but its one eigenvector.
verdict(alternating(w, 2)).outcome
#> "diverges"
# ρ = 1 - 10⁻⁷ in a Jordan block of three: what is triangular is judged block by block, for its distance from 1 is far
# below the cube root of rounding errors. Turned, it is known no better than that, and r = 10⁶ tells nothing.
block(x, y, z) = (x - 1e-7*x + 0.1*y, y - 1e-7*y + 0.1*z, z - 1e-7*z)
verdict(block, (0, 0, 0)).outcome
#> "linear"
T = qr([1, 2, 3; 0, 1, 4; 5, 6, 0]).q
#> f64[3×3]
#>    0.196116   0.605228  -0.771517
#>    0.0        0.786796   0.617213
#>    0.980581  -0.121046   0.154303
B = T @ [1 - 1e-7, 0.1, 0; 0, 1 - 1e-7, 0.1; 0, 0, 1 - 1e-7] @ T'
#> f64[3×3]
#>    0.965175   0.0527858  0.00696497
#>   -0.0607026  1.04856    0.0121405
#>    0.0686863  0.0696806  0.986263
r = verdict(x -> B @ x, zeros(3));
(r.outcome, r.linearisation)
#> ("undecided", "undecided by linearisation")
# An orbit that slows down is none that stands still: once round takes exp(r²/2) steps, and it turns on.
r = verdict(alternating(v, 0.5), start=(1.0, 0.0));
(r.outcome, r.steps)
#> ("undecided", 8388607)
# Adam has a Jacobian at rest, although its terms are straight only within ε there: ρ is that of momentum with h/ε.
linear_game(θ, ψ) = (-0.3*θ - ψ, θ - 0.2*ψ)
r = verdict(adam_steps(linear_game, 0.01));
(r.outcome, r.linearisation)
#> ("cycle", "unstable")
# λ² - (1 + β + (1 - β)z/ε) λ + β = 0 with μ = -1/4 ± i sqrt(1 - 1/400), at the moderate ε = 1/10 too.
for ε in [1e-8, 0.1] {
  μ = complex(-0.25, sqrt(1 - 1/400))
  b = 1.9 + 0.1*0.01/ε*μ
  check rho(adam_steps(linear_game, 0.01, ε=ε)) ≈ max(abs(b/2 + sqrt(b^2/4 - 0.9)), abs(b/2 - sqrt(b^2/4 - 0.9)), 0.999) tol 1e-6
}
#> ok 102956.0 ≈ 102956.0
#> ok 1.0206 ≈ 1.0206

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
