#~ file: seed=7
# What the report of a diffusion model and its network refuse, and what to do instead.
use vdm
use data
S = linear_snr();
D = two_moons();
p = noise_net(2, hidden=(8, 8));
# The schedule must begin with some noise, or the bound is infinite.
diffusion_report(cosine_noise(), p, D)
#!> error[domain]: diffusion_report: the schedule cosine starts with σ = 0, an infinite SNR(0), where this loss is infinite: between(S, -13.3, 5) has the ends of your choice
#!>   diffusion_report(cosine_noise(), p, D)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_report(7, p, D)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not i64; schedule(γ = t -> ...) makes one of your own
#!>   diffusion_report(7, p, D)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
# A run is not yet a model: run.model is the last one, run.ema the average.
run = train(p, noise_loss(S), D, steps=1);
diffusion_report(S, run, D)
#!> error[type]: diffusion_report: p is a predictor, and this is its run: run.model, or run.ema
#!>   diffusion_report(S, run, D)
#!>                       ^^^
diffusion_report(S, "net", D)
#!> error[type]: a predictor is an oracle, a network or a function of z and t, not a text
#!>   diffusion_report(S, "net", D)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_report(S, run.ema, D)
#!> error[type]: diffusion_report: there is no predictor; run.ema is none where train had no ema=0.99
#!>   diffusion_report(S, run.ema, D)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_report(S, p, Normal(zeros(3), 1))
#!> error[shape]: diffusion_report: the network is of 2 numbers, and the data have 3
#!>   diffusion_report(S, p, Normal(zeros(3), 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_report(S, p, sample(D, 8)[:, 1])
#!> error[shape]: diffusion_report: the network is of 2 numbers, and the data have 1
#!>   diffusion_report(S, p, sample(D, 8)[:, 1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_report(S, p, "moons")
#!> error[type]: diffusion_report: the data are a distribution, or a tensor by rows, not a text
#!>   diffusion_report(S, p, "moons")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_report(S, p, D, n=3)
#!> error[domain]: diffusion_report: n is how many data there are, a whole number of at least 16, not 3
#!>   diffusion_report(S, p, D, n=3)
#!>                               ^
diffusion_report(S, p, D, draws=3)
#!> error[domain]: diffusion_report: draws is how many draws there are, a whole number of at least 32, not 3
#!>   diffusion_report(S, p, D, draws=3)
#!>                                   ^
diffusion_report(S, p, [1.0, nan; 0, 1])
#!> error[domain]: diffusion_report: the data is nan
#!>   diffusion_report(S, p, [1.0, nan; 0, 1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_report(S, (z, t) -> nan*z, D)
#!> error[domain]: flow_log_density: the prediction of ε is nan at t = 0.0, z = [-0.839249, 0.733792]
#!>   diffusion_report(S, (z, t) -> nan*z, D)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_report(S, p, D, by=3)
#!> error[type]: generate: by is a sampler such as ddim() or heun_ode(), not i64; `samplers` lists them
#!>   diffusion_report(S, p, D, by=3)
#!>                                ^
diffusion_report(S, p, D, steps=0)
#!> error[domain]: generate: steps is how many steps there are, a whole number of at least 1, not 0
#!>   diffusion_report(S, p, D, steps=0)
#!>                                   ^
# The network:
noise_net(2, waves=-1)
#!> error[domain]: noise_net: waves is how many octaves there are, a whole number of at least 0, not -1
#!>   noise_net(2, waves=-1)
#!>                      ^^
noise_net(2, waves=1.5)
#!> error[domain]: noise_net: waves is how many octaves there are, a whole number of at least 0, not 1.5
#!>   noise_net(2, waves=1.5)
#!>                      ^^^
noise_net(0)
#!> error[domain]: noise_net: d must be a whole number, at least 1, not 0
#!>   noise_net(0)
#!>             ^
film_mlp(2, 0, (8,), 2)
#!> error[domain]: film_mlp: told must be a whole number, at least 1, not 0
#!>   film_mlp(2, 0, (8,), 2)
#!>               ^
film_mlp(2, 3, 8, 2)
#!> error[type]: film_mlp: widths is a tuple with the width of each hidden layer, (64, 64), not i64
#!>   film_mlp(2, 3, 8, 2)
#!>                  ^
film_mlp(2, 3, (8,), 2, act=3)
#!> error[type]: film_mlp: act must be a function, such as relu, not i64
#!>   film_mlp(2, 3, (8,), 2, act=3)
#!>                               ^
film_mlp(2, 3, (8,), 2)([1.0, 2], [1.0])
#!> error[shape]: m.W @ x: inner sizes differ (3 vs 1)
#!>   film_mlp(2, 3, (8,), 2)([1.0, 2], [1.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   m.W : f32[16×3]
#!>   x   : f32[1]
# ## Schedules that end too soon, data without a density
# What is wrong with the schedule or the data is told in the field `hint`.
early = diffusion_report(linear_snr(γ1=0), oracle(D), D, n=100, draws=1000);
early.hint
#> "prior_loss is 0.525 nats, for z_1 is not yet the noise that samples start from: standardise(X).x first, or a schedule with a larger γ1"
check value(early.excess) ≈ 0
#> ok 0.0 ≈ 0
check value(early.excess_bound) ≈ early.prior + early.reconstruction + early.floor - early.entropy
#> ok 0.139347 ≈ 0.139347
# The start of a chain of 50 steps with the β of one of 1000: the oracle itself lacks a nat.
short = discrete_noise(noise_betas("linear", 50));
E8 = gaussians8();
a = diffusion_report(short, oracle(E8), E8, by=ancestral(), steps=50, n=200, draws=1000);
check value(a.excess) ≈ 0
#> ok 0.0 ≈ 0
check value(a.excess_bound) ≈ 1.088 tol 1e-3
#> ok 1.08791 ≈ 1.088
# Counts are points: no density, no nll.
q = diffusion_report(linear_snr(γ1=9), noise_net(1, hidden=8), Poisson(3), n=50, draws=1000);
fields(q)
#> ("loss", "prior", "energy_distance", "hint")
q.hint
#> "D is a law of points, of which a density and its nll say nothing: bound(S, p, X, decoder=grid_decoder(values))"
rows = diffusion_report(linear_snr(γ1=9), noise_net(1, hidden=8), sample(Poisson(3), 200), n=50, draws=1000);
rows.hint
#> "the rows have few distinct values, of which a density and its nll say nothing: bound(S, p, X, decoder=grid_decoder(values))"
# Of sorted rows n are drawn; the first n would be those of the left bumps.
X = sample(E8, 2000);
X = X[argsort(X[:, 1])];
sorted = diffusion_report(S, oracle(E8), X, n=500, draws=1000);
check value(sorted.energy_distance) < 0.05
#> ok -0.0057669 < 0.05
# Events of any shape.
M = Normal(zeros(2, 2), 1);
of_matrices = diffusion_report(S, oracle(M), M, n=100, draws=1000);
check value(of_matrices.excess_nll) ≈ 0 abs 1e-6
#> ok 8.88178e-18 ≈ 0
check value(of_matrices.energy_distance) < 0.2
#> ok -0.0101487 < 0.2

# ## Losses
# What an infinite mean comes from, and data that do not fit, are found before the first step.
noise_loss(rectified())
#!> error[domain]: noise_loss: rectified starts with σ = 0, where the loss of weight "bound" has an infinite mean: begin later, between(S, -13.3, 5), or take weight="simple", another weight, or levels=
#!>   noise_loss(rectified())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
noise_loss(S, levels=Poisson(3))
#!> error[distribution]: noise_loss: levels is a law of γ with a density, and this one is of points
#!>   noise_loss(S, levels=Poisson(3))
#!>                        ^^^^^^^^^^
train(p, noise_loss(S), (sample(D, 4), [1, 2, 1, 2]), steps=1)
#!> error[type]: noise_loss: a datum is one tensor, not a tuple of 2: train(m, noise_loss(S), X); class_noise_loss(S) learns from (X, y)
#!>   train(p, noise_loss(S), (sample(D, 4), [1, 2, 1, 2]), steps=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noise_loss(S)(p, (1.0, 2.0))
#!> error[type]: noise_loss: a datum is one tensor, not a tuple of 2: train(m, noise_loss(S), X); class_noise_loss(S) learns from (X, y)
#!>   noise_loss(S)(p, (1.0, 2.0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
run = train(p, noise_loss(S, weight="simple"), [100, 5] + [20, 3]*normal_noise(100, 2), steps=1);
#> note: noise_loss: prior_loss is 36.6 nats, for z_1 is not yet the noise that samples start from: standardise(X).x first, or a schedule with a larger γ1
m = class_net(2, 2, hidden=8);
train(m, class_noise_loss(S), sample(D, 4), steps=1)
#!> error[argument]: class_noise_loss: the data of train are (X, y), a class for each row of X, not f64[4×2]
#!>   train(m, class_noise_loss(S), sample(D, 4), steps=1)
#!>                                 ^^^^^^^^^^^^
train(m, class_noise_loss(S), (sample(D, 4), [1.0, 2, 1, 2]), steps=1)
#!> error[type]: class_noise_loss: y is f64, and a class is counted: (X, i64(y))
#!>   train(m, class_noise_loss(S), (sample(D, 4), [1.0, 2, 1, 2]), steps=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train(m, class_noise_loss(S), (sample(D, 4), [0, 1, 1, 0]), steps=1)
#!> error[domain]: class_noise_loss: the network knows the classes 1 to 2, and row 1 has 0; (X, y + 1) counts from 1
#!>   train(m, class_noise_loss(S), (sample(D, 4), [0, 1, 1, 0]), steps=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train(m, class_noise_loss(S), (sample(D, 4), [1, 2, 3, 2]), steps=1)
#!> error[domain]: class_noise_loss: the network knows the classes 1 to 2, and row 3 has 3
#!>   train(m, class_noise_loss(S), (sample(D, 4), [1, 2, 3, 2]), steps=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train(m, class_noise_loss(S), (sample(D, 4), [1, 2; 1, 2; 1, 1; 2, 2]), steps=1)
#!> error[type]: class_noise_loss: y has the class of each row, whole numbers from 1 to 2, not i64[4×2]
#!>   train(m, class_noise_loss(S), (sample(D, 4), [1, 2; 1, 2; 1, 1; 2, 2]), steps=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
class_noise_loss(S)(m, [0.0, 1])
#!> error[arity]: the function needs its argument y
#!>   class_noise_loss(S)(m, [0.0, 1])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# A model with a schedule of its own is a predictor, and its classes may be told.
own = train((net = m, schedule = learned_noise(units=4)), class_noise_loss(), (sample(D, 4), [1, 2, 1, 2]), steps=1).model;
check predict(own, [0.5, 1], level(own.schedule, 0.5), "x") ≈ predict(own.net, [0.5, 1], level(own.schedule, 0.5), "x")
#> ok [0.273582, 1.17903] ≈ [0.273582, 1.17903]
check predict(of_class(own, 2), [0.5, 1], level(S, 0.5), "x") ≈ predict(of_class(own.net, 2), [0.5, 1], level(S, 0.5), "x")
#> ok [0.407543, 1.15704] ≈ [0.407543, 1.15704]
shape(generate(own.schedule, own, 3, steps=5))
#> (3, 2)
class_noise_loss()(m, [0.0, 1], 1)
#!> error[argument]: class_noise_loss: without a schedule the model has its own: (net = noise_net(2), schedule = learned_noise())
#!>   class_noise_loss()(m, [0.0, 1], 1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
train(p, learned_noise_loss(), D, steps=1)
#!> error[type]: learned_noise_loss: the model is a network with a schedule that is learned, (net = noise_net(2), schedule = learned_noise()), not a record
#!>   train(p, learned_noise_loss(), D, steps=1)
#!>         ^
train((net = p, schedule = S), learned_noise_loss(), D, steps=1)
#!> error[type]: learned_noise_loss: the model is a network with a schedule that is learned, (net = noise_net(2), schedule = learned_noise()), not a record
#!>   train((net = p, schedule = S), learned_noise_loss(), D, steps=1)
#!>         ^^^^^^^^^^^^^^^^^^^^^^^
learned_noise_loss(rate=-1)
#!> error[domain]: learned_noise_loss: rate must be positive and finite, not -1: the factor of schedule_loss
#!>   learned_noise_loss(rate=-1)
#!>                           ^^
