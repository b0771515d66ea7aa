import Tensors

/// A running reduction along an axis.
struct CumulativeRules: OperationRules {
  let reduction: Reduction
  let axis: Int

  var name: String { "cumulative" }
  var attributes: String { "[\(reduction.name), axis \(axis)]" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.axis(axis, operands[0])
    guard reduction.isDefined(on: operands[0].element) else {
      throw .type(
        operation: "cumulative \(reduction.name)", got: operands[0].element,
        expected: reduction.accepted)
    }
    return operands
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].cumulative(reduction, axis: axis)]
  }

  /// A running extreme moves with the first element that attains it.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let x = point.operands[0]
    let t = try point.tangent(0)
    switch reduction {
    case .sum: return [try t.cumulative(.sum, axis: axis)]
    case .product:
      return [try scan(x, t) { (a, s, b, r) throws(TraceError) in (try a * b, try s * b + a * r) }]
    case .minimum: return [try extremeScan(x, t, .minimum, .less)]
    case .maximum: return [try extremeScan(x, t, .maximum, .greater)]
    case .any, .all: return [nil]
    }
  }

  private func extremeScan(
    _ x: Term, _ t: Term, _ function: BinaryFunction, _ isBeyond: Comparison
  ) throws(TraceError) -> Term {
    try scan(x, t) { (a, s, b, r) throws(TraceError) in
      let tangent = try Term.select(Term.relation(isBeyond, b, a), r, s)
      return (try Term.binary(function, a, b), tangent)
    }
  }

  /// The running combination of pairs (value, tangent) under an associative rule, by doubling:
  /// log n steps, safe at zeros, and differentiable again.
  private func scan(
    _ x: Term, _ t: Term,
    _ combine: (Term, Term, Term, Term) throws(TraceError) -> (Term, Term)
  ) throws(TraceError) -> Term {
    var (values, tangents) = (x, t)
    let length = x.shape[axis]
    var distance = 1
    while distance < length {
      let rest = length - distance
      let (value, tangent) = try combine(
        try values.part(0, rest, axis: axis), try tangents.part(0, rest, axis: axis),
        try values.part(distance, rest, axis: axis), try tangents.part(distance, rest, axis: axis))
      values = try Term.concatenated([try values.part(0, distance, axis: axis), value], axis: axis)
      tangents = try Term.concatenated(
        [try tangents.part(0, distance, axis: axis), tangent], axis: axis)
      distance *= 2
    }
    return tangents
  }

  /// Each element counts in all sums from its own on: the running sum from the end.
  var transposition: Transposition {
    switch reduction {
    case .sum:
      .ofOne { (u, _) throws(TraceError) in
        try u.reversed(axis: axis).cumulative(.sum, axis: axis).reversed(axis: axis)
      }
    case .product, .minimum, .maximum, .any, .all: .nonlinear
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.cumulative(reduction, axis: axis + 1), operands)]
  }
}

/// Elements in ascending order along an axis.
struct SortRules: OperationRules {
  let axis: Int

  var name: String { "sort" }
  var attributes: String { "[axis \(axis)]" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try SortOrderRules(axis: axis).check(operands[0], name)
    return operands
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].sorted(axis: axis)]
  }

  /// The tangents in the order of the elements.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let t = try point.tangent(0)
    let length = t.shape[axis], lanes = length == 0 ? 0 : t.shape.count / length
    let axisLast = (0..<t.rank).filter { $0 != axis } + [axis]
    let order = try Term.perform(.sortOrder(axis: axis), [point.operands[0]])[0].transposed(
      axisLast)
    let starts = Term.known(
      try wrapping { () throws(TensorError) in
        try Tensor.range(from: 0, count: lanes, step: length)
      })
    let positions =
      try order.reshaped(to: Shape([lanes, length])) + starts.reshaped(to: Shape([lanes, 1]))
    let lined = try t.transposed(axisLast)
    let sorted = try lined.flattened().gathered(axis: 0, at: positions.flattened())
    var back = axisLast
    for (place, axis) in axisLast.enumerated() { back[axis] = place }
    return [try sorted.reshaped(to: lined.shape).transposed(back)]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try operands[0].sorted(axis: axis + 1)]
  }
}

/// The positions that sort an axis; piecewise constant.
struct SortOrderRules: OperationRules {
  let axis: Int

  var name: String { "sortOrder" }
  var attributes: String { "[axis \(axis)]" }
  var operandCount: Int? { 1 }

  func check(_ operand: TensorType, _ name: String) throws(TensorError) {
    try ShapeRule.axis(axis, operand)
    guard operand.element != .c128 else {
      throw .type(operation: name, got: operand.element, expected: "numbers with an order")
    }
  }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try check(operands[0], name)
    return [operands[0].with(.i64)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].sortOrder(axis: axis)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] { [nil] }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try operands[0].sortOrder(axis: axis + 1)]
  }
}
