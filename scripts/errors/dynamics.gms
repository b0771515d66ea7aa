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
verdict((θ, ψ) -> (θ + 1, ψ))
#!> error[domain]: verdict: F moves the point (0.0, 0.0) to (1.0, 0.0), by 1.0: it is no fixed point
#!>   verdict((θ, ψ) -> (θ + 1, ψ))
#!>           ^^^^^^^^^^^^^^^^^^^^
period((θ, ψ) -> (1, 0.0*ψ), (1, 0), T_max=10)
#!> error[convergence]: period: the orbit has not come back by t = 11.3687
#!>   period((θ, ψ) -> (1, 0.0*ψ), (1, 0), T_max=10)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
