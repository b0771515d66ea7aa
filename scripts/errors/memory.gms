# What does not fit is refused before any memory is touched.
:set memory 1GB
zeros(10^7, 10^7)
#!> error[memory]: this needs 800 TB, [MEM] are left
#!>   zeros(10^7, 10^7)
#!>   ^^^^^^^^^^^^^^^^^
#!>   hint: :set memory shows and changes the limit
zeros(10^10, 10^10, 10^10)
#!> error[memory]: this needs 9.2 EB, [MEM] are left
#!>   zeros(10^10, 10^10, 10^10)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: :set memory shows and changes the limit
eye(10^9)
#!> error[memory]: this needs 8.0 EB, [MEM] are left
#!>   eye(10^9)
#!>   ^^^^^^^^^
#!>   hint: :set memory shows and changes the limit
1:10^12
#!> error[memory]: this needs 8.0 TB, [MEM] are left
#!>   1:10^12
#!>   ^^^^^^^
#!>   hint: :set memory shows and changes the limit
x = ones(10^4); x @ ones(10^4, 10^9)
#!> error[memory]: this needs 80.0 TB, [MEM] are left
#!>   x = ones(10^4); x @ ones(10^4, 10^9)
#!>                       ^^^^^^^^^^^^^^^^
#!>   hint: :set memory shows and changes the limit
kron(ones(10^4, 10^4), ones(10^4, 10^4))
#!> error[memory]: this needs 800 MB, [MEM] are left
#!>   kron(ones(10^4, 10^4), ones(10^4, 10^4))
#!>                          ^^^^^^^^^^^^^^^^
#!>   hint: :set memory shows and changes the limit
f(n) = 1 + f(n + 1)
f(1)
#!> error[depth]: the calls are nested too deeply
#!>   f(n) = 1 + f(n + 1)
#!>              ^^^^^^^^
#!>   in f, called by f(n + 1)
#!>   in f, called by f(1)
#!>   hint: does the recursion end? a loop needs no depth
a(n) = b(n); b(n) = a(n)
a(1)
#!> error[depth]: the calls are nested too deeply
#!>   a(n) = b(n); b(n) = a(n)
#!>          ^^^^
#!>   in a, called by a(n)
#!>   in b, called by b(n)
#!>   in a, called by a(1)
#!>   hint: does the recursion end? a loop needs no depth
