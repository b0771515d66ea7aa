import Foundation
import Testing

@testable import Tensors

/// Numbers without structure, from a linear congruential generator: the same on every machine.
struct Numbers {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) * 0x1p-52
  }

  mutating func doubles(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }

  mutating func matrix(_ extents: Int...) throws -> Tensor {
    let shape = Shape(extents)
    return try Tensor(shape, doubles(shape.count))
  }

  mutating func complexMatrix(_ extents: Int...) throws -> Tensor {
    let shape = Shape(extents)
    return try Tensor(shape, (0..<shape.count).map { _ in Complex128(next(), next()) })
  }
}

@Suite(.serialized) struct MatrixMultiplyTests {
  static let sizes = [
    (1, 1, 1), (2, 2, 2), (3, 1, 5), (1, 7, 300), (8, 8, 8), (9, 17, 33), (31, 15, 2), (6, 16, 256),
    (65, 33, 257), (5, 70, 600), (130, 8, 40), (128, 64, 64), (67, 129, 31), (7, 2100, 20),
    (4, 4, 0), (0, 3, 2), (3, 0, 2),
  ]

  @Test(arguments: sizes) func everyElementIsOneChain(_ m: Int, _ n: Int, _ k: Int) throws {
    var numbers = Numbers(UInt64(m * 10007 + n * 101 + k))
    let x = numbers.doubles(m * k), y = numbers.doubles(k * n)
    var expected = [Double](repeating: 0, count: m * n)
    var expected32 = [Float](repeating: 0, count: m * n)
    for i in 0..<m {
      for p in 0..<k {
        for j in 0..<n {
          expected[i * n + j].addProduct(x[i * k + p], y[p * n + j])
          expected32[i * n + j].addProduct(Float(x[i * k + p]), Float(y[p * n + j]))
        }
      }
    }
    defer { ThreadPool.setThreads(1) }
    for threads in 1...3 {
      ThreadPool.setThreads(threads)
      let c = try Tensor.product(Tensor(Shape([m, k]), x), Tensor(Shape([k, n]), y))
      #expect(c.shape == Shape([m, n]))
      #expect(c.elements(as: Double.self) == expected)
      let c32 = try Tensor.product(
        Tensor(Shape([m, k]), x.map { Float($0) }), Tensor(Shape([k, n]), y.map { Float($0) }))
      #expect(c32.elements(as: Float.self) == expected32)
    }
  }

  @Test(arguments: [(1, 1, 1), (3, 2, 5), (9, 17, 33), (20, 40, 150), (64, 3, 9), (2, 2, 0)])
  func complexChain(_ m: Int, _ n: Int, _ k: Int) throws {
    var numbers = Numbers(UInt64(m + n + k))
    let a = try numbers.complexMatrix(m, k), b = try numbers.complexMatrix(k, n)
    let x: [Complex128] = a.elements(), y: [Complex128] = b.elements()
    let c: [Complex128] = try Tensor.product(a, b).elements()
    for i in 0..<m {
      for j in 0..<n {
        var sum = Complex128(0)
        for p in 0..<k {
          let u = x[i * k + p], v = y[p * n + j]
          sum.real = sum.real.addingProduct(u.real, v.real).addingProduct(u.imaginary, -v.imaginary)
          sum.imaginary = sum.imaginary.addingProduct(u.real, v.imaginary)
            .addingProduct(u.imaginary, v.real)
        }
        #expect(c[i * n + j] == sum)
      }
    }
  }

  @Test func integersAreExactOrAnError() throws {
    let a = try Tensor(Shape([2, 3]), [1, 2, 3, -4, 5, -6])
    let b = try Tensor(Shape([3, 2]), [7, 8, 9, 10, 11, 12])
    #expect(try Tensor.product(a, b).elements(as: Int.self) == [58, 64, -49, -54])
    let large = try Tensor(Shape([1, 1]), [3_037_000_500])
    #expect(throws: TensorError.overflow("3037000500 * 3037000500")) {
      try Tensor.product(large, large)
    }
    let row = try Tensor(Shape([1, 2]), [Int.max, 1]), column = try Tensor(Shape([2, 1]), [1, 1])
    #expect(throws: TensorError.overflow("9223372036854775807 + 1")) {
      try Tensor.product(row, column)
    }
  }

  @Test(arguments: [
    ([4], [4]), ([3, 1], [2]), ([], [5]), ([6], []), ([2, 3], [2, 1]), ([0], [0]), ([40], [40]),
  ])
  func batchesAreLoops(_ left: [Int], _ right: [Int]) throws {
    var numbers = Numbers(5)
    let a = Shape(left + [5, 7]), b = Shape(right + [7, 3])
    let x = numbers.doubles(a.count), y = numbers.doubles(b.count)
    let c = try Tensor.product(Tensor(a, x), Tensor(b, y))
    let batch = try #require(Shape(left).broadcast(with: Shape(right)))
    #expect(c.shape == Shape(batch.extents + [5, 3]))
    func part(_ v: [Double], _ own: [Int], _ index: Int, _ size: Int) -> ArraySlice<Double> {
      var rest = index, place = 0, step = 1
      for k in 1..<(batch.rank + 1) {
        let i = rest % batch[batch.rank - k]
        rest /= batch[batch.rank - k]
        guard k <= own.count else { continue }
        place += own[own.count - k] == 1 ? 0 : i * step
        step *= own[own.count - k]
      }
      return v[place * size..<(place + 1) * size]
    }
    for index in 0..<batch.count {
      let one = try Tensor.product(
        Tensor(Shape([5, 7]), Array(part(x, left, index, 35))),
        Tensor(Shape([7, 3]), Array(part(y, right, index, 21))))
      #expect(Array(c.elements(as: Double.self)[index * 15..<(index + 1) * 15]) == one.elements())
    }
  }

  @Test func mismatches() throws {
    var numbers = Numbers(1)
    let a = try numbers.matrix(2, 3)
    #expect(throws: TensorError.product(Shape([2, 3]), Shape([2, 3]))) {
      try Tensor.product(a, a)
    }
    #expect(throws: TensorError.self) { try Tensor.product(a, Tensor(Shape([3]), [1.0, 2, 3])) }
    let masks = try Tensor(Shape([1, 1]), [true])
    #expect(throws: TensorError.type(operation: "@", got: .bool, expected: "numbers")) {
      try Tensor.product(masks, masks)
    }
  }

  @Test func nanAndInfinityGoThrough() throws {
    let a = try Tensor(Shape([1, 2]), [0.0, 1])
    let b = try Tensor(Shape([2, 1]), [Double.infinity, 1])
    #expect(try Tensor.product(a, b).elements(as: Double.self)[0].isNaN)
  }

  /// The bits of one product, pinned: no machine and no change may move them.
  @Test func pinnedBits() throws {
    var numbers = Numbers(11)
    let a = try numbers.matrix(150, 333), b = try numbers.matrix(333, 77)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for x in try Tensor.product(a, b).elements(as: Double.self) {
      hash = (hash ^ x.bitPattern) &* 0x100_0000_01b3
    }
    #expect(hash == 3_729_303_654_498_030_327)
  }

  @Test(arguments: [("N", "N"), ("T", "N"), ("N", "T"), ("C", "C")])
  func fortranInterface(_ transposeA: String, _ transposeB: String) throws {
    var numbers = Numbers(3)
    let m = 19, n = 23, k = 30, lda = 40, ldb = 41, ldc = 25
    let a = numbers.doubles(lda * 40), b = numbers.doubles(ldb * 40)
    var c = numbers.doubles(ldc * n)
    let before = c
    let sizes = [m, n, k, lda, ldb, ldc].map { Int32($0) }
    let factors = [-1.5, 0.25]
    sizes.withUnsafeBufferPointer { s in
      factors.withUnsafeBufferPointer { f in
        guard let s = s.baseAddress, let f = f.baseAddress else { return }
        dgemm(transposeA, transposeB, s, s + 1, s + 2, f, a, s + 3, b, s + 4, f + 1, &c, s + 5)
      }
    }
    for j in 0..<n {
      for i in 0..<ldc {
        var sum = before[j * ldc + i]
        if i < m {
          sum *= 0.25
          for p in 0..<k {
            let x = transposeA == "N" ? a[p * lda + i] : a[i * lda + p]
            let y = transposeB == "N" ? b[j * ldb + p] : b[p * ldb + j]
            sum.addProduct(-1.5 * x, y)
          }
        }
        #expect(c[j * ldc + i] == sum)
      }
    }
  }
}
