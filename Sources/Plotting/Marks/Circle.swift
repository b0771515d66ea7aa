import Glibc

/// A circle in the plane; its axes have the same unit.
public struct Circle: Mark {
  /// The middle from left to right.
  public let x: Double
  /// The middle from bottom to top.
  public let y: Double
  /// From the middle to the line.
  public let radius: Double
  /// The name in the legend.
  public var label: String?
  /// The colour.
  public var ink: Ink
  /// How it is broken.
  public var dash: Stroke.Dash
  /// The width in points.
  public var width: Double

  /// A circle by its middle and its radius.
  public init(
    x: Double = 0, y: Double = 0, radius: Double = 1, label: String? = nil, ink: Ink = .muted,
    dash: Stroke.Dash = .solid, width: Double = 1.25
  ) {
    self.x = x
    self.y = y
    self.radius = abs(radius)
    self.label = label
    self.ink = ink
    self.dash = dash
    self.width = width
  }

  /// Whether its parts fit together.
  public var isSound: Bool { !(radius < 0) }

  /// What it is.
  public var noun: String { "circle" }

  /// Its middle and its radius.
  public var numberCount: Int { 3 }

  /// Whether it is a series of its own.
  public var isSeries: Bool { false }

  /// Whether its axes should have the same unit.
  public var keepsProportions: Bool { true }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    Extent(
      x: Circle.reach(x, radius, isLog: log.x), y: Circle.reach(y, radius, isLog: log.y))
  }

  private static func reach(_ middle: Double, _ radius: Double, isLog: Bool) -> Interval? {
    let low = middle - radius, high = middle + radius
    guard low.isFinite, high.isFinite, !isLog || high > 0 else { return nil }
    return Interval(spanning: isLog && low <= 0 ? min(middle, high) > 0 ? middle : high : low, high)
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample { LegendSample(stroke: stroke) }

  private var stroke: Stroke { Stroke(ink, width: width, dash: dash) }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    guard (x + radius).isFinite, (x - radius).isFinite, (y + radius).isFinite,
      (y - radius).isFinite
    else { return }
    var trace = Trace(on: pane, detail: 8)
    let count = 240
    for index in 0...count {
      // The last point is the first one.
      let angle = 2 * Double.pi * Double(index % count) / Double(count)
      trace.add(x + radius * cos(angle), y + radius * sin(angle))
    }
    let (lines, singles) = trace.finish()
    for line in lines { pane.draw(.line(line, stroke)) }
    pane.draw(.symbols(singles, Symbol(.disc, size: width + 1, ink: ink)))
  }
}
