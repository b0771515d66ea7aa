# What a step does in the end, as one of its numbers moves: the step size, the strength of a penalty, the momentum, the noise.
#
# At a critical value the largest eigenvalue of the step meets the unit circle. How it meets it says what comes after: a complex
# pair leaves a circle on which orbits go round (Neimark and Sacker), -1 doubles the period, +1 joins or parts fixed points.
use gan
g = game(logistic);
ns = nonsaturating(logistic);

# ## The step size
# NS-GAN with R1 and simultaneous steps is stable up to h = γ/a² = 4γ. Beyond it the orbits go round on a circle that grows out of
# the fixed point: training neither diverges nor converges, it oscillates.
F(h) = simultaneous(R1(ns, 0.1), h)
c = crossings(F, linspace(0.02, 2, 60))
#> at = f64[1]
#>      0.4
#> how = ("pair",)
#> λ = c128[1]
#>     0.98 + 0.198997i
#> into = f64[1]
#>      1.0
check c.at[1] ≈ 0.4
#> ok 0.4 ≈ 0.4
b = bifurcation(F, linspace(0.02, 2, 60), start=(0.5, 0), name="h");
b.plot()
#> settled
#>   2+             .                                           *** *** ***
#>    |             .                          ***** ****** ******* *******
#>   1+             .           ***** ****** ******* ****** ******* *** ***
#>    |             .  ****** *****
#>   0+******* *****.*
#>    +----------------+----------------+----------------+----------------+
#>                    0.5               1               1.5               2
#>
#> ρ
#> 1.3+             .                                               ...---'
#>    |             .                                       ...---'''
#> 1.2+             .                             ....---''''
#> 1.1+             .                .....---'''''
#>   1+...............-.-.-.-.'.'.'.'. . . . . . . . . . . . . . . . . . .
#>    +----------------+----------------+----------------+----------------+
#>                    0.5               1               1.5               2
#>                                      h

# On the circle the squared radius grows with h as it does in any such bifurcation, from 0 at the critical h: straight.
mean_square(h) = mean(bifurcation(F, [h, 0.7], start=(0.5, 0), skip=20000, keep=5000).points[1]^2)
near = [mean_square(0.4 + d) for d in [0.01, 0.02, 0.04]];
near
#> f64[3]
#>    0.0204078  0.0408129  0.0816116
check near[2]/near[1] ≈ 2 tol 0.05
#> ok 1.99986 ≈ 2
check near[3]/near[2] ≈ 2 tol 0.1
#> ok 1.99965 ≈ 2

# ## How it is lost
# Simultaneous steps lose a complex pair while γ < 2a, and a real eigenvalue through -1 beyond.
crossings(h -> simultaneous(R1(g, 0.3), h), linspace(0.1, 2, 20)).how
#> ("pair",)
crossings(h -> simultaneous(R1(g, 2), h), linspace(0.1, 2, 20))
#> at = f64[1]
#>      1.0718
#> how = ("flip",)
#> λ = c128[1]
#>     -1.0 + 0.0i
#> into = f64[1]
#>      1.0
check crossings(h -> simultaneous(R1(g, 2), h), linspace(0.1, 2, 20)).at[1] ≈ 1.07179676972 tol 1e-11
#> ok 1.0718 ≈ 1.0718
# Alternating steps lose -1; with two critic steps they are stable again where that eigenvalue comes back, until +1 is met.
c = crossings(h -> alternating(R1(g, 0.3), h, n_d=2), linspace(0.1, 8, 80))
#> at = f64[3]
#>      2.6262  5.40073  6.66667
#> how = ("flip", "flip", "fold")
#> λ = c128[3]
#>     -1.0 + 0.0i
#>     -1.0 + 0.0i
#>      1.0 + 5.44113e-08i
#> into = f64[3]
#>      1.0  -1.0  1.0
check c.at[1] ≈ 2.62619748334 tol 1e-11
#> ok 2.6262 ≈ 2.6262
check c.at[3] ≈ 2/0.3
#> ok 6.66667 ≈ 6.66667

# ## The strength of a penalty
# At h = 0.1 simultaneous steps need γ > h a² = 0.025. ρ falls through 1 there: `into` is -1.
c = crossings(γ -> simultaneous(R1(g, γ), 0.1), linspace(0.001, 1, 100))
#> at = f64[1]
#>      0.025
#> how = ("pair",)
#> λ = c128[1]
#>     0.99875 + 0.0499844i
#> into = f64[1]
#>     -1.0
check c.at[1] ≈ 0.025
#> ok 0.025 ≈ 0.025
# Too much is too much: at h = 1 there is a largest γ as well. det = 1 - hγ + h²a² and tr = 2 - hγ give -1 < λ for 2hγ < 4 + h²a².
c = crossings(γ -> simultaneous(R1(g, γ), 1), linspace(0.05, 4, 100))
#> at = f64[2]
#>      0.25  2.125
#> how = ("pair", "flip")
#> λ = c128[2]
#>     0.875 + 0.484123i
#>      -1.0 + 0.0i
#> into = f64[2]
#>     -1.0  1.0
check c.at[1] ≈ 0.25
#> ok 0.25 ≈ 0.25
check c.at[2] ≈ 2 + 0.25/2
#> ok 2.125 ≈ 2.125

# ## The width of instance noise
# It acts as R1 with γ = s²/2, so that s² > 2h a² is needed: at h = 0.5, s > 1/2.
c = crossings(s -> simultaneous(noisy(logistic, s), 0.5), linspace(0.1, 2, 39))
#> at = f64[1]
#>      0.5
#> how = ("pair",)
#> λ = c128[1]
#>     0.96875 + 0.248039i
#> into = f64[1]
#>     -1.0
check c.at[1] ≈ 0.5 tol 1e-9
#> ok 0.5 ≈ 0.5

# ## What is to be seen
# Instance noise of width 2: beyond the flip the steps settle on two points that they visit in turn, and at larger h on more and more.
noise = noisy(logistic, 2);
d = bifurcation(h -> simultaneous(noise, h), linspace(0.6, 3, 120), start=(0.3, 0.2), name="h", of=(θ, ψ) -> ψ);
d.crossings
#> at = f64[1]
#>      1.0718
#> how = ("flip",)
#> λ = c128[1]
#>     -1.0 + 0.0i
#> into = f64[1]
#>      1.0
check d.crossings.at[1] ≈ 1.07179676972 tol 1e-11
#> ok 1.0718 ≈ 1.0718
# The period for h = 0.6, 1.1, 1.6, 2.1 and 2.6; 0 is none up to 16.
bifurcation(h -> simultaneous(noise, h), [0.6, 1.1, 1.6, 2.1, 2.6], start=(0.3, 0.2)).period
#> f64[5]
#>    1.0  2.0  2.0  2.0  0.0
d.plot()
#> settled
#>   |             .                                          *************
#>  2+             .            *******************************************
#>  0+*************.***************                      ******************
#> -2+             .              *****************************************
#>   |             .                                            ***********
#>   +-----------+-------------+--------------+-------------+-------------+
#>               1            1.5             2            2.5            3
#>
#> ρ
#>  4+             .                                             .....---''
#>   |             .                                .....----'''''
#>  3+             .                    ....----'''''
#>  2+             .       .....----''''
#>  1+...............-.'.'. . . . . . . . . . . . . . . . . . . . . . . . .
#>   +-----------+-------------+--------------+-------------+-------------+
#>               1            1.5             2            2.5            3
#>                                      h
