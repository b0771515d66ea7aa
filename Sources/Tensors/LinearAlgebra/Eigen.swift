/// Eigenvalues and right eigenvectors of a general matrix.
struct Eigen: MatrixFunction {
  let wantsVectors: Bool
  var operation: String { wantsVectors ? "eig" : "eigvals" }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    let n = operands[0][0]
    let values = MatrixResult([n], .c128)
    return wantsVectors ? [values, MatrixResult([n, n], .c128)] : [values]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let matrix = operands[0], n = matrix.rows
    let values = try Tensor(uninitialized: Shape([n]), type: .c128)
    let vectors = try Tensor(uninitialized: Shape(wantsVectors ? [n, n] : [0, 0]), type: .c128)
    if n == 0 { return wantsVectors ? [values, vectors] : [values] }
    let unordered = try Scratch<Complex128>(n)
    let columns = wantsVectors ? try Scratch<Complex128>(n * n) : nil
    let work = try matrix.columnMajor()
    let status = try S.geev(n, work.mutablePointer(), unordered.pointer, columns?.pointer)
    guard status == 0 else { throw .notConverged(operation: operation) }
    let order = Self.order(unordered.pointer, n)
    let sorted = values.mutablePointer(as: Complex128.self)
    for (k, from) in order.enumerated() {
      // Adding 0 makes a zero positive.
      let value = unordered.pointer[from]
      sorted[k] = Complex128(value.real + 0, value.imaginary + 0)
    }
    guard let columns else { return [values] }
    let target = vectors.mutablePointer(as: Complex128.self)
    for (k, from) in order.enumerated() {
      let column = columns.pointer + from * n
      Phase.normalize(column, count: n, stride: 1)
      for i in 0..<n {
        target[i * n + k] = Complex128(column[i].real + 0, column[i].imaginary + 0)
      }
    }
    return [values, vectors]
  }

  /// Positions by descending real part, then descending imaginary part, then as they came.
  private static func order(_ values: UnsafePointer<Complex128>, _ n: Int) -> [Int] {
    (0..<n).sorted { i, j in
      let a = values[i], b = values[j]
      if a.real != b.real { return a.real > b.real }
      if a.imaginary != b.imaginary { return a.imaginary > b.imaginary }
      return i < j
    }
  }
}

/// Eigenvalues and eigenvectors of a symmetric or Hermitian matrix.
struct HermitianEigen: MatrixFunction {
  var operation: String { "eigh" }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    let n = operands[0][0]
    return [MatrixResult([n], .f64), MatrixResult([n, n], type)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let matrix = operands[0], n = matrix.rows
    guard matrix.isHermitian else {
      throw .domain(operation: operation, reason: "not symmetric")
    }
    let values = try Tensor(uninitialized: Shape([n]), type: .f64)
    if n == 0 { return [values, try matrix.copy()] }
    let work = try matrix.copy()
    let a = work.mutablePointer(as: S.self), source = matrix.pointer
    for j in 0..<n {
      for i in j..<n {
        let upper = source[j * n + i].conjugate.scaled(0.5)
        a[j * n + i] = source[i * n + j].scaled(0.5) + upper
      }
    }
    guard try S.heevd(n, a, values.mutablePointer()) == 0 else {
      throw .notConverged(operation: operation)
    }
    for j in 0..<n { Phase.normalize(a + j * n, count: n, stride: 1) }
    return [values, try Matrix<S>.transpose(a, n, n)]
  }
}
