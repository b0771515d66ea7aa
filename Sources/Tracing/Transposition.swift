import Tensors

/// How cotangents pass an operation backwards.
///
/// A tangent map is made of operations that are linear in the tangents, and its transpose of the
/// transposes of these. The pairing is real-linear, <a, b> = Re Σ conj(a) b, so that the gradient
/// of a real function of z = x + iy is ∂f/∂x + i ∂f/∂y, the direction of steepest ascent.
enum Transposition: Sendable {
  /// Tangents never pass through it as it is: in no operand is it linear.
  case nonlinear
  /// Cotangents of the operands, nil where zero or not linear.
  case linear(@Sendable (Cotangents) throws(TraceError) -> [Term?])

  /// An operation of one operand, linear in it: the cotangent, and the type of the operand.
  static func ofOne(
    _ rule: @escaping @Sendable (Term, TensorType) throws(TraceError) -> Term?
  ) -> Transposition {
    .linear { (at) throws(TraceError) in
      guard at.isLinear(0), let u = at.results[0] else { return [nil] }
      return [try rule(u, at.operandTypes[0])]
    }
  }
}

/// Where a linear operation is transposed, and what comes back to it.
struct Cotangents {
  /// The operands; nil where the operation is used as linear in that operand (its value is not
  /// known).
  let operands: [Term?]
  /// The types of all operands.
  let operandTypes: [TensorType]
  /// The types of the results.
  let resultTypes: [TensorType]
  /// The cotangents of the results, nil for zero; at least one is not nil.
  let results: [Term?]

  /// Whether the operation is used as linear in an operand.
  func isLinear(_ index: Int) -> Bool { operands[index] == nil }

  /// An operand that must have a value, as the operation is linear only in others.
  func known(_ index: Int, of operation: String) throws(TraceError) -> Term {
    guard let operand = operands[index] else {
      throw .notDifferentiable(
        operation: operation, reason: "its tangent is not linear in the direction")
    }
    return operand
  }
}
