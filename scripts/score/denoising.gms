#~ file: seed=7
# Denoising score matching: the score of noisy data, learned without a derivative and without a density (Vincent 2011); what
# its loss is at best; and what it learns from finitely many data.
use score

# ## The loss
# Noise is added to a datum, z = x + σ ε. Given x, the law of z is N(x, σ² I) with the score -(z - x)/σ² = -ε/σ, which one
# knows, as one has drawn ε. The loss asks s(z) to be near it:
derive (s in functions(3, 3); x, ε in reals(3); σ in positives; l = (α = 1, σ = σ); z = x + σ*ε) {
    dsm_at(s, x, ε, l)
    = norm(s(z) - grad(z -> log_density(Normal(x, σ), z))(z))^2/2
    = norm(s(z) + ε/σ)^2/2
}
#> ok 1 = 2: 200 points, worst 9.7e-17
#> ok 2 = 3: 200 points, worst 1.3e-16
# A network that predicts the noise, ε̂, is the score model s = -ε̂/σ; the loss times σ² is half the squared error of ε̂.
derive (n in functions(3, 3); x, ε in reals(3); α, σ in positives; l = (α = α, σ = σ)) {
    dsm_at(z -> -n(z)/σ, x, ε, l)
    = noise_dsm_at(n, x, ε, l)
    = norm(ε - n(α*x + σ*ε))^2/(2*σ^2)
}
#> ok 1 = 2: 200 points, worst 8.8e-17
#> ok 2 = 3: 200 points, worst 8.9e-17

# ## J1 = J2 + constant
# s sees z only, and given z the target is -ε/σ on average the score of the noisy law q: E(-ε/σ | z) = ∇ log q(z). So the mean
# product of s with both is one, and J1 of q and J2 differ by what has no s in it:
#   J1(s) = J2(s) - ½ (d/σ² - I(q)),
# with I(q) = E |∇ log q|². Data N(0, 1), noise ½, lines s = -a z:
D = Normal(0, 1);
q = noised(D, (α = 1, σ = 0.5));
check dsm(z -> -0.5*z, D, 0.5) ≈ 1.65625 tol 1e-14
#> ok 1.65625 ≈ 1.65625
check dsm(z -> -0.8*z, D, 0.5) ≈ 1.6 tol 1e-14
#> ok 1.6 ≈ 1.6
check esm(z -> -0.5*z, q) - dsm(z -> -0.5*z, D, 0.5) ≈ dsm_constant(D, 0.5) tol 1e-13
#> ok -1.6 ≈ -1.6
check esm(z -> -0.8*z, q) - dsm(z -> -0.8*z, D, 0.5) ≈ dsm_constant(D, 0.5) tol 1e-13
#> ok -1.6 ≈ -1.6
# The constant in three ways: by Fisher's information; by how uncertain x is given z, E tr Cov(x | z)/(2σ⁴); in closed form.
check -(1/0.5^2 - fisher_information(D, (α = 1, σ = 0.5)))/2 ≈ -1.6 tol 1e-14
#> ok -1.6 ≈ -1.6
check -mmse(D, (α = 1, σ = 0.5))/(2*0.5^4) ≈ -1.6 tol 1e-14
#> ok -1.6 ≈ -1.6
derive (τ, σ in positives) {
    dsm_constant(Normal(0, τ), σ)
    = -τ^2/(2*σ^2*(τ^2 + σ^2))
}
#> ok 1 = 2: 200 points, worst 6e-17
# Curved score models, and any mean and scales:
derive (a, b, c, m in reals; τ, σ in Uniform(0.5, 2); s(z) = a*z + b*sin(z + c)) {
    dsm(s, Normal(m, τ), σ, nodes=40)
    = esm(s, noised(Normal(m, τ), (α = 1, σ = σ))) - dsm_constant(Normal(m, τ), σ)
}
#> ok 1 = 2: 200 points, worst 5.3e-16
# Three points, whose noisy law is the KDE of them with h = σ:
X = [-1, 0, 2];
K = KDE(X, 0.5);
check dsm(z -> -z, X, 0.5) ≈ 1.9583333333333 tol 1e-13
#> ok 1.95833 ≈ 1.95833
check esm(z -> -z, K) ≈ 0.99093699996504 tol 1e-13
#> ok 0.990937 ≈ 0.990937
check dsm(z -> -z, X, 0.5) - esm(z -> -z, K) ≈ 0.9673963333683 tol 1e-12
#> ok 0.967396 ≈ 0.967396
check -dsm_constant(X, 0.5) ≈ 0.9673963333683 tol 1e-12
#> ok 0.967396 ≈ 0.967396
check (1/0.5^2 - fisher_information(K, (α = 1, σ = 0)))/2 ≈ 0.9673963333683 tol 1e-12
#> ok 0.967396 ≈ 0.967396
# A mixture in the plane, a level with α < 1, a score that is far off: J2 by draws, with its error, J1 exactly.
G = Mixture([0.3, 0.7], (Normal([1.0, 0], cov=[0.5, 0.2; 0.2, 0.3]), Normal([-1.0, 1], 0.4)));
l = (α = 0.8, σ = 0.6);
far(z) = stack((sin(z[2]) - z[1], -z[2]))
check dsm(far, G, l, n=40000) ≈ esm(far, noised(G, l)) - dsm_constant(G, l) se 4
#> ok 2.3407 ± 0.0103 ≈ 2.34708 (0.6 se)
# Five numbers, with J1 of -a z on N(0, v I) being 5 (a - 1/v)² v/2:
check dsm(z -> -0.7*z, Normal(zeros(5), 1), 0.4) ≈ 5*(0.7 - 1/1.16)^2*1.16/2 - dsm_constant(Normal(zeros(5), 1), 0.4) se 4
#> ok 13.4626 ± 0.0858 ≈ 13.546 (1.0 se)

# ## The floor
# The least J2 is -c = ½ (d/σ² - I(q)), not 0: even the best score does not know which ε was drawn. Of the eight bumps of
# toy data sets (radius 2√2, deviation √2/4):
centres = 2*sqrt(2)*stack((cos(π/4*(0:7)), sin(π/4*(0:7))), axis=2);
bumps = Mixture(full(1/8, 8), Normal(centres, sqrt(2)/4));
check -dsm_constant(bumps, 0.1) ≈ 92.91066200675 tol 1e-12
#> ok 92.9107 ≈ 92.9107
check -dsm_constant(bumps, 0.5) ≈ 2.29638747783 tol 1e-11
#> ok 2.29639 ≈ 2.29639
# The oracle, whose score is exact, has that loss, and J1 = 0:
check dsm(oracle(bumps), bumps, 0.5, n=20000) ≈ 2.29638747783 se 4
#> ok 2.3467 ± 0.0254 ≈ 2.29639 (2.0 se)
# One table for a score and its law: each loss less its floor is J1, the cost of not being the score.
r = score_report(z -> -0.5*z, D, 0.5)
#> explicit = (loss = 0.05625, floor = 0.0, excess = 0.05625)
#> denoising = (loss = 1.65625, floor = 1.6, excess = 0.05625)
#> implicit = (loss = -0.34375, floor = -0.4, excess = 0.05625)
#> sliced = (loss = -0.33973 ± 0.00622, floor = -0.4, excess = 0.06027 ± 0.00622)
#> sliced_vr = (loss = -0.35310 ± 0.00775, floor = -0.4, excess = 0.04690 ± 0.00775)
check r.denoising.excess ≈ r.explicit.excess tol 1e-12
#> ok 0.05625 ≈ 0.05625
check r.implicit.excess ≈ r.explicit.excess tol 1e-12
#> ok 0.05625 ≈ 0.05625
check r.sliced_vr.excess ≈ r.explicit.excess se 4
#> ok 0.04690 ± 0.00775 ≈ 0.05625 (1.2 se)

# As σ falls the floor grows like d/(2σ²): a loss of 5000 at σ = 0.01 is the best there is, and the whole fault of s = 0,
# ½ I(q) ≤ ½, is lost in it.
for σ in (1, 0.3, 0.1, 0.03, 0.01) {
    print("σ = {σ}: floor {-dsm_constant(D, σ):.6g}, loss of s = 0 {dsm(z -> 0*z, D, σ):.6g}, of 10000 draws {dsm(z -> 0*z, D, σ, n=10000)}")
}
#> σ = 1: floor 0.25, loss of s = 0 0.5, of 10000 draws 0.50540 ± 0.00728
#> σ = 0.3: floor 5.09684, loss of s = 0 5.55556, of 10000 draws 5.4623 ± 0.0772
#> σ = 0.1: floor 49.505, loss of s = 0 50.0, of 10000 draws 51.004 ± 0.721
#> σ = 0.03: floor 555.056, loss of s = 0 555.556, of 10000 draws 555.29 ± 7.82
#> σ = 0.01: floor 4999.5, loss of s = 0 5000.0, of 10000 draws 4998.3 ± 70.1
# In units of the noise, σ² J2, it stays below ½ d, which is why networks predict ε, or σ s:
derive (τ in positives where τ > 0.1) {
    (1/n)^2*-dsm_constant(Normal(0, τ), 1/n)
    = 1/2 limit n in [100, 1000, 10000]
}
#> ok 1 = 2: 20 points, n → ∞ with order 2.0 (2.0 to 2.0)
# J2 as σ → 0 does not become J1 of the data; only J2 less its floor does, which an oracle tells and a training does not.

# ## Tweedie
# The score of q and the best denoiser E(x | z) are the same function: x̂ = z + σ² s(z). So a denoiser is a score model:
derive (X in reals(4); z in reals; σ in Uniform(0.2, 2); l = (α = 1, σ = σ); o = oracle(Empirical(X))) {
    predict(o, z, l, "x")
    = z + σ^2*score_at(o, l)(z)
}
#> ok 1 = 2: 199 of 200 points, worst 1.8e-16
check predict(oracle(Empirical(X)), 0.7, (α = 1, σ = 0.5), "x") ≈ 0.15761092131724 tol 1e-12
#> ok 0.157611 ≈ 0.157611
check 0.7 + 0.5^2*score_of(K)(0.7) ≈ 0.15761092131724 tol 1e-12
#> ok 0.157611 ≈ 0.157611

# ## What is learned from a sample: Parzen's score
# With the rows of a data set for x, q is the KDE of the rows with h = σ, and the score that is learned, if the network can
# represent it, is Parzen's: a pull to near data, Σ_i p_i (x_i - z)/h² with p the softmax of -|z - x_i|²/(2h²).
derive (X in reals(4, 2); h in positives; z in reals(2); p = softmax(-[norm(z - X[i, :])^2 for i in 1:4]/(2*h^2))) {
    score_of(KDE(X, h))(z)
    = (p @ X - z)/h^2
}
#> ok 1 = 2: 197 of 200 points, worst 1.8e-16
# Ten data of a law with two modes. Parzen's score has the least loss on them; the score of the true noisy law does not:
B = Mixture([0.4, 0.6], Normal([-1.5, 1.0], 0.5));
Y = sample(B, 10);
σ = 0.3;
l = (α = 1, σ = σ);
check dsm(score_of(KDE(Y, σ)), Y, σ) ≈ -dsm_constant(Y, σ) tol 1e-10
#> ok 2.19741 ≈ 2.19741
check dsm(score_of(noised(B, l)), Y, σ) ≈ -dsm_constant(Y, σ) + esm(score_of(noised(B, l)), KDE(Y, σ)) tol 1e-10
#> ok 3.71027 ≈ 3.71027
check dsm(score_of(noised(B, l)), Y, σ) > dsm(score_of(KDE(Y, σ)), Y, σ)
#> ok 3.71027 > 2.19741
# On new data it is the other way round: the minimiser has learned the sample.
check dsm(score_of(KDE(Y, σ)), B, σ) > dsm(score_of(noised(B, l)), B, σ)
#> ok 11.7077 > 4.40528
# What it costs there, exactly:
check dsm(score_of(KDE(Y, σ)), B, σ) - dsm(score_of(noised(B, l)), B, σ) ≈ esm(score_of(KDE(Y, σ)), noised(B, l)) tol 1e-9
#> ok 7.30242 ≈ 7.30242
esm(score_of(KDE(Y, σ)), noised(B, l))
#> 7.30242

# Which h is good for the clean law? The likelihood of each row under the others (a row under itself would ask for h = 0):
Y = sample(B, 200);
h = loo_width(Y)
#> 0.180816
check loo_log_likelihood(Y, h) > max(loo_log_likelihood(Y, 0.9*h), loo_log_likelihood(Y, 1.1*h))
#> ok -1.39042 > -1.39069
check loo_log_likelihood(Y[1:3], 0.4) ≈ mean([log_density(KDE(concat((Y[1:k-1], Y[k+1:3])), 0.4), Y[k]) for k in 1:3])
#> ok -7.31886 ≈ -7.31886
# J1 of Parzen's score at multiples of that width, the median of eleven samples: narrow kernels are noise, wide ones blur. The
# width that is good for the density is about right for the score. (The mean is higher: now and then the likelihood takes far
# too narrow a kernel, and the score pays for it.)
costs(Y) = { h = loo_width(Y); [value(esm(score_of(KDE(Y, r*h)), B)) for r in [0.5, 1, 1.5, 2, 3]] }
C = [costs(sample(B, 200)) for k in 1:11];
cost = [sort(C[:, k])[6] for k in 1:5]
#> f64[5]
#>    2.18196  0.20252  0.282882  0.4901  1.00597
check cost[1] > cost[2]
#> ok 2.18196 > 0.20252
check cost[5] > cost[2]
#> ok 1.00597 > 0.20252

# ## What is to be seen
# Left: how likely the rows are to one another, by h. Right: the score, and Parzen's with two widths.
layout((plot(h -> loo_log_likelihood(Y, h), 0.05, 1, title="left out, by h"),
  axes(overlay(plot(score_of(B), -2.5, 2, label="true", title="score"), plot(score_of(KDE(Y, h)), -2.5, 2, label="by likelihood"),
    plot(score_of(KDE(Y, h/2)), -2.5, 2, label="half of it")), ylim=(-12, 12))))
#>              left out, by h                           score
#>      | .......                          |
#>  -1.4+/'     ''..                     10+            o
#>      ||         '..                     |o           o    oo
#> -1.45+            '.                   5+o   o       oooo oo
#>      |             ''.                  |oooo+o oo   oooo*ooo*o o   oo
#>  -1.5+               '.                 |oooo*o+oo   oooo+o ooooooo oo
#>      |                 \.              0+     oo*oo* oo*ooo    o ooooo
#> -1.55+                  '.              |      o  oo*o** oo      o ooo++
#>      |                    '.          -5+          o+o   oo        o  oo
#>  -1.6+                     '.           |           oo   oo           oo
#>      |                       '.         |            oo
#> -1.65+                        '\.    -10+           oo
#>      |                          '..     +---+------+------+------+-----+
#>  -1.7+                            '         -2     -1     0      1     2
#>      +----+-----+-----+-----+-----+                     x
#>          0.2   0.4   0.6   0.8    1       *** true   +++ by likelihood
#>                     h                            ooo half of it
