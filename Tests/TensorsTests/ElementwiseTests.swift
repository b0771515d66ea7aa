import Testing

@testable import Tensors

/// Pairs of shapes that broadcast, with zeros and ones.
private let shapes: [([Int], [Int])] = [
  ([], []), ([1], []), ([3], [3]), ([], [3]), ([3], []), ([2, 3], [3]), ([3], [2, 3]),
  ([2, 1], [1, 3]), ([2, 1], [2, 3]), ([2, 3], [2, 1]), ([4, 1, 3], [2, 1]),
  ([2, 3, 4], [1, 3, 1]),
  ([0], [1]), ([0, 3], [3]), ([2, 0], []), ([1, 1], [5]), ([3, 1, 2, 1], [1, 4, 1, 5]),
  ([30, 12], [12]), ([30, 1], [30, 12]),
]

@Suite struct ElementwiseTests {
  @Test(arguments: BinaryFunction.allCases)
  func binaryFunctionsAgreeWithLoops(_ f: BinaryFunction) throws {
    for type in ElementType.allCases where f.resultType(type) != nil {
      for (left, right) in shapes {
        var samples = Samples(7)
        let x = try samples.tensor(type, left)
        let y = try exponents(samples.tensor(type, right), f)
        let result = try Tensor.combine(f, x, y)
        let shape = try #require(Shape(left).broadcast(with: Shape(right)))
        #expect(result.shape == shape && result.type == f.resultType(type))
        let difference = try firstDifference(result) { index in
          try naive(f, x.stretched(index), y.stretched(index))
        }
        #expect(difference == nil, "\(f) \(type) \(left) \(right)")
      }
    }
  }

  @Test(arguments: Comparison.allCases)
  func comparisonsAgreeWithLoops(_ c: Comparison) throws {
    for type in ElementType.allCases where c.isDefined(on: type) {
      for (left, right) in shapes {
        var samples = Samples(9)
        let x = try samples.tensor(type, left), y = try samples.tensor(type, right)
        let result = try Tensor.compare(c, x, y)
        let shape = try #require(Shape(left).broadcast(with: Shape(right)))
        #expect(result.shape == shape && result.type == .bool)
        let difference = firstDifference(result) { index in
          .bool(naive(c, x.stretched(index), y.stretched(index)))
        }
        #expect(difference == nil, "\(c) \(type) \(left) \(right)")
      }
    }
  }

  @Test(arguments: ElementType.allCases)
  func selectionAgreesWithLoops(_ type: ElementType) throws {
    for (left, right) in shapes {
      for maskExtents in [left, right, []] {
        var samples = Samples(11)
        let mask = try samples.tensor(.bool, maskExtents)
        let x = try samples.tensor(type, left), y = try samples.tensor(type, right)
        let result = try Tensor.select(mask, x, y)
        let difference = firstDifference(result) { index in
          mask.stretched(index) == .bool(true) ? x.stretched(index) : y.stretched(index)
        }
        #expect(difference == nil, "\(left) \(right)")
      }
    }
  }

  @Test func manyBlocksAgreeWithLoops() throws {
    let rows = 400, columns = 180
    let x = (0..<rows * columns).map { Double($0 % 1013) - 500 }
    let y = (0..<columns).map { Double($0 % 17) + 0.5 }
    let matrix = try Tensor(Shape([rows, columns]), x)
    let row = try Tensor.combine(.remainder, matrix, Tensor.vector(y))
    let column = try Tensor.combine(
      .subtract, Tensor(Shape([rows, 1]), Array(x[..<rows])), matrix)
    let flat = try Tensor.combine(.multiply, matrix, matrix)
    var expected: [[Double]] = [[], [], []]
    for k in x.indices {
      let divisor = y[k % columns]
      expected[0].append(x[k] - divisor * (x[k] / divisor).rounded(.down))
      expected[1].append(x[k / columns] - x[k])
      expected[2].append(x[k] * x[k])
    }
    #expect([row.elements(), column.elements(), flat.elements()] == expected)
  }

  @Test func undefinedTypesAndShapesAreErrors() throws {
    var samples = Samples(3)
    for type in ElementType.allCases {
      let x = try samples.tensor(type, [2])
      for f in BinaryFunction.allCases where f.resultType(type) == nil {
        #expect(throws: TensorError.self) { try Tensor.combine(f, x, x) }
      }
      for c in Comparison.allCases where !c.isDefined(on: type) {
        #expect(throws: TensorError.self) { try Tensor.compare(c, x, x) }
      }
    }
    let x = try Tensor.vector([1.0, 2]), y = try Tensor.vector([1.0, 2, 3])
    #expect(throws: TensorError.broadcast(x.shape, y.shape)) { try Tensor.combine(.add, x, y) }
    let k = try Tensor.vector([1, 2])
    #expect(throws: TensorError.type(operation: "+", got: .i64, expected: "f64")) {
      try Tensor.combine(.add, x, k)
    }
  }

  /// Exponents of integers are not negative, divisors not zero.
  private func exponents(_ y: Tensor, _ f: BinaryFunction) throws -> Tensor {
    guard y.type == .i64, [.power, .remainder, .quotient].contains(f) else { return y }
    var y = y
    for k in 0..<y.count {
      guard case .int(let value) = y[flat: k] else { continue }
      try y.store(.int(f == .power ? abs(value) : value == 0 ? 3 : value), at: k)
    }
    return y
  }
}

private func naive(_ f: BinaryFunction, _ x: Scalar, _ y: Scalar) throws -> Scalar {
  switch (x, y) {
  case (.bool(let a), .bool(let b)): return .bool(f == .and ? a && b : a || b)
  case (.int(let a), .int(let b)): return .int(naive(f, a, b))
  case (.float32(let a), .float32(let b)):
    // Sums, products and quotients of singles are right when rounded from doubles.
    switch f {
    case .power, .atan2:
      return try Tensor.combine(f, Tensor(a), Tensor(b)).scalar
    case .add, .subtract, .multiply, .divide, .remainder, .quotient, .minimum, .maximum, .and, .or:
      return .float32(naive(f, a, b))
    }
  case (.float(let a), .float(let b)):
    switch f {
    case .power, .atan2: return try Tensor.combine(f, Tensor(a), Tensor(b)).scalar
    case .add, .subtract, .multiply, .divide, .remainder, .quotient, .minimum, .maximum, .and, .or:
      return .float(naive(f, a, b))
    }
  case (.complex(let a), .complex(let b)):
    switch f {
    case .add: return .complex(a + b)
    case .subtract: return .complex(a - b)
    case .multiply: return .complex(a * b)
    case .divide: return .complex(a / b)
    default: return try Tensor.combine(f, Tensor(a), Tensor(b)).scalar
    }
  default: throw TensorError.divisionByZero
  }
}

private func naive(_ f: BinaryFunction, _ a: Int, _ b: Int) -> Int {
  switch f {
  case .add: a + b
  case .subtract: a - b
  case .multiply: a * b
  case .power: (0..<b).reduce(1) { product, _ in product * a }
  case .remainder: ((a % b) + b) % b
  case .quotient: (a - ((a % b) + b) % b) / b
  case .minimum: min(a, b)
  case .maximum: max(a, b)
  case .divide, .atan2, .and, .or: 0
  }
}

private func naive<F: BinaryFloatingPoint>(_ f: BinaryFunction, _ a: F, _ b: F) -> F {
  switch f {
  case .add: return a + b
  case .subtract: return a - b
  case .multiply: return a * b
  case .divide: return a / b
  case .minimum:
    if a.isNaN || b.isNaN { return .nan }
    if a == b { return a.sign == .minus ? a : b }
    return a < b ? a : b
  case .maximum:
    if a.isNaN || b.isNaN { return .nan }
    if a == b { return a.sign == .minus ? b : a }
    return a < b ? b : a
  case .remainder:
    let r = a.truncatingRemainder(dividingBy: b)
    if r.isNaN { return r }
    if r == 0 { return b < 0 || (b == 0 && b.sign == .minus) ? -0.0 : 0 }
    return (r < 0) == (b < 0) ? r : r + b
  case .quotient:
    if b == 0 || a.isInfinite || a.isNaN || b.isNaN { return a / b }
    if b.isInfinite && a != 0 { return (a < 0) == (b < 0) ? 0 : -1 }
    let r = naive(.remainder, a, b)
    let q = ((a - r) / b).rounded()
    return q == 0 ? ((a.sign == .minus) == (b.sign == .minus) ? 0 : -0.0) : q
  case .power, .atan2, .and, .or: return .nan
  }
}

private func naive(_ c: Comparison, _ x: Scalar, _ y: Scalar) -> Bool {
  switch (x, y) {
  case (.bool(let a), .bool(let b)): naive(c, a ? 1 : 0, b ? 1 : 0)
  case (.int(let a), .int(let b)): naive(c, a, b)
  case (.float32(let a), .float32(let b)): naive(c, a, b)
  case (.float(let a), .float(let b)): naive(c, a, b)
  case (.complex(let a), .complex(let b)):
    (a.real == b.real && a.imaginary == b.imaginary) == (c == .equal)
  default: false
  }
}

private func naive<T: Comparable>(_ c: Comparison, _ a: T, _ b: T) -> Bool {
  switch c {
  case .equal: a == b
  case .notEqual: a != b
  case .less: a < b
  case .lessOrEqual: a <= b
  case .greater: a > b
  case .greaterOrEqual: a >= b
  }
}
