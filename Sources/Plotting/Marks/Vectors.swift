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
    let largest = Interval(of: marks.u)?.union(Interval(of: marks.v))
    // Vectors are taken as shares of the greatest component, so that no square is too great.
    let size = largest.map { max(abs($0.low), abs($0.high)) } ?? 0
    let unit = size > 0 ? size : 1
    var all: [Arrow] = []
    for index in marks.x.indices {
      let u = marks.u[index], v = marks.v[index]
      let middle = pane.point(marks.x[index], marks.y[index])
      guard u.isFinite, v.isFinite, middle.isFinite, marks.x[index].isFinite,
        marks.y[index].isFinite, pane.box.contains(middle)
      else { continue }
      let across = Vectors.slope(pane.x, marks.x[index]), up = Vectors.slope(pane.y, marks.y[index])
      all.append(
        Arrow(
          middle: middle, dx: u / unit * across, dy: -v / unit * up,
          magnitude: hypot(u / unit, v / unit)))
    }
    longest = all.reduce(0) { max($0, $1.magnitude) }
    fit(all, marks.isNormalised, pane)
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

  /// Gives arrows a length: that of the distance between them at most.
  private mutating func fit(_ all: [Arrow], _ isNormalised: Bool, _ pane: Pane) {
    let x = Interval(of: all.lazy.map(\.middle.x)), y = Interval(of: all.lazy.map(\.middle.y))
    guard let x, let y else { return }
    let spacing = Arrows.spacing(x.high - x.low, y.high - y.low, all.count)
    let least = max(6 * pane.dot.width, 6 * pane.dot.height, 0.6 * pane.em)
    let seen = spacing < least ? Vectors.means(all, least, pane) : all
    // The greatest component of all as the unit brings the others into range.
    let greatest = seen.reduce(0) { max($0, abs($1.dx), abs($1.dy)) }
    let unit = greatest > 0 ? greatest : 1
    let lengths = seen.map { hypot($0.dx / unit, $0.dy / unit) }
    let top = lengths.max() ?? 0
    let most = 0.95 * max(spacing, least)
    arrows = zip(seen, lengths).map { arrow, length in
      var arrow = arrow
      let wanted = length == 0 || top == 0 ? 0 : most * (isNormalised ? 1 : length / top)
      // Shorter than a dot, an arrow has no direction.
      let isDot = length == 0 || wanted < min(pane.dot.width, pane.dot.height)
      arrow.dx = isDot ? 0 : arrow.dx / unit / length * wanted
      arrow.dy = isDot ? 0 : arrow.dy / unit / length * wanted
      return arrow
    }
  }

  /// The means of the vectors in squares of a size.
  private static func means(_ all: [Arrow], _ size: Double, _ pane: Pane) -> [Arrow] {
    let columns = Dots.count(pane.width, size), rows = Dots.count(pane.height, size)
    var sums = [(arrow: Arrow, count: Double)](
      repeating: (Arrow(middle: Point(0, 0), dx: 0, dy: 0, magnitude: 0), 0), count: columns * rows)
    for arrow in all {
      let column = min(Int(max(arrow.middle.x / size, 0)), columns - 1)
      let row = min(Int(max(arrow.middle.y / size, 0)), rows - 1)
      let place = row * columns + column
      sums[place].count += 1
      let share = 1 / sums[place].count
      let mean = sums[place].arrow
      sums[place].arrow = Arrow(
        middle: Point(
          mean.middle.x + (arrow.middle.x - mean.middle.x) * share,
          mean.middle.y + (arrow.middle.y - mean.middle.y) * share),
        dx: mean.dx * (1 - share) + arrow.dx * share, dy: mean.dy * (1 - share) + arrow.dy * share,
        magnitude: mean.magnitude + (arrow.magnitude - mean.magnitude) * share)
    }
    return sums.filter { $0.count > 0 }.map(\.arrow)
  }
}
