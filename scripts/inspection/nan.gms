# Where a nan begins: `:nan` runs a statement up to the operation that makes the first one.
g(x) = sqrt(x) + 1
h(x) = g(x - 1)*2
h(0.5)
#> nan
:nan h(0.5)
#!> error[nan]: sqrt: makes a nan of numbers
#!>   g(x) = sqrt(x) + 1
#!>          ^^^^^^^
#!>   x : f64 = -0.5
#!>   in g, called by g(x - 1)
#!>   in h, called by h(0.5)
:where
#> error[nan]: sqrt: makes a nan of numbers
#> the statement
#>   :nan h(0.5)
#>        ^^^^^^
#> in h, where x = 0.5
#>   h(x) = g(x - 1)*2
#>          ^^^^^^^^
#> in g, where x = -0.5
#>   g(x) = sqrt(x) + 1
#>          ^^^^^^^
#>   x : f64 = -0.5
:nan 0.0/0.0
#!> error[nan]: 0.0/0.0: makes a nan of numbers
#!>   :nan 0.0/0.0
#!>        ~~~^~~~
#!>   0.0 : f64 = 0.0
#!>   0.0 : f64 = 0.0
:nan [1, 2] - [inf, 1]*0
#!> error[nan]: [inf, 1]*0: makes a nan of numbers
#!>   :nan [1, 2] - [inf, 1]*0
#!>                 ~~~~~~~~^~
#!>   [inf, 1] : f64[2] = [inf, 1.0]
#!>   0        : i64 = 0
:nan grad(x -> sqrt(x^2))(0.0)
#!> error[nan]: sqrt: has no finite derivative here
#!>   :nan grad(x -> sqrt(x^2))(0.0)
#!>                  ^^^^^^^^^
#!>   x^2 : f64 = 0.0
#!>   in the function, called by grad(x -> sqrt(x^2))(0.0)
:nan vmap(g)([1.0, -2.0])
#!> error[nan]: sqrt: makes a nan of numbers
#!>   g(x) = sqrt(x) + 1
#!>          ^^^^^^^
#!>   x : f64 = -2.0
#!>   in g, called by vmap(g)([1.0, -2.0])
:nan iterate(x -> sqrt(x - 1), 3.0, 9)
#!> error[nan]: sqrt: makes a nan of numbers
#!>   :nan iterate(x -> sqrt(x - 1), 3.0, 9)
#!>                     ^^^^^^^^^^^
#!>   x - 1 : f64 = -0.356406
#!>   in the function, called by iterate(x -> sqrt(x - 1), 3.0, 9)
:nan sum([log(v) for v in [1.0, -1.0]])
#!> error[nan]: log: makes a nan of numbers
#!>   :nan sum([log(v) for v in [1.0, -1.0]])
#!>             ^^^^^^
#!>   v : f64 = -1.0
:nan --inf log(0.0)
#!> error[nan]: log: makes an infinity of finite numbers
#!>   :nan --inf log(0.0)
#!>              ^^^^^^^^
#!>   0.0 : f64 = 0.0
# What is given as nan is nobody's mistake.
:nan nan + 1
#> nan
#> no operation makes a nan of numbers
:nan 1 + 1
#> 2
#> no operation makes a nan of numbers
:nan
#!> error[command]: :nan needs a statement
#!>   :nan
#!>   ^^^^
#!>   hint: :nan log(-1.0)
:set nan stop
log(-1.0)
#!> error[nan]: log: makes a nan of numbers
#!>   log(-1.0)
#!>   ^^^^^^^^^
#!>   -1.0 : f64 = -1.0
:set nan note
log(-1.0)
#> nan
