#~ file: seed=7
# Judging samples: how far the rows that a model gives are from data, or from a law that is known. Every metric here
# is an estimate with its standard error when it is told samples, and an exact number when it is told laws; so each
# can be tried where the answer is known, before it judges a model of which nothing is known.
use metrics
use data

# ## Two laws whose distance is known
# The data are N(0, I) in the plane; the model is off by half a unit along one axis, and its deviation is 1.2.
p = Normal(zeros(2), I);
q = Normal([0.5, 0], 1.2*ones(2));
check KL(p, q) ≈ 0.14589311358791 tol 1e-12
#> ok 0.145893 ≈ 0.145893
# Four ways to measure the same fault. Their units differ, so that the numbers cannot be compared with each other.
check mmd(p, q) ≈ 0.030416999862919 tol 1e-12
#> ok 0.030417 ≈ 0.030417
check frechet(p, q) ≈ 0.33
#> ok 0.33 ≈ 0.33
check sliced_wasserstein(p, q) ≈ 0.165
#> ok 0.165 ≈ 0.165
check energy_distance(Normal(0, 1), Normal(0.5, 1.2)) ≈ 0.13685594713676 tol 1e-12
#> ok 0.136856 ≈ 0.136856
# The same from samples: within a few standard errors, or something is wrong.
x = sample(p, 10000);
y = sample(q, 10000);
check mmd(x, y) ≈ mmd(p, q) se 4
#> ok 0.02805 ± 0.00165 ≈ 0.030417 (1.4 se)
check energy_distance(x, y) ≈ energy_distance(p, q) se 4
#> ok 0.10303 ± 0.00610 ≈ 0.115737 (2.1 se)
check frechet(x, y) ≈ 0.33 se 4
#> ok 0.3038 ± 0.0162 ≈ 0.33 (1.6 se)
check sliced_wasserstein(x, y) ≈ 0.165 se 4
#> ok 0.15221 ± 0.00810 ≈ 0.165 (1.6 se)
check energy_distance(x[:, 1], y[:, 1]) ≈ 0.13685594713676 se 4
#> ok 0.11933 ± 0.00761 ≈ 0.136856 (2.3 se)
check transport_cost(x[:, 1], y[:, 1]) ≈ transport_cost(Normal(0, 1), Normal(0.5, 1.2)) se 4
#> ok 0.2631 ± 0.0155 ≈ 0.29 (1.7 se)
check excess_nll(q, p, x) ≈ 0.14589311358791 se 4
#> ok 0.14154 ± 0.00460 ≈ 0.145893 (0.9 se)
# One sample against the law itself: the error of the second sample is saved.
check mmd(x, q) ≈ mmd(p, q) se 4
#> ok 0.02945 ± 0.00112 ≈ 0.030417 (0.9 se)
check energy_distance(x[1:3000], q) ≈ energy_distance(p, q) se 4
#> ok 0.12030 ± 0.00747 ≈ 0.115737 (0.6 se)
mmd(x, y[1:500])
#> 0.03648 ± 0.00626
mmd(x, q)
#> 0.02945 ± 0.00112

# ## Discrepancies of pairs
# MMD² = E k(x, x') + E k(y, y') - 2 E k(x, y) with k = exp(-|x - y|²/2l²): the difference of two normal numbers is
# normal, and the mean of k over a normal law is one Gaussian integral.
derive (m, μ in reals; s, σ, l in positives) {
    mmd(Normal(m, s), Normal(μ, σ), l=l)
    = l/sqrt(l^2 + 2*s^2) + l/sqrt(l^2 + 2*σ^2) - 2*l/sqrt(l^2 + s^2 + σ^2)*exp(-(m - μ)^2/(2*(l^2 + s^2 + σ^2)))
}
#> ok 1 = 2: 198 of 200 points, worst 2e-16
# In the paper's terms, E (x, x' ~ p; y, y' ~ q) of the kernel, by quadrature over both.
k(x, y) = exp(-(x - y)^2/2)
(a, b) = (Normal(0.3, 0.8), Normal(-0.4, 0.5));
inner(a, b) = E(x ~ a, y ~ b, k(x, y), method=quad(40))
check mmd(a, b) ≈ inner(a, a) + inner(b, b) - 2*inner(a, b) tol 1e-9
#> ok 0.200849 ≈ 0.200849
# The energy distance 2 E|x - y| - E|x - x'| - E|y - y'| has no width to choose. In one dimension it is the distance
# of the distribution functions, 2 ∫ (F - G)².
Φ(x) = erfc(-x/sqrt(2))/2
t = linspace(-12, 12, 4801);
check energy_distance(a, b) ≈ 2*sum((Φ((t - 0.3)/0.8) - Φ((t + 0.4)/0.5))^2)*0.005 tol 1e-9
#> ok 0.434957 ≈ 0.434957
derive (m, μ in reals; s, σ in positives; r = sqrt(s^2 + σ^2); d = m - μ) {
    energy_distance(Normal(m, s), Normal(μ, σ))
    = 2*(r*sqrt(2/π)*exp(-d^2/(2*r^2)) + d*erf(d/(r*sqrt(2)))) - 2*(s + σ)/sqrt(π)
}
#> ok 1 = 2: 200 points, worst 9.2e-17
# In three dimensions E|z| of z ~ N(μ, s² I) is s √(2/π) exp(-ν²/2s²) + (ν + s²/ν) erf(ν/(s√2)) with ν = |μ|, and 2s
# √(2/π) for μ = 0.
length3(ν, s) = s*sqrt(2/π)*exp(-ν^2/(2*s^2)) + (ν + s^2/ν)*erf(ν/(s*sqrt(2)))
derive (μ in reals(3); s, σ in positives; r = sqrt(s^2 + σ^2) where norm(μ) > 0.01*r) {
    energy_distance(Normal(zeros(3), s*ones(3)), Normal(μ, σ*ones(3)))
    = 2*length3(norm(μ), r) - 4*(s + σ)/sqrt(π)
}
#> ok 1 = 2: 200 points, worst 1.8e-16
# Mixtures are sums over pairs of components, whatever their covariances.
C = [1, 0.5, 0; 0.5, 2, 0.3; 0, 0.3, 0.6];
M = Mixture([0.3, 0.7], (Normal([-1, 0, 0.5], cov=C), Normal([1, 1, 0.0], 0.5*ones(3))));
N = Normal([0.5, 0, 0], cov=[2, -0.4, 0; -0.4, 1, 0; 0, 0, 1]);
(u, v) = (sample(M, 5000), sample(N, 5000));
check mmd(u, v, l=1.5) ≈ mmd(M, N, l=1.5) se 4
#> ok 0.13344 ± 0.00416 ≈ 0.135506 (0.5 se)
check energy_distance(u, v) ≈ energy_distance(M, N) se 4
#> ok 0.3515 ± 0.0124 ≈ 0.360161 (0.7 se)
check mmd(u, N, l=[0.5, 1, 2]) ≈ mmd(M, N, l=[0.5, 1, 2]) se 4
#> ok 0.11082 ± 0.00254 ≈ 0.108027 (1.1 se)
# MMD sees what happens at the scale of l, and little else. Wide kernels see means alone; narrow ones see nothing but
# near pairs, of which samples have few. The median distance of all pairs is the usual choice, and several widths are
# a safe one.
far = [mmd(p, q, l=l) for l in [0.1, 0.3, 1, 3, 10]]
#> f64[5]
#>    0.000678113  0.00564869  0.030417  0.0194296  0.00241689
median_distance(x, y)
#> 1.8596
mmd(x, y, l="median")
#> 0.02822 ± 0.00160

# ## Transport
# W₂² between normal laws is Fréchet's distance, the F of FID: the shift, and what the covariances differ by.
derive (d = 3; m, μ in reals(d); s, σ in positives) {
    frechet(Normal(m, s*ones(d)), Normal(μ, σ*ones(d)))
    = sum((m - μ)^2) + d*(s - σ)^2
}
#> ok 1 = 2: 200 points, worst 1.2e-16
# In general tr (C^½ S C^½)^½ is the sum of the square roots of the eigenvalues of C S.
derive (d = 3; m, μ in reals(d); C, S in spd(d)) {
    frechet(Normal(m, cov=C), Normal(μ, cov=S))
    = sum((m - μ)^2) + trace(C) + trace(S) - 2*sum(sqrt(real(eig(C @ S))))
}
#> ok 1 = 2: 200 points, worst 1.6e-16
# In one dimension the optimal coupling sorts both samples. Sliced, its mean over directions is 1/d of |m - μ|² and
# the mean of the squared differences of the deviations along θ: of isotropic laws W₂²/d.
derive (d = 3; m, μ in reals(d); s, σ in positives) {
    sliced_wasserstein(Normal(m, s*ones(d)), Normal(μ, σ*ones(d)))
    = frechet(Normal(m, s*ones(d)), Normal(μ, σ*ones(d)))/d
}
#> ok 1 = 2: 200 points, worst 8.4e-17
A = Normal([0.2, -0.3], cov=[1.5, 0.6; 0.6, 0.8]);
B = Normal([-0.4, 0.1], cov=[0.7, -0.3; -0.3, 1.1]);
along(t) = { c = [cos(t), sin(t)]; (c @ [0.6, -0.4])^2 + (sqrt(c @ cov(A) @ c) - sqrt(c @ cov(B) @ c))^2 }
check sliced_wasserstein(A, B) ≈ mean(vmap(along)(π*(1:500)/500)) tol 1e-10
#> ok 0.411802 ≈ 0.411802
(u, v) = (sample(A, 5000), sample(B, 8000));
check frechet(u, v) ≈ frechet(A, B) se 4
#> ok 1.0831 ± 0.0312 ≈ 1.10913 (0.8 se)
check sliced_wasserstein(u, v) ≈ sliced_wasserstein(A, B) se 4
#> ok 0.3984 ± 0.0131 ≈ 0.411802 (1.0 se)
# W_1 of N(0, 1) and N(d, 1) is d: everything moves by as much.
check transport_cost(sample(Normal(0, 1), 10000), sample(Normal(0.7, 1), 5000), p=1) ≈ 0.7 se 4
#> ok 0.6791 ± 0.0174 ≈ 0.7 (1.2 se)
# Samples of one law are not at the distance 0, for they never coincide: a plug-in is too large, and with few rows by
# much. The unbiased discrepancies are not.
[value(sliced_wasserstein(sample(p, n), sample(p, n), slices=20)) for n in [50, 500, 5000]]
#> f64[3]
#>    0.0570272  0.0131507  0.00127213
[value(energy_distance(sample(p, n), sample(p, n))) for n in [50, 500, 5000]]
#> f64[3]
#>   -0.027047  -0.00349833  -0.000406019

# ## What each sees, and what it misses
# Eight modes, a training set, a test set, and five models: one that is right, one without the first mode, one whose
# modes are too narrow, one that is shifted, and one that repeats its training rows.
D = gaussians8();
n = 2000;
(train_set, test_set) = (sample(D, n), sample(D, n));
first_mode(x) = nearest(x, modes(D).centres).index == 1
right = sample(D, n);
dropped = { z = sample(D, 2*n); z[not first_mode(z)][1:n] };
narrow = sample(gaussians8(σ=0.2), n);
shifted = sample(D, n) + [0.2, 0];
repeats = sample(Empirical(train_set), n);
models = (right = right, dropped = dropped, narrow = narrow, shifted = shifted, repeats = repeats);
judged(x) = {
  c = mode_coverage(x, D)
  r = manifold_report(x, test_set)
  (
    mmd = mmd(x, test_set), energy = energy_distance(x, test_set), sliced = sliced_wasserstein(x, test_set, slices=20),
    frechet = frechet(x, test_set), nll = nll(D, x),
    modes = c.hit, quality = c.quality, reverse_kl = c.reverse_kl, forward_kl = c.forward_kl,
    precision = r.precision, recall = r.recall, density = r.density, coverage = r.coverage,
    copying = copying(x, train_set, test_set)
  )
}
judged(right)
#> mmd = 0.001251 ± 0.000750
#> energy = 0.00013 ± 0.00242
#> sliced = 0.01269 ± 0.00617
#> frechet = 0.00626 ± 0.00592
#> nll = 2.8270 ± 0.0215
#> modes = 8
#> quality = 0.99150 ± 0.00204
#> reverse_kl = 0.00229 ± 0.00153
#> forward_kl = 0.00231311
#> precision = 0.99600 ± 0.00141
#> recall = 0.99400 ± 0.00172
#> density = 1.00940 ± 0.00795
#> coverage = 0.96550 ± 0.00407
#> copying = 0.50039 ± 0.00892
# What a right model has: 3 deviations of a normal law in the plane hold 1 - exp(-9/2) of it; density is 1, and coverage
# 1 - Π (n - i)/(2n - i) over i = 1..k, that no sample is among the first k of 2n rows (Naeem et al. 2020). Errors of
# shares take the other sample as given, hence the wider bound.
G = gaussians25();
check mode_coverage(sample(G, 10000), G).quality ≈ 1 - exp(-9/2) se 4
#> ok 0.98900 ± 0.00105 ≈ 0.988891 (0.1 se)
check manifold_report(right, test_set).density ≈ 1 se 6
#> ok 1.00940 ± 0.00795 ≈ 1 (1.2 se)
check manifold_report(right, test_set).coverage ≈ 1 - prod(i in 1:5, (n - i)/(2*n - i)) se 6
#> ok 0.96550 ± 0.00407 ≈ 0.968867 (0.8 se)
# A dropped mode: what is there is good, so precision, quality and the likelihood of the samples under the true law
# are fine. Recall, coverage, the modes hit, and every discrepancy see it.
judged(dropped)
#> mmd = 0.01525 ± 0.00190
#> energy = 0.0620 ± 0.0136
#> sliced = 0.1894 ± 0.0359
#> frechet = 0.2229 ± 0.0508
#> nll = 2.8151 ± 0.0217
#> modes = 7
#> quality = 0.99300 ± 0.00186
#> reverse_kl = 0.13472 ± 0.00108
#> forward_kl = inf
#> precision = 0.99400 ± 0.00172
#> recall = 0.86450 ± 0.00771
#> density = 1.01840 ± 0.00762
#> coverage = 0.85050 ± 0.00800
#> copying = 0.50297 ± 0.00898
# Narrow modes: each sample is likely, more than real data are (nll is below the entropy 2.83 of the law: no good
# sign), and recall misses the edges of each mode. Means and large distances see nothing: frechet is small. Copying is
# above 1/2, for in the middle of a mode all training rows are near: it asks for distances, and cannot know why they
# are small.
judged(narrow)
#> mmd = 0.001688 ± 0.000685
#> energy = 0.00494 ± 0.00246
#> sliced = 0.0303 ± 0.0131
#> frechet = 0.0113 ± 0.0107
#> nll = 2.15893 ± 0.00713
#> modes = 8
#> quality = 1.000000 ± 0.000500
#> reverse_kl = 0.00209 ± 0.00147
#> forward_kl = 0.00210427
#> precision = 1.000000 ± 0.000500
#> recall = 0.84550 ± 0.00793
#> density = 1.05190 ± 0.00749
#> coverage = 0.79900 ± 0.00864
#> copying = 0.62991 ± 0.00864
check nll(D, right) ≈ 2.8315783605 se 4
#> ok 2.8270 ± 0.0215 ≈ 2.83158 (0.2 se)
check nll(D, narrow) < 2.8315783605 se 4
#> ok 2.15893 ± 0.00713 < 2.83158 (94.3 se)
# A shift: MMD at the scale of a mode sees it best. Fréchet's distance is near 0.04 = 0.2², but its error, which is
# that of a circle of radius 2.83, is as large.
judged(shifted)
#> mmd = 0.003314 ± 0.000706
#> energy = 0.00875 ± 0.00382
#> sliced = 0.02435 ± 0.00796
#> frechet = 0.0378 ± 0.0222
#> nll = 2.9749 ± 0.0245
#> modes = 8
#> quality = 0.98150 ± 0.00307
#> reverse_kl = 0.00201 ± 0.00141
#> forward_kl = 0.00207364
#> precision = 0.98900 ± 0.00232
#> recall = 0.99350 ± 0.00179
#> density = 1.00030 ± 0.00828
#> coverage = 0.92850 ± 0.00567
#> copying = 0.47707 ± 0.00900
# Repeated training rows are samples of the data's law as good as any: no distance sees them. Only to ask for
# neighbours does.
judged(repeats)
#> mmd = 0.000556 ± 0.000531
#> energy = -0.00001 ± 0.00248
#> sliced = 0.00992 ± 0.00655
#> frechet = 0.00974 ± 0.00870
#> nll = 2.8381 ± 0.0215
#> modes = 8
#> quality = 0.99200 ± 0.00198
#> reverse_kl = 0.00335 ± 0.00185
#> forward_kl = 0.00328878
#> precision = 0.99600 ± 0.00141
#> recall = 0.96350 ± 0.00412
#> density = 1.02310 ± 0.00771
#> coverage = 0.91500 ± 0.00615
#> copying = 1 ± 0
[mean(nearest(x, train_set).distance) for x in (right, repeats, test_set)]
#> f64[3]
#>    0.0517049  0.0  0.0518702

# The witness E k(x, ·) - E k(test, ·) says where: it is lowest where the mode is gone, at (2.83, 0).
grid = [2*sqrt(2)*[cos(t), sin(t)] for t in π/4*(0:7)];
witness(dropped, test_set, grid, l=0.5)
#> f64[8]
#>   -0.0892135     0.0137656     0.023869      0.00388425    0.00824487
#>    0.020928     -0.000454111   0.0150798

# ## What is to be seen
# Above, each model's energy distance from the test data, in standard errors; below, copying, which is 1/2 where
# nothing is repeated. What one misses the other sees.
names = ("right", "dropped", "narrow", "shifted", "repeats");
errors(e) = value(e)/se(e)
energies = [errors(energy_distance(get(models, m), test_set)) for m in names];
copies = [copying(get(models, m), train_set, test_set) for m in names];
axes(bars(energies, names=names), y="energy distance, in standard errors")
#> energy distance, in standard errors
#>  |                 ..........
#>  |                 ##########
#> 4+                 ##########
#>  |                 ##########
#>  |                 ##########
#> 3+                 ##########
#>  |                 ##########
#>  |                 ##########                ::::::::::
#> 2+                 ##########   ##########   ##########
#>  |                 ##########   ##########   ##########
#>  |                 ##########   ##########   ##########
#> 1+                 ##########   ##########   ##########
#>  |                 ##########   ##########   ##########
#>  |                 ##########   ##########   ##########
#> 0+
#>  +--------+------------+-------------+------------+------------+--------
#>         right       dropped        narrow      shifted      repeats
axes(bars(copies, names=names), y="copying")
#> copying
#>   1+                                                       ....--....
#>    |                                                       ##########
#>    |                                                       ##########
#> 0.8+                                                       ##########
#>    |                                                       ##########
#>    |                                  |                    ##########
#> 0.6+                             #####|####                ##########
#>    |   .....|....   .....|....   ##########       |        ##########
#>    |   #####|####   #####|####   ##########   ####|#####   ##########
#> 0.4+   ##########   ##########   ##########   ##########   ##########
#>    |   ##########   ##########   ##########   ##########   ##########
#>    |   ##########   ##########   ##########   ##########   ##########
#> 0.2+   ##########   ##########   ##########   ##########   ##########
#>    |   ##########   ##########   ##########   ##########   ##########
#>   0+   ##########   ##########   ##########   ##########   ##########
#>    +--------+------------+------------+-----------+------------+--------
#>           right       dropped       narrow     shifted      repeats
