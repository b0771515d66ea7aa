/// How numbers are printed: one canonical text for each value and style.
///
/// A float is rounded to `digits` significant digits, its trailing zeros are dropped to one after
/// the point, and it always shows a point or an exponent; an integer never does. The exponent has
/// a sign and at least two digits: `1.5e-07`, `1e+10`.
public struct NumberStyle: Hashable, Sendable {
  /// When an exponent is shown.
  public enum Notation: Hashable, Sendable, CaseIterable {
    /// Where the decimal exponent of the rounded number is below -4 or at least the number of
    /// digits, the rule of C's `%g`.
    case auto
    /// Never; zeros stand in for digits beyond the significant ones.
    case fixed
    /// Always, except for zero, infinities and nan.
    case scientific
  }

  /// Significant digits, 1 to 17.
  public let digits: Int
  /// When an exponent is shown.
  public let notation: Notation
  /// Columns of the page, at least 20.
  public let width: Int
  /// Elements up to which a tensor is printed whole.
  public let limit: Int

  /// A style; a number outside its bounds is moved to the nearest one.
  public init(digits: Int = 6, notation: Notation = .auto, width: Int = 80, limit: Int = 1000) {
    self.digits = digits < 1 ? 1 : digits > 17 ? 17 : digits
    self.notation = notation
    self.width = width < 20 ? 20 : width
    self.limit = limit < 1 ? 1 : limit
  }
}

extension NumberStyle {
  /// The text of an f64, for example `0.5`, `-0.0`, `1e-07`, `nan`.
  public func format(_ x: Double) -> String { format(x, digits: digits) }

  /// The text of an f32, which has at most 9 significant digits.
  public func format(_ x: Float) -> String { format(Double(x), digits: min(9, digits)) }

  /// The text of an i64.
  public func format(_ x: Int) -> String { String(x) }

  /// The text of a bool.
  public func format(_ x: Bool) -> String { x ? "true" : "false" }

  /// The text of a c128, for example `0.5 - 0.25i`.
  public func format(_ x: Complex128) -> String {
    let (real, sign, imaginary) = parts(x)
    return real + sign + imaginary
  }

  /// The text of an element.
  public func format(_ x: Scalar) -> String {
    switch x {
    case .bool(let x): format(x)
    case .int(let x): format(x)
    case .float32(let x): format(x)
    case .float(let x): format(x)
    case .complex(let x): format(x)
    }
  }

  /// A complex number's real part, the sign between blanks, and the magnitude of its imaginary
  /// part with the unit.
  func parts(_ x: Complex128) -> (real: String, sign: String, imaginary: String) {
    let isNegative = x.imaginary.sign == .minus && !x.imaginary.isNaN
    return (format(x.real), isNegative ? " - " : " + ", format(x.imaginary.magnitude) + "i")
  }

  private func format(_ x: Double, digits: Int) -> String {
    if x.isNaN { return "nan" }
    let sign = x.sign == .minus ? "-" : ""
    if x.isInfinite { return sign + "inf" }
    if x == 0 { return sign + "0.0" }
    let decimal = DecimalDigits(rounding: x.magnitude, to: digits)
    let showsExponent =
      switch notation {
      case .auto: decimal.exponent < -4 || decimal.exponent >= digits
      case .fixed: false
      case .scientific: true
      }
    return sign + (showsExponent ? scientific(decimal) : positional(decimal))
  }

  private func scientific(_ decimal: DecimalDigits) -> String {
    var text = String(decimal.digits)
    if decimal.count > 1 { text.insert(".", at: text.index(after: text.startIndex)) }
    let exponent = String(decimal.exponent.magnitude)
    return text + (decimal.exponent < 0 ? "e-" : "e+") + (exponent.count < 2 ? "0" : "") + exponent
  }

  private func positional(_ decimal: DecimalDigits) -> String {
    let text = String(decimal.digits)
    if decimal.exponent < 0 {
      return "0." + String(repeating: "0", count: -decimal.exponent - 1) + text
    }
    let whole = decimal.exponent + 1
    if decimal.count <= whole {
      return text + String(repeating: "0", count: whole - decimal.count) + ".0"
    }
    return text.prefix(whole) + "." + text.dropFirst(whole)
  }
}
