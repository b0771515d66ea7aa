# Derivatives that do not exist, or are asked for in the wrong way.
grad(x -> [x, x])(1.0)
#!> error[shape]: grad needs a function whose value is a scalar, this one's is f64[2]
#!>   grad(x -> [x, x])(1.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: jacobian(f) takes any function
f(x, y) = x*y
f'(1, 2)
#!> error[arity]: f' is the derivative of a function of one argument, not of 2
#!>   f'(1, 2)
#!>   ^^^^^^^^
#!>   hint: partial(f, 1) is the derivative in the first one
(x -> sum(x^2))'([1.0, 2.0])
#!> error[shape]: f' of a tensor is for elementwise functions
#!>   (x -> sum(x^2))'([1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: grad(f) is the gradient of a scalar function, jacobian(f) of any
grad(f, wrt="z")(1, 2)
#!> error[argument]: there is no argument z to differentiate by
#!>   grad(f, wrt="z")(1, 2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: the arguments are x, y
grad(3)
#!> error[type]: grad: f must be a function, not i64
#!>   grad(3)
#!>        ^
#!>   hint: an expression becomes a function with x -> ...
grad("f")
#!> error[type]: grad: f must be a function, not a text
#!>   grad("f")
#!>        ^^^
#!>   hint: an expression becomes a function with x -> ...
grad(sin)("x")
#!> error[type]: a text is nothing to differentiate by
#!>   grad(sin)("x")
#!>   ^^^^^^^^^^^^^^
#!>   hint: choose arguments with wrt="x"
partial(f, 3)(1, 2)
#!> error[arity]: there is no argument 3 to differentiate by
#!>   partial(f, 3)(1, 2)
#!>   ^^^^^^^^^^^^^^^^^^^
partial(f, 0)
#!> error[index]: partial: arguments count from 1
#!>   partial(f, 0)
#!>              ^
div(x -> [x[1], x[2], 1.0])([1.0, 2.0])
#!> error[shape]: div needs as many components as coordinates: the field has 3, the point 2
#!>   div(x -> [x[1], x[2], 1.0])([1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
jvp(f, (1.0, 2.0), (1.0, 2.0, 3.0))
#!> error[type]: jvp: the direction must have the structure of the point
#!>   jvp(f, (1.0, 2.0), (1.0, 2.0, 3.0))
#!>                      ^^^^^^^^^^^^^^^
jvp(x -> x^2, [1.0, 2.0], [1.0])
#!> error[shape]: jvp: the direction is f64[1], the point f64[2]
#!>   jvp(x -> x^2, [1.0, 2.0], [1.0])
#!>                             ^^^^^
hessian(x -> x)([1.0, 2.0])
#!> error[shape]: hessian needs a function whose value is a scalar, this one's is f64[2]
#!>   hessian(x -> x)([1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: jacobian(f) takes any function
check grad(x -> abs(x))(0.0)
#!> error[check]: the function has a kink here: its slope is -1.0 on the left and 1.0 on the right
#!>   check grad(x -> abs(x))(0.0)
#!>         ^^^^^^^^^^^^^^^^^^^^^^
