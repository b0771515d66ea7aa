# Arguments: those that may be left out, are one of several texts, whole numbers, or numbers of a range; and sums that
# are taken in blocks.

# Whether an argument that is none where it is left out was given.
given(x) = type(x) != type(none)

# Requires one of several texts.
one_of_texts(name, what, given, choices) = if not (given in choices) {
  error("{name}: {what} is one of {choices}, not {if kind(given) == "none" { "none" } else { text(given) }}", "argument")
}

# Requires a whole number of so many of something; a float with an integral value is one.
whole_number(name, what, of, least, n) = {
  if not (kind(n) in ("i64", "f64", "f32")) { error("{name}: {what} is how many {of} there are, a whole number, not {type(n)}", "type") }
  if ndims(n) > 0 or not all(n >= least and floor(n) == n and n < inf) {
    error("{name}: {what} is how many {of} there are, a whole number of at least {least}, not {text(n)}", "domain")
  }
  i64(n)
}

# Requires one number: finite, above `above`, at least `least` and below `below`, as far as these are said. One that is
# known only later is not looked at.
number_within(name, what, x, meaning, above=-inf, least=-inf, below=inf, remedy="") = {
  wanted = if below < inf {
    if least > -inf { "a number from {least} to below {below}" } else { "a number above {above} and below {below}" }
  } else if least > -inf {
    "a finite number of at least {least}"
  } else if above > -inf { "a finite number above {above}" } else { "a finite number" }
  if not (kind(x) in ("i64", "f64", "f32")) or ndims(x) > 0 {
    error("{name}: {what} is {meaning}, {wanted}, not {type(x)}", "type")
  }
  if not known_later(x) {
    y = stop(x)
    if not (y > above and y >= least and y > -inf and y < below) {
      error("{name}: {what} is {meaning}, {wanted}, not {text(y)}{remedy}", "domain")
    }
  }
}

# f(1) + ... + f(n) of floats, by vmap in blocks of so many terms as fit into memory together.
summed(f, n, block) = {
  (n, block) = (i64(n), max(1, i64(floor(min(1.0*n, block)))))
  total = 0.0
  for k in 0:quo(n - 1, block) { total = total + sum(vmap(f)(1.0*(k*block + 1:min((k + 1)*block, n)))) }
  total
}

# Whether a value can be called.
is_callable(F) = kind(F) == "function" or (if kind(F) == "record" { has(F, "apply") } else { false })

# Whether a number is known only when the graph runs that is being recorded.
known_later(y) = istraced(stop(y))
