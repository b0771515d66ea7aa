import Tensors

/// The canonical text of values.
///
/// Where the user asked to stop it ends early: whoever wants the text for more than a message looks at that.
struct ValuePrinter {
  var style = NumberStyle()
  /// Whether estimates say that their tails are heavy.
  var showsTails = true
  /// Inside a line, how many elements of a tensor are shown; of more its type is.
  private var longest = 32
  private static let longestParameter = 8

  /// What is said under a tensor that is not shown whole.
  private let whole: String?

  init(style: NumberStyle = NumberStyle(), showsTails: Bool = true, whole: String? = nil) {
    self.style = style
    self.showsTails = showsTails
    self.whole = whole
  }

  /// The printer that shows tensors of more than a few elements by their types.
  var short: ValuePrinter {
    var printer = self
    printer.longest = ValuePrinter.longestParameter
    return printer
  }

  /// The text of a value as a statement shows it, without a final newline.
  func text(_ value: Value) -> String {
    switch value {
    case .tensor(let box): box.tensor.formatted(style, whole: whole)
    case .estimate(let estimate): EstimateText(estimate, style, showsTails: showsTails).block
    case .aggregate(let aggregate):
      distribution(value) ?? value.textOfRun(style) ?? Timing(value)?.text ?? model(aggregate)
        ?? block(aggregate)
    case .text(let text): "\"\(escaped(text))\""
    case .density(let density): density.text
    case .unset, .int, .float, .bool, .traced, .function, .module, .identity, .figure:
      inline(value)
    }
  }

  /// The text of a value inside a line: texts as they are, tensors in brackets.
  func inline(_ value: Value) -> String {
    switch value {
    case .unset: ""
    case .int(let x): String(x)
    case .float(let x): style.format(x)
    case .bool(let b): b ? "true" : "false"
    case .text(let text): text
    case .figure(let figure): "<\(figure.summary)>"
    case .tensor(let box): brackets(box.tensor)
    case .traced(let traced): "this \(traced.type)"
    case .estimate(let estimate): EstimateText(estimate, style, showsTails: showsTails).inline
    case .function(let closure): describe(closure)
    case .density(let density): "<density \(density.name)>"
    case .module(let module): "<module \(module.name)>"
    case .identity(.int(1)): "I"
    case .identity(let scale): "\(inline(scale))*I"
    case .aggregate(let aggregate):
      if let text = distribution(value) ?? value.textOfRun(style) ?? Timing(value)?.text {
        text
      } else if isLayer(aggregate) {
        ModelText(value, self).inline
      } else {
        parentheses(aggregate)
      }
    }
  }

  /// A record that can be called and has the name of its kind of layer.
  private func isLayer(_ record: Aggregate) -> Bool {
    guard record.field("apply") != nil, case .text? = record.field("layer") else { return false }
    return true
  }

  /// A model by its layers and their shapes; nil for what is no model, and for a small one without the name of
  /// its kind.
  private func model(_ record: Aggregate) -> String? {
    guard record.field("apply") != nil, isLayer(record) || !isFlat(record) else { return nil }
    return ModelText(.aggregate(record), self).block
  }

  /// `Normal(μ = 0, σ = 1)`: a distribution by its name and parameters, by its name alone where it has no
  /// field for these; nil for what has no name.
  private func distribution(_ value: Value) -> String? {
    guard let family = value.family else { return value.familyWithoutParameters }
    return family.name + short.parentheses(family.parameters)
  }

  /// Whether it holds nothing that needs lines of its own.
  private func isFlat(_ aggregate: Aggregate) -> Bool {
    aggregate.items.allSatisfy { item in
      switch item {
      case .tensor(let box): box.tensor.shape.rank == 0
      case .estimate(let estimate): estimate.type.shape.rank == 0
      case .aggregate(let inner):
        item.family != nil || inner.items.allSatisfy { $0.numericType?.shape.rank == 0 }
      default: true
      }
    }
  }

  private func block(_ aggregate: Aggregate) -> String {
    // What holds more values than the line has columns cannot fit; it is not tried.
    if isFlat(aggregate) && aggregate.weight <= style.width {
      let line = parentheses(aggregate)
      if line.count <= style.width { return line }
    }
    if let text = abbreviated(aggregate) { return text }
    return rows(of: aggregate, Array(aggregate.items.indices)).joined(separator: "\n")
  }

  /// The items of a tuple or record at some places, each from a line of its own on; functions that stand
  /// together share one, as nothing but their names is to be seen.
  private func rows(of aggregate: Aggregate, _ places: some Sequence<Int>) -> [String] {
    var lines: [String] = [], told = -1
    for offset in places where offset > told && !Stop.isRequested {
      let functions = aggregate.functionNames(from: offset)
      if functions.count >= ValuePrinter.manyFunctions {
        lines.append("(\(functions.joined(separator: ", "))) = functions")
        told = offset + functions.count - 1
        continue
      }
      let item = aggregate.items[offset]
      let name = aggregate.names?[offset] ?? "[\(offset + 1)]"
      let rows = text(item).split(separator: "\n", omittingEmptySubsequences: false)
      lines.append("\(name) = \(rows.first ?? "")")
      lines += rows.dropFirst().map { "  " + $0 }
    }
    return lines
  }

  /// The beginning and the end of a long tuple, such as a column of texts, with what shows all of it.
  private func abbreviated(_ tuple: Aggregate) -> String? {
    let count = tuple.items.count
    guard let whole, tuple.names == nil, count > ValuePrinter.longestTuple else { return nil }
    if tuple.items.allSatisfy({ if case .text = $0 { true } else { false } }) {
      let ends = [tuple.items.prefix(4), tuple.items.suffix(2)].map { items in
        items.map { literal($0) }.joined(separator: ", ")
      }
      return "(\(ends[0]), ..., \(ends[1]))\n\(count) texts; \(whole)"
    }
    let lines = rows(of: tuple, 0..<10) + ["..."] + rows(of: tuple, count - 3..<count)
    return (lines + ["\(count) items; \(whole)"]).joined(separator: "\n")
  }

  private static let longestTuple = 100
  /// From how many functions on they share a line.
  private static let manyFunctions = 4

  /// The text of a value inside a line, as it could be typed: texts in quotes.
  func literal(_ value: Value) -> String {
    if case .text(let text) = value { "\"\(escaped(text))\"" } else { inline(value) }
  }

  private func parentheses(_ aggregate: Aggregate) -> String {
    if Stop.isRequested { return "(...)" }
    let items = aggregate.items.enumerated().map { offset, item in
      (aggregate.names.map { $0[offset] + " = " } ?? "") + literal(item)
    }
    let comma = items.count == 1 && aggregate.names == nil ? "," : ""
    return "(" + items.joined(separator: ", ") + comma + ")"
  }

  /// A small tensor as it could be typed, a big one by its type.
  private func brackets(_ tensor: Tensor) -> String {
    guard tensor.shape.rank > 0 else { return tensor.formatted(style) }
    guard tensor.count <= longest, tensor.shape.rank <= 2, tensor.count > 0 else {
      return "\(tensor.type.name)[\(tensor.shape)]"
    }
    let width = tensor.shape[tensor.shape.rank - 1]
    var rows: [String] = []
    for start in stride(from: 0, to: tensor.count, by: width) {
      rows.append((start..<start + width).map { element(tensor[flat: $0]) }.joined(separator: ", "))
    }
    return "[" + rows.joined(separator: "; ") + "]"
  }

  private func element(_ scalar: Scalar) -> String {
    switch scalar {
    case .bool(let b): b ? "true" : "false"
    case .int(let x): String(x)
    case .float32(let x): style.format(x)
    case .float(let x): style.format(x)
    case .complex(let z): style.format(z)
    }
  }

  private func describe(_ closure: Closure) -> String {
    switch closure.body {
    case .script: "<function>"
    case .builtin(let builtin): "<builtin \(builtin.signature)>"
    case .derived(let derived):
      derived.name == TreeBuiltins.constantName
        ? "static(\(derived.detail?.first ?? ""))" : "<\(derived.name) of a function>"
    }
  }

  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}

extension Aggregate {
  /// The names of the fields from one on that are functions of the program, up to the first that is none.
  fileprivate func functionNames(from start: Int) -> [String] {
    guard let names else { return [] }
    let run = items[start...].prefix { item in
      guard case .function(let closure) = item, case .script = closure.body else { return false }
      return true
    }
    return run.indices.map { names[$0] }
  }
}
