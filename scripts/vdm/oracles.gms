#~ file: seed=7
# Oracles: the denoiser that nobody can beat. Where the law of the data is known, Bayes' rule says what a noisy z
# tells of the clean x, and what a network would learn with infinite data, width and patience is a formula.
use vdm
use data

# ## Bayes' rule
# z = α x + σ ε with ε ~ N(0, I). Given z, the datum x has the density p(x) N(z; α x, σ²)/q(z), and the best guess
# under a squared error is its mean x̂(z) = E(x | z). For x from N(m, τ²) all is normal: with v = α² τ² + σ²,
derive (m, z in reals; τ, α, σ in positives; v = α^2*τ^2 + σ^2) {
    oracle(Normal(m, τ))(z, (α = α, σ = σ))
    = (α*τ^2*z + σ^2*m)/v
}
#> ok 1 = 2: 200 points, worst 2.1e-16
# a mean of z/α and m by what each is worth. The score of q and the mean of the noise follow from the same numbers:
derive (m, z in reals; τ, α, σ in positives; v = α^2*τ^2 + σ^2) {
    predict(oracle(Normal(m, τ)), z, (α = α, σ = σ), "score")
    = -(z - α*m)/v
}
#> ok 1 = 2: 200 points, worst 1.4e-16
derive (m, z in reals; τ, α, σ in positives; v = α^2*τ^2 + σ^2) {
    predict(oracle(Normal(m, τ)), z, (α = α, σ = σ), "ε")
    = σ*(z - α*m)/v
}
#> ok 1 = 2: 200 points, worst 8.7e-17
# The same by brute force, the two integrals of Bayes' rule, for a law that is not normal:
M = Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(2, 0.8)));
l = (α = 0.8, σ = 0.6);
o = oracle(M);
joint(x, z) = density(M, x)*density(Normal(l.α*x, l.σ), z)
moment(f, z) = quad(x -> f(x)*joint(x, z), -12, 12)/quad(x -> joint(x, z), -12, 12)
check o(0.5, l) ≈ moment(x -> x, 0.5)
#> ok 0.943023 ≈ 0.943023
check o.variance(0.5, l) ≈ moment(x -> (x - o(0.5, l))^2, 0.5)
#> ok 0.745375 ≈ 0.745375
check exp(o.log_density(0.5, l)) ≈ quad(x -> joint(x, 0.5), -12, 12)
#> ok 0.177714 ≈ 0.177714

# ## Mixtures
# A mixture Σ w_k N(m_k, C_k) stays one under noise: its components become N(α m_k, V_k), V_k = α² C_k + σ² I. z may
# have come from each of them with the probability r_k ∝ w_k N(z; α m_k, V_k), and
#   x̂ = Σ r_k (m_k + α C_k V_k⁻¹(z - α m_k)),  score = -Σ r_k V_k⁻¹(z - α m_k).
derive (
    w in simplex(3); m, z in reals(3); s in positives(3); α, σ in positives;
    V = α^2*s^2 + σ^2; e = log(w) - (z[1] - α*m)^2/(2*V) - log(V)/2; r = exp(e - logsumexp(e))
) {
    oracle(Mixture(w, Normal(m, s)))(z[1], (α = α, σ = σ))
    = sum(r*(m + α*s^2/V*(z[1] - α*m)))
}
#> ok 1 = 2: 200 points, worst 1.7e-16
# The numbers of one z, of which every other prediction is made:
o.all(o, 0.5, l)
#> (x = 0.943023, ε = -0.424031, score = 0.706719)
check o.log_density(0.5, l) ≈ -1.7275772928523 tol 1e-12
#> ok -1.72758 ≈ -1.72758
check predict(o, 0.5, l, "score") ≈ 0.70671863541788 tol 1e-13
#> ok 0.706719 ≈ 0.706719
check predict(o, 0.5, l, "x") ≈ 0.94302338593805 tol 1e-13
#> ok 0.943023 ≈ 0.943023
check predict(o, 0.5, l, "ε") ≈ -0.42403118125073 tol 1e-12
#> ok -0.424031 ≈ -0.424031
check predict(o, 0.5, l, "v") ≈ -0.90503897656341 tol 1e-13
#> ok -0.905039 ≈ -0.905039
check o.variance(0.5, l) ≈ 0.74537488051985 tol 1e-13
#> ok 0.745375 ≈ 0.745375
check o.weights(0.5, l)[1] ≈ 0.18389859066878 tol 1e-12
#> ok 0.183899 ≈ 0.183899
# The noisy law itself is a distribution of the library:
noised(M, l)
#> Mixture(weights = [0.3, 0.7], components = Normal(μ = [-0.8, 1.6], σ = [0.72111, 0.877268]))
check log_density(noised(M, l), 0.5) ≈ o.log_density(0.5, l)
#> ok -1.72758 ≈ -1.72758

# Eight modes on a circle of radius 2:
ring = oracle(gaussians8(radius=2, σ=0.2));
z = [0.5, -0.3];
check ring.log_density(z, l) ≈ -3.5157254320169 tol 1e-13
#> ok -3.51573 ≈ -3.51573
check predict(ring, z, l, "score") ≈ [1.392148021336, -0.8365679901322] tol 1e-12
#> ok [1.39215, -0.836568] ≈ [1.39215, -0.836568]
check ring(z, l) ≈ [1.251466609601, -0.7514555955595] tol 1e-12
#> ok [1.25147, -0.751456] ≈ [1.25147, -0.751456]

# Full covariances, three numbers, a component by its factor: against the law of z, differentiated.
A = [1.2, 0.5, 0; 0.5, 0.8, -0.2; 0, -0.2, 0.4];
B = [1.0, 0, 0; 0.4, 0.7, 0; -0.3, 0.2, 0.5];
parts = (Normal([1.0, 0, -1], cov=A), Normal([-1.0, 2, 0], chol=B), Normal([0.0, 0, 1], [0.3, 1, 2]));
D = Mixture([0.2, 0.5, 0.3], parts);
p = oracle(D);
z = [0.4, 0.9, -0.2];
check predict(p, z, l, "score") ≈ grad(z -> log_density(noised(D, l), z))(z)
#> ok [-0.905907, 0.0799453, -0.256265] ≈ [-0.905907, 0.0799453, -0.256265]
# By Bayes' rule for one component, in matrices: x̂ = m + α C (α² C + σ² I)⁻¹ (z - α m).
derive (n = 3; C in spd(n); m, z in reals(n); α, σ in positives) {
    oracle(Normal(m, cov=C))(z, (α = α, σ = σ))
    = m + α*C @ solve(α^2*C + σ^2*eye(n), z - α*m)
}
#> ok 1 = 2: 200 points, worst 4.2e-16
m = [1.0, 0, -1];
check oracle(Normal(m, cov=A)).cov(z, l) ≈ A - l.α^2*A @ solve(l.α^2*A + l.σ^2*I, A)
#> ok [0.361383, 0.0761266, 0.0158185; 0.0761266, 0.294154, -0.0557602; 0.0158185, -0.0557602, 0.22218] ≈ [0.361383, 0.0761266, 0.0158185; 0.0761266, 0.294154, -0.0557602; 0.0158185, -0.0557602, 0.22218]
# And for two components in the plane by brute force, a sum over a million x:
pair = Mixture([0.4, 0.6], (Normal([1.0, 0], cov=A[1:2, 1:2]), Normal([-1.0, 1], cov=[0.7, -0.3; -0.3, 0.9])));
side = linspace(-9, 9, 1001);
grid = reshape(stack((reshape(side, 1001, 1) + zeros(1, 1001), zeros(1001, 1) + side), axis=3), 1001^2, 2);
posterior_mass = exp(log_density(pair, grid) - sum((z[1:2] - l.α*grid)^2, axis=2)/(2*l.σ^2));
check oracle(pair)(z[1:2], l) ≈ posterior_mass @ grid/sum(posterior_mass)
#> ok [0.237894, 0.76101] ≈ [0.237894, 0.76101]

# ## Tweedie's formulas
# What the score of the noisy law knows (Robbins 1956; Efron 2011): the mean of x given z, and by one more derivative
# the variance. The law of x need not be known for them, only that of z: this is why to learn the score is to learn to
# denoise.
derive (
    w in simplex(3); m in reals(3); z in reals; s in positives(3); α, σ in positives; M = Mixture(w, Normal(m, s));
    l = (α = α, σ = σ); score(z) = grad(z -> log_density(noised(M, l), z))(z)
) {
    oracle(M)(z, l)
    = (z + σ^2*score(z))/α
}
#> ok 1 = 2: 200 points, worst 1.5e-16
derive (
    w in simplex(3); m in reals(3); z in reals; s in positives(3); α, σ in positives; M = Mixture(w, Normal(m, s));
    l = (α = α, σ = σ)
) {
    (z -> oracle(M)(z, l))'(z)
    = α/σ^2*oracle(M).variance(z, l)
}
#> ok 1 = 2: 200 points, worst 1.9e-16
# In this form, the slope of the denoiser is the variance it leaves, times α/σ². With x̂' = (1 + σ² score')/α it is
#   Var(x | z) = σ²/α² (1 + σ² score'), and as a matrix Cov(x | z) = σ²/α² (I + σ² ∇∇ log q).
score(z) = predict(o, z, l, "score")
check o.variance(0.5, l) ≈ l.σ^2/l.α^2*(1 + l.σ^2*score'(0.5))
#> ok 0.745375 ≈ 0.745375
check p.cov(z, l) ≈ l.σ^2/l.α^2*(eye(3) + l.σ^2*hessian(z -> log_density(noised(D, l), z))(z))
#> ok [0.419968, -0.146736, -0.111297; -0.146736, 0.650089, 0.0398118; -0.111297, 0.0398118, 0.367033] ≈ [0.419968, -0.146736, -0.111297; -0.146736, 0.650089, 0.0398118; -0.111297, 0.0398118, 0.367033]
check p.variance(z, l) ≈ diag(p.cov(z, l))
#> ok [0.419968, 0.650089, 0.367033] ≈ [0.419968, 0.650089, 0.367033]
# The third: the mean of the noise is -σ score, so that one network, trained to see the noise, knows all three.
check predict(p, z, l, "ε") ≈ (z - l.α*p(z, l))/l.σ
#> ok [0.543544, -0.0479672, 0.153759] ≈ [0.543544, -0.0479672, 0.153759]

# ## A finite set, and kernels
# Data are points x_i, and the best denoiser of just these is a softmax: with σ → 0 it gives the nearest one. A
# network that reaches this loss has learned the data by heart.
X = [-1.0, 0, 2];
e = oracle(Empirical(X));
derive (x in reals(4); z in reals; α, σ in positives; h = -(z - α*x)^2/(2*σ^2)) {
    oracle(Empirical(x))(z, (α = α, σ = σ))
    = sum(exp(h - logsumexp(h))*x)
}
#> ok 1 = 2: 197 of 200 points, worst 2.1e-16
# With α = 1 the law of z is Parzen's, a kernel on each point, and the denoiser a step along its score:
check log_density(KDE(X, 0.5), 0.7) ≈ -2.2100505554328 tol 1e-13
#> ok -2.21005 ≈ -2.21005
check score_of(KDE(X, 0.5))(0.7) ≈ -2.169556314731 tol 1e-12
#> ok -2.16956 ≈ -2.16956
check parzen(X, 0.5)(0.7) ≈ -2.169556314731 tol 1e-12
#> ok -2.16956 ≈ -2.16956
check e(0.7, (α = 1, σ = 0.5)) ≈ 0.15761092131724 tol 1e-12
#> ok 0.157611 ≈ 0.157611
# Two points ±1: x̂ = tanh(α z/σ²).
check oracle(Empirical([-1.0, 1]))(0.3, l) ≈ tanh(0.8*0.3/0.36)
#> ok 0.582783 ≈ 0.582783
# Any law of finitely many values has an oracle: a coin, too; and points may stand beside normal laws.
oracle(Bernoulli(0.3))(0.5, l)
#> 0.348628
oracle(Mixture([0.5, 0.5], (Empirical([0.0]), Normal(2, 1))))(0.5, l)
#> 0.354795
# So have the curves of the plane with normal noise.
moons = oracle(two_moons(0.1));
moons([0.5, 0.9], (α = 1, σ = 0.3))
#> f64[2]
#>    0.452201  0.822784

# ## At both ends
# Without noise x̂ = z/α; without signal x̂ is the mean of the data; and no level is too large or too small.
check o(0.5, (α = 1, σ = 0)) ≈ 0.5
#> ok 0.5 ≈ 0.5
check o(0.5, (α = 0, σ = 1)) ≈ mean(M)
#> ok 1.1 ≈ 1.1
check e(0.9, (α = 1, σ = 0)) ≈ 0 abs 1e-15
#> ok 0.0 ≈ 0
check e(1.1, (α = 1, σ = 1e-150)) ≈ 2
#> ok 2.0 ≈ 2
check [o(0.5, (α = 1, σ = s)) for s in [1e-100, 1e-8, 1e8, 1e100]] ≈ [0.5, 0.5, 1.1, 1.1] tol 1e-7
#> ok [0.5, 0.5, 1.1, 1.1] ≈ [0.5, 0.5, 1.1, 1.1]
# With 8192 events z at once, as a training has them, it is a function as any other:
Z = sample(gaussians8(), 8192);
shape(vmap(z -> ring(z, level(linear_snr(), 0.5)))(Z))
#> (8192, 2)

# A linear inverse problem is a level of noise, too: x ~ N(0, 1) seen as y = x + 0.5 ε at y = 1.
check predict(oracle(Normal(0, 1)), 1.0, (α = 1, σ = 0.5), "x") ≈ 0.8
#> ok 0.8 ≈ 0.8
check oracle(Normal(0, 1)).variance(1.0, (α = 1, σ = 0.5)) ≈ 0.2
#> ok 0.2 ≈ 0.2

# ## What is to be seen
# Left, x̂(z) at four levels of noise: from z itself, over a step that decides between the modes, to a number. Right,
# the density of the data with the posterior variance at σ = 0.5: denoising is hard between the modes, where a small
# change of z changes the mind.
at(s) = z -> o(z, (α = 1, σ = s))
left = plot((low = at(0.2), middle = at(0.6), high = at(1.5), highest = at(5)), -4, 5);
right = plot((density = x -> density(M, x), variance = z -> o.variance(z, (α = 1, σ = 0.5))), -4, 5);
layout((axes(left, x="z", y="x̂"), axes(right, x="z", y="")))
#> x̂
#>   | *** low                       *     |              +   *** density
#>  4+ +++ middle                 ****     |             +++  +++ variance
#>   | ooo high                 **++++  0.4+             + +
#>   | xxx highest           *+++++  o     |             + +   ***
#>  2+                     +oooooooooo     |             + +   * **
#>   |                 oooooo xxxxxxxx  0.3+             +  + **  *
#>   |xxxxxxxxxxxxxxxxxxxxxxxxx            |         ** +   + *   **
#>  0+           oooo+*                 0.2+         ***+   ++*    *
#>   |       ooooo+++                      |        ** ++    ++++++++++++++
#>   |oooooooo+++++                        |++++++++++++*   **      *
#> -2+ +++++++**                        0.1+       **   *   *       **
#>   |++ ****                              |       *     * *         **
#>   | ***                                 |      **     ***          **
#> -4+*                                   0+*******                    ****
#>   ++------+------+------+------+---     ++-----+------+------+------+---
#>    -4     -2     0      2      4         -4    -2     0      2      4
#>                   z                                     z
