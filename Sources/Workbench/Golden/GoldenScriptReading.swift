extension GoldenDocument {
  /// The marks of a `.gms` file.
  enum Mark: Hashable {
    case output(String)
    case diagnostics(String)
    case annotation(Substring)

    /// The mark that takes up a whole line, if any.
    init?(line: String) {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.hasPrefix("#>") {
        self = .output(Self.content(text.dropFirst(2)))
      } else if text.hasPrefix("#!>") {
        self = .diagnostics(Self.content(text.dropFirst(3)))
      } else if text.hasPrefix("#~") {
        self = .annotation(text.dropFirst(2))
      } else {
        return nil
      }
    }

    private static func content(_ text: Substring) -> String {
      String(text.first == " " ? text.dropFirst() : text)
    }
  }

  mutating func readScript() {
    code = lines
    var previousIsMark = false
    for (index, line) in lines.enumerated() {
      switch Mark(line: line) {
      case .output(let text):
        extendBlock(at: index + 1, joining: previousIsMark)
        blocks[blocks.count - 1].output.append(text)
        previousIsMark = true
      case .diagnostics(let text):
        extendBlock(at: index + 1, joining: previousIsMark)
        blocks[blocks.count - 1].diagnostics.append(text)
        previousIsMark = true
      case .annotation(let text):
        read(annotation: text, line: index + 1)
        previousIsMark = false
      case nil:
        readTrailingAnnotation(at: index + 1)
        previousIsMark = false
      }
    }
  }

  mutating func readTrailingAnnotation(at line: Int) {
    if let text = Self.trailingAnnotation(of: code[line - 1]) { read(annotation: text, line: line) }
  }

  private mutating func extendBlock(at line: Int, joining: Bool) {
    if joining {
      blocks[blocks.count - 1].lines.append(line)
    } else {
      blocks.append(GoldenBlock(lines: [line], output: [], diagnostics: []))
    }
  }

  private mutating func read(annotation text: Substring, line: Int) {
    let words = text.drop { $0.isWhitespace }
    let unknown: String?
    if words.hasPrefix("file:") {
      unknown = header.read(words.dropFirst("file:".count))
    } else {
      var annotation = GoldenAnnotation()
      unknown = annotation.read(words)
      annotations.append((line, annotation))
    }
    if let unknown { problems.append((line, "unknown annotation `\(unknown)`")) }
  }

  /// The text after `#~` where a comment of that kind ends the line; a `#` in a string is not one.
  static func trailingAnnotation(of line: String) -> Substring? {
    var inString = false
    var escaped = false
    for index in line.indices {
      let character = line[index]
      if escaped {
        escaped = false
      } else if inString {
        escaped = character == "\\"
        if character == "\"" { inString = false }
      } else if character == "\"" {
        inString = true
      } else if character == "#" {
        let comment = line[index...]
        return comment.hasPrefix("#~") ? comment.dropFirst(2) : nil
      }
    }
    return nil
  }
}
