# Mistakes with Langevin kernels and chains: each is named, with what to do.
use score
D = Normal(zeros(2), [1, 0.5]);
s = x -> -x;
K = langevin(0.1);
X = zeros(5, 2);

# Kernels.
langevin(0)
#!> error[domain]: langevin: h must be positive and finite, not 0: the step, such as 0.01
#!> ...
langevin(-0.1)
#!> error[domain]: langevin: h must be positive and finite, not -0.1: the step, such as 0.01
#!> ...
langevin("small")
#!> error[type]: langevin: h is a number, the step, such as 0.01, not a text
#!> ...
langevin([0.1, 0.2])
#!> error[type]: langevin: h is a number, the step, such as 0.01, not f64[2]
#!> ...
langevin(nan)
#!> error[domain]: langevin: h must be positive and finite, not nan: the step, such as 0.01
#!> ...
langevin(0.1, noise=-1)
#!> error[domain]: langevin: noise is at least 0, what multiplies the noise; 0 turns it off, not -1
#!> ...
mala(inf)
#!> error[domain]: mala: h must be positive and finite, not inf: the step, such as 0.01
#!> ...
mala(0.1, temperature=0)
#!> error[domain]: mala: temperature must be positive and finite, not 0: T samples p^(1/T)
#!> ...
underdamped("BAB", 0.1)
#!> error[argument]: underdamped: a splitting is one of ("BAOAB", "ABOBA", "OBABO", "OABAO", "Euler"), or a tuple of the letters A, B and O in which each occurs, not BAB
#!> ...
underdamped(("A", "B", "C"), 0.1)
#!> error[argument]: underdamped: a splitting is one of ("BAOAB", "ABOBA", "OBABO", "OABAO", "Euler"), or a tuple of the letters A, B and O in which each occurs, not ("A", "B", "C")
#!> ...
underdamped(("A", "B"), 0.1)
#!> error[argument]: underdamped: a splitting is one of ("BAOAB", "ABOBA", "OBABO", "OABAO", "Euler"), or a tuple of the letters A, B and O in which each occurs, not ("A", "B")
#!> ...
underdamped(3, 0.1)
#!> error[argument]: underdamped: a splitting is one of ("BAOAB", "ABOBA", "OBABO", "OABAO", "Euler"), or a tuple of the letters A, B and O in which each occurs, not 3
#!> ...
underdamped("BAOAB", 0.1, friction=0)
#!> error[domain]: underdamped: friction must be positive and finite, not 0: how fast the momentum is forgotten
#!> ...
underdamped("BAOAB", 0.1, temperature=-1)
#!> error[domain]: underdamped: temperature is at least 0, T samples p^(1/T), not -1
#!> ...

# Steps above the stability limit, which is known for normal laws.
run_chains(langevin(0.5), D, X, 100)
#!> error[domain]: run_chains: ULA, h = 0.5 is unstable here: the law's least variance is 0.25, and h must be below 0.5
#!> ...
run_chains(langevin(3), Normal(0, 1), zeros(5), 100)
#!> error[domain]: run_chains: ULA, h = 3.0 is unstable here: the law's least variance is 1.0, and h must be below 2.0
#!> ...
run_chains(underdamped("BAOAB", 1.1), D, X, 100)
#!> error[domain]: run_chains: BAOAB, h = 1.1, friction 1.0 is unstable here: the law's least variance is 0.25, and h must be below 1.0
#!> ...
run_chains(underdamped("Euler", 0.3), D, X, 100)
#!> error[domain]: run_chains: Euler, h = 0.3, friction 1.0 is unstable here: the law's least variance is 0.25, and h must be below 0.25
#!> ...
stationary_variance(langevin(0.5), 0.25)
#!> error[domain]: stationary_covariance: ULA, h = 0.5 is unstable on N(0, 0.25): h must be below 0.5
#!> ...
run_chains(langevin(0.1), Mixture([0.5, 0.5], (Normal(-1, 0.01), Normal(1, 0.01))), [1.0, 2.0], 10)
#!> error[domain]: run_chains: ULA, h = 0.1 is unstable here: the least variance of a component is 0.0001, and h must be below 0.0002; mala(h) has no limit
#!> ...
stationary_covariance(underdamped("OBABO", 2), 1)
#!> error[domain]: stationary_covariance: OBABO, h = 2.0, friction 1.0 is unstable on N(0, 1): h must be below 2.0
#!> ...
# Elsewhere a chain that runs away tells of it.
run_chains(langevin(0.3), x -> -x^3, 4*ones(3), 100)
#!> error[domain]: run_chains: ULA, h = 0.3: the step 3 of chain 1 leads out of all bounds, from x = 1181.04 to -4.94208e+08; which began at x = 4.0 where the score falls as that of the variance 0.0208, for which h must be below 0.0417
#!> ...
run_chains(langevin(0.3), x -> -10*x, ones(3), 1000)
#!> error[domain]: run_chains: ULA, h = 0.3: the step 23 of chain 1 leads out of all bounds, from x = 3.90793e+06 to -7.81587e+06; which began at x = 1.0 where the score falls as that of the variance 0.1, for which h must be below 0.2
#!> ...
run_chains(langevin(0.1), x -> x, ones(3), 10000)
#!> error[domain]: run_chains: ULA, h = 0.1: the step 146 of chain 2 leads out of all bounds, from x = 1.47202e+06 to 1.61923e+06; which began at x = 1.0 where the score points away from the modes: of a law that can be normalised it points back far out
#!> ...
run_chains(langevin(0.1), x -> x^3, ones(3), 10000)
#!> error[domain]: run_chains: ULA, h = 0.1: the step 12 of chain 1 leads out of all bounds, from x = 225269.0 to 1.14315e+15; which began at x = 1.0 where the score points away from the modes: of a law that can be normalised it points back far out
#!> ...
run_chain(underdamped("BAOAB", 0.5), x -> -x^3, 20, 1000)
#!> error[domain]: run_chains: BAOAB, h = 0.5, friction 1.0: the step 3 of chain 1 leads out of all bounds, from x = 9.64651e+07 to -1.80264e+23; which began at x = 20.0 where the score falls as that of the variance 0.000833, for which h must be below 0.0577
#!> ...
run_chains(langevin(0.1), x -> -x^3, [0.1, 9], 10, burn=50)
#!> error[domain]: run_chains: ULA, h = 0.1: the step 3 of chain 2 leads out of all bounds, from x = 25827.9 to -1.72293e+12; which began at x = 9.0 where the score falls as that of the variance 0.00412, for which h must be below 0.00823
#!> ...

# Scores.
run_chains(K, x -> where(x > 1, nan, -x), zeros(5), 1000)
#!> error[domain]: run_chains: ULA, h = 0.1: the score is not finite at x = 1.77562, where the step 6 of chain 2 asks for it
#!> ...
run_chains(mala(0.1), x -> where(x > 1, nan, -x), zeros(5), 10).x < 1
#> bool[5]
#>   true  true  true  true  true
run_chains(K, x -> 1/x, zeros(3), 10)
#!> error[domain]: run_chains: the score is not finite at the start of 3 of 3 chains, such as x = 0.0
#!> ...
run_chains(K, x -> -x/(x[1] - 0.5), [1.0, 1; 0.5, 2], 10)
#!> error[domain]: run_chains: the score is not finite at the start of 1 of 2 chains, such as x = [0.5, 2.0]
#!> ...
run_chains(K, x -> sum(x), X, 10)
#!> error[shape]: a Langevin kernel: the score has the shape () at a point of the shape (2,): a score is a vector like the point; of a log density or an energy it is the gradient (score_from)
#!> ...
run_chains(K, 3, X, 10)
#!> error[type]: a Langevin kernel: s is a score function, x -> ∇ log p(x), or a network, not i64
#!> ...
run_chains(K, oracle(D), X, 10)
#!> error[type]: a Langevin kernel: a predictor has a score at a level of noise: score_at(p, (α = 1, σ = 0.5))
#!> ...
run_chains(K, Empirical([0.0, 1]), zeros(3), 10)
#!> error[distribution]: score_of: Empirical is a set of points, without a density and a score; with noise it has: score_of(noised(D, (α = 1, σ = 0.1)))
#!> ...
run_chains(K, score_from(x -> x), X, 10)
#!> error[shape]: score_from: an energy is one number at each point, not f64[2]
#!> ...

# Where the score is not finite, whichever the splitting: where the step asked for it, and never taken for a step too large.
run_chains(underdamped("ABOBA", 0.5), x -> where(x > 1, nan, -x), zeros(100), 1000)
#!> error[domain]: run_chains: ABOBA, h = 0.5, friction 1.0: the score is not finite at x = 1.21802, where the step 2 of chain 44 asks for it
#!> ...
run_chains(underdamped("OBABO", 0.5), x -> where(x > 1, nan, -x), zeros(100), 1000)
#!> error[domain]: run_chains: OBABO, h = 0.5, friction 1.0: the score is not finite at x = 1.13237, where the step 1 of chain 13 asks for it
#!> ...
run_chain(underdamped("OABAO", 0.5, friction=5), x -> where(x > 1.5, nan, -x), 0.0, 5000)
#!> error[domain]: run_chains: OABAO, h = 0.5, friction 5.0: the score is not finite at x = 1.66845, where the step 40 of chain 1 asks for it
#!> ...
run_chains(mala(0.1), x -> [-x[2], x[1]], X, 10)
#!> error[domain]: run_chains: MALA, h = 0.1 needs a score that is a gradient, whose Jacobian J is symmetric: at x = [0.0, 0.0] |J - Jᵀ| is 2.83 and |J| 1.41; give its energy, score_from(U), or take langevin(h)
#!> ...

# Laws that end.
run_chains(langevin(0.01), Beta(2, 2), 0.5*ones(1000), 1000)
#!> error[domain]: run_chains: ULA, h = 0.01: the step 2 of chain 119 leads from x = 0.768808 to 1.04219, where log p is -inf, outside the support; mala(h) refuses such a step
#!> ...
run_chains(langevin(0.01), Uniform(0, 1), 0.5*ones(1000), 1000)
#!> error[domain]: run_chains: ULA, h = 0.01: the step 1 of chain 627 leads from x = 0.5 to -0.0182186, where log p is -inf, outside the support; mala(h) refuses such a step
#!> ...
run_chains(underdamped("BAOAB", 0.1), Exponential(1), ones(1000), 1000)
#!> error[domain]: run_chains: BAOAB, h = 0.1, friction 1.0: the step 4 of chain 420 leads from x = 0.204638 to -0.0332263, where log p is -inf, outside the support; mala(h) refuses such a step
#!> ...
run_chains(langevin(0.1), score_from(x -> where(x < 0, inf, x)), ones(5), 100, burn=50)
#!> error[domain]: run_chains: ULA, h = 0.1: the step 5 of chain 2 leads from x = 0.0681304 to -0.821719, where log p is -inf, outside the support; mala(h) refuses such a step
#!> ...
run_chains(mala(0.1), Beta(2, 2), [0.5, 2.0], 10)
#!> error[domain]: run_chains: log p is -inf at the start of 1 of 2 chains, such as x = 2.0: begin where the law has a density
#!> ...
run_chains(mala(0.1), score_from(x -> where(x < 0, inf, x)), [-1.0, 1], 10)
#!> error[domain]: run_chains: log p is -inf at the start of 1 of 2 chains, such as x = -1.0: begin where the law has a density
#!> ...
run_chains(mala(0.01), Dirichlet([2, 2, 2]), [0.3, 0.3, 0.4; 0.2, 0.2, 0.6], 5)
#!> error[distribution]: a Langevin kernel: Dirichlet lives on a set (simplex) that every step with noise leaves: sample free coordinates of it, whose energy score_from takes
#!> ...

# Derivatives through accepting and refusing.
f(m) = mean(run_chains(mala(1.5), Normal(m, 1), zeros(100), 1).x)
f'(0)
#!> error[derivative]: a draw from MALA, whose acceptance jumps (take langevin(h)), has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!> ...
g(h) = mean(run_chains(mala(h), Normal(0, 1), zeros(100), 2).x)
g'(0.5)
#!> error[derivative]: a draw from MALA, whose acceptance jumps (take langevin(h)), has no derivative here: it has no pathwise derivative in its parameters; use estimator="score"
#!> ...
# Steps that always go have them: 1 - (1 - h)^2.
l(m) = mean(run_chains(langevin(0.5), Normal(m, 1), zeros(100), 2).x)
l'(0)
#> 0.75

# One step.
langevin_step(s, [1.0, 2], -0.1)
#!> error[domain]: langevin_step: h must be positive and finite, not -0.1: the step, such as 0.01
#!> ...
langevin_step(oracle(D), [1.0, 2], 0.1)
#!> error[type]: langevin_step: a predictor has a score at a level of noise: score_at(p, (α = 1, σ = 0.5))
#!> ...
langevin_step(Normal(0, 2), 1, 0.1, noise=0)
#> 0.975

# Chains.
run_chains(0.1, D, X, 10)
#!> error[type]: run_chains: a kernel is what langevin(h), mala(h) or underdamped("BAOAB", h) make, not f64
#!> ...
run_chains(K, D, zeros(5, 3), 10)
#!> error[shape]: run_chains: X0 is f64[5×3], and a chain of this law has points of the shape (2,), one in each row
#!> ...
run_chains(K, D, zeros(2), 10)
#!> error[shape]: run_chains: X0 is f64[2], and a chain of this law has points of the shape (2,), one in each row
#!> ...
run_chains(K, D, 0, 10)
#!> error[shape]: run_chains: X0 has a row for each chain: zeros(1000) starts 1000 chains of numbers
#!> ...
run_chains(K, D, [nan, 0; 0, 0], 10)
#!> error[domain]: run_chains: X0 is nan
#!> ...
run_chains(K, D, zeros(0, 2), 10)
#!> error[shape]: run_chains: X0 has no rows: f64[0×2]
#!> ...
run_chains(K, D, X, -1)
#!> error[domain]: run_chains: steps is how many steps there are, a whole number of at least 0, not -1
#!> ...
run_chains(K, D, X, 1.5)
#!> error[domain]: run_chains: steps is how many steps there are, a whole number of at least 0, not 1.5
#!> ...
run_chains(K, D, X, 10, burn=-1)
#!> error[domain]: run_chains: burn is how many steps there are, a whole number of at least 0, not -1
#!> ...
run_chains(K, D, X, 10, keep=0)
#!> error[domain]: run_chains: keep is how many steps from one point to the next there are, a whole number of at least 1, not 0
#!> ...
run_chain(K, D, [0.0, 0, 0], 10)
#!> error[shape]: run_chains: X0 is f64[1×3], and a chain of this law has points of the shape (2,), one in each row
#!> ...
run_chain(K, D, [0.0, 0], 10, keep=none).path
#> ()
run_chain(K, D, "0", 10)
#!> error[type]: run_chain: x0 must be a number or a tensor of numbers, not a text
#!> ...

# Levels.
σs = geometric_levels(1, 0.01, 10);
annealed_chains(oracle(D), X, [1, 0])
#!> error[domain]: annealed_chains: σs must be positive and finite, not [1, 0]
#!> ...
annealed_chains(oracle(D), X, 1)
#!> error[shape]: annealed_chains: the levels are a vector of deviations, geometric_levels(1, 0.01, 10), not i64
#!> ...
annealed_chains(oracle(D), X, σs, steps=0)
#!> error[domain]: annealed_chains: steps is how many steps there are, a whole number of at least 1, not 0
#!> ...
annealed_chains(oracle(D), X, σs, h=0)
#!> error[domain]: annealed_chains: h must be positive and finite, not 0: the step at the last level
#!> ...
annealed_chains(oracle(D), X, σs, h=1e-3)
#!> error[domain]: annealed_chains: h = 0.001 is too large: at the level σ = 1.0, with the step h_i = 10.0, chain 1 leaves all bounds, from x = [-64317.7, -2.25442e+06]; it began at x = [0.0, 0.0] where the score falls as that of the variance 1.25, for which h must be below 2.5
#!> ...
annealed_chains(oracle(D), X, σs, noise=-1)
#!> error[domain]: annealed_chains: noise is at least 0, what multiplies the noise; 0 turns it off, not -1
#!> ...
annealed_chains(s, X, σs)
#!> error[arity]: s takes 1 argument, not 2
#!> ...
annealed_chains((z, σ) -> -z/(σ - 1), X, σs)
#!> error[domain]: annealed_chains: the score is not finite at the start of 5 of 5 chains, such as x = [0.0, 0.0]
#!> ...
annealed_chains((z, σ) -> where(σ < 0.1, nan, -z), X, σs)
#!> error[domain]: annealed_chains: σ = 0.07743: the score is not finite at x = [0.275261, -0.403673], at the step 1 of this level
#!> ...
annealed_chains(D, X, σs)
#!> error[type]: annealed_chains: p is a predictor or a function s(z, σ), not a distribution, whose predictor is oracle(D)
#!> ...
annealed_chains(oracle(D), X, σs[end:-1:1])
#!> error[domain]: annealed_chains: the levels fall from the largest to the least, and 0.01 is followed by 0.016681; turn them round, σs[end:-1:1]
#!> ...
annealed_chains(oracle(D), X, [1, 0.5, 0.5])
#!> error[domain]: annealed_chains: the levels fall from the largest to the least, and 0.5 is followed by 0.5
#!> ...
annealed_variance(0.25, σs, 1/12, h=1e-3)
#!> error[domain]: annealed_variance: h = 0.001 is too large: at the level σ = 1.0 the step h_i = 10.0 must be below 2(v + σ_i²) = 2.5
#!> ...
annealed_variance(0.25, σs, 1/12, h=-1)
#!> error[domain]: annealed_variance: h must be positive and finite, not -1: the step at the last level
#!> ...
annealed_variance(-1, σs, 1/12)
#!> error[domain]: annealed_variance: v must be positive and finite, not -1: the variance of the data
#!> ...
annealed_variance(0.25, σs, -1)
#!> error[domain]: annealed_variance: start is at least 0, the variance of the starts, not -1
#!> ...

# What is predicted.
stationary_variance(0.1, 1)
#!> error[type]: stationary_covariance: a kernel is what langevin(h), mala(h) or underdamped("BAOAB", h) make, not f64
#!> ...
stationary_variance(K, 0)
#!> error[domain]: stationary_covariance: v must be positive and finite, not 0: the variance of the normal law
#!> ...
stationary_variance(K, [1, 2])
#!> error[type]: stationary_covariance: v is a number, the variance of the normal law, not i64[2]
#!> ...
stationary_variance(K, Beta(2, 2))
#!> error[distribution]: stationary_covariance: v is a variance or a normal law, not Beta: on other laws a step is not linear
#!> ...
stability_limit(K, Beta(2, 2))
#!> error[distribution]: stability_limit: v is a variance, a normal law or a mixture of them, not Beta, whose sharpest part is not known
#!> ...
step_matrices(mala(0.1), 1)
#!> error[argument]: step_matrices: MALA, h = 0.1 rejects, which is not linear: its stationary law is the target, and mala_acceptance says what it costs
#!> ...
stability_limit(K, -1)
#!> error[domain]: stability_limit: v must be positive and finite, not -1: the variance of the normal law
#!> ...
mala_acceptance(0, 1)
#!> error[domain]: mala_acceptance: h must be positive and finite, not 0: the step
#!> ...
mala_acceptance(0.1, -1)
#!> error[domain]: mala_acceptance: v must be positive and finite, not -1: the variance of the normal law
#!> ...

# Chains of numbers.
integrated_time(zeros(100))
#!> error[domain]: integrated_time: all numbers of the chain are 0.0: it does not move
#!> ...
integrated_time(zeros(100, 2))
#!> error[shape]: integrated_time: x has the numbers of one chain in order, a vector, not f64[100×2]: x[:, 1] is a coordinate
#!> ...
integrated_time([1.0])
#!> error[shape]: integrated_time: a chain has two numbers at least, this one 1
#!> ...
integrated_time([1.0, -1, 1, 1, -1, 1, -1, -1])
#!> error[domain]: integrated_time: neighbours of this chain of 8 numbers cancel so far that no τ can be told: run it longer
#!> ...
integrated_time([1.0, nan, 2])
#!> error[domain]: integrated_time: x is nan
#!> ...
effective_size("x")
#!> error[type]: effective_size: x must be a number or a tensor of numbers, not a text
#!> ...
chain_mean(3)
#!> error[shape]: chain_mean: x has the numbers of one chain in order, a vector, not i64: x[:, 1] is a coordinate
#!> ...
