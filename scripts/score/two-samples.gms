#~ file: seed=7
# Do two samples come from one law? A classifier that tells them apart on rows which it has not seen says no; and the
# best one there is, the ratio of the densities, says how well anything can.
use metrics
use data

# ## What the best classifier can do
# Rows of p and of q come with equal probability, and the best guess is the law with the larger density. It is right
# with the probability (1 + TV)/2, where TV = ∫|p - q|/2 is the total variation. For N(0, 1) and N(1/2, 1) the
# densities cross halfway, at 1/4, so that it is Φ(1/4).
check bayes_accuracy(Normal(0, 1), Normal(0.5, 1)) ≈ 0.59870632568292 tol 1e-13
#> ok 0.598706 ≈ 0.598706
# For normal laws of one covariance it is Φ(δ/2), δ² = (m - μ)' C⁻¹ (m - μ), whatever C is:
Φ(x) = erfc(-x/sqrt(2))/2
C = [1.5, 0.4, 0; 0.4, 0.8, -0.2; 0, -0.2, 0.5];
m = [0.3, -0.5, 0.2];
check bayes_accuracy(Normal(m, cov=C), Normal(zeros(3), cov=C)) ≈ Φ(sqrt(m @ solve(C, m))/2)
#> ok 0.64431 ≈ 0.64431
# With two widths the densities cross twice; against a sum over a fine grid:
grid = linspace(-20, 20, 40001);
by_grid(p, q) = 1/2 + sum(abs(density(p, grid) - density(q, grid)))*0.001/4
check bayes_accuracy(Normal(0, 1), Normal(0.5, 1.2)) ≈ by_grid(Normal(0, 1), Normal(0.5, 1.2)) tol 1e-6
#> ok 0.596494 ≈ 0.596494
check bayes_accuracy(Normal(0.3, 2), Normal(-0.5, 0.7)) ≈ by_grid(Normal(0.3, 2), Normal(-0.5, 0.7)) tol 1e-6
#> ok 0.749644 ≈ 0.749644
# Pinsker's inequality: TV² ≤ KL/2, so that an accuracy is a lower bound on a divergence.
derive (m, μ in reals; s, σ in positives) {
    2*(2*bayes_accuracy(Normal(m, s), Normal(μ, σ)) - 1)^2
    <= KL(Normal(m, s) || Normal(μ, σ))
}
#> ok 1 <= 2: 200 points, worst 0.0
# In the plane with different covariances there is no closed form: an estimate.
p = Normal(zeros(2), I);
q = Normal([0.5, 0], 1.2*ones(2));
bayes_accuracy(p, q)
#> 0.60605 ± 0.00330

# ## The test
# One half of the rows is learned from, the other half asked: the accuracy there is a share of independent coins, 1/2
# where nothing tells the samples apart, and the p-value is how often coins do as well.
(x, y) = (sample(Normal(0, 1), 4000), sample(Normal(0.5, 1), 4000));
best(z) = log_density(Normal(0, 1), z) - log_density(Normal(0.5, 1), z)
check classifier_two_sample(x, y, best).accuracy ≈ 0.59870632568292 se 4
#> ok 0.59425 ± 0.00563 ≈ 0.598706 (0.8 se)
classifier_two_sample(x, y, "linear")
#> (accuracy = 0.59900 ± 0.00771, held_out = 4000, p_value = 2.80754e-36)
# The vote of neighbours knows nothing of the laws, and comes near:
classifier_two_sample(x, y)
#> (accuracy = 0.57725 ± 0.00814, held_out = 4000, p_value = 7.46588e-23)
# Each classifier sees what it can say. Of N(0, 1) and N(0, 1.5²) a straight line sees nothing, squares see all there
# is.
(x, y) = (sample(Normal(0, 1), 4000), sample(Normal(0, 1.5), 4000));
classifier_two_sample(x, y, "linear")
#> (accuracy = 0.50375 ± 0.00783, held_out = 4000, p_value = 0.317628)
classifier_two_sample(x, y, "quadratic")
#> (accuracy = 0.59850 ± 0.00973, held_out = 4000, p_value = 6.21714e-36)
bayes_accuracy(Normal(0, 1), Normal(0, 1.5))
#> 0.59679
# Eight modes, and a normal law with the same mean and covariance: for Fréchet's distance and for a line they are the
# same, for neighbours and a network they are not.
D = gaussians8();
N = Normal(mean(D), cov=cov(D));
check frechet(D, N) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0
(x, y) = (sample(D, 2000), sample(N, 2000));
classifier_two_sample(x, y, "linear")
#> (accuracy = 0.5020 ± 0.0114, held_out = 2000, p_value = 0.429014)
classifier_two_sample(x, y, "net")
#> (accuracy = 0.80900 ± 0.00895, held_out = 2000, p_value = 1.95593e-168)
classifier_two_sample(x, y, "knn")
#> (accuracy = 0.81150 ± 0.00940, held_out = 2000, p_value = 3.91802e-171)
bayes_accuracy(D, N)
#> 0.84430 ± 0.00242
# Where the laws are the same, p-values are uniform: 5 % of them are below 0.05, and half below 0.5.
p_values = [classifier_two_sample(sample(p, 200), sample(p, 200), "linear").p_value for r in 1:200];
[mean(f64(p_values < 0.05)), mean(f64(p_values < 0.5))]
#> f64[2]
#>    0.05  0.505

# ## Likelihoods
# The mean negative log density of data from p under a model q is the entropy of p and KL(p || q): no model is below
# the entropy.
data = sample(p, 10000);
check nll(q, data) ≈ entropy(p) + KL(p, q) se 4
#> ok 2.98031 ± 0.00755 ≈ 2.98377 (0.5 se)
check nll(q, p) ≈ entropy(p) + KL(p, q)
#> ok 2.98377 ≈ 2.98377
# Where p is known, the mean of log p - log q is the same with less noise: at q = p it has none.
(nll(q, data) - entropy(p), excess_nll(q, p, data), excess_nll(p, p, data))
#> (0.14244 ± 0.00755, 0.14632 ± 0.00456, 0 ± 0)
# In bits for each coordinate. A density depends on the unit: data in steps of w have the probability density·w^d,
# which is what coding takes. Pixels x of 256 levels: nothing changes when they are scaled to 0..1 or to -1..1, if w is.
pixels = Normal(120*ones(2), 30.0);
levels = sample(pixels, 1000);
bits = bits_per_dim(pixels, levels)
#> 6.9262 ± 0.0213
(unit, symmetric) = (Normal(120*ones(2)/256, 30/256), Normal(120*ones(2)/128 - 1, 30/128));
check value(bits_per_dim(unit, levels/256, width=1/256)) ≈ value(bits)
#> ok 6.92623 ≈ 6.92623
check value(bits_per_dim(symmetric, levels/128 - 1, width=2/256)) ≈ value(bits)
#> ok 6.92623 ≈ 6.92623

# ## Are the standard errors right?
# z = (estimate - truth)/error over 200 repetitions: mean 0 and standard deviation 1 where they are. (Of 200 that is 1
# ± 0.05.)
deviations(f, truth) = {
  z = zeros(200)
  for r in 1:200 {
    e = f()
    z[r] = (value(e) - truth)/se(e)
  }
  [mean(z), std(z)]
}
few(D) = sample(D, 300)
numbers = (Normal(0, 1), Normal(0.5, 1.2));
table = stack((
  deviations(() -> mmd(few(p), few(q)), mmd(p, q)),
  deviations(() -> energy_distance(few(p), few(q)), energy_distance(p, q)),
  deviations(() -> transport_cost(few(numbers[1]), few(numbers[2]), p=1), transport_cost(numbers[1], numbers[2], p=1)),
  deviations(() -> sliced_wasserstein(few(p), few(q), slices=5), 0.165),
  deviations(() -> frechet(few(p), few(q)), 0.33),
  deviations(() -> excess_nll(q, p, few(p)), KL(p, q)),
  deviations(() -> copying(few(p), few(p), few(p)), 0.5)
))
#> f64[7×2]
#>   -0.149656    1.11197
#>   -0.371746    1.02209
#>   -0.0707503   1.01912
#>    0.337529    0.996559
#>    0.059553    1.03253
#>    0.0263317   0.977866
#>   -0.00434651  0.991802
check max(abs(table[:, 2] - 1)) < 0.25
#> ok 0.111968 < 0.25
# Where both laws are the same, what varies is of the second order. There the errors are those of that order, a little
# large.
deviations(() -> mmd(few(p), few(p)), 0)
#> f64[2]
#>   -0.112262  0.73356
deviations(() -> energy_distance(few(p), few(p)), 0)
#> f64[2]
#>   -0.157055  0.630413

# ## Metrics as losses
# Each metric has the derivative of its value, so that a model can be trained by it: here of the rows of one sample, against
# differences.
(a, b) = ([0.3, 1.7, -0.4, 0.9], [0.5, 2.0, -1.1]);
slope(f) = grad(f)(b)
differences(f) = [(value(f(b + 1e-5*eye(3)[k])) - value(f(b - 1e-5*eye(3)[k])))/2e-5 for k in 1:3]
for f in (y -> mmd(a, y), y -> energy_distance(a, y), y -> transport_cost(a, y), y -> frechet(a, y), y -> nll(Normal(0, 1), y)) {
    check slope(f) ≈ differences(f) tol 1e-6 abs 1e-8
}
#> ok [-0.0121321, 0.0663743, -0.0765108] ≈ [-0.0121321, 0.0663743, -0.0765108]
#> ok [1.85037e-17, -3.70074e-17, 1.85037e-17] ≈ [2.22045e-11, 0.0, 0.0]
#> ok [-0.0666667, 0.333333, -0.583333] ≈ [-0.0666667, 0.333333, -0.583333]
#> ok [-0.0968967, 0.292751, -0.512521] ≈ [-0.0968967, 0.292751, -0.512521]
#> ok [0.166667, 0.666667, -0.366667] ≈ [0.166667, 0.666667, -0.366667]
# Of laws too:
check grad(m -> mmd(a, Normal(m, 1)))(0.5) ≈ (value(mmd(a, Normal(0.5 + 1e-5, 1))) - value(mmd(a, Normal(0.5 - 1e-5, 1))))/2e-5 tol 1e-6
#> ok -0.051 ≈ -0.051
check grad(m -> nll(Normal(m, 1), a))(0.5) ≈ 0.5 - mean(a)
#> ok -0.125 ≈ -0.125
check grad(s -> bayes_accuracy(Normal(0, 1), Normal(0.5, s)))(1.0) ≈ (bayes_accuracy(Normal(0, 1), Normal(0.5, 1.001)) - bayes_accuracy(Normal(0, 1), Normal(0.5, 0.999)))/0.002 tol 0.01
#> ok -0.0483335 ≈ -0.0483336
# The place of a normal law by which it is nearest to the sample:
argmin(m -> value(energy_distance(a, Normal(m, 0.8))), 0.0)
#> 0.615601

# ## What is to be seen
# The accuracy of the best classifier, and of two that learn, as the mean of one law moves off.
shifts = [0, 0.25, 0.5, 1, 1.5, 2];
told(name, d) = classifier_two_sample(sample(Normal(0, 1), 2000), sample(Normal(d, 1), 2000), name).accuracy
learned(name) = scatter(shifts, [value(told(name, d)) for d in shifts], label=name)
best_known = plot(d -> bayes_accuracy(Normal(0, 1), Normal(d, 1)), 0, 2, label="best");
axes(overlay(best_known, learned("knn"), learned("linear"), hline(0.5)), x="shift", y="accuracy")
#> accuracy
#>    | --- best                                                         .^
#>    |  #  knn                                                   ...-'''
#> 0.8+  ^  linear                                        ^...-'''
#>    |                                              ...-'#'
#>    |                                        ...-'''
#> 0.7+                                  ^..-'''
#>    |                             ...-'#'
#>    |                        ...-''
#>    |                    ..-''
#> 0.6+               ..^''
#>    |        ^ ..-''  #
#>    |     ..-'''
#>    |^..-''  #
#> 0.5+. . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . .
#>    ++----------------+----------------+----------------+---------------+
#>     0               0.5               1               1.5              2
#>                                    shift
