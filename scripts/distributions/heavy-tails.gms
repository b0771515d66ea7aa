#~ file: digits=10
# Student's t. The scale σ is not the standard deviation, which is σ √(ν/(ν - 2)).
T = StudentT(5, 1, 2)
#> StudentT(ν = 5, μ = 1, σ = 2)
(mean(T), std(T), entropy(T))
#> (1.0, 2.581988897, 2.320649853)
check std(T) ≈ 2*sqrt(5/3)
#> ok 2.581988897 ≈ 2.581988897
check density(StudentT(1), 2) ≈ 1/(π*5)
#> ok 0.06366197724 ≈ 0.06366197724
check log_density(StudentT(1e8), 1.5) ≈ log_density(Normal(0, 1), 1.5) tol 1e-7
#> ok -2.043938534 ≈ -2.043938533
# Without a mean, and with an infinite variance.
(mean(StudentT(1)), var(StudentT(2)))
#> (nan, inf)
check E(x ~ T, x) ≈ 1 se 4
#> ok 1.01526184 ± 0.02568262 ≈ 1 (0.6 se)
# A mixture of normal distributions over their precision g ~ Gamma(ν/2, ν/2).
check E(g ~ Gamma(2.5, 2.5), density(Normal(1, 2/sqrt(g)), 0.5), method=quad(30)) ≈ density(T, 0.5) tol 1e-5
#> ok 0.1828610045 ≈ 0.1828600213
# Fisher's information in (ν, μ, σ).
fisher(T)
#> f64[3×3]
#>    0.00302258898  0.0     -0.02083333333
#>    0.0            0.1875   0.0
#>   -0.02083333333  0.0      0.3125

# ## With a scale matrix the coordinates share g
M = StudentT(5, [1, 2], scale=[2, 0.5; 0.5, 1])
#> StudentT(ν = 5, μ = [1, 2], scale = [2.0, 0.5; 0.5, 1.0])
check cov(M) ≈ [2, 0.5; 0.5, 1]*5/3
#> ok [3.333333333, 0.8333333333; 0.8333333333, 1.666666667] ≈ [3.333333333, 0.8333333333; 0.8333333333, 1.666666667]
log_density(M, [0.3, 1])
#> -2.76911841
check log_density(StudentT(1e8, [1, 2], scale=[2, 0.5; 0.5, 1]), [0.3, 1]) ≈ log_density(Normal([1, 2], cov=[2, 0.5; 0.5, 1]), [0.3, 1]) tol 1e-7
#> ok -2.629113539 ≈ -2.629113532
check E(x ~ M, x) ≈ [1, 2] se 4
#> ok [0.99232282 ± 0.01899170, 2.00049751 ± 0.01332691] ≈ [1, 2] (0.4 se)

# Tails: a power of x for Student's t, which no normal distribution has.
tail(ν) = plot(StudentT(ν), 0, 10, label="ν = {ν}")
axes(overlay(tail(1), tail(2), tail(5), plot(Normal(0, 1), 0, 10, label="normal")), log="y", ylim=(1e-6, 1))
#> density
#>     1+xxx                                                   *** ν = 1
#>      |+oxxxxxxxx                                            +++ ν = 2
#>   0.1+       *+xxxxx+                                       ooo ν = 5
#>      |             xxxooo++++***                            xxx normal
#>  0.01+                xxxoooooo++++++++**********
#>      |                  xxx   oooooo  ++++++++++++++*******************
#>      |                    xxx      oooooooo        ++++++++++++++++++++
#> 0.001+                      xxx           oooooooo                    +
#>      |                        xx                 oooooooooo
#>  1e-4+                          xx                        ooooooooooo
#>      |                           xx                                 ooo
#>  1e-5+                             xx
#>      |                              xx
#>  1e-6+                               xxx
#>      ++------------+------------+------------+------------+-----------+
#>       0            2            4            6            8           10
#>                                       x
