# Which datum of one set goes with which of another: pairs whose squared distances have the least sum. Flows that are
# trained on such pairs go straighter, as paths of different pairs cross less. Tong et al. 2024; Pooladian et al. 2023.
# names: assignment, coupled
use sample_rows
use events as events

# The columns c of a square matrix of costs such that Σ C[i, c[i]] is least, one for each row, exactly: by shortest
# augmenting paths. Its time grows as n³. Kuhn 1955; Jonker and Volgenant 1987.
# C: a square matrix
# example: use couplings; assignment([1.0, 2; 3, 1])
# -> i64[2]
# ->    1  2
# example: use couplings; C = uniform_noise(40, 40); c = assignment(C);
# example: check sum(i in 1:40, C[i, c[i]]) < trace(C)
# -> ok 1.66159 < 21.8271
assignment(C) = {
  events.finite("assignment", "C", C)
  if ndims(C) != 2 { error("assignment: C is a square matrix of costs, not {type(C)}", "shape") }
  (n, m) = shape(C)
  if n != m or n == 0 { error("assignment: C is a square matrix of costs, not {type(C)}", "shape") }
  C = floating(C)
  # Prices of the rows and columns, and the row that has each column, 0 where none; column n + 1 is where a path starts.
  (u, v, owner) = (zeros(n), zeros(n + 1), i64(zeros(n + 1)))
  for i in 1:n {
    owner[n + 1] = i
    j = n + 1
    (least, before, free, rows) = (full(inf, n), i64(zeros(n)), ones(n), zeros(n))
    while owner[j] > 0 {
      if j <= n { free[j] = 0.0 }
      row = owner[j]
      rows[row] = 1.0
      reduced = C[row] - u[row] - v[1:n]
      better = where(free > 0, reduced < least, false)
      least = where(better, reduced, least)
      before = where(better, j, before)
      open = where(free > 0, least, inf)
      δ = min(open)
      u = u + δ*rows
      v = v - δ*concat((1 - free, [1.0]))
      least = least - δ*free
      j = argmin(open)
    }
    while j <= n {
      k = before[j]
      owner[j] = owner[k]
      j = k
    }
  }
  argsort(owner[1:n])
}

# Rows of two sets in pairs: (X, Y'), Y' having the rows of Y so ordered that in each batch of rows the squared
# distances have the least sum. As in training on such batches the pairs are those of the batch, not of the laws.
# X, Y: samples by rows, as many of each
# batch: how many rows are coupled at once
# example: use couplings; (X, Y) = coupled([0.0; 1.0; 5.0], [5.0; 1.0; 0.0]); flatten(Y)
# -> f64[3]
# ->    0.0  1.0  5.0
coupled(X, Y, batch=256) = {
  (x, y) = two_samples("coupled", X, Y, 1, also="Y")
  if len(x) != len(y) { error("coupled: X has {len(x)} rows and Y {len(y)}: take as many of each", "shape") }
  batch = count_of("coupled", "batch", batch)
  Z = Y
  for i in 1:batch:len(x) {
    j = min(i + batch - 1, len(x))
    Z[i:j] = Y[i - 1 + assignment(squares_between(x[i:j], y[i:j]))]
  }
  (X, Z)
}
