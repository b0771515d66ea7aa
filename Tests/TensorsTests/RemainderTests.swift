import Testing

@testable import Tensors

/// The quick remainder against long division.
struct RemainderTests {
  static let numbers: [Double] = [
    0, -0.0, 1, 7, 0.1, 1 / 3.0, 1e-300, 1e300, 5e-324, 3e-310, .leastNormalMagnitude,
    .greatestFiniteMagnitude, 0x1p53, 0x1.fffffffffffffp52, 0x1p52 + 1, 0x1.fffffffffffffp0,
    .pi, 1e16, 123_456_789.123, .infinity, .nan,
  ]

  private static func agrees(_ a: Double, _ b: Double) -> Bool {
    let quick = Double.truncatedRemainder(a, b), exact = a.truncatingRemainder(dividingBy: b)
    return quick == exact || (quick.isNaN && exact.isNaN)
  }

  @Test func limits() {
    for a in Self.numbers {
      for b in Self.numbers {
        #expect(Self.agrees(a, b), "\(a) mod \(b)")
        #expect(Self.agrees(-a, b), "-\(a) mod \(b)")
      }
    }
  }

  /// Multiples of b and their neighbours, where the rounded quotient is one too large.
  @Test func neighboursOfMultiples() {
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let b =
        Double(sign: .plus, exponent: Int(state >> 59) - 16, significand: 1)
        * (1 + Double(state >> 12 & 0xffff_ffff) * 0x1p-32)
      let k = Double(state >> (11 + (state & 31)))
      let multiple = (k * b).magnitude
      for a in [multiple.nextDown, multiple, multiple.nextUp] {
        #expect(Self.agrees(a, b), "\(a) mod \(b)")
      }
    }
  }

  @Test func singlePrecision() {
    for a: Float in [0, 1, 1e7, 16_777_215, 16_777_216, 3e38, 0.1, .infinity] {
      for b: Float in [0, 1, 3, 0.1, 7, 1e-38, .infinity] {
        let quick = Float.truncatedRemainder(a, b), exact = a.truncatingRemainder(dividingBy: b)
        #expect(quick == exact || (quick.isNaN && exact.isNaN), "\(a) mod \(b)")
      }
    }
  }
}
