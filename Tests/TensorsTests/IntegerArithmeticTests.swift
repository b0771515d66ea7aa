import Testing

@testable import Tensors

@Suite struct IntegerArithmeticTests {
  private static let large = 3_037_000_500

  @Test(arguments: [
    (BinaryFunction.add, Int.max, 1, "9223372036854775807 + 1"),
    (.subtract, Int.min, 1, "-9223372036854775808 - 1"),
    (.multiply, large, large, "3037000500 * 3037000500"),
    (.multiply, Int.min, -1, "-9223372036854775808 * -1"),
    (.power, 2, 63, "2 ^ 63"),
    (.quotient, Int.min, -1, "quo(-9223372036854775808, -1)"),
  ])
  func overflowNamesItsOperands(_ f: BinaryFunction, _ a: Int, _ b: Int, _ text: String) throws {
    // The failing pair stands in the second block, between harmless ones; a later one is not told.
    for count in [1, 40000] {
      var x = [Int](repeating: 1, count: count), y = x
      x[count - 1] = a
      y[count - 1] = b
      let left = try Tensor.vector(x + [a]), right = try Tensor.vector(y + [b])
      #expect(throws: TensorError.overflow(text)) { try Tensor.combine(f, left, right) }
    }
    #expect(throws: TensorError.overflow(text)) { try Tensor.combine(f, Tensor(a), Tensor(b)) }
    let column = try Tensor(Shape([2, 1]), [a, a]), row = try Tensor(Shape([1, 2]), [b, b])
    #expect(throws: TensorError.overflow(text)) { try Tensor.combine(f, column, row) }
  }

  @Test(arguments: [
    (BinaryFunction.add, Int.max, -1, Int.max - 1), (.subtract, -1, Int.min, Int.max),
    (.multiply, 3_037_000_499, 3_037_000_499, 9_223_372_030_926_249_001),
    (.multiply, Int.min, 1, Int.min), (.power, 0, 0, 1), (.power, -2, 63, Int.min),
    (.power, 7, 2, 49), (.power, -1, Int.max, -1), (.remainder, -1, 3, 2), (.remainder, 1, -3, -2),
    (.remainder, Int.min, -1, 0), (.quotient, -1, 3, -1), (.quotient, 7, -2, -4),
    (.quotient, -6, 3, -2),
  ])
  func exactValues(_ f: BinaryFunction, _ a: Int, _ b: Int, _ expected: Int) throws {
    #expect(try Tensor.combine(f, Tensor(a), Tensor(b)).scalar == .int(expected))
  }

  @Test func undefinedValues() throws {
    let one = try Tensor(1), zero = try Tensor(0), negative = try Tensor(-1)
    #expect(throws: TensorError.divisionByZero) { try Tensor.combine(.quotient, one, zero) }
    #expect(throws: TensorError.divisionByZero) { try Tensor.combine(.remainder, zero, zero) }
    #expect(throws: TensorError.self) { try Tensor.combine(.power, one, negative) }
    #expect(throws: TensorError.self) { try Tensor.map(.negate, Tensor(Int.min)) }
    #expect(throws: TensorError.self) { try Tensor.map(.abs, Tensor.vector([1, Int.min])) }
  }

  @Test func sumsAndProductsAreExact() throws {
    let sum = try Tensor.vector([Int.max, 5, -5, Int.min, 1])
    #expect(try sum.reduced(.sum, over: [0], keepingAxes: false).scalar == .int(0))
    let tooLarge = try Tensor.vector([Int.max, 1])
    #expect(throws: TensorError.self) { try tooLarge.reduced(.sum, over: [0], keepingAxes: false) }
    #expect(throws: TensorError.self) { try tooLarge.cumulative(.sum, axis: 0) }
    let least = try Tensor.vector([1 << 62, 2, -1])
    #expect(try least.reduced(.product, over: [0], keepingAxes: false).scalar == .int(.min))
    let vanishing = try Tensor.vector([Int.max, Int.max, 0])
    #expect(try vanishing.reduced(.product, over: [0], keepingAxes: false).scalar == .int(0))
    let huge = try Tensor.vector([1 << 32, 1 << 31])
    #expect(throws: TensorError.self) { try huge.reduced(.product, over: [0], keepingAxes: false) }
  }
}
