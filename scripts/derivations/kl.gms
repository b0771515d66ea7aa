#~ file: seed=7
# The divergence of Kullback and Leibler between a law q and a law p,
#     KL(q || p) = E log q(z) - log p(z),   z ~ q,
# is the price, in nats, of taking p for q. Every formula below is a link of a chain, and each link is
# tried at 200 points of its variables, small and large numbers among them. `KL(q || p)` is the closed
# form that gm knows; `divergence` is the mean itself, by Gauss's rule with two nodes a coordinate,
# which is exact for polynomials up to the degree 3: only rounding is left between the sides.
divergence(q, p) = E(z ~ q, log_density(q, z) - log_density(p, z), method=quad(2))

# ## Normal laws
# On the line. Both logarithms are parabolas in z: log q has (z - m)² under it, with the mean s², and
# log p has (z - n)², with the mean s² + (m - n)². What remains of the constants is log(t/s).
derive (m, n in reals; s, t in positives) {
    KL(Normal(m, s) || Normal(n, t))
    = divergence(Normal(m, s), Normal(n, t))
    = E(z ~ Normal(m, s), (z - n)^2/(2*t^2) - (z - m)^2/(2*s^2), method=quad(2)) + log(t/s)
    = (s^2 + (m - n)^2)/(2*t^2) - 1/2 + log(t/s)
}
#> ok 1 = 2: 200 points, worst 3.1e-16
#> ok 2 = 3: 200 points, worst 2.2e-16
#> ok 3 = 4: 200 points, worst 1.4e-16

# In k dimensions a law N(μ, s² I) against N(0, I): the regulariser of a variational autoencoder with
# one standard deviation. Three means make it: E |z - μ|² = k s², E |z|² = k s² + |μ|², and the
# constants, of which -k log s is left.
derive (k = 3; μ in reals(k); s in positives) {
    E(z ~ Normal(μ, s*ones(k)), sum((z - μ)^2), method=quad(2))
    = k*s^2
}
#> ok 1 = 2: 200 points, worst 5.5e-16
derive (k = 3; μ in reals(k); s in positives) {
    E(z ~ Normal(μ, s*ones(k)), sum(z^2), method=quad(2))
    = k*s^2 + sum(μ^2)
}
#> ok 1 = 2: 200 points, worst 4.3e-16
derive (k = 3; μ in reals(k); s in positives) {
    KL(Normal(μ, s*ones(k)) || Normal(zeros(k), ones(k)))
    = divergence(Normal(μ, s*ones(k)), Normal(zeros(k), ones(k)))
    = (k*s^2 + sum(μ^2))/2 - k/2 - k*log(s)
    = (k*s^2 + sum(μ^2) - k - 2*k*log(s))/2
}
#> ok 1 = 2: 200 points, worst 6.2e-16
#> ok 2 = 3: 200 points, worst 4e-16
#> ok 3 = 4: 200 points, worst 0.0

# A standard deviation for each coordinate: the coordinates are independent, so that logarithms add
# and the divergence is a sum.
derive (k = 3; μ in reals(k); s in positives(k)) {
    KL(Normal(μ, s) || Normal(zeros(k), ones(k)))
    = divergence(Normal(μ, s), Normal(zeros(k), ones(k)))
    = sum(j in 1:k, divergence(Normal(μ[j], s[j]), Normal(0, 1)))
    = sum(s^2 + μ^2 - 1 - 2*log(s))/2
}
#> ok 1 = 2: 200 points, worst 4e-16
#> ok 2 = 3: 200 points, worst 3.5e-16
#> ok 3 = 4: 200 points, worst 1.6e-16
derive (k = 3; m, n in reals(k); s, t in positives(k)) {
    KL(Normal(m, s) || Normal(n, t))
    = divergence(Normal(m, s), Normal(n, t))
    = sum((s^2 + (m - n)^2)/t^2 - 1 - 2*log(s/t))/2
}
#> ok 1 = 2: 200 points, worst 4.5e-16
#> ok 2 = 3: 200 points, worst 4.9e-16

# Covariance matrices: tr(B⁻¹A) is the mean of (z - m)ᵀ B⁻¹ (z - m), and the constants leave the
# logarithm of det B/det A. With B⁻¹A in place of the matrices only one logarithm is left.
derive (k = 3; A, B in spd(k); m, n in reals(k)) {
    KL(Normal(m, cov=A) || Normal(n, cov=B))
    = divergence(Normal(m, cov=A), Normal(n, cov=B))
    = (trace(inv(B) @ A) + (n - m) @ inv(B) @ (n - m) - k + log(det(B)/det(A)))/2
    = (trace(solve(B, A)) - logdet(solve(B, A)) - k + (n - m) @ solve(B, n - m))/2
}
#> ok 1 = 2: 200 points, worst 3e-16
#> ok 2 = 3: 200 points, worst 3.5e-16
#> ok 3 = 4: 200 points, worst 1.2e-16
# By a factor: with A = L Lᵀ and z = m + L ε the trace against I is the square of all entries of L, and
# half the log determinant is the sum of the logarithms of L's diagonal.
derive (k = 3; A in spd(k); m in reals(k)) {
    KL(Normal(m, cov=A) || Normal(zeros(k), cov=eye(k)))
    = divergence(Normal(m, cov=A), Normal(zeros(k), cov=eye(k)))
    = (trace(A) + m @ m - k - logdet(A))/2
    = (sum(cholesky(A)^2) + sum(m^2) - k)/2 - sum(j in 1:k, log(cholesky(A)[j, j]))
    = sum(eigh(A) - 1 - log(eigh(A)))/2 + sum(m^2)/2
}
#> ok 1 = 2: 200 points, worst 8.4e-17
#> ok 2 = 3: 200 points, worst 1.1e-16
#> ok 3 = 4: 200 points, worst 1.1e-16
#> ok 4 = 5: 200 points, worst 1.2e-16
# With A = s² I it is the bracket of the variational autoencoder again.
derive (k = 3; s in positives; m in reals(k); A = s^2*eye(k)) {
    (trace(A) + m @ m - k - logdet(A))/2
    = (k*s^2 + sum(m^2) - k - 2*k*log(s))/2
}
#> ok 1 = 2: 200 points, worst 1e-16

# KL = cross-entropy - entropy: the mean code length under p less the least possible.
derive (k = 2; A, B in spd(k); m, n in reals(k); q = Normal(m, cov=A); p = Normal(n, cov=B)) {
    KL(q || p)
    = divergence(q, p)
    = -E(z ~ q, log_density(p, z), method=quad(2)) - entropy(q)
}
#> ok 1 = 2: 200 points, worst 3.3e-16
#> ok 2 = 3: 200 points, worst 5.3e-16
# An invertible map of both laws changes nothing: z ↦ M z + b takes N(m, A) to N(M m + b, M A Mᵀ).
derive (k = 2; A, B, M in spd(k); m, n, b in reals(k);
        D(m, A, n, B) = (trace(solve(B, A)) - logdet(solve(B, A)) - k + (n - m) @ solve(B, n - m))/2) {
    D(M @ m + b, M @ A @ M', M @ n + b, M @ B @ M')
    = D(m, A, n, B)
}
#> ok 1 = 2: 200 points, worst 1.5e-16

# ## Coins and categories
# Over a finite support the mean is a sum.
derive (p, q in unit) {
    E(z ~ Bernoulli(q), log_density(Bernoulli(q), z) - log_density(Bernoulli(p), z))
    = q*log(q/p) + (1 - q)*log((1 - q)/(1 - p))
}
#> ok 1 = 2: 200 points, worst 2.1e-16
# In logits l = log(q/(1 - q)) the logarithm of the odds multiplies q, and log(1 - q) = -softplus(l).
derive (l, r in reals; q = sigmoid(l)) {
    E(z ~ Bernoulli(logits=l), log_density(Bernoulli(logits=l), z) - log_density(Bernoulli(logits=r), z))
    = q*(l - r) - softplus(l) + softplus(r)
}
#> ok 1 = 2: 200 points, worst 1.5e-16
derive (n = 4; p, q in simplex(n)) {
    E(z ~ Categorical(q), log(q[z]) - log(p[z]))
    = sum(q*log(q/p))
    = -sum(q*log(p)) - entropy(Categorical(q))
}
#> ok 1 = 2: 199 of 200 points, worst 1.4e-16
#> ok 2 = 3: 200 points, worst 1.5e-16
# Against equal probabilities it is the entropy that is missing.
derive (n = 4; q in simplex(n)) {
    sum(q*log(q*n))
    = log(n) - entropy(Categorical(q))
    >= 0
}
#> ok 1 = 2: 200 points, worst 3.5e-16
#> ok 2 >= 3: 200 points, worst 0.0

# ## What is to be seen
# KL(N(m, s²) || N(0, 1)): 0 at one point, and dearer for narrow laws than for wide ones.
axes(field((m, s) -> KL(Normal(m, s) || Normal(0, 1)), (-2, 2), (0.1, 2.5), n=40, contours=[0.1, 0.5, 1, 2]), x="m", y="s")
#>         s
#>         2.5+@%%%###***..-'+=================+'-..***###%%%@ @@
#>            |%%##***2-'+======-------------======+'-2***##%% %%
#>           2+##***.'+====---...--'''''''--...---====+'.***## ## 3
#>            |***./+===---..'::::::::::::::::''.----===+\.*** ##
#>            |**.'===---.''::::..--'0.5'--..::::'-.---==='.** **
#>         1.5++.'===--.'::::.-''...........''..:::''.--==='.+ ++
#>            |.'===--.':::.-'....   0.1.  ....'-.:::'.--==='. ++ 2
#>            |++==---|:::./.... .-''   ''-. ....\.:::|---==++ ==
#>           1++===--|::::|....  |         |  ....|::::|--===+ ==
#>            |+===--'.:::'..... '..      .' .....':::.'--===+ --
#>            |.+===--|::::'.....  '----''  .....'::::|--===+. :: 1
#>         0.5+*'.===--'..:::'-...............-':::..'--===.'* ::
#>            |**''..===-''--...::'''''''''':...--''-===..''** ..
#>            |%%##**'-2-...==='1'''''''''''''===...---'**##%%
#>            ++----------+-----------+-----------+----------+
#>             -2         -1          0           1          2
#>                                    m
