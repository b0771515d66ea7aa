#~ file: seed=7
# The evidence lower bound. A latent z has the prior p(z), a datum x the likelihood p(x | z), and q(z) is
# any law over z. Then
#     log p(x) = ELBO + KL(q || p(z | x)),   ELBO = E log p(x, z) - log q(z),   z ~ q.
# With z among n values all of it is sums. The header gives the prior, the likelihood of the datum at
# each value of z, and q: three lists of n numbers.

softmax(l) = exp(l - logsumexp(l))

# ## From Jensen's inequality
# The integral over z is a mean under q once q is divided out; the logarithm then goes inside.
derive (n = 4; prior, q in simplex(n); like in positives(n)) {
    log(sum(prior*like))
    = log(sum(q*(prior*like/q)))
    = log(E(z ~ Categorical(q), prior[z]*like[z]/q[z]))
    >= E(z ~ Categorical(q), log(prior[z]*like[z]/q[z]))
    = E(z ~ Categorical(q), log(like[z])) - sum(q*log(q/prior))
    = E(z ~ Categorical(q), log(prior[z]*like[z])) + entropy(Categorical(q))
}
#> ok 1 = 2: 200 points, worst 1.3e-16
#> ok 2 = 3: 200 points, worst 0.0
#> ok 3 >= 4: 200 points, worst 0.0
#> ok 4 = 5: 200 points, worst 1.3e-16
#> ok 5 = 6: 200 points, worst 1.6e-16

# ## From Bayes' rule
# At every z, whatever q, log p(x) = log p(x, z)/q(z) + log q(z)/p(z | x): the left side does not
# know z, so the mean under q changes nothing, and it is the bound plus a divergence.
derive (n = 4; prior, q in simplex(n); like in positives(n); posterior = prior*like/sum(prior*like); z in integers(1, 4)) {
    log(sum(prior*like))
    = log(prior[z]*like[z]/q[z]) + log(q[z]/posterior[z])
    = sum(q*log(prior*like/q)) + sum(q*log(q/posterior))
}
#> ok 1 = 2: 140 points, worst 1.4e-16
#> ok 2 = 3: 140 points, worst 1.3e-16
# The gap is the divergence from the posterior, so the bound is reached there and only there.
derive (n = 4; prior, q in simplex(n); like in positives(n); posterior = prior*like/sum(prior*like)) {
    log(sum(prior*like)) - sum(q*log(prior*like/q))
    = sum(q*log(q/posterior))
    >= sum(abs(q - posterior))^2/2
}
#> ok 1 = 2: 200 points, worst 1.1e-16
#> ok 2 >= 3: 200 points, worst 0.0
derive (n = 4; prior in simplex(n); like in positives(n); posterior = prior*like/sum(prior*like)) {
    sum(posterior*log(prior*like/posterior))
    = log(sum(prior*like))
}
#> ok 1 = 2: 200 points, worst 6.7e-17

# ## Its gradients
# In the logits l of q, with h = log p(x, z)/q(z): q times what h has over its mean.
derive (n = 4; prior in simplex(n); like in positives(n); l in reals(n);
        elbo(l) = sum(softmax(l)*log(prior*like/softmax(l))); q = softmax(l); h = log(prior*like/q)) {
    grad(elbo)(l)
    = q*(h - sum(q*h))
    = (diag(q) - outer(q, q)) @ h
    = E(z ~ Categorical(q), (eye(n)[z, :] - q)*h[z])
}
#> ok 1 = 2: 197 of 200 points, worst 1.4e-16
#> ok 2 = 3: 197 of 200 points, worst 9.5e-17
#> ok 3 = 4: 197 of 200 points, worst 1.2e-16
# The last form is the score-function estimator, and a constant taken from h (a baseline) changes
# nothing in the mean, because the score has the mean 0.
derive (n = 4; l, h in reals(n); b in reals; q = softmax(l)) {
    E(z ~ Categorical(q), (eye(n)[z, :] - q)*(h[z] - b))
    = q*(h - sum(q*h))
}
#> ok 1 = 2: 199 of 200 points, worst 2.3e-16
# What it changes is the variance. For one coordinate the variance is a parabola in the baseline b, and
# the best one weighs h with the squares of the score.
derive (l, h in reals(4); b in reals; q = softmax(l); c = [1, 0, 0, 0] - q[1];
        v(b) = sum(q*(c*(h - b))^2) - sum(q*c*h)^2; best = sum(q*c^2*h)/sum(q*c^2)) {
    v(b)
    = v(best) + sum(q*c^2)*(b - best)^2
    >= v(best)
}
#> ok 1 = 2: 198 of 200 points, worst 1.1e-16
#> ok 2 >= 3: 198 of 200 points, worst 0.0
# In the likelihood's parameters: Fisher's identity. At the posterior the gradient of the bound is that
# of log p(x); here the likelihoods are any functions of θ.
derive (n = 4; prior in simplex(n); f in functions(1, 4); t in reals; posterior = softmax(log(prior) + f(t))) {
    (t -> log(sum(prior*exp(f(t)))))'(t)
    = E(z ~ Categorical(posterior), jacobian(f)(t)[z, 1])
}
#> ok 1 = 2: 80 points, worst 8.8e-17

# ## Tighter bounds
# With K independent draws the mean of the weights w = p(x, z)/q(z) is still p(x), but its logarithm is
# nearer (importance-weighted bounds): ELBO = L₁ ≤ L₂ ≤ L₃ ≤ log p(x).
derive (n = 3; prior, q in simplex(n); like in positives(n); w = prior*like/q; d = Categorical(q)) {
    E(a ~ d, log(w[a]))
    <= E(a ~ d, b ~ d, log((w[a] + w[b])/2))
    <= E(a ~ d, b ~ d, c ~ d, log((w[a] + w[b] + w[c])/3))
    <= log(E(a ~ d, b ~ d, c ~ d, (w[a] + w[b] + w[c])/3))
    = log(sum(prior*like))
}
#> ok 1 <= 2: 200 points, worst 0.0
#> ok 2 <= 3: 200 points, worst 3.6e-17
#> ok 3 <= 4: 200 points, worst 0.0
#> ok 4 = 5: 200 points, worst 2.5e-16
# The step from one to two, as on paper: the mean of log w is that of half the sum of both, and Jensen
# works on the two alone.
derive (n = 3; q in simplex(n); w in positives(n); d = Categorical(q)) {
    E(a ~ d, log(w[a]))
    = E(a ~ d, b ~ d, (log(w[a]) + log(w[b]))/2)
    <= E(a ~ d, b ~ d, log((w[a] + w[b])/2))
}
#> ok 1 = 2: 200 points, worst 1.3e-16
#> ok 2 <= 3: 200 points, worst 0.0
# Powers of the weights: log E w^(1-α) / (1 - α) (Rényi) falls from log p(x) at α = 0 through the ELBO at
# α = 1, and bounds from above for α < 0; α = -1 is half the logarithm of the second moment.
derive (n = 4; prior, q in simplex(n); like in positives(n); w = prior*like/q) {
    log(sum(q*w^2))/2
    >= log(sum(q*w))
    >= 2*log(sum(q*sqrt(w)))
    >= sum(q*log(w))
    >= -log(sum(q/w))
}
#> ok 1 >= 2: 200 points, worst 2.3e-17
#> ok 2 >= 3: 200 points, worst 4.7e-17
#> ok 3 >= 4: 200 points, worst 7.8e-17
#> ok 4 >= 5: 200 points, worst 4.6e-17

# ## A normal latent
# The model and q as papers print them; log p(x, z; t) is the sum of the factors that it needs.
p(z) ~ Normal(0, 1)
p(x | z; t) ~ Normal(z, t)
q(z; m, s) ~ Normal(m, s)
# Here p(x) is N(0, 1 + t²) and the posterior N(x/(1 + t²), t²/(1 + t²)). The ratio of Bayes' rule is
# the same at every z, which is how both are found.
derive (x, z in reals; t in positives; v = 1 + t^2; posterior = Normal(x/v, t/sqrt(v))) {
    log p(x, z; t) - log_density(posterior, z)
    = log_density(Normal(0, sqrt(v)), x)
}
#> ok 1 = 2: 198 of 200 points, worst 2.4e-16
# The bound with q = N(m, s²): reconstruction less the divergence from the prior.
derive (x, m in reals; s, t in positives) {
    E(z ~ q(z; m, s), log p(x, z; t) - log q(z; m, s), method=quad(2))
    = E(z ~ q(z; m, s), log p(x | z; t), method=quad(2)) - KL(q(z; m, s) || p(z))
    = -((x - m)^2 + s^2)/(2*t^2) - log(2*π*t^2)/2 - (m^2 + s^2 - 1 - 2*log(s))/2
}
#> ok 1 = 2: 200 points, worst 9.6e-17
#> ok 2 = 3: 200 points, worst 1.8e-16
# What it lacks of log p(x) is the divergence from the posterior.
derive (x, m in reals; s, t in positives; v = 1 + t^2;
        elbo(m, s) = -((x - m)^2 + s^2)/(2*t^2) - log(2*π*t^2)/2 - (m^2 + s^2 - 1 - 2*log(s))/2) {
    log_density(Normal(0, sqrt(v)), x)
    = elbo(m, s) + KL(q(z; m, s) || Normal(x/v, t/sqrt(v)))
    >= elbo(m, s)
}
#> ok 1 = 2: 197 of 200 points, worst 3.2e-16
#> ok 2 >= 3: 200 points, worst 0.0
derive (x in reals; t in positives; v = 1 + t^2;
        elbo(m, s) = -((x - m)^2 + s^2)/(2*t^2) - log(2*π*t^2)/2 - (m^2 + s^2 - 1 - 2*log(s))/2) {
    elbo(x/v, t/sqrt(v))
    = log_density(Normal(0, sqrt(v)), x)
}
#> ok 1 = 2: 200 points, worst 1.2e-16
# Its gradient: the best m solves a linear equation, the best s² has the inverse 1 + 1/t², whatever x.
derive (x, m in reals; s, t in positives;
        elbo(m, s) = -((x - m)^2 + s^2)/(2*t^2) - log(2*π*t^2)/2 - (m^2 + s^2 - 1 - 2*log(s))/2) {
    grad(elbo)(m, s)
    = ((x - m)/t^2 - m, 1/s - s*(1 + 1/t^2))
}
#> ok 1 = 2: 200 points, worst 1.6e-16
# The same with samples in place of the rule: the noise z = m + s ε is drawn, the bound is a mean.
derive (x, m in reals; s, t in positives) {
    E(z ~ q(z; m, s), log p(x | z; t) - log q(z; m, s))
    = -((x - m)^2 + s^2)/(2*t^2) - log(t) + log(s) + 1/2
}
#> ok 1 = 2: 40 points, worst 2.1 se; an error of 18.0 % would show, of 1 % with n=3e+05

# ## Several data
# Independent data have a q each, and bounds add. With one latent for all data the prior is counted
# once: x ~ N(z, t²) for every one of N data.
derive (N = 3; x in reals(N); z in reals; t in positives; v = 1/(1 + N/t^2); posterior = Normal(v*sum(x)/t^2, sqrt(v))) {
    log_density(Normal(0, 1), z) + sum(i in 1:N, log_density(Normal(z, t), x[i])) - log_density(posterior, z)
    = log_density(Normal(zeros(N), cov=t^2*eye(N) + ones(N, N)), x)
}
#> ok 1 = 2: 196 of 200 points, worst 1.8e-16
# A batch of M data of N, drawn at random and scaled by N/M, has the bound of all data as its mean: r
# are the bounds of the data, M is 2.
derive (N = 4; r in reals(N); d = DiscreteUniform(1, N)) {
    E(i ~ d, j ~ d, N/2*(r[i] + r[j]))
    = sum(r)
}
#> ok 1 = 2: 200 points, worst 1.3e-16

# ## What is to be seen
# Two values of z with p(x, z) = 0.1 and 0.3: the bound of every q lies below log p(x) = log 0.4, and touches it where q is
# the posterior, 1/4.
elbo_of(q) = q*log(0.1/q) + (1 - q)*log(0.3/(1 - q))
axes(overlay(plot(elbo_of, 0.001, 0.999, label="ELBO"), hline(log(0.4)), vline(0.25)), x="q(z = 1)", y="nats")
#> nats
#>     |. . . . .......-.-......... . . . . . . . . . . . . . . . . . . . .
#>   -1+   ..-''''      .        ''''--...
#>     |..''            .                '''-...
#>     |'               .                      ''-..
#>     |                .                           ''..
#>     |                .                              ''-.
#> -1.5+                .                                  ''.
#>     |                .                                     '-.
#>     |                .                                        '..
#>     |                .                                          '..
#>   -2+                .                                            '..
#>     |                .                                              '.
#>     |                .                                                '.
#>     | --- ELBO       .                                                 '
#>     +------+------+------+-----+------+------+-----+------+------+------
#>           0.1    0.2    0.3   0.4    0.5    0.6   0.7    0.8    0.9
#>                                   q(z = 1)
