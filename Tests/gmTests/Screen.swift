/// What a terminal of a certain size shows of a stream of bytes: the part of a VT100 that gm uses.
///
/// A sequence that it does not know is an error of the program, as other terminals may not know it.
struct Screen {
  /// One character with its look, as the numbers of SGR.
  struct Cell: Equatable {
    var text: Character = " "
    var look: Set<Int> = []
  }

  private(set) var cells: [[Cell]]
  private(set) var row = 0
  private(set) var column = 0
  /// Rows that scrolled away, oldest first.
  private(set) var scrolled: [String] = []
  private(set) var unknown: [String] = []
  private(set) var bells = 0
  private(set) var showsCursor = true
  private var look: Set<Int> = []
  /// A full row: the next character goes to the next one.
  private var wraps = false
  private let rows: Int
  private let columns: Int

  init(rows: Int = 24, columns: Int = 80) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  /// The rows as text, without blanks at their ends, and without empty rows at the end.
  var lines: [String] {
    var lines = cells.map(text)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The row of the cursor.
  var line: String { text(cells[row]) }

  /// Everything that was shown, what scrolled away included.
  var transcript: [String] { scrolled + lines }

  /// The look of the last row's place that has a text.
  func look(of word: String) -> Set<Int>? {
    for line in cells.reversed() {
      let shown = String(line.map(\.text))
      if let range = shown.range(of: word) {
        return line[shown.distance(from: shown.startIndex, to: range.lowerBound)].look
      }
    }
    return nil
  }

  private func text(_ line: [Cell]) -> String {
    var text = String(line.map(\.text).filter { $0 != Screen.covered })
    while text.last == " " { text.removeLast() }
    return text
  }

  /// What stands in the second column of a wide character.
  private static let covered = Character("\u{0}")

  /// Shows a stream.
  mutating func show(_ stream: String) {
    var rest = Array(stream.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1b}": escape(&rest)
      case "\r": (column, wraps) = (0, false)
      case "\n":
        newline()
        wraps = false
      case "\u{8}": column = max(0, column - 1)
      case "\u{7}": bells += 1
      default: put(scalar)
      }
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let isMark = [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
    if isMark {
      let place = wraps ? column : max(0, column - 1)
      let marked = String(cells[row][place].text) + String(scalar)
      if marked.count == 1 { cells[row][place].text = Character(marked) }
      return
    }
    let width =
      (0x1100...0x115f).contains(scalar.value) || (0x2e80...0xffdc).contains(scalar.value) ? 2 : 1
    if wraps || column + width > columns {
      column = 0
      newline()
      wraps = false
    }
    cells[row][column] = Cell(text: Character(scalar), look: look)
    if width == 2, column + 1 < columns {
      cells[row][column + 1] = Cell(text: Screen.covered, look: look)
    }
    column += width
    if column >= columns { (column, wraps) = (columns - 1, true) }
  }

  private mutating func newline() {
    guard row == rows - 1 else {
      row += 1
      return
    }
    scrolled.append(text(cells.removeFirst()))
    cells.append(Array(repeating: Cell(), count: columns))
  }

  private mutating func escape(_ rest: inout ArraySlice<Unicode.Scalar>) {
    guard rest.first == "[" else {
      unknown.append("ESC \(rest.first.map(String.init) ?? "")")
      return
    }
    rest.removeFirst()
    var parameters = ""
    while let scalar = rest.popFirst() {
      if scalar.value >= 0x40 {
        control(scalar, parameters)
        return
      }
      parameters.unicodeScalars.append(scalar)
    }
  }

  private mutating func control(_ final: Unicode.Scalar, _ parameters: String) {
    let number = Int(parameters.prefix { $0 != ";" }), count = max(1, number ?? 1)
    switch final {
    case "A": row = max(0, row - count)
    case "B": row = min(rows - 1, row + count)
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "H" where parameters.isEmpty: (row, column) = (0, 0)
    case "K" where number ?? 0 == 0: erase(row, from: column)
    case "J" where number ?? 0 == 0:
      erase(row, from: column)
      for place in (row + 1)..<max(rows, row + 1) { erase(place, from: 0) }
    case "J" where number == 2: for place in 0..<rows { erase(place, from: 0) }
    case "m":
      let looks = parameters.split(separator: ";").compactMap { Int($0) }
      if looks.isEmpty || looks == [0] { look = [] } else { look.formUnion(looks) }
    case "h" where parameters == "?25": showsCursor = true
    case "l" where parameters == "?25": showsCursor = false
    case "h" where parameters == "?2004", "l" where parameters == "?2004": break
    default: unknown.append("ESC [ \(parameters)\(final)")
    }
    if !"mhl".unicodeScalars.contains(final) { wraps = false }
  }

  private mutating func erase(_ place: Int, from start: Int) {
    for column in start..<columns { cells[place][column] = Cell() }
  }
}
