#~ file: seed=7
# Slips of the pen in variational inference: every chain below is wrong, on purpose, and what is printed
# says at which point it fails and, where one change is enough, what would mend it. The right formulas
# stand in kl.gms, elbo.gms, vae.gms, fisher.gms, natural-gradients.gms and em.gms.
reconstruction(x, m, σ) = -(size(x)/2)*log(2*π*σ^2) - sum((x - m)^2)/(2*σ^2)
regulariser(μ, s) = (size(μ)*s^2 + sum(μ^2) - size(μ) - 2*size(μ)*log(s))/2
divergence(q, p) = E(z ~ q, log_density(q, z) - log_density(p, z), method=quad(2))

# ## The divergence from the prior
# The logarithm without its k: one width serves k coordinates.
derive (k = 3; μ in reals(k); s in positives) {
    regulariser(μ, s)
    = (k*s^2 + sum(μ^2) - k - 2*log(s))/2
}
# log s for log s²: half of what it should be.
derive (k = 3; μ in reals(k); s in positives) {
    regulariser(μ, s)
    = (k*s^2 + sum(μ^2) - k - k*log(s))/2
}
# The width where its square belongs.
derive (k = 3; μ in reals(k); s in positives) {
    regulariser(μ, s)
    = (k*s + sum(μ^2) - k - 2*k*log(s))/2
}
# 1 for the k that the k coordinates give.
derive (k = 3; μ in reals(k); s in positives) {
    regulariser(μ, s)
    = (k*s^2 + sum(μ^2) - 1 - 2*k*log(s))/2
}
# The sign of the logarithm: narrow laws would then be cheap.
derive (k = 3; μ in reals(k); s in positives) {
    regulariser(μ, s)
    = (k*s^2 + sum(μ^2) - k + 2*k*log(s))/2
}
# No half.
derive (k = 3; μ in reals(k); s in positives) {
    regulariser(μ, s)
    = k*s^2 + sum(μ^2) - k - 2*k*log(s)
}
# The length of μ, not its square.
derive (k = 3; μ in reals(k); s in positives) {
    regulariser(μ, s)
    = (k*s^2 + norm(μ) - k - 2*k*log(s))/2
}
# The other direction, KL(prior || q).
derive (m in reals; s in positives) {
    divergence(Normal(0, 1), Normal(m, s))
    = (s^2 + m^2 - 1 - 2*log(s))/2
}
# A variance where Normal takes a standard deviation.
derive (m in reals; v in positives) {
    divergence(Normal(m, v), Normal(0, 1))
    = (v + m^2 - 1 - log(v))/2
}
# The determinants upside down.
derive (k = 3; A, B in spd(k); m, n in reals(k)) {
    divergence(Normal(m, cov=A), Normal(n, cov=B))
    = (trace(solve(B, A)) + (n - m) @ solve(B, n - m) - k + logdet(A) - logdet(B))/2
}
# The distance of the means measured by the wrong matrix.
derive (k = 3; A, B in spd(k); m, n in reals(k)) {
    divergence(Normal(m, cov=A), Normal(n, cov=B))
    = (trace(solve(B, A)) + (n - m) @ solve(A, n - m) - k + logdet(B) - logdet(A))/2
}
# Between lists of probabilities, the logarithm of the wrong ratio.
derive (n = 4; p, q in simplex(n)) {
    E(z ~ Categorical(q), log(q[z]) - log(p[z]))
    = sum(q*log(p/q))
}
# A divergence is no distance: it is not symmetric.
derive (n = 4; p, q in simplex(n)) {
    sum(q*log(q/p))
    = sum(p*log(p/q))
}

# The entropy of a normal law without the 1/2 that E (z - m)²/(2s²) leaves.
derive (m in reals; s in positives) {
    -E(z ~ Normal(m, s), log_density(Normal(m, s), z), method=quad(2))
    = log(2*π*s^2)/2
}

# ## The bound
# Jensen the wrong way round: the logarithm of a mean is above the mean of the logarithm.
derive (n = 4; q in simplex(n); w in positives(n)) {
    log(E(z ~ Categorical(q), w[z]))
    <= E(z ~ Categorical(q), log(w[z]))
}
# The gap is KL(q || posterior), not KL(posterior || q).
derive (n = 4; prior, q in simplex(n); like in positives(n); posterior = prior*like/sum(prior*like)) {
    log(sum(prior*like))
    = sum(q*log(prior*like/q)) + sum(posterior*log(posterior/q))
}
# The gap is not the divergence from the prior.
derive (n = 4; prior, q in simplex(n); like in positives(n)) {
    log(sum(prior*like)) - sum(q*log(prior*like/q))
    = sum(q*log(q/prior))
}
# The entropy of q with the wrong sign.
derive (n = 4; prior, q in simplex(n); like in positives(n)) {
    sum(q*log(prior*like/q))
    = sum(q*log(prior*like)) - entropy(Categorical(q))
}
# Where q is 0 and p(x, z) is not, the mean of the weights misses a part of p(x): here the third value
# of z. The inequality `>=` would hold.
derive (prior in simplex(3); like in positives(3); q in simplex(2)) {
    log(sum(prior*like))
    = log(E(z ~ Categorical(q), prior[z]*like[z]/q[z]))
}
# More draws make the importance-weighted bound larger, not smaller.
derive (n = 3; q in simplex(n); w in positives(n); d = Categorical(q)) {
    E(a ~ d, log(w[a]))
    >= E(a ~ d, b ~ d, log((w[a] + w[b])/2))
}
# Its gradient gives the larger weight to the better draw: softmax of log w, not of the loss -log w.
derive (g, h in functions; t in reals) {
    (t -> log((exp(g(t)) + exp(h(t)))/2))'(t)
    = sigmoid(h(t) - g(t))*g'(t) + sigmoid(g(t) - h(t))*h'(t)
}
# The average over a batch in place of the sum over the data: N times too small.
derive (N = 4; r in reals(N); d = DiscreteUniform(1, N)) {
    sum(r)
    = E(i ~ d, j ~ d, (r[i] + r[j])/2)
}

# ## Gradients of the autoencoder
# No 1/σ²: the noise of the data sets the weight of the residual.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s, σ in positives;
        r = x - f(μ + s*ε); J = jacobian(f)(μ + s*ε);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[μ] L(μ, s)
    = J' @ r - μ
}
# The prior forgotten.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s, σ in positives;
        r = x - f(μ + s*ε); J = jacobian(f)(μ + s*ε);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[μ] L(μ, s)
    = J' @ r/σ^2
}
# The prior pulling away from 0.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s, σ in positives;
        r = x - f(μ + s*ε); J = jacobian(f)(μ + s*ε);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[μ] L(μ, s)
    = J' @ r/σ^2 + μ
}
# The Jacobian not transposed: the residual has D numbers, μ has k.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s, σ in positives;
        r = x - f(μ + s*ε); J = jacobian(f)(μ + s*ε);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[μ] L(μ, s)
    = J @ r/σ^2 - μ
}
# The noise forgotten: z = μ + s ε moves with s by ε.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s, σ in positives;
        r = x - f(μ + s*ε); J = jacobian(f)(μ + s*ε);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[s] L(μ, s)
    = sum(J' @ r)/σ^2 - k*(s - 1/s)
}
# No k on the regulariser's part in s.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s, σ in positives;
        r = x - f(μ + s*ε); J = jacobian(f)(μ + s*ε);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[s] L(μ, s)
    = ε @ (J' @ r)/σ^2 - (s - 1/s)
}
# 1/s without the k.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s, σ in positives;
        r = x - f(μ + s*ε); J = jacobian(f)(μ + s*ε);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[s] L(μ, s)
    = ε @ (J' @ r)/σ^2 - (k*s - 1/s)
}
# The gradient in log s without the factor s on the residual.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); l in reals; σ in positives;
        s = exp(l); r = x - f(μ + s*ε); J = jacobian(f)(μ + s*ε);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[l] L(μ, exp(l))
    = ε @ (J' @ r)/σ^2 - k*(s^2 - 1)
}
# The constant with the sign of the other: at s = 1 the prior's pull on s vanishes.
derive (k = 2; l in reals; μ in reals(k); s = exp(l)) {
    ∇[l] regulariser(μ, exp(l))
    = k*(s^2 + 1)
}
# Weights of a linear decoder without 1/σ².
derive (k = 2; D = 3; x in reals(D); W in reals(D, k); z in reals(k); σ in positives; r = x - W @ z) {
    ∇[W] reconstruction(x, W @ z, σ)
    = outer(r, z)
}
# The slope of tanh taken at the wrong place: 1 - h for 1 - h².
derive (k = 2; H = 4; D = 3; x in reals(D); V in reals(D, H); W in reals(H, k); z in reals(k); σ in positives;
        h = tanh(W @ z); r = x - V @ h) {
    ∇[W] reconstruction(x, V @ tanh(W @ z), σ)
    = outer((V' @ r)*(1 - h), z)/σ^2
}
# The constant -(D/2) log(2πσ²) dropped: then σ = ∞ is best.
derive (D = 3; x, m in reals(D); λ in reals; σ = exp(λ)) {
    ∇[λ] reconstruction(x, m, exp(λ))
    = sum((x - m)^2)/σ^2
}
# D counted as one.
derive (D = 3; x, m in reals(D); λ in reals; σ = exp(λ)) {
    ∇[λ] reconstruction(x, m, exp(λ))
    = -1 + sum((x - m)^2)/σ^2
}
# The gradient in σ taken for that in log σ.
derive (D = 3; x, m in reals(D); λ in reals; σ = exp(λ)) {
    ∇[λ] reconstruction(x, m, exp(λ))
    = -D/σ + sum((x - m)^2)/σ^3
}
# The constant of the normal density: log(2πσ²) for (D/2) log(2πσ²).
derive (D = 3; x, m in reals(D); σ in positives) {
    log_density(Normal(m, σ*ones(D)), x)
    = -log(2*π*σ^2)/2 - sum((x - m)^2)/(2*σ^2)
}
# One width is not enough for a linear decoder: the bound at its best stays below log p(x) unless the
# eigenvalues of WᵀW are equal. It would be exact with a width for each coordinate, turned with W.
derive (x in reals(3); W in reals(3, 2); σ in positives;
        M = W' @ W + σ^2*eye(2); μ = solve(M, W' @ x); s = σ*sqrt(2/trace(M))) {
    log_density(Normal(zeros(3), cov=W @ W' + σ^2*eye(3)), x)
    = reconstruction(x, W @ μ, σ) - s^2*sum(W^2)/(2*σ^2) - regulariser(μ, s)
}

# ## Fisher matrices and natural steps
# The width's entry is 2/s², not 1/s².
derive (m in reals; s in positives) {
    E(z ~ Normal(m, s), ((z - m)^2/s^3 - 1/s)^2, method=quad(3))
    = 1/s^2
}
# One width for k coordinates: 2k in log s, not 2.
derive (k in integers(1, 5); l in reals; s = exp(l); kl(r) = (k*s^2/exp(2*r) - k + 2*k*(r - l))/2) {
    kl''(l)
    = 2
}
# The mean of the Hessian without its minus.
derive (p in unit) {
    E(z ~ Bernoulli(p), (z/p - (1 - z)/(1 - p))^2)
    = E(z ~ Bernoulli(p), -z/p^2 - (1 - z)/(1 - p)^2)
}
# In the logit the matrix of the probability itself.
derive (l in reals; p = sigmoid(l)) {
    E(z ~ Bernoulli(p), (z - p)^2)
    = 1/(p*(1 - p))
}
# A matrix that has no inverse: adding a number to all logits changes no probability. A natural step in
# logits needs a damped matrix, F + δ I, or one logit fewer. What is rounding alone decides nothing.
derive (l in reals(4); p = exp(l - logsumexp(l)); F = diag(p) - outer(p, p)) {
    F @ inv(F)
    = eye(4)
}
# The empirical matrix, with scores at the data, is another matrix: z are data, not draws from p.
derive (z in integers(0, 1); p in unit) {
    (z/p - (1 - z)/(1 - p))^2
    = 1/(p*(1 - p))
}
# Inverse, then mean, is not mean, then inverse: a and b are the matrices of two data, g and h their
# gradients.
derive (a, b in positives; g, h in reals) {
    (g/a + h/b)/2
    = ((g + h)/2)/((a + b)/2)
}
# The objective scaled to N data with the matrix of one datum: the step is N times too long.
derive (N = 5; x in reals(N); m in reals; σ in positives) {
    m + sum(x - m)/σ^2/(1/σ^2)
    = mean(x)
}
# A unit step in (m, log s) is not the exact update: in natural coordinates it would be. Data x with
# deviation σ, prior N(0, 1).
derive (N = 5; x in reals(N); m in reals; s, σ in positives) {
    m + s^2*(sum(x - m)/σ^2 - m)
    = sum(x)/σ^2/(1 + N/σ^2)
}
# The natural gradient in (m, log s) divides by 2k, not by 2: k coordinates share s.
derive (k = 3; m in reals(k); h, l in reals; s = exp(l); kl(r) = (k*s^2/exp(2*r) - k + 2*k*(r - l))/2) {
    h/kl''(l)
    = h/2
}
# The precision of the posterior with σ for σ².
derive (N = 3; x in reals(N); z in reals; σ in positives; v = 1/(1 + N/σ); posterior = Normal(v*sum(x)/σ, sqrt(v))) {
    log_density(Normal(0, 1), z) + sum(i in 1:N, log_density(Normal(z, σ), x[i])) - log_density(posterior, z)
    = log_density(Normal(zeros(N), cov=σ^2*eye(N) + ones(N, N)), x)
}

# ## Expectation-maximisation
joint(x, w, m) = (log(w) - (x - m[1])^2/2, log1p(-w) - (x - m[2])^2/2)
likelihood(x, w, m) = { (a, b) = joint(x, w, m); sum(b + softplus(a - b)) }
responsibilities(x, w, m) = { (a, b) = joint(x, w, m); sigmoid(a - b) }

# The mean divided by the number of data, not by the sum of the responsibilities.
derive (N = 5; x in reals(N); w in unit; m in reals(2); r = responsibilities(x, w, m)) {
    ∇[m] likelihood(x, w, m)
    = [N*(sum(r*x)/N - m[1]), N*(sum((1 - r)*x)/N - m[2])]
}
# An M step after an E step that is not exact raises the bound, but log p(x) may fall.
derive (N = 5; x in reals(N); w in unit; m in reals(2); r in unit(N)) {
    likelihood(x, w, m)
    <= likelihood(x, mean(r), [sum(r*x)/sum(r), sum((1 - r)*x)/sum(1 - r)])
}
# The gradient of the bound is that of log p(x) at the exact posterior only.
derive (N = 5; x in reals(N); w in unit; m in reals(2); r in unit(N)) {
    ∇[m] likelihood(x, w, m)
    = [sum(r*(x - m[1])), sum((1 - r)*(x - m[2]))]
}
# The unit step of plain gradient ascent is not EM: the natural gradient divides by w.
derive (N = 5; x in reals(N); w in unit; m in reals(2); r = responsibilities(x, w, m)) {
    m + ∇[m] likelihood(x, w, m)/N
    = [sum(r*x)/sum(r), sum((1 - r)*x)/sum(1 - r)]
}
