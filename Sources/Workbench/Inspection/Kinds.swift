import Language
import Tensors

extension Value {
  /// The value with no more than the beginnings of the texts in it.
  fileprivate func withTexts(upTo room: Int) -> Value {
    switch self {
    case .text(let text) where text.utf8.count > 4 * room:
      return .text(String(String.UnicodeScalarView(text.unicodeScalars.prefix(room))) + "...")
    case .aggregate(let tree) where bulk > 4 * room:
      return .aggregate(
        Aggregate(tree.items.map { $0.withTexts(upTo: room) }, names: tree.names))
    default: return self
    }
  }
}

extension Session {
  /// What a value is, in the words of `:who` and `:type`: `f64[3×4]`, `function of x, n=2`.
  func kind(of value: Value) -> String {
    switch value {
    case .function(let closure): return functionKind(closure)
    case .density(let density): return "density of " + density.variables.joined(separator: ", ")
    case .module: return "module"
    case .text: return "text"
    case .figure: return "figure"
    case .estimate(let estimate): return "estimate \(estimate.type)"
    case .identity: return "multiple of I"
    case .unset: return "no value"
    case .aggregate(let tree): return kind(of: value, tree)
    case .int, .float, .bool, .tensor, .traced: return value.kindDescription
    }
  }

  private func kind(of value: Value, _ tree: Aggregate) -> String {
    if value.isRun { return "run" }
    if value.isDistribution { return "distribution" }
    guard let names = tree.names else { return "tuple of \(tree.items.count)" }
    guard tree.field("apply") != nil else {
      return "record of \(names.count) \(names.count == 1 ? "field" : "fields")"
    }
    var footprint = Footprint()
    let count = footprint.parameters(of: value)
    return "model, \(count) \(count == 1 ? "parameter" : "parameters")"
  }

  private func functionKind(_ closure: Closure) -> String {
    switch closure.body {
    case .script(let id):
      let parameters = environment.program.functions[id].parameters.map(\.shown)
      return "function of " + (parameters.isEmpty ? "nothing" : parameters.joined(separator: ", "))
    case .builtin(let builtin): return "builtin \(builtin.signature)"
    case .derived(let derived): return "function, \(derived.name) of another"
    }
  }

  /// A value in a few characters, for a row of a list; empty where its kind says all.
  func summary(of value: Value) -> String {
    let printer = ValuePrinter(style: output.style).short
    // More of a text than a line has room for need not be looked at.
    let room = min(max(output.style.width, 80), 10_000)
    switch value {
    case .tensor(let box): return summary(of: box.tensor)
    case .text: return printer.literal(value.withTexts(upTo: room))
    case .int, .float, .bool, .estimate, .identity: return printer.inline(value)
    case .aggregate(let tree):
      if tree.field("apply") != nil, !value.isRun, !value.isDistribution { return "" }
      if value.weight > 40 { return Arithmetic.outline(value) }
      return printer.inline(value.withTexts(upTo: room))
    case .figure(let figure): return figure.summary
    case .function, .density, .module, .unset, .traced: return ""
    }
  }

  private func summary(of tensor: Tensor) -> String {
    let most = 8
    let texts = (0..<min(most, tensor.count)).map { output.style.format(tensor[flat: $0]) }
    if tensor.shape.rank == 0 { return texts.joined() }
    if tensor.shape.rank == 2, tensor.count <= most {
      return ValuePrinter(style: output.style).inline(.tensor(TensorBox(tensor)))
    }
    return "[" + texts.joined(separator: ", ") + (tensor.count > most ? ", ...]" : "]")
  }

  /// `:type e`: what the value is; of a tuple or a record also what is in it.
  func typeText(of text: String, at span: SourceSpan) throws(Fault) -> String {
    let (expression, source) = try expression(text, of: "type", at: span)
    let lowering = Lowering(environment, module: main, source: source)
    let value = try evaluate(try lowering.expression(expression))
    guard case .aggregate(let tree) = value, !value.isRun, !value.isDistribution else {
      return kind(of: value)
    }
    let rows = tree.items.enumerated().map { offset, item in
      ("  " + (tree.names?[offset] ?? "[\(offset + 1)]"), kind(of: item))
    }
    return ([kind(of: value)] + (rows.isEmpty ? [] : [Columns.text(rows)])).joined(separator: "\n")
  }
}
