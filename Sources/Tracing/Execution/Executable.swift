import Tensors

/// A graph made ready to run many times: simplified, then written as a tape, of its scalars or of the
/// elements of its small tensors, or as a plan.
///
/// Results have the bits that `Graph.evaluate` gives (a nan may have another payload), errors are
/// the same. It holds no state, so any number of threads may call it.
public final class Executable: Sendable {
  private enum Form: Sendable {
    case tape(ScalarTape)
    case assembled(AssembledTape)
    case plan(Plan)
  }

  /// The graph after simplification.
  public let graph: Graph
  private let form: Form
  private let hasAverages: Bool

  /// Compiles a graph.
  ///
  /// - Throws: `.interrupted`: the compilation of many equations takes seconds.
  public init(_ graph: Graph) throws(TensorError) {
    let clock = CompileClock.start()
    defer { clock.stop() }
    try Interruption.check()
    let simple = graph.simplified()
    self.graph = simple
    hasAverages = simple.hasAverages
    try Interruption.check()
    if let tape = ScalarTape(simple) ?? simple.withScalarTurns().flatMap({ ScalarTape($0) }) {
      form = .tape(tape)
    } else if let assembled = AssembledTape(simple) {
      form = .assembled(assembled)
    } else {
      form = .plan(try Plan(simple))
    }
  }

  /// The outputs at these inputs, which are known and have the types of the graph's inputs; those
  /// that come from means over samples are estimates.
  public func callAsFunction(_ inputs: [Term]) throws(TraceError) -> [Term] {
    precondition(inputs.count == graph.inputCount)
    var known: [Term] = []
    known.reserveCapacity(inputs.count)
    for (index, term) in inputs.enumerated() {
      guard let value = term.known else { throw .valueUnknown(term.type) }
      if case .estimate(let estimate) = value { throw estimate.refused(by: "a compiled graph") }
      // Tapes read vectors by position: their lengths are relied on.
      precondition(value.type == graph.types[index])
      known.append(value)
    }
    if hasAverages { return try graph.inlined(known) }
    return try wrapping { () throws(TensorError) in try run(known) }
  }

  /// The number of inputs.
  var inputCount: Int { graph.inputCount }

  /// The plan, nil where the graph is a tape.
  var plan: Plan? {
    switch form {
    case .tape, .assembled: nil
    case .plan(let plan): plan
    }
  }

  /// The outputs at terms that are known.
  func run(_ inputs: [Term]) throws(TensorError) -> [Term] {
    switch form {
    case .tape(let tape): return try tape.run(inputs)
    case .assembled(let tape): return try tape.run(inputs)
    case .plan(let plan):
      var tensors: [Tensor] = []
      for input in inputs { tensors.append(try input.tensor()) }
      return try plan.run(tensors).map { Term($0) }
    }
  }

  /// The outputs at tensors.
  func run(_ inputs: consuming [Tensor]) throws(TensorError) -> [Tensor] {
    switch form {
    case .tape(let tape): return try tape.run(inputs)
    case .assembled(let tape):
      let terms = try tape.run(inputs.map { Term($0) })
      var tensors: [Tensor] = []
      for term in terms { tensors.append(try term.tensor()) }
      return tensors
    case .plan(let plan): return try plan.run(inputs)
    }
  }
}

extension Executable: CustomStringConvertible {
  /// The stages by name: the simplified graph, then the tape, or which equations became which kernel and
  /// the plan.
  public var description: String {
    let simplified = "simplified: \(graph.equations.count) equations\n\(graph)"
    return switch form {
    case .tape(let tape): "\(simplified)\n\(tape.program)"
    case .assembled(let assembled): "\(simplified)\n\(assembled.tape.program)"
    case .plan(let plan):
      "\(simplified)\nfused:\n\(plan.fusion(of: graph))\nplan: \(plan.summary)\n\(plan)"
    }
  }
}

extension Term {
  /// The value of a term that is known.
  fileprivate func tensor() throws(TensorError) -> Tensor {
    switch self {
    case .known(let tensor): tensor
    case .number(let x): try Tensor(x)
    case .traced, .estimate: preconditionFailure("a compiled graph runs on values")
    }
  }
}
