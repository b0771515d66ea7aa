import Glibc

/// A line to compare with, from one end of the pane to the other: at a number, or through a point.
public struct ReferenceLine: Mark {
  /// Where it lies.
  public enum Place: Hashable, Codable, Sendable {
    /// At a number of the axis from bottom to top.
    case horizontal(y: Double)
    /// At a number of the axis from left to right.
    case vertical(x: Double)
    /// Through a point with a slope. It is straight in any axes: along a logarithmic one decades count,
    /// so that on two of them the slope is the exponent of a power.
    case through(x: Double, y: Double, slope: Double)
  }

  /// Where it lies.
  public let place: Place
  /// The name in the legend.
  public var label: String?
  /// The colour.
  public var ink: Ink
  /// How it is broken.
  public var dash: Stroke.Dash
  /// The width in points.
  public var width: Double
  /// Whether the axes are to reach it, of a line at a number.
  public var isReached: Bool

  /// A line to compare with.
  public init(
    _ place: Place, label: String? = nil, ink: Ink = .muted, dash: Stroke.Dash = .dotted,
    width: Double = 1.25, isReached: Bool = true
  ) {
    self.place = place
    self.label = label
    self.ink = ink
    self.dash = dash
    self.width = width
    self.isReached = isReached
  }

  /// What it is.
  public var noun: String { "reference line" }

  /// Its place.
  public var numberCount: Int { 1 }

  /// Whether it is a series of its own.
  public var isSeries: Bool { false }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    guard isReached else { return Extent(x: nil, y: nil) }
    switch place {
    case .horizontal(let y): return Extent(x: nil, y: Interval(of: [y], positive: log.y))
    case .vertical(let x): return Extent(x: Interval(of: [x], positive: log.x), y: nil)
    case .through: return Extent(x: nil, y: nil)
    }
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample { LegendSample(stroke: stroke) }

  private var stroke: Stroke { Stroke(ink, width: width, dash: dash) }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    switch place {
    case .horizontal(let number):
      let y = pane.y(number)
      guard number.isFinite, y >= 0, y <= pane.height else { return }
      pane.draw(.line([Point(0, y), Point(pane.width, y)], stroke))
    case .vertical(let number):
      let x = pane.x(number)
      guard number.isFinite, x >= 0, x <= pane.width else { return }
      pane.draw(.line([Point(x, pane.height), Point(x, 0)], stroke))
    case .through(let x, let y, let slope):
      let across = ReferenceLine.share(x, pane.x), up = ReferenceLine.share(y, pane.y)
      let rise = slope * (ReferenceLine.half(pane.x) / ReferenceLine.half(pane.y))
      if let ends = ReferenceLine.ends(across, up, rise) {
        pane.draw(
          .line(
            ends.map { Point($0.x * pane.width, (1 - $0.y) * pane.height) }, stroke))
      }
    }
  }

  /// Half of an axis, in decades where it is logarithmic.
  private static func half(_ scale: Scale) -> Double {
    scale.isLog
      ? log10(scale.domain.high) / 2 - log10(scale.domain.low) / 2 : scale.domain.halfLength
  }

  /// Where a number stands, 0 to 1 for those of the axis.
  private static func share(_ value: Double, _ scale: Scale) -> Double {
    if scale.isLog {
      return (log10(value) - log10(scale.domain.low)) / 2 / half(scale)
    }
    return (value / 2 - scale.domain.low / 2) / half(scale)
  }

  /// The ends of a line inside the unit square; nil where it passes by.
  private static func ends(_ x: Double, _ y: Double, _ slope: Double) -> [Point]? {
    guard x.isFinite, y.isFinite, slope.isFinite else { return nil }
    var low = 0.0, high = 1.0
    if slope == 0 {
      guard y >= 0, y <= 1 else { return nil }
    } else {
      let a = x - y / slope, b = x + (1 - y) / slope
      low = max(low, min(a, b))
      high = min(high, max(a, b))
    }
    guard low <= high else { return nil }
    let ends = [low, high].map { Point($0, max(0, min(1, y + ($0 - x) * slope))) }
    return ends.allSatisfy(\.isFinite) ? ends : nil
  }
}
