import Tracing

/// A value whose numbers are results of a graph.
indirect enum NumberedForm {
  /// What the graph has no part in.
  case fixed(Value)
  /// The result of this place.
  case number(Int)
  case aggregate([NumberedForm], names: [String]?)

  /// The value with these results.
  func value(_ numbers: [Term]) -> Value {
    switch self {
    case .fixed(let value): value
    case .number(let place): Value(numbers[place])
    case .aggregate(let items, let names):
      .aggregate(Aggregate(items.map { $0.value(numbers) }, names: names))
    }
  }

  /// The form of a value, whose traced numbers are appended; nil where it holds a function, which might
  /// hold numbers of the graph.
  init?(_ value: Value, _ terms: inout [Term]) {
    switch value {
    case .traced(let traced):
      self = .number(terms.count)
      terms.append(.traced(traced))
    case .aggregate(let tree):
      var items: [NumberedForm] = []
      for item in tree.items {
        guard let form = NumberedForm(item, &terms) else { return nil }
        items.append(form)
      }
      self = .aggregate(items, names: tree.names)
    case .function, .density, .identity, .module, .figure: return nil
    case .unset, .int, .float, .bool, .tensor, .estimate, .text: self = .fixed(value)
    }
  }
}
