/// A positive product as an unevaluated sum, with its exponent kept apart.
///
/// Thousands of factors keep all digits, and no partial product leaves the range of an f64.
struct ScaledProduct {
  private var high: Double
  private var low = 0.0
  private var exponent = 0

  /// The product of one factor.
  init(_ factor: Double) { high = factor }

  /// The product, rounded.
  var value: Double {
    var result = high + low
    var left = exponent
    while left < 0, result > 0 {
      result *= 0x1p-900
      left += 1
    }
    while left > 0, result.isFinite {
      result *= 0x1p900
      left -= 1
    }
    return result
  }

  /// Multiplies by factor + rest, where the rest is tiny beside the factor.
  mutating func multiply(by factor: Double, plus rest: Double = 0) { multiply(factor, rest) }

  /// Divides by d.
  mutating func divide(by d: Double) { multiply(by: 1, over: d) }

  /// Multiplies by a / b.
  mutating func multiply(by a: Double, over b: Double) {
    // b may be subnormal or huge; then its scale moves into the exponent first.
    if b < 0x1p-500 {
      multiply(by: a, over: b * 0x1p900)
      exponent += 1
      return
    }
    if b > 0x1p500 {
      multiply(by: a, over: b * 0x1p-900)
      exponent -= 1
      return
    }
    let quotient = a / b
    multiply(quotient, Double.fma(-quotient, b, a) / b)
  }

  private mutating func multiply(_ factor: Double, _ factorLow: Double) {
    let product = high * factor
    let rest = Double.fma(high, factorLow, low * factor)
    low = Double.fma(high, factor, -product) + rest
    high = product
    if high < 0x1p-450 {
      high *= 0x1p900
      low *= 0x1p900
      exponent -= 1
    } else if high > 0x1p450 {
      high *= 0x1p-900
      low *= 0x1p-900
      exponent += 1
    }
  }
}
