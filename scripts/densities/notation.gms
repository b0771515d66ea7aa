# Densities, read as printed. A `~` after a call form declares a factor of a density, by the names of its
# variables; what is given stands behind `|`, parameters behind `;`.
p(z) ~ Normal(0, 1)
p(x | z; σ) ~ Normal(z, σ)
p

# The logarithm of a density is taken at the values of the names in scope.
(x, z, σ) = (1.5, 0.5, 2.0);
log p(z)
check log p(z) ≈ log_density(Normal(0, 1), 0.5)
check log p(x | z; σ) ≈ log_density(Normal(0.5, 2), 1.5)
check log p(x, z; σ) ≈ log p(z) + log p(x | z; σ)
check log p(z, x; σ) ≈ log p(x, z; σ)

# Values may be given by name, and a record gives all of them.
check log p(x=0, z=1; σ=0.1) ≈ log_density(Normal(0, 1), 1) + log_density(Normal(1, 0.1), 0)
s = (x = 0, z = 1);
check log p(s...; σ) ≈ log p(x=0, z=1; σ)
# With values for all variables the density is a number.
check p(z=0) ≈ 1/sqrt(2*π)
check p(x=0 | z=0; σ=2) ≈ 1/sqrt(8*π)

# Of a function `log f(x)` is log(f(x)), and log f'(x) the logarithm of its derivative.
f(x) = x^2
check log f(3.0) ≈ log(9.0)
check log f'(3.0) ≈ log(6.0)

# As an expression a density is a distribution: the right side of its factor with the names in scope.
p(x | z; σ)
p(x | z=3; σ=0.1)
mean(p(x | z; σ))
check entropy(p(z)) ≈ (1 + log(2*π))/2
seed(1)
z ~ p(z);
a ~ p(x | z; σ)
check E(x ~ p(x | z=1; σ=0.1), x^2, method=quad(5)) ≈ 1.01

# Several factors are drawn one after the other, each after those that it depends on.
p(x, z; σ)
(x, z) ~ p(x, z; σ);
check log_density(p(x, z; σ), (x, z)) ≈ log p(x, z; σ)
check E((x, z) ~ p(x, z; σ), x*z) ≈ 1 se 5
# What is not named is drawn too, and dropped.
check Var(x ~ p(x; σ=2), x) ≈ 5 se 5
(xs, zs) = sample(p(x, z; σ), 3);
size(xs)

# Declaring a factor again replaces it; the right side is evaluated when it is used.
σ₀ = 3.0;
p(z) ~ Normal(0, σ₀)
check log p(z=0) ≈ -log(3.0) - log(2*π)/2
σ₀ = 1.0;
check log p(z=0) ≈ -log(2*π)/2
p

# A density is a value: it can be passed, held in a record, declared inside a function.
at_zero(d) = log d(z=0)
at_zero(p)
(kind(p), kind(p(z)))
r = (model = p);
check log r.model(z=0) ≈ log p(z=0)
local(s) = {
  q(u) ~ Normal(0, s)
  log q(u=1.0)
}
check local'(2.0) ≈ 1/8 - 1/2

# Derivatives go through: in values, in parameters, in draws.
check ∇[z] log p(z) ≈ -z
check ∇[σ] log p(x | z; σ) ≈ (x - z)^2/σ^3 - 1/σ
check grad(σ -> E((x, z) ~ p(x, z; σ), x^2, n=20000))(2.0) ≈ 4 se 5

# Several variables of one factor are a tuple.
q(a, b | c) ~ (draw = () -> (c, -c), log_density = v -> -(v[1] - c)^2 - (v[2] + c)^2)
(a, b) ~ q(a, b | c=2);
check log q(a, b | c=2) == 0
check log q(b=0, a=0 | c=2) == -8

# A divergence is written with bars, or with a comma.
n(z) ~ Normal(1, 1)
KL(p, q) = E(z ~ p, log_density(p, z) - log_density(q, z), method=quad(20))
check KL(n(z) || p(z)) ≈ 1/2
check KL(n(z), p(z)) ≈ KL(n(z) || p(z))
check KL(n(z) || Normal(‖[3, 4]‖, 1)) ≈ 8
