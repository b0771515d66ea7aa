import Glibc

/// Arrows as they stand in a pane.
struct Vectors {
  /// A vector in a pane, in units; y grows downwards.
  struct Arrow {
    /// Where its middle stands.
    var middle: Point
    /// From left to right.
    var dx: Double
    /// From top to bottom.
    var dy: Double
    /// The length of the vector as a share of the longest one.
    var magnitude: Double
    /// How long it is drawn.
    var length: Double { hypot(dx, dy) }
  }

  /// Those that are seen.
  private(set) var arrows: [Arrow]
  private var longest = 0.0

  init(_ marks: Arrows, on pane: Pane) {
    arrows = []
    let x = Interval(of: marks.x, positive: pane.x.isLog)
    let y = Interval(of: marks.y, positive: pane.y.isLog)
    guard let x, let y else { return }
    let from = pane.point(x.low, y.low), to = pane.point(x.high, y.high)
    let spacing = Arrows.spacing(
      min(abs(to.x - from.x), pane.width), min(abs(to.y - from.y), pane.height), marks.x.count)
    let least = max(6 * pane.dot.width, 6 * pane.dot.height, 0.6 * pane.em)
    let size = Vectors.size(marks)
    var means = spacing < least ? VectorMeans(least, pane) : nil
    for index in marks.x.indices {
      guard let arrow = Vectors.arrow(marks, index, size, pane) else { continue }
      longest = max(longest, arrow.magnitude)
      if means == nil { arrows.append(arrow) } else { means?.add(arrow) }
    }
    if let means { arrows = means.arrows }
    fit(marks.isNormalised, max(spacing, least))
  }

  /// The greatest component: vectors are taken as shares of it, so that no square is too great.
  private static func size(_ marks: Arrows) -> Double {
    let largest = Interval(of: marks.u)?.union(Interval(of: marks.v))
    let size = largest.map { max(abs($0.low), abs($0.high)) } ?? 0
    return size > 0 ? size : 1
  }

  /// A vector as it stands in a pane, its length not yet right; nil where it is not seen.
  @inline(__always)
  private static func arrow(
    _ marks: Arrows, _ index: Int, _ size: Double, _ pane: Pane
  ) -> Arrow? {
    let u = marks.u[index], v = marks.v[index]
    let middle = pane.point(marks.x[index], marks.y[index])
    guard u.isFinite, v.isFinite, middle.isFinite, marks.x[index].isFinite,
      marks.y[index].isFinite, pane.box.contains(middle)
    else { return nil }
    let across = slope(pane.x, marks.x[index]), up = slope(pane.y, marks.y[index])
    return Arrow(
      middle: middle, dx: u / size * across, dy: -v / size * up,
      magnitude: hypot(u / size, v / size))
  }

  /// The share of the longest vector's length.
  func share(_ magnitude: Double) -> Double { longest > 0 ? magnitude / longest : 0 }

  /// Units for each number at a number; no more than can be squared.
  private static func slope(_ scale: Scale, _ value: Double) -> Double {
    let slope =
      scale.isLog
      ? scale.length / (log(scale.domain.high) - log(scale.domain.low)) / value
      : scale.length / 2 / scale.domain.halfLength
    return slope.isNaN ? 0 : min(slope, 1e150)
  }

  /// Gives arrows their lengths.
  private mutating func fit(_ isNormalised: Bool, _ spacing: Double) {
    // The greatest component of all as the unit brings the others into range.
    let greatest = arrows.reduce(0) { max($0, abs($1.dx), abs($1.dy)) }
    let unit = greatest > 0 ? greatest : 1
    let top = arrows.reduce(0) { max($0, hypot($1.dx / unit, $1.dy / unit)) }
    for index in arrows.indices {
      let arrow = arrows[index]
      let length = hypot(arrow.dx / unit, arrow.dy / unit)
      let wanted = length == 0 ? 0 : 0.95 * spacing * (isNormalised ? 1 : length / top)
      arrows[index].dx = length == 0 ? 0 : arrow.dx / unit / length * wanted
      arrows[index].dy = length == 0 ? 0 : arrow.dy / unit / length * wanted
    }
  }
}

/// The means of vectors in squares of a pane.
private struct VectorMeans {
  private let size: Double
  private let columns: Int
  private let rows: Int
  private var sums: [(arrow: Vectors.Arrow, count: Double)]

  init(_ size: Double, _ pane: Pane) {
    self.size = size
    columns = Dots.count(pane.width, size)
    rows = Dots.count(pane.height, size)
    let none = Vectors.Arrow(middle: Point(0, 0), dx: 0, dy: 0, magnitude: 0)
    sums = Array(repeating: (none, 0), count: columns * rows)
  }

  mutating func add(_ arrow: Vectors.Arrow) {
    let column = Dots.held(arrow.middle.x, size, columns)
    let row = Dots.held(arrow.middle.y, size, rows)
    let place = row * columns + column
    let count = sums[place].count + 1, old = sums[place].arrow
    let mean = { (old: Double, new: Double) in old + (new - old) / count }
    sums[place].count = count
    sums[place].arrow = Vectors.Arrow(
      middle: Point(mean(old.middle.x, arrow.middle.x), mean(old.middle.y, arrow.middle.y)),
      dx: mean(old.dx, arrow.dx), dy: mean(old.dy, arrow.dy),
      magnitude: mean(old.magnitude, arrow.magnitude))
  }

  var arrows: [Vectors.Arrow] { sums.filter { $0.count > 0 }.map(\.arrow) }
}
