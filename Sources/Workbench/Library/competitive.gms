# Competitive gradient descent: both players step to the equilibrium of the game that is bilinear at the point.
# names: cgd
use game_steps
use field_steps
use options

# Competitive gradient descent: the equilibrium of the game that is bilinear at the point,
#   dθ = h (v_θ + B dψ),  dψ = h (v_ψ + C dθ),  B = ∂v_θ/∂ψ,  C = ∂v_ψ/∂θ.
# Of a zero-sum game with a bilinear loss it is the implicit Euler step, stable for every h. Numbers are solved for by hand,
# vectors by `solve`, records and networks by conjugate gradients on the normal equations, with products of Jacobians and
# vectors alone. Schäfer and Anandkumar 2019.
# v: a field, v(θ, ψ) = (θ', ψ')
# h: the step size
# iterations: of conjugate gradients
# example: use gan; cgd(game(wasserstein), 1)(1.0, 0.0)
# -> (0.5, 0.5)
cgd(v, h, iterations=20) = {
  positive_step("cgd", "h", h)
  iterations = whole_number("cgd", "iterations", "iterations of conjugate gradients", 1, iterations)
  step_of("cgd", 1, "λ = 1/(1 - z) where the game is bilinear", "Schäfer and Anandkumar 2019", v,
    (J, n) -> {
      E = identity_like(J)
      first = 1:shape(J)[1] <= n
      across = where(reshape(first, shape(J)[1], 1) == reshape(first, 1, shape(J)[1]), 0.0, J)
      E + solve(E - h*across, h*J)
    },
    (o, θ, ψ) -> {
      w = slopes("cgd", v, θ, ψ)
      if kind(θ) == "f64" and kind(ψ) == "f64" and ndims_of(θ) + ndims_of(ψ) == 0 {
        B = jvp(v, (θ, ψ), (0*θ, 0*ψ + 1))[1]
        C = jvp(v, (θ, ψ), (0*θ + 1, 0*ψ))[2]
        dθ = (h*w[1] + h^2*B*w[2])/(1 - h^2*B*C)
        (θ + dθ, ψ + h*(w[2] + C*dθ))
      } else if kind(θ) == "f64" and kind(ψ) == "f64" {
        n = size(flatten(θ))
        Dv = jacobian(v)(θ, ψ)
        (B, C) = (Dv[1:n, n+1:end], Dv[n+1:end, 1:n])
        dθ = solve(I - h^2*B @ C, h*(flatten(w[1]) + h*B @ flatten(w[2])))
        dψ = h*(flatten(w[2]) + C @ dθ)
        (θ + reshape(dθ, shape(θ)), ψ + reshape(dψ, shape(ψ)))
      } else {
        dθ = competitive_direction(v, θ, ψ, w, h, iterations)
        (θ + dθ, ψ + h*(w[2] + jvp(v, (θ, ψ), (dθ, 0*ψ))[2]))
      }
    })
}

# The dθ of A dθ = h (v_θ + h B v_ψ), A = I - h² B C, by conjugate gradients on AᵀA dθ = Aᵀb. Hestenes and Stiefel 1952.
competitive_direction(v, θ, ψ, w, h, iterations) = {
  A = x -> x - h^2*jvp(v, (θ, ψ), (0*θ, jvp(v, (θ, ψ), (x, 0*ψ))[2]))[1]
  back = y -> y - h^2*vjp(v, (θ, ψ), (0*θ, vjp(v, (θ, ψ), (y, 0*ψ))[2]))[1]
  x = h*w[1]
  r = h^2*jvp(v, (θ, ψ), (0*θ, w[2]))[1] + x - A(x)
  s = back(r)
  (p, γ) = (s, square_of(s))
  for k in 1:iterations {
    q = A(p)
    a = γ/max(square_of(q), 1e-300)
    x = x + a*p
    r = r - a*q
    s = back(r)
    next_γ = square_of(s)
    p = s + (next_γ/max(γ, 1e-300))*p
    γ = next_γ
  }
  x
}

# Σ x² over the numbers of a tree, as an f64.
square_of(s) = sum(l in leaves(s), f64(sum(l*l)))
