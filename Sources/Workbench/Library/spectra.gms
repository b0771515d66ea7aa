# The spectrum of a field v or of a step F at a point: eigenvalues of its Jacobian. A step is a function or a record
# that an update operator makes; one with a memory is seen as the map of (θ, ψ, m), at rest at the point. The players
# are numbers, vectors, tensors, records or networks. Spectra of more numbers than a matrix holds are in `krylov`.
# names: J, spectrum, rho, spectrum_report
use game_steps
use krylov
use krylov_input
use options

# The Jacobian of a field or a step, a function of the point (θ, ψ). Of a step with a memory that of the map of
# (θ, ψ, m), with the memory at rest where no m is given.
# v: a field or a step, a function of a point or a record that an update operator makes
# example: use dynamics; J((θ, ψ) -> (-ψ, θ))(0, 0)
# -> f64[2×2]
# ->    0.0  -1.0
# ->    1.0   0.0
J(v) = if has_memory(v) {
  (θ, ψ, m=none) -> jacobian_at(v, if given(m) { (θ, ψ, m) } else { rested(v, (θ, ψ)) })
} else {
  jacobian(v)
}

# The eigenvalues of the Jacobian of a field or a step at a point: all of them, or the first k. At a kink there are none,
# which is an error.
# F: a step or a field, a function of a point or a record that an update operator makes
# at: the point, (θ, ψ); a memory is at rest there
# k: how many, by `leading`; left out, all of them, where the point has more than `dense` numbers 20
# which: which of them come first, as in `leading`
# dense: up to how many numbers a matrix is made; up to 2500 where `leading` does not converge
# kinks: whether a point is taken at which F has a kink, as of relu; the derivatives there are of one side, or between
# example: use dynamics; spectrum((θ, ψ) -> (-ψ, θ))
# -> c128[2]
# ->   0.0 + 1.0i
# ->   0.0 - 1.0i
spectrum(F, at=(0, 0), k=none, which="largest modulus", dense=600, kinks=false) = {
  p = rested(F, at)
  n = size(flatten(p))
  if given(k) {
    converged_leading("spectrum", F, at, p, k, which, kinks)
  } else if n > dense {
    print("spectrum: the 20 of {which} of {n} eigenvalues; k= gives more, dense={n} all")
    converged_leading("spectrum", F, at, p, 20, which, kinks)
  } else {
    eig(finite_jacobian("spectrum", F, p, kinks))
  }
}

# ρ = max |λ|, the spectral radius of a step: near `at` it contracts if ρ < 1. At a kink there is none, which is an error.
# F: a step, a function of a point or a record that an update operator makes
# at: the point, (θ, ψ); a memory is at rest there
# dense: up to how many numbers a matrix is made; of more, `leading` finds it, or where that does not converge a matrix
#   of up to 2500
# kinks: whether a point is taken at which F has a kink, as of relu; the derivatives there are of one side, or between
# example: use dynamics; rho((θ, ψ) -> (θ/2, ψ/3))
# -> 0.5
rho(F, at=(0, 0), dense=600, kinks=false) =
  if size(flatten(rested(F, at))) > dense {
    max(abs(converged_leading("rho", F, at, rested(F, at), 4, "largest modulus", kinks)))
  } else {
    max(abs(eig(finite_jacobian("rho", F, rested(F, at), kinks))))
  }

# The eigenvalues with what can be said of each: A v = λ v to the residual, and how far λ moves where A does.
# F: a step or a field
# at: the point, (θ, ψ); a memory is at rest there
# .values: the eigenvalues λ, by descending |λ|
# .conditions: ‖w‖ ‖v‖/|wᵀv| with the left and the right eigenvector: an error ε of A moves λ by about ε times it;
#   1 of a normal matrix, without bound of a Jordan block
# .residuals: ‖Av - λv‖ with ‖v‖ = 1
# .departure: sqrt(‖A‖² - Σ|λ|²), how far A is from normal. Henrici 1962
# example: use dynamics; spectrum_report((x, y) -> (x/2 + 10*y, y/3)).conditions
# -> f64[2]
# ->    60.0083  60.0083
spectrum_report(F, at=(0, 0)) = {
  A = finite_jacobian("spectrum_report", F, rested(F, at))
  (λ, V) = eig(A, vectors=true)
  order = argsort(-abs(λ))
  (λ, V) = (λ[order], V[:, order])
  lengths = sqrt(sum(abs(V)^2, axis=1))
  (
    values = λ, conditions = [condition(A, λ[k], V[:, k]) for k in 1:size(λ)],
    residuals = sqrt(sum(abs(A @ V - V*λ)^2, axis=1))/lengths,
    departure = sqrt(max(0, sum(A^2) - sum(abs(λ)^2)))
  )
}

# ‖w‖ ‖v‖/|wᵀv|, the condition of the eigenvalue λ with the right vector v and the left one w.
condition(A, λ, v) = {
  (μ, W) = eig(A', vectors=true)
  w = W[:, argmin(abs(μ - λ))]
  sqrt(sum(abs(w)^2)*sum(abs(v)^2))/abs(sum(w*v))
}

# The Jacobian of F at a point of any structure, its memory included.
jacobian_at(F, p) = jacobian(on_numbers(F, p))(point_numbers(p))

# The first k eigenvalues by `leading`; those of a matrix where it does not converge, and where that is too large none.
converged_leading(name, F, at, p, k, which, kinks) = {
  r = leading(F, at, k=k, which=which, kinks=kinks)
  if all(r.converged) { return r.values }
  n = size(flatten(p))
  if n > 2500 {
    error("{name}: the eigenvalues do not converge: {r.why}; leading(F, at) has what was found with its residuals, {name}(..., dense={n}) makes a matrix of {n} rows", "convergence")
  }
  (λ, order) = (eig(finite_jacobian(name, F, p, kinks)), leading_order(which))
  λ[both_of(λ, first_of(λ, order, k))]
}

# The same, which must be finite and square, and agree with differences on both sides of p.
finite_jacobian(name, F, p, kinks=false) = {
  A = jacobian_at(F, p)
  if not istraced(stop(sum(A))) {
    (rows, columns) = shape(A)
    if rows != columns {
      error("{name}: F gives {rows} numbers at a point of {columns}; a step and a field give as many as they take", "shape")
    }
    if not all(isfinite(A)) {
      error("{name}: the Jacobian is not finite at {place_of(p)}: number {first_bad(sum(A, axis=2))} of F has no derivative there", "domain")
    }
    if not kinks and not has_jacobian(F, p, w -> A @ w) { no_jacobian(name, p) }
  }
  A
}

