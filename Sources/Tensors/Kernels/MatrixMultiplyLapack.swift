// The two products that LAPACK spends its time in, by their Fortran names: the linker takes these
// and leaves the ones of reference BLAS out. Matrices are column-major, so Cᵀ = op(B)ᵀ op(A)ᵀ is
// computed by rows.

@_cdecl("dgemm_")
func dgemm(
  _ transposeA: UnsafePointer<CChar>, _ transposeB: UnsafePointer<CChar>,
  _ rows: UnsafePointer<Int32>, _ columns: UnsafePointer<Int32>, _ terms: UnsafePointer<Int32>,
  _ alpha: UnsafePointer<Double>, _ a: UnsafePointer<Double>, _ lda: UnsafePointer<Int32>,
  _ b: UnsafePointer<Double>, _ ldb: UnsafePointer<Int32>, _ beta: UnsafePointer<Double>,
  _ c: UnsafeMutablePointer<Double>, _ ldc: UnsafePointer<Int32>
) {
  let m = Int(rows.pointee), n = Int(columns.pointee), k = Int(terms.pointee)
  let stepA = Int(lda.pointee), stepB = Int(ldb.pointee), stepC = Int(ldc.pointee)
  guard m > 0, n > 0 else { return }
  let beta = beta.pointee, alpha = alpha.pointee
  if beta != 1 {
    for j in 0..<n {
      for i in 0..<m { c[j * stepC + i] = beta == 0 ? 0 : beta * c[j * stepC + i] }
    }
  }
  if k == 0 || alpha == 0 { return }
  let aIsTransposed = isTransposed(transposeA), bIsTransposed = isTransposed(transposeB)
  let right = MatrixMultiply.Right(
    base: a, rowStride: aIsTransposed ? 1 : stepA, columnStride: aIsTransposed ? stepA : 1,
    scale: alpha == 1 ? nil : (alpha, 0))
  let product = MatrixProduct(
    m: n, n: m, k: k, a: b, aRow: bIsTransposed ? 1 : stepB, aColumn: bIsTransposed ? stepB : 1,
    b: right, c: c, cRow: stepC, accumulates: true)
  // Nothing is thrown: this schedule runs to the end.
  try? MatrixMultiply.run(product, .threadsToTheEnd)
}

@_cdecl("zgemm_")
func zgemm(
  _ transposeA: UnsafePointer<CChar>, _ transposeB: UnsafePointer<CChar>,
  _ rows: UnsafePointer<Int32>, _ columns: UnsafePointer<Int32>, _ terms: UnsafePointer<Int32>,
  _ alpha: UnsafeRawPointer, _ a: UnsafeRawPointer, _ lda: UnsafePointer<Int32>,
  _ b: UnsafeRawPointer, _ ldb: UnsafePointer<Int32>, _ beta: UnsafeRawPointer,
  _ c: UnsafeMutableRawPointer, _ ldc: UnsafePointer<Int32>
) {
  let m = Int(rows.pointee), n = Int(columns.pointee), k = Int(terms.pointee)
  let stepA = Int(lda.pointee), stepB = Int(ldb.pointee), stepC = Int(ldc.pointee)
  guard m > 0, n > 0 else { return }
  let beta = beta.load(as: Complex128.self), alpha = alpha.load(as: Complex128.self)
  let c = c.assumingMemoryBound(to: Complex128.self)
  if beta != Complex128(1) {
    for j in 0..<n {
      for i in 0..<m {
        c[j * stepC + i] = beta == Complex128(0) ? Complex128(0) : beta * c[j * stepC + i]
      }
    }
  }
  if k == 0 || alpha == Complex128(0) { return }
  let aIsTransposed = isTransposed(transposeA), bIsTransposed = isTransposed(transposeB)
  let source = b.assumingMemoryBound(to: Complex128.self)
  // op(B)ᵀ with contiguous rows: B itself unless it is transposed, then a copy.
  let copy = bIsTransposed ? UnsafeMutablePointer<Complex128>.allocate(capacity: n * k) : nil
  defer { copy?.deallocate() }
  if let copy {
    let conjugates = isConjugated(transposeB)
    for j in 0..<n {
      for p in 0..<k {
        let element = source[p * stepB + j]
        copy[j * k + p] = conjugates ? element.conjugate : element
      }
    }
  }
  try? MatrixMultiply.runComplex(
    m: n, n: m, k: k, a: copy.map { UnsafePointer($0) } ?? source,
    aRow: bIsTransposed ? k : stepB, b: a.assumingMemoryBound(to: Complex128.self),
    rowStride: aIsTransposed ? 1 : stepA, columnStride: aIsTransposed ? stepA : 1,
    conjugates: isConjugated(transposeA), scale: alpha == Complex128(1) ? nil : alpha, c: c,
    cRow: stepC, accumulates: true, .threadsToTheEnd)
}

/// Fortran passes 'N', 'T' or 'C', in either case.
private func isTransposed(_ letter: UnsafePointer<CChar>) -> Bool {
  UInt8(bitPattern: letter.pointee) | 0x20 != UInt8(ascii: "n")
}

private func isConjugated(_ letter: UnsafePointer<CChar>) -> Bool {
  UInt8(bitPattern: letter.pointee) | 0x20 == UInt8(ascii: "c")
}
