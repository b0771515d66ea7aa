/// Functions whose values would leave the range of an f64, on a scale on which they do not.
extension Double {
  /// e^(−|x|)·Iₙ(x).
  static func scaledBesseli(_ n: Int, _ x: Double) -> Double {
    let a = x.magnitude
    guard n >= 0 else { return .nan }
    if a < 600 { return besseli(n, x) * exp(-a) }
    guard a < .infinity else { return x.isNaN ? x : n % 2 == 1 && x < 0 ? -0.0 : 0 }
    let value = scaledBesselUniform(Double(n), a)
    return n % 2 == 1 && x < 0 ? -value : value
  }

  /// e^(−a)·Iₙ(a) for a ≥ 600 by Debye's expansion in 1/R with R = √(n² + a²) and t = n²/R²:
  /// exp(R − a − n asinh(n/a))/√(2πR)·Σ Uₖ(t)/Rᵏ.
  ///
  /// Source: NIST Handbook of Mathematical Functions, 10.41(ii).
  private static func scaledBesselUniform(_ n: Double, _ a: Double) -> Double {
    let ratio = n / a, r = a * squareRoot(1 + ratio * ratio), inverse = 1 / r
    let t = (n / r) * (n / r)
    let first: InlineArray<2, Double> = [3.0 / 24, -5.0 / 24]
    let second: InlineArray<3, Double> = [81.0 / 1152, -462.0 / 1152, 385.0 / 1152]
    let third: InlineArray<4, Double> = [
      30375.0 / 414_720, -369_603.0 / 414_720, 765_765.0 / 414_720, -425_425.0 / 414_720,
    ]
    let fourth: InlineArray<5, Double> = [
      4_465_125.0 / 39_813_120, -94_121_676.0 / 39_813_120, 349_922_430.0 / 39_813_120,
      -446_185_740.0 / 39_813_120, 185_910_725.0 / 39_813_120,
    ]
    let series: InlineArray<5, Double> = [
      1, horner(t, first), horner(t, second), horner(t, third), horner(t, fourth),
    ]
    let exponent = n * (n / (r + a) - asinh(ratio))
    return exp(exponent) * horner(inverse, series) / squareRoot(0x1.921fb54442d18p+2)
      / squareRoot(r)
  }

  /// log erfc(x), also where erfc(x) underflows.
  ///
  /// Beyond 10 it is −x² − log(x√π) + log Σ (−1)ᵏ(2k − 1)!!/(2x²)ᵏ.
  static func logErfc(_ x: Double) -> Double {
    if x < 0.5 { return log1p(-erf(x)) }
    if x < 10 { return log(erfc(x)) }
    let inverse = 1 / (2 * x * x)
    let c: InlineArray<10, Double> = [
      1, -1, 3, -15, 105, -945, 10395, -135_135, 2_027_025, -34_459_425,
    ]
    return -x * x - log(x) - 0x1.250d048e7a1bdp-1 + log(horner(inverse, c))
  }
}
