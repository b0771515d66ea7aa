extension PaneCells {
  /// An area: bodies as blocks or characters, shades as a background or as few dots.
  mutating func draw(area points: [Point], _ fill: Fill) {
    guard fill.opacity > 0 else { return }
    let isSolid = fill.opacity >= SeriesSigns.solid
    if isSolid, let box = PaneCells.rectangle(points) { return draw(bar: box, fill) }
    if isASCII {
      let sign = isSolid ? body(fill.ink) : fill.opacity < 0.35 ? "." : ":"
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

  /// Whether a shade has a dot at a place: all, half or a quarter of them.
  private static func isDot(
    _ x: Int, _ y: Int, _ isSolid: Bool, _ number: Int, _ opacity: Double
  ) -> Bool {
    if isSolid, number == 0 { return true }
    if isSolid ? number == 1 : opacity >= 0.35 { return (x + y).isMultiple(of: 2) }
    return x.isMultiple(of: 2) && (x / 2 + y / 2).isMultiple(of: 2) && y.isMultiple(of: 2)
  }

  /// The rectangle with sides along the axes that a polygon is, nil where it is none.
  private static func rectangle(_ points: [Point]) -> Box? {
    let corners = points.first == points.last ? Array(points.dropLast()) : points
    guard corners.count == 4, corners.allSatisfy(\.isFinite) else { return nil }
    for index in 0..<4 {
      let p = corners[index], q = corners[(index + 1) % 4], r = corners[(index + 2) % 4]
      guard (p.x == q.x && q.y == r.y) || (p.y == q.y && q.x == r.x) else { return nil }
    }
    let xs = corners.map(\.x), ys = corners.map(\.y)
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return nil }
    return Box(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// A bar: whole columns, at least one, with an end that is exact to an eighth of a cell.
  private mutating func draw(bar box: Box, _ fill: Fill) {
    let size = style.cell
    let width = Double(grid.columns), height = Double(grid.rows)
    guard box.width > 0, box.height > 0, box.right > 0, box.bottom > 0,
      box.x < width * size.width, box.y < height * size.height
    else { return }
    let from = min(max(box.x / size.width, 0).rounded(), width - 1)
    let to = min(max((box.right / size.width).rounded(), from + 1), width)
    let top = max(box.y / size.height, 0), bottom = min(box.bottom / size.height, height)
    for row in Int(top)..<max(Int(bottom.rounded(.up)), Int(top)) {
      let part = (max(top - Double(row), 0), min(bottom - Double(row), 1))
      for column in Int(from)..<Int(to) { put(part, column, row, fill) }
    }
  }

  /// The part of a bar in a cell, between 0 at the top of the cell and 1 at its bottom.
  private mutating func put(
    _ part: (top: Double, bottom: Double), _ column: Int, _ row: Int, _ fill: Fill
  ) {
    let ink = style.colour(of: fill.ink, opacity: fill.opacity)
    let share = part.bottom - part.top
    if isASCII || (ink == nil && signs.number(ofFill: fill.ink) > 0) {
      return put(body: share, isTop: part.bottom > 0.99, column, row, fill.ink, ink)
    }
    let behind = grid[column, row]
    let eighths = Int((share * 8).rounded())
    if part.bottom > 0.99 {
      let sign = PaneCells.lower[max(1, min(eighths, 8)) - 1]
      // Above the end of a bar the next one of a stack may have its foot.
      let foot = behind.text == "▀" || behind.text == "█" ? behind.ink : nil
      grid.put(sign, column, row, ink: ink)
      if let foot, eighths < 8 { (grid[column, row].top, grid[column, row].bottom) = (foot, foot) }
    } else if part.top < 0.01, let ink, let text = behind.text, PaneCells.lower.contains(text) {
      if text != "█" { (grid[column, row].top, grid[column, row].bottom) = (ink, ink) }
    } else if part.top < 0.01 {
      guard eighths >= 1 else { return }
      grid.put(eighths > 6 ? "█" : eighths > 2 ? "▀" : "▔", column, row, ink: ink)
    } else {
      let isLow = part.top + part.bottom > 1
      grid.put(eighths < 3 ? "─" : isLow ? "▄" : "▀", column, row, ink: ink)
    }
  }

  /// Blocks from the bottom of a cell up, by eighths.
  private static let lower: [Character] = Array("▁▂▃▄▅▆▇█")

  /// A cell of a bar that is made of characters.
  private mutating func put(
    body share: Double, isTop: Bool, _ column: Int, _ row: Int, _ ink: Ink, _ colour: Colour?
  ) {
    if isASCII, isTop, signs.number(ofFill: ink) == 0 {
      // Its end is seen to a third of a cell.
      let sign: Character = share < 1.0 / 3 ? "." : share < 2.0 / 3 ? ":" : "#"
      grid.put(sign, column, row, ink: colour)
    } else if share >= 0.5 {
      grid.put(body(ink), column, row, ink: colour)
    }
  }

  /// The character that the bodies of a series are made of.
  private func body(_ ink: Ink) -> Character {
    let signs: [Character] = Array(isASCII ? "#=o+x%" : "█▒░▓▚▞")
    return signs[self.signs.number(ofFill: ink) % signs.count]
  }
}

extension CellGrid {
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
