# Bad input of update operators.
use gan
g = game(logistic)

# ## Step sizes are positive and finite
simultaneous(g, 0)
#!> error[domain]: simultaneous: h is a step size, positive and finite, not 0: the field already points to where θ descends and ψ ascends
#!>   simultaneous(g, 0)
#!>                   ^
alternating(g, -0.1)
#!> error[domain]: alternating: h is a step size, positive and finite, not -0.1: the field already points to where θ descends and ψ ascends
#!>   alternating(g, -0.1)
#!>                  ^^^^
extragradient(g, 0.1, h_d=nan)
#!> error[domain]: extragradient: h_d is a step size, positive and finite, not nan: the field already points to where θ descends and ψ ascends
#!>   extragradient(g, 0.1, h_d=nan)
#!>                             ^^^
rk4(g, inf)
#!> error[domain]: rk4: h is a step size, positive and finite, not inf: the field already points to where θ descends and ψ ascends
#!>   rk4(g, inf)
#!>          ^^^
cgd(g, "0.1")
#!> error[type]: cgd: h is a step size, a positive number, not a text
#!>   cgd(g, "0.1")
#!>          ^^^^^
heavy_ball(g, 0.1, nan)
#!> error[domain]: heavy_ball: the momentum β is a finite number, not nan
#!>   heavy_ball(g, 0.1, nan)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
adam_steps(g, 0.1, β1=1)
#!> error[domain]: adam_steps: β1 lies from 0 to below 1, not 1
#!>   adam_steps(g, 0.1, β1=1)
#!>                         ^
adam_steps(g, 0.1, ε=0)
#!> error[domain]: adam_steps: ε must be positive, not 0: at rest the step is h/ε
#!>   adam_steps(g, 0.1, ε=0)
#!>                        ^
averaged_steps(simultaneous(g, 0.1), 1.5)
#!> error[domain]: averaged_steps: β lies from 0 to below 1, not 1.5
#!>   averaged_steps(simultaneous(g, 0.1), 1.5)
#!>                                        ^^^

# ## Steps in turn
alternating(g, 0.1, n_g=0, n_d=0)
#!> error[domain]: alternating: n_g and n_d are both 0, and nobody moves
#!>   alternating(g, 0.1, n_g=0, n_d=0)
#!>                           ^
alternating(g, 0.1, n_d=1.5)
#!> error[domain]: alternating: n_d is how many steps of the discriminator there are, a whole number of at least 0, not 1.5
#!>   alternating(g, 0.1, n_d=1.5)
#!>                           ^^^
alternating(g, 0.1, order="psi first")
#!> error[argument]: alternating: order is one of ("generator first", "discriminator first"), not psi first
#!>   alternating(g, 0.1, order="psi first")
#!>                             ^^^^^^^^^^^
optimised(g, sgd(0.1), n_d=2, order="together")
#!> error[argument]: optimised: together both players make one step each
#!>   optimised(g, sgd(0.1), n_d=2, order="together")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Fields that do not fit their players
simultaneous((θ, ψ) -> θ*ψ, 0.1)(1.0, 2.0)
#!> error[type]: simultaneous: a field returns a pair, v(θ, ψ) = (θ', ψ'), not f64
#!>   simultaneous((θ, ψ) -> θ*ψ, 0.1)(1.0, 2.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
simultaneous((θ, ψ) -> ([θ, θ], ψ), 0.1)(1.0, 2.0)
#!> error[shape]: simultaneous: θ' of the field has the structure of its player θ, f64, not f64[2]
#!>   simultaneous((θ, ψ) -> ([θ, θ], ψ), 0.1)(1.0, 2.0)
#!>                                                 ^^^
alternating((θ, ψ) -> ((b = θ.a), ψ), 0.1)((a = 1.0), 2.0)
#!> error[structure]: the trees differ: (a = f64) and (b = f64)
#!>   alternating((θ, ψ) -> ((b = θ.a), ψ), 0.1)((a = 1.0), 2.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
extragradient((θ, ψ) -> (ψ, θ, 1.0), 0.1)(1.0, 2.0)
#!> error[type]: extragradient: a field returns a pair, v(θ, ψ) = (θ', ψ'), not a tuple of 3
#!>   extragradient((θ, ψ) -> (ψ, θ, 1.0), 0.1)(1.0, 2.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Steps made of steps
repeated(simultaneous(g, 0.1), -1)
#!> error[domain]: repeated: k is how many steps there are, a whole number of at least 0, not -1
#!>   repeated(simultaneous(g, 0.1), -1)
#!>                                  ^^
lookahead(simultaneous(g, 0.1), 0, 0.5)
#!> error[domain]: lookahead: k is how many fast steps there are, a whole number of at least 1, not 0
#!>   lookahead(simultaneous(g, 0.1), 0, 0.5)
#!>                                   ^
clipped(simultaneous(g, 0.1), 0)
#!> error[domain]: clipped: κ is the largest |ψ|, a positive number, not 0
#!>   clipped(simultaneous(g, 0.1), 0)
#!>                                 ^
after(heavy_ball(g, 0.1, 0.5), simultaneous(g, 0.1))
#!> error[argument]: after: one of the steps has a memory and the other has none, so that it has no place
#!>   after(heavy_ball(g, 0.1, 0.5), simultaneous(g, 0.1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
after(heavy_ball(g, 0.1, 0.5), ogda(g, 0.1))
#!> error[argument]: after: ogda and heavy ball remember different things; steps with memories follow each other where they are of one kind
#!>   after(heavy_ball(g, 0.1, 0.5), ogda(g, 0.1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
lazy_R1(g, 0.3, 0, v -> simultaneous(v, 0.1))
#!> error[domain]: lazy_R1: k is how many steps there are, a whole number of at least 1, not 0
#!>   lazy_R1(g, 0.3, 0, v -> simultaneous(v, 0.1))
#!>                   ^
runge_kutta(g, 0.1, (A = ((1/2,),), b = (0.3, 0.3)))
#!> error[domain]: runge_kutta: the weights b sum to 1, not 0.6
#!>   runge_kutta(g, 0.1, (A = ((1/2,),), b = (0.3, 0.3)))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
runge_kutta(g, 0.1, (A = ((1/2,),), b = (1,)))
#!> error[shape]: runge_kutta: 1 weights belong to 0 rows of A, which begins with the second stage; here are 1
#!>   runge_kutta(g, 0.1, (A = ((1/2,),), b = (1,)))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## A step with a memory needs its third argument; play and the analysis bring it
heavy_ball(g, 0.1, 0.5)(1.0, 0.0)
#!> error[arity]: the function needs its argument m
#!>   heavy_ball(g, 0.1, 0.5)(1.0, 0.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
verdict(clipped(simultaneous(R1(g, 0.3), 0.1), 1.0), p=(0.3, 0))
#!> error[domain]: verdict: F moves the point (0.3, 0.0) to (0.3, 0.015), by 0.015: it is no fixed point
#!>   verdict(clipped(simultaneous(R1(g, 0.3), 0.1), 1.0), p=(0.3, 0))
#!>           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
