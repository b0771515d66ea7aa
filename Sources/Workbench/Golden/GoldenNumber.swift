/// A number as it stands in printed text.
struct GoldenNumber: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case integer
    case float
    /// nan and inf, which only match themselves.
    case special
  }

  var kind: Kind
  var isImaginary: Bool
  /// Sign, digits, point and exponent without blanks.
  var text: String
  /// As it stood in the line: an imaginary part carries its sign and a blank, `- 0.5i`.
  var shown: String
  var value: Double
  /// The shown digits as an integer, when it fits.
  var mantissa: Int?
  /// The power of ten of the last shown digit.
  var exponent: Int
  /// Digits from the first that is not 0.
  var significantDigits: Int
}

/// How two numbers of the same place compare.
struct GoldenNumberComparison: Hashable, Sendable {
  var got: GoldenNumber
  var want: GoldenNumber
  var matches: Bool
  /// |got - want| of two floats.
  var delta: Double?
  var allowed: Double
}

extension GoldenNumber {
  /// Rounding of the last shown digit is forgiven from this many digits on; with fewer it would
  /// accept 0.5 for 0.6.
  static let digitsForSlack = 5

  func compared(toWant want: GoldenNumber, _ tolerance: GoldenTolerance) -> GoldenNumberComparison {
    var comparison = GoldenNumberComparison(
      got: self, want: want, matches: text == want.text, delta: nil, allowed: 0)
    guard kind == want.kind, isImaginary == want.isImaginary else {
      comparison.matches = false
      return comparison
    }
    guard kind == .float else { return comparison }
    comparison.delta = (value - want.value).magnitude
    comparison.allowed = tolerance.allowed(want.value)
    comparison.matches = comparison.matches || isClose(to: want, tolerance)
    return comparison
  }

  private func isClose(to want: GoldenNumber, _ tolerance: GoldenTolerance) -> Bool {
    guard value.isFinite, want.value.isFinite else { return false }
    // The sign of zero is a fact of its own: only an absolute tolerance ignores it.
    if value == 0, want.value == 0, value.sign != want.value.sign { return tolerance.absolute > 0 }
    if (value - want.value).magnitude <= tolerance.allowed(want.value) { return true }
    return differsByLastDigit(from: want)
  }

  private func differsByLastDigit(from want: GoldenNumber) -> Bool {
    guard significantDigits >= Self.digitsForSlack,
      want.significantDigits >= Self.digitsForSlack,
      let mine = mantissa, let other = want.mantissa
    else { return false }
    let finest = min(exponent, want.exponent)
    guard let a = Self.scaled(mine, exponent &- finest),
      let b = Self.scaled(other, want.exponent &- finest)
    else { return false }
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return !overflow && difference.magnitude <= 1
  }

  private static func scaled(_ mantissa: Int, _ power: Int) -> Int? {
    guard 0...18 ~= power else { return nil }
    var result = mantissa
    for _ in 0..<power {
      let (next, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = next
    }
    return result
  }
}
