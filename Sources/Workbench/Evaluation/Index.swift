import Language
import Tensors

/// One index as evaluated, before it meets the extent of its axis.
enum RawIndex {
  /// `:`.
  case all
  case range(ResolvedRange)
  case value(Value)

  /// Whether only the run of a graph knows it.
  var isTraced: Bool {
    if case .value(let value) = self { value.known.isTraced } else { false }
  }
}

/// What stands between the brackets of `x[i, 2:end]`.
enum IndexNode {
  case all
  case range(RangeBounds)
  case value(Node)

  var height: Int {
    switch self {
    case .all: 0
    case .range(let bounds): bounds.height
    case .value(let node): node.height
    }
  }

  /// Where it stands; `:` has no place of its own.
  var span: SourceSpan? {
    switch self {
    case .all: nil
    case .range(let bounds): bounds.from.span.joined(with: bounds.to.span)
    case .value(let node): node.span
    }
  }
}

/// `x[i, :]`.
final class Index: Node {
  let base: Operand
  let indices: [IndexNode]
  /// For each index the slot where `end` finds the extent, or -1 where it does not ask.
  let slots: [Int]
  /// The only index, where it is one value that does not mention `end`.
  let single: Operand?

  init(_ base: Node, _ indices: [IndexNode], slots: [Int], span: SourceSpan) {
    self.base = Operand(base)
    self.indices = indices
    self.slots = slots
    if indices.count == 1, slots[0] < 0, case .value(let node) = indices[0] {
      single = Operand(node)
    } else {
      single = nil
    }
    super.init(
      span: span, height: 1 + indices.reduce(base.height) { max($0, $1.height) })
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try base.node.eval(p, &r, &m)
    if let single {
      let i = try single.load(p, &r, &m)
      if case .int(let i) = i, case .tensor(let box) = x, let scalar = element(box.tensor, i) {
        return scalar
      }
      return try take(x, [.value(i)])
    }
    return try take(x, try Index.evaluate(indices, of: x, slots: slots, at: span, p, &r, &m))
  }

  /// The element of a vector, without the detour over selections.
  @inline(__always) private func element(_ tensor: Tensor, _ i: Int) -> Value? {
    guard tensor.shape.rank == 1, i >= 1, i <= tensor.count else { return nil }
    return switch tensor[flat: i &- 1] {
    case .float(let x): .float(x)
    case .int(let x): .int(x)
    case .bool(let x): .bool(x)
    case .float32, .complex: nil
    }
  }

  @inline(never)
  private func take(_ x: Value, _ path: [RawIndex]) throws(Fault) -> Value {
    do throws(OperationError) {
      return try Selection.take(x, path)
    } catch {
      throw Fault(
        error.placed(among: indices.map(\.span)), at: span,
        operands: [OperandNote(base.node.span, x)])
    }
  }

  /// The indices, with `end` bound to the extent of each one's axis.
  static func evaluate(
    _ indices: [IndexNode], of value: Value, slots: [Int], at span: SourceSpan,
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [RawIndex] {
    var result: [RawIndex] = []
    for (position, index) in indices.enumerated() {
      if slots[position] >= 0 {
        r[m.base &+ slots[position]] = .int(
          try Selection.extent(of: value, axis: position, at: span))
      }
      switch index {
      case .all: result.append(.all)
      case .range(let bounds): result.append(.range(try bounds.eval(p, &r, &m)))
      case .value(let node): result.append(.value(try node.eval(p, &r, &m)))
      }
    }
    return result
  }
}

/// `r.a`.
final class Field: Node {
  let base: Node
  let name: String
  let nameSpan: SourceSpan

  init(_ base: Node, _ name: String, nameSpan: SourceSpan, span: SourceSpan) {
    self.base = base
    self.name = name
    self.nameSpan = nameSpan
    super.init(span: span, height: 1 + base.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let value = try base.eval(p, &r, &m)
    if case .module(let module) = value {
      guard let slot = module.slots[name], case var found = r[slot] else {
        throw module.lacks(name, at: nameSpan)
      }
      if m.recorder != nil { found = m.recorder?.read(slot, found) ?? found }
      if case .unset = found { throw module.lacks(name, at: nameSpan) }
      return found
    }
    if case .aggregate(let record) = value { MemoryBudget.note(work: record.items.count / 8) }
    return try Selection.field(name, of: value, at: nameSpan)
  }
}
