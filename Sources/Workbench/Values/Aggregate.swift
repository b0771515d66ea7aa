/// A tuple `(a, b)` or, with names, a record `(μ = 0.5, σ = 1)`.
public final class Aggregate {
  let items: [Value]
  /// The field names in order, or nil for a tuple.
  let names: [String]?

  init(_ items: [Value], names: [String]? = nil) {
    self.items = items
    self.names = names
  }

  /// The value of a field, or nil where the record has none of that name.
  func field(_ name: String) -> Value? {
    guard let position = names?.firstIndex(of: name) else { return nil }
    return items[position]
  }

  /// A copy with one field replaced, or added at the end.
  func replacing(_ name: String, with value: Value) -> Aggregate {
    var items = items, names = names ?? []
    if let position = names.firstIndex(of: name) {
      items[position] = value
    } else {
      names.append(name)
      items.append(value)
    }
    return Aggregate(items, names: names)
  }

  /// Whether `other` has the same number of items under the same names.
  func hasStructure(of other: Aggregate) -> Bool {
    items.count == other.items.count && names == other.names
  }
}

extension Value {
  /// A tuple.
  static func tuple(_ items: [Value]) -> Value { .aggregate(Aggregate(items)) }

  /// A record.
  static func record(_ fields: [(String, Value)]) -> Value {
    .aggregate(Aggregate(fields.map(\.1), names: fields.map(\.0)))
  }
}
