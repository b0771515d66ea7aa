#~ file: digits=12
# Roots: a change of sign in a bracket, Newton's method from a start.

# ## In a bracket
check root(x -> x^2 - 2, 0, 2) ≈ sqrt(2) tol 1e-15
#> ok 1.41421356237 ≈ 1.41421356237
check root(x -> cos(x) - x, 0, 1) ≈ 0.7390851332151607 tol 1e-15
#> ok 0.739085133215 ≈ 0.739085133215
# Also where the slope is steep, flat or infinite, at an end, and with the ends exchanged.
check root(x -> exp(1000*(x - 0.3)) - 1, 0, 1) ≈ 0.3 tol 1e-15
#> ok 0.3 ≈ 0.3
check root(x -> (x - 0.3)^9, 0, 1) ≈ 0.3 tol 1e-14
#> ok 0.3 ≈ 0.3
check root(x -> sign(x - 0.3)*sqrt(abs(x - 0.3)), 0, 1) ≈ 0.3 tol 1e-14
#> ok 0.3 ≈ 0.3
root(x -> x, 0, 1)
#> 0.0
check root(x -> x^2 - 2, 2, 0) ≈ sqrt(2) tol 1e-15
#> ok 1.41421356237 ≈ 1.41421356237
check root(x -> 1e-200*(x - 0.3), -1e10, 1e10) ≈ 0.3 tol 1e-15
#> ok 0.3 ≈ 0.3
# Every f of the bracket's search is counted.
root(x -> x^2 - 2, 0, 2, report=true)
#> x = 1.41421356237
#> value = 8.881784197e-16
#> why = "converged"
#> iterations = 7
#> residual = 8.881784197e-16

# ## From a start
check root(x -> x^2 - 2, 1) ≈ sqrt(2) tol 1e-15
#> ok 1.41421356237 ≈ 1.41421356237
# A whole Newton step from 3 would lead to -9.5 and on outwards; halved steps do not.
check root(atan, 3) ≈ 0 abs 1e-15
#> ok 0.0 ≈ 0
# A double root costs half a digit's worth of the value, so twice as many steps.
check root(x -> (x - 1)^2, 3) ≈ 1 tol 1e-7
#> ok 1.0 ≈ 1
# Several numbers: a vector, a tuple, a record; f of a tuple may take its items.
root(x -> [x[1]^2 - 2, x[1]*x[2] - 1], [1, 1])
#> f64[2]
#>    1.41421356237  0.707106781187
check ‖root((x, y) -> (x^2 + y^2 - 1, x - y), (1, 0.5)) - (sqrt(0.5), sqrt(0.5))‖ ≈ 0 abs 1e-15
#> ok 0.0 ≈ 0
root(r -> (a = r.a - 2, b = r.b*r.a - 1), (a = 1, b = 0))
#> (a = 2.0, b = 0.5)
newton((x, y) -> (x + y - 3, x - y - 1), (0, 0), report=true)
#> x = (2.0, 1.0)
#> value = (0.0, 0.0)
#> why = "converged"
#> iterations = 2
#> residual = 0.0
# Rosenbrock's valley, as an equation.
root((x, y) -> (10*(y - x^2), 1 - x), (-1.2, 1))
#> (1.0, 1.0)

# ## Derivatives of roots, by the implicit function theorem
s(a) = root(x -> x^2 - a, 0, 2)
check s'(2) ≈ 1/(2*sqrt(2)) tol 1e-14
#> ok 0.353553390593 ≈ 0.353553390593
check s''(2) ≈ -1/4*2^-1.5 tol 1e-13
#> ok -0.0883883476483 ≈ -0.0883883476483
check s'''(2) ≈ 3/8*2^-2.5 tol 1e-12
#> ok 0.0662912607362 ≈ 0.0662912607362
n(a) = root(x -> x^2 - a, 1)
check n'(2) ≈ 1/(2*sqrt(2)) tol 1e-14
#> ok 0.353553390593 ≈ 0.353553390593
check n''(2) ≈ -1/4*2^-1.5 tol 1e-13
#> ok -0.0883883476483 ≈ -0.0883883476483
check n'''(2) ≈ 3/8*2^-2.5 tol 1e-12
#> ok 0.0662912607362 ≈ 0.0662912607362
# With x₁² = a₁ and x₁x₂ = a₂: x₁ = a₁^(1/2), x₂ = a₂ a₁^(-1/2).
jacobian(a -> root(x -> [x[1]^2 - a[1], x[1]*x[2] - a[2]], [1, 1]))([4, 6])
#> f64[2×2]
#>    0.25   0.0
#>   -0.375  0.5
hessian(a -> root(x -> [x[1]^2 - a[1], x[1]*x[2] - a[2]], [1, 1])[2])([4, 6])
#> f64[2×2]
#>    0.140625  -0.0625
#>   -0.0625     0.0
# x = 6 (a₁ / 4)^(-1/2) / 2 at a₂ = 6: -x/(2a₁), 3x/(4a₁²), 1/x₁ and -1/(2 a₁^(3/2)).
check hessian(a -> root(x -> [x[1]^2 - a[1], x[1]*x[2] - a[2]], [1, 1])[2])([4, 6]) ≈ [9/64, -1/16; -1/16, 0] abs 1e-13
#> ok [0.140625, -0.0625; -0.0625, 0.0] ≈ [0.140625, -0.0625; -0.0625, 0.0]

# ## Fixed points
check fixed_point(cos, 1) ≈ 0.7390851332151607 tol 1e-15
#> ok 0.739085133215 ≈ 0.739085133215
fixed_point(cos, 1, report=true)
#> x = 0.739085133215
#> value = 0.0
#> why = "converged"
#> iterations = 4
#> residual = 0.0
fixed_point((x, y) -> (y/2 + 1, x/3), (0, 0))
#> (1.2, 0.4)
# Those that repel are found too: 1/2 of the logistic map with factor 4 is at 3/4.
check fixed_point(x -> 4*x*(1 - x), 0.6) ≈ 0.75 tol 1e-15
#> ok 0.75 ≈ 0.75
# More than 100 numbers: iteration with Anderson's acceleration.
check fixed_point(x -> cos(x), zeros(150))[150] ≈ 0.7390851332151607 tol 1e-12
#> ok 0.739085133215 ≈ 0.739085133215
# x = a cos x: x' = cos x/(1 + a sin x), and once more.
x = fixed_point(cos, 1);
slope = cos(x)/(1 + sin(x));
check (a -> fixed_point(x -> a*cos(x), 1))'(1) ≈ slope tol 1e-13
#> ok 0.441610791705 ≈ 0.441610791705
check (a -> fixed_point(x -> a*cos(x), 1))''(1) ≈ -slope*(2*sin(x) + slope*cos(x))/(1 + sin(x)) tol 1e-12
#> ok -0.441610791705 ≈ -0.441610791705
check (a -> fixed_point(x -> a*cos(x), zeros(150))[1])'(1) ≈ slope tol 1e-12
#> ok 0.441610791705 ≈ 0.441610791705

# A fixed point is where a curve meets the diagonal. A root as a function of what the equation holds has the slope that
# the implicit function theorem gives.
meeting = overlay(plot((cos, x -> x), 0, 1.5), scatter([fixed_point(cos, 1)], [fixed_point(cos, 1)]));
sloping = overlay(plot(s, 0.1, 4), plot(a -> s(2) + s'(2)*(a - 2), 0.1, 4, style="dashed"), scatter([2], [s(2)]));
layout((legend(meeting, ("cos x", "x", "fixed point")), axes(sloping, x="a", y="root of x² - a")))
#>                                      root of x² - a
#> 1.5+ *** cos x                   +      |
#>    | +++ x                    ++++     2+                          ++++*
#>    |  ^  fixed point        +++         |                       +*****
#>    |                      +++           |                    *+++*
#>   1+****               ++++             |                 ++**
#>    |   ********      +++             1.5+             **^++
#>    |          *****+++                  |          ++++
#>    |            ++^+**                  |       +****
#>    |          +++    ****              1+     +++*
#> 0.5+       ++++         ****            | ++ ***
#>    |     +++               ***          |++***
#>    |   +++                   ****       | **
#>    |++++                        **   0.5+**
#>   0++                                   |*
#>    ++---------+---------+--------+      +-------+-------+-------+------+
#>     0        0.5        1       1.5             1       2       3      4
#>                   x                                     a
