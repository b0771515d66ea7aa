import Language

extension Setting {
  /// `:set`, `:set digits`, `:set digits 12`, `:set digits=12`.
  static func apply(_ argument: String, to session: Session, at span: SourceSpan) throws(Fault) {
    let name = String(argument.prefix { !isBetween($0) })
    let rest = argument.dropFirst(name.count)
    let value = String(rest.drop(while: isBetween))
    if name.isEmpty { return session.output.write(table(session)) }
    let place = session.place(of: name, in: span)
    guard let setting = named(name) else {
      let near = Suggestion.nearest(to: name, among: all.map(\.name))
      throw Fault(
        "setting", "there is no setting \(name)", at: place,
        hint: near.first.map { "did you mean \($0)?" } ?? ":set lists them")
    }
    guard !value.isEmpty else { return session.output.write(setting.description(session)) }
    if setting.isShare, session.options.isBounded {
      throw Fault(
        "safe", "with --safe or --fuel \(name) stays what it was at the start", at: place,
        hint: "gm --set \(name)=\(value)")
    }
    guard setting.set(session, value.unquoted) else {
      throw Fault(
        "setting", "\(value) is no value of \(name)",
        at: session.place(
          of: value, in: SourceSpan(source: span.source, start: place.end, end: span.end)),
        hint: "\(name) is \(setting.legal)")
    }
  }

  private static func isBetween(_ character: Character) -> Bool {
    character.isWhitespace || character == "="
  }

  /// One setting, in full.
  private func description(_ session: Session) -> String {
    let start = initial.map { "   at the start \($0)" } ?? ""
    return "\(name) \(shown(session))\(start)\n  \(meaning): \(legal)"
  }

  /// All settings with their values, those at the start, meanings and legal values.
  private static func table(_ session: Session) -> String {
    let heads = ["setting", "value", "start"]
    let rows = all.map { [$0.name, $0.shown(session), $0.initial ?? ""] }
    let widths = heads.indices.map { column in
      ([heads] + rows).map { $0[column].count }.max() ?? 0
    }
    let indent = widths.reduce(0) { $0 + $1 + 2 }
    var lines = [line(heads + ["meaning"], widths)]
    for (row, setting) in zip(rows, all) {
      let text = wrapped(setting.summary, to: max(20, session.output.style.width - indent))
      lines.append(line(row + [text.first ?? ""], widths))
      lines += text.dropFirst().map { String(repeating: " ", count: indent) + $0 }
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    cells.enumerated().map { column, cell in
      column < widths.count ? cell.padding(to: widths[column] + 2) : cell
    }.joined()
  }

  /// Words in lines of at most so many characters.
  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension String {
  /// The text between its quotes, if it has any.
  fileprivate var unquoted: String {
    count > 1 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}
