import Synchronization
import Tensors
import Tracing

/// What a recorded graph takes for granted of the values that it was recorded with: code, structure,
/// types and shapes, integers and texts; not their numbers, which are inputs of the graph.
struct Signature: Hashable {
  enum Item: Hashable {
    case unset
    /// A number that is an input.
    case number(TensorType)
    case int(Int)
    case bool(Bool)
    case text(String)
    /// A function, by the number of its own signature.
    case code(Int)
    /// Which functions inside the one before have come already, by their order: their numbers are not
    /// taken again.
    case again([Int?])
    /// Code of the program, by the number of its lease.
    case script(Int, captures: Int, itself: Int)
    case builtin(String)
    case derived(String, detail: [String]?)
    case aggregate(Int, [String]?)
    case density(String, [DensityFactor.Heading])
    case module(ObjectIdentifier)
    case identity
  }

  private(set) var items: [Item] = []
  /// The numbers, in order; those that a function captured once, however often it comes.
  private(set) var numbers: [Value] = []
  /// The functions met, in order, whose numbers are among them.
  private var met: [ObjectIdentifier: Int] = [:]
  /// The same functions, in the order in which they came, with the places of their numbers.
  private var inner: [SignatureOfCode.Part] = []

  static func == (a: Signature, b: Signature) -> Bool { a.items == b.items }

  func hash(into hasher: inout Hasher) { hasher.combine(items) }

  init() {}

  /// The signature of one value.
  init(_ value: Value) { add(value) }

  mutating func add(_ value: Value) {
    switch value {
    case .unset: items.append(.unset)
    case .int(let x): items.append(.int(x))
    case .bool(let x): items.append(.bool(x))
    case .text(let text): items.append(.text(text))
    // No number comes from a figure, and a result that holds one is not kept: `NumberedForm`.
    case .figure: items.append(.text("a figure"))
    case .float, .tensor, .traced, .estimate:
      if let type = value.numericType { items.append(.number(type)) }
      numbers.append(value)
    case .aggregate(let tree):
      items.append(.aggregate(tree.items.count, tree.names))
      for item in tree.items { add(item) }
    case .density(let density):
      items.append(.density(density.name, density.factors.map(\.heading)))
      for factor in density.factors {
        add(factor.law)
        add(factor.rows)
      }
    case .module(let module): items.append(.module(ObjectIdentifier(module)))
    case .identity(let scale):
      items.append(.identity)
      add(scale)
    case .function(let closure): add(closure)
    }
  }

  /// A function never changes, so its signature is made once.
  ///
  /// Functions of one record capture the same others again and again, and those others too: taken each
  /// time, the numbers of a mixture would be ten thousand.
  private mutating func add(_ closure: Closure) {
    if closure.signature == nil { closure.signature = SignatureOfCode(of: closure) }
    guard let known = closure.signature else { return }
    items.append(.code(known.id))
    let before = known.parts.map { met[$0.function] }
    if before.contains(where: { $0 != nil }) { items.append(.again(before)) }
    let fresh = zip(known.parts, before).lazy.filter { $0.1 == nil }.map(\.0)
    var moved: [Int: Range<Int>] = [:]
    for range in fresh.flatMap(\.ranges).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      moved[range.lowerBound] = numbers.count..<numbers.count + range.count
      numbers += known.numbers[range]
    }
    for part in fresh {
      met[part.function] = met.count
      inner.append(
        .init(function: part.function, ranges: part.ranges.compactMap { moved[$0.lowerBound] }))
    }
  }

  /// The parts of a function of which this is all that it captured: what no inner function has is its own.
  fileprivate func parts(of closure: Closure) -> [SignatureOfCode.Part] {
    var own: [Range<Int>] = [], end = 0
    for range in inner.flatMap(\.ranges).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if end < range.lowerBound { own.append(end..<range.lowerBound) }
      end = range.upperBound
    }
    if end < numbers.count { own.append(end..<numbers.count) }
    return [.init(function: ObjectIdentifier(closure), ranges: own)] + inner
  }

  fileprivate mutating func addParts(of closure: Closure) {
    switch closure.body {
    case .script(let id):
      items.append(
        .script(
          closure.lease?.number ?? -1 - id, captures: closure.captured.count, itself: closure.itself
        ))
    case .builtin(let builtin): items.append(.builtin(builtin.name))
    case .derived(let derived):
      items.append(.derived(derived.name, detail: derived.detail))
      add(derived.base)
    }
    for value in closure.captured { add(value) }
  }

  /// The code alone, whatever integers, truth values and texts go with it: of one code only so many
  /// graphs are kept.
  var code: [Item] { Signature.code(of: items) }

  fileprivate static func code(of items: [Item]) -> [Item] {
    items.map { item in
      switch item {
      case .code(let id): .code(CodeNumbers.withoutConstants(id))
      case .int: .int(0)
      case .bool: .bool(false)
      case .text: .text("")
      case .unset, .number, .again, .script, .builtin, .derived, .aggregate, .density, .module,
        .identity:
        item
      }
    }
  }
}

/// The signature of a function, numbered, with its captured numbers.
struct SignatureOfCode {
  /// A function, itself or one inside it, and where the numbers lie that it captured itself.
  struct Part {
    let function: ObjectIdentifier
    let ranges: [Range<Int>]
  }

  let id: Int
  let numbers: [Value]
  /// The function, then those inside it in order; as it captures them, they live as long.
  let parts: [Part]

  init(of closure: Closure) {
    var own = Signature()
    own.addParts(of: closure)
    id = CodeNumbers.number(of: own.items)
    numbers = own.numbers
    parts = own.parts(of: closure)
  }
}

/// Numbers for signatures of functions: equal ones have equal numbers.
private enum CodeNumbers {
  private struct Table {
    var ids: [[Signature.Item]: Int] = [:]
    /// For each number that of the same code with whatever integers, truth values and texts, where that is
    /// another one.
    var plain: [Int: Int] = [:]
    var count = 0
    /// Beyond that all are forgotten: who asks again has a new number, and what was compiled for the old one
    /// is compiled once more.
    static let most = 100_000
  }
  private static let table = Mutex(Table())

  static func number(of items: [Signature.Item]) -> Int {
    if let id = table.withLock({ $0.ids[items] }) { return id }
    let code = Signature.code(of: items)
    let plain = code == items ? nil : number(of: code)
    return table.withLock { table in
      if let id = table.ids[items] { return id }
      if table.ids.count >= Table.most { (table.ids, table.plain) = ([:], [:]) }
      table.count += 1
      table.ids[items] = table.count
      table.plain[table.count] = plain
      return table.count
    }
  }

  static func withoutConstants(_ id: Int) -> Int { table.withLock { $0.plain[id] ?? id } }
}

extension Value {
  /// The value with integers and truth values as numbers that a graph takes as inputs.
  func withVariableIntegers() throws(Fault) -> Value {
    do throws(TensorError) {
      switch self {
      case .int(let x): return .tensor(TensorBox(try Tensor(x)))
      case .bool(let x): return .tensor(TensorBox(try Tensor(x)))
      default: break
      }
    } catch { throw Fault(OperationError(error), at: nil) }
    guard case .aggregate(let tree) = self else { return self }
    var items: [Value] = []
    for item in tree.items { items.append(try item.withVariableIntegers()) }
    return .aggregate(Aggregate(items, names: tree.names))
  }
}

/// Puts numbers in the place of those of a value, the functions in it included, in the order of its
/// signature; a function that comes again is made once.
struct NumberReplacement {
  private var numbers: ArraySlice<Value>
  private var made: [ObjectIdentifier: Closure] = [:]

  /// A replacement by these numbers.
  init(_ numbers: [Value]) { self.numbers = numbers[...] }

  /// The value with its numbers replaced.
  mutating func callAsFunction(_ value: Value) -> Value {
    switch value {
    case .float, .tensor, .traced, .estimate: return numbers.popFirst() ?? value
    case .aggregate(let tree):
      return .aggregate(Aggregate(tree.items.map { self($0) }, names: tree.names))
    case .density(let density): return .density(density.mappingLaws { self($0) })
    case .identity(let scale): return .identity(self(scale))
    case .function(let closure): return .function(function(closure))
    case .unset, .int, .bool, .text, .figure, .module: return value
    }
  }

  private mutating func function(_ closure: Closure) -> Closure {
    if let known = made[ObjectIdentifier(closure)] { return known }
    let new = replaced(closure)
    made[ObjectIdentifier(closure)] = new
    return new
  }

  /// The function with the numbers that it captured replaced.
  private mutating func replaced(_ closure: Closure) -> Closure {
    switch closure.body {
    case .builtin: return closure
    case .derived(let derived):
      guard case .function(let made) = derived.remake(self(derived.base)) else { return closure }
      return made
    case .script:
      if closure.captured.isEmpty { return closure }
      var values = ContiguousArray<Value>()
      for value in closure.captured { values.append(self(value)) }
      return Closure(
        closure.body, lease: closure.lease, captured: values, itself: closure.itself,
        name: closure.name)
    }
  }
}
