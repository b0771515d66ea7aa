# Claims that fail say by how much.
check 1 ≈ 1.1
#!> error[check]: 1 ≈ 1.1 does not hold
#!>   check 1 ≈ 1.1
#!>   ^^^^^^^^^^^^^
#!>   largest difference 0.1, allowed 1.1e-09
check sin(1.0) ≈ 0.8414709848
#> ok 0.841471 ≈ 0.841471
check [1.0, 2.0] ≈ [1.0, 2.1]
#!> error[check]: [1.0, 2.0] ≈ [1.0, 2.1] does not hold
#!>   check [1.0, 2.0] ≈ [1.0, 2.1]
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   largest difference 0.1, allowed 2.1e-09
check 1e-20 ≈ 0
#!> error[check]: 1e-20 ≈ 0: the expected value is 0, so a relative tolerance says nothing
#!>   check 1e-20 ≈ 0
#!>   ^^^^^^^^^^^^^^^
#!>   hint: check 1e-20 ≈ 0 abs 1e-12
check 1e-20 ≈ 0 abs 1e-12
#> ok 1e-20 ≈ 0
check 2 < 1
#!> error[check]: 2 < 1 does not hold
#!>   check 2 < 1
#!>   ^^^^^^^^^^^
check [1, 2] < 3
#> ok [1, 2] < 3
check 1 == 2
#!> error[check]: 1 == 2 does not hold
#!>   check 1 == 2
#!>   ^^^^^^^^^^^^
check (a = 1.0, b = 2.0) ≈ (a = 1.0, b = 2.5)
#!> error[check]: (a = 1.0, b = 2.0) ≈ (a = 1.0, b = 2.5) does not hold
#!>   check (a = 1.0, b = 2.0) ≈ (a = 1.0, b = 2.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   largest difference 0.5, allowed 2.5e-09
check [1, 2] ≈ [1, 2, 3]
#!> error[shape]: the shapes differ in the last axis (2 vs 3)
#!>   check [1, 2] ≈ [1, 2, 3]
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
#!>   [1, 2]    : i64[2]
#!>   [1, 2, 3] : i64[3]
check 3
#!> error[check]: a claim is a comparison, not i64
#!>   check 3
#!>         ^
#!>   hint: write check a ≈ b, or check grad(f)(x) to compare a derivative with differences
check 1 ≈ 1 tol -1
#!> error[value]: a tolerance is a number that is not negative
#!>   check 1 ≈ 1 tol -1
#!>                   ^^
check nan ≈ nan
#!> error[check]: nan ≈ nan does not hold: nan is near to nothing
#!>   check nan ≈ nan
#!>   ^^^^^^^^^^^^^^^
#!>   hint: check isnan(x) claims that it is nan
check grad(x -> x^2)(3.0)
#> ok 6.0 ≈ 6.0 by differences
