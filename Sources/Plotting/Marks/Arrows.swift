import Glibc

/// Vectors in the plane as arrows whose middles stand at points; a vector of 0 is a dot.
///
/// The longest arrow is about as long as the points are apart. Directions are those of the axes: an
/// arrow along a curve is a tangent of the curve as it is drawn.
public struct Arrows: Mark {
  /// The points from left to right.
  @Packed public private(set) var x: [Double]
  /// The points from bottom to top.
  @Packed public private(set) var y: [Double]
  /// The vectors from left to right.
  @Packed public private(set) var u: [Double]
  /// The vectors from bottom to top.
  @Packed public private(set) var v: [Double]
  /// The name in the legend.
  public var label: String?
  /// The colour, or that of the series.
  public var ink: Ink?
  /// Whether all arrows are equally long.
  public var isNormalised: Bool
  /// The colours that stand for the lengths of the vectors, or nil for none.
  public var map: ColourMap?
  /// Whether the axes should have the same unit.
  public var keepsProportions: Bool

  /// Vectors at points; what one of the arrays has more than another is left out.
  ///
  /// - Parameters:
  ///   - x: The points from left to right.
  ///   - y: The points from bottom to top.
  ///   - u: The vectors from left to right.
  ///   - v: The vectors from bottom to top.
  ///   - isNormalised: Whether all arrows are equally long.
  ///   - map: The colours that stand for the lengths of the vectors.
  ///   - label: The name in the legend.
  ///   - ink: The colour, or that of the series.
  ///   - keepsProportions: Whether the axes should have the same unit.
  public init(
    x: [Double], y: [Double], u: [Double], v: [Double], isNormalised: Bool = false,
    map: ColourMap? = nil, label: String? = nil, ink: Ink? = nil, keepsProportions: Bool = false
  ) {
    let count = min(x.count, y.count, u.count, v.count)
    self.x = Array(x.prefix(count))
    self.y = Array(y.prefix(count))
    self.u = Array(u.prefix(count))
    self.v = Array(v.prefix(count))
    self.isNormalised = isNormalised
    self.map = map
    self.label = label
    self.ink = ink
    self.keepsProportions = keepsProportions
  }

  /// Whether its parts fit together.
  public var isSound: Bool { x.count == y.count && x.count == u.count && x.count == v.count }

  /// What it is.
  public var noun: String { x.count == 1 ? "1 arrow" : "\(x.count) arrows" }

  /// Places and components.
  public var numberCount: Int { 4 * x.count }

  /// Whether it is a series of its own.
  public var isSeries: Bool { map == nil }

  /// What the colours stand for.
  public var colourBar: ColourBar? {
    guard let map, let lengths = Interval(of: u.indices.lazy.map { hypot(u[$0], v[$0]) })
    else { return nil }
    return ColourBar(domain: lengths.union(Interval(spanning: 0, 0)), map: map)
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample { LegendSample(stroke: stroke(series)) }

  private func stroke(_ series: Int) -> Stroke { Stroke(ink ?? .series(series), width: 1.25) }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    guard let x = Interval(of: self.x, positive: log.x),
      let y = Interval(of: self.y, positive: log.y)
    else { return Extent(x: nil, y: nil) }
    if log.x || log.y { return Extent(x: x, y: y) }
    // Half an arrow stands out beyond the outer points.
    let share = Arrows.spacing(1, 1, self.x.count) / 2
    return Extent(
      x: x.widened(by: share), y: y.widened(by: share), flush: [.left, .right, .bottom, .top])
  }

  /// How far points of a regular grid in a rectangle are apart: with `s` between neighbours there are
  /// `(w/s + 1)·(h/s + 1)` of them, a quadratic equation in `1/s`.
  static func spacing(_ width: Double, _ height: Double, _ count: Int) -> Double {
    let sum = width + height, area = width * height
    guard count > 1, sum > 0 else { return max(sum, 1) / 5 }
    let more = Double(count - 1)
    // The root as a quotient is exact also for points on a line, where the area is 0.
    return (sum + (sum * sum + 4 * area * more).squareRoot()) / (2 * more)
  }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    let vectors = Vectors(self, on: pane)
    let stroke = stroke(pane.series)
    let dot = min(pane.dot.width, pane.dot.height)
    for arrow in vectors.arrows {
      // A short one still has its direction; next to nothing has none.
      let share = arrow.length < dot / 20 ? 0 : 0.5, middle = arrow.middle
      var stroke = stroke
      if let map { stroke.ink = .colour(map.colour(vectors.share(arrow.magnitude))) }
      pane.draw(
        .arrow(
          from: Point(middle.x - arrow.dx * share, middle.y - arrow.dy * share),
          to: Point(middle.x + arrow.dx * share, middle.y + arrow.dy * share), stroke))
    }
  }
}
