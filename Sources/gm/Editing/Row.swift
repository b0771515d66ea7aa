import CEditline

/// One row of the terminal: characters with their looks.
struct Row: Equatable {
  /// A stretch of characters that look the same.
  struct Run: Equatable {
    var text: String
    let style: Style
  }

  private(set) var runs: [Run] = []
  private(set) var width = 0
  /// Whether the text goes on in the next row without a newline, so that the terminal may join them.
  var isWrapped = false

  init() {}

  /// A text in one look, cut to a width.
  init(_ text: some StringProtocol, _ style: Style, columns: Int) {
    append(text, style, columns: columns)
  }

  /// Adds what fits of a text.
  mutating func append(_ text: some StringProtocol, _ style: Style, columns: Int) {
    for character in text.lazy.map(drawable) {
      let columnsOfIt = displayWidth(character)
      guard width + columnsOfIt <= columns else { return }
      append(character, columnsOfIt, style)
    }
  }

  mutating func append(_ character: Character, _ columns: Int, _ style: Style) {
    width += columns
    if let last = runs.indices.last, runs[last].style == style {
      runs[last].text.append(character)
    } else {
      runs.append(Run(text: String(character), style: style))
    }
  }

  /// The bytes that draw the row.
  func drawn(inColor: Bool) -> String {
    var text = ""
    for run in runs {
      let sequence = run.style.sequence(inColor: inColor)
      text += sequence.isEmpty ? run.text : sequence + run.text + "\u{1b}[0m"
    }
    return text
  }
}

/// A character as it may be drawn: no text can steer the terminal.
func drawable(_ character: Character) -> Character {
  guard let scalar = character.unicodeScalars.first,
    scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
  else { return character }
  return "\u{FFFD}"
}

/// The columns that a text takes.
func displayWidth(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + displayWidth($1) } }

/// The columns that a character takes: those of its widest scalar, as marks take none.
func displayWidth(_ character: Character) -> Int {
  if character.isASCII { return 1 }
  var width: Int32 = 0
  for scalar in character.unicodeScalars { width = max(width, editline_columns(scalar.value)) }
  return Int(width)
}
