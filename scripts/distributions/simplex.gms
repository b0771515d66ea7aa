#~ file: digits=10
# Distributions of probabilities: Beta on 0..1, Dirichlet on the simplex.
B = Beta(2, 3)
#> Beta(a = 2, b = 3)
(mean(B), var(B), entropy(B))
#> (0.4, 0.04, -0.2349066498)
check density(B, 0.3) ≈ 12*0.3*0.7^2
#> ok 1.764 ≈ 1.764
check quad(x -> -density(B, x)*log_density(B, x), 0, 1) ≈ entropy(B)
#> ok -0.2349066498 ≈ -0.2349066498
log_density(Beta(0.5, 1), [-0.1, 0, 0.5, 1, 1.1])
#> f64[5]
#>   -inf  inf  -0.3465735903  -0.6931471806  -inf
# Beta(1, 1) is uniform.
check log_density(Beta(1, 1), [0, 0.3, 1]) ≈ log_density(Uniform(0, 1), [0, 0.3, 1]) abs 1e-15
#> ok [0.0, -0.0, 0.0] ≈ [-0.0, -0.0, -0.0]
check E(x ~ B, x^3, method=quad(2)) ≈ 2*3*4/(5*6*7)
#> ok 0.1142857143 ≈ 0.1142857143
check E(x ~ B, x) ≈ 0.4 se 4
#> ok 0.396993738 ± 0.001946300 ≈ 0.4 (1.5 se)
check grad(a -> E(x ~ Beta(a, 3), x))(2.0) ≈ 3/25 se 4
#> ok 0.1197195272 ± 0.0003835202 ≈ 0.12 (0.7 se)
# Shapes far below 1: nearly all mass at the ends, and no draw is nan.
sample(Beta(0.001, 0.002), 4)
#> f64[4]
#>    5.314282313e-126  0.0  0.0  0.0

# ## Dirichlet
D = Dirichlet([1.5, 2, 0.5])
#> Dirichlet(α = [1.5, 2.0, 0.5])
(mean(D), entropy(D))
#> [1] = f64[3]
#>      0.375  0.5  0.125
#> [2] = -1.506843431
cov(D)
#> f64[3×3]
#>    0.046875  -0.0375  -0.009375
#>   -0.0375     0.05    -0.0125
#>   -0.009375  -0.0125   0.021875
check log_density(D, [0.2, 0.3, 0.5]) ≈ 0.5*log(0.2) + log(0.3) - 0.5*log(0.5) + lgamma(4) - lgamma(1.5) - lgamma(2) - lgamma(0.5)
#> ok -0.3219414063 ≈ -0.3219414063
# Two coordinates are a beta distribution.
check log_density(Dirichlet([2, 3]), [0.3, 0.7]) ≈ log_density(B, 0.3)
#> ok 0.5675839576 ≈ 0.5675839576
# Outside the simplex.
log_density(D, [0.2, 0.3, 0.6; -0.1, 0.6, 0.5])
#> f64[2]
#>   -inf  -inf
x ~ D
#> f64[3]
#>    0.7738261026  0.2253039552  0.0008699421476
check sum(x) ≈ 1
#> ok 1.0 ≈ 1
check E(x ~ D, x) ≈ mean(D) se 4
#> ok [0.375632671 ± 0.002132606, 0.498560162 ± 0.002255124, 0.125807167 ± 0.001465139] ≈ [0.375, 0.5, 0.125] (0.6 se)
check Cov(x ~ D, x, x) ≈ cov(D) se 4
#> ok [0.0478484486 ± 0.0005518280, -0.0383118074 ± 0.0005328461, -0.0095366412 ± 0.0003097595; -0.0383118074 ± 0.0005328461, 0.0511847648 ± 0.0005561559, -0.0128729575 ± 0.0003606797; -0.0095366412 ± 0.0003097595, -0.0128729575 ± 0.0003606797, 0.0224095987 ± 0.0004761683] ≈ [0.046875, -0.0375, -0.009375; -0.0375, 0.05, -0.0125; -0.009375, -0.0125, 0.021875] (2.1 se)
# E log x_i = ψ(α_i) - ψ(Σ α): the expectation parameters.
check E(x ~ D, log(x)) ≈ expectation_parameters(D) se 4
#> ok [-1.208499498 ± 0.008282148, -0.851562159 ± 0.006231425, -3.21101027 ± 0.02156132] ≈ [-1.219627694, -0.8333333333, -3.219627694] (2.9 se)
# A matrix has an event for each row.
log_density(Dirichlet([1, 1; 2, 2]), [0.5, 0.5; 0.5, 0.5])
#> 0.4054651081

# Beta densities; and draws of the Dirichlet distribution in the triangle of three probabilities.
betas = overlay(plot(B, 0, 1, label="2, 3"), plot(Beta(0.5, 0.5), 0, 1, label="0.5, 0.5"), plot(Beta(8, 8), 0, 1, label="8, 8"));
x = sample(D, 300);
triangle = overlay(plot([0, 1, 0.5, 0], [0, 0, sqrt(3)/2, 0]), scatter(x[:, 2] + x[:, 3]/2, x[:, 3]*sqrt(3)/2));
layout((axes(betas, ylim=(0, 4)), axes(triangle, hidden=true, equal=true)))
#> density
#> 4++                   *** 2, 3    +                   ..
#>  |+                   +++ 0.5, 0.5+                  .''.
#>  |+                   ooo 8, 8    +                 /   '.
#> 3++             ooooo             +                /  #  #.
#>  |+            oo   oo            +              .'       '.
#>  |+            o     o            +             .'  #  #   '.
#>  |+           o       o           +            .'##     ### '.
#> 2+++      ***oo*      oo         ++           .'  # # #   ## '#
#>  | +   ****  o *****   o         +           .'     #######    \
#>  | ++ **    oo     *** oo       ++          .' ### ## ## #####  \
#> 1+  ++++   oo        ***oo   ++++          /  # #### # # ## #####\#
#>  | **  +++oo+++++++++++++oo+++            /#### ####################
#>  |**     oo               oo**          .'  # #### ############### #.
#> 0+oooooooo                 oooooooo     '-#-######################--#
#>  ++-----+------+-----+------+-----+
#>   0    0.2    0.4   0.6    0.8    1
#>                   x
