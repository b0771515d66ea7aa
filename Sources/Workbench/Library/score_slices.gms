# Slices: random directions v with E v vᵀ = I, along which sliced score matching looks at the Jacobian J of a score. For
# any such law E vᵀ J v = tr J; how far a single product strays from the trace is what the laws differ in.
# names: slice_law, slice_variance
use distributions
use events as events
use options

# The law of the slices of events of a shape: "Gaussian", N(0, I); "Rademacher", signs ±1; "sphere", even on the sphere
# of radius √d. A distribution must have E v vᵀ = I, as far as it is known: with c I the loss is
# c times as large, and that with the square in closed form, ssm_vr, has another minimiser.
# slices: "Gaussian", "Rademacher", "sphere" or a distribution
# event: the shape of an event, or how many numbers a vector has
# example: use score; check E(v ~ slice_law("sphere", 3), v[1]^2) ≈ 1 se 4
# -> ok 0.98666 ± 0.00909 ≈ 1 (1.5 se)
slice_law(slices, event) = {
  if kind(event) == "i64" { event = (event,) }
  if kind(slices) == "distribution" {
    if has(slices, "mean") and has(slices, "variance") {
      (m, v) = (slices.mean(), slices.variance())
      if max(abs(flatten([m]))) > 1e-9 or max(abs(flatten([v]) - 1)) > 1e-9 {
        error("slices: E v vᵀ must be I: their mean is 0 and their variance 1, not {text(m)} and {text(v)}", "domain")
      }
    }
    return slices
  }
  one_of_texts("slice_law", "slices", slices, ("Gaussian", "Rademacher", "sphere"))
  if slices == "Gaussian" { return Normal(zeros(event...), 1) }
  if slices == "Rademacher" { signs(event) } else { sphere(event) }
}

# Independent signs, ±1 with the probability 1/2 each.
signs(event) = {
  d = prod(event)
  (
    family = "signs",
    parameters = (event = event),
    draw = () -> where(uniform_noise(event...) < 0.5, -1.0, 1.0),
    log_density = v -> where(all(flatten(v)^2 == 1), -d*log(2), -inf),
    mean = () -> zeros(event...),
    variance = () -> ones(event...),
    # All 2^d corners, of which quadrature makes use where there are few.
    quadrature = k -> {
      if d > 12 { error("slices: 2^{d} corners are too many; n=10000 takes draws", "memory") }
      k = 0:2^d - 1
      corners = [1.0 - 2*mod(quo(k, 2^j), 2) for j in 0:d-1]
      (reshape(corners', 2^d, event...), full(0.5^d, 2^d))
    }
  )
}

# Even on the sphere of radius √d around 0, where E v vᵀ = I.
sphere(event) = {
  d = prod(event)
  (
    family = "sphere",
    parameters = (event = event),
    draw = () -> {
      v = normal_noise(event...)
      sqrt(d)*v/sqrt(sum(v^2))
    },
    log_density = v -> error("slices: a sphere has no density in space", "density"),
    mean = () -> zeros(event...),
    variance = () -> ones(event...),
    # The ends of the axes: exact for polynomials of degree 3, so for the products that sliced losses are made of.
    quadrature = k -> (reshape(sqrt(d)*concat((eye(d), -eye(d))), 2*d, event...), full(0.5/d, 2*d))
  )
}

# The variance of vᵀ A v, with S = (A + Aᵀ)/2: Gaussian 2|S|², Rademacher 2 Σ_{i≠j} S_ij², nothing for a diagonal A, and
# on the sphere (2d |S|² - 2 (tr S)²)/(d + 2), nothing for a multiple of I. Hutchinson 1990; Avron and Toledo 2011.
# A: the Jacobian of a score at a point, a matrix
# slices: "Gaussian", "Rademacher" or "sphere"
# example: use score; A = [1, 0.3; 0.3, 2.0];
# example: [slice_variance(A, slices) for slices in ("Gaussian", "Rademacher", "sphere")]
# -> f64[3]
# ->    10.36  0.36  0.68
slice_variance(A, slices="Gaussian") = {
  one_of_texts("slice_variance", "slices", slices, ("Gaussian", "Rademacher", "sphere"))
  if ndims(A) != 2 or shape(A)[1] != shape(A)[end] {
    error("slice_variance: A is a square matrix, the Jacobian of a score, not {type(A)}", "shape")
  }
  (S, d) = ((A + A')/2, len(A))
  if slices == "Gaussian" { 2*sum(S^2) } else if slices == "Rademacher" { 2*(sum(S^2) - sum(diag(S)^2)) } else {
    (2*d*sum(S^2) - 2*sum(diag(S))^2)/(d + 2)
  }
}
