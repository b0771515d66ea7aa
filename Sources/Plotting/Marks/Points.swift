/// Points in the plane; those that are not finite are left out.
public struct Points: Mark {
  /// From left to right.
  public let x: [Double]
  /// From bottom to top, as many as `x`.
  public let y: [Double]
  /// The name in the legend.
  public var label: String?
  /// The colour, or that of the series.
  public var ink: Ink?
  /// The symbol, or that of the series.
  public var form: Symbol.Form?
  /// The diameter in points, or smaller the more points there are.
  public var size: Double?
  /// Whether it is a series of its own.
  public var isSeries: Bool
  /// Whether its axes should have the same unit.
  public var keepsProportions: Bool

  /// Points; of the longer of `x` and `y` the rest is left out.
  public init(
    x: [Double], y: [Double], label: String? = nil, ink: Ink? = nil, form: Symbol.Form? = nil,
    size: Double? = nil, isSeries: Bool = true, keepsProportions: Bool = false
  ) {
    let count = min(x.count, y.count)
    self.x = x.count == count ? x : Array(x.prefix(count))
    self.y = y.count == count ? y : Array(y.prefix(count))
    self.label = label
    self.ink = ink
    self.form = form
    self.size = size
    self.isSeries = isSeries
    self.keepsProportions = keepsProportions
  }

  /// What it is, for the summary of a figure.
  public var noun: String { x.count == 1 ? "1 point" : "\(x.count) points" }

  /// All finite numbers.
  public func extent(log: AxisPair<Bool>) -> Extent {
    Extent(x: Interval(of: x, positive: log.x), y: Interval(of: y, positive: log.y))
  }

  /// Its symbol.
  public func sample(series: Int) -> LegendSample {
    var symbol = symbol(series)
    symbol.size = 5.5
    symbol.opacity = 1
    return LegendSample(symbol: symbol)
  }

  /// Draws what can be seen of it.
  public func draw(on pane: inout Pane) {
    pane.draw(.symbols(Decimation.distinct(x, y, on: pane), symbol(pane.series)))
  }

  /// Many points are small and let those below show through.
  private func symbol(_ series: Int) -> Symbol {
    let size = size ?? (x.count <= 100 ? 5.5 : x.count <= 1000 ? 4 : x.count <= 10_000 ? 2.5 : 1.5)
    return Symbol(
      form ?? Theme.form(ofSeries: series), size: size, ink: ink ?? .series(series),
      opacity: x.count <= 100 ? 0.9 : x.count <= 1000 ? 0.7 : 0.5)
  }
}
