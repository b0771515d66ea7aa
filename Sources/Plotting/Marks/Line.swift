/// A line through points in their order; it is broken where a number is not finite, or has no
/// logarithm on a logarithmic axis.
public struct Line: Mark {
  /// From left to right.
  @Packed public private(set) var x: [Double]
  /// From bottom to top, as many as `x`.
  @Packed public private(set) var y: [Double]
  /// The name in the legend.
  public var label: String?
  /// The colour, or that of the series.
  public var ink: Ink?
  /// How it is broken, or as the series' lines are.
  public var dash: Stroke.Dash?
  /// The width in points.
  public var width: Double
  /// 0 to 1.
  public var opacity: Double
  /// Whether it is a series of its own.
  public var isSeries: Bool
  /// Whether its axes should have the same unit.
  public var keepsProportions = false
  /// Whether its points have symbols, those of its series.
  public var hasSymbols = false

  /// A line; of the longer of `x` and `y` the rest is left out.
  public init(
    x: [Double], y: [Double], label: String? = nil, ink: Ink? = nil, dash: Stroke.Dash? = nil,
    width: Double = 1.75, opacity: Double = 1, isSeries: Bool = true
  ) {
    (self.x, self.y) = Pairs.of(x, y)
    self.label = label
    self.ink = ink
    self.dash = dash
    self.width = width
    self.opacity = opacity
    self.isSeries = isSeries
  }

  /// Whether its parts fit together.
  public var isSound: Bool { x.count == y.count }

  /// What it is, for the summary of a figure.
  public var noun: String { "line" }

  /// Both coordinates of its points.
  public var numberCount: Int { x.count + y.count }

  /// All finite numbers, from the first to the last column.
  public func extent(log: AxisPair<Bool>) -> Extent {
    Extent(
      x: Interval(of: x, positive: log.x), y: Interval(of: y, positive: log.y),
      flush: [.left, .right])
  }

  /// A short line.
  public func sample(series: Int) -> LegendSample {
    LegendSample(stroke: stroke(series), symbol: hasSymbols ? symbol(series) : nil)
  }

  /// Draws what can be seen of it.
  public func draw(on pane: inout Pane) {
    let stroke = stroke(pane.series)
    let (lines, singles) = Decimation.runs(x, y, on: pane)
    for line in lines { pane.draw(.line(line, stroke)) }
    // A number between two that are missing would not be seen as a line.
    pane.draw(.symbols(singles, Symbol(.disc, size: width + 1, ink: stroke.ink, opacity: opacity)))
    if hasSymbols {
      pane.draw(.symbols(Decimation.distinct(x, y, on: pane), symbol(pane.series)))
    }
  }

  private func symbol(_ series: Int) -> Symbol {
    Symbol(
      Theme.form(ofSeries: series), size: width + 3.5, ink: ink ?? .series(series),
      opacity: opacity)
  }

  private func stroke(_ series: Int) -> Stroke {
    Stroke(
      ink ?? .series(series), width: width,
      dash: dash ?? (ink == nil ? Theme.dash(ofSeries: series) : .solid), opacity: opacity)
  }
}
