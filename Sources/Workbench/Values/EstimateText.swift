import Tensors
import Tracing

/// The text of an estimate, `1.0031 ± 0.0141`: the standard error with three significant digits, more
/// where more than six are printed of numbers, and the mean rounded to the same place.
struct EstimateText {
  let estimate: Estimate
  let style: NumberStyle
  /// Whether it says that tails are too heavy for the standard error to be trusted.
  let showsTails: Bool

  init(_ estimate: Estimate, _ style: NumberStyle, showsTails: Bool = true) {
    self.estimate = estimate
    self.style = style
    self.showsTails = showsTails
  }

  /// As a statement shows it: a tensor as a grid under its type.
  var block: String {
    if estimate.mean.shape.rank == 0 || estimate.mean.count == 0 { return inline }
    let lines =
      ["estimate \(estimate.type)"] + EstimateGrid(cells, estimate.mean.shape, style).lines
    return (tails.map { lines + ["  " + $0] } ?? lines).joined(separator: "\n")
  }

  /// As it stands in a line: a small tensor in brackets, a big one by its type.
  var inline: String { body + (tails.map { " (\($0))" } ?? "") }

  private var body: String {
    let shape = estimate.mean.shape, cells = cells
    if shape.rank == 0 { return cells[0].text }
    guard (1...32).contains(cells.count), shape.rank <= 2 else {
      return "estimate \(estimate.type)"
    }
    let width = shape[shape.rank - 1]
    let rows = stride(from: 0, to: cells.count, by: width).map { start in
      cells[start..<start + width].map(\.text).joined(separator: ", ")
    }
    return "[" + rows.joined(separator: "; ") + "]"
  }

  /// What is said of heavy tails, nil where there are none.
  private var tails: String? {
    guard showsTails, estimate.mean.count <= style.limit else { return nil }
    return EstimateText.tails(of: estimate)
  }

  /// What is said of heavy tails, nil where there are none.
  static func tails(of estimate: Estimate) -> String? {
    guard let k = estimate.tailIndex, k > Estimate.trustedTail else { return nil }
    return "heavy tails: k = \(DecimalText.fixed(k, places: 2))"
  }

  /// A mean and its error as texts.
  struct Cell {
    let mean: String
    let error: String

    var text: String { "\(mean) ± \(error)" }
  }

  /// One per element.
  var cells: [Cell] {
    let errors = estimate.errors
    return errors.indices.map { element in
      switch estimate.mean[flat: element] {
      case .float(let x): cell(x, errors[element])
      case .float32(let x): cell(Double(x), errors[element])
      case .complex(let z): cell(z, errors[element])
      case .bool, .int: Cell(mean: "", error: "")
      }
    }
  }

  private func cell(_ mean: Double, _ error: Double) -> Cell {
    let (texts, error) = EstimateText.texts([mean], error, style)
    return Cell(mean: texts[0], error: error)
  }

  /// A complex number with the error of its distance.
  private func cell(_ mean: Complex128, _ error: Double) -> Cell {
    let isNegative = mean.imaginary.sign == .minus && !mean.imaginary.isNaN
    let (texts, error) = EstimateText.texts([mean.real, mean.imaginary.magnitude], error, style)
    return Cell(mean: "\(texts[0]) \(isNegative ? "-" : "+") \(texts[1])i", error: error)
  }

  /// The words for an estimate in a message.
  static func short(_ summary: EstimateSummary) -> String {
    guard let mean = summary.number, let error = summary.error else {
      return summary.type.description
    }
    let (texts, text) = texts([mean], error, NumberStyle())
    return "\(texts[0]) ± \(text)"
  }

  /// Numbers rounded to the last place of their error, and the error.
  private static func texts(
    _ means: [Double], _ error: Double, _ style: NumberStyle
  ) -> ([String], String) {
    if error == 0 { return (means.map { plain($0, style) }, "0") }
    let digits = min(17, 3 + max(0, style.digits - 6))
    guard error.isFinite, means.allSatisfy(\.isFinite) else {
      // There is no place to round to.
      let short = NumberStyle(digits: digits, notation: style.notation)
      return (means.map { style.format($0) }, short.format(error))
    }
    // An error beyond the digits of the mean is one of rounding, and no reason to print them.
    if means.allSatisfy({ error < 1e-15 * $0.magnitude }) {
      return (means.map { plain($0, style) }, style.format(error))
    }
    let first = exponent(error, digits), last = first - (digits - 1)
    let top = means.filter { $0 != 0 }.reduce(first) { max($0, exponent($1, 17)) }
    let isScientific =
      switch style.notation {
      case .auto: top < -4 || top >= style.digits
      case .fixed: false
      case .scientific: true
      }
    guard isScientific else {
      return (
        means.map { unsigned(DecimalText.fixed($0, places: -last)) },
        DecimalText.fixed(error, places: -last)
      )
    }
    let shown = means.map { mean in
      let places = mean == 0 ? -1 : exponent(mean, 17) - last
      return places < 0 ? "0.0" : DecimalText.scientific(mean, places: min(16, places))
    }
    return (shown, DecimalText.scientific(error, places: digits - 1))
  }

  /// A number without error: digits as they are, whole ones without a point.
  private static func plain(_ x: Double, _ style: NumberStyle) -> String {
    let text = unsigned(style.format(x))
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The decimal exponent of the first digit after rounding to so many.
  private static func exponent(_ x: Double, _ digits: Int) -> Int {
    let text = DecimalText.scientific(x.magnitude, places: digits - 1)
    return Int(text.split(separator: "e").last ?? "") ?? 0
  }

  /// The text of a number that is not zero for nothing: -0.00 is 0.00.
  private static func unsigned(_ text: String) -> String {
    text.hasPrefix("-") && !text.contains { "123456789nai".contains($0) }
      ? String(text.dropFirst()) : text
  }
}
