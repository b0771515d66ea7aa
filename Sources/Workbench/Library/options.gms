# Arguments that may be left out, and those that are one of several texts.

# Whether an argument that is none where it is left out was given.
given(x) = type(x) != type(none)

# Requires one of several texts.
one_of_texts(name, what, given, choices) = if not (given in choices) {
  error("{name}: {what} is one of {choices}, not {text(given)}", "argument")
}
