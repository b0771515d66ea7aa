#~ file: seed=7
# How exact is each sampler, for what it costs? For normal data the truth is known, so that errors can be measured, not guessed: one
# table, made by walking through `samplers`.
use vdm

# ## What is measured
# Data N(0, τ²), τ = 0.5, with their exact denoiser, and z_1 from its own law N(0, v_1), v_t = α_t² τ² + σ_t². What a perfect sampler
# makes of it is N(0, v_0), so the error is that of the standard deviation, over √v_0.
τ = 0.5;
D = Normal(0, τ);
p = oracle(D);
root_v(S, t) = sqrt(level(S, t).α^2*τ^2 + level(S, t).σ^2)
# For normal data every step is linear, z_s = A z + C ξ, and takes the variance from v to A² v + C²: sampler_moments follows it, without
# a draw.
law_error(S, by, steps, start) = abs(sqrt(sampler_moments(S, D, by, steps=steps, start=start).variance)/root_v(S, 0) - 1)
# The error after so many evaluations of the denoiser, the work that counts where it is a network.
error_of(S, by, evaluations) = law_error(S, by, max(1, round(evaluations/by.evaluations)), Normal(0, root_v(S, 1)))

# ## The table
# Schedules in their own t; the cosine between γ = -10 and 5. The order is the slope of log error over the last two.
schedules = (linear_snr(), between(cosine_noise(), -10, 5), rectified(), edm());
work = (128, 512, 2048);
order_of(e) = log(e[2]/e[3])/log(work[3]/work[2])
row(S, by) = if kind(by.evaluations) == "text" { none } else { [error_of(S, by, n) for n in work] }
stepping = filter(k -> k != "adaptive_ode", fields(samplers));
for S in schedules {
    print("{S.name}: relative error of the standard deviation after {work} evaluations")
    for k in stepping {
        by = sampler(k)
        e = row(S, by)
        said = if by.order == 0 { "" } else { "order {order_of(e):5.2f}" }
        print("  {k:20} {by.evaluations:3d} a step  {e[1]:9.2e} {e[2]:9.2e} {e[3]:9.2e}   {said}")
    }
}
#> linear log-SNR: relative error of the standard deviation after (128, 512, 2048) evaluations
#>   ancestral              1 a step   3.47e-02  8.87e-03  2.23e-03   order  1.00
#>   ddim                   1 a step   1.77e-02  4.45e-03  1.11e-03   order  1.00
#>   euler_ode              1 a step   5.78e-03  1.44e-03  3.58e-04   order  1.00
#>   heun_ode               2 a step   1.19e-04  9.31e-06  6.10e-07   order  1.97
#>   karras_heun            2 a step   2.64e-03  1.61e-04  9.97e-06   order  2.00
#>   dpm_solver             1 a step   3.17e-04  1.98e-05  1.24e-06   order  2.00
#>   reverse_sde            1 a step   7.07e-03  1.73e-03  4.30e-04   order  1.00
#>   predictor_corrector    2 a step   7.14e-03  1.04e-03  1.09e-03
#>   annealed_langevin    100 a step   9.95e-01  9.78e-02  1.04e-02
#> cosine from -10 to 5: relative error of the standard deviation after (128, 512, 2048) evaluations
#>   ancestral              1 a step   2.66e-02  7.15e-03  1.83e-03   order  0.98
#>   ddim                   1 a step   1.12e-02  2.81e-03  7.03e-04   order  1.00
#>   euler_ode              1 a step   2.34e-03  5.91e-04  1.48e-04   order  1.00
#>   heun_ode               2 a step   1.85e-04  1.17e-05  7.31e-07   order  2.00
#>   karras_heun            2 a step   5.70e-04  3.53e-05  2.20e-06   order  2.00
#>   dpm_solver             1 a step   2.11e-03  1.29e-04  7.90e-06   order  2.01
#>   reverse_sde            1 a step   3.21e-03  7.90e-04  1.97e-04   order  1.00
#>   predictor_corrector    2 a step   2.24e-03  1.57e-03  1.31e-03
#>   annealed_langevin    100 a step   9.89e-01  1.46e-01  2.21e-02
#> rectified: relative error of the standard deviation after (128, 512, 2048) evaluations
#>   ancestral              1 a step   2.58e-02  6.78e-03  1.72e-03   order  0.99
#>   ddim                   1 a step   1.15e-02  2.89e-03  7.23e-04   order  1.00
#>   euler_ode              1 a step   1.15e-02  2.89e-03  7.23e-04   order  1.00
#>   heun_ode               2 a step   3.86e-04  2.36e-05  1.46e-06   order  2.00
#>   karras_heun            2 a step   2.57e-04  1.91e-05  1.36e-06   order  1.90
#>   dpm_solver             1 a step   7.15e-04  5.99e-05  4.69e-06   order  1.84
#>   reverse_sde            1 a step   4.60e-05  2.75e-06  1.70e-07   order  2.01
#>   predictor_corrector    2 a step   3.58e-03  4.31e-04  1.08e-03
#>   annealed_langevin    100 a step   1.00e+00  9.65e-02  2.78e-02
#> EDM: relative error of the standard deviation after (128, 512, 2048) evaluations
#>   ancestral              1 a step   4.55e-02  1.18e-02  2.97e-03   order  0.99
#>   ddim                   1 a step   2.20e-02  5.54e-03  1.39e-03   order  1.00
#>   euler_ode              1 a step   1.54e-01  3.97e-02  1.00e-02   order  0.99
#>   heun_ode               2 a step   1.16e-02  6.84e-04  4.21e-05   order  2.01
#>   karras_heun            2 a step   3.55e-03  2.17e-04  1.35e-05   order  2.00
#>   dpm_solver             1 a step   8.90e-04  5.42e-05  3.36e-06   order  2.00
#>   reverse_sde            1 a step   1.06e-03  6.66e-05  4.20e-06   order  1.99
#>   predictor_corrector    2 a step   2.50e-03  1.53e-03  9.29e-04
#>   annealed_langevin    100 a step   1.59e+02  5.35e-01  2.42e-02
# The order is what the sampler says of itself, to a few hundredths. It may be more: for l = 1 and α = 1 or 1 - t the first term of the
# bias is 0 for normal data, and reverse_sde has order 2. It is less where the ends are infinite in γ, as those of rectified are: the last
# steps to σ = 0 are long in γ however many there are, and those that start at α = 0, two of dpm_solver's and one of karras_heun's, have no
# slope to lean on.
ordered = filter(k -> sampler(k).order > 0, stepping);
for S in schedules {
    exempt = if S.name == "rectified" { ("reverse_sde", "dpm_solver", "karras_heun") } else { ("reverse_sde",) }
    check max([abs(order_of(row(S, sampler(k))) - sampler(k).order) for k in filter(k -> not (k in exempt), ordered)]) < 0.04
    check order_of(row(S, reverse_sde())) > 0.98
}
#> ok 0.0338987 < 0.04
#> ok 1.00383 > 0.98
#> ok 0.0187554 < 0.04
#> ok 1.00298 > 0.98
#> ok 0.0116781 < 0.04
#> ok 2.00853 > 0.98
#> ok 0.0098212 < 0.04
#> ok 1.99289 > 0.98
# Between finite ends the orders are there, on rectified too; to σ = 0 the cosine schedule, whose σ falls with a slope, loses one:
check [order_of(row(between(rectified(), -10, 5), k)) for k in (dpm_solver(), karras_heun())] ≈ [2, 2] abs 0.03
#> ok [2.02435, 2.00199] ≈ [2, 2]
for R in (between(rectified(), -inf, 5), between(rectified(), -10, inf), between(cosine_noise(), -inf, 5), between(cosine_noise(), -10, inf)) {
    print("{R.name:26} dpm_solver {order_of(row(R, dpm_solver())):.2f}   karras_heun {order_of(row(R, karras_heun())):.2f}")
}
#> rectified from -inf to 5   dpm_solver 1.84   karras_heun 2.00
#> rectified from -10 to inf  dpm_solver 2.04   karras_heun 1.96
#> cosine from -inf to 5      dpm_solver 0.60   karras_heun 1.05
#> cosine from -10 to inf     dpm_solver 2.02   karras_heun 1.91
# Two have none in the number of steps. The corrector is Langevin's step of a size h that does not shrink, which leaves the variance
# v/(1 - h/(2v)) in the place of v: what it mends of a coarse predictor it spoils of a fine one.
# So is annealed Langevin. Its steps h = ε σ² become too short, beside v, to forget at small σ what the levels before left behind.
# More of them help, smaller ones do not:
S = ve_geometric();
langevin(ε, n) = law_error(S, annealed_langevin(per_level=n, ε=ε), 100, Normal(0, root_v(S, 1)))
for (ε, n) in ((0.2, 100), (0.2, 1000), (0.02, 100), (0.02, 1000)) {
    print("ε = {ε}, {n} steps at each of 100 levels: {langevin(ε, n):.2e}")
}
#> ε = 0.2, 100 steps at each of 100 levels: 2.36e-03
#> ε = 0.2, 1000 steps at each of 100 levels: 2.38e-04
#> ε = 0.02, 100 steps at each of 100 levels: 2.22e-02
#> ε = 0.02, 1000 steps at each of 100 levels: 2.15e-03
# As published: NCSN starts from uniform numbers, of variance 1/12, and goes through 10 levels from 1 to 0.01 by 100 steps each, the least
# 2e-5; NCSNv2 on CIFAR through 232 levels from 50 by 5 steps each, the least 6.2e-6. The score is exact, so all of the error is the sampler's.
published(top, L, n, least) = {
    # One level more, as the first one is where a run starts.
    N = ve_geometric(0.01, 0.01*(top/0.01)^(L/(L - 1)))
    sampler_moments(N, D, annealed_langevin(per_level=n, ε=least/0.01^2), steps=L, start=Normal(0, sqrt(1/12))).variance
}
check [published(1, 10, 100, 2e-5), published(1, 10, 100, 1e-5), published(50, 232, 5, 6.2e-6)] ≈ [.257908827434, .26540926537565, .284782886698] tol 1e-11
#> ok [0.257909, 0.265409, 0.284783] ≈ [0.257909, 0.265409, 0.284783]
root_v(ve_geometric(), 0)^2
#> 0.2501

# ## Steps that choose their size
# The adaptive flow is asked for a tolerance, and takes the evaluations that it needs: the same on every schedule, as it moves by the
# angle tan φ = σ/α, in which all schedules are one.
adaptive(S, tol) = {
    by = adaptive_ode(rtol=tol, atol=tol)
    z = root_v(S, 1)
    (z, m) = by.step(by, S, p, z, by.begin(z, 1), level(S, 1), level(S, 0))
    (m.evaluations, abs(z/root_v(S, 0) - 1))
}
for S in schedules {
    print("{S.name:32} {[adaptive(S, tol) for tol in (1e-4, 1e-6, 1e-8)]}")
}
#> linear log-SNR                   ([25, 43, 103], [5.63189e-05, 7.03022e-07, 3.78456e-09])
#> cosine from -10 to 5             ([25, 43, 103], [5.14522e-05, 5.1822e-07, 3.68887e-09])
#> rectified                        ([25, 55, 97], [0.000147918, 7.25975e-08, 6.58396e-09])
#> EDM                              ([25, 55, 97], [0.000131655, 6.94744e-08, 5.58059e-09])
check max([adaptive(S, 1e-8)[2] for S in schedules]) < 1e-6
#> ok 6.58396e-09 < 1e-06

# ## The times matter as much
# Where the steps lie is a choice of its own: 64 of them on the cosine schedule, by the rules of `sampling_times`. No rule is the best
# for all samplers.
spaced(by, rule) = abs(carry(R, p, root_v(R, 1), by=by, times=sampling_times(R, 64, rule=rule))/root_v(R, 0) - 1)
R = between(cosine_noise(), -10, 5);
for k in ("ddim", "dpm_solver", "heun_ode") {
    print("{k:12} t {spaced(k, "t"):.2e}   quadratic {spaced(k, "quadratic"):.2e}   γ {spaced(k, "γ"):.2e}   karras {spaced(k, "karras"):.2e}")
}
#> ddim         t 2.22e-02   quadratic 1.98e-02   γ 2.88e-02   karras 2.82e-02
#> dpm_solver   t 8.61e-03   quadratic 1.89e-04   γ 8.48e-04   karras 1.49e-03
#> heun_ode     t 1.85e-04   quadratic 1.64e-04   γ 4.90e-04   karras 4.67e-04

# ## What is to be seen
# Error against evaluations: slopes of one and of two, and the adaptive flow which falls away.
n = (16, 32, 64, 128, 256, 512, 1024, 2048);
S = schedules[2];
line(k) = plot([1.0*e for e in n], [error_of(S, sampler(k), e) for e in n], label=k, log="xy")
a = [adaptive(S, tol) for tol in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)];
curve = plot(1.0*a[1], a[2], label="adaptive_ode", log="xy");
axes(overlay(line("ancestral"), line("ddim"), line("heun_ode"), line("dpm_solver"), curve), x="evaluations", y="error")
#> error
#>     |xxxx                                               *** ancestral
#>     |++++xxxxxx**************                           +++ ddim
#> 0.01+oooo      xxxxxxx+++++++***************            ooo heun_ode
#>     |    #ooooo       xxxxxxx+++++++++++++++**********  xxx dpm_solver
#>     |    #     ooooooo       xxxxxxx        ++++++++++  ### adaptive_ode
#> 1e-4+    #            ooooooo       xxxxxxxx
#>     |    #                   ooooooo        xxxxxx
#>     |     ##                        oooooooo      xxxx
#>     |       ##                              oooooo
#> 1e-6+         #                                   oooo
#>     |          ##
#>     |            ##
#> 1e-8+              ###
#>     |                 ##
#>     +--+--------+------+------+--------+------+------+
#>        20           50      100      200          500      1000     2000
#>                                 evaluations
