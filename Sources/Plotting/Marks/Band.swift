/// The area between two curves, as of an estimate and its error; it has the colour of the series after it.
///
/// It is broken where a number is nan. A bound that is infinite, or has no logarithm on a logarithmic
/// axis, lies at the edge of the pane.
public struct Band: Mark {
  /// From left to right.
  @Packed public private(set) var x: [Double]
  /// One bound, as many as `x`.
  @Packed public private(set) var low: [Double]
  /// The other bound, as many as `x`.
  @Packed public private(set) var high: [Double]
  /// The name in the legend.
  public var label: String?
  /// The colour, or that of the series.
  public var ink: Ink?
  /// 0 to 1.
  public var opacity: Double

  /// The area between two curves; what one of the arrays has more than another is left out.
  public init(
    x: [Double], low: [Double], high: [Double], label: String? = nil, ink: Ink? = nil,
    opacity: Double = 0.25
  ) {
    let count = min(x.count, low.count, high.count)
    self.x = Array(x.prefix(count))
    self.low = Array(low.prefix(count))
    self.high = Array(high.prefix(count))
    self.label = label
    self.ink = ink
    self.opacity = opacity
  }

  /// Whether its parts fit together.
  public var isSound: Bool { x.count == low.count && x.count == high.count }

  /// What it is.
  public var noun: String { "band" }

  /// Places and both bounds.
  public var numberCount: Int { 3 * x.count }

  /// Whether it is a series of its own.
  public var isSeries: Bool { false }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    let low = Interval(of: low, positive: log.y), high = Interval(of: high, positive: log.y)
    return Extent(
      x: Interval(of: x, positive: log.x), y: low?.union(high) ?? high, flush: [.left, .right])
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample { LegendSample(fill: fill(series)) }

  private func fill(_ series: Int) -> Fill { Fill(ink ?? .series(series), opacity: opacity) }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    var lower = Trace(on: pane, isOutline: true), upper = lower
    for index in x.indices {
      let across = pane.x(x[index])
      let below = Ends.place(min(low[index], high[index]), pane)
      let above = Ends.place(max(low[index], high[index]), pane)
      guard x[index].isFinite, across.isFinite, let below, let above,
        !low[index].isNaN, !high[index].isNaN
      else {
        close(&lower, &upper, &pane)
        continue
      }
      lower.add(Point(across, below))
      upper.add(Point(across, above))
    }
    close(&lower, &upper, &pane)
  }

  /// Fills what lies between two lines.
  private func close(_ lower: inout Trace, _ upper: inout Trace, _ pane: inout Pane) {
    let below = lower.outline(), above = upper.outline()
    guard !below.isEmpty else { return }
    let outline = above + below.reversed()
    if let range = Interval(of: outline.lazy.map(\.x)), range.halfLength < pane.dot.width / 2,
      let first = above.first, let last = below.first
    {
      // An area without a width would not be seen.
      let stroke = Stroke(fill(pane.series).ink, width: 2, opacity: min(1, opacity * 2))
      pane.draw(.line([first, last], stroke))
    } else {
      pane.draw(.area(outline, fill(pane.series)))
    }
  }
}

/// Where the ends of intervals stand from top to bottom.
enum Ends {
  /// A number's place, nil for nan.
  ///
  /// That of an infinity is the edge of the pane, as is that of a number without a
  /// logarithm on a logarithmic axis.
  static func place(_ value: Double, _ pane: Pane) -> Double? {
    if value.isNaN { return nil }
    if value == .infinity { return 0 }
    if value == -.infinity || pane.y.isLog && value <= 0 { return pane.height }
    return pane.y(value)
  }
}
