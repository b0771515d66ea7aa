import Language
import Plotting

extension Session {
  /// `:plot e`, or `:plot` alone for the last result: the natural picture of a value.
  func plot(_ text: String, at span: SourceSpan) throws(Fault) {
    let value: Value
    if text.isEmpty {
      guard let last = output.results.last?.value else {
        throw Fault("name", "there is no result yet", at: span)
      }
      value = last
    } else {
      let (expression, source) = try expression(text, of: "plot", at: span)
      value = try evaluate(
        try Lowering(environment, module: main, source: source).expression(expression))
    }
    let picture = try perform(height: 1, at: span) { (p, r, m) throws(Fault) in
      guard let plot = BuiltinTable.standard["plot"] else { return Value.unset }
      let arguments = Arguments(positional: [value], spans: [span], span: span)
      return try plot.call(arguments, p, &r, &m)
    }
    if case .figure(let figure) = picture { try present(figure, at: span) }
  }
}
