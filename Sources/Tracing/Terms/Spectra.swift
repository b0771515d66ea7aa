import Tensors

extension Term {
  /// The eigenvalues, c128, by descending real then imaginary part.
  public func eigenvalues() throws(TraceError) -> Term {
    try Term.applyOne(.eigenvalues, [floating()])
  }

  /// Eigenvalues and unit eigenvectors (columns), c128; each vector's entry of largest modulus is
  /// real and positive.
  public func eig() throws(TraceError) -> (values: Term, vectors: Term) {
    let results = try Term.apply(.eig, [floating()])
    return (results[0], results[1])
  }

  /// Ascending eigenvalues and orthonormal eigenvectors (columns) of a symmetric matrix.
  public func eigh() throws(TraceError) -> (values: Term, vectors: Term) {
    let results = try Term.apply(.eigh, [floating()])
    return (results[0], results[1])
  }

  /// The thin singular value decomposition, singular values descending.
  public func svd() throws(TraceError) -> (u: Term, s: Term, vt: Term) {
    let results = try Term.apply(.svd, [floating()])
    return (results[0], results[1], results[2])
  }

  /// The singular values, descending.
  public func singularValues() throws(TraceError) -> Term { try svd().s }

  /// The number of singular values above `tolerance` times the largest, i64.
  public func matrixRank(tolerance: Double) throws(TraceError) -> Term {
    let values = try singularValues()
    let last = values.rank - 1
    if values.shape[last] == 0 { return try values.sum(over: [last]).converted(to: .i64) }
    let largest = try values.reduced(.maximum, over: [last], keepingAxes: true)
    let counted = try Term.compare(.greater, values, largest.scaled(by: tolerance))
    return try counted.sum(over: [last])
  }
}
