/// How far the true numbers may be from points: lines with caps, in the colour of the series after them.
public struct ErrorBars: Mark {
  /// From left to right.
  @Packed public private(set) var x: [Double]
  /// From bottom to top, as many as `x`.
  @Packed public private(set) var y: [Double]
  /// How far they reach downwards; empty for not at all.
  @Packed public private(set) var below: [Double]
  /// How far they reach upwards; empty for not at all.
  @Packed public private(set) var above: [Double]
  /// How far they reach to the left; empty for not at all.
  @Packed public private(set) var before: [Double]
  /// How far they reach to the right; empty for not at all.
  @Packed public private(set) var after: [Double]
  /// The name in the legend.
  public var label: String?
  /// The colour, or that of the series.
  public var ink: Ink?

  /// Bars around points; points without an error, or with one of nan, have no bar.
  ///
  /// - Parameters:
  ///   - x: From left to right.
  ///   - y: From bottom to top.
  ///   - below: How far they reach downwards.
  ///   - above: How far they reach upwards.
  ///   - before: How far they reach to the left.
  ///   - after: How far they reach to the right.
  ///   - label: The name in the legend.
  ///   - ink: The colour, or that of the series.
  public init(
    x: [Double], y: [Double], below: [Double] = [], above: [Double] = [], before: [Double] = [],
    after: [Double] = [], label: String? = nil, ink: Ink? = nil
  ) {
    let count = min(x.count, y.count)
    self.x = Array(x.prefix(count))
    self.y = Array(y.prefix(count))
    self.below = below
    self.above = above
    self.before = before
    self.after = after
    self.label = label
    self.ink = ink
  }

  /// Bars that reach equally far up and down.
  public init(
    x: [Double], y: [Double], errors: [Double], label: String? = nil, ink: Ink? = nil
  ) {
    self.init(x: x, y: y, below: errors, above: errors, label: label, ink: ink)
  }

  /// Whether its parts fit together.
  public var isSound: Bool { x.count == y.count }

  /// What it is.
  public var noun: String { "error bars" }

  /// Places, values and lengths.
  public var numberCount: Int { 4 * x.count }

  /// Whether it is a series of its own.
  public var isSeries: Bool { false }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    Extent(
      x: ErrorBars.reach(x, before, after, isLog: log.x),
      y: ErrorBars.reach(y, below, above, isLog: log.y))
  }

  /// The numbers with their errors, so far as they are finite.
  private static func reach(
    _ values: [Double], _ less: [Double], _ more: [Double], isLog: Bool
  ) -> Interval? {
    let low = Interval(of: zip(values, less).lazy.map { $0 - abs($1) }, positive: isLog)
    let high = Interval(of: zip(values, more).lazy.map { $0 + abs($1) }, positive: isLog)
    guard let own = Interval(of: values, positive: isLog) else { return low?.union(high) ?? high }
    return own.union(low).union(high)
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample { LegendSample(stroke: stroke(series)) }

  private func stroke(_ series: Int) -> Stroke { Stroke(ink ?? .series(series), width: 1.25) }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    let stroke = stroke(pane.series)
    for bar in bars(y, below, above, at: x, pane.y, pane.x, pane.dot.width) {
      pane.draw(.line(bar.outline(cap: pane.em / 4).map { Point($0.y, $0.x) }, stroke))
    }
    for bar in bars(x, before, after, at: y, pane.x, pane.y, pane.dot.height) {
      pane.draw(.line(bar.outline(cap: pane.em / 4), stroke))
    }
  }

  /// A bar in units: along the axis of its error, and where it stands on the other one.
  private struct Bar {
    var low: Double, high: Double, place: Double
    var hasLowCap: Bool, hasHighCap: Bool

    /// From the lowest end to the highest, where this one stands.
    func joined(with other: Bar) -> Bar {
      var bar = self
      bar.low = min(min(low, high), min(other.low, other.high))
      bar.high = max(max(low, high), max(other.low, other.high))
      return bar
    }

    /// One line, which goes back over itself; along x, at the place along y.
    func outline(cap: Double) -> [Point] {
      var points = [Point(low, place), Point(high, place)]
      if hasLowCap {
        points = [Point(low, place - cap), Point(low, place + cap)] + points
      }
      if hasHighCap {
        points += [Point(high, place - cap), Point(high, place + cap)]
      }
      return points
    }
  }

  private func bars(
    _ values: [Double], _ less: [Double], _ more: [Double], at places: [Double], _ along: Scale,
    _ across: Scale, _ dot: Double
  ) -> [Bar] {
    let count = min(values.count, max(less.count, more.count))
    let columns = Dots.count(across.length, dot)
    // Of many bars on the same column of dots one from the lowest end to the highest is seen.
    var merged = [Bar?](repeating: nil, count: count > 2 * columns ? columns : 0)
    var bars: [Bar] = []
    for index in 0..<count {
      let error = (
        less: index < less.count ? abs(less[index]) : 0,
        more: index < more.count ? abs(more[index]) : 0
      )
      let place = across(places[index])
      guard values[index].isFinite, places[index].isFinite, place >= 0, place <= across.length,
        let low = ErrorBars.end(values[index] - error.less, along),
        let high = ErrorBars.end(values[index] + error.more, along),
        // A number that has no place has no bar.
        along(values[index]).isFinite
      else { continue }
      let bar = Bar(
        low: low.place, high: high.place, place: place, hasLowCap: low.hasCap,
        hasHighCap: high.hasCap)
      if merged.isEmpty {
        bars.append(bar)
      } else {
        let column = Dots.held(place, dot, columns)
        merged[column] = merged[column]?.joined(with: bar) ?? bar
      }
    }
    return bars + merged.compactMap { $0 }
  }

  /// Where a bar ends: one that has no end goes to the edge of the pane, without a cap.
  private static func end(_ value: Double, _ scale: Scale) -> (place: Double, hasCap: Bool)? {
    if value.isNaN { return nil }
    let isLow = value == -.infinity || scale.isLog && value <= 0
    if isLow || value == .infinity {
      return (isLow == scale.isReversed ? scale.length : 0, false)
    }
    let place = scale(value)
    return place.isFinite ? (place, true) : nil
  }
}
