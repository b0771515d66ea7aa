import Tensors

/// The matrix product over the last two axes.
struct ProductRules: OperationRules {
  var name: String { "product" }
  var attributes: String { "" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    let (a, b) = (operands[0], operands[1])
    guard a.element == b.element, a.element != .bool else {
      throw .type(operation: "@", got: b.element, expected: a.element.name)
    }
    guard a.shape.rank >= 2, b.shape.rank >= 2, a.shape.leading(2) == b.shape.leading(2),
      a.shape[a.shape.rank - 1] == b.shape[b.shape.rank - 2]
    else { throw .product(a.shape, b.shape) }
    return [a.with(a.shape.with(b.shape[b.shape.rank - 1], axis: a.shape.rank - 1))]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.product(operands[0], operands[1])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let left = try point.tangents[0].map { (t) throws(TraceError) in
      try Term.product(t, point.operands[1])
    }
    let right = try point.tangents[1].map { (t) throws(TraceError) in
      try Term.product(point.operands[0], t)
    }
    return [try Term.sum(left, right)]
  }
}

/// The solution of A X = B: dX = A⁻¹ (dB - dA X).
struct SolveRules: OperationRules {
  var name: String { "solve" }
  var attributes: String { "" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    let (a, b) = (operands[0], operands[1])
    try ShapeRule.square(name, a)
    try ShapeRule.matrix(name, b)
    guard a.element == b.element else {
      throw .type(operation: name, got: b.element, expected: a.element.name)
    }
    guard a.shape.leading(2) == b.shape.leading(2),
      a.shape[a.shape.rank - 1] == b.shape[b.shape.rank - 2]
    else {
      let rows = a.shape[a.shape.rank - 1]
      throw .shape(operation: name, got: b.shape, expected: "\(rows) rows on the right side")
    }
    return [b]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try LinearAlgebra.solve(operands[0], operands[1])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let change = try point.tangents[0].map { (t) throws(TraceError) in
      try Term.product(t, point.results[0])
    }
    guard let right = try Term.difference(point.tangents[1], change) else { return [nil] }
    return [try Term.solve(point.operands[0], right)]
  }
}

/// The matrix exponential; its derivative is a corner of exp([A E; 0 A]).
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
    let a = point.operands[0]
    let n = a.shape[a.rank - 1]
    let top = try Term.concatenated([a, point.tangent(0)], axis: a.rank - 1)
    let bottom = try Term.concatenated([Term.zeros(a.type), a], axis: a.rank - 1)
    let exponential = try Term.concatenated([top, bottom], axis: a.rank - 2).expm()
    var starts = [Int](repeating: 0, count: a.rank)
    starts[a.rank - 1] = n
    return [
      try exponential.sliced(
        starts: starts, counts: a.shape.extents, steps: [Int](repeating: 1, count: a.rank))
    ]
  }
}
