/// Which dots of a pane lines have covered.
///
/// A line covers in each column of dots that it crosses the rows from where it enters to where it
/// leaves.
struct Coverage {
  private let columns: Int
  private let rows: Int
  private let dot: Extents
  private let words: Int
  /// The rows of each column, 64 in a word.
  private var covered: [UInt64]
  /// The rows that are covered in all columns of a block.
  private var blocks: [UInt64]
  private var changes: [Int]

  /// The columns of a block.
  private static let width = 32
  /// The dots around the pane that count too: a line there reaches into it.
  private static let margin = 4.0

  init(_ pane: Pane) {
    let margin = Int(Coverage.margin)
    dot = pane.dot
    columns = Dots.count(pane.width, dot.width) + 2 * margin
    rows = Dots.count(pane.height, dot.height) + 2 * margin
    words = (rows + 63) / 64
    covered = Array(repeating: 0, count: columns * words)
    let count = (columns + Coverage.width - 1) / Coverage.width
    blocks = Array(repeating: 0, count: count * words)
    changes = Array(repeating: 0, count: count)
  }

  /// Covers a line.
  ///
  /// - Returns: Whether it covers a dot that was not covered before.
  mutating func add(_ from: Point, _ to: Point) -> Bool {
    let piece = Piece(place(from), place(to))
    let first = max(0, piece.left.x.rounded(.down))
    let last = min(Double(columns - 1), piece.right.x.rounded(.down))
    guard first <= last else { return false }
    let width = Coverage.width
    var isNew = false
    for block in (Int(first) / width)...(Int(last) / width) {
      let start = block * width
      let whole = piece.rows(Double(start), Double(start + width))
      guard let held = held(whole), !isCovered(blocks, block, held) else { continue }
      for column in max(start, Int(first))...min(start + width - 1, Int(last)) {
        guard let held = self.held(piece.rows(Double(column), Double(column + 1))),
          !isCovered(covered, column, held)
        else { continue }
        isNew = true
        cover(column, held)
        changes[block] += 1
      }
      if changes[block] >= width { join(block) }
    }
    return isNew
  }

  private func place(_ point: Point) -> Point {
    Point(point.x / dot.width + Coverage.margin, point.y / dot.height + Coverage.margin)
  }

  /// The rows that there are; nil for none.
  private func held(_ range: (low: Double, high: Double)) -> (low: Int, high: Int)? {
    let low = max(0, range.low.rounded(.down)),
      high = min(Double(rows - 1), range.high.rounded(.down))
    return low <= high ? (Int(low), Int(high)) : nil
  }

  /// The bits of a word for rows from `low` to `high`.
  @inline(__always)
  private func mask(_ word: Int, _ range: (low: Int, high: Int)) -> UInt64 {
    let low = max(range.low - word * 64, 0), high = min(range.high - word * 64, 63)
    return (~0 << UInt64(low)) & (~0 >> UInt64(63 - high))
  }

  @inline(__always)
  private func isCovered(_ bits: [UInt64], _ column: Int, _ range: (low: Int, high: Int)) -> Bool {
    for word in (range.low / 64)...(range.high / 64) {
      let mask = mask(word, range)
      if bits[column * words + word] & mask != mask { return false }
    }
    return true
  }

  private mutating func cover(_ column: Int, _ range: (low: Int, high: Int)) {
    for word in (range.low / 64)...(range.high / 64) {
      covered[column * words + word] |= mask(word, range)
    }
  }

  /// Looks which rows all columns of a block have.
  private mutating func join(_ block: Int) {
    changes[block] = 0
    let first = block * Coverage.width, last = min(first + Coverage.width, columns)
    for word in 0..<words {
      var all = ~UInt64(0)
      for column in first..<last { all &= covered[column * words + word] }
      blocks[block * words + word] = all
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
