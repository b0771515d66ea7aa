#~ file: seed=7
# The Gaussian variational autoencoder, gradients by hand beside gradients by differentiation.
#     p(z) = N(0, I_k),  p(x | z) = N(f(z), σ² I_D),  q(z | x) = N(μ, s² I_k),  z = μ + s ε,  ε ~ N(0, I)
# With one draw ε the bound is a number,
#     L = -(D/2) log(2πσ²) - |x - f(μ + s ε)|²/(2σ²) - (k s² + |μ|² - k - 2 k log s)/2,
# and its gradients at that ε are what training follows. The decoder f is any smooth function here;
# with r = x - f(z) and J the Jacobian of f at z, every formula is one step of the chain rule.
reconstruction(x, m, σ) = -(size(x)/2)*log(2*π*σ^2) - sum((x - m)^2)/(2*σ^2)
regulariser(μ, s) = (size(μ)*s^2 + sum(μ^2) - size(μ) - 2*size(μ)*log(s))/2

# ## The bound
# Both terms are what the definitions say: the logarithm of a normal density, and a divergence.
derive (D = 3; x, m in reals(D); σ in positives) {
    log_density(Normal(m, σ*ones(D)), x)
    = reconstruction(x, m, σ)
}
#> ok 1 = 2: 200 points, worst 9.1e-17
derive (k = 2; μ in reals(k); s in positives) {
    KL(Normal(μ, s*ones(k)) || Normal(zeros(k), ones(k)))
    = regulariser(μ, s)
}
#> ok 1 = 2: 200 points, worst 1.1e-16
# The model as papers print it, with the mean of the decoder and of the encoder as parameters of their
# factors: with the noise held fixed L is the sampled reconstruction less the divergence, and its mean is
# the mean of log p(x, z) - log q(z).
p(z; k) ~ Normal(zeros(k), ones(k))
p(x | z; f, σ, D) ~ Normal(f(z), σ*ones(D))
q(z; μ, s) ~ Normal(μ, s*ones(size(μ)))
derive (k = 2; D = 3; x, b in reals(D); W in reals(D, k); μ in reals(k); s, σ in positives; f(z) = W @ z + b;
        noise = Normal(zeros(k), ones(k))) {
    E(z ~ q(z; μ, s), log p(x, z; f, σ, D, k) - log q(z; μ, s), method=quad(2))
    = E(ε ~ noise, log p(x, z=μ + s*ε; f, σ, D, k) - log q(z=μ + s*ε; μ, s), method=quad(2))
    = E(ε ~ noise, log p(x | z=μ + s*ε; f, σ, D), method=quad(2)) - KL(q(z; μ, s) || p(z; k))
    = E(ε ~ noise, reconstruction(x, f(μ + s*ε), σ), method=quad(2)) - regulariser(μ, s)
}
#> ok 1 = 2: 200 points, worst 0.0
#> ok 2 = 3: 200 points, worst 2.6e-16
#> ok 3 = 4: 200 points, worst 8.4e-17

# ## In the posterior's mean and width
# In μ: the residual goes back through the decoder, the prior draws towards 0.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s, σ in positives;
        z = μ + s*ε; r = x - f(z); J = jacobian(f)(z);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[μ] L(μ, s)
    = J' @ r/σ^2 - μ
}
#> ok 1 = 2: 200 points, worst 7.3e-17
# In s: the same residual along the noise, and the k of the k coordinates that share s.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s, σ in positives;
        z = μ + s*ε; r = x - f(z); J = jacobian(f)(z);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[s] L(μ, s)
    = ε @ (J' @ r)/σ^2 - k*(s - 1/s)
}
#> ok 1 = 2: 200 points, worst 8.4e-17
# A network gives log s, so that s is positive: the chain rule multiplies by s.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); l in reals; σ in positives;
        s = exp(l); z = μ + s*ε; r = x - f(z); J = jacobian(f)(z);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s)) {
    ∇[l] L(μ, exp(l))
    = s*(ε @ (J' @ r)/σ^2 - k*(s - 1/s))
    = s*(ε @ (J' @ r)/σ^2) - k*(s^2 - 1)
}
#> ok 1 = 2: 199 of 200 points, worst 1.2e-16
#> ok 2 = 3: 199 of 200 points, worst 7.8e-17
# A width for each coordinate: the sum over coordinates falls apart, and with it the k.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); μ, ε in reals(k); s in positives(k); σ in positives;
        z = μ + s*ε; r = x - f(z); J = jacobian(f)(z);
        L(μ, s) = reconstruction(x, f(μ + s*ε), σ) - sum(s^2 + μ^2 - 1 - 2*log(s))/2) {
    ∇[s] L(μ, s)
    = ε*(J' @ r)/σ^2 - (s - 1/s)
}
#> ok 1 = 2: 200 points, worst 6.8e-17

# ## In the decoder
# A linear decoder W z + b: each weight sees its residual and its input.
derive (k = 2; D = 3; x, b in reals(D); W in reals(D, k); z in reals(k); σ in positives;
        r = x - W @ z - b) {
    ∇[W] reconstruction(x, W @ z + b, σ)
    = outer(r, z)/σ^2
}
#> ok 1 = 2: 200 points, worst 1.3e-16
derive (k = 2; D = 3; x, b in reals(D); W in reals(D, k); z in reals(k); σ in positives;
        r = x - W @ z - b) {
    ∇[b] reconstruction(x, W @ z + b, σ)
    = r/σ^2
}
#> ok 1 = 2: 200 points, worst 1e-16
# A layer of tanh before it: f(z) = V tanh(W z + b) + c. The residual comes back through V, each
# hidden unit passes on 1 - h² of it.
derive (k = 2; H = 4; D = 3; x, c in reals(D); V in reals(D, H); W in reals(H, k); b in reals(H);
        z in reals(k); σ in positives;
        f(V, W, b, z) = V @ tanh(W @ z + b) + c; h = tanh(W @ z + b); r = x - f(V, W, b, z)) {
    ∇[V] reconstruction(x, f(V, W, b, z), σ)
    = outer(r, h)/σ^2
}
#> ok 1 = 2: 200 points, worst 6.5e-17
derive (k = 2; H = 4; D = 3; x, c in reals(D); V in reals(D, H); W in reals(H, k); b in reals(H);
        z in reals(k); σ in positives;
        f(V, W, b, z) = V @ tanh(W @ z + b) + c; h = tanh(W @ z + b); r = x - f(V, W, b, z)) {
    ∇[W] reconstruction(x, f(V, W, b, z), σ)
    = outer((V' @ r)*(1 - h^2), z)/σ^2
}
#> ok 1 = 2: 187 of 200 points, worst 9e-17
# The Jacobian that the posterior's gradient needed is V diag(1 - h²) W.
derive (k = 2; H = 4; D = 3; c in reals(D); V in reals(D, H); W in reals(H, k); b in reals(H);
        z in reals(k); f(z) = V @ tanh(W @ z + b) + c; h = tanh(W @ z + b)) {
    jacobian(f)(z)
    = V @ diag(1 - h^2) @ W
}
#> ok 1 = 2: 200 points, worst 9.2e-17

# ## In the noise of the data
# Dropping the constant -(D/2) log(2πσ²) would leave this gradient without its -D, and σ would grow
# without end.
derive (D = 3; x, m in reals(D); λ in reals; σ = exp(λ)) {
    ∇[λ] reconstruction(x, m, exp(λ))
    = -D + sum((x - m)^2)/σ^2
}
#> ok 1 = 2: 196 of 200 points, worst 0.0
derive (D = 3; x, m in reals(D); σ in positives) {
    ∇[σ] reconstruction(x, m, σ)
    = -D/σ + sum((x - m)^2)/σ^3
}
#> ok 1 = 2: 200 points, worst 1.2e-16
# It vanishes at the mean square residual, where the term is -(D/2) (log(2πσ²) + 1), the best of all.
derive (D = 3; x, m in reals(D); σ in positives; best = sqrt(mean((x - m)^2))) {
    reconstruction(x, m, σ)
    <= reconstruction(x, m, best)
    = -D/2*(log(2*π*mean((x - m)^2)) + 1)
}
#> ok 1 <= 2: 199 of 200 points, worst 0.0
#> ok 2 = 3: 199 of 200 points, worst 8.3e-17

# ## In the encoder
# An encoder that is linear in the datum, μ = A x + a: the gradient in A is that in μ times x.
derive (k = 2; D = 3; f in functions(k, D); x in reals(D); A in reals(k, D); a, ε in reals(k); s, σ in positives;
        g = grad(μ -> reconstruction(x, f(μ + s*ε), σ) - regulariser(μ, s))(A @ x + a);
        L(A) = reconstruction(x, f(A @ x + a + s*ε), σ) - regulariser(A @ x + a, s)) {
    ∇[A] L(A)
    = outer(g, x)
}
#> ok 1 = 2: 200 points, worst 8.6e-17

# ## In the mean over ε
# With a linear decoder the mean over the noise is closed: E |x - W z - b|² is the square at μ and
# s² times the square of all weights.
derive (k = 2; D = 3; x, b in reals(D); W in reals(D, k); μ in reals(k); s, σ in positives) {
    E(ε ~ Normal(zeros(k), ones(k)), reconstruction(x, W @ (μ + s*ε) + b, σ), method=quad(2))
    = reconstruction(x, W @ μ + b, σ) - s^2*sum(W^2)/(2*σ^2)
}
#> ok 1 = 2: 200 points, worst 5e-16
# The gradient of the mean is the mean of the gradients: that is what the noise outside of the
# parameters is for.
derive (k = 2; D = 3; x, b in reals(D); W in reals(D, k); μ in reals(k); s, σ in positives; noise = Normal(zeros(k), ones(k))) {
    ∇[s] E(ε ~ noise, reconstruction(x, W @ (μ + s*ε) + b, σ), method=quad(2))
    = E(ε ~ noise, ε @ (W' @ (x - W @ (μ + s*ε) - b))/σ^2, method=quad(2))
    = -s*sum(W^2)/σ^2
}
#> ok 1 = 2: 200 points, worst 2.2e-16
#> ok 2 = 3: 200 points, worst 5.4e-16
# The score-function gradient has the same mean: log q's gradient times the integrand.
derive (k = 2; x in reals(3); b in reals(3); W in reals(3, k); μ in reals(k); s, σ in positives; q = Normal(μ, s*ones(k))) {
    E(z ~ q, (z - μ)/s^2*reconstruction(x, W @ z + b, σ), method=quad(2))
    = W' @ (x - W @ μ - b)/σ^2
}
#> ok 1 = 2: 198 of 200 points, worst 3.3e-16
derive (k = 2; x in reals(3); b in reals(3); W in reals(3, k); μ in reals(k); s, σ in positives; q = Normal(μ, s*ones(k))) {
    E(z ~ q, (sum((z - μ)^2)/s^3 - k/s)*reconstruction(x, W @ z + b, σ), method=quad(3))
    = -s*sum(W^2)/σ^2
}
#> ok 1 = 2: 196 of 200 points, worst 6.6e-16
# So the best width for a linear decoder: k/s² = k + |W|²/σ², and the best mean solves a ridge
# regression. Both gradients vanish there.
derive (k = 2; D = 3; x, b in reals(D); W in reals(D, k); μ in reals(k); s, σ in positives;
        M = W' @ W + σ^2*eye(k); best = solve(M, W' @ (x - b)); width = σ*sqrt(k/trace(M));
        L(μ, s) = reconstruction(x, W @ μ + b, σ) - s^2*sum(W^2)/(2*σ^2) - regulariser(μ, s)) {
    L(μ, s)
    <= L(best, s)
    <= L(best, width)
}
#> ok 1 <= 2: 200 points, worst 0.0
#> ok 2 <= 3: 200 points, worst 0.0
# What it lacks of log p(x), x ~ N(b, W Wᵀ + σ² I): (k/2) log of the arithmetic over the geometric mean
# of the eigenvalues of M. One width is too few unless they are equal.
derive (k = 2; D = 3; x, b in reals(D); W in reals(D, k); σ in positives;
        M = W' @ W + σ^2*eye(k); best = solve(M, W' @ (x - b)); width = σ*sqrt(k/trace(M));
        L(μ, s) = reconstruction(x, W @ μ + b, σ) - s^2*sum(W^2)/(2*σ^2) - regulariser(μ, s)) {
    log_density(Normal(b, cov=W @ W' + σ^2*eye(D)), x) - L(best, width)
    = k/2*(log(trace(M)/k) - logdet(M)/k)
    = k/2*(log(mean(eigh(M))) - mean(log(eigh(M))))
    >= 0
}
#> ok 1 = 2: 197 of 200 points, worst 3.2e-16
#> ok 2 = 3: 198 of 200 points, worst 2.6e-16
#> ok 3 >= 4: 199 of 200 points, worst 0.0

# ## What is to be seen
# One datum, x = 1.5, the decoder 0.8 z, σ = 1/2: the bound over the posterior's mean and width. Its top is the true
# posterior, N(1.35, 0.53²).
L_of(μ, s) = -(1.5 - 0.8*μ)^2/0.5 - 0.64*s^2/0.5 - log(2*π*0.25)/2 - (s^2 + μ^2 - 1 - 2*log(s))/2
axes(overlay(field(L_of, (0, 2.5), (0.1, 1.6), n=40, contours=[-2.5, -3, -4, -6]), scatter([1.6*0.75/(0.64 + 0.25)], [sqrt(0.25/(0.64 + 0.25))])),
  x="μ", y="s")
#>        s
#>        1.5+ ...:::-.-''======+++++++++++++++======''..:::: @@
#>           |..:::--6=====+++++++**********++++++++====''.-: %%
#>           |:::..-====+++++**..--''-4''''--...**+++++===='. ## -3
#>           |:-.'===++++**..'''###############*''..*++++==== ##
#>           |-/'==++++**.''########..%-3.#########'\.**+++== ** -4
#>          1+'===+++**.'######..-''%%%%%%'''-..#####'-.*++++ ++
#>           |===+++*.'*#####.''%%%%..-2.5.%%%%'-.#####'.**++ ++ -5
#>           |==+++*.'*####.'%%%.-''@@@@@@@'-.%%%%'.####*\**+ ==
#>           |=+++**/*####.'%%%.'@@@@@@@@@@@@@'.%%%'.####*|** ==
#>           |=+++**|####%|%%%|'@@@@@@@*@@@@@@@|%%%%\####*|** -- -6
#>        0.5+=+++**|####%|%%%|.@@@@@@@@@@@@@@@/%%%%|####*|** ::
#>           |==++**\*####'.%%%'..@@@@@@@@@@@@.'%%%.'####.'*+ :: -7
#>           |==++++*'.####''..%%''--------'''%%..'####*.'*++ ..
#>           |-.===+++*''-.###'''-------------''####.--'*+++=    -8
#>           ++--------+--------+---------+--------+--------+
#>            0       0.5       1        1.5       2       2.5
#>                                   μ
