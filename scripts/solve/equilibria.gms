#~ file: digits=8
# All zeros of a field in a box: isolated ones, and curves of zeros as one each.
use gan

# One number: the box is a pair.
equilibria(x -> x^3 - x, (-2, 2))
#> at = f64[3]
#>     -1.0  0.0  1.0
#> dimension = i64[3]
#>      0  0  0
#> residual = f64[3]
#>      0.0  0.0  0.0
equilibria(x -> sin(x), (0.5, 10))
#> at = f64[3]
#>      3.1415927  6.2831853  9.424778
#> dimension = i64[3]
#>      0  0  0
#> residual = f64[3]
#>      1.2246468e-16  2.4492936e-16  3.6739404e-16
# Several: one pair for each argument. A circle and a line meet twice.
z = equilibria((x, y) -> (x^2 + y^2 - 1, x - y), ((-2, 2), (-2, 2)));
z.dimension
#> i64[2]
#>    0  0
check sort(z.at[1]) ≈ [-sqrt(0.5), sqrt(0.5)] tol 1e-12
#> ok [-0.70710678, 0.70710678] ≈ [-0.70710678, 0.70710678]
# A double zero is one zero, none is none.
equilibria((x, y) -> (x^2, y), ((-2, 2), (-2, 2)))
#> at = [1] = f64[1]
#>        0.0
#>   [2] = f64[1]
#>        0.0
#> dimension = i64[1]
#>      0
#> residual = f64[1]
#>      0.0
equilibria((x, y) -> (x^2 + 1, y), ((-2, 2), (-2, 2)))
#> at = f64[0]
#> dimension = f64[0]
#> residual = f64[0]
# The Dirac-GAN has one.
equilibria(game(logistic), ((-3, 3), (-3, 3)))
#> at = [1] = f64[1]
#>        0.0
#>   [2] = f64[1]
#>        0.0
#> dimension = i64[1]
#>      0
#> residual = f64[1]
#>      0.0

# Zeros in curves count once, with their dimension and one of their points: of the field
# (1 - r²) (x, y) the unit circle and the origin.
z = equilibria((x, y) -> ((1 - x^2 - y^2)*x, (1 - x^2 - y^2)*y), ((-2, 2), (-2, 2)));
z.dimension
#> i64[2]
#>    1  0
check z.at[1][1]^2 + z.at[2][1]^2 ≈ 1
#> ok 1.0 ≈ 1
# The two factors of a product that is to be 1, as in two layers of a network: a hyperbola of two
# branches, and a saddle between them.
z = equilibria((θ, ψ) -> (ψ*(1 - θ*ψ), θ*(1 - θ*ψ)), ((-3, 3), (-3, 3)));
z.dimension
#> i64[3]
#>    1  0  1
check z.at[1][1]*z.at[2][1] ≈ 1
#> ok 1.0 ≈ 1
# A field that is 0 everywhere is one surface.
equilibria((x, y) -> (0*x, 0*y), ((-1, 1), (-1, 1)), grid=4).dimension
#> i64[1]
#>    2

# The zeros that were found in their fields. Of a curve there is one point; the others are where the arrows vanish.
circle = equilibria((x, y) -> ((1 - x^2 - y^2)*x, (1 - x^2 - y^2)*y), ((-2, 2), (-2, 2)), grid=6);
layout((overlay(plot((x, y) -> ((1 - x^2 - y^2)*x, (1 - x^2 - y^2)*y), (-1.5, 1.5), (-1.5, 1.5), unit=true), scatter(circle.at, colour="red", size=8)),
  overlay(plot((θ, ψ) -> (ψ*(1 - θ*ψ), θ*(1 - θ*ψ)), (-3, 3), (-3, 3), unit=true), scatter(z.at, colour="red", size=8))))
#>  y                                     ψ
#>   1.5+ \   \   v    v   v   /   /       3+ \   \   >    >   <   /   /
#>      |                                   |
#>     1+ \   \   \    ^   /   /   /       2+ \   \   \    >   /   /   /
#>      |                                   |
#>   0.5+ >   \   \    ^   /   /   <       1+ v   \   \    >   /   /   v
#>      |                                   |                       #
#>      |                                   |
#>     0+ >   <   <    #   >   >   <       0+ v   v   v    #   ^   ^   ^
#>      |                                   |
#>  -0.5+ >   /   /    v   \   \   <      -1+ ^   /   #    <   \   \   ^
#>      |       #                           |
#>    -1+ /   /   /    v   \   \   \      -2+ /   /   /    <   \   \   \
#>      |                                   |
#>  -1.5+ /   /   ^    ^   ^   \   \      -3+ /   /   >    <   <   \   \
#>      +----+---------+--------+----       +----+---------+--------+----
#>           -1        0        1                -2        0        2
#>                    x                                   θ
