/// A pen that draws lines in a pane and leaves out what cannot be seen.
///
/// Of the points that fall into one column of dots in turn the first, the lowest, the highest and the
/// last are kept, and likewise of those in one row, so no extreme is lost and no dot changes. A line that
/// goes back and forth so often that this does not help loses the pieces that cover no dot that was not
/// covered before.
struct Trace {
  private var runs: [[Point]] = []
  private var run: [Point] = []
  private var singles: [Point] = []
  private var kept = 0
  private var column = Stripe(isColumn: true)
  private var row = Stripe(isColumn: false)
  private var coverage: Coverage?
  private var isAfterGap = true
  private let pane: Pane
  private let dot: Extents
  /// Whether all pieces are kept, as of the outline of an area.
  private let isOutline: Bool

  /// The points that are kept before pieces are looked at.
  static let many = 32_768

  /// A pen on a pane that sees each dot in `detail` parts.
  init(on pane: Pane, isOutline: Bool = false, detail: Double = 1) {
    self.pane = pane
    self.isOutline = isOutline
    dot = Extents(
      max(pane.dot.width / detail, .leastNormalMagnitude),
      max(pane.dot.height / detail, .leastNormalMagnitude))
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
    let number = (point.x / dot.width).rounded(.down)
    if number != column.number {
      emptyColumn()
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
      if kept < Trace.many || covered.add(end) { singles.append(end) }
    } else {
      if kept >= Trace.many { thin() }
      if run.count > 1 { runs.append(run) }
    }
    run.removeAll(keepingCapacity: kept >= Trace.many)
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
    emptyColumn()
    emptyRow()
  }

  /// Hands the points of a column of dots on to the rows.
  @inline(__always)
  private mutating func emptyColumn() {
    let points = column.points
    for index in 0..<column.take() {
      let point = index == 0 ? points.0 : index == 1 ? points.1 : index == 2 ? points.2 : points.3
      let number = (point.y / dot.height).rounded(.down)
      if number != row.number {
        emptyRow()
        row.begin(number, point)
      } else {
        row.add(point)
      }
    }
  }

  @inline(__always)
  private mutating func emptyRow() {
    let points = row.points
    for index in 0..<row.take() {
      let point = index == 0 ? points.0 : index == 1 ? points.1 : index == 2 ? points.2 : points.3
      if let end = run.last, end == point { continue }
      run.append(point)
    }
    if run.count >= Trace.many, !isOutline {
      kept += run.count
      thin()
    }
  }

  /// Takes out the pieces of the line that cover nothing.
  private mutating func thin() {
    guard run.count > 1 else { return }
    let covered = covered
    var piece: [Point] = []
    for index in 1..<run.count {
      if covered.add(run[index - 1], run[index]) {
        if piece.isEmpty { piece.append(run[index - 1]) }
        piece.append(run[index])
      } else if !piece.isEmpty {
        runs.append(piece)
        piece = []
      }
    }
    if !piece.isEmpty { runs.append(piece) }
    // The line goes on from its last point.
    run.removeFirst(run.count - 1)
    isAfterGap = false
  }

  /// What lines have covered since they were looked at.
  private var covered: Coverage {
    mutating get {
      if let coverage { return coverage }
      let new = Coverage(pane)
      coverage = new
      return new
    }
  }
}

/// The points of one column or one row of dots that follow each other.
private struct Stripe {
  private(set) var number = Double.nan
  private let isColumn: Bool
  private var count = 0
  private var first = Point(0, 0), last = Point(0, 0)
  private var least = Point(0, 0), greatest = Point(0, 0)
  private var order = (least: 0, greatest: 0)

  init(isColumn: Bool) { self.isColumn = isColumn }

  @inline(__always)
  private func place(_ point: Point) -> Double { isColumn ? point.y : point.x }

  @inline(__always)
  mutating func begin(_ number: Double, _ point: Point) {
    self.number = number
    (first, last, least, greatest) = (point, point, point, point)
    count = 1
    order = (1, 1)
  }

  @inline(__always)
  mutating func add(_ point: Point) {
    count += 1
    last = point
    if place(point) < place(least) { (least, order.least) = (point, count) }
    if place(point) > place(greatest) { (greatest, order.greatest) = (point, count) }
  }

  /// Those that are kept, in their order: the first so many of them.
  @inline(__always)
  var points: (Point, Point, Point, Point) {
    if count < 3 { return (first, last, last, last) }
    return order.least < order.greatest
      ? (first, least, greatest, last) : (first, greatest, least, last)
  }

  /// How many are kept; none is there any more.
  @inline(__always)
  mutating func take() -> Int {
    defer {
      count = 0
      number = .nan
    }
    return count < 3 ? count : 4
  }
}
