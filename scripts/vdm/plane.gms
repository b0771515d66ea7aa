#~ file: seed=7
# A diffusion model of data in the plane: from the forward process to samples that are judged. All of it is a dozen lines, which
# stand together at "The whole of it"; around them is what each line means, and the evidence that it does.
use vdm
use data
use metrics

# ## The forward process
# A datum x becomes noise: z = α x + σ ε, with ε from N(0, I). γ = -log SNR = log(σ²/α²) rises in a straight line from -13.3, where
# z is x but for a thousandth, to 5, where x is 8 % of the length of z. α² + σ² = 1 all the way, so that z ends as N(0, I).
S = linear_snr();
D = two_moons(0.1);
derive (x, z in reals(2); t in unit; l = level(S, t)) {
    marginal(S, x, t).log_density(z)
    = -sum((z - l.α*x)^2)/(2*l.σ^2) - log(2*π*l.σ^2)
}
#> ok 1 = 2: 200 points, worst 6.1e-18
check [level(S, t).α^2 for t in (0.0, 0.5, 1.0)] ≈ sigmoid([13.3, 4.15, -5])
#> ok [0.999998, 0.98448, 0.00669285] ≈ [0.999998, 0.98448, 0.00669285]
check prior_loss(S, D) < 0.01
#> ok 0.00446217 < 0.01

# ## The loss
# A network sees z and γ and guesses ε. The mean of
#   γ'(t)/2 |ε - ε̂(z)|²,  t uniform on 0..1,
# is the diffusion loss L_∞, and with the prior and the reconstruction loss a bound on -log p(x). (Kingma, Salimans, Poole and Ho
# 2021.) `noise_loss` is that loss of one datum; its mean over draws is `diffusion_loss`, here of the exact denoiser:
f = noise_loss(S);
least = vlb_floor(D, S);
check E(x ~ D, f(oracle(D), x), n=10000) ≈ least.diffusion se 4
#> ok 11.432 ± 0.153 ≈ 11.4664 (0.2 se)
# The least that any network can reach is known, as the law of the data is: the floor of the loss is 11.47 nats, and of the bound
# the entropy of the data, 1.0076 nats.
least
#> prior = 0.00446217
#> reconstruction = -10.4621
#> diffusion = 11.4664
#> total = 1.00873
#> bits_per_dim = 0.727641
#> entropy = 1.00758
#> gap = 0.00114037
check least.entropy ≈ 1.0075848348 tol 1e-9
#> ok 1.00758 ≈ 1.00758
check least.gap < 2e-3
#> ok 0.00114037 < 0.002

# ## The network
# `noise_net(2)` has three layers of 64, each told of γ, and sees z with the waves cos and sin of z, 2z, 4z: a moon is 0.1 wide, and
# without waves a network takes long to draw what is narrow. It may guess ε, x, or as here v = α ε - σ x, from which both follow.
# Adam with a rate that falls along a cosine, batches of 256 fresh draws, and an average of the last hundred models or so
# (EMA), in which the noise of the steps is averaged out.
run = train(noise_net(2, of="v"), f, D, steps=3000, batch=256, opt=adam(cosine(0.01, 3000)), ema=0.99)
#> run of 3000 steps: loss 12.209 -> 11.4663 (means of a tenth)

# ## The judgement
# `diffusion_report` puts beside each number what it is to be compared with. The loss, 0.03 above its floor; NLL, by the probability
# flow, above the entropy; the energy distance between samples and data, which is 0 within its error: with 1000 samples it
# does not tell them apart any more.
r = diffusion_report(S, run.ema, D)
#> loss = 11.49332 ± 0.00102
#> floor = 11.4664
#> excess = 0.02694 ± 0.00102
#> bound = 1.03566 ± 0.00102
#> nll = 1.03575 ± 0.00824
#> entropy = 1.00758
#> excess_nll = 0.02817 ± 0.00824
#> bits_per_dim = 0.74714 ± 0.00594
#> energy_distance = 0.00305 ± 0.00181
check value(r.excess) < 0.08
#> ok 0.0269358 < 0.08
check value(r.excess_nll) < 0.1
#> ok 0.0281689 < 0.1
check value(r.energy_distance) < 0.01
#> ok 0.00304634 < 0.01
# What the loss is above its floor bounds what samples of the reverse SDE lack in KL. The NLL is of the flow without noise, a
# different law of the same network, and is near it here.

# ## The whole of it
# From nothing to a model, its samples and its NLL minus entropy:
#     use vdm
#     use data
#     D = two_moons(0.1)
#     S = linear_snr()
#     run = train(noise_net(2, of="v"), noise_loss(S), D, steps=3000, opt=adam(cosine(0.01, 3000)), ema=0.99)
#     z = generate(S, run.ema, 1000)
#     layout((scatter(sample(D, 1000)), scatter(z)))
#     diffusion_report(S, run.ema, D)

# ## Other data
# The same line, with fewer steps, on eight bumps, a roll and a board.
fit(D) = train(noise_net(2, of="v"), noise_loss(S), D, steps=2500, batch=256, opt=adam(cosine(0.01, 2500)), ema=0.99).ema
eight = fit(gaussians8());
roll = fit(swiss_roll());
board = fit(checkerboard());
row(name, p, D) = {
    r = diffusion_report(S, p, D)
    left = if has(r, "excess") { "{value(r.excess):.3f}" } else { "unknown" }
    print("{name}: loss - floor {left}, NLL - entropy {value(r.excess_nll):.3f}, energy distance {value(r.energy_distance):.4f}")
    (nll = value(r.excess_nll), energy = value(r.energy_distance))
}
a = row("eight", eight, gaussians8());
#> eight: loss - floor 0.040, NLL - entropy 0.061, energy distance 0.0049
b = row("roll ", roll, swiss_roll());
#> roll : loss - floor 0.042, NLL - entropy 0.065, energy distance 0.0045
c = row("board", board, checkerboard());
#> board: loss - floor unknown, NLL - entropy 0.136, energy distance -0.0036
check max([a.nll, b.nll]) < 0.12
#> ok 0.0650413 < 0.12
check max([a.energy, b.energy, c.energy]) < 0.05
#> ok 0.00491734 < 0.05
# The board is the hardest: its density jumps at the edges of the squares, so that at each level of noise the score is as narrow as the
# noise there, which a network of this size draws down to some width only.
check c.nll < 0.3
#> ok 0.136089 < 0.3

# ## What is to be seen
# Samples beside data.
z = generate(S, run.ema, 500);
layout((title(scatter(sample(D, 500)), "data"), title(scatter(z), "samples")))
#>                   data                               samples
#>     |      **********                    |       * ******
#>    1+     **************                1+    **************
#>     |  ******* *  ******       *         |  ******  *********     * **
#>     | *****    ***   ****     ****    0.5+ ******  ****  *****      ***
#>    0+  ***    ****  * *****  *****       | ****    *****   ****   *****
#>     |  **       ***** ***** *****       0+   *      ****** ***** ******
#>     |            **************          |            **************
#>     |               ******* *        -0.5+             * ****** **
#>     +--+-------+--------+-------+--      +--+-------+--------+-------+--
#>        -1      0        1       2           -1      0        1       2
layout((scatter(generate(S, eight, 500)), scatter(generate(S, roll, 500)), scatter(generate(S, board, 500))))
#>                               |     ** **
#>                               | **********
#>                               | ***    ***
#>                              0+*** *    ***
#>                               | *********
#>                               | * *******
#>                               +------+-----
#>                                      0
#>
#>            |     ****                          |    ****  ***
#>           2+   ********                        |  ******  ****
#>            | ***********                       |***** *****
#>           0+***   ******                      0+**************
#>            |***  ******* *                     |   ****   ****
#>            |***********                        |*************
#>          -2+  *********                        |***** *****
#>            +-----+--------                     +-------+------
#>                  0                                     0
