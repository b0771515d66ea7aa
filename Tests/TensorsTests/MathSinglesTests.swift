import Testing

@testable import Tensors

/// The functions with kernels of their own in single precision, against those in double precision.
@Suite struct MathSinglesTests {
  /// A function and the largest accepted error, in units of the last place of the exact value.
  static let bounds: [(function: UnaryFunction, ulps: Double)] = [
    (.sqrt, 0.5), (.exp, 1), (.expm1, 1.5), (.log, 1), (.log1p, 1), (.sin, 2), (.cos, 2),
    (.tanh, 1.5), (.logistic, 2.5), (.softplus, 2), (.erf, 2), (.erfc, 3),
  ]

  /// Floats evenly spread over all bit patterns: every exponent, both signs, subnormals and nans.
  static let spread: [Float] = stride(from: UInt64(0), to: 1 << 32, by: 40_009)
    .map { Float(bitPattern: UInt32($0)) }

  private func values(_ f: UnaryFunction, _ x: [Float]) -> [Float] {
    var y = x
    let isNative = VectorMath.applyNative(f, x, into: &y, count: x.count)
    #expect(isNative, "\(f.name) has no kernel of its own")
    return y
  }

  /// |got − exact| in units of the last place; nothing where got is the nearest float or both are nan.
  private func error(_ got: Float, _ exact: Double) -> Double {
    let rounded = Float(exact)
    if got == rounded || (got.isNaN && rounded.isNaN) { return 0 }
    guard got.isFinite && rounded.isFinite else { return .infinity }
    return (Double(got) - exact).magnitude / Double(rounded.ulp)
  }

  private func expectBound(_ f: UnaryFunction, _ ulps: Double, _ x: [Float]) {
    var exact = x.map { Double($0) }
    VectorMath.apply(f, f64: exact, into: &exact, count: exact.count)
    var worst = (error: 0.0, index: 0)
    for (i, got) in values(f, x).enumerated() {
      let error = error(got, exact[i])
      if error > worst.error { worst = (error, i) }
    }
    #expect(worst.error <= ulps, "\(f.name)(\(x[worst.index])): \(worst.error) units")
  }

  @Test(arguments: bounds)
  func theBoundHoldsOverAllFloats(_ f: UnaryFunction, _ ulps: Double) {
    #expect(Self.spread.count > 100_000)
    expectBound(f, ulps, Self.spread)
  }

  /// Where the values are neither 0 nor 1, the spread above has few numbers.
  @Test(arguments: bounds)
  func theBoundHoldsInTheMiddle(_ f: UnaryFunction, _ ulps: Double) {
    expectBound(f, ulps, (-50_000...50_000).map { Float($0) * 0.000_23 })
  }

  /// The exact values of double precision hold here too; the sign of a zero counts.
  @Test(arguments: bounds)
  func exactValues(_ f: UnaryFunction, _: Double) {
    for (g, x, value) in MathSpecialValuesTests.exact where g == f {
      let got = values(f, [Float(x)])[0], expected = Float(value)
      let isSame = got.bitPattern == expected.bitPattern || (got.isNaN && expected.isNaN)
      #expect(isSame, "\(f.name)(\(x)) = \(got), not \(expected)")
    }
    #expect(values(f, [.nan])[0].isNaN)
  }

  /// The tails fall through every binary order of the subnormals, none of them cut off.
  @Test(arguments: [
    (UnaryFunction.erfc, Float(9.1), Float(10.1), Float(1)), (.logistic, 87, 104, -1),
    (.softplus, 87, 104, -1), (.exp, 87, 104, -1),
  ])
  func tailsUnderflowGradually(_ f: UnaryFunction, _ from: Float, _ to: Float, _ sign: Float) {
    let x = stride(from: from, through: to, by: (to - from) / 4000).map { $0 * sign }
    let y = values(f, x)
    expectBound(f, 2, x.filter { Float(tail(f, $0)) < .leastNormalMagnitude })
    for (a, b) in zip(y, y.dropFirst()) { #expect(a >= b && b.sign == .plus) }
    #expect(y[0] > .leastNormalMagnitude && y.last == 0)
    let orders = Set(y.filter { $0 > 0 && $0.isSubnormal }.map(\.exponent))
    #expect(orders.count == 23)
  }

  private func tail(_ f: UnaryFunction, _ x: Float) -> Double { ScalarMath.apply(f, Double(x)) }

  @Test func theErrorFunctionIsOdd() {
    let positive = values(.erf, Self.spread), negative = values(.erf, Self.spread.map { -$0 })
    for (a, b) in zip(positive, negative) where !a.isNaN {
      #expect(a.bitPattern == b.bitPattern ^ 0x8000_0000)
    }
  }

  /// Beyond these the exact values round to the limits, so the kernels give the limits.
  @Test func limitsAreReached() {
    for x: Float in [4, 10.06, 27, 1e5, 3e38, .infinity] {
      #expect(values(.erf, [x, -x]) == [1, -1])
      #expect(values(.erfc, [-x])[0] == 2)
    }
    for x: Float in [10.06, 27, 1e5, 3e38, .infinity] { #expect(values(.erfc, [x])[0] == 0) }
  }
}
