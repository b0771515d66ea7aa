extension CorrectLinks {
  /// Normal distributions: densities, entropies, divergences, products, matrices.
  static let gaussian = """
    k = 3; μ in reals(k); σ in positives :: KL(Normal(μ, σ*ones(k)), Normal(zeros(k), ones(k))) = (k*σ^2 + sum(μ^2) - k - 2*k*log(σ))/2
    μ in reals; ν in reals; σ in positives; τ in positives :: KL(Normal(μ, σ), Normal(ν, τ)) = log(τ/σ) + (σ^2 + (μ - ν)^2)/(2*τ^2) - 1/2
    k = 3; μ in reals(k); s in positives(k) :: KL(Normal(μ, s), Normal(zeros(k), ones(k))) = sum(s^2 + μ^2 - 1 - 2*log(s))/2
    μ in reals; ν in reals; σ in positives :: KL(Normal(μ, σ), Normal(ν, σ)) = (μ - ν)^2/(2*σ^2)
    k = 2; μ in reals(k); ν in reals(k); S in spd(k); T in spd(k) :: KL(Normal(μ, cov=S), Normal(ν, cov=T)) = (trace(inv(T) @ S) + (ν - μ) @ inv(T) @ (ν - μ) - k + logdet(T) - logdet(S))/2
    k = 2; μ in reals(k); S in spd(k) :: KL(Normal(μ, cov=S), Normal(zeros(k), ones(k))) = (trace(S) + μ @ μ - k - logdet(S))/2
    k = 3; μ in reals(k); l in reals(k) :: sum(exp(l) + μ^2 - 1 - l)/2 = -sum(1 + l - μ^2 - exp(l))/2
    k = 3; μ in reals(k); l in reals(k) :: sum(exp(l) + μ^2 - 1 - l)/2 = (sum(exp(l)) + sum(μ^2) - k - sum(l))/2
    x in reals; μ in reals; σ in positives :: log_density(Normal(μ, σ), x) = -(x - μ)^2/(2*σ^2) - log(σ) - log(2*π)/2
    x in reals; μ in reals; σ in positives :: log_density(Normal(μ, σ), x) = -((x - μ)/σ)^2/2 - log(2*π*σ^2)/2
    k = 3; x in reals(k); μ in reals(k); σ in positives :: log_density(Normal(μ, σ*ones(k)), x) = -sum((x - μ)^2)/(2*σ^2) - k*log(σ) - k*log(2*π)/2
    k = 3; x in reals(k); μ in reals(k); s in positives(k) :: log_density(Normal(μ, s), x) = -sum((x - μ)^2/s^2)/2 - sum(log(s)) - k/2*log(2*π)
    k = 2; x in reals(k); μ in reals(k); S in spd(k) :: log_density(Normal(μ, cov=S), x) = -((x - μ) @ inv(S) @ (x - μ))/2 - logdet(S)/2 - k*log(2*π)/2
    σ in positives; μ in reals :: entropy(Normal(μ, σ)) = log(2*π*σ^2)/2 + 1/2
    k = 3; μ in reals(k); s in positives(k) :: entropy(Normal(μ, s)) = sum(log(s)) + k*(1 + log(2*π))/2
    k = 2; μ in reals(k); S in spd(k) :: entropy(Normal(μ, cov=S)) = k/2*(1 + log(2*π)) + logdet(S)/2
    σ in positives; τ in positives :: 1/(1/σ^2 + 1/τ^2) = σ^2*τ^2/(σ^2 + τ^2)
    x in reals; m in reals; σ in positives; τ in positives :: (x/σ^2 + m/τ^2)/(1/σ^2 + 1/τ^2) = (x*τ^2 + m*σ^2)/(σ^2 + τ^2)
    x in reals; m in reals; σ in positives; τ in positives :: (x*τ^2 + m*σ^2)/(σ^2 + τ^2) = m + τ^2/(σ^2 + τ^2)*(x - m)
    x in reals; y in reals; m in reals; σ in positives; τ in positives :: (x - m)^2/τ^2 + (y - x)^2/σ^2 = (x - (m*σ^2 + y*τ^2)/(σ^2 + τ^2))^2*(1/σ^2 + 1/τ^2) + (y - m)^2/(σ^2 + τ^2)
    k = 2; u in reals(k); S in spd(k) :: inv(S + outer(u, u)) = inv(S) - outer(inv(S) @ u, inv(S) @ u)/(1 + u @ inv(S) @ u)
    k = 2; u in reals(k); S in spd(k) :: logdet(S + outer(u, u)) = logdet(S) + log(1 + u @ inv(S) @ u)
    k = 2; S in spd(k); T in spd(k) :: inv(inv(S) + inv(T)) = S @ inv(S + T) @ T
    k = 3; S in spd(k); u in reals(k); v in reals(k) :: trace(S @ outer(u, v)) = v @ S @ u
    k = 2; S in spd(k); c in positives :: logdet(c*S) = k*log(c) + logdet(S)
    k = 2; S in spd(k); T in spd(k) :: logdet(S @ T) = logdet(S) + logdet(T)
    k = 2; S in spd(k) :: logdet(inv(S)) = -logdet(S)
    k = 2; S in spd(k); u in reals(k); v in reals(k) :: u @ S @ u - 2*(v @ u) = (u - inv(S) @ v) @ S @ (u - inv(S) @ v) - v @ inv(S) @ v
    k = 2; S in spd(k); T in spd(k) :: inv(S) - inv(T) = inv(S) @ (T - S) @ inv(T)
    k = 2; S in spd(k); x in reals(k) :: grad(y -> y @ S @ y/2)(x) = S @ x
    k = 2; S in spd(k); x in reals(k); μ in reals(k) :: grad(y -> log_density(Normal(μ, cov=S), y))(x) = -(inv(S) @ (x - μ))
    k = 2; S in spd(k) :: grad(logdet)(S) = inv(S)
    k = 2; S in spd(k); T in spd(k) :: grad(M -> trace(inv(M) @ T))(S) = -(inv(S) @ T @ inv(S))
    k = 3; u in reals(k); v in reals(k) :: sum((u - v)^2) = sum(u^2) - 2*sum(u*v) + sum(v^2)
    k = 3; u in reals(k); v in reals(k) :: sum(u*v) = (sum((u + v)^2) - sum((u - v)^2))/4
    k = 3; u in reals(k) :: sum((u - mean(u))^2) = sum(u^2) - k*mean(u)^2
    k = 2; m = 3; A in reals(k, m); B in reals(m, k) :: trace(A @ B) = trace(B @ A)
    k = 2; m = 3; A in reals(k, m); x in reals(k) :: sum((A' @ x)^2) = x @ A @ A' @ x
    k = 2; S in spd(k); T in spd(k) :: (S @ T)' = T @ S
    k = 2; S in spd(k); T in spd(k) :: inv(S @ T) = inv(T) @ inv(S)
    μ in reals; ν in reals; σ in positives; τ in positives :: sqrt(2*σ*τ/(σ^2 + τ^2)) = sqrt(2/(σ/τ + τ/σ))
    μ in reals; ν in reals; σ in positives; τ in positives :: (μ - ν)^2 + (σ - τ)^2 = (μ - ν)^2 + σ^2 + τ^2 - 2*σ*τ
    x in reals; μ in reals; σ in positives :: (x -> log_density(Normal(μ, σ), x))'(x) = (μ - x)/σ^2
    x in reals; μ in reals; σ in positives :: (s -> log_density(Normal(μ, s), x))'(σ) = (x - μ)^2/σ^3 - 1/σ
    x in reals; μ in reals; σ in positives :: (l -> log_density(Normal(μ, exp(l)), x))'(log(σ)) = (x - μ)^2/σ^2 - 1
    x in reals; μ in reals; σ in positives :: (m -> log_density(Normal(m, σ), x))''(μ) = -1/σ^2
    x in reals; μ in reals; ν in reals; σ in positives :: log_density(Normal(μ, σ), x) - log_density(Normal(ν, σ), x) = (μ - ν)*(2*x - μ - ν)/(2*σ^2)
    x in reals; μ in reals; σ in positives :: log_density(Normal(μ, σ), x) = (μ*x - x^2/2)/σ^2 up to const(x)
    x in reals; μ in reals; σ in positives :: density(Normal(μ, σ), x) = exp(-(x - μ)^2/(2*σ^2)) up to factor(x)
    x in reals; y in reals; σ in positives; τ in positives :: log_density(Normal(x, σ), y) + log_density(Normal(0, τ), x) = -(x - y*τ^2/(σ^2 + τ^2))^2*(σ^2 + τ^2)/(2*σ^2*τ^2) up to const(x)
    ρ in unit :: 1/sqrt(1 - ρ^2) = sqrt(1/(1 - ρ)/(1 + ρ))
    ρ in unit; σ in positives; τ in positives :: det([σ^2, ρ*σ*τ; ρ*σ*τ, τ^2]) = σ^2*τ^2*(1 - ρ^2)
    σ in positives; t in positives :: (s -> exp(-t^2/(2*s^2)))'(σ) = t^2/σ^3*exp(-t^2/(2*σ^2))
    a in positives; b in positives :: log(a/b) + b/a - 1 = -log(b/a) - (1 - b/a)
    μ in reals; σ in positives :: E(z ~ Normal(μ, σ), z^2, method=quad(64)) = μ^2 + σ^2
    μ in reals; σ in positives :: E(z ~ Normal(μ, σ), z^3, method=quad(64)) = μ^3 + 3*μ*σ^2
    μ in reals; σ in positives :: E(z ~ Normal(μ, σ), z^4, method=quad(64)) = μ^4 + 6*μ^2*σ^2 + 3*σ^4
    m in reals; μ in reals; σ in positives :: E(z ~ Normal(μ, σ), (z - m)^2, method=quad(64)) = σ^2 + (μ - m)^2
    """
}
