import Language

extension Completion {
  /// Signs by their names: a whole name, or one that goes on in one way only, becomes its sign.
  var symbols: (start: Int, candidates: [Candidate]) {
    let found = Symbols.names(beginning: cursor.word)
    if let text = Symbols.text(for: cursor.word) {
      return (cursor.start, [Candidate(text, "\\" + cursor.word)])
    }
    if found.count == 1 {
      return (cursor.start, [Candidate(found[0].sign, "\\" + found[0].name)])
    }
    return (cursor.start, found.map { Candidate("\\" + $0.name, shown($0.sign)) })
  }

  /// An accent is shown over a circle.
  private func shown(_ sign: String) -> String {
    let isAccent = sign.unicodeScalars.first?.properties.generalCategory == .nonspacingMark
    return isAccent ? "\u{25CC}" + sign : sign
  }
}
