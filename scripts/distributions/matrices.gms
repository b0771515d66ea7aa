#~ file: digits=10
# Normal distributions of low rank plus diagonal, and distributions of matrices.
W = [1, 0.5; 2, 0; 3, 1];
N = Normal([1, 2, 3], [0.5, 1, 0.2], factor=W)
#> Normal(μ = [1, 2, 3], σ = [0.5, 1.0, 0.2], factor = [1.0, 0.5; 2.0, 0.0; 3.0, 1.0])
cov(N)
#> f64[3×3]
#>    1.5  2.0   3.5
#>    2.0  5.0   6.0
#>    3.5  6.0  10.04
check cov(N) ≈ W @ W' + diag([0.25, 1, 0.04])
#> ok [1.5, 2.0, 3.5; 2.0, 5.0, 6.0; 3.5, 6.0, 10.04] ≈ [1.5, 2.0, 3.5; 2.0, 5.0, 6.0; 3.5, 6.0, 10.04]
# The log density never forms the covariance matrix, and agrees with the one that does.
x = [0.5, 1, 2];
check log_density(N, x) ≈ log_density(Normal([1, 2, 3], cov=cov(N)), x)
#> ok -3.6005446 ≈ -3.6005446
check entropy(N) ≈ logdet(2*π*exp(1)*cov(N))/2
#> ok 4.936020178 ≈ 4.936020178
check KL(N, Normal(zeros(3), I)) ≈ KL(Normal([1, 2, 3], cov=cov(N)), Normal(zeros(3), I))
#> ok 13.09079542 ≈ 13.09079542
check E(z ~ N, z) ≈ [1, 2, 3] se 4
#> ok [1.03364215 ± 0.01181532, 2.05326239 ± 0.02198044, 3.08315070 ± 0.03100090] ≈ [1, 2, 3] (2.8 se)
# A thousand coordinates with two factors.
V = [sin(0.1*(1:1000)); cos(0.1*(1:1000))];
D = Normal(zeros(1000), 0.5, factor=reshape(V, 2, 1000)');
log_density(D, ones(1000))
#> -2233.281999

# ## Wishart: Σ z zᵀ over ν draws z ~ N(0, V)
S = Wishart(4, [2, 0.5; 0.5, 1])
#> Wishart(ν = 4, V = [2.0, 0.5; 0.5, 1.0])
mean(S)
#> f64[2×2]
#>    8.0  2.0
#>    2.0  4.0
check log_density(S, [1.0, 0.2; 0.2, 0.7]) ≈ (logdet([1.0, 0.2; 0.2, 0.7]) - trace(solve([2, 0.5; 0.5, 1], [1.0, 0.2; 0.2, 0.7])) - 8*log(2) - 4*logdet([2, 0.5; 0.5, 1]))/2 - log(π)/2 - lgamma(2) - lgamma(1.5)
#> ok -5.179732154 ≈ -5.179732154
# In one dimension it is a gamma distribution.
check log_density(Wishart(3, reshape([2.0], 1, 1)), reshape([0.7], 1, 1)) ≈ log_density(Gamma(1.5, scale=4), 0.7)
#> ok -2.311996776 ≈ -2.311996776
# Not positive definite.
log_density(S, [1.0, 2; 2, 1])
#> -inf
check E(X ~ S, X, n=4000) ≈ mean(S) se 4
#> ok [8.03470336 ± 0.08825488, 2.00939752 ± 0.04762347; 2.00939752 ± 0.04762347, 4.01168408 ± 0.04395731] ≈ [8.0, 2.0; 2.0, 4.0] (0.4 se)
check E(X ~ S, logdet(X), n=4000) ≈ expectation_parameters(S)[1] se 4
#> ok 2.39287847 ± 0.02003937 ≈ 2.405184458 (0.6 se)
entropy(S)
#> 7.140810774
check KL(S, Wishart(5, 2*eye(2)), n=4000) ≈ KL(S, Wishart(5, 2*eye(2))) se 4
#> ok 1.23054968 ± 0.02012675 ≈ 1.242524387 (0.6 se)

# Draws of the Wishart distribution as ellipses xᵀS⁻¹x = 1, and that of their mean.
t = linspace(0, 2*π, 61);
ellipse(S, colour) = { u = cholesky(S) @ [cos(t); sin(t)]; plot(u[1, :], u[2, :], colour=colour) }
X = sample(S, 8);
axes(overlay(map(k -> ellipse(X[k], "grey"), (1, 2, 3, 4, 5, 6, 7, 8))..., ellipse(mean(S), "red")), x="x₁", y="x₂", equal=true)
#>     x₂
#>      2+                               ....---....
#>       |              ............-''''..........''-..............
#>       |       .......   .....-''..........    ......'...      ..
#>      1+    ...     ..... .-'  .......... .............\.......
#>       | ...       ...  .'   ...................   . ..|....  ...
#>       |.         ... .'    .........        . ........|....     ..
#>       |.         .  /............          ..  ......./. .        .
#>      0+.        . ./.......  ..          ............/  .         .
#>       | ..     ....|........ .        .........    .' ...         .
#>       |   ...  ....|.. .   ...................   .'  ...       ...
#>     -1+     .......\............. ..........  .-' .....     ...
#>       |   ..      ..'.......    ..... ......-'....   .......
#>       |  ............''-................-'...........
#>     -2+                  ''''---''''
#>       +----+-----+------+-----+------+-----+-----+------+-----+----
#>            -4    -3     -2    -1     0     1     2      3     4
#>                                     x₁
