/// Decompositions and equations of dense matrices.
///
/// A matrix is the last two axes; leading axes are batch axes. f64 and c128 are computed as they
/// are, f32 in f64 and rounded. Results are canonical in order, sign and phase, so that they can be
/// printed and compared. An entry that is not finite is an error, never a hang.
public enum LinearAlgebra {
  /// The eigenvalues as c128, by descending real part, then descending imaginary part.
  public static func eigenvalues(_ a: Tensor) throws(TensorError) -> Tensor {
    try MatrixBatch.first(Eigen(wantsVectors: false), [a])
  }

  /// The eigenvalues, ordered as by `eigenvalues`, and the right eigenvectors as columns of
  /// 2-norm 1 whose entry of largest modulus (the first such) is real and positive.
  public static func eig(_ a: Tensor) throws(TensorError) -> (values: Tensor, vectors: Tensor) {
    try pair(MatrixBatch.map(Eigen(wantsVectors: true), [a]))
  }

  /// The ascending f64 eigenvalues and orthonormal eigenvectors of a symmetric or Hermitian matrix;
  /// an asymmetry beyond 1e-10 of the largest entry is an error.
  public static func eigh(_ a: Tensor) throws(TensorError) -> (values: Tensor, vectors: Tensor) {
    try pair(MatrixBatch.map(HermitianEigen(), [a]))
  }

  /// The thin singular value decomposition, singular values descending; the entry of largest
  /// modulus of every left vector is real and positive.
  public static func svd(
    _ a: Tensor
  ) throws(TensorError) -> (u: Tensor, s: Tensor, vt: Tensor) {
    let parts = try MatrixBatch.map(SingularValues(), [a])
    return (parts[0], parts[1], parts[2])
  }

  /// The thin QR factors; R's diagonal is real and not negative.
  public static func qr(_ a: Tensor) throws(TensorError) -> (q: Tensor, r: Tensor) {
    let parts = try pair(MatrixBatch.map(Orthogonal(), [a]))
    return (parts.values, parts.vectors)
  }

  /// The lower triangular L with A = L Lᴴ and a positive diagonal.
  public static func cholesky(_ a: Tensor) throws(TensorError) -> Tensor {
    try MatrixBatch.first(Cholesky(), [a])
  }

  /// The X with A X = B; a B of rank 1 is a vector, else its last two axes are a matrix.
  public static func solve(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    try withColumns(b) { (b) throws(TensorError) in try MatrixBatch.first(LinearSystem(), [a, b]) }
  }

  /// The X of least Frobenius norm that minimises ‖A X − B‖; B as for `solve`.
  public static func leastSquares(_ a: Tensor, _ b: Tensor) throws(TensorError) -> Tensor {
    try withColumns(b) { (b) throws(TensorError) in try MatrixBatch.first(LeastSquares(), [a, b]) }
  }

  /// The inverse.
  public static func inverse(_ a: Tensor) throws(TensorError) -> Tensor {
    try MatrixBatch.first(Inverse(), [a])
  }

  /// The determinant.
  public static func determinant(_ a: Tensor) throws(TensorError) -> Tensor {
    try MatrixBatch.first(Determinant(), [a])
  }

  /// The sign (a complex number of modulus 1 for c128) and log|det A|; 0 and -inf where A is
  /// singular.
  public static func logAbsDeterminant(
    _ a: Tensor
  ) throws(TensorError) -> (sign: Tensor, log: Tensor) {
    let parts = try pair(MatrixBatch.map(LogDeterminant(), [a]))
    return (parts.values, parts.vectors)
  }

  /// The matrix exponential.
  public static func expm(_ a: Tensor) throws(TensorError) -> Tensor {
    try MatrixBatch.first(MatrixExponential(), [a])
  }

  /// The derivative of the matrix exponential at `a` in the direction `e`.
  public static func expmDerivative(_ a: Tensor, _ e: Tensor) throws(TensorError) -> Tensor {
    try MatrixBatch.first(ExponentialDerivative(), [a, e])
  }

  /// The number of singular values above `tolerance` times the largest, an i64; by default the
  /// tolerance is max(rows, columns)·2⁻⁵².
  public static func rank(_ a: Tensor, tolerance: Double? = nil) throws(TensorError) -> Tensor {
    try MatrixBatch.first(Rank(tolerance: tolerance), [a])
  }

  private static func pair(_ parts: [Tensor]) -> (values: Tensor, vectors: Tensor) {
    (parts[0], parts[1])
  }

  /// A vector goes through as a matrix of one column.
  private static func withColumns(
    _ b: Tensor, _ body: (Tensor) throws(TensorError) -> Tensor
  ) throws(TensorError) -> Tensor {
    guard b.shape.rank == 1 else { return try body(b) }
    let column = Tensor(shape: Shape([b.count, 1]), type: b.type, storage: b.storage)
    let x = try body(column)
    return Tensor(shape: Shape(Array(x.shape.extents.dropLast())), type: x.type, storage: x.storage)
  }
}
