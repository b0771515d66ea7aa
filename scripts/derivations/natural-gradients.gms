#~ file: seed=7
# Natural coordinates of an exponential family, and why a unit step of the natural gradient is the exact
# update of conjugate models.

# ## Natural coordinates
# An exponential family is h(z) exp(λ·T(z) - A(λ)). Gradients of A are the means of T, its Hessian is
# their covariance, and that is Fisher's matrix: no integral is left. For the normal law T = (z, z²),
# λ = (m/s², -1/(2s²)) and A = -λ₁²/(4λ₂) - log(-2λ₂)/2.
derive (m, z in reals; s in positives; λ = [m/s^2, -1/(2*s^2)]; A(λ) = -λ[1]^2/(4*λ[2]) - log(-2*λ[2])/2) {
    log_density(Normal(m, s), z)
    = λ[1]*z + λ[2]*z^2 - A(λ) - log(2*π)/2
}
#> ok 1 = 2: 200 points, worst 1.1e-16
derive (m in reals; s in positives; λ = [m/s^2, -1/(2*s^2)]; A(λ) = -λ[1]^2/(4*λ[2]) - log(-2*λ[2])/2) {
    grad(A)(λ)
    = [m, m^2 + s^2]
    = E(z ~ Normal(m, s), [z, z^2], method=quad(2))
}
#> ok 1 = 2: 200 points, worst 7e-17
#> ok 2 = 3: 200 points, worst 1.8e-16
derive (m in reals; s in positives; λ = [m/s^2, -1/(2*s^2)]; A(λ) = -λ[1]^2/(4*λ[2]) - log(-2*λ[2])/2) {
    hessian(A)(λ)
    = E(z ~ Normal(m, s), outer([z - m, z^2 - m^2 - s^2], [z - m, z^2 - m^2 - s^2]), method=quad(3))
    = [s^2, 2*m*s^2; 2*m*s^2, 4*m^2*s^2 + 2*s^4]
}
#> ok 1 = 2: 199 of 200 points, worst 2.8e-16
#> ok 2 = 3: 199 of 200 points, worst 3.3e-16
# The expectations η = (m, m² + s²) are the other natural set. Each is the gradient of the other's
# potential, and Fisher's matrix in η is the inverse of that in λ.
derive (m in reals; s in positives; λ = [m/s^2, -1/(2*s^2)]; A(λ) = -λ[1]^2/(4*λ[2]) - log(-2*λ[2])/2;
        λ_of(η) = [η[1], -0.5]/(η[2] - η[1]^2)) {
    jacobian(λ_of)([m, m^2 + s^2]) @ hessian(A)(λ)
    = eye(2)
}
#> ok 1 = 2: 195 of 200 points, worst 2.9e-16

# ## The natural gradient
# F⁻¹∇L is the steepest ascent when steps are measured in divergence. In (m, log s) Fisher's matrix
# divides the gradient in m by 1/s² and that in log s by 2k.
derive (k = 3; m, g in reals(k); s in positives; h in reals; F = diag([(if j <= k { 1/s^2 } else { 2.0*k }) for j in 1:k+1])) {
    solve(F, [(if j <= k { g[j] } else { h }) for j in 1:k+1])
    = [(if j <= k { s^2*g[j] } else { h/(2*k) }) for j in 1:k+1]
}
#> ok 1 = 2: 192 of 200 points, worst 6.6e-17
# Conjugate pairs: data x with the known deviation σ, the prior N(0, τ²) of their mean. The bound of
# q = N(m, s²), and its gradient in natural coordinates by the chain rule through (m, s).
derive (N = 5; x in reals(N); σ, τ, s in positives; m in reals;
        L(m, s) = -sum((x - m)^2)/(2*σ^2) - N*s^2/(2*σ^2) - (m^2 + s^2)/(2*τ^2) + log(s)) {
    grad(L)(m, s)
    = (sum(x - m)/σ^2 - m/τ^2, 1/s - s*(N/σ^2 + 1/τ^2))
}
#> ok 1 = 2: 200 points, worst 7.1e-17
# One unit step of the natural gradient, in natural coordinates, lands on the exact posterior from
# anywhere: F⁻¹∇L is the difference from the posterior's λ.
derive (N = 5; x in reals(N); σ, τ, s in positives; m in reals; λ = [m/s^2, -1/(2*s^2)];
        posterior = [sum(x)/σ^2, -(N/σ^2 + 1/τ^2)/2]; A(λ) = -λ[1]^2/(4*λ[2]) - log(-2*λ[2])/2;
        L(λ) = { v = -1/(2*λ[2]); m = v*λ[1]; -sum((x - m)^2)/(2*σ^2) - N*v/(2*σ^2) - (m^2 + v)/(2*τ^2) + log(v)/2 }) {
    grad(L)(λ)
    = hessian(A)(λ) @ (posterior - λ)
}
#> ok 1 = 2: 198 of 200 points, worst 1.3e-16
# The natural gradient is the plain gradient in the other coordinates, the expectations.
derive (N = 5; x in reals(N); σ, τ, s in positives; m in reals; λ = [m/s^2, -1/(2*s^2)];
        posterior = [sum(x)/σ^2, -(N/σ^2 + 1/τ^2)/2];
        L(η) = { m = η[1]; v = η[2] - η[1]^2; -sum((x - m)^2)/(2*σ^2) - N*v/(2*σ^2) - (m^2 + v)/(2*τ^2) + log(v)/2 }) {
    grad(L)([m, m^2 + s^2])
    = posterior - λ
}
#> ok 1 = 2: 199 of 200 points, worst 1.4e-16
# A step of the length ρ goes that part of the way: λ ← (1 - ρ) λ + ρ (prior + statistics). With a
# datum at a time, scaled by N, and ρ = 1/t the steps average, and after one pass λ is the posterior's.
derive (x in reals(3); σ, τ in positives; λ in reals(2); prior = [0, -1/(2*τ^2)];
        step(λ, y, t) = (1 - 1/t)*λ + 1/t*(prior + 3*[y/σ^2, -1/(2*σ^2)])) {
    step(step(step(λ, x[1], 1), x[2], 2), x[3], 3)
    = [sum(x)/σ^2, -(3/σ^2 + 1/τ^2)/2]
}
#> ok 1 = 2: 200 points, worst 2e-16
# In other coordinates a unit step is another step. In (m, log s) the mean still lands exactly only
# where s² is already the posterior's variance.
derive (N = 5; x in reals(N); σ, τ in positives; m in reals; v = 1/(N/σ^2 + 1/τ^2)) {
    m + v*(sum(x - m)/σ^2 - m/τ^2)
    = v*sum(x)/σ^2
}
#> ok 1 = 2: 197 of 200 points, worst 4.6e-16

# ## What is to be seen
# Down the divergence from N(1, 1/4) in (m, log s), from two starts: plain steps first make the law narrow,
# natural ones measure their length in divergence.
target(m, l) = KL(Normal(m, exp(l)) || Normal(1, 0.5))
down(F) = (m, l) -> { (a, b) = grad(target)(m, l); (p, q) = F(l); (m - p*a, l - q*b) }
plain = down(l -> (0.02, 0.02))
natural = down(l -> (0.02*exp(2*l), 0.01))
walk(F, m, colour) = trajectory(iterate(F, (m, 0.7), 300, every=1), colour=colour)
axes(overlay(field(target, (-1, 3), (-1.5, 1.2), n=40, contours=[0.1, 0.5, 2, 8]), walk(plain, -0.8, "orange"),
  walk(plain, 2.8, "orange"), walk(natural, -0.8, "red"), walk(natural, 2.8, "red")), x="m", y="log s")
#>          log s
#>               |%%%######***********************######%%% @@ 25
#>              1+****+++++=======================+++++**** %%
#>               |++o++==-..-8-'''''''''''''''--...-==++o++ ##
#>            0.5+===*.+++>+++:::::.......:::::+++<+++.*=== ## 20
#>               |--.**:::::..+++...2.......+++..:::::**.-- **
#>               |-.'::***......++++     ++++......***::'.- ++ 15
#>              0+.':::::.**\.'.   +\.5./+   ''./**.:::::'. ++
#>               |':::::.....**** .'++ ++'. ****.....:::::' ==
#>           -0.5+-:::::..../.   ****+++****   .\....:::::- == 10
#>               |-::::.....|.   |  **+**  |   .|.....::::- --
#>               |-::::.....|.   \ 0.1  /  /   .|.....::::- ::
#>             -1+-:::::....\.   |  '---'  |   ./....:::::- :: 5
#>               |-:::::....|.    \       /    .|....:::::- ..
#>           -1.5+--::::....'..    \     /    ..'....::::--
#>               ++---------+---------+---------+---------+
#>                -1        0         1         2         3
#>                                    m
