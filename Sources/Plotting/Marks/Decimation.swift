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
    let columns = 2 * Dots.count(pane.width, pane.dot.width) + 2
    let rows = 2 * Dots.count(pane.height, pane.dot.height) + 2
    var isTaken = [Bool](repeating: false, count: columns * rows)
    var points: [Point] = []
    for index in 0..<min(x.count, y.count) where x[index].isFinite && y[index].isFinite {
      let point = pane.point(x[index], y[index])
      guard point.isFinite, point.x >= 0, point.y >= 0, point.x <= pane.width,
        point.y <= pane.height
      else { continue }
      let column = Int(point.x / pane.dot.width * 2), row = Int(point.y / pane.dot.height * 2)
      let cell = row * columns + column
      guard column < columns, row < rows, !isTaken[cell] else { continue }
      isTaken[cell] = true
      points.append(point)
    }
    return points
  }
}
