import Testing

@testable import Tensors

/// A function with correctly rounded values at chosen and random points.
struct MathReference: Sendable {
  let function: UnaryFunction
  /// The largest accepted distance, in units of the last place.
  let ulps: UInt64
  let points: [(x: Double, value: Double)]

  init(_ function: UnaryFunction, ulps: UInt64, _ points: [(x: Double, value: Double)]) {
    self.function = function
    self.ulps = ulps
    self.points = points
  }

  static let all = exponential + logarithm + trigonometric + gamma + errorAndBessel
}

/// How many doubles lie between a and b; the largest number if only one of them is nan.
func ulps(_ a: Double, _ b: Double) -> UInt64 {
  if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
  func rank(_ x: Double) -> Int64 {
    let bits = Int64(bitPattern: x.bitPattern)
    return bits < 0 ? Int64.min &- bits : bits
  }
  return rank(a).subtractingReportingOverflow(rank(b)).partialValue.magnitude
}

@Suite struct MathAccuracyTests {
  @Test(arguments: MathReference.all)
  func functionsKeepTheirBound(_ reference: MathReference) {
    #expect(reference.points.count >= 10)
    for (x, value) in reference.points {
      let got = ScalarMath.apply(reference.function, x)
      let distance = ulps(got, value)
      #expect(
        distance <= reference.ulps,
        "\(reference.function.name)(\(x)) = \(got), not \(value): \(distance) ulps")
    }
  }

  @Test(arguments: MathPairs.power)
  func powersKeepTheirBound(_ x: Double, _ y: Double, _ value: Double) {
    #expect(ulps(ScalarMath.power(x, y), value) <= 2)
  }

  @Test(arguments: MathPairs.atan2)
  func anglesKeepTheirBound(_ y: Double, _ x: Double, _ value: Double) {
    #expect(ulps(ScalarMath.atan2(y, x), value) <= 2)
  }

  @Test func symmetry() {
    let odd: [UnaryFunction] = [
      .sin, .tan, .asin, .atan, .sinh, .tanh, .asinh, .atanh, .erf, .erfinv,
    ]
    let even: [UnaryFunction] = [.cos, .cosh, .besseli(0), .besseli(2)]
    for x in [0.0, 5e-324, 1e-8, 0.3, 0.99, 3, 1e5, 1e20] {
      for f in odd { #expect(ulps(ScalarMath.apply(f, -x), -ScalarMath.apply(f, x)) == 0) }
      for f in even { #expect(ulps(ScalarMath.apply(f, -x), ScalarMath.apply(f, x)) == 0) }
    }
  }
}
