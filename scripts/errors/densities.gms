#~ file: seed=7
# What can be wrong with a density.
p(z) ~ Normal(0, 1)
p(x | z; m) ~ Normal(m*z, 1)

# Missing: a density, a value, a parameter, an integral.
log d(x)
#!> error[name]: d is not defined
#!>   log d(x)
#!>       ^
q(z | x)
#!> error[name]: q is not defined
#!>   q(z | x)
#!>   ^
log p(z)
#!> error[name]: z has no value here
#!>   log p(z)
#!>         ^
#!>   hint: z=... gives it one
z = 0.5
#> 0.5
log p(x | z; m=2)
#!> error[name]: x has no value here
#!>   log p(x | z; m=2)
#!>         ^
#!>   hint: x=... gives it one
x = 1
#> 1
log p(x | z)
#!> error[density]: p(x | z; m) needs its parameter m
#!>   log p(x | z)
#!>       ^^^^^^^^
#!>   hint: p(x | z; m)
log p(x; m=2)
#!> error[density]: p(x; m) = ∫ p(x | z; m) p(z) dz is not declared
#!>   log p(x; m=2)
#!>       ^^^^^^^^^
#!>   hint: log_evidence(p, x; m) computes it where it can
log p(z | x; m=2)
#!> error[density]: p(z | x; m) = p(z, x; m) / p(x; m) is not declared, as x depends on z
#!>   log p(z | x; m=2)
#!>       ^^^^^^^^^^^^^
#!>   hint: posterior(p, x; m) computes it where it can
log p(x=1; m)
#!> error[density]: p(x; m) = ∫ p(x | z; m) p(z) dz is not declared
#!>   log p(x=1; m)
#!>       ^^^^^^^^^
#!>   hint: log_evidence(p, x; m) computes it where it can

# Names.
log p(y)
#!> error[density]: p has no variable y
#!>   log p(y)
#!>         ^
#!>   hint: it has z, x
log p(x | y)
#!> error[density]: p has no variable y
#!>   log p(x | y)
#!>             ^
#!>   hint: it has z, x
log p(x, x | z; m=2)
#!> error[density]: x is named twice
#!>   log p(x, x | z; m=2)
#!>            ^
log p(x | z; k=2)
#!> error[density]: p has no parameter k
#!>   log p(x | z; k=2)
#!>                ^^^
#!>   hint: m=k gives its parameter m this value
log p(x | z; z=2)
#!> error[density]: z is named twice
#!>   log p(x | z; z=2)
#!>                ^^^
log p(x | z, m=2)
#!> error[density]: m is a parameter of p
#!>   log p(x | z, m=2)
#!>                ^^^
#!>   hint: parameters stand behind a `;`: p(...; m)
log p(1)
#!> error[type]: the arguments of the density p name its variables
#!>   log p(1)
#!>         ^
#!>   hint: a value goes by its name: log p(z=...)
log p(z + 1)
#!> error[type]: the arguments of the density p name its variables
#!>   log p(z + 1)
#!>         ^^^^^
#!>   hint: a value goes by its name: log p(z=...)
p(0.5)
#!> error[type]: the arguments of the density p name its variables
#!>   p(0.5)
#!>     ^^^
#!>   hint: a value goes by its name: log p(z=...)
p(x=1, z; m=2)
#!> error[density]: x has a value and z has none: with values for all variables a density is a number, with none a distribution
#!>   p(x=1, z; m=2)
#!>   ^^^^^^^^^^^^^^
log p(3...)
#!> error[type]: a record gives each variable its value, not i64
#!>   log p(3...)
#!>         ^

# Kinds.
p + 1
#!> error[type]: p + 1: a density is not a number
#!>   p + 1
#!>   ~ ^ ~
#!>   p : a density
#!>   1 : i64
#!>   hint: log p(z) is one, where z has a value
sin(p)
#!> error[type]: sin needs a number, not a density
#!>   sin(p)
#!>       ^
f(x) = x
f(x; m)
#!> error[type]: a function takes its arguments with commas between: `|` and `;` are of densities
#!>   f(x; m)
#!>   ^^^^^^^
log f(x | z)
#!> error[type]: a function takes its arguments with commas between: `|` and `;` are of densities
#!>   log f(x | z)
#!>   ^^^^^^^^^^^^
n = 3
#> 3
n(x | z)
#!> error[type]: i64 is no density
#!>   n(x | z)
#!>   ^^^^^^^^
#!>   hint: p(x | z) ~ ...
entropy(p)
#!> error[type]: entropy: a density is no distribution: a record with draw and log_density is one
#!>   entropy(p)
#!>   ^^^^^^^^^^
p(x=1 | z=2; m=p)
#!> error[type]: m*z: a density is not a number
#!>   p(x | z; m) ~ Normal(m*z, 1)
#!>                        ~^~
#!>   m : a density
#!>   z : i64
#!>   in p(x | z; m), called by p(x=1 | z=2; m=p)
#!>   hint: log p(z) is one, where z has a value
r(x) ~ 3
r(x)
#!> error[type]: the right side of r(x) is i64, no distribution
#!>   r(x)
#!>   ^^^^
log r(x)
#!> error[type]: the right side of r(x) is i64, no distribution
#!>   log r(x)
#!>       ^^^^

# Factors.
c(x | y) ~ Normal(y, 1)
c(y | x) ~ Normal(x, 1)
log c(x, y)
#!> error[density]: the factors of c form a cycle: x needs y, y needs x
#!>   log c(x, y)
#!>       ^^^^^^^
c(x, y)
#!> error[density]: the factors of c form a cycle: x needs y, y needs x
#!>   c(x, y)
#!>   ^^^^^^^
factors(c)
#!> error[density]: the factors of c form a cycle: x needs y, y needs x
#!>   factors(c)
#!>           ^
log c(x | y=1)
#> -0.918939
c(x, w) ~ Normal(0, 1)
#!> error[density]: x has a factor already: c(x | y)
#!>   c(x, w) ~ Normal(0, 1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: :clear c forgets all factors
c(v) ~ Normal(x, 1)
#!> error[density]: the right side of c(v) has the variable x of c, which its heading does not give
#!>   c(v) ~ Normal(x, 1)
#!>   ^^^^^^^^^^^^^^^^^^^
#!>   hint: x stands behind `|`
c(v) ~ Normal(v, 1)
#!> error[density]: c(v) is the law of v, so its right side cannot use it
#!>   c(v) ~ Normal(v, 1)
#!>          ^^^^^^^^^^^^
b(y | a) ~ Normal(a, 1)
log b(y)
#!> error[density]: b(y) needs a, on which b(y | a) depends, and b has no factor for it
#!>   log b(y)
#!>       ^^^^
#!>   hint: b(y | a)
log b(a)
#!> error[density]: b has no factor for a
#!>   log b(a)
#!>         ^
#!>   hint: b(a) ~ ... declares it

# Repeated factors.
h(z[i]) ~ Normal(0, 1)
h(x[i] | z[i]) ~ Normal(z[i], 1)
h(y[i] | z[i]) ~ Normal(z, 1)
#!> error[density]: a factor that is repeated over i sees one row of z
#!>   h(y[i] | z[i]) ~ Normal(z, 1)
#!>                           ^
#!>   hint: z[i]
z ~ h(z)
#!> error[shape]: nothing says how many rows h(z[i]) has: z[i in 1:n] does
#!>   z ~ h(z)
#!>       ^^^^
log h(x=[1, 2, 3], z=[1, 2])
#!> error[shape]: h(x[i] | z[i]): x has 3 rows, not 2
#!>   log h(x=[1, 2, 3], z=[1, 2])
#!>       ^^^^^^^^^^^^^^^^^^^^^^^^
k(z[i in 0:3]) ~ Normal(0, 1)
z ~ k(z)
#!> error[domain]: the index of k(z[i in 0:3]) runs over 1:n, not from 0 to 3
#!>   z ~ k(z)
#!>       ^^^^

# Evidence.
log_evidence(p)
#!> error[arity]: log_evidence takes a density and what was observed
#!>   log_evidence(p)
#!>   ^^^^^^^^^^^^^^^
#!>   hint: log_evidence(p, x=1.5)
log_evidence(3, x=1)
#!> error[type]: log_evidence is of a density, not i64
#!>   log_evidence(3, x=1)
#!>                ^
log_evidence(p, x=1)
#!> error[density]: p(x | z; m) needs its parameter m
#!>   log_evidence(p, x=1)
#!>                   ^^^
#!>   hint: log_evidence(p, x; m)
log_evidence(p, y=1)
#!> error[density]: p has no variable y
#!>   log_evidence(p, y=1)
#!>                   ^^^
#!>   hint: it has z, x
posterior(p, z=1)
#!> error[density]: p(z) depends on nothing that is unknown
#!>   posterior(p, z=1)
#!>   ^^^^^^^^^^^^^^^^^
u(z) ~ Normal(zeros(3), 1)
u(x | z) ~ Normal(sum(sin(z)), 1)
log_evidence(u, x=1)
#!> error[density]: the evidence is an integral over 3 dimensions, neither finite nor linear-Gaussian: log_evidence takes at most 2. With draws z of some q(z) near the posterior, E exp(log p(x, z) - log q(z)) estimates its exponential
#!>   log_evidence(u, x=1)
#!>   ^^^^^^^^^^^^^^^^^^^^
posterior(u, x=1)
#!> error[density]: the posterior is known for one unknown with a finite support and in linear-Gaussian models
#!>   posterior(u, x=1)
#!>   ^^^^^^^^^^^^^^^^^
v(a, b) ~ (draw = () -> (0, 0), log_density = x -> 0.0)
log_evidence(v, a=1)
#!> error[density]: of v(a, b) only a is known, and the law of some of the variables of one factor is not
#!>   log_evidence(v, a=1)
#!>   ^^^^^^^^^^^^^^^^^^^^
# What stands with an index has rows.
w(y[i] | θ) ~ Normal(θ, 1)
log w(y=1 | θ=.3)
#!> error[shape]: w(y[i] | θ) has a row of y for each value of its index, and i64 has no rows
#!>   log w(y=1 | θ=.3)
#!>       ^^^^^^^^^^^^^
log_evidence(p, x=[1.0, 2.0]; m=1)
#!> error[shape]: p(x | z; m) has 2 log densities at 2 values of x: several observations are the rows of a repeated factor, x[i]
#!>   log_evidence(p, x=[1.0, 2.0]; m=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# The parameters belong to the density.
t(z; W) ~ Normal(W, 1)
t(x | z; s) ~ Normal(z, s)
sample(t, 2; W=1, s=0.3)
#!> error[type]: a function takes its arguments with commas between: `|` and `;` are of densities
#!>   sample(t, 2; W=1, s=0.3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
#!>   hint: sample(t(z, x; W=1, s=0.3), 2)
