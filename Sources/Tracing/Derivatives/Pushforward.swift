import Tensors

extension Graph {
  /// The outputs and their directional derivatives (forward mode), nil where one is zero.
  ///
  /// Terms decide where it happens: known ones are evaluated, traced ones recorded. `values` are
  /// those of the graph's variables, where they are known already at these inputs.
  func pushforward(
    _ inputs: [Term], _ tangents: [Term?], values: [Tensor?] = []
  ) throws(TraceError) -> (outputs: [Term], tangents: [Term?]) {
    precondition(inputs.count == inputCount && tangents.count == inputCount)
    var primals = inputs
    var directions = tangents
    primals.reserveCapacity(types.count)
    directions.reserveCapacity(types.count)
    for equation in equations {
      let operands = equation.operands.map { primals[$0] }
      let results = try results(equation, operands, values)
      primals.append(contentsOf: results)
      let moved = equation.operands.map { directions[$0] }
      if moved.allSatisfy({ $0 == nil }) || !types[equation.results].contains(where: \.isFloating) {
        for _ in results { directions.append(nil) }
      } else {
        let point = Linearized(operands: operands, results: results, tangents: moved)
        directions.append(contentsOf: try equation.operation.rules.pushforward(point))
      }
    }
    return (outputs.map { primals[$0] }, outputs.map { directions[$0] })
  }

  private func results(
    _ equation: Equation, _ operands: [Term], _ values: [Tensor?]
  ) throws(TraceError) -> [Term] {
    if values.isEmpty { return try Term.apply(equation.operation, operands) }
    var results: [Term] = []
    for variable in equation.results {
      guard let value = values[variable] else {
        return try Term.apply(equation.operation, operands)
      }
      results.append(.known(value))
    }
    return results
  }

  /// The graph of the outputs and their derivatives: its inputs are the primals, then tangents of
  /// the active ones; its outputs the primal outputs, then the tangents of floating ones.
  public func jvp(active: [Bool]) throws(TraceError) -> Graph {
    precondition(active.count == inputCount)
    let builder = GraphBuilder()
    let inputs = inputTypes.map { Term.traced(builder.input($0)) }
    var tangents: [Term?] = []
    for (type, isActive) in zip(inputTypes, active) {
      tangents.append(isActive && type.isFloating ? .traced(builder.input(type)) : nil)
    }
    let (outputs, moved) = try pushforward(inputs, tangents)
    var all = outputs
    for (output, tangent) in zip(outputs, moved) where output.type.isFloating {
      all.append(try tangent ?? Term.zeros(output.type))
    }
    return try builder.finish(all).graph
  }
}

extension TensorType {
  /// Whether derivatives see tensors of this type.
  public var isFloating: Bool { element.isFloating }
}
