# What fails in the library is told at the call that the user wrote; :where shows the rest of the way.
use nn
m = mlp(2, 3, 1);
m([1.0, 2, 3])
#!> error[shape]: m.W @ x: inner sizes differ (2 vs 3)
#!>   m([1.0, 2, 3])
#!>   ^^^^^^^^^^^^^^
#!>   m.W : f32[3×2]
#!>   x   : f32[3]
:where
#> error[shape]: m.W @ x: inner sizes differ (2 vs 3)
#> the statement
#>   m([1.0, 2, 3])
#>   ^^^^^^^^^^^^^^
#> in through, where m = a record, x = [1.0, 2.0, 3.0], nn.gms
#>     for f in m.layers { x = f(x) }
#>                             ^^^^
#> in the function, where m = a record, x = [1.0, 2.0, 3.0], nn.gms
#>   ...(m, x) -> { x = in_type_of(m.W, x); m.act(m.W @ x + m.b) })
#>                                                    ^
#>   m.W : f32[3×2]
#>   x : f32[3]
m(ones(5, 2))
#!> error[shape]: m.W @ x: inner sizes differ (2 vs 5)
#!>   m(ones(5, 2))
#!>   ^^^^^^^^^^^^^
#!>   m.W : f32[3×2]
#!>   x   : f32[5×2]
#!>   hint: vmap(m)(ones(5, 2))
mlp(2, 3, act=3)
#!> error[type]: mlp: act must be a function, such as relu, not i64
#!>   mlp(2, 3, act=3)
#!>          ^
mlp(2, 3, activation=relu)
#!> error[argument]: mlp has no argument activation
#!>   mlp(2, 3, activation=relu)
#!>             ^^^^^^^^^^
#!>   hint: did you mean act=?
Normal(0, sd=1)
#!> error[argument]: Normal has no argument sd
#!>   Normal(0, sd=1)
#!>             ^^
#!>   hint: did you mean σ=?
ode(3, 1.0, 1)
#!> error[type]: call: F must be a function, not i64
#!>   ode(3, 1.0, 1)
#!>       ^
#!>   hint: an expression becomes a function with x -> ...
quad(x -> "a", 0, 1)
#!> error[type]: ndims needs a number here, not a text
#!>   quad(x -> "a", 0, 1)
#!>   ^^^^^^^^^^^^^^^^^^^^
#!>   within quadrature.gms at y; :where shows the calls
:where
#> error[type]: ndims needs a number here, not a text
#> the statement
#>   quad(x -> "a", 0, 1)
#>   ^^^^^^^^^^^^^^^^^^^^
#> in quad, where f = a function, a = 0.0, b = 1.0, rtol = 1e-10, atol = 1e-13, report = false, quadrature.gms
#>       halvings(on_unit(f, a, b), rtol, atol)
#>       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#> in halvings, where g = a function, rtol = 1e-10, atol = 1e-13, quadrature.gms
#>     r = kronrod_rule(g, 0.0, 1.0)
#>         ^^^^^^^^^^^^^^^^^^^^^^^^^
#> in kronrod_rule, where g = a function, s = 0.0, w = 1.0, quadrature.gms
#>     y = [g(s + w*t) for t in nodes]
#>          ^^^^^^^^^^
#> in the function, where s = 0.00427231, quadrature.gms
#>       s -> at(s, a + (b - a)*s, b - a)
#>            ^^^^^^^^^^^^^^^^^^^^^^^^^^^
#> in at, where s = 0.00427231, x = 0.00427231, slope = 1.0, quadrature.gms
#>     at = (s, x, slope) -> integrand(f(x), x)*slope
#>                           ^^^^^^^^^^^^^^^^^^
#> in integrand, where y = "a", x = 0.00427231, quadrature.gms
#>     if ndims(y) > 0 { error("quad: f must give a number, not {type(y)}", "shape") }
#>              ^
KL(Normal(0, 1) || Gamma(1, 1), n=-1)
#!> error[domain]: a mean needs at least one sample, n is -1
#!>   KL(Normal(0, 1) || Gamma(1, 1), n=-1)
#!>                                     ^^
loss(m, x) = sum(m(x)^2)
train(m, loss, ones(5, 2), epochs=3)
#!> error[argument]: train has no argument epochs
#!>   train(m, loss, ones(5, 2), epochs=3)
#!>                              ^^^^^^
#!>   hint: did you mean steps=?
train(m, loss, ones(5, 2), lr=0.1)
#!> error[argument]: train has no argument lr
#!>   train(m, loss, ones(5, 2), lr=0.1)
#!>                              ^^
#!>   hint: opt=adam(1e-3)
train(m, 3, ones(5, 2))
#!> error[type]: train: loss must be a function of a model and a row, not i64
#!>   train(m, 3, ones(5, 2))
#!>            ^
train((a = 1.0), m -> { print(m.a); m.a^2 }, steps=2)
#!> error[trace]: print: a number has no value yet where a function is compiled
#!>   train((a = 1.0), m -> { print(m.a); m.a^2 }, steps=2)
#!>                                 ^^^
#!>   hint: a loss shows its terms where it is a record of them: (fit = a, penalty = b)
# Parts of a record, and what a command takes.
r = (a = 1, b = 2);
r[1]
#!> error[type]: the record has no rows: its field a is i64
#!>   r[1]
#!>   ^^^^
#!>   r : a record
#!>   hint: r.a
:where there
#!> error[command]: :where takes nothing behind it
#!>   :where there
#!>          ^^^^^
#!>   hint: :where
