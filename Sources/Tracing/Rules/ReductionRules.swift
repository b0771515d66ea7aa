import Tensors

/// All elements along some axes combined into one.
struct ReduceRules: OperationRules {
  let reduction: Reduction
  let axes: [Int]
  let keepingAxes: Bool

  var name: String { reduction.name }
  var attributes: String { "[axes \(axes)\(keepingAxes ? ", kept" : "")]" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    let operand = operands[0]
    try ShapeRule.axes(axes, name, operand)
    guard reduction.isDefined(on: operand.element) else {
      throw .type(operation: name, got: operand.element, expected: reduction.accepted)
    }
    let shape = operand.shape.reduced(over: axes, keepingAxes: keepingAxes)
    if reduction.hasNoIdentity, shape.count > 0, axes.contains(where: { operand.shape[$0] == 0 }) {
      throw .domain(operation: name, reason: "no elements")
    }
    return [operand.with(shape)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].reduced(reduction, over: axes, keepingAxes: keepingAxes)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let x = point.operands[0]
    let t = try point.tangent(0)
    switch reduction {
    case .sum: return [try t.sum(over: axes, keepingAxes: keepingAxes)]
    case .product: return [try productPushforward(x, t, point.results[0].shape)]
    case .minimum, .maximum:
      let kept = x.shape.reduced(over: axes, keepingAxes: true)
      let isChosen = try Term.relation(.equal, x, point.results[0].reshaped(to: kept))
      let chosen = try Term.select(isChosen, t, t.constant(0))
      let count = try isChosen.sum(over: axes, keepingAxes: keepingAxes).converted(to: t.element)
      return [try chosen.sum(over: axes, keepingAxes: keepingAxes) / count]
    case .any, .all: return [nil]
    }
  }

  /// The product rule by halving: exact also where factors are 0, and linear in the count at
  /// every order of derivative.
  private func productPushforward(
    _ x: Term, _ t: Term, _ result: Shape
  ) throws(TraceError) -> Term {
    let kept = (0..<x.rank).filter { !axes.contains($0) }
    let count = axes.reduce(1) { $0 &* x.shape[$1] }
    if count == 0 { return try Term.zeros(TensorType(t.element, result)) }
    let rows = Shape([result.count, count])
    var factors = try x.transposed(kept + axes).reshaped(to: rows)
    var tangents = try t.transposed(kept + axes).reshaped(to: rows)
    var length = count
    while length > 1 {
      let half = length / 2
      let (a, b) = (try factors.columns(0, half), try factors.columns(half, half))
      let (s, r) = (try tangents.columns(0, half), try tangents.columns(half, half))
      var product = try a * b
      var change = try s * b + a * r
      if length % 2 == 1 {
        let last = length - 1
        product = try Term.concatenated([product, factors.columns(last, 1)], axis: 1)
        change = try Term.concatenated([change, tangents.columns(last, 1)], axis: 1)
      }
      (factors, tangents, length) = (product, change, length - half)
    }
    return try tangents.reshaped(to: result)
  }

  var transposition: Transposition {
    switch reduction {
    case .sum:
      .ofOne { (u, x) throws(TraceError) in
        let kept = x.shape.reduced(over: axes, keepingAxes: true)
        return try u.reshaped(to: kept).broadcast(to: x.shape)
      }
    case .product, .minimum, .maximum, .any, .all: .nonlinear
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [
      try operands[0].reduced(reduction, over: axes.map { $0 + 1 }, keepingAxes: keepingAxes)
    ]
  }
}

extension Reduction {
  /// Whether it is not defined of nothing.
  fileprivate var hasNoIdentity: Bool { self == .minimum || self == .maximum }

  /// The element types that it is defined on, in words.
  var accepted: String {
    ElementType.allCases.filter { isDefined(on: $0) }.map(\.name).joined(separator: ", ")
  }
}

extension Term {
  /// Some columns of a matrix.
  func columns(_ start: Int, _ count: Int) throws(TraceError) -> Term {
    try sliced(starts: [0, start], counts: [shape[0], count], steps: [1, 1])
  }
}

/// The position of the first extreme element along an axis; piecewise constant.
struct ArgumentRules: OperationRules {
  let extremum: Extremum
  let axis: Int

  var name: String { extremum.name }
  var attributes: String { "[axis \(axis)]" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    let operand = operands[0]
    try ShapeRule.axis(axis, operand)
    guard Reduction.maximum.isDefined(on: operand.element) else {
      throw .type(operation: name, got: operand.element, expected: Reduction.maximum.accepted)
    }
    let shape = operand.shape.reduced(over: [axis], keepingAxes: false)
    if operand.shape[axis] == 0 && shape.count > 0 {
      throw .domain(operation: name, reason: "no elements")
    }
    return [TensorType(.i64, shape)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].argument(extremum, axis: axis)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] { [nil] }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.argument(extremum, axis: axis + 1), operands)]
  }
}
