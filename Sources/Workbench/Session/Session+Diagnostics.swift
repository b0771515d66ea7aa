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
    var message = details.message
    if let operation = expression(of: details) { message = "\(operation): \(message)" }
    var notes = details.notes
    let texts = details.operands.map { text(of: $0.span) }
    let width = texts.map(\.count).max() ?? 0
    for (operand, text) in zip(details.operands, texts) where text.count <= 40 {
      let padding = String(repeating: " ", count: width - text.count)
      notes.append("\(text)\(padding) : \(operand.description)\(place(of: text))")
    }
    for call in details.calls {
      notes.append("in \(call.name)" + line(of: call.span, from: details.span))
    }
    return Diagnostic(
      details.code, message, at: details.span,
      labels: details.operands.map { Diagnostic.Label($0.span) }, notes: notes,
      hint: details.hint.flatMap { hint($0, texts) })
  }

  /// A hint with the operands as typed in place of `{left}` and `{right}`.
  private func hint(_ text: String, _ operands: [String]) -> String? {
    guard text.contains("{left}") else { return text }
    guard operands.count == 2, operands.allSatisfy({ $0.count <= 40 }) else { return nil }
    let sides = operands.map { operand in
      operand.allSatisfy { $0.isLetter || $0.isNumber || "_.()".contains($0) }
        ? operand : "(\(operand))"
    }
    return text.replacing("{left}", with: sides[0]).replacing("{right}", with: sides[1])
  }

  /// The operation that failed as typed, where it is short and its operands are known.
  private func expression(of details: FaultDetails) -> String? {
    guard details.operands.count == 2, let first = details.operands.first,
      let last = details.operands.last, let sign = details.span,
      first.span.source == last.span.source, sign.start >= first.span.end,
      sign.end <= last.span.start
    else { return nil }
    let whole = text(of: first.span.joined(with: last.span))
    return whole.count <= 40 && !whole.contains("\n") ? whole : nil
  }

  private func text(of span: SourceSpan) -> String {
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

  private func line(of span: SourceSpan, from other: SourceSpan?) -> String {
    guard let source = sources[span.source], !options.isGolden else { return "" }
    let line = source.lineNumber(of: span.start)
    if source.origin == .prompt {
      return source.lineStarts.count > 1 ? ", called at line \(line)" : ""
    }
    return span.source == other?.source
      ? ", called at line \(line)" : ", called at \(source.name):\(line)"
  }
}
