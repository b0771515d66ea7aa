import Synchronization

extension Tensor {
  /// The matrix product over the last two axes; leading axes are batch axes and broadcast.
  ///
  /// Both ranks are at least 2 and both element types equal: f64, f32, c128 or i64.
  public static func product(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    guard a.type == b.type, a.type != .bool else {
      throw .type(operation: "@", got: b.type, expected: a.type == .bool ? "numbers" : a.type.name)
    }
    return try ProductKernel(left: a.shape, right: b.shape, type: a.type).run(a, b)
  }
}

/// The extents of a batched product and where each matrix of the batch lies.
struct BatchedProduct {
  let m: Int, n: Int, k: Int
  let batch: Shape
  let result: Shape
  private let aSteps: [Int], bSteps: [Int]
  private let transposesLeft: Bool, transposesRight: Bool

  /// The product of op(A) and op(B), each matrix of an operand transposed where it says so.
  init(
    _ a: Shape, _ b: Shape, transposesLeft: Bool, transposesRight: Bool
  ) throws(TensorError) {
    (self.transposesLeft, self.transposesRight) = (transposesLeft, transposesRight)
    let aBatch = Shape(Array(a.extents.dropLast(2)))
    let bBatch = Shape(Array(b.extents.dropLast(2)))
    guard a.rank >= 2, b.rank >= 2, let batch = aBatch.broadcast(with: bBatch) else {
      throw .product(a, b)
    }
    let rows = a[a.rank - (transposesLeft ? 1 : 2)], terms = a[a.rank - (transposesLeft ? 2 : 1)]
    let columns = b[b.rank - (transposesRight ? 2 : 1)]
    guard terms == b[b.rank - (transposesRight ? 1 : 2)] else { throw .product(a, b) }
    result = Shape(batch.extents + [rows, columns])
    if bBatch.count == 1, aBatch.count > 1, !transposesLeft {
      // One right factor for all: a single taller product.
      (m, n, k, self.batch) = (aBatch.count * rows, columns, terms, .scalar)
      (aSteps, bSteps) = ([], [])
    } else {
      (m, n, k, self.batch) = (rows, columns, terms, batch)
      aSteps = Self.steps(aBatch, in: batch, size: rows &* terms)
      bSteps = Self.steps(bBatch, in: batch, size: terms &* columns)
    }
  }

  /// Strides over the batch axes in elements, 0 where the operand stretches.
  private static func steps(_ own: Shape, in batch: Shape, size: Int) -> [Int] {
    let strides = own.strides
    let missing = batch.rank - own.rank
    return (0..<batch.rank).map { axis in
      axis < missing || own[axis - missing] == 1 ? 0 : strides[axis - missing] &* size
    }
  }

  /// How many products of two numbers it is made of, as far as they can be counted.
  var work: Int {
    [m, n, k].reduce(batch.count) { product, extent in
      let (value, overflow) = product.multipliedReportingOverflow(by: extent)
      return overflow ? Int.max : value
    }
  }

  private func offsets(_ position: Int) -> (a: Int, b: Int) {
    var rest = position, a = 0, b = 0
    for axis in stride(from: batch.rank - 1, through: 0, by: -1) {
      let (quotient, index) = rest.quotientAndRemainder(dividingBy: batch[axis])
      rest = quotient
      a += index * aSteps[axis]
      b += index * bSteps[axis]
    }
    return (a, b)
  }

  /// Calls `body` with the offsets of A, B and C: small matrices in parallel, large ones in turn,
  /// each of them then on all threads.
  private func forEachMatrix(
    _ body: (Int, Int, Int, MatrixMultiply.Schedule) throws(TensorError) -> Void
  ) throws(TensorError) {
    let work = max(1, m &* n &* k)
    if batch.count == 1 || work > 1_000_000 {
      for index in 0..<batch.count {
        let (a, b) = offsets(index)
        try body(a, b, index * m * n, .threads)
      }
      return
    }
    let failure = Mutex<(index: Int, error: TensorError)?>(nil)
    try ThreadPool.forEachBlock(count: batch.count, block: 1 + 50_000 / work) { range in
      for index in range {
        let (a, b) = offsets(index)
        do throws(TensorError) {
          try body(a, b, index * m * n, .alone)
        } catch {
          failure.withLock { first in
            if index < first?.index ?? Int.max { first = (index, error) }
          }
          return
        }
      }
    }
    if let (_, error) = failure.withLock({ $0 }) { throw error }
  }

  func run(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>,
    _ finish: ((FinishedRows) -> Void)?
  ) throws(TensorError) {
    try forEachMatrix { (x, y, z, schedule) throws(TensorError) in
      try MatrixMultiply.run(matrix(a + x, b + y, c + z), schedule, finisher(z, c, finish))
    }
  }

  func run(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>,
    _ finish: ((FinishedRows) -> Void)?
  ) throws(TensorError) {
    try forEachMatrix { (x, y, z, schedule) throws(TensorError) in
      try MatrixMultiply.run(matrix(a + x, b + y, c + z), schedule, finisher(z, c, finish))
    }
  }

  private func matrix<S>(
    _ a: UnsafePointer<S>, _ b: UnsafePointer<S>, _ c: UnsafeMutablePointer<S>
  ) -> MatrixProduct<S> {
    let right = MatrixMultiply.Right(
      base: b, rowStride: transposesRight ? 1 : n, columnStride: transposesRight ? k : 1)
    return MatrixProduct(
      m: m, n: n, k: k, a: a, aRow: transposesLeft ? 1 : k, aColumn: transposesLeft ? m : 1,
      b: right, c: c, cRow: n)
  }

  /// Rows of one matrix of the batch, told as rows of the whole result.
  private func finisher<S>(
    _ offset: Int, _ c: UnsafeMutablePointer<S>, _ finish: ((FinishedRows) -> Void)?
  ) -> ((Range<Int>) -> Void)? {
    guard let finish else { return nil }
    let first = n == 0 ? 0 : offset / n
    return { rows in
      let own = first + rows.lowerBound..<first + rows.upperBound
      finish(FinishedRows(rows: own, bytes: UnsafeMutableRawPointer(c + own.lowerBound * n)))
    }
  }

  func run(
    _ a: UnsafePointer<Complex128>, _ b: UnsafePointer<Complex128>,
    _ c: UnsafeMutablePointer<Complex128>
  ) throws(TensorError) {
    try forEachMatrix { (x, y, z, schedule) throws(TensorError) in
      try MatrixMultiply.runComplex(
        m: m, n: n, k: k, a: a + x, aRow: k, b: b + y, rowStride: n, columnStride: 1, c: c + z,
        cRow: n, schedule)
    }
  }

  func run(
    _ a: UnsafePointer<Int>, _ b: UnsafePointer<Int>, _ c: UnsafeMutablePointer<Int>
  ) throws(TensorError) {
    try forEachMatrix { (x, y, z, schedule) throws(TensorError) in
      try MatrixMultiply.runIntegers(m: m, n: n, k: k, a: a + x, b: b + y, c: c + z, schedule)
    }
  }
}
