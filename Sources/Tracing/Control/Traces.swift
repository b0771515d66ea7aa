import Tensors

/// Control operations made of traces, which may have captured values of outer traces: those become
/// operands.
extension Branches {
  /// The results of one of two traces without inputs, as a truth value says.
  public static func apply(
    _ predicate: Term, yes: Trace, no: Trace
  ) throws(TraceError) -> [Term] {
    let shared = SharedCaptures([yes, no])
    let branches = Branches(yes: try shared.graph(of: yes), no: try shared.graph(of: no))
    return try Term.apply(.cond(branches), [predicate] + shared.terms)
  }
}

extension Scan {
  /// The results of a loop of `length` turns; the inputs of the trace of a turn are its number, the
  /// carried values and rows, its outputs the next carried values and what is kept.
  public static func apply(
    _ turn: Trace, carrying starts: [Term], rows: [Term] = [], length: Int
  ) throws(TraceError) -> [Term] {
    let scan = Scan(
      body: turn.graph, length: length, carried: starts.count, scanned: rows.count)
    return try Term.apply(.scan(scan), starts + rows + turn.captures)
  }
}

extension WhileLoop {
  /// The carried values after a loop; the inputs of both traces are the carried values.
  public static func apply(
    while condition: Trace, _ turn: Trace, carrying starts: [Term]
  ) throws(TraceError) -> [Term] {
    let shared = SharedCaptures([condition, turn])
    let loop = WhileLoop(
      condition: try shared.graph(of: condition), body: try shared.graph(of: turn),
      carried: starts.count)
    return try Term.apply(.whileLoop(loop), starts + shared.terms)
  }
}

/// The captures of several traces, each once.
private struct SharedCaptures {
  private(set) var terms: [Term] = []
  private var places: [ObjectIdentifier: Int] = [:]

  init(_ traces: [Trace]) {
    for trace in traces {
      for capture in trace.captures {
        guard let identity = capture.identity, places[identity] == nil else { continue }
        places[identity] = terms.count
        terms.append(capture)
      }
    }
  }

  /// The graph of a trace with all the captures as inputs after its own.
  func graph(of trace: Trace) throws(TraceError) -> Graph {
    let own = trace.inputTypes
    return try Graph.recording(own + terms.map(\.type)) { (inputs) throws(TraceError) in
      var operands = Array(inputs.prefix(own.count))
      for capture in trace.captures {
        guard let identity = capture.identity, let place = places[identity] else { continue }
        operands.append(inputs[own.count + place])
      }
      return try trace.graph.inlined(operands)
    }
  }
}
