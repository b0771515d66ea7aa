# What goes wrong inside a function that is differentiated is told as it is told outside.

# An index out of range inside a loop: the entry, not the loop, is to blame.
t(x) = {
    v = [x, 2*x, 3*x]
    s = 0.0
    for i in 1:4 { s = s + v[i] }
    s
}
t'(1.0)
#!> error[index]: index 4 is out of range: axis 1 has length 3
#!>       for i in 1:4 { s = s + v[i] }
#!>                              ~ ^
#!>   v : f64[3]
#!>   in t, called by t'(1.0)
grad(t)(1.0)
#!> error[index]: index 4 is out of range: axis 1 has length 3
#!>       for i in 1:4 { s = s + v[i] }
#!>                              ~ ^
#!>   v : f64[3]
#!>   in t, called by grad(t)(1.0)
hessian(t)(1.0)
#!> error[index]: index 4 is out of range: axis 1 has length 3
#!>       for i in 1:4 { s = s + v[i] }
#!>                              ~ ^
#!>   v : f64[3]
#!>   in t, called by hessian(t)(1.0)
jvp(t, 1.0, 1.0)
#!> error[index]: index 4 is out of range: axis 1 has length 3
#!>       for i in 1:4 { s = s + v[i] }
#!>                              ~ ^
#!>   v : f64[3]
#!>   in t, called by jvp(t, 1.0, 1.0)
u(x) = {
    v = zeros(3)
    for i in 0:2 { v[i] = x }
    sum(v)
}
grad(u)(1.0)
#!> error[index]: v[i] = x: there is no element 0: indices count from 1
#!>       for i in 0:2 { v[i] = x }
#!>                      ~ ^    ~
#!>   v : f64[3]
#!>   x : f64
#!>   in u, called by grad(u)(1.0)
#!>   hint: the first is v[1]
# How far this index goes depends on the point.
w(x) = {
    k = 1
    v = [x, x^2]
    while x < 10 {
        x = 2*x
        k = k + 1
    }
    v[k]
}
w'(6.0)
#> 12.0
w'(1.0)
#!> error[index]: index 5 is out of range: axis 1 has length 2
#!>       v[k]
#!>       ~ ^
#!>   v : f64[2]
#!>   in w, called by w'(1.0)

# An error of the script's own: raised where its branch is taken, and only there.
rooted(x) = {
    if x < 0 { error("no root of a negative number") }
    sqrt(x)
}
rooted'(4.0)
#> 0.25
rooted'(-4.0)
#!> error[user]: no root of a negative number
#!>       if x < 0 { error("no root of a negative number") }
#!>                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   in rooted, called by rooted'(-4.0)
grad(x -> rooted(x) + rooted(-x))(4.0)
#!> error[user]: no root of a negative number
#!>       if x < 0 { error("no root of a negative number") }
#!>                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   in rooted, called by rooted(-x)
#!>   in the function, called by grad(x -> rooted(x) + rooted(-x))(4.0)
kept(x) = {
    for i in 1:5 {
        if x > 100 { error("too large in turn {i}") }
        x = x^2
    }
    x
}
kept'(1.0)
#> 32.0
kept'(3.0)
#!> error[user]: too large in turn 4
#!>           if x > 100 { error("too large in turn {i}") }
#!>                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   in kept, called by kept'(3.0)
nested(x) = {
    while x < 50 {
        if x > 20 { if x < 25 { error("between") } }
        x = 3*x
    }
    x
}
nested'(1.0)
#> 81.0
nested'(2.5)
#!> error[user]: between
#!>           if x > 20 { if x < 25 { error("between") } }
#!>                                   ^^^^^^^^^^^^^^^^
#!>   in nested, called by nested'(2.5)

# Branches that would fail are not entered.
safe(x) = if x > 0 { log(x) } else { quo(1, 0) + solve(zeros(2, 2), [x, x])[1] }
safe'(2.0)
#> 0.5
safe'(-2.0)
#!> error[domain]: an integer is divided by 0
#!>   safe(x) = if x > 0 { log(x) } else { quo(1, 0) + solve(zeros(2, 2), [x, x])[1] }
#!>                                        ^^^^^^^^^
#!>   in safe, called by safe'(-2.0)

# Integers overflow, and are divided by zero, inside a loop as outside.
q(x) = {
    n = 9223372036854775806
    for i in 1:3 {
        n = n + 1
        x = x*n
    }
    x
}
q'(1.0)
#!> error[overflow]: 9223372036854775807 + 1 does not fit in i64
#!>           n = n + 1
#!>                 ^
#!>   in q, called by q'(1.0)
#!>   hint: with a float it is computed in f64: 9223372036854775807.0 + 1
r(x) = {
    n = 1
    while n > 0 {
        n = n*3
        x = x + 1
    }
    x
}
r'(1.0)
#!> error[overflow]: 4052555153018976267 * 3 does not fit in i64
#!>           n = n*3
#!>                ^
#!>   in r, called by r'(1.0)
#!>   hint: with a float it is computed in f64: 4052555153018976267.0 * 3
d(x) = {
    n = 4
    for i in 2:-1:0 {
        n = quo(n, i)
        x = x*n
    }
    x
}
d'(1.0)
#!> error[domain]: an integer is divided by 0
#!>           n = quo(n, i)
#!>               ^^^^^^^^^
#!>   in d, called by d'(1.0)
e(x) = {
    for i in 3:-1:0 { x = x*mod(7, i) }
    x
}
grad(e)(1.0)
#!> error[domain]: an integer is divided by 0
#!>       for i in 3:-1:0 { x = x*mod(7, i) }
#!>                               ^^^^^^^^^
#!>   in e, called by grad(e)(1.0)

# Operands that do not fit, a matrix that cannot be solved, in a later turn.
m(x) = {
    s = x
    for i in 1:3 { s = s @ s }
    s
}
m'(1.0)
#!> error[shape]: s @ s: @ is the matrix product, and a scalar is no matrix
#!>       for i in 1:3 { s = s @ s }
#!>                          ~ ^ ~
#!>   s : f64
#!>   s : f64
#!>   in m, called by m'(1.0)
#!>   hint: write * to scale
l(x) = {
    s = x
    for i in 3:-1:1 { s = solve([1.0, i - 1.0; 0.0, i - 1.0], [s, s])[1] }
    s
}
l'(1.0)
#!> error[singular]: solve: the matrix is singular
#!>       for i in 3:-1:1 { s = solve([1.0, i - 1.0; 0.0, i - 1.0], [s, s])[1] }
#!>                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   [1.0, i - 1.0; 0.0, i - 1.0] : f64[2×2]
#!>   [s, s]                       : f64[2]
#!>   in l, called by l'(1.0)
h(x) = {
    for i in 1:4 { x = cholesky([2.0, x; x, 2.0])[2, 1] + 1 }
    x
}
h'(0.5)
#!> error[domain]: cholesky: not positive definite (the leading minor of order 2 is not positive)
#!>       for i in 1:4 { x = cholesky([2.0, x; x, 2.0])[2, 1] + 1 }
#!>                          ^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   in h, called by h'(0.5)
b(x) = {
    s = [x, x]
    for i in 2:4 { s = s + ones(i) }
    sum(s)
}
b'(1.0)
#!> error[shape]: s + ones(i): the shapes differ in the last axis (2 vs 3)
#!>       for i in 2:4 { s = s + ones(i) }
#!>                          ~ ^ ~~~~~~~
#!>   s       : f64[2]
#!>   ones(i) : f64[3]
#!>   in b, called by b'(1.0)

# Conditions and walks that are none.
a(x) = {
    for i in 1:3 { if x { x = x + 1 } }
    x
}
a'(1.0)
#!> error[type]: a condition must be true or false, not f64
#!>       for i in 1:3 { if x { x = x + 1 } }
#!>                         ^
#!>   in a, called by a'(1.0)
c(x) = {
    while x { x = x - 1 }
    x
}
c'(2.0)
#!> error[type]: a condition must be true or false, not f64
#!>       while x { x = x - 1 }
#!>             ^
#!>   in c, called by c'(2.0)
g(x) = {
    for i in x { x = x + 1 }
    x
}
g'(1.0)
#!> error[type]: f64 has no elements to walk over
#!>       for i in x { x = x + 1 }
#!>                ^
#!>   in g, called by g'(1.0)
#!>   hint: a range is written 1:n
both(x) = if [x, -x] > 0 { x } else { -x }
both'(1.0)
#!> error[type]: a condition must be one truth value, not bool[2]
#!>   both(x) = if [x, -x] > 0 { x } else { -x }
#!>                ^^^^^^^^^^^
#!>   in both, called by both'(1.0)
#!>   hint: write all(...) or any(...)

# Names without a value.
o(x) = {
    for i in 1:3 { z = z + x }
    z
}
o'(1.0)
#!> error[name]: z has no value yet: it is a local of the function, which assigns it
#!>       for i in 1:3 { z = z + x }
#!>                          ^
#!>   in o, called by o'(1.0)
k(x) = {
    s = 0.0
    for i in 1:3 { s = s + missing(x) }
    s
}
k'(1.0)
#!> error[name]: missing is not defined
#!>       for i in 1:3 { s = s + missing(x) }
#!>                              ^^^^^^^
#!>   in k, called by k'(1.0)

# A value that is no scalar in the end.
grad(x -> { for i in 1:2 { x = x*2 }; x })([1.0, 2.0])
#!> error[shape]: grad needs a function whose value is a scalar, this one's is f64[2]
#!>   grad(x -> { for i in 1:2 { x = x*2 }; x })([1.0, 2.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: jacobian(f) takes any function

# After all this the session is as it was.
grad(x -> { for i in 1:3 { x = x^2 }; x })(1.0)
#> 8.0
