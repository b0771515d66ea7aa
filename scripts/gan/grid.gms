# A GAN on a grid of twenty-five normal laws: how many centres are hit.
#~ file: seed=9
use gan
use nn
use data
X = gaussians25(σ=0.2);
k = 0:24;
C = 2.0*(stack((quo(k, 5), mod(k, 5)), axis=2) - 2);
(G, D) = (mlp(2, 64, 64, 2, act=relu), mlp(2, 64, 64, 1, act=relu));
g = network_game(G, D, X, R1=0.02);
run = train_game(g, (v, h) -> adam_game(v, h, β1=0), h=1e-3, steps=12000);
Y = f64(vmap(run.model.θ)(f32(normal_noise(4000, 2))));
N = [f64(sqrt(sum((Y - C[k, :])^2, axis=2)) < 0.6) for k in 1:25];
modes = sum(f64(sum(N, axis=2) > 20));
check modes >= 20
#> ok 25.0 >= 20

# What is to be seen: the draws.
scatter(Y[1:800, :])
#>                    |  * *    *                   *
#>                   4+  ***   ***   **** **** ********
#>                    | * *  *  **     *    *    ****   *
#>                    |  **    * *           * ** * * *
#>                   2+  **     **   ****    **    ****
#>                    |   *  * * *     **    ** *   *
#>                    |   *     ** *  ****    *    **
#>                   0+   *** * ****  ***** *** ** ***
#>                    |   **     *  *****   *****    *
#>                    |          *   * *     **
#>                    |  **     ** *    *    *     **
#>                  -2+   ****  **** * **  ****  *  **
#>                    |  **   * *      **   **  **** *
#>                    |   ** * ***  *  ***  *    *****
#>                  -4+ * **    ** *  ***   **********
#>                    | **                           *
#>                    +---+------+-----+------+-----+-----
#>                         -4     -2    0     2     4
