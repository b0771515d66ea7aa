import Language

extension Fault {
  /// The fault with what would mend a side, at the place that it is about.
  ///
  /// - Parameters:
  ///   - repair: What was found.
  ///   - number: The number of the side in its chain.
  ///   - evidence: What speaks for it.
  ///   - session: The session, which has the text of the side.
  /// - Returns: The fault with notes.
  func mended(
    by repair: Repair, number: Int, evidence: String, in session: Session
  ) -> Fault {
    let isPlural = repair.edit.message.hasPrefix("missing")
    let verb =
      repair.isOneOfMany ? "\(isPlural ? "are" : "is") one way to mend" : "would mend"
    func spaced(_ text: String) -> String { session.spaced(text, as: [repair.edit.original]) }
    var notes = [
      "\(spaced(repair.edit.message)) \(verb) \(number): \(evidence) (evidence, not proof)"
    ]
    for other in repair.alternatives {
      let note = "or: " + spaced(other.original.text.count <= 40 ? other.placed : other.message)
      if !notes.contains(note) { notes.append(note) }
    }
    return Fault(
      details.code, details.message, at: repair.edit.original.span, operands: details.operands,
      notes: details.notes + notes, hint: details.hint)
  }
}

extension Session {
  /// A message with the expressions in it spaced as those on the line are: `2*k`, unless that has blanks
  /// around its products, too.
  func spaced(_ message: String, as typed: [Expression]) -> String {
    let isWide = typed.contains { e in
      guard let source = sources[e.span.source] else { return false }
      let line = source.line(source.lineNumber(of: e.span.start))
      return line.contains(" * ") || (line.contains(" / ") && !line.contains("*"))
    }
    if isWide { return message }
    return message.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { number, part in number % 2 == 1 ? Session.narrow(String(part)) : String(part) }
      .joined(separator: "`")
  }

  /// Products and quotients without blanks.
  private static func narrow(_ text: String) -> String {
    var result = ""
    for part in text.split(separator: " ", omittingEmptySubsequences: false) {
      let isTight = part == "*" || part == "/"
      if isTight || result.isEmpty || result.hasSuffix("*") || result.hasSuffix("/") {
        result += part
      } else {
        result += " " + part
      }
    }
    return result
  }
}
