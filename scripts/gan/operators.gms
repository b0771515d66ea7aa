#~ file: seed=7
# Update operators as values: what each costs, its law, and its exact matrix on a linear field.
#
# An operator makes a step F of a field v. Near an equilibrium v is linear, p' = J p, and so is the whole step, its memory
# included: λ of the step decide, for each eigenvalue μ of J, with z = hμ. Each step says its law.
use gan
g = game(logistic)
for name in fields(operators) {
  F = get(operators, name)(g, 0.1)
  print("{name}: {F.evaluations} evaluations, {F.law}")
}
#> simultaneous: 1 evaluations, λ = 1 + z
#> two_rates: 1 evaluations, λ = 1 + z
#> alternating: 2 evaluations,
#> alternating_5: 6 evaluations,
#> discriminator_first: 3 evaluations,
#> extragradient: 2 evaluations, λ = 1 + z + z²
#> past_extragradient: 1 evaluations, λ² - (1 + 2z) λ + z = 0
#> ogda: 1 evaluations, λ² - (1 + 2z) λ + z = 0
#> heun: 2 evaluations, λ = 1 + z + z²/2
#> rk4: 4 evaluations, λ = 1 + z + z²/2 + z³/6 + z⁴/24
#> heavy_ball: 1 evaluations, λ² - (1 + β + z) λ + β = 0, β = 0.5
#> negative_momentum: 2 evaluations,
#> nesterov: 1 evaluations, λ² - (1 + β)(1 + z) λ + β (1 + z) = 0, β = 0.5
#> ema_momentum: 1 evaluations, λ² - (1 + β + (1 - β) z) λ + β = 0, β = 0.9
#> adam: 1 evaluations, λ² - (1 + β1 + (1 - β1) z/ε) λ + β1 = 0, β1 = 0.5, ε = 0.1; λ = β1, β2
#> cgd: 1 evaluations, λ = 1/(1 - z) where the game is bilinear
#> lookahead: 5 evaluations, 1 - α + α λ^5, α = 0.5
#> lookahead_momentum: 3 evaluations,
#> averaged: 2 evaluations, λ of the step, and β = 0.9
#> repeated: 3 evaluations, λ^3

# ## The matrix of every step, against its Jacobian
# Random games of two vectors, of n and m numbers, and their zero-sum parts: the Jacobian of the whole step at rest, found
# by differentiating through it, is the matrix that it states. The largest difference over all eight:
sizes = ((1, 1), (3, 1), (2, 4), (3, 3));
A ~ Normal(zeros(6, 6), 0.7);
linear_field(A, n) = (θ, ψ) -> { d = A @ concat((θ, ψ)); (d[1:n], d[n+1:end]) }
slip(F, A, n) = {
  rest = (zeros(n), zeros(shape(A)[1] - n))
  max(abs(jacobian(F)(rested(F, rest)...) - F.linear(A, n)))/max(abs(F.linear(A, n)))
}
worst(make) = {
  w = 0.0
  for (n, m) in sizes {
    B = A[1:n+m, 1:n+m]
    w = max(w, max(slip(make(linear_field(B, n), 0.3), B, n), slip(make(linear_field(B - B', n), 0.3), B - B', n)))
  }
  w
}
for name in fields(operators) { check worst(get(operators, name)) < 1e-12 }
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 1.91748e-16 < 1e-12
#> ok 3.93934e-16 < 1e-12
#> ok 1.9111e-16 < 1e-12
#> ok 1.49942e-16 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 0.0 < 1e-12
#> ok 1.17961e-16 < 1e-12
#> ok 1.29175e-16 < 1e-12
#> ok 6.93889e-18 < 1e-12
#> ok 1.4803e-16 < 1e-12
#> ok 1.13495e-16 < 1e-12
#> ok 3.04831e-16 < 1e-12
#> ok 2.36248e-16 < 1e-12
#> ok 1.91748e-16 < 1e-12
#> ok 4.89514e-16 < 1e-12

# Averages over steps with a memory, the mean of all points, whose weight stands still at rest, and steps made of those:
for make in (
  (v, h) -> averaged_steps(heavy_ball(v, h, 0.5), 0.9), (v, h) -> averaged_steps(adam_steps(v, h, ε=0.1), 0.9),
  (v, h) -> averaged_steps(extragradient(v, h)), (v, h) -> averaged_steps(ogda(v, h)),
  (v, h) -> repeated(averaged_steps(ogda(v, h), 0.8), 2), (v, h) -> clipped(averaged_steps(simultaneous(v, h)), 1)
) { check worst(make) < 1e-12 }
#> ok 0.0 < 1e-12
#> ok 2.05597e-17 < 1e-12
#> ok 1.11022e-16 < 1e-12
#> ok 0.0 < 1e-12
#> ok 1.46074e-16 < 1e-12
#> ok 0.0 < 1e-12

# Lazy R1 is one step, made of k, and its matrix is the product of theirs: here of games of 3 and 3 numbers.
for step in (v -> simultaneous(v, 0.3), v -> alternating(v, 0.3, n_d=2), v -> ogda(v, 0.3), v -> cgd(v, 0.3)) {
  check slip(lazy_R1(linear_field(A, 3), 0.4, 4, step), A, 3) < 1e-12
}
#> ok 9.3313e-17 < 1e-12
#> ok 2.00205e-16 < 1e-12
#> ok 3.98192e-16 < 1e-12
#> ok 1.28156e-16 < 1e-12

# Players that are trees: competitive descent has the same matrix on records as on vectors, at the equilibrium and off it.
# It solves a system for one of the players; of a stiff game of 20 and 20 numbers the answer is the implicit Euler step.
S ~ Normal(zeros(20, 20), 2);
stiff = (θ, ψ) -> ((w = -(S @ ψ.w)), (w = S' @ θ.w))
F = cgd(stiff, 1);
K = concat((concat((zeros(20, 20), -S), axis=2), concat((S', zeros(20, 20)), axis=2)));
p = F((w = ones(20)), (w = ones(20)));
check flatten(p - stiff(p...)) ≈ ones(40)
#> ok f64[40] ≈ f64[40]
check jacobian(F)((w = zeros(20)), (w = zeros(20))) ≈ F.linear(K, 20)
#> ok f64[40×40] ≈ f64[40×40]
check jacobian(F)((w = ones(20)), (w = ones(20))) ≈ F.linear(K, 20)
#> ok f64[40×40] ≈ f64[40×40]
# With more than 200 numbers on each side it is solved for by conjugate gradients, until the residual is small. The
# derivative, here in one direction and at the equilibrium, is that of the solution: d = t + K d.
N = 210;
s = sin(1.0*(1:N)^2);
turn = (θ, ψ) -> ((w = -s*ψ.w - s*sum(s*ψ.w)/N), (w = s*θ.w + s*sum(s*θ.w)/N))
F = cgd(turn, 1);
p = F((w = ones(N)), (w = ones(N)));
check flatten(p - turn(p...)) ≈ ones(2*N) tol 1e-8
#> ok f64[420] ≈ f64[420]
t = ((w = cos(1.0*(1:N))), (w = zeros(N)));
d = jvp((θ, ψ) -> F(θ, ψ), ((w = zeros(N)), (w = zeros(N))), t);
check flatten(d - turn(d...)) ≈ flatten(t) tol 1e-8
#> ok f64[420] ≈ f64[420]

# Of networks the step is the equilibrium of the bilinear game as well: dθ = h (v_θ + B dψ) and dψ = h (v_ψ + C dθ), in f32.
use nn
n = frozen_game(network_game(mlp(1, 4, 1), mlp(1, 4, 1), Normal(3, 1)), 64);
q = (n.θ, n.ψ);
d = cgd(n, 0.1)(q...) - q;
product(x) = jvp((θ, ψ) -> n(θ, ψ), q, x)
check flatten(d[1] - 0.1*(n(q...)[1] + product((0*d[1], d[2]))[1])) ≈ zeros(13) abs 1e-6
#> ok [1.02921e-10, 6.21664e-11, 1.23841e-11, -1.16424e-11, -3.51255e-11, -8.86036e-11, 1.29583e-11, -2.53511e-11, 9.96048e-12, 2.06455e-11, 1.04938e-10, 4.4489e-11, 5.25586e-11] ≈ [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
check flatten(d[2] - 0.1*(n(q...)[2] + product((d[1], 0*d[2]))[2])) ≈ zeros(13) abs 1e-6
#> ok [6.0536e-09, -1.0334e-07, -2.32831e-10, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -2.32831e-10, -1.21072e-08, 3.72529e-09, 0.0] ≈ [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]

# The Dirac-GAN is linear near its equilibrium only; its spectrum is that of the matrix all the same, and all of it is what
# the laws say: here with R1, γ = 0.3, and h = 0.7. The largest distance of two eigenvalues that belong together:
matched(a, b) = {
  (w, used) = (abs(1.0*size(a) - size(b)), zeros(size(b)))
  for k in 1:size(a) {
    d = where(used > 0, inf, abs(b - a[k]))
    j = argmin(d)
    w = max(w, d[j])
    used[j] = 1.0
  }
  w
}
quadratic(b, c) = { s = sqrt(b^2/4 - c); concat((b/2 + s, b/2 - s)) }
(γ, h, a) = (0.3, 0.7, 0.5);
z = h*spectrum(R1(g, γ));
real_pair(b, c) = quadratic(complex([b], [0.0]), complex([c], [0.0]))
turns_law(n_g, n_d) = { q = (1 - h*γ)^n_d; real_pair(1 + q - n_g*h*a^2*(1 - q)/γ, q) }
quartic(b, c, d, e) = eig([-b, -c, -d, -e; 1, 0, 0, 0; 0, 1, 0, 0; 0, 0, 1, 0])
ahead = 1.3 + z;
fast = ahead^3 - 0.6*ahead;
laws = (
  simultaneous = 1 + z,
  two_rates = real_pair(2 - 2*h*γ, 1 - 2*h*γ + 2*h^2*a^2),
  alternating = turns_law(1, 1),
  alternating_5 = turns_law(1, 5),
  discriminator_first = turns_law(2, 1),
  extragradient = 1 + z + z^2,
  past_extragradient = quadratic(1 + 2*z, z),
  ogda = quadratic(1 + 2*z, z),
  heun = 1 + z + z^2/2,
  rk4 = 1 + z + z^2/2 + z^3/6 + z^4/24,
  heavy_ball = quadratic(1.5 + z, 0.5 + 0*z),
  # (λ - 1)(λ - β)((λ - 1)(λ - β) + hγλ) + h²a²λ³ = 0, β = -1/2
  negative_momentum = quartic(h*γ - 1 + h^2*a^2, -0.75 - 0.5*h*γ, 0.5 - 0.5*h*γ, 0.25),
  nesterov = quadratic(1.5*(1 + z), 0.5*(1 + z)),
  ema_momentum = quadratic(1.9 + 0.1*z, 0.9 + 0*z),
  adam = concat((quadratic(1.5 + 0.5*z/0.1, 0.5 + 0*z), complex([0.999, 0.999, 0.999, 0.5], zeros(4)))),
  cgd = real_pair((2 - h*γ)/(1 + h^2*a^2), (1 - h*γ)/(1 + h^2*a^2)),
  lookahead = 0.5 + 0.5*(1 + z)^5,
  lookahead_momentum = quadratic(0.6 + 0.4*fast - 0.3*ahead, -0.3*ahead*(0.6 + 0.4*fast) + 0.12*(ahead^2 - 0.3)^2),
  averaged = concat((turns_law(1, 1), complex([0.9, 0.9], zeros(2)))),
  repeated = quadratic(1 + 2*z, z)^3
);
check len(fields(laws)) ≈ len(fields(operators))
#> ok 20 ≈ 20
for name in fields(operators) {
  F = get(operators, name)(R1(g, γ), h)
  check matched(spectrum(F), get(laws, name)) < 1e-10
  check matched(eig(F.linear(J(R1(g, γ))(0.0, 0.0), 1)), get(laws, name)) < 1e-10
}
#> ok 2.77556e-16 < 1e-10
#> ok 2.77556e-16 < 1e-10
#> ok 0.0 < 1e-10
#> ok 0.0 < 1e-10
#> ok 5.55112e-17 < 1e-10
#> ok 0.0 < 1e-10
#> ok 5.55112e-17 < 1e-10
#> ok 5.55112e-17 < 1e-10
#> ok 1.24127e-16 < 1e-10
#> ok 1.24127e-16 < 1e-10
#> ok 1.11022e-16 < 1e-10
#> ok 1.11022e-16 < 1e-10
#> ok 6.75322e-16 < 1e-10
#> ok 6.75322e-16 < 1e-10
#> ok 8.92073e-16 < 1e-10
#> ok 8.92073e-16 < 1e-10
#> ok 0.0 < 1e-10
#> ok 0.0 < 1e-10
#> ok 1.11022e-16 < 1e-10
#> ok 1.11022e-16 < 1e-10
#> ok 1.48952e-15 < 1e-10
#> ok 1.48952e-15 < 1e-10
#> ok 8.67112e-16 < 1e-10
#> ok 8.04912e-16 < 1e-10
#> ok 1.02358e-15 < 1e-10
#> ok 1.02358e-15 < 1e-10
#> ok 8.00593e-16 < 1e-10
#> ok 8.00593e-16 < 1e-10
#> ok 9.93014e-16 < 1e-10
#> ok 2.22045e-16 < 1e-10
#> ok 2.48253e-16 < 1e-10
#> ok 2.98937e-16 < 1e-10
#> ok 5.55112e-17 < 1e-10
#> ok 5.55112e-17 < 1e-10
#> ok 3.33067e-16 < 1e-10
#> ok 3.37661e-16 < 1e-10
#> ok 5.55112e-17 < 1e-10
#> ok 0.0 < 1e-10
#> ok 1.24127e-16 < 1e-10
#> ok 1.78511e-16 < 1e-10

# ## The laws
# In z, on a field with many eigenvalues: the λ of the step are the solutions of the equations of all z.
μ = eig(A);
z = 0.3*μ;
law(F, roots) = matched(eig(F.linear(A, 3)), roots)
v = linear_field(A, 3)
check law(extragradient(v, 0.3), 1 + z + z^2) < 1e-10
#> ok 5.97873e-16 < 1e-10
check law(rk4(v, 0.3), 1 + z + z^2/2 + z^3/6 + z^4/24) < 1e-10
#> ok 1.29592e-15 < 1e-10
check law(ogda(v, 0.3), quadratic(1 + 2*z, z)) < 1e-10
#> ok 4.21885e-15 < 1e-10
check law(past_extragradient(v, 0.3), quadratic(1 + 2*z, z)) < 1e-10
#> ok 2.66454e-15 < 1e-10
check law(heavy_ball(v, 0.3, -0.4), quadratic(0.6 + z, -0.4 + 0*z)) < 1e-10
#> ok 4.21885e-15 < 1e-10
check law(nesterov_steps(v, 0.3, 0.6), quadratic(1.6*(1 + z), 0.6*(1 + z))) < 1e-10
#> ok 2.78443e-15 < 1e-10
check law(ema_momentum(v, 0.3, 0.9), quadratic(1.9 + 0.1*z, 0.9 + 0*z)) < 1e-10
#> ok 3.10862e-15 < 1e-10
adam_law = concat((quadratic(1.5 + 0.5*z/0.1, 0.5 + 0*z), complex(concat((full(0.999, 7), [0.5])), zeros(8))));
check law(adam_steps(v, 0.3, β1=0.5, ε=0.1), adam_law) < 1e-10
#> ok 6.66134e-15 < 1e-10

# ## What they do: twenty steps of each from (1, 0), and the steps that leave the circle
distance(p) = sqrt(p[1]^2 + p[2]^2)
for name in fields(operators) {
  F = get(operators, name)(g, 1.0)
  print("{name}: ρ = {rho(F):.4f}, r = {distance(play(F, (1, 0), 20)):.4f}")
}
#> simultaneous: ρ = 1.1180, r = 2.5286
#> two_rates: ρ = 1.2247, r = 3.7302
#> alternating: ρ = 1.0000, r = 1.0901
#> alternating_5: ρ = 1.0000, r = 3.2470
#> discriminator_first: ρ = 1.0000, r = 1.0316
#> extragradient: ρ = 0.9014, r = 0.1322
#> past_extragradient: ρ = 0.7071, r = 0.0138
#> ogda: ρ = 0.7071, r = 0.0259
#> heun: ρ = 1.0078, r = 1.2008
#> rk4: ρ = 0.9999, r = 0.9969
#> heavy_ball: ρ = 1.3660, r = 9.4535
#> negative_momentum: ρ = 0.9625, r = 0.5271
#> nesterov: ρ = 1.3728, r = 6.4865
#> ema_momentum: ρ = 1.1211, r = 6.2652
#> adam: ρ = 3.0041, r = 5.3551
#> cgd: ρ = 0.8944, r = 0.1186
#> lookahead: ρ = 0.6474, r = 0.0002
#> lookahead_momentum: ρ = 0.8770, r = 0.0836
#> averaged: ρ = 1.0000, r = 1.0901
#> repeated: ρ = 0.3536, r = 0.0000

# ## Players that are records, and optimisers of one's own
w(θ, ψ) = ((a = -ψ.b), (b = θ.a))
for name in fields(operators) {
  (θ, ψ) = play(get(operators, name)(w, 0.1), ((a = [1.0]), (b = [0.5])), 3)
  (a, b) = play(get(operators, name)((x, y) -> (-y, x), 0.1), (1.0, 0.5), 3)
  check θ.a[1] ≈ a tol 1e-7
  check ψ.b[1] ≈ b tol 1e-7
}
#> ok 0.8205 ≈ 0.8205
#> ok 0.784 ≈ 0.784
#> ok 0.791 ≈ 0.791
#> ok 1.066 ≈ 1.066
#> ok 0.822095 ≈ 0.822095
#> ok 0.766259 ≈ 0.766259
#> ok 0.712375 ≈ 0.712375
#> ok 1.75744 ≈ 1.75744
#> ok 0.589952 ≈ 0.589952
#> ok 0.76224 ≈ 0.76224
#> ok 0.794084 ≈ 0.794084
#> ok 0.763329 ≈ 0.763329
#> ok 0.7939 ≈ 0.7939
#> ok 0.7632 ≈ 0.7632
#> ok 0.802 ≈ 0.802
#> ok 0.771 ≈ 0.771
#> ok 0.807221 ≈ 0.807221
#> ok 0.77362 ≈ 0.77362
#> ok 0.807577 ≈ 0.807577
#> ok 0.773188 ≈ 0.773188
#> ok 0.748 ≈ 0.748
#> ok 0.904 ≈ 0.904
#> ok 0.868845 ≈ 0.868845
#> ok 0.703909 ≈ 0.703909
#> ok 0.733625 ≈ 0.733625
#> ok 0.89525 ≈ 0.89525
#> ok 0.971471 ≈ 0.971471
#> ok 0.555859 ≈ 0.555859
#> ok 0.739577 ≈ 0.739577
#> ok 0.766415 ≈ 0.766415
#> ok 0.796369 ≈ 0.796369
#> ok 0.760943 ≈ 0.760943
#> ok 0.362432 ≈ 0.362432
#> ok 0.992458 ≈ 0.992458
#> ok 0.699615 ≈ 0.699615
#> ok 0.852483 ≈ 0.852483
#> ok 0.822095 ≈ 0.822095
#> ok 0.766259 ≈ 0.766259
#> ok 0.215484 ≈ 0.215484
#> ok 1.05738 ≈ 1.05738
check distance(play(optimised(game(wasserstein), sgd(0.1)), (1, 0), 7)) ≈ distance(play(alternating(game(wasserstein), 0.1), (1, 0), 7))
#> ok 1.02539 ≈ 1.02539
check play(optimised(g, adam(0.1), order="together"), (1, 0.3), 9)[1] ≈ play(adam_steps(g, 0.1), (1, 0.3), 9)[1]
#> ok 0.0920176 ≈ 0.0920176

# The paths of five of them on the Dirac-GAN, from (1, 0).
way(name, colour) = trajectory(play(get(operators, name)(g, 0.6), (1, 0), 60, every=1), colour=colour, label=name)
axes(overlay(way("simultaneous", "red"), way("alternating", "orange"), way("extragradient", "green"),
  way("cgd", "blue"), way("negative_momentum", "purple")), x="θ", y="ψ", equal=true)
#>         ψ
#>           |                      **        *o* simultaneous
#>          2+                       ***      +o+ alternating
#>           |                         **     xox extragradient
#>           |       *******             \    #o# cgd
#>          1+    *** +@@@@@\@\           *   @o@ negative_momentum
#>           |  */  +@@#@@@@@@@@          *
#>           | *   +@#@@####@@x@@         *
#>          0+ *   v@#vx\## #^ +o         *
#>           | *   +v@@@@@@@#@++         *
#>           | *   +\@@@@@@@@++         /
#>         -1+  *    +\++++++          *
#>           |   \**               ****
#>           |      ***       *****
#>         -2+         *******>
#>           +-----+-----+------+-----+-----
#>                 -1    0      1     2
#>                          θ
