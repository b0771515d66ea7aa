/// Lays a message out: the first line, the code as typed, marks under it, notes and a hint.
///
///     error[shape]: W @ x: inner sizes differ (3 vs 4)
///       h = tanh(W @ x + b)
///                ~ ^ ~
///       W : f32[4×3]   defined at line 2
///       hint: W' @ x has shape 3×64
///
/// A source that is a file adds its position at the end of the first line, after two blanks, as
/// `dirac.gms:12:8`. A label on another line shows that line too.
public struct DiagnosticRenderer: Sendable {
  /// The widest code line; longer ones are cut around the caret.
  public let columns: Int

  /// A renderer for terminals of this width.
  public init(columns: Int = 100) {
    self.columns = max(20, columns)
  }

  /// The lines of the message, each ended by a newline.
  public func render(_ diagnostic: Diagnostic, sources: (SourceID) -> Source?) -> String {
    var lines = [headline(diagnostic, sources: sources)]
    lines += code(diagnostic, sources: sources)
    lines += diagnostic.notes.map { "  " + $0 }
    if let hint = diagnostic.hint { lines.append("  hint: " + hint) }
    return lines.map { $0.withoutControls(but: ["\t"]) + "\n" }.joined()
  }

  private func headline(_ diagnostic: Diagnostic, sources: (SourceID) -> Source?) -> String {
    let start = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]: \(diagnostic.message)"
    guard let span = diagnostic.span, let source = sources(span.source), source.origin == .file
    else { return start }
    let (line, column) = source.location(of: span.start)
    return "\(start)  \(source.name):\(line):\(column)"
  }

  /// The code lines with their marks, the culprit's first.
  private func code(_ diagnostic: Diagnostic, sources: (SourceID) -> Source?) -> [String] {
    guard let span = diagnostic.span, let source = sources(span.source) else { return [] }
    let number = source.lineNumber(of: span.start)
    var excerpt = MarkedLine(source: source, number: number)
    var elsewhere: [String] = []
    for label in diagnostic.labels {
      if label.span.source == span.source, source.lineNumber(of: label.span.start) == number {
        excerpt.mark(label.span, with: "~")
      }
      elsewhere += self.label(label, apart: span, sources: sources)
    }
    excerpt.mark(span, with: "^")
    return excerpt.lines(columns: columns) + elsewhere
  }

  /// The text of a label, with its line where that is not the culprit's.
  private func label(
    _ label: Diagnostic.Label, apart span: SourceSpan, sources: (SourceID) -> Source?
  ) -> [String] {
    guard let source = sources(label.span.source) else {
      return label.text.isEmpty ? [] : ["  " + label.text]
    }
    let number = source.lineNumber(of: label.span.start)
    let isSameLine =
      label.span.source == span.source && source.lineNumber(of: span.start) == number
    guard !isSameLine else { return label.text.isEmpty ? [] : ["  " + label.text] }
    var excerpt = MarkedLine(source: source, number: number)
    excerpt.mark(label.span, with: "~")
    let place = source.origin == .file ? "\(source.name):\(number): " : ""
    let heading = place.isEmpty && label.text.isEmpty ? [] : ["  " + place + label.text]
    return heading + excerpt.lines(columns: columns)
  }
}
