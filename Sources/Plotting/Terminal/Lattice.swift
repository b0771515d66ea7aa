/// A pane divided into equal fields: cells, parts of cells, or dots.
struct Lattice {
  /// Fields from left to right.
  let columns: Int
  /// Fields from top to bottom.
  let rows: Int
  /// The size of a field in the units of the pane.
  let pitch: Extents

  /// The fields of a pane whose cells are divided.
  init(cells columns: Int, _ rows: Int, size: Extents, across: Int = 1, down: Int = 1) {
    self.columns = columns * across
    self.rows = rows * down
    pitch = Extents(size.width / Double(across), size.height / Double(down))
  }

  private var box: Box {
    Box(x: 0, y: 0, width: Double(columns) * pitch.width, height: Double(rows) * pitch.height)
  }

  /// The field of a place; nil outside of the pane.
  func field(_ point: Point) -> (x: Int, y: Int)? {
    guard columns > 0, rows > 0, box.contains(point) else { return nil }
    return (
      min(Int(point.x / pitch.width), columns - 1), min(Int(point.y / pitch.height), rows - 1)
    )
  }

  /// Goes along a line through all fields that it touches, in order.
  ///
  /// - Parameters:
  ///   - points: The line.
  ///   - visit: Told the field and how many there were before.
  func walk(_ points: [Point], visit: (Int, Int, Int) -> Void) {
    var step = 0
    var last: (x: Int, y: Int)?
    func stand(_ x: Int, _ y: Int) {
      if let last, last == (x, y) { return }
      visit(x, y, step)
      step += 1
      last = (x, y)
    }
    if points.count == 1, let only = field(points[0]) { stand(only.x, only.y) }
    for (from, to) in zip(points, points.dropFirst()) {
      guard let (from, to) = clip(from, to), let a = field(from), let b = field(to) else {
        continue
      }
      Lattice.walk(a, b, stand)
    }
  }

  /// From a field to another as Bresenham (1965) does it.
  private static func walk(
    _ a: (x: Int, y: Int), _ b: (x: Int, y: Int), _ stand: (Int, Int) -> Void
  ) {
    let dx = abs(b.x - a.x), dy = -abs(b.y - a.y)
    let sx = a.x < b.x ? 1 : -1, sy = a.y < b.y ? 1 : -1
    var (x, y) = a
    var error = dx + dy
    while true {
      stand(x, y)
      if (x, y) == b { return }
      let twice = 2 * error
      if twice >= dy {
        error += dy
        x += sx
      }
      if twice <= dx {
        error += dx
        y += sy
      }
    }
  }

  /// The part of a line inside the pane, nil where there is none.
  private func clip(_ p: Point, _ q: Point) -> (Point, Point)? {
    guard p.isFinite, q.isFinite, let (from, to) = box.part(from: p, to: q) else { return nil }
    let dx = q.x - p.x, dy = q.y - p.y
    // The rounding of a cut may not lead outside.
    func at(_ share: Double) -> Point {
      Point(
        min(max(p.x + share * dx, 0), box.width), min(max(p.y + share * dy, 0), box.height))
    }
    return (from == 0 ? p : at(from), to == 1 ? q : at(to))
  }

  /// Goes through the fields whose middle lies in a polygon, counting the turns around it.
  func fill(_ points: [Point], visit: (Int, Int) -> Void) {
    guard points.count > 2, points.allSatisfy(\.isFinite) else { return }
    for row in 0..<rows {
      let y = (Double(row) + 0.5) * pitch.height
      var turns = 0, from = 0.0
      for cut in cuts(points, y) {
        if turns != 0 {
          for column in span(from, cut.x) { visit(column, row) }
        }
        turns += cut.turn
        from = cut.x
      }
    }
  }

  private func cuts(_ points: [Point], _ y: Double) -> [(x: Double, turn: Int)] {
    var cuts: [(x: Double, turn: Int)] = []
    var p = points[points.count - 1]
    for q in points {
      if (p.y <= y) != (q.y <= y) {
        cuts.append((p.x + (y - p.y) / (q.y - p.y) * (q.x - p.x), p.y <= y ? 1 : -1))
      }
      p = q
    }
    return cuts.sorted { $0.x < $1.x }
  }

  /// The columns whose middle lies between two places.
  private func span(_ from: Double, _ to: Double) -> Range<Int> {
    let width = Double(columns)
    let a = max(0, min(width, (from / pitch.width - 0.5).rounded(.up)))
    let b = max(0, min(width, (to / pitch.width - 0.5).rounded(.up)))
    return a < b ? Int(a)..<Int(b) : 0..<0
  }
}
