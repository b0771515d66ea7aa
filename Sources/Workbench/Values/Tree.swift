import Tensors
import Tracing

/// Trees: tuples and records, nested, with floating numbers as leaves.
extension Value {
  /// Whether the value is, or contains, a leaf: a floating number.
  var isLeaf: Bool {
    switch self {
    case .float: true
    case .tensor, .traced: numericType?.isFloating ?? false
    case .estimate: true
    case .aggregate: true
    case .unset, .int, .bool, .function, .density, .module, .identity, .text, .figure: false
    }
  }

  /// The numbers that derivatives see, in order: floating scalars and tensors.
  func leaves() -> [Value] {
    var leaves: [Value] = []
    forEachPart { if $0.isLeaf { leaves.append($0) } }
    return leaves
  }

  /// Whether there is a leaf in it.
  var hasLeaf: Bool {
    if case .aggregate(let tree) = self { tree.items.contains(where: \.hasLeaf) } else { isLeaf }
  }

  /// Whether it is `none`: the tuple of nothing.
  var isNone: Bool {
    if case .aggregate(let tree) = self { tree.items.isEmpty } else { false }
  }

  /// Everything in a tree that is no tree itself, in order.
  var parts: [Value] {
    var parts: [Value] = []
    forEachPart { parts.append($0) }
    return parts
  }

  private func forEachPart(_ body: (Value) -> Void) {
    guard case .aggregate(let tree) = self else { return body(self) }
    for item in tree.items { item.forEachPart(body) }
  }

  /// Whether another tree has the same structure, and parts in it that match.
  func isAlike(_ other: Value, where match: (Value, Value) -> Bool) -> Bool {
    switch (self, other) {
    case (.aggregate(let a), .aggregate(let b)):
      guard a.hasStructure(of: b) else { return false }
      for k in a.items.indices where !a.items[k].isAlike(b.items[k], where: match) { return false }
      return true
    case (.aggregate, _), (_, .aggregate): return false
    default: return match(self, other)
    }
  }

  /// What the elements of a tree are: all its numbers, or, where functions or texts stand in it too, the
  /// leaves: it is a model then, whose integers and truth values are settings.
  var elements: [Value] {
    let parts = parts
    return parts.allSatisfy(\.isNumeric) ? parts : leaves()
  }

  /// The same tree with every number in it, whatever its type, replaced.
  func mappingNumbers<Failure: Error>(
    _ body: (Value) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard case .aggregate(let tree) = self else { return isNumeric ? try body(self) : self }
    var items: [Value] = []
    for item in tree.items { items.append(try item.mappingNumbers(body)) }
    return .aggregate(Aggregate(items, names: tree.names))
  }

  /// The same tree with its numbers replaced in order; what is missing stays.
  func filled(_ numbers: inout ArraySlice<Value>) -> Value {
    mappingNumbers { numbers.popFirst() ?? $0 }
  }

  /// The same tree with its leaves replaced in order.
  func replacingLeaves(_ leaves: inout ArraySlice<Value>) -> Value {
    switch self {
    case .aggregate(let tree):
      return .aggregate(
        Aggregate(tree.items.map { $0.replacingLeaves(&leaves) }, names: tree.names))
    case .float, .tensor, .traced, .estimate, .int, .bool, .unset, .function, .density, .module,
      .identity, .text, .figure:
      return isLeaf ? leaves.popFirst() ?? self : self
    }
  }
}

extension Value {
  /// How a number is had of what is none.
  fileprivate var numberHint: String? {
    guard case .density(let density) = self, let variable = density.variables.first else {
      return nil
    }
    return "log \(density.name)(\(variable)) is one, where \(variable) has a value"
  }
}

extension Arithmetic {
  /// A function of two values, leaf by leaf where they are trees.
  static func mapped(
    _ x: Value, _ y: Value, _ f: (Value, Value) throws(OperationError) -> Value
  ) throws(OperationError) -> Value {
    switch (x, y) {
    case (.aggregate(let a), .aggregate(let b)):
      try checkStop()
      guard a.hasStructure(of: b) else {
        throw OperationError(
          "structure", "the trees differ: \(outline(x)) and \(outline(y))")
      }
      var items: [Value] = []
      for (p, q) in zip(a.items, b.items) { items.append(try leafwise(p, q, f)) }
      return .aggregate(Aggregate(items, names: a.names))
    case (.aggregate(let a), _):
      try checkStop()
      try requireScalar(y, beside: x)
      var items: [Value] = []
      for p in a.items { items.append(p.isLeaf ? try mapped(p, y, f) : p) }
      return .aggregate(Aggregate(items, names: a.names))
    case (_, .aggregate(let b)):
      try checkStop()
      try requireScalar(x, beside: y)
      var items: [Value] = []
      for q in b.items { items.append(q.isLeaf ? try mapped(x, q, f) : q) }
      return .aggregate(Aggregate(items, names: b.names))
    default:
      guard x.isNumeric, y.isNumeric else {
        let culprit = x.isNumeric ? y : x
        throw OperationError(
          "type", "\(culprit.kindDescription) is not a number", hint: culprit.numberHint,
          showsOperands: true)
      }
      return try f(x, y)
    }
  }

  /// One pair of items of two trees: what is not a leaf must agree.
  private static func leafwise(
    _ p: Value, _ q: Value, _ f: (Value, Value) throws(OperationError) -> Value
  ) throws(OperationError) -> Value {
    if p.isLeaf || q.isLeaf { return try mapped(p, q, f) }
    guard case .bool(true) = try compare(.equal, p, q) else {
      throw OperationError(
        "structure",
        "\(p.kindDescription) in a tree is no leaf, so both sides must have the same: "
          + "\(setting(p)) and \(setting(q)) differ",
        hint: p.isNumeric ? "floating numbers are leaves: write \(ValuePrinter().inline(p)).0" : nil
      )
    }
    return p
  }

  /// What is no leaf as a message shows it: a function by its name.
  private static func setting(_ value: Value) -> String {
    if case .function(let closure) = value, let name = closure.name { return name }
    return ValuePrinter().inline(value)
  }

  private static func requireScalar(_ value: Value, beside tree: Value) throws(OperationError) {
    guard let type = value.numericType else {
      throw OperationError("type", "\(value.kindDescription) is not a number", showsOperands: true)
    }
    guard type.shape.rank == 0 else {
      throw OperationError(
        "structure", "a scalar meets every leaf of a tree, \(type) does not",
        hint: "spread the tuple or build one with the same structure", showsOperands: true)
    }
  }

  /// Throws where the user asked to stop: a tree may be as large as a tensor.
  static func checkStop() throws(OperationError) {
    do throws(TensorError) { try Interruption.check() } catch { throw OperationError(error) }
  }

  /// Refuses arithmetic with a scalar that would change nothing, as the tree has only integers.
  static func requireLeaf(_ tree: Value) throws(OperationError) {
    guard !tree.hasLeaf, tree.parts.contains(where: \.isNumeric) else { return }
    throw OperationError(
      "structure", "\(outline(tree)) has no floating leaves: arithmetic with it changes nothing",
      hint: "integers in trees stay as they are: write 1.0 for 1")
  }

  /// The structure of a tree in a few words.
  static func outline(_ value: Value) -> String {
    var room = mostOutlined
    return outline(value, &room)
  }

  /// How many values of a tree its outline looks at.
  private static let mostOutlined = 100

  private static func outline(_ value: Value, _ room: inout Int) -> String {
    room -= 1
    guard case .aggregate(let tree) = value else { return value.kindDescription }
    var items: [String] = []
    for (offset, item) in tree.items.enumerated().prefix(6) where room > 0 {
      items.append((tree.names.map { $0[offset] + " = " } ?? "") + outline(item, &room))
    }
    if items.count < tree.items.count { items.append("...") }
    return "(" + items.joined(separator: ", ") + ")"
  }
}
