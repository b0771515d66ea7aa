#~ file: seed=7
# Fisher information: how fast a law changes with its parameters, in its own units. The score is the
# gradient of log p(z; θ) in θ, and
#     F(θ) = E score scoreᵀ = -E ∇² log p = ∇² KL(p_θ || p_η) in η at η = θ.
# All means are exact here: sums over finite supports, and Gauss's rule on polynomials.

# ## Three forms of one matrix
# A coin with the probability p of 1. The score is 1/p or -1/(1 - p); its mean is 0.
derive (p in unit) {
    E(z ~ Bernoulli(p), ∇[p] log_density(Bernoulli(p), z))
    = p*(1/p) + (1 - p)*(-1/(1 - p))
    = 0
}
#> ok 1 = 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 2.2e-16
derive (p in unit) {
    E(z ~ Bernoulli(p), (z/p - (1 - z)/(1 - p))^2)
    = E(z ~ Bernoulli(p), z/p^2 + (1 - z)/(1 - p)^2)
    = 1/p + 1/(1 - p)
    = 1/(p*(1 - p))
}
#> ok 1 = 2: 200 points, worst 1.3e-16
#> ok 2 = 3: 200 points, worst 7.2e-17
#> ok 3 = 4: 200 points, worst 7.8e-17
# The Hessian of the divergence at equality.
derive (p in unit; kl(q) = p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))) {
    kl''(p)
    = 1/(p*(1 - p))
}
#> ok 1 = 2: 200 points, worst 7.8e-17
# In the logit l = log(p/(1 - p)): the chain rule's factor (dp/dl)² = (p(1 - p))² turns it over.
derive (l in reals; p = sigmoid(l)) {
    E(z ~ Bernoulli(logits=l), (∇[l] log_density(Bernoulli(logits=l), z))^2)
    = sigmoid'(l)^2/(p*(1 - p))
    = p*(1 - p)
    = (l -> softplus(l))''(l)
}
#> ok 1 = 2: 192 of 200 points, worst 3.9e-16; side 2 is infinite at l = 215.749
#> ok 2 = 3: 192 of 200 points, worst 4.5e-16; side 2 is infinite at l = 215.749
#> ok 3 = 4: 199 of 200 points, worst 3.2e-16
# Why the three are one, for any list of probabilities that depends on θ: differentiate Σ p = 1.
derive (f in functions(1, 4); t in reals; p(t) = exp(f(t) - logsumexp(f(t))); d = Categorical(p(t))) {
    E(z ~ d, (t -> log(p(t)[z]))'(t))
    = (t -> sum(p(t)))'(t)
    = 0
}
#> ok 1 = 2: 199 of 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 3e-16
derive (f in functions(1, 4); t in reals; p(t) = exp(f(t) - logsumexp(f(t))); d = Categorical(p(t))) {
    E(z ~ d, (t -> log(p(t)[z]))'(t)^2)
    = -E(z ~ d, (t -> log(p(t)[z]))''(t))
    = (u -> sum(p(t)*log(p(t)/p(u))))''(t)
}
#> ok 1 = 2: 191 of 200 points, worst 4.1e-16
#> ok 2 = 3: 194 of 200 points, worst 2.8e-17
# A divergence between neighbours is half the squared step, measured by F: the steps δ = 1/T.
derive (p in unit; F = 1/(p*(1 - p)); r = p*(1 - p)/10; kl(q) = p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))) {
    kl(p + r/T)*(T/r)^2
    = F/2  limit T in [10, 100, 1000]
}
#> ok 1 = 2: 20 points, T → ∞ with order 1.0 (0.983 to 2.0)

# ## Categories
# In the probabilities' logits: diag(p) - p pᵀ, the covariance of the one-hot vector. It is singular,
# because a number added to all logits changes nothing.
derive (l in reals(4); p = exp(l - logsumexp(l))) {
    E(z ~ Categorical(p), outer(eye(4)[z, :] - p, eye(4)[z, :] - p))
    = diag(p) - outer(p, p)
    = hessian(l -> logsumexp(l))(l)
    = jacobian(l -> exp(l - logsumexp(l)))(l)
}
#> ok 1 = 2: 198 of 200 points, worst 2.5e-16
#> ok 2 = 3: 199 of 200 points, worst 2e-16
#> ok 3 = 4: 199 of 200 points, worst 1.8e-16
derive (l in reals(4); p = exp(l - logsumexp(l))) {
    (diag(p) - outer(p, p)) @ ones(4)
    = p*(1 - sum(p))
    = zeros(4)
}
#> ok 1 = 2: 200 points, worst 1.7e-16
#> ok 2 = 3: 200 points, worst 1.5e-15

# ## The normal law
# The scores of N(m, s²): (z - m)/s² and (z - m)²/s³ - 1/s, with the means 0.
derive (m, z in reals; s in positives) {
    grad((m, s) -> log_density(Normal(m, s), z))(m, s)
    = ((z - m)/s^2, (z - m)^2/s^3 - 1/s)
}
#> ok 1 = 2: 200 points, worst 1.4e-16
# Their products have the means 1/s², 0 and 2/s².
derive (m in reals; s in positives; score(z) = [(z - m)/s^2, (z - m)^2/s^3 - 1/s]) {
    E(z ~ Normal(m, s), outer(score(z), score(z)), method=quad(3))
    = [1/s^2, 0; 0, 2/s^2]
}
#> ok 1 = 2: 200 points, worst 4.2e-16
derive (m in reals; s in positives) {
    -E(z ~ Normal(m, s), hessian((m, s) -> log_density(Normal(m, s), z))(m, s), method=quad(3))
    = [1/s^2, 0; 0, 2/s^2]
}
#> ok 1 = 2: 200 points, worst 4.9e-16
derive (m in reals; s in positives; kl(n, t) = (s^2 + (m - n)^2)/(2*t^2) - 1/2 + log(t/s)) {
    hessian(kl)(m, s)
    = [1/s^2, 0; 0, 2/s^2]
}
#> ok 1 = 2: 200 points, worst 1.2e-16
# In other coordinates the matrix is carried along by their Jacobian: F = Jᵀ F J. For log s the
# second entry is the number 2, for the variance it is 1/(2 s⁴).
derive (m, l in reals; s = exp(l); J = jacobian((m, l) -> [m, exp(l)])(m, l)) {
    J' @ [1/s^2, 0; 0, 2/s^2] @ J
    = [1/s^2, 0; 0, 2]
}
#> ok 1 = 2: 198 of 200 points, worst 7.9e-17
derive (m in reals; v in positives; s = sqrt(v); J = jacobian((m, v) -> [m, sqrt(v)])(m, v)) {
    J' @ [1/s^2, 0; 0, 2/s^2] @ J
    = [1/v, 0; 0, 1/(2*v^2)]
}
#> ok 1 = 2: 200 points, worst 1.4e-16
# One s for k coordinates: every coordinate tells about it, 2k/s² in s and 2k in log s.
derive (k = 3; m in reals(k); s in positives) {
    E(z ~ Normal(m, s*ones(k)), (sum((z - m)^2)/s^3 - k/s)^2, method=quad(3))
    = 2*k/s^2
}
#> ok 1 = 2: 200 points, worst 8.3e-16
derive (k = 3; m in reals(k); l in reals; s = exp(l); kl(r) = (k*s^2/exp(2*r) - k + 2*k*(r - l))/2) {
    kl''(l)
    = 2*k
}
#> ok 1 = 2: 193 of 200 points, worst 1.1e-16
# In the covariance matrix, along two directions A and B: half the trace of S⁻¹A S⁻¹B.
derive (k = 3; S, A, B in spd(k);
        kl(a, b) = (trace(solve(S + a*A + b*B, S)) + logdet(S + a*A + b*B) - logdet(S) - k)/2) {
    hessian(kl)(0.0, 0.0)[1, 2]
    = trace(solve(S, A) @ solve(S, B))/2
}
#> ok 1 = 2: 200 points, worst 7.9e-17

# ## What is to be seen
# The divergence of a coin from its neighbours is half the squared step, measured by F = 1/(p(1 - p)), and no more than that.
gap(δ) = KL(Bernoulli(0.3) || Bernoulli(0.3 + δ))
axes(plot((divergence = gap, parabola = δ -> δ^2/(2*0.3*0.7)), -0.25, 0.5), x="δ", y="nats")
#> nats
#> 0.6+ *** divergence                                                   +
#>    | +++ parabola                                                   +++
#> 0.5+                                                              +++*
#>    |                                                            +++*
#> 0.4+                                                          +++*
#>    |                                                        +++**
#> 0.3+*                                                    ++++**
#>    |**                                                 +++**
#>    | **                                             ++++**
#> 0.2+   **                                        ++++**
#>    |++++***                                  +++++*
#> 0.1+   +++++**                           +++++*
#>    |        +++++++*              +++++++*
#>   0+               +++++++++++++++*
#>    +----+--------+--------+--------+--------+--------+--------+-------+
#>        -0.2     -0.1      0       0.1      0.2      0.3      0.4     0.5
#>                                      δ
