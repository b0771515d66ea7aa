# How the weights of a layer start: functions of the shape m×n of a matrix that takes n numbers (the fan-in) to m (the
# fan-out). zeros and ones are such functions too, and so is every (m, n) -> matrix of one's own.
# names: lecun_normal, lecun_uniform, he_normal, he_uniform, xavier_normal, xavier_uniform
# names: glorot_normal, glorot_uniform, orthogonal

# Normal numbers of variance 1/n, which keep the variance of what passes a linear layer. LeCun et al. 1998.
# m, n: the numbers of outputs and inputs, rows and columns
# example: use initialisers; shape(lecun_normal(3, 4))
# -> (3, 4)
lecun_normal(m, n) = normal_matrix(m, n, 1/max(n, 1))

# Uniform numbers of variance 1/n: between ±√(3/n). LeCun et al. 1998.
# m, n: the numbers of outputs and inputs, rows and columns
# example: use initialisers; max(abs(lecun_uniform(50, 3))) <= 1
# -> true
lecun_uniform(m, n) = uniform_matrix(m, n, 1/max(n, 1))

# Normal numbers of variance 2/n, as a rectifier halves the mean square. He et al. 2015, equation 10.
# m, n: the numbers of outputs and inputs, rows and columns
# example: use initialisers; shape(he_normal(3, 4))
# -> (3, 4)
he_normal(m, n) = normal_matrix(m, n, 2/max(n, 1))

# Uniform numbers of variance 2/n: between ±√(6/n). He et al. 2015.
# m, n: the numbers of outputs and inputs, rows and columns
# example: use initialisers; max(abs(he_uniform(50, 6))) <= 1
# -> true
he_uniform(m, n) = uniform_matrix(m, n, 2/max(n, 1))

# Normal numbers of variance 2/(n + m), between what keeps the variance forward and backward; also named after Glorot.
# Glorot and Bengio 2010, equation 12.
# m, n: the numbers of outputs and inputs, rows and columns
# example: use initialisers; shape(xavier_normal(3, 4))
# -> (3, 4)
xavier_normal(m, n) = normal_matrix(m, n, 2/max(n + m, 1))

# Uniform numbers of variance 2/(n + m): between ±√(6/(n + m)). Glorot and Bengio 2010, equation 16.
# m, n: the numbers of outputs and inputs, rows and columns
# example: use initialisers; max(abs(xavier_uniform(3, 3))) <= 1
# -> true
xavier_uniform(m, n) = uniform_matrix(m, n, 2/max(n + m, 1))

# xavier_normal under its author's name.
# m, n: the numbers of outputs and inputs, rows and columns
# example: use initialisers; shape(glorot_normal(3, 4))
# -> (3, 4)
glorot_normal(m, n) = xavier_normal(m, n)

# xavier_uniform under its author's name.
# m, n: the numbers of outputs and inputs, rows and columns
# example: use initialisers; max(abs(glorot_uniform(3, 3))) <= 1
# -> true
glorot_uniform(m, n) = xavier_uniform(m, n)

# A matrix with orthonormal rows or columns, whichever are fewer, uniform among them: the Q of a normal matrix with the
# signs that make the diagonal of R positive. Saxe et al. 2014; Mezzadri 2007.
# m, n: the numbers of outputs and inputs, rows and columns
# example: use initialisers; Q = orthogonal(2, 3); norm(Q @ Q' - eye(2)) < 1e-12
# -> true
orthogonal(m, n) = {
  Q = qr(normal_matrix(max(m, n), min(m, n), 1)).q
  if m < n { Q' } else { Q }
}

# A matrix of normal numbers with mean 0.
normal_matrix(m, n, variance) = sqrt(variance)*normal_noise(m, n)

# A matrix of uniform numbers with mean 0, between ±√(3·variance).
uniform_matrix(m, n, variance) = sqrt(3*variance)*(2*uniform_noise(m, n) - 1)
