import Tensors

/// Zeros with the operand at a regular part.
struct PadRules: OperationRules {
  let shape: Shape
  let starts: [Int]
  let steps: [Int]

  var name: String { "pad" }
  var attributes: String {
    let axes = starts.indices.map {
      steps[$0] == 1 ? "\(starts[$0])" : "\(starts[$0])*\(steps[$0])"
    }
    return "[\(shape), at \(axes.joined(separator: ", "))]"
  }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    let part = operands[0].shape
    guard shape.rank == part.rank else {
      throw .shape(operation: name, got: part, expected: "\(shape.rank) axes")
    }
    // The part must be one that a slice could take, with no position twice.
    let slice = SliceRules(starts: starts, counts: part.extents, steps: steps)
    _ = try slice.resultTypes([operands[0].with(shape)])
    for axis in 0..<part.rank where steps[axis] == 0 && part[axis] > 1 {
      throw .shape(operation: name, got: part, expected: "a step other than 0")
    }
    return [operands[0].with(shape)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].padded(to: shape, starts: starts, steps: steps)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try point.tangent(0).padded(to: shape, starts: starts, steps: steps)]
  }

  var transposition: Transposition {
    .ofOne { (u, x) throws(TraceError) in
      try u.sliced(starts: starts, counts: x.shape.extents, steps: steps)
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try operands[0].padded(to: shape.rows(count), starts: [0] + starts, steps: [1] + steps)]
  }
}
