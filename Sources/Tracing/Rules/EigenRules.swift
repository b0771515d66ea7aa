import Tensors

/// The eigenvalues of a square matrix.
///
/// Where eigenvalues meet, their derivative is that of the sorted eigenvectors found, and not
/// finite if those are dependent.
struct EigenvaluesRules: OperationRules {
  var name: String { "eigenvalues" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.square(name, operands[0])
    return [TensorType(.c128, Shape(operands[0].shape.leading(1)))]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try LinearAlgebra.eigenvalues(operands[0])]
  }

  /// dλ is the diagonal of V⁻¹ dA V.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let vectors = try point.operands[0].eig().vectors
    return [try Term.inBasis(vectors, point.tangent(0)).diagonal()]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    try Term.apply(.eigenvalues, operands)
  }
}

/// Eigenvalues and eigenvectors of a square matrix.
///
/// The vectors have unit norm and a real positive entry of largest modulus; their tangents keep
/// both. Where eigenvalues are equal the vectors have a tangent only if the direction does not
/// couple them; otherwise it is not finite.
struct EigRules: OperationRules {
  var name: String { "eig" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.square(name, operands[0])
    let shape = operands[0].shape
    return [TensorType(.c128, Shape(shape.leading(1))), TensorType(.c128, shape)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    let (values, vectors) = try LinearAlgebra.eig(operands[0])
    return [values, vectors]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let (values, vectors) = (point.results[0], point.results[1])
    let inBasis = try Term.inBasis(vectors, point.tangent(0))
    let free = try Term.product(vectors, Term.overGaps(inBasis, values))
    let along = try (Term.unary(.conjugate, vectors) * free)
      .sum(over: [vectors.rank - 2], keepingAxes: true)
    let growth = try Term.unary(.real, along)
    let correction = try growth + Term.phaseTurn(vectors, free)
    return [try inBasis.diagonal(), try free - vectors * correction]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    try Term.apply(.eig, operands)
  }
}

/// Eigenvalues and eigenvectors of a symmetric (Hermitian) matrix.
///
/// The matrix is varied within the symmetric ones. Equal eigenvalues: the derivatives of the
/// values are right for the vectors found; the vectors are as with `EigRules`.
struct EighRules: OperationRules {
  var name: String { "eigh" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.square(name, operands[0])
    let shape = operands[0].shape
    let real: ElementType = operands[0].element == .f32 ? .f32 : .f64
    return [TensorType(real, Shape(shape.leading(1))), operands[0]]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    let (values, vectors) = try LinearAlgebra.eigh(operands[0])
    return [values, vectors]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let (values, vectors) = (point.results[0], point.results[1])
    let t = try point.tangent(0)
    let symmetric = try (t + t.adjoint()).scaled(by: 0.5)
    let inBasis = try Term.product(vectors.adjoint(), Term.product(symmetric, vectors))
    let diagonal = try inBasis.diagonal()
    let change = try Term.product(vectors, Term.overGaps(inBasis, values))
    if t.element != .c128 { return [diagonal, change] }
    let turned = try change - vectors * Term.phaseTurn(vectors, change)
    return [try Term.unary(.real, diagonal), turned]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    try Term.apply(.eigh, operands)
  }
}
