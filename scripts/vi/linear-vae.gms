#~ file: seed=7
# A VAE with linear networks is probabilistic PCA: an oracle for all that a VAE is trained for. With a width for each coordinate, or a
# covariance, its best bound is the exact maximum of the likelihood; with one width for all it pays a price that is known, too.
use vi
use data

# ## Why
# With a linear decoder x ~ N(Wz + b, σ² I) the posterior is N(M⁻¹Wᵀ(x - b), σ² M⁻¹), M = WᵀW + σ² I: linear in x, and the same
# covariance for all x. At the best W, whose columns are orthogonal, it is diagonal, and a linear encoder can give it.
derive (k = 2; D = 4; W in reals(D, k); b, x in reals(D); σ in positives; M = W' @ W + σ^2*eye(k);
        q = Normal(solve(M, W' @ (x - b)), cov=σ^2*inv(M))) {
    E(z ~ q, log_density(Normal(W @ z + b, σ*ones(D)), x) - log_density(q, z), method=quad(3)) + E(z ~ q, log_density(Normal(zeros(k), 1), z), method=quad(3))
    = log_density(Normal(b, cov=W @ W' + σ^2*eye(D)), x)
}
#> ok 1 = 2: 199 of 200 points, worst 7.2e-16

# ## Training one to the optimum
# 20 data of 5 numbers, k = 2. With a linear decoder E log p(x | z) is closed, by a rule of two points for each coordinate, so that
# nothing is drawn and the bound can be climbed to its top by Adam alone, with a learning rate that falls.
X = [[2*sin(0.7*n)*cos(0.5*d) + 1.2*cos(1.3*n)*sin(0.9*d) + 0.3*sin(n*d) for d in 1:5] for n in 1:20];
bound(m, x) = { q = encode(m, x); E(z ~ q, decode(m, z).log_density(x), method=quad(2)) - KL(q, prior(m)) }
loss(m, x) = -bound(m, x)
climbed(m, X, steps) = train(m, loss, X, steps=steps, opt=adam(cosine(0.03, steps)))
reached(run) = sum(vmap(x -> bound(run.model, x))(run.data))
linear(posterior, D=5, k=2) = vae(D, k, hidden=(), posterior=posterior, type="f64")
optimum = ppca_optimum(X, 2);
check optimum.log_likelihood ≈ -50.3297989245 tol 1e-11
#> ok -50.3298 ≈ -50.3298
diagonal = climbed(linear("diagonal"), X, 40000)
#> run of 40000 steps: loss 2.75721 -> 2.51649 (means of a tenth)
check reached(diagonal) ≈ -50.3297989245 abs 1e-6
#> ok -50.3298 ≈ -50.3298
check exp(2*diagonal.model.log_σ) ≈ 0.045740179507 tol 1e-5
#> ok 0.0457402 ≈ 0.0457402
# WᵀW is diagonal, and the variances of q are σ²/l: all as in closed form, which no one told the networks.
W = diagonal.model.dec.layers[1].W;
G = W' @ W
#> f64[2×2]
#>    0.137084     2.28682e-17
#>    2.28682e-17  5.98676
check G[1, 2]/G[1, 1] ≈ 0 abs 1e-3
#> ok 1.66819e-16 ≈ 0
check sort(diag(G)) ≈ [0.182823830368, 6.03249882314] - 0.045740179507 tol 1e-3
#> ok [0.137084, 5.98676] ≈ [0.137084, 5.98676]
check sort(encode(diagonal.model, X[1, :]).parameters.σ^2) ≈ [0.007582293979, 0.250187185202] tol 1e-3
#> ok [0.00758229, 0.250187] ≈ [0.00758229, 0.250187]
# The evidence is the bound: the gap has closed.
exact(m, x) = Normal(m.dec.layers[1].b, cov=m.dec.layers[1].W @ m.dec.layers[1].W' + exp(2*m.log_σ)*eye(5)).log_density(x)
check sum(vmap(x -> exact(diagonal.model, x))(X)) ≈ reached(diagonal) abs 1e-6
#> ok -50.3298 ≈ -50.3298
# A full covariance has the same optimum, with any rotation of W.
full_q = climbed(linear("full"), X, 30000)
#> run of 30000 steps: loss 10.1555 -> 2.51649 (means of a tenth)
check reached(full_q) ≈ -50.3297989245 abs 1e-6
#> ok -50.3298 ≈ -50.3298

# ## The price of one width
# With one width for both coordinates the bound is lower by N k log(AM/GM) of the roots of the eigenvalues: half of it is KL to the
# posterior, half is likelihood that the decoder gave up to make the posterior rounder.
isotropic = climbed(linear("isotropic"), X, 6000)
#> run of 6000 steps: loss 4.63613 -> 3.19938 (means of a tenth)
check reached(isotropic) ≈ -63.9875001951 abs 1e-6
#> ok -63.9875 ≈ -63.9875
price = optimum.log_likelihood - reached(isotropic)
#> 13.6577
check price ≈ isotropic_price(X, 2) abs 2e-6
#> ok 13.6577 ≈ 13.6577
check price ≈ 13.6577012706 abs 1e-5
#> ok 13.6577 ≈ 13.6577
own = sum(vmap(x -> exact(isotropic.model, x))(X))
#> -57.1586
check own ≈ -57.1586495598 abs 1e-5
#> ok -57.1586 ≈ -57.1586
check own - reached(isotropic) ≈ price/2 abs 1e-5
#> ok 6.82885 ≈ 6.82885
check encode(isotropic.model, X[1, :]).parameters.σ^2 ≈ 0.0220018716 tol 1e-4
#> ok 0.0220019 ≈ 0.0220019

# ## Real data
# Iris, standardised, k = 2, by the same code: nats per flower, against both closed forms.
Z = standardise(iris().x).x;
flowers = climbed(linear("diagonal", D=4), Z, 8000)
#> run of 8000 steps: loss 3.91458 -> 3.68625 (means of a tenth)
check reached(flowers)/150 ≈ -3.6862549607 abs 1e-6
#> ok -3.68625 ≈ -3.68625
check ppca_optimum(Z, 2).log_likelihood/150 ≈ -3.6862549607 tol 1e-10
#> ok -3.68625 ≈ -3.68625
round_flowers = climbed(linear("isotropic", D=4), Z, 8000)
#> run of 8000 steps: loss 4.0144 -> 3.76934 (means of a tenth)
check reached(round_flowers)/150 ≈ -3.7693374738 abs 1e-6
#> ok -3.76934 ≈ -3.76934
check isotropic_optimum(Z, 2).bound/150 ≈ -3.7693374738 tol 1e-10
#> ok -3.76934 ≈ -3.76934

# ## What is to be seen
# Left, what is missing of log p(x) at the optimum as Adam climbs, per datum; right, the flowers in the latent plane of the
# trained encoder, by species.
missing(run, best) = max(run.loss + best, 1e-9)
every = 1:20:6000;
climb = overlay(plot(every, missing(diagonal, -50.3297989245/20)[every], label="diagonal"),
  plot(every, missing(isotropic, -50.3297989245/20)[every], label="isotropic", colour="red"));
plane = vmap(x -> encode(flowers.model, x).parameters.μ)(Z);
species(k) = { rows = iris().y == k; scatter(plane[rows, 1], plane[rows, 2], label=classes("iris")[k]) }
layout((axes(climb, x="step", y="nats", log="y"), axes(overlay(species(1), species(2), species(3)), x="z₁", y="z₂")))
#> nats                                 z₂
#>  100+*               *** diagonal     2+               ^  *  setosa
#>     |+               +++ isotropic     |           ^ ^    #  versicolor
#>     |++                                | ^^  ^       ^^   ^  virginica
#>    1+*+++++++++++++++++++++++++++++   1+          ^^^^^  ^ ^
#>     | *****   *  *  *  *               |          ^ ^^^ ^ ^ ^#^ #^
#> 0.01+     ************** *** ***       |           # ##^^^ ^^  #
#>     |           ******** **********    |           ### #########^#
#>     |                **************   0+                 ##### ##     #
#> 1e-4+                   ***********    |                        # ##
#>     |                     *********    |
#> 1e-6+                       *******    |
#>     |                          ****  -1+       **   ****  **        *
#>     |                           ***    | *  **  ***************
#> 1e-8+                             *    |      *      *       *
#>     +----------+---------+---------    +-----+----+-----+----+-----+----
#>               2000      4000                 -2   -1    0    1     2
#>                   step                                 z₁
