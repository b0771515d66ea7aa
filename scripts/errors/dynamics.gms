# Loops, equations and flows that cannot be: every complaint stands at the user's call.

# ## iterate
iterate(x -> 2*x, 1.0, -1)
#!> error[domain]: iterate: n is negative: -1
#!>   iterate(x -> 2*x, 1.0, -1)
#!>                          ^^
iterate(x -> 2*x, 1.0, 1.5)
#!> error[type]: iterate: n must be an integer, not 1.5
#!>   iterate(x -> 2*x, 1.0, 1.5)
#!>                          ^^^
iterate(3, 1.0, 2)
#!> error[type]: iterate: F must be a function, not i64
#!>   iterate(3, 1.0, 2)
#!>           ^
#!>   hint: an expression becomes a function with x -> ...
iterate(x -> 2*x, 1.0, 3, every=0)
#!> error[domain]: iterate: every is a number of steps, at least 1: 0
#!>   iterate(x -> 2*x, 1.0, 3, every=0)
#!>                             ^^^^^
iterate(x -> 2*x, 1.0, 3, every=1.5)
#!> error[type]: iterate: every must be an integer, not 1.5
#!>   iterate(x -> 2*x, 1.0, 3, every=1.5)
#!>                             ^^^^^
iterate(x -> 2*x, 1.0, 3, until=2)
#!> error[type]: iterate: until must be a function, not i64
#!>   iterate(x -> 2*x, 1.0, 3, until=2)
#!>                             ^^^^^
#!>   hint: an expression becomes a function with x -> ...
iterate(x -> 2*x, 1.0, 3, until=x -> x)
#!> error[type]: iterate: until must say true or false of a point, not f64
#!>   iterate(x -> 2*x, 1.0, 3, until=x -> x)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# The point keeps its structure, types and shapes; what changed is named.
iterate((x, y) -> (x, [y]), (1.0, 2.0), 3)
#!> error[structure]: iterate: item 2 of the point was f64 and became f64[1]
#!>   iterate((x, y) -> (x, [y]), (1.0, 2.0), 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: each step keeps the structure, types and shapes of the point
iterate((x, y) -> (x, y, x), (1.0, 2.0), 3)
#!> error[structure]: iterate: the point was (f64, f64) and became (f64, f64, f64)
#!>   iterate((x, y) -> (x, y, x), (1.0, 2.0), 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: each step keeps the structure, types and shapes of the point
iterate(r -> (a = r.a > 0, b = r.b), (a = 1.0, b = 2.0), 3)
#!> error[structure]: iterate: a of the point was f64 and became bool
#!>   iterate(r -> (a = r.a > 0, b = r.b), (a = 1.0, b = 2.0), 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: each step keeps the structure, types and shapes of the point
iterate(r -> (a = (r.a[1], concat((r.a[2], [1.0]))),), (a = (1.0, [2.0])), 3)
#!> error[structure]: iterate: item 2 of a of the point was f64[1] and became f64[2]
#!>   iterate(r -> (a = (r.a[1], concat((r.a[2], [1.0]))),), (a = (1.0, [2.0])), 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: each step keeps the structure, types and shapes of the point
iterate(x -> concat((x, x)), [1.0], 3)
#!> error[structure]: iterate: the point was f64[1] and became f64[2]
#!>   iterate(x -> concat((x, x)), [1.0], 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: each step keeps the structure, types and shapes of the point
iterate(x -> { }, 1.0, 3)
#!> error[value]: iterate: F returned no value
#!>   iterate(x -> { }, 1.0, 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
iterate((x, y) -> x, (1.0, 2.0, 3.0), 1)
#!> error[arity]: the function needs its argument y
#!>   iterate((x, y) -> x, (1.0, 2.0, 3.0), 1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
iterate(x -> x + nope, 1.0, 1)
#!> error[name]: nope is not defined
#!>   iterate(x -> x + nope, 1.0, 1)
#!>                    ^^^^
#!>   in the function, called by iterate(x -> x + nope, 1.0, 1)
#!>   hint: did you mean none, note?
iterate(x -> 2*x, 1.0, 10^14, every=1)
#!> error[memory]: this needs 3.2 PB, [MEM] are left
#!>   iterate(x -> 2*x, 1.0, 10^14, every=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: :set memory shows and changes the limit
call((x, y) -> x, (1, 2, 3))
#!> error[arity]: the function needs its argument y
#!>   call((x, y) -> x, (1, 2, 3))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
unflatten([1.0, 2.0, 3.0], (1, 2))
#!> error[shape]: unflatten: the vector needs 2 elements, this is f64[3]
#!>   unflatten([1.0, 2.0, 3.0], (1, 2))
#!>             ^^^^^^^^^^^^^^^

# ## Roots
root(x -> x^2 - 2, 3, 4)
#!> error[convergence]: root: f has the same sign at both ends: f(3.0) = 7.0, f(4.0) = 14.0
#!>   root(x -> x^2 - 2, 3, 4)
#!>        ^^^^^^^^^^^^
root(x -> 1/(x - 0.3), 0, 1)
#!> error[convergence]: root: f jumps across 0 at 0.3, from -6.005e+15 to 1.386e+15, and has no zero there
#!>   root(x -> 1/(x - 0.3), 0, 1)
#!>        ^^^^^^^^^^^^^^^^
root(x -> sign(x - 0.3), 0, 1)
#!> error[convergence]: root: f jumps across 0 at 0.3, from -1.0 to 1.0, and has no zero there
#!>   root(x -> sign(x - 0.3), 0, 1)
#!>        ^^^^^^^^^^^^^^^^^^
root(x -> log(x - 2), 1, 4)
#!> error[convergence]: root: f is nan at 1.0
#!>   root(x -> log(x - 2), 1, 4)
#!>        ^^^^^^^^^^^^^^^
root(x -> x, 0, inf)
#!> error[domain]: root: the bracket 0.0..inf is not finite
#!>   root(x -> x, 0, inf)
#!>   ^^^^^^^^^^^^^^^^^^^^
root(x -> x^2 + 1, 1)
#!> error[convergence]: root: the Jacobian is singular at 0.0, where |F| = 1.0
#!>   root(x -> x^2 + 1, 1)
#!>   ^^^^^^^^^^^^^^^^^^^^^
root((x, y) -> (x, 1), (0.5, 0))
#!> error[convergence]: root: the Jacobian is singular at [0.0, 0.0], where |F| = 1.0
#!>   root((x, y) -> (x, 1), (0.5, 0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
root(x -> log(x), -1)
#!> error[convergence]: root: F is not finite at the start -1.0
#!>   root(x -> log(x), -1)
#!>   ^^^^^^^^^^^^^^^^^^^^^
newton(x -> [x[1]^2 - 2], [1, 1])
#!> error[shape]: newton: F has 1 components and the point 2
#!>   newton(x -> [x[1]^2 - 2], [1, 1])
#!>          ^^^^^^^^^^^^^^^^^
root(x -> exp(-x), 0)
#!> error[convergence]: root: no convergence in 100 steps: |F| = 3.72e-44 at 100.0
#!>   root(x -> exp(-x), 0)
#!>   ^^^^^^^^^^^^^^^^^^^^^
fixed_point(x -> x + 1, 0)
#!> error[convergence]: fixed_point: no convergence in 10000 steps: |p - F(p)| = 1.0 at 10000.0
#!>   fixed_point(x -> x + 1, 0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
# With report=true the reason is a value.
root(x -> x^2 - 2, 3, 4, report=true).why
#> "f has the same sign at both ends: f(3.0) = 7.0, f(4.0) = 14.0"
(a -> root(x -> x^2 - a, 3, 4))'(2)
#!> error[convergence]: root: f has the same sign at both ends: f(3.0) = 7.0, f(4.0) = 14.0
#!>   (a -> root(x -> x^2 - a, 3, 4))'(2)
#!>              ^^^^^^^^^^^^
#!>   in the function, called by (a -> root(x -> x^2 - a, 3, 4))'(2)

# ## Integrals and extrema
quad(x -> 1/x, -1, 1)
#!> error[domain]: quad: f is inf at 0.0
#!>   quad(x -> 1/x, -1, 1)
#!>        ^^^^^^^^
quad(x -> 1/x, 0, 1)
#!> error[convergence]: quad: no convergence in 500 intervals: 352.9122441 with an error of 8.2
#!>   quad(x -> 1/x, 0, 1)
#!>   ^^^^^^^^^^^^^^^^^^^^
quad(x -> [x, x], 0, 1)
#!> error[shape]: quad: f must give a number, not f64[2]
#!>   quad(x -> [x, x], 0, 1)
#!>        ^^^^^^^^^^^
quad(x -> x, nan, 1)
#!> error[domain]: quad: a limit is nan
#!>   quad(x -> x, nan, 1)
#!>   ^^^^^^^^^^^^^^^^^^^^
argmin(x -> x, 1)
#!> error[convergence]: argmin: f has no bound: -1e+300 at -1e+300
#!>   argmin(x -> x, 1)
#!>          ^^^^^^
argmin(x -> -x^2, 0)
#!> error[convergence]: argmin: a saddle point or the opposite extremum at 0.0: the curvature there is -2.0
#!>   argmin(x -> -x^2, 0)
#!>   ^^^^^^^^^^^^^^^^^^^^
argmin(x -> [x, x], 0)
#!> error[shape]: argmin: the function must give a number, not f64[2]
#!>   argmin(x -> [x, x], 0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
argmin(x -> log(x), -1)
#!> error[convergence]: argmin: f or its gradient is not finite at the start -1.0
#!>   argmin(x -> log(x), -1)
#!>          ^^^^^^^^^^^
equilibria((x, y) -> (x, y), ((1, -1), (-1, 1)))
#!> error[domain]: equilibria: a side of the box is a pair (a, b) with a < b
#!>   equilibria((x, y) -> (x, y), ((1, -1), (-1, 1)))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Flows
ode(x -> x, 1, inf)
#!> error[domain]: ode: T is not finite: inf
#!>   ode(x -> x, 1, inf)
#!>                  ^^^
ode(x -> log(x), -1, 1)
#!> error[domain]: ode: the field is not finite at the start
#!>   ode(x -> log(x), -1, 1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
ode(x -> x, nan, 1)
#!> error[domain]: ode: the start is not finite
#!>   ode(x -> x, nan, 1)
#!>   ^^^^^^^^^^^^^^^^^^^
ode(x -> (x, x), 1, 1)
#!> error[shape]: ode: v gives a tuple of 2 (2 in all) at a point that is f64 (1 in all)
#!>   ode(x -> (x, x), 1, 1)
#!>       ^^^^^^^^^^^
ode((x, y) -> x, (1, 1), 1)
#!> error[shape]: ode: v gives f64 (1 in all) at a point that is a tuple of 2 (2 in all)
#!>   ode((x, y) -> x, (1, 1), 1)
#!>       ^^^^^^^^^^^
ode(x -> x, 1, 1, method="adams")
#!> error[argument]: ode: there is no method adams; the methods are ("dopri5", "euler", "heun", "rk4", "symplectic_euler", "symplectic")
#!>   ode(x -> x, 1, 1, method="adams")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
ode(x -> x, 1, 1, method="euler")
#!> error[argument]: ode: euler needs a step size: h=0.01
#!>   ode(x -> x, 1, 1, method="euler")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
ode(x -> x, 1, 1, method="euler", h=-0.1)
#!> error[domain]: ode: h must be positive and finite, not -0.1
#!>   ode(x -> x, 1, 1, method="euler", h=-0.1)
#!>                                       ^^^^
ode(x -> x, 1, 1, h=0.1)
#!> error[argument]: ode: dopri5 chooses its steps itself; h is for methods of fixed steps
#!>   ode(x -> x, 1, 1, h=0.1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
ode(x -> x, 1, 1, at=[0.5, 0.2])
#!> error[domain]: ode: the times `at` lie in order between 0 and T = 1.0
#!>   ode(x -> x, 1, 1, at=[0.5, 0.2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
ode(x -> x, 1, 1, at=[0.5, 2])
#!> error[domain]: ode: the times `at` lie in order between 0 and T = 1.0
#!>   ode(x -> x, 1, 1, at=[0.5, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
ode(x -> x, 1, 1, rtol=-1)
#!> error[domain]: ode: rtol and atol must not be negative, and not both 0
#!>   ode(x -> x, 1, 1, rtol=-1)
#!>                          ^^
ode(x -> x, 1, 1, max_steps=0)
#!> error[domain]: ode: max_steps must be positive, not 0
#!>   ode(x -> x, 1, 1, max_steps=0)
#!>                               ^
ode(x -> x, 1, 1, tol=1)
#!> error[argument]: ode has no argument tol
#!>   ode(x -> x, 1, 1, tol=1)
#!>                     ^^^
#!>   hint: did you mean rtol=?

# ## Verdicts
use gan
use game_steps
verdict((θ, ψ) -> (θ + 1, ψ))
#!> error[domain]: verdict: F moves the point (0.0, 0.0) to (1.0, 0.0), by 1.0: it is no fixed point
#!>   verdict((θ, ψ) -> (θ + 1, ψ))
#!>           ^^^^^^^^^^^^^^^^^^^^
period((θ, ψ) -> (1, 0.0*ψ), (1, 0), T_max=10)
#!> error[convergence]: period: the orbit has not come back by t = 11.3687
#!>   period((θ, ψ) -> (1, 0.0*ψ), (1, 0), T_max=10)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Verdicts on what is no point, no step, or has no derivative
verdict((θ, ψ) -> (1/θ, ψ))
#!> error[domain]: verdict: F is not finite at the point: number 1 of 2 is inf
#!>   verdict((θ, ψ) -> (1/θ, ψ))
#!>           ^^^^^^^^^^^^^^^^^^
verdict((θ, ψ) -> (θ, ψ, θ))
#!> error[shape]: verdict: F gives 3 numbers at a point of 2; a step gives as many as it takes
#!>   verdict((θ, ψ) -> (θ, ψ, θ))
#!>           ^^^^^^^^^^^^^^^^^^^
verdict((θ, ψ) -> (θ/2, ψ/2), steps=0)
#!> error[domain]: verdict: steps is how many steps are measured at most, 10^6 say, not 0
#!>   verdict((θ, ψ) -> (θ/2, ψ/2), steps=0)
#!>                                       ^
# A kink at the point: no Jacobian, and then measured.
verdict((θ, ψ) -> (abs(θ)/2, ψ/2), steps=2^10).linearisation
#> "no Jacobian"
verdict((θ, ψ) -> (min(max(θ, 0), 1)/2, ψ/2), steps=2^10).outcome
#> "linear"
# A slope that is infinite.
verdict((θ, ψ) -> (sign(θ)*sqrt(abs(θ)), ψ/2), start=(0.5, 0.5), steps=2^10).linearisation
#> "no Jacobian"

# ## Spectra
spectrum((θ, ψ) -> (sqrt(θ), ψ))
#!> error[domain]: spectrum: the Jacobian is not finite at the point (0.0, 0.0): number 1 of F has no derivative there
#!>   spectrum((θ, ψ) -> (sqrt(θ), ψ))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
spectrum((θ, ψ) -> θ)
#!> error[shape]: spectrum: F gives 1 numbers at a point of 2; a step and a field give as many as they take
#!>   spectrum((θ, ψ) -> θ)
#!>            ^^^^^^^^^^^
rho((θ, ψ) -> (1/θ, ψ))
#!> error[domain]: rho: the Jacobian is not finite at the point (0.0, 0.0): number 1 of F has no derivative there
#!>   rho((θ, ψ) -> (1/θ, ψ))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
leading((θ, ψ) -> (θ, ψ), k=0)
#!> error[domain]: leading: k is how many eigenvalues there are, a whole number of at least 1, not 0
#!>   leading((θ, ψ) -> (θ, ψ), k=0)
#!>                               ^
leading((θ, ψ) -> (θ, ψ), which="biggest")
#!> error[argument]: leading: which is one of ("largest modulus", "smallest modulus", "largest real", "rightmost", "smallest real", "largest imaginary"), not biggest
#!>   leading((θ, ψ) -> (θ, ψ), which="biggest")
#!>                                   ^^^^^^^^^
leading((θ, ψ) -> (θ, ψ), tol=0)
#!> error[domain]: leading: tol is a relative residual between 0 and 1, as 1e-8, not 0
#!>   leading((θ, ψ) -> (θ, ψ), tol=0)
#!>                                 ^
leading(x -> x, zeros(50), k=5, basis=6)
#!> error[domain]: leading: a basis of 6 vectors is too small for 5 eigenvalues: at least 8, 2k + 1 say
#!>   leading(x -> x, zeros(50), k=5, basis=6)
#!>                                         ^
leading(x -> x, zeros(50), k=5, shift="here")
#!> error[type]: leading: shift is a number, as 1 or complex(0, 2), not a text
#!>   leading(x -> x, zeros(50), k=5, shift="here")
#!>                                         ^^^^^^
leading(x -> x, zeros(50), k=5, shift=inf)
#!> error[domain]: leading: the shift is not finite
#!>   leading(x -> x, zeros(50), k=5, shift=inf)
#!>                                         ^^^
leading(x -> x, zeros(50), k=5, restarts=-1)
#!> error[domain]: leading: restarts is how many restarts there are, a whole number of at least 0, not -1
#!>   leading(x -> x, zeros(50), k=5, restarts=-1)
#!>                                            ^^
leading(x -> sum(x), zeros(50), k=2)
#!> error[shape]: leading: F gives 1 numbers at a point of 50; a step and a field give as many as they take
#!>   leading(x -> sum(x), zeros(50), k=2)
#!>           ^^^^^^^^^^^
leading(x -> 1/x, zeros(50), k=2)
#!> error[domain]: leading: F is not finite at the point: number 1 of 50 is inf; take another point
#!>   leading(x -> 1/x, zeros(50), k=2)
#!>           ^^^^^^^^
leading(x -> x, zeros(50), k=2, project=ones(49))
#!> error[shape]: leading: a tangent to project has 50 numbers, those of the point; here are 49
#!>   leading(x -> x, zeros(50), k=2, project=ones(49))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
leading(x -> x, zeros(5), k=9)
#!> error[domain]: leading: k = 9 of 5 eigenvalues: the point has 5 numbers; without k= 20 come, or all
#!>   leading(x -> x, zeros(5), k=9)
#!>                               ^
leading(x -> x, zeros(5), k=5, project=ones(5))
#!> error[domain]: leading: k = 5 of 4 eigenvalues: the point has 5 numbers, less 1 that project takes out; without k= 20 come, or all
#!>   leading(x -> x, zeros(5), k=5, project=ones(5))
#!>                               ^
leading(x -> x, zeros(5), k=1, project=zeros(5))
#!> error[domain]: leading: a tangent to project is a direction: finite, and not all of them 0
#!>   leading(x -> x, zeros(5), k=1, project=zeros(5))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
leading(x -> x, zeros(2), project=eye(2))
#!> error[domain]: leading: project takes out all 2 numbers of the point, and no eigenvalue is left
#!>   leading(x -> x, zeros(2), project=eye(2))
#!>                                     ^^^^^^
# Without k= all that there are come, up to 20.
leading((x, y) -> (2*x, 3*y)).values
#> c128[2]
#>   3.0 + 0.0i
#>   2.0 + 0.0i
leading(x -> sqrt(x), zeros(50), k=2)
#!> error[domain]: leading: product 1 of the Jacobian with a vector is not finite at the point: number 1 of 50 is inf; F has no derivative there, as sqrt at 0: take a point aside
#!>   leading(x -> sqrt(x), zeros(50), k=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
leading(x -> x, "here", k=2)
#!> error[type]: leading: at is the point, (θ, ψ) as F takes it, of numbers, vectors or networks, not a text
#!>   leading(x -> x, "here", k=2)
#!>                   ^^^^^^
leading(x -> x, none, k=2)
#!> error[type]: leading: at is the point, (θ, ψ) as F takes it, of numbers, vectors or networks, not none
#!>   leading(x -> x, none, k=2)
#!>                   ^^^^
# Beyond 2500 numbers a shift within the spectrum asks too much of the inner solver.
leading(x -> linspace(-1, 1, 2600)*x, zeros(2600), k=2, shift=0.1234)
#!> error[convergence]: leading: the inner solver of the shift does not converge: after 5 times 200 products its residual is 0.052 of the right side; give a shift outside the spectrum, or none
#!>   leading(x -> linspace(-1, 1, 2600)*x, zeros(2600), k=2, shift=0.1234)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# Where the restarts do not suffice, the flags and the text say so.
r = leading(x -> (1 + 1e-4*(1:400))*x, zeros(400), k=4, which="smallest modulus", restarts=1);
(r.converged, r.why)
#> [1] = bool[4]
#>     false  false  false  false
#> [2] = "0 of 4 residuals are below 1e-08 |λ| after 1 restarts: more restarts=, a larger basis=, or a shift= next to the wanted ones"

# ## Step sizes
stable_steps(h -> (x, y) -> (x - h*x, y), h_max=0)
#!> error[domain]: stable_steps: h_max is the largest step size, positive and finite, not 0
#!>   stable_steps(h -> (x, y) -> (x - h*x, y), h_max=0)
#!>                                                   ^
stable_steps(h -> (x, y) -> (x - h*x, y), n=1)
#!> error[domain]: stable_steps: n is how many sizes there are, a whole number of at least 3, not 1
#!>   stable_steps(h -> (x, y) -> (x - h*x, y), n=1)
#!>                                               ^
critical_step((x, y) -> (sqrt(x), y))
#!> error[domain]: critical_step: the Jacobian is not finite at the point (0.0, 0.0): number 1 of F has no derivative there
#!>   critical_step((x, y) -> (sqrt(x), y))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
critical_step((x, y) -> (x, -y)).why
#> "μ = 1.0 + 0.0i has no negative real part: no step contracts"
# Steps that run over are not stable, and no error.
stable_steps(h -> (x, y) -> (x - 1e200*h^3*x, y/2 + 1e300*h*x), h_max=1).intervals
#> f64[0×2]

# ## Flows and growth
modified_flow((x, y) -> (-y, x), 0.1, order=3)
#!> error[argument]: modified_flow: order is the highest power of h, 0, 1 or 2, not 3
#!>   modified_flow((x, y) -> (-y, x), 0.1, order=3)
#!>                                               ^
modified_flow(step_of("half", 0, "", "", none, none, (o, θ, ψ) -> (θ/2, ψ/2)), 0.1)
#!> error[type]: modified_flow: v is a field, not the step half: give the field, and the step as by=(v, h) -> F
#!>   modified_flow(step_of("half", 0, "", "", none, none, (o, θ, ψ) -> (θ/2, ψ/2)), 0.1)
#!>                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
invariant_drift((x, y) -> (-y, x), (x, y) -> x^2 + y^2, (1, 0))
#!> error[argument]: invariant_drift: a flow needs the time T; of a step say step=true
#!>   invariant_drift((x, y) -> (-y, x), (x, y) -> x^2 + y^2, (1, 0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
invariant_drift((x, y) -> (-y, x), (x, y) -> x^2 + y^2, (1, 0), 1, step=true)
#!> error[argument]: invariant_drift: steps have no time T; n= is how many are made
#!>   invariant_drift((x, y) -> (-y, x), (x, y) -> x^2 + y^2, (1, 0), 1, step=true)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
invariant_drift((x, y) -> (-y, x), (x, y) -> x*y, (1, 0), 1)
#!> error[domain]: invariant_drift: Q is 0 at the point, and its drift is told relative to it; add a constant to Q
#!>   invariant_drift((x, y) -> (-y, x), (x, y) -> x*y, (1, 0), 1)
#!>                                      ^^^^^^^^^^^^^
lyapunov_matrix((x, y) -> (-y, x))
#!> error[domain]: lyapunov_matrix: only what comes in has one, and here max Re μ = 0.0
#!>   lyapunov_matrix((x, y) -> (-y, x))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
lyapunov_matrix((x, y) -> (x, y/2), step=true)
#!> error[domain]: lyapunov_matrix: only what comes in has one, and here ρ = 1.0
#!>   lyapunov_matrix((x, y) -> (x, y/2), step=true)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
lyapunov_matrix((x, y) -> (-x, -y), Q=eye(3))
#!> error[shape]: lyapunov_matrix: Q is a matrix 2×2, as the Jacobian, not f64[3×3]
#!>   lyapunov_matrix((x, y) -> (-x, -y), Q=eye(3))
#!>                                         ^^^^^^
lyapunov_change((x, y) -> (-x, -y), (x, y) -> x^2, radius=0)
#!> error[domain]: lyapunov_change: radius is positive and finite, not 0
#!>   lyapunov_change((x, y) -> (-x, -y), (x, y) -> x^2, radius=0)
#!>                                                             ^
transient_growth((x, y) -> (1/x, y))
#!> error[domain]: transient_growth: the Jacobian is not finite at the point (0.0, 0.0): number 1 of F has no derivative there
#!>   transient_growth((x, y) -> (1/x, y))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
lyapunov_exponents((x, y) -> (x/2, y/2), (1, 1), n=0)
#!> error[domain]: lyapunov_exponents: n is how many steps there are, a whole number of at least 1, not 0
#!>   lyapunov_exponents((x, y) -> (x/2, y/2), (1, 1), n=0)
#!>                                                      ^

# ## At a kink there is no Jacobian
k = wgan_gp(game(wasserstein), 1)
rho(simultaneous(k, 0.1))
#!> error[domain]: rho: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   rho(simultaneous(k, 0.1))
#!>       ^^^^^^^^^^^^^^^^^^^^
spectrum(k)
#!> error[domain]: spectrum: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   spectrum(k)
#!>            ^
spectrum_report(k)
#!> error[domain]: spectrum_report: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   spectrum_report(k)
#!>                   ^
leading(simultaneous(k, 0.1))
#!> error[domain]: leading: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   leading(simultaneous(k, 0.1))
#!>           ^^^^^^^^^^^^^^^^^^^^
critical_step(k)
#!> error[domain]: critical_step: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   critical_step(k)
#!>   ^^^^^^^^^^^^^^^^
stable_steps(h -> simultaneous(k, h))
#!> error[domain]: stable_steps: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   stable_steps(h -> simultaneous(k, h))
#!>                ^^^^^^^^^^^^^^^^^^^^^^^
stability_edges(h -> simultaneous(k, h), 0.1, 3)
#!> error[domain]: stability_edges: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   stability_edges(h -> simultaneous(k, h), 0.1, 3)
#!>                   ^^^^^^^^^^^^^^^^^^^^^^^
crossings(h -> simultaneous(k, h), [1.0, 3.0])
#!> error[domain]: crossings: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   crossings(h -> simultaneous(k, h), [1.0, 3.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
modified_rates(simultaneous(k, 0.1), 0.1)
#!> error[domain]: spectrum: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   modified_rates(simultaneous(k, 0.1), 0.1)
#!>                  ^^^^^^^^^^^^^^^^^^^^
transient_growth(simultaneous(k, 0.1))
#!> error[domain]: transient_growth: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   transient_growth(simultaneous(k, 0.1))
#!>                    ^^^^^^^^^^^^^^^^^^^^
rho(clipped(simultaneous(game(wasserstein), 0.1), 0.5), (0.0, 0.5))
#!> error[domain]: rho: F has no Jacobian at the point (0.0, 0.5): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   rho(clipped(simultaneous(game(wasserstein), 0.1), 0.5), (0.0, 0.5))
#!>       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
rho(simultaneous(game(hinge), 0.1), (1.0, 1.0))
#!> error[domain]: rho: F has no Jacobian at the point (1.0, 1.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   rho(simultaneous(game(hinge), 0.1), (1.0, 1.0))
#!>       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
spectrum((θ, ψ) -> (abs(θ)/2, ψ/2))
#!> error[domain]: spectrum: F has no Jacobian at the point (0.0, 0.0): it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between
#!>   spectrum((θ, ψ) -> (abs(θ)/2, ψ/2))
#!>            ^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Sizes and times
critical_step(R1(game(logistic), 0.3), h_max=-1)
#!> error[domain]: critical_step: h_max is the largest step size, positive and finite, not -1
#!>   critical_step(R1(game(logistic), 0.3), h_max=-1)
#!>                                                ^^
critical_step(R1(game(logistic), 0.3), h_max=nan)
#!> error[domain]: critical_step: h_max is the largest step size, positive and finite, not nan
#!>   critical_step(R1(game(logistic), 0.3), h_max=nan)
#!>                                                ^^^
check critical_step(R1(game(logistic), 0.3), h_max=1).h ≈ 1
#> ok 1.0 ≈ 1
check critical_step(R1(game(logistic), 0.3)).h ≈ 1.2
#> ok 1.2 ≈ 1.2
period(game(logistic), (1.0, 0.0), T_max=nan)
#!> error[domain]: period: T_max is the longest time, positive, not nan
#!>   period(game(logistic), (1.0, 0.0), T_max=nan)
#!>                                            ^^^
period(game(logistic), (1.0, 0.0), T_max=-1)
#!> error[domain]: period: T_max is the longest time, positive, not -1
#!>   period(game(logistic), (1.0, 0.0), T_max=-1)
#!>                                            ^^
# A loss is no field.
consensus(loss(logistic), 1)(1.0, 1.0)
#!> error[type]: consensus: a field returns a pair, v(θ, ψ) = (θ', ψ'), not f64
#!>   consensus(loss(logistic), 1)(1.0, 1.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sga(loss(logistic), 1)(1.0, 1.0)
#!> error[type]: sga: a field returns a pair, v(θ, ψ) = (θ', ψ'), not f64
#!>   sga(loss(logistic), 1)(1.0, 1.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
lyapunov_exponents((x, y) -> (3*x^2, y^2), (2, 3))
#!> error[domain]: lyapunov_exponents: the steps run away: after 9 of 1000 they are too large for numbers; take a start from which they stay, or n=9
#!>   lyapunov_exponents((x, y) -> (3*x^2, y^2), (2, 3))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
lyapunov_exponents((x, y) -> (3*x^2, y^2), (2, 3), n=5, skip=50)
#!> error[domain]: lyapunov_exponents: the steps run away before skip = 50
#!>   lyapunov_exponents((x, y) -> (3*x^2, y^2), (2, 3), n=5, skip=50)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
lyapunov_exponents((x, y) -> (sqrt(x), y), (0, 1), n=10)
#!> error[domain]: lyapunov_exponents: after 0 of 10 steps the Jacobian is not finite: F has no derivative there; take another start
#!>   lyapunov_exponents((x, y) -> (sqrt(x), y), (0, 1), n=10)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
lyapunov_matrix((x, y) -> (-x + 3*y, -2*x - y/2), Q=[2, 0.5; 0.1, 1])
#!> error[domain]: lyapunov_matrix: Q is symmetric, as a measure of length is; (Q + Q')/2 has the same xᵀQx
#!>   lyapunov_matrix((x, y) -> (-x + 3*y, -2*x - y/2), Q=[2, 0.5; 0.1, 1])
#!>                                                       ^^^^^^^^^^^^^^^^
# An orbit that spirals in, one that does not turn, and a rest point have no period.
spiral = (x, y) -> (-y - x/20, x - y/20);
period(spiral, (1, 0), T_max=100)
#!> error[convergence]: period: after t = 6.26478 the orbit passes 0.269 from where it began: it is no closed one
#!>   period(spiral, (1, 0), T_max=100)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
period((x, y) -> (-x, -2*y), (1, 1), T_max=100)
#!> error[convergence]: period: the orbit has not come back by t = 104.631
#!>   period((x, y) -> (-x, -2*y), (1, 1), T_max=100)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
period(spiral, (0, 0))
#!> error[domain]: period: the start is a rest point, from which no orbit begins
#!>   period(spiral, (0, 0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^
period(spiral, (1, 0), T_max=nan)
#!> error[domain]: period: T_max is the longest time, positive, not nan
#!>   period(spiral, (1, 0), T_max=nan)
#!>                                ^^^
