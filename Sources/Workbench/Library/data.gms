# Data: sets in the plane by formula (two_moons, swiss_roll, spirals, rings, checkerboard, gaussians8,
# gaussians25, pinwheel: module planar), bundled sets (digits, iris, wine: module tables), and what prepares
# any data: standardise, split, shuffle, batches, one_hot. Data are the rows of a tensor, or columns
# with as many rows each, a tuple or a record: (x = ..., y = ...).
# names: standardise, shuffle, split, batches, one_hot
# names: two_moons, swiss_roll, spirals, rings, checkerboard, gaussians8, gaussians25, pinwheel
# names: digits, iris, wine, features, classes
use planar
use tables
use events as events

# Each column of x moved and scaled to the mean 0 and the standard deviation 1, as s.x with s.μ and
# s.σ: s(new) treats other rows alike, and s.undo(z) goes back. A constant column has σ = 1.
# x: a tensor by rows
# example: use data; standardise([1.0, 10; 3, 10]).x
# -> f64[2×2]
# ->   -1.0  0.0
# ->    1.0  0.0
standardise(x) = {
  rows("standardise", x)
  if not (kind(x) in ("i64", "f64", "f32")) { error("standardise: data is a tensor, such as data.x, not {type(x)}", "type") }
  events.finite("standardise", "data", x)
  x = 1.0*x
  μ = mean(x, axis=1)
  # By the largest deviation, so that no square overflows or underflows.
  large = max(abs(x - μ), axis=1)
  unit = where(large > 0, large, 1.0)
  σ = unit*sqrt(mean(((x - μ)/unit)^2, axis=1))
  # Rounding in the mean of a constant column is no deviation.
  σ = where(max(x, axis=1) > min(x, axis=1), σ, 1.0)
  (
    x = (x - μ)/σ, μ = μ, σ = σ,
    apply = (s, y) -> (y - s.μ)/s.σ,
    undo = z -> μ + σ*z
  )
}

# The rows in random order, columns together.
# data: a tensor by rows, or columns in a tuple or a record
# example: use data; sort(shuffle([3, 1, 2]))
# -> i64[3]
# ->    1  2  3
shuffle(data) = {
  n = rows("shuffle", data)
  picked_rows(data, order(n))
}

# Data split at random into parts: split(data, 0.8) has four fifths and the rest, split(data, 1500) has 1500 rows
# and the rest, split(data, (0.6, 0.2)) has three parts. Fractions are of the rows, rounded. With
# shuffled=false the rows stay in their order.
# data: a tensor by rows, or columns in a tuple or a record
# sizes: fractions or numbers of rows, one or a tuple
# shuffled: whether the rows are put in random order first
# example: use data; split(1:10, 0.8, shuffled=false)[2]
# -> i64[2]
# ->    9  10
split(data, sizes, shuffled=true) = {
  n = rows("split", data)
  parts = if kind(sizes) == "tuple" { sizes } else { (sizes,) }
  # Fractions are rounded where they end, so that the parts of 1/3 and 1/3 differ by one row at most.
  (ends, total) = ([0], 0.0)
  for s in parts {
    events.finite("split", "a size", s)
    if ndims(s) > 0 { error("split: sizes are numbers in a tuple, not {type(s)}", "type") }
    if s <= 0 or (s > 1 or kind(s) == "i64") and floor(s) != s {
      error("split: a size is a fraction between 0 and 1 or a number of rows, not {text(s)}", "domain")
    }
    total = total + (if kind(s) == "i64" or s > 1 { s/n } else { s })
    ends = concat((ends, [i64(round(total*n))]))
  }
  if total > 1 + 1e-12 { error("split: the parts have more than the {n} rows of the data", "domain") }
  if ends[end] < n { ends = concat((ends, [n])) }
  if any(ends[2:end] == ends[1:end-1]) { error("split: a part of the {n} rows has none", "domain") }
  at = if shuffled { order(n) } else { 1:n }
  parts = ()
  for k in 1:len(ends) - 1 { parts = listed(parts..., picked_rows(data, at[ends[k]+1:ends[k+1]])) }
  parts
}

# The rows in batches of n, as one more axis: `for b in batches(shuffle(data), 100)` walks them. Rows
# that do not fill a batch are left out.
# data: a tensor by rows, or columns in a tuple or a record
# n: the rows of a batch
# example: use data; batches([1, 2, 3, 4, 5], 2)
# -> i64[2×2]
# ->    1  2
# ->    3  4
batches(data, n) = {
  N = rows("batches", data)
  if kind(n) != "i64" or n < 1 { error("batches: n is a number of rows, not {text(n)}", "domain") }
  if n > N { error("batches: a batch of {n} rows is more than the data, which has {N}", "domain") }
  k = quo(N, n)
  vmap(at -> picked_rows(data, at))(reshape(1:k*n, k, n))
}

# The classes y, integers from 1 to n, as rows of n numbers with a 1 at the class: f64. Digits, from
# 0, are one_hot(y + 1, 10).
# y: classes, integers from 1
# n: how many classes
# example: use data; one_hot([2, 1], 3)
# -> f64[2×3]
# ->    0.0  1.0  0.0
# ->    1.0  0.0  0.0
one_hot(y, n) = {
  if kind(y) != "i64" { error("one_hot: classes are integers, not {type(y)}", "type") }
  if kind(n) != "i64" or n < 1 { error("one_hot: n is the number of classes, not {text(n)}", "domain") }
  if any(y < 1 or y > n) { error("one_hot: the classes go from 1 to {n}, and y has {if any(y < 1) { min(y) } else { max(y) }}", "domain") }
  f64(reshape(y, shape(y)..., 1) == 1:n)
}

# The number of rows, which all columns have.
rows(name, data) = {
  k = kind(data)
  if k in ("i64", "f64", "f32", "bool", "c128") {
    if ndims(data) == 0 { error("{name}: data has rows, a number has none", "shape") }
    if len(data) == 0 { error("{name}: there is no data: {type(data)} has no rows", "domain") }
    return len(data)
  }
  if not (k in ("tuple", "record")) { error("{name}: data is a tensor, or columns of tensors, not {type(data)}", "type") }
  counts = counts_of(name, data)
  if any(counts != counts[1]) { error("{name}: columns have the same number of rows, these have {text(counts)}", "shape") }
  counts[1]
}

# The number of rows of each column.
counts_of(name, data) = if kind(data) in ("tuple", "record") {
  if len(data) == 0 { error("{name}: there is no data: no columns", "domain") }
  concat(map(c -> counts_of(name, c), fields_of(data)))
} else { [rows(name, data)] }

# The items of a tuple and the fields of a record, as a tuple.
fields_of(t) = if kind(t) == "tuple" { t } else {
  items = ()
  for name in fields(t) { items = listed(items..., get(t, name)) }
  items
}

# Its arguments as a tuple.
listed(items...) = items

# Rows of every column, by their numbers.
picked_rows(data, at) = if kind(data) == "tuple" { map(c -> picked_rows(c, at), data) } else { data[at] }

# The integers from 1 to n in random order.
order(n) = argsort(uniform_noise(n))
