import Testing

@testable import Tensors

@Suite struct MathSpecialValuesTests {
  static let inf = Double.infinity

  static let families: [UnaryFunction] = MathReference.all.map(\.function)

  @Test(arguments: families + [.sqrt, .negate, .abs, .sign, .floor, .ceil, .round])
  func nanPassesThrough(_ f: UnaryFunction) {
    #expect(ScalarMath.apply(f, .nan).isNaN)
    #expect(vector(f, [.nan, 1])[0].isNaN)
  }

  /// Exact values: function, argument, value; the sign of a zero counts.
  static let exact: [(UnaryFunction, Double, Double)] = [
    (.exp, 0, 1), (.exp, -0.0, 1), (.exp, inf, inf), (.exp, -inf, 0), (.exp, 710, inf),
    (.exp, -746, 0), (.exp, -1e300, 0), (.expm1, -0.0, -0.0), (.expm1, 0, 0), (.expm1, inf, inf),
    (.expm1, -inf, -1), (.expm1, 5e-324, 5e-324), (.log, 1, 0), (.log, 0, -inf),
    (.log, -0.0, -inf), (.log, -1, .nan), (.log, inf, inf), (.log, -inf, .nan),
    (.log1p, 0, 0), (.log1p, -0.0, -0.0), (.log1p, -1, -inf), (.log1p, -2, .nan),
    (.log1p, inf, inf), (.log1p, 5e-324, 5e-324), (.sin, -0.0, -0.0), (.sin, inf, .nan),
    (.sin, -inf, .nan), (.cos, 0, 1), (.cos, inf, .nan), (.tan, -0.0, -0.0), (.tan, inf, .nan),
    (.asin, -0.0, -0.0), (.asin, 1.1, .nan), (.asin, -2, .nan), (.acos, 1, 0), (.acos, 1.1, .nan),
    (.acos, -inf, .nan), (.atan, -0.0, -0.0), (.atan, inf, 1.5707963267948966),
    (.atan, -inf, -1.5707963267948966), (.sinh, -0.0, -0.0), (.sinh, inf, inf),
    (.sinh, -inf, -inf), (.sinh, 711, inf), (.cosh, 0, 1), (.cosh, -inf, inf), (.cosh, 711, inf),
    (.tanh, -0.0, -0.0), (.tanh, inf, 1), (.tanh, -inf, -1), (.asinh, -0.0, -0.0),
    (.asinh, inf, inf), (.asinh, -inf, -inf), (.acosh, 1, 0), (.acosh, 0.9, .nan),
    (.acosh, inf, inf), (.acosh, -inf, .nan), (.atanh, -0.0, -0.0), (.atanh, 1, inf),
    (.atanh, -1, -inf), (.atanh, 1.1, .nan), (.atanh, inf, .nan), (.logistic, 0, 0.5),
    (.logistic, inf, 1), (.logistic, -inf, 0), (.softplus, inf, inf), (.softplus, -inf, 0),
    (.erfinv, 1, inf), (.erfinv, -1, -inf), (.erfinv, -0.0, -0.0),
    (.erfinv, 1.5, .nan), (.erfinv, -inf, .nan), (.erf, -0.0, -0.0), (.erf, inf, 1),
    (.erf, -inf, -1), (.erfc, 0, 1), (.erfc, inf, 0),
    (.erfc, -inf, 2), (.erfc, 30, 0), (.lgamma, 1, 0), (.lgamma, 2, 0), (.lgamma, 0, inf),
    (.lgamma, -0.0, inf), (.lgamma, -3, inf), (.lgamma, inf, inf), (.lgamma, -inf, inf),
    (.lgamma, 1.7e308, inf), (.polygamma(0), inf, inf), (.polygamma(0), -inf, .nan),
    (.polygamma(0), 0, .nan), (.polygamma(0), -4, .nan), (.polygamma(1), inf, 0),
    (.polygamma(1), -4, inf), (.polygamma(2), -4, .nan), (.polygamma(1), -inf, .nan),
    (.polygamma(-1), 1, .nan), (.besseli(0), 0, 1), (.besseli(1), 0, 0), (.besseli(1), -0.0, -0.0),
    (.besseli(0), inf, inf), (.besseli(0), -inf, inf), (.besseli(1), -inf, -inf),
    (.besseli(3), 720, inf), (.besseli(-1), 1, .nan), (.besseli(1 << 40), 3, 0),
    (.sqrt, -1, .nan), (.sqrt, -0.0, -0.0), (.sqrt, inf, inf), (.sqrt, 9, 3),
    (.sign, -0.0, -0.0), (.sign, -inf, -1), (.sign, 5e-324, 1), (.round, 2.5, 2),
    (.round, -0.5, -0.0), (.floor, -0.5, -1), (.ceil, -0.5, -0.0), (.abs, -0.0, 0),
    (.negate, 0, -0.0),
  ]

  @Test(arguments: exact)
  func exactValues(_ f: UnaryFunction, _ x: Double, _ value: Double) {
    let got = ScalarMath.apply(f, x)
    #expect(same(got, value), "\(f.name)(\(x)) = \(got), not \(value)")
  }

  /// Exact powers: base, exponent, value.
  static let powers: [(Double, Double, Double)] = [
    (0, 0, 1), (.nan, 0, 1), (1, .nan, 1), (2, .nan, .nan), (.nan, 2, .nan), (inf, 0, 1),
    (-1, inf, 1), (-1, -inf, 1), (0.5, inf, 0), (0.5, -inf, inf), (2, inf, inf), (2, -inf, 0),
    (0, 3, 0), (-0.0, 3, -0.0), (-0.0, 2, 0), (-0.0, -3, -inf), (0, -3, inf), (-0.0, -2, inf),
    (-0.0, 0.5, 0), (inf, 2, inf), (inf, -2, 0), (-inf, 3, -inf), (-inf, 2, inf),
    (-inf, -3, -0.0), (-inf, 0.5, inf), (-8, 1.0 / 3, .nan), (-2, 3, -8), (-2, -1, -0.5),
    (-1, 9_007_199_254_740_991, -1), (-1, 9_007_199_254_740_992, 1), (2, 1024, inf),
    (2, -1075, 0), (10, 3, 1000), (3, 4, 81), (1.5, 2, 2.25), (4, 0.5, 2), (-2, 1e300, inf),
    (2, -1074, 5e-324),
  ]

  @Test(arguments: powers)
  func exactPowers(_ x: Double, _ y: Double, _ value: Double) {
    let got = ScalarMath.power(x, y)
    #expect(same(got, value), "power(\(x), \(y)) = \(got), not \(value)")
  }

  /// Exact angles: y, x, value.
  static let angles: [(Double, Double, Double)] = [
    (0, 1, 0), (-0.0, 1, -0.0), (0, -1, .pi), (-0.0, -1, -.pi), (0, 0, 0), (-0.0, 0, -0.0),
    (0, -0.0, .pi), (-0.0, -0.0, -.pi), (1, 0, .pi / 2), (-1, -0.0, -.pi / 2), (inf, 1, .pi / 2),
    (1, inf, 0), (-1, inf, -0.0), (1, -inf, .pi), (inf, inf, .pi / 4),
    (inf, -inf, 2.356194490192345), (-inf, -inf, -2.356194490192345), (.nan, 1, .nan),
    (1, .nan, .nan), (0, .nan, .nan), (.nan, 0, .nan),
  ]

  @Test(arguments: angles)
  func exactAngles(_ y: Double, _ x: Double, _ value: Double) {
    let got = ScalarMath.atan2(y, x)
    #expect(same(got, value), "atan2(\(y), \(x)) = \(got), not \(value)")
  }
}

/// Equal bits, or both nan.
func same(_ a: Double, _ b: Double) -> Bool {
  a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
}

/// The values that the vector loop gives.
func vector(_ f: UnaryFunction, _ x: [Double]) -> [Double] {
  var y = [Double](repeating: 0, count: x.count)
  VectorMath.apply(f, f64: x, into: &y, count: x.count)
  return y
}
