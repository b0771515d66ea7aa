#~ file: seed=7 digits=12
# Losses: what each does to the Dirac-GAN, and which divergence an f-GAN measures. D is large on fakes here; the logit V
# of most papers is -D.
use gan

# ## A loss of two players: ψ ascends E fake(D(fakes)) + E real(-D(data)), θ descends E generator(D(fakes))
# Near the equilibrium only three numbers of it count: the slopes a_d = fake'(0) and a_g = generator'(0), which make the
# field (-a_g ψ, a_d θ), and the curvature c, which says what instance noise does.
losses()
#> loss = [1] = "logistic"
#>   [2] = "wasserstein"
#>   [3] = "least_squares"
#>   [4] = "hinge"
#>   [5] = "nonsaturating"
#>   [6] = "hinge_gan"
#>   [7] = "least_squares_gan"
#> a_d = f64[7]
#>      0.5  1.0  1.0  1.0  0.5  1.0  1.0
#> a_g = f64[7]
#>      0.5  1.0  1.0  1.0  0.5  1.0  1.0
#> c_fake = f64[7]
#>     -0.25  0.0  -1.0  0.0  -0.25  0.0  -1.0
#> c_real = f64[7]
#>     -0.25  0.0  -1.0  0.0  -0.25  0.0  -1.0
#> frequency = f64[7]
#>      0.5  1.0  1.0  1.0  0.5  1.0  1.0
# So the flow turns with μ = ±i sqrt(a_g a_d), whatever the loss, the non-saturating ones included:
for f in (logistic, wasserstein, least_squares, hinge) { check spectrum(game(f)) ≈ f'(0.0)*[1i, -1i] }
#> ok [0.0 + 0.5i, 0.0 - 0.5i] ≈ [0.0 + 0.5i, 0.0 - 0.5i]
#> ok [0.0 + 1.0i, 0.0 - 1.0i] ≈ [0.0 + 1.0i, 0.0 - 1.0i]
#> ok [0.0 + 1.0i, 0.0 - 1.0i] ≈ [0.0 + 1.0i, 0.0 - 1.0i]
#> ok [0.0 + 1.0i, 0.0 - 1.0i] ≈ [0.0 + 1.0i, 0.0 - 1.0i]
for f in (logistic, wasserstein, least_squares, hinge) { check spectrum(nonsaturating(f)) ≈ f'(0.0)*[1i, -1i] }
#> ok [0.0 + 0.5i, 0.0 - 0.5i] ≈ [0.0 + 0.5i, 0.0 - 0.5i]
#> ok [0.0 + 1.0i, 0.0 - 1.0i] ≈ [0.0 + 1.0i, 0.0 - 1.0i]
#> ok [0.0 + 1.0i, 0.0 - 1.0i] ≈ [0.0 + 1.0i, 0.0 - 1.0i]
#> ok [0.0 + 1.0i, 0.0 - 1.0i] ≈ [0.0 + 1.0i, 0.0 - 1.0i]
for f in (hinge_gan(), least_squares_gan()) { check spectrum(game(f)) ≈ [1i, -1i] }
#> ok [0.0 + 1.0i, 0.0 - 1.0i] ≈ [0.0 + 1.0i, -0.0 - 1.0i]
#> ok [0.0 + 1.0i, 0.0 - 1.0i] ≈ [0.0 + 1.0i, -0.0 - 1.0i]
# Two slopes of one's own: a_g = 0.3, a_d = 2.
uneven = gan_loss(t -> 2*tanh(t), generator=t -> 0.3*tanh(t));
check imag(spectrum(game(uneven))[1]) ≈ sqrt(0.6)
#> ok 0.774596669241 ≈ 0.774596669241

# The field is (-generator'(u) ψ, fake'(u) θ), u = θψ.
derive (θ in reals; ψ in reals) {
    game(logistic)(θ, ψ)[1]
    = -sigmoid(-θ*ψ)*ψ
}
#> ok 1 = 2: 200 points, worst 0.0
derive (θ in reals; ψ in reals) {
    nonsaturating(logistic)(θ, ψ)[1]
    = -sigmoid(θ*ψ)*ψ
}
#> ok 1 = 2: 200 points, worst 0.0
derive (θ in reals; ψ in reals) {
    game(least_squares)(θ, ψ)[2]
    = (1 - θ*ψ)*θ
}
#> ok 1 = 2: 200 points, worst 0.0
derive (θ in reals; ψ in reals) {
    game(least_squares_gan())(θ, ψ)[1]
    = -(1 + θ*ψ)*ψ
}
#> ok 1 = 2: 200 points, worst 0.0
# What saturating means: where D knows a fake, D = 5, the generator of the saturating game feels 0.0067 of the slope, that
# of the non-saturating one 0.9933; where D takes it for data, D = -5, it is the other way round.
check nonsaturating(logistic)(5.0, 1.0)[1] ≈ -sigmoid(5.0)
#> ok -0.993307149076 ≈ -0.993307149076
check game(logistic)(5.0, 1.0)[1] ≈ -sigmoid(-5.0)
#> ok -0.00669285092428 ≈ -0.00669285092428

# Hinge: beyond D = 1 the discriminator stands still, and at D = 1 there is no Jacobian.
game(hinge_gan())(0.5, 1.9)
#> (-1.9, 0.5)
game(hinge_gan())(0.5, 2.1)
#> (-2.1, 0.0)
J(game(hinge_gan()))(0.5, 1.9)
#> f64[2×2]
#>    0.0  -1.0
#>    1.0   0.0
J(game(hinge_gan()))(0.5, 2.1)
#> f64[2×2]
#>    0.0  -1.0
#>    0.0   0.0

# Vectors: D(x) = ψ·x, and every direction turns alike.
spectrum(game(logistic), at=([0, 0], [0, 0]))
#> c128[4]
#>   0.0 + 0.5i
#>   0.0 + 0.5i
#>   0.0 - 0.5i
#>   0.0 - 0.5i
check game(logistic)([0.3, -1.1], [0.7, 0.2])[1] ≈ -sigmoid(-(0.21 - 0.22))*[0.7, 0.2]
#> ok [-0.351749985417, -0.100499995833] ≈ [-0.351749985417, -0.100499995833]

# ## f-GANs: E_p real(V) + E_q fake(-V) ≤ D_f(p, q), Nowozin, Cseke and Tomioka 2016
# In the paper's letters: T = g(V), and D_f = max_T E_p T - E_q f*(T). First: fake(D) is -f*(g(-D)), as printed.
names = ("kl", "reverse_kl", "pearson", "neyman", "hellinger", "js", "gan");
for name in names {
  ℓ = f_gan(name)
  check max(abs([ℓ.fake(D) + ℓ.conjugate(ℓ.activation(-D)) for D in [-1.3, -0.4, 0.2, 0.9]])) ≈ 0 abs 1e-13
}
#> ok 0.0 ≈ 0
#> ok 2.22044604925e-16 ≈ 0
#> ok 0.0 ≈ 0
#> ok 2.22044604925e-16 ≈ 0
#> ok 4.4408920985e-16 ≈ 0
#> ok 1.11022302463e-16 ≈ 0
#> ok 1.11022302463e-16 ≈ 0
# f* is the conjugate of f: max_u t u - f(u), here at t = g(0.3).
for name in names {
  ℓ = f_gan(name)
  t = ℓ.activation(0.3)
  u = argmin(s -> ℓ.f(exp(s)) - t*exp(s), 0.1)
  check ℓ.conjugate(t) ≈ t*exp(u) - ℓ.f(exp(u)) tol 1e-8
}
#> ok 0.496585303791 ≈ 0.496585303791
#> ok -0.7 ≈ -0.7
#> ok 0.3225 ≈ 0.3225
#> ok 0.27858404715 ≈ 0.27858404715
#> ok 0.349858807576 ≈ 0.349858807576
#> ok 0.161208063909 ≈ 0.161208063909
#> ok 0.854355244469 ≈ 0.854355244469
# The best discriminator is T* = f'(p/q), so V* = -best(log p/q): here at p/q = 1.7.
for name in names { ℓ = f_gan(name); check ℓ.activation(-ℓ.best(log(1.7))) ≈ ℓ.f'(1.7) }
#> ok 1.53062825106 ≈ 1.53062825106
#> ok -0.588235294118 ≈ -0.588235294118
#> ok 1.4 ≈ 1.4
#> ok 0.653979238754 ≈ 0.653979238754
#> ok 0.233035011153 ≈ 0.233035011153
#> ok 0.230523658612 ≈ 0.230523658612
#> ok -0.462623521948 ≈ -0.462623521948

# The divergences of two normals in closed form, p = N(m, s²) the data and q = N(0, 1) the fakes.
(m, s) = (0.8, 0.7);
(p, q) = (Normal(m, s), Normal(0, 1));
# ∫ p²/q = exp(m²/(2 - s²)) / (s sqrt(2 - s²)), and ∫ q²/p = s² exp(m²/(2 s² - 1))/sqrt(2 s² - 1) where 2 s² > 1.
squares(m, s) = exp(m^2/(2 - s^2))/(s*sqrt(2 - s^2))
check f_divergence(f_gan("kl"), p, q) ≈ KL(p, q) tol 1e-8
#> ok 0.421674943939 ≈ 0.421674943939
check f_divergence(f_gan("reverse_kl"), p, q) ≈ KL(q, p) tol 1e-8
#> ok 0.816794443816 ≈ 0.816794443816
check f_divergence(f_gan("pearson"), p, q) ≈ squares(m, s) - 1 tol 1e-8
#> ok 0.776173228047 ≈ 0.776173228047
# Neyman's is Pearson's of the exchanged pair; its integral needs 2 s² > 1: here s = 1.2.
(p₂, q₂) = (Normal(m, 1.2), q);
check f_divergence(f_gan("neyman"), p₂, q₂) ≈ squares(m/1.2, 1/1.2) - 1 tol 1e-8
#> ok 0.476143224562 ≈ 0.476143224562
check f_divergence(f_gan("hellinger"), p, q) ≈ 2 - 2*sqrt(2*s/(1 + s^2))*exp(-m^2/(4*(1 + s^2))) tol 1e-8
#> ok 0.258733558266 ≈ 0.258733558266
# "js" is twice the Jensen-Shannon divergence, "gan" that less log 4.
check f_divergence(f_gan("gan"), p, q) ≈ f_divergence(f_gan("js"), p, q) - log(4) tol 1e-8
#> ok -1.15268698432 ≈ -1.15268698432
check f_divergence(f_gan("js"), p, p) ≈ 0 abs 1e-10
#> ok 0.0 ≈ 0

# The best discriminator reaches the divergence; any other stays below.
ratio(p, q) = x -> p.log_density(x) - q.log_density(x)
for name in names {
  ℓ = f_gan(name)
  (a, b) = if name == "neyman" { (p₂, q₂) } else { (p, q) }
  r = ratio(a, b)
  check gan_value(ℓ, x -> ℓ.best(r(x)), a, b) ≈ f_divergence(ℓ, a, b) tol 1e-7
  check gan_value(ℓ, x -> ℓ.best(0.9*r(x) - 0.05), a, b) < f_divergence(ℓ, a, b)
}
#> ok 0.421674943939 ≈ 0.421674943939
#> ok 0.415431841377 < 0.421674943939
#> ok 0.816794443816 ≈ 0.816794443816
#> ok 0.802044261295 < 0.816794443816
#> ok 0.776173228047 ≈ 0.776173228047
#> ok 0.752141187058 < 0.776173228047
#> ok 0.476143224562 ≈ 0.476143224562
#> ok 0.473508845101 < 0.476143224562
#> ok 0.258733558266 ≈ 0.258733558266
#> ok 0.255817945571 < 0.258733558266
#> ok 0.233607376803 ≈ 0.233607376803
#> ok 0.231284554443 < 0.233607376803
#> ok -1.15268698432 ≈ -1.15268698432
#> ok -1.15500980668 < -1.15268698432
# The logistic loss is "gan": the game of Goodfellow et al. 2014 measures twice the Jensen-Shannon divergence less log 4.
check gan_value(logistic, x -> -ratio(p, q)(x), p, q) ≈ f_divergence(f_gan("gan"), p, q) tol 1e-8
#> ok -1.15268698432 ≈ -1.15268698432

# On the Dirac-GAN each turns with its own slopes; c_real differs from c_fake now, and noise on data is another R1 than
# noise on fakes.
losses((kl = f_gan("kl"), reverse_kl = f_gan("reverse_kl"), pearson = f_gan("pearson"), neyman = f_gan("neyman"),
  hellinger = f_gan("hellinger"), js = f_gan("js"), gan = f_gan("gan")))
#> loss = ("kl", "reverse_kl", "pearson", "neyman", "hellinger", "js", "gan")
#> a_d = f64[7]
#>      0.367879441171  1.0  1.0  1.0  1.0  0.5  0.5
#> a_g = f64[7]
#>      0.367879441171  1.0  1.0  1.0  1.0  0.5  0.5
#> c_fake = f64[7]
#>     -0.367879441171  0.0  -0.5  0.5  -1.0  -0.25  -0.25
#> c_real = f64[7]
#>      0.0  -1.0  0.0  -1.0  -1.0  -0.25  -0.25
#> frequency = f64[7]
#>      0.367879441171  1.0  1.0  1.0  1.0  0.5  0.5
for name in names { print(spectrum(game(f_gan(name)))) }
#> c128[2]
#>   0.0 + 0.367879441171i
#>   0.0 - 0.367879441171i
#> c128[2]
#>   0.0 + 1.0i
#>   0.0 - 1.0i
#> c128[2]
#>   0.0 + 1.0i
#>   0.0 - 1.0i
#> c128[2]
#>   0.0 + 1.0i
#>   0.0 - 1.0i
#> c128[2]
#>   0.0 + 1.0i
#>   0.0 - 1.0i
#> c128[2]
#>   0.0 + 0.5i
#>   0.0 - 0.5i
#> c128[2]
#>   0.0 + 0.5i
#>   0.0 - 0.5i
for name in names { check spectrum(noisy(f_gan(name), 0.3)) ≈ spectrum(R1(game(f_gan(name)), noise_as_R1(f_gan(name), 0.3))) tol 1e-6 }
#> ok [-0.0165545748527 + 0.367506774479i, -0.0165545748527 - 0.367506774479i] ≈ [-0.0165545748527 + 0.367506774479i, -0.0165545748527 - 0.367506774479i]
#> ok [-0.045 + 0.998986986902i, -0.045 - 0.998986986902i] ≈ [-0.045 + 0.998986986902i, -0.045 - 0.998986986902i]
#> ok [-0.0225 + 0.999746842956i, -0.0225 - 0.999746842956i] ≈ [-0.0225 + 0.999746842956i, -0.0225 - 0.999746842956i]
#> ok [-0.0225 + 0.999746842956i, -0.0225 - 0.999746842956i] ≈ [-0.0225 + 0.999746842956i, -0.0225 - 0.999746842956i]
#> ok [-0.09 + 0.995941765366i, -0.09 - 0.995941765366i] ≈ [-0.09 + 0.995941765366i, -0.09 - 0.995941765366i]
#> ok [-0.0225 + 0.499493493451i, -0.0225 - 0.499493493451i] ≈ [-0.0225 + 0.499493493451i, -0.0225 - 0.499493493451i]
#> ok [-0.0225 + 0.499493493451i, -0.0225 - 0.499493493451i] ≈ [-0.0225 + 0.499493493451i, -0.0225 - 0.499493493451i]

# Left: the losses of the discriminator on fakes. Right: the bound on the Kullback-Leibler divergence as the best
# discriminator is scaled by k.
t = linspace(-2, 2, 33);
fakes = overlay(plot(logistic, -2, 2, label="logistic"), plot(least_squares, -2, 2, label="least squares"),
  plot(hinge, -2, 2, label="hinge"));
ℓ = f_gan("kl");
bound = k -> gan_value(ℓ, x -> k*ℓ.best(ratio(p, q)(x)), p, q)
layout((axes(fakes, x="D", y="f(D)"), axes(overlay(plot(bound, 0, 1.6, n=24), hline(KL(p, q))), x="k", y="value")))
#> f(D)                                 value
#>  0+                    +++ooooooooo   0.4+. . . . . . . . ..... . . . .
#>   |                ++++ooo*****++++      |             .-'     '..
#>   |             ++++oooo          +      |           .''         '.
#> -1+         **+++oooo                    |          .'            '.
#>   |     *****+oooo                    0.2+         /               '.
#>   |  ****  oooo                          |       .'                 '.
#> -2+***   ooo                             |      .'                   \
#>   |   ooo+                              0+     .'                     \
#>   |oooo++                                |    /                       |
#> -3+o  ++                                 |   /                         |
#>   |  ++                              -0.2+  .'                         \
#> -4+ ++           *** logistic            | .'                          '
#>   |++            +++ least squares       |.'
#>   |+             ooo hinge           -0.4+'
#>   ++-------+-------+-------+------+      ++--------+--------+---------+-
#>    -2      -1      0       1      2       0       0.5       1        1.5
#>                   D                                     k

# ## Laws that hardly meet, and narrow ones
# The integrals go over the scales of both laws, whatever lies between them: 2 log 2 is all that "js" can reach.
check f_divergence(f_gan("kl"), Normal(0.3, 1e-3), Normal(0, 1)) ≈ KL(Normal(0.3, 1e-3), Normal(0, 1)) tol 1e-8
#> ok 6.45275577898 ≈ 6.45275577898
check f_divergence(f_gan("js"), Normal(0, 1), Normal(0, 1e-3)) ≈ 1.36913 tol 1e-5
#> ok 1.36913195921 ≈ 1.36913
check f_divergence(f_gan("js"), Normal(0, 1), Normal(30, 1)) ≈ 2*log(2) tol 1e-8
#> ok 1.38629436112 ≈ 1.38629436112
check f_divergence(f_gan("hellinger"), Normal(0, 1), Normal(40, 1)) ≈ 2 tol 1e-8
#> ok 2.0 ≈ 2
check f_divergence(f_gan("kl"), Mixture([0.5, 0.5], Normal([-20, 20], [0.1, 0.1])), Normal(0, 20)) ≈ log(20/0.1) - log(2) + (400 + 0.01)/800 - 1/2 tol 1e-8
#> ok 4.60518268599 ≈ 4.60518268599
# Where one law has no mass the other still counts: log 2, and a part of a half.
check f_divergence(f_gan("kl"), Uniform(0, 1), Uniform(0, 2)) ≈ log(2) tol 1e-8
#> ok 0.69314718056 ≈ 0.69314718056
check f_divergence(f_gan("kl"), Exponential(3), Exponential(1)) ≈ KL(Exponential(3), Exponential(1)) tol 1e-7
#> ok 0.431945622001 ≈ 0.431945622001
