extension Lexer {
  static let superscriptDigits: [Unicode.Scalar: Int] = [
    "⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9,
  ]

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  /// Whether a sign of several bytes can go on so.
  static func joinsSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "."),
      UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "&"), UInt8(ascii: "^"):
      true
    default: false
    }
  }

  /// Whether a name can begin so: a letter or `_`, but no sign that Unicode counts as a letter.
  static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isLetter(UInt8(scalar.value)) || scalar == "_" }
    return scalar.properties.isXIDStart && !isSign(scalar)
  }

  /// Whether a name can go on so: also digits, subscripts and accents.
  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return beginsName(scalar) || isDigit(UInt8(scalar.value)) }
    if scalar.value >= 0x2080 && scalar.value <= 0x2089 { return true }
    // The middle dot is the matrix product.
    return scalar.properties.isXIDContinue && !isSign(scalar) && scalar != "·"
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "ᵀ" || scalar == "ⁱ" || scalar == "ⁿ" || scalar == "∂"
  }
}
