# What eigenvalues do not say of steps and flows that are not normal: how far they grow before they decay, the rate at
# which they begin to, and functions and matrices of Lyapunov that prove that they come in.
# names: transient_growth, numerical_abscissa, departure, resolvent, kreiss
# names: lyapunov_matrix, lyapunov_change, lyapunov_exponents
use game_steps
use krylov_input
use options
use spectra

# ## Growth before decay

# How far steps grow before they decay: the largest of the norms ‖A^k‖ of the Jacobian's powers, that is of the
# distance after k steps from the worst start at the distance 1, and when it is. Normal steps with ρ < 1 never grow.
# F: a step, a function of a point or a record that an update operator makes
# at: the point, (θ, ψ); a memory is at rest there
# n: how many steps are looked at
# .peak: max ‖A^k‖
# .when: the k where it is, beyond n where the norms still rise there
# .rising: whether they rise as far as was looked, so that the peak is further on or there is none
# .norms: ‖A^k‖ for k = 0 .. n
# example: use growth; r = transient_growth((x, y) -> (0.9*x + 5*y, 0.9*y)); (r.peak, r.when)
# -> (19.3788, 9)
transient_growth(F, at=(0, 0), n=200) = {
  A = finite_jacobian("transient_growth", F, rested(F, at))
  n = whole_number("transient_growth", "n", "steps", 1, n)
  (P, norms) = (eye(shape(A)[1]), ones(n + 1))
  for k in 1:n {
    P = A @ P
    norms[k + 1] = spectral_norm(P)
  }
  k = argmax(norms)
  if k <= n { return (peak = norms[k], when = k - 1, rising = false, norms = norms) }
  # Still rising: on to the peak, if there is one within reach.
  (peak, when, last) = (norms[n + 1], n, max(20*n, 200_000))
  for k in n+1:last {
    P = A @ P
    now = spectral_norm(P)
    if now > peak { (peak, when) = (now, k) }
    if now < 0.9*peak or now == inf { break }
  }
  (peak = peak, when = when, rising = when == last or peak == inf, norms = norms)
}

# ‖P‖, the largest singular value; inf of a power that ran away.
spectral_norm(P) = if all(isfinite(P)) { svd(P)[1] } else { inf }

# max eigenvalue of (A + Aᵀ)/2: the rate at which the flow of a field may grow at first, whatever its eigenvalues.
# v: a field
# at: the point, (θ, ψ)
# example: use growth; numerical_abscissa((x, y) -> (-x + 4*y, -y))
# -> 1.0
numerical_abscissa(v, at=(0, 0)) = {
  A = finite_jacobian("numerical_abscissa", v, floating(at))
  max(eigh((A + A')/2))
}

# sqrt(‖A‖² - Σ|λ|²): how far the Jacobian is from normal, 0 of a normal one. Henrici 1962.
# F: a step or a field
# at: the point, (θ, ψ); a memory is at rest there
# example: use growth; departure((x, y) -> (x/2 + 3*y, y/3))
# -> 3.0
departure(F, at=(0, 0)) = {
  A = finite_jacobian("departure", F, rested(F, at))
  # Of a share of A, whose squares are numbers.
  largest = max(max(abs(A)), 1e-300)
  A = A/largest
  largest*sqrt(max(0, sum(A^2) - sum(abs(eig(A))^2)))
}

# ‖(z - A)⁻¹‖ at points z of the plane: 1/ε on the edge of the ε-pseudospectrum, where a change of A of size ε moves an
# eigenvalue to. Trefethen and Embree 2005.
# F: a step or a field
# z: a complex number, or a vector or a matrix of them
# at: the point, (θ, ψ); a memory is at rest there
# example: use growth; resolvent((x, y) -> (x/2, y/3), 1)
# -> 2.0
resolvent(F, z, at=(0, 0)) = {
  A = finite_jacobian("resolvent", F, rested(F, at))
  if size(z) == 1 {
    resolvent_norm(A, complex(1, 0)*sum(z))
  } else {
    reshape([resolvent_norm(A, complex(1, 0)*x) for x in flatten(z)], shape(z))
  }
}

# 1 over the least singular value of z - A, by the real matrix of twice the size.
resolvent_norm(A, z) = {
  n = shape(A)[1]
  B = real(z)*eye(n) - A
  C = imag(z)*eye(n)
  s = svd(concat((concat((B, -C), axis=2), concat((C, B), axis=2)), axis=1))
  1/s[2*n]
}

# Kreiss's constant, sup (|z| - 1)‖(z - A)⁻¹‖ over |z| > 1: steps grow at least so far before they decay, and at most
# e n times as far, of n numbers. Sought on a grid of z and at the angles of the eigenvalues, then uphill from the best
# of these; inf of steps with ρ > 1. Kreiss 1962; Spijker 1991.
# F: a step
# at: the point, (θ, ψ); a memory is at rest there
# radii, angles: how many |z| - 1 are tried, from 10 to below what the eigenvalues lack of 1, and how many angles
# example: use growth; kreiss((x, y) -> (0.9*x + 5*y, 0.9*y))
# -> 12.52
kreiss(F, at=(0, 0), radii=40, angles=64) = {
  A = finite_jacobian("kreiss", F, rested(F, at))
  λ = eig(A)
  (ρ, over) = (max(abs(λ)), z -> (abs(z) - 1)*resolvent_norm(A, z))
  if ρ > 1 + 1e-12 { return inf }
  # An eigenvalue on the circle that is defective: without bound towards it.
  for k in 1:len(λ) {
    unit = λ[k]/max(abs(λ[k]), 1e-300)
    if abs(λ[k]) > 1 - 1e-7 and over(unit*(1 + 1e-6)) > 3*over(unit*(1 + 1e-4)) + 10 { return inf }
  }
  # Peaks stand at the angles of eigenvalues, as far from the circle as these are.
  φ = concat((linspace(0, π, quo(angles, 2) + 1), abs(atan2(imag(λ), real(λ)))))
  nearest = max(min(1 - ρ, 1.0), 1e-6)
  r = 10.0^linspace(log(min(1e-4, nearest/10))/log(10), 1, radii + 20)
  (best, at_r, at_φ) = (1.0, 1.0, 0.0)
  height = (r, φ) -> over(complex((1 + r)*cos(φ), (1 + r)*sin(φ)))
  for x in r {
    for y in φ {
      h = height(x, y)
      if h > best { (best, at_r, at_φ) = (h, x, y) }
    }
  }
  # Uphill from the best point, in log r and in φ, with steps that halve.
  (dr, dφ) = (2*log(10)/radii, π/angles)
  for i in 1:60 {
    moved = false
    for (x, y) in ((at_r*exp(dr), at_φ), (at_r*exp(-dr), at_φ), (at_r, at_φ + dφ), (at_r, at_φ - dφ)) {
      h = height(x, y)
      if h > best { (best, at_r, at_φ, moved) = (h, x, y, true) }
    }
    if not moved { (dr, dφ) = (dr/2, dφ/2) }
  }
  best
}

# ## Lyapunov

# P with AᵀP + PA = -Q of a field, or AᵀPA - P = -Q of a step: V = pᵀPp then decreases, by pᵀQp. It is positive
# definite just where the eigenvalues of A say that the flow or the steps come in. Lyapunov 1892.
# F: a field, or with step=true a step
# at: the point, (θ, ψ); a memory is at rest there
# Q: what V decreases by, the identity where left out
# step: whether F is a step
# example: use growth; lyapunov_matrix((x, y) -> (-x, -2*y))
# -> f64[2×2]
# ->    0.5  0.0
# ->    0.0  0.25
lyapunov_matrix(F, at=(0, 0), Q=none, step=false) = {
  A = finite_jacobian("lyapunov_matrix", F, rested(F, at))
  n = shape(A)[1]
  if n > 40 { error("lyapunov_matrix: the equation has n⁴ numbers; n = {n} is above 40", "memory") }
  Q = if given(Q) { floating(Q) } else { eye(n) }
  if shape(Q) == (n, n) and max(abs(Q - Q')) > 1e-12*max(abs(Q)) {
    error("lyapunov_matrix: Q is symmetric, as a measure of length is; (Q + Q')/2 has the same xᵀQx", "domain")
  }
  if shape(Q) != (n, n) { error("lyapunov_matrix: Q is a matrix {n}×{n}, as the Jacobian, not {type(Q)}", "shape") }
  λ = eig(A)
  stable = if step { max(abs(λ)) < 1 } else { max(real(λ)) < 0 }
  if not stable {
    found = if step { "ρ = {max(abs(λ)):.9g}" } else { "max Re μ = {max(real(λ)):.9g}" }
    error("lyapunov_matrix: only what comes in has one, and here {found}", "domain")
  }
  K = if step { products_of(A', A') - eye(n^2) } else { products_of(A', eye(n)) + products_of(eye(n), A') }
  P = reshape(solve(K, -flatten(Q)), n, n)
  (P + P')/2 + 0.0
}

# The matrix that takes the numbers of X, row after row, to those of A X Bᵀ.
products_of(A, B) = {
  n = shape(A)[1]
  reshape(reshape(A, n, 1, n, 1)*reshape(B, 1, n, 1, n), n^2, n^2)
}

# The largest change of V that is found near the point: of a field its rate ∇V·v, of a step V(F(p)) - V(p). Where it
# is negative everywhere but at the point, V is a Lyapunov function there and all comes in; found at n points is
# evidence, not proof.
# F: a field, or with step=true a step without a memory
# V: a function of (θ, ψ)
# at: the point, (θ, ψ)
# radius: how far around it is looked
# n: at how many points
# step: whether F is a step
# .largest: the largest change
# .point: where it is
# .decreasing: whether all changes are negative
# example: use growth; lyapunov_change((x, y) -> (-x - y, x - y), (x, y) -> x^2 + y^2).decreasing
# -> true
lyapunov_change(F, V, at=(0, 0), radius=1, n=1000, step=false) = {
  at = floating(at)
  if not (radius > 0 and radius < inf) {
    error("lyapunov_change: radius is positive and finite, not {text(radius)}", "domain")
  }
  n = whole_number("lyapunov_change", "n", "points", 1, n)
  if has_memory(F) {
    error("lyapunov_change: the step {F.step} has a memory; V would be a function of it, too", "argument")
  }
  (u, d) = (point_numbers(at), size(flatten(at)))
  change = x -> {
    p = unflatten(x, at)
    q = call(F, p)
    if step { call(V, q) - call(V, p) } else { jvp(x -> call(V, unflatten(x, at)), x, flatten(q)) }
  }
  (largest, where_found) = (-inf, at)
  for k in 1:n {
    # Directions that fill the sphere, at distances that fill the ball.
    x = u + radius*((k - 0.5)/n)^(1/d)*scattered(d, k)
    c = change(x)
    if not (c <= largest) { (largest, where_found) = (c, unflatten(x, at)) }
  }
  (largest = largest, point = where_found, decreasing = largest < 0)
}

# Lyapunov exponents of the steps from p: the mean growth of log lengths for each step, largest first, by tangents
# that are made orthogonal after each step. Near an attracting fixed point they are log |λ|; a positive one is chaos.
# Benettin et al. 1980.
# F: a step, a function of a point or a record that an update operator makes
# p: where the steps begin, (θ, ψ)
# n: how many steps
# skip: how many steps come before
# example: use growth; lyapunov_exponents((x, y) -> (x/2, y/4), (1, 1), n=100)
# -> f64[2]
# ->   -0.693147  -1.38629
lyapunov_exponents(F, p, n=1000, skip=0) = {
  p = started(F, p)
  n = whole_number("lyapunov_exponents", "n", "steps", 1, n)
  f = on_numbers(F, p)
  A = jacobian(f)
  d = size(flatten(p))
  x = if skip > 0 { iterate(f, point_numbers(p), skip) } else { point_numbers(p) }
  if not all(isfinite(x)) { error("lyapunov_exponents: the steps run away before skip = {skip}", "domain") }
  one = (x, U, total, k) -> {
    B = A(x) @ U
    # Where the steps leave all numbers there are no more tangents; k counts those that there were.
    good = all(isfinite(B)) and all(isfinite(x))
    r = qr(where(good, B, eye(d)))
    lengths = abs(sum(r.r*eye(d), axis=1))
    (f(x), r.q, total + log(lengths), k + where(good, 1, 0))
  }
  (x, U, total, k) = iterate(one, (x, eye(d), zeros(d), 0), n)
  if k < n and all(isfinite(x)) {
    error("lyapunov_exponents: after {k} of {n} steps the Jacobian is not finite: F has no derivative there; take another start", "domain")
  }
  if k < n {
    error("lyapunov_exponents: the steps run away: after {k} of {n} they are too large for numbers; take a start from which they stay, or n={k}", "domain")
  }
  -sort(-total)/n
}
