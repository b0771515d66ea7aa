#~ file: seed=7
# The average of the models of a training, and the weight of each level of noise: two choices that every recipe makes, compared
# at equal steps on the same data.
use vdm
use data
use metrics
use noise_weights
S = linear_snr();
D = gaussians8();

# ## The average
# An exponential moving average of the parameters, EMA,
#   θ̄ ← d θ̄ + (1 - d) θ,
# is a mean over about the last 1/(1 - d) steps. A step of Adam has the noise of its batch in it, and the parameters wander around
# the best ones; their mean wanders less. So it does what a small rate does, without its slowness. With a constant rate:
steady = train(noise_net(2, of="v"), noise_loss(S), D, steps=1500, batch=256, opt=adam(0.005), ema=0.99)
#> run of 1500 steps: loss 14.029 -> 13.6111 (means of a tenth)
(last, mean_of) = (diffusion_report(S, steady.model, D), diffusion_report(S, steady.ema, D));
(last = last.excess, average = mean_of.excess)
#> (last = 0.14754 ± 0.00271, average = 0.07188 ± 0.00362)
(last = last.excess_nll, average = mean_of.excess_nll)
#> (last = 0.1359 ± 0.0147, average = 0.0490 ± 0.0101)
check value(mean_of.excess) < value(last.excess)
#> ok 0.0718776 < 0.147541
# A rate that falls to 0 lets the parameters come to rest by itself, and there is less for the average to do:
falling = train(noise_net(2, of="v"), noise_loss(S), D, steps=1500, batch=256, opt=adam(cosine(0.01, 1500)), ema=0.99)
#> run of 1500 steps: loss 14.6921 -> 13.3045 (means of a tenth)
(last, fallen) = (diffusion_report(S, falling.model, D), diffusion_report(S, falling.ema, D));
(last = last.excess, average = fallen.excess)
#> (last = 0.06129 ± 0.00306, average = 0.05447 ± 0.00193)
check abs(value(last.excess) - value(fallen.excess)) < value(mean_of.excess)
#> ok 0.00682197 < 0.0718776
# The memory must fit into the run: of d = 0.999 the average still has e^-1.5 of the first model after 1500 steps.
long = train(noise_net(2, of="v"), noise_loss(S), D, steps=1500, batch=256, opt=adam(cosine(0.01, 1500)), ema=0.999);
late = diffusion_report(S, long.ema, D);
late.excess
#> 0.16816 ± 0.00492
check value(late.excess) > value(fallen.excess)
#> ok 0.168155 > 0.0544667

# ## The weight
# All losses of the literature are one, L = ½ ∫ w(γ) E|ε - ε̂|² dγ, with a weight w of their own (Kingma and Gao 2023). The bound
# has w = 1; "simple" counts all levels alike, which on this schedule, straight in γ, is the same but for a factor, 9.15 = γ'/2;
# min-SNR counts the levels with little noise less, and the sigmoid too; Karras draws γ from a normal law around -2.4.
w(weight, levels=none) = bound_weight(S, weight, levels)
curve(w) = γ -> w(γ)/w(0)
fit(weight, levels=none) = train(noise_net(2, of="v"), noise_loss(S, weight=weight, levels=levels), D, steps=1500, batch=256,
    opt=adam(cosine(0.01, 1500)), ema=0.99).ema
reports = map(p -> diffusion_report(S, p, D, n=500), (
    fit(min_snr(5)), fit(sigmoid_weight(0)), fit(karras_weight(2), karras_levels())));
names = ("min-SNR", "sigmoid", "Karras");
print("bound: {fallen.excess}, NLL {fallen.excess_nll}, energy distance {fallen.energy_distance}")
#> bound: 0.05447 ± 0.00193, NLL 0.04989 ± 0.00979, energy distance -0.00042 ± 0.00241
for k in 1:3 { print("{names[k]}: {reports[k].excess}, NLL {reports[k].excess_nll}, energy distance {reports[k].energy_distance}") }
#> min-SNR: 0.5201 ± 0.0139, NLL 0.0468 ± 0.0159, energy distance -0.00100 ± 0.00484
#> sigmoid: 0.7210 ± 0.0201, NLL 0.1168 ± 0.0168, energy distance 0.00293 ± 0.00623
#> Karras: 0.23853 ± 0.00413, NLL 0.0468 ± 0.0121, energy distance 0.00279 ± 0.00657
# What a loss does not weigh, the network does not learn: those that care little for levels with little noise end above the floor of
# the bound by several times as much. It shows in the bound alone. The flow's NLL is hardly worse, and the energy distance, which
# sees what is coarse, calls all samples as good as the data: at levels where σ is far below the widths of the data, an error in
# ε̂ of a fraction of 1 costs nats of the bound, in which σ is the unit, and moves a sample by that fraction of σ.
# Densities are judged by nats, images by the eye: hence two schools of weights.
check value(reports[1].excess) > 2*value(fallen.excess)
#> ok 0.52009 > 0.108933
check value(reports[2].excess) > 2*value(fallen.excess)
#> ok 0.721011 > 0.108933
check max([value(r.energy_distance) for r in reports]) < 0.05
#> ok 0.00293027 < 0.05

# ## What is to be seen
# Left the weights, each divided by its value at γ = 0. Right the loss above its floor, by weight.
left = plot((bound = γ -> 1.0, min_snr = curve(w(min_snr(5))), sigmoid = curve(w(sigmoid_weight(0))),
    karras = curve(w(karras_weight(2), karras_levels()))), -10, 4);
right = bars(concat(([value(fallen.excess)], [value(r.excess) for r in reports])), names=("bound", "min-SNR", "sigmoid", "Karras"));
layout((axes(left, x="γ", y="w/w(0)"), axes(right, y="loss - floor")))
#> w/w(0)                               loss - floor
#>   2+ *** bound                  ooo     |                 :::::
#>    | +++ min_snr              ooo       |                 #####
#>    | ooo sigmoid             oo      0.6+                 #####
#> 1.5+ xxx karras             oo          |                 #####
#>    |               xxxx    oo           |         :::::   #####
#>    |             xxx   xx oo            |         #####   #####
#>   1+************xx****++xxx++++++++  0.4+         #####   #####
#>    |           xx     +  oxxx           |         #####   #####
#>    |          xx     ++ oo  xxxx        |         #####   #####
#>    |         xx      + oo      xxxx     |         #####   #####  :::::
#> 0.5+        xx      ++oo             0.2+         #####   #####  #####
#>    |      xxx      ++oo                 |         #####   #####  #####
#>    |   xxxx     ++oooo                  |  .....  #####   #####  #####
#>   0+xxxxooooooooooo                    0+  #####  #####   #####  #####
#>    ++----------+----------+--------     +----+--------------+-----------
#>    -10         -5         0                bound         sigmoid
#>                    γ
