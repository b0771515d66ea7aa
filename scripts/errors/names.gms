# Names that mean nothing, or not what was meant.
gradient = 1; gradien + 1
#!> error[name]: gradien is not defined
#!>   gradient = 1; gradien + 1
#!>                 ^^^^^^^
#!>   hint: did you mean gradient?
sinn(2)
#!> error[name]: sinn is not defined
#!>   sinn(2)
#!>   ^^^^
#!>   hint: did you mean sign, sin, sinh?
undefined_name
#!> error[name]: undefined_name is not defined
#!>   undefined_name
#!>   ^^^^^^^^^^^^^^
f(x) = x + offset
f(1)
#!> error[name]: offset is not defined
#!>   f(x) = x + offset
#!>              ^^^^^^
#!>   in f
linspce(0, 1, 5)
#!> error[name]: linspce is not defined
#!>   linspce(0, 1, 5)
#!>   ^^^^^^^
#!>   hint: did you mean linspace?
theta
#!> error[name]: theta is not defined
#!>   theta
#!>   ^^^^^
r = (mean = 0.5, sigma = 1.0); r.sgima
#!> error[field]: the record has no field sgima
#!>   r = (mean = 0.5, sigma = 1.0); r.sgima
#!>                                    ^^^^^
#!>   hint: it has mean, σ
r.x
#!> error[field]: the record has no field x
#!>   r.x
#!>     ^
#!>   hint: it has mean, σ
% 
#> (mean = 0.5, σ = 1.0)
%7
#!> error[name]: there is no result 7
#!>   %7
#!>   ^^
#!>   hint: there are 3
args[1]
#!> error[index]: there is no item 1: the tuple has 0
#!>   args[1]
#!>   ^^^^^^^
