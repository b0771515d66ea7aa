# How much a chain is worth: the time in which it forgets, how many independent points it holds, and how well its
# mean is known.
# names: integrated_time, effective_size, chain_mean
use events as events

# The integrated autocorrelation time τ = 1 + 2 Σ ρ_k of a chain of numbers, in steps: n points of it are worth n/τ
# independent ones, more than n where neighbours lie on opposite sides (τ < 1). The sum goes to the first k that is at
# least five times 1 + 2 Σ |ρ_k|, of the ρ_k that stand out of the noise; beyond there is more noise than correlation.
# Sokal 1997; Madras and Sokal 1988, with |ρ_k| so that a chain that swings to and fro is followed until it is at rest.
# Where the sum is below 1 its terms cancel, and their noise is left over: there it is that of what the best prediction
# from two points, φ₁ x_{k-1} + φ₂ x_{k-2}, leaves, over (1 - φ₁ - φ₂)². Andrews and Monahan 1992.
# x: the numbers of a chain in order
# example: use score; x = run_chain(langevin(0.5), Normal(0, 1), 0, 100000).path;
# example: abs(integrated_time(x) - 3) < 0.2
# -> true
# example: use score; x = run_chain(langevin(1.9), Normal(0, 1), 0, 100000).path;
# example: abs(integrated_time(x) - 1/19) < 0.005
# -> true
integrated_time(x) = {
  x = chain_of("integrated_time", x)
  y = x - mean(x)
  if y @ y == 0 { error("integrated_time: all numbers of the chain are {text(x[1])}: it does not move", "domain") }
  τ = windowed_time(y)
  if τ < 1 { τ = whitened_time(y) }
  # The ends of a chain alone change τ by 1/n.
  if not (τ > 1/len(x)) {
    error("integrated_time: neighbours of this chain of {len(x)} numbers cancel so far that no τ can be told: run it longer", "domain")
  }
  τ
}

# 1 + 2 Σ ρ_k up to the window, of numbers with the mean 0.
windowed_time(y) = {
  (n, c0) = (len(y), y @ y)
  # `size` is 1 + 2 Σ |ρ_k|; `squares`/n is the variance of a ρ_k behind which there is none (Bartlett 1946).
  (τ, size, squares, k, going) = (1.0, 1.0, 1.0, 1, true)
  while going and k < n {
    ρ = (y[1:n-k] @ y[k+1:n])/c0
    τ = τ + 2*ρ
    size = if abs(ρ) > 2*sqrt(squares/n) { size + 2*abs(ρ) } else { size }
    squares = squares + 2*ρ^2
    going = k < 5*size
    k = k + 1
  }
  τ
}

# The same by what a prediction from two points leaves.
whitened_time(y) = {
  n = len(y)
  if n < 8 { return windowed_time(y) }
  c0 = y @ y
  (r, s) = ((y[1:n-1] @ y[2:n])/c0, (y[1:n-2] @ y[3:n])/c0)
  (φ₁, φ₂) = (r*(1 - s)/(1 - r^2), (s - r^2)/(1 - r^2))
  e = y[3:n] - φ₁*y[2:n-1] - φ₂*y[1:n-2]
  e = e - mean(e)
  mean(e^2)/mean(y^2)*windowed_time(e)/(1 - φ₁ - φ₂)^2
}

# How many independent points a chain is worth: n/τ.
# x: the numbers of a chain in order
# example: use score; x = run_chain(langevin(0.5), Normal(0, 1), 0, 10000).path;
# example: abs(effective_size(x) - 10001/3) < 300
# -> true
effective_size(x) = {
  x = chain_of("effective_size", x)
  len(x)/integrated_time(x)
}

# The mean of a chain as an estimate, whose standard error √(var τ/n) counts that neighbours are alike.
# x: the numbers of a chain in order, such as f of its points
# example: use score; x = run_chain(langevin(0.1), Normal(0, 1), 0, 20000).path;
# example: check chain_mean(x^2) ≈ stationary_variance(langevin(0.1), 1) se 4
# -> ok 1.0353 ± 0.0314 ≈ 1.05263 (0.6 se)
chain_mean(x) = {
  x = chain_of("chain_mean", x)
  error_of_mean = sqrt(mean((x - mean(x))^2)*integrated_time(x)/len(x))
  mean(x) + estimate([error_of_mean, -error_of_mean])
}

# The numbers of a chain.
chain_of(name, x) = {
  events.numeric(name, "x", x)
  if ndims(x) == 2 and shape(x)[end] == 1 { x = reshape(x, len(x)) }
  if ndims(x) != 1 { error("{name}: x has the numbers of one chain in order, a vector, not {type(x)}: x[:, 1] is a coordinate", "shape") }
  if len(x) < 2 { error("{name}: a chain has two numbers at least, this one {len(x)}", "shape") }
  events.finite(name, "x", x)
  f64(x)
}
