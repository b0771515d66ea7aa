#~ file: seed=7
# Stochastic variational inference. The coordinate update of a conjugate model, λ̂ = prior + Σ T(x_n), reads all data. A
# batch of M of the N data gives an unbiased λ̂, and a step λ ← (1 - ρ)λ + ρ λ̂ goes a part of the way to it: a natural
# gradient step of length ρ, with noise. How must ρ shrink, so that the start is forgotten and the noise dies out?
use data
use vi

# ## A normal mean, once more
# Five numbers of variance .64, the prior N(0, 1.5). Natural parameters (m/s², -1/(2s²)) of q; each datum adds (x/.64,
# -1/(2·.64)).
x = [1.2, -.4, .7, 2.1, .3];
prior = natural(Normal(0, sqrt(1.5)));
T(λ, x) = (sum(x)/.64, -len(x)/(2*.64))
law(λ) = from_natural(Normal(0, 1), λ)
exact = law(prior + T(prior, x))
#> Normal(μ = 0.718673, σ = 0.343418)
check (mean(exact), var(exact)) ≈ (0.718673218673, 0.117936117936) tol 1e-11
#> ok (0.718673, 0.117936) ≈ (0.718673, 0.117936)

# ## ρ = 1/t: the running mean
# After t steps λ is the mean of the λ̂ so far, so that one pass over the data, in any order, from any start, gives the
# posterior to rounding: the first step, ρ = 1, forgets the start.
derive (a in reals(6); start in reals; step(λ, t) = λ + (a[t] - λ)/t) {
    step(step(step(step(start, 1), 2), 3), 4)
    = mean(a[1:4])
}
#> ok 1 = 2: 200 points, worst 1.2e-16
pass(start, order) = law(stochastic_vi(T, x, prior, 5, ρ=robbins_monro(1, 0), λ=start, order=order).λ)
for start in ((0.0, -.5), (100.0, -3.0), (-7.0, -1e-3)) {
  for order in ("cyclic", "shuffled") { print(KL(pass(start, order), exact) < 1e-12) }
}
#> true
#> true
#> true
#> true
#> true
#> true
# ρ = (t + 1)^-.7 from N(0, 1), ten steps in turn: near, and not there yet.
near = law(stochastic_vi(T, x, prior, 10, ρ=robbins_monro(.7, 1), λ=natural(Normal(0.0, 1))).λ);
check (mean(near), var(near)) ≈ (0.739728461361, 0.119843430134) tol 1e-11
#> ok (0.739728, 0.119843) ≈ (0.739728, 0.119843)
# It arrives with more steps, from far away.
far = law(stochastic_vi(T, x, prior, 20000, ρ=robbins_monro(.7, 1), λ=(500.0, -.01), order="shuffled").λ);
check mean(far) ≈ mean(exact) abs .01
#> ok 0.718689 ≈ 0.718673
check var(far) ≈ var(exact) tol 1e-9
#> ok 0.117936 ≈ 0.117936

# ## What the steps average
# Unrolled, λ_t is a weighted mean of the start and all λ̂: a step s has the weight ρ_s Π (1 - ρ_r) over the later r.
derive (a, r in unit(3); start in reals) {
    (1 - r[3])*((1 - r[2])*((1 - r[1])*start + r[1]*a[1]) + r[2]*a[2]) + r[3]*a[3]
    = prod(1 - r)*start + r[1]*(1 - r[2])*(1 - r[3])*a[1] + r[2]*(1 - r[3])*a[2] + r[3]*a[3]
}
#> ok 1 = 2: 200 points, worst 1.4e-16
derive (r in unit(3)) {
    prod(1 - r) + r[1]*(1 - r[2])*(1 - r[3]) + r[2]*(1 - r[3]) + r[3]
    = 1
}
#> ok 1 = 2: 200 points, worst 4e-17
# The start is forgotten if Π (1 - ρ_t) → 0, which is Σρ = ∞: for κ ≤ 1. For κ = 1.5 a part of it stays for ever.
left(κ, n) = prod(1 - (1.0*(1:n) + 1)^-κ)
[left(.7, 10), left(.7, 1000); left(1, 10), left(1, 1000); left(1.5, 10), left(1.5, 1000)]
#> f64[3×2]
#>    0.0180429  3.84197e-11
#>    0.0909091  0.000999001
#>    0.317878   0.187416
check left(1, 1000) ≈ 1/1001
#> ok 0.000999001 ≈ 0.000999001
check left(1.5, 100000) > .15
#> ok 0.177055 > 0.15
# With a constant ρ the noise stays. The variance v of λ obeys v = (1 - ρ)² v + ρ² V, V that of λ̂: it ends at V ρ/(2 -
# ρ).
derive (ρ in unit; V in positives; v = V*ρ/(2 - ρ)) {
    (1 - ρ)^2*v + ρ^2*V
    = v
}
#> ok 1 = 2: 200 points, worst 9.9e-17
# So ρ must shrink, and Σρ² < ∞, κ > ½, is enough. Other exponents are refused:
robbins_monro(.5)
#!> error[domain]: robbins_monro: κ must be more than 1/2, not 0.5: else Σρ² = ∞, and the noise of the batches never dies out
#!>   robbins_monro(.5)
#!>                 ^^
robbins_monro(1.2)
#!> error[domain]: robbins_monro: κ must be at most 1, not 1.2: else Σρ < ∞, and the steps end before they arrive
#!>   robbins_monro(1.2)
#!>                 ^^^
robbins_monro(.7, -1)
#!> error[domain]: robbins_monro: τ must not be negative, not -1: the first step would be longer than 1
#!>   robbins_monro(.7, -1)
#!>                     ^^

# ## N/M
# A batch must speak for all data: its statistics count N/M times. That is unbiased, and its variance shrinks with M;
# drawn without replacement it vanishes at M = N. All pairs of four numbers:
derive (a in reals(4)) {
    4/2*mean([a[1] + a[2], a[1] + a[3], a[1] + a[4], a[2] + a[3], a[2] + a[4], a[3] + a[4]])
    = sum(a)
}
#> ok 1 = 2: 200 points, worst 1.3e-16
derive (a in reals(4); s = sum(a)) {
    mean(([a[1] + a[2], a[1] + a[3], a[1] + a[4], a[2] + a[3], a[2] + a[4], a[3] + a[4]]*4/2 - s)^2)
    = 4^2/2*mean((a - mean(a))^2)*(4 - 2)/(4 - 1)
}
#> ok 1 = 2: 200 points, worst 1.1e-16
# The usual slip is to leave N/M out. Then a pass counts as a single datum: the mean is drawn to the prior, and q is
# far too wide.
slip = prior;
for t in 1:5 { slip = svi_step(slip, prior, T(slip, x[t:t]), 1/t) }
law(slip)
#> Normal(μ = 0.546729, σ = 0.669775)
check var(law(slip)) ≈ 1/(1/1.5 + 1/.64)
#> ok 0.448598 ≈ 0.448598
check svi_step(prior, prior, T(prior, x[1:1]), 1, scale=5) ≈ prior + 5*T(prior, x[1:1])
#> ok (9.375, -4.23958) ≈ (9.375, -4.23958)
# Its sister concerns θ by natural gradients: the gradient and Fisher's matrix must count the same data. With the mean
# gradient and the matrix of one datum the unit step is right; with the gradient of N data it is N times too long.
derive (N = 5; y in reals(N); θ in reals; s in positives; I = 1/s^2) {
    θ + ∇[θ] (-mean((y - θ)^2)/(2*s^2))/I
    = mean(y)
    = θ + ∇[θ] (-sum((y - θ)^2)/(2*s^2))/(N*I)
}
#> ok 1 = 2: 200 points, worst 1.7e-16
#> ok 2 = 3: 200 points, worst 1.3e-16
derive (N = 5; y in reals(N); θ in reals; s in positives; I = 1/s^2) {
    θ + ∇[θ] (-sum((y - θ)^2)/(2*s^2))/I
    = θ + N*(mean(y) - θ)
}
#> ok 1 = 2: 200 points, worst 1.5e-16

# ## Mean and precision unknown: iris
# The Normal-Gamma law of (μ, τ): μ | τ ~ N(m, 1/(κτ)), τ ~ Gamma(a, rate b). Its statistics are (log τ, τ, τμ, τμ²),
# with the natural parameters λ = (a - ½, -b - κm²/2, κm, -κ/2), and a datum adds (½, -x²/2, x, -½).
derive (μ, m in reals; τ, κ, a, b in positives; λ = [a - 1/2, -b - κ*m^2/2, κ*m, -κ/2]) {
    log_density(Normal(m, 1/sqrt(κ*τ)), μ) + log_density(Gamma(a, b), τ)
    = λ @ [log(τ), τ, τ*μ, τ*μ^2] up to const(μ, τ)
}
#> ok 1 = 2 up to const(μ, τ): 200 points, worst 9.2e-17
derive (μ, y in reals; τ in positives) {
    log_density(Normal(μ, 1/sqrt(τ)), y)
    = [1/2, -y^2/2, y, -1/2] @ [log(τ), τ, τ*μ, τ*μ^2] - log(2*π)/2
}
#> ok 1 = 2: 200 points, worst 1.5e-16
λ_of(m, κ, a, b) = [a - 1/2, -b - κ*m^2/2, κ*m, -κ/2]
read(λ) = { κ = -2*λ[4]; m = λ[3]/κ; (mean = m, strength = κ, shape = λ[1] + 1/2, rate = -λ[2] - κ*m^2/2) }
S(λ, y) = [len(y)/2, -sum(y^2)/2, sum(y), -len(y)/2]
# Eight numbers whose posterior is known, by one pass:
eight = [1.2, -.4, .7, 2.1, .3, 1.6, -.9, .8];
found = read(stochastic_vi(S, eight, λ_of(0, 1, 2, 1), 8, ρ=robbins_monro(1, 0), order="shuffled").λ)
#> (mean = 0.6, strength = 9.0, shape = 6.0, rate = 4.68)
check (found.mean, found.strength, found.shape, found.rate) ≈ (.6, 9, 6, 4.68)
#> ok (0.6, 9.0, 6.0, 4.68) ≈ (0.6, 9, 6, 4.68)
# The width of 150 sepals, with a vague prior.
sepals = iris().x[:, 2];
vague = λ_of(3, .1, 1, .1);
truth = normal_gamma_posterior(sepals, mean=3, strength=.1, shape=1, rate=.1);
check read(vague + S(vague, sepals)).rate ≈ truth.rate
#> ok 14.2536 ≈ 14.2536
# Batches of ten: one pass with ρ = 1/t is exact again, as 15 batches hold each flower once.
once = read(stochastic_vi(S, sepals, vague, 15, batch=10, ρ=robbins_monro(1, 0), order="shuffled").λ);
check (once.mean, once.strength, once.shape, once.rate) ≈ (truth.mean, truth.strength, truth.shape, truth.rate)
#> ok (3.0573, 150.1, 76.0, 14.2536) ≈ (3.0573, 150.1, 76.0, 14.2536)
# Ten passes with κ = .7 come near, and the last steps scatter less than with a constant ρ = .3, as the theory has it.
slow = stochastic_vi(S, sepals, vague, 600, batch=10, ρ=robbins_monro(.7, 1), order="shuffled");
steady = stochastic_vi(S, sepals, vague, 600, batch=10, ρ=t -> .3, order="shuffled");
check read(slow.λ).mean ≈ truth.mean abs .02
#> ok 3.05776 ≈ 3.0573
check read(slow.λ).rate/read(slow.λ).shape ≈ truth.rate/truth.shape tol .1
#> ok 0.187633 ≈ 0.187548
# λ's third number is κm; its scatter over the last 400 steps, and what v = Vρ/(2 - ρ) says of the constant ρ. The
# batches of a pass are drawn without replacement and share the flowers out, so that it scatters a little less than
# independent ones.
scatter_of(run) = std(run.path.λ[201:end, 3])
V = 150^2/10*var(sepals)*(150 - 10)/(150 - 1);
[scatter_of(slow), scatter_of(steady), sqrt(V*.3/1.7)]
#> f64[3]
#>    0.58589  6.46795  8.39072
check scatter_of(slow) < scatter_of(steady)/2
#> ok 0.58589 < 3.23398

# ## Responsibilities
# With hidden z the statistics depend on λ: the local q(z_n) is optimised to the end for each datum of the batch, and
# only then λ moves. How many flowers have petals of each of three lengths? The shares have a Dirichlet law, λ its α -
# 1.
petals = iris().x[:, 3];
logs(y) = [log_density(Normal(1.5, .2), y); log_density(Normal(4.3, .5), y); log_density(Normal(5.5, .55), y)]'
responsible(λ, y) = softmax(expectation_parameters(Dirichlet(λ + 1)) + logs(y))
counted(λ, y) = sum(responsible(λ, y), axis=1)
# With the whole data and ρ = 1 the same steps are coordinate ascent.
ascent = stochastic_vi(counted, petals, zeros(3), 100, batch=150, ρ=t -> 1).λ
#> f64[3]
#>    49.9999  50.7806  49.2194
check ascent ≈ counted(ascent, petals)
#> ok [49.9999, 50.7806, 49.2194] ≈ [49.9999, 50.7806, 49.2194]
shares = stochastic_vi(counted, petals, zeros(3), 2000, batch=10, ρ=robbins_monro(.7, 1), order="shuffled");
check shares.λ ≈ ascent tol .03
#> ok [49.9177, 50.6507, 49.4316] ≈ [49.9999, 50.7806, 49.2194]
# A batch always accounts for all 150 flowers, since N/M Σ r = N.
check sum(shares.λ) ≈ 150
#> ok 150.0 ≈ 150
check mean(Dirichlet(shares.λ + 1)) ≈ (ascent + 1)/153 tol .03
#> ok [0.332795, 0.337586, 0.329618] ≈ [0.333333, 0.338436, 0.328232]

# ## What is to be seen
# The mean of the sepals' width over the steps. Left, one run with κ = .7 and one with the constant ρ = .3, which never
# comes to rest; the line is the exact posterior mean. Right, the root mean square error over fifty runs, logarithmic:
# the constant step ends on a plateau, (t + 1)^-.7 goes on falling, and 1/t is exact at the end of each pass of 15.
centre(λ) = λ[:, 3]/(-2*λ[:, 4])
one(run) = centre(run.path.λ)[11:131]
seen = overlay(plot(10:130, one(steady), label="ρ = .3"), plot(10:130, one(slow), label="κ = .7"), hline(truth.mean));
miss(ρ) = {
  runs = vmap(k -> centre(stochastic_vi(S, sepals, vague, 150, batch=10, ρ=ρ, order="shuffled").path.λ))(1:50)
  log(max(sqrt(mean((runs[:, 2:end] - truth.mean)^2, axis=1)), 1e-4))/log(10)
}
misses = [miss(t -> .3); miss(robbins_monro(.7, 1)); miss(robbins_monro(1, 0))]';
errors = legend(plot(1:150, misses), ("ρ = .3", "κ = .7", "1/t"));
layout((axes(seen, x="step", y="mean of μ"), axes(errors, x="step", y="log₁₀ error")))
#> mean of μ                            log₁₀ error
#>  3.2+ *** ρ = .3        *                |o
#>     | +++ κ = .7        *              -1+o
#>     |               *   *                |oo***************************
#> 3.15+     **     ** **  **               | o+++ ++
#>     | *+ ****   *** **  ***     **     -2+  ooo+ ++++++++++++     ++
#>  3.1+*++ ****  +*** **  ***    ****      |  o oooo+oo+  + +++++++++++++
#>     |*++**+**++++***** ***++***** *      |  o  oo ooooooooo+oo+  + ++ +
#> 3.05+.+.+.+.+.+.+.+.+.+.+.+.+.+.+.*      |  o  o  o  o  oooooo oooooooo
#>     |+**++*++*  *+ +*++++****++* ++    -3+  o  o  o  o  o  o  o oo oo o
#>     |+ *+ *++****  ****   ******  *      |  o  o  o  o  o  o  o oo oo o
#>    3+* **   +***   * **    * **          |  o  o  o  o  o  o  o  o  o o
#>     |*  *     *    * *     * *           |  o  o  o  o  o  o  o  o  o o
#> 2.95+   *     *                        -4+  o  o  o  o  o  o  o  o  o o
#>     |   *                                +---------+---------+--------+
#>     +----------+-----------+-------                50       100      150
#>                50         100                         step
#>                   step                 *** ρ = .3   +++ κ = .7   ooo 1/t
