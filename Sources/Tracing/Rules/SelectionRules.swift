import Tensors

/// A regular part.
struct SliceRules: OperationRules {
  let starts: [Int]
  let counts: [Int]
  let steps: [Int]

  var name: String { "slice" }
  var attributes: String {
    let axes = starts.indices.map {
      steps[$0] == 1 ? "\(starts[$0])+\(counts[$0])" : "\(starts[$0])+\(counts[$0])*\(steps[$0])"
    }
    return "[\(axes.joined(separator: ", "))]"
  }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    let shape = operands[0].shape
    guard starts.count == shape.rank, counts.count == shape.rank, steps.count == shape.rank else {
      throw .shape(operation: name, got: shape, expected: "\(starts.count) axes")
    }
    for axis in 0..<shape.rank where counts[axis] != 0 {
      guard counts[axis] > 0 else {
        throw .shape(operation: name, got: shape, expected: "counts of at least 0")
      }
      try check(starts[axis], axis, shape)
      let (way, first) = (counts[axis] - 1).multipliedReportingOverflow(by: steps[axis])
      let (last, second) = starts[axis].addingReportingOverflow(way)
      try check(first || second ? Int.max : last, axis, shape)
    }
    return [operands[0].with(Shape(counts))]
  }

  private func check(_ position: Int, _ axis: Int, _ shape: Shape) throws(TensorError) {
    guard position >= 0 && position < shape[axis] else {
      throw .index(axis: axis + 1, index: position &+ 1, extent: shape[axis])
    }
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].sliced(starts: starts, counts: counts, steps: steps)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try point.tangent(0).sliced(starts: starts, counts: counts, steps: steps)]
  }
}

/// Listed slices along an axis.
struct GatherRules: OperationRules {
  let axis: Int

  var name: String { "gather" }
  var attributes: String { "[axis \(axis)]" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.axis(axis, operands[0])
    try ShapeRule.positions(name, operands[1])
    return [operands[0].with(operands[0].shape.with(operands[1].shape[0], axis: axis))]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].gathered(axis: axis, at: operands[1])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try point.tangent(0).gathered(axis: axis, at: point.operands[1])]
  }
}

/// Listed slices along an axis replaced.
struct ScatterRules: OperationRules {
  let axis: Int

  var name: String { "scatter" }
  var attributes: String { "[axis \(axis)]" }
  var operandCount: Int? { 3 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.axis(axis, operands[0])
    try ShapeRule.positions(name, operands[1])
    let expected = operands[0].shape.with(operands[1].shape[0], axis: axis)
    guard operands[2].shape == expected else { throw .broadcast(operands[2].shape, expected) }
    guard operands[2].element == operands[0].element else {
      throw .type(operation: name, got: operands[2].element, expected: operands[0].element.name)
    }
    return [operands[0]]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].scattered(axis: axis, at: operands[1], operands[2])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [
      try point.tangent(0).scattered(
        axis: axis, at: point.operands[1], point.tangent(2))
    ]
  }
}
