# Arguments that may be left out.

# Whether an argument that is none where it is left out was given.
given(x) = type(x) != type(none)
