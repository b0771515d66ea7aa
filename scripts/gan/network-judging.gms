#~ file: seed=7
# A GAN of networks, judged while it trains: by its modes, by distances with their errors, and by its duality gap.
#
# The losses of a GAN go up and down whatever happens. These do not: modes are counted, and the duality gap is measured by letting a
# copy of each player train on alone.
use gan
use nn
use data
ring = gaussians8(radius=2, σ=0.2);

# The game: a generator of four numbers of noise, R1 on the discriminator; alternating steps, three times as fast for D.
g = network_game(mlp(4, 32, 32, 2), mlp(2, 32, 32, 1), ring, batch=64, R1=0.1);
F = alternating(g, 0.1, h_d=0.3);
made(θ) = n -> vmap(θ)(normal_noise(n, 4))

# ## Before training
p = (g.θ, g.ψ);
modes_hit(made(p[1])(1000), ring).hit
#> 1.0000 ± 0.0111
before = network_gap(g, p[1], p[2], steps=100, opt=adam(1e-3));
(before.generator, before.discriminator)
#> (0.7237 ± 0.0134, 0.57627 ± 0.00356)

# ## While it trains
judge(θ) = {
  r = modes_hit(made(θ)(1000), ring)
  print("modes", r.hit, " quality", r.quality, " KL", r.reverse_kl)
}
for k in 1:3 {
  p = iterate(F, p, 400)
  judge(p[1])
}
#> modes 8 ± 0  quality 0.5740 ± 0.0156  KL 0.00292 ± 0.00306
#> modes 8 ± 0  quality 0.6510 ± 0.0151  KL 0.00397 ± 0.00338
#> modes 8 ± 0  quality 0.6800 ± 0.0148  KL -0.00203 ± 0.00187

# ## After
report = generator_report(made(p[1]), ring, n=1000);
(report.energy, report.fair.energy)
#> (0.00949 ± 0.00372, -0.00349 ± 0.00348)
(report.precision, report.recall, report.fair.precision)
#> (0.8250 ± 0.0120, 0.96600 ± 0.00573, 0.97900 ± 0.00454)
# What either player still gains in 100 steps of Adam alone, on draws it has not seen:
after = network_gap(g, p[1], p[2], steps=100, opt=adam(1e-3));
(after.generator, after.discriminator)
#> (0.02106 ± 0.00235, 0.005598 ± 0.000931)
check value(after.gap) < value(before.gap)
#> ok 0.0266541 < 1.29996
check value(report.modes.quality) > 0.3
#> ok 0.7 > 0.3

# ## What is to be seen
layout((data = plot(sample(ring, 400)), generator = plot(made(p[1])(400))))
#>                 data                               generator
#>   |                **                  |             *  *
#>  2+             *****     **          2+         * **************
#>   |      ***** * *****   ****          |        *********** ********
#>   |     *****           ******         |      ******      **   ******
#>  1+        *             *            1+ *    ****     *          ****
#>   |                                    |     ****    * *    *  *   ****
#>   |   *** *                * ****      |    ** **        *     ** *****
#>  0+  ******                 ****      0+   ******     * *   * *     **
#>   | *  **                    **        |    ** **       *  *    *  ***
#>   |       *                            |    *****    * ** *       ****
#> -1+     ******          *****        -1+      * *** * *    *  *******
#>   |      *****    ***   *****          |       ***** * **  ****** *
#> -2+       ***   ******    ***        -2+          ***************
#>   |             **** *                 |               **** **
#>   |               *                    ++-----+----+-----+-----+-----+--
#>   +----+-----+----+-----+-----+---      -3    -2   -1    0     1     2
#>        -2    -1   0     1     2
