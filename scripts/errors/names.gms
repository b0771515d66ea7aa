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
#!>   in f, called by f(1)
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
#!>   there are 3
args[1]
#!> error[index]: there is no item 1: the tuple has 0
#!>   args[1]
#!>        ^

# A function cannot assign a global: the assigned name is a local.
total = 0;
count() = { total = total + 1; total }
count()
#!> error[name]: total has no value yet: it is a local of the function, which assigns it
#!>   count() = { total = total + 1; total }
#!>                       ^^^^^
#!>   in count, called by count()
#!>   hint: a function cannot assign a global: pass total in, and return the new value
store() = { total[1] = 5 }
store()
#!> error[name]: total has no value yet: it is a local of the function, which assigns it
#!>   store() = { total[1] = 5 }
#!>               ^^^^^
#!>   in store, called by store()
#!>   hint: a function cannot assign a global: pass total in, and return the new value
# Names of other languages.
arctan(1)
#!> error[name]: arctan is not defined
#!>   arctan(1)
#!>   ^^^^^^
#!>   hint: did you mean atan?
e
#!> error[name]: e is not defined
#!>   e
#!>   ^
#!>   hint: did you mean exp(1)?
ln_(2)
#!> error[name]: ln_ is not defined
#!>   ln_(2)
#!>   ^^^
#!>   hint: did you mean ln?
# A variable hides a builtin.
sin = 3;
#!> note: sin hides the builtin; :clear sin brings it back
sin(1)
#!> error[type]: i64 cannot be called: a variable hides the function
#!>   sin(1)
#!>   ^^^
#!>   hint: :clear sin
