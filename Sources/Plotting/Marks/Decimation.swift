/// Leaves out points that cannot be seen.
public enum Decimation {
  /// The places of a line's points in runs without a gap, so few that no two columns of dots have more
  /// than four: of the points that fall into one column in turn the first, the lowest, the highest
  /// and the last are kept, so no extreme is lost.
  public static func runs(_ x: [Double], _ y: [Double], on pane: Pane) -> [[Point]] {
    var runs: [[Point]] = []
    var run: [Point] = []
    var column = Column()
    let width = pane.dot.width
    for index in 0..<min(x.count, y.count) {
      let point = pane.point(x[index], y[index])
      // An infinity would stand far outside; the line ends there as it does at a nan.
      guard point.isFinite, x[index].isFinite, y[index].isFinite else {
        column.empty(into: &run)
        if !run.isEmpty { runs.append(run) }
        run = []
        continue
      }
      let number = (point.x / width).rounded(.down)
      if number != column.number {
        column.empty(into: &run)
        column.number = number
      }
      column.add(point)
    }
    column.empty(into: &run)
    if !run.isEmpty { runs.append(run) }
    return runs
  }

  /// The points of one column of dots that follow each other.
  private struct Column {
    var number = Double.nan
    private var first: Point?, last: Point?, lowest: Point?, highest: Point?
    private var order = (lowest: 0, highest: 0), count = 0

    mutating func add(_ point: Point) {
      count += 1
      guard let low = lowest, let high = highest else {
        (first, last, lowest, highest) = (point, point, point, point)
        order = (count, count)
        return
      }
      last = point
      if point.y > low.y { (lowest, order.lowest) = (point, count) }
      if point.y < high.y { (highest, order.highest) = (point, count) }
    }

    mutating func empty(into run: inout [Point]) {
      defer { self = Column() }
      guard let first, let last, let lowest, let highest else { return }
      let between = order.lowest < order.highest ? [lowest, highest] : [highest, lowest]
      for point in [first] + between + [last] where run.last != point { run.append(point) }
    }
  }

  /// The places of points of which one stands for all those on the same half of a dot.
  public static func distinct(_ x: [Double], _ y: [Double], on pane: Pane) -> [Point] {
    let columns = max(Int(pane.width / pane.dot.width * 2) + 2, 1)
    let rows = max(Int(pane.height / pane.dot.height * 2) + 2, 1)
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
