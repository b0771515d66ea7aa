#~ file: seed=7
# Divergences within an exponential family. Its laws are h(z) exp(λ·T(z) - A(λ)), so that
#     log q(z) - log p(z) = (λ - κ)·T(z) + A(κ) - A(λ),
# and the mean of T under q is the gradient of A at λ. Every divergence is thus the same formula: what
# A has at κ above its tangent at λ. For each family the textbook's formula stands above it.
tangent_gap(A, λ, κ) = A(κ) - A(λ) - grad(A)(λ) @ (κ - λ)

# A coin: T = z, λ = log(p/(1 - p)), A = log(1 + e^λ).
derive (p, q in unit) {
    KL(Bernoulli(q) || Bernoulli(p))
    = q*log(q/p) + (1 - q)*log((1 - q)/(1 - p))
    = tangent_gap(λ -> softplus(λ[1]), [log(q/(1 - q))], [log(p/(1 - p))])
}
#> ok 1 = 2: 200 points, worst 1.8e-16
#> ok 2 = 3: 200 points, worst 2.1e-16
# Categories, in logits: A is logsumexp.
derive (l, r in reals(4)) {
    KL(Categorical(logits=l) || Categorical(logits=r))
    = exp(l - logsumexp(l)) @ (l - r) - logsumexp(l) + logsumexp(r)
    = tangent_gap(logsumexp, l, r)
}
#> ok 1 = 2: 197 of 200 points, worst 9.1e-17
#> ok 2 = 3: 197 of 200 points, worst 9.5e-17
# Counts: T = z, λ = log rate, A = e^λ.
derive (a, b in positives) {
    KL(Poisson(a) || Poisson(b))
    = a*log(a/b) - a + b
    = tangent_gap(λ -> exp(λ[1]), [log(a)], [log(b)])
}
#> ok 1 = 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 1.4e-16
# Waiting times: T = z, λ = -rate, A = -log(-λ).
derive (a, b in positives) {
    KL(Exponential(a) || Exponential(b))
    = E(z ~ Exponential(a), log(a/b) - (a - b)*z, method=quad(2))
    = log(a/b) + b/a - 1
    = tangent_gap(λ -> -log(-λ[1]), [-a], [-b])
}
#> ok 1 = 2: 200 points, worst 2.5e-16
#> ok 2 = 3: 200 points, worst 1.7e-16
#> ok 3 = 4: 200 points, worst 1.9e-16
# The normal law on the line: T = (z, z²), λ = (m/s², -1/(2s²)).
derive (m, n in reals; s, t in positives) {
    KL(Normal(m, s) || Normal(n, t))
    = log(t/s) + (s^2 + (m - n)^2)/(2*t^2) - 1/2
    = tangent_gap(λ -> -λ[1]^2/(4*λ[2]) - log(-2*λ[2])/2, [m/s^2, -1/(2*s^2)], [n/t^2, -1/(2*t^2)])
}
#> ok 1 = 2: 200 points, worst 1.1e-16
#> ok 2 = 3: 199 of 200 points, worst 1.2e-16
# Gamma laws with shape and rate: T = (log z, z), λ = (a, -b) and A = log Γ(λ₁) - λ₁ log(-λ₂). The mean
# of log z is digamma(a) - log b, which is the derivative of A in λ₁.
derive (a, b, c, d in positives) {
    KL(Gamma(a, b) || Gamma(c, d))
    = (a - c)*digamma(a) - lgamma(a) + lgamma(c) + c*log(b/d) + a*(d - b)/b
    = tangent_gap(λ -> lgamma(λ[1]) - λ[1]*log(-λ[2]), [a, -b], [c, -d])
}
#> ok 1 = 2: 200 points, worst 1.7e-16
#> ok 2 = 3: 200 points, worst 1.3e-16
# With the shape 1 they are the waiting times.
derive (b, d in positives) {
    KL(Gamma(1, b) || Gamma(1, d))
    = KL(Exponential(b) || Exponential(d))
}
#> ok 1 = 2: 200 points, worst 0.0
# Probabilities of a coin: T = (log z, log(1 - z)), A = log B(λ₁, λ₂).
derive (a, b, c, d in positives; log_beta(u, v) = lgamma(u) + lgamma(v) - lgamma(u + v)) {
    KL(Beta(a, b) || Beta(c, d))
    = log_beta(c, d) - log_beta(a, b) + (a - c)*digamma(a) + (b - d)*digamma(b) + (c - a + d - b)*digamma(a + b)
    = tangent_gap(λ -> log_beta(λ[1], λ[2]), [a, b], [c, d])
}
#> ok 1 = 2: 200 points, worst 1.2e-16
#> ok 2 = 3: 200 points, worst 9.4e-17
# Probabilities of k categories: T = log z, A = Σ log Γ(λ) - log Γ(Σ λ).
derive (k = 3; a, b in positives(k)) {
    KL(Dirichlet(a) || Dirichlet(b))
    = lgamma(sum(a)) - lgamma(sum(b)) + sum(lgamma(b) - lgamma(a)) + sum((a - b)*(digamma(a) - digamma(sum(a))))
    = tangent_gap(λ -> sum(lgamma(λ)) - lgamma(sum(λ)), a, b)
}
#> ok 1 = 2: 200 points, worst 8.6e-17
#> ok 2 = 3: 200 points, worst 7.1e-17
# Of two categories the first has a beta law.
derive (a, b, c, d in positives) {
    KL(Dirichlet([a, b]) || Dirichlet([c, d]))
    = KL(Beta(a, b) || Beta(c, d))
}
#> ok 1 = 2: 200 points, worst 1.1e-16
# Laplace laws are no such family (|z - m| knows m): the mean of |z - n| has an exponential in it.
derive (m, n in reals; a, b in positives; d = abs(m - n)) {
    KL(Laplace(m, a) || Laplace(n, b))
    = log(b/a) + d/b + a/b*exp(-d/a) - 1
}
#> ok 1 = 2: 200 points, worst 1.9e-16

# ## The middle of the chain
# Exchanging the arguments exchanges the gap for that of the other tangent; their sum is the symmetric
# divergence (λ - κ)·(E T - E T).
derive (m, n in reals; s, t in positives) {
    KL(Normal(m, s) || Normal(n, t)) + KL(Normal(n, t) || Normal(m, s))
    = (m/s^2 - n/t^2)*(m - n) - (1/s^2 - 1/t^2)*(m^2 + s^2 - n^2 - t^2)/2
}
#> ok 1 = 2: 200 points, worst 2.4e-16
# Three laws: KL(q || p) = KL(q || r) + KL(r || p) where the segment from q to r (in the means of T) meets
# that from r to p (in λ) at a right angle. Here r has the margins of q, p has independent coins.
derive (q in simplex(4); u, v in unit; a = q[1] + q[2]; b = q[1] + q[3];
        r = [a*b, a*(1 - b), (1 - a)*b, (1 - a)*(1 - b)]; p = [u*v, u*(1 - v), (1 - u)*v, (1 - u)*(1 - v)]) {
    KL(Categorical(q) || Categorical(p))
    = KL(Categorical(q) || Categorical(r)) + KL(Categorical(r) || Categorical(p))
    >= KL(Categorical(q) || Categorical(r))
}
#> ok 1 = 2: 200 points, worst 1.3e-16
#> ok 2 >= 3: 200 points, worst 0.0

# ## What is to be seen
# A coin: the divergence is what A = log(1 + e^λ) has above its tangent, here the one at λ = -1.
A(λ) = log1p(exp(λ))
axes(plot((A = A, tangent = λ -> A(-1.0) + sigmoid(-1.0)*(λ + 1)), -5, 4), x="λ")
#>  4+ *** A                                                              *
#>   | +++ tangent                                                     ***
#>   |                                                              ****
#>  3+                                                            ***
#>   |                                                        ****
#>   |                                                      ***
#>  2+                                                   ***
#>   |                                               ****            ++++++
#>   |                                           *****     +++++++++++
#>  1+                                       ****+++++++++++
#>   |                                 +++++++++++
#>   |               ********+++++++++++
#>  0+*************+++++++++++
#>   |   +++++++++++
#> -1+++++
#>   +-------+---------------+--------------+--------------+--------------+
#>           -4              -2             0              2              4
#>                                      λ
