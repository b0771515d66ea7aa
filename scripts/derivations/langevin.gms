# Langevin dynamics: samples from a score, and what a step of finite size costs.
#
# dx = ∇log p(x) dt + sqrt(2) dw has the stationary density p. A computer takes steps:
# x + h s(x) + sqrt(2 h) ξ, with s = ∇log p and ξ ~ N(0, I). (Papers also write ε/2 for h.)

# ## The density stands still
#
# The density of x moves by the Fokker-Planck equation: ∂p/∂t = -div(p s) + Δp. With p = exp(-U) and
# s = -∇U both terms are the same, for any U: p stands still. Z is not needed here either.
derive (U in functions(2); x in reals(2); p(x) = exp(-U(x))) {
    div(x -> p(x)*-grad(U)(x))(x)
    = laplacian(p)(x)
}
#> ok 1 = 2: 200 points, worst 0.0

# ## The unadjusted step on a Gaussian
#
# On N(0, v), s(x) = -x/v, so that the step is (1 - h/v) x + sqrt(2 h) ξ: the mean shrinks, and the
# variance V goes to (1 - h/v)² V + 2h.
derive (v, V, h in positives; m in reals; a = 1 - h/v) {
    Var(x ~ Normal(m, sqrt(V)), ξ ~ Normal(0, 1), x - h*x/v + sqrt(2*h)*ξ, method=quad(4))
    = a^2*V + 2*h
}
#> ok 1 = 2: 200 points, worst 3.1e-16
# It stands still at V = v/(1 - h/(2v)), if h < 2v:
derive (v, h in positives; V = v/(1 - h/(2*v)) where h < 2*v) {
    (1 - h/v)^2*V + 2*h
    = V
}
#> ok 1 = 2: 200 points, worst 7.6e-17
# That is not v but larger by about h/2, and more for larger h. So Langevin samples are biased at any
# finite step, and the bias is of the first order in h = 1/n:
derive (v in positives where v > 0.2) {
    v/(1 - 1/(2*v*n))
    = v limit n in [100, 1000, 10000]
}
#> ok 1 = 2: 20 points, n → ∞ with order 1.0 (1.0 to 1.0)
derive (v in positives where v > 0.2) {
    n*(v/(1 - 1/(2*v*n)) - v)
    = 1/2 limit n in [100, 1000, 10000]
}
#> ok 1 = 2: 20 points, n → ∞ with order 1.0 (1.0 to 1.0)
# How fast the stationary variance V is reached: the distance to it shrinks by (1 - h/v)² in a step.
derive (v, h, W in positives; V = v/(1 - h/(2*v)) where h < 2*v) {
    (1 - h/v)^2*W + 2*h - V
    = (1 - h/v)^2*(W - V)
}
#> ok 1 = 2: 200 points, worst 3.3e-16
# Without noise there is no distribution left to converge to: k steps lead to the mode.
derive (v, h in positives; x in reals; k in integers(1, 9)) {
    iterate(x -> x - h*x/v, x, k)
    = (1 - h/v)^k*x
}
#> ok 1 = 2: 207 points, worst 1.3e-16

# ## Making it exact: MALA
#
# Accept the proposed y with the probability min(1, r), where r = p(y) q(x | y)/(p(x) q(y | x)). On
# N(0, 1) the logarithm of r is short:
derive (x, y in reals; h in positives; logp(x) = -x^2/2; logq(y, x) = -(y - x + h*x)^2/(4*h)) {
    logp(y) - logp(x) + logq(x, y) - logq(y, x)
    = h/4*(x^2 - y^2)
}
#> ok 1 = 2: 197 of 200 points, worst 2.3e-16
# Then as much goes from x to y as comes back, whatever the density is: detailed balance.
derive (a, b in positives) {
    a*min(1, b/a)
    = b*min(1, a/b)
}
#> ok 1 = 2: 200 points, worst 4.9e-17

# ## With momentum
#
# The underdamped dynamics has a velocity too. On N(0, v) a leapfrog half kick, drift, half kick, with
# all of the velocity refreshed before (HMC without rejection), has the position variance
# v/(1 - h²/(4v)): of the second order in h.
derive (v, h in positives; V = v/(1 - h^2/(4*v)) where h^2 < 4*v) {
    Var(x ~ Normal(0, sqrt(V)), p ~ Normal(0, 1), x + h*(p - h/2*x/v), method=quad(4))
    = V
}
#> ok 1 = 2: 200 points, worst 3.6e-16

# ## What is to be seen
# The variance at which the unadjusted step stands still, for v = 1: right for h = 0 only, and none beyond h = 2.
axes(overlay(plot(h -> 1/(1 - h/2), 0, 1.9, label="variance"), plot(h -> 1 + h/2, 0, 1.9, label="first order"), hline(1)),
  x="h", ylim=(0, 8))
#> 8+ *** variance                                                   *
#>  | +++ first order                                               *
#>  |                                                              **
#> 6+                                                             *
#>  |                                                            *
#>  |                                                           **
#>  |                                                         ***
#> 4+                                                      ***
#>  |                                                  ****
#>  |                                              *****
#>  |                                         *******
#> 2+                           ************     ++++++++++++++++++++++++++
#>  |    *++++++++++++++++++++++++++++++++++++++++
#>  |.+.+. . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
#> 0+
#>  ++-----------------+-----------------+------------------+--------------
#>   0                0.5                1                 1.5
#>                                     h
