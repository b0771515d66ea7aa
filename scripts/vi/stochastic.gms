#~ file: seed=7
# Stochastic variational inference: natural gradients from a few data at a time. In natural coordinates the step of a conjugate model
# is λ ← (1 - ρ)λ + ρ(prior + statistics of all data), and N/M times the statistics of M data are right on average.
use vi
use data

# ## Five numbers: exact after one pass
x = [1.2, -0.4, 0.7, 2.1, 0.3];
(v, w) = (0.64, 1.5);
prior_λ = (0.0, -1/(2*w));
statistics(x) = (x/v, -1/(2*v))
law(λ) = from_natural(Normal(0, 1), λ)
# With ρ_t = 1/t the steps average: after each datum was seen once λ is the posterior's, from any start and in any order.
plain = robbins_monro(1)
once = svi(prior_λ, statistics, x, 5, ρ=plain);
check law(once.λ).parameters.μ ≈ 0.718673218673 tol 1e-12
#> ok 0.718673 ≈ 0.718673
check law(once.λ).parameters.σ^2 ≈ 0.117936117936 tol 1e-11
#> ok 0.117936 ≈ 0.117936
elsewhere = svi(prior_λ, statistics, reverse(x), 5, ρ=plain, start=(40.0, -70.0));
check elsewhere.λ[1] ≈ once.λ[1]
#> ok 6.09375 ≈ 6.09375
check elsewhere.λ[2] ≈ once.λ[2]
#> ok -4.23958 ≈ -4.23958
# ρ_t = (t + 1)^-0.7 forgets faster: ten steps, datum after datum, from N(0, 1).
quick = svi(prior_λ, statistics, x, 10, ρ=robbins_monro(0.7, delay=1), start=(0.0, -0.5));
check law(quick.λ).parameters.μ ≈ 0.739728461361 tol 1e-11
#> ok 0.739728 ≈ 0.739728
check law(quick.λ).parameters.σ^2 ≈ 0.119843430134 tol 1e-11
#> ok 0.119843 ≈ 0.119843
# For any numbers: the weights of one pass with ρ = 1/t are all 1/N.
derive (y in reals(4); λ, a in reals; ρ = robbins_monro(1)) {
    svi(a, u -> u, y, 4, ρ=ρ, start=λ).λ
    = a + sum(y)
}
#> ok 1 = 2: 200 points, worst 1.3e-16

# ## Rates
# Robbins and Monro ask for Σρ = ∞, which forgets the start, and Σρ² < ∞, which averages the noise away: κ in (1/2, 1].
robbins_monro(0.5)
#!> error[domain]: robbins_monro: κ must be more than 1/2 and at most 1; with 0.5 Σ ρ² is infinite, and the noise stays
#!>   robbins_monro(0.5)
#!>                 ^^^
robbins_monro(1.2)
#!> error[domain]: robbins_monro: κ must be more than 1/2 and at most 1; with 1.2 Σ ρ is finite, and the start is never forgotten
#!>   robbins_monro(1.2)
#!>                 ^^^
# A constant rate keeps the noise: λ then wanders around the posterior's with the variance ρ/(2 - ρ) of one step's target.
constant = svi(prior_λ, statistics, x, 4000, ρ=t -> 0.2, order="random");
wander = var(constant.path[1][1000:end]);
target = 5^2*mean((x/v - mean(x/v))^2);
check wander ≈ 0.2/1.8*target tol 0.15
#> ok 4.95322 ≈ 4.81228
falling = svi(prior_λ, statistics, x, 4000, ρ=robbins_monro(0.9), order="random");
check var(falling.path[1][3000:end]) < 0.05*wander
#> ok 0.00274414 < 0.247661

# ## Averages and sums
# A minibatch of M of N data has N/M times its sum as the estimate of all. Without the factor the prior counts N/M times too much; with
# it twice, the data do.
scaled = svi(prior_λ, statistics, x, 2000, batch=2, ρ=robbins_monro(1), order="random");
check law(scaled.λ).parameters.σ^2 ≈ 0.117936117936 tol 1e-9
#> ok 0.117936 ≈ 0.117936
forgotten = svi(prior_λ, u -> 2/5*statistics(u), x, 2000, batch=2, ρ=robbins_monro(1), order="random");
law(forgotten.λ)
#> Normal(μ = 0.637995, σ = 0.513553)
# The posterior of 2 data where there are 5: too wide by the square root of (2/v + 1/w)/(5/v + 1/w).
check law(forgotten.λ).parameters.σ^2 ≈ 1/(2/v + 1/w) tol 1e-9
#> ok 0.263736 ≈ 0.263736

# ## Real data: the mean and the precision of a column, Normal-Gamma
# μ | τ ~ N(0, 1/τ), τ ~ Gamma(2, 1), 178 wines: standardised flavanoids. Natural parameters are sums over the data, so that one
# minibatch after another goes to the exact posterior.
column = wine().x[:, 7];
y = (column - mean(column))/std(column) + 0.5;
N = len(y);
# In the coordinates of (τμ², τμ, τ, log τ): -(κ/2), κm, -(b + κm²/2), a - 1/2.
ng_prior = (-0.5, 0.0, -1.0, 1.5);
ng_statistics(y) = (-0.5, y, -y^2/2, 0.5)
told(λ) = {
  κ = -2*λ[1]
  m = λ[2]/κ
  (κ = κ, m = m, a = λ[4] + 1/2, b = -λ[3] - κ*m^2/2)
}
exact = (κ = 1 + N, m = sum(y)/(1 + N), a = 2 + N/2, b = 1 + sum(y^2)/2 - sum(y)^2/(2*(1 + N)));
run = svi(ng_prior, ng_statistics, y, 2000, batch=10, ρ=robbins_monro(0.9, delay=5), order="random");
told(run.λ)
#> (κ = 178.989, m = 0.499764, a = 90.9945, b = 91.4689)
exact
#> (κ = 179, m = 0.497207, a = 91.0, b = 90.1243)
check told(run.λ).m ≈ exact.m abs 0.06
#> ok 0.499764 ≈ 0.497207
check told(run.λ).b ≈ exact.b tol 0.1
#> ok 91.4689 ≈ 90.1243
# Whole passes with ρ = 1/t are exact here too.
pass = svi(ng_prior, ng_statistics, y, N, ρ=robbins_monro(1));
check told(pass.λ).m ≈ exact.m
#> ok 0.497207 ≈ 0.497207
check told(pass.λ).b ≈ exact.b
#> ok 90.1243 ≈ 90.1243
check told(pass.λ).a ≈ exact.a
#> ok 91.0 ≈ 91.0

# ## What is to be seen
# The mean of q over the steps: a falling rate settles, a constant one wanders.
means(r) = [told((r.path[1][i], r.path[2][i], r.path[3][i], r.path[4][i])).m for i in 1:300]
restless = svi(ng_prior, ng_statistics, y, 600, batch=10, ρ=t -> 0.3, order="random");
axes(overlay(plot(0:299, means(restless), label="ρ = 0.3"), plot(0:299, means(run), label="ρ falls", colour="red"), hline(exact.m)), x="step", y="E μ", ylim=(0, 1))
#> E μ
#>   1+ *                                                      *** ρ = 0.3
#>    | *                                                      +++ ρ falls
#> 0.8+ **           *
#>    |+**      **  ** *           *                           * **
#>    |++**   * **  ** *   **  *   *     *  **             *  ** ** * *
#> 0.6+++ *   ****  * **   ***** * **    *  *** *  * *  ***** *** * * **
#>    |+ +*** **+** *+++++++++++++++++++++++++++++++++*++++++++++++++++++++
#>    |. .+.+.+.+.+.+.+.+.+. .*. .*.*.*.*.+. .*.+.*.*.+.+.+.*. .*. .*.*. .*
#> 0.4++  +++**   * * * ***  ** * * ***** **  ********* *    *     * * ****
#>    |+   *  *   **    * *   * * *   *** **  **  **                    ***
#>    |+      *    *                  **  **                            *
#> 0.2++      *                        *  **
#>    |+                               *  **
#>   0++                                  *
#>    ++----------+----------+-----------+----------+----------+-----------
#>     0          50        100         150        200        250
#>                                     step
