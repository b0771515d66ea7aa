# Games of networks: a generator, a discriminator, data and a loss are a field, as that of the Dirac-GAN.
#~ file: seed=7
use gan
use nn

# ## A game that is known by formula
# The generator G(z) = a z + b makes normal data with deviation a and mean b, and D(x) = w x + u x² tells normal laws apart.
# The data are μ + σ z, with z the noise itself, so that (a, b) = (σ, μ) and D = 0 is an equilibrium to the last bits.
(μ, σ) = (1.5, 0.8);
z = normal_noise(400, 1);
z = (z - mean(z))/std(z);
g = network_game(affine_generator(1), quadratic_discriminator(1), μ + σ*z);
v = frozen_game(g, x=μ + σ*z, z=z);
p = (affine_generator(1, a=σ, b=μ), quadratic_discriminator(1));
check norm(flatten(v(p...))) ≈ 0 abs 1e-14
#> ok 0.0 ≈ 0
# Its Jacobian: at D = 0 the generator has no force of its own, D pulls it by f'(0) Kᵀ with K = ∂E(x, x²)/∂(a, b), and
# the curvature of f, once for fakes and once for data, is 2 f''(0) E φφᵀ with φ = (x, x²).
x = (μ + σ*z)[:, 1];
φ = stack((x, x^2), axis=2);
K = [0, 1; 2*σ, 2*μ];
C = φ' @ φ/400;
closed = concat((concat((zeros(2, 2), -logistic'(0)*K'), axis=2), concat((logistic'(0)*K, 2*logistic''(0)*C), axis=2)));
A = jacobian((θ, ψ) -> v(θ, ψ))(p...);
check max(abs(A - closed)) ≈ 0 abs 1e-12
#> ok 3.55271e-15 ≈ 0
# All eigenvalues have negative real parts: the squares of the discriminator damp it, as R1 damps the Dirac-GAN.
check max(real(eig(closed))) < 0
#> ok -0.149621 < 0
# The step of the game and the operators are those of two numbers.
check rho(simultaneous(v, 0.1), p) ≈ max(abs(1 + 0.1*eig(closed)))
#> ok 0.9855 ≈ 0.9855

# ## The linear WGAN in n dimensions: a turn in every coordinate, whatever the data
n = 5;
w = network_game(affine_generator(n), quadratic_discriminator(n, squares=false), normal_noise(50, n), f=wasserstein);
w = frozen_game(w, x=zeros(50, n), z=zeros(50, n));
λ = spectrum(simultaneous(w, 0.5), (affine_generator(n), quadratic_discriminator(n, squares=false)));
# Half of the eigenvalues are 1 ± ih; the deviations a have no force where z = 0.
check sort(abs(λ))[end] ≈ sqrt(1.25)
#> ok 1.11803 ≈ 1.11803
check sum(f64(abs(abs(λ) - sqrt(1.25)) < 1e-9)) ≈ 2*n
#> ok 10.0 ≈ 10

# ## Penalties: a step of D along the gradient of -γ/2 E‖∇D‖² alone
# For D(x) = w x the slope is w everywhere, so that R1 and R2 add -γ w, and GP -2λ (|w| - 1) sign(w).
D = put(quadratic_discriminator(1, squares=false), "w", [3.0]);
base = frozen_game(network_game(affine_generator(1), D, z), x=z, z=z);
r1 = frozen_game(network_game(affine_generator(1), D, z, R1=0.4), x=z, z=z);
r2 = frozen_game(network_game(affine_generator(1), D, z, R2=0.4), x=z, z=z);
gp = frozen_game(network_game(affine_generator(1), D, z, GP=0.4), x=z, z=z);
ψ_force(g) = g(g.θ, g.ψ)[2].w[1];
check ψ_force(r1) - ψ_force(base) ≈ -0.4*3
#> ok -1.2 ≈ -1.2
check ψ_force(r2) - ψ_force(base) ≈ -0.4*3
#> ok -1.2 ≈ -1.2
check ψ_force(gp) - ψ_force(base) ≈ -2*0.4*2
#> ok -1.6 ≈ -1.6
# The generator does not pay for them.
check norm(flatten(r2(r2.θ, r2.ψ)[1] - base(base.θ, base.ψ)[1])) ≈ 0 abs 1e-15
#> ok 0.0 ≈ 0

# ## Fresh noise: how much of a step is signal
# At the equilibrium the mean force is 0 and all that one batch says is noise.
field_noise(network_game(p..., μ + σ*z, batch=64), p...).signal < 1
#> true

# What is to be seen: the way of (a, b) to (σ, μ), the spiral of a GAN that converges.
run = train_game(g, simultaneous, h=0.05, steps=4000, points=41);
a = [q[1].a[1] for q in run.points];
b = [q[1].b[1] for q in run.points];
check abs(b[end] - μ) < 0.2
#> ok 0.0191138 < 0.2
axes(plot(b, abs(a)), x="b", y="a")
#> a
#>   1+-------.............
#>    |                    ''''''''''''''------.
#>    |                                         '.
#> 0.9+                                          '-.
#>    |                                            '.
#>    |                                             '.
#> 0.8+                                               '.              .|''.
#>    |                                                 '.            ''  |
#>    |                                                  '.               /
#> 0.7+                                                   '.              |
#>    |                                                      '.           |
#>    |                                                       '-.      .-'
#> 0.6+                                                         '.  .-'
#>    |                                                           ''
#>    ++-------+--------+-------+--------+-------+--------+-------+--------
#>     0      0.2      0.4     0.6      0.8      1       1.2     1.4
#>                                      b
