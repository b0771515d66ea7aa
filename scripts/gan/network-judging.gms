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
#> modes 8.0000000000 ± 0.0000000149  quality 0.5470 ± 0.0157  KL 0.00195 ± 0.00269
#> modes 8 ± 0  quality 0.6530 ± 0.0151  KL 0.00128 ± 0.00247
#> modes 8 ± 0  quality 0.7040 ± 0.0144  KL 0.00898 ± 0.00466

# ## After
report = generator_report(made(p[1]), ring, n=1000);
(report.energy, report.fair.energy)
#> (0.01086 ± 0.00338, -0.00349 ± 0.00348)
(report.precision, report.recall, report.fair.precision)
#> (0.8130 ± 0.0123, 0.95500 ± 0.00656, 0.97900 ± 0.00454)
# What either player still gains in 100 steps of Adam alone, on draws it has not seen:
after = network_gap(g, p[1], p[2], steps=100, opt=adam(1e-3));
(after.generator, after.discriminator)
#> (0.11666 ± 0.00614, 0.02596 ± 0.00361)
check value(after.gap) < value(before.gap)
#> ok 0.142625 < 1.29996
check value(report.modes.quality) > 0.3
#> ok 0.668 > 0.3

# ## What is to be seen
layout((data = plot(sample(ring, 400)), generator = plot(made(p[1])(400))))
#>                 data                               generator
#>   |                **                  |             *  *
#>  2+             *****     **          2+               **** *
#>   |      ***** * *****   ****          |          *****************
#>   |     *****           ******         |        *** *** * * ********
#>  1+        *             *            1+       ******  *  *    * ****
#>   |                                    | *    *****  *   *       *****
#>   |   *** *                * ****      |      ****    *  **  **  * ***
#>  0+  ******                 ****      0+     ** *              *    *
#>   | *  **                    **        |    *****             *   ***
#>   |       *                            |    ** ***     ** * *  * * ***
#> -1+     ******          *****        -1+     *** **   * **        ***
#>   |      *****    ***   *****          |      ******       **  * ****
#> -2+       ***   ******    ***          |          *****************
#>   |             **** *               -2+            **************
#>   |               *                    |                  *
#>   +----+-----+----+-----+-----+---     +-+----+-----+----+-----+----+--
#>        -2    -1   0     1     2          -3   -2    -1   0     1    2
