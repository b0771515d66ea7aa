#~ file: seed=7
# The network and its schedule trained together, as variational diffusion models do.
use vdm
use data
use metrics

# ## One model of two parts
# A record (net, schedule) is a model like any other, and `noise_loss()` without a schedule takes the model's own. The ends of γ are
# fixed, -13.3 and 5, and in between the loss does not depend on the schedule: its gradient in the numbers of the
# schedule is noise around 0. (With free ends both would meet at L = 0: nothing holds them apart but the prior and the
# reconstruction loss.) What a schedule can do is lower the variance of the loss, and for that it descends the mean of the
# square of the loss of one draw, `schedule_loss`. (Kingma, Salimans, Poole and Ho 2021, appendix I.)
D = gaussians8();
model = (net = noise_net(2, of="v"), schedule = learned_noise());
S0 = schedule_of(model.schedule);

# The network's part of the gradient belongs to the loss, the schedule's to the square. stop(x) is x without a derivative, so
# that one sum has both: the loss with the schedule held, and the square, a hundredth of it, with the network held.
f = noise_loss();
both(m, x) = {
    loss = f((net = m.net, schedule = stop(m.schedule)), x)
    square = schedule_loss(stop(m.net))(m.schedule, x)
    (loss = loss, square = 0.01*square)
}
run = train(model, both, D, steps=3000, batch=256, opt=adam(cosine(0.01, 3000)), ema=0.99)
#> run of 3000 steps: loss 18.4164 -> 17.0433 (means of a tenth)

# ## What it gained
S = schedule_of(run.ema.schedule);
check S.γ([0.0, 1.0]) ≈ [-13.3, 5]
#> ok [-13.3, 5.0] ≈ [-13.3, 5.0]
# The bound with the learned schedule and with a straight one, of the same network: equal, for γ alone is what a network sees.
(p, straight) = (run.ema.net, linear_snr());
(a, b) = (diffusion_loss(S, p, D, n=40000, times="iid"), diffusion_loss(straight, p, D, n=40000, times="iid"));
(learned = a, straight = b)
#> (learned = 13.2858 ± 0.0715, straight = 13.3532 ± 0.0870)
check a ≈ b se 4
#> ok 13.2858 ± 0.0715 ≈ 13.3532 ± 0.0870 (0.6 se)
check a ≈ diffusion_floor(D, S) se 5
#> ok 13.2858 ± 0.0715 ≈ 13.2663 (0.3 se)
# What is gained is the error of the same number of draws, and with it the noise of each gradient: draws for an equal error
# are this many times fewer.
check se(a) < se(b)
#> ok 0.0714707 < 0.0869765
(se(b)/se(a))^2
#> 1.48097
# Before it was trained, the schedule was nearly straight:
se(diffusion_loss(S0, p, D, n=40000, times="iid"))
#> 0.0878817

# ## The model
r = diffusion_report(S, p, D)
#> loss = 13.29927 ± 0.00105
#> floor = 13.2663
#> excess = 0.03297 ± 0.00105
#> bound = 2.86478 ± 0.00105
#> nll = 2.86657 ± 0.00967
#> entropy = 2.83158
#> excess_nll = 0.03499 ± 0.00967
#> bits_per_dim = 2.06779 ± 0.00698
#> energy_distance = 0.00081 ± 0.00238
check value(r.excess_nll) < 0.15
#> ok 0.0349878 < 0.15
check value(r.energy_distance) < 0.02
#> ok 0.000812707 < 0.02

# ## What is to be seen
# γ over t, and beside it what is to be made equal: the integrand γ'/2 E|ε - ε̂|² of the floor. The straight schedule spends its last
# quarter where nearly all is noise and nothing is left to learn; the learned one hurries through there, and gives the time to
# the levels that have the loss.
at(S) = t -> S.dγ(t)/2*eps_mse(D, level(S, t), resolution=4)
T = linspace(0.01, 0.99, 33);
left = plot((learned = t -> S.γ(t), straight = t -> straight.γ(t)), 0, 1);
right = overlay(plot(T, [at(S)(t) for t in T], label="learned"), plot(T, [at(straight)(t) for t in T], label="straight"));
layout((axes(left, x="t", y="γ"), axes(right, x="t", y="integrand")))
#> γ                                    integrand
#>   5+ *** learned                  +    |+++++++++++++      *** learned
#>    | +++ straight              ++++    |             +++   +++ straight
#>    |                         +++ **    |                +
#>    |                      ++++ ***   15+***** **** **** *++****       **
#>   0+                    +++  ***       | *   *    *    ** +    *      **
#>    |                 ++++ ***          |                  +++  +****** *
#>    |               +++  ***          10+                     +++++     *
#>  -5+             +++ ***               |                         +     *
#>    |          ++++****                 |                          +    *
#>    |        +++***                     |                           +   *
#>    |     ++++**                       5+                            +  *
#> -10+   +++**                           |                             +
#>    |++++*                              |                              +
#>    |+*                                0+                               +
#>    ++-----+-----+-----+-----+-----+    +------+-----+------+-----+------
#>     0    0.2   0.4   0.6   0.8    1          0.2   0.4    0.6   0.8
#>                    t                                   t
