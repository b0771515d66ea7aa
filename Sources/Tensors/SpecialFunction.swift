/// A function without a closed form of one or more numbers, applied element by element.
///
/// P(a, x) = ∫₀ˣ tᵃ⁻¹e⁻ᵗ dt / Γ(a) is the regularised lower incomplete gamma function, the distribution
/// function of Gamma(a, 1), and p(a, x) = xᵃ⁻¹e⁻ˣ/Γ(a) its density. Outside a ≥ 0, x ≥ 0 they are nan.
/// Iₓ(a, b) = ∫₀ˣ tᵃ⁻¹(1 − t)ᵇ⁻¹ dt / B(a, b) is the regularised incomplete beta function; outside
/// a, b ≥ 0, 0 ≤ x ≤ 1 it is nan.
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

  /// Of a, b and x, the derivative of Iₓ(a, b), so many times in a and so many in b.
  case betaLower(Int, Int)
  /// Of a, b and x, the density xᵃ⁻¹(1 − x)ᵇ⁻¹/B(a, b).
  case betaDensity
  /// e^(−|x|)·Iₙ(x) with the modified Bessel function of order n ≥ 0.
  case scaledBesseli(Int)
  /// log(1 − erf x), also where that underflows.
  case logErfc

  /// The highest order of a derivative of the gamma function's tails in the shape.
  public static let highestGammaOrder = 8
  /// The highest total order of a derivative of the beta function's tails in a and b.
  public static let highestBetaOrder = 4

  /// The name, with the order of a derivative.
  public var name: String {
    switch self {
    case .gammaLower(0): "gammainc"
    case .gammaLower(let n): "gammainc(\(n))"
    case .gammaUpper: "gammaincc"
    case .gammaDensity: "gamma_density"
    case .gammaSlope(let n): "gamma_slope(\(n))"
    case .betaLower(0, 0): "betainc"
    case .betaLower(let i, let j): "betainc(\(i), \(j))"
    case .betaDensity: "beta_density"
    case .scaledBesseli(let n): "besselie(\(n))"
    case .logErfc: "log_erfc"
    }
  }

  /// How many numbers it is a function of.
  public var operandCount: Int {
    switch self {
    case .gammaLower, .gammaUpper, .gammaDensity, .gammaSlope: 2
    case .betaLower, .betaDensity: 3
    case .scaledBesseli, .logErfc: 1
    }
  }

  /// Whether the orders are ones that the kernels know.
  public var isDefined: Bool {
    switch self {
    case .gammaLower(let n): 0...SpecialFunction.highestGammaOrder ~= n
    case .gammaSlope(let n): 1...SpecialFunction.highestGammaOrder ~= n
    case .betaLower(let i, let j):
      i >= 0 && j >= 0 && i <= SpecialFunction.highestBetaOrder
        && j <= SpecialFunction.highestBetaOrder - i
    case .scaledBesseli(let n): n >= 0
    case .gammaUpper, .gammaDensity, .betaDensity, .logErfc: true
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
    case .betaLower(let i, let j): IncompleteBeta.lower(i, j, x(0), x(1), x(2))
    case .betaDensity: BetaWeight.density(x(0), x(1), x(2))
    case .scaledBesseli(let n): .scaledBesseli(n, x(0))
    case .logErfc: .logErfc(x(0))
    }
  }
}
