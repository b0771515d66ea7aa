import Language

extension Session {
  /// `:where`: the calls that led to the last error, outermost first, each with its line, a caret and
  /// what the function was given.
  var whereaboutsText: String { textInHoles { makeWhereabouts() } }

  private func makeWhereabouts() -> String {
    guard let fault = lastFault else { return "there was no error yet" }
    let details = fault.details, shown = diagnostic(fault)
    var lines = ["error[\(details.code)]: \(shown.message)"], heading = "the statement"
    for call in details.calls.reversed() {
      lines += [heading + position(of: call.span)] + excerpt(call.span)
      let given = call.parameters.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
      heading = "in \(call.name)" + (given.isEmpty ? "" : ", where \(given)")
    }
    if let span = details.span {
      lines += [heading + position(of: span)] + excerpt(span)
      lines += details.operands.map {
        "  \(typed($0.span).onOneLine.cut(to: 40)) : \($0.description)"
      }
    }
    return lines.joined(separator: "\n")
  }

  /// `, nn.gms:31`; in goldens without the line, which moves.
  private func position(of span: SourceSpan) -> String {
    guard let source = sources[span.source] else { return "" }
    let line = source.lineNumber(of: span.start)
    switch source.origin {
    case .file: return writesGolden ? ", \(source.name)" : ", \(source.name):\(line)"
    case .prompt: return writesGolden || source.lineStarts.count == 1 ? "" : ", line \(line)"
    }
  }

  /// The line of a place with a caret under it.
  private func excerpt(_ span: SourceSpan) -> [String] {
    let text = DiagnosticRenderer().render(Diagnostic("", "", at: span)) { sources[$0] }
    return text.split(separator: "\n").dropFirst().map(String.init)
  }
}
