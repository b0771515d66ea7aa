#~ file: seed=7 digits=8
# Coordinate ascent variational inference. With q(z) = q(z₁) q(z₂) ... and all factors but one held fixed, the best
# factor is q(z_j) ∝ exp E log p(z, x), the mean over the others. In conjugate models that is a law of the prior's own
# family. Each update is exact; what is lost is the dependence between the factors. Here it can be measured.
use vi

# ## A normal law with unknown mean and precision
# μ | τ ~ N(m₀, 1/(κ₀ τ)), τ ~ Gamma(a₀, rate b₀), x_i ~ N(μ, 1/τ). Take q(μ) q(τ), t = E τ and l = E log τ. The
# update of μ: E log p(x, μ, τ) is a quadratic in μ, so that q(μ) is normal. Two values of μ, so that constants drop
# out.
derive (N = 5; x in reals(N); m₀, μ in reals; κ₀, t in positives; κ = κ₀ + N; m = (κ₀*m₀ + sum(x))/κ) {
    -t/2*(sum((x - μ)^2) + κ₀*(μ - m₀)^2)
    = log_density(Normal(m, 1/sqrt(κ*t)), μ) up to const(μ)
}
#> ok 1 = 2 up to const(μ): 200 points, worst 1e-16
# The update of τ: the mean over μ ~ N(m, v) leaves log τ and τ, which are the statistics of a gamma law.
derive (N = 5; x in reals(N); m₀, m in reals; κ₀, v, τ, a₀, b₀ in positives;
        b = b₀ + (sum((x - m)^2) + N*v + κ₀*((m - m₀)^2 + v))/2) {
    log_density(Gamma(a₀, b₀), τ) + E(μ ~ Normal(m, sqrt(v)),
        sum(log_density(Normal(μ, 1/sqrt(τ)), x)) + log_density(Normal(m₀, 1/sqrt(κ₀*τ)), μ), method=quad(3))
    = log_density(Gamma(a₀ + (N + 1)/2, b), τ) up to const(τ)
}
#> ok 1 = 2 up to const(τ): 200 points, worst 2.2e-16

# The ascent: the state holds q(μ) and q(τ), the evidence is exact.
x = [1.2, -.4, .7, 2.1, .3, 1.6, -.9, .8];
A = normal_gamma(x, shape=2, rate=1);
run = ascend(A, 20);
steps(run, rows=12)
#> sweep  move                    ELBO           log p(x)              gap
#>     0  start      -17.655660356      -12.922417471     4.7332428845
#>     1  μ          -13.134272644      -12.922417471     0.2118551732
#>     1  τ          -12.978791360      -12.922417471     0.0563738891
#>     2  μ          -12.964876793      -12.922417471     0.0424593220
#>     2  τ          -12.963611453      -12.922417471     0.0411939819
#>     3  μ          -12.963512826      -12.922417471     0.0410953550
#>   ...  29 more
#>    18  μ          -12.963504489      -12.922417471     0.0410870174
#>    18  τ          -12.963504489      -12.922417471     0.0410870174
#>    19  μ          -12.963504489      -12.922417471     0.0410870174
#>    19  τ          -12.963504489      -12.922417471     0.0410870174
#>    20  μ          -12.963504489      -12.922417471     0.0410870174
#>    20  τ          -12.963504489      -12.922417471     0.0410870174
check run.bound[[3, 5, 7, 9]] ≈ [-12.978791360212, -12.963611453026, -12.963505130526, -12.963504492321] abs 6e-13
#> ok [-12.978791, -12.963611, -12.963505, -12.963504] ≈ [-12.978791, -12.963611, -12.963505, -12.963504]
check run.bound[end] ≈ -12.963504488518 abs 6e-13
#> ok -12.963504 ≈ -12.963504
check run.gap[end] ≈ .041087017417 abs 6e-13
#> ok 0.041087017 ≈ 0.041087017

# The exact posterior is Normal-Gamma, and its evidence is Bayes' rule at any point; also an integral over the plane.
exact = normal_gamma_posterior(x, shape=2, rate=1)
#> mean = 0.6
#> strength = 9.0
#> shape = 6.0
#> rate = 4.68
#> variance = 0.104
#> log_evidence = -12.922417
check [exact.mean, exact.strength, exact.shape, exact.rate] ≈ [.6, 9, 6, 4.68]
#> ok [0.6, 9.0, 6.0, 4.68] ≈ [0.6, 9.0, 6.0, 4.68]
check exact.log_evidence ≈ -12.922417471101 abs 6e-13
#> ok -12.922417 ≈ -12.922417
p(τ) ~ Gamma(2, 1)
p(μ | τ) ~ Normal(0, 1/sqrt(τ))
p(x[i] | μ, τ) ~ Normal(μ, 1/sqrt(τ))
check log_evidence(p, x) ≈ exact.log_evidence abs 1e-8
#> ok -12.922417 ≈ -12.922417
# The bound is what it says: the mean of log p - log q over draws of q.
(q_μ, q_τ) = (Normal(run.state.mean, sqrt(run.state.variance)), Gamma(run.state.shape, run.state.rate));
check E(μ ~ q_μ, τ ~ q_τ, log p(x, μ, τ) - log_density(q_μ, μ) - log_density(q_τ, τ)) ≈ run.bound[end] se 4
#> ok -12.9603319 ± 0.0028256 ≈ -12.963504 (1.1 se)

# ## The fixed point in closed form
# m is exact at once. The rate solves b = c + b/(2a), c the exact one, as the variance of μ adds its share to the
# squares: b = c/(1 - 1/(2a)). So E τ is exact, and the variance of μ is not: it is b/(aκ) where the exact one is
# c/((a - 3/2)κ).
fixed = normal_gamma_fixed_point(x, shape=2, rate=1)
#> mean = 0.6
#> variance = 0.086666667
#> shape = 6.5
#> rate = 5.07
#> precision = 1.2820513
check [fixed.shape, fixed.rate] ≈ [6.5, 5.07]
#> ok [6.5, 5.07] ≈ [6.5, 5.07]
check fixed.precision ≈ 1.282051282051 abs 6e-13
#> ok 1.2820513 ≈ 1.2820513
check fixed.precision ≈ exact.shape/exact.rate
#> ok 1.2820513 ≈ 1.2820513
check fixed.variance ≈ .0866666667 abs 6e-11
#> ok 0.086666667 ≈ 0.086666667
check exact.variance ≈ .104
#> ok 0.104 ≈ 0.104
check run.state.rate ≈ fixed.rate
#> ok 5.07 ≈ 5.07
check run.state.variance ≈ fixed.variance
#> ok 0.086666667 ≈ 0.086666667
# On other data, and with another prior, from a bad start.
y = sample(Normal(3, 2), 30);
r = ascend(normal_gamma(y, mean=1, strength=0.5, shape=3, rate=2, precision=50), 60);
f = normal_gamma_fixed_point(y, mean=1, strength=0.5, shape=3, rate=2);
check [r.state.mean, r.state.variance, r.state.rate] ≈ [f.mean, f.variance, f.rate]
#> ok [2.5323162, 0.086759234, 48.953898] ≈ [2.5323162, 0.086759234, 48.953898]
check r.gap[end] > 0
#> ok 0.013824575 > 0
o(τ) ~ Gamma(3, 2)
o(μ | τ) ~ Normal(1, 1/sqrt(0.5*τ))
o(x[i] | μ, τ) ~ Normal(μ, 1/sqrt(τ))
check log_evidence(o, x=y) ≈ r.evidence[end] abs 1e-7
#> ok -64.274865 ≈ -64.274865
# The gap is a function of a alone: KL(q || posterior), with the mean over τ of the divergence of the means.
derive (a, c in positives; A = a - 1/2; b = c*a/A; where a > 0.6) {
    KL(Gamma(a, b) || Gamma(A, c)) + (log(a) - digamma(a))/2
    = lgamma(A) - lgamma(a) + A*log(a/A) + (log(a) - 1)/2
}
#> ok 1 = 2: 193 of 200 points, worst 1.8e-16
gap(a) = lgamma(a - 1/2) - lgamma(a) + (a - 1/2)*log(a/(a - 1/2)) + (log(a) - 1)/2
check gap(6.5) ≈ run.gap[end]
#> ok 0.041087017 ≈ 0.041087017
check gap(3 + 31/2) ≈ r.gap[end]
#> ok 0.013824575 ≈ 0.013824575
# With more data mean and precision depend less on each other: it shrinks like 1/(2N).
gaps = [ascend(normal_gamma(sample(Normal(3, 2), n)), 60).gap[end]*n for n in [10, 100, 1000, 10_000]]
#> f64[4]
#>    0.41087017  0.48939508  0.498919  0.49989161
check gaps[4] ≈ 0.5 tol 1e-3
#> ok 0.49989161 ≈ 0.5

# ## Linear regression with a learned prior
# y ~ N(X w, 1/β), w ~ N(0, I/α), α ~ Gamma(a₀, rate b₀), and q(w) q(α). The update of w sees E α alone; that of α sees
# E ‖w‖² = ‖m‖² + tr C.
derive (N = 5; k = 2; X in reals(N, k); y in reals(N); w in reals(k); β, a in positives; P = a*eye(k) + β*X' @ X) {
    -β/2*sum((y - X @ w)^2) - a/2*sum(w^2)
    = log_density(Normal(β*solve(P, X' @ y), cov=inv(P)), w) up to const(w)
}
#> ok 1 = 2 up to const(w): 200 points, worst 1.5e-16
derive (k = 2; m in reals(k); C in spd(k); a₀, b₀, α in positives) {
    log_density(Gamma(a₀, b₀), α) +
        E(w ~ Normal(m, cov=C), log_density(Normal(zeros(k), 1/sqrt(α)*ones(k)), w), method=quad(2))
    = log_density(Gamma(a₀ + k/2, b₀ + (sum(m^2) + trace(C))/2), α) up to const(α)
}
#> ok 1 = 2 up to const(α): 200 points, worst 2.4e-16
t = -1:0.25:1;
y = 0.5 - 1.2*t + 0.3*sin(7*t);
X = [[1.0, t] for t in t];
# α = 1 fixed: all is normal.
b(w; α) ~ Normal(zeros(2), 1/sqrt(α))
b(y[i] | w, t[i]; α) ~ Normal(w[1] + w[2]*t[i], 0.5)
check log_evidence(b, y | t; α=1) ≈ -6.818078831649 abs 6e-13
#> ok -6.8180788 ≈ -6.8180788
α = 1.0;
check mean(posterior(b, y | t; α)) ≈ [.486486486486, -1.112491409772] abs 6e-13
#> ok [0.48648649, -1.1124914] ≈ [0.48648649, -1.1124914]
check diag(cov(posterior(b, y | t; α))) ≈ [.027027027027, .0625] abs 6e-13
#> ok [0.027027027, 0.0625] ≈ [0.027027027, 0.0625]
# α ~ Gamma(1, 1): the evidence is then an integral over α, by quadrature.
run = ascend(linear_regression(X, y, 4), 20);
steps(run, rows=12)
#> sweep  move                    ELBO           log p(x)              gap
#>     0  start      -43.792095348       -7.164060691    36.6280346577
#>     1  w           -7.204373193       -7.164060691     0.0403125023
#>     1  α           -7.191541289       -7.164060691     0.0274805983
#>     2  w           -7.190901343       -7.164060691     0.0268406528
#>     2  α           -7.190867014       -7.164060691     0.0268063231
#>     3  w           -7.190865179       -7.164060691     0.0268044883
#>   ...  29 more
#>    18  w           -7.190865075       -7.164060691     0.0268043843
#>    18  α           -7.190865075       -7.164060691     0.0268043843
#>    19  w           -7.190865075       -7.164060691     0.0268043843
#>    19  α           -7.190865075       -7.164060691     0.0268043843
#>    20  w           -7.190865075       -7.164060691     0.0268043843
#>    20  α           -7.190865075       -7.164060691     0.0268043843
check run.bound[[3, 5, 7]] ≈ [-7.191541288862, -7.190867013650, -7.190865080418] abs 6e-13
#> ok [-7.1915413, -7.190867, -7.1908651] ≈ [-7.1915413, -7.190867, -7.1908651]
check run.bound[end] ≈ -7.190865074840 abs 6e-13
#> ok -7.1908651 ≈ -7.1908651
check run.state.mean ≈ [.484791506887, -1.103568825922] abs 6e-13
#> ok [0.48479151, -1.1035688] ≈ [0.48479151, -1.1035688]
check run.state.shape/run.state.rate ≈ 1.129363333068 abs 6e-13
#> ok 1.1293633 ≈ 1.1293633
check run.evidence[end] ≈ -7.1640606906 abs 2e-10
#> ok -7.1640607 ≈ -7.1640607
check run.gap[end] ≈ .0268043843 abs 6e-11
#> ok 0.026804384 ≈ 0.026804384
check log(quad(a -> exp(-a + log_evidence(b, y | t; α=a)), 0, inf)) ≈ run.evidence[end]
#> ok -7.1640607 ≈ -7.1640607
# Other data, three features, another prior: the evidence by the covariance of y, the bound by draws of q.
X₃ = sample(Normal(zeros(3), 1), 12);
y₃ = X₃ @ [1.0, -2, 0.5] + 0.5*sample(Normal(0, 1), 12);
r = ascend(linear_regression(X₃, y₃, 4, shape=2, rate=3, start=0.1), until=1e-12);
of_α(a) = density(Gamma(2, 3), a)*exp(log_density(Normal(zeros(12), cov=eye(12)/4 + X₃ @ X₃'/a), y₃))
check log(quad(of_α, 0, inf)) ≈ r.evidence[end]
#> ok -19.786059 ≈ -19.786059
(q_w, q_α) = (Normal(r.state.mean, cov=r.state.cov), Gamma(r.state.shape, r.state.rate));
joint(w, a) = sum(log_density(Normal(X₃ @ w, 0.5), y₃)) + log_density(Normal(zeros(3), 1/sqrt(a)*ones(3)), w)
log_q(w, a) = log_density(q_w, w) + log_density(q_α, a)
check E(w ~ q_w, a ~ q_α, joint(w, a) + log_density(Gamma(2, 3), a) - log_q(w, a)) ≈ r.bound[end] se 4
#> ok -19.7909009 ± 0.0011303 ≈ -19.792289 (1.2 se)
# The noise unknown too, w | β ~ N(0, I/β), β ~ Gamma(1, 1): conjugate, so that no bound is needed.
exact = regression_posterior(X, y);
check exact.log_evidence ≈ -9.690005014739 abs 6e-13
#> ok -9.690005 ≈ -9.690005
check exact.mean ≈ [.45, -.936834871387] abs 6e-13
#> ok [0.45, -0.93683487] ≈ [0.45, -0.93683487]
check [exact.shape, exact.rate] ≈ [5.5, 1.871478209742] abs 1e-12
#> ok [5.5, 1.8714782] ≈ [5.5, 1.8714782]
# By the marginal law of y, and the integral over β.
marginal(β) = log_density(Normal(zeros(9), cov=(eye(9) + X @ X')/β), y)
check log(quad(β -> exp(-β + marginal(β)), 0, inf)) ≈ exact.log_evidence
#> ok -9.690005 ≈ -9.690005

# ## What is to be seen
# The exact posterior of (μ, log τ) in the first example, and q, whose lines of equal density are the same at each
# height: q has no dependence. The posterior of μ is wider where τ is small, which q cannot say.
post(μ, s) = density(Normal(0.6, exp(-s/2)/3), μ)*density(Gamma(6, 4.68), exp(s))*exp(s)
mean_field(μ, s) = exp(s)*density(Normal(fixed.mean, sqrt(fixed.variance)), μ)*density(Gamma(6.5, 5.07), exp(s))
map_of(f) = axes(field(f, (-0.6, 1.8), (-1.2, 1.4), n=40, contours=true), x="μ", y="log τ")
layout((exact = map_of(post), q = map_of(mean_field)))
#>               exact                                  q
#> log τ                                log τ
#>     |                        @@          |                        @@
#>    1+         .0.2.          %%         1+           .            %%
#>     |       .........        ## 1        |       .-0.2..-.        ##
#>     |      ./.........       **          |     ........-....      ** 1
#>  0.5+     .//...'....\.      **       0.5+     .|/...-....|.      **
#>     |     .''|\'.'/|''.      ++          |     '.||||@||||.'      ++
#>    0+    .|:|'-'-'///:|.     ==         0+     .|''''''''//.      ==
#>     |    .'\'.''-''.'/'.     -- 0.5      |     .'''-'''''''.      -- 0.5
#> -0.5+     ..'..'''..'..      --      -0.5+      .'.''-''.'.       --
#>     |       ....'....        ::          |        .''-''.         ::
#>     |                        ..          |           .            ..
#>   -1+                           0      -1+
#>     +-----+---------+-------             +-----+---------+-------
#>           0         1                          0         1
#>                 μ                                    μ
# The bound and log p(x) after each move: two sweeps do nearly all.
plot(ascend(A, 4))
#> nats
#> -13+*************++++#+++++++#++++++++#+++++++#++++++++#+++++++#+++++++#
#>    |        #++++
#>    |       +
#> -14+       +
#>    |      +
#>    |     +
#> -15+     +
#>    |    +
#> -16+   +
#>    |   +
#>    |  +
#> -17+ +
#>    | +                                                     *** log p(x)
#>    |#                                                      +#+ ELBO
#>    ++-------+--------+-------+--------+-------+--------+-------+-------+
#>     0      0.5       1      1.5       2      2.5       3      3.5      4
#>                                    sweep
