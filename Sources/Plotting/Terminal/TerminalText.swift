/// Draws figures in the characters of a terminal.
public struct TerminalText {
  /// The lines of a figure, without blanks at their ends; not more than the style's rows, and none
  /// wider than its columns.
  ///
  /// - Parameters:
  ///   - figure: What is drawn; of frames the last one.
  ///   - style: The size, the characters and the colours.
  /// - Returns: Lines from the top, without newlines.
  public static func lines(_ figure: Figure, _ style: TerminalStyle) -> [String] {
    let columns = max(1, min(style.columns, 2000)), rows = max(1, min(style.rows, 1000))
    var lines = grid(figure, style, columns, rows).lines(style.colour)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// A figure in a number of cells.
  private static func grid(
    _ figure: Figure, _ style: TerminalStyle, _ columns: Int, _ rows: Int
  ) -> CellGrid {
    switch figure {
    case .panel(let panel):
      return PanelCells(panel, style, columns: columns, rows: rows).grid
    case .rows(let figures):
      return layout(figures.filter { !$0.isEmpty }, style, columns, rows)
    case .frames(let frames, _):
      guard let last = frames.last else { return CellGrid(columns: columns, rows: rows) }
      guard rows > 3 else { return grid(last, style, columns, rows) }
      var whole = CellGrid(columns: columns, rows: rows)
      let picture = grid(last, style, columns, rows - 1)
      whole.place(picture, 0, 0)
      let note = "frame \(frames.count) of \(frames.count)"
      let text = CellWidth.fitted(note, columns, style.glyphs)
      whole.write(
        text, (columns - CellWidth.of(text)) / 2, min(picture.usedRows, rows - 1),
        ink: style.colour(of: .axis))
      return whole
    }
  }

  /// The least columns of a panel beside another.
  private static let least = 24
  /// The columns between two panels.
  private static let gap = 2
  /// The least rows of a panel.
  private static let lowest = 3

  /// Figures in rows; those that would be too narrow stand below each other, and those for which
  /// there are no rows left are counted.
  private static func layout(
    _ figures: [[Figure]], _ style: TerminalStyle, _ columns: Int, _ rows: Int
  ) -> CellGrid {
    var whole = CellGrid(columns: columns, rows: rows)
    var lines = figures.flatMap { wrapped($0, columns) }
    guard !lines.isEmpty else { return whole }
    let most = max(1, (rows - 1) / lowest)
    var left = 0
    if lines.count > max(1, rows / lowest) {
      left = lines.dropFirst(most).reduce(0) { $0 + $1.count }
      lines = Array(lines.prefix(most))
    }
    let room = left > 0 && rows > lowest ? rows - 1 : rows
    // A blank row between two where there are enough.
    let space = room / lines.count >= 8 ? 1 : 0
    for (index, line) in lines.enumerated() {
      let top = (room + space) * index / lines.count
      let bottom = (room + space) * (index + 1) / lines.count - space
      place(line, style, on: &whole, top..<bottom)
    }
    if room < rows {
      whole.write(
        CellWidth.fitted("(\(left) more)", columns, style.glyphs), 0, whole.usedRows,
        ink: style.colour(of: .axis))
    }
    return whole
  }

  /// Figures side by side.
  private static func place(
    _ line: [Figure], _ style: TerminalStyle, on whole: inout CellGrid, _ rows: Range<Int>
  ) {
    for (index, figure) in line.enumerated() {
      let left = (whole.columns + gap) * index / line.count
      let right = (whole.columns + gap) * (index + 1) / line.count - gap
      whole.place(grid(figure, style, max(1, right - left), rows.count), left, rows.lowerBound)
    }
  }

  /// A row, or as few rows as are wide enough.
  private static func wrapped(_ row: [Figure], _ columns: Int) -> [[Figure]] {
    guard !row.isEmpty else { return [] }
    let most = max(1, (columns + gap) / (least + gap))
    let count = (row.count + most - 1) / most
    return (0..<count).map { line in
      Array(row[(row.count * line / count)..<(row.count * (line + 1) / count)])
    }
  }
}

extension Figure {
  /// Whether there is nothing at all to be drawn.
  fileprivate var isEmpty: Bool {
    switch self {
    case .panel: false
    case .rows(let rows): rows.allSatisfy(\.isEmpty)
    case .frames(let frames, _): frames.isEmpty
    }
  }
}

extension CellGrid {
  /// The rows down to the last one in which something is seen.
  var usedRows: Int {
    (0..<rows).last { row in (0..<columns).contains { !self[$0, row].isBlank } }.map { $0 + 1 }
      ?? 0
  }
}
