import Language
import Tensors
import Tracing

/// One turn of a loop recorded as a graph, and the loop of the graph that runs it.
///
/// Carried are: the number of the turn (where the loop may end early), the numbers in the variables that
/// the turn assigns, and whether the loop has been left by `break` or `return`. A variable
/// keeps its type from turn to turn; an integer that becomes a float is a float from the start.
struct LoopRecording {
  private let loop: TracedLoop
  private let first: Int
  private let assigned: [AssignedSlot]
  /// The variables at the beginning, and the escape: the structure of what is carried.
  private var starts: [Value]
  private let traces: [GraphBuilder]
  /// The keys of the loop, from which each turn has its own.
  private let keys: KeyScope

  init(
    _ loop: TracedLoop, from first: Int, _ escape: Escape, _ keys: KeyScope,
    _ r: borrowing Slots, _ m: borrowing State
  ) {
    self.loop = loop
    self.keys = keys
    self.first = first
    assigned = loop.turn.assigned
    var starts: [Value] = []
    for slot in assigned { starts.append(r[m.base &+ slot.slot]) }
    // `next` ends a turn, not the loop.
    self.starts = starts + LoopRecording.flags(escape, loop.turn)
    traces = m.traces
  }

  /// Whether the loop may end before its last turn: then its flags are carried.
  private var endsEarly: Bool {
    loop.turn.breaks || loop.turn.returns || loop.condition != nil
  }

  /// What is carried of an escape: what the turn can set.
  private static func flags(_ escape: Escape, _ turn: TurnCode) -> [Value] {
    (turn.breaks ? [escape.breaking] : [])
      + (turn.returns ? [escape.returning, escape.returned] : [])
  }

  /// Records the loop and leaves the variables as it does.
  mutating func run(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    let before = starts
    do throws(Fault) {
      while true {
        let turn = try recordTurn(p, &r, &m)
        if try widen(to: turn.ends) { continue }
        let results = try apply(turn, p, &r, &m)
        try leave(results, turn, &r, &m)
        return
      }
    } catch {
      for (slot, value) in zip(assigned, before) { r[m.base &+ slot.slot] = value }
      throw error
    }
  }

  /// A recorded turn.
  private struct RecordedTurn {
    let part: GraphBuilder
    /// Its number, from 0.
    let number: Term
    /// The variables after it, and the escape; where they are numbers, of the types of the starts.
    let ends: [Value]
    let requirements: [Requirement]
  }

  /// The carried numbers as the inputs of a part: the values that the turn finds.
  private func inputs(_ part: GraphBuilder) -> [Value] { starts.map { part.inputs(like: $0) } }

  private func recordTurn(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> RecordedTurn {
    let outer = m.requirements
    let part = GraphBuilder.startPart(of: traces)
    m.traces.append(part)
    m.requirements = []
    defer {
      part.endPart(of: traces)
      m.traces = traces
      m.requirements = outer
    }
    let number = part.input(TensorType(.i64)), carried = inputs(part)
    for (slot, value) in zip(assigned, carried) { r[m.base &+ slot.slot] = value }
    try enterTurn(.traced(number), &m)
    if let pattern = loop.pattern, let elements = loop.elements {
      try pattern.bind(try element(of: elements, turn: .traced(number)), &r, &m)
    }
    Value.discard(try loop.body.eval(p, &r, &m))
    let escape = Escape.taken(from: &m)
    var ends: [Value] = []
    for slot in assigned { ends.append(r[m.base &+ slot.slot]) }
    ends += LoopRecording.flags(escape, loop.turn)
    return RecordedTurn(
      part: part, number: .traced(number), ends: ends, requirements: m.requirements)
  }

  /// The keys of a turn whose number, from the first that is recorded, is a variable of the graph.
  private func enterTurn(_ number: Term, _ m: inout State) throws(Fault) {
    guard loop.turn.movesKeys else {
      m.keys = keys
      return
    }
    let position = try recorded(at: loop.span) { () throws(TraceError) in try number + Term(first) }
    try m.enterTurn(position, of: keys, at: loop.span)
  }

  /// The element of a turn whose number is a variable of the graph.
  private func element(of elements: Elements, turn: Term) throws(Fault) -> Value {
    do throws(TraceError) {
      let place = try turn + Term(first)
      switch elements {
      case .range(let range):
        guard let floats = range.floats else {
          return Value(try Term(range.start) + place * Term(range.step))
        }
        return Value(try Term(floats.start) + place.converted(to: .f64) * Term(floats.step))
      case .rows(let rows, _, _):
        return try LoopRecording.row(rows, place)
      case .list: throw .valueUnknown(TensorType(.i64))
      }
    } catch { throw Fault(OperationError(error), at: loop.span) }
  }

  private static func row(_ value: Value, _ place: Term) throws(TraceError) -> Value {
    try value.mappingNumbers { (column) throws(TraceError) in
      guard let term = try column.term() else { return column }
      let slice = try term.gathered(axis: 0, at: place.reshaped(to: Shape([1])))
      return Value(try slice.reshaped(to: Shape(Array(term.shape.extents.dropFirst()))))
    }
  }

  /// Makes the starts what the turn makes of them, where that is a wider type or a variable that had
  /// no value before; whether anything changed, so that the turn must be recorded again.
  private mutating func widen(to ends: [Value]) throws(Fault) -> Bool {
    var changed = false
    for (index, end) in ends.enumerated() {
      let start = starts[index], variable = index < assigned.count ? assigned[index] : nil
      if case .unset = start {
        guard !LoopRecording.isUnset(end) else { continue }
        // Only a loop that surely makes a turn gives the variable a value.
        if variable != nil, endsEarly { continue }
        starts[index] = try Merge.zeros(like: end, at: loop.span)
        changed = changed || variable == nil
        continue
      }
      let wider = try widened(start, end, variable)
      if let wider {
        starts[index] = wider
        changed = true
      }
    }
    return changed
  }

  private static func isUnset(_ value: Value) -> Bool {
    if case .unset = value { true } else { false }
  }

  /// The start with integers as floats where the end has floats, nil where the types agree.
  private func widened(
    _ start: Value, _ end: Value, _ variable: AssignedSlot?
  ) throws(Fault) -> Value? {
    switch (start, end) {
    case (.aggregate(let a), .aggregate(let b)) where a.hasStructure(of: b):
      var items: [Value] = [], changed = false
      for (x, y) in zip(a.items, b.items) {
        let wider = try widened(x, y, variable)
        changed = changed || wider != nil
        items.append(wider ?? x)
      }
      return changed ? .aggregate(Aggregate(items, names: a.names)) : nil
    default: break
    }
    if let a = start.numericType, let b = end.numericType {
      if a == b { return nil }
      if a.shape == b.shape, a.element == .i64, let common = Merge.common(a, b) {
        do throws(TraceError) {
          guard let term = try start.term() else { return nil }
          return Value(try term.converted(to: common))
        } catch { throw Fault(OperationError(error), at: loop.span) }
      }
    } else if Merge.same(start, end) != nil {
      return nil
    }
    throw Fault(
      start.isNumeric && end.isNumeric ? "shape" : "type",
      "\(variable?.name ?? "what is returned") is \(start.kindDescription) before a turn of the loop and "
        + "\(end.kindDescription) after it", at: variable?.span ?? loop.span,
      hint: "a carried value keeps its shape and type: give it those before the loop")
  }

  /// The numbers of values, as terms of given types.
  private func terms(_ values: [Value], like types: [Value]) throws(TraceError) -> [Term] {
    var terms: [Term] = []
    for (value, type) in zip(values, types) {
      let wanted = type.parts.filter(\.isNumeric)
      let parts = value.parts.filter(\.isNumeric)
      for (place, part) in wanted.enumerated() {
        guard let type = part.numericType else { continue }
        // What a turn leaves unset or static stands as it began.
        let source = place < parts.count ? parts[place] : part
        if let term = try source.term() { terms.append(try term.converted(to: type.element)) }
      }
    }
    return terms
  }

  private func apply(
    _ turn: RecordedTurn, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Term] {
    if let elements = loop.elements, !endsEarly {
      return try recorded(at: loop.span) { () throws(TraceError) in
        let trace = try turn.part.finishPart(of: traces) { () throws(TraceError) in
          try Requirement.apply(turn.requirements, to: terms(turn.ends, like: starts))
        }
        return try Scan.apply(
          trace, carrying: terms(starts, like: starts), length: elements.count - first)
      }
    }
    let condition = try condition(p, &r, &m)
    return try recorded(at: loop.span) { () throws(TraceError) in
      let trace = try turn.part.finishPart(of: traces) { () throws(TraceError) in
        let next = try [turn.number + Term(1)] + terms(turn.ends, like: starts)
        return try Requirement.apply(turn.requirements, to: next)
      }
      return Array(
        try WhileLoop.apply(
          while: condition, trace, carrying: [Term(0)] + terms(starts, like: starts)
        ).dropFirst())
    }
  }

  /// Whether there is another turn: the loop has not been left, the condition holds, there are
  /// elements left.
  private func condition(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Trace {
    let part = GraphBuilder.startPart(of: traces)
    m.traces.append(part)
    defer {
      part.endPart(of: traces)
      m.traces = traces
    }
    let number = Value.traced(part.input(TensorType(.i64))), values = inputs(part)
    for (slot, value) in zip(assigned, values) { r[m.base &+ slot.slot] = value }
    if case .traced(let number) = number { try enterTurn(.traced(number), &m) }
    var holds = Value.bool(true)
    if let condition = loop.condition {
      holds = try condition.eval(p, &r, &m)
      if Condition.undecided(holds) == nil {
        holds = .bool(try Condition.decide(holds, at: condition))
      }
    }
    do throws(OperationError) {
      if let elements = loop.elements {
        holds = try Arithmetic.compare(.less, number, .int(elements.count - first))
      }
      // What is returned, the last of the three, is no flag.
      let flags = (loop.turn.breaks ? 1 : 0) + (loop.turn.returns ? 1 : 0)
      for flag in values.dropFirst(assigned.count).prefix(flags) {
        holds = try Arithmetic.binary(.and, holds, Arithmetic.unary(.not, flag))
      }
    } catch { throw Fault(error, at: loop.span) }
    return try recorded(at: loop.span) { () throws(TraceError) in
      let known = try Term(true)
      return try part.finish([holds.term() ?? known])
    }
  }

  /// Puts the results in the variables, and a `return` into the flow.
  private func leave(
    _ results: [Term], _ turn: RecordedTurn, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    var rest = results.map { Value($0) }[...]
    let ends = starts.map { $0.filled(&rest) }
    for (slot, value) in zip(assigned, ends) { r[m.base &+ slot.slot] = value }
    if let pattern = loop.pattern, let elements = loop.elements, !endsEarly, elements.count > 0 {
      try pattern.bind(try elements.element(at: elements.count - 1), &r, &m)
    }
    guard loop.turn.returns else { return }
    var escape = Escape.none
    escape.returning = ends[ends.count - 2]
    escape.returned = ends[ends.count - 1]
    escape.put(into: &m)
  }
}

extension GraphBuilder {
  /// A value with inputs of this trace for its numbers.
  func inputs(like value: Value) -> Value {
    value.mappingNumbers { number in
      guard let type = number.numericType else { return number }
      return .traced(input(type, isEstimated: number.isEstimated))
    }
  }
}

/// Records something, and puts its errors at a place.
func recorded<Result>(
  at span: SourceSpan?, _ body: () throws(TraceError) -> Result
) throws(Fault) -> Result {
  do throws(TraceError) { return try body() } catch {
    throw Fault(OperationError(error), at: span)
  }
}
