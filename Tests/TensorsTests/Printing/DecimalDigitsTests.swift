import Testing

@testable import Tensors

@Suite struct DecimalDigitsTests {
  @Test func roundsLikeCPython() {
    for fixture in decimalFixtures {
      let decimal = DecimalDigits(rounding: Double(bitPattern: fixture.bits), to: fixture.digits)
      #expect(scientific(decimal, fixture.digits) == fixture.text, "\(fixture)")
    }
  }

  private func scientific(_ decimal: DecimalDigits, _ places: Int) -> String {
    var text = String(decimal.digits)
    text += String(repeating: "0", count: places - decimal.count)
    if places > 1 { text.insert(".", at: text.index(after: text.startIndex)) }
    let exponent = String(decimal.exponent.magnitude)
    let padding = exponent.count < 2 ? "0" : ""
    return "\(text)e\(decimal.exponent < 0 ? "-" : "+")\(padding)\(exponent)"
  }
}
