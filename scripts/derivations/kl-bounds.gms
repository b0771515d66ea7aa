#~ file: seed=7
# What a divergence is at least and at most, and which law of a family comes nearest. The mean over a
# finite support is a sum, so that all sides are numbers; an inequality is tried like an equation.
divergence(q, p) = E(z ~ q, log_density(q, z) - log_density(p, z), method=quad(2))

# ## Why it is never negative
# Jensen: the logarithm is concave, so the mean of -log(p/q) is at least -log of the mean, and the
# mean of p/q under q is Σ p = 1.
derive (n = 4; p, q in simplex(n)) {
    E(z ~ Categorical(q), -log(p[z]/q[z]))
    >= -log(E(z ~ Categorical(q), p[z]/q[z]))
    = -log(sum(p))
    = 0
}
#> ok 1 >= 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 2.7e-16
#> ok 3 = 4: 200 points, worst 5.9e-16
# Without Jensen: log u ≤ u - 1, at every u, and so term by term.
derive (u in positives) {
    log(u)
    <= u - 1
}
#> ok 1 <= 2: 200 points, worst 0.0
derive (n = 4; p, q in simplex(n)) {
    sum(q*log(q/p))
    >= sum(q*(1 - p/q))
    = sum(q) - sum(p)
    = 0
}
#> ok 1 >= 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 4e-16
#> ok 3 = 4: 200 points, worst 1.2e-15
# The same inequality at the eigenvalues of B⁻¹A, u - 1 - log u ≥ 0, is the positivity between normal
# laws; the mean's part is a square.
derive (k = 3; A in spd(k); m in reals(k)) {
    (trace(A) - logdet(A) - k + sum(m^2))/2
    = sum(eigh(A) - 1 - log(eigh(A)))/2 + sum(m^2)/2
    >= sum(m^2)/2
    >= 0
}
#> ok 1 = 2: 200 points, worst 1.1e-16
#> ok 2 >= 3: 200 points, worst 0.0
#> ok 3 >= 4: 200 points, worst 0.0
# How far from 0: at least half the square of the distance Σ|q - p| (Pinsker), and at most log(1 + χ²)
# (Jensen the other way, with the mean of q/p).
derive (n = 4; p, q in simplex(n)) {
    sum(abs(q - p))^2/2
    <= sum(q*log(q/p))
    <= log(sum(q^2/p))
    = log1p(sum((q - p)^2/p))
}
#> ok 1 <= 2: 200 points, worst 0.0
#> ok 2 <= 3: 200 points, worst 0.0
#> ok 3 = 4: 200 points, worst 4.1e-16

# ## Pairs of variables
# A joint law is q(a) q(b | a): here a is the row and b the column of a table of 3 times 4 numbers,
# and the divergence of the pair is that of a and the mean of that of b given a.
derive (q, p in simplex(12); Q = reshape(q, 3, 4); P = reshape(p, 3, 4);
        u = sum(Q, axis=2); v = sum(P, axis=2)) {
    sum(q*log(q/p))
    = sum(u*log(u/v)) + sum(a in 1:3, u[a]*sum(Q[a, :]/u[a]*log((Q[a, :]/u[a])/(P[a, :]/v[a]))))
    >= sum(u*log(u/v))
}
#> ok 1 = 2: 200 points, worst 1.9e-16
#> ok 2 >= 3: 200 points, worst 0.0
# The mutual information is a divergence: of the pair from the pair with the same margins that is
# independent. It is symmetric, H(a) + H(b) - H(a, b), and 0 at least.
derive (q in simplex(12); Q = reshape(q, 3, 4); u = sum(Q, axis=2); w = sum(Q, axis=1)) {
    sum(Q*log(Q/outer(u, w)))
    = sum(q*log(q)) - sum(u*log(u)) - sum(w*log(w))
    >= 0
}
#> ok 1 = 2: 200 points, worst 4.7e-16
#> ok 2 >= 3: 200 points, worst 0.0

# ## Who is best
# The normal law with independent coordinates that is nearest to N(0, A), in KL(q || p): its variances
# are the inverses of the precision's diagonal, which is where the gradient vanishes.
derive (k = 3; A in spd(k); R = inv(A); f(v) = (sum(diag(R)*v) + logdet(A) - k - sum(log(v)))/2) {
    divergence(Normal(zeros(k), sqrt(1/diag(R))), Normal(zeros(k), cov=A))
    = f(1/diag(R))
    = (logdet(A) + sum(log(diag(R))))/2
}
#> ok 1 = 2: 200 points, worst 4.7e-16
#> ok 2 = 3: 200 points, worst 1.1e-16
derive (k = 3; A in spd(k); v in positives(k); R = inv(A); f(v) = (sum(diag(R)*v) + logdet(A) - k - sum(log(v)))/2) {
    grad(f)(v)
    = (diag(R) - 1/v)/2
}
#> ok 1 = 2: 200 points, worst 0.0
derive (k = 3; A in spd(k); v in positives(k); R = inv(A); f(v) = (sum(diag(R)*v) + logdet(A) - k - sum(log(v)))/2) {
    f(v)
    >= f(1/diag(R))
}
#> ok 1 >= 2: 200 points, worst 0.0
# The other way round, KL(p || q), the best has the moments of p.
derive (k = 3; A in spd(k); m, n in reals(k); v in positives(k);
        g(n, v) = sum((diag(A) + (m - n)^2)/v + log(v))/2 - k/2 - logdet(A)/2) {
    KL(Normal(m, cov=A) || Normal(n, sqrt(v)))
    = divergence(Normal(m, cov=A), Normal(n, sqrt(v)))
    = g(n, v)
    >= g(m, diag(A))
    = (sum(log(diag(A))) - logdet(A))/2
}
#> ok 1 = 2: 200 points, worst 5e-16
#> ok 2 = 3: 200 points, worst 3.8e-16
#> ok 3 >= 4: 200 points, worst 0.0
#> ok 4 = 5: 200 points, worst 1.2e-16
# With one variance s² for all coordinates, the best for KL(q || p) is the harmonic mean of the
# eigenvalues of A.
derive (k = 3; A in spd(k); u in positives; f(u) = (u*trace(inv(A)) + logdet(A) - k - k*log(u))/2) {
    f(u)
    >= f(k/trace(inv(A)))
    = f(1/mean(1/eigh(A)))
    = k/2*(mean(log(eigh(A))) + log(mean(1/eigh(A))))
}
#> ok 1 >= 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 1e-16
#> ok 3 = 4: 200 points, worst 2.1e-16

# ## What is to be seen
# Coins: the divergence of 0.3 from p between Pinsker's bound and that by χ².
gap(p) = KL(Bernoulli(0.3) || Bernoulli(p))
below(p) = (2*(p - 0.3))^2/2
above(p) = log(0.3^2/p + 0.7^2/(1 - p))
axes(plot((divergence = gap, below = below, above = above), 0.02, 0.98), x="p", y="nats")
#> nats
#>  | *** divergence                                                      o
#> 3+ +++ below                                                           o
#>  | ooo above                                                          oo
#>  |                                                                    o
#>  |                                                                   o *
#> 2+                                                                 oo  *
#>  |o                                                               oo  *
#>  |o                                                            oooo  **
#>  |oo                                                         ooo   **
#> 1+ oo                                                    oooo  ****  +++
#>  |  oo                                              oooooo ***++++++++
#>  |** ooo                                     oooooooo+++++++++
#>  |+++++*oooooo                   ooooooooooooo+++++++
#> 0+    +++++++ooooooooooooooooooooo++++
#>  +-----+-------+------+------+-------+------+------+------+-------+-----
#>       0.1     0.2    0.3    0.4     0.5    0.6    0.7    0.8     0.9
#>                                     p
