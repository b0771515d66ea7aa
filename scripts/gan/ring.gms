# A GAN on a ring of eight normal laws, without a penalty and with R1 side by side: the share of draws that lie within 3σ of
# a centre, and how many centres are hit.
#~ file: seed=5
use gan
use nn
use data
X = gaussians8();
t = π/4*(0:7);
C = 2*sqrt(2)*stack((cos(t), sin(t)), axis=2);
draws(θ, n=2000) = f64(vmap(θ)(f32(normal_noise(n, 2))))
near(Y) = [f64(sqrt(sum((Y - C[k, :])^2, axis=2)) < 3*sqrt(2)/4) for k in 1:8]
(G, D) = (mlp(2, 64, 64, 2, act=relu), mlp(2, 64, 64, 1, act=relu));
# Adam without momentum, β1 = 0, in turn: with momentum the players swing past each other.
without = network_game(G, D, X);
with_R1 = network_game(G, D, X, R1=0.1);
a = train_game(without, (v, h) -> adam_game(v, h, β1=0), h=1e-3, steps=6000);
b = train_game(with_R1, (v, h) -> adam_game(v, h, β1=0), h=1e-3, steps=6000);
judged(run) = {
  N = near(draws(run.model.θ))
  (modes = sum(f64(sum(N, axis=2) > 40)), share = sum(N)/2000)
}
(r, s) = (judged(a), judged(b));
# All eight, each by at least 2 % of the draws, with good draws for the most part.
check r.modes >= 7
#> ok 8.0 >= 7
check s.modes ≈ 8
#> ok 8.0 ≈ 8
check s.share > 0.75
#> ok 0.9595 > 0.75

# What is to be seen: the draws of both.
layout((title(scatter(draws(a.model.θ, 400)), "no penalty"), title(scatter(draws(b.model.θ, 400)), "R1")))
#>               no penalty                               R1
#>    |           ***                      |        *
#>    |           *****     ** *          4+         **
#>   2+    ****** *      * *****           |           *
#>    |    ****             **             |  **       ***
#>    |   * **                *  *         |   ****   * ****    ****
#>    |  *  *                  ****       2+    ****          * ***
#>   0+  ***          *        **          |     **              *
#>    | *****                              | ** **  *             *
#>    |     *                 *           0+  ****                ******
#>  -2+    ***               ***           |   *  *              ** * *
#>    |   * **              ***** *        |     *               *
#>    |    **   * *****                    |      ****         *****
#>    |             * *                  -2+     ***    ** *** * ****
#>  -4+               *                    |     *    *****          *
#>    |                *                   |            **
#>    +------+------+-------+-------       +------+------+------+------+-
#>           -2     0       2                     -2     0      2      4
