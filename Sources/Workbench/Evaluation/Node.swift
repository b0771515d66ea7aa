import Language
import Tensors

/// A node of resolved code: names are slots, and evaluating is a virtual call.
///
/// Children are `let` fields, never arrays, as an array costs a retain at each visit. Scalar
/// arithmetic allocates nothing.
class Node {
  let span: SourceSpan
  /// The deepest nesting below and with this node: what the stack is charged for it.
  final let height: Int

  init(span: SourceSpan, height: Int) {
    self.span = span
    self.height = height
  }

  /// The value of the node.
  func eval(_ p: borrowing Program, _ r: inout Slots, _ m: inout State) throws(Fault) -> Value {
    .unset
  }

  /// The node as a condition: true, false, or nil after leaving in `m.result` what is neither.
  func holds(_ p: borrowing Program, _ r: inout Slots, _ m: inout State) throws(Fault) -> Bool? {
    let value = try eval(p, &r, &m)
    if case .bool(let b) = value { return b }
    m.result = value
    return nil
  }

  /// A fault at this node, out of the way of the fast path.
  @inline(never) final func fault(_ code: String, _ message: String, hint: String? = nil) -> Fault {
    Fault(code, message, at: span, hint: hint)
  }
}

/// A child whose commonest forms, a local variable and a constant, are read without a call.
struct Operand {
  /// The slot in the window of the running call, or -1.
  let slot: Int
  let constant: Value
  let node: Node

  init(_ node: Node) {
    self.node = node
    slot = (node as? LocalName)?.slot ?? -1
    constant = (node as? Constant)?.value ?? .unset
  }

  @inline(__always)
  func load(_ p: borrowing Program, _ r: inout Slots, _ m: inout State) throws(Fault) -> Value {
    if slot >= 0 {
      switch r[m.base &+ slot] {
      case .int(let x): return .int(x)
      case .float(let x): return .float(x)
      default: break
      }
    } else if case .int(let x) = constant {
      return .int(x)
    } else if case .float(let x) = constant {
      return .float(x)
    }
    return try node.eval(p, &r, &m)
  }
}

/// A number or text that stands in the code.
final class Constant: Node {
  let value: Value

  init(_ value: Value, span: SourceSpan) {
    self.value = value
    super.init(span: span, height: 1)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value { value }
}
