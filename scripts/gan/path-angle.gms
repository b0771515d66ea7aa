# The path angle: what the field does along the segment from where a training began to where it ended. Attraction to the end
# is a change of the sign of the cosine there; rotation around it is a bump. Berard et al. 2020.
#~ file: seed=3
use gan
use nn

# ## Two fields that are known
# Attraction: the field points to the end from both sides, and the cosine jumps from 1 to -1 there.
pull = path_angle((x, y) -> (1 - x, 2 - y), (0, 0), (1, 2), n=8);
check pull.cos[1] ≈ 1
#> ok 1.0 ≈ 1
check pull.cos[end] ≈ -1
#> ok -1.0 ≈ -1
# Both, -r and a turn of rate ω: the cosine is ±1/√(1 + ω²) everywhere.
spiral = path_angle((x, y) -> (-(x - 1) - 3*(y - 2), 3*(x - 1) - (y - 2)), (0, 0), (1, 2), n=8);
check spiral.cos[1] ≈ 1/sqrt(10)
#> ok 0.316228 ≈ 0.316228
check spiral.cos[end] ≈ -1/sqrt(10)
#> ok -0.316228 ≈ -0.316228

# ## The Dirac-GAN
# Without a penalty the field (-g ψ, g θ), g = f'(θψ), is at right angles to every segment to the equilibrium.
check max(abs(path_angle(game(logistic), (1, 1), (0, 0)).cos)) ≈ 0 abs 1e-12
#> ok 0.0 ≈ 0
# A training ends beside it, at ε say. Along p the product v·d is then g times p₀ × d, the same on all of the segment, and ‖v‖ is
# least where the segment passes the equilibrium: a bump, and no change of sign.
(p₀, p₁) = ([1.0, 0.0], [0.0, 0.05]);
bump = path_angle(game(logistic), (1, 0), (0, 0.05), n=71);
d = p₁ - p₀;
across = p₀[1]*d[2] - p₀[2]*d[1];
from_0 = [norm(p₀ + α*d) for α in bump.α];
check bump.cos ≈ across/(norm(d)*from_0) tol 1e-12
#> ok f64[71] ≈ f64[71]
check max(bump.cos) > 0.99
#> ok 0.998752 > 0.99
check min(bump.cos) > 0
#> ok 0.0399481 > 0
# With R1 of strength γ, from (1, 1): at r (1, 1) it is v = r (-g, g - γ), so that the cosine is ±γ/√(2 (g² + (g - γ)²)).
γ = 1.0;
jump = path_angle(R1(game(logistic), γ), (1, 1), (0, 0), n=36);
g = logistic'((1 - jump.α)^2);
check jump.cos ≈ sign(1 - jump.α)*γ/sqrt(2*(g^2 + (g - γ)^2)) tol 1e-12
#> ok f64[36] ≈ f64[36]
# The pull and the turn are told apart.
layout((title(plot(bump.α, bump.cos), "rotation: a bump"), title(plot(jump.α, jump.cos), "R1: a change of sign")))
#>            rotation: a bump                   R1: a change of sign
#>   1+                     .              1+       .............
#>    |                     \               |.--''''            |
#>    |                     |               |                   '.
#> 0.8+                    .'.              |                    |
#>    |                    | |           0.5+                    |
#>    |                    / |              |                    \
#> 0.6+                    | |              |                    |
#>    |                   .' '.            0+                    |
#>    |                   |   |             |                    |
#> 0.4+                   |   |             |                     |
#>    |                  /    '.        -0.5+                     |
#>    |                 .'     '.           |                     |
#> 0.2+               .''       '-.         |                     \
#>    |       .....-''            '''       |                     |
#>   0+''''''''                           -1+                     ''''''''
#>    +----+-------+--------+-------+       +----+-------+-------+-------+
#>         0      0.5       1      1.5           0      0.5      1      1.5

# ## Networks: a mixture of two normal laws on the line, on frozen draws
X = Mixture([0.5, 0.5], Normal([-2.0, 2.0], 0.5));
x = reshape(sample(X, 48), 48, 1);
z = normal_noise(48, 1);
(G, D) = (mlp(1, 2, 1, act=tanh, type="f64"), mlp(1, 3, 1, act=tanh, type="f64"));
made(γ) = decayed_game(frozen_game(network_game(G, D, X, R1=γ), x=x, z=z), 0.05)
(with_R1, without) = (made(0.5), made(0.0));
rest_of(v, p) = newton((θ, ψ) -> v(θ, ψ), p, tol=1e-13, report=true).x
start = train_game(with_R1, alternating, h=0.2, steps=1500, terms="none").model;
p = rest_of(with_R1, (start.θ, start.ψ));
q = rest_of(without, p);

# With R1: from the first networks to the rest point. The sign changes at the end.
r = path_angle(with_R1, (G, D), p, n=36);
check r.cos[25] > 0.05
#> ok 0.508838 > 0.05
check r.cos[27] < -0.05
#> ok -0.5204 < -0.05
# Near the rest point v = A (p' - p), which says what the jump is: cos = ∓ dᵀAd/(‖Ad‖ ‖d‖).
A = jacobian(u -> flatten(with_R1(unflatten(u, p)...)))(flatten(p));
d = flatten(p - (G, D));
c = sum(d*(A @ d))/(norm(A @ d)*norm(d));
near = path_angle(with_R1, (G, D), p, n=2, range=(1 - 1e-6, 1 + 1e-6));
check near.cos ≈ [-c, c] tol 1e-4
#> ok [0.515734, -0.515734] ≈ [0.515734, -0.515734]
c
#> -0.515734

# Without R1: past its rest point in the plane in which the players turn, that of the pair of eigenvectors next to the
# imaginary axis, along the axes a ⟂ b of the ellipse there.
B = jacobian(u -> flatten(without(unflatten(u, q)...)))(flatten(q));
(μ, V) = eig(B, vectors=true);
k = argmax(real(μ)*(imag(μ) > 0) - 9*(imag(μ) <= 0));
μ[k]
#> -2.44302e-05 + 0.269842i
square = sum(V[:, k]^2);
axis = V[:, k]*exp(-0.5i*atan2(imag(square), real(square)));
(a, b) = (real(axis), imag(axis));
check sum(a*b) ≈ 0 abs 1e-12
#> ok 1.17094e-17 ≈ 0
at(u) = unflatten(flatten(q) + 1e-4*u, q)
turn = path_angle(without, at(a), at(0.05*b), n=71);
# A bump, and the same sign on both sides of the end.
check max(abs(turn.cos)) > 0.9
#> ok 0.999291 > 0.9
check turn.cos[46]*turn.cos[56] > 0
#> ok 0.217921 > 0
# On the line a + α (0.05 b - a) the field is B of it: the same numbers.
line = [sum((0.05*b - a)*(B @ (a + α*(0.05*b - a))))/(norm(0.05*b - a)*norm(B @ (a + α*(0.05*b - a)))) for α in turn.α];
check turn.cos ≈ line abs 0.01
#> ok f64[71] ≈ f64[71]

# What is to be seen: the change of the sign with R1, the bump without.
layout((title(plot(r.α, r.cos), "R1"), title(plot(turn.α, turn.cos), "no penalty, in the plane of the turn")))
#>                   R1                 no penalty, in the plane of the tu~
#>  0.6+.                                  0+.......
#>     | '.              ...                |      ''''--..
#>  0.4+  '.          .-'' |                |             ''.           ..
#>     |    '.     .-''    '.           -0.2+                \        .'
#>     |      '--''         |               |                 \      /
#>  0.2+                    |           -0.4+                 '.    .'
#>     |                    |               |                  \   .'
#>    0+                    |               |                  '.  /
#>     |                    \           -0.6+                   |  |
#>     |                    |               |                   | |
#> -0.2+                    |               |                   \ |
#>     |                    '.          -0.8+                   | |
#> -0.4+                     |              |                   './
#>     |                     \     ..       |                    \'
#>     |                     ''''''       -1+                    '
#>     +----+-------+-------+-------+       +----+-------+-------+-------+
#>          0      0.5      1      1.5           0      0.5      1      1.5
