import Glibc

/// A trajectory in the plane: a line with a sign at its start and heads along it that say where it goes.
public struct Path: Mark {
  /// From left to right.
  @Packed public private(set) var x: [Double]
  /// From bottom to top, as many as `x`.
  @Packed public private(set) var y: [Double]
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
    (self.x, self.y) = Pairs.of(x, y)
    self.label = label
    self.ink = ink
    self.width = width
    self.opacity = opacity
    self.start = start
    self.hasHeads = hasHeads
    self.isSeries = isSeries
    self.keepsProportions = keepsProportions
  }

  /// Whether its parts fit together.
  public var isSound: Bool { x.count == y.count }

  /// What it is.
  public var noun: String { "path" }

  /// Both coordinates of its points.
  public var numberCount: Int { 2 * x.count }

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

  /// Heads: one to six, around the middles of equal parts of the length; none on a line that is too
  /// short for one or covers the pane many times.
  private static func heads(_ lines: [[Point]], _ pane: Pane) -> [(from: Point, to: Point)] {
    let size = hypot(pane.width, pane.height)
    let total = lines.reduce(0) { $0 + length($1) }
    guard total > 3 * pane.em, total < 100 * size else { return [] }
    let count = max(1, min(6, (total / size * 3).rounded()))
    // Both ends of a head lie on the line.
    let half = min(0.55 * pane.em, total / count / 4)
    let wanted = (0..<Int(count)).flatMap { number -> [Double] in
      let middle = (Double(number) + 0.5) * total / count
      return [middle - half, middle + half]
    }
    let ends = points(lines, at: wanted)
    return stride(from: 0, to: ends.count - 1, by: 2).compactMap {
      pane.box.contains(ends[$0 + 1]) ? (ends[$0], ends[$0 + 1]) : nil
    }
  }

  /// The places at ascending distances along lines.
  private static func points(_ lines: [[Point]], at distances: [Double]) -> [Point] {
    var points: [Point] = []
    var passed = 0.0
    for line in lines {
      for (from, to) in zip(line, line.dropFirst()) {
        let part = hypot(to.x - from.x, to.y - from.y)
        while part > 0, points.count < distances.count, passed + part >= distances[points.count] {
          let share = (distances[points.count] - passed) / part
          points.append(Point(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share))
        }
        passed += part
      }
    }
    return points
  }

  private static func length(_ line: [Point]) -> Double {
    zip(line, line.dropFirst()).reduce(0) { $0 + hypot($1.1.x - $1.0.x, $1.1.y - $1.0.y) }
  }
}
