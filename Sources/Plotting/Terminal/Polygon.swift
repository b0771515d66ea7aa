/// What can be asked of a polygon, which closes itself.
enum Polygon {
  /// Whether all sides lie along the axes.
  static func hasRightAngles(_ points: [Point]) -> Bool {
    guard points.count >= 4, var last = points.last else { return false }
    for point in points {
      if point.x != last.x, point.y != last.y { return false }
      last = point
    }
    return true
  }

  /// The rectangle that a polygon with right angles is, nil where it is another one.
  static func rectangle(_ points: [Point]) -> Box? {
    let corners = points.first == points.last ? Array(points.dropLast()) : points
    guard corners.count == 4, hasRightAngles(corners) else { return nil }
    let xs = corners.map(\.x), ys = corners.map(\.y)
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return nil }
    return Box(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// The parts of an upright line inside a polygon, from top to bottom.
  static func spans(_ points: [Point], at x: Double) -> [(Double, Double)] {
    guard var last = points.last else { return [] }
    var cuts: [Double] = []
    for point in points {
      if (last.x <= x) != (point.x <= x) {
        cuts.append(last.y + (x - last.x) / (point.x - last.x) * (point.y - last.y))
      }
      last = point
    }
    cuts.sort()
    return stride(from: 0, to: cuts.count - 1, by: 2).map { (cuts[$0], cuts[$0 + 1]) }
  }

  /// Whether a shape is the line around the area that another one is, in its colour.
  static func isOutline(_ line: Shape, of area: Shape?) -> Bool {
    guard case .area(let polygon, let fill)? = area, case .line(let points, let stroke) = line
    else { return false }
    return stroke.ink == fill.ink && points.count == polygon.count + 1
      && points.first == points.last && polygon.elementsEqual(points.dropLast())
      && hasRightAngles(polygon)
  }

  /// The upright line that a line is, nil for another: a single stroke, or an error bar with its ends
  /// across.
  static func upright(_ points: [Point], _ cell: Extents) -> [Point]? {
    guard (2...6).contains(points.count), points.first != points.last else { return nil }
    let xs = points.map(\.x), ys = points.map(\.y)
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max(),
      right - left <= cell.width * 1.01, bottom > top,
      zip(points, points.dropFirst()).allSatisfy({ $0.x == $1.x || $0.y == $1.y })
    else { return nil }
    let middle = (left + right) / 2
    return [Point(middle, top), Point(middle, bottom)]
  }

  /// The level line that a line is, nil for another: an error bar with its ends across.
  static func level(_ points: [Point], _ cell: Extents) -> [Point]? {
    guard points.contains(where: { $0.y != points[0].y }) else { return nil }
    let turned = points.map { Point($0.y, $0.x) }
    return upright(turned, Extents(cell.height, cell.width))?.map { Point($0.y, $0.x) }
  }
}
