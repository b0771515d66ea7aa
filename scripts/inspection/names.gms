# What a session holds: names, kinds, sizes, results.
:who
#> nothing is defined yet
x = 0.5; f(x, n=2) = x^n; A = eye(20); r = (a = 1, b = eye(2)); p(z) ~ Normal(0, 1); d = Normal(0, 1);
name = "a text"; t = (1, true);
:who
#> x     f64                  8 bytes  0.5
#> f     function of x, n=2
#> A     f64[20×20]            3.2 KB  [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, ...
#> r     record of 2 fields  40 bytes  (a = 1, b = [1.0, 0.0; 0.0, 1.0])
#> p     density of z
#> d     distribution          1.6 KB  Normal(μ = 0, σ = 1)
#> name  text                 6 bytes  "a text"
#> t     tuple of 2           9 bytes  (1, true)
#> 8 names, 4.9 KB
:who ?
#> x  f64                  8 bytes  0.5
#> f  function of x, n=2
#> A  f64[20×20]            3.2 KB  [1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, ...]
#> r  record of 2 fields  40 bytes  (a = 1, b = [1.0, 0.0; 0.0, 1.0])
#> p  density of z
#> d  distribution          1.6 KB  Normal(μ = 0, σ = 1)
#> t  tuple of 2           9 bytes  (1, true)
#> 7 names, 4.9 KB
:set width 40
:who
#> x     f64                  8 bytes
#> f     function of x, n=2
#> A     f64[20×20]            3.2 KB
#> r     record of 2 fields  40 bytes
#> p     density of z
#> d     distribution          1.6 KB
#> name  text                 6 bytes
#> t     tuple of 2           9 bytes
#> 8 names, 4.9 KB
:set width 80
:type A @ A
#> f64[20×20]
:type r
#> record of 2 fields
#>   a  i64
#>   b  f64[2×2]
:type f
#> function of x, n=2
x + 1; "a text"
#> "a text"
zeros(3);
:hist 3
#> %7  x + 1     1.5
#> %8  "a text"  "a text"
#> %9  zeros(3)  [0.0, 0.0, 0.0]
%1 + %%[1]
#!> error[type]: a text cannot be indexed
#!>   %1 + %%[1]
#!>        ^^^^^
1:2000
#> i64[2000]
#>       1     2     3     4     5     6     7     8     9    10    11    12    13
#>      14    15    16    17    18    19    20    21    22    23    24    25    26
#>      27    28    29    30
#>   ...
#>    1971  1972  1973  1974  1975  1976  1977  1978  1979  1980  1981  1982  1983
#>    1984  1985  1986  1987  1988  1989  1990  1991  1992  1993  1994  1995  1996
#>    1997  1998  1999  2000
#>   min 1  mean 1000.5  max 2000
#>   60 of 2000 elements; :last shows all
:last 1
#!> error[command]: :last takes nothing behind it
#!>   :last 1
#!>         ^
#!>   hint: :last
:mem
#> in use   [MEM]
#> at most  [MEM]
#> allowed  [MEM]
:clear x t
x
#!> error[name]: x is not defined
#!>   x
#!>   ^
:clear nope
#!> error[name]: nope is not defined
#!>   :clear nope
#!>          ^^^^
timeit(sin(1.0), repeats=2)
#> [TIME]
:time 1 + 1
#> 2
#> time [TIME]
seed(3); z ~ Normal(0, 1)
#> 0.524383
:reset
:who
#> nothing is defined yet
:hist
#> there is no result yet
ans
#!> error[name]: ans is not defined
#!>   ans
#!>   ^^^
#!>   hint: did you mean abs, any?
:reload
#> no file is in use
