# Gauss's rules: points x and weights w with Σ w f(x) = E f(X), exact for polynomials f of degree
# below 2n, for the standard normal, uniform, gamma and beta X. The monic polynomials orthogonal under
# a density obey p_{k+1} = (x - a_k) p_k - b_k² p_{k-1}; with the a_k on the diagonal and the b_k beside
# it, the symmetric matrix J has the points as eigenvalues, and the weights are the squares of the
# first components of its eigenvectors of length 1. Golub and Welsch 1969.
# names: gauss_hermite, gauss_legendre, gauss_laguerre, gauss_jacobi

# The rule of the matrix with a on the diagonal and b beside it.
gauss_rule(a, b) = {
  n = size(a)
  J = zeros(n, n)
  for k in 1:n { J[k, k] = a[k] }
  for k in 1:n-1 { J[k, k+1] = b[k]; J[k+1, k] = b[k] }
  (x, vectors) = eigh(J, vectors=true)
  (x, vectors[1, :]^2)
}

# The number of points, which must be an integer from 1 to 200.
points(name, n) = {
  if kind(n) != "i64" or n < 1 or n > 200 {
    error("{name}: the number of points is an integer from 1 to 200, not {text(n)}", "domain")
  }
  n
}

# X ~ N(0, 1), density exp(-x²/2)/√(2π): a_k = 0, b_k² = k. The points are ± the same numbers.
# n: how many points, 1 to 200
# example: use gauss; (x, w) = gauss_hermite(3); sum(w*x^4)
# -> 3.0
gauss_hermite(n) = {
  n = points("gauss_hermite", n)
  (x, w) = gauss_rule(zeros(n), [sqrt(k) for k in 1:n-1])
  ((x - reverse(x))/2, (w + reverse(w))/2)
}

# X uniform on -1..1: a_k = 0, b_k² = k²/(4k² - 1).
# n: how many points, 1 to 200
# example: use gauss; (x, w) = gauss_legendre(3); sum(w*x^4)
# -> 0.2
gauss_legendre(n) = {
  n = points("gauss_legendre", n)
  (x, w) = gauss_rule(zeros(n), [k/sqrt(4*k^2 - 1) for k in 1:n-1])
  ((x - reverse(x))/2, (w + reverse(w))/2)
}

# X ~ Gamma(α, 1), density x^(α-1) exp(-x)/Γ(α), exponential for α = 1: a_k = 2k + α for
# k = 0, 1, ..., b_k² = k(k + α - 1).
# n: how many points, 1 to 200
# α: the shape of the gamma distribution
# example: use gauss; (x, w) = gauss_laguerre(3); sum(w*x^4)
# -> 24.0
gauss_laguerre(n, α=1.0) = {
  n = points("gauss_laguerre", n)
  gauss_rule([2*(k - 1) + α for k in 1:n], [sqrt(k*(k + α - 1)) for k in 1:n-1])
}

# X ~ Beta(a, b), density x^(a-1) (1-x)^(b-1)/B(a, b): Jacobi's polynomials in 2x - 1. With s = a + b
# the a_k are ((a - 1)² - (b - 1)²)/((2k + s - 2)(2k + s)), (a - b)/s for k = 0, and the
# b_k² = 4k(k + a - 1)(k + b - 1)(k + s - 2)/((2k + s - 2)²(2k + s - 1)(2k + s - 3)), where k = 1 has
# 4ab/(s²(s + 1)).
# n: how many points, 1 to 200
# a, b: those of the beta distribution
# example: use gauss; (x, w) = gauss_jacobi(3, 2, 3); sum(w*x)
# -> 0.4
gauss_jacobi(n, a, b) = {
  n = points("gauss_jacobi", n)
  s = a + b
  centre = k -> if k == 0 { (a - b)/s } else { (a - b)*(s - 2)/((2*k + s - 2)*(2*k + s)) }
  beside = k -> if k == 1 { 4*a*b/(s^2*(s + 1)) } else {
    4*k*(k + a - 1)*(k + b - 1)*(k + s - 2)/((2*k + s - 2)^2*(2*k + s - 1)*(2*k + s - 3))
  }
  (t, w) = gauss_rule([centre(k - 1) for k in 1:n], [sqrt(beside(k)) for k in 1:n-1])
  ((1 + t)/2, w)
}

# The rule for independent coordinates, one for each element of an event of the given shape: z holds
# the n points of every coordinate, w their weights, both with axes (n, event...). The value is all
# n^d combinations as rows, with the products of their weights.
product_rule(name, z, w, event) = {
  if len(event) == 0 { return (z, w) }
  n = len(z)
  d = quo(size(z), n)
  if d*log(n) > log(1e6) + 1e-9 {
    error("{name}: {n}^{d} points are too many, the limit is 10^6; method=\"samples\" has no such limit", "memory")
  }
  (z, w) = (reshape(z, n, d), reshape(w, n, d))
  count = n^d
  # The digits of 0, 1, ..., n^d - 1 in base n choose a point of each coordinate.
  at = j -> 1 + mod(quo(0:count-1, n^(d - j)), n)
  nodes = [z[at(j), j] for j in 1:d]
  weights = prod([w[at(j), j] for j in 1:d], axis=1)
  (reshape(nodes', count, event...), weights)
}
