# Values of the wrong kind.
if 1 { 2 }
#!> error[type]: a condition must be true or false, not i64
#!>   if 1 { 2 }
#!>      ^
while "yes" { }
#!> error[type]: a condition must be true or false, not a text
#!>   while "yes" { }
#!>         ^^^^^
if [true, false] { 1 }
#!> error[type]: a condition must be one truth value, not bool[2]
#!>   if [true, false] { 1 }
#!>      ^^^^^^^^^^^^^
#!>   hint: write all(...) or any(...)
not 3
#!> error[type]: not needs bool, not i64
#!>   not 3
#!>       ^
1 + "a"
#!> error[type]: 1 + "a": a text is not a number
#!>   1 + "a"
#!>   ~ ^ ~~~
#!>   1   : i64
#!>   "a" : a text
for i in 5 { }
#!> error[type]: i64 has no elements to walk over
#!>   for i in 5 { }
#!>            ^
#!>   hint: a range is written 1:n
(1.0, 2.0) + (1.0, 2.0, 3.0)
#!> error[structure]: the trees differ: (f64, f64) and (f64, f64, f64)
#!>   (1.0, 2.0) + (1.0, 2.0, 3.0)
#!>              ^
(a = 1.0) + (b = 1.0)
#!> error[structure]: the trees differ: (a = f64) and (b = f64)
#!>   (a = 1.0) + (b = 1.0)
#!>             ^
(1.0, 2) + (1.0, 3)
#!> error[structure]: i64 in a tree is no leaf, so both sides must have the same: 2 and 3 differ
#!>   (1.0, 2) + (1.0, 3)
#!>            ^
#!>   hint: floating numbers are leaves: write 2.0
(1.0, 2.0) * ones(2)
#!> error[structure]: (1.0, 2.0) * ones(2): a scalar meets every leaf of a tree, f64[2] does not
#!>   (1.0, 2.0) * ones(2)
#!>   ~~~~~~~~~~ ^ ~~~~~~~
#!>   (1.0, 2.0) : a tuple of 2
#!>   ones(2)    : f64[2]
#!>   hint: spread the tuple or build one with the same structure
x = sin; x + 1
#!> error[type]: x + 1: a function is not a number
#!>   x = sin; x + 1
#!>            ~ ^ ~
#!>   x : a function
#!>   1 : i64
"{0.5:d}"
#!> error[format]: the format d needs an integer
#!>   "{0.5:d}"
#!>     ^^^
#!>   hint: "{0.5:.0f}"
"{1:q}"
#!> error[format]: "q" is no format
#!>   "{1:q}"
#!>     ^
#!>   hint: formats are .4g, .3f, 8.2e, 5d
y = if false { 1 }
#!> error[value]: this has no value to assign
#!>   y = if false { 1 }
#!>       ^^^^^^^^^^^^^^
