# What metrics of samples share: the samples as rows, sums over all pairs of them by blocks, and estimates of what two
# samples say together.
use events

# ## Samples

# Samples as a matrix of floats, one row for each; numbers become rows of one. Two rows at least, or `least`.
rows_of_samples(name, what, x, least=2) = {
  if kind(x) == "distribution" {
    error("{name}: {what} is a distribution: sample({what}, 10000) has draws of it by rows", "type")
  }
  numeric(name, what, x)
  if ndims(x) == 0 { error("{name}: {what} has samples by rows, a number has none", "shape") }
  if ndims(x) > 2 {
    error("{name}: {what} has a row for each sample, and this is {type(x)}: reshape({what}, len({what}), -1)", "shape")
  }
  (n, d) = (len(x), if ndims(x) == 2 { shape(x)[2] } else { 1 })
  if n == 0 { error("{name}: {what} has no rows", "domain") }
  if d == 0 { error("{name}: the rows of {what} are empty", "shape") }
  if n < least { error("{name}: {what} has {n} row{if n == 1 { "" } else { "s" }}, and {least} are needed", "domain") }
  bad = size(x) - sum(i64(isfinite(x)))
  if bad > 0 {
    error("{name}: {bad} of {size(x)} numbers of {what} are nan or inf: leave those rows out, and count them", "domain")
  }
  if max(abs(x)) > 1e150 {
    error("{name}: {what} has numbers up to {f64(max(abs(x))):.3g}, whose squares overflow: divide all samples by one scale", "domain")
  }
  reshape(f64(x), n, d)
}

# Both samples as matrices of one width.
two_samples(name, x, y, least=2, also="y") = {
  x = rows_of_samples(name, "x", x, least)
  y = rows_of_samples(name, also, y, least)
  (c, d) = (shape(x)[2], shape(y)[2])
  if c != d { error("{name}: the rows of x have {c} numbers, those of {also} {d}: both need as many", "shape") }
  (x, y)
}

# Requires a whole number from 1 to `most`.
count_of(name, what, k, most=inf) = {
  numeric(name, what, k)
  if ndims(k) > 0 { error("{name}: {what} is one number, not {type(k)}", "shape") }
  if not (k >= 1 and k == floor(k) and k <= most) {
    upper = if most < inf { " and at most {most}" } else { "" }
    error("{name}: {what} is a whole number, at least 1{upper}, not {text(k)}", "domain")
  }
  i64(k)
}

# Requires one positive number.
one_positive(name, what, x) = {
  positive(name, what, x)
  if ndims(x) > 0 { error("{name}: {what} is one number, not {type(x)}", "shape") }
}

# ## Pairs

# Squared distances between the rows of a and those of b. As sums of squares they are 0 for equal rows; |a|² + |b|² -
# 2ab would leave rounding there.
squares_between(a, b) = {
  s = 0.0
  for j in 1:shape(a)[2] { s = s + (reshape(a[:, j], len(a), 1) - b[:, j])^2 }
  s
}

# How many rows of a meet all m rows of b at once: blocks of a million pairs, so that no matrix of all pairs is held.
rows_at_once(m) = max(1, quo(1000000, m))

# Σ k over rows and over columns, and Σ k², for k of all squared distances.
pair_sums(a, b, k) = {
  (n, m) = (len(a), len(b))
  step = rows_at_once(m)
  (rows, columns, squares) = (zeros(n), zeros(m), 0.0)
  for i in 1:step:n {
    j = min(i + step - 1, n)
    K = k(squares_between(a[i:j], b))
    rows[i:j] = sum(K, axis=2)
    columns = columns + sum(K, axis=1)
    squares = squares + sum(K^2)
  }
  (rows = rows, columns = columns, squares = squares)
}

# ## Estimates

# The number `value` with the error that the influences of the rows of each sample give it: v, w have one for each
# row, and only their spread counts. Hampel 1974.
with_influence(value, v, w) = {
  e = estimate(v) + estimate(w)
  e - (mean(v) + mean(w)) + value
}

# The share of rows for which something holds. Of none or of all of them the spread says nothing of the error: there it is that
# of a share of (k + 1)/(n + 2). Agresti and Coull 1998.
share_of(hits) = {
  (n, k) = (len(hits), sum(hits))
  p = (k + 1)/(n + 2)
  s = if k == 0 or k == n { sqrt(p*(1 - p)/n) } else { 0.0 }
  estimate(hits) + (if s > 0 { estimate([s, -s]) } else { 0.0 })
}
