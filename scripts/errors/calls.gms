# Calls: how many arguments, which names, and what can be called at all.
f(x, n=3) = x^n
f()
#!> error[arity]: f needs its argument x
#!>   f()
#!>   ^^^
#!>   hint: f(x, n=3)
f(1, 2, 3)
#!> error[arity]: f takes 2 arguments, not 3
#!>   f(1, 2, 3)
#!>           ^
#!>   hint: f(x, n=3)
f(1, m=2)
#!> error[argument]: f has no argument m
#!>   f(1, m=2)
#!>        ^
#!>   hint: f(x, n=3)
f(1, n=2, n=3)
#!> error[syntax]: ...
f(2, x=1)
#!> error[argument]: x is given twice
#!>   f(2, x=1)
#!>        ^
x = 3; x(4)
#!> error[type]: i64 cannot be called
#!>   x = 3; x(4)
#!>          ^
#!>   hint: an index stands in brackets: x[i]; a product needs its sign: x*(y)
(1, 2)(3)
#!> error[type]: a tuple of 2 cannot be called
#!>   (1, 2)(3)
#!>   ^^^^^^
linspace(0)
#!> error[arity]: linspace needs its argument b
#!>   linspace(0)
#!>   ^^^^^^^^^^^
#!>   hint: linspace(a, b, n=100)
linspace(0, 1, nn=5)
#!> error[argument]: linspace has no argument nn
#!>   linspace(0, 1, nn=5)
#!>                  ^^
#!>   hint: did you mean n=?
sum([1, 2], axis=3)
#!> error[axis]: there is no axis 3: the axes are 1 to 1
#!>   sum([1, 2], axis=3)
#!>               ^^^^
zeros(-1)
#!> error[domain]: zeros: the size -1 is negative
#!>   zeros(-1)
#!>         ^^
zeros(2.5)
#!> error[type]: zeros: a size is an integer, not f64
#!>   zeros(2.5)
#!>         ^^^
sqrt("two")
#!> error[type]: sqrt needs a number, not a text
#!>   sqrt("two")
#!>        ^^^^^
sqrt(1, 2)
#!> error[arity]: sqrt takes at most 1 argument, not 2
#!>   sqrt(1, 2)
#!>           ^
#!>   hint: sqrt(x)
g(a) = f(a) + undefined_inside
g(2)
#!> error[name]: undefined_inside is not defined
#!>   g(a) = f(a) + undefined_inside
#!>                 ^^^^^^^^^^^^^^^^
#!>   in g, called by g(2)
h(a) = { b = g(a); b + 1 }
h(2)
#!> error[name]: undefined_inside is not defined
#!>   g(a) = f(a) + undefined_inside
#!>                 ^^^^^^^^^^^^^^^^
#!>   in g, called by g(a)
#!>   in h, called by h(2)
error("the step must be positive")
#!> error[user]: the step must be positive
#!>   error("the step must be positive")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
