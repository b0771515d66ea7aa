#~ file: seed=7
# The average of the models of a training, a choice that every recipe makes: what it does beside a rate that falls.
use vdm
use data
use metrics
S = linear_snr(γ0=-9);
D = gaussians8();

# ## A constant rate
# An exponential moving average of the parameters, EMA,
#   θ̄ ← d θ̄ + (1 - d) θ,
# is a mean over about the last 1/(1 - d) steps. A step of Adam has the noise of its batch in it, and the parameters wander around
# the best ones; their mean wanders less. So it does what a small rate does, without its slowness. With a constant rate:
fit(opt, ema=0.99) = train(noise_net(2, of="v"), noise_loss(S), D, steps=1500, batch=256, opt=opt, ema=ema)
judge(p) = diffusion_report(S, p, D, n=500, draws=4000)
steady = fit(adam(0.005))
#> run of 1500 steps: loss 9.77321 -> 9.13302 (means of a tenth)
(one, mean_of) = (judge(steady.model), judge(steady.ema));
(last = one.excess, average = mean_of.excess)
#> (last = 0.16313 ± 0.00585, average = 0.05270 ± 0.00399)
(last = one.excess_nll, average = mean_of.excess_nll)
#> (last = 0.1075 ± 0.0214, average = 0.0753 ± 0.0120)
check value(mean_of.excess) < value(one.excess)
#> ok 0.0527036 < 0.163129

# ## A rate that falls
# A rate that falls to 0 lets the parameters come to rest by itself, and there is less for the average to do:
falling = fit(adam(cosine(0.01, 1500)))
#> run of 1500 steps: loss 10.0194 -> 8.98312 (means of a tenth)
(rested, fallen) = (judge(falling.model), judge(falling.ema));
(last = rested.excess, average = fallen.excess)
#> (last = 0.04212 ± 0.00194, average = 0.04509 ± 0.00477)
check abs(value(rested.excess) - value(fallen.excess)) < (value(one.excess) - value(mean_of.excess))/4
#> ok 0.0029786 < 0.0276063

# ## A memory that is too long
# The memory must fit into the run: of d = 0.999 the average still has e^-1.5 of the first model after 1500 steps.
check 0.999^1500 ≈ exp(-1.5) tol 1e-3
#> ok 0.222963 ≈ 0.22313
long = fit(adam(cosine(0.01, 1500)), ema=0.999);
late = judge(long.ema);
late.excess
#> 0.12671 ± 0.00414
check value(late.excess) > value(fallen.excess)
#> ok 0.126708 > 0.045095

# ## What is to be seen
# The loss above its floor of each model.
shown = (steady = one, mean = mean_of, fallen = rested, both = fallen, long = late);
axes(bars([value(get(shown, k).excess) for k in fields(shown)], names=fields(shown)), y="loss - floor")
#> loss - floor
#>     |   ..........
#> 0.15+   ##########
#>     |   ##########
#>     |   ##########                                         ..........
#>     |   ##########                                         ##########
#>     |   ##########                                         ##########
#>  0.1+   ##########                                         ##########
#>     |   ##########                                         ##########
#>     |   ##########                                         ##########
#>     |   ##########                                         ##########
#> 0.05+   ##########   ::::::::::                            ##########
#>     |   ##########   ##########   ##########  ##########   ##########
#>     |   ##########   ##########   ##########  ##########   ##########
#>     |   ##########   ##########   ##########  ##########   ##########
#>    0+   ##########   ##########   ##########  ##########   ##########
#>     +--------+-----------+------------+------------+-----------+--------
#>            steady       mean        fallen        both        long
