extension CorrectLinks {
  /// The dynamics of adversarial training: fields, Jacobians, spectra, steps, regularisers.
  static let adversarial = """
    f in functions; θ in reals; ψ in reals :: (t -> f(t*ψ))'(θ) = ψ*f'(θ*ψ)
    f in functions; θ in reals; ψ in reals :: (p -> f(θ*p))'(ψ) = θ*f'(θ*ψ)
    f in functions; θ in reals; ψ in reals :: (t -> f(t*ψ))''(θ) = ψ^2*f''(θ*ψ)
    f in functions; θ in reals; ψ in reals :: (p -> p*f'(θ*p))'(ψ) = f'(θ*ψ) + θ*ψ*f''(θ*ψ)
    f in functions; θ in reals; ψ in reals :: jacobian((t, p) -> (-f'(t*p)*p, f'(t*p)*t))(θ, ψ) = [-f''(θ*ψ)*ψ^2, -f'(θ*ψ) - f''(θ*ψ)*θ*ψ; f'(θ*ψ) + f''(θ*ψ)*θ*ψ, f''(θ*ψ)*θ^2]
    f in functions; θ in reals; ψ in reals :: det(jacobian((t, p) -> (-f'(t*p)*p, f'(t*p)*t))(θ, ψ)) = f'(θ*ψ)^2 + 2*θ*ψ*f'(θ*ψ)*f''(θ*ψ)
    f in functions; θ in reals; ψ in reals :: trace(jacobian((t, p) -> (-f'(t*p)*p, f'(t*p)*t))(θ, ψ)) = (θ^2 - ψ^2)*f''(θ*ψ)
    a in reals; h in positives :: det([1, -h*a; h*a, 1]) = 1 + h^2*a^2
    a in reals; h in positives :: trace([1, -h*a; h*a, 1 - h^2*a^2]) = 2 - h^2*a^2
    a in reals; h in positives :: det([1, -h*a; h*a, 1 - h^2*a^2]) = 1
    a in reals; h in positives; γ in positives :: det([1, -h*a; h*a, 1 - h*γ]) = 1 - h*γ + h^2*a^2
    a in reals; h in positives; γ in positives :: trace([1, -h*a; h*a, 1 - h*γ]) = 2 - h*γ
    a in reals; γ in positives :: det([0, -a; a, -γ]) = a^2
    a in reals; h in positives; g in positives :: det([1 - h*g*a^2, -h*a; h*a, 1 - h*g*a^2]) = (1 - h*g*a^2)^2 + h^2*a^2
    a in reals; h in positives :: det([1 - h^2*a^2, -h*a; h*a, 1 - h^2*a^2]) = 1 - h^2*a^2 + h^4*a^4
    θ in reals; ψ in reals; a in reals; h in positives :: (θ - h*a*ψ)^2 + (ψ + h*a*θ)^2 = (1 + h^2*a^2)*(θ^2 + ψ^2)
    θ in reals; ψ in reals; a in reals; h in positives; t = θ - h*a*ψ :: t^2 + (ψ + h*a*t)^2 + h*a*t*(ψ + h*a*t) - 2*h*a*t*(ψ + h*a*t) = θ^2 + ψ^2 - h*a*θ*ψ
    θ in reals; ψ in reals; a in reals; h in positives; t = θ - h*a*ψ; p = ψ + h*a*t :: t^2 + p^2 - h*a*t*p = θ^2 + ψ^2 - h*a*θ*ψ
    θ in reals; ψ in reals; a in reals; h in positives; t = θ - h*a*(ψ + h*a*θ); p = ψ + h*a*(θ - h*a*ψ) :: t^2 + p^2 = (1 - h^2*a^2 + h^4*a^4)*(θ^2 + ψ^2)
    t in reals :: (s -> -log(1 + exp(-s)))'(t) = sigmoid(-t)
    t in reals :: (s -> -log(1 + exp(-s)))''(t) = -sigmoid(t)*sigmoid(-t)
    θ in reals; ψ in reals :: (p -> -log(1 + exp(-θ*p)) - log(1 + exp(0*p)))'(ψ) = θ*sigmoid(-θ*ψ)
    x in reals; ψ in reals; γ in positives :: (p -> -γ/2*p^2)'(ψ) = -γ*ψ
    ψ in reals; γ in positives; g in reals :: (p -> -γ/2*(abs(p) - g)^2)'(ψ) = -γ*(abs(ψ) - g)*sign(ψ)
    θ in reals; ψ in reals; a in reals; γ in positives :: ((t, p) -> γ/2*((a*p)^2 + (a*t)^2))(θ, ψ) = γ*a^2*(ψ^2 + θ^2)/2
    θ in reals; ψ in reals; a in reals :: (t -> ((a*ψ)^2 + (a*t)^2)/2)'(θ) = a^2*θ
    p in positives; q in positives :: p/(p + q) = sigmoid(log(p) - log(q))
    p in positives; q in positives :: log(p/(p + q)) + log(2) = log(2*p/(p + q))
    p in positives; q in positives :: p*log(p/(p + q)) + q*log(q/(p + q)) = p*log(2*p/(p + q)) + q*log(2*q/(p + q)) - (p + q)*log(2)
    p in positives; q in positives; d in unit :: (u -> p*log(u) + q*log(1 - u))'(d) = p/d - q/(1 - d)
    p in positives; q in positives; d in unit :: (u -> p*log(u) + q*log(1 - u))''(d) = -p/d^2 - q/(1 - d)^2
    p in positives; q in positives; d in reals :: (u -> p*(u - 1)^2 + q*u^2)'(d) = 2*p*(d - 1) + 2*q*d
    n = 3; p in simplex(n); q in simplex(n) :: sum(p*log(2*p/(p + q)))/2 + sum(q*log(2*q/(p + q)))/2 = log(2) + (sum(p*log(p/(p + q))) + sum(q*log(q/(p + q))))/2
    n = 3; p in simplex(n); q in simplex(n) :: sum((p - q)^2/(p + q)) = 2 - 4*sum(p*q/(p + q))
    n = 3; p in simplex(n); q in simplex(n) :: sum((p - q)^2/q) = sum(p^2/q) - 1
    h in positives; a in positives; b in positives :: (1 - h*a)*(1 - h*b) = 1 - h*(a + b) + h^2*a*b
    h in positives; γ in positives; a in reals :: (1 - h*γ/2)^2 + h^2*(a^2 - γ^2/4) = 1 - h*γ + h^2*a^2
    γ in positives; a in reals :: sqrt(a^2 + γ^2) = abs(complex(a, γ))
    β in unit; h in positives; a in reals :: det([1, -h*a, β, 0; h*a, 1, 0, β; 1, 0, 0, 0; 0, 1, 0, 0]) = β^2
    h in positives; x in reals :: (x - h*x/2)/(1 + h/2) = x*(1 - h/2)/(1 + h/2)
    h in positives; a in reals :: ((1 - h^2*a^2/4)^2 + h^2*a^2)/(1 + h^2*a^2/4)^2 = 1
    h in positives; λ in reals :: 1 + h*λ + (h*λ)^2/2 + (h*λ)^3/6 + (h*λ)^4/24 = 1 + h*λ*(1 + h*λ/2*(1 + h*λ/3*(1 + h*λ/4)))
    h in positives; w in reals :: (1 - h^2*w^2/2 + h^4*w^4/24)^2 + (h*w - h^3*w^3/6)^2 = 1 - h^6*w^6/72 + h^8*w^8/576
    k = 2; A in reals(k, k); x in reals(k) :: grad(u -> sum((A @ u)^2)/2)(x) = A' @ A @ x
    k = 2; A in reals(k, k); x in reals(k); y in reals(k) :: grad(u -> u @ A @ y)(x) = A @ y
    k = 2; A in reals(k, k); x in reals(k); y in reals(k) :: grad(v -> x @ A @ v)(y) = A' @ x
    k = 2; A in reals(k, k); x in reals(k); y in reals(k) :: x @ A @ y = y @ A' @ x
    k = 2; A in reals(k, k) :: sum(A^2) = trace(A' @ A)
    k = 2; A in reals(k, k); B in reals(k, k) :: (A @ B)' = B' @ A'
    k = 2; A in reals(k, k); B in reals(k, k) :: det(A @ B) = det(A)*det(B)
    k = 2; A in reals(k, k); S = A - A' :: trace(S @ S) = 2*trace(A @ A) - 2*trace(A' @ A)
    k = 2; A in reals(k, k); x in reals(k) :: x @ (A - A') @ x + x @ A @ x = x @ A' @ x
    k = 3; w in reals(k); x in reals(k) :: grad(y -> sigmoid(w @ y))(x) = sigmoid(w @ x)*(1 - sigmoid(w @ x))*w
    k = 3; w in reals(k); x in reals(k) :: laplacian(y -> exp(w @ y))(x) = sum(w^2)*exp(w @ x)
    k = 3; w in reals(k); x in reals(k) :: hessian(y -> (w @ y)^2/2)(x) = outer(w, w)
    c in reals; θ in reals; s in positives :: (t -> exp(-(t - c)^2/(2*s)))'(θ) = (c - θ)/s*exp(-(θ - c)^2/(2*s))
    m in reals; v in positives; θ in reals :: (t -> (m - t)^2/2 + v/2)'(θ) = θ - m
    h in positives; β in unit; x in reals; y in reals :: x - h*x + β*(x - y) = (1 + β - h)*x - β*y
    x in reals; y in reals :: (x^2 + y^2)/2 - (x*y) = (x - y)^2/2
    s in positives; γ in positives :: γ/2*(s - 1)^2 = γ*(s^2/2 - s + 1/2)
    x in positives :: x*log(x) - (x + 1)*log((x + 1)/2) = x*log(2*x/(x + 1)) + log(2/(x + 1))
    u in reals :: max(u, 0.0) = (u + abs(u))/2
    u in reals; c in positives :: softplus(c*u)/c = log(1 + exp(c*u))/c
    d in reals; e in reals :: log(1 + exp(-d)) + log(1 + exp(e)) = softplus(-d) + softplus(e)
    d in reals; e in reals :: log(sigmoid(d)) + log(1 - sigmoid(e)) = d - softplus(d) - softplus(e)
    """
}
