# Games of networks that cannot be: shapes that do not meet, players that do not play, data that are none.
use gan
use nn
G = mlp(2, 4, 2);
D = mlp(2, 4, 1);
X = zeros(10, 2);

# ## Shapes
network_game(mlp(2, 4, 3), D, X)
#!> error[shape]: network_game: G makes f32 of shape (3,), and a datum has 2 numbers; the last layer of G has 2 outputs
#!>   network_game(mlp(2, 4, 3), D, X)
#!>                ^^^^^^^^^^^^
network_game(G, mlp(3, 4, 1), X)
#!> error[shape]: network_game: D takes 3 numbers, and a datum has 2, as a fake has
#!>   network_game(G, mlp(3, 4, 1), X)
#!>                   ^^^^^^^^^^^^
network_game(G, mlp(2, 4, 2), X)
#!> error[shape]: network_game: D gives 2 numbers, and it must give one, large on fakes: mlp(2, 64, 1)
#!>   network_game(G, mlp(2, 4, 2), X)
#!>                   ^^^^^^^^^^^^
network_game(G, D, X, latent=5)
#!> error[shape]: network_game: G takes 2 numbers, and latent is 5
#!>   network_game(G, D, X, latent=5)
#!>                ^
network_game((a = 1.0, apply = (m, z) -> m.a*z), D, X)
#!> error[argument]: network_game: how many numbers the noise has cannot be seen from G; say latent=2 or so
#!>   network_game((a = 1.0, apply = (m, z) -> m.a*z), D, X)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## Players and losses
network_game(3, D, X)
#!> error[type]: network_game: G, the generator, is a network such as mlp(2, 64, 1), a record with apply, not i64
#!>   network_game(3, D, X)
#!>                ^
network_game(G, (apply = (m, x) -> sum(x)), X)
#!> error[training]: network_game: D, the discriminator, has no numbers, so that it does not play
#!>   network_game(G, (apply = (m, x) -> sum(x)), X)
#!>                   ^^^^^^^^^^^^^^^^^^^^^^^^^^
network_game(G, D, X, f=t -> 1.0)
#!> error[domain]: network_game: f is 1.0 whatever D says, so that the discriminator has nothing to play for
#!>   network_game(G, D, X, f=t -> 1.0)
#!>                           ^^^^^^^^
network_game(G, D, X, f=t -> -t)
#!> error[domain]: network_game: f falls from 0.5 at -1/2 to -0.5 at 1/2; D is large on fakes here, so a loss increases: t -> f(-t)
#!>   network_game(G, D, X, f=t -> -t)
#!>                           ^^^^^^^
network_game(G, D, X, f=(fake = t -> t, real = t -> t, generator = t -> 0.0))
#!> error[domain]: network_game: generator is 0.0 whatever D says, so that the generator has nothing to play for
#!>   network_game(G, D, X, f=(fake = t -> t, real = t -> t, generator = t -> 0.0))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
network_game(G, D, X, f=(fake = t -> t, real = t -> t))
#!> error[argument]: network_game: a loss has the parts fake, real and generator, and this one has no generator
#!>   network_game(G, D, X, f=(fake = t -> t, real = t -> t))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
network_game(G, D, X, R1=-1)
#!> error[domain]: network_game: R1 is the strength of a penalty, a finite number of at least 0, not -1
#!>   network_game(G, D, X, R1=-1)
#!>                            ^^
network_game(G, D, X, noise="pink")
#!> error[argument]: network_game: noise is "normal", "uniform" or a distribution, not pink
#!>   network_game(G, D, X, noise="pink")
#!>                               ^^^^^^

# ## Data
network_game(G, D, zeros(0, 2))
#!> error[shape]: network_game: X is empty, of shape (0, 2)
#!>   network_game(G, D, zeros(0, 2))
#!>                      ^^^^^^^^^^^
network_game(G, D, [1.0, 2.0; nan, 3.0])
#!> error[domain]: network_game: row 2 of X is not finite; leave it out: X[isfinite(sum(X, axis=2)), :]
#!>   network_game(G, D, [1.0, 2.0; nan, 3.0])
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
network_game(G, D, "data")
#!> error[type]: network_game: X is a tensor by rows, or a distribution, not a text
#!>   network_game(G, D, "data")
#!>                      ^^^^^^

# ## What is done with games
g = network_game(G, D, X);
frozen_game(D)
#!> error[type]: frozen_game: g is a game of networks, network_game(G, D, X), not a record
#!>   frozen_game(D)
#!>               ^
frozen_game(g, x=zeros(3, 3))
#!> error[shape]: frozen_game: x has 3 columns, and 2 are needed
#!>   frozen_game(g, x=zeros(3, 3))
#!>                    ^^^^^^^^^^^
field_noise(g, G, D, m=1)
#!> error[domain]: field_noise: a deviation needs two evaluations at least; m is 1
#!>   field_noise(g, G, D, m=1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^
train_game(D)
#!> error[type]: train_game: g is a game of networks, network_game(G, D, X), not a record
#!>   train_game(D)
#!>              ^
train_game(g, simultaneous, h=0)
#!> error[domain]: train_game: h is a step size, a finite number above 0, not 0: the field already points to where θ descends and ψ ascends
#!>   train_game(g, simultaneous, h=0)
#!>                                 ^
train_game(g, simultaneous, steps=3, points=9)
#!> error[domain]: train_game: points are at least 2, the first and the last, and at most 4 here, not 9
#!>   train_game(g, simultaneous, steps=3, points=9)
#!>                                               ^
path_angle(g, (G, D), (G, D))
#!> error[domain]: path_angle: the points are 0.0 apart, so that there is no segment between them
#!>   path_angle(g, (G, D), (G, D))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
game_report(network_game(mlp(2, 64, 64, 2), D, X), simultaneous, h=0.1)
#!> error[domain]: game_report: 4499 numbers make a matrix of 4499×4499; take smaller networks, or leading(op(frozen_game(g), h), (θ, ψ))
#!>   game_report(network_game(mlp(2, 64, 64, 2), D, X), simultaneous, h=0.1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
game_report(g, adam_game, h=0.1)
#!> error[type]: game_report: the step has a memory; give one without, such as simultaneous or alternating
#!>   game_report(g, adam_game, h=0.1)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

# ## What a report cannot decide, it says: no fixed point, a step that is mostly noise, kinks
seed(1)
for d in game_report(network_game(mlp(2, 3, 2, act=relu), mlp(2, 3, 1, act=relu), X, batch=4), simultaneous, h=0.1).doubts { print(d) }
#> ‖v‖ = 0.325: no fixed point, so that the spectrum is of the local linear part only
#> relu or the like: the spectrum is of the linear piece at the point
