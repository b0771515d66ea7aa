# Norms: smooth but for the kink at 0; their squares are smooth there too.
check grad(x -> ‖x‖)([3, 4]) ≈ [0.6, 0.8]
#> ok [..]
hessian(x -> ‖x‖²)([0, 0])
#> f64[2×2]
#>    2.0  0.0
#>    0.0  2.0
hessian(x -> norm(x)^2)([3, 4])
#> f64[2×2]
#>    2.0  0.0
#>    0.0  2.0
squared(x) = { y = norm(x)^2; y }
hessian(squared)([0, 0])
#> f64[2×2]
#>    2.0  0.0
#>    0.0  2.0
# However they are spelled.
for f in (x -> norm(x)*norm(x), x -> (norm(x) - 0)^2, x -> { n = norm(x); n^2 }, x -> sum(abs(x)^2), x -> sum(abs(x)*abs(x))) { print(hessian(f)([0, 0])) }
#> f64[2×2]
#>    2.0  0.0
#>    0.0  2.0
#> f64[2×2]
#>    2.0  0.0
#>    0.0  2.0
#> f64[2×2]
#>    2.0  0.0
#>    0.0  2.0
#> f64[2×2]
#>    2.0  0.0
#>    0.0  2.0
#> f64[2×2]
#>    2.0  0.0
#>    0.0  2.0
hessian(x -> abs(x)^3)(0)
#> f64[1×1]
#>    0.0
# Where there is no second derivative, there is no finite one.
hessian(x -> ‖x‖)(0)
#> f64[1×1]
#>    inf
hessian(x -> (abs(x) - 1)^2)(0)
#> f64[1×1]
#>    -inf
hessian(x -> x*abs(x))(0)
#> f64[1×1]
#>    nan
# Nor has an eigenvalue of a defective matrix a finite derivative.
jacobian(x -> eig([0, x; 1, 0]))(0)
#> c128[2×1]
#>   nan + nani
#>   nan + nani
check jacobian(x -> eig([0, x; 1, 0]))(1e-12) ≈ [5e5; -5e5] tol 1e-6
#> ok [..]
grad((x, y) -> ‖(x, y)‖²)(1, [2, 3])
#> [1] = 2.0
#> [2] = f64[2]
#>      4.0  6.0
‖(1.0, [2, 3])‖²
#> 14.0
norm([3 + 4i, 2])^2
#> 29.0
# Sums over trees of different shapes take every element.
sum((1.0, [2, 3]))
#> 6.0
max((a = [1, 5], b = 3))
#> 5

# Right, their slopes: those of |x| and (|x| - 1)² jump at 0 and that of x|x| has a corner there; only the squares and
# cubes have a second derivative at 0.
shapes = (x -> abs(x), x -> (abs(x) - 1)^2, x -> x*abs(x), x -> abs(x)^2, x -> abs(x)^3);
slopes = plot((shapes[1]', shapes[2]', shapes[3]', shapes[4]', shapes[5]'), -1.5, 1.5);
layout((plot(shapes, -1.5, 1.5), axes(legend(slopes, at="none"), y="slope")))
#>                                      slope
#>   |#                              #    |                               #
#>  3+#                              #    |                              ##
#>   | #                            #    5+                            ###
#>  2+x##                          ##x    |                           ##
#>   |*x##                        ##x*    |ooooo                    ##xxxxx
#>   |***x##                    ###***    |    ooooooo+++++     x###xxx
#>  1+     ###**   ++++++   **###         |     +++++oooooo#######***++++++
#>   |++     ####xx+*  *+xx####     ++   0+++++++***########    ++++++
#>  0+ ++++++++ ############ ++++++++     |    xxx###x     +++++
#>   |      oooo   *** abs(x)             |xxxxx##
#> -1+    ooo      +++ (abs(x) - 1)^2     |   ##
#>   |  ooo        ooo x*abs(x)         -5+ ###
#> -2+ooo          xxx abs(x)^2           |##
#>   |o            ### abs(x)^3           |#
#>   +-----+----------+---------+-----    +-----+----------+---------+-----
#>         -1         0         1               -1         0         1
#>                   x                                    x
