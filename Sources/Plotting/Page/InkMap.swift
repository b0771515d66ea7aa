/// How much is drawn where, in coarse cells: to find a place where a legend hides nothing.
struct InkMap {
  /// The side of a cell in units.
  static let cell = 4.0

  private let columns: Int
  private let rows: Int
  private var ink: [Double]

  /// The ink of shapes in a pane.
  init(_ pane: Pane) {
    columns = max(1, Int((pane.width / InkMap.cell).rounded(.up)))
    rows = max(1, Int((pane.height / InkMap.cell).rounded(.up)))
    ink = [Double](repeating: 0, count: columns * rows)
    for shape in pane.shapes { for part in shape.clipped(to: pane.box) { add(part, pane) } }
  }

  /// How much of a box is ink, 0 to 1.
  func share(of box: Box) -> Double {
    let across = range(box.x, box.right, columns), down = range(box.y, box.bottom, rows)
    var sum = 0.0
    for row in down { for column in across { sum += ink[row * columns + column] } }
    return sum / Double(max(across.count * down.count, 1))
  }

  /// How much of a box is touched by ink, 0 to 1, in blocks of about a letter: a thin line through a legend
  /// hides little, and is hidden whole.
  func touched(of box: Box) -> Double {
    let across = range(box.x, box.right, columns), down = range(box.y, box.bottom, rows)
    let side = 4
    var blocks = 0, inked = 0
    for top in stride(from: down.lowerBound, to: down.upperBound, by: side) {
      for left in stride(from: across.lowerBound, to: across.upperBound, by: side) {
        blocks += 1
        let isInked = (top..<min(top + side, down.upperBound)).contains { row in
          (left..<min(left + side, across.upperBound)).contains { ink[row * columns + $0] > 0 }
        }
        if isInked { inked += 1 }
      }
    }
    return Double(inked) / Double(max(blocks, 1))
  }

  /// The cells between two places.
  private func range(_ from: Double, _ to: Double, _ count: Int) -> Range<Int> {
    let low = max(0, min(Double(count), (from / InkMap.cell).rounded(.down)))
    let high = max(low, min(Double(count), (to / InkMap.cell).rounded(.up)))
    return Int(low)..<Int(high)
  }

  private mutating func add(_ shape: Shape, _ pane: Pane) {
    switch shape {
    case .line(let points, let stroke):
      for (a, b) in zip(points, points.dropFirst()) { add(from: a, to: b, stroke.opacity) }
    case .arrow(let from, let to, let stroke): add(from: from, to: to, stroke.opacity)
    case .area(let points, let fill): add(points, fill.opacity)
    case .symbols(let points, let symbol):
      let half = symbol.size / 2
      for p in points {
        add(Box(x: p.x - half, y: p.y - half, width: symbol.size, height: symbol.size), 1)
      }
    case .image(_, let box): add(box, 0.5)
    case .text(let text, let at, let style):
      let placed = PlacedText(text, at: at, style, letterSize: pane.em)
      add(placed.box, 1)
    }
  }

  private mutating func add(_ box: Box, _ amount: Double) {
    for row in range(box.y, box.bottom, rows) {
      for column in range(box.x, box.right, columns) {
        ink[row * columns + column] = max(ink[row * columns + column], amount)
      }
    }
  }

  private mutating func add(from a: Point, to b: Point, _ amount: Double) {
    let length = max(abs(b.x - a.x), abs(b.y - a.y))
    let steps = min(length / InkMap.cell * 2, 4000).rounded(.up)
    for step in 0...Int(max(steps, 1)) {
      let share = Double(step) / max(steps, 1)
      let x = a.x + (b.x - a.x) * share, y = a.y + (b.y - a.y) * share
      let column = min(columns - 1, max(0, Int(x / InkMap.cell)))
      let row = min(rows - 1, max(0, Int(y / InkMap.cell)))
      ink[row * columns + column] = max(ink[row * columns + column], amount)
    }
  }

  /// Fills the cells whose middle lies inside a polygon by the even-odd rule.
  private mutating func add(_ points: [Point], _ amount: Double) {
    for row in 0..<rows {
      let y = (Double(row) + 0.5) * InkMap.cell
      var crossings: [Double] = []
      var before = points[points.count - 1]
      for point in points {
        if (before.y <= y) != (point.y <= y) {
          crossings.append(before.x + (y - before.y) / (point.y - before.y) * (point.x - before.x))
        }
        before = point
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        let half = InkMap.cell / 2
        for column in range(crossings[pair] + half, crossings[pair + 1] - half, columns) {
          ink[row * columns + column] = max(ink[row * columns + column], amount)
        }
      }
    }
  }
}
