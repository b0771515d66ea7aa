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
    case .betaLower(let i, let j):
      return switch index {
      case 0: try derivative(.betaLower(i + 1, j), x)
      case 1: try derivative(.betaLower(i, j + 1), x)
      default: try BetaDerivatives.inPlace(i, j, x[0], x[1], x[2])
      }
    case .betaDensity: return try BetaDerivatives.ofDensity(index, x[0], x[1], x[2])
    case .scaledBesseli(let n):
      // (e^(−|x|)Iₙ)′ = e^(−|x|)(Iₙ₋₁ + Iₙ₊₁)/2 − sign(x)e^(−|x|)Iₙ.
      let above = try Term.applyOne(.special(.scaledBesseli(n &+ 1)), x)
      let below = n == 0 ? above : try Term.applyOne(.special(.scaledBesseli(n &- 1)), x)
      return try (above + below).scaled(by: 0.5) - Term.mapped(.sign, x[0]) * z
    case .logErfc:
      return try Term.unary(.exp, -(x[0] * x[0]) - z).scaled(by: -2 / Double.pi.squareRoot())
    }
  }

  private func derivative(_ f: SpecialFunction, _ x: [Term]) throws(TraceError) -> Term {
    if f.isDefined { return try Term.applyOne(.special(f), x) }
    switch self {
    case .betaLower, .betaDensity:
      throw .notDifferentiable(
        operation: "betainc",
        reason: "its derivatives in a and b are known to order \(SpecialFunction.highestBetaOrder)")
    case .gammaLower, .gammaUpper, .gammaDensity, .gammaSlope, .scaledBesseli, .logErfc:
      throw .notDifferentiable(
        operation: "gammainc",
        reason: "its derivatives in the shape are known to order "
          + "\(SpecialFunction.highestGammaOrder)")
    }
  }
}
