/// Lines along which the numbers over a grid are equal.
///
/// The numbers are those at the middles of the cells; between two neighbours they lie on a straight line.
public struct Contours: Mark {
  /// The numbers; where they are not finite there is no line.
  public let grid: Grid
  /// The numbers of the lines, ascending.
  @Packed public private(set) var levels: [Double]
  /// The name in the legend.
  public var label: String?
  /// The colours on which the lines lie, from which they are to stand out; nil for none.
  public var ground: ColourBar?
  /// The colours that stand for the levels, or nil for none.
  public var map: ColourMap?
  /// The colour where no colours stand for the levels, or that of the series.
  public var ink: Ink?
  /// Whether the levels are written on the lines.
  public var hasLabels: Bool
  /// The width in points.
  public var width: Double

  /// Lines of equal numbers.
  ///
  /// - Parameters:
  ///   - grid: The numbers.
  ///   - levels: Those of the lines, or round ones.
  ///   - map: The colours that stand for the levels; nil for one colour.
  ///   - ink: The colour without a map, or that of the series.
  ///   - hasLabels: Whether the levels are written on the lines.
  ///   - label: The name in the legend.
  ///   - width: The width in points.
  public init(
    _ grid: Grid, levels: [Double]? = nil, map: ColourMap? = .viridis, ink: Ink? = nil,
    hasLabels: Bool = false, label: String? = nil, width: Double = 1.25
  ) {
    self.grid = grid
    self.map = ink == nil ? map : nil
    self.ink = ink
    self.hasLabels = hasLabels
    self.label = label
    self.width = width
    self.levels =
      levels.map { Set($0.filter(\.isFinite)).sorted() }
      ?? Contours.round(Interval(of: grid.values))
  }

  /// Round numbers inside a range, eight at most.
  private static func round(_ range: Interval?) -> [Double] {
    guard let range, range.halfLength > 0 else { return [] }
    return Ticks.fitting(Scale(range, length: 1), most: 8, gap: 0, size: { _ in 0 })
      .map(\.value).filter { $0 > range.low && $0 < range.high }
  }

  /// Whether its parts fit together.
  public var isSound: Bool {
    grid.isSound && levels == Set(levels.filter(\.isFinite)).sorted()
      && (ground?.domain.isSound ?? true)
  }

  /// What it is.
  public var noun: String { "contours" }

  /// The numbers of the grid.
  public var numberCount: Int { grid.values.count }

  /// Whether it is a series of its own.
  public var isSeries: Bool { map == nil && ink == nil }

  /// What the colours stand for.
  public var colourBar: ColourBar? {
    guard let map, let first = levels.first, let last = levels.last, !grid.isEmpty else {
      return nil
    }
    return ColourBar(domain: Contours.domain(first, last, map), map: map)
  }

  /// The numbers of the first and the last colour.
  private static func domain(_ first: Double, _ last: Double, _ map: ColourMap) -> Interval {
    let size = max(abs(first), abs(last))
    return map.isCentred ? Interval(spanning: -size, size) : Interval(spanning: first, last)
  }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    var extent = grid.extent(log: log)
    guard !grid.isEmpty else { return extent }
    // Lines go from the middles of the first cells to those of the last ones.
    let x = Interval(spanning: grid.centre(column: 0), grid.centre(column: grid.columns - 1))
    let y = Interval(spanning: grid.centre(row: 0), grid.centre(row: grid.rows - 1))
    if !log.x || x.low > 0 { extent.x = x }
    if !log.y || y.low > 0 { extent.y = y }
    return extent
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample {
    LegendSample(stroke: Stroke(ink(ofShare: 0.5, series), width: width))
  }

  /// Light on dark parts of the map below, and dark on light ones.
  private func ink(over ground: ColourBar, _ level: Double) -> Ink {
    let half = ground.domain.halfLength
    let share = half > 0 ? (level / 2 - ground.domain.low / 2) / half : 0.5
    return .colour(Colour(ground.map.colour(share).lightness < 60 ? 0xFFFFFF : 0x111111))
  }

  private func ink(ofShare share: Double, _ series: Int) -> Ink {
    map.map { .colour($0.colour(share)) } ?? ink ?? .series(series)
  }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    guard let field = ContourField(grid, on: pane) else { return }
    var squares = MarchingSquares(values: field.values, columns: field.columns)
    let bar = colourBar
    var lines: [ContourLines] = []
    for level in levels {
      let half = bar?.domain.halfLength ?? 0
      let share = half > 0 ? (level / 2 - (bar?.domain.low ?? 0) / 2) / half : 0.5
      var trace = Trace(on: pane)
      for line in squares.lines(at: level) {
        for point in line { trace.add(field.x(point.x), field.y(point.y)) }
        trace.lift()
      }
      let traced = trace.finish().lines
      lines.append(
        ContourLines(
          level: level, lines: traced,
          stroke: Stroke(
            ground.map { ink(over: $0, level) } ?? ink(ofShare: share, pane.series), width: width)))
    }
    if hasLabels { ContourLabels.place(&lines, on: pane) }
    for level in lines {
      for line in level.lines { pane.draw(.line(line, level.stroke)) }
    }
    // Texts are on top of all lines.
    for level in lines {
      let style = TextStyle(
        level.stroke.ink, scale: ContourLabels.scale, anchor: .middle, height: .middle)
      for label in level.labels { pane.draw(.text(label.text, at: label.box.centre, style)) }
    }
  }
}

/// The lines of a level as they stand in a pane.
struct ContourLines {
  /// The number.
  var level: Double
  /// The lines.
  var lines: [[Point]]
  /// How they are drawn.
  var stroke: Stroke
  /// What is written on them, and where.
  var labels: [(text: String, box: Box)] = []
}

/// The numbers at the middles of a grid's cells, or fewer where they are closer than dots.
private struct ContourField {
  let values: [Double]
  let columns: Int
  private let grid: Grid
  private let step: (x: Double, y: Double)

  init?(_ grid: Grid, on pane: Pane) {
    guard grid.columns > 1, grid.rows > 1 else { return nil }
    self.grid = grid
    let across = ContourField.stride(grid.columns, Dots.count(pane.width, pane.dot.width))
    let up = ContourField.stride(grid.rows, Dots.count(pane.height, pane.dot.height))
    step = (Double(across), Double(up))
    if across == 1, up == 1 {
      (values, columns) = (grid.values, grid.columns)
      return
    }
    // The numbers themselves rather than means of them: a linear function stays one.
    let kept = Swift.stride(from: 0, to: grid.columns, by: across)
    columns = (grid.columns + across - 1) / across
    values = Swift.stride(from: 0, to: grid.rows, by: up).flatMap { row in
      kept.map { grid.values[row * grid.columns + $0] }
    }
  }

  /// One of so many numbers is enough for one or two on two dots.
  private static func stride(_ count: Int, _ dots: Int) -> Int { max(1, 2 * count / dots) }

  /// The number along the axis from left to right at a place in cells.
  func x(_ place: Double) -> Double {
    Grid.place(grid.x, place * step.x, of: grid.columns)
  }

  /// The number along the axis from bottom to top at a place in cells.
  func y(_ place: Double) -> Double { Grid.place(grid.y, place * step.y, of: grid.rows) }
}
