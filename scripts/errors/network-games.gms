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
game_report(g, simultaneous, h=-1)
#!> error[domain]: game_report: h is a step size, positive and finite, not -1
#!>   game_report(g, simultaneous, h=-1)
#!>                                  ^^
game_report(g, simultaneous, at=G)
#!> error[type]: game_report: a point is the two players, (θ, ψ), not a record
#!>   game_report(g, simultaneous, at=G)
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
game_report(g, simultaneous, at=(G, G))
#!> error[shape]: game_report: the players at the point have 44 numbers, those of the game 39
#!>   game_report(g, simultaneous, at=(G, G))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
game_report(g, simultaneous, tol=0)
#!> error[domain]: game_report: tol is a relative residual between 0 and 1, as 1e-7, not 0
#!>   game_report(g, simultaneous, tol=0)
#!>                                    ^
game_report(g, simultaneous, rest=2)
#!> error[domain]: game_report: rest is a share of the length of the point, between 0 and 1, as 0.01, not 2
#!>   game_report(g, simultaneous, rest=2)
#!>                                     ^
game_report(g, simultaneous, n=1)
#!> error[domain]: game_report: n is how many draws there are, a whole number of at least 2, not 1
#!>   game_report(g, simultaneous, n=1)
#!>                                  ^
game_report(g, simultaneous, at=(G, nan*D))
#!> error[domain]: game_report: the field is not finite at the point
#!>   game_report(g, simultaneous, at=(G, nan*D))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
training_report(g, simultaneous, G)
#!> error[type]: training_report: a run of train_game(..., points=9) or a tuple of points (θ, ψ), not a record
#!>   training_report(g, simultaneous, G)
#!>                                    ^
training_report(g, simultaneous, ())
#!> error[type]: training_report: a run of train_game(..., points=9) or a tuple of points (θ, ψ), not none
#!>   training_report(g, simultaneous, ())
#!>                                    ^^
training_report(g, simultaneous, ((G, D), (G, G)))
#!> error[shape]: training_report: the players at the point have 44 numbers, those of the game 39
#!>   training_report(g, simultaneous, ((G, D), (G, G)))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
show_report(g)
#!> error[type]: show_report: r is what training_report gives back, not a record
#!>   show_report(g)
#!>               ^
plot_report(g)
#!> error[type]: plot_report: r is what training_report gives back, not a record
#!>   plot_report(g)
#!>               ^
plot_report(training_report(g, simultaneous, ((G, D),)))
#!> error[domain]: plot_report: a picture needs two points at least; train_game(..., points=9) keeps some
#!>   plot_report(training_report(g, simultaneous, ((G, D),)))
#!>   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
decayed_game(G, 0.1)
#!> error[type]: decayed_game: g is a game of networks, network_game(G, D, X), not a record
#!>   decayed_game(G, 0.1)
#!>                ^
decayed_game(g, -1)
#!> error[domain]: decayed_game: w is the weight of the decay, finite and not negative, not -1
#!>   decayed_game(g, -1)
#!>                   ^^
train_game(g, rows=0)
#!> error[domain]: train_game: rows must be a whole number, at least 1, not 0
#!>   train_game(g, rows=0)
#!>                      ^
path_angle(g, (G, D), (G, 0.5*D), n=1)
#!> error[domain]: path_angle: n is how many places, at least 2, not 1
#!>   path_angle(g, (G, D), (G, 0.5*D), n=1)
#!>                                       ^
path_angle(g, (G, D), (G, 0.5*D), range=(1, 0))
#!> error[domain]: path_angle: range is the least and the largest α, not (1, 0)
#!>   path_angle(g, (G, D), (G, 0.5*D), range=(1, 0))
#!>                                           ^^^^^^

# ## What a report cannot decide, it says: no rest point, residuals, a step that is mostly noise, kinks
seed(1)
for d in game_report(network_game(mlp(2, 3, 2, act=relu), mlp(2, 3, 1, act=relu), X, batch=4), simultaneous, h=0.1).doubts { print(d) }
#> no rest point: ‖v‖ = 0.32, noise 0.1; the next one is 9.6 of its length away
#> one batch moves the field by more than its mean is long: a step is mostly noise
#> relu or the like: the spectrum is of the linear piece at the point
# A direction that nothing moves, and a pair that turns: simultaneous steps diverge, those in turn stay on their circle.
x = linspace(-1, 1, 9);
e = frozen_game(network_game(affine_generator(1), quadratic_discriminator(1, squares=false), x, f=wasserstein), x=x, z=x);
r = game_report(e, simultaneous, h=0.1);
(r.outcome, r.why, r.neutral)
#> ("diverges", "|λ| = 1.004988 > 1, to 1e-09, one turn in 63.04 steps", 1)
r = game_report(e, alternating, h=0.1);
(r.outcome, r.why, r.neutral)
#> [1] = "circles"
#> [2] = "|λ| = 1 within 1e-09, one turn in 62.81 steps: the linear part turns, and does not say whether outwards or inwards"
#> [3] = 3
# Adam has no linear part at rest.
game_report(e, adam_game, h=0.1).why
#> "the step has no finite linear part here, as Adam's, which divides by the root of its memory, 0 at rest: judge simultaneous or alternating steps at the same point"
# λ = 1 alone: with all data and noise at 0 neither the scale of G nor the squares of D do anything.
(G1, D1) = (affine_generator(1), quadratic_discriminator(1));
flat = frozen_game(network_game(G1, D1, 0*x, R1=1), x=0*x, z=0*x);
r = game_report(flat, simultaneous, h=0.1);
(r.outcome, r.why, r.neutral)
#> [1] = "cannot be decided"
#> [2] = "λ = 1 within 1e-09: a direction that the linear part leaves as it is"
#> [3] = 2
# Residuals that are not reached with the restarts given.
w = decayed_game(frozen_game(network_game(mlp(2, 32, 2, type="f64"), mlp(2, 32, 1, type="f64"), normal_noise(50, 2)), 64), 0.3);
run = train_game(w, simultaneous, h=0.1, steps=1000, terms="none");
(θ, ψ) = (run.model.θ, run.model.ψ);
game_report(w, simultaneous, h=0.1, at=(θ, ψ), k=8, restarts=0, tol=1e-13, rest=0.9).why
#> "the residuals are at 0.00056: more restarts=, or a larger k="
# Two sets of draws that disagree.
few = network_game(affine_generator(1), quadratic_discriminator(1), Normal(0, 1), batch=4);
for p in training_report(few, simultaneous, ((few.θ, few.ψ),), h=0.9, n=4, rest=0.99).reports { print(p.why) }
#> ‖v‖ = 0.54 is within its noise, 0.7, so that this may be a rest point or not: more draws, n=
