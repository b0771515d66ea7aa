/// The dots of a pane, counted so that no size of pane or dot can be too much.
enum Dots {
  /// The most dots along an axis that are told apart.
  static let most = 8192.0

  /// How many dots a length has, at least 1.
  static func count(_ length: Double, _ dot: Double) -> Int {
    let count = (length / dot).rounded(.up)
    return count.isFinite ? Int(max(1, min(most, count))) : 1
  }

  /// Something for each column of dots.
  static func columns<Element>(of pane: Pane, _ element: () -> Element) -> [Element] {
    (0..<count(pane.width, pane.dot.width)).map { _ in element() }
  }

  /// The column of dots of a place from the left, nil outside the pane.
  @inline(__always)
  static func column(_ place: Double, _ pane: Pane) -> Int? {
    index(place, pane.dot.width, pane.width)
  }

  /// The row of dots of a place from the top, nil outside the pane.
  @inline(__always)
  static func row(_ place: Double, _ pane: Pane) -> Int? {
    index(place, pane.dot.height, pane.height)
  }

  @inline(__always)
  private static func index(_ place: Double, _ dot: Double, _ length: Double) -> Int? {
    guard place >= 0, place <= length else { return nil }
    let index = place / dot
    guard index < most else { return nil }
    return min(Int(index), count(length, dot) - 1)
  }

  /// The dot of a place that is not nan, held to those that there are.
  @inline(__always)
  static func held(_ place: Double, _ dot: Double, _ count: Int) -> Int {
    let index = place / max(dot, .leastNormalMagnitude)
    return index < 0 ? 0 : index < Double(count) ? Int(index) : count - 1
  }
}
