/// Cuts lines and areas at a box, so that no coordinate is far from the page.
enum Clipping {
  /// The parts of a line inside a box.
  static func line(_ points: [Point], to box: Box) -> [[Point]] {
    if points.allSatisfy(box.contains) { return points.isEmpty ? [] : [points] }
    var parts: [[Point]] = []
    var part: [Point] = []
    for (a, b) in zip(points, points.dropFirst()) {
      guard let (from, to) = segment(a, b, to: box) else { continue }
      if part.last != from {
        if part.count > 1 { parts.append(part) }
        part = [from]
      }
      part.append(to)
    }
    if part.count > 1 { parts.append(part) }
    return parts
  }

  /// The part of a segment inside a box; nil where there is none.
  static func segment(_ a: Point, _ b: Point, to box: Box) -> (Point, Point)? {
    guard let (from, to) = box.part(from: a, to: b) else { return nil }
    let dx = b.x - a.x, dy = b.y - a.y
    let start = from == 0 ? a : Point(a.x + from * dx, a.y + from * dy)
    let end = to == 1 ? b : Point(a.x + to * dx, a.y + to * dy)
    return (start, end)
  }

  /// The part of a polygon inside a box (Sutherland and Hodgman 1974); empty where there is none.
  static func area(_ points: [Point], to box: Box) -> [Point] {
    if points.allSatisfy(box.contains) { return points }
    var points = points
    points = cut(points, at: box.x, \.x, keepsGreater: true)
    points = cut(points, at: box.right, \.x, keepsGreater: false)
    points = cut(points, at: box.y, \.y, keepsGreater: true)
    return cut(points, at: box.bottom, \.y, keepsGreater: false)
  }

  private static func cut(
    _ points: [Point], at bound: Double, _ part: KeyPath<Point, Double>, keepsGreater: Bool
  ) -> [Point] {
    guard var before = points.last else { return [] }
    var kept: [Point] = []
    let isInside = { (point: Point) in
      keepsGreater ? point[keyPath: part] >= bound : point[keyPath: part] <= bound
    }
    for point in points {
      if isInside(point) != isInside(before) {
        let share = (bound - before[keyPath: part]) / (point[keyPath: part] - before[keyPath: part])
        kept.append(
          Point(before.x + share * (point.x - before.x), before.y + share * (point.y - before.y)))
      }
      if isInside(point) { kept.append(point) }
      before = point
    }
    return kept
  }
}

extension Shape {
  /// The shape with lines and areas cut at a box; the points that are not finite are left out.
  func clipped(to box: Box) -> [Shape] {
    switch self {
    case .line(let points, let stroke):
      return Clipping.line(points.filter(\.isFinite), to: box).map { .line($0, stroke) }
    case .area(let points, let fill):
      let inside = Clipping.area(points.filter(\.isFinite), to: box)
      return inside.count < 3 ? [] : [.area(inside, fill)]
    case .symbols(let points, let symbol):
      let inside = points.filter { $0.isFinite && box.contains($0) }
      return inside.isEmpty ? [] : [.symbols(inside, symbol)]
    case .arrow(let from, let to, _):
      return from.isFinite && to.isFinite && Clipping.segment(from, to, to: box) != nil
        ? [self] : []
    case .image(_, let place):
      let isSeen =
        place.width > 0 && place.height > 0 && place.x < box.right && place.right > box.x
        && place.y < box.bottom && place.bottom > box.y
      return isSeen ? [self] : []
    case .text(let text, let point, _):
      return !text.isEmpty && box.contains(point) ? [self] : []
    }
  }
}
