import Testing

@testable import Tensors

@Suite struct MapTests {
  private static let exact: [(f: UnaryFunction, x: [Double], y: [Double])] = [
    (.negate, [-1.5, 0, .infinity], [1.5, -0.0, -.infinity]),
    (.abs, [-1.5, -0.0, -.infinity], [1.5, 0, .infinity]),
    (.sign, [-1.5, -0.0, 0, 3], [-1, -0.0, 0, 1]),
    (.floor, [-1.5, 1.5, -0.0], [-2, 1, -0.0]),
    (.ceil, [-1.5, 1.5, -0.5], [-1, 2, -0.0]),
    (.round, [0.5, 1.5, 2.5, -0.5], [0, 2, 2, -0.0]),
    (.sqrt, [4, 0, -0.0, 2.25], [2, 0, -0.0, 1.5]),
    (.real, [-1.5], [-1.5]),
    (.imaginary, [-1.5], [0]),
    (.conjugate, [-1.5], [-1.5]),
  ]

  @Test func exactFunctions() throws {
    for (f, x, y) in Self.exact {
      let result = try Tensor.map(f, Tensor.vector(x))
      #expect(result.hasSameBits(as: try Tensor.vector(y)), "\(f)")
      let single = try Tensor.map(f, Tensor.vector(x).converted(to: .f32))
      #expect(single.hasSameBits(as: try Tensor.vector(y).converted(to: .f32)), "\(f)")
    }
  }

  @Test func nanStays() throws {
    let x = try Tensor(Double.nan)
    for f in [UnaryFunction.negate, .abs, .sign, .floor, .ceil, .round, .sqrt, .real] {
      #expect(same(try Tensor.map(f, x).scalar, .float(.nan)), "\(f)")
    }
  }

  @Test func predicates() throws {
    let x = try Tensor.vector([1, .nan, .infinity])
    #expect(try Tensor.map(.isNaN, x).elements() == [false, true, false])
    #expect(try Tensor.map(.isFinite, x).elements() == [true, false, false])
    let z = try Tensor(Shape([2]), [Complex128(0, .nan), Complex128(1, -.infinity)])
    #expect(try Tensor.map(.isNaN, z).elements() == [true, false])
    #expect(try Tensor.map(.isFinite, z).elements() == [false, false])
    #expect(try Tensor.map(.not, Tensor.vector([true, false])).elements() == [false, true])
    let k = try Tensor.vector([-2, 0, 5])
    #expect(try Tensor.map(.isNaN, k).elements() == [false, false, false])
    #expect(try Tensor.map(.isFinite, k).elements() == [true, true, true])
  }

  @Test func integersAndComplexNumbers() throws {
    let k = try Tensor.vector([-2, 0, 5])
    #expect(try Tensor.map(.negate, k).elements() == [2, 0, -5])
    #expect(try Tensor.map(.abs, k).elements() == [2, 0, 5])
    #expect(try Tensor.map(.sign, k).elements() == [-1, 0, 1])
    #expect(try Tensor.map(.imaginary, k).elements() == [0, 0, 0])
    let z = try Tensor(Complex128(3, -4))
    #expect(try Tensor.map(.abs, z).scalar == .float(5))
    #expect(try Tensor.map(.real, z).scalar == .float(3))
    #expect(try Tensor.map(.imaginary, z).scalar == .float(-4))
    #expect(try Tensor.map(.conjugate, z).scalar == .complex(Complex128(3, 4)))
    #expect(try Tensor.map(.negate, z).scalar == .complex(Complex128(-3, 4)))
    #expect(throws: TensorError.self) { try Tensor.map(.floor, z) }
    #expect(throws: TensorError.self) { try Tensor.map(.exp, k) }
    #expect(throws: TensorError.self) { try Tensor.map(.polygamma(-1), Tensor(1.0)) }
  }
}
