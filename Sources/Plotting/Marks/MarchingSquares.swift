/// Lines of equal numbers over a regular grid, by marching squares (Lorensen and Cline 1987, in the plane).
///
/// Between two neighbours the numbers are taken to lie on a straight line, so that of a linear function
/// the lines are exact. Where a cell has two opposite corners above the level, its mean says whether
/// they are joined. A cell with a number that is not finite has no line.
struct MarchingSquares {
  private let values: [Double]
  private let columns: Int
  private let rows: Int
  /// The two edges at which a line through each edge goes on, of all edges; -1 for none.
  private var links: [Int32]
  /// The edges that a line goes through.
  private var crossed: [Int32] = []

  /// - Parameters:
  ///   - values: Row by row from the bottom.
  ///   - columns: How many numbers a row has.
  init(values: [Double], columns: Int) {
    self.values = values
    self.columns = max(columns, 1)
    rows = values.count / max(columns, 1)
    // Two edges begin at each number: one to the right and one upwards.
    links = Array(repeating: -1, count: values.count < 1 << 28 ? 4 * values.count : 0)
  }

  /// The lines of a level, in cells from the first number: those that are closed end where they begin.
  mutating func lines(at level: Double) -> [[Point]] {
    guard level.isFinite, columns > 1, rows > 1, !links.isEmpty else { return [] }
    for row in 0..<(rows - 1) {
      for column in 0..<(columns - 1) { cross(row, column, level) }
    }
    // First those with ends, then those without.
    var lines: [[Point]] = []
    for edge in crossed where links[Int(edge) * 2 + 1] < 0 { follow(edge, level, &lines) }
    for edge in crossed { follow(edge, level, &lines) }
    crossed.removeAll(keepingCapacity: true)
    return lines
  }

  /// Links the edges of a cell that lines go through.
  private mutating func cross(_ row: Int, _ column: Int, _ level: Double) {
    let corner = row * columns + column
    let a = values[corner], b = values[corner + 1]
    let c = values[corner + columns + 1], d = values[corner + columns]
    let above = (a >= level, b >= level, c >= level, d >= level)
    if above == (true, true, true, true) || above == (false, false, false, false) { return }
    guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return }
    let bottom = corner * 2, left = corner * 2 + 1
    let right = (corner + 1) * 2 + 1, top = (corner + columns) * 2
    if above.0 == above.2, above.1 == above.3 {
      // The first and the third corner are joined where the middle is like them.
      let middle = a / 4 + b / 4 + c / 4 + d / 4 >= level
      if middle == above.0 {
        link(bottom, right)
        link(left, top)
      } else {
        link(bottom, left)
        link(right, top)
      }
      return
    }
    var edges: [Int] = []
    if above.0 != above.1 { edges.append(bottom) }
    if above.1 != above.2 { edges.append(right) }
    if above.2 != above.3 { edges.append(top) }
    if above.3 != above.0 { edges.append(left) }
    if edges.count == 2 { link(edges[0], edges[1]) }
  }

  private mutating func link(_ one: Int, _ other: Int) {
    for (from, to) in [(one, other), (other, one)] {
      if links[from * 2] < 0 {
        links[from * 2] = Int32(to)
        crossed.append(Int32(from))
      } else {
        links[from * 2 + 1] = Int32(to)
      }
    }
  }

  /// Adds the line that begins at an edge, and takes its links away.
  private mutating func follow(_ start: Int32, _ level: Double, _ lines: inout [[Point]]) {
    guard links[Int(start) * 2] >= 0 else { return }
    var line = [point(start, level)]
    var edge = start
    while let next = step(from: edge) {
      let point = point(next, level)
      if point != line.last { line.append(point) }
      edge = next
    }
    if line.count > 1 { lines.append(line) }
  }

  /// The edge at which a line goes on; the link is taken away on both sides.
  private mutating func step(from edge: Int32) -> Int32? {
    let place = Int(edge) * 2
    let next = links[place]
    guard next >= 0 else { return nil }
    links[place] = links[place + 1]
    links[place + 1] = -1
    let back = Int(next) * 2
    if links[back] == edge {
      links[back] = links[back + 1]
      links[back + 1] = -1
    } else if links[back + 1] == edge {
      links[back + 1] = -1
    }
    return next
  }

  /// Where the level lies on an edge, in cells.
  private func point(_ edge: Int32, _ level: Double) -> Point {
    let corner = Int(edge) / 2, isUpwards = !Int(edge).isMultiple(of: 2)
    let from = values[corner], to = values[corner + (isUpwards ? columns : 1)]
    let length = to / 2 - from / 2
    let share = length == 0 ? 0.5 : max(0, min(1, (level / 2 - from / 2) / length))
    let x = Double(corner % columns), y = Double(corner / columns)
    return isUpwards ? Point(x, y + share) : Point(x + share, y)
  }
}
