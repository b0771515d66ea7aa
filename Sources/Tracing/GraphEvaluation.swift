import Tensors

extension Graph {
  /// The outputs at these inputs.
  ///
  /// - Precondition: the inputs have the graph's input types.
  public func evaluate(_ inputs: [Tensor]) throws(TraceError) -> [Tensor] {
    try wrapping { () throws(TensorError) in try evaluated(inputs) }
  }

  /// The outputs at these inputs, for rules, which raise errors of tensors.
  func evaluated(_ inputs: [Tensor]) throws(TensorError) -> [Tensor] {
    precondition(inputs.count == inputCount)
    var values: [Tensor] = []
    values.reserveCapacity(types.count)
    values.append(contentsOf: inputs)
    for equation in equations {
      try Interruption.check()
      values.append(
        contentsOf: try equation.operation.rules.evaluate(equation.operands.map { values[$0] }))
    }
    return outputs.map { values[$0] }
  }

  /// The outputs at these terms: evaluated where all are known, else recorded where they belong.
  ///
  /// Estimates give estimates; what decides in the graph goes by their means.
  public func inlined(_ inputs: [Term]) throws(TraceError) -> [Term] {
    precondition(inputs.count == inputCount)
    if !inputs.contains(where: \.isTraced), !hasAverages {
      if inputs.contains(where: \.isEstimate) { return try Propagation(inputs).apply(self) }
      let known = try inputs.map { (term) throws(TraceError) in try term.knownValue() }
      return try evaluate(known).map { Term($0) }
    }
    let terms = try primals(inputs)
    return outputs.map { terms[$0] }
  }
}
