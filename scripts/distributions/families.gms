#~ file: digits=10
# Exponential families: log p(x) = log h(x) + η·T(x) - A(η).
D = Normal(0.5, 0.8);
η = natural(D)
#> (0.78125, -0.78125)
# Of a normal distribution (μ/σ², -1/(2σ²)), with T = (x, x²).
sufficient_statistics(D, 3)
#> (3.0, 9.0)
check log_density(D, 3) ≈ -log(2*π)/2 + η[1]*3 + η[2]*9 - log_partition(D)
#> ok -5.578607482 ≈ -5.578607482
# The gradient of the log partition function is E T, its Hessian Fisher's matrix in η.
expectation_parameters(D)
#> (0.5, 0.89)
grad(η -> log_partition(D, η))(η)
#> (0.5, 0.89)
check fisher(D, "natural") ≈ [0.64, 0.64; 0.64, 1.4592]
#> ok [0.64, 0.64; 0.64, 1.4592] ≈ [0.64, 0.64; 0.64, 1.4592]
check fisher(D, "expectation") @ fisher(D, "natural") ≈ eye(2) abs 1e-12
#> ok [1.0, -1.122782423e-17; 9.679756996e-18, 1.0] ≈ [1.0, 0.0; 0.0, 1.0]
# In the parameters themselves.
fisher(D)
#> f64[2×2]
#>    1.5625  0.0
#>    0.0     3.125
# From one description to the others.
from_natural(D, η)
#> Normal(μ = 0.5, σ = 0.8)
from_expectation(D, expectation_parameters(D))
#> Normal(μ = 0.5, σ = 0.8)
# One standard deviation for three coordinates: 1/σ² for each mean, 6/σ² for σ.
fisher(Normal([0.5, 1, 2], 0.8))
#> f64[4×4]
#>    1.5625  0.0     0.0     0.0
#>    0.0     1.5625  0.0     0.0
#>    0.0     0.0     1.5625  0.0
#>    0.0     0.0     0.0     9.375
# Of a covariance matrix the coordinates are the entries on and below the diagonal.
check fisher(Normal([0.3, -0.2], chol=cholesky([1.2, 0.5; 0.5, 0.8])))[3:5, 3:5] ≈ [1.960093896714, -0.704225352113, 0; -0.704225352113, 1.690140845070, 0; 0, 0, 3.380281690141]
#> ok [1.960093897, -0.7042253521, 4.080235673e-17; -0.7042253521, 1.690140845, -1.660886446e-16; -1.197536313e-16, -1.935886834e-16, 3.38028169] ≈ [1.960093897, -0.7042253521, 0.0; -0.7042253521, 1.690140845, 0.0; 0.0, 0.0, 3.38028169]

# ## Fisher's matrix three ways: closed form, curvature of the divergence, mean square of scores
G(θ) = Gamma(θ[1], θ[2])
θ = [2.5, 1.5];
F = fisher(G(θ))
#> f64[2×2]
#>    0.4903577561  -0.6666666667
#>   -0.6666666667   1.111111111
check F ≈ hessian(t -> KL(G(θ), G(t)))(θ)
#> ok [0.4903577561, -0.6666666667; -0.6666666667, 1.111111111] ≈ [0.4903577561, -0.6666666667; -0.6666666667, 1.111111111]
score(x) = grad(t -> log_density(G(t), x))(θ)
check E(x ~ G(θ), outer(score(x), score(x))) ≈ F se 4
#> ok [0.473593282 ± 0.008036216, -0.651766825 ± 0.009246526; -0.651766825 ± 0.009246526, 1.08915792 ± 0.02086081] ≈ [0.4903577561, -0.6666666667; -0.6666666667, 1.111111111] (2.1 se)

# ## Natural gradients: a unit step in natural coordinates is the exact posterior
# Data x with variance 0.64, prior N(0, 1.5) of their mean.
x = [1.2, -0.4, 0.7, 2.1, 0.3];
elbo(q) = -cross_entropy(q, Normal(0, sqrt(1.5))) + entropy(q) - sum((x - q.mean())^2 + q.variance())/(2*0.64) - 5*log(2*π*0.64)/2
q = Normal(0.0, 1.0);
elbo(q)
#> -12.5697283
v = natural(q)
#> (0.0, -0.5)
g = grad(η -> elbo(from_natural(q, η)))(v);
step = solve(fisher(q, "natural"), flatten(g));
posterior = from_natural(q, unflatten(flatten(v) + step, v))
#> Normal(μ = 0.7186732187, σ = 0.3434182842)
check mean(posterior) ≈ 0.718673218673
#> ok 0.7186732187 ≈ 0.7186732187
check var(posterior) ≈ 0.117936117936
#> ok 0.1179361179 ≈ 0.1179361179
# The bound is then the log evidence.
check elbo(posterior) ≈ -7.709243587629
#> ok -7.709243588 ≈ -7.709243588

# ## Maximum likelihood matches the expectation parameters
data = [3, 1, 4, 1, 5, 9, 2, 6];
from_expectation(Poisson(1), mean(vmap(k -> sufficient_statistics(Poisson(1), k))(data)))
#> Poisson(rate = 3.875)
natural(Categorical([0.2, 0.3, 0.5]))
#> f64[3]
#>   -1.609437912  -1.203972804  -0.6931471806
natural(Uniform(0, 1))
#!> error[distribution]: natural: Uniform is not an exponential family
#!>   natural(Uniform(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^

# Probabilities have the sum 1: in them the information has no inverse.
fisher(Categorical([.2, .3, .5]), "expectation")
#!> error[domain]: fisher: the expectation parameters of Categorical depend on each other (those of a Categorical have the sum 1), so that ∇²A(η) has no inverse; it is fisher(D, "natural")
#!>   fisher(Categorical([.2, .3, .5]), "expectation")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# The bound over mean and logarithm of the width. The gradient goes straight up the hill in these coordinates, in many steps;
# the natural gradient arrives in one.
hill(μ, s) = elbo(Normal(μ, exp(s)))
climb(μ, s) = (μ, s) + 0.02*grad(hill)(μ, s)
paths = overlay(field(hill, (-0.3, 1.3), (-1.6, 0.4), n=40, contours=true), trajectory(iterate(climb, (0.0, 0.0), 60, every=1), colour="orange"),
  trajectory([0, mean(posterior)], [0, log(std(posterior))], colour="red"));
axes(paths, x="μ", y="log σ")
#>                   log σ
#>                        |-'..-''...-14-----...' @@ -8
#>                        |.'-..''++...-12-...++' %%
#>                       0+..''o.-''***####***''- ## -10
#>                        |'++.'+*#..-''-10'-.##* ##
#>                        |+..'*#\+'%%%%%%%%%%''. **
#>                        |+/**#.'%+*%%%%%%%%%%%' ++ -12
#>                    -0.5+.'*#.'%%%+**@@@@@%%%%% ++
#>                        |/**#/%%%%%+.*\-8.@%%%% == -14
#>                        ||*#.'%%%%@.\+*@@'.@%%% ==
#>                      -1+**#|#%%%%@/@@+*@@\@%%% --
#>                        |**#|#%%%%@|@@@+@@|@%%% :: -16
#>                        |**#|#%%%%@\@@@@@@/@%%% ::
#>                        ||*##|%%%%@'.@@@@.'@%%% .. -18
#>                    -1.5+|**#|%%%%@@\@@@@/@@%%%
#>                        +----+------+-----+----
#>                             0     0.5    1
#>                                   μ
