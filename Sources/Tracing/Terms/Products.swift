import Tensors

extension Term {
  /// The matrix product: of two vectors a scalar, of a matrix and a vector a vector; leading axes
  /// are batch axes and broadcast.
  public static func product(_ a: Term, _ b: Term) throws(TraceError) -> Term {
    let type = Promotion.widened(Promotion.common(a.type, b.type)) { $0 != .bool }
    guard a.rank >= 1 && b.rank >= 1 else { throw .tensor(.product(a.shape, b.shape)) }
    let inner = b.rank == 1 ? b.shape[0] : b.shape[b.rank - 2]
    guard a.shape[a.rank - 1] == inner else { throw .tensor(.product(a.shape, b.shape)) }
    let left = a.rank == 1 ? try a.reshaped(to: Shape([1, inner])) : a
    let right = b.rank == 1 ? try b.reshaped(to: Shape([inner, 1])) : b
    let matrix = try matrixProduct(
      left.converted(to: type), right.converted(to: type), shapes: (a.shape, b.shape))
    var extents = matrix.shape.extents
    if b.rank == 1 { extents.removeLast() }
    if a.rank == 1 { extents.remove(at: extents.count - (b.rank == 1 ? 1 : 2)) }
    return try matrix.reshaped(to: Shape(extents))
  }

  private static func matrixProduct(
    _ a: Term, _ b: Term, shapes: (Shape, Shape)
  ) throws(TraceError) -> Term {
    let left = Shape(Array(a.shape.extents.dropLast(2)))
    let right = Shape(Array(b.shape.extents.dropLast(2)))
    guard let batch = left.broadcast(with: right) else {
      throw .tensor(.product(shapes.0, shapes.1))
    }
    let p = try a.broadcast(to: Shape(batch.extents + a.shape.extents.suffix(2)))
    let q = try b.broadcast(to: Shape(batch.extents + b.shape.extents.suffix(2)))
    return try applyOne(.product, [p, q])
  }

  /// The inner product of two vectors, without conjugation.
  public static func dot(_ a: Term, _ b: Term) throws(TraceError) -> Term {
    guard a.rank == 1 && b.rank == 1 else { throw .tensor(.product(a.shape, b.shape)) }
    return try product(a, b)
  }

  /// The outer product of two vectors.
  public static func outer(_ a: Term, _ b: Term) throws(TraceError) -> Term {
    guard a.rank == 1 && b.rank == 1 else { throw .tensor(.product(a.shape, b.shape)) }
    return try a.reshaped(to: Shape([a.shape[0], 1])) * b.reshaped(to: Shape([1, b.shape[0]]))
  }

  /// The Kronecker product of two matrices; a vector counts as a column.
  public static func kronecker(_ a: Term, _ b: Term) throws(TraceError) -> Term {
    guard a.rank <= 2 && b.rank <= 2 else { throw .tensor(.product(a.shape, b.shape)) }
    let p = a.matrixExtents, q = b.matrixExtents
    let blocks =
      try a.reshaped(to: Shape([p.0, 1, p.1, 1])) * b.reshaped(to: Shape([1, q.0, 1, q.1]))
    // Vectors give a vector; beside a matrix a vector is a column.
    let rows = p.0 &* q.0
    return try blocks.reshaped(
      to: max(a.rank, b.rank) == 2 ? Shape([rows, p.1 &* q.1]) : Shape([rows]))
  }

  private var matrixExtents: (Int, Int) {
    let extents = shape.extents
    return (extents.first ?? 1, extents.count == 2 ? extents[1] : 1)
  }

  /// The sum of the diagonal of a matrix (leading axes are batch axes).
  public func trace() throws(TraceError) -> Term {
    let diagonal = try diagonal()
    return try diagonal.sum(over: [diagonal.rank - 1])
  }

  /// The diagonal of a matrix (leading axes are batch axes).
  public func diagonal() throws(TraceError) -> Term {
    guard rank >= 2 else {
      throw .tensor(.shape(operation: "diag", got: shape, expected: "a matrix"))
    }
    let batch = Array(shape.extents.dropLast(2))
    let rows = shape[rank - 2], columns = shape[rank - 1]
    let flat = try reshaped(to: Shape(batch + [rows &* columns]))
    let count = Swift.min(rows, columns)
    return try flat.sliced(
      starts: batch.map { _ in 0 } + [0], counts: batch + [count],
      steps: batch.map { _ in 1 } + [columns &+ 1])
  }

  /// The square matrix with this vector on its diagonal (leading axes are batch axes).
  public func diagonalMatrix() throws(TraceError) -> Term {
    guard rank >= 1 else {
      throw .tensor(.shape(operation: "diag", got: shape, expected: "a vector"))
    }
    let n = shape[rank - 1]
    let column = try reshaped(to: Shape(shape.extents + [1]))
    let identity = try Term.identity(n, .bool)
    return try Term.select(identity, column, column.constant(0).converted(to: element))
  }

  /// The n×n unit matrix.
  public static func identity(_ n: Int, _ type: ElementType) throws(TraceError) -> Term {
    .known(try wrapping { () throws(TensorError) in try Tensor.identity(n, type) })
  }
}
