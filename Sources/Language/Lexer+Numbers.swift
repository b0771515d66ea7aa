extension Lexer {
  /// A number literal: `3`, `.5`, `1e-3`, `1_000`, `2i`.
  mutating func number() -> Token.Kind {
    let start = position
    skipDigits()
    var isFloat = false
    if peek() == UInt8(ascii: "."), pointBelongs {
      isFloat = true
      position += 1
      skipDigits()
    }
    if peek() | 0x20 == UInt8(ascii: "e"), exponentBelongs {
      isFloat = true
      position += Lexer.isDigit(peek(1)) ? 1 : 2
      skipDigits()
    }
    let digits = text(start..<position).filter { $0 != "_" }
    let isImaginary = peek() == UInt8(ascii: "i") && !nameContinues(at: position + 1)
    if isImaginary { position += 1 }
    if let product = implicitProduct(from: start) { return product }
    if isFloat || isImaginary { return float(digits, isImaginary, from: start) }
    guard let value = Int(digits) else { return beyondInteger(digits, from: start) }
    return .integer(value)
  }

  private mutating func skipDigits() {
    while Lexer.isDigit(peek()) || (peek() == UInt8(ascii: "_") && Lexer.isDigit(peek(1))) {
      position += 1
    }
  }

  /// Whether a point after digits is part of the number, not of `...` or of a field.
  private var pointBelongs: Bool {
    Lexer.isDigit(peek(1)) || (peek(1) != UInt8(ascii: ".") && !nameContinues(at: position + 1))
  }

  private var exponentBelongs: Bool {
    let next = peek(1)
    let isSigned = next == UInt8(ascii: "-") || next == UInt8(ascii: "+")
    return Lexer.isDigit(isSigned ? peek(2) : next)
  }

  private func nameContinues(at offset: Int) -> Bool {
    scalar(at: offset).map { Lexer.continuesName($0.scalar) } ?? false
  }

  /// The error for `2x`, which is no product.
  private mutating func implicitProduct(from start: Int) -> Token.Kind? {
    let end = position
    guard let (scalar, _) = scalar(at: end), Lexer.beginsName(scalar) else { return nil }
    while let (next, width) = self.scalar(at: position), Lexer.continuesName(next) {
      position += width
    }
    let number = text(start..<end), name = text(end..<position)
    let reason: SyntaxError.Reason =
      switch (name.first, name.count) {
      case ("_", _): .number("digits are grouped as in 1_000", hint: number)
      case ("e", 1), ("E", 1): .number("the exponent has no digits", hint: number + "e0")
      case ("x", _) where number == "0", ("b", _) where number == "0":
        .number("numbers are decimal", hint: Lexer.decimal(name).map(String.init))
      default: .number("a product needs its sign", hint: "\(number)*\(name)")
      }
    return .invalid(SyntaxError(reason, at: span(from: start)))
  }

  /// The number that other languages write as 0x1F, from its `x1F`.
  private static func decimal(_ name: String) -> Int? {
    Int(name.dropFirst(), radix: name.first == "x" ? 16 : 2)
  }

  private func float(_ digits: String, _ isImaginary: Bool, from start: Int) -> Token.Kind {
    guard let value = Double(digits), value.isFinite else {
      let reason = SyntaxError.Reason.number("the number is beyond f64", hint: "inf")
      return .invalid(SyntaxError(reason, at: span(from: start)))
    }
    return isImaginary ? .imaginary(value) : .float(value)
  }

  private func beyondInteger(_ digits: String, from start: Int) -> Token.Kind {
    let reason = SyntaxError.Reason.number(
      "the integer is beyond i64, which ends at 9223372036854775807",
      hint: digits.count <= 40 ? digits + ".0" : nil)
    return .invalid(SyntaxError(reason, at: span(from: start)))
  }
}
