import CKernels

// Everything generic here stays in the file of its concrete entries, so that builds that compile
// file by file specialise it too.

/// C += A B or C = A B for real matrices given by strides.
///
/// Every c_ij is one chain of fused multiply-adds over k in ascending order, so that neither the
/// tile, the vector width, the blocking nor the number of threads can change a bit.
enum MatrixMultiply {
  /// Computes a product; `finish` is called for rows of C that are whole, once for each row.
  static func run(
    _ product: MatrixProduct<Double>, _ schedule: Schedule, _ finish: ((Range<Int>) -> Void)? = nil
  ) throws(TensorError) {
    if product.isTiny { return product.runPlainly(finish) }
    let schedule = product.work < 100_000 ? .alone : schedule
    if product.isBetterTransposed {
      let turned = product.transposed(
        ProductRoom.take(.transposed, product.m * product.n, of: Double.self))
      try run(turned, schedule)
      return try product.takeTransposed(turned.c, schedule, finish)
    }
    if product.n <= NarrowDouble.lanes {
      return try BlockedProduct<NarrowDouble>(product, finish).run(schedule)
    }
    if product.m <= Broad<WideDouble>.height {
      return try BlockedProduct<Broad<WideDouble>>(product, finish).run(schedule)
    }
    let (wide, rest) = product.cut(lanes: WideDouble.lanes, narrow: NarrowDouble.lanes)
    if let rest { try BlockedProduct<NarrowDouble>(rest, nil).run(schedule) }
    try BlockedProduct<WideDouble>(wide, finish).run(schedule)
  }

  /// The same in single precision.
  static func run(
    _ product: MatrixProduct<Float>, _ schedule: Schedule, _ finish: ((Range<Int>) -> Void)? = nil
  ) throws(TensorError) {
    if product.isTiny { return product.runPlainly(finish) }
    let schedule = product.work < 100_000 ? .alone : schedule
    if product.isBetterTransposed {
      let turned = product.transposed(
        ProductRoom.take(.transposed, product.m * product.n, of: Float.self))
      try run(turned, schedule)
      return try product.takeTransposed(turned.c, schedule, finish)
    }
    if product.n <= NarrowFloat.lanes {
      return try BlockedProduct<NarrowFloat>(product, finish).run(schedule)
    }
    if product.m <= Broad<WideFloat>.height {
      return try BlockedProduct<Broad<WideFloat>>(product, finish).run(schedule)
    }
    let (wide, rest) = product.cut(lanes: WideFloat.lanes, narrow: NarrowFloat.lanes)
    if let rest { try BlockedProduct<NarrowFloat>(rest, nil).run(schedule) }
    try BlockedProduct<WideFloat>(wide, finish).run(schedule)
  }
}

/// A vector as wide as one accumulator row of the kernel.
protocol Lane {
  associatedtype S: ProductElement
  associatedtype V: BitwiseCopyable
  static var lanes: Int { get }
  /// The most rows of a tile: what leaves some registers for the operands.
  static var height: Int { get }
  static var zero: V { get }
  static func load(_ p: UnsafePointer<S>) -> V
  static func store(_ v: V, _ p: UnsafeMutablePointer<S>)
  /// a·v + c, rounded once.
  static func fma(_ a: S, _ v: V, _ c: V) -> V
}

extension Lane where V: SIMD, V.Scalar == S {
  @inline(__always) static var lanes: Int { V.scalarCount }
  @inline(__always) static var zero: V { V.zero }
  @inline(__always) static func load(_ p: UnsafePointer<S>) -> V {
    UnsafeRawPointer(p).loadUnaligned(as: V.self)
  }
  @inline(__always) static func store(_ v: V, _ p: UnsafeMutablePointer<S>) {
    UnsafeMutableRawPointer(p).storeBytes(of: v, as: V.self)
  }
}

enum WideDouble: Lane {
  typealias V = tile_f64
  static var height: Int { Int(gm_tile_height) }
  @inline(__always) static func fma(_ a: Double, _ v: V, _ c: V) -> V {
    gm_fma_tile_f64(V(repeating: a), v, c)
  }
}

enum NarrowDouble: Lane {
  typealias V = f64x8
  static var height: Int { Int(gm_narrow_height) }
  @inline(__always) static func fma(_ a: Double, _ v: V, _ c: V) -> V {
    gm_fma_f64x8(V(repeating: a), v, c)
  }
}

enum WideFloat: Lane {
  typealias V = tile_f32
  static var height: Int { Int(gm_tile_height) }
  @inline(__always) static func fma(_ a: Float, _ v: V, _ c: V) -> V {
    gm_fma_tile_f32(V(repeating: a), v, c)
  }
}

enum NarrowFloat: Lane {
  typealias V = f32x16
  static var height: Int { Int(gm_narrow_height) }
  @inline(__always) static func fma(_ a: Float, _ v: V, _ c: V) -> V {
    gm_fma_f32x16(V(repeating: a), v, c)
  }
}

/// Two vectors side by side, for products of few rows.
enum Broad<Half: Lane>: Lane {
  typealias S = Half.S
  struct V: BitwiseCopyable {
    var low: Half.V
    var high: Half.V
  }
  @inline(__always) static var lanes: Int { 2 * Half.lanes }
  static var height: Int { Int(gm_broad_height) }
  @inline(__always) static var zero: V { V(low: Half.zero, high: Half.zero) }
  @inline(__always) static func load(_ p: UnsafePointer<S>) -> V {
    V(low: Half.load(p), high: Half.load(p + Half.lanes))
  }
  @inline(__always) static func store(_ v: V, _ p: UnsafeMutablePointer<S>) {
    Half.store(v.low, p)
    Half.store(v.high, p + Half.lanes)
  }
  @inline(__always) static func fma(_ a: S, _ v: V, _ c: V) -> V {
    V(low: Half.fma(a, v.low, c.low), high: Half.fma(a, v.high, c.high))
  }
}

/// The operands of one product C[m, n] (+)= A[m, k] B[k, n]; C's columns are contiguous.
///
/// With a complex `b` the extents are those of the real matrices.
struct MatrixProduct<S: ProductElement> {
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

  /// Whether few columns leave most lanes empty while the rows of Aᵀ are contiguous.
  var isBetterTransposed: Bool {
    n <= 8 && m >= 2 * n && m >= 16 && k > 0 && aRow == 1 && !b.isComplex && b.scale == nil
      && !accumulates
  }

  /// Cᵀ = Bᵀ Aᵀ with its result elsewhere: the same chains.
  func transposed(_ target: UnsafeMutablePointer<S>) -> MatrixProduct {
    MatrixProduct(
      m: n, n: m, k: k, a: b.base, aRow: b.columnStride, aColumn: b.rowStride,
      b: MatrixMultiply.Right(base: a, rowStride: aColumn, columnStride: aRow), c: target, cRow: m)
  }

  /// The columns that fill whole vectors, and those left where half a vector holds them.
  func cut(lanes: Int, narrow: Int) -> (MatrixProduct, MatrixProduct?) {
    let left = n % lanes
    guard left > 0, left <= narrow, narrow < lanes, !b.isComplex else { return (self, nil) }
    var wide = self, rest = self
    wide.n = n - left
    rest.n = left
    rest.b.base += wide.n * b.columnStride
    rest.c += wide.n
    return (wide, rest)
  }

  @inline(__always)
  func takeTransposed(
    _ source: UnsafePointer<S>, _ schedule: MatrixMultiply.Schedule,
    _ finish: ((Range<Int>) -> Void)?
  ) throws(TensorError) {
    try schedule.forEachBlock(count: m, block: 256) { rows in
      for j in 0..<n {
        let column = source + j * m
        for i in rows { c[i &* cRow &+ j] = column[i] }
      }
      finish?(rows)
    }
  }

  @inline(__always)
  func runPlainly(_ finish: ((Range<Int>) -> Void)?) {
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
    finish?(0..<m)
  }
}

/// The register tile: C[rows, lanes] = start + A[rows, k] B[k, lanes].
private enum Tile<L: Lane, let rows: Int> {
  @inline(never)
  static func run(
    _ k: Int, _ a: UnsafePointer<L.S>, _ row: Int, _ column: Int, _ b: UnsafePointer<L.S>,
    _ bRow: Int, _ c: UnsafeMutablePointer<L.S>, _ cRow: Int, _ accumulates: Bool
  ) {
    // Rows are reached from every third one: a chain of additions would hold up the loads.
    let start = UnsafeRawPointer(a)
    let size = MemoryLayout<L.S>.size
    let row = row &* size, column = column &* size
    var lines: InlineArray<3, UnsafeRawPointer> = [
      start, gm_opaque(start + 3 &* row), gm_opaque(start + 6 &* row),
    ]
    var b = b
    var sums = InlineArray<rows, L.V>(repeating: L.zero)
    if accumulates {
      for i in 0..<rows { sums[i] = L.load(c + i &* cRow) }
    }
    for _ in 0..<k {
      let v = L.load(b)
      for i in 0..<rows {
        let factor = (lines[i / 3] + i % 3 &* row).loadUnaligned(as: L.S.self)
        sums[i] = L.fma(factor, v, sums[i])
      }
      for i in 0..<(rows &+ 2) / 3 { lines[i] += column }
      b += bRow
    }
    for i in 0..<rows { L.store(sums[i], c + i &* cRow) }
  }
}

private struct BlockedProduct<L: Lane> {
  typealias S = L.S

  let product: MatrixProduct<S>
  /// Called for rows that are whole.
  let finish: ((Range<Int>) -> Void)?
  /// Whether all of B is packed, not only a last panel that is not full: few rows do not repay it.
  let packsAll: Bool
  let height = L.height
  let depth = 256
  /// What is packed of B at a time stays in a second cache beside the rows of A.
  let width = 512

  init(_ product: MatrixProduct<S>, _ finish: ((Range<Int>) -> Void)?) {
    self.product = product
    self.finish = finish
    let b = product.b
    packsAll = product.m > 2 * L.height || b.columnStride != 1 || b.isComplex || b.scale != nil
  }

  func run(_ schedule: MatrixMultiply.Schedule) throws(TensorError) {
    let p = product
    if p.m == 0 || p.n == 0 { return }
    if p.k == 0 {
      if !p.accumulates {
        for i in 0..<p.m { (p.c + i * p.cRow).update(repeating: 0, count: p.n) }
      }
      finish?(0..<p.m)
      return
    }
    let panels = packsAll ? (min(p.n, width) - 1) / L.lanes + 1 : 1
    let packed = ProductRoom.take(.right, panels * L.lanes * min(p.k, depth), of: S.self)
    for first in stride(from: 0, to: p.n, by: width) {
      for start in stride(from: 0, to: p.k, by: depth) {
        try runBlock(
          columns: first..<min(p.n, first + width), terms: start..<min(p.k, start + depth),
          packed, schedule)
      }
    }
  }

  private func runBlock(
    columns: Range<Int>, terms: Range<Int>, _ packed: UnsafeMutablePointer<S>,
    _ schedule: MatrixMultiply.Schedule
  ) throws(TensorError) {
    let p = product, lanes = L.lanes, panels = (columns.count - 1) / lanes + 1
    let firstPacked = packsAll ? 0 : columns.count / lanes
    let size = lanes * terms.count
    if firstPacked < panels {
      try schedule.forEachBlock(count: panels - firstPacked, block: 8) { range in
        for index in range {
          let first = columns.lowerBound + (firstPacked + index) * lanes
          S.packRight(
            p.b, first..<min(columns.upperBound, first + lanes), terms, lanes: lanes,
            into: packed + index * size)
        }
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
          terms, packed, firstPacked: firstPacked)
        if isLast { finish?(row..<min(p.m, row + rows)) }
      }
    }
  }

  /// Whether the rows of A lie so that they would push each other out of the cache.
  private var packsLeft: Bool {
    let p = product, size = MemoryLayout<S>.size
    if p.n < 8 * L.lanes { return false }
    return p.aColumn == 1 ? p.k >= 256 && p.aRow * size % 2048 == 0 : p.aColumn * size >= 2048
  }

  /// One task: these rows times these panels.
  private func multiply(
    rows: Range<Int>, _ columns: Range<Int>, panels: Range<Int>, _ terms: Range<Int>,
    _ packed: UnsafePointer<S>, firstPacked: Int
  ) {
    let p = product, size = L.lanes * terms.count
    var left = p.a + rows.lowerBound * p.aRow + terms.lowerBound * p.aColumn
    var leftRow = p.aRow, leftColumn = p.aColumn, leftTile = height * p.aRow
    if packsLeft {
      let tiles = (rows.count - 1) / height + 1
      let target = ProductRoom.take(.left, tiles * height * terms.count, of: S.self)
      S.packLeft(p, rows, terms, height: height, into: target)
      left = UnsafePointer(target)
      (leftRow, leftColumn, leftTile) = (1, height, height * terms.count)
    }
    let accumulates = p.accumulates || terms.lowerBound > 0
    for panel in panels {
      let first = columns.lowerBound + panel * L.lanes
      let isPacked = panel >= firstPacked
      let right =
        isPacked
        ? packed + (panel - firstPacked) * size
        : p.b.base + terms.lowerBound * p.b.rowStride + first
      var tile = left
      for row in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
        runTile(
          min(height, rows.upperBound - row), terms.count, tile, leftRow, leftColumn,
          right, isPacked ? L.lanes : p.b.rowStride, p.c + row * p.cRow + first,
          min(L.lanes, columns.upperBound - first), accumulates)
        tile += leftTile
      }
    }
  }

  /// A tile; where it sticks out of C on the right it is computed beside and copied.
  private func runTile(
    _ rows: Int, _ k: Int, _ a: UnsafePointer<S>, _ row: Int, _ column: Int,
    _ b: UnsafePointer<S>, _ bRow: Int, _ c: UnsafeMutablePointer<S>, _ columns: Int,
    _ accumulates: Bool
  ) {
    let lanes = L.lanes, cRow = product.cRow
    if columns == lanes {
      return dispatch(rows, k, a, row, column, b, bRow, c, cRow, accumulates)
    }
    withUnsafeTemporaryAllocation(of: S.self, capacity: L.height * lanes) { edge in
      guard let edge = edge.baseAddress else { return }
      if accumulates {
        edge.update(repeating: 0, count: rows * lanes)
        for i in 0..<rows {
          for j in 0..<columns { edge[i &* lanes &+ j] = c[i &* cRow &+ j] }
        }
      }
      dispatch(rows, k, a, row, column, b, bRow, edge, lanes, accumulates)
      for i in 0..<rows {
        for j in 0..<columns { c[i &* cRow &+ j] = edge[i &* lanes &+ j] }
      }
    }
  }

  private func dispatch(
    _ rows: Int, _ k: Int, _ a: UnsafePointer<S>, _ row: Int, _ column: Int,
    _ b: UnsafePointer<S>, _ bRow: Int, _ c: UnsafeMutablePointer<S>, _ cRow: Int,
    _ accumulates: Bool
  ) {
    switch rows {
    case 1: Tile<L, 1>.run(k, a, row, column, b, bRow, c, cRow, accumulates)
    case 2: Tile<L, 2>.run(k, a, row, column, b, bRow, c, cRow, accumulates)
    case 3: Tile<L, 3>.run(k, a, row, column, b, bRow, c, cRow, accumulates)
    case 4: Tile<L, 4>.run(k, a, row, column, b, bRow, c, cRow, accumulates)
    case 5: Tile<L, 5>.run(k, a, row, column, b, bRow, c, cRow, accumulates)
    case 6: Tile<L, 6>.run(k, a, row, column, b, bRow, c, cRow, accumulates)
    case 7: Tile<L, 7>.run(k, a, row, column, b, bRow, c, cRow, accumulates)
    default: Tile<L, 8>.run(k, a, row, column, b, bRow, c, cRow, accumulates)
    }
  }
}
