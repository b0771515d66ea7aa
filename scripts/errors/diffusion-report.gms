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
diffusion_report(7, p, D)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not i64; schedule(γ = t -> ...) makes one of your own
# A run is not yet a model: run.model is the last one, run.ema the average.
run = train(p, noise_loss(S), D, steps=1);
diffusion_report(S, run, D)
#!> error[type]: diffusion_report: p is a predictor, and this is its run: run.model, or run.ema
diffusion_report(S, "net", D)
#!> error[type]: a predictor is an oracle, a network or a function of z and t, not a text
diffusion_report(S, run.ema, D)
#!> error[type]: diffusion_report: there is no predictor; run.ema is none where train had no ema=0.99
diffusion_report(S, p, Normal(zeros(3), 1))
#!> error[shape]: diffusion_report: the network is of 2 numbers, and the data have 3
diffusion_report(S, p, sample(D, 8)[:, 1])
#!> error[shape]: diffusion_report: the network is of 2 numbers, and the data have 1
diffusion_report(S, p, "moons")
#!> error[type]: diffusion_report: the data are a distribution, or a tensor by rows, not a text
diffusion_report(S, p, D, n=3)
#!> error[domain]: diffusion_report: n is how many data there are, a whole number of at least 16, not 3
diffusion_report(S, p, D, draws=3)
#!> error[domain]: diffusion_report: draws is how many draws there are, a whole number of at least 32, not 3
diffusion_report(S, p, [1.0, nan; 0, 1])
#!> error[domain]: diffusion_report: the data is nan
diffusion_report(S, (z, t) -> nan*z, D)
#!> error[domain]: flow_log_density: the prediction, or its derivative, is not finite at t = 0.0, z = [-0.839249, 0.733792], on the way of row 1 (1000 of 1000 rows)
diffusion_report(S, p, D, by=3)
#!> error[type]: generate: by is a sampler such as ddim() or heun_ode(), not i64; `samplers` lists them
diffusion_report(S, p, D, steps=0)
#!> error[domain]: generate: steps is how many steps there are, a whole number of at least 1, not 0
# The network:
noise_net(2, waves=-1)
#!> error[domain]: noise_net: waves is how many octaves there are, a whole number of at least 0, not -1
noise_net(2, waves=1.5)
#!> error[domain]: noise_net: waves is how many octaves there are, a whole number of at least 0, not 1.5
noise_net(0)
#!> error[domain]: noise_net: d must be a whole number, at least 1, not 0
film_mlp(2, 0, (8,), 2)
#!> error[domain]: film_mlp: told must be a whole number, at least 1, not 0
film_mlp(2, 3, 8, 2)
#!> error[type]: film_mlp: widths is a tuple with the width of each hidden layer, (64, 64), not i64
film_mlp(2, 3, (8,), 2, act=3)
#!> error[type]: film_mlp: act must be a function, such as relu, not i64
film_mlp(2, 3, (8,), 2)([1.0, 2], [1.0])
#!> error[shape]: m.W @ x: inner sizes differ (3 vs 1)
