/// A function that jumps: it keeps each number until the next place, as a share of samples does.
public struct Steps: Mark {
  /// Where it jumps, from left to right.
  @Packed public private(set) var x: [Double]
  /// The numbers from there on, as many as `x`.
  @Packed public private(set) var y: [Double]
  /// The name in the legend.
  public var label: String?
  /// The colour, or that of the series.
  public var ink: Ink?
  /// The width in points.
  public var width: Double
  /// Whether it is a series of its own.
  public var isSeries: Bool

  /// A function that jumps; of the longer of `x` and `y` the rest is left out.
  public init(
    x: [Double], y: [Double], label: String? = nil, ink: Ink? = nil, width: Double = 1.75,
    isSeries: Bool = true
  ) {
    (self.x, self.y) = Pairs.of(x, y)
    self.label = label
    self.ink = ink
    self.width = width
    self.isSeries = isSeries
  }

  /// The share of values up to each number, from 0 to 1; values that are not finite are left out.
  public init(distributionOf values: [Double], label: String? = nil, ink: Ink? = nil) {
    let sorted = Ascending.sorted(values.filter(\.isFinite))
    let count = Double(sorted.count)
    let first = sorted.prefix(1)
    self.init(
      x: first + sorted, y: first.map { _ in 0 } + sorted.indices.map { Double($0 + 1) / count },
      label: label, ink: ink)
  }

  /// Whether its parts fit together.
  public var isSound: Bool { x.count == y.count }

  /// What it is.
  public var noun: String { "steps" }

  /// Both coordinates of its points.
  public var numberCount: Int { 2 * x.count }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    Extent(x: Interval(of: x, positive: log.x), y: Interval(of: y, positive: log.y))
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample { LegendSample(stroke: stroke(series)) }

  private func stroke(_ series: Int) -> Stroke {
    Stroke(
      ink ?? .series(series), width: width,
      dash: ink == nil ? Theme.dash(ofSeries: series) : .solid)
  }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    var trace = Trace(on: pane)
    var height = Double.nan
    for index in x.indices {
      // Along the last number to here, then up or down; a number that is missing is a gap.
      if height.isFinite, x[index].isFinite { trace.add(x[index], height) }
      trace.add(x[index], y[index])
      height = x[index].isFinite ? y[index] : .nan
    }
    let (lines, singles) = trace.finish()
    for line in lines { pane.draw(.line(line, stroke(pane.series))) }
    pane.draw(
      .symbols(singles, Symbol(.disc, size: width + 1, ink: stroke(pane.series).ink)))
  }
}
