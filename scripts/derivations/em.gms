#~ file: seed=7
# Expectation-maximisation climbs log p(x) on the bound: the E step makes the bound touch log p(x), the
# M step raises the bound, and log p(x), which lies above, rises at least as much.

# ## A mixture of two normal laws
# Each datum comes from N(m₁, 1) with the probability w, else from N(m₂, 1). What is unknown is from
# which: r are the responsibilities, the posterior probabilities of the first.
joint(x, w, m) = (log(w) - (x - m[1])^2/2 - log(2*π)/2, log1p(-w) - (x - m[2])^2/2 - log(2*π)/2)
likelihood(x, w, m) = { (a, b) = joint(x, w, m); sum(b + softplus(a - b)) }
responsibilities(x, w, m) = { (a, b) = joint(x, w, m); sigmoid(a - b) }
bound(r, x, w, m) = { (a, b) = joint(x, w, m); sum(r*(a - log(r)) + (1 - r)*(b - log1p(-r))) }
best_weight(r) = mean(r)
best_means(r, x) = [sum(r*x)/sum(r), sum((1 - r)*x)/sum(1 - r)]

# log p(x) by its definition, and by the formula that does not underflow.
derive (N = 5; x in reals(N); w in unit; m in reals(2)) {
    sum(log(w*density(Normal(m[1], 1), x) + (1 - w)*density(Normal(m[2], 1), x)))
    = likelihood(x, w, m)
}
#> ok 1 = 2: 194 of 200 points, worst 7.3e-17; side 1 is infinite at 6 of them
# Bayes' rule for a datum: the odds of the first are those of w times the ratio of the densities.
derive (x in reals; w in unit; m in reals(2)) {
    w*density(Normal(m[1], 1), x)/(w*density(Normal(m[1], 1), x) + (1 - w)*density(Normal(m[2], 1), x))
    = sigmoid(log(w/(1 - w)) + (m[1] - m[2])*(x - (m[1] + m[2])/2))
    = responsibilities(x, w, m)
}
#> ok 1 = 2: 191 of 200 points, worst 1.7e-16
#> ok 2 = 3: 200 points, worst 1.7e-16
# The bound holds for any responsibilities, and the gap is the sum of the divergences from the
# posterior's.
derive (N = 5; x in reals(N); w in unit; m in reals(2); r in unit(N); t = responsibilities(x, w, m)) {
    likelihood(x, w, m)
    = bound(r, x, w, m) + sum(r*log(r/t) + (1 - r)*log((1 - r)/(1 - t)))
    >= bound(r, x, w, m)
}
#> ok 1 = 2: 195 of 200 points, worst 3.6e-16; side 2 is infinite at 4 of them
#> ok 2 >= 3: 195 of 200 points, worst 0.0; side 2 is infinite at 4 of them
# M step: with r held fixed the bound falls apart into a part of w and one of each mean, and the best
# are a share and two weighted means. Nothing does better.
derive (N = 5; x in reals(N); w in unit; m in reals(2); r in unit(N)) {
    bound(r, x, w, m)
    <= bound(r, x, best_weight(r), m)
    <= bound(r, x, best_weight(r), best_means(r, x))
}
#> ok 1 <= 2: 200 points, worst 0.0
#> ok 2 <= 3: 200 points, worst 0.0
derive (N = 5; x in reals(N); w in unit; m in reals(2); r in unit(N)) {
    grad((w, m) -> bound(r, x, w, m))(w, m)
    = (sum(r)/w - sum(1 - r)/(1 - w), [sum(r*(x - m[1])), sum((1 - r)*(x - m[2]))])
}
#> ok 1 = 2: 200 points, worst 0.0
# Both steps: log p(x) never falls.
derive (N = 5; x in reals(N); w in unit; m in reals(2); r = responsibilities(x, w, m)) {
    likelihood(x, w, m)
    <= likelihood(x, best_weight(r), best_means(r, x))
}
#> ok 1 <= 2: 195 of 200 points, worst 0.0

# ## The gradient, and the natural gradient
# Fisher's identity: at the posterior's responsibilities the gradient of the bound, r held fixed, is
# that of log p(x).
derive (N = 5; x in reals(N); w in unit; m in reals(2); r = responsibilities(x, w, m)) {
    ∇[m] likelihood(x, w, m)
    = [sum(r*(x - m[1])), sum((1 - r)*(x - m[2]))]
    = [sum(r), sum(1 - r)]*(best_means(r, x) - m)
}
#> ok 1 = 2: 200 points, worst 7.7e-17
#> ok 2 = 3: 194 of 200 points, worst 1.9e-16
derive (N = 5; x in reals(N); w in unit; m in reals(2); r = responsibilities(x, w, m)) {
    ∇[w] likelihood(x, w, m)
    = N*(mean(r) - w)/(w*(1 - w))
}
#> ok 1 = 2: 199 of 200 points, worst 2e-16
# EM is a unit step of the natural gradient of log p(x)/N. The coordinates are the expectations
# η = (w, w m₁, (1 - w) m₂) of the complete data, F is the Hessian of their divergence, and F times the
# step of EM is the gradient.
derive (N = 5; x in reals(N); w in unit; m in reals(2); η = [w, w*m[1], (1 - w)*m[2]];
        L(η) = likelihood(x, η[1], [η[2]/η[1], η[3]/(1 - η[1])])/N;
        kl(η) = w*log(w/η[1]) + (1 - w)*log((1 - w)/(1 - η[1])) + w*(m[1] - η[2]/η[1])^2/2 + (1 - w)*(m[2] - η[3]/(1 - η[1]))^2/2;
        r = responsibilities(x, w, m); step = [mean(r), mean(r*x), mean((1 - r)*x)] - η) {
    grad(L)(η)
    = hessian(kl)(η) @ step
}
#> ok 1 = 2: 192 of 200 points, worst 1.5e-16

# ## Probabilistic principal components
# x = W z + b + noise of deviation σ. The E step: the posterior of z is N(M⁻¹Wᵀ(x - b), σ² M⁻¹) with
# M = Wᵀ W + σ² I, because the ratio of Bayes' rule does not depend on z.
derive (k = 2; D = 3; W in reals(D, k); b, x in reals(D); z in reals(k); σ in positives;
        M = W' @ W + σ^2*eye(k); posterior = Normal(solve(M, W' @ (x - b)), cov=σ^2*inv(M))) {
    log_density(Normal(zeros(k), ones(k)), z) + log_density(Normal(W @ z + b, σ*ones(D)), x) - log_density(posterior, z)
    = log_density(Normal(b, cov=W @ W' + σ^2*eye(D)), x)
}
#> ok 1 = 2: 200 points, worst 2.8e-16
# The M step for W with the posterior's moments A = Σ x E zᵀ and B = Σ E z zᵀ: a regression on what
# is expected, and its gradient.
derive (k = 2; D = 3; W, A in reals(D, k); B in spd(k); σ in positives; f(W) = (trace(W' @ A) - trace(W' @ W @ B)/2)/σ^2) {
    grad(f)(W)
    = (A - W @ B)/σ^2
}
#> ok 1 = 2: 200 points, worst 1.4e-16
derive (k = 2; D = 3; W, A in reals(D, k); B in spd(k); f(W) = trace(W' @ A) - trace(W' @ W @ B)/2) {
    f(W)
    <= f(A @ inv(B))
    = trace(A' @ A @ inv(B))/2
}
#> ok 1 <= 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 1.2e-16

# ## Coordinate ascent
# Mean-field: q(a, b) = u(a) v(b). With v held fixed the best u is proportional to the exponential of
# the mean of log p(a, b, x) under v, and the bound is its normaliser's logarithm: l is the table of
# log p(a, b, x), 3 times 4 numbers.
derive (l in reals(12); u in simplex(3); v in simplex(4); T = reshape(l, 3, 4);
        elbo(u, v) = u @ T @ v - sum(u*log(u)) - sum(v*log(v)); best = exp(T @ v - logsumexp(T @ v))) {
    elbo(u, v)
    = logsumexp(T @ v) - sum(v*log(v)) - sum(u*log(u/best))
    <= logsumexp(T @ v) - sum(v*log(v))
    <= logsumexp(l)
}
#> ok 1 = 2: 199 of 200 points, worst 1.6e-16; side 2 is infinite at 1 of them
#> ok 2 <= 3: 199 of 200 points, worst 0.0; side 2 is infinite at 1 of them
#> ok 3 <= 4: 200 points, worst 0.0

# ## What is to be seen
# Thirty steps on thirty numbers: log p(x) never falls, and the means part.
data = concat((linspace(-3, -1, 10), linspace(0.5, 4, 20)));
step(w, m) = { r = responsibilities(data, w, m); (best_weight(r), best_means(r, data)) }
(weights, centres) = iterate(step, (0.5, [0.9, 1.0]), 30, every=1);
climb = [likelihood(data, weights[k], centres[k, :]) for k in 1:31];
layout((axes(plot(0:30, climb), x="step", y="log p(x)"), axes(plot(0:30, centres), x="step", y="m₁, m₂")))
#> log p(x)                             m₁, m₂
#>  -60+   .-------------------------     |   ++
#>     |  .'                             2+   + ++++++++++++++++++++++++++
#>     |  /                               |  +
#>  -70+  |                               |  +
#>     | .'                              1+++
#>     | |                                | *
#>  -80+ |                                |  *
#>     | |                               0+  *
#>     | |                                |  *
#>  -90+ |                              -1+   *
#>     |.'                                |   *
#>     ||                                 |    *
#>     ||                               -2+     **************************
#> -100+'                                 ++----+----+----+----+----+----+
#>     ++--------+---------+--------+      0    5    10   15   20   25   30
#>      0        10        20       30                  step
#>                  step                            *** 1   +++ 2
