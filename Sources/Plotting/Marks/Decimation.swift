/// Leaves out points that cannot be seen.
public enum Decimation {
  /// The places of a line's points in lines without a gap and points between gaps, as many as can be seen; see `Trace`.
  public static func runs(
    _ x: [Double], _ y: [Double], on pane: Pane
  ) -> (lines: [[Point]], singles: [Point]) {
    var trace = Trace(on: pane)
    x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        for index in 0..<min(x.count, y.count) { trace.add(x[index], y[index]) }
      }
    }
    return trace.finish()
  }

  /// The places of points of which one stands for all those on the same half of a dot.
  public static func distinct(_ x: [Double], _ y: [Double], on pane: Pane) -> [Point] {
    visible(x, y, on: pane).map(\.point)
  }

  /// The points that are seen, the last one of those on the same half of a dot, as it is on top.
  static func visible(
    _ x: [Double], _ y: [Double], on pane: Pane
  ) -> [(index: Int, point: Point)] {
    let columns = 2 * Dots.count(pane.width, pane.dot.width) + 2
    let rows = 2 * Dots.count(pane.height, pane.dot.height) + 2
    var isTaken = [Bool](repeating: false, count: columns * rows)
    var points: [(index: Int, point: Point)] = []
    for index in (0..<min(x.count, y.count)).reversed() {
      let point = pane.point(x[index], y[index])
      guard x[index].isFinite, y[index].isFinite, point.isFinite, point.x >= 0, point.y >= 0,
        point.x <= pane.width, point.y <= pane.height
      else { continue }
      let column = Dots.held(point.x * 2, pane.dot.width, columns)
      let row = Dots.held(point.y * 2, pane.dot.height, rows)
      guard !isTaken[row * columns + column] else { continue }
      isTaken[row * columns + column] = true
      points.append((index, point))
    }
    return points.reversed()
  }
}
