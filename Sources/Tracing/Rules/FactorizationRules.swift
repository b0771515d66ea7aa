import Tensors

/// The Cholesky factor: dL = L Φ(L⁻¹ dA L⁻ᴴ), Φ the lower triangle with half the diagonal.
///
/// The matrix is varied within the symmetric ones.
struct CholeskyRules: OperationRules {
  var name: String { "cholesky" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.square(name, operands[0])
    return operands
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try LinearAlgebra.cholesky(operands[0])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let factor = point.results[0]
    let t = try point.tangent(0)
    let symmetric = try (t + t.adjoint()).scaled(by: 0.5)
    let half = try Term.solve(factor, symmetric).adjoint()
    let whole = try Term.solve(factor, half)
    return [try Term.product(factor, whole.lowerTriangle(diagonal: 0.5))]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    try Term.apply(.cholesky, operands)
  }
}

/// The thin QR decomposition with a non-negative diagonal.
struct QRRules: OperationRules {
  var name: String { "qr" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.matrix(name, operands[0])
    let shape = operands[0].shape
    let (m, n) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let k = Swift.min(m, n)
    return [
      operands[0].with(Shape(shape.leading(2) + [m, k])),
      operands[0].with(Shape(shape.leading(2) + [k, n])),
    ]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    let (q, r) = try LinearAlgebra.qr(operands[0])
    return [q, r]
  }

  /// With B = Qᴴ dA R₁⁻¹ over the leading square block, Qᴴ dQ = Ω is skew and makes
  /// dR = Qᴴ dA - Ω R upper triangular with a real diagonal.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let (q, r) = (point.results[0], point.results[1])
    let t = try point.tangent(0)
    let k = r.shape[r.rank - 2]
    let square = try r.leadingColumns(k)
    let right = try Term.solve(square.adjoint(), t.leadingColumns(k).adjoint()).adjoint()
    let inBasis = try Term.product(q.adjoint(), right)
    let lower = try inBasis.lowerTriangle(diagonal: 0)
    var skew = try lower - lower.adjoint()
    if t.element == .c128 {
      let diagonal = try Term.unary(.imaginary, inBasis.diagonal())
      let turn = try Term.complex(diagonal.constant(0), diagonal)
      skew = try skew + turn.diagonalMatrix()
    }
    let rotation = try Term.product(q, skew - inBasis) + right
    let upper = try Term.product(q.adjoint(), t) - Term.product(skew, r)
    return [rotation, upper]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    try Term.apply(.qr, operands)
  }
}

extension Term {
  /// The first columns of a matrix.
  func leadingColumns(_ count: Int) throws(TraceError) -> Term {
    shape[rank - 1] == count ? self : try part(0, count, axis: rank - 1)
  }
}

/// The thin singular value decomposition.
///
/// Equal singular values: their derivatives are right for the vectors found; the vectors have a
/// tangent only if the direction does not couple them, and not where a value is 0.
struct SVDRules: OperationRules {
  var name: String { "svd" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.matrix(name, operands[0])
    let shape = operands[0].shape
    let (m, n) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let k = Swift.min(m, n)
    let real: ElementType = operands[0].element == .f32 ? .f32 : .f64
    return [
      operands[0].with(Shape(shape.leading(2) + [m, k])),
      TensorType(real, Shape(shape.leading(2) + [k])),
      operands[0].with(Shape(shape.leading(2) + [k, n])),
    ]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    let (u, s, vt) = try LinearAlgebra.svd(operands[0])
    return [u, s, vt]
  }

  /// With P = Uᴴ dA V: ds = diag P, and U, V turn by Ω over the gaps of s².
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let (u, s, vt) = (point.results[0], point.results[1], point.results[2])
    let t = try point.tangent(0)
    let v = try vt.adjoint()
    let along = try Term.product(t, v)
    let p = try Term.product(u.adjoint(), along)
    let change = try Term.unary(.real, p.diagonal())
    let square = try s * s
    let left = try Term.overGaps(p * s.asRow() + s.asColumn() * p.adjoint(), square)
    let right = try Term.overGaps(s.asColumn() * p + p.adjoint() * s.asRow(), square)
    var du = try Term.product(u, left)
    var dv = try Term.product(v, right)
    let (m, n) = (t.shape[t.rank - 2], t.shape[t.rank - 1])
    if m > n { du = try du + (along - Term.product(u, p)) / s.asRow() }
    if n > m {
      let back = try Term.product(t.adjoint(), u)
      dv = try dv + (back - Term.product(v, p.adjoint())) / s.asRow()
    }
    if t.element == .c128 {
      let turn = try Term.unary(.imaginary, p.diagonal()) / s
      du = try du + u * Term.complex(turn.constant(0), turn).asRow()
      let phase = try Term.phaseTurn(u, du)
      (du, dv) = (try du - u * phase, try dv - v * phase)
    }
    return [du, change, try dv.adjoint()]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    try Term.apply(.svd, operands)
  }
}
