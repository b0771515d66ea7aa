#~ file: seed=7
# Importance sampling: means over a law p that is not drawn from.
#
#   E_p f = ∫ f p = ∫ f (p/q) q = E_q f w,   w = p/q,
#
# for any q that is nowhere 0 where f p is not. All depends on how the weights w vary.

# ## Two normal laws
# The target is p = N(0, t²), the proposal q = N(0, s²): w² q = p²/q is again Gaussian in shape, with
# 1/v = 2/t² - 1/s², and its mass is ρ = E_q w² = s²/(t √(2s² - t²)), if s² > t²/2. So E_q w² g = ρ E_N(0,v) g.
ρ(s, t) = s^2/(t*sqrt(2*s^2 - t^2))
v(s, t) = 1/(2/t^2 - 1/s^2)
[ρ(s, 1) for s in [0.71, 0.75, 0.8, 0.9, 1, 1.5, 2]]
#> f64[7]
#>    5.56685  1.59099  1.20949  1.0287  1.0  1.20268  1.51186
# By an integral over q:
weight(z, s, t) = exp(Normal(0, t).log_density(z) - Normal(0, s).log_density(z))
square_times_q(z, s, t) = exp(2*Normal(0, t).log_density(z) - Normal(0, s).log_density(z))
check quad(z -> square_times_q(z, 0.9, 1), -inf, inf) ≈ ρ(0.9, 1)
#> ok 1.0287 ≈ 1.0287
check quad(z -> square_times_q(z, 2, 1.5), -inf, inf) ≈ ρ(2, 1.5)
#> ok 1.11208 ≈ 1.11208
check ρ(0.9, 1) ≈ 1.028701028702 tol 1e-12
#> ok 1.0287 ≈ 1.0287

# The mean of the weights is 1, that of w z² is E_p z² = t², with the variance ρ·3v² - t⁴ per sample.
(s, t) = (1.5, 1.0);
check E(z ~ Normal(0, s), weight(z, s, t)) ≈ 1 se 4
#> ok 1.00564 ± 0.00440 ≈ 1 (1.3 se)
check E(z ~ Normal(0, s), weight(z, s, t)*z^2) ≈ t^2 se 4
#> ok 1.00865 ± 0.00692 ≈ 1.0 (1.3 se)
check Var(z ~ Normal(0, s), weight(z, s, t)) ≈ ρ(s, t) - 1 se 4
#> ok 0.20015 ± 0.00218 ≈ 0.202676 (1.2 se)
check Var(z ~ Normal(0, s), weight(z, s, t)*z^2) ≈ ρ(s, t)*3*v(s, t)^2 - t^4 se 5
#> ok 0.49086 ± 0.00348 ≈ 0.491072 (0.1 se)
# A proposal can be better than the target itself, 3t⁴ - t⁴ = 2, where f is large:
ρ(s, t)*3*v(s, t)^2 - t^4
#> 0.491072
check Var(z ~ Normal(0, t), z^2) ≈ 2*t^4 se 5
#> ok 2.1560 ± 0.0818 ≈ 2.0 (1.9 se)
# Far from normal: p(z) = exp(-z⁴)/Z by draws from a normal law, and its constant Z as well.
Z = E(z ~ Normal(0, 0.7), exp(-z^4)/density(Normal(0, 0.7), z))
#> 1.81051 ± 0.00516
check Z ≈ quad(z -> exp(-z^4), -inf, inf) se 4
#> ok 1.81051 ± 0.00516 ≈ 1.8128 (0.4 se)

# ## Normalised by itself
# Where p is known but for a constant, E_p f = E_q f w/E_q w: a ratio of two estimates from the same draws, whose
# errors are correlated. To first order its variance is E_q w²(f - E_p f)²/(E_q w)² per sample; for f = z², with
# Gaussian moments, ρ (3v² - 2t²v + t⁴).
unnormalised(z, s, t) = exp(-z^2/(2*t^2) + z^2/(2*s^2))
n = 40_000;
sums = E(z ~ Normal(0, s), (w = unnormalised(z, s, t), fw = z^2*unnormalised(z, s, t)), n=n)
#> (w = 0.66695 ± 0.00152, fw = 0.66329 ± 0.00226)
ratio = sums.fw/sums.w
#> 0.99451 ± 0.00522
check ratio ≈ t^2 se 4
#> ok 0.99451 ± 0.00522 ≈ 1.0 (1.1 se)
normalised_variance = ρ(s, t)*(3*v(s, t)^2 - 2*t^2*v(s, t) + t^4)
#> 1.14745
check n*se(ratio)^2 ≈ normalised_variance tol 0.1
#> ok 1.09186 ≈ 1.14745
# A constant added to f changes nothing but the mean: f = 10 + z² has the same error, to the last digit or two.
check se((10*sums.w + sums.fw)/sums.w) ≈ se(ratio) tol 1e-9
#> ok 0.00522461 ≈ 0.00522461
# Independent draws for numerator and denominator add up both variances, of f w and of w, times the mean squared:
# less than above for z², but for 10 + z² very much more.
apart_variance(c) = ρ(s, t)*(c^2 + 2*c*v(s, t) + 3*v(s, t)^2) - (c + t^2)^2 + (c + t^2)^2*(ρ(s, t) - 1)
apart(c) = E(z ~ Normal(0, s), (c + z^2)*unnormalised(z, s, t), n=n)/E(z ~ Normal(0, s), unnormalised(z, s, t), n=n)
check apart(10) ≈ 10 + t^2 se 4
#> ok 11.0588 ± 0.0319 ≈ 11.0 (1.8 se)
check n*se(apart(0))^2 ≈ apart_variance(0) tol 0.1
#> ok 0.678918 ≈ 0.693748
check n*se(apart(10))^2 ≈ apart_variance(10) tol 0.1
#> ok 41.0807 ≈ 40.7453
[normalised_variance, apart_variance(0), apart_variance(10)]
#> f64[3]
#>    1.14745  0.693748  40.7453
# E z² under exp(-z⁴)/Z.
mean_square = quad(z -> z^2*exp(-z^4), -inf, inf)/quad(z -> exp(-z^4), -inf, inf)
#> 0.337989
quartic = E(z ~ Normal(0, 0.7), [z^2, 1]*exp(-z^4)/density(Normal(0, 0.7), z));
check quartic[1]/quartic[2] ≈ mean_square se 4
#> ok 0.33484 ± 0.00323 ≈ 0.337989 (1.0 se)

# ## How many samples is that worth?
# The effective sample size (Σw)²/Σw² of n samples is about n/ρ when w has the mean 1: a share 1/ρ.
share(s, t, n) = {
  m = E(z ~ Normal(0, s), [weight(z, s, t), weight(z, s, t)^2], n=n)
  m[1]^2/m[2]
}
for s in [0.95, 1.2, 1.5, 3] { check share(s, 1, 10_000) ≈ 1/ρ(s, 1) se 5 }
#> ok 0.993792 ± 0.000384 ≈ 0.994147 (0.9 se)
#> ok 0.95204 ± 0.00103 ≈ 0.952174 (0.1 se)
#> ok 0.83079 ± 0.00240 ≈ 0.831479 (0.3 se)
#> ok 0.46129 ± 0.00397 ≈ 0.458123 (0.8 se)
# In d dimensions it is 1/ρ^d: 0.69 in one, 0.026 in ten ...
1/ρ(2.0, 1)
#> 0.661438
1/ρ(2.0, 1)^10
#> 0.0160284
W(z, s) = exp(sum(Normal(0, 1).log_density(z) - Normal(0, s).log_density(z)))
in_dimensions(d, s, n) = {
  m = E(z ~ Normal(zeros(d), s), [W(z, s), W(z, s)^2], n=n)
  m[1]^2/m[2]
}
check in_dimensions(2, 2.0, 10_000) ≈ 1/ρ(2.0, 1)^2 se 5
#> ok 0.43256 ± 0.00371 ≈ 0.4375 (1.3 se)
check in_dimensions(4, 1.5, 10_000) ≈ 1/ρ(1.5, 1)^4 se 5
#> ok 0.47432 ± 0.00347 ≈ 0.477976 (1.1 se)

# ## A proposal that is too narrow
# For s < t the weights have Pareto tails with index k = 1 - s²/t². From k = 1/2 on, s² ≤ t²/2, their variance is
# infinite: the standard error of any sample is finite, and wrong. The tail index, fitted to the largest weights,
# tells, though slowly and mostly from below.
for s in [0.9, 0.8, 0.7, 0.55, 0.4, 0.3] {
  e = E(z ~ Normal(0, s), weight(z, s, 1), n=1000)
  print("s = {s}: k = {1 - s^2:.2f}, fitted {tail_index(e):.2f}; E w = {e}")
}
#> s = 0.9: k = 0.19, fitted 0.20; E w = 1.00168 ± 0.00520
#> s = 0.8: k = 0.36, fitted 0.30; E w = 0.9882 ± 0.0112
#> s = 0.7: k = 0.51, fitted 0.20; E w = 0.9284 ± 0.0128
#> s = 0.55: k = 0.70, fitted 0.88; E w = 1.0184 ± 0.0628 (heavy tails: k = 0.88)
#> s = 0.4: k = 0.84, fitted 0.53; E w = 0.8446 ± 0.0687
#> s = 0.3: k = 0.91, fitted 0.86; E w = 0.7555 ± 0.0839 (heavy tails: k = 0.86)
check tail_index(E(z ~ Normal(0, 0.9), weight(z, 0.9, 1), n=1000)) < 0.5
#> ok 0.283136 < 0.5
check tail_index(E(z ~ Normal(0, 0.3), weight(z, 0.3, 1), n=1000)) > 0.5
#> ok 1.06104 > 0.5
# A wide proposal has bounded weights, w ≤ s/t.
check tail_index(E(z ~ Normal(0, 2), weight(z, 2, 1), n=1000)) < 0
#> ok -1.31239 < 0
# What no draw reaches no weight can tell: two peaks, of which the proposal sees one, give one half.
two_peaks(z) = density(Normal(-10, 1), z)/2 + density(Normal(10, 1), z)/2
E(z ~ Normal(10, 1.5), two_peaks(z)/density(Normal(10, 1.5), z))
#> 0.49764 ± 0.00232

# ## Rare events
# P(z > 4) of a normal number is Φ(-4) = erfc(4/√2)/2.
tail(a) = erfc(a/sqrt(2))/2
exact = tail(4)
#> 3.16712e-05
# Of ten thousand samples a third of one is there: mostly none, and then nothing is known of the error either.
P(z ~ Normal(0, 1), z > 4, n=10_000)
#> 0 ± 0
# Drawn around m, with w = exp(m²/2 - m z): E w² 1(z > 4) = e^(m²) Φ(-4 - m).
beyond(z, m) = where(z > 4, exp(m^2/2 - m*z), 0.0)
moment(m) = exp(m^2)*tail(4 + m)
for m in [2.0, 4, 6] { check E(z ~ Normal(m, 1), beyond(z, m)) ≈ exact se 5 }
#> ok 3.480e-05 ± 2.44e-06 ≈ 3.16712e-05 (1.3 se)
#> ok 3.1544e-05 ± 6.83e-07 ≈ 3.16712e-05 (0.2 se)
#> ok 3.280e-05 ± 1.73e-06 ≈ 3.16712e-05 (0.7 se)
for m in [3.0, 4, 5] { check Var(z ~ Normal(m, 1), beyond(z, m)) ≈ moment(m) - exact^2 se 5 }
#> ok 9.109e-09 ± 3.36e-10 ≈ 9.36736e-09 (0.8 se)
#> ok 4.470e-09 ± 1.25e-10 ≈ 4.52495e-09 (0.4 se)
#> ok 6.919e-09 ± 2.68e-10 ≈ 7.12332e-09 (0.8 se)
# Columns: m, and how many plain samples one sample is worth.
[[m, (exact - exact^2)/(moment(m) - exact^2)] for m in [0.0, 1, 2, 3, 4, 5, 6]]
#> f64[7×2]
#>    0.0     1.0
#>    1.0    40.697
#>    2.0   599.103
#>    3.0  3380.91
#>    4.0  6999.03
#>    5.0  4445.99
#>    6.0   994.422
# The best m has 2m = φ(4 + m)/Φ(-4 - m), just beyond the threshold.
best = root(m -> 2*m - density(Normal(0, 1), 4 + m)/tail(4 + m), 4.0)
#> 4.11968
check moment(best) < moment(best + 0.1)
#> ok 5.48802e-09 < 5.51591e-09
check moment(best) < moment(best - 0.1)
#> ok 5.48802e-09 < 5.51591e-09
# Better still: 4 plus an exponential number with rate 4, always beyond the threshold, and with the right slope.
# Then E w² = e⁻¹² erfc(2)/(16 √π).
near(x) = density(Normal(0, 1), 4 + x)/density(Exponential(4), x)
check E(x ~ Exponential(4), near(x)) ≈ exact se 4
#> ok 3.17047e-05 ± 3.16e-08 ≈ 3.16712e-05 (1.1 se)
check quad(x -> near(x)^2*density(Exponential(4), x), 0, 50) ≈ exp(-12)*erfc(2)/(16*sqrt(π))
#> ok 1.01346e-09 ≈ 1.01346e-09
check Var(x ~ Exponential(4), near(x)) ≈ exp(-12)*erfc(2)/(16*sqrt(π)) - exact^2 se 5
#> ok 1.0384e-11 ± 4.63e-13 ≈ 1.03931e-11 (0.0 se)
(exact - exact^2)/(exp(-12)*erfc(2)/(16*sqrt(π)) - exact^2)
#> 3.04723e+06
# The best of all draws from p itself, beyond 4: then each weight is the answer. The truncated normal law by the
# inverse of its distribution function:
beyond_4 = (
  draw = () -> -sqrt(2)*erfinv(2*exact*uniform_noise() - 1),
  log_density = z -> where(z > 4, Normal(0, 1).log_density(z) - log(exact), -inf)
)
#> (draw = <function>, log_density = <function>)
E(z ~ beyond_4, exp(Normal(0, 1).log_density(z) - beyond_4.log_density(z)))
#> 3.16712e-05 ± 0

# What is to be seen: how many plain samples one is worth that is drawn around m; far beyond the threshold it is
# worth less than one.
axes(overlay(plot(m -> (exact - exact^2)/(moment(m) - exact^2), 0, 9, log="y"), vline(best), hline(1)), x="m", y="worth")
#> worth
#> 10000+                        .....-......
#>      |                   ..-'''     .    '''-...
#>  1000+               ..''           .          ''-.
#>      |            ..''              .              ''..
#>      |         ..''                 .                 '-.
#>   100+       .''                    .                    '..
#>      |     .''                      .                      '..
#>    10+   .'                         .                        '..
#>      | .'                           .                          '..
#>     1+.'. . . . . . . . . . . . . . . . . . . . . . . . . . . . .'. . .
#>      |                              .                              '.
#>      |                              .                               '.
#>   0.1+                              .                                 '.
#>      |                              .                                  '
#>      ++-------------+--------------+--------------+-------------+-------
#>       0             2              4              6             8
#>                                       m
