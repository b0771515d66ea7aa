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

  var transposition: Transposition {
    .linear { (at) throws(TraceError) in
      guard let u = at.results[0] else { return [nil, nil] }
      return [
        at.isLinear(0) ? try Term.product(u, at.known(1, of: name).adjoint()) : nil,
        at.isLinear(1) ? try Term.product(at.known(0, of: name).adjoint(), u) : nil,
      ]
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let (a, b) = (operands[0], operands[1])
    // One factor for all rows makes one larger product: of the rows of all A with B, or of A with
    // the columns of all B.
    if isBatched[0], !isBatched[1], b.rank == 2 {
      let rows = Shape([count &* a.shape[1], a.shape[2]])
      let all = try Term.product(a.reshaped(to: rows), b)
      return [try all.reshaped(to: Shape([count, a.shape[1], b.shape[1]]))]
    }
    if isBatched[1], !isBatched[0], a.rank == 2 {
      let columns = try b.transposed().reshaped(to: Shape([count &* b.shape[2], b.shape[1]]))
      let all = try Term.product(columns, a.transposed())
      return [try all.reshaped(to: Shape([count, b.shape[2], a.shape[0]])).transposed()]
    }
    return [try Term.product(a.rows(isBatched[0], count), b.rows(isBatched[1], count))]
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

  var transposition: Transposition {
    .linear { (at) throws(TraceError) in
      guard at.isLinear(1), let u = at.results[0] else { return [nil, nil] }
      return [nil, try Term.solve(at.known(0, of: name).adjoint(), u)]
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let (a, b) = (operands[0], operands[1])
    // One matrix for all rows is factored once, for the columns of all right sides.
    if !isBatched[0], a.rank == 2 {
      let (n, m) = (b.shape[1], b.shape[2])
      let columns = try b.transposed([1, 0, 2]).reshaped(to: Shape([n, count &* m]))
      let all = try Term.solve(a, columns).reshaped(to: Shape([n, count, m]))
      return [try all.transposed([1, 0, 2])]
    }
    return [try Term.solve(a.rows(isBatched[0], count), b.rows(isBatched[1], count))]
  }
}
