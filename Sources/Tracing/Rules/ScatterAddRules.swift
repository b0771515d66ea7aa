import Tensors

/// Listed slices along an axis added to.
struct ScatterAddRules: OverwritingRules {
  let axis: Int

  var name: String { "scatterAdd" }
  var attributes: String { "[axis \(axis)]" }
  var operandCount: Int? { 3 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    guard operands[0].element != .bool else {
      throw .type(operation: name, got: operands[0].element, expected: "numbers")
    }
    return try ScatterRules(axis: axis).resultTypes(operands)
  }

  func overwrite(_ target: inout Tensor, _ others: [Tensor]) throws(TensorError) {
    try target.accumulate(axis: axis, at: others[0], others[1])
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [try point.tangent(0).accumulated(axis: axis, at: point.operands[1], point.tangent(2))]
  }

  var transposition: Transposition {
    .linear { (at) throws(TraceError) in
      guard let u = at.results[0] else { return [nil, nil, nil] }
      let updates =
        at.isLinear(2) ? try u.gathered(axis: axis, at: at.known(1, of: name)) : nil
      return [at.isLinear(0) ? u : nil, nil, updates]
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [
      try Term.batchedScatter(operands, isBatched, count, axis: axis) {
        (x, axis, positions, updates) throws(TraceError) in
        try x.accumulated(axis: axis, at: positions, updates)
      }
    ]
  }
}

extension Term {
  /// A scatter of a batch, by the scatter (operand, axis, positions, updates) of one.
  static func batchedScatter(
    _ operands: [Term], _ isBatched: [Bool], _ count: Int, axis: Int,
    _ scatter: (Term, Int, Term, Term) throws(TraceError) -> Term
  ) throws(TraceError) -> Term {
    let x = try operands[0].rows(isBatched[0], count)
    let updates = try operands[2].rows(isBatched[2], count)
    if !isBatched[1] { return try scatter(x, axis + 1, operands[1], updates) }
    let extent = x.shape[axis + 1]
    let merged = try operands[1].mergedPositions(extent: extent, count: count)
    return try scatter(x.lined(axis: axis), 0, merged, updates.lined(axis: axis))
      .unlined(axis: axis, count: count, length: extent)
  }
}
