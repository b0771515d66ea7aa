/// The thin singular value decomposition A = U diag(s) Vᴴ.
struct SingularValues: MatrixFunction {
  var operation: String { "svd" }
  var isSquare: Bool { false }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    let m = operands[0][0], n = operands[0][1], k = min(m, n)
    return [MatrixResult([m, k], type), MatrixResult([k], .f64), MatrixResult([k, n], type)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let matrix = operands[0], m = matrix.rows, n = matrix.columns, k = min(m, n)
    let u = try Tensor(uninitialized: Shape([m, k]), type: S.elementType)
    let s = try Tensor(uninitialized: Shape([k]), type: .f64)
    let vt = try Tensor(uninitialized: Shape([k, n]), type: S.elementType)
    if k == 0 { return [u, s, vt] }
    // LAPACK sees Aᵀ = conj(V) diag(s) Uᵀ; its factors, read by rows, are Vᴴ and U.
    let left = u.mutablePointer(as: S.self), right = vt.mutablePointer(as: S.self)
    let work = try matrix.copy()
    let status = try S.gesdd(n, m, work.mutablePointer(), s.mutablePointer(), right, left)
    guard status == 0 else { throw .notConverged(operation: operation) }
    for j in 0..<k {
      let factor = Phase.normalize(left + j, count: m, stride: k)
      if factor == .one { continue }
      for i in 0..<n { right[j * n + i] = factor.conjugate * right[j * n + i] }
    }
    return [u, s, vt]
  }
}

/// The number of singular values that count.
struct Rank: MatrixFunction {
  let tolerance: Double?
  var operation: String { "rank" }
  var isSquare: Bool { false }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    [MatrixResult([], .i64)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let s: [Double] = try SingularValues().apply(operands)[1].elements()
    let size = Double(max(operands[0].rows, operands[0].columns))
    let bound = (tolerance ?? size * Double.ulpOfOne) * (s.first ?? 0)
    return [try Tensor(s.count { $0 > bound })]
  }
}

/// The thin QR decomposition.
struct Orthogonal: MatrixFunction {
  var operation: String { "qr" }
  var isSquare: Bool { false }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    let m = operands[0][0], n = operands[0][1], k = min(m, n)
    return [MatrixResult([m, k], type), MatrixResult([k, n], type)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let matrix = operands[0], m = matrix.rows, n = matrix.columns, k = min(m, n)
    let r = try Tensor(uninitialized: Shape([k, n]), type: S.elementType)
    if k == 0 { return [try Tensor(uninitialized: Shape([m, k]), type: S.elementType), r] }
    let work = try matrix.columnMajor()
    let a = work.mutablePointer(as: S.self), upper = r.mutablePointer(as: S.self)
    let tau = try Scratch<S>(k)
    _ = try S.geqrf(m, n, a, tau.pointer)
    for i in 0..<k {
      for j in 0..<n { upper[i * n + j] = j < i ? .zero : a[j * m + i] }
    }
    _ = try S.orgqr(m, k, a, tau.pointer)
    // The reflections leave a real diagonal, so a change of sign makes the factors canonical.
    for i in 0..<k where upper[i * n + i] != S(real: upper[i * n + i].magnitude) {
      for j in i..<n { upper[i * n + j] = .zero - upper[i * n + j] }
      for j in 0..<m { a[i * m + j] = .zero - a[i * m + j] }
    }
    return [try Matrix<S>.transpose(a, k, m), r]
  }
}

/// Cholesky's factor.
struct Cholesky: MatrixFunction {
  var operation: String { "cholesky" }

  func results(_ operands: [Shape], _ type: ElementType) -> [MatrixResult] {
    [MatrixResult(operands[0].extents, type)]
  }

  func apply<S: LapackScalar>(_ operands: [Matrix<S>]) throws(TensorError) -> [Tensor] {
    let matrix = operands[0], n = matrix.rows
    guard matrix.isHermitian else {
      throw .domain(operation: operation, reason: "not symmetric")
    }
    let result = try matrix.copy()
    if n == 0 { return [result] }
    // LAPACK sees conj(A) = Uᴴ U; its U, read by rows, is L.
    let a = result.mutablePointer(as: S.self)
    let minor = S.potrf(n, a)
    guard minor == 0 else {
      throw .domain(
        operation: operation,
        reason: "not positive definite (the leading minor of order \(minor) is not positive)")
    }
    for i in 0..<n {
      for j in i + 1..<max(n, i + 1) { a[i * n + j] = .zero }
    }
    return [result]
  }
}
