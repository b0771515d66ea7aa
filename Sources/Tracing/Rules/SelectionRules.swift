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

  /// A step of 0 takes one position many times: their cotangents meet there.
  var transposition: Transposition {
    .ofOne { (u, x) throws(TraceError) in
      let repeated = starts.indices.filter { steps[$0] == 0 && counts[$0] > 1 }
      let once = repeated.isEmpty ? u : try u.sum(over: repeated, keepingAxes: true)
      return try once.padded(to: x.shape, starts: starts, steps: steps)
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [
      try operands[0].sliced(starts: [0] + starts, counts: [count] + counts, steps: [1] + steps)
    ]
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

  var transposition: Transposition {
    .linear { (at) throws(TraceError) in
      guard at.isLinear(0), let u = at.results[0] else { return [nil, nil] }
      let positions = try at.known(1, of: name)
      return [
        try Term.zeros(at.operandTypes[0]).accumulated(axis: axis, at: positions, u), nil,
      ]
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let (x, positions) = (operands[0], operands[1])
    if !isBatched[1] { return [try x.gathered(axis: axis + 1, at: positions)] }
    let length = positions.shape[1]
    if !isBatched[0] {
      // The rows read the same slices: one list of positions, then the batch axis to the front.
      let all = try x.gathered(axis: axis, at: positions.flattened())
      let extents = x.shape.extents
      let split = try all.reshaped(
        to: Shape(extents[..<axis] + [count, length] + extents[(axis + 1)...]))
      return [try split.transposed([axis] + (0..<split.rank).filter { $0 != axis })]
    }
    let merged = try positions.mergedPositions(extent: x.shape[axis + 1], count: count)
    let all = try x.lined(axis: axis).gathered(axis: 0, at: merged)
    return [try all.unlined(axis: axis, count: count, length: length)]
  }
}

/// Listed slices along an axis replaced.
struct ScatterRules: OverwritingRules {
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

  func overwrite(_ target: inout Tensor, _ others: [Tensor]) throws(TensorError) {
    try target.scatter(axis: axis, at: others[0], others[1])
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [
      try point.tangent(0).scattered(
        axis: axis, at: point.operands[1], point.tangent(2))
    ]
  }

  var transposition: Transposition {
    .linear { (at) throws(TraceError) in
      guard let u = at.results[0] else { return [nil, nil, nil] }
      let positions = try at.known(1, of: name)
      let updates = at.operandTypes[2]
      let kept =
        at.isLinear(0)
        ? try u.scattered(axis: axis, at: positions, Term.zeros(updates)) : nil
      guard at.isLinear(2) else { return [kept, nil, nil] }
      let taken = try u.gathered(axis: axis, at: positions)
      return [kept, nil, try winning(taken, positions, among: u.shape[axis])]
    }
  }

  /// The cotangents of the updates that are not overwritten by a later one, zeros elsewhere: an
  /// update stands if its number is what its position holds when all numbers are scattered.
  private func winning(
    _ u: Term, _ positions: Term, among extent: Int
  ) throws(TraceError) -> Term {
    let numbers = try Term.counting(positions.shape[0])
    let last = try Term.zeros(TensorType(.i64, Shape([extent])))
      .scattered(axis: 0, at: positions, numbers).gathered(axis: 0, at: positions)
    var along = [Int](repeating: 1, count: u.rank)
    along[axis] = positions.shape[0]
    let stands = try Term.compare(.equal, last, numbers).reshaped(to: Shape(along))
    return try Term.select(stands, u, u.constant(0))
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [
      try Term.batchedScatter(operands, isBatched, count, axis: axis) {
        (x, axis, positions, updates) throws(TraceError) in
        try x.scattered(axis: axis, at: positions, updates)
      }
    ]
  }
}
