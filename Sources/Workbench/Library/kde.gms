# Kernel density estimates.
use discrete
use normal

# The density Σ_i N(x; x_i, h²)/n of a normal kernel of width h around each row x_i of data: h is one
# number or one for each coordinate. Parzen 1962.
# data: points, a tensor by rows
# h: the width of the kernels
# example: density(KDE([0.0], 1.0), 0.0)^2*2*π
# -> 1.0
KDE(data, h) = {
  finite("KDE", "data", data)
  if ndims(data) == 0 { error("KDE: data has rows, a number has none", "shape") }
  if len(data) == 0 { error("KDE: there is no data", "domain") }
  positive("KDE", "h", h)
  (x, event) = (floating(data), shape(data)[2:end])
  if not broadcasts(shape(h), event) { error("KDE: the shape of h does not fit rows of shape {event}: {type(h)}", "shape") }
  s = typed_as(floating(h) + zeros(event...), x)
  kernels(x, s, event, (data = data, h = h))
}

kernels(x, s, event, parameters) = {
  (n, d) = (len(x), size(s))
  rows = reshape(x, n, d)
  width = reshape(s, d)
  log_norm = sum(log(s)) + d*log(2*π)/2 + log(n)
  (
    family = "KDE",
    parameters = parameters,
    # A draw moves with its row, and with the width.
    draw = () -> x[1 + min(i64(floor(uniform_noise()*n)), n - 1)] + s*typed_as(normal_noise(event...), s),
    log_density = y -> {
      batch_of("KDE", y, event)
      batch = batch_shape(y, event)
      z = (reshape(y, quo(size(y), d), 1, d) - reshape(rows, 1, n, d))/width
      typed_as(reshape(logsumexp(-sum(z^2, axis=3)/2, axis=2), batch...) - log_norm, z)
    },
    mean = () -> mean(x, axis=1),
    variance = () -> var(x, axis=1) + s^2,
    cov = () -> {
      z = rows - mean(rows, axis=1)
      z' @ z/n + diag(width^2)
    },
    quadrature = k -> {
      (z, w) = normal_of(0*s, s).quadrature(k)
      m = len(w)
      points = reshape(x, n, 1, event...) + reshape(z, 1, m, event...)
      (reshape(points, n*m, event...), flatten(reshape(full(1/n, n), n, 1)*w))
    },
    domain = domain_of("reals", event)
  )
}
