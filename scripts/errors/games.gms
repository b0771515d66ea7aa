# Losses, penalties and noise that cannot be: each complaint names what is wrong and what to take instead.
use gan
g = game(logistic)

# ## Losses
game("kl")
#!> error[type]: gan_loss: a loss is a function, such as logistic; of a divergence it is f_gan("kl")
#!>   game("kl")
#!>   ^^^^^^^^^^
gan_loss(3)
#!> error[type]: gan_loss: f is a function of one number, such as logistic, or a loss made by gan_loss, not i64
#!>   gan_loss(3)
#!>            ^
gan_loss((fake = logistic, real = logistic))
#!> error[argument]: gan_loss: a loss has the parts fake, real and generator, and this one has no generator: gan_loss(f, real=, generator=) makes all three
#!>   gan_loss((fake = logistic, real = logistic))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
gan_loss(logistic, real=2)
#!> error[type]: gan_loss: real is a function of one number, such as logistic, or a loss made by gan_loss, not i64
#!>   gan_loss(logistic, real=2)
#!>                           ^
gan_loss(t -> [t, t])
#!> error[type]: gan_loss: f gives a number for a number, not f64[2]
#!>   gan_loss(t -> [t, t])
#!>            ^^^^^^^^^^^
gan_loss(t -> log(t))
#!> error[domain]: gan_loss: f is nan at -1/2 and -0.693147 at 1/2, and a loss is finite near D = 0
#!>   gan_loss(t -> log(t))
#!>            ^^^^^^^^^^^
# D is large on fakes: a loss of the other convention falls.
game(t -> softplus(-t))
#!> error[domain]: gan_loss: f falls, from 0.974077 at -1/2 to 0.474077 at 1/2; D is large on fakes here, so take t -> f(-t)
#!>   game(t -> softplus(-t))
#!>        ^^^^^^^^^^^^^^^^^
# A part that does not depend on D leaves its player nothing.
game(t -> 1.0)
#!> error[domain]: gan_loss: f is 1.0 whatever D says, so the discriminator has nothing to play for
#!>   game(t -> 1.0)
#!>        ^^^^^^^^
gan_loss(logistic, generator=t -> 0.0)
#!> error[domain]: gan_loss: generator is 0.0 whatever D says, so the generator has nothing to play for
#!>   gan_loss(logistic, generator=t -> 0.0)
#!>                                ^^^^^^^^
losses(3)
#!> error[type]: losses: losses stand in a record by their names, (mine = f), not i64
#!>   losses(3)
#!>   ^^^^^^^^^
f_gan("kullback")
#!> error[argument]: f_gan: the divergences are ("kl", "reverse_kl", "pearson", "neyman", "hellinger", "js", "gan"), not kullback
#!>   f_gan("kullback")
#!>   ^^^^^^^^^^^^^^^^^
f_divergence(logistic, Normal(0, 1), Normal(1, 1))
#!> error[type]: f_divergence: a divergence belongs to an f-GAN, f_gan("kl"), not to a function
#!>   f_divergence(logistic, Normal(0, 1), Normal(1, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
f_divergence(f_gan("kl"), Normal(zeros(2), I), Normal(0, 1))
#!> error[distribution]: f_divergence: data and fakes are continuous distributions of one number with a mean and a variance, Normal(0, 1), not Normal(μ = [0.0, 0.0], σ = 1)
#!>   f_divergence(f_gan("kl"), Normal(zeros(2), I), Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
gan_value(logistic, x -> x, 3, Normal(0, 1))
#!> error[distribution]: gan_value: data and fakes are continuous distributions of one number with a mean and a variance, Normal(0, 1), not 3
#!>   gan_value(logistic, x -> x, 3, Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
gan_value(logistic, 3, Normal(0, 1), Normal(0, 1))
#!> error[type]: gan_value: D is the discriminator, a function of x, not i64
#!>   gan_value(logistic, 3, Normal(0, 1), Normal(0, 1))
#!>                       ^
f_divergence(f_gan("pearson"), Normal(0, 2), Normal(0, 1))
#!> error[domain]: f_divergence: the integral is infinite, or too large for numbers: its integrand grows, to 1.5e+34 at 9 standard deviations
#!>   f_divergence(f_gan("pearson"), Normal(0, 2), Normal(0, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
f_divergence(f_gan("kl"), Normal(0, 1), Normal(40, 1))
#!> error[domain]: f_divergence: log p/q is 1000.0 where one of the two lives, so kl is infinite or too large for the integral
#!>   f_divergence(f_gan("kl"), Normal(0, 1), Normal(40, 1))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Fields
field(3)
#!> error[type]: field: a loss is a function of θ and ψ, such as loss(logistic), not i64
#!>   field(3)
#!>   ^^^^^^^^
field((θ, ψ) -> [θ, ψ])(1.0, 2.0)
#!> error[type]: field: what θ descends is f64[2], and a loss is one number: its sum or its mean
#!>   field((θ, ψ) -> [θ, ψ])(1.0, 2.0)
#!>                           ^^^
field((θ, ψ) -> θ*ψ, (θ, ψ) -> (θ, ψ))(1.0, 2.0)
#!> error[type]: field: what ψ ascends is a tuple of 2, and a loss is one number: its sum or its mean
#!>   field((θ, ψ) -> θ*ψ, (θ, ψ) -> (θ, ψ))(1.0, 2.0)
#!>                                               ^^^
field(θ -> θ^2)(1.0, 2.0)
#!> error[arity]: the function takes 1 argument, not 2
#!>   field(θ -> θ^2)(1.0, 2.0)
#!>                        ^^^
# A loss that does not contain a player; at an equilibrium a slope of 0 is none of that.
field((θ, ψ) -> θ^2)(1.0, 2.0)
#!> error[domain]: field: the game has no second player: what ψ ascends does not contain ψ; both players are arguments of the loss, as in θ*ψ
#!>   field((θ, ψ) -> θ^2)(1.0, 2.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
field((θ, ψ) -> ψ*θ, (θ, ψ) -> θ)(1.0, 2.0)
#!> error[domain]: field: the game has no second player: what ψ ascends does not contain ψ; both players are arguments of the loss, as in θ*ψ
#!>   field((θ, ψ) -> ψ*θ, (θ, ψ) -> θ)(1.0, 2.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
field((θ, ψ) -> ψ^2)(1.0, 2.0)
#!> error[domain]: field: the game has no first player: what θ descends does not contain θ; both players are arguments of the loss, as in θ*ψ
#!>   field((θ, ψ) -> ψ^2)(1.0, 2.0)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
field((θ, ψ) -> θ*ψ)(0.0, 0.0)
#> (-0.0, 0.0)
game(logistic)([1.0, 2.0], [1.0, 2.0, 3.0])
#!> error[shape]: ψ*x: the shapes differ in the last axis (3 vs 2)
#!>   game(logistic)([1.0, 2.0], [1.0, 2.0, 3.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#!>   ψ : f64[3]
#!>   x : f64[2]

# ## Penalties. A negative strength is allowed: it rewards.
R1(g, -0.5)(0.0, 1.0)
#> (-0.5, 0.5)
R1(g, nan)
#!> error[domain]: R1: γ is how strong it is, a finite number, not nan
#!>   R1(g, nan)
#!>         ^^^
R1(g, [0.1, 0.2])
#!> error[type]: R1: γ is how strong it is, a finite number, not f64[2]
#!>   R1(g, [0.1, 0.2])
#!>         ^^^^^^^^^^
R1(3, 0.1)
#!> error[type]: penalized: v is a field, a function v(θ, ψ) = (θ', ψ') such as game(logistic), not i64
#!>   R1(3, 0.1)
#!>      ^
R2(g, inf)
#!> error[domain]: R2: γ is how strong it is, a finite number, not inf
#!>   R2(g, inf)
#!>         ^^^
gradient_penalty(g, 0.1, -1)
#!> error[domain]: gradient_penalty: g₀ is the slope that is asked for, a finite number of at least 0, not -1
#!>   gradient_penalty(g, 0.1, -1)
#!>                            ^^
gradient_penalty(g, 0.1, at="everywhere")
#!> error[argument]: gradient_penalty: at is one of ("fakes", "data", "between"), not everywhere
#!>   gradient_penalty(g, 0.1, at="everywhere")
#!>                               ^^^^^^^^^^^^
wgan_gp(g, inf)
#!> error[domain]: wgan_gp: λ is how strong it is, a finite number, not inf
#!>   wgan_gp(g, inf)
#!>              ^^^
dragan(g, nan)
#!> error[domain]: dragan: λ is how strong it is, a finite number, not nan
#!>   dragan(g, nan)
#!>             ^^^
dragan(g, 0.1, s=-1)
#!> error[domain]: dragan: s is a standard deviation, a finite number of at least 0, not -1
#!>   dragan(g, 0.1, s=-1)
#!>                    ^^
le_cam(g, "strong")
#!> error[type]: le_cam: λ is how strong it is, a finite number, not a text
#!>   le_cam(g, "strong")
#!>             ^^^^^^^^
ode_gan(g, inf)
#!> error[domain]: ode_gan: λ is how strong it is, a finite number, not inf
#!>   ode_gan(g, inf)
#!>              ^^^
ode_gan(logistic, 0.1)(1.0, 2.0)
#!> error[arity]: logistic takes 1 argument, not 2
#!>   ode_gan(logistic, 0.1)(1.0, 2.0)
#!>                               ^^^
#!>   hint: logistic(t)
penalized(g, 3)
#!> error[type]: penalized: R is what the discriminator pays, a function of θ and ψ, not i64
#!>   penalized(g, 3)
#!>                ^
penalized(g, (θ, ψ) -> [ψ, ψ])(1.0, 2.0)
#!> error[type]: penalized: what ψ pays is f64[2], and a loss is one number: its sum or its mean
#!>   penalized(g, (θ, ψ) -> [ψ, ψ])(1.0, 2.0)
#!>                                       ^^^
unrolled(loss(logistic), 0, 0.1)
#!> error[domain]: unrolled: K is how many steps of ψ there are, a whole number of at least 1, not 0
#!>   unrolled(loss(logistic), 0, 0.1)
#!>                            ^
unrolled(loss(logistic), 1.5, 0.1)
#!> error[domain]: unrolled: K is how many steps of ψ there are, a whole number of at least 1, not 1.5
#!>   unrolled(loss(logistic), 1.5, 0.1)
#!>                            ^^^
unrolled(loss(logistic), 2, inf)
#!> error[domain]: unrolled: η is the size of a step of ψ, a finite number, not inf
#!>   unrolled(loss(logistic), 2, inf)
#!>                               ^^^
unrolled(logistic, 2, 0.1)(1.0, 2.0)
#!> error[arity]: logistic takes 1 argument, not 2
#!>   unrolled(logistic, 2, 0.1)(1.0, 2.0)
#!>                                   ^^^
#!>   hint: logistic(t)
consensus(g, inf)
#!> error[domain]: consensus: γ is how strong it is, a finite number, not inf
#!>   consensus(g, inf)
#!>                ^^^
consensus(3, 0.1)
#!> error[type]: consensus: v is a field, a function v(θ, ψ) = (θ', ψ') such as game(logistic), not i64
#!>   consensus(3, 0.1)
#!>             ^
sga(g, nan)
#!> error[domain]: sga: λ is how strong it is, a finite number, not nan
#!>   sga(g, nan)
#!>          ^^^

# ## Noise
noisy(logistic, -1)
#!> error[domain]: noisy: a standard deviation is finite and not negative, not -1
#!>   noisy(logistic, -1)
#!>   ^^^^^^^^^^^^^^^^^^^
noisy(logistic, 1, s_real=inf)
#!> error[domain]: noisy: a standard deviation is finite and not negative, not inf
#!>   noisy(logistic, 1, s_real=inf)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noisy(logistic, [1, 2])
#!> error[type]: noisy: a standard deviation is one number, not i64[2]
#!>   noisy(logistic, [1, 2])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^
noisy(logistic, 1, n=0)
#!> error[domain]: noisy: n is how many points there are, a whole number of at least 1, not 0
#!>   noisy(logistic, 1, n=0)
#!>                        ^
noisy(logistic, 1)(zeros(9), zeros(9))
#!> error[memory]: noisy: 40 points in each of 9 directions are 2.62e+14; take fewer, n=3, or draws: sampled_noise(f, s, 1000)
#!>   noisy(logistic, 1)(zeros(9), zeros(9))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noisy(hinge, 1, D=(ψ, x) -> ψ*tanh(x))
#!> error[domain]: noisy: the loss has a kink at D = 1.0, where the integral over the noise is split, and that takes the linear D; of another D take draws, sampled_noise(f, s, 1000, D=D) or noisy_estimate
#!>   noisy(hinge, 1, D=(ψ, x) -> ψ*tanh(x))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noisy_loss(t -> -abs(2 - t), 0.5, D=(ψ, x) -> ψ*x + x)
#!> error[domain]: noisy: the loss has a kink at D = 2.0, where the integral over the noise is split, and that takes the linear D; of another D take draws, sampled_noise(f, s, 1000, D=D) or noisy_estimate
#!>   noisy_loss(t -> -abs(2 - t), 0.5, D=(ψ, x) -> ψ*x + x)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
noisy(logistic, 1)((0.1, 0.2), (0.3, 0.4))
#!> error[type]: noisy: noise is added to a generated point that is a number or a vector, not a tuple of 2; of a tuple make a vector, [a, b]
#!>   noisy(logistic, 1)((0.1, 0.2), (0.3, 0.4))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sampled_noise(logistic, 1, 5)([1, 2; 3, 4], [1, 2; 3, 4])
#!> error[shape]: sampled_noise: noise is added to a number or a vector, not i64[2×2]; flatten(θ) is a vector
#!>   sampled_noise(logistic, 1, 5)([1, 2; 3, 4], [1, 2; 3, 4])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sampled_noise(logistic, 1, 0)
#!> error[domain]: sampled_noise: n is how many draws there are, a whole number of at least 1, not 0
#!>   sampled_noise(logistic, 1, 0)
#!>                              ^
sampled_noise(logistic, 1, 2.5)
#!> error[domain]: sampled_noise: n is how many draws there are, a whole number of at least 1, not 2.5
#!>   sampled_noise(logistic, 1, 2.5)
#!>                              ^^^
noisy_estimate(logistic, 1, n=1)
#!> error[domain]: noisy_estimate: n is how many pairs of draws there are, a whole number of at least 2, not 1
#!>   noisy_estimate(logistic, 1, n=1)
#!>                                 ^
noise_as_R1(logistic, -1)
#!> error[domain]: noise_as_R1: a standard deviation is finite and not negative, not -1
#!>   noise_as_R1(logistic, -1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
spread_loss(logistic, [0.0], ([0.0], [1.0]))
#!> error[type]: spread_loss: real is a pair of points and weights, ([-1.0, 1.0], [0.5, 0.5]), not f64[1]
#!>   spread_loss(logistic, [0.0], ([0.0], [1.0]))
#!>                         ^^^^^
spread_loss(logistic, ([0.0], [1.0]), ([0.0, 1.0], [1.0]))
#!> error[shape]: spread_loss: fake has 2 points and 1 weights
#!>   spread_loss(logistic, ([0.0], [1.0]), ([0.0, 1.0], [1.0]))
#!>                                         ^^^^^^^^^^^^^^^^^^^
