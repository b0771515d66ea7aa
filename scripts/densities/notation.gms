#~ file: seed=7
# Densities, read as printed. A `~` after a call form declares a factor of a density, by the names of its
# variables; what is given stands behind `|`, parameters behind `;`.
p(z) ~ Normal(0, 1)
p(x | z; σ) ~ Normal(z, σ)
p
#> p(z) ~ Normal(0, 1)
#> p(x | z; σ) ~ Normal(z, σ)

# The logarithm of a density is taken at the values of the names in scope.
(x, z, σ) = (1.5, 0.5, 2.0);
log p(z)
#> -1.04394
check log p(z) ≈ log_density(Normal(0, 1), 0.5)
#> ok -1.04394 ≈ -1.04394
check log p(x | z; σ) ≈ log_density(Normal(0.5, 2), 1.5)
#> ok -1.73709 ≈ -1.73709
check log p(x, z; σ) ≈ log p(z) + log p(x | z; σ)
#> ok -2.78102 ≈ -2.78102
check log p(z, x; σ) ≈ log p(x, z; σ)
#> ok -2.78102 ≈ -2.78102

# Values may be given by name, and a record gives all of them.
check log p(x=0, z=1; σ=0.1) ≈ log_density(Normal(0, 1), 1) + log_density(Normal(1, 0.1), 0)
#> ok -50.0353 ≈ -50.0353
s = (x = 0, z = 1);
check log p(s...; σ) ≈ log p(x=0, z=1; σ)
#> ok -3.15602 ≈ -3.15602
# With values for all variables the density is a number.
check p(z=0) ≈ 1/sqrt(2*π)
#> ok 0.398942 ≈ 0.398942
check p(x=0 | z=0; σ=2) ≈ 1/sqrt(8*π)
#> ok 0.199471 ≈ 0.199471

# Of a function `log f(x)` is log(f(x)), and log f'(x) the logarithm of its derivative.
f(x) = x^2
check log f(3.0) ≈ log(9.0)
#> ok 2.19722 ≈ 2.19722
check log f'(3.0) ≈ log(6.0)
#> ok 1.79176 ≈ 1.79176

# As an expression a density is a distribution: the right side of its factor with the names in scope.
p(x | z; σ)
#> Normal(μ = 0.5, σ = 2.0)
p(x | z=3; σ=0.1)
#> Normal(μ = 3, σ = 0.1)
mean(p(x | z; σ))
#> 0.5
check entropy(p(z)) ≈ (1 + log(2*π))/2
#> ok 1.41894 ≈ 1.41894
seed(1)
z ~ p(z);
a ~ p(x | z; σ)
#> 2.51654
check E(x ~ p(x | z=1; σ=0.1), x^2, method=quad(5)) ≈ 1.01
#> ok 1.01 ≈ 1.01

# Several factors are drawn one after the other, each after those that it depends on.
p(x, z; σ)
#> p(x, z; σ)
(x, z) ~ p(x, z; σ);
check log_density(p(x, z; σ), (x, z)) ≈ log p(x, z; σ)
#> ok -3.79887 ≈ -3.79887
check E((x, z) ~ p(x, z; σ), x*z) ≈ 1 se 5
#> ok 0.9614 ± 0.0247 ≈ 1 (1.6 se)
# What is not named is drawn too, and dropped.
check Var(x ~ p(x; σ=2), x) ≈ 5 se 5
#> ok 5.0014 ± 0.0732 ≈ 5 (0.0 se)
(xs, zs) = sample(p(x, z; σ), 3);
size(xs)
#> 3

# Declaring a factor again replaces it; the right side is evaluated when it is used.
σ₀ = 3.0;
p(z) ~ Normal(0, σ₀)
check log p(z=0) ≈ -log(3.0) - log(2*π)/2
#> ok -2.01755 ≈ -2.01755
σ₀ = 1.0;
check log p(z=0) ≈ -log(2*π)/2
#> ok -0.918939 ≈ -0.918939
p
#> p(z) ~ Normal(0, σ₀)
#> p(x | z; σ) ~ Normal(z, σ)

# A density is a value: it can be passed, held in a record, declared inside a function.
at_zero(d) = log d(z=0)
at_zero(p)
#> -0.918939
(kind(p), kind(p(z)))
#> ("density", "distribution")
r = (model = p);
check log r.model(z=0) ≈ log p(z=0)
#> ok -0.918939 ≈ -0.918939
local(s) = {
  q(u) ~ Normal(0, s)
  log q(u=1.0)
}
check local'(2.0) ≈ 1/8 - 1/2
#> ok -0.375 ≈ -0.375

# Derivatives go through: in values, in parameters, in draws.
check ∇[z] log p(z) ≈ -z
#> ok 1.25052 ≈ 1.25052
check ∇[σ] log p(x | z; σ) ≈ (x - z)^2/σ^3 - 1/σ
#> ok -0.0140612 ≈ -0.0140612
check grad(σ -> E((x, z) ~ p(x, z; σ), x^2, n=20000))(2.0) ≈ 4 se 5
#> ok 4.0093 ± 0.0430 ≈ 4 (0.2 se)

# Several variables of one factor are a tuple.
q(a, b | c) ~ (draw = () -> (c, -c), log_density = v -> -(v[1] - c)^2 - (v[2] + c)^2)
(a, b) ~ q(a, b | c=2);
check log q(a, b | c=2) == 0
#> ok 0.0 == 0
check log q(b=0, a=0 | c=2) == -8
#> ok -8.0 == -8

# A divergence is written with bars, or with a comma.
n(z) ~ Normal(1, 1)
KL(p, q) = E(z ~ p, log_density(p, z) - log_density(q, z), method=quad(20))
check KL(n(z) || p(z)) ≈ 1/2
#> ok 0.5 ≈ 0.5
check KL(n(z), p(z)) ≈ KL(n(z) || p(z))
#> ok 0.5 ≈ 0.5
check KL(n(z) || Normal(‖[3, 4]‖, 1)) ≈ 8
#> ok 8.0 ≈ 8
# Every argument of log is read once, however deep they nest.
f(x) = exp(x)
log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(log f(0.5))))))))))))))))))))))))
#> 0.5

# The joint density p(x, z; σ) with draws from it, and the densities of x for three values of z.
(xs, zs) = sample(p(x, z; σ=1), 200);
joint = overlay(field((x, z) -> exp(log p(x=x, z=z; σ=1)), (-5, 5), (-4, 4), n=32), scatter(xs, zs, colour="orange"));
laws = overlay(plot(p(x | z=-2; σ=1), -6, 6, label="z = -2"), plot(p(x | z=0; σ=1), -6, 6, label="z = 0"), plot(p(x | z=2; σ=1), -6, 6, label="z = 2"));
layout((axes(joint, equal=true), laws))
#> z                                    density
#>  4+                         @@ 0.15  0.4+         ***  +++  ooo
#>   |               *         %%          |         * *  + +  o o
#>  2+            ***.***.*    ##          |        *  **++ ++oo  o
#>   |         **********.* *  ** 0.1   0.3+        *   *+   +o   o
#>   |       .**********.      ++          |       **   *+   +o   oo
#>  0+     ************        ==          |       *    +*   oo    o
#>   |    *********.  *        -- 0.05  0.2+       *    +*   o+    o
#> -2+   *.*****.*             ::          |      **   ++*   o++   oo
#>   |  ***                    ..          |      *    +  * o  +    o
#> -4+                            0     0.1+     **   ++  * o  ++   oo
#>   ++-----------+----------+             |     *    +   *oo   +    o
#>    -5          0          5             |   **   +++   oo*   +++   oo
#>               x                        0+oooooooooooooo   *****+++++oooo
#>                                         ++----+----+----+----+----+----+
#>                                          -6   -4   -2   0    2    4    6
#>                                                         x
#>                                       *** z = -2   +++ z = 0   ooo z = 2
