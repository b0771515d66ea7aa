extension CorrectLinks {
  /// Diffusion: schedules, steps and their divergences, conversions, score identities.
  static let diffusion = """
    a in positives; s in positives :: log(a^2/s^2) = 2*(log(a) - log(s))
    g in reals :: sigmoid(-g)/sigmoid(g) = exp(-g)
    g in reals :: sigmoid(g) + sigmoid(-g) = 1
    g in reals :: log(sigmoid(-g)) - log(sigmoid(g)) = -g
    a in positives; s in positives; x in reals; ε in reals; z = a*x + s*ε :: (z - s*ε)/a = x
    a in positives; s in positives; x in reals; ε in reals; z = a*x + s*ε :: (z - a*x)/s = ε
    a in positives; s in positives; x in reals; ε in reals; z = a*x + s*ε; v = a*ε - s*x :: a*z - s*v = (a^2 + s^2)*x
    a in positives; s in positives; x in reals; ε in reals; z = a*x + s*ε; v = a*ε - s*x :: s*z + a*v = (a^2 + s^2)*ε
    a in positives; s in positives; x in reals; ε in reals; z = a*x + s*ε :: -ε/s = -(z - a*x)/s^2
    a in positives; s in positives; x in reals; z in reals :: (y -> log_density(Normal(a*x, s), y))'(z) = -(z - a*x)/s^2
    a in positives; s in positives; m in reals; τ in positives; z in reals :: (y -> log_density(Normal(a*m, sqrt(a^2*τ^2 + s^2)), y))'(z) = -(z - a*m)/(a^2*τ^2 + s^2)
    a in positives; s in positives; m in reals; τ in positives; z in reals :: (z - s^2*(z - a*m)/(a^2*τ^2 + s^2))/a = (a*τ^2*z + s^2*m)/(a^2*τ^2 + s^2)
    t in positives :: (u -> exp(-u^2/2))'(t) = -t*exp(-t^2/2)
    t in unit; b in positives; c in positives :: (u -> b*u + (c - b)*u^2/2)'(t) = b + t*(c - b)
    t in unit :: (u -> log(cos(π*u/2)))'(t) = -π/2*tan(π*t/2)
    t in unit :: (u -> -2*log(cos(π*u/2)/sin(π*u/2)))'(t) = 2*π/sin(π*t)
    t in unit :: cos(π*t/2)^2/sin(π*t/2)^2 = (1 + cos(π*t))/(1 - cos(π*t))
    t in unit; s in positives; r in positives :: (u -> s*(r/s)^u)'(t) = s*(r/s)^t*log(r/s)
    t in unit :: (u -> 2*log(u/(1 - u)))'(t) = 2/(t*(1 - t))
    b in unit; c in unit :: 1 - (1 - b)*(1 - c) = b + c - b*c
    b in unit; A in unit :: b*(1 - A)/(1 - A*(1 - b)) = 1/((1 - b)/b + 1/(1 - A))
    b in unit; A in unit; x in reals; z in reals; B = A*(1 - b) :: (sqrt(A)*b*x + sqrt(1 - b)*(1 - A)*z)/(1 - B) = sqrt(A)*b/(1 - B)*x + sqrt(1 - b)*(1 - A)/(1 - B)*z
    b in unit; A in unit; ε in reals; z in reals; B = A*(1 - b) :: sqrt(A)*b/(1 - B)*(z - sqrt(1 - B)*ε)/sqrt(B) + sqrt(1 - b)*(1 - A)/(1 - B)*z = (z - b/sqrt(1 - B)*ε)/sqrt(1 - b)
    b in unit; A in unit; x in reals; y in reals; B = A*(1 - b); v = b*(1 - A)/(1 - B) :: (sqrt(A)*b/(1 - B))^2*(x - y)^2/(2*v) = A*b*(x - y)^2/(2*(1 - A)*(1 - B))
    b in unit; A in unit; B = A*(1 - b) :: A*b/((1 - A)*(1 - B)) = A/(1 - A) - B/(1 - B)
    g in reals; h in reals :: exp(-g) - exp(-h) = exp(-g)*(-expm1(g - h))
    g in reals; h in reals; x in reals; y in reals :: (exp(-g) - exp(-h))*(x - y)^2/2 = -exp(-g)*expm1(g - h)*(x - y)^2/2
    g in reals; h in reals; x in reals; ε in reals; e in reals; S = exp(-h) :: (exp(-g) - exp(-h))*(ε - e)^2/(2*S) = expm1(h - g)*(ε - e)^2/2
    a in positives; s in positives; c in positives; d in positives :: s^2 - (a/c)^2*d^2 = s^2*(1 - a^2*d^2/(c^2*s^2))
    g in reals; h in reals :: 1 - sigmoid(g)*sigmoid(-h)/(sigmoid(-g)*sigmoid(h)) = -expm1(g - h)
    σ in positives; x in reals; d in positives :: d^2/(σ^2 + d^2)*x + σ*d/sqrt(σ^2 + d^2)*0.5 = x*d^2/(d^2 + σ^2) + d*σ/(2*sqrt(d^2 + σ^2))
    σ in positives; d in positives :: 1 - d^2/(σ^2 + d^2) = σ^2/(σ^2 + d^2)
    σ in positives; d in positives; c = σ*d/sqrt(σ^2 + d^2) :: 1/c^2 = (σ^2 + d^2)/(σ*d)^2
    a in positives; b in positives; ρ in positives; t in unit :: (a^(1/ρ) + t*(b^(1/ρ) - a^(1/ρ)))^ρ = (t*b^(1/ρ) + (1 - t)*a^(1/ρ))^ρ
    t in unit; x in reals; ε in reals; z = (1 - t)*x + t*ε :: (ε - x)*(1 - t) + z = ε
    t in unit; x in reals; ε in reals; z = (1 - t)*x + t*ε :: z - t*(ε - x) = x
    t in unit; x in reals; ε in reals; z = (1 - t)*x + t*ε; u = ε - x :: -((1 - t)*u + z)/t = -ε/t
    t in unit; x in reals; z in reals :: (z - x)/t = ((z - (1 - t)*x)/t) - x
    f in functions; x in reals :: (y -> exp(f(y)))'(x) = f'(x)*exp(f(x))
    f in functions; x in reals :: (y -> exp(f(y)))''(x) = (f''(x) + f'(x)^2)*exp(f(x))
    f in functions; x in reals :: (y -> log(1 + f(y)^2))'(x) = 2*f(x)*f'(x)/(1 + f(x)^2)
    f in functions; g in functions; x in reals :: (y -> f(y)*g(y))'(x) = f'(x)*g(x) + f(x)*g'(x)
    f in functions; g in functions; x in reals :: (y -> f(g(y)))'(x) = f'(g(x))*g'(x)
    f in functions; g in functions; x in reals :: (y -> f(g(y)))''(x) = f''(g(x))*g'(x)^2 + f'(g(x))*g''(x)
    f in functions; x in reals; μ in reals; σ in positives :: (y -> f(y)*exp(-(y - μ)^2/(2*σ^2)))'(x) = (f'(x) - f(x)*(x - μ)/σ^2)*exp(-(x - μ)^2/(2*σ^2))
    k = 2; x in reals(k); S in spd(k) :: div(y -> -(inv(S) @ y))(x) = -trace(inv(S))
    k = 2; x in reals(k); S in spd(k) :: laplacian(y -> -(y @ inv(S) @ y)/2)(x) = -trace(inv(S))
    k = 2; x in reals(k); S in spd(k) :: laplacian(y -> exp(-(y @ inv(S) @ y)/2))(x) = exp(-(x @ inv(S) @ x)/2)*(sum((inv(S) @ x)^2) - trace(inv(S)))
    k = 3; x in reals(k) :: laplacian(y -> sum(y^2)^2)(x) = 4*(k + 2)*sum(x^2)
    k = 3; x in reals(k) :: div(y -> y*sum(y^2))(x) = (k + 2)*sum(x^2)
    k = 3; x in reals(k) :: div(y -> y/‖y‖)(x) = (k - 1)/‖x‖
    k = 3; x in reals(k) :: grad(y -> ‖y‖)(x) = x/‖x‖
    k = 3; x in reals(k); m in reals(k); σ in positives :: grad(y -> log_density(Normal(m, σ), y))(x) = (m - x)/σ^2
    x in reals; a in reals; s in positives; p in unit :: (y -> log(p*density(Normal(a, s), y) + (1 - p)*density(Normal(-a, s), y)))'(x) = ((p*density(Normal(a, s), x) - (1 - p)*density(Normal(-a, s), x))*a/(p*density(Normal(a, s), x) + (1 - p)*density(Normal(-a, s), x)) - x)/s^2
    x in reals; a in reals; s in positives :: (y -> log(density(Normal(a, s), y) + density(Normal(-a, s), y)))'(x) = (a*tanh(a*x/s^2) - x)/s^2
    x in reals; a in reals; s in positives :: (y -> a*tanh(a*y/s^2))'(x) = a^2/s^2*(1 - tanh(a*x/s^2)^2)
    t in positives; θ in positives; x in reals :: (u -> x*exp(-θ*u))'(t) = -θ*x*exp(-θ*t)
    t in positives; θ in positives; σ in positives :: (u -> σ^2/(2*θ)*(1 - exp(-2*θ*u)))'(t) = σ^2 - 2*θ*(σ^2/(2*θ)*(1 - exp(-2*θ*t)))
    t in positives; s in positives; θ in positives; σ in positives :: σ^2/(2*θ)*(1 - exp(-2*θ*(t + s))) = exp(-2*θ*s)*σ^2/(2*θ)*(1 - exp(-2*θ*t)) + σ^2/(2*θ)*(1 - exp(-2*θ*s))
    T = 6; b in positives :: sum(i in 1:T, b*i) = b*T*(T + 1)/2
    T = 6; r in unit :: sum(i in 0:T-1, r^i) = (1 - r^T)/(1 - r)
    T = 6; r in unit :: prod(i in 1:T, r^i) = r^(T*(T + 1)/2)
    n = 5; w in reals(n); x in reals(n) :: sum(i in 1:n, w[i]*x[i]^2) = sum(w*x^2)
    h in unit; λ in positives; x in reals :: (1 - h)^2*x^2 - (1 - 2*h)*x^2 = h^2*x^2
    h in unit; s in positives :: 2*h/(1 - (1 - h/s)^2) = 2*s^2/(2*s - h)
    h in unit; x in reals; m in reals; s in positives :: x - h*(x - m)/s^2 = (1 - h/s^2)*x + h/s^2*m
    σ in positives; x in reals; m in reals; D = x + σ^2*(m - x)/(1 + σ^2) :: (D - x)/σ^2 = (m - x)/(1 + σ^2)
    w in reals; σ in positives; x in reals; y in reals :: (1 + w)*x - w*y = x + w*(x - y)
    """
}
