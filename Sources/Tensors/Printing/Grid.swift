/// A text of a cell, split where a column is aligned: for numbers at the decimal point.
struct Cell {
  let text: String
  /// Characters before the alignment point; nil for a text that stands at the right edge.
  let lead: Int?

  /// A cell at the right edge of its column.
  init(_ text: String) {
    self.text = text
    lead = nil
  }

  init(number text: String) {
    self.text = text
    let point = text.firstIndex { $0 == "." || $0 == "e" }
    lead = point.map { text.distance(from: text.startIndex, to: $0) }
  }

  /// A complex number, aligned at its sign.
  init(real: String, sign: String, imaginary: String) {
    text = real + sign + imaginary
    lead = real.count
  }

  var width: Int { text.count }
}

/// The widths of a column before and after the alignment point.
struct Column {
  private(set) var lead = 0
  private(set) var rest = 0
  private var widest = 0

  init(_ cells: some Sequence<Cell>) {
    for cell in cells { include(cell) }
  }

  mutating func include(_ cell: Cell) {
    guard let lead = cell.lead else {
      widest = max(widest, cell.width)
      return
    }
    self.lead = max(self.lead, lead)
    rest = max(rest, cell.width - lead)
  }

  var width: Int { max(widest, lead + rest) }

  /// The cell padded to the column's width.
  func padded(_ cell: Cell) -> String {
    let after = cell.lead.map { rest - (cell.width - $0) } ?? 0
    return blanks(width - after - cell.width) + cell.text + blanks(after)
  }
}

func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

/// A line without the blanks at its end.
func trimmed(_ line: String) -> String {
  var line = line[...]
  while line.last == " " { line.removeLast() }
  return String(line)
}
