import Tensors
import Testing

@testable import Tracing

/// Moduli and norms at 0, where they have a kink and their squares have none.
@Suite struct KinkTests {
  typealias Function = @Sendable (Term) throws(TraceError) -> Term

  /// Functions with their value's second derivative at 0 along (1, 0) and (1, 0), which exists.
  static let smooth: [(name: String, f: Function, second: Double)] = [
    ("‖x‖²", { (x) throws(TraceError) in try x.norm().power(Term(2.0)) }, 2),
    ("‖x‖ ‖x‖", { (x) throws(TraceError) in try x.norm() * x.norm() }, 2),
    ("‖x + 0‖ ‖x + 0‖", { (x) throws(TraceError) in try x.plus(0).norm() * x.plus(0).norm() }, 2),
    (
      "(‖x‖ - 0)²",
      { (x) throws(TraceError) in try (x.norm() - Term(0.0)).power(Term(2)) }, 2
    ),
    (
      "y y of y = ‖x‖",
      { (x) throws(TraceError) in
        let y = try x.norm()
        return try y * y
      }, 2
    ),
    ("‖x‖³", { (x) throws(TraceError) in try x.norm() * x.norm() * x.norm() }, 0),
    ("‖x‖⁴", { (x) throws(TraceError) in try x.norm().power(Term(4.0)) }, 0),
    ("(‖x‖²)²", { (x) throws(TraceError) in try (x.norm() * x.norm()).power(Term(2.0)) }, 0),
    (
      "Σ|x|²",
      { (x) throws(TraceError) in try Term.unary(.abs, x).power(Term(2.0)).sum() }, 2
    ),
    (
      "Σ|x||x|",
      { (x) throws(TraceError) in try (Term.unary(.abs, x) * Term.unary(.abs, x)).sum() }, 2
    ),
  ]

  /// Functions that have no second derivative at 0.
  static let kinked: [(name: String, f: Function)] = [
    ("‖x‖", { (x) throws(TraceError) in try x.norm() }),
    ("(‖x‖ - 1)²", { (x) throws(TraceError) in try x.norm().plus(-1).power(Term(2.0)) }),
    ("Σ|x|", { (x) throws(TraceError) in try Term.unary(.abs, x).sum() }),
    ("Σ x|x|", { (x) throws(TraceError) in try (x * Term.unary(.abs, x)).sum() }),
  ]

  private func gradient(_ f: @escaping Function) -> TermFunction {
    { (p) throws(TraceError) in
      try linearize([p[0]]) { (q) throws(TraceError) in [try f(q[0])] }.gradient()
    }
  }

  /// The second derivatives at 0, forward over reverse and forward over forward.
  private func seconds(_ f: @escaping Function, _ element: ElementType) throws -> [[Double]] {
    let zero = try Term.zeros(TensorType(element, Shape([3])))
    let direction = try Term.unit(zero.type, at: 0)
    let over = try linearize([zero], gradient(f)).pushforward([direction])[0].orZeros(zero.type)
    let along = try linearize([zero]) { (p) throws(TraceError) in
      let inner = try linearize([p[0]]) { (q) throws(TraceError) in [try f(q[0])] }
      return [try inner.pushforward([direction])[0].orZeros(inner.value[0].type)]
    }
    let twice = try along.pushforward([direction])[0].orZeros(along.value[0].type)
    return [try over.knownValue().parts(), try twice.knownValue().parts()]
  }

  @Test(arguments: smooth.map(\.name), [ElementType.f64, .f32, .c128])
  func smoothFunctionsHaveTheirSecondDerivatives(name: String, element: ElementType) throws {
    let (_, f, second) = try #require(Self.smooth.first { $0.name == name })
    let found = try seconds(f, element)
    #expect(found[0][0] == second && found[0].dropFirst().allSatisfy { $0 == 0 }, "\(found)")
    #expect(found[1][0] == second)
  }

  @Test(arguments: kinked.map(\.name)) func kinksAreNotFinite(name: String) throws {
    let (_, f) = try #require(Self.kinked.first { $0.name == name })
    let found = try seconds(f, .f64)
    #expect(!found[0][0].isFinite && !found[1][0].isFinite, "\(found)")
    // The gradient at the kink is 0 all the same.
    let slope = try linearize([vector([0, 0, 0])]) { (q) throws(TraceError) in [try f(q[0])] }
    #expect(try slope.gradient()[0].knownValue().parts() == [0, 0, 0])
  }

  /// Where the operand is not known while the graph is recorded, both kinds are as they should be.
  @Test(arguments: [0.0, 0.5, -2]) func graphsForAnyNumberKnowTheKink(x: Double) throws {
    for (power, expected) in [(1.0, x == 0 ? Double.infinity : 0), (2, 2), (3, 6 * abs(x))] {
      let graph = try graph([TensorType(.f64)]) { (p) throws(TraceError) in
        [try Term.unary(.abs, p[0]).power(Term(power))]
      }
      let second = try graph.jvp(active: [true]).jvp(active: [true, false])
      let point = try [x, 1, 1].map { try Tensor($0) }
      let tangent = try second.evaluate(point)[3]
      #expect(abs(try tangent.parts()[0]) == expected, "|x|^\(power) at \(x)")
    }
  }

  @Test func eigenvaluesOfADefectiveMatrixHaveNoFiniteDerivative() throws {
    for matrix in [[0.0, 0, 1, 0], [1, 1, 0, 1], [2, 0, -3, 2]] {
      let a = Term.known(try reals([2, 2], matrix))
      let line = try linearize([a]) { (p) throws(TraceError) in [try p[0].eigenvalues()] }
      for position in [1, 2] where matrix[position] == 0 {
        let moved = try line.pushforward([Term.unit(a.type, at: position)])[0]
        let parts = try (#require(try moved?.knownValue())).parts()
        #expect(parts.prefix(2).allSatisfy { !$0.isFinite }, "\(matrix) \(position): \(parts)")
      }
      let still = try line.pushforward([Term.zeros(a.type)])[0]
      #expect(try still?.knownValue().parts().allSatisfy { $0 == 0 } == true)
    }
    // Near it the derivative is large and right: λ = ±√x, dλ/dx = ±1/(2√x).
    let x = 1e-12
    let line = try linearize([Term.known(try reals([2, 2], [0, x, 1, 0]))]) {
      (p) throws(TraceError) in [try p[0].eigenvalues()]
    }
    let moved = try line.pushforward([Term.unit(TensorType(.f64, Shape([2, 2])), at: 1)])[0]
    let parts = try (#require(try moved?.knownValue())).parts()
    #expect(abs(parts[0] - 5e5) <= 1e-3 && abs(parts[1] + 5e5) <= 1e-3)
  }
}
