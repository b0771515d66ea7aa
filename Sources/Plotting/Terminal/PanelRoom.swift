/// Where the parts of a panel stand in cells.
struct PanelRoom {
  /// The pane inside the axes.
  var pane: (column: Int, row: Int, columns: Int, rows: Int)
  /// Numbers beside the axis at the left, and at the axis below.
  var yTicks: [Tick] = []
  var xTicks: [Tick] = []
  /// The cells of the longest number at the left.
  var labelWidth = 0
  /// The row of the title, or nil for none.
  var titleRow: Int?
  /// The row of the label of the axis at the left.
  var yLabelRow: Int?
  /// Whether there are axes' lines.
  var hasXAxis = false
  var hasYAxis = false
  /// Whether there are numbers below.
  var hasXTicks = false
  /// The row of the label below.
  var xLabelRow: Int?
  /// The first row of a legend below.
  var legendRow: Int?
  /// The first column of a legend at the right.
  var legendColumn: Int?
  /// The numbers of the colour bar and its first column.
  var barTicks: [Tick] = []
  var barColumn: Int?
  /// The first column in which nothing stands.
  var right = 0
}

/// Finds room for the parts of a panel: what is least needed is left out first.
struct PanelRoomPlan {
  let panel: Panel
  let framing: Framing
  let style: TerminalStyle
  let columns: Int
  let rows: Int
  /// Rows of a legend below.
  var legendRows = 0
  /// Columns of a legend at the right.
  var legendColumns = 0
  /// The panels beside it: for a title or a label that one of them has, all leave room.
  var beside: [Panel] = []
  /// The least room for the numbers at the left, for those of the panels above and below.
  var leastLabelWidth = 0

  /// A plan for a panel that stands alone.
  init(_ panel: Panel, _ style: TerminalStyle, columns: Int, rows: Int) {
    self.panel = panel
    self.style = style
    self.columns = columns
    self.rows = rows
    framing = Framing(panel)
  }

  /// The places of all parts.
  func room() -> PanelRoom {
    var room = PanelRoom(pane: (0, 0, columns, rows))
    divideRows(&room)
    divideColumns(&room)
    return room
  }

  // MARK: Rows

  /// Labels go while the pane has less than four rows, then the axis while it has less than two.
  ///
  /// What goes upwards differs between panels and is kept longer than what goes from left to right.
  private func divideRows(_ room: inout PanelRoom) {
    var parts: Set<Part> = []
    for panel in beside + [panel] {
      if !panel.title.isEmpty { parts.insert(.title) }
      if !panel.x.isHidden { parts.formUnion([.xAxis, .xTicks]) }
      if !panel.x.label.isEmpty, !panel.x.isHidden { parts.insert(.xLabel) }
      if !panel.y.label.isEmpty, !panel.y.isHidden { parts.insert(.yLabel) }
    }
    for (part, least) in [
      (Part.xLabel, 5), (.yLabel, 4), (.title, 4), (.xTicks, 3), (.xAxis, 2),
    ] where rows - legendRows - parts.count < least {
      parts.remove(part)
    }
    var row = 0
    if parts.contains(.title) { (room.titleRow, row) = (row, row + 1) }
    if parts.contains(.yLabel) { (room.yLabelRow, row) = (row, row + 1) }
    room.pane.row = row
    let below = parts.subtracting([.title, .yLabel]).count
    room.pane.rows = max(1, rows - row - below - legendRows)
    room.hasXAxis = parts.contains(.xAxis) && !panel.x.isHidden
    room.hasXTicks = parts.contains(.xTicks) && !panel.x.isHidden
    room.hasYAxis = !panel.y.isHidden && columns >= 4
    if parts.contains(.xLabel) { room.xLabelRow = 0 }
  }

  private enum Part { case title, yLabel, xAxis, xTicks, xLabel }

  // MARK: Columns

  private func divideColumns(_ room: inout PanelRoom) {
    let axis = room.hasYAxis ? 1 : 0
    let space = room.pane.rows
    let bar = barWidth(space)
    let right = bar + legendColumns
    var overhang = 0
    room.labelWidth = max(0, min(leastLabelWidth, columns / 3))
    // The numbers at an axis depend on its length, which depends on the numbers at the other one.
    for _ in 0..<4 {
      let width = max(1, columns - room.labelWidth - axis - right - overhang)
      let size = paneCells(width, space)
      (room.pane.columns, room.pane.rows) = size
      room.yTicks = room.hasYAxis ? yTicks(size.rows) : []
      let labels = labelWidth(room.yTicks)
      room.xTicks = room.hasXAxis ? xTicks(size.columns) : []
      let over = room.hasXTicks ? self.overhang(room.xTicks, size.columns, right) : 0
      if labels <= room.labelWidth, over <= overhang { break }
      room.labelWidth = max(room.labelWidth, labels)
      overhang = max(overhang, over)
    }
    let used = room.labelWidth + axis + room.pane.columns + right + overhang
    let left = max(0, columns - used) / 2
    room.pane.column = left + room.labelWidth + axis
    finish(&room, bar, overhang)
  }

  /// The parts at the right and below, where the pane stands.
  private func finish(_ room: inout PanelRoom, _ bar: Int, _ overhang: Int) {
    let edge = room.pane.column + room.pane.columns
    room.right = edge
    if bar > 0 {
      room.barColumn = edge + 1
      room.barTicks = barTicks(room.pane.rows)
      room.right = edge + bar
    }
    if legendColumns > 0 { room.legendColumn = room.right + 2 }
    var row = room.pane.row + room.pane.rows + (room.hasXAxis ? 1 : 0) + (room.hasXTicks ? 1 : 0)
    if room.xLabelRow != nil { (room.xLabelRow, row) = (row, row + 1) }
    if legendRows > 0 { room.legendRow = row }
  }

  /// The cells of a pane: all, or those that keep the panel's proportions.
  private func paneCells(_ columns: Int, _ rows: Int) -> (columns: Int, rows: Int) {
    let cell = style.cell
    let size = framing.paneSize(
      panel, within: Extents(Double(columns) * cell.width, Double(rows) * cell.height))
    func cells(_ length: Double, _ cell: Double, _ most: Int) -> Int {
      guard length.isFinite else { return most }
      return max(1, min(most, Int(max(0, min(1e6, (length / cell).rounded())))))
    }
    return (cells(size.width, cell.width, columns), cells(size.height, cell.height, rows))
  }

  // MARK: Numbers

  private func yTicks(_ rows: Int) -> [Tick] {
    let height = style.cell.height
    let scale = framing.scales(panel, width: 1, height: Double(rows) * height).y
    // A blank row between two numbers, unless there are few.
    return Ticks.fitting(
      scale, names: panel.y.names, isWhole: panel.y.isWhole ?? false, gap: rows >= 6 ? height : 0,
      size: { _ in height })
  }

  private func xTicks(_ columns: Int) -> [Tick] {
    let width = style.cell.width
    let scale = framing.scales(panel, width: Double(columns) * width, height: 1).x
    return Ticks.fitting(
      scale, names: panel.x.names, isWhole: panel.x.isWhole ?? false, gap: 3 * width,
      size: { Double(CellWidth.of(PrintableText.inCells($0))) * width })
  }

  /// The cells of the numbers at the left: none where the pane would be less than five wide.
  private func labelWidth(_ ticks: [Tick]) -> Int {
    let most = columns - 1 - 5
    guard most > 0 else { return 0 }
    let widest = ticks.map { CellWidth.of(PrintableText.inCells($0.label)) }.max() ?? 0
    // Numbers stand whole or not at all; names are shortened.
    if panel.y.names.isEmpty { return widest <= most ? widest : 0 }
    return min(widest, max(1, columns / 3), most)
  }

  /// How far the last number below stands out at the right.
  private func overhang(_ ticks: [Tick], _ columns: Int, _ right: Int) -> Int {
    guard let last = ticks.last(where: { !$0.label.isEmpty }), columns > 12 else { return 0 }
    let scale = framing.scales(panel, width: Double(columns), height: 1).x
    let width = CellWidth.of(PrintableText.inCells(last.label))
    let cell = Int(max(0, min(Double(columns - 1), scale(last.value))))
    let over = cell - (width - 1) / 2 + width - columns
    return max(0, min(over - right, 3))
  }

  // MARK: Colour bar

  /// The columns of the colour bar with its numbers and the gap before it; 0 where there is no room.
  private func barWidth(_ rows: Int) -> Int {
    guard panel.colourBar != nil, columns >= 30, rows >= 4 else { return 0 }
    let labels = barTicks(rows).map { CellWidth.of($0.label) }.max() ?? 0
    return 1 + 2 + 1 + labels
  }

  private func barTicks(_ rows: Int) -> [Tick] {
    guard let bar = panel.colourBar, let scale = PanelRoomPlan.scale(bar, rows, style) else {
      return []
    }
    let height = style.cell.height
    return Ticks.fitting(scale, gap: rows >= 6 ? height : 0, size: { _ in height })
  }

  /// Where numbers stand along a colour bar; nil where its numbers have no logarithms.
  static func scale(_ bar: ColourBar, _ rows: Int, _ style: TerminalStyle) -> Scale? {
    if bar.isLog, bar.domain.low <= 0 { return nil }
    return Scale(
      bar.domain, length: Double(rows) * style.cell.height, isLog: bar.isLog, isReversed: true)
  }
}
