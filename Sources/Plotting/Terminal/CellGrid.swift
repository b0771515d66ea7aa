/// A cell of a terminal: a character, or dots of braille, over two halves of background.
struct Cell: Hashable, Sendable {
  /// The character, over all else; nil where there is none.
  var text: Character?
  /// Dots of braille, as in the code of their character.
  var dots: UInt8 = 0
  /// The colour of the character or of the dots.
  var ink: Colour?
  /// The colour of the upper half behind them.
  var top: Colour?
  /// The colour of the lower half behind them.
  var bottom: Colour?
  /// Whether the character is bold.
  var isBold = false
  /// Whether it is the second half of the character before it.
  var isTail = false

  /// Whether nothing is seen in it.
  var isBlank: Bool {
    (text == nil || text == " ") && dots == 0 && top == nil && bottom == nil && !isTail
  }

  /// What a terminal is told to show.
  var look: (text: Character, ink: Colour?, background: Colour?) {
    if let text { return (text, ink, background) }
    if dots != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(dots)) {
      return (Character(scalar), ink, background)
    }
    switch (top, bottom) {
    case (nil, nil): return (" ", nil, nil)
    case (let top?, nil): return ("▀", top, nil)
    case (nil, let bottom?): return ("▄", bottom, nil)
    case (let top?, let bottom?):
      return top == bottom ? (" ", nil, top) : ("▀", top, bottom)
    }
  }

  /// The colour behind a character that fills the cell.
  private var background: Colour? {
    guard let top, let bottom else { return nil }
    return top.mixed(with: bottom, 0.5)
  }
}

/// The cells of a picture.
struct CellGrid: Hashable, Sendable {
  let columns: Int
  let rows: Int
  private var cells: [Cell]

  /// A blank picture.
  init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    cells = Array(repeating: Cell(), count: self.columns * self.rows)
  }

  /// Whether there is a cell.
  func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < columns && row >= 0 && row < rows
  }

  /// A cell of the picture.
  subscript(column: Int, row: Int) -> Cell {
    get { cells[row * columns + column] }
    set { cells[row * columns + column] = newValue }
  }

  /// Writes a character of one cell; outside of the picture nothing happens.
  mutating func put(_ text: Character, _ column: Int, _ row: Int, ink: Colour?) {
    guard contains(column, row) else { return }
    clear(column, row)
    self[column, row].text = text
    self[column, row].ink = ink
  }

  /// Writes a line of text; what does not fit at either side, or before the column `end`, is left
  /// out.
  mutating func write(
    _ text: String, _ column: Int, _ row: Int, ink: Colour?, isBold: Bool = false,
    end: Int = .max
  ) {
    guard row >= 0, row < rows else { return }
    var place = column
    for character in PrintableText.inCells(text) {
      let width = CellWidth.of(character)
      guard width > 0 else { continue }
      guard place + width <= min(columns, end) else { return }
      defer { place += width }
      guard place >= 0 else { continue }
      put(character, place, row, ink: ink)
      self[place, row].isBold = isBold
      if width == 2 {
        clear(place + 1, row)
        self[place + 1, row].isTail = true
      }
    }
  }

  /// Removes the character or the dots of a cell, with its other half.
  private mutating func clear(_ column: Int, _ row: Int) {
    if self[column, row].isTail, column > 0 { self[column - 1, row].text = nil }
    if column + 1 < columns, self[column + 1, row].isTail { self[column + 1, row].isTail = false }
    self[column, row].isTail = false
    self[column, row].text = nil
    self[column, row].dots = 0
    self[column, row].isBold = false
  }

  /// Adds a dot of braille: 2 from left to right and 4 from top to bottom in each cell.
  mutating func addDot(_ x: Int, _ y: Int, ink: Colour?) {
    guard x >= 0, y >= 0, contains(x / 2, y / 4) else { return }
    let column = x / 2, row = y / 4
    if self[column, row].text != nil || self[column, row].isTail { sink(column, row) }
    self[column, row].dots |= CellGrid.bits[(x & 1) * 4 + (y & 3)]
    self[column, row].ink = ink
  }

  /// Makes the block in a cell its background, as far as there are colours.
  private mutating func sink(_ column: Int, _ row: Int) {
    let cell = self[column, row]
    clear(column, row)
    guard let ink = cell.ink, let text = cell.text else { return }
    if "▄▅▆▇█".contains(text) { self[column, row].bottom = ink }
    if "▀▇█".contains(text) { self[column, row].top = ink }
  }

  /// The bits of the dots in the left column, then in the right one.
  private static let bits: [UInt8] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]

  /// Puts another picture over this one.
  mutating func place(_ other: CellGrid, _ column: Int, _ row: Int) {
    for y in 0..<other.rows where row + y >= 0 && row + y < rows {
      for x in 0..<other.columns where column + x >= 0 && column + x < columns {
        self[column + x, row + y] = other[x, y]
      }
    }
  }

  /// How many cells of a rectangle are not blank; those outside of the picture are.
  func inked(columns: Range<Int>, rows: Range<Int>) -> Int {
    var count = 0
    for row in rows.clamped(to: 0..<self.rows) {
      for column in columns.clamped(to: 0..<self.columns) where !self[column, row].isBlank {
        count += 1
      }
    }
    return count
  }
}
