import Tensors

/// Elementwise functions of one operand.
struct UnaryRules: OperationRules {
  let function: UnaryFunction

  var name: String { function.name }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    [try resultType(operands[0])]
  }

  /// The type of the result.
  func resultType(_ x: TensorType) throws(TensorError) -> TensorType {
    guard let element = function.resultType(x.element) else {
      throw .type(operation: name, got: x.element, expected: function.accepted)
    }
    return x.with(element)
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.map(function, operands[0])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    guard let t = point.tangents[0] else { return [nil] }
    return [try function.pushforward(point.operands[0], point.results[0], t)]
  }

  var transposition: Transposition {
    switch function {
    case .negate: .ofOne { (u, _) throws(TraceError) in try -u }
    case .conjugate: .ofOne { (u, _) throws(TraceError) in try u.conjugated() }
    case .real:
      .ofOne { (u, x) throws(TraceError) in
        x.element == .c128 ? try Term.complex(u, u.constant(0)) : u
      }
    case .imaginary:
      .ofOne { (u, x) throws(TraceError) in
        x.element == .c128 ? try Term.complex(u.constant(0), u) : nil
      }
    case .abs, .sign, .floor, .ceil, .round, .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos, .tan,
      .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .logistic, .softplus, .erf,
      .erfc, .erfinv, .lgamma, .polygamma, .besseli, .not, .isNaN, .isFinite:
      .nonlinear
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.unary(function, operands[0])]
  }
}

extension UnaryFunction {
  /// The element types that it is defined on, in words.
  fileprivate var accepted: String {
    let types = ElementType.allCases.filter { resultType($0) != nil }.map(\.name)
    return types.isEmpty ? "an order of at least 0" : types.joined(separator: ", ")
  }
}
