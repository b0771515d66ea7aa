#~ file: seed=7
# The Gaussian VAE as papers print it, with a linear decoder and encoder so that all is known exactly.
seed(1)
p(z)        ~ Normal(zeros(2), I)
p(x | z; m) ~ Normal(m.dec(z), m.σ)
q(z | x; m) ~ Normal(m.enc(x).μ, m.enc(x).σ)
elbo(m, x)  = E(z ~ q(z | x; m), log p(x, z; m) - log q(z | x; m))

W = [1.0, 0.2; 0.3, -0.5; 0.1, 0.7];
V = [0.5, 0.1, 0.0; 0.2, -0.3, 0.4];
m = (dec = z -> W @ z, enc = x -> (μ = V @ x, σ = 0.6), σ = 0.5);
x = [0.3, -0.2, 1.0];

# E log p(x | z) and the divergence of the posterior from the prior in closed form.
(k, d, μ, s) = (2, 3, V @ x, 0.6);
reconstruction = -d*log(2*π*m.σ^2)/2 - (sum((x - W @ μ)^2) + s^2*sum(W^2))/(2*m.σ^2);
divergence = (k*s^2 + sum(μ^2) - k - 2*k*log(s))/2;
exact = reconstruction - divergence
#> -3.34213
exact
#> -3.34213
check elbo(m, x) ≈ exact se 5
#> ok -3.3367 ± 0.0108 ≈ -3.34213 (0.5 se)
elbo_by_rule(m, x) = E(z ~ q(z | x; m), log p(x, z; m) - log q(z | x; m), method=quad(8))
check elbo_by_rule(m, x) ≈ exact
#> ok -3.34213 ≈ -3.34213

# The divergence by its closed form has less noise: the same bound with one term known.
KL(p, q) = E(z ~ p, log_density(p, z) - log_density(q, z), method=quad(3))
check KL(q(z | x; m) || p(z)) ≈ divergence
#> ok 0.525301 ≈ 0.525301
check E(z ~ q(z | x; m), log p(x | z; m)) - KL(q(z | x; m) || p(z)) ≈ exact se 5
#> ok -3.3592 ± 0.0171 ≈ -3.34213 (1.0 se)

# In a linear model the evidence and the posterior are known, and the bound is below.
evidence = log_evidence(p, x; m);
check evidence ≈ log_density(Normal(zeros(3), cov=W @ W' + 0.25*I), x)
#> ok -2.96109 ≈ -2.96109
check elbo_by_rule(m, x) < evidence
#> ok -3.34213 < -2.96109
posterior(p, x; m)
#> Normal(μ = [0.179493, 0.81404], cov = [0.187123, -0.0218007; -0.0218007, 0.245258])
check E(z ~ posterior(p, x; m), log p(x, z; m) - log_density(posterior(p, x; m), z), method=quad(5)) ≈ evidence
#> ok -2.96109 ≈ -2.96109

# Over data: the mean over rows is exact, that over the noise an estimate.
X = [0.3, -0.2, 1.0; 0.0, 0.5, -0.5];
check E(x ~ X, z ~ q(z | x; m), log p(x, z; m) - log q(z | x; m)) ≈ E(x ~ X, elbo_by_rule(m, x)) se 5
#> ok -3.06229 ± 0.00742 ≈ -3.07273 (1.4 se)

# Gradients in the data, and in a parameter of the model.
check ∇[x] elbo_by_rule(m, x) ≈ jvp(x -> elbo_by_rule(m, x), x, [1.0, 0.0, 0.0])*[1, 0, 0] + jvp(x -> elbo_by_rule(m, x), x, [0.0, 1.0, 0.0])*[0, 1, 0] + jvp(x -> elbo_by_rule(m, x), x, [0.0, 0.0, 1.0])*[0, 0, 1]
#> ok [0.18724, -0.41372, -1.99792] ≈ [0.18724, -0.41372, -1.99792]
with_noise(σ) = elbo_by_rule((dec = m.dec, enc = m.enc, σ = σ), x)
check with_noise'(0.5) ≈ -d/0.5 + (sum((x - W @ μ)^2) + s^2*sum(W^2))/0.5^3
#> ok 2.55781 ≈ 2.55781

# Networks in the place of matrices change nothing.
tanh_net(A, B) = z -> B @ tanh(A @ z)
w = (dec = tanh_net([1.0, -1.0; 0.5, 0.5], W), enc = x -> (μ = tanh(V @ x), σ = 0.3), σ = 0.5);
check E(z ~ q(z | x; m=w), log p(x, z; m=w) - log q(z | x; m=w), n=40000) ≈ elbo_by_rule(w, x) se 6
#> ok -4.56552 ± 0.00596 ≈ -4.56977 (0.7 se)

# The bound over the width of the posterior, by draws and exactly, below the evidence. Right, why it stays below: q has no
# correlation and one width.
with_width(s) = (dec = m.dec, enc = x -> (μ = V @ x, σ = s), σ = m.σ)
widths = linspace(0.2, 1, 9);
bounds = overlay(plot(widths, [elbo(with_width(s), x) for s in widths], style="points"), plot(s -> elbo_by_rule(with_width(s), x), 0.2, 1, n=21),
  hline(evidence));
laws = overlay(plot(posterior(p, x; m), (-1.5, 2), (-1, 2.5), n=40, contours=true), scatter(sample(q(z | x; m), 200), colour="orange"));
layout((axes(bounds, x="s", y="ELBO"), axes(laws, x="z₁", y="z₂", xlim=(-1.5, 2), ylim=(-1, 2.5))))
#> ELBO                                 z₂
#>   -3+. . . . . . . . . . . . . . .     |                          @@
#>     |       ......                    2+         *                %%
#>     |    .''      '-.                  |        ..0.1-*..*        ## 0.6
#> -3.5+  .'            '.                  |  *  ..*.*...*..*       **
#>     | /'               '-.             |      */.**********       **
#>   -4+/                   '.             1+  * *|***********.   *  ++ 0.4
#>     |'                     '.            | ** *\|*********|.*     ==
#>     |                       '.           |*    '********'**.      --
#> -4.5+                        '.       0+     ** **********.** *   -- 0.2
#>     |                          '.      |      * ****'**'** * **   ::
#>     |                           '.     |         ****             ..
#>   -5+                            '.  -1+
#>     |                             \      +---+-----+------+-----+
#> -5.5+                             |          -1    0      1     2
#>     ++------+------+-------+------+                z₁
#>     0.2    0.4    0.6     0.8     1
#>                    s
