import Foundation
import Language

extension Session {
  /// The text of a diagnostic, ended by a newline.
  func render(_ diagnostic: Diagnostic) -> String {
    // On a terminal no line may wrap, or the carets would stand under something else.
    let columns = options.isInteractive ? min(100, output.style.width) : 100
    let text = DiagnosticRenderer(columns: columns).render(diagnostic) { sources[$0] }
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
      notes.append(
        "\(text.padding(to: width)) : \(operand.description)\(calls.isEmpty ? place(of: text) : "")"
      )
    }
    var previous = ""
    for call in calls.prefix(4) {
      let code = typed(call.span), isShort = code.count <= 40 && !code.contains("\n")
      let caller = isShort ? " by \(code)" : ""
      if !isShort, call.name == Lowering.nameless { continue }
      let note = "in \(call.name), called\(caller)\(line(of: call.span, from: span))"
      if note != previous { notes.append(note) }
      previous = note
    }
    notes += within(details, shownAt: span)
    // What stands in the library is told in words where the call is shown.
    let labels = span == details.span ? details.operands.map { Diagnostic.Label($0.span) } : []
    return Diagnostic(
      details.code, message, at: span, labels: labels, notes: notes,
      hint: hint(details, shownAt: span))
  }

  /// Where a fault is shown, and the calls that led there: what fails in the library is told at the user's
  /// call of it, at the argument of which the message speaks.
  private func place(
    of details: FaultDetails
  ) -> (SourceSpan?, calls: ArraySlice<CallRecord>) {
    guard let span = details.span, isLibrary(span.source),
      let caller = details.calls.firstIndex(where: { !isLibrary($0.span.source) })
    else { return (details.span, details.calls[...]) }
    let call = details.calls[caller]
    let place =
      details.isRaised
      ? argument(namedBy: details.message, of: call) : argument(typed(span), of: call)
    return (place ?? call.span, details.calls[(caller + 1)...])
  }

  /// The argument of a call of which a message speaks first: σ in "Normal: σ must be positive".
  private func argument(namedBy message: String, of call: CallRecord) -> SourceSpan? {
    guard let colon = message.firstIndex(of: ":") else { return nil }
    let words = message[message.index(after: colon)...].split(separator: " ").prefix(3).map(
      String.init)
    let names = call.parameters.map { Name.canonical($0.name) }
    for (word, next) in zip(words, words.dropFirst()).prefix(2) {
      let name = Name.canonical(word.trimmingCharacters(in: .punctuationCharacters))
      // The letter a may be the article.
      guard let position = names.firstIndex(of: name),
        name != "a" || ["must", "is", "lies"].contains(next)
      else { continue }
      return argument(names[position], of: call)
    }
    return nil
  }

  /// The argument of a call that a parameter of the function has its value from.
  private func argument(_ parameter: String, of call: CallRecord) -> SourceSpan? {
    let name = Name.canonical(parameter)
    guard let position = call.parameters.firstIndex(where: { Name.canonical($0.name) == name }),
      let statements = try? parsed(typed(call.span), at: call.span).0,
      case .expression(let e)? = statements.first?.kind, case .call(_, let arguments) = e.kind
    else { return nil }
    return Session.argument(position, named: name, among: arguments)
  }

  private static func argument(
    _ position: Int, named name: String, among arguments: [Argument]
  ) -> SourceSpan? {
    for case .labelled(let keyword, let value) in arguments where keyword.canonical == name {
      return value.span
    }
    // What is spread, and what a function takes any number of, has no place of its own.
    guard position < arguments.count,
      case .positional(let value) = arguments[position],
      arguments.allSatisfy({ if case .spread = $0 { false } else { true } })
    else { return nil }
    return value.span
  }

  /// Whether a place is an argument of a call rather than the call.
  private func isArgument(_ place: SourceSpan?, _ details: FaultDetails) -> Bool {
    !details.calls.contains { $0.span == place }
  }

  /// Where in the library it was, unless the library itself speaks.
  private func within(_ details: FaultDetails, shownAt place: SourceSpan?) -> [String] {
    guard let span = details.span, span != place, !details.isRaised, !isArgument(place, details),
      !isTerse(span.source),
      details.code != "density", isLibrary(span.source), let source = sources[span.source]
    else { return [] }
    let code = typed(span).onOneLine
    return ["within \(source.name) at \(code.cut(to: 50)); :where shows the calls"]
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
  private func hint(_ details: FaultDetails, shownAt place: SourceSpan?) -> String? {
    if let rows = rowsHint(details, place) { return rows }
    guard let hint = details.hint else { return nil }
    // Whose share is fixed cannot change it.
    if options.isBounded, hint == OperationError.memoryHint { return nil }
    // Code of the library is none that the user could change.
    let marks = [Typed.first, Typed.second, Typed.secondPrimary, Typed.culprit]
    if place != details.span, marks.contains(where: hint.contains) { return nil }
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

  /// A network takes one example; rows of them go through vmap.
  private func rowsHint(_ details: FaultDetails, _ place: SourceSpan?) -> String? {
    guard let place, place != details.span, details.code == "shape", details.operands.count == 2,
      let weights = details.operands[0].type?.shape, let rows = details.operands[1].type?.shape,
      weights.rank == 2, rows.rank == 2, weights.extents[1] == rows.extents[1],
      let statements = try? parsed(typed(place), at: place).0,
      case .expression(let e)? = statements.first?.kind,
      case .call(let callee, let arguments) = e.kind,
      arguments.count == 1, case .positional(let value)? = arguments.first
    else { return nil }
    return "vmap(\(typed(callee.span)))(\(typed(value.span)))"
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
