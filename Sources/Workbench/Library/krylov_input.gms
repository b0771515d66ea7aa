# What `leading` (`krylov`) requires of its arguments, of the point and of the products, and how it orders eigenvalues.
use game_steps
use options

# The numbers of a point in one f64 vector.
point_numbers(p) = f64(flatten(floating(p)))

# F as a function of the numbers of a point that is like p.
on_numbers(F, p) = u -> flatten(floating(call(F, unflatten(u, p))))

# Requires arguments that `leading` can do with.
leading_arguments(which, shift, tol, restarts) = {
  whole_number("leading", "restarts", "restarts", 0, restarts)
  one_of_texts("leading", "which", which, ("largest modulus", "smallest modulus", "largest real", "rightmost",
    "smallest real", "largest imaginary"))
  if not (tol > 0 and tol < 1) {
    error("leading: tol is a relative residual between 0 and 1, as 1e-8, not {text(tol)}", "domain")
  }
  if given(shift) {
    if not (kind(shift) in ("i64", "f64", "c128")) {
      error("leading: shift is a number, as 1 or complex(0, 2), not {type(shift)}", "type")
    }
    if not isfinite(abs(shift)) { error("leading: the shift is not finite", "domain") }
  }
  max(tol, 1e-15)
}

# k, where there are as many eigenvalues: n less those of the symmetries that are taken out.
how_many(k, n, taken) = {
  if n == taken { error("leading: project takes out all {n} numbers of the point, and no eigenvalue is left", "domain") }
  if not given(k) { return min(20, n - taken) }
  k = whole_number("leading", "k", "eigenvalues", 1, k)
  if k > n - taken {
    less = if taken > 0 { ", less {taken} that project takes out" } else { "" }
    error("leading: k = {k} of {n - taken} eigenvalues: the point has {n} numbers{less}; without k= 20 come, or all", "domain")
  }
  k
}

# Requires a point.
point_given(at) = {
  if kind(at) in ("text", "none", "bool", "function") {
    error("leading: at is the point, (θ, ψ) as F takes it, of numbers, vectors or networks, not {type(at)}", "type")
  }
  if size(flatten(floating(at))) == 0 { error("leading: the point has no numbers", "shape") }
}

# Requires products with A that are finite: images[j, :] is one that rows[j, :] made.
finite_products(A, rows, images, n) = if not all(isfinite(images)) {
  j = argmax(i64([not all(isfinite(y)) for y in images]))
  w = A(rows[j, :])
  error("leading: product {j} of the Jacobian with a vector is not finite at the point: number {first_bad(w)} of {size(w)} is {w[first_bad(w)]}; F has no derivative there, as sqrt at 0: take a point aside", "domain")
}

# The position of the first number that is not finite.
first_bad(x) = argmax(i64(not isfinite(x)))

# Requires that F gives as many numbers as the point has, all of them finite.
smooth_start(f, x) = {
  y = f(x)
  if size(y) != size(x) {
    error("leading: F gives {size(y)} numbers at a point of {size(x)}; a step and a field give as many as they take", "shape")
  }
  if not all(isfinite(y)) {
    error("leading: F is not finite at the point: number {first_bad(y)} of {size(y)} is {y[first_bad(y)]}; take another point", "domain")
  }
}

# ## Kinks

# Whether F has the Jacobian w -> A w at p, as differences on both sides of p tell, along directions with a part in every
# number of one item of the point: a surface on which F has a kink is crossed by some of them. They are taken ever
# shorter, since a curve becomes straight and a kink does not. Not along all items at once: Adam's m/(√s + ε) is straight
# there only within 1e-22. Of a step with noise of its own nothing can be told, and it passes.
has_jacobian(F, p, A) = {
  (u, f) = (point_numbers(p), on_numbers(F, p))
  at = f(u)
  if not all(isfinite(at)) { return false }
  if any(f(u) != at) { return true }
  (n, single) = (size(u), any(l in leaves(p), kind(l) == "f32"))
  directions = slanted_in(p, n)
  images = [A(directions[j, :]) for j in 1:len(directions)]
  if not all(isfinite(images)) { return false }
  allowed = (if single { 0.1 } else { 1e-3 })*(1 + max(abs(images)))
  for ε in (if single { [1e-2, 1e-3] } else { [1e-6, 1e-8, 1e-10, 1e-12] }) {
    ε = ε*(1 + max(abs(u)))
    worst = 0.0
    for j in 1:len(directions) {
      (e, w) = (ε*directions[j, :], ε*images[j, :])
      worst = max(worst, max(abs(f(u + e) - at - w)), max(abs(at - f(u - e) - w)))
    }
    if worst <= allowed*ε { return true }
  }
  false
}

# Directions in rows, two for each item of a point and one where that is a number. Their numbers look random, from -1 to 1
# and none of them small.
slanted_in(p, n) = {
  (rows, before) = (zeros(0, n), 0)
  for l in leaves(p) {
    s = size(l)
    for j in 1:min(s, 2) {
      x = sin(12.9898*(1:s) + 78.233*j)*43758.5453
      y = 2*(x - floor(x)) - 1
      row = concat((zeros(before), where(y < 0, y - 0.5, y + 0.5)/1.5, zeros(n - before - s)))
      rows = concat((rows, reshape(row, 1, n)))
    }
    before = before + s
  }
  rows
}

# The same, with the Jacobian from products of its own.
smooth_at(F, p) = {
  (u, f) = (point_numbers(p), on_numbers(F, p))
  has_jacobian(F, p, w -> jvp(f, u, w))
}

# The error of a point without a Jacobian.
no_jacobian(name, p) =
  error("{name}: F has no Jacobian at {place_of(p)}: it has a kink or a jump there, and no eigenvalues; verdict measures what its steps do, and kinks=true of rho, spectrum and leading takes the derivatives as they come, of one side or between", "domain")

# A point in a message, of many numbers how many.
place_of(p) = if size(flatten(p)) > 8 { "the point of {size(flatten(p))} numbers" } else { "the point {text(p)}" }

# What `which` puts first has the largest of this.
leading_order(which) =
  if which == "largest modulus" {
    λ -> abs(λ)
  } else if which == "smallest modulus" {
    λ -> -abs(λ)
  } else if which == "smallest real" {
    λ -> -real(λ)
  } else if which == "largest imaginary" {
    λ -> abs(imag(λ))
  } else {
    λ -> real(λ)
  }

# Next to σ or to its conjugate first.
next_to(σ) = {
  (a, b) = (real(complex(1, 0)*σ), abs(imag(complex(1, 0)*σ)))
  λ -> -((real(λ) - a)^2 + (abs(imag(λ)) - b)^2)
}
