#~ file: digits=10
# Mixtures: p(x) = Σ w_k p_k(x).
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 1)))
#> Mixture(weights = [0.3, 0.7], components = (Normal(μ = -1, σ = 0.5), Normal(μ = 2, σ = 1)))
check density(M, 0.4) ≈ 0.3*density(Normal(-1, 0.5), 0.4) + 0.7*density(Normal(2, 1), 0.4)
#> ok 0.08239385523 ≈ 0.08239385523
check mean(M) ≈ 0.3*(-1) + 0.7*2
#> ok 1.1 ≈ 1.1
# The variance is the mean variance plus the variance of the means.
check var(M) ≈ 0.3*0.25 + 0.7*1 + 0.3*0.7*3^2
#> ok 2.665 ≈ 2.665
check quad(x -> density(M, x)*(x - mean(M))^2, -10, 12) ≈ var(M)
#> ok 2.665 ≈ 2.665
# Far out one component counts; nothing underflows.
check log_density(M, 1000) ≈ log(0.7) + log_density(Normal(2, 1), 1000)
#> ok -498003.2756 ≈ -498003.2756
# There is no entropy in closed form.
entropy(M)
#!> error[distribution]: entropy: Mixture has no entropy in closed form; -log_density(D, z) averages to it over draws z
#!>   entropy(M)
#!>   ^^^^^^^^^^
quad(x -> -density(M, x)*log_density(M, x), -8, 12)
#> 1.759103018
check entropy(Mixture([1.0], (Normal(-1, 0.5),))) ≈ entropy(Normal(-1, 0.5))
#> ok 0.7257913526 ≈ 0.7257913526

# ## Components as rows of parameters: 8 Gaussians on a circle
t = 2*π*(0:7)/8;
ring = Mixture(full(1/8, 8), Normal(2*[cos(t)'; sin(t)']', 0.1))
#> Mixture(weights = [0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125], components = Normal(μ = f64[8×2], σ = 0.1))
check mean(ring) ≈ [0, 0] abs 1e-12
#> ok [-1.387778781e-16, -5.551115123e-17] ≈ [0, 0]
check cov(ring) ≈ (2^2/2 + 0.1^2)*eye(2) abs 1e-12
#> ok [2.01, 1.110223025e-16; 1.110223025e-16, 2.01] ≈ [2.01, 0.0; 0.0, 2.01]
log_density(ring, [2, 0; 0, 2; 0, 0])
#> f64[3]
#>    0.6878515779  0.6878515779  -197.2327069
# The score -(x - μ_k)/σ², weighted by which component x is of.
check grad(x -> log_density(ring, x))([2.05, 0.0]) ≈ [-5.0, 0] abs 1e-9
#> ok [-5.0, 4.225527647e-64] ≈ [-5.0, 0.0]

# ## Derivatives in weights and parameters
# ∂ log p/∂w_k = p_k/p, also where w_k is 0.
check grad(w -> log_density(Mixture([w, 1 - w], (Normal(-1, 1), Normal(1, 1))), 0.3))(0.0) ≈ density(Normal(-1, 1), 0.3)/density(Normal(1, 1), 0.3) - 1
#> ok -0.4511883639 ≈ -0.4511883639

# ## Expectations
(x, w) = M.quadrature(8);
check sum(w*x^3) ≈ 0.3*((-1)^3 + 3*(-1)*0.25) + 0.7*(8 + 3*2)
#> ok 9.275 ≈ 9.275
check E(z ~ M, z^2, method=quad(8)) ≈ var(M) + mean(M)^2
#> ok 3.875 ≈ 3.875
# Finite components make a finite mixture.
check E(z ~ Mixture([0.5, 0.5], (Bernoulli(0.5), DiscreteUniform(0, 3))), z) ≈ 1
#> ok 1.0 ≈ 1
check E(z ~ M, z) ≈ mean(M) se 4
#> ok 1.09691925 ± 0.01672725 ≈ 1.1 (0.2 se)
check P(z ~ M, z < 0) ≈ 0.3*(1 + erf(1/(0.5*sqrt(2))))/2 + 0.7*(1 - erf(2/sqrt(2)))/2 se 4
#> ok 0.322100000 ± 0.004654380 ≈ 0.3091000528 (2.8 se)
check Cov(z ~ ring, z, z) ≈ cov(ring) se 4
#> ok [2.01340738 ± 0.01484214, -0.01771657 ± 0.01443881; -0.01771657 ± 0.01443881, 2.00262332 ± 0.01453388] ≈ [2.01, 1.110223025e-16; 1.110223025e-16, 2.01] (1.2 se)
# A draw moves with its component, not with the weights.
grad(m -> { z ~ Mixture([0.5, 0.5], Normal([m, m + 10], 1)); z })(0.5)
#> 1.0

# The density with its two parts over a histogram of draws; and the ring with its draws.
parts = overlay(hist(sample(M, 1000)), plot(M, -4, 6, label="M"), plot(x -> 0.3*density(Normal(-1, 0.5), x), -4, 6, style="dashed"),
  plot(x -> 0.7*density(Normal(2, 1), x), -4, 6, style="dashed"));
layout((axes(parts, x="x"), overlay(plot(ring, (-2.5, 2.5), (-2.5, 2.5), n=50), scatter(sample(ring, 100), colour="orange", size=2))))
#> density
#>     |                 oo     *** M     |            *             @@
#>     |                oooo             2+           ***            %% 1.5
#> 0.25+        **      o##o              |    **.           ***     ##
#>     |        +*     oo##oo            1+    **            **      ##
#>  0.2+       .++*    o####o             |                          **
#>     |       +##+   #o####o.            |                          ++ 1
#> 0.15+       +##+   o######o           0+ **.                 **.  ++
#>     |       *##+.  o######o            |                      *   ==
#>     |       *##** oo######oo           |                          --
#>  0.1+      +*###* o########o         -1+     *             :*     :: 0.5
#>     |      +####+oo########oo          |    **.           ***     ::
#> 0.05+      +####+o##########o        -2+           ***            ..
#>     |     *+####oo##########oo         |            *                0
#>    0+oooooooooooo###++++###++oooooo    +--+----+----+----+----+--
#>     ++-----+-----+-----+-----+----+       -2   -1   0    1    2
#>      -4    -2    0     2     4    6
#>                    x
