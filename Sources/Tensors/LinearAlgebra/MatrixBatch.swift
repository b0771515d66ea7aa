import Synchronization

/// The shape and type of one result for one matrix.
struct MatrixResult {
  var shape: Shape
  var type: ElementType

  init(_ extents: [Int], _ type: ElementType) {
    shape = Shape(extents)
    self.type = type
  }
}

/// A function of one or more matrices, applied to every matrix of a batch.
protocol MatrixFunction: Sendable {
  /// The name in errors.
  var operation: String { get }
  /// Whether the first operand must be square.
  var isSquare: Bool { get }
  /// Whether large matrices are computed on a thread of their own, because LAPACK cannot stop.
  var runsApart: Bool { get }
  /// The results for matrices of these shapes, `type` being f64 or c128.
  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult]
  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor]
}

extension MatrixFunction {
  var isSquare: Bool { true }
  var runsApart: Bool { true }
}

/// Applies matrix functions over batch axes: checks, widens f32, cuts, stacks and rounds.
enum MatrixBatch {
  static func first(
    _ function: some MatrixFunction, _ operands: [Tensor]
  ) throws(TensorError) -> Tensor { try map(function, operands)[0] }

  static func map(
    _ function: some MatrixFunction, _ operands: [Tensor]
  ) throws(TensorError) -> [Tensor] {
    try check(function, operands)
    guard operands[0].type == .f32 else { return try mapWide(function, operands) }
    var wide: [Tensor] = []
    for operand in operands { wide.append(try operand.widened()) }
    var narrow: [Tensor] = []
    for result in try mapWide(function, wide) {
      narrow.append(result.type == .f64 ? try result.narrowed() : result)
    }
    return narrow
  }

  private static func mapWide(
    _ function: some MatrixFunction, _ operands: [Tensor]
  ) throws(TensorError) -> [Tensor] {
    if operands[0].type == .c128 {
      return try mapTyped(function, operands, as: Complex128.self)
    }
    return try mapTyped(function, operands, as: Double.self)
  }

  private static func mapTyped<S: LapackScalar>(
    _ function: some MatrixFunction, _ operands: [Tensor], as: S.Type
  ) throws(TensorError) -> [Tensor] {
    for operand in operands { try checkFinite(function.operation, operand, as: S.self) }
    if operands.allSatisfy({ $0.shape.rank == 2 }) {
      return try apply(function, operands.map { Matrix<S>($0) })
    }
    let batch = try commonBatch(operands)
    let cores = operands.map { Shape(Array($0.shape.extents.suffix(2))) }
    let expected = function.results(cores, S.elementType)
    var stacked: [Tensor] = []
    for result in expected {
      stacked.append(
        try Tensor(
          uninitialized: Shape(batch.extents + result.shape.extents), type: result.type))
    }
    for index in 0..<batch.count {
      try Interruption.check()
      var matrices: [Matrix<S>] = []
      for operand in operands {
        matrices.append(try Matrix(operand, at: index, of: batch))
      }
      for (target, part) in zip(stacked, try apply(function, matrices)) {
        let bytes = part.storage.byteCount
        target.storage.bytes.advanced(by: index * bytes)
          .copyMemory(from: part.storage.bytes, byteCount: bytes)
      }
    }
    return stacked
  }

  private static func apply<S: LapackScalar>(
    _ function: some MatrixFunction, _ matrices: [Matrix<S>]
  ) throws(TensorError) -> [Tensor] {
    let size = matrices.reduce(0) { max($0, $1.rows, $1.columns) }
    // The cube of a size whose square is held does not overflow.
    try MemoryBudget.charge(work: size &* size / 8 &* size)
    guard function.runsApart, size > 100 else { return try function.apply(matrices) }
    return try LongCall.run { () throws(TensorError) in try function.apply(matrices) }
  }

  // MARK: Checks

  private static func check(
    _ function: some MatrixFunction, _ operands: [Tensor]
  ) throws(TensorError) {
    let operation = function.operation
    for operand in operands {
      guard operand.type.isFloating, operand.type == operands[0].type else {
        throw .type(
          operation: operation, got: operand.type,
          expected: operands[0].type.isFloating ? operands[0].type.name : "f64, f32 or c128")
      }
      let shape = operand.shape
      guard shape.rank >= 2 else {
        throw .shape(operation: operation, got: shape, expected: "a matrix")
      }
      guard shape.extents.suffix(2).allSatisfy({ $0 < Int(Int32.max) }) else {
        throw .shape(operation: operation, got: shape, expected: "fewer than 2^31 rows and columns")
      }
    }
    let a = operands[0].shape
    if function.isSquare && a[a.rank - 1] != a[a.rank - 2] {
      throw .shape(operation: operation, got: a, expected: "a square matrix")
    }
    if operands.count == 2 {
      let b = operands[1].shape
      guard b[b.rank - 2] == a[a.rank - 2] else {
        throw .shape(
          operation: operation, got: b, expected: "a right side of \(a[a.rank - 2]) rows")
      }
    }
  }

  private static func checkFinite<S: LapackScalar>(
    _ operation: String, _ a: Tensor, as: S.Type
  ) throws(TensorError) {
    let p = a.pointer(as: S.self)
    let isFinite = Atomic<Bool>(true)
    try ThreadPool.forEachBlock(count: a.count, block: 65536) { range in
      for i in range where !p[i].isFinite { return isFinite.store(false, ordering: .relaxed) }
    }
    if !isFinite.load(ordering: .relaxed) {
      throw .domain(operation: operation, reason: "an entry is not finite")
    }
  }

  private static func commonBatch(_ operands: [Tensor]) throws(TensorError) -> Shape {
    var batch = Shape.scalar
    for operand in operands {
      let own = Shape(Array(operand.shape.extents.dropLast(2)))
      guard let common = batch.broadcast(with: own) else {
        throw .product(operands[0].shape, operand.shape)
      }
      batch = common
    }
    return batch
  }
}
