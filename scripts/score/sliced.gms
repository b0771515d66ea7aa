#~ file: seed=7
# Sliced score matching: the trace of the implicit loss from random directions, and how much their randomness costs (Song,
# Garg, Shi and Ermon 2019).
use score

# ## The loss
# The trace of ∇s takes one derivative for each coordinate, too many for an image. A slice v, a random direction with
# E v vᵀ = I, has E vᵀ ∇s v = tr ∇s, and vᵀ ∇s v is one directional derivative:
derive (s in functions(3, 3); x, v in reals(3); J = jacobian(s)(x)) {
    ssm_at(s, x, v)
    = v @ J @ v + (v @ s(x))^2/2
}
#> ok 1 = 2: 200 points, worst 1.2e-16
derive (s in functions(3, 3); x, v in reals(3); J = jacobian(s)(x)) {
    ssm_vr_at(s, x, v)
    = v @ J @ v + norm(s(x))^2/2
}
#> ok 1 = 2: 200 points, worst 1.1e-16
# The second form has E (vᵀ s)² = |s|² put in. The mean over slices is the implicit loss, for any law with E v vᵀ = I: normal
# numbers, signs, the sphere of radius √d. (Four corners are the whole law of two signs.)
derive (s in functions(2, 2); x in reals(2)) {
    E(v ~ slice_law("Rademacher", 2), ssm_at(s, x, v), method=quad(2))
    = ism_at(s, x)
}
#> ok 1 = 2: 200 points, worst 7.8e-17
derive (s in functions(3, 3); x in reals(3)) {
    E(v ~ slice_law("Gaussian", 3), ssm_at(s, x, v), method=quad(3))
    = E(v ~ slice_law("sphere", 3), ssm_at(s, x, v), method=quad(2))
    = ism_at(s, x)
}
#> ok 1 = 2: 200 points, worst 5.9e-16
#> ok 2 = 3: 200 points, worst 1e-16

# ## One matrix
# s = -A x on N(0, I). Exactly: E (tr ∇s + ½|s|²) = -tr A + ½ |A|² = -0.41.
A = [1, 0.3; 0.3, 2];
D = Normal(zeros(2), 1);
s(x) = -A @ x
check ism(s, D) ≈ -0.41 tol 1e-12
#> ok -0.41 ≈ -0.41
for slices in ("Gaussian", "Rademacher", "sphere") {
    print(slices, ssm(s, D, slices=slices, nodes=4), ssm(s, D, slices=slices), ssm_vr(s, D, slices=slices))
}
#> Gaussian -0.41 -0.5313 ± 0.0540 -0.4188 ± 0.0433
#> Rademacher -0.41 -0.3861 ± 0.0384 -0.4298 ± 0.0316
#> sphere -0.41 -0.3434 ± 0.0421 -0.4041 ± 0.0327
check ssm(s, D) ≈ -0.41 se 4
#> ok -0.5129 ± 0.0584 ≈ -0.41 (1.8 se)
check ssm(s, D, slices="Rademacher") ≈ -0.41 se 4
#> ok -0.3386 ± 0.0397 ≈ -0.41 (1.8 se)
check ssm(s, D, slices="sphere") ≈ -0.41 se 4
#> ok -0.3411 ± 0.0426 ≈ -0.41 (1.6 se)
check ssm_vr(s, D, slices="sphere", n=40000) ≈ -0.41 se 4
#> ok -0.4120 ± 0.0164 ≈ -0.41 (0.1 se)
# Slices of unit length, as one finds them in code, have E v vᵀ = I/d: this loss is 1/d times as large.
unit = (draw = () -> { v ~ Normal(zeros(2), 1); v/norm(v) }, log_density = v -> -log(2*π), family = "unit circle");
check ssm(s, D, slices=unit) ≈ -0.41/2 se 4
#> ok -0.1900 ± 0.0208 ≈ -0.205 (0.7 se)
# With the square in closed form that is no longer so, and the minimiser is another: E ½|s|² and tr ∇s/d do not belong together.
# In one parameter, s = -c x, whose best c is 1:
line(c) = ssm_vr(x -> -c*x, D, slices=unit)
check argmin(line, 0.2) ≈ 0.5 se 4
#> ok 0.49439 ± 0.00499 ≈ 0.5 (1.1 se)

# ## What a slice costs
# vᵀ A v strays from tr A. With S the symmetric part of A its variance is 2 Σ S_ij² for normal slices, 2 Σ_{i≠j} S_ij² for
# signs, which are exact for a diagonal, and (2d Σ S_ij² - 2 (tr A)²)/(d + 2) on the sphere, which is exact for a multiple of I.
check slice_variance(A) ≈ 10.36
#> ok 10.36 ≈ 10.36
check slice_variance(A, "Rademacher") ≈ 0.36
#> ok 0.36 ≈ 0.36
check slice_variance(A, "sphere") ≈ 0.68
#> ok 0.68 ≈ 0.68
derive (A in reals(3, 3)) {
    Var(v ~ slice_law("Gaussian", 3), v @ A @ v, method=quad(3))
    = slice_variance(A)
}
#> ok 1 = 2: 200 points, worst 6.7e-16
derive (A in reals(3, 3)) {
    Var(v ~ slice_law("Rademacher", 3), v @ A @ v, method=quad(2))
    = slice_variance(A, "Rademacher")
}
#> ok 1 = 2: 200 points, worst 3e-16
check Var(v ~ slice_law("sphere", 2), v @ A @ v, n=40000) ≈ 0.68 se 4
#> ok 0.68108 ± 0.00242 ≈ 0.68 (0.4 se)
B = [1, -2, 0.5, 0; 0.3, 1, 1, 1; 0, 0, 2, -1; 1, 1, 1, 0];
check Var(v ~ slice_law("sphere", 4), v @ B @ v, n=40000) ≈ slice_variance(B, "sphere") se 4
#> ok 8.6675 ± 0.0552 ≈ 8.76 (1.7 se)

# Which of the two losses is the better estimate? Given x, the first is vᵀ (J + ½ s sᵀ) v and the second vᵀ J v plus what is
# known, so that both variances are known too:
derive (s in functions(3, 3); x in reals(3); J = jacobian(s)(x)) {
    Var(v ~ slice_law("Gaussian", 3), ssm_at(s, x, v), method=quad(3))
    = slice_variance(J + outer(s(x), s(x))/2)
}
#> ok 1 = 2: 200 points, worst 4.6e-16
derive (s in functions(3, 3); x in reals(3); J = jacobian(s)(x)) {
    Var(v ~ slice_law("Gaussian", 3), ssm_vr_at(s, x, v), method=quad(3))
    = slice_variance(J)
}
#> ok 1 = 2: 200 points, worst 4.8e-16
# For the true score of N(0, I), s = -x, with normal slices: on average over x it is ½ d (d + 2) for the first and 2 d for the
# second, 0 with signs. The closed square pays from d = 3 on; on a line the two terms cancel part of each other's noise.
first(d) = E(x ~ Normal(zeros(d), 1), slice_variance(outer(x, x)/2 - eye(d)), n=20000)
for d in 1:4 { print("d = {d}: first {first(d)}, in closed form {d*(d + 2)/2}; second {slice_variance(-eye(d))}") }
#> d = 1: first 1.5208 ± 0.0191, in closed form 1.5; second 2.0
#> d = 2: first 3.9495 ± 0.0365, in closed form 4.0; second 4.0
#> d = 3: first 7.4401 ± 0.0631, in closed form 7.5; second 6.0
#> d = 4: first 12.0177 ± 0.0932, in closed form 12.0; second 8.0
check first(3) ≈ 3*5/2 se 4
#> ok 7.5188 ± 0.0658 ≈ 7.5 (0.3 se)
check first(10) ≈ 10*12/2 se 4
#> ok 60.307 ± 0.336 ≈ 60.0 (0.9 se)

# ## Without any derivative
# Where log p is given up to Z, differences along the slice do (Pang et al. 2020). On a parabola they are exact; else the
# error falls as r²:
derive (x, v in reals(2); r in positives; b in reals(2); S in spd(2)) {
    ssm_fd_at(x -> b @ x - x @ S @ x/2, x, v, r)
    = ssm_at(x -> b - S @ x, x, v)
}
#> ok 1 = 2: 196 of 200 points, worst 1.6e-16
derive (x, v in reals(2); logp(x) = sin(x[1]) - x[1]*x[2]^3/6 - cosh(x[2]/4) where norm(v) > 0.1) {
    ssm_fd_at(logp, x, v, 1/n)
    = ssm_at(grad(logp), x, v) limit n in [40, 100, 250]
}
#> ok 1 = 2: 20 points, n → ∞ with order 2.0 (2.0 to 2.0)
# over a law, with a mixture as the model (signs are four corners, so that the mean over slices is exact):
P = Mixture([0.5, 0.5], (Normal([-1.0, 0], 1), Normal([1.0, 0.5], 0.7)));
exact = ssm(score_of(P), D, slices="Rademacher", nodes=60)
#> -0.526197
check exact ≈ ism(score_of(P), D) tol 1e-4
#> ok -0.526197 ≈ -0.526205
excess(r) = ssm_fd(P.log_density, D, slices="Rademacher", r=r, nodes=60) - exact
for r in (1, 0.1, 1e-2, 1e-3, 1e-4, 1e-6) { print("r = {r}: {excess(r):.2g} off") }
#> r = 1: -0.14 off
#> r = 0.1: -0.0029 off
#> r = 0.01: -2.9e-05 off
#> r = 0.001: -2.9e-07 off
#> r = 0.0001: 2.2e-08 off
#> r = 1e-06: 0.00013 off
check excess(1e-2) ≈ excess(1e-1)/100 tol 0.05
#> ok -2.93716e-05 ≈ -2.90733e-05
# Too small an r loses its digits: three numbers that are almost one, over r².

# ## Learning a matrix
# 2000 data of a normal law with mean 0, s = -A x with four numbers in A. The sliced loss with one slice for each datum, the
# same in every evaluation, against the exact minimiser: the inverse of mean x xᵀ, up to what slices blur.
X = sample(Normal(zeros(2), cov=[1, 0.5; 0.5, 0.8]), 2000);
v = vmap(k -> slice_law("Rademacher", 2).draw())(1:2000);
loss(f, A) = mean(vmap((x, v) -> f(x -> -A @ x, x, v))(X, v))
best = inv(X' @ X/2000)
#> f64[2×2]
#>    1.47945  -0.9363
#>   -0.9363    1.83031
sliced = argmin(A -> loss(ssm_at, A), eye(2))
#> f64[2×2]
#>    1.45395   -0.8464
#>   -0.941677   1.80884
closed = argmin(A -> loss(ssm_vr_at, A), eye(2))
#> f64[2×2]
#>    1.47664   -0.930809
#>   -0.931862   1.8275
check ism(x -> -sliced @ x, X) > ism(x -> -best @ x, X)
#> ok -1.6522 > -1.65488
check norm(best - closed) < 0.2
#> ok 0.00810118 < 0.2

# ## What is to be seen
# The variance that one slice brings into the loss of the true score of N(0, I), by the number of coordinates: of the first
# form, of the one in closed form, and with signs for the first, d(d - 1)/2; signs in closed form have none.
d = 1.0*(1:10);
axes(plot(d, (sliced = d*(d + 2)/2, signs = d*(d - 1)/2, closed = 2*d)), x="d", y="variance")
#> variance
#> 60+ *** sliced                                                       **
#>   | +++ signs                                                    ****
#> 50+ ooo closed                                               ****
#>   |                                                      ****        ++
#> 40+                                                   ***        ++++
#>   |                                               ****       ++++
#>   |                                           ****       ++++
#> 30+                                       ****      +++++
#>   |                                  *****    ++++++
#> 20+                          ********     ++++      ooooooooooooooooooo
#>   |                   *******        ooooooooooooooo
#> 10+           ********ooooooooooooooo
#>   |ooooooooooooooooooo+++++++
#>  0++++++++++++
#>   +-------+--------------+--------------+--------------+--------------+
#>           2              4              6              8              10
#>                                     d
