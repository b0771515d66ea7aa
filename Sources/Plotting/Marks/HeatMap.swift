import Glibc

/// Numbers over a grid of the plane as colours: a density, a field, a matrix.
///
/// Cells far smaller than a dot are shown by the mean of their colours. On a logarithmic axis each cell
/// is as wide as its edges are apart there.
public struct HeatMap: Mark {
  /// The numbers; where they are nan nothing is drawn.
  public let grid: Grid
  /// The name in the legend.
  public var label: String?
  /// The colours.
  public var map: ColourMap
  /// The numbers of the first and the last colour; those beyond have the same colours.
  public let domain: Interval
  /// Whether equal ratios of numbers are equal steps of colours; numbers up to 0 have the first one.
  public let isLog: Bool
  /// Whether colours change evenly between the middles of cells.
  public var isSmooth: Bool
  /// Whether the axes should have the same unit.
  public var keepsProportions: Bool

  /// Numbers as colours.
  ///
  /// - Parameters:
  ///   - grid: The numbers.
  ///   - map: The colours.
  ///   - domain: The numbers of the first and the last colour, or those of the grid: the least and the
  ///     greatest finite one, of a map with a middle as far from 0 to both sides.
  ///   - isLog: Whether equal ratios are equal steps of colours.
  ///   - isSmooth: Whether colours change evenly between the middles of cells.
  ///   - keepsProportions: Whether the axes should have the same unit.
  ///   - label: The name in the legend.
  public init(
    _ grid: Grid, map: ColourMap = .viridis, domain: Interval? = nil, isLog: Bool = false,
    isSmooth: Bool = false, keepsProportions: Bool = false, label: String? = nil
  ) {
    self.grid = grid
    self.map = map
    self.isSmooth = isSmooth
    self.keepsProportions = keepsProportions
    self.label = label
    let domain = domain.flatMap { !isLog || $0.low > 0 ? $0 : nil }
    let found = domain ?? Interval(of: grid.values, positive: isLog)
    // Without a number above 0 there is nothing of which to take ratios.
    self.isLog = isLog && found != nil
    let size = found.map { max(abs($0.low), abs($0.high)) } ?? 1
    let centred = map.isCentred && !isLog && domain == nil ? Interval(spanning: -size, size) : nil
    let shown = centred ?? found ?? Interval(spanning: 0, 1)
    self.domain = self.isLog ? shown.openedByRatio : shown.opened
  }

  /// Whether its parts fit together.
  public var isSound: Bool { grid.isSound && domain.isSound && (!isLog || domain.low > 0) }

  /// What it is.
  public var noun: String { "heat map" }

  /// The numbers of its cells.
  public var numberCount: Int { grid.values.count }

  /// Whether it is a series of its own.
  public var isSeries: Bool { false }

  /// What the colours stand for.
  public var colourBar: ColourBar? {
    grid.isEmpty ? nil : ColourBar(domain: domain, map: map, isLog: isLog)
  }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent { grid.extent(log: log) }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample {
    LegendSample(fill: Fill(.colour(map.colour(0.6))))
  }

  /// The place of a number among the colours, 0 to 1; nan for nan.
  func share(_ value: Double) -> Float {
    if value.isNaN { return .nan }
    if isLog {
      let low = log(domain.low), length = log(domain.high) - low
      guard value > 0 else { return 0 }
      return length > 0 ? Float(max(0, min(1, (log(value) - low) / length))) : middle(value)
    }
    let half = domain.halfLength
    guard half > 0 else { return middle(value) }
    return Float(max(0, min(1, (value / 2 - domain.low / 2) / half)))
  }

  /// The place of a number where the domain is one number.
  private func middle(_ value: Double) -> Float {
    value < domain.low ? 0 : value > domain.low ? 1 : 0.5
  }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    guard !grid.isEmpty,
      let across = GridAxis(grid.x, cells: grid.columns, on: pane.x, dot: pane.dot.width),
      let up = GridAxis(grid.y, cells: grid.rows, on: pane.y, dot: pane.dot.height)
    else { return }
    let columns = across.resampling(isSmooth: isSmooth), rows = up.resampling(isSmooth: isSmooth)
    let pixels = Resampling.apply(
      shares(), columns: columns, rows: rows, width: grid.columns)
    // A raster begins at the top.
    let fromTop = (0..<rows.count).reversed().flatMap {
      pixels[($0 * columns.count)..<(($0 + 1) * columns.count)]
    }
    if let raster = Raster(width: columns.count, height: rows.count, shares: fromTop, map: map) {
      let box = Box(
        x: across.start, y: up.start, width: across.end - across.start, height: up.end - up.start)
      pane.draw(.image(raster, box))
    }
  }

  /// The places of all numbers among the colours.
  private func shares() -> [Float] { grid.values.map(share) }
}
