import Language
import Tensors
import Tracing

/// A loop that runs while a graph is recorded.
///
/// Turns whose conditions are known are recorded one after the other. From the turn on where a condition
/// is not known, or where there are many, the turn is recorded once: the variables that it assigns
/// are carried, and a `scan` or a `while` of the graph stands for the turns that are left.
struct TracedLoop {
  let turn: TurnCode
  let body: Node
  let span: SourceSpan
  /// Of a `while`.
  let condition: Node?
  /// Of a `for`.
  let elements: Elements?
  let pattern: Destination?

  init(_ turn: TurnCode, _ body: Node, condition: Node, span: SourceSpan) {
    self.turn = turn
    self.body = body
    self.condition = condition
    self.span = span
    elements = nil
    pattern = nil
  }

  init(
    _ turn: TurnCode, _ body: Node, over elements: Elements, _ pattern: Destination,
    span: SourceSpan
  ) {
    self.turn = turn
    self.body = body
    self.elements = elements
    self.pattern = pattern
    self.span = span
    condition = nil
  }

  /// How many turns with traced variables are recorded one by one: where all values are known
  /// while the graph is recorded, and where they are not.
  private static let recordedKnown = 256, recordedUnknown = 8
  /// How many turns may be recorded one by one where the number of the turn must be a number.
  private static let mostUnrolled = 1000

  func run(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var position = 0
    let keys = m.keys
    while true {
      try Turn.poll(&m, at: span)
      if turn.movesKeys { try m.enterTurn(position, of: keys, at: span) }
      if let elements, position == elements.count { return .unset }
      if try mustRecord(from: position, &r, &m) {
        if try record(from: position, keys, p, &r, &m) { return .unset }
      }
      if let condition {
        if let holds = try condition.holds(p, &r, &m) {
          if !holds { return .unset }
        } else if Condition.undecided(m.result) != nil {
          _ = try record(from: position, keys, p, &r, &m)
          return .unset
        } else if try !Condition.decide(m.result, at: condition) {
          return .unset
        }
      } else if let elements, let pattern {
        try pattern.bind(try elements.element(at: position), &r, &m)
      }
      Value.discard(try body.eval(p, &r, &m))
      position += 1
      if m.flow == .traced {
        _ = try record(from: position, keys, p, &r, &m)
        return .unset
      }
      if m.flow != .normal && Turn.leaves(&m) { return .unset }
    }
  }

  /// Whether what is left is better recorded as a loop of the graph.
  private func mustRecord(
    from position: Int, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Bool {
    if case .list? = elements { return false }
    guard position > 0, position >= TracedLoop.recordedUnknown else { return false }
    var isTraced = false, isUnknown = false
    for slot in turn.assigned {
      for case .traced(let traced) in r[m.base &+ slot.slot].parts {
        isTraced = true
        if traced.known == nil { isUnknown = true }
      }
    }
    if !isTraced { return false }
    return isUnknown || position >= TracedLoop.recordedKnown
  }

  /// Records the turns from a position on as a loop; false where a turn needs its number as a
  /// number, and the turns are few enough to be recorded one by one.
  private func record(
    from position: Int, _ keys: KeyScope, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Bool {
    let escape = Escape.taken(from: &m), turnKeys = m.keys
    var recording = LoopRecording(self, from: position, escape, keys, r, m)
    defer { m.keys = turnKeys }
    do throws(Fault) {
      try recording.run(p, &r, &m)
      return true
    } catch {
      guard error.details.code == "trace", let elements, escape.parts.allSatisfy(\.isFalseOrUnset)
      else { throw error }
      guard elements.count <= TracedLoop.mostUnrolled else {
        error.details.notes.append(
          "a loop of \(elements.count) turns is recorded as one turn, of which the number is not known; "
            + "at most \(TracedLoop.mostUnrolled) are recorded one by one")
        throw error
      }
      return false
    }
  }
}

extension Value {
  fileprivate var isFalseOrUnset: Bool {
    switch self {
    case .unset, .bool(false): true
    default: false
    }
  }
}
