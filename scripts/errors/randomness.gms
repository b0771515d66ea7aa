#~ file: seed=7
# Draws, expectations and estimates: what cannot be, and what is said of it.
N = Normal(0, 1);
# ## Options
E(z ~ N, z, n=0)
E(z ~ N, z, n=-5)
E(z ~ N, z, n=1.5)
E(z ~ N, z, n="many")
E(z ~ N, z, method="monte carlo")
E(z ~ N, z, method=3)
E(z ~ N, z, method=quad)
E(z ~ N, z, method=quad(0))
E(z ~ N, z, method=quad(2.5))
E(z ~ N, z, estimator="pathwise")
E(z ~ N, z, estimator="score", baseline="median")
E(z ~ N, z, baseline=3)
E(z ~ N, z, samples=3)
E(z ~ N, z, metod="exact")
# ## The form of the call
E(z ~ N)
E(z ~ N, z, z^2)
Cov(z ~ N, z, z, z)
E(z, z ~ N)
E(z ~ N, z, y ~ N)
E(z^2)
P(z > 1)
F(z ~ N, z)
E(z ~ N, y)
# ## Values
E(z ~ N, "x")
Var(z ~ N, "x")
E(z ~ N, x -> z)
Cov(z ~ N, [z, z; z, z])
Cov(z ~ N, 1i*z, z)
P(z ~ N, z)
E(z ~ N, if z > 0 { 1 } else { [1, 2] })
# ## Conditions
E(z ~ N, z | z > 100)
P(z ~ N, z > 1 | z > 100)
E(x ~ DiscreteUniform(1, 6), x | x > 6)
E(z ~ N, z | z)
E(z ~ N, z | "z > 1")
E(z ~ Normal(zeros(2), 1), z[1] | z > 0)
# ## What can be drawn from
z ~ 3
z ~ "x"
z ~ sin
z ~ (μ = 0, σ = 1)
z ~ (draw = () -> 1)
z ~ (draw = 1, log_density = x -> 0)
z ~ (draw = () -> { y = 1 }, log_density = x -> 0)
E(z ~ (draw = x -> x, log_density = x -> 0), z)
E(z ~ Undefined(0, 1), z)
(a, b) ~ N
(a, b) ~ Normal(zeros(3), 1)
z ~ Normal(0, -1)
z ~ Normal(0, 0.5*I)
z ~ Mixture([0.5, 0.5], (N, Normal(1, 1))) like [1, 2]
z ~ (draw = () -> 1, log_density = x -> 0) like [1, 2]
z ~ Normal(zeros(3), 1) like [1, 2]
3 ~ N
# ## Exact means
E(z ~ N, z, method="exact")
E(x ~ [1, 2, 3], z ~ Normal(x, 1), z, method="exact")
E(z ~ (draw = () -> normal_noise(), log_density = x -> -x^2/2), z, method=quad(3))
E(x ~ zeros(0), x)
# ## Derivatives
grad(p -> E(z ~ Bernoulli(p), z, method="samples"))(0.3)
grad(p -> E(z ~ Categorical([p, 1 - p]), 2.0*z, method="samples"))(0.3)
grad(p -> { z ~ Bernoulli(p); 2.0*z })(0.3)
grad(p -> E(z ~ Mixture([p, 1 - p], (N, Normal(1, 1))), z))(0.3)
E(z ~ (draw = () -> normal_noise(), log_density = x -> "low"), z, estimator="score")
# ## Frozen draws
frozen(0, 3)
frozen(-1, 3)
frozen(3.5, 3)
frozen("first", 3)
frozen(1)
seed("x")
seed(1.5)
normal_noise(-1)
uniform_noise(1.5)
# ## Estimates where numbers are needed
e = E(z ~ N, z^2);
e > 0
e == e
e == 1
if e > 0 { 1 } else { 2 }
while e { 1 }
zeros(e)
[1, 2, 3][e]
for i in 1:e { print(i) }
not e
i64(e)
# ## Checks
check e ≈ 1
check e < 2
check e ≈ 1 tol 1e-1
check e ≈ 2 se 4
check e > 2 se 1
check e ≈ 1 se -1
check e ≈ 1 se "four"
check 1 ≈ 1 se 4
check 1.0 < 2 se 4
check e se 4
check E(z ~ N, z, n=1) ≈ 0 se 4
check P(z ~ N, z > 9) ≈ erfc(9/sqrt(2))/2 se 4
