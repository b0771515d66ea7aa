/// The places of panels in rows: panes of one size, whose edges stand in line.
struct PageLayout {
  let text: TextMetrics
  let furniture: Furniture
  let theme: Theme

  /// The groups of a figure in a box; nil where a pane would get too little of its cell.
  func groups(_ figure: Figure, in box: Box, takesAny: Bool) -> [Scene.Group]? {
    switch figure {
    case .panel: return groups([[figure]], in: box, takesAny: takesAny)
    case .rows(let rows): return groups(rows, in: box, takesAny: takesAny)
    case .frames(let frames, _):
      guard let last = frames.last else { return [] }
      return groups(last, in: box, takesAny: takesAny)
    }
  }

  private func groups(_ rows: [[Figure]], in box: Box, takesAny: Bool) -> [Scene.Group]? {
    let rows = rows.filter { !$0.isEmpty }
    if rows.isEmpty { return [] }
    let cells = rows.map { row in
      row.map {
        cell($0, Extents(box.width / Double(row.count), box.height / Double(rows.count)))
      }
    }
    var grid = RowsLayout(rows: cells, box: box)
    grid.settle(fallback: text.size)
    guard takesAny || grid.fits else { return nil }
    var groups: [Scene.Group] = []
    for (row, figures) in rows.enumerated() {
      for (column, figure) in figures.enumerated() {
        let cell = grid.cell(row, column)
        if let layout = grid.rows[row][column] {
          let pane = grid.pane(row, column, layout)
          guard takesAny || PageLayout.isEnough(pane, of: cell, layout) else { return nil }
          groups += layout.groups(pane: pane, cell: cell)
        } else {
          guard let inner = self.groups(figure, in: cell, takesAny: takesAny) else { return nil }
          groups += inner
        }
      }
    }
    return groups
  }

  /// The layout of a figure that is a panel, in a cell of about a size.
  private func cell(_ figure: Figure, _ size: Extents) -> PanelLayout? {
    switch figure {
    case .panel(var panel):
      let framing = Framing(panel)
      if needsOutside(panel, framing, size) { panel.legend = .outside }
      return PanelLayout(
        panel: panel, framing: framing, text: text, furniture: furniture, theme: theme)
    case .rows, .frames: return nil
    }
  }

  /// Whether a legend would hide a part of a curve wherever it stood inside, and there is room beside.
  private func needsOutside(_ panel: Panel, _ framing: Framing, _ cell: Extents) -> Bool {
    guard panel.legend == .automatic, furniture.contains(.legendOutside) else { return false }
    let pane = framing.paneSize(panel, within: Extents(cell.width * 0.85, cell.height * 0.75))
    guard let legend = Legend(panel, text, room: Extents(cell.width * 0.4, cell.height)),
      legend.size.width < 0.36 * cell.width
    else { return false }
    let drawn = framing.draw(
      panel, width: pane.width, height: pane.height, dot: Extents(0.5, 0.5), em: text.size)
    return legend.best(in: drawn).hidden > 0.12
  }

  /// Whether a pane has a fair part of its cell.
  private static func isEnough(_ pane: Box, of cell: Box, _ layout: PanelLayout) -> Bool {
    if layout.panel.keepsProportions {
      return max(pane.width, pane.height) >= 0.4 * min(cell.width, cell.height)
        && min(cell.width, cell.height) >= 40
    }
    return pane.width >= 0.45 * cell.width && pane.height >= 0.4 * cell.height
      && pane.width >= 24 && pane.height >= 20
  }
}

/// Cells in rows; those of nested layouts are nil.
struct RowsLayout {
  let rows: [[PanelLayout?]]
  let box: Box
  /// The room around the panes of each cell.
  private var insets: [[Insets]]
  /// Of each row, the space for a pane.
  private var space: [Extents]

  init(rows: [[PanelLayout?]], box: Box) {
    self.rows = rows
    self.box = box
    insets = rows.map { $0.map { _ in Insets() } }
    space = rows.map { Extents(box.width / Double($0.count), box.height / Double(rows.count)) }
  }

  /// Finds room around the panes: what stands there depends on the size of the panes, so insets grow
  /// until they hold.
  mutating func settle(fallback: Double) {
    for _ in 0..<6 {
      let before = insets
      for row in rows.indices {
        for column in rows[row].indices {
          let cell = Extents(
            box.width / Double(rows[row].count), box.height / Double(rows.count))
          let needed =
            rows[row][column].map { $0.insets(pane: $0.paneSize(within: space[row]), cell: cell) }
            ?? Insets(left: 2 * fallback, right: fallback, top: fallback, bottom: 2 * fallback)
          insets[row][column] = insets[row][column].joined(needed)
        }
      }
      align()
      if insets == before { return }
      share()
    }
  }

  /// Gives the cells of a row the same room above and below, and those of a column the same at the
  /// sides, where all rows are equally long.
  private mutating func align() {
    for row in rows.indices {
      let top = insets[row].map(\.top).max() ?? 0, bottom = insets[row].map(\.bottom).max() ?? 0
      for column in rows[row].indices {
        insets[row][column].top = top
        insets[row][column].bottom = bottom
      }
    }
    let count = rows[0].count
    guard rows.allSatisfy({ $0.count == count }) else { return }
    for column in 0..<count {
      let left = insets.map { $0[column].left }.max() ?? 0
      let right = insets.map { $0[column].right }.max() ?? 0
      for row in rows.indices {
        insets[row][column].left = left
        insets[row][column].right = right
      }
    }
  }

  /// Shares what is left among the panes.
  private mutating func share() {
    let upright = insets.reduce(0) { $0 + $1[0].top + $1[0].bottom }
    let height = max(1, (box.height - upright) / Double(rows.count))
    for row in rows.indices {
      let across = insets[row].reduce(0) { $0 + $1.left + $1.right }
      space[row] = Extents(max(1, (box.width - across) / Double(rows[row].count)), height)
    }
  }

  /// Whether all cells stand in the box.
  var fits: Bool {
    let height = rows.indices.reduce(0) {
      $0 + insets[$1][0].top + space[$1].height + insets[$1][0].bottom
    }
    let widths = rows.indices.map { row in
      insets[row].reduce(0) { $0 + $1.left + space[row].width + $1.right }
    }
    return height <= box.height + 0.5 && widths.allSatisfy { $0 <= box.width + 0.5 }
  }

  /// The cell of a panel: its pane's space with the room around it.
  func cell(_ row: Int, _ column: Int) -> Box {
    let x = (0..<column).reduce(box.x) {
      $0 + insets[row][$1].left + space[row].width + insets[row][$1].right
    }
    let y = (0..<row).reduce(box.y) {
      $0 + insets[$1][0].top + space[$1].height + insets[$1][0].bottom
    }
    let inset = insets[row][column]
    return Box(
      x: x, y: y, width: inset.left + space[row].width + inset.right,
      height: inset.top + space[row].height + inset.bottom)
  }

  /// The pane of a panel, in whole units, in the middle of its space.
  func pane(_ row: Int, _ column: Int, _ layout: PanelLayout) -> Box {
    let cell = cell(row, column), inset = insets[row][column]
    let size = layout.paneSize(within: space[row])
    let x = cell.x + inset.left + (space[row].width - size.width) / 2
    let y = cell.y + inset.top + (space[row].height - size.height) / 2
    return Box(x: x.rounded(), y: y.rounded(), width: size.width, height: size.height)
  }
}
