# Which datum of one set goes with which of another: pairs whose squared distances have the least sum. Flows that are
# trained on such pairs go straighter, as paths of different pairs cross less. Tong et al. 2024; Pooladian et al. 2023.
# names: assignment, coupled
use sample_rows
use events as events

# The columns c of a square matrix of costs such that Σ C[i, c[i]] is least, one for each row, exactly: an auction finds
# prices of the columns that are nearly right (Bertsekas 1988), and shortest augmenting paths do the rest. Its time
# grows as n³ at worst; 256 rows take about 0.05 s. Jonker and Volgenant 1987.
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
  # So that differences do not overflow.
  if max(abs(C)) > 1e150 { C = C*1e-160 }
  iterate(s -> with_row(C, s), by_auction(C), n).column
}

# Prices v of the columns and u of the rows with u_i + v_j ≤ C_ij, and those pairs of equality that an auction found:
# the column of each row and the row that owns each column, 0 where there is none; i is the row to be paired next.
# Rows bid for columns with steps of ε, which falls to less than 1/n of the range of costs.
by_auction(C) = {
  n = len(C)
  nobody = i64(zeros(n))
  (v, column, ε) = (zeros(n), nobody, max(C) - min(C))
  for phase in 1:i64(ceil(log(2.0*n)/log(5))) {
    ε = ε/5
    s = (v = v, owner = nobody, column = nobody, i = 1, further = 2)
    s = iterate(s -> with_bid(C, s, ε), s, 40*n, until=s -> s.i > n)
    (v, column) = (s.v, s.column)
  }
  u = min(C - v, axis=2)
  # Pairs that an ε has left dearer than what is best for the row are taken apart.
  paid = vmap((c, j) -> c[j] - v[j])(C, max(column, 1))
  column = where(column > 0, where(paid <= u, column, 0), 0)
  owner = sum(reshape(1:n, n, 1)*i64(reshape(column, n, 1) == 1:n), axis=1)
  (u = u, v = v, owner = owner, column = column, i = 1)
}

# One bid: row i takes the column that is cheapest for it, whose price falls until the second cheapest is as good, less
# ε; who had it bids next.
with_bid(C, s, ε) = {
  (v, owner, column) = (s.v, s.owner, s.column)
  r = C[s.i] - v
  j = argmin(r)
  second = min(where(1:len(r) == j, inf, r))
  v[j] = v[j] - where(second < inf, second - r[j], 0.0) - ε
  k = owner[j]
  owner[j] = s.i
  column[s.i] = j
  if k > 0 { column[k] = 0 }
  (i, further) = if k > 0 { (k, s.further) } else { (s.further, s.further + 1) }
  (v = v, owner = owner, column = column, i = i, further = further)
}

# Row i, where it has no column, gets one by a shortest path of exchanges, u and v moving so that it costs nothing.
with_row(C, s) = {
  (u, v, owner, column) = (s.u, s.v, s.owner, s.column)
  (n, i, j, far) = (len(u), s.i, 0, 0.0)
  # How far the columns are that were not reached yet, and that were; the row before each on the way.
  (open, reached, price, before) = (full(inf, n), full(inf, n), v, i64(zeros(n)))
  alone = column[s.i] == 0
  seeking = alone
  while seeking {
    r = C[i] + (far - u[i]) - price
    before = where(r < open, i, before)
    open = min(open, r)
    j = argmin(open)
    far = open[j]
    here = 1:n == j
    (reached, open, price) = (where(here, far, reached), where(here, inf, open), where(here, -inf, price))
    i = owner[j]
    seeking = i > 0
  }
  moved = where(reached < inf, far - reached, 0.0)
  v = v - moved
  u = u + where(column > 0, moved[max(column, 1)], 0.0)
  u[s.i] = u[s.i] + far
  giving = alone
  while giving {
    i = before[j]
    owner[j] = i
    free = column[i]
    column[i] = j
    j = free
    giving = i != s.i
  }
  (u = u, v = v, owner = owner, column = column, i = s.i + 1)
}

# Rows of two sets in pairs: (X, Y'), Y' having the rows of Y so ordered that in each batch of rows the squared
# distances have the least sum. As in training on such batches the pairs are those of the batch, not of the laws. A
# batch takes a moment, and a row drawn by itself has no batch: couple a table once, as train's data, rather than draws.
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
