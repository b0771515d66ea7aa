import Workbench

/// An entry laid out on the rows of a terminal: a prompt before its first line, another one before
/// the others, long lines continued on the next row.
struct EntryLayout {
  private(set) var rows = [Row()]
  /// Where the cursor is.
  private(set) var cursor = (row: 0, column: 0)
  private let columns: Int

  /// Lays out a text; the cursor and the places are offsets in UTF-8.
  init(
    _ entry: Entry, prompt: String, further: String = "", highlights: [Highlight] = [], columns: Int
  ) {
    self.columns = max(2, columns)
    for character in prompt { add(character, .prompt) }
    var places = Places(highlights)
    var offset = 0
    for character in entry.text {
      let length = character.utf8.count
      // A cursor between a letter and its mark shows at the letter.
      if (offset..<(offset + length)).contains(entry.cursor) {
        markCursor(endsLine: character == "\n")
      }
      if character == "\n" {
        rows.append(Row())
        for character in further { add(character, .dim) }
      } else if character == "\t" {
        for _ in 0..<indentStep { add(" ", .plain) }
      } else {
        add(drawable(character), places.style(at: offset))
      }
      offset += length
    }
    if entry.cursor >= offset { markCursor(endsLine: false) }
    if cursor.row == rows.count { rows.append(Row()) }
  }

  private mutating func add(_ character: Character, _ style: Style) {
    let width = displayWidth(character)
    if rows[rows.count - 1].width + width > columns {
      rows[rows.count - 1].isWrapped = true
      rows.append(Row())
    }
    rows[rows.count - 1].append(character, width, style)
  }

  /// The next character stands here: in the next row where this one is full.
  private mutating func markCursor(endsLine: Bool) {
    let width = rows[rows.count - 1].width
    cursor =
      width < columns
      ? (rows.count - 1, width) : endsLine ? (rows.count - 1, columns - 1) : (rows.count, 0)
  }
}

/// The looks of the places of a text, asked for from left to right.
private struct Places {
  private let highlights: [Highlight]
  private var first = 0

  init(_ highlights: [Highlight]) { self.highlights = highlights }

  /// The look of the character at an offset; a bracket's before that of what it stands in.
  mutating func style(at offset: Int) -> Style {
    while first < highlights.count, highlights[first].range.upperBound <= offset { first += 1 }
    var style = Style.plain, place = first
    while place < highlights.count, highlights[place].range.lowerBound <= offset {
      if highlights[place].range.contains(offset) { style = Style(highlights[place].kind) }
      place += 1
    }
    return style
  }
}
