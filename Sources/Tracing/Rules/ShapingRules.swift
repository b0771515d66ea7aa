import Tensors

/// The same elements in another shape.
struct ReshapeRules: OperationRules {
  let shape: Shape

  var name: String { "reshape" }
  var attributes: String { "[\(shape)]" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    guard operands[0].shape.count == shape.count else {
      throw .shape(operation: name, got: operands[0].shape, expected: "\(shape.count) elements")
    }
    return [operands[0].with(shape)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].reshaped(to: shape)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try point.tangent(0).reshaped(to: shape)]
  }

  var transposition: Transposition {
    .ofOne { (u, x) throws(TraceError) in
      try u.reshaped(to: x.shape)
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try operands[0].reshaped(to: shape.rows(count))]
  }
}

/// Axes in another order.
struct TransposeRules: OperationRules {
  let permutation: [Int]

  var name: String { "transpose" }
  var attributes: String { "\(permutation)" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    let shape = operands[0].shape
    try ShapeRule.axes(permutation, name, operands[0])
    guard permutation.count == shape.rank else {
      throw .shape(operation: name, got: shape, expected: "\(permutation.count) axes")
    }
    return [operands[0].with(Shape(permutation.map { shape[$0] }))]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].transposed(permutation)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try point.tangent(0).transposed(permutation)]
  }

  var transposition: Transposition {
    var back = permutation
    for (place, axis) in permutation.enumerated() { back[axis] = place }
    return .ofOne { [back] (u, _) throws(TraceError) in try u.transposed(back) }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try operands[0].transposed([0] + permutation.map { $0 + 1 })]
  }
}

/// Axes stretched from length 1.
struct BroadcastRules: OperationRules {
  let shape: Shape

  var name: String { "broadcast" }
  var attributes: String { "[\(shape)]" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    guard operands[0].shape.broadcasts(to: shape) else {
      throw .broadcast(operands[0].shape, shape)
    }
    return [operands[0].with(shape)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].broadcast(to: shape)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try point.tangent(0).broadcast(to: shape)]
  }

  var transposition: Transposition {
    .ofOne { (u, x) throws(TraceError) in
      try u.summed(to: x.shape)
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let x = operands[0]
    let added = [Int](repeating: 1, count: shape.rank - x.rank + 1)
    let aligned = try x.reshaped(to: Shape([count] + added + x.shape.extents.dropFirst()))
    return [try aligned.broadcast(to: shape.rows(count))]
  }
}

/// Operands side by side along an axis.
struct ConcatenateRules: OperationRules {
  let axis: Int

  var name: String { "concatenate" }
  var attributes: String { "[axis \(axis)]" }
  var operandCount: Int? { nil }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    let first = operands[0]
    try ShapeRule.axis(axis, first)
    var length = 0
    for operand in operands {
      guard operand.element == first.element else {
        throw .type(operation: name, got: operand.element, expected: first.element.name)
      }
      guard operand.shape.rank == first.shape.rank,
        operand.shape.with(0, axis: axis) == first.shape.with(0, axis: axis)
      else {
        throw .shape(
          operation: name, got: operand.shape,
          expected: "\(first.shape) but for axis \(axis + 1)")
      }
      let (sum, overflow) = length.addingReportingOverflow(operand.shape[axis])
      length = overflow ? Int.max : sum
    }
    return [first.with(first.shape.with(length, axis: axis))]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.concatenated(operands, axis: axis)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    var parts: [Term] = []
    for index in point.operands.indices { parts.append(try point.tangent(index)) }
    return [try Term.concatenated(parts, axis: axis)]
  }

  var transposition: Transposition {
    .linear { (at) throws(TraceError) in
      var parts: [Term?] = []
      var start = 0
      for (index, type) in at.operandTypes.enumerated() {
        if at.isLinear(index), let u = at.results[0] {
          parts.append(try u.part(start, type.shape[axis], axis: axis))
        } else {
          parts.append(nil)
        }
        start += type.shape[axis]
      }
      return parts
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.concatenate(axis: axis + 1), Term.rows(operands, isBatched, count))]
  }
}
