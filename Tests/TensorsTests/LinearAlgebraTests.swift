import Foundation
import Testing

@testable import Tensors

@Suite struct LinearAlgebraTests {
  static let sizes = [0, 1, 2, 3, 5, 8, 33, 60]
  static let shapes = [(1, 1), (2, 3), (3, 2), (7, 7), (40, 9), (9, 40), (0, 3), (3, 0)]

  // MARK: Tools

  static func complex(_ a: Tensor) throws -> Tensor {
    guard a.type == .f64 else { return a }
    return try Tensor(a.shape, a.elements(as: Double.self).map { Complex128($0) })
  }

  static func adjoint(_ a: Tensor) throws -> Tensor {
    let m = a.shape[0], n = a.shape[1]
    let x: [Complex128] = try complex(a).elements()
    return try Tensor(
      Shape([n, m]), (0..<m * n).map { x[$0 % m * n + $0 / m].conjugate })
  }

  static func diagonal(_ values: Tensor) throws -> Tensor {
    let n = values.count
    let x: [Complex128] = try complex(values).elements()
    return try Tensor(
      Shape([n, n]), (0..<n * n).map { $0 / n == $0 % n ? x[$0 / n] : Complex128(0) })
  }

  static func product(_ parts: Tensor...) throws -> Tensor {
    var result = try complex(parts[0])
    for part in parts.dropFirst() { result = try Tensor.product(result, complex(part)) }
    return result
  }

  /// The largest difference of two matrices, relative to the largest entry of the second.
  static func distance(_ a: Tensor, _ b: Tensor) throws -> Double {
    guard a.shape == b.shape else { return .infinity }
    let x: [Complex128] = try complex(a).elements(), y: [Complex128] = try complex(b).elements()
    let scale = y.map(\.magnitude).max() ?? 1
    return (zip(x, y).map { ($0 - $1).magnitude }.max() ?? 0) / (scale > 0 ? scale : 1)
  }

  static func square(_ n: Int, isComplex: Bool) throws -> Tensor {
    var numbers = Numbers(UInt64(n) + 77)
    return isComplex ? try numbers.complexMatrix(n, n) : try numbers.matrix(n, n)
  }

  static func hermitian(_ n: Int, isComplex: Bool) throws -> Tensor {
    let a = try square(n, isComplex: isComplex)
    guard isComplex else {
      let x: [Double] = a.elements()
      return try Tensor(a.shape, (0..<n * n).map { x[$0] + x[$0 % n * n + $0 / n] })
    }
    let x: [Complex128] = a.elements(), y: [Complex128] = try adjoint(a).elements()
    return try Tensor(a.shape, zip(x, y).map { $0 + $1 })
  }

  static func doubles(_ a: Tensor) -> [Double] { a.elements() }

  // MARK: Identities

  @Test(arguments: sizes, [false, true]) func eig(_ n: Int, _ isComplex: Bool) throws {
    let a = try Self.square(n, isComplex: isComplex)
    let (values, v) = try LinearAlgebra.eig(a)
    #expect(values.type == .c128 && values.shape == Shape([n]) && v.shape == Shape([n, n]))
    #expect(try Self.distance(Self.product(a, v), Self.product(v, Self.diagonal(values))) < 1e-12)
    #expect(try Self.distance(LinearAlgebra.eigenvalues(a), values) < 1e-12)
    let w: [Complex128] = values.elements()
    for (x, y) in zip(w, w.dropFirst()) {
      #expect(x.real > y.real || (x.real == y.real && x.imaginary >= y.imaginary))
    }
    let x: [Complex128] = v.elements()
    for j in 0..<n {
      let column = (0..<n).map { x[$0 * n + j] }
      let norm = column.reduce(0) { $0 + $1.magnitude * $1.magnitude }
      #expect(abs(norm - 1) < 1e-12)
      let largest = column.map(\.magnitude).max() ?? 0
      let first = try #require(column.first { $0.magnitude > largest * (1 - 1e-11) })
      #expect(first.imaginary == 0 && first.real > 0)
    }
  }

  @Test(arguments: sizes, [false, true]) func eigh(_ n: Int, _ isComplex: Bool) throws {
    let a = try Self.hermitian(n, isComplex: isComplex)
    let (values, v) = try LinearAlgebra.eigh(a)
    #expect(v.type == a.type && Self.doubles(values) == Self.doubles(values).sorted())
    #expect(try Self.distance(Self.product(a, v), Self.product(v, Self.diagonal(values))) < 1e-12)
    let one = try Self.diagonal(Tensor(Shape([n]), [Double](repeating: 1, count: n)))
    #expect(try Self.distance(Self.product(Self.adjoint(v), v), one) < 1e-12)
  }

  @Test(arguments: shapes, [false, true]) func svdAndQr(_ mn: (Int, Int), _ c: Bool) throws {
    var numbers = Numbers(UInt64(mn.0 * 100 + mn.1))
    let a = c ? try numbers.complexMatrix(mn.0, mn.1) : try numbers.matrix(mn.0, mn.1)
    let k = min(mn.0, mn.1)
    let (u, s, vt) = try LinearAlgebra.svd(a)
    #expect(u.shape == Shape([mn.0, k]) && vt.shape == Shape([k, mn.1]))
    let one = try Self.diagonal(Tensor(Shape([k]), [Double](repeating: 1, count: k)))
    #expect(Self.doubles(s) == Self.doubles(s).sorted(by: >))
    #expect(try Self.distance(Self.product(Self.adjoint(u), u), one) < 1e-12)
    #expect(try Self.distance(Self.product(vt, Self.adjoint(vt)), one) < 1e-12)
    #expect(try Self.distance(Self.product(u, Self.diagonal(s), vt), Self.complex(a)) < 1e-12)
    let (q, r) = try LinearAlgebra.qr(a)
    #expect(q.shape == Shape([mn.0, k]) && r.shape == Shape([k, mn.1]))
    #expect(try Self.distance(Self.product(q, r), Self.complex(a)) < 1e-12)
    #expect(try Self.distance(Self.product(Self.adjoint(q), q), one) < 1e-12)
    let x: [Complex128] = try Self.complex(r).elements()
    for i in 0..<k {
      #expect(x[i * mn.1 + i].real >= 0 && x[i * mn.1 + i].imaginary == 0)
      for j in 0..<i { #expect(x[i * mn.1 + j] == Complex128(0)) }
    }
  }

  @Test(arguments: sizes, [false, true]) func equations(_ n: Int, _ isComplex: Bool) throws {
    let a = try Self.square(n, isComplex: isComplex)
    var numbers = Numbers(9)
    let b = isComplex ? try numbers.complexMatrix(n, 4) : try numbers.matrix(n, 4)
    let x = try LinearAlgebra.solve(a, b)
    #expect(try Self.distance(Self.product(a, x), Self.complex(b)) < 1e-10)
    #expect(try Self.distance(LinearAlgebra.leastSquares(a, b), x) < 1e-8)
    let one = try Self.diagonal(Tensor(Shape([n]), [Double](repeating: 1, count: n)))
    #expect(try Self.distance(Self.product(a, LinearAlgebra.inverse(a)), one) < 1e-10)
    let gram = try Self.product(a, Self.adjoint(a))
    let l = try LinearAlgebra.cholesky(gram)
    #expect(try Self.distance(Self.product(l, Self.adjoint(l)), gram) < 1e-12)
    let e: [Complex128] = l.elements()
    for i in 0..<n {
      #expect(e[i * n + i].real > 0 && e[i * n + i].imaginary == 0)
      for j in (i + 1)..<max(n, i + 1) { #expect(e[i * n + j] == Complex128(0)) }
    }
  }

  @Test(arguments: sizes, [false, true]) func determinants(_ n: Int, _ isComplex: Bool) throws {
    let a = try Self.square(n, isComplex: isComplex)
    let eigenvalues: [Complex128] = try LinearAlgebra.eigenvalues(a).elements()
    let expected = eigenvalues.reduce(Complex128(1), *)
    let value: [Complex128] = try Self.complex(LinearAlgebra.determinant(a)).elements()
    #expect((value[0] - expected).magnitude <= 1e-10 * expected.magnitude)
    let parts = try LinearAlgebra.logAbsDeterminant(a)
    let sign: [Complex128] = try Self.complex(parts.sign).elements()
    #expect(abs(Self.doubles(parts.log)[0] - log(expected.magnitude)) < 1e-10)
    let scaled = Complex128(expected.magnitude) * sign[0]
    #expect((scaled - expected).magnitude <= 1e-10 * expected.magnitude)
  }

  @Test func leastSquaresOfAnyRank() throws {
    // The line through (0, 1), (1, 3), (2, 4), (3, 4): intercept 1.5, slope 1.
    let a = try Tensor(Shape([4, 2]), [1.0, 0, 1, 1, 1, 2, 1, 3])
    let x = try LinearAlgebra.leastSquares(a, Tensor(Shape([4]), [1.0, 3, 4, 4]))
    #expect(x.shape == Shape([2]))
    #expect(zip(Self.doubles(x), [1.5, 1.0]).allSatisfy { abs($0 - $1) < 1e-14 })
    // Of all solutions of x + y = 2 the shortest.
    let row = try Tensor(Shape([1, 2]), [1.0, 1])
    let y = try LinearAlgebra.leastSquares(row, Tensor(Shape([1]), [2.0]))
    #expect(zip(Self.doubles(y), [1.0, 1.0]).allSatisfy { abs($0 - $1) < 1e-14 })
  }

  // MARK: Closed forms

  @Test func knownValues() throws {
    let turn = try Tensor(Shape([2, 2]), [0.0, -0.5, 0.5, 0])
    let pair = try Tensor(Shape([2]), [Complex128(0, 0.5), Complex128(0, -0.5)])
    #expect(try Self.distance(LinearAlgebra.eigenvalues(turn), pair) < 1e-15)
    let a = try Tensor(Shape([2, 2]), [1.0, 2, 3, 4])
    #expect(Self.doubles(try LinearAlgebra.determinant(a)) == [-2])
    #expect(try LinearAlgebra.rank(a).scalar == .int(2))
    let flat = try Tensor(Shape([3, 3]), [1.0, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(try LinearAlgebra.rank(flat).scalar == .int(2))
    #expect(try LinearAlgebra.rank(flat, tolerance: 0.2).scalar == .int(1))
    // Eigenvalues of the second difference of order n: 2 - 2 cos(kπ/(n + 1)).
    let n = 12
    let second = try Tensor(
      Shape([n, n]),
      (0..<n * n).map { $0 / n == $0 % n ? 2.0 : abs($0 / n - $0 % n) == 1 ? -1.0 : 0.0 })
    let values = Self.doubles(try LinearAlgebra.eigh(second).values)
    for k in 1...n {
      #expect(abs(values[k - 1] - (2 - 2 * cos(Double(k) * .pi / Double(n + 1)))) < 1e-14)
    }
    #expect(abs(Self.doubles(try LinearAlgebra.determinant(second))[0] - 13) < 1e-13)
  }

  @Test func determinantsBeyondTheRange() throws {
    let n = 60
    let large = try Tensor(
      Shape([n, n]), (0..<n * n).map { $0 / n == $0 % n ? ($0 / n < 30 ? 1e300 : -1e-300) : 0.0 })
    #expect(abs(Self.doubles(try LinearAlgebra.determinant(large))[0] - 1) < 1e-13)
    let tiny = try Tensor(Shape([2, 2]), [0x1p-1074, 0, 0, 0x1p-1074])
    let log = Self.doubles(try LinearAlgebra.logAbsDeterminant(tiny).log)[0]
    #expect(abs(log + 2 * 1074 * 0.6931471805599453) < 1e-12 * 1489)
    let zero = try Tensor(Shape([2, 2]), [1.0, 2, 2, 4])
    let parts = try LinearAlgebra.logAbsDeterminant(zero)
    #expect(Self.doubles(parts.sign) == [0] && Self.doubles(parts.log) == [-.infinity])
  }

  /// cos and sin, e and hyperbolic values to 17 digits (mpmath).
  @Test func exponentials() throws {
    func close(_ a: [Double], _ expected: [Double], _ tolerance: Double = 1e-14) throws {
      let n = Int(Double(a.count).squareRoot())
      let e = try LinearAlgebra.expm(Tensor(Shape([n, n]), a))
      let distance = try Self.distance(e, Tensor(Shape([n, n]), expected))
      #expect(distance < tolerance, "\(a)")
    }
    try close([0, 0, 0, 0], [1, 0, 0, 1], 1e-300)
    try close([0, 1, 2, 0, 0, 3, 0, 0, 0], [1, 1, 3.5, 0, 1, 3, 0, 0, 1])
    try close(
      [0, -1, 1, 0],
      [0.54030230586813972, -0.84147098480789651, 0.84147098480789651, 0.54030230586813972])
    try close(
      [0, -1e-3, 1e-3, 0],
      [
        0.99999950000004167, -0.00099999983333334167, 0.00099999983333334167, 0.99999950000004167,
      ])
    try close([1, 0, 0, -20], [2.7182818284590452, 0, 0, 2.0611536224385578e-9])
    try close(
      [0, 20, 20, 0],
      [242582597.70489514, 242582597.70489514, 242582597.70489514, 242582597.70489514], 1e-13)
    // Nearly defective (Moler and Van Loan 1978, example 2).
    try close(
      [-49, 24, -64, 31],
      [-0.73575875814475308, 0.55181909965809770, -1.4715175990882605, 1.1036382407155726], 1e-13)
    #expect(throws: TensorError.self) {
      try LinearAlgebra.expm(Tensor(Shape([2, 2]), [1e5, 1, 1, 1e5]))
    }
    let i = try Tensor(Shape([1, 1]), [Complex128(0, Double.pi)])
    let minusOne: [Complex128] = try LinearAlgebra.expm(i).elements()
    #expect((minusOne[0] - Complex128(-1)).magnitude < 1e-15)
  }

  // MARK: Batches, types, errors

  @Test func batchesAreLoops() throws {
    var numbers = Numbers(21)
    let a = try numbers.matrix(3, 2, 4, 4), x = a.elements(as: Double.self)
    let b = try numbers.matrix(2, 4, 3), y = b.elements(as: Double.self)
    let values = try LinearAlgebra.eig(a), solved = try LinearAlgebra.solve(a, b)
    #expect(values.values.shape == Shape([3, 2, 4]) && solved.shape == Shape([3, 2, 4, 3]))
    for index in 0..<6 {
      let one = try Tensor(Shape([4, 4]), Array(x[index * 16..<index * 16 + 16]))
      let right = try Tensor(Shape([4, 3]), Array(y[index % 2 * 12..<index % 2 * 12 + 12]))
      let expected = try LinearAlgebra.eig(one)
      let v: [Complex128] = values.vectors.elements()
      #expect(Array(v[index * 16..<index * 16 + 16]) == expected.vectors.elements())
      #expect(
        Array(Self.doubles(solved)[index * 12..<index * 12 + 12])
          == Self.doubles(try LinearAlgebra.solve(one, right)))
    }
    let none = try LinearAlgebra.svd(Tensor(Shape([0, 3, 2]), [Double]()))
    #expect(none.u.shape == Shape([0, 3, 2]) && none.s.shape == Shape([0, 2]))
  }

  @Test func singlesAreRounded() throws {
    let a = try Tensor(Shape([2, 2]), [Float(2), 1, 1, 3])
    let wide = try Tensor(Shape([2, 2]), [2.0, 1, 1, 3])
    let (values, vectors) = try LinearAlgebra.eigh(a)
    #expect(values.type == .f32 && vectors.type == .f32)
    #expect(
      values.elements(as: Float.self)
        == Self.doubles(try LinearAlgebra.eigh(wide).values).map { Float($0) })
    #expect(try LinearAlgebra.eigenvalues(a).type == .c128)
  }

  @Test func emptyMatrices() throws {
    let none = try Tensor(Shape([0, 0]), [Double]())
    #expect(Self.doubles(try LinearAlgebra.determinant(none)) == [1])
    #expect(try LinearAlgebra.expm(none).shape == Shape([0, 0]))
    #expect(try LinearAlgebra.rank(none).scalar == .int(0))
    let tall = try Tensor(Shape([3, 0]), [Double]())
    let b = try Tensor(Shape([3, 2]), [1.0, 2, 3, 4, 5, 6])
    #expect(try LinearAlgebra.leastSquares(tall, b).shape == Shape([0, 2]))
  }

  @Test func mistakesAreErrorsWithData() throws {
    let flat = try Tensor(Shape([2, 2]), [1.0, 2, 2, 4])
    let wide = try Tensor(Shape([1, 2]), [1.0, 2])
    let skew = try Tensor(Shape([2, 2]), [1.0, 2, 3, 4])
    let broken = try Tensor(Shape([2, 2]), [1.0, .nan, 0, 1])
    let integers = try Tensor(Shape([1, 1]), [1])
    #expect(throws: TensorError.singular(operation: "solve")) {
      try LinearAlgebra.solve(flat, flat)
    }
    #expect(throws: TensorError.singular(operation: "inverse")) {
      try LinearAlgebra.inverse(flat)
    }
    #expect(
      throws: TensorError.domain(
        operation: "cholesky",
        reason: "not positive definite (the leading minor of order 2 is not positive)")
    ) { try LinearAlgebra.cholesky(flat) }
    #expect(throws: TensorError.domain(operation: "eigh", reason: "not symmetric")) {
      try LinearAlgebra.eigh(skew)
    }
    #expect(
      throws: TensorError.shape(operation: "eig", got: Shape([1, 2]), expected: "a square matrix")
    ) { try LinearAlgebra.eig(wide) }
    #expect(
      throws: TensorError.shape(
        operation: "solve", got: Shape([1, 2]), expected: "a right side of 2 rows")
    ) { try LinearAlgebra.solve(flat, wide) }
    #expect(
      throws: TensorError.type(operation: "det", got: .i64, expected: "f64, f32 or c128")
    ) { try LinearAlgebra.determinant(integers) }
    let calls: [@Sendable (Tensor) throws -> Void] = [
      { _ = try LinearAlgebra.eig($0) }, { _ = try LinearAlgebra.eigh($0) },
      { _ = try LinearAlgebra.svd($0) }, { _ = try LinearAlgebra.qr($0) },
      { _ = try LinearAlgebra.cholesky($0) }, { _ = try LinearAlgebra.solve($0, $0) },
      { _ = try LinearAlgebra.determinant($0) }, { _ = try LinearAlgebra.expm($0) },
      { _ = try LinearAlgebra.leastSquares($0, $0) },
    ]
    for call in calls {
      do {
        try call(broken)
        Issue.record("nan was accepted")
      } catch TensorError.domain(_, let reason) {
        #expect(reason == "an entry is not finite")
      }
    }
  }
}
