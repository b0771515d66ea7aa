# What coordinate ascents refuse, and why: the message names the number that is wrong and what to do instead.
use vi

# ## A move that does not climb
moves = (half = s -> (s[1]/2, s[2]), worse = s -> (s[1], 2*s[2]));
A = (start = (4.0, 1.0), moves = moves, bound = s -> -s[1]^2 - s[2]^2);
ascend(A, 5)
#!> error[domain]: ascend: the bound fell from -5.0 to -8.0 in the worse step of sweep 1: the move does not maximise this bound[..]
#!> ...
ascend(put(A, "moves", (broken = s -> nan*s)), 5)
#!> error[domain]: ascend: the bound is no number in the broken step of sweep 1: the move does not maximise this bound[..]
#!> ...
ascend(put(A, "bound", s -> inf), 5)
#!> error[domain]: ascend: the bound is inf at the start[..]
#!> ...
# ## What is no ascent
ascend(A)
#!> error[argument]: ascend: how many sweeps? ascend(A, 20), or ascend(A, until=1e-10)[..]
#!> ...
ascend(3, 5)
#!> error[type]: ascend: an ascent is a record (start = state, moves = (E = s -> ..., M = s -> ...), bound = s -> number), not i64[..]
#!> ...
ascend((start = 1.0), 5)
#!> error[argument]: ascend: the ascent has no field moves; it is (start = state, moves = (E = s -> ..., M = s -> ...), bound = s -> number)[..]
#!> ...
ascend(put(A, "moves", (E = 3)), 5)
#!> error[type]: ascend: the move E is a function of the state, not i64[..]
#!> ...
ascend(A, -1)
#!> error[domain]: ascend: n is a number of sweeps, not -1[..]
#!> ...
ascend(A, until=-1)
#!> error[domain]: ascend: until is the gain of a sweep at which to stop, not negative: -1[..]
#!> ...
steps(3)
#!> error[type]: steps: needs a run, what ascend gave back, not i64[..]
#!> ...

# ## Linear-Gaussian latents
ppca([1.0, nan; 2, 3], 1)
#!> error[domain]: ppca: x is nan[..]
#!> ...
ppca([1.0, 2, 3], 1)
#!> error[shape]: ppca: x has a row for each datum, a matrix N×D, not f64[3][..]
#!> ...
ppca([1.0, 2; 3, 5; 4, 4], 2)
#!> error[domain]: ppca: k is a number of latent coordinates from 1 to 1, one less than the features, not 2[..]
#!> ...
ppca([1.0, 2; 1, 2], 1)
#!> error[domain]: ppca: all rows of x are the same: nothing varies[..]
#!> ...
ppca([1.0, 2, 3; 2, 4, 6; 3, 6, 9], 1)
#!> error[domain]: ppca: the data vary in 1 directions only: with k = 1 no noise is left and the likelihood has no maximum; take k smaller, or fix variance=[..]
#!> ...
ppca([1.0, 2; 3, 5; 4, 4], 1, posterior="scalar")
#!> error[argument]: ppca: posterior is "full", "diagonal" or "isotropic", not scalar[..]
#!> ...
ppca([1.0, 2; 3, 5; 4, 4], 1, start=[1, 2])
#!> error[shape]: ppca: start is W, a matrix 2×1, not i64[2][..]
#!> ...
ppca([1.0, 2; 3, 5; 4, 4], 1, variance=0)
#!> error[domain]: ppca: variance must be positive and finite, not 0[..]
#!> ...
factor_analysis([1.0, 2; 1, 5; 1, 4], 1)
#!> error[domain]: factor_analysis: column 1 is constant, its noise variance would be 0; leave it out[..]
#!> ...

# ## Conjugate models
normal_gamma([1.0, inf])
#!> error[domain]: normal_gamma: x must be finite, not [1.0, inf][..]
#!> ...
normal_gamma([])
#!> error[domain]: normal_gamma: there is no data: x is empty[..]
#!> ...
normal_gamma([1.0, 2], rate=-1)
#!> error[domain]: normal_gamma: rate must be positive and finite, not -1[..]
#!> ...
linear_regression([1.0, 2; 3, 4], [1.0, 2, 3], 1)
#!> error[shape]: linear_regression: X has 2 rows and y 3 values[..]
#!> ...
linear_regression([1.0, 2; 3, 4], [1.0, 2], 0)
#!> error[domain]: linear_regression: precision must be positive and finite, not 0[..]
#!> ...

# ## Mixtures
x = [0.0, 0; 1, 0; 0, 1; 3, 4];
gaussian_mixture(x, 5)
#!> error[domain]: gaussian_mixture: 5 components are more than the 4 rows of data[..]
#!> ...
gaussian_mixture(x, 0)
#!> error[domain]: gaussian_mixture: K is a number of components, at least 1, not 0[..]
#!> ...
gaussian_mixture([1.0, nan; 2, 3], 1)
#!> error[domain]: gaussian_mixture: x is nan[..]
#!> ...
gaussian_mixture([1.0, 2; 1, 3; 1, 5], 1)
#!> error[domain]: gaussian_mixture: column 1 of x is constant, so the covariance is singular: leave the column out, or give the prior's scatter=, a matrix 2×2[..]
#!> ...
gaussian_mixture([1.0, 2; 2, 4; 3, 6], 1)
#!> error[domain]: gaussian_mixture: the columns of x depend on each other, so their covariance is singular: project x on fewer axes, or give the prior's scatter=, a matrix 2×2[..]
#!> ...
gaussian_mixture([[1.0, 2] for k in 1:1], 1)
#!> error[domain]: gaussian_mixture: one row has no covariance: more rows, or give the prior's scatter=, a matrix 2×2[..]
#!> ...
gaussian_mixture([1.0, 2; 1, 2; 1, 2; 4, 5; 3, 1], 4)
#!> error[domain]: spread_centres: x has 3 different rows, fewer than the 4 components: take K smaller[..]
#!> ...
gaussian_mixture(x, 2, responsibilities=ones(4, 2))
#!> error[domain]: gaussian_mixture: responsibilities are not negative and the sum of each row is 1[..]
#!> ...
gaussian_mixture(x, 2, centres=ones(3, 2))
#!> error[shape]: gaussian_mixture: centres are a matrix 2×2, not f64[3×2][..]
#!> ...
gaussian_mixture(x, 2, degrees=1)
#!> error[domain]: gaussian_mixture: degrees must be more than D - 1 = 1, not 1[..]
#!> ...
gaussian_mixture(x, 2, scatter=[1, 2; 2, 1])
#!> error[domain]: gaussian_mixture: scatter must be symmetric and positive definite[..]
#!> ...
mixture_evidence(gaussian_mixture([[1.0*k] for k in 1:30], 2))
#!> error[memory]: mixture_evidence: 2^30 assignments are too many, the limit is 10^6; take fewer rows, or the bound[..]
#!> ...
stochastic_mixture(gaussian_mixture(x, 1), 10, forgetting=0.5)
#!> error[domain]: stochastic_mixture: forgetting must be more than 1/2 and at most 1, or the steps do not converge (Σρ = ∞, Σρ² < ∞), not 0.5[..]
#!> ...
stochastic_mixture(gaussian_mixture(x, 1), 10, batch=0)
#!> error[domain]: stochastic_mixture: batch is a number, at least 1, not 0[..]
#!> ...
# Without a prior a component may run away.
mixture_em(x, 2, responsibilities=[1.0, 0; 1, 0; 1, 0; 1, 0])
#!> error[domain]: mixture_em: a component has no data left: take fewer than 2, or other centres[..]
#!> ...
ascend(mixture_em(x, 2, responsibilities=[1.0, 0; 1, 0; 1, 0; 0, 1]), 5)
#!> error[domain]: mixture_em: a component shrinks on too few points, where the likelihood is infinite: take fewer than 2, or gaussian_mixture, whose prior forbids it[..]
#!> ...
# A prior keeps it: an empty component is its prior, and costs what it says.
A = gaussian_mixture(x, 2, responsibilities=[1.0, 0; 1, 0; 1, 0; 1, 0]);
ascend(A, 20).state.r[:, 2]
#> f64[4]
#>    0.00826761  0.00599298  0.0065446  0.00539992
