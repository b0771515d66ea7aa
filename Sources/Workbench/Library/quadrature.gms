# Integrals of functions of one number.
use solve

# ∫ f from a to b, to 10 digits: adaptive Gauss-Kronrod quadrature with 7 and 15 nodes; infinite
# limits by substitution. report=true gives (x, value, why, iterations, residual), with the integral
# as x and as value, the intervals as iterations and the estimated error as residual.
# Piessens et al. 1983 (QUADPACK).
# f: a function of a number
# a, b: the limits, which may be infinite
# rtol, atol: the relative and the absolute error allowed
# report: whether the value is a record of what was done
# example: quad(x -> exp(-x^2), -inf, inf)^2/π
# -> 1.0
# example: quad(sin, 0, π)
# -> 2.0
quad(f, a, b, rtol=1e-10, atol=1e-13, report=false) = {
  (a, b) = (floating(a), floating(b))
  if isnan(a) or isnan(b) { error("quad: a limit is nan", "domain") }
  if not isfinite(a) and a == b { error("quad: both limits are {a}", "domain") }
  r = if stop(a) > stop(b) {
    negated(halvings(on_unit(f, b, a), rtol, atol))
  } else {
    halvings(on_unit(f, a, b), rtol, atol)
  }
  answer("quad", r, report)
}

# The report of an integral with its limits exchanged.
negated(r) = report_of(-r.x, -r.value, r)

# g on 0..1 with the same integral as f on a..b, a < b: x = a + (b - a)s, a + s/(1 - s),
# b - (1 - s)/s or, on the whole line, t/(1 - t²) with t = 2s - 1.
on_unit(f, a, b) = {
  at = (s, x, slope) -> integrand(f(x), x)*slope
  if isfinite(a) and isfinite(b) {
    s -> at(s, a + (b - a)*s, b - a)
  } else if isfinite(a) {
    s -> at(s, a + s/(1 - s), 1/(1 - s)^2)
  } else if isfinite(b) {
    s -> at(s, b - (1 - s)/s, 1/s^2)
  } else {
    s -> at(s, (2*s - 1)/(1 - (2*s - 1)^2), 2*(1 + (2*s - 1)^2)/(1 - (2*s - 1)^2)^2)
  }
}

# A value of f, which must be a finite number.
integrand(y, x) = {
  if ndims(y) > 0 { error("quad: f must give a number, not {type(y)}", "shape") }
  if not isfinite(stop(y)) { error("quad: f is {text(stop(y))} at {text(stop(x))}", "domain") }
  y
}

# The positive nodes of Kronrod's rule with 15 nodes, its weights, and Gauss's weights at every
# second of them: exact for polynomials of degree 22 and 13. Kronrod 1965.
kronrod = (
  x = [
    0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
    0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
    0.586087235467691130294144691258415, 0.405845151377397166906606412076961,
    0.207784955007898467600689403773245, 0.0
  ],
  w = [
    0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
    0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
    0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
    0.204432940075298892414161999234649, 0.209482141084727828012999174891714
  ],
  gauss = [
    0.0, 0.129484966168869693270611432679082, 0.0, 0.279705391489276667901467771423780, 0.0,
    0.381830050505118944950369775488975, 0.0, 0.417959183673469387755102040816327
  ]
)

# The integral of g from s to s + w by Kronrod's rule, and the estimate of its error: with
# K - G the difference of both rules and A = ∫|g - mean|, A min(1, (200 |K - G|/A)^1.5), never
# below 50 units in the last place of ∫|g|.
kronrod_rule(g, s, w) = {
  x = kronrod.x
  nodes = concat((0.5 - 0.5*x, reverse(0.5 + 0.5*x)[2:8]))
  weights = concat((kronrod.w, reverse(kronrod.w)[2:8]))/2
  gauss = concat((kronrod.gauss, reverse(kronrod.gauss)[2:8]))/2
  y = [g(s + w*t) for t in nodes]
  value = w*sum(weights*y)
  z = stop(y)
  around = w*sum(weights*abs(z - sum(weights*z)))
  noise = 50*2.22e-16*w*sum(weights*abs(z))
  gap = abs(w*sum((weights - gauss)*z))
  error = if around == 0 { gap } else { around*min(1, (200*gap/around)^1.5) }
  (value = value, error = max(error, noise), noise = noise)
}

# ∫ g over 0..1: the interval with the largest error is halved until the sum of all errors is small
# or made of rounding alone.
halvings(g, rtol, atol) = {
  limit = 500
  (starts, widths, errors, noises) = (zeros(limit), zeros(limit), zeros(limit), zeros(limit))
  values = zeros(limit)
  r = kronrod_rule(g, 0.0, 1.0)
  widths[1] = 1.0
  values[1] = r.value
  errors[1] = r.error
  noises[1] = r.noise
  n = 1
  while n < limit and not settled(values, errors, noises, rtol, atol) {
    k = argmax(errors)
    w = widths[k]/2
    (l, r) = (kronrod_rule(g, starts[k], w), kronrod_rule(g, starts[k] + w, w))
    n = n + 1
    starts[n] = starts[k] + w
    widths[k] = w; widths[n] = w
    values[k] = l.value; values[n] = r.value
    errors[k] = l.error; errors[n] = r.error
    noises[k] = l.noise; noises[n] = r.noise
  }
  total = sum(values)
  error = sum(errors)
  why = if settled(values, errors, noises, rtol, atol) {
    "converged"
  } else {
    "no convergence in {n} intervals: {stop(total):.10g} with an error of {error:.2g}"
  }
  (x = total, value = total, why = why, iterations = n, residual = error)
}

# Whether the sum of all errors is small, or made of rounding alone.
settled(values, errors, noises, rtol, atol) = {
  error = sum(errors)
  error <= max(atol, rtol*abs(stop(sum(values)))) or error <= 2*sum(noises)
}
