import Tensors

extension Term {
  /// The solution x of A x = b for a vector b, X of A X = B for a matrix B; leading axes are
  /// batch axes and broadcast.
  public static func solve(_ a: Term, _ b: Term) throws(TraceError) -> Term {
    let type = Promotion.common(try a.floating().type, try b.floating().type)
    let a = try a.converted(to: type)
    let isVector = b.rank == 1
    var right = try b.converted(to: type)
    if isVector { right = try right.reshaped(to: Shape(b.shape.extents + [1])) }
    guard a.rank >= 2 && right.rank >= 2 else {
      throw .tensor(.shape(operation: "solve", got: a.shape, expected: "a square matrix"))
    }
    let left = Shape(Array(a.shape.extents.dropLast(2)))
    guard let batch = left.broadcast(with: Shape(Array(right.shape.extents.dropLast(2)))) else {
      throw .tensor(.broadcast(a.shape, b.shape))
    }
    let p = try a.broadcast(to: Shape(batch.extents + a.shape.extents.suffix(2)))
    let q = try right.broadcast(to: Shape(batch.extents + right.shape.extents.suffix(2)))
    let x = try applyOne(.solve, [p, q])
    return isVector ? try x.reshaped(to: Shape(Array(x.shape.extents.dropLast()))) : x
  }

  /// The x of least |A x - b|, by the QR decomposition; A has full column rank and is not wide.
  public static func leastSquares(_ a: Term, _ b: Term) throws(TraceError) -> Term {
    guard a.rank == 2, a.shape[0] >= a.shape[1] else {
      throw .tensor(
        .shape(operation: "lstsq", got: a.shape, expected: "a matrix with rows >= columns"))
    }
    let (q, r) = try a.qr()
    return try solve(r, product(q.adjoint(), b))
  }

  /// The inverse of a square matrix.
  public func inverse() throws(TraceError) -> Term {
    guard rank >= 2 else {
      throw .tensor(.shape(operation: "inv", got: shape, expected: "a square matrix"))
    }
    let a = try floating()
    return try Term.solve(a, Term.identity(shape[rank - 1], a.element))
  }

  /// The determinant.
  public func determinant() throws(TraceError) -> Term {
    try Term.applyOne(.determinant, [floating()])
  }

  /// The sign (the phase of a complex one) and log |det A|.
  public func logAbsDeterminant() throws(TraceError) -> (sign: Term, log: Term) {
    let results = try Term.apply(.logAbsDeterminant, [floating()])
    return (results[0], results[1])
  }

  /// The logarithm of the determinant of a real matrix, nan where it is negative.
  public func logDeterminant() throws(TraceError) -> Term {
    let (sign, log) = try logAbsDeterminant()
    let isNegative = try Term.relation(.less, sign, sign.constant(0))
    return try Term.select(isNegative, log.constant(.nan), log)
  }

  /// The lower Cholesky factor L of a symmetric positive definite matrix, A = L Lᵀ.
  public func cholesky() throws(TraceError) -> Term {
    try Term.applyOne(.cholesky, [floating()])
  }

  /// The thin QR decomposition, R's diagonal not negative.
  public func qr() throws(TraceError) -> (q: Term, r: Term) {
    let results = try Term.apply(.qr, [floating()])
    return (results[0], results[1])
  }

  /// The matrix exponential.
  public func expm() throws(TraceError) -> Term { try Term.applyOne(.expm, [floating()]) }
}
