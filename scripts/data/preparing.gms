# What prepares data: standardise, split, shuffle, batches, one_hot.
use data
s = standardise(iris().x);
check mean(s.x, axis=1) ≈ zeros(4) abs 1e-12
#> ok [1.51582e-15, -9.4739e-16, 2.84217e-16, 4.26326e-16] ≈ [0.0, 0.0, 0.0, 0.0]
check std(s.x, axis=1) ≈ ones(4)
#> ok [1.0, 1.0, 1.0, 1.0] ≈ [1.0, 1.0, 1.0, 1.0]
# New rows are treated alike, and back.
check s(iris().x) ≈ s.x
#> ok f64[150×4] ≈ f64[150×4]
check s.undo(s.x) ≈ iris().x
#> ok f64[150×4] ≈ f64[150×4]
# Columns that do not vary stay: the corners of the digits are empty.
d = standardise(digits().x);
d.σ[1]
#> 1.0
check max(abs(d.x[:, 1])) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0
standardise([1e308, -1e308]).x
#> f64[2]
#>    1.0  -1.0
standardise([3, 4, 5]).x
#> f64[3]
#>   -1.22474  0.0  1.22474

# ## Rows in random order: columns stay together
data = (x = reshape(1:12, 6, 2), y = 10*(1:6));
seed(3);
z = shuffle(data);
check z.x[:, 2]*5 ≈ z.y
#> ok [60, 20, 40, 50, 10, 30] ≈ [60, 20, 40, 50, 10, 30]
check sort(z.y) ≈ data.y
#> ok [10, 20, 30, 40, 50, 60] ≈ [10, 20, 30, 40, 50, 60]
shuffle((1:5, (1:5)^2))
#> [1] = i64[5]
#>      3  2  4  1  5
#> [2] = i64[5]
#>      9  4  16  1  25

# ## Parts
(train_set, test_set) = split(digits(), 0.8);
(len(train_set.y), len(test_set.y))
#> (1438, 359)
check sum(train_set.x) + sum(test_set.x) ≈ 561718
#> ok 561718.0 ≈ 561718
map(len, split(1:10, 3))
#> (3, 7)
map(len, split(1:10, (0.5, 0.3)))
#> (5, 3, 2)
map(len, split(1:10, (1/3, 1/3, 1/3)))
#> (3, 4, 3)
map(len, split(1:10, (4, 6)))
#> (4, 6)
split((1:4, [5, 6, 7, 8]), 0.5, shuffled=false)
#> [1] = [1] = i64[2]
#>        1  2
#>   [2] = i64[2]
#>        5  6
#> [2] = [1] = i64[2]
#>        3  4
#>   [2] = i64[2]
#>        7  8

# ## Batches
for b in batches(data, 4) { print(b.y) }
#> i64[4]
#>    10  20  30  40
for b in batches(1:7, 3) { print(b) }
#> i64[3]
#>    1  2  3
#> i64[3]
#>    4  5  6
type(batches(digits().x, 100))
#> "f64[17×100×64]"

# ## Classes
one_hot([3, 1], 3)
#> f64[2×3]
#>    0.0  0.0  1.0
#>    1.0  0.0  0.0
one_hot(2, 2)
#> f64[2]
#>    0.0  1.0

# Petals before and after: the same picture in other units.
petals(x) = axes(legend(scatter(x[:, 3], x[:, 4], by=iris().y), classes("iris")), x="length", y="width")
layout((iris = petals(iris().x), standardised = petals(standardise(iris().x).x)))
#>                  iris                             standardised
#> width                                width
#> 2.5+  *  setosa            ^ ^         |  *  setosa             ^ ^
#>    |  #  versicolor     ^^^^^^   ^     |  #  versicolor      ^^^^^^   ^
#>    |  ^  virginica        ^^^   ^      |  ^  virginica         ^^^   ^
#>   2+                    ^^   ^ ^^     1+                    ^^^   ^ ^^
#>    |                  ^^^ ^^^^^        |                  ^ ^^ ^^^^^
#> 1.5+                # ##^   ^          |                 ####^   ^
#>    |             # #####   ^          0+              #######   ^
#>   1+          # #####                  |           ######
#>    |                                   |
#>    |    *                              |    *
#> 0.5+  ****                           -1+  ****
#>    | *****                             | *****
#>   0+ * *                               | * *
#>    +-+----+---+----+----+----+----+    +------+--------+-------+--------
#>      1    2   3    4    5    6    7           -1       0       1
#>                 length                               length
