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
      return PanelCells(PanelRoomPlan(panel, style, columns: columns, rows: rows)).grid
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
    var places: [Place] = []
    for (index, line) in lines.enumerated() {
      let top = (room + space) * index / lines.count
      let bottom = (room + space) * (index + 1) / lines.count - space
      places += TerminalText.places(line, columns, top..<bottom)
    }
    for (place, grid) in zip(places, drawn(places, style)) {
      whole.place(grid, place.columns.lowerBound, place.rows.lowerBound)
    }
    if room < rows {
      whole.write(
        CellWidth.fitted("(\(left) more)", columns, style.glyphs), 0, whole.usedRows,
        ink: style.colour(of: .axis))
    }
    return whole
  }

  /// A figure of a layout and its cells.
  private struct Place {
    let figure: Figure
    let columns: Range<Int>
    let rows: Range<Int>
    /// The panels in its row.
    let beside: [Panel]
  }

  /// Figures side by side.
  private static func places(_ line: [Figure], _ columns: Int, _ rows: Range<Int>) -> [Place] {
    let panels = line.compactMap { figure -> Panel? in
      if case .panel(let panel) = figure { panel } else { nil }
    }
    return line.enumerated().map { index, figure in
      let left = (columns + gap) * index / line.count
      let right = (columns + gap) * (index + 1) / line.count - gap
      return Place(
        figure: figure, columns: left..<max(left + 1, right), rows: rows, beside: panels)
    }
  }

  /// Figures at their places; axes that stand above each other begin in the same column.
  private static func drawn(_ places: [Place], _ style: TerminalStyle) -> [CellGrid] {
    var plans: [PanelRoomPlan?] = []
    var widths: [Range<Int>: Int] = [:]
    for place in places {
      guard case .panel(let panel) = place.figure else {
        plans.append(nil)
        continue
      }
      var plan = PanelRoomPlan(
        panel, style, columns: place.columns.count, rows: place.rows.count)
      // Low panels need their rows for themselves.
      if place.rows.count >= 12 { plan.beside = place.beside }
      plans.append(plan)
      let width = plan.room().labelWidth
      // Panels that keep their proportions stand in the middle.
      if !panel.keepsProportions { widths[place.columns] = max(widths[place.columns] ?? 0, width) }
    }
    return zip(places, plans).map { place, plan in
      guard var plan else {
        return grid(place.figure, style, place.columns.count, place.rows.count)
      }
      if !plan.panel.keepsProportions { plan.leastLabelWidth = widths[place.columns] ?? 0 }
      return PanelCells(plan).grid
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
