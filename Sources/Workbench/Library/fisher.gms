# Fisher's information matrix F = E s sᵀ, s = ∂ log p(x)/∂θ, in the parameters θ of a distribution as
# they were given, flattened one after the other. Of symmetric and triangular matrices the
# coordinates are the entries on and below the diagonal, row by row.
use events

# The matrix from those of single coordinates: `rows` holds for each pair of parameters the
# information that a coordinate has, by coordinates. A parameter that coordinates share has the sum
# of theirs: with B_i the matrix that repeats the elements of parameter i over the event the block is
# B_iᵀ diag(f_ij) B_j.
fisher_of(rows, values, event) = {
  fill = zeros(event...)
  repeats = map(p -> jacobian(p -> flatten(p + fill))(zeros(shape(p)...)), values)
  block = (i, j) -> {
    f = rows[i][j] + typed_as(fill, rows[i][j])
    typed_as(repeats[i], f)' @ (reshape(f, size(fill), 1)*typed_as(repeats[j], f))
  }
  if len(values) == 1 { return block(1, 1) }
  if len(values) == 2 { return blocks(block(1, 1), block(1, 2), block(2, 2)) }
  left = blocks(block(1, 1), block(1, 2), block(2, 2))
  blocks(left, concat((block(1, 3), block(2, 3)), axis=1), block(3, 3))
}

# The symmetric matrix [A, B; Bᵀ, C].
blocks(A, B, C) = concat((concat((A, B), axis=2), concat((B', C), axis=2)), axis=1)

# The matrix that takes from a flattened d×d matrix its entries on and below the diagonal.
lower_entries(d) = {
  places = reshape(1:d^2, d, d)[[[i >= j for j in 1:d] for i in 1:d]]
  eye(d^2)[places, :]
}

# Those entries as a vector.
lower(A) = lower_entries(len(A)) @ flatten(A)

# The matrix that makes a flattened symmetric matrix of them.
duplication(d) = {
  S = lower_entries(d)'
  turned = flatten(transpose(reshape(1:d^2, d, d)))
  min(S + S[turned, :], 1.0)
}

# The number of rows of a symmetric matrix with n such entries: n = d(d + 1)/2.
rows_of_lower(n) = i64(round((sqrt(8.0*n + 1) - 1)/2))

# The symmetric matrix of them.
symmetric(v) = {
  d = rows_of_lower(size(v))
  reshape(duplication(d) @ v, d, d)
}

# The lower triangular matrix of them.
triangular(v) = {
  d = rows_of_lower(size(v))
  reshape(typed_as(lower_entries(d)', v) @ v, d, d)
}

# L Lᵀ of it.
squared_triangle(v) = {
  L = triangular(v)
  L @ L'
}

# Fisher's matrix of a normal distribution whose covariance Σ(θ) depends on θ, where μ does not:
# F_ab = tr(Σ⁻¹ ∂_aΣ Σ⁻¹ ∂_bΣ)/2. With J = ∂ vec Σ/∂θ it is Jᵀ (Σ⁻¹ ⊗ Σ⁻¹) J/2.
covariance_fisher(Σ, θ) = {
  P = inv(Σ(θ))
  J = jacobian(t -> flatten(Σ(t)))(θ)
  J' @ kron(P, P) @ J/2
}
