# Integers are exact or an error; division by zero of integers is one.
3037000500 * 3037000500
#!> error[overflow]: 3037000500 * 3037000500 does not fit in i64
#!>   3037000500 * 3037000500
#!>              ^
#!>   hint: with a float it is computed in f64: 3037000500.0 * 3037000500
9223372036854775807 + 1
#!> error[overflow]: 9223372036854775807 + 1 does not fit in i64
#!>   9223372036854775807 + 1
#!>                       ^
#!>   hint: with a float it is computed in f64: 9223372036854775807.0 + 1
2^64
#!> error[overflow]: 2 ^ 64 does not fit in i64
#!>   2^64
#!>    ^
#!>   hint: floats reach further: 2.0 ^ 64
x = -9223372036854775807 - 1; -x
#!> error[overflow]: -(-9223372036854775808) does not fit in i64
#!>   x = -9223372036854775807 - 1; -x
#!>                                 ^^
#!>   hint: floats reach further: -(-9223372036854775808.0)
sum([9223372036854775807, 1])
#!> error[overflow]: a result over 2 integers does not fit in i64
#!>   sum([9223372036854775807, 1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: floats reach further: 1.0*x is f64
prod([4294967296, 4294967296])
#!> error[overflow]: a result over 2 integers does not fit in i64
#!>   prod([4294967296, 4294967296])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: floats reach further: 1.0*x is f64
mod(3, 0)
#!> error[domain]: an integer is divided by 0
#!>   mod(3, 0)
#!>   ^^^^^^^^^
quo(3, 0)
#!> error[domain]: an integer is divided by 0
#!>   quo(3, 0)
#!>   ^^^^^^^^^
k = -1; 2^k
#!> error[domain]: 2^k: an integer to a negative power is no integer
#!>   k = -1; 2^k
#!>           ~^~
#!>   2 : i64
#!>   k : i64
#!>   hint: (1.0*2)^k
99999999999999999999
#!> error[number]: ...
1e999
#!> error[number]: ...
i64(0.5)
#!> error[domain]: i64: 0.5 is not an integer within range
#!>   i64(0.5)
#!>   ^^^^^^^^
[1, 2] / "a"
#!> error[type]: [1, 2] / "a": a text is not a number
#!>   [1, 2] / "a"
#!>   ~~~~~~ ^ ~~~
#!>   [1, 2] : i64[2]
#!>   "a"    : a text
complex(1, 2) < complex(2, 1)
#!> error[type]: complex(1, 2) < complex(2, 1): < needs real numbers, not c128
#!>   complex(1, 2) < complex(2, 1)
#!>   ~~~~~~~~~~~~~ ^ ~~~~~~~~~~~~~
#!>   complex(1, 2) : c128
#!>   complex(2, 1) : c128
1:0.5:inf
#!> error[range]: a bound must be a finite number, not inf
#!>   1:0.5:inf
#!>         ^^^
