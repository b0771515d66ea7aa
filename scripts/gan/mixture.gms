# A GAN on the line: two normal laws, both found, in the share that they have.
#~ file: seed=8
use gan
use nn
X = Mixture([0.5, 0.5], Normal([-2.0, 2.0], 0.3));
g = network_game(mlp(2, 32, 32, 1), mlp(1, 32, 32, 1), X, R1=0.1);
run = train_game(g, (v, h) -> adam_game(v, h, β1=0), h=2e-3, steps=5000);
draws = f64(vmap(run.model.θ)(f32(normal_noise(4000, 2))))[:, 1];
check abs(mean(f64(draws > 0)) - 0.5) < 0.15
#> ok 0.01225 < 0.15
# Few draws lie between.
check mean(f64(abs(draws) < 1)) < 0.1
#> ok 0.02325 < 0.1
check abs(mean(abs(draws)) - 2) < 0.15
#> ok 0.0517899 < 0.15

# What is to be seen: the histogram of the draws.
hist(draws, bins=30)
#> density
#>    |               ...
#>    |               ###                                       ##
#> 0.8+               ###                                     ..##
#>    |               ###                                     ####
#>    |               ###                                     ####
#> 0.6+               ###                                     ####
#>    |               ###                                     ####
#>    |               #####                                   ####
#> 0.4+               #####                                   ####
#>    |               #####                                   ####
#>    |             ::#####                                   ####
#> 0.2+             #######..                            ###  ####
#>    |             #########::                          ###::####
#>    |             ###########                          #########..  ::
#>   0+   ....::::#############..........................###############
#>    +------+---------+---------+---------+---------+---------+--------+--
#>           -3        -2        -1        0         1         2        3
