import Language
import Tensors

/// `a < b` and its relatives.
final class Compare: Node {
  let a: Operand, b: Operand
  let comparison: Comparison
  let operatorSpan: SourceSpan

  init(_ comparison: Comparison, _ a: Node, _ b: Node, operatorSpan: SourceSpan, span: SourceSpan) {
    self.comparison = comparison
    self.a = Operand(a)
    self.b = Operand(b)
    self.operatorSpan = operatorSpan
    super.init(span: span, height: 1 + max(a.height, b.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    if let holds = try holds(p, &r, &m) { return .bool(holds) }
    return m.result
  }

  override func holds(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Bool? {
    let x = try a.load(p, &r, &m), y = try b.load(p, &r, &m)
    switch (x, y) {
    case (.int(let i), .int(let j)): return compare(i, j)
    case (.float(let i), .float(let j)): return compare(i, j)
    default: return try slow(x, y, &m)
    }
  }

  @inline(__always) private func compare<T: Comparable>(_ i: T, _ j: T) -> Bool {
    switch comparison {
    case .less: i < j
    case .lessOrEqual: i <= j
    case .greater: i > j
    case .greaterOrEqual: i >= j
    case .equal: i == j
    case .notEqual: i != j
    }
  }

  @inline(never) private func slow(_ x: Value, _ y: Value, _ m: inout State) throws(Fault) -> Bool?
  {
    MemoryBudget.note(work: min(x.bulk, y.bulk))
    do throws(OperationError) {
      let value = try Arithmetic.compare(comparison, x, y)
      if case .bool(let b) = value { return b }
      m.result = value
      return nil
    } catch {
      throw Fault(
        error, at: operatorSpan,
        operands: [
          OperandNote(a.node.span, x),
          OperandNote(b.node.span, y),
        ])
    }
  }
}

/// One link after the first of a chain `a < b < c`: each operand is evaluated once.
final class ChainLink {
  let comparison: Comparison
  let operand: Node
  let operatorSpan: SourceSpan
  let next: ChainLink?

  init(_ comparison: Comparison, _ operand: Node, operatorSpan: SourceSpan, next: ChainLink?) {
    self.comparison = comparison
    self.operand = operand
    self.operatorSpan = operatorSpan
    self.next = next
  }
}

/// `0 < t < 1`.
final class Chain: Node {
  let first: Node
  let link: ChainLink

  init(_ first: Node, _ link: ChainLink, span: SourceSpan) {
    self.first = first
    self.link = link
    var height = first.height, each: ChainLink? = link
    while let current = each {
      height = max(height, current.operand.height)
      each = current.next
    }
    super.init(span: span, height: 1 + height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var left = try first.eval(p, &r, &m), all = Value.bool(true), each: ChainLink? = link
    while let current = each {
      if case .bool(false) = all { return all }
      let right = try current.operand.eval(p, &r, &m)
      MemoryBudget.note(work: min(left.bulk, right.bulk))
      do throws(OperationError) {
        let holds = try Arithmetic.compare(current.comparison, left, right)
        all = try Arithmetic.binary(.and, all, holds)
      } catch {
        throw Fault(error, at: current.operatorSpan)
      }
      left = right
      each = current.next
    }
    return all
  }
}
