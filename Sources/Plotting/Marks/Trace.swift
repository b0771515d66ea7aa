/// A pen that draws lines in a pane and leaves out what cannot be seen.
///
/// Of the points that fall into one column of dots in turn the first, the lowest, the highest and the
/// last are kept, so no extreme is lost and no dot changes. A line that goes back and forth so often that
/// this does not help, loses the pieces that cover no dot that was not covered before.
struct Trace {
  private var runs: [[Point]] = []
  private var run: [Point] = []
  private var singles: [Point] = []
  private var kept = 0
  private var column = Column()
  private var coverage: Coverage?
  private var isAfterGap = true
  private let pane: Pane
  private let dot: Double

  /// The points that are kept before pieces are looked at.
  static let many = 32_768

  /// Whether all pieces are kept, as of the outline of an area.
  private let isOutline: Bool

  init(on pane: Pane, isOutline: Bool = false) {
    self.pane = pane
    self.isOutline = isOutline
    dot = max(pane.dot.width, .leastNormalMagnitude)
  }

  /// Goes on to a pair of numbers; lifts the pen where they have no place.
  @inline(__always)
  mutating func add(_ x: Double, _ y: Double) {
    // An infinity would stand far outside; the line ends there as it does at a nan.
    guard x.isFinite, y.isFinite else { return lift() }
    let point = pane.point(x, y)
    guard point.isFinite else { return lift() }
    add(point)
  }

  /// Goes on to a place.
  @inline(__always)
  mutating func add(_ point: Point) {
    let number = (point.x / dot).rounded(.down)
    if number != column.number {
      empty()
      column.begin(number, point)
    } else {
      column.add(point)
    }
  }

  /// Ends the line.
  mutating func lift() {
    empty()
    guard let end = run.last else { return }
    kept += run.count
    if run.count == 1, isAfterGap {
      // A point between gaps; of those on one dot one is enough.
      if kept < Trace.many || cover(end, end) { singles.append(end) }
    } else {
      if kept >= Trace.many { thin() }
      if run.count > 1 { runs.append(run) }
    }
    run = []
    isAfterGap = true
  }

  /// The lines, and the points that stand alone between gaps.
  mutating func finish() -> (lines: [[Point]], singles: [Point]) {
    lift()
    return (runs, singles)
  }

  /// The line so far; a new one begins.
  mutating func outline() -> [Point] {
    empty()
    defer { run = [] }
    return run
  }

  private mutating func empty() {
    column.empty(into: &run)
    if run.count >= Trace.many, !isOutline {
      kept += run.count
      thin()
    }
  }

  /// Takes out the pieces of the line that cover nothing.
  private mutating func thin() {
    guard run.count > 1 else { return }
    var piece: [Point] = []
    for index in 1..<run.count {
      if cover(run[index - 1], run[index]) {
        if piece.isEmpty { piece.append(run[index - 1]) }
        piece.append(run[index])
      } else if !piece.isEmpty {
        runs.append(piece)
        piece = []
      }
    }
    if !piece.isEmpty { runs.append(piece) }
    // The line goes on from its last point.
    run = run.suffix(1)
    isAfterGap = false
  }

  /// Whether a line covers a dot for the first time since lines were looked at.
  private mutating func cover(_ from: Point, _ to: Point) -> Bool {
    if coverage == nil { coverage = Coverage(pane) }
    return coverage?.add(from, to) ?? true
  }

  /// The points of one column of dots that follow each other.
  private struct Column {
    private(set) var number = Double.nan
    private var count = 0
    private var first = Point(0, 0), last = Point(0, 0)
    private var lowest = Point(0, 0), highest = Point(0, 0)
    private var order = (lowest: 0, highest: 0)

    @inline(__always)
    mutating func begin(_ number: Double, _ point: Point) {
      self.number = number
      (first, last, lowest, highest) = (point, point, point, point)
      count = 1
      order = (1, 1)
    }

    @inline(__always)
    mutating func add(_ point: Point) {
      count += 1
      last = point
      if point.y > lowest.y { (lowest, order.lowest) = (point, count) }
      if point.y < highest.y { (highest, order.highest) = (point, count) }
    }

    @inline(__always)
    mutating func empty(into run: inout [Point]) {
      guard count > 0 else { return }
      number = .nan
      append(first, &run)
      if count > 2 {
        append(order.lowest < order.highest ? lowest : highest, &run)
        append(order.lowest < order.highest ? highest : lowest, &run)
      }
      if count > 1 { append(last, &run) }
      count = 0
    }

    @inline(__always)
    private func append(_ point: Point, _ run: inout [Point]) {
      if let end = run.last, end == point { return }
      run.append(point)
    }
  }
}
