# Distributions that cannot be, divergences and coordinates that have no meaning: every complaint
# stands at the user's call.

# ## Shapes, rates, scales
Gamma(-1, 1)
#!> error[domain]: Gamma: shape must be positive and finite, not -1
#!>   Gamma(-1, 1)
#!>         ^^
Gamma(2)
#!> error[argument]: Gamma: give one of rate= and scale=
#!>   Gamma(2)
#!>   ^^^^^^^^
Gamma(2, 1, scale=1)
#!> error[argument]: Gamma: give one of rate= and scale=
#!>   Gamma(2, 1, scale=1)
#!>   ^^^^^^^^^^^^^^^^^^^^
Gamma(2, rate=0)
#!> error[domain]: Gamma: rate must be positive and finite, not 0
#!>   Gamma(2, rate=0)
#!>                 ^
Gamma([1, 2], [1, 2, 3])
#!> error[shape]: Gamma: the shapes of f64[2] and f64[3] do not fit
#!>   Gamma([1, 2], [1, 2, 3])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
InverseGamma(2, rate=-1)
#!> error[domain]: InverseGamma: rate must be positive and finite, not -1
#!>   InverseGamma(2, rate=-1)
#!>                        ^^
InverseGamma(2)
#!> error[argument]: InverseGamma: give one of scale= and rate=
#!>   InverseGamma(2)
#!>   ^^^^^^^^^^^^^^^
Beta(0, 1)
#!> error[domain]: Beta: a must be positive and finite, not 0
#!>   Beta(0, 1)
#!>        ^
Beta(1, nan)
#!> error[domain]: Beta: b is nan
#!>   Beta(1, nan)
#!>           ^^^
Dirichlet(2)
#!> error[shape]: Dirichlet: α is a vector, not i64
#!>   Dirichlet(2)
#!>             ^
Dirichlet(zeros(0))
#!> error[domain]: Dirichlet: α is empty
#!>   Dirichlet(zeros(0))
#!>             ^^^^^^^^
Dirichlet([1, -1])
#!> error[domain]: Dirichlet: α must be positive and finite, not [1, -1]
#!>   Dirichlet([1, -1])
#!>             ^^^^^^^
StudentT(0)
#!> error[domain]: StudentT: ν must be positive and finite, not 0
#!>   StudentT(0)
#!>            ^
StudentT(3, 0, -1)
#!> error[domain]: StudentT: σ must be positive and finite, not -1
#!>   StudentT(3, 0, -1)
#!>                  ^^
StudentT(3, 0, 1, scale=eye(2))
#!> error[argument]: StudentT: give one of σ= and scale=
#!>   StudentT(3, 0, 1, scale=eye(2))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
StudentT(3, [0, 0], scale=[1, 2; 2, 1])
#!> error[domain]: StudentT: scale is not positive definite: its smallest eigenvalue is -1.0
#!>   StudentT(3, [0, 0], scale=[1, 2; 2, 1])
#!>                             ^^^^^^^^^^^^
StudentT([3, 4], [0, 0], scale=I)
#!> error[shape]: StudentT: ν must be a number, not i64[2]
#!>   StudentT([3, 4], [0, 0], scale=I)
#!>            ^^^^^^
Wishart(1, eye(2))
#!> error[domain]: Wishart: ν must be greater than d - 1 = 1, not 1
#!>   Wishart(1, eye(2))
#!>           ^
Wishart(0.5, eye(2))
#!> error[domain]: Wishart: ν must be greater than d - 1 = 1, not 0.5
#!>   Wishart(0.5, eye(2))
#!>           ^^^
Wishart(3, [1, 2, 3])
#!> error[shape]: Wishart: V must be a square matrix, not i64[3]
#!>   Wishart(3, [1, 2, 3])
#!>              ^^^^^^^^^
Wishart(3, [1, 2; 2, 1])
#!> error[domain]: Wishart: V is not positive definite: its smallest eigenvalue is -1.0
#!>   Wishart(3, [1, 2; 2, 1])
#!>              ^^^^^^^^^^^^
Poisson(-1)
#!> error[domain]: Poisson: rate must not be negative: -1
#!>   Poisson(-1)
#!>           ^^
Poisson(inf)
#!> error[domain]: Poisson: rate must be finite, not inf
#!>   Poisson(inf)
#!>           ^^^
Binomial(2.5, 0.5)
#!> error[domain]: Binomial: n is a count, not 2.5
#!>   Binomial(2.5, 0.5)
#!>            ^^^
Binomial(2, 1.5)
#!> error[domain]: Binomial: p must lie in 0..1, not 1.5
#!>   Binomial(2, 1.5)
#!>               ^^^
Geometric(0)
#!> error[domain]: Geometric: p must be positive and at most 1, not 0
#!>   Geometric(0)
#!>             ^
LogNormal(0, -1)
#!> error[domain]: LogNormal: σ must be positive and finite, not -1
#!>   LogNormal(0, -1)
#!>                ^^
HalfNormal(0)
#!> error[domain]: HalfNormal: σ must be positive and finite, not 0
#!>   HalfNormal(0)
#!>              ^
Normal([0, 0], factor=[1, 1])
#!> error[argument]: Normal: one of σ, cov= and chol= says how wide it is
#!>   Normal([0, 0], factor=[1, 1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Normal([0, 0], 1, factor=[1, 1, 1])
#!> error[shape]: Normal: factor must have 2 rows as μ has 2 coordinates, not i64[3]
#!>   Normal([0, 0], 1, factor=[1, 1, 1])
#!>                            ^^^^^^^^^
Normal(0, 1, factor=[1])
#!> error[shape]: Normal: factor= needs a vector μ, not i64
#!>   Normal(0, 1, factor=[1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
KDE([1, 2], 0)
#!> error[domain]: KDE: h must be positive and finite, not 0
#!>   KDE([1, 2], 0)
#!>               ^
KDE(zeros(0), 1)
#!> error[domain]: KDE: there is no data
#!>   KDE(zeros(0), 1)
#!>   ^^^^^^^^^^^^^^^^
KDE([1, 2], [1, 2])
#!> error[shape]: KDE: the shape of h does not fit rows of shape (): i64[2]
#!>   KDE([1, 2], [1, 2])
#!>   ^^^^^^^^^^^^^^^^^^^
Transformed(3, exp)
#!> error[type]: Transformed: i64 is no distribution: a record with draw and log_density is one
#!>   Transformed(3, exp)
#!>   ^^^^^^^^^^^^^^^^^^^
Transformed(Normal(0, 1), 3)
#!> error[type]: Transformed: f must be a function, not i64
#!>   Transformed(Normal(0, 1), 3)
#!>                             ^
Transformed(Normal(0, 1), x -> x^2)
#!> error[domain]: Transformed: f is not monotone, so that it has no inverse; inverse= gives one of a part
#!>   Transformed(Normal(0, 1), x -> x^2)
#!>                             ^^^^^^^^
Transformed(Normal([0, 1], 1), x -> x)
#!> error[argument]: Transformed: inverse= is needed for events of shape (2,), unless elementwise=true
#!>   Transformed(Normal([0, 1], 1), x -> x)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
log_density(Transformed(Normal([0, 1], 1), x -> x*sum(x), elementwise=true), [1.0, 2])
#!> error[domain]: Transformed: f is not monotone, so that it has no inverse; inverse= gives one of a part
#!>   log_density(Transformed(Normal([0, 1], 1), x -> x*sum(x), elementwise=true), [1.0, 2])
#!>                                              ^^^^^^^^^^^^^

# ## Divergences and coordinates
KL(Normal(0, 1), 3)
#!> error[type]: KL: i64 is no distribution: a record with draw and log_density is one
#!>   KL(Normal(0, 1), 3)
#!>   ^^^^^^^^^^^^^^^^^^^
KL(Normal(0, 1), Normal([0, 1], 1))
#!> error[shape]: KL: the events of Normal have the shape (), those of Normal (2,)
#!>   KL(Normal(0, 1), Normal([0, 1], 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
fisher(Uniform(0, 1))
#!> error[distribution]: fisher: Uniform has no Fisher matrix in closed form
#!>   fisher(Uniform(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^
fisher(Normal(0, 1), "mean")
#!> error[argument]: fisher: coordinates is "parameters", "natural" or "expectation", not mean
#!>   fisher(Normal(0, 1), "mean")
#!>                        ^^^^^^
natural(Laplace(0, 1))
#!> error[distribution]: natural: Laplace is not an exponential family
#!>   natural(Laplace(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^
from_natural(Normal(0, 1), 3)
#!> error[type]: from_natural: η must be a tuple of 2, not i64
#!>   from_natural(Normal(0, 1), 3)
#!>                              ^
from_natural(Normal(0, 1), (1.0, 1.0))
#!> error[domain]: Normal: the second natural parameter, -1/(2σ²), is negative, not 1.0
#!>   from_natural(Normal(0, 1), (1.0, 1.0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
from_expectation(Gamma(1, 1), (1.0, 1.0))
#!> error[distribution]: from_expectation: Gamma has no closed form for its parameters from E T
#!>   from_expectation(Gamma(1, 1), (1.0, 1.0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
support((draw = () -> 1, log_density = x -> 0.0))
#!> error[distribution]: support: this distribution does not say where it lives
#!>   support((draw = () -> 1, log_density = x -> 0.0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
