# The leading eigenvalues of a step or a field of many numbers, as of two networks, from products of its Jacobian with
# vectors: no matrix is made. Arnoldi's method with thick restarts; every eigenvalue comes with the residual ‖Av - λv‖
# that it was measured to have.
# names: leading
use game_steps
use krylov_input
use options

# k eigenvalues of the Jacobian A of F at a point, those that `which` puts first, by Arnoldi's method with thick
# restarts, in which an orthonormal basis of m vectors grows by products A q; the Ritz pairs of the m×m matrix in it
# approach the eigenpairs, and with the first of them the basis begins anew. A conjugate pair stays together, so that
# k + 1 may come. Copies of a multiple eigenvalue are found through rounding alone, and late. A is not normal: look at
# the residuals.
# Arnoldi 1951; Sorensen 1992; Stewart 2001, thick restarts; Saad and Schultz 1986, the inner solver of a shift.
# F: a step or a field, a function or a record that an update operator makes
# at: the point, (θ, ψ), of any structure; its memory is at rest
# k: how many eigenvalues; left out, 20, or all where there are fewer
# which: "largest modulus", "smallest modulus", "largest real" or "rightmost", "smallest real", "largest imaginary",
#   of |Im λ|
# shift: a number σ; then the eigenvalues next to it (and next to its conjugate), by products with (A - σ)⁻¹: of up to
#   2500 numbers by a matrix, in seconds; of more by an inner solver of 100s of products of A for each of them, minutes,
#   which fails within the spectrum of A
# tol: the residual asked for, relative to the largest |λ| found
# basis: how many vectors the basis has; left out, 2k + 1, at least 24
# restarts: the most restarts
# project: symmetries T that are taken out, PAP with P = I - TTᵀ: a matrix of columns or a tuple of points or of vectors
# kinks: whether a point is taken at which F has a kink, as of relu; the derivatives there are of one side, or between
# .values: the eigenvalues in the order of `which`
# .residuals: ‖Av - λv‖ with ‖v‖ = 1, from products of their own
# .converged: whether the residual is as small as asked for
# .vectors: the eigenvectors in columns, of the numbers of flatten((θ, ψ)), and of the memory after them
# .products: how many products with A were made, of a shift with its inverse
# .restarts: how many restarts
# .why: what ended it
# example: use krylov; r = leading(x -> 0.01*(1:100)*x, at=ones(100), k=2); real(r.values)
# -> f64[2]
# ->    1.0  0.99
leading(
  F, at=(0, 0), k=none, which="largest modulus", shift=none, tol=1e-8, basis=none, restarts=100, project=none,
  kinks=false
) = {
  point_given(at)
  p = rested(F, at)
  x = point_numbers(p)
  n = size(x)
  tol = leading_arguments(which, shift, tol, restarts)
  f = on_numbers(F, p)
  smooth_start(f, x)
  if not kinks and all(isfinite(jvp(f, x, slanted_in(x, n)[1, :]))) and not smooth_at(F, p) { no_jacobian("leading", p) }
  T = symmetry_basis(project, F, at, p, n)
  k = how_many(k, n, symmetry_count(T))
  A = restricted(w -> jvp(f, x, w), T, n)
  m = if given(basis) { whole_number("leading", "basis", "vectors", 1, basis) } else { max(2*k + 1, 24) }
  if given(basis) and m < k + 3 and m < n {
    error("leading: a basis of {m} vectors is too small for {k} eigenvalues: at least {k + 3}, 2k + 1 say", "domain")
  }
  order = if given(shift) { next_to(shift) } else { leading_order(which) }
  dense = if given(shift) { max(m, 1200) } else { m }
  if n <= dense + symmetry_count(T) + 1 { return dense_leading(A, T, n, k, order, tol) }
  r = if given(shift) {
    # Of an inverse a matrix is quicker than the inner solver for long, and comes near an eigenvalue.
    by_matrix = n <= 2500
    inverse = if by_matrix { inverse_matrix(A, shift, T, n) } else { inverse_at(A, shift, n, T, tol) }
    thick_restarts(inverse, T, n, k, m, tol, i64(restarts), leading_order("largest modulus"), by_matrix)
  } else {
    thick_restarts(A, T, n, k, m, tol, i64(restarts), order, true)
  }
  leading_report(ritz(A, r.rows, k, order), tol, r)
}

# ## Symmetries that are taken out

# An orthonormal basis of the symmetries in columns; none without. Tangents of the players alone go on to the memory.
symmetry_basis(project, F, at, p, n) =
  if not given(project) {
    none
  } else {
    tangents = if kind(project) == "tuple" {
      columns = [tangent_numbers(project[i]) for i in 1:len(project)]
      columns'
    } else if ndims(project) == 1 {
      reshape(f64(project), size(project), 1)
    } else {
      f64(project)
    }
    rows = shape(tangents)[1]
    if has_memory(F) and rows < n {
      q = floating(at)
      rest = u -> point_numbers(rested(F, unflatten(u, q)))
      if rows == size(point_numbers(q)) { tangents = [jvp(rest, point_numbers(q), t) for t in tangents']' }
    }
    if shape(tangents)[1] != n {
      error("leading: a tangent to project has {n} numbers, those of the point; here are {rows}", "shape")
    }
    if not all(isfinite(tangents)) or max(abs(tangents)) == 0 {
      error("leading: a tangent to project is a direction: finite, and not all of them 0", "domain")
    }
    r = svd(tangents, vectors=true)
    r.u[:, 1:max(1, sum(i64(r.s > 1e-10*r.s[1])))]
  }

# The numbers of a tangent: a point, a vector, or a record that holds it as `tangent`.
tangent_numbers(t) = {
  holds = if kind(t) == "record" { has(t, "tangent") } else { false }
  point_numbers(if holds { t.tangent } else { t })
}

# How many columns there are, 0 of none.
symmetry_count(T) = if given(T) { shape(T)[2] } else { 0 }

# w without its part along T.
off(T, w) = if given(T) { w - T @ (T' @ w) } else { w }

# A on the complement of T.
restricted(A, T, n) = if given(T) { w -> off(T, A(off(T, w))) } else { A }

# ## The basis

# n numbers that look random and are always the same, of length 1.
scattered(n, j) = {
  x = sin(12.9898*(1:n) + 78.233*j)*43758.5453
  y = 2*(x - floor(x)) - 1
  y/norm(y)
}

# One more row of the basis Q, and of the matrix H of the products with its rows: A Q[j, :] = Σ_i H[j, i] Q[i, :].
# Gram and Schmidt, a second time where the first took most of it (Daniel, Gragg, Kaufman and Stewart 1976). Where
# nothing is left, the basis so far is invariant: another direction begins, and H stays 0.
grown(A, T) = (Q, H, j) -> {
  w = A(Q[j, :])
  long = norm(w)
  a = Q @ w
  w = w - a @ Q
  r = norm(w)
  if r < 0.7071*long {
    b = Q @ w
    w = w - b @ Q
    a = a + b
    r = norm(w)
  }
  left = r
  if r <= 1e-13*long {
    left = 0.0
    w = off(T, scattered(size(w), j))
    w = w - (Q @ w) @ Q
    w = w - (Q @ w) @ Q
    r = norm(w)
  }
  H[j, :] = a
  H[j, j + 1] = left
  Q[j + 1, :] = w/r
  (Q, H, j + 1)
}

# Rows that span the space of the first k eigenvectors of A, after as many restarts as it takes.
thick_restarts(A, T, n, k, m, tol, restarts, order, quick) = {
  step = grown(A, T)
  (Q, H, j, turns, products, worst) = (zeros(m + 1, n), zeros(m, m + 1), 1, 0, 0, inf)
  first = off(T, scattered(n, 0))
  Q[1, :] = first/norm(first)
  kept = k + max(1, quo(m - k, 4))
  Y = zeros(m, 1)
  done = false
  while not done {
    products = products + m + 1 - j
    if quick {
      (Q, H, j) = iterate(step, (Q, H, j), m + 1 - j)
    } else {
      while j <= m { (Q, H, j) = step(Q, H, j) }
    }
    finite_products(A, Q, H, n)
    (μ, V) = eig(H[:, 1:m]', vectors=true)
    wanted = first_of(μ, order, k)
    worst = max(abs(H[:, m + 1] @ V)[wanted])/max(max(abs(μ)), 1e-300)
    done = worst <= tol/2 or turns >= restarts
    Y = invariant(H[:, 1:m]', μ, V, order, if done { k } else { min(kept, m - 2) })
    if not done {
      (Q, H, j) = begun_anew(Q, H, Y, m, n)
      turns = turns + 1
    }
  }
  (rows = Y' @ Q[1:m, :], products = products, restarts = turns)
}

# The basis and its matrix after a restart with the vectors Y.
begun_anew(Q, H, Y, m, n) = {
  q = shape(Y)[2]
  G = zeros(m, m + 1)
  G[1:q, 1:q] = Y' @ H[:, 1:m] @ Y
  G[1:q, q + 1] = Y' @ H[:, m + 1]
  (concat((Y' @ Q[1:m, :], Q[m+1:m+1, :], zeros(m - q, n)), axis=1), G, q + 1)
}

# Which eigenvalues come first, of a conjugate pair the one above the axis, which counts twice.
first_of(μ, order, k) = {
  (found, count) = ([], 0)
  for i in argsort(-order(μ)) {
    if count < k and imag(μ[i]) >= 0 {
      found = concat((found, [i]))
      count = count + (if imag(μ[i]) > 0 { 2 } else { 1 })
    }
  }
  i64(found)
}

# An orthonormal basis of the invariant space of M that the first eigenvectors span. Where these are nearly dependent,
# as in a Jordan block, they do not span it to rounding errors, and it is made of one after the other.
invariant(M, μ, V, order, k) = {
  chosen = first_of(μ, order, k)
  pairs = chosen[imag(μ[chosen]) > 0]
  U = if size(pairs) > 0 { concat((real(V[:, chosen]), imag(V[:, pairs])), axis=2) } else { real(V[:, chosen]) }
  Y = qr(U).q
  MY = M @ Y
  if norm(MY - Y @ (Y' @ MY)) <= 1e-13*norm(M) { Y } else { deflated(M, order, k) }
}

# The same basis from one eigenvector after the other, each of M on the complement of those before it.
deflated(M, order, k) = {
  m = shape(M)[1]
  (S, B, Y, count) = (M, eye(m), zeros(m, 0), 0)
  while count < k and count < m {
    (μ, V) = eig(S, vectors=true)
    i = argmax(order(μ))
    c = if imag(μ[i]) != 0 { 2 } else { 1 }
    s = shape(S)[1]
    v = V[:, i:i]
    U = if c == 2 { concat((real(v), imag(v), eye(s)), axis=2) } else { concat((real(v), eye(s)), axis=2) }
    q = qr(U).q
    Y = concat((Y, B @ q[:, 1:c]), axis=2)
    count = count + c
    if count < m {
      rest = q[:, c+1:s]
      (S, B) = (rest' @ S @ rest, B @ rest)
    }
  }
  Y
}

# ## Eigenpairs

# The eigenpairs of A in the space of orthonormal rows, with their residuals.
ritz(A, rows, k, order) = {
  q = shape(rows)[1]
  AX = images_of(A, rows)
  (μ, S) = eig(rows @ AX', vectors=true)
  up = first_of(μ, order, k)
  pick = both_of(μ, up)
  (λ, S) = (μ[pick], S[:, pick])
  vectors = rows' @ S
  lengths = sqrt(sum(abs(S)^2, axis=1))
  images = AX' @ S
  residuals = sqrt(sum(abs(images - vectors*λ)^2, axis=1))/lengths
  (values = λ, residuals = residuals, vectors = vectors/lengths, products = q)
}

# A of each row, in its place.
images_of(A, rows) = iterate((X, j) -> { X[j, :] = A(X[j, :]); (X, j + 1) }, (rows, 1), len(rows))[1]

# The positions of the eigenvalues of which some above the axis are given, each with its conjugate.
both_of(μ, up) = {
  found = []
  for i in up {
    found = concat((found, [i]))
    if imag(μ[i]) > 0 { found = concat((found, [argmin(abs(μ - conj(μ[i])))])) }
  }
  i64(found)
}

# The record of `leading`.
leading_report(e, tol, r) = {
  top = max(max(abs(e.values)), 1e-300)
  converged = e.residuals <= tol*top
  why = if all(converged) {
    "all residuals are below {tol:.2g} |λ|"
  } else {
    "{sum(i64(converged))} of {size(converged)} residuals are below {tol:.2g} |λ| after {r.restarts} restarts: more restarts=, a larger basis=, or a shift= next to the wanted ones"
  }
  (values = e.values, residuals = e.residuals, converged = converged, vectors = e.vectors,
    products = r.products + e.products, restarts = r.restarts, why = why)
}

# The same from the matrix, where the basis would be the whole space.
dense_leading(A, T, n, k, order, tol) = {
  C = if given(T) { qr(concat((T, eye(n)), axis=2)).q[:, symmetry_count(T)+1:n] } else { eye(n) }
  s = shape(C)[2]
  rows = C'
  AX = images_of(A, rows)
  finite_products(A, rows, AX, n)
  M = rows @ AX'
  (μ, V) = eig(M, vectors=true)
  pick = both_of(μ, first_of(μ, order, min(k, s)))
  (λ, V) = (μ[pick], V[:, pick])
  residuals = sqrt(sum(abs(M @ V - V*λ)^2, axis=1)/sum(abs(V)^2, axis=1))
  leading_report((values = λ, residuals = residuals, vectors = C @ V/sqrt(sum(abs(V)^2, axis=1)), products = s), tol,
    (products = 0, restarts = 0))
}

# ## Shifts

# The same from the matrix of A, on the complement of T. Of a σ that is an eigenvalue one beside it is taken.
inverse_matrix(A, σ, T, n) = {
  M = images_of(A, eye(n))
  finite_products(A, eye(n), M, n)
  scale = max(norm(M)/sqrt(n), 1e-300)
  # Along T, where A is 0, something far from σ, so that the inverse is small there.
  if given(T) { M = M + 10*(scale + abs(σ))*(T @ T') }
  (a, b) = (real(complex(1, 0)*σ), imag(complex(1, 0)*σ))
  a = a + 1e-10*scale
  B = if b == 0 { inv(M' - a*eye(n)) } else { imag(inv(M' - complex(a, b)*eye(n)))/b }
  w -> B @ w
}

# w -> (A - σ)⁻¹ w, of a complex σ ((A - Re σ)² + (Im σ)²)⁻¹ w = Im (A - σ)⁻¹w / Im σ, by minimal residuals.
inverse_at(A, σ, n, T, tol) = {
  (a, b) = (real(complex(1, 0)*σ), imag(complex(1, 0)*σ))
  m = min(n - symmetry_count(T) - 1, max(30, min(200, quo(4*10^7, n))))
  if b == 0 {
    B = w -> A(w) - a*w
    step = grown(B, T)
    w -> minimal_residual(B, step, w, m, 0.1*tol)
  } else {
    B = z -> {
      (u, v) = (z[1:n], z[n+1:2*n])
      concat((A(u) - a*u + b*v, A(v) - a*v - b*u))
    }
    step = grown(B, if given(T) { concat((concat((T, 0*T), axis=2), concat((0*T, T), axis=2)), axis=1) } else { none })
    w -> minimal_residual(B, step, concat((w, 0*w)), m, 0.1*tol)[n+1:2*n]/b
  }
}

# x with ‖Bx - w‖ as small as asked for, by bases of m vectors. Saad and Schultz 1986.
minimal_residual(B, step, w, m, tol) = {
  n = size(w)
  (x, r, turns) = (0*w, w, 0)
  while norm(r) > tol*norm(w) and turns < 5 {
    (Q, H) = (zeros(m + 1, n), zeros(m, m + 1))
    Q[1, :] = r/norm(r)
    (j, left, y) = (1, inf, zeros(1))
    # In pieces, so that an easy right side is not solved on.
    while j <= m and left > 0.5*tol*norm(w) {
      (Q, H, j) = iterate(step, (Q, H, j), min(30, m + 1 - j))
      e = zeros(j)
      e[1] = norm(r)
      y = lstsq(H[1:j-1, 1:j]', e)
      left = norm(e - y @ H[1:j-1, 1:j])
    }
    x = x + y @ Q[1:size(y), :]
    r = w - B(x)
    turns = turns + 1
  }
  if norm(r) > max(1e-3, tol)*norm(w) {
    error("leading: the inner solver of the shift does not converge: after {turns} times {m} products its residual is {norm(r)/norm(w):.2g} of the right side; give a shift outside the spectrum, or none", "convergence")
  }
  x
}
