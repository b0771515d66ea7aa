# Tuples and records compute leaf by leaf.

p = (w = [1.0, 2.0], b = 0.5)
#> w = f64[2]
#>      1.0  2.0
#> b = 0.5
g = (w = [0.5, 0.5], b = 1.0);
# An optimiser's step reads as on paper.
p - 0.1*g
#> w = f64[2]
#>      0.95  1.95
#> b = 0.4
-p
#> w = f64[2]
#>     -1.0  -2.0
#> b = -0.5
p * p
#> w = f64[2]
#>      1.0  4.0
#> b = 0.25
exp((0.0, [0.0, 0.0]))
#> [1] = 1.0
#> [2] = f64[2]
#>      1.0  1.0
2 / (1.0, 4.0)
#> (2.0, 0.5)
# Trees nest.
((1.0, 2.0), 3.0) + ((1.0, 1.0), 1.0)
#> ((2.0, 3.0), 4.0)
# Only floating numbers are leaves: integers, texts and truths must agree.
(1.0, 2, "relu") + (1.0, 2, "relu")
#> (2.0, 2, "relu")
10 * (1.0, 2, true)
#> (10.0, 2, true)
# Fields.
p.b
#> 0.5
p.b = 2; p
#> w = f64[2]
#>      1.0  2.0
#> b = 2
p.c = "new"; p.c
#> "new"
(1, "two", 3.0)[2]
#> "two"
(1, 2, 3)[2:3]
#> (2, 3)
# A record of columns is a table: an index takes a row of every leaf.
data = (x = [1, 2; 3, 4; 5, 6], y = [10, 20, 30])
#> x = i64[3×2]
#>      1  2
#>      3  4
#>      5  6
#> y = i64[3]
#>      10  20  30
data[2]
#> x = i64[2]
#>      3  4
#> y = 20
data[2:3].y
#> i64[2]
#>    20  30
data[data.y > 15].x
#> i64[2×2]
#>    3  4
#>    5  6
for row in data { print(row.y) }
#> 10
#> 20
#> 30
# Comprehensions stack records leaf by leaf; sums add them.
[(t = i, s = [i, i^2]) for i in 1:3]
#> t = i64[3]
#>      1  2  3
#> s = i64[3×2]
#>      1  1
#>      2  4
#>      3  9
sum(i in 1:3, (a = 1.0*i, b = [1.0, i]))
#> a = 6.0
#> b = f64[2]
#>      3.0  6.0
# A record with a field apply is callable.
line = (apply = (m, x) -> m.w*x + m.b, w = 2, b = 1)
#> (apply = <function>, w = 2, b = 1)
line(10)
#> 21
line.w = 5; line(10)
#> 51
# Equality is of structure and values.
(1, (2, 3)) == (1, (2, 3))
#> true
(a = 1) == (b = 1)
#> false
# Spread a tuple or a vector over arguments.
h(x, y, z) = x + 10*y + 100*z
h((1, 2, 3)...)
#> 321
h(1, [2, 3]...)
#> 321
# Derivatives have the shape of the argument.
grad(q -> sum(q.w^2) + q.b^3)((w = [1.0, 2.0], b = 3.0))
#> w = f64[2]
#>      2.0  4.0
#> b = 27.0
