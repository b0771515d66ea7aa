# What would hang on the draws is refused.
e = estimate([1.0, 2, 3, 4, 5])
#> 3.000 ± 0.707
e < 3
#!> error[estimate]: a comparison needs numbers, this is an estimate 3.000 ± 0.707
#!>   e < 3
#!>     ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
if e > 3 { 1 }
#!> error[estimate]: a comparison needs numbers, this is an estimate 3.000 ± 0.707
#!>   if e > 3 { 1 }
#!>        ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
if e { 1 }
#!> error[estimate]: a condition needs numbers, this is an estimate 3.000 ± 0.707
#!>   if e { 1 }
#!>      ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
while e > 0 { e = e - 1 }
#!> error[estimate]: a comparison needs numbers, this is an estimate 3.000 ± 0.707
#!>   while e > 0 { e = e - 1 }
#!>           ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
zeros(e)
#!> error[estimate]: a size needs numbers, this is an estimate 3.000 ± 0.707
#!>   zeros(e)
#!>         ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
[1, 2, 3][e]
#!> error[estimate]: an index needs numbers, this is an estimate 3.000 ± 0.707
#!>   [1, 2, 3][e]
#!>   ^^^^^^^^^^^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
for i in 1:e { }
#!> error[estimate]: a bound needs numbers, this is an estimate 3.000 ± 0.707
#!>   for i in 1:e { }
#!>              ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
linspace(0, e, 3)
#!> error[estimate]: the argument b of linspace needs numbers, this is an estimate 3.000 ± 0.707
#!>   linspace(0, e, 3)
#!>               ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
floor(e)
#!> error[estimate]: floor needs numbers, this is an estimate 3.000 ± 0.707
#!>   floor(e)
#!>   ^^^^^^^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
i64(e)
#!> error[estimate]: i64 needs numbers, this is an estimate 3.000 ± 0.707
#!>   i64(e)
#!>   ^^^^^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
argmax([e, 2])
#!> error[estimate]: argmax needs numbers, this is an estimate f64[2]
#!>   argmax([e, 2])
#!>   ^^^^^^^^^^^^^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
sort([e, 2])
#> estimate f64[2]
#>   2 ± 0  3.000 ± 0.707
argsort([e, 2])
#!> error[estimate]: argsort needs numbers, this is an estimate f64[2]
#!>   argsort([e, 2])
#!>   ^^^^^^^^^^^^^^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
e ≈ 3
#!> error[estimate]: ≈ needs numbers, this is an estimate 3.000 ± 0.707
#!>   e ≈ 3
#!>   ^^^^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
2 in [e, 1]
#!> error[estimate]: a comparison needs numbers, this is an estimate f64[2]
#!>   2 in [e, 1]
#!>   ^^^^^^^^^^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
grad(t -> if t*e > 1 { t } else { 2*t })(1.0)
#!> error[estimate]: a comparison needs numbers, this is an estimate 3.000 ± 0.707
#!>   grad(t -> if t*e > 1 { t } else { 2*t })(1.0)
#!>                    ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
vmap(x -> floor(x*e))([1.0, 2.0])
#!> error[estimate]: floor needs numbers, this is an estimate 3.000 ± 0.707
#!>   vmap(x -> floor(x*e))([1.0, 2.0])
#!>             ^^^^^^^^^^
#!>   in the function, called by vmap(x -> floor(x*e))([1.0, 2.0])
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
iterate(x -> x*e, 1.0, 100, until=x -> x > 3)
#!> error[estimate]: a comparison needs numbers, this is an estimate 3.000 ± 0.707
#!>   iterate(x -> x*e, 1.0, 100, until=x -> x > 3)
#!>                                            ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
grad(x -> value(x*e))(2.0)
#!> error[estimate]: value inside a derivative or a recorded function needs numbers, this is an estimate 6.00 ± 1.41
#!>   grad(x -> value(x*e))(2.0)
#!>             ^^^^^^^^^^
#!>   in the function, called by grad(x -> value(x*e))(2.0)
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
value("three")
#!> error[type]: value: this needs an estimate or a number, not a text
#!>   value("three")
#!>         ^^^^^^^
estimate(e)
#!> error[estimate]: the argument xs of estimate needs numbers, this is an estimate 3.000 ± 0.707
#!>   estimate(e)
#!>            ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
estimate(3)
#!> error[shape]: estimate needs at least one row, not a scalar
#!>   estimate(3)
#!>   ^^^^^^^^^^^
#!>   3 : i64
estimate(zeros(0, 2))
#!> error[shape]: estimate needs at least one row, not 0×2
#!>   estimate(zeros(0, 2))
#!>   ^^^^^^^^^^^^^^^^^^^^^
#!>   zeros(0, 2) : f64[0×2]
# Checks.
check e ≈ 3
#!> error[estimate]: an estimate is compared in standard errors
#!>   check e ≈ 3
#!>   ^^^^^^^^^^^
#!>   hint: check e ≈ 3 se 4
check e < 30
#!> error[estimate]: an estimate is compared in standard errors
#!>   check e < 30
#!>   ^^^^^^^^^^^^
#!>   hint: check e < 30 se 4
check e ≈ 30 se 4
#!> error[check]: 3.000 ± 0.707 ≈ 30 does not hold (38.2 se)
#!>   check e ≈ 30 se 4
#!>   ^^^^^^^^^^^^^^^^^
#!>   the difference is -27.000 ± 0.707, allowed 4 se
check [e, 2*e] ≈ [3, 60] se 4
#!> error[check]: [3.000 ± 0.707, 6.00 ± 1.41] ≈ [3, 60] does not hold (38.2 se)
#!>   check [e, 2*e] ≈ [3, 60] se 4
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   the worst element counts, allowed 4 se
check e < 4 se 4
#!> error[check]: 3.000 ± 0.707 < 4 does not hold (1.4 se)
#!>   check e < 4 se 4
#!>   ^^^^^^^^^^^^^^^^
#!>   the difference is -1.000 ± 0.707, needed 4 se
check e <= 0 se 4
#!> error[check]: 3.000 ± 0.707 <= 0 does not hold (-4.2 se)
#!>   check e <= 0 se 4
#!>   ^^^^^^^^^^^^^^^^^
#!>   the difference is 3.000 ± 0.707, allowed against it 4 se
check e - e ≈ 1e-8 se 4
#!> error[check]: 0 ± 0 ≈ 1e-08 does not hold (without error)
#!>   check e - e ≈ 1e-8 se 4
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
#!>   the difference is -1e-08 ± 0, allowed 4 se
check estimate([1.0]) ≈ 1 se 4
#!> error[check]: 1.0 ± nan ≈ 1 does not hold: its standard error is not known
#!>   check estimate([1.0]) ≈ 1 se 4
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
check e ≈ nan se 4
#!> error[check]: 3.000 ± 0.707 ≈ nan does not hold: nan is near to nothing
#!>   check e ≈ nan se 4
#!>   ^^^^^^^^^^^^^^^^^^
check 1 ≈ 1 se 4
#!> error[check]: nothing has a standard error here
#!>   check 1 ≈ 1 se 4
#!>                  ^
#!>   hint: plain numbers are compared without se
check e == 3 se 4
#!> error[check]: se goes with ≈, <, <=, > and >=
#!>   check e == 3 se 4
#!>                   ^
check e se 4
#!> error[check]: se compares two sides: check a ≈ b se 4
#!>   check e se 4
#!>              ^
check e ≈ 3 se -1
#!> error[value]: a tolerance is a number that is not negative
#!>   check e ≈ 3 se -1
#!>                  ^^
check [e, e] ≈ [1, 2, 3] se 4
#!> error[shape]: the shapes differ in the last axis (2 vs 3)
#!>   check [e, e] ≈ [1, 2, 3] se 4
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   [e, e]    : an estimate f64[2]
#!>   [1, 2, 3] : i64[3]
