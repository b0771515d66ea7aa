import Language
import Tensors
import Tracing

/// A step applied many times: p, F(p), F(F(p)), ...
struct Iteration {
  let step: PointFunction
  /// Ends the iteration at the first point where it is true.
  let until: PointFunction?
  let count: Int
  /// The same where only the run of a graph knows it.
  var turns: Term?
  /// How many steps lie between two kept points; nil where only the last point is wanted.
  let every: Int?
  let span: SourceSpan

  /// The last point, or the kept points stacked leaf by leaf.
  func run(
    from start: Value, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let keys = m.keys, took = m.takesMeansAsNumbers
    m.takesMeansAsNumbers = true
    defer {
      m.keys = keys
      m.takesMeansAsNumbers = took
    }
    // Steps that are tried to see what they make of the point have the key of the first one.
    try m.enterTurn(0, of: keys, at: span)
    if turns != nil {
      let point = try promoted(start, p, &r, &m)
      return try RecordedIteration(iteration: self, keys: keys).run(from: point, p, &r, &m)
    }
    if !m.traces.isEmpty, until == nil || every == nil, count > 0,
      case let next = try step(start, at: span, p, &r, &m),
      RecordedIteration.isWanted(until == nil ? count : .max, start, next)
    {
      let point = try promoted(start, p, &r, &m)
      return try RecordedIteration(iteration: self, keys: keys).run(from: point, p, &r, &m)
    }
    var point = start, kept = KeptPoints(span: span)
    defer { kept.release() }
    if let every { try kept.expect(until == nil ? count / every + 1 : 1, like: start) }
    for k in 0..<max(count, 0) {
      if try isOver(point, p, &r, &m) { return try ended(point, &kept, after: k) }
      try Turn.poll(&m, at: span)
      try m.enterTurn(k, of: keys, at: span)
      if k == 0 { point = try promoted(point, p, &r, &m) }
      let next = try step(point, at: span, p, &r, &m)
      if !point.isAlike(next) { throw changed(point, next) }
      if let every, k % every == 0 { try kept.append(point) }
      point = next
    }
    if try isOver(point, p, &r, &m) { return try ended(point, &kept, after: count) }
    guard let every else { return point }
    if count % every == 0 { try kept.append(point) }
    return try kept.stacked()
  }

  /// What is returned where `until` became true.
  private func ended(
    _ point: Value, _ kept: inout KeptPoints, after k: Int
  ) throws(Fault) -> Value {
    guard every != nil else { return point }
    try kept.append(point)
    return try kept.stacked()
  }

  private func isOver(
    _ point: Value, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Bool {
    guard let until else { return false }
    let holds = try until(point, at: span, p, &r, &m)
    if case .bool(let b) = holds.known { return b }
    throw noTruth(holds)
  }

  func noTruth(_ holds: Value) -> Fault {
    Fault(
      "type", "iterate: until must say true or false of a point, not \(holds.kindDescription)",
      at: span)
  }

  /// The start with its integers made floats where the step makes them so: in (0, 1) both items of
  /// (x, y) -> (y, x/2 + y), the first as soon as the second is one.
  private func promoted(
    _ start: Value, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var point = start
    for _ in 0..<start.weight where point.parts.contains(where: { $0.numericType?.element == .i64 })
    {
      let next = try step(point, at: span, p, &r, &m)
      do throws(TraceError) {
        let promoted = try point.promoted(like: next)
        if promoted.isAlike(point) { break }
        point = promoted
      } catch { throw Fault(OperationError(error), at: span) }
    }
    return point
  }

  func changed(_ point: Value, _ next: Value) -> Fault {
    if case .unset = next { return Fault("value", "iterate: F returned no value", at: span) }
    let change = point.change(to: next) ?? ""
    return Fault(
      "structure", "iterate: \(change)", at: span,
      hint: "each step keeps the structure, types and shapes of the point")
  }
}

/// Points kept along an iteration, in columns where their parts are all f64 scalars.
private struct KeptPoints {
  let span: SourceSpan
  /// One per part of the first point, while all points consist of f64 scalars.
  private var columns: [[Double]] = []
  private var points: [Value] = []
  private var first = Value.unset
  private var reserved = 0
  private var count = 0
  private static let block = 1024

  init(span: SourceSpan) { self.span = span }

  /// Refuses at once what memory cannot hold in the end.
  mutating func expect(_ count: Int, like point: Value) throws(Fault) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: bytes(of: point))
    try reserve(overflow ? .max : bytes)
    release()
  }

  mutating func append(_ point: Value) throws(Fault) {
    if count % KeptPoints.block == 0 { try reserve(KeptPoints.block * bytes(of: point)) }
    if count == 0 { begin(point) }
    count += 1
    guard !columns.isEmpty else { return points.append(point) }
    let numbers = point.parts.compactMap { if case .float(let x) = $0 { x } else { nil } }
    // A step may bring in a recorded number only later.
    guard numbers.count == columns.count else { return spread(then: point) }
    for (k, x) in numbers.enumerated() { columns[k].append(x) }
  }

  /// The points as one value whose leaves have a new first axis.
  func stacked() throws(Fault) -> Value {
    let stacked: Value
    do throws(OperationError) {
      stacked = try columns.isEmpty ? Construction.stack(points) : joined()
    } catch { throw Fault(error, at: span) }
    return try stacked.bounded(at: span)
  }

  /// The columns as tensors in the structure of a point.
  private func joined() throws(OperationError) -> Value {
    var tensors: [Value] = []
    do throws(TensorError) {
      for column in columns { tensors.append(Value(try Tensor(Shape([column.count]), column))) }
    } catch { throw OperationError(error) }
    var rest = tensors[...]
    return first.replacingLeaves(&rest)
  }

  /// Goes on with points instead of columns.
  private mutating func spread(then point: Value) {
    for row in columns[0].indices {
      var parts = columns.map { Value.float($0[row]) }[...]
      points.append(first.replacingLeaves(&parts))
    }
    columns = []
    points.append(point)
  }

  mutating func release() {
    MemoryBudget.release(reserved)
    reserved = 0
  }

  private mutating func begin(_ point: Value) {
    first = point
    let parts = point.parts
    guard parts.allSatisfy({ if case .float = $0 { true } else { false } }) else { return }
    columns = parts.map { _ in [] }
  }

  private mutating func reserve(_ bytes: Int) throws(Fault) {
    do throws(TensorError) { try MemoryBudget.reserve(bytes) } catch {
      throw Fault(OperationError(error), at: span)
    }
    reserved += bytes
  }

  private func bytes(of point: Value) -> Int { 32 * point.weight }
}
