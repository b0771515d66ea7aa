/// The solution of A X = B by elimination with row exchanges.
struct LinearSystem: MatrixFunction {
  var operation: String { "solve" }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    [MatrixResult(operands[1].extents, type)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let b = operands[1]
    return [
      try Self.solve(operands[0], b.columnMajor(), columns: b.columns, operation: operation)
    ]
  }

  /// Solves for column-major right sides, which are overwritten; the solution is row-major.
  static func solve<S: LapackScalar>(
    _ matrix: Matrix<S>, _ right: Tensor, columns: Int, operation: String
  ) throws(TensorError) -> Tensor {
    let n = matrix.rows
    let x = right.mutablePointer(as: S.self)
    if n > 0 {
      let factors = try matrix.columnMajor()
      let a = factors.mutablePointer(as: S.self)
      let pivots = try Scratch<Int32>(n)
      guard S.getrf(n, a, pivots.pointer) == 0 else { throw .singular(operation: operation) }
      if columns > 0 { _ = S.getrs(n, columns, a, pivots.pointer, x) }
    }
    return try Matrix<S>.transpose(x, columns, n)
  }
}

/// The inverse.
struct Inverse: MatrixFunction {
  var operation: String { "inverse" }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    [MatrixResult(operands[0].extents, type)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let n = operands[0].rows
    let identity = try Tensor(uninitialized: Shape([n, n]), type: S.elementType)
    let p = identity.mutablePointer(as: S.self)
    p.update(repeating: .zero, count: n * n)
    for i in 0..<n { p[i * n + i] = .one }
    return [try LinearSystem.solve(operands[0], identity, columns: n, operation: operation)]
  }
}

/// Least squares, by singular values so that any rank will do.
struct LeastSquares: MatrixFunction {
  var operation: String { "lstsq" }
  var isSquare: Bool { false }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    [MatrixResult([operands[0][1], operands[1][1]], type)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let a = operands[0], b = operands[1]
    let m = a.rows, n = a.columns, height = max(m, n), count = b.columns
    let result = try Tensor(uninitialized: Shape([n, count]), type: S.elementType)
    let x = result.mutablePointer(as: S.self)
    x.update(repeating: .zero, count: n * count)
    if m == 0 || n == 0 || count == 0 { return [result] }
    let right = try Scratch<S>(height * count)
    let source = b.pointer
    for j in 0..<count {
      for i in 0..<height { right.pointer[j * height + i] = i < m ? source[i * count + j] : .zero }
    }
    let work = try a.columnMajor()
    let status = try S.gelsd(m, n, count, work.mutablePointer(), right.pointer)
    guard status == 0 else { throw .notConverged(operation: operation) }
    for j in 0..<count {
      for i in 0..<n { x[i * count + j] = right.pointer[j * height + i] }
    }
    return [result]
  }
}
