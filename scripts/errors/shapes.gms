# Shapes that clash: every operand is shown with its shape.
ones(2) + ones(3)
#!> error[shape]: ones(2) + ones(3): the shapes differ in the last axis (2 vs 3)
#!>   ones(2) + ones(3)
#!>   ~~~~~~~ ^ ~~~~~~~
#!>   ones(2) : f64[2]
#!>   ones(3) : f64[3]
W = ones(4, 3); x = ones(4, 64); b = ones(4)
#> f64[4]
#>    1.0  1.0  1.0  1.0
h = tanh(W @ x + b)
#!> error[shape]: W @ x: inner sizes differ (3 vs 4)
#!>   h = tanh(W @ x + b)
#!>            ~ ^ ~
#!>   W : f64[4×3]
#!>   x : f64[4×64]
#!>   hint: W' @ x has shape 3×64
W @ ones(4)
#!> error[shape]: W @ ones(4): inner sizes differ (3 vs 4)
#!>   W @ ones(4)
#!>   ~ ^ ~~~~~~~
#!>   W       : f64[4×3]
#!>   ones(4) : f64[4]
#!>   hint: W' @ ones(4) has length 3
W + ones(2, 1, 5)
#!> error[shape]: W + ones(2, 1, 5): the shapes differ in the last axis (3 vs 5)
#!>   W + ones(2, 1, 5)
#!>   ~ ^ ~~~~~~~~~~~~~
#!>   W             : f64[4×3]
#!>   ones(2, 1, 5) : f64[2×1×5]
[1, 2; 3]
#!> error[shape]: row 1 has 2 columns and row 2 has 1
#!>   [1, 2; 3]
#!>   ^^^^^^^^^
[ones(2, 2), ones(3, 3)]
#!> error[shape]: concatenate needs 2×2 but for axis 2, not 3×3
#!>   [ones(2, 2), ones(3, 3)]
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
#!>   ones(2, 2) : f64[2×2]
#!>   ones(3, 3) : f64[3×3]
concat((ones(2, 2), ones(2, 3)))
#!> error[shape]: concat needs 2×2 but for axis 1, not 2×3
#!>   concat((ones(2, 2), ones(2, 3)))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
reshape(1:6, 4, 2)
#!> error[shape]: reshape needs 8 elements, not length 6
#!>   reshape(1:6, 4, 2)
#!>   ^^^^^^^^^^^^^^^^^^
#!>   1:6 : i64[6]
x = [1, 2, 3]; x[1:2] = [7, 8, 9]
#!> error[shape]: the assignment needs shape 2, not length 3
#!>   x = [1, 2, 3]; x[1:2] = [7, 8, 9]
#!>                  ^        ~~~~~~~~~
#!>   x         : i64[3]
#!>   [7, 8, 9] : i64[3]
2 @ [1, 2]
#!> error[shape]: 2 @ [1, 2]: @ is the matrix product, and a scalar is no matrix
#!>   2 @ [1, 2]
#!>   ~ ^ ~~~~~~
#!>   2      : i64
#!>   [1, 2] : i64[2]
#!>   hint: write * to scale
I + ones(2, 3)
#!> error[shape]: I + ones(2, 3): I takes its size from a square matrix, not from f64[2×3]
#!>   I + ones(2, 3)
#!>   ~ ^ ~~~~~~~~~~
#!>   I          : a multiple of I
#!>   ones(2, 3) : f64[2×3]
#!>   hint: eye(n) has a size of its own
where([true, false], [1, 2, 3], 0)
#!> error[shape]: the shapes differ in the last axis (2 vs 3)
#!>   where([true, false], [1, 2, 3], 0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   [true, false] : bool[2]
#!>   [1, 2, 3]     : i64[3]
#!>   0             : i64
solve(ones(3, 3), ones(4))
#!> error[shape]: solve needs 3 rows on the right side, not 4×1
#!>   solve(ones(3, 3), ones(4))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   ones(3, 3) : f64[3×3]
#!>   ones(4)    : f64[4]
stack(([1, 2], [1, 2, 3]))
#!> error[shape]: stack needs 1×2 but for axis 1, not 1×3
#!>   stack(([1, 2], [1, 2, 3]))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
[[1, 2][i] for i in 1:3]
#!> error[index]: index 3 is out of range: axis 1 has length 2
#!>   [[1, 2][i] for i in 1:3]
#!>    ~~~~~~ ^
#!>   [1, 2] : i64[2]
