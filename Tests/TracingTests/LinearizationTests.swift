import Tensors
import Testing

@testable import Tracing

/// Gradients and Jacobians of whole functions, in both modes.
@Suite struct LinearizationTests {
  /// A function of a vector and a scalar to a scalar and a vector.
  private let mixed: TermFunction = { (p) throws(TraceError) in
    let wave = try Term.unary(.sin, p[0] * p[1])
    return [try wave.sum(), try wave.cumulative(.sum, axis: 0) / (p[0] * p[0]).sum()]
  }

  @Test(arguments: [1, 3, 15, 16, 40])
  func jacobianByRowsAndByColumnsAgree(size: Int) throws {
    let points = [Term.known(try randoms([size], seed: 61)), try Term(0.7)]
    let line = try linearize(points, mixed)
    let columns = try line.jacobian()
    #expect(columns.shape == Shape([size + 1, size + 1]))
    // The first output alone has one row: reverse mode.
    let rows = try linearize(points) { (p) throws(TraceError) in [try mixed(p)[0]] }.jacobian()
    let first = try columns.sliced(starts: [0, 0], counts: [1, size + 1], steps: [1, 1])
    try expectNear(rows, first, 1e-14)
    // Each column is a pushforward, whether or not directions are followed together.
    for column in 0..<size {
      let tangent = try Term.unit(points[0].type, at: column)
      let moved = try line.pushforward([tangent, nil])
      let whole = try Term.concatenated(
        moved.enumerated().map { (k, t) throws(TraceError) in
          try t.orZeros(line.value[k].type).flattened()
        }, axis: 0)
      try expectNear(columns.part(column, 1, axis: 1).flattened(), whole, 1e-14)
    }
  }

  @Test(arguments: [0, 1, 2, 3, 50])
  func gradientOfASquaredNormIsTwiceThePoint(size: Int) throws {
    for element in [ElementType.f32, .f64, .c128] {
      let x = Term.known(try randoms([size], seed: 62, element))
      let line = try linearize([x]) { (p) throws(TraceError) in [try p[0].squaredModulus().sum()] }
      let gradient = try line.gradient()
      #expect(gradient.map(\.type) == [x.type])
      try expectNear(gradient[0], x.scaled(by: 2), 0)
    }
  }

  @Test func gradientOfAComplexVariableAscends() throws {
    // f = Re(c z): ∂f/∂x + i ∂f/∂y = conj(c).
    let c = Term.known(try Tensor(Complex128(2, -3))), z = Term.known(try Tensor(Complex128(1, 5)))
    let line = try linearize([z]) { (p) throws(TraceError) in [try Term.unary(.real, c * p[0])] }
    #expect(try line.gradient()[0].knownValue().scalar == .complex(Complex128(2, 3)))
  }

  @Test func gradientsOfIntegersAndOfConstantsAreZero() throws {
    let points = [Term.known(try positions([2, 3])), try vector([1, 2, 3])]
    let line = try linearize(points) { (p) throws(TraceError) in
      [try p[0].sum().converted(to: .f64)]
    }
    let gradient = try line.gradient()
    #expect(gradient.map(\.shape) == [Shape([2]), Shape([3])])
    #expect(gradient[1].value?.elements(as: Double.self) == [0, 0, 0])
    let still = try linearize([try vector([1, 2, 3])]) { (_) throws(TraceError) in [try Term(4.0)] }
    #expect(try still.jacobian().value?.elements(as: Double.self) == [0, 0, 0])
  }

  @Test func whatAMaskHidesDoesNoHarmInReverse() throws {
    // √x where x > 0, else 0: at 0 the hidden slope is infinite.
    let line = try linearize([try vector([4, 0, 1, 9])]) { (p) throws(TraceError) in
      let isPositive = try Term.compare(.greater, p[0], Term(0.0))
      return [try Term.select(isPositive, Term.unary(.sqrt, p[0]), Term(0.0)).sum()]
    }
    let expected: [Double] = [0.25, 0, 0.5, 1.0 / 6]
    #expect(try line.gradient()[0].value?.elements(as: Double.self) == expected)
    #expect(try line.jacobian().value?.elements(as: Double.self) == expected)
  }

  @Test func whatReachesNoOutputIsNotDifferentiated() throws {
    // The slope of √ at 0 would be infinite, and 0 · ∞ not a number.
    let x = try Term(0.0)
    let line = try linearize([x]) { (p) throws(TraceError) in
      let hidden = try Term.unary(.sqrt, p[0]).stopped()
      return [try p[0] + hidden * Term(0.0)]
    }
    #expect(try number(try #require(try line.pushforward([try Term(1.0)])[0])) == 1)
    let graph = try graph([TensorType(.f64)]) { (p) throws(TraceError) in
      let loop = try Term.unary(.exp, p[0] * p[0])
      return [try p[0] + loop.stopped() + Term.unary(.floor, p[0])]
    }
    let needed = graph.tangentsNeeded()
    for equation in graph.equations {
      switch equation.operation {
      case .unary(.exp), .binary(.multiply), .stop:
        #expect(equation.results.allSatisfy { needed[$0] == (equation.operation.name == "stop") })
      default: break
      }
    }
    #expect(graph.tangentsNeeded()[0])
  }

  @Test func hessianIsForwardOverReverse() throws {
    // f = Σ x_i² x_(i+1): the Hessian is tridiagonal.
    let n = 20
    let x = Term.known(try randoms([n], seed: 63))
    let line = try linearize([x]) { (p) throws(TraceError) in
      let inner = try linearize([p[0]]) { (q) throws(TraceError) in
        let head = try q[0].part(0, n - 1, axis: 0), tail = try q[0].part(1, n - 1, axis: 0)
        return [try (head * head * tail).sum()]
      }
      return try inner.gradient()
    }
    let hessian = try #require(try line.jacobian().value).elements(as: Double.self)
    let point = try #require(x.value).elements(as: Double.self)
    for i in 0..<n {
      for j in 0..<n {
        let expected =
          i == j
          ? (i + 1 < n ? 2 * point[i + 1] : 0)
          : j == i + 1 ? 2 * point[i] : i == j + 1 ? 2 * point[j] : 0
        #expect(abs(hessian[i * n + j] - expected) <= 1e-15)
      }
    }
  }

  @Test func equalEigenvaluesHaveDerivativesWhereTheDirectionDoesNotCoupleThem() throws {
    let line = try linearize([Term.identity(2, .f64)]) { (p) throws(TraceError) in
      let (values, vectors) = try p[0].eigh()
      return [values, vectors]
    }
    let apart = Term.known(try reals([2, 2], [1, 0, 0, 2]))
    let moved = try line.pushforward([apart])
    #expect(try moved[0]?.knownValue().elements(as: Double.self) == [1, 2])
    #expect(try moved[1]?.knownValue().elements(as: Double.self).allSatisfy { $0 == 0 } == true)
    let coupled = Term.known(try reals([2, 2], [0, 1, 1, 0]))
    let turned = try #require(try line.pushforward([coupled])[1]?.knownValue())
    #expect(turned.elements(as: Double.self).contains { !$0.isFinite })
    // Backwards: what the vectors are not asked for does not matter.
    let back = try #require(try line.pullback([try vector([1, 1]), nil])[0]?.knownValue())
    #expect(back.elements(as: Double.self) == [1, 0, 0, 1])
  }

  private func expectNear(_ a: Term, _ b: Term, _ tolerance: Double) throws {
    #expect(a.type == b.type)
    for (x, y) in zip(try a.knownValue().parts(), try b.knownValue().parts()) {
      #expect(abs(x - y) <= tolerance * max(1, abs(y)))
    }
  }
}
