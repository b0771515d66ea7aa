#~ file: seed=7
# What oracles and floors refuse, and what to do instead.
use vdm
use data
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
l = (α = 0.8, σ = 0.6);

# Laws without an oracle.
oracle(3)
#!> error[type]: oracle: the law of the data is a distribution, not i64: Empirical(x) is that of rows x
#!>   oracle(3)
#!>   ^^^^^^^^^
oracle([1.0, 2])
#!> error[type]: oracle: the law of the data is a distribution, not f64[2]: Empirical(x) is that of rows x
#!>   oracle([1.0, 2])
#!>   ^^^^^^^^^^^^^^^^
oracle("normal")
#!> error[type]: oracle: a text is no distribution: a record with draw and log_density is one
#!>   oracle("normal")
#!>   ^^^^^^^^^^^^^^^^
oracle((α = 1))
#!> error[type]: oracle: a record is no distribution: a record with draw and log_density is one
#!>   oracle((α = 1))
#!>   ^^^^^^^^^^^^^^^
oracle(StudentT(3))
#!> error[distribution]: oracle: the posterior of StudentT has no closed form: Normal, Mixture of Normal, KDE and finite sets have one; KDE(sample(D, 1000), 0.1) comes near the law, and has one
#!>   oracle(StudentT(3))
#!>   ^^^^^^^^^^^^^^^^^^^
oracle(checkerboard())
#!> error[distribution]: oracle: the posterior of checkerboard has no closed form: Normal, Mixture of Normal, KDE and finite sets have one; KDE(sample(D, 1000), 0.1) comes near the law, and has one
#!>   oracle(checkerboard())
#!>   ^^^^^^^^^^^^^^^^^^^^^^
oracle(two_moons(0))
#!> error[domain]: two_moons: without noise it lies on a curve and has no density: give a σ > 0
#!>   oracle(two_moons(0))
#!>   ^^^^^^^^^^^^^^^^^^^^
oracle(Empirical((x = [1.0, 2], y = [0.0, 1])))
#!> error[distribution]: oracle: Empirical is of records; an oracle takes numbers or tensors, such as one of its columns
#!>   oracle(Empirical((x = [1.0, 2], y = [0.0, 1])))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
oracle(Mixture([0.5, 0.5], (Normal(0, 1), Laplace(0, 1))))
#!> error[distribution]: oracle: the posterior of the component Laplace of a Mixture has no closed form: Normal, Mixture of Normal, KDE and finite sets have one; KDE(sample(D, 1000), 0.1) comes near the law, and has one
#!>   oracle(Mixture([0.5, 0.5], (Normal(0, 1), Laplace(0, 1))))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
oracle(Mixture([0.5, 0.6], (Normal(0, 1), Normal(1, 1))))
#!> error[domain]: Mixture: the sum of weights is 1.1, not 1: weights/sum(weights) has that sum
#!>   oracle(Mixture([0.5, 0.6], (Normal(0, 1), Normal(1, 1))))
#!>          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
oracle(Mixture([1.5, -0.5], (Normal(0, 1), Normal(1, 1))))
#!> error[domain]: Mixture: weights must not be negative: [1.5, -0.5]
#!>   oracle(Mixture([1.5, -0.5], (Normal(0, 1), Normal(1, 1))))
#!>                  ^^^^^^^^^^^
oracle(Mixture([0.5, 0.5], (Normal(0, 1), Normal([0.0, 1], 1))))
#!> error[shape]: Mixture: the events of the components differ: f64 and f64[2]
#!>   oracle(Mixture([0.5, 0.5], (Normal(0, 1), Normal([0.0, 1], 1))))
#!>          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
oracle(Normal([0.0, 1], cov=[1, 2; 2, 1]))
#!> error[domain]: Normal: cov is not positive definite: its smallest eigenvalue is -1.0
#!>   oracle(Normal([0.0, 1], cov=[1, 2; 2, 1]))
#!>                               ^^^^^^^^^^^^
oracle(KDE([0.0, 1], -0.1))
#!> error[domain]: KDE: h must be positive and finite, not -0.1
#!>   oracle(KDE([0.0, 1], -0.1))
#!>                        ^^^^
oracle(Empirical([0.0, nan]))(0.5, l)
#!> error[domain]: Empirical: data is nan
#!>   oracle(Empirical([0.0, nan]))(0.5, l)
#!>                    ^^^^^^^^^^

# What is seen.
o = oracle(M);
o([0.5, 1], l)
#!> error[shape]: oracle: z is f64[2], and one event has the shape (); vmap(z -> o(z, l))(Z) takes rows
#!>   o([0.5, 1], l)
#!>               ^
oracle(Normal([0.0, 1], 1))(0.5, l)
#!> error[shape]: oracle: z is f64, and one event has the shape (2,)
#!>   oracle(Normal([0.0, 1], 1))(0.5, l)
#!>                                    ^
oracle(Normal([0.0, 1], 1))(zeros(4, 2), l)
#!> error[shape]: oracle: z is f64[4×2], and one event has the shape (2,); vmap(z -> o(z, l))(Z) takes rows
#!>   oracle(Normal([0.0, 1], 1))(zeros(4, 2), l)
#!>                                            ^
o("0.5", l)
#!> error[type]: oracle: z must be a number or a tensor of numbers, not a text
#!>   o("0.5", l)
#!>            ^
o(nan, l)
#!> error[domain]: oracle: z is nan
#!>   o(nan, l)
#!>          ^
o(inf, l)
#!> error[domain]: oracle: z must be finite, not inf
#!>   o(inf, l)
#!>          ^
predict(o, [0.5], l, "ε")
#!> error[shape]: oracle: z is f64[1], and one event has the shape (); vmap(z -> o(z, l))(Z) takes rows
#!>   predict(o, [0.5], l, "ε")
#!>              ^^^^^
predict(o, 0.5, l, "noise level")
#!> error[argument]: predict: a prediction is of "x", "ε" (or "eps"), "v", "score" or "velocity", not noise level
#!>   predict(o, 0.5, l, "noise level")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# Levels.
o(0.5, 0.6)
#> 0.739393
o(0.5, (σ = 0.6))
#!> error[name]: a level of noise has the fields α and σ: (α = 0.8, σ = 0.6); this one has ("σ",)
#!>   o(0.5, (σ = 0.6))
#!>   ^^^^^^^^^^^^^^^^^
o(0.5, (α = 0.8))
#!> error[name]: a level of noise has the fields α and σ: (α = 0.8, σ = 0.6); this one has ("α",)
#!>   o(0.5, (α = 0.8))
#!>   ^^^^^^^^^^^^^^^^^
o(0.5, (α = 0.8, σ = -0.6))
#!> error[domain]: a level of noise has finite α ≥ 0 and σ ≥ 0, not both 0, not α = 0.8 and σ = -0.6
#!>   o(0.5, (α = 0.8, σ = -0.6))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
o(0.5, (α = 0, σ = 0))
#!> error[domain]: a level of noise has finite α ≥ 0 and σ ≥ 0, not both 0, not α = 0 and σ = 0
#!>   o(0.5, (α = 0, σ = 0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^
o(0.5, (α = nan, σ = 1))
#!> error[domain]: a level of noise has finite α ≥ 0 and σ ≥ 0, not both 0, not α = nan and σ = 1
#!>   o(0.5, (α = nan, σ = 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
o(0.5, (α = inf, σ = 1))
#!> error[domain]: a level of noise has finite α ≥ 0 and σ ≥ 0, not both 0, not α = inf and σ = 1
#!>   o(0.5, (α = inf, σ = 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
o(0.5, (α = "a", σ = 1))
#!> error[type]: a level of noise: α must be a number or a tensor of numbers, not a text
#!>   o(0.5, (α = "a", σ = 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
o(0.5, (α = [0.5, 0.8], σ = [0.5, 0.6]))
#!> error[shape]: a level of noise is one level, so that α is a number, not f64[2]; vmap takes many
#!>   o(0.5, (α = [0.5, 0.8], σ = [0.5, 0.6]))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
o(0.5, level(linear_snr(), 2))
#!> error[domain]: level: a time lies between 0, the data, and 1, the noise; 2 does not
#!>   o(0.5, level(linear_snr(), 2))
#!>          ^^^^^^^^^^^^^^^^^^^^^^

# A set of points has no density, and so no score, before there is noise.
score_of(Empirical([-1.0, 1]))
#!> error[distribution]: score_of: Empirical is a set of points, without a density and a score; with noise it has: score_of(noised(D, (α = 1, σ = 0.1)))
#!>   score_of(Empirical([-1.0, 1]))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
score_of(Bernoulli(0.5))
#!> error[distribution]: score_of: Bernoulli is a set of points, without a density and a score; with noise it has: score_of(noised(D, (α = 1, σ = 0.1)))
#!>   score_of(Bernoulli(0.5))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
score_of([1.0, 2])
#!> error[type]: score_of: the law of the data is a distribution, not f64[2]: Empirical(x) is that of rows x
#!>   score_of([1.0, 2])
#!>   ^^^^^^^^^^^^^^^^^^
score_of(Normal(0, 1))([1.0, 2])
#!> error[shape]: score_of: z is f64[2], and one event has the shape (); vmap(z -> o(z, l))(Z) takes rows
#!>   score_of(Normal(0, 1))([1.0, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noised(Mixture([0.5, 0.5], (Empirical([0.0]), Normal(1, 1))), (α = 0.5, σ = 0))
#!> error[domain]: noised: Mixture without noise, at σ = 0, is a set of points with no density: give a σ > 0
#!>   noised(Mixture([0.5, 0.5], (Empirical([0.0]), Normal(1, 1))), (α = 0.5, σ = 0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noised(checkerboard(), l)
#!> error[distribution]: noised: the posterior of checkerboard has no closed form: Normal, Mixture of Normal, KDE and finite sets have one; KDE(sample(D, 1000), 0.1) comes near the law, and has one
#!>   noised(checkerboard(), l)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
noised([1.0, 2], l)
#!> error[type]: noised: the law of the data is a distribution, not f64[2]: Empirical(x) is that of rows x
#!>   noised([1.0, 2], l)
#!>   ^^^^^^^^^^^^^^^^^^^
noised(M, 0.5)
#> Mixture(weights = [0.3, 0.7], components = Normal(μ = [-1.0, 2.0], σ = [0.707107, 0.943398]))
noised_entropy(Empirical([-1.0, 1]), (α = 1, σ = 0))
#!> error[domain]: noised_entropy: Empirical without noise is a set of points, whose density is infinite: give a σ > 0; mutual_information has its entropy in nats
#!>   noised_entropy(Empirical([-1.0, 1]), (α = 1, σ = 0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# Its floors are what they tend to:
fisher_information(Empirical([-1.0, 1]), (α = 1, σ = 0))
#> inf
clean = (α = 1, σ = 0);
two = Empirical([-1.0, 1]);
[mmse(two, clean), eps_mse(two, clean), mutual_information(two, clean), dsm_floor(two, clean)]
#> f64[4]
#>    0.0  0.0  0.693147  0.0
[mmse(M, clean), eps_mse(M, clean), mutual_information(M, clean), dsm_floor(M, clean)]
#> f64[4]
#>    0.0  1.0  inf  inf

# Floors.
mmse(StudentT(3), l)
#!> error[distribution]: mmse: the posterior of StudentT has no closed form: Normal, Mixture of Normal, KDE and finite sets have one; KDE(sample(D, 1000), 0.1) comes near the law, and has one
#!>   mmse(StudentT(3), l)
#!>   ^^^^^^^^^^^^^^^^^^^^
mmse([1.0, 2], l)
#!> error[type]: mmse: the law of the data is a distribution, not f64[2]: Empirical(x) is that of rows x
#!>   mmse([1.0, 2], l)
#!>   ^^^^^^^^^^^^^^^^^
mmse(M, 0.5)
#> 0.192539
mmse(M, l, resolution=0)
#!> error[domain]: mmse: resolution is how many points the grid has for a standard deviation, from 1 to 1000, not 0
#!>   mmse(M, l, resolution=0)
#!>                    ^
mmse(M, l, resolution="many")
#!> error[domain]: mmse: resolution is how many points the grid has for a standard deviation, from 1 to 1000, not many
#!>   mmse(M, l, resolution="many")
#!>                    ^^^^^^
mmse(M, l, n=0)
#!> error[domain]: mmse: n is how many draws there are, a whole number of at least 2, not 0
#!>   mmse(M, l, n=0)
#!>                ^
mmse(M, l, n=1)
#!> error[domain]: mmse: n is how many draws there are, a whole number of at least 2, not 1
#!>   mmse(M, l, n=1)
#!>                ^
mmse(M, l, n=2.5)
#!> error[domain]: mmse: n is how many draws there are, a whole number of at least 2, not 2.5
#!>   mmse(M, l, n=2.5)
#!>                ^^^
mutual_information(M, l, n="many")
#!> error[type]: mutual_information: n is how many draws there are, a whole number, not a text
#!>   mutual_information(M, l, n="many")
#!>                              ^^^^^^
diffusion_floor(M, 3)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not i64; schedule(γ = t -> ...) makes one of your own
#!>   diffusion_floor(M, 3)
#!>   ^^^^^^^^^^^^^^^^^^^^^
diffusion_floor(M, (l, l, l))
#!> error[argument]: diffusion_floor: two levels are wanted, the clean one first, or a schedule; not 3
#!>   diffusion_floor(M, (l, l, l))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_floor(M, (l, 3))
#> 0.659448
step_floor(M, linear_snr(), 0)
#!> error[domain]: step_floor: T is how many steps there are, a whole number of at least 1, not 0
#!>   step_floor(M, linear_snr(), 0)
#!>                               ^
step_floor(M, linear_snr(), 2.5)
#!> error[domain]: step_floor: T is how many steps there are, a whole number of at least 1, not 2.5
#!>   step_floor(M, linear_snr(), 2.5)
#!>                               ^^^
step_floor(M, linear_snr(), inf)
#!> error[domain]: step_floor: T is how many steps there are, a whole number of at least 1, not inf
#!>   step_floor(M, linear_snr(), inf)
#!>                               ^^^
step_floor(M, linear_snr(), "ten")
#!> error[type]: step_floor: T is how many steps there are, a whole number, not a text
#!>   step_floor(M, linear_snr(), "ten")
#!>                               ^^^^^
vlb_floor(M, linear_snr(), T=0)
#!> error[domain]: vlb_floor: T is how many steps there are, a whole number of at least 1, not 0
#!>   vlb_floor(M, linear_snr(), T=0)
#!>                                ^
vlb_floor(M, linear_snr(), T="ten")
#!> error[type]: vlb_floor: T is how many steps there are, a whole number, not a text
#!>   vlb_floor(M, linear_snr(), T="ten")
#!>                                ^^^^^
# A schedule that starts without noise has an infinite SNR(0): the bound is infinite, and so are L_T and L_∞.
diffusion_floor(M, cosine_noise())
#> inf
step_floor(M, cosine_noise(), 10)
#> inf
vlb_floor(M, cosine_noise())
#!> error[domain]: vlb_floor: the schedule cosine starts with σ = 0, an infinite SNR(0), where this loss is infinite: between(S, -13.3, 5) has the ends of your choice
#!>   vlb_floor(M, cosine_noise())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
vlb_floor(M, between(cosine_noise(), -13.3, 5)).total
#> 1.64098
# Components too narrow for a grid in the plane:
fine = Mixture([0.5, 0.5], (Normal([0.0, 0], 1), Normal([1.0, 0], 1e-5)));
mmse(fine, (α = 1, σ = 1e-6))
#> 1.9901743e-12 ± 9.69e-17
mmse(fine, (α = 1, σ = 1e-6), n=1000)
#> 1.989663e-12 ± 3.13e-16
