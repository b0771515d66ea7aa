# Precedence and meaning of the operators.

# ^ is right associative, binds tighter than a sign, and takes a signed exponent.
2^3^2
#> 512
-2^2
#> -4
2^-1
#> 0.5
-2^-2
#> -0.25
# A negative literal exponent promotes; other integer powers stay exact.
2^62
#> 4611686018427387904
[2, 4]^-1
#> f64[2]
#>    0.5  0.25
# Matrix products bind tighter than elementwise ones.
A = [1, 2; 3, 4];
2 * A @ [1, 1]
#> i64[2]
#>    6  14
A @ A
#> i64[2×2]
#>     7  10
#>    15  22
A * A
#> i64[2×2]
#>    1   4
#>    9  16
# The prime is the transpose of a tensor and the derivative of a function.
x = [1, 2, 3];
# Of vectors x' @ y is the inner and x @ y' the outer product; elsewhere x' is the row.
x' @ x
#> 14
x @ x'
#> i64[3×3]
#>    1  2  3
#>    2  4  6
#>    3  6  9
x'
#> i64[1×3]
#>    1  2  3
A' @ [1, 1]
#> i64[2]
#>    4  6
[1, 1]' @ A
#> i64[1×2]
#>    4  6
sin'(0)
#> 1.0
(x -> x^4)''(1)
#> 12.0
# / always promotes, quo and mod are the integer pair, with the sign of the divisor.
7/2
#> 3.5
6/3
#> 2.0
(quo(7, 2), mod(7, 2))
#> (3, 1)
(quo(-7, 2), mod(-7, 2))
#> (-4, 1)
(quo(7, -2), mod(7, -2))
#> (-4, -1)
mod(-0.5, 2)
#> 1.5
# Ranges bind looser than +, comparisons looser still.
1:2+2
#> i64[4]
#>    1  2  3  4
10:-3:1
#> i64[4]
#>    10  7  4  1
0:0.25:1
#> f64[5]
#>    0.0  0.25  0.5  0.75  1.0
3:1
#> i64[0]
# Chained comparisons evaluate each side once.
0 < 0.5 < 1
#> true
1 < 3 < 2
#> false
[1, 2, 3] < 2
#> bool[3]
#>   true  false  false
x = 2; 1 <= x <= 2
#> true
# not, and, or; the right side runs only where the left does not decide.
not false and false or true
#> true
false and error("never run")
#> false
true or error("never run")
#> true
[true, true] and [true, false]
#> bool[2]
#>   true  false
# Pipes: _ is a direct argument of the call on the right.
3 |> (x -> x^2)
#> 9
2 |> max(_, 5)
#> 5
[3, 1, 2] |> sort |> cumsum
#> i64[3]
#>    1  3  6
2 |> quo(7, _)
#> 3
# The body of a lambda reaches as far right as it can.
g = x -> x^2 |> sqrt
g(3)
#> 3.0
∇(x -> x^2)(3)
#> 6.0
