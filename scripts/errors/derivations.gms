# Derivations that say nothing, or something wrong: each has its message.

# ## Domains
# No point satisfies the condition.
derive (x in reals where x > 1 and x < 0) { x = x }
# What is no domain.
derive (x in 3) { x = x }
# Points are drawn variable by variable: a domain rests on sizes only.
derive (x in reals; y in Normal(x, 1)) { x*y = y*x }
derive (n in integers(5, 2)) { n = n }
# A variable without a domain, and a function that is not there.
derive (x in reals) { x + y = y + x }
derive (x in reals) { sinn(x) = x }
derive (x in reals; x in unit) { x = x }

# ## Sides
# nan at every point: the first part that is.
derive (x in positives) { 1 + log(-x - 1) = 1 + x }
# nan in a part of the domain: the condition under which it holds.
derive (x in reals) { sqrt(x)^2 = x }
derive (x in reals) { sqrt(x - 3) = sqrt(x - 3) }
# Sides of different shapes, and what is no number.
derive (x in reals(2)) { x = sum(x) }
derive (x in reals(2)) { x - x = 0 }
derive (x in reals) { Normal(0, 1) = x }
# An error that a side raises.
derive (μ in reals(2); c in positives) { log_density(Normal(μ, c*I), μ) = -log(2*π*c) }
# Papers print variances.
derive (μ in reals(2); c in positives) { log_density(Normal(μ, cov=c*I), μ) = -log(2*π*c) }

# ## Chains
derive { 1 }
derive { 1 == 1 }
derive (x in reals) { x < x + 1 }
f() = { derive { 1 = 1 } }
derive (x in reals) { x = x up to const(y) }
derive (n in integers(1, 4)) { n = n up to const(n) }
derive (x in reals) { (1 + x/T)^T = exp(x) limit T in [10, 100] }
derive (x in reals) { x + 1/T = x + 1 limit T in [10, 100, 1000] }

# ## Estimates
# Too noisy to decide: how many samples would.
derive (m in positives) { E(z ~ Normal(0, 1), m + 1000*z) = m }
# An estimate that is wrong.
derive (m in reals; s in positives) { E(z ~ Normal(m, s), z^2) = m^2 + s }
# Tails so heavy that the standard error says nothing.
derive (s in positives) { E(z ~ Normal(0, s), exp(z^2/s^2/2.05)) = sqrt(41) }
