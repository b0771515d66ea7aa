import Tensors

/// Elementwise relations; piecewise constant.
struct CompareRules: OperationRules {
  let comparison: Comparison

  var name: String {
    switch comparison {
    case .equal: "equal"
    case .notEqual: "notEqual"
    case .less: "less"
    case .lessOrEqual: "lessOrEqual"
    case .greater: "greater"
    case .greaterOrEqual: "greaterOrEqual"
    }
  }
  var attributes: String { "" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.equal(comparison.name, operands[0], operands[1])
    guard comparison.isDefined(on: operands[0].element) else {
      throw .type(
        operation: comparison.name, got: operands[0].element, expected: "numbers with an order")
    }
    return [operands[0].with(.bool)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.compare(comparison, operands[0], operands[1])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] { [nil] }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.compare(comparison, operands[0], operands[1])]
  }
}

/// Elements of one of two operands, as a mask says.
struct SelectRules: OperationRules {
  var name: String { "select" }
  var attributes: String { "" }
  var operandCount: Int? { 3 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.equal(name, operands[1], operands[2])
    guard operands[0].element == .bool else {
      throw .type(operation: name, got: operands[0].element, expected: "bool")
    }
    guard operands[0].shape == operands[1].shape else {
      throw .broadcast(operands[0].shape, operands[1].shape)
    }
    return [operands[1]]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.select(operands[0], operands[1], operands[2])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try Term.select(point.operands[0], point.tangent(1), point.tangent(2))]
  }

  var transposition: Transposition {
    .linear { (at) throws(TraceError) in
      guard let u = at.results[0] else { return [nil, nil, nil] }
      let mask = try at.known(0, of: name), zero = try u.constant(0)
      return [
        nil, at.isLinear(1) ? try Term.select(mask, u, zero) : nil,
        at.isLinear(2) ? try Term.select(mask, zero, u) : nil,
      ]
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.select, Term.rows(operands, isBatched, count))]
  }
}
