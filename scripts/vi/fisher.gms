#~ file: seed=7
# Fisher's matrix three ways: in closed form, as the second derivative of a divergence, and as the mean of score times
# score over draws. For a law q(z), for a model p(x, z; θ) with hidden z, and for an encoder. It is what a natural
# gradient divides by, so we also ask where it has no inverse, and what is then to be done.
use vi

# ## A normal law with one width
# q = N(μ, s² I) in k dimensions has k + 1 numbers. The score, the gradient of log q(z), has the mean 0, and its
# covariance is Fisher's matrix. All k coordinates tell about s: the last entry is 2k/s², not 2/s².
derive (μ in reals(2); s in positives; score(z) = grad(v -> log_density(Normal(v[1:2], v[3]), z))(concat((μ, [s])))) {
    E(z ~ Normal(μ, s), outer(score(z), score(z)), method=quad(4))
    = diag([1/s^2, 1/s^2, 2*2/s^2])
}
#> ok 1 = 2: 200 points, worst 2.5e-15
# The same matrix is the curvature of the divergence to its neighbours, where they meet.
derive (μ in reals(3); s in positives) {
    hessian(v -> KL(Normal(μ, s*ones(3)) || Normal(v[1:3], v[4]*ones(3))))(concat((μ, [s])))
    = diag([1/s^2, 1/s^2, 1/s^2, 2*3/s^2])
}
#> ok 1 = 2: 200 points, worst 1.1e-16
# Coordinates change it as J'FJ does. In (μ, log s) with ds = s dlog s the last entry is a constant, 2k.
derive (μ in reals(3); s in positives; J = diag([1, 1, 1, s])) {
    J' @ diag([1/s^2, 1/s^2, 1/s^2, 6/s^2]) @ J
    = diag([1/s^2, 1/s^2, 1/s^2, 6])
    = chart(Normal(μ, s), "log σ").fisher(concat((μ, [log(s)])))
}
#> ok 1 = 2: 200 points, worst 9.5e-17
#> ok 2 = 3: 200 points, worst 1.1e-16
# So a natural step is (s² ∂L/∂μ, (1/2k) ∂L/∂log s). The three ways in one table:
isotropic = fisher_ways(Normal([.5, -1, .25], .7), coordinates="log σ");
fisher_table(isotropic)
#> Normal in "log σ": 4 coordinates, rank 4
#>                           closed Hessian of KL      E s sᵀ by 10000 draws
#> μ[1]                    2.040816      2.040816      2.0113 ± 0.0278
#> μ[2]                    2.040816      2.040816      2.0233 ± 0.0292
#> μ[3]                    2.040816      2.040816      2.0335 ± 0.0284
#> log σ                   6.000000      6.000000      5.9841 ± 0.1620
#> 6 entries are 0
#> |Hessian - closed| ≤ 1e-15 of the largest entry; draws within 1.4 se
check isotropic.closed ≈ diag([1/.49, 1/.49, 1/.49, 6])
#> ok [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0] ≈ [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0]
check isotropic.hessian ≈ isotropic.closed tol 1e-12
#> ok [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0] ≈ [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0]
check isotropic.sampled ≈ isotropic.closed se 6
#> ok [2.0113 ± 0.0278, 0.0047 ± 0.0204, 0.0268 ± 0.0206, -0.0395 ± 0.0517; 0.0047 ± 0.0204, 2.0233 ± 0.0292, 0.0068 ± 0.0210, 0.0798 ± 0.0551; 0.0268 ± 0.0206, 0.0068 ± 0.0210, 2.0335 ± 0.0284, -0.0340 ± 0.0560; -0.0395 ± 0.0517, 0.0798 ± 0.0551, -0.0340 ± 0.0560, 5.984 ± 0.162] ≈ [2.04082, 0.0, 0.0, 0.0; 0.0, 2.04082, 0.0, 0.0; 0.0, 0.0, 2.04082, 0.0; 0.0, 0.0, 0.0, 6.0] (1.4 se)
# With a width of its own each coordinate has 1/s² and 2, whatever the width.
diagonal = fisher_ways(Normal([.5, -1, .25], [.5, 1, 2]), coordinates="log sigma");
check diagonal.closed ≈ diag([4, 1, .25, 2, 2, 2])
#> ok f64[6×6] ≈ f64[6×6]
check diagonal.hessian ≈ diagonal.closed tol 1e-12
#> ok f64[6×6] ≈ f64[6×6]
check diagonal.sampled ≈ diagonal.closed se 6
#> ok estimate f64[6×6] ≈ f64[6×6] (1.8 se)

# ## A full covariance
# For N(μ, Σ(θ)) the matrix is block diagonal: Σ⁻¹ for μ, and tr(Σ⁻¹ ∂_aΣ Σ⁻¹ ∂_bΣ)/2 for two entries of Σ. An entry off
# the diagonal stands in two places, which the derivative ∂Σ must know.
E11 = [1, 0; 0, 0];
E21 = [0, 1; 1, 0];
E22 = [0, 0; 0, 1];
derive (S in spd(2); P = inv(S)) {
    chart(Normal(zeros(2), cov=S), "covariance").fisher([0, 0, S[1, 1], S[2, 1], S[2, 2]])[3:5, 3:5]
    = [[trace(P @ A @ P @ B)/2 for A in (E11, E21, E22)] for B in (E11, E21, E22)]
}
#> ok 1 = 2: 199 of 200 points, worst 3.7e-17
S = [1.2, .5; .5, .8];
q = Normal([.3, -.2], cov=S);
correlated = fisher_ways(q, coordinates="cholesky");
fisher_table(correlated)
#> Normal in "cholesky": 5 coordinates, rank 5
#>                           closed Hessian of KL      E s sᵀ by 10000 draws
#> μ[1]                    1.126761      1.126761      1.1099 ± 0.0155
#> μ[2] μ[1]              -0.704225     -0.704225     -0.6765 ± 0.0149
#> μ[2]                    1.690141      1.690141      1.6494 ± 0.0234
#> L[1,1]                  1.960094      1.960094      1.8982 ± 0.0674
#> L[2,1] L[1,1]          -0.704225     -0.704225     -0.6825 ± 0.0412
#> L[2,1]                  1.690141      1.690141      1.6909 ± 0.0503
#> L[2,2]                  3.380282      3.380282      3.1526 ± 0.1256
#> 8 entries are 0
#> |Hessian - closed| ≤ 1e-15 of the largest entry; draws within 1.9 se
# The factor L of Σ = L L'. A correlation makes L₁₁ and L₂₁ depend on each other.
check chart(q, "cholesky").point[3:5] ≈ [1.095445115, .456435464588, .769198717281] tol 1e-9
#> ok [1.09545, 0.456435, 0.769199] ≈ [1.09545, 0.456435, 0.769199]
block = [1.960093896714, -.704225352113, 0; -.704225352113, 1.690140845070, 0; 0, 0, 3.380281690141];
check correlated.closed[3:5, 3:5] ≈ block tol 1e-12
#> ok [1.96009, -0.704225, 4.08024e-17; -0.704225, 1.69014, -1.66089e-16; -1.19754e-16, -1.93589e-16, 3.38028] ≈ [1.96009, -0.704225, 0.0; -0.704225, 1.69014, 0.0; 0.0, 0.0, 3.38028]
check correlated.hessian ≈ correlated.closed tol 1e-12
#> ok [1.12676, -0.704225, 0.0, 0.0, 0.0; -0.704225, 1.69014, 0.0, 0.0, 0.0; 0.0, 0.0, 1.96009, -0.704225, -1.01644e-16; 0.0, 0.0, -0.704225, 1.69014, 2.43946e-16; 0.0, 0.0, -1.01644e-16, 2.43946e-16, 3.38028] ≈ [1.12676, -0.704225, 0.0, 0.0, 0.0; -0.704225, 1.69014, 0.0, 0.0, 0.0; 0.0, 0.0, 1.96009, -0.704225, 4.08024e-17; 0.0, 0.0, -0.704225, 1.69014, -1.66089e-16; 0.0, 0.0, -1.19754e-16, -1.93589e-16, 3.38028]
check correlated.sampled ≈ correlated.closed se 6
#> ok [1.1099 ± 0.0155, -0.6765 ± 0.0149, -0.0477 ± 0.0311, 0.0231 ± 0.0224, 0.0384 ± 0.0254; -0.6765 ± 0.0149, 1.6494 ± 0.0234, 0.0108 ± 0.0194, -0.0165 ± 0.0287, -0.0478 ± 0.0505; -0.0477 ± 0.0311, 0.0108 ± 0.0194, 1.8982 ± 0.0674, -0.6825 ± 0.0412, -0.0057 ± 0.0298; 0.0231 ± 0.0224, -0.0165 ± 0.0287, -0.6825 ± 0.0412, 1.6909 ± 0.0503, 0.0863 ± 0.0515; 0.0384 ± 0.0254, -0.0478 ± 0.0505, -0.0057 ± 0.0298, 0.0863 ± 0.0515, 3.153 ± 0.126] ≈ [1.12676, -0.704225, 0.0, 0.0, 0.0; -0.704225, 1.69014, 0.0, 0.0, 0.0; 0.0, 0.0, 1.96009, -0.704225, 4.08024e-17; 0.0, 0.0, -0.704225, 1.69014, -1.66089e-16; 0.0, 0.0, -1.19754e-16, -1.93589e-16, 3.38028] (1.9 se)
# In all six coordinate systems of a normal law the closed form is the Hessian.
apart(q, c) = fisher_ways(q, coordinates=c, n=100).worst
for c in charts(q) { print("{c:12} {apart(q, c) < 1e-12}") }
#> natural      true
#> expectation  true
#> parameters   true
#> covariance   true
#> cholesky     true
#> precision    true
for c in charts(Normal([.3, -.2], .7)) { print("{c:12} {apart(Normal([.3, -.2], .7), c) < 1e-12}") }
#> natural      true
#> expectation  true
#> parameters   true
#> log σ        true
#> variance     true
#> precision    true
# And for other laws.
laws = (Gamma(3, 2), Beta(2, 3), Dirichlet([1, 2, 3]), Wishart(4, S), Bernoulli(.3), Poisson(4),
  Categorical(logits=[1, 2, 3]));
for D in laws {
  print("{D.family:12} {apart(D, "natural") < 1e-12}")
}
#> Gamma        true
#> Beta         true
#> Dirichlet    true
#> Wishart      true
#> Bernoulli    true
#> Poisson      true
#> Categorical  true
# Softmax logits are one number too many: adding a constant to all of them changes nothing, so that F = diag(p) - pp'
# has the null direction (1, 1, 1) and no inverse.
logits = fisher_ways(Categorical(logits=log([.6, .3, .1])));
(logits.rank, null_directions(logits.closed)*sqrt(3))
#> [1] = 2
#> [2] = f64[3×1]
#>      1.0
#>      1.0
#>      1.0
check logits.closed ≈ diag([.6, .3, .1]) - outer([.6, .3, .1], [.6, .3, .1])
#> ok [0.24, -0.18, -0.06; -0.18, 0.21, -0.03; -0.06, -0.03, 0.09] ≈ [0.24, -0.18, -0.06; -0.18, 0.21, -0.03; -0.06, -0.03, 0.09]

# ## A model with hidden numbers: PPCA
# z ~ N(0, I), x = Wz + noise of variance s². As everything here is a density, the joint is typed as printed.
p(z) ~ Normal(zeros(2), I)
p(x | z; W, s2) ~ Normal(W @ z, sqrt(s2))
joint(θ) = { (W, s2) = (θ.W, exp(θ.t)); p(x, z; W, s2) }
# If z were seen, each row of W would be a regression on z, with E zz' = I under the MODEL: information I/s². And t =
# log s² of D squares has D/2. Nothing is singular.
derive (W in reals(3, 2); z in reals(2); t, a, b in reals; e in reals(3); x = W @ z + exp(t/2)*e;
        l(W, t) = log_density(Normal(W @ z, exp(t/2)), x)) {
    grad(l)(W, t)
    = (outer(e, z)/exp(t/2), (sum(e^2) - 3)/2)
}
#> ok 1 = 2: 197 of 200 points, worst 1.5e-16
# Squared and averaged with e and z standard normal: E e²z² = 1, and Var(Σe²)/4 = 2D/4 = D/2.
θ = (W = [1, .2; .5, -.7; -.3, .4], t = log(.5));
complete = fisher_ways(joint, θ, closed=diag([2, 2, 2, 2, 2, 2, 1.5]));
fisher_table(complete)
#> p(x, z; W, s2): 7 coordinates, rank 7
#>                           closed  -E ∇² log p, drawn      E s sᵀ by 10000 draws
#> W[1,1]                  2.000000      1.9972 ± 0.0282      2.0143 ± 0.0553
#> W[1,2]                  2.000000      2.0228 ± 0.0290      2.0234 ± 0.0596
#> W[2,1]                  2.000000      1.9972 ± 0.0282      2.0084 ± 0.0520
#> W[2,2]                  2.000000      2.0228 ± 0.0290      2.0029 ± 0.0569
#> W[3,1]                  2.000000      1.9972 ± 0.0282      2.0472 ± 0.0707
#> W[3,2]                  2.000000      2.0228 ± 0.0290      1.9970 ± 0.0547
#> t                       1.500000      1.5082 ± 0.0125      1.5521 ± 0.0377
#> 21 entries are 0
#> draws within 3.2 se
check complete.hessian ≈ complete.closed se 6
#> ok estimate f64[7×7] ≈ f64[7×7] (2.4 se)
check complete.sampled ≈ complete.closed se 6
#> ok estimate f64[7×7] ≈ f64[7×7] (3.2 se)
# What is seen is x alone, N(0, WW' + s²I). A rotation of z changes W and not the law of x:
derive (W in reals(3, 2); φ in reals; s in positives; x in reals(3); R = [cos(φ), -sin(φ); sin(φ), cos(φ)]) {
    log_density(Normal(zeros(3), cov=W @ W' + s^2*eye(3)), x)
    = log_density(Normal(zeros(3), cov=W @ R @ (W @ R)' + s^2*eye(3)), x)
}
#> ok 1 = 2: 197 of 200 points, worst 1.8e-16
# So the marginal information has a null direction, W times a skew matrix: k(k - 1)/2 of them, one for k = 2.
marginal(θ) = Normal(zeros(3), cov=θ.W @ θ.W' + exp(θ.t)*eye(3))
seen = fisher_ways(marginal, θ);
spread = [0, .395227430201, .801865371528, .959040015118, 1.084649601376, 1.199635988289, 1.483876878522];
check eigh(seen.hessian) ≈ spread abs 6e-13
#> ok [1.16226e-16, 0.395227, 0.801865, 0.95904, 1.08465, 1.19964, 1.48388] ≈ [0.0, 0.395227, 0.801865, 0.95904, 1.08465, 1.19964, 1.48388]
(seen.rank, shape(null_directions(seen.hessian)))
#> (6, (7, 1))
turned = concat((flatten(θ.W @ [0, -1; 1, 0]), [0]));
check abs(null_directions(seen.hessian)[:, 1] @ turned) ≈ norm(turned)
#> ok 1.42478 ≈ 1.42478
check seen.sampled ≈ seen.hessian se 6
#> ok estimate f64[7×7] ≈ f64[7×7] (1.4 se)
# The draws of x and z know more than x alone: complete - marginal has no negative eigenvalue. What is missing is the
# information that z has and x has not, and EM is slow where it is large (Louis 1982).
check min(eigh(complete.closed - seen.hessian)) >= -1e-12
#> ok 0.516123 >= -1e-12
# With three hidden numbers there are three null directions.
wide(θ) = Normal(zeros(4), cov=θ.W @ θ.W' + exp(θ.t)*eye(4))
three = fisher_ways(wide, (W = [[cos(1.0*i*j) for j in 1:3] for i in 1:4], t = 0.3), n=100);
(len(three.hessian), three.rank)
#> (13, 10)

# ## The model's draws, not the data
# Fisher's matrix averages over x from the MODEL. Averaging score times score over the data is another matrix, which
# is right only if the model is. Two unit normals with equal weights and the means -.5 and .8, and seven numbers:
x = [-2.1, -1.7, -1.2, .4, 1.1, 1.9, 2.2];
mixture(m) = Mixture([.5, .5], (Normal(m[1], 1), Normal(m[2], 1)))
data_only = empirical_fisher(mixture, [-.5, .8], x)
#> f64[2×2]
#>    0.603838  0.153898
#>    0.153898  0.423954
check diag(data_only) ≈ [.603837894824, .423954175254] tol 1e-12
#> ok [0.603838, 0.423954] ≈ [0.603838, 0.423954]
# The complete information under the model is diag(π), and the marginal one is less, as the two laws overlap.
pair(m) = {
  score(k, y) = grad(m -> -(y - m[k])^2/2)(m)
  E(k ~ Categorical([.5, .5]), E(y ~ Normal(m[k], 1), outer(score(k, y), score(k, y)), method=quad(4)))
}
check pair([-.5, .8]) ≈ [.5, 0; 0, .5]
#> ok [0.5, 0.0; 0.0, 0.5] ≈ [0.5, 0.0; 0.0, 0.5]
overlapping = fisher_ways(mixture, [-.5, .8]).sampled
#> estimate f64[2×2]
#>   0.30394 ± 0.00817  0.05815 ± 0.00120
#>   0.05815 ± 0.00120  0.31069 ± 0.00809
check value(overlapping[1, 1]) < .5
#> ok 0.303941 < 0.5
# With draws of the model in place of the data the two agree, as they should.
drawn = empirical_fisher(mixture, [-.5, .8], sample(mixture([-.5, .8]), 20000));
check max(abs(drawn - value(overlapping))) < .05
#> ok 0.020951 < 0.05

# ## An encoder
# An amortised q(z | x; φ) has parameters φ that act through ψ_n = (μ, s) of each datum: F = mean J_n' I(ψ_n) J_n. Of N
# data and k + 1 numbers each its rank is at most N(k + 1), often far below the number of weights.
shapes = (A = zeros(4, 3), a = zeros(4), B = zeros(2, 4), b = zeros(2), c = zeros(4), d = 0.0);
φ = unflatten(.5*sin(1.0*(1:31)), shapes);
enc(φ, x) = { h = tanh(φ.A @ x + φ.a); Normal(φ.B @ h + φ.b, exp(φ.c @ h + φ.d)) }
rows(N) = [[sin(n + .5*d) for d in 1:3] for n in 1:N]
F = encoder_fisher(enc, φ, rows(4));
(F.rank, F.bound, len(F.matrix))
#> (12, 12, 31)
check F.rank == 12
#> ok 12 == 12
check F.trace ≈ 22.9685944033 tol 1e-11
#> ok 22.9686 ≈ 22.9686
# The same from draws of z at each datum, three ways once more: q(z | x₁), ..., q(z | x₄) by the chain rule.
score(z, x) = grad(v -> log_density(enc(unflatten(v, φ), x), z))(flatten(φ))
scores(n) = { x = rows(4)[n]; E(z ~ enc(φ, x), outer(score(z, x), score(z, x)), n=4000) }
check trace((scores(1) + scores(2) + scores(3) + scores(4))/4) ≈ F.trace se 6
#> ok 23.199 ± 0.370 ≈ 22.9686 (0.6 se)
# Without damping there is no natural gradient; the remedy is named.
F.step(φ)
#!> error[domain]: encoder_fisher: Fisher's matrix has the rank 12 of 31, so that it has no inverse: damping=1e-3 adds a multiple of I
#!>   F.step(φ)
#!>   ^^^^^^^^^
# With it there is: directions that the data have not seen move by g/δ, so that δ is a part of the method and must be
# reported.
check max(abs((F.matrix + 1e-3*eye(31)) @ flatten(F.step(φ, damping=1e-3)) - flatten(φ))) < 1e-12
#> ok 2.41718e-13 < 1e-12
# More data give more rank, three a datum, but these weights .5 sin t and inputs sin(n + d/2) are special: the inputs
# lie in a plane, so that four directions of A are never seen, and the rank ends at 27.
[encoder_fisher(enc, φ, rows(N)).rank for N in 1:12]
#> i64[12]
#>    3  6  9  12  15  17  19  21  23  25  27  27
# Of random weights and data the rank is min(3N, 31).
φ₂ = unflatten(sample(Normal(0, 1), 31), φ);
check [encoder_fisher(enc, φ₂, sample(Normal(zeros(3), 1), N)).rank for N in 1:12] ≈ min(3*(1:12), 31)
#> ok [3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 31, 31] ≈ [3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 31, 31]

# ## What is to be seen
# Left: normal laws as points (m, s), each with the circle of its neighbours at the divergence 1/50, an ellipse with the
# half axes s/5 and s/(5√2). The half plane of normal laws is hyperbolic: near s = 0 small steps are far. Right: the
# eigenvalues of the encoder's matrix for 4 and 14 data, as a part of the largest; below 1e-9 is noise.
angles = linspace(0, 2*π, 60);
circle(m, s) = plot(m + s/5*cos(angles), s + s/5/sqrt(2)*sin(angles), colour="blue")
circles = overlay(circle(-1.5, .4), circle(-.5, .4), circle(.5, .4), circle(1.5, .4), circle(-1.2, 1), circle(0, 1),
  circle(1.2, 1), circle(-.7, 2), circle(.7, 2));
spectrum(N) = { l = reverse(eigh(encoder_fisher(enc, φ, rows(N)).matrix)); log(max(l/l[1], 1e-12))/log(10) }
spectra = [spectrum(4); spectrum(14)]';
seen_by = legend(plot(1:31, spectra), ("4 data", "14 data"));
layout((axes(circles, x="m", y="s"), axes(seen_by, x="number", y="log₁₀ eigenvalue")))
#> s                                    log₁₀ eigenvalue
#>    |      ..-..         ..-..          0+++*                *** 4 data
#>    |    .''    '.     .'    '\.         |  +++++            +++ 14 data
#>   2+    |       |     |       |       -2+      *+
#>    |    '..    .'     '.    ./'         |        ++++++
#>    |      '''''         ''-''         -4+          **  +++
#> 1.5+                                    |           *     ++
#>    |                                    |           *       +
#>    |                                  -6+           *        ++
#>    | .'''.       .'''.       .'''.      |           *          +
#>   1+ '.../       '...'       \...'    -8+            *          ++
#>    |                                    |            *            +
#>    |                                 -10+            *            +
#> 0.5+..       ...       ...       ..     |            *             +
#>    |''       '''       '''       ''  -12+            ***************++++
#>    +-----+---------+---------+-----     +----+----+----+----+----+----+-
#>          -1        0         1               5    10   15   20   25   30
#>                    m                                 number
