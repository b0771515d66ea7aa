# Continuous symmetries: directions in which the numbers of a network move and nothing is to be seen of it. A step has the
# eigenvalue 1 along each, at every equilibrium and for every step size: it says nothing about convergence.
#~ file: seed=3
use gan
use nn

# ## What there is: the scale of each unit of relu, the constant of D under the Wasserstein loss
g = network_game(mlp(2, 3, 1, act=relu, type="f64"), mlp(1, 4, 1, act=relu, type="f64"), Normal(0, 1), f=wasserstein);
found = symmetries(g);
for s in found { print(s.name) }
#> scale of unit 1 of layer 1 of θ
#> scale of unit 2 of layer 1 of θ
#> scale of unit 3 of layer 1 of θ
#> scale of unit 1 of layer 1 of ψ
#> scale of unit 2 of layer 1 of ψ
#> scale of unit 3 of layer 1 of ψ
#> scale of unit 4 of layer 1 of ψ
#> constant of ψ
# Along each of them neither network changes.
check max([symmetry_defect(g, s) for s in found]) < 1e-12
#> ok 1.11022e-16 < 1e-12
# A direction that is none is told apart.
other = put(found[1], "tangent", 0*found[1].tangent + 1);
check symmetry_defect(g, other) > 1e-3
#> ok 11.1055 > 0.001

# The force has no part along them: L does not change there.
v = frozen_game(g, 200);
force = flatten(v(v.θ, v.ψ));
check max([abs(sum(force*flatten(s.tangent))) for s in found]) < 1e-12
#> ok 5.55112e-17 < 1e-12
# tanh has none of these scales, and the logistic loss no constant.
len(symmetries(network_game(mlp(1, 3, 1, act=tanh), mlp(1, 3, 1, act=tanh), Normal(0, 1))))
#> 0

# ## In the spectrum: structural eigenvalues 1
# At D = 0 the force on G vanishes; data that G makes itself are an equilibrium. A last layer of zeros is D = 0. Where G
# makes 0, relu of D has a kink, and its derivatives are taken as they come.
z = normal_noise(64, 2);
ψ = v.ψ;
flat = put(ψ, "layers", (ψ.layers[1], 0*ψ.layers[2]));
data = vmap(g.θ)(z);
e = frozen_game(network_game(g.θ, flat, data, f=wasserstein), x=data, z=z);
check norm(flatten(e(e.θ, e.ψ))) ≈ 0 abs 1e-14
#> ok 0.0 ≈ 0
λ = spectrum(simultaneous(e, 0.1), (e.θ, e.ψ), kinks=true);
ones_found = sum(f64(abs(λ - 1) < 1e-7));
check ones_found >= len(symmetries(e))
#> ok 24.0 >= 8

# What is to be seen: the spectrum of the step, the structural ones at 1 with it, outside of the circle the turns.
r = game_report(e, simultaneous, h=0.1);
(r.structural, r.outside > 0)
#> (8, true)
axes(scatter(real(λ), imag(λ)), x="Re λ", y="Im λ")
#> Im λ
#>     |                                 *
#>  0.2+
#>     |
#>     |
#>  0.1+
#>     |
#>     |
#>    0+                                **
#>     |
#> -0.1+
#>     |
#>     |
#> -0.2+
#>     |                                 *
#>     ++---------------+----------------+---------------+---------------+
#>     0.9             0.95              1              1.05            1.1
#>                                     Re λ
