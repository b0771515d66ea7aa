import Tensors

/// The format after the colon in `"{l:.4g}"`: `[<|>][+][width][.digits][g|f|e|d|s]`.
///
/// Without `<` or `>` numbers stand at the right of their width, all else at its left.
struct TextFormat {
  enum Kind { case general, fixed, scientific, integer, text }

  private let showsPlus: Bool
  private let alignsLeft: Bool
  private let alignsRight: Bool
  private let width: Int
  private let digits: Int?
  private let kind: Kind

  /// Reads a format, or returns nil where it is none.
  init?(_ text: String) {
    var rest = Substring(text)
    alignsLeft = rest.hasPrefix("<") || rest.hasPrefix("-")
    alignsRight = rest.hasPrefix(">")
    if alignsLeft || alignsRight { rest.removeFirst() }
    showsPlus = rest.hasPrefix("+")
    if showsPlus { rest.removeFirst() }
    let widthText = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(widthText.count)
    width = Int(widthText) ?? 0
    guard width <= 1000 else { return nil }
    if rest.hasPrefix(".") {
      rest.removeFirst()
      let digitText = rest.prefix { $0.isASCII && $0.isNumber }
      guard let digits = Int(digitText), digits <= 100 else { return nil }
      rest = rest.dropFirst(digitText.count)
      self.digits = digits
    } else {
      digits = nil
    }
    switch rest {
    case "g", "": kind = .general
    case "f": kind = .fixed
    case "e": kind = .scientific
    case "d": kind = .integer
    case "s": kind = .text
    default: return nil
    }
  }

  /// The value as text in this format.
  func apply(to value: Value) throws(OperationError) -> String {
    var text = try plain(value)
    if showsPlus, !text.hasPrefix("-"), value.isNumeric { text = "+" + text }
    let padding = String(repeating: " ", count: max(0, width - text.count))
    let isAtTheLeft = alignsLeft || !value.isNumeric && !alignsRight
    return isAtTheLeft ? text + padding : padding + text
  }

  private func plain(_ value: Value) throws(OperationError) -> String {
    let known = value.known
    switch (kind, known) {
    case (.integer, .int(let x)): return String(x)
    case (.integer, .float(let x)):
      guard let whole = Int(exactly: x) else {
        throw OperationError(
          "format", "the format d needs an integer", hint: "\"{\(Typed.culprit):.0f}\"")
      }
      return String(whole)
    case (.fixed, .float(let x)): return DecimalText.fixed(x, places: digits ?? 6)
    case (.fixed, .int(let x)): return DecimalText.fixed(Double(x), places: digits ?? 6)
    case (.scientific, .float(let x)): return DecimalText.scientific(x, places: digits ?? 6)
    case (.scientific, .int(let x)): return DecimalText.scientific(Double(x), places: digits ?? 6)
    case (.general, .float), (.general, .int), (.general, .tensor), (.general, .bool),
      (.general, .estimate), (.fixed, .tensor), (.scientific, .tensor), (.fixed, .estimate),
      (.scientific, .estimate):
      let notation: NumberStyle.Notation =
        kind == .fixed ? .fixed : kind == .scientific ? .scientific : .auto
      return ValuePrinter(style: NumberStyle(digits: digits ?? 6, notation: notation))
        .inline(known)
    case (.text, _), (.general, _): return ValuePrinter(style: NumberStyle()).inline(known)
    default:
      throw OperationError("format", "this format needs a number, not \(value.kindDescription)")
    }
  }
}
