/// A function of several numbers that has no closed form, applied element by element.
///
/// P(a, x) = ∫₀ˣ tᵃ⁻¹e⁻ᵗ dt / Γ(a) is the regularised lower incomplete gamma function, the distribution
/// function of Gamma(a, 1), and p(a, x) = xᵃ⁻¹e⁻ˣ/Γ(a) its density. Outside a ≥ 0, x ≥ 0 all are nan.
public enum SpecialFunction: Hashable, Sendable {
  /// Of a and x, the n-th derivative of P(a, x) in a; of order 0 P itself.
  case gammaLower(Int)
  /// Of a and x, Q(a, x) = 1 − P(a, x), accurate in the tail.
  case gammaUpper
  /// Of a and x, the density p(a, x).
  case gammaDensity
  /// Of a and y = log x, the n-th derivative of P(a, x) in a over x·p(a, x), n ≥ 1.
  ///
  /// The quotient neither underflows nor overflows where both parts do.
  case gammaSlope(Int)

  /// The highest order of a derivative in a parameter.
  public static let highestOrder = 8

  /// The name, with the order of a derivative.
  public var name: String {
    switch self {
    case .gammaLower(0): "gammainc"
    case .gammaLower(let n): "gammainc(\(n))"
    case .gammaUpper: "gammaincc"
    case .gammaDensity: "gamma_density"
    case .gammaSlope(let n): "gamma_slope(\(n))"
    }
  }

  /// How many numbers it is a function of.
  public var operandCount: Int {
    switch self {
    case .gammaLower, .gammaUpper, .gammaDensity, .gammaSlope: 2
    }
  }

  /// Whether the orders are ones that the kernels know.
  public var isDefined: Bool {
    switch self {
    case .gammaLower(let n): 0...SpecialFunction.highestOrder ~= n
    case .gammaSlope(let n): 1...SpecialFunction.highestOrder ~= n
    case .gammaUpper, .gammaDensity: true
    }
  }

  /// The function of `operandCount` numbers.
  func callAsFunction(_ x: (Int) -> Double) -> Double {
    switch self {
    case .gammaLower(0): IncompleteGamma.lower(x(0), x(1))
    case .gammaLower(let n): IncompleteGamma.lowerDerivative(n, x(0), x(1))
    case .gammaUpper: IncompleteGamma.upper(x(0), x(1))
    case .gammaDensity: GammaWeight.density(x(0), x(1))
    case .gammaSlope(let n): IncompleteGamma.slope(n, x(0), logarithm: x(1))
    }
  }
}
