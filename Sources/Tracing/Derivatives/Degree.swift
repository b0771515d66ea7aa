extension Trace {
  /// How the outputs depend on the inputs, as far as the graph shows it.
  public enum Degree: Int, Sendable {
    /// No output depends on an input.
    case constant
    /// The outputs are affine functions of the inputs.
    case affine
    /// Anything else, or not known to be less.
    case other
  }

  /// The degree of the outputs in the inputs; captured values count as constants.
  ///
  /// f is affine where its derivative t ↦ f'(x) t, recorded as a graph, does not read x, and no
  /// operation on the way from x to f is one that derivatives do not see, as `floor` is. That is read off the
  /// graph and holds for all x, or the answer is `other`: no number is tried.
  public func degree() throws(TraceError) -> Degree {
    let own = inputTypes.count
    let inputs = graph.inputTypes.indices.map { $0 < own }
    guard graph.movedOutputs(by: inputs).contains(true) else { return .constant }
    guard graph.isSmooth(in: inputs) else { return .other }
    let builder = GraphBuilder()
    let points = graph.inputTypes.map { Term.traced(builder.input($0)) }
    var tangents: [Term?] = []
    for (type, isOwn) in zip(graph.inputTypes, inputs) {
      tangents.append(isOwn && type.isFloating ? .traced(builder.input(type)) : nil)
    }
    let primals = try graph.primals(points)
    let moved = try graph.pushforward(primals: primals, tangents).compactMap { $0 }
    let derivative = try builder.finish(moved).graph
    let places = derivative.inputTypes.indices.map { $0 < own }
    return derivative.movedOutputs(by: places).contains(true) ? .other : .affine
  }
}

extension Graph {
  /// For each variable whether its value, not merely its existence, depends on flagged inputs.
  private func moved(by inputs: [Bool]) -> [Bool] {
    var flags = inputs
    flags.reserveCapacity(types.count)
    for equation in equations {
      var operands = equation.operands.map { flags[$0] }
      // What is required only says whether there is a value.
      if case .require = equation.operation { operands[0] = false }
      flags += equation.operation.depending(on: operands, count: equation.results.count)
    }
    return flags
  }

  /// For each output whether its value depends on flagged inputs.
  fileprivate func movedOutputs(by inputs: [Bool]) -> [Bool] {
    let flags = moved(by: inputs)
    return outputs.map { flags[$0] }
  }

  /// Whether every operation between flagged inputs and outputs has a derivative that says how its value
  /// moves; loops and branches are taken not to.
  fileprivate func isSmooth(in inputs: [Bool]) -> Bool {
    let flags = moved(by: inputs)
    var counts = [Bool](repeating: false, count: types.count)
    for output in outputs { counts[output] = true }
    for equation in equations.reversed() {
      guard equation.results.contains(where: { counts[$0] && flags[$0] }) else { continue }
      var operands = equation.operands[...]
      if case .require = equation.operation { operands = operands.dropFirst() }
      for operand in operands where flags[operand] {
        guard equation.operation.passesTangents, !equation.operation.hasBody,
          types[operand].isFloating
        else { return false }
        counts[operand] = true
      }
    }
    return true
  }
}

extension Operation {
  /// Whether it runs graphs of its own.
  fileprivate var hasBody: Bool {
    switch self {
    case .cond, .whileLoop, .scan, .average: true
    default: false
    }
  }
}
