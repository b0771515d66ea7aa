extension CorrectLinks {
  /// Variational inference: bounds, families, score functions, responsibilities.
  static let variational = """
    p in unit; q in unit :: KL(Bernoulli(p), Bernoulli(q)) = p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))
    a in positives; b in positives :: KL(Exponential(a), Exponential(b)) = log(a/b) + b/a - 1
    n = 4; p in simplex(n); q in simplex(n) :: KL(Categorical(p), Categorical(q)) = sum(p*log(p)) - sum(p*log(q))
    n = 4; p in simplex(n) :: KL(Categorical(p), Categorical(ones(n)/n)) = log(n) + sum(p*log(p))
    n = 4; p in simplex(n); q in simplex(n) :: sum(p*log(p/q)) = sum(p*log(p)) - sum(p*log(q))
    p in unit :: entropy(Bernoulli(p)) = -p*log(p) - (1 - p)*log(1 - p)
    n = 4; p in simplex(n) :: entropy(Categorical(p)) = -sum(p*log(p))
    a in positives :: entropy(Exponential(a)) = 1 - log(a)
    m in reals; b in positives :: entropy(Laplace(m, b)) = 1 + log(2*b)
    a in positives; x in positives :: log_density(Exponential(a), x) = log(a) - a*x
    x in reals; m in reals; b in positives :: log_density(Laplace(m, b), x) = -abs(x - m)/b - log(2*b)
    t in reals :: sigmoid(t) = 1/(1 + exp(-t))
    t in reals :: sigmoid(t) = (1 + tanh(t/2))/2
    t in reals :: sigmoid(-t) = 1 - sigmoid(t)
    t in reals :: sigmoid'(t) = sigmoid(t)*(1 - sigmoid(t))
    t in reals :: sigmoid''(t) = sigmoid(t)*(1 - sigmoid(t))*(1 - 2*sigmoid(t))
    t in reals :: softplus(t) = log(1 + exp(t))
    t in reals :: softplus(t) - softplus(-t) = t
    t in reals :: softplus'(t) = sigmoid(t)
    t in reals :: tanh(t) = 2*sigmoid(2*t) - 1
    t in reals :: tanh'(t) = 1 - tanh(t)^2
    t in reals :: log(sigmoid(t)) = -softplus(-t)
    p in unit :: sigmoid(log(p/(1 - p))) = p
    p in unit; t in reals :: log(p)*sigmoid(t) + log(1 - p)*(1 - sigmoid(t)) = log(1 - p) + sigmoid(t)*log(p/(1 - p))
    x in reals; w in reals; σ in positives :: log_density(Normal(0, sqrt(w^2 + σ^2)), x) = -x^2/(2*(w^2 + σ^2)) - log(w^2 + σ^2)/2 - log(2*π)/2
    x in reals; w in reals; σ in positives :: w*x/(w^2 + σ^2) = x*w/σ^2/(1 + w^2/σ^2)
    x in reals; m in reals; s in positives :: -(x - m)^2/2 - s^2/2 - log(2*π)/2 = -(x^2 - 2*m*x + m^2 + s^2 + log(2*π))/2
    x in reals; m in reals; s in positives :: E(z ~ Normal(m, s), log_density(Normal(z, 1), x), method=quad(64)) = -((x - m)^2 + s^2 + log(2*π))/2
    x in reals; m in reals; s in positives :: E(z ~ Normal(m, s), log_density(Normal(z, 1), x) + log_density(Normal(0, 1), z) - log_density(Normal(m, s), z), method=quad(64)) = -(x - m)^2/2 - m^2/2 - s^2 + log(s) + 1/2 - log(2*π)/2
    x in reals; m in reals; s in positives; σ in positives :: -((x - m)^2 + s^2)/(2*σ^2) - log(σ) - log(2*π)/2 - (s^2 + m^2 - 1)/2 + log(s) = log_density(Normal(0, sqrt(1 + σ^2)), x) - KL(Normal(m, s), Normal(x/(1 + σ^2), σ/sqrt(1 + σ^2)))
    m in reals; s in positives; x in reals :: (u -> -(x - u)^2/2 - u^2/2)'(m) = x - 2*m
    m in reals; s in positives :: (u -> log(u) - u^2)'(s) = 1/s - 2*s
    m in reals; s in positives; ε in reals :: (u -> (m + u*ε)^2)'(s) = 2*ε*(m + s*ε)
    z in reals; m in reals; s in positives :: (u -> log_density(Normal(u, s), z))'(m) = (z - m)/s^2
    z in reals; m in reals; s in positives :: (u -> log_density(Normal(m, u), z))'(s) = ((z - m)^2 - s^2)/s^3
    p in unit :: (u -> u*log(u) + (1 - u)*log(1 - u))'(p) = log(p/(1 - p))
    a in reals; b in reals :: log(exp(a) + exp(b)) = a + softplus(b - a)
    a in reals; b in reals :: logsumexp([a, b]) = (a + b)/2 + abs(a - b)/2 + log(1 + exp(-abs(a - b)))
    a in reals; b in reals :: exp(a)/(exp(a) + exp(b)) = sigmoid(a - b)
    n = 4; l in reals(n) :: grad(logsumexp)(l) = exp(l - logsumexp(l))
    n = 4; l in reals(n); c in reals :: logsumexp(l + c) = c + logsumexp(l)
    n = 4; l in reals(n) :: sum(exp(l - logsumexp(l))) = 1
    n = 3; p in simplex(n); a in reals(n) :: sum(p*a) - sum(p*log(p)) = logsumexp(a) - sum(p*(log(p) - a + logsumexp(a)))
    a in positives :: lgamma(a + 1) = lgamma(a) + log(a)
    a in positives :: digamma(a + 1) = digamma(a) + 1/a
    a in positives; b in positives :: lgamma(a) + lgamma(b) - lgamma(a + b) = lgamma(a + 1) + lgamma(b) - lgamma(a + b + 1) + log((a + b)/a)
    a in positives :: lgamma'(a) = digamma(a)
    a in positives :: digamma'(a) = trigamma(a)
    a in positives :: lgamma(a) + lgamma(a + 1/2) = (1 - 2*a)*log(2) + log(π)/2 + lgamma(2*a)
    p in unit :: digamma(1 - p) - digamma(p) = π/tan(π*p)
    a in positives; b in positives; x in positives :: (y -> a*log(b) - lgamma(a) + (a - 1)*log(y) - b*y)'(x) = (a - 1)/x - b
    a in positives; b in positives; x in unit :: (y -> (a - 1)*log(y) + (b - 1)*log(1 - y))'(x) = (a - 1)/x - (b - 1)/(1 - x)
    a in positives; b in positives :: a*b/((a + b)^2*(a + b + 1)) = a/(a + b)*(1 - a/(a + b))/(a + b + 1)
    n in positives; s in positives; α in positives; β in positives :: (α + n)/(β + s) = α/β*(β/(β + s)) + n/s*(s/(β + s))
    n in positives; s in positives; m in reals; x in reals; τ in positives :: (m/τ^2 + n*x/s^2)/(1/τ^2 + n/s^2) = (s^2*m + n*τ^2*x)/(s^2 + n*τ^2)
    μ in reals; σ in positives :: exp(2*μ + σ^2)*(exp(σ^2) - 1) = exp(2*μ + 2*σ^2) - exp(μ + σ^2/2)^2
    μ in reals; σ in positives; η = μ/σ^2; λ = -1/(2*σ^2) :: -η^2/(4*λ) - log(-2*λ)/2 = μ^2/(2*σ^2) + log(σ)
    k = 3; w in reals(k); σ in positives; x in reals(k) :: x @ inv(outer(w, w) + σ^2*eye(k)) @ x = (sum(x^2) - (w @ x)^2/(σ^2 + sum(w^2)))/σ^2
    k = 3; w in reals(k); σ in positives :: logdet(outer(w, w) + σ^2*eye(k)) = 2*k*log(σ) + log(1 + sum(w^2)/σ^2)
    k = 3; m in reals(k); s in positives(k); x in reals(k) :: sum((x - m)^2 + s^2)/2 = (sum(x^2) - 2*sum(x*m) + sum(m^2) + sum(s^2))/2
    n = 3; p in simplex(n); m in reals(n); v in positives(n) :: sum(p*(v + m^2)) - sum(p*m)^2 = sum(p*v) + sum(p*(m - sum(p*m))^2)
    a in reals; b in positives :: log(1 + b*exp(a)) = softplus(a + log(b))
    x in reals; θ in reals :: x*θ - softplus(θ) = x*log(sigmoid(θ)) + (1 - x)*log(sigmoid(-θ))
    t in positives; x in reals :: (1 - tanh(x)^2)/2/t = 2*sigmoid(2*x)*(1 - sigmoid(2*x))/t
    α in positives; β in positives; x in positives :: α*log(β) - lgamma(α) + (α - 1)*log(x) - β*x = (α - 1)*log(x) - β*x up to const(x)
    n = 3; θ in reals(n); x in reals(n) :: log_density(Normal(θ, 1), x) = sum(θ*x) - sum(x^2)/2 up to const(x)
    x in positives; y in positives; a in positives :: x^(a - 1)*exp(-x/y)/y^a = x^(a - 1)*exp(-x/y) up to factor(x)
    """
}
