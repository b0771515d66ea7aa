/// The shapes of a pane in cells.
struct PaneCells {
  let style: TerminalStyle
  let signs: SeriesSigns
  /// What was drawn.
  var grid: CellGrid

  /// An empty pane of a number of cells.
  init(columns: Int, rows: Int, style: TerminalStyle, signs: SeriesSigns) {
    grid = CellGrid(columns: columns, rows: rows)
    self.style = style
    self.signs = signs
  }

  var isASCII: Bool { style.glyphs == .ascii }

  /// The pane with each cell divided.
  func lattice(across: Int = 1, down: Int = 1) -> Lattice {
    Lattice(cells: grid.columns, grid.rows, size: style.cell, across: across, down: down)
  }

  /// Draws shapes, each over those before it.
  mutating func draw(_ shapes: [Shape]) {
    var last: Shape?
    for shape in shapes {
      defer { last = shape }
      switch shape {
      case .line(let points, let stroke):
        // The ends of blocks are seen without a line around them.
        if !Polygon.isOutline(shape, of: last) { draw(line: points, stroke) }
      case .arrow(let from, let to, let stroke): draw(arrowFrom: from, to, stroke)
      case .area(let points, let fill): draw(area: points, fill)
      case .symbols(let points, let symbol): draw(points, symbol)
      case .image(let raster, let box): draw(raster, box)
      case .text(let text, let point, let style): draw(text, point, style)
      }
    }
  }

  /// Points as signs, or as dots where they are small.
  private mutating func draw(_ points: [Point], _ symbol: Symbol) {
    guard symbol.opacity > 0 else { return }
    let ink = style.colour(of: symbol.ink, opacity: max(symbol.opacity, 0.7))
    if isASCII || symbol.size >= 4.5 || signs.needsForms {
      let sign = isASCII ? symbol.form.character : PaneCells.sign(symbol.form)
      let cells = lattice()
      for point in points {
        if let cell = cells.field(point) { grid.put(sign, cell.x, cell.y, ink: ink) }
      }
    } else {
      let dots = lattice(across: 2, down: 4)
      for point in points {
        if let dot = dots.field(point) { grid.addDot(dot.x, dot.y, ink: ink) }
      }
    }
  }

  private static func sign(_ form: Symbol.Form) -> Character {
    switch form {
    case .disc: "●"
    case .square: "■"
    case .triangle: "▲"
    case .diamond: "◆"
    case .cross: "×"
    case .plus: "+"
    case .ring: "○"
    }
  }

  /// A line of text, of which no part is shown where its point is outside.
  private mutating func draw(_ text: String, _ point: Point, _ look: TextStyle) {
    let cells = lattice()
    guard let cell = cells.field(point) else { return }
    let text = PrintableText.inCells(text), ink = style.colour(of: look.ink)
    if look.isUpwards { return write(upright: Array(text), cell, look, ink) }
    let width = CellWidth.of(text)
    // Half a cell to the right, so that the middle of one character is the cell of its point.
    let column =
      switch look.anchor {
      case .start: cell.x
      case .middle: cell.x - (width - 1) / 2
      case .end: cell.x - width + 1
      }
    let place = max(0, min(column, grid.columns - width))
    grid.write(text, place, row(cell.y, point, look.height), ink: ink, isBold: look.isBold)
  }

  /// The row of a text: above or below its point where it stands on it or hangs from it.
  private func row(_ row: Int, _ point: Point, _ height: TextStyle.Height) -> Int {
    let half = style.cell.height / 2
    let middle =
      switch height {
      case .top: point.y + half
      case .middle: point.y
      case .bottom: point.y - half
      }
    let moved = (middle / style.cell.height).rounded(.down)
    return max(0, min(grid.rows - 1, Int(max(-1, min(moved, Double(grid.rows))))))
  }

  /// Turned text, its characters below each other.
  private mutating func write(
    upright text: [Character], _ cell: (x: Int, y: Int), _ look: TextStyle, _ ink: Colour?
  ) {
    let first =
      switch look.anchor {
      case .start: cell.y - text.count + 1
      case .middle: cell.y - text.count / 2
      case .end: cell.y
      }
    let top = max(0, min(first, grid.rows - text.count))
    for (index, character) in text.enumerated() {
      grid.write(String(character), cell.x, top + index, ink: ink, isBold: look.isBold)
    }
  }
}
