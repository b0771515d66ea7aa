#~ file: seed=7
# log_evidence(p, x): the logarithm of the integral over all that x depends on and that is not known. It is
# exact over finite supports and in linear-Gaussian models, where the recorded graph shows that each mean is
# affine; else by quadrature over one or two dimensions.

# Normal-Normal: five numbers with a common mean.
p(μ) ~ Normal(0, sqrt(1.5))
p(x[i] | μ) ~ Normal(μ, 0.8)
x = [1.2, -.4, .7, 2.1, .3];
check log_evidence(p, x) ≈ -7.709243587629 abs 1e-11
#> ok -7.70924 ≈ -7.70924
r = posterior(p, x)
#> Normal(μ = 0.718673, σ = 0.343418)
check mean(r) ≈ 0.718673218673 abs 1e-11
#> ok 0.718673 ≈ 0.718673
check var(r) ≈ 0.117936117936 abs 1e-11
#> ok 0.117936 ≈ 0.117936
# Bayes' rule: the joint over the posterior is the evidence, at any μ.
check log p(x, μ=0.3) - log_density(r, 0.3) ≈ log_evidence(p, x)
#> ok -7.70924 ≈ -7.70924

# Bayesian linear regression: what is given is no variable.
b(w; α) ~ Normal(zeros(2), 1/sqrt(α))
b(y[i] | w, t[i]; α) ~ Normal(w[1] + w[2]*t[i], 0.5)
t = -1:0.25:1;
y = 0.5 - 1.2*t + 0.3*sin(7*t);
check log_evidence(b, y | t; α=1) ≈ -6.818078831649 abs 1e-11
#> ok -6.81808 ≈ -6.81808
α = 1.0;
check mean(posterior(b, y | t; α)) ≈ [.486486486486, -1.112491409772] abs 1e-11
#> ok [0.486486, -1.11249] ≈ [0.486486, -1.11249]
# The evidence is differentiable: the best precision of the prior.
best = root(α -> grad(a -> log_evidence(b, y | t; α=a))(α), 0.1, 10)
#> 1.32497
check log_evidence(b, y | t; α=best) > log_evidence(b, y | t; α=1)
#> ok -6.78633 > -6.81808

# Probabilistic PCA: each row has its latent vector.
pca(z[n]) ~ Normal(zeros(2), I)
pca(x[n] | z[n]; m) ~ Normal(m.W @ z[n] + m.b, sqrt(m.s2))
X = [[2*sin(.7*n)*cos(.5*d) + 1.2*cos(1.3*n)*sin(.9*d) + .3*sin(n*d) for d in 1:5] for n in 1:20];
m = (W = [[sin(i), cos(2*i)] for i in 1:5], b = mean(X, axis=1), s2 = 1.0);
check log_evidence(pca, x=X; m) ≈ -136.8563533605 abs 1e-9
#> ok -136.856 ≈ -136.856
C = m.W @ m.W' + m.s2*eye(5);
check log_evidence(pca, x=X; m) ≈ sum(n in 1:20, log_density(Normal(m.b, cov=C), X[n]))
#> ok -136.856 ≈ -136.856
# At the maximum: W = U (Λ - σ² I)^(1/2), σ² the mean of the discarded eigenvalues.
S = (X - m.b)' @ (X - m.b)/20;
(λ, U) = eigh(S, vectors=true);
s2 = mean(λ[1:3]);
best = (W = [U[:, k]*sqrt(λ[k] - s2) for k in 4:5]', b = m.b, s2 = s2);
check s2 ≈ .045740179507 abs 1e-11
#> ok 0.0457402 ≈ 0.0457402
check log_evidence(pca, x=X; m=best) ≈ -50.3297989245 abs 1e-9
#> ok -50.3298 ≈ -50.3298
slope = grad(W -> log_evidence(pca, x=X; m=(W = W, b = m.b, s2 = s2)))(best.W);
max(abs(slope)) < 1e-8
#> true

# A decoder that bends: quadrature, one number for each x.
g(z) ~ Normal(0, 1)
g(x | z) ~ Normal(z + z^2/2, .5)
check log_evidence(g, x=-.4) ≈ -.830430833131 abs 1e-9
#> ok -0.830431 ≈ -0.830431
check log_evidence(g, x=0) ≈ -.791907707024 abs 1e-9
#> ok -0.791908 ≈ -0.791908
check log_evidence(g, x=.5) ≈ -1.139654411213 abs 1e-9
#> ok -1.13965 ≈ -1.13965
check log_evidence(g, x=1) ≈ -1.596885648374 abs 1e-9
#> ok -1.59689 ≈ -1.59689
check log_evidence(g, x=2) ≈ -2.401819493411 abs 1e-9
#> ok -2.40182 ≈ -2.40182

# A bounded or a positive unknown is integrated by the rule of its own law.
w(θ) ~ Uniform(0, 1)
w(x[i] | θ) ~ Bernoulli(θ)
check log_evidence(w, x=[1, 0, 1, 1, 0]) ≈ lgamma(4) + lgamma(3) - lgamma(7)
#> ok -4.09434 ≈ -4.09434
w(θ) ~ Exponential(1)
w(x | θ) ~ Exponential(θ)
check log_evidence(w, x=0.5) ≈ -2*log(1.5)
#> ok -0.81093 ≈ -0.81093
check grad(x -> log_evidence(w, x))(0.5) ≈ -2/1.5
#> ok -1.33333 ≈ -1.33333

# Two dimensions: z₂ depends on z₁.
h(u) ~ Normal(0, 1)
h(v | u) ~ Normal(sin(u), 0.5)
h(x | u, v) ~ Normal(u*v, 1)
log_evidence(h, x=0.7)
#> -1.136
check exp(log_evidence(h, x=0.7)) ≈ E((u, v) ~ h(u, v), density(h(x | u, v), 0.7)) se 5
#> ok 0.321102 ≈ 0.320935 ± 0.000784 (0.2 se)

# A chain of normal laws: what lies between is integrated out.
c(a) ~ Normal(1, 1)
c(b | a) ~ Normal(2*a, 1)
c(x | b) ~ Normal(b - 3, 2)
check log_evidence(c, x=0) ≈ log_density(Normal(-1, 3), 0)
#> ok -2.07311 ≈ -2.07311
check log_evidence(c, b=2) ≈ log_density(Normal(2, sqrt(5)), 2)
#> ok -1.72366 ≈ -1.72366
check log_evidence(c, x=0 | a=2) ≈ log_density(Normal(1, sqrt(5)), 0)
#> ok -1.82366 ≈ -1.82366
posterior(c, x=0)
#> the posterior of a, b
sample(c, 2)
#> a = f64[2]
#>      0.940316  2.94156
#> b = f64[2]
#>      1.42432  6.31411
#> x = f64[2]
#>      1.38634  4.71718

# What is known of a function's dependence on its argument.
(degree(z -> 3, 0.0), degree(z -> [1, 2]*z + 1, 0.0), degree(z -> z^2, 0.0), degree(floor, 0.0))
#> (0, 1, 2, 2)

# Quadrature on half-lines and intervals, by the sets where the unknowns live: a mean and a scale together,
hm(μ) ~ Normal(0, 1)
hm(s) ~ HalfNormal(1)
hm(x[i] | μ, s) ~ Normal(μ, s)
check log_evidence(hm, x=[.3, -.5, 1.1]) ≈ -4.737851290191 abs 1e-8
#> ok -4.73785 ≈ -4.73785
# a rate far in the tail of its prior,
ga(z) ~ Gamma(2.5, 1)
ga(x | z) ~ Exponential(z)
check log_evidence(ga, x=16.2137) ≈ -9.043678792527 abs 1e-8
#> ok -9.04368 ≈ -9.04368
# a likelihood that jumps where z = x: ∫ dz/z from x to 1 is -log x,
un(z) ~ Uniform(0, 1)
un(x | z) ~ Uniform(0, z)
check log_evidence(un, x=.3) ≈ log(-log(.3)) abs 1e-8
#> ok 0.185627 ≈ 0.185627
# and a prior without a mean, where x is a Student's t with 2α degrees of freedom.
ig(z; α) ~ InverseGamma(α, 2)
ig(x | z; α) ~ Normal(0, sqrt(z))
check log_evidence(ig, x=1.2; α=.8) ≈ log_density(StudentT(1.6, 0, sqrt(2/.8)), 1.2) abs 1e-8
#> ok -1.92548 ≈ -1.92548
# Counts without an end are summed.
po(z) ~ Poisson(3)
po(x | z) ~ Normal(z, 1)
check log_evidence(po, x=4.2) ≈ -1.891273002234 abs 1e-10
#> ok -1.89127 ≈ -1.89127
# Rows that nothing but their index counts are linear-Gaussian.
ro(z[k in 1:3]) ~ Normal(0, 1)
ro(x | z) ~ Normal(sum(z), 1)
check log_evidence(ro, x=1.3) ≈ log_density(Normal(0, 2), 1.3)
#> ok -1.82334 ≈ -1.82334

# The posterior line with two standard deviations, in the regression; and the log evidence over the precision of the
# prior, with the best one.
r = posterior(b, y | t; α=1);
A = stack((1 + 0*t, t), axis=2);
line = A @ mean(r);
sd = sqrt(diag(A @ cov(r) @ A'));
regression = overlay(band(t, line - 2*sd, line + 2*sd), plot(t, line), scatter(t, y));
evidences = overlay(plot(α -> log_evidence(b, y | t; α=α), 0.1, 10, n=41, log="x"),
  vline(root(α -> grad(a -> log_evidence(b, y | t; α=a))(α), 0.1, 10)));
layout((axes(regression, x="t", y="y"), axes(evidences, x="α", y="log p(y | t; α)")))
#> y                                    log p(y | t; α)
#>   |                                      |             ......
#>  2+::                                  -7+          .-''  . ''.
#>   |.:::#                                 |         /'     .    '.
#>   |#'-..:::                              |       .'       .     '.
#>   |:::::'-.#:::                      -7.5+     .'         .      |
#>  1+  :::::::'-..::                       |    .'          .       \
#>   |        ::::#'..#:: #               -8+  .'            .       '.
#>   |             ::''-..::::              | .'             .        '.
#>  0+                 ::''-..::::::        |/               .         \
#>   |                    :::'#-..::::  -8.5+                .         '.
#>   |                        :::''-.#      |                .          |
#>   |                           :#::'    -9+                .           |
#> -1+                              ::      |                .           \
#>   |                                      |                .           '
#>   ++-------+-------+-------+------+      +------+-------+------+------+
#>    -1     -0.5     0      0.5     1            0.3      1      3      10
#>                   t                                     α
