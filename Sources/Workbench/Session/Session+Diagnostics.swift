import Foundation
import Language

extension Session {
  /// The text of a diagnostic, ended by a newline.
  func render(_ diagnostic: Diagnostic) -> String {
    let text = DiagnosticRenderer().render(diagnostic) { sources[$0] }
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  /// A fault as shown: operands with their shapes and places of definition, and the calls that
  /// led there.
  func diagnostic(_ fault: Fault) -> Diagnostic {
    let details = fault.details
    let (span, frames) = place(of: details), calls = withoutNotation(frames)
    var message = details.message
    if writesGolden,
      let free = message.range(of: ", [0-9.]+ [A-Za-z]+ are left", options: .regularExpression)
    {
      message.replaceSubrange(free, with: ", [MEM] are left")
    }
    if let operation = expression(of: details) {
      if details.code == NaNFinding.code, let colon = message.firstIndex(of: ":") {
        message = String(message[message.index(after: colon)...].drop { $0 == " " })
      }
      message = "\(operation): \(message)"
    }
    var notes = details.notes
    let texts = details.operands.map { typed($0.span) }
    let width = texts.map(\.count).max() ?? 0
    for (operand, text) in zip(details.operands, texts) where text.count <= 40 {
      notes.append("\(text.padding(to: width)) : \(operand.description)\(calls.isEmpty ? place(of: text) : "")")
    }
    var previous = ""
    for call in calls.prefix(4) {
      let code = typed(call.span), isShort = code.count <= 40 && !code.contains("\n")
      let caller = isShort ? " by \(code)" : ""
      let note = "in \(call.name), called\(caller)\(line(of: call.span, from: span))"
      if note != previous { notes.append(note) }
      previous = note
    }
    // What stands in the library is told in words where the call is shown.
    let labels = span == details.span ? details.operands.map { Diagnostic.Label($0.span) } : []
    return Diagnostic(
      details.code, message, at: span, labels: labels, notes: notes,
      hint: hint(details))
  }

  /// Where a fault is shown, and the calls that led there: a library function complains of its
  /// arguments at the call that gave them.
  private func place(
    of details: FaultDetails
  ) -> (SourceSpan?, calls: ArraySlice<CallRecord>) {
    guard let span = details.span, isLibrary(span.source),
      details.isRaised || details.code == "density" || isTerse(span.source),
      let caller = details.calls.firstIndex(where: { !isLibrary($0.span.source) })
    else { return (details.span, details.calls[...]) }
    return (details.calls[caller].span, details.calls[(caller + 1)...])
  }

  /// The calls without those by which the library reads a density, or trains: factors are called where
  /// the density stands, a loss where `train` does.
  private func withoutNotation(
    _ calls: ArraySlice<CallRecord>
  ) -> [CallRecord] {
    var shown: [CallRecord] = [], factor: String?
    for call in calls {
      if let path = paths[call.span.source], LibraryText.carriers.contains(path) {
        factor = factor ?? call.name
      } else {
        shown.append(
          CallRecord(name: factor ?? call.name, span: call.span, parameters: call.parameters))
        factor = nil
      }
    }
    return shown
  }

  private func isTerse(_ source: SourceID) -> Bool {
    paths[source].map { LibraryText.terse.contains($0) } ?? false
  }

  private func isLibrary(_ source: SourceID) -> Bool {
    paths[source].map { LibraryText.names.contains($0) } ?? false
  }

  /// The hint with the code as typed in its places; none where that is too long to repeat.
  private func hint(_ details: FaultDetails) -> String? {
    guard let hint = details.hint else { return nil }
    let operands = details.operands.map { typed($0.span) }
    let pieces = [
      (Typed.first, operands.first.map(primary)), (Typed.second, operands.dropFirst().first),
      (Typed.secondPrimary, operands.dropFirst().first.map(primary)),
      (Typed.culprit, details.span.map { typed($0) }),
    ]
    var result = hint
    for (mark, code) in pieces where result.contains(mark) {
      guard let code, code.count <= 40, !code.contains("\n") else { return nil }
      result = result.replacing(mark, with: code)
    }
    return result
  }

  /// Code that a postfix sign takes whole: in parentheses where it has an operator of its own.
  private func primary(_ code: String) -> String {
    var depth = 0
    for character in code {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      let belongs = character.isLetter || character.isNumber || ")]}_.'\"".contains(character)
      if depth == 0 && !belongs { return "(\(code))" }
    }
    return code
  }

  /// The operation that failed as typed, where it is short and its operands are known.
  private func expression(of details: FaultDetails) -> String? {
    guard details.operands.count == 2, let first = details.operands.first,
      let last = details.operands.last, first.span.source == last.span.source
    else { return nil }
    // Only where the culprit is the sign between them, or all of it: not in `solve(A, b)`.
    let both = first.span.joined(with: last.span)
    guard let span = details.span,
      span == both || (span.start >= first.span.end && span.end <= last.span.start)
    else { return nil }
    let whole = typed(both)
    return whole.count <= 40 && !whole.contains("\n") ? whole : nil
  }

  func typed(_ span: SourceSpan) -> String {
    sources[span.source].map { String($0.text(of: span)) } ?? ""
  }

  /// Where a name was defined: "   defined at line 2".
  private func place(of name: String) -> String {
    guard let span = main.definitions[Name.canonical(name)], let source = sources[span.source]
    else { return "" }
    let line = source.lineNumber(of: span.start)
    switch source.origin {
    case .file: return "   defined at line \(line)"
    case .prompt: return ""
    }
  }

  func line(of span: SourceSpan, from other: SourceSpan?) -> String {
    guard let source = sources[span.source], !writesGolden else { return "" }
    let line = source.lineNumber(of: span.start)
    if source.origin == .prompt {
      return source.lineStarts.count > 1 ? " at line \(line)" : ""
    }
    return span.source == other?.source
      ? " at line \(line)" : " at \(source.name):\(line)"
  }
}
