#~ file: digits=10
# Distributions on finitely many points, where expectations are sums.
B = Bernoulli(0.3)
density(B, [0, 1, 2])
(mean(B), var(B))
check var(B) ≈ 0.3*0.7
check entropy(B) ≈ -0.3*log(0.3) - 0.7*log(0.7)
# By log-odds; nothing overflows.
log_density(Bernoulli(logits=[-1000, 0, 1000]), [0, 1, 1])
check log_density(Bernoulli(logits=-1000), 1) ≈ -1000
check density(Bernoulli(logits=2), 1) ≈ sigmoid(2)
# The derivative in the log-odds is x - p.
check grad(l -> log_density(Bernoulli(logits=l), 1))(2.0) ≈ 1 - sigmoid(2)
# Where p is 0 or 1: 0 log 0 = 0, and what cannot be has log density -inf.
(entropy(Bernoulli(0)), log_density(Bernoulli(0), 0), log_density(Bernoulli(0), 1))

# ## Categories 1, ..., n
K = Categorical([0.2, 0.3, 0.5])
density(K, 0:4)
check entropy(K) ≈ -sum([0.2, 0.3, 0.5]*log([0.2, 0.3, 0.5]))
# Logits are log-probabilities up to a constant.
check density(Categorical(logits=[1, 2, 3]), 1:3) ≈ exp([1, 2, 3])/sum(exp([1, 2, 3]))
check density(Categorical(logits=[1001, 1002, 1003]), 1:3) ≈ density(Categorical(logits=[1, 2, 3]), 1:3)
# The gradient in the logits is 1 at the category, minus the probabilities.
check grad(l -> log_density(Categorical(logits=l), 2))([0.1, 0.2, 0.3]) ≈ [0, 1, 0] - exp([0.1, 0.2, 0.3])/sum(exp([0.1, 0.2, 0.3]))
# A die, and the rows of data.
die = DiscreteUniform(1, 6)
(mean(die), var(die))
check entropy(die) ≈ log(6)
X = Empirical([1, 2; 3, 4; 1, 2])
check density(X, [1, 2]) ≈ 2/3
check cov(X) ≈ [8/9, 8/9; 8/9, 8/9]

# ## Expectations are sums over the support
(x, p) = die.support()
check sum(p*x^2) - sum(p*x)^2 ≈ var(die)
check E(z ~ die, z^2) ≈ 91/6
check E(z ~ B, z) ≈ 0.3
check E(z ~ K, 1/z) ≈ 0.2 + 0.15 + 0.5/3
# Two dice: P(a + b = 7) = 1/6.
check P(a ~ die, b ~ die, a + b == 7) ≈ 1/6
# Their derivatives are exact.
check grad(p -> E(z ~ Bernoulli(p), exp(z)))(0.3) ≈ exp(1) - 1

# ## Draws are integers
z ~ B
sample(die, 10)
sample(K, 5)
check E(z ~ B, z, method="samples") ≈ 0.3 se 4
check P(z ~ K, z == 2, method="samples") ≈ 0.3 se 4
check E(z ~ die, z, method="samples") ≈ 3.5 se 4
