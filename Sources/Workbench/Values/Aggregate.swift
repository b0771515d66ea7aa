import Language
import Plotting
import Tensors

/// A tuple `(a, b)` or, with names, a record `(μ = 0.5, σ = 1)`.
public final class Aggregate {
  let items: [Value]
  /// The field names in order, or nil for a tuple.
  let names: [String]?
  /// How many values it holds, counted at every place where they stand.
  let weight: Int
  /// How deep values nest in it.
  let nesting: Int
  /// What it costs to look at all of it, in steps.
  let bulk: Int

  init(_ items: [Value], names: [String]? = nil) {
    self.items = items
    self.names = names
    var weight = 1, nesting = 0, bulk = items.count
    for item in items {
      // Saturating, as a tuple may stand twice in a tuple that stands twice in another.
      weight = min(weight &+ item.weight, 1 << 60)
      nesting = max(nesting, item.nesting)
      bulk = min(bulk &+ item.bulk, 1 << 60)
    }
    self.weight = weight
    self.nesting = nesting + 1
    self.bulk = bulk
    MemoryBudget.note(work: items.count &* MemoryLayout<Value>.stride)
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
  /// How many values this one holds, counted at every place where they stand.
  var weight: Int { if case .aggregate(let a) = self { a.weight } else { 1 } }

  /// What it costs to look at all of this value, in steps: of a text its bytes, of a tensor a sixteenth of
  /// its numbers, as many as are read in the time of a step, and of a figure too.
  var bulk: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .tensor(let box): box.tensor.count / 16
    case .aggregate(let a): a.bulk
    case .figure(let figure): figure.weight() / 16
    case .unset, .int, .float, .bool, .traced, .estimate, .module, .identity, .function, .density:
      0
    }
  }

  /// What it costs to write it down, in steps beside those for the bytes.
  var costOfText: Int {
    switch self {
    case .figure, .aggregate: 50 + bulk
    default: 50
    }
  }

  /// How deep values nest in this one: what is walked by recursion, also when it is freed.
  var nesting: Int {
    switch self {
    case .aggregate(let a): a.nesting
    case .function(let f): f.nesting
    case .density(let p): p.nesting
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate, .module, .identity, .text,
      .figure:
      0
    }
  }

  /// The value, or an error where it holds more, or nests deeper, than can be walked.
  func bounded(at span: SourceSpan) throws(Fault) -> Value {
    switch self {
    case .aggregate, .function, .density:
      if nesting > Value.deepest {
        throw Fault("depth", "values nest at most \(Value.deepest) deep", at: span)
      }
      if weight > Value.heaviest {
        throw Fault(
          "memory", "a tuple or record holds at most \(Value.heaviest) values", at: span,
          hint: "many numbers belong in a tensor")
      }
    case .figure(let figure): try figure.requireBounded(at: span)
    case .unset, .int, .float, .bool, .tensor, .traced, .estimate, .module, .identity, .text:
      break
    }
    return self
  }

  private static let deepest = 2000
  private static let heaviest = 10_000_000

  /// A tuple.
  static func tuple(_ items: [Value]) -> Value { .aggregate(Aggregate(items)) }

  /// A record.
  static func record(_ fields: [(String, Value)]) -> Value {
    .aggregate(Aggregate(fields.map(\.1), names: fields.map(\.0)))
  }
}
