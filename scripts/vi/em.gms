#~ file: seed=7 digits=8
# Variational EM, with E and M visible. A latent z explains a datum x; the parameters are θ. For any law q(z)
#     log p(x; θ) = ELBO(q, θ) + KL(q || p(z | x; θ)),   ELBO = E log p(x, z; θ) - log q(z),   z ~ q.
# The E step moves q until the divergence is as small as the family of q allows; the M step moves θ up the ELBO. Both
# raise the ELBO. Whether they raise log p(x) too is another question, and we shall watch both curves.
use vi

# ## The model: factors z of a datum, x = W z + b + noise
# p(z) = N(0, I), p(x | z) = N(W z + b, diag ψ). One ψ for all features is probabilistic PCA, also called the linear
# VAE; one for each is factor analysis. The posterior of z has the precision P = I + Wᵀ diag(1/ψ) W, the same for every
# datum, and a mean that is linear in x: Bayes' rule holds at every z.
derive (k = 2; D = 3; W in reals(D, k); b, x in reals(D); z in reals(k); ψ in positives(D);
        P = eye(k) + W' @ diag(1/ψ) @ W; posterior = Normal(solve(P, W' @ ((x - b)/ψ)), cov=inv(P))) {
    log_density(Normal(zeros(k), ones(k)), z) + log_density(Normal(W @ z + b, sqrt(ψ)), x) - log_density(posterior, z)
    = log_density(Normal(b, sqrt(ψ), factor=W), x)
}
#> ok 1 = 2: 200 points, worst 2.2e-16

# ## The E step, for three families of q
# The mean of q is that of the posterior in each of them. What is left is how wide q is: of KL(q || N(m, P⁻¹)) the
# best diagonal covariance has the inverse diagonal of P, which is narrower than the posterior's own variances, and the
# best single width is that of the mean of the diagonal.
derive (k = 3; P in spd(k); m in reals(k); v in positives(k)) {
    KL(Normal(m, sqrt(v)) || Normal(m, cov=inv(P)))
    >= KL(Normal(m, 1/sqrt(diag(P))) || Normal(m, cov=inv(P)))
    = (sum(log(diag(P))) - logdet(P))/2
}
#> ok 1 >= 2: 196 of 200 points, worst 0.0
#> ok 2 = 3: 196 of 200 points, worst 1.9e-16
derive (k = 3; P in spd(k); m in reals(k); s in positives) {
    KL(Normal(m, s*ones(k)) || Normal(m, cov=inv(P)))
    >= KL(Normal(m, sqrt(k/trace(P))*ones(k)) || Normal(m, cov=inv(P)))
    = (k*log(trace(P)/k) - logdet(P))/2
}
#> ok 1 >= 2: 198 of 200 points, worst 0.0
#> ok 2 = 3: 199 of 200 points, worst 1.6e-16
# The price of one width is (k/2) log(AM/GM) of the eigenvalues of P: the arithmetic over the geometric mean.
derive (k = 3; P in spd(k); l = eigh(P)) {
    (k*log(trace(P)/k) - logdet(P))/2
    = k/2*log(mean(l)/prod(l)^(1/k))
}
#> ok 1 = 2: 200 points, worst 2.9e-16

# ## The M step
# Only E z and E z zᵀ of q enter. For W it is the regression of x on what is expected of z; for the noise the mean
# square of what is left. Here r is Σ E (x - b - W z)² of one feature, over N rows.
derive (N = 20; r, v in positives; f(v) = -N/2*log(2*π*v) - r/(2*v)) {
    f(v)
    <= f(r/N)
}
#> ok 1 <= 2: 200 points, worst 0.0
# That r, when W is best: A = Σ (x - b) E zᵀ, B = Σ E z zᵀ, S = Σ (x - b)². One row of W is a feature's.
derive (k = 2; S in positives; a, w in reals(k); B in spd(k); r(w) = S - 2*w @ a + w @ B @ w) {
    r(w)
    >= r(solve(B, a))
    = S - a @ solve(B, a)
}
#> ok 1 >= 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 7.7e-17

# ## EM, seen
# Twenty rows of five features. `ppca` gives an ascent: a start, the moves E and M, the bound, the evidence.
x = [[2*sin(.7*n)*cos(.5*d) + 1.2*cos(1.3*n)*sin(.9*d) + .3*sin(n*d) for d in 1:5] for n in 1:20];
W₀ = [[sin(i), cos(2*i)] for i in 1:5];
A = ppca(x, 2, start=W₀, variance=1.0);
fields(A)
#> ("start", "moves", "bound", "evidence")
fields(A.moves)
#> ("E", "M")
# `ascend` makes sweeps, and looks at both numbers after each move.
steps(ascend(A, 5))
#> sweep  move                    ELBO           log p(x)              gap
#>     0  start     -208.365908337     -136.856353360    71.5095549763
#>     1  E         -136.856353360     -136.856353360     0.0000000000
#>     1  M         -101.812630205      -82.302790887    19.5098393181
#>     2  E          -82.302790887      -82.302790887     0.0000000000
#>     2  M          -68.119753659      -62.906450909     5.2133027508
#>     3  E          -62.906450909      -62.906450909     0.0000000000
#>     3  M          -60.346680835      -59.449921425     0.8967594101
#>     4  E          -59.449921425      -59.449921425     0.0000000000
#>     4  M          -58.711543007      -57.722305333     0.9892376747
#>     5  E          -57.722305333      -57.722305333     0.0000000000
#>     5  M          -56.302068582      -54.861604859     1.4404637230
# After each E step the gap is 0: the family holds the posterior. Then the M step raises the bound, and log p(x), which
# lies above it, rises at least as much. So with an exact E step log p(x) never falls.
run = ascend(A, 500);
check max(abs(run.gap[2:2:1000])) ≈ 0 abs 1e-9
#> ok 4.9737992e-14 ≈ 0
check min(run.evidence[2:1001] - run.evidence[1:1000]) > -1e-9
#> ok 0.0 > -1e-09
check [run.evidence[1 + 2*n] for n in [0, 1, 2, 3, 5, 10, 50, 500]] ≈ [
    -136.8563533605, -82.3027908870, -62.9064509086, -59.4499214246,
    -54.8616048593, -51.0133006045, -50.4858018848, -50.3297990713] abs 6e-11
#> ok [-136.85635, -82.302791, -62.906451, -59.449921, -54.861605, -51.013301, -50.485802, -50.329799] ≈ [-136.85635, -82.302791, -62.906451, -59.449921, -54.861605, -51.013301, -50.485802, -50.329799]
# log p(x) of the rows by the definition of the model, the latents integrated out.
pca(z[n]) ~ Normal(zeros(2), I)
pca(x[n] | z[n]; m) ~ Normal(m.W @ z[n] + m.b, sqrt(m.v))
check log_evidence(pca, x; m=(W = run.state.W, b = mean(x, axis=1), v = run.state.variance)) ≈ run.evidence[end]
#> ok -50.329799 ≈ -50.329799

# ## Where it ends: the maximum in closed form
# Tipping and Bishop: W = U (L - σ²I)^½ with the leading eigenvalues L of the covariance, σ² the mean of the others.
check spectrum_of(x) ≈ [6.03249882314, .182823830368, .049793282724, .049226755178, .038200500621] tol 1e-11
#> ok [6.0324988, 0.18282383, 0.049793283, 0.049226755, 0.038200501] ≈ [6.0324988, 0.18282383, 0.049793283, 0.049226755, 0.038200501]
for (k, v, l) in [
    1, .080011092222, -58.8418665092; 2, .045740179507, -50.3297989245; 3, .043713627899, -50.2724845246] {
  best = ppca_optimum(x, i64(k))
  check best.variance ≈ v abs 1e-12
  check best.log_likelihood ≈ l abs 6e-11
}
#> ok 0.080011092 ≈ 0.080011092
#> ok -58.841867 ≈ -58.841867
#> ok 0.04574018 ≈ 0.04574018
#> ok -50.329799 ≈ -50.329799
#> ok 0.043713628 ≈ 0.043713628
#> ok -50.272485 ≈ -50.272485
# EM is slow here: after 500 sweeps 1.5e-7 is missing, as the second factor is hardly above the noise.
best = ppca_optimum(x, 2);
check best.log_likelihood - run.evidence[end] ≈ 1.468e-7 tol 1e-3
#> ok 1.4678151e-07 ≈ 1.468e-07
# At the maximum the posterior variances are σ²/l, and WᵀW is diagonal, so that a diagonal q has no gap either.
check best.posterior ≈ [.007582293979, .250187185202] abs 1e-12
#> ok [0.007582294, 0.25018719] ≈ [0.007582294, 0.25018719]
diagonal = ascend(ppca(x, 2, posterior="diagonal", start=W₀), until=1e-13);
check diagonal.bound[end] ≈ -50.3297989245 abs 1e-9
#> ok -50.329799 ≈ -50.329799
check diagonal.gap[end] ≈ 0 abs 1e-9
#> ok 4.9737992e-14 ≈ 0
check diagonal.gap[2] > 0.008
#> ok 0.0085022825 > 0.008
check (diagonal.state.W' @ diagonal.state.W)[1, 2] ≈ 0 abs 1e-4
#> ok 5.3853741e-17 ≈ 0

# A trap: scikit-learn's PCA.score divides by N - 1 and so does not evaluate the maximum. Per datum:
score(k) = {
  (N, l) = (len(x), spectrum_of(x)*len(x)/(len(x) - 1))
  v = mean(l[k+1:end])
  # The best W of a given σ², with all eigenvalues larger by N/(N - 1).
  W = ppca_optimum(x, k).W
  W = W/sqrt(sum(W^2, axis=1))*sqrt(l[1:k] - v)
  mean(log_density(Normal(mean(x, axis=1), sqrt(v)*ones(5), factor=W), x))
}
check score(2) ≈ -2.519723182193 abs 1e-12
#> ok -2.5197232 ≈ -2.5197232
check best.log_likelihood/20 ≈ -2.516489946224 abs 1e-12
#> ok -2.5164899 ≈ -2.5164899

# ## Factor analysis
# A noise for each feature is a larger model: its maximum is higher.
F = ascend(factor_analysis(x, 2, start=W₀), until=1e-13);
check F.evidence[end] ≈ -50.2763195052 abs 1e-9
#> ok -50.27632 ≈ -50.27632
check F.evidence[end] > best.log_likelihood
#> ok -50.27632 > -50.329799
F.state.variance
#> f64[5]
#>    0.055928483  0.040325277  0.049764751  0.043657903  0.042170897

# ## Fixed noise, and collapse
# With σ² fixed a factor stays only if its eigenvalue exceeds σ². The others end at W = 0, where q is the prior.
for (v, l, active) in [.05, -50.4452833987, 2; .5, -98.5404667102, 1; 1, -123.0659102437, 1; 4, -176.1173519218, 1] {
  check ppca_optimum(x, 2, variance=v).log_likelihood ≈ l abs 6e-11
  check ascend(ppca(x, 2, posterior="diagonal", variance=v, fixed=true), until=1e-14).bound[end] ≈ l abs 1e-8
  check active_dimensions(x, v) ≈ active
}
#> ok -50.445283 ≈ -50.445283
#> ok -50.445283 ≈ -50.445283
#> ok 2 ≈ 2.0
#> ok -98.540467 ≈ -98.540467
#> ok -98.540467 ≈ -98.540467
#> ok 1 ≈ 1.0
#> ok -123.06591 ≈ -123.06591
#> ok -123.06591 ≈ -123.06591
#> ok 1 ≈ 1.0
#> ok -176.11735 ≈ -176.11735
#> ok -176.11735 ≈ -176.11735
#> ok 1 ≈ 1.0
# The divergence of each factor at σ² = 0.05, per datum: ½ log(l/σ²).
check ppca_optimum(x, 2, variance=.05).kl/20 ≈ [2.396446798492, .648250004078] abs 1e-12
#> ok [2.3964468, 0.64825] ≈ [2.3964468, 0.64825]

# ## Other data
# Rows drawn from a model: the same, with the evidence by the full covariance W Wᵀ + σ²I.
loadings = [1.0, 2, 0, -1, 0.5, 0; 0, 1, 1, 1, 0, -2; 0.3, 0, 0, 1, 1, 1];
z = sample(Normal(zeros(3), 1), 60) @ loadings + 0.4*sample(Normal(zeros(6), 1), 60);
r = ascend(ppca(z, 3), until=1e-12);
C = r.state.W @ r.state.W' + r.state.variance*eye(6);
check r.evidence[end] ≈ sum(log_density(Normal(mean(z, axis=1), cov=C), z))
#> ok -493.17064 ≈ -493.17064
check r.evidence[end] ≈ ppca_optimum(z, 3).log_likelihood abs 1e-8
#> ok -493.17064 ≈ -493.17064
check r.bound[end] ≈ r.evidence[end] abs 1e-8
#> ok -493.17064 ≈ -493.17064

# ## What is to be seen
# Both curves, move by move: after E they touch, after M they part. Right, how much is still missing: EM goes fast
# where factors stand out of the noise, as the first does, and slowly where they do not, as the second.
curves = axes(plot(ascend(A, 6)), ylim=(-140, -45));
missing(k) = ppca_optimum(x, k).log_likelihood - ascend(ppca(x, k, start=W₀[:, 1:k]), 400).bound[2:2:801]
below = overlay(plot(1:400, missing(1), label="k = 1"), plot(1:400, missing(2), label="k = 2"));
layout((curves, axes(below, x="sweep", y="nats below the maximum", ylim=(1e-7, 100), log="y")))
#> nats                                 nats below the maximum
#>     |                                 100++                  *** k = 1
#>     |                   **+#++#+#+#      |+                  +++ k = 2
#>  -60+          *+#++#+#++#               |+
#>     |         *#                        1++++
#>     |        ++                          | *++++
#>  -80+     **#                            |   **+++++
#>     |     *+                         0.01+     *** ++++
#>     |    * +                             |       ***  ++++
#> -100+    *#                              |         ***    ++++
#>     |    +                           1e-4+           ***     +++++
#>     |   *+                               |             ***       ++++
#> -120+   +                                |               ***        +++
#>     |  *+             *** log p(x)   1e-6+                 ***
#> -140+**#              +#+ ELBO           |                   ***
#>     ++----+----+----+----+----+---+      +-------+------+------+------+
#>      0    1    2    3    4    5   6             100    200    300    400
#>                  sweep                                sweep
