# Arguments: those that may be left out, are one of several texts, or whole numbers; and sums that are taken in blocks.

# Whether an argument that is none where it is left out was given.
given(x) = type(x) != type(none)

# Requires one of several texts.
one_of_texts(name, what, given, choices) = if not (given in choices) {
  error("{name}: {what} is one of {choices}, not {text(given)}", "argument")
}

# Requires a whole number of so many of something; a float with an integral value is one.
whole_number(name, what, of, least, n) = {
  if not (kind(n) in ("i64", "f64", "f32")) { error("{name}: {what} is how many {of} there are, a whole number, not {type(n)}", "type") }
  if ndims(n) > 0 or not all(n >= least and floor(n) == n and n < inf) {
    error("{name}: {what} is how many {of} there are, a whole number of at least {least}, not {text(n)}", "domain")
  }
  i64(n)
}

# f(1) + ... + f(n) of floats, by vmap in blocks of so many terms as fit into memory together.
summed(f, n, block) = {
  (n, block) = (i64(n), max(1, i64(floor(min(1.0*n, block)))))
  total = 0.0
  for k in 0:quo(n - 1, block) { total = total + sum(vmap(f)(1.0*(k*block + 1:min((k + 1)*block, n)))) }
  total
}

# Whether a number is known only when the graph runs that is being recorded.
known_later(y) = istraced(stop(y))
