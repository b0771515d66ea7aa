import Tensors

/// Special functions of several operands, element by element.
struct SpecialRules: OperationRules {
  let function: SpecialFunction

  var name: String { function.name }
  var attributes: String { "" }
  var operandCount: Int? { function.operandCount }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    for operand in operands.dropFirst() { try ShapeRule.equal(name, operands[0], operand) }
    guard operands[0].element == .f64 || operands[0].element == .f32 else {
      throw .type(operation: name, got: operands[0].element, expected: "f64 or f32")
    }
    return [operands[0]]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.special(function, operands)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    var sum: Term?
    for (index, tangent) in point.tangents.enumerated() {
      guard let tangent else { continue }
      sum = try Term.sum(
        sum, function.slope(index, point.operands, point.results[0]) * tangent)
    }
    return [sum]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.special(function), Term.rows(operands, isBatched, count))]
  }
}

extension SpecialFunction {
  /// The partial derivative of z = f(x₀, x₁, …) in one operand.
  func slope(_ index: Int, _ x: [Term], _ z: Term) throws(TraceError) -> Term {
    switch self {
    case .gammaLower(let n):
      return index == 0
        ? try derivative(.gammaLower(n + 1), x) : try GammaDerivatives.inPlace(n, x[0], x[1])
    case .gammaUpper:
      return try -SpecialFunction.gammaLower(0).slope(index, x, z)
    case .gammaDensity:
      return try GammaDerivatives.ofDensity(index, x[0], x[1])
    case .gammaSlope(let n):
      return index == 0
        // (∂ⁿP/w)′ = ∂ⁿ⁺¹P/w − (∂ⁿP/w)·∂ log w/∂a.
        ? try derivative(.gammaSlope(n + 1), x) - z * (x[1] - Term.unary(.polygamma(0), x[0]))
        // ∂ log w/∂y = a − eʸ.
        : try GammaDerivatives.polynomial(n, x[0], x[1]) - z * (x[0] - Term.unary(.exp, x[1]))
    }
  }

  private func derivative(_ f: SpecialFunction, _ x: [Term]) throws(TraceError) -> Term {
    guard f.isDefined else {
      throw .notDifferentiable(
        operation: "gammainc",
        reason: "its derivatives in the shape are known to order \(SpecialFunction.highestOrder)")
    }
    return try Term.applyOne(.special(f), x)
  }
}

/// Derivatives of the gamma density p(a, x) = xᵃ⁻¹e⁻ˣ/Γ(a).
private enum GammaDerivatives {
  /// (∂ⁿp/∂aⁿ)/p at x = exp y, a polynomial in u = y − ψ(a + 1): the complete Bell polynomial qₙ
  /// of u, −ψ′(a + 1), −ψ″(a + 1), …, and (n/a)qₙ₋₁ for the factor a of p = a·xᵃ⁻¹e⁻ˣ/Γ(a + 1).
  static func polynomial(_ n: Int, _ a: Term, _ y: Term) throws(TraceError) -> Term {
    if n == 0 { return try Term.ones(a.type) }
    let next = try a.plus(1)
    var cumulants = [try y - Term.unary(.polygamma(0), next)]
    for k in 1..<max(n, 1) { cumulants.append(try -Term.unary(.polygamma(k), next)) }
    var q = [try Term.ones(a.type)]
    for m in 0..<n {
      var sum: Term?, choose = 1.0
      for k in 0...m {
        sum = try Term.sum(sum, (q[m - k] * cumulants[k]).scaled(by: choose))
        choose = choose * Double(m - k) / Double(k + 1)
      }
      q.append(try sum.orZeros(a.type))
    }
    return try q[n] + q[n - 1].scaled(by: Double(n)) / a
  }

  /// ∂ⁿp/∂aⁿ: the derivative in x of ∂ⁿP/∂aⁿ.
  static func inPlace(_ n: Int, _ a: Term, _ x: Term) throws(TraceError) -> Term {
    if n == 0 { return try Term.applyOne(.special(.gammaDensity), [a, x]) }
    let x = try raised(x)
    return try Term.applyOne(.special(.gammaDensity), [a, x])
      * polynomial(n, a, Term.unary(.log, x))
  }

  /// p·(log x − ψ(a)) in a and p·((a − 1)/x − 1) in x.
  static func ofDensity(_ index: Int, _ a: Term, _ x: Term) throws(TraceError) -> Term {
    let x = try raised(x)
    if index == 0 { return try inPlace(1, a, x) }
    let p = try Term.applyOne(.special(.gammaDensity), [a, x])
    return try p * (a.plus(-1) / x) - p
  }

  /// x, with the least normal number added where it is 0: products there such as p/x have their
  /// limits.
  private static func raised(_ x: Term) throws(TraceError) -> Term {
    let zero = try x.constant(0)
    let least = x.element == .f32 ? Double(Float.leastNormalMagnitude) : .leastNormalMagnitude
    return try x + Term.select(Term.relation(.equal, x, zero), x.constant(least), zero)
  }
}
