#~ file: seed=7
# Draws, expectations and estimates: what cannot be, and what is said of it.
N = Normal(0, 1);
# ## Options
E(z ~ N, z, n=0)
#!> error[domain]: a mean needs at least one sample, n is 0
#!>   E(z ~ N, z, n=0)
#!>                 ^
E(z ~ N, z, n=-5)
#!> error[domain]: a mean needs at least one sample, n is -5
#!>   E(z ~ N, z, n=-5)
#!>                 ^^
E(z ~ N, z, n=1.5)
#!> error[argument]: n is a number of samples, not 1.5
#!>   E(z ~ N, z, n=1.5)
#!>                 ^^^
E(z ~ N, z, n="many")
#!> error[argument]: n is a number of samples, not "many"
#!>   E(z ~ N, z, n="many")
#!>                 ^^^^^^
E(z ~ N, z, method="monte carlo")
#!> error[argument]: method is one of "samples", "antithetic", "stratified", "exact", or quad(n), not "monte carlo"
#!>   E(z ~ N, z, method="monte carlo")
#!>                      ^^^^^^^^^^^^^
E(z ~ N, z, method=3)
#!> error[argument]: method is one of "samples", "antithetic", "stratified", "exact", or quad(n), not 3
#!>   E(z ~ N, z, method=3)
#!>                      ^
E(z ~ N, z, method=quad)
#!> error[argument]: method is one of "samples", "antithetic", "stratified", "exact", or quad(n), not <function>
#!>   E(z ~ N, z, method=quad)
#!>                      ^^^^
E(z ~ N, z, method=quad(0))
#!> error[argument]: quad(n) takes a number of nodes, at least 1
#!>   E(z ~ N, z, method=quad(0))
#!>                           ^
E(z ~ N, z, method=quad(2.5))
#!> error[argument]: quad(n) takes a number of nodes, at least 1
#!>   E(z ~ N, z, method=quad(2.5))
#!>                           ^^^
E(z ~ N, z, estimator="pathwise")
#!> error[argument]: estimator is "path" or "score", not "pathwise"
#!>   E(z ~ N, z, estimator="pathwise")
#!>                         ^^^^^^^^^^
E(z ~ N, z, estimator="score", baseline="median")
#!> error[argument]: baseline is a number or "mean", not "median"
#!>   E(z ~ N, z, estimator="score", baseline="median")
#!>                                           ^^^^^^^^
E(z ~ N, z, baseline=3)
#!> error[argument]: a baseline belongs to the score estimator
#!>   E(z ~ N, z, baseline=3)
#!>                        ^
#!>   hint: estimator="score"
E(z ~ N, z, samples=3)
#!> error[argument]: an expectation has no argument samples
#!>   E(z ~ N, z, samples=3)
#!>               ^^^^^^^
#!>   hint: the arguments by name are n, method, estimator and baseline
E(z ~ N, z, metod="exact")
#!> error[argument]: an expectation has no argument metod
#!>   E(z ~ N, z, metod="exact")
#!>               ^^^^^
#!>   hint: did you mean method=?
# ## The form of the call
E(z ~ N)
#!> error[arity]: E takes one expression after the draws, not 0
#!>   E(z ~ N)
#!>   ^^^^^^^^
E(z ~ N, z, z^2)
#!> error[arity]: E takes one expression after the draws, not 2
#!>   E(z ~ N, z, z^2)
#!>   ^^^^^^^^^^^^^^^^
#!>   hint: several make a tuple: (a, b)
Cov(z ~ N, z, z, z)
#!> error[arity]: Cov takes one or two expressions after the draws, not 3
#!>   Cov(z ~ N, z, z, z)
#!>   ^^^^^^^^^^^^^^^^^^^
E(z, z ~ N)
#!> error[syntax]: the draws stand before the expression
#!>   E(z, z ~ N)
#!>            ^
E(z ~ N, z, y ~ N)
#!> error[syntax]: the draws stand before the expression
#!>   E(z ~ N, z, y ~ N)
#!>                   ^
E(z^2)
#!> error[name]: E is not defined
#!>   E(z^2)
#!>   ^
#!>   hint: the draws come first: E(z ~ Normal(0, 1), z^2)
P(z > 1)
#!> error[name]: P is not defined
#!>   P(z > 1)
#!>   ^
#!>   hint: the draws come first: P(z ~ Normal(0, 1), z^2)
F(z ~ N, z)
#!> error[syntax]: only E, Var, Cov and P bind a name with `~`
#!>   F(z ~ N, z)
#!>   ^
#!>   hint: E(z ~ Normal(0, 1), z^2)
E(z ~ N, y)
#!> error[name]: y is not defined
#!>   E(z ~ N, y)
#!>            ^
# ## Values
E(z ~ N, "x")
#!> error[type]: E is of numbers, not a text
#!>   E(z ~ N, "x")
#!>            ^^^
Var(z ~ N, "x")
#!> error[type]: Var is of numbers, not a text
#!>   Var(z ~ N, "x")
#!>              ^^^
E(z ~ N, x -> z)
#!> error[type]: E is of numbers, not a function
#!>   E(z ~ N, x -> z)
#!>            ^^^^^^
Cov(z ~ N, [z, z; z, z])
#!> error[shape]: Cov is of real numbers and vectors
#!>   Cov(z ~ N, [z, z; z, z])
#!>              ^^^^^^^^^^^^
Cov(z ~ N, 1i*z, z)
#!> error[shape]: Cov is of real numbers and vectors
#!>   Cov(z ~ N, 1i*z, z)
#!>              ^^^^
P(z ~ N, z)
#!> error[type]: P is of something true or false, not f64
#!>   P(z ~ N, z)
#!>            ^
E(z ~ N, if z > 0 { 1 } else { [1, 2] })
#!> error[shape]: the value would be i64 or i64[2], as a condition says that only the run of the graph decides
#!>   E(z ~ N, if z > 0 { 1 } else { [1, 2] })
#!>            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# ## Conditions
E(z ~ N, z | z > 100)
#!> error[expectation]: the condition never holds: there is nothing to average
#!>   E(z ~ N, z | z > 100)
#!>                ^^^^^^^
P(z ~ N, z > 1 | z > 100)
#!> error[expectation]: the condition never holds: there is nothing to average
#!>   P(z ~ N, z > 1 | z > 100)
#!>                    ^^^^^^^
E(x ~ DiscreteUniform(1, 6), x | x > 6)
#!> error[expectation]: the condition never holds: there is nothing to average
#!>   E(x ~ DiscreteUniform(1, 6), x | x > 6)
#!>                                    ^^^^^
E(z ~ N, z | z)
#!> error[type]: a condition is true or false, not f64
#!>   E(z ~ N, z | z)
#!>                ^
E(z ~ N, z | "z > 1")
#!> error[type]: a condition is true or false, not a text
#!>   E(z ~ N, z | "z > 1")
#!>                ^^^^^^^
E(z ~ Normal(zeros(2), 1), z[1] | z > 0)
#!> error[type]: a condition is true or false, not bool[2]
#!>   E(z ~ Normal(zeros(2), 1), z[1] | z > 0)
#!>                                     ^^^^^
# ## What can be drawn from
z ~ 3
#!> error[type]: i64 is no distribution
#!>   z ~ 3
#!>       ^
#!>   hint: z ~ Normal(0, 1); a distribution is a record with draw and log_density, or data
z ~ "x"
#!> error[type]: a text is no distribution
#!>   z ~ "x"
#!>       ^^^
#!>   hint: z ~ Normal(0, 1); a distribution is a record with draw and log_density, or data
z ~ sin
#!> error[type]: a function is no distribution
#!>   z ~ sin
#!>       ^^^
#!>   hint: z ~ Normal(0, 1); a distribution is a record with draw and log_density, or data
z ~ (μ = 0, σ = 1)
#!> error[type]: a record is no distribution
#!>   z ~ (μ = 0, σ = 1)
#!>       ^^^^^^^^^^^^^^
#!>   hint: z ~ Normal(0, 1); a distribution is a record with draw and log_density, or data
z ~ (draw = () -> 1)
#!> error[type]: a record is no distribution
#!>   z ~ (draw = () -> 1)
#!>       ^^^^^^^^^^^^^^^^
#!>   hint: z ~ Normal(0, 1); a distribution is a record with draw and log_density, or data
z ~ (draw = 1, log_density = x -> 0)
#!> error[type]: a record is no distribution
#!>   z ~ (draw = 1, log_density = x -> 0)
#!>       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: z ~ Normal(0, 1); a distribution is a record with draw and log_density, or data
z ~ (draw = () -> { y = 1 }, log_density = x -> 0)
#!> error[value]: the draw of this distribution has no value
#!>   z ~ (draw = () -> { y = 1 }, log_density = x -> 0)
#!>       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
E(z ~ (draw = x -> x, log_density = x -> 0), z)
#!> error[arity]: the function needs its argument x
#!>   E(z ~ (draw = x -> x, log_density = x -> 0), z)
#!>         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
E(z ~ Undefined(0, 1), z)
#!> error[name]: Undefined is not defined
#!>   E(z ~ Undefined(0, 1), z)
#!>         ^^^^^^^^^
(a, b) ~ N
#!> error[type]: f64 has no parts to assign to names
#!>   (a, b) ~ N
#!>   ^^^^^^
(a, b) ~ Normal(zeros(3), 1)
#!> error[arity]: 2 names stand for 3 values
#!>   (a, b) ~ Normal(zeros(3), 1)
#!>   ^^^^^^
z ~ Normal(0, -1)
#!> error[domain]: Normal: σ must be positive and finite, not -1
#!>   z ~ Normal(0, -1)
#!>                 ^^
z ~ Normal(0, 0.5*I)
#!> error[type]: Normal: σ is a standard deviation: for the covariance 0.5*I write sqrt(0.5) or cov=0.5*I
#!>   z ~ Normal(0, 0.5*I)
#!>                 ^^^^^
z ~ Mixture([0.5, 0.5], (N, Normal(1, 1))) like [1, 2]
#!> error[type]: Mixture cannot be drawn like something: it has one shape
#!>   z ~ Mixture([0.5, 0.5], (N, Normal(1, 1))) like [1, 2]
#!>                                                   ^^^^^^
z ~ (draw = () -> 1, log_density = x -> 0) like [1, 2]
#!> error[type]: this distribution cannot be drawn like something: it has one shape
#!>   z ~ (draw = () -> 1, log_density = x -> 0) like [1, 2]
#!>                                                   ^^^^^^
z ~ Normal(zeros(3), 1) like [1, 2]
#!> error[shape]: Normal: an event of shape (3,) is not like i64[2]
#!>   z ~ Normal(zeros(3), 1) like [1, 2]
#!>                                ^^^^^^
3 ~ N
#!> error[syntax]: ...
# ## Exact means
E(z ~ N, z, method="exact")
#!> error[expectation]: Normal has no finite support
#!>   E(z ~ N, z, method="exact")
#!>         ^
#!>   hint: without method= the mean is taken over samples
E(x ~ [1, 2, 3], z ~ Normal(x, 1), z, method="exact")
#!> error[expectation]: Normal has no finite support
#!>   E(x ~ [1, 2, 3], z ~ Normal(x, 1), z, method="exact")
#!>                        ^^^^^^^^^^^^
#!>   hint: without method= the mean is taken over samples
E(z ~ (draw = () -> normal_noise(), log_density = x -> -x^2/2), z, method=quad(3))
#!> error[expectation]: this distribution has no quadrature rule
#!>   E(z ~ (draw = () -> normal_noise(), log_density = x -> -x^2/2), z, method=quad(3))
#!>         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: without method= the mean is taken over samples
E(x ~ zeros(0), x)
#!> error[domain]: Empirical: there is no data
#!>   E(x ~ zeros(0), x)
#!>         ^^^^^^^^
# ## Derivatives
grad(p -> E(z ~ Bernoulli(p), z, method="samples"))(0.3)
#!> error[derivative]: a draw from Bernoulli has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   grad(p -> E(z ~ Bernoulli(p), z, method="samples"))(0.3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
grad(p -> E(z ~ Categorical([p, 1 - p]), 2.0*z, method="samples"))(0.3)
#!> error[derivative]: a draw from Categorical has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   grad(p -> E(z ~ Categorical([p, 1 - p]), 2.0*z, method="samples"))(0.3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
grad(p -> { z ~ Bernoulli(p); 2.0*z })(0.3)
#!> error[derivative]: a draw from Bernoulli has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   grad(p -> { z ~ Bernoulli(p); 2.0*z })(0.3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
grad(p -> E(z ~ Mixture([p, 1 - p], (N, Normal(1, 1))), z))(0.3)
#!> error[derivative]: a draw from Mixture has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   grad(p -> E(z ~ Mixture([p, 1 - p], (N, Normal(1, 1))), z))(0.3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
E(z ~ (draw = () -> normal_noise(), log_density = x -> "low"), z, estimator="score")
#!> error[type]: a log density needs a number here, not a text
#!>   E(z ~ (draw = () -> normal_noise(), log_density = x -> "low"), z, estimator="score")
#!>         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# ## Frozen draws
frozen(0, 3)
#!> error[argument]: frozen takes the number of a drawing statement, from 1
#!>   frozen(0, 3)
#!>          ^
#!>   hint: frozen(1, e) uses the draws of the first statement that drew since seed(...)
frozen(-1, 3)
#!> error[argument]: frozen takes the number of a drawing statement, from 1
#!>   frozen(-1, 3)
#!>          ^^
#!>   hint: frozen(1, e) uses the draws of the first statement that drew since seed(...)
frozen(3.5, 3)
#!> error[argument]: frozen takes the number of a drawing statement, from 1
#!>   frozen(3.5, 3)
#!>          ^^^
#!>   hint: frozen(1, e) uses the draws of the first statement that drew since seed(...)
frozen("first", 3)
#!> error[argument]: frozen takes the number of a drawing statement, from 1
#!>   frozen("first", 3)
#!>          ^^^^^^^
#!>   hint: frozen(1, e) uses the draws of the first statement that drew since seed(...)
frozen(1)
#!> error[arity]: frozen needs its argument e
#!>   frozen(1)
#!>   ^^^^^^^^^
#!>   hint: frozen(n, e)
seed("x")
#!> error[type]: seed: n must be an integer, not a text
#!>   seed("x")
#!>        ^^^
seed(1.5)
#!> error[type]: seed: n must be an integer, not 1.5
#!>   seed(1.5)
#!>        ^^^
normal_noise(-1)
#!> error[domain]: normal_noise: the size -1 is negative
#!>   normal_noise(-1)
#!>                ^^
uniform_noise(1.5)
#!> error[type]: uniform_noise: a size is an integer, not f64
#!>   uniform_noise(1.5)
#!>                 ^^^
# ## Estimates where numbers are needed
e = E(z ~ N, z^2);
e > 0
#!> error[estimate]: a comparison needs numbers, this is an estimate 0.9997 ± 0.0140
#!>   e > 0
#!>     ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
e == e
#!> error[estimate]: a comparison needs numbers, this is an estimate 0.9997 ± 0.0140
#!>   e == e
#!>     ^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
e == 1
#!> error[estimate]: a comparison needs numbers, this is an estimate 0.9997 ± 0.0140
#!>   e == 1
#!>     ^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
if e > 0 { 1 } else { 2 }
#!> error[estimate]: a comparison needs numbers, this is an estimate 0.9997 ± 0.0140
#!>   if e > 0 { 1 } else { 2 }
#!>        ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
while e { 1 }
#!> error[estimate]: a condition needs numbers, this is an estimate 0.9997 ± 0.0140
#!>   while e { 1 }
#!>         ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
zeros(e)
#!> error[estimate]: a size needs numbers, this is an estimate 0.9997 ± 0.0140
#!>   zeros(e)
#!>         ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
[1, 2, 3][e]
#!> error[estimate]: an index needs numbers, this is an estimate 0.9997 ± 0.0140
#!>   [1, 2, 3][e]
#!>   ^^^^^^^^^^^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
for i in 1:e { print(i) }
#!> error[estimate]: a bound needs numbers, this is an estimate 0.9997 ± 0.0140
#!>   for i in 1:e { print(i) }
#!>              ^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
not e
#!> error[type]: not needs bool, not f64
#!>   not e
#!>       ^
i64(e)
#!> error[estimate]: i64 needs numbers, this is an estimate 0.9997 ± 0.0140
#!>   i64(e)
#!>   ^^^^^^
#!>   hint: value(e) is its mean as a plain number; check ... se 4 compares with its error
# ## Checks
check e ≈ 1
#!> error[estimate]: an estimate is compared in standard errors
#!>   check e ≈ 1
#!>   ^^^^^^^^^^^
#!>   hint: check e ≈ 1 se 4
check e < 2
#!> error[estimate]: an estimate is compared in standard errors
#!>   check e < 2
#!>   ^^^^^^^^^^^
#!>   hint: check e < 2 se 4
check e ≈ 1 tol 1e-1
#!> error[estimate]: an estimate is compared in standard errors
#!>   check e ≈ 1 tol 1e-1
#!>   ^^^^^^^^^^^^^^^^^^^^
#!>   hint: check e ≈ 1 tol 1e-1 se 4
check e ≈ 2 se 4
#!> error[check]: 0.9997 ± 0.0140 ≈ 2 does not hold (71.3 se)
#!>   check e ≈ 2 se 4
#!>   ^^^^^^^^^^^^^^^^
#!>   the difference is -1.0003 ± 0.0140, allowed 4 se
check e > 2 se 1
#!> error[check]: 0.9997 ± 0.0140 > 2 does not hold (-71.3 se)
#!>   check e > 2 se 1
#!>   ^^^^^^^^^^^^^^^^
#!>   the difference is -1.0003 ± 0.0140, needed 1 se
check e ≈ 1 se -1
#!> error[value]: a tolerance is a number that is not negative
#!>   check e ≈ 1 se -1
#!>                  ^^
check e ≈ 1 se "four"
#!> error[value]: a tolerance is a number that is not negative
#!>   check e ≈ 1 se "four"
#!>                  ^^^^^^
check 1 ≈ 1 se 4
#!> error[check]: nothing has a standard error here
#!>   check 1 ≈ 1 se 4
#!>                  ^
#!>   hint: plain numbers are compared without se
check 1.0 < 2 se 4
#!> error[check]: nothing has a standard error here
#!>   check 1.0 < 2 se 4
#!>                    ^
#!>   hint: plain numbers are compared without se
check e se 4
#!> error[check]: se compares two sides: check a ≈ b se 4
#!>   check e se 4
#!>              ^
check E(z ~ N, z, n=1) ≈ 0 se 4
#!> error[check]: -2.41229 ± nan ≈ 0 does not hold: its standard error is not known
#!>   check E(z ~ N, z, n=1) ≈ 0 se 4
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
check P(z ~ N, z > 9) ≈ erfc(9/sqrt(2))/2 se 4
#!> error[check]: 0 ± 0 ≈ 1.12859e-19 does not hold (without error)
#!>   check P(z ~ N, z > 9) ≈ erfc(9/sqrt(2))/2 se 4
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   the difference is -1.12859e-19 ± 0, allowed 4 se
# ## Events that move
(m -> P(z ~ Normal(m, 1), z > 0))'(0.5)
#!> error[derivative]: the truth of an event has no derivative here: it jumps where the path of a draw crosses its edge; estimator="score" takes the derivative of the law of the draws
#!>   (m -> P(z ~ Normal(m, 1), z > 0))'(0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
(m -> E(z ~ Normal(m, 1), z | z > 0))'(0.5)
#!> error[derivative]: ...
(m -> E(z ~ Normal(m, 1), z | z > 0, method=quad(20)))'(0.5)
#!> error[derivative]: ...
(t -> P(z ~ Normal(0, 1), z < t))'(0.5)
#!> error[derivative]: ...
# ## Too few samples
Var(z ~ Normal(0, 1), z, n=2)
#!> error[domain]: ...
E(z ~ Normal(0, 1), z | z > 3.9, n=3)
#!> error[expectation]: ...
