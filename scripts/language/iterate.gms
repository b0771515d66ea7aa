# `iterate(F, p, n)` is the point after n steps of F; a tuple is spread where F takes its items.
iterate((x, y) -> (y, x + y), (0, 1), 10)
#> (55, 89)
iterate(p -> (p[2], p[1] + p[2]), (0, 1), 10)
#> (55, 89)
iterate(r -> (half = r.half/2, same = r.same), (half = 1.0, same = [1, 2]), 3)
#> half = 0.125
#> same = i64[2]
#>      1  2
iterate(x -> 2*x, 1.0, 0)
#> 1.0

# Integers in the start become floats where the steps make them so.
iterate((x, y) -> (y, x/2 + y), (0, 1), 2)
#> (1.0, 1.5)
iterate(k -> k + 1, 0, 5)
#> 5

# `every=k` keeps the points 0, k, 2k, ... in columns.
iterate(x -> 2*x, 1.0, 9, every=3)
#> f64[4]
#>    1.0  8.0  64.0  512.0
iterate((x, y) -> (x + 1, y/2), (0, 1.0), 4, every=2)
#> [1] = i64[3]
#>      0  2  4
#> [2] = f64[3]
#>      1.0  0.25  0.0625
iterate(x -> 2*x, [1.0, 3.0], 2, every=1)
#> f64[3×2]
#>    1.0   3.0
#>    2.0   6.0
#>    4.0  12.0

# `until=g` stops at the first point where g is true, the start included.
iterate(x -> 2*x, 1.0, 100, until=x -> x > 50)
#> 64.0
iterate(x -> 2*x, 1.0, 100, until=x -> x > 0)
#> 1.0
iterate(x -> 2*x, 1.0, 100, every=4, until=x -> x > 50)
#> f64[3]
#>    1.0  16.0  64.0
iterate(x -> 2*x, 1.0, 3, every=4, until=x -> x > 50)
#> f64[1]
#>    1.0

# What is not finite is a point like any other.
iterate(x -> x*x, 10.0, 20)
#> inf

# Derivatives go through the steps: of a³x in a and in x.
F(a, x) = iterate(x -> a*x, x, 3)
check grad(F)(2, 5)[1] ≈ 3*2^2*5
#> ok 60.0 ≈ 60
check ∂(F, 2)(2, 5) ≈ 2^3
#> ok 8.0 ≈ 8
check (a -> F(a, 1))''(2) ≈ 12
#> ok 12.0 ≈ 12

# `call(F, p)` is F at a point.
call((x, y) -> x - y, (5, 3))
#> 2
call((x, y, n=2) -> (x - y)^n, (5, 3))
#> 4
call((p, n=2) -> p, (5, 3))
#> (5, 3)

# ## Kept points under derivatives and batches: the start is a constant, the step is not

# Points 1, x², x⁴.
check grad(x -> sum(iterate(y -> y*x, 1.0, 4, every=2)))(2.0) ≈ 2*2 + 4*2^3
#> ok 36.0 ≈ 36
check jacobian(x -> iterate(y -> y*x, 1.0, 4, every=1))(2.0) ≈ [0; 1; 4; 12; 32]
#> ok [..]
check vmap(x -> iterate(y -> y*x, 1.0, 4, every=2))([2.0, 3.0]) ≈ [1, 4, 16; 1, 9, 81]
#> ok [..]

# A recursion that a number ends.
doubled(x) = if x > 100 { x } else { doubled(x*2) }
check doubled'(3.0) ≈ 64
#> ok 64.0 ≈ 64
