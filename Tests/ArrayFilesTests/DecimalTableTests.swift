import Testing

@testable import ArrayFiles

/// The tables of powers are what they are said to be.
struct DecimalTableTests {
  @Test func powersOfFive() {
    var power: UInt64 = 1
    for k in 0..<28 {
      #expect(Decimal.fives[k] == power)
      if k < 27 { power *= 5 }
    }
  }

  /// 2^191 divided by 5^k, shifted up, and rounded up, by long division.
  @Test func reciprocals() {
    for k in 1..<28 {
      let divisor = Decimal.fives[k] << Decimal.fives[k].leadingZeroBitCount
      let (high, rest) = divisor.dividingFullWidth((1 << 63, 0))
      let (low, last) = divisor.dividingFullWidth((rest, 0))
      #expect(last > 0 && low < .max)
      #expect(Decimal.reciprocals[k] == high && Decimal.lowerReciprocals[k] == low + 1)
    }
  }

  @Test func powersOfTen() {
    for k in 0...22 { #expect(Decimal.tens[k] == Double("1e\(k)")) }
  }
}
