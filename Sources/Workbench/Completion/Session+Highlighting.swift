import Language

/// What a place of the entry is, for the colours of the prompt.
public struct Highlight: Hashable, Sendable {
  /// The kinds that have a colour.
  public enum Kind: Hashable, Sendable {
    case keyword, number, string, comment, command
    /// A function that is known where it is called.
    case function
    /// The bracket at the cursor, and its partner.
    case bracket
  }

  /// The place in UTF-8 offsets.
  public let range: Range<Int>
  /// What it is.
  public let kind: Kind
}

extension Session {
  /// The coloured places of an entry, in its order; quick, and nothing is evaluated.
  public func highlights(of text: String, cursor: Int) -> [Highlight] {
    let syntax = SyntaxSpans(text), bytes = Array(text.utf8)
    var highlights: [Highlight] = syntax.spans.compactMap { span in
      let word = { String(decoding: bytes[span.range], as: UTF8.self) }
      return kind(of: span, word).map { Highlight(range: span.range, kind: $0) }
    }
    // The bracket under the cursor, else the one before it.
    if let place = [cursor, cursor - 1].first(where: { syntax.partners[$0] != nil }),
      let partner = syntax.partners[place]
    {
      for bracket in [place, partner] {
        highlights.append(Highlight(range: bracket..<(bracket + 1), kind: .bracket))
      }
    }
    return highlights.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func kind(of span: SyntaxSpans.Span, _ word: () -> String) -> Highlight.Kind? {
    switch span.kind {
    case .keyword: .keyword
    case .number: .number
    case .string: .string
    case .comment: .comment
    case .command: .command
    case .called: isKnown(Name.canonical(word())) ? .function : nil
    case .name: nil
    }
  }

  private func isKnown(_ name: String) -> Bool {
    environment.builtins[name] != nil || LibraryText.autoload[name] != nil
      || value(of: name) != nil
  }
}

extension Session {
  /// What help says of a word, or else of the call that an offset in UTF-8 stands in; nil for none.
  public func help(on word: String, at utf8Offset: Int, of text: String) -> String? {
    let isName = word.first.map { !$0.isNumber } ?? false
    if isName, !Help.entries(word).isEmpty || value(of: Name.canonical(word)) != nil {
      return Help(self).topic(word)
    }
    if let call = hint(of: text, at: utf8Offset)?.text.prefix(while: { $0 != "(" }) {
      return Help(self).topic(String(call))
    }
    return isName ? Help(self).topic(word) : nil
  }
}
