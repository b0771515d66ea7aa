import Tensors
import Testing

@testable import Tracing

/// A function of terms as the front end traces it, nested to any depth.
typealias TermFunction = ([Term]) throws(TraceError) -> [Term]

/// The linearization of a function, traced at these terms.
func linearize(_ points: [Term], _ f: TermFunction) throws(TraceError) -> Linearization {
  let builder = GraphBuilder()
  let outputs = try f(points.map { .traced(builder.input(for: $0)) })
  return try Linearization(builder.finish(outputs))
}

/// The derivative of a function of one scalar.
func derivative(
  _ f: @escaping (Term) throws(TraceError) -> Term
) -> (Term) throws(TraceError) -> Term {
  { (x) throws(TraceError) in
    let line = try linearize([x]) { (xs) throws(TraceError) in [try f(xs[0])] }
    return try line.pushforward([Term.ones(x.type)])[0].orZeros(line.value[0].type)
  }
}

func number(_ term: Term) throws -> Double {
  let tensor = try #require(term.value)
  guard case .float(let x) = try tensor.converted(to: .f64).scalar else { return .nan }
  return x
}

@Suite struct DerivativeTests {
  @Test func firstAndHigherDerivativesOfAPower() throws {
    let f: (Term) throws(TraceError) -> Term = { (x) throws(TraceError) in
      try x.power(Term(4.0))
    }
    let x = try Term(1.5)
    #expect(try number(derivative(f)(x)) == 4 * 1.5 * 1.5 * 1.5)
    #expect(try number(derivative(derivative(f))(x)) == 12 * 1.5 * 1.5)
    #expect(try number(derivative(derivative(derivative(f)))(x)) == 24 * 1.5)
    #expect(try number(derivative(derivative(derivative(derivative(f))))(x)) == 24)
  }

  @Test func perturbationsOfNestedDerivativesDoNotMix() throws {
    // d/dx (x · d/dy (x + y)) = 1, at any y; confusion gives 2.
    let f: (Term) throws(TraceError) -> Term = { (x) throws(TraceError) in
      try x * derivative { (y) throws(TraceError) in try x + y }(Term(7.0))
    }
    #expect(try number(derivative(f)(Term(3.0))) == 1)
    // d/dx (x · d/dy (x y²) at y = x) = d/dx (2 x³) = 6 x².
    let g: (Term) throws(TraceError) -> Term = { (x) throws(TraceError) in
      try x * derivative { (y) throws(TraceError) in try x * y * y }(x)
    }
    #expect(try number(derivative(g)(Term(3.0))) == 54)
    // Three levels: d/dx of d/dy of d/dz of x y z x = 2 x.
    let h: (Term) throws(TraceError) -> Term = { (x) throws(TraceError) in
      try derivative { (y) throws(TraceError) in
        try derivative { (z) throws(TraceError) in try x * y * z * x }(y)
      }(Term(5.0))
    }
    #expect(try number(derivative(h)(Term(3.0))) == 6)
  }

  @Test func jacobianOfTheDiracGame() throws {
    // v(θ, ψ) = (-f'(θψ) ψ, f'(θψ) θ) with f(t) = -log(1 + e⁻ᵗ): J(0, 0) = [0 -1/2; 1/2 0].
    let f: (Term) throws(TraceError) -> Term = { (t) throws(TraceError) in
      try -Term.unary(.log, Term.unary(.exp, -t) + Term(1))
    }
    let v: TermFunction = { (p) throws(TraceError) in
      let slope = try derivative(f)(p[0] * p[1])
      return [try -slope * p[1], try slope * p[0]]
    }
    let line = try linearize([Term(0.0), Term(0.0)], v)
    let jacobian = try line.jacobian()
    #expect(jacobian.type == TensorType(.f64, Shape([2, 2])))
    #expect(jacobian.value?.elements(as: Double.self).map { $0 + 0 } == [0, -0.5, 0.5, 0])
  }

  @Test func jacobianInsideATraceIsRecordedThere() throws {
    // The Jacobian of x ↦ x² summed, differentiated again: the Hessian diagonal.
    let line = try linearize([vector([1, 2, 3])]) { (xs) throws(TraceError) in
      let inner = try linearize([xs[0]]) { (ys) throws(TraceError) in
        [try (ys[0] * ys[0] * ys[0]).sum()]
      }
      return [try inner.jacobian()]
    }
    let hessian = try #require(line.jacobian().value)
    #expect(hessian.shape == Shape([3, 3]))
    #expect(hessian.elements(as: Double.self) == [6, 0, 0, 0, 12, 0, 0, 0, 18])
  }

  @Test func inputsThatAreNotFloatingDoNotMove() throws {
    let line = try linearize([Term(2.0), Term(3)]) { (p) throws(TraceError) in [try p[0] * p[1]] }
    #expect(try line.jacobian().value?.elements(as: Double.self) == [3, 0])
  }

  @Test func aDerivativeThatIsNotFiniteStaysInItsColumn() throws {
    let line = try linearize([Term(0.0), Term(2.0)]) { (p) throws(TraceError) in
      [try Term.unary(.sqrt, p[0]) * p[1]]
    }
    let jacobian = try #require(line.jacobian().value).elements(as: Double.self)
    #expect(jacobian[0] == .infinity)
    #expect(jacobian[1] == 0)
  }

  @Test func valuesTravelWithTheTraceAndEndWithIt() throws {
    let builder = GraphBuilder()
    let x = Term.traced(builder.input(for: try Term(2.0)))
    let square = try x * x
    #expect(try number(square) == 4)
    _ = try builder.finish([square])
    #expect(throws: TraceError.traceEnded) { try square + x }
    let unknown = GraphBuilder()
    let y = Term.traced(unknown.input(TensorType(.f64)))
    #expect(throws: TraceError.valueUnknown(TensorType(.f64))) { try (y * y).knownValue() }
  }

  @Test func stoppedTermsAreConstants() throws {
    let f: (Term) throws(TraceError) -> Term = { (x) throws(TraceError) in try x * x.stopped() }
    #expect(try number(derivative(f)(Term(3.0))) == 3)
  }

  @Test(arguments: [
    (0.0, 0.0, 0.0), (0.0, 1.0, 1.0), (0.0, 2.0, 0.0), (-2.0, 3.0, 12.0), (2.0, -1.0, -0.25),
  ])
  func powersWithConstantExponents(x: Double, n: Double, expected: Double) throws {
    let slope = derivative { (x) throws(TraceError) in try x.power(Term(n)) }
    #expect(try number(slope(Term(x))) == expected)
    // The same where the exponent is an input of the trace.
    let line = try linearize([Term(x), Term(n)]) { (p) throws(TraceError) in
      [try p[0].power(p[1])]
    }
    #expect(try number(try #require(line.pushforward([Term(1.0), nil])[0])) == expected)
  }

  @Test func tiesShareTheTangent() throws {
    let f: (Term) throws(TraceError) -> Term = { (x) throws(TraceError) in
      try Term.binary(.maximum, x, Term(0.0))
    }
    #expect(try [-1.0, 0.0, 1.0].map { try number(derivative(f)(Term($0))) } == [0, 0.5, 1])
  }
}

func vector(_ elements: [Double]) throws -> Term {
  .known(try Tensor(Shape([elements.count]), elements))
}
