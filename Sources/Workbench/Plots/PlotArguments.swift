import Language
import Plotting
import Tensors
import Tracing

/// What a builtin of pictures is called with, by the names of its parameters.
struct PlotCall {
  let a: Bound

  /// The number of a parameter by its name.
  private func place(_ name: String) -> Int? {
    a.builtin.parameters.firstIndex { $0.name == name }
  }

  /// An error at an argument.
  func fault(at name: String, _ message: String, code: String = "domain", hint: String? = nil)
    -> Fault
  {
    a.fault(place(name) ?? 0, message, code: code, hint: hint)
  }

  /// Whether an argument was given, and is not `none`.
  func isGiven(_ name: String) -> Bool { place(name).map { !a.isNone($0) } ?? false }

  /// The value of an argument.
  func value(_ name: String) -> Value { place(name).map { a[$0].known } ?? .unset }

  /// Where an argument stands.
  func span(_ name: String) -> SourceSpan { place(name).map { a.spans[$0] } ?? a.span }

  /// A text, or nil where none was given.
  func text(_ name: String) throws(Fault) -> String? {
    guard let k = place(name), !a.isNone(k) else { return nil }
    return try a.text(k)
  }

  /// A number, or nil where none was given.
  func number(_ name: String) throws(Fault) -> Double? {
    guard let k = place(name), !a.isNone(k) else { return nil }
    return try a.float(k)
  }

  /// A whole number in a range, or nil where none was given.
  func count(_ name: String, in range: ClosedRange<Int>) throws(Fault) -> Int? {
    guard let k = place(name), !a.isNone(k) else { return nil }
    let count = try a.int(k)
    guard range.contains(count) else {
      throw a.fault(
        k, "\(name) is a number from \(range.lowerBound) to \(range.upperBound), not \(count)",
        code: "domain")
    }
    return count
  }

  /// A truth value, or nil where none was given.
  func flag(_ name: String) throws(Fault) -> Bool? {
    guard let k = place(name), !a.isNone(k) else { return nil }
    return try a.flag(k, default: false)
  }

  /// One of the texts that the parameter may be, or nil where none was given.
  func choice(_ name: String) throws(Fault) -> String? {
    guard let k = place(name), !a.isNone(k) else { return nil }
    let text = try a.text(k)
    let choices = a.builtin.parameters[k].choices.map { $0.filter { $0 != "\"" } }
    guard choices.contains(text) else {
      throw a.fault(
        k,
        "\(name) is one of \(choices.map { "\"\($0)\"" }.joined(separator: ", ")), not \"\(text)\"",
        code: "argument")
    }
    return text
  }

  /// The axes that are logarithmic: `log="y"`.
  func logAxes() throws(Fault) -> AxisPair<Bool> {
    let text = try choice("log") ?? ""
    return AxisPair(x: text.contains("x"), y: text.contains("y"))
  }

  /// A colour by its name, its place among the series, or as "#rrggbb".
  func ink(_ name: String = "colour") throws(Fault) -> Ink? {
    guard let k = place(name), !a.isNone(k) else { return nil }
    if case .int(let number) = a[k], number >= 1 { return .series(number - 1) }
    let wrong: String
    switch a[k] {
    case .text(let text):
      if let ink = PlotColour.ink(of: text) { return ink }
      wrong = "there is no colour \"\(text)\""
    case .int(let number): wrong = "there is no colour \(number): those of the series begin at 1"
    default: wrong = "\(name) must be a name or a number, not \(a[k].kindDescription)"
    }
    throw a.fault(
      k, wrong, code: "argument",
      hint: "colours are \(PlotColour.names.joined(separator: ", ")), \"#rrggbb\", "
        + "or 1, 2, ... for those of the series")
  }

  /// The colour map that was asked for.
  func colourMap(or usual: ColourMap) throws(Fault) -> ColourMap {
    try choice("colours").flatMap { ColourMap(rawValue: $0) } ?? usual
  }

  /// Two arguments that are the ends of an interval.
  func interval(from first: Int, to last: Int) throws(Fault) -> Interval {
    let low = try a.float(first), high = try a.float(last)
    guard low < high, let range = Interval(low, high) else {
      throw a.fault(
        last, "an interval goes from a number to a greater one, both finite", code: "domain")
    }
    return range
  }

  /// Two numbers in ascending order, as `(a, b)` or `[a, b]`; nil where none were given.
  func range(_ k: Int) throws(Fault) -> Interval? {
    guard !a.isNone(k) else { return nil }
    return try PlotCall.range(a[k], at: a.spans[k], name: a.name(k), of: a.builtin.name)
  }

  /// Two numbers in ascending order.
  static func range(
    _ value: Value, at span: SourceSpan, name: String, of builtin: String
  ) throws(Fault) -> Interval {
    var bounds: [Double] = []
    if case .aggregate(let pair) = value, pair.names == nil {
      for item in pair.items {
        bounds += try PlotNumbers.of(item, at: span, in: builtin).values
      }
    } else if value.isNumeric {
      bounds = try PlotNumbers.of(value, at: span, in: builtin).values
    }
    guard bounds.count == 2 else {
      throw Fault(
        "argument", "\(builtin): \(name) is a pair (from, to), not \(value.kindDescription)",
        at: span)
    }
    guard bounds[0] < bounds[1], let range = Interval(bounds[0], bounds[1]) else {
      throw Fault(
        "domain", "\(builtin): \(name) goes from a number to a greater one, both finite", at: span)
    }
    return range
  }
}

/// Colours by name.
enum PlotColour {
  /// The names, in the order of the series.
  static let names = ["blue", "orange", "red", "teal", "purple", "green", "brown", "black", "grey"]

  /// The colour of a name or of `#rrggbb`.
  static func ink(of text: String) -> Ink? {
    switch text {
    case "black": return .text
    case "grey", "gray": return .muted
    default: break
    }
    if let number = names.firstIndex(of: text) { return .series(number) }
    let digits = text.dropFirst()
    guard text.hasPrefix("#"), digits.count == 6, digits.allSatisfy(\.isHexDigit),
      let hex = UInt32(digits, radix: 16)
    else { return nil }
    return .colour(Colour(hex))
  }
}

/// The numbers of a value as a picture takes them.
struct PlotNumbers {
  /// In order, of a tensor by rows.
  var values: [Double]
  /// The standard errors, where the value is an estimate.
  var errors: [Double]?
  /// The shape of the tensor, empty for one number.
  var shape: [Int]

  /// How many rows there are: of a vector its numbers, of a number one.
  var rows: Int { shape.first ?? 1 }
  /// How many numbers a row of a matrix has; else 1.
  var width: Int { shape.count == 2 ? shape[1] : 1 }

  /// One number of each row, from 0; a vector is its own column.
  func column(_ k: Int) -> PlotNumbers {
    guard width > 1 else { return self }
    let taken = { (numbers: [Double]) in (0..<rows).map { numbers[$0 * width + k] } }
    return PlotNumbers(values: taken(values), errors: errors.map(taken), shape: [rows])
  }

  /// The numbers of a value: integers, floats of either type, truth values as 0 and 1, estimates.
  static func of(
    _ value: Value, at span: SourceSpan, in builtin: String
  ) throws(Fault) -> PlotNumbers {
    try value.requireKnown(at: span)
    switch value.known {
    case .int(let x): return PlotNumbers(values: [Double(x)], errors: nil, shape: [])
    case .float(let x): return PlotNumbers(values: [x], errors: nil, shape: [])
    case .bool(let x): return PlotNumbers(values: [x ? 1 : 0], errors: nil, shape: [])
    case .tensor(let box): return try of(box.tensor, at: span, in: builtin)
    case .estimate(let estimate):
      var numbers = try of(estimate.mean, at: span, in: builtin)
      let errors: Tensor
      do throws(TraceError) { errors = try estimate.standardError() } catch {
        throw Fault(OperationError(error), at: span)
      }
      numbers.errors = try of(errors, at: span, in: builtin).values
      return numbers
    case .unset, .traced, .function, .aggregate, .density, .module, .identity, .text, .figure:
      throw Fault(
        "type", "\(builtin) needs numbers here, not \(value.kindDescription)", at: span)
    }
  }

  private static func of(
    _ tensor: Tensor, at span: SourceSpan, in builtin: String
  ) throws(Fault) -> PlotNumbers {
    if tensor.type == .c128 {
      throw Fault(
        "type", "\(builtin) needs real numbers, and these are complex", at: span,
        hint: "real(z), imag(z) and abs(z) are real")
    }
    let floats: Tensor
    do throws(TensorError) { floats = try tensor.converted(to: .f64) } catch {
      throw Fault(OperationError(.tensor(error)), at: span)
    }
    return PlotNumbers(
      values: floats.elements(as: Double.self), errors: nil,
      shape: (0..<tensor.shape.rank).map { tensor.shape[$0] })
  }
}
