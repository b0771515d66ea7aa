#~ file: seed=7
# What steps, predictions, bounds and their losses refuse, and what to do instead.
use vdm
use nn
D = Normal(0, 1);
o = oracle(D);
V = linear_snr();
S = schedule(α=t->1-t, σ=t->0.01+0.99*t);
diffusion_loss(S, noise_net(1,hidden=8,of="ε"), [0.1;0.2], T=10, n=500)
#!> error[domain]: diffusion_loss: own schedule ends with α = 0, where a prediction of ε says nothing of x and the loss is infinite: let the network predict v or x, or end the schedule before, between(S, S.γ(0), 10)
#!>   diffusion_loss(S, noise_net(1,hidden=8,of="ε"), [0.1;0.2], T=10, n=500)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
bound(V, o, D, n=1)
#!> error[domain]: diffusion_loss: n is how many draws there are, a whole number of at least 32, not 1
#!>   bound(V, o, D, n=1)
#!>                    ^
predict(o,0.3,level(cosine_noise(),0),"velocity")
#!> error[domain]: a prediction of x says nothing of the velocity where σ = 0 and there is no noise: begin the schedule later, between(S, -13.3, γ1)
#!>   predict(o,0.3,level(cosine_noise(),0),"velocity")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
predict((z,t)->z,0.3,level(cosine_noise(),1),"x")
#!> error[domain]: a prediction of ε says nothing of x where α = 0 and all is noise: let the network predict v or x, or end the schedule before, between(S, γ0, 10)
#!>   predict((z,t)->z,0.3,level(cosine_noise(),1),"x")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
mean(model_step(cosine_noise(),(z,t)->0.5*z,1.0,0.5,1.0))
#!> error[domain]: a prediction of ε says nothing of x where α = 0 and all is noise: let the network predict v or x, or end the schedule before, between(S, γ0, 10)
#!>   mean(model_step(cosine_noise(),(z,t)->0.5*z,1.0,0.5,1.0))
#!>        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
predict(oracle(Empirical([-1.0,1])),0.3,level(rectified(),0),"score")
#!> error[domain]: predict: without noise the law of z is a set of points, which has no score; take a level with σ > 0
#!>   predict(oracle(Empirical([-1.0,1])),0.3,level(rectified(),0),"score")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
bound(V, (z,t)->0*z,[inf,1.0])
#!> error[domain]: bound: the data must be finite, not [inf, 1.0]
#!>   bound(V, (z,t)->0*z,[inf,1.0])
#!>                       ^^^^^^^^^
bound(V, (z,t)->0*z, StudentT(1))
#!> error[domain]: prior_loss: the data have no finite second moment, so that the bound is infinite
#!>   bound(V, (z,t)->0*z, StudentT(1))
#!>                        ^^^^^^^^^^^
predict((z,t)->nan,0.3,level(rectified(),0.5),"x")
#!> error[domain]: the prediction of ε is nan at z = 0.3
#!>   predict((z,t)->nan,0.3,level(rectified(),0.5),"x")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
convert(1.0,0.5,3,"ε","x")
#> -2.5
convert(1.0,"a",(α=0.8,σ=0.6),"ε","x")
#!> error[type]: convert: z must be a number or a tensor of numbers, not a text
#!>   convert(1.0,"a",(α=0.8,σ=0.6),"ε","x")
#!>               ^^^
o(0.5,(α=-1,σ=0.6,γ=0))
#!> error[domain]: a level of noise has finite α ≥ 0 and σ ≥ 0, not both 0, not α = -1 and σ = 0.6
#!>   o(0.5,(α=-1,σ=0.6,γ=0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
bound(V, o, D, n=0)
#!> error[domain]: diffusion_loss: n is how many draws there are, a whole number of at least 32, not 0
#!>   bound(V, o, D, n=0)
#!>                    ^
bound(V, o, D, batch=0)
#!> error[domain]: diffusion_loss: batch is how many times of a batch there are, a whole number of at least 1, not 0
#!>   bound(V, o, D, batch=0)
#!>                        ^
bound(V, o, D, n="a")
#!> error[type]: diffusion_loss: n is how many draws there are, a whole number, not a text
#!>   bound(V, o, D, n="a")
#!>                    ^^^
bound(V, o, D, T="a")
#!> error[type]: diffusion_loss: T is how many steps (inf is their limit) there are, a whole number, not a text
#!>   bound(V, o, D, T="a")
#!>                    ^^^
bound(V, o, D, T=[1,2])
#!> error[domain]: diffusion_loss: T is how many steps (inf is their limit) there are, a whole number of at least 1, not [1, 2]
#!>   bound(V, o, D, T=[1,2])
#!>                    ^^^^^
bound(V, o, D, decoder="foo")
#!> error[type]: reconstruction_loss: the decoder is gaussian_decoder(), grid_decoder(values), posterior_decoder(oracle) or a function (x, z_0, level) -> log p, not a text
#!>   bound(V, o, D, decoder="foo")
#!>                          ^^^^^
predict(noise_net(2,hidden=8),[0.1,0.2,0.3],(α=0.8,σ=0.6),"x")
#!> error[shape]: noise_net: the network is of 2 numbers, and z has 3; vmap takes rows
#!>   predict(noise_net(2,hidden=8),[0.1,0.2,0.3],(α=0.8,σ=0.6),"x")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
bound(V,mlp(1,8,1),[0.1,0.2])
#!> error[type]: a predictor: this network takes one vector, not z and t: predicts("ε", (z, t) -> m(concat((z, [t])))) hands it both, noise_net(d) makes one that knows γ
#!>   bound(V,mlp(1,8,1),[0.1,0.2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
predicts("ε",mlp(2,8,1))
#!> error[type]: predicts: this network takes one vector, not z and t: predicts("ε", (z, t) -> m(concat((z, [t])))) hands it both, noise_net(d) makes one that knows γ
#!>   predicts("ε",mlp(2,8,1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
noise_net(2,hidden="a")
#!> error[type]: noise_net: hidden must be a whole number, not a text
#!>   noise_net(2,hidden="a")
#!>                      ^^^
marginal(cosine_noise(),0.5,0)
#!> error[domain]: marginal: z is x itself at t = 0, as the schedule has no noise there; between(S, -13.3, γ1) begins with some
#!>   marginal(cosine_noise(),0.5,0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
step_posterior(cosine_noise(),1.0,0.5,0,0.5)
#!> error[domain]: step_posterior: z_s is x itself at s = 0, as the schedule has no noise there; between(S, -13.3, γ1) begins with some
#!>   step_posterior(cosine_noise(),1.0,0.5,0,0.5)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
reconstruction_loss(V,[0.0,1],decoder=posterior_decoder(oracle(Empirical([5.0,7]))))
#!> error[domain]: posterior_decoder: the data have 0.0, which is none of the points of the oracle
#!>   reconstruction_loss(V,[0.0,1],decoder=posterior_decoder(oracle(Empirical([5.0,7]))))
#!>                         ^^^^^^^
reconstruction_loss(V,D,decoder=posterior_decoder(oracle(Empirical([5.0,7]))))
#!> error[distribution]: posterior_decoder: the data must be of the oracle's finite set; Normal(μ = 0, σ = 1) has a density: gaussian_decoder() is for it
#!>   reconstruction_loss(V,D,decoder=posterior_decoder(oracle(Empirical([5.0,7]))))
#!>                         ^
diffusion_loss(V,o,D,T=1e7,nodes=10)
#!> error[argument]: diffusion_loss: 10000000 levels with 100 points each take too long; fewer nodes, or n= for draws
#!>   diffusion_loss(V,o,D,T=1e7,nodes=10)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
step_numbers(V, [.1,.2], [.3,.4])
#!> error[type]: step_numbers: a step goes between two times, numbers, not f64[2]; vmap takes many
#!>   step_numbers(V, [.1,.2], [.3,.4])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noise_loss()(noise_net(1), [1.0])
#!> error[argument]: noise_loss: without a schedule the model has its own: (net = noise_net(2), schedule = learned_noise())
#!>   noise_loss()(noise_net(1), [1.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_loss(V, o, D, T=0)
#!> error[domain]: diffusion_loss: T is how many steps (inf is their limit) there are, a whole number of at least 1, not 0
#!>   diffusion_loss(V, o, D, T=0)
#!>                             ^
diffusion_loss(V, o, D, T=2.5)
#!> error[domain]: diffusion_loss: T is how many steps (inf is their limit) there are, a whole number of at least 1, not 2.5
#!>   diffusion_loss(V, o, D, T=2.5)
#!>                             ^^^
diffusion_loss(V, 3, D)
#!> error[type]: a predictor is an oracle, a network or a function of z and t, not i64
#!>   diffusion_loss(V, 3, D)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
diffusion_loss(V, (z, t) -> [z, z], D)
#!> error[shape]: the prediction of ε has the shape (2,) where what was seen has (): a predictor takes one event and answers with one like it
#!>   diffusion_loss(V, (z, t) -> [z, z], D)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
diffusion_loss(V, o, "a")
#!> error[type]: diffusion_loss: the data are a distribution, or a tensor by rows, not a text
#!>   diffusion_loss(V, o, "a")
#!>                        ^^^
diffusion_loss(V, o, D, times="even")
#!> error[argument]: diffusion_loss: times is one of ("iid", "shared", "strata"), not even
#!>   diffusion_loss(V, o, D, times="even")
#!>                                 ^^^^^^
bound(rectified(), o, D)
#!> error[domain]: reconstruction_loss: the schedule rectified starts with σ = 0, an infinite SNR(0), where this loss is infinite: between(S, -13.3, 5) has the ends of your choice
#!>   bound(rectified(), o, D)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^
bound(3, o, D)
#!> error[type]: a schedule is a record of functions of t such as cosine_noise() gives, not i64; schedule(γ = t -> ...) makes one of your own
#!>   bound(3, o, D)
#!>   ^^^^^^^^^^^^^^
step_numbers(V, 0.5, 0.4)
#!> error[domain]: step_numbers: a step goes between s and a later t, not s = 0.5 and t = 0.4
#!>   step_numbers(V, 0.5, 0.4)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
step_numbers(V, 0.5, 1.4)
#!> error[domain]: level: a time lies between 0, the data, and 1, the noise; 1.4 does not
#!>   step_numbers(V, 0.5, 1.4)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
noise_times(0)
#!> error[domain]: noise_times: B is how many times there are, a whole number of at least 1, not 0
#!>   noise_times(0)
#!>               ^
noise_times(3, "random")
#!> error[argument]: noise_times: how is one of ("iid", "shared", "strata"), not random
#!>   noise_times(3, "random")
#!>                  ^^^^^^^^
time_variance(t -> t, 2.5)
#!> error[domain]: time_variance: B is how many times there are, a whole number of at least 1, not 2.5
#!>   time_variance(t -> t, 2.5)
#!>                         ^^^
predict(o, 0.3, (α = 0.5), "x")
#!> error[name]: a level of noise has the fields α and σ: (α = 0.8, σ = 0.6); this one has ("α",)
#!>   predict(o, 0.3, (α = 0.5), "x")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
predict(o, 0.3, (α = 0.5, σ = 0.5), "y")
#!> error[argument]: predict: a prediction is of "x", "ε" (or "eps"), "v", "score" or "velocity", not y
#!>   predict(o, 0.3, (α = 0.5, σ = 0.5), "y")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
predict((z, t) -> z, 0.3, (α = 0.5, σ = 0.5), "x")
#!> error[name]: this predictor sees the time t, which this level does not have: use level(S, t), or sees="γ"
#!>   predict((z, t) -> z, 0.3, (α = 0.5, σ = 0.5), "x")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
predict(o, 0.3, (α = 0.5, σ = 0.5), "velocity")
#!> error[name]: a velocity needs the rates dα and dσ of the level: level(S, t) of a schedule S has them
#!>   predict(o, 0.3, (α = 0.5, σ = 0.5), "velocity")
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
predicts("w", (z, t) -> z)
#!> error[argument]: predicts: a prediction is of "x", "ε" (or "eps"), "v", "score" or "velocity", not w
#!>   predicts("w", (z, t) -> z)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^
predicts("x", 3)
#!> error[type]: predicts: f is a function of z and t, or a network, not i64
#!>   predicts("x", 3)
#!>                 ^
predicts("x", (z, t) -> z, sees="noise")
#!> error[argument]: predicts: sees is one of ("t", "γ", "level"), not noise
#!>   predicts("x", (z, t) -> z, sees="noise")
#!>                                   ^^^^^^^
noise_loss(V, weight="snr")
#!> error[argument]: noise_loss: weight is one of ("bound", "simple", "a function of the level"), not snr
#!>   noise_loss(V, weight="snr")
#!>                        ^^^^^
grid_decoder([1.0])
#!> error[domain]: grid_decoder: values are at least two different numbers, not [1.0]
#!>   grid_decoder([1.0])
#!>                ^^^^^
reconstruction_loss(V, D, grid_decoder([-1, 1]))
#!> error[distribution]: grid_decoder: the data must be finite, rows of values of the grid; Normal(μ = 0, σ = 1) has a density: gaussian_decoder() is for it
#!>   reconstruction_loss(V, D, grid_decoder([-1, 1]))
#!>                          ^
reconstruction_loss(V, [1.0, -0.5], grid_decoder([-1, 1]))
#!> error[domain]: grid_decoder: the data has the number -0.5, which is no value of the grid; on_grid(x, values) puts data there
#!>   reconstruction_loss(V, [1.0, -0.5], grid_decoder([-1, 1]))
#!>                          ^^^^^^^^^^^
posterior_decoder(o)
#!> error[distribution]: posterior_decoder: an oracle of a finite set, oracle(Empirical(data)), has a posterior over its points; this is Normal(μ = 0, σ = 1)
#!>   posterior_decoder(o)
#!>   ^^^^^^^^^^^^^^^^^^^^
pixel_values(1)
#!> error[domain]: pixel_values: levels is a whole number, at least 2, not 1
#!>   pixel_values(1)
#!>                ^
on_grid([nan], [0.0, 1.0])
#!> error[domain]: on_grid: x is nan
#!>   on_grid([nan], [0.0, 1.0])
#!>           ^^^^^
prior_loss(V, D, σ=0)
#!> error[domain]: prior_loss: σ must be positive and finite, not 0
#!>   prior_loss(V, D, σ=0)
#!>                      ^
