# The loss of a diffusion model: a sum of KL divergences, its limit for many steps, and its many forms.
#
# With T steps the diffusion loss L_T is the sum of the step divergences of posterior.gms, from s to t
# with t = i/T, s = (i-1)/T. Notation as there: SNR = α²/σ², γ = -log SNR, z_t = α_t x + σ_t ε.

# ## From a sum to a random step
#
# The paper draws one step i uniformly from 1..T and multiplies by T: the 1/2 of the KL divergence
# becomes the T/2 of the formula.
derive (T in integers(1, 9); f in functions()) {
    E(i ~ DiscreteUniform(1, T), T/2*f(i/T))
    = sum(i in 1:T, f(i/T))/2
}
#> ok 1 = 2: 207 points, worst 9.3e-17
# The weights telescope: all steps together uncover what the ends differ in, whatever T is.
derive (T in integers(1, 9); γ in increasing; S(t) = exp(-γ(t))) {
    sum(i in 1:T, S((i - 1)/T) - S(i/T))
    = S(0) - S(1)
}
#> ok 1 = 2: 207 points, worst 5.8e-17

# ## The weight of a step, in forms that do not cancel
derive (γs, γt in reals where γs < γt) {
    exp(-γs) - exp(-γt)
    = exp(-γt)*expm1(γt - γs)
    = -exp(-γs)*expm1(γs - γt)
}
#> ok 1 = 2: 193 of 200 points, worst 1.6e-16
#> ok 2 = 3: 193 of 200 points, worst 1.3e-16
# In x̂ the weight is a difference of SNRs, in ε̂ it depends on γ_t - γ_s only: x - x̂ = -(σ/α)(ε - ε̂).
derive (γs, γt in reals; dε in reals(3); dx = -exp(γt/2)*dε where γs < γt) {
    (exp(-γs) - exp(-γt))/2*norm(dx)^2
    = expm1(γt - γs)/2*norm(dε)^2
}
#> ok 1 = 2: 199 of 200 points, worst 1.7e-16

# ## Infinitely many steps
#
# For small steps expm1(γ_t - γ_s) is γ' times the step: T/2 expm1(...) tends to γ'/2.
derive (γ in increasing; t in unit) {
    T/2*expm1(γ(t) - γ(t - 1/T))
    = γ'(t)/2 limit T in [10, 100, 1000]
}
#> ok 1 = 2: 20 points, T → ∞ with order 1.0 (1.0 to 1.01)
# The SNR form has -SNR' in the place of γ': they are the same thing.
derive (γ in increasing; t in unit; dε in reals(3); S(t) = exp(-γ(t)); dx = dε/sqrt(S(t))) {
    γ'(t)/2*norm(dε)^2
    = -S'(t)/2*norm(dx)^2
    = γ'(t)*S(t)/2*norm(dx)^2
}
#> ok 1 = 2: 200 points, worst 1.5e-16
#> ok 2 = 3: 200 points, worst 0.0

# ## What a network may predict
#
# z = α x + σ ε, v = α ε - σ x. From z and any one of x, ε, v the others follow. (The denominators
# are 1 if α² + σ² = 1.)
derive (α, σ in positives; x, ε in reals(3); z = α*x + σ*ε; v = α*ε - σ*x) {
    (α*z - σ*v)/(α^2 + σ^2)
    = x
    = (z - σ*ε)/α
}
#> ok 1 = 2: 200 points, worst 4.1e-16
#> ok 2 = 3: 199 of 200 points, worst 1.3e-16
derive (α, σ in positives; x, ε in reals(3); z = α*x + σ*ε; v = α*ε - σ*x) {
    (σ*z + α*v)/(α^2 + σ^2)
    = ε
    = (z - α*x)/σ
}
#> ok 1 = 2: 200 points, worst 1.7e-16
#> ok 2 = 3: 200 points, worst 1.9e-16
# The velocity u = α' x + σ' ε of the path from x to ε, with D = α σ γ'/2 = α σ' - α' σ.
derive (
    a, g in increasing; t in unit; x, ε in reals(3); α(t) = exp(a(t)/4); σ(t) = exp(g(t)/4);
    γ(t) = 2*log(σ(t)/α(t))
) {
    α(t)*σ'(t) - α'(t)*σ(t)
    = α(t)*σ(t)*γ'(t)/2
}
#> ok 1 = 2: 200 points, worst 6.9e-17
derive (α, σ, b, c in positives; x, ε in reals(3); z = α*x + σ*ε; u = -b*x + c*ε; D = α*c + b*σ) {
    (c*z - σ*u)/D
    = x
}
#> ok 1 = 2: 200 points, worst 2.4e-16
derive (α, σ, b, c in positives; x, ε in reals(3); z = α*x + σ*ε; u = -b*x + c*ε; D = α*c + b*σ) {
    (α*u + b*z)/D
    = ε
}
#> ok 1 = 2: 200 points, worst 1.8e-16
# The score of q(z | x) = N(α x, σ²) at z is -ε/σ.
derive (α, σ in positives; x, ε in reals(3)) {
    grad(z -> log_density(Normal(α*x, σ*ones(3)), z))(α*x + σ*ε)
    = -ε/σ
}
#> ok 1 = 2: 200 points, worst 1.6e-16

# One loss, five coats: what is a distance of noises is a distance of data, of scores, and of v, each
# with its own weight. g² = σ² γ' is the coefficient of the diffusion (forward.gms).
derive (
    α, σ, γ1 in positives; z, x, y in reals(3); ε(x) = (z - α*x)/σ; s(x) = -ε(x)/σ; g2 = σ^2*γ1
) {
    γ1/2*norm(ε(x) - ε(y))^2
    = γ1*(α^2/σ^2)/2*norm(x - y)^2
    = g2/2*norm(s(x) - s(y))^2
}
#> ok 1 = 2: 200 points, worst 1.4e-16
#> ok 2 = 3: 200 points, worst 1.6e-16
# The last form is score matching weighted by g²: diffusion models and score models have one loss.
# The form by v is for variance-preserving schedules.
derive (
    γ in reals; γ1 in positives; z, x, y in reals(3); α = sqrt(sigmoid(-γ));
    σ = sqrt(sigmoid(γ)); ε(x) = (z - α*x)/σ; v(x) = α*ε(x) - σ*x
) {
    γ1*α^2/2*norm(v(x) - v(y))^2
    = γ1/2*norm(ε(x) - ε(y))^2
}
#> ok 1 = 2: 199 of 200 points, worst 1.7e-16

# ## Data for which all is known
#
# Data x ~ N(m, τ²), so z ~ N(α m, V) with V = α² τ² + σ². Bayes' rule gives what z says of x: the
# best guess x̂ is the mean of a Gaussian, and its mean square error is the variance τ² σ²/V.
derive (α, σ, τ in positives; m, x, z in reals; V = α^2*τ^2 + σ^2) {
    log_density(Normal(m, τ), x) + log_density(Normal(α*x, σ), z)
    = log_density(Normal((α*τ^2*z + σ^2*m)/V, τ*σ/sqrt(V)), x) + log_density(Normal(α*m, sqrt(V)), z)
}
#> ok 1 = 2: 200 points, worst 1.2e-16
# The guess is also what the score of z's density says (score.gms has this for any data):
derive (α, σ, τ in positives; m, z in reals; V = α^2*τ^2 + σ^2; score(z) = -(z - α*m)/V) {
    (z + σ^2*score(z))/α
    = (α*τ^2*z + σ^2*m)/V
}
#> ok 1 = 2: 200 points, worst 1.1e-16
# The error in units of the noise, by averaging over x and ε, and as a function of γ alone:
derive (
    α, σ, τ in positives; m in reals; V = α^2*τ^2 + σ^2; best(z) = (z - α*(α*τ^2*z + σ^2*m)/V)/σ
) {
    E(x ~ Normal(m, τ), ε ~ Normal(0, 1), (ε - best(α*x + σ*ε))^2, method=quad(4))
    = α^2*τ^2/V
    = sigmoid(log(τ^2) - log(σ^2/α^2))
}
#> ok 1 = 2: 200 points, worst 3.5e-16
#> ok 2 = 3: 200 points, worst 1e-16

# So the loss of infinitely many steps is the integral of γ'/2 sigmoid(log τ² - γ) over t, and that
# has an antiderivative, -½ log(1 + τ² SNR):
derive (γ in increasing; t in unit; τ in positives) {
    (t -> -log(1 + τ^2*exp(-γ(t)))/2)'(t)
    = γ'(t)/2*sigmoid(log(τ^2) - γ(t))
}
#> ok 1 = 2: 200 points, worst 7.6e-17
# Only the ends of γ are left: the loss is the same for all schedules between the same ends.
derive (γ in increasing; τ in positives) {
    E(t ~ Uniform(0, 1), γ'(t)/2*sigmoid(log(τ^2) - γ(t)), method=quad(64))
    = log((1 + τ^2*exp(-γ(0)))/(1 + τ^2*exp(-γ(1))))/2
}
#> ok 1 = 2: 199 of 200 points, worst 7.6e-16

# L_T is not invariant. It is an upper Riemann sum of that integral and comes down to it as 1/T.
S(t) = exp(4 - 7*t);
τ = 0.5;
mse(t) = τ^2/(1 + τ^2*S(t));
derive () {
    sum(i in 1:T, (S((i - 1)/T) - S(i/T))/2*mse(i/T))
    = log((1 + τ^2*S(0))/(1 + τ^2*S(1)))/2 limit T in [10, 100, 1000]
}
#> ok 1 = 2: as it stands, T → ∞ with order 1.01 (1.01 to 1.01)
# How fast: T (L_T - L∞) tends to (γ₁ - γ₀)/4 (SP(u₀) - SP(u₁) - sigmoid(u₀) + sigmoid(u₁)), where
# u = log τ² - γ at the ends and SP is softplus.
u(t) = log(τ^2*S(t));
derive () {
    T*(sum(i in 1:T, (S((i - 1)/T) - S(i/T))/2*mse(i/T)) - log((1 + τ^2*S(0))/(1 + τ^2*S(1)))/2)
    = 7/4*(softplus(u(0)) - softplus(u(1)) - sigmoid(u(0)) + sigmoid(u(1))) limit T in [10, 100, 1000]
}
#> ok 1 = 2: as it stands, T → ∞ with order 1.0 (1.0 to 1.0)

# The best schedule for T steps makes 1 + τ² SNR geometric in t. Then every step has the same
# divergence, and L_T has a closed form.
derive (
    T in integers(1, 9); τ, b, c in positives; L = log((1 + b + c)/(1 + b))/2;
    S(t) = ((1 + b + c)*exp(-2*L*t) - 1)/τ^2
) {
    sum(i in 1:T, (S((i - 1)/T) - S(i/T))/2*τ^2/(1 + τ^2*S(i/T)))
    = T/2*expm1(2*L/T)
}
#> ok 1 = 2: 207 points, worst 5.3e-17
# No other schedule with these ends is better, by the inequality of the arithmetic and the geometric
# mean; and infinitely many steps are better still.
derive (
    T in integers(1, 9); γ in increasing; τ in positives; S(t) = exp(-γ(t));
    L = log((1 + τ^2*S(0))/(1 + τ^2*S(1)))/2
) {
    sum(i in 1:T, (S((i - 1)/T) - S(i/T))/2*τ^2/(1 + τ^2*S(i/T)))
    >= T/2*expm1(2*L/T)
    >= L
}
#> ok 1 >= 2: 205 of 207 points, worst 4.4e-16
#> ok 2 >= 3: 204 of 207 points, worst 0.0

# ## The whole bound
#
# -log p(x) <= prior loss + reconstruction loss + diffusion loss. The prior loss is the KL divergence
# of q(z_1 | x) from N(0, 1), on average over data of mean 0 and variance τ²:
derive (α, σ, τ in positives) {
    E(x ~ Normal(0, τ), KL(Normal(α*x, σ) || Normal(0, 1)), method=quad(4))
    = (α^2*τ^2 + σ^2 - 1 - log(σ^2))/2
}
#> ok 1 = 2: 200 points, worst 2.7e-16
# With the decoder N(z_0/α_0, σ_0²/α_0²) the reconstruction loss is the entropy of that noise: σ_0²/α_0²
# is e^γ₀.
derive (α, σ in positives; x in reals; γ0 = log(σ^2/α^2)) {
    E(ε ~ Normal(0, 1), -log_density(Normal((α*x + σ*ε)/α, σ/α), x), method=quad(4))
    = (log(2*π) + 1 + γ0)/2
}
#> ok 1 = 2: 200 points, worst 3.2e-16
# All three together, against the entropy of the data: the gap is what the decoder does not know of
# the data, and how far z_1 is from N(0, 1). With V = α₁² τ² + σ₁²:
derive (
    γ0, γ1 in reals; τ in positives; α2 = sigmoid(-γ1); σ2 = sigmoid(γ1); V = α2*τ^2 + σ2;
    prior = (α2*τ^2 + σ2 - 1 - log(σ2))/2; reconstruction = (log(2*π) + 1 + γ0)/2;
    diffusion = log((1 + τ^2*exp(-γ0))/(1 + τ^2*exp(-γ1)))/2 where γ0 < γ1
) {
    prior + reconstruction + diffusion - log(2*π*exp(1)*τ^2)/2
    = log1p(exp(γ0)/τ^2)/2 + (V - 1 - log(V))/2
}
#> ok 1 = 2: 199 of 200 points, worst 2.4e-16; side 1 is infinite at 1 of them

# ## What is to be seen
# L_T for data N(0, 1), γ straight from -6 to 6, and the best guess x̂, whose error is 1/(1 + SNR): more steps are
# never worse, and the limit is log(1 + SNR)/2 between the ends.
L_of(T) = { snr = exp(6 - 12*(0:T)/T); sum((snr[1:T] - snr[2:end])/(1 + snr[2:end]))/2 }
counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
limit = (log1p(exp(6.0)) - log1p(exp(-6.0)))/2;
axes(overlay(plot(counts, [L_of(T) for T in counts], style="both", log="xy"), hline(limit)), x="T", y="L_T")
#> L_T
#> 200+*.
#>    | ''..
#> 100+    ''*
#>    |       \
#>  50+        '.
#>    |         '.
#>    |          '.
#>  20+            \
#>    |             '.
#>  10+              '*
#>    |                '-..
#>   5+                   ''.*.
#>    |                        '''-*--....
#>    |. . . . . . . . . . . . . . . . . .'.*.'.'.'.'.'.'.'.'.'.'.*.'.-.*
#>    ++---------+-----------+---------+-----------+---------+----------+
#>     1         3           10        30         100       300        1000
#>                                     T
