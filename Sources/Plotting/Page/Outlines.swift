import Glibc

extension Symbol {
  /// What a symbol is drawn as, around its point.
  enum Outline: Hashable {
    case disc(radius: Double)
    case ring(radius: Double, width: Double)
    case polygon([Point])
    case strokes([[Point]], width: Double)
  }

  /// The outline; forms of one size look equally large.
  var outline: Outline {
    let size = size.isFinite ? max(0, min(size, 1000)) : 0
    let r = size / 2, thickness = max(1, size / 4.5)
    switch form {
    case .disc: return .disc(radius: r)
    case .ring: return .ring(radius: r * 0.95, width: thickness)
    case .square:
      let h = r * 0.89
      return .polygon([Point(-h, -h), Point(h, -h), Point(h, h), Point(-h, h)])
    case .diamond:
      let h = r * 1.22
      return .polygon([Point(0, -h), Point(h, 0), Point(0, h), Point(-h, 0)])
    case .triangle:
      let h = r * 1.3
      return .polygon([Point(0, -h), Point(h * 0.9, h * 0.6), Point(-h * 0.9, h * 0.6)])
    case .cross:
      let h = r * 0.82
      return .strokes(
        [[Point(-h, -h), Point(h, h)], [Point(-h, h), Point(h, -h)]], width: thickness)
    case .plus:
      let h = r * 1.1
      return .strokes(
        [[Point(-h, 0), Point(h, 0)], [Point(0, -h), Point(0, h)]], width: thickness)
    }
  }
}

/// The shaft and the head of an arrow.
struct ArrowOutline {
  /// The line up to the head.
  let shaft: [Point]
  /// A triangle; empty where the arrow has no direction.
  let head: [Point]

  /// An arrow; short ones have smaller heads.
  init(from: Point, to: Point, width: Double) {
    let dx = to.x - from.x, dy = to.y - from.y
    let length = hypot(dx, dy)
    guard length > 1e-9, length.isFinite else {
      shaft = [from, from]
      head = []
      return
    }
    let reach = min(3.2 * width + 2.5, 0.65 * length), half = reach * 0.43
    let x = dx / length, y = dy / length
    let foot = Point(to.x - x * reach, to.y - y * reach)
    shaft = [from, foot]
    head = [
      to, Point(foot.x - y * half, foot.y + x * half), Point(foot.x + y * half, foot.y - x * half),
    ]
  }
}

extension Stroke {
  /// The lengths on and off in units; empty for a solid line.
  var dashLengths: [Double] { dash.lengths.map { $0 * shownWidth } }

  /// The width as it is drawn.
  var shownWidth: Double { width.isFinite ? max(0.1, min(width, 200)) : 1 }
}

extension Double {
  /// The opacity that it stands for: held between 0 and 1, and 1 for nan.
  var asOpacity: Double { isNaN ? 1 : max(0, min(1, self)) }
}
