import Language
import Tensors
import Tracing

/// Taking and replacing parts of values.
///
/// The user counts from 1, positions here from 0.
enum Selection {
  /// A step from a value to a part of it.
  enum Step {
    case field(String)
    case index([RawIndex], spans: [SourceSpan?])
  }

  /// What an index selects on its axis.
  enum Item {
    /// One position; the axis is dropped.
    case one(Int)
    case slice(start: Int, count: Int, step: Int)
    case list([Int])
    /// One position, or several, that only the run of a graph knows; base 0.
    case traced(Term)

    var count: Int {
      switch self {
      case .one: 1
      case .traced(let positions): positions.shape.count
      case .slice(_, let count, _): count
      case .list(let list): list.count
      }
    }

    /// Whether the axis is dropped.
    var isSingle: Bool {
      switch self {
      case .one: true
      case .traced(let positions): positions.rank == 0
      case .slice, .list: false
      }
    }

    /// A position that is known.
    subscript(k: Int) -> Int {
      switch self {
      case .traced: 0
      case .one(let position): position
      case .slice(let start, _, let step): start &+ k &* step
      case .list(let list): list[k]
      }
    }
  }

  /// The length that `end` stands for.
  static func extent(of value: Value, axis: Int, at span: SourceSpan) throws(Fault) -> Int {
    if let type = value.numericType {
      guard axis < type.shape.rank else {
        throw Fault("index", "\(value.kindDescription) has no axis \(axis + 1)", at: span)
      }
      return type.shape[axis]
    }
    if case .aggregate(let aggregate) = value {
      guard let first = aggregate.items.first, aggregate.names != nil else {
        return aggregate.items.count
      }
      return try extent(of: first, axis: axis, at: span)
    }
    throw Fault("type", "\(value.kindDescription) has no end", at: span)
  }

  /// The slices along the first axis, the rows of a record of columns, or nil for what has none.
  static func rows(of value: Value) throws(OperationError) -> [Value]? {
    guard let count = try rowCount(of: value) else { return nil }
    var rows: [Value] = []
    for k in 0..<count { rows.append(try take(value, [.value(.int(k + 1))])) }
    return rows
  }

  /// How many rows it has, or nil for what has none.
  static func rowCount(of value: Value) throws(OperationError) -> Int? {
    if let type = value.numericType { return type.shape.rank > 0 ? type.shape[0] : nil }
    guard case .aggregate(let record) = value, record.names != nil else { return nil }
    let lengths = record.items.compactMap { $0.numericType?.shape.extents.first }
    if let first = lengths.first, let other = lengths.first(where: { $0 != first }) {
      throw OperationError(
        "shape", "the columns of the record differ in length (\(first) vs \(other))")
    }
    return lengths.first
  }

  /// A field of a record.
  static func field(_ name: String, of value: Value, at span: SourceSpan) throws(Fault) -> Value {
    guard case .aggregate(let record) = value, let names = record.names else {
      throw Fault("field", "\(value.kindDescription) has no field \(name)", at: span)
    }
    if let found = record.field(name) { return found }
    let near = Suggestion.nearest(to: name, among: names)
    throw Fault(
      "field", "the record has no field \(name)", at: span,
      hint: near.isEmpty
        ? "it has \(names.joined(separator: ", "))"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  /// The selected part of a value.
  static func take(_ value: Value, _ indices: [RawIndex]) throws(OperationError) -> Value {
    switch value {
    case .aggregate(let aggregate) where aggregate.names != nil:
      if indices.count == 1, case .value(.text(let name)) = indices[0] {
        return try field(name, of: aggregate)
      }
      var items: [Value] = []
      for (offset, item) in aggregate.items.enumerated() {
        if item.numericType.map({ $0.shape.rank == 0 }) ?? !item.isIndexed {
          let name = aggregate.names?[offset] ?? ""
          throw OperationError(
            "type", "the record has no rows: its field \(name) is \(item.kindDescription)",
            hint: "\(Typed.first).\(name)", showsOperands: true)
        }
        items.append(try take(item, indices))
      }
      return .aggregate(Aggregate(items, names: aggregate.names))
    case .aggregate(let tuple): return try take(tuple, indices)
    case .unset, .function, .density, .module, .identity, .text, .figure:
      throw OperationError("type", "\(value.kindDescription) cannot be indexed")
    case .int, .float, .bool, .tensor, .traced, .estimate:
      do throws(TraceError) {
        guard let term = try value.term() else { return value }
        return try Value(take(term, indices))
      } catch { throw OperationError(error) }
    }
  }

  /// The field of a record whose name is a text: names from files may be no names of the language.
  private static func field(
    _ name: String, of record: Aggregate
  ) throws(OperationError) -> Value {
    if let found = record.field(name) ?? record.field(Name.canonical(name)) { return found }
    let near = Suggestion.nearest(to: name, among: record.names ?? [])
    throw OperationError(
      "field", "the record has no field \"\(name)\"",
      hint: near.first.map { "did you mean \"\($0)\"?" }
        ?? "it has \((record.names ?? []).prefix(8).joined(separator: ", "))")
  }

  private static func take(_ tuple: Aggregate, _ indices: [RawIndex]) throws(OperationError)
    -> Value
  {
    guard indices.count == 1 else {
      throw OperationError("index", "a tuple has one index, not \(indices.count)")
    }
    let item: Item
    do throws(TraceError) {
      item = try resolve(indices[0], axis: 0, extent: tuple.items.count)
    } catch {
      if case .tensor(.index(_, let index, let extent)) = error, index > 0 {
        throw OperationError("index", "there is no item \(index): the tuple has \(extent)")
      }
      throw OperationError(error)
    }
    switch item {
    case .one(let position): return tuple.items[position]
    case .traced(let positions):
      throw OperationError(TraceError.valueUnknown(positions.type))
    case .slice, .list: break
    }
    return .tuple((0..<item.count).map { tuple.items[item[$0]] })
  }

  /// What the indices select on each axis of a shape; missing ones select all.
  static func items(_ indices: [RawIndex], of shape: Shape) throws(TraceError) -> [Item] {
    guard indices.count <= shape.rank else {
      throw .tensor(.axis(shape.rank + 1, rank: shape.rank))
    }
    var items: [Item] = []
    for axis in 0..<shape.rank {
      items.append(
        try resolve(axis < indices.count ? indices[axis] : .all, axis: axis, extent: shape[axis]))
    }
    return items
  }

  private static func resolve(_ index: RawIndex, axis: Int, extent: Int) throws(TraceError) -> Item
  {
    switch index {
    case .all: return .slice(start: 0, count: extent, step: 1)
    case .range(let range) where range.floats == nil:
      if range.count == 0 { return .slice(start: 0, count: 0, step: 1) }
      let last = range.start &+ (range.count - 1) &* range.step
      for bound in [range.start, last] { _ = try position(bound, axis: axis, extent: extent) }
      return .slice(start: range.start - 1, count: range.count, step: range.step)
    case .range(let range):
      var list: [Int] = []
      for k in 0..<range.count {
        try checkStop(k)
        list.append(try position(range[k], axis: axis, extent: extent))
      }
      return .list(list)
    case .value(let value):
      if case .traced(let traced) = value, traced.known == nil, traced.type.element == .i64,
        traced.type.shape.rank <= 1
      {
        return .traced(try .traced(traced) - Term(1))
      }
      guard case .tensor(let box) = value.known, box.tensor.shape.rank > 0 else {
        return .one(try position(value, axis: axis, extent: extent))
      }
      return .list(try positions(box.tensor, axis: axis, extent: extent))
    }
  }

  private static func positions(_ tensor: Tensor, axis: Int, extent: Int) throws(TraceError)
    -> [Int]
  {
    guard tensor.shape.rank == 1 else {
      throw .tensor(
        .shape(operation: "an index", got: tensor.shape, expected: "a number or a vector"))
    }
    if tensor.type == .bool {
      guard tensor.count == extent else {
        throw .tensor(.shape(operation: "a mask", got: tensor.shape, expected: "length \(extent)"))
      }
      do throws(TensorError) { return try tensor.nonzeroPositions().elements(as: Int.self) } catch {
        throw .tensor(error)
      }
    }
    var list: [Int] = []
    for k in 0..<tensor.count {
      try checkStop(k)
      let value: Value
      switch tensor[flat: k] {
      case .int(let i): value = .int(i)
      case .float(let x): value = .float(x)
      case .float32(let x): value = .float(Double(x))
      case .bool, .complex: value = .unset
      }
      list.append(try position(value, axis: axis, extent: extent))
    }
    return list
  }

  /// Throws where the user asked to stop, now and then in a long loop.
  static func checkStop(_ turn: Int) throws(TraceError) {
    guard turn & 0xFFFF == 0 else { return }
    do throws(TensorError) { try Interruption.check() } catch { throw .tensor(error) }
  }

  private static func position(_ value: Value, axis: Int, extent: Int) throws(TraceError) -> Int {
    switch value.known {
    case .estimate(let estimate): throw estimate.refused(by: "an index")
    case .int(let i): return try position(i, axis: axis, extent: extent)
    case .float(let x):
      if let i = Int(exactly: x) { return try position(i, axis: axis, extent: extent) }
      throw .tensor(.domain(operation: "an index", reason: "is a whole number, not \(x)"))
    case .traced(let traced): throw .valueUnknown(traced.type)
    default:
      throw .tensor(
        .domain(operation: "an index", reason: "is a whole number, not \(value.kindDescription)"))
    }
  }

  private static func position(_ i: Int, axis: Int, extent: Int) throws(TraceError) -> Int {
    guard i >= 1, i <= extent else {
      throw .tensor(.index(axis: axis + 1, index: i, extent: extent))
    }
    return i - 1
  }
}

extension Value {
  /// Whether something that is no number has rows or items.
  fileprivate var isIndexed: Bool { if case .aggregate = self { true } else { false } }
}
