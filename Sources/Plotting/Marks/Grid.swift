import Glibc

/// Numbers over a regular grid of the plane.
public struct Grid: Codable, Sendable {
  /// What the ends of an axis of a grid are.
  public enum Standing: Hashable, Sendable {
    /// The middles of the first and the last cell, as where a function was evaluated.
    case centres
    /// The outer edges of the first and the last cell, as of counts.
    case edges
  }

  /// Row by row from the bottom, each from left to right; `rows * columns` of them.
  @Packed public private(set) var values: [Double]
  /// Cells from left to right.
  public let columns: Int
  /// Cells from bottom to top.
  public let rows: Int
  /// From the left edge of the first cell to the right edge of the last one.
  public let x: Interval
  /// From the bottom edge of the first cell to the top edge of the last one.
  public let y: Interval

  /// Numbers over a grid; the last row is left out where it is not full.
  ///
  /// - Parameters:
  ///   - values: Row by row from the bottom.
  ///   - columns: How many numbers a row has.
  ///   - x: From left to right.
  ///   - y: From bottom to top.
  ///   - standing: What the ends of `x` and `y` are.
  public init(
    values: [Double], columns: Int, x: Interval, y: Interval, standing: Standing = .centres
  ) {
    let columns = max(columns, 0)
    let rows = columns == 0 ? 0 : values.count / columns
    self.values = rows * columns == values.count ? values : Array(values.prefix(rows * columns))
    self.columns = columns
    self.rows = rows
    self.x = standing == .edges ? x.spread : Grid.edges(x, columns)
    self.y = standing == .edges ? y.spread : Grid.edges(y, rows)
  }

  /// Whether there is a number for each cell.
  var isSound: Bool {
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
    return rows >= 0 && columns >= 0 && !overflow && cells == values.count && x.isSound && y.isSound
  }

  /// Whether there are no numbers.
  public var isEmpty: Bool { values.isEmpty }

  /// The middle of a column.
  func centre(column: Int) -> Double { Grid.centre(x, column, of: columns) }

  /// The middle of a row.
  func centre(row: Int) -> Double { Grid.centre(y, row, of: rows) }

  private static func centre(_ range: Interval, _ index: Int, of count: Int) -> Double {
    place(range, Double(index), of: count)
  }

  /// The number at a place in cells from the middle of the first one.
  static func place(_ range: Interval, _ place: Double, of count: Int) -> Double {
    range.at((place + 0.5) / Double(max(count, 1)))
  }

  /// Half a cell beyond the outer middles.
  private static func edges(_ range: Interval, _ count: Int) -> Interval {
    guard range.halfLength > 0, count > 1 else { return range.spread }
    let half = range.halfLength / Double(count - 1)
    return Interval(spanning: range.low - half, range.high + half)
  }

  /// The numbers of the plane under the cells; of a logarithmic axis those of cells right of 0.
  func extent(log: AxisPair<Bool>) -> Extent {
    guard !isEmpty else { return Extent(x: nil, y: nil) }
    return Extent(
      x: log.x ? Grid.positive(x, columns) : x, y: log.y ? Grid.positive(y, rows) : y,
      flush: [.left, .right, .bottom, .top])
  }

  /// From the first edge of a cell above 0.
  private static func positive(_ range: Interval, _ count: Int) -> Interval? {
    guard range.high > 0 else { return nil }
    if range.low > 0 { return range }
    let cell = range.halfLength * 2 / Double(max(count, 1))
    let first = (-range.low / cell).rounded(.down) + 1
    let low = range.low + first * cell
    return Interval(spanning: low > 0 && low < range.high ? low : range.high, range.high)
  }
}
