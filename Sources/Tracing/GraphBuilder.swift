import Synchronization
import Tensors

/// Records one trace: the operations applied to its inputs, while a function runs.
///
/// A builder made later is inside the earlier ones: it has a higher level, so an operation on
/// values of both belongs to it, and the outer value becomes a captured input. That is what keeps
/// the perturbations of nested derivatives apart.
public final class GraphBuilder {
  private static let levels = Atomic<Int>(0)

  /// The nesting level; no two builders share one.
  public let level: Int
  private var recorded = RecordedEquations()
  private var inputs: [Int] = []
  private var points: [Term?] = []
  private var captures = Captures()
  private var isFinished = false
  /// The builder of a part of this trace, such as a branch or the turn of a loop, that is being
  /// recorded: what would be recorded here belongs there, so that it runs only with that part.
  private var part: GraphBuilder?
  /// What the budget was charged for the equations: a loop that is unrolled may record any number.
  private var bytesReserved = 0
  private static let bytesPerEquation = 256

  /// Starts a trace inside all traces that are being recorded.
  public init() {
    level = GraphBuilder.levels.add(1, ordering: .relaxed).newValue
  }

  deinit { MemoryBudget.release(bytesReserved) }

  /// Starts the trace of a part of these traces; `endPart` ends it.
  public static func startPart(of traces: [GraphBuilder]) -> GraphBuilder {
    let part = GraphBuilder()
    for trace in traces where trace.part == nil { trace.part = part }
    return part
  }

  /// Ends the recording of this part of these traces.
  public func endPart(of traces: [GraphBuilder]) {
    for trace in traces where trace.part === self { trace.part = nil }
  }

  /// Ends this part of these traces: `outputs` is recorded in it.
  public func finishPart(
    of traces: [GraphBuilder], _ outputs: () throws(TraceError) -> [Term]
  ) throws(TraceError) -> Trace {
    for trace in traces where trace.part == nil { trace.part = self }
    defer { endPart(of: traces) }
    return try finish(outputs())
  }

  /// A new input of which only the type is known, and whether it stands for an estimate.
  ///
  /// - Precondition: the trace has not ended.
  public func input(_ type: TensorType, isEstimated: Bool = false) -> Traced {
    precondition(!isFinished)
    points.append(nil)
    return newInput(type, nil, isEstimated: isEstimated)
  }

  /// A new input that stands for a term, the point at which the function is traced; it carries
  /// the term's value where that is known.
  ///
  /// - Precondition: the trace has not ended.
  public func input(for point: Term) -> Traced {
    precondition(!isFinished)
    points.append(point)
    return newInput(point.type, point.known, isEstimated: point.isEstimated)
  }

  private func newInput(_ type: TensorType, _ value: Term?, isEstimated: Bool) -> Traced {
    let variable = recorded.bind(type, value, isEstimated: isEstimated)
    inputs.append(variable)
    return Traced(self, variable, type, value, isEstimated: isEstimated)
  }

  /// Records an operation, checked by its shape rule and evaluated where all values are known.
  func record(_ operation: Operation, _ operands: [Term]) throws(TraceError) -> [Term] {
    if let part { return try part.record(operation, operands) }
    var variables: [Int] = []
    variables.reserveCapacity(operands.count)
    for operand in operands { variables.append(try variable(for: operand)) }
    try reserve()
    return try recorded.append(operation, variables).map { traced($0) }
  }

  /// Counts the memory of one more equation.
  private func reserve() throws(TraceError) {
    try wrapping { () throws(TensorError) in
      try MemoryBudget.reserve(GraphBuilder.bytesPerEquation)
    }
    bytesReserved += GraphBuilder.bytesPerEquation
  }

  /// Records an elementwise function of one operand.
  func record(_ f: UnaryFunction, _ x: Term) throws(TraceError) -> Term {
    if let part { return try part.record(f, x) }
    let x = try variable(for: x)
    try reserve()
    return traced(try recorded.append(f, x))
  }

  /// Records an elementwise function of two operands.
  func record(_ f: BinaryFunction, _ x: Term, _ y: Term) throws(TraceError) -> Term {
    if let part { return try part.record(f, x, y) }
    let x = try variable(for: x), y = try variable(for: y)
    try reserve()
    return traced(try recorded.append(f, x, y))
  }

  private func traced(_ variable: Int) -> Term {
    .traced(
      Traced(
        self, variable, recorded.types[variable], recorded.values[variable],
        isEstimated: recorded.isEstimated[variable]))
  }

  /// The variable that stands for a term in this trace.
  private func variable(for term: Term) throws(TraceError) -> Int {
    if isFinished { throw .traceEnded }
    switch term {
    case .known, .number: return try recorded.append(constant: term)
    case .estimate: break
    case .traced(let traced):
      if traced.builder === self { return traced.variable }
      // An inner trace that is still being recorded would itself be the innermost one.
      if traced.builder.isFinished || traced.builder.level > level { throw .traceEnded }
    }
    if let known = captures[term] { return known }
    let variable = recorded.bind(term.type, term.known, isEstimated: term.isEstimated)
    captures.append(term, variable)
    return variable
  }

  /// The floating numbers of this trace on which a truth value, or an integer, rests: what its
  /// comparisons compare.
  public func compared(in truth: Traced) -> [Term] {
    guard truth.builder === self else { return [] }
    return recorded.floatingOrigins(of: truth.variable).map { traced($0) }
  }

  /// Ends the trace: the graph of what the outputs depend on, dead equations left out.
  public func finish(_ outputs: [Term]) throws(TraceError) -> Trace {
    var variables: [Int] = []
    for output in outputs { variables.append(try variable(for: output)) }
    isFinished = true
    let (graph, values) = recorded.graph(inputs: inputs + captures.variables, variables)
    assert(graph.isValid)
    return Trace(
      graph: graph, captures: captures.terms, points: points, values: values)
  }
}

/// A finished trace: a graph, and the outer values that it captured; estimates are captured too, as a graph
/// has no constants with errors.
public struct Trace {
  /// The graph; its inputs are those of the builder, then the captures.
  public let graph: Graph
  /// The captured values of outer traces, and estimates.
  public let captures: [Term]
  /// The terms that the builder's inputs stand for, nil where only the type was given.
  let points: [Term?]
  /// The values of the graph's variables at those points, where known.
  let values: [Term?]

  /// The types of the inputs without the captures.
  public var inputTypes: [TensorType] { Array(graph.types[0..<points.count]) }

  /// The results at other arguments: evaluated, or recorded in the trace of the arguments.
  public func callAsFunction(_ arguments: [Term]) throws(TraceError) -> [Term] {
    try graph.inlined(arguments + captures)
  }
}

/// The outer values that a trace uses, each with its variable.
private struct Captures {
  private(set) var variables: [Int] = []
  private(set) var terms: [Term] = []
  // Most traces capture a handful of values: a scan of those is quicker than hashing.
  private var index: [ObjectIdentifier: Int] = [:]
  private static let scanned = 8

  subscript(_ term: Term) -> Int? {
    guard let identity = term.identity else { return nil }
    for k in 0..<min(terms.count, Captures.scanned) where terms[k].identity == identity {
      return variables[k]
    }
    return terms.count > Captures.scanned ? index[identity] : nil
  }

  mutating func append(_ term: Term, _ variable: Int) {
    if terms.count >= Captures.scanned, let identity = term.identity { index[identity] = variable }
    terms.append(term)
    variables.append(variable)
  }
}

extension Term {
  /// What tells captured values apart, nil for what needs no capture.
  var identity: ObjectIdentifier? {
    switch self {
    case .known, .number: nil
    case .traced(let traced): ObjectIdentifier(traced)
    case .estimate(let estimate): ObjectIdentifier(estimate)
    }
  }
}
