# check states a claim; it prints ok with both sides, or fails the script.

check 0.1 + 0.2 ≈ 0.3
#> ok 0.3 ≈ 0.3
check 1.001 ≈ 1 tol 1e-2
#> ok 1.001 ≈ 1
check sin(π) ≈ 0 abs 1e-15
#> ok 1.22465e-16 ≈ 0
# Tensors: relative to the largest expected entry.
check [1e-12, 1] ≈ [0, 1]
#> ok [1e-12, 1.0] ≈ [0, 1]
check (a = 1.0, b = [2.0, 3.0]) ≈ (a = 1.0, b = [2.0, 3.0])
#> ok (a = 1.0, b = [2.0, 3.0]) ≈ (a = 1.0, b = [2.0, 3.0])
check [1, 2] ≈ 1.5 abs 0.5
#> ok [1, 2] ≈ 1.5
check 1 + 1 == 2
#> ok 2 == 2
check exp(1) < 3
#> ok 2.71828 < 3
check [1, 2] <= [1, 3]
#> ok [1, 2] <= [1, 3]
check true
#> ok
check isnan(0/0)
#> ok
# A derivative without a partner is compared with differences.
check grad(x -> sum(x^3))([1.0, 2.0])
#> ok [3.0, 12.0] ≈ [3.0, 12.0] by differences
check sin'(0.3)
#> ok 0.955336 ≈ 0.955336 by differences
# Estimates are compared in standard errors of the difference, in which common draws cancel:
# a ≈ b says |a - b| ≤ k se, a < b that it is shown, b - a ≥ k se, a <= b that it is not contradicted.
e = estimate([1.0, 2, 3, 4, 5])
#> 3.000 ± 0.707
check e ≈ 2.5 se 4
#> ok 3.000 ± 0.707 ≈ 2.5 (0.7 se)
check 2*e ≈ e + e se 0
#> ok 6.00 ± 1.41 ≈ 6.00 ± 1.41 (0.0 se)
check e < 10 se 4
#> ok 3.000 ± 0.707 < 10 (9.9 se)
check e <= 2.5 se 4
#> ok 3.000 ± 0.707 <= 2.5 (-0.7 se)
