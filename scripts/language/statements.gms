# Assignments, loops, sums.

x = 3
#> 3
(a, b) = (1, 2)
#> (1, 2)
a, b = b, a
#> (2, 1)
(p, (q, r)) = (1, (2, 3)); r
#> 3
(c, d) = [7, 8]; d
#> 8

# if is an expression; blocks are not scopes.
sign1 = if x > 0 { "plus" } else if x < 0 { "minus" } else { "zero" }
#> "plus"
if x > 100 { seen = true }
if x > 0 { inside = x^2 }
inside
#> 9

# for walks ranges, rows, tuples and records of columns.
s = 0
#> 0
for i in 1:10 { if mod(i, 2) == 0 { next }; if i > 7 { break }; s = s + i }
s
#> 16
i
#> 9
for t in 3:-1:1 { print(t) }
#> 3
#> 2
#> 1
for row in [1, 2; 3, 4] { print(sum(row)) }
#> 3
#> 7
for part in (1, "two", [3.0]) { print(part) }
#> 1
#> two
#> f64[1]
#>    3.0
for (k, v) in ((1, "a"), (2, "b")) { print("{k}{v}") }
#> 1a
#> 2b
for i in 1:0 { print("never") }
# A range is never made into a list.
for i in 1:10^15 { if i == 3 { break } }
i
#> 3
n = 27; steps = 0;
while n != 1 { n = if mod(n, 2) == 0 { quo(n, 2) } else { 3*n + 1 }; steps = steps + 1 }
steps
#> 111
# break leaves the innermost loop.
for i in 1:3 { for j in 1:3 { if j == 2 { break }; print((i, j)) } }
#> (1, 1)
#> (2, 1)
#> (3, 1)

# Sums, products and comprehensions bind a name of their own.
sum(k in 1:100, k^2)
#> 338350
prod(k in 1:6, k)
#> 720
sum(k in 1:0, k)
#> 0
prod(k in 1:0, k)
#> 1
sum(row in [1, 2; 3, 4], row)
#> i64[2]
#>    4  6
max(k in 1:5, k*(4 - k))
#> 4
all(k in 1:9, k < 10) and any(k in 1:9, k == 3)
#> true
sum((u, v) in ((1, 2), (3, 4)), u*v)
#> 14
sum(i in 1:3, sum(j in 1:i, i*j))
#> 25
i
#> 3
[k^2 for k in 1:4]
#> i64[4]
#>    1  4  9  16
[[k, 2*k] for k in 1:2]
#> i64[2×2]
#>    1  2
#>    2  4
[(k) for k in (0.5, 1.5)]
#> f64[2]
#>    0.5  1.5
