import Testing

@testable import Language

/// Every sign of the language can be typed.
struct SymbolsTests {
  /// Every character outside ASCII that the lexer knows.
  static let signs: [String] =
    Sign.unicode.keys.map { String($0) } + Lexer.superscriptDigits.keys.map { String($0) }
    + Greek.letters.values + ["⁻", "∂", "∈", "∞"]
    + (0x2080...0x2089).compactMap { Unicode.Scalar($0).map(String.init) }

  @Test(arguments: signs) func isNamed(sign: String) throws {
    let spelling = try #require(Symbols.spelling(of: sign))
    let name = String(spelling.dropFirst())
    #expect(Symbols.sign(named: name) == sign)
    #expect(Symbols.text(for: name) == sign)
    #expect(Symbols.names(beginning: String(name.prefix(1))).contains { $0.sign == sign })
    #expect(Cursor(spelling, at: spelling.utf8.count).place == .symbol)
  }

  /// No name stands for two signs.
  @Test func namesAreUnique() {
    #expect(Set(Symbols.all.map(\.name)).count == Symbols.all.count)
    #expect(Symbols.all.allSatisfy { !$0.sign.isEmpty && !$0.name.isEmpty })
  }

  @Test(
    arguments: [
      ("theta", "θ"), ("beta1", "β1"), ("theta_12", "θ₁₂"), ("_12", "₁₂"), ("^-1", "⁻¹"),
      ("^23", "²³"),
      ("sigma^2", "σ²"), ("x_t", nil), ("beta_", nil), ("", nil), ("nothing", nil),
      ("alphabet", nil),
    ] as [(String, String?)])
  func textOfWhatWasTyped(typed: String, text: String?) {
    #expect(Symbols.text(for: typed) == text)
  }

  @Test func spellings() {
    #expect(Symbols.spelling(of: "θ") == "\\theta")
    #expect(Symbols.spelling(of: "theta") == "\\theta")
    #expect(Symbols.spelling(of: "∇") == "\\nabla")
    #expect(Symbols.spelling(of: "∂") == "\\partial")
    #expect(Symbols.spelling(of: "x") == nil)
  }
}
