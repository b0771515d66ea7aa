#~ file: seed=7
# What a bound lacks of the evidence, in two parts: the best law of the family for each datum lacks the approximation gap, and an
# encoder, which has to serve all data with one formula, lacks the amortisation gap beside it. Here both are known exactly.
use vi

# ## A model that is not linear
# z ~ N(0, 1), x | z ~ N(z + z²/2, 1/4). The posterior of a datum near -1/2 has two modes, as z and -2 - z give the same mean.
p(z)     ~ Normal(0, 1)
p(x | z) ~ Normal(z + z^2/2, 0.5)
data = [-0.4, 0, 0.5, 1, 2];
# log p(x) by quadrature, to all digits given here.
evidence = [log_evidence(p, x=x) for x in data]
#> f64[5]
#>   -0.830431  -0.791908  -1.13965  -1.59689  -2.40182
check evidence ≈ [-0.830430833131, -0.791907707024, -1.139654411213, -1.596885648374, -2.401819493411] tol 1e-10
#> ok [-0.830431, -0.791908, -1.13965, -1.59689, -2.40182] ≈ [-0.830431, -0.791908, -1.13965, -1.59689, -2.40182]
check sum(evidence) ≈ -6.760698093153 tol 1e-11
#> ok -6.7607 ≈ -6.7607

# ## The best Gaussian q of each datum
# With q = N(μ, s²) the ELBO is a polynomial in both, and a rule of five points is exact.
bound(x, μ, s) = elbo(z -> log p(x, z), Normal(μ, s), nodes=5)
check bound(1, 0.3, 0.6) ≈ -2.259266976411 tol 1e-12
#> ok -2.25927 ≈ -2.25927
check grad((μ, s) -> bound(1, μ, s))(0.3, 0.6)[1] ≈ 0.298
#> ok 0.298 ≈ 0.298
check grad((μ, s) -> bound(1, μ, s))(0.3, 0.6)[2] ≈ -2.713333333333 tol 1e-12
#> ok -2.71333 ≈ -2.71333
# E (x - z - z²/2)² under q by its moments, so that nothing of it rests on a rule.
derive (x, μ in reals; s in positives) {
    E(z ~ Normal(μ, s), (x - z - z^2/2)^2, method=quad(5))
    = (x - μ - μ^2/2 - s^2/2)^2 + s^2*(1 + μ)^2 + s^4/2
}
#> ok 1 = 2: 200 points, worst 2.5e-16
best_of(x) = argmax(v -> bound(x, v[1], exp(v[2])), [0.5, -1.0])
best = [best_of(x) for x in data];
refined = [bound(data[i], best[i, 1], exp(best[i, 2])) for i in 1:5]
#> f64[5]
#>   -0.876241  -0.919465  -1.30759  -1.68455  -2.42654
check refined ≈ [-0.876240717989, -0.919465090720, -1.307589136094, -1.684551337340, -2.426541565387] tol 1e-10
#> ok [-0.876241, -0.919465, -1.30759, -1.68455, -2.42654] ≈ [-0.876241, -0.919465, -1.30759, -1.68455, -2.42654]
check sum(refined) ≈ -7.214387847530 tol 1e-11
#> ok -7.21439 ≈ -7.21439

# ## An encoder
# The same bound with μ = a x + b and one s for all: three numbers in the place of ten.
amortised(v) = sum(x in data, bound(x, v[1]*x + v[2], exp(v[3])))
encoder = argmax(amortised, [0.5, 0.0, -1.0]);
check [encoder[1], encoder[2], exp(encoder[3])] ≈ [0.6166221048, -0.1129135257, 0.3432679179] tol 1e-6
#> ok [0.616622, -0.112914, 0.343268] ≈ [0.616622, -0.112914, 0.343268]
check amortised(encoder) ≈ -7.823466026758 tol 1e-11
#> ok -7.82347 ≈ -7.82347

# ## The gap
approximation = sum(evidence) - sum(refined)
#> 0.45369
amortisation = sum(refined) - amortised(encoder)
#> 0.609078
check approximation ≈ 0.4536897544 tol 1e-9
#> ok 0.45369 ≈ 0.45369
check amortisation ≈ 0.6090781792 tol 1e-9
#> ok 0.609078 ≈ 0.609078
check sum(evidence) - amortised(encoder) ≈ 1.0627679336 tol 1e-9
#> ok 1.06277 ≈ 1.06277

# ## Draws do not show the other mode
# Importance sampling from the best q at x = 1/2 never visits the second mode: a thousand quantiles of q miss a tenth of a nat. The
# few draws that reach towards it have all the weight, and Pareto's k̂, which may be 0.7, says that the mean is not to be trusted.
x = 0.5;
(μ, s) = (best[3, 1], exp(best[3, 2]));
ε = sqrt(2)*erfinv(2*((1:1000) - 0.5)/1000 - 1);
l = vmap(z -> log p(x, z) - log_density(Normal(μ, s), z))(μ + s*ε);
seen = logsumexp(l) - log(1000)
#> -1.24627
check seen ≈ -1.246271 tol 1e-6
#> ok -1.24627 ≈ -1.24627
check evidence[3] - seen ≈ 0.107 abs 5e-4
#> ok 0.106617 ≈ 0.107
pareto_k(l)
#> 1.48486
check pareto_k(l) > 0.7
#> ok 1.48486 > 0.7
# A law with two modes sees it.
both = Mixture([0.6, 0.4], (Normal(0.4, 0.4), Normal(-1.4, 0.9)));
check pareto_k(log_weights(z -> log p(x, z), both, 4000)) < 0.7
#> ok -1.77332 < 0.7
check logsumexp(log_weights(z -> log p(x, z), both, 20000)) - log(20000) ≈ evidence[3] abs 0.02
#> ok -1.14109 ≈ -1.13965

# ## What is to be seen
# The posterior at x = 1/2, the best Gaussian, and what the encoder gives.
posterior_at(z) = exp(log p(x, z) - evidence[3])
axes(overlay(plot(posterior_at, -4, 2, label="posterior"), plot(z -> density(Normal(μ, s), z), -4, 2, label="best q", colour="red"),
  plot(z -> density(Normal(encoder[1]*x + encoder[2], exp(encoder[3])), z), -4, 2, label="encoder", colour="orange")), x="z", y="density")
#> density
#> 1.2+                                              ooo     *** posterior
#>    |                                             oo oo    +++ best q
#>   1+                                             o+++o    ooo encoder
#>    |                                            o+ **+o
#> 0.8+                                            o **  oo
#>    |                                           o+ *    o*
#> 0.6+                                           o *     oo
#>    |                                          o *       o+
#> 0.4+                                         +o**       oo
#>    |                                         o**         o+
#>    |                                        oo            o+
#> 0.2+                                     *+oo             oo+
#>    |                ********************+ooo                oo++
#>   0+oooooooooooooooooooooooooooooooooooooo                   ooooooooooo
#>    ++----------+----------+-----------+----------+----------+----------+
#>     -4         -3         -2          -1         0          1          2
#>                                      z
