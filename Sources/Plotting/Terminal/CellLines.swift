import Glibc

extension PaneCells {
  /// A line: dots of braille, or characters of its slope or its series.
  mutating func draw(line points: [Point], _ stroke: Stroke) {
    guard stroke.opacity > 0 else { return }
    let ink = style.colour(of: stroke.ink, opacity: stroke.opacity)
    let isBehind = stroke.ink == .muted || stroke.ink == .grid
    if !isASCII { return draw(dots: points, isBehind: isBehind, stroke, ink) }
    if isBehind { return draw(behind: points, ink) }
    if let stem = Polygon.upright(points, style.cell) { return draw("|", stem, [], ink) }
    if let stem = Polygon.level(points, style.cell) { return draw("-", stem, [], ink) }
    let isLevel = points.allSatisfy { $0.y == points[0].y }
    if let sign = signs.character(ofLine: stroke.ink) ?? (isLevel ? "-" : nil) {
      draw(sign, points, signs.dashes(stroke), ink)
    } else {
      draw(slopes: points, stroke, ink)
    }
  }

  /// A line of the same character all along.
  private mutating func draw(
    _ sign: Character, _ points: [Point], _ dashes: [Double], _ ink: Colour?
  ) {
    let isOn = rhythm(dashes, 1)
    lattice().walk(points) { x, y, step in
      if isOn(step) { grid.put(sign, x, y, ink: ink) }
    }
  }

  /// What stands back is dotted: a straight line all along, others by every second place of a
  /// chessboard where no colour sets them back.
  private mutating func draw(
    dots points: [Point], isBehind: Bool, _ stroke: Stroke, _ ink: Colour?
  ) {
    let isStraight = isAlongAxis(points)
    let dash = isBehind && isStraight ? [1, 2] : signs.dashes(stroke)
    let isOn = rhythm(dash, 1)
    let isThinned = isBehind && !isStraight && ink == nil
    lattice(across: 2, down: 4).walk(points) { x, y, step in
      guard isOn(step), !isThinned || (x + y).isMultiple(of: 2) else { return }
      grid.addDot(x, y, ink: ink)
    }
  }

  /// A line that stands back, in characters.
  private mutating func draw(behind points: [Point], _ ink: Colour?) {
    let isLevel = points.allSatisfy { $0.y == points[0].y }
    lattice().walk(points) { x, y, _ in
      if !isLevel || x.isMultiple(of: 2) { grid.put(".", x, y, ink: ink) }
    }
  }

  /// Whether a line goes straight from left to right or from top to bottom.
  private func isAlongAxis(_ points: [Point]) -> Bool {
    points.allSatisfy { $0.y == points[0].y } || points.allSatisfy { $0.x == points[0].x }
  }

  /// Characters whose form is that of the line in their cell, seen in six parts.
  private mutating func draw(slopes points: [Point], _ stroke: Stroke, _ ink: Colour?) {
    var parts = [UInt8](repeating: 0, count: grid.columns * grid.rows)
    let isOn = rhythm(signs.dashes(stroke), 2)
    lattice(across: 2, down: 3).walk(points) { x, y, step in
      guard isOn(step) else { return }
      parts[y / 3 * grid.columns + x / 2] |= 1 << UInt8(x % 2 * 3 + y % 3)
    }
    for (index, part) in parts.enumerated() where part != 0 {
      let sign = PaneCells.slope(left: part & 7, right: part >> 3)
      grid.put(sign, index % grid.columns, index / grid.columns, ink: ink)
    }
  }

  /// The character of a line in a cell.
  ///
  /// - Parameters:
  ///   - left: Which thirds of the left half it touches: 1 for the upper, 2 for the middle, 4 for the
  ///     lower one.
  ///   - right: Which thirds of the right half.
  /// - Returns: A character of ASCII.
  static func slope(left: UInt8, right: UInt8) -> Character {
    switch left | right {
    case 1, 3: return "'"
    case 2: return "-"
    case 4, 6: return "."
    default:
      // It goes from top to bottom: which half is the higher?
      guard left != 0, right != 0 else { return "|" }
      let fall = height(right) - height(left)
      return fall < -0.6 ? "/" : fall > 0.6 ? "\\" : "|"
    }
  }

  /// The middle of thirds, from the top.
  private static func height(_ thirds: UInt8) -> Double {
    let places = (0..<3).filter { thirds >> UInt8($0) & 1 == 1 }
    return Double(places.reduce(0, +)) / Double(max(places.count, 1))
  }

  /// Whether a broken line is seen after a number of steps.
  private func rhythm(_ dashes: [Double], _ scale: Double) -> (Int) -> Bool {
    let lengths = dashes.map { max(1, Int(($0 * scale).rounded())) }
    let period = lengths.reduce(0, +)
    guard period > 0 else { return { _ in true } }
    return { step in
      var rest = step % period
      for (index, length) in lengths.enumerated() {
        if rest < length { return index.isMultiple(of: 2) }
        rest -= length
      }
      return false
    }
  }

  /// An arrow: a line with a head, or one sign where it is short.
  mutating func draw(arrowFrom from: Point, _ to: Point, _ stroke: Stroke) {
    guard from.isFinite, to.isFinite, stroke.opacity > 0 else { return }
    let ink = style.colour(of: stroke.ink, opacity: stroke.opacity)
    let dx = to.x - from.x, dy = to.y - from.y
    let length = (dx * dx + dy * dy).squareRoot()
    let isShort = length < (isASCII ? 3.5 : 2.25) * style.cell.height
    let place = isShort ? Point(from.x + dx / 2, from.y + dy / 2) : to
    if isShort || isASCII {
      if !isShort { draw(line: [from, to], stroke) }
      guard let cell = lattice().field(place) else { return }
      let isDot = length < style.cell.width / 40
      let sign = isDot ? (isASCII ? "." : "·") : PaneCells.arrow(dx, dy, isASCII)
      grid.put(sign, cell.x, cell.y, ink: ink)
    } else {
      draw(line: [from, to], stroke)
      for turn in [0.8, -0.8] {
        let angle = atan2(-dy, -dx) + turn
        draw(line: [to, Point(to.x + 3 * cos(angle), to.y + 3 * sin(angle))], stroke)
      }
    }
  }

  /// The sign of a direction, by the nearest eighth of a turn.
  private static func arrow(_ dx: Double, _ dy: Double, _ isASCII: Bool) -> Character {
    let eighth = (atan2(-dy, dx) / (.pi / 4)).rounded()
    let place = (Int(eighth) + 8) % 8
    return Array(isASCII ? ">/^\\</v\\" : "→↗↑↖←↙↓↘")[place]
  }
}
