#~ file: seed=4 digits=8
# The leading eigenvalues of steps of many numbers, without a matrix: Arnoldi's method on products of the Jacobian of the STEP
# with vectors. Each comes with its residual ‖Av - λv‖, measured.
use gan
use nn

# ## Against all eigenvalues of a matrix
A = normal_noise(200, 200)/sqrt(200);
μ = eig(A);
r = leading(x -> A @ x, zeros(200), k=6);
check abs(r.values) ≈ abs(μ[argsort(-abs(μ))])[1:size(r.values)] tol 1e-8
#> ok [1.0506758, 1.0506758, 1.0027958, 1.0027958, 1.0014474, 1.0014474] ≈ [1.0506758, 1.0506758, 1.0027958, 1.0027958, 1.0014474, 1.0014474]
check max(r.residuals) < 1e-8
#> ok 2.0858114e-09 < 1e-08
r.why
#> "all residuals are below 1e-08 |λ|"
# As orderings: to the right, to the left, the fastest turns.
for (which, key) in (("largest real", real(μ)), ("smallest real", -real(μ)), ("largest imaginary", abs(imag(μ)))) {
  best = leading(x -> A @ x, zeros(200), k=3, which=which).values[1]
  check min(abs(μ[argsort(-key)][1:2] - best)) ≈ 0 abs 1e-8
}
#> ok 1.6860798e-15 ≈ 0
#> ok 4.5959215e-10 ≈ 0
#> ok 5.7627511e-10 ≈ 0
# And next to a number, by products with (A - σ)⁻¹.
check leading(x -> A @ x, zeros(200), k=1, shift=0.3).values[1] ≈ μ[argmin(abs(μ - 0.3))] tol 1e-8
#> ok 0.30825509 + 0.0i ≈ 0.30825509 + 0.0i

# ## Hard cases
# A matrix that is not normal at all: its eigenvalues are known as well as rounding allows.
N = eye(100)*linspace(0.1, 1, 100);
for i in 1:99 { N[i, i + 1] = 0.5 };
r = leading(x -> N @ x, zeros(100), k=3, tol=1e-10);
check max(r.residuals) < 1e-9
#> ok 5.1856902e-11 < 1e-09
# A Jordan block of three: the three are the cube root of rounding apart, and still the residuals are small.
Jordan = 0.5*eye(60);
for i in 1:3 { Jordan[i, i] = 1.0 };
for i in 1:2 { Jordan[i, i + 1] = 1.0 };
r = leading(x -> Jordan @ x, zeros(60), k=3);
check abs(r.values - 1) < 1e-4
#> ok [2.3188695e-06, 2.3188608e-06, 2.3188608e-06] < 0.0001
check max(r.residuals) < 1e-12
#> ok 2.7951487e-16 < 1e-12
# A rank of three: the fourth eigenvalue is 0, and nothing breaks down.
B = normal_noise(3, 300);
r = leading(x -> B' @ (B @ x), zeros(300), k=4);
check real(r.values)[1:3] ≈ svd(B)^2 tol 1e-10
#> ok [326.58317, 301.96552, 277.99651] ≈ [326.58317, 301.96552, 277.99651]
check abs(r.values[4]) < 1e-10*abs(r.values[1])
#> ok 2.4824171e-15 < 3.2658317e-08
# The eigenvalue 1 many times, as symmetries make it. Its copies are found late or not at all; taken out, the rest is plain.
D = concat((ones(8), 0.9*linspace(0, 1, 292)));
T = eye(300)[:, 1:8];
r = leading(x -> D*x, zeros(300), k=3, project=T);
check real(r.values) ≈ 0.9*[1, 290/291, 289/291] tol 1e-9
#> ok [0.9, 0.89690722, 0.89381443] ≈ [0.9, 0.89690722, 0.89381443]

# ## A step with a memory is the map of the players and of what it remembers
use game_steps
ball = step_of("heavy ball", 1, "", "", none, none, (o, x, y, m) -> (0.99*x + 0.5*(x - m[1]), 0.9*y + 0.5*(y - m[2]), (x, y)),
  start=(x, y) -> (x, y));
# l² - (1 + β + z) l + β = 0 at β = 0.5, z = -0.01, -0.1
z = -0.01;
check real(leading(ball, (zeros(50), zeros(50)), k=1).values[1]) ≈ (1.5 + z + sqrt((1.5 + z)^2 - 2))/2 tol 1e-9
#> ok 0.97957408 ≈ 0.97957408

# ## Two networks
# Of small ones all eigenvalues can be had to compare with; f32 networks are made f64 for it.
x = 2 + 0.5*normal_noise(64, 2);
z = normal_noise(64, 2);
(G, Dn) = (mlp(2, 8, 2, act=tanh), mlp(2, 8, 1, act=tanh));
L(g, d) = mean(logistic(vmap(d)(vmap(g)(z)))) + mean(logistic(-vmap(d)(x)))
v = field(L);
p = (G, Dn);
λ = spectrum(alternating(v, 0.5), p);
r = leading(alternating(v, 0.5), p, k=8);
check abs(r.values) ≈ abs(λ[argsort(-abs(λ))])[1:size(r.values)] tol 1e-7
#> ok [1.4134141, 1.230715, 1.2005437, 1.1692018, 1.1472677, 1.1219395, 1.1219395, 1.120846] ≈ [1.4134141, 1.230715, 1.2005437, 1.1692018, 1.1472677, 1.1219395, 1.1219395, 1.120846]
check max(r.residuals) < 1e-7
#> ok 2.7547207e-10 < 1e-07
# Thousands of numbers, in a second: by products alone.
(G, Dn) = (mlp(2, 48, 48, 2, act=tanh, type="f64"), mlp(2, 48, 48, 1, act=tanh, type="f64"));
parameter_count(G) + parameter_count(Dn)
#> 5139
r = leading(simultaneous(v, 0.5), (G, Dn), k=10);
check all(r.converged)
#> ok
check max(r.residuals) < 1e-7
#> ok 3.3327652e-09 < 1e-07
# Eigenvalues of steps are 1 + hμ: the same from the field.
μ = leading(v, (G, Dn), k=10, which="largest modulus");
best = argmax(real(μ.values));
check min(abs(r.values - 1 - 0.5*μ.values[best])) ≈ 0 abs 1e-6
#> ok 2.220446e-15 ≈ 0

# Where they lie.
axes(scatter(real(r.values), imag(r.values)), x="Re λ", y="Im λ")
#> Im λ
#>    1+
#>     |
#>     |
#>  0.5+
#>     |
#>     |
#>     |
#>    0+   *                                                     ****  *
#>     |
#>     |
#> -0.5+
#>     |
#>     |
#>   -1+
#>     +--------+----------+----------+----------+----------+----------+---
#>              -2         -1         0          1          2          3
#>                                     Re λ
