/// The elements of fast products, and how their factors are brought into the order in which the kernel
/// reads them.
protocol ProductElement: BinaryFloatingPoint, Codable, SIMDScalar, BitwiseCopyable {
  /// Rows of A as tiles of `height` rows, each stored column by column.
  static func packLeft(
    _ product: MatrixProduct<Self>, _ rows: Range<Int>, _ terms: Range<Int>, height: Int,
    into target: UnsafeMutablePointer<Self>)
  /// One panel of B: at most `lanes` columns, row after row, zero beyond them.
  static func packRight(
    _ b: MatrixMultiply.Right<Self>, _ columns: Range<Int>, _ terms: Range<Int>, lanes: Int,
    into target: UnsafeMutablePointer<Self>)
}

extension Double: ProductElement {
  static func packLeft(
    _ product: MatrixProduct<Double>, _ rows: Range<Int>, _ terms: Range<Int>, height: Int,
    into target: UnsafeMutablePointer<Double>
  ) {
    ProductPacking.left(product, rows, terms, height, target)
  }

  static func packRight(
    _ b: MatrixMultiply.Right<Double>, _ columns: Range<Int>, _ terms: Range<Int>, lanes: Int,
    into target: UnsafeMutablePointer<Double>
  ) {
    ProductPacking(b: b, lanes: lanes).right(columns, terms, target)
  }
}

extension Float: ProductElement {
  static func packLeft(
    _ product: MatrixProduct<Float>, _ rows: Range<Int>, _ terms: Range<Int>, height: Int,
    into target: UnsafeMutablePointer<Float>
  ) {
    ProductPacking.left(product, rows, terms, height, target)
  }

  static func packRight(
    _ b: MatrixMultiply.Right<Float>, _ columns: Range<Int>, _ terms: Range<Int>, lanes: Int,
    into target: UnsafeMutablePointer<Float>
  ) {
    ProductPacking(b: b, lanes: lanes).right(columns, terms, target)
  }
}

private struct ProductPacking<S: ProductElement> {
  let b: MatrixMultiply.Right<S>
  let lanes: Int

  static func left(
    _ p: MatrixProduct<S>, _ rows: Range<Int>, _ terms: Range<Int>, _ height: Int,
    _ target: UnsafeMutablePointer<S>
  ) {
    var target = target
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: height) {
      let valid = min(height, rows.upperBound - row)
      let source = p.a + row * p.aRow + terms.lowerBound * p.aColumn
      if valid == 8, height == 8, p.aRow == 1 {
        for t in 0..<terms.count {
          let values = UnsafeRawPointer(source + t &* p.aColumn).loadUnaligned(as: SIMD8<S>.self)
          UnsafeMutableRawPointer(target + t &* 8).storeBytes(of: values, as: SIMD8<S>.self)
        }
      } else {
        for i in 0..<valid {
          let line = source + i * p.aRow
          for t in 0..<terms.count { target[t &* height &+ i] = line[t &* p.aColumn] }
        }
      }
      target += height * terms.count
    }
  }

  func right(_ columns: Range<Int>, _ terms: Range<Int>, _ target: UnsafeMutablePointer<S>) {
    let first = columns.lowerBound, valid = columns.count
    if b.isComplex { return complex(first, valid, terms, target) }
    if valid < lanes { target.update(repeating: 0, count: lanes * terms.count) }
    let source = b.base + terms.lowerBound * b.rowStride + first * b.columnStride
    if b.columnStride == 1 {
      rowsOfB(source, valid, terms.count, target)
    } else {
      columnsOfB(source, valid, terms.count, target)
    }
    guard let scale = b.scale?.real else { return }
    for e in 0..<lanes * terms.count { target[e] *= scale }
  }

  /// Columns of B that lie side by side.
  private func rowsOfB(
    _ source: UnsafePointer<S>, _ valid: Int, _ terms: Int, _ target: UnsafeMutablePointer<S>
  ) {
    let step = b.rowStride, size = MemoryLayout<S>.size
    if valid == lanes {
      let registers = lanes &* size / 64
      for t in 0..<terms {
        let from = UnsafeRawPointer(source + t &* step)
        let to = UnsafeMutableRawPointer(target + t &* lanes)
        for i in 0..<registers {
          to.storeBytes(
            of: from.loadUnaligned(fromByteOffset: i &* 64, as: SIMD16<UInt32>.self),
            toByteOffset: i &* 64, as: SIMD16<UInt32>.self)
        }
      }
    } else {
      for t in 0..<terms {
        for j in 0..<valid { target[t &* lanes &+ j] = source[t &* step &+ j] }
      }
    }
  }

  /// Columns of B that are apart: whole squares are transposed in registers where each column is
  /// contiguous.
  private func columnsOfB(
    _ source: UnsafePointer<S>, _ valid: Int, _ terms: Int, _ target: UnsafeMutablePointer<S>
  ) {
    let side = 64 / MemoryLayout<S>.size
    let wholeTerms = b.rowStride == 1 ? terms / side * side : 0
    let wholeColumns = b.rowStride == 1 ? valid / side * side : 0
    for column in stride(from: 0, to: wholeColumns, by: side) {
      for t in stride(from: 0, to: wholeTerms, by: side) {
        let from = UnsafeRawPointer(source + (column &* b.columnStride &+ t))
        let to = UnsafeMutableRawPointer(target + (t &* lanes &+ column))
        if side == 16 {
          SquareTranspose.words32(from, row: b.columnStride, to, toRow: lanes)
        } else {
          SquareTranspose.words64(from, row: b.columnStride, to, toRow: lanes)
        }
      }
    }
    for j in 0..<valid {
      let column = source + j * b.columnStride
      let first = j < wholeColumns ? wholeTerms : 0
      for t in first..<terms { target[t &* lanes &+ j] = column[t &* b.rowStride] }
    }
  }

  private func complex(
    _ first: Int, _ valid: Int, _ terms: Range<Int>, _ target: UnsafeMutablePointer<S>
  ) {
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
