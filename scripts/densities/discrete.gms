#~ file: seed=7
# A latent variable with three values: everything is a sum of three terms, so that every bound of
# variational inference can be checked against what it bounds.
p(z) ~ Categorical([.5, .3, .2])
p(x | z) ~ Bernoulli([.9, .2, .05][z])
q(z; φ) ~ Categorical(logits=φ)
φ = log([.6, .3, .1]);
x = 1;

# The evidence and the posterior.
log_evidence(p, x)
#> -0.653926
check log_evidence(p, x) ≈ log(.5*.9 + .3*.2 + .2*.05)
#> ok -0.653926 ≈ -0.653926
r = posterior(p, x)
#> Categorical(logits = [-0.798508, -2.81341, -4.60517])
check sum(i in 1:3, density(r, i)) ≈ 1
#> ok 1.0 ≈ 1
check density(r, 1) ≈ .45/.52
#> ok 0.865385 ≈ 0.865385

# The evidence lower bound: exact, as the mean over a finite support is a sum.
elbo(φ) = E(z ~ q(z; φ), log p(x, z) - log q(z; φ))
check elbo(φ) ≈ -0.885699126501 abs 1e-12
#> ok -0.885699 ≈ -0.885699
gap(φ) = E(z ~ q(z; φ), log q(z; φ) - log_density(r, z))
check gap(φ) ≈ 0.231772659094 abs 1e-12
#> ok 0.231773 ≈ 0.231773
check elbo(φ) + gap(φ) ≈ log_evidence(p, x)
#> ok -0.653926 ≈ -0.653926
check E(z ~ q(z; φ), log p(x | z)) ≈ -0.845620910480 abs 1e-12
#> ok -0.845621 ≈ -0.845621
check E(z ~ q(z; φ), log q(z; φ) - log p(z)) ≈ 0.040078216020 abs 1e-12
#> ok 0.0400782 ≈ 0.0400782
check grad(elbo)(φ) ≈ [0.358810232429, -0.217121635780, -0.141688596649] abs 1e-11
#> ok [0.35881, -0.217122, -0.141689] ≈ [0.35881, -0.217122, -0.141689]

# At the posterior the bound is the evidence.
check elbo(log([.45, .06, .01]/.52)) ≈ log_evidence(p, x)
#> ok -0.653926 ≈ -0.653926

# Repeated over rows: `z[i]` is row i, and each row has its own latent variable.
m(z[i]) ~ Categorical([.5, .3, .2])
m(x[i] | z[i]) ~ Bernoulli([.9, .2, .05][z[i]])
X = [1, 0, 1];
Z = [1, 3, 2];
check log m(x=X, z=Z) ≈ sum(i in 1:3, log p(x=X[i], z=Z[i]))
#> ok -5.27265 ≈ -5.27265
check log_evidence(m, x=X) ≈ sum(i in 1:3, log_evidence(p, x=X[i]))
#> ok -2.04182 ≈ -2.04182
R = posterior(m, x=X);
check log_density(R, Z) ≈ sum(i in 1:3, log_density(posterior(p, x=X[i]), Z[i]))
#> ok -3.23083 ≈ -3.23083

# A mixture of two normal laws, fitted by Newton's method on its log evidence.
g(k[i]; θ) ~ Categorical([.5, .5])
g(y[i] | k[i]; θ) ~ Normal(θ[k[i]], 1)
y = [-2.1, -1.7, -1.2, .4, 1.1, 1.9, 2.2];
fit(θ) = log_evidence(g, y; θ)
check fit([-.5, .8]) ≈ sum(i in 1:7, log(density(Normal(-.5, 1), y[i])/2 + density(Normal(.8, 1), y[i])/2))
#> ok -13.9772 ≈ -13.9772
best = iterate(θ -> θ - solve(hessian(fit)(θ), grad(fit)(θ)), [-1.5, 1.5], 5)
#> f64[2]
#>   -1.49319  1.43015
check grad(fit)(best) ≈ [0, 0] abs 1e-9
#> ok [2.76688e-16, 2.22045e-16] ≈ [0, 0]

# The bound along the line of logits from φ through the posterior's: nowhere above the evidence, and equal at one point.
# Right, the mixture that was fitted, above its data.
bound(t) = elbo((1 - t)*φ + t*log([.45, .06, .01]/.52))
fitted(x) = density(Normal(best[1], 1), x)/2 + density(Normal(best[2], 1), x)/2
layout((axes(overlay(plot(bound, -1, 3, n=81), hline(log_evidence(p, x))), y="ELBO"),
  axes(overlay(plot(fitted, -5, 5), scatter(y, 0*y)), y="density")))
#> ELBO                                 density
#> -0.6+. . . . . . ...-..... . . . .    0.2+         ...      ..
#>     |         .''        ''''---...      |         / '.    .''\
#> -0.8+       .-'                          |        .'  \   .'  '.
#>     |      .'                        0.15+        /    \  /    |
#>   -1+      |                             |       .'    './'    |
#>     |    .'                              |       |              |
#> -1.2+    /                               |       |              |
#>     |   .'                            0.1+      |               '.
#> -1.4+   |                                |      /                \
#>     |  /                                 |     .'                '.
#>     | |                              0.05+     /                  \
#> -1.6+ /                                  |    /                   '.
#>     |/                                   |  ./'                    '..
#> -1.8+'                                  0+'''     ## #    # # ##     '''
#>     ++------+-------+------+------+      +---+-----+-----+-----+-----+--
#>      -1     0       1      2      3          -4    -2    0     2     4
#>                    t                                    x
