/// Many points as few lines.
enum DotRuns {
  /// Points at half units, those that follow each other in a row joined to lines.
  static func runs(_ points: [Point]) -> [(from: Point, to: Point)] {
    let cells = points.lazy.filter(\.isFinite).map { cell($0) }.sorted()
    var runs: [(from: Point, to: Point)] = []
    guard var start = cells.first else { return [] }
    var end = start
    for cell in cells.dropFirst() where cell != end {
      if cell != end + 1 {
        runs.append((place(start), place(end)))
        start = cell
      }
      end = cell
    }
    runs.append((place(start), place(end)))
    return runs
  }

  private static let half: Int64 = 1 << 31

  /// The number of the half unit that a point is nearest to, row by row.
  private static func cell(_ point: Point) -> Int64 {
    let column = Int64((clamp(point.x) * 2).rounded()) + half
    return Int64((clamp(point.y) * 2).rounded()) << 32 + column
  }

  private static func place(_ cell: Int64) -> Point {
    Point(Double(cell & 0xFFFF_FFFF - half) / 2, Double(cell >> 32) / 2)
  }

  private static func clamp(_ value: Double) -> Double { max(-1e6, min(1e6, value)) }
}
