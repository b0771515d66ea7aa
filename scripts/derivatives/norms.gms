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
hessian(x -> ‖x‖)(0)
#> f64[1×1]
#>    0.0
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
