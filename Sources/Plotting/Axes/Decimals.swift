/// Numbers in decimals, the same on every machine and in every locale.
public enum Decimals {
  /// A number with a number of digits after the point: `0.50`.
  ///
  /// Halves round away from zero after the
  /// number is scaled; above 2^53 the digits are those of its nearest whole number.
  public static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    let digits = max(0, min(digits, 17))
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e18 else { return value.description }
    let whole = UInt64(scaled), unit = UInt64(scale)
    let sign = value < 0 && whole > 0 ? "-" : ""
    if digits == 0 { return sign + String(whole) }
    let rest = String(whole % unit)
    let padding = String(repeating: "0", count: digits - rest.count)
    return "\(sign)\(whole / unit).\(padding)\(rest)"
  }

  /// A number with one digit before the point: `2e6`, `1.5e-7`; zeros at the end are left out.
  public static func scientific(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, 0) }
    // The shortest digits that give the number back, rounded further where that is asked for.
    var text = abs(value).description.lowercased()
    var exponent = 0
    if let mark = text.firstIndex(of: "e") {
      exponent = Int(text[text.index(after: mark)...]) ?? 0
      text = String(text[..<mark])
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var figures = parts.joined().compactMap(\.wholeNumberValue)
    exponent += (parts.first?.count ?? 1) - 1
    let leading = figures.prefix { $0 == 0 }.count
    figures.removeFirst(leading)
    exponent -= leading
    if figures.count > digits + 1 {
      let roundsUp = figures[digits + 1] >= 5
      figures.removeSubrange((digits + 1)...)
      if roundsUp { exponent += carry(&figures) }
    }
    while figures.count > 1, figures.last == 0 { figures.removeLast() }
    let tail = figures.dropFirst().map(String.init).joined()
    let sign = value < 0 ? "-" : ""
    return "\(sign)\(figures.first ?? 0)\(tail.isEmpty ? "" : "." + tail)e\(exponent)"
  }

  /// Adds one to the last figure; 1 where that makes one more figure.
  private static func carry(_ figures: inout [Int]) -> Int {
    for index in figures.indices.reversed() {
      figures[index] += 1
      if figures[index] < 10 { return 0 }
      figures[index] = 0
    }
    figures.insert(1, at: 0)
    figures.removeLast()
    return 1
  }
}
