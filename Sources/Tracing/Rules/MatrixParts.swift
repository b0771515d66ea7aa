import Tensors

extension Term {
  /// The entries of a matrix below the diagonal; on it too where `diagonal` is not 0, times that.
  func lowerTriangle(diagonal: Double) throws(TraceError) -> Term {
    let isBelow = try Term.rows(shape, .greater), isOn = try Term.rows(shape, .equal)
    let zero = try constant(0)
    let onDiagonal = diagonal == 0 ? zero : try scaled(by: diagonal)
    return try Term.select(isBelow, self, Term.select(isOn, onDiagonal, zero))
  }

  /// Where the row number of a matrix compares so to the column number.
  private static func rows(_ shape: Shape, _ comparison: Comparison) throws(TraceError) -> Term {
    let rows = try counting(shape[shape.rank - 2]), columns = try counting(shape[shape.rank - 1])
    return try compare(comparison, rows.reshaped(to: Shape([rows.shape[0], 1])), columns)
  }

  /// 0, 1, ..., n - 1.
  static func counting(_ n: Int) throws(TraceError) -> Term {
    .known(
      try wrapping { () throws(TensorError) in try Tensor.range(from: 0, count: n, step: 1) })
  }

  /// A vector (or a batch) as a row to multiply the columns of a matrix with.
  func asRow() throws(TraceError) -> Term {
    try reshaped(to: Shape(shape.leading(1) + [1, shape[rank - 1]]))
  }

  /// A vector (or a batch) as a column to multiply the rows of a matrix with.
  func asColumn() throws(TraceError) -> Term { try reshaped(to: Shape(shape.extents + [1])) }

  /// V⁻¹ dA V for eigenvectors V of unit norm.
  ///
  /// The largest entry of row i of V⁻¹ is the condition of eigenvalue i, its reaction to a
  /// perturbation of A. Beyond 10¹⁴ rounding alone makes the eigenvectors independent: the matrix
  /// is defective for all that is known, and a derivative is 0 or infinite.
  static func inBasis(_ vectors: Term, _ change: Term) throws(TraceError) -> Term {
    let n = vectors.shape[vectors.rank - 1]
    let result = try solve(vectors, product(change, vectors))
    if n == 0 { return result }
    let conditions = try unary(.abs, vectors.stopped().inverse())
      .reduced(.maximum, over: [vectors.rank - 1], keepingAxes: true)
    let isDefective = try relation(.greater, conditions, Term(1e14))
    if let known = isDefective.known,
      try known.reduced(.any).knownValue().scalar == .bool(false)
    {
      return result
    }
    return try select(isDefective, result.beyondAllNumbers(), result)
  }

  /// M_ij / (w_j - w_i) off the diagonal and 0 on it; linear in M.
  ///
  /// Where two values are equal the entry is 0 if M_ij is exactly 0, and not finite otherwise:
  /// then the vectors have no derivative in this direction.
  static func overGaps(_ numerator: Term, _ values: Term) throws(TraceError) -> Term {
    let gaps = try values.asRow() - values.asColumn()
    let isDiagonal = try rows(numerator.shape, .equal)
    let isZero = try relation(.equal, gaps, gaps.constant(0))
    let gap = try select(isZero, gaps.constant(1), gaps)
    let quotient = try numerator / gap
    let zero = try numerator.constant(0)
    if try !hasEqual(isZero, off: isDiagonal) { return try select(isDiagonal, zero, quotient) }
    let unlimited = try select(isZero, numerator.beyondAllNumbers(), quotient)
    return try select(isDiagonal, zero, unlimited)
  }

  /// Whether values are equal off the diagonal; where they are not known they may be.
  private static func hasEqual(
    _ isZero: Term, off isDiagonal: Term
  ) throws(TraceError) -> Bool {
    guard let known = isZero.known else { return true }
    let count = try binary(.and, known, unary(.not, isDiagonal)).reduced(.any)
    return try count.knownValue().scalar == .bool(true)
  }

  /// 0 where the term is 0, else not finite: an infinite multiple by finite factors, so that it is
  /// a linear map that keeps 0.
  func beyondAllNumbers() throws(TraceError) -> Term {
    let factor = element == .f32 ? 0x1p120 : 0x1p1000
    return try scaled(by: factor).scaled(by: factor).scaled(by: factor)
  }

  /// For columns v that move by `change`, the imaginary number per column by which their phase
  /// must turn so that the entry of largest modulus, the first within rounding, stays real.
  static func phaseTurn(_ vectors: Term, _ change: Term) throws(TraceError) -> Term {
    let rowAxis = vectors.rank - 2
    let modulus = try unary(.abs, vectors)
    let largest = try modulus.reduced(.maximum, over: [rowAxis], keepingAxes: true)
    let pivot = try relation(.greaterOrEqual, modulus, largest.scaled(by: 1 - 1e-10))
      .argument(.maximum, axis: rowAxis)
    let isLargest = try compare(
      .equal, counting(vectors.shape[rowAxis]).asColumn(), pivot.asRow())
    let ratio = try change / select(isLargest, vectors, vectors.constant(1))
    let picked = try select(isLargest, unary(.imaginary, ratio), Term(0.0))
      .sum(over: [rowAxis], keepingAxes: true)
    return try complex(picked.constant(0), picked)
  }
}
