#~ file: seed=7
# Fisher's information F = E s sᵀ, s = ∂ log p/∂θ: how far a step moves a distribution. It has one number for each pair of
# parameters, and three ways to it: a closed form, the second derivative of a divergence, and draws. They are put side by side
# here for the three laws of variational inference: q(z), the model p(x, z), and the encoder q(z | x).
use vi

# Why they agree: KL(p_θ ‖ p_θ') has its minimum at θ' = θ, and F as its second derivative there.
derive (m in reals; s in positives) {
    hessian((a, b) -> KL(Normal(m, s) || Normal(a, b)))(m, s)
    = [1/s^2, 0; 0, 2/s^2]
    = E(z ~ Normal(m, s), outer([(z - m)/s^2, (z - m)^2/s^3 - 1/s], [(z - m)/s^2, (z - m)^2/s^3 - 1/s]), method=quad(4))
}
#> ok 1 = 2: 200 points, worst 1.2e-16
#> ok 2 = 3: 200 points, worst 4.9e-16

# ## q: a law with a width for all coordinates, q = N(μ, s² I)
# In (μ, log s) the matrix is diagonal: 1/s² for each mean, and 2k for the width that k coordinates share. So the step of the natural
# gradient is s² times the gradient in μ, and the gradient in log s over 2k.
q = Normal([0.5, -1.0, 2.0], 0.7);
t = fisher_table(q, "log σ")
#> coordinates = "log σ"
#> closed = f64[4×4]
#>      2.04082  0.0      0.0      0.0
#>      0.0      2.04082  0.0      0.0
#>      0.0      0.0      2.04082  0.0
#>      0.0      0.0      0.0      6.0
#> differentiated = f64[4×4]
#>      2.04082  0.0      0.0      0.0
#>      0.0      2.04082  0.0      0.0
#>      0.0      0.0      2.04082  0.0
#>      0.0      0.0      0.0      6.0
#> sampled = estimate f64[4×4]
#>      2.0204 ± 0.0208  -0.0140 ± 0.0145   0.0042 ± 0.0140  -0.0152 ± 0.0382
#>     -0.0140 ± 0.0145   2.0414 ± 0.0198   0.0022 ± 0.0150   0.0490 ± 0.0369
#>      0.0042 ± 0.0140   0.0022 ± 0.0150   2.0619 ± 0.0206  -0.0289 ± 0.0369
#>     -0.0152 ± 0.0382   0.0490 ± 0.0369  -0.0289 ± 0.0369   5.9490 ± 0.0995
check t.closed ≈ diag([1/0.49, 1/0.49, 1/0.49, 6])
#> ok [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0] ≈ [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0]
check t.differentiated ≈ t.closed
#> ok [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0] ≈ [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0]
check t.sampled ≈ t.closed se 5
#> ok [2.0204 ± 0.0208, -0.0140 ± 0.0145, 0.0042 ± 0.0140, -0.0152 ± 0.0382; -0.0140 ± 0.0145, 2.0414 ± 0.0198, 0.0022 ± 0.0150, 0.0490 ± 0.0369; 0.0042 ± 0.0140, 0.0022 ± 0.0150, 2.0619 ± 0.0206, -0.0289 ± 0.0369; -0.0152 ± 0.0382, 0.0490 ± 0.0369, -0.0289 ± 0.0369, 5.9490 ± 0.0995] ≈ [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0] (1.3 se)
# In (μ, s) the width has 2k/s². The chain rule turns one into the other: F_v = Jᵀ F J with J = ∂θ/∂v.
check fisher_table(q, "parameters", n=100).closed ≈ diag([1/0.49, 1/0.49, 1/0.49, 6/0.49])
#> ok [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 12.2449] ≈ [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 12.2449]
derive (k = 4; m in reals(k); s in positives; l = log(s)) {
    hessian(v -> KL(Normal(m, s*ones(k)) || Normal(v[1:k], exp(v[k+1])*ones(k))))(concat((m, [l])))
    = diag(concat((ones(k)/s^2, [2.0*k])))
}
#> ok 1 = 2: 200 points, worst 2.5e-16
# A width for each coordinate: 2 for each log s.
check fisher_table(Normal([0.5, -1.0], [0.5, 2.0]), "log σ", n=100).closed ≈ diag([4, 0.25, 2, 2])
#> ok [4.0, 0.0, 0.0, 0.0; 0.0, 0.25, 0.0, 0.0; 0.0, 0.0, 2.0, 0.0; 0.0, 0.0, 0.0, 2.0] ≈ [4.0, 0.0, 0.0, 0.0; 0.0, 0.25, 0.0, 0.0; 0.0, 0.0, 2.0, 0.0; 0.0, 0.0, 0.0, 2.0]

# ## q: a full covariance
# The block of the covariance has tr(S⁻¹E_a S⁻¹E_b)/2, E_a the symmetric matrix of one coordinate; that of the Cholesky factor:
S = [1.2, 0.5; 0.5, 0.8];
wide = Normal([0.3, -0.2], cov=S);
chart(wide, "cholesky").point[3:5]
#> f64[3]
#>    1.09545  0.456435  0.769199
check chart(wide, "cholesky").point[3:5] ≈ [1.095445115010, 0.456435464588, 0.769198717281] tol 1e-9
#> ok [1.09545, 0.456435, 0.769199] ≈ [1.09545, 0.456435, 0.769199]
t = fisher_table(wide, "cholesky", n=40000);
check t.closed[3:5, 3:5] ≈ [1.960093896714, -0.704225352113, 0; -0.704225352113, 1.690140845070, 0; 0, 0, 3.380281690141] tol 1e-11
#> ok [1.96009, -0.704225, 8.16047e-17; -0.704225, 1.69014, -1.66089e-16; -1.28485e-16, -1.93589e-16, 3.38028] ≈ [1.96009, -0.704225, 0.0; -0.704225, 1.69014, 0.0; 0.0, 0.0, 3.38028]
check t.differentiated ≈ t.closed
#> ok [1.12676, -0.704225, 0.0, 0.0, 0.0; -0.704225, 1.69014, 0.0, 0.0, 0.0; 0.0, 0.0, 1.96009, -0.704225, 3.552e-17; 0.0, 0.0, -0.704225, 1.69014, 3.6658e-16; 0.0, 0.0, -1.95466e-16, 4.3159e-16, 3.38028] ≈ [1.12676, -0.704225, 0.0, 0.0, 0.0; -0.704225, 1.69014, 0.0, 0.0, 0.0; 0.0, 0.0, 1.96009, -0.704225, 8.16047e-17; 0.0, 0.0, -0.704225, 1.69014, -1.66089e-16; 0.0, 0.0, -1.28485e-16, -1.93589e-16, 3.38028]
check t.sampled ≈ t.closed se 5
#> ok [1.13372 ± 0.00805, -0.70687 ± 0.00791, -0.0173 ± 0.0159, 0.0121 ± 0.0115, 0.0064 ± 0.0136; -0.70687 ± 0.00791, 1.6813 ± 0.0122, 0.0051 ± 0.0101, 0.0067 ± 0.0143, -0.0092 ± 0.0259; -0.0173 ± 0.0159, 0.0051 ± 0.0101, 1.9896 ± 0.0370, -0.7181 ± 0.0222, 0.0129 ± 0.0166; 0.0121 ± 0.0115, 0.0067 ± 0.0143, -0.7181 ± 0.0222, 1.7034 ± 0.0240, -0.0048 ± 0.0269; 0.0064 ± 0.0136, -0.0092 ± 0.0259, 0.0129 ± 0.0166, -0.0048 ± 0.0269, 3.3639 ± 0.0657] ≈ [1.12676, -0.704225, 0.0, 0.0, 0.0; -0.704225, 1.69014, 0.0, 0.0, 0.0; 0.0, 0.0, 1.96009, -0.704225, 8.16047e-17; 0.0, 0.0, -0.704225, 1.69014, -1.66089e-16; 0.0, 0.0, -1.28485e-16, -1.93589e-16, 3.38028] (1.1 se)
E₁ = [1.0, 0; 0, 0];
E₂ = [0.0, 1; 1, 0];
P = inv(S);
t = fisher_table(wide, "covariance", n=100);
check t.closed[3, 3] ≈ trace(P @ E₁ @ P @ E₁)/2
#> ok 0.634795 ≈ 0.634795
check t.closed[3, 4] ≈ trace(P @ E₁ @ P @ E₂)/2
#> ok -0.793493 ≈ -0.793493
check t.closed[4, 4] ≈ trace(P @ E₂ @ P @ E₂)/2
#> ok 2.40032 ≈ 2.40032
check t.differentiated ≈ t.closed
#> ok [1.12676, -0.704225, 0.0, 0.0, 0.0; -0.704225, 1.69014, 0.0, 0.0, 0.0; 0.0, 0.0, 0.634795, -0.793493, 0.247967; 0.0, 0.0, -0.793493, 2.40032, -1.19024; 0.0, 0.0, 0.247967, -1.19024, 1.42829] ≈ [1.12676, -0.704225, 0.0, 0.0, 0.0; -0.704225, 1.69014, 0.0, 0.0, 0.0; 0.0, 0.0, 0.634795, -0.793493, 0.247967; 0.0, 0.0, -0.793493, 2.40032, -1.19024; 0.0, 0.0, 0.247967, -1.19024, 1.42829]
# In natural coordinates it is the Hessian of the log-partition, the covariance of the statistics; in expectation coordinates its inverse.
check fisher_table(wide, "natural", n=100).differentiated ≈ fisher_table(wide, "natural", n=100).closed
#> ok [1.2, 0.5, 0.72, -0.18, -0.2; 0.5, 0.8, 0.3, 0.28, -0.32; 0.72, 0.3, 3.312, 2.292, 0.38; -0.18, 0.28, 2.292, 5.08, 1.488; -0.2, -0.32, 0.38, 1.488, 1.408] ≈ [1.2, 0.5, 0.72, -0.18, -0.2; 0.5, 0.8, 0.3, 0.28, -0.32; 0.72, 0.3, 3.312, 2.292, 0.38; -0.18, 0.28, 2.292, 5.08, 1.488; -0.2, -0.32, 0.38, 1.488, 1.408]
(N, X) = (fisher_table(Normal(0.5, 0.8), "natural", n=100), fisher_table(Normal(0.5, 0.8), "expectation", n=100));
check N.closed ≈ hessian(λ -> log_partition(Normal(0.5, 0.8), (λ[1], λ[2])))(chart(Normal(0.5, 0.8), "natural").point)
#> ok [0.64, 0.64; 0.64, 1.4592] ≈ [0.64, 0.64; 0.64, 1.4592]
check X.closed ≈ inv(N.closed)
#> ok [2.7832, -1.2207; -1.2207, 1.2207] ≈ [2.7832, -1.2207; -1.2207, 1.2207]
check fisher_table(Gamma(2.0, 3.0), "natural", n=100).closed ≈ [trigamma(2.0), 1/3; 1/3, 2/9]
#> ok [0.644934, 0.333333; 0.333333, 0.222222] ≈ [0.644934, 0.333333; 0.333333, 0.222222]

# ## The model: probabilistic principal components, p(z) = N(0, I), p(x | z) = N(Wz, σ² I)
# Complete data (z and x both seen), θ = (W, λ), λ = log σ: information of E zzᵀ/σ² = I/σ² for each row of W, and 2D for λ.
# In log σ² instead of log σ it is D/2.
D = 3; k = 2;
W = [1, 0.2; 0.5, -0.7; -0.3, 0.4];
v = 0.5;
θ = (W = W, l = log(v));
complete(θ) = (
  draw = () -> { z ~ Normal(zeros(2), 1); x ~ Normal(θ.W @ z, exp(θ.l/2)); (z, x) },
  log_density = e -> log_density(Normal(zeros(2), 1), e[1]) + log_density(Normal(θ.W @ e[1], exp(θ.l/2)), e[2])
)
sampled = sampled_fisher(complete, θ, 40000);
closed = diag(concat((ones(D*k)/v, [D/2])));
check sampled ≈ closed se 5
#> ok estimate f64[7×7] ≈ f64[7×7] (2.2 se)
check diag(closed) ≈ [2, 2, 2, 2, 2, 2, 1.5]
#> ok [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 1.5] ≈ [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 1.5]
# It is never singular. What is seen of x alone is less: p(x) = N(0, W Wᵀ + σ² I) does not change when W is rotated, and the marginal
# matrix has k(k - 1)/2 null directions, here 1.
seen(θ) = Normal(zeros(3), cov=θ.W @ θ.W' + exp(θ.l)*eye(3))
marginal = differentiated_fisher(seen, θ);
λ = eigh(marginal)
#> f64[7]
#>    1.16226e-16  0.395227  0.801865  0.95904  1.08465  1.19964  1.48388
check λ ≈ [0, 0.395227430201, 0.801865371528, 0.959040015118, 1.084649601376, 1.199635988289, 1.483876878522] tol 1e-10
#> ok [1.16226e-16, 0.395227, 0.801865, 0.95904, 1.08465, 1.19964, 1.48388] ≈ [0.0, 0.395227, 0.801865, 0.95904, 1.08465, 1.19964, 1.48388]
rotation = concat((flatten(W @ [0.0, -1; 1, 0]), [0.0]));
check marginal @ rotation ≈ zeros(7) abs 1e-12
#> ok [4.59224e-17, 7.18169e-17, -9.29556e-17, -1.13007e-17, 1.51475e-16, -5.17539e-19, -1.38999e-17] ≈ [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
check sampled_fisher(seen, θ, 40000) ≈ marginal se 5
#> ok estimate f64[7×7] ≈ f64[7×7] (2.6 se)
# Seeing z can only add: complete less marginal is positive semidefinite.
check min(eigh(closed - marginal)) > -1e-9
#> ok 0.516123 > -1e-09
# Draws must be of the model. The mean of s sᵀ over data, the empirical matrix, is another: two normal laws of weight 1/2, their
# means as parameters.
x = [-2.1, -1.7, -1.2, 0.4, 1.1, 1.9, 2.2];
m = [-0.5, 0.8];
mixture(m) = Mixture([0.5, 0.5], (Normal(m[1], 1), Normal(m[2], 1)))
# Of complete data, with the component seen, it is the weight of each component over its variance: 1/2 and 1/2. Of x alone it is less:
marginal = sampled_fisher(mixture, m)
#> estimate f64[2×2]
#>    0.30043 ± 0.00535   0.056391 ± 0.000874
#>   0.056391 ± 0.000874   0.31156 ± 0.00564
# and over these data, with the responsibilities r in the score r (x - m):
empirical = empirical_fisher((m, x) -> mixture(m).log_density(x), m, x)
#> f64[2×2]
#>    0.603838  0.153898
#>    0.153898  0.423954
check diag(empirical) ≈ [0.603837894824, 0.423954175254] tol 1e-11
#> ok [0.603838, 0.423954] ≈ [0.603838, 0.423954]
r = sigmoid((m[1] - m[2])*(x - mean(m)));
check empirical[1, 2] ≈ mean(r*(x - m[1])*(1 - r)*(x - m[2]))
#> ok 0.153898 ≈ 0.153898

# ## The encoder
# Parameters φ of q(z | x; φ) matter only through the parameters ψ of q: mean over data of JᵀI(ψ)J, J = ∂ψ/∂φ. Its rank is at most the
# number of data times the size of ψ, so that for most networks it has no inverse: damping is not optional.
# A network of 3 inputs, 4 hidden units and 2 latent numbers with one width: 31 parameters, 4 data, at most 4·3 = 12.
p = [0.5*sin(t) for t in 1:31];
enc(φ, x) = {
  h = tanh(reshape(φ[1:12], 4, 3) @ x + φ[13:16])
  Normal(reshape(φ[17:24], 2, 4) @ h + φ[25:26], exp(φ[27:30] @ h + φ[31]))
}
X = [[sin(n + 0.5*d) for d in 1:3] for n in 1:4];
F = encoder_fisher(enc, p, X);
shape(F)
#> (31, 31)
check trace(F) ≈ 22.9685944033 tol 1e-10
#> ok 22.9686 ≈ 22.9686
rank(F)
#> 12
check rank(F) <= 4*3
#> ok 12 <= 12
# The optimiser of natural gradients refuses it as it is; with damping the largest step is the gradient over the damping.
train(p, φ -> sum(enc(φ, X[1, :]).mean()^2), steps=1, opt=natural_gradient(0.1, metric=φ -> encoder_fisher(enc, φ, X)))
#!> error[singular]: natural_gradient: the metric is singular at the start, of rank 12 of 31: some directions change nothing. damping=1e-3 bounds the steps in them
#!>   train(p, φ -> sum(enc(φ, X[1, :]).mean()^2), steps=1, opt=natural_gradient(0.1, metric=φ -> ...
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train(p, φ -> sum(enc(φ, X[1, :]).mean()^2), steps=20, opt=natural_gradient(0.1, metric=φ -> encoder_fisher(enc, φ, X), damping=1e-2))
#> run of 20 steps: loss 0.473007 -> 6.79688e-22 (means of a tenth)

# ## What is to be seen
# Ellipses of equal divergence, vᵀFv = const, in (μ, log s) around two laws: the same step means more where the law is narrow.
angle = linspace(0, 2*π, 60);
ellipse(m, s) = { F = fisher_table(Normal(m, s), "log σ", n=100).closed; (m + 0.3*cos(angle)/sqrt(F[1, 1]), log(s) + 0.3*sin(angle)/sqrt(F[2, 2])) }
loop(m, s) = { (a, b) = ellipse(m, s); trajectory((a, b)) }
axes(overlay(loop(-1.0, 0.4), loop(0.0, 1.0), loop(1.5, 2.0), scatter([-1.0, 0, 1.5], log([0.4, 1, 2]))), x="μ", y="log s")
#> log s
#>    1+                                             xxxxxxx<xxxxxxxx
#>     |                                         xxxx       %       xxxo
#>     |                                         xxxx               xxxx
#>  0.5+                                             xxxxxxx>xxxxxxx
#>     |                       +++
#>     |                  +++++  +++++
#>    0+                  v+    %    o
#>     |                   ++++++++++
#>     |
#> -0.5+
#>     |   ****
#>     |   *  **
#>   -1+   v %*o
#>     |   ****
#>     +-----+--------+---------+--------+---------+--------+---------+----
#>           -1      -0.5       0       0.5        1       1.5        2
#>                                       μ
