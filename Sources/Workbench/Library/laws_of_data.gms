# What losses take as their data: a distribution, or rows that are drawn from.
use events as events
use discrete

# A distribution as it is; data by rows as the law of a row drawn from them.
law_of(name, data) = {
  if kind(data) == "distribution" { return data }
  if not (kind(data) in ("i64", "f64", "f32")) {
    error("{name}: the data are a distribution, or a tensor by rows, not {type(data)}", "type")
  }
  if ndims(data) == 0 { error("{name}: the data have rows, a number has none", "shape") }
  if len(data) == 0 { error("{name}: there are no rows of data", "shape") }
  events.finite(name, "the data", data)
  Empirical(floating(data))
}

# The shape of an event.
event_shape(D) = if has(D, "domain") { D.domain.shape } else { shape(D.draw()) }

# How many numbers an event has.
numbers_of(D) = prod(event_shape(D))
