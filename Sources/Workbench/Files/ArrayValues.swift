import ArrayFiles
import Language
import Tensors
import Tracing

/// What files of arrays hold, as values of the language, and back.
enum ArrayValues {
  /// The value of a file's content: columns of texts are tuples, several arrays a record.
  static func value(of content: ArrayContent) -> Value {
    switch content {
    case .tensor(let tensor): Value(tensor)
    case .texts(let column): texts(column)
    case .named(let parts): .record(parts.map { ($0.name, value(of: $0.content)) })
    }
  }

  /// A tuple in which equal texts are one.
  private static func texts(_ column: TextColumn) -> Value {
    let distinct = column.distinct.map { Value.text($0) }
    return .tuple(column.codes.map { distinct[$0] })
  }

  /// What is written of a value: numbers, columns of texts, records of such.
  ///
  /// The names of records in records are joined by dots. Of a model, a record with functions in it, the numbers are written.
  static func content(of value: Value) throws(OperationError) -> ArrayContent {
    if let content = try leaf(value) { return content }
    guard case .aggregate(let tree) = value, tree.names != nil || value.hasFunctions else {
      throw OperationError(
        "type", "\(value.kindDescription) has no place in a file of arrays",
        hint: "a name that ends in .gmw holds any value")
    }
    var parts: [(name: String, content: ArrayContent)] = []
    try collect(value, "", isModel: value.hasFunctions, &parts)
    var seen: Set<String> = []
    for part in parts where !seen.insert(part.name).inserted {
      throw OperationError("field", "two parts of the value have the name \(part.name)")
    }
    return .named(parts)
  }

  private static func collect(
    _ value: Value, _ path: String, isModel: Bool,
    _ parts: inout [(name: String, content: ArrayContent)]
  ) throws(OperationError) {
    if isModel, !value.isNumeric {
      guard case .aggregate = value else { return }
    }
    if !isModel || value.isNumeric, let content = try leaf(value) {
      parts.append((path, content))
      return
    }
    guard case .aggregate(let tree) = value else {
      throw OperationError(
        "type", "\(path) is \(value.kindDescription), which has no place in a file of arrays",
        hint: "a name that ends in .gmw holds any value")
    }
    for (k, item) in tree.items.enumerated() {
      let name = tree.names?[k] ?? "\(k + 1)"
      try collect(item, path.isEmpty ? name : "\(path).\(name)", isModel: isModel, &parts)
    }
  }

  /// A number, or a column of texts; nil for what has parts.
  private static func leaf(_ value: Value) throws(OperationError) -> ArrayContent? {
    if let estimate = value.estimate {
      throw OperationError(estimate.refused(by: "a file of arrays"))
    }
    do throws(TraceError) {
      if let term = try value.term() { return .tensor(try term.knownValue()) }
    } catch { throw OperationError(error) }
    switch value {
    case .text(let text): return .texts(TextColumn([text]))
    case .aggregate(let tuple) where tuple.names == nil && !tuple.items.isEmpty:
      var texts: [String] = []
      for item in tuple.items {
        guard case .text(let text) = item else { return nil }
        texts.append(text)
      }
      return .texts(TextColumn(texts))
    default: return nil
    }
  }
}

extension Value {
  /// Whether functions stand in it, as in models.
  fileprivate var hasFunctions: Bool {
    switch self {
    case .function: true
    case .aggregate(let tree): tree.items.contains(where: \.hasFunctions)
    default: false
    }
  }
}
