import Testing

@testable import Tensors

/// A value of a special function, computed with 60 or more digits and rounded.
struct SpecialReference: Sendable, CustomStringConvertible {
  let function: SpecialFunction
  let operands: [Double]
  let value: Double

  var description: String { "\(function.name)\(operands)" }

  /// The largest accepted relative error.
  ///
  /// Derivatives of order 2 and more change their sign, near
  /// which they are accurate relative to their largest values.
  var tolerance: Double {
    switch function {
    case .gammaLower(let n), .gammaSlope(let n): n < 2 ? 3e-13 : 1e-10
    case .betaLower(let i, let j): i + j == 0 ? 3e-13 : i + j == 1 ? 1e-11 : 1e-8
    case .gammaUpper, .gammaDensity, .betaDensity: 3e-13
    case .scaledBesseli: 1e-13
    case .logErfc: 4e-16
    }
  }

  static func rows(_ rows: [(SpecialFunction, [Double], Double)]) -> [SpecialReference] {
    rows.map { SpecialReference(function: $0.0, operands: $0.1, value: $0.2) }
  }

  static let all = gamma + beta
}

private func value(_ f: SpecialFunction, _ x: [Double]) -> Double { f { x[$0] } }

@Suite struct SpecialFunctionTests {
  @Test func valuesKeepTheirBound() {
    for reference in SpecialReference.all {
      let got = value(reference.function, reference.operands), expected = reference.value
      #expect(
        abs(got - expected) <= reference.tolerance * abs(expected),
        "\(reference) = \(got), not \(expected): \(abs(got - expected) / abs(expected))")
    }
  }

  @Test func everyFunctionHasReferences() {
    let tested = Set(SpecialReference.all.map(\.function))
    let all: [SpecialFunction] = [
      .gammaLower(0), .gammaLower(1), .gammaUpper, .gammaDensity, .gammaSlope(1), .gammaSlope(2),
      .betaLower(0, 0), .betaLower(1, 0), .betaLower(0, 1), .betaLower(1, 1), .betaDensity,
      .scaledBesseli(0), .logErfc,
    ]
    #expect(tested.isSuperset(of: all))
  }

  static let inf = Double.infinity

  /// Values at the ends and outside of the domains.
  static let limits: [(SpecialFunction, [Double], Double)] = [
    (.gammaLower(0), [2, 0], 0), (.gammaLower(0), [2, inf], 1), (.gammaLower(0), [0, 1], 1),
    (.gammaLower(0), [0, 0], .nan), (.gammaLower(0), [inf, 3], 0),
    (.gammaLower(0), [inf, inf], .nan), (.gammaLower(0), [-1, 2], .nan),
    (.gammaLower(0), [2, -1], .nan), (.gammaLower(0), [.nan, 1], .nan),
    (.gammaLower(0), [1, .nan], .nan), (.gammaUpper, [2, 0], 1), (.gammaUpper, [2, inf], 0),
    (.gammaUpper, [0, 1], 0), (.gammaUpper, [-2, 1], .nan), (.gammaUpper, [2, 900], 0),
    (.gammaLower(1), [2, 0], 0), (.gammaLower(1), [2, inf], 0), (.gammaLower(1), [0, 1], .nan),
    (.gammaLower(2), [3, -1], .nan), (.gammaLower(1), [2, 1e4], 0),
    (.gammaLower(0), [1.5e308, 1.2e308], 0), (.gammaLower(0), [1.5e308, 1.7e308], 1),
    (.gammaUpper, [1.5e308, 1.7e308], 0),
    (.gammaDensity, [1, 0], 1), (.gammaDensity, [0.5, 0], inf), (.gammaDensity, [2, 0], 0),
    (.gammaDensity, [2, inf], 0), (.gammaDensity, [-1, 1], .nan), (.gammaDensity, [2, .nan], .nan),
    (.gammaSlope(1), [2, inf], 0), (.gammaSlope(1), [2, .nan], .nan),
    (.gammaSlope(1), [-2, 0], .nan), (.gammaSlope(1), [inf, 0], .nan),
    (.betaLower(0, 0), [2, 3, 0], 0), (.betaLower(0, 0), [2, 3, 1], 1),
    (.betaLower(0, 0), [0, 3, 0.5], 1), (.betaLower(0, 0), [3, 0, 0.5], 0),
    (.betaLower(0, 0), [0, 0, 0.5], .nan), (.betaLower(0, 0), [2, 3, 1.5], .nan),
    (.betaLower(0, 0), [2, 3, -0.5], .nan), (.betaLower(0, 0), [2, .nan, 0.5], .nan),
    (.betaLower(1, 0), [2, 3, 0], 0), (.betaLower(0, 2), [2, 3, 1], 0),
    (.betaLower(1, 0), [0, 3, 0.5], .nan), (.betaDensity, [1, 4, 0], 4),
    (.betaDensity, [0.5, 4, 0], inf), (.betaDensity, [2, 4, 0], 0), (.betaDensity, [3, 1, 1], 3),
    (.betaDensity, [3, 0.1, 1], inf), (.betaDensity, [3, 2, 1], 0),
    (.betaDensity, [3, 2, 1.1], .nan), (.betaDensity, [-1, 2, 0.1], .nan),
    (.scaledBesseli(0), [inf], 0), (.scaledBesseli(1), [-inf], -0.0),
    (.scaledBesseli(1), [.nan], .nan), (.scaledBesseli(0), [0], 1), (.logErfc, [0], 0),
    (.logErfc, [inf], -inf), (.logErfc, [.nan], .nan),
  ]

  @Test(arguments: limits)
  func limitsAreExact(_ f: SpecialFunction, _ x: [Double], _ expected: Double) {
    let got = value(f, x)
    #expect(got == expected || (got.isNaN && expected.isNaN), "\(f.name)\(x) = \(got)")
  }

  /// Two tails are 1, on both sides of every change of method.
  @Test(arguments: [1e-6, 1e-3, 0.3, 0.999, 1, 1.001, 4, 9.99, 10, 77, 1e4, 1e8])
  func tailsAreComplements(_ a: Double) {
    let width = a.squareRoot()
    for x in [1e-300, 1e-5, 0.7, 1.4999, 1.5001, a - width, a * 0.9999, a, a + width, 3 * a]
    where x > 0 {
      let p = value(.gammaLower(0), [a, x]), q = value(.gammaUpper, [a, x])
      #expect(abs(p + q - 1) <= 4e-15 && p >= 0 && q >= 0, "\(a) \(x): \(p) \(q)")
    }
    for b in [0.01, 0.5, 1, 3, 200] {
      for x in [0x1p-13, 0.25, 0.5, 0.75] {
        let p = value(.betaLower(0, 0), [a, b, x]), q = value(.betaLower(0, 0), [b, a, 1 - x])
        #expect(abs(p + q - 1) <= 1e-14, "\(a) \(b) \(x): \(p) \(q)")
        for (i, j) in [(1, 0), (0, 1), (1, 1), (2, 1)] {
          let d = value(.betaLower(i, j), [a, b, x]), e = value(.betaLower(j, i), [b, a, 1 - x])
          #expect(abs(d + e) <= 1e-9 * max(abs(d), 1e-3), "\(a) \(b) \(x): \(d) \(e)")
        }
      }
    }
  }

  /// Where the method changes the values do not jump.
  @Test(arguments: [0.2, 0.7, 1.0, 2.0, 50.0, 3e3])
  func methodsMeet(_ a: Double) {
    let edges = [1.5, ScalarMath.apply(.exp, ScalarMath.apply(.polygamma(0), a))]
    for edge in edges {
      for n in 1...4 {
        let below = value(.gammaLower(n), [a, edge * (1 - 1e-10)])
        let above = value(.gammaLower(n), [a, edge * (1 + 1e-10)])
        let scale = (1...20).map {
          abs(value(.gammaLower(n), [a, edge * (0.5 + Double($0) / 20)]))
        }.max()!
        #expect(abs(above - below) <= 1e-6 * scale, "\(n) \(a) \(edge)")
      }
    }
  }

  @Test func tensorsAreElementwise() throws {
    for reference in SpecialReference.all.prefix(40) + SpecialReference.all.suffix(60) {
      let f = reference.function, x = reference.operands
      for shape in [Shape.scalar, Shape([3]), Shape([2, 0, 2])] {
        let operands = try x.map { try Tensor(repeating: .float($0), shape) }
        let result = try Tensor.special(f, operands)
        #expect(result.shape == shape && result.type == .f64)
        for y in result.elements(as: Double.self) { #expect(same(y, value(f, x))) }
        let single = try Tensor.special(f, operands.map { try $0.converted(to: .f32) })
        for y in single.elements(as: Float.self) {
          let narrow = x.map { Double(Float($0)) }
          #expect(same(Double(y), Double(Float(value(f, narrow)))))
        }
      }
    }
  }

  @Test func anyNumberOfThreadsGivesTheSameBits() throws {
    let before = ThreadPool.threads
    defer { ThreadPool.setThreads(before) }
    let a = try Tensor(Shape([3000]), (1...3000).map { Double($0) / 100 })
    let x = try Tensor(Shape([3000]), (1...3000).map { Double(($0 * 37) % 3000) / 3001 })
    func results() throws -> [Tensor] {
      try [
        Tensor.special(.gammaLower(2), [a, x]), Tensor.special(.betaLower(1, 0), [a, x, x]),
      ]
    }
    ThreadPool.setThreads(1)
    let expected = try results()
    ThreadPool.setThreads(3)
    for (p, q) in zip(try results(), expected) { #expect(p.hasSameBits(as: q)) }
  }

  @Test func mistakes() throws {
    let one = try Tensor(1.0)
    #expect(throws: TensorError.self) { try Tensor.special(.gammaLower(9), [one, one]) }
    #expect(throws: TensorError.self) { try Tensor.special(.gammaSlope(0), [one, one]) }
    #expect(throws: TensorError.self) { try Tensor.special(.betaLower(3, 2), [one, one, one]) }
    #expect(throws: TensorError.self) { try Tensor.special(.gammaUpper, [one, Tensor(1)]) }
    #expect(throws: TensorError.self) {
      try Tensor.special(.gammaUpper, [one, Tensor(repeating: .float(1), Shape([2]))])
    }
  }
}
