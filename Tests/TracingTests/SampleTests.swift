import Tensors
import Testing

@testable import Tracing

/// Draws by rejection and special functions where they meet traces.
@Suite struct SampleTests {
  private func draw(_ a: Term, key: Int = 7) throws(TraceError) -> Term {
    try Term.sample(.logGamma, Term(key), a)
  }

  private func lower(_ a: Double, _ x: Double) throws -> Double {
    try number(Term.special(.gammaLower(0), [Term(a), Term(x)]))
  }

  /// The path is that of the quantile: F(a + h, z + h dz/da) stays.
  @Test(arguments: [0.01, 0.4, 1, 3.7, 60, 4000], 0..<6)
  func drawsMoveAsQuantiles(_ a: Double, key: Int) throws {
    let y = { (a: Term) throws(TraceError) in try draw(a, key: key) }
    let at = try number(y(Term(a))), slope = try number(derivative(y)(Term(a)))
    let second = try number(derivative(derivative(y))(Term(a)))
    let h = 1e-3 * min(a, a.squareRoot())
    for step in [h, -h] {
      let moved = at + step * slope + step * step * second / 2
      let before = try lower(a, ScalarMath.apply(.exp, at))
      let after = try lower(a + step, ScalarMath.apply(.exp, moved))
      // What is left is of the third order.
      #expect(abs(after - before) < 2e-8, "\(a): \(before) \(after)")
    }
  }

  /// Of a count there is no derivative to ask for, and none is found.
  @Test func countsHaveNoPath() throws {
    let f = { (a: Term) throws(TraceError) in
      try Term.sample(.poisson, Term(3), a).converted(to: .f64) * a
    }
    let count = try number(Term.sample(.poisson, Term(3), Term(4.0)).converted(to: .f64))
    #expect(try number(derivative(f)(Term(4.0))) == count)
  }

  @Test func operandsArePromotedAndBroadcast() throws {
    let p = try Term.special(.gammaLower(0), [vector([1, 2, 3]), Term(1)])
    #expect(p.type == TensorType(.f64, Shape([3])))
    let half = try Term.special(
      .gammaUpper, [Term(2), vector([1, 2]).converted(to: .f32)])
    #expect(half.type == TensorType(.f32, Shape([2])))
    let keys = try vector([1, 2, 3]).converted(to: .i64)
    #expect(try Term.sample(.logGamma, keys, Term(2)).type == TensorType(.f64, Shape([3])))
    #expect(try Term.sample(.poisson, keys, Term(2.5)).type == TensorType(.i64, Shape([3])))
    #expect(throws: TraceError.self) {
      try Term.special(.gammaUpper, [vector([1, 2]), vector([1, 2, 3])])
    }
    #expect(throws: TraceError.self) {
      try Term.special(.gammaUpper, [Term(1.0), Term(1.0).converted(to: .c128)])
    }
  }

  /// Orders beyond the known ones are an error that says which are known.
  @Test func highOrdersAreRefused() throws {
    let functions: [(SpecialFunction, Int, [Double])] = [
      (.gammaLower(SpecialFunction.highestGammaOrder), 0, [2, 1]),
      (.gammaSlope(SpecialFunction.highestGammaOrder), 0, [2, 1]),
      (.betaLower(1, SpecialFunction.highestBetaOrder - 1), 1, [2, 1, 0.5]),
    ]
    for (f, place, x) in functions {
      let slope = derivative { (t) throws(TraceError) in
        var operands = try x.map { (x) throws(TraceError) in try Term(x) }
        operands[place] = t
        return try Term.special(f, operands)
      }
      #expect { try slope(Term(x[place])) } throws: { error in
        guard case TraceError.notDifferentiable(_, let reason) = error else { return false }
        return reason.contains("order \(place == 0 ? 8 : 4)")
      }
    }
  }

  /// At the ends of the domain derivatives in x have their limits.
  @Test func derivativesAtTheEnds() throws {
    let gamma = { (a: Double) in
      { (x: Term) throws(TraceError) in try Term.special(.gammaLower(0), [Term(a), x]) }
    }
    // P(1, x) = 1 − e⁻ˣ; P(2, x) = 1 − (1 + x)e⁻ˣ.
    #expect(try number(derivative(gamma(1))(Term(0.0))) == 1)
    #expect(try abs(number(derivative(derivative(gamma(1)))(Term(0.0))) + 1) < 1e-12)
    #expect(try number(derivative(gamma(2))(Term(0.0))) == 0)
    #expect(try abs(number(derivative(derivative(gamma(2)))(Term(0.0))) - 1) < 1e-12)
    // I(2, 1) = x².
    let square = { (x: Term) throws(TraceError) in
      try Term.special(.betaLower(0, 0), [Term(2.0), Term(1.0), x])
    }
    for x in [0.0, 0.5, 1.0] {
      #expect(try abs(number(derivative(square)(Term(x))) - 2 * x) < 1e-14)
      #expect(try abs(number(derivative(derivative(square))(Term(x))) - 2) < 1e-11)
    }
  }
}
