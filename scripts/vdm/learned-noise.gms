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

# `learned_noise_loss` is the sum of both: the loss with the schedule held, and the square, a hundredth of it, with the network held.
# What is held is stop(x), x without a derivative; written out it is
f = noise_loss();
by_hand(m, x) = (loss = f((net = m.net, schedule = stop(m.schedule)), x), square = 0.01*schedule_loss(stop(m.net))(m.schedule, x))
# and the gradient in each part of the model is that of its own loss: the other leaves it alone.
gradient(term) = grad(m -> get(by_hand(m, [2.0, 1.5]), term))(model)
largest(g) = max(abs(flatten(leaves(g))))
(loss = largest(gradient("loss").net), square = largest(gradient("square").schedule))
#> (loss = 4.79704, square = 0.121287)
check largest(gradient("loss").schedule) ≈ 0
#> ok 0.0 ≈ 0
check largest(gradient("square").net) ≈ 0
#> ok 0.0 ≈ 0
run = train(model, learned_noise_loss(), D, steps=3000, batch=256, opt=adam(cosine(0.01, 3000)), ema=0.99)
#> run of 3000 steps: loss 18.3393 -> 17.184 (means of a tenth)
# The parts of the last hundred steps:
(loss = mean(run.terms.loss[2901:3000]), square = mean(run.terms.square[2901:3000]))
#> (loss = 13.2503, square = 3.82389)

# ## What it gained
S = schedule_of(run.ema.schedule);
check S.γ([0.0, 1.0]) ≈ [-13.3, 5]
#> ok [-13.3, 5.0] ≈ [-13.3, 5.0]
# The bound with the learned schedule and with a straight one, of the same network: equal, for γ alone is what a network sees.
(p, straight) = (run.ema.net, linear_snr());
(a, b) = (diffusion_loss(S, p, D, n=40000, times="iid"), diffusion_loss(straight, p, D, n=40000, times="iid"));
(learned = a, straight = b)
#> (learned = 13.3212 ± 0.0739, straight = 13.3124 ± 0.0818)
check a ≈ b se 4
#> ok 13.3212 ± 0.0739 ≈ 13.3124 ± 0.0818 (0.1 se)
check a ≈ diffusion_floor(D, S) se 5
#> ok 13.3212 ± 0.0739 ≈ 13.2663 (0.7 se)
# What is gained is the error of the same number of draws, and with it the noise of each gradient: draws for an equal error
# are this many times fewer.
check se(a) < se(b)
#> ok 0.0739149 < 0.0817645
(se(b)/se(a))^2
#> 1.22367
# Before it was trained, the schedule was nearly straight:
se(diffusion_loss(S0, p, D, n=40000, times="iid"))
#> 0.0824562

# ## The model
# The report takes the model of both parts as it is.
r = diffusion_report(run.ema.schedule, run.ema, D)
#> loss = 13.30020 ± 0.00168
#> floor = 13.2663
#> excess = 0.03390 ± 0.00168
#> prior = 0.0276305
#> reconstruction = -10.4621
#> bound = 2.86571 ± 0.00168
#> nll = 2.86419 ± 0.00882
#> entropy = 2.83158
#> excess_bound = 0.03413 ± 0.00168
#> excess_nll = 0.03262 ± 0.00882
#> bits_per_dim = 2.06608 ± 0.00636
#> energy_distance = -0.00152 ± 0.00302
check value(r.excess_nll) < 0.15
#> ok 0.0326166 < 0.15
check value(r.energy_distance) < 0.02
#> ok -0.00151515 < 0.02

# ## What is to be seen
# γ over t, and beside it what is made equal. With ∫ γ' dt fixed the mean of (γ'/2)² E|ε - ε̂|⁴ is least where γ' √(E|ε - ε̂|⁴) is the
# same at all t (Euler and Lagrange; for normal data `best_noise` is that schedule exactly). The straight schedule spends its last
# quarter where nearly all is noise and nothing is left to learn; the learned one hurries through there, and gives the time to
# the levels that have the loss.
fourth(l) = { X = sample(D, 4000); mean(vmap(x -> squared_error(p, x, normal_noise(2), l)^2)(X)) }
at(S) = t -> { l = level(S, t); l.dγ/2*sqrt(fourth(l)) }
T = linspace(0.02, 0.98, 33);
(u, v) = ([at(S)(t) for t in T], [at(straight)(t) for t in T]);
spread(y) = std(y)/mean(y)
(learned = spread(u), straight = spread(v))
#> (learned = 0.117982, straight = 0.4188)
check spread(u) < spread(v)/2
#> ok 0.117982 < 0.2094
left = plot((learned = t -> S.γ(t), straight = t -> straight.γ(t)), 0, 1);
right = overlay(plot(T, u, label="learned"), plot(T, v, label="straight"));
layout((axes(left, x="t", y="γ"), axes(right, x="t", y="γ'/2 √E|ε - ε̂|⁴")))
#> γ                                    γ'/2 √E|ε - ε̂|⁴
#>   5+ *** learned                  +    |+++         +      *** learned
#>    | +++ straight              ++++  25+   +++++++++ +     +++ straight
#>    |                         +++ **    |              ++++
#>    |                      ++++ **    20+  *******  ***    +*****  ** **
#>   0+                    +++ ***        |**       **  ******++++++* **  *
#>    |                 ++++ ***          |                         + *   *
#>    |               +++ ****          15+                          +    *
#>  -5+             +++ ***               |                          +    *
#>    |          ++++***                10+                           +   *
#>    |        +++***                     |                           +   *
#>    |     ++++**                        |                           +   *
#> -10+   +++**                          5+                            +
#>    |++++*                              |                             ++
#>    |+*                                0+                               +
#>    ++-----+-----+-----+-----+-----+    +------+-----+------+------+-----
#>     0    0.2   0.4   0.6   0.8    1          0.2   0.4    0.6    0.8
#>                    t                                   t
