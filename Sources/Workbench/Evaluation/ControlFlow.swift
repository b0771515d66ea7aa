import Language
import Tensors
import Tracing

/// Two statements in a row.
final class Then: Node {
  let first: Node, second: Node
  /// What the second one assigns.
  let assigned: [AssignedSlot]

  init(_ first: Node, _ second: Node, assigned: [AssignedSlot]) {
    self.first = first
    self.second = second
    self.assigned = assigned
    super.init(span: first.span, height: 1 + max(first.height, second.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    Value.discard(try first.eval(p, &r, &m))
    if m.flow != .normal {
      return m.flow == .traced ? try goOn(p, &r, &m) : .unset
    }
    try Turn.pollStep(m, at: second.span)
    return try second.eval(p, &r, &m)
  }

  /// The second statement, where a graph is recorded that decides whether it is reached.
  @inline(never)
  private func goOn(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let before = Escape.taken(from: &m)
    guard case .traced(let isLeft) = try before.isLeft(at: span) else { return .unset }
    return try TracedBranches.run(
      isLeft, .rest(before), .node(second), assigned: assigned, span: span, p, &r, &m)
  }
}

/// `if c { } else { }`.
final class If: Node {
  let condition: Node
  let yes: Operand, no: Operand
  /// What the branches assign.
  let assigned: [AssignedSlot]

  init(
    _ condition: Node, _ yes: Node, _ no: Node, assigned: [AssignedSlot], span: SourceSpan
  ) {
    self.assigned = assigned
    self.condition = condition
    self.yes = Operand(yes)
    self.no = Operand(no)
    super.init(span: span, height: 1 + max(condition.height, yes.height, no.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    guard let holds = try condition.holds(p, &r, &m) else {
      if let predicate = Condition.undecided(m.result) {
        return try TracedBranches.run(
          predicate, .node(yes.node), .node(no.node), assigned: assigned, span: span, p, &r, &m)
      }
      return try Condition.decide(m.result, at: condition)
        ? yes.load(p, &r, &m) : no.load(p, &r, &m)
    }
    return try holds ? yes.load(p, &r, &m) : no.load(p, &r, &m)
  }
}

/// `while c { }`.
final class While: Node {
  let condition: Node, body: Node
  let turn: TurnCode

  init(_ condition: Node, _ body: Node, turn: TurnCode, span: SourceSpan) {
    self.condition = condition
    self.body = body
    self.turn = turn
    super.init(span: span, height: 1 + max(condition.height, body.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let keys = m.keys
    defer { m.keys = keys }
    if !m.traces.isEmpty {
      return try TracedLoop(turn, body, condition: condition, span: span).run(p, &r, &m)
    }
    var position = 0
    while true {
      try Turn.poll(&m, at: span)
      if turn.movesKeys { try m.enterTurn(position, of: keys, at: span) }
      position &+= 1
      if let holds = try condition.holds(p, &r, &m) {
        if !holds { break }
      } else if try !Condition.decide(m.result, at: condition) {
        break
      }
      Value.discard(try body.eval(p, &r, &m))
      if m.flow != .normal && Turn.leaves(&m) { break }
    }
    return .unset
  }
}

/// `break`, `next`, and the part of `return` that leaves.
final class Leave: Node {
  let flow: Flow
  let value: Node?

  init(_ flow: Flow, value: Node? = nil, span: SourceSpan) {
    self.flow = flow
    self.value = value
    super.init(span: span, height: 1 + (value?.height ?? 0))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    if let value { m.result = try value.eval(p, &r, &m) } else { m.result = .unset }
    m.flow = flow
    return .unset
  }
}

/// What happens at the back edge of every loop.
enum Turn {
  /// Whether the loop ends, after a statement in it changed the flow.
  static func leaves(_ m: inout State) -> Bool {
    switch m.flow {
    case .normal: return false
    case .continuing:
      m.flow = .normal
      return false
    case .breaking:
      m.flow = .normal
      return true
    case .returning, .traced: return true
    }
  }

  /// Ends the loop where Ctrl-C was pressed or the fuel is used up.
  @inline(__always)
  static func poll(_ m: inout State, at span: SourceSpan) throws(Fault) {
    try checkStop(at: span)
    if m.fuel != nil { try burn(&m, at: span) }
  }

  /// Ends the statement where Ctrl-C was pressed, before the next thing in it begins; a training that was
  /// paused and is its last thing comes to its end.
  @inline(__always)
  static func pollStep(_ m: borrowing State, at span: SourceSpan) throws(Fault) {
    if Interruption.flag.load(ordering: .relaxed), !m.isLastTraining { throw interrupted(at: span) }
  }

  /// Ends what goes on outside of any loop of the language where Ctrl-C was pressed.
  @inline(__always)
  static func checkStop(at span: SourceSpan) throws(Fault) {
    if Interruption.flag.load(ordering: .relaxed) { throw interrupted(at: span) }
  }

  @inline(never)
  static func interrupted(at span: SourceSpan) -> Fault {
    Fault("interrupted", "interrupted", at: span)
  }

  /// Charges steps, and the bytes reserved since the last time.
  @inline(never)
  static func burn(_ m: inout State, at span: SourceSpan, steps: Int = 1) throws(Fault) {
    guard let fuel = m.fuel else { return }
    let bytes = MemoryBudget.bytesEverReserved
    let spent = max(0, steps).addingReportingOverflow(max(0, bytes &- m.bytesCharged))
    m.bytesCharged = bytes
    let isUsedUp = spent.overflow || spent.partialValue > fuel
    m.fuel = isUsedUp ? 0 : fuel - spent.partialValue
    if isUsedUp { throw Fault("fuel", "the fuel is used up", at: span) }
  }
}

/// What a condition may be.
enum Condition {
  /// A truth value that only the graph being recorded will know.
  static func undecided(_ value: Value) -> Traced? {
    guard case .traced(let traced) = value, traced.known == nil,
      traced.type == TensorType(.bool)
    else { return nil }
    return traced
  }

  /// Decides by what is known of a traced condition: control flow is unrolled while tracing.
  @inline(never)
  static func decide(_ value: Value, at node: Node) throws(Fault) -> Bool {
    if case .bool(let b) = value.known { return b }
    if case .tensor(let box) = value.known, box.tensor.type == .bool {
      throw node.fault(
        "type", "a condition must be one truth value, not \(value.kindDescription)",
        hint: "write all(...) or any(...)")
    }
    if let estimate = value.estimate {
      throw Fault(OperationError(estimate.refused(by: "a condition")), at: node.span)
    }
    throw node.fault("type", "a condition must be true or false, not \(value.kindDescription)")
  }
}

/// `not x`.
final class Not: Node {
  let operand: Node

  init(_ operand: Node, span: SourceSpan) {
    self.operand = operand
    super.init(span: span, height: 1 + operand.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let value = try operand.eval(p, &r, &m)
    if case .bool(let b) = value { return .bool(!b) }
    do throws(OperationError) {
      return try Arithmetic.unary(.not, value)
    } catch { throw Fault(error, at: operand.span) }
  }
}

/// `a and b`, `a or b`: the right side runs only where the left one does not decide.
final class Logical: Node {
  let a: Node, b: Node
  let isAnd: Bool

  init(_ a: Node, _ b: Node, isAnd: Bool, span: SourceSpan) {
    self.a = a
    self.b = b
    self.isAnd = isAnd
    super.init(span: span, height: 1 + max(a.height, b.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try a.eval(p, &r, &m)
    if case .bool(let known) = x, known != isAnd { return x }
    let y = try b.eval(p, &r, &m)
    if case .bool = x, case .bool = y { return y }
    do throws(OperationError) {
      return try Arithmetic.binary(isAnd ? .and : .or, x, y)
    } catch {
      throw Fault(
        error, at: span,
        operands: [
          OperandNote(a.span, x),
          OperandNote(b.span, y),
        ])
    }
  }
}
