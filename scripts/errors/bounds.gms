# What would end the process, or never end, is an error before it happens.

# A tensor beyond the memory budget.
zeros(10^7, 10^7)
#!> error[memory]: this needs 800 TB, [..] are left
#!>   zeros(10^7, 10^7)
#!>   ^^^^^^^^^^^^^^^^^
#!>   hint: :set memory shows and changes the limit
[i for i in 1:10^13];
#!> error[memory]: this needs 320 TB, [..] are left
#!>   [i for i in 1:10^13];
#!>   ^^^^^^^^^^^^^^^^^^^^
#!>   hint: :set memory shows and changes the limit
-9223372036854775807:9223372036854775807;
#!> error[memory]: this needs 9.2 EB, [..] are left
#!>   -9223372036854775807:9223372036854775807;
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: :set memory shows and changes the limit

# A text that doubles, a tuple that holds itself twice, functions in functions.
s = "0123456789"; for i in 1:60 { s = "{s}{s}" }
#!> error[memory]: a text holds at most 16777216 bytes
#!>   s = "0123456789"; for i in 1:60 { s = "{s}{s}" }
#!>                                         ^^^^^^^^
t = (1, 2); for i in 1:60 { t = (t, t) }
#!> error[memory]: a tuple or record holds at most 10000000 values
#!>   t = (1, 2); for i in 1:60 { t = (t, t) }
#!>                                   ^^^^^^
#!>   hint: many numbers belong in a tensor
t = (1,); for i in 1:10^6 { t = (t,) }
#!> error[depth]: values nest at most 2000 deep
#!>   t = (1,); for i in 1:10^6 { t = (t,) }
#!>                                   ^^^^
above(f) = x -> f(x) + 1
f = x -> x; for i in 1:10^6 { f = above(f) }
#!> error[depth]: values nest at most 2000 deep
#!>   above(f) = x -> f(x) + 1
#!>              ^^^^^^^^^^^^^
#!>   in above, called by above(f)

# Recursion that does not end.
endless(n) = endless(n + 1) + 1
endless(1)
#!> error[depth]: the calls are nested too deeply
#!>   endless(n) = endless(n + 1) + 1
#!>                ^^^^^^^^^^^^^^
#!>   in endless, called by endless(n + 1)
#!>   in endless, called by endless(1)
#!>   hint: does the recursion end? a loop needs no depth

# A walk over numbers that are never all there.
for i in 1:10^18 { if i > 3 { break } }
i
#> 4
