import Language
import Tensors

/// What a loop, a sum or a comprehension walks over.
enum Domain {
  case range(RangeBounds)
  case value(Node)

  var height: Int {
    switch self {
    case .range(let bounds): bounds.height
    case .value(let node): node.height
    }
  }

  /// The elements, ranges unmaterialised.
  func eval(_ p: borrowing Program, _ r: inout Slots, _ m: inout State) throws(Fault) -> Elements {
    switch self {
    case .range(let bounds):
      let range = try bounds.eval(p, &r, &m)
      guard range.moving != nil else { return .range(range) }
      // Its points move with what is being differentiated by, as the rows of a tensor do.
      let span = bounds.from.span.joined(with: bounds.to.span)
      do throws(OperationError) {
        return .rows(try range.materialized(), count: range.count, span: span)
      } catch { throw Fault(error, at: span) }
    case .value(let node):
      let value = try node.eval(p, &r, &m)
      if case .aggregate(let tuple) = value, tuple.names == nil { return .list(tuple.items) }
      do throws(OperationError) {
        if let count = try Selection.rowCount(of: value) {
          return .rows(value, count: count, span: node.span)
        }
      } catch { throw Fault(error, at: node.span) }
      throw node.fault(
        "type", "\(value.kindDescription) has no elements to walk over",
        hint: value.isNumeric ? "a range is written 1:n" : nil)
    }
  }
}

/// The elements of a domain.
enum Elements {
  case range(ResolvedRange)
  case list([Value])
  /// The rows of a tensor or of a record of columns, taken as they are reached.
  case rows(Value, count: Int, span: SourceSpan)

  var count: Int {
    switch self {
    case .range(let range): range.count
    case .list(let list): list.count
    case .rows(_, let count, _): count
    }
  }

  func element(at position: Int) throws(Fault) -> Value {
    switch self {
    case .range(let range): return range[position]
    case .list(let list): return list[position]
    case .rows(let value, _, let span):
      do throws(OperationError) {
        return try Selection.take(value, [.value(.int(position + 1))])
      } catch { throw Fault(error, at: span) }
    }
  }
}

/// `for t in T:-1:1 { }`.
final class For: Node {
  let pattern: Destination
  let domain: Domain
  let body: Node
  let turn: TurnCode

  init(
    _ pattern: Destination, _ domain: Domain, _ body: Node, turn: TurnCode, span: SourceSpan
  ) {
    self.pattern = pattern
    self.domain = domain
    self.body = body
    self.turn = turn
    super.init(span: span, height: 1 + max(domain.height, body.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let elements = try domain.eval(p, &r, &m)
    let keys = m.keys
    defer { m.keys = keys }
    if !m.traces.isEmpty {
      return try TracedLoop(turn, body, over: elements, pattern, span: span).run(p, &r, &m)
    }
    if case .range(let range) = elements, range.floats == nil, case .slot(let slot, _) = pattern {
      var i = range.start
      for position in 0..<range.count {
        try Turn.poll(&m, at: span)
        if turn.movesKeys { try m.enterTurn(position, of: keys, at: span) }
        r[m.base &+ slot] = .int(i)
        i &+= range.step
        Value.discard(try body.eval(p, &r, &m))
        if m.flow != .normal && Turn.leaves(&m) { break }
      }
      return .unset
    }
    for position in 0..<elements.count {
      try Turn.poll(&m, at: span)
      if turn.movesKeys { try m.enterTurn(position, of: keys, at: span) }
      try pattern.bind(try elements.element(at: position), &r, &m)
      Value.discard(try body.eval(p, &r, &m))
      if m.flow != .normal && Turn.leaves(&m) { break }
    }
    return .unset
  }
}

/// `sum(i in 1:n, e)`, `prod(i in 1:n, e)`: no list of terms is made.
final class Accumulate: Node {
  let function: BinaryFunction
  let pattern: Destination
  let domain: Domain
  let body: Node
  private let movesKeys: Bool

  init(
    _ function: BinaryFunction, _ pattern: Destination, _ domain: Domain, _ body: Node,
    movesKeys: Bool, span: SourceSpan
  ) {
    self.movesKeys = movesKeys
    self.function = function
    self.pattern = pattern
    self.domain = domain
    self.body = body
    super.init(span: span, height: 1 + max(domain.height, body.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let elements = try domain.eval(p, &r, &m)
    let keys = m.keys
    defer { m.keys = keys }
    var total = Value.int(function == .multiply ? 1 : 0)
    for position in 0..<elements.count {
      try Turn.poll(&m, at: span)
      if movesKeys { try m.enterTurn(position, of: keys, at: span) }
      try pattern.bind(try elements.element(at: position), &r, &m)
      let term = try body.eval(p, &r, &m)
      if case .unset = term { throw body.fault("value", "this has no value") }
      if let sum = scalar(total, term) {
        total = sum
      } else {
        do throws(OperationError) {
          // The first term stands for itself: a sum of records has no other beginning.
          total =
            position == 0
            ? try Arithmetic.counted(term) : try Arithmetic.binary(function, total, term)
        } catch { throw Fault(error, at: body.span) }
      }
    }
    return total
  }
}

extension Accumulate {
  /// The sum or product of two scalars of one type, or nil.
  @inline(__always)
  fileprivate func scalar(_ total: Value, _ term: Value) -> Value? {
    switch (total, term) {
    case (.float(let x), .float(let y)): return .float(function == .multiply ? x * y : x + y)
    case (.int(let i), .int(let j)):
      let (result, overflowed) =
        function == .multiply
        ? i.multipliedReportingOverflow(by: j) : i.addingReportingOverflow(j)
      return overflowed ? nil : .int(result)
    default: return nil
    }
  }
}

/// `[e for i in 1:n]`: the values stacked along a new first axis.
final class Comprehension: Node {
  let pattern: Destination
  let domain: Domain
  let body: Node
  private let movesKeys: Bool

  init(
    _ pattern: Destination, _ domain: Domain, _ body: Node, movesKeys: Bool, span: SourceSpan
  ) {
    self.movesKeys = movesKeys
    self.pattern = pattern
    self.domain = domain
    self.body = body
    super.init(span: span, height: 1 + max(domain.height, body.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let elements = try domain.eval(p, &r, &m)
    // The values before they are stacked, and the columns that stacking makes of them.
    let (bytes, overflow) = elements.count.multipliedReportingOverflow(by: 32)
    do throws(TensorError) { try MemoryBudget.reserve(overflow ? .max : bytes) } catch {
      throw Fault(OperationError(error), at: span)
    }
    defer { MemoryBudget.release(bytes) }
    let keys = m.keys
    defer { m.keys = keys }
    var values: [Value] = []
    for position in 0..<elements.count {
      try Turn.poll(&m, at: span)
      if movesKeys { try m.enterTurn(position, of: keys, at: span) }
      try pattern.bind(try elements.element(at: position), &r, &m)
      let value = try body.eval(p, &r, &m)
      if case .unset = value { throw body.fault("value", "this has no value") }
      values.append(value)
    }
    let stacked: Value
    do throws(OperationError) { stacked = try Construction.stack(values) } catch {
      throw Fault(error, at: body.span)
    }
    return try stacked.bounded(at: span)
  }
}
