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
vjp(x -> x^2, [1.0, 2.0], [1.0])
#!> error[shape]: vjp: the cotangent is f64[1], the value f64[2]
#!>   vjp(x -> x^2, [1.0, 2.0], [1.0])
#!>                             ^^^^^
vjp(x -> (x, x), 1.0, 1.0)
#!> error[type]: vjp: the cotangent must have the structure of the value: (f64, f64)
#!>   vjp(x -> (x, x), 1.0, 1.0)
#!>                         ^^^
vjp(x -> x, 1.0, (1.0, 2.0))
#!> error[type]: vjp: the cotangent must have the structure of the value: f64
#!>   vjp(x -> x, 1.0, (1.0, 2.0))
#!>                    ^^^^^^^^^^
vmap((x, y) -> x + y)([1.0, 2.0], [1.0, 2.0, 3.0])
#!> error[shape]: the arguments of vmap differ in length (2 vs 3)
#!>   vmap((x, y) -> x + y)([1.0, 2.0], [1.0, 2.0, 3.0])
#!>                                     ^^^^^^^^^^^^^^^
vmap(x -> x)(1.0)
#!> error[shape]: vmap walks over rows, and f64 has none
#!>   vmap(x -> x)(1.0)
#!>                ^^^
#!>   hint: an argument by keyword or a captured variable is the same for all rows
vmap(r -> r.a)((a = [1.0, 2.0], b = 3.0))
#!> error[shape]: vmap walks over rows, and f64 has none
#!>   vmap(r -> r.a)((a = [1.0, 2.0], b = 3.0))
#!>                  ^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: an argument by keyword or a captured variable is the same for all rows
vmap(x -> x)()
#!> error[arity]: vmap needs an argument with rows to walk over
#!>   vmap(x -> x)()
#!>   ^^^^^^^^^^^^^^
vmap(3)
#!> error[type]: vmap: f must be a function, not i64
#!>   vmap(3)
#!>        ^
#!>   hint: an expression becomes a function with x -> ...
vmap(x -> [1.0, 2.0, 3.0] + x)([1.0, 2.0; 3.0, 4.0])
#!> error[shape]: [1.0, 2.0, 3.0] + x: the shapes differ in the last axis (3 vs 2)
#!>   vmap(x -> [1.0, 2.0, 3.0] + x)([1.0, 2.0; 3.0, 4.0])
#!>             ~~~~~~~~~~~~~~~ ^ ~
#!>   [1.0, 2.0, 3.0] : f64[3]
#!>   x               : f64[2]
∇[undefined] undefined^2
#!> error[name]: undefined is not defined
#!>   ∇[undefined] undefined^2
#!>     ^^^^^^^^^
q = [1.0, 2.0]; ∇[q] q^2
#!> error[shape]: ∇[q] needs a function whose value is a scalar, this one's is f64[2]
#!>   q = [1.0, 2.0]; ∇[q] q^2
#!>                   ^^^^^^^^
#!>   hint: jacobian(f) takes any function
∇[q, q] sum(q)
#!> error[syntax]: q is named twice
#!>   ∇[q, q] sum(q)
#!>        ^
∇[sin] 3
#!> error[type]: a function is nothing to differentiate by
#!>   ∇[sin] 3
#!>   ^^^^^^^^
#!>   hint: choose arguments with wrt="x"
grad(z -> z^2)(complex(1.0, 2.0))
#!> error[type]: grad needs a function whose value is real, this one's is complex
#!>   grad(z -> z^2)(complex(1.0, 2.0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: f' is the derivative of a holomorphic function of one number
