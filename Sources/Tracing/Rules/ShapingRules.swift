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
}
