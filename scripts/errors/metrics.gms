# What metrics are not told as they should be: named, with what to do instead.
use metrics
use data
x = [0.0, 0; 1, 0; 0, 1; 1, 1];
y = [0.5, 0; 1, 2; 0, 1];
p = Normal(zeros(2), I);

# Samples: rows of one width, two of them at least, and finite.
mmd(x, [1.0, 2, 3])
#!> error[shape]: mmd: the rows of x have 2 numbers, those of y 1: both need as many
#!>   mmd(x, [1.0, 2, 3])
#!>   ^^^^^^^^^^^^^^^^^^^
mmd(x, zeros(3, 3))
#!> error[shape]: mmd: the rows of x have 2 numbers, those of y 3: both need as many
#!>   mmd(x, zeros(3, 3))
#!>   ^^^^^^^^^^^^^^^^^^^
energy_distance(x, x[1:1])
#!> error[domain]: energy_distance: y has 1 row, and 2 are needed
#!>   energy_distance(x, x[1:1])
#!>                      ^^^^^^
energy_distance(zeros(0, 2), y)
#!> error[domain]: energy_distance: x has no rows
#!>   energy_distance(zeros(0, 2), y)
#!>                   ^^^^^^^^^^^
energy_distance(zeros(3, 0), y)
#!> error[shape]: energy_distance: the rows of x are empty
#!>   energy_distance(zeros(3, 0), y)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
mmd([0.0, nan; 1, inf], y)
#!> error[domain]: mmd: 2 of 4 numbers of x are nan or inf: leave those rows out, and count them
#!>   mmd([0.0, nan; 1, inf], y)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
mmd(1e200*x, y)
#!> error[domain]: mmd: x has numbers up to 1e+200, whose squares overflow: divide all samples by one scale
#!>   mmd(1e200*x, y)
#!>       ^^^^^^^
mmd(3, y)
#!> error[shape]: mmd: x has samples by rows, a number has none
#!>   mmd(3, y)
#!>       ^
mmd(3, y)
#!> error[shape]: mmd: x has samples by rows, a number has none
#!>   mmd(3, y)
#!>       ^
mmd(zeros(2, 2, 2), y)
#!> error[shape]: mmd: x has a row for each sample, and this is f64[2×2×2]: reshape(x, len(x), -1)
#!>   mmd(zeros(2, 2, 2), y)
#!>       ^^^^^^^^^^^^^^
mmd("x", y)
#!> error[type]: mmd: x must be a number or a tensor of numbers, not a text
#!>   mmd("x", y)
#!>       ^^^
mmd((a = 1), y)
#!> error[type]: mmd: x must be a number or a tensor of numbers, not a record
#!>   mmd((a = 1), y)
#!>       ^^^^^^^
frechet(x, y + nan)
#!> error[domain]: frechet: 6 of 6 numbers of y are nan or inf: leave those rows out, and count them
#!>   frechet(x, y + nan)
#!>   ^^^^^^^^^^^^^^^^^^^
sliced_wasserstein(x, zeros(3, 3))
#!> error[shape]: sliced_wasserstein: the rows of x have 2 numbers, those of y 3: both need as many
#!>   sliced_wasserstein(x, zeros(3, 3))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
transport_cost([1.0], [2.0, 3])
#!> error[domain]: transport_cost: x has 1 row, and 2 are needed
#!>   transport_cost([1.0], [2.0, 3])
#!>               ^^^^^

# Laws.
mmd(p, Normal(0, 1))
#!> error[shape]: mmd: the events have 2 and 1 numbers: both need as many
#!>   mmd(p, Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^
mmd(p, Normal(zeros(3), I))
#!> error[shape]: mmd: the events have 2 and 3 numbers: both need as many
#!>   mmd(p, Normal(zeros(3), I))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
mmd(p, checkerboard())
#!> error[distribution]: mmd: y is checkerboard; normal laws, their mixtures and finite sets are exact: sample(y, 10000) has draws
#!>   mmd(p, checkerboard())
#!>          ^^^^^^^^^^^^^^
energy_distance(x, Normal(0, 1))
#!> error[shape]: energy_distance: the events have 2 and 1 numbers: both need as many
#!>   energy_distance(x, Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
energy_distance(Gamma(2, 1), Normal(0, 1))
#!> error[distribution]: energy_distance: x is Gamma; normal laws, their mixtures and finite sets are exact: sample(x, 10000) has draws
#!>   energy_distance(Gamma(2, 1), Normal(0, 1))
#!>                   ^^^^^^^^^^^
transport_cost(x[:, 1], Normal(0, 1))
#!> error[type]: transport_cost: y is a distribution and the other is not: sample(y, 10000) has draws of it
#!>   transport_cost(x[:, 1], Normal(0, 1))
#!>                        ^^^^^^^^^^^^
frechet(p, x)
#!> error[type]: frechet: x is a distribution and the other is not: sample(x, 10000) has draws of it
#!>   frechet(p, x)
#!>           ^
frechet(p, Normal(0, 1))
#!> error[shape]: frechet: the events of Normal have the shape (2,), those of Normal ()
#!>   frechet(p, Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
frechet(StudentT(1), Normal(0, 1))
#!> error[distribution]: frechet: StudentT has no finite mean and covariance
#!>   frechet(StudentT(1), Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
transport_cost(p, p)
#!> error[shape]: transport_cost: it is exact in one dimension: of normal vectors frechet(x, y) is W₂²
#!>   transport_cost(p, p)
#!>   ^^^^^^^^^^^^^^^^^^^^
transport_cost(Gamma(2, 1), Normal(0, 1))
#!> error[distribution]: transport_cost: of laws it knows normal ones, not Gamma and Normal: take samples
#!>   transport_cost(Gamma(2, 1), Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
transport_cost(Normal(0, 1), Normal(1, 2), p=3)
#!> error[argument]: transport_cost: of normal laws it knows p = 1 and p = 2, not 3: take samples of both
#!>   transport_cost(Normal(0, 1), Normal(1, 2), p=3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sliced_wasserstein(p, p, p=1)
#!> error[distribution]: sliced_wasserstein: of laws it knows normal ones for p = 2, not Normal and Normal for p = 1: take samples
#!>   sliced_wasserstein(p, p, p=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sliced_wasserstein(gaussians8(), p)
#!> error[distribution]: sliced_wasserstein: of laws it knows normal ones for p = 2, not gaussians8 and Normal for p = 2: take samples
#!>   sliced_wasserstein(gaussians8(), p)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# Options.
mmd(x, y, l=0)
#!> error[domain]: mmd: l must be positive and finite, not 0
#!>   mmd(x, y, l=0)
#!>               ^
mmd(x, y, l=-1)
#!> error[domain]: mmd: l must be positive and finite, not -1
#!>   mmd(x, y, l=-1)
#!>               ^^
mmd(x, y, l=[1.0, nan])
#!> error[domain]: mmd: l is nan
#!>   mmd(x, y, l=[1.0, nan])
#!>               ^^^^^^^^^^
mmd(x, y, l=1e-200)
#!> error[domain]: mmd: a width l is between 1e-150 and 1e150, so that its square is a number, not 1e-200
#!>   mmd(x, y, l=1e-200)
#!>   ^^^^^^^^^^^^^^^^^^^
mmd(x, y, l=zeros(0))
#!> error[domain]: mmd: l has no widths
#!>   mmd(x, y, l=zeros(0))
#!>               ^^^^^^^^
mmd(x, y, l=zeros(0))
#!> error[domain]: mmd: l has no widths
#!>   mmd(x, y, l=zeros(0))
#!>               ^^^^^^^^
mmd(x, y, l=eye(2))
#!> error[domain]: mmd: l must be positive and finite, not [1.0, 0.0; 0.0, 1.0]
#!>   mmd(x, y, l=eye(2))
#!>               ^^^^^^
mmd(x, y, l="mean")
#!> error[argument]: mmd: l is a width, several, or "median", not mean
#!>   mmd(x, y, l="mean")
#!>               ^^^^^^
mmd(x, p, l="median")
#!> error[argument]: mmd: "median" is of two samples; for a distribution give the width as a number
#!>   mmd(x, p, l="median")
#!>   ^^^^^^^^^^^^^^^^^^^^^
mmd(x, y, width=2)
#!> error[argument]: mmd has no argument width
#!>   mmd(x, y, width=2)
#!>             ^^^^^
#!>   hint: mmd(x, y, l=1, biased=false)
median_distance(zeros(3), zeros(3))
#!> error[domain]: median_distance: more than half of the rows are the same, so the median is 0: give a width
#!>   median_distance(zeros(3), zeros(3))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
witness(x, y, [0.0, 1], l=1)
#!> error[shape]: witness: the rows of x have 2 numbers, those of at 1: both need as many
#!>   witness(x, y, [0.0, 1], l=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
witness(x, y, x, l=0)
#!> error[domain]: witness: l must be positive and finite, not 0
#!>   witness(x, y, x, l=0)
#!>                      ^
transport_cost([0.0, 1], [0.5, 2], p=0.5)
#!> error[domain]: transport_cost: the power p is at least 1, not 0.5
#!>   transport_cost([0.0, 1], [0.5, 2], p=0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
transport_cost([0.0, 1], [0.5, 2], p=[1, 2])
#!> error[shape]: transport_cost: p is one power, not i64[2]
#!>   transport_cost([0.0, 1], [0.5, 2], p=[1, 2])
#!>                                     ^^^^^^
transport_cost([0.0, 1], [0.5, 20], p=1000)
#!> error[domain]: transport_cost: distances to the power p = 1000 overflow: a smaller p, or samples divided by one scale
#!>   transport_cost([0.0, 1], [0.5, 20], p=1000)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
transport_cost(x, y)
#!> error[shape]: transport_cost: the rows have 2 numbers, and only numbers can be sorted: sliced_wasserstein, or frechet
#!>   transport_cost(x, y)
#!>   ^^^^^^^^^^^^^^^^^^^^
transport_cost(x, y)
#!> error[shape]: transport_cost: the rows have 2 numbers, and only numbers can be sorted: sliced_wasserstein, or frechet
#!>   transport_cost(x, y)
#!>   ^^^^^^^^^^^^^^^^^^^^
sliced_wasserstein(x, y, p=nan)
#!> error[domain]: sliced_wasserstein: p is nan
#!>   sliced_wasserstein(x, y, p=nan)
#!>                              ^^^
sliced_wasserstein(x, y, slices=0)
#!> error[domain]: sliced_wasserstein: slices is a whole number, at least 1, not 0
#!>   sliced_wasserstein(x, y, slices=0)
#!>                                   ^
sliced_wasserstein(x, y, slices=2.5)
#!> error[domain]: sliced_wasserstein: slices is a whole number, at least 1, not 2.5
#!>   sliced_wasserstein(x, y, slices=2.5)
#!>                                   ^^^

# Neighbours and modes.
nearest(x, y, 4)
#!> error[domain]: nearest: k is a whole number, at least 1 and at most 3, not 4
#!>   nearest(x, y, 4)
#!>                 ^
nearest(x, y, 0)
#!> error[domain]: nearest: k is a whole number, at least 1 and at most 3, not 0
#!>   nearest(x, y, 0)
#!>                 ^
nearest(x, [1.0, 2])
#!> error[shape]: nearest: the rows of x have 2 numbers, those of data 1: both need as many
#!>   nearest(x, [1.0, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^
copying(x, x, [1.0, 2])
#!> error[shape]: copying: the rows of x have 2 numbers, those of test 1: both need as many
#!>   copying(x, x, [1.0, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
copying(x, x, x[1:1])
#!> error[domain]: copying: test has 1 row, and 2 are needed
#!>   copying(x, x, x[1:1])
#!>                 ^^^^^^
manifold_report(x, y)
#!> error[domain]: manifold_report: k is a whole number, at least 1 and at most 2, not 5
#!>   manifold_report(x, y)
#!>   ^^^^^^^^^^^^^^^^^^^^^
mode_coverage(x, [0.0, 1, 2], 0.5)
#!> error[shape]: mode_coverage: the rows of x have 2 numbers, those of centres 1: both need as many
#!>   mode_coverage(x, [0.0, 1, 2], 0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
mode_coverage(x, zeros(2, 3), 0.5)
#!> error[shape]: mode_coverage: the rows of x have 2 numbers, those of centres 3: both need as many
#!>   mode_coverage(x, zeros(2, 3), 0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
mode_coverage(x, y)
#!> error[argument]: mode_coverage: of centres alone say how near a good sample is: radius=, three deviations of a mode
#!>   mode_coverage(x, y)
#!>                    ^
mode_coverage(x, y, 0)
#!> error[domain]: mode_coverage: radius must be positive and finite, not 0
#!>   mode_coverage(x, y, 0)
#!>                       ^
mode_coverage(x, y, -1)
#!> error[domain]: mode_coverage: radius must be positive and finite, not -1
#!>   mode_coverage(x, y, -1)
#!>                       ^^
mode_coverage(x, y, 0.5, at_least=0)
#!> error[domain]: mode_coverage: at_least is a whole number, at least 1, not 0
#!>   mode_coverage(x, y, 0.5, at_least=0)
#!>                                     ^
mode_coverage(x, y, 0.5, weights=[0.5, 0.5])
#!> error[shape]: mode_coverage: weights has a number for each of the 3 centres, and is f64[2]
#!>   mode_coverage(x, y, 0.5, weights=[0.5, 0.5])
#!>                                    ^^^^^^^^^^
mode_coverage(x, y, 0.5, weights=[0.5, 0.6, 0.2])
#!> error[domain]: Categorical: the sum of p is 1.3, not 1: p/sum(p) has that sum, or logits= takes their logarithms up to a constant
#!>   mode_coverage(x, y, 0.5, weights=[0.5, 0.6, 0.2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
mode_coverage(x, zeros(0, 2), 0.5)
#!> error[domain]: mode_coverage: centres has no rows
#!>   mode_coverage(x, zeros(0, 2), 0.5)
#!>                    ^^^^^^^^^^^
mode_coverage(x, Empirical(y))
#!> error[argument]: mode_coverage: the modes are points, which have no radius of their own: give radius=
#!>   mode_coverage(x, Empirical(y))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
mode_coverage(x, rings())
#!> error[distribution]: modes: rings is no mixture of normal laws, so that its modes are not known: give centres by rows
#!>   mode_coverage(x, rings())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
modes(3)
#!> error[type]: modes: i64 is no distribution: a record with draw and log_density is one
#!>   modes(3)
#!>   ^^^^^^^^

# Classifiers.
classifier_two_sample(x, y)
#!> error[domain]: classifier_two_sample: y has 3 rows, and 4 are needed
#!>   classifier_two_sample(x, y)
#!>                            ^
classifier_two_sample(x, x + 1, "tree")
#!> error[argument]: classifier_two_sample: classifier is one of ("knn", "linear", "quadratic", "net"), not tree
#!>   classifier_two_sample(x, x + 1, "tree")
#!>                                   ^^^^^^
classifier_two_sample(x, x + 1, k=9)
#!> error[domain]: classifier_two_sample: k is a whole number, at least 1 and at most 4, not 9
#!>   classifier_two_sample(x, x + 1, k=9)
#!>                                     ^
classifier_two_sample(x, x + 1, share=1)
#!> error[domain]: classifier_two_sample: share is the part to learn from, between 0 and 1, not 1
#!>   classifier_two_sample(x, x + 1, share=1)
#!>                                         ^
classifier_two_sample(x, x + 1, share="half")
#!> error[type]: classifier_two_sample: share must be a number or a tensor of numbers, not a text
#!>   classifier_two_sample(x, x + 1, share="half")
#!>                                         ^^^^^^
classifier_two_sample(x, x + 1, z -> z)
#!> error[shape]: classifier_two_sample: a classifier gives one number for a row, above 0 where x is more likely
#!>   classifier_two_sample(x, x + 1, z -> z)
#!>                                   ^^^^^^
classifier_two_sample(x, x + 1, z -> nan)
#!> error[domain]: classifier_two_sample: the classifier gives nan at 8 rows
#!>   classifier_two_sample(x, x + 1, z -> nan)
#!>                                   ^^^^^^^^
classifier_two_sample(x, x + 1, 3)
#!> error[argument]: classifier_two_sample: classifier is one of ("knn", "linear", "quadratic", "net"), not 3
#!>   classifier_two_sample(x, x + 1, 3)
#!>                                   ^
classifier_two_sample(p, x)
#!> error[type]: classifier_two_sample: x is a distribution: sample(x, 10000) has draws of it by rows
#!>   classifier_two_sample(p, x)
#!>                         ^
bayes_accuracy(p, 3)
#!> error[type]: bayes_accuracy: i64 is no distribution: a record with draw and log_density is one
#!>   bayes_accuracy(p, 3)
#!>   ^^^^^^^^^^^^^^^^^^^^
bayes_accuracy(p, Normal(0, 1))
#!> error[shape]: bayes_accuracy: the events of Normal have the shape (2,), those of Normal ()
#!>   bayes_accuracy(p, Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# Likelihoods.
nll(3, x)
#!> error[type]: nll: D is a distribution, or a function that gives the log density of one row, not i64
#!>   nll(3, x)
#!>       ^
nll(p, zeros(0, 2))
#!> error[domain]: nll: data has no rows
#!>   nll(p, zeros(0, 2))
#!>          ^^^^^^^^^^^
nll(p, zeros(3, 3))
#!> error[shape]: Normal: x is f64[3×3], and an event has the shape (2,)
#!>   nll(p, zeros(3, 3))
#!>   ^^^^^^^^^^^^^^^^^^^
nll(p, [0.0, nan])
#!> error[domain]: nll: 1 of 2 numbers of data are nan or inf: leave those rows out, and count them
#!>   nll(p, [0.0, nan])
#!>   ^^^^^^^^^^^^^^^^^^
nll(x -> x, x)
#!> error[shape]: nll: the log density of a row is one number, and of 4 rows this is f64[4×2]
#!>   nll(x -> x, x)
#!>   ^^^^^^^^^^^^^^
nll(x -> log(x[1] - 2), x)
#!> error[domain]: nll: the log density is nan or inf at 4 rows
#!>   nll(x -> log(x[1] - 2), x)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
nll(Uniform(0, 1), [0.5, 2])
#!> error[density]: nll: the density is 0 at 1 of 2 rows, and the mean infinite: wider tails, or those rows left out
#!>   nll(Uniform(0, 1), [0.5, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
excess_nll(p, 3, x)
#!> error[type]: excess_nll: i64 is no distribution: a record with draw and log_density is one
#!>   excess_nll(p, 3, x)
#!>   ^^^^^^^^^^^^^^^^^^^
excess_nll(x -> 0.0, p)
#!> error[type]: excess_nll: a function is no distribution: a record with draw and log_density is one
#!>   excess_nll(x -> 0.0, p)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
excess_nll(Normal(0, 1), Uniform(0, 1), [0.5, 2])
#!> error[density]: excess_nll: the density is 0 at 1 of 2 rows, and the mean infinite: wider tails, or those rows left out
#!>   excess_nll(Normal(0, 1), Uniform(0, 1), [0.5, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
bits_per_dim(p, x, width=0)
#!> error[domain]: bits_per_dim: width must be positive and finite, not 0
#!>   bits_per_dim(p, x, width=0)
#!>                            ^
bits_per_dim(1.0, 0)
#!> error[domain]: bits_per_dim: d is a whole number, at least 1, not 0
#!>   bits_per_dim(1.0, 0)
#!>   ^^^^^^^^^^^^^^^^^^^^
bits_per_dim("a", x)
#!> error[type]: bits_per_dim: D must be a number or a tensor of numbers, not a text
#!>   bits_per_dim("a", x)
#!>                ^^^
