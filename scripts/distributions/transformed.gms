#~ file: digits=10
# Densities of functions of a random variable: log p(x) - log |f'(x)| at x = f⁻¹(y).
T = Transformed(Normal(0.3, 0.5), exp)
#> Transformed(of = Normal(μ = 0.3, σ = 0.5), f = <builtin exp(x)>)
check log_density(T, [0.5, 1, 2]) ≈ log_density(LogNormal(0.3, 0.5), [0.5, 1, 2])
#> ok [-1.505326817, -0.4057913526, -1.228067944] ≈ [-1.505326817, -0.4057913526, -1.228067944]
# What f does not reach has no density.
log_density(T, [-1, 0])
#> f64[2]
#>   -inf  -inf
# The inverse was found numerically; given, it is used.
check log_density(Transformed(Normal(0.3, 0.5), exp, inverse=log), 2) ≈ log_density(T, 2)
#> ok -1.228067944 ≈ -1.228067944
# No closed form anywhere: y = x + x³.
C = Transformed(Normal(0, 1), x -> x + x^3);
check quad(y -> density(C, y), -inf, inf) ≈ 1
#> ok 1.0 ≈ 1
check E(y ~ C, y^2) ≈ 1 + 2*3 + 15 se 4
#> ok 21.422124 ± 1.267549 ≈ 22 (0.5 se)
check E(y ~ C, y^2, method=quad(5)) ≈ 22
#> ok 22.0 ≈ 22
# Derivatives go through the inverse.
check grad(a -> log_density(Transformed(Normal(0, 1), x -> a*x), 0.7))(2.0) ≈ grad(a -> log_density(Normal(0, a), 0.7))(2.0)
#> ok -0.43875 ≈ -0.43875
# A decreasing function, on an interval.
check log_density(Transformed(Uniform(0, 1), x -> -log(x)), 2.0) ≈ -2
#> ok -2.0 ≈ -2
# Without an inverse.
Transformed(Normal(0, 1), x -> x^2)
#!> error[domain]: Transformed: f is not monotone, so that it has no inverse; inverse= gives one of a part
#!>   Transformed(Normal(0, 1), x -> x^2)
#!>                             ^^^^^^^^

# ## Vectors
S = Transformed(Normal([0, 1], 1), x -> sinh(x), elementwise=true);
check log_density(S, [0.5, -1]) ≈ log_density(Normal([0, 1], 1), asinh([0.5, -1])) - log(1.25)/2 - log(2)/2
#> ok -4.18158813 ≈ -4.18158813
A = [2, 1; 1, 3];
check log_density(Transformed(Normal([0, 1], 1), x -> A @ x, inverse=y -> solve(A, y)), [0.5, 1]) ≈ log_density(Normal(A @ [0, 1], cov=A @ A'), [0.5, 1])
#> ok -3.697314979 ≈ -3.697314979
# One layer of a flow: the second coordinate is shifted and scaled by the first.
layer(x) = [x[1], x[2]*exp(0.5*x[1]) + sin(x[1])]
back(y) = [y[1], (y[2] - sin(y[1]))*exp(-0.5*y[1])]
F = Transformed(Normal(zeros(2), I), layer, inverse=back, log_det=x -> 0.5*x[1]);
check log_density(F, [0.3, 1]) ≈ log_density(Normal(0, 1), 0.3) + log_density(Normal(sin(0.3), exp(0.15)), 1)
#> ok -2.216708063 ≈ -2.216708063

# ## Kernel density estimates
K = KDE([0.0, 1, 4], 0.5)
#> KDE(data = [0.0, 1.0, 4.0], h = 0.5)
check density(K, 0.7) ≈ sum(t in [0.0, 1, 4], density(Normal(t, 0.5), 0.7))/3
#> ok 0.3219680458 ≈ 0.3219680458
(mean(K), var(K))
#> (1.666666667, 3.138888889)
check E(x ~ K, x) ≈ mean(K) se 4
#> ok 1.66170450 ± 0.01757757 ≈ 1.666666667 (0.3 se)
# Its score pulls towards the data.
grad(x -> log_density(K, x))(0.2)
#> 0.125900866
log_density(KDE([0.0, 1; 4, 2], [0.5, 1]), [0, 0; 1, 1])
#> f64[2]
#>   -2.337877066  -3.837876998

# A density may be infinite at a point.
log_density(Transformed(Gamma(0.5, 1), exp, inverse=log), 1.0)
#> inf

# Densities over histograms of draws: exp z, z + z³; and one layer of a flow in the plane.
draws(D, a, b) = overlay(hist(sample(D, 1000), range=(a, b)), plot(y -> density(D, y), a, b))
layout((exp = axes(draws(T, 0.01, 4), x="y"), cubic = axes(draws(C, -6, 6), x="y"), flow = plot(F, (-3, 3), (-4, 6))))
#>                                     exp
#>    |              ..---....:                          ### density
#> 0.6+           .-'.#######'''-..                      --- density(D, y)
#> 0.4+         .''###############'''-...
#> 0.2+      ..''#######################'''--......
#>   0+......''##################################'''''--------.............
#>    +--------+-------+--------+-------+--------+-------+--------+-------+
#>            0.5      1       1.5      2       2.5      3       3.5      4
#>
#>                  cubic                           flow
#> 0.4+               .                          5+        %%
#> 0.3+              .'.                          |    .   ##
#> 0.2+             .'#'.                         |   :-.  ++ 0.1
#> 0.1+            .'###'.                       0+ .=#-.  ==
#>   0+.......---''#######''---.......            | :=-.   ::
#>    ++----+----+----+----+----+----+            |        .. 0
#>     -6   -4   -2   0    2    4    6            +---+---
#>     ### density   --- density(D, y)                0
