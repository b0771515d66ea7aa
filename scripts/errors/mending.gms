# What would mend a link that fails: the smallest edit of its right side, or the condition under
# which it holds.

# ## One slip
derive (x in reals) { (x + 1)^2 = x^2 + 2*x + 2 }
derive (σ, τ in positives) { 1/(1/σ^2 + 1/τ^2) = σ^2*τ/(σ^2 + τ^2) }
derive (x, μ in reals; σ in positives) { log_density(Normal(μ, σ), x) = -(x - μ)^2/(2*σ^2) - log(σ) - 0.919 }
derive (k = 3; μ in reals(k); σ in positives) {
  KL(Normal(μ, σ*ones(k)) || Normal(zeros(k), I)) = (k*σ^2 + sum(μ^2) - k - k*log(σ)) / 2
}
derive (k = 3; μ, l in reals(k)) { sum(exp(l) + μ^2 - 1 - l)/2 = (sum(exp(l)) + sum(μ^2) - sum(l))/2 }
derive (p, q in unit) { KL(Bernoulli(p) || Bernoulli(q)) = p*log(p/q) - (1 - p)*log((1 - p)/(1 - q)) }
derive (p, q in unit) { p*log(p/q) + (1 - p)*log((1 - p)/(1 - q)) = KL(Bernoulli(q) || Bernoulli(p)) }
derive (k = 2; S, T in spd(k)) { inv(S @ T) = inv(S) @ inv(T) }
derive (k = 2; A in reals(k, k); x, y in reals(k)) { grad(v -> x @ A @ v)(y) = A @ x }
derive (f in functions; θ, ψ in reals) { (t -> f(t*ψ))''(θ) = ψ*f''(θ*ψ) }
derive (f in functions; x in reals) { (y -> exp(f(y)))'(x) = f(x)*exp(f(x)) }
derive (n = 4; w, x in reals(n)) { sum(w*x) = sum(i in 1:n, w[i]*x[i]^2) }
derive (x, μ in reals; σ in positives) { log_density(Normal(μ, σ), x) = (μ*x - x^2)/σ^2 up to const(x) }

# ## Conditions
derive (x in reals) { sqrt(x^2) = x }
derive (x, y in reals) { sqrt((x - y)^2) = x - y }
derive (a, g in positives) { abs(a - g/2) = a - g/2 }
derive (x in reals) { log(x^2)/2 = log(x) }
derive (h, λ in positives) { (1 - h*λ)^2 <= 1 }
derive (h, c, s in positives) { abs(1 - c*s^2/h) = 1 - c*s^2/h }

# ## Neither
derive (x, y in reals) { x^2 + y^2 = 3*x*y + sin(x) }
