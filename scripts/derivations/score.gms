# The score: the gradient of a log density in x, and how it is learned from samples.
#
# s(x) = ∇ log p(x). One can write it down without knowing the normaliser of p, learn it without
# knowing p, and remove noise with it. Each of these is a line of algebra, tried here.

# ## The score does not see Z
#
# Of an energy model p(x) = exp(-U(x))/Z the constant Z is not known. As it is free of x, the gradient
# in x drops it.
derive (U in functions(3); x in reals(3); Z in positives) {
    ∇[x] (-U(x) - log(Z))
    = -∇[x] U(x)
}
#> ok 1 = 2: 200 points, worst 0.0
# In numbers: the score of a Gaussian, from its density and from the exponent alone.
derive (d = 3; S in spd(d); m, x in reals(d)) {
    grad(x -> log_density(Normal(m, cov=S), x))(x)
    = grad(x -> -(x - m) @ solve(S, x - m)/2)(x)
    = solve(S, m - x)
}
#> ok 1 = 2: 200 points, worst 1.6e-16
#> ok 2 = 3: 200 points, worst 7.5e-17
# In x only! The derivative in a parameter θ of the energy does see Z, as the mean of the same
# derivative under the model. (A model of four states, so that Z is a sum.)
derive (U in functions(); θ in reals; k in integers(1, 4); Z(θ) = sum(j in 1:4, exp(-θ*U(j)))) {
    (θ -> -θ*U(k) - log(Z(θ)))'(θ)
    = -U(k) + sum(j in 1:4, U(j)*exp(-θ*U(j)))/Z(θ)
}
#> ok 1 = 2: 199 of 200 points, worst 0.0

# What the score cannot see well: weights of modes that lie far apart. Where the density w N(-m, 1) +
# (1-w) N(m, 1) is nearly 0, between the modes, the weights decide the score, and nobody samples there.
# The two scores differ by the derivative of log-odds only:
derive (m in positives; w, x in unit; p(w, x) = w*exp(-(x + m)^2/2) + (1 - w)*exp(-(x - m)^2/2)) {
    (x -> log(p(w, x)))'(x)
    = m*tanh(m*x - log(w/(1 - w))/2) - x
}
#> ok 1 = 2: 192 of 200 points, worst 9.7e-17

# ## The Parzen score
#
# N data points, a Gaussian of width h on each: a density that is known exactly. Its score pulls x
# towards a weighted mean of the data, where near points have the weight.
derive (X in reals(4); h in positives; x in reals; w(c) = exp(-(x - c)^2/(2*h^2))) {
    (x -> log(E(c ~ X, exp(log_density(Normal(c, h), x)))))'(x)
    = (E(c ~ X, w(c)*c)/E(c ~ X, w(c)) - x)/h^2
}
#> ok 1 = 2: 189 of 200 points, worst 1.5e-16
# The weights are a softmax, and this form is the one to compute: nothing overflows. In d dimensions:
derive (
    X in reals(4, 3); h in positives; x in reals(3);
    l(x) = -[norm(x - X[i, :])^2 for i in 1:4]/(2*h^2)
) {
    grad(x -> logsumexp(l(x)) - log(4) - 3/2*log(2*π*h^2))(x)
    = (exp(l(x) - logsumexp(l(x))) @ X - x)/h^2
}
#> ok 1 = 2: 196 of 200 points, worst 1.7e-16

# ## Tweedie's formula: the score removes noise
#
# Noise of the standard deviation σ on any data; here, on 4 points. The mean of the clean x, given the
# noisy z, is z + σ² times the score of the noisy density: the score points to where z came from.
derive (
    X in reals(4); σ in positives; z in reals; w(c) = exp(-(z - c)^2/(2*σ^2));
    logp(z) = log(E(c ~ X, exp(-(z - c)^2/(2*σ^2))))
) {
    z + σ^2*logp'(z)
    = E(c ~ X, w(c)*c)/E(c ~ X, w(c))
}
#> ok 1 = 2: 191 of 200 points, worst 1.1e-16
# The variance of the clean x, given z, is σ² (1 + σ² score'):
derive (
    X in reals(4); σ in positives; z in reals; w(c) = exp(-(z - c)^2/(2*σ^2));
    logp(z) = log(E(c ~ X, exp(-(z - c)^2/(2*σ^2)))); best = E(c ~ X, w(c)*c)/E(c ~ X, w(c))
) {
    σ^2*(1 + σ^2*logp''(z))
    = E(c ~ X, w(c)*(c - best)^2)/E(c ~ X, w(c))
}
#> ok 1 = 2: 167 of 200 points, worst 4.5e-16
# With z = α x + σ ε: the mean of the noise, given z, is -σ score.
derive (
    X in reals(4); α, σ in positives; z in reals; w(c) = exp(-(z - α*c)^2/(2*σ^2));
    logp(z) = log(E(c ~ X, exp(-(z - α*c)^2/(2*σ^2))))
) {
    -σ*logp'(z)
    = E(c ~ X, w(c)*(z - α*c)/σ)/E(c ~ X, w(c))
}
#> ok 1 = 2: 182 of 200 points, worst 7.2e-17

# ## Explicit = denoising + constant
#
# To learn s one would minimise J1(s) = ½ E (s(z) - ∇ log q(z))², where q is the density of the noisy
# data z = x + σ ε: the Parzen density of the data with h = σ. Vincent (2011) puts in its place
# J2(s) = ½ E (s(z) - ∇ log q(z | x))², with the score of the noise alone, -(z - x)/σ² = -ε/σ. The two
# differ by a number that does not depend on s, so they have the same minimiser.
#
# Here the data are two points, -m and m, whose score is short:
derive (m, σ in positives; z in reals) {
    (z -> logsumexp([-(z - m)^2, -(z + m)^2]/(2*σ^2)))'(z)
    = (m*tanh(m*z/σ^2) - z)/σ^2
}
#> ok 1 = 2: 199 of 200 points, worst 2.7e-16
# The model s has the parameters a, b, c, the mean over x is a sum, and that over ε by quadrature.
derive (
    m in unit; σ in Uniform(1, 2); a, b, c in reals; s(z) = a*z + b*sin(z + c);
    score(z) = (m*tanh(m*z/σ^2) - z)/σ^2
) {
    E(x ~ [-m, m], ε ~ Normal(0, 1), (s(x + σ*ε) - score(x + σ*ε))^2/2, method=quad(40))
    = E(x ~ [-m, m], ε ~ Normal(0, 1), (s(x + σ*ε) + ε/σ)^2/2, method=quad(40)) up to const(a, b, c)
}
#> ok 1 = 2 up to const(a, b, c): 200 points, worst 1.8e-15
# The constant: J2 - J1 = ½ (1/σ² - I), where I is the mean square of the score of q. It is positive
# and grows as σ → 0, which is why the denoising loss is large and tells nothing by itself.
derive (
    m in unit; σ in Uniform(1, 2); a, b, c in reals; s(z) = a*z + b*sin(z + c);
    score(z) = (m*tanh(m*z/σ^2) - z)/σ^2;
    I = E(x ~ [-m, m], ε ~ Normal(0, 1), score(x + σ*ε)^2, method=quad(40))
) {
    E(x ~ [-m, m], ε ~ Normal(0, 1), (s(x + σ*ε) + ε/σ)^2/2, method=quad(40))
    = E(x ~ [-m, m], ε ~ Normal(0, 1), (s(x + σ*ε) - score(x + σ*ε))^2/2, method=quad(40)) + (1/σ^2 - I)/2
}
#> ok 1 = 2: 200 points, worst 1.5e-15
# The step of the proof: under q both scores have the same mean product with any s.
derive (
    m in unit; σ in Uniform(1, 2); a, b, c in reals; s(z) = a*z + b*sin(z + c);
    score(z) = (m*tanh(m*z/σ^2) - z)/σ^2
) {
    E(x ~ [-m, m], ε ~ Normal(0, 1), s(x + σ*ε)*score(x + σ*ε), method=quad(40))
    = E(x ~ [-m, m], ε ~ Normal(0, 1), s(x + σ*ε)*-ε/σ, method=quad(40))
}
#> ok 1 = 2: 200 points, worst 1.1e-15
# For data from N(0, τ²) everything is a polynomial. With s(z) = -a z and V = τ² + σ²:
derive (τ, σ in positives; a in reals; V = τ^2 + σ^2) {
    E(x ~ Normal(0, τ), ε ~ Normal(0, 1), (-a*(x + σ*ε) + ε/σ)^2/2, method=quad(4))
    = (a - 1/V)^2*V/2 + τ^2/(2*σ^2*V)
}
#> ok 1 = 2: 200 points, worst 3.3e-16

# ## Implicit score matching
#
# Hyvärinen (2005) integrates by parts: E s ∇ log q = -E s', so that no score is needed at all.
derive (m, a, b, c in reals; σ in Uniform(0.5, 2); s(z) = a*z + b*sin(z + c)) {
    E(z ~ Normal(m, σ), s(z)*-(z - m)/σ^2, method=quad(40))
    = -E(z ~ Normal(m, σ), s'(z), method=quad(40))
}
#> ok 1 = 2: 200 points, worst 5.3e-16
# J1 = E (s' + s²/2) + I/2, with I = 1/σ² for the Gaussian.
derive (m, a, b, c in reals; σ in Uniform(0.5, 2); s(z) = a*z + b*sin(z + c)) {
    E(z ~ Normal(m, σ), (s(z) + (z - m)/σ^2)^2/2, method=quad(40))
    = E(z ~ Normal(m, σ), s'(z) + s(z)^2/2, method=quad(40)) + 1/(2*σ^2)
}
#> ok 1 = 2: 200 points, worst 3.7e-16
# In d dimensions s' becomes the divergence. Sliced score matching estimates it by products with
# random vectors v: E vᵀ J v = tr J. (v of ±1: the mean over all four is exact.)
derive (
    s in functions(2, 2); x in reals(2); J = jacobian(s)(x); V = [1.0, 1; 1, -1; -1, 1; -1, -1]
) {
    E(v ~ V, v @ J @ v)
    = div(s)(x)
}
#> ok 1 = 2: 200 points, worst 7.9e-17

# ## Predicting the noise
#
# A network ε̂(z) is a score model with s = -ε̂/σ. The denoising loss times σ² is the familiar half
# mean square error of the noise; σ is the standard deviation of the whole noise in z.
derive (x, ε in reals; σ in positives; n in functions(); s(z) = -n(z)/σ) {
    σ^2*(s(x + σ*ε) + ε/σ)^2/2
    = (ε - n(x + σ*ε))^2/2
}
#> ok 1 = 2: 200 points, worst 7.6e-17
# A denoiser x̂(z) = z + σ² s(z) is the third name for it.
derive (x, ε in reals; σ in positives; D in functions(); s(z) = (D(z) - z)/σ^2) {
    σ^2/2*(s(x + σ*ε) + ε/σ)^2
    = (D(x + σ*ε) - x)^2/(2*σ^2)
}
#> ok 1 = 2: 200 points, worst 1.2e-16

# ## The Fisher divergence
#
# F(q, p) = E_q |∇ log q - ∇ log p|² compares scores as KL compares densities. For Gaussians:
derive (m, n in reals; σ, τ in positives) {
    E(z ~ Normal(m, σ), (-(z - m)/σ^2 + (z - n)/τ^2)^2, method=quad(4))
    = (σ/τ^2 - 1/σ)^2 + (m - n)^2/τ^4
}
#> ok 1 = 2: 200 points, worst 2.3e-16
# De Bruijn: noise of variance v on both takes KL down at the rate ½ F. Why diffusion losses, integrals
# of score differences over noise levels, are KL divergences.
derive (m, n in reals; a, b, v in positives) {
    -(v -> KL(Normal(m, sqrt(a + v)) || Normal(n, sqrt(b + v))))'(v)
    = ((1/(b + v) - 1/(a + v))^2*(a + v) + (m - n)^2/(b + v)^2)/2
}
#> ok 1 = 2: 200 points, worst 1.2e-16

# ## What is to be seen
# Modes at -3 and 3 with the weights 1/2, or 1/10 and 9/10: the densities are far apart, the scores differ only
# between the modes, where no sample is.
log_density_of(w) = x -> logsumexp([log(w) - (x + 3)^2/2, log(1 - w) - (x - 3)^2/2]) - log(2*π)/2
even = log_density_of(0.5)
odd = log_density_of(0.1)
layout((title(plot((even = x -> exp(even(x)), odd = x -> exp(odd(x))), -6, 6), "density"),
  title(plot((even = even', odd = odd'), -6, 6), "score")))
#>                 density                              score
#>    | *** even             ++          3++                      *** even
#>    | +++ odd              +++          |++             +++     +++ odd
#> 0.3+                     ++ +         2+ ++            +*++
#>    |                     +  ++         |   ++          +*  ++
#>    |                    ++   +        1+    ++         +*   ++
#>    |                    +    +         |     ++        +*    ++
#> 0.2+      ***           + *** +        |      +++      +*     ++
#>    |     ** **         ++** **+       0+        ++    + *       ++
#>    |     *   **        +**   *+        |         ++   +*         ++
#> 0.1+    **    *        +*    **+     -1+          ++  +*          ++
#>    |    *      *      +*      *+       |           ++++*           ++
#>    |   *   ++  **    ++*       *+    -2+             ***             ++
#>    | **+++++++++*** ++*         +++    |                              ++
#>   0+++++        +++++            *+  -3+                               +
#>    ++----+----+----+----+----+----+    ++----+----+-----+----+----+----+
#>     -6   -4   -2   0    2    4    6     -6   -4   -2    0    2    4    6
#>                    x                                   x
