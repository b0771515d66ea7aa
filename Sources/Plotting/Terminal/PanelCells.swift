/// A panel in cells.
struct PanelCells {
  /// What was drawn.
  private(set) var grid: CellGrid
  private let panel: Panel
  private let style: TerminalStyle
  private let framing: Framing

  /// Draws a panel as it is planned.
  init(_ plan: PanelRoomPlan) {
    panel = plan.panel
    style = plan.style
    framing = plan.framing
    grid = CellGrid(columns: plan.columns, rows: plan.rows)
    var plan = plan
    var room = plan.room()
    var pane = draw(room)
    let legend = LegendCells(panel.legendEntries, style, pane.signs)
    var corner = legend.place(panel.legend, on: pane.grid)
    if corner == nil, legend.reserve(&plan, panel.legend, room) {
      room = plan.room()
      pane = draw(room)
    } else if corner == nil {
      corner = legend.emptiest(on: pane.grid)
    }
    if let corner { legend.write(on: &pane.grid, corner.column, corner.row) }
    grid.place(pane.grid, room.pane.column, room.pane.row)
    write(room)
    legend.write(on: &grid, room)
  }

  /// The inside of the axes.
  private func draw(_ room: PanelRoom) -> PaneCells {
    let shapes = framing.draw(
      panel, width: Double(room.pane.columns) * style.cell.width,
      height: Double(room.pane.rows) * style.cell.height, dot: style.dot, em: style.cell.height
    ).shapes
    let signs = SeriesSigns(shapes, panel.legendEntries.map(\.sample), style)
    var pane = PaneCells(
      columns: room.pane.columns, rows: room.pane.rows, style: style, signs: signs)
    pane.draw(shapes)
    return pane
  }

  // MARK: Around the pane

  private mutating func write(_ room: PanelRoom) {
    if let row = room.titleRow {
      let title = CellWidth.fitted(panel.title, grid.columns, style.glyphs)
      write(centred: title, room, row, isBold: style.colour != .none)
    }
    if let row = room.yLabelRow {
      // Above the axis, from the end of its numbers on.
      let label = CellWidth.fitted(panel.y.label, grid.columns, style.glyphs)
      let start = max(0, room.pane.column - 1 - CellWidth.of(label))
      let first = room.pane.column - 1 - room.labelWidth
      grid.write(label, max(0, min(start, first)), row, ink: nil)
    }
    if let row = room.xLabelRow {
      write(centred: CellWidth.fitted(panel.x.label, grid.columns, style.glyphs), room, row)
    }
    if room.hasYAxis { writeYAxis(room) }
    if room.hasXAxis { writeXAxis(room) }
    if room.barColumn != nil { writeBar(room) }
  }

  /// Text above or below the middle of the pane, moved where it would not fit.
  private mutating func write(
    centred text: String, _ room: PanelRoom, _ row: Int, isBold: Bool = false
  ) {
    let width = CellWidth.of(text)
    let column = room.pane.column + (room.pane.columns - width) / 2
    grid.write(
      text, max(0, min(column, grid.columns - width)), row, ink: nil, isBold: isBold)
  }

  private mutating func writeYAxis(_ room: PanelRoom) {
    let ink = style.colour(of: .axis), column = room.pane.column - 1
    let scale = framing.scales(panel, width: 1, height: Double(room.pane.rows)).y
    for row in 0..<room.pane.rows {
      grid.put(signs.upright, column, room.pane.row + row, ink: ink)
    }
    let ticks = places(room.yTicks, scale, room.pane.rows)
    let labels = CellWidth.fitted(names: ticks.map(\.1.label), room.labelWidth, style.glyphs)
    for ((row, tick), label) in zip(ticks, labels) {
      grid.put(
        tick.label.isEmpty ? signs.rightSmall : signs.right, column, room.pane.row + row, ink: ink)
      guard room.labelWidth > 0 else { continue }
      grid.write(label, column - CellWidth.of(label), room.pane.row + row, ink: nil)
    }
  }

  private mutating func writeXAxis(_ room: PanelRoom) {
    let ink = style.colour(of: .axis), row = room.pane.row + room.pane.rows
    let scale = framing.scales(panel, width: Double(room.pane.columns), height: 1).x
    for column in 0..<room.pane.columns {
      grid.put(signs.level, room.pane.column + column, row, ink: ink)
    }
    if room.hasYAxis { grid.put(signs.corner, room.pane.column - 1, row, ink: ink) }
    // Numbers begin behind the one before.
    var free = 0
    for (column, tick) in places(room.xTicks, scale, room.pane.columns) {
      let place = room.pane.column + column
      grid.put(tick.label.isEmpty ? signs.upSmall : signs.up, place, row, ink: ink)
      guard room.hasXTicks, !tick.label.isEmpty else { continue }
      let most = panel.x.names.isEmpty ? grid.columns : room.pane.columns
      let label = CellWidth.fitted(tick.label, most, style.glyphs)
      let width = CellWidth.of(label)
      // Centred, and not beyond the right end, but always below its tick.
      let start = max(0, min(place - (width - 1) / 2, grid.columns - width))
      guard start >= free, start <= place, start + width > place else { continue }
      grid.write(label, start, row + 1, ink: nil)
      free = start + width + 1
    }
  }

  /// The cells of ticks in the order of their places; small ones only where they leave room, and not in
  /// the cell of another.
  private func places(_ ticks: [Tick], _ scale: Scale, _ count: Int) -> [(Int, Tick)] {
    func cell(_ tick: Tick) -> Int {
      let place = scale(tick.value)
      return place.isNaN ? 0 : Int(max(0, min(Double(count - 1), place.rounded(.down))))
    }
    let large = ticks.filter { !$0.label.isEmpty }.map { (cell($0), $0) }
    let taken = Set(large.map(\.0))
    var small: [(Int, Tick)] = []
    for tick in ticks where tick.label.isEmpty {
      let place = cell(tick)
      if !taken.contains(place), small.last?.0 != place { small.append((place, tick)) }
    }
    let hasSmall = style.glyphs == .blocks && small.count * 2 <= count
    return (large + (hasSmall ? small : [])).sorted { $0.0 < $1.0 }
  }

  /// The characters of axes.
  private var signs: AxisSigns { style.glyphs == .ascii ? .ascii : .lines }

  // MARK: Colour bar

  private mutating func writeBar(_ room: PanelRoom) {
    guard let bar = panel.colourBar, let column = room.barColumn,
      let scale = PanelRoomPlan.scale(bar, room.pane.rows, style)
    else { return }
    let count = room.pane.rows * 2
    let shares = (0..<count).map { 1 - (Float($0) + 0.5) / Float(count) }
    var strip = PaneCells(
      columns: 2, rows: room.pane.rows, style: style, signs: SeriesSigns([], [], style))
    if let raster = Raster(width: 1, height: count, shares: shares, map: bar.map) {
      let cell = style.cell
      let box = Box(
        x: 0, y: 0, width: 2 * cell.width, height: Double(room.pane.rows) * cell.height)
      strip.draw([.image(raster, box)])
    }
    grid.place(strip.grid, column, room.pane.row)
    let unit = Scale(
      scale.domain, length: Double(room.pane.rows), isLog: bar.isLog, isReversed: true)
    for (row, tick) in places(room.barTicks, unit, room.pane.rows) where !tick.label.isEmpty {
      grid.write(tick.label, column + 3, room.pane.row + row, ink: nil)
    }
  }
}

/// The characters of axes.
private struct AxisSigns {
  let upright: Character
  let level: Character
  let corner: Character
  let right: Character
  let up: Character
  let rightSmall: Character
  let upSmall: Character

  static let ascii = AxisSigns(
    upright: "|", level: "-", corner: "+", right: "+", up: "+", rightSmall: "|", upSmall: "-")
  static let lines = AxisSigns(
    upright: "│", level: "─", corner: "└", right: "┤", up: "┬", rightSmall: "├", upSmall: "┴")
}
