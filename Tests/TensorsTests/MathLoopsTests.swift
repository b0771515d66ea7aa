import Testing

@testable import Tensors

@Suite struct MathLoopsTests {
  static let real: [UnaryFunction] =
    MathReference.all.map(\.function) + [.sqrt, .negate, .abs, .sign, .floor, .ceil, .round]

  /// Ordinary, extreme and special arguments, so that lanes of one vector take different ways.
  static let arguments: [Double] =
    [
      0, -0.0, 5e-324, -1e-310, 1e-300, 1e-8, 0.3, -0.49, 0.5, 0.75, 1, -1, 1.4, 2, -2.5, 7.5, 22.5,
      -40, 100, 710, -745.2, 1e5, 0x1p30, 1e10, -1e22, 1e300, .infinity, -.infinity, .nan,
      .greatestFiniteMagnitude,
    ] + MathReference.all.flatMap { $0.points.prefix(12).map(\.x) }

  @Test(arguments: real)
  func vectorsGiveTheBitsOfSingleNumbers(_ f: UnaryFunction) {
    let y = vector(f, Self.arguments)
    for (x, value) in zip(Self.arguments, y) {
      #expect(same(value, ScalarMath.apply(f, x)), "\(f.name)(\(x))")
    }
  }

  @Test(arguments: 0...17)
  func everyCountIsFilledAndNoMore(_ count: Int) {
    let x = (0..<count).map { 0.1 + Double($0) }
    for f in [UnaryFunction.exp, .sin, .lgamma, .negate] {
      var y = [Double](repeating: -7, count: count + 1)
      VectorMath.apply(f, f64: x, into: &y, count: count)
      for i in 0..<count { #expect(same(y[i], ScalarMath.apply(f, x[i]))) }
      #expect(y[count] == -7)
    }
    var z = [Double](repeating: -7, count: count + 1)
    VectorMath.power(x, x, into: &z, count: count)
    for i in 0..<count { #expect(same(z[i], ScalarMath.power(x[i], x[i]))) }
    VectorMath.atan2(x, x, into: &z, count: count)
    for i in 0..<count { #expect(same(z[i], ScalarMath.atan2(x[i], x[i]))) }
    #expect(z[count] == -7)
    let narrow = x.map { Float($0) }
    var w = [Float](repeating: -7, count: count + 1)
    VectorMath.apply(.tanh, f32: narrow, into: &w, count: count)
    for i in 0..<count { #expect(w[i] > 0) }
    #expect(w[count] == -7)
  }

  @Test func inPlace() {
    var x = (0..<20).map { Double($0) / 7 }
    let expected = vector(.exp, x)
    x.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      VectorMath.apply(.exp, f64: base, into: base, count: 20)
    }
    #expect(x == expected)
  }

  @Test func pairsGiveTheBitsOfSingleNumbers() {
    let x = Self.arguments, y = Array(Self.arguments.reversed())
    var powers = x, angles = x
    VectorMath.power(x, y, into: &powers, count: x.count)
    VectorMath.atan2(x, y, into: &angles, count: x.count)
    for i in x.indices {
      #expect(same(powers[i], ScalarMath.power(x[i], y[i])))
      #expect(same(angles[i], ScalarMath.atan2(x[i], y[i])))
    }
  }

  @Test(arguments: real)
  func singlesRoundWell(_ f: UnaryFunction) {
    let x = Self.arguments.map { Float($0) }
    var y = x
    VectorMath.apply(f, f32: x, into: &y, count: x.count)
    for (a, value) in zip(x, y) {
      let expected = Float(ScalarMath.apply(f, Double(a)))
      let close =
        value == expected || (value.isNaN && expected.isNaN)
        || (value - expected).magnitude <= 3 * expected.ulp
      #expect(close, "\(f.name)(\(a)) = \(value), not \(expected)")
    }
  }

  @Test(arguments: real)
  func singlesHaveTheSameBitsInAnyPlace(_ f: UnaryFunction) {
    let x = (Self.arguments + Self.arguments.reversed()).map { Float($0) }
    var together = x
    VectorMath.apply(f, f32: x, into: &together, count: x.count)
    for i in x.indices {
      var alone: [Float] = [x[i]]
      VectorMath.apply(f, f32: alone, into: &alone, count: 1)
      let same = alone[0].bitPattern == together[i].bitPattern
      #expect(same || (alone[0].isNaN && together[i].isNaN), "\(f.name)(\(x[i]))")
    }
  }

  /// x² is x·x and x¹ is x, so that a compiler may say so.
  @Test func singlesOfPowers() {
    let x = Self.arguments.map { Float($0) }
    var squares = x, same = x
    VectorMath.power(x, x.map { _ in 2 }, into: &squares, count: x.count)
    VectorMath.power(x, x.map { _ in 1 }, into: &same, count: x.count)
    for i in x.indices where !x[i].isNaN {
      #expect(squares[i].bitPattern == (x[i] * x[i]).bitPattern)
      #expect(same[i].bitPattern == x[i].bitPattern)
    }
  }
}
