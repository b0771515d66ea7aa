# Parzen's score: that of a kernel density estimate, score_of(KDE(data, h)), and the choice of its width h by the data.
# names: loo_log_likelihood, loo_width
use distributions
use events as events
use sample_rows

# The mean over data of log p(x_i), p being the KDE of the other rows: Σ_i log (1/(n-1) Σ_{j≠i} N(x_i; x_j, h²))/n, in
# nats. With its own row a density would be best at h = 0. Habbema, Hermans and van den Broek 1974; Duin 1976.
# data: points, by rows
# h: the width of the kernels
# example: use score; check loo_log_likelihood([0.0, 2.0], 1.0) ≈ log_density(Normal(2, 1), 0.0)
# -> ok -2.91894 ≈ -2.91894
loo_log_likelihood(data, h) = {
  x = rows_of_points("loo_log_likelihood", data)
  events.positive("loo_log_likelihood", "h", h)
  if ndims(h) > 0 { error("loo_log_likelihood: h is one width, not {type(h)}", "shape") }
  left_out(squares_to_others(x), shape(x)[2], h)
}

# The width h at which loo_log_likelihood is largest.
# data: points, by rows
# example: use score; h = loo_width([-1.0, -0.8, 0.1, 0.3, 1.0]);
# example: abs(grad(h -> loo_log_likelihood([-1.0, -0.8, 0.1, 0.3, 1.0], h))(h)) < 1e-6
# -> true
loo_width(data) = {
  x = rows_of_points("loo_width", data)
  r = squares_to_others(x)
  nearest = min(r, axis=2)
  if max(nearest) == 0 { error("loo_width: every row occurs more than once, so that the likelihood grows without limit as h falls to 0: give the distinct rows", "domain") }
  # Between a tenth of the least distance of neighbours that differ and the spread of all.
  low = sqrt(min(where(nearest > 0, nearest, inf)))/10
  high = 2*sqrt(max(var(x, axis=1)))
  hs = low*(high/low)^((0:60)/60)
  f = h -> left_out(r, shape(x)[2], h)
  best = hs[argmax([f(h) for h in hs])]
  exp(argmax(u -> f(exp(u)), log(best)))
}

# The rows as vectors, two of them at least.
rows_of_points(name, data) = {
  events.finite(name, "data", data)
  if ndims(data) == 0 or len(data) < 2 {
    error("{name}: a row is judged by the others, so there are two at least, not {type(data)}", "shape")
  }
  if len(data) > 5000 {
    error("{name}: {len(data)}² pairs of rows need too much memory: take 5000 rows, shuffle(data)[1:5000]", "memory")
  }
  reshape(floating(data), len(data), quo(size(data), len(data)))
}

# |x_i - x_j|² of all pairs, and inf on the diagonal.
squares_to_others(x) = where(eye(len(x)) == 1, inf, squares_between(x, x))

# The mean of log p(x_i) by the other rows, of their distances.
left_out(r, d, h) = {
  n = len(r)
  mean(logsumexp(where(r < inf, -r/(2*h^2), -inf), axis=2)) - log(n - 1) - d*log(2*π*h^2)/2
}
