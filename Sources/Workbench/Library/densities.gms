# What the notation of densities means. A part is a factor p(x | z; m) ~ D of a density, as
# `factors(p)` gives it: its title, the names of its variables, and its law, a function of the values given
# and of the parameters whose value is D. A factor that is repeated over an index i, p(x[i] | z[i]) ~ D, has
# the index as the first argument of its law, and one row of what stands with the index; with a field `at`
# the part is its repetition with that index alone.
# A record s holds the values of variables and parameters by their names.
use events

# The distribution of a part, where s holds what it depends on.
law(part, s) = {
  a = map(name -> get(s, name), part.arguments)
  if part.repeated {
    rows_law(part, s, a)
  } else if has(part, "at") {
    lawful(part, part.law(part.at, a...))
  } else {
    lawful(part, part.law(a...))
  }
}

# Requires that the right side of a factor is a distribution; of data it is the uniform one over the rows.
lawful(part, D) = {
  if kind(D) == "distribution" { return D }
  if kind(D) in ("f64", "i64", "f32") { if ndims(D) > 0 { return Empirical(D) } }
  error("the right side of {part.title} is {type(D)}, no distribution", "type")
}

# The distribution of all rows of a repeated factor: Σ_i log p(x_i | z_i) for rows that are independent.
rows_law(part, s, a) = {
  rows = map(k -> if part.indexed[k] { a[k] } else { none }, part.places)
  one = (i, row) -> lawful(part, part.law(i, map(k -> if part.indexed[k] { row[k] } else { a[k] }, part.places)...))
  several = len(part.variables) > 1
  (
    family = part.title,
    draw = () -> vmap((i, row) -> one(i, row).draw())(1:rows_known(part, s, a), rows),
    log_density = x -> {
      n = same_rows(part, s, a, if several { x[1] } else { x })
      sum(vmap((i, row, y) -> one(i, row).log_density(y))(1:n, rows, x))
    },
    # What the rows are, for those who want them one by one: row i of what is given, and its law.
    rows = rows,
    one = one
  )
}

# How many rows a repeated factor has, by what is known: the values of its index, or the rows given; 0
# where nothing says it.
rows_count(part, s, a) = {
  n = 0
  if kind(part.rows) == "function" {
    i = part.rows(a...)
    n = len(i)
    if n > 0 { if i[1] != 1 or i[end] != n { error("the index of {part.title} runs over 1:n, not from {text(i[1])} to {text(i[end])}", "domain") } }
  }
  for k in 1:len(a) {
    if part.indexed[k] {
      m = rows_in(part, part.arguments[k], a[k])
      if n > 0 and m != n { error("{part.title}: {part.arguments[k]} has {m} rows, not {n}", "shape") }
      n = m
    }
  }
  n
}

# The number of rows of a tensor or of a record of columns.
row_count(x) = if kind(x) == "record" { sum(row in x, 1) } else { len(x) }

# The number of rows of what stands with the index of a repeated factor.
rows_in(part, name, x) = {
  if kind(x) in ("f64", "i64", "f32", "bool") {
    if ndims(x) == 0 { error("{part.title} has a row of {name} for each value of its index, and {type(x)} has no rows", "shape") }
  }
  row_count(x)
}

# How many rows are to be drawn.
rows_known(part, s, a) = {
  n = rows_count(part, s, a)
  if n == 0 { error("nothing says how many rows {part.title} has: {part.variables[1]}[i in 1:n] does", "shape") }
  n
}

# The number of rows of x, which are those of what is given.
same_rows(part, s, a, x) = {
  n = rows_count(part, s, a)
  m = rows_in(part, part.variables[1], x)
  if n > 0 and m != n { error("{part.title}: {part.variables[1]} has {m} rows, not {n}", "shape") }
  m
}

# s with the values x of several names, or the value x of one.
bound_values(s, names, x) = {
  if len(names) == 1 { return put(s, names[1], x) }
  if len(x) != len(names) { error("{len(names)} variables have a tuple of as many values, not {type(x)}", "shape") }
  for k in 1:len(names) { s = put(s, names[k], x[k]) }
  s
}

# The values of names: a tuple, or of one name its value.
values_of(s, names) = if len(names) == 1 { get(s, names[1]) } else { map(name -> get(s, name), names) }

# Σ log p over parts: the log density of a model at the values s.
log_joint(parts, s) = {
  total = 0.0
  for part in parts { total = total + law(part, s).log_density(values_of(s, part.variables)) }
  total
}

# s with a draw of every part, each after those that it depends on.
drawn(parts, s) = {
  for part in parts { s = bound_values(s, part.variables, law(part, s).draw()) }
  s
}

# What q(z | x; m) is: the distribution of the variables `names` given the values s. Of one whole factor that is
# the right side itself. Where parts are hidden the density is an integral, and only draws are known.
conditional(title, parts, names, s, whole, hidden) = {
  if whole { return law(parts[1], s) }
  (
    family = title,
    draw = () -> values_of(drawn(parts, s), names),
    log_density = x -> {
      if hidden { error("{title} is an integral over what is not named in it: draws are known, its density is not", "density") }
      log_joint(parts, bound_values(s, names, x))
    }
  )
}

# n draws of all variables of a density without parameters: a record of columns.
sample_model(p, n) = {
  parts = factors(p)
  for part in parts {
    if len(part.parameters) > 0 {
      error("sample: {part.title} needs its parameter {part.parameters[1]}; sample(p(x, z; m), n) gives it", "density")
    }
  }
  vmap(k -> drawn(parts, none))(1:n)
}
