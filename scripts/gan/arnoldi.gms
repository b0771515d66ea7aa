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
#> ok 2.0858119e-09 < 1e-08
r.why
#> "all residuals are below 1e-08 |λ|"
# As orderings: to the right, to the left, the fastest turns.
for (which, key) in (("largest real", real(μ)), ("smallest real", -real(μ)), ("largest imaginary", abs(imag(μ)))) {
  best = leading(x -> A @ x, zeros(200), k=3, which=which).values[1]
  check min(abs(μ[argsort(-key)][1:2] - best)) ≈ 0 abs 1e-8
}
#> ok 2.4286129e-15 ≈ 0
#> ok 4.5959189e-10 ≈ 0
#> ok 5.7627467e-10 ≈ 0
# And next to a number, by products with (A - σ)⁻¹.
check leading(x -> A @ x, zeros(200), k=1, shift=0.3).values[1] ≈ μ[argmin(abs(μ - 0.3))] tol 1e-8
#> ok 0.30825509 + 0.0i ≈ 0.30825509 + 0.0i

# ## Hard cases
# A matrix that is not normal at all: its eigenvalues are known as well as rounding allows.
N = eye(100)*linspace(0.1, 1, 100);
for i in 1:99 { N[i, i + 1] = 0.5 };
r = leading(x -> N @ x, zeros(100), k=3, tol=1e-10);
check max(r.residuals) < 1e-9
#> ok 4.7684894e-12 < 1e-09
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
#> ok 2.7502658e-15 < 3.2658317e-08
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
#> ok 2.7547257e-10 < 1e-07
# Thousands of numbers, in a second: by products alone.
(G, Dn) = (mlp(2, 48, 48, 2, act=tanh, type="f64"), mlp(2, 48, 48, 1, act=tanh, type="f64"));
parameter_count(G) + parameter_count(Dn)
#> 5139
r = leading(simultaneous(v, 0.5), (G, Dn), k=10);
check all(r.converged)
#> ok
check max(r.residuals) < 1e-7
#> ok 3.3327656e-09 < 1e-07
# Eigenvalues of steps are 1 + hμ: the same from the field.
μ = leading(v, (G, Dn), k=10, which="largest modulus");
best = argmax(real(μ.values));
check min(abs(r.values - 1 - 0.5*μ.values[best])) ≈ 0 abs 1e-6
#> ok 4.4408921e-16 ≈ 0
of_networks = r.values;

# ## Edges: eigenvalues of matrices of every size and kind beside those of eig
# The first k of eig, by modulus; of a pair that k cuts both come.
moduli(A, k) = {
  λ = eig(A)
  abs(λ[argsort(-abs(λ))])[1:k]
}
off_by(A, k) = {
  r = leading(x -> A @ x, zeros(len(A)), k=k)
  if size(r.values) - k > 1 or not all(r.converged) { return inf }
  norm(abs(r.values)[1:k] - moduli(A, k))/max(norm(A), 1)
}
worst = 0.0;
for n in [5, 8, 13, 24, 25, 26, 33, 47, 60] {
  R = normal_noise(n, n)
  for k in [1, 2, 3, 4, 5] { worst = max(worst, off_by(R, k)) }
  worst = max(worst, off_by(R, n))
}
check worst < 1e-9
#> ok 4.8179936e-11 < 1e-09
# One number, one eigenvalue; and the zero matrix.
leading(x -> 3*x, at=zeros(1)).values
#> c128[1]
#>   3.0 + 0.0i
leading(x -> 0*x, zeros(40), k=3).values
#> c128[3]
#>   0.0 + 0.0i
#>   0.0 + 0.0i
#>   0.0 + 0.0i
# A nilpotent one of order 40: its eigenvalues are all 0, and those of matrices next to it are anywhere within the unit
# circle. From its products they are not found, and the flags say so; from the matrix, of few numbers, they are.
shifted = zeros(40, 40);
for i in 1:39 { shifted[i, i + 1] = 1.0 };
any(leading(x -> shifted @ x, zeros(40), k=2, restarts=3).converged)
#> false
check abs(leading(x -> shifted @ x, zeros(40), k=2, basis=40).values) ≈ [0, 0] abs 1e-12
#> ok [0.0, 0.0] ≈ [0, 0]
# Equal moduli: ±1 and ±i, ten times each; four come, all of modulus 1.
turn = zeros(40, 40);
for i in 1:40 { turn[i, if mod(i, 4) == 0 { i - 3 } else { i + 1 }] = 1.0 };
r = leading(x -> turn @ x, zeros(40), k=4);
check abs(r.values) ≈ ones(size(r.values)) tol 1e-9
#> ok [1.0, 1.0, 1.0, 1.0] ≈ [1.0, 1.0, 1.0, 1.0]

# A complex shift among d ± i; by the matrix of an inverse, for 1300 numbers. One much further away than the eigenvalues
# are from each other would tell them apart late.
d = linspace(-1, 0, 650);
wheel(x) = concat((d*x[1:650] - x[651:1300], d*x[651:1300] + x[1:650]))
r = leading(wheel, zeros(1300), k=2, shift=complex(-0.3, 0.999));
check r.values ≈ [complex(d[argmin(abs(d + 0.3))], 1), complex(d[argmin(abs(d + 0.3))], -1)] tol 1e-10
#> ok [-0.30046225 + 1.0i, -0.30046225 - 1.0i] ≈ [-0.30046225 + 1.0i, -0.30046225 - 1.0i]
# A symmetry that is taken out goes on to the memory: of heavy ball the first coordinate is gone, and the rest is as alone.
D = linspace(0.1, 1, 50);
damped(D) = (θ, ψ) -> (-D*θ - ψ, θ - D*ψ)
first = eye(50)[:, 1];
r = leading(heavy_ball(damped(D), 0.1, 0.5), (0*D, 0*D), k=4, project=((first, 0*D), (0*D, first)));
alone = leading(heavy_ball(damped(D[2:50]), 0.1, 0.5), (zeros(49), zeros(49)), k=4);
check abs(r.values) ≈ abs(alone.values) tol 1e-8
#> ok [1.0277238, 1.0277238, 1.0249457, 1.0249457] ≈ [1.0277238, 1.0277238, 1.0249457, 1.0249457]

# ## The picture
# Where those of the networks lie, and the unit circle: to the left the step overshoots, to the right it moves away.
axes(plot(of_networks), x="Re λ", y="Im λ", equal=true)
#> Im λ
#>    1+                          .........                     ^  |λ| > 1
#>     |                       ....   .    ....
#>     |                     ...      .       ..
#>  0.5+                    ..        .        ..
#>     |                   ..         .         ..
#>     |                   .          .          .
#>    0+. .^. . . . . . . ... . . . . . . . . . ... . . . . . . .^^^^ .^. .
#>     |                   ..         .         ..
#> -0.5+                    ..        .        ..
#>     |                     ...      .       ..
#>     |                       ....   .    ....
#>   -1+                          .........
#>     +--------+----------+----------+----------+----------+----------+---
#>              -2         -1         0          1          2          3
#>                                     Re λ
