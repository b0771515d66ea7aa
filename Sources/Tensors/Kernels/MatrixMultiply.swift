import CKernels

// Everything generic here stays in the file of its concrete entries, so that builds that compile
// file by file specialise it too.

/// C += A B or C = A B for real matrices given by strides.
///
/// Every c_ij is one chain of fused multiply-adds over k in ascending order, so that neither the
/// tile, the vector width, the blocking nor the number of threads can change a bit.
enum MatrixMultiply {
  /// How the blocks of one product are run.
  enum Schedule {
    /// On the calling thread, without polling for Ctrl-C.
    case alone
    /// On the thread pool; throws when interrupted.
    case threads
    /// On the thread pool, not interruptible: for LAPACK, which cannot stop half way.
    case threadsToTheEnd

    func forEachBlock(
      count: Int, block: Int, _ body: (Range<Int>) -> Void
    ) throws(TensorError) {
      switch self {
      case .alone: body(0..<count)
      case .threads: try ThreadPool.forEachBlock(count: count, block: block, body)
      case .threadsToTheEnd:
        ThreadPool.forEachBlockToTheEnd(count: count, block: block, body)
      }
    }
  }

  /// The right factor: real, or complex and seen as the real matrix of twice the rows and columns
  /// [[re, im], [-im, re]], whose product with interleaved complex rows is the complex product.
  struct Right<S> {
    var base: UnsafePointer<S>
    var rowStride: Int
    var columnStride: Int
    var isComplex = false
    var conjugates = false
    /// A factor that every element is multiplied by while it is packed.
    var scale: (real: S, imaginary: S)?
  }

  static func run(
    _ product: MatrixProduct<Double>, _ schedule: Schedule, _ finish: ((Range<Int>) -> Void)? = nil
  ) throws(TensorError) {
    if product.isTiny {
      product.runPlainly()
      finish?(0..<product.m)
      return
    }
    let schedule = product.work < 100_000 ? .alone : schedule
    if product.n <= 8 {
      try BlockedProduct<NarrowDouble>(product, finish).run(schedule)
    } else {
      try BlockedProduct<WideDouble>(product, finish).run(schedule)
    }
  }

  static func run(
    _ product: MatrixProduct<Float>, _ schedule: Schedule, _ finish: ((Range<Int>) -> Void)? = nil
  ) throws(TensorError) {
    if product.isTiny {
      product.runPlainly()
      finish?(0..<product.m)
      return
    }
    let schedule = product.work < 100_000 ? .alone : schedule
    if product.n <= 16 {
      try BlockedProduct<NarrowFloat>(product, finish).run(schedule)
    } else {
      try BlockedProduct<WideFloat>(product, finish).run(schedule)
    }
  }
}

/// A vector type as wide as one accumulator row of the kernel.
protocol Lane {
  associatedtype S: BinaryFloatingPoint & SIMDScalar & BitwiseCopyable
  associatedtype V: SIMD where V.Scalar == S
  static func fma(_ a: V, _ b: V, _ c: V) -> V
}

enum WideDouble: Lane {
  typealias V = tile_f64
  @inline(__always) static func fma(_ a: V, _ b: V, _ c: V) -> V { gm_fma_tile_f64(a, b, c) }
}

enum NarrowDouble: Lane {
  typealias V = f64x8
  @inline(__always) static func fma(_ a: V, _ b: V, _ c: V) -> V { gm_fma_f64x8(a, b, c) }
}

enum WideFloat: Lane {
  typealias V = tile_f32
  @inline(__always) static func fma(_ a: V, _ b: V, _ c: V) -> V { gm_fma_tile_f32(a, b, c) }
}

enum NarrowFloat: Lane {
  typealias V = f32x16
  @inline(__always) static func fma(_ a: V, _ b: V, _ c: V) -> V { gm_fma_f32x16(a, b, c) }
}

/// The operands of one product C[m, n] (+)= A[m, k] B[k, n]; C's columns are contiguous.
///
/// With a complex `b` the extents are those of the real matrices.
struct MatrixProduct<S: BinaryFloatingPoint & BitwiseCopyable> {
  var m: Int, n: Int, k: Int
  var a: UnsafePointer<S>
  var aRow: Int, aColumn: Int
  var b: MatrixMultiply.Right<S>
  var c: UnsafeMutablePointer<S>
  var cRow: Int
  var accumulates = false

  var work: Int { m &* n &* k }

  /// Whether packing would cost more than the product itself.
  var isTiny: Bool { work <= 128 && !b.isComplex && b.scale == nil }

  @inline(__always)
  func runPlainly() {
    for i in 0..<m {
      for j in 0..<n {
        var sum = accumulates ? c[i * cRow + j] : 0
        for p in 0..<k {
          sum.addProduct(
            a[i * aRow + p * aColumn], b.base[p * b.rowStride + j * b.columnStride])
        }
        c[i * cRow + j] = sum
      }
    }
  }
}

/// The register tile: C[rows, lanes] = start + A[rows, k] B[k, lanes].
private enum Tile<L: Lane, let rows: Int> {
  @inline(never)
  static func run(
    _ k: Int, _ a: UnsafePointer<L.S>, _ row: Int, _ column: Int, _ b: UnsafePointer<L.S>,
    _ c: UnsafeMutablePointer<L.S>, _ cRow: Int, _ accumulates: Bool
  ) {
    var a = a
    var b = UnsafeRawPointer(b)
    var sums = InlineArray<rows, L.V>(repeating: .zero)
    if accumulates {
      for i in 0..<rows {
        sums[i] = UnsafeRawPointer(c + i &* cRow).loadUnaligned(as: L.V.self)
      }
    }
    for _ in 0..<k {
      let v = b.loadUnaligned(as: L.V.self)
      for i in 0..<rows { sums[i] = L.fma(L.V(repeating: a[i &* row]), v, sums[i]) }
      a += column
      b += MemoryLayout<L.V>.size
    }
    for i in 0..<rows {
      UnsafeMutableRawPointer(c + i &* cRow).storeBytes(of: sums[i], as: L.V.self)
    }
  }
}

private struct BlockedProduct<L: Lane> {
  typealias S = L.S

  let product: MatrixProduct<S>
  /// Called for rows that are whole.
  let finish: ((Range<Int>) -> Void)?
  /// Rows of a tile: as many accumulators of two registers as leave some for the operands.
  let height = MemoryLayout<L.V>.size >= 128 || L.V.scalarCount * MemoryLayout<S>.size == 64 ? 8 : 6
  let depth = 256
  let width = 2048

  init(_ product: MatrixProduct<S>, _ finish: ((Range<Int>) -> Void)?) {
    self.product = product
    self.finish = finish
  }

  static var lanes: Int { L.V.scalarCount }

  func run(_ schedule: MatrixMultiply.Schedule) throws(TensorError) {
    let p = product
    if p.k == 0 && !p.accumulates {
      for i in 0..<p.m { (p.c + i * p.cRow).update(repeating: 0, count: p.n) }
    }
    if p.m == 0 || p.n == 0 { return }
    if p.k == 0 {
      finish?(0..<p.m)
      return
    }
    let panels = (min(p.n, width) - 1) / Self.lanes + 1
    let packed = Self.allocate(panels * Self.lanes * min(p.k, depth))
    defer { packed.deallocate() }
    for first in stride(from: 0, to: p.n, by: width) {
      for start in stride(from: 0, to: p.k, by: depth) {
        try runBlock(
          columns: first..<min(p.n, first + width), terms: start..<min(p.k, start + depth),
          packed, schedule)
      }
    }
  }

  static func allocate(_ count: Int) -> UnsafeMutablePointer<S> {
    UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<S>.size, alignment: 64)
      .bindMemory(to: S.self, capacity: count)
  }

  private func runBlock(
    columns: Range<Int>, terms: Range<Int>, _ packed: UnsafeMutablePointer<S>,
    _ schedule: MatrixMultiply.Schedule
  ) throws(TensorError) {
    let p = product, lanes = Self.lanes
    let panels = (columns.count - 1) / lanes + 1
    let size = lanes * terms.count
    try schedule.forEachBlock(count: panels, block: 8) { range in
      for panel in range {
        pack(columns.lowerBound + panel * lanes, columns.upperBound, terms, packed + panel * size)
      }
    }
    // Rows are cut first; few rows leave the columns to be cut.
    let rows = min(64 / height * height, ((p.m - 1) / 8 / height + 1) * height)
    let rowBlocks = (p.m - 1) / rows + 1
    let cuts = finish == nil ? min(panels, max(1, 8 / rowBlocks)) : 1
    let isLast = columns.upperBound == p.n && terms.upperBound == p.k
    let group = (panels - 1) / cuts + 1
    try schedule.forEachBlock(count: rowBlocks * cuts, block: 1) { range in
      for task in range {
        let row = task / cuts * rows, panel = task % cuts * group
        if panel >= panels { continue }
        multiply(
          rows: row..<min(p.m, row + rows), columns, panels: panel..<min(panels, panel + group),
          terms, packed)
        if isLast { finish?(row..<min(p.m, row + rows)) }
      }
    }
  }

  /// One task: these rows times these packed panels.
  private func multiply(
    rows: Range<Int>, _ columns: Range<Int>, panels: Range<Int>, _ terms: Range<Int>,
    _ packed: UnsafePointer<S>
  ) {
    let p = product, size = Self.lanes * terms.count
    var left = p.a + rows.lowerBound * p.aRow + terms.lowerBound * p.aColumn
    var leftRow = p.aRow, leftColumn = p.aColumn, leftTile = height * p.aRow
    var own: UnsafeMutablePointer<S>?
    if panels.count > 3 || (p.aColumn != 1 && panels.count > 1) {
      let target = Self.allocate(((rows.count - 1) / height + 1) * height * terms.count)
      packLeft(rows, terms, target)
      (left, leftRow, leftColumn, leftTile) = (
        UnsafePointer(target), 1, height, height * terms.count
      )
      own = target
    }
    defer { own?.deallocate() }
    let accumulates = p.accumulates || terms.lowerBound > 0
    for panel in panels {
      let first = columns.lowerBound + panel * Self.lanes
      var tile = left
      for row in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
        runTile(
          min(height, rows.upperBound - row), terms.count, tile, leftRow, leftColumn,
          packed + panel * size, p.c + row * p.cRow + first,
          min(Self.lanes, columns.upperBound - first), accumulates)
        tile += leftTile
      }
    }
  }

  /// A tile; where it sticks out of C on the right it is computed beside and copied.
  private func runTile(
    _ rows: Int, _ k: Int, _ a: UnsafePointer<S>, _ row: Int, _ column: Int,
    _ b: UnsafePointer<S>, _ c: UnsafeMutablePointer<S>, _ columns: Int, _ accumulates: Bool
  ) {
    let lanes = Self.lanes, cRow = product.cRow
    if columns == lanes {
      return dispatch(rows, k, a, row, column, b, c, cRow, accumulates)
    }
    withUnsafeTemporaryAllocation(of: S.self, capacity: 8 * lanes) { edge in
      guard let edge = edge.baseAddress else { return }
      if accumulates {
        edge.update(repeating: 0, count: rows * lanes)
        for i in 0..<rows { (edge + i * lanes).update(from: c + i * cRow, count: columns) }
      }
      dispatch(rows, k, a, row, column, b, edge, lanes, accumulates)
      for i in 0..<rows { (c + i * cRow).update(from: edge + i * lanes, count: columns) }
    }
  }

  private func dispatch(
    _ rows: Int, _ k: Int, _ a: UnsafePointer<S>, _ row: Int, _ column: Int,
    _ b: UnsafePointer<S>, _ c: UnsafeMutablePointer<S>, _ cRow: Int, _ accumulates: Bool
  ) {
    switch rows {
    case 1: Tile<L, 1>.run(k, a, row, column, b, c, cRow, accumulates)
    case 2: Tile<L, 2>.run(k, a, row, column, b, c, cRow, accumulates)
    case 3: Tile<L, 3>.run(k, a, row, column, b, c, cRow, accumulates)
    case 4: Tile<L, 4>.run(k, a, row, column, b, c, cRow, accumulates)
    case 5: Tile<L, 5>.run(k, a, row, column, b, c, cRow, accumulates)
    case 6: Tile<L, 6>.run(k, a, row, column, b, c, cRow, accumulates)
    case 7: Tile<L, 7>.run(k, a, row, column, b, c, cRow, accumulates)
    default: Tile<L, 8>.run(k, a, row, column, b, c, cRow, accumulates)
    }
  }
}

// MARK: - Packing

extension BlockedProduct {
  /// Tiles of `height` rows, each stored column by column.
  private func packLeft(
    _ rows: Range<Int>, _ terms: Range<Int>, _ target: UnsafeMutablePointer<S>
  ) {
    let p = product
    var target = target
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
      let valid = min(height, rows.upperBound - row)
      for i in 0..<valid {
        let source = p.a + (row + i) * p.aRow + terms.lowerBound * p.aColumn
        for t in 0..<terms.count { target[t &* height &+ i] = source[t &* p.aColumn] }
      }
      target += height * terms.count
    }
  }

  /// One panel of B: `lanes` columns from `first`, row after row, zero beyond `end`.
  private func pack(
    _ first: Int, _ end: Int, _ terms: Range<Int>, _ target: UnsafeMutablePointer<S>
  ) {
    let lanes = Self.lanes, b = product.b
    let valid = min(lanes, end - first)
    if b.isComplex { return packComplex(first, valid, terms, target) }
    if valid < lanes { target.update(repeating: 0, count: lanes * terms.count) }
    let source = b.base + terms.lowerBound * b.rowStride + first * b.columnStride
    if b.columnStride == 1 {
      for t in 0..<terms.count {
        (target + t * lanes).update(from: source + t * b.rowStride, count: valid)
      }
    } else {
      for j in 0..<valid {
        let column = source + j * b.columnStride
        for t in 0..<terms.count { target[t &* lanes &+ j] = column[t &* b.rowStride] }
      }
    }
    guard let scale = b.scale?.real else { return }
    for e in 0..<lanes * terms.count { target[e] *= scale }
  }

  private func packComplex(
    _ first: Int, _ valid: Int, _ terms: Range<Int>, _ target: UnsafeMutablePointer<S>
  ) {
    let lanes = Self.lanes, b = product.b
    target.update(repeating: 0, count: lanes * terms.count)
    for t in terms {
      let row = target + (t - terms.lowerBound) * lanes
      for j in 0..<valid / 2 {
        let element = b.base + 2 * ((t / 2) * b.rowStride + (first / 2 + j) * b.columnStride)
        var re = element[0], im = b.conjugates ? -element[1] : element[1]
        if let (x, y) = b.scale { (re, im) = (re * x - im * y, re * y + im * x) }
        row[2 * j] = t % 2 == 0 ? re : -im
        row[2 * j + 1] = t % 2 == 0 ? im : re
      }
    }
  }
}
