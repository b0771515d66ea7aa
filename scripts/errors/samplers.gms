#~ file: seed=7
# What samplers and generation refuse, and what to do instead.
use vdm
use data
use nn
S = linear_snr();
o = oracle(gaussians8());
p(z, t) = 0.3*z
# How many steps, and when.
generate(S, o, 4, steps=0)
#!> error[domain]: generate: steps is how many steps there are, a whole number of at least 1, not 0
#!>   generate(S, o, 4, steps=0)
#!>                           ^
generate(S, o, 4, steps=1.5)
#!> error[domain]: generate: steps is how many steps there are, a whole number of at least 1, not 1.5
#!>   generate(S, o, 4, steps=1.5)
#!>                           ^^^
generate(S, o, 4, steps="a")
#!> error[type]: generate: steps is how many steps there are, a whole number, not a text
#!>   generate(S, o, 4, steps="a")
#!>                           ^^^
generate(S, o, 4, steps=-3)
#!> error[domain]: generate: steps is how many steps there are, a whole number of at least 1, not -3
#!>   generate(S, o, 4, steps=-3)
#!>                           ^^
# One step is a step: of full noise it gives the mean of the data.
max(abs(generate(cosine_noise(), o, 4, steps=1))) < 1e-12
#> true
generate(S, o, 4, times=[0.5, 1.0])
#!> error[domain]: generate: times fall, from noise at 1 to data at 0; time 2 is 1.0 after 0.5
#!>   generate(S, o, 4, times=[0.5, 1.0])
#!>                           ^^^^^^^^^^
generate(S, o, 4, times=[1.0, 0.5, 0.5])
#!> error[domain]: generate: times fall, from noise at 1 to data at 0; time 3 is 0.5 after 0.5
#!>   generate(S, o, 4, times=[1.0, 0.5, 0.5])
#!>                           ^^^^^^^^^^^^^^^
generate(S, o, 4, times=[0.5])
#!> error[domain]: generate: times has the first and the last time at least, not 1 of them
#!>   generate(S, o, 4, times=[0.5])
#!>                           ^^^^^
generate(S, o, 4, times=0.5)
#!> error[type]: generate: times is a vector of times, such as sampling_times(S, 100) gives, not f64
#!>   generate(S, o, 4, times=0.5)
#!>                           ^^^
generate(S, o, 4, times=[1.5, 0.5])
#!> error[domain]: generate: times lie between 0, the data, and 1, the noise; 1.5 does not
#!>   generate(S, o, 4, times=[1.5, 0.5])
#!>                           ^^^^^^^^^^
generate(S, o, 4, times=[0.5, -0.5])
#!> error[domain]: generate: times lie between 0, the data, and 1, the noise; -0.5 does not
#!>   generate(S, o, 4, times=[0.5, -0.5])
#!>                           ^^^^^^^^^^^
generate(S, o, 4, times=[1.0, nan])
#!> error[domain]: generate: times lie between 0, the data, and 1, the noise; nan does not
#!>   generate(S, o, 4, times=[1.0, nan])
#!>                           ^^^^^^^^^^
carry(S, o, [0.0, 1.0], from=0.1, to=0.5)
#!> error[domain]: carry: times fall from 1, noise, to 0, data: 0 ≤ to < from ≤ 1, not from = 0.1 and to = 0.5
#!>   carry(S, o, [0.0, 1.0], from=0.1, to=0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
carry(S, o, [0.0, 1.0], from=2)
#!> error[domain]: carry: times fall from 1, noise, to 0, data: 0 ≤ to < from ≤ 1, not from = 2 and to = 0.0
#!>   carry(S, o, [0.0, 1.0], from=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# Times say all, and nothing beside them is dropped.
carry(S, o, [0.0, 1.0], from=0.5, times=[1.0, 0])
#!> error[argument]: carry: give times or from, not both: times says where all steps lie
#!>   carry(S, o, [0.0, 1.0], from=0.5, times=[1.0, 0])
#!>                                           ^^^^^^^^
path(S, o, [0.0, 1.0], to=0.5, times=[1.0, 0])
#!> error[argument]: path: give times or to, not both: times says where all steps lie
#!>   path(S, o, [0.0, 1.0], to=0.5, times=[1.0, 0])
#!>                                        ^^^^^^^^
generate(S, o, 4, steps=10, times=[1.0, 0])
#!> error[argument]: generate: give times or steps, not both: times says where all steps lie
#!>   generate(S, o, 4, steps=10, times=[1.0, 0])
#!>                                     ^^^^^^^^
diffusion(S, o, steps=10, times=[1.0, 0])
#!> error[argument]: diffusion: give times or steps, not both: times says where all steps lie
#!>   diffusion(S, o, steps=10, times=[1.0, 0])
#!>                                   ^^^^^^^^
# What is started from is noise. Where data are left in it an oracle knows its law, a network does not.
generate(ve_geometric(0.01, 1), noise_net(2, hidden=8), 4)
#!> error[argument]: generate: at t = 1.0 the signal is still 1.0 of the noise (α²/σ²), more than 0.01, so that z is not normal noise: give the law of z there, start=noised(D, level(S, 1.0)) for data from D, or take a schedule with more noise or a later time
#!>   generate(ve_geometric(0.01, 1), noise_net(2, hidden=8), 4)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, p, 4, times=[0.3, 0], d=2)
#!> error[argument]: generate: at t = 0.3 the signal is still 2.47e+03 of the noise (α²/σ²), more than 0.01, so that z is not normal noise: give the law of z there, start=noised(D, level(S, 0.3)) for data from D, or take a schedule with more noise or a later time
#!>   generate(S, p, 4, times=[0.3, 0], d=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
shape(generate(S, o, 4, times=[0.3, 0]))
#> (4, 2)
sampling_times(S, 4, rule="cosine")
#!> error[argument]: sampling_times: rule is one of ("t", "quadratic", "γ", "gamma", "karras"), not cosine
#!>   sampling_times(S, 4, rule="cosine")
#!>                             ^^^^^^^^
sampling_times(cosine_noise(), 4, rule="γ")
#!> error[domain]: sampling_times: by γ the ends need a finite γ, and that of cosine goes from inf to -inf: use between(S, -13.3, 5), or from= and to= inside 0..1
#!>   sampling_times(cosine_noise(), 4, rule="γ")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sampling_times(S, 4, rule="karras", ρ=0)
#!> error[domain]: sampling_times: ρ must be positive and finite, not 0: of the levels σ/α
#!>   sampling_times(S, 4, rule="karras", ρ=0)
#!>                                         ^
sampling_times(S, 4, rule="karras", σ_min=5, σ_max=2)
#!> error[domain]: sampling_times: σ/α falls from the lesser of σ_max and 12.18, what linear log-SNR has, to the greater of σ_min and 0.001294; with σ_max = 2 and σ_min = 5 it does not
#!>   sampling_times(S, 4, rule="karras", σ_min=5, σ_max=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# How many rows, of what.
generate(S, o, 0)
#!> error[domain]: generate: n is how many rows there are, a whole number of at least 1, not 0
#!>   generate(S, o, 0)
#!>                  ^
generate(S, o, "a")
#!> error[type]: generate: n is how many rows there are, a whole number, not a text
#!>   generate(S, o, "a")
#!>                  ^^^
generate(S, p, 4)
#!> error[argument]: generate: how many numbers has a datum? Give d=2, or where it is one number start=Normal(0, 1)
#!>   generate(S, p, 4)
#!>   ^^^^^^^^^^^^^^^^^
generate(S, p, 4, d=2.5)
#!> error[domain]: generate: d is how many numbers of a datum there are, a whole number of at least 1, not 2.5
#!>   generate(S, p, 4, d=2.5)
#!>                       ^^^
generate(S, o, 4, d=3)
#!> error[shape]: oracle: z is f64[3], and one event has the shape (2,)
#!>   generate(S, o, 4, d=3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^
generate(S, noise_net(2, hidden=8), 4, d=3)
#!> error[shape]: noise_net: the network is of 2 numbers, and z has 3; vmap takes rows
#!>   generate(S, noise_net(2, hidden=8), 4, d=3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, o, 4, start=3)
#!> error[type]: generate: i64 is no distribution: a record with draw and log_density is one
#!>   generate(S, o, 4, start=3)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, o, 4, start=Normal(0, 1))
#!> error[shape]: oracle: z is f64, and one event has the shape (2,)
#!>   generate(S, o, 4, start=Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, o, 4, type="f16")
#!> error[argument]: generate: type is one of ("f64", "f32"), not f16
#!>   generate(S, o, 4, type="f16")
#!>                          ^^^^^
diffusion(S, p)
#!> error[argument]: diffusion: how many numbers has a datum? Give d=2, or where it is one number start=Normal(0, 1)
#!>   diffusion(S, p)
#!>   ^^^^^^^^^^^^^^^
carry(S, o, [nan, 1.0])
#!> error[domain]: oracle: z is nan
#!>   carry(S, o, [nan, 1.0])
#!>               ^^^^^^^^^^
carry(S, o, [1.0, 1, 1])
#!> error[shape]: oracle: z is f64[3], and one event has the shape (2,)
#!>   carry(S, o, [1.0, 1, 1])
#!>               ^^^^^^^^^^^
carry(S, o, "a")
#!> error[type]: carry: z must be a number or a tensor of numbers, not a text
#!>   carry(S, o, "a")
#!>               ^^^
path(S, o, "a")
#!> error[type]: path: z must be a number or a tensor of numbers, not a text
#!>   path(S, o, "a")
#!>              ^^^
# Schedules, predictors and samplers.
generate(cosine_noise, o, 4)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not a function; it is made by a call: cosine_noise(), with the brackets
#!>   generate(cosine_noise, o, 4)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(3, o, 4)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not i64; schedule(γ = t -> ...) makes one of your own
#!>   generate(3, o, 4)
#!>   ^^^^^^^^^^^^^^^^^
generate(S, "a", 4)
#!> error[type]: a predictor is an oracle, a network or a function of z and t, not a text
#!>   generate(S, "a", 4)
#!>   ^^^^^^^^^^^^^^^^^^^
generate(S, mlp(2, 3, 2), 4, d=2)
#!> error[type]: a predictor: this network takes one vector, not z and t: predicts("ε", (z, t) -> m(concat((z, [t])))) hands it both, noise_net(d) makes one that knows γ
#!>   generate(S, mlp(2, 3, 2), 4, d=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, (z, t) -> [1, 2, 3], 4, d=2)
#!> error[shape]: the prediction of ε has the shape (3,) where what was seen has (2,): a predictor takes one event and answers with one like it
#!>   generate(S, (z, t) -> [1, 2, 3], 4, d=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, o, 4, by=ddim)
#!> error[type]: generate: by is a sampler such as ddim() or heun_ode(), not a function; a sampler is made by a call: ddim(), with the brackets; `samplers` lists them
#!>   generate(S, o, 4, by=ddim)
#!>                        ^^^^
generate(S, o, 4, by="heun")
#> f64[4×2]
#>    0.221825   2.70891
#>   -2.78435    0.685258
#>   -2.90634   -0.202324
#>   -1.80251    2.08773
generate(S, o, 4, by=3)
#!> error[type]: generate: by is a sampler such as ddim() or heun_ode(), not i64; `samplers` lists them
#!>   generate(S, o, 4, by=3)
#!>                        ^
# Where all is noise a prediction of ε, or of the score, says nothing of x.
generate(cosine_noise(), noise_net(2, hidden=8), 4)
#!> error[domain]: a prediction of ε says nothing of x where α = 0 and all is noise: let the network predict v or x, or end the schedule before, between(S, γ0, 10)
#!>   generate(cosine_noise(), noise_net(2, hidden=8), 4)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(rectified(), predicts("score", (z, t) -> -z), 4, d=2)
#!> error[domain]: a prediction of score says nothing of x where α = 0 and all is noise: let the network predict v or x, or end the schedule before, between(S, γ0, 10)
#!>   generate(rectified(), predicts("score", (z, t) -> -z), 4, d=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# From a time before that it does.
shape(generate(cosine_noise(), noise_net(2, hidden=8), 4, times=[0.99, 0.5, 0.0]))
#> (4, 2)
# What is not finite, with when and where.
bad(z, t) = where(t < 0.5, nan, 0)*z
generate(S, bad, 4, d=2)
#!> error[domain]: generate: the prediction of ε is nan at t = 0.49, z = [21.4183, 10.6035]
#!>   generate(S, bad, 4, d=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, bad, 4, d=2, by=heun_ode())
#!> error[domain]: generate: the prediction of ε is nan at t = 0.49, z = [-20.2928, 13.6889]
#!>   generate(S, bad, 4, d=2, by=heun_ode())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, bad, 4, d=2, by=adaptive_ode())
#!> error[domain]: generate: the prediction of ε is nan at t = 0.5, z = [1.24448, 4.15096]
#!>   generate(S, bad, 4, d=2, by=adaptive_ode())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
carry(S, bad, 1.0)
#!> error[domain]: carry: the prediction of ε is nan at t = 0.49, z = 12.144
#!>   carry(S, bad, 1.0)
#!>   ^^^^^^^^^^^^^^^^^^
path(S, bad, 1.0)
#!> error[domain]: path: the prediction of ε is nan at t = 0.49, z = 12.144
#!>   path(S, bad, 1.0)
#!>   ^^^^^^^^^^^^^^^^^
generate(S, (z, t) -> nan*z, 4, d=2)
#!> error[domain]: the prediction of ε is nan at z = [1.38027, -0.227575]
#!>   generate(S, (z, t) -> nan*z, 4, d=2)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, predicts("velocity", (z, t) -> 1e200*z), 4, d=2, by=euler_ode())
#!> error[domain]: generate: the prediction of velocity is infinite at t = 0.99, z = [2.12447e+198, -5.74679e+197]
#!>   generate(S, predicts("velocity", (z, t) -> 1e200*z), 4, d=2, by=euler_ode())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# Steps that are too large for their sampler let numbers run away long before they overflow:
generate(edm(), oracle(Normal(0, 0.5)), 4, by=reverse_sde(noise=50), steps=50)
#!> error[domain]: generate: step 3 of 50, from t = 0.96 to 0.94, leads from z = -4.4381e+06 to 1.24649e+09, more than a million times as large as the start: the steps are too large for this sampler, take more of them
#!>   generate(edm(), oracle(Normal(0, 0.5)), 4, by=reverse_sde(noise=50), steps=50)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(edm(), oracle(Normal(0, 0.5)), 4, by=predictor_corrector(scale=10), steps=50)
#!> error[domain]: generate: step 38 of 50, from t = 0.26 to 0.24, leads from z = -2.66752e+07 to 4.43437e+08, more than a million times as large as the start: the steps are too large for this sampler, take more of them
#!>   generate(edm(), oracle(Normal(0, 0.5)), 4, by=predictor_corrector(scale=10), steps=50)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# Of a step with two evaluations either may be nan; each is named where it was asked for.
generate(S, (z, t) -> where(t == 0.49, nan, z), 3, d=2, by=heun_ode())
#!> error[domain]: generate: the prediction of ε is nan at t = 0.49, z = [-0.156454, 0.787346]
#!>   generate(S, (z, t) -> where(t == 0.49, nan, z), 3, d=2, by=heun_ode())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, (z, t) -> where(t < 0.4, nan, z), 3, d=2, by=annealed_langevin(per_level=3))
#!> error[domain]: generate: the prediction of ε is nan at t = 0.39, z = [0.45114, -0.299695]
#!>   generate(S, (z, t) -> where(t < 0.4, nan, z), 3, d=2, by=annealed_langevin(per_level=3))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, (z, t) -> where(t < 0.4, nan, z), 3, d=2, by=adaptive_ode())
#!> error[domain]: generate: the prediction of ε is nan at t = 0.4, z = [0.519025, -0.299031]
#!>   generate(S, (z, t) -> where(t < 0.4, nan, z), 3, d=2, by=adaptive_ode())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
carry(S, (z, t) -> where(z < 0.8, nan, z), 1.0, by=adaptive_ode())
#!> error[domain]: carry: the prediction of ε is nan at t = 0.694572, z = 0.8
#!>   carry(S, (z, t) -> where(z < 0.8, nan, z), 1.0, by=adaptive_ode())
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
generate(S, o, 4, by=adaptive_ode(max_steps=3))
#!> error[domain]: generate: the flow is followed to t = 0.797635, z = [-1.21675, -1.48613], and that took as many steps as max_steps of adaptive_ode allows
#!>   generate(S, o, 4, by=adaptive_ode(max_steps=3))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# Where rows are carried by vmap nothing can be told, and nan goes on.
vmap(z -> carry(S, bad, z))([1.0, 2.0])
#> f64[2]
#>    nan  nan
# The numbers of samplers.
ddim(η=2)
#!> error[domain]: ddim: η lies between 0 and 1, how much of the noise is new: 0 none, 1 as in ancestral(); not 2
#!>   ddim(η=2)
#!>          ^
ddim(η="a")
#!> error[type]: ddim: η is a number, how much of the noise is new: 0 none, 1 as in ancestral(), not a text
#!>   ddim(η="a")
#!>          ^^^
ddim(η=nan)
#!> error[domain]: ddim: η is a finite number, how much of the noise is new: 0 none, 1 as in ancestral(), not nan
#!>   ddim(η=nan)
#!>          ^^^
karras_heun(churn=-1)
#!> error[domain]: karras_heun: churn lies between 0 and 1e+09, S_churn of Karras et al. 2022, 0 without new noise, 40 or 80 with; not -1
#!>   karras_heun(churn=-1)
#!>                     ^^
karras_heun(S_noise=-1)
#!> error[domain]: karras_heun: S_noise lies between 0 and 100, by how much the new noise is larger than it should be, as 1.003; not -1
#!>   karras_heun(S_noise=-1)
#!>                       ^^
karras_heun(S_min=3, S_max=1)
#!> error[domain]: karras_heun: S_min ≤ S_max are the σ/α between which noise is added, not 3 and 1
#!>   karras_heun(S_min=3, S_max=1)
#!>                     ^
dpm_solver(3)
#!> error[arity]: dpm_solver takes 0 arguments, not 1
#!>   dpm_solver(3)
#!>              ^
#!>   hint: dpm_solver()
adaptive_ode(rtol=0)
#!> error[domain]: adaptive_ode: rtol must be positive and finite, not 0: the error of a step
#!>   adaptive_ode(rtol=0)
#!>                     ^
adaptive_ode(rtol=-1)
#!> error[domain]: adaptive_ode: rtol must be positive and finite, not -1: the error of a step
#!>   adaptive_ode(rtol=-1)
#!>                     ^^
adaptive_ode(atol=0)
#!> error[domain]: adaptive_ode: atol must be positive and finite, not 0: the error of a step
#!>   adaptive_ode(atol=0)
#!>                     ^
adaptive_ode(max_steps=0)
#!> error[domain]: adaptive_ode: max_steps is how many steps there are, a whole number of at least 1, not 0
#!>   adaptive_ode(max_steps=0)
#!>                          ^
reverse_sde(noise=-1)
#!> error[domain]: reverse_sde: noise lies between 0 and 1000.0, l of the reverse equation: 1 as Anderson's, 0 for the probability flow; not -1
#!>   reverse_sde(noise=-1)
#!>                     ^^
predictor_corrector(predictor=adaptive_ode())
#!> error[argument]: predictor_corrector: the predictor makes steps from level to level, and adaptive ode chooses its own
#!>   predictor_corrector(predictor=adaptive_ode())
#!>                                 ^^^^^^^^^^^^^^
predictor_corrector(predictor=3)
#!> error[type]: predictor_corrector: predictor is a sampler such as ddim() or heun_ode(), not i64; `samplers` lists them
#!>   predictor_corrector(predictor=3)
#!>                                 ^
predictor_corrector(corrections=0)
#!> error[domain]: predictor_corrector: corrections is how many steps of Langevin's at each level there are, a whole number of at least 1, not 0
#!>   predictor_corrector(corrections=0)
#!>                                   ^
predictor_corrector(snr=1)
#!> error[domain]: predictor_corrector: snr is the size of the steps, as 0.16, below 1, where h = 2σ² and Langevin's steps are no longer stable; not 1
#!>   predictor_corrector(snr=1)
#!>                           ^
predictor_corrector(snr=0)
#!> error[domain]: predictor_corrector: snr must be positive and finite, not 0: the size of the steps, as 0.16
#!>   predictor_corrector(snr=0)
#!>                           ^
predictor_corrector(scale=-1)
#!> error[domain]: predictor_corrector: scale lies between 0 and 1e+06, the standard deviation of the finest parts of the data; not -1
#!>   predictor_corrector(scale=-1)
#!>                             ^^
annealed_langevin(per_level=0)
#!> error[domain]: annealed_langevin: per_level is how many steps at a level there are, a whole number of at least 1, not 0
#!>   annealed_langevin(per_level=0)
#!>                               ^
annealed_langevin(ε=2)
#!> error[domain]: annealed_langevin: ε is h/σ², the size of the steps, below 2, where Langevin's steps are no longer stable; not 2
#!>   annealed_langevin(ε=2)
#!>                       ^
annealed_langevin(ε=0)
#!> error[domain]: annealed_langevin: ε must be positive and finite, not 0: the size of the steps over σ², below 2 so that they are stable
#!>   annealed_langevin(ε=0)
#!>                       ^
sampler("eulr")
#!> error[argument]: sampler: the name is one of ("ancestral", "ddim", "euler_ode", "heun_ode", "karras_heun", "dpm_solver", "adaptive_ode", "reverse_sde", "predictor_corrector", "annealed_langevin"), or as tables print it, "heun", or papers, "DDIM"; not eulr
#!>   sampler("eulr")
#!>           ^^^^^^
sampler(3)
#!> error[argument]: sampler: the name is one of ("ancestral", "ddim", "euler_ode", "heun_ode", "karras_heun", "dpm_solver", "adaptive_ode", "reverse_sde", "predictor_corrector", "annealed_langevin"), or as tables print it, "heun", or papers, "DDIM"; not 3
#!>   sampler(3)
#!>           ^
