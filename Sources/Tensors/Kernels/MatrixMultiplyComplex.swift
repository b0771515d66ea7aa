extension MatrixMultiply {
  /// The complex product C (+)= A op(B)·scale; A's rows are contiguous.
  ///
  /// It is the real product of A's interleaved rows with B seen as a real matrix (see `Right`):
  /// re c = Σ (re a · re b − im a · im b), term after term, and im c likewise.
  static func runComplex(
    m: Int, n: Int, k: Int, a: UnsafePointer<Complex128>, aRow: Int,
    b: UnsafePointer<Complex128>, rowStride: Int, columnStride: Int,
    conjugates: Bool = false, scale: Complex128? = nil,
    c: UnsafeMutablePointer<Complex128>, cRow: Int, accumulates: Bool = false,
    _ schedule: Schedule
  ) throws(TensorError) {
    let right = Right(
      base: real(b), rowStride: rowStride, columnStride: columnStride, isComplex: true,
      conjugates: conjugates, scale: scale.map { ($0.real, $0.imaginary) })
    try run(
      MatrixProduct(
        m: m, n: 2 * n, k: 2 * k, a: real(a), aRow: 2 * aRow, aColumn: 1, b: right,
        c: UnsafeMutableRawPointer(c).assumingMemoryBound(to: Double.self), cRow: 2 * cRow,
        accumulates: accumulates), schedule)
  }

  private static func real(_ pointer: UnsafePointer<Complex128>) -> UnsafePointer<Double> {
    UnsafeRawPointer(pointer).assumingMemoryBound(to: Double.self)
  }
}
