#~ file: seed=7
# A learned schedule. Variational diffusion models train γ(t) together with the network. What can there be to learn, as the loss
#   L = E f(t),  f(t) = γ'(t)/2 ‖ε - ε̂(z, γ(t))‖²,  t uniform on 0..1,
# does not depend on the schedule at all, given γ at both ends? The noise of the estimate: f is another function of t for each
# schedule, with the same mean and another variance. So the ends are pinned, and the mean of f² is what a schedule descends.
use vdm

# ## A curve that rises whatever its numbers are
#   G(t) = t + Σ v_k S(a_k t + c_k),  v, a > 0,   γ = γ0 + (γ1 - γ0)(G(t) - G(0))/(G(1) - G(0)).
# If the ends were free, they would move together until L = 0: nothing would hold the prior and the reconstruction loss up.
m = learned_noise(units=16);
(m(0), m(1), parameter_count(m))
#> (-13.3, 5.0, 48)
derive (n in integers(1, 6); v, a in positives(n); c in reals(n); t in unit; S = schedule_of(learned_noise(v=v, a=a, c=c)); G(t) = t + sum(v*sigmoid(a*t + c))) {
    S.γ(t)
    = -13.3 + 18.3*(G(t) - G(0))/(G(1) - G(0))
}
#> ok 1 = 2: 204 points, worst 2.3e-16
derive (n in integers(1, 6); v, a in positives(n); c in reals(n); t in unit; S = schedule_of(learned_noise(v=v, a=a, c=c))) {
    S.dγ(t)
    = S.γ'(t)
    >= 0
}
#> ok 1 = 2: 204 points, worst 7.9e-17
#> ok 2 >= 3: 204 points, worst 0.0
# It stays pinned, and rising, after any training step.
moved = learned_noise(v=[0.3, 7], a=[90, 0.1], c=[-60, 3], γ0=-10, γ1=10);
(moved(0), moved(1))
#> (-10.0, 10.0)

# ## Gaussian data: everything is known
# x ~ N(0, τ²): the best guess of ε leaves the variance q = S(log τ² - γ), so E f = γ'q/2, and E f² = 3(γ'q)²/4, as E e⁴ = 3q² for e ~ N(0, q).
τ = 0.5;
errors = normal_errors(τ);
L = log((1 + τ^2*exp(13.3))/(1 + τ^2*exp(-5.0)))/2;
check L ≈ 5.9560146336187 tol 1e-13
#> ok 5.95601 ≈ 5.95601
# The mean is the same by every schedule, with these ends:
for S in (linear_snr(), clipped_cosine(), schedule_of(m), schedule_of(learned_noise(v=[2, 1], a=[8, 4], c=[-2, -3])), best_noise(τ)) {
    check loss_moments(S, errors).mean ≈ L tol 1e-10
}
#> ok 5.95601 ≈ 5.95601
#> ok 5.95601 ≈ 5.95601
#> ok 5.95601 ≈ 5.95601
#> ok 5.95601 ≈ 5.95601
#> ok 5.95601 ≈ 5.95601
check loss_moments(linear_snr(), normal_errors(1)).mean ≈ 6.6466431630013 tol 1e-13
#> ok 6.64664 ≈ 6.64664
# and by any with its own ends:
between_ends = between(cosine_noise(), -8, 6);
check loss_moments(between_ends, errors).mean ≈ log((1 + τ^2*exp(8.0))/(1 + τ^2*exp(-6.0)))/2 tol 1e-10
#> ok 3.30721 ≈ 3.30721
# A step that is too steep for a rule over t is found by the mean, which is known from the ends; more points do it, if there are enough.
loss_moments(learned_noise(v=[1], a=[1000], c=[-500]), errors)
#!> error[convergence]: loss_moments: the mean is 5.95601 by the integral over γ, but 5.93143 by 672 points over t: γ of learned is too steep or has too many kinks for the rule; n = 64 takes more points
#!>   loss_moments(learned_noise(v=[1], a=[1000], c=[-500]), errors)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
check loss_moments(learned_noise(v=[1], a=[1000], c=[-500]), errors, n=64).mean ≈ L tol 1e-10
#> ok 5.95601 ≈ 5.95601
# The variance is not. The clipped cosine spends its time at middle levels, and rushes through small noise in the first 1 % of t:
check loss_moments(linear_snr(), errors).variance ≈ 114.31666400752 tol 1e-12
#> ok 114.317 ≈ 114.317
check loss_moments(clipped_cosine(), errors).variance ≈ 3394.0723746118 tol 1e-12
#> ok 3394.07 ≈ 3394.07
# The same by draws, as a training sees it. The loss of a schedule is f².
guess = predicts("x", (z, l) -> l.α*τ^2*z/(l.α^2*τ^2 + l.σ^2), sees="level");
data = Normal(0, τ);
f_squared = schedule_loss(guess);
start = learned_noise(units=16);
check E(x ~ data, f_squared(start, x), n=200000) ≈ loss_moments(start, errors).square se 4
#> ok 157.95 ± 1.93 ≈ 159.627 (0.9 se)
# So is its slope: a change of γ moves f by γ', by the noise in z, and by what the guess says to it.
by_shift(c1) = learned_noise(v=[2, 1], a=[8, 4], c=[c1, -3])
check grad(c1 -> E(x ~ data, f_squared(by_shift(c1), x), n=100000))(-2.0) ≈ grad(c1 -> loss_moments(by_shift(c1), errors).square)(-2.0) se 4
#> ok 17.99 ± 1.98 ≈ 14.6506 (1.7 se)
# Derivatives go through the inverse and the rise of γ too.
check grad(c1 -> schedule_of(by_shift(c1)).inverse(0.0))(-2.0)
#> ok -0.0216773 ≈ -0.0216773 by differences
check grad(c1 -> gamma_rise(by_shift(c1), 0.2, 0.2001))(-2.0)
#> ok 0.000568226 ≈ 0.000568226 by differences

# ## The best one in closed form
# ∫ (γ'q)² dt is least for ∫ γ'q dt given where γ'q is constant, by Jensen's inequality: 1 + τ² SNR is then geometric in t, as d log(1 + τ² SNR)/dγ = -q.
B = best_noise(τ);
derive (τ in positives; t in unit; S = best_noise(τ)) {
    1 + τ^2*S.snr(t)
    = (1 + τ^2*S.snr(0))^(1 - t)*(1 + τ^2*S.snr(1))^t
}
#> ok 1 = 2: 200 points, worst 2.2e-17
derive (τ in positives; t in unit; S = best_noise(τ)) {
    S.dγ(t)*normal_errors(τ).mean(S.γ(t))
    = log((1 + τ^2*exp(13.3))/(1 + τ^2*exp(-5.0)))
}
#> ok 1 = 2: 200 points, worst 6.7e-18
check B.γ([0.1, 0.5, 0.9]) ≈ [-12.1087817279, -7.34140285669, -2.21771603654] tol 1e-11
#> ok [-12.1088, -7.3414, -2.21772] ≈ [-12.1088, -7.3414, -2.21772]
# f still varies, as e² does: the variance of 2L² is what draws of ε cost, and none is left that t costs.
check loss_moments(B, errors).variance ≈ 70.948220631759 tol 1e-12
#> ok 70.9482 ≈ 70.9482
check loss_moments(B, errors).variance ≈ 2*L^2
#> ok 70.9482 ≈ 70.9482
# No other curve does better.
derive (n in integers(1, 6); v, a in positives(n); c in reals(n); S = schedule_of(learned_noise(v=v, a=0.2*a, c=c))) {
    loss_moments(S, normal_errors(0.5)).variance
    >= loss_moments(best_noise(0.5), normal_errors(0.5)).variance*(1 - 1e-12)
}
#> ok 1 >= 2: 204 points, worst 0.0
# It is also the best for T steps, where the loss is Σ (SNR_s - SNR_t)/2 τ²/(1 + τ² SNR_t): (T/2)(e^(2L/T) - 1).
steps_loss(S, T) = {
    snr = S.snr((0:T)/T)
    sum((snr[1:T] - snr[2:end])/2*τ^2/(1 + τ^2*snr[2:end]))
}
check [steps_loss(B, T) for T in [10, 100, 1000]] ≈ [11.455188522107, 6.3252710242851, 5.9916300206201] tol 1e-12
#> ok [11.4552, 6.32527, 5.99163] ≈ [11.4552, 6.32527, 5.99163]
check steps_loss(B, 10) ≈ 5*expm1(2*L/10)
#> ok 11.4552 ≈ 11.4552
check steps_loss(linear_snr(), 10) > steps_loss(B, 10)
#> ok 15.7276 > 11.4552

# ## Learning it
# First without draws, where the error at every γ is known.
run = train(start, m -> loss_moments(m, errors).square, steps=4000, opt=adam(cosine(0.02, 4000)));
learned = schedule_of(run.model);
loss_moments(learned, errors)
#> (mean = 5.95601, square = 106.64, variance = 71.1654)
# The variance is the best one within 0.4 %, γ is where it should be within 0.05, and the mean is what it was.
check loss_moments(learned, errors).variance/loss_moments(B, errors).variance - 1 < 0.004
#> ok 0.00306176 < 0.004
check max(abs(learned.γ([0.1, 0.5, 0.9]) - B.γ([0.1, 0.5, 0.9]))) < 0.05
#> ok 0.0405178 < 0.05
check loss_moments(learned, errors).mean ≈ L tol 1e-9
#> ok 5.95601 ≈ 5.95601
# Then from draws of data, times and noise, as beside a network that is held fixed. f² has rare large values, so that batches are large
# and long gradients are cut.
noisy = train(start, f_squared, data, steps=2000, batch=4096, opt=clip_norm(adam(cosine(0.02, 2000)), 300));
drawn = schedule_of(noisy.model);
check loss_moments(drawn, errors).variance/loss_moments(B, errors).variance - 1 < 0.02
#> ok 0.013876 < 0.02
drawn.γ([0.1, 0.5, 0.9]) - B.γ([0.1, 0.5, 0.9])
#> f64[3]
#>    0.0120998  0.0672202  0.154021
# The ends did not move, and the mean is what it was.
check [drawn.γ(0), drawn.γ(1), loss_moments(drawn, errors).mean] ≈ [-13.3, 5, L] tol 1e-9
#> ok [-13.3, 5.0, 5.95601] ≈ [-13.3, 5.0, 5.95601]

# ## What is to be seen
# Left γ, right γ'q: constant for the best schedule, nearly so for the learned ones, and far from it for a straight γ.
t = linspace(0, 1, 101);
curve(S, name) = plot(t, S.γ(t), label=name)
work(S, name) = plot(t, S.dγ(t)*errors.mean(S.γ(t)), label=name)
layout((
    axes(overlay(curve(B, "best"), curve(learned, "learned"), curve(drawn, "from draws"), curve(linear_snr(), "straight")), x="t", y="γ"),
    axes(overlay(work(B, "best"), work(learned, "learned"), work(drawn, "from draws"), work(linear_snr(), "straight")), x="t", y="γ' q")
))
#> γ                                    γ' q
#>   5+ *** best                     x    |xxxxxxxxxxxxxxx
#>    | +++ learned               xxxx    |              xxx
#>    | ooo from draws          xxx  o  15+                 xx
#>    | xxx straight         xxxx    o    |                  x            o
#>   0+                    xxx      oo    |o  oooo   oooo  ooox   ooo oo oo
#>    |                 xxxx     ooo+     |ooo+++oooo+++oooo++xxooo+ooo+ooo
#>    |               xxx     oooo      10+                    x          o
#>  -5+             xxx   ooooo           |                     x         o
#>    |          xxxx  oooo               |                     x         o
#>    |        xxx ooooo                 5+                      x        o
#>    |     xxxxoooo                      | *** best             xx       o
#> -10+   xxxooo                          | +++ learned           xx      o
#>    |xxxxo                              | ooo from draws         xxx    o
#>    |xo                                0+ xxx straight              xxxxx
#>    ++-----+-----+-----+-----+-----+    ++-----+-----+------+-----+-----+
#>     0    0.2   0.4   0.6   0.8    1     0    0.2   0.4    0.6   0.8    1
#>                    t                                   t
