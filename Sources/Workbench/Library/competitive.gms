# Competitive gradient descent: both players step to the equilibrium of the game that is bilinear at the point.
# names: cgd
use game_steps
use field_steps
use penalties
use options

# Competitive gradient descent: the equilibrium of the game that is bilinear at the point,
#   dθ = h (v_θ + B dψ),  dψ = h (v_ψ + C dθ),  B = ∂v_θ/∂ψ,  C = ∂v_ψ/∂θ.
# Of a zero-sum game with a bilinear loss it is the implicit Euler step, stable for every h. The player with fewer
# numbers is solved for: up to 200 of them by `solve`, more by conjugate gradients on the normal equations, with products
# of Jacobians and vectors alone, until the residual is below tol. Then a Jacobian of the step is right to about tol
# times the condition of the system, and second derivatives are not. Schäfer and Anandkumar 2019.
# v: a field, v(θ, ψ) = (θ', ψ'); of a game of networks one batch makes the whole step
# h: the step size
# tol: the residual of the conjugate gradients, relative to the right side; numbers of type f32 reach 1e-5
# max: the most iterations of the conjugate gradients; too few are an error, but not in compiled code, as in play
# example: use gan; cgd(game(wasserstein), 1)(1.0, 0.0)
# -> (0.5, 0.5)
cgd(v, h, tol=1e-10, max=1000) = {
  one_size("cgd", v, h)
  number_within("cgd", "tol", tol, "the relative residual", above=0, below=1)
  most = whole_number("cgd", "max", "iterations of conjugate gradients", 1, max)
  step_of("cgd", 1, "λ = 1/(1 - z) where the game is bilinear", "Schäfer and Anandkumar 2019", v,
    (J, n) -> {
      E = identity_like(J)
      first = 1:shape(J)[1] <= n
      across = where(reshape(first, shape(J)[1], 1) == reshape(first, 1, shape(J)[1]), 0.0, J)
      E + solve(E - h*across, h*J)
    },
    (o, θ, ψ) -> {
      f = if kind(v) == "record" { one_batch(v) } else { v }
      u(θ, ψ) = f(θ, ψ)
      w = slopes("cgd", u, θ, ψ)
      B = y -> jvp(u, (θ, ψ), (0*θ, y))[1]
      C = x -> jvp(u, (θ, ψ), (x, 0*ψ))[2]
      if is_number(θ) and is_number(ψ) {
        (b, c) = (B(0*ψ + 1), C(0*θ + 1))
        dθ = (h*w[1] + h^2*b*w[2])/(1 - h^2*b*c)
        (θ + dθ, ψ + h*(w[2] + c*dθ))
      } else if size(flatten(θ)) <= size(flatten(ψ)) {
        back = x -> vjp(u, (θ, ψ), (0*θ, vjp(u, (θ, ψ), (x, 0*ψ))[2]))[1]
        dθ = competitive_part(x -> B(C(x)), back, h*(w[1] + h*B(w[2])), h^2, tol, most)
        (θ + dθ, ψ + h*(w[2] + C(dθ)))
      } else {
        back = y -> vjp(u, (θ, ψ), (vjp(u, (θ, ψ), (0*θ, y))[1], 0*ψ))[2]
        dψ = competitive_part(y -> C(B(y)), back, h*(w[2] + h*C(w[1])), h^2, tol, most)
        (θ + h*(w[1] + B(dψ)), ψ + dψ)
      }
    })
}

# The x of x - s P(x) = b for a linear P with the transpose `back`.
competitive_part(P, back, b, s, tol, most) = {
  n = size(flatten(b))
  if n <= 200 {
    like = floating(b)
    A = eye(n) - s*vmap(e -> flatten(P(unflatten(e, like))))(with_type_of((like,), eye(n)))'
    return unflatten(solve(A, flatten(b)), like)
  }
  if kind(leaves(b)[1]) == "f32" { tol = max(tol, 1e-5) }
  (A, T) = (x -> x - s*P(x), y -> y - s*back(y))
  # The search is constant, and one step that is not has the derivative A⁻¹(db - dA x), as in `solve`.
  x = stop(conjugate_gradients(A, T, b, tol, most))
  x + (if istraced(b) { same_gradients(A, T, b - A(x), tol, most) } else { 0*x })
}

# The x of A x = b by conjugate gradients on TA x = Tb, T the transpose of A. Hestenes and Stiefel 1952.
conjugate_gradients(A, T, b, tol, most) = {
  (x, r, s, k) = (0*b, b, T(b), 0)
  (p, γ) = (s, square_of(s))
  (left, enough) = (square_of(b), tol^2*square_of(b))
  while k < most and left > enough {
    q = A(p)
    a = γ/square_of(q)
    x = x + a*p
    r = r - a*q
    s = T(r)
    next_γ = square_of(s)
    p = s + (next_γ/γ)*p
    γ = next_γ
    left = square_of(r)
    k = k + 1
  }
  if not known_later(left) and not (stop(left) <= stop(enough)) {
    error("cgd: residual {sqrt(stop(left)/(stop(enough)/tol^2)):.2g} after {stop(k)} iterations; take a smaller h, or max={10*most}, or a tol above {tol:.2g}", "convergence")
  }
  x
}

# The x of A x = r as a linear function of r, so that it has a derivative at r = 0 too: with the coefficients of the
# conjugate gradients for a constant right side, in which no direction is missing.
same_gradients(A, T, r, tol, most) = {
  g = unflatten(with_type_of((r,), cos(1.0*(1:size(flatten(r)))^2)), r)
  (u, f, x, k) = (T(g), T(r), 0*r, 0)
  (p, d, γ) = (u, f, square_of(u))
  enough = tol^2*γ
  while k < most and γ > enough {
    q = A(p)
    a = stop(γ/square_of(q))
    x = x + a*d
    f = f - a*T(A(d))
    u = u - a*T(q)
    next_γ = square_of(u)
    b = stop(next_γ/γ)
    (p, d, γ) = (u + b*p, f + b*d, next_γ)
    k = k + 1
  }
  x
}

# Σ x² over the numbers of a tree, as an f64.
square_of(s) = sum(l in leaves(s), f64(sum(l*l)))
