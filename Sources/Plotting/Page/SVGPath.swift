/// The data of a path in SVG: steps in hundredths of a unit from point to point, so that rounding does
/// not add up.
struct SVGPath {
  /// The data so far.
  private(set) var text = ""
  private var place = (x: 0, y: 0)
  private var command: Character = "M"

  /// Starts a line.
  mutating func move(_ point: Point) {
    place = SVGPath.hundredths(point)
    text += "M" + SVGPath.pair(place.x, place.y)
    command = "M"
  }

  /// Goes on to a point; a step of no length is written where `keepsEmpty`, as a dot needs.
  mutating func line(_ point: Point, keepsEmpty: Bool = false) {
    let next = SVGPath.hundredths(point)
    let dx = next.x - place.x, dy = next.y - place.y
    place = next
    if dx == 0, dy == 0 {
      if keepsEmpty { write("h", "0") }
    } else if dy == 0 {
      write("h", SVGPath.short(dx))
    } else if dx == 0 {
      write("v", SVGPath.short(dy))
    } else {
      write("l", SVGPath.pair(dx, dy))
    }
  }

  /// Closes the line.
  mutating func close() {
    text += "z"
    command = "z"
  }

  private mutating func write(_ letter: Character, _ numbers: String) {
    if command != letter {
      text.append(letter)
    } else if !numbers.hasPrefix("-") {
      text.append(" ")
    }
    text += numbers
    command = letter
  }

  /// A line through points.
  static func line(_ points: [Point]) -> String {
    var path = SVGPath()
    path.add(points)
    return path.text
  }

  /// Adds a line through points; one through a single place is a dot.
  mutating func add(_ points: [Point]) {
    guard let first = points.first else { return }
    move(first)
    let before = text.utf8.count
    for point in points.dropFirst() { line(point) }
    if text.utf8.count == before { line(first, keepsEmpty: true) }
  }

  private static func hundredths(_ point: Point) -> (x: Int, y: Int) {
    (hundredths(point.x), hundredths(point.y))
  }

  private static func hundredths(_ value: Double) -> Int {
    value.isNaN ? 0 : Int((max(-1e9, min(1e9, value)) * 100).rounded())
  }

  private static func pair(_ x: Int, _ y: Int) -> String {
    let second = short(y)
    return short(x) + (second.hasPrefix("-") ? "" : " ") + second
  }

  /// Hundredths as a number with no needless zeros: `-.5`, `12`, `3.25`.
  private static func short(_ hundredths: Int) -> String {
    let sign = hundredths < 0 ? "-" : ""
    let size = hundredths.magnitude, whole = size / 100, rest = size % 100
    if rest == 0 { return sign + String(whole) }
    let digits = rest % 10 == 0 ? String(rest / 10) : rest < 10 ? "0\(rest)" : String(rest)
    return sign + (whole == 0 ? "" : String(whole)) + "." + digits
  }

  /// A number of an attribute with at most two digits after the point.
  static func number(_ value: Double) -> String {
    let hundredths = hundredths(value)
    let text = short(hundredths)
    return text.hasPrefix(".")
      ? "0" + text : text.hasPrefix("-.") ? "-0" + text.dropFirst() : text
  }
}
