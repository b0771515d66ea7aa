import Language
import Tensors
import Tracing

/// An iteration recorded as a loop of the graph: a `scan`, or a `while` where `until` may end it; kept
/// points are those at which an outer `scan` over groups of `every` steps begins.
struct RecordedIteration {
  let iteration: Iteration
  /// The keys of the iteration, from which each step has its own.
  let keys: KeyScope
  private var span: SourceSpan { iteration.span }

  /// From how many steps on: where all values are known while the graph is recorded, and where they are
  /// not.
  private static let mostKnown = 256, mostUnknown = 8

  /// Whether an iteration from a point, whose step gives `next`, is recorded as a loop.
  static func isWanted(_ count: Int, _ start: Value, _ next: Value) -> Bool {
    var isTraced = false, isUnknown = false
    for case .traced(let traced) in start.parts + next.parts {
      isTraced = true
      if traced.known == nil { isUnknown = true }
    }
    return isTraced && count > (isUnknown ? mostUnknown : mostKnown)
  }

  /// The last point, or the kept points stacked leaf by leaf.
  func run(
    from start: Value, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let begin = try numbers(start)
    let results: [Term]
    if iteration.until != nil || iteration.turns != nil {
      results = try runUntil(from: start, begin, p, &r, &m)
    } else if let every = iteration.every {
      results = try runKeeping(every, from: start, begin, p, &r, &m)
    } else {
      let turn = try turn(from: start, p, &r, &m)
      results = try recorded(at: span) { () throws(TraceError) in
        try Scan.apply(turn, carrying: begin, length: iteration.count)
      }
    }
    var rest = results.map { Value($0) }[...]
    return start.filled(&rest)
  }

  private func numbers(_ point: Value) throws(Fault) -> [Term] {
    var terms: [Term] = []
    for part in point.parts {
      if let term = try recorded(at: span, { () throws(TraceError) in try part.term() }) {
        terms.append(term)
      }
    }
    return terms
  }

  /// One step: the number of the turn, after `first` others, and a point to the next point.
  private func turn(
    from start: Value, after first: Term? = nil, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Trace {
    try part(like: start, p, &r, &m) {
      (number, point, p, r, m) throws(Fault) in
      let position = try recorded(at: span) { () throws(TraceError) in
        if let first { try first + number } else { number }
      }
      return try next(point, at: position, p, &r, &m)
    }
  }

  /// The numbers of the point after the step of this number.
  private func next(
    _ point: Value, at position: Term, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Term] {
    try m.enterTurn(position, of: keys, at: span)
    let next = try iteration.step(point, at: span, p, &r, &m)
    if !point.isAlike(next) { throw iteration.changed(point, next) }
    return try numbers(next)
  }

  /// Records a part of the graph whose inputs are a number and the numbers of a point.
  private func part(
    like start: Value, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State,
    _ body: (Term, Value, borrowing Program, inout Slots, inout State) throws(Fault) -> [Term]
  ) throws(Fault) -> Trace {
    let outer = m.traces, requirements = m.requirements, keys = m.keys
    let part = GraphBuilder.startPart(of: outer)
    m.traces.append(part)
    m.requirements = []
    defer {
      part.endPart(of: outer)
      m.traces = outer
      m.requirements = requirements
      m.keys = keys
    }
    let number = Term.traced(part.input(TensorType(.i64)))
    let outputs = try body(number, part.inputs(like: start), p, &r, &m)
    return try recorded(at: span) { () throws(TraceError) in
      try part.finish(Requirement.apply(m.requirements, to: outputs))
    }
  }

  /// Groups of `every` steps, of which the points at the beginnings are kept, and the last point.
  private func runKeeping(
    _ every: Int, from start: Value, _ begin: [Term], _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Term] {
    let groups = iteration.count / every
    let group = try part(like: start, p, &r, &m) {
      (number, point, p, r, m) throws(Fault) in
      let before = try numbers(point)
      if every == 1 { return try next(point, at: number, p, &r, &m) + before }
      let first = try recorded(at: span) { () throws(TraceError) in try number * Term(every) }
      let turn = try turn(from: point, after: first, p, &r, &m)
      return try recorded(at: span) { () throws(TraceError) in
        try Scan.apply(turn, carrying: before, length: every) + before
      }
    }
    return try recorded(at: span) { () throws(TraceError) in
      let results = try Scan.apply(group, carrying: begin, length: groups)
      var kept: [Term] = []
      for (last, rows) in zip(results, results.dropFirst(begin.count)) {
        let row = try last.reshaped(to: Shape([1] + last.shape.extents))
        kept.append(try Term.concatenated([rows, row], axis: 0))
      }
      return kept
    }
  }

  /// Steps until a condition on the point is true, at most as many as there are.
  private func runUntil(
    from start: Value, _ begin: [Term], _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Term] {
    let condition = try part(like: start, p, &r, &m) {
      (number, point, p, r, m) throws(Fault) in
      let isOver = try iteration.until?(point, at: span, p, &r, &m) ?? .bool(false)
      guard isOver.numericType == TensorType(.bool) else { throw iteration.noTruth(isOver) }
      return try recorded(at: span) { () throws(TraceError) in
        let count = try Term(iteration.count)
        let goesOn = try Term.compare(.less, number, iteration.turns ?? count)
        if isOver.isFalse { return [goesOn] }
        guard let over = try isOver.term() else { return [goesOn] }
        return [try Term.binary(.and, goesOn, Term.unary(.not, over))]
      }
    }
    let turn = try part(like: start, p, &r, &m) {
      (number, point, p, r, m) throws(Fault) in
      let numbers = try next(point, at: number, p, &r, &m)
      return try recorded(at: span) { () throws(TraceError) in [try number + Term(1)] + numbers }
    }
    return try recorded(at: span) { () throws(TraceError) in
      Array(
        try WhileLoop.apply(while: condition, turn, carrying: [Term(0)] + begin).dropFirst())
    }
  }
}
