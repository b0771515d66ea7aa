# Bad input of update operators.
use gan
g = game(logistic)

# ## Step sizes are positive and finite
simultaneous(g, 0)
#!> error[domain]: simultaneous: h is a step size, a finite number above 0, not 0: the field already points to where θ descends and ψ ascends
#!>   simultaneous(g, 0)
#!>                   ^
alternating(g, -0.1)
#!> error[domain]: alternating: h is a step size, a finite number above 0, not -0.1: the field already points to where θ descends and ψ ascends
#!>   alternating(g, -0.1)
#!>                  ^^^^
extragradient(g, 0.1, h_d=nan)
#!> error[domain]: extragradient: h_d is a step size, a finite number above 0, not nan: the field already points to where θ descends and ψ ascends
#!>   extragradient(g, 0.1, h_d=nan)
#!>                             ^^^
rk4(g, inf)
#!> error[domain]: rk4: h is a step size, a finite number above 0, not inf: the field already points to where θ descends and ψ ascends
#!>   rk4(g, inf)
#!>          ^^^
cgd(g, "0.1")
#!> error[type]: cgd: h is a step size, a finite number above 0, not a text
#!>   cgd(g, "0.1")
#!>          ^^^^^
heavy_ball(g, 0.1, nan)
#!> error[domain]: heavy_ball: β is the momentum, a finite number, not nan
#!>   heavy_ball(g, 0.1, nan)
#!>                      ^^^
adam_steps(g, 0.1, β1=1)
#!> error[domain]: adam_steps: β1 is what is kept of an average, a number from 0 to below 1, not 1
#!>   adam_steps(g, 0.1, β1=1)
#!>                         ^
adam_steps(g, 0.1, ε=0)
#!> error[domain]: adam_steps: ε is what keeps the divisor from 0, a finite number above 0, not 0: at rest the step is h/ε
#!>   adam_steps(g, 0.1, ε=0)
#!>                        ^
averaged_steps(simultaneous(g, 0.1), 1.5)
#!> error[domain]: averaged_steps: β is what is kept of the average, a number from 0 to below 1, not 1.5
#!>   averaged_steps(simultaneous(g, 0.1), 1.5)
#!>                                        ^^^

# ## A parameter that is no number, or not in its range
adam_steps(g, 0.1, ε=inf)
#!> error[domain]: adam_steps: ε is what keeps the divisor from 0, a finite number above 0, not inf: at rest the step is h/ε
#!>   adam_steps(g, 0.1, ε=inf)
#!>                        ^^^
adam_steps(g, 0.1, β1=-0.1)
#!> error[domain]: adam_steps: β1 is what is kept of an average, a number from 0 to below 1, not -0.1
#!>   adam_steps(g, 0.1, β1=-0.1)
#!>                         ^^^^
adam_steps(g, 0.1, β2=nan)
#!> error[domain]: adam_steps: β2 is what is kept of an average, a number from 0 to below 1, not nan
#!>   adam_steps(g, 0.1, β2=nan)
#!>                         ^^^
adam_steps(g, 0.1, β2="0.9")
#!> error[type]: adam_steps: β2 is what is kept of an average, a number from 0 to below 1, not a text
#!>   adam_steps(g, 0.1, β2="0.9")
#!>                         ^^^^^
adam_steps(g, 0.1, corrected=1)
#!> error[type]: adam_steps: corrected is true or false, not i64
#!>   adam_steps(g, 0.1, corrected=1)
#!>                                ^
heavy_ball(g, 0.1, none)
#!> error[type]: heavy_ball: β is the momentum, a finite number, not none
#!>   heavy_ball(g, 0.1, none)
#!>                      ^^^^
alternating_heavy_ball(g, 0.1, inf)
#!> error[domain]: alternating_heavy_ball: β is the momentum, a finite number, not inf
#!>   alternating_heavy_ball(g, 0.1, inf)
#!>                                  ^^^
nesterov_steps(g, 0.1, [0.5, 0.5])
#!> error[type]: nesterov_steps: β is the momentum, a finite number, not f64[2]
#!>   nesterov_steps(g, 0.1, [0.5, 0.5])
#!>                          ^^^^^^^^^^
ema_momentum(g, 0.1, "0.9")
#!> error[type]: ema_momentum: β is the momentum, a finite number, not a text
#!>   ema_momentum(g, 0.1, "0.9")
#!>                        ^^^^^
extragradient(g, 0.1, ahead=-1)
#!> error[domain]: extragradient: ahead is how far ahead the field is seen, in steps, a finite number above 0, not -1
#!>   extragradient(g, 0.1, ahead=-1)
#!>                               ^^
cgd(g, 0.1, tol=0)
#!> error[domain]: cgd: tol is the relative residual, a number above 0 and below 1, not 0
#!>   cgd(g, 0.1, tol=0)
#!>                   ^
cgd(g, 0.1, max=0)
#!> error[domain]: cgd: max is how many iterations of conjugate gradients there are, a whole number of at least 1, not 0
#!>   cgd(g, 0.1, max=0)
#!>                   ^
lookahead(simultaneous(g, 0.1), 5, "half")
#!> error[type]: lookahead: α is how far towards where the fast steps lead, a finite number, not a text
#!>   lookahead(simultaneous(g, 0.1), 5, "half")
#!>                                      ^^^^^^
clipped(simultaneous(g, 0.1), none)
#!> error[type]: clipped: κ is the largest |ψ|, a finite number above 0, not none
#!>   clipped(simultaneous(g, 0.1), none)
#!>                                 ^^^^
averaged_steps(simultaneous(g, 0.1), "0.9")
#!> error[type]: averaged_steps: β is what is kept of the average, a number from 0 to below 1, not a text
#!>   averaged_steps(simultaneous(g, 0.1), "0.9")
#!>                                        ^^^^^
lazy_R1(g, "0.3", 4, v -> simultaneous(v, 0.1))
#!> error[type]: lazy_R1: γ is how strong the penalty is, a finite number, not a text
#!>   lazy_R1(g, "0.3", 4, v -> simultaneous(v, 0.1))
#!>              ^^^^^
runge_kutta(g, 0.1, (A = ((1/2,),), b = (0, "1")))
#!> error[type]: runge_kutta: number 2 of b is a weight, a finite number, not a text
#!>   runge_kutta(g, 0.1, (A = ((1/2,),), b = (0, "1")))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
runge_kutta(g, 0.1, (A = (("1/2",),), b = (0, 1)))
#!> error[type]: runge_kutta: number 1 in row 1 of A is a coefficient, a finite number, not a text
#!>   runge_kutta(g, 0.1, (A = (("1/2",),), b = (0, 1)))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
alternating(g, 0.1, n_d="2")
#!> error[type]: alternating: n_d is how many steps of the discriminator there are, a whole number, not a text
#!>   alternating(g, 0.1, n_d="2")
#!>                           ^^^
alternating(g, 0.1, order=none)
#!> error[argument]: alternating: order is one of ("generator first", "discriminator first"), not none
#!>   alternating(g, 0.1, order=none)
#!>                             ^^^^

# ## What is no field, no step and no optimiser is seen where the step is made
simultaneous(0.1, g)
#!> error[type]: simultaneous: v is a field, a function v(θ, ψ) = (θ', ψ') such as game(logistic), not f64
#!>   simultaneous(0.1, g)
#!>                ^^^
optimised(0.1, sgd(0.1))
#!> error[type]: optimised: v is a field, a function v(θ, ψ) = (θ', ψ') such as game(logistic), not f64
#!>   optimised(0.1, sgd(0.1))
#!>             ^^^
optimised(g, 0.1)
#!> error[argument]: optimised: opt_g is an optimiser, such as adam(1e-3), not f64
#!>   optimised(g, 0.1)
#!>                ^^^
optimised(g, adam)
#!> error[argument]: optimised: opt_g is an optimiser, and this is a function; with its step size, as in adam(1e-3), it makes one
#!>   optimised(g, adam)
#!>                ^^^^
optimised(g, sgd(0.1), (rate = 0.1))
#!> error[argument]: optimised: opt_d is an optimiser, such as adam(1e-3), a record of init and step; this one has no init
#!>   optimised(g, sgd(0.1), (rate = 0.1))
#!>                          ^^^^^^^^^^^^
repeated(3, 2)
#!> error[type]: repeated: F is a step, a function F(θ, ψ) -> (θ, ψ) such as simultaneous(v, h), not i64
#!>   repeated(3, 2)
#!>            ^
after(simultaneous(g, 0.1), 3)
#!> error[type]: after: F is a step, a function F(θ, ψ) -> (θ, ψ) such as simultaneous(v, h), not i64
#!>   after(simultaneous(g, 0.1), 3)
#!>                               ^
after("first", simultaneous(g, 0.1))
#!> error[type]: after: G is a step, a function F(θ, ψ) -> (θ, ψ) such as simultaneous(v, h), not a text
#!>   after("first", simultaneous(g, 0.1))
#!>         ^^^^^^^
lookahead(none, 5, 0.5)
#!> error[type]: lookahead: F is a step, a function F(θ, ψ) -> (θ, ψ) such as simultaneous(v, h), not none
#!>   lookahead(none, 5, 0.5)
#!>             ^^^^
averaged_steps(0.9)
#!> error[type]: averaged_steps: F is a step, a function F(θ, ψ) -> (θ, ψ) such as simultaneous(v, h), not f64
#!>   averaged_steps(0.9)
#!>                  ^^^
lazy_R1(g, 0.3, 4, simultaneous(g, 0.1))
#!> error[type]: lazy_R1: step makes a step of a field, v -> simultaneous(v, h), and is not a record
#!>   lazy_R1(g, 0.3, 4, simultaneous(g, 0.1))
#!>                      ^^^^^^^^^^^^^^^^^^^^
lazy_R1(g, 0.3, 4, v -> 0.1)
#!> error[type]: lazy_R1: what step makes of a field is a step, a function F(θ, ψ) -> (θ, ψ) such as simultaneous(v, h), not f64
#!>   lazy_R1(g, 0.3, 4, v -> 0.1)
#!>                      ^^^^^^^^

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
#!> error[shape]: simultaneous: θ' of the field must have the structure of its player θ: θ' is f64[2] where θ is f64
#!>   simultaneous((θ, ψ) -> ([θ, θ], ψ), 0.1)(1.0, 2.0)
#!>                                                 ^^^
alternating((θ, ψ) -> ((b = θ.a), ψ), 0.1)((a = 1.0), 2.0)
#!> error[shape]: alternating: θ' of the field must have the structure of its player θ: θ' has no field a, which θ has
#!>   alternating((θ, ψ) -> ((b = θ.a), ψ), 0.1)((a = 1.0), 2.0)
#!>                                                         ^^^
simultaneous((θ, ψ) -> ((a = θ.a, b = 1.0), ψ), 0.1)((a = 1.0), 2.0)
#!> error[shape]: simultaneous: θ' of the field must have the structure of its player θ: θ' has a field b, which θ has not
#!>   simultaneous((θ, ψ) -> ((a = θ.a, b = 1.0), ψ), 0.1)((a = 1.0), 2.0)
#!>                                                                   ^^^
heavy_ball((θ, ψ) -> (θ, (b = ψ.b, a = ψ.a)), 0.1, 0.5)(1.0, (a = 1.0, b = 2.0), (1.0, (a = 1.0, b = 2.0)))
#!> error[shape]: heavy_ball: ψ' of the field must have the structure of its player ψ: the fields of ψ' are in the order ("b", "a"), those of ψ in ("a", "b")
#!>   ...a = ψ.a)), 0.1, 0.5)(1.0, (a = 1.0, b = 2.0), (1.0, (a = 1.0, b = 2.0)))
#!>                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^
play(ogda((θ, ψ) -> ((w = (θ.w[1], [θ.w[2]])), ψ), 0.1), ((w = (1.0, 1.0)), 2.0), 3)
#!> error[shape]: ogda: θ' of the field must have the structure of its player θ: θ'.w[2] is f64[1] where θ.w[2] is f64
#!>   play(ogda((θ, ψ) -> ((w = (θ.w[1], [θ.w[2]])), ψ), 0.1), ((w = (1.0, 1.0)), 2.0), 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
cgd((θ, ψ) -> (θ, ψ.net), 0.1)(1.0, (net = (W = [1.0, 2.0])))
#!> error[shape]: cgd: ψ' of the field must have the structure of its player ψ: ψ' has no field net, which ψ has
#!>   cgd((θ, ψ) -> (θ, ψ.net), 0.1)(1.0, (net = (W = [1.0, 2.0])))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# A stiff game with too few iterations; those of play cannot say so.
A ~ Normal(zeros(201, 201), 1);
stiff = cgd((θ, ψ) -> (-(A @ ψ), A' @ θ), 1.0, max=3);
stiff(ones(201), ones(201))
#!> error[convergence]: cgd: residual 0.25 after 3 iterations; take a smaller h, or max=30, or a tol above 1e-10
#!>   stiff(ones(201), ones(201))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
extragradient((θ, ψ) -> (ψ, θ, 1.0), 0.1)(1.0, 2.0)
#!> error[type]: extragradient: a field returns a pair, v(θ, ψ) = (θ', ψ'), not a tuple of 3
#!>   extragradient((θ, ψ) -> (ψ, θ, 1.0), 0.1)(1.0, 2.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
heavy_ball((θ, ψ) -> (θ, (b = ψ.b, a = ψ.a)), 0.1, 0.5)(1.0, (a = 1.0, b = 2.0), (1.0, (a = 1.0, b = 2.0)))
#!> error[shape]: heavy_ball: ψ' of the field must have the structure of its player ψ: the fields of ψ' are in the order ("b", "a"), those of ψ in ("a", "b")
#!>   ...a = ψ.a)), 0.1, 0.5)(1.0, (a = 1.0, b = 2.0), (1.0, (a = 1.0, b = 2.0)))
#!>                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^
play(ogda((θ, ψ) -> ((w = (θ.w[1], [θ.w[2]])), ψ), 0.1), ((w = (1.0, 1.0)), 2.0), 3)
#!> error[shape]: ogda: θ' of the field must have the structure of its player θ: θ'.w[2] is f64[1] where θ.w[2] is f64
#!>   play(ogda((θ, ψ) -> ((w = (θ.w[1], [θ.w[2]])), ψ), 0.1), ((w = (1.0, 1.0)), 2.0), 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
cgd((θ, ψ) -> (θ, ψ.net), 0.1)(1.0, (net = (W = [1.0, 2.0])))
#!> error[shape]: cgd: ψ' of the field must have the structure of its player ψ: ψ' has no field net, which ψ has
#!>   cgd((θ, ψ) -> (θ, ψ.net), 0.1)(1.0, (net = (W = [1.0, 2.0])))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# A stiff game with too few iterations; those of play cannot say so.
A ~ Normal(zeros(201, 201), 1);
stiff = cgd((θ, ψ) -> (-(A @ ψ), A' @ θ), 1.0, max=3);
stiff(ones(201), ones(201))
#!> error[convergence]: cgd: residual 0.24 after 3 iterations; take a smaller h, or max=30, or a tol above 1e-10
#!>   stiff(ones(201), ones(201))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
#!> error[domain]: clipped: κ is the largest |ψ|, a finite number above 0, not 0
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
