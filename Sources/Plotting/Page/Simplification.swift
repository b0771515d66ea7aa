import Glibc

/// Leaves out the points of a line that lie on it.
enum Simplification {
  /// The line with fewer points: none of those left out is further than `tolerance` from it.
  ///
  /// From a point that is kept, the directions that pass by all points after it are held as a sector,
  /// which narrows until the next point lies outside (Williams 1978).
  static func line(_ points: [Point], tolerance: Double = 0.04) -> [Point] {
    guard points.count > 2, var anchor = points.first else { return points }
    var kept = [anchor]
    var sector: (centre: Double, low: Double, high: Double)?
    var last = anchor, reach = 0.0
    for point in points.dropFirst() {
      let dx = point.x - anchor.x, dy = point.y - anchor.y
      let distance = hypot(dx, dy)
      let angle = atan2(dy, dx)
      if let held = sector {
        let turn = remainder(angle - held.centre, 2 * .pi)
        if distance < reach || turn < held.low || turn > held.high {
          kept.append(last)
          anchor = last
          sector = nil
          reach = 0
        } else {
          let half = asin(min(1, tolerance / max(distance, 1e-12)))
          sector = (held.centre, max(held.low, turn - half), min(held.high, turn + half))
          reach = distance
        }
      }
      if sector == nil {
        let far = hypot(point.x - anchor.x, point.y - anchor.y)
        if far > tolerance {
          let half = asin(min(1, tolerance / far))
          sector = (atan2(point.y - anchor.y, point.x - anchor.x), -half, half)
          reach = far
        }
      }
      last = point
    }
    kept.append(last)
    return kept
  }
}

extension Shape {
  /// The shape without points of lines that cannot be seen.
  var simplified: Shape {
    switch self {
    case .line(let points, let stroke): .line(Simplification.line(points), stroke)
    case .area(let points, let fill): .area(Simplification.line(points), fill)
    case .arrow, .symbols, .image, .text: self
    }
  }

  /// The shape with lines and symbols of other sizes at the same places.
  func scaled(by factor: Double) -> Shape {
    if factor == 1 { return self }
    switch self {
    case .line(let points, var stroke):
      stroke.width *= factor
      return .line(points, stroke)
    case .arrow(let from, let to, var stroke):
      stroke.width *= factor
      return .arrow(from: from, to: to, stroke)
    case .symbols(let points, var symbol):
      symbol.size *= factor
      return .symbols(points, symbol)
    case .area, .image, .text: return self
    }
  }
}
