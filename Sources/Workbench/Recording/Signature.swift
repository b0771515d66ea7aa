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
    case script(Int, captures: Int, itself: Int)
    case builtin(String)
    case derived(String, detail: [String]?)
    case aggregate(Int, [String]?)
    case density(String, [DensityFactor.Heading])
    case module(ObjectIdentifier)
    case identity
  }

  private(set) var items: [Item] = []
  /// The numbers, in order.
  private(set) var numbers: [Value] = []

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
  private mutating func add(_ closure: Closure) {
    if closure.signature == nil {
      var own = Signature()
      own.addParts(of: closure)
      closure.signature = SignatureOfCode(
        id: CodeNumbers.number(of: own.items), numbers: own.numbers)
    }
    guard let known = closure.signature else { return }
    items.append(.code(known.id))
    numbers += known.numbers
  }

  private mutating func addParts(of closure: Closure) {
    switch closure.body {
    case .script(let id):
      items.append(.script(id, captures: closure.captured.count, itself: closure.itself))
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
      case .unset, .number, .script, .builtin, .derived, .aggregate, .density, .module, .identity:
        item
      }
    }
  }
}

/// The signature of a function, numbered, with its captured numbers.
struct SignatureOfCode {
  let id: Int
  let numbers: [Value]
}

/// Numbers for signatures of functions: equal ones have equal numbers.
private enum CodeNumbers {
  private struct Table {
    var ids: [[Signature.Item]: Int] = [:]
    /// For each number that of the same code with whatever integers, truth values and texts.
    var plain: [Int] = []
  }
  private static let table = Mutex(Table())

  static func number(of items: [Signature.Item]) -> Int {
    if let id = table.withLock({ $0.ids[items] }) { return id }
    let code = Signature.code(of: items)
    let plain = code == items ? nil : number(of: code)
    return table.withLock { table in
      if let id = table.ids[items] { return id }
      let id = table.plain.count
      table.ids[items] = id
      table.plain.append(plain ?? id)
      return id
    }
  }

  static func withoutConstants(_ id: Int) -> Int { table.withLock { $0.plain[id] } }
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

  /// The value with its numbers, those of the functions in it included, replaced in order.
  func replacingNumbers(_ numbers: inout ArraySlice<Value>) -> Value {
    switch self {
    case .float, .tensor, .traced, .estimate: return numbers.popFirst() ?? self
    case .aggregate(let tree):
      return .aggregate(
        Aggregate(tree.items.map { $0.replacingNumbers(&numbers) }, names: tree.names))
    case .density(let density):
      return .density(density.mappingLaws { $0.replacingNumbers(&numbers) })
    case .identity(let scale): return .identity(scale.replacingNumbers(&numbers))
    case .function(let closure): return .function(closure.replacingNumbers(&numbers))
    case .unset, .int, .bool, .text, .figure, .module: return self
    }
  }
}

extension Closure {
  /// The function with the numbers that it captured replaced in order.
  fileprivate func replacingNumbers(_ numbers: inout ArraySlice<Value>) -> Closure {
    switch body {
    case .builtin: return self
    case .derived(let derived):
      guard case .function(let closure) = derived.remake(derived.base.replacingNumbers(&numbers))
      else { return self }
      return closure
    case .script:
      if captured.isEmpty { return self }
      var values = ContiguousArray<Value>()
      for value in captured { values.append(value.replacingNumbers(&numbers)) }
      return Closure(body, captured: values, itself: itself, name: name)
    }
  }
}
