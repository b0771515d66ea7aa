/// Numbers with a set number of decimals, for formats such as `.3f` and `.2e`.
public enum DecimalText {
  /// The number with so many digits after the point, at most 17 of all its digits significant.
  public static func fixed(_ x: Double, places: Int) -> String {
    guard x.isFinite else { return NumberStyle().format(x) }
    let sign = x.sign == .minus ? "-" : ""
    let (digits, exponent) = rounded(x.magnitude, places: places)
    var text = digits
    if exponent < 0 { text = String(repeating: "0", count: -exponent) + text }
    let whole = max(exponent, 0) + 1
    let length = whole + max(0, places)
    text += String(repeating: "0", count: max(0, length - text.count))
    let point = places > 0 ? "." : ""
    return sign + text.prefix(whole) + point + text.dropFirst(whole).prefix(max(0, places))
  }

  /// The number with one digit before the point and so many after it.
  public static func scientific(_ x: Double, places: Int) -> String {
    guard x.isFinite else { return NumberStyle().format(x) }
    let sign = x.sign == .minus ? "-" : ""
    var text = "0", exponent = 0
    if x != 0 {
      let decimal = DecimalDigits(rounding: x.magnitude, to: min(17, max(1, places + 1)))
      (text, exponent) = (String(decimal.digits), decimal.exponent)
    }
    text += String(repeating: "0", count: max(0, places + 1 - text.count))
    let power = String(exponent.magnitude)
    return sign + text.prefix(1) + (places > 0 ? "." : "") + text.dropFirst()
      + (exponent < 0 ? "e-" : "e+") + (power.count < 2 ? "0" : "") + power
  }

  /// The digits down to the last place shown, and the exponent of the first.
  private static func rounded(_ x: Double, places: Int) -> (digits: String, exponent: Int) {
    guard x != 0 else { return ("0", 0) }
    let first = DecimalDigits(rounding: x, to: 17).exponent
    let wanted = first + places + 1
    guard wanted > 0 else {
      // Less than one unit of the last place: it rounds to one of them or to none.
      let isUp = wanted == 0 && DecimalDigits(rounding: x, to: 17).isAboveHalf
      return isUp ? ("1", -places) : ("0", 0)
    }
    let decimal = DecimalDigits(rounding: x, to: min(17, wanted))
    return (String(decimal.digits), decimal.exponent)
  }
}

extension DecimalDigits {
  /// Whether the digits, read as 0.d₁d₂..., are above one half.
  fileprivate var isAboveHalf: Bool { String(digits) > "5" }
}
