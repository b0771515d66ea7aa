import Glibc

/// A trajectory in the plane: a line with a sign at its start and heads along it that say where it goes.
public struct Path: Mark {
  /// From left to right.
  public let x: [Double]
  /// From bottom to top, as many as `x`.
  public let y: [Double]
  /// The name in the legend.
  public var label: String?
  /// The colour, or that of the series.
  public var ink: Ink?
  /// The width in points.
  public var width: Double
  /// 0 to 1.
  public var opacity: Double
  /// The sign at the first point, or nil for none.
  public var start: Symbol.Form?
  /// Whether heads say where it goes.
  public var hasHeads: Bool
  /// Whether it is a series of its own.
  public var isSeries: Bool
  /// Whether its axes should have the same unit.
  public var keepsProportions: Bool

  /// A trajectory; of the longer of `x` and `y` the rest is left out.
  public init(
    x: [Double], y: [Double], label: String? = nil, ink: Ink? = nil, width: Double = 1.5,
    opacity: Double = 1, start: Symbol.Form? = .ring, hasHeads: Bool = true, isSeries: Bool = true,
    keepsProportions: Bool = false
  ) {
    let count = min(x.count, y.count)
    self.x = x.count == count ? x : Array(x.prefix(count))
    self.y = y.count == count ? y : Array(y.prefix(count))
    self.label = label
    self.ink = ink
    self.width = width
    self.opacity = opacity
    self.start = start
    self.hasHeads = hasHeads
    self.isSeries = isSeries
    self.keepsProportions = keepsProportions
  }

  /// What it is.
  public var noun: String { "path" }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    Extent(x: Interval(of: x, positive: log.x), y: Interval(of: y, positive: log.y))
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample {
    LegendSample(stroke: stroke(series), symbol: sign(series))
  }

  private func stroke(_ series: Int) -> Stroke {
    Stroke(ink ?? .series(series), width: width, opacity: opacity)
  }

  private func sign(_ series: Int) -> Symbol? {
    start.map { Symbol($0, size: 5.5, ink: ink ?? .series(series), opacity: opacity) }
  }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    let stroke = stroke(pane.series)
    let (lines, singles) = Decimation.runs(x, y, on: pane)
    for line in lines { pane.draw(.line(line, stroke)) }
    pane.draw(.symbols(singles, Symbol(.disc, size: width + 1, ink: stroke.ink, opacity: opacity)))
    if hasHeads {
      for head in Path.heads(lines, pane) {
        pane.draw(.arrow(from: head.from, to: head.to, stroke))
      }
    }
    if let sign = sign(pane.series), let first = first(pane) { pane.draw(.symbols([first], sign)) }
  }

  private func first(_ pane: Pane) -> Point? {
    for index in x.indices where x[index].isFinite && y[index].isFinite {
      let point = pane.point(x[index], y[index])
      if point.isFinite { return point }
    }
    return nil
  }

  /// Where heads stand: one to six, in the middles of equal parts of the length; none on a line that is
  /// too short for one or covers the pane many times.
  private static func heads(_ lines: [[Point]], _ pane: Pane) -> [(from: Point, to: Point)] {
    let size = hypot(pane.width, pane.height)
    let total = lines.reduce(0) { $0 + length($1) }
    guard total > 2 * pane.em, total < 100 * size else { return [] }
    let count = max(1, min(6, (total / size * 3).rounded()))
    var wanted = 0.5, passed = 0.0
    var heads: [(from: Point, to: Point)] = []
    for line in lines {
      for (from, to) in zip(line, line.dropFirst()) {
        let part = hypot(to.x - from.x, to.y - from.y)
        while part > 0, passed + part >= total / count * wanted, wanted < count {
          let share = (total / count * wanted - passed) / part
          let tip = Point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
          let step = pane.em / 4 / part
          let tail = Point(tip.x - (to.x - from.x) * step, tip.y - (to.y - from.y) * step)
          if pane.box.contains(tip) { heads.append((tail, tip)) }
          wanted += 1
        }
        passed += part
      }
    }
    return heads
  }

  private static func length(_ line: [Point]) -> Double {
    zip(line, line.dropFirst()).reduce(0) { $0 + hypot($1.1.x - $1.0.x, $1.1.y - $1.0.y) }
  }
}
