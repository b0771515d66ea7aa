# Kinds of numbers, and how they meet.

1
#> 1
1.0
#> 1.0
true
#> true
2 + 3i
#> 2.0 + 3.0i
f32(0.1)
#> 0.1
type(f32(0.1))
#> "f32"
# A scalar is weak: it never widens a tensor of its kind.
type(f32([1, 2]) * 0.5)
#> "f32[2]"
type(f32([1, 2]) + ones(2))
#> "f64[2]"
type([1, 2] * 2)
#> "i64[2]"
type([1, 2] * 0.5)
#> "f64[2]"
type([1, 2] + 1i)
#> "c128[2]"
type([true, false] + 1)
#> "i64[2]"
# Integers are exact to the last digit.
2^62 - 1 + 2^62
#> 9223372036854775807
3037000499^2
#> 9223372030926249001
prod(i in 1:20, i)
#> 2432902008176640000
9007199254740993
#> 9007199254740993
# Elementary functions of integers promote.
sqrt(4)
#> 2.0
exp(0)
#> 1.0
mean([1, 2])
#> 1.5
# A float with an integral value is a size, a bound, an index.
zeros(2.0)
#> f64[2]
#>    0.0  0.0
sum(1:3.0)
#> 6
[5, 6, 7][2.0]
#> 6
# Arithmetic follows IEEE 754.
1/0
#> inf
-1/0
#> -inf
0/0
#> nan
0 * -1.0
#> -0.0
sqrt(-1)
#> nan
(-8)^(1/3)
#> nan
# A complex argument has a complex value.
sqrt(-1 + 0i)
#> 0.0 + 1.0i
(1 + 1i)^2
#> 0.0 + 2.0i
abs(3 + 4i)
#> 5.0
exp(π*1i)
#> -1.0 + 1.22465e-16i
# I takes its size from a square partner.
I + [1, 2; 3, 4]
#> i64[2×2]
#>    2  2
#>    3  5
2*I - eye(2)
#> f64[2×2]
#>    1.0  0.0
#>    0.0  1.0
I @ [1, 2]
#> i64[2]
#>    1  2
# Values are not shared: a copy does not change.
x = [1, 2, 3]; y = x; y[1] = 9
#> 9
x
#> i64[3]
#>    1  2  3
