#~ file: seed=7
# The law of large numbers, with error bars; the central limit theorem, counted; and two laws of chance for
# which one or the other fails.

# ## Means of samples
# A Monte-Carlo mean is (f(z₁) + ... + f(z_n))/n. Its standard error is √(Var f/n), estimated from the same
# samples and printed beside the mean. Here f(z) = z² with z ~ Normal(0, 1): E f = 1, Var f = 2.
E(z ~ Normal(0, 1), z^2, n=100)
#> 1.019 ± 0.161
E(z ~ Normal(0, 1), z^2, n=10_000)
#> 1.0071 ± 0.0150
e = E(z ~ Normal(0, 1), z^2, n=1_000_000)
#> 0.99987 ± 0.00145
check e ≈ 1 se 4
#> ok 0.99987 ± 0.00145 ≈ 1 (0.1 se)

# The moments of the normal distribution, 0 1 0 3 0 15, from one set of draws.
moments = E(z ~ Normal(0, 1), [z, z^2, z^3, z^4, z^5, z^6], n=100_000)
#> estimate f64[6]
#>   0.00020 ± 0.00320  1.00122 ± 0.00452  -0.0021 ± 0.0125    2.9819 ± 0.0293
#>   -0.0204 ± 0.0955    14.577 ± 0.284
check moments ≈ [0, 1, 0, 3, 0, 15] se 5
#> ok [0.00020 ± 0.00320, 1.00122 ± 0.00452, -0.0021 ± 0.0125, 2.9819 ± 0.0293, -0.0204 ± 0.0955, 14.577 ± 0.284] ≈ [0, 1, 0, 3, 0, 15] (1.5 se)
# An estimate of the variance, and of a probability: Φ(1) = (1 + erf(1/√2))/2.
check Var(z ~ Normal(3, 2), z, n=100_000) ≈ 4 se 4
#> ok 4.0045 ± 0.0179 ≈ 4 (0.3 se)
check P(z ~ Normal(0, 1), z < 1, n=100_000) ≈ (1 + erf(1/sqrt(2)))/2 se 4
#> ok 0.83933 ± 0.00115 ≈ 0.841345 (1.8 se)

# ## The error falls as 1/√n
# Errors at n = 100, 1000, ..., 10⁶ beside √(2/n).
sizes = [100, 1000, 10_000, 100_000, 1_000_000];
estimates = [E(z ~ Normal(0, 1), z^2, n=n) for n in sizes]
#> estimate f64[5]
#>     0.828 ± 0.120     0.9866 ± 0.0454    0.9844 ± 0.0138   1.00281 ± 0.00450
#>   1.00131 ± 0.00141
errors = [se(e) for e in estimates];
[[sizes[i], errors[i], sqrt(2/sizes[i])] for i in 1:5]
#> f64[5×3]
#>       100.0    0.119925    0.141421
#>      1000.0    0.0453663   0.0447214
#>     10000.0    0.0137685   0.0141421
#>    100000.0    0.00449505  0.00447214
#>         1e+06  0.00140865  0.00141421
# That the error itself is right to a few per cent, for large n. A variance of n samples of f has the variance
# (κ - 1) Var(f)²/n with κ = E(f - E f)⁴/Var(f)² = 15, so an error is off by √(14/n)/2: 2 % at n = 10⁴.
check errors[3] ≈ sqrt(2/10_000) tol 0.1
#> ok 0.0137685 ≈ 0.0141421
check errors[4] ≈ sqrt(2/100_000) tol 0.1
#> ok 0.00449505 ≈ 0.00447214
check errors[5] ≈ sqrt(2/1_000_000) tol 0.1
#> ok 0.00140865 ≈ 0.00141421
# Its slope in a plot with two logarithmic axes is -1/2.
slope = (log(errors[5]) - log(errors[3]))/log(100)
#> -0.495042
check slope ≈ -0.5 tol 0.05
#> ok -0.495042 ≈ -0.5

# Ten times the digits cost a hundred times the samples: means of 100 samples, 2000 times, spread as one
# tenth of one sample. The mean of n squares has the variance 2/n.
check Var(z ~ Normal(zeros(100), 1), mean(z^2), n=2000) ≈ 2/100 se 5
#> ok 0.020260 ± 0.000662 ≈ 0.02 (0.4 se)
check Var(z ~ Normal(zeros(25), 1), mean(z^2), n=2000) ≈ 2/25 se 5
#> ok 0.08262 ± 0.00310 ≈ 0.08 (0.8 se)

# ## The central limit theorem
# The mean of n samples is about normal with that standard deviation, whatever f is. So the truth lies within k
# standard errors in a share erf(k/√2) of all experiments: 0.683, 0.954, 0.997.
# One experiment, with the usual s² = Σ(fᵢ - f̄)²/(n - 1): how many standard errors away from the truth is it?
away(f, truth) = {
  n = len(f)
  m = mean(f)
  s = sqrt(sum((f - m)^2)/(n - 1))
  abs(m - truth)/(s/sqrt(n))
}
# 10 000 experiments of 200 uniform numbers each: E u = 1/2.
covered = E(u ~ Uniform(zeros(200), 1), {
    k = away(u, 0.5)
    [k < 1, k < 2, k < 3]
  } |> f64, n=10_000)
#> estimate f64[3]
#>   0.68330 ± 0.00452  0.95420 ± 0.00211  0.997000 ± 0.000576
check covered ≈ [erf(k/sqrt(2)) for k in 1:3] se 5
#> ok [0.68330 ± 0.00452, 0.95420 ± 0.00211, 0.997000 ± 0.000576] ≈ [0.682689, 0.9545, 0.9973] (0.5 se)
# For few samples or a skewed law the normal law is not yet there: five exponential numbers cover less.
few = P(x ~ Exponential(ones(5)), away(x, 1) < 2, n=10_000)
#> 0.81880 ± 0.00387
check few < erf(2/sqrt(2)) se 4
#> ok 0.81880 ± 0.00387 < 0.9545 (35.0 se)
# For five normal numbers it is Student's t with ν = 4: P(|t| < k) = s(3 - s²)/2 with s = k/√(4 + k²).
student(k) = { s = k/sqrt(4 + k^2); s*(3 - s^2)/2 }
student(2)
#> 0.883883
check P(z ~ Normal(zeros(5), 1), away(z, 0) < 2, n=10_000) ≈ student(2) se 4
#> ok 0.88880 ± 0.00325 ≈ 0.883883 (1.5 se)

# The same of whole estimates: 400 estimates of E z² = 1, by their own standard errors.
inside = [0.0, 0, 0];
repetitions = 400;
for i in 1:repetitions {
  e = E(z ~ Normal(0, 1), z^2, n=1000)
  k = abs(value(e) - 1)/se(e)
  inside = inside + f64([k < 1, k < 2, k < 3])
}
inside/repetitions
#> f64[3]
#>    0.685  0.9625  1.0
# A count of m successes in 400 with probability p is off by √(p(1 - p)/400).
for k in 1:3 {
  p = erf(k/sqrt(2))
  check abs(inside[k]/repetitions - p) < 5*sqrt(p*(1 - p)/repetitions) + 0.01
}
#> ok 0.00231051 < 0.126357
#> ok 0.00800026 < 0.0620997
#> ok 0.0026998 < 0.0229723

# ## A mean that does not exist
# The Cauchy distribution, 1/(π(1 + x²)), has no mean: means of any number of samples are Cauchy again. Nothing
# settles, and the estimate says that its error means nothing: the tail index k of its largest deviations is
# 1 (a share t^(-1/k) of all samples is beyond t), and above 0.7 errors are not to be trusted.
Cauchy = (
  draw = () -> tan(π*(uniform_noise() - 0.5)),
  log_density = x -> -log(π*(1 + x^2))
);
E(x ~ Cauchy, x, n=1000)
#> -0.529 ± 0.758 (heavy tails: k = 0.90)
E(x ~ Cauchy, x, n=100_000)
#> -1.27 ± 1.30 (heavy tails: k = 0.97)
check tail_index(E(x ~ Cauchy, x, n=100_000)) > 0.7
#> ok 1.06886 > 0.7
# Its probabilities do exist: P(x > t) = 1/2 - arctan(t)/π. And means of 50 samples have that of one.
check P(x ~ Cauchy, x > 1, n=20_000) ≈ 1/4 se 4
#> ok 0.24880 ± 0.00290 ≈ 0.25 (0.4 se)
many_cauchy = (draw = () -> tan(π*(uniform_noise(50) - 0.5)), log_density = x -> -sum(log(π*(1 + x^2))));
check P(x ~ many_cauchy, mean(x) > 1, n=20_000) ≈ 1/4 se 4
#> ok 0.25600 ± 0.00314 ≈ 0.25 (1.9 se)
check P(x ~ many_cauchy, mean(x) > 10, n=20_000) ≈ 1/2 - atan(10)/π se 4
#> ok 0.03435 ± 0.00129 ≈ 0.0317255 (2.0 se)
# For normal numbers the tails end, and nothing is said.
check tail_index(E(z ~ Normal(0, 1), z, n=100_000)) < 0.7
#> ok -0.0312945 < 0.7

# ## A variance that does not exist
# Pareto with exponent a, P(x > t) = t^(-a) for t > 1, is u^(-1/a) of uniform numbers, with mean a/(a - 1) for
# a > 1 and variance a/((a - 1)²(a - 2)) for a > 2. Its tail index is 1/a.
Pareto(a) = (
  draw = () -> uniform_noise()^(-1/a),
  log_density = x -> where(x > 1, log(a) - (a + 1)*log(x), -inf)
)
# With a = 5 all is well: mean 5/4, variance 5/48, k = 0.2.
check E(x ~ Pareto(5), x, n=100_000) ≈ 5/4 se 4
#> ok 1.248652 ± 0.000986 ≈ 1.25 (1.4 se)
check Var(x ~ Pareto(12), x, n=100_000) ≈ 12/(11^2*10) se 5
#> ok 0.009723 ± 0.000116 ≈ 0.00991736 (1.7 se)
check tail_index(E(x ~ Pareto(5), x, n=100_000)) < 0.5
#> ok -0.040467 < 0.5
# With a = 1.2 there is a mean, 6, but no variance: the error is finite in any sample, and too small.
E(x ~ Pareto(1.2), x, n=100_000)
#> 5.641 ± 0.239
check tail_index(E(x ~ Pareto(1.2), x, n=100_000)) > 0.6
#> ok 0.614065 > 0.6
# It falls far more slowly than 1/√n: typically as n^(1/a - 1) = n^(-1/6).
for n in [1000, 10_000, 100_000] { print(E(x ~ Pareto(1.2), x, n=n)) }
#> 6.46 ± 1.41 (heavy tails: k = 0.97)
#> 4.516 ± 0.184 (heavy tails: k = 0.74)
#> 5.743 ± 0.500 (heavy tails: k = 0.80)
# Logarithms tame it: log x is exponential with rate a.
check E(x ~ Pareto(1.2), log(x)) ≈ 1/1.2 se 4
#> ok 0.81897 ± 0.00818 ≈ 0.833333 (1.8 se)

# What is to be seen: the running means of numbers with a variance come to rest; with a = 1.2 one number moves them.
counts = 1:20000;
running(D) = cumsum(sample(D, 20000))/counts
axes(plot(counts, (light = running(Pareto(5)), heavy = running(Pareto(1.2))), log="x"), x="n", y="mean")
#> mean
#>   |+                                                          *** light
#> 12+ +                                                         +++ heavy
#>   | +
#> 10+  +
#>   |   +
#>  8+   +
#>   |    +
#>  6+     +
#>   |      +    +    +                              +++++ ++++++++++++++++
#>   |       +  + ++  ++    ++  +               ++ +++ +++++            +
#>  4+        ++    ++  +++++ ++++++++++++++++++++++
#>   |                      +
#>  2+
#>   |*********************************************************************
#>   ++---------------+---------------+---------------+---------------+----
#>    1               10             100             1000           10000
#>                                      n
