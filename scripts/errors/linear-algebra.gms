# Matrices that an algorithm cannot take.
eig(ones(2, 3))
#!> error[shape]: eig needs a square matrix, not 2×3
#!>   eig(ones(2, 3))
#!>   ^^^^^^^^^^^^^^^
#!>   ones(2, 3) : f64[2×3]
solve([1, 2; 2, 4], [1, 2])
#!> error[singular]: solve: the matrix is singular
#!>   solve([1, 2; 2, 4], [1, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   [1, 2; 2, 4] : i64[2×2]
#!>   [1, 2]       : i64[2]
inv([1, 2; 2, 4])
#!> error[singular]: inv: the matrix is singular
#!>   inv([1, 2; 2, 4])
#!>   ^^^^^^^^^^^^^^^^^
#!>   [1, 2; 2, 4] : i64[2×2]
cholesky([1, 2; 2, 1])
#!> error[domain]: cholesky: not positive definite (the leading minor of order 2 is not positive)
#!>   cholesky([1, 2; 2, 1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^
eigh([1, 2; 3, 4])
#!> error[domain]: eigh: not symmetric
#!>   eigh([1, 2; 3, 4])
#!>   ^^^^^^^^^^^^^^^^^^
eig([nan, 1; 1, 2])
#!> error[domain]: eig: an entry is not finite
#!>   eig([nan, 1; 1, 2])
#!>   ^^^^^^^^^^^^^^^^^^^
det(ones(3))
#!> error[shape]: det needs a matrix, not length 3
#!>   det(ones(3))
#!>   ^^^^^^^^^^^^
#!>   ones(3) : f64[3]
trace(ones(2))
#!> error[shape]: trace needs a matrix, not length 2
#!>   trace(ones(2))
#!>   ^^^^^^^^^^^^^^
#!>   ones(2) : f64[2]
logdet([-1, 0; 0, 1])
#> nan
expm(ones(2, 3))
#!> error[shape]: expm needs a square matrix, not 2×3
#!>   expm(ones(2, 3))
#!>   ^^^^^^^^^^^^^^^^
#!>   ones(2, 3) : f64[2×3]
norm("a")
#!> error[type]: norm needs a number here, not a text
#!>   norm("a")
#!>        ^^^
kron(1, "a")
#!> error[type]: kron needs a number here, not a text
#!>   kron(1, "a")
#!>           ^^^
