# The path angle: what the field does along the segment from where a training began to where it ended. Berard et al. 2020.
#~ file: seed=4
use gan
use nn

# ## Two fields that are known
# Attraction: the field points to the end from both sides, and the cosine jumps from 1 to -1 there.
pull = path_angle((x, y) -> (1 - x, 2 - y), (0, 0), (1, 2), n=8);
check pull.cos[1] ≈ 1
#> ok 1.0 ≈ 1
check pull.cos[end] ≈ -1
#> ok -1.0 ≈ -1
# Rotation around the end: the field is at right angles to the segment on all of it.
turn = path_angle((x, y) -> (-(y - 2), x - 1), (0, 0), (1, 2), n=8);
check max(abs(turn.cos)) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0
# Both, -r and a turn of rate ω: the cosine is ±1/√(1 + ω²) everywhere.
spiral = path_angle((x, y) -> (-(x - 1) - 3*(y - 2), 3*(x - 1) - (y - 2)), (0, 0), (1, 2), n=8);
check spiral.cos[1] ≈ 1/sqrt(10)
#> ok 0.316228 ≈ 0.316228
check spiral.cos[end] ≈ -1/sqrt(10)
#> ok -0.316228 ≈ -0.316228

# ## Networks: a mixture of two normal laws on the line
X = Mixture([0.5, 0.5], Normal([-2.0, 2.0], 0.3));
g = network_game(mlp(2, 16, 16, 1, act=tanh), mlp(1, 16, 16, 1, act=tanh), X, R1=0.3);
run = train_game(g, (v, h) -> adam_game(v, h, β1=0), h=3e-3, steps=4000, points=3);
v = frozen_game(g, 2000);
r = path_angle(v, run.points[1], run.points[end], n=36);
# The cosine is small: the players of a GAN turn more than they approach. But its sign changes at the end, from towards it
# to back to it: the end attracts.
check mean(r.cos[6:25]) > 0
#> ok 0.0297921 > 0
check mean(r.cos[30:36]) < 0
#> ok -0.00528296 < 0

# What is to be seen: the change of the sign at α = 1, and where ‖v‖ is small.
plot_path_angle(r)
#> cos(v, p₁ - p₀)
#>   1+                ++++                                     *** cosine
#>    |               +    ++                                   +++ length
#>    |              +       +
#> 0.8++            +         +
#>    | +++++      +           +
#> 0.6+      ++++++             +
#>    |                          +
#>    |                           +
#> 0.4+                            ++++
#>    |                                +++                                +
#> 0.2+                                   ++++++++                        +
#>    |        ******                             ++++++  ++++  ++++++++++
#>   0+    ****      ***********************************++****++****
#>    |****                                                   **    *******
#>    +-+-------+-------+-------+-------+------+-------+-------+-------+---
#>     -0.2     0      0.2     0.4     0.6    0.8      1      1.2     1.4
#>                                      α
