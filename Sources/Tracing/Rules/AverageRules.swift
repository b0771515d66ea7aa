import Tensors

/// A mean over samples.
struct AverageRules: OperationRules {
  let average: Average

  var name: String { "average" }
  var attributes: String { "[\(average.count)]" }
  var operandCount: Int? { average.body.inputCount - 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.inputs(name, [TensorType(.i64)] + operands, of: average.body)
    for output in average.body.outputTypes where !output.isFloating {
      throw .domain(operation: name, reason: "\(output) has no mean")
    }
    return average.body.outputTypes
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    try AverageRun(average, operands).means()
  }

  /// E f(x) moves by E f'(x) dx, at the same draws.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let active = [false] + point.tangents.map { $0 != nil }
    let moves = average.body.moves(with: active)
    if !moves.contains(true) { return moves.map { _ in nil } }
    let body = try average.body.tangents(active: active, of: moves)
    let results = try Term.apply(
      .average(average.with(body)), point.operands + point.tangents.compactMap { $0 })
    return Parted.filled(moves, results)
  }

  /// A cotangent goes back to each sample, and the mean of what comes back to the operands.
  var transposition: Transposition {
    .linear { (point: Cotangents) throws(TraceError) in
      let linear = point.operands.map { $0 == nil }
      let chosen = point.results.map { $0 != nil }
      let body = try average.body.transposition(linear: [false] + linear, of: chosen)
      let results = try Term.apply(
        .average(average.with(body)),
        point.operands.compactMap { $0 } + point.results.compactMap { $0 })
      return Parted.filled(linear, results)
    }
  }

  /// A sample of all rows at a time.
  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let body = try average.body.batched([false] + isBatched, count: count)
    return try Term.apply(.average(average.with(body)), operands)
  }
}

extension Average {
  /// The same samples of another body.
  fileprivate func with(_ body: Graph) -> Average {
    let elements = body.outputTypes.reduce(0) { $0 + $1.shape.count }
    return Average(
      body: body, count: count, group: group,
      blocks: Swift.min(blocks, Average.blocks(count: count / group, elements: elements)))
  }
}
