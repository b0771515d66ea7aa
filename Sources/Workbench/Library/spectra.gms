# The spectrum of a field v or of a step F at a point: eigenvalues of its Jacobian. A step is a function or a record that an
# update operator makes; one with a memory is seen as the map of (θ, ψ, m), at rest at the point. The players are numbers,
# vectors, tensors, records or networks. Spectra of more numbers than a matrix holds are in `krylov`.
# names: J, spectrum, rho
use game_steps
use krylov

# The Jacobian of a field or a step, a function of the point.
# v: a field, a function of a point
# example: use dynamics; J((θ, ψ) -> (-ψ, θ))(0, 0)
# -> f64[2×2]
# ->    0.0  -1.0
# ->    1.0   0.0
J(v) = jacobian(v)

# The eigenvalues of the Jacobian of a field or a step at a point.
# F: a step, a function of a point
# at: the point
# example: use dynamics; spectrum((θ, ψ) -> (-ψ, θ))
# -> c128[2]
# ->   0.0 + 1.0i
# ->   0.0 - 1.0i
spectrum(F, at=(0, 0)) = eig(jacobian_at(F, rested(F, at)))

# ρ = max |λ|, the spectral radius of a step: near `at` it contracts if ρ < 1.
# F: a step, a function of a point
# at: the point
# example: use dynamics; rho((θ, ψ) -> (θ/2, ψ/3))
# -> 0.5
rho(F, at=(0, 0)) = max(abs(spectrum(F, at)))


# The Jacobian of F at a point of any structure, its memory included.
jacobian_at(F, p) = jacobian(on_numbers(F, p))(numbers_of(p))
