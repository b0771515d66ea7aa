import Language

/// What stands before what was typed, on the screen and in transcripts.
public enum PromptText {
  /// Before an entry.
  public static let first = "gm> "
  /// Before its further lines: a transcript shows what was typed, and pastes back.
  public static let further = "...> "
}

extension Session {
  /// The entries of a transcript, without prompts and without what they printed; nil where the text is
  /// none, as its first line has no prompt.
  ///
  /// A transcript may be indented as a whole.
  public func entries(ofTranscript text: String) -> [String]? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    let margin = first.prefix { $0 == " " || $0 == "\t" }
    guard first.dropFirst(margin.count).hasPrefix(PromptText.first) else { return nil }
    var entries: [String] = []
    for line in lines {
      let line = line.hasPrefix(margin) ? line.dropFirst(margin.count) : line
      if line.hasPrefix(PromptText.first) {
        entries.append(String(line.dropFirst(PromptText.first.count)))
      } else if let last = entries.last, line.hasPrefix(PromptText.further.dropLast()) {
        entries[entries.count - 1] = last + "\n" + line.dropFirst(PromptText.further.count)
      } else if let last = entries.last, completeness(of: last) == .incomplete {
        entries[entries.count - 1] = last + "\n" + line
      }
    }
    return entries.filter { !$0.allSatisfy(\.isWhitespace) }
  }

  /// A pasted text with the plain forms of signs that come from a PDF, and what was changed; behind
  /// the text that it is pasted after, which may have begun a string or a comment.
  public func plainForm(
    ofPasted text: String, after head: String
  ) -> (text: String, changes: [String]) {
    let before = PastedText.mapped(head).text
    let (whole, changes) = PastedText.mapped(head + text)
    guard before == head, whole.utf8.starts(with: head.utf8) else { return (text, []) }
    return (String(decoding: whole.utf8.dropFirst(head.utf8.count), as: UTF8.self), changes)
  }
}
