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

  /// M_ij / (w_j - w_i) off the diagonal and 0 on it.
  ///
  /// Where two values are equal the entry is 0 if M_ij is exactly 0, and not finite otherwise:
  /// then the vectors have no derivative in this direction.
  static func overGaps(_ numerator: Term, _ values: Term) throws(TraceError) -> Term {
    let gaps = try values.asRow() - values.asColumn()
    let isZero = try compare(.equal, numerator, numerator.constant(0))
    let isDiagonal = try rows(numerator.shape, .equal)
    let vanishes = try binary(.or, isZero, isDiagonal)
    let gap = try select(vanishes, gaps.constant(1), gaps)
    return try select(vanishes, numerator.constant(0), numerator / gap)
  }

  /// For columns v that move by `change`, the imaginary number per column by which their phase
  /// must turn so that the entry of largest modulus, the first within rounding, stays real.
  static func phaseTurn(_ vectors: Term, _ change: Term) throws(TraceError) -> Term {
    let rowAxis = vectors.rank - 2
    let modulus = try unary(.abs, vectors)
    let largest = try modulus.reduced(.maximum, over: [rowAxis], keepingAxes: true)
    let pivot = try compare(.greaterOrEqual, modulus, largest.scaled(by: 1 - 1e-10))
      .argument(.maximum, axis: rowAxis)
    let isLargest = try compare(
      .equal, counting(vectors.shape[rowAxis]).asColumn(), pivot.asRow())
    let ratio = try change / select(isLargest, vectors, vectors.constant(1))
    let picked = try select(isLargest, unary(.imaginary, ratio), Term(0.0))
      .sum(over: [rowAxis], keepingAxes: true)
    return try complex(picked.constant(0), picked)
  }
}
