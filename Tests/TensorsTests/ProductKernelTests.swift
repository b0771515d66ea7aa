import Synchronization
import Testing

@testable import Tensors

/// Products of every kind of tile: one row or column, few, ragged, several blocks of terms.
@Suite(.serialized) struct ProductKernelTests {
  static let sizes = [
    (1, 1, 1), (1, 40, 9), (1, 70, 300), (2, 65, 33), (3, 200, 20), (4, 128, 257), (5, 33, 64),
    (16, 16, 16), (17, 48, 5), (33, 1, 70), (64, 2, 300), (128, 3, 40), (70, 8, 31), (20, 9, 31),
    (40, 12, 20), (25, 33, 270), (37, 40, 65), (66, 130, 17), (260, 17, 3), (9, 2100, 4),
    (130, 300, 258), (3, 4, 0), (0, 3, 2), (3, 0, 2),
  ]

  private func transposedCopy(_ x: [Double], _ rows: Int, _ columns: Int) -> [Double] {
    (0..<rows * columns).map { x[$0 % rows * columns + $0 / rows] }
  }

  private func chains(_ x: [Double], _ y: [Double], _ m: Int, _ n: Int, _ k: Int) -> (
    [Double], [Float]
  ) {
    var c = [Double](repeating: 0, count: m * n), c32 = [Float](repeating: 0, count: m * n)
    for i in 0..<m {
      for p in 0..<k {
        for j in 0..<n {
          c[i * n + j].addProduct(x[i * k + p], y[p * n + j])
          c32[i * n + j].addProduct(Float(x[i * k + p]), Float(y[p * n + j]))
        }
      }
    }
    return (c, c32)
  }

  @Test(arguments: sizes) func everyFlagGivesThePlainChain(_ m: Int, _ n: Int, _ k: Int) throws {
    var numbers = Numbers(UInt64(m * 7 + n * 11 + k))
    let x = numbers.doubles(m * k), y = numbers.doubles(k * n)
    let (expected, expected32) = chains(x, y, m, n, k)
    let before = ThreadPool.threads
    defer { ThreadPool.setThreads(before) }
    for flags in 0..<4 {
      let (left, right) = (flags & 1 == 1, flags & 2 == 2)
      let a = try Tensor(
        Shape(left ? [k, m] : [m, k]), left ? transposedCopy(x, m, k) : x)
      let b = try Tensor(Shape(right ? [n, k] : [k, n]), right ? transposedCopy(y, k, n) : y)
      for threads in [1, 3] {
        ThreadPool.setThreads(threads)
        for type in [ElementType.f64, .f32] {
          let c = try product(a.converted(to: type), b.converted(to: type), left, right)
          #expect(c.shape == Shape([m, n]))
          let isExact =
            type == .f64
            ? c.elements(as: Double.self) == expected : c.elements(as: Float.self) == expected32
          #expect(isExact, "\(type) \(left) \(right), \(threads) threads")
        }
      }
    }
  }

  /// The product with every row finished once: the rows are counted and doubled in place.
  private func product(
    _ a: Tensor, _ b: Tensor, _ left: Bool, _ right: Bool
  ) throws -> Tensor {
    let kernel = try ProductKernel(
      left: a.shape, right: b.shape, transposesLeft: left, transposesRight: right, type: a.type)
    let plain = try kernel.run(a, b)
    let rows = kernel.shape.extents.dropLast().reduce(1, *)
    let width = kernel.shape[kernel.shape.rank - 1]
    let seen = Mutex([Int](repeating: 0, count: rows))
    let doubled = try kernel.run(a, b) { finished in
      seen.withLock { for row in finished.rows { $0[row] += 1 } }
      let count = finished.rows.count * width
      if a.type == .f64 {
        let elements = finished.bytes.assumingMemoryBound(to: Double.self)
        for i in 0..<count { elements[i] *= 2 }
      } else {
        let elements = finished.bytes.assumingMemoryBound(to: Float.self)
        for i in 0..<count { elements[i] *= 2 }
      }
    }
    if plain.count > 0 { #expect(seen.withLock { $0.allSatisfy { $0 == 1 } }) }
    let two = try Tensor(2.0).converted(to: a.type)
    #expect(doubled.hasSameBits(as: try Tensor.combine(.multiply, plain, two)))
    return plain
  }

  @Test(arguments: [
    ([4], [4]), ([3, 1], [2]), ([], [5]), ([6], []), ([2, 3], [2, 1]), ([0], [0]),
  ])
  func batchesOfTransposedMatrices(_ left: [Int], _ right: [Int]) throws {
    var numbers = Numbers(5)
    let a = try numbers.matrix(left + [7, 5]), b = try numbers.matrix(right + [3, 7])
    let expected = try Tensor.product(turned(a), turned(b))
    for type in [ElementType.f64, .f32] {
      let c = try product(a.converted(to: type), b.converted(to: type), true, true)
      #expect(c.shape == expected.shape)
      if type == .f64 { #expect(c.hasSameBits(as: expected)) }
    }
    let integers = try a.converted(to: .f64).combineWithRounding()
    let other = try b.converted(to: .f64).combineWithRounding()
    for type in [ElementType.i64, .c128] {
      let x = try integers.converted(to: type), y = try other.converted(to: type)
      let kernel = try ProductKernel(
        left: x.shape, right: y.shape, transposesLeft: true, transposesRight: true, type: type)
      #expect(!kernel.finishesRows)
      #expect(try kernel.run(x, y).hasSameBits(as: Tensor.product(turned(x), turned(y))))
    }
  }

  private func turned(_ x: Tensor) throws -> Tensor {
    let rank = x.shape.rank
    return try x.transposed(Array(0..<rank - 2) + [rank - 1, rank - 2])
  }

  @Test func mismatches() throws {
    let a = Shape([2, 3]), b = Shape([3, 4])
    #expect(throws: TensorError.product(a, b)) {
      try ProductKernel(left: a, right: b, transposesLeft: true, type: .f64)
    }
    #expect(throws: TensorError.product(a, b)) {
      try ProductKernel(left: a, right: b, transposesRight: true, type: .f64)
    }
    #expect(throws: TensorError.product(a, Shape([3]))) {
      try ProductKernel(left: a, right: Shape([3]), type: .f64)
    }
    #expect(throws: TensorError.type(operation: "@", got: .bool, expected: "numbers")) {
      try ProductKernel(left: a, right: b, type: .bool)
    }
  }
}

extension Numbers {
  fileprivate mutating func matrix(_ extents: [Int]) throws -> Tensor {
    try Tensor(Shape(extents), doubles(Shape(extents).count))
  }
}

extension Tensor {
  /// Small integers from numbers in −1...1.
  fileprivate func combineWithRounding() throws -> Tensor {
    try Tensor.map(.round, Tensor.combine(.multiply, self, Tensor(9.0)))
  }
}
