/// Leaves out points that cannot be seen.
public enum Decimation {
  /// The places of a line's points in lines without a gap and points between gaps, as many as can be seen; see `Trace`.
  public static func runs(
    _ x: [Double], _ y: [Double], on pane: Pane
  ) -> (lines: [[Point]], singles: [Point]) {
    // Few points are no burden: a curve keeps its roundness however far a page is enlarged.
    let few = 4 * pane.width / max(pane.dot.width, .leastNormalMagnitude)
    var trace = Trace(on: pane, detail: Double(min(x.count, y.count)) <= few ? 8 : 1)
    x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        for index in 0..<min(x.count, y.count) { trace.add(x[index], y[index]) }
      }
    }
    return trace.finish()
  }

  /// The places of points of which one stands for all those on the same half of a dot.
  public static func distinct(_ x: [Double], _ y: [Double], on pane: Pane) -> [Point] {
    visible(x, y, size: 0, on: pane).map(\.point)
  }

  /// The points that are seen: the last one of those on the same half of a dot, as it is on top.
  ///
  /// Many points are so dense that of those on the same half of a symbol one is enough.
  static func visible(
    _ x: [Double], _ y: [Double], size: Double, on pane: Pane
  ) -> [(index: Int, point: Point)] {
    let least = x.count > 20_000 ? max(size / 2, 0) : 0
    let cell = Extents(max(pane.dot.width / 2, least), max(pane.dot.height / 2, least))
    let columns = Dots.count(pane.width, cell.width) + 1
    let rows = Dots.count(pane.height, cell.height) + 1
    var isTaken = [Bool](repeating: false, count: columns * rows)
    var points: [(index: Int, point: Point)] = []
    for index in (0..<min(x.count, y.count)).reversed() {
      let point = pane.point(x[index], y[index])
      guard x[index].isFinite, y[index].isFinite, point.x >= 0, point.y >= 0,
        point.x <= pane.width, point.y <= pane.height
      else { continue }
      let column = Dots.held(point.x, cell.width, columns)
      let row = Dots.held(point.y, cell.height, rows)
      guard !isTaken[row * columns + column] else { continue }
      isTaken[row * columns + column] = true
      points.append((index, point))
    }
    return points.reversed()
  }
}
