/// The weight xᵃ(1 − x)ᵇ/B(a, b) of the beta distribution.
enum BetaWeight {
  /// w = xᵃ(1 − x)ᵇ/B(a, b) = x(1 − x)p for positive a and b and 0 < x < 1, with x̄ = 1 − x.
  ///
  /// With n = a + b and Stirling's formula it is
  /// √(ab/2πn)·exp(δ(n) − δ(a) − δ(b) − D(a, nx) − D(b, nx̄)), where the large parts are gone.
  /// Divided by the exponential of `logDivisor`, also where the weight alone underflows.
  static func weight(
    _ a: Double, _ b: Double, _ x: Double, _ complement: Double, logDivisor: Double = 0
  ) -> Double {
    let n = a + b
    let exponent =
      error(n) - error(a) - error(b)
      - (GammaWeight.deviance(a, n * x) + GammaWeight.deviance(b, n * complement))
    return .squareRoot(a * (b / n) * 0x1.45f306dc9c883p-3) * .exp(exponent - logDivisor)
  }

  /// p(x) = xᵃ⁻¹(1 − x)ᵇ⁻¹/B(a, b), with its limits at 0 and 1.
  static func density(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard a > 0, b > 0, a < .infinity, b < .infinity, x >= 0, x <= 1 else { return .nan }
    if x == 0 { return a < 1 ? .infinity : a == 1 ? b : 0 }
    if x == 1 { return b < 1 ? .infinity : b == 1 ? a : 0 }
    return weight(a, b, x, 1 - x, logDivisor: .log(x) + .log1p(-x))
  }

  /// δ(a) = log Γ(a) − (a − 1/2) log a + a − log(2π)/2, for every positive a.
  private static func error(_ a: Double) -> Double {
    if a >= 10 { return GammaWeight.stirlingError(a) }
    return .lgamma(a) - (a - 0.5) * .log(a) + a - 0x1.d67f1c864beb5p-1
  }
}
