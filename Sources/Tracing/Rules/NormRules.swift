import Tensors

/// The Euclidean norm over some axes.
struct NormRules: OperationRules {
  let axes: [Int]

  var name: String { "norm" }
  var attributes: String { "[axes \(axes)]" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    let x = operands[0]
    guard x.isFloating else {
      throw .type(operation: name, got: x.element, expected: "floating numbers")
    }
    try ShapeRule.axes(axes, name, x)
    let shape = x.shape.reduced(over: axes, keepingAxes: false)
    return [TensorType(x.element == .f32 ? .f32 : .f64, shape)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try operands[0].norm(over: axes)]
  }

  /// <x/‖x‖, t>; at 0 it is 0, and has itself no derivative there.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let x = point.operands[0]
    let kept = x.shape.reduced(over: axes, keepingAxes: true)
    let radius = try point.results[0].reshaped(to: kept)
    let zero = try Term.relation(.equal, radius, radius.constant(0))
    let direction = try Term.kinked(x, atZeros: zero) { (isZero) throws(TraceError) in
      guard let isZero else { return try x / radius }
      return try x / Term.select(isZero, radius.constant(1), radius)
    }
    return [try direction.pairing(with: point.tangent(0)).sum(over: axes)]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.norm(axes: axes.map { $0 + 1 }), operands)]
  }
}

extension Term {
  /// The slope of a function with a kink at 0, such as the modulus: `slope` away from it and 0 at
  /// it, where the slope jumps, so that its own derivative there is not finite.
  ///
  /// `isZero` says where the kink is, and may stretch to the shape of `x`; `slope` is given that
  /// mask, nil where there is no kink.
  static func kinked(
    _ x: Term, atZeros isZero: Term, _ slope: (Term?) throws(TraceError) -> Term
  ) throws(TraceError) -> Term {
    if let known = isZero.known,
      try known.reduced(.any).knownValue().scalar == .bool(false)
    {
      return try slope(nil)
    }
    let atKink = try select(isZero, x, x.constant(0))
    return try slope(isZero) + atKink.beyondAllNumbers()
  }

  /// Re(conj(a) b) elementwise.
  func pairing(with b: Term) throws(TraceError) -> Term {
    guard element == .c128 else { return try self * b }
    return try Term.unary(.real, self) * Term.unary(.real, b)
      + Term.unary(.imaginary, self) * Term.unary(.imaginary, b)
  }
}
