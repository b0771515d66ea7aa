import Tensors

/// The matrix exponential.
struct ExpmRules: OperationRules {
  var name: String { "expm" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.square(name, operands[0])
    return operands
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try LinearAlgebra.expm(operands[0])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try Term.expmDerivative(point.operands[0], point.tangent(0))]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try operands[0].expm()]
  }
}

/// The derivative L(A, E) of the matrix exponential at A in the direction E: the upper right corner
/// of exp([A E; 0 A]), linear in E.
struct ExpmDerivativeRules: OperationRules {
  var name: String { "expmDerivative" }
  var attributes: String { "" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.square("expm", operands[0])
    try ShapeRule.equal("expm", operands[0], operands[1])
    return [operands[0]]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try LinearAlgebra.expmDerivative(operands[0], operands[1])]
  }

  /// A function of matrices meets block triangular ones as a function of numbers meets dual
  /// numbers: L([A E; 0 A], [dA dE; 0 dA]) = [L(A, dA) dL(A, E); 0 L(A, dA)].
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let (a, e) = (point.operands[0], point.operands[1])
    if point.tangents[0] == nil { return [try Term.expmDerivative(a, point.tangent(1))] }
    let whole = try Term.expmDerivative(
      Term.upperBlocks(a, e), Term.upperBlocks(point.tangent(0), point.tangent(1)))
    var starts = [Int](repeating: 0, count: a.rank)
    starts[a.rank - 1] = a.shape[a.rank - 1]
    return [
      try whole.sliced(
        starts: starts, counts: a.shape.extents, steps: [Int](repeating: 1, count: a.rank))
    ]
  }

  /// <U, L(A, E)> = <L(Aᴴ, U), E>, as exp is a power series with real coefficients.
  var transposition: Transposition {
    .linear { (at) throws(TraceError) in
      guard at.isLinear(1), let u = at.results[0] else { return [nil, nil] }
      return [nil, try Term.expmDerivative(at.known(0, of: name).adjoint(), u)]
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.expmDerivative, Term.rows(operands, isBatched, count))]
  }
}

extension Term {
  /// The derivative of the matrix exponential at A in the direction E.
  static func expmDerivative(_ a: Term, _ e: Term) throws(TraceError) -> Term {
    try applyOne(.expmDerivative, [a, e])
  }

  /// [A E; 0 A].
  fileprivate static func upperBlocks(_ a: Term, _ e: Term) throws(TraceError) -> Term {
    let top = try concatenated([a, e], axis: a.rank - 1)
    let bottom = try concatenated([zeros(a.type), a], axis: a.rank - 1)
    return try concatenated([top, bottom], axis: a.rank - 2)
  }
}
