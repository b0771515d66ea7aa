# What is told about counts of modes, duality gaps, comparisons, sweeps and portraits that cannot be.
use gan
use data
g = game(logistic);
ring = gaussians8();

# ## Counting
modes_hit([0.1, 0.2], [0.0, 1])
#!> error[argument]: modes_hit: of centres alone say how wide a mode is: σ=, its standard deviation
#!>   modes_hit([0.1, 0.2], [0.0, 1])
#!>                         ^^^^^^^^
modes_hit([0.1, 0.2], [0.0, 1], σ=-1)
#!> error[domain]: modes_hit: σ must be positive and finite, not -1
#!>   modes_hit([0.1, 0.2], [0.0, 1], σ=-1)
#!>                                     ^^
modes_hit([0.1, 0.2], [0.0, 1], σ=1, sds=0)
#!> error[domain]: modes_hit: sds is how many deviations from its centre a good sample is, positive, not 0
#!>   modes_hit([0.1, 0.2], [0.0, 1], σ=1, sds=0)
#!>                                            ^
modes_hit([0.1, 0.2], ring)
#!> error[shape]: mode_coverage: the rows of x have 1 numbers, those of centres 2: both need as many
#!>   modes_hit([0.1, 0.2], ring)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
modes_hit(zeros(4, 2), two_moons())
#!> error[distribution]: modes: two_moons is a curve, which has no modes to count; nearest and manifold_report look at where samples lie
#!>   modes_hit(zeros(4, 2), two_moons())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
modes_hit(zeros(4, 2), ring, least=0)
#!> error[domain]: mode_coverage: at_least is a whole number, at least 1, not 0
#!>   modes_hit(zeros(4, 2), ring, least=0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
modes_hit(zeros(4, 2), ring, weights=[0.5, 0.5])
#!> error[shape]: mode_coverage: weights has a number for each of the 8 centres, and is f64[2]
#!>   modes_hit(zeros(4, 2), ring, weights=[0.5, 0.5])
#!>                                        ^^^^^^^^^^
modes_hit(full(nan, 4, 2), ring)
#!> error[domain]: mode_coverage: 8 of 8 numbers of x are nan or inf: leave those rows out, and count them
#!>   modes_hit(full(nan, 4, 2), ring)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generator_report(zeros(4, 2), ring)
#!> error[shape]: generator_report: judging takes 16 samples at least, and here are 4
#!>   generator_report(zeros(4, 2), ring)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generator_report(n -> zeros(n, 3), ring)
#!> error[shape]: generator_report: the samples have 3 numbers in a row, and the data 2
#!>   generator_report(n -> zeros(n, 3), ring)
#!>                    ^^^^^^^^^^^^^^^^
generator_report(n -> 1.0, ring)
#!> error[shape]: generator_report: a function of n gives n rows, and this gave f64
#!>   generator_report(n -> 1.0, ring)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generator_report("samples", ring)
#!> error[type]: generator_report: samples are rows, a distribution, or a function n -> rows, not a text
#!>   generator_report("samples", ring)
#!>                    ^^^^^^^^^
generator_report(n -> full(nan, n, 2), ring)
#!> error[domain]: generator_report: 2000 numbers of the samples are not finite: the generator has run away
#!>   generator_report(n -> full(nan, n, 2), ring)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generator_report(ring, ring, n=3)
#!> error[domain]: generator_report: n is how many samples there are, a whole number of at least 16, not 3
#!>   generator_report(ring, ring, n=3)
#!>                                  ^

# ## Gaps
gap(loss(logistic), 0.5, 0.5)
#!> error[argument]: gap: without a box the gap is infinite wherever there is a slope: give θ_box=, or a weight λ=
#!>   gap(loss(logistic), 0.5, 0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
gap(loss(logistic), 0.5, 0.5, θ_box=1)
#!> error[argument]: gap: without a box the gap is infinite wherever there is a slope: give ψ_box=, or a weight λ=
#!>   gap(loss(logistic), 0.5, 0.5, θ_box=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
gap(loss(logistic), 0.5, 3, θ_box=1, ψ_box=2)
#!> error[domain]: gap: ψ = [3.0] lies outside its box
#!>   gap(loss(logistic), 0.5, 3, θ_box=1, ψ_box=2)
#!>                            ^
gap(loss(logistic), 0.5, 0.5, θ_box=-1, ψ_box=2)
#!> error[domain]: gap: θ_box runs from below to above, and has [1.0] to [-1.0]
#!>   gap(loss(logistic), 0.5, 0.5, θ_box=-1, ψ_box=2)
#!>                                       ^^
gap(loss(logistic), 0.5, 0.5, λ=-1)
#!> error[domain]: gap: λ is a weight, positive and finite, not -1
#!>   gap(loss(logistic), 0.5, 0.5, λ=-1)
#!>                                   ^^
gap(loss(logistic), nan, 0.5, λ=1)
#!> error[domain]: gap: θ is not finite
#!>   gap(loss(logistic), nan, 0.5, λ=1)
#!>                       ^^^
gap((θ, ψ) -> θ*ψ^2, 0.5, 0.5, λ=0.1)
#!> error[domain]: gap: the best ψ runs away: λ is less than the loss bends upwards: take a larger λ, or a box
#!>   gap((θ, ψ) -> θ*ψ^2, 0.5, 0.5, λ=0.1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
gap((θ, ψ) -> log(-1 - θ^2 - ψ^2), 0.5, 0.5, θ_box=1, ψ_box=1)
#!> error[domain]: gap: the value is not finite anywhere where θ was looked for
#!>   gap((θ, ψ) -> log(-1 - θ^2 - ψ^2), 0.5, 0.5, θ_box=1, ψ_box=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
gap(loss(logistic), 0.5, 0.5, λ=1, starts=0)
#!> error[domain]: gap: starts and steps are at least 1, not 0 and 400
#!>   gap(loss(logistic), 0.5, 0.5, λ=1, starts=0)
#!>                                             ^
duality_gap(wasserstein, 1, 2)(1.5, 0.3)
#!> error[domain]: duality_gap: the point is outside the box |θ| ≤ 1, |ψ| ≤ 2
#!>   duality_gap(wasserstein, 1, 2)(1.5, 0.3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
duality_gap(wasserstein, -1, 2)
#!> error[domain]: duality_gap: B is the largest |θ|, a finite number above 0, not -1
#!>   duality_gap(wasserstein, -1, 2)
#!>                            ^^
duality_gap(wasserstein, 1, nan)
#!> error[domain]: duality_gap: κ is the largest |ψ|, a finite number above 0, not nan
#!>   duality_gap(wasserstein, 1, nan)
#!>                               ^^^
duality_gap(hinge_gan(), 1, 2)
#!> error[type]: duality_gap: f is a function of one number, as logistic; gap takes any two losses
#!>   duality_gap(hinge_gan(), 1, 2)
#!>               ^^^^^^^^^^^
proximal_gap(loss(logistic), 0.5, 0.5, 1)
#!> error[argument]: proximal_gap: the best discriminator of all is infinite without a box: give ψ_box=; gap(..., λ=) needs none
#!>   proximal_gap(loss(logistic), 0.5, 0.5, 1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
proximal_gap(loss(logistic), 0.5, 0.5, 0, θ_box=1, ψ_box=1)
#!> error[domain]: proximal_gap: λ is a weight, positive and finite, not 0
#!>   proximal_gap(loss(logistic), 0.5, 0.5, 0, θ_box=1, ψ_box=1)
#!>                                          ^
network_gap(loss(logistic), 0.5, 0.5)
#!> error[type]: network_gap: g is a game of networks, as network_game(G, D, X) makes it; of a loss L(θ, ψ) take gap
#!>   network_gap(loss(logistic), 0.5, 0.5)
#!>               ^^^^^^^^^^^^^^

# ## Comparisons
compare((), g)
#!> error[argument]: compare: there are no operators
#!>   compare((), g)
#!>   ^^^^^^^^^^^^^^
compare((sim = simultaneous), g, h=0)
#!> error[domain]: compare: h is a step size, positive and finite, not 0
#!>   compare((sim = simultaneous), g, h=0)
#!>                                      ^
compare((sim = simultaneous), g, h_max=-1)
#!> error[domain]: compare: h_max is the largest step size, positive and finite, not -1
#!>   compare((sim = simultaneous), g, h_max=-1)
#!>                                          ^^
compare((sim = simultaneous), g, steps=3)
#!> error[domain]: compare: a verdict needs some steps, 2^16 say, not 3
#!>   compare((sim = simultaneous), g, steps=3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
compare((sim = simultaneous), g, at=(1, 1))
#!> error[domain]: verdict: F moves the point (1.0, 1.0) to (0.973106, 1.02689), by 0.038: it is no fixed point
#!>   compare((sim = simultaneous), g, at=(1, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
compare((sim = 3), g)
#!> error[type]: compare: an operator makes a step of a field, (v, h) -> F, as simultaneous; and this is i64
#!>   compare((sim = 3), g)
#!>   ^^^^^^^^^^^^^^^^^^^^^
compare_games((), h=0.1)
#!> error[argument]: compare_games: there are no games
#!>   compare_games((), h=0.1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^

# ## Sweeps
bifurcation(h -> simultaneous(g, h), 0.5)
#!> error[shape]: bifurcation: values is a vector of the parameter's values, linspace(0.1, 2, 50) say, not f64
#!>   bifurcation(h -> simultaneous(g, h), 0.5)
#!>                                        ^^^
bifurcation(h -> simultaneous(g, h), [0.5])
#!> error[shape]: bifurcation: values are two at least, and here is 1
#!>   bifurcation(h -> simultaneous(g, h), [0.5])
#!>                                        ^^^^^
bifurcation(h -> simultaneous(g, h), [0.5, nan])
#!> error[domain]: bifurcation: the values of the parameter are finite
#!>   bifurcation(h -> simultaneous(g, h), [0.5, nan])
#!>                                        ^^^^^^^^^^
bifurcation(h -> simultaneous(g, h), [0.5, 1], keep=1)
#!> error[domain]: bifurcation: skip is at least 0 and keep at least 2, not 2000 and 1
#!>   bifurcation(h -> simultaneous(g, h), [0.5, 1], keep=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
crossings(h -> simultaneous(g, h), [0.5])
#!> error[shape]: crossings: values are two at least, and here is 1
#!>   crossings(h -> simultaneous(g, h), [0.5])
#!>                                      ^^^^^

# ## Portraits
portrait(g, simultaneous(g, 0.1), start=([1.0, 2], [1.0, 2]))
#!> error[shape]: portrait: θ and ψ are one number each in a portrait, so that start is two, not ([1.0, 2.0], [1.0, 2.0])
#!>   portrait(g, simultaneous(g, 0.1), start=([1.0, 2], [1.0, 2]))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
portrait(g, simultaneous(g, 0.1), steps=0)
#!> error[domain]: portrait: steps is how many are made, at least 1, not 0
#!>   portrait(g, simultaneous(g, 0.1), steps=0)
#!>                                           ^
portrait(g, simultaneous(g, 0.1), box=-1)
#!> error[domain]: portrait: box is how far the axes reach from 0, positive, not -1
#!>   portrait(g, simultaneous(g, 0.1), box=-1)
#!>                                         ^^
side_by_side((a = g, b = g), columns=0)
#!> error[domain]: side_by_side: columns is how many portraits stand beside each other, at least 1, not 0
#!>   side_by_side((a = g, b = g), columns=0)
#!>                                        ^
side_by_side(())
#!> error[argument]: side_by_side: there are no games
#!>   side_by_side(())
#!>   ^^^^^^^^^^^^^^^^
spectrum_plot(simultaneous((θ, ψ) -> (nan*θ, ψ), 0.1))
#!> error[domain]: spectrum: the Jacobian is not finite at the point (0.0, 0.0): number 1 of F has no derivative there
#!>   spectrum_plot(simultaneous((θ, ψ) -> (nan*θ, ψ), 0.1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
