import Tensors
import Testing

@testable import Tracing

func matrix(_ rows: [[Double]]) throws -> Term {
  .known(try reals([rows.count, rows.first?.count ?? 0], rows.flatMap { $0 }))
}

func elements(_ term: Term) throws -> [Double] {
  try term.knownValue().converted(to: .f64).elements(as: Double.self)
}

@Suite struct TermTests {
  @Test func productsOfVectorsAndMatrices() throws {
    let m = try matrix([[1, 2], [3, 4], [5, 6]]), v = try vector([1, -1]),
      u = try vector([1, 0, 2])
    #expect(try Term.product(v, v).shape == .scalar)
    #expect(try elements(Term.product(v, v)) == [2])
    #expect(try Term.product(m, v).shape == Shape([3]))
    #expect(try elements(Term.product(m, v)) == [-1, -1, -1])
    #expect(try Term.product(u, m).shape == Shape([2]))
    #expect(try elements(Term.product(u, m)) == [11, 14])
    #expect(throws: TraceError.tensor(.product(Shape([3, 2]), Shape([3])))) {
      try Term.product(m, u)
    }
    let batch = try Term.ones(TensorType(.f64, Shape([4, 1, 2, 3])))
    #expect(try Term.product(batch, m).shape == Shape([4, 1, 2, 2]))
    #expect(try elements(Term.outer(v, v)) == [1, -1, -1, 1])
    let k = try Term.kronecker(matrix([[1, 2]]), matrix([[0, 1], [1, 0]]))
    #expect(k.shape == Shape([2, 4]))
    #expect(try elements(k) == [0, 1, 0, 2, 1, 0, 2, 0])
  }

  @Test func diagonalsAndTraces() throws {
    let m = try matrix([[1, 2, 3], [4, 5, 6]])
    #expect(try elements(m.diagonal()) == [1, 5])
    #expect(try elements(m.trace()) == [6])
    #expect(try elements(vector([1, 2]).diagonalMatrix()) == [1, 0, 0, 2])
  }

  @Test func linearSystems() throws {
    let a = try matrix([[2, 1], [1, 3]])
    let x = try Term.solve(a, vector([3, 5]))
    #expect(x.shape == Shape([2]))
    #expect(try zip(elements(x), [0.8, 1.4]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(
      try zip(elements(a.inverse()), [0.6, -0.2, -0.2, 0.4]).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(try abs(number(a.determinant()) - 5) < 1e-14)
    #expect(try abs(number(a.logDeterminant()) - 1.6094379124341003) < 1e-15)
    #expect(try number(matrix([[0, 1], [1, 0]]).logDeterminant()).isNaN)
    let fit = try Term.leastSquares(matrix([[1, 0], [1, 1], [1, 2]]), vector([1, 3, 5]))
    #expect(try zip(elements(fit), [1, 2]).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(try number(matrix([[1, 2], [2, 4]]).matrixRank(tolerance: 1e-12)) == 1)
  }

  @Test func normsDoNotOverflow() throws {
    #expect(try abs(number(vector([3e200, 4e200]).norm()) - 5e200) <= 1e185)
    #expect(try abs(number(vector([3e-200, 4e-200]).norm()) - 5e-200) <= 1e-215)
    #expect(try number(vector([0, 0]).norm()) == 0)
    #expect(try number(vector([]).norm()) == 0)
    #expect(try number(vector([1, .infinity]).norm()) == .infinity)
    #expect(try number(vector([1, .nan]).norm()).isNaN)
    let line = try linearize([vector([3, 4])]) { (x) throws(TraceError) in [try x[0].norm()] }
    #expect(try zip(elements(line.jacobian()), [0.6, 0.8]).allSatisfy { abs($0 - $1) < 1e-15 })
    let flat = try linearize([vector([0, 0])]) { (x) throws(TraceError) in [try x[0].norm()] }
    #expect(try elements(flat.jacobian()) == [0, 0])
  }

  @Test func logSumExpIsShifted() throws {
    #expect(try abs(number(vector([1000, 1000]).logSumExp()) - 1000.6931471805599) < 1e-12)
    #expect(try number(vector([-.infinity, -.infinity]).logSumExp()) == -.infinity)
    let line = try linearize([vector([0, 0, 0, 0])]) { (x) throws(TraceError) in
      [try x[0].logSumExp()]
    }
    #expect(try elements(line.jacobian()) == [0.25, 0.25, 0.25, 0.25])
  }

  @Test func meansAndVariances() throws {
    let m = try matrix([[1, 2], [3, 6]])
    #expect(try elements(m.mean(over: [0])) == [2, 4])
    #expect(try elements(m.variance(over: [0])) == [1, 4])
    #expect(try m.mean(over: [1], keepingAxes: true).shape == Shape([2, 1]))
    #expect(throws: TraceError.tensor(.axis(3, rank: 2))) { try m.sum(over: [2]) }
    #expect(throws: TraceError.tensor(.axis(3, rank: 2))) { try m.mean(over: [2]) }
  }

  @Test func indexing() throws {
    let m = try matrix([[1, 2, 3], [4, 5, 6]])
    #expect(try elements(m.indexed([.position(1)])) == [4, 5, 6])
    #expect(try elements(m.indexed([.all, .position(2)])) == [3, 6])
    #expect(try m.indexed([.position(0), .position(1)]).shape == .scalar)
    #expect(
      try elements(m.indexed([.all, .range(start: 2, count: 3, step: -1)])) == [3, 2, 1, 6, 5, 4])
    let picked = Term.known(try positions([1, 1, 0]))
    #expect(try elements(m.indexed([.position(1), .positions(picked)])) == [5, 5, 4])
    #expect(try elements(m.masked(by: Term.compare(.greater, m, Term(3)))) == [4, 5, 6])
    #expect(throws: TraceError.tensor(.index(axis: 1, index: 3, extent: 2))) {
      try m.indexed([.position(2)])
    }
    #expect(try elements(m.replacing([.position(0)], with: Term(9.0))) == [9, 9, 9, 4, 5, 6])
    #expect(
      try elements(m.replacing([.all, .position(1)], with: vector([7, 8]))) == [1, 7, 3, 4, 8, 6])
  }

  @Test func assignmentIsDifferentiable() throws {
    let line = try linearize([vector([1, 2, 3]), Term(5.0)]) { (p) throws(TraceError) in
      let changed = try p[0].replacing([.position(1)], with: p[1] * p[1])
      return [try (changed * changed).sum()]
    }
    // 1 + 5⁴ + 9: the replaced element does not matter.
    #expect(try number(line.value[0]) == 635)
    #expect(try elements(line.jacobian()) == [2, 0, 6, 500])
  }

  @Test func stackingAndConcatenating() throws {
    let v = try vector([1, 2])
    #expect(try elements(Term.stacked([v, v * Term(3)], axis: 1)) == [1, 3, 2, 6])
    #expect(try elements(Term.concatenated([v, vector([5])], axis: 0)) == [1, 2, 5])
    #expect(try Term.concatenated([v, .known(positions([4]))], axis: 0).element == .f64)
    #expect(throws: TraceError.tensor(.axis(4, rank: 2))) { try Term.stacked([v], axis: 3) }
  }

  @Test func spectra() throws {
    let (values, vectors) = try matrix([[2, 0], [0, 1]]).eigh()
    #expect(try elements(values) == [1, 2])
    #expect(try elements(vectors) == [0, 1, 1, 0])
    // Equal eigenvalues: their derivatives in a direction that does not couple them.
    let corner = try matrix([[0, 0], [0, 1]])
    let line = try linearize([Term(0.5)]) { (t) throws(TraceError) in
      let a = try Term.identity(2, .f64) + corner * (t[0] - Term(0.5))
      return [try a.eigh().values, try a.eigh().vectors]
    }
    let tangents = try line.pushforward([Term(1.0)])
    #expect(try elements(tangents[0].orZeros(TensorType(.f64))).sorted() == [0, 1])
    #expect(try elements(tangents[1].orZeros(TensorType(.f64))).allSatisfy { $0 == 0 })
  }
}
