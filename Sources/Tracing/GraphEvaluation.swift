import Tensors

extension Graph {
  /// The outputs at these inputs.
  ///
  /// - Precondition: the inputs have the graph's input types.
  public func evaluate(_ inputs: [Tensor]) throws(TraceError) -> [Tensor] {
    precondition(inputs.count == inputCount)
    var values: [Tensor] = []
    values.reserveCapacity(types.count)
    values.append(contentsOf: inputs)
    for equation in equations {
      let results = try wrapping { () throws(TensorError) in
        try Interruption.check()
        return try equation.operation.rules.evaluate(equation.operands.map { values[$0] })
      }
      values.append(contentsOf: results)
    }
    return outputs.map { values[$0] }
  }

  /// The outputs at these terms: evaluated where all are known, else recorded where they belong.
  public func inlined(_ inputs: [Term]) throws(TraceError) -> [Term] {
    precondition(inputs.count == inputCount)
    let known = inputs.compactMap { (term: Term) -> Tensor? in
      if case .known(let tensor) = term { tensor } else { nil }
    }
    if known.count == inputs.count { return try evaluate(known).map { .known($0) } }
    let terms = try primals(inputs)
    return outputs.map { terms[$0] }
  }
}
