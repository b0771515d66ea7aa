# Indices count from 1 and stay inside.
x = [10, 20, 30]; A = [1, 2; 3, 4]
#> i64[2×2]
#>    1  2
#>    3  4
x[0]
#!> error[index]: there is no element 0: indices count from 1
#!>   x[0]
#!>   ~ ^
#!>   x : i64[3]
#!>   hint: the first is x[1]
x[-1]
#!> error[index]: there is no element -1: indices count from 1
#!>   x[-1]
#!>   ~ ^^
#!>   x : i64[3]
#!>   hint: the last is x[end]
x[4]
#!> error[index]: index 4 is out of range: axis 1 has length 3
#!>   x[4]
#!>   ~ ^
#!>   x : i64[3]
A[3, 1]
#!> error[index]: index 3 is out of range: axis 1 has length 2
#!>   A[3, 1]
#!>   ~ ^
#!>   A : i64[2×2]
A[1, 3]
#!> error[index]: index 3 is out of range: axis 2 has length 2
#!>   A[1, 3]
#!>   ~    ^
#!>   A : i64[2×2]
A[1, 2, 3]
#!> error[axis]: there is no axis 3: the axes are 1 to 2
#!>   A[1, 2, 3]
#!>   ^^^^^^^^^^
#!>   A : i64[2×2]
x[1.5]
#!> error[index]: an index is a whole number, not 1.5
#!>   x[1.5]
#!>     ^^^
x["a"]
#!> error[index]: an index is a whole number, not a text
#!>   x["a"]
#!>     ^^^
x[[true, false]]
#!> error[shape]: a mask needs length 3, not length 2
#!>   x[[true, false]]
#!>   ^^^^^^^^^^^^^^^^
#!>   x : i64[3]
x[2:5]
#!> error[index]: index 5 is out of range: axis 1 has length 3
#!>   x[2:5]
#!>   ~ ^^^
#!>   x : i64[3]
t = (1, 2.5); t[3]
#!> error[index]: there is no item 3: the tuple has 2
#!>   t = (1, 2.5); t[3]
#!>                   ^
x[end+1] = 4
#!> error[index]: x[end+1] = 4: index 4 is out of range: axis 1 has length 3
#!>   x[end+1] = 4
#!>   ~ ^^^^^    ~
#!>   x : i64[3]
#!>   4 : i64
5[1]
#!> error[axis]: a scalar has no axes
#!>   5[1]
#!>   ^^^^
#!>   5 : i64
(a, b) = [1, 2, 3]
#!> error[arity]: 2 names stand for 3 values
#!>   (a, b) = [1, 2, 3]
#!>   ^^^^^^

# What cannot be an index, what cannot be stored, columns that do not fit together.
x["a"]
#!> error[index]: an index is a whole number, not a text
#!>   x["a"]
#!>     ^^^
x[1] = "a"
#!> error[type]: a text cannot stand in i64[3]
#!>   x[1] = "a"
#!>   ^      ~~~
#!>   x   : i64[3]
#!>   "a" : a text
word = "abc"; word[1] = "z"
#!> error[type]: a text has no elements to assign
#!>   word = "abc"; word[1] = "z"
#!>                 ^^^^      ~~~
#!>   word : a text
#!>   "z"  : a text
for row in (a = [1, 2], b = [1, 2, 3]) { print(row) }
#!> error[shape]: the columns of the record differ in length (2 vs 3)
#!>   for row in (a = [1, 2], b = [1, 2, 3]) { print(row) }
#!>              ^^^^^^^^^^^^^^^^^^^^^^^^^^^
