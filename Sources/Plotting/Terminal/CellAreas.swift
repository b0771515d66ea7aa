extension PaneCells {
  /// An area: bodies as blocks or characters, shades as a background or as few dots.
  mutating func draw(area points: [Point], _ fill: Fill) {
    guard fill.opacity > 0, points.allSatisfy(\.isFinite) else { return }
    if signs.isBody(fill), Polygon.hasRightAngles(points) { return draw(body: points, fill) }
    let isSolid = fill.opacity >= SeriesSigns.solid
    if isASCII {
      let sign = isSolid ? body(fill.ink) : ":"
      let ink = style.colour(of: fill.ink, opacity: fill.opacity)
      lattice().fill(points) { x, y in grid.put(sign, x, y, ink: ink) }
    } else if style.colour != .none {
      let ink = style.theme.colour(of: fill.ink)
      lattice(down: 2).fill(points) { x, y in
        grid.tint(x, y, style.theme.background, ink, fill.opacity)
      }
    } else {
      let number = isSolid ? signs.number(ofFill: fill.ink) : 0
      lattice(across: 2, down: 4).fill(points) { x, y in
        guard PaneCells.isDot(x, y, isSolid, number, fill.opacity) else { return }
        if grid[x / 2, y / 4].text == nil { grid.addDot(x, y, ink: nil) }
      }
    }
  }

  /// Whether a shade has a dot at a place: all, half or an eighth of them.
  private static func isDot(
    _ x: Int, _ y: Int, _ isSolid: Bool, _ number: Int, _ opacity: Double
  ) -> Bool {
    if isSolid, number == 0 { return true }
    if isSolid ? number == 1 : opacity >= 0.35 { return (x + y).isMultiple(of: 2) }
    return x.isMultiple(of: 2) && (x / 2 + y / 2).isMultiple(of: 2) && y.isMultiple(of: 2)
  }

  // MARK: Bodies

  /// Bars: whole columns, of each at least one, with ends that are exact to an eighth of a cell.
  private mutating func draw(body points: [Point], _ fill: Fill) {
    let width = style.cell.width, count = Double(grid.columns)
    if let box = Polygon.rectangle(points) {
      guard box.width > 0, box.right > 0, box.x < count * width else { return }
      for column in columns(box.x / width, box.right / width) {
        put((box.y, box.bottom), column, fill)
      }
    } else {
      for column in 0..<grid.columns {
        for span in Polygon.spans(points, at: (Double(column) + 0.5) * width) {
          put(span, column, fill)
        }
      }
    }
  }

  /// The columns of a bar: those of bars with gaps are equally many wherever they stand, and leave
  /// a gap.
  private func columns(_ left: Double, _ right: Double) -> Range<Int> {
    let most = Double(grid.columns)
    var from = left.rounded(), to = right.rounded()
    if signs.areBarsApart, left >= 0, right <= most {
      let size = max(1, (right - left + 1e-6).rounded(.down))
      from = ((left + right - size) / 2).rounded()
      to = from + size
    }
    from = min(max(from, 0), most - 1)
    to = min(max(to, from + 1), most)
    return Int(from)..<Int(to)
  }

  /// The part of a bar in a column, from its top to its bottom in units.
  private mutating func put(_ span: (Double, Double), _ column: Int, _ fill: Fill) {
    let height = style.cell.height
    let top = max(span.0 / height, 0), bottom = min(span.1 / height, Double(grid.rows))
    guard top < bottom else { return }
    for row in Int(top)..<Int(bottom.rounded(.up)) {
      let part = (max(top - Double(row), 0), min(bottom - Double(row), 1))
      if isASCII || (style.colour == .none && signs.number(ofFill: fill.ink) > 0) {
        put(character: part, column, row, fill)
      } else {
        put(block: part, column, row, fill)
      }
    }
  }

  /// The part of a bar in a cell, between 0 at the top of the cell and 1 at its bottom, as a block.
  private mutating func put(
    block part: (top: Double, bottom: Double), _ column: Int, _ row: Int, _ fill: Fill
  ) {
    let ink = style.colour(of: fill.ink, opacity: max(fill.opacity, 0.85))
    let eighths = Int(((part.bottom - part.top) * 8).rounded())
    let behind = grid[column, row]
    if part.bottom > 0.99 {
      grid.put(block: max(1, min(eighths, 8)), column, row, ink, isClear: fill.opacity < 1)
    } else if part.top < 0.01, let ink, behind.text.map(CellGrid.lower.contains) == true {
      // The foot of a bar that stands on another one.
      if behind.text != "█" { (grid[column, row].top, grid[column, row].bottom) = (ink, ink) }
    } else if part.top < 0.01 {
      guard eighths >= 1 else { return }
      grid.put(eighths > 6 ? "█" : eighths > 2 ? "▀" : "▔", column, row, ink: ink)
    } else {
      let isLow = part.top + part.bottom > 1
      grid.put(eighths < 3 ? "─" : isLow ? "▄" : "▀", column, row, ink: ink)
    }
  }

  /// The part of a bar in a cell as a character; where two series overlap, it is a third one.
  private mutating func put(
    character part: (top: Double, bottom: Double), _ column: Int, _ row: Int, _ fill: Fill
  ) {
    let share = part.bottom - part.top, own = body(fill.ink)
    let ink = style.colour(of: fill.ink, opacity: fill.opacity)
    let behind = grid[column, row].text
    if share >= 0.5 || (share >= 1.0 / 3 && own == "#") {
      let isOver = fill.opacity < 1 && behind != own && behind.map(bodies.contains) == true
      let sign = isOver ? (isASCII ? "%" : "▓") : share < 2.0 / 3 && own == "#" ? ":" : own
      grid.put(sign, column, row, ink: ink)
    } else if own == "#", part.bottom > 0.99, behind == nil {
      // The end of a bar is seen to a third of a cell.
      grid.put(".", column, row, ink: ink)
    }
  }

  /// The character that the bodies of a series are made of.
  private func body(_ ink: Ink) -> Character {
    bodies[signs.number(ofFill: ink) % bodies.count]
  }

  private var bodies: [Character] { isASCII ? Array("#=o+x") : Array("█▒░▚▞") }
}

extension CellGrid {
  /// Blocks from the bottom of a cell up, by eighths.
  static let lower: [Character] = Array("▁▂▃▄▅▆▇█")

  /// Puts a block of some eighths from the bottom up; one that is clear shows another behind it.
  mutating func put(
    block eighths: Int, _ column: Int, _ row: Int, _ ink: Colour?, isClear: Bool
  ) {
    guard contains(column, row) else { return }
    let behind = self[column, row]
    var text = CellGrid.lower[eighths - 1], ink = ink
    var background: Colour?
    if let other = behind.ink, let text = behind.text, text == "▀" {
      // Above the end of a bar the next one of a stack has its foot.
      if eighths < 8 { background = other }
    } else if let own = ink, let other = behind.ink, own != other, isClear,
      let before = behind.text.flatMap(CellGrid.lower.firstIndex).map({ $0 + 1 })
    {
      let both = own.mixed(with: other, 0.5)
      if eighths == before || before == 8 {
        ink = both
        background = eighths < 8 && before == 8 ? other : nil
      } else if eighths == 8 {
        (text, ink, background) = (CellGrid.lower[before - 1], both, own)
      } else if eighths < before {
        (text, ink) = (CellGrid.lower[before - 1], other)
      }
    }
    put(text, column, row, ink: ink)
    if let background {
      (self[column, row].top, self[column, row].bottom) = (background, background)
    }
  }

  /// Colours the half of a cell that is the `y`-th from the top, seen through by its opacity.
  mutating func tint(
    _ column: Int, _ y: Int, _ ground: Colour, _ ink: Colour, _ opacity: Double
  ) {
    guard contains(column, y / 2) else { return }
    let isTop = y.isMultiple(of: 2)
    let before = isTop ? self[column, y / 2].top : self[column, y / 2].bottom
    let colour = (before ?? ground).mixed(with: ink, opacity)
    if isTop { self[column, y / 2].top = colour } else { self[column, y / 2].bottom = colour }
  }
}
