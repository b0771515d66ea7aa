import Synchronization

extension MatrixMultiply {
  /// The exact product of contiguous integer matrices; an overflow of a term or of a partial sum
  /// (terms in ascending order) is an error, that of the first row that has one.
  static func runIntegers(
    m: Int, n: Int, k: Int, a: UnsafePointer<Int>, b: UnsafePointer<Int>,
    c: UnsafeMutablePointer<Int>, _ schedule: Schedule
  ) throws(TensorError) {
    let failure = Mutex<(row: Int, text: String)?>(nil)
    let rows = max(1, 200_000 / max(1, n &* k))
    try schedule.forEachBlock(count: m, block: rows) { range in
      for i in range {
        guard let text = integerRow(n, k, a + i * k, b, c + i * n) else { continue }
        failure.withLock { first in
          if i < first?.row ?? Int.max { first = (i, text) }
        }
        return
      }
    }
    if let (_, text) = failure.withLock({ $0 }) { throw .overflow(text) }
  }

  /// One row of the product; returns the operation that overflowed, if one did.
  private static func integerRow(
    _ n: Int, _ k: Int, _ a: UnsafePointer<Int>, _ b: UnsafePointer<Int>,
    _ c: UnsafeMutablePointer<Int>
  ) -> String? {
    c.update(repeating: 0, count: n)
    for p in 0..<k {
      let x = a[p], row = b + p * n
      for j in 0..<n {
        let (term, tooLarge) = x.multipliedReportingOverflow(by: row[j])
        if tooLarge { return "\(x) * \(row[j])" }
        let (sum, overflow) = c[j].addingReportingOverflow(term)
        if overflow { return "\(c[j]) + \(term)" }
        c[j] = sum
      }
    }
    return nil
  }
}
