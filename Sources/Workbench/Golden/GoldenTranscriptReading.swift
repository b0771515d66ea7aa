extension GoldenDocument {
  /// Whether Markdown text has a fenced block that begins with the prompt.
  static func hasTranscript(_ text: String) -> Bool {
    !GoldenDocument(text: text, form: .transcript).entries.isEmpty
  }

  mutating func readTranscript() {
    code = Array(repeating: "", count: lines.count)
    var index = 0
    while index < lines.count {
      guard let fence = Self.fence(opening: lines[index]) else {
        index += 1
        continue
      }
      let start = index + 1
      index = start
      while index < lines.count, !Self.closes(lines[index], fence) { index += 1 }
      let first = lines[start..<index].first { !$0.allSatisfy(\.isWhitespace) }
      if let first, Self.input(of: first, prompt: "gm>") != nil { readFence(start..<index) }
      index += 1
    }
  }

  private mutating func readFence(_ range: Range<Int>) {
    for index in range {
      if let input = Self.input(of: lines[index], prompt: "gm>") {
        code[index] = input
        readTrailingAnnotation(at: index + 1)
        entries.append((index + 1)...(index + 1))
        blocks.append(GoldenBlock(lines: [], output: [], diagnostics: []))
      } else if let last = entries.indices.last {
        readLine(index, of: last)
      }
    }
    for index in blocks.indices { blocks[index].trimBlankLines() }
  }

  private mutating func readLine(_ index: Int, of entry: Int) {
    let block = blocks.count - 1
    if blocks[block].lines.isEmpty, let more = Self.input(of: lines[index], prompt: "...>") {
      code[index] = more
      readTrailingAnnotation(at: index + 1)
      entries[entry] = entries[entry].lowerBound...(index + 1)
    } else {
      blocks[block].lines.append(index + 1)
      // A fence inside a list is indented as a whole.
      let indent = lines[entries[entry].lowerBound - 1].prefix { $0 == " " }.count
      let blanks = lines[index].prefix(indent).prefix { $0 == " " }.count
      blocks[block].output.append(String(lines[index].dropFirst(blanks)))
    }
  }

  private static func input(of line: String, prompt: String) -> String? {
    let text = line.drop { $0 == " " }
    guard text.hasPrefix(prompt) else { return nil }
    let rest = text.dropFirst(prompt.count)
    guard let next = rest.first else { return "" }
    return next == " " ? String(rest.dropFirst()) : nil
  }

  private static func fence(opening line: String) -> Substring? {
    let text = line.drop { $0 == " " }
    let ticks = text.prefix { $0 == text.first }
    guard ticks.first == "`" || ticks.first == "~", ticks.count >= 3 else { return nil }
    return ticks
  }

  private static func closes(_ line: String, _ fence: Substring) -> Bool {
    let text = line.drop { $0 == " " }
    let ticks = text.prefix { $0 == fence.first }
    return ticks.count >= fence.count && text.dropFirst(ticks.count).allSatisfy(\.isWhitespace)
  }
}

extension GoldenBlock {
  // Blank lines around output in a transcript are for the eye.
  fileprivate mutating func trimBlankLines() {
    while let last = output.last, last.allSatisfy(\.isWhitespace) {
      output.removeLast()
      lines.removeLast()
    }
    while let first = output.first, first.allSatisfy(\.isWhitespace) {
      output.removeFirst()
      lines.removeFirst()
    }
  }
}
