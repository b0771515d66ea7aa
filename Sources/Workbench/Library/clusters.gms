# Where mixtures begin: centres drawn far apart, the responsibilities that they give, and what is asked of the data; and
# how labels compare with classes.
# names: spread_centres, confusion
use events as events
use data as data

# K centres drawn far apart: the first a row at random, each next a row with the probability of its squared distance
# from the nearest so far, in features of equal spread; then `rounds` of k-means. Arthur and Vassilvitskii 2007.
# x: the data, by rows
# K: how many
# rounds: rounds of k-means after the draws
# example: use clusters; spread_centres([0.0, 0; 0, 0; 5, 5], 2, rounds=3)[:, 1] |> sort
# -> f64[2]
# ->   0.0  5.0
spread_centres(x, K, rounds=0) = {
  x = clustered_rows("spread_centres", x, K)
  s = data.standardise(x)
  z = s.x
  first ~ DiscreteUniform(1, len(x))
  C = z[[first], :]
  for k in 2:K {
    d = min(squared_distances(z, C), axis=2)
    if not (sum(d) > 0) {
      error("spread_centres: x has {k - 1} different rows, fewer than the {K} components: take K smaller", "domain")
    }
    next_row ~ Categorical(d/sum(d))
    C = concat((C, z[[next_row], :]))
  }
  for k in 1:rounds {
    r = nearest(z, C)
    n = sum(r, axis=1)
    C = where(reshape(n, K, 1) > 0, (r' @ z)/max(reshape(n, K, 1), 1), C)
  }
  s.undo(C)
}

# ‖z - c‖² of each row and each centre.
squared_distances(z, C) = vmap(z -> sum((z - C)^2, axis=2))(z)

# 1 at the nearest centre of each row, else 0.
nearest(z, C) = f64(reshape(argmin(squared_distances(z, C), axis=2), len(z), 1) == 1:len(C))

# How often the rows of class i have the label j: a matrix, one row for each class.
# y: classes, integers from 1
# z: labels, integers from 1
# example: use clusters; confusion([1, 1, 2], [2, 2, 1])
# -> i64[2×2]
# ->    0  2
# ->    1  0
confusion(y, z) = {
  if len(y) != len(z) { error("confusion: {len(y)} classes and {len(z)} labels", "shape") }
  i64(data.one_hot(y, max(y))' @ data.one_hot(z, max(z)))
}

# ## Starts

# The responsibilities at the start.
first_shares(name, x, K, r, C) = {
  N = len(x)
  if kind(r) != "none" {
    if kind(C) != "none" {
      error("{name}: start from responsibilities= or from centres=, not both", "argument")
    }
    events.finite(name, "responsibilities", r)
    if ndims(r) != 2 or shape(1.0*r) != (N, K) {
      error("{name}: responsibilities are a matrix {N}×{K}, not {type(r)}", "shape")
    }
    if min(r) < 0 or max(abs(sum(r, axis=2) - 1)) > 1e-9 {
      error("{name}: responsibilities are not negative and the sum of each row is 1", "domain")
    }
    return 1.0*r
  }
  if kind(C) == "none" {
    if K == 1 { return ones(N, 1) }
    s = data.standardise(x)
    return nearest(s.x, s(spread_centres(x, K, rounds=5)))
  }
  events.finite(name, "centres", C)
  if ndims(C) != 2 or shape(1.0*C) != (K, shape(x)[2]) {
    error("{name}: centres are a matrix {K}×{shape(x)[2]}, not {type(C)}", "shape")
  }
  softmax(-squared_distances(x, 1.0*C)/2)
}

# ## Checks

# Requires rows of numbers and a number of components; gives floats.
clustered_rows(name, x, K) = {
  events.finite(name, "x", x)
  if ndims(x) != 2 { error("{name}: x has a row for each datum, a matrix N×D, not {type(x)}", "shape") }
  if kind(K) != "i64" or K < 1 {
    error("{name}: K is a number of components, at least 1, not {text(K)}", "domain")
  }
  if K > len(x) { error("{name}: {K} components are more than the {len(x)} rows of data", "domain") }
  floating(x)
}

# The covariance of the data over N - 1, which must be positive definite; `also` is another remedy.
sample_scatter(name, x, also="") = {
  (N, D) = shape(x)
  if N < 2 { error("{name}: one row has no covariance: more rows{also}", "domain") }
  spread = max(x, axis=1) - min(x, axis=1)
  if not all(spread > 0) {
    error("{name}: column {argmin(spread)} of x is constant, so the covariance is singular: leave the column out{also}", "domain")
  }
  y = (x - mean(x, axis=1))/spread
  least = eigh(y' @ y/(N - 1))
  if not (least[1] > 1e-13*least[end]) {
    error("{name}: the columns of x depend on each other, so their covariance is singular: project x on fewer axes{also}", "domain")
  }
  y = x - mean(x, axis=1)
  y' @ y/(N - 1)
}
