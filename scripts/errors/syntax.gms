# Text that is not a statement. Each mistake stands alone: the script goes on.
(1 + 2
#!> error[syntax]: ...
x = [1, 2
#!> error[syntax]: ...
1 +* 2
#!> error[syntax]: ...
a b
#!> error[syntax]: ...
"open
#!> error[syntax]: ...
f(x = 
#!> error[syntax]: ...
if true 1
#!> error[syntax]: ...
3 = x
#!> error[syntax]: ...
)
#!> error[syntax]: ...
x = 1 $ 2
#!> error[syntax]: ...
2 = = 3
#!> error[syntax]: ...
f(1)(x) = 2
#!> error[syntax]: ...
1 < 2 3
#!> error[syntax]: ...
(1]
#!> error[syntax]: ...
for i in 1:3 print(i)
#!> error[syntax]: ...
x = 
#!> error[syntax]: ...
f(x, x) = x
#!> error[syntax]: ...
p(2) ~ Normal(0, 1)
#!> error[syntax]: ...
else { 1 }
#!> error[syntax]: ...
_ + 1
#!> error[syntax]: ...
x[end
#!> error[syntax]: ...
end + 1
#!> error[syntax]: ...
[1 2]
#!> error[syntax]: ...
1 == 2 = 3
#!> error[syntax]: ...
: foo
#!> error[syntax]: ...
if = 3
#!> error[syntax]: ...
"{1 +}"
#!> error[syntax]: ...
2x
#!> error[number]: ...
1.5.2
#!> error[syntax]: two operands without an operator
#!>   1.5.2
#!>      ^^
#!>   hint: 1.5*.2
0x10
#!> error[number]: ...
return 5
#!> error[syntax]: ...

# Words and signs of other languages.
def f(x)
#!> error[syntax]: a function is defined without a keyword
#!>   def f(x)
#!>   ^^^
#!>   hint: f(x) = x^2
lambda x
#!> error[syntax]: a function without a name is an arrow
#!>   lambda x
#!>   ^^^^^^
#!>   hint: x -> x^2
let x = 3
#!> error[syntax]: a variable needs no keyword
#!>   let x = 3
#!>   ^^^
#!>   hint: x = 3
import numpy
#!> error[syntax]: a module is brought in by `use`
#!>   import numpy
#!>   ^^^^^^
#!>   hint: use gan
for i = 1:3 { }
#!> error[syntax]: a loop walks with `in`
#!>   for i = 1:3 { }
#!>         ^
#!>   hint: for i in 1:n { }
7 // 2
#!> error[syntax]: `//` is no sign: a comment starts with `#`, the integer quotient is `quo(a, b)`
#!>   7 // 2
#!>     ^^
#!>   hint: quo(a, b)
x += 1
#!> error[syntax]: there is no assignment with an operator
#!>   x += 1
#!>     ^
#!>   hint: x = x + 1
x && y
#!> error[syntax]: `&&` is written `and`
#!>   x && y
#!>     ^^
0x1F
#!> error[number]: numbers are decimal
#!>   0x1F
#!>   ^^^^
#!>   hint: 31
1e
#!> error[number]: the exponent has no digits
#!>   1e
#!>   ^^
#!>   hint: 1e0
# What stands only in a loop, or in a function.
break
#!> error[syntax]: break stands only inside a loop
#!>   break
#!>   ^^^^^
f() = { next }
#!> error[syntax]: next stands only inside a loop
#!>   f() = { next }
#!>           ^^^^
return 3
#!> error[syntax]: return stands only inside a function
#!>   return 3
#!>   ^^^^^^^^
f(x) = sum(i in 1:3, { return i })
#!> error[syntax]: return cannot leave a sum or a comprehension
#!>   f(x) = sum(i in 1:3, { return i })
#!>                          ^^^^^^^^
x'y
#!> error[syntax]: two operands without an operator
#!>   x'y
#!>     ^
