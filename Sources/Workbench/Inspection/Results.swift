import Language
import Tensors

extension Session {
  /// `:last`: the last value, whole, however big it is.
  func showLast(at span: SourceSpan) throws(Fault) {
    guard let value = output.results.last?.value else {
      throw Fault("name", "there is no result yet", at: span)
    }
    if case .figure(let figure) = value {
      try present(figure, at: span)
      return
    }
    // The lines of a matrix may be longer than the page: a pager moves sideways.
    let style = output.style
    let whole = NumberStyle(
      digits: style.digits, notation: style.notation,
      width: value.hasMatrix ? Session.widest : style.width, limit: .max)
    output.show(.page(text(of: value, whole) + "\n"))
  }

  private static let widest = 1 << 40

  /// `:hist`, `:hist 5`: the last results by number, with the statements that made them.
  func resultsText(_ argument: String, at span: SourceSpan) throws(Fault) -> String {
    let results = output.results
    guard let count = argument.isEmpty ? 20 : Int(argument), count >= 1 else {
      throw Fault("command", ":hist takes a number of results", at: span, hint: ":hist 5")
    }
    if results.count == 0 { return "there is no result yet" }
    let numbers = max(results.first, results.count - min(count, results.count) + 1)...results.count
    let shown = numbers.compactMap { results[$0] }, labels = numbers.map { "%\($0)" }
    let label = labels.map(\.count).max() ?? 0, width = output.style.width
    let room = max(12, (width - label - 4) / 2)
    let texts = shown.map { $0.statement.onOneLine.cut(to: room) }
    let statement = texts.map(\.count).max() ?? 0
    let rows = zip(labels, zip(texts, shown)).map { name, row in
      let short = summary(of: row.1.value)
      let value = short.isEmpty ? kind(of: row.1.value) : short.onOneLine
      let head = name.padding(to: label + 2) + row.0.padding(to: statement + 2)
      return head + value.cut(to: max(8, width - head.count))
    }
    return rows.joined(separator: "\n")
  }
}

extension Value {
  /// Whether it is, or holds, a tensor of rows and columns.
  fileprivate var hasMatrix: Bool {
    parts.contains { ($0.numericType?.shape.rank ?? 0) > 1 }
  }
}

extension String {
  /// The text with line ends and what is blank around them as one blank.
  var onOneLine: String {
    split(whereSeparator: \.isNewline).map { line in
      String(line.drop { $0 == " " }).trimmingSuffix { $0 == " " }
    }.joined(separator: " ")
  }
}
