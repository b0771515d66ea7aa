import CEditline

// A pasted block is inserted as one edit and runs only on Enter.
extension LineEditor {
  func paste() -> EditlineReply {
    let text = buffer.pasted
    let block = text.hasPrefix(promptText) ? entries(ofTranscript: text) : text
    let ends = block.reversed().prefix { $0 == "\n" }.count
    buffer.insert(String(block.dropLast(ends)))
    return .refresh
  }

  /// The entries of a transcript, without prompts and without what they printed.
  private func entries(ofTranscript text: String) -> String {
    var entries: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(promptText) {
        entries.append(String(line.dropFirst(promptText.count)))
      } else if let last = entries.last, session.completeness(of: last) == .incomplete {
        entries[entries.count - 1] = last + "\n" + line
      }
    }
    return entries.filter { !$0.isBlank }.joined(separator: "\n")
  }
}

/// What an entry starts with on the screen.
let promptText = "gm> "
