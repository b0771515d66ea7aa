/// Signs that come along when an equation is copied from a PDF, mapped to the plain ones.
///
/// Comments and the inside of strings stay as they are.
public enum PastedText {
  /// The plain form of each sign.
  static let plainForms: [Unicode.Scalar: String] = [
    "−": "-", "–": "-", "∗": "*", "∼": "~", "˜": "~", "～": "~", "∣": "|", "′": "'", "″": "''",
    "‴": "'''", "’": "'",
    "“": "\"", "”": "\"", "„": "\"", "µ": "μ", "ϵ": "ε", "ϑ": "θ", "ϕ": "φ", "ϱ": "ρ", "ϖ": "π",
    "∥": "‖", "⋅": "·", "∙": "·", "•": "·", "∆": "Δ", "∑": "Σ", "∏": "Π",
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl",
    "\u{A0}": " ", "\u{2007}": " ", "\u{2009}": " ", "\u{200A}": " ", "\u{202F}": " ",
    "\u{2002}": " ", "\u{2003}": " ", "\u{2005}": " ", "\u{205F}": " ", "\u{3000}": " ",
    "\u{200B}": "", "\u{2060}": "", "\u{FEFF}": "", "\u{AD}": "",
    "\u{2028}": "\n", "\u{2029}": "\n", "\u{85}": "\n",
  ]

  /// The text with plain signs, and what was changed, each change once: `− to -`.
  public static func mapped(_ text: String) -> (text: String, changes: [String]) {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return (text, []) }
    var scan = Scan()
    for scalar in text.unicodeScalars { scan.take(scalar) }
    return scan.changes.isEmpty ? (text, []) : (String(scan.output), scan.changes)
  }

  /// Walks over the text and knows whether it is in code, in a string or in a comment.
  private struct Scan {
    enum Place { case code, comment, string, escape, curlyString }

    var output = String.UnicodeScalarView()
    var changes: [String] = []
    var place = Place.code

    mutating func take(_ scalar: Unicode.Scalar) {
      switch place {
      case .code:
        replace(scalar)
        if scalar == "#" { place = .comment }
        if scalar == "\"" { place = .string }
        if scalar == "“" || scalar == "„" { place = .curlyString }
      case .comment:
        output.append(scalar)
        if scalar == "\n" { place = .code }
      case .string:
        output.append(scalar)
        if scalar == "\"" || scalar == "\n" { place = .code }
        if scalar == "\\" { place = .escape }
      case .escape:
        output.append(scalar)
        place = scalar == "\n" ? .code : .string
      case .curlyString:
        let ends = scalar == "”" || scalar == "“" || scalar == "\""
        if ends { replace(scalar) } else { output.append(scalar) }
        if ends || scalar == "\n" { place = .code }
      }
    }

    private mutating func replace(_ scalar: Unicode.Scalar) {
      guard let plain = plainForms[scalar] else {
        output.append(scalar)
        return
      }
      output.append(contentsOf: plain.unicodeScalars)
      let change = "\(Scan.shown(scalar)) to \(plain.isEmpty ? "nothing" : Scan.shown(plain))"
      if !changes.contains(change) { changes.append(change) }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
      let isVisible =
        !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint
      return isVisible ? String(scalar) : "U+" + hexadecimal(scalar.value)
    }

    private static func shown(_ plain: String) -> String {
      switch plain {
      case " ": "a blank"
      case "\n": "a newline"
      default: plain
      }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
      let digits = String(value, radix: 16, uppercase: true)
      return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
  }
}
