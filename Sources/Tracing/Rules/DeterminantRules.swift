import Tensors

/// The determinant.
struct DeterminantRules: OperationRules {
  var name: String { "determinant" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.square("det", operands[0])
    return [operands[0].with(Shape(operands[0].shape.leading(2)))]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try LinearAlgebra.determinant(operands[0])]
  }

  /// Σ C_ij dA_ij with the cofactors C_ij, the determinants of A with column j replaced by the
  /// unit vector i.
  ///
  /// That holds for singular matrices too; of large ones it is det A tr(A⁻¹ dA).
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let a = point.operands[0]
    let t = try point.tangent(0)
    let n = a.shape[a.rank - 1]
    if n > 16 { return [try point.results[0] * Term.solve(a, t).trace()] }
    let isReplaced = try Term.identity(n, .bool).reshaped(to: Shape([1, n, 1, n]))
    let unit = try Term.identity(n, a.element).reshaped(to: Shape([n, 1, n, 1]))
    let copies = try a.reshaped(to: Shape(a.shape.leading(2) + [1, 1, n, n]))
    let cofactors = try Term.select(isReplaced, unit, copies).determinant()
    return [try (cofactors * t).sum(over: [t.rank - 2, t.rank - 1])]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    try Term.apply(.determinant, operands)
  }
}

/// Sign and logarithm of the determinant: d log det A = tr(A⁻¹ dA).
struct LogAbsDeterminantRules: OperationRules {
  var name: String { "logAbsDeterminant" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.square("det", operands[0])
    let sign = operands[0].with(Shape(operands[0].shape.leading(2)))
    return [sign, sign.with(sign.element == .c128 ? .f64 : sign.element)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    let (sign, log) = try LinearAlgebra.logAbsDeterminant(operands[0])
    return [sign, log]
  }

  /// The sign of a real determinant is piecewise constant; the phase of a complex one turns.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let trace = try Term.solve(point.operands[0], point.tangent(0)).trace()
    guard trace.element == .c128 else { return [nil, trace] }
    let angle = try Term.unary(.imaginary, trace)
    let turn = try Term.complex(angle.constant(0), angle)
    return [try point.results[0] * turn, try Term.unary(.real, trace)]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    try Term.apply(.logAbsDeterminant, operands)
  }
}
