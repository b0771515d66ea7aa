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
#> ok 11.640 ± 0.155 ≈ 11.4664 (1.1 se)
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
#> run of 3000 steps: loss 12.1201 -> 11.403 (means of a tenth)

# ## The judgement
# `diffusion_report` puts beside each number what it is to be compared with. The loss, 0.03 above its floor; NLL, by the probability
# flow, above the entropy; the energy distance between samples and data, which is 0 within its error: with 1000 samples it
# does not tell them apart any more.
r = diffusion_report(S, run.ema, D)
#> loss = 11.49249 ± 0.00143
#> floor = 11.4664
#> excess = 0.02611 ± 0.00143
#> prior = 0.00446217
#> reconstruction = -10.4621
#> bound = 1.03483 ± 0.00143
#> nll = 1.03744 ± 0.00795
#> entropy = 1.00758
#> excess_bound = 0.02725 ± 0.00143
#> excess_nll = 0.02986 ± 0.00795
#> bits_per_dim = 0.74835 ± 0.00573
#> energy_distance = 0.00142 ± 0.00176
check value(r.excess) < 0.08
#> ok 0.0261064 < 0.08
check value(r.excess_nll) < 0.1
#> ok 0.029855 < 0.1
check value(r.energy_distance) < 0.01
#> ok 0.00142254 < 0.01
# The bound above the entropy, `excess_bound`, is at least KL(data ‖ samples of the reverse SDE): the excess, and the gap of the
# floor itself, 0.001 here, which the prior and the decoder cost whatever the network does. The NLL is of the flow without noise,
# a different law of the same network, and is near it here.
check value(r.excess_bound - r.excess) ≈ least.gap tol 1e-9
#> ok 0.00114037 ≈ 0.00114037
# With a schedule that ends too soon the excess alone says nothing. Up to γ = 0 only, an oracle has no excess, and its samples, which
# start from N(0, I) where z_1 still is half datum, are bad; the report has a hint then.
early = diffusion_report(linear_snr(γ1=0), oracle(D), D, n=500);
(excess = early.excess, prior = early.prior, excess_bound = early.excess_bound, excess_nll = early.excess_nll)
#> excess = 0 ± 0
#> prior = 0.52482
#> excess_bound = 0.139347 ± 0
#> excess_nll = 0.1225 ± 0.0195
check value(early.excess_bound) ≈ vlb_floor(D, linear_snr(γ1=0)).gap tol 1e-9
#> ok 0.139347 ≈ 0.139347
early.hint
#> "prior_loss is 0.525 nats, for z_1 is not yet the noise that samples start from: standardise(X).x first, or a schedule with a larger γ1"

# ## The whole of it
# From nothing to a model, its samples and its NLL minus entropy:
#     use vdm
#     use data
#     D = two_moons(0.1)
#     S = linear_snr()
#     run = train(noise_net(2, of="v"), noise_loss(S), D, steps=3000, batch=256, opt=adam(cosine(0.01, 3000)), ema=0.99)
#     z = generate(S, run.ema, 1000)
#     layout((scatter(sample(D, 1000)), scatter(z)))
#     diffusion_report(S, run.ema, D)

# For a table X of your own there is one line before, X = standardise(T).x, and X takes the place of D.

# ## A table of one's own
# Two columns in units of their own, such as a weight around 100 and an age around 5: points near an ellipse.
angle = 2*π*uniform_noise(4000);
table = stack((100 + 20*cos(angle), 5 + 3*sin(angle)), axis=2) + normal_noise(4000, 2);
# As they stand they are no data for this schedule: at t = 1 α is 0.08, and 0.08 · 100 is far from N(0, 1).
prior_loss(S, table)
#> 34.1225
# So each column is moved and scaled to the mean 0 and the deviation 1, and samples go the way back.
s = standardise(table);
prior_loss(S, s.x)
#> 0.00671535
check prior_loss(S, s.x) < 0.01
#> ok 0.00671535 < 0.01
(seen, unseen) = split(s.x, 3000);
# A table has no fresh draws: the loss goes through its rows in batches, and the report is of rows that were not seen.
own = train(noise_net(2, of="v"), noise_loss(S), seen, steps=1000, batch=256, opt=adam(cosine(0.01, 1000)), ema=0.99).ema;
q = diffusion_report(S, own, unseen, n=500)
#> loss = 12.533 ± 0.144
#> prior = 0.00667159
#> reconstruction = -10.4621
#> bound = 2.078 ± 0.144
#> nll = 2.2042 ± 0.0391
#> bits_per_dim = 1.5900 ± 0.0282
#> energy_distance = 0.00218 ± 0.00649
check value(q.energy_distance) < 0.05
#> ok 0.00218496 < 0.05
# Of rows alone neither floor nor entropy are known; the NLL is to be compared with that of other models, such as a normal law.
check value(q.nll) < value(nll(Normal([0, 0], 1), unseen))
#> ok 2.2042 < 2.83134
# In the units of the table each number is σ times as wide, and the NLL larger by Σ log σ.
value(q.nll) + sum(log(s.σ))
#> 5.70365
new = s.undo(f64(generate(S, own, 500)));
[mean(new, axis=1); mean(table, axis=1)]
#> f64[2×2]
#>    100.333   5.01675
#>     99.8537  5.00606
[sqrt(mean((new - mean(new, axis=1))^2, axis=1)); s.σ]
#> f64[2×2]
#>    13.6828  2.26465
#>    13.9735  2.36857

# ## Other data
# The same line, with fewer steps, on eight bumps, a roll and a board. Their schedule starts at γ = -9, σ = 0.011, a tenth of what is
# narrowest in these data: below that there is nothing to learn, and the steps are better spent above.
S9 = linear_snr(γ0=-9);
fit(D, batch=256) = train(noise_net(2, of="v"), noise_loss(S9), D, steps=1500, batch=batch, opt=adam(cosine(0.01, 1500)), ema=0.99).ema
eight = fit(gaussians8());
roll = fit(swiss_roll());
board = fit(checkerboard(), batch=512);
row(name, p, D) = {
    r = diffusion_report(S9, p, D)
    left = if has(r, "excess") { "{value(r.excess):.3f}" } else { "unknown" }
    print("{name}: loss - floor {left}, NLL - entropy {value(r.excess_nll):.3f}, energy distance {value(r.energy_distance):.4f}")
    (nll = value(r.excess_nll), energy = value(r.energy_distance))
}
a = row("eight", eight, gaussians8());
#> eight: loss - floor 0.050, NLL - entropy 0.060, energy distance 0.0034
b = row("roll ", roll, swiss_roll());
#> roll : loss - floor 0.047, NLL - entropy 0.037, energy distance 0.0001
c = row("board", board, checkerboard());
#> board: loss - floor unknown, NLL - entropy 0.101, energy distance -0.0019
check max([a.nll, b.nll]) < 0.12
#> ok 0.0604774 < 0.12
check max([a.energy, b.energy, c.energy]) < 0.05
#> ok 0.00339425 < 0.05
# The board is the hardest: its density jumps at the edges of the squares, so that at each level of noise the score is as narrow as the
# noise there, which a network of this size draws down to some width only. What helps is more of the same, larger batches first:
# 5000 steps of 1024 draws come to 0.037 ± 0.004.
check c.nll < 0.2
#> ok 0.101239 < 0.2

# ## What is to be seen
# Samples beside data.
z = generate(S, run.ema, 500);
shown(x, name) = title(axes(scatter(x), xlim=(-2, 3), ylim=(-1, 1.5)), name)
layout((shown(sample(D, 500), "data"), shown(z, "samples")))
#>                  data                               samples
#>   |           **                       |             *
#>  1+        **********                 1+       ***********
#>   |      *************        *        |      **************
#>   |     ***    *** *****   ***         |      ***   **  ****   ***
#>  0+     **    ***    ***  ****        0+     ****   ****  ********
#>   |            ***************         |      *      **** * ******
#>   |             * **********           |              ***********
#> -1+                  **              -1+                *
#>   ++-----+-----+------+-----+-----+    ++-----+-----+------+-----+-----+
#>    -2    -1    0      1     2     3     -2    -1    0      1     2     3
three = map(p -> axes(scatter(generate(S9, p, 500)), xlim=(-4, 4), ylim=(-4, 4)), (eight, roll, board));
layout(three)
#>                               |    *** **
#>                               |  *********
#>                               |***     ****
#>                              0+*** *   ***
#>                               | *********
#>                               |    ***
#>                               +------+-----
#>                                      0
#>
#>           |       **                           |   *****  ****
#>           |    ********                        |**************
#>           |   *********                        |****   ****
#>          0+   **  ******                      0+**************
#>           |   *********                        |   ***** *****
#>           |   ********                         |*********** **
#>           |                                    |****   ****
#>           +-------+------                      +-------+------
#>                   0                                    0
