/// Which dots of a pane lines have covered.
///
/// A line covers in each column of dots that it crosses the rows from where it enters to where it
/// leaves. Rows that are covered in all of 8 or 64 columns are known as such, so that what is covered is
/// found in large steps; so is a line between two points of a rectangle that is covered.
final class Coverage {
  private let columns: Int
  private let rows: Int
  private let dot: Extents
  private let words: Int
  /// The rows of each block of columns, 64 in a word, for blocks of 1, 8 and 64 columns in turn.
  private let bits: UnsafeMutablePointer<UInt64>
  /// Where the blocks of each size begin.
  private let starts: (Int, Int, Int)

  /// A rectangle that is covered, in dots.
  private var inner = (left: 0.0, right: -1.0, top: 0.0, bottom: -1.0)
  /// The lines that were looked at since the rectangle was found.
  private var looks = 0

  /// The lines that are looked at before a rectangle is worth finding.
  private static let many = 32_768
  /// The dots around the pane that count too: a line there reaches into it.
  private static let margin = 4.0

  init(_ pane: Pane) {
    let margin = Int(Coverage.margin)
    dot = pane.dot
    columns = Dots.count(pane.width, dot.width) + 2 * margin
    rows = Dots.count(pane.height, dot.height) + 2 * margin
    words = (rows + 63) / 64
    let blocks = (columns + 63) / 64
    starts = (0, blocks * 64 * words, blocks * 72 * words)
    bits = .allocate(capacity: blocks * 73 * words)
    bits.initialize(repeating: 0, count: blocks * 73 * words)
    // Columns that there are not are covered.
    for place in (columns * words)..<(blocks * 64 * words) { bits[place] = ~0 }
  }

  deinit { bits.deallocate() }

  /// Covers a line.
  ///
  /// - Returns: Whether it covers a dot that was not covered before.
  func add(_ from: Point, _ to: Point) -> Bool {
    let a = place(from), b = place(to)
    if isInner(a), isInner(b) { return false }
    looks += 1
    if looks == Coverage.many { findInner() }
    let piece = Piece(a, b)
    let first = max(0, piece.left.x.rounded(.down))
    let last = min(Double(columns - 1), piece.right.x.rounded(.down))
    guard first <= last else { return false }
    let low = Int(first), high = Int(last)
    var isNew = false
    for block in (low / 64)...(high / 64) {
      guard let whole = open(block, 64, starts.2, piece) else { continue }
      var isBlockNew = false
      for part in max(low / 8, block * 8)...min(high / 8, block * 8 + 7) {
        guard let rows = open(part, 8, starts.1, piece) else { continue }
        var isPartNew = false
        for column in max(low, part * 8)...min(high, part * 8 + 7) {
          guard let rows = open(column, 1, starts.0, piece) else { continue }
          isPartNew = true
          cover(column, rows)
        }
        guard isPartNew else { continue }
        isBlockNew = true
        join(part, starts.1, from: starts.0, rows)
      }
      guard isBlockNew else { continue }
      isNew = true
      join(block, starts.2, from: starts.1, whole)
    }
    return isNew
  }

  /// Covers a point.
  ///
  /// - Returns: Whether its dot was not covered before.
  func add(_ point: Point) -> Bool {
    let place = place(point)
    guard place.x >= 0, place.y >= 0, place.x < Double(columns), place.y < Double(rows) else {
      return false
    }
    let row = Int(place.y), word = Int(place.x) * words + row / 64
    let bit = UInt64(1) << UInt64(row % 64)
    guard bits[word] & bit == 0 else { return false }
    bits[word] |= bit
    return true
  }

  private func place(_ point: Point) -> Point {
    Point(point.x / dot.width + Coverage.margin, point.y / dot.height + Coverage.margin)
  }

  @inline(__always)
  private func isInner(_ place: Point) -> Bool {
    place.x >= inner.left && place.x < inner.right && place.y >= inner.top
      && place.y < inner.bottom
  }

  /// Finds the greatest rectangle of blocks of eight columns that are covered: for each row as the last
  /// one, how high each block is covered above it makes a histogram, and the greatest rectangle below
  /// that is bounded by each of its bars in turn.
  private func findInner() {
    looks = 0
    let blocks = columns / 8
    var heights = [Int](repeating: 0, count: blocks + 1)
    var best = 0
    var open: [(start: Int, height: Int)] = []
    for row in 0..<rows {
      for block in 0..<blocks {
        let word = bits[starts.1 + block * words + row / 64]
        heights[block] = word >> UInt64(row % 64) & 1 == 1 ? heights[block] + 1 : 0
      }
      for block in 0...blocks {
        var start = block
        while let last = open.last, last.height >= heights[block] {
          open.removeLast()
          start = last.start
          let area = last.height * (block - start)
          guard area > best else { continue }
          best = area
          inner = (
            Double(start * 8), Double(block * 8), Double(row + 1 - last.height), Double(row + 1)
          )
        }
        open.append((start, heights[block]))
      }
      open.removeAll(keepingCapacity: true)
    }
  }

  /// The rows of a line in a block; nil where there are none or all of them are covered.
  @inline(__always)
  private func open(
    _ block: Int, _ width: Int, _ start: Int, _ piece: Piece
  ) -> (low: Int, high: Int)? {
    let range = piece.rows(Double(block * width), Double((block + 1) * width))
    let low = max(0, range.low.rounded(.down))
    let high = min(Double(rows - 1), range.high.rounded(.down))
    guard low <= high else { return nil }
    let rows = (low: Int(low), high: Int(high))
    let column = start + block * words
    for word in (rows.low / 64)...(rows.high / 64) {
      let mask = mask(word, rows)
      if bits[column + word] & mask != mask { return rows }
    }
    return nil
  }

  /// The bits of a word for rows from `low` to `high`.
  @inline(__always)
  private func mask(_ word: Int, _ range: (low: Int, high: Int)) -> UInt64 {
    let low = max(range.low - word * 64, 0), high = min(range.high - word * 64, 63)
    return (~0 &<< UInt64(low)) & (~0 &>> UInt64(63 - high))
  }

  @inline(__always)
  private func cover(_ column: Int, _ range: (low: Int, high: Int)) {
    for word in (range.low / 64)...(range.high / 64) {
      bits[column * words + word] |= mask(word, range)
    }
  }

  /// Looks which of some rows all eight parts of a block have.
  private func join(_ block: Int, _ start: Int, from: Int, _ range: (low: Int, high: Int)) {
    for word in (range.low / 64)...(range.high / 64) {
      var all = ~UInt64(0)
      for part in 0..<8 { all &= bits[from + (block * 8 + part) * words + word] }
      bits[start + block * words + word] = all
    }
  }

  /// A straight line, in dots.
  private struct Piece {
    let left: Point
    let right: Point
    private let slope: Double

    init(_ a: Point, _ b: Point) {
      (left, right) = a.x <= b.x ? (a, b) : (b, a)
      slope = right.x > left.x ? (right.y - left.y) / (right.x - left.x) : 0
    }

    /// The rows between two places.
    @inline(__always)
    func rows(_ from: Double, _ to: Double) -> (low: Double, high: Double) {
      let a = from <= left.x ? left.y : left.y + (from - left.x) * slope
      let b = to >= right.x ? right.y : left.y + (to - left.x) * slope
      return (min(a, b), max(a, b))
    }
  }
}
