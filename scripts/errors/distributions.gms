# Distributions that cannot be: every complaint stands at the user's call.

# ## Parameters
Normal("a", 1)
#!> error[type]: Normal: μ must be a number or a tensor of numbers, not a text
#!>   Normal("a", 1)
#!>          ^^^
Normal(nan, 1)
#!> error[domain]: Normal: μ is nan
#!>   Normal(nan, 1)
#!>          ^^^
Normal(0, nan)
#!> error[domain]: Normal: σ is nan
#!>   Normal(0, nan)
#!>             ^^^
Normal(inf, 1)
#!> error[domain]: Normal: μ must be finite, not inf
#!>   Normal(inf, 1)
#!>          ^^^
Normal(complex(0, 1), 1)
#!> error[type]: Normal: μ must be a number or a tensor of numbers, not c128
#!>   Normal(complex(0, 1), 1)
#!>          ^^^^^^^^^^^^^
Normal(0, 0)
#!> error[domain]: Normal: σ must be positive and finite, not 0
#!>   Normal(0, 0)
#!>             ^
Normal(0, [1, -1])
#!> error[domain]: Normal: σ must be positive and finite, not [1, -1]
#!>   Normal(0, [1, -1])
#!>             ^^^^^^^
Normal([1, 2], [1, 2, 3])
#!> error[shape]: Normal: the shapes of f64[2] and f64[3] do not fit
#!>   Normal([1, 2], [1, 2, 3])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
Normal(0)
#!> error[argument]: Normal: one of σ, cov= and chol= says how wide it is
#!>   Normal(0)
#!>   ^^^^^^^^^
Normal(0, 1, cov=I)
#!> error[argument]: Normal: one of σ, cov= and chol= says how wide it is
#!>   Normal(0, 1, cov=I)
#!>   ^^^^^^^^^^^^^^^^^^^
# Papers print variances; σ is a standard deviation.
Normal(zeros(2), 2*I)
#!> error[type]: Normal: σ is a standard deviation: for the covariance 2*I write sqrt(2.0) or cov=2*I
#!>   Normal(zeros(2), 2*I)
#!>                    ^^^
Normal(zeros(2), [1, 0; 0, 1])
#!> error[type]: Normal: σ is a standard deviation, no matrix: a covariance goes by cov=, its factor by chol=
#!>   Normal(zeros(2), [1, 0; 0, 1])
#!>                    ^^^^^^^^^^^^
Normal(0, cov=I)
#!> error[shape]: Normal: cov= needs a vector μ, not i64; without coordinates Normal(μ, sqrt(cov))
#!>   Normal(0, cov=I)
#!>   ^^^^^^^^^^^^^^^^
Normal([0, 0], cov=[1, 2; 2, 1])
#!> error[domain]: Normal: cov is not positive definite: its smallest eigenvalue is -1.0
#!>   Normal([0, 0], cov=[1, 2; 2, 1])
#!>                      ^^^^^^^^^^^^
Normal([0, 0], cov=[1, 0.5; 0.4, 1])
#!> error[domain]: Normal: cov is not symmetric: the largest difference from its transpose is 0.1
#!>   Normal([0, 0], cov=[1, 0.5; 0.4, 1])
#!>                      ^^^^^^^^^^^^^^^^
Normal([0, 0], cov=eye(3))
#!> error[shape]: Normal: cov must be 2×2 as μ has 2 coordinates, not f64[3×3]
#!>   Normal([0, 0], cov=eye(3))
#!>                      ^^^^^^
Normal([0, 0], cov=2)
#!> error[shape]: Normal: cov must be 2×2 as μ has 2 coordinates, not i64
#!>   Normal([0, 0], cov=2)
#!>                      ^
Normal([0, 0], cov=-2*I)
#!> error[domain]: Normal: cov is not positive definite: its smallest eigenvalue is -2.0
#!>   Normal([0, 0], cov=-2*I)
#!>                      ^^^^
Normal([0, 0], chol=[1, 1; 0, 1])
#!> error[domain]: Normal: chol is lower triangular, this has numbers above the diagonal
#!>   Normal([0, 0], chol=[1, 1; 0, 1])
#!>                       ^^^^^^^^^^^^
Normal([0, 0], chol=[1, 0; 0, 0])
#!> error[domain]: Normal: the diagonal of chol must be positive, not [1, 0]
#!>   Normal([0, 0], chol=[1, 0; 0, 0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Uniform(1, 0)
#!> error[domain]: Uniform: a must be less than b: a = 1, b = 0
#!>   Uniform(1, 0)
#!>           ^
Uniform(1, 1)
#!> error[domain]: Uniform: a must be less than b: a = 1, b = 1
#!>   Uniform(1, 1)
#!>           ^
Uniform(0, inf)
#!> error[domain]: Uniform: b must be finite, not inf
#!>   Uniform(0, inf)
#!>              ^^^
Uniform(-1e308, 1e308)
#!> error[domain]: Uniform: b - a overflows: a = -1e+308, b = 1e+308
#!>   Uniform(-1e308, 1e308)
#!>                   ^^^^^
Exponential(0)
#!> error[domain]: Exponential: rate must be positive and finite, not 0
#!>   Exponential(0)
#!>               ^
Exponential(rate=-1)
#!> error[domain]: Exponential: rate must be positive and finite, not -1
#!>   Exponential(rate=-1)
#!>                    ^^
Laplace(0, -1)
#!> error[domain]: Laplace: b must be positive and finite, not -1
#!>   Laplace(0, -1)
#!>              ^^
Bernoulli(1.5)
#!> error[domain]: Bernoulli: p must lie in 0..1, not 1.5; log-odds are logits=
#!>   Bernoulli(1.5)
#!>             ^^^
Bernoulli()
#!> error[argument]: Bernoulli: one of p and logits= gives the probabilities
#!>   Bernoulli()
#!>   ^^^^^^^^^^^
Bernoulli(0.5, logits=0)
#!> error[argument]: Bernoulli: one of p and logits= gives the probabilities
#!>   Bernoulli(0.5, logits=0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
Bernoulli("x")
#!> error[type]: Bernoulli: p must be a number or a tensor of numbers, not a text
#!>   Bernoulli("x")
#!>             ^^^
Categorical([0.5, 0.6])
#!> error[domain]: Categorical: the sum of p is 1.1, not 1: p/sum(p) has that sum, or logits= takes their logarithms up to a constant
#!>   Categorical([0.5, 0.6])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
Categorical([0.5, -0.5, 1])
#!> error[domain]: Categorical: p must not be negative: [0.5, -0.5, 1.0]
#!>   Categorical([0.5, -0.5, 1])
#!>               ^^^^^^^^^^^^^^
Categorical(0.5)
#!> error[shape]: Categorical: p is a vector, not f64
#!>   Categorical(0.5)
#!>               ^^^
Categorical(zeros(0))
#!> error[domain]: Categorical: p is empty
#!>   Categorical(zeros(0))
#!>               ^^^^^^^^
Categorical([nan, 1])
#!> error[domain]: Categorical: p is nan
#!>   Categorical([nan, 1])
#!>               ^^^^^^^^
Categorical(logits=[-inf, -inf])
#!> error[domain]: Categorical: logits are below inf, and not all -inf: [-inf, -inf]
#!>   Categorical(logits=[-inf, -inf])
#!>                      ^^^^^^^^^^^^
Categorical(logits=[inf, 0])
#!> error[domain]: Categorical: logits are below inf, and not all -inf: [inf, 0.0]
#!>   Categorical(logits=[inf, 0])
#!>                      ^^^^^^^^
DiscreteUniform(1.5, 2)
#!> error[domain]: DiscreteUniform: a and b are integers: a = 1.5, b = 2
#!>   DiscreteUniform(1.5, 2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
DiscreteUniform(3, 2)
#!> error[domain]: DiscreteUniform: a must not be greater than b: a = 3, b = 2
#!>   DiscreteUniform(3, 2)
#!>                   ^
Empirical(3)
#!> error[shape]: Empirical: data has rows, a number has none
#!>   Empirical(3)
#!>             ^
Empirical(zeros(0, 2))
#!> error[domain]: Empirical: there is no data
#!>   Empirical(zeros(0, 2))
#!>   ^^^^^^^^^^^^^^^^^^^^^^
Mixture([0.5, 0.5], (Normal(0, 1),))
#!> error[shape]: Mixture: 2 weights for 1 components
#!>   Mixture([0.5, 0.5], (Normal(0, 1),))
#!>           ^^^^^^^^^^
Mixture([0.5, 0.6], (Normal(0, 1), Normal(0, 1)))
#!> error[domain]: Mixture: the sum of weights is 1.1, not 1: weights/sum(weights) has that sum
#!>   Mixture([0.5, 0.6], (Normal(0, 1), Normal(0, 1)))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Mixture([0.5, 0.5], (Normal(0, 1), 3))
#!> error[type]: Mixture: a component is i64, no distribution
#!>   Mixture([0.5, 0.5], (Normal(0, 1), 3))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Mixture([0.5, 0.5], 3)
#!> error[type]: Mixture: the components are a tuple of distributions, or one with rows, not i64
#!>   Mixture([0.5, 0.5], 3)
#!>                       ^
Mixture(zeros(0), ())
#!> error[domain]: Mixture: there are no components
#!>   Mixture(zeros(0), ())
#!>   ^^^^^^^^^^^^^^^^^^^^^
Mixture([0.5, 0.5], (Normal(0, 1), Normal([0, 1], 1)))
#!> error[shape]: Mixture: the events of the components differ: f64 and f64[2]
#!>   Mixture([0.5, 0.5], (Normal(0, 1), Normal([0, 1], 1)))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Mixture([0.5, 0.5], Normal(0, 1))
#!> error[shape]: Mixture: Normal(μ = 0, σ = 1) has no rows that could be components; they can also be a tuple
#!>   Mixture([0.5, 0.5], Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Points, and what is no distribution
log_density(Normal([0, 1], 1), 3)
#!> error[shape]: Normal: x is i64, and an event has the shape (2,)
#!>   log_density(Normal([0, 1], 1), 3)
#!>                                  ^
log_density(Normal([0, 1], 1), "a")
#!> error[type]: Normal: x must be a number or a tensor of numbers, not a text
#!>   log_density(Normal([0, 1], 1), "a")
#!>                                  ^^^
log_density(3, 3)
#!> error[type]: log_density: i64 is no distribution: a record with draw and log_density is one
#!>   log_density(3, 3)
#!>   ^^^^^^^^^^^^^^^^^
entropy(3)
#!> error[type]: entropy: i64 is no distribution: a record with draw and log_density is one
#!>   entropy(3)
#!>   ^^^^^^^^^^
entropy(Mixture([0.5, 0.5], (Normal(0, 1), Normal(1, 1))))
#!> error[distribution]: entropy: Mixture has no entropy in closed form; -log_density(D, z) averages to it over draws z
#!>   entropy(Mixture([0.5, 0.5], (Normal(0, 1), Normal(1, 1))))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
cov(3)
#!> error[type]: cov: i64 is no distribution: a record with draw and log_density is one
#!>   cov(3)
#!>   ^^^^^^
sample(3, 3)
#!> error[type]: sample: i64 is no distribution: a record with draw and log_density is one
#!>   sample(3, 3)
#!>   ^^^^^^^^^^^^
mean(Normal(0, 1), axis=1)
#!> error[argument]: mean: a distribution has no axis
#!>   mean(Normal(0, 1), axis=1)
#!>                      ^^^^
mean((draw = () -> 3, log_density = x -> 0.0))
#!> error[distribution]: mean: this distribution has no mean in closed form
#!>   mean((draw = () -> 3, log_density = x -> 0.0))
#!>        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## The same complaints where parameters are being differentiated or mapped
grad(σ -> log_density(Normal(0, σ), 1.0))(-1.0)
#!> error[domain]: Normal: σ must be positive and finite, not -1.0
#!>   grad(σ -> log_density(Normal(0, σ), 1.0))(-1.0)
#!>                                   ^
vmap(σ -> log_density(Normal(0, σ), 1.0))([1.0, -1.0])
#!> error[domain]: Normal: σ must be positive and finite, not -1.0
#!>   vmap(σ -> log_density(Normal(0, σ), 1.0))([1.0, -1.0])
#!>                                   ^
grad(p -> log_density(Categorical(p), 1))([0.5, 0.6])
#!> error[domain]: Categorical: the sum of p is 1.1, not 1: p/sum(p) has that sum, or logits= takes their logarithms up to a constant
#!>   grad(p -> log_density(Categorical(p), 1))([0.5, 0.6])
#!>                         ^^^^^^^^^^^^^^
grad(C -> log_density(Normal([0, 0], cov=C), [1.0, 2.0]))([1.0, 2.0; 2.0, 2.0])
#!> error[domain]: Normal: cov is not positive definite: its smallest eigenvalue is -0.561553
#!>   grad(C -> log_density(Normal([0, 0], cov=C), [1.0, 2.0]))([1.0, 2.0; 2.0, 2.0])
#!>                                            ^

# ## Rules and shapes
Normal(zeros(7), 1).quadrature(10)
#!> error[memory]: Normal: 10^7 points are too many, the limit is 10^6; method="samples" has no such limit
#!>   Normal(zeros(7), 1).quadrature(10)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
Normal(0, 1).quadrature(0)
#!> error[domain]: gauss_hermite: the number of points is an integer from 1 to 200, not 0
#!>   Normal(0, 1).quadrature(0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
Normal(zeros(2), 1).like(zeros(3))
#!> error[shape]: Normal: an event of shape (2,) is not like f64[3]
#!>   Normal(zeros(2), 1).like(zeros(3))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Draws without a derivative
grad(p -> { z ~ Bernoulli(p); 1.0*z })(0.5)
#!> error[derivative]: a draw from Bernoulli has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   grad(p -> { z ~ Bernoulli(p); 1.0*z })(0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
grad(p -> { z ~ Categorical([p, 1 - p]); 1.0*z })(0.5)
#!> error[derivative]: a draw from Categorical has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   grad(p -> { z ~ Categorical([p, 1 - p]); 1.0*z })(0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
grad(w -> { z ~ Mixture([w, 1 - w], (Normal(0, 1), Normal(1, 1))); z })(0.5)
#!> error[derivative]: a draw from Mixture has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!>   grad(w -> { z ~ Mixture([w, 1 - w], (Normal(0, 1), Normal(1, 1))); z })(0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
