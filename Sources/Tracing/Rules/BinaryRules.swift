import Tensors

/// Elementwise functions of two operands.
struct BinaryRules: OperationRules {
  let function: BinaryFunction

  var name: String {
    switch function {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    case .power: "power"
    case .remainder: "remainder"
    case .quotient: "quotient"
    case .minimum: "minimum"
    case .maximum: "maximum"
    case .atan2: "atan2"
    case .and: "and"
    case .or: "or"
    }
  }
  var attributes: String { "" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    [try resultType(operands[0], operands[1])]
  }

  /// The type of the result.
  func resultType(_ x: TensorType, _ y: TensorType) throws(TensorError) -> TensorType {
    try ShapeRule.equal(function.name, x, y)
    guard let element = function.resultType(x.element) else {
      let accepted = ElementType.allCases.filter { function.resultType($0) != nil }.map(\.name)
      throw .type(
        operation: function.name, got: x.element,
        expected: accepted.joined(separator: ", "))
    }
    return x.with(element)
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.combine(function, operands[0], operands[1])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    [
      try pushforward(
        point.operands[0], point.operands[1], point.results[0], point.tangents[0],
        point.tangents[1])
    ]
  }

  /// The derivative of z = f(x, y) in the direction (s, t), nil standing for zero.
  func pushforward(
    _ x: Term, _ y: Term, _ z: Term, _ s: Term?, _ t: Term?
  ) throws(TraceError) -> Term? {
    switch function {
    case .add: return try Term.sum(s, t)
    case .subtract: return try Term.difference(s, t)
    case .multiply:
      let left = try s.map { (s) throws(TraceError) in try s * y }
      let right = try t.map { (t) throws(TraceError) in try x * t }
      return try Term.sum(left, right)
    case .divide:
      let change = try t.map { (t) throws(TraceError) in try z * t }
      return try Term.difference(s, change).map { (d) throws(TraceError) in try d / y }
    case .power:
      let base = try s.map { (s) throws(TraceError) in try Power.slope(x, y) * s }
      let exponent = try t.map { (t) throws(TraceError) in
        try Power.slopeOfExponent(x, z) * t
      }
      return try Term.sum(base, exponent)
    case .remainder:
      let change = try t.map { (t) throws(TraceError) in
        try Term.combined(.quotient, x, y) * t
      }
      return try Term.difference(s, change)
    case .minimum: return try chosen(.less, x, y, s.orZeros(x.type), t.orZeros(y.type))
    case .maximum: return try chosen(.greater, x, y, s.orZeros(x.type), t.orZeros(y.type))
    case .atan2:
      let radius = try x * x + y * y
      let first = try s.map { (s) throws(TraceError) in try y * s }
      let second = try t.map { (t) throws(TraceError) in try x * t }
      return try Term.difference(first, second).map { (d) throws(TraceError) in try d / radius }
    case .quotient, .and, .or: return nil
    }
  }

  /// The tangent of the operand that is chosen; on a tie half of each.
  private func chosen(
    _ comparison: Comparison, _ x: Term, _ y: Term, _ s: Term, _ t: Term
  ) throws(TraceError) -> Term {
    let isFirst = try Term.relation(comparison, x, y)
    let isTie = try Term.relation(.equal, x, y)
    return try Term.select(isFirst, s, Term.select(isTie, (s + t).scaled(by: 0.5), t))
  }

  var transposition: Transposition {
    switch function {
    case .add, .subtract, .multiply, .divide:
      .linear { (at) throws(TraceError) in
        guard let u = at.results[0] else { return [nil, nil] }
        return [
          at.isLinear(0) ? try left(u, at) : nil, at.isLinear(1) ? try right(u, at) : nil,
        ]
      }
    case .power, .remainder, .quotient, .minimum, .maximum, .atan2, .and, .or: .nonlinear
    }
  }

  /// The cotangent of the first operand.
  private func left(_ u: Term, _ at: Cotangents) throws(TraceError) -> Term? {
    switch function {
    case .add, .subtract: u
    case .multiply: try u * at.known(1, of: name).conjugated()
    case .divide: try u / at.known(1, of: name).conjugated()
    case .power, .remainder, .quotient, .minimum, .maximum, .atan2, .and, .or: nil
    }
  }

  /// The cotangent of the second operand.
  private func right(_ u: Term, _ at: Cotangents) throws(TraceError) -> Term? {
    switch function {
    case .add: u
    case .subtract: try -u
    case .multiply: try at.known(0, of: name).conjugated() * u
    case .divide:
      throw .notDifferentiable(operation: name, reason: "it is not linear in the divisor")
    case .power, .remainder, .quotient, .minimum, .maximum, .atan2, .and, .or: nil
    }
  }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.binary(function, operands[0], operands[1])]
  }
}

/// The partial derivatives of x^y, finite wherever the power is differentiable.
private enum Power {
  /// y x^(y-1); 0 at x = y = 0, because x^0 is constant.
  static func slope(_ x: Term, _ y: Term) throws(TraceError) -> Term {
    var exponent = try y.plus(-1)
    if try mayVanish(y) {
      let zero = try y.constant(0)
      let isCorner = try Term.binary(
        .and, Term.relation(.equal, x, zero), Term.relation(.equal, y, zero))
      exponent = try Term.select(isCorner, y.constant(1), exponent)
    }
    return try y * Term.binary(.power, x, exponent)
  }

  /// Whether some element of the exponent may be 0: a known exponent, as in x^2, is looked at.
  private static func mayVanish(_ y: Term) throws(TraceError) -> Bool {
    if case .number(let x) = y { return x == 0 }
    if y.isTraced { return true }
    let isZero = try Term.relation(.equal, y, y.constant(0)).reduced(.any)
    guard case .bool(let found) = try isZero.knownValue().scalar else { return true }
    return found
  }

  /// x^y log x; 0 at x = 0 for y >= 0.
  static func slopeOfExponent(_ x: Term, _ power: Term) throws(TraceError) -> Term {
    let isZero = try Term.relation(.equal, x, x.constant(0))
    return try power * Term.unary(.log, Term.select(isZero, x.constant(1), x))
  }
}
