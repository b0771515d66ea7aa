#~ file: seed=7 digits=8
# The price of one width. Many VAEs give all latent coordinates of a datum one standard deviation, q(z) = N(m(x),
# s(x)² I). With a linear decoder what that costs can be solved, and where it goes: half is a gap between ELBO and log
# p(x), half is likelihood that the decoder gives up so that the gap stays small.
use vi
use data

# ## With W held fixed
# The posterior of z has the precision P = M/σ², M = WᵀW + σ²I, whatever x is. Of N(m, s²I) the best has the posterior's
# mean and s² = k σ²/tr M; its divergence is (k/2) log(AM/GM) of the eigenvalues of M, which vanishes only if they
# are all the same, WᵀW ∝ I.
derive (k = 3; M in spd(k); σ, s in positives; m in reals(k); l = eigh(M)) {
    KL(Normal(m, s*ones(k)) || Normal(m, cov=σ^2*inv(M)))
    >= KL(Normal(m, σ*sqrt(k/trace(M))*ones(k)) || Normal(m, cov=σ^2*inv(M)))
    = k/2*(log(mean(l)) - mean(log(l)))
}
#> ok 1 >= 2: 199 of 200 points, worst 0.0
#> ok 2 = 3: 199 of 200 points, worst 2.3e-16

# ## The best W
# Let the columns of W lie along the k leading principal axes, with singular values w_i, and M_i = w_i² + σ². With l_i
# the eigenvalues of the covariance of the data, log p(x) per datum is a sum over axes. Subtract the gap: the
# logarithms of the M_i go, and the logarithm of their mean comes.
derive (k = 2; D = 4; l, v in positives(D); M in positives(k); h in positives) {
    -(D*log(2*π) + sum(log(M) + l[1:k]/M) + sum(log(h) + l[k+1:D]/h))/2 - k/2*(log(mean(M)) - mean(log(M)))
    = -(D*log(2*π) + sum(l[1:k]/M) + k*log(mean(M)) + (D - k)*log(h) + sum(l[k+1:D])/h)/2
}
#> ok 1 = 2: 200 points, worst 6.8e-17
# The best M_i are g √l_i with g the mean of the √l_i: compare PPCA, where M_i = l_i. A short way to see it: by Cauchy
# and Schwarz Σ l_i/M_i ≥ (Σ √l_i)²/Σ M_i, with equality for M_i ∝ √l_i, and k log(mean M) + k g²/mean(M) is least at
# mean(M) = g².
derive (k = 3; l, M in positives(k); g = mean(sqrt(l))) {
    sum(l/M) + k*log(mean(M))
    >= k*g^2/mean(M) + k*log(mean(M))
    >= k + k*log(g^2)
    = sum(l/(g*sqrt(l))) + k*log(mean(g*sqrt(l)))
}
#> ok 1 >= 2: 200 points, worst 4.8e-17
#> ok 2 >= 3: 200 points, worst 0.0
#> ok 3 = 4: 200 points, worst 1.3e-16
# So the bound of PPCA, which has k + Σ log l_i in that place, is larger by half of k log g² - Σ log l_i, which is
# k log(AM/GM) of the √l_i; and of that the gap is one half.
derive (k = 3; l in positives(k); g = mean(sqrt(l)); M = g*sqrt(l);
        deficit = k*(log(mean(sqrt(l))) - mean(log(sqrt(l))))) {
    (k + k*log(g^2))/2 - (k + sum(log(l)))/2
    = deficit
    = 2*(k/2*(log(mean(M)) - mean(log(M))))
}
#> ok 1 = 2: 200 points, worst 1e-16
#> ok 2 = 3: 200 points, worst 1.9e-16
# M_i ≥ σ² is needed, as w_i² is not negative: g √l_k ≥ σ². It always holds where σ² is the mean of the discarded
# eigenvalues: l_k is no smaller than they are, and g no smaller than √l_k.

# ## The numbers
# Twenty rows of five features, two latent coordinates.
x = [[2*sin(.7*n)*cos(.5*d) + 1.2*cos(1.3*n)*sin(.9*d) + .3*sin(n*d) for d in 1:5] for n in 1:20];
best = ppca_optimum(x, 2);
one = isotropic_optimum(x, 2);
check one.bound ≈ -63.9875001951 abs 6e-11
#> ok -63.9875 ≈ -63.9875
check one.deficit ≈ 13.6577012706 abs 6e-11
#> ok 13.657701 ≈ 13.657701
check one.log_likelihood ≈ -57.1586495598 abs 6e-11
#> ok -57.15865 ≈ -57.15865
check reverse(eigh(one.W' @ one.W)) ≈ [3.4956007816, .5707632852] abs 6e-11
#> ok [3.4956008, 0.57076329] ≈ [3.4956008, 0.57076329]
check one.width ≈ .0220018716 abs 6e-11
#> ok 0.022001872 ≈ 0.022001872
check one.variance ≈ best.variance
#> ok 0.04574018 ≈ 0.04574018
# Half of the deficit is the gap, half is lost likelihood.
check one.gap ≈ one.deficit/2
#> ok 6.8288506 ≈ 6.8288506
check best.log_likelihood - one.log_likelihood ≈ one.deficit/2
#> ok 6.8288506 ≈ 6.8288506
check isotropic_price(x, 2) ≈ one.deficit
#> ok 13.657701 ≈ 13.657701

# ## Variational EM finds it, and log p(x) falls on the way
# Start at the maximum of the likelihood. The first E step makes q as good as one width can be; from there each sweep
# gives up likelihood and gains more on the gap. The bound rises by 8 nats, log p(x) falls by 7. Nothing is wrong:
# with a family that misses the posterior, EM climbs the bound alone.
A = ppca(x, 2, posterior="isotropic", start=best.W, variance=best.variance);
run = ascend(A, 1000);
steps(run, rows=12)
#> sweep  move                    ELBO           log p(x)              gap
#>     0  start    -2665.319248243      -50.329798924  2614.9894493189
#>     1  E          -72.027917511      -50.329798924    21.6981185865
#>     1  M          -69.788220492      -51.126721771    18.6614987209
#>     2  E          -68.733973160      -51.126721771    17.6072513885
#>     2  M          -67.903225834      -52.235077933    15.6681479015
#>     3  E          -67.391114146      -52.235077933    15.1560362133
#>   ...  1989 more
#>   998  E          -63.987500195      -57.158649560     6.8288506353
#>   998  M          -63.987500195      -57.158649560     6.8288506353
#>   999  E          -63.987500195      -57.158649560     6.8288506353
#>   999  M          -63.987500195      -57.158649560     6.8288506353
#>  1000  E          -63.987500195      -57.158649560     6.8288506353
#>  1000  M          -63.987500195      -57.158649560     6.8288506353
check run.bound[2] ≈ -72.0279175110 abs 6e-11
#> ok -72.027918 ≈ -72.027918
check run.bound[4] ≈ -68.7339731597 abs 6e-11
#> ok -68.733973 ≈ -68.733973
check run.bound[end] ≈ -63.9875001951 abs 6e-11
#> ok -63.9875 ≈ -63.9875
check run.evidence[1] ≈ -50.3297989245 abs 6e-11
#> ok -50.329799 ≈ -50.329799
check run.evidence[end] ≈ -57.1586495598 abs 1e-8
#> ok -57.15865 ≈ -57.15865
check run.evidence[end] - run.evidence[1] < -6.8
#> ok -6.8288506 < -6.8
check run.bound[end] - run.bound[2] > 8
#> ok 8.0404173 > 8
# From other starts it ends at the same bound: W is free up to a rotation.
for s in 1:3 {
  r = ascend(ppca(x, 2, posterior="isotropic", start=sample(Normal(zeros(2), 1), 5)), until=1e-13)
  check r.bound[end] ≈ one.bound abs 1e-9
}
#> ok -63.9875 ≈ -63.9875
#> ok -63.9875 ≈ -63.9875
#> ok -63.9875 ≈ -63.9875

# ## The linear VAE on real data
# Per datum: PPCA, which a diagonal q reaches, its σ², and what one width reaches.
targets(x, k) = {
  (best, one) = (ppca_optimum(x, k), isotropic_optimum(x, k))
  [best.log_likelihood/len(x), best.variance, one.bound/len(x)]
}
flowers = iris().x;
check targets(flowers, 1) ≈ [-3.1377963888, .1141390796, -3.1377963888] abs 6e-11
#> ok [-3.1377964, 0.11413908, -3.1377964] ≈ [-3.1377964, 0.11413908, -3.1377964]
check targets(flowers, 2) ≈ [-2.6997518677, .0506821479, -3.1719013418] abs 6e-11
#> ok [-2.6997519, 0.050682148, -3.1719013] ≈ [-2.6997519, 0.050682148, -3.1719013]
check targets(standardise(flowers).x, 2) ≈ [-3.6862549607, .0837358560, -3.7693374738] abs 6e-11
#> ok [-3.686255, 0.083735856, -3.7693375] ≈ [-3.686255, 0.083735856, -3.7693375]
wines = standardise(wine().x).x;
check targets(wines, 2) ≈ [-16.1552598882, .5270160012, -16.1802561965] abs 6e-11
#> ok [-16.15526, 0.527016, -16.180256] ≈ [-16.15526, 0.527016, -16.180256]
check targets(wines, 5) ≈ [-15.2126451112, .3223627427, -15.4805001567] abs 6e-11
#> ok [-15.212645, 0.32236274, -15.4805] ≈ [-15.212645, 0.32236274, -15.4805]
pictures = digits().x/16;
check targets(pictures, 8) ≈ [14.2097883166, .0273294319, 13.9468738416] abs 6e-11
#> ok [14.209788, 0.027329432, 13.946874] ≈ [14.209788, 0.027329432, 13.946874]
check targets(pictures, 16) ≈ [23.9294428123, .0147249107, 22.7383586488] abs 6e-11
#> ok [23.929443, 0.014724911, 22.738359] ≈ [23.929443, 0.014724911, 22.738359]
# A second latent coordinate makes the bound of the iris data WORSE with one width: the lengths of the two axes differ
# too much. A model that is larger need not have a larger bound.
check isotropic_optimum(flowers, 2).bound < isotropic_optimum(flowers, 1).bound
#> ok -475.7852 < -470.66946
# The coordinate ascent agrees on these as well.
for k in 1:3 {
  r = ascend(ppca(flowers, k, posterior="isotropic"), until=1e-10)
  check r.bound[end] ≈ isotropic_optimum(flowers, k).bound abs 1e-7
}
#> ok -470.66946 ≈ -470.66946
#> ok -475.7852 ≈ -475.7852
#> ok -542.62923 ≈ -542.62923

# ## Fixed noise: what collapses
# With σ² fixed the condition g √l_k ≥ σ² may fail. Then the weakest coordinates collapse to w = 0, as in PPCA, but
# later: g √l_k exceeds l_k, and one width keeps weak coordinates alive so that all M_i are more alike. And PPCA does
# not pay for a collapsed coordinate, where one width does: it has its share in s².
for (v, active, sharp) in [0.05, 3, 2; 0.3, 2, 1; 0.6, 1, 1; 4, 1, 1; 7, 0, 0] {
  one = isotropic_optimum(x, 3, variance=v)
  full_active = active_dimensions(x, v)
  print("variance {v}: {one.active} active with one width, {full_active} with a full q, price {one.deficit:.6f}")
  check one.active ≈ active
  check active_dimensions(x, v) ≈ sharp
  check ascend(ppca(x, 3, posterior="isotropic", variance=v, fixed=true), until=1e-13).bound[end] ≈ one.bound abs 1e-9
}
#> variance 0.05: 3 active with one width, 2 with a full q, price 31.118962
#> ok 3 ≈ 3.0
#> ok 2 ≈ 2.0
#> ok -81.564245 ≈ -81.564245
#> variance 0.3: 2 active with one width, 1 with a full q, price 20.588670
#> ok 2 ≈ 2.0
#> ok 1 ≈ 1.0
#> ok -102.96337 ≈ -102.96337
#> variance 0.6: 1 active with one width, 1 with a full q, price 12.414643
#> ok 1 ≈ 1.0
#> ok 1 ≈ 1.0
#> ok -117.18116 ≈ -117.18116
#> variance 4.0: 1 active with one width, 1 with a full q, price 0.350340
#> ok 1 ≈ 1.0
#> ok 1 ≈ 1.0
#> ok -176.46769 ≈ -176.46769
#> variance 7.0: 0 active with one width, 0 with a full q, price 0.000000
#> ok 0 ≈ 0.0
#> ok 0 ≈ 0.0
#> ok -198.26442 ≈ -198.26442

# ## What is to be seen
# Left, both curves from the maximum of the likelihood on. Right, the bound per iris for each number of latent
# coordinates.
start = ascend(A, 25);
t = (1:50)/2;
curves = overlay(plot(t, start.evidence[2:51], label="log p(x)"), plot(t, start.bound[2:51], label="ELBO"));
k = 1:3;
prices = overlay(plot(k, [ppca_optimum(flowers, k).log_likelihood/150 for k in 1:3], label="own widths", style="both"),
  plot(k, [isotropic_optimum(flowers, k).bound/150 for k in 1:3], label="one width", style="both"));
layout((axes(curves, x="sweep", y="nats"), axes(prices, x="latent coordinates", y="bound per datum")))
#> nats                                 bound per datum
#> -50+*                *** log p(x)        |                          +++*
#>    |***              +++ ELBO        -2.6+                   +++++++
#>    |   **                                |              +*+++
#> -55+     *****                       -2.8+           +++
#>    |          ********************       |        +++
#>    |                                     |     +++
#> -60+                                   -3+  +++
#>    |                                     |#ooooooo
#>    |                                 -3.2+        ooooooo#o
#> -65+    ++++++++++++++++++++++++++       |                 ooo
#>    | ++++                            -3.4+                    oo
#>    | +                                   |                      ooo
#> -70++                                    | +*+ own widths          ooo
#>    |+                                -3.6+ o#o one width              o#
#>    +-----+-----+-----+-----+-----+       ++------+-------+------+------+
#>          5     10    15    20    25       1     1.5      2     2.5     3
#>                 sweep                           latent coordinates
