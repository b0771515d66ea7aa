/// A legend in cells.
struct LegendCells {
  private let entries: [(label: String, sample: LegendSample)]
  private let style: TerminalStyle
  private let signs: SeriesSigns

  /// The columns of a sample.
  private var signWidth: Int { style.glyphs == .ascii ? 3 : 4 }
  /// The most columns of a label.
  private static let longest = 40

  /// A legend; empty where no mark has a name.
  init(
    _ entries: [(label: String, sample: LegendSample)], _ style: TerminalStyle,
    _ signs: SeriesSigns
  ) {
    self.entries = entries.map {
      (CellWidth.fitted($0.label, LegendCells.longest, style.glyphs), $0.sample)
    }
    self.style = style
    self.signs = signs
  }

  /// The columns of the longest entry.
  private var width: Int {
    (entries.map { CellWidth.of($0.label) }.max() ?? 0) + signWidth + 1
  }

  // MARK: Inside

  /// The corner for a legend inside the pane: the asked one, or one where it hides nothing.
  func place(_ place: LegendPlace, on grid: CellGrid) -> (column: Int, row: Int)? {
    guard !entries.isEmpty, fits(grid) else { return nil }
    switch place {
    case .none, .outside: return nil
    case .topRight: return corners(grid)[0]
    case .topLeft: return corners(grid)[1]
    case .bottomRight: return corners(grid)[2]
    case .bottomLeft: return corners(grid)[3]
    case .automatic: break
    }
    // With a blank around it where there is such a corner.
    for margin in [1, 0] {
      if let free = corners(grid).first(where: { ink($0, grid, margin) == 0 }) { return free }
    }
    return nil
  }

  /// The corner in which a legend hides least; nil where it would fill most of the pane.
  func emptiest(on grid: CellGrid) -> (column: Int, row: Int)? {
    guard !entries.isEmpty, fits(grid), width * entries.count * 4 <= grid.columns * grid.rows
    else { return nil }
    return corners(grid).min { ink($0, grid, 0) < ink($1, grid, 0) }
  }

  private func fits(_ grid: CellGrid) -> Bool {
    width + 2 <= grid.columns && entries.count <= grid.rows
  }

  private func ink(_ corner: (column: Int, row: Int), _ grid: CellGrid, _ margin: Int) -> Int {
    grid.inked(
      columns: (corner.column - margin)..<(corner.column + width + margin),
      rows: (corner.row - margin)..<(corner.row + entries.count + margin))
  }

  private func corners(_ grid: CellGrid) -> [(column: Int, row: Int)] {
    let right = grid.columns - width - 1, bottom = grid.rows - entries.count
    return [(right, 0), (1, 0), (right, bottom), (1, bottom)]
  }

  // MARK: Outside

  /// Finds room outside of the axes: at the right where there is much, else below; false where there is
  /// none.
  func reserve(_ plan: inout PanelRoomPlan, _ place: LegendPlace, _ room: PanelRoom) -> Bool {
    guard !entries.isEmpty, place != .none else { return false }
    let isRight = place == .outside || entries.count > 3
    if isRight, width + 2 <= plan.columns / 3, entries.count <= room.pane.rows {
      plan.legendColumns = width + 2
      return true
    }
    let rows = lines(plan.columns).count
    guard room.pane.rows - rows >= 4 else { return false }
    plan.legendRows = rows
    return true
  }

  /// The entries below a panel, as many in a row as fit.
  private func lines(_ columns: Int) -> [[Int]] {
    var lines: [[Int]] = []
    var used = 0
    for (index, entry) in entries.enumerated() {
      let width = signWidth + 1 + CellWidth.of(entry.label)
      if !lines.isEmpty, used + 3 + width <= columns {
        lines[lines.count - 1].append(index)
        used += 3 + width
      } else {
        lines.append([index])
        used = width
      }
    }
    return lines
  }

  // MARK: Drawing

  /// Writes the entries below each other.
  func write(on grid: inout CellGrid, _ column: Int, _ row: Int) {
    for (index, entry) in entries.enumerated() { write(entry, on: &grid, column, row + index) }
  }

  /// Writes the legend outside of the axes where room was found for it.
  func write(on grid: inout CellGrid, _ room: PanelRoom) {
    if let column = room.legendColumn { write(on: &grid, column, room.pane.row) }
    guard let row = room.legendRow else { return }
    for (line, indices) in lines(grid.columns).enumerated() {
      let widths = indices.map { signWidth + 1 + CellWidth.of(entries[$0].label) }
      let width = widths.reduce(0, +) + 3 * (indices.count - 1)
      let middle = room.pane.column + (room.pane.columns - width) / 2
      var column = max(0, min(middle, grid.columns - width))
      for (index, width) in zip(indices, widths) {
        write(entries[index], on: &grid, column, row + line)
        column += width + 3
      }
    }
  }

  private func write(
    _ entry: (label: String, sample: LegendSample), on grid: inout CellGrid, _ column: Int,
    _ row: Int
  ) {
    let width = signWidth + 1 + CellWidth.of(entry.label)
    // What was below is hidden.
    grid.write(String(repeating: " ", count: width), column, row, ink: nil)
    grid.place(picture(entry.sample), column, row)
    grid.write(entry.label, column + signWidth + 1, row, ink: nil)
  }

  /// A sample as it is drawn in the pane.
  private func picture(_ sample: LegendSample) -> CellGrid {
    var cells = PaneCells(columns: signWidth, rows: 1, style: style, signs: signs)
    let size = style.cell, width = size.width * Double(signWidth)
    let middle = size.height / 2
    var shapes: [Shape] = []
    if let fill = sample.fill {
      let corners = [(0, 0), (width, 0), (width, size.height), (0, size.height)]
      shapes.append(.area(corners.map { Point($0.0, $0.1) }, fill))
    }
    if let stroke = sample.stroke, sample.fill.map(signs.isBody) != true {
      shapes.append(.line([Point(0, middle), Point(width, middle)], stroke))
    }
    if var symbol = sample.symbol {
      symbol.size = max(symbol.size, 5)
      shapes.append(.symbols([Point(width / 2, middle)], symbol))
    }
    cells.draw(shapes)
    return cells.grid
  }
}
